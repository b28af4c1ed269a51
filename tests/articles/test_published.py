"""Which publication date is used, and what is said of one that is not."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles import UnusableDate, parse_day, read
from pipeline.articles.published import FIRST_YEAR, choose

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2024-08-05",
        "2024-8-5",
        "2024/08/05",
        "20240805",
        "2024-08-05T23:59:59+02:00",
        "5 August 2024",
        "5th Aug. 2024, 10:15",
        "Mon, 05 Aug 2024 10:00:00 GMT",
        "Monday 5 August 2024",
        "August 5, 2024",
        "Aug. 5th, 2024",
        "Monday, August 5, 2024 10:00 am",
        date(2024, 8, 5),
        datetime(2024, 8, 5, 23, 59),
    ],
)
def test_days_in_the_forms_that_metadata_has(written):
    assert parse_day(written) == date(2024, 8, 5)


@pytest.mark.parametrize("written", ["2024-13-05", "2024-02-30", "February 30, 2024", "0000-00-00"])
def test_no_day_of_the_calendar(written):
    with pytest.raises(UnusableDate, match="no day of the calendar"):
        parse_day(written)


@pytest.mark.parametrize("written", ["", "soon", "08/05/2024", "1722816000", "Augusto 5, 2024", "2024", "{}"])
def test_what_cannot_be_read_is_not_guessed(written):
    with pytest.raises(UnusableDate, match="write it as YYYY-MM-DD"):
        parse_day(written)


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%b. %d, %Y", "%a, %d %b %Y 10:00:00 GMT"]))
def test_every_day_is_read_back(day, form):
    written = day.strftime(form.replace("%Y", f"{day.year:04d}"))
    assert parse_day(written) == day


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-06-02", "lies in the future"),
        (f"{FIRST_YEAR - 1}-12-31", f"lies before {FIRST_YEAR}"),
        ("2026-06-31", "is no day of the calendar"),
        ("yesterday", "cannot be read"),
    ],
)
def test_an_unusable_date_is_not_used_and_said_so(written, why):
    day, origin, notes = choose([("metadata", written)], TODAY)
    assert (day, origin) == (None, "none")
    assert len(notes) == 1
    assert f"{written!r} (metadata) {why}" in notes[0]
    assert notes[0].endswith("not used")


def test_the_next_best_date_is_used_instead():
    day, origin, notes = choose([("header", "2031-01-01"), ("filename", "2024-08-05")], TODAY)
    assert (day, origin, len(notes)) == (date(2024, 8, 5), "filename", 1)


def test_today_itself_can_be_a_day_of_publication():
    assert choose([("header", "2026-06-01")], TODAY) == (TODAY, "header", [])


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("2024-08-05-pilot.txt", "date 2024-09-01\nA.", (date(2024, 9, 1), "header")),
        ("2024-08-05-pilot.txt", "A.", (date(2024, 8, 5), "filename")),
        ("pilot_2024_08_05.md", "A.", (date(2024, 8, 5), "filename")),
        ("12024-08-055.txt", "A.", (date(2023, 1, 1), "option")),
        ("pilot.txt", "A.", (date(2023, 1, 1), "option")),
        ("pilot.txt", "date 2024-99-99 A.", (date(2023, 1, 1), "option")),
    ],
)
def test_text_then_file_name_then_option(tmp_path, name, content, expected):
    (tmp_path / name).write_text(content)
    (article,) = read(tmp_path, today=TODAY, published=date(2023, 1, 1))
    assert (article.published, article.published_from) == expected
    assert article.text == "A."


def test_without_any_date_it_stays_missing(tmp_path):
    (tmp_path / "pilot.txt").write_text("A.")
    (article,) = read(tmp_path, today=TODAY)
    assert (article.published, article.published_from, article.reason) == (None, "none", None)

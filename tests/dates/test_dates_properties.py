"""What holds of every text: offsets, no clock, narrowing, shifting, rendering and finding again."""

import time
from datetime import date, datetime, timedelta
from itertools import pairwise

import edtf as edtf_package
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import Interval, find_dates
from pipeline.dates import calendars as cal
from pipeline.dates.edtf import emit
from pipeline.dates.grammar import grammar

settings.register_profile("dates", max_examples=60, deadline=None)
settings.load_profile("dates")

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
RECENT = st.dates(date(1990, 1, 1), date(2040, 12, 31))
YEARS = st.integers(1850, 2150)
# Words without a digit, a capital month or a unit of time: nothing here is a date.
FILLER = st.lists(
    st.sampled_from(
        [
            "“the",
            "café”",
            "showed",
            "naïve",
            "fans",
            "🎬",
            "may",
            "march",
            "it’s",
            "\r\n",
            "“okay”",
            "séries",
            "—",
        ]
    ),
    min_size=1,
    max_size=12,
).map(" ".join)
EXPRESSIONS = st.sampled_from(
    [
        "March 13, 2025", "early 2025", "the summer of 2026", "Q3 2024", "the 2024-25 season", "the 1990s",
        "late 2024 or early 2025", "next Friday", "last night", "two years ago", "later this year",
        "9/24/2024", "Halloween 2024", "July 25-28", "Tuesday, Oct. 1", "the end of this month",
    ]
)  # fmt: skip


def ordinal(number):
    suffix = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"


@given(FILLER, EXPRESSIONS, FILLER, RECENT)
def test_planted_expressions_are_found_at_exactly_their_offsets(before, words, after, published):
    text = f"{before} shown on {words}, {after}"
    start = len(before) + len(" shown on ")
    found = find_dates(text, published)
    assert [(one.start, one.end) for one in found] == [(start, start + len(words))]
    assert text[found[0].start : found[0].end] == found[0].text == words


@given(st.text(max_size=200), st.none() | DAYS)
def test_any_text_is_read_with_its_offsets_in_order(text, published):
    end = 0
    for one in find_dates(text, published):
        assert text[one.start : one.end] == one.text != ""
        assert one.start >= end
        end = one.end


@given(st.lists(EXPRESSIONS | FILLER, max_size=8).map(" ".join), st.none() | DAYS)
def test_what_an_expression_carries_fits_together(text, published):
    for one in find_dates(text, published):
        assert one.resolved == (one.interval is not None) == (one.edtf is not None)
        if one.interval:
            assert one.interval.days is not None or one.precision == "open"
            assert all(one.interval.contains(reading) for reading in one.alternatives)
        else:
            assert one.relative


@pytest.mark.parametrize("today", [datetime(1999, 5, 5), datetime(2033, 11, 30)])
def test_the_clock_is_never_read(monkeypatch, today):
    class Faked(datetime):
        @classmethod
        def now(cls, tz=None):
            return today

        utcnow = now

    # Words that were read before are answered from a cache: these years are asked for here alone.
    for name in ("date", "date_parser", "freshness_date_parser", "parser"):
        monkeypatch.setattr(f"dateparser.{name}.datetime", Faked, raising=False)
    monkeypatch.setattr(time, "time", lambda: today.timestamp())
    explicit = f"On March {today.day}, {today.year + 1} and by 7/8/{today.year + 2}"
    text = f"{explicit} it ran, in May, yesterday and then next Friday."
    found = find_dates(text, date(2024, 8, 15))
    assert [one.date_start or one.date_end for one in found] == [
        date(today.year + 1, 3, today.day),
        date(today.year + 2, 8, 7),
        date(2024, 5, 1),
        date(2024, 8, 14),
        date(2024, 8, 16),
    ]


@given(YEARS)
def test_qualifiers_narrow_and_partition_the_year(year):
    whole = cal.year(year)
    for words in (
        ["early", "mid", "late"],
        ["the beginning of", "the middle of", "the end of"],
        ["Q1", "Q2", "Q3", "Q4"],
        ["the first half of", "the second half of"],
        ["the first quarter of", "the second quarter of", "the third quarter of", "the fourth quarter of"],
    ):
        parts = [find_dates(f"It came in {word} {year}.", None)[0].interval for word in words]
        assert all(whole.contains(part) for part in parts)
        assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
        assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(parts))


@given(YEARS, st.integers(1, 12))
def test_thirds_partition_every_unit_of_months(year, month):
    for length in (1, 2, 3, 6, 12, 120):
        unit = cal.months(year, month, length)
        parts = [cal.third(unit, number) for number in (1, 2, 3)]
        assert (parts[0].start, parts[-1].end) == (unit.start, unit.end)
        assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(parts))


@given(RECENT, st.integers(1, 200), st.sampled_from(["last", "this", "next", ""]), st.integers(0, 6))
def test_shifting_the_reference_by_weeks_shifts_weekdays_as_much(published, weeks, which, weekday):
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][weekday]
    text = f"It was seen on {which} {name}." if which else f"It will be seen on {name}."
    first, second = (find_dates(text, day)[0] for day in (published, published + timedelta(weeks=weeks)))
    assert second.date_start - first.date_start == second.date_end - first.date_end == timedelta(weeks=weeks)


@given(RECENT, st.integers(0, 400))
def test_counted_days_follow_the_reference(published, number):
    found = find_dates(f"It was {number + 2} days ago.", published)
    if number + 2 < 1000:
        assert found[0].date_start == found[0].date_end == published - timedelta(days=number + 2)


@given(
    DAYS,
    st.sampled_from(["{:%B} {d}, {:%Y}", "{d} {:%B} {:%Y}", "{:%b}. {d}, {:%Y}", "{:%B} {o}, {:%Y}", "{:%Y-%m-%d}"]),
)
def test_a_rendered_day_is_found_again(day, shape):
    words = shape.format(day, day, d=day.day, o=ordinal(day.day)).replace("May.", "May")
    found = find_dates(f"It was shown on {words} at home.", None)
    assert [(one.text, one.interval) for one in found] == [(words, Interval(day, day))]


UNITS = st.one_of(
    st.builds(lambda y: (cal.year(y), "year"), YEARS),
    st.builds(lambda y, m: (cal.months(y, m), "month"), YEARS, st.integers(1, 12)),
    st.builds(lambda y, p: (cal.third(cal.year(y), p), "third"), YEARS, st.integers(1, 3)),
    st.builds(lambda y, q: (cal.months(y, 3 * q - 2, 3), "quarter"), YEARS, st.integers(1, 4)),
    st.builds(lambda y, h: (cal.months(y, 6 * h - 5, 6), "half"), YEARS, st.integers(1, 2)),
    st.builds(lambda y, s: (cal.season(s, y), "season"), YEARS, st.sampled_from(sorted(cal.SEASON_STARTS))),
    st.builds(lambda y: (cal.year(y // 10 * 10, 10), "decade"), YEARS),
    st.builds(lambda d: (Interval(d, d), "day"), DAYS),
    st.builds(lambda d, n: (Interval(d, d + timedelta(days=n)), "range"), DAYS, st.integers(1, 900)),
    st.builds(lambda d: (Interval(None, d), "open"), DAYS),
    st.builds(lambda d: (Interval(d, None), "open"), DAYS),
)


@given(UNITS)
def test_every_edtf_parses_back_to_the_same_days(unit):
    interval, precision = unit
    code = emit(interval, precision)
    parsed = edtf_package.parse_edtf(code)
    if precision == "season" and code.endswith("-24"):  # the package takes winter for December alone
        assert edtf_package.struct_time_to_date(parsed.lower_strict()) == interval.start
        return
    if interval.start:
        assert edtf_package.struct_time_to_date(parsed.lower_strict()) == interval.start
    if interval.end:
        assert edtf_package.struct_time_to_date(parsed.upper_strict()) == interval.end


def test_the_edtf_of_every_example_parses():
    codes = {example["edtf"] for rule in grammar().rules for example in rule.examples}
    assert len(codes) > 60
    for code in sorted(codes):
        # The package does not read codes above 24 in a set, so the members of a set are read one by one.
        for part in code.strip("[]").split(","):
            assert str(edtf_package.parse_edtf(part)) == part

"""The written conventions: what words mean, as intervals and EDTF, and what is no date."""

from datetime import date

import pytest

from pipeline.dates import Interval, describe, find_dates

PUBLISHED = date(2024, 8, 15)  # a Thursday


def only(text, published=PUBLISHED, **hints):
    found = find_dates(text, published, **hints)
    assert len(found) == 1, [one.text for one in found]
    return found[0]


def ends(first, last):
    return tuple(date.fromisoformat(day) if day else None for day in (first, last))


@pytest.mark.parametrize(
    ("words", "first", "last", "precision", "edtf"),
    [
        ("March 13, 2025", "2025-03-13", "2025-03-13", "day", "2025-03-13"),
        ("13 March 2025", "2025-03-13", "2025-03-13", "day", "2025-03-13"),
        ("Feb. 20", "2024-02-20", "2024-02-20", "day", "2024-02-20"),
        ("Sept 9", "2024-09-09", "2024-09-09", "day", "2024-09-09"),
        ("Tuesday, Oct. 1", "2024-10-01", "2024-10-01", "day", "2024-10-01"),
        ("May 5th", "2024-05-05", "2024-05-05", "day", "2024-05-05"),
        ("March 2025", "2025-03-01", "2025-03-31", "month", "2025-03"),
        ("2025", "2025-01-01", "2025-12-31", "year", "2025"),
        ("the 1990s", "1990-01-01", "1999-12-31", "decade", "199X"),
        ("the ’90s", "1990-01-01", "1999-12-31", "decade", "199X"),
        ("early 2025", "2025-01-01", "2025-04-30", "third", "2025-37"),
        ("mid-2025", "2025-05-01", "2025-08-31", "third", "2025-38"),
        ("the end of 2025", "2025-09-01", "2025-12-31", "third", "2025-39"),
        ("early March", "2024-03-01", "2024-03-10", "range", "2024-03-01/2024-03-10"),
        ("late March 2025", "2025-03-21", "2025-03-31", "range", "2025-03-21/2025-03-31"),
        ("spring 2025", "2025-03-01", "2025-05-31", "season", "2025-21"),
        ("summer of 2026", "2026-06-01", "2026-08-31", "season", "2026-22"),
        ("fall 2025", "2025-09-01", "2025-11-30", "season", "2025-23"),
        ("winter 2027", "2027-12-01", "2028-02-29", "season", "2027-24"),
        ("winter 2025", "2024-12-01", "2025-02-28", "season", "2024-24"),
        ("Q1 2026", "2026-01-01", "2026-03-31", "quarter", "2026-33"),
        ("the second half of 2025", "2025-07-01", "2025-12-31", "half", "2025-41"),
        ("2014-2021", "2014-01-01", "2021-12-31", "range", "2014/2021"),
        ("May 6 to June 24, 2022", "2022-05-06", "2022-06-24", "range", "2022-05-06/2022-06-24"),
        ("late 2024 or early 2025", "2024-09-01", "2025-04-30", "range", "[2024-39,2025-37]"),
        ("no earlier than 2026", "2026-01-01", None, "open", "2026/.."),
        ("by the end of 2025", None, "2025-12-31", "open", "../2025"),
        ("before 2025", None, "2024-12-31", "open", "../2024"),
        ("until June 24, 2025", None, "2025-06-24", "open", "../2025-06-24"),
        ("the 2025-26 season", "2025-09-01", "2026-08-31", "range", "2025-09/2026-08"),
        ("Christmas Day", "2024-12-25", "2024-12-25", "day", "2024-12-25"),
        ("Thanksgiving 2025", "2025-11-27", "2025-11-27", "day", "2025-11-27"),
        ("Memorial Day weekend", "2024-05-25", "2024-05-27", "range", "2024-05-25/2024-05-27"),
        ("holiday 2025", "2025-11-01", "2025-12-31", "range", "2025-11/2025-12"),
        ("tonight", "2024-08-15", "2024-08-15", "day", "2024-08-15"),
        ("next month", "2024-09-01", "2024-09-30", "month", "2024-09"),
        ("last year", "2023-01-01", "2023-12-31", "year", "2023"),
        ("this Sunday night", "2024-08-18", "2024-08-18", "day", "2024-08-18"),
        ("later this year", "2024-08-16", "2024-12-31", "range", "2024-08-16/2024-12-31"),
        ("earlier this year", "2024-01-01", "2024-08-14", "range", "2024-01-01/2024-08-14"),
        ("three years ago", "2021-01-01", "2021-12-31", "year", "2021"),
        ("almost a year ago", "2023-08-15", "2023-11-15", "range", "2023-08-15/2023-11-15"),
        ("more than a year ago", None, "2023-08-15", "open", "../2023-08-15"),
        ("a week from Friday", "2024-08-23", "2024-08-23", "day", "2024-08-23"),
        ("next Friday", "2024-08-16", "2024-08-23", "range", "[2024-08-16,2024-08-23]"),
    ],
)
def test_words(words, first, last, precision, edtf):
    found = only(f"It was shown, they say, in {words}, at home.")
    assert found.text.removeprefix("in ") == words
    assert (found.date_start, found.date_end) == ends(first, last)
    assert (found.precision, found.edtf) == (precision, edtf)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It premiered in October.", date(2023, 10, 1)),
        ("It will premiere in October.", date(2024, 10, 1)),
        ("It was cancelled on Monday.", date(2024, 8, 12)),
        ("It premieres Monday.", date(2024, 8, 19)),
        ("It opened Thursday.", PUBLISHED),
        ("It will open Thursday.", PUBLISHED),
    ],
)
def test_tense_gives_the_direction(text, day):
    assert only(text).date_start == day


def test_hints_are_stronger_than_the_guess():
    text = "A word on October."
    assert only(text, tense_at={10: "past"}).date_start == date(2023, 10, 1)
    assert only(text, tense_at=lambda offset: "future").date_start == date(2024, 10, 1)
    assert only(text, tense_at={10: "present"}).date_start == date(2024, 10, 1)


def test_no_date_in_a_name_or_title():
    text = "In May, they said, it was 2014."
    assert [one.text for one in find_dates(text, PUBLISHED)] == ["May"]
    assert find_dates(text, PUBLISHED, blocked=[(3, 6)]) == []
    assert [one.text for one in find_dates("Early 2014 it was, or late 2015.", PUBLISHED, blocked=[(0, 10)])] == [
        "late 2015"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Season 24 and episode 1 are done.",
        "She is 35 and has $2,025.",
        "The film runs 120 minutes.",
        "The second season of “1883” is a hit.",
        "Fans of 1923 know it.",
        "Saturday Night Live and Friday Night Lights are shows.",
        "Summer House and The Morning Show returned.",
        "The Last of Us is back.",
        "August Kessler and April Moreno are here.",
        "It airs every Friday.",
        "It ran for two years.",
        "TBA and TBD.",
    ],
)
def test_no_date(text):
    assert find_dates(text, PUBLISHED) == []


def test_without_a_publication_date_relative_words_stay_unresolved_and_say_so():
    for text in (
        "It was here yesterday.",
        "It starts in May.",
        "It ends next year.",
        "It was two years ago.",
    ):
        found = only(text, None)
        assert not found.resolved
        assert found.relative
        assert (found.date_start, found.date_end, found.edtf, found.interval) == (None, None, None, None)
    assert only("It starts in May 2025.", None).resolved


@pytest.mark.parametrize(
    "text", ["On February 30, 2024, it ended.", "On 31/11/2024 it ended.", "On 2024-02-30 it ended."]
)
def test_impossible_days_are_no_dates(text):
    assert [one for one in find_dates(text, PUBLISHED) if one.precision == "day"] == []


def test_an_ambiguous_day_covers_both_readings():
    found = only("It is dated 04/05/2024, they think")
    assert (found.date_start, found.date_end) == ends("2024-04-05", "2024-05-04")
    assert found.ambiguous
    assert found.edtf == "[2024-04-05,2024-05-04]"
    assert found.alternatives == tuple(Interval(day, day) for day in ends("2024-04-05", "2024-05-04"))
    assert not only("It is dated 04/25/2024, they think").ambiguous


def test_figures_keep_the_order_that_the_text_shows():
    found = find_dates("Out 2/15/2016. Gone 2/3/2016.", None)
    assert [one.date_start for one in found] == [date(2016, 2, 15), date(2016, 2, 3)]
    found = find_dates("Out 15/2/2016. Gone 2/3/2016.", None)
    assert [one.date_start for one in found] == [date(2016, 2, 15), date(2016, 3, 2)]


def test_years_from_1800_to_2199():
    assert only("In 1800 it was.").date_start == date(1800, 1, 1)
    assert only("In 2199 it will be.").date_end == date(2199, 12, 31)
    assert find_dates("In 1799 and in 2200 it was.", PUBLISHED) == []


def test_stated_and_implied_parts_and_flags():
    bare = only("It was renewed on Oct. 1.")
    assert (bare.stated, bare.implied, bare.relative) == (("month", "day"), ("year",), True)
    full = only("It was renewed on Oct. 1, 2023.")
    assert (full.stated, full.implied, full.relative) == (("year", "month", "day"), (), False)
    assert only("It was built around 1950.").approximate
    assert only("It was the 2019-20 season.").approximate


def test_both_ends_of_a_range_are_kept():
    found = only("It ran from May 6 to June 24, 2022.")
    assert [(one.text, one.date_start) for one in found.sides] == [
        ("May 6", date(2022, 5, 6)),
        ("June 24, 2022", date(2022, 6, 24)),
    ]
    assert found.sides[0].implied == ("year",)


def test_what_a_bound_names_is_kept():
    found = only("It should be out by May 2025.")
    assert (found.date_start, found.date_end) == ends(None, "2025-05-31")
    assert (found.named_start, found.named_end) == ends("2025-05-01", "2025-05-31")


def test_a_change_of_date_is_no_range():
    found = find_dates("It was pushed from July 2024 to March 2025.", PUBLISHED)
    assert [one.edtf for one in found] == ["2024-07", "2025-03"]


def test_a_month_takes_the_year_said_before_it_in_the_sentence():
    found = find_dates("It began in November 2020 and ended in June. It returned in June.", PUBLISHED)
    assert [one.edtf for one in found] == ["2020-11", "2021-06", "2024-06"]
    found = find_dates("It began on Nov. 9, 2020 and ended on Feb. 3.", PUBLISHED)
    assert [one.edtf for one in found] == ["2020-11-09", "2021-02-03"]


def test_the_day_of_publication_can_count():
    found = only("It was ordered earlier this year.", count_published=True)
    assert found.date_end == PUBLISHED
    assert only("It is due later this year.", count_published=True).date_start == PUBLISHED


@pytest.mark.parametrize(
    ("text", "words", "first"),
    [
        ("It was born in 2011, and renewed a year later.", "a year later", date(2012, 1, 1)),
        ("They met in October 2021 and wed the following summer.", "the following summer", date(2022, 6, 1)),
        ("Sold in 2015, it closed that December.", "that December", date(2015, 12, 1)),
        (
            "It was renewed six months before its series debut. The debut was on March 13, 2025.",
            "six months before its series debut",
            date(2024, 9, 1),
        ),
    ],
)
def test_anchors_in_the_text(text, words, first):
    assert {one.text: one.date_start for one in find_dates(text, None)}[words] == first


def test_describe_prints_a_table():
    header, row = describe("It returns in early 2025.", PUBLISHED).splitlines()
    assert header.split() == ["span", "words", "from", "to", "precision", "edtf", "flags", "rule"]
    assert row.split()[:6] == ["14-24", "early", "2025", "2025-01-01", "2025-04-30", "third"]
    assert describe("Nothing here.", PUBLISHED) == "no date found"
    assert "unresolved" in describe("It returns tomorrow.", None)

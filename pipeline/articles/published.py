"""The day an article was published: which of the dates it carries is used, and why another is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from ..types import PublishedFrom

FIRST_YEAR = 1900  # before it there is no news about screen works, only typing errors
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july"),
            *("aug august", "sep sept september", "oct october", "nov november", "dec december"),
        ),
        start=1,
    )
    for name in names.split()
}
ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})\b", re.I)
MONTH_FIRST = re.compile(r"(?:[a-z]+,\s+)?([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b", re.I)
IN_NAME = re.compile(r"(?<!\d)(\d{4})([-_])(\d{2})\2(\d{2})(?!\d)")


class UnusableDate(ValueError):
    """The message says what is wrong with the date: a clause to follow it."""


def parse_day(written: str | date) -> date:
    """The day that ``written`` names: YYYY-MM-DD, also with a time, 15 August 2024, Aug. 15, 2024, RFC 2822.

    All-digit dates that begin with the day or the month are refused, since nothing tells which of the two it
    is. Raises UnusableDate.
    """
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    text = written.strip()
    if match := ISO.match(text):
        year, _, month, day = match.groups()
    elif match := DAY_FIRST.match(text):
        day, month, year = match.groups()
    elif match := MONTH_FIRST.match(text):
        month, day, year = match.groups()
    else:
        raise UnusableDate("cannot be read, write it as YYYY-MM-DD")
    number = int(month) if month.isdigit() else MONTHS.get(month.casefold())
    if number is None:
        raise UnusableDate("cannot be read, write it as YYYY-MM-DD")
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise UnusableDate("is no day of the calendar") from None


def plausible(day: date, today: date) -> date:
    """``day`` itself; raises UnusableDate when nothing can have been published on it."""
    if day > today:
        raise UnusableDate("lies in the future")
    if day.year < FIRST_YEAR:
        raise UnusableDate(f"lies before {FIRST_YEAR}")
    return day


def date_in_name(name: str) -> str | None:
    """A day such as 2024-08-15 or 2024_08_15 anywhere in a file's name, as written."""
    match = IN_NAME.search(name)
    return match and "-".join(match.group(1, 3, 4))


def choose(
    dates: Iterable[tuple[PublishedFrom, str | date]], today: date
) -> tuple[date | None, PublishedFrom, list[str]]:
    """The first usable date and where it is from, with a note for each date before it that cannot be used."""
    notes: list[str] = []
    for origin, written in dates:
        try:
            return plausible(parse_day(written), today), origin, notes
        except UnusableDate as fault:
            notes.append(f"publication date {str(written)[:40]!r} ({origin}) {fault}: not used")
    return None, "none", notes

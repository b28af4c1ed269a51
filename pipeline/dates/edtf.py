"""EDTF (ISO 8601-2, levels 0 to 2) for an interval and its precision."""

from __future__ import annotations

from datetime import date

from pipeline.dates.calendars import DAY, SEASON_STARTS, months, season, third, year
from pipeline.dates.expression import Precision
from pipeline.dates.interval import Interval

_SEASON_CODES = {name: 21 + number for number, name in enumerate(("spring", "summer", "fall", "winter"))}


def _point(start: date, end: date) -> str | None:
    """The shortest plain EDTF that means exactly these days: a year, a month or a day."""
    if start == end:
        return start.isoformat()
    if Interval(start, end) == year(start.year):
        return f"{start.year}"
    if Interval(start, end) == months(start.year, start.month):
        return f"{start:%Y-%m}"
    return None


def _range(start: date, end: date) -> str:
    """Both ends in the coarsest unit that starts and ends there."""
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return f"{start.year}/{end.year}"
    if start.day == 1 and (end + DAY).day == 1:
        return f"{start:%Y-%m}/{end:%Y-%m}"
    return f"{start}/{end}"


def _coded(interval: Interval, precision: Precision) -> str | None:
    """Seasons, quarters, thirds, halves and decades have codes of their own."""
    start = interval.start
    assert start is not None
    if precision == "decade" and start.year % 10 == 0 and interval == year(start.year, 10):
        return f"{start.year // 10}X"
    if precision == "season":
        for name, month in SEASON_STARTS.items():
            if start.month == month and interval == season(name, start.year):
                return f"{start.year}-{_SEASON_CODES[name]}"
    if precision == "quarter" and start.month % 3 == 1 and interval == months(start.year, start.month, 3):
        return f"{start.year}-{33 + start.month // 3}"
    if precision == "third":
        for part in (1, 2, 3):
            if interval == third(year(start.year), part):
                return f"{start.year}-{36 + part}"
    if precision == "half" and interval in (months(start.year, 1, 6), months(start.year, 7, 6)):
        return f"{start.year}-{40 + start.month // 7}"
    return None


def emit(interval: Interval, precision: Precision, *, of_day: bool = False) -> str | None:
    """The EDTF of an interval, ``None`` for one that is open on both sides. ``of_day`` says that the closed
    side of an open one was given as a day, so that no month or year stands for it."""
    start, end = interval.start, interval.end
    if start is None or end is None:
        if start is None and end is None:
            return None
        if start is None:
            assert end is not None
            return f"../{end if of_day else _edge(end, last=True)}"
        return f"{start if of_day else _edge(start, last=False)}/.."
    return _coded(interval, precision) or _point(start, end) or _range(start, end)


def _edge(day: date, *, last: bool) -> str:
    """The side of an open interval: the year or month that ends (or begins) on this day, else the day."""
    neighbour = day + DAY if last else day
    if neighbour.day != 1:
        return day.isoformat()
    return f"{day.year}" if neighbour.month == 1 else f"{day:%Y-%m}"


def one_of(parts: list[str]) -> str:
    """Readings of which one holds: "late 2024 or early 2025"."""
    return f"[{','.join(parts)}]"

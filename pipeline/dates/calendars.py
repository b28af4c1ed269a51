"""Units of the calendar as intervals: months, quarters, thirds, seasons, weeks, holidays. Pure arithmetic, no
words."""

from __future__ import annotations

from datetime import MAXYEAR, date, timedelta

from pipeline.dates.interval import Interval

FIRST_YEAR, LAST_YEAR = 1800, 2199
DAY = timedelta(days=1)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
SEASON_STARTS = {"spring": 3, "summer": 6, "fall": 9, "winter": 12}


def in_range(number: int) -> bool:
    """Whether a year is one that news can mean."""
    return FIRST_YEAR <= number <= LAST_YEAR


def months(year: int, month: int, count: int = 1) -> Interval:
    """``count`` whole months from the first day of ``month``, which may run past 12."""
    first = year * 12 + month - 1
    last = first + count
    return Interval(date(first // 12, first % 12 + 1, 1), date(last // 12, last % 12 + 1, 1) - DAY)


def year(number: int, count: int = 1) -> Interval:
    """``count`` whole calendar years."""
    return Interval(date(number, 1, 1), date(number + count - 1, 12, 31))


def week(day: date) -> Interval:
    """Monday to Sunday around ``day``."""
    monday = day - day.weekday() * DAY
    return Interval(monday, monday + 6 * DAY)


def add_months(day: date, count: int) -> date:
    """The same day of another month, or the last day of a shorter one."""
    total = day.year * 12 + day.month - 1 + count
    if not 12 <= total < MAXYEAR * 12:
        raise ValueError(f"{count} months from {day} leaves the calendar")
    last = months(total // 12, total % 12 + 1).end
    assert last is not None
    return last.replace(day=min(day.day, last.day))


def shift(day: date, unit: str, count: int) -> date:
    """``count`` units (day, week, weekend, month, quarter, half, season, year, decade, century) after
    ``day``."""
    if unit == "day":
        return day + count * DAY
    if unit in ("week", "weekend"):
        return day + 7 * count * DAY
    return add_months(day, count * (3 if unit == "season" else MONTHS_IN[unit]))


def around(day: date, unit: str) -> Interval:
    """The calendar unit that holds ``day``. A weekend is Saturday and Sunday of the week; a season starts in
    March, June, September or December."""
    if unit == "day":
        return Interval(day, day)
    if unit == "week":
        return week(day)
    if unit == "weekend":
        sunday = week(day).end
        assert sunday is not None
        return Interval(sunday - DAY, sunday)
    if unit == "season":
        start = add_months(day.replace(day=1), -(day.month % 3))
        return months(start.year, start.month, 3)
    size = MONTHS_IN[unit]
    if size < 12:
        return months(day.year, (day.month - 1) // size * size + 1, size)
    years = size // 12
    return year(day.year // years * years, years)


def season(name: str, number: int) -> Interval:
    """The season that starts in year ``number``; a winter ends in the following February."""
    return months(number, SEASON_STARTS[name], 3)


def third(unit: Interval, part: int) -> Interval:
    """Early (1), middle (2) or late (3) part; the parts of a unit partition it. Months break after the 10th
    and 20th, years after April and August, decades after years 3 and 6; days and weeks are too short and stay
    whole."""
    start, end = unit.start, unit.end
    if start is None or end is None or (end - start).days < 27:
        return unit
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day != 1 or (end + DAY).day != 1 or (length % 3 and length != 1 and length % 12):
        days = (end - start).days + 1
        cuts = [0, days // 3, 2 * days // 3, days]
        return Interval(start + cuts[part - 1] * DAY, start + (cuts[part] - 1) * DAY)
    if length == 1:
        first, last = ((1, 10), (11, 20), (21, end.day))[part - 1]
        return Interval(start.replace(day=first), start.replace(day=last))
    size = length // 3
    cuts = [0, size, 2 * size, length] if length % 120 else [0, length * 4 // 10, length * 7 // 10, length]
    return months(start.year, start.month + cuts[part - 1], cuts[part] - cuts[part - 1])


def fraction(unit: Interval, part: int, of: int) -> Interval:
    """Part ``part`` of ``of`` equal parts of a unit of whole months (halves, quarters), by days where the
    months do not divide. Raises ValueError on an open side."""
    start, end = unit.start, unit.end
    if start is None or end is None:
        raise ValueError(f"an open interval ({unit}) has no {of} equal parts")
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    if length % of == 0 and start.day == 1 and (end + DAY).day == 1:
        return months(start.year, start.month + length // of * (part - 1), length // of)
    days = (end - start).days + 1
    return Interval(start + days * (part - 1) // of * DAY, start + (days * part // of - 1) * DAY)


def nth_weekday(number: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` (1.., or -1 for the last) given weekday (Monday 0) of a month."""
    unit = months(number, month)
    assert unit.start and unit.end
    if nth < 0:
        return unit.end - (unit.end.weekday() - weekday) % 7 * DAY
    return unit.start + ((weekday - unit.start.weekday()) % 7 + 7 * (nth - 1)) * DAY


def easter(number: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    golden, (century, rest) = number % 19, divmod(number, 100)
    leap, skipped = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(number, month, day + 1)

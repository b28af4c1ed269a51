"""Readers of single days of the calendar. dateparser reads what is fully stated; what is missing is filled in
here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

from pipeline.dates import calendars as cal
from pipeline.dates.calendars import DAY
from pipeline.dates.context import UNIT_PRECISION, Context, Order, known_year, reader, unresolved
from pipeline.dates.expression import Reading
from pipeline.dates.grammar import Parts
from pipeline.dates.interval import Interval
from pipeline.dates.units import month


@lru_cache(maxsize=4096)
def _calendar_day(words: str, order: str, base: date) -> date | None:
    """The day that a fully stated calendar date means, read by dateparser; ``None`` where there is no such
    day."""
    from dateparser.date import DateDataParser  # imported on first use: it takes 0.1 s

    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime(base.year, base.month, base.day),
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "DATE_ORDER": order,
            "PARSERS": ["absolute-time"],
        },
    )
    found = parser.get_date_data(words[:40]).date_obj
    return found.date() if found else None


def _years_near(published: date) -> Iterator[int]:
    yield from (published.year + step for step in (0, -1, 1, -2, 2, -3, 3, -4, 4))


def _full_day(number: int, month: int, day: int) -> date | None:
    name = cal.months(2000, month).start
    assert name is not None
    return _calendar_day(f"{day} {name:%B} {number}", "DMY", date(number, 1, 1))


def order_of(words: str) -> Order | None:
    """The order of month and day that a date in figures shows by itself: of "9/24/2024" only month first."""
    numbers = [int(one) for one in re.findall(r"\d+", words)]
    if words[:4].isdigit() or numbers[0] <= 12 >= numbers[1]:
        return None
    return "MDY" if numbers[0] <= 12 else "DMY"


def _readings(words: str, context: Context) -> set[date]:
    """The days that figures can mean, in the order that this text uses where it shows one."""
    base = context.published or date(2000, 1, 1)
    if words[:4].isdigit():
        orders = ["YMD"]
    else:
        orders = [context.figures] if context.figures and not order_of(words) else ["MDY", "DMY"]
        if "." in words:  # with full stops the day comes first
            orders = orders[-1:]
    numbers = [int(figure) for figure in re.findall(r"\d+", words)]
    days = {order: _calendar_day(words, order, base) for order in orders}
    # dateparser turns to another order where the one asked for gives no day: the month tells.
    return {
        day for order, day in days.items() if day and day.month == numbers[order.index("M")] and cal.in_range(day.year)
    }


@reader
def calendar(parts: Parts, context: Context) -> Reading | None:
    """A day all in figures: dateparser reads it, in both orders where both are days."""
    days = sorted(_readings(str(parts["words"]), context))
    if len(days) > 1 and context.published and (heading := context.direction()):
        # The verb's tense rules out a reading on the other side of the publication date.
        fitting = [day for day in days if (day > context.published) == (heading == "future")]
        days = fitting or days
    if not days:
        return None
    whole = Interval(days[0], days[-1])
    readings = tuple(Interval(day, day) for day in days) if len(days) > 1 else ()
    return Reading(whole, "range" if readings else "day", stated=("year", "month", "day"), alternatives=readings)


@reader
def day(parts: Parts, context: Context) -> Reading | None:
    """A month and a day; without a year the nearest to the publication date, where its weekday agrees if one
    is said."""
    stated = tuple(name for name in ("year", "month", "day", "weekday") if name in parts)
    number = known_year(parts, context)
    if number is not None:
        found = _full_day(number, parts["month"], parts["day"])
        return Reading(Interval(found, found), "day", stated=stated) if found else None
    if not _full_day(2000, parts["month"], parts["day"]):
        return None
    said = context.year_said()
    if said and "weekday" not in parts:  # the first such day from there on
        turned = (parts["month"], parts["day"]) < (said.month, said.day)
        found = _full_day(said.year + turned, parts["month"], parts["day"])
        if found:
            return Reading(Interval(found, found), "day", relative=True, stated=stated, implied=("year",))
    if context.published is None:
        return unresolved("day", *stated)
    published, weekday, which = context.published, parts.get("weekday"), parts.get("which", 0)
    days = []
    for year in _years_near(published):
        try:
            days.append(date(year, parts["month"], parts["day"]))
        except ValueError:  # February 29
            continue
    if which:
        days = [one for one in days if (one > published) == (which > 0)]
    near = sorted(days, key=lambda one: (abs((one - published).days), one))
    heading = context.direction()
    if len(near) > 1 and heading and abs((near[0] - published).days) > 100 and not which:
        # Half a year away the nearest is a toss-up: there the tense decides.
        near.sort(key=lambda one: ((one > published) != (heading == "future"), abs((one - published).days)))
    agreeing = [one for one in near[:3] if weekday is None or one.weekday() == weekday]
    best = (agreeing or near)[0]
    found = _full_day(best.year, best.month, best.day)
    assert found is not None
    return Reading(Interval(found, found), "day", relative=True, stated=stated, implied=("year",))


@reader
def slashed_day(parts: Parts, context: Context) -> Reading | None:
    """ "6/16": month and day in figures, in American order."""
    first, second = (int(one) for one in parts["words"].split("/"))
    return day({**parts, "month": first, "day": second}, context)


@reader
def nth_weekday(parts: Parts, context: Context) -> Reading | None:
    """ "the last Monday of May"."""
    whole = month(parts, context)
    if whole is None or whole.interval is None or whole.interval.start is None:
        return whole and replace(whole, precision="day")
    start = whole.interval.start
    found = cal.nth_weekday(start.year, start.month, parts["weekday"], parts["nth"])
    return replace(whole, interval=Interval(found, found), precision="day") if found.month == start.month else None


@reader
def nth_week(parts: Parts, context: Context) -> Reading | None:
    """Weeks of a month count from its first day, the last ends with it; weekends go by their Saturday."""
    whole = month(parts, context)
    precision = UNIT_PRECISION[parts["unit"]]
    if whole is None or whole.interval is None or whole.interval.start is None or whole.interval.end is None:
        return whole and replace(whole, precision=precision)
    start, end, nth = whole.interval.start, whole.interval.end, parts["nth"]
    span: Interval | None
    if parts["unit"] == "weekend":
        saturday = cal.nth_weekday(start.year, start.month, 5, nth)
        span = Interval(saturday, saturday + DAY)
    else:
        first = end - 6 * DAY if nth < 0 else start + 7 * (nth - 1) * DAY
        span = Interval(first, min(first + 6 * DAY, end)) if first <= end else None
    if span is None or span.start is None or span.start.month != start.month:
        return None
    return replace(whole, interval=span, precision=precision)


@reader
def days(parts: Parts, context: Context) -> Reading | None:
    """Two days of one month."""
    first = day({**parts, "day": parts["day"]}, context)
    if first is None or parts["last_day"] <= parts["day"]:
        return None
    if first.interval is None:
        return replace(first, precision="range")
    start = first.interval.start
    assert start is not None
    last = _full_day(start.year, start.month, parts["last_day"])
    return replace(first, interval=Interval(start, last), precision="range") if last else None


@reader
def day_of_month(parts: Parts, context: Context) -> Reading | None:
    """ "the 28th", "Friday the 14th": of the nearest month where there is such a day (and weekday)."""
    stated = tuple(name for name in ("day", "weekday") if name in parts)
    if context.published is None:
        return unresolved("day", *stated)
    published, heading = context.published, context.direction()
    found = []
    for step in range(-12, 13):
        month = cal.add_months(published.replace(day=1), step)
        last = cal.months(month.year, month.month).end
        assert last is not None
        if parts["day"] <= last.day:
            one = month.replace(day=parts["day"])
            if one.weekday() == parts.get("weekday", one.weekday()):
                found.append(one)
    side = [one for one in found if heading is None or (one >= published if heading == "future" else one <= published)]
    best = min(side or found, key=lambda one: (abs((one - published).days), one), default=None)
    if best is None:
        return None
    return Reading(Interval(best, best), "day", relative=True, stated=stated, implied=("month", "year"))

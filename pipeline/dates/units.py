"""Readers of months, years, seasons, quarters and feasts: units of the calendar, with or without their
year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.dates import calendars as cal
from pipeline.dates.calendars import DAY
from pipeline.dates.context import Context, known_year, needs_year, reader, unresolved
from pipeline.dates.direction import Direction
from pipeline.dates.expression import Reading
from pipeline.dates.grammar import Parts
from pipeline.dates.interval import Interval


@reader
def month(parts: Parts, context: Context) -> Reading | None:
    """A month of a stated year, or the one that the verb's tense points to, else the nearest."""
    number = known_year(parts, context)
    if number is not None:
        relative = needs_year(parts)
        return Reading(cal.months(number, parts["month"]), "month", relative=relative, stated=("year", "month"))
    said = context.year_said()
    if said:  # "It began in January 2020 and ended in June": the first June from there on
        return _months_from(said, (parts["month"] - said.month) % 12, ("month",))
    if context.published is None:
        return unresolved("month", "month")
    published, heading = context.published, context.direction()
    behind = (published.month - parts["month"]) % 12
    ahead = (parts["month"] - published.month) % 12
    step = -behind if heading == "past" or (heading is None and behind <= ahead) else ahead
    return _months_from(published, step, ("month",))


def _months_from(published: date, step: int, stated: tuple[str, ...]) -> Reading:
    first = cal.add_months(published.replace(day=1), step)
    unit = cal.months(first.year, first.month)
    return Reading(unit, "month", relative=True, stated=stated, implied=("year",))


@reader
def which_month(parts: Parts, context: Context) -> Reading | None:
    """ "this March" is this year's, "last April" the latest that is over or under way, "next June" the
    next."""
    if context.published is None:
        return unresolved("month", "month")
    published, which = context.published, parts["which"]
    step = parts["month"] - published.month
    if which < 0:
        step = -((-step) % 12) or -12
    elif which > 0:
        step = step % 12 or 12
    elif context.direction() == "past" and step > 6:
        step -= 12
    return _months_from(published, step, ("month",))


@reader
def months(parts: Parts, context: Context) -> Reading | None:
    """From one month to another, of one year or across the turn of it."""
    right = month({**parts, "month": parts["last_month"]}, context)
    if right is None or right.interval is None or right.interval.start is None:
        return right and replace(right, precision="range")
    length = (parts["last_month"] - parts["month"]) % 12 + 1
    first = cal.add_months(right.interval.start, 1 - length)
    return replace(right, interval=cal.months(first.year, first.month, length), precision="range")


@reader
def year(parts: Parts, context: Context) -> Reading | None:
    """A calendar year; of "2014-present" all from there on."""
    number = parts["year"]
    if not cal.in_range(number):
        return None
    whole = cal.year(number)
    if parts.get("bound") == "onwards":
        return Reading(whole.onwards(), "open", stated=("year",), named=whole)
    return Reading(whole, "year", stated=("year",))


@reader
def years(parts: Parts, context: Context) -> Reading | None:
    """A span of years; the second may be short for the century's."""
    first, last = parts["year"], parts["last_year"]
    last = last if last >= 100 else first // 100 * 100 + last
    if last <= first or not (cal.in_range(first) and cal.in_range(last)):
        return None
    if parts["last_year"] < 100 and last - first > 15:  # more likely a number of some other kind
        return None
    return Reading(cal.year(first).join(cal.year(last)), "range", stated=("year",))


@reader
def tv_season(parts: Parts, context: Context) -> Reading | None:
    """The television season: September to the next August."""
    first, last = parts["year"], parts["last_year"]
    if last % 100 != (first + 1) % 100:
        return None
    return Reading(cal.months(first, 9, 12), "range", approximate=True, stated=("year",))


@reader
def decade(parts: Parts, context: Context) -> Reading | None:
    return Reading(cal.year(parts["decade"], 10), "decade", stated=("decade",))


@reader
def century(parts: Parts, context: Context) -> Reading | None:
    """The hundred years that share their first figures: the 20th century is 1900 to 1999."""
    number = parts["century"]
    if not 1 < number <= 22:
        return None
    return Reading(cal.year((number - 1) * 100, 100), "range", stated=("century",))


@reader
def season(parts: Parts, context: Context) -> Reading | None:
    """A season of a stated year, or the one that the tense points to, else the nearest."""
    name, number = parts["season"], known_year(parts, context)
    if number is None:
        if context.published is None:
            return unresolved("season", "season")
        return _season_near(name, context.published, context.direction())
    if "last_year" in parts and parts["last_year"] % 100 != (number + 1) % 100:
        return None
    opens_year = name == "winter" and "last_year" not in parts and _winter_opens(number, context)
    return Reading(
        cal.season(name, number - opens_year),
        "season",
        relative=needs_year(parts) or opens_year,
        approximate=name == "winter",
        stated=("year", "season"),
    )


def _winter_opens(number: int, context: Context) -> bool:
    """Whether "winter 2025" is the one that opens that year: said in the half year before it or during it, or
    said of the past in the course of 2025, when the one that closes the year is still to come."""
    if context.published is None:
        return False
    if date(number - 1, 7, 1) <= context.published < date(number, 3, 1):
        return True
    return context.published.year == number and context.published.month < 12 and context.direction() == "past"


def _season_near(name: str, published: date, heading: Direction | None) -> Reading:
    def distance(unit: Interval) -> int:
        assert unit.start and unit.end
        return max((unit.start - published).days, (published - unit.end).days, 0)

    units = [cal.season(name, published.year + step) for step in (-2, -1, 0, 1)]
    if heading == "past":
        units = [unit for unit in units if unit.start and unit.start <= published]
    elif heading == "future":
        units = [unit for unit in units if unit.end and unit.end >= published]
    best = min(units, key=distance)
    return Reading(best, "season", relative=True, approximate=name == "winter", stated=("season",), implied=("year",))


@reader
def which_season(parts: Parts, context: Context) -> Reading | None:
    """ "this fall" is this year's, "last fall" the latest that is over, "next spring" the first that has not
    begun."""
    if context.published is None:
        return unresolved("season", "season")
    name, which, published = parts["season"], parts["which"], context.published
    units = [cal.season(name, published.year + step) for step in (-2, -1, 0, 1)]
    if which < 0:
        unit = [one for one in units if one.end and one.end < published][-1]
    elif which > 0:
        unit = next(one for one in units if one.start and one.start > published)
    else:
        current = [one for one in units if one.contains(published)]
        unit = current[0] if current else units[2]
    return Reading(unit, "season", relative=True, approximate=name == "winter", stated=("season",), implied=("year",))


@reader
def code(parts: Parts, context: Context) -> Reading | None:
    """ "Q1 2026", "2H 2025"."""
    letters = str(parts["code"]).upper()
    nth = int(letters.strip("QH"))
    inner = {**parts, "ordinal": nth}
    if "H" in letters:
        number = known_year(parts, context) or (context.published.year if context.published else None)
        if number is None:
            return unresolved("half", "half")
        return Reading(cal.months(number, 6 * nth - 5, 6), "half", relative=needs_year(parts), stated=("half",))
    return quarter(inner, context)


@reader
def quarter(parts: Parts, context: Context) -> Reading | None:
    """A calendar quarter; without a year the nearest one that the tense allows."""
    nth, number = parts["ordinal"], known_year(parts, context)
    if number is not None:
        return Reading(cal.months(number, 3 * nth - 2, 3), "quarter", relative=needs_year(parts), stated=("quarter",))
    if context.published is None:
        return unresolved("quarter", "quarter")
    published = context.published
    now = published.year * 4 + (published.month - 1) // 3
    if "yearback" in parts:
        now -= 4
    step = (nth - 1 - now) % 4
    if step == 3 or (step and context.direction() != "future"):
        step -= 4  # the last quarter is news even where the verb looks ahead ("expects to report")
    return _quarter_at(now + step)


def _quarter_at(index: int) -> Reading:
    unit = cal.months(index // 4, index % 4 * 3 + 1, 3)
    return Reading(unit, "quarter", relative=True, stated=("quarter",), implied=("year",))


@reader
def half(parts: Parts, context: Context) -> Reading | None:
    whole = cal.year(parts["year"])
    return Reading(cal.fraction(whole, parts["half"], 2), "half", stated=("year", "half"))


def _feast(spec: Parts, number: int) -> date:
    if "easter" in spec:
        return cal.easter(number) + spec["easter"] * DAY
    if "nth" in spec:
        found = cal.nth_weekday(number, spec["month"], spec["weekday"], spec["nth"])
        return found + spec.get("days", 0) * DAY
    return date(number, spec["month"], spec["day"])


@reader
def holiday(parts: Parts, context: Context) -> Reading | None:
    """A feast of a stated year, else the nearest ("last", "this" and "next" as they say)."""
    number, which = known_year(parts, context), parts.get("which")
    if number is not None:
        found = _feast(parts["holiday"], number)
        return Reading(Interval(found, found), "day", relative=needs_year(parts), stated=("year", "holiday"))
    if context.published is None:
        return unresolved("day", "holiday")
    published = context.published
    near = [_feast(parts["holiday"], published.year + step) for step in (-1, 0, 1)]
    if which:
        near = [one for one in near if (one > published if which > 0 else one < published)]
    elif which == 0:
        near = [near[1]]
    found = min(near, key=lambda one: (abs((one - published).days), one))
    return Reading(Interval(found, found), "day", relative=True, stated=("holiday",), implied=("year",))


@reader
def holiday_weekend(parts: Parts, context: Context) -> Reading | None:
    """The days off around a feast: to a Monday from Saturday, from a Thursday or Friday to Sunday, else its
    weekend."""
    inner = holiday(parts, context)
    if inner is None or inner.interval is None or inner.interval.start is None:
        return inner and replace(inner, precision="range")
    feast = inner.interval.start
    weekday = feast.weekday()
    if weekday == 0:
        span = Interval(feast - 2 * DAY, feast)
    elif weekday in (3, 4):
        span = Interval(feast, feast + (6 - weekday) * DAY)
    else:
        saturday = feast + (5 - weekday) * DAY
        span = Interval(min(saturday, feast), saturday + DAY) if weekday > 4 else Interval(saturday, saturday + DAY)
    return replace(inner, interval=span, precision="range", approximate=weekday in (1, 2))


@reader
def holidays(parts: Parts, context: Context) -> Reading | None:
    """The holiday season: November and December."""
    number = known_year(parts, context)
    assert number is not None
    return Reading(cal.months(number, 11, 2), "range", approximate=True, stated=("year",))

"""Readers of words that count from another date of the text: the same year, that December, the year-earlier
quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.dates import calendars as cal
from pipeline.dates.calendars import DAY
from pipeline.dates.context import UNIT_PRECISION, Context, reader, unresolved
from pipeline.dates.expression import Reading
from pipeline.dates.grammar import Parts
from pipeline.dates.interval import Interval
from pipeline.dates.relative import relative, topic_quarter


@reader
def year_back(parts: Parts, context: Context) -> Reading | None:
    """ "the year-earlier quarter": a year before the one that the text is about."""
    topic = topic_quarter(context)
    if topic is None:
        return unresolved("quarter", "quarter")
    month = 3 * parts["ordinal"] - 2 if "ordinal" in parts else topic.month
    return replace(relative(cal.months(topic.year - 1, month, 3), "quarter"), stated=("year",))


@reader
def the_quarter(parts: Parts, context: Context) -> Reading | None:
    topic = topic_quarter(context)
    if topic is None:
        return unresolved("quarter", "quarter")
    back = parts.get("yearback_words", 0) + parts.get("which_year", 0)
    number = int(parts.get("year", topic.year + back))
    reading = relative(cal.months(number, topic.month, 3), "quarter")
    return reading if number == topic.year else replace(reading, stated=("year",))


@reader
def anchored_unit(parts: Parts, context: Context) -> Reading | None:
    """ "the same year", "that day", "the following month": counted from the date before it in the text."""
    unit, step = parts["unit"], parts["step"]
    anchor = context.anchor("day") if unit == "day" else context.anchor()
    if (anchor is None or anchor.interval is None) and step and context.published:
        return relative(cal.around(cal.shift(context.published, unit, step), unit), unit)
    if anchor is None or anchor.interval is None:
        return unresolved(UNIT_PRECISION[unit], unit)
    base = anchor.interval.start if step <= 0 else anchor.interval.end
    base = base or anchor.interval.start or anchor.interval.end
    assert base is not None
    return relative(cal.around(cal.shift(base, unit, step), unit), unit)


def _anchor_day(step: int, context: Context) -> date | None:
    anchor = context.anchor()
    if anchor is None or anchor.interval is None:
        return None
    interval = anchor.interval
    return (interval.end or interval.start) if step > 0 else (interval.start or interval.end)


@reader
def anchored_season(parts: Parts, context: Context) -> Reading | None:
    """ "the following summer": the first to begin after the date before it; "that summer": of its year."""
    step, base = parts["step"], _anchor_day(parts["step"], context)
    if base is None:
        return unresolved("season", "season")
    units = [cal.season(parts["season"], base.year + years) for years in (-2, -1, 0, 1)]
    return relative(_pick(units, step, base), "season", approximate=parts["season"] == "winter")


@reader
def anchored_month(parts: Parts, context: Context) -> Reading | None:
    """ "that December", "the following May", with or without a day."""
    step, base = parts["step"], _anchor_day(parts["step"], context)
    if base is None:
        return unresolved("month", "month")
    units = [cal.months(base.year + years, parts["month"]) for years in (-2, -1, 0, 1)]
    found = _pick(units, step, base)
    if "day" not in parts:
        return relative(found, "month")
    assert found.start and found.end
    if parts["day"] > found.end.day:
        return None
    one = found.start.replace(day=parts["day"])
    return relative(Interval(one, one), "day")


@reader
def anchored_weekday(parts: Parts, context: Context) -> Reading | None:
    step, base = parts["step"], _anchor_day(parts["step"], context)
    if base is None:
        return unresolved("day", "day")
    monday = cal.week(base).start
    assert monday is not None
    days = [monday + (7 * weeks + parts["weekday"]) * DAY for weeks in (-2, -1, 0, 1)]
    return relative(_pick([Interval(one, one) for one in days], step, base), "day")


def _pick(units: list[Interval], step: int, base: date) -> Interval:
    """Of units around ``base`` (the third lies in its year or week): the next to begin, the last to end, or
    the third."""
    if step > 0:
        return next(unit for unit in units if unit.start and unit.start > base)
    if step < 0:
        return next(unit for unit in reversed(units) if unit.end and unit.end < base)
    return units[2]

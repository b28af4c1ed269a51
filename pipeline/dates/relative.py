"""Readers of words that count from the publication date, and of counts ("two years ago", "a year
earlier")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.dates import calendars as cal
from pipeline.dates.calendars import DAY
from pipeline.dates.context import UNIT_PRECISION, Context, reader, unresolved
from pipeline.dates.expression import Reading
from pipeline.dates.grammar import Parts
from pipeline.dates.interval import Interval

_SUB_YEAR = ("month", "quarter", "half", "season", "third")


def relative(interval: Interval, unit: str, *, approximate: bool = False) -> Reading:
    return Reading(interval, UNIT_PRECISION[unit], relative=True, approximate=approximate, stated=(unit,))


@reader
def today(parts: Parts, context: Context) -> Reading | None:
    if context.published is None:
        return unresolved("day", "day")
    found = context.published + parts["today"] * DAY
    return relative(Interval(found, found), "day")


@reader
def weekday(parts: Parts, context: Context) -> Reading | None:
    """A weekday: the publication's own is that day; else the tense decides, and without one the past."""
    if context.published is None:
        return unresolved("day", "day")
    published, which = context.published, parts.get("which")
    ahead = (parts["weekday"] - published.weekday()) % 7
    last, coming = published - ((-ahead) % 7 or 7) * DAY, published + (ahead or 7) * DAY
    if which == 1:
        other = published + (7 - published.weekday() + parts["weekday"]) * DAY
        both = tuple(Interval(one, one) for one in sorted({coming, other}))
        hull = both[0].join(both[-1])
        return Reading(
            hull,
            "range" if len(both) > 1 else "day",
            relative=True,
            stated=("weekday",),
            alternatives=both if len(both) > 1 else (),
        )
    if which == -1:
        found = last
    elif ahead == 0:
        found = published
    elif which == 0:  # "this Tuesday" told as past is the one of this week, where that is over
        over = parts["weekday"] < published.weekday()
        found = last if over and context.direction() == "past" else coming
    else:
        found = coming if context.direction() == "future" else last
    return Reading(Interval(found, found), "day", relative=True, stated=("weekday",), implied=("week",))


@reader
def weekday_of_week(parts: Parts, context: Context) -> Reading | None:
    if context.published is None:
        return unresolved("day", "day")
    monday = cal.week(cal.shift(context.published, "week", parts["which"])).start
    assert monday is not None
    found = monday + parts["weekday"] * DAY
    return relative(Interval(found, found), "day")


@reader
def weekday_counted(parts: Parts, context: Context) -> Reading | None:
    """ "a week from Friday", "two weeks ago Monday"."""
    sign = parts["sign"]
    inner = weekday({"weekday": parts["weekday"], "which": 0 if sign > 0 else -1}, context)
    if inner is None or inner.interval is None or inner.interval.start is None:
        return inner
    found = inner.interval.start + 7 * sign * parts["number"][0] * DAY
    return replace(inner, interval=Interval(found, found))


@reader
def which_unit(parts: Parts, context: Context) -> Reading | None:
    """This, next or last week, month, quarter, year ..."""
    if context.published is None:
        return unresolved(UNIT_PRECISION[parts["unit"]], parts["unit"])
    unit = parts["unit"]
    return relative(cal.around(cal.shift(context.published, unit, parts["which"]), unit), unit)


@reader
def which_quarter(parts: Parts, context: Context) -> Reading | None:
    """ "last year's third quarter", and without a number the quarter that the text is about."""
    topic = topic_quarter(context)
    if context.published is None or topic is None:
        return unresolved("quarter", "quarter")
    number = context.published.year + parts["which_year"]
    month = 3 * parts["ordinal"] - 2 if "ordinal" in parts else topic.month
    return replace(relative(cal.months(number, month, 3), "quarter"), stated=("year",))


@reader
def latest_quarter(parts: Parts, context: Context) -> Reading | None:
    """The last quarter that is over."""
    if context.published is None:
        return unresolved("quarter", "quarter")
    return relative(cal.around(cal.shift(context.published, "quarter", -1), "quarter"), "quarter")


@reader
def the_weekend(parts: Parts, context: Context) -> Reading | None:
    """The weekend that the tense points to, else the nearer one (the last until Wednesday)."""
    if context.published is None:
        return unresolved("range", "weekend")
    published, heading = context.published, context.direction()
    past = heading == "past" if heading else published.weekday() < 3
    step = -1 if past and published.weekday() < 5 else 0
    return relative(cal.around(cal.shift(published, "weekend", step), "weekend"), "weekend")


@reader
def the_unit(parts: Parts, context: Context) -> Reading | None:
    if context.published is None:
        return unresolved(UNIT_PRECISION[parts["unit"]], parts["unit"])
    return relative(cal.around(context.published, parts["unit"]), parts["unit"])


@reader
def unit_end(parts: Parts, context: Context) -> Reading | None:
    """ "year-end": the last third of the current year."""
    inner = the_unit(parts, context)
    if inner is None or inner.interval is None:
        return inner
    return replace(
        inner,
        interval=cal.third(inner.interval, 3),
        precision="third" if parts["unit"] == "year" else "range",
        named=inner.interval,
    )


@reader
def counted(parts: Parts, context: Context) -> Reading | None:
    """A number of units from the publication date, from the date before it in the text or from a dated event.

    The answer has the grain of the unit: "three years ago" is that calendar year, "two weeks ago" that week.
    "Almost" one unit stops short of it by up to a quarter of the unit; "more than" is open on the far side;
    "about", and "almost" several units, only make it approximate; "a few" is the hull from 2 to 5.
    """
    unit, sign, hedge = parts["units"], parts["sign"], parts.get("hedge")
    low, high = parts["number"]
    if parts.get("tense") == "future" and context.direction() != "future":
        return None
    base = _base(parts["from"], unit, sign, context)
    if base is None:
        return unresolved(UNIT_PRECISION[unit], unit) if parts["from"] != "event" else None
    try:
        far, near = cal.shift(base, unit, sign * high), cal.shift(base, unit, sign * low)
        if hedge == "over":
            edge = Interval(near, near)
            return Reading(
                edge.until() if sign < 0 else edge.onwards(),
                "open",
                relative=True,
                approximate=True,
                stated=(unit,),
                named=cal.around(near, _grain(unit)),
            )
        if hedge == "under" and high == 1 and unit in ("year", "month", "quarter", "decade"):
            return _stops_short(far, unit, sign)
        reading = relative(
            cal.around(far, _grain(unit)).join(cal.around(near, _grain(unit))),
            _grain(unit),
            approximate=hedge in ("about", "under") or unit in ("decade", "century") or low != high,
        )
    except (ValueError, OverflowError):
        return None
    if parts["from"] != "event" and unit == "year" and high == 1:
        return _year_beside(parts["from"], sign, reading, context)
    return replace(reading, precision="range") if low != high else reading


def _grain(unit: str) -> str:
    return {"decade": "year", "century": "decade", "weekend": "week"}.get(unit, unit)


def _base(source: str, unit: str, sign: int, context: Context) -> date | None:
    """The day to count from."""
    if source == "published":
        return context.published
    fine = ("day", "week") if unit in ("day", "week") else ()
    found = context.event if source == "event" else context.anchor(*fine)
    if found is None or found.interval is None or (fine and found.precision not in fine):
        return None
    return found.interval.start if sign < 0 else found.interval.end or found.interval.start


def _stops_short(far: date, unit: str, sign: int) -> Reading:
    quarter = {"decade": ("month", 30), "year": ("month", 3), "quarter": ("week", 3), "month": ("week", 1)}[unit]
    other = cal.shift(far, quarter[0], -sign * quarter[1])
    return Reading(Interval(min(far, other), max(far, other)), "range", relative=True, approximate=True, stated=(unit,))


def _year_beside(source: str, sign: int, reading: Reading, context: Context) -> Reading:
    """A year from a quarter, month or season is the same one of the other year."""
    anchor = _topic(context)
    if anchor is None and source == "anchor":
        anchor = context.anchor()
    if anchor is None or anchor.interval is None or anchor.precision not in _SUB_YEAR:
        return reading
    start, end = anchor.interval.start, anchor.interval.end
    if start is None or end is None:
        return reading
    length = (end.year - start.year) * 12 + end.month - start.month + 1
    return replace(reading, interval=cal.months(start.year + sign, start.month, length), precision=anchor.precision)


def _topic(context: Context) -> Reading | None:
    """The quarter that the text is about: the last one that it named as such."""
    quarters = (one for one in context.earlier if one.precision == "quarter" and "quarter" in one.stated)
    return next(quarters, None)


def topic_quarter(context: Context) -> date | None:
    """The first day of the quarter that the text is about, else of the last one that is over."""
    topic = _topic(context)
    if topic and topic.interval:
        return topic.interval.start
    if context.published is None:
        return None
    return cal.around(cal.shift(context.published, "quarter", -1), "quarter").start

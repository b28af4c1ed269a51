"""What words around a date do to it (narrow, open, soften) and what words between two dates make of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.dates import calendars as cal
from pipeline.dates import edtf
from pipeline.dates.calendars import DAY
from pipeline.dates.context import UNIT_PRECISION, Context
from pipeline.dates.expression import Precision, Reading
from pipeline.dates.grammar import Parts
from pipeline.dates.interval import Interval

Modifier = Callable[[Reading, Parts, Context], Reading | None]
Joiner = Callable[[Reading, Reading], Reading | None]
MODIFIERS: dict[str, Modifier] = {}
JOINERS: dict[str, Joiner] = {}


def modifier(function: Modifier) -> Modifier:
    MODIFIERS[function.__name__] = function
    return function


def joiner(function: Joiner) -> Joiner:
    JOINERS[function.__name__] = function
    return function


def _closed(reading: Reading) -> bool:
    return bool(reading.interval and reading.interval.start and reading.interval.end)


@modifier
def third(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    """Early, middle or late part. Days and weeks are too short for it and stay as they are."""
    first, last = parts["part"]
    kinds: dict[str, Precision] = {"year": "third", "day": "day", "week": "week"}
    precision = kinds.get(reading.precision, "range") if first == last else "range"
    if reading.interval is None:
        return replace(reading, precision=precision)
    if not _closed(reading):
        return None
    return replace(
        reading,
        interval=cal.third(reading.interval, first).join(cal.third(reading.interval, last)),
        precision=precision,
        named=reading.named or reading.interval,
        alternatives=(),
    )


@modifier
def fraction(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    """A half or a quarter of a longer unit, or its first few quarters."""
    if reading.precision not in ("year", "decade", "month", "season", "half", "quarter"):
        return None
    of, count = parts["of"], parts.get("parts", (1, 1))[0]
    halves = (of == 4 and count == 2) or of == 2
    precision: Precision = "range"
    if reading.precision == "year" and count < 3:
        precision = "half" if halves else "quarter"
    if reading.interval is None:
        return replace(reading, precision=precision)
    if not 1 <= count <= of:
        return None
    first = cal.fraction(reading.interval, parts["nth"], of)
    last = cal.fraction(reading.interval, parts["nth"] + count - 1, of)
    return replace(reading, interval=first.join(last), precision=precision, named=None)


@modifier
def around(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    """ "the week of March 6"."""
    unit = parts["unit"]
    if reading.precision != "day":
        return None
    if reading.interval is None or reading.interval.start is None:
        return replace(reading, precision=UNIT_PRECISION[unit])
    return replace(
        reading, interval=cal.around(reading.interval.start, unit), precision=UNIT_PRECISION[unit], named=None
    )


@modifier
def shifted(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    """ "two weeks before Christmas": from a day by days or weeks to a day, by longer units to one of them."""
    unit, sign = parts["units"], parts["sign"]
    count = parts.get("number", (1, 1))
    if reading.interval is None:
        return replace(reading, precision=UNIT_PRECISION[unit])
    if not _closed(reading) or count[0] != count[1] or unit == "weekend":
        return None
    day = reading.interval.start if sign < 0 else reading.interval.end
    assert day
    try:
        found = cal.shift(day, unit, sign * count[0])
    except (ValueError, OverflowError):
        return None
    if unit == "week" and "number" not in parts:  # "the week before" is all of it
        span = Interval(found, day - DAY) if sign < 0 else Interval(day + DAY, found)
        return replace(reading, interval=span, precision="week", named=None, alternatives=(), relative=True)
    grain = "day" if unit in ("day", "week") and reading.precision == "day" else unit
    return replace(
        reading,
        interval=cal.around(found, grain),
        precision=UNIT_PRECISION[grain],
        named=None,
        alternatives=(),
        relative=True,
    )


@modifier
def rest(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    """ "later this year" starts the day after publication, "earlier this year" ends the day before it, unless
    the day of publication is to count. A unit that does not hold that day stays whole; so does a single
    day."""
    if reading.interval is None or reading.precision == "day" or not _closed(reading):
        return reading
    whole, published = reading.interval, context.published
    if published is None or not whole.contains(published):
        return reading
    gap = DAY * (not context.count_published)
    later = parts["side"] == "later"
    left = whole.meet(Interval(published + gap, None) if later else Interval(None, published - gap))
    if left is None:  # said on the first or the last day: nothing else is left of the unit
        left = Interval(published, published)
    return replace(reading, interval=left, precision="range", relative=True, named=whole)


@modifier
def bound(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    """By, until, before: open towards the past. From, no earlier than, or later: open towards the future."""
    if reading.interval is None:
        return replace(reading, precision="open")
    if not _closed(reading):
        return None
    interval = reading.interval
    assert interval.start and interval.end
    opened = {
        "until": interval.until(),
        "onwards": interval.onwards(),
        "before": Interval(None, interval.start - DAY),
        "after": Interval(interval.end + DAY, None),
    }[parts["bound"]]
    return replace(
        reading,
        interval=opened,
        precision="open",
        named=reading.named or interval,
        alternatives=(),
        edtf=None,
    )


@modifier
def soften(reading: Reading, parts: Parts, context: Context) -> Reading | None:
    return replace(reading, approximate=reading.approximate or parts["approximate"])


def _joined(left: Reading, right: Reading, **changes: object) -> Reading:
    return Reading(
        interval=left.interval.join(right.interval) if left.interval and right.interval else None,
        precision="range",
        relative=left.relative or right.relative,
        approximate=left.approximate or right.approximate,
        stated=tuple(dict.fromkeys(left.stated + right.stated)),
        implied=tuple(dict.fromkeys(left.implied + right.implied)),
        **changes,  # type: ignore[arg-type]
    )


@joiner
def range(left: Reading, right: Reading) -> Reading | None:
    """From the first day of one to the last day of the other."""
    if left.interval and right.interval:
        if not (_closed(left) and _closed(right)):
            return None
        assert left.interval.start and right.interval.start and left.interval.end and right.interval.end
        if left.interval.start >= right.interval.start or left.interval.end >= right.interval.end:
            return None
    return _joined(left, right)


@joiner
def either(left: Reading, right: Reading) -> Reading | None:
    """The hull of two readings of which one holds, with both kept."""
    if left.interval is None or right.interval is None:
        return _joined(left, right)
    if not (_closed(left) and _closed(right)) or left.interval == right.interval:
        return None
    codes = [
        reading.edtf or edtf.emit(reading.interval, reading.precision) for reading in (left, right) if reading.interval
    ]
    return _joined(
        left,
        right,
        alternatives=(left.interval, right.interval),
        edtf=edtf.one_of([str(code) for code in codes]),
    )

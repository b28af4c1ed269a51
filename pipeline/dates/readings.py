"""What the words of a base rule mean: one reader for each ``reads`` name of the grammar.

A reader takes the parts that the rule's pieces gave and the context, and gives a Reading; a reading without an interval
is unresolved, ``None`` says that the words are no date after all (an impossible day, a duration).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from pipeline.dates import calendars as cal
from pipeline.dates.calendars import DAY
from pipeline.dates.direction import Direction
from pipeline.dates.expression import Precision, Reading
from pipeline.dates.grammar import Parts
from pipeline.dates.interval import Interval

UNIT_PRECISION: dict[str, Precision] = {
    "day": "day", "week": "week", "weekend": "range", "month": "month", "quarter": "quarter", "half": "half",
    "season": "season", "year": "year", "decade": "decade", "century": "range",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may lean on besides its own words.

    ``direction`` is where the governing verb points, ``earlier`` the readings before this one in the text, the nearest
    first, and ``event`` the date of the event that the words name.
    """

    published: date | None = None
    direction: Callable[[], Direction | None] = lambda: None
    earlier: tuple[Reading, ...] = ()
    event: Reading | None = None
    count_published: bool = False

    def anchor(self, *precisions: str) -> Reading | None:
        """The nearest earlier reading, of these precisions where any are given."""
        return next((one for one in self.earlier if not precisions or one.precision in precisions), None)


Reader = Callable[[Parts, Context], Reading | None]
READERS: dict[str, Reader] = {}


def reader(function: Reader) -> Reader:
    READERS[function.__name__] = function
    return function


@lru_cache(maxsize=4096)
def _calendar_day(words: str, order: str, base: date) -> date | None:
    """The day that a fully stated calendar date means, read by dateparser; ``None`` where there is no such day."""
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


def _known_year(parts: Parts, context: Context) -> int | None:
    """The year that the words give: stated, '25, of a span of two years, or "last year"."""
    for name in ("year", "of_year"):
        if parts.get(name) is not None:
            return int(parts[name])
    if "tick_year" in parts:
        return 2000 + int(parts["tick_year"])
    which = parts.get("which_year", parts.get("which_year2"))
    if which is not None and context.published:
        return context.published.year + int(which)
    return None


def _in_range(number: int) -> bool:
    return cal.FIRST_YEAR <= number <= cal.LAST_YEAR


def _needs_year(parts: Parts) -> bool:
    return not parts.keys() & {"year", "of_year", "tick_year"}


def _years_near(published: date) -> Iterator[int]:
    yield from (published.year + step for step in (0, -1, 1, -2, 2, -3, 3, -4, 4))


def _full_day(number: int, month: int, day: int) -> date | None:
    name = cal.months(2000, month).start
    assert name is not None
    return _calendar_day(f"{day} {name:%B} {number}", "DMY", date(number, 1, 1))


def _unresolved(precision: Precision, *stated: str) -> Reading:
    return Reading(None, precision, relative=True, stated=stated)


@reader
def calendar(parts: Parts, context: Context) -> Reading | None:
    """A day all in figures: dateparser reads it, in both orders where both are days."""
    words = str(parts["words"])
    base = context.published or date(2000, 1, 1)
    if words[:4].isdigit():
        day = _calendar_day(words, "YMD", base)
        days = [day] if day else []
    elif "." in words:
        days = [day] if (day := _calendar_day(words, "DMY", base)) else []
    else:
        both = (_calendar_day(words, "MDY", base), _calendar_day(words, "DMY", base))
        first, second = (int(part) for part in words.replace("-", "/").split("/")[:2])
        days = [
            day
            for day, (month, number) in zip(both, ((first, second), (second, first)), strict=True)
            if day and (day.month, day.day) == (month, number)
        ]
    days = sorted({day for day in days if day and _in_range(day.year)})
    if len(days) > 1 and context.published and (heading := context.direction()):
        # The verb's tense rules out a reading on the other side of the publication date.
        fitting = [day for day in days if (day > context.published) == (heading == "future")]
        days = fitting or days
    if not days:
        return None
    whole = Interval(days[0], days[-1])
    readings = tuple(Interval(day, day) for day in days) if len(days) > 1 else ()
    return Reading(
        whole, "range" if readings else "day", stated=("year", "month", "day"), alternatives=readings
    )


@reader
def day(parts: Parts, context: Context) -> Reading | None:
    """A month and a day; without a year the nearest to the publication date, where its weekday agrees if one is said."""
    stated = tuple(name for name in ("year", "month", "day", "weekday") if name in parts)
    number = _known_year(parts, context)
    if number is not None:
        found = _full_day(number, parts["month"], parts["day"])
        return Reading(Interval(found, found), "day", stated=stated) if found else None
    if not _full_day(2000, parts["month"], parts["day"]):
        return None
    if context.published is None:
        return _unresolved("day", *stated)
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
        return _unresolved("day", *stated)
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
    side = [
        one
        for one in found
        if heading is None or (one >= published if heading == "future" else one <= published)
    ]
    best = min(side or found, key=lambda one: (abs((one - published).days), one), default=None)
    if best is None:
        return None
    return Reading(Interval(best, best), "day", relative=True, stated=stated, implied=("month", "year"))


@reader
def month(parts: Parts, context: Context) -> Reading | None:
    """A month of a stated year, or the one that the verb's tense points to, else the nearest."""
    number = _known_year(parts, context)
    if number is not None:
        relative = _needs_year(parts)
        return Reading(
            cal.months(number, parts["month"]), "month", relative=relative, stated=("year", "month")
        )
    if context.published is None:
        return _unresolved("month", "month")
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
    """ "this March" is this year's, "last April" the latest that is over or under way, "next June" the next."""
    if context.published is None:
        return _unresolved("month", "month")
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
    if not _in_range(number):
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
    if last <= first or not (_in_range(first) and _in_range(last)):
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
    name, number = parts["season"], _known_year(parts, context)
    if number is None:
        if context.published is None:
            return _unresolved("season", "season")
        return _season_near(name, context.published, context.direction())
    if "last_year" in parts and parts["last_year"] % 100 != (number + 1) % 100:
        return None
    unit = cal.season(name, number)
    # "In winter 2025" can mean the months that open the year or those that close it.
    both = (cal.season(name, number - 1), unit) if name == "winter" and "last_year" not in parts else ()
    return Reading(
        unit, "season", relative=_needs_year(parts), approximate=name == "winter",
        stated=("year", "season"), alternatives=both,
    )  # fmt: skip


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
    return Reading(
        best, "season", relative=True, approximate=name == "winter", stated=("season",), implied=("year",)
    )


@reader
def which_season(parts: Parts, context: Context) -> Reading | None:
    """ "this fall" is this year's, "last fall" the latest that is over, "next spring" the first that has not begun."""
    if context.published is None:
        return _unresolved("season", "season")
    name, which, published = parts["season"], parts["which"], context.published
    units = [cal.season(name, published.year + step) for step in (-2, -1, 0, 1)]
    if which < 0:
        unit = [one for one in units if one.end and one.end < published][-1]
        if "this" in str(parts.get("words", "")):
            unit = units[2]
    elif which > 0:
        unit = next(one for one in units if one.start and one.start > published)
    else:
        current = [one for one in units if one.contains(published)]
        unit = current[0] if current else units[2]
    return Reading(
        unit, "season", relative=True, approximate=name == "winter", stated=("season",), implied=("year",)
    )


@reader
def code(parts: Parts, context: Context) -> Reading | None:
    """ "Q1 2026", "2H 2025"."""
    letters = str(parts["code"]).upper()
    nth = int(letters.strip("QH"))
    inner = {**parts, "ordinal": nth}
    if "H" in letters:
        number = _known_year(parts, context) or (context.published.year if context.published else None)
        if number is None:
            return _unresolved("half", "half")
        return Reading(
            cal.months(number, 6 * nth - 5, 6), "half", relative=_needs_year(parts), stated=("half",)
        )
    return quarter(inner, context)


@reader
def quarter(parts: Parts, context: Context) -> Reading | None:
    """A calendar quarter; without a year the nearest one that the tense allows."""
    nth, number = parts["ordinal"], _known_year(parts, context)
    if number is not None:
        return Reading(
            cal.months(number, 3 * nth - 2, 3), "quarter", relative=_needs_year(parts), stated=("quarter",)
        )
    if context.published is None:
        return _unresolved("quarter", "quarter")
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
    number, which = _known_year(parts, context), parts.get("which")
    if number is not None:
        found = _feast(parts["holiday"], number)
        return Reading(Interval(found, found), "day", relative=_needs_year(parts), stated=("year", "holiday"))
    if context.published is None:
        return _unresolved("day", "holiday")
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
    """The days off around a feast: to a Monday from Saturday, from a Thursday or Friday to Sunday, else its weekend."""
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
        span = (
            Interval(min(saturday, feast), saturday + DAY)
            if weekday > 4
            else Interval(saturday, saturday + DAY)
        )
    return replace(inner, interval=span, precision="range", approximate=weekday in (1, 2))


@reader
def holidays(parts: Parts, context: Context) -> Reading | None:
    """The holiday season: November and December."""
    number = _known_year(parts, context)
    assert number is not None
    return Reading(cal.months(number, 11, 2), "range", approximate=True, stated=("year",))

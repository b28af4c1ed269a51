"""What the library gives: a date expression found in a text, and the reading that it is built from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.dates.interval import Interval

Precision = Literal["day", "week", "month", "quarter", "third", "half", "season", "year", "decade", "range", "open"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What words mean: an interval (``None`` while unresolved) and how it came about.

    ``named`` is the unit that the words name before a bound or a "later in" cuts or opens it: 2025 in "by
    2025".
    """

    interval: Interval | None
    precision: Precision
    relative: bool = False
    approximate: bool = False
    stated: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    alternatives: tuple[Interval, ...] = ()
    edtf: str | None = None
    named: Interval | None = None


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date in a text. ``text`` is the source from ``start`` to ``end`` (half-open, in code points).

    ``date_start`` and ``date_end`` are inclusive days, ``None`` on an open side; both are ``None`` when
    ``resolved`` is false (a relative expression without a publication date or anchor). ``relative``: it took
    the publication date or another date of the text to resolve it. ``stated`` and ``implied`` tell the parts
    that the words gave from those filled in (year, month, day, weekday, unit). ``alternatives`` are the
    readings that the interval covers, where there are several; ``ambiguous`` says that only one of them can
    be meant by the same words (04/05/2024). ``named_start`` and ``named_end`` bound the unit that the words
    name, which a bound such as "by" opens. ``sides`` are the two expressions that a range or an alternative
    joins. ``edtf`` is ISO 8601-2; ``rule`` is the id of the rule that found it.
    """

    text: str
    start: int
    end: int
    date_start: date | None
    date_end: date | None
    precision: Precision
    edtf: str | None
    approximate: bool
    resolved: bool
    relative: bool
    ambiguous: bool
    stated: tuple[str, ...]
    implied: tuple[str, ...]
    alternatives: tuple[Interval, ...]
    named_start: date | None
    named_end: date | None
    rule: str
    sides: tuple[DateExpression, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """The days as an interval, ``None`` when unresolved."""
        return Interval(self.date_start, self.date_end) if self.resolved else None

"""The interval of days and its algebra: a lattice with ``ANY`` (nothing known) at the top and ``None``
(conflict) below.

Both ends are inclusive days; an end that is ``None`` is open, so ``Interval(None, None)`` says nothing at
all. ``a`` is finer than ``b`` when every day of ``a`` is a day of ``b``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``start`` to ``end``, both included; ``None`` is an open side. Raises ValueError when
    reversed."""

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValueError(f"interval ends ({self.end}) before it starts ({self.start}); give the earlier day first")

    def contains(self, other: Interval | date) -> bool:
        """Whether every day of ``other`` (an interval or one day) lies in this interval."""
        inner = Interval(other, other) if isinstance(other, date) else other
        return self.meet(inner) == inner

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a day."""
        return self.meet(other) is not None

    def meet(self, other: Interval) -> Interval | None:
        """The days in both, ``None`` where there are none."""
        start = max((d for d in (self.start, other.start) if d), default=None)
        end = min((d for d in (self.end, other.end) if d), default=None)
        return None if start and end and end < start else Interval(start, end)

    def join(self, other: Interval) -> Interval:
        """The hull: the smallest interval that holds both."""
        start = min(self.start, other.start) if self.start and other.start else None
        end = max(self.end, other.end) if self.end and other.end else None
        return Interval(start, end)

    def precedes(self, other: Interval) -> bool:
        """Whether every day here is before every day of ``other``."""
        return self.end is not None and other.start is not None and self.end < other.start

    def until(self) -> Interval:
        """Any time up to the last day: what "by X" says of X."""
        return Interval(None, self.end)

    def onwards(self) -> Interval:
        """Any time from the first day on: what "from X" says of X."""
        return Interval(self.start, None)

    @property
    def days(self) -> int | None:
        """How many days, ``None`` when a side is open."""
        return (self.end - self.start).days + 1 if self.start and self.end else None

    def __str__(self) -> str:
        return f"{self.start or '..'}/{self.end or '..'}"


ANY = Interval()


def meet_all(intervals: Iterable[Interval]) -> Interval | None:
    """The days common to all (``ANY`` for none given), ``None`` on conflict."""
    result = ANY
    for interval in intervals:
        both = result.meet(interval)
        if both is None:
            return None
        result = both
    return result

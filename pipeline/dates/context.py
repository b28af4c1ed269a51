"""What a reader of words leans on, and the register of all readers: one for each ``reads`` name of the
grammar.

A reader takes the parts that the rule's pieces gave and the context, and gives a Reading; a reading without
an interval is unresolved, ``None`` says that the words are no date after all (an impossible day, a duration).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.dates.direction import Direction
from pipeline.dates.expression import Precision, Reading
from pipeline.dates.grammar import Parts

Order = Literal["MDY", "DMY"]
UNIT_PRECISION: dict[str, Precision] = {
    "day": "day", "week": "week", "weekend": "range", "month": "month", "quarter": "quarter", "half": "half",
    "season": "season", "year": "year", "decade": "decade", "century": "range",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may lean on besides its own words.

    ``direction`` is where the governing verb points, ``earlier`` the readings before this one in the text,
    the nearest first, ``event`` the date of the event that the words name, and ``figures`` the order of month
    and day in the dates in figures of this text, where others of them show it. ``sentence`` is the reading
    before this one if it stands in the same sentence.
    """

    published: date | None = None
    direction: Callable[[], Direction | None] = lambda: None
    earlier: tuple[Reading, ...] = ()
    event: Reading | None = None
    count_published: bool = False
    figures: Order | None = None
    sentence: Reading | None = None

    def year_said(self) -> date | None:
        """The first day of a date with its year that stands a little before in the same sentence."""
        said = self.sentence
        if said is None or "year" not in said.stated or said.precision not in ("day", "month"):
            return None
        return said.interval.start if said.interval else None

    def anchor(self, *precisions: str) -> Reading | None:
        """The nearest earlier reading, of these precisions where any are given."""
        return next((one for one in self.earlier if not precisions or one.precision in precisions), None)


Reader = Callable[[Parts, Context], Reading | None]
READERS: dict[str, Reader] = {}


def reader(function: Reader) -> Reader:
    READERS[function.__name__] = function
    return function


def unresolved(precision: Precision, *stated: str) -> Reading:
    """A reading that lacks the date to count from."""
    return Reading(None, precision, relative=True, stated=stated)


def known_year(parts: Parts, context: Context) -> int | None:
    """The year that the words give: stated, '25, or counted from the publication ("last year")."""
    for name in ("year", "of_year"):
        if parts.get(name) is not None:
            return int(parts[name])
    if "tick_year" in parts:
        return 2000 + int(parts["tick_year"])
    which = parts.get("which_year", parts.get("which_year2"))
    if which is not None and context.published:
        return context.published.year + int(which)
    return None


def needs_year(parts: Parts) -> bool:
    return not parts.keys() & {"year", "of_year", "tick_year"}

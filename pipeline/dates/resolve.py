"""What the expressions of a text mean, read from left to right: each may count from those before it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

# The modules of readers register themselves when they are imported.
from pipeline.dates import anchored, days, edtf, relative, units  # noqa: F401
from pipeline.dates.context import READERS, Context, Order
from pipeline.dates.direction import Direction, breaks_sentence, guess
from pipeline.dates.expression import DateExpression, Reading
from pipeline.dates.modifiers import JOINERS, MODIFIERS
from pipeline.dates.nodes import Node

Tense = Literal["past", "future", "present"]
TenseHint = Callable[[int], Tense | None] | Mapping[int, Tense]

_ANCHORS, _ANCHOR_REACH = 12, 800  # how many dates, and how many characters, back words can count from
_SAME_SENTENCE = 80  # how far on in its sentence a stated year goes for a month without one
_EVENT_REACH = 4000  # how far away the date of an event may be told
_SENTENCE = 400  # characters of a sentence on either side of a date
_TAKES_YEAR = {
    "day",
    "days",
    "month",
    "months",
    "season",
    "quarter",
    "code",
}  # readers that a year can be lent to
_YEARS = {"year", "of_year", "tick_year", "which_year", "which"}


@dataclass(slots=True)
class _Resolver:
    text: str
    published: date | None
    tense_at: TenseHint | None
    count_published: bool
    figures: Order | None = None
    done: list[Node] = field(default_factory=list)

    def _context(self, node: Node, event: Reading | None) -> Context:
        near = [one for one in self.done[-_ANCHORS:] if node.start - one.end < _ANCHOR_REACH]
        earlier = tuple(one.reading for one in reversed(near) if one.reading and one.reading.interval)
        close = near and node.start - near[-1].end < _SAME_SENTENCE
        same = close and not breaks_sentence(self.text, near[-1].end, node.start)
        return Context(
            self.published,
            lambda: self._direction(node),
            earlier,
            event,
            self.count_published,
            self.figures,
            near[-1].reading if same else None,
        )

    def _direction(self, node: Node) -> Direction | None:
        """The hint for the date's own words, else a guess. News in the present tense looks ahead ("airs
        Friday")."""
        hint = None
        if self.tense_at is not None:
            look_up = self.tense_at.get if isinstance(self.tense_at, Mapping) else self.tense_at
            hint = look_up(node.base[0])
        if hint is None:
            return guess(self.text, *node.base)
        return "past" if hint == "past" else "future"

    def read(self, node: Node, event: Reading | None = None) -> bool:
        """Gives a node its reading, and the span that the reading covers; false where it has none."""
        context = self._context(node, event)
        if node.sides:
            reading = self._read_joined(*node.sides, node.rule.reads)
        else:
            reading = READERS[node.rule.reads](node.parts, context)
            if reading and node.lent_year:
                stated = tuple(part for part in reading.stated if part != "year")
                reading = replace(reading, stated=stated, implied=("year",))
        node.start, node.end = node.base
        if reading:
            for wrap in node.wraps:
                wrapped = MODIFIERS[wrap.rule.reads](reading, wrap.parts, context)
                if wrapped is None:  # the words do not go together after all: the date stands without them
                    break
                reading, node.start, node.end = wrapped, wrap.start, wrap.end
        node.reading = reading
        return reading is not None

    def _read_joined(self, left: Node, right: Node, how: str) -> Reading | None:
        """Reads two ends; one that says no year has it from the other."""
        if "year" in right.parts and left.rule.reads in _TAKES_YEAR and not left.parts.keys() & _YEARS:
            turned = right.parts.get("month", 12) < left.parts.get("month", 0)
            self._lend(left, right.parts["year"] - turned)
        if not self.read(left) or left.reading is None:
            return None
        interval = left.reading.interval
        takes = right.rule.reads in ("day", "month") and not right.parts.keys() & _YEARS
        if takes and interval and interval.start:
            self._lend(right, interval.start.year + (right.parts["month"] < interval.start.month))
        if not self.read(right) or right.reading is None:
            return None
        return JOINERS[how](left.reading, right.reading)

    def _lend(self, node: Node, year: int) -> None:
        node.parts, node.lent_year = {**node.parts, "year": year}, True


def resolve(
    text: str, nodes: list[Node], published: date | None, tense_at: TenseHint | None, count_published: bool
) -> list[DateExpression]:
    """The expressions in order of their place. Nodes whose words mean no date after all are left out."""
    orders = {days.order_of(str(node.parts["words"])) for node in nodes if node.rule.reads == "calendar"} - {None}
    figures = orders.pop() if len(orders) == 1 else None
    resolver = _Resolver(text, published, tense_at, count_published, figures)
    waiting: list[Node] = []
    for node in nodes:
        if node.parts.get("from") == "event":
            waiting.append(node)
            continue
        # Two that do not make one date after all stand each for itself.
        singles = (node,) if resolver.read(node) else node.sides or ()
        resolver.done += [one for one in singles if one.reading is not None or resolver.read(one)]
    if waiting:
        events = _Events(text, list(resolver.done))
        resolver.done += [node for node in waiting if resolver.read(node, events.date_of(node))]
    return [_expression(text, node) for node in sorted(resolver.done, key=lambda node: node.start)]


class _Events:
    """The dated sentences of a text, to look up when an event took place."""

    def __init__(self, text: str, dated: list[Node]) -> None:
        self.text, self.dated = text, dated
        self.starts = [node.start for node in dated]

    def _sentence(self, node: Node) -> tuple[int, int]:
        floor = max(0, node.start - _SENTENCE)
        breaks = [stop.end() for stop in re.finditer(r"[.!?]\s|\n", self.text[floor : node.start])]
        stop = re.compile(r"[.!?](?=\s)|\n").search(self.text, node.end, node.end + _SENTENCE)
        return floor + (breaks[-1] if breaks else 0), stop.start() if stop else min(
            len(self.text), node.end + _SENTENCE
        )

    def date_of(self, node: Node) -> Reading | None:
        """Of the nearest dated sentence that names the event by its noun, else of the nearest date in its
        own."""
        noun = re.compile(rf"\b{re.escape(self.text[node.start : node.end].split()[-1])}", re.IGNORECASE)
        first = bisect_left(self.starts, node.start - _EVENT_REACH)
        last = bisect_right(self.starts, node.end + _EVENT_REACH)
        best: tuple[bool, int, Reading] | None = None
        for one in self.dated[first:last]:
            if one.reading is None or one.reading.interval is None or one.reading.precision == "open":
                continue
            start, end = self._sentence(one)
            named = any(not node.start <= hit.start() < node.end for hit in noun.finditer(self.text, start, end))
            if named or start <= node.start < end:
                rank = (not named, abs(one.start - node.start), one.reading)
                best = rank if best is None or rank[:2] < best[:2] else best
        return best[2] if best else None


def _expression(text: str, node: Node) -> DateExpression:
    reading = node.reading
    assert reading is not None
    interval, sides = reading.interval, node.sides or ()
    named = reading.named or interval
    ambiguous = bool(reading.alternatives) and not sides
    code = reading.edtf
    if interval and code is None:
        if ambiguous and all(one.days == 1 for one in reading.alternatives):
            code = edtf.one_of([str(edtf.emit(one, "day")) for one in reading.alternatives])
        else:
            code = edtf.emit(interval, reading.precision, of_day=named is not None and named.days == 1)
    return DateExpression(
        text=text[node.start : node.end],
        start=node.start,
        end=node.end,
        date_start=interval.start if interval else None,
        date_end=interval.end if interval else None,
        precision=reading.precision,
        edtf=code,
        approximate=reading.approximate,
        resolved=interval is not None,
        relative=reading.relative,
        ambiguous=ambiguous,
        stated=reading.stated,
        implied=reading.implied,
        alternatives=reading.alternatives,
        named_start=named.start if named else None,
        named_end=named.end if named else None,
        rule=node.rule.id,
        sides=tuple(_expression(text, side) for side in sides),
    )

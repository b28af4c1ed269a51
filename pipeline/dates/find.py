"""Finds the date expressions of a text: triggers, base rules around them, words that wrap one or join two, meaning."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.dates import edtf, relative  # noqa: F401  (its readers register themselves)
from pipeline.dates.direction import Direction, guess
from pipeline.dates.expression import DateExpression, Reading
from pipeline.dates.grammar import REACH, Grammar, Parts, Rule, grammar
from pipeline.dates.interval import Interval
from pipeline.dates.modifiers import JOINERS, MODIFIERS
from pipeline.dates.readings import READERS, Context

Tense = Literal["past", "future", "present"]
TenseHint = Callable[[int], Tense | None] | Mapping[int, Tense]

_WORD = re.compile(r"(?<![\w’'])[\w’']")
_OPENING, _CLOSING = "\"“‘'«", "\"”’'»"
_ANCHOR_REACH = 800
_INHERITS = {"day", "days", "month", "months", "season", "quarter", "code"}  # readers that can take a year


@dataclass(frozen=True, slots=True)
class Wrap:
    """Words around an expression, and the span that it has with them."""

    rule: Rule
    parts: Parts
    start: int
    end: int


@dataclass(slots=True)
class Node:
    """An expression being built: one base match, or two nodes joined, with the words that wrap it, innermost first."""

    start: int
    end: int
    rule: Rule
    parts: Parts
    base: tuple[int, int]  # the span of the base match, without the words that wrap it
    wraps: tuple[Wrap, ...] = ()
    sides: tuple[Node, Node] | None = None
    reading: Reading | None = None


def find_dates(
    text: str,
    published: date | None,
    *,
    tense_at: TenseHint | None = None,
    blocked: Sequence[tuple[int, int]] = (),
    count_published: bool = False,
) -> list[DateExpression]:
    """The date expressions of ``text`` in order of their place, none overlapping another.

    ``published`` is the day that relative words count from; without it they come back unresolved. ``tense_at`` gives the
    tense of the verb that governs an offset ("past", "future", "present") where the caller knows it, as a function or
    as a mapping; ``None`` leaves it to a guess from the words around. ``blocked`` are spans (start, end) of names and titles,
    in which there is no date. ``count_published`` lets "earlier this year" and "later this year" include the day of
    publication itself. The clock is never read.
    """
    rules = grammar()
    blocks = _Blocks(blocked)
    nodes = _wrap(text, _base(text, rules, blocks), rules, blocks, outer=False)
    nodes = _join(text, nodes, rules, published)
    nodes = _wrap(text, nodes, rules, blocks, outer=True)
    return _resolve(text, nodes, published, tense_at, count_published)


class _Blocks:
    """Spans in which there is no date."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self.starts = [start for start, _ in ordered]
        self.ends: list[int] = []
        for _, end in ordered:  # the furthest end so far, so that nested spans do not hide an outer one
            self.ends.append(max(end, self.ends[-1]) if self.ends else end)

    def hit(self, start: int, end: int) -> bool:
        before = bisect_left(self.starts, end)
        return before > 0 and self.ends[before - 1] > start


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone between quotation marks, as a title does."""
    if start == 0 or text[start - 1] not in _OPENING:
        return False
    after = text[end : end + 2]
    return bool(after) and (
        after[0] in _CLOSING and not after[1:].isalpha() or after[0] in ",." and after[1:] in _CLOSING
    )


def _base(text: str, rules: Grammar, blocks: _Blocks) -> list[Node]:
    """Base matches; of those that overlap the longest, then the one of higher priority, then the smaller rule id."""
    found: dict[tuple[int, int], Rule] = {}
    matches: dict[tuple[int, int], re.Match[str]] = {}
    for trigger in rules.trigger.finditer(text):
        at = trigger.start()
        leads = [at]
        floor = max(0, at - REACH)
        leads += [m.start() for m in _WORD.finditer(text, floor, at) if m.start() > floor or floor == 0]
        for rule in rules.by_trigger[str(trigger.lastgroup)]:
            for start in leads if rule.leading else (at,):
                match = rule.regex.match(text, start)
                if match is None or match.end() <= at:
                    continue
                span = match.span()
                if _better(rule, found.get(span)) and rule.allows(text, *span) and not blocks.hit(*span):
                    found[span], matches[span] = rule, match
    chosen: list[tuple[int, int]] = []
    taken: list[int] = []
    for span in sorted(found, key=lambda s: (s[0] - s[1], -found[s].priority, found[s].id, s)):
        place = bisect_left(taken, span[0])
        if (place < len(taken) and chosen[place][0] < span[1]) or (place and chosen[place - 1][1] > span[0]):
            continue
        taken.insert(place, span[0])
        chosen.insert(place, span)
    return [
        Node(*span, found[span], found[span].parts(matches[span]), span)
        for span in chosen
        if not _quoted(text, *span)
    ]


def _better(rule: Rule, other: Rule | None) -> bool:
    return other is None or (-rule.priority, rule.id) < (-other.priority, other.id)


def _wrap(text: str, nodes: list[Node], rules: Grammar, blocks: _Blocks, *, outer: bool) -> list[Node]:
    """Takes the words around each node into it; bounds ("by") are outer and wait until dates are joined."""
    before = [rule for rule in rules.layer("before") if (rule.reads == "bound") is outer]
    after = [rule for rule in rules.layer("after") if (rule.reads == "bound") is outer]
    floor = 0
    for place, node in enumerate(nodes):
        ceiling = nodes[place + 1].start if place + 1 < len(nodes) else len(text)
        while True:
            window = text[max(floor, node.start - REACH) : node.start]
            hits = [(rule, match) for rule in before if (match := rule.regex.search(window))]
            hits = [
                (rule, match)
                for rule, match in hits
                if _allowed(rule, text, node.start - len(match.group()), node.start, node.end)
                and not blocks.hit(node.start - len(match.group()), node.start)
            ]
            if not hits:
                break
            rule, match = min(hits, key=lambda hit: (-hit[0].priority, -len(hit[1].group()), hit[0].id))
            node.start -= len(match.group())
            node.wraps += (Wrap(rule, rule.parts(match), node.start, node.end),)
        for rule in after:
            match = rule.regex.match(text, node.end, ceiling)
            if match and rule.allows(text, *match.span()) and not blocks.hit(*match.span()):
                node.end = match.end()
                node.wraps += (Wrap(rule, rule.parts(match), node.start, node.end),)
                break
        floor = node.end
    return nodes


def _allowed(rule: Rule, text: str, start: int, inner: int, end: int) -> bool:
    """The guards of a "before" rule: what follows is what follows the whole expression."""
    return rule.allows(text, start, end)


def _join(text: str, nodes: list[Node], rules: Grammar, published: date | None) -> list[Node]:
    """Joins neighbours that only a connecting word or dash keeps apart."""
    between = rules.layer("between")
    joined: list[Node] = []
    for node in nodes:
        left = joined[-1] if joined else None
        gap = text[left.end : node.start] if left else ""
        if left and left.sides is None and 0 < len(gap) < REACH:
            for rule in between:
                match = rule.regex.fullmatch(gap)
                if match and rule.allows(text, left.start, node.end) and _fit(rule, left, node):
                    joined[-1] = Node(left.start, node.end, rule, rule.parts(match), (left.start, node.end), sides=(left, node))
                    break
            else:
                joined.append(node)
        else:
            joined.append(node)
    return joined


_KINDS = {
    "day": "day", "calendar": "day", "weekday": "day", "today": "day", "holiday": "day", "day_of_month": "day",
    "month": "month", "which_month": "month", "year": "year", "season": "season", "which_season": "season",
    "quarter": "quarter", "code": "quarter", "decade": "decade", "half": "half",
}  # fmt: skip


def _fit(rule: Rule, left: Node, right: Node) -> bool:
    """Whether two dates can be the ends of one: the same kind of unit, or for "or" anything longer than a day."""
    kinds = [_KINDS.get(node.rule.reads) for node in (left, right)]
    if rule.reads == "either":
        return kinds[0] == kinds[1] or "day" not in kinds
    return None not in kinds and (kinds[0] == kinds[1] or "day" not in kinds)


class _Resolver:
    def __init__(
        self, text: str, published: date | None, tense_at: TenseHint | None, count_published: bool
    ) -> None:
        self.text, self.published, self.count_published = text, published, count_published
        self.tense_at = tense_at.get if isinstance(tense_at, Mapping) else tense_at
        self.done: list[Node] = []

    def context(self, node: Node, event: Reading | None = None) -> Context:
        near = [one for one in self.done[-12:] if node.start - one.end < _ANCHOR_REACH]
        earlier = tuple(one.reading for one in reversed(near) if one.reading and one.reading.interval)
        return Context(self.published, lambda: self._direction(node), earlier, event, self.count_published)

    def _direction(self, node: Node) -> Direction | None:
        hint = self.tense_at(node.start) if self.tense_at else None
        if hint is None:
            return guess(self.text, *node.base)
        return "past" if hint == "past" else "future"

    def read(self, node: Node, event: Reading | None = None) -> Reading | None:
        context = self.context(node, event)
        if node.sides:
            reading = self._read_joined(*node.sides, node.rule.reads)
        else:
            reading = READERS[node.rule.reads](node.parts, context)
        node.start, node.end = node.base
        for wrap in node.wraps if reading else ():
            wrapped = MODIFIERS[wrap.rule.reads](reading, wrap.parts, context)
            if wrapped is None:  # the words do not go together after all: the date stands without them
                break
            reading, node.start, node.end = wrapped, wrap.start, wrap.end
        return reading

    def _read_joined(self, left: Node, right: Node, how: str) -> Reading | None:
        """Reads two ends; one that lacks its year has it from the other."""
        if "year" in right.parts and "year" not in left.parts and left.rule.reads in _INHERITS:
            later = right.parts.get("month", 12) < left.parts.get("month", 0)
            first = self.read(replace(left, parts={**left.parts, "year": right.parts["year"] - later}))
            second = self.read(right)
        else:
            first = self.read(left)
            start = first.interval.start if first and first.interval else None
            if (
                start
                and right.rule.reads in ("day", "month")
                and not right.parts.keys() & {"year", "which_year"}
            ):
                year = start.year + (right.parts["month"] < start.month)
                second = self.read(replace(right, parts={**right.parts, "year": year}))
            else:
                second = self.read(right)
        left.reading, right.reading = first, second
        return JOINERS[how](first, second) if first and second else None


def _resolve(
    text: str, nodes: list[Node], published: date | None, tense_at: TenseHint | None, count_published: bool
) -> list[DateExpression]:
    resolver = _Resolver(text, published, tense_at, count_published)
    waiting: list[Node] = []
    for node in nodes:
        if node.parts.get("from") == "event":
            waiting.append(node)
            continue
        node.reading = resolver.read(node)
        if node.reading is None and node.sides:  # the two do not make one: each stands for itself
            for side in node.sides:
                side.reading = resolver.read(side)
                if side.reading is not None:
                    resolver.done.append(side)
        elif node.reading is not None:
            resolver.done.append(node)
    dated = list(resolver.done)
    for node in waiting:
        node.reading = resolver.read(node, _event(text, node, dated))
        if node.reading is not None:
            resolver.done.append(node)
    return [_expression(text, node) for node in sorted(resolver.done, key=lambda node: node.start)]


def _event(text: str, node: Node, dated: list[Node]) -> Reading | None:
    """The date that the article gives for an event: of the nearest dated sentence that names it, after its own."""
    noun = re.compile(rf"\b{re.escape(text[node.start : node.end].split()[-1])}", re.IGNORECASE)
    best: tuple[int, Reading] | None = None
    for one in dated:
        if one.reading is None or one.reading.interval is None or one.reading.precision == "open":
            continue
        start = max(text.rfind(". ", 0, one.start), text.rfind("\n", 0, one.start), -1) + 1
        stops = [place for place in (text.find(". ", one.end), text.find("\n", one.end)) if place >= 0]
        sentence = (start, min(stops, default=len(text)))
        inside = start <= node.start < sentence[1]
        named = [m for m in noun.finditer(text, *sentence) if not node.start <= m.start() < node.end]
        if inside or named:
            distance = abs(one.start - node.start) + (0 if named else 10_000)
            if best is None or distance < best[0]:
                best = (distance, one.reading)
    return best[1] if best else None


def _expression(text: str, node: Node) -> DateExpression:
    reading = node.reading
    assert reading is not None
    interval = reading.interval
    named = reading.named or interval
    code = reading.edtf
    if interval and code is None:
        ambiguous = node.rule.reads == "calendar" and reading.alternatives
        code = (
            edtf.one_of([str(edtf.emit(one, "day")) for one in reading.alternatives])
            if ambiguous
            else edtf.emit(interval, reading.precision, of_day=bool(named) and named.days == 1)
        )
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
        ambiguous=bool(reading.alternatives) and node.sides is None,
        stated=reading.stated,
        implied=reading.implied,
        alternatives=reading.alternatives,
        named_start=named.start if named else None,
        named_end=named.end if named else None,
        rule=node.rule.id,
        sides=tuple(_expression(text, side) for side in node.sides or () if side.reading),
    )


__all__ = ["Interval", "find_dates"]

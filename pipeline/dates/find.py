"""Finds the date expressions of a text: base rules around triggers, then words that wrap one, then words
between two."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date

from pipeline.dates.calendars import in_range
from pipeline.dates.expression import DateExpression
from pipeline.dates.grammar import REACH, Grammar, Rule, grammar
from pipeline.dates.nodes import Node, Wrap
from pipeline.dates.resolve import TenseHint, resolve

_WORD = re.compile(r"(?<![\w’'])[\w’']")
_LEADS = 8  # how many words of a base rule may come before its trigger
_OPENING, _CLOSING = "\"“‘'«", "\"”’'»"
# Which readers give dates of one kind, so that two of them can be the ends of a range.
_KINDS = {
    **dict.fromkeys(("day", "calendar", "slashed_day", "day_of_month", "weekday", "today", "holiday"), "day"),
    **dict.fromkeys(("month", "which_month"), "month"),
    **dict.fromkeys(("season", "which_season"), "season"),
    **dict.fromkeys(("quarter", "code"), "quarter"),
    **{name: name for name in ("year", "decade", "half")},
}


def find_dates(
    text: str,
    published: date | None,
    *,
    tense_at: TenseHint | None = None,
    blocked: Sequence[tuple[int, int]] = (),
    count_published: bool = False,
) -> list[DateExpression]:
    """The date expressions of ``text`` in order of their place, none overlapping another.

    ``published`` is the day that relative words count from; without it they come back unresolved.
    ``tense_at`` gives the tense ("past", "future", "present") of the verb that governs the date whose own
    words ("July" of "in early July") start at an offset, as a function or as a mapping; ``None`` leaves it to
    a guess from the words around. ``blocked`` are spans (start, end) of names and titles, in which there is
    no date. ``count_published`` lets "earlier this year" and "later this year" include the day of publication
    itself. The clock is never read.
    """
    if published and not in_range(published.year):
        published = None
    rules = grammar()
    blocks = _Blocks(blocked)
    nodes = _base(text, rules, blocks)
    _wrap(text, nodes, rules, blocks, outer=False)
    nodes = _join(text, nodes, rules)
    _wrap(text, nodes, rules, blocks, outer=True)
    return resolve(text, nodes, published, tense_at, count_published)


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
    closing = text[end : end + 2].removeprefix(",").removeprefix(".")
    return closing != "" and closing[0] in _CLOSING and not closing[1:].isalpha()


def _base(text: str, rules: Grammar, blocks: _Blocks) -> list[Node]:
    """Base matches; of those that overlap the longest, then the one of higher priority, then the smaller rule
    id."""
    found: dict[tuple[int, int], tuple[Rule, re.Match[str]]] = {}
    for trigger in rules.trigger.finditer(text):
        at = trigger.start()
        floor = max(0, at - REACH)
        starts = [word.start() for word in _WORD.finditer(text, floor, at)]
        leads = [*starts[-_LEADS:], at]
        for rule in rules.by_trigger[str(trigger.lastgroup)]:
            for start in leads if rule.leading else (at,):
                match = rule.regex.match(text, start)
                if match is None or match.end() <= at:
                    continue
                span = match.span()
                if span in found and _rank(found[span][0]) <= _rank(rule):
                    continue
                if rule.allows(text, *span) and not blocks.hit(*span):
                    found[span] = rule, match
    chosen: list[tuple[int, int]] = []  # in order of place
    for span in sorted(found, key=lambda span: (span[0] - span[1], *_rank(found[span][0]), span)):
        place = bisect_left(chosen, span)
        before, after = chosen[place - 1 : place], chosen[place : place + 1]
        if not (before and before[0][1] > span[0]) and not (after and after[0][0] < span[1]):
            chosen.insert(place, span)
    return [
        Node(*span, found[span][0], found[span][0].parts(found[span][1]), span)
        for span in chosen
        if not _quoted(text, *span)
    ]


def _rank(rule: Rule) -> tuple[int, str]:
    return -rule.priority, rule.id


def _wrap(text: str, nodes: list[Node], rules: Grammar, blocks: _Blocks, *, outer: bool) -> None:
    """Takes the words around each node into it. Bounds ("by") are outer: they wait until dates are joined."""
    before = [rule for rule in rules.layer("before") if (rule.reads == "bound") is outer]
    after = [rule for rule in rules.layer("after") if (rule.reads == "bound") is outer]
    floor = 0
    for place, node in enumerate(nodes):
        while True:
            window = text[max(floor, node.start - REACH) : node.start]
            hits = []
            for rule in before:
                match = rule.regex.search(window)
                if match:
                    start = node.start - len(match.group())
                    # What follows the words is what follows the whole expression.
                    if rule.allows(text, start, node.end) and not blocks.hit(start, node.start):
                        hits.append((-rule.priority, start, rule.id, rule, match))
            if not hits:
                break
            _, node.start, _, rule, match = min(hits, key=lambda hit: hit[:3])
            node.wraps += (Wrap(rule, rule.parts(match), node.start, node.end),)
        ceiling = nodes[place + 1].start if place + 1 < len(nodes) else len(text)
        for rule in after:
            match = rule.regex.match(text, node.end, ceiling)
            if match and rule.allows(text, *match.span()) and not blocks.hit(*match.span()):
                node.end = match.end()
                node.wraps += (Wrap(rule, rule.parts(match), node.start, node.end),)
                break
        floor = node.end


def _join(text: str, nodes: list[Node], rules: Grammar) -> list[Node]:
    """Joins neighbours that only a connecting word or dash keeps apart."""
    joined: list[Node] = []
    for node in nodes:
        left = joined[-1] if joined else None
        rule = _connection(text, left, node, rules) if left and left.sides is None else None
        if left and rule:
            joined[-1] = Node(left.start, node.end, rule, {}, (left.start, node.end), sides=(left, node))
        else:
            joined.append(node)
    return joined


def _connection(text: str, left: Node, right: Node, rules: Grammar) -> Rule | None:
    """The rule that joins two neighbours, if any."""
    gap = text[left.end : right.start]
    if not 0 < len(gap) < REACH:
        return None
    for rule in rules.layer("between"):
        if rule.regex.fullmatch(gap) and rule.allows(text, left.start, right.end) and _fit(rule, left, right):
            return rule
    return None


def _fit(rule: Rule, left: Node, right: Node) -> bool:
    """Two dates can be the ends of one when both are days or neither is; of a range both must be plain
    units."""
    kinds = [_KINDS.get(node.rule.reads) for node in (left, right)]
    if None in kinds:
        return rule.reads == "either" and "day" not in kinds
    return kinds[0] == kinds[1] or "day" not in kinds

"""An expression while it is being built."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.dates.expression import Reading
from pipeline.dates.grammar import Parts, Rule


@dataclass(frozen=True, slots=True)
class Wrap:
    """Words around an expression, and the span that it has with them."""

    rule: Rule
    parts: Parts
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Node:
    """An expression being built: one base match, or two nodes joined, with the words that wrap it, innermost
    first."""

    start: int
    end: int
    rule: Rule
    parts: Parts
    base: tuple[int, int]  # the span of the base match, without the words that wrap it
    wraps: tuple[Wrap, ...] = ()
    sides: tuple[Node, Node] | None = None
    reading: Reading | None = None
    lent_year: bool = False  # the year in the parts is the neighbour's, not said here

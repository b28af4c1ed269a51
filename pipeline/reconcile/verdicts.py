"""The verdict on every claim, for all facts at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ..codes import NONE, Ints, combined
from .columns import Columns
from .judging import (
    DUPLICATE,
    FOREVER,
    NARROWS,
    NEVER,
    REASONS,
    REFINES,
    REPEATS,
    SUPPORTS,
    VERDICTS,
    Readings,
    judge,
)


@dataclass(slots=True)
class Verdicts:
    """For each entry of the columns: the code of its verdict and of its reason, and the entry it names."""

    verdict: Ints
    reason: Ints
    because: Ints

    @property
    def agreed(self) -> np.ndarray:
        return self.verdict <= REFINES

    def rule(self, entries: np.ndarray, verdict: int | Ints, reason: int | Ints, because: Ints) -> None:
        self.verdict[entries], self.reason[entries], self.because[entries] = verdict, reason, because

    def texts(self) -> tuple[pa.Array, pa.Array]:
        """Verdicts and reasons in words."""
        reason = pa.array(self.reason, mask=self.reason == NONE)
        return pa.array(VERDICTS).take(pa.array(self.verdict)), pa.array(REASONS).take(reason)


def give(c: Columns) -> Verdicts:
    v = Verdicts(np.full(c.size, SUPPORTS), np.full(c.size, NONE), np.full(c.size, NONE))
    if c.size:
        _mark_copies(c, v)
        _judge(c, v)
        _mark_refining(c, v)
    return v


def _mark_copies(c: Columns, v: Verdicts) -> None:
    """Equal readings in one text or its near-copies have one witness: the earliest, then by publisher."""
    text = combined(c.fact, c.cluster)
    rows = np.flatnonzero(np.bincount(text)[text] > 1)
    said = (text, c.low, c.high, c.strength, c.denied, c.change, c.object, c.role, c.speaker)
    reading = combined(*(column[rows].astype(np.int64) for column in said))
    told = np.where(c.day == NEVER, FOREVER, c.day)[rows]
    order = np.lexsort([rows, c.origin[rows], told, reading])
    rows, reading = rows[order], reading[order]
    first = np.ones(len(rows), bool)
    first[1:] = reading[1:] != reading[:-1]
    witness = rows[first][np.cumsum(first) - 1]
    v.rule(rows[~first], DUPLICATE, REPEATS, witness[~first])


def _judge(c: Columns, v: Verdicts) -> None:
    """Judges the witnesses of each fact that holds a denial, dates that do not overlap, or two numbers."""
    witness = v.verdict != DUPLICATE
    low, high = c.meet(witness)
    most = np.maximum.reduceat(c.value, c.starts)
    least = np.minimum.reduceat(np.where(c.value == NONE, FOREVER, c.value), c.starts)
    disputed = (low > high) | (most > least) | c.any(c.denied)
    entries = np.flatnonzero(disputed[c.fact] & witness)
    order = (c.origin, c.value, c.high, c.low, ~c.change, ~c.denied, -c.strength, -c.day, c.fact)
    entries = entries[np.lexsort([column[entries] for column in order])]
    fact = c.fact[entries]
    names = ("day", "strength", "denied", "change", "low", "high", "value", "origin")
    said = {name: getattr(c, name)[entries] for name in names}
    edges = {"first": np.searchsorted(fact, fact), "end": np.searchsorted(fact, fact, side="right")}
    verdict, reason, by = judge(Readings(**said, **edges))
    v.rule(entries, verdict, reason, np.append(entries, NONE)[by])


def _mark_refining(c: Columns, v: Verdicts) -> None:
    """An agreed claim refines where a bound of the value is its own and some agreed claim is wider there."""
    agreed = v.agreed & ~c.denied
    low, high = c.meet(agreed)
    for side, bound in ((c.low, low), (c.high, high)):
        at_bound = agreed & (side == bound[c.fact])
        wider = c.best(c.preference, agreed & ~at_bound)
        refining = np.flatnonzero(at_bound & (wider != NONE)[c.fact] & (v.verdict == SUPPORTS))
        v.rule(refining, REFINES, NARROWS, wider[c.fact[refining]])

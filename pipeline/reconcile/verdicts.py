"""The verdict on every claim, for all facts at once; only facts in dispute are judged one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, starmap

import numpy as np
import pyarrow as pa

from ..codes import NONE, Ints, combined
from . import judging
from .columns import Columns
from .judging import FOREVER, NEVER, Reading

VERDICTS = ("supports", "refines", "duplicate", "superseded", "contested", "denied", "refused")
SUPPORTS, REFINES, DUPLICATE, SUPERSEDED, CONTESTED, DENIED, REFUSED = range(7)
_RULED = {"agreed": SUPPORTS, "superseded": SUPERSEDED, "contested": CONTESTED, "denied": DENIED}

REPEATS = "repeats a claim of the same text or of a near-copy"
NARROWS = "narrows the dates of a wider claim"
REASONS = (
    *(REPEATS, NARROWS, judging.SELF, judging.CHANGE, judging.NEWER, judging.EXPIRED, judging.SURER),
    *(judging.WEAKER, judging.TIED),
)
_REASON = {reason: code for code, reason in enumerate(REASONS)}
TIE = _REASON[judging.TIED]


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


def give(c: Columns) -> Verdicts:
    v = Verdicts(np.full(c.size, SUPPORTS), np.full(c.size, NONE), np.full(c.size, NONE))
    if c.size:
        _mark_copies(c, v)
        _judge(c, v)
        _mark_refining(c, v)
    return v


def _mark_copies(c: Columns, v: Verdicts) -> None:
    """Equal readings in one text or its near-copies have one witness: the earliest, then by publisher."""
    reading = combined(
        *(c.fact, c.cluster, c.low, c.high, c.strength, c.denied.astype(np.int64), c.change.astype(np.int64)),
        *(c.value, c.object_id.codes, c.role.codes, c.speaker),
    )
    several = np.flatnonzero(np.bincount(reading)[reading] > 1)
    told = np.where(c.day[several] == NEVER, FOREVER, c.day[several])
    several = several[np.lexsort([several, c.origin[several], told, reading[several]])]
    first = np.ones(len(several), bool)
    first[1:] = reading[several][1:] != reading[several][:-1]
    witness = several[first][np.cumsum(first) - 1]
    v.rule(several[~first], DUPLICATE, _REASON[REPEATS], witness[~first])


def _judge(c: Columns, v: Verdicts) -> None:
    """Rules on the witnesses of each fact that holds a denial, dates that do not overlap, or two numbers."""
    witness = v.verdict != DUPLICATE
    low = np.maximum.reduceat(np.where(witness, c.low, NEVER), c.starts)
    high = np.minimum.reduceat(np.where(witness, c.high, FOREVER), c.starts)
    most = np.maximum.reduceat(c.value, c.starts)
    least = np.minimum.reduceat(np.where(c.value == NONE, FOREVER, c.value), c.starts)
    unsettled = (low > high) | (most > least) | np.logical_or.reduceat(c.denied, c.starts)
    entries = np.flatnonzero(unsettled[c.fact] & witness)
    order = (c.origin, c.value, c.high, c.low, ~c.change, ~c.denied, -c.strength, -c.day, c.fact)
    entries = entries[np.lexsort([column[entries] for column in order])]
    fields = (c.day, c.strength, c.denied, c.change, c.low, c.high, c.value, c.origin)
    readings = list(starmap(Reading, zip(*(column[entries].tolist() for column in fields), strict=True)))
    edges = [0, *(np.flatnonzero(np.diff(c.fact[entries])) + 1).tolist(), len(entries)]
    verdict, reason, by = [], [], []
    for start, end in pairwise(edges):
        for ruling in judging.judge(readings[start:end]):
            verdict.append(_RULED[ruling.verdict])
            reason.append(NONE if ruling.reason is None else _REASON[ruling.reason])
            by.append(NONE if ruling.reason is None else start + ruling.by)
    by = np.array(by, np.int64)
    v.rule(
        entries,
        np.array(verdict, np.int64),
        np.array(reason, np.int64),
        np.where(by == NONE, NONE, entries[by]),
    )


def bounds(c: Columns, entries: np.ndarray) -> tuple[Ints, Ints]:
    """The meet of the entries of each fact; NEVER, FOREVER where there are none."""
    low = np.maximum.reduceat(np.where(entries, c.low, NEVER), c.starts)
    return low, np.minimum.reduceat(np.where(entries, c.high, FOREVER), c.starts)


def preference(c: Columns) -> Ints:
    """Smaller for surer, then later claims."""
    oldest = int(np.where(c.day == NEVER, FOREVER, c.day).min()) - 1
    age = np.where(c.day == NEVER, oldest, c.day)
    span = int(age.max()) - oldest + 1
    return (judging.OCCURRED - c.strength) * span + (int(age.max()) - age)


def _mark_refining(c: Columns, v: Verdicts) -> None:
    """An agreed claim refines where a bound of the value is its own and some agreed claim is wider there."""
    agreed = v.agreed & ~c.denied
    low, high = bounds(c, agreed)
    key = preference(c)
    for side, bound in ((c.low, low), (c.high, high)):
        at_bound = agreed & (side == bound[c.fact])
        wider = c.best(key, agreed & ~at_bound)
        refining = np.flatnonzero(at_bound & (wider[c.fact] != NONE) & (v.verdict == SUPPORTS))
        v.rule(refining, REFINES, _REASON[NARROWS], wider[c.fact[refining]])


def verdict_texts(codes: Ints) -> pa.Array:
    return pa.array(VERDICTS).take(pa.array(codes))


def reason_texts(codes: Ints) -> pa.Array:
    return pa.array(REASONS).take(pa.array(codes, mask=codes == NONE))

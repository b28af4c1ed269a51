"""Which claims of a fact stand, and which of those are agreed: the rules, for all pairs of claims at once.

A claim is beaten only by a claim that stands, contradicts it, and is later, or of the same day and stronger.
Defeats so run from larger to smaller (day, strength): there are no circles, and one answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..codes import NONE, Ints

SPECULATIVE, EXPECTED, CONFIRMED, OCCURRED = range(4)
NEVER = -(1 << 30)  # the open start of an interval; also the day of a claim that nobody dated: older than all
FOREVER = 1 << 30  # the open end of an interval
ANY = NONE  # no value told

REASONS = (
    "repeats a claim of the same text or of a near-copy",
    "narrows the dates of a wider claim",
    "a later claim announces the change",
    "the same origin says otherwise later",
    "a later claim, at least as sure, says otherwise",
    "its days had passed when a later claim said that it was still to come",
    "a surer claim of the same day says otherwise",
    "a surer claim says otherwise and stands",
    "a claim as sure, of the same day, says otherwise",
)
REPEATS, NARROWS, CHANGE, SELF, NEWER, EXPIRED, SURER, WEAKER, TIED = range(len(REASONS))

VERDICTS = ("supports", "refines", "duplicate", "superseded", "contested", "denied", "refused")
SUPPORTS, REFINES, DUPLICATE, SUPERSEDED, CONTESTED, DENIED, REFUSED = range(len(VERDICTS))

Test = Callable[[Ints, Ints], np.ndarray]
_AT_ONCE = 1 << 21  # pairs that are compared in one step


@dataclass(frozen=True, slots=True)
class Readings:
    """What the witnesses say, the facts one after another, each from the latest and surest downwards.

    Days are ordinals, both ends of an interval inclusive; ``value`` codes a number, or is ANY. ``first`` and
    ``end`` are the edges of the reading's fact.
    """

    day: Ints
    strength: Ints
    denied: np.ndarray
    change: np.ndarray
    low: Ints
    high: Ints
    value: Ints
    origin: Ints
    first: Ints
    end: Ints


def contradict(r: Readings, a: Ints, b: Ints) -> np.ndarray:
    """Dates that do not overlap, numbers that differ, or a denial and what lies wholly inside it."""
    against = (r.low[a] > r.high[b]) | (r.low[b] > r.high[a])
    against |= (r.value[a] != r.value[b]) & (r.value[a] != ANY) & (r.value[b] != ANY)
    pairs = np.flatnonzero(r.denied[a] | r.denied[b])
    if len(pairs):
        a, b = a[pairs], b[pairs]
        no, yes = np.where(r.denied[a], a, b), np.where(r.denied[a], b, a)
        inside = (r.low[no] <= r.low[yes]) & (r.high[yes] <= r.high[no])
        inside &= (r.value[no] == ANY) | (r.value[no] == r.value[yes])
        against[pairs] = inside & ~r.denied[yes]
    return against


def defeat(r: Readings, a: Ints, b: Ints) -> Ints:
    """Why ``a`` beats ``b``, which it contradicts; NONE where it does not.

    What has happened is not undone by a plan: a past fact yields to past facts only.
    """
    later, as_sure = r.day[a] > r.day[b], r.strength[a] >= r.strength[b]
    planned = later & (r.strength[a] >= EXPECTED)
    to_come = ~r.denied[a] & (r.strength[a] < OCCURRED) & (r.high[a] >= r.day[a])
    expired = planned & to_come & ~r.denied[b] & (r.high[b] < r.day[a])
    surer = (r.day[a] == r.day[b]) & (r.strength[a] > r.strength[b])
    undone = (r.strength[b] == OCCURRED) & (r.strength[a] < OCCURRED)
    reasons = {
        NONE: undone,
        CHANGE: planned & r.change[a],
        SELF: later & (r.origin[a] == r.origin[b]),
        NEWER: later & as_sure,
        EXPIRED: expired,
        SURER: surer,
    }
    return np.select(list(reasons.values()), list(reasons), NONE)


def judge(r: Readings) -> tuple[Ints, Ints, Ints]:
    """Verdict, reason and the claim that beats or contests it, for each reading; SUPPORTS where it is agreed.

    First who stands: a reading is beaten by the first in the order given that stands and beats it; past facts
    before all others, and what comes after a past fact that stands and contradicts it beats nothing. Then, from
    the surest down, who is agreed: a standing claim that contradicts a surer one that was kept is contested by
    it; claims of one strength that contradict each other are tied and contested, and kept, so that nothing less
    sure decides between them.
    """
    size = len(r.day)
    verdict, reason, by = np.full(size, SUPPORTS), np.full(size, NONE), np.full(size, NONE)

    def rule(entries: Ints, code: int | Ints, why: int | Ints, because: Ints) -> None:
        verdict[entries], reason[entries], by[entries] = code, why, because

    def contradicts(a: Ints, b: Ints) -> np.ndarray:
        return contradict(r, a, b)

    def beats(a: Ints, b: Ints) -> np.ndarray:
        found = contradict(r, a, b)
        found[found] = defeat(r, a[found], b[found]) != NONE
        return found

    def undoes(a: Ints, b: Ints) -> np.ndarray:
        return (r.day[a] < r.day[b]) & contradict(r, a, b)

    past = r.strength == OCCURRED
    winner = _beaten(r, np.flatnonzero(past), past, beats)
    plans = np.flatnonzero(~past)
    powerful = winner == NONE
    powerful[plans] = _first(plans, plans + 1, r.end[plans], past & powerful, undoes) == NONE
    winner[plans] = _beaten(r, plans, powerful, beats)[plans]
    beaten = np.flatnonzero(winner != NONE)
    winner = winner[beaten]
    denied = r.denied[winner] & ~r.denied[beaten]
    rule(beaten, np.where(denied, DENIED, SUPERSEDED), defeat(r, winner, beaten), winner)
    standing = reason == NONE

    kept = np.zeros(size, bool)
    for strength in (OCCURRED, CONFIRMED, EXPECTED, SPECULATIVE):
        heard = np.flatnonzero(standing & (r.strength == strength))
        rival = _first(heard, r.first[heard], r.end[heard], kept, contradicts)
        rule(heard[rival != NONE], CONTESTED, WEAKER, rival[rival != NONE])
        heard = heard[rival == NONE]
        kept[heard] = True
        level = np.zeros(size, bool)
        level[heard] = True
        rival = _first(heard, r.first[heard], r.end[heard], level, contradicts)
        rule(heard[rival != NONE], CONTESTED, TIED, rival[rival != NONE])
    return verdict, reason, by


def _beaten(r: Readings, waiting: Ints, powerful: np.ndarray, beats: Test) -> Ints:
    """For each of the readings ``waiting`` the first powerful one that stands and beats it; NONE elsewhere.

    Each open reading waits for the first that beats it and is not known to be beaten itself; in every round at
    least the first open reading of each fact is decided, since what beats it comes before it.
    """
    possible = powerful.copy()
    winner = np.full(len(powerful), NONE)
    rival = _first(waiting, r.first[waiting], waiting, possible, beats)
    while True:
        waiting, rival = waiting[rival != NONE], rival[rival != NONE]  # the others stand
        if not len(waiting):
            return winner
        is_open = np.zeros(len(powerful), bool)
        is_open[waiting] = True
        decided = ~is_open[rival]  # the rival stands: those known to be beaten were passed over
        winner[waiting[decided]] = rival[decided]
        possible[waiting[decided]] = False
        waiting, rival = waiting[~decided], rival[~decided]
        again = ~possible[rival]
        rival[again] = _first(waiting[again], rival[again] + 1, waiting[again], possible, beats)


def _first(entries: Ints, start: Ints, end: Ints, members: np.ndarray, test: Test) -> Ints:
    """For each entry the first member from ``start`` up to ``end`` that passes ``test(member, entry)``."""
    found = np.full(len(entries), NONE)
    edges = np.concatenate([[0], np.cumsum(end - start)])
    done = 0
    while done < len(entries):
        stop = max(int(np.searchsorted(edges, edges[done] + _AT_ONCE, "right")) - 1, done + 1)
        lengths = (end - start)[done:stop]
        which = np.repeat(np.arange(done, stop), lengths)
        other = np.arange(len(which)) - np.repeat(edges[done:stop] - edges[done] - start[done:stop], lengths)
        which, other = which[members[other]], other[members[other]]
        passed = test(other, entries[which])
        which, other = which[passed], other[passed]
        found[which[::-1]] = other[::-1]
        done = stop
    return found

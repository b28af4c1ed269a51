"""Which claims of one fact stand, and which of those are agreed: the exact rules, on plain values.

A claim is beaten only by a claim that stands, is incompatible with it, and is later, or of the same day and
stronger. Defeats so run from larger to smaller (day, strength): there are no circles, and one answer.
"""

from __future__ import annotations

from typing import NamedTuple

SPECULATIVE, EXPECTED, CONFIRMED, OCCURRED = range(4)
NEVER = -(1 << 30)  # the open start of an interval; also the day of a claim that nobody dated: older than all
FOREVER = 1 << 30  # the open end of an interval
ANY = -1  # no value told


class Reading(NamedTuple):
    """What one witness says. Days are ordinals, both ends inclusive; ``value`` codes a number, or is ANY."""

    day: int  # of publication
    strength: int
    denied: bool
    change: bool
    low: int
    high: int
    value: int
    origin: int


class Ruling(NamedTuple):
    """``by`` is the position of the claim that beats or contests this one; -1 where it is agreed."""

    verdict: str  # agreed, superseded, denied, contested
    reason: str | None = None
    by: int = -1


AGREED = Ruling("agreed")

SELF = "the same origin says otherwise later"
CHANGE = "a later claim announces the change"
NEWER = "a later claim, at least as sure, says otherwise"
EXPIRED = "its days had passed when a later claim said that it was still to come"
SURER = "a surer claim of the same day says otherwise"
WEAKER = "a surer claim says otherwise and stands"
TIED = "a claim as sure, of the same day, says otherwise"


def incompatible(a: Reading, b: Reading) -> bool:
    """Dates that do not overlap, numbers that differ, or a denial and what lies wholly inside it."""
    if a.denied != b.denied:
        no, yes = (a, b) if a.denied else (b, a)
        return no.low <= yes.low and yes.high <= no.high and no.value in (ANY, yes.value)
    if a.denied:
        return False
    return a.low > b.high or b.low > a.high or (a.value != b.value and ANY not in (a.value, b.value))


def defeat(a: Reading, b: Reading) -> str | None:
    """Why ``a`` beats ``b``, which it is incompatible with; None where it does not.

    What has happened is not undone by a plan: a past fact yields to past facts only.
    """
    if a.strength < OCCURRED == b.strength:
        return None
    if a.day == b.day:
        return SURER if a.strength > b.strength else None
    if a.day < b.day:
        return None
    if a.change and a.strength >= EXPECTED:
        return CHANGE
    if a.origin == b.origin:
        return SELF
    if a.strength >= b.strength:
        return NEWER
    still_to_come = not a.denied and a.strength < OCCURRED and a.high >= a.day
    if still_to_come and a.strength >= EXPECTED and not b.denied and b.high < a.day:
        return EXPIRED
    return None


class Crowd:
    """Readings kept together, with the extremes that tell at once that a newcomer agrees with all of them."""

    def __init__(self) -> None:
        self.members: list[int] = []
        self._low, self._high = NEVER, FOREVER
        self._values: set[int] = set()
        self._denials = self._statements = False

    def add(self, position: int, reading: Reading) -> None:
        self.members.append(position)
        if reading.denied:
            self._denials = True
            return
        self._statements = True
        self._low, self._high = max(self._low, reading.low), min(self._high, reading.high)
        if reading.value != ANY:
            self._values.add(reading.value)

    def welcomes(self, reading: Reading) -> bool:
        """True only if no member is incompatible; False says that they must be looked at."""
        if reading.denied:
            return not self._statements
        return (
            not self._denials
            and reading.low <= self._high
            and self._low <= reading.high
            and (reading.value == ANY or self._values <= {reading.value})
        )


def judge(readings: list[Reading]) -> list[Ruling]:
    """The ruling on each reading of one fact; from the latest and, in a day, the surest downwards.

    First who stands: a reading is beaten by the first in that order that stands and beats it. Then, from the
    surest down, who is agreed: a standing claim that contradicts a surer one that was kept is contested by
    it; claims of one strength that contradict each other are tied and contested, and kept, so that nothing
    less sure decides between them.
    """
    rulings: list[Ruling] = [AGREED] * len(readings)
    standing = Crowd()
    for position, reading in enumerate(readings):
        beaten = _beaten(standing, reading, readings)
        if beaten is None:
            standing.add(position, reading)
        else:
            rulings[position] = beaten
    kept = Crowd()
    for strength in (OCCURRED, CONFIRMED, EXPECTED, SPECULATIVE):
        level, heard = Crowd(), []
        for position in standing.members:
            if readings[position].strength != strength:
                continue
            rival = _rival(kept, position, readings)
            if rival >= 0:
                rulings[position] = Ruling("contested", WEAKER, rival)
            else:
                level.add(position, readings[position])
                heard.append(position)
        for position in heard:
            rival = _rival(level, position, readings)
            if rival >= 0:
                rulings[position] = Ruling("contested", TIED, rival)
        for position in heard:
            kept.add(position, readings[position])
    return rulings


def _beaten(standing: Crowd, reading: Reading, readings: list[Reading]) -> Ruling | None:
    if standing.welcomes(reading):
        return None
    for position in standing.members:
        rival = readings[position]
        if incompatible(rival, reading) and (reason := defeat(rival, reading)):
            denied = rival.denied and not reading.denied
            return Ruling("denied" if denied else "superseded", reason, position)
    return None


def _rival(crowd: Crowd, position: int, readings: list[Reading]) -> int:
    """The first of the crowd that contradicts the reading, or -1."""
    reading = readings[position]
    if crowd.welcomes(reading):
        return -1
    return next((other for other in crowd.members if incompatible(readings[other], reading)), -1)

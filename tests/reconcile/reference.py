"""The semantics of reconciling written out claim against claim: slow, plain, with no line of the product.

It gives for each claim its verdict and the set of claims that may be named as the cause, and for each fact
the columns that carry its meaning. The product has to agree on both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

DATED = {"premiere", "finale", "renewal", "cancellation", "order", "production_start", "production_end"}
COUNTED = {"season_count", "episode_count"}
ALONE = DATED | COUNTED | {"final_season"}  # one value for a key: the object is no part of it
STRENGTH = {"speculative": 0, "expected": 1, "confirmed": 2, "denied": 2}
NAMES = ("speculative", "expected", "confirmed", "confirmed")


@dataclass(frozen=True)
class Witness:
    row: dict[str, Any]
    source: str | None
    cluster: str

    @property
    def id(self) -> str:
        return self.row["claim_id"]

    @cached_property
    def day(self) -> date:
        return self.row["published"] or date.min

    @cached_property
    def dated(self) -> bool:
        return self.row["predicate"] in DATED

    @cached_property
    def strength(self) -> int:
        strength = STRENGTH[self.row["modality"]]
        return 3 if self.row["occurred"] and self.dated and strength == 2 else strength

    @cached_property
    def denied(self) -> bool:
        return self.row["modality"] == "denied"

    @cached_property
    def low(self) -> date:
        return (self.row["date_start"] if self.dated else None) or date.min

    @cached_property
    def high(self) -> date:
        return (self.row["date_end"] if self.dated else None) or date.max

    @cached_property
    def value(self) -> str | None:
        return self.row["object"] if self.row["predicate"] in COUNTED else None

    @cached_property
    def origin(self) -> tuple[str, str]:
        name = self.row["speaker"] or self.source
        return ("name", name.casefold()) if name else ("text", self.cluster)

    @cached_property
    def key(self) -> tuple:
        row = self.row
        many = row["predicate"] not in ALONE
        return (
            *(row["subject_id"], row["season"], row["episode"], row["predicate"]),
            row["object_id"] if many else None,
            row["role"] if row["predicate"] == "crew" else None,
        )

    @cached_property
    def reading(self) -> tuple:
        said = self.row["speaker"] and self.row["speaker"].casefold()
        return (
            *(self.cluster, self.low, self.high, self.strength, self.denied, self.row["change"], self.value),
            *(self.row["object_id"], self.row["role"], said),
        )


def contradict(a: Witness, b: Witness) -> bool:
    if a.denied and b.denied:
        return False
    if not a.denied and not b.denied:
        overlap = a.low <= b.high and b.low <= a.high
        return not overlap or (None not in (a.value, b.value) and a.value != b.value)
    no, yes = (a, b) if a.denied else (b, a)
    inside = no.low <= yes.low and yes.high <= no.high
    return inside and (no.value is None or no.value == yes.value)


def beats(a: Witness, b: Witness) -> bool:
    if not contradict(a, b) or (b.strength == 3 and a.strength < 3):
        return False
    later = a.day > b.day
    ahead = not a.denied and a.strength < 3 and a.high >= a.day
    return (
        (later and a.origin == b.origin)
        or (later and a.strength >= b.strength)
        or (later and a.strength >= 1 and a.row["change"])
        or (later and a.strength >= 1 and ahead and not b.denied and b.high < a.day)
        or (a.day == b.day and a.strength > b.strength)
    )


@dataclass
class Outcome:
    facts: dict[tuple, dict[str, Any]]
    verdicts: dict[str, str]
    causes: dict[str, set[str]]


def reconcile(
    rows: list[dict[str, Any]], sources: dict[str, str], clusters: dict[str, str], as_of: date | None = None
) -> Outcome:
    outcome = Outcome({}, {}, {})
    facts: dict[tuple, list[Witness]] = {}
    for row in rows:
        article = row["article_id"]
        witness = Witness(row, sources.get(article), clusters.get(article, article))
        if as_of is None or (row["published"] is not None and row["published"] <= as_of):
            facts.setdefault(witness.key, []).append(witness)
    for key, claims in facts.items():
        outcome.facts[key] = _fact(claims, outcome)
    return outcome


def _fact(claims: list[Witness], outcome: Outcome) -> dict[str, Any]:
    verdicts, causes = outcome.verdicts, outcome.causes
    witnesses = []
    for claim in claims:
        same = [c for c in claims if c.reading == claim.reading]
        told = [c for c in same if c.row["published"]] or same
        first = min((c.day, c.origin) for c in told)
        firsts = [c for c in told if (c.day, c.origin) == first]
        elder = [c for c in firsts if c is not claim]
        place = (claim.row["article_id"], claim.row["start"], claim.id)
        if claim in firsts and all(place < (c.row["article_id"], c.row["start"], c.id) for c in elder):
            witnesses.append(claim)
        else:
            verdicts[claim.id], causes[claim.id] = "duplicate", {c.id for c in firsts}

    standing: list[Witness] = []
    for claim in sorted(witnesses, key=lambda c: (c.strength == 3, c.day, c.strength), reverse=True):
        past = [p for p in standing if p.strength == 3]
        idle = {a.id for a in standing if a.strength < 3 and any(p.day < a.day and contradict(p, a) for p in past)}
        beaten_by = [a for a in standing if a.id not in idle and beats(a, claim)]
        if not beaten_by:
            standing.append(claim)
            continue
        newest = max((a.day, a.strength, a.denied) for a in beaten_by)
        beaten_by = [a for a in beaten_by if (a.day, a.strength, a.denied) == newest]
        denied = beaten_by[0].denied and not claim.denied
        verdicts[claim.id] = "denied" if denied else "superseded"
        causes[claim.id] = {a.id for a in beaten_by}

    agreed: list[Witness] = []
    kept: list[Witness] = []
    tied: list[Witness] = []
    for strength in (3, 2, 1, 0):
        heard = []
        for claim in (c for c in standing if c.strength == strength):
            against = [k for k in kept if contradict(k, claim)]
            if against:
                verdicts[claim.id], causes[claim.id] = "contested", {a.id for a in against}
            else:
                heard.append(claim)
        for claim in heard:
            against = [k for k in heard if contradict(k, claim)]
            if against:
                verdicts[claim.id], causes[claim.id] = "contested", {a.id for a in against}
                tied.append(claim)
            else:
                agreed.append(claim)
        kept += heard

    said = [c for c in agreed if not c.denied]
    head = said or [c for c in agreed if c.denied]
    low, high = _meet(head)
    if low > high:
        low, high = date.min, date.max
    for claim in agreed:
        wider = {c.id for c in said if claim.low == low and c.low < low and claim in said}
        wider |= {c.id for c in said if claim.high == high and c.high > high and claim in said}
        verdicts[claim.id], causes[claim.id] = ("refines", wider) if wider else ("supports", set())

    in_denial = any(c.denied and c.low <= low and high <= c.high for c in agreed)
    contested = bool(tied) or (bool(said) and in_denial)
    status = "contested" if contested else "settled" if said else "denied"
    if status == "denied":
        modality = "denied"
    elif head:
        modality = NAMES[
            max(s for s in range(4) if any(c.strength >= s for c in head) and _reached(head, s, low, high))
        ]
    else:
        modality = NAMES[max(c.strength for c in tied)]
    confirmed = _meet([c for c in said if c.strength >= 2])
    days = [c.row["published"] for c in claims if c.row["published"]]
    recent = [c.row["published"] for c in witnesses if c.row["published"]]
    return {
        "date_start": _open(low),
        "date_end": _open(high),
        "confirmed_start": _open(confirmed[0]),
        "confirmed_end": _open(confirmed[1]),
        "modality": modality,
        "status": status,
        "n_claims": len(claims),
        "n_articles": len({c.row["article_id"] for c in claims}),
        "n_origins": len({c.origin for c in agreed}),
        "first_claimed": min(days, default=None),
        "last_claimed": max(recent, default=None),
    }


def _reached(head: list[Witness], strength: int, low: date, high: date) -> bool:
    meet = _meet([c for c in head if c.strength >= strength])
    return meet == (low, high) or (meet[0] > meet[1] and (low, high) == (date.min, date.max))


def _meet(claims: list[Witness]) -> tuple[date, date]:
    low = max((c.low for c in claims), default=date.min)
    return low, min((c.high for c in claims), default=date.max)


def _open(day: date) -> date | None:
    return None if day in (date.min, date.max) else day

"""What each fact says now: the rows of the fact table, from the claims and their verdicts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Ints, Text, combined, representatives
from ..tables.schemas import EVIDENCE, FACTS, plain
from .columns import Columns
from .judging import CONFIRMED, DUPLICATE, FOREVER, NEVER, OCCURRED, TIED
from .verdicts import Verdicts

PRECISIONS = ("day", "week", "month", "season", "quarter", "third", "half", "year", "decade", "range", "open")
STATUSES = ("settled", "contested", "denied")
_MODALITIES = ("speculative", "expected", "confirmed", "confirmed", "denied")  # by strength; then the denial
_DENIED = OCCURRED + 1


@dataclass(frozen=True, slots=True)
class Headline:
    """For each fact: the entries that say what it is, the interval that they agree on, and how sure it is."""

    entries: np.ndarray
    low: Ints
    high: Ints
    modality: Ints
    status: Ints
    confirmed: tuple[Ints, Ints]


def headline(c: Columns, v: Verdicts) -> Headline:
    """The agreed statements of each fact, or where there are none its agreed denials: then it is denied.

    A fact is contested where claims of one strength are tied, or where all that its statements leave lies
    inside a denial. Its modality is the surest at which the value is already as narrow as it is.
    """
    stated = c.any(v.agreed & ~c.denied)
    entries = v.agreed & (c.denied != stated[c.fact])
    low, high = c.meet(entries)
    apart = low > high  # denials of days that do not meet
    low, high = np.where(apart, NEVER, low), np.where(apart, FOREVER, high)
    tied = v.reason == TIED
    inside = v.agreed & c.denied & (c.low <= low[c.fact]) & (high[c.fact] <= c.high)
    contested = c.any(tied) | (stated & c.any(inside))
    denied = ~stated & ~contested

    modality = np.maximum.reduceat(np.where(entries | tied, c.strength, NONE), c.starts)
    for level in range(OCCURRED + 1):
        surer = entries & (c.strength >= level)
        at_low, at_high = c.meet(surer)
        modality = np.where(c.any(surer) & (at_low == low) & (at_high == high), level, modality)
    return Headline(
        entries=entries,
        low=low,
        high=high,
        modality=np.where(denied, _DENIED, modality),
        status=np.select([contested, denied], [1, 2], 0),
        confirmed=c.meet(entries & ~c.denied & (c.strength >= CONFIRMED)),
    )


def describe(low: Ints, high: Ints) -> tuple[np.ndarray, np.ndarray]:
    """Precision and EDTF of intervals that no claim gave: a day, month or year where they are one."""
    start, after = low.astype("datetime64[D]"), (high + 1).astype("datetime64[D]")
    first, last = start.astype(str), high.astype("datetime64[D]").astype(str)
    first, last = np.where(low == NEVER, "..", first), np.where(high == FOREVER, "..", last)
    edtf = np.char.add(np.char.add(first, "/"), last)
    precision = np.where((low == NEVER) | (high == FOREVER), "open", "range")
    for name, unit in (("year", "Y"), ("month", "M"), ("day", "D")):
        period = start.astype(f"datetime64[{unit}]")
        one = (period.astype("datetime64[D]") == start) & ((period + 1).astype("datetime64[D]") == after)
        precision, edtf = np.where(one, name, precision), np.where(one, period.astype(str), edtf)
    return precision, edtf


def _wording(c: Columns, head: Headline, claims: pa.Table) -> tuple[pa.Array, pa.Array]:
    """Precision and EDTF: the claim's own where one says just the value, else those of the interval."""
    dated = (head.low != NEVER) | (head.high != FOREVER)
    exact = head.entries & (c.low == head.low[c.fact]) & (c.high == head.high[c.fact])
    exact = np.flatnonzero(exact & dated[c.fact])
    rows = pa.array(c.row[exact])
    precision, edtf = Text.of(claims["date_precision"].take(rows)), Text.of(claims["date_edtf"].take(rows))
    rank = {name: place for place, name in enumerate(PRECISIONS)}
    fineness = precision.lookup({name: rank.get(name, len(rank)) for name in precision.values.to_pylist()})
    key = np.zeros(c.size, np.int64)
    key[exact] = ((OCCURRED - c.strength[exact]) * (len(rank) + 1) + fineness) * (len(edtf.values) + 1) + edtf.codes
    told = np.zeros(c.size, bool)
    told[exact] = (precision.codes != NONE) & (edtf.codes != NONE)
    chosen = c.best(key, told)
    rows = pa.array(np.where(chosen == NONE, 0, c.row[chosen]), mask=chosen == NONE)
    texts = []
    missing = dated & (chosen == NONE)
    for name, made in zip(
        ("date_precision", "date_edtf"), describe(head.low[missing], head.high[missing]), strict=True
    ):
        own = claims[name].take(rows).combine_chunks()
        texts.append(pc.replace_with_mask(own, pa.array(missing), pa.array(made.tolist(), pa.string())))
    return texts[0], texts[1]


def _days(day: Ints) -> pa.Array:
    missing = (day == NEVER) | (day == FOREVER)
    return pa.array(np.where(missing, 0, day).astype(np.int32), mask=missing).cast(pa.date32())


def _counts(number: Ints) -> pa.Array:
    return pa.array(number.astype(np.int32))


def _n_articles(c: Columns) -> Ints:
    """The claims of one article have one day of publication, so they stand together in their fact."""
    new = np.ones(c.size, bool)
    new[1:] = (np.diff(c.fact) != 0) | (np.diff(c.article) != 0)
    return np.add.reduceat(new.astype(np.int64), c.starts)


def _n_origins(c: Columns, v: Verdicts) -> Ints:
    agreed = np.flatnonzero(v.agreed)
    first = representatives(combined(c.fact[agreed], c.origin[agreed]))
    return np.bincount(c.fact[agreed][first], minlength=len(c.starts))


def _evidence(c: Columns, v: Verdicts, claims: pa.Table) -> pa.Array:
    rows = pa.array(c.row)
    verdict, reason = v.texts()
    told = {name: claims[name].take(rows).combine_chunks() for name in ("claim_id", "article_id", "published", "quote")}
    told |= {"verdict": verdict, "reason": reason}
    structs = pa.StructArray.from_arrays([told[field.name] for field in EVIDENCE], fields=list(EVIDENCE))
    return pa.ListArray.from_arrays(pa.array([*c.starts, c.size], pa.int32()), structs)


def facts_table(c: Columns, v: Verdicts, claims: pa.Table) -> pa.Table:
    """One row for each fact, in order of subject, season, episode, predicate, object and role.

    An object or role that is no part of the key is that of the surest, then latest claim that the value rests
    on; between two of these the alphabet decides.
    """
    if not c.size:
        return plain(FACTS).empty_table()
    head = headline(c, v)
    precision, edtf = _wording(c, head, claims)
    rest = {"object": head.entries | c.many[c.fact], "role": head.entries | c.by_role[c.fact]}
    chosen = {}
    for name, eligible in rest.items():
        codes = getattr(c, name)
        entries = c.best(c.preference * (int(codes.max()) + 2) + codes, eligible & (codes != NONE))
        chosen[name] = pa.array(np.where(entries == NONE, 0, c.row[entries]), mask=entries == NONE)
    first, named, played = pa.array(c.row[c.starts]), chosen["object"], chosen["role"]
    taken = {
        **dict.fromkeys(("subject_id", "subject", "subject_type", "season", "episode", "predicate"), first),
        **dict.fromkeys(("object_id", "object", "object_type"), named),
        "role": played,
    }
    columns = {name: claims[name].take(rows) for name, rows in taken.items()} | {
        "fact_id": c.fact_ids,
        "date_start": _days(head.low),
        "date_end": _days(head.high),
        "date_precision": precision,
        "date_edtf": edtf,
        "modality": pa.array(_MODALITIES).take(pa.array(head.modality)),
        "confirmed_start": _days(head.confirmed[0]),
        "confirmed_end": _days(head.confirmed[1]),
        "status": pa.array(STATUSES).take(pa.array(head.status)),
        "n_claims": _counts(np.diff(np.append(c.starts, c.size))),
        "n_articles": _counts(_n_articles(c)),
        "n_origins": _counts(_n_origins(c, v)),
        "first_claimed": _days(np.minimum.reduceat(np.where(c.day == NEVER, FOREVER, c.day), c.starts)),
        "last_claimed": _days(np.maximum.reduceat(np.where(v.verdict == DUPLICATE, NEVER, c.day), c.starts)),
        "evidence": _evidence(c, v, claims),
    }
    return pa.table([columns[name] for name in FACTS.names], schema=plain(FACTS))

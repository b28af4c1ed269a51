"""What each fact says now: the rows of the fact table, from the claims and their verdicts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from ..codes import NONE, Ints, Text, combined
from ..tables.schemas import EVIDENCE, FACTS, plain
from .columns import Columns
from .judging import CONFIRMED, FOREVER, NEVER, OCCURRED
from .verdicts import DUPLICATE, TIE, Verdicts, bounds, preference, reason_texts, verdict_texts

PRECISIONS = ("day", "week", "month", "season", "quarter", "third", "half", "year", "decade", "range", "open")
_MODALITIES = ("speculative", "expected", "confirmed", "confirmed", "denied")  # by strength; then the denial
_DENIED = OCCURRED + 1
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Headline:
    """For each fact: the entries that say what it is, the interval that they agree on, and how sure it is."""

    entries: np.ndarray
    low: Ints
    high: Ints
    modality: Ints
    status: Ints
    confirmed_low: Ints
    confirmed_high: Ints


_STATUSES = ("settled", "contested", "denied")


def headline(c: Columns, v: Verdicts) -> Headline:
    """The agreed statements of each fact, or where there are none its agreed denials: then it is denied.

    A fact is contested where claims of one strength are tied, or where all that its statements leave lies
    inside a denial. Its modality is the surest at which the value is already as narrow as it is.
    """
    stated = np.logical_or.reduceat(v.agreed & ~c.denied, c.starts)
    entries = v.agreed & (c.denied != stated[c.fact])
    low, high = bounds(c, entries)
    apart = low > high  # denials of days that do not meet
    low, high = np.where(apart, NEVER, low), np.where(apart, FOREVER, high)
    tied = v.reason == TIE
    inside = v.agreed & c.denied & (c.low <= low[c.fact]) & (high[c.fact] <= c.high)
    disputed = np.logical_or.reduceat(tied, c.starts) | (stated & np.logical_or.reduceat(inside, c.starts))
    refuted = ~stated & np.logical_or.reduceat(v.agreed, c.starts)

    modality = np.maximum.reduceat(np.where(entries | tied, c.strength, NONE), c.starts)
    for level in range(OCCURRED + 1):
        surer = entries & (c.strength >= level)
        at_low, at_high = bounds(c, surer)
        reached = (at_low == low) & (at_high == high) & np.logical_or.reduceat(surer, c.starts)
        modality = np.where(reached, level, modality)
    confirmed = bounds(c, entries & ~c.denied & (c.strength >= CONFIRMED))
    return Headline(
        entries=entries,
        low=low,
        high=high,
        modality=np.where(refuted & ~disputed, _DENIED, modality),
        status=np.where(disputed, 1, np.where(refuted, 2, 0)),
        confirmed_low=confirmed[0],
        confirmed_high=confirmed[1],
    )


def describe(start: date | None, end: date | None) -> tuple[str, str]:
    """Precision and EDTF of an interval that no single claim gave: a day, month or year where it is one."""
    if start is None or end is None:
        return "open", f"{start or '..'}/{end or '..'}"
    if start == end:
        return "day", str(start)
    if (start.month, start.day, end) == (1, 1, date(start.year, 12, 31)):
        return "year", f"{start.year:04}"
    if start.day == 1 and end == start.replace(day=monthrange(start.year, start.month)[1]):
        return "month", f"{start:%Y-%m}"
    return "range", f"{start}/{end}"


def _wording(c: Columns, head: Headline) -> tuple[pa.Array, pa.Array]:
    """Precision and EDTF: the claim's own where one says just the value, else those of the interval."""
    exact = head.entries & (c.low == head.low[c.fact]) & (c.high == head.high[c.fact])
    dated = (head.low != NEVER) | (head.high != FOREVER)
    exact &= dated[c.fact] & (c.edtf.codes != NONE) & (c.precision.codes != NONE)
    places = {name: place for place, name in enumerate(PRECISIONS)}
    rank = np.array([places.get(name, len(places)) for name in c.precision.values.to_pylist()] + [0])
    key = ((OCCURRED - c.strength) * (len(places) + 1) + rank[c.precision.codes]) * (len(c.edtf.values) + 1)
    chosen = c.best(key + c.edtf.codes, exact)
    precision = c.precision.texts(np.where(chosen == NONE, NONE, c.precision.codes[chosen])).to_pylist()
    edtf = c.edtf.texts(np.where(chosen == NONE, NONE, c.edtf.codes[chosen])).to_pylist()
    for fact in np.flatnonzero(dated & (chosen == NONE)).tolist():
        precision[fact], edtf[fact] = describe(_date(int(head.low[fact])), _date(int(head.high[fact])))
    return pa.array(precision, pa.string()), pa.array(edtf, pa.string())


def _date(day: int) -> date | None:
    return None if day in (NEVER, FOREVER) else _EPOCH + timedelta(days=day)


def _days(day: Ints) -> pa.Array:
    missing = (day == NEVER) | (day == FOREVER)
    return pa.array(np.where(missing, 0, day).astype(np.int32), mask=missing).cast(pa.date32())


def _counts(number: Ints) -> pa.Array:
    return pa.array(number.astype(np.int32), mask=number == NONE)


def _distinct(c: Columns, what: Ints, entries: np.ndarray) -> Ints:
    """How many different ``what`` the entries of each fact have."""
    entries = np.flatnonzero(entries)
    if not len(entries):
        return np.zeros(len(c.starts), np.int64)
    pair = combined(c.fact[entries], what[entries])
    first = np.unique(pair, return_index=True)[1]
    return np.bincount(c.fact[entries][first], minlength=len(c.starts))


def _pick(c: Columns, text: Text, eligible: np.ndarray) -> Ints:
    """The entry whose ``text`` the fact takes: of the surest, then latest claim, then by the alphabet."""
    key = preference(c) * (len(text.values) + 1) + text.codes
    return c.best(key, eligible & (text.codes != NONE))


def _evidence(c: Columns, v: Verdicts, claims: pa.Table) -> pa.Array:
    rows = pa.array(c.row)
    fields = {
        "claim_id": claims["claim_id"].take(rows),
        "article_id": claims["article_id"].take(rows),
        "published": claims["published"].take(rows),
        "verdict": verdict_texts(v.verdict),
        "reason": reason_texts(v.reason),
        "quote": claims["quote"].take(rows),
    }
    arrays = [
        (values.combine_chunks() if isinstance(values, pa.ChunkedArray) else values).cast(field.type)
        for values, field in zip(fields.values(), EVIDENCE, strict=True)
    ]
    structs = pa.StructArray.from_arrays(arrays, fields=list(EVIDENCE))
    return pa.ListArray.from_arrays(pa.array([*c.starts, c.size], pa.int32()), structs)


def facts_table(c: Columns, v: Verdicts, claims: pa.Table) -> pa.Table:
    """One row for each fact, in order of subject, season, episode, predicate, object and role."""
    if not c.size:
        return plain(FACTS).empty_table()
    head = headline(c, v)
    precision, edtf = _wording(c, head)
    named = _pick(c, c.object, head.entries | c.many)
    played = _pick(c, c.role, head.entries | c.by_role)
    first = c.starts

    def taken(text: Text, entries: Ints) -> pa.Array:
        return text.texts(np.where(entries == NONE, NONE, text.codes[entries]))

    columns = {
        "fact_id": c.fact_ids,
        "subject_id": taken(c.subject_id, first),
        "subject": taken(c.subject, first),
        "subject_type": taken(c.subject_type, first),
        "season": _counts(c.season[first]),
        "episode": _counts(c.episode[first]),
        "predicate": taken(c.predicate, first),
        "object_id": taken(c.object_id, named),
        "object": taken(c.object, named),
        "object_type": taken(c.object_type, named),
        "role": taken(c.role, played),
        "date_start": _days(head.low),
        "date_end": _days(head.high),
        "date_precision": precision,
        "date_edtf": edtf,
        "modality": pa.array(_MODALITIES).take(pa.array(head.modality)),
        "confirmed_start": _days(head.confirmed_low),
        "confirmed_end": _days(head.confirmed_high),
        "status": pa.array(_STATUSES).take(pa.array(head.status)),
        "n_claims": _counts(np.diff(np.append(c.starts, c.size))),
        "n_articles": _counts(_distinct(c, c.article, np.ones(c.size, bool))),
        "n_origins": _counts(_distinct(c, c.origin, v.agreed)),
        "first_claimed": _days(np.minimum.reduceat(np.where(c.day == NEVER, FOREVER, c.day), c.starts)),
        "last_claimed": _days(np.maximum.reduceat(np.where(v.verdict == DUPLICATE, NEVER, c.day), c.starts)),
        "evidence": _evidence(c, v, claims),
    }
    return pa.table(columns, schema=plain(FACTS))

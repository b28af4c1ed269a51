"""From the set of claims to the table of facts and the claims with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Text, whole
from ..errors import UsageError
from ..tables.schemas import CLAIMS, plain
from .columns import encode
from .summary import facts_table
from .verdicts import give, reason_texts, verdict_texts

JUDGED = ["fact_id", "verdict", "reason", "because"]


def reconcile(
    claims: pa.Table, articles: pa.Table, *, as_of: date | None = None
) -> tuple[pa.Table, pa.Table]:
    """Facts, and the claims with ``fact_id``, ``verdict``, ``reason`` and ``because`` filled.

    ``claims`` are the resolved claims of any articles, in any order; ``articles`` gives for each
    ``article_id`` its ``cluster_id`` and ``source``. Text is plain or dictionary-encoded; what comes back is
    plain. The result depends on the set of claims alone, not on the order or layout of the tables nor on
    verdicts that the claims bring along. With ``as_of`` only the claims published by that day are known; a
    claim without a day of publication cannot be shown to have been.

    A claim whose interval ends before it starts is refused: it belongs to no fact, and its reason names the
    rule. Raises UsageError for a predicate that is not in PREDICATES, or two different claims of one id.
    """
    claims = _in_order(claims)
    if as_of is not None:
        claims = claims.filter(pc.fill_null(pc.less_equal(claims["published"], pa.scalar(as_of)), False))
    reversed_ = pc.fill_null(pc.greater(claims["date_start"], claims["date_end"]), False)
    sound = claims.filter(pc.invert(reversed_)) if pc.any(reversed_).as_py() else claims
    columns = encode(sound, articles)
    verdicts = give(columns)
    facts = facts_table(columns, verdicts, sound)

    place = np.empty(columns.size, np.int64)
    place[columns.row] = np.arange(columns.size)
    because = np.where(verdicts.because == NONE, NONE, columns.row[verdicts.because])[place]
    judged = {
        "fact_id": columns.fact_ids.take(pa.array(columns.fact[place])),
        "verdict": verdict_texts(verdicts.verdict[place]),
        "reason": reason_texts(verdicts.reason[place]),
        "because": sound["claim_id"].take(pa.array(because, mask=because == NONE)),
    }
    sound = _with(sound, judged)
    if len(sound) < len(claims):
        sound = _in_order(pa.concat_tables([sound, _refused(claims.filter(reversed_))]))
    return facts, sound


def _in_order(claims: pa.Table) -> pa.Table:
    """The claims as a plain table, each once, in the order that ``tables.schemas`` gives them."""
    claims = claims.select(CLAIMS.names).cast(plain(CLAIMS))
    keys = [Text.of(claims["article_id"]).codes, whole(claims["start"]), whole(claims["end"])]
    keys.append(Text.of(claims["predicate"]).codes)
    order = np.lexsort(keys[::-1])
    tied = np.zeros(len(order), bool)  # stands at the same place as the claim before it
    tied[1:] = np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys])
    ids = claims["claim_id"].combine_chunks()
    for first, last in _runs(tied):
        order[first:last] = sorted(order[first:last].tolist(), key=lambda row: ids[row].as_py())
    if (order[:-1] >= order[1:]).any():
        claims = claims.take(pa.array(order))
    return claims if pc.count_distinct(ids).as_py() == len(claims) else _each_once(claims)


def _runs(tied: np.ndarray) -> Iterator[tuple[int, int]]:
    edges = np.diff(np.concatenate([[False], tied, [False]]).astype(np.int8))
    yield from zip(
        (np.flatnonzero(edges == 1) - 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True
    )


def _each_once(claims: pa.Table) -> pa.Table:
    """The first row of each claim; rows of one id must say the same but for what a verdict fills."""
    told = claims.drop_columns(JUDGED)
    seen: dict[str, int] = {}
    for row, claim_id in enumerate(claims["claim_id"].to_pylist()):
        first = seen.setdefault(claim_id, row)
        if first != row and told.slice(first, 1).to_pylist() != told.slice(row, 1).to_pylist():
            raise UsageError(
                f"claim_id {claim_id!r} names two different claims; ids are hashes of what is claimed: read "
                "both articles again with one version of the program"
            )
    return claims.take(pa.array(sorted(seen.values())))


def _refused(claims: pa.Table) -> pa.Table:
    reasons = [
        f"rule {rule} gave dates that end before they start ({start}..{end})"
        for rule, start, end in zip(
            *(claims[name].to_pylist() for name in ("rule", "date_start", "date_end")), strict=True
        )
    ]
    nothing = pa.nulls(len(claims), pa.string())
    verdict = pa.array(["refused"] * len(claims), pa.string())
    return _with(
        claims, dict(zip(JUDGED, (nothing, verdict, pa.array(reasons, pa.string()), nothing), strict=True))
    )


def _with(claims: pa.Table, judged: dict[str, pa.Array]) -> pa.Table:
    columns = [judged.get(name, claims[name]) for name in CLAIMS.names]
    return pa.table(columns, schema=plain(CLAIMS))

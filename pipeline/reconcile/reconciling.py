"""From the set of claims to the table of facts and the claims with their verdicts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE
from ..tables.schemas import CLAIMS, plain
from .columns import JUDGED, encode
from .summary import facts_table
from .verdicts import give


def reconcile(claims: pa.Table, articles: pa.Table, *, as_of: date | None = None) -> tuple[pa.Table, pa.Table]:
    """Facts, and the claims with ``fact_id``, ``verdict``, ``reason`` and ``because`` filled.

    ``claims`` are the resolved claims of any articles, in any order; ``articles`` gives for each
    ``article_id`` its ``cluster_id`` and ``source``. Text is plain or dictionary-encoded; what comes back is
    plain, the claims in the order given. The result depends on the set of claims alone, not on the order or
    layout of the tables nor on verdicts that the claims bring along. With ``as_of`` only the claims published
    by that day are known; a claim without a day of publication cannot be shown to have been.

    A claim whose interval ends before it starts is refused: it belongs to no fact, and its reason names the
    rule. Raises UsageError for a predicate that is not in PREDICATES, or two claims of one id and place that
    differ.
    """
    claims = claims.select(CLAIMS.names).cast(plain(CLAIMS))
    if as_of is not None:
        claims = claims.filter(pc.fill_null(pc.less_equal(claims["published"], pa.scalar(as_of)), False))
    wrong = pc.fill_null(pc.greater(claims["date_start"], claims["date_end"]), False)
    refused = claims.filter(wrong)
    if len(refused):
        claims = claims.filter(pc.invert(wrong))
    columns = encode(claims, articles)
    verdicts = give(columns)
    facts = facts_table(columns, verdicts, claims)

    entry = np.argsort(columns.row)  # of each claim, in the order given
    kept = columns.row[entry]
    verdict, reason = verdicts.texts()
    because = np.append(columns.row, NONE)[verdicts.because[entry]]
    judged = {
        "fact_id": columns.fact_ids.take(pa.array(columns.fact[entry])),
        "verdict": verdict.take(pa.array(entry)),
        "reason": reason.take(pa.array(entry)),
        "because": claims["claim_id"].take(pa.array(because, mask=because == NONE)),
    }
    if len(kept) < len(claims):
        claims = claims.take(pa.array(kept))
    claims = _with(claims, judged)
    return facts, pa.concat_tables([claims, _refused(refused)]) if len(refused) else claims


def _refused(claims: pa.Table) -> pa.Table:
    reasons = [
        f"rule {rule} gave dates that end before they start ({start}..{end})"
        for rule, start, end in zip(
            *(claims[name].to_pylist() for name in ("rule", "date_start", "date_end")), strict=True
        )
    ]
    nothing = pa.nulls(len(claims), pa.string())
    verdict = pa.array(["refused"] * len(claims), pa.string())
    return _with(claims, dict(zip(JUDGED, (nothing, verdict, pa.array(reasons, pa.string()), nothing), strict=True)))


def _with(claims: pa.Table, judged: dict[str, pa.Array]) -> pa.Table:
    columns = [judged.get(name, claims[name]) for name in CLAIMS.names]
    return pa.table(columns, schema=plain(CLAIMS))

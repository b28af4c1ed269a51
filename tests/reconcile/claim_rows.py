"""Claims and articles for tests, from the few fields that a test is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.tables import ARTICLES, CLAIMS, plain

_WINDOWS = {
    "2024": ("2024-01-01", "2024-12-31", "year"),
    "2025": ("2025-01-01", "2025-12-31", "year"),
    "2026": ("2026-01-01", "2026-12-31", "year"),
    "early 2025": ("2025-01-01", "2025-04-30", "third"),
    "January 2025": ("2025-01-01", "2025-01-31", "month"),
    "March 2025": ("2025-03-01", "2025-03-31", "month"),
}


def day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def claim(claim_id: str, published: str | None = "2024-08-15", when: str | None = None, **fields: Any) -> dict:
    """A row of claims: the premiere of one season of one series unless ``fields`` say otherwise.

    ``when`` is one of the windows above, or ``START..END`` with either side left out.
    """
    start = end = precision = None
    if when in _WINDOWS:
        start, end, precision = _WINDOWS[when]
    elif when is not None:
        start, end = (side or None for side in when.split(".."))
        precision = "range" if start and end else "open"
    row = dict.fromkeys(CLAIMS.names)
    row |= {
        "claim_id": claim_id,
        "article_id": "a-" + claim_id,
        "published": day(published),
        "subject_id": "work:harbor-lights",
        "subject": "Harbor Lights",
        "subject_type": "work",
        "subject_text": "the drama",
        "season": 3,
        "predicate": "premiere",
        "date_text": when,
        "date_start": day(start),
        "date_end": day(end),
        "date_precision": precision,
        "date_edtf": None if when is None else f"{start or '..'}/{end or '..'}",
        "modality": "confirmed",
        "occurred": False,
        "change": False,
        "start": 0,
        "end": 40,
        "quote": f"The sentence of {claim_id}.",
        "rule": "test.rule",
    }
    unknown = fields.keys() - row.keys()
    assert not unknown, unknown
    return row | fields


def claims_of(rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([dict(row) for row in rows], schema=plain(CLAIMS))


def articles_of(
    claims: Iterable[Mapping[str, Any]],
    sources: Mapping[str, str] = {},
    clusters: Mapping[str, str] = {},
) -> pa.Table:
    """The articles of the claims: each its own cluster and without publisher unless told."""
    published = {row["article_id"]: row["published"] for row in claims}
    rows = [
        dict.fromkeys(ARTICLES.names)
        | {"article_id": key, "path": key + ".txt", "published": published[key], "status": "read"}
        | {"source": sources.get(key), "cluster_id": clusters.get(key, key)}
        for key in sorted(published)
    ]
    return pa.Table.from_pylist(rows, schema=plain(ARTICLES))


def only(table: pa.Table) -> dict[str, Any]:
    """The only row of a table."""
    rows = table.to_pylist()
    assert len(rows) == 1, rows
    return rows[0]


def verdicts_of(claims: pa.Table) -> dict[str, str]:
    return dict(zip(claims["claim_id"].to_pylist(), claims["verdict"].to_pylist(), strict=True))

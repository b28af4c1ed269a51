"""Rows of the rooms into Arrow tables with plain text columns; what a later room fills stays null."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from ..types import Article, Claim, Extraction, Mention
from . import schemas


def _table(rows: Iterable[Any], schema: pa.Schema) -> pa.Table:
    rows = list(rows)
    columns: list[pa.Array] = []
    for field in schemas.plain(schema):
        if rows and hasattr(rows[0], field.name):
            columns.append(pa.array([getattr(row, field.name) for row in rows], field.type))
        else:
            columns.append(pa.nulls(len(rows), field.type))
    return pa.table(columns, schema=schemas.plain(schema))


def claims_table(rows: Iterable[Claim]) -> pa.Table:
    """Claims as they were read: no ids of names, no fact, no verdict yet."""
    return _table(rows, schemas.CLAIMS)


def mentions_table(rows: Iterable[Mention]) -> pa.Table:
    """Mentions under the names that their own article gives; ``entity_id`` still null."""
    return _table(rows, schemas.MENTIONS)


def article_row(article: Article, extraction: Extraction | None = None) -> dict[str, Any]:
    """What the table keeps of one article, so that its text can be let go."""
    return {
        "article_id": article.article_id,
        "path": article.path,
        "published": article.published,
        "published_from": article.published_from,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "language": extraction.language if extraction else None,
        "n_chars": len(article.text),
        "n_sentences": extraction.n_sentences if extraction else 0,
        "n_claims": len(extraction.claims) if extraction else 0,
        "status": article.status,
        "reason": article.reason,
    }


def articles_table(rows: Iterable[dict[str, Any]], clusters: Mapping[str, str] | None = None) -> pa.Table:
    """Rows of ``article_row``; ``clusters`` gives each ``article_id`` that was read its ``cluster_id``."""
    rows = [{**row, "cluster_id": (clusters or {}).get(row["article_id"])} for row in rows]
    return pa.Table.from_pylist(rows, schema=schemas.plain(schemas.ARTICLES))

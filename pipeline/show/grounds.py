"""The grounds of a claim: its article is read again with its run's settings, where it is still there."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from .. import articles
from ..errors import UsageError
from ..tables import read_info
from ..types import Article

Row = dict[str, Any]


def grounds(folder: Path, claim: Row, path: str) -> str:
    """How the claim of a row of ``claims.parquet`` came about; ``path`` is that of its article in its run.

    Where the article is gone or says something else now, what the row itself tells.
    """
    from ..claims.explain import explain, explain_row
    from ..extract import Extractor

    options = read_info(folder)["options"]
    reading = options["reading"]
    extractor = Extractor(
        model=reading["model"],
        known=tuple(map(Path, reading["known"])),
        rules=tuple(map(Path, reading["rules"])),
    )
    article = _read_again(options, claim["article_id"], path)
    told = explain(extractor, article, claim["claim_id"]) if article else None
    if told is not None:
        return told
    why = (
        "it is not made of it any more: model or rules have changed"
        if article
        else "its article is gone or has changed"
    )
    return f"({why})\n" + explain_row(claim, {rule.id: rule for rule in extractor.rules})


def _read_again(options: Row, article_id: str, path: str) -> Article | None:
    """The article with this id: the id is a hash of the content, so what is found says what it said then."""
    raw = Path(options["raw"])
    file = raw / path.partition("#")[0] if raw.is_dir() else raw
    published = options["published"] and date.fromisoformat(options["published"])
    try:
        found = articles.read(file, today=date.fromisoformat(options["today"]), published=published)
        return next((article for article in found if article.article_id == article_id), None)
    except UsageError:
        return None

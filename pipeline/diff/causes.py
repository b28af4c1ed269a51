"""Why facts differ: other articles, or the same articles read otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

NEWS, RE_READING, BOTH = "news", "re-reading", "both"


def cause(
    old: pa.ChunkedArray, new: pa.ChunkedArray, old_articles: frozenset[str], new_articles: frozenset[str]
) -> pa.Array:
    """The cause of each change, from the facts before and after as structs, null where there was none.

    News: a claim came or went with its article. Re-reading: a claim of an article that both runs read came or
    went, or the claims are the same and their reading is not - other rules, another model, other options.
    """
    found = []
    for before, after in zip(old.to_pylist(), new.to_pylist(), strict=True):
        was, now = _claims(before), _claims(after)
        parted = {was.get(claim) or now[claim] for claim in was.keys() ^ now.keys()}
        news = any(article not in old_articles or article not in new_articles for article in parted)
        reread = any(article in old_articles and article in new_articles for article in parted)
        found.append(BOTH if news and reread else NEWS if news else RE_READING)
    return pa.array(found, pa.string())


def _claims(fact: Mapping[str, Any] | None) -> dict[str, str]:
    return {claim["claim_id"]: claim["article_id"] for claim in fact["evidence"]} if fact else {}

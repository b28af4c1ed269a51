"""The tables of a run: schemas, building from rows, reading, and writing so that no half-written file is ever seen."""

from .building import article_row, articles_table, claims_table, mentions_table
from .schemas import ARTICLES, CLAIMS, ENTITIES, FACTS, MENTIONS, ORDER, SCHEMAS, plain

__all__ = [
    "ARTICLES",
    "CLAIMS",
    "ENTITIES",
    "FACTS",
    "MENTIONS",
    "ORDER",
    "SCHEMAS",
    "article_row",
    "articles_table",
    "claims_table",
    "mentions_table",
    "plain",
]

"""The tables of a run: schemas, building from rows, reading, and writing all at once or not at all."""

from .building import article_row, articles_table, claims_table, mentions_table
from .schemas import ARTICLES, CLAIMS, ENTITIES, FACTS, MENTIONS, ORDER, SCHEMAS, plain
from .writing import check_writable, read_info, read_table, run_ids, write_run

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
    "check_writable",
    "claims_table",
    "mentions_table",
    "plain",
    "read_info",
    "read_table",
    "run_ids",
    "write_run",
]

"""The five tables of a run as explicit Arrow schemas, and the order of their rows.

A schema here is what stands in the file: text columns that repeat are dictionary-encoded. Between rooms the
same columns are plain strings (``plain(SCHEMA)``), which pandas, Arrow joins and Python handle alike;
``writing.conform`` encodes, orders and sorts just before a table is written. Days are inclusive at both ends;
offsets count code points.
"""

from __future__ import annotations

import pyarrow as pa

TEXT = pa.string()
CODE = pa.dictionary(pa.int32(), pa.string())  # text that repeats
COUNT = pa.int32()
DAY = pa.date32()

EVIDENCE = pa.struct(
    [
        ("claim_id", TEXT),
        ("article_id", TEXT),
        ("published", DAY),
        ("verdict", TEXT),
        ("reason", TEXT),
        ("quote", TEXT),
    ]
)

ARTICLES = pa.schema(
    [
        ("article_id", TEXT),
        ("path", TEXT),
        ("published", DAY),
        ("published_from", CODE),
        ("title", TEXT),
        ("url", TEXT),
        ("source", CODE),
        ("language", CODE),
        ("n_chars", COUNT),
        ("n_sentences", COUNT),
        ("n_claims", COUNT),
        ("cluster_id", CODE),
        ("status", CODE),
        ("reason", TEXT),
    ]
)

MENTIONS = pa.schema(
    [
        ("article_id", CODE),
        ("entity_id", CODE),
        ("entity", CODE),
        ("entity_type", CODE),
        ("text", CODE),
        ("start", COUNT),
        ("end", COUNT),
    ]
)

CLAIMS = pa.schema(
    [
        ("claim_id", TEXT),
        ("article_id", CODE),
        ("published", DAY),
        ("subject_id", CODE),
        ("subject", CODE),
        ("subject_type", CODE),
        ("subject_text", CODE),
        ("season", COUNT),
        ("episode", COUNT),
        ("predicate", CODE),
        ("object_id", CODE),
        ("object", CODE),
        ("object_type", CODE),
        ("object_text", CODE),
        ("role", CODE),
        ("date_text", CODE),
        ("date_start", DAY),
        ("date_end", DAY),
        ("date_precision", CODE),
        ("date_edtf", CODE),
        ("modality", CODE),
        ("speaker", CODE),
        ("occurred", pa.bool_()),
        ("change", pa.bool_()),
        ("start", COUNT),
        ("end", COUNT),
        ("quote", TEXT),
        ("rule", CODE),
        ("fact_id", CODE),
        ("verdict", CODE),
        ("reason", CODE),
        ("because", TEXT),
    ]
)

FACTS = pa.schema(
    [
        ("fact_id", TEXT),
        ("subject_id", CODE),
        ("subject", CODE),
        ("subject_type", CODE),
        ("season", COUNT),
        ("episode", COUNT),
        ("predicate", CODE),
        ("object_id", CODE),
        ("object", CODE),
        ("object_type", CODE),
        ("role", CODE),
        ("date_start", DAY),
        ("date_end", DAY),
        ("date_precision", CODE),
        ("date_edtf", CODE),
        ("modality", CODE),
        ("confirmed_start", DAY),
        ("confirmed_end", DAY),
        ("status", CODE),
        ("n_claims", COUNT),
        ("n_articles", COUNT),
        ("n_origins", COUNT),
        ("first_claimed", DAY),
        ("last_claimed", DAY),
        ("evidence", pa.list_(EVIDENCE)),
    ]
)

ENTITIES = pa.schema(
    [
        ("entity_id", TEXT),
        ("entity", TEXT),
        ("entity_type", CODE),
        ("aliases", pa.list_(TEXT)),
        ("n_mentions", COUNT),
        ("n_articles", COUNT),
        ("merges", pa.list_(pa.struct([("name", TEXT), ("reason", TEXT)]))),
    ]
)

SCHEMAS = {
    "articles": ARTICLES,
    "mentions": MENTIONS,
    "claims": CLAIMS,
    "facts": FACTS,
    "entities": ENTITIES,
}

# Each order ends in a key, or names every column that can differ, so that no two rows can change places
# between runs.
ORDER = {
    "articles": ("path", "article_id"),
    "mentions": ("article_id", "start", "end", "entity_type", "entity", "text"),
    "claims": ("article_id", "start", "end", "predicate", "claim_id"),
    "facts": ("subject", "season", "episode", "predicate", "object", "role", "fact_id"),
    "entities": ("entity_type", "entity", "entity_id"),
}


def plain(schema: pa.Schema) -> pa.Schema:
    """The same columns with every dictionary type replaced by the type of its values."""
    return pa.schema(
        [field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field for field in schema]
    )

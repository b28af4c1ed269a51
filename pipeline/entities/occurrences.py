"""Every place in claims and mentions that holds a name, as codes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Ints, Text, combined, representatives
from . import works
from .names import normal

_OBJECT_TYPE = {
    **dict.fromkeys(("cast", "crew"), "person"),
    **dict.fromkeys(("premiere", "finale", "renewal", "cancellation", "order"), "organization"),
    **dict.fromkeys(("network", "production_company"), "organization"),
    **dict.fromkeys(works.RELATIONS, "work"),
}
_NUMBERS = ("season_count", "episode_count")


@dataclass(frozen=True, slots=True)
class Occurrences:
    """``names`` are the different (type, name, mark); the rest are codes into them, NONE where there is none.

    ``subject``, ``object`` and ``character`` (the role of a cast member) run along the claims, ``mention``
    along the mentions.
    """

    names: list[tuple[str, str, str]]
    subject: Ints
    object: Ints
    character: Ints
    mention: Ints


def collect(claims: pa.Table, mentions: pa.Table) -> Occurrences:
    """Both tables plain. An object without a type has the one that its predicate asks for, a count none."""
    marks = works.marks(claims)
    predicate = claims["predicate"]
    asked = pa.array([_OBJECT_TYPE.get(name) for name in predicate.to_pylist()], pa.string())
    object_type = pc.if_else(
        pc.is_in(predicate, value_set=pa.array(_NUMBERS)), None, pc.coalesce(claims["object_type"], asked)
    )
    character = pc.if_else(pc.equal(predicate, "cast"), claims["role"], None)
    slots = [
        (claims["subject_type"], claims["subject"], _spread(marks.subject, len(claims))),
        (object_type, claims["object"], _spread(marks.object, len(claims))),
        (pc.if_else(pc.is_valid(character), "character", None), character, _spread({}, len(claims))),
        (mentions["entity_type"], mentions["entity"], _mention_marks(mentions, marks)),
    ]
    types, names, told = (Text.of(_stacked(column)) for column in zip(*slots, strict=True))
    held = np.flatnonzero((types.codes != NONE) & (names.codes != NONE))
    found = combined(types.codes[held], names.codes[held], told.codes[held])
    first = held[representatives(found)]
    codes = np.full(len(names.codes), NONE)
    codes[held] = found
    columns = (column.texts(column.codes[first]).to_pylist() for column in (types, names, told))
    edges = np.cumsum([len(slot[1]) for slot in slots])[:-1]
    return Occurrences(list(zip(*columns, strict=True)), *np.split(codes, edges))


def _stacked(columns: tuple[pa.Array | pa.ChunkedArray, ...]) -> pa.ChunkedArray:
    chunks = [c.chunks if isinstance(c, pa.ChunkedArray) else [c] for c in columns]
    return pa.chunked_array([chunk for column in chunks for chunk in column], pa.string())


def _spread(marks: dict[int, str], size: int) -> pa.Array:
    values = np.zeros(size, np.int64)
    texts = ["", *sorted(set(marks.values()))]
    for row, mark in marks.items():
        values[row] = texts.index(mark)
    return pa.array(texts, pa.string()).take(pa.array(values))


def _mention_marks(mentions: pa.Table, marks: works.Marks) -> pa.Array:
    found: dict[int, str] = {}
    if marks.article:
        rows = mentions.select(["article_id", "entity", "entity_type"]).to_pylist()
        for row, mention in enumerate(rows):
            if mention["entity_type"] == "work":
                mark = marks.article.get((mention["article_id"], normal(mention["entity"])))
                if mark:
                    found[row] = mark
    return _spread(found, len(mentions))

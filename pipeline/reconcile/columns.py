"""Claims as columns of whole numbers, sorted by fact and then by publication: what the fast steps work on."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Ints, Text, combined, days, representatives, whole
from ..entities.names import normal
from ..errors import UsageError
from .judging import ANY, CONFIRMED, EXPECTED, FOREVER, NEVER, OCCURRED, SPECULATIVE
from .predicates import PREDICATES

_TEXTS = (
    *("subject_id", "subject", "subject_type", "predicate", "object_id", "object", "object_type", "role"),
    *("article_id", "date_precision", "date_edtf", "modality"),
)
_STRENGTH = {"speculative": SPECULATIVE, "expected": EXPECTED, "confirmed": CONFIRMED, "denied": CONFIRMED}


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry for each claim, in order of fact, then of publication, the undated last.

    ``row`` is its place in the table. Facts count from 0 in order of key; ``starts`` holds their first entry.
    """

    row: Ints
    fact: Ints
    starts: Ints
    day: Ints
    strength: Ints
    denied: np.ndarray
    change: np.ndarray
    low: Ints
    high: Ints
    value: Ints
    many: np.ndarray
    by_role: np.ndarray
    origin: Ints
    cluster: Ints
    article: Ints
    speaker: Ints
    subject: Text
    subject_id: Text
    subject_type: Text
    predicate: Text
    object: Text
    object_id: Text
    object_type: Text
    role: Text
    season: Ints
    episode: Ints
    precision: Text
    edtf: Text
    fact_ids: pa.Array

    @property
    def size(self) -> int:
        return len(self.row)

    def best(self, key: Ints, eligible: np.ndarray) -> Ints:
        """For each fact the first eligible entry of the smallest ``key``; NONE where no entry is eligible."""
        huge = np.iinfo(np.int64).max
        key = np.where(eligible, key, huge)
        least = np.minimum.reduceat(key, self.starts)
        place = np.where(eligible & (key == least[self.fact]), np.arange(self.size), self.size)
        place = np.minimum.reduceat(place, self.starts)
        return np.where(place == self.size, NONE, place)


def _origins(speaker: Text, publisher: Text, cluster: Text) -> tuple[Ints, Ints]:
    """Who stands behind each claim, and the same for the attributed ones alone (NONE elsewhere).

    The speaker where the sentence names one, else the publisher, else the text itself; names in normal form.
    """
    names: dict[str, int] = {}

    def coded(text: Text, prefix: str = "") -> Ints:
        keys = [prefix + (value if prefix else normal(value)) for value in text.values.to_pylist()]
        table = np.array([*(names.setdefault(key, len(names)) for key in keys), NONE], np.int64)
        return table[text.codes]

    said, printed, text = coded(speaker), coded(publisher), coded(cluster, "\0")
    ranks = np.empty(len(names), np.int64)
    ranks[[names[name] for name in sorted(names)]] = np.arange(len(names))
    origin = ranks[np.where(said != NONE, said, np.where(printed != NONE, printed, text))]
    return origin, np.where(said != NONE, said, NONE)


def _publishers(claims: pa.Table, articles: pa.Table) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """The publisher and the cluster of each claim's article; an article without a cluster is its own."""
    ids = claims["article_id"].cast(pa.string())
    place = pc.index_in(ids, value_set=articles["article_id"].cast(pa.string()).combine_chunks())
    cluster = articles["cluster_id"].cast(pa.string()).take(place)
    return articles["source"].cast(pa.string()).take(place), pc.coalesce(cluster, ids)


def _known(predicate: Text) -> None:
    unknown = sorted(set(predicate.values.to_pylist()) - PREDICATES.keys())
    if unknown:
        raise UsageError(
            f"unknown predicate {unknown[0]!r}: a claim's predicate is one of {', '.join(PREDICATES)}; "
            "correct the rule that made it"
        )


def _of_kind(predicate: Text, quality: str) -> np.ndarray:
    return predicate.lookup({name: getattr(kind, quality) for name, kind in PREDICATES.items()}) == 1


def _fact_ids(key: list[pa.Array]) -> pa.Array:
    columns = [column.cast(pa.string()).fill_null("").to_pylist() for column in key]
    digests = (blake2b("\x1f".join(parts).encode(), digest_size=10) for parts in zip(*columns, strict=True))
    return pa.array(["f" + digest.hexdigest() for digest in digests], pa.string())


def encode(claims: pa.Table, articles: pa.Table) -> Columns:
    """The columns of ``claims``, which stand in the order of their table and are all well formed.

    Raises UsageError for a predicate that is not in PREDICATES.
    """
    text = {name: Text.of(claims[name]) for name in _TEXTS}
    predicate, season, episode = text["predicate"], whole(claims["season"]), whole(claims["episode"])
    _known(predicate)
    many, dated, counted, by_role = (
        _of_kind(predicate, name) for name in ("many", "dated", "counted", "role")
    )
    key_object = np.where(many, text["object_id"].codes, NONE)
    key_role = np.where(by_role, text["role"].codes, NONE)
    found = combined(text["subject_id"].codes, season, episode, predicate.codes, key_object, key_role)
    first = representatives(found)
    by_name = (text["subject"].codes, text["subject_id"].codes, season, episode, predicate.codes)
    by_name += (np.where(many, text["object"].codes, NONE), key_object, key_role)
    order = np.lexsort([column[first] for column in reversed(by_name)])
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    fact, first = number[found], first[order]
    fact_ids = _fact_ids(
        [
            text["subject_id"].texts(text["subject_id"].codes[first]),
            pa.array(season[first], mask=season[first] == NONE),
            pa.array(episode[first], mask=episode[first] == NONE),
            predicate.texts(predicate.codes[first]),
            text["object_id"].texts(key_object[first]),
            text["role"].texts(key_role[first]),
        ]
    )

    day = days(claims["published"], NEVER)
    told = np.where(day == NEVER, FOREVER, day)
    row = np.lexsort([told, fact])
    occurred = claims["occurred"].fill_null(False).to_numpy()
    strength = text["modality"].lookup(_STRENGTH)
    strength = np.where(occurred & dated & (strength == CONFIRMED), OCCURRED, strength)
    publisher, cluster = (Text.of(column) for column in _publishers(claims, articles))
    origin, speaker = _origins(Text.of(claims["speaker"]), publisher, cluster)
    denied = text["modality"].lookup({name: name == "denied" for name in _STRENGTH}) == 1
    return Columns(
        row=row,
        fact=fact[row],
        starts=np.searchsorted(fact[row], np.arange(len(order))),
        day=day[row],
        strength=strength[row],
        denied=denied[row],
        change=claims["change"].fill_null(False).to_numpy()[row],
        low=np.where(dated, days(claims["date_start"], NEVER), NEVER)[row],
        high=np.where(dated, days(claims["date_end"], FOREVER), FOREVER)[row],
        value=np.where(counted, text["object"].codes, ANY)[row],
        many=many[row],
        by_role=by_role[row],
        origin=origin[row],
        cluster=cluster.codes[row],
        article=text["article_id"].codes[row],
        speaker=speaker[row],
        subject=text["subject"].take(row),
        subject_id=text["subject_id"].take(row),
        subject_type=text["subject_type"].take(row),
        predicate=predicate.take(row),
        object=text["object"].take(row),
        object_id=text["object_id"].take(row),
        object_type=text["object_type"].take(row),
        role=text["role"].take(row),
        season=season[row],
        episode=episode[row],
        precision=text["date_precision"].take(row),
        edtf=text["date_edtf"].take(row),
        fact_ids=fact_ids,
    )

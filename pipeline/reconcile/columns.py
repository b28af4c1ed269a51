"""Claims as columns of whole numbers, sorted by fact and then by publication: what later steps work on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Ints, Text, combined, days, ordered, representatives, whole
from ..entities.names import normal
from ..errors import UsageError
from .judging import ANY, CONFIRMED, EXPECTED, FOREVER, NEVER, OCCURRED, SPECULATIVE
from .predicates import PREDICATES

JUDGED = ["fact_id", "verdict", "reason", "because"]  # the columns that reconciling fills
_STRENGTH = {"speculative": SPECULATIVE, "expected": EXPECTED, "confirmed": CONFIRMED, "denied": CONFIRMED}


@dataclass(frozen=True)
class Columns:
    """One entry for each claim, in order of fact, then of publication, the undated last.

    ``row`` is its place in the table. Facts count from 0 in order of key; ``starts`` holds their first entry;
    ``many``, ``by_role`` and ``fact_ids`` run along the facts. ``object`` is the number where one is counted.
    """

    row: Ints
    fact: Ints
    starts: Ints
    many: np.ndarray
    by_role: np.ndarray
    fact_ids: pa.Array
    day: Ints
    strength: Ints
    denied: np.ndarray
    change: np.ndarray
    low: Ints
    high: Ints
    value: Ints
    origin: Ints
    speaker: Ints
    cluster: Ints
    article: Ints
    object: Ints
    role: Ints

    @property
    def size(self) -> int:
        return len(self.row)

    @cached_property
    def preference(self) -> Ints:
        """Smaller for surer, then later claims."""
        told = self.day[self.day != NEVER]
        oldest, newest = int(told.min(initial=0)) - 1, int(told.max(initial=0))
        age = newest - np.maximum(self.day, oldest)
        return (OCCURRED - self.strength) * (newest - oldest + 1) + age

    def any(self, entries: np.ndarray) -> np.ndarray:
        return np.logical_or.reduceat(entries, self.starts)

    def meet(self, entries: np.ndarray) -> tuple[Ints, Ints]:
        """What the intervals of each fact's entries have in common; NEVER, FOREVER where there are none."""
        low = np.maximum.reduceat(np.where(entries, self.low, NEVER), self.starts)
        return low, np.minimum.reduceat(np.where(entries, self.high, FOREVER), self.starts)

    def best(self, key: Ints, eligible: np.ndarray) -> Ints:
        """For each fact the first eligible entry of the smallest ``key``; NONE where no entry is eligible."""
        entries = np.flatnonzero(eligible)
        chosen = np.full(len(self.starts), NONE)
        if len(entries):
            starts = np.unique(self.fact[entries], return_index=True)[1]
            least = np.minimum.reduceat(key[entries], starts)
            entries = entries[key[entries] == np.repeat(least, np.diff(np.append(starts, len(entries))))]
            chosen[self.fact[entries[::-1]]] = entries[::-1]
        return chosen


def _origins(claims: pa.Table, articles: pa.Table, article: Text) -> tuple[Ints, Ints, Ints]:
    """Who stands behind each claim, the same for the attributed ones alone (NONE elsewhere), and the cluster.

    The origin is the speaker where the sentence names one, else the publisher, else the text itself; names in
    normal form. An article without a cluster is its own.
    """
    ids = articles["article_id"].cast(pa.string()).combine_chunks()
    place = pc.index_in(article.values, value_set=ids)
    cluster = Text.of(pc.coalesce(articles["cluster_id"].cast(pa.string()).take(place), article.values))
    publisher = Text.of(articles["source"].cast(pa.string()).take(place))
    speaker = Text.of(claims["speaker"])
    names = sorted({normal(name) for text in (speaker, publisher) for name in text.values.to_pylist()})
    number = {name: code for code, name in enumerate(names)}
    said, printed = (
        np.array([*(number[normal(name)] for name in text.values.to_pylist()), NONE])[text.codes]
        for text in (speaker, publisher)
    )
    printed = np.where(printed == NONE, cluster.codes + len(names), printed)[article.codes]
    return np.where(said == NONE, printed, said), said, cluster.codes[article.codes]


def _known(predicate: Text) -> None:
    unknown = sorted(set(predicate.values.to_pylist()) - PREDICATES.keys())
    if unknown:
        raise UsageError(
            f"unknown predicate {unknown[0]!r}: a claim's predicate is one of {', '.join(PREDICATES)}; "
            "correct the rule that made it"
        )


def _of_kind(predicate: Text, quality: str) -> np.ndarray:
    return predicate.lookup({name: getattr(kind, quality) for name, kind in PREDICATES.items()}).astype(bool)


def _fact_ids(key: list[pa.Array]) -> pa.Array:
    """A hash of each key, so that the facts of two runs line up."""
    parts = [pc.fill_null(column.cast(pa.string()), "") for column in key]
    keys = pc.binary_join_element_wise(*parts, "\x1f").to_pylist()
    return pa.array(["f" + blake2b(text.encode(), digest_size=10).hexdigest() for text in keys], pa.string())


def encode(claims: pa.Table, articles: pa.Table) -> Columns:
    """The columns of ``claims``, which all are well formed; a claim that is there twice has one entry.

    Raises UsageError for a predicate that is not in PREDICATES, or two different claims of one id and place.
    """
    subject_id, predicate, object_id, role, article, modality = (
        Text.of(claims[name]) for name in ("subject_id", "predicate", "object_id", "role", "article_id", "modality")
    )
    season, episode = whole(claims["season"]), whole(claims["episode"])
    _known(predicate)
    many, by_role = _of_kind(predicate, "many"), _of_kind(predicate, "role")
    dated, counted = _of_kind(predicate, "dated"), _of_kind(predicate, "counted")
    value = np.full(len(claims), ANY)
    value[counted] = Text.of(claims["object"].filter(pa.array(counted))).codes
    key_object = np.where(many, object_id.codes, NONE)
    key_role = np.where(by_role, role.codes, NONE)
    found = combined(subject_id.codes, season, episode, predicate.codes, key_object, key_role)
    first = representatives(found)
    subjects, objects = (Text.of(claims[name].take(pa.array(first))).codes for name in ("subject", "object"))
    names = (subject_id.codes, season, episode, predicate.codes)
    objects = np.where(many[first], objects, NONE)
    by_name = (subjects, *(column[first] for column in names), objects, key_object[first], key_role[first])
    order = np.lexsort(by_name[::-1])
    number = np.empty(len(order), np.int64)
    number[order] = np.arange(len(order))
    fact, first = number[found], first[order]
    key = [
        subject_id.texts(subject_id.codes[first]),
        pa.array(season[first], mask=season[first] == NONE),
        pa.array(episode[first], mask=episode[first] == NONE),
        predicate.texts(predicate.codes[first]),
        object_id.texts(key_object[first]),
        role.texts(key_role[first]),
    ]

    day = days(claims["published"], NEVER)
    told = np.where(day == NEVER, FOREVER, day)
    place = (fact, told, article.codes, whole(claims["start"]), whole(claims["end"]))
    row = _settled(ordered(*place), place, claims)
    occurred = claims["occurred"].fill_null(False).to_numpy() & dated
    strength = modality.lookup(_STRENGTH)
    origin, speaker, cluster = _origins(claims, articles, article)
    return Columns(
        row=row,
        fact=fact[row],
        starts=np.searchsorted(fact[row], np.arange(len(order))),
        many=many[first],
        by_role=by_role[first],
        fact_ids=_fact_ids(key),
        day=day[row],
        strength=np.where(occurred & (strength == CONFIRMED), OCCURRED, strength)[row],
        denied=modality.lookup({name: name == "denied" for name in _STRENGTH}).astype(bool)[row],
        change=claims["change"].fill_null(False).to_numpy()[row],
        low=np.where(dated, days(claims["date_start"], NEVER), NEVER)[row],
        high=np.where(dated, days(claims["date_end"], FOREVER), FOREVER)[row],
        value=value[row],
        origin=origin[row],
        speaker=speaker[row],
        cluster=cluster[row],
        article=article.codes[row],
        object=np.where(counted, value, object_id.codes)[row],
        role=role.codes[row],
    )


def _settled(row: Ints, place: tuple[Ints, ...], claims: pa.Table) -> Ints:
    """``row`` with the claims of one place in the text in order of their ids, each once."""
    tied = np.logical_and.reduce([np.diff(key[row]) == 0 for key in place])
    ids, kept = claims["claim_id"], np.ones(len(row), bool)
    for first, end in _runs(tied):
        named = sorted((ids[claim].as_py(), claim) for claim in row[first:end].tolist())
        row[first:end] = [claim for _, claim in named]
        for at, ((one, claim), (other, again)) in enumerate(pairwise(named), first + 1):
            if one == other:
                _check_same(claims, claim, again)
                kept[at] = False
    return row[kept]


def _check_same(claims: pa.Table, one: int, other: int) -> None:
    said = [claims.slice(row, 1).drop_columns(JUDGED).to_pylist() for row in (one, other)]
    if said[0] != said[1]:
        raise UsageError(
            f"claim_id {claims['claim_id'][one].as_py()!r} names two different claims; ids are hashes of "
            "what is claimed: read the articles again with one version of the program"
        )


def _runs(tied: np.ndarray) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], tied, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), (edges[1::2] + 1).tolist(), strict=True)

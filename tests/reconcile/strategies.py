"""Generated claims: few windows, days, origins and clusters, so that everything meets everything."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
from hypothesis import settings
from hypothesis import strategies as st

from .claim_rows import articles_of, claim, claims_of

SCALE = int(os.environ.get("NEWSFACTS_CASES", "1"))  # times as many cases, for the longer run of make bench
ZERO = date(2024, 6, 1)
PREDICATES = ("premiere", "premiere", "premiere", "season_count", "network", "cast", "crew")
_OBJECTS = {
    "network": ("organization:aurora", "Aurora"),
    "cast": ("person:nell-quist", "Nell Quist"),
    "crew": ("person:ada-brook", "Ada Brook"),
}
_MODALITIES = ("confirmed",) * 4 + ("expected",) * 4 + ("speculative",) * 2 + ("denied",)


def examples(count: int) -> settings:
    return settings(max_examples=count * SCALE, deadline=None)


@dataclass(frozen=True)
class Case:
    rows: list[dict[str, Any]]
    sources: dict[str, str]
    clusters: dict[str, str]

    @property
    def claims(self) -> pa.Table:
        return claims_of(self.rows)

    @property
    def articles(self) -> pa.Table:
        return articles_of(self.rows, self.sources, self.clusters)

    def but(self, rows: list[dict[str, Any]]) -> Case:
        return Case(rows, self.sources, self.clusters)


def made(random: Random, largest: int = 9, predicates: tuple[str, ...] = PREDICATES, name: str = "x") -> Case:
    """Up to ``largest`` claims of one work, from a handful of articles."""
    rows: list[dict[str, Any]] = []
    told: dict[str, date | None] = {}
    said = random.sample(predicates, min(2, len(predicates)))
    for number in range(random.randint(1, largest)):
        predicate = random.choice(said)
        article = f"{name}-a{random.randint(0, 7)}"
        if article not in told:
            told[article] = None if random.randint(0, 6) == 0 else ZERO + timedelta(days=10 * random.randint(0, 6))
        start = ZERO + timedelta(days=random.randint(-40, 40))
        end = start + timedelta(days=random.randint(0, 60))
        shape = random.randint(0, 7)
        object_id, object_ = _OBJECTS.get(predicate, (None, None))
        if predicate == "season_count":
            object_ = random.choice((None, "2", "3"))
        rows.append(
            claim(
                f"{name}-c{number}",
                article_id=article,
                subject_id=f"work:{name}",
                predicate=predicate,
                object_id=object_id,
                object=object_,
                role=random.choice((None, "director", "writer")) if predicate == "crew" else None,
                season=random.choice((None, None, None, 1)),
                date_start=None if shape in (0, 1) else start,
                date_end=None if shape in (0, 2) else end,
                modality=random.choice(_MODALITIES),
                occurred=random.randint(0, 3) == 3,
                change=random.randint(0, 3) == 3,
                speaker=random.choice((None, None, None, "Ida Voss", "ida voss")),
                start=random.randint(0, 3),
            )
        )
    for row in rows:
        row["published"] = told[row["article_id"]]
    sources = {key: random.choice(("Dial", "Reel")) for key in sorted(told) if random.randint(0, 1)}
    clusters = {key: f"{name}-k{random.randint(1, 2)}" for key in sorted(told) if random.randint(0, 1)}
    return Case(rows, sources, clusters)


def cases(largest: int = 9, predicates: tuple[str, ...] = PREDICATES) -> st.SearchStrategy[Case]:
    """Cases that hypothesis can shrink."""
    return st.randoms(use_true_random=False).map(lambda random: made(random, largest, predicates))


def crowd(seed: int, works: int = 500) -> Case:
    """Very many small cases in one: of ``works`` works that have nothing to do with one another."""
    random = Random(seed)
    parts = [made(random, name=f"w{number}") for number in range(works)]
    return Case(
        [row for part in parts for row in part.rows],
        {key: value for part in parts for key, value in part.sources.items()},
        {key: value for part in parts for key, value in part.clusters.items()},
    )

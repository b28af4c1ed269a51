"""Claims made up by the million: five to a fact on average, a tenth of the facts in dispute."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from pipeline.tables import ARTICLES, CLAIMS, plain

PREDICATES = np.array(
    ["premiere", "cast", "crew", "network", "renewal", "production_start", "season_count", "based_on"]
)
SHARES = (0.3, 0.3, 0.1, 0.1, 0.08, 0.05, 0.04, 0.03)
ROLES = np.array(["director", "writer", "showrunner", "executive producer"])
FIRST_DAY = 18_262  # 2020-01-01


def _named(prefix: str, numbers: np.ndarray, missing: np.ndarray | None = None) -> pa.Array:
    distinct, codes = np.unique(numbers, return_inverse=True)
    names = pa.array([f"{prefix}{number}" for number in distinct.tolist()], pa.string())
    return names.take(pa.array(codes.ravel(), mask=missing))


def claims_and_articles(n_claims: int, seed: int = 6) -> tuple[pa.Table, pa.Table]:
    """``n_claims`` claims over a fifth as many facts, in random order, and a third as many articles."""
    rng = np.random.default_rng(seed)
    n_facts, n_articles = max(n_claims // 5, 1), max(n_claims // 3, 1)
    subject = rng.integers(0, max(n_facts // 10, 1), n_facts)
    predicate = rng.choice(len(PREDICATES), n_facts, p=SHARES)
    season = rng.integers(1, 9, n_facts)
    other = rng.integers(0, max(n_facts // 3, 1), n_facts)
    role = rng.integers(0, len(ROLES), n_facts)
    month = rng.integers(0, 60, n_facts) * 30 + FIRST_DAY
    disputed = rng.random(n_facts) < 0.1

    fact = rng.integers(0, n_facts, n_claims)
    article = rng.integers(0, n_articles, n_claims)
    kind = PREDICATES[predicate[fact]]
    dated = np.isin(kind, ["premiere", "renewal", "production_start"]) & (rng.random(n_claims) < 0.9)
    width = rng.choice([0, 29, 119, 364], n_claims)
    start = month[fact] - (width * rng.random(n_claims)).astype(np.int64)
    start += np.where(disputed[fact], rng.integers(-300, 300, n_claims), 0)
    denied = disputed[fact] & (rng.random(n_claims) < 0.1)
    modality = rng.choice(["confirmed", "expected", "speculative"], n_claims, p=[0.6, 0.3, 0.1])
    modality = np.where(denied, "denied", modality)
    number = np.char.mod("%d", season[fact] + (disputed[fact] & (rng.random(n_claims) < 0.2)))
    counted, named = kind == "season_count", np.isin(kind, ["cast", "crew", "network", "based_on"])
    objects = np.where(counted, number, np.char.mod("Name %d", other[fact]))
    published = FIRST_DAY + rng.integers(0, 1800, n_articles)
    place = rng.integers(0, 9000, n_claims)
    size = n_claims
    columns = {
        "claim_id": pa.array([f"{key:016x}" for key in rng.permutation(n_claims).tolist()]),
        "article_id": _named("article-", article),
        "published": pa.array(published[article].astype(np.int32)).cast(pa.date32()),
        "subject_id": _named("work:title-", subject[fact]),
        "subject": _named("Title ", subject[fact]),
        "subject_type": pa.array(["work"]).take(pa.array(np.zeros(size, np.int64))),
        "season": pa.array(season[fact].astype(np.int32), mask=named | counted),
        "predicate": pa.array(kind.tolist()),
        "object_id": _named("person:name-", other[fact], ~named),
        "object": pa.array(objects.tolist(), mask=~(named | counted)),
        "role": pa.array(ROLES[role[fact]].tolist(), mask=kind != "crew"),
        "date_start": pa.array(start.astype(np.int32), mask=~dated).cast(pa.date32()),
        "date_end": pa.array((start + width).astype(np.int32), mask=~dated).cast(pa.date32()),
        "date_precision": _precision(width, dated),
        "date_edtf": _edtf(start, width, dated),
        "modality": pa.array(modality.tolist()),
        "speaker": _named("Speaker ", fact % 997, rng.random(size) < 0.8),
        "occurred": pa.array((rng.random(size) < 0.2) & (modality == "confirmed")),
        "change": pa.array(rng.random(size) < 0.02),
        "start": pa.array(place.astype(np.int32)),
        "end": pa.array((place + 120).astype(np.int32)),
        "quote": _named("A sentence that says just this about the series, number ", np.arange(size)),
        "rule": pa.array(["generated"]).take(pa.array(np.zeros(size, np.int64))),
    }
    claims = _table(columns, CLAIMS, size)
    ids = _named("article-", np.arange(n_articles))
    cluster = np.where(rng.random(n_articles) < 0.1, rng.integers(0, n_articles, n_articles), np.arange(n_articles))
    articles = {
        "article_id": ids,
        "path": ids,
        "published": pa.array(published.astype(np.int32)).cast(pa.date32()),
        "source": _named("Paper ", rng.integers(0, 60, n_articles), rng.random(n_articles) < 0.3),
        "cluster_id": _named("article-", cluster),
    }
    return claims, _table(articles, ARTICLES, n_articles)


def _precision(width: np.ndarray, dated: np.ndarray) -> pa.Array:
    names = np.array(["day", "month", "third", "year"])[np.searchsorted([0, 29, 119, 364], width)]
    return pa.array(names.tolist(), mask=~dated)


def _edtf(start: np.ndarray, width: np.ndarray, dated: np.ndarray) -> pa.Array:
    first, last = (day.astype("datetime64[D]").astype(str) for day in (start, start + width))
    text = np.where(width == 0, first, np.char.add(np.char.add(first, "/"), last))
    return pa.array(text.tolist(), mask=~dated)


def _table(columns: dict[str, pa.Array], schema: pa.Schema, size: int) -> pa.Table:
    fields = plain(schema)
    return pa.table([columns.get(f.name, pa.nulls(size, f.type)) for f in fields], schema=fields)

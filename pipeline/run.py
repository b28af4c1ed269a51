"""One run, from a folder of articles to tables in sight: the rooms in their order, and nothing else.

Nothing in a table depends on the clock but through ``today``: a publication date after it is refused. When a
run was made, and how long it took, stands in ``run.json`` alone.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from . import __version__, articles, engines, entities, reconcile, tables
from .articles.copies import as_copy, clusters, signature
from .errors import UsageError
from .types import Article, Claim, Mention


@dataclass(frozen=True)
class Reading:
    """The settings of the per-article step; building it imports spaCy and loads the model."""

    model: str | None = None
    known: tuple[Path, ...] = ()
    rules: tuple[Path, ...] = ()

    def build(self) -> engines.Extractor:
        from .extract import Extractor

        return Extractor(model=self.model, known=self.known, rules=self.rules)


@dataclass(frozen=True)
class Job:
    """What to read, how, and where the tables go."""

    raw: Path
    output: Path
    today: date
    published: date | None = None
    reading: engines.Settings = Reading()
    same: Path | None = None
    as_of: date | None = None
    workers: int = 1


@dataclass(frozen=True)
class Report:
    """What a run found: ``counts`` as in ``run.json``, ``rejected`` as (path, reason) in order of path."""

    run_id: str
    new: bool  # False when the run is the same as the one before it, and nothing was written
    counts: dict[str, int]
    rejected: tuple[tuple[str, str], ...]


@dataclass
class Harvest:
    """What the per-article step leaves of all articles; their texts are let go."""

    rows: list[dict[str, Any]]
    claims: list[Claim]
    mentions: list[Mention]
    clusters: dict[str, str]


def run(job: Job, *, watch: Callable[[Iterator[Any]], Iterator[Any]] = iter) -> Report:
    """Reads, extracts, reconciles and writes. ``watch`` sees every analysed article pass, for a progress bar.

    Raises UsageError for arguments that cannot be meant, EnvironmentFault when the tables cannot be written.
    An article that cannot be read raises nothing: it is a row.
    """
    _check_apart(job.raw, job.output)
    articles.files_of(job.raw)
    tables.check_writable(job.output)
    clock = Clock()
    harvest = gather(job, watch)
    clock.lap("extract")
    claims, mentions, names = entities.resolve(
        tables.claims_table(harvest.claims), tables.mentions_table(harvest.mentions), same=job.same
    )
    read = tables.articles_table(harvest.rows, harvest.clusters)
    facts, claims = reconcile.reconcile(claims, read, as_of=job.as_of)
    clock.lap("reconcile")
    counts = _counts(read, claims, facts, names, mentions)
    info = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "options": asdict(job),
        "counts": counts,
        "seconds": clock.laps,
    }
    run_id, new = tables.write_run(
        job.output,
        {"articles": read, "mentions": mentions, "claims": claims, "facts": facts, "entities": names},
        info,
        {"program": __version__, "pyarrow": pa.__version__, **engines.versions(job.reading)},
    )
    rejected = tuple((row["path"], row["reason"]) for row in harvest.rows if row["status"] == "rejected")
    return Report(run_id, new, counts, rejected)


def gather(job: Job, watch: Callable[[Iterator[Any]], Iterator[Any]] = iter) -> Harvest:
    """The per-article step over all of ``job.raw``, in order of path, whatever the number of workers."""
    rows: list[dict[str, Any]] = []
    claims: list[Claim] = []
    mentions: list[Mention] = []
    signatures: dict[str, np.ndarray] = {}
    first: dict[str, str] = {}  # article_id -> the path it is read under
    copy_of: dict[str, str] = {}  # article_id of a copy -> that of the article that is read

    def fresh() -> Iterator[Article]:
        for article in articles.read(job.raw, today=job.today, published=job.published):
            if article.status == "rejected":
                rows.append(tables.article_row(article))
            elif article.article_id in first:
                copy = as_copy(article, first[article.article_id])
                copy_of[copy.article_id] = article.article_id
                rows.append(tables.article_row(copy))
            else:
                first[article.article_id] = article.path
                yield article

    for article, extraction in watch(engines.spread(fresh(), job.reading, job.workers)):
        rows.append(tables.article_row(article, extraction))
        if extraction is None:
            continue
        claims += extraction.claims
        mentions += extraction.mentions
        signatures[article.article_id] = signature(article.text)
    found = clusters(signatures)
    found.update({copy: found[original] for copy, original in copy_of.items()})
    return Harvest(rows, claims, mentions, found)


class Clock:
    """Seconds from one lap to the next, for ``run.json``."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self.last, 3)
        self.last = now


def _check_apart(raw: Path, output: Path) -> None:
    inner, outer = output.resolve(), raw.resolve()
    if raw.is_dir() and inner.is_relative_to(outer):
        raise UsageError(f"{output} lies in {raw}: its tables would be read as articles; give a folder outside of it")


def _counts(read: pa.Table, claims: pa.Table, facts: pa.Table, names: pa.Table, mentions: pa.Table) -> dict:
    by_status = Counter(read.column("status").to_pylist())
    return {
        "read": by_status["read"],
        "rejected": by_status["rejected"],
        "claims": claims.num_rows,
        "facts": facts.num_rows,
        "contested": pc.sum(pc.equal(facts.column("status"), "contested")).as_py() or 0,
        "entities": names.num_rows,
        "mentions": mentions.num_rows,
    }

"""What is compared: two runs, two files of facts, or one run as it was known on two days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import UsageError
from ..reconcile import reconcile
from ..tables import read_info, read_table, run_ids


@dataclass(frozen=True)
class Side:
    """A table of facts, the ids of the articles that it was made from, and the program's, model's and rules'
    versions."""

    name: str
    facts: pa.Table
    articles: frozenset[str]
    versions: dict[str, str]


def of_run(folder: Path) -> Side:
    """The facts of a run's folder. Raises UsageError where it is none."""
    articles = read_table(folder, "articles")["article_id"].to_pylist()
    info = read_info(folder)
    return Side(info["run_id"], read_table(folder, "facts"), frozenset(articles), info["versions"])


def find(output: Path, told: str) -> Path:
    """The folder that ``told`` names: a run of ``output`` by its id or number, or a folder.

    Raises UsageError where there is none.
    """
    ids = run_ids(output)
    for run_id in ids:
        if told in (run_id, run_id.split("-")[0].lstrip("0")):
            return output / "runs" / run_id
    if Path(told).is_dir():
        return Path(told)
    known = ", ".join(ids[-5:]) or "none"
    raise UsageError(
        f"{told}: neither a folder nor a run of {output} (newest runs: {known}); give the id or number of a "
        "run, or its folder"
    )


def newest(output: Path, count: int) -> list[Path]:
    """The folders of the newest runs, oldest first. Raises UsageError where there are fewer."""
    ids = run_ids(output)
    if len(ids) < count:
        raise UsageError(f"{output} holds {len(ids)} of the {count} runs that are needed; make one: newsfacts run RAW")
    return [output / "runs" / run_id for run_id in ids[-count:]]


def known_on(folder: Path, day: date) -> Side:
    """The facts of a run as they were known on ``day``: its claims reconciled again, under its names."""
    articles = read_table(folder, "articles")
    facts, _ = reconcile(read_table(folder, "claims"), articles, as_of=day)
    known = articles.filter(pc.fill_null(pc.less_equal(articles["published"], pa.scalar(day)), False))
    info = read_info(folder)
    ids = frozenset(known["article_id"].to_pylist())
    return Side(f"{info['run_id']} as of {day}", facts, ids, info["versions"])

"""How long reconciling takes, beside a bare pandas groupby-aggregate over the same frame in the same run.

    python -m benchmarks.reconcile [--largest 1000000]

The groupby fills the columns of the fact table but for the evidence, as far as plain aggregates can; "dates
and counts" is the same without the names. Each runs three times; the least time counts. Exit status 1 where the
largest takes over three times the groupby, or the process over 4 GB.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import pandas as pd

from pipeline.reconcile import reconcile

from .generated import claims_and_articles

KEY = ["subject_id", "season", "episode", "predicate", "object_id", "role"]
TIMES, GIGABYTES = 3.0, 4.0


COUNTS = {
    "date_start": ("date_start", "max"),
    "date_end": ("date_end", "min"),
    "n_claims": ("claim_id", "size"),
    "n_articles": ("article_id", "nunique"),
    "n_origins": ("speaker", "nunique"),
    "first_claimed": ("published", "min"),
    "last_claimed": ("published", "max"),
}
NAMES = ("subject", "subject_type", "object", "object_type", "date_precision", "date_edtf", "modality")
COLUMNS = COUNTS | {name: (name, "first") for name in NAMES}


def groupby(frame: pd.DataFrame, columns: dict[str, tuple[str, str]]) -> pd.DataFrame:
    return frame.groupby(KEY, dropna=False).agg(**columns)


def least(repeats: int, work: Callable[[], Any]) -> float:
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--largest", type=int, default=1_000_000)
    largest = parser.parse_args().largest
    heads = ("claims", "facts", "overruled", "dates and counts", "groupby", "reconcile", "times")
    print("  ".join(f"{head:>9}" for head in heads))
    for size in sorted({min(n, largest) for n in (10_000, 100_000, 1_000_000)} | {largest}):
        claims, articles = claims_and_articles(size)
        facts, judged = reconcile(claims, articles)
        verdicts = judged["verdict"].value_counts().to_pylist()
        disputed = sum(v["counts"] for v in verdicts if v["values"] not in ("supports", "refines", "duplicate"))
        n_facts = len(facts)
        del facts, judged
        frame = claims.to_pandas(date_as_object=False)
        counts = least(3, lambda frame=frame: groupby(frame, COUNTS))
        bare = least(3, lambda frame=frame: groupby(frame, COLUMNS))
        del frame
        ours = least(3, lambda claims=claims, articles=articles: reconcile(claims, articles))
        print(
            f"{size:>9,}  {n_facts:>9,}  {disputed:>9,}  {counts:>14.2f} s  {bare:>7.2f} s  {ours:>7.2f} s"
            f"  {ours / bare:>9.2f}"
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory {peak:.2f} GB")
    return int(ours > TIMES * bare or peak > GIGABYTES)


if __name__ == "__main__":
    sys.exit(main())

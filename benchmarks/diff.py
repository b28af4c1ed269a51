"""How long the diff of two fact tables takes, beside a DuckDB full outer join of them in the same run.

    python -m benchmarks.diff [--largest 1000000]

The tables are those of all the claims and of all but a twentieth. DuckDB gives its joined rows as an Arrow
table, all columns of both sides. Each runs three times; the least time counts. Exit status 1 where the largest
diff takes more than twice the join, or the process more than 4 GB.
"""

from __future__ import annotations

import argparse
import resource
import sys

import duckdb
import pyarrow as pa

from pipeline.diff import diff
from pipeline.reconcile import reconcile

from .generated import claims_and_articles
from .reconcile import GIGABYTES, least

TIMES = 2.0


def join(old: pa.Table, new: pa.Table) -> pa.Table:
    with duckdb.connect() as db:
        db.register("old", old)
        db.register("new", new)
        return db.sql("SELECT * FROM old FULL OUTER JOIN new ON old.fact_id = new.fact_id").to_arrow_table()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--largest", type=int, default=1_000_000)
    largest = parser.parse_args().largest
    print("  ".join(f"{head:>9}" for head in ("claims", "facts", "changed", "join", "diff", "times")))
    for size in sorted({min(n, largest) for n in (10_000, 100_000, 1_000_000)} | {largest}):
        claims, articles = claims_and_articles(size)
        old, _ = reconcile(claims.slice(size // 20), articles)
        new, _ = reconcile(claims, articles)
        del claims
        changed = len(diff(old, new))
        joined = least(3, lambda old=old, new=new: join(old, new))
        ours = least(3, lambda old=old, new=new: diff(old, new))
        seconds = f"{joined:>7.2f} s  {ours:>7.2f} s  {ours / joined:>9.2f}"
        print(f"{size:>9,}  {len(new):>9,}  {changed:>9,}  {seconds}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"peak memory {peak:.2f} GB")
    return int(ours > TIMES * joined or peak > GIGABYTES)


if __name__ == "__main__":
    sys.exit(main())

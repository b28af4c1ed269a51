"""Speed and memory of the extractor on real articles, on one core.

    python -m benchmarks.throughput [--news ../shared/data/text/news.jsonl] [--articles 200]

Prints words per second of processor time as a whole and the share of each part (language: names and dates;
scene: syntax; match: references, rules, claims), peak memory after a third of the articles and after all, and
seconds for one article repeated 1, 2, 4 and 8 times. Exit status 1 where the peak grows by over a quarter
over the last two thirds, or a word of the longest text costs half as much again as one of the shortest.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core, before numpy is loaded

from pipeline import articles, extract
from pipeline.types import Article

NEWS = Path("../shared/data/text/news.jsonl")
GROWTH = 1.25
STEEPEST = 1.5
TIMES = (1, 2, 4, 8)
REPEATED_WORDS = 500  # the first article of at least so many words is the one repeated


class Clock:
    """Seconds spent in each part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def time(self, part: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return work(*args, **options)
            finally:
                self.seconds[part] = self.seconds.get(part, 0.0) + time.process_time() - start

        return timed


def words(batch: list[Article]) -> int:
    return sum(len(article.text.split()) for article in batch)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def by_part(extractor: extract.Extractor, batch: list[Article]) -> tuple[dict[str, float], float, float]:
    """Seconds of each part over ``batch``, and peak memory after its first third and after all of it."""
    clock = Clock()
    extract.build_scene = clock.time("scene", extract.build_scene)
    claims = clock.time("claims", extractor.claims)
    third, early = len(batch) // 3, 0.0
    start = time.process_time()
    for n, (article, doc) in enumerate(extractor._reader.read(batch), 1):
        claims(article, doc)
        if n == third:
            early = megabytes()
    whole = time.process_time() - start
    parts = {
        "language": whole - clock.seconds["claims"],
        "scene": clock.seconds["scene"],
        "match": clock.seconds["claims"] - clock.seconds["scene"],
    }
    return parts, early, megabytes()


def repeated(extractor: extract.Extractor, article: Article) -> dict[int, float]:
    """Seconds for the article's text 1, 2, 4 and 8 times over; the better of two."""
    seconds = {}
    for times in TIMES:
        longer = replace(article, text="\n\n".join([article.text] * times), emphasis=())
        runs = []
        for _ in range(2):
            start = time.process_time()
            list(extractor([longer]))
            runs.append(time.process_time() - start)
        seconds[times] = min(runs)
    return seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--articles", type=int, default=200)
    args = parser.parse_args()
    if not args.news.exists():
        print(f"{args.news} is not there: throughput is not measured")
        return 0
    batch = [a for a in articles.read(args.news, today=date.max) if a.status == "read"][: args.articles]
    extractor = extract.Extractor()
    list(extractor(batch[:3]))  # what is loaded on first use is no part of the speed
    parts, early, late = by_part(extractor, batch)
    whole = sum(parts.values())
    print(f"{len(batch)} articles, {words(batch):,} words: {words(batch) / whole:,.0f} words a second")
    for part, seconds in parts.items():
        print(f"  {part:<9}{seconds:7.1f} s {seconds / whole:5.0%}")
    print(f"peak memory {early:,.0f} MB after a third, {late:,.0f} MB after all")
    times = repeated(extractor, next(a for a in batch if words([a]) >= REPEATED_WORDS))
    print("one article repeated: " + ", ".join(f"{n}x {seconds:.2f} s" for n, seconds in times.items()))
    steep = times[TIMES[-1]] / TIMES[-1] / times[1]
    print(f"a word of the longest costs {steep:.2f} times one of the shortest")
    return late > early * GROWTH or steep > STEEPEST


if __name__ == "__main__":
    sys.exit(main())

"""Claims sampled by rule from real articles, to be judged by eye.

    python -m benchmarks.sample_claims [--news ../shared/data/text/news.jsonl] [--articles 300] [--seed 1]
                                       [--per-rule 50] [--per-article 3] [--rule ID ...]

Prints for each rule, most frequent first, how many claims it made and up to ``--per-rule`` of them, drawn
with the seed, each with its sentence; of one article no more than ``--per-article``, so that no list fills
the sample. What it prints quotes articles: it is to be read, not kept in the repository.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipeline.articles import read
from pipeline.claims.check import render
from pipeline.extract import Extractor
from pipeline.types import Article, Claim

NEWS = Path("../shared/data/text/news.jsonl")
LONGEST_QUOTE = 450


def drawn(news: Path, count: int, seed: int) -> list[Article]:
    """``count`` articles of a file, drawn with ``seed``, in order of their place in it."""
    readable = [article for article in read(news, today=date.max) if article.status == "read"]
    chosen = random.Random(seed).sample(range(len(readable)), min(count, len(readable)))
    return [readable[i] for i in sorted(chosen)]


def by_rule(extractor: Extractor, articles: Iterable[Article]) -> dict[str, list[Claim]]:
    """The claims of ``articles`` by the rule that made them, most frequent rule first."""
    claims: dict[str, list[Claim]] = defaultdict(list)
    for extraction in extractor(articles):
        for claim in extraction.claims:
            claims[claim.rule].append(claim)
    return dict(sorted(claims.items(), key=lambda item: (-len(item[1]), item[0])))


def sample(claims: list[Claim], size: int, per_article: int, seed: str) -> list[Claim]:
    """Up to ``size`` claims in random order, of each article at most ``per_article``."""
    taken: Counter[str] = Counter()
    picked = []
    for claim in random.Random(seed).sample(claims, len(claims)):
        if taken[claim.article_id] < per_article:
            taken[claim.article_id] += 1
            picked.append(claim)
    return picked[:size]


def shown(number: int, claim: Claim) -> str:
    quote = " ".join(claim.quote.split())[:LONGEST_QUOTE]
    words = f"{claim.subject_text} | {claim.object_text or '-'} | {claim.date_text or '-'}"
    words = " ".join(words.split())
    return f"{number:3}. {render(claim)}\n     words: {words} (published {claim.published})\n     {quote}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--per-rule", type=int, default=50)
    parser.add_argument("--per-article", type=int, default=3)
    parser.add_argument("--rule", nargs="+", help="only these rules")
    args = parser.parse_args()
    found = by_rule(Extractor(), drawn(args.news, args.articles, args.seed))
    for rule, claims in found.items():
        if args.rule and rule not in args.rule:
            continue
        picked = sample(claims, args.per_rule, args.per_article, f"{args.seed} {rule}")
        print(f"\n== {rule}: {len(claims)} claims")
        for number, claim in enumerate(picked, 1):
            print(shown(number, claim))


if __name__ == "__main__":
    main()

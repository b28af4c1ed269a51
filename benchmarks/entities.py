"""Names found in the gold articles, scored by the gold's own scorer.

    python -m benchmarks.entities [--shared ../shared] [--gold dev seeds] [--errors] [--model NAME]

Prints the scorer's lines on people, works and bodies for each gold file.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from pipeline import language
from pipeline.types import Article

KINDS = {"person": "people", "work": "works", "organization": "orgs"}


def gold_articles(shared: Path, gold: str) -> list[Article]:
    """The articles of a gold file, their text without the leading date line."""
    rows = [json.loads(line) for line in (shared / "gold" / f"{gold}.jsonl").read_text(encoding="utf-8").splitlines()]
    articles = []
    for row in rows:
        path = next(path for path in (shared / "articles").rglob("*.txt") if path.stem == row["id"])
        text = re.sub(r"^\s*date \d{4}-\d\d-\d\d ", "", path.read_text(encoding="utf-8"))
        published = date.fromisoformat(row["published"]) if row["published"] else None
        articles.append(Article(row["id"], path.name, text, published))
    return articles


def names_of(doc) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {kind: [] for kind in KINDS.values()}
    for mention in language.mentions(doc):
        if mention.entity_type in KINDS and mention.entity not in out[KINDS[mention.entity_type]]:
            out[KINDS[mention.entity_type]].append(mention.entity)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--gold", nargs="+", default=["dev", "seeds"])
    parser.add_argument("--errors", action="store_true", help="list every miss (-) and every spurious name (+)")
    parser.add_argument("--model", help="another spaCy pipeline for the names")
    args = parser.parse_args()
    reader = language.load(args.model)
    for gold in args.gold:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
            for article, doc in reader.read(gold_articles(args.shared, gold)):
                out.write(json.dumps({"id": article.article_id, "facts": [], **names_of(doc)}) + "\n")
            out.flush()
            print_scores(
                args.shared / "gold" / "score.py",
                args.shared / "gold" / f"{gold}.jsonl",
                out.name,
                args.errors,
            )


def print_scores(scorer: Path, gold: Path, predicted: str, errors: bool) -> None:
    for group in KINDS.values():
        command = [sys.executable, scorer, gold, predicted, "--errors", group]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
        print(f"{gold.stem}: {next(line for line in table if line.startswith(f'{group} (entities)'))}")
        if errors:
            print("\n".join(line for line in table if re.search(r"^\S+  [+-] ", line) and " [" not in line))


if __name__ == "__main__":
    main()

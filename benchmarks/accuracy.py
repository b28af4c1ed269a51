"""Accuracy of the claims on articles annotated by hand, and the floors that it must keep.

    python -m benchmarks.accuracy [--shared ../shared] [--gold dev seeds lists] [--errors]
    python -m benchmarks.accuracy --pin [--allow-lower]

Prints the table of the gold's own scorer for each gold file. Exit status 1 where a figure lies below its
floor in ``floors.json``, or a gold file is another than the one that its floors were pinned for; where gold
is missing, nothing is measured. ``--pin`` makes the figures reached the new floors; it lowers none without
``--allow-lower``.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import math
import os
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline import articles, entities, tables
from pipeline.claims.gold import gold_id
from pipeline.extract import Extractor

FLOORS = Path(__file__).with_name("floors.json")
PINNED = {
    "all facts": ("P", "R", "F1"), "release": ("F1",), "release, dated": ("F1",), "people": ("F1",),
    "relations": ("F1",), "modality accuracy": ("F1",),
}  # fmt: skip
KINDS = {"person": "people", "work": "works", "organization": "orgs"}
FIELDS = ("predicate", "subject", "season", "object", "role", "modality")
Rows = dict[str, dict[str, Any]]


def predictions(extractor: Extractor, folder: Path) -> Rows:
    """The claims and names of every article in ``folder`` in the shape of a gold file, by the gold's id."""
    read = [article for article in articles.read(folder, today=date.max) if article.status == "read"]
    found = list(extractor(read))
    claims, mentions, _ = entities.resolve(
        tables.claims_table([claim for one in found for claim in one.claims]),
        tables.mentions_table([mention for one in found for mention in one.mentions]),
    )
    ids = {article.article_id: gold_id(article.path) for article in read}
    rows: Rows = {name: {"facts": [], "people": [], "works": [], "orgs": []} for name in ids.values()}
    for claim in claims.to_pylist():
        fact = {field: claim[field] for field in FIELDS}
        fact |= {end: str(claim[end]) if claim[end] else None for end in ("date_start", "date_end")}
        rows[ids[claim["article_id"]]]["facts"].append(fact)
    for mention in mentions.to_pylist():
        if mention["entity_type"] in KINDS:
            rows[ids[mention["article_id"]]][KINDS[mention["entity_type"]]].append(mention["entity"])
    return rows


def load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that have floors, rounded down so that a pinned floor is one that was reached."""
    return {
        f"{name} {column}": math.floor(result[name][column] * 1000) / 1000
        for name, columns in PINNED.items()
        if name in result
        for column in columns
    }


def identity(file: Path) -> dict[str, Any]:
    """What tells one gold file from another: its hash and how much it holds."""
    data = file.read_bytes()
    rows = [json.loads(line) for line in data.decode("utf-8").splitlines() if line.strip()]
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "articles": len(rows),
        "facts": sum(len(row["facts"]) for row in rows),
    }


def faults(pinned: dict[str, Any], measured: dict[str, Any]) -> list[str]:
    """What is worse in ``measured`` than in ``pinned``: another gold file, or a figure below its floor."""
    found = []
    if any(pinned[key] != measured[key] for key in ("sha256", "articles", "facts")):
        found.append("the gold file is not the one that the floors were pinned for; look at it, then --pin")
    for name, floor in pinned["floors"].items():
        reached = measured["floors"].get(name, 0.0)
        if reached < floor:
            found.append(f"{name} is {reached:.3f}, below its floor of {floor:.3f}")
    return found


def read_floors(file: Path) -> dict[str, Any]:
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def pin(file: Path, measured: dict[str, Any], *, allow_lower: bool) -> list[str]:
    """Makes ``measured`` the floors in ``file``, whole or not at all; gives what keeps it from that."""
    floors = read_floors(file)
    lower = [
        f"{gold}: {name} would fall from {floor:.3f} to {reached:.3f}; say --allow-lower if that is meant"
        for gold, entry in measured.items()
        for name, floor in floors.get(gold, {}).get("floors", {}).items()
        if (reached := entry["floors"].get(name, 0.0)) < floor
    ]
    if lower and not allow_lower:
        return lower
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    temporary.write_text(json.dumps(floors | measured, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    temporary.replace(file)
    return []


def table(result: dict[str, Any], order: Iterable[str]) -> str:
    lines = [f"{'':25}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'found':>7}"]
    for name in order:
        if row := result.get(name):
            sides = f"{row['P']:8.3f}{row['R']:8.3f}" if "P" in row else " " * 16
            lines.append(f"{name:25}{sides}{row['F1']:8.3f}{row['gold']:7}{row.get('pred', ''):>7}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--gold", nargs="+", default=["dev", "seeds", "lists"])
    parser.add_argument("--errors", action="store_true", help="list every miss (-) and every wrong claim (+)")
    parser.add_argument("--pin", action="store_true", help="make the figures reached the new floors")
    parser.add_argument("--allow-lower", action="store_true", help="let --pin lower a floor")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print(f"{args.shared}/gold is not there: accuracy is not measured")
        return 0
    scorer = load_scorer(args.shared)
    rows = predictions(Extractor(), args.shared / "articles")
    measured = {}
    for name in args.gold:
        file = args.shared / "gold" / f"{name}.jsonl"
        result, errors = scorer.score(scorer.read_jsonl(file), rows)
        print(f"-- {name}\n{table(result, scorer.ORDER)}")
        if args.errors:
            print("\n".join(f"{key}  {text}" for key, _, text in errors))
        measured[name] = {**identity(file), "floors": figures(result)}
    if args.pin:
        problems = pin(FLOORS, measured, allow_lower=args.allow_lower)
    else:
        floors = read_floors(FLOORS)
        problems = [
            f"{name}: {fault}" for name in measured if name in floors
            for fault in faults(floors[name], measured[name])
        ]  # fmt: skip
    if problems:
        print("\n".join(problems), file=sys.stderr)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())

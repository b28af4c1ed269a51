"""The issue's floors for names on the gold articles. Skipped where the measuring data is absent."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.entities import gold_articles, names_of

SHARED = Path(__file__).parents[3] / "shared"
FLOORS = {"people": 0.90, "works": 0.80, "orgs": 0.75}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs the measuring data in ../shared"),
]


@pytest.mark.parametrize("gold", ["dev", "seeds"])
def test_names_on_gold(shipped, tmp_path, gold):
    rows = [
        json.dumps({"id": article.article_id, "facts": [], **names_of(doc)})
        for article, doc in shipped.read(gold_articles(SHARED, gold))
    ]
    (tmp_path / "found.jsonl").write_text("\n".join(rows), encoding="utf-8")
    command = [
        sys.executable,
        SHARED / "gold" / "score.py",
        SHARED / "gold" / f"{gold}.jsonl",
        tmp_path / "found.jsonl",
    ]
    scores = json.loads(subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout)
    reached = {kind: scores[f"{kind} (entities)"]["F1"] for kind in FLOORS}
    assert all(reached[kind] >= floor for kind, floor in FLOORS.items()), reached

"""The whole line on raw/: what is known in the end, and what must hold for every row of it."""

import difflib
import re
import shutil
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline import articles, tables
from pipeline.cli.run import summary
from pipeline.run import Job, Report, run
from pipeline.show import explain
from tests.conftest import ROOT

README = ROOT / "README.md"
GOLDEN = Path(__file__).parent / "golden" / "facts.txt"
SHARED = ROOT.parent / "shared" / "articles"
TODAY = date(2026, 12, 31)


def line(fact):
    """One fact as one line: what is said of what, when, how surely, and how many say so."""
    season = f" S{fact['season']}" if fact["season"] is not None else ""
    episode = f" E{fact['episode']}" if fact["episode"] is not None else ""
    role = f" as {fact['role']}" if fact["role"] else ""
    days = f"{fact['date_start'] or ''}..{fact['date_end'] or ''}"
    return " | ".join(
        (
            f"{fact['subject']}{season}{episode}",
            fact["predicate"],
            (fact["object"] or "-") + role,
            "-" if days == ".." else days,
            f"{fact['modality']} {fact['status']}",
            f"{fact['n_claims']} claims, {fact['n_articles']} articles, {fact['n_origins']} origins",
        )
    )


def files(output):
    return {path.name: path.read_bytes() for path in output.glob("*.parquet")}


def test_the_facts_of_the_samples(sample_run, request):
    found = [line(fact) for fact in tables.read_table(sample_run, "facts").to_pylist()]
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text("\n".join(found) + "\n", encoding="utf-8")
    expected = GOLDEN.read_text(encoding="utf-8").splitlines()
    changes = list(difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=0))
    assert not changes, "\n".join([*changes, "If this is better: pytest tests/test_golden.py --update-golden"])


def check_readme(name, found, update):
    """Compares a block of the README with what a command prints, or writes it there."""
    readme = README.read_text(encoding="utf-8")
    block = re.search(rf"<!-- {name} -->\n```\n(.*?)```\n<!-- end -->", readme, re.S)
    if update:
        README.write_text(readme[: block.start(1)] + found + readme[block.end(1) :], encoding="utf-8")
    else:
        assert block[1].splitlines() == found.splitlines()


def test_the_readme_shows_what_make_run_finds(sample_run, request):
    report = Report("", True, tables.read_info(sample_run)["counts"], ())
    lines = summary(report, Path("output")).splitlines()[:4]
    check_readme("summary", "\n".join(["$ make run", *lines]) + "\n", request.config.getoption("--update-golden"))


def test_the_readme_follows_one_fact(sample_run, request):
    key = ("The Glass Ferry", 2, "premiere")
    facts = tables.read_table(sample_run, "facts").to_pylist()
    (fact,) = (fact for fact in facts if (fact["subject"], fact["season"], fact["predicate"]) == key)
    found = f"$ newsfacts explain {fact['fact_id']}\n{explain(sample_run, fact['fact_id']).rstrip()}\n"
    check_readme("explain", found, request.config.getoption("--update-golden"))


def check_grounded(raw, output):
    """Every claim and mention is where it says it is; every id leads somewhere."""
    texts = {article.article_id: article.text for article in articles.read(raw, today=TODAY)}
    claims = tables.read_table(output, "claims").to_pylist()
    mentions = tables.read_table(output, "mentions").to_pylist()
    facts = tables.read_table(output, "facts").to_pylist()
    for row in claims:
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["quote"]
        for part in ("subject_text", "object_text", "date_text"):
            assert row[part] is None or row[part] in texts[row["article_id"]], (part, row)
    for row in mentions:
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]
    ids = {row["claim_id"] for row in claims}
    assert len(ids) == len(claims)
    assert len({fact["fact_id"] for fact in facts}) == len(facts)
    entities = {row["entity_id"] for row in tables.read_table(output, "entities").to_pylist()}
    for row in claims:
        assert row["verdict"] and row["fact_id"] in {fact["fact_id"] for fact in facts}
        assert row["because"] is None or row["because"] in ids
        assert row["subject_id"] in entities
    for fact in facts:
        assert fact["n_claims"] == len(fact["evidence"])
        assert {item["claim_id"] for item in fact["evidence"]} <= ids
    assert {row["entity_id"] for row in mentions} <= entities
    return claims


def test_every_row_of_the_samples_is_grounded(sample_run):
    assert len(check_grounded(ROOT / "raw", sample_run)) > 50


def test_the_samples_hold_what_the_readme_promises(sample_run):
    rows = {row["path"]: row for row in tables.read_table(sample_run, "articles").to_pylist()}
    assert all(row["status"] == "read" and row["reason"] is None for row in rows.values())
    assert {Path(path.partition("#")[0]).suffix for path in rows} == {".txt", ".md", ".html", ".jsonl"}
    assert [path for path, row in rows.items() if row["published"] is None] == ["slow-horses-undated.md"]
    assert rows["2025/television-with-the-sound-off.txt"]["n_claims"] == 0
    wire, copy = rows["2025/wire.jsonl#w-0321-severance"], rows["2025/severance-third-season.txt"]
    assert wire["cluster_id"] == copy["cluster_id"]
    assert len({row["cluster_id"] for row in rows.values()}) == len(rows) - 1


def test_the_schemas_are_those_of_an_empty_run(sample_run):
    for name, schema in tables.SCHEMAS.items():
        assert pq.read_schema(sample_run / f"{name}.parquet").equals(schema), name


def test_other_processes_on_files_laid_out_in_another_order_write_the_same_bytes(sample_run, tmp_path):
    for file in sorted((ROOT / "raw").rglob("*"), reverse=True):
        if file.is_file():
            target = tmp_path / "raw" / file.relative_to(ROOT / "raw")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    run(Job(raw=tmp_path / "raw", output=tmp_path / "output", today=TODAY, workers=2))
    assert files(tmp_path / "output") == files(sample_run)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not here")
def test_real_articles_are_grounded(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    for file in SHARED.glob("*.txt"):
        shutil.copyfile(file, raw / file.name)
    report = run(Job(raw=raw, output=tmp_path / "output", today=TODAY))
    assert (report.counts["read"], report.counts["rejected"]) == (3, 0)
    assert len(check_grounded(raw, tmp_path / "output")) > 20

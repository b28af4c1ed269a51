"""A whole run around an extractor without a model: what is written, and that only the articles decide it."""

import json
import os
import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from pipeline import tables
from pipeline.errors import EnvironmentFault, UsageError
from pipeline.run import Job, run
from tests.fakes import FakeReading

TODAY = date(2026, 6, 1)
STORY = "The Long Quay sails into its {n}th year at sea in {year}. " + " ".join(
    f"Nobody aboard could name the {noun} that had carried them so far." for noun in ["wind", "tide", "star", "moon"]
)


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    (folder / "deep").mkdir(parents=True)
    for n in range(20):
        (folder / "deep" / f"{n:02d}.txt").write_text(
            f"date 2024-01-{n + 1:02d}\nThe Low Tide {n} airs in 20{n + 10}. It made {n} sailors weep."
        )
    (folder / "a.txt").write_text("date 2024-02-01\n" + STORY.format(n=3, year=2025))
    (folder / "b.md").write_text("---\ndate: 2024-02-02\n---\n\n" + STORY.format(n=3, year=2025) + " So it did.")
    (folder / "z-same.txt").write_text("date 2024-02-01\n" + STORY.format(n=3, year=2025))
    (folder / "broken.txt").write_bytes(b"")
    return folder


def make(raw, output, **options):
    return run(Job(raw=raw, output=output, today=TODAY, **{"reading": FakeReading(), **options}))


def rows(output, name):
    return tables.read_table(output, name).to_pylist()


def files(output):
    return {path.name: path.read_bytes() for path in output.glob("*.parquet")}


def test_the_report_counts_what_the_tables_hold(raw, tmp_path):
    report = make(raw, tmp_path / "out")
    assert report.counts["read"] == 23
    assert report.counts["rejected"] == 1
    assert report.rejected == (("broken.txt", "empty file"),)
    for name, count in (("claims", "claims"), ("facts", "facts"), ("entities", "entities")):
        assert len(rows(tmp_path / "out", name)) == report.counts[count] > 0
    info = tables.read_info(tmp_path / "out")
    assert info["counts"] == report.counts
    assert info["run_id"] == report.run_id
    assert {"program", "pyarrow", "model", "rules_hash"} <= set(info["versions"])
    assert info["options"]["today"] == "2026-06-01"
    assert set(info["seconds"]) == {"extract", "reconcile"}


def test_every_quote_is_in_its_article(raw, tmp_path):
    make(raw, tmp_path / "out")
    from pipeline.articles import read

    texts = {article.article_id: article.text for article in read(raw, today=TODAY)}
    for row in rows(tmp_path / "out", "claims"):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["quote"]
    for row in rows(tmp_path / "out", "mentions"):
        assert texts[row["article_id"]][row["start"] : row["end"]] == row["text"]


def test_an_article_under_two_paths_is_read_once(raw, tmp_path):
    make(raw, tmp_path / "out")
    by_path = {row["path"]: row for row in rows(tmp_path / "out", "articles")}
    first, copy = by_path["a.txt"], by_path["z-same.txt"]
    assert (first["n_claims"], copy["n_claims"]) == (1, 0)
    assert copy["status"] == "read"
    assert copy["reason"] == "same content as a.txt"
    assert copy["cluster_id"] == first["cluster_id"]
    ids = [row["article_id"] for row in by_path.values()]
    assert len(set(ids)) == len(ids)


def test_near_copies_share_a_cluster_and_others_do_not(raw, tmp_path):
    make(raw, tmp_path / "out")
    by_path = {row["path"]: row["cluster_id"] for row in rows(tmp_path / "out", "articles")}
    assert by_path["a.txt"] == by_path["b.md"]
    assert by_path["broken.txt"] is None
    assert by_path["deep/00.txt"] not in (None, by_path["a.txt"])


def test_no_order_of_files_changes_a_byte(raw, tmp_path, monkeypatch):
    make(raw, tmp_path / "1")
    walk = os.walk

    def shuffled(*arguments, **options):
        for folder, folders, names in walk(*arguments, **options):
            random.shuffle(folders)
            random.shuffle(names)
            yield folder, folders, names

    monkeypatch.setattr("os.walk", shuffled)
    other = tmp_path / "elsewhere"
    for file in sorted(raw.rglob("*"), reverse=True):
        if file.is_file():
            target = other / file.relative_to(raw)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    make(other, tmp_path / "2")
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert len(files(tmp_path / "1")) == 5


def test_no_number_of_workers_changes_a_byte(raw, tmp_path):
    make(raw, tmp_path / "1")
    make(raw, tmp_path / "2", workers=2)
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_the_same_run_again_is_the_same_run(raw, tmp_path):
    first, again = make(raw, tmp_path / "out"), make(raw, tmp_path / "out")
    assert first.new
    assert not again.new
    assert again.run_id == first.run_id
    (raw / "new.txt").write_text("The Far Shore airs in 2027.")
    later = make(raw, tmp_path / "out")
    assert later.new
    assert tables.run_ids(tmp_path / "out") == [first.run_id, later.run_id]


def test_the_clock_is_in_run_json_alone(raw, tmp_path, monkeypatch):
    make(raw, tmp_path / "1")
    monkeypatch.setattr("time.perf_counter", iter(range(0, 10**6, 1000)).__next__)
    make(raw, tmp_path / "2")
    assert files(tmp_path / "1") == files(tmp_path / "2")
    infos = [json.loads((tmp_path / name / "run.json").read_text()) for name in "12"]
    assert infos[0]["seconds"] != infos[1]["seconds"]
    assert infos[0]["run_id"] == infos[1]["run_id"]


def test_an_article_that_fails_is_a_row_and_the_rest_is_read(raw, tmp_path):
    report = make(raw, tmp_path / "out", reading=FakeReading(fail_on="Tide 7 "))
    assert [path for path, _ in report.rejected] == ["broken.txt", "deep/07.txt"]
    assert report.counts["read"] == 22


def test_nothing_but_rejected_articles_is_still_a_run(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_bytes(b"")
    report = make(tmp_path / "raw", tmp_path / "out")
    assert report.counts["read"] == 0
    assert [row["status"] for row in rows(tmp_path / "out", "articles")] == ["rejected"]
    assert rows(tmp_path / "out", "facts") == []


def test_as_of_a_day_later_articles_are_not_known(raw, tmp_path):
    make(raw, tmp_path / "out", as_of=date(2024, 1, 3))
    assert {row["subject"] for row in rows(tmp_path / "out", "facts")} == {"The Low Tide"}


def test_tables_do_not_go_among_the_articles(raw):
    with pytest.raises(UsageError, match="its tables would be read as articles"):
        make(raw, raw / "output")
    assert not (raw / "output").exists()


def test_nothing_is_made_where_there_is_nothing_to_read(tmp_path):
    with pytest.raises(UsageError):
        make(tmp_path / "absent", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written_is_known_before_the_reading(raw, tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        make(raw, tmp_path / "out", reading=None)


@pytest.mark.parametrize("raw_folder", [Path("raw"), Path("./raw/")])
def test_paths_do_not_depend_on_how_the_folder_is_named(raw, tmp_path, monkeypatch, raw_folder):
    make(raw, tmp_path / "1")
    monkeypatch.chdir(tmp_path)
    make(raw_folder, Path("2"))
    assert files(tmp_path / "1") == files(tmp_path / "2")

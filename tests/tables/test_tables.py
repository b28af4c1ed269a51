"""Schemas, the order of rows, and writing that shows all of a run or nothing of it."""

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline import tables
from pipeline.errors import EnvironmentFault, UsageError
from pipeline.tables import writing
from pipeline.types import Article, Claim, Extraction, Mention

ARTICLE = Article("a1", "2024/a.txt", "The pilot airs in 2025.", date(2024, 8, 5), "header", source="Wire")


def claim(number, **fields):
    return Claim(
        **{
            "claim_id": f"c{number:03d}",
            "article_id": f"a{number % 7}",
            "published": None,
            "subject": f"Show {number % 5}",
            "subject_type": "work",
            "subject_text": "the show",
            "predicate": "premiere",
            "start": number,
            "end": number + 5,
            "quote": "It is.",
            "rule": "r",
            **fields,
        }
    )


def run_tables(claims=(), mentions=(), articles=()):
    empty = {name: tables.plain(schema).empty_table() for name, schema in tables.SCHEMAS.items()}
    return empty | {
        "claims": tables.claims_table(claims),
        "mentions": tables.mentions_table(mentions),
        "articles": tables.articles_table([tables.article_row(article) for article in articles]),
    }


FULL = run_tables(
    [claim(n) for n in range(50)],
    [Mention("a1", "Show 1", "work", "Show", n, n + 4) for n in range(9)],
    [ARTICLE],
)


def files(folder):
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_building_takes_every_field_of_a_claim():
    full = claim(
        1, season=2, episode=3, object="HBO", object_type="organization", object_text="the network", role="x",
        date_text="2025", date_start=date(2025, 1, 1), date_end=date(2025, 12, 31), date_precision="year",
        date_edtf="2025", speaker="Ann Lee", occurred=True, change=True, published=date(2024, 8, 5),
    )  # fmt: skip
    (row,) = tables.claims_table([full]).to_pylist()
    for name in Claim.__slots__:
        assert row[name] == getattr(full, name), name
    assert {name for name in row if row[name] is None} == {
        "subject_id", "object_id", "fact_id", "verdict", "reason", "because",
    }  # fmt: skip


def test_an_article_row_holds_what_was_read_and_extracted():
    extraction = Extraction("a1", "en", 3, (claim(1), claim(2)), ())
    (row,) = tables.articles_table([tables.article_row(ARTICLE, extraction)], {"a1": "a0"}).to_pylist()
    assert (row["n_chars"], row["n_sentences"], row["n_claims"], row["language"]) == (23, 3, 2, "en")
    assert (row["cluster_id"], row["published"], row["source"]) == ("a0", date(2024, 8, 5), "Wire")


def test_an_empty_run_and_a_full_one_have_the_same_schemas(tmp_path):
    tables.write_run(tmp_path / "full", FULL, {}, {})
    tables.write_run(tmp_path / "empty", run_tables(), {}, {})
    for name, schema in tables.SCHEMAS.items():
        for run in ("full", "empty"):
            found = pq.read_schema(tmp_path / run / f"{name}.parquet")
            assert found.equals(schema), (run, name)
            assert not found.metadata


def test_the_order_of_rows_given_does_not_change_a_byte(tmp_path):
    claims = [claim(n) for n in range(50)]
    random.Random(3).shuffle(claims)
    shuffled = FULL | {"claims": tables.claims_table(claims)}
    tables.write_run(tmp_path / "1", FULL, {}, {})
    tables.write_run(tmp_path / "2", shuffled, {}, {})
    assert files(tmp_path / "1") == files(tmp_path / "2")
    assert len(files(tmp_path / "1")) == 5


def test_dictionary_encoded_input_does_not_change_a_byte(tmp_path):
    encoded = FULL | {"claims": FULL["claims"].cast(tables.CLAIMS).slice(10).cast(tables.CLAIMS)}
    plain = FULL | {"claims": FULL["claims"].slice(10)}
    tables.write_run(tmp_path / "1", plain, {}, {})
    tables.write_run(tmp_path / "2", encoded, {}, {})
    assert files(tmp_path / "1") == files(tmp_path / "2")


def test_a_column_that_is_missing_is_an_error_and_no_run(tmp_path):
    broken = FULL | {"claims": FULL["claims"].drop_columns(["rule"])}
    tables.write_run(tmp_path, FULL, {}, {})
    before = files(tmp_path)
    with pytest.raises(KeyError):
        tables.write_run(tmp_path, broken, {}, {"v": "2"})
    assert files(tmp_path) == before
    assert len(tables.run_ids(tmp_path)) == 1
    assert not list((tmp_path / "runs").glob(".unfinished-*"))


def test_pandas_opens_the_tables(tmp_path):
    tables.write_run(tmp_path, FULL, {}, {})
    frame = pd.read_parquet(tmp_path / "claims.parquet")
    assert len(frame) == 50
    assert (frame.subject == "Show 1").sum() == 10


def test_runs_are_kept_and_the_newest_is_in_sight(tmp_path):
    first, new = tables.write_run(tmp_path, run_tables(), {"when": "then"}, {"model": "1"})
    assert new
    second, new = tables.write_run(tmp_path, FULL, {"when": "later"}, {"model": "1"})
    assert new
    assert tables.run_ids(tmp_path) == [first, second]
    assert (first[:5], second[:5]) == ("0001-", "0002-")
    assert tables.read_table(tmp_path, "claims").num_rows == 50
    assert tables.read_table(tmp_path / "runs" / first, "claims").num_rows == 0
    info = tables.read_info(tmp_path)
    assert (info["run_id"], info["when"], info["versions"]) == (second, "later", {"model": "1"})
    for name in tables.SCHEMAS:
        data = (tmp_path / f"{name}.parquet").read_bytes()
        assert info["tables"][name] == hashlib.sha256(data).hexdigest()


def test_a_run_that_changes_nothing_is_not_kept_twice(tmp_path):
    first, _ = tables.write_run(tmp_path, FULL, {"when": "then"}, {"model": "1"})
    again, new = tables.write_run(tmp_path, FULL, {"when": "later"}, {"model": "1"})
    assert (again, new) == (first, False)
    assert tables.read_info(tmp_path)["when"] == "then"
    other, new = tables.write_run(tmp_path, FULL, {}, {"model": "2"})
    assert new
    back, new = tables.write_run(tmp_path, FULL, {}, {"model": "1"})
    assert new
    assert tables.run_ids(tmp_path) == [first, other, back]


def test_ten_thousand_runs_stay_in_order(tmp_path):
    for number in (9999, 10000, 2):
        (tmp_path / "runs" / f"{number:04d}-00000000").mkdir(parents=True)
    assert tables.run_ids(tmp_path) == ["0002-00000000", "9999-00000000", "10000-00000000"]


@pytest.mark.parametrize("step", ["_write_table", "_write_bytes", "_sync_folder", "_link", "_show"])
def test_a_disk_that_refuses_leaves_the_last_run_in_sight(tmp_path, monkeypatch, step):
    tables.write_run(tmp_path, run_tables(), {}, {})
    before, info = files(tmp_path), tables.read_info(tmp_path)

    def refuse(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(writing, step, refuse)
        with pytest.raises(EnvironmentFault, match="No space left on device"):
            tables.write_run(tmp_path, FULL, {}, {})
    assert files(tmp_path) == before
    assert tables.read_info(tmp_path) == info
    run_id, _ = tables.write_run(tmp_path, FULL, {}, {})
    assert tables.read_info(tmp_path)["run_id"] == run_id
    assert not list((tmp_path / "runs").glob(".unfinished-*"))


KILLED = """
import os, sys
from pathlib import Path
from pipeline.tables import writing
from tests.tables.test_tables import FULL
count, limit = 0, int(sys.argv[2])
def stop_at(function):
    def wrapped(*arguments):
        global count
        count += 1
        if count == limit:
            os._exit(9)
        return function(*arguments)
    return wrapped
for name in ("_write_bytes", "_sync_folder", "_link"):
    setattr(writing, name, stop_at(getattr(writing, name)))
writing.write_run(Path(sys.argv[1]), FULL, {}, {})
"""


def test_a_process_killed_at_any_step_leaves_one_whole_run_in_sight(tmp_path):
    tables.write_run(tmp_path, run_tables(), {}, {})
    root = Path(__file__).parents[2]
    seen = set()
    for limit in range(1, 40):
        done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(limit)], cwd=root, check=False)
        info = json.loads((tmp_path / "run.json").read_text())
        for name in tables.SCHEMAS:
            data = (tmp_path / f"{name}.parquet").read_bytes()
            assert hashlib.sha256(data).hexdigest() == info["tables"][name], (limit, name)
        seen.add(info["run_id"])
        if done.returncode == 0:
            break
        assert done.returncode == 9
    assert done.returncode == 0
    assert len(seen) == 2
    assert not list((tmp_path / "runs").glob(".unfinished-*"))


def test_a_reader_never_sees_a_mix(tmp_path):
    one = run_tables([claim(1)], [Mention("a1", "Show", "work", "Show", 0, 4)])
    two = run_tables([claim(1), claim(2)], [Mention("a1", "Show", "work", "Show", n, n + 4) for n in (0, 9)])
    tables.write_run(tmp_path, one, {}, {})
    stop = threading.Event()

    def write():
        while not stop.is_set():
            tables.write_run(tmp_path, two, {}, {})
            tables.write_run(tmp_path, one, {}, {})

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(100):
            folder = (tmp_path / "newest").resolve()
            assert pq.read_table(folder / "claims.parquet").num_rows == (
                pq.read_table(folder / "mentions.parquet").num_rows
            )
    finally:
        stop.set()
        writer.join()


def test_writers_wait_for_each_other(tmp_path):
    def write(number):
        tables.write_run(tmp_path, run_tables([claim(number)]), {}, {})

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    numbers = [run_id.split("-")[0] for run_id in tables.run_ids(tmp_path)]
    assert numbers == [f"{number:04d}" for number in range(1, 9)]


@pytest.mark.parametrize("output", ["file", "file/below", "/proc/nowhere"])
def test_a_folder_that_cannot_be_written_to(tmp_path, output):
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentFault, match="give another folder with --output"):
        tables.check_writable(tmp_path / output)


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is writable to root")
def test_a_folder_without_permission(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(EnvironmentFault, match="Permission denied"):
        tables.check_writable(tmp_path / "output")


def test_reading_what_is_no_run(tmp_path):
    with pytest.raises(UsageError, match="no such table"):
        tables.read_table(tmp_path, "facts")
    with pytest.raises(UsageError, match="cannot be read"):
        tables.read_info(tmp_path)
    (tmp_path / "facts.parquet").write_bytes(b"no parquet")
    with pytest.raises(UsageError, match="not the table 'facts'"):
        tables.read_table(tmp_path, "facts")
    pd.DataFrame({"x": [1]}).to_parquet(tmp_path / "facts.parquet")
    with pytest.raises(UsageError, match="not the table 'facts'"):
        tables.read_table(tmp_path, "facts")
    assert tables.run_ids(tmp_path) == []

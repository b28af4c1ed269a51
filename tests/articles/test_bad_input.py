"""What cannot be read becomes a row that says why; the rest is read."""

import gzip
import json
import os
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.articles import read
from pipeline.articles.draft import MAX_BYTES, MAX_CHARS
from pipeline.errors import UsageError

TODAY = date(2026, 6, 1)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def rows(folder):
    return {article.path: article for article in read(folder, today=TODAY)}


def rejected(folder, path):
    """The reason of the row at ``path``; a good article beside it must have been read."""
    (folder / "zz-good.txt").write_text("The pilot airs.")
    found = rows(folder)
    assert found["zz-good.txt"].status == "read"
    assert found[path].status == "rejected"
    assert found[path].text == ""
    return found[path].reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty file"),
        ("a.md", b"", "empty file"),
        ("a.html", b"", "empty file"),
        ("a.jsonl", b"", "empty file"),
        ("a.parquet", b"", "empty file"),
        ("a.txt", b" \r\n\t \xc2\xa0 ", "no text in it"),
        ("a.txt", b"date 2024-08-15\n", "no text in it"),
        ("a.md", b"---\ntitle: Alone\n---\n", "no text in it"),
        ("a.txt", PNG, "a PNG image"),
        ("a.md", gzip.compress(b"The pilot airs."), "gzip data"),
        ("a.html", b"%PDF-1.7 ...", "a PDF document"),
        ("a.txt", b"some\0zeros", "zero bytes"),
        ("a.txt", bytes(range(1, 256)) * 4, "no text"),
        ("a.png", PNG, "files of the kind '.png' are not read; these are: .txt, .md, .html"),
        ("a.txt.gz", gzip.compress(b"The pilot airs."), "files of the kind '.gz' are not read"),
        ("LICENSE", b"Be kind.", "files without an ending are not read"),
        ("a.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no article in this page"),
        ("a.html", b"<body>" + b"<p><a href='/'>Ten shows to watch</a></p>" * 30, "no article in this page"),
        ("a.html", b"<h1>404</h1><p>Page not found.</p>", "no article in this page"),
        (
            "a.html",
            b"<form><label>Name</label></form><noscript>" + b"Enable it. " * 9,
            "no article in this page",
        ),
        ("a.html", b"<!-- nothing -->", "no HTML"),
        ("a.parquet", b"PAR1 and nothing more", "no Parquet"),
        ("a.jsonl", b"\xff\xfe{\0}\0", "UTF-16"),
    ],
)
def test_rejected_with_a_reason(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    assert reason in rejected(tmp_path, name)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "line 2: not JSON"),
        ("[1, 2]", "line 2: a JSON list, not an object"),
        ('{"body": "x", "id": "q"}', "line 2 (id 'q'): no key 'text' (keys: body, id)"),
        ('{"bo\\ud83dy": 1}', "line 2: no key 'text' (keys: bo\ufffdy)"),
        ('{"text": 5}', "line 2: 'text' is int, not a string"),
        ('{"text": "  "}', "line 2: 'text' is empty"),
        ('{"text": null}', "line 2: 'text' is NoneType"),
        ("[" * 100_000, "line 2: not JSON"),
        (b'{"text": "\xff"}', "line 2: not UTF-8"),
    ],
)
def test_a_line_that_is_no_article_is_named_by_its_number(tmp_path, line, reason):
    good = b'{"id": "a", "text": "The pilot airs."}\n'
    line = line if isinstance(line, bytes) else line.encode()
    (tmp_path / "w.jsonl").write_bytes(good + line + b"\n" + good.replace(b'"a"', b'"b"'))
    found = rows(tmp_path)
    assert [path for path, row in found.items() if row.status == "read"] == ["w.jsonl#a", "w.jsonl#b"]
    assert reason in found["w.jsonl#2"].reason


def test_a_line_of_50_megabytes(tmp_path):
    with (tmp_path / "w.jsonl").open("w") as file:
        file.write('{"text": "' + "word " * 10_000_000 + '"}\n')
        file.write('{"text": "The pilot airs."}\n')
    (tmp_path / "a.txt").write_text("word " * 10_000_000)
    found = rows(tmp_path)
    assert "line 1: longer than 8 MB" in found["w.jsonl#1"].reason
    assert found["w.jsonl#2"].text == "The pilot airs."
    assert "48 MB: more than the 8 MB of one article" in found["a.txt"].reason


def test_a_line_as_long_as_a_line_may_be(tmp_path):
    filler = " " * (MAX_BYTES - len('{"text": "x"}') - 1)
    for ending in ("\n", " \n"):  # the second line is one byte too long
        (tmp_path / "w.jsonl").write_text('{"text": "x"}' + filler + ending + '{"text": "y"}')
        first, second = rows(tmp_path).values()
        assert first.status == ("read" if ending == "\n" else "rejected")
        assert second.text == "y"


def test_a_text_longer_than_the_model_takes(tmp_path):
    (tmp_path / "w.jsonl").write_text(json.dumps({"text": "w" * (MAX_CHARS + 1)}))
    assert "1,000,001 characters: more than the 1,000,000" in rejected(tmp_path, "w.jsonl#1")


def test_parquet_without_the_column(tmp_path):
    pq.write_table(pa.table({"id": ["1"], "content": ["The pilot airs."]}), tmp_path / "w.parquet")
    assert "no column 'text' (columns: id, content)" in rejected(tmp_path, "w.parquet")


def test_parquet_rows_without_text(tmp_path):
    pq.write_table(pa.table({"text": ["The pilot airs.", None, " "]}), tmp_path / "w.parquet")
    assert rejected(tmp_path, "w.parquet#2") == "row 2: 'text' is NoneType, not a string"
    assert rows(tmp_path)["w.parquet#3"].reason == "row 3: 'text' is empty"


def test_a_parquet_cut_short(tmp_path):
    pq.write_table(pa.table({"text": ["The pilot airs."] * 100}), tmp_path / "w.parquet")
    data = (tmp_path / "w.parquet").read_bytes()
    (tmp_path / "w.parquet").write_bytes(data[: len(data) // 2])
    assert "no Parquet" in rejected(tmp_path, "w.parquet")


def test_links_to_nothing_pipes_and_linked_folders_do_not_stop_a_run(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle").symlink_to(tmp_path)
    assert "a link to nothing" in rejected(tmp_path, "gone.txt")
    assert "no regular file" in rejected(tmp_path, "pipe.txt")
    assert "a link to a folder" in rejected(tmp_path, "circle")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to root")
def test_a_file_without_permission(tmp_path):
    (tmp_path / "a.txt").write_text("The pilot airs.")
    (tmp_path / "a.txt").chmod(0)
    assert "Permission denied" in rejected(tmp_path, "a.txt")


def test_a_file_that_fails_while_it_is_read(tmp_path, monkeypatch):
    def fail(self):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return b"The pilot airs."

    (tmp_path / "a.txt").write_text("The pilot airs.")
    monkeypatch.setattr("pathlib.Path.read_bytes", fail)
    assert rejected(tmp_path, "a.txt") == "cannot be read: Permission denied"


def test_a_name_that_is_no_utf8(tmp_path):
    os.close(os.open(os.fsencode(tmp_path) + b"/caf\xe9.txt", os.O_CREAT))
    (article,) = rows(tmp_path).values()
    assert article.path == "caf\\xe9.txt"


def test_nothing_to_read_is_a_usage_error(tmp_path):
    (tmp_path / ".hidden.txt").write_text("x")
    with pytest.raises(UsageError, match="no files in it"):
        list(read(tmp_path, today=TODAY))
    with pytest.raises(UsageError, match="no such file or folder"):
        list(read(tmp_path / "absent", today=TODAY))


@given(st.sampled_from(["a.txt", "a.md", "a.html", "a.jsonl", "a.parquet"]), st.binary(max_size=300))
def test_no_bytes_stop_a_run(tmp_path_factory, name, data):
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(data)
    for article in read(folder, today=TODAY):
        assert (article.status == "read") == bool(article.text)
        assert article.status == "read" or article.reason
        article.text.encode()

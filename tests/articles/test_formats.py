"""Each format into one Article: its text, what it says of itself, and the spans of its emphasis."""

import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.articles import read

TODAY = date(2026, 6, 1)


@pytest.fixture
def article(tmp_path):
    """Writes one file and reads it back as the one article in its folder."""

    def make(name, content, **options):
        if isinstance(content, bytes):
            (tmp_path / name).write_bytes(content)
        else:
            (tmp_path / name).write_text(content, encoding="utf-8", newline="")
        (only,) = read(tmp_path, today=TODAY, **options)
        return only

    return make


def emphasised(article):
    return [article.text[start:end] for start, end in article.emphasis]


@pytest.mark.parametrize(
    ("content", "text", "day"),
    [
        ("date 2024-08-15\n\nThe pilot airs.", "The pilot airs.", date(2024, 8, 15)),
        (" date 2024-08-15 The pilot airs.", "The pilot airs.", date(2024, 8, 15)),
        ("date 2024-08-15\r\nThe pilot\r\nairs.\r\n", "The pilot\r\nairs.", date(2024, 8, 15)),
        ("Date: 15 August 2024\nThe pilot airs.", "The pilot airs.", date(2024, 8, 15)),
        ("The pilot airs.", "The pilot airs.", None),
        ("Date night returns with 2 new hosts and a very long opening line.", None, None),
        ("date nights are over for the 12 couples of the show, says its host at length.", None, None),
    ],
)
def test_the_first_line_of_a_text_may_date_it(article, content, text, day):
    result = article("a.txt", content)
    assert result.text == (text or content)
    assert (result.published, result.published_from) == (day, "header" if day else "none")
    assert result.reason is None


def test_text_keeps_every_character_that_offsets_count(article):
    body = "“Café\u00a0Noir”\r\n\r\nsails 🎬 on – Friday’s tide."
    assert article("a.txt", body).text == body


@pytest.mark.parametrize(
    "data",
    [
        "Renée sails — again".encode(),
        b"\xef\xbb\xbf" + "Renée sails — again".encode(),
        "Renée sails — again".encode("utf-16"),
        b"\xfe\xff" + "Renée sails — again".encode("utf-16-be"),
        "Renée sails — again".encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 le", "utf-16 be", "cp1252"],
)
def test_encodings(article, data):
    assert article("a.txt", data).text == "Renée sails — again"


def test_a_guessed_encoding_is_said(article):
    assert "read as cp1252" in article("a.txt", "Renée".encode("cp1252")).reason


def test_damaged_utf8_keeps_the_rest_of_its_letters(article):
    result = article("a.txt", "Renée und Zoë ".encode() + b"\xff" + " São".encode())
    assert result.text == "Renée und Zoë \ufffd São"
    assert result.status == "read"
    assert "1 damaged bytes" in result.reason


def test_markdown_is_freed_of_its_markup(article):
    result = article(
        "a.md",
        "---\ntitle: 'Quay: the return'\ndate: 2025-02-03\nauthor: A. Writer\n"
        "url: https://www.example.org/quay\n---\n\n"
        "# A heading\n\nThe show *The Long Quay* and _Low Tide_ are [back](http://x.example), **really**.\n\n"
        "- Ann Lee as `Bob`\n- Cid &amp; Poe\n\n<p>Raw <i>block</i>.</p>\n\nAn <cite>Ode</cite> ends.\n",
    )
    assert result.text == (
        "Quay: the return\n\nA heading\n\nThe show The Long Quay and Low Tide are back, really.\n\n"
        "Ann Lee as Bob\n\nCid & Poe\n\nRaw block.\n\nAn Ode ends."
    )
    assert emphasised(result) == ["The Long Quay", "Low Tide", "Ode"]
    assert (result.title, result.url) == ("Quay: the return", "https://www.example.org/quay")
    assert (result.published, result.published_from) == (date(2025, 2, 3), "metadata")
    assert result.source == "example.org"


def test_markdown_with_front_matter_that_is_no_yaml_is_read_all_the_same(article):
    result = article("a.md", "---\ntitle: [unclosed\n---\nThe pilot airs.\n")
    assert result.text == "The pilot airs."
    assert "front matter is no YAML" in result.reason


def test_a_title_that_the_body_repeats_stands_once(article):
    result = article("a.md", "---\ntitle: The  long QUAY\n---\n\n# The Long Quay\n\nIt is *back*.\n")
    assert result.text == "The Long Quay\n\nIt is back."
    assert emphasised(result) == ["back"]


PAGE = """<!DOCTYPE html><html><head><title>Quay returns | The Post</title>
<meta property="og:site_name" content="The Post"><meta property="og:title" content="Quay returns">
<meta property="article:published_time" content="2025-02-03T23:30:00+01:00">
<link rel="canonical" href="https://www.post.example/quay"></head><body>
<nav><a href="/">Home</a> <a href="/tv">Television</a></nav><article><h1>Quay returns</h1>
<p>The show <em>The Long Quay</em> will return in March, and <cite>Low Tide</cite> &amp; <i>Ebb</i> too.</p>
<p>Ann Lee stars as a pilot who has lost her licence, her ship and most of her friends to the tide.</p>
</article><footer>Copyright 2019 The Post</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself(article):
    result = article("a.html", PAGE)
    assert result.text == (
        "Quay returns\n\nThe show The Long Quay will return in March, and Low Tide & Ebb too.\n\n"
        "Ann Lee stars as a pilot who has lost her licence, her ship and most of her friends to the tide."
    )
    assert emphasised(result) == ["The Long Quay", "Low Tide", "Ebb"]
    assert (result.title, result.source, result.url) == (
        "Quay returns",
        "The Post",
        "https://www.post.example/quay",
    )
    assert (result.published, result.published_from) == (date(2025, 2, 3), "metadata")


def test_a_page_may_be_as_short_as_a_brief(article):
    page = "<h1>Low Tide renewed</h1><p>FX has renewed <i>Low Tide</i> for a second season.</p>"
    result = article("a.html", page)
    assert "FX has renewed Low Tide for a second season." in result.text


def test_a_page_in_its_declared_encoding(article):
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Ann Lee", "Łucja Dąb")
    result = article("a.htm", page.encode("iso-8859-2"))
    assert "Łucja Dąb stars" in result.text
    assert result.reason is None


RECORDS = [
    {"id": "x1", "text": "The pilot airs.", "published": "2025-02-03T10:00:00Z", "title": "Pilot"},
    {"text": "The finale airs.", "url": "https://www.example.org/f", "source": "Wire"},
    {"id": 7, "text": "A third one.", "published": None, "title": 1923},
    {"id": "x1", "text": "One more under a name that is taken."},
]


def check_records(articles, name):
    assert [a.path for a in articles] == [f"{name}#{place}" for place in ("2", "7", "x1", "x1#4")]
    second, third, first, fourth = articles
    assert first.text == "Pilot\n\nThe pilot airs."
    assert (first.published, first.published_from) == (date(2025, 2, 3), "metadata")
    assert (second.source, second.published_from) == ("Wire", "none")
    assert third.text == "1923\n\nA third one."
    assert fourth.status == "read"


def test_lines_of_json(tmp_path):
    lines = [json.dumps(record) for record in RECORDS]
    lines.insert(0, "\ufeff")
    (tmp_path / "w.jsonl").write_text("\r\n".join([*lines[:1], *lines[1:]]), encoding="utf-8")
    # The first line holds the byte-order mark alone, so the records stand in lines 2 to 5.
    paths = [article.path for article in read(tmp_path, today=TODAY)]
    assert paths == ["w.jsonl#x1", "w.jsonl#3", "w.jsonl#7", "w.jsonl#x1#5"]
    (tmp_path / "w.jsonl").write_text("\n".join(lines[1:]), encoding="utf-8")
    check_records(sorted(read(tmp_path, today=TODAY), key=lambda a: a.path), "w.jsonl")


def test_rows_of_parquet(tmp_path):
    rows = [
        {name: None if record.get(name) is None else str(record[name]) for name in (*RECORDS[0], "url", "source")}
        for record in RECORDS
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "w.parquet")
    check_records(sorted(read(tmp_path, today=TODAY), key=lambda a: a.path), "w.parquet")


def test_parquet_dates_may_be_days_or_moments(tmp_path):
    day = pa.table({"text": ["a b c"], "published": pa.array([date(2024, 5, 6)], pa.date32())})
    moment = day.set_column(1, "published", day["published"].cast(pa.timestamp("us")))
    pq.write_table(day, tmp_path / "1.parquet")
    pq.write_table(moment, tmp_path / "2.parquet")
    assert [a.published for a in read(tmp_path, today=TODAY)] == [date(2024, 5, 6)] * 2


def test_json_may_spell_what_utf8_cannot(tmp_path):
    (tmp_path / "w.jsonl").write_text('{"text": "a \\ud83d b", "title": "\\udc00"}\n')
    (only,) = read(tmp_path, today=TODAY)
    assert only.text == "\ufffd\n\na \ufffd b"


def test_a_file_alone_can_be_read(tmp_path):
    (tmp_path / "a.txt").write_text("The pilot airs.")
    (only,) = read(tmp_path / "a.txt", today=TODAY)
    assert only.path == "a.txt"


def test_ids_are_of_content_and_not_of_place(tmp_path):
    for name in ("a.txt", "deep/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("date 2024-08-15\nThe pilot airs.")
    (tmp_path / "c.txt").write_text("date 2024-08-16\nThe pilot airs.")
    first, other, second = read(tmp_path, today=TODAY)
    assert first.article_id == second.article_id != other.article_id

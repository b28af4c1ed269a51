"""What the report on rules counts, and how claims are judged by gold."""

from datetime import date

import pytest

from pipeline.claims.gold import folded, gold_id, load_gold
from pipeline.claims.report import difference, render, report
from pipeline.errors import UsageError

GOLD = """
{"id": "one", "facts": [{"predicate": "premiere", "subject": "The Salt Road", "season": 2, "object": "Orbit",
 "role": null, "date_start": "2025-05-04", "date_end": "2025-05-04"},
 {"predicate": "crew", "subject": "The Salt Road", "season": null, "object": "Ana Reyes", "role": "creator"}],
 "works": [{"name": "The Salt Road", "aliases": ["Salt"]}], "aliases": {"Ana Reyes": ["Reyes"]}}
"""


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "gold.jsonl").write_text(GOLD.replace("\n", "") + "\n", encoding="utf-8")
    return load_gold(tmp_path / "gold.jsonl")


def claim(rule="a", **changes):
    row = {
        "article_id": "1", "start": 0, "end": 9, "quote": "A quote.", "rule": rule, "predicate": "premiere",
        "subject": "Salt", "season": None, "episode": None, "object": None, "role": None, "date_text": None,
        "date_start": None, "date_end": None, "date_edtf": None, "modality": "confirmed",
    }  # fmt: skip
    return row | changes


def test_firing_overlap_and_silence_are_counted():
    rows = [
        claim("a"),
        claim("b"),
        claim("a", start=50),
        claim("a", article_id="2"),
        claim("c", predicate="cast"),
    ]
    made = report(rows, ["a", "b", "c", "d"])
    assert [(line.rule, line.claims, line.articles) for line in made.lines] == [
        ("a", 3, 2),
        ("b", 1, 1),
        ("c", 1, 1),
    ]
    assert made.lines[0].overlaps == {"b": 1}
    assert made.lines[1].overlaps == {"a": 1}
    assert made.lines[2].overlaps == {}
    assert made.silent == ("d",)


MAY, JUNE = (date(2025, 5, 1), date(2025, 5, 31)), (date(2025, 6, 1), date(2025, 6, 30))


CAST, CREW = {"predicate": "cast", "object": "A"}, {"predicate": "crew", "object": "A"}
LAST, COUNT = {"predicate": "final_season"}, {"predicate": "episode_count"}


def days(interval):
    return {"date_start": interval[0], "date_end": interval[1]}


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (days(MAY), days(JUNE), "date"),
        (days(MAY), days((date(2025, 5, 4), date(2025, 5, 4))), None),
        (days(MAY), days((None, None)), None),
        (days(MAY), days((date(2025, 5, 20), None)), None),
        ({"object": "Orbit"}, {"object": "Comet"}, "object"),
        ({"object": "Orbit"}, {"object": None}, None),
        ({"season": 1} | days(MAY), {"season": 2} | days(JUNE), None),
        ({"modality": "denied"}, {"modality": "expected"}, "modality"),
        ({"modality": "confirmed"}, {"modality": "expected"}, None),
        (CAST | {"role": "Joan"}, CAST | {"role": "Pat"}, "role"),
        (CAST, CAST | {"object": "B"}, None),
        (CREW | {"role": "writer"}, CREW | {"role": "director"}, None),
        (LAST | {"season": 5}, LAST | {"season": 6}, "season"),
        (COUNT | {"object": "8"}, COUNT | {"object": "10"}, "object"),
    ],
)
def test_what_cannot_both_hold(one, other, differs):
    first, second = claim("a", **one), claim("b", **other)
    assert difference(first, second) == differs
    assert difference(second, first) == differs
    assert bool(report([first, second], []).conflicts) is (differs is not None)


def test_a_rule_does_not_contradict_itself():
    assert not report([claim("a", object="Orbit"), claim("a", object="Comet")], []).conflicts


def test_claims_are_judged_by_gold(gold):
    rows = [
        claim(season=2, **days((date(2025, 5, 4), date(2025, 5, 4)))),
        claim(season=2, **days(MAY)),
        claim(season=3),
        claim("b", predicate="crew", object="Reyes", role="creator"),
        claim("b", predicate="crew", object="Reyes", role="director"),
        claim("b", predicate="crew", object="Tom Vale", role="creator", article_id="2"),
    ]
    made = report(rows, [], articles={"1": "one", "2": "two"}, gold=gold)
    a, b = made.lines
    assert (a.judged, a.right, a.with_dates, a.dated) == (3, 2, 2, 1)
    assert (b.judged, b.right, b.with_dates) == (2, 1, 0)
    shown = render(made)
    assert "0.67 of 3" in shown
    assert "0.50 of 2" in shown


def test_the_report_shows_contradictions_with_their_sentence():
    shown = render(report([claim("a", object="Orbit"), claim("b", object="Comet")], ["c"]))
    assert "never fired (1): c" in shown
    assert "object: a says premiere Salt | Orbit | confirmed / b says premiere Salt | Comet | confirmed" in shown
    assert "A quote." in shown


def test_names_are_folded():
    assert folded("The Café’s") == folded("cafes")
    assert folded(None) == ""


@pytest.mark.parametrize(("path", "wanted"), [("dev/one.txt", "one"), ("news.jsonl#a/b.md", "a/b.md")])
def test_the_gold_id_of_a_path(path, wanted):
    assert gold_id(path) == wanted


@pytest.mark.parametrize("text", ["no json", '{"facts": []}', "[]"])
def test_what_is_no_gold_is_refused(tmp_path, text):
    (tmp_path / "x.jsonl").write_text(text)
    with pytest.raises(UsageError, match="no gold file"):
        load_gold(tmp_path / "x.jsonl")
    with pytest.raises(UsageError, match="no gold file"):
        load_gold(tmp_path / "missing.jsonl")

"""Each class of change, by the story that brings it about, and its cause."""

from __future__ import annotations

import pytest

from pipeline.diff import Report, diff, render
from pipeline.reconcile import reconcile

from ..reconcile.claim_rows import articles_of, claim, claims_of, only

BASE = claim("base", "2024-01-01", "2025")
LATER = "2024-06-01"
COUNT = {"predicate": "season_count"}
CAST = {"predicate": "cast", "object": "Nell Quist", "object_id": "person:nell-quist"}
ON = {"object": "Aurora", "object_id": "organization:aurora"}


def facts_of(rows):
    return reconcile(claims_of(rows), articles_of(rows))[0]


def changed(before, after):
    return diff(facts_of(before), facts_of(after)).to_pylist()


@pytest.mark.parametrize(
    ("before", "after", "change", "direction", "days"),
    [
        ([], [BASE], "new", None, None),
        ([BASE], [], "dropped", None, None),
        ([BASE], [BASE, claim("no", LATER, modality="denied")], "denied", None, None),
        (
            [BASE],
            [BASE, claim("a", LATER, "January 2025"), claim("b", LATER, "March 2025")],
            "contested",
            None,
            None,
        ),
        (
            [claim("a", when="January 2025"), claim("b", when="March 2025")],
            [
                claim("a", when="January 2025"),
                claim("b", when="March 2025"),
                claim("c", "2024-09-01", "March 2025"),
            ],
            "settled",
            None,
            None,
        ),
        ([BASE], [BASE, claim("fine", LATER, "March 2025")], "narrowed", None, None),
        ([claim("bare")], [claim("bare"), BASE], "narrowed", None, None),
        ([BASE, claim("fine", LATER, "March 2025")], [BASE], "widened", None, None),
        ([BASE], [BASE, claim("delay", LATER, "2026")], "moved", "later", 365),
        ([claim("a", when="March 2025")], [claim("b", when="January 2025")], "moved", "earlier", -59),
        ([claim("a", when="..2025-03-31")], [claim("b", when="..2025-05-31")], "widened", None, None),
        (
            [claim("a", when="..2025-03-31")],
            [claim("b", when="2025-03-01..2025-05-31")],
            "moved",
            "later",
            61,
        ),
        ([claim("a", when="2025-03-01..")], [claim("b", when="..2025-03-31")], "moved", "earlier", None),
        ([claim("a", when="2025", modality="expected")], [BASE], "strengthened", None, None),
        ([BASE], [claim("a", when="2025", modality="speculative")], "weakened", None, None),
        (
            [claim("a", when="March 2025", modality="expected")],
            [claim("a", when="March 2025", modality="expected"), BASE],
            "strengthened",
            None,
            None,
        ),
        ([BASE], [BASE, claim("again", LATER, "2025")], "re-sourced", None, None),
        ([BASE], [BASE | ON], "narrowed", None, None),
        ([BASE | ON], [BASE], "widened", None, None),
        ([BASE | ON], [BASE | {"object": "Beam", "object_id": "organization:beam"}], "moved", None, None),
        ([BASE | ON], [BASE | ON | {"object": "AURORA"}], "re-sourced", None, None),
        ([claim("a", object="6", **COUNT)], [claim("b", object="7", **COUNT)], "moved", None, None),
        ([claim("a", **CAST)], [claim("a", **CAST, role="Dr. Amparo")], "narrowed", None, None),
    ],
)
def test_class_direction_and_days(before, after, change, direction, days):
    (row,) = changed(before, after)
    assert (row["change"], row["direction"], row["days"]) == (change, direction, days)


def test_the_same_is_no_change():
    assert changed([BASE], [BASE]) == []


def test_what_differs_is_named():
    (row,) = changed([BASE], [BASE, claim("fine", LATER, "March 2025")])
    assert {"date_start", "date_end", "evidence", "n_claims"} <= set(row["differs"])
    assert not {"subject", "season", "status"} & set(row["differs"])
    assert (row["old"]["date_precision"], row["new"]["date_precision"]) == ("year", "month")


FINE = claim("fine", LATER, "March 2025")
READ_OTHERWISE = claim("other", "2024-01-01", "March 2025", article_id="a-base", rule="another.rule")


@pytest.mark.parametrize(
    ("before", "after", "old", "new", "cause"),
    [
        ([BASE], [BASE, FINE], {"a-base"}, {"a-base", "a-fine"}, "news"),
        ([BASE, FINE], [BASE], {"a-base", "a-fine"}, {"a-base"}, "news"),
        ([BASE], [BASE, FINE], {"a-base", "a-fine"}, {"a-base", "a-fine"}, "re-reading"),
        ([BASE], [READ_OTHERWISE], {"a-base"}, {"a-base"}, "re-reading"),
        ([BASE], [READ_OTHERWISE, FINE], {"a-base"}, {"a-base", "a-fine"}, "both"),
        ([BASE], [BASE | ON], {"a-base"}, {"a-base", "a-more"}, "re-reading"),
        ([], [BASE], set(), {"a-base"}, "news"),
        ([], [BASE], {"a-base"}, {"a-base"}, "re-reading"),
    ],
)
def test_news_is_told_from_re_reading(before, after, old, new, cause):
    row = only(diff(facts_of(before), facts_of(after), old_articles=old, new_articles=new))
    assert row["cause"] == cause


def test_the_cause_is_unknown_without_the_articles():
    assert only(diff(facts_of([]), facts_of([BASE])))["cause"] is None


@pytest.fixture
def report():
    before = [BASE, claim("x", "2024-01-01", "2024", season=1), claim("y", "2024-01-01", "2024", season=2)]
    after = [
        *before,
        claim("z", LATER, "2026", season=1, change=True, modality="expected"),
        claim("w", LATER, "2024", season=2),
        claim("cast", LATER, season=None, subject="Salt | Road", subject_id="work:salt-road", **CAST),
    ]
    return Report("one", "two", diff(facts_of(before), facts_of(after)), {"rules": ("r1", "r2")})


def test_the_table_for_the_eye(report):
    lines = render(report, "table").splitlines()
    assert lines[:2] == ["one -> two: 1 new, 1 moved, 1 re-sourced", "rules: r1 -> r2"]
    assert lines[3].split() == ["change", "fact", "was", "is", "cause"]
    assert lines[5].startswith("moved later by 731 days  Harbor Lights S1: premiere")
    assert lines[5].rstrip().endswith("2024 confirmed  2026 expected")
    assert len(lines) == 6


def test_markdown_keeps_its_columns(report):
    rows = render(report, "markdown").splitlines()[3:]
    assert len(rows) == 4
    assert all(row.replace("\\|", "").count("|") == 6 for row in rows)


def test_json_has_every_change(report):
    import json

    rows = [json.loads(line) for line in render(report, "json").splitlines()]
    assert [row["change"] for row in rows] == ["new", "moved", "re-sourced"]
    assert (rows[1]["days"], rows[1]["new"]["date_start"]) == (731, "2026-01-01")

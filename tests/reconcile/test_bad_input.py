"""Claims as they should not be: none is lost, none misleads, and none takes long."""

from __future__ import annotations

import time
from datetime import timedelta
from random import Random

import pyarrow as pa
import pytest

from pipeline.errors import UsageError
from pipeline.reconcile import reconcile

from .claim_rows import articles_of, claim, claims_of, day, only, verdicts_of


def done(rows):
    return reconcile(claims_of(rows), articles_of(rows))


def test_claims_without_dates_of_any_kind():
    facts, claims = done([claim("a", None), claim("b", None), claim("c", None, modality="speculative")])
    fact = only(facts)
    assert (fact["date_start"], fact["date_end"], fact["date_precision"]) == (None, None, None)
    assert (fact["first_claimed"], fact["last_claimed"]) == (None, None)
    assert (fact["modality"], set(verdicts_of(claims).values())) == ("confirmed", {"supports"})


def test_a_claim_without_day_of_publication_is_older_than_all_others():
    facts, claims = done([claim("undated", None, "2026"), claim("dated", "2020-01-01", "2025")])
    assert only(facts)["date_start"] == day("2025-01-01")
    assert verdicts_of(claims) == {"undated": "superseded", "dated": "supports"}


def test_unresolved_dates_support_without_narrowing():
    vague = claim("vague", "2024-08-20") | {"date_text": "next spring"}
    facts, claims = done([claim("year", "2024-08-15", "2025"), vague])
    assert (only(facts)["date_start"], only(facts)["date_end"]) == (day("2025-01-01"), day("2025-12-31"))
    assert verdicts_of(claims) == {"year": "refines", "vague": "supports"}


def test_a_reversed_interval_is_refused_and_names_its_rule():
    rows = [claim("good", when="2025"), claim("bad", when="2025-03-02..2025-01-01", rule="premiere.of-X")]
    facts, claims = done(rows)
    bad = next(row for row in claims.to_pylist() if row["claim_id"] == "bad")
    assert (bad["verdict"], bad["fact_id"], bad["because"]) == ("refused", None, None)
    assert "premiere.of-X" in bad["reason"]
    assert "2025-03-02..2025-01-01" in bad["reason"]
    assert only(facts)["n_claims"] == 1


def test_nothing_but_refused_claims():
    facts, claims = done([claim("bad", when="2025-03-02..2025-01-01")])
    assert (facts.num_rows, verdicts_of(claims)) == (0, {"bad": "refused"})


def test_two_claims_equal_but_for_the_id():
    rows = [claim("a", when="2025"), claim("b", when="2025") | {"article_id": "a-a"}]
    facts, claims = done(rows)
    assert verdicts_of(claims) == {"a": "supports", "b": "duplicate"}
    assert (only(facts)["n_claims"], only(facts)["n_articles"], only(facts)["n_origins"]) == (2, 1, 1)


def test_one_id_for_two_different_claims_is_refused():
    rows = [claim("a", when="2025"), claim("a", when="2026")]
    with pytest.raises(UsageError, match="'a' names two different claims"):
        done(rows)


def test_an_article_that_is_not_in_the_table_is_its_own_cluster():
    rows = [claim("a", when="2025"), claim("b", when="2025")]
    facts, _ = reconcile(claims_of(rows), articles_of(rows[:1]))
    assert only(facts)["n_origins"] == 2


def test_articles_without_a_cluster_are_no_copies_of_each_other():
    rows = [claim("a", when="2025"), claim("b", when="2025")]
    articles = articles_of(rows)
    bare = articles.set_column(
        articles.schema.get_field_index("cluster_id"), "cluster_id", pa.nulls(len(articles), pa.string())
    )
    facts, claims = reconcile(claims_of(rows), bare)
    assert set(verdicts_of(claims).values()) == {"supports"}
    assert only(facts)["n_origins"] == 2


def test_a_circle_of_delays_ends_with_the_last():
    windows = ("2024", "2025", "2026")
    rows = [
        claim(f"c{n:02}", f"2024-{n // 2 + 1:02}-{n % 2 * 14 + 1:02}", windows[n % 3], change=True) for n in range(24)
    ]
    facts, claims = done(rows)
    found = verdicts_of(claims)
    assert only(facts)["date_start"] == day("2026-01-01")
    assert found["c23"] == "supports"
    assert all(found[f"c{n:02}"] == ("supports" if n % 3 == 2 else "superseded") for n in range(24))


@pytest.mark.parametrize("kind", ["one reading", "all agree", "two camps", "at random"])
def test_a_fact_with_ten_thousand_claims(kind):
    random = Random(5)
    rows = []
    for number in range(10_000):
        row = claim(f"c{number:05}", "2024-01-01", "2025")
        row["published"] += timedelta(days=number % 700)
        if kind == "all agree":
            row["date_start"] -= timedelta(days=number % 90)
        elif kind == "two camps":  # a rumour after every report: none of them is beaten
            late = number % 2
            row |= claim(
                "", "2024-01-01", "2026" if late else "2025", modality="speculative" if late else "confirmed"
            ) | {name: row[name] for name in ("claim_id", "article_id", "quote")}
            row["published"] += timedelta(days=700 * late + number // 2 % 350)
        elif kind == "at random":
            row["date_start"] += timedelta(days=random.randint(-500, 0))
            row["date_end"] = row["date_start"] + timedelta(days=random.randint(0, 400))
            row["modality"] = random.choice(("confirmed", "expected", "speculative", "denied"))
            row["change"] = random.random() < 0.1
        rows.append(row)
    claims = claims_of(rows)
    articles = articles_of(rows)
    start = time.process_time()
    facts, judged = reconcile(claims, articles)
    assert time.process_time() - start < 20
    assert only(facts)["n_claims"] == 10_000
    assert len(judged) == 10_000
    if kind == "two camps":
        assert verdicts_of(judged)["c00001"] == "contested"
        assert only(facts)["status"] == "settled"

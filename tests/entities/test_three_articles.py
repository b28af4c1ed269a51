"""Three articles of one week about one family of series, as claims: what names and dates must become."""

from __future__ import annotations

import pytest

from pipeline.entities import resolve
from pipeline.reconcile import reconcile
from pipeline.tables import mentions_table

from ..reconcile.claim_rows import articles_of, claim, claims_of, day

SERIES, SPINOFF = "Marlow: Aftermath", "Quillan"
FIRST = {"article_id": "interview", "published": day("2024-08-15")}
SECOND = {"article_id": "announcement", "published": day("2024-08-21")}
THIRD = {"article_id": "casting", "published": day("2024-04-02")}
SPOKEN = {"speaker": "Anselm Wray"}


def said(claim_id, article, when=None, subject=SERIES, **fields):
    row = claim(claim_id, None, when, subject=subject, subject_id=None, season=None)
    return row | article | fields


def crew(claim_id, article, name, role):
    return said(claim_id, article, subject=SPINOFF, predicate="crew", object=name, object_type="person", role=role)


def cast(claim_id, article, name, role=None, subject=SPINOFF):
    return said(claim_id, article, subject=subject, predicate="cast", object=name, object_type="person", role=role)


def carried(claim_id, article, name):
    return said(claim_id, article, subject=SPINOFF, predicate="network", object=name, object_type="organization")


CLAIMS = [
    said("early", FIRST, "early 2025", season=3, modality="expected", **SPOKEN),
    said("sometime", FIRST, "2025", season=3, modality="speculative", start=300, **SPOKEN),
    said("scheduled", SECOND, "2025", season=3),
    said("elliptic", SECOND, "2025", subject=SPINOFF, rule="premiere.as-does"),
    said("filming", THIRD, "2024-07-01..2024-07-31", SPINOFF, predicate="production_start", modality="expected"),
    said("first season", FIRST, "2022-05-06..2022-05-06", occurred=True),
    crew("maker", FIRST, "Marta Connelly", "executive producer"),
    crew("maker misspelt", SECOND, "Marta Connolly", "executive producer"),
    crew("second maker", SECOND, "Ilse Farrow", "executive producer"),
    cast("lead", FIRST, "Nell Quist", "Renee Quillan"),
    cast("lead again", SECOND, "Nell Quist", "Renée Quillan"),
    cast("lead in april", THIRD, "Nell Quist", "Renée Quillan"),
    cast("guest", SECOND, "Anselm Wray"),
    cast("guest maybe", THIRD, "Anselm Wray") | {"modality": "expected"},
    carried("streamer", FIRST, "Prime Video"),
    carried("streamer in full", SECOND, "Amazon Prime Video"),
    said("counted", FIRST, subject="Marlow", predicate="season_count", object="7"),
]


@pytest.fixture(scope="module")
def found():
    claims, _, entities = resolve(claims_of(CLAIMS), mentions_table([]))
    facts, claims = reconcile(claims, articles_of(CLAIMS))
    return facts.to_pylist(), {row["claim_id"]: row for row in claims.to_pylist()}, entities.to_pylist()


def facts_of(found, predicate, subject=SPINOFF, season=None):
    key = (predicate, subject, season)
    return [row for row in found[0] if (row["predicate"], row["subject"], row["season"]) == key]


def test_the_third_season_is_one_fact_early_in_2025(found):
    (fact,) = facts_of(found, "premiere", SERIES, 3)
    assert (fact["date_start"], fact["date_end"]) == (day("2025-01-01"), day("2025-04-30"))
    assert (fact["modality"], fact["status"]) == ("expected", "settled")
    assert (fact["confirmed_start"], fact["confirmed_end"]) == (day("2025-01-01"), day("2025-12-31"))
    evidence = {row["claim_id"]: row["verdict"] for row in fact["evidence"]}
    assert evidence == {"early": "refines", "sometime": "supports", "scheduled": "supports"}
    assert [found[1][key]["speaker"] for key in evidence].count("Anselm Wray") == 2
    assert fact["n_origins"] == 2


def test_the_first_season_does_not_mix_with_the_third(found):
    (fact,) = facts_of(found, "premiere", SERIES)
    assert (fact["date_start"], fact["modality"], fact["n_claims"]) == (day("2022-05-06"), "confirmed", 1)


def test_the_spinoff_premieres_by_one_elliptic_clause(found):
    (fact,) = facts_of(found, "premiere")
    assert (fact["date_start"], fact["date_end"]) == (day("2025-01-01"), day("2025-12-31"))
    assert (fact["modality"], [row["claim_id"] for row in fact["evidence"]]) == ("confirmed", ["elliptic"])


def test_its_production_starts_in_july(found):
    (fact,) = facts_of(found, "production_start")
    assert (fact["date_start"], fact["date_end"]) == (day("2024-07-01"), day("2024-07-31"))


def test_a_misspelt_maker_is_one_person(found):
    makers = facts_of(found, "crew")
    assert {(row["object"], row["n_claims"]) for row in makers} == {("Marta Connelly", 2), ("Ilse Farrow", 1)}
    (merge,) = next(row for row in found[2] if row["entity_id"] == "person:marta-connelly")["merges"]
    assert merge["name"] == "Marta Connolly"
    assert "both crew of 'quillan', executive producer" in merge["reason"]


def test_a_character_with_and_without_accent_is_one(found):
    lead = next(row for row in facts_of(found, "cast") if row["object"] == "Nell Quist")
    assert (lead["role"], lead["n_claims"]) == ("Renée Quillan", 3)
    characters = [row for row in found[2] if row["entity_type"] == "character"]
    assert [(row["entity"], row["aliases"]) for row in characters] == [("Renée Quillan", ["Renee Quillan"])]


def test_the_streamer_is_one_network(found):
    (fact,) = facts_of(found, "network")
    assert (fact["object"], fact["n_claims"]) == ("Prime Video", 2)


def test_a_guest_first_expected_then_confirmed_is_confirmed(found):
    guest = next(row for row in facts_of(found, "cast") if row["object"] == "Anselm Wray")
    assert (guest["modality"], guest["status"], guest["n_claims"]) == ("confirmed", "settled", 2)


def test_the_order_of_reading_decides_nothing(found):
    claims, _, entities = resolve(claims_of(reversed(CLAIMS)), mentions_table([]))
    facts, _ = reconcile(claims, articles_of(CLAIMS))
    assert facts.to_pylist() == found[0]
    assert entities.to_pylist() == found[2]

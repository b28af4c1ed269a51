"""Small stories with the facts and verdicts that a reader would give."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.reconcile import reconcile
from pipeline.reconcile.judging import CHANGE, EXPIRED, NEWER, REASONS, SELF, SURER, TIED, WEAKER

from .claim_rows import articles_of, claim, claims_of, day, only


def told(*rows, sources=None, clusters=None, as_of=None):
    """The only fact and, by id, the claims."""
    facts, claims = reconcile(claims_of(rows), articles_of(rows, sources or {}, clusters or {}), as_of=as_of)
    return only(facts), {row["claim_id"]: row for row in claims.to_pylist()}


def window(fact):
    return fact["date_start"], fact["date_end"]


def test_early_2025_and_2025_are_one_fact_with_a_profile():
    fact, claims = told(
        claim("star", "2024-08-15", "early 2025", modality="expected", speaker="Ida Voss"),
        claim("hope", "2024-08-15", "2025", modality="speculative", speaker="Ida Voss"),
        claim("network", "2024-08-20", "2025"),
    )
    assert window(fact) == (day("2025-01-01"), day("2025-04-30"))
    assert (fact["date_precision"], fact["modality"], fact["status"]) == ("third", "expected", "settled")
    assert (fact["confirmed_start"], fact["confirmed_end"]) == (day("2025-01-01"), day("2025-12-31"))
    assert [claims[key]["verdict"] for key in ("star", "hope", "network")] == [
        "refines",
        "supports",
        "supports",
    ]
    assert claims["star"]["because"] == "network"
    assert (fact["n_claims"], fact["n_articles"], fact["n_origins"]) == (3, 3, 2)


def test_a_coarser_word_later_never_loosens():
    fact, claims = told(claim("fine", "2024-05-01", "March 2025"), claim("coarse", "2024-09-01", "2025"))
    assert window(fact) == (day("2025-03-01"), day("2025-03-31"))
    assert claims["coarse"]["verdict"] == "supports"


def test_windows_that_overlap_meet_in_what_they_share():
    fact, _ = told(claim("a", when="2025-01-20..2025-03-31"), claim("b", when="2025-02-01..2025-02-28"))
    assert (fact["date_precision"], fact["date_edtf"]) == ("range", "2025-02-01/2025-02-28")
    fact, _ = told(claim("a", when="2025-01-20..2025-02-28"), claim("b", when="2025-02-01..2025-03-31"))
    assert (fact["date_precision"], fact["date_edtf"]) == ("month", "2025-02")
    fact, _ = told(claim("a", when="2025-01-20.."), claim("b", when="2025-02-01.."))
    assert (fact["date_precision"], fact["date_edtf"], fact["date_end"]) == ("open", "2025-02-01/..", None)


def test_an_announced_delay_beats_an_older_promise_though_less_sure():
    fact, claims = told(
        claim("promise", "2024-03-01", "2024"),
        claim("delay", "2024-09-01", "2026", modality="expected", change=True),
    )
    assert window(fact) == (day("2026-01-01"), day("2026-12-31"))
    assert fact["modality"] == "expected"
    assert (claims["promise"]["verdict"], claims["promise"]["because"]) == ("superseded", "delay")
    assert claims["promise"]["reason"] == REASONS[CHANGE]


def test_a_later_rumour_does_not_win_and_is_seen():
    fact, claims = told(
        claim("schedule", "2024-03-01", "2025"), claim("rumour", "2024-09-01", "2026", modality="speculative")
    )
    assert (window(fact)[0], fact["status"], fact["modality"]) == (day("2025-01-01"), "settled", "confirmed")
    assert (claims["rumour"]["verdict"], claims["rumour"]["reason"]) == ("contested", REASONS[WEAKER])
    assert claims["rumour"]["because"] == "schedule"


@pytest.mark.parametrize(
    ("early", "late", "sources", "reason"),
    [
        ({}, {}, {}, NEWER),
        ({}, {"modality": "speculative", "speaker": "Ida Voss"}, {}, None),
        ({"speaker": "Ida Voss"}, {"modality": "speculative", "speaker": "Ida Voss"}, {}, SELF),
        ({}, {"modality": "speculative"}, {"a-early": "The Dial", "a-late": "Dial"}, SELF),
        ({"published": day("2023-05-01"), "occurred": True}, {"modality": "expected"}, {}, None),
        (
            {"published": day("2025-06-01")},
            {"modality": "expected", "published": day("2025-06-01")},
            {},
            SURER,
        ),
    ],
)
def test_who_beats_whom(early, late, sources, reason):
    rows = [
        claim("early", "2023-06-01", "2024") | early,
        claim("late", "2023-09-01", "2026") | late,
    ]
    fact, claims = told(*rows, sources=sources)
    if reason is None:
        assert window(fact)[0] == day("2024-01-01")
        assert claims["late"]["verdict"] == "contested"
    elif reason == SURER:
        assert window(fact)[0] == day("2024-01-01")
        assert claims["late"]["reason"] == REASONS[SURER]
    else:
        assert window(fact)[0] == day("2026-01-01")
        assert claims["early"]["reason"] == REASONS[reason]


def test_a_window_that_passed_yields_to_what_is_still_to_come():
    fact, claims = told(
        claim("promise", "2024-01-10", "2024"), claim("plan", "2025-02-01", "2026", modality="expected")
    )
    assert window(fact)[0] == day("2026-01-01")
    assert claims["promise"]["reason"] == REASONS[EXPIRED]


def test_a_window_that_ends_today_has_not_passed():
    fact, claims = told(
        claim("promise", "2024-01-10", "2024"), claim("plan", "2024-12-31", "2026", modality="expected")
    )
    assert window(fact)[0] == day("2024-01-01")
    assert claims["plan"]["verdict"] == "contested"


def test_what_has_happened_is_not_undone_by_a_plan():
    fact, claims = told(
        claim("past", "2024-06-01", "2024-05-06..2024-05-06", occurred=True),
        claim("plan", "2025-02-01", "2026", change=True),
    )
    assert window(fact) == (day("2024-05-06"), day("2024-05-06"))
    assert claims["plan"]["verdict"] == "contested"


def test_what_comes_after_a_past_fact_and_contradicts_it_beats_nothing():
    fact, claims = told(
        claim("promise", "2024-01-01", "2024-05-06..2024-05-06", modality="expected"),
        claim("past", "2024-06-01", "2024", occurred=True),
        claim("slip", "2025-02-01", "2026"),
    )
    assert window(fact) == (day("2024-05-06"), day("2024-05-06"))
    assert [claims[key]["verdict"] for key in ("promise", "past", "slip")] == ["refines", "supports", "contested"]
    assert claims["slip"]["because"] == "past"


def test_two_of_one_day_are_a_tie_that_no_id_breaks():
    rows = [
        claim("year", "2024-08-01", "2025"),
        claim("january", "2024-08-15", "January 2025"),
        claim("march", "2024-08-15", "March 2025"),
    ]
    fact, claims = told(*rows)
    assert (window(fact), fact["status"]) == ((day("2025-01-01"), day("2025-12-31")), "contested")
    assert {claims[key]["reason"] for key in ("january", "march")} == {REASONS[TIED]}
    assert [claim["verdict"] for claim in fact["evidence"]] == ["supports", "contested", "contested"]


def test_a_tie_is_settled_by_a_later_word():
    fact, claims = told(
        claim("january", "2024-08-15", "January 2025"),
        claim("march", "2024-08-15", "March 2025"),
        claim("settled", "2024-09-15", "March 2025"),
    )
    assert (window(fact)[0], fact["status"]) == (day("2025-03-01"), "settled")
    assert claims["january"]["because"] == "settled"


def test_a_claim_comes_back_when_what_beat_it_is_beaten():
    fact, claims = told(
        claim("first", "2024-01-01", "2025"),
        claim("delay", "2024-03-01", "2026", change=True),
        claim("back", "2024-05-01", "March 2025"),
    )
    assert window(fact) == (day("2025-03-01"), day("2025-03-31"))
    assert [claims[key]["verdict"] for key in ("first", "delay", "back")] == [
        "supports",
        "superseded",
        "refines",
    ]


def test_a_denial_denies_what_lies_inside_it():
    fact, claims = told(claim("plan", "2024-01-01", "2025"), claim("no", "2024-02-01", None, modality="denied"))
    assert (fact["status"], fact["modality"], window(fact)) == ("denied", "denied", (None, None))
    assert (claims["plan"]["verdict"], claims["plan"]["because"]) == ("denied", "no")
    fact, claims = told(claim("plan", "2024-01-01", "2025"), claim("no", "2024-02-01", "2024", modality="denied"))
    assert (fact["status"], fact["modality"]) == ("settled", "confirmed")
    assert claims["no"]["verdict"] == "supports"


def test_what_two_claims_leave_may_lie_inside_a_denial():
    fact, _ = told(
        claim("a", "2024-01-01", "2025-01-01..2025-03-15"),
        claim("b", "2024-01-01", "2025-03-01..2025-06-30"),
        claim("no", "2024-01-01", "2025-02-20..2025-03-20", modality="denied"),
    )
    assert fact["status"] == "contested"


def test_a_later_announcement_beats_a_denial():
    fact, claims = told(claim("no", "2024-01-01", None, modality="denied"), claim("yes", "2024-02-01", "2025"))
    assert (fact["status"], claims["no"]["verdict"]) == ("settled", "superseded")


def test_syndicated_copies_are_one_witness():
    copies = [claim(f"wire{n}", f"2024-08-{15 + n}", "January 2025", modality="expected") for n in range(6)]
    other = claim("own", "2024-08-15", "March 2025", modality="expected")
    sources = {row["article_id"]: f"Paper {n}" for n, row in enumerate([*copies, other])}
    clusters = {row["article_id"]: "wire" for row in copies}
    fact, claims = told(*copies, other, sources=sources, clusters=clusters)
    assert fact["status"] == "contested"  # one against one, not six against one
    assert verdicts(claims, "duplicate") == {f"wire{n}" for n in range(1, 6)}
    assert {claims[f"wire{n}"]["because"] for n in range(1, 6)} == {"wire0"}
    assert fact["last_claimed"] == day("2024-08-15")
    assert fact["n_claims"] == 7


def verdicts(claims, verdict):
    return {key for key, row in claims.items() if row["verdict"] == verdict}


def test_a_copy_that_nobody_dated_is_not_the_witness():
    rows = [claim("dated", "2024-08-15", "2025"), claim("undated", None, "2025")]
    _, claims = told(*rows, clusters={"a-dated": "k", "a-undated": "k"})
    assert verdicts(claims, "duplicate") == {"undated"}


def test_cast_keeps_people_apart_and_the_character_beside():
    who = {"predicate": "cast", "season": None, "object_type": "person"}
    quist = {"object_id": "person:nell-quist", "object": "Nell Quist"}
    rows = [
        claim("a", "2024-01-01", **who, **quist),
        claim("b", "2024-02-01", **who, **quist, role="Dr. Amparo", modality="expected"),
        claim("c", "2024-02-01", **who, object_id="person:bo-lind", object="Bo Lind", modality="speculative"),
    ]
    facts, _ = reconcile(claims_of(rows), articles_of(rows))
    assert facts.select(["object", "role", "modality", "n_claims"]).to_pylist() == [
        {"object": "Bo Lind", "role": None, "modality": "speculative", "n_claims": 1},
        {"object": "Nell Quist", "role": "Dr. Amparo", "modality": "confirmed", "n_claims": 2},
    ]


def test_crew_keeps_roles_apart():
    who = {"predicate": "crew", "season": None, "object_id": "person:ada-brook", "object": "Ada Brook"}
    rows = [
        claim("a", role="director", **who),
        claim("b", role="writer", **who),
        claim("c", role="writer", **who),
    ]
    facts, _ = reconcile(claims_of(rows), articles_of(rows))
    assert facts.select(["role", "n_claims"]).to_pylist() == [
        {"role": "director", "n_claims": 1},
        {"role": "writer", "n_claims": 2},
    ]


def test_counts_that_differ_contradict():
    count = {"predicate": "season_count", "season": None}
    fact, claims = told(
        claim("old", "2024-01-01", object="6", **count), claim("new", "2024-02-01", object="7", **count)
    )
    assert (fact["object"], claims["old"]["verdict"]) == ("7", "superseded")
    fact, _ = told(claim("a", object="6", **count), claim("b", object="7", **count))
    assert (fact["object"], fact["status"]) == (None, "contested")


def test_the_network_of_a_premiere_is_that_of_the_surest_claim():
    fact, _ = told(
        claim("a", "2024-01-01", "2025", object="Aurora", object_id="organization:aurora"),
        claim("b", "2024-02-01", "2025", object="Beam", object_id="organization:beam", modality="expected"),
        claim("c", "2024-03-01", "2025"),
    )
    assert (fact["object"], fact["object_id"]) == ("Aurora", "organization:aurora")


def test_a_renewal_without_a_day_supports_one_with():
    fact, claims = told(
        claim("bare", "2024-03-02", predicate="renewal"),
        claim("dated", "2024-03-05", "2024-03-01..2024-03-01", predicate="renewal"),
    )
    assert window(fact) == (day("2024-03-01"), day("2024-03-01"))
    assert [claims[key]["verdict"] for key in ("bare", "dated")] == ["supports", "refines"]


def test_as_of_gives_what_was_known():
    rows = [claim("promise", "2024-03-01", "2024"), claim("delay", "2024-09-01", "2026", change=True)]
    fact, claims = told(*rows, as_of=day("2024-08-31"))
    assert window(fact)[0] == day("2024-01-01")
    assert claims.keys() == {"promise"}


def test_unknown_predicates_are_refused():
    rows = [claim("a", predicate="awarded")]
    with pytest.raises(UsageError, match=r"'awarded'.*premiere"):
        reconcile(claims_of(rows), articles_of(rows))


def test_ids_of_facts_are_those_of_their_keys():
    one, _ = told(claim("a", "2024-03-01", "2024"))
    other, _ = told(claim("b", "2023-01-01", "2026", object="Aurora", object_id="organization:aurora"))
    third, _ = told(claim("c", "2024-03-01", "2024", season=4))
    assert one["fact_id"] == other["fact_id"] != third["fact_id"]

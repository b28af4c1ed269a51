"""The product agrees with the semantics written out claim against claim."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reconcile import reconcile

from . import reference
from .strategies import SCALE, ZERO, Case, cases, crowd, examples


def check(case: Case, as_of=None) -> int:
    facts, claims = reconcile(case.claims, case.articles, as_of=as_of)
    expected = reference.reconcile(case.rows, case.sources, case.clusters, as_of)
    rows = {row["claim_id"]: row for row in case.rows}
    key_of = {}
    for row in claims.to_pylist():
        assert row["verdict"] == expected.verdicts[row["claim_id"]], row["claim_id"]
        if row["verdict"] == "supports":
            assert (row["reason"], row["because"]) == (None, None)
        else:
            assert row["reason"]
            assert row["because"] in expected.causes[row["claim_id"]]
        key_of[row["fact_id"]] = reference.Witness(rows[row["claim_id"]], None, "").key
    found = {key_of[row["fact_id"]]: row for row in facts.to_pylist()}
    assert len(claims) == len(expected.verdicts)
    assert found.keys() == expected.facts.keys()
    for key, columns in expected.facts.items():
        assert {name: found[key][name] for name in columns} == columns
    return len(found)


@examples(150)
@given(cases())
def test_agrees_on_small_sets_of_claims(case):
    check(case)


@examples(30)
@given(cases(largest=40, predicates=("premiere",)))
def test_agrees_on_crowded_facts(case):
    check(case)


@pytest.mark.parametrize("seed", range(14 * SCALE))
def test_agrees_on_thousands_of_facts(seed):
    assert check(crowd(seed)) > 800


@examples(40)
@given(cases(), st.integers(-1, 70))
def test_agrees_as_of_any_day(case, days):
    check(case, ZERO + timedelta(days=days))

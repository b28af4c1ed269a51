"""Every rule keeps what its examples promise, and its counter-examples; the checker itself can tell."""

import pytest

from pipeline.claims.check import check, matches, read_marked
from pipeline.claims.rules import load_rules
from pipeline.errors import UsageError
from pipeline.types import Claim

RULES = load_rules().rules


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_examples_and_counter_examples(extractor, rule):
    failures = [f"{failure.text}: {failure.problem}" for failure in check(extractor, rule)]
    assert not failures, "\n".join(failures)


def test_marks_are_taken_out_and_their_places_kept():
    text, spans = read_marked("[work Salt Road] returns on [network Orbit].")
    assert text == "Salt Road returns on Orbit."
    assert [(text[start:end], mark) for start, end, mark in spans] == [
        ("Salt Road", "work"),
        ("Orbit", "network"),
    ]


def test_a_mark_of_an_unknown_kind_is_refused():
    with pytest.raises(UsageError, match="unknown kind 'opera'; allowed: work, series"):
        read_marked("[opera Salt Road] returns.")


CLAIM = Claim(
    claim_id="c", article_id="a", published=None, subject="Salt", subject_type="work", subject_text="Salt",
    predicate="cast", start=0, end=4, quote="Salt", rule="r", season=2, object="Ana Reyes", role="Joan",
)  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "same"),
    [
        ("cast: Salt S2", True),
        ("cast: Salt S2 | object=Ana Reyes | role=Joan", True),
        ("cast: Salt S2 | date=..", True),
        ("cast: Salt", False),
        ("cast: Salt S3", False),
        ("crew: Salt S2", False),
        ("cast: Salt S2 | object=Tom Vale", False),
        ("cast: Salt S2 | modality=denied", False),
    ],
)
def test_a_claim_is_matched_on_all_that_is_wanted(wanted, same):
    assert matches(CLAIM, wanted) is same


def test_a_wanted_claim_that_cannot_be_read_is_refused():
    with pytest.raises(UsageError, match="write 'predicate: Subject S2"):
        matches(CLAIM, "Salt premieres")
    with pytest.raises(UsageError, match="unknown field 'day'; allowed: date, modality"):
        matches(CLAIM, "cast: Salt S2 | day=Monday")

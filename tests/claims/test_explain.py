"""Why a claim was made: told from its article, or from its row where the article is gone."""

from datetime import date

import pytest

from pipeline.claims.explain import PLACES, explain, explain_row, mark, place
from pipeline.types import Article

PREPOSITIONS = {
    "along", "alongside", "at", "behind", "by", "for", "from", "in", "into", "like", "of", "off", "on", "out", "over",
    "through", "till", "to", "under", "until", "upon", "via", "with",
}  # fmt: skip
ARTICLE = Article(
    "a",
    "a.txt",
    "“Harbor Lights” is back. The series was renewed by Netflix for a third season.",
    date(2025, 2, 1),
)


@pytest.fixture(scope="module")
def renewal(extractor):
    (found,) = extractor([ARTICLE])
    return next(claim for claim in found.claims if claim.predicate == "renewal")


def test_sentence_rule_and_roles_are_told(extractor, renewal):
    told = explain(extractor, ARTICLE, renewal.claim_id)
    assert "[trigger renewed]" in told
    assert "[object Netflix]" in told
    assert "third season]" in told
    rule = next(rule for rule in extractor.rules if rule.id == renewal.rule)
    assert f"rule      {rule.id}" in told
    assert rule.why in told
    assert "is Harbor Lights" in told
    assert "described there" in told


def test_every_claim_can_be_explained(extractor):
    (found,) = extractor([ARTICLE])
    assert found.claims
    for claim in found.claims:
        assert claim.rule in explain(extractor, ARTICLE, claim.claim_id)


def test_a_claim_that_is_not_made_any_more_has_no_grounds(extractor):
    assert explain(extractor, ARTICLE, "0" * 20) is None


def test_without_the_article_the_row_tells_what_it_can(extractor, renewal):
    row = {
        "rule": renewal.rule, "quote": renewal.quote, "subject_text": "The series", "object_text": None,
        "date_text": None,
    }  # fmt: skip
    told = explain_row(row, {rule.id: rule for rule in extractor.rules})
    assert renewal.quote in told
    assert "subject: The series" in told
    assert "object" not in told.replace(renewal.quote, "")
    assert "not among the rules now" in explain_row(row, {})


@pytest.mark.parametrize(
    ("spans", "marked"),
    [
        ([(4, 8, "subject")], "The [subject Salt] road is long"),
        ([(4, 8, "a"), (4, 8, "b")], "The [a+b Salt] road is long"),
        ([(4, 13, "outer"), (4, 8, "inner")], "The [outer [inner Salt] road] is long"),
        ([(4, 13, "first"), (9, 16, "crossing")], "The [first Salt road] is long"),
        ([(0, 8, "before"), (17, 99, "outside")], "[before The Salt] road is long"),
    ],
)
def test_marks_nest_and_never_cross(spans, marked):
    assert mark("The Salt road is long", (0, 21), spans) == marked


def test_functions_are_told_in_words():
    assert place("obj>of") == "whom or what it is done to, voice undone, then after 'of'"
    assert place("by_after") == "after 'by'"


def test_every_function_of_the_rules_has_its_words(extractor):
    """What has none of its own is a preposition: "after 'of'"."""
    paths = {path for rule in extractor.rules for paths in rule.roles.values() for path in paths}
    steps = {step for path in paths for step in path.split(">")}
    assert {step.removesuffix("_after") for step in steps - set(PLACES)} <= PREPOSITIONS

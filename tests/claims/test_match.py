"""Which rules see a word, and what fills their roles, on trees built by hand."""

import pytest

from pipeline.claims.match import Matcher
from pipeline.claims.rules import load_rules
from tests.claims.trees import discourse, scene

RULES = """
[[rule]]
id = "t.star"
why = "A work that stars people."
predicate = "cast"
trigger = { verb = ["star"] }
roles = { subject = ["subj"], object = ["obj"] }
required = ["subject", "object"]
unless = { subj = ["person"] }
examples = [{ text = "x", claims = ["cast: Salt"] }]
counter_examples = [{ text = "x" }]

[[rule]]
id = "t.pick"
why = "A network picks up a work."
predicate = "order"
trigger = { verb = ["pick up"] }
roles = { subject = ["obj"], object = ["subj"] }
required = ["subject"]
examples = [{ text = "x", claims = ["order: Salt"] }]
counter_examples = [{ text = "x" }]

[[rule]]
id = "t.maker"
why = "A work's maker in front of a name."
predicate = "crew"
trigger = { role = ["creator"] }
roles = { subject = ["before"], object = ["after"] }
required = ["subject", "object"]
examples = [{ text = "x", claims = ["crew: Salt"] }]
counter_examples = [{ text = "x" }]
"""


@pytest.fixture(scope="module")
def matcher(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rules")
    (folder / "t.toml").write_text(RULES, encoding="utf-8")
    return Matcher(load_rules([folder]))


def matches(matcher, made):
    found = matcher(made, discourse(made))
    return [
        (
            match.rule.id,
            {role: [filler.text for filler in fillers] for role, fillers in match.fillers.items()},
        )
        for match in found
        if match.rule.id.startswith("t.")
    ]


def test_a_verb_and_its_list(matcher):
    made = scene("""
        Salt    NNP nsubj 2 work
        stars   VBZ ROOT  2
        Reyes   NNP obj   2 person
        ,       ,   punct 5
        Vale    NNP conj  3 person
        and     CC  cc    7
        Cho     NNP conj  3 person
    """)
    assert matches(matcher, made) == [("t.star", {"subject": ["Salt"], "object": ["Reyes", "Vale", "Cho"]})]


def test_a_list_ends_with_its_sentence(matcher):
    made = scene(
        "Salt NNP nsubj 2 work\nstars/star VBZ ROOT 2\nReyes NNP obj 2 person\n. . punct 2",
        "Vale NNP nsubj 2 person\nleft/leave VBD ROOT 2",
    )
    assert matches(matcher, made) == [("t.star", {"subject": ["Salt"], "object": ["Reyes"]})]


def test_brackets_in_a_list_are_passed(matcher):
    made = scene("""
        Salt    NNP nsubj 2 work
        stars   VBZ ROOT  2
        Reyes   NNP obj   2 person
        (       -LRB- punct 5
        Foam    NNP appos 3 work
        )       -RRB- punct 5
        and     CC  cc    8
        Vale    NNP conj  3 person
    """)
    assert matches(matcher, made) == [("t.star", {"subject": ["Salt"], "object": ["Reyes", "Vale"]})]


def test_a_required_role_that_nothing_fills_makes_no_match(matcher):
    made = scene("Salt NNP nsubj 2 work\nstars/star VBZ ROOT 2\ntonight RB advmod 2")
    assert matches(matcher, made) == []


def test_what_a_rule_forbids_makes_no_match(matcher):
    made = scene("Reyes NNP nsubj 2 person\nstars/star VBZ ROOT 2\nVale NNP obj 2 person")
    assert matches(matcher, made) == []


@pytest.mark.parametrize(("after", "fired"), [("up RP compound:prt 2", True), ("on RP compound:prt 2", False)])
def test_a_verb_in_two_words_needs_both(matcher, after, fired):
    made = scene(f"""
        Orbit   NNP nsubj 2 organization
        picked/pick VBD ROOT 2
        {after}
        Salt    NNP obj   2 work
    """)
    assert bool(matches(matcher, made)) is fired


def test_any_form_of_a_trigger_calls_its_rule(matcher):
    for form, tag in (("starred", "VBD"), ("stars", "VBZ"), ("star", "VB")):
        made = scene(f"Salt NNP nsubj 2 work\n{form} {tag} ROOT 2\nReyes NNP obj 2 person")
        assert [rule for rule, _ in matches(matcher, made)] == ["t.star"]


MAKER = """
{work}   NNP compound 2 work
creator  NN  nsubj    4 role
Reyes    NNP appos    2 person
spoke    VBD ROOT     4
"""


def test_a_role_noun_between_its_work_and_a_name(matcher):
    made = scene(MAKER.format(work="Salt_Road"))
    assert matches(matcher, made) == [("t.maker", {"subject": ["Salt Road"], "object": ["Reyes"]})]


def test_one_bare_word_before_a_role_noun_is_no_title_unless_named_elsewhere(matcher):
    one = MAKER.format(work="Danish")
    assert matches(matcher, scene(one)) == []
    named = scene("Salt NNP nsubj 2 work\nreturns/return VBZ ROOT 2", MAKER.format(work="Salt"))
    assert matches(matcher, named) == [("t.maker", {"subject": ["Salt"], "object": ["Reyes"]})]


def test_how_a_role_was_filled_is_told(matcher):
    made = scene("Salt NNP nsubj 2 work\nstars/star VBZ ROOT 2\nReyes NNP obj 2 person")
    (match,) = (match for match in matcher(made, discourse(made)) if match.rule.id == "t.star")
    assert match.how == {"subject": "subj", "object": "obj"}


def test_a_word_that_no_rule_knows_calls_none(matcher):
    made = scene("Salt NNP nsubj 2 work\nglows/glow VBZ ROOT 2\nReyes NNP obj 2 person")
    assert list(matcher(made, discourse(made))) == []

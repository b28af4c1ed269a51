"""Loading rules: what is no rule is refused with what would be allowed, and nothing else changes the set."""

import pytest

from pipeline.claims.rules import load_rules
from pipeline.errors import UsageError

RULE = """
[[rule]]
id = "mine.sail"
why = "A work that sets sail premieres."
predicate = "premiere"
trigger = { verb = ["sail"] }
roles = { subject = ["subj"], date = ["time"] }
required = ["subject", "date"]
examples = [{ text = "[work Salt] sails on May 4.", published = "2025-02-01", claims = ["premiere: Salt"] }]
counter_examples = [{ text = "[person Ana Reyes] sails." }]
"""


@pytest.fixture
def folder(tmp_path):
    def write(text, name="mine.toml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return [tmp_path]

    return write


def test_a_users_rules_come_after_the_shipped_ones(folder):
    shipped, both = load_rules(), load_rules(folder(RULE))
    assert both.rules[: len(shipped.rules)] == shipped.rules
    assert [rule.id for rule in both.rules[len(shipped.rules) :]] == ["mine.sail"]
    assert both.hash != shipped.hash
    assert both.forms["sailed"] == (("verb", "sail"),)


def test_the_same_files_give_the_same_set(folder):
    assert load_rules(folder(RULE)).hash == load_rules(folder(RULE)).hash


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("why =", "wy =", r"mine\.toml: rule 'mine\.sail': unknown key 'wy'; allowed: .*why"),
        ('"premiere"', '"opening"', r"unknown predicate 'opening'; allowed: premiere, finale"),
        ("subject = [", "theme = [", r"unknown role 'theme'; allowed: subject, object, role, date, season"),
        ("verb = [", "word = [", r"a trigger has one key of: noun, role, unit, verb"),
        ('["sail"]', '["@sea_verbs"]', r"unknown word list '@sea_verbs'; allowed: "),
        ('why = "A work that sets sail premieres."', "", r"why is missing or empty"),
        ('trigger = { verb = ["sail"] }', "", r"trigger is missing or empty"),
        ('[{ text = "[person Ana Reyes] sails." }]', "[]", r"counter_examples is missing or empty"),
        ("required =", 'take = "middle"\nrequired =', r"take is 'middle'; allowed: first, last"),
        (
            "required =",
            'modality = "sure"\nrequired =',
            r"modality is 'sure'; allowed: confirmed, expected, speculative, denied",
        ),
    ],
)
def test_what_is_no_rule_is_refused(folder, old, new, message):
    assert old in RULE
    with pytest.raises(UsageError, match=message):
        load_rules(folder(RULE.replace(old, new)))


def test_a_rule_without_examples_is_refused(folder):
    without = "\n".join(line for line in RULE.splitlines() if not line.startswith("examples"))
    with pytest.raises(UsageError, match="examples is missing or empty; every rule needs it"):
        load_rules(folder(without))


def test_an_id_that_stands_twice_is_refused(folder):
    with pytest.raises(UsageError, match=r"'mine\.sail' is defined twice"):
        load_rules(folder(RULE + RULE))
    with pytest.raises(UsageError, match=r"'premiere\.verb' is defined twice"):
        load_rules(folder(RULE.replace("mine.sail", "premiere.verb")))


def test_an_unknown_table_and_broken_toml_are_refused(folder):
    with pytest.raises(UsageError, match=r"unknown table 'rules'; allowed: rule, words"):
        load_rules(folder(RULE.replace("[[rule]]", "[[rules]]")))
    with pytest.raises(UsageError, match=r"mine\.toml: not readable as TOML"):
        load_rules(folder(RULE.replace("[[rule]]", "[[rule")))


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(UsageError, match="no such folder; give a folder that holds"):
        load_rules([tmp_path / "nowhere"])


def test_a_files_own_word_list_serves_its_rules(folder):
    words = '[words]\nsea_verbs = ["sail", "drift"]\n'
    rules = load_rules(folder(words + RULE.replace('["sail"]', '["@sea_verbs"]')))
    assert rules.rules[-1].triggers == {"sail", "drift"}
    assert rules.forms["drifting"] == (("verb", "drift"),)


def test_every_shipped_rule_has_words_that_call_it():
    rules = load_rules()
    called = {rule.id for group in rules.by_word.values() for rule in group}
    assert called == {rule.id for rule in rules.rules}

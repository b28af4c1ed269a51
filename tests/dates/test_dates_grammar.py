"""Every rule is data with its own examples and counter-examples: here they run."""

import re
import tomllib
from datetime import date
from importlib.resources import files

import pytest

from pipeline.dates import find_dates
from pipeline.dates.context import READERS
from pipeline.dates.grammar import grammar
from pipeline.dates.modifiers import JOINERS, MODIFIERS

EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in grammar().rules
    for number, example in enumerate(rule.examples)
]
COUNTER_EXAMPLES = [
    pytest.param(rule, text, id=f"{rule.id}-{number}")
    for rule in grammar().rules
    for number, text in enumerate(rule.counter_examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule, example):
    published = date.fromisoformat(example["published"]) if "published" in example else None
    found = {one.text: one for one in find_dates(example["text"], published)}
    assert example["find"] in found
    assert found[example["find"]].edtf == example["edtf"]


@pytest.mark.parametrize(("rule", "text"), COUNTER_EXAMPLES)
def test_counter_example(rule, text):
    assert rule.id not in {one.rule for one in find_dates(text, date(2024, 6, 12))}


def test_every_piece_is_used():
    folder = files("pipeline.dates") / "grammar"
    texts = [(folder / name).read_text("utf-8") for name in sorted(one.name for one in folder.iterdir())]
    pieces = {name for text in texts for name in tomllib.loads(text).get("piece", {})}
    assert [name for name in sorted(pieces) if not re.search(rf"{{=?{name}[:}}]", "".join(texts))] == []


def test_every_rule_has_a_meaning():
    known = {"base": READERS, "before": MODIFIERS, "after": MODIFIERS, "between": JOINERS}
    assert [rule.id for rule in grammar().rules if rule.reads not in known[rule.layer]] == []

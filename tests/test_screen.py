"""The treebank of this field's sentences: each line is a tree that the training tools can use."""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from pathlib import Path

import pytest
import spacy

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from screen import Screen, choose  # noqa: E402
from tokenizer import blank  # noqa: E402

TREEBANK = Screen(ROOT / "training" / "screen.txt")
VARIANTS = 8


@pytest.fixture(scope="module")
def variants() -> list[tuple[str, list[dict]]]:
    rng, unknown = random.Random(7), defaultdict(lambda: ("", "X", ""))
    return [(line, TREEBANK.tokens(line, rng, unknown)) for line in TREEBANK.lines for _ in range(VARIANTS)]


def test_there_are_sentences_to_train_and_others_to_test() -> None:
    training, testing = TREEBANK.split(testing=False), TREEBANK.split(testing=True)
    assert len(training) >= 200 and len(testing) >= 50
    assert not set(training) & set(testing)


def test_every_variant_is_a_tree_without_crossing_arcs(variants: list[tuple[str, list[dict]]]) -> None:
    for line, tokens in variants:
        roots = [i for i, token in enumerate(tokens) if token["dep"] == "ROOT"]
        assert len(roots) == 1 and tokens[roots[0]]["head"] == -1, line
        arcs = [(min(i, t["head"]), max(i, t["head"])) for i, t in enumerate(tokens) if t["dep"] != "ROOT"]
        assert not any(a < c < b < d for a, b in arcs for c, d in arcs), line
        for i in range(len(tokens)):
            steps = 0
            while tokens[i]["head"] != -1:
                i, steps = tokens[i]["head"], steps + 1
                assert steps <= len(tokens), line


def test_labels_and_tags_are_those_of_the_model(variants: list[tuple[str, list[dict]]]) -> None:
    nlp = spacy.load(ROOT / "pipeline" / "language" / "model", exclude=["ner"])
    labels, tags = set(nlp.get_pipe("parser").labels), set(nlp.get_pipe("tagger").labels)
    for line, tokens in variants:
        assert {token["dep"] for token in tokens} <= labels, line
        assert {token["tag"] for token in tokens} <= tags, line


def test_the_tokenizer_finds_the_same_words(variants: list[tuple[str, list[dict]]]) -> None:
    nlp = blank()
    for line, tokens in variants:
        text = "".join(token["word"] + " " * token["space"] for token in tokens)
        assert [t.text for t in nlp(text.strip())] == [token["word"] for token in tokens], line


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[nsubj Hamlet London/NNP] ran/VBD", "two heads"),
        ("[nsubj the ,] ran/VBD", "no head"),
        ("ran/VBD [obl on Sunday", "brackets"),
        ("Zzyzx ran/VBD", "no tag"),
    ],
)
def test_a_faulty_line_is_refused(line: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        TREEBANK.tokens(line, random.Random(1), defaultdict(lambda: ("", "X", "")))


def test_an_alternative_may_bring_its_own_tag() -> None:
    made = {choose("{plays|played/VBD}/VBZ", random.Random(seed)) for seed in range(20)}
    assert made == {"plays/VBZ", "played/VBD"}

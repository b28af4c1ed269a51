"""Offsets of a Scene: whatever stands for a name there, every token knows its place in the article's text."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.claims.scene import build_scene
from pipeline.claims.units import Unit, seasons_in

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")
TEXTS = {
    "curly quotes": "“Salt” returns on Orbit — the ‘second season’ of it.",
    "no-break spaces": "The\u00a0second\u00a0season of Salt\u00a0Road airs.",
    "emoji": "🎬🔥 Salt Road 👩‍👧 gets a second season 🎉",
    "windows lines": "Salt Road returns.\r\n\r\nIts second season\r\nopens in May.",
    "accents": "É\u0301lodie’s Salt Road: a second season ☕",
}


def names(text, *wanted):
    spans = ((text.find(name), name) for name in wanted if name in text)
    return [Unit("work", start, start + len(name), name) for start, name in spans]


def check_offsets(text, made):
    assert made.starts == sorted(made.starts)
    assert made.ends[-1] <= len(text)
    for token, start, end in zip(made.doc, made.starts, made.ends, strict=True):
        assert 0 <= start < end
        unit = made.unit(token)
        if unit is None:
            assert text[start:end] == token.text
        else:
            assert (start, end) == (unit.start, unit.end)
            assert text[start:end] == unit.text
    for sentence in made.sentences:
        start, end = made.place(sentence)
        assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize("kind", TEXTS)
def test_every_token_knows_its_place(kind):
    text = TEXTS[kind]
    units = sorted([*names(text, "Salt Road"), *seasons_in(text)], key=lambda unit: unit.start)
    made = build_scene([], NLP(text), units)
    check_offsets(text, made)
    assert [unit.text for unit in made.units.values()] == [unit.text for unit in units]


def test_a_unit_of_many_words_is_one_token_of_its_kind():
    text = "What We Did That Summer returns."
    made = build_scene([], NLP(text), names(text, "What We Did That Summer"))
    assert [token.text for token in made.doc] == ["Hamlet", "returns", "."]
    assert made.doc.ents[0].label_ == "WORK"


def test_the_end_of_a_sentence_inside_a_name_does_not_cut_it():
    text = "They watch Run! Rabbit on Monday. It is good."
    made = build_scene([], NLP(text), names(text, "Run! Rabbit"))
    assert len(made.units) == 1
    check_offsets(text, made)


def test_a_new_line_begins_a_sentence():
    text = "Second season ordered\nSalt Road is back."
    made = build_scene([], NLP(text), [])
    assert len(made.sentences) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aB .\n\r“”’\u00a0é🔥-()", max_size=60), st.text(alphabet="aB .\n“”🔥", max_size=60))
def test_a_name_planted_anywhere_keeps_its_place(before, after):
    text = f"{before} Salt Road {after}"
    unit = Unit("work", len(before) + 1, len(before) + 10, "Salt Road")
    made = build_scene([], NLP(text), [unit])
    check_offsets(text, made)
    assert list(made.units.values()) == [unit]

"""Scenes whose trees are written by hand, so that what is tested does not hang on the accident of a parse."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from pipeline.claims.discourse import Discourse
from pipeline.claims.pieces import shipped_pieces
from pipeline.claims.scene import Scene
from pipeline.claims.units import Unit
from pipeline.language.entity import Entity

PIECES = shipped_pieces()
VOCAB = spacy.blank("en").vocab  # it knows the lower case of a word
POS = {
    "VB": "VERB", "MD": "AUX", "NNP": "PROPN", "NN": "NOUN", "JJ": "ADJ", "RB": "ADV", "IN": "ADP",
    "TO": "PART", "DT": "DET", "PRP": "PRON", "WP": "PRON", "WDT": "PRON", "CC": "CCONJ", "CD": "NUM",
    "POS": "PART",
}  # fmt: skip
NAMES = {"work", "person", "character", "organization", "place"}


def scene(*sentences: str) -> Scene:
    """A Scene of sentences, each with one word a line: ``text tag dep head [kind [number]]``.

    ``_`` in a text is a blank; a text with a slash gives the lemma after it; heads count from 1 in the
    sentence; a kind makes the word a unit, a number is that of its season.
    """
    words, lemmas, tags, deps, heads, begins, kinds = [], [], [], [], [], [], []
    for sentence in sentences:
        first = len(words)
        for line in sentence.strip().splitlines():
            shown, tag, dep, head, *kind = line.split()
            text, _, lemma = shown.partition("/") if shown != "/" else (shown, "", "")
            words.append(text.replace("_", " "))
            lemmas.append(lemma or text.casefold())
            tags.append(tag)
            deps.append(dep)
            heads.append(first + int(head) - 1)
            begins.append(len(words) - 1 == first)
            kinds.append(kind)
    pos = [next((p for start, p in POS.items() if tag.startswith(start)), "PUNCT") for tag in tags]

    doc = Doc(VOCAB, words=words, tags=tags, deps=deps, heads=heads, lemmas=lemmas, pos=pos)
    for token, begin in zip(doc, begins, strict=True):
        assert bool(token.is_sent_start) == begin, f"the heads of {token} tie two sentences together"
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    units = {i: _unit(words[i], starts[i], kind) for i, kind in enumerate(kinds) if kind}
    doc.set_ents([Span(doc, i, i + 1, label=unit.kind.upper()) for i, unit in units.items()])
    return Scene(doc.text, doc, starts, ends, units, list(doc.sents))


def _unit(text: str, start: int, kind: list[str]) -> Unit:
    name, *numbers = kind
    entity = Entity(text, name) if name in NAMES else None
    roles = next(iter(PIECES.role_units(text))).roles if name == "role" else ()
    return Unit(
        name, start, start + len(text), text, entity=entity, numbers=tuple(map(int, numbers)), roles=roles,
        final="final" in text,
    )  # fmt: skip


def discourse(made: Scene) -> Discourse:
    return Discourse(made, PIECES)


def texts(tokens) -> list[str]:
    return [token.text for token in tokens]

"""The Scene: an article with every unit as one plain word, parsed.

A parser reads "Hamlet was renewed by Google" far better than "What We Do in the Shadows was renewed by FX on FX".
So each unit is replaced by one common word of its kind before tagging and parsing; the offsets of the article are
kept for every token. A rule that wants a work, a person or a date asks for one token.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.claims.units import Unit

_WORD = {
    "work": "Hamlet", "person": "Smith", "character": "Harry", "organization": "Google", "place": "London",
    "season": "season", "episode": "episode", "episodes": "episodes", "seasons": "seasons",
}  # fmt: skip
_CLOSERS = set(".!?…:;\"'”’)]—–") | {""}
_PREPOSITIONS_OF_YEARS = {"in", "since", "until", "from", "before", "after", "by", "of", "for", "between"}


@dataclass(slots=True)
class Scene:
    """``doc`` is the parsed Doc of plain words; ``starts``/``ends`` give each token's place in the article's text."""

    text: str
    doc: Doc
    starts: list[int]
    ends: list[int]
    units: dict[int, Unit]  # by token index
    sentences: list[Span] = field(default_factory=list)

    def unit(self, token: Token) -> Unit | None:
        return self.units.get(token.i)

    def is_kind(self, token: Token, kind: str) -> bool:
        unit = self.units.get(token.i)
        return unit is not None and unit.kind == kind

    def place(self, span: Span) -> tuple[int, int]:
        """The span's place in the article's text, outer blanks left out."""
        start, end = self.starts[span.start], self.ends[span.end - 1]
        chunk = self.text[start:end]
        return start + len(chunk) - len(chunk.lstrip()), end - len(chunk) + len(chunk.rstrip())


def _plain_word(unit: Unit, previous: str) -> str:
    if unit.kind == "date":
        return "2025" if previous.casefold() in _PREPOSITIONS_OF_YEARS else "Sunday"
    if unit.kind == "word":
        return unit.lemma
    if unit.kind == "verb":
        return re.split(r"[\s-]", unit.text)[-1].removeprefix("co")
    if unit.kind == "role":
        head = unit.text.split()[-1].casefold()
        return "producers" if head.endswith("s") else "producer"
    if unit.kind == "season" and re.match(r"S\d|seasons\b", unit.text):
        return "season" if unit.text[0] == "S" else "seasons"
    return _WORD[unit.kind]


def build_scene(pipes: Sequence[Callable[[Doc], Doc]], doc: Doc, units: list[Unit]) -> Scene:
    """Merge ``units`` (in order, none overlapping) into single words and parse with ``pipes``."""
    words: list[str] = []
    spaces: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    begins: list[bool] = []
    held: dict[int, Unit] = {}
    queue = iter(units)
    unit = next(queue, None)
    merged: Unit | None = None  # the unit whose first token was written last
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        while unit is not None and unit.end <= start:
            unit = next(queue, None)
        inside = unit is not None and unit.start < end
        begin = token.i == 0 or _begins_sentence(doc, token)
        if inside and unit is merged:
            ends[-1] = max(ends[-1], end)
            spaces[-1] = bool(token.whitespace_)
            continue
        if inside and unit is not None:
            merged = unit
            if unit.kind != "word":
                held[len(words)] = unit
        words.append(_plain_word(unit, words[-1] if words else "") if inside and unit else token.text)
        spaces.append(bool(token.whitespace_))
        starts.append(start)
        ends.append(end)
        begins.append(begin)
    scene_doc = Doc(doc.vocab, words=words, spaces=spaces)
    for token, begin in zip(scene_doc, begins, strict=True):
        token.is_sent_start = begin
    for pipe in pipes:
        scene_doc = pipe(scene_doc)
    scene_doc.set_ents([Span(scene_doc, i, i + 1, label=unit.kind.upper()) for i, unit in held.items()])
    return Scene(doc.text, scene_doc, starts, ends, held, list(scene_doc.sents))


def _begins_sentence(doc: Doc, token: Token) -> bool:
    """The model's sentence starts, where something closes the one before: it also breaks long ones at a capital. A
    new line begins one always: a heading and a list's item are sentences of their own."""
    if token.is_space:
        return False
    before = doc[max(0, token.i - 2) : token.i].text_with_ws
    if "\n" in before[len(before.rstrip()) :]:
        return True
    return _after_initial(doc, token) or (bool(token.is_sent_start) and before.rstrip()[-1:] in _CLOSERS)


def _after_initial(doc: Doc, token: Token) -> bool:
    """ "... stars Ana Q. The series ...": the full stop of an initial may end the sentence too."""
    if token.i == 0 or not (token.is_title and token.is_stop):
        return False
    before = doc[max(0, token.i - 3) : token.i].text[-4:].rstrip()
    return bool(re.search(r"\b[A-Z]\.$", before))


def syntax_pipes(nlp: Language) -> list[Callable[[Doc], Doc]]:
    """The model's pipes that tag and parse, in their order; the names are found before a Scene is built."""
    return [pipe for name, pipe in nlp.pipeline if nlp.get_pipe_meta(name).factory in _SYNTAX]


_SYNTAX = {
    "tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "trainable_lemmatizer",
}  # fmt: skip

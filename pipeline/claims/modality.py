"""How surely a sentence says what it says: tense of the trigger, and cues with direction, scope and blockers."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from spacy.tokens import Span, Token

from pipeline.claims import syntax
from pipeline.errors import UsageError
from pipeline.types import Modality

_GIVES = ("hypothetical", "denied", "speculative", "expected", "change", "blocks")
_KEYS = {"id", "gives", "direction", "reach", "words", "ends", "unless", "examples"}
_UNSURE: tuple[Modality, ...] = ("denied", "speculative", "expected")  # the first that a cue gives holds
_MODALS_OF_FUTURE = {"will", "'ll", "shall", "wo", "ca"}


@dataclass(frozen=True, slots=True)
class Cue:
    id: str
    gives: str
    direction: str
    reach: int
    ends: frozenset[str]
    unless: frozenset[str]  # words anywhere in the sentence that silence the cue


@dataclass(frozen=True, slots=True)
class Stance:
    """``modality`` None: no claim is made (a condition, a question). ``cues`` say why, by id."""

    modality: Modality | None
    occurred: bool
    change: bool
    cues: tuple[str, ...] = ()


class Cues:
    def __init__(self, data: dict[str, Any]) -> None:
        self.ends_scope = frozenset(data["ends_scope"])
        self.by_first: dict[str, list[tuple[tuple[str, ...], Cue]]] = defaultdict(list)
        for row in data["cue"]:
            unknown = sorted(set(row) - _KEYS)
            if unknown:
                raise UsageError(
                    f"cue {row.get('id')!r}: unknown key {unknown[0]!r}; allowed: {', '.join(sorted(_KEYS))}"
                )
            if row["gives"] not in _GIVES:
                raise UsageError(f"cue {row['id']!r}: gives {row['gives']!r}; allowed: {', '.join(_GIVES)}")
            cue = Cue(
                row["id"], row["gives"], row.get("direction", "forward"), row.get("reach", 0),
                frozenset(row.get("ends", ())), frozenset(row.get("unless", ())),
            )  # fmt: skip
            for phrase in row["words"]:
                words = tuple(phrase.split())
                self.by_first[words[0]].append((words, cue))
        for rows in self.by_first.values():
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, sentence: Span) -> list[tuple[int, int, Cue]]:
        """Cues of a sentence as (first token, end token, cue), those inside a blocking phrase left out."""
        words = [t.lower_ for t in sentence]
        found: list[tuple[int, int, Cue]] = []
        hidden: set[int] = set()
        for i, word in enumerate(words):
            for phrase, cue in self.by_first.get(word, ()):
                if tuple(words[i : i + len(phrase)]) != phrase or not cue.unless.isdisjoint(words):
                    continue
                start, end = sentence.start + i, sentence.start + i + len(phrase)
                if cue.gives == "blocks":
                    hidden.update(range(start, end))
                else:
                    found.append((start, end, cue))
        return [(s, e, c) for s, e, c in found if s not in hidden]

    def acts(self, cue: Cue, start: int, end: int, trigger: Token) -> bool:
        """Whether a cue at [start, end) reaches the trigger: right side, near enough, nothing between that ends it."""
        doc = trigger.doc
        if start <= trigger.i < end or cue.direction == "sentence":
            return True
        forward = cue.direction == "forward"
        if forward != (end <= trigger.i):
            return False
        between = doc[end : trigger.i] if forward else doc[trigger.i + 1 : start]
        if len(between) > cue.reach:
            return False
        return not any(t.lower_ in self.ends_scope or t.lower_ in cue.ends for t in between)


def shipped_cues() -> Cues:
    return Cues(tomllib.loads(files("pipeline.rules").joinpath("cues.toml").read_text("utf-8")))


def stance(cues: Cues, trigger: Token, found: list[tuple[int, int, Cue]], *, is_question: bool) -> Stance:
    """The stance of the sentence towards what ``trigger`` says; ``found`` are the sentence's cues."""
    acting = [cue for start, end, cue in found if cues.acts(cue, start, end, trigger) and _is_meant(trigger.doc, start)]
    ids = tuple(cue.id for cue in acting)
    given = {cue.gives for cue in acting}
    change = "change" in given
    if is_question or "hypothetical" in given or _in_condition(trigger):
        return Stance(None, False, change, ids)
    for modality in _UNSURE:
        if modality in given:
            return Stance(modality, False, change, ids)
    return Stance("confirmed", is_past(trigger), change, ids)


def _in_condition(trigger: Token) -> bool:
    """Whether the clause, or one that it belongs to, is opened by "if" or "whether"."""
    token, steps = trigger, 0
    while steps < 8:
        if any(c.dep_ == "mark" and c.lower_ in ("if", "whether", "unless") for c in token.children):
            return True
        if token.head == token:
            return False
        token, steps = token.head, steps + 1
    return False


def _is_meant(doc: Any, i: int) -> bool:
    """ "may" and "might" only as verbs; "set" and "due" as they come."""
    token = doc[i]
    return token.lower_ not in ("may", "might", "could", "should", "would") or token.tag_ == "MD"


def is_past(trigger: Token) -> bool:
    """Whether the clause tells a past event: "premiered", "has been renewed", "was created"."""
    verb = trigger
    while not syntax.is_verbal(verb) and verb.head != verb:
        verb = verb.head
    auxiliaries = [c for c in verb.children if c.dep_.startswith(("aux", "cop"))]
    if any(a.tag_ == "MD" or a.lower_ in _MODALS_OF_FUTURE for a in auxiliaries):
        return False
    if verb.tag_ == "VBD":
        return True
    if verb.tag_ == "VBN":
        return any(a.lemma_.lower() == "have" or a.tag_ == "VBD" for a in auxiliaries)
    return any(a.tag_ == "VBD" for a in auxiliaries)

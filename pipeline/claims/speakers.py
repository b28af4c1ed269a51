"""Who says it: the person or body to whom a sentence is attributed, None for the article's own voice."""

from __future__ import annotations

from spacy.tokens import Span, Token

from pipeline.claims import syntax
from pipeline.claims.discourse import Discourse, Filler
from pipeline.claims.scene import Scene

_REPORTING = {
    "say", "tell", "confirm", "reveal", "announce", "report", "explain", "add", "note", "claim", "tease", "state",
    "tweet", "write", "hint", "suggest", "admit", "insist", "declare", "recall", "joke", "predict", "speculate",
    "promise", "share", "post", "mention", "think", "believe",
}  # fmt: skip
_SPEAKERS = frozenset({"person", "organization"})
_OPEN, _CLOSE, _EITHER = "“«", "”»", '"'


class Speakers:
    """Attribution of every sentence of a Scene."""

    def __init__(self, scene: Scene, discourse: Discourse) -> None:
        self._scene, self._discourse = scene, discourse
        self._quoted = _quoted_tokens(scene)
        self._reports = [self._report(sentence) for sentence in scene.sentences]

    def of(self, trigger: Token) -> str | None:
        """The speaker of the words at ``trigger``."""
        n = next(i for i, s in enumerate(self._scene.sentences) if s.start <= trigger.i < s.end)
        report = self._reports[n]
        quoted = self._quoted[trigger.i]
        if report is not None:
            speaker, verb = report
            if verb is None or quoted or (trigger.i != verb.i and _is_below(trigger, verb)):
                return speaker.entity.name if speaker.entity else None
        if not quoted:
            return None
        # a quotation runs over several sentences: whoever is named at its other sentences says this one too
        for step in (-1, 1):
            m = n + step
            while 0 <= m < len(self._reports) and abs(m - n) <= 8 and self._continues(n, m):
                if (other := self._reports[m]) is not None and other[0].entity:
                    return other[0].entity.name
                m += step
        return None

    def _continues(self, n: int, m: int) -> bool:
        sentence = self._scene.sentences[m]
        return any(self._quoted[t.i] for t in sentence)

    def _report(self, sentence: Span) -> tuple[Filler, Token | None] | None:
        for token in sentence:
            if token.lower_ == "according" and token.i + 2 < len(token.doc):
                for t in token.doc[token.i + 2 : min(token.i + 12, sentence.end)]:
                    unit = self._scene.unit(t)
                    if unit is not None and unit.kind in _SPEAKERS and (f := self._discourse.resolve(t, _SPEAKERS)):
                        return f, None
        for token in sentence:
            if token.lemma_.lower() in _REPORTING and syntax.is_verbal(token):
                for subject in syntax.surface_subject(token) if not syntax.is_passive(token) else []:
                    filler = self._discourse.resolve(subject, _SPEAKERS)
                    if filler is not None:
                        return filler, token
        return None


def _is_below(token: Token, verb: Token) -> bool:
    climb, steps = token, 0
    while climb.head != climb and steps < 30:
        if climb.head.i == verb.i:
            return climb.dep_ in ("ccomp", "parataxis", "xcomp", "obj", "dep", "advcl")
        climb, steps = climb.head, steps + 1
    return False


def _quoted_tokens(scene: Scene) -> list[bool]:
    """For each token whether it stands inside double quotes; an unclosed quote ends with its paragraph."""
    quoted, inside = [], False
    for token, start, end in zip(scene.doc, scene.starts, scene.ends, strict=True):
        text = scene.text[start:end]
        if "\n" in text and text.count("\n") > 1:
            inside = False
        if text in _OPEN or (text in _EITHER and not inside) or token.text == "``":
            inside = True
        elif text in _CLOSE or (text in _EITHER and inside) or token.text == "''":
            inside = False
        quoted.append(inside)
    return quoted

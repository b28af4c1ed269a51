"""Typographic and case noise for training passages, and the removal of quotation marks around titles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from ner_sources import Passage

QUOTED = "\"“”‘’'«»"


def rewrite(passage: Passage, edits: list[tuple[int, int, str]]) -> Passage:
    """The passage with each (start, end, new text) put in place; spans move along. Edits must not overlap."""
    edits = sorted(edits)

    def moved(at: int) -> int:
        shift = 0
        for start, end, new in edits:
            if end <= at and (start, end) != (at, at):
                shift += len(new) - (end - start)
            elif start < at:
                return start + len(new) + shift
        return at + shift

    text, last = "", 0
    for start, end, new in edits:
        text += passage.text[last:start] + new
        last = end
    text += passage.text[last:]
    spans = [(moved(s), moved(e), label) for s, e, label in passage.spans]
    unknown = [(moved(s), moved(e)) for s, e in passage.unknown]
    return replace(passage, text=text, spans=spans, unknown=unknown)


def unquote(passage: Passage) -> Passage:
    """Drop the quotation marks that stand directly around a work; news often has none."""
    edits = []
    for start, end, label in passage.spans:
        before, after = passage.text[max(0, start - 1) : start], passage.text[end : end + 1]
        if label == "WORK" and before and after and before in QUOTED and after in QUOTED:
            edits += [(start - 1, start, ""), (end, end + 1, "")]
    return rewrite(passage, edits)


def curly(passage: Passage) -> Passage:
    """Straight quotation marks and apostrophes as typeset ones."""
    text = re.sub(r"(^|[\s(—-])\"", r"\1“", passage.text).replace('"', "”")
    text = re.sub(r"(^|[\s(—“])'", r"\1‘", text).replace("'", "’")
    return replace(passage, text=text)


def glued_dashes(passage: Passage) -> Passage:
    """Commas and spaced dashes before a word as dashes without spaces, in a few places."""
    return rewrite(passage, [(m.start(), m.end(), "—") for m in re.finditer(r" [–—-] ", passage.text)])


def cased(change: Callable[[str], str]) -> Callable[[Passage], Passage]:
    """A noise that changes case throughout, skipped where a letter would change the length."""

    def apply(passage: Passage) -> Passage:
        text = change(passage.text)
        return replace(passage, text=text) if len(text) == len(passage.text) else passage

    return apply


NOISES: list[tuple[float, Callable[[Passage], Passage]]] = [
    (0.7, unquote),
    (0.35, curly),
    (0.3, glued_dashes),
    (0.02, cased(str.upper)),
    (0.015, cased(str.lower)),
    (0.01, lambda p: replace(p, text=p.text.replace(" ", "\u00a0", 3))),
]


def noisy(passage: Passage, rng: random.Random) -> Passage:
    """The passage after each noise in turn, drawn with its probability."""
    for chance, noise in NOISES:
        if rng.random() < chance:
            passage = noise(passage)
    return passage

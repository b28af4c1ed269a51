"""Which way a bare weekday or month points: the tense of the verb that governs it, guessed from its
neighbours."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

Direction = Literal["past", "future"]

_BEFORE, _AFTER = 140, 90
_BREAK = re.compile(
    r"[.!?;](?=[\s\"”’')]|\Z)(?<!\b[A-Za-z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Co)\.)(?<!\b(?:Mrs|Inc|Gov|Sen|Rep)\.)|\n\s*\n"
)


@cache
def _cues() -> re.Pattern[str]:
    words = tomllib.loads((files("pipeline.dates") / "tense.toml").read_text("utf-8"))

    def any_of(name: str) -> str:
        return "|".join(words[name]).replace("'", "['’]")

    article = "".join(rf"(?<!\b{word} )" for word in words["before_participle"])
    adverb = "(?:(?:now|also|currently|all|tentatively|still) )?"
    plan = rf"(?:is|are|be|was|were|['’]s|['’]re) {adverb}(?:{any_of('plans')})"
    participle = rf"{article}(?!(?:{any_of('no_past')})\b)[a-z]{{2,}}ed"
    return re.compile(
        rf"\b(?:(?P<future>{plan}|{any_of('future')})|(?P<past>{any_of('past')}|{participle}))\b",
        re.IGNORECASE,
    )


def breaks_sentence(text: str, start: int, end: int) -> bool:
    """Whether a sentence or a paragraph ends between two offsets."""
    return _BREAK.search(text, start, end) is not None


def guess(text: str, start: int, end: int) -> Direction | None:
    """The direction of the nearest verb in the sentence, those on the left first; ``None`` where there is
    none."""
    floor = max(0, start - _BEFORE)
    for stop in _BREAK.finditer(text, floor, start):
        floor = stop.end()
    cues = list(_cues().finditer(text, floor, start))
    if cues:
        return "future" if cues[-1].lastgroup == "future" else "past"
    ceiling = min(len(text), end + _AFTER)
    pause = _BREAK.search(text, end, ceiling)
    cue = _cues().search(text, end, pause.start() if pause else ceiling)
    return None if cue is None else "future" if cue.lastgroup == "future" else "past"

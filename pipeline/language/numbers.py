"""Titles that are numbers: a year, "24", "9-1-1". Most numbers are none, so only those that the text treats
as a title."""

from __future__ import annotations

from pipeline.language.ground import Candidate, Ground
from pipeline.language.view import View

RECENT = range(1990, 2040)  # years of the news itself, which are dates
WORK_NOUNS = frozenset(
    "series drama comedy thriller western show sitcom miniseries film movie prequel sequel spinoff reboot".split()
)
_PARTS = frozenset("season seasons episode episodes cast finale star creator premiere trailer".split())
_VERBS = frozenset("premieres returns debuts stars follows finale creator showrunner".split())
_OF_DATES = frozenset("in since by from until of during before after circa around about to the - – /".split())


def take(ground: Ground) -> None:
    view = ground.view
    spans = [span for at in range(len(view)) if (span := _number(ground, at)) is not None]
    titles = {tuple(view.words[start:end]) for start, end in spans if _is_title(ground, start, end)}
    for start, end in spans:
        dated = start > 0 and (view.lower[start - 1] in _OF_DATES or view.words[start - 1] in ground.words.months)
        if tuple(view.words[start:end]) in titles and (not dated or _is_title(ground, start, end)):
            ground.add(Candidate(start, end, (start, end)))


def _number(ground: Ground, at: int) -> tuple[int, int] | None:
    """The words of a free number of two to four digits, or of one digit and one digit and one digit."""
    view, word = ground.view, ground.view.words[at]
    if not ground.free[at] or not word.isdigit():
        return None
    if _is_triple(view, at):
        return at, at + 5
    apart = (at == 0 or not view.glued(at)) and not (
        at + 1 < len(view) and view.glued(at + 1) and view.words[at + 1] in "-/:"
    )
    return (at, at + 1) if apart and 2 <= len(word) <= 4 and int(word) not in RECENT else None


def _is_triple(view: View, at: int) -> bool:
    words = view.words[at : at + 5]
    digits = len(words) == 5 and all(len(word) == 1 and word.isdigit() for word in words[::2])
    return digits and words[1::2] == ["-", "-"] and all(view.glued(index) for index in range(at + 1, at + 5))


def _is_title(ground: Ground, start: int, end: int) -> bool:
    view = ground.view
    if end - start > 1 or (end < len(view) and ground.season(end)):
        return True
    before = view.lower[max(0, start - 2) : start]
    if before[-1:] and before[-1] in WORK_NOUNS:
        return True
    if len(before) == 2 and before[1] == "of" and before[0] in _PARTS:
        return True
    after = view.lower[end] if end < len(view) else ""
    return after in _VERBS and (not before or before[-1] not in _OF_DATES)

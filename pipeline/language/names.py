"""Where names may stand: titles that are set off, entries of lists, runs of capitals, what the model found.

The result is a row of candidates that do not overlap; what each names, if anything, is decided later for the
article as a whole.
"""

from __future__ import annotations

import re

from pipeline.language import numbers, runs, titles
from pipeline.language.ground import Candidate, Found, Ground
from pipeline.language.lists import Listed, Lists
from pipeline.language.view import View, is_capital

_SITE = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|co|io|ai|tv)")


def find(view: View, source: str, lists: Lists, found: list[Found], italics: list[tuple[int, int]]) -> list[Candidate]:
    """All candidates in order.

    ``source`` is the text before it was made plain; ``italics`` are spans of the view that the mark-up sets
    off.
    """
    ground = Ground(view, source, lists, found)
    titles.take_italics(ground, italics)
    titles.take_catalogues(ground)
    titles.take_quotes(ground)
    _take_sites(ground)
    _take_listed(ground)
    runs.take(ground)
    numbers.take(ground)
    _take_rest(ground)
    return sorted(ground.out, key=lambda candidate: candidate.start)


def _take_sites(ground: Ground) -> None:
    """Addresses of sites that stand for the site."""
    for at, word in enumerate(ground.view.words):
        if ground.free[at] and _SITE.fullmatch(word) and ground.lists.match(ground.view.words, at) is None:
            ground.add(Candidate(at, at + 1, (at, at + 1), site=True))


def _take_listed(ground: Ground) -> None:
    """Names of the lists, unless they are only a part of a longer name."""
    at = 0
    while at < len(ground.view):
        match = ground.lists.match(ground.view.words, at) if ground.free[at] else None
        end = at + match[0] if match else at
        if match is None or not ground.unused(at, end) or not (match[1].known or _is_whole(ground, at, end, match[1])):
            at += 1
            continue
        ground.add(Candidate(at, end, (at, end), listed=match[1]))
        at = end


def _is_whole(ground: Ground, start: int, end: int, entry: Listed) -> bool:
    """No capitals beside a listed name belong to it."""
    view, words = ground.view, ground.words
    if _is_hyphened(ground, start, end) or (start and view.words[start - 1] in words.honorifics):
        return False
    if start and view.words[start - 1] in words.given and view.words[start] in words.family:
        return False
    if start and view.words[start - 1] in "\"'" and ground.nickname(start - 1, end):
        return False
    title = {view.words[start - 1] if start else "", *view.words[end : end + 1]} & words.jobs
    if title and view.words[start] in words.jobs:  # "Senior Vice President"
        return False
    headline = view.kind(start) in ("headline", "capitals")
    loose = entry.type == "place" or entry.ambiguous
    stop = end
    while stop - end < 4 and ground.capital(stop, view.line[start]):
        stop += 1
    if words.endings.intersection(view.words[end:stop]):
        return False
    if loose and not headline and stop > end and view.words[end] not in words.jobs:
        return False
    before = start > 0 and ground.capital(start - 1, view.line[start]) and not view.initial[start - 1]
    if loose and not headline and before and view.words[start - 1] not in words.jobs:
        return False
    span = ground.by_word[start]
    return not loose or span is None or span.start >= start or span.type not in ("work", "person")


def _is_hyphened(ground: Ground, start: int, end: int) -> bool:
    """A hyphen binds the words to a capital on either side."""
    view = ground.view
    left = start > 1 and view.words[start - 1] == "-" and view.glued(start) and view.glued(start - 1)
    right = view.words[end : end + 1] == ["-"] and view.glued(end) and end + 1 < len(view) and view.glued(end + 1)
    return (left and is_capital(view.words[start - 2])) or (right and is_capital(view.words[end + 1]))


def _take_rest(ground: Ground) -> None:
    """What the model alone found."""
    view, words = ground.view, ground.words
    for span in ground.found:
        told = any(
            is_capital(view.words[at]) and not (view.initial[at] and view.lower[at] in words.common)
            for at in range(span.start, span.end)
        )
        line = [word for word in view.words[span.start : span.end] if not word[0].isdigit()]
        if (
            told
            and not words.empty.issuperset(line)
            and not ground.season(span.start)
            and ground.unused(span.start, span.end)
        ):
            ground.add(Candidate(span.start, span.end, (span.start, span.end), model=span.type))

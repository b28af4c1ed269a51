"""Where names may stand: titles that are set off, entries of lists, runs of capitals, what the model found.

The result is a row of candidates that do not overlap; what each names, if anything, is decided later for the
article as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.lists import Listed, Lists
from pipeline.language.view import View, is_capital

MAX_NAME = 16  # words
_SITE = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|co|io|ai|tv)")
_SEASON_WORDS = frozenset("season seasons series episode episodes volume vol vol.".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve".split())


@dataclass(slots=True)
class Candidate:
    """Words ``start`` to ``end`` of the view that may be a name, and how they stood out."""

    start: int
    end: int
    outer: tuple[int, int]  # with the quotes around
    quoted: bool = False
    italic: bool = False
    item: bool = False  # a line of its own in a catalogue
    site: bool = False  # the address of a site
    model: str | None = None  # type that the model gave
    listed: Listed | None = None
    weak: bool = False  # its capital may be due to the place alone


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the view that the model took for a name."""

    start: int
    end: int
    type: str


class Ground:
    """The words of an article and what is already taken of them."""

    def __init__(self, view: View, source: str, lists: Lists, found: list[Found]) -> None:
        self.view, self.source, self.lists, self.words = view, source, lists, lists.words
        self.found = [span for span in found if span.end - span.start <= MAX_NAME]
        self.text = f" {' '.join(view.words)} "
        self.out: list[Candidate] = []
        self.free = [True] * len(view)
        self.surnames = {
            view.words[at] for at in range(1, len(view)) if view.words[at - 1] in self.words.given
        }
        self.by_word: list[Found | None] = [None] * len(view)
        for span in self.found:
            self.by_word[span.start : span.end] = [span] * (span.end - span.start)

    def add(self, candidate: Candidate) -> None:
        """Take a candidate, with the model's type where the model means about the same words."""
        start, end = candidate.outer
        span = self.by_word[candidate.start]
        inside = span is not None and start <= span.start and span.end <= end
        if (
            candidate.model is None
            and inside
            and 2 * (span.end - span.start) >= candidate.end - candidate.start
        ):
            candidate.model = span.type
        self.free[start:end] = [False] * (end - start)
        self.out.append(candidate)

    def unused(self, start: int, end: int) -> bool:
        return all(self.free[start:end])

    def capital(self, at: int, line: int) -> bool:
        """A free capital on this line."""
        view = self.view
        return at < len(view) and view.line[at] == line and self.free[at] and is_capital(view.words[at])

    def nickname(self, begun: int, at: int) -> bool:
        """The quotes at these two words stand inside a person's name."""
        view = self.view
        if begun == 0 or at + 1 >= len(view) or not 1 < at - begun <= 4:
            return False
        before, after = view.words[begun - 1], view.words[at + 1]
        return (
            is_capital(before)
            and is_capital(after)
            and not self.words.common.intersection((before.lower(), after.lower()))
            and self.lists.match(view.words, begun - 1) is None
            and view.line[begun - 1] == view.line[at + 1]
        )

    def stands_alone(self, start: int, end: int) -> bool:
        """Two words or more that the text has elsewhere too without the word that follows here."""
        if end - start < 2:
            return False
        name, longer = " ".join(self.view.words[start:end]), " ".join(self.view.words[start : end + 2])
        return self.text.count(f" {name} ") > self.text.count(f" {longer} ")

    def season(self, at: int) -> bool:
        """Here begins what is no part of a title: "Season 2", "Series Three", "Part 1 of"."""
        view = self.view
        following = view.lower[at + 1] if at + 1 < len(view) else ""
        if view.lower[at] in _SEASON_WORDS:
            if following in ("finale", "premiere"):
                return view.words[at][0].isupper()
            return following[:1].isdigit() or following in _NUMBERS
        return view.lower[at] == "part" and view.lower[at + 2 : at + 3] == ["of"]


def find(
    view: View, source: str, lists: Lists, found: list[Found], italics: list[tuple[int, int]]
) -> list[Candidate]:
    """All candidates in order.

    ``source`` is the text before it was made plain; ``italics`` are spans of the view that the mark-up sets
    off.
    """
    from pipeline.language import numbers, runs, titles

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
        if (
            match is None
            or not ground.unused(at, end)
            or not (match[1].known or _is_whole(ground, at, end, match[1]))
        ):
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
    right = (
        view.words[end : end + 1] == ["-"] and view.glued(end) and end + 1 < len(view) and view.glued(end + 1)
    )
    return (left and is_capital(view.words[start - 2])) or (right and is_capital(view.words[end + 1]))


def _take_rest(ground: Ground) -> None:
    """What the model alone found."""
    view, words = ground.view, ground.words
    empty = words.never | words.calendar | words.people_of
    for span in ground.found:
        told = any(
            is_capital(view.words[at]) and not (view.initial[at] and view.lower[at] in words.common)
            for at in range(span.start, span.end)
        )
        line = [word for word in view.words[span.start : span.end] if not word[0].isdigit()]
        if (
            told
            and not empty.issuperset(line)
            and not ground.season(span.start)
            and ground.unused(span.start, span.end)
        ):
            ground.add(Candidate(span.start, span.end, (span.start, span.end), model=span.type))

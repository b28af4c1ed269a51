"""The words of an article, what is already taken of them, and the candidates for names."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.language.lists import Listed, Lists
from pipeline.language.view import View, is_capital

MAX_NAME = 16  # words
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
        self.surnames = {view.words[at] for at in range(1, len(view)) if view.words[at - 1] in self.words.given}
        self.by_word: list[Found | None] = [None] * len(view)
        for span in self.found:
            self.by_word[span.start : span.end] = [span] * (span.end - span.start)

    def add(self, candidate: Candidate) -> None:
        """Take a candidate, with the model's type where the model means about the same words."""
        start, end = candidate.outer
        span = self.by_word[candidate.start]
        if span is not None and start <= span.start and span.end <= end:
            most = 2 * (span.end - span.start) >= candidate.end - candidate.start
            candidate.model = candidate.model or (span.type if most else None)
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

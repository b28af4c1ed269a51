"""A Doc as plain lists of words: what the steps that find names look at, thousands of times for each
article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from pipeline.language.lists import Words

LineKind = Literal["prose", "headline", "capitals", "item"]

MAX_ITEM = 14  # words of a line that can be one entry of a list
MIN_ITEMS = 4  # such lines in a row that make a list
_END = frozenset(".!?…") | {"...", "…"}
_OPENING = frozenset("\"'([{—–•*|>") | {"--", "---"}


@dataclass(slots=True)
class View:
    """The Doc's tokens that are not spaces. ``initial``: a capital here may be due to the place alone.

    ``line`` numbers the lines of the text; ``lines`` gives each line's first and one-past-last word and its
    kind:
    in headlines and capitals a capital tells nothing; an item is one of several short lines, each a list
    entry.
    """

    words: list[str]
    lower: list[str]
    token: list[int]  # index in the Doc
    start: list[int]  # character offsets
    end: list[int]
    initial: list[bool]
    line: list[int]
    lines: list[tuple[int, int, LineKind]]

    def __len__(self) -> int:
        return len(self.words)

    def glued(self, at: int) -> bool:
        """Nothing stands between this word and the one before."""
        return at > 0 and self.start[at] == self.end[at - 1]

    def groups(self) -> Iterator[list[tuple[int, int]]]:
        """Neighbouring lines that are items of one list: their first and one-past-last words."""
        group: list[tuple[int, int]] = []
        for start, end, kind in self.lines:
            if kind == "item":
                group.append((start, end))
            elif group:
                yield group
                group = []
        if group:
            yield group

    def kind(self, at: int) -> LineKind:
        return self.lines[self.line[at]][2]


def is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and any(char.isupper() for char in word))


def view_of(doc: Doc, words: Words) -> View:
    view = View([], [], [], [], [], [], [], [])
    fresh, number = True, 0  # fresh: the next word opens a line
    for token in doc:
        text = token.text
        if text.isspace():
            if "\n" in text:
                fresh = True
            continue
        if fresh and view.words:
            number += 1
        at = len(view.words)
        view.initial.append(fresh or _opens(view, at))
        view.words.append(text)
        view.lower.append(text.lower())
        view.token.append(token.i)
        view.start.append(token.idx)
        view.end.append(token.idx + len(text))
        view.line.append(number)
        fresh = False
    _mark_lines(view, words)
    return view


def _opens(view: View, at: int) -> bool:
    """Whether a word at this index would open a sentence, a quotation or a clause after a colon."""
    last = view.words[at - 1]
    if last in _END or last in ":;":
        return True
    if last in "\"'" and at > 1:
        before = view.words[at - 2]
        return before in _END or not view.glued(at - 1)  # after a closing quote that ends a sentence, or an opening one
    if last in ")]" and at > 1:
        return view.words[at - 2] in _END
    return last in _OPENING


def _mark_lines(view: View, words: Words) -> None:
    bounds: list[tuple[int, int]] = []
    for at, number in enumerate(view.line):
        if number == len(bounds):
            bounds.append((at, at + 1))
        else:
            bounds[-1] = (bounds[-1][0], at + 1)
    kinds = [_line_kind(view.words[start:end], words) for start, end in bounds]
    short = [kind != "prose" and end - start <= MAX_ITEM for kind, (start, end) in zip(kinds, bounds, strict=True)]
    at = 0
    while at < len(short):
        stop = at
        while stop < len(short) and short[stop]:
            stop += 1
        if stop - at >= MIN_ITEMS:
            kinds[at:stop] = ["item"] * (stop - at)
        at = stop + 1
    view.lines = [(start, end, kind) for (start, end), kind in zip(bounds, kinds, strict=True)]


def _line_kind(line: list[str], words: Words) -> LineKind:
    alpha = [word for word in line if word[0].isalpha()]
    if not alpha:
        return "headline"
    if len(alpha) > 1 and sum(word.isupper() for word in alpha) * 5 >= len(alpha) * 4:
        return "capitals"
    content = [word for word in alpha if word.lower() not in words.inner and not word.startswith("'")]
    capitals = sum(word[0].isupper() for word in content)
    if line[-1] not in (".", ",") and capitals * 4 >= len(content) * 3:
        return "headline"
    return "prose"

"""Titles that the text sets off: in italics, in quotes, on a line of their own in a catalogue."""

from __future__ import annotations

import re

from pipeline.language.ground import MAX_NAME, Candidate, Ground
from pipeline.language.view import is_capital

MIN_MARKED = 2  # lines with a season or a year that make a catalogue
_TURNED = {"“": -1, "„": -1, "«": -1, "‘": -1, "”": 1, "»": 1, "’": 1}
_BEFORE_QUOTE = frozenset("([{—–-/\"'")
_AFTER_QUOTE = frozenset(")]}—–-/.,;:!?\"'")
_SPEECH = frozenset("said says he she they told tells added adds asked asks wrote writes explained joked".split())
_YEAR = re.compile(r"(?:19|20)\d\d")


def take_italics(ground: Ground, italics: list[tuple[int, int]]) -> None:
    for start, end in italics:
        _take(ground, start, end, (start, end), italic=True)


def take_quotes(ground: Ground) -> None:
    """Pairs of quotes on one line with a title between; a nickname inside a person's name is left to the
    runs."""
    view = ground.view
    open_at: dict[str, int | None] = {'"': None, "'": None}
    for at, word in enumerate(view.words):
        if word not in open_at:
            continue
        begun, turned = open_at[word], _turned(ground, at)
        if turned >= 0 and begun is not None and view.line[begun] == view.line[at]:
            if begun + 1 < at and not ground.nickname(begun, at) and not _is_speech(ground, at):
                _take(ground, begun + 1, at, (begun, at + 1), italic=False)
            open_at[word] = None
        elif turned <= 0:
            open_at[word] = at


def take_catalogues(ground: Ground) -> None:
    """Lines of a list of works: a title, perhaps with a season or a year."""
    for group in ground.view.groups():
        marked = sum(_is_marked(ground, start, end) for start, end in group)
        if marked >= MIN_MARKED and marked * 12 >= len(group):
            for start, end in group:
                _take_item(ground, start, end)


def _turned(ground: Ground, at: int) -> int:
    """Whether a quote opens (-1) or closes (1): by its form where the text has curly ones, else by the
    spaces around."""
    view = ground.view
    drawn = _TURNED.get(ground.source[view.start[at]])
    if drawn is not None:
        return drawn
    before = at > 0 and view.glued(at) and view.words[at - 1] not in _BEFORE_QUOTE
    after = at + 1 < len(view) and view.glued(at + 1) and view.words[at + 1] not in _AFTER_QUOTE
    return int(before) - int(after)


def _is_speech(ground: Ground, at: int) -> bool:
    """What was quoted up to here is something that someone says."""
    return ground.view.words[at - 1] == "," and not _SPEECH.isdisjoint(ground.view.lower[at + 1 : at + 2])


def _take(ground: Ground, start: int, end: int, outer: tuple[int, int], *, italic: bool) -> None:
    """Take words that quotes or mark-up set off, if they look like a title."""
    view = ground.view
    while end > start and view.words[end - 1] in (",", ".", ";", ":", '"', "'"):
        end -= 1
    while start < end and view.words[start] in ('"', "'"):
        start += 1
    if start == end or end - start > MAX_NAME or not ground.unused(start, end):
        return
    line = view.words[start:end]
    content = [word for word in line if word[0].isalnum() and word.lower() not in ground.words.inner]
    large = sum(word[0].isupper() or word[0].isdigit() for word in content)
    sentences = any(word in (".", ";") for word in line[1:-1])
    if large * 4 >= len(content) * 3 > 0 and not line[0][0].islower() and not sentences:
        ground.add(Candidate(start, end, outer, quoted=not italic, italic=italic))


def _is_marked(ground: Ground, start: int, end: int) -> bool:
    """A season or a year stands in the line, as catalogues have them."""
    words = ground.view.words
    return any(
        ground.season(at) or (words[at] == "(" and words[at + 2] == ")" and _YEAR.fullmatch(words[at + 1]))
        for at in range(start, end - 2)
    )


def _take_item(ground: Ground, start: int, end: int) -> None:
    view, words = ground.view, ground.words
    while start < end and not view.words[start][0].isalnum():
        start += 1
    stop = next((at for at in range(start + 1, end) if view.words[at] in "([—" or ground.season(at)), end)
    while stop > start and view.words[stop - 1] in (":", "-", "–", ",", "*"):
        stop -= 1
    if (
        start >= stop
        or not (is_capital(view.words[start]) or view.words[start].isdigit())
        or not ground.unused(start, stop)
    ):
        return
    line = view.words[start:stop]
    date = line[0] in words.calendar and (len(line) == 1 or line[1][0].isdigit() or line[0].isupper())
    label = view.lower[start] in words.labels and view.words[start + 1 : start + 2] == [":"]
    heading = len(line) > 3 and all(word.isupper() for word in line if word[0].isalpha())
    if not (date or label or heading):
        ground.add(Candidate(start, stop, (start, stop), item=True))

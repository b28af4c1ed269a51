"""Names by their capitals: runs of them, cut where two names only stand side by side, less what is no name
at the edges."""

from __future__ import annotations

import re

from pipeline.language.ground import MAX_NAME, Candidate, Ground
from pipeline.language.numbers import WORK_NOUNS
from pipeline.language.view import is_capital

HEADLINE = 6  # words; a shorter line in capitals may be a title or a name
_ARTICLES = ("the", "a", "an")
_VOLUMES = ("Chapter", "Part", "Volume", "Vol.")
_ENDS_PERSON = frozenset("and of in on for at from with to as".split())  # after a person's name, no part of it
_CLITICS = ("'s", "'", "n't", "'m", "'re", "'ll", "'ve", "'d")
_SUBJECTS = frozenset("who what that it he she there here let how where".split())  # "'s" after them is a verb
_INITIAL = re.compile(r"(?:[A-Z]|Jr|Sr|Inc|Ltd)\.")


def take(ground: Ground) -> None:
    at = 0
    while at < len(ground.view):
        if not ground.free[at] or not _opens(ground, at):
            at += 1
        elif ground.season(at):
            at += 2
        else:
            end = _end_of_run(ground, at)
            for start, stop in _pieces(ground, at, end):
                _take_name(ground, start, stop)
            at = end


# --- bounds of a run


def _opens(ground: Ground, at: int) -> bool:
    """A capital, or a number before one that it may make a title with ("30 Knots")."""
    view, words, word = ground.view, ground.words, ground.view.words[at]
    if not word[0].isdigit() or is_capital(word):
        return is_capital(word)
    if len(word) > 4 or at + 1 >= len(view) or not ground.free[at + 1]:
        return False
    following, low = view.words[at + 1], view.lower[at + 1]
    plain = low in words.common and is_capital(following) and following not in words.given | words.never
    return ground.by_word[at] is not None or following == "-" or (plain and len(word) < 4)


def _end_of_run(ground: Ground, at: int) -> int:
    """One past the last of the capitals that start here, with the small words and marks between them."""
    view, end, line = ground.view, at + 1, ground.view.line[at]
    while end < len(view) and view.line[end] == line and ground.free[end] and end - at < 4 * MAX_NAME:
        word = view.words[end]
        if is_capital(word) or (word[0].isdigit() and not view.glued(end)):
            end += 1
            continue
        step = _bridge(ground, end, line)
        if step is None:
            break
        end = step + 1
    return end


def _bridge(ground: Ground, at: int, line: int) -> int | None:
    """From small words or marks after a capital, the index of the next capital of the same run."""
    view, word = ground.view, ground.view.words[at]
    apart = ground.capital(at + 1, line) and not view.glued(at + 1)
    if word == "-":
        tight = view.glued(at) and at + 1 < len(view) and view.glued(at + 1)
        return at + 1 if tight and (ground.capital(at + 1, line) or view.words[at + 1][0].isdigit()) else None
    if (word in _CLITICS and view.glued(at)) or word in ("&", "–"):
        return at + 1 if apart and (word != "–" or view.words[at + 1] in _VOLUMES) else None
    if word == ":":
        return at + 1 if apart and view.glued(at) else None
    if word in "\"'":
        for stop in range(at + 2, min(at + 5, len(view))):
            if (
                view.words[stop] == word
                and ground.nickname(at, stop)
                and ground.unused(at, stop + 1)
                and ground.capital(stop + 1, line)
            ):
                return stop + 1
        return None
    index = at
    while index < len(view) and index - at < 3 and view.words[index] in ground.words.inner:
        index += 1
    return index if index > at and ground.capital(index, line) else None


# --- cutting a run


def _pieces(ground: Ground, start: int, end: int) -> list[tuple[int, int]]:
    """A run cut where two names only stand side by side, and at seasons."""
    pieces, at, opened = [], start + 1, start
    while at < end:
        if ground.season(at):
            pieces.append((opened, at))
            at = next((index for index in range(at + 2, end) if is_capital(ground.view.words[index])), end)
            opened = at
            at += 1
            continue
        cut = _cut(ground, opened, at, end)
        if cut is not None:
            pieces.append((opened, at))
            opened = at = at + cut
        at += 1
    return [*pieces, (opened, end)]


def _cut(ground: Ground, start: int, at: int, end: int) -> int | None:
    """How many words from here only stand between two names; None where they belong to one name."""
    view, words, word = ground.view, ground.words, ground.view.words[at]
    last = view.words[at - 1]
    if view.lower[at] in words.openers and _INITIAL.fullmatch(last):
        return 0  # the period of an initial ended the sentence
    if _INITIAL.fullmatch(last) and word in ground.surnames and view.words[start] not in words.given:
        return 0
    if word in ("The", "A", "An") and last in words.never:
        return 0
    if len(word) > 2 and word.isupper() and view.lower[at] in words.common and not last.isupper():
        return 1  # "Walt FINALLY"
    if word == "'" and "'" in view.words[start:at]:
        return None  # the end of a nickname
    if word in ("'s", "'"):
        return 1 if view.glued(at) and _owns(ground, start, at, end) else None
    if word in words.never and word.isupper() and view.words[at + 1 : at + 2] and view.words[at + 1] in words.given:
        return 1  # "Veteran DJ Lee Marsh"
    if _names_person_after_noun(ground, start, at, end):
        return 0
    jobs = _jobs(ground, at, end)
    if jobs:
        return jobs
    if view.lower[at] in WORK_NOUNS and at == end - 1 and at - start > 1 and _is_person(ground, start, at):
        return 1  # "a Joan Pell Spinoff"
    if word in _ENDS_PERSON and (_is_person(ground, start, at) or (at - start == 1 and last in ground.surnames)):
        return 1
    if word == "and" and ground.stands_alone(start, at):
        return 1
    span = ground.by_word[at]
    if span is not None and span.start < at < span.end - 1:
        return None  # the model reads on across it
    if word == ":":
        return None if _has_subtitle(ground, start, at, end) else 1
    if word not in words.inner:
        return None
    stop = next((index for index in range(at, end) if view.words[index] not in words.inner), end)
    return None if _joins(ground, at, stop, end) else stop - at


def _names_person_after_noun(ground: Ground, start: int, at: int, end: int) -> bool:
    """Here a full name ends the run, after a plain noun that is no part of it ("the sequel Judges Lee Marsh")."""
    view, words = ground.view, ground.words
    before, span = view.lower[at - 1], ground.by_word[at]
    if end - at != 2 or view.words[at] not in words.given or view.words[at + 1] not in words.family:
        return False
    if span is not None and span.start < at:
        return False
    plain = before in words.common and before not in words.openers and before not in words.inner
    return plain and view.words[at - 1] not in words.given and not before.endswith("ing")


def _has_subtitle(ground: Ground, start: int, at: int, end: int) -> bool:
    """The colon at this word divides a title, and is no label's or speaker's."""
    view, words = ground.view, ground.words
    if _is_person(ground, start, at) or (at - start == 1 and view.words[start] in words.given):
        return False
    if view.initial[start] and view.lower[at - 1] in words.labels and at - start <= 2:
        return False
    shouted = view.words[at - 1].isupper() and not view.words[at + 1].isupper()
    if shouted and view.initial[start] and at - start == 1:
        return False
    span = ground.by_word[at]
    if view.lower[at + 1] not in words.openers or (span is not None and span.start < at < span.end - 1):
        return True
    return not view.initial[start] and any(map(is_capital, view.words[at + 2 : end]))


def _joins(ground: Ground, at: int, stop: int, end: int) -> bool:
    """Small words between two capitals belong to one name."""
    view, words, small = ground.view, ground.words, ground.view.words[at]
    if stop == end:
        return False
    plain = all(view.lower[index] in words.common and view.words[index] not in words.given for index in (at - 1, stop))
    if small == "and":
        return plain and not view.initial[at - 1]
    if view.words[stop - 1] in _ARTICLES and stop - at == 2 and view.lower[stop] in words.common:
        return True  # "in the Middle": no plain word has a capital but in a title
    left, right = ground.by_word[at - 1], ground.by_word[stop]
    if left is not None and right is not None and left is not right:
        return False
    if left is not None and left.type == "person" and small in _ENDS_PERSON:
        return False
    if small in words.joining or view.lower[at - 1] in words.inner:
        return view.words[at - 1] not in words.jobs and view.words[at - 1] not in words.calendar
    return plain


def _owns(ground: Ground, start: int, at: int, end: int) -> bool:
    """The words before an apostrophe are a name of their own that owns what follows."""
    view, words = ground.view, ground.words
    last = view.words[at - 1]
    if view.words[end - 1] in words.endings or last in ground.surnames:
        return True
    if at - start > 1 and view.words[start] in words.given:
        return True
    span = ground.by_word[at - 1]
    if span is not None:
        return span.end <= at
    if at - start > 1:
        return True
    return last.lower() not in _SUBJECTS and (last.lower() not in words.common or last in words.given)


def _is_person(ground: Ground, start: int, end: int) -> bool:
    """These words are a person's full name."""
    words, first, last = ground.words, ground.view.words[start], ground.view.words[end - 1]
    if end - start < 2 or last in words.inner:
        return False
    return first in words.given or (last in words.family and first.lower() not in words.common)


def _jobs(ground: Ground, at: int, end: int) -> int:
    """How many words from here are jobs that stand before a person's name."""
    words, stop = ground.view.words, at
    while stop < end and words[stop] in ground.words.jobs:
        stop += 1
    if at < stop < end and (words[stop] in ground.words.given or words[stop].lower() not in ground.words.common):
        return stop - at
    return 0


# --- the edges of a name


def _take_name(ground: Ground, start: int, end: int) -> None:
    """Take a piece of a run, less what only stands at its edges."""
    view, words = ground.view, ground.words
    first, last, kind = view.lines[view.line[start]]
    headline = kind in ("headline", "capitals") and last - first > HEADLINE
    while start < end and _leads(ground, start, end, headline):
        start += 1
    while end > start and _trails(ground, end):
        end -= 1
    if start >= end or end - start > MAX_NAME or _is_empty(ground, start, end):
        return
    line, half = view.words[start:end], (end - start) // 2
    if half and line[:half] == line[half:]:  # a heading glued to the text
        _take_name(ground, start, start + half)
        start += half
    if end < len(view) and view.glued(end) and view.words[end].isalpha():
        return  # the head of "gonna"
    single = end - start - (view.lower[start] in _ARTICLES) == 1
    weak = headline or (single and view.initial[start] and view.lower[end - 1] in words.common)
    ground.add(Candidate(start, end, (start, end), weak=weak))


def _leads(ground: Ground, start: int, end: int, headline: bool) -> bool:
    """The first word of a piece is no part of a name."""
    view, words = ground.view, ground.words
    word, low = view.words[start], view.lower[start]
    span = ground.by_word[start]
    if word[0].islower() or not word[0].isalnum():
        return True
    if low in words.openers and low not in _ARTICLES and (view.initial[start] or headline):
        titled = span is not None and span.start == start and span.type == "work"
        return not (titled and low in words.title_openers)
    if start + 1 >= end:
        return False
    if word in words.never and word.isupper() and len(word) > 1 and (span is None or span.start > start):
        return True
    following = view.words[start + 1]
    person = following in words.given or following in ground.surnames
    if word in words.honorifics:
        known = person or view.words[end - 1] in words.family or view.words[end - 1] in ground.surnames
        return following[0].isupper() and (known or word in ("Mr", "Mrs", "Ms", "Dr"))
    if word in words.ranks:
        return end - start > 2 and following[0].isupper()
    if word in words.people_of:
        return person
    return _jobs(ground, start, end) > 0 or _describes(ground, start, end)


def _describes(ground: Ground, start: int, end: int) -> bool:
    """A plain noun that opens a sentence before a person's full name ("Sprinter Lee Marsh")."""
    view, words, low = ground.view, ground.words, ground.view.lower[start]
    if end - start != 3 or not view.initial[start] or view.words[start + 1] not in words.given:
        return False
    if low in words.labels:
        return True
    plain = low in words.common and low not in words.inner and not low.endswith("ing")
    return plain and view.words[start] not in words.given and ground.by_word[start] is not ground.by_word[start + 1]


def _trails(ground: Ground, end: int) -> bool:
    """The last word of a piece is no part of a name."""
    view, words = ground.view, ground.words
    word, before = view.words[end - 1], view.words[end - 2]
    if word[0].islower() or word == "'s" or not (word[0].isalnum() or word[-1] in "+!?."):
        return True
    following = view.words[end][0] if end < len(view) else ""
    if word in words.calendar and following.isdigit():
        return True
    if word.isdigit() and end < len(view) and view.lower[end] in words.counted:
        return True
    return word[0].isdigit() and before in words.months


def _is_empty(ground: Ground, start: int, end: int) -> bool:
    """Nothing here can be a name: words of the calendar, jobs, numbers, openers of a sentence."""
    view, words = ground.view, ground.words
    line, lower = view.words[start:end], view.lower[start:end]
    if words.empty.issuperset(line):
        return True
    if all(word in words.inner or word[0].isdigit() for word in lower) or lower[-1] in _ARTICLES:
        return True
    if line[-1] in words.honours:
        return True
    if " ".join(line).removeprefix("The ") in words.never:
        return True
    span = ground.by_word[start]
    titled = span is not None and span.type == "work" and words.title_openers.issuperset(lower)
    return view.initial[start] and words.openers.issuperset(lower) and not titled

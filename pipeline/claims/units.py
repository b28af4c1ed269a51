"""Units: the pieces of an article that a rule can ask for, each one token wide in the Scene that is parsed.

A name, a date, a season phrase, a role noun or a count is one unit, however many words it has. Names and dates come
from the language room; seasons, counts and roles are read here, from the words alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

UnitKind = Literal[
    "work", "person", "character", "organization", "place", "date", "season", "episode", "role",
    "episodes", "seasons", "verb", "word",
]  # fmt: skip
KIND_OF_LABEL: dict[str, UnitKind] = {
    "WORK": "work", "PERSON": "person", "CHARACTER": "character", "ORG": "organization", "GPE": "place",
    "DATE": "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """``start``/``end`` count code points of the article; ``numbers`` are season numbers, an episode or a count."""

    kind: UnitKind
    start: int
    end: int
    text: str
    entity: Any = None  # language Entity of a name
    date: Any = None  # DateExpression
    numbers: tuple[int, ...] = ()
    final: bool = False  # "the third and final season"
    roles: tuple[str, ...] = ()  # canonical role names of a role noun
    lemma: str = ""  # of a verb in two words ("executive produce"); the plain word of a hyphenated noun


_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_CARDINALS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
NUMBER = {word: n for words in (_ORDINALS, _CARDINALS) for n, word in enumerate(words, 1)}
NUMBER |= {"debut": 1, "freshman": 1, "inaugural": 1, "sophomore": 2, "junior": 3}
_LAST = {"final", "last", "concluding", "farewell"}

_ORD = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_CARD = rf"(?:\d{{1,3}}|{'|'.join(_CARDINALS)})"
_FINAL = r"(?:final|last|concluding|farewell)"
_SEP = r"(?:\s*(?:,|and|&|,\s*and|through|thru|to|[-–/])\s*)"

_SEASON = re.compile(
    rf"""\b(?:
      (?P<ords>(?:{_ORD}|debut|freshman|inaugural|sophomore)(?:{_SEP}(?:the\s+)?(?:{_ORD}|{_FINAL}))*)
          [\s-]+(?:and\s+{_FINAL}\s+)?seasons?
    | (?P<last>{_FINAL})[\s-]seasons?(?!\s+(?:{_CARD})\b)
    | seasons?[\s-](?P<cards>(?:{_CARD})(?:{_SEP}(?:season\s+)?(?:{_CARD}))*)(?![\d.,]*\d)
    | S(?P<short>\d{{1,2}})(?:E\d{{1,3}})?
    | (?P<british>{_ORD})\s+(?:and\s+{_FINAL}\s+)?series(?=\s+of\b)
    | (?<=\bits\s)(?P<its>{_ORD})\s+series
    | (?P<bare>seasons?)
    )\b""",
    re.X | re.I,
)
_EPISODES = re.compile(
    rf"\b(?P<n>{_CARD})[\s-]+(?:(?:new|additional|more|hour-long|half-hour|one-hour|30-minute|60-minute)[\s-]+)*"
    r"(?:(?P<episodes>episodes?|parts?|part)|(?P<seasons>seasons?))(?=[\s,.;:)—–-]|$)",
    re.I,
)
_EPISODE = re.compile(rf"\bepisode\s+(?P<card>{_CARD})\b|\b(?P<ord>{_ORD})\s+episode\b", re.I)
_RANGE = re.compile(r"through|thru|to|[-–]", re.I)


def number(word: str) -> int | None:
    word = word.casefold()
    if word in NUMBER:
        return NUMBER[word]
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else None


def _numbers(text: str) -> tuple[int, ...]:
    """The numbers of "second and third", "3, 4 and 5", "1-3": ranges are filled in."""
    parts = re.split(r"(,|\band\b|&|\bthrough\b|\bthru\b|\bto\b|[-–/])", text, flags=re.I)
    numbers: list[int] = []
    joiner = ""
    for part in (p.strip() for p in parts):
        n = number(part.split()[-1]) if part else None
        if n is None:
            joiner = part or joiner
            continue
        if numbers and _RANGE.fullmatch(joiner) and numbers[-1] < n <= numbers[-1] + 30:
            numbers.extend(range(numbers[-1] + 1, n + 1))
        elif n not in numbers:
            numbers.append(n)
        joiner = ""
    return tuple(numbers)


def seasons_in(text: str) -> Iterator[Unit]:
    """Season phrases, episode phrases and counts of both, in order; a phrase without a number has no ``numbers``."""
    for m in _EPISODES.finditer(text):
        n = number(m["n"])
        if n and not re.search(r"\b(?:episode|season)s?\s$", text[max(0, m.start() - 9) : m.start()], re.I):
            yield Unit("episodes" if m["episodes"] else "seasons", m.start(), m.end(), m.group(), numbers=(n,))
    for m in _SEASON.finditer(text):
        spoken = m["ords"] or m["cards"] or m["british"] or m["its"] or m["short"] or ""
        if m["short"] and m.group()[0] != "S":
            continue
        final = bool(m["last"]) or bool(re.search(rf"\b{_FINAL}\b", m.group(), re.I))
        yield Unit("season", m.start(), m.end(), m.group(), numbers=_numbers(spoken), final=final)
    for m in _EPISODE.finditer(text):
        n = number(m["card"] or m["ord"])
        if n:
            yield Unit("episode", m.start(), m.end(), m.group(), numbers=(n,))


def name_units(doc: Any) -> Iterator[Unit]:
    """The names and dates of a Doc from the language room."""
    for ent in doc.ents:
        kind = KIND_OF_LABEL.get(ent.label_)
        if kind == "date":
            yield Unit(kind, ent.start_char, ent.end_char, ent.text, date=ent._.date)
        elif kind:
            yield Unit(kind, ent.start_char, ent.end_char, ent.text, entity=ent._.entity)


def without_overlaps(units: Iterable[Unit]) -> list[Unit]:
    """Names and dates first, then the longest: one unit for each stretch of text, in order of place."""
    rank = {"work": 0, "person": 0, "character": 0, "organization": 0, "place": 0, "date": 1}
    taken: list[Unit] = []
    used: set[int] = set()
    for unit in sorted(units, key=lambda u: (rank.get(u.kind, 2), u.start - u.end, u.start)):
        span = range(unit.start, unit.end)
        if unit.start < unit.end and used.isdisjoint(span):
            used.update(span)
            taken.append(unit)
    return sorted(taken, key=lambda u: u.start)

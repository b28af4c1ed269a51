"""Numbers as news writes them: "two", "twenty-four", "nineteen ninety-six", "'90s"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = dict(
    zip(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
        range(20, 100, 10),
        strict=True,
    )
)
_VALUES = {word: number for number, word in enumerate(_SMALL)} | _TENS
_VAGUE = {"couple": (2, 2), "few": (2, 5), "several": (3, 7)}


def integer(text: str) -> int:
    """The digits of "14th", "2024", "07"."""
    return int(re.sub(r"\D", "", text))


def words(text: str) -> int:
    """The value of a number below 100 in words; "a" and "an" are 1."""
    return sum(_VALUES.get(word, 1) for word in re.split(r"[\s-]+", text.lower().strip()))


def counted(text: str) -> tuple[int, int]:
    """The least and the most that a count can mean: "three" is 3 to 3, "a few" 2 to 5."""
    for word, bounds in _VAGUE.items():
        if word in text.lower():
            return bounds
    value = integer(text) if re.search(r"\d", text) else words(text)
    return value, value


def year_in_words(text: str) -> int:
    """ "nineteen ninety-six" is 1996, "two thousand and one" 2001."""
    head, *rest = re.split(r"[\s-]+", text.lower().strip())
    if rest and rest[0] == "thousand":
        return 2000 + sum(_VALUES.get(word, 0) for word in rest[1:])
    return _VALUES[head] * 100 + sum(_VALUES[word] for word in rest)


def decade(text: str) -> int:
    """The first year: "1990s" and "'90s" are 1990, "'00s" to "'20s" are of this century."""
    value = integer(text)
    return value if value >= 100 else value + (2000 if value < 30 else 1900)


READERS: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "int": integer,
    "number": counted,
    "year": year_in_words,
    "decade": decade,
}

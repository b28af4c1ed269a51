"""The normal form of a name: what is left when case, accents, punctuation and a leading "the" are gone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_JOINED = re.compile(r"['’‘`´.*!]")  # written inside a word: "Grey's", "S.W.A.T.", "M*A*S*H"
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b(\w) (?=\w\b)")


@lru_cache(maxsize=1 << 18)
def normal(name: str) -> str:
    """The normal form of ``name``; never empty unless ``name`` is.

    Two names with one normal form are one name: "Renée"/"Renee", "The Boys"/"Boys", "Disney+"/"Disney Plus",
    "J. J."/"J.J.". A name of nothing but marks ("?") stays as it is.
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char))
    text = _JOINED.sub("", text.replace("&", " and ").replace("+", " plus "))
    text = " ".join(_WORD.findall(text))
    text = _INITIALS.sub(r"\1", text)
    return text.removeprefix("the ") or name.strip()


def identifier(entity_type: str, name: str, mark: str = "") -> str:
    """The id of an entity: type and normal form; ``mark`` tells it from another of the same name."""
    return f"{entity_type}:{normal(name).replace(' ', '-')}" + (f"~{mark}" if mark else "")

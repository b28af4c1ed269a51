"""The shared word lists of the rules (``pipeline/rules/pieces.toml``), indexed for look-up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from importlib.resources import files
from typing import Any

from pipeline.claims.units import Unit
from pipeline.errors import UsageError

_SECTIONS = {"work_nouns", "words", "roles", "role_verbs", "irregular"}
_TWO_WORD_VERB = re.compile(r"\b(?P<co>co-)?exec(?:utive)?[\s-]+produc(?:e|es|ed|ing)\b", re.I)
_CO_LEMMA = {"creat": "create", "produc": "produce", "wr": "write", "direct": "direct", "star": "star"}
_CO_VERB = re.compile(
    r"\bco-?(?P<verb>creat(?:e|es|ed|ing)|produc(?:e|es|ed|ing)|wr(?:ite|ites|ote|itten|iting)|direct(?:s|ed|ing)|starr?(?:s|ed|ing))\b",
    re.I,
)
_STAR = re.compile(r"(?:co-?)?stars?", re.I)
_BEFORE_VERB = re.compile(r"(?:\b(?:will|to|would|could|may|might|can|also|both|who|which|that|not)|'ll)\s+$", re.I)
_AFTER_VERB = re.compile(r"\s+(?:in|opposite|alongside|as|with|on)\b", re.I)
# "casting director", "executive director": other trades than making the work
_OTHER_TRADE = re.compile(
    r"\b(?:executive|managing|casting|artistic|art|creative|festival|funeral|music|medical|programme?|news|technical|stage"
    r"|rock|pop|porn|record|sports?|song|speech|staff|cover|all|five|gold|best|content|sales|anti-piracy)[\s-]$",
    re.I,
)
_CARRIERS = {"network", "streamer", "channel", "broadcaster", "platform", None}


class Pieces:
    def __init__(self, data: dict[str, Any]) -> None:
        unknown = set(data) - _SECTIONS
        if unknown:
            raise UsageError(f"pieces: unknown section {sorted(unknown)[0]!r}; allowed: {', '.join(sorted(_SECTIONS))}")
        self._noun_of = {w: name for name, row in data["work_nouns"].items() for w in row["words"]}
        self._noun_of |= {word.replace("-", ""): name for word, name in self._noun_of.items()}
        self._noun_rows = data["work_nouns"]
        words = data["words"]
        self.unnamed_words = frozenset(words["unnamed"])
        self.between_name_and_noun = frozenset(words["between_name_and_noun"])
        self.person_nouns = frozenset(words["person_nouns"])
        self.organization_nouns = frozenset(words["organization_nouns"])
        self.roles: dict[str, str] = {w.casefold(): role for role, ws in data["roles"].items() for w in ws}
        self._irregular: dict[str, list[str]] = data["irregular"]
        self.role_verbs: dict[str, str] = {w: role for role, ws in data["role_verbs"].items() for w in ws}

    def work_noun(self, word: str) -> str | None:
        """The class of a noun for a work ("series", "film", "spinoff", ...), None for any other word."""
        return self._noun_of.get(word)

    def relation_of(self, noun: str) -> str | None:
        return self._noun_rows[noun].get("relation")

    @cached_property
    def formats(self) -> frozenset[str]:
        return frozenset(row["format"] for row in self._noun_rows.values() if "format" in row)

    def format_of(self, noun: str) -> str | None:
        """The only format that this class of noun is said of; None for one that fits any work."""
        return self._noun_rows[noun].get("format")

    def format_fits(self, noun: str, kind: str | None) -> bool:
        """Whether a work of this kind (None: not known) can be called by this class of noun."""
        wanted = self.format_of(noun)
        return kind is None or wanted is None or wanted == kind

    def carries(self, organization: Any) -> bool:
        """Whether an organization can be the network of a work; one of unknown kind can."""
        return getattr(organization, "kind", None) in _CARRIERS

    def verb_forms(self, lemma: str) -> set[str]:
        """Inflected forms of a trigger verb. The model's lemma is not asked: headlines make it stumble. Forms that no
        one writes ("premierred") do no harm."""
        stem = lemma.removesuffix("e")
        bare = lemma[:-1] if lemma.endswith("y") else None
        forms = {lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing", *self._irregular.get(lemma, ())}
        forms |= {lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
        return forms | ({bare + "ies", bare + "ied"} if bare else set())

    @cached_property
    def _role_pattern(self) -> re.Pattern[str]:
        names = sorted(self.roles, key=len, reverse=True)
        one = "|".join(re.escape(n).replace(r"\ ", r"[\s-]") for n in names)
        return re.compile(rf"\b(?:{one})s?\b(?:\s*(?:/|-|–|,?\sand\s|\s&\s)\s*(?:{one})s?\b)*", re.I)

    def role_units(self, text: str) -> Iterator[Unit]:
        """Role nouns, "writer and executive producer" as one unit with two roles; verbs of two words; nouns for a
        work that the tokenizer would take apart at their hyphen ("spin-off", read as "spinoff")."""
        for m in _TWO_WORD_VERB.finditer(text):
            lemma = "co-executive produce" if m["co"] else "executive produce"
            yield Unit("verb", m.start(), m.end(), m.group(), lemma=lemma)
        for m in _CO_VERB.finditer(text):
            lemma = next(base for stem, base in _CO_LEMMA.items() if m["verb"].casefold().startswith(stem))
            yield Unit("verb", m.start(), m.end(), m.group(), lemma=lemma)
        for m in self._hyphenated.finditer(text):
            yield Unit("word", m.start(), m.end(), m.group(), lemma=m.group().casefold().replace("-", ""))
        for m in self._role_pattern.finditer(text):
            if _STAR.fullmatch(m.group()) and _is_verb(text, m.start(), m.end()):
                continue
            if _OTHER_TRADE.search(text[max(0, m.start() - 12) : m.start()]):
                continue
            parts = re.split(r"\s*(?:/|,?\sand\s|\s&\s)\s*", m.group())
            roles: dict[str, None] = {}
            for part in parts:
                for role in self._roles_of(part):
                    roles[role] = None
            if roles and m.group() != "ep":
                yield Unit("role", m.start(), m.end(), m.group(), roles=tuple(roles))

    @cached_property
    def _hyphenated(self) -> re.Pattern[str]:
        words = sorted((word for word in self._noun_of if "-" in word), key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b", re.I)

    def is_role(self, text: str) -> bool:
        """Whether these words are a role noun and nothing else ("Executive Producer")."""
        return bool(self._roles_of(text))

    def _roles_of(self, words: str) -> list[str]:
        key = re.sub(r"\s+", " ", words.casefold().strip())
        for form in (key, key.removesuffix("s")):
            if form in self.roles:
                return [self.roles[form]]
        return [role for part in key.split("-") for role in ([self.roles.get(part.removesuffix("s"))]) if role]


def _is_verb(text: str, start: int, end: int) -> bool:
    """Whether "star" or "co-stars" here is what a work or a person does. The plural is left to the verb's rules."""
    if text[end - 1] in "sS":
        return True
    return bool(_BEFORE_VERB.search(text[max(0, start - 8) : start]) or _AFTER_VERB.match(text[end : end + 12]))


def shipped_pieces() -> Pieces:
    return Pieces(tomllib.loads(files("pipeline.rules").joinpath("pieces.toml").read_text("utf-8")))

"""Claims beside facts annotated by hand: which of them are right.

A gold file holds one JSON object for each article: ``id`` (the stem of the article's file, or the id of its
record), ``facts``, ``works`` with ``aliases``, and ``aliases`` of other names. A claim is right where a fact
of its article has its predicate, subject and season; outside of release dates also its object; for crew also
its role. Names are compared without case, accents, punctuation or a leading "the".
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError

_BY_DATE = {
    "premiere", "finale", "renewal", "cancellation", "order", "production_start", "production_end",
    "final_season",
}  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True)
class GoldArticle:
    """The facts of one article and the spellings under which its names may be told."""

    facts: tuple[Row, ...]
    aliases: Mapping[str, str]  # folded spelling -> folded name

    def is_right(self, claim: Row) -> bool:
        """Whether a fact says what ``claim`` says, its date aside."""
        return any(self._says(fact, claim) for fact in self.facts)

    def is_right_with_date(self, claim: Row) -> bool:
        """Whether a fact says what ``claim`` says with the same first and last day."""
        return any(
            self._says(fact, claim) and all(_day(fact, end) == _day(claim, end) for end in ("start", "end"))
            for fact in self.facts
        )

    def _says(self, fact: Row, claim: Row) -> bool:
        predicate = fact["predicate"]
        return (
            predicate == claim["predicate"]
            and fact.get("season") == claim.get("season")
            and self._same(fact["subject"], claim["subject"])
            and (predicate in _BY_DATE or fact.get("object") is None or self._same(fact["object"], claim.get("object")))
            and (predicate != "crew" or folded(fact.get("role")) == folded(claim.get("role")))
        )

    def _same(self, one: str | None, other: str | None) -> bool:
        a, b = folded(one), folded(other)
        return self.aliases.get(a, a) == self.aliases.get(b, b)


def load_gold(file: Path) -> dict[str, GoldArticle]:
    """The articles of a gold file by their ``id``. Raises UsageError where it is no such file."""
    gold = {}
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        for row in (json.loads(line) for line in lines if line.strip()):
            gold[row["id"]] = GoldArticle(tuple(row["facts"]), _spellings(row))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise UsageError(
            f"{file}: no gold file ({fault}); give a .jsonl file with 'id' and 'facts' in each line"
        ) from None
    return gold


def gold_id(path: str) -> str:
    """The id under which a gold file knows the article that was read from ``path``."""
    file, _, record = path.partition("#")
    return record or Path(file).stem


def _spellings(row: Row) -> dict[str, str]:
    table: dict[str, str] = {}
    for work in row.get("works", ()):
        for spelling in (work["name"], *work.get("aliases", ())):
            table.setdefault(folded(spelling), folded(work["name"]))
    for name, spellings in row.get("aliases", {}).items():
        for spelling in (name, *spellings):
            table.setdefault(folded(spelling), folded(name))
    return table


def folded(name: str | None) -> str:
    """A name for comparison; "" for none."""
    text = unicodedata.normalize("NFKD", name or "").casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"['’]s\b", "s", text)
    return re.sub(r"[^a-z0-9+]+", " ", text).strip().removeprefix("the ")


def _day(row: Row, end: str) -> str | None:
    day = row.get(f"date_{end}")
    return str(day) if day is not None else None

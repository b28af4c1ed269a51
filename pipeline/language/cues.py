"""Cues: which words beside a name say what it names. The cues are data (``data/cues.toml``); here they are
compiled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.lists import read_toml

REACH = 12  # units of text looked at on each side of a name
NAME = "¦"  # stands for the name between two contexts
KEYS = ("id", "type", "weight", "before", "after", "kind", "example")
TYPES = ("work", "episode", "person", "character", "organization", "place")


@dataclass(frozen=True, slots=True)
class Cue:
    """``side`` is before, after or around (both)."""

    id: str
    type: str
    weight: float
    side: str
    pattern: str
    example: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues; for each side and type one expression that finds the heaviest that fires."""

    all: tuple[Cue, ...]
    _patterns: dict[str, tuple[re.Pattern[str], ...]]

    def found(self, before: str, after: str) -> list[Cue]:
        """The cues that fire, at most one for each type and side."""
        hits = []
        for side, context in (("before", before), ("after", after), ("around", f"{before} {NAME} {after}")):
            for pattern in self._patterns[side]:
                match = pattern.search(context)
                if match is not None and match.lastgroup is not None:  # each cue is a group
                    hits.append(self.all[int(match.lastgroup[1:])])
        return hits


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    document = read_toml("cues.toml")
    classes = document["classes"]

    def spell_out(pattern: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda m: classes.get(m.group(1), m.group()), pattern)

    cues = []
    for row in document["cue"]:
        unknown = set(row) - set(KEYS)
        if unknown:
            raise ValueError(f"cue {row.get('id')}: unknown key {sorted(unknown)[0]!r}; allowed: {', '.join(KEYS)}")
        if row["type"] not in TYPES or not {"before", "after"} & set(row):
            raise ValueError(f"cue {row['id']}: needs a type of {', '.join(TYPES)}, and before or after")
        sides = [side for side in ("before", "after") if side in row]
        pattern = f" {NAME} ".join(f"(?:{spell_out(row[side])})" for side in sides)
        side = sides[0] if len(sides) == 1 else "around"
        cues.append(Cue(row["id"], row["type"], row["weight"], side, pattern, row["example"], row.get("kind")))
    return compile_cues(cues)


def compile_cues(cues: Sequence[Cue]) -> Cues:
    return Cues(tuple(cues), {side: _compiled(cues, side) for side in ("before", "after", "around")})


def _compiled(cues: Sequence[Cue], side: str) -> tuple[re.Pattern[str], ...]:
    head = "^" if side == "after" else "(?:^|(?<= ))"
    tail = "$" if side == "before" else "(?= |$)"
    out = []
    for type_ in TYPES:
        group = [(number, cue) for number, cue in enumerate(cues) if (cue.side, cue.type) == (side, type_)]
        group.sort(key=lambda pair: -abs(pair[1].weight))
        if group:
            parts = "|".join(f"(?P<c{number}>{cue.pattern})" for number, cue in group)
            out.append(re.compile(f"{head}(?:{parts}){tail}"))
    return tuple(out)

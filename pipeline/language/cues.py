"""Cues: which words beside a name say what it names. The cues are data (``data/cues.toml``); here they are compiled."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.lists import _toml

REACH = 9  # units of text looked at on each side of a name
KEYS = ("id", "type", "weight", "before", "after", "kind", "example")
TYPES = ("work", "episode", "person", "character", "organization", "place")


@dataclass(frozen=True, slots=True)
class Cue:
    id: str
    type: str
    weight: float
    side: str  # "before" or "after"
    pattern: str
    example: str
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues; for each side and type one expression that finds the first, in the order of the file."""

    all: tuple[Cue, ...]
    _before: tuple[re.Pattern[str], ...]
    _after: tuple[re.Pattern[str], ...]

    def found(self, before: str, after: str) -> list[Cue]:
        """The cues that fire, at most one for each type and side."""
        hits = []
        for patterns, context in ((self._before, before), (self._after, after)):
            for pattern in patterns:
                match = pattern.search(context)
                if match is not None:
                    hits.append(self.all[int(match.lastgroup[1:])])
        return hits


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    document = _toml("cues.toml")
    classes = document["classes"]
    cues = []
    for row in document["cue"]:
        unknown = set(row) - set(KEYS)
        if unknown:
            raise ValueError(
                f"cue {row.get('id')}: unknown key {sorted(unknown)[0]!r}; allowed: {', '.join(KEYS)}"
            )
        if row["type"] not in TYPES or ("before" in row) == ("after" in row):
            raise ValueError(
                f"cue {row['id']}: needs a type of {', '.join(TYPES)} and either before or after"
            )
        side = "before" if "before" in row else "after"
        pattern = re.sub(
            r"\{(\w+)\}", lambda m: classes[m.group(1)] if m.group(1) in classes else m.group(), row[side]
        )
        cues.append(
            Cue(row["id"], row["type"], row["weight"], side, pattern, row["example"], row.get("kind"))
        )
    grouped = defaultdict(list)
    for number, cue in enumerate(cues):
        grouped[cue.side, cue.type].append((number, cue))

    def compiled(side: str) -> tuple[re.Pattern[str], ...]:
        out = []
        for type_ in TYPES:
            group = sorted(grouped[side, type_], key=lambda pair: -pair[1].weight)
            if group:
                parts = "|".join(f"(?P<c{number}>{cue.pattern})" for number, cue in group)
                out.append(
                    re.compile(rf"(?:^|(?<= ))(?:{parts})$" if side == "before" else rf"^(?:{parts})(?= |$)")
                )
        return tuple(out)

    return Cues(tuple(cues), compiled("before"), compiled("after"))

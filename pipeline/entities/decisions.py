"""The user's own decisions about names, from a TOML file: they always win.

[[same]]
type = "person"
names = ["Ann Archer", "Anne Archer"]     # the first is the name that is shown
why = "her own site spells it so"         # may be left out

[[different]]
type = "person"
names = ["Chris Evens", "Chris Evans"]
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from ..errors import UsageError

TYPES = ("person", "character", "work", "organization", "place")
_KEYS = {"type", "names", "why"}


@dataclass(frozen=True, slots=True)
class Decision:
    entity_type: str
    names: tuple[str, ...]
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Decisions:
    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()


def read_decisions(path: Path) -> Decisions:
    """Raises UsageError, naming the file and the entry, for what is not as above or contradicts itself."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read the decisions in {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not TOML: {error}") from error
    unknown = sorted(told.keys() - {"same", "different"})
    if unknown:
        raise UsageError(f"{path}: unknown key {unknown[0]!r}; allowed are [[same]] and [[different]]")
    decisions = Decisions(*(tuple(_entries(path, kind, told.get(kind, []))) for kind in ("same", "different")))
    _refuse_contradictions(path, decisions)
    return decisions


def _entries(path: Path, kind: str, entries: Any) -> list[Decision]:
    if not isinstance(entries, list):
        raise UsageError(f"{path}: write [[{kind}]], with two brackets, before each entry")
    return [_entry(f"{path}, [[{kind}]] number {number}", entry) for number, entry in enumerate(entries, 1)]


def _entry(where: str, entry: dict[str, Any]) -> Decision:
    unknown = sorted(entry.keys() - _KEYS)
    if unknown:
        raise UsageError(f"{where}: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(_KEYS))}")
    if entry.get("type") not in TYPES:
        raise UsageError(f"{where}: type is {entry.get('type')!r}; it must be one of {', '.join(TYPES)}")
    names = entry.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) and name.strip() for name in names):
        raise UsageError(f"{where}: names must be a list of texts, such as names = ['A B', 'A. B.']")
    if len(set(names)) < 2:
        raise UsageError(f"{where}: names needs two different names or more, not {len(set(names))}")
    why = entry.get("why")
    if why is not None and not isinstance(why, str):
        raise UsageError(f"{where}: why must be a text")
    return Decision(entry["type"], tuple(dict.fromkeys(names)), why)


def _refuse_contradictions(path: Path, decisions: Decisions) -> None:
    group: dict[tuple[str, str], int] = {}
    for number, decision in enumerate(decisions.same):
        for name in decision.names:
            if group.setdefault((decision.entity_type, name), number) != number:
                raise UsageError(f"{path}: {name!r} is in two [[same]] entries; put all its names into one")
    for decision in decisions.different:
        for pair in combinations(decision.names, 2):
            first, second = (group.get((decision.entity_type, name)) for name in pair)
            if first is not None and first == second:
                raise UsageError(f"{path}: {pair[0]!r} and {pair[1]!r} are both [[same]] and [[different]]")

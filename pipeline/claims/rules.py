"""Rules as data: loading, checking, and the index that says which rules see which word.

A rule file is TOML with ``[[rule]]`` tables. Unknown keys, unknown predicates, a rule without example or
counter-example and a repeated id are refused with the allowed values.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from pipeline.claims.pieces import Pieces, shipped_pieces
from pipeline.errors import UsageError
from pipeline.types import Modality

ROLES = ("subject", "object", "role", "date", "season")

# predicate -> kinds that its object may have (empty: no object), whether a date may be given, and must be
PREDICATES: dict[str, tuple[frozenset[str], bool]] = {
    name: (frozenset(kinds.split()), dated)
    for name, kinds, dated in (
        ("premiere", "organization", True), ("finale", "organization", True),
        ("renewal", "organization", True), ("cancellation", "organization", True), ("order", "organization", True),
        ("production_start", "", True), ("production_end", "", True), ("final_season", "", False),
        ("season_count", "seasons", False), ("episode_count", "episodes", False),
        ("cast", "person", False), ("crew", "person", False),
        ("spinoff_of", "work", False), ("sequel_to", "work", False), ("prequel_to", "work", False),
        ("reboot_of", "work", False), ("based_on", "work person", False),
        ("network", "organization", False), ("production_company", "organization", False),
    )
}  # fmt: skip
_KEYS = {
    "id", "why", "predicate", "trigger", "roles", "required", "where", "unless", "modality",
    "role", "take", "presupposed", "kinds", "priority", "examples", "counter_examples",
}  # fmt: skip
_TRIGGER_KEYS = {"verb", "noun", "role", "unit"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a sentence makes a claim; ``roles`` name the functions where each role is looked for."""

    id: str
    why: str
    predicate: str
    trigger_kind: str  # verb or noun: lemmas; role: canonical roles; unit: kinds of unit
    triggers: frozenset[str]
    roles: dict[str, tuple[str, ...]]
    required: frozenset[str]
    where: dict[str, frozenset[str]]  # function -> lemmas, one of which must stand there
    unless: dict[str, frozenset[str]]  # function -> lemmas that forbid the match
    modality: Modality | None = None
    role: str | None = None  # a fixed crew role
    presupposed: bool = False  # named in passing ("creator A said ..."): no cue of the sentence touches it
    take: str | None = None  # "first" or "last": the date must be a range, and this end of it is the claim's
    kinds: frozenset[str] = frozenset()  # kinds of body that the object may be; empty: any
    priority: int = 0
    examples: tuple[dict[str, Any], ...] = ()
    counter_examples: tuple[dict[str, Any], ...] = ()

    def triggers_at(self, form: str, pieces: Pieces) -> list[str]:
        """The trigger verbs that ``form`` is a form of."""
        return sorted(word for word in self.triggers if form in pieces.verb_forms(word.split()[0]))


@dataclass(slots=True)
class RuleSet:
    """All rules with the index of their trigger words; ``hash`` names the exact set in ``run.json``."""

    rules: tuple[Rule, ...]
    pieces: Pieces
    hash: str
    by_word: dict[tuple[str, str], tuple[Rule, ...]] = field(default_factory=dict)
    forms: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)  # word form -> (kind, trigger word)

    def __post_init__(self) -> None:
        index: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for word in sorted(rule.triggers):
                base = word if rule.trigger_kind in ("role", "unit") or word.endswith("produce") else word.split()[0]
                index[rule.trigger_kind, base].append(rule)
        self.by_word = {key: tuple(sorted(rules, key=lambda r: -r.priority)) for key, rules in index.items()}
        forms: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind, word in sorted(self.by_word):
            if kind in ("verb", "noun"):
                for form in self.pieces.verb_forms(word) if kind == "verb" else (word, word + "s"):
                    forms[form].append((kind, word))
        self.forms = {form: tuple(keys) for form, keys in forms.items()}


def load_rules(extra: Sequence[Path] = ()) -> RuleSet:
    """The shipped rules and those of ``*.toml`` files in the folders ``extra``, in a fixed order.

    Raises UsageError naming file, rule and key for anything that is not a rule.
    """
    sources = [(f"rules/{f.name}", f.read_bytes()) for f in _shipped()]
    for folder in extra:
        if not folder.is_dir():
            raise UsageError(f"--rules {folder}: no such folder; give a folder that holds *.toml rule files")
        sources += [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.toml"))]
    pieces = shipped_pieces()
    rules: list[Rule] = []
    digest = hashlib.blake2b(digest_size=8)
    for name, raw in sources:
        digest.update(raw)
        try:
            data = tomllib.loads(raw.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError(f"{name}: not readable as TOML ({error})") from error
        vocabulary = data.pop("words", {})
        if set(data) - {"rule"}:
            raise UsageError(f"{name}: unknown table {sorted(set(data) - {'rule'})[0]!r}; allowed: rule, words")
        rules += [_rule(name, row, vocabulary, pieces) for row in data.get("rule", [])]
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise UsageError(f"rule {rule.id!r} is defined twice; give each rule its own id")
        seen.add(rule.id)
    return RuleSet(tuple(rules), pieces, digest.hexdigest())


def _shipped() -> Iterable[Any]:
    folder = files("pipeline.rules")
    names = [f for f in folder.iterdir() if f.name.endswith(".toml") and f.name not in ("pieces.toml", "cues.toml")]
    return sorted(names, key=lambda f: f.name)


def _rule(file: str, row: dict[str, Any], vocabulary: dict[str, list[str]], pieces: Pieces) -> Rule:
    name = row.get("id", "?")

    def refuse(problem: str) -> UsageError:
        return UsageError(f"{file}: rule {name!r}: {problem}")

    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise refuse(f"unknown key {unknown[0]!r}; allowed: {', '.join(sorted(_KEYS))}")
    needed = ("id", "why", "predicate", "trigger", "examples", "counter_examples")
    missing = [key for key in needed if not row.get(key)]
    if missing:
        raise refuse(f"{missing[0]} is missing or empty; every rule needs it")
    if row.get("modality") not in (None, *get_args(Modality)):
        raise refuse(f"modality is {row['modality']!r}; allowed: {', '.join(get_args(Modality))}")
    if row.get("take") not in (None, "first", "last"):
        raise refuse(f"take is {row['take']!r}; allowed: first, last")
    if row["predicate"] not in PREDICATES:
        raise refuse(f"unknown predicate {row['predicate']!r}; allowed: {', '.join(PREDICATES)}")
    trigger = row["trigger"]
    if set(trigger) - _TRIGGER_KEYS or len(trigger) != 1:
        raise refuse(f"a trigger has one key of: {', '.join(sorted(_TRIGGER_KEYS))}")

    def words(value: list[str] | str) -> frozenset[str]:
        found: list[str] = []
        for word in [value] if isinstance(value, str) else value:
            if word.startswith("@"):
                if word[1:] not in vocabulary:
                    raise refuse(f"unknown word list {word!r}; allowed: {', '.join('@' + w for w in vocabulary)}")
                found += vocabulary[word[1:]]
            else:
                found.append(word)
        return frozenset(found)

    roles = {key: tuple([v] if isinstance(v, str) else v) for key, v in row.get("roles", {}).items()}
    if set(roles) - set(ROLES):
        raise refuse(f"unknown role {sorted(set(roles) - set(ROLES))[0]!r}; allowed: {', '.join(ROLES)}")
    kind, value = next(iter(trigger.items()))
    return Rule(
        id=name,
        why=row["why"],
        predicate=row["predicate"],
        trigger_kind=kind,
        triggers=words(value),
        roles=roles,
        required=frozenset(row.get("required", ["subject"])),
        where={key: words(v) for key, v in row.get("where", {}).items()},
        unless={key: words(v) for key, v in row.get("unless", {}).items()},
        modality=row.get("modality"),
        role=row.get("role"),
        take=row.get("take"),
        presupposed=row.get("presupposed", False),
        kinds=frozenset(row.get("kinds", ())),
        priority=row.get("priority", 0),
        examples=tuple(row["examples"]),
        counter_examples=tuple(row["counter_examples"]),
    )

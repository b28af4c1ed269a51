"""Loads the grammar: pieces and rules that are data, in the TOML files of ``grammar/``.

A rule's pattern is a regular expression in which ``{piece}`` stands for a named piece and is read by it,
``{piece:name}`` reads it under another name, and ``{=piece}`` only matches it. Four layers build an
expression: ``base`` rules name a date, ``before`` and ``after`` rules wrap words around one, ``between``
rules join two.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.dates.numbers import READERS

Parts = dict[str, Any]


class GrammarError(ValueError):
    """A piece or rule of the grammar that cannot be meant."""


SPACE = r"(?:[ \t\u00a0\u2009\u202f]{0,3}(?:[ \t\u00a0\u2009\u202f]|\r?\n)[ \t]{0,3})"
LAYERS = ("base", "before", "after", "between")
REACH = 48  # how many characters a guard or a "before" rule may look back
_LOOSE = re.compile(r"\[(?:\\.|[^\]\\])*\]| [*+]|[ ']")  # a character class is left as it is
# A repeated space is a plain class: repeating SPACE, which itself repeats, would take exponential time.
_LOOSENED = {" ": SPACE, "'": "['’]", " *": r"[ \t\u00a0]*", " +": r"[ \t\u00a0]+"}
_REFERENCE = re.compile(r"\{(=?)([a-z_]+)(?::([a-z_0-9]+))?\}")
_GUARDS = ("unless_before", "needs_before", "unless_after", "needs_after", "unless")
_PIECE_KEYS = {"words", "loose", "abbreviations", "pattern", "read", "trigger", "case"}
_RULE_KEYS = {
    "id", "layer", "trigger", "reads", "pattern", "set", "priority", "examples", "counter_examples", *_GUARDS
}  # fmt: skip


def loosen(pattern: str) -> str:
    """A space in a pattern matches any short run of white space, an apostrophe either kind."""
    return _LOOSE.sub(lambda match: _LOOSENED.get(match.group(), match.group()), pattern)


def plain(text: str) -> str:
    """How a matched word is looked up: lower case, straight apostrophes, single spaces, no full stop."""
    return " ".join(text.replace("’", "'").lower().split()).removesuffix(".")


@dataclass(frozen=True, slots=True)
class Piece:
    """A named part of patterns: its regular expression, and what a matched text means."""

    name: str
    pattern: str
    value: Callable[[str], Any]
    trigger: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the grammar. ``guards`` are patterns on the text around (or, ``unless``, on the match
    itself)."""

    id: str
    layer: str
    trigger: str | None
    reads: str
    regex: re.Pattern[str]
    pieces: Mapping[str, Piece]
    fixed: Mapping[str, Any]
    priority: int
    leading: bool  # whether words may come before the trigger
    guards: Mapping[str, re.Pattern[str]]
    examples: tuple[Mapping[str, Any], ...]
    counter_examples: tuple[str, ...]

    def parts(self, match: re.Match[str]) -> Parts:
        """The values of the pieces that took part in a match."""
        groups = [(name, text) for name, text in match.groupdict().items() if text]
        return {
            **self.fixed,
            **{name.partition("__")[0]: self.pieces[name].value(text) for name, text in groups},
        }

    def allows(self, text: str, start: int, end: int) -> bool:
        """Whether the words around a match let it stand."""
        for name, guard in self.guards.items():
            if name == "unless":
                hit = guard.search(text[start:end])
            elif name.endswith("before"):
                hit = guard.search(text[max(0, start - REACH) : start])
            else:
                hit = guard.match(text, end)
            if bool(hit) is not name.startswith("needs"):
                return False
        return True


@dataclass(frozen=True)
class Grammar:
    """All rules by layer, base rules by trigger, and the one expression that finds the triggers."""

    rules: tuple[Rule, ...]
    trigger: re.Pattern[str]
    by_trigger: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    def layer(self, name: str) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.layer == name)


def _piece(name: str, spec: Mapping[str, Any]) -> Piece:
    if unknown := set(spec) - _PIECE_KEYS:
        raise GrammarError(f"piece {name!r} has unknown keys {sorted(unknown)}; allowed: {sorted(_PIECE_KEYS)}")
    if "pattern" in spec:
        read = spec.get("read", "text")
        if read not in READERS:
            raise GrammarError(f"piece {name!r} reads {read!r}; allowed: {sorted(READERS)}")
        return Piece(name, loosen(spec["pattern"]), READERS[read], bool(spec.get("trigger")))
    values = {**spec["words"], **spec.get("abbreviations", {}), **spec.get("loose", {})}

    def forms(words: Mapping[str, Any]) -> str:
        ordered = sorted(words, key=lambda word: (-len(word), word))
        if spec.get("case") == "proper":
            ordered = [form for word in ordered for form in (word.title(), word.upper())]
        return "|".join(loosen(re.escape(word).replace(r"\ ", " ").replace(r"\-", "-")) for word in ordered)

    pattern = f"(?:{forms(spec['words'])})(?!\\w)"
    if "abbreviations" in spec:
        pattern = f"(?:{pattern}|(?:{forms(spec['abbreviations'])})(?:\\.|(?!\\w)))"
    if spec.get("case") == "proper":
        pattern = f"(?-i:{pattern})"
    if "loose" in spec:  # in any case, where the other words need a capital
        pattern = f"(?:{pattern}|(?:{'|'.join(spec['loose'])})(?!\\w))"
    return Piece(name, pattern, lambda text: values[plain(text)], bool(spec.get("trigger")))


def _rule(spec: Mapping[str, Any], pieces: Mapping[str, Piece]) -> Rule:
    name, layer = spec.get("id", "?"), spec.get("layer", "base")
    if unknown := set(spec) - _RULE_KEYS:
        raise GrammarError(f"rule {name!r} has unknown keys {sorted(unknown)}; allowed: {sorted(_RULE_KEYS)}")
    if missing := {"id", "pattern", "reads", "examples", "counter_examples"} - set(spec):
        raise GrammarError(f"rule {name!r} lacks {sorted(missing)}; every rule needs them")
    if not (spec["examples"] and spec["counter_examples"]):
        raise GrammarError(f"rule {name!r} has no example or no counter-example; give it one of each")
    if layer not in LAYERS:
        raise GrammarError(f"rule {name!r} is of layer {layer!r}; allowed: {', '.join(LAYERS)}")
    used: dict[str, Piece] = {}

    def expand(match: re.Match[str]) -> str:
        silent, piece, alias = match.groups()
        if piece not in pieces:
            raise GrammarError(f"rule {name!r} uses the unknown piece {piece!r}; known: {sorted(pieces)}")
        if silent:
            return f"(?:{pieces[piece].pattern})"
        group = alias or piece
        if group in used:  # the same part in another branch of the pattern
            group = f"{group}__{len(used)}"
        used[group] = pieces[piece]
        return f"(?P<{group}>{pieces[piece].pattern})"

    def compile_(pattern: str) -> re.Pattern[str]:
        # Pieces are loosened already: only the rule's own text is, before they go in.
        try:
            return re.compile(_REFERENCE.sub(expand, loosen(pattern)), re.IGNORECASE)
        except re.error as fault:
            raise GrammarError(f"rule {name!r} has a pattern that does not compile ({fault}): {pattern}") from None

    body = f"(?:{spec['pattern']})"
    shape = {"base": body + r"(?!\w)", "before": rf"(?<![\w-]){body}\Z"}.get(layer, body)
    regex = compile_(shape)
    groups = dict(used)
    guards = {
        key: compile_(f"(?:{spec[key]})" + (r"\Z" if key.endswith("before") else "")) for key in _GUARDS if key in spec
    }
    trigger = spec.get("trigger")
    if (layer == "base") != (trigger is not None) or (trigger and not pieces[trigger].trigger):
        raise GrammarError(
            f"rule {name!r} of layer {layer!r} has trigger {trigger!r}; a base rule needs a trigger piece"
        )
    return Rule(
        id=name, layer=layer, trigger=trigger, reads=spec["reads"], regex=regex, pieces=groups,
        fixed=spec.get("set", {}), priority=spec.get("priority", 0),
        leading=layer == "base" and not re.match(rf"\{{{trigger}[:}}]", spec["pattern"]), guards=guards,
        examples=tuple(spec["examples"]), counter_examples=tuple(spec["counter_examples"]),
    )  # fmt: skip


def build(documents: list[Mapping[str, Any]]) -> Grammar:
    """The grammar of parsed TOML documents. Raises GrammarError, naming the rule or piece, the fault and what
    is allowed."""
    pieces: dict[str, Piece] = {}
    for document in documents:
        if unknown := set(document) - {"piece", "rule"}:
            raise GrammarError(f"the date grammar has unknown tables {sorted(unknown)}; allowed: piece, rule")
        for name, spec in document.get("piece", {}).items():
            if name in pieces:
                raise GrammarError(f"piece {name!r} is defined twice; give each its own name")
            pieces[name] = _piece(name, spec)
    rules = tuple(_rule(spec, pieces) for document in documents for spec in document.get("rule", ()))
    ids = [rule.id for rule in rules]
    if twice := sorted({name for name in ids if ids.count(name) > 1}):
        raise GrammarError(f"rule ids {twice} are used twice; give each rule its own id")
    base = [rule for rule in rules if rule.layer == "base"]
    # In the order of the file: there the longer kinds come first, so "2024-10-01" does not stop at its year.
    names = [name for name in pieces if any(rule.trigger == name for rule in base)]
    scan = "|".join(f"(?P<{name}>{pieces[name].pattern})" for name in names)
    return Grammar(
        rules,
        re.compile(rf"(?<![\w$£€#])(?:{scan})", re.IGNORECASE),
        {name: tuple(rule for rule in base if rule.trigger == name) for name in names},
    )


@cache
def grammar() -> Grammar:
    """The grammar that ships with the library."""
    folder = files("pipeline.dates") / "grammar"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return build([tomllib.loads((folder / name).read_text("utf-8")) for name in names])

"""Runs the examples of the rules: every example must give its claims, no counter-example one by its rule.

In an example a name is marked with its kind, so that it tests the rule and not the model's eye for names:
``[work Harbor Lights] premieres on [org Orbit] on May 4.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, Span

from pipeline.claims.rules import Rule
from pipeline.dates import find_dates
from pipeline.errors import UsageError
from pipeline.language.entity import LABELS, Entity
from pipeline.types import Article, Claim, EntityType

if TYPE_CHECKING:
    from pipeline.extract import Extractor

# mark -> entity type, kind of work or body
_KINDS: dict[str, tuple[EntityType, str | None]] = {
    "work": ("work", None), "series": ("work", "series"), "film": ("work", "film"), "book": ("work", "book"),
    "person": ("person", None), "character": ("character", None), "place": ("place", None),
    "org": ("organization", None), "network": ("organization", "network"), "streamer": ("organization", "streamer"),
    "studio": ("organization", "studio"), "press": ("organization", "press"),
}  # fmt: skip
_MARK = re.compile(r"\[(?P<kind>\w+) (?P<name>[^\]]+)\]")
_EXPECTED = re.compile(r"(?P<predicate>\w+): (?P<subject>.+?)(?: S(?P<season>\d+))?$")
_FIELDS = {"object", "role", "date", "modality", "speaker"}


@dataclass(frozen=True, slots=True)
class Failure:
    rule: str
    text: str
    problem: str


def read_marked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and (start, end, mark) of each name."""
    plain, spans, at = "", [], 0
    for m in _MARK.finditer(text):
        if m["kind"] not in _KINDS:
            raise UsageError(f"example {text!r}: unknown kind {m['kind']!r}; allowed: {', '.join(_KINDS)}")
        plain += text[at : m.start()]
        spans.append((len(plain), len(plain) + len(m["name"]), m["kind"]))
        plain += m["name"]
        at = m.end()
    return plain + text[at:], spans


def marked_doc(extractor: Extractor, text: str, published: str | None) -> tuple[Article, Doc]:
    """A Doc whose names are the marked ones and whose dates are found, as the language room would give it."""
    plain, spans = read_marked(text)
    day = date.fromisoformat(published) if published else None
    article = Article("example", "example", plain, day)
    doc = extractor.parse(plain)
    ents: list[Span] = []
    for start, end, mark in spans:
        entity_type, kind = _KINDS[mark]
        span = doc.char_span(start, end, label=LABELS[entity_type], alignment_mode="expand")
        assert span is not None  # a mark holds a character at least
        span._.entity = Entity(plain[start:end], entity_type, kind=kind)
        ents.append(span)
    for found in find_dates(plain, day, blocked=[(s, e) for s, e, _ in spans]):
        span = doc.char_span(found.start, found.end, label="DATE", alignment_mode="expand")
        if span is not None and not any(span.start < e.end and e.start < span.end for e in ents):
            span._.date = found
            ents.append(span)
    doc.set_ents(ents)
    return article, doc


def check(extractor: Extractor, rule: Rule) -> Iterator[Failure]:
    """The failures of one rule's examples and counter-examples."""
    for example in rule.examples:
        _refuse_unknown(rule, example, {"text", "published", "claims"})
        claims = extractor.claims(*marked_doc(extractor, example["text"], example.get("published")))
        for wanted in example["claims"]:
            if not any(matches(claim, wanted) for claim in claims):
                got = "; ".join(render(c) for c in claims) or "nothing"
                yield Failure(rule.id, example["text"], f"wanted {wanted}; got {got}")
    for example in rule.counter_examples:
        _refuse_unknown(rule, example, {"text", "published"})
        claims = extractor.claims(*marked_doc(extractor, example["text"], example.get("published")))
        for claim in claims:
            if claim.rule == rule.id:
                yield Failure(rule.id, example["text"], f"must give nothing; got {render(claim)}")


def _refuse_unknown(rule: Rule, example: dict[str, Any], allowed: set[str]) -> None:
    unknown = sorted(set(example) - allowed)
    if unknown:
        raise UsageError(
            f"rule {rule.id!r}: example has unknown key {unknown[0]!r}; allowed: {', '.join(sorted(allowed))}"
        )


def matches(claim: Claim, wanted: str) -> bool:
    """Whether a claim is the one that ``wanted`` tells: "premiere: Harbor Lights S2 | object=Orbit | date=A..B"."""
    head, *fields = wanted.split(" | ")
    m = _EXPECTED.fullmatch(head)
    if m is None:
        raise UsageError(f"example claim {wanted!r}: write 'predicate: Subject S2 | object=... | date=A..B'")
    season = int(m["season"]) if m["season"] else None
    if (claim.predicate, claim.subject, claim.season) != (m["predicate"], m["subject"], season):
        return False
    for item in fields:
        name, _, value = item.partition("=")
        if name not in _FIELDS:
            raise UsageError(f"example claim {wanted!r}: unknown field {name!r}; allowed: {', '.join(sorted(_FIELDS))}")
        days = f"{claim.date_start or ''}..{claim.date_end or ''}"
        if value != (days if name == "date" else getattr(claim, name)):
            return False
    return True


def render(claim: Claim) -> str:
    """A claim on one line, in the notation of the examples."""
    season = f" S{claim.season}" if claim.season is not None else ""
    fields = [f"{n}={v}" for n in ("object", "role", "modality", "speaker") if (v := getattr(claim, n))]
    if claim.date_text is not None:
        fields.insert(0, f"date={claim.date_start or ''}..{claim.date_end or ''}")
    return f"{claim.predicate}: {claim.subject}{season} | {' | '.join(fields)} [{claim.rule}]"

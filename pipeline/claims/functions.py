"""The functions that a rule can name for a role: grammatical ones, places on the surface, dates.

``tokens_at(site, "obj>of")`` follows a path of functions from the trigger. A name that stands in no table is a
grammatical function of ``syntax`` ("subj", "obj", "poss", "appos") or a preposition ("on", "for").
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Token

from pipeline.claims import catalogue, places, syntax, times
from pipeline.claims.site import Site

Kinds = frozenset[str]
Function = Callable[[Site, Token, Kinds], list[Token]]

_PREPOSITIONS = {
    "in", "on", "of", "for", "to", "from", "by", "with", "as", "opposite", "alongside", "under", "via", "at",
}  # fmt: skip


def tokens_at(site: Site, path: str, kinds: Kinds = frozenset()) -> list[Token]:
    """The tokens that a path of functions leads to from the trigger, nearest first."""
    tokens = [site.trigger]
    for step in path.split(">"):
        tokens = [found for token in tokens for found in _step(site, token, step, kinds)]
    return tokens


def _step(site: Site, token: Token, step: str, kinds: Kinds) -> list[Token]:
    if step in FUNCTIONS:
        return FUNCTIONS[step](site, token, kinds)
    found = syntax.functions(token).get(step, [])
    return found or (places.after_word(site, token, step, kinds) if step in _PREPOSITIONS else [])


def is_word(site: Site, token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of ``words``: by lemma, form or tag; for a unit by kind, role, one of its words, or as
    "hyphenated", "final_numbered" (the third and final season), "final_phrase" (the final season)."""
    unit = site.unit(token.i)
    if unit is None:
        if "work_noun" in words and site.pieces.work_noun(token.lemma_.lower()) is not None:
            return True
        return token.lemma_.lower() in words or token.lower_ in words or token.tag_ in words
    said = {unit.kind, *unit.roles, *unit.text.casefold().split()}
    if "-" in unit.text:
        said.add("hyphenated")
    if unit.final:
        said.add("final_numbered" if unit.numbers else "final_phrase")
    return not words.isdisjoint(said)


def _done(token: Token) -> list[Token]:
    found = syntax.functions(token)
    return [t for name in ("obj", "subj", "pred") for t in found.get(name, [])]


def _then(site: Site, token: Token) -> list[Token]:
    following = site.doc[token.i + 1 : min(site.sentence.end, token.i + 5)]
    return [t for t in following if t.text != "," and t.lower_ not in ("the", "its", "a")][:1]


FUNCTIONS: dict[str, Function] = {
    # the tree around the trigger
    "self": lambda site, token, kinds: [token],
    "head": lambda site, token, kinds: [token.head] if token.head != token else [],
    "aux": lambda site, token, kinds: [c for c in token.children if c.dep_.startswith(("aux", "cop"))],
    "said_article": lambda site, token, kinds: syntax.children(token, "det") if syntax.children(token, "cop") else [],
    "conj": lambda site, token, kinds: [t for t in syntax.conjuncts(token)[1:] if syntax.is_verbal(t)],
    "own_for": lambda site, token, kinds: [t for t in token.children if syntax.case_of(t) in ("for", "with")],
    "done": lambda site, token, kinds: _done(token),
    "said": lambda site, token, kinds: places.said_of(site, token),
    "up": lambda site, token, kinds: places.ancestors(site, token),
    # words beside it
    "next": lambda site, token, kinds: list(site.doc[token.i + 1 : min(token.i + 2, site.sentence.end)]),
    "previous": lambda site, token, kinds: list(site.doc[max(token.i - 1, site.sentence.start) : token.i]),
    "then": lambda site, token, kinds: _then(site, token),
    "near": lambda site, token, kinds: list(
        site.doc[max(site.sentence.start, token.i - 6) : min(site.sentence.end, token.i + 11)]
    ),
    # names beside it
    "left": lambda site, token, kinds: places.beside(site, token, kinds, -1),
    "right": lambda site, token, kinds: places.beside(site, token, kinds, +1),
    "before": lambda site, token, kinds: places.adjacent(site, token, kinds, -1),
    "after": lambda site, token, kinds: places.adjacent(site, token, kinds, +1),
    "by_left": lambda site, token, kinds: (
        places.beside(site, token, kinds, -1) if places.by_follows(site, token) else []
    ),
    "before_comma": lambda site, token, kinds: places.before_comma(site, token, kinds),
    "before_hyphen": lambda site, token, kinds: list(
        site.doc[max(token.i - 2, site.sentence.start) : max(token.i - 1, site.sentence.start)]
    ),
    "including": lambda site, token, kinds: places.including(site, token, kinds),
    "opened": lambda site, token, kinds: places.before_bracket(site, token),
    "paren": lambda site, token, kinds: places.in_brackets(site, token),
    "by_after": lambda site, token, kinds: places.after_preposition(site, token, kinds, "by"),
    "from_after": lambda site, token, kinds: places.after_preposition(site, token, kinds, "from"),
    "on_after": lambda site, token, kinds: places.on_after(site, token, kinds),
    "possessed": lambda site, token, kinds: places.possessed(site, token),
    "acting_owner": lambda site, token, kinds: places.acting_owner(site, token),
    "sole_before_as": lambda site, token, kinds: places.sole_before_as(site, token, kinds),
    "owner": lambda site, token, kinds: places.owner(site, token),
    "after_of": lambda site, token, kinds: places.after_of(site, token, kinds),
    "own_noun": lambda site, token, kinds: places.own_noun(site, token),
    "named": lambda site, token, kinds: [name] if (name := site.discourse.works.named_after(token)) is not None else [],
    # dates
    "time": lambda site, token, kinds: times.times(site, token),
    "announced": lambda site, token, kinds: times.announced(site),
    "heading": lambda site, token, kinds: catalogue.heading(site, token),
    "list_carrier": lambda site, token, kinds: catalogue.carrier(site, token),
    "listed": lambda site, token, kinds: places.listed(site),
    "year_of": lambda site, token, kinds: times.year_of(site, token),
}

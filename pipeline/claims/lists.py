"""Lists of names: "A, B (Harry), C and D" from the one member that a role was filled with."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.claims.discourse import Filler
from pipeline.claims.site import QUOTES, Site

_JOINERS = {",", "and", "&", "plus", "alongside", "with", "or", "/", "+", ";"}
_GAP = 3  # words of joining between two members of a list
_LONGEST = 60
_LISTED = {"person", "character", "organization", "work"}
_SINGLE = {
    "self",
    "year_of",
    "possessed",
    "before_hyphen",
    "paren",
    "list_carrier",
}  # functions that name one thing, no list


def with_list(site: Site, first: Filler, kinds: frozenset[str], name: str) -> list[Filler]:
    """ "A, B (Harry), C and D": the members of the list that ``first`` stands in, by their order in the text."""
    if first.resolved != "named" or first.kind not in _LISTED or name in _SINGLE:
        return [first]
    unit = site.scene.unit(site.trigger)
    if unit is not None and unit.kind == "role" and name in ("after", "appos") and unit.text[-1] not in "sS":
        return [first]  # "creator Smith, alongside Smith": one creator
    forward = list(walk(site, first, +1))
    clause = site.trigger
    while clause.dep_ in ("conj", "xcomp") and clause.head != clause:
        clause = clause.head
    own = clause.dep_ == "acl:relcl" and clause.head.i == first.token  # "B and A, who ...": A alone
    before = name == "before" or (not own and list_may_start_before(site, first))
    backward = list(walk(site, first, -1)) if before else []
    members = [f for i in [*backward, *forward] if (f := site.discourse.resolve(site.doc[i], kinds))]
    return sorted([first, *members], key=lambda f: f.token)


def list_may_start_before(site: Site, first: Filler) -> bool:
    return first.token > site.trigger.i or site.doc[first.token].dep_ == "conj"


def walk(site: Site, first: Filler, step: int) -> Iterator[int]:
    """Tokens of the other members, going forward or backward from ``first`` while only joiners, brackets, an actor's
    "as Harry" and a member's own title ("and his partner Smith") stand between."""
    doc, i, gap, joined = site.doc, first.token + step, 0, False
    lo, hi = _bounds(site, first, step)
    for _ in range(_LONGEST * _GAP):
        if not lo <= i < hi:
            return
        token, unit = doc[i], site.unit(i)
        if unit is not None and unit.kind == first.kind and joined:
            if step > 0 and opens_clause(site, token):
                return
            yield i
            gap, joined = 0, False
        elif token.text in "([" and step > 0:
            close = next((k for k in range(i, min(i + 14, hi)) if doc[k].text in ")]"), None)
            if close is None:
                return
            i = close
        elif token.lower_ == "as" and step > 0 and not _is_as_well(site, i, hi):
            skip = skip_character(site, i, hi)
            if skip is None:
                return
            i = skip
        elif token.lower_ in _JOINERS or token.lower_ == "as" or (token.lower_ == "well" and gap):
            joined = joined or token.lower_ != "as"
            gap += 1
            if gap > _GAP:
                return
        elif token.text not in QUOTES and not (joined and _is_title(site, i, first.kind)):
            return
        i += step


def _bounds(site: Site, first: Filler, step: int) -> tuple[int, int]:
    """The stretch of the sentence that the list can lie in: it does not cross the trigger."""
    low, high = site.sentence.start, site.sentence.end
    if step < 0 and site.trigger.i < first.token:
        return site.trigger.i + 1, high
    return (low, site.trigger.i) if step > 0 and site.trigger.i > first.token else (low, high)


def _is_as_well(site: Site, i: int, hi: int) -> bool:
    return site.doc[i - 1].lower_ == "well" or (i + 1 < hi and site.doc[i + 1].lower_ == "well")


def _is_title(site: Site, i: int, kind: str) -> bool:
    """ "his partner", "Emmy winner": words that stand directly before the next member and belong to it."""
    unit = site.unit(i)
    if unit is not None:
        return unit.kind == "role"
    if kind != "person" or site.doc[i].pos_ not in ("PRON", "DET", "ADJ", "NOUN", "PROPN"):
        return False
    ahead = range(i + 1, min(i + 4, site.sentence.end))
    return any(site.wanted(k, frozenset({"person"})) for k in ahead)


def opens_clause(site: Site, token: Token) -> bool:
    """Whether a name after "and" is the subject of the next clause: "created by A, and B directs it"."""
    return token.dep_.startswith("nsubj") and token.head.i > token.i and token.head != site.trigger


def skip_character(site: Site, i: int, hi: int) -> int | None:
    """Index of the last token of "as Harry" / "as his sister" in a list of actors."""
    doc = site.doc
    j = i + 1
    while j < hi and j - i <= 8 and doc[j].text not in {",", ";", "."} and doc[j].lower_ != "and":
        j += 1
    return j - 1 if j < hi and j - i <= 8 else None

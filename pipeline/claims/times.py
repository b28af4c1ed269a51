"""Dates of a trigger: those of its clause, of its announcement, and the bare year that stands at a title."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.claims import syntax
from pipeline.claims.site import WORK, Site

DATE_REACH = 6  # words between a trigger and a date that grammar does not join
_ANNOUNCING = {"announce", "confirm", "reveal", "report", "say"}
_SAID_OF_DATE = {"advcl", "advcl:relcl", "acl", "acl:relcl", "nsubj"}
_CLAUSES = {"acl:relcl", "ccomp", "advcl", "acl", "parataxis"}


def times(site: Site, token: Token) -> list[Token]:
    """Dates that belong to the trigger's clause, those after it first."""
    hosts = {token.i}
    head = token
    if token.dep_.startswith("nsubj") and not syntax.is_verbal(token):  # "the finale airs on Sunday"
        head = token.head
        hosts.add(head.i)
    elif token.dep_ == "obl" and syntax.case_of(token) == "with":  # "came in 2004, with the release of"
        hosts.add(token.head.i)
    while (
        head.dep_ in ("xcomp", "conj", "cop", "aux")
        and head.head != head
        and not syntax.children(head, "nsubj", "nsubj:pass")
    ):
        head = head.head
        hosts.add(head.i)
    found = []
    for t in site.sentence:
        unit = site.unit(t.i)
        if unit is None or unit.kind != "date" or dates_something_else(site, t):
            continue
        if t == token.head and token.dep_ in _SAID_OF_DATE:  # "a year since it premiered"
            found.append(t)
            continue
        climb, steps = t, 0
        while climb.i not in hosts and climb.head != climb and steps < 8:
            if climb.dep_ in _CLAUSES and climb.i != token.i:
                break
            climb, steps = climb.head, steps + 1
        fronted = t.i - site.sentence.start <= 2 and t.i < token.i
        if climb.i == token.i or (climb.i in hosts and (t.i < climb.i or t.i > token.i)) or fronted:
            found.append(t)
    return sorted(found, key=lambda t: (t.i < token.i, abs(t.i - token.i)))


def dates_something_else(site: Site, date: Token) -> bool:
    """ "the 2016 election", "last year's hit": the date of another noun; "since 2013": no point in time."""
    other = date.dep_ in ("compound", "nmod:poss", "amod", "nummod") and date.head != site.trigger
    return (other and date.head.i not in site.scene.units) or syntax.case_of(date) == "since"


def year_of(site: Site, token: Token) -> list[Token]:
    """The work that a bare year belongs to: "the 2014 film Hamlet", "2014's Hamlet", "Hamlet, from 2014"."""
    unit, doc = site.unit(token.i), site.doc
    if unit is None or not unit.text.isdigit():
        return []
    i = token.i + 1
    while i < site.sentence.end and i - token.i <= 9:
        if site.wanted(i, WORK):
            return [doc[i]] if i > token.i + 1 else []
        noun = site.pieces.work_noun(doc[i].lower_)
        if not (noun or doc[i].text in {"'s", '"', "“", "'", "-"} or doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "VERB")):
            break
        i += 1
    before = [t.lower_ for t in doc[max(site.sentence.start, token.i - 2) : token.i]]
    if before and before[-1] == "from" and site.wanted(token.i - 2 - (before[0] == ","), WORK):
        return [doc[token.i - 2 - (before[0] == ",")]]
    return []


def announced(site: Site) -> list[Token]:
    """The date of the announcement: "..., it was announced today"."""
    verbs = [t for t in site.sentence if t.lemma_.lower() in _ANNOUNCING and syntax.is_verbal(t)]
    return [
        t for verb in verbs for t in site.sentence[:]
        if site.wanted(t.i, frozenset({"date"})) and (t.head == verb or t.head.head == verb or t.i == verb.i + 1)
    ]  # fmt: skip

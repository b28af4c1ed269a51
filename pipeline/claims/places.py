"""Roles read from the surface: what stands beside a trigger, in brackets, behind a comma, after a preposition.

Each function gives the tokens where a role may be found, nearest first, or none. They serve the constructions that are
plain on the surface (titles, brackets, appositions), and where the parse has nothing to say.
"""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.claims import syntax
from pipeline.claims.site import QUOTES, Site
from pipeline.claims.times import DATE_REACH, dates_something_else

_CLAUSE_ENDS = {";", ":", "—", "–"}
_CLAUSE_OPENERS = {"which", "who", "while", "but", "because"}
_NOUN_PHRASE = {"ADJ", "DET", "NOUN", "PROPN", "NUM", "PART"}
_INTRODUCES = {"called", "titled", "named", "dubbed", "such", "as", "including", "like"}
_LISTING = 20  # words of the longest line of a programme list
_MARKS = QUOTES | {"_", "*", "®", "'s", "’s", "-"}


def after_word(site: Site, token: Token, word: str, kinds: frozenset[str]) -> list[Token]:
    """What a preposition in the clause to the right governs, read from the surface where the parse has nothing. A
    noun's preposition stands directly after it."""
    doc, limit = site.doc, site.sentence.end
    reach = limit if syntax.is_verbal(token) or site.rule.trigger_kind == "verb" else token.i + 2
    for i in range(token.i + 1, min(reach, limit)):
        if doc[i].lower_ == word:
            for j in range(i + 1, min(i + 7, limit)):
                if site.wanted(j, kinds):
                    return [doc[j]]
                if syntax.is_verbal(doc[j]) or doc[j].text in ",;:()" or doc[j].pos_ in ("ADP", "SCONJ"):
                    break
        if ends_clause(site, token, doc[i]):
            return []
    return []


def ends_clause(site: Site, token: Token, other: Token) -> bool:
    """Whether ``other``, to the right of the trigger, begins a clause of its own."""
    if other.text in _CLAUSE_ENDS or other.lower_ in _CLAUSE_OPENERS:
        return True
    finite = other.pos_ in ("VERB", "AUX") and other.tag_ in ("VBD", "VBZ", "VBP") and site.unit(other.i) is None
    return finite and not shares_clause(token, other)


def said_of(site: Site, token: Token) -> list[Token]:
    """The noun or adjective that is said of ``token``: "the third season will be its last"."""
    head = token
    while head.dep_ in ("conj", "nmod", "compound", "flat") and head.head != head:
        head = head.head
    predicate = head.head
    copular = head.dep_.startswith("nsubj") and syntax.children(predicate, "cop")
    return [predicate, *predicate.children] if copular else []


def beside(site: Site, token: Token, kinds: frozenset[str], step: int) -> list[Token]:
    """The nearest unit of a wanted kind in the clause: no other clause with a subject of its own between."""
    doc, i = site.doc, token.i + step
    dated = "date" in kinds
    while site.sentence.start <= i < site.sentence.end:
        other = doc[i]
        if dated and (abs(i - token.i) > DATE_REACH or syntax.is_verbal(other)):
            return []
        if site.wanted(i, kinds):
            if dated and dates_something_else(site, other):
                return []
            return [] if step < 0 and is_origin(site, i) else [other]
        if other.text in _CLAUSE_ENDS and step > 0:
            return []
        finite = other.pos_ == "VERB" and other.tag_ not in ("VBG", "VBN", "VB") and site.unit(other.i) is None
        if finite and not shares_clause(token, other):
            return []
        i += step
    return []


def is_origin(site: Site, i: int) -> bool:
    """Whether the work at ``i`` only says of what something is a spinoff: "the Hamlet spin-off"."""
    pieces, doc = site.pieces, site.doc
    while i + 1 < site.sentence.end and doc[i + 1].text in {'"', "'", "”"}:
        i += 1
    noun = pieces.work_noun(doc[i + 1].lower_) if i + 1 < site.sentence.end else None
    return noun is not None and pieces.relation_of(noun) not in (None, "reboot_of")


def shares_clause(token: Token, other: Token) -> bool:
    """Whether two verbs are one chain: "set to premiere", "starred in, wrote and directed"."""
    if token.dep_ in ("xcomp", "ccomp", "advcl", "conj") and token.head == other:
        return True
    return other in syntax.conjuncts(token) or token in syntax.conjuncts(other)


def adjacent(site: Site, token: Token, kinds: frozenset[str], step: int) -> list[Token]:
    """The unit at the trigger itself. Before it: quotes, an adjective or "series" may stand between. After a verb
    also the rest of its object's noun phrase: "wrote 2017's popular indie flick Hamlet"."""
    doc, i, words = site.doc, token.i + step, 0
    phrase = step > 0 and site.rule.trigger_kind == "verb"
    while site.sentence.start <= i < site.sentence.end and words < (8 if phrase else 4):
        other, unit = doc[i], site.unit(i)
        if site.wanted(i, kinds):
            return [] if step < 0 and doubtful(site, i) else [other]
        if phrase:
            noun_like = other.pos_ in _NOUN_PHRASE or other.lower_ in ("hit", "smash")
            inside = (unit is None and noun_like) or (unit is not None and unit.kind == "date")
        else:
            inside = unit is None and other.pos_ in ("ADJ", "DET") and other.lower_ != "new"
        apart = step > 0 and other.text in {"/", ","} and words == 0 and site.rule.trigger_kind == "unit"
        noun = site.has_work_noun(i)
        if not (inside or apart or noun or other.text in _MARKS):
            return []
        i, words = i + step, words + 1
    return []


def doubtful(site: Site, i: int) -> bool:
    """One bare word before a role noun, named nowhere else: "Kenyan actress" rather than a title."""
    unit = site.scene.units[i]
    if (
        unit.kind != "work"
        or site.rule.trigger_kind != "role"
        or " " in unit.text
        or site.discourse.works.is_known(unit.entity)
    ):
        return False
    text = site.scene.text
    return text[unit.end : unit.end + 1] not in "\"'”’*_" or unit.end == len(text)


def by_follows(site: Site, token: Token) -> bool:
    return any(t.lower_ == "by" for t in site.doc[token.i + 1 : token.i + 4])


def before_comma(site: Site, token: Token, kinds: frozenset[str]) -> list[Token]:
    """ "Smith, the long-time creator": the name before the comma that opens an apposition."""
    doc, i = site.doc, token.i - 1
    while i > site.sentence.start and doc[i].text != "," and token.i - i <= 6:
        if (site.unit(i) is not None and site.scene.units[i].kind != "work") or syntax.is_verbal(doc[i]):
            return []
        i -= 1
    article = any(t.lower_ in ("the", "a", "an", "who") for t in doc[i + 1 : token.i]) or token.i - i == 1
    return [doc[i - 1]] if doc[i].text == "," and article and site.wanted(i - 1, kinds) else []


def including(site: Site, token: Token, kinds: frozenset[str]) -> list[Token]:
    """ "a strong cast, including Smith (Harry) and Smith": the first of the list that a noun announces."""
    doc = site.doc
    for i in range(token.i + 1, min(token.i + 5, site.sentence.end)):
        if doc[i].lower_ in ("including", "includes", "featuring", "of", "with", ":"):
            return [t for t in doc[i + 1 : min(i + 5, site.sentence.end)] if site.wanted(t.i, kinds)][:1]
    return []


def before_bracket(site: Site, token: Token) -> list[Token]:
    """ "Hamlet (produced by Smith)": what stands before the bracket that the trigger opens."""
    doc, i = site.doc, token.i - 1
    while i > site.sentence.start and doc[i].text != "(" and token.i - i < 4:
        i -= 1
    return [doc[i - 1]] if i > site.sentence.start and doc[i].text == "(" else []


def ancestors(site: Site, token: Token) -> list[Token]:
    """The nouns that the trigger's noun hangs on: "a revival of Hamlet from Google and producer Smith"."""
    found, head = [], token
    while head.dep_ in ("nmod", "nmod:desc", "conj", "appos", "compound", "flat", "obl") and head.head != head:
        head = head.head
        found.append(head)
        found += syntax.noun_functions(head).get("of", []) if not syntax.is_verbal(head) else []
    return found


def after_preposition(site: Site, token: Token, kinds: frozenset[str], preposition: str) -> list[Token]:
    """ "Hamlet" by Smith, the Hamlet series from Google: what comes after a title, its kind of work between."""
    doc, i = site.doc, token.i + 1
    while (
        i < site.sentence.end
        and i - token.i <= 4
        and (doc[i].text in {'"', "”", "'", "’", ","} or site.has_work_noun(i))
    ):
        i += 1
    if i + 1 < site.sentence.end and doc[i].lower_ == preposition:
        return [t for t in doc[i + 1 : min(i + 4, site.sentence.end)] if site.wanted(t.i, kinds)][:1]
    return []


def own_noun(site: Site, token: Token) -> list[Token]:
    """The noun that tells what kind of work a title is: "the novel Hamlet", "Hamlet, a podcast"."""
    doc = site.doc
    near = [t for t in doc[max(site.sentence.start, token.i - 3) : token.i] if t.text not in {'"', "“", ","}][-1:]
    near += [t for t in doc[token.i + 1 : min(site.sentence.end, token.i + 4)] if t.pos_ == "NOUN"][:1]
    return near + [c for c in token.children if c.dep_ == "appos"]


def possessed(site: Site, token: Token) -> list[Token]:
    """The work that stands after a carrier as its own: "Google's Hamlet", "the Google drama Hamlet"."""
    doc, i, owned = site.doc, token.i + 1, False
    while i < site.sentence.end and i - token.i <= 10:
        unit, word = site.unit(i), doc[i]
        if unit is not None and unit.kind == "work":
            return [word] if owned else []
        pieces = site.pieces
        noun = pieces.work_noun(word.lower_) is not None or word.lower_ in ("original", "originals")
        if word.text in ("'s", "’s", "'", "’") or noun:
            owned = True
        elif unit is not None and unit.kind != "season":
            return []
        elif owned and (word.text == "," or word.lower_ in _INTRODUCES):
            pass
        elif not (
            word.pos_ in ("ADJ", "NUM", "NOUN", "PROPN", "ADV") or word.tag_ in ("VBG", "VBN", "HYPH")
            or word.text in {'"', "'", "“", "-"} or word.lower_ == "of"
        ):  # fmt: skip
            return []
        i += 1
    return []


def on_after(site: Site, token: Token, kinds: frozenset[str]) -> list[Token]:
    """ "Hamlet on Google", also with a season or a bracket between."""
    doc, i = site.doc, token.i + 1
    while i < site.sentence.end and (
        doc[i].text in {'"', "”", "'", ")", "(", ","} or (site.unit(i) and site.scene.units[i].kind == "season")
    ):
        i += 1
    if i + 1 < site.sentence.end and doc[i].lower_ == "on":
        j = i + 2 if doc[i + 1].lower_ == "the" else i + 1
        return [doc[j]] if j < site.sentence.end and site.wanted(j, kinds) else []
    return []


def in_brackets(site: Site, token: Token) -> list[Token]:
    """What stands in brackets right after: "Harry (Smith)"."""
    doc, i = site.doc, token.i + 1
    if i >= site.sentence.end or doc[i].text not in "([":
        return []
    found = []
    for j in range(i + 1, min(i + 12, site.sentence.end)):
        if doc[j].text in ")]":
            break
        found.append(doc[j])
    return found[:1]


def listed(site: Site) -> list[Token]:
    """The first work of a sentence without a verb that also names a season or a carrier, as programme lists write:
    "Hamlet, season 4, on Google, May 5."."""
    if len(site.sentence) > _LISTING or any(syntax.is_verbal(t) and site.unit(t.i) is None for t in site.sentence):
        return []
    kinds = {unit.kind for t in site.sentence if (unit := site.unit(t.i)) is not None}
    works = [t for t in site.sentence if site.scene.is_kind(t, "work")]
    return works[:1] if kinds & {"season", "organization"} else []


def owner(site: Site, token: Token) -> list[Token]:
    """ "Hamlet's Smith": the work that a name directly before it owns."""
    doc, i = site.doc, token.i - 1
    if i <= site.sentence.start or doc[i].text not in {"'s", "’s"}:
        return []
    while i - 1 > site.sentence.start and doc[i - 1].text in QUOTES:
        i -= 1
    return [doc[i - 1]] if site.scene.is_kind(doc[i - 1], "work") else []


def after_of(site: Site, token: Token, kinds: frozenset[str]) -> list[Token]:
    """ "the creator of Hamlet, Smith": who stands behind the comma after the trigger's work."""
    doc, i = site.doc, token.i + 1
    if i >= site.sentence.end or doc[i].lower_ not in ("of", "behind"):
        return []
    passed = False  # the work has been read
    for j in range(i + 1, min(i + 9, site.sentence.end)):
        if doc[j].text == "," and passed:
            return [t for t in doc[j + 1 : min(j + 2, site.sentence.end)] if site.wanted(t.i, kinds)]
        passed = passed or site.scene.is_kind(doc[j], "work")
        if not passed and site.unit(j) is not None:
            return []
    return []


def sole_before_as(site: Site, token: Token, kinds: frozenset[str]) -> list[Token]:
    """ "Smith, who made Hamlet, will serve as producer": the only name of a kind before "as", where the parse lost the
    verb's subject."""
    doc, start = site.doc, site.sentence.start
    if token.i == start or doc[token.i - 1].lower_ not in ("as", "a", "the"):
        return []
    if "as" not in {t.lower_ for t in doc[max(start, token.i - 2) : token.i]}:
        return []
    names = [t for t in doc[start : token.i] if site.wanted(t.i, kinds)]
    return names[:1] if len({site.scene.units[t.i].text for t in names}) == 1 else []


def acting_owner(site: Site, token: Token) -> list[Token]:
    """The possessor of "her credits", where the article calls the one meant an actor or a star."""
    for owner in syntax.noun_functions(token)["poss"]:
        person = site.discourse.resolve(owner, frozenset({"person"}))
        if person is not None and any(_is_actor(site, i) for i, unit in site.scene.units.items()
                                      if unit.kind == "person" and unit.entity == person.entity):  # fmt: skip
            return [owner]
    return []


def _is_actor(site: Site, i: int) -> bool:
    """Whether an acting noun stands before the name at ``i``, or the name is the subject of "star"."""
    before = site.unit(i - 1)
    head = site.doc[i].head
    return (before is not None and "cast" in before.roles) or (site.doc[i].dep_ == "nsubj" and head.lemma_ == "star")

"""Grammatical functions of a trigger: who does it, to what, on, by and of what, voice and clause sharing undone.

``functions(token)`` maps a function's name to tokens, nearest first. For a verb ``subj`` and ``obj`` are the deep
ones: in "W was renewed by N", "N renewed W", "renewed by N, W ..." and "W, which N has renewed" the ``obj`` is W and
the ``subj`` is N. A preposition names its function ("on", "of", "for"); ``poss``, ``compound``, ``appos``, ``is`` (of
a noun that is said of a subject), ``as`` (who acts as it) belong to nouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

_SUBJECTS = {"nsubj", "nsubj:pass", "nsubjpass", "csubj"}
_CARRIES_SUBJECT = {"xcomp", "conj", "advcl", "ccomp", "parataxis", "dep"}
_RELATIVE = {"which", "that", "who", "whom"}


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def is_verbal(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def is_passive(verb: Token) -> bool:
    if children(verb, "aux:pass", "nsubj:pass", "nsubjpass", "auxpass"):
        return True
    participle = verb.tag_ in ("VBN", "VBD") and verb.dep_ in ("acl", "advcl", "amod", "acl:relcl")
    if participle and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].ent_type_ in ("WORK", "PERSON", "SEASON"):
        return False  # "Smith created Hamlet", read as "Smith, created"
    return (participle and not children(verb, "aux", "nsubj", "obj")) or _reduced_by(verb)


def _reduced_by(verb: Token) -> bool:
    """ "created by Smith" after a noun or in brackets: no auxiliary, no object of its own, an agent after it."""
    if verb.tag_ not in ("VBN", "VBD") or children(verb, "aux", "nsubj", "obj"):
        return False
    return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ == "by"


def case_of(token: Token) -> str | None:
    """The preposition that marks ``token``; the last word of a compound one ("alongside of" gives "of")."""
    marks = [child for child in token.children if child.dep_ == "case" and child.i < token.i]
    return marks[0].lower_ if marks else None


def conjuncts(token: Token) -> list[Token]:
    """``token`` and what is coordinated below it, in order of place."""
    found, stack = [token], [token]
    while stack:
        for child in children(stack.pop(), "conj"):
            found.append(child)
            stack.append(child)
    return sorted(found, key=lambda t: t.i)


def surface_subject(verb: Token) -> list[Token]:
    """The verb's own subject, or the one that it shares: with a higher verb, or the noun that it modifies."""
    current, steps = verb, 0
    while steps < 6:
        own = children(current, *_SUBJECTS)
        if own:
            if own[0].lower_ in _RELATIVE and current.dep_ == "acl:relcl":
                return [current.head]
            return own
        if current.dep_ in ("acl", "acl:relcl", "amod"):
            return [current.head]
        if current.dep_ not in _CARRIES_SUBJECT or current.head == current:
            return []
        if current.dep_ == "advcl" and children(current, "mark") and current.tag_ != "VBG":
            return []
        current, steps = current.head, steps + 1
    return []


def shared_object(verb: Token) -> list[Token]:
    """Its object, or that of a verb coordinated with it ("wrote and directed W")."""
    own = children(verb, "obj", "dobj", "iobj")
    if own:
        return own
    for other in conjuncts(verb)[1:]:
        if is_verbal(other) and (found := children(other, "obj", "dobj")):
            return found
    return []


def verb_functions(verb: Token) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {}
    subject = surface_subject(verb)
    if is_passive(verb):
        found["obj"] = subject
    else:
        found["subj"] = subject
        found["obj"] = shared_object(verb)
    # a relative clause whose object is the noun it modifies: "W, which N has renewed"
    if not found["obj"] and verb.dep_ == "acl:relcl" and verb.head not in subject:
        found["obj"] = [verb.head]
    for child in _obliques(verb):
        case = "by" if child.dep_ == "obl:agent" else case_of(child)
        if case:
            found.setdefault(case, []).append(child)
        elif child.dep_.startswith("obl"):
            found.setdefault("bare", []).append(child)
    if is_passive(verb):
        found["subj"] = found.setdefault("by", _agents(verb))
    found["pred"] = children(verb, "xcomp")
    return found


def _agents(verb: Token) -> list[Token]:
    """What "by" marks to the right in the clause, where the parse hangs it on something else."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "by" and token.head != token:
            return [token.head]
        if (is_verbal(token) and token.tag_ not in ("VBN", "VBG")) or token.text in ";:":
            break
    return []


def _obliques(verb: Token) -> Iterator[Token]:
    """Phrases that hang on the verb, on its object's right edge, or on a verb sharing its clause."""
    hosts = [verb, *children(verb, "obj", "dobj", "xcomp")]
    if verb.dep_ == "xcomp":
        hosts.append(verb.head)
    hosts += [c for c in conjuncts(verb)[1:] if is_verbal(c) and not children(c, *_SUBJECTS)]
    seen: set[int] = set()
    for host in hosts:
        for child in host.children:
            if child.i not in seen and (child.dep_.startswith(("obl", "nmod", "advmod")) and child.dep_ != "nmod:poss"):
                seen.add(child.i)
                yield child


def noun_functions(noun: Token) -> dict[str, list[Token]]:
    found: dict[str, list[Token]] = {"poss": [], "compound": [], "appos": [], "is": [], "as": []}
    for child in noun.children:
        if child.dep_ == "nmod:poss" or child.dep_ == "poss":
            found["poss"].append(child)
        elif child.dep_ in ("compound", "nmod:desc", "amod", "flat") and child.i < noun.i:
            found["compound"].append(child)
        elif child.dep_ == "appos":
            found["appos"].append(child)
        elif child.dep_ in ("nmod", "obl", "nmod:unmarked") and (case := case_of(child)):
            found.setdefault(case, []).append(child)
        elif child.dep_ in ("acl", "acl:relcl"):
            found.setdefault("clause", []).append(child)
    head = noun
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    if head.dep_ == "appos":
        found["appos"].append(head.head)
    if children(head, "cop"):
        found["is"] = children(head, *_SUBJECTS) or surface_subject(head)
    if head.dep_ == "xcomp" and head.head != head:
        found["is"] = verb_functions(head.head).get("subj", []) or surface_subject(head.head)
    if case_of(head) == "as" or any(c.lower_ == "as" for c in head.children):
        verb = head.head
        if is_verbal(verb):
            found["as"] = surface_subject(verb)
            found["as_obj"] = children(verb, "obj", "dobj")
        elif head.dep_ in ("nmod", "obl", "conj"):
            found["as"] = [verb]
    if head != noun:  # "creator and showrunner of W": what hangs on the first holds for both
        for name, tokens in noun_functions(head).items():
            if name in ("poss", "compound", "of", "on", "for", "behind"):
                found[name] = [*found.get(name, []), *tokens]
    return found


def functions(token: Token) -> dict[str, list[Token]]:
    """Deep functions of ``token``; a noun's and a verb's both where a word is both ("return", "premiere")."""
    if is_verbal(token):
        return verb_functions(token)
    return noun_functions(token)

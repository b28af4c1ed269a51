"""The works of an article in the order of its text: named, introduced without a name, described again.

A work enters with its name ("Hamlet"), without one ("a new drama starring Smith") or through a description that points
back ("the series", "it"). From these events a later description is resolved, and the article's main work is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from pipeline.claims import syntax
from pipeline.claims.pieces import Pieces
from pipeline.claims.scene import Scene
from pipeline.claims.units import Unit

WINDOW = 10  # sentences back that a description may reach before the article's main work is asked
_NAMED_WITHIN = 5  # sentences within which a new work gets its name
PRONOUN_WINDOW = 2  # sentences back that "it" may reach
QUOTES = frozenset("\"'“”‘’`*_«»") | {"``", "''"}
_SUBORDINATE = {"acl", "acl:relcl", "advcl", "advcl:relcl"}
_NAMING = {"called", "titled", "entitled", "named", "dubbed", "known"}
_DETERMINERS = {
    "a", "an", "another", "the", "this", "that", "'s", "’s", "his", "her", "their", "its", "our", "my", "no", "any",
    "every", "each", "some", "which", "what",
}  # fmt: skip
_NOT_ANAPHORIC = {
    "first",
    "second",
    "third",
    "fourth",
    "only",
    "latest",
    "next",
    "last",
    "other",
    "same",
    "best",
    "most",
}


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A work that has no name where it enters; ``first`` is the token of its noun. It may be named later."""

    first: int


@dataclass(frozen=True, slots=True)
class Event:
    """A work enters or returns at a token. ``salient``: as subject or object, so that the next sentence may be about
    it; ``fresh``: introduced as something new."""

    token: int
    sentence: int
    entity: Any
    subject: bool
    salient: bool
    fresh: bool
    nouns: frozenset[str]


class Works:
    def __init__(self, scene: Scene, pieces: Pieces) -> None:
        self.scene = scene
        self.pieces = pieces
        self.sentence_of = [0] * len(scene.doc)
        for n, sentence in enumerate(scene.sentences):
            for token in sentence:
                self.sentence_of[token.i] = n
        self.events: list[Event] = []
        self._of_sentence: dict[int, list[Event]] = defaultdict(list)
        self.counts: dict[str, int] = {}  # how often each named work enters
        self.lead: Any = None  # the work named most, where it is named three times at least
        self.main: Any = None  # the work that the article as a whole is about, where one is
        self._collect()
        self.at = {event.token: event for event in self.events}
        named = [event.entity for event in self.events if not isinstance(event.entity, Unnamed)]
        self._by_name = {entity.name: entity for entity in reversed(named)}
        self.main = self._most_told()

    def _collect(self) -> None:
        """Fill ``_works`` in the order of the text: names, works without a name, and descriptions of either."""
        for token in self.scene.doc:
            unit = self.scene.unit(token)
            if unit is not None:
                if unit.kind == "work" and not self._is_credit(token):
                    self._enter(token, unit.entity, frozenset(self._nouns_at(token)))
                elif (
                    unit.kind == "season"
                    and self._is_subject(token)
                    and (event := self.latest(token, frozenset(), WINDOW))
                ):
                    self._enter(token, event.entity, event.nouns)
                continue
            if token.lower_ in ("it", "its", "this"):
                if self._is_subject(token) or (token.lower_ == "its" and not self.owned(token)):
                    event = self.latest(token, frozenset(), PRONOUN_WINDOW)
                    if event is not None and (event.salient or self.sentence_of[token.i] - event.sentence <= 1):
                        self._enter(token, event.entity, event.nouns)
                continue
            nouns = self.nouns_of(token)
            if not nouns or self._is_named(token, nouns):
                continue
            if self._introduces_unnamed(token):
                self._enter(token, Unnamed(token.i), nouns, fresh=True)
            elif self.definite(token):
                event = self.latest(token, nouns, WINDOW)
                if event is not None:
                    self._enter(token, event.entity, event.nouns | nouns)
                elif self.relation(nouns):
                    self._enter(token, Unnamed(token.i), nouns)
        self._name_the_unnamed()

    def owned(self, pronoun: Token) -> bool:
        """Whether "its" has an owner in its own clause that is no work: "Google ordered its second season"."""
        clause = pronoun
        while clause.head != clause and not syntax.children(clause, "nsubj", "nsubj:pass"):
            clause = clause.head
        subjects = [t for t in syntax.children(clause, "nsubj", "nsubj:pass") if t.i < pronoun.i]
        unit = self.scene.unit(subjects[0]) if subjects else None
        return unit is not None and unit.kind not in ("work", "season", "episode", "episodes", "seasons")

    def _enter(self, token: Token, entity: Any, nouns: frozenset[str], *, fresh: bool = False) -> None:
        event = Event(
            token.i, self.sentence_of[token.i], entity, self._is_subject(token), _is_salient(token),
            fresh and token.dep_ in ("obj", "appos", "obl", "nsubj:pass"), nouns,
        )  # fmt: skip
        self.events.append(event)
        self._of_sentence[event.sentence].append(event)

    def _name_the_unnamed(self) -> None:
        """Give a work that entered without a name the one that it gets later: "Titled X, it ...", "the spinoff X"."""
        names: dict[Unnamed, Any] = {}
        at = {event.token: event.entity for event in self.events}
        for token in self.scene.doc:
            if token.lower_ in _NAMING and (name := self.named_after(token)) is not None:
                for subject in syntax.surface_subject(token):
                    entity, unit = at.get(subject.i), self.scene.unit(name)
                    if not isinstance(entity, Unnamed) and self.scene.unit(subject) is None:
                        entity = self._unnamed_before(token)  # "Titled X, it ...": "it" is what came before
                    if isinstance(entity, Unnamed) and unit is not None:
                        names.setdefault(entity, unit.entity)
        relatives: dict[str, dict[str, Any]] = defaultdict(dict)
        named = {e.entity.name: e.entity for e in self.events if not isinstance(e.entity, Unnamed)}
        for event in self.events:
            if not isinstance(event.entity, Unnamed):
                for noun in event.nouns:
                    relatives[noun][event.entity.name] = event.entity
        for i, unit in self.scene.units.items():  # "the sequel will simply be Pell", the hero's name being the title
            if unit.kind in ("character", "person") and unit.text in named:
                for subject in syntax.children(self.scene.doc[i], "nsubj"):
                    for noun in self.nouns_of(subject):
                        relatives[noun][unit.text] = named[unit.text]
        for event in self.events:
            if isinstance(event.entity, Unnamed) and event.entity not in names:
                # "is getting a spinoff", where the article elsewhere names the only spinoff that it knows
                related = [noun for noun in event.nouns if self.pieces.relation_of(noun)]
                known = {n: e for noun in related for n, e in relatives.get(noun, {}).items()}
                if related and not known:  # a spinoff is also called a sequel
                    known = {n: e for noun, es in relatives.items() if self.pieces.relation_of(noun)
                             for n, e in es.items()}  # fmt: skip
                if len(known) == 1:
                    names[event.entity] = next(iter(known.values()))
        self.events = [replace(e, entity=names.get(e.entity, e.entity)) for e in self.events]
        self._of_sentence.clear()
        for event in self.events:
            self._of_sentence[event.sentence].append(event)

    def _unnamed_before(self, token: Token) -> Unnamed | None:
        """The last work without a name that entered in the few sentences before."""
        now = self.sentence_of[token.i]
        for n in range(now - 1, max(-1, now - _NAMED_WITHIN), -1):
            for event in reversed(self._of_sentence[n]):
                if isinstance(event.entity, Unnamed):
                    return event.entity
        return None

    def _most_told(self) -> Any:
        """The work that the article is about: named early, three times at least and twice as often as the next."""
        counts = self.counts
        entities: dict[str, Any] = {}
        first: dict[str, int] = {}
        for event in self.events:
            if not isinstance(event.entity, Unnamed):
                counts[event.entity.name] = counts.get(event.entity.name, 0) + 1
                entities.setdefault(event.entity.name, event.entity)
                first.setdefault(event.entity.name, event.sentence)
        if not counts:
            return None
        ranked = sorted(counts, key=lambda name: (-counts[name], first[name]))
        best = ranked[0]
        self.lead = entities[best] if counts[best] >= 3 else None
        alone = len(ranked) == 1 or (counts[best] >= 3 and counts[best] >= 2 * counts[ranked[1]])
        return entities[best] if alone and first[best] <= 4 else None

    def latest(self, token: Token, nouns: frozenset[str], window: int) -> Event | None:
        """The work event that a description at ``token`` most likely means, from the nearest sentence back."""
        now = self.sentence_of[token.i]
        relation = self.relation(nouns)
        passing: Event | None = None  # named on the side: meant only if nothing better stands further back
        for n in range(now, max(-1, now - window - 1), -1):
            events = [e for e in self._of_sentence[n] if e.token < token.i and self._fits(e, nouns)]
            if relation:
                events = [e for e in events if self.relation(e.nouns) == relation]
            if not events:
                continue
            best = next((e for e in reversed(events) if e.fresh), None) or next((e for e in events if e.subject), None)
            best = best or next((e for e in events if e.salient), None)
            if best is not None:
                return best
            passing = passing or (events[-1] if n == now else events[0])
        return passing

    def _fits(self, event: Event, nouns: frozenset[str]) -> bool:
        if isinstance(event.entity, Unnamed):
            return not nouns or not event.nouns or bool(self._formats(nouns) & self._formats(event.nouns))
        kind = getattr(event.entity, "kind", None)
        return all(self.pieces.format_fits(noun, kind) for noun in nouns)

    def _formats(self, nouns: frozenset[str]) -> set[str]:
        """The formats that these nouns can be said of; all where one of them fits any work."""
        formats = {self.pieces.format_of(noun) for noun in nouns}
        return {f for f in formats if f} or set(self.pieces.formats)

    def nouns_of(self, noun: Token) -> frozenset[str]:
        """The classes of a noun for a work and of the nouns before it: "spinoff series" is both."""
        if self.scene.unit(noun) is not None or (head := self.pieces.work_noun(noun.lemma_.lower())) is None:
            return frozenset()
        found, i = {head}, noun.i - 1
        while i >= 0 and (other := self.pieces.work_noun(noun.doc[i].lower_)) is not None:
            found.add(other)
            i -= 1
        return frozenset(found)

    def relation(self, nouns: frozenset[str]) -> str | None:
        """The relation that one of these nouns tells, "reboot" aside: a reboot has the name of its source."""
        relations = (self.pieces.relation_of(noun) for noun in sorted(nouns))
        return next((r for r in relations if r not in (None, "reboot_of")), None)

    def _is_named(self, noun: Token, nouns: frozenset[str]) -> bool:
        """Whether the name of what the noun means stands at it; in "the Hamlet spinoff" it is the source's name."""
        name = self.named_by(noun)
        return name is not None and (name.i > noun.i or self.relation(nouns) is None)

    def named_by(self, noun: Token) -> Token | None:
        """The work's name beside a noun: "the Hamlet series", "the series Hamlet", "a series called Hamlet"."""
        after = self.named_after(noun)
        if after is not None:
            return after
        if noun.dep_ == "appos" and self._is_work(noun.head.i, noun):
            return noun.head  # "Hamlet, the drama that ran for years"
        for child in noun.children:
            beside = child.dep_ in ("compound", "nmod:desc", "flat", "appos") and abs(child.i - noun.i) <= 3
            if beside and self._is_work(child.i, noun):
                return child
        j = noun.i - 1
        while j >= 0 and (noun.doc[j].text in QUOTES or noun.doc[j].lower_ in self.pieces.between_name_and_noun):
            j -= 1
        return noun.doc[j] if j >= 0 and self._is_work(j, noun) else None

    def named_after(self, noun: Token) -> Token | None:
        """The name that follows a noun: "the series Hamlet", "a spinoff, Hamlet", "a drama titled Hamlet"."""
        doc = noun.doc

        def after_quotes(i: int, also: tuple[str, ...] = ()) -> int:
            while i < len(doc) and (doc[i].text in QUOTES or doc[i].lower_ in also):
                i += 1
            return i

        j = after_quotes(noun.i + 1)
        if self._is_work(j, noun):
            return doc[j]
        if j < len(doc) and doc[j].text in {",", "—", "–", ":", "-"}:
            k = after_quotes(j + 1)
            if self._is_work(k, noun) and (doc[k].dep_ == "appos" or doc[j].text != ","):
                return doc[k]
        for k in range(j, min(j + 5, len(doc))):
            if doc[k].lower_ in _NAMING:
                m = after_quotes(k + 1, ("as", "simply", "just"))
                if self._is_work(m, noun):
                    return doc[m]
        return None

    def _is_work(self, i: int, beside: Token) -> bool:
        unit = self.scene.units.get(i)
        return unit is not None and unit.kind == "work" and self.sentence_of[i] == self.sentence_of[beside.i]

    def _nouns_at(self, name: Token) -> set[str]:
        """Nouns that describe a named work where it stands: "the spinoff X", "X, a prequel", "X is a sequel"."""
        near = [t for t in self.scene.doc[max(0, name.i - 3) : name.i] if t.text not in QUOTES][-1:]
        near += [c for c in name.children if c.dep_ == "appos"]
        if name.dep_ in ("nsubj", "appos"):
            near.append(name.head)
        near += [c for c in name.children if c.dep_ == "nsubj"]  # "the sequel will be X"
        nouns = (self.pieces.work_noun(t.lemma_.lower()) for t in near)
        return {noun for noun in nouns if noun}

    def _is_credit(self, name: Token) -> bool:
        """ "Smith (Hamlet)", "Hamlet star Smith": what a person did before, not what the text is about."""
        doc, i = name.doc, name.i + 1
        if syntax.case_of(name) in ("like", "than", "unlike"):
            return True
        head = self.scene.unit(name.head) if name.dep_ == "nmod" else None
        if head is not None and head.kind == "role" and name.head.dep_ not in ("nsubj", "ROOT"):
            return True  # "from the director of Hamlet"
        while i < len(doc) and doc[i].text in QUOTES:
            i += 1
        after = self.scene.units.get(i)
        if after is not None and after.kind == "role" and i + 1 in self.scene.units:
            return True
        i = name.i - 1
        while i > 0 and (doc[i].text in QUOTES or doc[i].text == "," or self.scene.is_kind(doc[i], "work")):
            i -= 1
        return i > 0 and doc[i].text == "(" and self.scene.is_kind(doc[i - 1], "person")

    def _introduces_unnamed(self, noun: Token) -> bool:
        """ "a ten-part drama", "their untitled series", "Google's new drama from Smith": a work without a name."""
        if noun.tag_ == "NNS" or noun.dep_ in ("compound", "flat"):
            return False
        if syntax.children(noun, "cop") or syntax.case_of(noun) in ("as", "like", "than"):
            return False
        kind = self.pieces.work_noun(noun.lemma_.lower()) or "series"
        if self.pieces.format_of(kind) in ("book", "podcast"):
            return False  # what a work is based on is not what the text goes on about
        determiner, words = self._determiner(noun)
        if determiner in ("the", "this", "that"):
            return False
        new = words & self.pieces.unnamed_words
        if determiner in ("his", "her", "their") and not new | words & {"next", "own", "first"}:
            return False  # "their most lucrative show" is one that the text has named
        if determiner in ("a", "an", "another", "'s", "’s", "his", "her", "their") or new:
            return self.pieces.relation_of(kind) == "spinoff_of" or noun.doc[noun.i + 1 : noun.i + 2].text != "of"
        return False

    def _determiner(self, noun: Token) -> tuple[str, set[str]]:
        """The determiner of a noun phrase and the words between, read from the surface: long modifiers mislead the
        parse ("a 10-episode half-hour comedy show")."""
        words: set[str] = set()
        for i in range(noun.i - 1, max(-1, noun.i - 14), -1):
            token, unit = noun.doc[i], self.scene.units.get(i)
            if token.lower_ in _DETERMINERS:
                return token.lower_, words
            inside = token.pos_ in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT") or token.tag_ in (
                "VBN",
                "VBG",
            )
            if token.text in ".;:()" or token.is_space or not inside or (unit is not None and unit.kind == "work"):
                break
            words.add(token.lower_)
        return "", words

    def definite(self, token: Token) -> bool:
        """ "the hit series", "this show": a phrase that points back; not "the first series", "is the show that"."""
        if token.tag_ == "NNS" or syntax.children(token, "cop"):
            return False
        determiner, words = self._determiner(token)
        superlative = any(t.tag_ in ("JJS", "RBS") for t in token.lefts)
        return determiner in ("the", "this", "that") and not superlative and not words & _NOT_ANAPHORIC

    def _is_subject(self, token: Token) -> bool:
        """Whether a work is the subject of a main clause, or named inside it: "ten episodes of X", "X's season"."""
        head = token
        while head.head != head and (
            head.dep_ in ("nmod:poss", "compound", "conj", "flat")
            or (head.dep_ == "nmod" and head.head.i in self.scene.units)
        ):
            head = head.head
        return head.dep_ in ("nsubj", "nsubj:pass") and head.head.dep_ not in _SUBORDINATE

    def topic(self, event: Event | None, noun: str | None = None) -> Any:
        """What a description means: the nearest work, unless that is named once only beside one that leads."""

        def fits(entity: Any) -> bool:
            return entity is not None and (noun is None or self.pieces.format_fits(noun, entity.kind))

        if event is None:
            return self.main if fits(self.main) else None
        once = not isinstance(event.entity, Unnamed) and self.counts.get(event.entity.name, 0) == 1
        return self.lead if fits(self.lead) and once and not event.fresh else event.entity

    def is_known(self, entity: Any) -> bool:
        """Whether the article, or a list, knows a work by more than one word beside a maker's noun."""
        return self.counts.get(entity.name, 0) > 0 or entity.kind is not None or entity.id is not None

    def titled(self, unit: Unit) -> Any:
        """The work that is called by the words of a name, where the sentence has it do what works do."""
        return self._by_name.get(unit.text)

    def named_after_hero(self, noun: Token) -> Any:
        """ "the Joan Pell series", where the article also names the series, by its hero: "Pell"."""
        before = self.scene.units.get(noun.i - 1)
        if before is None or before.kind not in ("character", "person") or before.entity is None:
            return None
        words = set(before.entity.name.casefold().split())
        for event in self.events:
            if not isinstance(event.entity, Unnamed) and set(event.entity.name.casefold().split()) <= words:
                return event.entity
        return None


def _is_salient(token: Token) -> bool:
    """Whether a work stands as subject or object of a main clause, or inside its subject ("the cast of X met")."""
    head = token
    while head.dep_ in ("appos", "flat", "conj", "compound", "nmod:desc") and head.head != head:
        head = head.head
    if head.head.dep_ in _SUBORDINATE:  # what is said of somebody else in passing
        return False
    if head.dep_ in ("nsubj", "nsubj:pass", "obj", "ROOT"):
        return True
    while head.dep_ in ("nmod", "nmod:poss") and head.head != head:
        head = head.head
    return head.dep_ in ("nsubj", "nsubj:pass") and head.head.dep_ not in _SUBORDINATE

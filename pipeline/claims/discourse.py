"""What "the series", "it", "the third season", "the network" and "she" stand for, inside one article.

Precision first: a description that nothing in the text answers to stays unresolved, and no claim is made of it. A work
that has no name yet ("a new drama starring Smith") is remembered, so that a later "the show" is not taken for another.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Token

from pipeline.claims import syntax
from pipeline.claims.pieces import Pieces
from pipeline.claims.scene import Scene
from pipeline.claims.units import Unit

_WINDOW = 10  # sentences back that a description may reach before the article's main work is asked
_PRONOUN_WINDOW = 2  # sentences back that "it" may reach
_NAMING = {"called", "titled", "entitled", "named", "dubbed", "known"}
_QUOTES = set("\"'“”‘’`*_«»") | {"``", "''"}


_DETERMINERS = {
    "a", "an", "another", "the", "this", "that", "'s", "’s", "his", "her", "their", "its", "our", "my", "no", "any", "every",
    "each", "some", "which", "what",
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
class Filler:
    """What fills a role: an entity, with the season or episode that the words select, and where the words stand."""

    token: int
    kind: str
    start: int
    end: int
    text: str
    entity: Any = None
    unit: Unit | None = None
    seasons: tuple[int, ...] = ()
    episode: int | None = None
    final: bool = False
    resolved: str = "named"  # named, described, pronoun, focus: how the words led to the entity


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """A work that has no name where it enters; ``first`` is the token of its noun. It may be named later."""

    first: int


@dataclass(frozen=True, slots=True)
class _Event:
    """A work enters or returns at a token. ``salient``: as subject or object, so that the next sentence may be about
    it; ``fresh``: introduced as something new."""

    token: int
    sentence: int
    entity: Any
    subject: bool
    salient: bool
    fresh: bool
    nouns: frozenset[str]


class Discourse:
    def __init__(self, scene: Scene, pieces: Pieces) -> None:
        self.scene = scene
        self.pieces = pieces
        self._sentence_of = [0] * len(scene.doc)
        for n, sentence in enumerate(scene.sentences):
            for token in sentence:
                self._sentence_of[token.i] = n
        self._works: list[_Event] = []
        self._counts: dict[str, int] = {}  # how often each named work enters
        self._main: Any = None
        self._collect_works()
        self._main = self._main_work()

    # -- what the words name ------------------------------------------------------------------

    def resolve(self, token: Token, kinds: frozenset[str]) -> Filler | None:
        """The filler that ``token`` stands for if it is of one of ``kinds``, else None."""
        unit = self.scene.unit(token)
        if unit is not None and unit.kind in kinds:
            return self._named(token, unit)
        if "work" in kinds:
            if unit is not None and unit.kind in ("character", "person") and (work := self._titled(unit)) is not None:
                return self._from_entity(token, work, "named")
            if unit is not None and unit.kind in ("season", "seasons", "episode"):
                return self._season(token, unit)
            if filler := self._described_work(token):
                return filler
        if "person" in kinds and (filler := self._described_person(token)):
            return filler
        if "organization" in kinds:
            return self._described_organization(token)
        return None

    def is_known(self, entity: Any) -> bool:
        """Whether the article, or a list, knows a work by more than one word beside a maker's noun."""
        return self._counts.get(entity.name, 0) > 0 or entity.kind is not None or entity.id is not None

    def _titled(self, unit: Unit) -> Any:
        """The work that is called by the words of a name, where the sentence has it do what works do."""
        return next(
            (e.entity for e in self._works if not isinstance(e.entity, _Unnamed) and e.entity.name == unit.text),
            None,
        )

    def focus(self, token: Token, window: int = _WINDOW) -> Filler | None:
        """The work that the text is about at ``token``; None where that is a work without a name."""
        event = self._latest(token, frozenset(), window)
        return self._from_entity(token, self._topic(event), "focus")

    def main(self, token: Token) -> Filler | None:
        """The work that the article as a whole is about, where one is."""
        return self._from_entity(token, self._main, "focus")

    def seasons_at(self, token: Token) -> tuple[tuple[int, ...], bool]:
        """Season numbers that stand directly at a work's name: "X season 3", "X, season 3", "season 3 of X"."""
        doc = self.scene.doc
        j = token.i + 1
        while (
            j < len(doc) and j - token.i <= 3 and (doc[j].text in {"'s", "’s", ",", ":", "(", "-", "–", "|"} | _QUOTES)
        ):
            j += 1
        unit = self.scene.units.get(j)
        if unit and unit.kind == "season" and self._sentence_of[j] == self._sentence_of[token.i]:
            return unit.numbers, unit.final
        head = token.head
        unit = self.scene.unit(head)
        if unit and unit.kind == "season" and token.dep_ in ("nmod", "nmod:poss", "compound", "obl", "appos"):
            return unit.numbers, unit.final
        j = token.i - 1
        while j >= 0 and doc[j].lower_ in {"of", "on", "to", "the", *_QUOTES}:
            j -= 1
        unit = self.scene.units.get(j)
        if unit and unit.kind == "season" and j < token.i - 1 and any(doc[k].lower_ == "of" for k in range(j, token.i)):
            return unit.numbers, unit.final
        return (), False

    # -- names --------------------------------------------------------------------------------

    def _named(self, token: Token, unit: Unit, resolved: str = "named") -> Filler:
        seasons, final = self.seasons_at(token) if unit.kind == "work" else ((), False)
        return Filler(
            token.i,
            unit.kind,
            unit.start,
            unit.end,
            unit.text,
            unit.entity,
            unit,
            seasons,
            None,
            final,
            resolved,
        )

    def _from_entity(self, token: Token, entity: Any, resolved: str) -> Filler | None:
        if entity is None or isinstance(entity, _Unnamed):
            return None
        start, end = self.scene.starts[token.i], self.scene.ends[token.i]
        return Filler(token.i, "work", start, end, self.scene.text[start:end], entity, resolved=resolved)

    def _season(self, token: Token, unit: Unit) -> Filler | None:
        """ "the third season of X", "X's third season", "its third season", "season 3" of the work in focus."""
        found = syntax.noun_functions(token)
        doc = self.scene.doc
        near = [doc[token.i - 1]] if token.i else []
        if token.i > 1 and doc[token.i - 1].text in {"'s", "’s", ",", "(", ":", *_QUOTES}:
            near.append(doc[token.i - 2])
        if token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "of":
            near += [t for t in doc[token.i + 2 : token.i + 6] if t.i in self.scene.units][:1]
        elif token.i + 2 < len(doc) and doc[token.i + 1].text == ":":
            near.append(doc[token.i + 2])
        for candidate in [*found.get("of", []), *found["poss"], *found["compound"], *near]:
            other = self.scene.unit(candidate)
            work = None
            if other is not None and other.kind == "work":
                work = self._named(candidate, other)
            elif candidate.i != token.i and (other is None or other.kind in ("season", "episode")):
                work = (
                    self._season(candidate, other)
                    if other is not None and unit.kind == "episode" and candidate.i != token.i
                    else self._described_work(candidate)
                )
            if work is not None:
                return self._with_season(token, unit, work)
        if found["poss"] and found["poss"][0].lower_ == "whose":  # "X, whose second season ..."
            clause = token
            while clause.head != clause and clause.dep_ != "acl:relcl":
                clause = clause.head
            work = self.resolve(clause.head, frozenset({"work"})) if clause.dep_ == "acl:relcl" else None
            return self._with_season(token, unit, work) if work is not None else None
        if (
            found["poss"]
            and self.scene.unit(found["poss"][0]) is None
            and found["poss"][0].lower_ not in ("its", "their")
        ):
            return None  # somebody's season, not a work's
        work = self.focus(token)
        return self._with_season(token, unit, work) if work is not None else None

    def _with_season(self, token: Token, unit: Unit, work: Filler) -> Filler:
        start, end = min(unit.start, work.start), max(unit.end, work.end)
        if work.resolved == "focus" or end - start > 120:
            start, end = unit.start, unit.end
        seasons = unit.numbers if unit.kind == "season" else work.seasons
        return replace(
            work,
            token=token.i,
            start=start,
            end=end,
            text=self.scene.text[start:end],
            seasons=seasons,
            episode=unit.numbers[0] if unit.kind == "episode" else work.episode,
            final=unit.final,
        )

    # -- descriptions -------------------------------------------------------------------------

    def named_by(self, noun: Token) -> Token | None:
        """The work's name beside a noun: "the Hamlet series", "the series Hamlet", "a series called Hamlet"."""
        after = self.named_after(noun)
        if after is not None:
            return after
        for child in noun.children:
            if child.dep_ in ("compound", "nmod:desc", "flat", "appos") and self._is_work(child.i, noun):
                if abs(child.i - noun.i) <= 3:
                    return child
        j = noun.i - 1
        while j >= 0 and (noun.doc[j].text in _QUOTES or noun.doc[j].lower_ in self.pieces.between_name_and_noun):
            j -= 1
        return noun.doc[j] if j >= 0 and self._is_work(j, noun) else None

    def named_after(self, noun: Token) -> Token | None:
        """The name that follows a noun: "the series Hamlet", "a spinoff, Hamlet", "a drama titled Hamlet"."""
        doc = noun.doc

        def after_quotes(i: int, also: tuple[str, ...] = ()) -> int:
            while i < len(doc) and (doc[i].text in _QUOTES or doc[i].lower_ in also):
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
        return unit is not None and unit.kind == "work" and self._sentence_of[i] == self._sentence_of[beside.i]

    def _described_work(self, token: Token) -> Filler | None:
        lower, lemma = token.lower_, token.lemma_.lower()
        if lower in ("it", "its", "itself", "this"):
            event = self._latest(token, frozenset(), _PRONOUN_WINDOW)
            return self._from_entity(token, event.entity, "pronoun") if event else None
        if lower in ("which", "that", "who") and token.head.dep_ == "acl:relcl":
            return self.resolve(token.head.head, frozenset({"work"})) if token.head.head != token else None
        nouns = self._nouns_of(token)
        if not nouns:
            return None
        noun = self.pieces.work_noun(lemma) or self.pieces.work_noun(lower) or ""
        here = next((e for e in self._works if e.token == token.i), None)
        if here is not None:
            return self._from_entity(token, here.entity, "described")
        if (star := self._named_after_hero(token)) is not None:
            return self._from_entity(token, star, "described")
        name = self.named_by(token)
        if name is not None:
            if name.i < token.i and self._relation(nouns):  # "the Hamlet spinoff" is not Hamlet
                event = self._latest(token, nouns, _WINDOW)
                return self._from_entity(token, event.entity if event else None, "described")
            unit = self.scene.unit(name)
            assert unit is not None
            return self._named(name, unit)
        if self.pieces.relation_of(noun) == "reboot_of":
            for source in syntax.noun_functions(token).get("of", []):
                if (filler := self.resolve(source, frozenset({"work"}))) is not None:
                    return filler
        return self.described(token, noun) if self._definite(token) else None

    def described(self, token: Token, noun: str) -> Filler | None:
        """The work that "the" + a noun of this class means at ``token``."""
        nouns = self._nouns_of(token) or frozenset({noun})
        event = self._latest(token, nouns, _WINDOW)
        if self._relation(nouns):
            entity = event.entity if event else None
        else:
            entity = self._topic(event, noun)
        return self._from_entity(token, entity, "described")

    def _topic(self, event: _Event | None, noun: str | None = None) -> Any:
        """What a description means: the nearest work, unless that is named once only in an article about another."""
        fits = self._main is not None and (noun is None or self.pieces.format_fits(noun, self._main.kind))
        if event is None:
            return self._main if fits else None
        once = not isinstance(event.entity, _Unnamed) and self._counts.get(event.entity.name, 0) == 1
        return self._main if fits and once and not event.fresh and not event.subject else event.entity

    def _named_after_hero(self, noun: Token) -> Any:
        """ "the Joan Pell series", where the article also names the series, by its hero: "Pell"."""
        before = self.scene.units.get(noun.i - 1)
        if before is None or before.kind not in ("character", "person") or before.entity is None:
            return None
        words = set(before.entity.name.casefold().split())
        for event in self._works:
            if not isinstance(event.entity, _Unnamed) and set(event.entity.name.casefold().split()) <= words:
                return event.entity
        return None

    def _described_person(self, token: Token) -> Filler | None:
        pronoun = token.lower_ in ("he", "she", "his", "her", "him", "who")
        if not pronoun and not (token.lemma_.lower() in self.pieces.person_nouns and self._definite(token)):
            return None
        if token.lower_ == "who" and token.head.dep_ == "acl:relcl":
            head = token.head.head
            return self.resolve(head, frozenset({"person"})) if head != token else None
        now = self._sentence_of[token.i]
        for n in range(now, max(-1, now - 3), -1):
            people = [t for t in self.scene.sentences[n] if t.i < token.i and self._is(t, "person")]
            subjects = [t for t in people if t.dep_ in ("nsubj", "nsubj:pass") or t.head.dep_ == "nsubj"]
            if people:
                # two people and no subject among them: "she" could be either
                chosen = subjects[-1] if subjects else people[0] if len({self._name(t) for t in people}) == 1 else None
                if chosen is None:
                    return None
                unit = self.scene.unit(chosen)
                start, end = self.scene.starts[token.i], self.scene.ends[token.i]
                return Filler(
                    token.i, "person", start, end, self.scene.text[start:end], unit.entity if unit else None,
                    unit, resolved="pronoun",
                )  # fmt: skip
        return None

    def _described_organization(self, token: Token) -> Filler | None:
        if token.lemma_.lower() not in self.pieces.organization_nouns or not self._definite(token):
            return None
        now = self._sentence_of[token.i]
        for n in range(now, max(-1, now - _WINDOW), -1):
            for t in reversed([t for t in self.scene.sentences[n] if t.i < token.i and self._is(t, "organization")]):
                unit = self.scene.unit(t)
                if unit and self.pieces.carries(unit.entity):
                    start, end = self.scene.starts[token.i], self.scene.ends[token.i]
                    return Filler(
                        token.i, "organization", start, end, self.scene.text[start:end], unit.entity, unit,
                        resolved="described",
                    )  # fmt: skip
        return None

    def _is(self, token: Token, kind: str) -> bool:
        unit = self.scene.unit(token)
        return unit is not None and unit.kind == kind

    def _name(self, token: Token) -> str | None:
        unit = self.scene.unit(token)
        return unit.entity.name if unit and unit.entity else None

    # -- works in the order of the text -------------------------------------------------------

    def _collect_works(self) -> None:
        """Fill ``_works`` in the order of the text: names, works without a name, and descriptions of either."""
        for token in self.scene.doc:
            unit = self.scene.unit(token)
            if unit is not None:
                if unit.kind == "work" and not self._is_credit(token):
                    self._enter(token, unit.entity, frozenset(self._nouns_at(token)))
                elif (
                    unit.kind == "season"
                    and self._is_subject(token)
                    and (event := self._latest(token, frozenset(), _WINDOW))
                ):
                    self._enter(token, event.entity, event.nouns)
                continue
            if token.lower_ in ("it", "its", "this"):
                if token.lower_ == "its" or self._is_subject(token):
                    event = self._latest(token, frozenset(), _PRONOUN_WINDOW)
                    if event is not None and (event.salient or self._sentence_of[token.i] - event.sentence <= 1):
                        self._enter(token, event.entity, event.nouns)
                continue
            nouns = self._nouns_of(token)
            if not nouns or self._is_named(token, nouns):
                continue
            if self._introduces_unnamed(token):
                self._enter(token, _Unnamed(token.i), nouns, fresh=True)
            elif self._definite(token):
                event = self._latest(token, nouns, _WINDOW)
                if event is not None:
                    self._enter(token, event.entity, event.nouns | nouns)
                elif self._relation(nouns):
                    self._enter(token, _Unnamed(token.i), nouns)
        self._name_the_unnamed()

    def _is_subject(self, token: Token) -> bool:
        """Whether a work is the subject of a main clause, or named inside it: "ten episodes of X", "X's season"."""
        head = token
        while head.head != head and (
            head.dep_ in ("nmod:poss", "compound", "conj", "flat")
            or (head.dep_ == "nmod" and head.head.i in self.scene.units)
        ):
            head = head.head
        return head.dep_ in ("nsubj", "nsubj:pass") and head.head.dep_ not in ("acl", "acl:relcl")

    def _nouns_of(self, noun: Token) -> frozenset[str]:
        """The classes of a noun for a work and of the nouns before it: "spinoff series" is both."""
        if self.scene.unit(noun) is not None or (head := self.pieces.work_noun(noun.lemma_.lower())) is None:
            return frozenset()
        found, i = {head}, noun.i - 1
        while i >= 0 and (other := self.pieces.work_noun(noun.doc[i].lower_)) is not None:
            found.add(other)
            i -= 1
        return frozenset(found)

    def _relation(self, nouns: frozenset[str]) -> str | None:
        """The relation that one of these nouns tells, "reboot" aside: a reboot has the name of its source."""
        relations = (self.pieces.relation_of(noun) for noun in sorted(nouns))
        return next((r for r in relations if r not in (None, "reboot_of")), None)

    def _is_named(self, noun: Token, nouns: frozenset[str]) -> bool:
        """Whether the name of what the noun means stands at it; in "the Hamlet spinoff" it is the source's name."""
        name = self.named_by(noun)
        return name is not None and (name.i > noun.i or self._relation(nouns) is None)

    def _enter(self, token: Token, entity: Any, nouns: frozenset[str], *, fresh: bool = False) -> None:
        event = _Event(
            token.i, self._sentence_of[token.i], entity, self._is_subject(token), _is_salient(token),
            fresh and token.dep_ in ("obj", "appos", "obl", "nsubj:pass"), nouns,
        )  # fmt: skip
        self._works.append(event)

    def _name_the_unnamed(self) -> None:
        """Give a work that entered without a name the one that it gets later: "Titled X, it ...", "the spinoff X"."""
        names: dict[_Unnamed, Any] = {}
        at = {event.token: event.entity for event in self._works}
        for token in self.scene.doc:
            if token.lower_ in _NAMING and (name := self.named_after(token)) is not None:
                for subject in syntax.surface_subject(token):
                    entity, unit = at.get(subject.i), self.scene.unit(name)
                    if isinstance(entity, _Unnamed) and unit is not None:
                        names.setdefault(entity, unit.entity)
        relatives: dict[str, dict[str, Any]] = {}
        for event in self._works:
            if not isinstance(event.entity, _Unnamed):
                for noun in event.nouns:
                    relatives.setdefault(noun, {})[event.entity.name] = event.entity
        for event in self._works:
            if isinstance(event.entity, _Unnamed) and event.entity not in names:
                # "is getting a spinoff", where the article elsewhere names the only spinoff that it knows
                related = [noun for noun in event.nouns if self.pieces.relation_of(noun)]
                known = {n: e for noun in related for n, e in relatives.get(noun, {}).items()}
                if related and not known:  # a spinoff is also called a sequel
                    known = {n: e for noun, es in relatives.items() if self.pieces.relation_of(noun)
                             for n, e in es.items()}  # fmt: skip
                if len(known) == 1:
                    names[event.entity] = next(iter(known.values()))
        self._works = [replace(e, entity=names.get(e.entity, e.entity)) for e in self._works]

    def _is_credit(self, name: Token) -> bool:
        """ "Smith (Hamlet)", "Hamlet star Smith": what a person did before, not what the text is about."""
        doc, i = name.doc, name.i + 1
        if syntax.case_of(name) in ("like", "than", "unlike"):
            return True
        head = self.scene.unit(name.head) if name.dep_ == "nmod" else None
        if head is not None and head.kind == "role" and name.head.dep_ not in ("nsubj", "ROOT"):
            return True  # "from the director of Hamlet"
        while i < len(doc) and doc[i].text in _QUOTES:
            i += 1
        after = self.scene.units.get(i)
        if after is not None and after.kind == "role" and i + 1 in self.scene.units:
            return True
        i = name.i - 1
        while i > 0 and (doc[i].text in _QUOTES or doc[i].text == "," or self._is(doc[i], "work")):
            i -= 1
        return i > 0 and doc[i].text == "(" and self._is(doc[i - 1], "person")

    def _nouns_at(self, name: Token) -> set[str]:
        """Nouns that describe a named work where it stands: "the spinoff X", "X, a prequel", "X is a sequel"."""
        near = [t for t in self.scene.doc[max(0, name.i - 3) : name.i] if t.text not in _QUOTES][-1:]
        near += [c for c in name.children if c.dep_ == "appos"]
        if name.dep_ in ("nsubj", "appos"):
            near.append(name.head)
        near += [c for c in name.children if c.dep_ == "nsubj"]  # "the sequel will be X"
        nouns = (self.pieces.work_noun(t.lemma_.lower()) for t in near)
        return {noun for noun in nouns if noun}

    def _introduces_unnamed(self, noun: Token) -> bool:
        """ "a ten-part drama", "their untitled series", "Google's new drama from Smith": a work without a name."""
        if noun.tag_ == "NNS" or noun.dep_ in ("compound", "flat"):
            return False
        if syntax.children(noun, "cop") or syntax.case_of(noun) in ("as", "like", "than"):
            return False
        if self.pieces.format_of(self.pieces.work_noun(noun.lemma_.lower()) or "series") in (
            "book",
            "podcast",
        ):
            return False  # what a work is based on is not what the text goes on about
        determiner, words = self._determiner(noun)
        if determiner in ("the", "this", "that"):
            return False
        if determiner in ("a", "an", "another", "'s", "’s", "his", "her", "their") or words & self.pieces.unnamed_words:
            relation = self.pieces.relation_of(self.pieces.work_noun(noun.lemma_.lower()) or "series")
            return relation == "spinoff_of" or noun.doc[noun.i + 1 : noun.i + 2].text != "of"
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

    def _definite(self, token: Token) -> bool:
        """ "the hit series", "this show": a noun phrase that points back; not "the first series", "is the show that"."""
        if token.tag_ == "NNS" or syntax.children(token, "cop"):
            return False
        determiner, words = self._determiner(token)
        superlative = any(t.tag_ in ("JJS", "RBS") for t in token.lefts)
        return determiner in ("the", "this", "that") and not superlative and not words & _NOT_ANAPHORIC

    def _latest(self, token: Token, nouns: frozenset[str], window: int) -> _Event | None:
        """The work event that a description at ``token`` most likely means, from the nearest sentence back."""
        now = self._sentence_of[token.i]
        relation = self._relation(nouns)
        passing: _Event | None = None  # named on the side: meant only if nothing better stands further back
        for n in range(now, max(-1, now - window - 1), -1):
            events = [e for e in self._works if e.sentence == n and e.token < token.i and self._fits(e, nouns)]
            if relation:
                events = [e for e in events if self._relation(e.nouns) == relation]
            if not events:
                continue
            best = next((e for e in reversed(events) if e.fresh), None) or next((e for e in events if e.subject), None)
            best = best or next((e for e in events if e.salient), None)
            if best is not None:
                return best
            passing = passing or (events[-1] if n == now else events[0])
        return passing

    def _fits(self, event: _Event, nouns: frozenset[str]) -> bool:
        if isinstance(event.entity, _Unnamed):
            return not nouns or not event.nouns or bool(self._formats(nouns) & self._formats(event.nouns))
        kind = getattr(event.entity, "kind", None)
        return all(self.pieces.format_fits(noun, kind) for noun in nouns)

    def _formats(self, nouns: frozenset[str]) -> set[str]:
        """The formats that these nouns can be said of; all where one of them fits any work."""
        formats = {self.pieces.format_of(noun) for noun in nouns}
        return {f for f in formats if f} or set(self.pieces.formats)

    def _main_work(self) -> Any:
        """The work that the article is about: named early, three times at least and twice as often as the next."""
        counts = self._counts
        entities: dict[str, Any] = {}
        first: dict[str, int] = {}
        for event in self._works:
            if not isinstance(event.entity, _Unnamed):
                counts[event.entity.name] = counts.get(event.entity.name, 0) + 1
                entities.setdefault(event.entity.name, event.entity)
                first.setdefault(event.entity.name, event.sentence)
        if not counts:
            return None
        ranked = sorted(counts, key=lambda name: (-counts[name], first[name]))
        best = ranked[0]
        alone = len(ranked) == 1 or (counts[best] >= 3 and counts[best] >= 2 * counts[ranked[1]])
        return entities[best] if alone and first[best] <= 4 else None


def _is_salient(token: Token) -> bool:
    head = token
    while head.dep_ in ("appos", "flat", "conj", "compound", "nmod:desc") and head.head != head:
        head = head.head
    if head.head.dep_ in ("acl", "acl:relcl"):  # inside what is said of somebody else in passing
        return False
    return head.dep_ in ("nsubj", "nsubj:pass", "obj", "ROOT")

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
from pipeline.claims.works import PRONOUN_WINDOW, QUOTES, WINDOW, Unnamed, Works


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


class Discourse:
    def __init__(self, scene: Scene, pieces: Pieces) -> None:
        self.scene = scene
        self.pieces = pieces
        self.works = Works(scene, pieces)

    def resolve(self, token: Token, kinds: frozenset[str]) -> Filler | None:
        """The filler that ``token`` stands for if it is of one of ``kinds``, else None."""
        unit = self.scene.unit(token)
        if unit is not None and unit.kind in kinds:
            return self._named(token, unit)
        if "work" in kinds:
            if (
                unit is not None
                and unit.kind in ("character", "person")
                and (work := self.works.titled(unit)) is not None
            ):
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

    def focus(self, token: Token, window: int = WINDOW) -> Filler | None:
        """The work that the text is about at ``token``; None where that is a work without a name."""
        event = self.works.latest(token, frozenset(), window)
        return self._from_entity(token, self.works.topic(event), "focus")

    def main(self, token: Token) -> Filler | None:
        """The work that the article as a whole is about, where one is."""
        return self._from_entity(token, self.works.main, "focus")

    def seasons_at(self, token: Token) -> tuple[tuple[int, ...], bool]:
        """Season numbers that stand directly at a work's name: "X season 3", "X, season 3", "season 3 of X"."""
        doc = self.scene.doc
        j = token.i + 1
        while (
            j < len(doc) and j - token.i <= 3 and (doc[j].text in {"'s", "’s", ",", ":", "(", "-", "–", "|"} | QUOTES)
        ):
            j += 1
        unit = self.scene.units.get(j)
        if unit and unit.kind == "season" and self.works.sentence_of[j] == self.works.sentence_of[token.i]:
            return unit.numbers, unit.final
        head = token.head
        unit = self.scene.unit(head)
        if unit and unit.kind == "season" and token.dep_ in ("nmod", "nmod:poss", "compound", "obl", "appos"):
            return unit.numbers, unit.final
        j = token.i - 1
        while j >= 0 and doc[j].lower_ in {"of", "on", "to", "the", *QUOTES}:
            j -= 1
        unit = self.scene.units.get(j)
        if unit and unit.kind == "season" and j < token.i - 1 and any(doc[k].lower_ == "of" for k in range(j, token.i)):
            return unit.numbers, unit.final
        return (), False

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
        if entity is None or isinstance(entity, Unnamed):
            return None
        start, end = self.scene.starts[token.i], self.scene.ends[token.i]
        return Filler(token.i, "work", start, end, self.scene.text[start:end], entity, resolved=resolved)

    def _season(self, token: Token, unit: Unit) -> Filler | None:
        """ "the third season of X", "X's third season", "its third season", "season 3" of the work in focus."""
        found = syntax.noun_functions(token)
        doc = self.scene.doc
        near = [doc[token.i - 1]] if token.i else []
        if token.i > 1 and doc[token.i - 1].text in {"'s", "’s", ",", "(", ":", *QUOTES}:
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

    def _described_work(self, token: Token) -> Filler | None:
        lower, lemma = token.lower_, token.lemma_.lower()
        if lower == "its" and self.works.owned(token):
            return None
        if lower in ("it", "its", "itself", "this"):
            event = self.works.latest(token, frozenset(), PRONOUN_WINDOW)
            return self._from_entity(token, event.entity, "pronoun") if event else None
        if lower in ("which", "that", "who") and token.head.dep_ == "acl:relcl":
            return self.resolve(token.head.head, frozenset({"work"})) if token.head.head != token else None
        nouns = self.works.nouns_of(token)
        if not nouns:
            return None
        noun = self.pieces.work_noun(lemma) or self.pieces.work_noun(lower) or ""
        here = self.works.at.get(token.i)
        if here is not None:
            return self._from_entity(token, here.entity, "described")
        if (star := self.works.named_after_hero(token)) is not None:
            return self._from_entity(token, star, "described")
        name = self.works.named_by(token)
        if name is not None:
            if name.i < token.i and self.works.relation(nouns):  # "the Hamlet spinoff" is not Hamlet
                event = self.works.latest(token, nouns, WINDOW)
                return self._from_entity(token, event.entity if event else None, "described")
            unit = self.scene.unit(name)
            assert unit is not None
            return self._named(name, unit)
        if self.pieces.relation_of(noun) == "reboot_of":
            for source in syntax.noun_functions(token).get("of", []):
                if (filler := self.resolve(source, frozenset({"work"}))) is not None:
                    return filler
        return self.described(token, noun) if self.works.definite(token) else None

    def described(self, token: Token, noun: str) -> Filler | None:
        """The work that "the" + a noun of this class means at ``token``."""
        nouns = self.works.nouns_of(token) or frozenset({noun})
        event = self.works.latest(token, nouns, WINDOW)
        if self.works.relation(nouns):
            return self._from_entity(token, event.entity if event else None, "described")
        return self._from_entity(token, self.works.topic(event, noun), "described")

    def _described_person(self, token: Token) -> Filler | None:
        pronoun = token.lower_ in ("he", "she", "his", "her", "him", "who")
        if not pronoun and not (token.lemma_.lower() in self.pieces.person_nouns and self.works.definite(token)):
            return None
        if token.lower_ == "who" and token.head.dep_ == "acl:relcl":
            head = token.head.head
            return self.resolve(head, frozenset({"person"})) if head != token else None
        now = self.works.sentence_of[token.i]
        for n in range(now, max(-1, now - 3), -1):
            people = [t for t in self.scene.sentences[n] if t.i < token.i and self.scene.is_kind(t, "person")]
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
        if token.lemma_.lower() not in self.pieces.organization_nouns or not self.works.definite(token):
            return None
        now = self.works.sentence_of[token.i]
        for n in range(now, max(-1, now - WINDOW), -1):
            for t in reversed(
                [t for t in self.scene.sentences[n] if t.i < token.i and self.scene.is_kind(t, "organization")]
            ):
                unit = self.scene.unit(t)
                if unit and self.pieces.carries(unit.entity):
                    start, end = self.scene.starts[token.i], self.scene.ends[token.i]
                    return Filler(
                        token.i, "organization", start, end, self.scene.text[start:end], unit.entity, unit,
                        resolved="described",
                    )  # fmt: skip
        return None

    def _name(self, token: Token) -> str | None:
        unit = self.scene.unit(token)
        return unit.entity.name if unit and unit.entity else None

"""Runs the rules over a Scene: trigger words choose the rules, grammatical functions fill the roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.claims import syntax
from pipeline.claims.discourse import Discourse, Filler
from pipeline.claims.functions import is_word, tokens_at
from pipeline.claims.lists import with_list
from pipeline.claims.rules import PREDICATES, Rule, RuleSet
from pipeline.claims.scene import Scene
from pipeline.claims.site import WORK, Site

_BY_PLACE = {"left", "right", "focus", "main", "by_left"}  # guesses: only where grammar names nothing
_ELSEWHERE = {"heading", "list_carrier"}  # functions that look beyond the sentence
_DISCOURSE = {"focus", "main", "before_noun"}
_ECHO_VERBS = {"do", "does", "did", "will", "is", "are", "has", "have"}
_GRAMMAR = {"subj", "obj", "by"}  # functions that, once somebody has them, leave no room for a guess
_LINKS = {"of", "on", "for", "behind", "poss"}  # the same, unless it is a body, a date or a season that has them
_PROMOTION = {
    "trailer", "teaser", "poster", "clip", "soundtrack", "photo", "image", "song", "album", "recap", "review", "promo",
}  # fmt: skip
_KINDS: dict[str, frozenset[str]] = {
    "subject": WORK, "role": frozenset({"character", "person"}), "date": frozenset({"date"}),
    "season": frozenset({"season"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fired: its trigger and what fills each role (several fillers of a role: one claim for each)."""

    rule: Rule
    trigger: Token
    fillers: dict[str, list[Filler]]
    how: dict[str, str]  # role -> the function that filled it


class Matcher:
    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    def __call__(self, scene: Scene, discourse: Discourse) -> Iterator[Match]:
        """Matches in order of place, then of rule priority."""
        for token in scene.doc:
            for rule in self._rules_at(scene, token):
                match = attempt(Site(scene, discourse, rule, token, token.sent))
                if match is not None:
                    yield match

    def _rules_at(self, scene: Scene, token: Token) -> Iterator[Rule]:
        unit = scene.unit(token)
        by_word = self.rules.by_word
        if unit is not None:
            seen: set[str] = set()
            for key in [*(("role", role) for role in unit.roles), ("unit", unit.kind), ("verb", unit.lemma)]:
                for rule in by_word.get(key, ()):
                    if rule.id not in seen:
                        seen.add(rule.id)
                        yield rule
            return
        for kind, base in self._bases(token):
            if kind == "noun" and token.dep_ == "compound" and token.head.lower_ != "date" and token.head.i > token.i:
                continue  # "the finale recap" is no finale
            for rule in by_word.get((kind, base), ()):
                if _particle_stands(rule, token, base):
                    yield rule

    def _bases(self, token: Token) -> list[tuple[str, str]]:
        """The trigger words that ``token`` may be a form of; an "-ed" is a verb whatever the tagger says."""
        bases = self.rules.forms.get(token.lower_, ())
        verbal = syntax.is_verbal(token) or token.lower_.endswith("ed")
        return [(kind, base) for kind, base in bases if kind == "noun" or verbal or self._verb_by_place(token)]

    @staticmethod
    def _verb_by_place(token: Token) -> bool:
        """A plural between a name and a name or a preposition: "Hamlet stars Smith", "X premieres on"."""
        if not token.lower_.endswith("s") or token.i == 0 or token.i + 1 == len(token.doc):
            return False
        after = token.nbor(1)
        return bool(token.nbor(-1).ent_type_) and (bool(after.ent_type_) or after.pos_ == "ADP")


def _particle_stands(rule: Rule, token: Token, word: str) -> bool:
    """ "pick up" needs its "up" within the next words; a plain "pick" in the list needs nothing."""
    if word in rule.triggers:
        return True
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 5]]
    for phrase in rule.triggers:
        first, *rest = phrase.split()
        if first == word and rest and rest[0] in following and " ".join(rest) in " ".join(following):
            return True
    return False


def attempt(site: Site) -> Match | None:
    """The match of one rule at one trigger, None where a condition or a required role is not met."""
    rule = site.rule
    for name, words in rule.where.items():
        if not any(is_word(site, t, words) for t in tokens_at(site, name)):
            return None
    for name, words in rule.unless.items():
        if any(is_word(site, t, words) for t in tokens_at(site, name)):
            return None
    kinds = {**_KINDS, "object": PREDICATES[rule.predicate][0]}
    fillers: dict[str, list[Filler]] = {}
    how: dict[str, str] = {}
    for role in ("subject", "object", "role", "date", "season"):
        if role not in rule.roles:
            continue
        taken = {f.token for fs in fillers.values() for f in fs if f.resolved != "focus"}
        if role in ("season", "date") or rule.predicate == "reboot_of":
            taken = set()  # "a second season of X" gives work and season, "a reboot of X" both works
        name, found = _fill(site, role, kinds[role], taken)
        if found:
            fillers[role], how[role] = found, name
        elif role in rule.required:
            return None
    if rule.trigger_kind == "verb":
        fillers["subject"] += _echoes(site, fillers["subject"])
    return Match(rule, site.trigger, fillers, how)


def _fill(site: Site, role: str, kinds: frozenset[str], taken: set[int]) -> tuple[str, list[Filler]]:
    """The first function of the role that finds somebody, with whom it finds."""
    occupied = False  # grammar names somebody for this role, though not one that we can tell: no guess then
    for name in site.rule.roles[role]:
        relative = name == "left" and _modifies_a_name(site)
        if name in _BY_PLACE and occupied and not relative and role in ("subject", "object"):
            continue
        if name in _DISCOURSE:
            filler = _from_discourse(site, name)
            if filler is not None:
                return name, [filler]
            continue
        for token in tokens_at(site, name, kinds):
            filler = _filler(site, role, token, kinds)
            if filler is not None and _refuses(site, role, filler):
                filler = None
            if filler is None:
                occupied = occupied or _occupies(site, name, token)
            elif filler.token not in taken and (_in_sentence(site, filler) or name in _ELSEWHERE):
                listed = role in ("subject", "object") or (role == "role" and name == "obj")
                return name, with_list(site, filler, kinds, name) if listed else [filler]
    return "", []


def _in_sentence(site: Site, filler: Filler) -> bool:
    return site.sentence.start <= filler.token < site.sentence.end


def _modifies_a_name(site: Site) -> bool:
    """Whether the trigger opens a clause on the noun to its left, which is not itself a work ("a drama starring")."""
    head = site.trigger.head
    return site.trigger.dep_.startswith("acl") and site.pieces.work_noun(head.lemma_.lower()) is None


def _filler(site: Site, role: str, token: Token, kinds: frozenset[str]) -> Filler | None:
    unit = site.unit(token.i)
    if role in ("season", "date"):
        if unit is None or unit.kind not in kinds:
            return None
        return Filler(
            token.i, unit.kind, unit.start, unit.end, unit.text, unit=unit, seasons=unit.numbers, final=unit.final
        )  # fmt: skip
    filler = site.discourse.resolve(token, kinds)
    works = site.discourse.works
    if filler is not None or unit is not None or works.relation(works.nouns_of(token)):
        return filler  # "the Hamlet spinoff" is not Hamlet
    for child in token.children:  # "stars Emmy winner Smith", "the comedy veteran Smith"
        unit = site.unit(child.i)
        if child.dep_ in ("appos", "flat", "nmod:desc", "compound") and unit is not None and unit.kind in kinds:
            return site.discourse.resolve(child, kinds)
    return None


def _refuses(site: Site, role: str, filler: Filler) -> bool:
    """Whether a filler of the right kind is still not one for this rule."""
    rule = site.rule
    if role == "object":
        return bool(rule.kinds) and getattr(filler.entity, "kind", None) not in rule.kinds
    if role == "role":  # a real person is a character only of those who play
        return filler.kind == "person" and "play" not in rule.triggers
    if role == "subject" and rule.predicate in ("premiere", "finale"):
        token = site.doc[filler.token]  # "the trailer for X, which dropped last week"
        return token.dep_ in ("nmod", "compound") and token.head.lemma_.lower() in _PROMOTION
    return False


def _occupies(site: Site, name: str, token: Token) -> bool:
    unit = site.unit(token.i)
    body = unit is not None and unit.kind in ("organization", "date", "season")
    return name in _GRAMMAR or (name in _LINKS and not body)


def _from_discourse(site: Site, name: str) -> Filler | None:
    if name == "focus":
        return site.discourse.focus(site.trigger)
    if name == "main":
        return site.discourse.main(site.trigger)
    i = site.trigger.i - 1  # "series creator", "film director": the work that the noun before the role means
    if i < site.sentence.start or site.unit(i) is not None:
        return None
    noun = site.pieces.work_noun(site.doc[i].lower_)
    return site.discourse.described(site.trigger, noun) if noun else None


def _echoes(site: Site, subjects: list[Filler]) -> list[Filler]:
    """The other subject of "X premieres in 2025, as does Y"."""
    doc = site.doc
    for i in range(site.trigger.i + 1, site.sentence.end - 2):
        if doc[i].lower_ in ("as", "so") and doc[i + 1].lower_ in _ECHO_VERBS:
            filler = site.discourse.resolve(doc[i + 2], WORK)
            new = filler is not None and all(f.token != filler.token for f in subjects)
            return [filler] if filler is not None and new else []
    return []


def merge_season(filler: Filler, season: Filler) -> Filler:
    """The work of ``filler`` with the season of ``season``."""
    return replace(filler, seasons=season.seasons, final=season.final or filler.final)

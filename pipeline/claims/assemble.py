"""Matches into Claims: one for each combination of subject, season and object, with its stance and speaker."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.claims.discourse import Discourse, Filler
from pipeline.claims.match import Match, merge_season
from pipeline.claims.modality import Cues, Stance, stance
from pipeline.claims.rules import PREDICATES
from pipeline.claims.scene import Scene
from pipeline.claims.speakers import Speakers
from pipeline.dates import find_dates
from pipeline.types import Article, Claim, Modality

_PRESS = {"press"}
_SEASONED = {
    "premiere", "finale", "renewal", "cancellation", "production_start", "production_end", "final_season",
    "episode_count", "cast", "based_on",
}  # fmt: skip
_ANNOUNCED = {"renewal", "cancellation", "order"}  # dated by their announcement
_COMING = {"return", "come"}  # what a series does with its next season
_IN_PASSING = {
    "after",
    "appos",
    "before_comma",
    "paren",
    "compound",
    "self",
    "on_after",
    "before_hyphen",
    "list_carrier",
}


class Assembler:
    def __init__(self, cues: Cues) -> None:
        self._cues = cues

    def __call__(self, article: Article, scene: Scene, discourse: Discourse, matches: list[Match]) -> list[Claim]:
        """Claims in order of place; of equal readings in one sentence the first rule's stays."""
        speakers = Speakers(scene, discourse)
        found_cues = {s.start: self._cues.find(s) for s in scene.sentences}
        claims: dict[tuple[Any, ...], Claim] = {}
        returns: set[str] = set()  # claims that a series will return, its season not told
        finals: set[str] = set()  # claims on "the final season", its number not told
        for match in matches:
            sentence = match.trigger.sent
            question = sentence.text.rstrip(" \"'”’)").endswith("?")
            view = stance(self._cues, match.trigger, found_cues[sentence.start], is_question=question)
            if match.rule.presupposed and match.how.get("object", "self") in _IN_PASSING:
                view = Stance("confirmed", False, view.change)
            modality = match.rule.modality or view.modality
            if view.modality is None or modality is None:
                continue
            speaker = speakers.of(match.trigger)
            place = scene.place(sentence)
            for reading in self._readings(scene, discourse, match):
                claim = self._claim(article, match, reading, place, modality, speaker, view.occurred, view.change)
                if claim is not None:
                    if reading["subject"].final and claim.season is None:
                        finals.add(claim.claim_id)
                    elif match.trigger.lemma_.lower() in _COMING and not view.occurred:
                        returns.add(claim.claim_id)
                    key = (
                        claim.start, claim.predicate, claim.subject, claim.season, claim.object, claim.role,
                        claim.date_start, claim.date_end,
                    )  # fmt: skip
                    claims.setdefault(key, claim)
        return _most_told(_with_next_seasons(_with_final_seasons(list(claims.values()), finals), returns))

    def _readings(self, scene: Scene, discourse: Discourse, match: Match) -> Iterator[dict[str, Any]]:
        rule, fillers = match.rule, match.fillers
        date_unit = fillers["date"][0].unit if "date" in fillers else None
        season = fillers.get("season", [None])[0]
        things = fillers.get("object", [None])
        for subject in fillers["subject"]:
            subject = merge_season(subject, season) if season is not None and not subject.seasons else subject
            for n, thing in enumerate(things):
                roles: tuple[str | None, ...] = (rule.role,)
                if rule.predicate == "crew" and rule.role is None:
                    roles = self._crew_roles(scene, discourse, match)
                elif rule.predicate == "cast":
                    roles = (_character(scene, thing, n, things, fillers.get("role", [])),)
                for role in roles:
                    for number in subject.seasons or (None,):
                        yield {
                            "subject": subject, "object": thing, "role": role, "season": number,
                            "date": date_unit,
                        }  # fmt: skip

    def _crew_roles(self, scene: Scene, discourse: Discourse, match: Match) -> tuple[str | None, ...]:
        unit = scene.unit(match.trigger)
        if unit is not None and unit.roles:
            return tuple(role for role in unit.roles if role != "cast")
        bases = [unit.lemma] if unit is not None else match.rule.triggers_at(match.trigger.lower_, discourse.pieces)
        return tuple(role for base in bases if (role := discourse.pieces.role_verbs.get(base)))

    def _claim(
        self, article: Article, match: Match, reading: dict[str, Any], place: tuple[int, int], modality: Modality,
        speaker: str | None, occurred: bool, change: bool,
    ) -> Claim | None:  # fmt: skip
        rule = match.rule
        subject: Filler = reading["subject"]
        thing: Filler | None = reading["object"]
        if subject.entity is None:
            return None
        unit = reading["date"]
        expression = unit.date if unit is not None else None
        _, dated = PREDICATES[rule.predicate]
        if rule.predicate == "premiere" and expression is None:
            return None
        if rule.predicate == "final_season" and reading["season"] is None:
            return None
        name, kind = _object(thing)
        if thing is not None and name is None:
            return None
        if name is not None and name == subject.entity.name and rule.predicate != "reboot_of":
            return None
        if thing is not None and getattr(thing.entity, "kind", None) in _PRESS:
            name = kind = thing = None
            if rule.predicate in ("network", "production_company"):
                return None
        start, end = place
        season = reading["season"] if rule.predicate in _SEASONED else None
        day: tuple[date | None, date | None] = (None, None)
        if modality == "denied" and rule.predicate in _ANNOUNCED:
            unit = expression = None  # the day of the denial is not that of what is denied
        if dated and expression is not None:
            day = (expression.date_start, expression.date_end)
            if _UNTIL.match(expression.text) and expression.named_start is not None:
                # "will not open until May" and "the days until the finale in May" both mean May itself
                day = (expression.named_start, expression.named_end)
            ran = occurred and rule.predicate == "premiere"  # what ran from one year to another began with the first
            side = range_end(expression, rule.take or "first") if rule.take or ran else None
            if side is None and rule.take:
                return None
            if side is not None:
                expression = side
                day = (expression.date_start, expression.date_end)
        past = occurred or (
            modality == "confirmed" and dated and day[1] is not None and article.published is not None
            and day[1] < article.published
        )  # fmt: skip
        said = (subject.entity.name, season, name, reading["role"], *day, modality)
        key = "\x1f".join(map(str, (article.article_id, rule.id, start, end, *said)))
        return Claim(
            claim_id=hashlib.blake2b(key.encode(), digest_size=10).hexdigest(),
            article_id=article.article_id,
            published=article.published,
            subject=subject.entity.name,
            subject_type="work",
            subject_text=article.text[subject.start : subject.end],
            season=season,
            episode=subject.episode if rule.predicate == "premiere" else None,
            predicate=rule.predicate,
            object=name,
            object_type=kind,
            object_text=article.text[thing.start : thing.end] if thing is not None else None,
            role=reading["role"],
            date_text=article.text[unit.start : unit.end] if dated and unit is not None else None,
            date_start=day[0],
            date_end=day[1],
            date_precision=expression.precision if dated and expression is not None else None,
            date_edtf=expression.edtf if dated and expression is not None else None,
            modality=modality,
            speaker=speaker,
            occurred=past,
            change=change,
            start=start,
            end=end,
            quote=article.text[start:end],
            rule=rule.id,
        )


def _object(thing: Filler | None) -> tuple[str | None, Any]:
    if thing is None:
        return None, None
    if thing.kind in ("episodes", "seasons"):
        return str(thing.unit.numbers[0]) if thing.unit else None, None
    return (thing.entity.name, thing.kind) if thing.entity is not None else (None, None)


_UNTIL = re.compile(r"(?:until|till)\b", re.I)


def range_end(expression: Any, which: str) -> Any:
    """The first or the last date of a range ("between 2014 and 2021"); None where it is no range."""
    if expression.precision != "range":
        return None
    ends = expression.sides or [
        found for year in re.split(r"\s*[-–—]\s*", expression.text) for found in find_dates(year, None)
    ]
    return ends[0 if which == "first" else -1] if len(ends) > 1 else None


def _character(
    scene: Scene, person: Filler | None, n: int, people: list[Any], characters: list[Filler]
) -> str | None:  # fmt: skip
    """The character of the n-th of ``people``: "A and B play C and D" pairs them off, else the one at the name."""
    own = character_at(scene, person)
    if own is None and len(characters) == len(people) and characters[n].entity:
        return characters[n].entity.name
    return own


def character_at(scene: Scene, person: Filler | None) -> str | None:
    """The character that stands at an actor's name: "A (Harry)", "A as Harry", "A, who plays Harry", "Harry (A)"."""
    if person is None:
        return None
    doc, i = scene.doc, person.token + 1
    words = 0
    while i < len(doc) and words < 7:
        unit = scene.units.get(i)
        if unit is not None and unit.kind == "character":
            return unit.entity.name if unit.entity else unit.text
        if unit is not None and unit.kind in ("person", "work", "date"):
            break
        lower = doc[i].lower_
        if lower in {"and", ";", ".", ")"} or (lower == "," and words and doc[i - 1].lower_ != "who"):
            break
        if words == 0 and lower not in {
            "as",
            "(",
            ",",
            "who",
            "plays",
            "played",
            "playing",
            "voices",
            "voicing",
            "will",
        }:
            break
        i, words = i + 1, words + 1
    i = person.token - 1
    if i > 0 and doc[i].text in {"(", "by"}:
        steps = 0
        while i >= 0 and steps < 5:
            unit = scene.units.get(i)
            if unit is not None:
                return (unit.entity.name if unit.entity else unit.text) if unit.kind == "character" else None
            if doc[i].lower_ not in {"(", "by", "played", "portrayed", "voiced", ",", "is", "was", "who"}:
                break
            i, steps = i - 1, steps + 1
    return None


def _with_final_seasons(claims: list[Claim], finals: set[str]) -> list[Claim]:
    """ "The final season premieres in May" is of season 3 where the article says that the third is the last."""
    number = {c.subject: c.season for c in claims if c.predicate == "final_season"}
    return [
        replace(c, season=number[c.subject])
        if c.claim_id in finals and c.predicate in _SEASONED and c.subject in number
        else c
        for c in claims
    ]


def _with_next_seasons(claims: list[Claim], returns: set[str]) -> list[Claim]:
    """ "The series returns in May" is of season 4 where that is the only one that the article says is still to come."""
    coming: dict[str, set[int]] = defaultdict(set)
    for c in claims:
        if c.season is not None and (c.predicate in ("renewal", "final_season") or not c.occurred):
            coming[c.subject].add(c.season)

    def next_of(claim: Claim) -> int | None:
        told = claim.claim_id in returns and claim.predicate == "premiere" and claim.season is None
        return min(coming[claim.subject]) if told and len(coming[claim.subject]) == 1 else None

    return [c if (season := next_of(c)) is None else replace(c, season=season) for c in claims]


def _most_told(claims: list[Claim]) -> list[Claim]:
    """Drop a claim that another of its sentence says in full: the same without its date, network or character."""

    def frame(c: Claim) -> tuple[Any, ...]:
        many = c.object if c.predicate not in ("premiere", "finale", "renewal", "cancellation", "order") else None
        role = c.role if c.predicate == "crew" else None
        return c.start, c.predicate, c.subject, c.season, many, role

    def told(c: Claim) -> int:
        return (c.date_text is not None) * 4 + (c.object is not None) * 2 + (c.role is not None)

    best: dict[tuple[Any, ...], int] = {}
    for claim in claims:
        best[frame(claim)] = max(best.get(frame(claim), 0), told(claim))
    kept = []
    for claim in claims:
        if told(claim) == best[frame(claim)] or (claim.date_text and claim.predicate == "premiere"):
            kept.append(claim)
    return sorted(kept, key=lambda c: (c.start, c.predicate, c.subject, c.season or 0, c.object or "", c.claim_id))

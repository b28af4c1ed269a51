"""One decision for each name of an article: all its mentions together, full names and short ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

from pipeline.language.entity import Entity
from pipeline.language.evidence import Evidence
from pipeline.language.ground import Candidate
from pipeline.language.lists import Listed, Lists
from pipeline.language.view import View
from pipeline.types import EntityType

Meaning = EntityType | Literal["episode"]  # an episode is told from a work, and then let go

# What the scores of all mentions must reach for a name to be of a type.
NEEDED: dict[Meaning, float] = {
    "work": 1.9,
    "person": 1.8,
    "character": 2.0,
    "organization": 1.6,
    "place": 1.8,
    "episode": 3.0,
}
WEAK = 1.0  # more than that, where every capital may be due to its place
ONE_WORD = 0.4  # more than that for a body named by one word that is no acronym
ALONE = 3.0  # what the cues must say of a person who is named by one word only
SURNAME = 6.0  # ... where that word is a common family name
STRONG = 3.0  # what the cues of one mention must say to outweigh the rest of the article
HEADLINE = 5  # words; more of them, with capitals that mean nothing, are a headline rather than a name
HUMAN = ("person", "character")
# A name of the one type that a mention may use as of the other: a series is named after its character.
OTHERWISE: tuple[tuple[Meaning, Meaning], ...] = (("work", "character"), ("character", "work"), ("person", "work"))


@dataclass(slots=True)
class Name:
    """All mentions of one spelling in an article. ``whole`` is the fuller name that it is short for,
    ``namesake`` the
    person or character that a work is named after."""

    key: tuple[str, ...]
    members: list[int] = field(default_factory=list)  # indexes of candidates
    spellings: Counter[str] = field(default_factory=Counter)
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    listed: Listed | None = None
    weak: bool = True
    surname: bool = False  # one word, a common family name
    type: Meaning | None = None
    whole: Name | None = None
    namesake: Name | None = None

    @property
    def spelling(self) -> str:
        """The most frequent spelling, of several the longest."""
        return max(self.spellings, key=lambda text: (self.spellings[text], len(text), text))

    @property
    def root(self) -> Name:
        name = self
        while name.whole is not None:
            name = name.whole
        return name

    @property
    def human(self) -> float:
        return max(self.scores[type_] for type_ in HUMAN)

    def settle(self) -> None:
        """Set the type that the scores give, None where they give none."""
        best = max(NEEDED, key=lambda type_: (self.scores[type_], type_))
        need = NEEDED[best] + (WEAK if self.weak and best != "person" else 0.0)
        if best == "organization" and len(self.key) == 1 and not self.spelling.isupper():
            need += ONE_WORD
        enough = self.scores[best] >= need
        self.type = best if enough else None

    def join(self, whole: Name, share: float) -> None:
        """Become short for another name, which hears a share of what was said of this one as a person."""
        self.whole, self.type = whole, None
        for type_ in HUMAN:
            whole.scores[type_] += share * self.scores[type_]
            whole.own[type_] += self.own[type_]


Names = dict[tuple[str, ...], Name]


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate and what it names."""

    candidate: Candidate
    entity: Entity


def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """What two spellings of one name have in common: no case, no periods, no leading article."""
    key = tuple(part for part in (word.lower().replace(".", "") for word in words) if part and part not in "\"'")
    key = tuple("and" if part == "&" else part for part in key)
    return key[1:] if len(key) > 1 and key[0] in ("the", "a", "an") else key


def spell(view: View, candidate: Candidate) -> str:
    """The candidate's words with one space where the text has any."""
    out = view.words[candidate.start]
    for at in range(candidate.start + 1, candidate.end):
        out += view.words[at] if view.glued(at) else " " + view.words[at]
    return out


def collect(view: View, candidates: list[Candidate], evidence: list[Evidence], lists: Lists) -> Names:
    """The names of an article, each with the evidence of all its mentions."""
    names: Names = {}
    surnames = lists.words.family - lists.words.given
    for number, candidate in enumerate(candidates):
        key = key_of(tuple(view.words[candidate.start : candidate.end]))
        name = names.setdefault(key, Name(key))
        name.members.append(number)
        name.spellings[spell(view, candidate)] += 1
        name.weak = name.weak and candidate.weak
        name.surname = len(key) == 1 and view.words[candidate.start] in surnames
        if candidate.listed is not None and (name.listed is None or candidate.listed.known):
            name.listed = candidate.listed
    for name in names.values():
        _sum(name, evidence)
    return names


def _sum(name: Name, evidence: list[Evidence]) -> None:
    """Each further mention that says the same counts half of the one before it."""
    told: dict[str, list[float]] = defaultdict(list)
    for number in name.members:
        for type_, score in evidence[number].scores.items():
            told[type_].append(score)
        for type_, score in evidence[number].own.items():
            name.own[type_] += score
        for kind, score in evidence[number].kinds.items():
            name.kinds[kind] += score
    for type_, scores in told.items():
        scores.sort(reverse=True)
        name.scores[type_] += sum(score * 0.5**rank for rank, score in enumerate(scores[:8]))


def decide(names: Names, view: View, candidates: list[Candidate], evidence: list[Evidence]) -> list[Decision]:
    """What each candidate names; those that name nothing, or an episode, are left out."""
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names.values():
        groups[name.root.key].append(name)
    made: dict[tuple[tuple[str, ...], Meaning | None], Entity] = {}
    settled: dict[int, Decision] = {}
    for name in names.values():
        for number in name.members:
            about, type_ = _meaning(name.root, candidates[number], evidence[number])
            if type_ is None or type_ == "episode" or _is_bare(about, type_):
                continue
            if (about.key, type_) not in made:
                made[about.key, type_] = _entity(about, type_, groups[about.key])
            settled[number] = Decision(candidates[number], made[about.key, type_])
    known = {
        name.key: made[name.root.key, name.root.type]
        for name in names.values()
        if (name.root.key, name.root.type) in made
    }
    out = []
    for number, candidate in enumerate(candidates):
        long = candidate.weak and candidate.end - candidate.start > HEADLINE
        inside = _inside(view, candidate, known) if long or number not in settled else []
        out += inside or ([settled[number]] if number in settled else [])
    return out


def _is_bare(name: Name, type_: EntityType) -> bool:
    """One word for a person whom the article neither names in full nor says enough of."""
    if type_ != "person" or len(name.key) > 1 or (name.listed is not None and name.listed.known):
        return False
    return name.own["person"] < (SURNAME if name.surname else ALONE)


def _meaning(name: Name, candidate: Candidate, evidence: Evidence) -> tuple[Name, Meaning | None]:
    """What one mention is about, where its sentence may say otherwise than the article."""
    human = max(evidence.scores[type_] for type_ in HUMAN)
    if name.namesake is not None and evidence.own["work"] <= 0 and human > evidence.scores["work"]:
        return name.namesake.root, name.namesake.root.type
    set_off = candidate.quoted or candidate.italic
    for type_, other in OTHERWISE:
        told = evidence.own[type_] <= 0 and evidence.own[other] >= STRONG
        if name.type == type_ and told and (type_ != "person" or set_off):
            return name, other
    return name, name.type


def _entity(root: Name, type_: EntityType, group: list[Name]) -> Entity:
    aliases = tuple(sorted({spelling for name in group for spelling in name.spellings} - {root.spelling}))
    kind = max(root.kinds, key=lambda kind: (root.kinds[kind], kind)) if type_ == "work" and root.kinds else None
    listed = root.listed if root.listed is not None and root.listed.type == type_ else None
    if listed is None:
        return Entity(root.spelling, type_, aliases, kind)
    return Entity(root.spelling, type_, aliases, listed.kind or kind, listed.name)


def _inside(view: View, candidate: Candidate, known: dict[tuple[str, ...], Entity]) -> list[Decision]:
    """Names of the article inside capitals that are no name as a whole, as in headlines."""
    out, at = [], candidate.start
    while at < candidate.end:
        ends = range(candidate.end, at, -1)
        end = next((end for end in ends if _fits(view, at, end) and key_of(tuple(view.words[at:end])) in known), at)
        if end > at and (at, end) != (candidate.start, candidate.end):
            out.append(Decision(Candidate(at, end, (at, end)), known[key_of(tuple(view.words[at:end]))]))
        at = max(end, at + 1)
    return out


def _fits(view: View, start: int, end: int) -> bool:
    return view.words[start][0].isalnum() and view.words[end - 1][0].isalnum()

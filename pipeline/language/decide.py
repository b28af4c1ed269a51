"""One decision for each name of an article: all its mentions together, full names and short ones."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.language.entity import Entity
from pipeline.language.evidence import Evidence
from pipeline.language.lists import Listed, Lists
from pipeline.language.names import Candidate
from pipeline.language.view import View

THRESHOLDS = {"work": 2.2, "person": 1.8, "character": 2.0, "organization": 2.0, "place": 1.8, "episode": 3.0}
RIVAL = 4.5  # score of a work or body that keeps a name apart from the person who has the same surname
STRONG = 3.0  # cues of one mention that outweigh what the article says elsewhere
_PEOPLE = ("person", "character")


@dataclass(slots=True)
class Name:
    """All mentions of one spelling in an article."""

    key: tuple[str, ...]
    spelling: str
    members: list[int] = field(default_factory=list)  # indexes of candidates
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    listed: Listed | None = None
    type: str | None = None
    whole: Name | None = None  # the fuller name that this one is short for
    weak: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate and what it names."""

    candidate: Candidate
    entity: Entity


def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """What two spellings of one name have in common: no case, no periods, no leading article."""
    key = tuple(
        part for part in (word.lower().replace(".", "") for word in words) if part and part not in "\"'"
    )
    key = tuple("and" if part == "&" else part for part in key)
    return key[1:] if len(key) > 1 and key[0] in ("the", "a", "an") else key


def spell(view: View, candidate: Candidate) -> str:
    """The candidate's words with one space where the text has any."""
    out = view.words[candidate.start]
    for at in range(candidate.start + 1, candidate.end):
        out += view.words[at] if view.glued(at) else " " + view.words[at]
    return out


def decide(view: View, candidates: list[Candidate], evidence: list[Evidence], lists: Lists) -> list[Decision]:
    """What each candidate names; those that name nothing, or an episode, are left out."""
    names = _collect(view, candidates, evidence)
    _type(names)
    _link_people(names, lists)
    _link_works(names)
    _type(names)
    return _entities(names, candidates, evidence)


def _collect(
    view: View, candidates: list[Candidate], evidence: list[Evidence]
) -> dict[tuple[str, ...], Name]:
    names: dict[tuple[str, ...], Name] = {}
    for number, candidate in enumerate(candidates):
        words = tuple(view.words[candidate.start : candidate.end])
        key = key_of(words)
        spelling = spell(view, candidate)
        name = names.setdefault(key, Name(key, spelling))
        name.members.append(number)
        if len(spelling) > len(name.spelling):
            name.spelling = spelling
        name.weak = name.weak and candidate.weak
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
        for kind, score in evidence[number].kinds.items():
            name.kinds[kind] += score
    for type_, scores in told.items():
        scores.sort(reverse=True)
        name.scores[type_] += sum(score * 0.5**rank for rank, score in enumerate(scores[:8]))


def _type(names: dict[tuple[str, ...], Name]) -> None:
    for name in names.values():
        if name.whole is not None:
            continue
        best = max(THRESHOLDS, key=lambda type_: (name.scores[type_], type_))
        need = THRESHOLDS[best] + (1.0 if name.weak else 0.0)
        name.type = best if name.scores[best] >= need else None


def _link_people(names: dict[tuple[str, ...], Name], lists: Lists) -> None:
    """Surnames and given names alone stand for the one full name that has them."""
    full = [name for name in names.values() if name.type in _PEOPLE and len(name.key) > 1]
    by_part: dict[str, list[Name]] = defaultdict(list)
    for name in full:
        for part in {name.key[0], name.key[-1], *name.key}:
            by_part[part].append(name)
    for name in names.values():
        if name in full or (
            name.type is not None and name.type not in (*_PEOPLE, "place") and len(name.key) > 1
        ):
            continue
        wholes = by_part.get(name.key[-1], []) if len(name.key) == 1 else _longer(name, by_part)
        if not wholes or (
            name.listed is not None and not name.listed.ambiguous and name.listed.type == "organization"
        ):
            continue
        rival = max(name.scores[type_] for type_ in ("work", "organization"))
        if rival >= RIVAL and rival > max(name.scores[type_] for type_ in _PEOPLE):
            continue
        last = [whole for whole in wholes if whole.key[-1] == name.key[-1]]
        whole = (last or wholes)[0]
        name.whole, name.type = whole, None
        for type_ in _PEOPLE:
            whole.scores[type_] += 0.5 * name.scores[type_]
    for name in full:  # the same person with and without a middle name
        longer = _longer(name, by_part)
        if longer:
            name.whole = longer[0]
            for type_ in _PEOPLE:
                longer[0].scores[type_] += 0.5 * name.scores[type_]


def _longer(name: Name, by_part: dict[str, list[Name]]) -> list[Name]:
    """Full names with the same ends and more between, or one more surname."""
    if len(name.key) < 2:
        return []
    return [
        other
        for other in by_part.get(name.key[0], [])
        if len(other.key) > len(name.key)
        and other.key[0] == name.key[0]
        and (other.key[-1] == name.key[-1] or other.key[: len(name.key)] == name.key)
        and other.whole is None
    ]


def _link_works(names: dict[tuple[str, ...], Name]) -> None:
    """Subtitles and last words alone stand for the one title that has them, where nothing else claims them."""
    works = [name for name in names.values() if name.type == "work" and len(name.key) > 1]
    parts: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for work in works:
        for at, word in enumerate(work.key):
            if word in (":", "–", "-", "—"):
                parts[key_of(work.key[at + 1 :])].append(work)
                parts[key_of(work.key[:at])].append(work)
        if len(work.key) <= 3:
            parts[work.key[-1:]].append(work)
    for name in names.values():
        wholes = [work for work in parts.get(name.key, []) if work is not name]
        if not wholes or name.listed is not None or name.whole is not None:
            continue
        subtitle = any(
            name.key == whole.key[-len(name.key) :] and len(whole.key) > len(name.key) + 1 for whole in wholes
        )
        if (name.type is None or (subtitle and name.type == "work")) and not name.weak:
            name.whole, name.type = wholes[0], None


def _entities(names, candidates: list[Candidate], evidence: list[Evidence]) -> list[Decision]:
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names.values():
        root = name
        while root.whole is not None:
            root = root.whole
        groups[root.key].append(name)
    made: dict[tuple[tuple[str, ...], str], Entity] = {}
    out: list[tuple[int, Decision]] = []
    for root_key, group in groups.items():
        root = names[root_key]
        for name in group:
            for number in name.members:
                type_ = _exception(root, evidence[number]) or root.type
                if type_ is None or type_ == "episode":
                    continue
                if (root_key, type_) not in made:
                    made[root_key, type_] = _entity(root, type_, group)
                out.append((number, Decision(candidates[number], made[root_key, type_])))
    return [decision for _, decision in sorted(out, key=lambda pair: pair[0])]


def _exception(name: Name, evidence: Evidence) -> str | None:
    """The type of one mention where its sentence says otherwise than the article."""
    if name.type not in ("work", *_PEOPLE) or not evidence.own:
        return None
    best = max(evidence.own, key=lambda type_: (evidence.own[type_], type_))
    if best == name.type or best not in ("work", "character") or evidence.own[name.type] > 0:
        return None
    return best if evidence.own[best] >= STRONG and (best == "character") == (name.type == "work") else None


def _entity(root: Name, type_: str, group: list[Name]) -> Entity:
    aliases = tuple(sorted({name.spelling for name in group} - {root.spelling}))
    kind = (
        max(root.kinds, key=lambda kind: (root.kinds[kind], kind)) if type_ == "work" and root.kinds else None
    )
    listed = root.listed if root.listed is not None and root.listed.type == type_ else None
    if listed is not None and listed.kind is not None:
        kind = listed.kind
    return Entity(root.spelling, type_, aliases, kind, listed.name if listed is not None else None)

"""One decision for each name of an article: all its mentions together, full names and short ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.language.entity import Entity
from pipeline.language.evidence import Evidence
from pipeline.language.lists import Listed, Lists
from pipeline.language.names import Candidate
from pipeline.language.view import View

THRESHOLDS = {"work": 1.9, "person": 1.8, "character": 2.0, "organization": 2.0, "place": 1.8, "episode": 3.0}
# The score of a work or body that keeps a name apart from a person of that name; series are named after characters.
RIVAL = {"person": 6.0, "character": 2.5}
ALONE = 5.0  # score of one word as a person, without a full name in the article
STRONG = 3.0  # cues of one mention that outweigh what the article says elsewhere
_PEOPLE = ("person", "character")


@dataclass(slots=True)
class Name:
    """All mentions of one spelling in an article."""

    key: tuple[str, ...]
    spellings: Counter[str] = field(default_factory=Counter)
    members: list[int] = field(default_factory=list)  # indexes of candidates
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    listed: Listed | None = None
    type: str | None = None
    whole: Name | None = None  # the fuller name that this one is short for
    weak: bool = True
    namesake: Name | None = None  # of a work: the person or character whose name it is

    @property
    def spelling(self) -> str:
        """The most frequent spelling, of several the longest."""
        return max(self.spellings, key=lambda spelling: (self.spellings[spelling], len(spelling), spelling))


Names = dict[tuple[str, ...], Name]


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
    _link_listed(names)
    _link_people(names, lists)
    _link_works(names)
    _link_acronyms(names, view, candidates)
    _type(names)
    return _entities(view, names, candidates, evidence)


def _collect(view: View, candidates: list[Candidate], evidence: list[Evidence]) -> Names:
    names: Names = {}
    for number, candidate in enumerate(candidates):
        words = tuple(view.words[candidate.start : candidate.end])
        key = key_of(words)
        name = names.setdefault(key, Name(key))
        name.members.append(number)
        name.spellings[spell(view, candidate)] += 1
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


def _type(names: Names) -> None:
    for name in names.values():
        if name.whole is not None:
            continue
        best = max(THRESHOLDS, key=lambda type_: (name.scores[type_], type_))
        need = THRESHOLDS[best] + (1.0 if name.weak else 0.0)
        if best == "person" and len(name.key) == 1 and (name.listed is None or not name.listed.known):
            need = ALONE
        name.type = best if name.scores[best] >= need else None


def _link_listed(names: Names) -> None:
    """Spellings that the lists hold for one name; that name, where the article has it, else the fullest."""
    groups: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names.values():
        if name.listed is not None and name.type == name.listed.type:
            groups[name.listed.type, name.listed.name].append(name)
    for (_, canonical), group in groups.items():
        root = max(group, key=lambda name: (canonical in name.spellings, len(name.key), name.key))
        for name in group:
            if name is not root:
                name.whole = root


def _link_acronyms(names: Names, view: View, candidates: list[Candidate]) -> None:
    """ "Gull Point Weekly (GPW)": initials in parentheses stand for the name before them."""
    for left, right in pairwise(candidates):
        letters = view.words[right.start].strip(".")
        inside = view.words[left.end : right.start] == ["("] and view.words[right.end : right.end + 1] == [
            ")"
        ]
        if not inside or right.end - right.start > 1 or not letters.isupper() or len(letters) < 2:
            continue
        initials = "".join(word[0] for word in view.words[left.start : left.end] if word[0].isupper())
        name, whole = (
            names[key_of((view.words[right.start],))],
            names[key_of(tuple(view.words[left.start : left.end]))],
        )
        if (
            letters in (initials, initials.removeprefix("T"))
            and name is not whole
            and whole.whole is None
            and name.whole is None
        ):
            name.whole, name.type = whole, None


def _link_people(names: Names, lists: Lists) -> None:
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
        last = [whole for whole in wholes if whole.key[-1] == name.key[-1]]
        whole = (last or wholes)[0]
        if rival >= RIVAL[whole.type] and (
            whole.type == "character" or rival > max(name.scores[type_] for type_ in _PEOPLE)
        ):
            name.namesake, name.type = whole, "work" if name.scores["work"] == rival else "organization"
            name.scores["person"] = name.scores["character"] = 0.0
            continue
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
        for other in by_part[name.key[0]]
        if len(other.key) > len(name.key)
        and name.key[0] in other.key[:-1]
        and (other.key[-1] == name.key[-1] or other.key[: len(name.key)] == name.key)
        and other.whole is None
    ]


def _link_works(names: Names) -> None:
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
        if (subtitle and name.type in (None, "work")) or (name.type is None and not name.weak):
            name.whole, name.type = wholes[0], None


def _entities(
    view: View, names: Names, candidates: list[Candidate], evidence: list[Evidence]
) -> list[Decision]:
    groups: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names.values():
        groups[_root(name).key].append(name)
    made: dict[tuple[tuple[str, ...], str], Entity] = {}
    out: list[tuple[int, Decision]] = []
    for root_key, group in groups.items():
        root = names[root_key]
        for name in group:
            for number in name.members:
                about = root
                type_ = _exception(root, candidates[number], evidence[number]) or root.type
                if root.namesake is not None and _is_namesake(evidence[number]):
                    about, type_ = _root(root.namesake), _root(root.namesake).type
                if type_ is None or type_ == "episode":
                    continue
                if (about.key, type_) not in made:
                    made[about.key, type_] = _entity(about, type_, groups[about.key])
                out.append((number, Decision(candidates[number], made[about.key, type_])))
    settled = {number for number, _ in out}
    plain = {key_: entity for (key_, type_), entity in made.items() for key_ in _keys_of(names, key_, type_)}
    for number, candidate in enumerate(candidates):
        if number not in settled:
            out += [(number, decision) for decision in _inside(view, candidate, plain)]
    return [decision for _, decision in sorted(out, key=lambda pair: (pair[0], pair[1].candidate.start))]


def _keys_of(names: Names, root_key: tuple[str, ...], type_: str) -> list[tuple[str, ...]]:
    """The spellings of an entity that have its own type."""
    return [key for key, name in names.items() if _root(name).key == root_key and _root(name).type == type_]


def _inside(view: View, candidate: Candidate, plain: dict[tuple[str, ...], Entity]) -> list[Decision]:
    """Names of the article inside capitals that are no name as a whole, as in headlines."""
    out, at = [], candidate.start
    while at < candidate.end:
        for end in range(candidate.end, at, -1):
            if end - at == candidate.end - candidate.start:
                continue
            entity = plain.get(key_of(tuple(view.words[at:end])))
            if entity is not None and view.words[at][0].isalnum() and view.words[end - 1][0].isalnum():
                out.append(Decision(Candidate(at, end, (at, end)), entity))
                at = end
                break
        else:
            at += 1
    return out


def _root(name: Name) -> Name:
    while name.whole is not None:
        name = name.whole
    return name


def _is_namesake(evidence: Evidence) -> bool:
    """A mention of a name that a work shares with a person speaks of the person."""
    human = max(evidence.scores[type_] for type_ in _PEOPLE)
    return evidence.own["work"] <= 0 and human > evidence.scores["work"]


def _exception(name: Name, candidate: Candidate, evidence: Evidence) -> str | None:
    """The type of one mention where its sentence says otherwise than the article: a work named after a character, or
    the character that a work is named after."""
    for type_, other in (("work", "character"), ("character", "work"), ("person", "work")):
        if name.type != type_ or evidence.own[type_] > 0 or evidence.own[other] < STRONG:
            continue
        if type_ != "person" or candidate.quoted or candidate.italic:
            return other
    return None


def _entity(root: Name, type_: str, group: list[Name]) -> Entity:
    aliases = tuple(sorted({name.spelling for name in group} - {root.spelling}))
    kind = (
        max(root.kinds, key=lambda kind: (root.kinds[kind], kind)) if type_ == "work" and root.kinds else None
    )
    listed = root.listed if root.listed is not None and root.listed.type == type_ else None
    if listed is not None and listed.kind is not None:
        kind = listed.kind
    return Entity(root.spelling, type_, aliases, kind, listed.name if listed is not None else None)

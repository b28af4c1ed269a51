"""Short names and their full ones: surnames, given names, subtitles, last words, initials, listed
spellings."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from pipeline.language.decide import HUMAN, Name, Names, key_of
from pipeline.language.ground import Candidate
from pipeline.language.lists import Lists
from pipeline.language.numbers import WORK_NOUNS
from pipeline.language.view import View

# The score of a work or body that keeps a name apart from a person of that name; series are named after
# characters.
RIVAL = {"person": 6.0, "character": 2.5}
SHARE = 0.5  # of what is said of a short name that counts for the full one
FIRST_NAMES = 1.2  # for a character: articles call people by the surname and characters by the given name
MANY = 4  # mentions by the given name
_COLONS = (":", "–", "-", "—")


def link(names: Names, view: View, candidates: list[Candidate], lists: Lists) -> None:
    """Settle the types of all names and which are short for which."""
    for name in names.values():
        name.settle()
    _link_listed(names)
    _link_people(names, lists)
    _link_works(names)
    _link_initials(names, view, candidates)
    for name in names.values():
        if name.whole is None:
            name.settle()


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
                name.join(root, 0.0)


def _link_people(names: Names, lists: Lists) -> None:
    """Surnames and given names alone stand for the first full name that has them."""
    full = [name for name in names.values() if name.type in HUMAN and len(name.key) > 1]
    by_part: dict[str, list[Name]] = defaultdict(list)
    for name in full:
        for part in dict.fromkeys(name.key):
            by_part[part].append(name)
    first_names: dict[tuple[str, ...], int] = defaultdict(int)
    for name in names.values():
        if len(name.key) > 1 or name.key[0] not in by_part or _is_body(name):
            continue
        wholes = by_part[name.key[0]]
        whole = next((whole for whole in wholes if whole.key[-1] == name.key[0]), wholes[0])
        rival = max(name.scores["work"], name.scores["organization"])
        acted = whole.type == "character"
        if rival >= RIVAL["character" if acted else "person"] and (acted or rival > name.human):
            name.namesake = whole
            name.scores["person"] = name.scores["character"] = 0.0
            name.settle()
            continue
        name.join(whole, SHARE)
        first_names[whole.key] += len(name.members) * (1 if name.key[0] != whole.key[-1] else -1)
    for key, count in first_names.items():
        if count >= MANY:
            names[key].scores["character"] += FIRST_NAMES
    for name in full:  # the same person with and without a middle name
        longer = next((other for other in by_part[name.key[0]] if _is_longer(other, name)), None)
        if longer is not None:
            name.join(longer, SHARE)


def _is_body(name: Name) -> bool:
    return name.listed is not None and not name.listed.ambiguous and name.listed.type == "organization"


def _is_longer(other: Name, name: Name) -> bool:
    """The other has the same ends and more between, or one more surname."""
    if len(other.key) <= len(name.key) or other.root is name or name.key[0] not in other.key[:-1]:
        return False
    headline = other.key[-1] in WORK_NOUNS  # "a Joan Pell Spinoff"
    return other.key[-1] == name.key[-1] or (other.key[: len(name.key)] == name.key and not headline)


def _link_works(names: Names) -> None:
    """Subtitles and last words alone stand for the one title that has them, where nothing else claims
    them."""
    parts: dict[tuple[str, ...], list[Name]] = defaultdict(list)
    for work in names.values():
        if work.type != "work" or len(work.key) == 1:
            continue
        for at, word in enumerate(work.key):
            if word in _COLONS:
                parts[key_of(work.key[at + 1 :])].append(work)
                parts[key_of(work.key[:at])].append(work)
        if len(work.key) <= 3:
            parts[work.key[-1:]].append(work)
    for name in names.values():
        wholes = [work for work in parts.get(name.key, ()) if work is not name and work.root is not name]
        if not wholes or name.listed is not None or name.whole is not None:
            continue
        whole = wholes[0]
        subtitle = name.key == whole.key[-len(name.key) :] and len(whole.key) > len(name.key) + 1
        if (subtitle and name.type in (None, "work")) or (name.type is None and not name.weak):
            name.join(whole, 0.0)


def _link_initials(names: Names, view: View, candidates: list[Candidate]) -> None:
    """Initials stand for the name before them in "Gull Point Weekly (GPW)", else for the one title that has
    them."""
    behind: dict[tuple[str, ...], Name] = {}
    for left, right in pairwise(candidates):
        between, after = view.words[left.end : right.start], view.words[right.end : right.end + 1]
        if between == ["("] and after == [")"]:
            key = key_of(tuple(view.words[right.start : right.end]))
            behind[key] = names[key_of(tuple(view.words[left.start : left.end]))]
    by_initials: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        if name.type in ("work", "organization") and len(name.key) > 1:
            by_initials[_initials(name)].append(name)
    for name in names.values():
        letters = name.spelling.replace(".", "")
        if len(name.key) > 1 or name.whole is not None or not letters.isupper() or len(letters) < 2:
            continue
        whole = behind.get(name.key)
        if whole is None or _initials(whole) != letters:
            same = by_initials[letters]
            whole = same[0] if len(same) == 1 and not _is_body(name) else None
        if whole is not None and whole.root is not name:
            name.join(whole, 0.0)


def _initials(name: Name) -> str:
    return "".join(
        word[0] for word in name.key if word[0].isalnum() and word not in ("of", "the", "and", "for")
    ).upper()

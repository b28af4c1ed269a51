"""What the words around each candidate say about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.language.cues import REACH, Cue, Cues
from pipeline.language.ground import Candidate
from pipeline.language.lists import Lists
from pipeline.language.view import View

# What each sign but the cues counts for.
MODEL = {"person": 1.8, "work": 1.1, "organization": 1.6, "place": 1.9, "character": 1.8}
QUOTED, QUOTED_WORD, ITALIC, ITEM = 2.2, 1.7, 3.0, 2.0
HABIT = 0.6  # for a quoted word, in an article that sets titles in quotes
FULL_NAME, NAME_SHAPE, GIVEN, NICKNAMED = 2.2, 1.2, 0.6, 3.0
BODY_ENDING, VENUE_ENDING, SITE = 3.2, 2.5, 3.2
TITLE_FORM, NUMBERED = 0.8, 0.8
LISTED, KNOWN, AMBIGUOUS, AMBIGUOUS_OPENING = 6.0, 9.0, 1.2, 0.3
AGAINST_LIST = 0.4  # what the model counts against a list
REAL = 0.3  # the lead of people over characters where nothing else tells
DOUBTED = 0.4  # what a weak cue for a work counts on what looks like a person's name
MARKED = ("person", "character", "work", "episode")
SURE_WORK = 2.2
SURE = 3.0  # from this score on, a mention counts as typed for its neighbours
UNSURE = 0.75  # ... on two words that might be one
CLEARER = 0.5  # what a clear cue counts more on it, as people seldom stand there
CLEAR = 3.0  # the weight of cues that are not weak


@dataclass(slots=True)
class Evidence:
    """Scores by type for one mention; ``own`` counts only the cues; ``kinds`` what sort of work the cues
    speak of."""

    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    own: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cues: list[Cue] = field(default_factory=list)


def gather(view: View, candidates: list[Candidate], lists: Lists, cues: Cues) -> list[Evidence]:
    """The evidence on each candidate."""
    units, place = _units(view, candidates, lists)
    habit = sum(candidate.quoted and candidate.end - candidate.start > 1 for candidate in candidates) > 1
    out = []
    for candidate, at in zip(candidates, place, strict=True):
        evidence = Evidence()
        _form(view, candidate, lists, evidence)
        if candidate.quoted and habit:
            evidence.scores["work"] += HABIT
        body = _is_body(candidate, lists)
        titled = title_shape(view, candidate.start, candidate.end, lists)
        set_off = candidate.quoted or candidate.italic
        before = _context(units[max(0, at - REACH) : at], reverse=True)
        after = _context(units[at + 1 : at + 1 + REACH], reverse=False)
        fired = cues.found(before, after)
        owner = not set_off and _owns(after) and not any(cue.type == "work" and cue.side != "before" for cue in fired)
        for cue in fired:
            if cue.type == "person" and body:
                continue
            if (cue.type == "episode" and not set_off) or (owner and cue.type == "work"):
                continue
            weight = cue.weight * (0.5 if candidate.weak and cue.type == "work" else 1.0)
            if titled and cue.type in ("person", "character"):
                weight *= DOUBTED
            evidence.own[cue.type] += weight
            evidence.scores[cue.type] += weight
            evidence.cues.append(cue)
            if cue.kind:
                evidence.kinds[cue.kind] += cue.weight
        if not set_off and person_shape(view, candidate.start, candidate.end, lists):
            doubted = sum(cue.weight for cue in evidence.cues if cue.type == "work" and cue.weight < CLEAR)
            known = looks_like_person(view, candidate.start, candidate.end, lists)
            lost = (1 - (DOUBTED if known else UNSURE)) * doubted
            evidence.scores["work"] -= lost
            evidence.own["work"] -= lost
            clear = sum(cue.weight for cue in evidence.cues if cue.type == "work" and cue.weight >= CLEAR)
            evidence.scores["work"] += CLEARER * clear
        best = max(evidence.scores, key=lambda type_: (evidence.scores[type_], type_), default="")
        told = SURE_WORK if best == "work" else SURE
        kinds = MARKED if candidate.end - candidate.start > 1 else ("character", "work", "episode")
        if best in kinds and evidence.scores[best] >= told and candidate.listed is None:
            units[at] = f"<{best}>"  # so the names further on see it
        out.append(evidence)
    return out


def _is_body(candidate: Candidate, lists: Lists) -> bool:
    """A listed body, which may say things as people do; not one that may be someone's given name."""
    entry = candidate.listed
    return entry is not None and entry.type == "organization" and entry.name not in lists.words.given


def _owns(after: str) -> bool:
    """What stands before such a name speaks of what the name owns or leads: "the reboot of Mara Venn's
    show"."""
    return after.startswith(("'s ", "' ", "- "))


def guess(view: View, candidate: Candidate, lists: Lists, surnames: set[str]) -> str:
    """What a candidate looks like from outside, for the cues of its neighbours.

    ``surnames`` are those of the full names in the article.
    """
    if candidate.listed is not None:
        entry = candidate.listed
        if entry.type == "organization":
            return "<network>" if entry.kind in lists.carriers else "<org>"
        return f"<{entry.type}>"
    if candidate.quoted or candidate.italic or candidate.item:
        return "<work>"
    if looks_like_person(view, candidate.start, candidate.end, lists):
        return "<person>"
    if candidate.end - candidate.start == 1:
        word = view.words[candidate.start]
        if candidate.model == "person" or word in surnames:
            return "<one>"
        if candidate.model == "work":
            return "<name>"
    if candidate.model == "organization" or view.words[candidate.end - 1] in lists.words.endings:
        return "<org>"
    if candidate.model is not None:
        return f"<{candidate.model}>"
    return "<name>"


def looks_like_person(view: View, start: int, end: int, lists: Lists) -> bool:
    """A given name and more, or a family name after a name that is no plain word."""
    words, plain = view.words[start:end], lists.words
    if not 2 <= len(words) <= 5 or not (words[0] in plain.given or words[-1] in plain.family):
        return False
    if not all(word[0].isupper() or word in plain.joining or word in "\"'-" for word in words):
        return False
    if words[-1] in plain.endings or words[-1] in plain.venues or words[0] in plain.people_of:
        return False
    if words[0] not in plain.given:
        return words[0].lower() not in plain.common
    return len(words) == 2 or words[-1].lower() not in plain.common or words[-1] in plain.family


def person_shape(view: View, start: int, end: int, lists: Lists) -> bool:
    """Two to four capitals, none a plain word."""
    words = view.words[start:end]
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() for word in words):
        return False
    if len(words) > 2 and words[-1].lower() in lists.words.common and words[-1] not in lists.words.family:
        return False
    return words[0] in lists.words.given or not any(word.lower() in lists.words.common for word in words)


def title_shape(view: View, start: int, end: int, lists: Lists) -> bool:
    """Two words or more, all plain or one a number, the first no given name: hardly a person's name."""
    if end - start < 2 or view.words[start] in lists.words.given:
        return False
    words = lists.words
    plain = all(word in words.common or word in words.inner for word in view.lower[start:end])
    return plain or any(word.isdigit() for word in view.words[start:end])


def _form(view: View, candidate: Candidate, lists: Lists, evidence: Evidence) -> None:
    """Evidence from the candidate itself."""
    scores, size = evidence.scores, candidate.end - candidate.start
    words, lower = view.words[candidate.start : candidate.end], view.lower[candidate.start : candidate.end]
    entry = candidate.listed
    if candidate.model is not None:
        foreign = entry is not None and entry.type != candidate.model
        scores[candidate.model] += MODEL[candidate.model] * (AGAINST_LIST if foreign else 1.0)
    if entry is not None:
        scores[entry.type] += KNOWN if entry.known else LISTED
        if entry.ambiguous and not entry.known:
            plain = view.initial[candidate.start] or words[0] in lists.words.given
            scores[entry.type] += (AMBIGUOUS_OPENING if plain else AMBIGUOUS) - LISTED
        return
    if candidate.quoted:
        scores["work"] += QUOTED if size > 1 else QUOTED_WORD
    if candidate.italic:
        scores["work"] += ITALIC
    if candidate.item:
        scores["work"] += ITEM
    if looks_like_person(view, candidate.start, candidate.end, lists):
        scores["person"] += FULL_NAME
    elif candidate.site:
        scores["organization"] += SITE
    elif size == 1 and words[0] in lists.words.given and not candidate.quoted:
        scores["person"] += GIVEN
    elif size > 1 and words[-1] in lists.words.endings and not candidate.quoted:
        plain = all(word in lists.words.common or word in lists.words.inner for word in lower)
        scores["organization"] += BODY_ENDING * (0.5 if plain else 1.0)
    elif size > 1 and words[-1] in lists.words.venues and not candidate.quoted:
        scores["place"] += VENUE_ENDING
    elif size > 2 and any(word in "\"'" for word in words[1:-1]) and not candidate.quoted:
        scores["person"] += NICKNAMED
    elif person_shape(view, candidate.start, candidate.end, lists) and not candidate.quoted:
        scores["person"] += NAME_SHAPE
    elif size > 1 and not candidate.weak:
        count = sum(word in lists.words.common or word in lists.words.inner for word in lower)
        if count == size or any(word in lists.words.joining for word in lower[1:-1]):
            scores["work"] += TITLE_FORM
        if words[-1].isdigit():
            scores["work"] += NUMBERED
    if scores["person"] > 0:
        scores["character"] += scores["person"] - REAL  # by its form, a name may be either's


def _units(view: View, candidates: list[Candidate], lists: Lists) -> tuple[list[str], list[int]]:
    """The article as a row of lower-case words and of marks for the candidates; and where each candidate
    stands."""
    units: list[str] = []
    place: list[int] = []
    surnames = {
        view.words[candidate.end - 1]
        for candidate in candidates
        if not candidate.quoted and looks_like_person(view, candidate.start, candidate.end, lists)
    }
    at = 0
    for candidate in candidates:
        start, end = candidate.outer
        _add_words(view, at, start, units)
        if view.initial[start] and units and view.line[start] != view.line[start - 1]:
            units.append("<br>")
        place.append(len(units))
        units.append(guess(view, candidate, lists, surnames))
        if end > candidate.end and view.words[candidate.end] in ",.":  # inside the quotes
            units.append(view.words[candidate.end])
        at = max(at, end)
    _add_words(view, at, len(view), units)
    return units, place


def _add_words(view: View, start: int, end: int, units: list[str]) -> None:
    for at in range(start, end):
        if at and view.line[at] != view.line[at - 1]:
            units.append("<br>")
        units.append(view.lower[at])


def _context(units: list[str], *, reverse: bool) -> str:
    """The units next to a name, up to the end of its sentence; on the right the next line too, behind a
    <br>."""
    kept: list[str] = []
    for unit in reversed(units) if reverse else units:
        if unit in (".", "!", "?") or (unit == "<br>" and (reverse or (kept and kept[0] != "<br>"))):
            break
        kept.append(unit)
    if reverse:
        kept.reverse()
    return " ".join(kept)

"""Write names as the claims room writes them before it parses: each as one plain word of its kind.

The pipeline's parser reads articles twice: as they are, for the names, and with every name, date and role
noun replaced by one common word ("Hamlet was renewed by Google"). Half of its training text is shown that way.
"""

from __future__ import annotations

import random

PERSONS, BODIES, PLACES, WORKS = ("Smith", "Harry"), ("Google",), ("London",), ("Hamlet",)
MONTHS = frozenset(
    month + stop
    for stop in ("", ".")
    for month in (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
        *(
            "november",
            "december",
            "jan",
            "feb",
            "mar",
            "apr",
            "jun",
            "jul",
            "aug",
            "sep",
            "sept",
            "oct",
            "nov",
        ),
        "dec",
    )
)
YEARS_AFTER = frozenset(["in", "since", "until", "from", "before", "after", "by", "of", "for", "between"])
JOINERS = frozenset(["of", "the", "and", "for", "'s", "’s", "-", "&"])


def spans(sentence: list[dict]) -> list[tuple[int, int, str]]:
    """Runs of words that are one name or one calendar date: (first, end, kind)."""
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(sentence):
        if sentence[i]["word"].lower() in MONTHS and sentence[i]["tag"] == "NNP":
            j = i + 1
            while j < len(sentence) and (
                sentence[j]["tag"] == "CD" or (sentence[j]["word"] == "," and year_at(sentence, j + 1))
            ):
                j += 1
            found.append((i, j, "date"))
        elif sentence[i]["tag"] in ("NNP", "NNPS"):
            j = i + 1
            while j < len(sentence) and sentence[j]["tag"] in ("NNP", "NNPS") and joined(sentence, i, j):
                j += 1
            person = any(token["dep"] == "flat" for token in sentence[i + 1 : j])
            found.append((i, j, "person" if person else "name"))
        else:
            i += 1
            continue
        i = found[-1][1]
    return [span for span in found if headed_once(sentence, *span[:2])]


def year_at(sentence: list[dict], i: int) -> bool:
    return i < len(sentence) and len(sentence[i]["word"]) == 4 and sentence[i]["word"].isdigit()


def joined(sentence: list[dict], first: int, i: int) -> bool:
    """Whether word ``i`` belongs to the name that starts at ``first``: it hangs on that or that on it."""
    members = range(first, i)
    return sentence[i]["head"] in members or any(sentence[m]["head"] == i for m in members)


def headed_once(sentence: list[dict], first: int, end: int) -> bool:
    return sum(not first <= token["head"] < end or token["dep"] == "ROOT" for token in sentence[first:end]) == 1


def plain(sentence: list[dict], rng: random.Random) -> list[dict]:
    """The sentence with most of its names and dates as single words; heads stay true."""
    chosen = [span for span in spans(sentence) if rng.random() < 0.85]
    where = list(range(len(sentence)))  # old place -> new place
    out: list[dict] = []
    at = 0
    for first, end, kind in [*chosen, (len(sentence), len(sentence), "")]:
        for i in range(at, first):
            where[i] = len(out)
            out.append(dict(sentence[i]))
        if not kind:
            break
        head = next(t for t in sentence[first:end] if not first <= t["head"] < end or t["dep"] == "ROOT")
        for i in range(first, end):
            where[i] = len(out)
        previous = sentence[first - 1]["word"].lower() if first else ""
        word, tag, pos = word_for(kind, previous, rng)
        out.append(
            head
            | {
                "word": word,
                "lemma": word,
                "tag": tag,
                "pos": pos,
                "morph": "",
                "space": sentence[end - 1]["space"],
            }
        )
        at = end
    for token in out:
        token["head"] = where[token["head"]] if token["head"] >= 0 else -1
    return out


def word_for(kind: str, previous: str, rng: random.Random) -> tuple[str, str, str]:
    if kind == "date":
        return ("2025", "CD", "NUM") if previous in YEARS_AFTER else ("Sunday", "NNP", "PROPN")
    if kind == "person":
        return rng.choice(PERSONS), "NNP", "PROPN"
    return rng.choice((*WORKS, *WORKS, *BODIES, *PLACES, *PERSONS)), "NNP", "PROPN"

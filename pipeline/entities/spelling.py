"""Which names may be one name misspelt: candidates by spelling alone, in near-linear time.

Whether they are one is for the context to say; see ``contexts``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz.distance import OSA

LONG = 5  # letters that a word must have before one letter can be a slip: "Jon" and "Jan" are two names
SLIP, MIDDLE = "one letter apart", "the middle name left out or shortened"
_CROWD = 200  # names under one key; more of them is no misspelling


def near(one: str, other: str) -> str | None:
    """Why two different normal forms may be one name; None where they may not."""
    a, b = one.split(), other.split()
    if len(a) == len(b) > 1:
        differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
        if len(differing) == 1:
            x, y = differing[0]
            if x.isalpha() and y.isalpha() and min(len(x), len(y)) >= LONG and OSA.distance(x, y, score_cutoff=1) == 1:
                return SLIP
    if min(len(a), len(b)) >= 2 and (a[0], a[-1]) == (b[0], b[-1]) and _middles_agree(a[1:-1], b[1:-1]):
        return MIDDLE
    return None


def _middles_agree(a: list[str], b: list[str]) -> bool:
    """One side has no middle name, or each has one and one of them is the other's initial."""
    if not a or not b:
        return True
    return len(a) == len(b) == 1 and a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))


def candidates(names: Iterable[str], middles: bool = True) -> Iterator[tuple[str, str, str]]:
    """Pairs of normal forms that are ``near``, each once, in sorted order, and why.

    Names meet under shared keys: the name without one letter of one long word (two words one slip apart have
    such a form in common), or its first and last word. Without ``middles`` only slips of one letter count.
    """
    blocks: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        for key in _keys(name.split()):
            blocks[key].append(name)
    pairs: dict[tuple[str, str], str] = {}
    for block in blocks.values():
        if len(block) > _CROWD:
            continue
        for pair in combinations(block, 2):
            if pair not in pairs and (reason := near(*pair)) and (middles or reason == SLIP):
                pairs[pair] = reason
    for pair in sorted(pairs):
        yield (*pair, pairs[pair])


def _keys(words: list[str]) -> set[tuple[object, ...]]:
    if len(words) < 2:
        return set()
    keys: set[tuple[object, ...]] = {(words[0], words[-1])}
    for place, word in enumerate(words):
        if len(word) >= LONG and word.isalpha():
            rest = (*words[:place], "", *words[place + 1 :])
            keys.add((place, rest, word))
            keys.update((place, rest, word[:cut] + word[cut + 1 :]) for cut in range(len(word)))
    return keys

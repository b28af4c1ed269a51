"""Names from the entity marks of the GUM treebank: people, organizations and places called by a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ner_sources import Passage, Span

TYPES = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
JOINERS = {"of", "the", "for", "&", "-", "'s", "’s", "de", "la"}
RANKS = frozenset(["President", "Mr.", "Mrs.", "Ms.", "Dr.", "Professor", "Prof.", "Senator", "Sir", "King", "Queen"])


def mentions(misc: list[str]) -> list[tuple[int, int, str, list[int]]]:
    """(first, end, type, head words) of every mention of a sentence, by the Entity marks of its MISC column.

    Head words are places in the sentence. A mention that does not close in the sentence is left out.
    """
    stack: list[tuple[int, str, list[int]]] = []
    found = []
    for i, cell in enumerate(misc):
        entity = re.search(r"Entity=([^|]*)", cell)
        for mark in re.findall(r"\([^()]*|\d*\)", entity[1]) if entity else ():
            if mark.startswith("("):
                parts = mark[1:].split("-")
                numbers = parts[5].split(",") if len(parts) > 5 and parts[5][0].isdigit() else []
                heads = [i + int(number) - 1 for number in numbers]
                stack.append((i, parts[1], heads))
            elif stack:
                start, kind, heads = stack.pop()
                found.append((start, i + 1, kind, heads))
    return found


def name_in(start: int, end: int, heads: list[int], names: list[bool], words: list[str], inner: set[int]) -> range:
    """The proper nouns around the mention's head, without a rank before them; empty if the head is none."""
    if not heads or not all(h < end and names[h] for h in heads):
        return range(0)
    first, last = min(heads), max(heads) + 1
    while first > start and names[first - 1]:
        first -= 1
    while last < end:
        if names[last]:
            last += 1
        elif words[last] in JOINERS and last + 1 < end and names[last + 1] and last + 1 not in inner:
            last += 2
        else:
            break
    while first < min(heads) and words[first] in RANKS:
        first += 1
    return range(first, last)


def passages(trees: Path, split: str) -> Iterator[Passage]:
    """Passages of three sentences from the SPLIT file of GUM in TREES; other capitalised names stay open."""
    (path,) = trees.glob(f"gum-*-{split}.conllu")
    blocks = (b for b in path.read_text(encoding="utf-8").split("\n\n") if b.strip())
    for _, group in groupby(enumerate(blocks), key=lambda item: item[0] // 3):
        text, spans, unknown = "", [], []
        for _, block in group:
            text = sentence(block, text, spans, unknown)
        yield Passage(text, spans, "gum", "no works", unknown, split)


def sentence(block: str, text: str, spans: list[Span], unknown: list[tuple[int, int]]) -> str:
    """TEXT with the sentence of one block added; its names go to SPANS, its other proper nouns to UNKNOWN."""
    rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
    parts = [r[0].split("-") for r in rows if "-" in r[0]]
    glued = {i for first, last in parts for i in range(int(first), int(last))}
    rows = [r for r in rows if r[0].isdigit()]
    words, names, at = [r[1] for r in rows], [r[3] == "PROPN" for r in rows], []
    text += " " if text else ""
    for row in rows:
        at.append((len(text), len(text) + len(row[1])))
        text += row[1] + ("" if "SpaceAfter=No" in row[9] or int(row[0]) in glued else " ")
    marks = mentions([r[9] for r in rows])
    inner = {start for start, _, kind, _ in marks if kind in TYPES}
    taken: set[int] = set()
    for start, end, kind, heads in sorted(marks, key=lambda m: m[0] - m[1]):
        name = name_in(start, end, heads, names, words, inner)
        if not name or taken & set(name):
            continue
        taken |= set(name)
        people = kind == "person" and any(rows[i][4] == "NNPS" for i in name)  # "Scots"
        if kind in TYPES and not people:
            spans.append((at[name[0]][0], at[name[-1]][1], TYPES[kind]))
        else:
            unknown.append((at[name[0]][0], at[name[-1]][1]))
    unknown += [at[i] for i in range(len(rows)) if names[i] and i not in taken]
    return text.rstrip()

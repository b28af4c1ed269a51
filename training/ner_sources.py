"""Readers of the labelled sets: each yields passages with what the set says and what it leaves open.

A type that a set does not label is *unknown* there, never *outside*; ``Passage.known`` says what silence is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

Span = tuple[int, int, str]  # start and end in characters of the text, label
LABELS = ("PERSON", "WORK", "ORG", "GPE")


@dataclass
class Passage:
    """Text with its labelled spans. ``known``: "all" - what is unmarked is nothing; "no works" - an unmarked
    capitalised word may be a work; "works only" - an unmarked capitalised word may be anything."""

    text: str
    spans: list[Span]
    source: str
    known: str = "all"
    unknown: list[tuple[int, int]] = field(default_factory=list)
    split: str = "train"
    in_pages: bool = False  # a sentence of the pages that are also there as a whole


def bucket(name: str, buckets: int = 100) -> int:
    """A number in 0..buckets-1 that depends on the name alone: the split of titles and pages."""
    return int(hashlib.md5(name.casefold().encode()).hexdigest(), 16) % buckets


def split_of(name: str, dev: int = 5, test: int = 10) -> str:
    """ "test", "dev" or "train" by the name's bucket; ``dev`` and ``test`` are percentages."""
    b = bucket(name)
    return "test" if b < test else "dev" if b < test + dev else "train"


NO_SPACE_BEFORE = re.compile(r"[.,;:!?)\]}%…]+$|n['’]t$|['’](s|re|ve|ll|d|m)$", re.I)
NO_SPACE_AFTER = re.compile(r"[(\[{$£€#]$")


def join_words(words: list[str], labels: list[str]) -> tuple[str, list[Span]]:
    """The running text of a tokenised sentence and its BIO labels as character spans (raw type names)."""
    text, spans, open_quote = "", [], False
    for word, label in zip(words, labels, strict=True):
        if word in {"``", "''"}:
            word = '"'
        glue = not text or bool(NO_SPACE_BEFORE.search(word)) or bool(NO_SPACE_AFTER.search(text[-1:]))
        if word == '"':
            glue = glue or open_quote
            open_quote = not open_quote
        elif text.endswith('"') and open_quote:
            glue = True
        if not glue:
            text += " "
        start = len(text)
        text += word
        kind, _, name = label.partition("-")
        if kind == "I" and spans and spans[-1][2] == name and spans[-1][1] >= start - 1:
            spans[-1] = (spans[-1][0], len(text), name)
        elif kind in "BI" and name:
            spans.append((start, len(text), name))
    return text, spans


def read_columns(path: Path, word: int, label: int) -> Iterator[tuple[list[str], list[str]]]:
    """Sentences of a column file (whitespace or tab apart, empty line between sentences)."""
    words: list[str] = []
    labels: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t") if "\t" in line.strip() else line.split()
        if not line.strip() or line.startswith("# "):
            if words:
                yield words, labels
            words, labels = [], []
        elif len(cells) > max(word, label):
            words.append(cells[word].strip())
            labels.append(cells[label].strip())
    if words:
        yield words, labels


DEMONYM = re.compile(r"^\w+(ian|ean|can|ish|ese|nch|tch|eek|man|si|ans|aqi|wiss)$")


def map_types(text: str, spans: list[Span], types: dict[str, str | None]) -> tuple[list[Span], list[tuple[int, int]]]:
    """Split spans into those with one of our labels and those whose label we cannot tell (mapped to None).

    Types absent from ``types`` are known to be none of ours.
    """
    mapped, unknown = [], []
    for start, end, name in spans:
        label = types.get(name, "")
        if label == "GPE" and DEMONYM.match(text[start:end]):
            label = None
        if label is None:
            unknown.append((start, end))
        elif label:
            mapped.append((start, end, label))
    return mapped, unknown


def column_set(path: Path, source: str, columns: tuple[int, int], types: dict[str, str | None], known: str,
               split: str | None = None) -> Iterator[Passage]:  # fmt: skip
    """Passages of one column file, three sentences each."""
    pending: list[tuple[str, list[Span]]] = []
    for words, labels in read_columns(path, *columns):
        pending.append(join_words(words, labels))
        if len(pending) == 3:
            yield merge(pending, source, types, known, split)
            pending = []
    if pending:
        yield merge(pending, source, types, known, split)


def merge(sentences: list[tuple[str, list[Span]]], source: str, types: dict[str, str | None], known: str,
          split: str | None) -> Passage:  # fmt: skip
    text, spans = "", []
    for sentence, marks in sentences:
        offset = len(text)
        spans += [(s + offset, e + offset, name) for s, e, name in marks]
        text += sentence + " "
    text = text.rstrip()
    mapped, unknown = map_types(text, spans, types)
    return Passage(text, mapped, source, known, unknown, split or split_of(text))


CREATIVE = {
    "director", "cast member", "author", "performer", "original network", "creator", "screenwriter",
    "composer", "producer", "production company", "characters", "publication date", "record label", "series",
    "lyrics by", "developer", "publisher", "platform",
}  # fmt: skip
TO_WORKS = {"P800", "P1441"}  # notable work, present in work
REDOCRED = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "WORK": "WORK", "MISC": None}


def redocred(folder: Path) -> Iterator[Passage]:
    """Documents of Re-DocRED; a MISC in a relation only works have is a WORK, the rest of MISC unknown."""
    relations = json.loads((folder / "redocred-relations.json").read_text(encoding="utf-8"))
    creative = {code for code, name in relations.items() if name in CREATIVE}
    for path in sorted(folder.glob("redocred-[ab].json")):
        for document in json.loads(path.read_text(encoding="utf-8")):
            works = {fact["h"] for fact in document["labels"] if fact["r"] in creative}
            works |= {fact["t"] for fact in document["labels"] if fact["r"] in TO_WORKS}
            labels = [["O"] * len(sentence) for sentence in document["sents"]]
            for number, mentions in enumerate(document["vertexSet"]):
                for mention in mentions:
                    kind = mention["type"]
                    kind = "WORK" if kind == "MISC" and number in works else kind
                    start, end = mention["pos"]
                    for i in range(start, end):
                        labels[mention["sent_id"]][i] = ("B-" if i == start else "I-") + kind
            sentences = [join_words(w, n) for w, n in zip(document["sents"], labels, strict=True)]
            yield merge(sentences, "redocred", REDOCRED, "all", split_of(document["title"]))


CUE = re.compile(
    r"\b(film|movie|series|show|sitcom|drama|comedy|season|episode|novel|album|star|book|play)|\((19|20)\d\d\)"
)


def wikipedia_titles(folder: Path, is_paper: Callable[[str], bool]) -> Iterator[Passage]:
    """Sentences with italic titles; one with a held-back title is held back. Papers in italics are ORG."""
    for line in (folder / "wikipedia-titles.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text, spans = row["text"], []
        for start, end, *_ in row["spans"]:
            spans.append((start, end, "ORG" if is_paper(text[start:end]) else "WORK"))
        in_pages = row["kind"] not in {"other", "otherwork"}
        if not in_pages and not CUE.search(text):
            continue
        splits = {split_of(text[s:e]) for s, e, label in spans if label == "WORK"}
        split = "test" if "test" in splits else "dev" if "dev" in splits else "train"
        yield Passage(text, spans, "titles", "works only", split=split, in_pages=in_pages)


WIKIGOLD = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE", "MISC": None}
UNER = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
CROSSNER = {
    "book": "WORK", "poem": "WORK", "song": "WORK", "album": "WORK", "magazine": "ORG", "band": "ORG",
    "organisation": "ORG", "writer": "PERSON", "musicalartist": "PERSON", "person": "PERSON",
    "location": "GPE", "country": "GPE", "misc": None, "event": None,
}  # fmt: skip
WNUT = {"person": "PERSON", "corporation": "ORG", "group": "ORG", "location": "GPE", "creative-work": "WORK",
        "product": None}  # fmt: skip


def small_sets(folder: Path) -> Iterator[Passage]:
    """WikiGold, CrossNER (literature, music), WNUT-17 and Universal NER; uner-test only for testing."""
    yield from column_set(folder / "wikigold.conll", "wikigold", (1, 2), WIKIGOLD, "all")
    for path in sorted(folder.glob("crossner-*.txt")):
        yield from column_set(path, "crossner", (0, 1), CROSSNER, "all")
    for path in sorted(folder.glob("wnut17-*")):
        yield from column_set(path, "wnut", (0, 1), WNUT, "all")
    yield from column_set(folder / "uner-en_ewt-ud-dev.iob2", "uner", (1, 2), UNER, "no works", "train")
    yield from column_set(folder / "uner-en_ewt-ud-test.iob2", "uner", (1, 2), UNER, "no works", "test")

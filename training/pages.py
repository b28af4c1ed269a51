"""Read whole Wikipedia pages with what their mark-up says for certain.

Italics mark works, but also papers and magazines; a page's title and its cast list name works and people.
Unmarked repeats of a title in its page are works too. What the mark-up does not settle stays open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer import Gazetteer
from ner_sources import Passage, Span, split_of

ITALIC = re.compile(r"(?<![\w_])_([^_\n]{1,80})_(?![\w_])")
CAST = re.compile(r"^-   ([A-Z][^\n,:()]{3,40}?) as ((?:[A-Z][\w.'’-]*\s?){1,4})(?=[,\n;:(]|$)")
HEADING = re.compile(r"^(References|External links|See also|Notes|Bibliography|Further reading)$")
TABLE = re.compile(r"^(Category:|[|=-]{2})|^Year  |\S {3,}\S|\.(jpg|png|svg|JPG)$")
CAPITALS = re.compile(r"^_?[A-Z][A-Z.'’-]+( [A-Z0-9][A-Z0-9.'’-]*)+")  # how these pages print their first words
FOOTNOTE = re.compile(r"\[(\d+|citation needed|note \d+)\]")
PASSAGE_LENGTH = 600  # characters, about
PARAGRAPHS = 14  # read of one page


@dataclass
class Page:
    """A page's kind and title, and its paragraphs without mark-up: text, certain spans, spans left open."""

    kind: str
    title: str
    paragraphs: list[tuple[str, list[Span], list[tuple[int, int]]]] = field(default_factory=list)


def strip_italics(text: str, names: Gazetteer) -> tuple[str, list[Span], list[tuple[int, int]]]:
    """Text without the underscores of italics, the works and papers they marked, and the doubtful ones."""
    out, spans, unknown, at = "", [], [], 0
    for match in ITALIC.finditer(text):
        out += text[at : match.start()]
        name, start = match[1].rstrip(" ,;"), len(out)
        out += name
        if names.is_paper(name):
            spans.append((start, len(out), "ORG"))
        elif name[:1].isupper() or name[:1].isdigit():
            spans.append((start, len(out), "WORK"))
        else:
            unknown.append((start, len(out)))
        out += match[1][len(name) :]
        at = match.end()
    return out + text[at:], spans, unknown


def read_page(row: dict, names: Gazetteer) -> Page:
    """The first paragraphs of one page, at most up to its references, marked by italics and cast list."""
    title = re.sub(r"_\(.*\)$", "", row["page"].removesuffix(".md")).replace("_", " ")
    page = Page(row["kind"], title)
    for block in re.split(r"\n+", row["text"]):
        block = FOOTNOTE.sub("", block).strip()
        if HEADING.match(block) or len(page.paragraphs) == PARAGRAPHS:
            break
        if len(block) < 15 or TABLE.search(block):
            continue
        if not page.paragraphs:
            block = CAPITALS.sub(lambda m: m[0].title(), block)
        text, spans, unknown = strip_italics(block, names)
        cast = CAST.match(block)
        if cast and "_" not in cast[0]:
            spans += [(cast.start(g), cast.start(g) + len(cast[g].rstrip()), "PERSON") for g in (1, 2)]
        page.paragraphs.append((text, spans, unknown))
    return page


def mark_repeats(page: Page) -> None:
    """Mark the unmarked repeats of the page's works: those of several words; leave those of one word open.

    A title of one word outside italics may be the hero's name.
    """
    works = {t[s:e] for t, spans, _ in page.paragraphs for s, e, label in spans if label == "WORK"}
    if page.kind in {"tv", "film"}:
        works.add(page.title)
    elif page.paragraphs and page.paragraphs[0][0].casefold().startswith(page.title.casefold()):
        page.paragraphs[0][1].append((0, len(page.title), "PERSON"))
    long = {w.casefold() for w in works if " " in w and len(w) > 6}
    if not works:
        return
    names = sorted(works, key=lambda w: (-len(w), w))
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, names)) + r")(?!\w)", re.I)
    for text, spans, unknown in page.paragraphs:
        taken = [(s, e) for s, e, _ in spans]
        for match in pattern.finditer(text):
            start, end = match.span()
            if not match[0][0].islower() and not any(s < end and start < e for s, e in taken):
                if match[0].casefold() in long:
                    spans.append((start, end, "WORK"))
                else:
                    unknown.append((start, end))


def passages(path: Path, names: Gazetteer) -> Iterator[Passage]:
    """The pages of PATH (.jsonl) as passages of some 600 characters, without whatever is held back.

    Left out are pages whose title, and paragraphs one of whose works, belongs to the dev or test titles.
    """
    for row in map(json.loads, path.open(encoding="utf-8")):
        page = read_page(row, names)
        if page.kind in {"tv", "film"} and split_of(page.title) != "train":
            continue
        page.paragraphs = [
            (text, spans, unknown)
            for text, spans, unknown in page.paragraphs
            if all(split_of(text[s:e]) == "train" for s, e, label in spans if label == "WORK")
        ]
        mark_repeats(page)
        text, spans, unknown = "", [], []
        for paragraph, marks, doubts in page.paragraphs:
            if text and len(text) + len(paragraph) > PASSAGE_LENGTH:
                yield Passage(text, spans, "pages", "works only", unknown)
                text, spans, unknown = "", [], []
            offset = len(text) + 2 if text else 0
            text = f"{text}\n\n{paragraph}" if text else paragraph
            spans = spans + [(s + offset, e + offset, label) for s, e, label in marks]
            unknown = unknown + [(s + offset, e + offset) for s, e in doubts]
        if text:
            yield Passage(text, spans, "pages", "works only", unknown)

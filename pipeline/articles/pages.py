"""Web pages: main text, title, date, address, publisher by trafilatura; italics and <cite> kept as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import lxml.etree
import lxml.html
import trafilatura
from trafilatura.settings import Document

from .draft import Draft, TextWriter, Unreadable, text_or_none
from .encodings import decode

CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.I)
BLOCKS = {"p", "head", "item", "quote", "list", "table", "row", "cell", "code"}
# Where a page has no article, trafilatura gives all its words: first see that not all of them are furniture.
FURNITURE = ("a", "nav", "header", "footer", "form", "button", "head", "script", "style", "noscript")
PROSE = f"//text()[not({' or '.join(f'ancestor::{tag}' for tag in FURNITURE)})]"
MIN_WORDS = 8
# Only dates that the page states as its own, unbounded on both sides: what is wrong with one is ours to say.
DATES = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1600-01-01",
    "max_date": "9999-12-31",
}


def read(file: Path, path: str) -> Iterator[Draft]:
    data = file.read_bytes()
    declared = CHARSET.search(data, 0, 4096)
    text, notes = decode(data, declared[1].decode("ascii") if declared else None)
    try:
        # Bytes, since lxml refuses text that declares an encoding of its own.
        tree = lxml.html.fromstring(text.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError):
        raise Unreadable("no HTML: nothing in it can be parsed as a page") from None
    if sum(len(piece.split()) for piece in tree.xpath(PROSE)) < MIN_WORDS:
        raise Unreadable("no article in this page: next to nothing in it but links; save the article's own page")
    for cite in tree.iter("cite"):
        cite.tag = "em"
    page = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_formatting=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params=DATES,
    )
    writer = TextWriter()
    if isinstance(page, Document):
        _write(page.body, writer)
    if not isinstance(page, Document) or not writer.text().strip():
        raise Unreadable("no article in this page: no main text was found; save the article's own page")
    yield Draft(
        path,
        body=writer.text(),
        title=text_or_none(page.title),
        url=text_or_none(page.url),
        source=text_or_none(page.sitename),
        emphasis=tuple(writer.emphasis),
        dates=(("metadata", page.date),) if page.date else (),
        notes=notes,
    )


def _write(element: lxml.etree._Element, writer: TextWriter) -> None:
    start = writer.length
    if element.tag == "lb":
        writer.add("\n")
    writer.add(element.text or "")
    for child in element:
        _write(child, writer)
        writer.add(child.tail or "")
    if element.tag == "hi" and element.get("rend") == "#i":
        writer.emphasise(start)
    elif element.tag in BLOCKS:
        writer.paragraph()

"""Markdown files: front matter, then text freed of its mark-up, with emphasis kept as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import srsly
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .draft import Draft, TextWriter, text_or_none
from .encodings import decode

FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
EMPHASIS_TAG = re.compile(r"<(/?)(?:em|i|cite)\b[^>]*>", re.I)
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read(file: Path, path: str) -> Iterator[Draft]:
    text, notes = decode(file.read_bytes())
    fields, body, faults = _front_matter(text)
    writer = TextWriter()
    for token in PARSER.parse(body):
        _write(token, writer)
    written = fields.get("date", fields.get("published"))
    yield Draft(
        path,
        body=writer.text(),
        title=text_or_none(fields.get("title")),
        url=text_or_none(fields.get("url")),
        source=text_or_none(fields.get("source")),
        emphasis=tuple(writer.emphasis),
        dates=() if written is None else (("metadata", written if isinstance(written, date) else str(written)),),
        notes=(*notes, *faults),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    match = FRONT_MATTER.match(text)
    if match is None:
        return {}, text, ()
    body = text[match.end() :]
    try:
        fields = srsly.yaml_loads(match[1])
    except Exception:  # the YAML reader raises errors of many unrelated classes
        fields = None
    if not isinstance(fields, dict):
        return {}, body, ("front matter is no YAML of the form 'key: value': not used",)
    return {str(key).lower(): value for key, value in fields.items()}, body, ()


def _write(token: Token, writer: TextWriter) -> None:
    if token.type == "inline":
        _write_inline(token.children or [], writer)
    elif token.type == "html_block":
        if token.content.strip().startswith("<!--"):
            return
        writer.add(lxml.html.fragment_fromstring(token.content, create_parent="div").text_content().strip())
        writer.paragraph()
    elif token.type in ("fence", "code_block"):
        writer.add(token.content)
        writer.paragraph()
    elif token.nesting == -1:
        if token.type in ("th_close", "td_close"):
            writer.add("\n")
        elif not token.hidden or token.type == "paragraph_close":
            writer.paragraph()


def _write_inline(tokens: list[Token], writer: TextWriter) -> None:
    opened: list[int] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            writer.add(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            writer.add("\n")
        elif token.type == "em_open":
            opened.append(writer.length)
        elif token.type == "em_close" and opened:
            writer.emphasise(opened.pop())
        elif token.type == "html_inline" and (tag := EMPHASIS_TAG.fullmatch(token.content)):
            if not tag[1]:
                opened.append(writer.length)
            elif opened:
                writer.emphasise(opened.pop())

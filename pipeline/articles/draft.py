"""What a reader gives for one article before its date is chosen and its identity is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..types import PublishedFrom

MAX_CHARS = 1_000_000  # the longest text the language model takes; a book, not an article
MAX_BYTES = 8 * 1024 * 1024  # the largest file that can be one article, and the longest line of a .jsonl

Span = tuple[int, int]


class Unreadable(Exception):
    """This input is no article; the message says why and what to do: the ``reason`` of its row."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One article, or with a ``fault`` one record that could not be read.

    ``dates`` are the publication dates it carries, as written, the best source first. ``notes`` end up in the
    ``reason`` of an article that is read all the same.
    """

    path: str
    body: str = ""
    title: str | None = None
    url: str | None = None
    source: str | None = None
    emphasis: tuple[Span, ...] = ()  # in body
    dates: tuple[tuple[PublishedFrom, str | date], ...] = ()
    notes: tuple[str, ...] = ()
    fault: str | None = None


class TextWriter:
    """Collects pieces of text into paragraphs and remembers which spans are emphasised.

    Mark-up formats are read through it, so that the offsets of emphasis count in the plain text by
    construction.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.emphasis: list[Span] = []

    def add(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def paragraph(self) -> None:
        """Ends the paragraph; ending it twice is ending it once."""
        if self.pieces and not self.pieces[-1].endswith("\n\n"):
            self.add("\n\n")

    def emphasise(self, start: int) -> None:
        """Marks what was written since ``start`` (a value of ``length``)."""
        if self.length > start:
            self.emphasis.append((start, self.length))

    def text(self) -> str:
        return "".join(self.pieces)


def text_or_none(value: object) -> str | None:
    """A metadata field as one line of text; None where it is absent, blank or no text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)  # a title such as 1923 comes as a number
    return (" ".join(value.split()) or None) if isinstance(value, str) else None


def shifted(spans: Sequence[Span], by: int, length: int) -> tuple[Span, ...]:
    """Spans moved by ``by`` code points and cut to a text of ``length``; empty ones are dropped."""
    moved = ((max(start + by, 0), min(end + by, length)) for start, end in spans)
    return tuple((start, end) for start, end in moved if start < end)

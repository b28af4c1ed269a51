"""The values that pass between rooms: frozen, plain, free of spaCy and of Arrow.

Offsets count Unicode code points of ``Article.text`` and are half-open: for every mention and claim
``article.text[start:end] == text`` (or ``quote``). Days are ``datetime.date``; both ends of a date are inclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Modality = Literal["confirmed", "expected", "speculative", "denied"]
EntityType = Literal["person", "character", "work", "organization", "place"]
PublishedFrom = Literal["header", "metadata", "filename", "option", "none"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read, or one input that could not be read.

    ``text`` is what is analysed and what every offset counts in: the title on a line of its own where the format
    carries it apart from the body, then the body. A rejected input has an empty text and a ``reason`` to act on.
    """

    article_id: str  # hash of the content; of path and reason when rejected
    path: str  # as given, "/" separated, relative to the input folder; "#N" names a record of a .jsonl or .parquet
    text: str
    published: date | None = None
    published_from: PublishedFrom = "none"
    title: str | None = None
    url: str | None = None
    source: str | None = None  # publisher: site name in the metadata, else the host of the url
    emphasis: tuple[tuple[int, int], ...] = ()  # spans of text that the mark-up sets in italics or as <cite>
    status: Literal["read", "rejected"] = "read"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an article names an entity. ``entity`` is the fullest name that the article itself gives it."""

    article_id: str
    entity: str
    entity_type: EntityType
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that one article makes about one work: a row of ``claims.parquet`` before names and verdicts.

    ``start``/``end``/``quote`` are the sentence. ``occurred`` is true for a past event told as fact (it is stronger
    than ``confirmed``); ``change`` is true where the text announces a change of plan (delayed, moved up, no longer).
    """

    claim_id: str  # hash of article, rule, place and reading
    article_id: str
    published: date | None
    subject: str
    subject_type: EntityType
    subject_text: str  # the words that stand for the subject in the sentence ("the series")
    predicate: str
    start: int
    end: int
    quote: str
    rule: str
    modality: Modality = "confirmed"
    season: int | None = None
    episode: int | None = None
    object: str | None = None
    object_type: EntityType | None = None
    object_text: str | None = None
    role: str | None = None
    date_text: str | None = None
    date_start: date | None = None  # None with a date_text: open on this side, or unresolved when both are None
    date_end: date | None = None
    date_precision: str | None = None
    date_edtf: str | None = None
    speaker: str | None = None
    occurred: bool = False
    change: bool = False


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the per-article step gives for one article: claims and mentions in order of their place in the text."""

    article_id: str
    language: str | None  # ISO 639-1 code, None where the text is too short to tell
    n_sentences: int
    claims: tuple[Claim, ...]
    mentions: tuple[Mention, ...]

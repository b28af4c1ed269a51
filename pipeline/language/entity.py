"""What a name in an article stands for, and where spaCy's Doc carries it.

``span._.entity``   Entity of a name, None on a date
``span._.date``     DateExpression of a date, None on a name
``doc._.article``   the Article that was read
``doc._.entities``  the article's entities in order of their first mention
``doc._.language``  ISO 639-1 code or None
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from pipeline.types import EntityType, Mention

LABELS: dict[EntityType, str] = {
    "person": "PERSON",
    "character": "CHARACTER",
    "work": "WORK",
    "organization": "ORG",
    "place": "GPE",
}


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing that an article names. ``name`` is the fullest name that the article gives it."""

    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()  # the other spellings in this article
    kind: str | None = None  # work: series, film, book, music, other; body: network, streamer, studio, press, other
    id: str | None = None  # the name in the curated or the user's list, where it stands there


def register() -> None:
    """Declare the attributes; safe to call again."""
    for owner, name, default in (
        (Doc, "article", None),
        (Doc, "entities", ()),
        (Doc, "language", None),
        (Span, "entity", None),
        (Span, "date", None),
    ):
        if not owner.has_extension(name):
            owner.set_extension(name, default=default)


def mentions(doc: Doc) -> tuple[Mention, ...]:
    """Every place where the article names an entity, in order; texts are the article's own characters."""
    article = doc._.article
    return tuple(
        Mention(
            article.article_id,
            span._.entity.name,
            span._.entity.type,
            article.text[span.start_char : span.end_char],
            span.start_char,
            span.end_char,
        )
        for span in doc.ents
        if span._.entity is not None
    )

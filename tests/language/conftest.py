"""Readers for the tests of this room: one without a model, so that no test hangs on one model's opinion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from pipeline import language
from pipeline.language.entity import register
from pipeline.language.lists import load_lists
from pipeline.language.reader import Reader
from pipeline.types import Article


def article(text: str, published: date | None = None, **more) -> Article:
    return Article("a1", "a1.txt", text, published, **more)


@contextmanager
def opened(reader: Reader, text: str, published: date | None = None) -> Iterator[Doc]:
    """The Doc of one text, valid inside the block."""
    with closing(reader.read([article(text, published)])) as docs:
        yield next(docs)[1]


@pytest.fixture(scope="session")
def bare() -> Reader:
    """Lists, capitals, quotes and cues on a tokenizer alone."""
    register()
    nlp = spacy.blank("en")
    return Reader(nlp, load_lists(lambda text: [token.text for token in nlp.make_doc(text)]), {})


@pytest.fixture(scope="session")
def shipped() -> Reader:
    return language.load()


@pytest.fixture(scope="session")
def names(bare: Reader) -> Callable[..., dict[str, list[str]]]:
    """Entity names by type of one text, read without a model."""

    def read(text: str, **more) -> dict[str, list[str]]:
        out: dict[str, list[str]] = {}
        for _, doc in bare.read([article(text, **more)]):
            for entity in doc._.entities:
                out.setdefault(entity.type, []).append(entity.name)
        return out

    return read

"""An extractor without a model, to test what stands around it: a sentence that names a year is a claim."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from pipeline.types import Article, Claim, Extraction, Mention

SENTENCE = re.compile(r"[^.\s][^.]*\.")
WORK = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")


@dataclass(frozen=True)
class FakeReading:
    """``fail_on`` is a word on which extraction raises, ``die_on`` one on which its process ends.

    With ``die_once`` the file of that name is made first, and a process ends only while it is missing.
    """

    fail_on: str | None = None
    die_on: str | None = None
    die_once: Path | None = None

    def build(self):
        return FakeExtractor(self)


class FakeExtractor:
    versions = {"model": "fake 1", "rules_hash": "0"}  # noqa: RUF012

    def __init__(self, settings):
        self.settings = settings

    def __call__(self, articles):
        for article in articles:
            if self.settings.fail_on and self.settings.fail_on in article.text:
                raise RuntimeError("no such word")
            if self.settings.die_on and self.settings.die_on in article.text:
                self._die()
            yield extract(article)

    def _die(self):
        mark = self.settings.die_once
        if mark is None or not mark.exists():
            if mark:
                mark.touch()
            os._exit(9)


def extract(article: Article) -> Extraction:
    claims, mentions = [], []
    sentences = list(SENTENCE.finditer(article.text))
    for sentence in sentences:
        work = WORK.search(sentence[0])
        if work is None:
            continue
        name, start = work[0], sentence.start() + work.start()
        mentions.append(Mention(article.article_id, name, "work", name, start, start + len(name)))
        if year := re.search(r"\b20\d\d\b", sentence[0]):
            key = f"{article.article_id} {sentence.start()}"
            claims.append(
                Claim(
                    claim_id=blake2b(key.encode(), digest_size=8).hexdigest(),
                    article_id=article.article_id,
                    published=article.published,
                    subject=name,
                    subject_type="work",
                    subject_text=name,
                    predicate="premiere",
                    start=sentence.start(),
                    end=sentence.end(),
                    quote=sentence[0],
                    rule="fake",
                    date_text=year[0],
                    date_start=date(int(year[0]), 1, 1),
                    date_end=date(int(year[0]), 12, 31),
                    date_precision="year",
                    date_edtf=year[0],
                )
            )
    return Extraction(article.article_id, "en", len(sentences), tuple(claims), tuple(mentions))

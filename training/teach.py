"""Fill what a partly labelled passage leaves open with the names on which two trained models agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ner_sources import Passage
from spacy.language import Language

QUOTES = {'"', "“", "‘"}


def fill(passages: Iterable[Passage], teachers: list[Language]) -> Iterator[Passage]:
    """Each passage with the agreed people, organizations and places marked and every disputed span left open.

    Works are marked in these sets by mark-up, so the models may not add one; where both see one, or one sees
    it in quotation marks, the span stays open, and one that a single model sees elsewhere counts for nothing.
    """
    held = list(passages)
    readings = [nlp.pipe((p.text for p in held), batch_size=32) for nlp in teachers]
    for passage, *docs in zip(held, *readings, strict=True):
        seen = [{(e.start_char, e.end_char, e.label_) for e in doc.ents} for doc in docs]
        agreed = set.intersection(*seen)
        taken = [(s, e) for s, e, _ in passage.spans] + passage.unknown
        for start, end, label in sorted(set.union(*seen)):
            if any(s < end and start < e for s, e in taken):
                continue
            if label != "WORK" and (start, end, label) in agreed:
                passage.spans.append((start, end, label))
                taken.append((start, end))
            elif label != "WORK" or (start, end, label) in agreed or passage.text[start - 1 : start] in QUOTES:
                passage.unknown.append((start, end))
        passage.known = "all"
        yield passage

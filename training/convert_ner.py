"""Turn the labelled passages into spaCy training files, with what a set leaves open kept open."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import typer
from ner_sources import Passage, redocred, small_sets, wikipedia_titles
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from tokenizer import blank


def may_be_name(doc: Doc, i: int) -> bool:
    """A token of which a set that labels only some types says nothing: a capitalised word, a number, or a short
    lower-case word between two capitalised ones ("of" in "House of Cards")."""
    token = doc[i]
    if token.text[:1].isupper() or token.text[:1].isdigit():
        return True
    before = any(doc[j].text[:1].isupper() for j in range(max(0, i - 2), i))
    after = any(t.text[:1].isupper() for t in doc[i + 1 : i + 3])
    return before and after and (len(token.text) <= 3 or token.text in {"with", "from", "your"})


def to_doc(passage: Passage, nlp: Language) -> Doc:
    """The reference document of a passage; tokens of unknown label carry none."""
    doc = nlp.make_doc(passage.text)
    ents: list[Span] = []
    for start, end, label in sorted(passage.spans):
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and (not ents or span.start >= ents[-1].end):
            ents.append(span)
    inside = {token.i for span in ents for token in span}
    missing: set[int] = set()
    for start, end in passage.unknown:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            missing |= {token.i for token in span}
    if passage.known != "all":
        missing |= {i for i in range(len(doc)) if may_be_name(doc, i)}
    if passage.known == "no works":  # where sentences start, capitals say nothing
        missing -= {t.i for t in doc if t.i == 0 or doc[t.i - 1].text in {".", "!", "?"}}
    spans = [doc[i : i + 1] for i in sorted(missing - inside)]
    doc.set_ents(ents, missing=spans, default="outside")
    return doc


def write(passages: Iterable[Passage], nlp: Language, path: Path, rng: random.Random) -> None:
    docs = [to_doc(passage, nlp) for passage in passages]
    rng.shuffle(docs)
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)
    typer.echo(f"{path}: {len(docs)} documents, {sum(map(len, docs))} tokens, {sum(len(d.ents) for d in docs)} names")


def main(ner: Path, out: Path, seed: int = 7) -> None:
    """Write OUT/ner-train.spacy and OUT/ner-dev.spacy, and OUT/ner-test-SET.spacy for each set."""
    nlp, rng = blank(), random.Random(seed)
    passages = [*redocred(ner), *small_sets(ner), *wikipedia_titles(ner)]
    for split in ("train", "dev"):
        write((p for p in passages if p.split == split), nlp, out / f"ner-{split}.spacy", rng)
    for source in sorted({p.source for p in passages}):
        chosen = (p for p in passages if p.split == "test" and p.source == source)
        write(chosen, nlp, out / f"ner-test-{source}.spacy", rng)


if __name__ == "__main__":
    typer.run(main)

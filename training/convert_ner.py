"""Turn the labelled passages into spaCy training files, with what a set leaves open kept open."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import spacy
import typer
from fill_templates import catalogue, swap_titles
from fill_templates import passages as template_passages
from gazetteer import Gazetteer
from gum import passages as gum_passages
from ner_sources import Passage, redocred, small_sets, wikipedia_titles
from noise import noisy
from pages import passages as page_passages
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from teach import fill
from tokenizer import blank


def may_be_name(doc: Doc, i: int) -> bool:
    """Whether token I is one of which a set that labels only some types says nothing.

    That is a capitalised word, a number, or a short word between two capitalised ones ("of" in
    "House of Cards").
    """
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
    names = sum(len(d.ents) for d in docs)
    typer.echo(f"{path}: {len(docs)} documents, {sum(map(len, docs))} tokens, {names} names")


TEMPLATES = {"train": 12000, "dev": 400, "test": 800}
GOLD_COPIES = 4  # how often a fully labelled passage is seen beside one of the larger, partly labelled sets
SWAPPED = 0.2  # share of the partly labelled passages whose titles are swapped for others


def main(
    ner: Path,
    titles: Path,
    out: Path,
    pages: Path | None = None,
    teacher: list[Path] | None = None,
    seed: int = 7,
) -> None:
    """Write OUT/ner-train.spacy and OUT/ner-dev.spacy.

    Without PAGES and TEACHERs (trained pipelines) this is the teachers' own training set, in which the sets
    that mark only works leave people and companies open; with them it is that of the model that ships.
    """
    nlp, rng = blank(), random.Random(seed)
    by_split, people = catalogue(titles)
    gazetteer = Gazetteer(people)
    gold = [*redocred(ner), *small_sets(ner), *gum_passages(ner.parent / "trees", "train")]
    partly = list(wikipedia_titles(ner, gazetteer.is_paper))
    if pages:
        partly = [p for p in partly if p.split != "train" or not p.in_pages]
        partly += page_passages(pages, gazetteer)
    partly = [gazetteer.mark(p) for p in partly]
    if teacher:
        partly = list(fill(partly, [spacy.load(path, enable=["ner"]) for path in teacher]))
    everything = [*gold, *partly, *template_passages(titles, TEMPLATES, seed)]
    write((p for p in everything if p.split == "dev"), nlp, out / "ner-dev.spacy", rng)
    train = [p for p in everything + gold * (GOLD_COPIES - 1) if p.split == "train"]
    partly_labelled = {"titles", "pages"}
    train = [
        swap_titles(p, by_split["train"], rng) if p.source in partly_labelled and rng.random() < SWAPPED else p
        for p in train
    ]
    write((noisy(p, rng) for p in train), nlp, out / "ner-train.spacy", rng)


if __name__ == "__main__":
    typer.run(main)

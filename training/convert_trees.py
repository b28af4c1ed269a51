"""Turn the CoNLL-U treebanks into spaCy training files: sentences in runs, paragraphs kept apart by line breaks.

The parser of the pipeline also finds the sentence boundaries, so a training document must hold several sentences,
also some without closing punctuation (headings, list items) that only a line break ends.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import typer
from spacy.tokens import Doc, DocBin
from tokenizer import blank

MAX_WORDS = 120  # of one training document


def read_documents(path: Path) -> Iterator[list[list[list[dict]]]]:
    """Yield each document of a CoNLL-U file as paragraphs, a paragraph as sentences, a sentence as token dicts."""
    document: list[list[list[dict]]] = []
    new_paragraph = True
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        if any(line.startswith("# newdoc") for line in lines):
            if document:
                yield document
            document, new_paragraph = [], True
        if new_paragraph or any(line.startswith("# newpar") for line in lines):
            document.append([])
            new_paragraph = False
        sentence = read_sentence([line for line in lines if line and not line.startswith("#")])
        if sentence:
            document[-1].append(sentence)
    if document:
        yield document


def read_sentence(lines: list[str]) -> list[dict]:
    """Token dicts of one sentence; parts of a multiword token ("do" + "n't") are joined without a space."""
    tokens: list[dict] = []
    glued_until, glued_space = 0, True
    for line in lines:
        number, form, lemma, upos, xpos, feats, head, deprel, _, misc = line.split("\t")
        space = "SpaceAfter=No" not in misc
        if "." in number:  # empty nodes of the enhanced graph
            continue
        if "-" in number:
            glued_until, glued_space = int(number.split("-")[1]), space
            continue
        index = int(number)
        if index <= glued_until:
            space = glued_space if index == glued_until else False
        tokens.append(
            {
                "word": form, "lemma": lemma, "pos": upos, "tag": xpos, "space": space,
                "morph": "" if feats == "_" else feats, "head": int(head) - 1, "dep": "ROOT" if deprel == "root" else deprel,
            }
        )  # fmt: skip
    return tokens


def chunks(document: list[list[list[dict]]], rng: random.Random) -> Iterator[list[list[list[dict]]]]:
    """Cut a document into runs of whole sentences of up to MAX_WORDS words, of varied length."""
    run: list[list[list[dict]]] = []
    words, limit = 0, rng.randint(20, MAX_WORDS)
    for paragraph in document:
        for number, sentence in enumerate(paragraph):
            if words and words + len(sentence) > limit:
                yield run
                run, words, limit = [], 0, rng.randint(20, MAX_WORDS)
            if number == 0 or not run:
                run.append([])
            run[-1].append(sentence)
            words += len(sentence)
    if run:
        yield run


def to_doc(run: list[list[list[dict]]], nlp, rng: random.Random) -> Doc:
    """One spaCy document; between paragraphs stands a whitespace token that hangs on the word before it."""
    columns: dict[str, list] = {k: [] for k in ("word", "space", "lemma", "pos", "tag", "morph", "head", "dep")}
    starts: list[bool] = []
    for p, paragraph in enumerate(run):
        if p:
            columns["space"][-1] = False
            breaks = {"word": rng.choice(["\n\n", "\n\n", "\n"]), "space": False, "lemma": "\n", "pos": "SPACE"}
            breaks |= {"tag": "_SP", "morph": "", "head": len(starts) - 1, "dep": "dep"}
            for key, value in breaks.items():
                columns[key].append(value)
            starts.append(False)
        for sentence in paragraph:
            offset = len(starts)
            for i, token in enumerate(sentence):
                head = i if token["dep"] == "ROOT" else token["head"]
                for key, value in (token | {"head": offset + head}).items():
                    columns[key].append(value)
                starts.append(i == 0)
    return Doc(
        nlp.vocab, words=columns["word"], spaces=columns["space"], lemmas=columns["lemma"], pos=columns["pos"],
        tags=columns["tag"], morphs=columns["morph"], heads=columns["head"], deps=columns["dep"],
    )  # fmt: skip


def main(trees: Path, out: Path, split: str, seed: int = 7) -> None:
    """Write OUT (.spacy) from the SPLIT (train, dev, test) files of every treebank in TREES."""
    nlp, rng, docs = blank(), random.Random(seed), DocBin(store_user_data=False)
    for path in sorted(trees.glob(f"*-{split}.conllu")):
        for document in read_documents(path):
            for run in chunks(document, rng):
                docs.add(to_doc(run, nlp, rng))
    out.parent.mkdir(parents=True, exist_ok=True)
    docs.to_disk(out)
    typer.echo(f"{out}: {len(docs)} documents")


if __name__ == "__main__":
    typer.run(main)

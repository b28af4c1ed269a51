"""Turn the CoNLL-U treebanks into spaCy training files: sentences in runs, line breaks between paragraphs.

The parser of the pipeline also finds the sentence boundaries, so a training document must hold several
sentences, also some without closing punctuation (headings, list items) that only a line break ends.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import typer
from plain_names import plain
from screen import Screen, training_runs
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from tokenizer import blank

SCREEN = Path(__file__).with_name("screen.txt")
MAX_WORDS = 120  # of one training document
COLUMNS = ("word", "space", "lemma", "pos", "tag", "morph", "head", "dep")


def read_documents(path: Path) -> Iterator[list[list[list[dict]]]]:
    """Yield each document of a CoNLL-U file as paragraphs of sentences of token dicts."""
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
                "word": form,
                "space": space,
                "lemma": lemma,
                "pos": upos,
                "tag": xpos,
                "morph": "" if feats == "_" else feats,
                "head": int(head) - 1,
                "dep": "ROOT" if deprel == "root" else deprel,
            }
        )
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


def to_doc(run: list[list[list[dict]]], nlp: Language, rng: random.Random) -> Doc:
    """One spaCy document; between paragraphs stands a whitespace token that hangs on the word before it."""
    columns: dict[str, list] = {key: [] for key in COLUMNS}
    for p, paragraph in enumerate(run):
        if p:
            columns["space"][-1] = False
            line_break = rng.choice(["\n\n", "\n\n", "\n"])
            at = len(columns["word"]) - 1
            row = (line_break, False, "\n", "SPACE", "_SP", "", at, "dep")
            for key, value in zip(COLUMNS, row, strict=True):
                columns[key].append(value)
        for sentence in paragraph:
            offset = len(columns["word"])
            for i, token in enumerate(sentence):
                head = i if token["dep"] == "ROOT" else token["head"]
                for key, value in (token | {"head": offset + head}).items():
                    columns[key].append(value)
    plural = {"pos": "pos", "morph": "morphs"}
    return Doc(nlp.vocab, **{plural.get(key, key + "s"): values for key, values in columns.items()})


CURLY = {"'": "’", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'m": "’m"}
SMALL = {"DT", "IN", "CC", "TO", "PRP", "PRP$", "POS", "RP"}


def typeset(run: list[list[list[dict]]], rng: random.Random) -> list[list[list[dict]]]:
    """The run as another editor might set it: curly quotes, glued dashes, a headline's or no capitals."""
    curly, glued = rng.random() < 0.35, rng.random() < 0.3
    case = rng.choices(["as it is", "headline", "lower", "upper"], [0.93, 0.035, 0.02, 0.015])[0]

    def word(token: dict) -> dict:
        form = token["word"]
        if curly and form == '"':
            form = "“" if token["tag"] == "``" else "”"
        elif curly:
            form = CURLY.get(form, form)
        if glued and token["tag"] in {":", ","} and form in {"-", "--", "–"}:
            form = "—"
        if case == "headline" and token["tag"] not in SMALL:
            form = form[:1].upper() + form[1:]
        elif case in {"lower", "upper"}:
            form = form.lower() if case == "lower" else form.upper()
        return token | {"word": form, "space": token["space"] and form != "—"}

    out = [[[word(token) for token in sentence] for sentence in paragraph] for paragraph in run]
    for sentence in (sentence for paragraph in out for sentence in paragraph):
        for before, after in pairwise(sentence):
            before["space"] = before["space"] and after["word"] != "—"
    return out


def main(trees: Path, out: Path, split: str, seed: int = 7) -> None:
    """Write OUT (.spacy) from the SPLIT (train, dev, test) files of every treebank in TREES.

    Training and development text is seen twice: as it is (or as another editor might set it), and with each
    name as one plain word. To the training text come this field's sentences.
    """
    nlp, rng, docs = blank(), random.Random(seed), DocBin(store_user_data=False)
    treebank: list[list[dict]] = []
    for path in sorted(trees.glob(f"*-{split}.conllu")):
        for document in read_documents(path):
            treebank += [sentence for paragraph in document for sentence in paragraph]
            for copy in range(1 if split == "test" else 2):
                for run in chunks(document, rng):
                    if split == "train":
                        run = typeset(run, rng)
                    if copy:
                        run = [[plain(sentence, rng) for sentence in paragraph] for paragraph in run]
                    docs.add(to_doc(run, nlp, rng))
    if split == "train":
        for run in training_runs(Screen(SCREEN), treebank, rng):
            docs.add(to_doc(typeset(run, rng), nlp, rng))
    out.parent.mkdir(parents=True, exist_ok=True)
    docs.to_disk(out)
    typer.echo(f"{out}: {len(docs)} documents")


if __name__ == "__main__":
    typer.run(main)

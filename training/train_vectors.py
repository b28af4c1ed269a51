"""Train the small table of subword vectors (floret) on the unlabelled pages and the training texts."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path

import floret
import spacy
import typer
from spacy.tokens import DocBin
from tokenizer import blank

SCALE = 0.25  # brings the values to the size of freshly drawn hash embeddings
MARKUP = re.compile(r"_|\[\d+\]|^-   |^Category:.*$", re.M)


def main(pages: Path, corpus: Path, out: Path, rows: int = 20000, width: int = 96, epochs: int = 6) -> None:
    """Write OUT, a pipeline of vectors alone, from PAGES (.jsonl) and the training files in CORPUS."""
    nlp = blank()
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        with text.open("w", encoding="utf-8") as lines:
            for row in map(json.loads, pages.open(encoding="utf-8")):
                for paragraph in re.split(r"\n+", MARKUP.sub("", row["text"])):
                    words = [t.text for t in nlp.tokenizer(paragraph) if not t.is_space]
                    if len(words) > 3:
                        lines.write(" ".join(words) + "\n")
            for path in (corpus / "trees-train.spacy", corpus / "ner-train.spacy"):
                for doc in DocBin().from_disk(path).get_docs(nlp.vocab):
                    lines.write(" ".join(t.text for t in doc if not t.is_space) + "\n")
        model = floret.train_unsupervised(
            str(text), model="cbow", mode="floret", hashCount=2, bucket=rows, minn=4, maxn=5, dim=width,
            minCount=5, epoch=epochs, neg=5, lr=0.02, thread=1,
        )  # fmt: skip
        table = Path(folder) / "vectors.floret"
        model.save_floret_vectors(str(table))
        convert(table, out)


def convert(table: Path, out: Path) -> None:
    """The floret table as spaCy vectors in an otherwise empty pipeline."""
    from spacy.training.initialize import convert_vectors

    nlp = spacy.blank("en")
    convert_vectors(nlp, table, truncate=0, prune=-1, name="newsfacts", mode="floret")
    nlp.vocab.vectors.data *= SCALE
    nlp.to_disk(out)
    typer.echo(f"{out}: {nlp.vocab.vectors.shape}")


if __name__ == "__main__":
    typer.run(main)

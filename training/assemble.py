"""Put the trained parts, the lemma tables and the pipeline's description together into one directory."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import spacy
import srsly
import typer
from spacy.language import Language
from spacy.tokens import DocBin
from tokenizer import blank

META = {
    "name": "newsfacts_en",
    "version": "0.1.0",
    "description": "English entertainment news: tags, trees, sentences, lemmas, names of people and works",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD_English-EWT", "license": "CC BY-SA 4.0"},
        {"name": "UD_English-GUM (openly licensed genres)", "license": "CC BY (texts)"},
        {"name": "screen.txt (this project's own sentences)", "license": "CC BY-SA 4.0"},
        {"name": "Re-DocRED", "license": "MIT, text CC BY-SA"},
        {"name": "Wikipedia pages on television, film and their people", "license": "CC BY-SA 3.0"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "CrossNER", "license": "MIT"},
        {"name": "WNUT-17", "license": "CC BY 4.0"},
        {"name": "Universal NER, EWT dev", "license": "CC BY-SA 4.0"},
        {"name": "streaming catalogues (titles and names)", "license": "CC0 as published"},
        {"name": "spacy-lookups-data (lemma tables, from WordNet)", "license": "MIT, WordNet"},
    ],
}
CLOSED = {"AUX": "aux", "PRON": "pron", "DET": "det", "PART": "part"}


def closed_class_lemmas(trees: Path) -> dict[str, dict[str, list[str]]]:
    """The treebank's lemmas of auxiliaries, pronouns and other small words: the tables have none."""
    counts: dict[str, dict[str, Counter]] = defaultdict(lambda: defaultdict(Counter))
    for doc in DocBin().from_disk(trees).get_docs(blank().vocab):
        for token in doc:
            if token.pos_ in CLOSED:
                counts[CLOSED[token.pos_]][token.lower_][token.lemma_.lower()] += 1
    return {
        kind: {form: [lemmas.most_common(1)[0][0]] for form, lemmas in sorted(forms.items()) if lemmas.total() > 2}
        for kind, forms in sorted(counts.items())
    }


def assemble(syntax: Path, ner: Path, trees: Path) -> Language:
    """One pipeline from the two trained ones.

    Names are found before the parser, whose sentence boundaries would otherwise cut titles with a full stop.
    """
    parts, names = spacy.load(syntax), spacy.load(ner)
    nlp = blank()
    nlp.vocab.vectors = names.vocab.vectors
    nlp.add_pipe("ner", source=names)
    for name in ("tok2vec", "tagger", "morphologizer", "parser"):
        nlp.add_pipe(name, source=parts)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize()
    exceptions = lemmatizer.lookups.get_table("lemma_exc")
    for kind, forms in closed_class_lemmas(trees).items():
        exceptions[kind] = forms
    nlp.meta.update(META)
    return nlp


def drop_training_words(folder: Path, nlp: Language) -> None:
    """Forget the words of the training texts in FOLDER's strings; labels and the tokenizer's words stay."""
    kept = set(blank().vocab.strings)
    for _, pipe in nlp.pipeline:
        for label in getattr(pipe, "labels", ()):
            kept |= {label, *re.split(r"[|=]", label)}
    srsly.write_json(folder / "vocab" / "strings.json", sorted(kept))


def main(syntax: Path, ner: Path, trees: Path, out: Path) -> None:
    """Write the pipeline to OUT from the training outputs SYNTAX and NER (each holds a model-best)."""
    nlp = assemble(syntax / "model-best", ner / "model-best", trees)
    nlp.to_disk(out)
    drop_training_words(out, nlp)
    size = sum(f.stat().st_size for f in out.rglob("*") if f.is_file()) / 1e6
    typer.echo(f"{out}: {size:.1f} MB")


if __name__ == "__main__":
    typer.run(main)

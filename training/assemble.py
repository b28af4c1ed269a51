"""Put the trained parts, the lemma tables and the pipeline's description together into one directory."""

from __future__ import annotations

from pathlib import Path

import spacy
import typer
from spacy.language import Language
from tokenizer import blank

META = {
    "name": "newsfacts_en",
    "version": "0.1.0",
    "description": "English entertainment news: tags, morphology, dependencies, sentences, lemmas; names of people, works, organizations and places.",
    "license": "CC BY-SA 4.0",
    "sources": [
        {"name": "UD_English-EWT", "license": "CC BY-SA 4.0"},
        {"name": "UD_English-GUM (openly licensed genres)", "license": "CC BY (texts)"},
        {"name": "Re-DocRED", "license": "MIT, text CC BY-SA"},
        {"name": "Wikipedia", "license": "CC BY-SA 3.0"},
        {"name": "WikiGold", "license": "CC BY 4.0"},
        {"name": "CrossNER", "license": "MIT"},
        {"name": "WNUT-17", "license": "CC BY 4.0"},
        {"name": "Universal NER, EWT dev", "license": "CC BY-SA 4.0"},
        {"name": "spacy-lookups-data (lemma tables)", "license": "MIT"},
    ],
}


def assemble(syntax: Path, ner: Path) -> Language:
    """One pipeline from the two trained ones. Names are found before the parser, whose sentence boundaries would
    otherwise cut a title with a full stop or a colon in it."""
    parts, names = spacy.load(syntax), spacy.load(ner)
    nlp = blank()
    nlp.add_pipe("ner", source=names)
    for name in ("tok2vec", "tagger", "morphologizer", "parser"):
        nlp.add_pipe(name, source=parts)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize()
    nlp.meta.update(META)
    return nlp


def main(syntax: Path, ner: Path, out: Path) -> None:
    """Write the pipeline to OUT from the training outputs SYNTAX and NER (directories with model-best in them)."""
    assemble(syntax / "model-best", ner / "model-best").to_disk(out)
    typer.echo(f"{out}: {sum(f.stat().st_size for f in out.rglob('*') if f.is_file()) / 1e6:.1f} MB")


if __name__ == "__main__":
    typer.run(main)

"""Average the weights of two pipelines of one make: two stages of one training, whose errors differ a little."""

from __future__ import annotations

from pathlib import Path

import spacy
import tokenizer  # noqa: F401 - registers what the configs name
import typer


def main(first: Path, second: Path, out: Path) -> None:
    """Write to OUT the pipeline FIRST with the mean of its weights and SECOND's.

    Raises ValueError where the two do not have the same layers.
    """
    nlp, other = spacy.load(first), spacy.load(second)
    for name, pipe in nlp.pipeline:
        layers, others = list(pipe.model.walk()), list(other.get_pipe(name).model.walk())
        if [layer.name for layer in layers] != [layer.name for layer in others]:
            raise ValueError(f"{name} of {first} and of {second} are built differently: average one make only")
        for layer, twin in zip(layers, others, strict=True):
            for key in layer.param_names:
                if layer.has_param(key):
                    layer.set_param(key, (layer.get_param(key) + twin.get_param(key)) / 2)
    nlp.to_disk(out)
    typer.echo(f"{out}: the mean of {first} and {second}")


if __name__ == "__main__":
    typer.run(main)

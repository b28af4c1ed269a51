"""The spaCy pipeline behind the reader: the one that ships, or another installed one for the names."""

from __future__ import annotations

import hashlib
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from pipeline.errors import EnvironmentFault, UsageError

SHIPPED = Path(__file__).parent / "model"
# Names of the same things in the label sets of common pipelines; a label that is not here is not used.
TYPE_OF_LABEL = {
    "PERSON": "person",
    "PER": "person",
    "CHARACTER": "character",
    "WORK": "work",
    "WORK_OF_ART": "work",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
}


def load_shipped() -> Language:
    """The pipeline inside the package. Raises EnvironmentFault where its files are missing or broken."""
    usual = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix product: 1.6 times the speed of blis on small batches
    try:
        return spacy.load(SHIPPED)
    except (OSError, ValueError) as error:
        raise EnvironmentFault(
            f"the language model in {SHIPPED.parent.name}/{SHIPPED.name} cannot be loaded ({error}); "
            "reinstall the package"
        ) from error
    finally:
        set_current_ops(usual)


def load_other(name: str) -> Language:
    """An installed pipeline, by name or folder, for its names. Raises UsageError where it cannot give any."""
    try:
        other = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(
            f"--model {name}: cannot be loaded ({error}); give an installed spaCy pipeline or its folder"
        ) from error
    labels = {label for labels in other.pipe_labels.values() for label in labels}
    if not labels & set(TYPE_OF_LABEL):
        raise UsageError(f"--model {name}: finds no names; it needs one of the labels {', '.join(TYPE_OF_LABEL)}")
    return other


def names_in(doc: Doc) -> list[tuple[int, int, str]]:
    """The names that a pipeline found: character offsets and our type."""
    return [
        (span.start_char, span.end_char, TYPE_OF_LABEL[span.label_])
        for span in doc.ents
        if span.label_ in TYPE_OF_LABEL
    ]


def content_hash(folder: Path) -> str:
    """A hash over all files of a model, by name and content."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]

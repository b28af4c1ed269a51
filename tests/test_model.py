"""The contract of the shipped language model: it loads alone and fast, is small, and says what it is."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

MODEL = Path(__file__).resolve().parent.parent / "pipeline" / "language" / "model"
NO_NETWORK = """
import socket, sys
def refuse(*args, **kwargs):
    raise OSError("the network was asked for")
socket.socket.connect = refuse
socket.create_connection = refuse
import spacy
nlp = spacy.load(sys.argv[1])
print(len(nlp("A word.")))
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.load(MODEL)


def test_it_loads_without_network_and_without_training_code() -> None:
    """In a fresh interpreter that never imported anything of training/, and whose sockets refuse."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", NO_NETWORK, str(MODEL)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "3"


def test_it_is_small() -> None:
    size = sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file())
    assert size <= 20_000_000


def test_it_loads_quickly(nlp: Language) -> None:
    """Measured after a first load, so that spaCy's own import is not counted; the best of three."""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        spacy.load(MODEL)
        times.append(time.perf_counter() - start)
    assert min(times) < 4  # under two seconds on a quiet core; tests may run beside other work


def test_its_components_and_labels(nlp: Language) -> None:
    assert set(nlp.pipe_names) == {"ner", "tok2vec", "tagger", "morphologizer", "parser", "lemmatizer"}
    assert set(nlp.get_pipe("ner").labels) == {"PERSON", "WORK", "ORG", "GPE"}
    assert {"nsubj", "nsubj:pass", "obj", "obl", "aux:pass", "nmod:poss", "appos", "ROOT"} <= set(
        nlp.get_pipe("parser").labels
    )
    assert {"NNP", "VBZ", "VBN", "MD", "CD"} <= set(nlp.get_pipe("tagger").labels)


def test_names_come_before_sentences(nlp: Language) -> None:
    """The parser's boundaries must not cut a title with a full stop in it."""
    assert nlp.pipe_names.index("ner") < nlp.pipe_names.index("parser")


def test_its_description(nlp: Language) -> None:
    assert nlp.meta["name"] == "newsfacts_en"
    assert nlp.meta["version"].count(".") == 2
    assert nlp.meta["license"]
    assert all({"name", "license"} <= set(source) for source in nlp.meta["sources"])


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🎬🎬🎬", "<p>&nbsp;</p>", "НОВЫЙ СЕЗОН", "word " * 20_000])
def test_odd_input_is_read_and_kept(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_every_word_has_tag_lemma_head_and_sentence(nlp: Language) -> None:
    doc = nlp("The network ordered a second season on Tuesday.\n\nFilming starts in May—at last.")
    assert all(token.tag_ and token.pos_ and token.dep_ and token.lemma_ for token in doc)
    assert [token.i for sentence in doc.sents for token in sentence] == list(range(len(doc)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a movie)—and then", ["a", "movie", ")", "—", "and", "then"]),
        ("at 9/8c on", ["at", "9", "/", "8c", "on"]),
        ("said:“No,”she", ["said", ":", "“", "No", ",", "”", "she"]),
        ("a 10-episode run", ["a", "10", "-", "episode", "run"]),
        ("and/or", ["and/or"]),
        ("the show’s star", ["the", "show", "’s", "star"]),
    ],
)
def test_joints_of_news_text_are_split(nlp: Language, text: str, words: list[str]) -> None:
    assert [token.text for token in nlp.make_doc(text)] == words


def test_the_same_text_gives_the_same_analysis(nlp: Language) -> None:
    text = "Mara Quill joins the cast of Night Ferry, the channel said. It returns on May 3."
    first, second = nlp(text), spacy.load(MODEL)(text)
    assert (
        first.to_array(["TAG", "DEP", "HEAD", "ENT_TYPE"]).tolist()
        == second.to_array(["TAG", "DEP", "HEAD", "ENT_TYPE"]).tolist()
    )

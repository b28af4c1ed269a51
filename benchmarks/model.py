"""Figures of the shipped language model: ``python benchmarks/model.py [--data DIR] [--model DIR]``.

Prints tags, trees and sentences on the treebanks' test splits, names by type on every held-back set, words a
second beside an untrained stock spaCy pipeline of the same components, loading time and size. Reads the sets
through the readers of ``training/``, so that what is held back there is what is measured here.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")  # one core, before NumPy is loaded
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

import spacy  # noqa: E402
from convert_ner import to_doc as name_doc  # noqa: E402
from convert_trees import SCREEN, chunks, read_documents  # noqa: E402
from convert_trees import to_doc as tree_doc  # noqa: E402
from fill_templates import passages  # noqa: E402
from gazetteer import Gazetteer  # noqa: E402
from ner_sources import redocred, small_sets, wikipedia_titles  # noqa: E402
from screen import Screen, learn_features  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.scorer import Scorer  # noqa: E402
from spacy.tokens import Doc, Token  # noqa: E402
from spacy.training import Example  # noqa: E402
from thinc.api import NumpyOps, set_current_ops  # noqa: E402

SET_LIMIT = 1500  # passages measured of one set
SCORED = {"PERSON", "WORK", "ORG", "GPE"}


def trees(nlp: Language, folder: Path) -> None:
    """Print tags, attachment and sentences of each treebank's test split, both, and our own sentences."""
    rng = random.Random(7)
    everything: list[Example] = []
    for path in sorted(folder.glob("*-test.conllu")):
        gold = [tree_doc(run, nlp, rng) for document in read_documents(path) for run in chunks(document, rng)]
        examples = [Example(doc, ref) for doc, ref in zip(nlp.pipe(d.text for d in gold), gold, strict=True)]
        print_trees(path.stem, examples)
        everything += examples
    print_trees("both", everything)
    own, features = Screen(SCREEN), learn_features(treebank_sentences(folder))
    gold = [tree_doc([[own.tokens(line, rng, features)]], nlp, rng) for line in own.split(testing=True)]
    print_trees(
        "screen.txt",
        [Example(pred, ref) for pred, ref in zip(nlp.pipe(d.text for d in gold), gold, strict=True)],
    )


def treebank_sentences(folder: Path) -> Iterator[list[dict]]:
    """Every training sentence: where the commonest features of a word are learned."""
    for path in sorted(folder.glob("*-train.conllu")):
        for document in read_documents(path):
            yield from chain.from_iterable(document)


def print_trees(name: str, examples: list[Example]) -> None:
    """One line; UAS and LAS leave punctuation out and count labels with their subtypes."""
    attributes = {"tags": "tag", "upos": "pos", "lemmas": "lemma"}
    scores = {key: Scorer.score_token_attr(examples, attr)[f"{attr}_acc"] for key, attr in attributes.items()}
    tree = Scorer.score_deps(examples, "dep", getter=dependency, ignore_labels=("p", "punct"))
    starts = Scorer.score_spans(examples, "sents", has_annotation=lambda d: d.has_annotation("SENT_START"))
    scores |= {"UAS": tree["dep_uas"], "LAS": tree["dep_las"], "sentence F1": starts["sents_f"]}
    print(f"{name:<16}" + "  ".join(f"{key} {value:.3f}" for key, value in scores.items()))


def dependency(token: Token, attr: str) -> str:
    return getattr(token, attr + "_")


def exact(pred: Doc, gold: Doc, open_tokens: set[int]) -> tuple[Counter, Counter, Counter]:
    """Names found, spurious and missed by type; a prediction that touches an open token is not counted."""
    found, spurious, missed = Counter(), Counter(), Counter()
    want = {(e.start_char, e.end_char, e.label_) for e in gold.ents}
    closed = {i for e in gold.ents for i in range(e.start_char, e.end_char)}
    for ent in pred.ents:
        key = (ent.start_char, ent.end_char, ent.label_)
        span = set(range(ent.start_char, ent.end_char))
        if key in want:
            found[ent.label_] += 1
        elif ent.label_ in SCORED and (span & closed or not span & open_tokens):
            spurious[ent.label_] += 1
    got = {(e.start_char, e.end_char, e.label_) for e in pred.ents}
    missed.update(label for start, end, label in want if (start, end, label) not in got)
    return found, spurious, missed


def names(nlp: Language, folder: Path) -> None:
    """Print precision, recall and F1 by type on the held-back part of every set."""
    held: dict[str, list] = {}
    counts = {"train": 0, "dev": 0, "test": 800}
    is_paper = Gazetteer([]).is_paper
    ner = folder / "ner"
    sources = [
        redocred(ner),
        small_sets(ner),
        wikipedia_titles(ner, is_paper),
        passages(folder / "titles", counts, 7),
    ]
    for passage in chain.from_iterable(sources):
        if passage.split == "test":
            held.setdefault(passage.source, []).append(passage)
    total = [Counter(), Counter(), Counter()]
    for source, chosen in held.items():
        chosen = random.Random(7).sample(chosen, min(SET_LIMIT, len(chosen)))
        golds = [name_doc(p, nlp) for p in chosen]
        sums = [Counter(), Counter(), Counter()]
        with nlp.select_pipes(enable="ner"):
            preds = list(nlp.pipe([p.text for p in chosen]))
        for gold, pred in zip(golds, preds, strict=True):
            unknown = {i for t in gold if t.ent_iob == 0 for i in range(t.idx, t.idx + len(t))}
            for total_part, part, new in zip(total, sums, exact(pred, gold, unknown), strict=True):
                part.update(new)
                if source in {"redocred", "wikigold", "uner"}:
                    total_part.update(new)
        print_names(source, *sums)
    print_names("redocred+wikigold+uner", *total)


def print_names(source: str, found: Counter, spurious: Counter, missed: Counter) -> None:
    for label in sorted(SCORED):
        tp, fp, fn = found[label], spurious[label], missed[label]
        if tp + fn < 20:
            continue
        p, r = tp / max(1, tp + fp), tp / (tp + fn)
        f = 2 * p * r / max(1e-9, p + r)
        print(f"{source:<24}{label:<7} P {p:.3f}  R {r:.3f}  F {f:.3f}  ({tp + fn} names)")


def stock(nlp: Language) -> Language:
    """An untrained stock pipeline of the same components and labels, laid out as spaCy's small English one.

    That is: one 96x4 tok2vec for tagger, morphologizer and parser, another inside the names' component.
    """
    plain = spacy.blank("en")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96}
    plain.add_pipe("tok2vec")
    for name in ("tagger", "morphologizer", "parser", "ner"):
        model = dict(plain.get_factory_meta(name).default_config["model"])
        if name != "ner":
            model["tok2vec"] = listener
        pipe = plain.add_pipe(name, config={"model": model})
        for label in nlp.get_pipe(name).labels:
            pipe.add_label(label)
    plain.initialize()
    plain.add_pipe("lemmatizer", source=nlp)
    return plain


def speed(nlp: Language, texts: list[str]) -> float:
    """Words a second of processor time, best of three; one thread."""
    words, best = sum(len(text.split()) for text in texts), 0.0
    for _ in range(3):
        start = time.process_time()
        for _ in nlp.pipe(texts, batch_size=8):
            pass
        best = max(best, words / (time.process_time() - start))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--model", type=Path, default=ROOT / "pipeline" / "language" / "model")
    parser.add_argument("--only", choices=["trees", "names", "speed"], help="measure only this part")
    args = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))  # for both pipelines: NumPy's matrix product is the faster one
    start = time.perf_counter()
    nlp = spacy.load(args.model)
    size = sum(f.stat().st_size for f in args.model.rglob("*") if f.is_file()) / 1e6
    seconds = time.perf_counter() - start
    print(f"{nlp.meta['name']} {nlp.meta['version']}: loads in {seconds:.2f} s, {size:.1f} MB")
    if args.only in (None, "trees"):
        trees(nlp, args.data / "trees")
    if args.only in (None, "names"):
        names(nlp, args.data)
    if args.only in (None, "speed"):
        lines = (args.data / "text" / "news.jsonl").read_text(encoding="utf-8").splitlines()[:80]
        texts = [json.loads(line)["text"] for line in lines]
        ours, plain = speed(nlp, texts), speed(stock(nlp), texts)
        print(f"ours {ours:,.0f} words/s, untrained stock pipeline {plain:,.0f} words/s")


if __name__ == "__main__":
    main()

"""The tokenizer of the shipped pipeline: spaCy's English one, with the joints of news text added.

Registered for ``spacy train --code``; the pipeline saves the patterns and loads without this file.
"""

from __future__ import annotations

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from thinc.api import NumpyOps, set_current_ops

# What stands between two infixes is not looked at again, so "movie)—and" needs bracket and dash as infixes.
INFIXES = [
    r"[—―]|–|--+",  # dashes glued to words on either side
    r"[()\[\]{}“”„«»\"]",
    r"(?<=[A-Za-z0-9]{2})/(?=[A-Za-z]{2})(?!or\b)",  # film/TV; not and/or, w/o
    r"(?<=[0-9])/(?=[0-9]+[a-z])",  # 8/7c; not 3/4
    r"(?<=[A-Za-z0-9])[,:;?!](?=[\"”“)])|(?<=[a-z]{2})\.(?=[\"”“)])",
    r"(?<=[0-9])-(?=[A-Za-z])",  # 10-episode, as the treebanks split it
    r"…",
]
PREFIXES = [r"[―‘’“”«»…]", r"--+", r"/"]
SUFFIXES = [r"[―‘“”«»…]", r"--+", r"/"]


def add_news_joints(nlp: Language) -> Language:
    """Give ``nlp.tokenizer`` the joints above; changes it in place and returns the pipeline."""
    defaults = nlp.Defaults
    nlp.tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *INFIXES]).finditer
    nlp.tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, *PREFIXES]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, *SUFFIXES]).search
    return nlp


@spacy.registry.callbacks("newsfacts.tokenizer.v1")
def tokenizer_callback():
    """The ``[initialize.before_init]`` callback of the training configs."""
    return add_news_joints


@spacy.registry.callbacks("newsfacts.openblas.v1")
def openblas_callback():
    """The configs' ``[nlp.before_creation]`` callback: NumPy's own matrix product, which is faster."""

    def use_numpy(language: type[Language]) -> type[Language]:
        set_current_ops(NumpyOps(use_blis=False))
        return language

    return use_numpy


def blank() -> Language:
    """An empty English pipeline with the shipped tokenizer."""
    return add_news_joints(spacy.blank("en"))

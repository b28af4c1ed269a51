import re

import pytest
import spacy

from pipeline.language import names
from pipeline.language.cues import compile_cues, load_cues
from pipeline.language.evidence import gather
from pipeline.language.lists import load_lists
from pipeline.language.text import plain
from pipeline.language.view import view_of

NLP = spacy.blank("en")
LISTS = load_lists(lambda text: [token.text for token in NLP.make_doc(text)])


@pytest.mark.parametrize("cue", load_cues().all, ids=lambda cue: cue.id)
def test_example(cue):
    """The cue fires on its own example, alone or among all cues."""
    marked = re.search(r"\[(.+?)\]", cue.example)
    text = cue.example.replace("[", "").replace("]", "")
    start, end = marked.start(), marked.end() - 2
    view = view_of(NLP.make_doc(plain(text)), LISTS.words)
    candidates = names.find(view, text, LISTS, [], [])
    at = next(n for n, c in enumerate(candidates) if (view.start[c.start], view.end[c.end - 1]) == (start, end))
    fired = {
        fired.id
        for cues in (load_cues(), compile_cues([cue]))
        for fired in gather(view, candidates, LISTS, cues)[at].cues
    }
    assert cue.id in fired


def test_ids_are_unique():
    ids = [cue.id for cue in load_cues().all]
    assert len(ids) == len(set(ids))

"""Cues: what each gives, in which direction and how far, what ends it and what keeps it from being one."""

import tomllib
from importlib.resources import files

import pytest

from pipeline.claims.modality import Cues, shipped_cues, stance
from pipeline.errors import UsageError
from tests.claims.trees import scene

ROWS = tomllib.loads(files("pipeline.rules").joinpath("cues.toml").read_text("utf-8"))["cue"]
CUES = shipped_cues()


def flat(words, tags=None):
    """A scene of one sentence whose words all hang on the last: cues look at words, not at trees."""
    words = words.split()
    tags = tags or {}
    lines = [
        f"{w} {tags.get(w, 'VB')} {'ROOT' if i == len(words) else 'dep'} {len(words)}" for i, w in enumerate(words, 1)
    ]
    return scene("\n".join(lines))


def stance_at(words, trigger, tags=None, *, cues=CUES, question=False):
    made = flat(words, tags)
    token = next(t for t in made.doc if t.text == trigger)
    return stance(cues, token, cues.find(made.sentences[0]), is_question=question)


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_every_cue_is_found_in_its_examples(row):
    for example in row["examples"]:
        made = scene("\n".join(f"{w} VB {'ROOT' if i == 1 else 'dep'} 1" for i, w in enumerate(_words(example), 1)))
        found = {cue.id for _, _, cue in CUES.find(made.sentences[0])}
        if row["gives"] == "blocks":
            assert not found, f"{row['id']} hides nothing in {example!r}"
        else:
            assert row["id"] in found


def _words(text):
    return text.lower().replace("n't", " n't").split()


def test_every_cue_has_examples():
    assert [row["id"] for row in ROWS if not row.get("examples")] == []


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("it will air", "confirmed"),
        ("it might air", "speculative"),
        ("it is expected to air", "expected"),
        ("it will not air", "denied"),
        ("if it will air", None),
        ("they have yet to announce when it will air", None),
    ],
)
def test_what_a_cue_gives(words, modality):
    tags = {"might": "MD", "will": "MD", "it": "PRP", "not": "RB"}
    assert stance_at(words, "air", tags).modality == modality


def test_denied_wins_over_speculative_and_that_over_expected():
    tags = {"might": "MD", "not": "RB"}
    assert stance_at("it might not air", "air", tags).modality == "denied"
    assert stance_at("it is expected but it might possibly air", "air", tags).modality == "speculative"


def test_a_forward_cue_does_not_reach_back():
    assert stance_at("it airs today and he might come", "airs", {"might": "MD"}).modality == "confirmed"


def test_a_backward_cue_reaches_back_and_not_forward():
    assert stance_at("a renewal is expected", "renewal").modality == "expected"


def test_a_scope_ends_at_its_words():
    tags = {"not": "RB"}
    assert stance_at("she did not come but it will air", "air", tags).modality == "confirmed"
    assert stance_at("she did not say it will air", "air", tags).modality == "denied"


def test_a_scope_ends_after_its_reach():
    far = " ".join(["so"] * 20)
    assert stance_at(f"she did not {far} air", "air", {"not": "RB"}).modality == "confirmed"


def test_a_longer_harmless_phrase_hides_the_cue_in_it():
    assert stance_at("no doubt it airs", "airs").modality == "confirmed"
    assert stance_at("not only it airs", "airs", {"not": "RB"}).modality == "confirmed"


def test_may_the_month_is_no_cue():
    assert stance_at("in may it airs", "airs", {"may": "NNP"}).modality == "confirmed"
    assert stance_at("it may air", "air", {"may": "MD"}).modality == "speculative"


def test_a_question_makes_no_claim():
    assert stance_at("it airs today", "airs", question=True).modality is None


def test_an_announced_change_is_marked_and_says_nothing_of_certainty():
    found = stance_at("its premiere is delayed to june", "premiere")
    assert (found.modality, found.change) == ("confirmed", True)


@pytest.mark.parametrize(
    ("tree", "past"),
    [
        ("Salt NNP nsubj 2 work\npremiered VBD ROOT 2", True),
        ("Salt NNP nsubj 4 work\nhas/have VBZ aux 4\nbeen VBN aux:pass 4\nrenewed VBN ROOT 4", True),
        ("Salt NNP nsubj 2 work\npremieres VBZ ROOT 2", False),
        ("Salt NNP nsubj 3 work\nwill MD aux 3\nreturn VB ROOT 3", False),
    ],
)
def test_a_past_event_has_occurred(tree, past):
    made = scene(tree)
    trigger = made.doc[len(made.doc) - 1]
    assert stance(CUES, trigger, [], is_question=False).occurred is past


def test_a_cue_with_an_unknown_key_or_gift_is_refused():
    row = {"id": "x", "gives": "expected", "words": ["due"]}
    with pytest.raises(UsageError, match=r"unknown key 'scope'; allowed: .*direction"):
        Cues({"ends_scope": [], "cue": [row | {"scope": 3}]})
    with pytest.raises(UsageError, match=r"gives 'sure'; allowed: .*denied"):
        Cues({"ends_scope": [], "cue": [row | {"gives": "sure"}]})

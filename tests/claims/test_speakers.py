"""Who says it: the subject of a verb of saying, the body after "according to", the speaker of a quotation."""

from pipeline.claims.speakers import Speakers
from tests.claims.trees import discourse, scene


def speaker(made, text):
    trigger = next(token for token in made.doc if token.text == text)
    return Speakers(made, discourse(made)).of(trigger)


REPORTED = """
Reyes    NNP nsubj 2 person
said/say VBD ROOT  2
Salt     NNP nsubj 4 work
returns  VBZ ccomp 2
"""
QUOTED = """
"        ``  punct     3
Salt     NNP nsubj     3 work
returns  VBZ ccomp     7
,        ,   punct     3
"        ''  punct     3
Reyes    NNP nsubj     7 person
said/say VBD ROOT      7
"""


def test_reported_speech_has_its_speaker():
    assert speaker(scene(REPORTED), "returns") == "Reyes"


def test_the_articles_own_voice_has_none():
    assert speaker(scene("Salt NNP nsubj 2 work\nreturns VBZ ROOT 2"), "returns") is None


def test_what_is_not_said_but_stands_beside_has_none():
    made = scene("""
        Salt     NNP nsubj 2 work
        returns  VBZ ROOT  2
        and      CC  cc    5
        Reyes    NNP nsubj 5 person
        said/say VBD conj  2
        so       RB  advmod 5
    """)
    assert speaker(made, "returns") is None


def test_a_quotation_has_its_speaker():
    assert speaker(scene(QUOTED), "returns") == "Reyes"


def test_according_to():
    made = scene("""
        Salt      NNP nsubj 2 work
        returns   VBZ ROOT  2
        ,         ,   punct 2
        according VBG case  6
        to        IN  fixed 4
        Orbit     NNP obl   2 organization
    """)
    assert speaker(made, "returns") == "Orbit"


def test_a_quotation_over_two_sentences_has_one_speaker():
    opening = """
        Reyes     NNP nsubj 2 person
        said/say  VBD ROOT  2
        :         :   punct 5
        "         ``  punct 5
        wait/wait VB  ccomp 2
    """
    rest = """
        Salt     NNP nsubj 2 work
        returns  VBZ ROOT  2
        "        ''  punct 2
    """
    assert speaker(scene(opening, rest), "returns") == "Reyes"


def test_after_the_quotation_the_article_speaks_again():
    after = "Foam NNP nsubj 2 work\nopens VBZ ROOT 2"
    assert speaker(scene(QUOTED, after), "opens") is None


def test_a_passive_verb_of_saying_has_no_speaker():
    made = scene("""
        Reyes    NNP nsubj:pass 3 person
        was      VBD aux:pass   3
        told/tell VBN ROOT      3
        Salt     NNP nsubj      5 work
        returns  VBZ ccomp      3
    """)
    assert speaker(made, "returns") is None

"""Input that no editor would print: it takes time as its length says, breaks nothing, claims nothing."""

import time
from datetime import date

import pytest

from pipeline.types import Article

SENTENCE = "“Harbor Lights” returns on Orbit on May 4, 2026. "
WORDS = "the rain fell on the quay and the boats went out to sea before the light came back"


def read(extractor, text):
    (found,) = extractor([Article("a", "a.txt", text, date(2025, 2, 1))])
    return found


def seconds(extractor, text):
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        read(extractor, text)
        best = min(best, time.process_time() - start)
    return best


BAD = {
    "a sentence of 300 words": " ".join(f"and {WORDS}" for _ in range(17)) + ".",
    "a quote never closed": "“" + f"{WORDS}. " * 40,
    "quotes only opened": "“ " * 400 + WORDS,
    "brackets in brackets": "(" * 300 + WORDS + ")" * 300,
    "brackets never closed": f"{WORDS} (" * 60,
    "one word a thousand times": "season " * 1000,
    "triggers alone": "renewed canceled premieres stars created by " * 120,
    "one long line of capitals": (WORDS.upper() + " ") * 40,
    "no blanks": "x" * 20_000,
    "only line ends": "\r\n" * 2000 + WORDS,
    "control characters": "\x00\x01\x02 " * 200 + WORDS,
}


@pytest.mark.parametrize("kind", BAD)
def test_it_is_read_in_bounded_time_and_nothing_is_claimed(extractor, kind):
    start = time.process_time()
    found = read(extractor, BAD[kind])
    assert time.process_time() - start < 10
    assert found.claims == ()


def test_a_thousand_names_in_one_list(extractor):
    names = ", ".join(
        f"Ana{chr(97 + i % 26)}{chr(97 + i // 26 % 26)} Reyes{chr(97 + i // 26 % 26)}o" for i in range(1000)
    )
    start = time.process_time()
    found = read(extractor, f"“Harbor Lights” also stars {names} and Tom Vale.")
    assert time.process_time() - start < 20
    assert {claim.predicate for claim in found.claims} <= {"cast"}
    assert {claim.subject for claim in found.claims} <= {"Harbor Lights"}
    assert len(found.claims) <= 1000


@pytest.mark.parametrize(
    "around", ["{}", "“{}", "({}", "{}" + " (" * 50], ids=["plain", "quote", "bracket", "brackets"]
)
def test_what_is_broken_around_a_sentence_invents_no_other_claim(extractor, around):
    plain = {(claim.predicate, claim.subject, claim.date_start) for claim in read(extractor, SENTENCE).claims}
    broken = {
        (claim.predicate, claim.subject, claim.date_start) for claim in read(extractor, around.format(SENTENCE)).claims
    }
    assert broken <= plain


@pytest.mark.parametrize(
    "unit",
    [SENTENCE, "Ana Reyes, Tom Vale, ", f"({WORDS}) ", f"“{WORDS}. "],
    ids=["claims", "list", "brackets", "quotes"],
)
def test_time_grows_with_length_and_not_faster(extractor, unit):
    """Eight times the text may take twelve times as long: noise is allowed for, a square (64) is not."""
    read(extractor, unit)
    assert seconds(extractor, unit * 80) < 12 * seconds(extractor, unit * 10) + 0.2

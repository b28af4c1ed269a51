"""Normal forms and near-spellings."""

from __future__ import annotations

import string
import time
import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entities import identifier, normal
from pipeline.entities.spelling import candidates, near


@pytest.mark.parametrize(
    "spellings",
    [
        ("Renée Ducas", "Renee Ducas", "RENÉE DUCAS", "Rene\u0301e Ducas"),
        ("The Low Tide", "Low Tide", "low tide", "“Low Tide”"),
        ("Tide: Aftermath", "Tide – Aftermath", "Tide Aftermath"),
        ("Aurora+", "Aurora Plus"),
        ("Salt & Sand", "Salt and Sand"),
        ("J. J. Orlo", "J.J. Orlo", "JJ Orlo"),
        ("Nana's House", "Nana’s House", "Nanas House"),
        ("S.W.I.M.", "SWIM", "S*W*I*M"),
        ("Anne-Marie Holt", "Anne Marie Holt"),
    ],
)
def test_spellings_of_one_name(spellings):
    assert len({normal(name) for name in spellings}) == 1


@pytest.mark.parametrize("names", [("Tide", "Tides"), ("1899", "1883"), ("Them", "Theme"), ("?", "!"), ("Ö", "P")])
def test_names_that_differ(names):
    assert normal(names[0]) != normal(names[1])


@given(st.text(max_size=30))
def test_normal_forms_are_stable(name):
    form = normal(name)
    assert bool(form) == bool(name.strip())
    assert normal(name.upper()) == normal(name.lower()) or not name.isascii()
    assert normal(unicodedata.normalize("NFD", name)) == normal(unicodedata.normalize("NFC", name))


def test_ids_are_readable():
    assert identifier("work", "The Low Tide: Aftermath") == "work:low-tide-aftermath"
    assert identifier("work", "Low Tide", "1984-film") == "work:low-tide~1984-film"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("marta connelly", "marta connolly", True),
        ("marta connelly", "marta conelly", True),
        ("marta connelly", "marta conenlly", True),
        ("madison holt", "maddison holt", True),
        ("dana g sander", "dana sander", True),
        ("dana g sander", "dana greta sander", True),
        ("dana g sander", "dana h sander", False),
        ("jon holt", "jan holt", False),
        ("dana holt", "dana colt", False),
        ("marta connelly", "marla connolly", False),
        ("connelly", "connolly", False),
        ("studio 10001", "studio 10002", False),
        ("marta connelly", "marta ann conolly", False),
    ],
)
def test_near_spellings(one, other, expected):
    assert bool(near(one, other)) == bool(near(other, one)) == expected


words = st.text("abc", min_size=5, max_size=7)


@given(st.lists(st.tuples(words, words).map(" ".join), max_size=12))
def test_candidates_are_all_that_are_near(names):
    every = {tuple(sorted(p)) for p in ((a, b) for a in set(names) for b in set(names) if a < b) if near(*p)}
    assert {pair[:2] for pair in candidates(names)} == every


def test_candidates_take_time_in_line_with_the_names():
    random = Random(3)

    def people(count):
        return [" ".join("".join(random.choices(string.ascii_lowercase, k=7)) for _ in range(2)) for _ in range(count)]

    def seconds(count):
        names = people(count)
        start = time.process_time()
        list(candidates(names))
        return time.process_time() - start

    seconds(500)
    assert seconds(16_000) < 30 * max(seconds(2_000), 0.02)

"""Matches into claims: one for each subject, season and object; none that lacks what its predicate needs."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.claims.assemble import Assembler, character_at, range_end
from pipeline.claims.discourse import Filler
from pipeline.claims.match import Match
from pipeline.claims.modality import shipped_cues
from pipeline.claims.rules import load_rules
from pipeline.dates import find_dates
from pipeline.types import Article
from tests.claims.trees import discourse, scene

RULES = {rule.id: rule for rule in load_rules().rules}
ASSEMBLE = Assembler(shipped_cues())
PUBLISHED = date(2025, 2, 1)
CAST = """
Salt    NNP nsubj 2 work
stars   VBZ ROOT  2
Reyes   NNP obj   2 person
and     CC  cc    5
Vale    NNP conj  3 person
"""


def filler(made, i, **changes):
    unit = made.units[i]
    token = made.doc[i]
    made_of = Filler(i, unit.kind, made.starts[i], made.ends[i], token.text, unit.entity, unit, unit.numbers)
    return replace(made_of, **changes)


def match(made, rule, trigger, **fillers):
    how = dict.fromkeys(fillers, "subj")
    return Match(RULES[rule] if isinstance(rule, str) else rule, made.doc[trigger], fillers, how)


def claims(made, *matches):
    return ASSEMBLE(Article("a", "a", made.text, PUBLISHED), made, discourse(made), list(matches))


def dated(made, i, words):
    (expression,) = find_dates(words, PUBLISHED)
    unit = replace(made.units[i], date=expression)
    return Filler(i, "date", unit.start, unit.end, unit.text, unit=unit)


def test_one_claim_for_each_object():
    made = scene(CAST)
    found = claims(
        made,
        match(made, "cast.work_stars", 1, subject=[filler(made, 0)], object=[filler(made, 2), filler(made, 4)]),
    )
    assert [(c.predicate, c.subject, c.object, c.modality) for c in found] == [
        ("cast", "Salt", "Reyes", "confirmed"),
        ("cast", "Salt", "Vale", "confirmed"),
    ]
    assert all(c.quote == made.text.strip() and c.rule == "cast.work_stars" for c in found)
    assert found[0].object_text == "Reyes"


def test_one_claim_for_each_season():
    made = scene("Salt NNP nsubj 2 work\nreturned/return VBD ROOT 2\nlast_year NN obl 2 date")
    subject = filler(made, 0, seasons=(2, 3))
    found = claims(made, match(made, "premiere.verb", 1, subject=[subject], date=[dated(made, 2, "in 2024")]))
    assert [(c.season, c.date_start, c.date_end) for c in found] == [
        (2, date(2024, 1, 1), date(2024, 12, 31)),
        (3, date(2024, 1, 1), date(2024, 12, 31)),
    ]
    assert all(c.occurred for c in found)


def test_two_rules_that_say_the_same_make_one_claim():
    made = scene(CAST)
    both = [
        match(made, rule, 1, subject=[filler(made, 0)], object=[filler(made, 2)])
        for rule in ("cast.work_stars", "cast.star_in")
    ]
    assert [c.rule for c in claims(made, *both)] == ["cast.work_stars"]


def test_a_premiere_without_a_date_is_no_claim():
    made = scene("Salt NNP nsubj 2 work\nreturns VBZ ROOT 2")
    assert claims(made, match(made, "premiere.verb", 1, subject=[filler(made, 0)])) == []


def test_a_last_season_without_its_number_is_no_claim():
    made = scene("Salt NNP nsubj 2 work\nends/end VBZ ROOT 2")
    rule = next(rule for rule in RULES.values() if rule.predicate == "final_season")
    assert claims(made, match(made, rule, 1, subject=[filler(made, 0)])) == []
    numbered = filler(made, 0, seasons=(6,))
    assert [c.season for c in claims(made, match(made, rule, 1, subject=[numbered]))] == [6]


def test_a_work_is_not_related_to_itself():
    made = scene("Salt NNP nsubj 2 work\nfollows/follow VBZ ROOT 2\nSalt NNP obj 2 work")
    sides = {"subject": [filler(made, 0)], "object": [filler(made, 2)]}
    assert claims(made, match(made, "sequel.to", 1, **sides)) == []
    assert len(claims(made, match(made, "reboot.of", 1, **sides))) == 1


def test_the_press_is_nobodys_network():
    made = scene("Salt NNP nsubj 2 work\nairs/air VBZ ROOT 2\nOrbit NNP obl 2 organization")
    press = filler(made, 2, entity=replace(made.units[2].entity, kind="press"))
    assert claims(made, match(made, "network.on", 1, subject=[filler(made, 0)], object=[press])) == []


def test_a_conditional_makes_no_claim():
    made = scene("If/if IN mark 3\nSalt NNP nsubj 3 work\nstars/star VBZ ROOT 3\nReyes NNP obj 3 person")
    assert claims(made, match(made, "cast.work_stars", 2, subject=[filler(made, 1)], object=[filler(made, 3)])) == []


def test_the_character_beside_an_actor():
    as_role = scene(CAST.strip() + "\nas IN case 7\nJoan NNP nmod 5 character")
    assert character_at(as_role, filler(as_role, 4)) == "Joan"
    assert character_at(as_role, filler(as_role, 2)) is None
    bracket = scene("Joan NNP ROOT 1 character\n( -LRB- punct 3\nReyes NNP appos 1 person\n) -RRB- punct 3")
    assert character_at(bracket, filler(bracket, 2)) == "Joan"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("between 2014 and 2021", 2014, 2021),
        ("from 1999 to 2007", 1999, 2007),
        ("2008-2013", 2008, 2013),
    ],
)
def test_the_ends_of_a_range(words, first, last):
    (expression,) = find_dates(words, PUBLISHED)
    assert range_end(expression, "first").date_start.year == first
    assert range_end(expression, "last").date_end.year == last


def test_a_single_date_has_no_ends():
    (expression,) = find_dates("in May 2024", PUBLISHED)
    assert range_end(expression, "first") is None


def test_ids_tell_readings_apart_and_stay_the_same():
    made = scene(CAST)
    both = match(made, "cast.work_stars", 1, subject=[filler(made, 0)], object=[filler(made, 2), filler(made, 4)])
    first, second = claims(made, both)
    assert first.claim_id != second.claim_id
    assert [first, second] == claims(made, both)

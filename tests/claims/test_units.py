"""Season phrases, counts and what keeps a stretch of text for itself."""

import pytest

from pipeline.claims.units import Unit, number, seasons_in, without_overlaps

SEASONS = {
    "the third season of it": (3,),
    "its 2nd season": (2,),
    "Season 4 opens": (4,),
    "season four opens": (4,),
    "S02E05 airs": (2,),
    "seasons 1-3 are out": (1, 2, 3),
    "seasons 2, 3 and 5 are out": (2, 3, 5),
    "the second and third seasons": (2, 3),
    "seasons one through four": (1, 2, 3, 4),
    "its debut season": (1,),
    "a sophomore season": (2,),
    "the fourth series of it": (4,),
    "this season": (),
}


@pytest.mark.parametrize("text", SEASONS)
def test_a_season_phrase_has_its_numbers(text):
    (unit,) = (unit for unit in seasons_in(text) if unit.kind == "season")
    assert unit.numbers == SEASONS[text]
    assert text[unit.start : unit.end] == unit.text


@pytest.mark.parametrize("text", ["the final season", "its last season", "the sixth and final season"])
def test_final_seasons_are_marked(text):
    (unit,) = seasons_in(text)
    assert unit.final
    assert unit.numbers == ((6,) if "sixth" in text else ())


def test_a_plain_season_is_not_final():
    (unit,) = seasons_in("the sixth season")
    assert not unit.final


@pytest.mark.parametrize("text", ["s3 buckets", "the seasonal menu", "seasoned cooks", "the third reason", "S 4"])
def test_look_alikes_are_no_seasons(text):
    assert list(seasons_in(text)) == []


def test_counts_and_single_episodes_are_told_apart():
    text = "ten episodes, two more seasons, episode 7, the first episode"
    found = {(unit.kind, unit.numbers) for unit in without_overlaps(seasons_in(text))}
    assert found == {("episodes", (10,)), ("seasons", (2,)), ("episode", (7,)), ("episode", (1,))}


def test_numbers_are_read_in_words_and_digits():
    words = ("Third", "3rd", "three", "12", "twentieth", "many")
    assert [number(word) for word in words] == [3, 3, 3, 12, 20, None]


def test_of_overlapping_units_names_win_then_the_longest():
    name = Unit("work", 4, 20, "The Final Season")
    season = Unit("season", 8, 20, "Final Season")
    date = Unit("date", 24, 28, "2025")
    longer, shorter = Unit("season", 30, 44, "second season"), Unit("seasons", 37, 44, "season")
    assert without_overlaps([season, shorter, date, longer, name]) == [name, date, longer]

"""The gate on accuracy: what is worse than its floor is told, and no floor falls by accident."""

import json

import pytest

from benchmarks.accuracy import FLOORS, faults, figures, pin, read_floors


def entry(figure=0.8, **changes):
    return {"sha256": "a", "articles": 3, "facts": 9, "floors": {"all facts F1": figure}} | changes


def test_figures_are_rounded_down_so_that_they_can_be_reached_again():
    result = {"all facts": {"P": 0.81299, "R": 0.5, "F1": 0.61999}, "orgs (entities)": {"F1": 1.0}}
    assert figures(result) == {"all facts P": 0.812, "all facts R": 0.5, "all facts F1": 0.619}


def test_reaching_the_floor_is_enough():
    assert faults(entry(0.8), entry(0.8)) == []
    assert faults(entry(0.8), entry(0.9)) == []


def test_below_the_floor_and_missing_figures_are_faults():
    assert faults(entry(0.8), entry(0.799)) == ["all facts F1 is 0.799, below its floor of 0.800"]
    assert faults(entry(0.8), entry(floors={})) == ["all facts F1 is 0.000, below its floor of 0.800"]


@pytest.mark.parametrize("changed", [{"sha256": "b"}, {"articles": 2}, {"facts": 8}])
def test_another_gold_file_is_a_fault(changed):
    assert len(faults(entry(), entry(**changed))) == 1


def test_pinning_raises_a_floor_and_lowers_none_unasked(tmp_path):
    file = tmp_path / "floors.json"
    assert pin(file, {"dev": entry(0.8), "seeds": entry(0.7)}, allow_lower=False) == []
    assert pin(file, {"dev": entry(0.85)}, allow_lower=False) == []
    assert read_floors(file)["dev"]["floors"] == {"all facts F1": 0.85}
    assert read_floors(file)["seeds"]["floors"] == {"all facts F1": 0.7}
    before = file.read_bytes()
    (refused,) = pin(file, {"dev": entry(0.84), "seeds": entry(0.9)}, allow_lower=False)
    assert "dev: all facts F1 would fall from 0.850 to 0.840; say --allow-lower" in refused
    assert file.read_bytes() == before
    assert pin(file, {"dev": entry(0.84)}, allow_lower=True) == []
    assert read_floors(file)["dev"]["floors"] == {"all facts F1": 0.84}
    assert [path.name for path in tmp_path.iterdir()] == ["floors.json"]


@pytest.mark.skipif(not FLOORS.exists(), reason="no floors are pinned")
def test_the_pinned_floors_are_whole():
    for gold in json.loads(FLOORS.read_text()).values():
        assert set(gold) == {"sha256", "articles", "facts", "floors"}
        assert all(0 <= floor <= 1 for floor in gold["floors"].values())

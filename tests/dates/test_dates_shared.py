"""The measuring data, where it is there: figures that may not fall."""

from pathlib import Path

import pytest

from benchmarks.dates import specs
from benchmarks.dates.__main__ import alarms, ours, rows, scorer

SHARED = Path(__file__).parents[2].parent / "shared" / "dates"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data in ../shared/dates is absent"),
]


@pytest.mark.parametrize(
    ("name", "as_timex", "floor"),
    [("timebank", True, 0.88), ("aquaint", True, 0.88), ("entertainment", False, 0.97)],
)
def test_interval_f1(name, as_timex, floor):
    measure = scorer(SHARED)
    gold = measure.load(SHARED / f"{name}.jsonl")
    found, _ = ours(gold)
    predictions = [
        row for document, one in zip(gold, found, strict=True) for row in rows(document, one, as_timex=as_timex)
    ]
    assert measure.score(gold, predictions)["interval"]["f1"] >= floor
    if name == "entertainment":
        assert alarms(gold, predictions) == 0


def test_specifications_of_recognizers_text():
    counts, false_alarms, _ = specs.score(SHARED / "specs" / "recognizers-DateTimeModel.json")
    assert counts["sentences without a date"] == 67
    assert len(false_alarms) <= 2
    assert counts["equal"] > counts["disjoint"]

"""What holds of every diff, and an independent package that finds the same changed cells."""

from __future__ import annotations

from random import Random

import datacompy
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.diff import CHANGES, DIFF, diff
from pipeline.errors import UsageError
from pipeline.reconcile import reconcile
from pipeline.tables import FACTS, plain

from ..reconcile.strategies import SCALE, Case, cases, crowd, examples

INVERSE = {
    "new": "dropped",
    "dropped": "new",
    "narrowed": "widened",
    "widened": "narrowed",
    "strengthened": "weakened",
    "weakened": "strengthened",
    "moved": "moved",
    "re-sourced": "re-sourced",
}
LATER = {"earlier": "later", "later": "earlier", None: None}


def facts_of(case: Case) -> pa.Table:
    return reconcile(case.claims, case.articles)[0]


def two_sides(seed: int) -> tuple[pa.Table, pa.Table]:
    """The facts of a crowd without some of its claims, and of the crowd without others."""
    case, random = crowd(seed, works=300), Random(seed)
    part = [[row for row in case.rows if random.random() < 0.8] for _ in range(2)]
    return facts_of(case.but(part[0])), facts_of(case.but(part[1]))


def applied(found: pa.Table, old: pa.Table) -> list[dict]:
    rows = {row["fact_id"]: row for row in old.to_pylist()}
    for change in found.to_pylist():
        assert rows.pop(change["fact_id"], None) == change["old"]
        if change["new"] is not None:
            rows[change["fact_id"]] = change["new"]
    return sorted(rows.values(), key=lambda row: row["fact_id"])


def in_order(facts: pa.Table) -> list[dict]:
    return sorted(facts.to_pylist(), key=lambda row: row["fact_id"])


@examples(40)
@given(cases(), st.randoms(use_true_random=False))
def test_a_table_differs_not_from_itself_in_any_order(case, random):
    facts = facts_of(case)
    order = list(range(facts.num_rows))
    random.shuffle(order)
    found = diff(facts, facts.take(pa.array(order)).cast(FACTS))
    assert found.num_rows == 0
    assert found.schema == DIFF


@pytest.mark.parametrize("seed", range(3 * SCALE))
def test_applied_to_the_old_it_gives_the_new(seed):
    old, new = two_sides(seed)
    found = diff(old, new)
    assert found.num_rows > 200
    assert applied(found, old) == in_order(new)


@examples(60)
@given(cases(largest=6), cases(largest=6))
def test_applied_on_small_tables(one, other):
    old, new = facts_of(one), facts_of(other)
    assert applied(diff(old, new), old) == in_order(new)


@pytest.mark.parametrize("seed", range(3 * SCALE))
def test_the_other_way_round_it_is_its_inverse(seed):
    old, new = two_sides(50 + seed)
    there = {row["fact_id"]: row for row in diff(old, new).to_pylist()}
    back = {row["fact_id"]: row for row in diff(new, old).to_pylist()}
    assert there.keys() == back.keys()
    assert {row["change"] for row in there.values()} == set(CHANGES)
    for key, row in there.items():
        other = back[key]
        assert (other["old"], other["new"], other["differs"]) == (row["new"], row["old"], row["differs"])
        if row["old"] is None or row["new"] is None or row["old"]["status"] == row["new"]["status"]:
            assert other["change"] == INVERSE[row["change"]]
            assert other["direction"] == LATER[row["direction"]]
            assert other["days"] == (None if row["days"] is None else -row["days"])
        else:
            assert other["change"] == row["old"]["status"]


@pytest.mark.parametrize("seed", range(3 * SCALE))
def test_another_package_finds_the_same_cells(seed):
    old, new = two_sides(90 + seed)
    found = diff(old, new).to_pylist()
    frames = [_flat(table) for table in (old, new)]
    compared = datacompy.PandasCompare(*frames, join_columns=["fact_id"], df1_name="old", df2_name="new")
    assert set(compared.df1_unq_rows["fact_id"]) == {row["fact_id"] for row in found if row["new"] is None}
    assert set(compared.df2_unq_rows["fact_id"]) == {row["fact_id"] for row in found if row["old"] is None}
    shared = compared.intersect_rows.set_index("fact_id")
    columns = [name for name in frames[0].columns if name != "fact_id"]
    theirs = {
        fact_id: {name for name in columns if name + "_match" in shared and not shared.at[fact_id, name + "_match"]}
        for fact_id in shared.index
    }
    ours = {row["fact_id"]: set(row["differs"]) for row in found if row["old"] and row["new"]}
    assert {key: names for key, names in theirs.items() if names} == ours


def _flat(table: pa.Table) -> pd.DataFrame:
    """Cells as text, so that lists compare and a null is like a null only."""
    rows = [{k: v if k == "fact_id" else repr(v) for k, v in row.items()} for row in table.to_pylist()]
    return pd.DataFrame(rows)


def test_an_empty_side_is_no_error():
    facts = facts_of(crowd(3, works=5))
    empty = plain(FACTS).empty_table()
    assert set(diff(empty, facts)["change"].to_pylist()) == {"new"}
    assert set(diff(facts, empty)["change"].to_pylist()) == {"dropped"}
    assert diff(empty, empty).num_rows == 0


@pytest.mark.parametrize("side", ["old", "new"])
def test_a_fact_that_is_there_twice_is_an_error(side):
    facts = facts_of(crowd(3, works=2))
    twice = pa.concat_tables([facts, facts.slice(0, 1)])
    sides = (twice, facts) if side == "old" else (facts, twice)
    with pytest.raises(UsageError, match=f"{side} table has the fact_id '{facts['fact_id'][0].as_py()}'"):
        diff(*sides)

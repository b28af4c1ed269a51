"""Two tables of facts side by side: each changed fact with exactly one class of change.

The classes, the first that fits: ``new``, ``dropped``; ``denied``, ``contested``, ``settled`` where the
status became so; then by the value: ``narrowed`` (it lies within the old one), ``widened`` (the other way),
``moved`` (neither); ``strengthened``, ``weakened`` by certainty or by what is confirmed; else
``re-sourced``: the same value, other support.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Ints, days
from ..errors import UsageError
from ..tables.schemas import FACTS, plain
from .causes import cause
from .cells import differing

CHANGES = (
    *("new", "dropped", "denied", "contested", "settled", "moved", "narrowed", "widened"),
    *("strengthened", "weakened", "re-sourced"),
)
_NEW, _DROPPED, DENIED, CONTESTED, SETTLED, MOVED, NARROWED, WIDENED, STRONGER, WEAKER, RE_SOURCED = range(11)
_STATUS = {"denied": DENIED, "contested": CONTESTED, "settled": SETTLED}
_CERTAINTY = {"denied": NONE, "speculative": 0, "expected": 1, "confirmed": 2}
_OPEN = 1 << 30  # beyond all days
_ENDS = (("start", -_OPEN), ("end", _OPEN))

_ROW = pa.struct(list(plain(FACTS)))
DIFF = pa.schema(
    [
        *((name, plain(FACTS).field(name).type) for name in ("fact_id", "subject", "season", "episode")),
        *((name, pa.string()) for name in ("predicate", "object", "role")),
        ("change", pa.string()),  # one of CHANGES
        ("direction", pa.string()),  # of what moved: earlier or later; null for a value that is no date
        (
            "days",
            pa.int32(),
        ),  # by which it moved, less than 0 for earlier; null where it is open
        ("cause", pa.string()),  # news, re-reading, both; null where the runs are not known
        ("differs", pa.list_(pa.string())),  # the columns of the fact table that differ
        ("old", _ROW),
        ("new", _ROW),
    ]
)


def diff(
    old: pa.Table,
    new: pa.Table,
    *,
    old_articles: Collection[str] | None = None,
    new_articles: Collection[str] | None = None,
) -> pa.Table:
    """The facts that differ, as a table of schema DIFF in order of class, subject, key and id.

    Both are fact tables in any row order. Where the ``article_id`` of all articles of both runs are given,
    each change also has its cause. Raises UsageError where a ``fact_id`` is there twice.
    """
    old, new = (table.select(FACTS.names).cast(plain(FACTS)) for table in (old, new))
    _refuse_doubles("old", old["fact_id"])
    _refuse_doubles("new", new["fact_id"])
    place = pc.index_in(new["fact_id"], value_set=old["fact_id"].combine_chunks())
    place = place.combine_chunks().fill_null(NONE).to_numpy().astype(np.int64)
    in_new = np.flatnonzero(place != NONE)
    in_old = place[in_new]
    differs = differing(old, new, in_old, in_new)
    changed = np.logical_or.reduce([np.zeros(len(in_old), bool), *differs.values()])
    differs = {name: column[changed] for name, column in differs.items()}
    kept = np.ones(len(old), bool)
    kept[in_old] = False

    before, after = old.take(pa.array(in_old[changed])), new.take(pa.array(in_new[changed]))
    added, dropped = new.filter(pa.array(place == NONE)), old.filter(pa.array(kept))
    found = pa.concat_tables(
        [
            _rows(before, after, **_classified(before, after, differs), differs=_names(differs)),
            _rows(None, added, change=pa.array(["new"] * len(added), pa.string())),
            _rows(dropped, None, change=pa.array(["dropped"] * len(dropped), pa.string())),
        ]
    )
    if old_articles is not None and new_articles is not None:
        told = cause(found["old"], found["new"], frozenset(old_articles), frozenset(new_articles))
        found = found.set_column(DIFF.get_field_index("cause"), DIFF.field("cause"), told)
    return _in_order(found)


def _refuse_doubles(side: str, ids: pa.ChunkedArray) -> None:
    if pc.count_distinct(ids).as_py() < len(ids):
        counts = ids.value_counts()
        double = pc.min(counts.filter(pc.greater(counts.field("counts"), 1)).field("values")).as_py()
        raise UsageError(
            f"the {side} table has the fact_id {double!r} more than once, so that its facts cannot be told "
            "apart; compare tables of facts as a run writes them"
        )


def _rows(old: pa.Table | None, new: pa.Table | None, **columns: pa.Array) -> pa.Table:
    """Facts before and after, row by row; one side is None where all of them are new or dropped."""
    labels: pa.Table = old if new is None else new  # type: ignore[assignment]  # one side is there
    columns |= {name: _struct(facts) for name, facts in (("old", old), ("new", new)) if facts is not None}
    for field in DIFF:
        if field.name not in columns:
            label = field.name in FACTS.names
            columns[field.name] = labels[field.name] if label else pa.nulls(len(labels), field.type)
    return pa.table([columns[name] for name in DIFF.names], schema=DIFF)


def _struct(table: pa.Table) -> pa.Array:
    columns = [column.combine_chunks() for column in table.columns]
    return pa.StructArray.from_arrays(columns, fields=list(_ROW))


def _names(differs: dict[str, np.ndarray]) -> pa.Array:
    """For each row the names of the columns that differ."""
    grid = np.column_stack(list(differs.values()))
    names = np.array(list(differs), object)
    return pa.array([names[row].tolist() for row in grid], pa.list_(pa.string()))


def _classified(old: pa.Table, new: pa.Table, differs: dict[str, np.ndarray]) -> dict[str, pa.Array]:
    dates, confirmed = _Shift(old, new, "date"), _Shift(old, new, "confirmed")
    swapped, gained, lost = _attributes(old, new, differs)
    certainty = [_codes(table["modality"], _CERTAINTY) for table in (old, new)]
    status = [_codes(table["status"], _STATUS) for table in (old, new)]
    tests = (
        *((differs["status"] & (status[1] == code), code) for code in _STATUS.values()),
        *((dates.moved, MOVED), (dates.narrowed, NARROWED), (dates.widened, WIDENED)),
        *((swapped, MOVED), (gained, NARROWED), (lost, WIDENED)),
        *((certainty[1] > certainty[0], STRONGER), (certainty[1] < certainty[0], WEAKER)),
        *((confirmed.narrowed, STRONGER), (confirmed.widened, WEAKER)),
    )
    code = np.select([test for test, _ in tests], [code for _, code in tests], RE_SOURCED)
    moved = (code == MOVED) & dates.moved
    direction = pa.array(np.where(dates.later, "later", "earlier").tolist(), pa.string(), mask=~moved)
    by = pa.array(dates.by.astype(np.int32), mask=~moved | (dates.by == 0))
    return {"change": pa.array(CHANGES).take(pa.array(code)), "direction": direction, "days": by}


class _Shift:
    """How an interval lies to the one before: all false where they are the same."""

    def __init__(self, old: pa.Table, new: pa.Table, name: str) -> None:
        low, high = ([days(t[f"{name}_{end}"], far) for t in (old, new)] for end, far in _ENDS)
        inside, around = (low[1] >= low[0]) & (high[1] <= high[0]), (low[1] <= low[0]) & (high[1] >= high[0])
        self.narrowed, self.widened, self.moved = inside & ~around, around & ~inside, ~inside & ~around
        self.later = low[1] > low[0]
        told = [np.abs(ends).max(axis=0, initial=0) < _OPEN for ends in (low, high)]
        self.by = np.select(told, [low[1] - low[0], high[1] - high[0]], 0)


def _attributes(
    old: pa.Table, new: pa.Table, differs: dict[str, np.ndarray]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where an object or role of the value became another, came, or went; not where it is spelt otherwise."""
    unnamed = pc.and_(pc.is_null(old["object_id"]), pc.is_null(new["object_id"])).to_numpy()
    changed = {"object": differs["object_id"] | (differs["object"] & unnamed), "role": differs["role"]}
    swapped, gained, lost = (np.zeros(len(old), bool) for _ in range(3))
    for name, differing_ in changed.items():
        was, is_ = (pc.is_valid(table[name]).to_numpy() for table in (old, new))
        swapped |= differing_ & was & is_
        gained |= differing_ & ~was & is_
        lost |= differing_ & was & ~is_
    return swapped, gained, lost


def _codes(column: pa.ChunkedArray, table: dict[str, int]) -> Ints:
    return np.array([table[value] for value in column.to_pylist()], np.int64)


def _in_order(found: pa.Table) -> pa.Table:
    rank = pc.index_in(found["change"], value_set=pa.array(CHANGES))
    keys = ("rank", "subject", "season", "episode", "predicate", "object", "role", "fact_id")
    order = pc.sort_indices(found.append_column("rank", rank), [(key, "ascending") for key in keys])
    return found.take(order)

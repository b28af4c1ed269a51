"""Which columns of which facts differ: equality of cells, nulls and evidence included."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import Ints


def differing(old: pa.Table, new: pa.Table, in_old: Ints, in_new: Ints) -> dict[str, np.ndarray]:
    """For each column but the id: in which of the paired rows ``in_old``, ``in_new`` its cells differ."""
    found = {}
    for name in old.column_names:
        if name == "fact_id":
            continue
        before, after = old[name].combine_chunks(), new[name].combine_chunks()
        if pa.types.is_list(before.type):
            found[name] = _lists(before, after, in_old, in_new)
        else:
            found[name] = _unequal(before.take(pa.array(in_old)), after.take(pa.array(in_new)))
    return found


def _unequal(before: pa.Array, after: pa.Array) -> np.ndarray:
    differ = pc.fill_null(pc.not_equal(before, after), False)
    lone = pc.xor(pc.is_null(before), pc.is_null(after))
    return pc.or_(differ, lone).to_numpy(zero_copy_only=False)


def _lists(before: pa.ListArray, after: pa.ListArray, in_old: Ints, in_new: Ints) -> np.ndarray:
    """Lists of structs differ in their length or in any field of any element."""
    starts = [cells.offsets.to_numpy()[:-1][rows] for cells, rows in ((before, in_old), (after, in_new))]
    sizes = [np.diff(cells.offsets.to_numpy())[rows] for cells, rows in ((before, in_old), (after, in_new))]
    differ = sizes[0] != sizes[1]
    rows = np.flatnonzero(~differ)
    owner = np.repeat(rows, sizes[0][rows])
    step = np.arange(len(owner)) - np.repeat(np.cumsum(sizes[0][rows]) - sizes[0][rows], sizes[0][rows])
    places = [pa.array(start[owner] + step) for start in starts]
    for field in range(before.type.value_type.num_fields):
        cells = [c.values.field(field).take(p) for c, p in zip((before, after), places, strict=True)]
        differ[owner[_unequal(*cells)]] = True
    return differ

"""Arrow columns as whole numbers, which numpy sorts and groups fast: for entities, reconcile and diff."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Ints = np.ndarray
NONE = -1  # the code of null, and "no such row"


@dataclass(frozen=True, slots=True)
class Text:
    """A text column: ``codes`` are ranks of the sorted ``values``, NONE is null."""

    codes: Ints
    values: pa.Array

    @classmethod
    def of(cls, column: pa.ChunkedArray) -> Text:
        array = column.unify_dictionaries().combine_chunks()
        if not pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        order = pc.array_sort_indices(array.dictionary).to_numpy()
        ranks = np.empty(len(order) + 1, np.int64)
        ranks[order] = np.arange(len(order))
        ranks[-1] = NONE
        codes = array.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        return cls(ranks[codes], array.dictionary.take(pa.array(order)))

    def take(self, rows: Ints) -> Text:
        return Text(self.codes[rows], self.values)

    def texts(self, codes: Ints) -> pa.Array:
        """The text of each code; null for NONE."""
        return self.values.take(pa.array(codes, mask=codes == NONE))

    def lookup(self, table: dict[str, int]) -> Ints:
        """``table``'s number for every row."""
        return np.array([table[value] for value in self.values.to_pylist()], np.int64)[self.codes]


def days(column: pa.ChunkedArray, missing: int) -> Ints:
    """Days as ordinals since 1970, ``missing`` for null."""
    return column.cast(pa.int32()).fill_null(missing).to_numpy().astype(np.int64)


def whole(column: pa.ChunkedArray) -> Ints:
    return column.cast(pa.int64()).fill_null(NONE).to_numpy()


def combined(*codes: Ints) -> Ints:
    """One number for each distinct row of ``codes``, counted from 0 in order of first appearance."""
    total = np.zeros(len(codes[0]), np.int64)
    room = 1
    for code in codes:
        low = int(code.min(initial=0))
        span = int(code.max(initial=0)) - low + 1
        if room * span >= 1 << 62:
            total, distinct = pd.factorize(total)
            room = len(distinct)
        total = total * span + (code - low)
        room *= span
    return pd.factorize(total)[0].astype(np.int64)


def representatives(groups: Ints) -> Ints:
    """The first row of each group of ``combined``."""
    first = np.empty(int(groups.max(initial=-1)) + 1, np.int64)
    first[groups[::-1]] = np.arange(len(groups) - 1, -1, -1)
    return first

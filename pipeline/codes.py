"""Arrow columns as whole numbers, which numpy sorts and groups fast: for entities, reconcile and diff."""

from __future__ import annotations

from collections.abc import Callable
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
    def of(cls, column: pa.ChunkedArray | pa.Array) -> Text:
        array = column
        if isinstance(column, pa.ChunkedArray):
            array = column.unify_dictionaries().combine_chunks()
        if not pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        order = pc.array_sort_indices(array.dictionary).to_numpy()
        ranks = np.empty(len(order) + 1, np.int64)
        ranks[order] = np.arange(len(order))
        ranks[-1] = NONE
        codes = array.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        return cls(ranks[codes], array.dictionary.take(pa.array(order)))

    def texts(self, codes: Ints) -> pa.Array:
        """The text of each code; null for NONE."""
        return self.values.take(pa.array(codes, mask=codes == NONE))

    def lookup(self, table: dict[str, int]) -> Ints:
        """``table``'s number for every row; NONE for null."""
        return np.array([*(table[value] for value in self.values.to_pylist()), NONE], np.int64)[self.codes]


def days(column: pa.ChunkedArray, missing: int) -> Ints:
    """Days as ordinals since 1970, ``missing`` for null."""
    return column.cast(pa.int32()).fill_null(missing).to_numpy().astype(np.int64)


def whole(column: pa.ChunkedArray) -> Ints:
    return column.cast(pa.int64()).fill_null(NONE).to_numpy()


def combined(*codes: Ints) -> Ints:
    """One number for each distinct row of ``codes``, counted from 0 in order of first appearance."""
    return pd.factorize(_packed(codes, lambda total: pd.factorize(total)[0]))[0].astype(np.int64)


def ordered(*codes: Ints) -> Ints:
    """The rows in order of the first of ``codes``, then the second and so on; equal rows in any order."""
    return np.argsort(_packed(codes, lambda total: np.unique(total, return_inverse=True)[1]))


def _packed(codes: tuple[Ints, ...], compact: Callable[[Ints], Ints]) -> Ints:
    """One number for each row, compacted where it would not fit into 62 bits."""
    total, room = np.zeros(len(codes[0]), np.int64), 1
    for code in codes:
        low = int(code.min(initial=0))
        span = int(code.max(initial=0)) - low + 1
        if room * span >= 1 << 62:
            total = compact(total).astype(np.int64)
            room = int(total.max(initial=0)) + 1
        total = total * span + (code - low)
        room *= span
    return total


def representatives(groups: Ints) -> Ints:
    """The first row of each group of ``combined``."""
    first = np.empty(int(groups.max(initial=-1)) + 1, np.int64)
    first[groups[::-1]] = np.arange(len(groups) - 1, -1, -1)
    return first

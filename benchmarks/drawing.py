"""Columns drawn at random, with holes: the vocabulary in which the nested workload is described."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from numpy.random import Generator

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Column: TypeAlias = Any  # an Arrow array of a type that is chosen by name
UNIX_EPOCH = 719_163  # the ordinal of 1970-01-01


class Draw:
    """Draws the columns of one list of `rows` instances.

    A column is missing where `where` does not hold, and besides with probability `missing`.
    """

    def __init__(self, random: Generator, rows: int) -> None:
        self.random = random
        self.rows = rows

    def chance(self, probability: float) -> Bools:
        """Yes with this probability."""
        return self.random.random(self.rows) < probability

    def between(self, low: int, high: int) -> Ints:
        """Whole numbers, both ends allowed."""
        return self.random.integers(low, high + 1, self.rows)

    def codes(self, weights: Sequence[float]) -> Ints:
        """Positions in `weights`, each as often as its weight says."""
        shares = np.cumsum(weights) / np.sum(weights)
        return np.searchsorted(shares, self.random.random(self.rows), side="right")

    def hole(self, where: Bools | None, missing: float) -> Bools:
        """Where the column is missing."""
        holes = self.chance(missing)
        return holes if where is None else holes | ~where

    def dates(self, ordinals: Ints, where: Bools | None = None, missing: float = 0.0) -> Column:
        """A date32 column of these ordinals."""
        days = (ordinals - UNIX_EPOCH).astype(np.int32)
        return pa.array(days, type=pa.date32(), mask=self.hole(where, missing))

    def days(self, values: Ints, where: Bools | None = None, missing: float = 0.0) -> Column:
        """An int32 column of durations."""
        return pa.array(values.astype(np.int32), mask=self.hole(where, missing))

    def numbers(self, values: Ints, where: Bools | None = None, missing: float = 0.0) -> Column:
        """An int64 column."""
        return pa.array(values, mask=self.hole(where, missing))

    def yes_no(self, p: float, where: Bools | None = None, missing: float = 0.0) -> Column:
        """A bool column with this probability of yes."""
        return pa.array(self.chance(p), mask=self.hole(where, missing))

    def words(
        self, codes: Ints, words: Sequence[str], where: Bools | None = None, missing: float = 0.0
    ) -> Column:
        """A dictionary-encoded column of choices or texts."""
        kept = pa.array(codes.astype(np.int16), type=pa.int16(), mask=self.hole(where, missing))
        return pa.DictionaryArray.from_arrays(kept, pa.array(words))


def offsets_of(counts: Ints) -> Column:
    """The offsets of lists with so many items."""
    offsets = np.zeros(len(counts) + 1, np.int32)
    np.cumsum(counts, out=offsets[1:])
    return pa.array(offsets)


def structs(columns: dict[str, Column]) -> Column:
    """The items of a list."""
    return pa.StructArray.from_arrays(list(columns.values()), list(columns))

"""Reductions over segments: the items of each holder lie side by side, in the order of its list."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from advisor.backends.columnar.columns import Array, Values, rows_of


class Segments:
    """How `size` items are divided: `offsets` has one more entry than there are holders.

    `owner` gives the holder of each item.
    """

    def __init__(self, offsets: Array, owner: Array) -> None:
        self.offsets, self.owner = offsets, owner
        self.count, self.size = len(offsets) - 1, len(owner)

    @cached_property
    def lengths(self) -> Array:
        """How many items each holder has."""
        return np.diff(self.offsets)

    @cached_property
    def _filled(self) -> Array | None:
        """The holders that have items; None where all have."""
        filled = self.lengths > 0
        return None if filled.all() else np.flatnonzero(filled)

    @cached_property
    def _starts(self) -> Array:
        starts = self.offsets[:-1]
        return starts if self._filled is None else starts[self._filled]

    def has(self, holds: Values) -> Array:
        """For each holder, whether it holds for any of its items."""
        if not isinstance(holds, np.ndarray):
            found: Array = (self.lengths > 0) & holds
            return found
        result = np.zeros(self.count, np.bool_)
        result[self.owner[holds]] = True
        return result

    def counts(self, holds: Values | None) -> Array:
        """For each holder, for how many of its items it holds."""
        if holds is None:
            return self.lengths
        if not isinstance(holds, np.ndarray):
            return self.lengths * np.int64(bool(holds))
        return np.bincount(self.owner[holds], minlength=self.count)

    def reduced(self, operation: np.ufunc, values: Values, empty: int) -> Array:
        """The operation over the values of each holder's items; `empty` where there is none."""
        items = rows_of(values, self.size)
        if self._filled is None and self.count:
            found: Array = operation.reduceat(items, self._starts)
            return found
        result = np.full(self.count, empty, items.dtype)
        if self.size:
            result[self._filled] = operation.reduceat(items, self._starts)
        return result

    def first(self, holds: Array) -> Array:
        """For each holder, the number of the first item for which it holds; -1 where there is none."""
        result = np.full(self.count, -1, np.int64)
        found = np.flatnonzero(holds)[::-1]
        result[self.owner[found]] = found  # the last assignment stays: the earliest place
        return result


def distinct(keys: Array, bound: int) -> tuple[Array, Array]:
    """The different keys in order, and for each key the number of it among these.

    Shape: keys are at least 0 and below `bound`; where that is small, nothing is sorted.
    """
    if bound > 65_536:
        found, which = np.unique(keys, return_inverse=True)
        return found, which
    is_there = np.zeros(bound, np.bool_)
    is_there[keys] = True
    numbers = np.cumsum(is_there) - 1
    return np.flatnonzero(is_there), numbers.take(keys)

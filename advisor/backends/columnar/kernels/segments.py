"""Reductions over segments: the items of each parent lie side by side, in the order of its list."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from advisor.backends.columnar.kernels.values import FALSE, Array, Values, flatnonzero, rows_of

_SHORT = 32  # items to a list, up to which all first ones, then all second ones are looked at


class Segments:
    """How `size` items are divided: `offsets` has one more entry than there are parents.

    `parents` gives the parent of each item.
    """

    def __init__(self, offsets: Array, parents: Array) -> None:
        # Three parents with 2, 0 and 3 items:
        #
        #   items      a  b  |  |  c  d  e
        #   offsets    0      2  2           5
        #   parents    0  0        2  2  2
        self.offsets, self.parents = offsets, parents
        self.count, self.size = len(offsets) - 1, len(parents)

    @cached_property
    def lengths(self) -> Array:
        """How many items each parent has."""
        return np.diff(self.offsets)

    @cached_property
    def has_items(self) -> Array:
        """Which parents have items."""
        return self.lengths > 0

    @cached_property
    def _by_length(self) -> tuple[Array, list[Array]] | None:
        """For each parent its rank, the longest first; and the first items, the second ones, … by rank.

        None where lists are too long for that to be quick.
        """
        # Lengths 2 0 3: the longest first is parent 2, then 0, then 1.
        #
        #   rank, by parent       1  2  0
        #   first items, by rank  2  0        of parents 2 and 0: c and a
        #   second items          3  1        d and b
        #   third items           4           e
        #
        # Each of these rows is added in one go, however many parents there are.
        lengths = self.lengths
        longest = int(lengths.max()) if self.count else 0
        if longest > _SHORT:
            return None
        order = np.argsort((longest - lengths).astype(np.int8), kind="stable")
        rank = np.empty(self.count, np.int64)
        rank[order] = np.arange(self.count)
        starts = self.offsets[:-1].take(order)
        sorted_lengths = lengths.take(order)
        counts = [int(np.count_nonzero(sorted_lengths > n)) for n in range(longest)]
        return rank, [starts[:count] + n for n, count in enumerate(counts)]

    def has(self, holds: Values) -> Array:
        """For each parent, whether it holds for any of its items."""
        if not isinstance(holds, np.ndarray):
            found: Array = self.has_items & holds
            return found
        if self._by_length is not None and np.count_nonzero(holds) * 32 > self.size:
            return self.reduced(np.logical_or, holds, FALSE)
        result = np.zeros(self.count, np.bool_)
        result[self.parents.take(flatnonzero(holds))] = True
        return result

    def counts(self, holds: Values | None) -> Array:
        """For each parent, for how many of its items it holds."""
        if holds is None:
            return self.lengths
        if not isinstance(holds, np.ndarray):
            return self.lengths * np.int64(bool(holds))
        if self._by_length is not None:  # short lists: their counts are small
            return self.reduced(np.add, holds.view(np.int8), np.int8(0))
        return np.bincount(self.parents.take(flatnonzero(holds)), minlength=self.count)

    def reduced(self, operation: np.ufunc, values: Values, empty: Any) -> Array:
        """The operation over the values of each parent's items; `empty` where there is none."""
        items = rows_of(values, self.size)
        if self._by_length is None:
            return self._reduced_at_once(operation, items, empty)
        # The sums of 1 2 | | 3 4 5, by rank: of the first items 3 1 0, with the second ones 7 3 0,
        # with the third one 12 3 0. By parent that is 3 0 12.
        rank, places = self._by_length
        result = np.full(self.count, empty, items.dtype)
        for number, place in enumerate(places):
            part = result[: len(place)]
            if number == 0:
                items.take(place, out=part, mode="clip")
            else:
                operation(part, items.take(place), out=part)
        return result.take(rank)

    def _reduced_at_once(self, operation: np.ufunc, items: Array, empty: Any) -> Array:
        result = np.full(self.count, empty, items.dtype)
        # `reduceat` gives an empty segment the item behind it: only parents with items are asked.
        filled = np.flatnonzero(self.has_items)
        result[filled] = operation.reduceat(items, self.offsets[:-1].take(filled))
        return result

    def first(self, holds: Array) -> Array:
        """For each parent, the number of the first item for which it holds; -1 where there is none."""
        result = np.full(self.count, -1, np.int64)
        # It holds for items 0 3 4, of parents 0 2 2. From behind, parent 2 is told 4, then 3;
        # parent 0 is told 0.
        found = flatnonzero(holds)[::-1]
        result[self.parents.take(found)] = found  # the last assignment stays: the earliest place
        return result


def distinct(keys: Array, bound: int) -> tuple[Array, Array]:
    """The different keys in order, and for each key the number of it among these.

    Shape: keys are at least 0 and below `bound`; where that is small, nothing is sorted.
    """
    if bound > 65_536:
        found, which = np.unique(keys, return_inverse=True)
        return found, which
    # Keys 7 3 7 below 8: there are 3 and 7; counted up to each key, less one, that is 1 0 1.
    is_there = np.zeros(bound, np.bool_)
    is_there[keys] = True
    numbers = np.cumsum(is_there) - 1
    return np.flatnonzero(is_there), numbers.take(keys)

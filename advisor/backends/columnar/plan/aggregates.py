"""Nodes for the list functions: reductions over the items of lists.

`items` is the space of the items. Its rows are the segments of the parent's rows; with `is_other` the
items are all of the lists, and what an instance is told is what the others in its list come to.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.block import Block, Node
from advisor.backends.columnar.plan.spaces import Space
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Over:
    """The items that a list function looks at, and which of them its filter keeps."""

    items: Space
    is_plain: bool  # the space is that of all items, divided by the instance around them
    is_other: bool  # each item asks about the others
    filter: Node | None

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that it reads."""
        return () if self.filter is None else (self.filter,)

    def segments(self, block: Block) -> kernels.Segments:
        """The items by the row that asks, with `is_other` by the list that it stands in."""
        if not self.is_plain:
            return block.segments(self.items)
        segments = block.tables[self.items.entity].segments
        assert segments is not None  # INVARIANT: only lists are looked over
        return segments

    def kept(self, block: Block) -> tuple[kernels.Values | None, kernels.Values | None]:
        """The mask of the items kept (None: all), and the rows in which the filter errs."""
        if self.filter is None:
            return None, None
        column = block.column(self.filter)
        return column.values, column.err

    def parent_err(
        self, segments: kernels.Segments, err: kernels.Values | None
    ) -> kernels.Values | None:
        """The rows that ask, from the items that err."""
        if err is None or not np.any(err):
            return None
        if not self.is_other:
            return segments.has(err)
        return self.among_others(segments, kernels.rows_of(err, segments.size))

    def among_others(self, segments: kernels.Segments, holds: kernels.Values) -> kernels.Array:
        """For each item, whether it holds for any other one of its list."""
        # Lists of 2 and 1 items, it holds for 1 0 | 1: counts by list 1 1, by item 1 1 1. That is
        # more than what is one's own for the second item only: 0 1 0.
        items = kernels.rows_of(holds, segments.size)
        found: kernels.Array = segments.counts(items).take(segments.parents) > items
        return found


@dataclass(frozen=True, slots=True)
class QuantifierNode(Node):
    """Whether a condition holds for any, or for every item."""

    slot: int
    over: Over
    condition: Node
    is_any: bool

    @property
    def children(self) -> tuple[Node, ...]:
        return (*self.over.children, self.condition)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        segments = self.over.segments(block)
        kept, err = self.over.kept(block)
        column = block.column(self.condition)
        telling = column.values if self.is_any else ~column.values
        telling = kernels.and_(telling, kept)
        if self.over.is_other:
            result = self.over.among_others(segments, telling)
        else:
            result = segments.has(telling)
        err = kernels.or_(err, kernels.restrict(column.err, kept))
        return kernels.ColumnarValue(
            result if self.is_any else ~result, None, self.over.parent_err(segments, err)
        )


@dataclass(frozen=True, slots=True)
class CountNode(Node):
    """How many items there are."""

    slot: int
    over: Over

    @property
    def children(self) -> tuple[Node, ...]:
        return self.over.children

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        segments = self.over.segments(block)
        kept, err = self.over.kept(block)
        counts = segments.counts(kept)
        if self.over.is_other:
            mine = 1 if kept is None else kernels.rows_of(kept, segments.size)
            counts = counts.take(segments.parents) - mine
        return kernels.ColumnarValue(
            counts.astype(np.int64) * ir.MILLION, None, self.over.parent_err(segments, err), low=0
        )


@dataclass(frozen=True, slots=True)
class SumNode(Node):
    """The sum of the given values; only the total has to lie in range."""

    slot: int
    over: Over
    value: Node
    kind: ir.Kind

    @property
    def children(self) -> tuple[Node, ...]:
        return (*self.over.children, self.value)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        segments = self.over.segments(block)
        kept, err = self.over.kept(block)
        column = block.column(self.value)
        counted = kernels.and_(kept, column.given)
        values = (
            column.values
            if counted is None
            else kernels.where(counted, column.values, column.values.dtype.type(0))
        )
        items = kernels.rows_of(values, segments.size).astype(np.int64)
        # In two halves, so that what is added up on the way may leave the range: -1 is a high half
        # of -1 and a low one of 2^32 - 1. What the low ones come to is carried into the high ones.
        low_half = self._total(segments, items & 0xFFFFFFFF)
        high_half = self._total(segments, items >> 32) + (low_half >> 32)
        low_half &= 0xFFFFFFFF
        is_far = (high_half < -(2**30)) | (high_half >= 2**30)
        totals = kernels.select(is_far, np.int64(0), (high_half << 32) + low_half)
        lowest, highest = ir.BOUNDS[self.kind]
        bad = is_far | (totals < lowest) | (totals > highest)
        parent_err = self.over.parent_err(
            segments, kernels.or_(err, kernels.restrict(column.err, kept))
        )
        parent_err = kernels.or_(parent_err, bad if bad.any() else None)
        totals[bad] = 0
        return kernels.ColumnarValue(
            totals if self.kind is ir.Kind.NUMBER else totals.astype(np.int32), None, parent_err
        )

    def _total(self, segments: kernels.Segments, items: kernels.Array) -> kernels.Array:
        totals = segments.reduced(np.add, items, 0)
        return totals.take(segments.parents) - items if self.over.is_other else totals


@dataclass(frozen=True, slots=True)
class ExtremeOfNode(Node):
    """The smallest or largest of the given values."""

    slot: int
    over: Over
    value: Node
    end: ir.End

    @property
    def children(self) -> tuple[Node, ...]:
        return (*self.over.children, self.value)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        segments = self.over.segments(block)
        kept, err = self.over.kept(block)
        column = block.column(self.value)
        counted = kernels.and_(kept, column.given)
        choose, worst = _choice(self.end, column.values.dtype)
        values = kernels.rows_of(column.values, segments.size)
        filled = (
            values
            if counted is None
            else kernels.rows_of(kernels.where(counted, values, worst), segments.size)
        )
        best = segments.reduced(choose, filled, worst)
        if self.over.is_other:
            # Each is told the best of its list; the best itself is told the second best. Highest in
            # 7 9 4: the best is 9, without it 7; they are told 9 7 9. In 7 9 9 all are told 9.
            of_list = best.take(segments.parents)
            first = segments.first(filled == of_list)
            rest = filled.copy()
            rest[first[first >= 0]] = worst
            second = segments.reduced(choose, rest, worst)
            best = of_list
            mine = first[first >= 0]
            best[mine] = second.take(segments.parents.take(mine))
        given = best != worst
        parent_err = self.over.parent_err(
            segments, kernels.or_(err, kernels.restrict(column.err, kept))
        )
        # Where nothing is given some other value of the column stands, so that its bounds stay close.
        if values.size:
            best = kernels.select(given, best, values[0])
        low, high = column.bounds()
        return kernels.ColumnarValue(best, given, parent_err, low=low, high=high)


def _choice(end: ir.End, dtype: Any) -> tuple[np.ufunc, Any]:
    """The operation for an end, and the value that never wins: one that no type can hold."""
    limits = np.iinfo(dtype)
    if end is ir.End.LOW:
        return np.minimum, dtype.type(limits.max)
    return np.maximum, dtype.type(limits.min)


@dataclass(frozen=True, slots=True)
class PickByNode(Node):
    """The value at the smallest or largest key, the earlier place where keys are equal."""

    slot: int
    over: Over
    key: Node
    value: Node
    end: ir.End

    @property
    def children(self) -> tuple[Node, ...]:
        return (*self.over.children, self.key, self.value)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        segments = self.over.segments(block)
        kept, err = self.over.kept(block)
        keys, values = block.column(self.key), block.column(self.value)
        keyed = kernels.rows_of(
            True if (m := kernels.and_(kept, keys.given)) is None else m, segments.size
        )
        choose, worst = _choice(self.end, keys.values.dtype)
        # Keys 5 3 3 and none, the smallest: none becomes the largest number there is; best is 3,
        # first at item 1, and its value is picked.
        filled = kernels.select(keyed, kernels.rows_of(keys.values, segments.size), worst)
        best = segments.reduced(choose, filled, worst).take(segments.parents)
        item = segments.first(keyed & (filled == best))
        inner = kernels.or_(keys.err, values.err)
        parent_err = self.over.parent_err(segments, kernels.or_(err, kernels.restrict(inner, kept)))
        if segments.size == 0:
            return _nothing(values, segments.count)
        found = item >= 0
        picked = kernels.take(values, np.maximum(item, 0))
        if picked.coded:
            nothing = picked.values.dtype.type(-1)
            return kernels.ColumnarValue(
                kernels.select(found, picked.values, nothing), None, parent_err, coded=True
            )
        given = found if picked.given is None else found & picked.given
        if picked.values.dtype == np.bool_:
            return kernels.ColumnarValue(
                kernels.rows_of(picked.values, len(found)) & given, given, parent_err
            )
        return kernels.ColumnarValue(
            picked.values, given, parent_err, low=picked.low, high=picked.high
        )


def _nothing(like: kernels.ColumnarValue, count: int) -> kernels.ColumnarValue:
    dtype = like.values.dtype
    if like.coded:
        return kernels.ColumnarValue(np.full(count, -1, dtype), coded=True)
    return kernels.ColumnarValue(np.zeros(count, dtype), np.zeros(count, np.bool_))

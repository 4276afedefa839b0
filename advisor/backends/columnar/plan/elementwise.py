"""Nodes for tests, logic and calculation, row by row; and those that need no operands, or broadcast one."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.kernels.arrow import EPOCH
from advisor.backends.columnar.plan.block import Block, Inputs, Node, SelectionVector
from advisor.backends.columnar.plan.spaces import Space
from advisor.diagnostics.fast_dataclass import dataclass

_COMPARE: dict[ir.Comparison, Callable[[Any, Any], Any]] = {
    ir.Comparison.BEFORE: np.less,
    ir.Comparison.NOT_AFTER: np.less_equal,
    ir.Comparison.AFTER: np.greater,
    ir.Comparison.NOT_BEFORE: np.greater_equal,
    ir.Comparison.BETTER: np.less,  # of codes, best first
    ir.Comparison.WORSE: np.greater,
}


@dataclass(frozen=True, slots=True)
class TodayNode(Node):
    """The date, in the space of the situation."""

    slot: int

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        return block.today


@dataclass(frozen=True, slots=True)
class LiteralNode(Node):
    """One value for all rows of any space; `number` is its code for choices and texts."""

    slot: int
    kind: ir.Kind
    number: int

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        if self.kind is ir.Kind.CHOICE and self.number < 127:
            return kernels.ColumnarValue(np.int8(self.number), coded=True)
        is_coded = self.kind in (ir.Kind.CHOICE, ir.Kind.TEXT)
        return kernels.ColumnarValue(kernels.DTYPES[self.kind](self.number), coded=is_coded)


@dataclass(frozen=True, slots=True)
class NothingNode(Node):
    """Not given anywhere."""

    slot: int
    kind: ir.Kind

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        if self.kind in (ir.Kind.CHOICE, ir.Kind.TEXT):
            return kernels.ColumnarValue(
                np.int8(-1) if self.kind is ir.Kind.CHOICE else np.int32(-1), coded=True
            )
        # Within bounds, so that sums stay close.
        nothing = EPOCH if self.kind is ir.Kind.DATE else 0
        return kernels.ColumnarValue(kernels.DTYPES[self.kind](nothing), kernels.FALSE)


@dataclass(frozen=True, slots=True)
class BroadcastNode(Node):
    """A column of one space in another one, each row of which stands for one of its rows.

    From a plain space that is the instance in or around key number `key`; from an expanded one, the
    row that is repeated.
    """

    slot: int
    operand: Node
    home: Space
    space: Space
    key: int = 0

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.operand,)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        column = block.narrow(self.operand)
        if column.is_scalar:
            return column
        # Of applications [x y], for interviews of applications 0 0 1: indices 0 0 1, and [x x y].
        indices = self._indices(block)
        return column if indices is None else kernels.take(column, indices)

    def evaluate_selection(self, selection: SelectionVector) -> kernels.ColumnarValue:
        indices = self._indices(selection.block)
        rows = selection.rows if indices is None else indices.take(selection.rows)
        return kernels.take(selection.block.narrow(self.operand), rows)

    def _indices(self, block: Block) -> kernels.Array | None:
        if self.home.base is None:
            return block.take_indices(self.space, self.key, self.home.entity)
        return block.base_rows(self.space, self.home)


class ElementwiseNode(Node):
    """Each row hangs on the same row of the operands, so that some rows need no others."""

    slot: int
    __slots__ = ()

    @property
    @abstractmethod
    def children(self) -> tuple[Node, ...]:
        """Its operands."""

    @abstractmethod
    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        """Its column, from those of its operands."""

    def evaluate_selection(self, selection: SelectionVector) -> kernels.ColumnarValue:
        return self.evaluate(selection)


@dataclass(frozen=True, slots=True)
class TruthNode(ElementwiseNode):
    """A yes-no value as a condition: not given counts as no."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        [column] = map(inputs.column, self.children)
        return kernels.ColumnarValue(column.values, None, column.err)


@dataclass(frozen=True, slots=True)
class GivenNode(ElementwiseNode):
    """Whether a value is given."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        [column] = map(inputs.narrow, self.children)
        mask = column.mask()
        return kernels.ColumnarValue(kernels.TRUE if mask is None else mask, None, column.err)


@dataclass(frozen=True, slots=True)
class CompareNode(ElementwiseNode):
    """How two values stand to each other; no where one is not given."""

    slot: int
    children: tuple[Node, ...]
    op: ir.Comparison

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        left, right = map(inputs.narrow, self.children)
        (x, y), _ = kernels.alike((left, right))
        result = _COMPARE[self.op](x, y)
        if left.coded:  # where the smaller code is given, so is the larger one: -1 < 0 < 1 < …
            result = result & ((left if self.op is ir.Comparison.BETTER else right).values >= 0)
        else:
            result = _only(result, kernels.and_(left.given, right.given))
        return kernels.ColumnarValue(result, None, kernels.or_(left.err, right.err))


@dataclass(frozen=True, slots=True)
class IsNode(ElementwiseNode):
    """Whether two values are equal; no where one is not given."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        left, right = map(inputs.narrow, self.children)
        (x, y), _ = ([left.values, right.values], 1) if left.coded else kernels.alike((left, right))
        result = x == y
        if not left.coded:
            result = _only(result, kernels.and_(left.given, right.given))
        # Of two columns of codes, -1 and -1 would be equal. One code that is given never is -1.
        elif isinstance(left.values, np.ndarray) and isinstance(right.values, np.ndarray):
            result = result & (left.values >= 0)
        elif not (np.all(left.values >= 0) if left.is_scalar else np.all(right.values >= 0)):
            result = kernels.FALSE  # compared with one that is not given
        return kernels.ColumnarValue(result, None, kernels.or_(left.err, right.err))


def _only(result: kernels.Values, mask: kernels.Values | None) -> kernels.Values:
    return result if mask is None else result & mask


@dataclass(frozen=True, slots=True)
class AndNode(ElementwiseNode):
    """All of some conditions."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        return _joined(inputs, self.children, np.logical_and, kernels.TRUE)


@dataclass(frozen=True, slots=True)
class OrNode(ElementwiseNode):
    """Any of some conditions."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        return _joined(inputs, self.children, np.logical_or, kernels.FALSE)


def _joined(
    inputs: Inputs, operands: tuple[Node, ...], join: Any, start: np.bool_
) -> kernels.ColumnarValue:
    # The first array that is made here may be written over; a column of an operand may not.
    result: kernels.Values = start
    err: kernels.Values | None = None
    is_mine = False
    for operand in operands:
        column = inputs.column(operand)
        err = kernels.or_(err, column.err)
        if result is start:
            result = column.values
        elif is_mine:
            join(result, column.values, out=result)
        else:
            result = join(result, column.values)
            is_mine = isinstance(result, np.ndarray)
    return kernels.ColumnarValue(result, None, err)


@dataclass(frozen=True, slots=True)
class HowManyNode(ElementwiseNode):
    """How many of some conditions hold, in millionths."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        count: kernels.Values = np.int64(0)
        err: kernels.Values | None = None
        for operand in self.children:
            column = inputs.column(operand)
            err = kernels.or_(err, column.err)
            count = count + column.values.astype(np.int64)
        most = len(self.children) * ir.MILLION
        return kernels.ColumnarValue(count * np.int64(ir.MILLION), None, err, low=0, high=most)


@dataclass(frozen=True, slots=True)
class NotNode(ElementwiseNode):
    """The opposite of a condition."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        [column] = map(inputs.column, self.children)
        return kernels.ColumnarValue(~column.values, None, column.err)


@dataclass(frozen=True, slots=True)
class ArithmeticNode(ElementwiseNode):
    """Two values calculated; not given where one of them is not."""

    slot: int
    children: tuple[Node, ...]
    op: ir.Operator
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        left, right = map(inputs.narrow, self.children)
        return kernels.calculate(self.op, left, right, self.kinds)


@dataclass(frozen=True, slots=True)
class ByCalendarNode(ElementwiseNode):
    """A date and working days by a calendar; the third operand is its code."""

    slot: int
    children: tuple[Node, ...]
    op: ir.Operator
    kinds: tuple[ir.Kind, ir.Kind, ir.Kind]
    table: kernels.CalendarTable

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        left, right = map(inputs.narrow, self.children[:2])
        chosen = kernels.Chosen(inputs.column(self.children[2]), self.table)
        return kernels.calculate(self.op, left, right, self.kinds, chosen)


@dataclass(frozen=True, slots=True)
class InForceNode(ElementwiseNode):
    """The value by date: of a day and the values of all steps, the one in force on that day.

    `firsts` are the first days of the steps, in order.
    """

    slot: int
    children: tuple[Node, ...]
    firsts: tuple[int, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        day, *steps = map(inputs.column, self.children)
        # Steps from day 10 on with 5 and from day 20 on with 7; on the days 9, 10, 25 places 0 1 2
        # of the table 0 5 7, and the first is not given.
        places = np.searchsorted(np.array(self.firsts), day.values, side="right")
        values: kernels.Values
        if steps[0].coded:
            table = np.array([-1, *(int(step.values) for step in steps)], steps[0].values.dtype)
            values = table[places if day.given is None else places * day.given]
            return kernels.ColumnarValue(values, None, day.err, coded=True)
        nothing = steps[0].values.dtype.type(0)  # no, where it is yes or no
        values = np.array([nothing, *(step.values for step in steps)])[places]
        given = day.given if np.all(places) else kernels.and_(day.given, places > 0)
        if values.dtype == np.bool_:
            values = _only(values, given)
        low, high = kernels.joint_bounds(steps)
        low, high = (None, None) if low is None or high is None else (min(low, 0), max(high, 0))
        return kernels.ColumnarValue(values, given, day.err, low=low, high=high)


@dataclass(frozen=True, slots=True)
class ExtremeNode(ElementwiseNode):
    """The smallest or largest of the given values."""

    slot: int
    children: tuple[Node, ...]
    end: ir.End

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        columns = [inputs.narrow(operand) for operand in self.children]
        held, unit = kernels.alike(columns)
        values, given, err = held[0], columns[0].given, columns[0].err
        for column, others in zip(columns[1:], held[1:], strict=True):
            err = kernels.or_(err, column.err)
            # The lowest of [3, none] and [5, 4]: of both, where both are given, else the one that is,
            # [3, 4].
            best = kernels.extreme(self.end, values, others)
            if given is not None:
                best = kernels.where(given, best, others)
            if column.given is not None:
                best = kernels.where(column.given, best, values)
            values = best
            given = None if given is None or column.given is None else given | column.given
        low, high = self.evaluate_bounds(columns)
        return kernels.ColumnarValue(values, given, err, low=low, high=high, unit=unit)

    def evaluate_bounds(self, columns: Sequence[kernels.ColumnarValue]) -> kernels.Bounds:
        lows, highs = zip(*(column.bounds() for column in columns), strict=True)
        return min(lows), max(highs)


@dataclass(frozen=True, slots=True)
class FirstNode(ElementwiseNode):
    """The first value that is given."""

    slot: int
    children: tuple[Node, ...]

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        columns = [inputs.narrow(operand) for operand in self.children]
        held, unit = kernels.alike(columns)
        values, given = held[0], columns[0].mask()
        err = columns[0].err
        for column, others in zip(columns[1:], held[1:], strict=True):
            err = kernels.or_(err, column.err)
            if given is not None:
                values = kernels.where(given, values, others)
                mask = column.mask()
                given = None if mask is None else given | mask
        if columns[0].coded:
            return kernels.ColumnarValue(values, None, err, coded=True)
        low, high = self.evaluate_bounds(columns)
        return kernels.ColumnarValue(values, given, err, low=low, high=high, unit=unit)


@dataclass(frozen=True, slots=True)
class RecodeNode(ElementwiseNode):
    """Codes of a choice as codes of another one with the same names in another order."""

    slot: int
    children: tuple[Node, ...]
    codes: tuple[int, ...]  # the last one for what is not given

    def evaluate(self, inputs: Inputs) -> kernels.ColumnarValue:
        [column] = map(inputs.column, self.children)
        # (low, high) as codes of (high, mid, low): table 2 0 -1; code -1 picks the last entry.
        table = np.array(self.codes, np.int8 if len(self.codes) < 127 else np.int32)
        return kernels.ColumnarValue(table[column.values], None, column.err, coded=True)

"""Nodes each row of which hangs on the same row of their operands: tests, logic, calculation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from advisor.backends.columnar.arithmetic import calculate
from advisor.backends.columnar.block import Columns, Node
from advisor.backends.columnar.columns import (
    NO,
    YES,
    Column,
    Values,
    both,
    chosen,
    either,
    extreme,
    joint_bounds,
)
from advisor.backends.columnar.narrow import alike
from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import Comparison, End, Operator
from advisor.ir.types import Kind

_COMPARE: dict[Comparison, Callable[[Any, Any], Any]] = {
    Comparison.BEFORE: np.less,
    Comparison.NOT_AFTER: np.less_equal,
    Comparison.AFTER: np.greater,
    Comparison.NOT_BEFORE: np.greater_equal,
    Comparison.BETTER: np.less,  # of codes, best first
    Comparison.WORSE: np.greater,
}


@dataclass(frozen=True, slots=True)
class TruthNode:
    """A yes-no value as a condition: not given counts as no."""

    slot: int
    operand: Node

    def run(self, block: Columns) -> Column:
        column = block.column(self.operand)
        return Column(column.values, None, column.err)


@dataclass(frozen=True, slots=True)
class GivenNode:
    """Whether a value is given."""

    slot: int
    operand: Node

    def run(self, block: Columns) -> Column:
        column = block.narrow(self.operand)
        mask = column.mask()
        return Column(YES if mask is None else mask, None, column.err)


@dataclass(frozen=True, slots=True)
class CompareNode:
    """How two values stand to each other; no where one is not given."""

    slot: int
    op: Comparison
    left: Node
    right: Node

    def run(self, block: Columns) -> Column:
        left, right = block.narrow(self.left), block.narrow(self.right)
        (x, y), _ = alike((left, right))
        result = _COMPARE[self.op](x, y)
        if left.coded:  # the smaller code is given, so the larger one is too
            result = result & ((left if self.op is Comparison.BETTER else right).values >= 0)
        else:
            result = _only(result, both(left.given, right.given))
        return Column(result, None, either(left.err, right.err))


@dataclass(frozen=True, slots=True)
class IsNode:
    """Whether two values are equal; no where one is not given."""

    slot: int
    left: Node
    right: Node

    def run(self, block: Columns) -> Column:
        left, right = block.narrow(self.left), block.narrow(self.right)
        (x, y), _ = ([left.values, right.values], 1) if left.coded else alike((left, right))
        result = x == y
        if not left.coded:
            result = _only(result, both(left.given, right.given))
        elif isinstance(left.values, np.ndarray) and isinstance(right.values, np.ndarray):
            result = result & (left.values >= 0)
        elif not (np.all(left.values >= 0) if left.is_scalar else np.all(right.values >= 0)):
            result = NO  # compared with one that is not given
        return Column(result, None, either(left.err, right.err))


def _only(result: Values, mask: Values | None) -> Values:
    return result if mask is None else result & mask


@dataclass(frozen=True, slots=True)
class AndNode:
    """All of some conditions."""

    slot: int
    operands: tuple[Node, ...]

    def run(self, block: Columns) -> Column:
        return _joined(block, self.operands, np.logical_and, YES)


@dataclass(frozen=True, slots=True)
class OrNode:
    """Any of some conditions."""

    slot: int
    operands: tuple[Node, ...]

    def run(self, block: Columns) -> Column:
        return _joined(block, self.operands, np.logical_or, NO)


def _joined(block: Columns, operands: tuple[Node, ...], join: Any, start: np.bool_) -> Column:
    result: Values = start
    err: Values | None = None
    is_mine = False
    for operand in operands:
        column = block.column(operand)
        err = either(err, column.err)
        if result is start:
            result = column.values
        elif is_mine:
            join(result, column.values, out=result)
        else:
            result = join(result, column.values)
            is_mine = isinstance(result, np.ndarray)
    return Column(result, None, err)


@dataclass(frozen=True, slots=True)
class NotNode:
    """The opposite of a condition."""

    slot: int
    operand: Node

    def run(self, block: Columns) -> Column:
        column = block.column(self.operand)
        return Column(~column.values, None, column.err)


@dataclass(frozen=True, slots=True)
class ArithmeticNode:
    """Two values calculated; not given where one of them is not."""

    slot: int
    op: Operator
    left: Node
    right: Node
    kinds: tuple[Kind, Kind, Kind]

    def run(self, block: Columns) -> Column:
        return calculate(self.op, block.narrow(self.left), block.narrow(self.right), self.kinds)


@dataclass(frozen=True, slots=True)
class ExtremeNode:
    """The smallest or largest of the given values."""

    slot: int
    end: End
    operands: tuple[Node, ...]

    def run(self, block: Columns) -> Column:
        columns = [block.narrow(operand) for operand in self.operands]
        held, unit = alike(columns)
        values, given, err = held[0], columns[0].given, columns[0].err
        low, high = columns[0].bounds()
        for column, others in zip(columns[1:], held[1:], strict=True):
            err = either(err, column.err)
            best = extreme(self.end, values, others)
            if given is not None:
                best = chosen(given, best, others)
            if column.given is not None:
                best = chosen(column.given, best, values)
            values = best
            given = None if given is None or column.given is None else given | column.given
            low, high = min(low, column.bounds()[0]), max(high, column.bounds()[1])
        return Column(values, given, err, low=low, high=high, unit=unit)


@dataclass(frozen=True, slots=True)
class FirstNode:
    """The first value that is given."""

    slot: int
    operands: tuple[Node, ...]

    def run(self, block: Columns) -> Column:
        columns = [block.narrow(operand) for operand in self.operands]
        held, unit = alike(columns)
        values, given = held[0], columns[0].mask()
        err = columns[0].err
        for column, others in zip(columns[1:], held[1:], strict=True):
            err = either(err, column.err)
            if given is not None:
                values = chosen(given, values, others)
                mask = column.mask()
                given = None if mask is None else given | mask
        if columns[0].coded:
            return Column(values, None, err, coded=True)
        low, high = joint_bounds(columns)
        return Column(values, given, err, low=low, high=high, unit=unit)


@dataclass(frozen=True, slots=True)
class RecodeNode:
    """Codes of a choice as codes of another one with the same names in another order."""

    slot: int
    operand: Node
    codes: tuple[int, ...]  # the last one for what is not given

    def run(self, block: Columns) -> Column:
        column = block.column(self.operand)
        table = np.array(self.codes, np.int8 if len(self.codes) < 127 else np.int32)
        return Column(table[column.values], None, column.err, coded=True)


POINTWISE = (
    TruthNode,
    GivenNode,
    CompareNode,
    IsNode,
    AndNode,
    OrNode,
    NotNode,
    ArithmeticNode,
    ExtremeNode,
    FirstNode,
    RecodeNode,
)

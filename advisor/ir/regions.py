"""What the cells of a decision table let through, as sets of values of their inputs.

The values of an input are numbered: days, amounts and the like as they are held in memory, the others
by their place among those that the column names. One number below all stands for "not given". A
**region** is a sorted tuple of such ranges, both ends included, that do not touch.

    age < 14 days                   on an axis from 0 to 3,652,058: ((0, 13),)
    not age < 14 days               ((-1, -1), (14, 3652058)): not given, or 14 days and more
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from itertools import pairwise
from typing import TypeAlias

from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.ir import expressions as ir
from advisor.ir.entities import FactDeclaration
from advisor.ir.expressions import Comparison, Expression
from advisor.ir.types import BOUNDS, MILLION, Kind, Value

Region: TypeAlias = tuple[tuple[int, int], ...]
NO_PARAMETERS: Mapping[str, Value] = {}
Cells: TypeAlias = Sequence[tuple[Expression | None, ...]]


@dataclass(frozen=True, slots=True)
class InputAxis:
    """The values of one input. `values` numbers choices and texts; the last is any other text.

    `parameters` are the values of parameters that cells may be compared with, where these are fixed.
    `step` is what one number stands for: a millionth, or 1 where the input is never a fraction.
    """

    input: Expression
    low: int
    high: int
    can_be_none: bool
    values: Mapping[Value, int] = field(default_factory=dict)
    parameters: Mapping[str, Value] = field(default_factory=dict)
    step: int = 1

    @property
    def none(self) -> int:
        """The number of "not given"."""
        return self.low - 1

    @property
    def whole(self) -> Region:
        """All that the input can be."""
        return ((self.none if self.can_be_none else self.low, self.high),)

    def region(self, test: Expression | None) -> Region | None:
        """Where a cell holds; None where that hangs on more than the input."""
        if test is None:
            return self.whole
        found = self._where(test)
        return None if found is None else both(found, self.whole)

    def _where(self, test: Expression) -> Region | None:
        match test:
            case ir.Given(operand=operand) if operand == self.input:
                return ((self.low, self.high),)
            case ir.Is(left=left, right=right) if left == self.input:
                return self._points((right,))
            case ir.OneOf(operand=operand, options=options) if operand == self.input:
                return self._points(options)
            case ir.Compare(op=op, left=left, right=right) if left == self.input:
                number = self._number(right)
                return None if number is None else self._compared(op, number)
            case ir.Not(operand=operand):
                inner = self._where(operand)
                return None if inner is None else self._rest(inner)
            case ir.And(operands=operands):
                found: Region = ((self.none, self.high),)
                for part in map(self._where, operands):
                    if part is None:
                        return None
                    found = both(found, part)
                return found
            case ir.Or(operands=operands):
                parts = [self._where(operand) for operand in operands]
                kept = [part for part in parts if part is not None]
                return _union(kept) if len(kept) == len(parts) else None
            case _:
                return None

    def _number(self, expression: Expression) -> int | None:
        """The number of a value that is the same in every situation."""
        match expression:
            case ir.Literal(value=value):
                return int(self.values.get(value, value))
            case ir.ParameterRef(name=name) if name in self.parameters:
                value = self.parameters[name]
                # A text that no cell names is numbered as any other text is.
                return int(self.values.get(value, self.high if isinstance(value, str) else value))
            case _:
                return None

    def _points(self, expressions: Sequence[Expression]) -> Region | None:
        numbers = [self._number(expression) for expression in expressions]
        kept = [number for number in numbers if number is not None]
        return _union([((n, n),) for n in kept]) if len(kept) == len(numbers) else None

    def _compared(self, op: Comparison, value: int) -> Region:
        match op:
            case Comparison.BEFORE | Comparison.BETTER:
                ends = self.low, value - 1
            case Comparison.NOT_AFTER:
                ends = self.low, int(value)
            case Comparison.AFTER | Comparison.WORSE:
                ends = value + 1, self.high
            case Comparison.NOT_BEFORE:
                ends = int(value), self.high
        return (ends,) if ends[0] <= ends[1] else ()

    def _rest(self, region: Region) -> Region:
        begin, found = self.none, []
        for first, last in region:
            if begin < first:
                found.append((begin, first - 1))
            begin = last + 1
        if begin <= self.high:
            found.append((begin, self.high))
        return tuple(found)

    def value_at(self, number: int) -> Value | None:
        """The value behind a number; None for "not given"; a text that stands for all others is ""."""
        if number == self.none:
            return None
        if self.input.type.kind is Kind.YES_NO:
            return bool(number)
        if self.input.type.kind in BOUNDS:
            return number * self.step
        return next((value for value, at in self.values.items() if at == number), "")


def axis_of(
    input: Expression,
    tests: Sequence[Expression | None],
    fact: FactDeclaration | None = None,
    parameters: Mapping[str, Value] = NO_PARAMETERS,
) -> InputAxis:
    """The values of an input, those that its column names and, of a fact, those that it can have."""
    kind = input.type.kind
    can_be_none = fact is None or (fact.can_be_none and fact.computed_default is None)
    if kind is Kind.YES_NO:
        return InputAxis(input, 0, 1, can_be_none, {False: 0, True: 1}, parameters)
    if kind is Kind.CHOICE:
        choices = input.type.choices
        numbers: dict[Value, int] = {choice: at for at, choice in enumerate(choices)}
        return InputAxis(input, 0, len(choices) - 1, can_be_none, numbers, parameters)
    if kind is Kind.TEXT:
        texts = dict.fromkeys(
            part.value
            for test in tests
            if test is not None
            for part in ir.walk(test)
            if isinstance(part, ir.Literal)
        )
        named = {text: at for at, text in enumerate(texts)}
        return InputAxis(input, 0, len(texts), can_be_none, named, parameters)
    low, high = BOUNDS[kind]
    if fact is not None:
        low = low if fact.minimum is None else fact.minimum
        high = high if fact.maximum is None else fact.maximum
    return InputAxis(input, low, high, can_be_none, {}, parameters)


def both(one: Region, other: Region) -> Region:
    """What lies in both."""
    if len(one) == len(other) == 1:
        begin, end = max(one[0][0], other[0][0]), min(one[0][1], other[0][1])
        return ((begin, end),) if begin <= end else ()
    found = []
    for first, last in one:
        for begin, end in other:
            if (low := max(first, begin)) <= (high := min(last, end)):
                found.append((low, high))
    return tuple(sorted(found))


def _union(regions: Sequence[Region]) -> Region:
    found: list[tuple[int, int]] = []
    for first, last in sorted(part for region in regions for part in region):
        if found and first <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Boxes:
    """The rows of a table as boxes: for each axis, the region of each row (None: not known)."""

    axes: tuple[InputAxis, ...]
    regions: tuple[tuple[Region | None, ...], ...]  # by axis, then by row

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.regions[0]) if self.regions else 0

    @property
    def is_exact(self) -> bool:
        """Whether all that cells say is known."""
        return not any(region is None for column in self.regions for region in column)

    def box(self, row: int) -> tuple[Region, ...]:
        """The regions of one row; where one is not known, it may be all."""
        return tuple(
            axis.whole if (region := column[row]) is None else region
            for axis, column in zip(self.axes, self.regions, strict=True)
        )

    def shared(self, one: int, other: int) -> tuple[Region, ...] | None:
        """Where two rows hold together; None where they cannot."""
        pairs = zip(self.box(one), self.box(other), strict=True)
        found = tuple(both(mine, theirs) for mine, theirs in pairs)
        return found if all(found) else None


def boxes_of(
    inputs: Sequence[Expression],
    cells: Cells,
    facts: Sequence[FactDeclaration | None] | None = None,
    parameters: Mapping[str, Value] = NO_PARAMETERS,
) -> Boxes:
    """The rows of a table as boxes; `facts` are the declarations of inputs that are facts."""
    axes, regions = [], []
    for at, input in enumerate(inputs):
        column = [row[at] for row in cells]
        axis = axis_of(input, column, facts[at] if facts else None, parameters)
        axes.append(axis)
        regions.append(tuple(axis.region(test) for test in column))
    return Boxes(tuple(axes), tuple(regions))


def in_wholes(boxes: Boxes, columns: Collection[int]) -> Boxes:
    """The same rows where the inputs of these columns are whole numbers: `> 7` begins with 8."""
    axes, regions = list(boxes.axes), list(boxes.regions)
    for at in columns:
        axis = axes[at]
        low, high = -(-axis.low // MILLION), axis.high // MILLION
        axes[at] = whole = replace(axis, low=low, high=high, step=MILLION)
        regions[at] = tuple(
            None if region is None else _rounded(region, axis.none, whole.none)
            for region in boxes.regions[at]
        )
    return Boxes(tuple(axes), tuple(regions))


def _rounded(region: Region, none: int, new_none: int) -> Region:
    found = [((new_none, new_none),)] if region and region[0][0] == none else []
    for first, last in region:
        low, high = -(-max(first, none + 1) // MILLION), last // MILLION
        if low <= high:
            found.append(((low, high),))
    return _union(found)


def overlaps(boxes: Boxes) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each row, those behind it that can hold together with it.

    Cost: for n rows about n steps over n bits for each column, and one for each pair that is found.
    """
    # A bit for each row. Of ranges from first to last value of each row, two meet where each begins
    # before the other ends: so the rows that begin by the end of this one, and that end no earlier than
    # it begins, are two sets made beforehand. What is left is looked at closely.
    count = boxes.count
    hulls = [
        [(box[0][0], box[-1][1]) if box else None for box in map(list, column)]
        for column in (
            [axis.whole if region is None else region for region in column]
            for axis, column in zip(boxes.axes, boxes.regions, strict=True)
        )
    ]
    empty = 0
    for column in hulls:
        for row, hull in enumerate(column):
            if hull is None:
                empty |= 1 << row
    sets = [_Meeting.of([hull or (0, 0) for hull in column]) for column in hulls]
    is_simple = all(
        region is None or len(region) <= 1 for column in boxes.regions for region in column
    )
    everything = (1 << count) - 1
    for row in range(count):
        meeting = (everything >> (row + 1) << (row + 1)) & ~empty
        if empty >> row & 1:
            meeting = 0
        for found in sets:
            if not meeting:
                break
            meeting &= found.meeting(row)
        yield (
            row,
            tuple(
                other
                for other in bits(meeting)
                if is_simple or boxes.shared(row, other) is not None
            ),
        )


@dataclass(frozen=True, slots=True)
class _Meeting:
    """For each row, as bits, the rows that begin by its end, and those that end after its beginning."""

    begun: tuple[int, ...]
    open: tuple[int, ...]

    @staticmethod
    def of(hulls: Sequence[tuple[int, int]]) -> _Meeting:
        """From the range of each row."""
        return _Meeting(
            _sets([low for low, _ in hulls], [high for _, high in hulls]),
            _sets([-high for _, high in hulls], [-low for low, _ in hulls]),
        )

    def meeting(self, row: int) -> int:
        """The rows whose range meets that of this one."""
        return self.begun[row] & self.open[row]


def _sets(starts: Sequence[int], ends: Sequence[int]) -> tuple[int, ...]:
    """For each end, as bits, the rows whose start is no larger."""
    waiting = sorted(range(len(starts)), key=starts.__getitem__, reverse=True)
    found = [0] * len(ends)
    so_far = 0
    for row in sorted(range(len(ends)), key=ends.__getitem__):
        while waiting and starts[waiting[-1]] <= ends[row]:
            so_far |= 1 << waiting.pop()
        found[row] = so_far
    return tuple(found)


def bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, from the lowest up."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def overlapping_pairs(
    inputs: Sequence[Expression], cells: Cells, most: int
) -> list[tuple[int, ...]] | None:
    """For each row, those behind it that can hold together with it; None for more than `most` pairs."""
    found: list[tuple[int, ...]] = []
    pairs = 0
    for _, others in overlaps(boxes_of(inputs, cells)):
        pairs += len(others)
        if pairs > most:
            return None
        found.append(others)
    return found


def cuts(regions: Sequence[Region], whole: Region) -> list[tuple[int, int]]:
    """The ranges into which the ends of all regions divide the whole axis, both ends included, from the lowest on."""
    [(low, high)] = whole
    begins = {low, high + 1}
    for region in regions:
        for first, last in region:
            begins.update((first, last + 1))
    ordered = sorted(begin for begin in begins if low <= begin <= high + 1)
    return [(begin, following - 1) for begin, following in pairwise(ordered)]


class Uncovered:
    """Looks for values for which none of some rows holds.

    Cost: at most `budget` steps in all; beyond that nothing is found, and `is_given_up` says so.
    """

    def __init__(self, boxes: Boxes, budget: int = 200_000) -> None:
        self.boxes, self.budget = boxes, budget
        self._classes = [
            classes(axis, [axis.whole if r is None else r for r in column])
            for axis, column in zip(boxes.axes, boxes.regions, strict=True)
        ]

    @property
    def is_given_up(self) -> bool:
        """Whether it took too many steps."""
        return self.budget <= 0

    def example(
        self, rows: int, inside: Sequence[Region] | None = None, given_only: bool = False
    ) -> tuple[int, ...] | None:
        """Numbers on each axis for which none of `rows` (as bits) holds; None: there are none.

        `inside`: only in this box. `given_only`: only where all inputs are given.
        """
        covered: set[tuple[int, int]] = set()
        last = len(self.boxes.axes)

        def look(at: int, left: int) -> tuple[int, ...] | None:
            if self.budget <= 0 or (at, left) in covered:
                return None
            if at == last:
                return None if left else ()
            axis = self.boxes.axes[at]
            for holding, ranges in self._classes[at]:
                self.budget -= 1
                number = _first(axis, ranges, None if inside is None else inside[at], given_only)
                if number is None:
                    continue
                rest = look(at + 1, left & holding)
                if rest is not None:
                    return (number, *rest)
            covered.add((at, left))
            return None

        return look(0, rows)


def classes(axis: InputAxis, column: Sequence[Region]) -> list[tuple[int, list[tuple[int, int]]]]:
    """The values of an axis by the rows that hold there, as bits, with the ranges where they do."""
    ranges = cuts(column, axis.whole)
    starts = {first: at for at, (first, _) in enumerate(ranges)}
    begin = [0] * (len(ranges) + 1)
    for row, region in enumerate(column):
        for first, last in region:
            begin[starts[first]] ^= 1 << row
            begin[starts.get(last + 1, len(ranges))] ^= 1 << row
    found: dict[int, list[tuple[int, int]]] = {}
    holding = 0
    for at, one in enumerate(ranges):
        holding ^= begin[at]
        found.setdefault(holding, []).append(one)
    return list(found.items())


def _first(
    axis: InputAxis, ranges: Sequence[tuple[int, int]], inside: Region | None, given_only: bool
) -> int | None:
    """The plainest number in the ranges: a given one, near to zero, if there is one."""
    allowed = tuple(ranges) if inside is None else both(tuple(ranges), inside)
    best: int | None = None
    for first, last in allowed:
        low = max(first, axis.low)
        if low <= last:
            near = low if low > 0 else min(last, 0)
            if axis.input.type.kind is Kind.NUMBER and axis.step == 1:
                near = _plainest(near, low, last)
            if best is None or abs(near) < abs(best):
                best = near
    if best is None and not given_only and any(first == axis.none for first, _ in allowed):
        return axis.none
    return best


def _plainest(near: int, low: int, last: int) -> int:
    """The number nearest to zero with as few digits as can be: 1 in place of 0.000001, or 0.5."""
    sign = 1 if near > 0 else -1
    for unit in (MILLION, MILLION // 2, 100_000, 10_000, 1_000, 100, 10):
        plain = -(-abs(near) // unit) * unit * sign
        if low <= plain <= last:
            return plain
    return near


def example_of(boxes: Boxes, shared: Sequence[Region]) -> tuple[int, ...]:
    """Plain numbers in a box that is not empty."""
    found = (
        _first(axis, region, None, False) for axis, region in zip(boxes.axes, shared, strict=True)
    )
    return tuple(number for number in found if number is not None)

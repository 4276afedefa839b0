"""Decision tables as a whole: which rows hold is looked up, for all rows of a table at once.

Each value of an input belongs to a class: the values for which the same rows hold. What a situation
meets is a way through the inputs, from class to class, and the set of rows that hold at its end is
what all situations with the same way have in common. So a table of ten thousand rows costs each
situation one step an input, and not ten thousand conditions.

    rows  1: kind is a, age < 14        kind    a: rows 1 2    other: row 3
          2: kind is a, age >= 14       age   <14: rows 1 3    >= 14: rows 2 3    not given: row 3
          3: kind is b                  way of (a, 20): {1 2}, then {1 2} and {2 3} = {2}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.block import Block, Node
from advisor.diagnostics.fast_dataclass import dataclass

_MOST_PAIRS = 4_000_000  # of a set of rows and a class, that are marked one by one
_FEW = 4  # values for each row, so that a table of all values between is worth its while


@dataclass(frozen=True, slots=True)
class InputClasses:
    """The classes of the values of one input.

    Shape: the values from `starts[n]` up to the next start are of class `numbers[n]`; of texts and
    choices, code n is of class `numbers[n]`, the last but one stands for all other codes, the last
    for what is not given. `rows` are the rows that hold in each class, as bits.
    """

    is_coded: bool
    starts: kernels.Array
    numbers: kernels.Array
    rows: tuple[int, ...]

    def of(self, column: kernels.ColumnarValue, size: int) -> kernels.Array:
        """The class of each row."""
        values = kernels.rows_of(column.values, size)
        if self.is_coded:
            places = values.astype(np.intp)
            np.clip(places, -1, len(self.numbers) - 2, out=places)  # -1 is the last
            coded: kernels.Array = self.numbers[places]
            return coded
        # Values that count in a unit: 3 in millions is at least 2500000 just as it is at least 3.
        starts = -(-self.starts // column.unit)
        low, high = (bound // column.unit for bound in column.bounds()) if size else (0, 0)
        if high - low < _FEW * size:
            every = np.arange(low, high + 1, dtype=np.int64)
            found = self._of_numbers(every, starts).take(values.astype(np.intp) - low)
        else:
            found = self._of_numbers(values, starts)
        mask = column.mask()
        return found if mask is None else np.where(mask, found, self.numbers[0])

    def _of_numbers(self, values: kernels.Array, starts: kernels.Array) -> kernels.Array:
        found: kernels.Array = self.numbers.take(np.searchsorted(starts, values, "right") - 1)
        return found


@dataclass(frozen=True, slots=True)
class HitsNode(Node):
    """For each instance, which set of rows of a table holds, by number; `sets` has the sets themselves.

    Of a table in which one row counts, a set holds only that; where no row holds, `otherwise` is added.
    """

    slot: int
    entity: str
    children: tuple[Node, ...]
    inputs: tuple[InputClasses, ...]
    ranks: tuple[int, ...] | None  # of rows, where only the lowest counts
    count: int  # of rows; `otherwise` comes behind them
    has_otherwise: bool

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        size = block.tables[self.entity].size
        sets = [(1 << self.count) - 1]
        state: kernels.Array = np.zeros(size, np.int32)
        for node, input in zip(self.children, self.inputs, strict=True):
            met = input.of(block.narrow(node), size)
            state, pairs = _numbered(state, met, len(sets), len(input.rows))
            known: dict[int, int] = {}
            places = np.empty(len(pairs), np.int32)
            for at, pair in enumerate(pairs.tolist()):
                one, other = divmod(pair, len(input.rows))
                places[at] = known.setdefault(sets[one] & input.rows[other], len(known))
            state, sets = places.take(state), list(known)
        block.sets[self.slot] = HitSets(tuple(map(self._counting, sets)))
        return kernels.ColumnarValue(state)

    def _counting(self, rows: int) -> tuple[int, ...]:
        found = tuple(ir.bits(rows))
        if not found:
            return (self.count,) if self.has_otherwise else ()
        if self.ranks is None or len(found) == 1:
            return found
        return (min(found, key=self.ranks.__getitem__),)

    def sets(self, block: Block) -> HitSets:
        """What the numbers stand for, in this block."""
        block.column(self)
        found = block.sets[self.slot]
        assert isinstance(found, HitSets)  # INVARIANT: put there by `evaluate`
        return found


class HitSets:
    """The sets of rows that hold somewhere in a block."""

    def __init__(self, rows: Sequence[tuple[int, ...]]) -> None:
        self.rows = rows
        self._with: dict[int, list[int]] = {}  # row -> numbers of the sets with it
        for number, held in enumerate(rows):
            for row in held:
                self._with.setdefault(row, []).append(number)
        self._order: tuple[kernels.Array, list[int]] | None = None

    def having(self, row: int) -> list[int]:
        """The numbers of the sets that a row is in."""
        return self._with.get(row, [])

    def instances(self, row: int, state: kernels.Array) -> kernels.Array:
        """The instances, in their order, for which a row holds.

        Cost: they are put in order once, for all rows of the table.
        """
        if self._order is None:
            counts = np.bincount(state, minlength=len(self.rows)).tolist()
            starts = [0, *accumulate(counts)]
            self._order = np.argsort(state, kind="stable"), starts
        order, starts = self._order
        parts = [order[starts[number] : starts[number + 1]] for number in self.having(row)]
        if not parts:
            return order[:0]
        return parts[0] if len(parts) == 1 else np.sort(np.concatenate(parts))

    def counts(self, state: kernels.Array) -> dict[int, int]:
        """For how many instances each row holds that holds for any."""
        of_sets = np.bincount(state, minlength=len(self.rows)).tolist()
        return {row: sum(of_sets[n] for n in numbers) for row, numbers in self._with.items()}

    def marked(self, numbers: Iterable[int]) -> kernels.Array:
        """A mask over the sets."""
        found = np.zeros(len(self.rows), np.bool_)
        found[list(numbers)] = True
        return found


def _numbered(
    state: kernels.Array, met: kernels.Array, states: int, kinds: int
) -> tuple[kernels.Array, kernels.Array]:
    """The pairs (state, class) that occur, by number, and which one each row has."""
    pair = state.astype(np.int64) * kinds + met
    if states * kinds <= _MOST_PAIRS:
        is_there = np.zeros(states * kinds, np.bool_)
        is_there[pair] = True
        pairs = np.flatnonzero(is_there)
        places = np.empty(states * kinds, np.int32)
        places[pairs] = np.arange(len(pairs), dtype=np.int32)
        return places.take(pair), pairs
    pairs, found = np.unique(pair, return_inverse=True)
    return found.astype(np.int32), pairs


@dataclass(frozen=True, slots=True)
class RowNode(Node):
    """Where the rule fires that is one row of a table."""

    slot: int
    hits: HitsNode
    row: int

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.hits,)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        sets = self.hits.sets(block)
        return kernels.ColumnarValue(
            sets.marked(sets.having(self.row)).take(block.column(self.hits).values)
        )

    def instances(self, block: Block, size: int) -> kernels.Array:
        return self.hits.sets(block).instances(self.row, block.column(self.hits).values)


@dataclass(frozen=True, slots=True)
class AnyRowNode(Node):
    """Where any of some rows of a table holds."""

    slot: int
    hits: HitsNode
    rows: frozenset[int]

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.hits,)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        sets = self.hits.sets(block)
        held = [n for n, rows in enumerate(sets.rows) if not self.rows.isdisjoint(rows)]
        return kernels.ColumnarValue(sets.marked(held).take(block.column(self.hits).values))


@dataclass(frozen=True, slots=True)
class OutcomeNode(Node):
    """The value that the first row which holds concludes; it means nothing where none does.

    `numbers` are the values of rows, as literals have them.
    """

    slot: int
    hits: HitsNode
    type: ir.Type
    numbers: Mapping[int, int]

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.hits,)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        sets = self.hits.sets(block)
        anything = next(iter(self.numbers.values()))
        found = [
            next((self.numbers[row] for row in rows if row in self.numbers), anything)
            for rows in sets.rows
        ]
        is_coded = self.type.kind in (ir.Kind.CHOICE, ir.Kind.TEXT)
        dtype = (
            kernels.code_dtype(self.type)
            if self.type.kind is ir.Kind.CHOICE
            else kernels.DTYPES[self.type.kind]
        )
        values = np.array(found, dtype).take(block.column(self.hits).values)
        if is_coded:
            return kernels.ColumnarValue(values, coded=True)
        low, high = min(self.numbers.values()), max(self.numbers.values())
        return kernels.ColumnarValue(values, low=int(low), high=int(high))

    def clashing(self, block: Block) -> kernels.Array | None:
        """The instances for which rows that hold say different things; None for none."""
        sets = self.hits.sets(block)
        held = [
            number
            for number, rows in enumerate(sets.rows)
            if len({self.numbers[row] for row in rows if row in self.numbers}) > 1
        ]
        if not held:
            return None
        found: kernels.Array = sets.marked(held).take(block.column(self.hits).values)
        return found


def classes_of(boxes: ir.Boxes, texts: Mapping[str, int]) -> tuple[InputClasses, ...]:
    """The classes of each input of a table of which all cells are known.

    Shape: `texts` are the codes of the texts that the program names, those of the table among them.
    """
    found: list[InputClasses] = []
    for axis, column in zip(boxes.axes, boxes.regions, strict=True):
        regions = [region for region in column if region is not None]
        held = ir.classes(axis, regions)
        starts = sorted((first, number) for number, (_, all) in enumerate(held) for first, _ in all)
        firsts = np.array([first for first, _ in starts], np.int64)
        numbers = np.array([number for _, number in starts], np.int32)
        rows = tuple(rows for rows, _ in held)
        is_coded = axis.input.type.kind in (ir.Kind.CHOICE, ir.Kind.TEXT)
        if is_coded:
            numbers = _of_codes(axis, firsts, numbers, texts)
        found.append(InputClasses(is_coded, firsts, numbers, rows))
    return tuple(found)


def _of_codes(
    axis: ir.InputAxis, firsts: kernels.Array, numbers: kernels.Array, texts: Mapping[str, int]
) -> kernels.Array:
    """The class of each code, of all other codes, and of none."""

    def at(number: int) -> int:
        return int(numbers[np.searchsorted(firsts, number, "right") - 1])

    if axis.input.type.kind is ir.Kind.CHOICE:
        of_codes = [at(number) for number in range(axis.high + 1)]
    else:
        of_codes = [at(axis.values.get(text, axis.high)) for text, _ in _by_code(texts)]
    return np.array([*of_codes, at(axis.high), at(axis.none)], np.int32)


def _by_code(texts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(texts.items(), key=lambda entry: entry[1])

"""Where values come from: nodes that read facts, hold one value, or carry a column to another space."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import DTYPES, NO, Column, taken
from advisor.backends.columnar.future import without_future
from advisor.backends.columnar.schema import EPOCH
from advisor.backends.columnar.spaces import Space
from advisor.backends.columnar.stated import read_stated
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import FactDeclaration
from advisor.ir.types import Kind


@dataclass(frozen=True, slots=True)
class StatedNode:
    """A stated fact, in the space of its entity; its default where it is missing.

    `days` must have come for it to count.
    """

    slot: int
    entity: str
    fact: FactDeclaration
    days: tuple[FactDeclaration, ...] = ()

    def run(self, block: Block) -> Column:
        array = block.tables[self.entity].arrays[self.fact.name]
        column = read_stated(self.fact, array, block.texts, is_read=True).column
        return without_future(block, column, self.days)


@dataclass(frozen=True, slots=True)
class TodayNode:
    """The date, in the space of the situation."""

    slot: int

    def run(self, block: Block) -> Column:
        return block.today


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """One value for all rows of any space; `number` is its code for choices and texts."""

    slot: int
    kind: Kind
    number: int

    def run(self, block: Block) -> Column:
        if self.kind is Kind.CHOICE and self.number < 127:
            return Column(np.int8(self.number), coded=True)
        is_coded = self.kind in (Kind.CHOICE, Kind.TEXT)
        return Column(DTYPES[self.kind](self.number), coded=is_coded)


@dataclass(frozen=True, slots=True)
class NothingNode:
    """Not given anywhere."""

    slot: int
    kind: Kind

    def run(self, block: Block) -> Column:
        if self.kind in (Kind.CHOICE, Kind.TEXT):
            return Column(np.int8(-1) if self.kind is Kind.CHOICE else np.int32(-1), coded=True)
        nothing = EPOCH if self.kind is Kind.DATE else 0  # within bounds, so that sums stay close
        return Column(DTYPES[self.kind](nothing), NO)


@dataclass(frozen=True, slots=True)
class LiftNode:
    """A column of an entity in a space, through one of its cells."""

    slot: int
    operand: Node
    entity: str
    space: Space
    cell: int

    def run(self, block: Block) -> Column:
        column = block.narrow(self.operand)
        if column.is_scalar:
            return column
        route = block.route(self.space, self.cell, self.entity)
        return column if route is None else taken(column, route)


@dataclass(frozen=True, slots=True)
class RepeatNode:
    """A column of a space in one that was expanded from it."""

    slot: int
    operand: Node
    base: Space
    space: Space

    def run(self, block: Block) -> Column:
        column = block.narrow(self.operand)
        if column.is_scalar:
            return column
        owners = block.owners(self.space, self.base)
        return column if owners is None else taken(column, owners)

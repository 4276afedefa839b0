"""Expressions for some rows only: the dates of advice are worked out where it is given.

Most rules fire for few instances. What an expression reads from elsewhere is picked by row, and only
then calculated with.
"""

from __future__ import annotations

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import Array, Column, places_in, rows_of, taken
from advisor.backends.columnar.narrow import plain
from advisor.backends.columnar.nodes import LiftNode
from advisor.backends.columnar.pointwise import POINTWISE


class Picked:
    """The columns of some instances of one entity, by row number."""

    def __init__(self, block: Block, rows: Array) -> None:
        self._block, self.rows = block, rows
        self._columns: dict[int, Column] = {}

    def column(self, node: Node) -> Column:
        """The column of a node, a row for each of `rows`."""
        return plain(self.narrow(node))

    def narrow(self, node: Node) -> Column:
        """Likewise, but perhaps held in fewer bytes."""
        found = self._columns.get(node.slot)
        if found is None:
            found = self._columns[node.slot] = self._pick(node)
        return found

    def _pick(self, node: Node) -> Column:
        known = self._block.known(node)
        if known is not None:
            return taken(known, self.rows)
        if isinstance(node, POINTWISE):
            return node.run(self)
        if isinstance(node, LiftNode):
            route = self._block.route(node.space, node.cell, node.entity)
            rows = self.rows if route is None else route.take(self.rows)
            return taken(self._block.narrow(node.operand), rows)
        return taken(self._block.narrow(node), self.rows)


class Picks:
    """The rows in which rules fire, and what was worked out for them."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self._found: dict[tuple[int, str], Picked] = {}

    def where(self, fired: Node, entity: str) -> Picked:
        """The instances of an entity for which a rule fires."""
        found = self._found.get((fired.slot, entity))
        if found is None:
            mask = rows_of(self._block.column(fired).values, self._block.tables[entity].size)
            found = self._found[fired.slot, entity] = Picked(self._block, places_in(mask))
        return found

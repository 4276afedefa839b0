"""Which decision tables are looked up as a whole, and their nodes."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.backends.columnar.plan.block import Node
from advisor.backends.columnar.plan.lookup import HitsNode, RowNode, classes_of
from advisor.backends.columnar.plan.planner import Planner

FEWEST_ROWS = 2  # below, a table is worked out as its rules are


class WholeTable:
    """A decision table whose rows are looked up all at once.

    `rows` numbers its rules; `otherwise` comes last. `level` is the stratum of the last of its rows:
    from there on it is known which of them fire.
    """

    def __init__(self, table: ir.DecisionTable, boxes: ir.Boxes, level: int) -> None:
        self.table, self.boxes, self.level = table, boxes, level
        self.rows = {name: number for number, name in enumerate(table.rows)}
        if table.otherwise is not None:
            self.rows[table.otherwise] = len(table.rows)
        self._columns: dict[int, Node] = {}
        self._hits: HitsNode | None = None

    def read(self, name: str, planner: Planner) -> Iterator[Node]:
        """The inputs that the rule of this name is the first to look at: where they err, it is named."""
        number = self.rows[name]
        if number == len(self.table.rows):
            return
        for at, cell in enumerate(self.table.cells[number]):
            if cell is not None and at not in self._columns:
                node = planner.value(self.table.inputs[at], self.table.entity)
                self._columns[at] = node
                yield node

    def hits(self, planner: Planner) -> HitsNode:
        """Which rows hold."""
        if self._hits is None:
            table = self.table
            looked_at = sorted(self._columns)
            for text in (t for axis in self.boxes.axes for t in axis.values):
                if isinstance(text, str):
                    planner.scalar(text, ir.TEXT)
            found = classes_of(self.boxes, planner.literals)
            ranks = None
            if table.hit.is_single:
                places = {name: rank for rank, name in enumerate(table.ranked)}
                ranks = tuple(places[name] for name in table.rows)
            node = planner.add(
                HitsNode,
                table.entity,
                tuple(self._columns[at] for at in looked_at),
                tuple(found[at] for at in looked_at),
                ranks,
                len(table.rows),
                table.otherwise is not None,
            )
            assert isinstance(node, HitsNode)  # it was made as one
            self._hits = node
        return self._hits

    def firings(self, planner: Planner) -> dict[str, Node]:
        """Where each of its rules fires."""
        hits = self.hits(planner)
        return {name: planner.add(RowNode, hits, row) for name, row in self.rows.items()}


def whole_tables(program: ir.Program) -> dict[str, WholeTable]:
    """By rule, the tables that can be looked up as a whole.

    These are those whose cells say something of their inputs and of nothing else, which no other rule
    overrides, and from which nothing follows before all of their rows are settled.
    """
    level = {name: n for n, stratum in enumerate(program.strata) for name in stratum.firings}
    settled = {fact: n for n, stratum in enumerate(program.strata) for fact in stratum.facts}
    found: dict[str, WholeTable] = {}
    for table in program.pack.tables.values():
        own = {*table.rows, *(() if table.otherwise is None else (table.otherwise,))}
        last = max((level[name] for name in table.rows), default=0)
        rules = [program.pack.rules[name] for name in own]
        facts = {settled[rule.entity, c.fact] for rule in rules for c in rule.concludes}
        stands_alone = all(
            own.issuperset(program.overridden_by[name])
            and own.issuperset(program.pack.rules[name].overrides)
            for name in own
        )
        if len(table.rows) < FEWEST_ROWS or not stands_alone or min(facts, default=last) < last:
            continue
        boxes = ir.boxes_of(table.inputs, table.cells, None, program.parameters)
        if boxes.is_exact:
            found |= dict.fromkeys(own, WholeTable(table, boxes, last))
    return found

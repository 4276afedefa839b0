"""Nodes: what they read is among their children, and some of their rows are those of all rows."""

from __future__ import annotations

import numpy as np
import pytest

from advisor import api
from advisor.backends.columnar.kernels.arrow import Dictionary
from advisor.backends.columnar.kernels.values import ColumnarValue, rows_of, take
from advisor.backends.columnar.plan.block import Block, Node, SelectionVector, blocks_of, tables_of
from advisor.backends.columnar.plan.planner import Planner
from advisor.backends.columnar.plan.schedule import AdviceCheck, plan_schedule
from advisor.ir import Program
from tests.agreement.columns import table_of
from tests.agreement.programs import programs
from tests.strategies.situations import Posed, Situations

SOME_DAY = np.int32(739_942)  # 2026-11-22
SEEDS = range(50_000, 50_020)


class WatchedBlock(Block):
    """A block that notes which node read which other one, by their slots."""

    reads: set[tuple[int, int]]
    reading: list[Node]

    def column(self, node: Node) -> ColumnarValue:
        self._note(node)
        return super().column(node)

    def narrow(self, node: Node) -> ColumnarValue:
        self._note(node)
        self.reading.append(node)
        found = super().narrow(node)
        self.reading.pop()
        return found

    def _note(self, node: Node) -> None:
        if self.reading and self.reading[-1] is not node:
            self.reads.add((self.reading[-1].slot, node.slot))


class Planned:
    """A program as nodes, and as many blocks of the same situations as are asked for."""

    def __init__(self, program: Program, posed: list[Posed]) -> None:
        self.planner = Planner(program.pack, program.parameters)
        self.schedule = plan_schedule(program, self.planner)
        [batch] = blocks_of(table_of(program, posed), len(posed))
        self._tables, _ = tables_of(program.pack, batch)
        entities = program.pack.entities.values()
        self._within = {e.name: e.within for e in entities if e.within is not None}

    def block(self) -> WatchedBlock:
        words = Dictionary(tuple(self.planner.literals))
        today = ColumnarValue(SOME_DAY)
        slots = len(self.planner.nodes)
        block = WatchedBlock(self._tables, self._within, slots, today, words)
        block.reads, block.reading = set(), []
        return block


@pytest.fixture(scope="module")
def every_program() -> list[Planned]:
    of_the_pack = api.load_pack()
    source = Situations(of_the_pack.pack)
    made = [Planned(of_the_pack, [source.pose(number) for number in range(60)])]
    return made + [Planned(program, list(one.situations(30))) for one, program in programs(SEEDS)]


def test_what_a_node_reads_is_among_its_children(every_program: list[Planned]) -> None:
    kinds: set[str] = set()
    for planned in every_program:
        block, nodes = planned.block(), planned.planner.nodes
        for node in nodes:
            block.column(node)
        for reader, read in block.reads:
            assert read in {child.slot for child in nodes[reader].children}, nodes[reader]
        kinds |= {type(node).__name__ for node in nodes}
    assert kinds >= {"BroadcastNode", "PickByNode", "SumNode", "FiredNode", "ConcludedNode"}


def test_some_rows_of_a_node_are_those_of_all_its_rows(every_program: list[Planned]) -> None:
    compared = 0
    for planned in every_program:
        whole, some = planned.block(), planned.block()
        for check in planned.schedule.checks:
            if not isinstance(check, AdviceCheck):
                continue
            rows = np.arange(0, whole.tables[check.entity].size, 3)
            for node in check.dates:
                found = SelectionVector(some, rows).column(node)
                wanted = take(whole.column(node), rows)
                assert shown(found, len(rows)) == shown(wanted, len(rows))
                compared += len(rows)
    assert compared > 1000


def shown(column: ColumnarValue, count: int) -> list[tuple[int | None, bool]]:
    """Each row's value, None where it is not given, and whether it is out of range."""
    values = rows_of(column.values, count).tolist()
    mask, err = column.mask(), column.err
    given = [True] * count if mask is None else rows_of(mask, count).tolist()
    errs = [False] * count if err is None else rows_of(err, count).tolist()
    return [(v if g else None, e) for v, g, e in zip(values, given, errs, strict=True)]

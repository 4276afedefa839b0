"""The engine: compile once, then decide any number of situations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import Array, Column, rows_of
from advisor.backends.columnar.decided import Decided
from advisor.backends.columnar.errors import Errors
from advisor.backends.columnar.gathering import gather, plan_advice
from advisor.backends.columnar.labels import plan_labels
from advisor.backends.columnar.ordering import plan_order
from advisor.backends.columnar.output import Output, OutputPlan
from advisor.backends.columnar.planning import Planner
from advisor.backends.columnar.reading import given_mask, numbers
from advisor.backends.columnar.schema import schema_of
from advisor.backends.columnar.settling import Settling, look_for_errors, plan_settling
from advisor.backends.columnar.tables import blocks_of, tables_of
from advisor.backends.columnar.texts import Texts
from advisor.backends.columnar.validation import Refused, refused
from advisor.ir.packs import SITUATION, TODAY, Advise, Pack, Program
from advisor.ir.types import BOUNDS, Kind

BLOCK = 16_384  # situations


@dataclass(frozen=True)
class ColumnarProgram:
    """A program ready to run on columns. Immutable: may be pickled and shared by threads."""

    schema: pa.Schema
    _pack: Pack = field(repr=False)
    _settling: Settling = field(repr=False)
    _output: OutputPlan = field(repr=False)
    _within: dict[str, str] = field(repr=False)
    _literals: tuple[str, ...] = field(repr=False)
    _slots: int = field(repr=False)

    def decide(
        self,
        table: pa.Table | pa.RecordBatch,
        today: int | None,
        default_today: int | None = None,
        count_rules: bool = False,
        block_size: int = BLOCK,
    ) -> Decided:
        """The advice for every situation of the table.

        Units: `today` is an ordinal and overrides the column `today`; `default_today` counts for
        situations without a date. `block_size` situations are worked on at a time.
        Errors: a bad situation is a row of `errors`. Raises ValueError, where a situation has no date
        and neither argument gives one, or where the table's columns are not those of `schema`.
        """
        self._check_columns(table.schema)
        output, errors = Output(self._output), Errors(self._output.paths)
        counts: Counter[str] = Counter(
            dict.fromkeys(self._settling.fired, 0) if count_rules else ()
        )
        first_row = 0
        for batch in blocks_of(table, block_size):
            tables, broken = tables_of(self._pack, batch)
            date = _today(batch, today, default_today)
            block = Block(tables, self._within, self._slots, date, Texts(self._literals))
            errors.begin()
            self._look_for_errors(block, broken, errors, first_row)
            bad = _spread(errors.mask(batch.num_rows), block)
            output.add(block, gather(self._output.advice, block, bad), first_row)
            if count_rules:
                self._count(block, bad, counts)
            first_row += batch.num_rows
        return Decided(first_row, output.table(), errors.table(), dict(counts))

    def _check_columns(self, schema: pa.Schema) -> None:
        missing = [name for name in self.schema.names if name not in schema.names]
        if missing:
            raise ValueError(f"the table lacks the columns {', '.join(missing)}")

    def _look_for_errors(
        self, block: Block, broken: Mapping[str, Array], errors: Errors, first_row: int
    ) -> None:
        lowest, highest = BOUNDS[Kind.DATE]
        low, high = block.today.bounds()
        if block.tables[SITUATION].size and (low < lowest or high > highest):
            size = block.tables[SITUATION].size
            dates = rows_of(block.today.values, size)
            rows = np.flatnonzero((dates < lowest) | (dates > highest))
            said = "`today` holds a date that the language cannot hold"
            wrong = Refused(SITUATION, rows, "ADV403", dict.fromkeys(rows.tolist(), said))
            errors.refuse(wrong, block, first_row)
        for found in refused(self._pack, block.tables, broken):
            errors.refuse(found, block, first_row)
        for step in self._settling.steps:
            size = block.tables[step.entity].size
            if size:
                problem = look_for_errors(step, block, size)
                if problem is not None:
                    errors.add(problem, block, first_row)

    def _count(self, block: Block, bad: dict[str, Array], counts: Counter[str]) -> None:
        for name, node in self._settling.fired.items():
            entity = self._pack.rules[name].entity
            size = block.tables[entity].size
            if size:
                fired = rows_of(block.column(node).values, size)
                if entity in bad:
                    fired = fired & ~bad[entity]
                counts[name] += int(np.count_nonzero(fired))


def _today(batch: pa.RecordBatch, today: int | None, default: int | None) -> Column:
    """The date of each situation."""
    if today is not None:
        return Column(np.int32(today))
    array = batch.column(TODAY)
    given = given_mask(array)
    dates = numbers(array, Kind.DATE)
    if given is not None:
        if default is None:
            raise ValueError("a situation has no date, and no date was given for those without")
        dates = np.where(given, dates, np.int32(default))
    if len(dates) and dates.min() == dates.max():
        return Column(dates[0])
    return Column(dates)


def _spread(mask: Array | None, block: Block) -> dict[str, Array]:
    """The instances of situations in error, by entity."""
    if mask is None:
        return {}
    found: dict[str, Array] = {}
    for entity in block.tables:
        up = block.up(entity, SITUATION)
        found[entity] = mask if up is None else mask.take(up)
    return found


def compile_columnar(program: Program) -> ColumnarProgram:
    """Make the program ready to run on columns."""
    pack = program.pack
    planner = Planner(pack, program.parameters)
    settling = plan_settling(program, planner)

    def dates(entity: str, advises: Advise) -> tuple[Node | None, ...]:
        parts = (advises.start, advises.due)
        return tuple(None if e is None else planner.value(e, entity) for e in parts)

    advice = plan_advice(pack, settling.fired, dates)
    labels = plan_labels(pack, planner)
    actions = tuple(pack.actions)
    paths = {
        name: tuple(pack.entities[e].list or "" for e in reversed(chain) if e != SITUATION)
        for name, chain in pack.around.items()
    }
    output = OutputPlan(
        actions,
        labels,
        paths,
        advice,
        plan_order(pack, [(actions[p.action], p.entity) for p in advice.pieces]),
    )
    within = {e.name: e.within for e in pack.entities.values() if e.within is not None}
    return ColumnarProgram(
        schema_of(pack),
        pack,
        settling,
        output,
        within,
        tuple(planner.literals),
        len(planner.nodes),
    )

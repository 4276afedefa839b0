"""The engine: compile once, then decide any number of situations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.advice.advice_table import AdviceTable, TablePlan
from advisor.backends.columnar.advice.conflict_resolution import gather, plan_advice
from advisor.backends.columnar.advice.error_table import ErrorTable
from advisor.backends.columnar.advice.labels import LabelPlan, plan_labels
from advisor.backends.columnar.advice.order import plan_order
from advisor.backends.columnar.advice.results import ResultPlans, ResultTable, plan_results
from advisor.backends.columnar.advice.titles import TitlePlan, plan_titles
from advisor.backends.columnar.kernels.arrow import (
    EPOCH,
    Dictionary,
    given_mask,
    in_memory,
    pa,
    whole_numbers,
)
from advisor.backends.columnar.plan.block import Block, Node, Selections, blocks_of, tables_of
from advisor.backends.columnar.plan.lookup import RowNode
from advisor.backends.columnar.plan.planner import Planner
from advisor.backends.columnar.plan.row_counts import (
    expanded_spaces,
    longest_list,
    rows_by_situation,
    runs,
)
from advisor.backends.columnar.plan.schedule import Schedule, plan_schedule
from advisor.backends.columnar.plan.spaces import Space
from advisor.backends.columnar.plan.stated_facts import (
    RefusedRows,
    StatedNode,
    read_stated,
    without_future,
)
from advisor.backends.columnar.situations import schema_of, table_of
from advisor.backends.protocol import once_a_program

FLAT_BLOCK, NESTED_BLOCK = 524_288, 32_768  # situations
FLAT_BYTES, NESTED_BYTES = 2**28, 2**26  # of input; lists may be gone through once for each item


@dataclass(frozen=True)
class Decided:
    """Advice in long form and the situations without any because of an error.

    Shape: `advice` has the schema `ADVICE`, one row a piece of advice, by `row` (the number of the
    situation in the table, from 0) and then in the agenda's total order. `errors` has the schema
    `ERRORS`, by `row`: all that is wrong in what a situation states, else one error of the rules. `rule_counts`: how often each rule fired in situations
    without an error; empty unless it was asked for, and so is `results`: None, or the columns of
    `results_schema`, a row each instance of the entities that have results, but in situations in error.
    """

    rows: int
    advice: pa.Table
    errors: pa.Table
    rule_counts: Mapping[str, int]
    results: pa.Table | None = None


@dataclass(frozen=True)
class ColumnarProgram:
    """A program ready to run on columns. Immutable: may be pickled and shared by threads."""

    schema: pa.Schema
    _pack: ir.Pack = field(repr=False)
    _schedule: Schedule = field(repr=False)
    _output: TablePlan = field(repr=False)
    _results: ResultPlans = field(repr=False)
    _within: dict[str, str] = field(repr=False)
    _spaces: tuple[Space, ...] = field(repr=False)  # whose rows are not those of a table
    _literals: tuple[str, ...] = field(repr=False)
    _slots: int = field(repr=False)
    _stated: tuple[tuple[ir.FactDeclaration, StatedNode | None], ...] = field(repr=False)
    _drops: tuple[tuple[int, ...], ...] = field(repr=False)
    _drops_but_firings: tuple[tuple[int, ...], ...] = field(repr=False)  # for counts by rule
    _drops_but_results: tuple[tuple[int, ...], ...] = field(repr=False)

    def decide(
        self,
        table: pa.Table | pa.RecordBatch,
        as_of: ir.AsOf,
        count_rules: bool = False,
        block_size: int | None = None,
        with_results: bool = False,
        with_words: bool = True,
    ) -> Decided:
        """The advice for every situation of the table; without words, titles and labels are empty.

        Units: `block_size` situations are worked on at a time; by default as many as are quickest.
        Errors: a bad situation is a row of `errors`. Raises ValueError, where nothing gives a situation a date, or where the table's columns are not those of `schema`.
        """
        self._check_columns(table.schema)
        output, errors = AdviceTable(self._output, with_words), ErrorTable(self._output.paths)
        results = ResultTable(self._pack, self._results, self._output.labels, self._output.paths)
        with_results = with_results and bool(self._results)
        counts: Counter[str] = Counter(
            dict.fromkeys(self._schedule.fired, 0) if count_rules else ()
        )
        first_row = 0
        size = block_size or self._block_size(table)
        for batch, block, broken in self._blocks(table, as_of, size):
            errors.begin()
            self._read(block, broken, errors, first_row)
            too_large = self._size_error(block)
            if too_large is not None:  # it stands alone
                errors.refuse_size(too_large, first_row)
                first_row += 1
                continue
            selections = Selections(block)
            drops = self._drops_but_firings if count_rules else self._drops
            if with_results and not count_rules:
                drops = self._drops_but_results
            self._evaluate(block, selections, errors, first_row, drops)
            bad = _spread(errors.mask(batch.num_rows), block)
            output.add(block, gather(self._output.advice, block, bad, selections), first_row)
            if count_rules:
                self._count(block, bad, counts)
            if with_results:
                results.add(block, bad, first_row)
            first_row += batch.num_rows
        found = results.table() if with_results else None
        return Decided(first_row, output.table(), errors.table(), dict(counts), found)

    def decide_unchecked(self, table: pa.Table, today: int, fires: Mapping[str, bool]) -> Decided:
        """The advice, without words, and the results of situations in which nothing can be wrong.

        `fires` says of some rules that they fire for all instances of their entity (True) or for none.
        Units: `today` is an ordinal.
        Cost: only what advice and results hang on is worked out; for a thousand copies of one situation
        that is half of what `decide` takes.
        Errors: of lists that are too long; others are not looked for, and get some advice or other.
        """
        output, errors = AdviceTable(self._output, has_words=False), ErrorTable(self._output.paths)
        results = ResultTable(self._pack, self._results, self._output.labels, self._output.paths)
        first_row = 0
        for batch, block, _ in self._blocks(table, ir.AsOf(fixed=today), self._block_size(table)):
            too_large = self._size_error(block)
            if too_large is not None:
                errors.refuse_size(too_large, first_row)
                first_row += 1
                continue
            for name, is_firing in fires.items():
                node = self._schedule.fired[name]
                if not isinstance(node, RowNode):  # all rows of a table are looked up at once
                    block.keep(node.slot, kernels.ColumnarValue(np.bool_(is_firing)))
            output.add(block, gather(self._output.advice, block, {}, Selections(block)), first_row)
            if self._results:
                results.add(block, {}, first_row)
            first_row += batch.num_rows
        found = results.table() if self._results else None
        return Decided(first_row, output.table(), errors.table(), {}, found)

    def size_error(self, situation: ir.Situation) -> ir.DecisionError | None:
        """What to say of a situation with more in its lists than can be compared with each other."""
        table = table_of([situation], self._pack)
        return next(
            (
                error
                for _, block, _ in self._blocks(table, ir.AsOf(default=EPOCH), 1)
                if (error := self._size_error(block)) is not None
            ),
            None,
        )

    def _blocks(
        self, table: pa.Table | pa.RecordBatch, as_of: ir.AsOf, size: int
    ) -> Iterator[tuple[pa.RecordBatch, Block, Mapping[str, kernels.Array]]]:
        """The situations in order, so many at a time, or fewer where their items are compared with each other."""

        def block_of(
            batch: pa.RecordBatch,
        ) -> tuple[pa.RecordBatch, Block, Mapping[str, kernels.Array]]:
            tables, broken = tables_of(self._pack, batch)
            date = _today(batch, as_of)
            block = Block(tables, self._within, self._slots, date, Dictionary(self._literals))
            return batch, block, broken

        for batch in blocks_of(table, size):
            made = block_of(batch)
            rows = rows_by_situation(self._spaces, made[1])
            if rows is None:
                yield made
                continue
            for first, last in runs(rows):
                yield block_of(batch.slice(first, last - first))

    def _size_error(self, block: Block) -> ir.DecisionError | None:
        """What to say where one situation has more in its lists than can be compared with each other."""
        if block.tables[ir.SITUATION].size != 1 or rows_by_situation(self._spaces, block) is None:
            return None
        entity, count = longest_list(block)
        return ir.DecisionError(
            "size", "", entity, (), self._pack.entities[entity].list_name, count
        )

    def _block_size(self, table: pa.Table | pa.RecordBatch) -> int:
        """As many situations as are quickest; fewer, where their lists are long."""
        # With 2,000 bytes a situation, flat: 2^28 / 2,000 = 134,217 of them.
        most, size = (NESTED_BLOCK, NESTED_BYTES) if self._within else (FLAT_BLOCK, FLAT_BYTES)
        fitting = size * table.num_rows // max(table.nbytes, 1)
        return int(min(most, max(fitting, 256)))

    def _check_columns(self, schema: pa.Schema) -> None:
        present = set(schema.names)  # each time it is asked for, it is made anew
        missing = [name for name in self.schema.names if name not in present]
        if missing:
            raise ValueError(f"the table lacks the columns {', '.join(missing)}")

    def _read(
        self, block: Block, broken: Mapping[str, kernels.Array], errors: ErrorTable, first_row: int
    ) -> None:
        """Read and check all stated facts."""
        lowest, highest = ir.BOUNDS[ir.Kind.DATE]
        low, high = block.today.bounds()
        if block.tables[ir.SITUATION].size and (low < lowest or high > highest):
            dates = kernels.rows_of(block.today.values, block.tables[ir.SITUATION].size)
            rows = np.flatnonzero((dates < lowest) | (dates > highest))
            about = "holds a date that the language cannot hold"
            wrong = RefusedRows.of_all(ir.SITUATION, rows, "ADV403", about, ir.TODAY)
            errors.refuse(wrong, block, first_row)
        for entity, rows in broken.items():
            wrong = RefusedRows.of_all(entity, rows, "ADV407", "holds no facts")
            errors.refuse(wrong, block, first_row)
        for fact, node in self._stated:
            array = block.tables[fact.entity].arrays[fact.name]
            stated = read_stated(fact, array, block.dictionary, node is not None)
            if node is not None:
                block.keep(node.slot, without_future(block, stated.column, node.days))
            for refused in stated.refused:
                if fact.entity in broken:  # what holds no facts lacks none of them
                    refused = refused.without(broken[fact.entity])
                errors.refuse(refused, block, first_row)

    def _evaluate(
        self,
        block: Block,
        selections: Selections,
        errors: ErrorTable,
        first_row: int,
        drops: tuple[tuple[int, ...], ...],
    ) -> None:
        """Work out what fires and what is concluded, and look for errors in their order."""
        for check, slots in zip(self._schedule.checks, drops, strict=True):
            size = block.tables[check.entity].size
            if size:
                found = check.find(block, size, selections)
                if found is not None:
                    errors.add(found, block, first_row)
            block.drop(slots)

    def _count(self, block: Block, bad: dict[str, kernels.Array], counts: Counter[str]) -> None:
        of_tables: dict[int, Mapping[int, int]] = {}
        for name, node in self._schedule.fired.items():
            entity = self._pack.rules[name].entity
            size = block.tables[entity].size
            if size and isinstance(node, RowNode):
                if node.hits.slot not in of_tables:
                    state = block.column(node.hits).values
                    kept = state[~bad[entity]] if entity in bad else state
                    of_tables[node.hits.slot] = node.hits.sets(block).counts(kept)
                counts[name] += of_tables[node.hits.slot].get(node.row, 0)
            elif size:
                fired = kernels.rows_of(block.column(node).values, size)
                if entity in bad:
                    fired = fired & ~bad[entity]
                counts[name] += int(np.count_nonzero(fired))


def _today(batch: pa.RecordBatch, as_of: ir.AsOf) -> kernels.ColumnarValue:
    """The date of each situation."""
    if as_of.fixed is not None:
        return kernels.ColumnarValue(np.int32(as_of.fixed))
    array = batch.column(ir.TODAY)
    given = given_mask(array)
    dates = in_memory(*whole_numbers(array, ir.Kind.DATE), ir.Kind.DATE)
    if given is not None:
        dates = kernels.select(given, dates, np.int32(as_of.day(None)))
    if len(dates) and dates.min() == dates.max():
        return kernels.ColumnarValue(dates[0])
    return kernels.ColumnarValue(dates)


def _spread(mask: kernels.Array | None, block: Block) -> dict[str, kernels.Array]:
    """The instances of situations in error, by entity."""
    if mask is None:
        return {}
    found: dict[str, kernels.Array] = {}
    for entity in block.tables:
        up = block.up(entity, ir.SITUATION)
        found[entity] = mask if up is None else mask.take(up)
    return found


def compile_columnar(program: ir.Program) -> ColumnarProgram:
    """Make the program ready to run on columns."""
    pack = program.pack
    planner = Planner(pack, program.parameters)
    schedule = plan_schedule(program, planner)

    def dates(entity: str, advises: ir.Advise) -> tuple[Node | None, ...]:
        parts = (advises.start, advises.due)
        return tuple(None if e is None else planner.value(e, entity) for e in parts)

    advice = plan_advice(pack, schedule.fired, dates)
    labels, titles = plan_labels(pack, planner), plan_titles(pack, planner)
    results = plan_results(pack, planner)
    actions = tuple(pack.actions)
    paths = {
        name: tuple(pack.entities[e].list_name for e in reversed(chain) if e != ir.SITUATION)
        for name, chain in pack.around.items()
    }
    output = TablePlan(
        actions,
        {action.name: action.kind.value for action in pack.actions.values()},
        titles,
        labels,
        paths,
        advice,
        plan_order(pack, [(actions[p.action], p.entity) for p in advice.pieces]),
    )
    kept = [
        node for entry in advice.entries for node in (entry.fired, *(n for n, _ in entry.silencers))
    ]
    plans: list[LabelPlan | TitlePlan] = [*labels.values(), *titles]
    kept += [
        part.node
        for named in plans
        for part in (*named.parts, *(named.apart if isinstance(named, LabelPlan) else ()))
        if not isinstance(part, str) and part.node is not None
    ]
    nodes = {
        (node.entity, node.fact.name): node
        for node in planner.nodes
        if isinstance(node, StatedNode)
    }
    stated = tuple(
        (fact, nodes.get((fact.entity, fact.name)))
        for entity in pack.entities.values()
        for fact in entity.facts.values()
        if not fact.is_concluded
    )
    within = {e.name: e.within for e in pack.entities.values() if e.within is not None}
    return ColumnarProgram(
        schema_of(pack),
        pack,
        schedule,
        output,
        results,
        within,
        expanded_spaces(planner.nodes),
        tuple(planner.literals),
        len(planner.nodes),
        stated,
        schedule.last_reads(kept),
        schedule.last_reads([*kept, *schedule.fired.values()]),
        schedule.last_reads([*kept, *(plan.node for plans in results.values() for plan in plans)]),
    )


@once_a_program
def columns_of(program: ir.Program) -> ColumnarProgram:
    """The program compiled for columns, once for all who decide single situations in many copies."""
    return compile_columnar(program)

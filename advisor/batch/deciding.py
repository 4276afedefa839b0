"""From the situations of one slice to rows of advice, on whatever engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.backends.columnar import (
    ADVICE,
    EPOCH,
    ERRORS,
    Decided,
    compile_columnar,
    plain_value,
    results_schema,
)
from advisor.backends.results import result_rows
from advisor.batch.output_columns import advice_cells
from advisor.batch.problems import RULES_ERRORS, Fault, RowProblem, Tell, place_in, told
from advisor.batch.row_decisions import decision_on
from advisor.batch.sources.missing_choices import are_required, missing_together
from advisor.batch.sources.plain_rows import RowError, read_situation
from advisor.batch.sources.schema_casts import conform, problems_of
from advisor.batch.sources.slices import Chunk
from advisor.diagnostics.fast_dataclass import dataclass

Decide = Callable[[pa.Table], Decided]


def _with_situation(schema: pa.Schema) -> pa.Schema:
    """The columns with that of the situations' ids behind that of their numbers."""
    row, *others = schema
    fields: list[Any] = [row, pa.field("situation", pa.string()), *others]
    return pa.schema(fields)


LONG = _with_situation(ADVICE)
_FAULT = [name for name in ERRORS.names if name != "row"]


@dataclass(frozen=True)
class DecidedSlice:
    """What came out for one slice. `advice` has the columns `LONG`; `rows` numbers its good rows.

    `orphans` are rows that are left out; see `Chunk`. `table` holds the good rows, as the
    pack declares them. `rule_counts` and `results`, which has the columns `long_results`, are as in `Decided`.
    Shape: `at` gives, for each piece of advice, the place of its situation in `rows` and `table`.
    """

    advice: pa.Table
    problems: list[RowProblem]
    orphans: list[RowProblem]
    table: pa.Table
    rows: Any
    at: Any
    spellings: dict[str, frozenset[str]]
    rule_counts: Mapping[str, int]
    results: pa.Table | None = None


@dataclass(frozen=True)
class ConformedSlice:
    """A slice in the declared columns. `rows` numbers its good rows; `problems` are those of the others.

    Shape: `bad` holds those with values that cannot be, and nothing in their place, in pieces with the numbers of their rows.
    """

    table: pa.Table
    rows: Any  # int64 array
    problems: list[RowProblem]
    orphans: list[RowProblem]
    spellings: dict[str, frozenset[str]]  # by column: how yes and no are written
    bad: tuple[tuple[pa.Table, Any], ...]
    tell: Tell | None  # see `Chunk`

    @property
    def told(self) -> list[RowProblem]:
        """The problems as people are told of them."""
        return told(self.problems, self.tell)


def decide_slice(chunk: Chunk, pack: ir.Pack, decide: Decide) -> DecidedSlice:
    """Bring the slice to the declared columns, decide, and number the rows."""
    return decide_conformed(conform_slice(chunk, pack), pack, decide)


def conform_slice(chunk: Chunk, pack: ir.Pack) -> ConformedSlice:
    """Bring the slice to the declared columns."""
    good = conform(chunk.table, pack, chunk.dates)
    rows = chunk.rows[good.rows]
    problems = [*chunk.problems, *problems_of(good, chunk.rows, chunk.table)]
    bad = (*chunk.bad, (good.bad, chunk.rows[good.bad_rows])) if good.problems else chunk.bad
    spellings = {**chunk.spellings, **good.spellings}
    return ConformedSlice(good.table, rows, problems, chunk.orphans, spellings, bad, chunk.tell)


def decide_conformed(good: ConformedSlice, pack: ir.Pack, decide: Decide) -> DecidedSlice:
    """Decide, and number the rows."""
    problems, rows = [*good.problems, *_also_wrong(good, pack, decide)], good.rows
    decided = decide(good.table)
    good_ids = good.table.column("situation")
    for at, fault in _faults(decided, pack):
        problems.append(RowProblem.of(int(rows[at]), good_ids[at].as_py(), fault))
    problems = sorted(told(problems, good.tell), key=lambda p: p.row)
    at = decided.advice.column("row").to_numpy()
    advice = _numbered(decided.advice, rows, good_ids)
    results = None if decided.results is None else _numbered(decided.results, rows, good_ids)
    return DecidedSlice(
        advice,
        problems,
        good.orphans,
        good.table,
        rows,
        at,
        good.spellings,
        decided.rule_counts,
        results,
    )


def _faults(decided: Decided, pack: ir.Pack) -> Iterator[tuple[int, Fault]]:
    """What is wrong, with the places of the rows."""
    errors = decided.errors.to_pylist()
    found = [(error.pop("row"), Fault(**error)) for error in errors]
    if not are_required(pack):
        yield from found
        return
    by_row: dict[int, list[Fault]] = {}
    for at, fault in found:
        by_row.setdefault(at, []).append(fault)
    for at, faults in by_row.items():
        yield from ((at, fault) for fault in missing_together(faults, pack))


def _also_wrong(good: ConformedSlice, pack: ir.Pack, decide: Decide) -> Iterator[RowProblem]:
    """What else is wrong in rows with values that cannot be: out of bounds, no choice, missing."""
    if not good.bad:
        return
    refused: dict[int, set[str]] = {}
    ids: dict[int, str | None] = {}
    for problem in good.problems:
        refused.setdefault(problem.row, set()).add(place_in(problem.message))
        ids[problem.row] = problem.situation
    errors = (
        (int(rows[at]), fault)
        for table, rows in good.bad
        for at, fault in _faults(decide(_with_some_day(table)), pack)
    )
    for row, fault in errors:
        # What was refused is not missing, nor what is in it; and what follows from values means nothing while
        # some are not known.
        place = place_in(fault.message)
        is_told = any(place == one or place.startswith(f"{one}.") for one in refused[row])
        if fault.code not in RULES_ERRORS and not is_told:
            yield RowProblem.of(row, ids[row], fault)


def _with_some_day(table: pa.Table) -> pa.Table:
    """The rows with a day where theirs was refused: what they state is wrong on any."""
    at = table.column_names.index(ir.TODAY)
    days: Any = pc.fill_null(
        table.column(at), pa.scalar(0, pa.int32()).cast(table.schema.types[at])
    )
    return table.set_column(at, table.schema.field(at), days)


def long_results(pack: ir.Pack) -> pa.Schema:
    """The columns of a table of results: `row`, `situation`, `place`, `for`, then one for each result."""
    return _with_situation(results_schema(pack))


def _numbered(table: pa.Table, rows: Any, ids: Any) -> pa.Table:
    """The table with the numbers of its situations in the whole input, and with their ids behind."""
    at = table.column("row").to_numpy()
    names: Any
    if ids.null_count == len(ids):
        names = pa.nulls(len(at), pa.string())
    else:
        names = pc.take(ids, pa.array(at)).cast(pa.string())
    numbers = pa.array(rows[at] if len(rows) else np.empty(0, np.int64))
    # The engine numbers the good rows of the slice from 0; people count those of the whole input from 1:
    # good rows 0 1 2 of a slice are perhaps rows 501 503 504.
    columns = [numbers, names, *table.columns[1:]]
    return pa.Table.from_arrays(columns, schema=_with_situation(table.schema))


def one_by_one(advisor: Advisor, with_results: bool = False) -> Decide:
    """An engine for single situations, for tables."""
    pack = advisor.program.pack
    kinds = {
        column: pack.entities[entity].facts[fact].type.kind
        for (entity, fact), column in pack.result_columns.items()
    }

    def plain(given: dict[str, ir.Value]) -> dict[str, object]:
        return {column: plain_value(value, kinds[column]) for column, value in given.items()}

    def decide(table: pa.Table) -> Decided:
        found: list[dict[str, object]] = []
        errors: list[dict[str, object]] = []
        results: list[dict[str, object]] = []
        fired: Counter[str] = Counter()
        first = 0
        for batch in table.to_batches(max_chunksize=4_096):  # plain values are large
            for at, row in enumerate(batch.to_pylist(), first):
                try:
                    situation = read_situation(row, pack)
                    derivations, pieces = decision_on(advisor, situation)
                except RowError as error:
                    errors += (
                        {"row": at} | {n: getattr(fault, n) for n in _FAULT}
                        for fault in error.faults
                    )
                    continue
                fired.update(firing.rule for firing in derivations.firings)
                found.extend({"row": at, **advice_cells(piece, _epoch_day)} for piece in pieces)
                if with_results:
                    day = advisor.day(situation.today)
                    results.extend(
                        {"row": at, "place": here.place, "for": label, **plain(given)}
                        for here, label, given in result_rows(
                            pack, situation.root, day, derivations
                        )
                    )
            first += batch.num_rows
        return Decided(
            table.num_rows,
            pa.Table.from_pylist(found, ADVICE),
            pa.Table.from_pylist(errors, ERRORS),
            fired,
            pa.Table.from_pylist(results, results_schema(pack)) if with_results else None,
        )

    return decide


def _epoch_day(ordinal: int) -> int:
    return ordinal - EPOCH


def in_columns(
    program: ir.Program, as_of: ir.AsOf, with_results: bool = False, count_rules: bool = False
) -> Decide:
    """The columnar engine."""
    compiled = compile_columnar(program)

    def decide(table: pa.Table) -> Decided:
        return compiled.decide(table, as_of, count_rules, with_results=with_results)

    return decide

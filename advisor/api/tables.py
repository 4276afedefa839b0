"""Tables of other programs: read in slices, decided, and given back as the kind that came in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from io import BufferedReader, RawIOBase
from itertools import chain, islice
from typing import Any

import numpy as np
import pyarrow as pa

from advisor import ir
from advisor.api.input_columns import (
    NAME,
    check_names,
    in_python,
    known_fields,
    known_only,
    named_columns,
)
from advisor.backends.advising import Advisor
from advisor.backends.columnar import ColumnarProgram, compile_columnar
from advisor.batch.deciding import (
    LONG,
    Decide,
    DecidedSlice,
    decide_slice,
    long_results,
    one_by_one,
)
from advisor.batch.in_order import in_order
from advisor.batch.output_columns import PROBLEM_COLUMNS
from advisor.batch.problems import BatchError, RowProblem, Tell, in_their_words
from advisor.batch.run.row_at_a_time import FEW
from advisor.batch.sources.columns import Columns, names_told
from advisor.batch.sources.dates import DateReading
from advisor.batch.sources.reading import Notices, Reading, names_known
from advisor.batch.sources.schema_casts import check_columns
from advisor.batch.sources.slices import SLICE_ROWS, Chunk, open_source
from advisor.diagnostics import ArgumentError, called
from advisor.loading.declarations.python_values import is_gap, plain, written

ENGINES = ("auto", "columnar", "rete", "oracle")
SLICE_BYTES = 96_000_000  # of one slice: twelve million values of eight bytes
PANDAS_ROWS = 65_536  # of one slice: what comes of lists in objects is not known beforehand
_MOST_WORKERS = 4  # each holds a slice in memory
_KEPT = 8  # programs that are ready to run
_LINES_AT_ONCE = 512

Load = Callable[[], Chunk]
Give = Callable[[pa.Table], Any]  # from Arrow to the kind of table that came in


def decide(
    table: Any, program: ir.Program, as_of: ir.AsOf, engine: str, said: Reading
) -> tuple[Any, Any, int, Any]:
    """The advice, the errors, how many situations there were, and the results; see `advisor.api.decide`.

    Raises: ArgumentError, where `said` does not fit the rules; BatchError, where the table cannot be read.
    """
    try:
        reading = said.of(program.pack)
    except BatchError as error:
        raise ArgumentError(in_python(error)) from None
    give, slices = (_opened if reading.rows is None else _opened_flat)(table, program.pack, reading)
    first = list(islice(slices, 2))
    if len(first) == 1:  # perhaps of few rows
        only = first[0]()
        first = [lambda: only]
    if engine == "auto":
        is_few = not first or (len(first) == 1 and only.situations < FEW)
        engine = "rete" if is_few else "columnar"
    run = _decider(program, as_of, engine)
    done = in_order(
        min(_MOST_WORKERS, os.cpu_count() or 1),
        chain(first, slices),
        lambda load: _decided(load, program.pack, run),
    )
    advice: list[pa.Table] = []
    results: list[pa.Table] = []
    problems: list[RowProblem] = []
    count = 0
    for decided, situations in done:
        advice.append(decided.advice)
        problems += [*decided.problems, *decided.orphans]
        count += situations
        results += [] if decided.results is None else [decided.results]
    told = None
    if program.pack.results:
        told = give(_numbered_from_0(results, long_results(program.pack)))
    return give(_numbered_from_0(advice, LONG)), give(_errors(problems)), count, told


def _decided(load: Load, pack: ir.Pack, run: Decide) -> tuple[DecidedSlice, int]:
    chunk = load()
    # Kept until the end: without its input, of which one slice is large.
    decided = replace(decide_slice(chunk, pack, run), table=pa.table({}), rows=None, at=None)
    return decided, chunk.situations


def _decider(program: ir.Program, as_of: ir.AsOf, engine: str) -> Decide:
    if engine != "columnar":
        return one_by_one(Advisor(program, engine, as_of), with_results=True)
    compiled = _compiled(program)
    return lambda table: compiled.decide(table, as_of, with_results=True)


@lru_cache(maxsize=_KEPT)
def _compiled(program: ir.Program) -> ColumnarProgram:
    return compile_columnar(program)


def _numbered_from_0(parts: list[pa.Table], schema: pa.Schema) -> pa.Table:
    whole = pa.concat_tables(parts) if parts else schema.empty_table()
    rows = whole.column("row").to_numpy() - 1
    numbers: Any = pa.array(rows, pa.int64())
    return whole.set_column(0, whole.schema.field("row"), numbers).unify_dictionaries()


def _errors(problems: list[RowProblem]) -> pa.Table:
    rows = [(p.told_row - 1, p.situation, p.code, p.column, p.message) for p in problems]
    columns: list[Any] = [
        pa.array([row[n] for row in rows], pa.int64() if name == "row" else pa.string())
        for n, name in enumerate(PROBLEM_COLUMNS)
    ]
    return pa.Table.from_arrays(columns, names=list(PROBLEM_COLUMNS))


# --- what came in ---------------------------------------------------------------------------------------


def _opened(table: Any, pack: ir.Pack, reading: Reading) -> tuple[Give, Iterator[Load]]:
    """How to give tables back, and the slices.

    Raises: ArgumentError, where it is no table; BatchError, where it has wrong columns.
    """
    match _library(table), type(table).__name__:
        case "pandas", "DataFrame":
            return _to_pandas, _slices_of_pandas(table, pack, reading)
        case "polars", "DataFrame" | "LazyFrame":
            frame = table.collect() if type(table).__name__ == "LazyFrame" else table
            return _to_polars, _slices_of_stream(frame, pack, reading)
        case "pyspark", "DataFrame":  # its own stream knows fewer types
            return _as_arrow, _slices_of_stream(table.toArrow(), pack, reading)
        case "pyarrow", _ if hasattr(table, "to_reader") and not isinstance(table, pa.Table):
            return _as_arrow, _slices(table.to_reader(), pack, reading)
        case "pyarrow", _ if hasattr(table, "scanner"):  # a dataset
            return _as_arrow, _slices(table.scanner().to_reader(), pack, reading)
    if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
        return _as_arrow, _slices_of_stream(table, pack, reading)
    if isinstance(table, str | bytes | Mapping | ir.Situation | os.PathLike) or not isinstance(
        table, Iterable
    ):
        raise ArgumentError(_no_table(table))
    return _to_dicts, _slices_of_mappings(table, pack, reading, 0)


def _opened_flat(table: Any, pack: ir.Pack, reading: Reading) -> tuple[Give, Iterator[Load]]:
    """The same of a table whose rows are items of a list, which is held in memory as a whole."""
    from advisor.api.flat_tables import flat_slices, table_of_frame, table_of_mappings

    give: Give
    match _library(table), type(table).__name__:
        case "pandas", "DataFrame":
            give, whole = _to_pandas, table_of_frame(table, names_known(pack, reading))
        case "polars", "DataFrame" | "LazyFrame":
            frame = table.collect() if type(table).__name__ == "LazyFrame" else table
            give, whole = _to_polars, _read_all(frame)
        case "pyspark", "DataFrame":
            give, whole = _as_arrow, table.toArrow()
        case "pyarrow", _ if hasattr(table, "scanner"):  # a dataset
            give, whole = _as_arrow, table.to_table()
        case _ if hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__"):
            give, whole = _as_arrow, _read_all(table)
        case _:
            if isinstance(
                table, str | bytes | Mapping | ir.Situation | os.PathLike
            ) or not isinstance(table, Iterable):
                raise ArgumentError(_no_table(table))
            give, whole = _to_dicts, table_of_mappings(table)
    return give, flat_slices(whole, pack, reading)


def _library(value: object) -> str:
    return type(value).__module__.partition(".")[0]


def _no_table(value: object) -> str:
    wanted = "a table (pandas, Polars, DuckDB, pyarrow) or a list of mappings"
    if isinstance(value, str | os.PathLike):
        return (
            f"`decide` takes {wanted}, no path: read the file first, as with `polars.read_parquet`, or type"
            " `advisor batch FILE`"
        )
    if isinstance(value, Mapping | ir.Situation):
        return (
            f"`decide` takes {wanted}; one situation is for `advise`, and columns in a mapping become a"
            " table with `pyarrow.table(…)`"
        )
    return f"`decide` takes {wanted}, not {called(value)}"


def _read_all(table: Any) -> pa.Table:
    return pa.Table.from_batches(_batches(reader := _reader_of(table)), reader.schema)


def _reader_of(table: Any) -> Any:
    try:
        if hasattr(table, "__arrow_c_stream__"):
            return pa.RecordBatchReader.from_stream(table)
        batch = pa.record_batch(table)
        return pa.RecordBatchReader.from_batches(batch.schema, [batch])
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise ArgumentError(
            f"{called(table)} of {_library(table)} is no table of columns that Arrow knows:"
            f" {_first_line(error)}"
        ) from error
    except Exception as error:  # another library has begun to work, and may raise anything
        raise BatchError(f"cannot read {NAME}: {_first_line(error)}") from error


def _slices_of_stream(table: Any, pack: ir.Pack, reading: Reading) -> Iterator[Load]:
    return _slices(_reader_of(table), pack, reading)


def _slices(reader: Any, pack: ir.Pack, reading: Reading) -> Iterator[Load]:
    columns = named_columns(list(reader.schema), pack, reading)
    tell = None if columns is None else in_their_words(names_told(columns, pack))
    fields = list(reader.schema) if columns is None else list(columns.schema)
    check_names(
        known_fields(fields, pack, ir.SITUATION) if reading.ignores_unknown else fields, pack
    )
    dates = reading.date_reading(Notices())
    for load in _cut(reader):
        yield partial(_checked, load, pack, columns, dates, tell)


def _checked(
    load: Load, pack: ir.Pack, columns: Columns | None, dates: DateReading, tell: Tell | None
) -> Chunk:
    """The slice, once its columns are known to be of types that fit: those that hold anything."""
    chunk = replace(load(), dates=dates, tell=tell)
    if columns is not None:
        chunk = replace(chunk, table=columns.apply(chunk.table))
    known: Any = pa.schema(known_fields(chunk.table.schema, pack, ir.SITUATION))
    check_columns(known, pack, NAME, partial(_is_empty, chunk.table))
    return chunk


def _is_empty(table: pa.Table, path: str) -> bool:
    """Whether a column, such as `applications.stage`, holds no value in the whole table."""
    name, *inside = path.split(".")
    arrays = list(table.column(name).chunks)
    for step in inside:
        items = [_unwrapped(array.flatten()) for array in arrays]
        arrays = [item.field(step) for item in items if not pa.types.is_null(item.type)]
    return all(array.null_count == len(array) for array in arrays)


def _unwrapped(items: Any) -> Any:
    """The structs of a list, without a layer too many around them."""
    while pa.types.is_struct(items.type) and items.type.num_fields == 1:
        if not pa.types.is_struct(items.type.field(0).type):
            break
        items = items.field(0)
    return items


def _cut(reader: Any) -> Iterator[Load]:
    """Slices of a good size: small batches together, large ones in pieces."""
    # With slices of 10 rows, batches of 4, 4, 4 and 25 rows make these:
    #
    #   4 4    4    9 9 7
    held: list[Any] = []
    rows = size = first = 0
    for batch in _batches(reader):
        count, weight = batch.num_rows, batch.nbytes
        if held and (rows + count > SLICE_ROWS or size + weight > SLICE_BYTES):
            yield partial(_chunk, held, first)
            held, rows, size, first = [], 0, 0, first + rows
        pieces = max(-(-count // SLICE_ROWS), -(-weight // SLICE_BYTES), 1)
        if pieces > 1 and count > 1:
            step = -(-count // pieces)
            for start in range(0, count, step):
                yield partial(_chunk, [batch.slice(start, step)], first + start)
            first += count
        elif count:
            held, rows, size = [*held, batch], rows + count, size + weight
    if held:
        yield partial(_chunk, held, first)


def _batches(reader: Any) -> Iterator[Any]:
    try:
        yield from reader
    except (pa.ArrowException, OSError) as error:
        raise BatchError(f"cannot read {NAME}: {_first_line(error)}") from error


def _chunk(batches: Sequence[Any], first: int) -> Chunk:
    table = pa.Table.from_batches(batches)
    return Chunk(table, np.arange(first + 1, first + 1 + table.num_rows, dtype=np.int64))


def _first_line(error: Exception) -> str:
    """What an error says to people, without where in the other library it was raised."""
    line = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return line.partition(". Detail: ")[0].removeprefix("IOError: ")


# --- pandas ---------------------------------------------------------------------------------------------


def _slices_of_pandas(frame: Any, pack: ir.Pack, reading: Reading) -> Iterator[Load]:
    if frame.columns.nlevels > 1:
        raise ArgumentError("the columns of the frame have several levels; give each one name")
    known = {field.name for field in known_fields(_names(frame.index.names), pack, ir.SITUATION)}
    told = [name for name in known if name not in frame.columns]
    if told:  # an index such as `situation` is a column of its own
        frame = frame.reset_index(level=told)
    frame = frame.rename(columns=str)
    fields = _names(frame.columns)
    columns = named_columns(fields, pack, reading, is_whole=False)
    if columns is not None:
        frame = frame.loc[:, frame.columns.isin([column.old for column in columns.columns])]
        fields = list(columns.schema)
    elif reading.ignores_unknown:
        fields = known_fields(fields, pack, ir.SITUATION)
        frame = frame.loc[:, frame.columns.isin([field.name for field in fields])]
    check_names(fields, pack)
    return _cut_pandas(frame, pack, reading)


def _names(names: Iterable[object]) -> list[Any]:
    return [pa.field(str(name), pa.null()) for name in names if name is not None]


def _cut_pandas(frame: Any, pack: ir.Pack, reading: Reading) -> Iterator[Load]:
    for first in range(0, len(frame), PANDAS_ROWS):
        part = frame.iloc[first : first + PANDAS_ROWS]
        try:
            table = pa.Table.from_pandas(part, preserve_index=False)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            # Objects of several kinds in one column: each row for itself.
            yield from _slices_of_mappings(part.to_dict("records"), pack, reading, first)
            continue
        for load in _slices(table.to_reader(), pack, reading):
            yield partial(_moved, load, first)


def _moved(load: Load, by: int) -> Chunk:
    return load().moved(by)


# --- mappings -------------------------------------------------------------------------------------------


def _slices_of_mappings(
    rows: Iterable[Any], pack: ir.Pack, reading: Reading, first: int
) -> Iterator[Load]:
    """Mappings are read as lines of JSON are: one way from plain values to columns."""
    without = None
    if reading.ignores_unknown and not (reading.renamings or reading.ignored):
        without = partial(known_only, pack=pack, entity=ir.SITUATION)
        reading = replace(reading, ignores_unknown=False)
    stream: Any = BufferedReader(_Lines(rows, without, first))
    for piece in open_source(["-"], pack, "jsonl", stream, reading).slices():
        yield partial(_moved, piece.read, first)


class _Lines(RawIOBase):
    """A stream of lines of JSON, one a mapping, written as they are read."""

    def __init__(
        self,
        rows: Iterable[Any],
        change: Callable[[Mapping[Any, Any]], dict[Any, Any]] | None,
        first: int,
    ) -> None:
        self._rows, self._change, self._number = iter(rows), change, first - 1
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes; none where there are no more."""
        if not self._rest:
            lines = [self._line(row) for row in islice(self._rows, _LINES_AT_ONCE)]
            self._rest = "".join(lines).encode()
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def _line(self, row: object) -> str:
        self._number += 1
        if not isinstance(row, Mapping):
            raise ArgumentError(
                f"row {self._number} is {called(row)}, where a mapping of facts belongs"
            )
        if self._change is not None:
            row = self._change(row)
        elif not isinstance(row, dict):
            row = dict(row)
        try:
            try:
                return json.dumps(row, default=_jsonable, allow_nan=False) + "\n"
            except ValueError:  # it holds NaN
                return json.dumps(_without_gaps(row), default=_jsonable) + "\n"
        except RecursionError:
            why = "lists and mappings stand too deep inside each other"
        except (ArgumentError, TypeError, ValueError) as error:
            why = _first_line(error)
        raise ArgumentError(f"row {self._number}: {why}")


def _jsonable(value: object) -> object:
    """A value that JSON does not have, as a line of JSON has it."""
    if is_gap(value):
        return None
    found = plain(value)
    match found:
        case Mapping():
            return dict(found)
        case None | str() | int() | float() | list():
            return found
        case _:
            return written(found)


def _without_gaps(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_gaps(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_gaps(item) for item in value]
    return None if is_gap(value) else value


# --- what goes out --------------------------------------------------------------------------------------


def _decoded(table: pa.Table) -> pa.Table:
    """The same with plain texts: categories are of little use where one goes on with them."""
    plain: Any = [
        pa.field(f.name, f.type.value_type if isinstance(f.type, pa.DictionaryType) else f.type)
        for f in table.schema
    ]
    return table.cast(pa.schema(plain))


def _as_arrow(table: pa.Table) -> Any:
    return table


def _to_pandas(table: pa.Table) -> Any:
    return _decoded(table).to_pandas(date_as_object=False)


def _to_polars(table: pa.Table) -> Any:
    import polars as pl

    return pl.from_arrow(_decoded(table))


def _to_dicts(table: pa.Table) -> Any:
    return _decoded(table).to_pylist()


def first_rows(table: Any, count: int) -> tuple[list[str], list[list[object]]]:
    """The names of the columns of a table that `decide` gave, and its first rows."""
    if isinstance(table, list):
        shown = table[:count]
        return [*shown[0]] if shown else [], [[*row.values()] for row in shown]
    head = table.slice(0, count) if isinstance(table, pa.Table) else table.head(count)
    arrow = head if isinstance(head, pa.Table) else pa.table(head)
    return arrow.column_names, [[*row.values()] for row in arrow.to_pylist()]

"""A table as it comes, brought to the columns that the pack declares, inside lists, too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.problems import BatchError, Fault, RowProblem, quoted
from advisor.batch.sources.casts import Array, cast_leaf, fits, known_zone
from advisor.batch.sources.dates import AS_WRITTEN, DateReading
from advisor.batch.sources.plain_rows import no_facts, unknown_column
from advisor.batch.sources.plain_values import as_text
from advisor.batch.sources.several_columns import WrongParts, holds_choices, with_parts
from advisor.diagnostics.fast_dataclass import dataclass

Where = Callable[[int], tuple[int, str]]  # place in an array -> row of the table, place in it
_WHAT_THERE_IS = re.compile(r"; (?:there are|`advisor facts`) [^;]*$")
MOST_TOLD = 12  # mistakes of the columns in one message


@dataclass(frozen=True)
class Conformed:
    """The good rows as declared. `rows` are their places in the table that came.

    `problems` maps the places of the others to all that no value can be; `bad` are these rows, with nothing there. `spellings` has, by column, how yes and no are
    written where it is with other words.
    """

    table: pa.Table
    rows: Any  # int64 array
    problems: dict[int, list[Fault]]
    spellings: dict[str, frozenset[str]]
    bad: pa.Table

    @property
    def bad_rows(self) -> Any:
        """The places of the bad rows in the table that came."""
        return np.fromiter(self.problems, np.int64, len(self.problems))


def problems_of(good: Conformed, rows: Any, table: pa.Table) -> Iterator[RowProblem]:
    """The problems of a table with the numbers and ids of their rows.

    Shape: `rows` are the numbers of the rows of `table`, which has become `good`.
    """
    ids = table.column(ir.SITUATION) if ir.SITUATION in table.column_names else None
    for at, faults in good.problems.items():
        id = None if ids is None else _shown_id(ids[at])
        for fault in faults:
            yield RowProblem.of(int(rows[at]), id, fault)


def _shown_id(id: Any) -> str | None:
    try:
        found = id.as_py()
    except UnicodeDecodeError:  # which is the problem
        return None
    if isinstance(found, bytes):
        return found.decode(errors="backslashreplace")
    return None if found is None else as_text(found, ir.Kind.TEXT) or str(found)


# pandas writes the index of a frame that was filtered as a column, and one without a name into CSV.
is_index = re.compile(r"__index_level_[0-9]+__|Unnamed: [0-9]+|").fullmatch


def _holds_something(_column: str) -> bool:
    return False


def check_columns(
    schema: pa.Schema, pack: ir.Pack, name: str, is_empty: Callable[[str], bool] = _holds_something
) -> None:
    """See that every column of a table of situations is known and of a type that can fit.

    `is_empty` says of a column (`applications.stage`) whether it holds no value, and so may have any type.
    Raises: BatchError with all that is wrong.
    """
    check_columns_of(list(schema), pack, ir.SITUATION, name, (), is_empty)


def check_columns_of(
    fields: Iterable[Any],
    pack: ir.Pack,
    entity: str,
    name: str,
    besides: Iterable[str] = (),
    is_empty: Callable[[str], bool] = _holds_something,
) -> None:
    """The same for the table of any entity; `besides` are columns that are known too."""
    wrong = list(_wrong_fields(fields, pack, entity, "", besides, is_empty))
    if wrong:
        told: set[str] = set()
        for at in reversed(range(len(wrong))):  # what there is, once of each entity
            end = _WHAT_THERE_IS.search(wrong[at])
            if end is not None and end[0] in told:
                wrong[at] = wrong[at].removesuffix(end[0])
            told |= set() if end is None else {end[0]}
        more = [f"and {len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else []
        raise BatchError("\n  ".join([f"{name}:", *wrong[:MOST_TOLD], *more]))


def _wrong_fields(
    fields: Iterable[Any],
    pack: ir.Pack,
    entity: str,
    where: str,
    besides: Iterable[str],
    is_empty: Callable[[str], bool],
) -> Iterable[str]:
    facts, lists = declared(pack, entity)
    seen: set[str] = set()
    for field in fields:
        what = quoted(field.name, where)
        path = f"{where}.{field.name}" if where else field.name
        if field.name in seen and not is_index(field.name):
            if field.name in facts or field.name in lists:
                yield f"the column {what} is there twice: give one of them another name"
            continue
        seen.add(field.name)
        if field.name in facts:
            fact = facts[field.name]
            if not fits(field.type, fact.type.kind) and not is_empty(path):
                yield f"the column {what} is {field.type}, where {_wanted(fact)} belongs"
            elif kinds.is_timestamp(field.type) and field.type.tz and not known_zone(field.type.tz):
                yield (
                    f"the column {what} is in the time zone `{field.type.tz}`, of which nothing is"
                    " known; write it as dates"
                )
        elif field.name in pack.entities[entity].several:
            if not holds_choices(field.type) and not is_empty(path):
                yield f"the column {what} is {field.type}, where a list of texts, or text, belongs"
        elif field.name in lists:
            item = item_type(field.type)
            if item is not None:
                yield from _wrong_fields(list(item), pack, lists[field.name], path, (), is_empty)
            elif not (kinds.is_null(field.type) or is_empty(path)):
                yield f"the column {what} is {field.type}, where a list of structs belongs"
        elif not is_index(field.name):
            known = (*facts, *besides)
            yield unknown_column(field.name, pack.entities[entity], pack, where, known).message


def _wanted(fact: ir.FactDeclaration) -> str:
    return f"a {fact.type.kind.value}"


def declared(pack: ir.Pack, entity: str) -> tuple[dict[str, ir.FactDeclaration], dict[str, str]]:
    """The stated facts by their columns, and the entities of the lists by theirs."""
    found = pack.entities[entity]
    facts = {f.name: f for f in found.facts.values() if not f.is_concluded}
    if entity == ir.SITUATION:
        head = {
            name: ir.FactDeclaration(name, ir.SITUATION, type, found.span)
            for name, type in ((ir.SITUATION, ir.TEXT), (ir.TODAY, ir.DATE))
        }
        facts = {**head, **facts}
    return facts, {item.list_name: item.name for item in pack.lists[entity]}


def item_type(type: pa.DataType) -> pa.StructType | None:
    """The struct of a list of structs."""
    if not (kinds.is_list(type) or kinds.is_large_list(type) or kinds.is_fixed_size_list(type)):
        return None
    item = type.value_type
    while is_wrapped(item):
        item = item.field(0).type
    if kinds.is_null(item):  # every list is empty, and the writer could not know of what
        return pa.struct([])
    return item if kinds.is_struct(item) else None


def is_wrapped(type: pa.DataType) -> bool:
    """Whether it is a struct around the struct of an item: some writers have a layer too many."""
    return (
        kinds.is_struct(type)
        and type.num_fields == 1
        and type.field(0).name in ("element", "item", "array")
        and kinds.is_struct(type.field(0).type)
    )


@dataclass(frozen=True)
class _Found:
    """What is noted on the way: problems by row, how yes and no are written, and how dates are read."""

    problems: dict[int, list[Fault]]
    spellings: dict[str, frozenset[str]]
    dates: DateReading

    def refuse(self, row: int, fault: Fault) -> None:
        """Note what is wrong with a row."""
        self.problems.setdefault(row, []).append(fault)


def conform(table: pa.Table, pack: ir.Pack, dates: DateReading = AS_WRITTEN) -> Conformed:
    """The table with exactly the declared columns, in their order.

    Shape: its columns have passed `check_columns`; missing ones become null. Rows with a value that
    does not fit are left out.
    """
    found: dict[int, list[Fault]] = {}
    spellings: dict[str, frozenset[str]] = {}
    columns = {n: whole_array(table.column(at)) for at, n in enumerate(table.column_names)}
    arrays, names = _conform_fields(
        columns,
        table.num_rows,
        pack,
        ir.SITUATION,
        lambda at: (at, ""),
        _Found(found, spellings, dates),
        "",
    )
    whole = pa.Table.from_arrays(arrays, names=names)
    rows = np.arange(table.num_rows, dtype=np.int64)
    bad = whole.slice(0, 0)
    if found:
        found = dict(sorted(found.items()))
        keep = np.ones(table.num_rows, np.bool_)
        keep[list(found)] = False
        bad = whole.take(pa.array(list(found)))
        whole, rows = whole.filter(pa.array(keep)), rows[keep]
    return Conformed(whole, rows, found, spellings, bad)


def without_dictionaries(type: Any) -> Any:
    """The same type with plain texts, in lists, too; every field of a struct may be null."""
    if kinds.is_dictionary(type):
        return type.value_type
    if kinds.is_list(type):
        return pa.list_(without_dictionaries(type.value_type))
    if kinds.is_struct(type):
        return pa.struct([pa.field(f.name, without_dictionaries(f.type)) for f in type])
    return type


def whole_array(column: pa.ChunkedArray[Any]) -> Array:
    """One piece: kernels are many times faster on it than on many small ones."""
    if column.num_chunks == 1:
        return column.chunk(0)
    whole: Any = column.combine_chunks()
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


def _conform_fields(
    columns: dict[str, Array],
    length: int,
    pack: ir.Pack,
    entity: str,
    where: Where,
    noted: _Found,
    path: str,
) -> tuple[list[Array], list[str]]:
    facts, lists = declared(pack, entity)
    refused: dict[str, dict[int, WrongParts]] = {}  # by the part that comes first
    if pack.entities[entity].several:
        several = pack.entities[entity].several
        columns, refused = with_parts(columns, several)
    arrays: list[Array] = []
    for name, fact in facts.items():
        for at, wrong in refused.get(name, {}).items():
            row, place = where(at)
            noted.refuse(row, wrong(place))
        column = columns.get(name)
        if column is None or not fits(column.type, fact.type.kind):  # then it holds nothing
            column = pa.nulls(length)
        cast = cast_leaf(column, fact, noted.dates)
        arrays.append(cast.values)
        if cast.spellings:
            noted.spellings[f"{path}{name}"] = cast.spellings
        for at in sorted(cast.refused):
            row, place = where(at)
            noted.refuse(row, cast.refused[at].at(name, place))
    for name, item in lists.items():
        column = columns.get(name)
        arrays.append(_conform_list(column, length, name, pack, item, where, noted, path))
    return arrays, [*facts, *lists]


def _conform_list(
    column: Array | None,
    length: int,
    name: str,
    pack: ir.Pack,
    item: str,
    where: Where,
    noted: _Found,
    path: str,
) -> Array:
    if column is None or item_type(column.type) is None:  # then it holds nothing
        offsets, values = np.zeros(length + 1, np.int32), None
    else:
        lengths: Any = pc.list_value_length(column)
        counts = pc.fill_null(lengths, 0).to_numpy(zero_copy_only=False)
        offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        values = column.flatten()

    # Lists with 2, 0 and 1 items have the offsets 0 2 2 3 and three items. A value that does not fit in
    # item 2 is told of as the third row's `name[0]`: 2 is behind the offsets 0 2 2, so its holder is 2.
    def place_of(at: int) -> tuple[int, str]:
        holder = int(np.searchsorted(offsets, at, side="right")) - 1
        row, outer = where(holder)
        inner = f"{name}[{at - int(offsets[holder])}]"
        return row, f"{outer}.{inner}" if outer else inner

    inside: dict[str, Array] = {}
    if values is not None:
        while is_wrapped(values.type):
            values = values.flatten()[0]
        if not kinds.is_null(values.type):
            inner = (field.name for field in values.type)
            inside = dict(zip(inner, values.flatten(), strict=True))  # with the structs' validity
        if values.null_count:
            for at in np.flatnonzero(values.is_null().to_numpy(zero_copy_only=False)):
                row, place = place_of(int(at))
                noted.refuse(row, no_facts(place))
    count = int(offsets[-1])
    arrays, names = _conform_fields(inside, count, pack, item, place_of, noted, f"{path}{name}[].")
    struct: Any = (
        pa.StructArray.from_arrays(arrays, names=names)
        if arrays
        else pa.array([{}] * count, pa.struct([]))
    )
    starts: Any = pa.array(offsets)
    return pa.ListArray.from_arrays(starts, struct)

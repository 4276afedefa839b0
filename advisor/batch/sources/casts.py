"""A table as it comes, brought to the columns and types that the pack declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor.backends.columnar import EPOCH, column_type
from advisor.batch.problems import BatchError
from advisor.batch.sources.plain_rows import as_text, said, unknown_column
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration, Pack
from advisor.ir.types import DATE, LAST_DATE, MILLION, NUMBER, TEXT, Kind, Type, Value
from advisor.loading.declarations.scalars import Misfit, convert

Array = Any  # pa.Array of any type; its stubs want one type argument each, which is not known here
NUMBER_TYPE = column_type(NUMBER)
_LARGEST_EXACT = 2**53 // MILLION - 1  # a float below this holds its millionths exactly enough
Where = Callable[[int], tuple[int, str]]  # place in an array -> row of the table, place in it
MOST_TOLD = 12  # mistakes of the columns in one message


@dataclass(frozen=True, slots=True)
class Cast:
    """The values as declared. `refused` maps places in the array to why the value there is none."""

    values: Array
    refused: Mapping[int, Misfit]


def fits(type: pa.DataType, kind: Kind) -> bool:
    """Whether a column of that type can hold values of the kind at all."""
    if kinds.is_dictionary(type):
        type = type.value_type
    if kinds.is_null(type) or _is_string(type):
        return True
    match kind:
        case Kind.TEXT | Kind.CHOICE:
            return bool(kinds.is_integer(type))
        case Kind.YES_NO:
            return bool(kinds.is_boolean(type))
        case Kind.NUMBER:
            return _is_number(type)
        case Kind.DATE:
            return bool(kinds.is_date(type) or kinds.is_timestamp(type))
        case Kind.DURATION | Kind.WORKING_DAYS:
            return _is_number(type) or bool(kinds.is_duration(type))


def _is_string(type: pa.DataType) -> bool:
    return bool(kinds.is_string(type) or kinds.is_large_string(type) or kinds.is_string_view(type))


def _is_number(type: pa.DataType) -> bool:
    return bool(kinds.is_integer(type) or kinds.is_floating(type) or kinds.is_decimal(type))


def cast_leaf(array: Array, fact: FactDeclaration) -> Cast:
    """The array in the type of the fact. Strings that are already text are left as they are encoded.

    Shape: `array` is one whose type `fits`. Values that cannot be such become null and are refused.
    """
    target: Any = column_type(fact.type)
    kind, type = fact.type.kind, array.type
    if kinds.is_null(type):
        return Cast(pa.nulls(len(array), target), {})
    if kind in (Kind.TEXT, Kind.CHOICE):
        return Cast(_as_strings(array), {})
    if kinds.is_dictionary(type):
        array = array.dictionary_decode()
        type = array.type
    quick = None if _is_string(type) else _quick(array, kind)
    if quick is not None:
        return Cast(quick, {})
    return _by_distinct_values(array, fact.type, fact.words)


def _as_strings(array: Array) -> Array:
    type = array.type
    if kinds.is_dictionary(type):
        if kinds.is_string(type.value_type) or kinds.is_large_string(type.value_type):
            return array
        return _as_strings(array.dictionary_decode())
    if kinds.is_string(type) or kinds.is_large_string(type):
        return array
    return array.cast(pa.string())


def _quick(array: Array, kind: Kind) -> Array | None:
    """The array cast whole; None where some value may not fit, or where there is no quick way."""
    type = array.type
    try:
        match kind:
            case Kind.YES_NO:
                return array
            case Kind.DATE:
                return _dates(array)
            case Kind.NUMBER if kinds.is_integer(type):
                return _whole_numbers(array)
            case Kind.NUMBER if kinds.is_floating(type):
                return _floats(array)
            case Kind.NUMBER:
                return array if type == NUMBER_TYPE else array.cast(NUMBER_TYPE)
            case _:
                # INVARIANT: only durations are left; text and choices have gone another way
                return array.cast(pa.int32()) if kinds.is_integer(type) else None
    except pa.ArrowInvalid:
        return None


def _dates(array: Array) -> Array | None:
    days = array if kinds.is_date32(array.type) else array.cast(pa.date32())
    if kinds.is_timestamp(array.type) and not days.cast(array.type).equals(array):
        return None  # some have a time of day
    ends = pc.min_max(days.cast(pa.int32()))
    low, high = ends["min"].as_py(), ends["max"].as_py()
    if low is not None and not (low + EPOCH >= 1 and high + EPOCH <= LAST_DATE):
        return None
    return days


def _whole_numbers(array: Array) -> Array:
    """Whole numbers stay what they are: the engine takes them, and refuses those out of range."""
    return array if kinds.is_signed_integer(array.type) else array.cast(pa.int64())


def _floats(array: Array) -> Array | None:
    values = pc.fill_null(array, 0.0).to_numpy(zero_copy_only=False).astype(np.float64)
    if not bool(np.all(np.abs(values) < _LARGEST_EXACT)):  # also false for NaN
        return None
    millionths = np.rint(values * MILLION)
    if not np.array_equal(millionths / MILLION, values):
        return None  # digits beyond the sixth
    return _from_millionths(millionths.astype(np.int64), array)


def _from_millionths(millionths: Any, like: Array) -> Array:
    """Decimals from millionths: the low word, and a high word that repeats the sign."""
    # 2.5 and -1 are 2500000 and -1000000 millionths, each 128 bits long:
    #
    #   low    2500000   -1000000
    #   high         0         -1   (all bits set, as in the sign)
    words: Any = np.empty((len(millionths), 2), np.int64)
    words[:, 0] = millionths
    np.right_shift(millionths, 63, out=words[:, 1])
    validity: Any = None
    if like.null_count:
        bits: Any = np.packbits(like.is_valid().to_numpy(zero_copy_only=False), bitorder="little")
        validity = pa.py_buffer(bits)
    return pa.Array.from_buffers(
        NUMBER_TYPE, len(millionths), [validity, pa.py_buffer(words)], like.null_count
    )


def _by_distinct_values(array: Array, type: Type, words: Mapping[str, str]) -> Cast:
    """Exactly as situation files are read, once for each distinct value."""
    # yes, maybe, yes, no is read as three words, yes maybe no; maybe is refused, in the second place.
    encoded = array.dictionary_encode()
    values: list[object] = []
    refusals: dict[int, Misfit] = {}
    for number, value in enumerate(encoded.dictionary.to_pylist()):
        text = as_text(value, type.kind)
        found = (
            Misfit(f"`{value}` is no value", "write one value") if text is None
            else convert(text, type, words)
        )  # fmt: skip
        if isinstance(found, Misfit):
            refusals[number] = found
            values.append(None)
        else:
            values.append(_as_arrow(found, type.kind))
    taken = pa.array(values, column_type(type)).take(encoded.indices)
    if not refusals:
        return Cast(taken, {})
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    places = np.flatnonzero(np.isin(codes, list(refusals)))
    return Cast(taken, {int(at): refusals[int(codes[at])] for at in places})


def _as_arrow(value: Value, kind: Kind) -> object:
    match kind:
        case Kind.NUMBER:
            return Decimal(value).scaleb(-6)
        case Kind.DATE:
            return date.fromordinal(int(value))
        case _:
            return value


@dataclass(frozen=True)
class Conformed:
    """The good rows as declared. `rows` are their places in the table that came.

    `problems` maps the places of the others to a code and a message.
    """

    table: pa.Table
    rows: Any  # int64 array
    problems: dict[int, tuple[str, str]]


def check_columns(schema: pa.Schema, pack: Pack, name: str) -> None:
    """See that every column of a table of situations is known and of a type that can fit.

    Raises: BatchError with all that is wrong.
    """
    check_columns_of(list(schema), pack, SITUATION, name)


def check_columns_of(
    fields: Iterable[Any], pack: Pack, entity: str, name: str, besides: Iterable[str] = ()
) -> None:
    """The same for the table of any entity; `besides` are columns that are known too."""
    wrong = list(_wrong_fields(fields, pack, entity, "", besides))
    if wrong:
        more = [f"and {len(wrong) - MOST_TOLD} more"] if len(wrong) > MOST_TOLD else []
        raise BatchError("\n  ".join([f"{name}:", *wrong[:MOST_TOLD], *more]))


def _wrong_fields(
    fields: Iterable[Any], pack: Pack, entity: str, where: str, besides: Iterable[str] = ()
) -> Iterable[str]:
    facts, lists = _declared(pack, entity)
    seen: set[str] = set()
    for field in fields:
        what = said(field.name, where)
        if field.name in seen:
            yield f"the column {what} is there twice"
        seen.add(field.name)
        if field.name in facts:
            fact = facts[field.name]
            if not fits(field.type, fact.type.kind):
                yield f"the column {what} is {field.type}, where {_wanted(fact)} belongs"
        elif field.name in lists:
            item = _item_type(field.type)
            inner = f"{where}.{field.name}" if where else field.name
            if item is not None:
                yield from _wrong_fields(list(item), pack, lists[field.name], inner)
            elif not kinds.is_null(field.type):
                yield f"the column {what} is {field.type}, where a list of structs belongs"
        else:
            known = (*facts, *besides)
            yield unknown_column(field.name, pack.entities[entity], pack, where, known)[1]


def _wanted(fact: FactDeclaration) -> str:
    return f"a {fact.type.kind.value}"


def _declared(pack: Pack, entity: str) -> tuple[dict[str, FactDeclaration], dict[str, str]]:
    """The stated facts by their columns, and the entities of the lists by theirs."""
    declared = pack.entities[entity]
    facts = {f.name: f for f in declared.facts.values() if not f.is_concluded}
    if entity == SITUATION:
        head = {
            name: FactDeclaration(name, SITUATION, type, declared.span)
            for name, type in ((SITUATION, TEXT), (TODAY, DATE))
        }
        facts = {**head, **facts}
    return facts, {item.list_name: item.name for item in pack.lists[entity]}


def _item_type(type: pa.DataType) -> pa.StructType | None:
    """The struct of a list of structs."""
    if not (kinds.is_list(type) or kinds.is_large_list(type) or kinds.is_fixed_size_list(type)):
        return None
    item = type.value_type
    return item if kinds.is_struct(item) else None


def conform(table: pa.Table, pack: Pack) -> Conformed:
    """The table with exactly the declared columns, in their order.

    Shape: its columns have passed `check_columns`; missing ones become null. Rows with a value that
    does not fit are left out.
    """
    found: dict[int, tuple[str, str]] = {}
    columns = {name: _whole(table.column(name)) for name in table.column_names}
    arrays, names = _conform_fields(
        columns, table.num_rows, pack, SITUATION, lambda at: (at, ""), found
    )
    whole = pa.Table.from_arrays(arrays, names=names)
    rows = np.arange(table.num_rows, dtype=np.int64)
    if found:
        keep = np.ones(table.num_rows, np.bool_)
        keep[list(found)] = False
        whole, rows = whole.filter(pa.array(keep)), rows[keep]
    return Conformed(whole, rows, found)


def _whole(column: pa.ChunkedArray[Any]) -> Array:
    """One piece: kernels are many times faster on it than on many small ones."""
    if column.num_chunks == 1:
        return column.chunk(0)
    whole: Any = column.combine_chunks()
    return whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole


def _conform_fields(
    columns: dict[str, Array],
    length: int,
    pack: Pack,
    entity: str,
    where: Where,
    found: dict[int, tuple[str, str]],
) -> tuple[list[Array], list[str]]:
    facts, lists = _declared(pack, entity)
    arrays: list[Array] = []
    for name, fact in facts.items():
        cast = cast_leaf(columns.get(name, pa.nulls(length)), fact)
        arrays.append(cast.values)
        for at, refusal in cast.refused.items():
            row, place = where(at)
            found.setdefault(row, ("ADV403", f"{said(name, place)}: {refusal}"))
    for name, item in lists.items():
        column = columns.get(name)
        arrays.append(_conform_list(column, length, name, pack, item, where, found))
    return arrays, [*facts, *lists]


def _conform_list(
    column: Array | None,
    length: int,
    name: str,
    pack: Pack,
    item: str,
    where: Where,
    found: dict[int, tuple[str, str]],
) -> Array:
    if column is None or kinds.is_null(column.type):
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
        inside = dict(
            zip((f.name for f in values.type), values.flatten(), strict=True)
        )  # children with the validity of the structs
        if values.null_count:
            for at in np.flatnonzero(values.is_null().to_numpy(zero_copy_only=False)):
                row, place = place_of(int(at))
                found.setdefault(row, ("ADV407", f"`{place}` holds no facts"))
    count = int(offsets[-1])
    arrays, names = _conform_fields(inside, count, pack, item, place_of, found)
    struct: Any = (
        pa.StructArray.from_arrays(arrays, names=names)
        if arrays
        else pa.array([{}] * count, pa.struct([]))
    )
    starts: Any = pa.array(offsets)
    return pa.ListArray.from_arrays(starts, struct)

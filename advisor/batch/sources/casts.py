"""The values of a column brought to the type that the pack declares, as spreadsheets and libraries write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import compress
from typing import Any
from uuid import UUID

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.backends.columnar import EPOCH, column_type, from_millionths
from advisor.batch.problems import WrongValue
from advisor.batch.sources.dates import AS_WRITTEN, DateReading
from advisor.batch.sources.encodings import how_to_read
from advisor.batch.sources.plain_rows import text_problem
from advisor.batch.sources.plain_values import (
    as_text,
    is_nothing,
    is_word_for_nothing,
    spellings_of,
)
from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.declarations.scalars import Misfit, convert, misfit
from advisor.loading.declarations.stated_choices import choice_meant

Array = Any  # pa.Array of any type; its stubs want one type argument each, which is not known here
NUMBER_TYPE = column_type(ir.NUMBER)
_LARGEST_EXACT = 2**53 // ir.MILLION - 1  # a float below this holds its millionths exactly enough
_PLAIN_WORDS = {"yes", "no", "true", "false"}  # that need not be told
_TEXT = ir.FactDeclaration(ir.SITUATION, ir.SITUATION, ir.TEXT, Span("", 1, 1, 1, 1))


@dataclass(frozen=True, slots=True)
class Cast:
    """The values as declared. `refused` maps places in the array to why there is none.

    `spellings` are those of yes and no, other than plain words.
    """

    values: Array
    refused: Mapping[int, WrongValue]
    spellings: frozenset[str] = frozenset()


def fits(type: pa.DataType, kind: ir.Kind) -> bool:
    """Whether a column of that type can hold values of the kind at all."""
    is_own = isinstance(type, pa.BaseExtensionType)
    type = _storage(type)
    if kinds.is_null(type) or _is_string(type) or _is_binary(type):
        return True
    match kind:
        case ir.Kind.TEXT:
            return bool(kinds.is_boolean(type)) or _is_number(type)
        case ir.Kind.CHOICE:
            return _is_number(type)
        case ir.Kind.YES_NO:
            return bool(kinds.is_boolean(type)) or _is_number(type)
        case ir.Kind.NUMBER:
            return _is_number(type)
        case ir.Kind.DATE:
            is_counted = _is_number(type) and not is_own  # a month of pandas is a number, too
            return is_counted or bool(kinds.is_date(type) or kinds.is_timestamp(type))
        case ir.Kind.DURATION | ir.Kind.WORKING_DAYS:
            return _is_number(type) or bool(kinds.is_duration(type))
        case ir.Kind.PERIOD:
            return _is_number(type)


def plain_table(table: pa.Table) -> pa.Table:
    """The columns without what only libraries make of values: views, runs, bytes for yes and no."""
    schema = plain_schema(table.schema)
    if schema == table.schema:
        return table
    columns = [
        pa.chunked_array(map(plain_array, column.chunks), field.type)
        for column, field in zip(table.columns, schema, strict=True)
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """The same of their types."""
    return pa.schema([field.with_type(_plain_type(field.type)) for field in schema])


def _plain_type(type: Any) -> Any:
    if kinds.is_run_end_encoded(type):
        return _plain_type(type.value_type)
    if kinds.is_dictionary(type) and _is_view(type.value_type):
        return pa.dictionary(type.index_type, _plain_type(type.value_type), type.ordered)
    if _is_view(type):
        return pa.large_string() if kinds.is_string_view(type) else pa.large_binary()
    return pa.bool_() if isinstance(type, pa.Bool8Type) else type


def plain_array(array: Array) -> Array:
    """The same of one array."""
    type, plain = array.type, _plain_type(array.type)
    if plain is type:
        return array
    if kinds.is_run_end_encoded(type):
        values = plain_array(array.values)
        runs = pa.RunEndEncodedArray.from_arrays(array.run_ends, values)
        return pc.run_end_decode(runs.slice(array.offset, len(array)))
    if kinds.is_dictionary(type):
        words = plain_array(array.dictionary)
        return pa.DictionaryArray.from_arrays(array.indices, words, ordered=type.ordered)
    return (array.storage if isinstance(type, pa.Bool8Type) else array).cast(plain)


def _is_view(type: pa.DataType) -> bool:
    return bool(kinds.is_string_view(type) or kinds.is_binary_view(type))


def _storage(type: Any) -> pa.DataType:
    """What the values are made of, under a dictionary and an extension; a UUID's bytes stand for text."""
    if kinds.is_run_end_encoded(type):
        type = type.value_type
    if kinds.is_dictionary(type):
        type = type.value_type
    return type.storage_type if isinstance(type, pa.BaseExtensionType) else type


def _is_string(type: pa.DataType) -> bool:
    return bool(kinds.is_string(type) or kinds.is_large_string(type) or kinds.is_string_view(type))


def _is_binary(type: pa.DataType) -> bool:
    """Bytes that may be text: some writers leave out the mark that says so."""
    if kinds.is_fixed_size_binary(type):
        return bool(type.byte_width == 16)
    return bool(kinds.is_binary(type) or kinds.is_large_binary(type) or kinds.is_binary_view(type))


def _is_number(type: pa.DataType) -> bool:
    return bool(kinds.is_integer(type) or kinds.is_floating(type) or kinds.is_decimal(type))


def cast_leaf(array: Array, fact: ir.FactDeclaration, dates: DateReading = AS_WRITTEN) -> Cast:
    """The array in the type of the fact. Strings that are already text are left as they are encoded.

    Shape: `array` is one whose type `fits`, or one without values. What cannot be such a value becomes null
    and is refused.
    """
    kind = fact.type.kind
    if array.null_count == len(array):  # also where the type is none that `fits`
        return Cast(pa.nulls(len(array), column_type(fact.type)), {})
    if kinds.is_run_end_encoded(array.type) or isinstance(array.type, pa.Bool8Type):
        array = plain_array(array)
    type = _storage(array.type)
    if _is_string(type) or _is_binary(type):
        texts, unreadable = _readable(_as_strings(array))
        if kind is ir.Kind.TEXT:
            return Cast(_without_blank(texts) if fact.is_required else texts, unreadable)
        if kind is ir.Kind.CHOICE:
            return Cast(_choices(texts, fact, dates), unreadable)
        if kinds.is_dictionary(texts.type):
            texts = texts.dictionary_decode()
        found = _by_distinct_values(texts, fact, dates)
        return Cast(found.values, {**found.refused, **unreadable}, found.spellings)
    if kinds.is_dictionary(array.type):
        array = array.dictionary_decode()
    if kind is ir.Kind.DATE and not _is_number(array.type):
        return _dates(array, dates)
    quick = _quick(array, kind)
    if quick is not None:
        return Cast(quick, {})
    return _by_distinct_values(array, fact, dates)


def _choices(texts: Array, fact: ir.FactDeclaration, dates: DateReading) -> Array:
    """Words as a dictionary, without spaces around them, and without those that stand for nothing."""
    encoded = texts if kinds.is_dictionary(texts.type) else texts.dictionary_encode()
    known = spellings_of(fact.type)
    words = encoded.dictionary.to_pylist()
    if all(word in known for word in words):
        return encoded
    tidied: list[str | None] = []
    for word in words:
        is_none = is_nothing(word, fact.type)
        if is_none and is_word_for_nothing(word):
            dates.read_as_nothing(word)
        text = None if is_none or word is None else as_text(word, ir.Kind.CHOICE)
        tidied.append(text and choice_meant(text, fact.type.choices, fact.type.also, fact.words))
    if tidied == words:
        return encoded
    return pa.array(tidied, encoded.dictionary.type).take(encoded.indices)


def without_nothing(array: Array, fact: ir.FactDeclaration, dates: DateReading) -> Array:
    """The texts of a column without those that stand for no value: whether there is one shows whether there is an item."""
    if fact.type.kind is ir.Kind.TEXT or not _is_string(_storage(array.type)):
        return array
    encoded = array if kinds.is_dictionary(array.type) else array.dictionary_encode()
    words = [
        None if word is None else word.decode("utf-8", "replace")
        for word in encoded.dictionary.cast(pa.large_binary()).to_pylist()
    ]
    is_none = [is_nothing(word, fact.type) for word in words]
    if not any(is_none):
        return array
    for word in compress(words, is_none):
        if is_word_for_nothing(word):
            dates.read_as_nothing(str(word))
    mask = pa.array(is_none).take(encoded.indices)
    kept: Any = pc.if_else(mask, pa.scalar(None, array.type), array)
    return kept


def _places_of(codes: Array, refusals: Mapping[int, WrongValue]) -> dict[int, WrongValue]:
    """Where the codes stand of what is refused, and why it is."""
    if not refusals:
        return {}
    numbers = pc.fill_null(codes.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
    places = np.flatnonzero(np.isin(numbers, list(refusals)))
    return {int(at): refusals[int(numbers[at])] for at in places}


def texts_of(array: Array) -> Array:
    """The values of a column as they are shown; null where one is no text."""
    found = cast_leaf(array, _TEXT).values
    if kinds.is_dictionary(found.type):
        found = found.dictionary_decode()
    return found if kinds.is_string(found.type) else found.cast(pa.string())


def _as_strings(array: Array) -> Array:
    """Strings and bytes as strings, whatever bytes they are of; dictionaries of strings stay such."""
    type = array.type
    if kinds.is_dictionary(type):
        if kinds.is_string(type.value_type) or kinds.is_large_string(type.value_type):
            return array
        return _as_strings(array.dictionary_decode())
    if kinds.is_string(type) or kinds.is_large_string(type):
        return array
    if isinstance(type, pa.BaseExtensionType):
        array = array.storage
    if kinds.is_fixed_size_binary(array.type):
        texts = [None if v is None else str(UUID(bytes=v)) for v in array.to_pylist()]
        return pa.array(texts, pa.string())
    wide = kinds.is_large_binary(array.type)
    return array.cast(
        options=pc.CastOptions(pa.large_string() if wide else pa.string(), allow_invalid_utf8=True)
    )


def _readable(texts: Array) -> tuple[Array, dict[int, WrongValue]]:
    """The texts without those that are none: not UTF-8, or with characters that no text may hold."""
    is_encoded = kinds.is_dictionary(texts.type)
    words = texts.dictionary if is_encoded else texts
    if _is_plain_ascii(words):
        return texts, {}
    wrong: dict[int, WrongValue] = {}  # by the place in `words`
    for at, word in enumerate(words.cast(pa.large_binary()).to_pylist()):
        problem = None if word is None else _why_unreadable(word)
        if problem is not None:
            wrong[at] = problem
    if not wrong:
        return texts, {}
    if is_encoded:
        places = _places_of(texts.indices, wrong)
        texts = texts.dictionary_decode()
    else:
        places = wrong
    mask = np.zeros(len(texts), np.bool_)
    mask[list(places)] = True
    return pc.if_else(pa.array(mask), pa.scalar(None, texts.type), texts), places


def _without_blank(texts: Array) -> Array:
    """Null where a text says nothing: a required fact is missing there."""
    is_encoded = kinds.is_dictionary(texts.type)
    words = texts.dictionary if is_encoded else texts
    lengths: Any = pc.utf8_length(pc.utf8_trim_whitespace(words))
    if (pc.min(lengths).as_py() or 0) > 0:
        return texts
    kept: Any = pc.if_else(pc.equal(lengths, 0), pa.scalar(None, words.type), words)
    return kept.take(texts.indices) if is_encoded else kept


def _is_plain_ascii(words: Array) -> bool:
    """Whether all bytes are printable ASCII: what nearly all columns hold, and seen at once."""
    _, offsets, data = words.buffers()
    if data is None or not len(words):
        return True
    wide = np.int64 if kinds.is_large_string(words.type) else np.int32
    ends: Any = np.frombuffer(offsets, wide)[words.offset : words.offset + len(words) + 1]
    found: Any = np.frombuffer(data, np.int8)[ends[0] : ends[-1]]  # beyond ASCII it is negative
    return not len(found) or bool(found.min() >= ord(" ") and found.max() < 0x7F)


def _why_unreadable(word: bytes) -> WrongValue | None:
    try:
        return text_problem(word.decode())
    except UnicodeDecodeError as error:
        help = how_to_read(word, error.start)
        why = f"byte {error.start + 1} of the text is not UTF-8; {help}"
        return WrongValue("ADV003", why, "is not UTF-8", help=help)


def _quick(array: Array, kind: ir.Kind) -> Array | None:
    """The array cast whole; None where some value may not fit, or where there is no quick way."""
    type = array.type
    try:
        match kind:
            case ir.Kind.YES_NO:
                return array if kinds.is_boolean(type) else None
            case ir.Kind.TEXT | ir.Kind.CHOICE:
                return array.cast(pa.string()) if kinds.is_integer(type) else None
            case ir.Kind.NUMBER if kinds.is_integer(type):
                whole = _whole_numbers(array)
                return whole if _is_within(whole, kind) else None
            case ir.Kind.NUMBER if kinds.is_floating(type):
                return _floats(array)
            case ir.Kind.NUMBER:
                whole = array if type == NUMBER_TYPE else array.cast(NUMBER_TYPE)
                return whole if _is_within(whole, kind) else None
            case _:
                if kind is ir.Kind.DATE:  # numbers, such as 20261128: each is looked at
                    return None
                days = array.cast(pa.int32()) if kinds.is_integer(type) else None
                return days if days is None or _is_within(days, kind) else None
    except pa.ArrowInvalid:
        return None


_TICKS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}  # of a second


def _dates(array: Array, dates: DateReading) -> Cast:
    """Days, each judged alone: midnight in the column's own zone is a date, any other time is none without
    a zone to take its day in.

    Nothing is turned into Python's values, which hold neither nanoseconds nor what writers mean by
    infinity.
    """
    type, a_day = array.type, 1
    there: Any = None  # what the clocks of the zone show that was asked for
    if kinds.is_timestamp(type):
        a_day = 86_400 * _TICKS[type.unit]
        if type.tz is not None:
            if dates.zone is not None:
                there = pc.local_timestamp(array.cast(pa.timestamp(type.unit, dates.zone)))
            array = pc.local_timestamp(array.cast(pa.timestamp(type.unit, known_zone(type.tz))))
    elif kinds.is_date64(type):
        a_day = 86_400_000
    width = pa.int32() if a_day == 1 else pa.int64()
    ticks: Any = pc.fill_null(array.view(width), 0).to_numpy(zero_copy_only=False)
    days, rest = (ticks, np.zeros_like(ticks)) if a_day == 1 else np.divmod(ticks, a_day)
    if dates.zone is not None:
        if there is not None:
            moments: Any = pc.fill_null(there.view(pa.int64()), 0).to_numpy(zero_copy_only=False)
            days = np.where(rest == 0, days, moments // a_day)
        rest = np.zeros_like(rest)
    is_day = (rest == 0) & (days >= 1 - EPOCH) & (days <= ir.LAST_DATE - EPOCH)
    if is_day.all():
        if a_day == 1:
            return Cast(array, {})
        return Cast(_days(days, ~array.is_valid().to_numpy(zero_copy_only=False)), {})
    is_given = array.is_valid().to_numpy(zero_copy_only=False)
    refused: dict[int, WrongValue] = {}
    if np.any((rest != 0) & is_given):
        dates.refused_moment()
    for at in np.flatnonzero(~is_day & is_given):
        refused[int(at)] = _no_date(int(days[at]), int(rest[at]) * 86_400 // a_day, type)
    return Cast(_days(np.where(is_day, days, 0), ~(is_given & is_day)), refused)


def _days(days: Any, is_null: Any) -> Array:
    return pa.array(days.astype(np.int32), mask=is_null).view(pa.date32())


def _no_date(day: int, second: int, type: Any) -> WrongValue:
    """Why a day with a time, or a day far off, is no date. Units: days from 1970; seconds of the day."""
    if not 1 - EPOCH <= day <= ir.LAST_DATE - EPOCH:
        about = "is a day beyond the calendar"
        return WrongValue(
            "ADV403",
            "a day beyond the calendar is no date; leave it out where there is no end",
            about,
        )
    moment = datetime.combine(date.fromordinal(day + EPOCH), time()) + timedelta(seconds=second)
    zone = f" ({type.tz})" if kinds.is_timestamp(type) and type.tz else ""
    text, about = f"{moment.isoformat()}", "is not a date"
    help = f"leave out the time: `{moment.date()}`"
    return WrongValue("ADV403", f"`{text}`{zone} {about}; {help}", about, text, help)


def known_zone(name: str) -> str | None:
    """A time zone by the name under which it can be looked up; None, where nothing is known of it.

    Writers store what their own libraries call it: `tzutc()`, `pytz.FixedOffset(60)`,
    `dateutil//usr/share/zoneinfo/Europe/Berlin`.
    """
    minutes = re.fullmatch(r"pytz\.FixedOffset\((-?[0-9]+)\)", name)
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])([0-9]{1,2}):?([0-9]{2})", name)
    if name in ("Z", "z", "tzutc()", "GMT", "utc", "Utc"):
        name = "UTC"
    elif minutes is not None:
        sign, away = "-" if int(minutes[1]) < 0 else "+", abs(int(minutes[1]))
        name = f"{sign}{away // 60:02}:{away % 60:02}"
    elif offset is not None:
        name = f"{offset[1]}{int(offset[2]):02}:{offset[3]}"
    elif "zoneinfo/" in name:
        name = name.rpartition("zoneinfo/")[2].rstrip("')\"")
    try:
        pc.local_timestamp(pa.array([0], pa.timestamp("s", name)))
    except pa.ArrowInvalid:
        return None
    return name


def _whole_numbers(array: Array) -> Array:
    """Whole numbers stay what they are: the engine takes them, and refuses those out of range."""
    return array if kinds.is_signed_integer(array.type) else array.cast(pa.int64())


def _is_within(numbers: Array, kind: ir.Kind) -> bool:
    """Whether all whole numbers, or days, are such as the language can hold."""
    lowest, highest = ir.BOUNDS[kind]
    unit = ir.MILLION if kind is ir.Kind.NUMBER else 1
    found: Any = pc.min_max(numbers)
    least, most = found["min"].as_py(), found["max"].as_py()
    return least is None or (lowest <= least * unit and most * unit <= highest)


def _floats(array: Array) -> Array | None:
    values: Any = pc.fill_null(array, 0.0).to_numpy(zero_copy_only=False)
    if values.dtype != np.float64:
        # 19.99 in 32 bits is 19.989999771118164: meant is the shortest number that gives these bits.
        distinct, which = np.unique(values, return_inverse=True)
        values = np.array([float(str(value)) for value in distinct], np.float64)[which]
    if not bool(np.all(np.abs(values) < _LARGEST_EXACT)):  # also false for NaN
        return None
    millionths = np.rint(values * ir.MILLION)
    if not np.array_equal(millionths / ir.MILLION, values):
        return None  # digits beyond the sixth
    is_given = array.is_valid().to_numpy(zero_copy_only=False) if array.null_count else None
    return from_millionths(millionths.astype(np.int64), is_given)


def _by_distinct_values(array: Array, fact: ir.FactDeclaration, dates: DateReading) -> Cast:
    """Exactly as situation files are read, once for each distinct value."""
    # yes, maybe, yes, no is read as three words, yes maybe no; maybe is refused, in the second place.
    type = fact.type
    encoded = array.dictionary_encode()
    values: list[object] = []
    refusals: dict[int, WrongValue] = {}
    spellings: set[str] = set()
    type = ir.TEXT if type.kind is ir.Kind.CHOICE else type  # the engine knows the choices
    for number, value in enumerate(_plain_values(encoded.dictionary)):
        if is_nothing(value, fact.type):
            if is_word_for_nothing(value):
                dates.read_as_nothing(str(value))
            values.append(None)
            continue
        text = as_text(value, type.kind)
        found: ir.Value | Misfit = misfit(str(value), "is no value", "write one value")
        if text is not None and type.kind is ir.Kind.DATE:
            text = dates.text(text, fact)
        if text is not None and type.kind is ir.Kind.NUMBER:
            text = dates.number(text, fact)
        if text is not None:
            found = convert(text, type, fact.words)
        if isinstance(found, Misfit):
            if text is not None and type.kind is ir.Kind.DATE:
                found = dates.why_not(text, fact, found)
            refusals[number] = WrongValue.of(found)
            values.append(None)
        else:
            values.append(_as_arrow(found, type.kind))
            if type.kind is ir.Kind.YES_NO and value is not None:
                spellings.add(str(value))
    taken = pa.array(values, column_type(type)).take(encoded.indices)
    told = frozenset(spellings - _PLAIN_WORDS)
    return Cast(taken, _places_of(encoded.indices, refusals), told)


def _plain_values(array: Array) -> list[object]:
    """Python's values; a float as short as it can be written in its own width."""
    if kinds.is_float32(array.type) or kinds.is_float16(array.type):
        numbers: Any = array.to_numpy(zero_copy_only=False)
        return [float(str(number)) for number in numbers]
    if kinds.is_duration(array.type):
        ticks, second = array.cast(pa.int64()).to_pylist(), _TICKS[array.type.unit]
        return [_length(n, 86_400 * second) for n in ticks]
    found: list[object] = array.to_pylist()
    return found


def _length(ticks: int | None, a_day: int) -> str | None:
    """Days as a situation file has them; with a fraction they are none."""
    if ticks is None:
        return None
    return f"{ticks // a_day if ticks % a_day == 0 else round(ticks / a_day, 6)} days"


def _as_arrow(value: ir.Value, kind: ir.Kind) -> object:
    match kind:
        case ir.Kind.NUMBER:
            return Decimal(value).scaleb(-6)
        case ir.Kind.DATE:
            return date.fromordinal(int(value))
        case _:
            return value

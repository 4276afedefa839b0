"""Rows of advice as the bytes of one part of the output: Parquet, CSV or JSON Lines; long or nested.

Parts of CSV and JSON Lines follow each other as they are, below `head`; parts of Parquet are whole files
(see `parquet_footers`). CSV and JSON Lines are the same, byte for byte, as `text` writes them.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.deciding import LONG, DecidedSlice
from advisor.batch.outputs.text import EXACT, FORMULA, FORMULA_SIGNS

if TYPE_CHECKING:
    import polars as pl

_PIECE: list[Any] = [field for field in LONG if field.name not in ("row", "situation")]
_NESTED: list[Any] = [
    pa.field("row", pa.int64(), nullable=False),
    pa.field("situation", pa.string()),
    pa.field("advice", pa.list_(pa.struct(_PIECE))),
]
NESTED = pa.schema(_NESTED)
_MOST_BYTES = 2**31 - 1
_WIDEST = 256  # bytes of the end of a line that is put behind the rest as one piece
_LINES_AT_ONCE = 8_192
_ENCODED = [field.name for field in LONG if field.name not in ("row", "situation")]


def encode_long(advice: pa.Table, format: str) -> Any:
    """The rows of advice (columns `LONG`) as a buffer."""
    match format:
        case "parquet":
            from advisor.batch.outputs.parquet_writer import long_table

            return long_table(advice)
        case "csv":
            return _csv(advice)
        case _:
            return _json_lines(advice)


def encode_nested(decided: DecidedSlice, format: str) -> Any:
    """One row a situation: its pieces of advice in a list; null for a situation with a problem."""
    table = nested_table(decided)
    if format == "parquet":
        from advisor.batch.outputs.parquet_writer import any_table

        return any_table(table, [f"advice.list.element.{name}" for name in _ENCODED])
    return _json_lines(table)


def encode_results(results: pa.Table, format: str) -> Any:
    """The rows of results as a buffer."""
    match format:
        case "parquet":
            from advisor.batch.outputs.parquet_writer import any_table

            return any_table(results, ["place"])
        case "csv":
            return _csv(results)
        case _:
            return _results_as_json(results)


def _results_as_json(results: pa.Table) -> bytes:
    """Column by column, as `text.result_lines` writes them."""
    parts: list[Any] = []
    for number, name in enumerate(results.column_names):
        told = pc.coalesce(_json_texts(_one_piece(results.column(name))), "null")
        parts += [f"{',' if number else '{'}{json.dumps(name)}:", told]
    lines = pc.binary_join_element_wise(*parts, "}\n", "")
    pieces = lines.chunks if isinstance(lines, pa.ChunkedArray) else [lines]
    return b"".join(_joined(piece).tobytes() for piece in pieces)


def _json_texts(column: Any) -> Any:
    """Values as JSON, null where they are not given."""
    type_ = column.type
    if pa.types.is_string(type_):
        words = column.dictionary_encode()
        told = (json.dumps(word, ensure_ascii=False) for word in words.dictionary.to_pylist())
        return pa.array(told, pa.string()).take(words.indices)
    if pa.types.is_date32(type_):
        return pc.binary_join_element_wise('"', column.cast(pa.string()), '"', "")
    if not pa.types.is_decimal(type_):
        return column.cast(pa.string())
    told = numbers_told(column)
    most = pa.scalar(Decimal(EXACT).scaleb(-6), type_)
    is_exact = pc.less(pc.abs(column), most)
    return pc.if_else(is_exact, told, pc.binary_join_element_wise('"', told, '"', ""))


def numbers_told(column: Any) -> Any:
    """Decimals without zeros at their end: `12.5`, `0`."""
    texts = column.cast(pa.string())
    return pc.utf8_rtrim(pc.utf8_rtrim(texts, "0"), ".")


def encode_table(table: pa.Table, format: str) -> bytes:
    """Advice as CSV or JSON Lines, of the columns `LONG` or `NESTED`; texts need not be dictionaries."""
    return bytes(_csv(table)) if format == "csv" else _json_lines(table)


def nested_table(decided: DecidedSlice) -> pa.Table:
    """The advice as columns `NESTED`, all rows of the slice in order."""
    advice, rows = decided.advice.combine_chunks(), decided.rows
    bad = {p.row: p.situation for p in decided.problems}
    every: Any = np.sort(np.union1d(rows, np.fromiter(bad, np.int64, len(bad))))
    # Rows 1, 2 and 4 are good, row 3 has a problem; the pieces of advice belong to rows 1 1 4:
    #
    #   every     1 2 3 4
    #   counts    2 0 0 1      offsets 0 2 2 2 3
    #   lists     [a b] [] null [c]
    counts = np.bincount(
        np.searchsorted(every, advice.column("row").to_numpy()), minlength=len(every)
    )
    offsets: Any = pa.array(np.concatenate(([0], np.cumsum(counts))).astype(np.int32))
    pieces: list[Any] = [_one_piece(advice.column(name)) for name in _ENCODED]
    struct: Any = pa.StructArray.from_arrays(pieces, fields=_PIECE)
    without = np.isin(every, list(bad))
    mask: Any = pa.array(without) if bad else None
    lists = pa.ListArray.from_arrays(offsets, struct, mask=mask)
    ids = decided.table.column("situation").cast(pa.string())
    if bad:
        known = dict(zip(rows.tolist(), ids.to_pylist(), strict=True)) | bad
        names: Any = pa.array([known[row] for row in every.tolist()], pa.string())
    else:
        names = ids
    return pa.Table.from_arrays([pa.array(every), names, lists], schema=NESTED)


def _one_piece(column: Any) -> Any:
    whole = column.combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        return whole.chunk(0) if whole.num_chunks else pa.array([], whole.type)
    return whole


def _frame(table: pa.Table) -> pl.DataFrame:
    import polars as pl

    plain: Any = [
        pa.field(f.name, f.type.value_type if isinstance(f.type, pa.DictionaryType) else f.type)
        for f in table.schema
    ]
    frame = pl.from_arrow(table.cast(pa.schema(plain)))
    assert isinstance(frame, pl.DataFrame)
    return frame


def _csv(advice: pa.Table) -> bytes | memoryview:
    """The lines are the cells joined, column by column: half the time of writing row by row.

    Columns with few combinations of values are joined once for each of these, which halves it again; and where
    lines end in such columns, as most do, these are put behind the rest as one piece.
    """
    # Most lines end in one of some hundred ways:
    #
    #   1 ann  Thank them    2026-11-21  now          1 ann  0     0  Thank them,2026-11-21,now
    #   2 ben  Ask for time  2026-11-20  overdue  →   2 ben  1     1  Ask for time,2026-11-20,overdue
    #   3 cem  Thank them    2026-11-21  now          3 cem  0
    if not advice.num_rows:
        return b""
    columns = [_one_piece(column) for column in advice.columns]
    ends = [*[""] * (len(columns) - 1), "\n"]
    cells: list[Any] = []
    while columns:
        together = _few_together(columns)
        count = max(1, together.columns)
        if cells and together.columns == len(columns):
            endings = together.texts(columns, ends)
            lines = _with_endings(_side_by_side(cells), endings, together.codes)
            if lines is not None:
                return lines
        joined = together.joined(columns[:count], ends[:count]) if count > 1 else None
        cells += map(_cells, columns[:count], ends[:count]) if joined is None else [joined]
        columns, ends = columns[count:], ends[count:]
    lines = _side_by_side(cells)
    if isinstance(lines, pa.ChunkedArray):  # more than one array of texts may hold
        return b"".join(_joined(piece).tobytes() for piece in lines.chunks)
    return memoryview(_joined(lines))


def _side_by_side(cells: list[Any]) -> Any:
    if len(cells) == 1:
        return pc.fill_null(cells[0], "")
    return pc.binary_join_element_wise(*cells, ",", null_handling="replace", null_replacement="")


@dataclass(frozen=True)
class _Together:
    """The combinations of values that the first `columns` of some columns have.

    Shape: `codes` numbers that of each row; `examples` has a row for each number.
    """

    columns: int
    codes: Any
    examples: Any

    def texts(self, columns: list[Any], ends: list[str]) -> Any:
        """The cells of these columns side by side. Shape: a text for each number."""
        examples = (column.take(self.examples) for column in columns)
        return _side_by_side([*map(_cells, examples, ends)])

    def joined(self, columns: list[Any], ends: list[str]) -> Any:
        """The texts of all rows; None, where they may be more bytes than one array holds."""
        texts = self.texts(columns, ends)
        longest = pc.max(pc.binary_length(texts)).as_py() or 0
        return None if longest * len(self.codes) > _MOST_BYTES else texts.take(self.codes)


def _with_endings(heads: Any, endings: Any, codes: Any) -> memoryview | None:
    """Each head with a comma and the ending of its number; None, where endings are too long for that.

    Shape: `heads` and `codes` have one for each line.
    """
    # All endings are written as wide as the longest, from the first line to the last, then the heads as wide as
    # they are. What is too much of an ending is written over by what follows it:
    #
    #   ······,Thank them,2026-11-21⏎
    #   ······,Thank them,2026-11-21⏎······,Wait⏎░░░░░░░░░░░░░░░░
    #   1,ann,Thank them,2026-11-21⏎2,ben,Wait⏎
    if isinstance(heads, pa.ChunkedArray) or isinstance(endings, pa.ChunkedArray):
        return None
    numbers = codes.to_numpy()
    head_ends, data = _ends(heads), np.frombuffer(heads.buffers()[2], np.uint8)
    widths, ending_widths = np.diff(head_ends), np.diff(_ends(endings)) + 1
    widest = int(ending_widths.max())
    if widest > _WIDEST:
        return None
    padded = np.zeros((len(endings), widest), np.uint8)
    for number, text in enumerate(endings.to_pylist()):
        line = f",{text}".encode()
        padded[number, : len(line)] = np.frombuffer(line, np.uint8)
    stops = np.cumsum(widths + ending_widths[numbers], dtype=np.int64)
    starts = np.concatenate(([0], stops[:-1]))
    out: Any = np.empty(int(stops[-1]) + widest, np.uint8)
    pieces, places = _overlapping(out, widest), starts + widths
    words = padded.view(f"V{widest}")[:, 0]
    for first in range(0, len(numbers), _LINES_AT_ONCE):
        some = slice(first, first + _LINES_AT_ONCE)
        pieces[places[some]] = words[numbers[some]]
    for width in np.flatnonzero(np.bincount(widths)).tolist():
        at = np.flatnonzero(widths == width)
        if width:
            _overlapping(out, width)[starts[at]] = _overlapping(data, width)[head_ends[at]]
    return memoryview(out)[: int(stops[-1])]


def _overlapping(data: Any, width: int) -> Any:
    """At every byte a piece of some bytes, which overlaps those around it."""
    return np.ndarray(len(data) - width + 1, f"V{width}", data, strides=(1,))


def _few_together(columns: list[Any]) -> _Together:
    """As many columns from the first one on as have far fewer combinations of values than there are rows."""
    rows = len(columns[0])
    codes, many, count = np.zeros(rows, np.int32), 1, 0
    for column in columns:
        own, of_column = _codes(column)
        if own is None or many * of_column > 2 * rows:
            break
        if of_column > 1:
            codes = codes * np.int32(of_column) + own
            is_there = np.zeros(many * of_column, np.bool_)
            is_there[codes] = True
            codes = (np.cumsum(is_there, dtype=np.int32) - 1).take(codes)
            many = int(np.count_nonzero(is_there))
        count += 1
    examples = np.zeros(many, np.int64)
    examples[codes] = np.arange(rows)
    return _Together(count, pa.array(codes), pa.array(examples))


def _codes(column: Any) -> tuple[Any, int]:
    """A number for each value of a column, and how many they may be; None, where that is not plain to see."""
    type = column.type
    if column.null_count == len(column):
        return 0, 1
    if pa.types.is_date32(type):
        days = column.cast(pa.int32())
        span = pc.min_max(days).as_py()
        after = span["max"] + 1  # stands for none
        return pc.fill_null(days, after).to_numpy() - span["min"], after - span["min"] + 1
    if column.null_count:
        return None, 0
    if pa.types.is_dictionary(type):
        return column.indices.to_numpy(), len(column.dictionary)
    is_empty = pa.types.is_string(type) and not len(_joined(column))
    return (0, 1) if is_empty else (None, 0)


def _joined(texts: Any) -> Any:
    """The bytes of all texts, one after the other."""
    data = texts.buffers()[2]
    if data is None or not len(texts):
        return np.empty(0, np.uint8)
    ends = _ends(texts)
    return np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]


def _ends(texts: Any) -> Any:
    """Where each text begins in the buffer of all, and where the last one ends."""
    return np.frombuffer(texts.buffers()[1], np.int32)[texts.offset :][: len(texts) + 1]


def _cells(column: Any, end: str) -> Any:
    """The values of a column as cells of CSV: quoted where that is necessary, and no formulas."""
    if pa.types.is_dictionary(column.type):
        return _cells(column.dictionary, end).take(column.indices)
    if not pa.types.is_string(column.type):  # numbers, days, yes and no: no formulas, and no quotes
        column = (
            numbers_told(column) if pa.types.is_decimal(column.type) else column.cast(pa.string())
        )
        return _ended(column, end)
    data = _joined(column)
    if len(data):
        ends = _ends(column)
        first: Any = data.take((ends[:-1] - ends[0])[ends[:-1] < ends[1:]])
        if np.isin(first, _signs(FORMULA_SIGNS)).any():
            odd: Any = pc.match_substring_regex(column, f"^[{FORMULA}]")
            column = pc.if_else(odd, pc.binary_join_element_wise("'", column, ""), column)
        if any(np.any(data == sign) for sign in _signs(',"\n\r')):
            odd = pc.match_substring_regex(column, '[,"\n\r]')
            doubled: Any = pc.replace_substring(column, '"', '""')
            quoted: Any = pc.binary_join_element_wise('"', doubled, '"', "")
            column = pc.if_else(odd, quoted, column)
    return _ended(column, end)


def _ended(cells: Any, end: str) -> Any:
    """The cells with what ends them, also those that are none."""
    if not end:
        return cells
    return pc.binary_join_element_wise(cells, end, "", null_handling="replace", null_replacement="")


def _signs(text: str) -> Any:
    return np.frombuffer(text.encode(), np.uint8)


def _json_lines(table: pa.Table) -> bytes:
    out = io.BytesIO()
    _frame(table).write_ndjson(out)
    return out.getvalue()


def empty_parquet(schema: pa.Schema) -> Any:
    """A file without rows."""
    from advisor.batch.outputs.parquet_writer import any_table

    return any_table(schema.empty_table(), False)

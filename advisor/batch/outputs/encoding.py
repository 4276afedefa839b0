"""Rows of advice as the bytes of one part of the output: Parquet, CSV or JSON Lines; long or nested.

Parts of CSV and JSON Lines follow each other as they are, below `head`; parts of Parquet are whole files
(see `parquet_joining`). CSV and JSON Lines are the same, byte for byte, as `plain_writing` writes them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.decide.deciding import LONG, DecidedSlice
from advisor.batch.outputs.parquet_writer import any_table, long_table
from advisor.batch.outputs.text import FORMULA, FORMULA_SIGNS

if TYPE_CHECKING:
    import polars as pl

_PIECE: list[Any] = [field for field in LONG if field.name not in ("row", "situation")]
_NESTED: list[Any] = [
    pa.field("row", pa.int64(), nullable=False),
    pa.field("situation", pa.string()),
    pa.field("advice", pa.list_(pa.struct(_PIECE))),
]
NESTED = pa.schema(_NESTED)
_ENCODED = [field.name for field in LONG if field.name not in ("row", "situation")]


def encode_long(advice: pa.Table, format: str) -> Any:
    """The rows of advice (columns `LONG`) as a buffer."""
    match format:
        case "parquet":
            return long_table(advice)
        case "csv":
            return _csv(advice)
        case _:
            return _json_lines(advice)


def encode_nested(decided: DecidedSlice, format: str) -> Any:
    """One row a situation: its pieces of advice in a list; null for a situation with a problem."""
    table = nested_table(decided)
    if format == "parquet":
        return any_table(table, [f"advice.list.element.{name}" for name in _ENCODED])
    return _json_lines(table)


def encode_table(table: pa.Table, format: str) -> bytes:
    """Advice as CSV or JSON Lines, of the columns `LONG` or `NESTED`; texts need not be dictionaries."""
    return _csv(table) if format == "csv" else _json_lines(table)


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


def _csv(advice: pa.Table) -> bytes:
<<<<<<< HEAD
    """The lines are the cells joined, column by column: half the time of writing row by row."""
    last = advice.num_columns - 1
    cells = [
        _cells(_one_piece(column), "\n" if at == last else "")
        for at, column in enumerate(advice.columns)
    ]
    lines: Any = pc.binary_join_element_wise(
        *cells, ",", null_handling="replace", null_replacement=""
=======
    for name in ("situation", "title", "for"):
        text: Any = advice.column(name)
        if pa.types.is_dictionary(text.type):
            if not any(_looks_like_formulas(chunk.dictionary) for chunk in text.chunks):
                continue
            text = text.cast(pa.string())
        if _looks_like_formulas(text):
            odd: Any = _are_formulas(text)
            marked: Any = pc.binary_join_element_wise("'", text, "")
            at = advice.column_names.index(name)
            advice = advice.set_column(at, name, pc.if_else(odd, marked, text))
    out = io.BytesIO()
    _frame(_nothing_for_empty(advice)).write_csv(
        out, include_header=False, quote_style="necessary", null_value=""
>>>>>>> h-causes
    )
    if isinstance(lines, pa.ChunkedArray):  # more than one array of texts may hold
        return b"".join(_joined(piece).tobytes() for piece in lines.chunks)
    return bytes(_joined(lines).data)


<<<<<<< HEAD
def _joined(texts: Any) -> Any:
    """The bytes of all texts, one after the other."""
    data = texts.buffers()[2]
    if data is None or not len(texts):
        return np.empty(0, np.uint8)
    ends = _ends(texts)
    return np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]
=======
def _looks_like_formulas(texts: Any) -> bool:
    """Whether a spreadsheet would calculate with one of them."""
    return bool(pc.any(_are_formulas(texts)).as_py())


def _are_formulas(texts: Any) -> Any:
    return pc.match_substring_regex(texts, f"^[{FORMULA}]")
>>>>>>> h-causes


def _ends(texts: Any) -> Any:
    """Where each text begins in the buffer of all, and where the last one ends."""
    return np.frombuffer(texts.buffers()[1], np.int32)[texts.offset :][: len(texts) + 1]


def _cells(column: Any, end: str) -> Any:
    """The values of a column as cells of CSV: quoted where that is necessary, and no formulas."""
    if pa.types.is_dictionary(column.type):
        return _cells(column.dictionary, end).take(column.indices)
    if not pa.types.is_string(column.type):
        column = column.cast(pa.string())
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
    return pc.binary_join_element_wise(column, end, "") if end else column


def _signs(text: str) -> Any:
    return np.frombuffer(text.encode(), np.uint8)


def _json_lines(table: pa.Table) -> bytes:
    out = io.BytesIO()
    _frame(table).write_ndjson(out)
    return out.getvalue()


def empty_parquet(is_nested: bool) -> Any:
    """A file without rows."""
    return any_table((NESTED if is_nested else LONG).empty_table(), False)

"""CSV in blocks of lines, quoted or not: the same cells as one reader of the whole file finds."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.problems import BatchError
from advisor.batch.sources import csv_blocks
from advisor.batch.sources.csv_blocks import CsvBlock, CsvCells
from advisor.batch.sources.table_files import TableFile
from advisor.ir import Kind

IN_LINES = {  # rows of two cells, and those of them that are read as blocks
    "plain": (b"a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    "all in quotes": (b'"a","b"\n"c","d"\n', [["a", "b"], ["c", "d"]]),
    "commas and quotes in quotes": (b'"a,b","c ""d"""\n', [["a,b", 'c "d"']]),
    "only quotes": (b'"""",""\n', [['"', None]]),
    "ends of Windows": (b'"a","b"\r\nc,"d"\r\n', [["a", "b"], ["c", "d"]]),
    "the last line without its end": (b'a,"b"', [["a", "b"]]),
    "a quote within a cell": (b'5" pipe,b\n7" pipe,d\n', None),
    "a quote behind a blank": (b'a, "b"\n', None),
    "words behind a quote": (b'"a"b,c\n', None),
    "a line within quotes": (b'"a\nb",c\n', None),
    "a quote that nothing closes": (b'"a,b\nc,d\n', None),
    "a blank line": (b'"a","b"\n\n"c","d"\n', None),
    "quotes that only look even": (b'5" pipe,"a\nb"\n', None),
}


@pytest.mark.parametrize(("text", "rows"), IN_LINES.values(), ids=IN_LINES)
def test_lines_are_rows_where_quotes_are_around_whole_cells(
    text: bytes, rows: list[list[str | None]] | None
) -> None:
    found = [*CsvCells(["x", "y"], ",", {}).blocks(io.BytesIO(text))]
    if rows is None:
        assert found == [0]
        return
    tables = [block.load() for block in found if isinstance(block, CsvBlock)]
    assert [list(row.values()) for table in tables for row in table.to_pylist()] == rows
    assert sum(block.count for block in found if isinstance(block, CsvBlock)) == len(rows)


def test_numbers_and_choices_are_such_between_quoted_cells() -> None:
    kinds = {"n": Kind.NUMBER, "c": Kind.CHOICE}
    text = b'"a, b",7,"red"\n"c ""d""",12,"blue"\n'
    [plain] = CsvCells(["t", "n", "c"], ",", kinds).blocks(io.BytesIO(text.replace(b'""', b"")))
    assert isinstance(plain, CsvBlock)
    assert [str(type) for type in plain.load().schema.types][:2] == ["string", "int32"]
    [escaped] = CsvCells(["t", "n", "c"], ",", kinds).blocks(io.BytesIO(text))
    assert isinstance(escaped, CsvBlock)  # more bytes than the cells have: they stay as written
    assert escaped.load().column("n").to_pylist() == ["7", "12"]
    for written in (b'"a","07"\n', b'"a"," 7"\n', b'"a","+7"\n'):
        [block] = CsvCells(["t", "n"], ",", kinds).blocks(io.BytesIO(written))
        assert isinstance(block, CsvBlock)
        [value] = block.load().column("n").to_pylist()
        assert value == written.split(b'"')[3].decode()


def cells(batches: list[pa.RecordBatch]) -> list[dict[str, str | None]]:
    return [row for batch in batches for row in batch.to_pylist()]


def either_way(path: Path) -> list[list[dict[str, str | None]] | str]:
    found: list[list[dict[str, str | None]] | str] = []
    for read in (TableFile.batches, TableFile.batches_ahead):
        try:
            found.append(cells([*read(TableFile(path))]))
        except BatchError as error:
            found.append(str(error))
    return found


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 40)


CELL = st.text(st.sampled_from('a7," é\n'), max_size=5)


@given(
    rows=st.lists(st.tuples(CELL, CELL), max_size=12),
    quoting=st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC)),
    end=st.sampled_from(("\n", "\r\n")),
)
def test_what_programs_write_is_read_alike_ahead(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str]],
    quoting: Any,
    end: str,
) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=quoting, lineterminator=end)
        writer.writerow(("x", "y"))
        writer.writerows(rows)
    plain, ahead = either_way(path)
    assert plain == ahead


@given(text=st.text(st.sampled_from('a,"\n'), max_size=60))
def test_any_text_is_read_alike_ahead(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_text(f"x,y\na,b\n{text}", encoding="utf-8")
    try:
        TableFile(path)
    except BatchError:
        return
    plain, ahead = either_way(path)
    assert plain == ahead

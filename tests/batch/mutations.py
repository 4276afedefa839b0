"""Tables and lines of situations, damaged as programs, transfers and hurried people damage them.

`python -m tests.batch.mutations --files N` gives N of them to `advisor batch` and reports whatever ends in
anything but advice, listed problems or one clear message, or takes long. They are read in other processes:
where a library below brings the whole interpreter down, the number of the file is told.
"""

from __future__ import annotations

import bz2
import csv
import gc
import gzip
import io
import json
import lzma
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as time_of_day
from functools import cache, lru_cache, partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from unittest import mock

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
from click.testing import CliRunner

from advisor.backends.columnar import compile_columnar
from advisor.cli.main import cli
from tests.batch.tables import lines, program, row

AT_ONCE = 1_000  # files a process
SLOW = 5.0  # seconds
LONGEST = 600  # characters of a line that is said: a sentence, not a flood
MANY = 30  # lines
NOTHING = "There are no situation files there"  # said of a folder that is none of tables
_SPLINTERS = (
    *(b"\t", b"\x00", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n", b"\n\n", b'"', b'""', b"'", b"`", b"\\"),
    *(b",", b";", b"|", b":", b"{", b"}", b"[", b"]", b"-", b"+", b"e", b"\xff", b"\xed\xa0\x80", b"\xc3"),
    *(b"null", b"NaN", b"true", b"1e999", b"\\u0000", b"\\ud800", b" ", b"sep=;\n", b"0.0", b"\xe2\x80\xa8"),
)  # fmt: skip
_CELLS = (
    *("", " ", "yes", "TRUE", "1", "0.0", "none", "NaN", "NaT", "2026-02-30", "2026-11-22T10:00:00Z", "-1"),
    *("99999999999999999999", "1e9", "1,5", "22.11.2026", "=1+1", "a\nb", 'say "no"', "ünder", "\x07", "[]"),
    *("1795132800000", "inf", "-0", "0x10", "1_000", "５", "2026-11-22 00:00:00", "x" * 3_000),
)  # fmt: skip
_VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        1,
        -1,
        1.5,
        1e308,
        10**30,
        -0.0,
        "",
        [],
        {},
        [None],
        [[]],
        [{}],
        {"a": 1},
    ),
    *_CELLS,
)
# Control characters are refused by the writer, not only by us.
_SHEET_CELLS: tuple[Any, ...] = (
    *(cell for cell in _CELLS if "\x07" not in cell),
    *(None, True, False, 0, 1, 1.5, 45_000, -1, 10**30, date(2026, 11, 22), time_of_day(10, 30)),
    *(datetime(2026, 11, 22, 10, 30), timedelta(days=3, hours=2), "#N/A", "=TODAY()"),
)


@dataclass(frozen=True)
class Damaged:
    """One input after the damage: its files by their names, and what was done to it."""

    files: Mapping[str, bytes]
    how: str

    @property
    def form(self) -> str:
        """What the command is given: "x.jsonl", "x.csv.gz", "x.xlsx", …, or "tables"."""
        names = sorted(self.files)
        return names[0].partition("/")[0]

    @property
    def has_single_values(self) -> bool:
        """Whether it has a row an application."""
        return self.form.split(".")[1:2] in (
            ["csv"],
            ["tsv"],
            ["txt"],
            ["json"],
            ["ndjson"],
            ["zip"],
        )


# --- what is damaged ------------------------------------------------------------------------------------


@cache
def people() -> tuple[dict[str, Any], ...]:
    """Some situations, one of them bad."""
    return tuple(row(number, bad=number == 5) for number in range(12))


@cache
def flat() -> Mapping[str, tuple[dict[str, Any], ...]]:
    """The same, a table an entity."""
    situations, applications, interviews = [], [], []
    for one in people():
        id = one["situation"]
        situations.append({"situation": id, "today": one["today"]})
        for n, application in enumerate(one["applications"]):
            facts = {name: value for name, value in application.items() if name != "interviews"}
            applications.append({"situation": id, "applications": n, **facts})
            interviews += [
                {"situation": id, "applications": n, "interviews": m, **interview}
                for m, interview in enumerate(application["interviews"])
            ]
    tables = {"situation": situations, "application": applications, "interview": interviews}
    return {name: tuple(rows) for name, rows in tables.items()}


def as_csv(rows: list[dict[str, Any]], separator: str = ",") -> bytes:
    """Rows as CSV, with the names of the first row."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(one.values() for one in rows)
    return out.getvalue().encode()


def as_parquet(table: pa.Table, rng: Random) -> bytes:
    """A table as Parquet, written in one of the ways that there are."""
    out = io.BytesIO()
    pq.write_table(
        table,
        out,
        row_group_size=rng.choice((3, 100)),
        compression=rng.choice(("none", "snappy", "zstd", "gzip")),
        use_dictionary=rng.choice((True, False)),
        data_page_version=rng.choice(("1.0", "2.0")),
        version=rng.choice(("1.0", "2.6")),
    )
    return out.getvalue()


def json_lines(rng: Random) -> dict[str, bytes]:
    """A file of JSON Lines."""
    return {"x.jsonl": lines(people()).encode()}


def nested_parquet(rng: Random) -> dict[str, bytes]:
    """A Parquet file with lists inside."""
    return {"x.parquet": as_parquet(pa.Table.from_pylist([*people()]), rng)}


def csv_tables(rng: Random) -> dict[str, bytes]:
    """A folder of CSV files."""
    separator = rng.choice((",", ",", ";", "\t"))
    return {f"tables/{name}.csv": as_csv([*rows], separator) for name, rows in flat().items()}


def applications() -> list[dict[str, Any]]:
    """A row an application, with whose it is."""
    return [
        {"person": one["situation"], **{k: v for k, v in held.items() if k != "interviews"}}
        for one in people()
        for held in one["applications"]
    ]


def flat_csv(rng: Random) -> dict[str, bytes]:
    """A table with a row an application, as people and databases leave it."""
    rows = applications()
    separator = rng.choice((",", ";", "\t", "|", ", ", "^", "\x01"))
    text = as_csv(rows, separator[0]).decode().replace(separator[0], separator)
    nothing = rng.choice(("", "NA", "NULL", "n/a", "-", " "))
    text = text.replace(separator * 2, f"{separator}{nothing}{separator}")
    above = rng.choice(
        ("", "", "My list\n\n", f"Person{separator}Application{separator}\n", "sep=;\n")
    )
    below = rng.choice(
        ("", "", "\n(3 rows affected)\n", f"Total{separator * 4}\n", "\\.\n", "\x1a")
    )
    return {rng.choice(("x.csv", "x.tsv", "x.txt")): f"{above}{text}{below}".encode()}


def document(rng: Random) -> dict[str, bytes]:
    """A document of JSON with a row an application, in one of the ways that there are."""
    rows = applications()
    names = list(rows[0])
    cells = [[one.get(name) for name in names] for one in rows]
    found: Any = rng.choice(
        (
            rows,
            {"total": len(rows), "data": rows},
            [names, *cells],
            {"columns": names, "index": list(range(len(rows))), "data": cells},
            {
                name: {str(n): row[at] for n, row in enumerate(cells)}
                for at, name in enumerate(names)
            },
            {name: [row[at] for row in cells] for at, name in enumerate(names)},
            {f"row_{n}": one for n, one in enumerate(rows)},
            {"hits": {"total": 3, "hits": [{"_id": "1", "_source": one} for one in rows]}},
            {"data": {"jobs": {"edges": [{"node": one} for one in rows]}}},
        )
    )
    return {"x.json": json.dumps(found, indent=rng.choice((None, 1))).encode()}


def flat_lines(rng: Random) -> dict[str, bytes]:
    """Lines with a row an application, as queues and databases write them."""
    rows = applications()
    found: list[Any] = rng.choice(
        (
            rows,
            [list(rows[0]), *(list(one.values()) for one in rows)],
            [part for one in rows for part in ({"index": {}}, one)],
            [{"payload": {"data": one}} for one in rows],
        )
    )
    end = rng.choice(("\n", "\n", ",\n", "\r\n"))
    return {"x.ndjson": "".join(json.dumps(one) + end for one in found).encode()}


def drawn(rng: Random) -> dict[str, bytes]:
    """A table as databases and people draw it in text."""
    rows = applications()
    cells = [list(rows[0]), *(["" if v is None else str(v) for v in one.values()] for one in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    left, between, right, cross = rng.choice(
        ((" ", " | ", "", "-+-"), ("| ", " | ", " |", " | "), ("", "  ", "", "  "))
    )
    texts = [left + between.join(map(str.ljust, row, widths)).rstrip() + right for row in cells]
    texts.insert(1, left + cross.join("-" * width for width in widths) + right)
    below = rng.choice(("", f"({len(rows)} rows)\n"))
    return {"x.txt": ("\n".join(texts) + "\n" + below).encode()}


def packed_alone(rng: Random) -> dict[str, bytes]:
    """A table, lines or a document, packed."""
    files = rng.choice((flat_csv, document, flat_lines, json_lines))(rng)
    ending, pack = rng.choice(
        (("gz", partial(gzip.compress, mtime=0)), ("bz2", bz2.compress), ("xz", lzma.compress))
    )
    return {f"{name}.{ending}": pack(data) for name, data in files.items()}


def arrow(rng: Random) -> dict[str, bytes]:
    """Situations with lists inside, as Arrow's own file."""
    out = io.BytesIO()
    compression = rng.choice(("uncompressed", "lz4", "zstd"))
    pyarrow.feather.write_feather(
        pa.Table.from_pylist([*people()]), out, compression, chunksize=rng.choice((3, 100))
    )
    return {"x.feather": out.getvalue()}


def in_a_zip(rng: Random) -> dict[str, bytes]:
    """A table or a document alone in a .zip."""
    return {"x.zip": packed(rng.choice((flat_csv, document))(rng))}


def parquet_tables(rng: Random) -> dict[str, bytes]:
    """A folder of Parquet files."""
    return {
        f"tables/{name}.parquet": as_parquet(pa.Table.from_pylist([*rows]), rng)
        for name, rows in flat().items()
    }


def workbook(rng: Random) -> dict[str, bytes]:
    """A workbook with a sheet an entity."""
    return {"x.xlsx": whole_workbook()}


@cache
def whole_workbook() -> bytes:
    """The same, which takes a while to write."""
    return as_xlsx({name: [*rows] for name, rows in flat().items()})


def as_xlsx(sheets: Mapping[str, list[dict[str, Any]]]) -> bytes:
    """Rows as sheets, with the names of each first row."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append([*rows[0]])
        for one in rows:
            sheet.append([*one.values()])
    out = io.BytesIO()
    book.save(out)
    parts = unpacked(out.getvalue())
    del parts["docProps/core.xml"]  # says when it was written, and may be missing
    return packed(parts)


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A workbook of these parts, always the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, part in parts.items():
            book.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


# --- damage to bytes ------------------------------------------------------------------------------------


def cut_off(data: bytes, rng: Random) -> bytes:
    """As a transfer leaves it that broke off."""
    return data[: rng.randrange(len(data) + 1)]


def flipped(data: bytes, rng: Random) -> bytes:
    """Single bits that fell over."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 6) if found else 0):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def flipped_at_the_end(data: bytes, rng: Random) -> bytes:
    """The same near the end, where Parquet says what it holds."""
    cut = max(0, len(data) - 2_500)
    return data[:cut] + flipped(data[cut:], rng)


def splintered(data: bytes, rng: Random) -> bytes:
    """Bytes that slipped in, or in place of others."""
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(data) + 1)
        data = data[:at] + rng.choice(_SPLINTERS) + data[at + rng.randint(0, 2) :]
    return data


def doubled(data: bytes, rng: Random) -> bytes:
    """A piece that stands there twice, or is gone."""
    start = rng.randrange(len(data) + 1)
    end = min(len(data), start + rng.randint(1, 200))
    return data[:end] + (data[start:] if rng.random() < 0.5 else data[end + rng.randint(1, 50) :])


def shuffled(data: bytes, rng: Random) -> bytes:
    """Lines in another order, some of them twice or gone."""
    found = data.split(b"\n")
    for _ in range(rng.randint(1, 4)):
        at = rng.randrange(len(found))
        found[at : at + 1] = rng.choice(([], [found[at]] * 2, [b""], [rng.choice(found)]))
        if not found:
            found = [b""]
    return b"\n".join(found)


def encoded(data: bytes, rng: Random) -> bytes:
    """In another encoding, or with other ends of lines."""
    text = data.decode("utf-8", "replace")
    return rng.choice(
        (
            text.encode("utf-16"),
            text.encode("utf-16-le"),
            text.encode("latin-1", "replace"),
            b"\xef\xbb\xbf" + data,
            data.replace(b"\n", b"\r\n"),
            data.replace(b"\n", b"\r"),
        )
    )


def flipped_inside(data: bytes, rng: Random) -> bytes:
    """A workbook one of whose parts is damaged, packed as before: what is packed would else hide it."""
    try:
        parts = unpacked(data)
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, EOFError, OSError):
        return flipped(data, rng)  # it is no workbook any more, or seems to be locked
    if not parts:
        return data
    chosen = rng.choice(sorted(parts))
    parts[chosen] = rng.choice(OF_TEXT)(parts[chosen], rng)
    if rng.random() < 0.1:
        del parts[chosen]
    return packed(parts)


OF_TEXT: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(cut_off, flipped, splintered, doubled, shuffled, encoded),
)
OF_BINARY: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(cut_off, flipped, flipped_at_the_end, flipped_at_the_end, doubled),
)
OF_WORKBOOKS: tuple[Callable[[bytes, Random], bytes], ...] = (*(flipped_inside,) * 6, *OF_BINARY)

# --- damage to values -----------------------------------------------------------------------------------


def revalued(value: Any, rng: Random, rate: float = 0.04) -> Any:
    """The same with other values and names here and there."""
    if rng.random() < rate:
        return rng.choice(_VALUES)
    if isinstance(value, list):
        return [revalued(item, rng, rate) for item in value]
    if isinstance(value, dict):
        found = {renamed(key, rng): revalued(item, rng, rate) for key, item in value.items()}
        if rng.random() < rate:
            found.pop(rng.choice([*found, ""]), None)
        return found
    return value


def renamed(key: str, rng: Random) -> str:
    """A name, seldom another."""
    if rng.random() > 0.005:
        return key
    return rng.choice(
        ("today", "situation", "interviews", "x", "", " ", f"{key} ", key.upper(), "expect", "a\nb")
    )


def odd_lines(rng: Random) -> dict[str, bytes]:
    """JSON Lines whose values are others."""
    dumped = (
        json.dumps(revalued(one, rng), ensure_ascii=rng.random() < 0.5, default=str)
        for one in people()
    )
    return {"x.jsonl": "".join(f"{line}\n" for line in dumped).encode("utf-8", "surrogatepass")}


def odd_csv(rng: Random) -> dict[str, bytes]:
    """CSV whose cells and names are others."""
    found = {}
    for name, rows in flat().items():
        names = [renamed(key, rng) for key in rows[0]]
        cells = [
            [rng.choice(_CELLS) if rng.random() < 0.03 else value for value in one.values()]
            for one in rows
        ]
        out = io.StringIO()
        quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
        writer = csv.writer(out, delimiter=rng.choice(",,;\t|"), quoting=quoting)
        writer.writerows([names, *cells])
        found[f"tables/{name}.csv"] = out.getvalue().encode()
    if rng.random() < 0.1:
        del found[rng.choice(sorted(found))]
    return found


def odd_xlsx(rng: Random) -> dict[str, bytes]:
    """A workbook whose cells, names and sheets are others."""
    sheets = {}
    for name, rows in flat().items():
        names = [renamed(key, rng) for key in rows[0]]
        cells = [
            [rng.choice(_SHEET_CELLS) if rng.random() < 0.03 else value for value in one.values()]
            for one in rows
        ]
        sheets[rng.choice((*(name,) * 9, "Sheet1"))] = [
            {**dict.fromkeys(names), **dict(zip(names, row, strict=True))} for row in cells
        ]
    return {"x.xlsx": as_xlsx(sheets)}


_TYPES: tuple[Any, ...] = (
    *(pa.int8(), pa.uint64(), pa.float16(), pa.float32(), pa.float64(), pa.bool_(), pa.string()),
    *(pa.large_string(), pa.string_view(), pa.binary(), pa.binary(16), pa.binary(3), pa.date32(), pa.date64()),
    *(pa.timestamp("ns"), pa.timestamp("s", "UTC"), pa.timestamp("us", "Asia/Tokyo"), pa.time64("us")),
    *(pa.duration("ms"), pa.decimal128(10, 2), pa.decimal256(60, 6), pa.null(), pa.list_(pa.int8())),
    *(pa.struct([("a", pa.int8())]), pa.map_(pa.string(), pa.int8()), pa.large_list(pa.struct([("x", pa.null())]))),
    *(pa.dictionary(pa.int32(), pa.string()), pa.list_(pa.struct([])), pa.list_(pa.bool_(), 2), pa.uuid()),
)  # fmt: skip


def odd_array(count: int, rng: Random) -> Any:
    """An array of any type, with gaps."""
    type = rng.choice(_TYPES)
    raw: list[Any] = [rng.choice((None, 0, 1, 2, 40, -1)) for _ in range(count)]
    for made in (
        raw,
        [None if v is None else str(v) for v in raw],
        [None if v is None else [] for v in raw],
    ):
        try:
            return pa.array(made, pa.int64()).cast(type) if made is raw else pa.array(made, type)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            continue
    return pa.nulls(count, type)


def with_odd_types(array: Any, rng: Random, rate: float) -> Any:
    """The array with other types inside, here and there."""
    if rng.random() < rate:
        return odd_array(len(array), rng)
    if pa.types.is_list(array.type):
        whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
        inner = with_odd_types(whole.flatten(), rng, rate)
        wide = rng.random() < 0.1
        kind: Any = pa.LargeListArray if wide else pa.ListArray
        offsets = whole.offsets.cast(pa.int64()) if wide else whole.offsets
        return kind.from_arrays(offsets, inner)
    if pa.types.is_struct(array.type) and array.type.num_fields:
        parts = [with_odd_types(part, rng, rate) for part in array.flatten()]
        names = [renamed(field.name, rng) for field in array.type]
        return pa.StructArray.from_arrays(parts, names=names)
    return array


def odd_parquet(rng: Random) -> dict[str, bytes]:
    """Parquet whose columns are of other types and names."""
    table = pa.Table.from_pylist([*people()]).combine_chunks()
    arrays = [with_odd_types(column.combine_chunks(), rng, 0.08) for column in table.columns]
    names = [renamed(name, rng) for name in table.column_names]
    try:
        return {"x.parquet": as_parquet(pa.Table.from_arrays(arrays, names=names), rng)}
    except (pa.ArrowException, NotImplementedError):  # no writer writes such a file
        return odd_parquet(rng)


WHOLE: tuple[
    tuple[Callable[[Random], dict[str, bytes]], tuple[Callable[[bytes, Random], bytes], ...]], ...
] = (
    (json_lines, OF_TEXT),
    (csv_tables, OF_TEXT),
    (flat_csv, OF_TEXT),
    (document, OF_TEXT),
    (flat_lines, OF_TEXT),
    (drawn, OF_TEXT),
    (in_a_zip, OF_BINARY),
    (packed_alone, OF_BINARY),
    (arrow, OF_BINARY),
    (nested_parquet, OF_BINARY),
    (parquet_tables, OF_BINARY),
    (workbook, OF_WORKBOOKS),
)
ODD: tuple[Callable[[Random], dict[str, bytes]], ...] = (odd_lines, odd_csv, odd_parquet, odd_xlsx)


def damaged(rng: Random) -> Damaged:
    """An input, damaged in one or two ways."""
    if rng.random() < 0.4:
        [make] = rng.choices(ODD, (3, 3, 3, 1))  # workbooks take longest
        return Damaged(make(rng), make.__name__)
    make, ways = rng.choice(WHOLE)
    files, how = make(rng), [make.__name__]
    for _ in range(rng.choice((1, 1, 2))):
        name, way = rng.choice(sorted(files)), rng.choice(ways)
        files[name] = way(files[name] or b" ", rng)
        how.append(way.__name__)
    return Damaged(files, "+".join(how))


# --- what must hold -------------------------------------------------------------------------------------


class Database:
    """An empty database in one that is open: opening one anew takes longer than all the rest of a small file."""

    def __init__(self, connection: Any, name: str) -> None:
        self._connection, self._name = connection, name
        connection.execute(f"USE {name}")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> Database:
        """Another connection to the same."""
        return Database(self._connection.cursor(), self._name)


@contextmanager
def ready() -> Iterator[None]:
    """The rules loaded and planned once for all files, and one database open for all."""
    compiled, small = lru_cache(compile_columnar), program()
    numbers = count()

    @contextmanager
    def database() -> Iterator[Database]:
        name = f"files_{next(numbers)}"
        opened.execute(f"ATTACH ':memory:' AS {name}")
        with opened.cursor() as connection:
            yield Database(connection, name)
        opened.execute(f"DETACH {name}")

    with (
        duckdb.connect(config={"threads": 1}) as opened,
        mock.patch("advisor.api.load_pack", lambda *_, **__: small),
        mock.patch("advisor.batch.deciding.compile_columnar", compiled),
        mock.patch("advisor.batch.sources.table_joining._database", database),
    ):
        yield


def complaints(one: Damaged, rng: Random, folder: Path) -> Iterator[str]:
    """Everything about what the command makes of an input that is not as promised."""
    for name, data in one.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    out = rng.choice(("out.csv", "out.jsonl", "out.parquet"))
    words = ["batch", str(folder / one.form), "--today", "2026-11-22"]
    if one.has_single_values:
        words += ["--rows", "application", "--by", "person"]
    words += ["--engine", rng.choice(("auto", "auto", "columnar", "oracle"))]
    words += ["-o", str(folder / out)]
    words += rng.choice(([], ["--errors", str(folder / "errors.csv")], ["--summary"]))
    done = CliRunner().invoke(cli, words)
    said = done.stderr
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        last = traceback.extract_tb(done.exception.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno} {last.name}"
        kind = type(done.exception).__name__
        yield f"raised {kind} in {where}: {str(done.exception)[:300]!r}"
        return
    if done.exit_code not in (0, 1, 2):
        yield f"ended with {done.exit_code}"
    if done.exit_code == 2 and not any(line.startswith("Error: ") for line in said.splitlines()):
        yield f"was refused without a word: {said[:300]!r}"
    if done.exit_code == 2 and (folder / out).exists():
        yield "was refused, and there is an output"
    if done.exit_code != 2 and not (folder / out).exists() and NOTHING not in said:
        yield "has no output"
    told = said.splitlines()
    long = [line for line in told if len(line) > LONGEST + len(str(folder))]
    if "Traceback" in said or long or len(told) > MANY:
        yield f"said much: {(long or told)[0][:300]!r}… ({len(said):,} characters)"


def check_one(number: int) -> list[str]:
    """What is not as promised about the input of that number."""
    rng = Random(number)
    one = damaged(rng)
    folder = Path(tempfile.mkdtemp(prefix="mutated-"))
    begin = time.process_time()  # its own work, whatever else the machine does
    try:
        found = list(complaints(one, rng, folder))
    except Exception as error:  # whatever is raised is the finding
        found = [f"raised {type(error).__name__}: {error}"]
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    took = time.process_time() - begin
    if took > SLOW:
        found.append(f"took {took:.1f} s")
    return [f"seed {number}: {one.how}: {words}" for words in found]


def here(numbers: range) -> int:
    """Check in this process: on standard output the findings, and a line for each number that is begun."""
    with ready():
        gc.freeze()  # what is loaded stays
        for number in numbers:
            sys.stdout.write(f"begun {number}\n")
            sys.stdout.flush()
            for words in check_one(number):
                sys.stdout.write(f"{words}\n")
    return 0


def in_other_processes(numbers: range) -> list[str]:
    """The findings; where a process dies, the next one goes on behind what killed it."""
    found: list[str] = []
    while numbers:
        words = ["--here", "--seed", str(numbers.start), "--files", str(len(numbers))]
        command = [sys.executable, "-m", __spec__.name, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        said = done.stdout.splitlines()
        found += [line for line in said if not line.startswith("begun ")]
        if done.returncode == 0:
            break
        begun = [int(line.split()[1]) for line in said if line.startswith("begun ")]
        last = max(begun, default=numbers.start)
        error = done.stderr.strip().splitlines()[-1:] or [""]
        how = damaged(Random(last)).how
        found.append(f"seed {last}: {how}: the process died ({done.returncode}) {error[0]}")
        numbers = range(last + 1, numbers.stop)
    return found


def main() -> int:
    """Give many damaged inputs to the command and print what is not as promised."""
    parser = ArgumentParser(description=main.__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0, help="of the first file")
    parser.add_argument("--here", action="store_true", help="in this process")
    asked = parser.parse_args()
    numbers = range(asked.seed, asked.seed + asked.files)
    if asked.here:
        return here(numbers)
    parts = [numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE)]
    checked, bad = 0, 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for part, found in zip(parts, pool.map(in_other_processes, parts), strict=True):
            for words in found:
                sys.stdout.write(f"{words}\n")
            sys.stdout.flush()
            checked += len(part)
            bad += len({words.split(":")[0] for words in found})
            sys.stderr.write(f"{checked:,} of {len(numbers):,}, {bad:,} not as promised\n")
    sys.stdout.write(f"{checked - bad:,} as promised, {bad:,} not\n")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())

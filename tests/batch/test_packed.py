"""Packed files, and those of Arrow, come to the same advice as what is in them."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.feather as feather
import pyarrow.parquet as pq
import pytest

from tests.batch.tables import batch, lines, parquet, row

ROWS = [row(n, bad=n % 9 == 4) for n in range(20)]
LINES = lines(ROWS).encode()


def zstandard(data: bytes) -> bytes:
    return bytes(pa.Codec("zstd").compress(data))


def streamed(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=7)
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize(
    ("ending", "pack"),
    [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress), (".zst", zstandard)],
)
@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_what_is_packed_is_read(
    form: str, ending: str, pack: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    plain = tmp_path / f"in.{form}"
    if form == "jsonl":
        plain.write_bytes(LINES)
    else:
        parquet(plain, ROWS, group=7)
    packed = tmp_path / f"packed.{form}{ending}"
    packed.write_bytes(pack(plain.read_bytes()))
    there = batch(plain, "-o", tmp_path / "plain.csv")
    here = batch(packed, "-o", tmp_path / "packed.csv")
    assert (here.exit_code, here.output) == (
        there.exit_code,
        there.output.replace("plain.csv", "packed.csv"),
    )
    assert (tmp_path / "packed.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


def test_a_file_alone_in_a_zip_is_read_and_told(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as packed:
        packed.writestr("export/in.jsonl", LINES)
        packed.writestr("__MACOSX/export/._in.jsonl", b"x")
    (tmp_path / "in.jsonl").write_bytes(LINES)
    here = batch(tmp_path / "t.zip", "--to", "csv", "--engine", "columnar")
    assert here.stdout == batch(tmp_path / "in.jsonl", "--to", "csv", "--engine", "columnar").stdout
    assert f"{tmp_path / 't.zip'} is read as the file in.jsonl in it\n" in here.stderr
    with zipfile.ZipFile(tmp_path / "t.zip", "a") as packed:
        packed.writestr("export/more.jsonl", LINES)
    here = batch(tmp_path / "t.zip", "--to", "csv")
    assert "t.zip holds 2 files: unpack it, and name those that are meant" in here.stderr
    (tmp_path / "t.zip").write_bytes(LINES)
    assert "cannot read" in batch(tmp_path / "t.zip", "--to", "csv").stderr


@pytest.mark.parametrize("name", ["t.feather", "t.arrow", "t.ipc"])
@pytest.mark.parametrize("is_stream", [False, True])
def test_files_and_streams_of_arrow_are_read(name: str, is_stream: bool, tmp_path: Path) -> None:
    table = pq.read_table(parquet(tmp_path / "in.parquet", ROWS))
    batch(tmp_path / "in.parquet", "-o", tmp_path / "plain.csv")
    path = tmp_path / name
    if is_stream:
        path.write_bytes(streamed(table))
    else:
        feather.write_feather(table, path)
    assert batch(path, "-o", tmp_path / "out.csv").exit_code == 1  # of what is wrong in some rows
    assert (tmp_path / "out.csv").read_bytes() == (tmp_path / "plain.csv").read_bytes()


# Without the time of packing: a test is named by its data, and all who run it must agree on the name.
CUT = gzip.compress(LINES, mtime=0)[:-40]
UNFIT = gzip.compress(b"a,b\n1,2\n", mtime=0)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("t.jsonl.gz", CUT, "t.jsonl.gz: it ends too early"),
        ("t.jsonl.gz", LINES, "{}/t.jsonl.gz is not packed: name it t.jsonl"),
        ("t.jsonl.zst", LINES, "cannot read {}/t.jsonl.zst: "),
        ("t.jsonl.xz", LINES, "cannot read {}/t.jsonl.xz: "),
        ("t.csv.bz2", LINES, "cannot read {}/t.csv.bz2: "),
        ("t.feather", LINES, "cannot read {}/t.feather: "),
        ("t.csv.gz", UNFIT, "{}/t.csv.gz:"),
        ("t.gz", CUT, "unpack it first"),
    ],
)
def test_what_cannot_be_unpacked_is_told_by_the_name_that_people_gave(
    name: str, data: bytes, why: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    found = batch(tmp_path / name, "-o", tmp_path / "out.csv")
    assert found.exit_code == 2
    assert why.format(tmp_path) in found.output
    assert "unpacked-" not in found.output
    assert not (tmp_path / "out.csv").exists()


def test_packed_files_are_not_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "t.jsonl.gz").write_bytes(gzip.compress(LINES))
    found = batch(tmp_path / "t.jsonl.gz", "-o", tmp_path / "out.csv", "--resume")
    assert "unpack them first" in found.output


def test_a_packed_file_is_not_written_over(tmp_path: Path) -> None:
    packed = tmp_path / "t.csv.gz"
    packed.write_bytes(gzip.compress(b"situation\na\n"))
    found = batch(packed, "-o", packed, "--to", "csv")
    assert f"{packed} is the input" in found.output


def test_a_damaged_file_of_arrow_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.feather"
    feather.write_feather(pa.table({"situation": ["x" * 10_000]}), path, "lz4")
    size, wrong = (n.to_bytes(8, "little") for n in (10_000, 1 << 50))
    before, found, behind = path.read_bytes().rpartition(size)  # in front of what is packed
    assert found
    path.write_bytes(before + wrong + behind)  # more than any memory holds
    done = batch(path, "-o", tmp_path / "out.csv")
    assert done.exit_code == 2, done.exception
    assert f"Error: cannot read {path}: " in done.stderr

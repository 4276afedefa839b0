"""Runs that the machine does not let end: a full disk, an input that cannot be read or that changes."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from advisor.batch.problems import RowProblem
from advisor.batch.run import running
from advisor.batch.sources import json_lines, parquet_files, tables
from advisor.cli.main import cli
from tests.batch.tables import PACK, batch, lines, parquet, row

resource = pytest.importorskip("resource")  # not on Windows

ROWS = [row(n, bad=n % 9 == 4) for n in range(60)]
SOURCES = ("in.jsonl", "in.parquet", "in.tables")
OUTPUTS = ("out.jsonl", "out.csv", "out.parquet")


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parquet_files, "SLICE_ROWS", 10)
    monkeypatch.setattr(tables, "SLICE_ROWS", 10)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 4_000)
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text(lines(ROWS), encoding="utf-8")
    parquet(Path("in.parquet"), ROWS, group=10)
    write_tables(Path("in.tables"))


def write_tables(folder: Path) -> None:
    folder.mkdir()
    heads = "\n".join(f"{r['situation']},{r['today']}" for r in ROWS)
    (folder / "situation.csv").write_text(f"situation,today\n{heads}\n")
    inner = "".join(
        f"{r['situation']},{n},Acme,{a['stage']}\n"
        for r in ROWS
        for n, a in enumerate(r["applications"])
    )
    (folder / "application.csv").write_text(f"situation,applications,company,stage\n{inner}")


def left() -> list[str]:
    """What stands beside the inputs."""
    return sorted(p.name for p in Path().iterdir() if not p.name.startswith("in."))


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may become larger than so many bytes: what a full disk looks like to a program."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize("source", SOURCES)
def test_wherever_a_disk_is_full_the_old_files_stay_and_the_run_can_go_on(
    source: str, output: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", io.BytesIO)  # on another disk, which has room
    words = (source, "-o", output, "--errors", "bad.csv", "--engine", "columnar", "-j", "1")
    assert batch(*words).exit_code == 1
    whole = {name: Path(name).read_bytes() for name in (output, "bad.csv")}
    largest = max(map(len, whole.values()))
    ends = set()
    for size in (0, 50, 300, 600, 1_200, largest // 2, largest - 1):
        for name in whole:
            Path(name).write_text("as it was")
        with disk_of(size):
            done = batch(*words)
        assert done.exit_code == 2, size
        assert done.stderr.startswith(("Error: cannot write out.", "Error: cannot write bad.csv: "))
        assert ": File too large\n" in done.stderr
        assert {Path(name).read_text() for name in whole} == {"as it was"}
        parts = f".{output}.parts"
        assert left() in (["bad.csv", output], [parts, "bad.csv", output])
        is_kept = Path(parts).exists()
        assert is_kept == ("--resume goes on from there" in done.stderr)
        assert not Path(parts, "joined").exists()
        ends.add(is_kept)
        assert batch(*words, *(["--resume"] if is_kept else [])).exit_code == 1
        assert {name: Path(name).read_bytes() for name in whole} == whole
        assert left() == ["bad.csv", output]
    assert ends == {False, True}


@pytest.mark.parametrize("size", [0, 100, 1_000])
def test_a_small_batch_leaves_nothing_on_a_full_disk(size: int) -> None:
    Path("out.csv").write_text("as it was")
    with disk_of(size):
        done = batch("in.jsonl", "-o", "out.csv", "--errors", "bad.csv")
    assert done.exit_code == 2
    assert "Error: cannot write " in done.stderr
    assert (left(), Path("out.csv").read_text()) == (["out.csv"], "as it was")


def test_neither_file_appears_where_the_second_cannot_be_written() -> None:
    for engine in ("auto", "columnar"):
        words = ("in.jsonl", "-o", "out.csv", "--errors", "bad.csv", "--engine", engine)
        with disk_of(3_000):  # enough for the errors, not for the advice
            assert batch(*words).exit_code == 2
        assert [name for name in left() if not name.startswith(".")] == []


def test_a_list_of_errors_appears_only_once_the_advice_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(place: Path) -> int:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(running, "mode_of", fails)
    for name in ("out.csv", "bad.csv"):
        Path(name).write_text("as it was")
    done = batch("in.jsonl", "-o", "out.csv", "--errors", "bad.csv", "--engine", "columnar")
    assert done.exit_code == 2
    assert "Input/output error" in done.stderr
    assert [Path(name).read_text() for name in ("out.csv", "bad.csv")] == ["as it was"] * 2


def run_alone(
    *words: str, stdin: str | None = None, stdout: str | None = None, unbuffered: str = ""
) -> tuple[int, str]:
    """A batch in a process of its own: the exit status, and what it says."""
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-m", "advisor", "batch", *words, "--pack", str(PACK)]
    with (
        Path(stdin or os.devnull).open("rb") as read,
        Path(stdout or os.devnull).open("wb") as write,
    ):
        done = subprocess.run(
            command,
            stdin=read,
            stdout=write,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
            timeout=60,
        )
    return done.returncode, done.stderr.decode()


@pytest.mark.parametrize("engine", ["auto", "columnar"])
def test_a_device_that_takes_nothing_more_is_an_error(engine: str, full_device: Path) -> None:
    done = batch("in.jsonl", "-o", full_device, "--to", "csv", "--engine", engine)
    assert done.exit_code == 2
    assert done.stderr == f"Error: cannot write {full_device}: No space left on device\n"
    assert full_device.is_char_device()
    assert left() == []


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("engine", ["auto", "columnar"])
def test_a_standard_output_that_takes_nothing_more_is_an_error(
    engine: str, unbuffered: str, full_device: Path
) -> None:
    words = ("in.jsonl", "--to", "csv", "--engine", engine)
    status, said = run_alone(*words, stdout=str(full_device), unbuffered=unbuffered)
    assert (status, "No space left on device" in said) == (2, True)
    assert "Traceback" not in said


def test_a_pipe_is_written_into_and_stays_a_pipe() -> None:
    streamed = batch("in.jsonl", "--to", "csv").stdout_bytes
    pipe = Path("in.pipe")
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        for engine in ("auto", "columnar"):
            done = batch("in.jsonl", "-o", pipe, "--to", "csv", "--engine", engine)
            assert (done.exit_code, pipe.is_fifo()) == (1, True)
            assert os.read(reader, 1 << 20) == streamed
    finally:
        os.close(reader)
    done = batch("in.parquet", "-o", pipe, "--to", "parquet")
    assert (done.exit_code, "is no ordinary file, and Parquet needs one" in done.stderr) == (
        2,
        True,
    )
    done = batch("in.parquet", "-o", pipe, "--to", "csv", "--resume")
    assert (done.exit_code, "--resume needs" in done.stderr) == (2, True)
    assert left() == []


@pytest.mark.parametrize("engine", ["auto", "columnar"])
def test_who_reads_the_old_files_reads_them_to_their_end(engine: str) -> None:
    for name in ("out.csv", "bad.csv"):
        Path(name).write_text("as it was")
    with Path("out.csv").open() as advice, Path("bad.csv").open() as errors:
        words = ("-o", "out.csv", "--errors", "bad.csv", "--engine", engine)
        assert batch("in.jsonl", *words).exit_code == 1
        assert (advice.read(), errors.read()) == ("as it was", "as it was")
    assert Path("out.csv").stat().st_size > len("as it was") < Path("bad.csv").stat().st_size


def test_a_dash_is_standard_output_on_every_engine() -> None:
    streamed = batch("in.jsonl", "--to", "csv").stdout
    for source in ("in.jsonl", "in.parquet"):
        for engine in ("auto", "columnar"):
            done = batch(source, "-o", "-", "--to", "csv", "--engine", engine)
            assert (done.exit_code, done.stdout, left()) == (1, streamed, [])
    summed = batch("in.parquet", "-o", "-", "--to", "csv", "--summary").stdout
    assert summed.startswith(streamed)
    assert "60 situations, " in summed


def test_standard_input_goes_to_a_file_too() -> None:
    def read(*words: str) -> Result:
        args = ["batch", "-", "--from", "jsonl", "--pack", str(PACK), *words]
        return CliRunner().invoke(
            cli, args, input=Path("in.jsonl").read_bytes(), prog_name="advisor"
        )

    batch("in.jsonl", "-o", "whole.csv", "--errors", "bad.csv")
    assert read("-o", "out.csv", "--errors", "other.csv").exit_code == 1
    assert Path("out.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert [line.split(",")[:3] for line in Path("other.csv").read_text().splitlines()] == [
        line.split(",")[:3] for line in Path("bad.csv").read_text().splitlines()
    ]
    for name in left():
        Path(name).unlink()
    with disk_of(1_000):
        done = read("-o", "out.csv")
    assert (done.exit_code, left()) == (2, [])  # it cannot be read again, so nothing is kept
    assert "--resume" not in done.stderr


def broken_link(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def not_a_file(path: Path) -> None:
    path.unlink()
    path.mkdir()


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2 - 400 : len(data) // 2] = b"\xff" * 400
    path.write_bytes(data)


UNREADABLE: dict[str, tuple[str, str, Callable[[Path], Any], str]] = {
    "lines in a broken link": ("in.jsonl", "in.jsonl", broken_link, "there is no file or folder in.jsonl"),
    "Parquet in a broken link": ("in.parquet", "in.parquet", broken_link, "there is no file or folder"),
    "a table in a broken link": (
        "in.tables", "in.tables/application.csv", broken_link, "cannot read in.tables/application.csv: No such file",
    ),
    "a folder called .jsonl": ("in.jsonl", "in.jsonl", not_a_file, "in.jsonl has no table of the situations"),
    "a folder called .csv": (
        "in.tables", "in.tables/application.csv", not_a_file, "cannot read in.tables/application.csv: ",
    ),
    "Parquet that is damaged": ("in.parquet", "in.parquet", damaged, "cannot read in.parquet: "),
    "a table that is no text": (
        "in.tables", "in.tables/application.csv", damaged, "cannot read in.tables/application.csv: ",
    ),
    "a table with a short row": (
        "in.tables",
        "in.tables/application.csv",
        lambda path: path.write_text(path.read_text() + "s59,7\n"),
        "cannot read in.tables/application.csv: ",
    ),
    "a table of situations with a short row": (
        "in.tables",
        "in.tables/situation.csv",
        lambda path: path.write_text(path.read_text() + "s60\n"),
        "cannot read in.tables/situation.csv: ",
    ),
    "Parquet that is called CSV": (
        "in.tables",
        "in.tables/application.csv",
        lambda path: path.write_bytes(Path("in.parquet").read_bytes()),
        "in.tables/application.csv",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE.values(), ids=UNREADABLE)
def test_an_input_that_cannot_be_read_leaves_everything_as_it_was(
    case: tuple[str, str, Callable[[Path], Any], str],
) -> None:
    source, file, spoil, why = case
    spoil(Path(file))
    Path("out.csv").write_text("as it was")
    done = batch(source, "-o", "out.csv", "--errors", "bad.csv")
    assert done.exit_code == 2, done.output
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert Path("out.csv").read_text() == "as it was"
    assert not Path("bad.csv").exists()


@pytest.mark.parametrize("name", ["in.jsonl", "in.parquet", "in.tables/application.csv"])
def test_a_disk_that_fails_while_it_is_read_is_an_error(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.csv as pcsv
    import pyarrow.parquet as pq

    def failing(*_: Any, **__: Any) -> Any:
        raise OSError(5, "Input/output error")

    if name.endswith(".parquet"):
        monkeypatch.setattr(pq.ParquetFile, "iter_batches", failing)
    elif name.endswith(".csv"):
        monkeypatch.setattr(pcsv, "open_csv", failing)
    else:
        monkeypatch.setattr(json_lines, "line_blocks", failing)
    done = batch(name.partition("/")[0], "-o", "out.csv", "--engine", "columnar")
    assert (done.exit_code, left()) == (2, [])
    assert f"cannot read {name}: " in done.stderr or "cannot read in.tables/" in done.stderr
    assert "Input/output error" in done.stderr


CHANGES: dict[str, tuple[str, str]] = {
    "lines": ("in.jsonl", "in.jsonl"),
    "Parquet": ("in.parquet", "in.parquet"),
    "the table of situations": ("in.tables", "in.tables/situation.csv"),
    "the table of a list": ("in.tables", "in.tables/application.csv"),
}


@pytest.mark.parametrize("is_file", [True, False], ids=["to a file", "streamed"])
@pytest.mark.parametrize(("source", "file"), CHANGES.values(), ids=CHANGES)
def test_an_input_that_changes_under_the_run_is_noticed_and_nothing_is_left(
    source: str, file: str, is_file: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide, calls = running.conform_slice, iter(range(1_000))

    def changing(*words: Any) -> Any:
        if next(calls) == 2:
            with Path(file).open("a", encoding="utf-8") as out:
                out.write("\n")
        return decide(*words)

    monkeypatch.setattr(running, "conform_slice", changing)
    words = ("-o", "out.csv") if is_file else ("--summary",)
    done = batch(source, *words, "--errors", "bad.csv", "--engine", "columnar", "-j", "1")
    assert done.exit_code == 2
    assert f"{source} was changed while it was read; nothing is written" in done.stderr
    assert left() == []


def test_what_a_part_tells_of_its_problems_is_kept(tmp_path: Path) -> None:
    from advisor.batch.counts.counting import BatchCounts
    from advisor.batch.run.work_folder import FinishedPart, WorkFolder

    folder = WorkFolder(tmp_path / "out.csv")
    told = [
        RowProblem(3, None, "ADV407", "there is no such situation", "application.csv"),
        RowProblem(4, "s", "ADV403", "`a`: `x` is no date", None, "a", "`a` is no date", "x"),
    ]
    counts = BatchCounts(5, 4, 3, 2, 1)
    counts.causes.note(told)
    part = FinishedPart(counts, 0, 0, 0, 0, "digest")
    with folder.held():
        folder.open({}, resume=False)
        folder.go_on(b"head")
        folder.keep(part, b"", b"")
        assert folder.finished(b"head") == [part]

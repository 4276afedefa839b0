"""Runs that end badly, are continued, or meet something that has changed."""

import ctypes
import errno
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.batch.outputs import parquet_footers
from advisor.batch.run import running
from advisor.batch.sources import csv_blocks, json_lines, parquet_files, tables
from tests.batch.tables import batch, lines, parquet, row

GOOD = [row(n) for n in range(40)]
BAD = [row(n, bad=n in (3, 30)) for n in range(40)]


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parquet_files, "SLICE_ROWS", 10)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 4_000)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def source() -> Path:
    return parquet(Path("in.parquet"), GOOD, group=10)


def left() -> list[str]:
    """What stands in the folder beside the input."""
    return sorted(p.name for p in Path().iterdir() if not p.name.startswith("in."))


def break_off(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """Let the slice of that number fail as if the machine had gone down."""
    decide = running._decide

    def failing(job: Any, piece: Any) -> Any:
        if piece.number == after:
            raise KeyboardInterrupt
        return decide(job, piece)

    monkeypatch.setattr(running, "_decide", failing)


@pytest.fixture
def broken_off(source: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run that was broken off in its third slice."""
    with monkeypatch.context() as patch:
        break_off(patch, after=2)
        assert batch(source, "-o", "out.csv", "--today", "2026-11-22", "-j", "1").exit_code != 0
    assert left() == [".out.csv.parts"]
    return source


def decided(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the slices that are worked on from here on."""
    found: list[int] = []
    decide = running._decide

    def noting(job: Any, piece: Any) -> Any:
        found.append(piece.number)
        return decide(job, piece)

    monkeypatch.setattr(running, "_decide", noting)
    return found


def test_a_run_that_was_broken_off_goes_on_where_it_was(
    broken_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = decided(monkeypatch)
    done = batch(broken_off, "-o", "out.csv", "--today", "2026-11-22", "--resume")
    assert (done.exit_code, sorted(numbers)) == (0, [2, 3]), done.stderr
    assert batch(broken_off, "-o", "whole.csv", "--today", "2026-11-22").exit_code == 0
    assert Path("out.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert left() == ["out.csv", "whole.csv"]
    assert "40 situations" in done.stderr


@pytest.mark.parametrize("first", [[], ["--errors", "first.jsonl"], ["--errors", "first.csv"]])
@pytest.mark.parametrize("name", ["bad.csv", "bad.jsonl"])
def test_a_run_that_goes_on_may_list_problems_in_another_form(
    first: list[str], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = parquet(tmp_path / "some.parquet", BAD, group=10)
    with monkeypatch.context() as patch:
        break_off(patch, after=2)
        assert batch(path, "-o", "out.csv", "-j", "1", *first).exit_code != 0
    assert batch(path, "-o", "out.csv", "--resume", "--errors", name).exit_code == 1
    assert batch(path, "-o", "whole.csv", "--errors", f"whole-{name}").exit_code == 1
    assert Path(name).read_bytes() == Path(f"whole-{name}").read_bytes()
    assert all(id in Path(name).read_text() for id in ("s3", "s30"))


def test_without_resume_it_starts_again(broken_off: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = decided(monkeypatch)
    assert batch(broken_off, "-o", "out.csv").exit_code == 0
    assert sorted(numbers) == [0, 1, 2, 3]


def test_a_finished_part_that_was_damaged_is_made_again(
    broken_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = Path(".out.csv.parts/advice")
    parts.write_bytes(parts.read_bytes().replace(b"s15", b"s25"))
    numbers = decided(monkeypatch)
    assert batch(broken_off, "-o", "out.csv", "--today", "2026-11-22", "--resume").exit_code == 0
    assert sorted(numbers) == [1, 2, 3]


def test_the_beginning_of_a_part_that_a_kill_left_behind_is_not_in_the_output(
    broken_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, rest in (
        ("advice", "1,s1,half of a line" * 9_000),
        ("problems", "{"),
        ("records", '{"cou'),
    ):
        with Path(".out.csv.parts", name).open("a") as file:
            file.write(rest)
    numbers = decided(monkeypatch)
    words = ("--today", "2026-11-22", "--errors", "bad.csv")
    assert batch(broken_off, "-o", "out.csv", "--resume", *words).exit_code == 0
    assert sorted(numbers) == [2, 3]
    assert batch(broken_off, "-o", "whole.csv", "--today", "2026-11-22").exit_code == 0
    assert Path("out.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert Path("bad.csv").read_text() == "row,situation,code,column,message\n"


def test_one_table_that_was_changed_behind_our_back_is_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 300)
    path = Path("in.csv")
    path.write_text("situation\n" + "".join(f"s{n:03}\n" for n in range(200)))
    words = (path, "-o", "out.csv", "--today", "2026-11-22", "--rows", "situation")
    with monkeypatch.context() as patch:
        break_off(patch, after=2)
        assert batch(*words, "-j", "1").exit_code != 0
    replaced_in_place(path, len("situation\n") + 5 * 70, b"x")  # of the second slice
    numbers = decided(monkeypatch)
    assert batch(*words, "--resume", "--errors", "bad.csv").exit_code == 0
    assert sorted(numbers) == [1, 2, 3]


CHANGES = {
    "another date": (["--today", "2026-11-23"], "the date"),
    "another parameter": (["--today", "2026-11-22", "--set", "chase_interval=3 days"], "the parameters"),
    "another form": (["--today", "2026-11-22", "--summary"], "the form of the output"),
    "another engine": (["--today", "2026-11-22", "--engine", "oracle"], "the engine"),
    "no date": ([], "the date"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "what"), CHANGES.values(), ids=CHANGES)
def test_a_run_is_not_continued_with_something_else(
    words: list[str], what: str, broken_off: Path
) -> None:
    done = batch(broken_off, "-o", "out.csv", "--resume", *words)
    assert done.exit_code == 2
    assert f"cannot be continued, since these have changed: {what}; " in done.stderr
    assert left() == [".out.csv.parts"]


def test_a_run_is_not_continued_with_other_rules(
    broken_off: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.batch import tables

    pack = Path("in.pack")
    pack.mkdir()
    for file in tables.PACK.glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("+ 2 working days", "+ 3 working days")
        (pack / file.name).write_text(text, encoding="utf-8")
    shutil.copytree(tables.PACK / "drafts", pack / "drafts")
    monkeypatch.setattr(tables, "PACK", pack)
    done = batch(broken_off, "-o", "out.csv", "--resume", "--today", "2026-11-22")
    assert done.exit_code == 2
    assert "since these have changed: the rules;" in done.stderr


def test_a_run_is_not_continued_with_another_input(broken_off: Path) -> None:
    parquet(broken_off, [*GOOD[:-1], row(77)], group=10)
    done = batch(broken_off, "-o", "out.csv", "--resume", "--today", "2026-11-22")
    assert done.exit_code == 2
    assert "since these have changed: the input;" in done.stderr


def replaced_in_place(path: Path, at: int, data: bytes) -> None:
    """Other bytes in a file whose size and time of change stay as they are."""
    state = path.stat()
    whole = bytearray(path.read_bytes())
    assert whole[at : at + len(data)] != data
    whole[at : at + len(data)] = data
    path.write_bytes(whole)
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def test_parquet_that_was_changed_behind_our_back_is_another_input(broken_off: Path) -> None:
    replaced_in_place(broken_off, 200, b"!?!")  # no byte of the footer
    done = batch(broken_off, "-o", "out.csv", "--resume", "--today", "2026-11-22")
    assert done.exit_code == 2
    assert "since these have changed: the input;" in done.stderr


def test_tables_that_were_changed_behind_our_back_are_another_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tables, "SLICE_ROWS", 10)
    folder = Path("in.tables")
    folder.mkdir()
    names = "".join(f"s{n}\n" for n in range(40))
    (folder / "situation.csv").write_text(f"situation\n{names}")
    companies = "".join(f"s{n},0,Acme,offered\n" for n in range(40))
    head = "situation,applications,company,stage\n"
    (folder / "application.csv").write_text(head + companies)
    words = (folder, "-o", "out.csv", "--today", "2026-11-22")
    with monkeypatch.context() as patch:
        break_off(patch, after=2)
        assert batch(*words, "-j", "1").exit_code != 0
    replaced_in_place(folder / "application.csv", len(head) + len("s0,0,"), b"Emca")
    done = batch(*words, "--resume")
    assert (done.exit_code, left()) == (2, [".out.csv.parts"])
    assert "since these have changed: the input;" in done.stderr
    assert batch(*words).exit_code == 0
    assert "Emca" in Path("out.csv").read_text()


def test_lines_that_were_changed_behind_our_back_are_read_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = Path("in.jsonl")
    path.write_text(lines(GOOD), encoding="utf-8")
    words = (path, "-o", "out.csv", "--today", "2026-11-22", "--engine", "columnar")
    with monkeypatch.context() as patch:
        break_off(patch, after=1)
        assert batch(*words, "-j", "1").exit_code != 0
    state = path.stat()
    path.write_text(lines(GOOD).replace("Acme", "Emca"), encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    numbers = decided(monkeypatch)
    assert batch(*words, "--resume").exit_code == 0
    assert 0 in numbers
    assert "Emca" in Path("out.csv").read_text("utf-8")
    assert "Acme" not in Path("out.csv").read_text("utf-8")


def test_a_run_that_began_yesterday_keeps_its_day(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        break_off(patch, after=2)
        assert batch(source, "-o", "out.csv", "-j", "1").exit_code != 0
    manifest = Path(".out.csv.parts/manifest.json")
    found = json.loads(manifest.read_text())
    found["the date"] = ["2026-11-20", False]
    manifest.write_text(json.dumps(found))
    assert batch(source, "-o", "out.csv", "--resume").exit_code == 0


def test_two_runs_with_one_output_do_not_meet(source: Path) -> None:
    pytest.importorskip("fcntl")
    from advisor.batch.run.work_folder import WorkFolder

    folder = WorkFolder(Path("out.csv"))
    with folder.held():
        folder.open({}, resume=False)
        done = batch(source, "-o", "out.csv")
        assert done.exit_code == 2
        assert "another run is writing" in done.stderr
    assert batch(source, "-o", "out.csv").exit_code == 0


def test_an_input_that_changes_under_the_run_is_noticed(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide = running.conform_slice
    calls = threading.Semaphore(2)

    def changing(*words: Any) -> Any:
        if not calls.acquire(blocking=False):
            state = source.stat()
            os.utime(source, ns=(state.st_atime_ns, state.st_mtime_ns + 1_000_000))
        return decide(*words)

    monkeypatch.setattr(running, "conform_slice", changing)
    Path("out.csv").write_text("as it was")
    done = batch(source, "-o", "out.csv", "--errors", "bad.csv", "-j", "1")
    assert done.exit_code == 2
    assert "in.parquet was changed while it was read; nothing is written" in done.stderr
    assert Path("out.csv").read_text() == "as it was"
    assert not Path("bad.csv").exists()


@pytest.mark.parametrize("name", ["in.parquet", "in.jsonl"])
def test_too_many_problems_leave_no_output(name: str) -> None:
    path = Path(name)
    if path.suffix == ".parquet":
        parquet(path, BAD, group=10)
    else:
        path.write_text(lines(BAD), encoding="utf-8")
    for words, said in (
        (["--strict"], "none is allowed; nothing is written"),
        (["--max-errors", "1"], "1 is allowed; nothing is written"),
    ):
        done = batch(path, "-o", "out.csv", "--errors", "bad.csv", *words)
        assert (done.exit_code, left()) == (2, [])
        assert said in done.stderr
        assert " row 4 (s3): `" in done.stderr
    done = batch(path, "-o", "out.csv", "--max-errors", "2")
    assert (done.exit_code, left()) == (1, ["out.csv"])


def test_problems_without_a_file_for_them_are_told_and_counted() -> None:
    many = [row(n, bad=n % 2 == 0) for n in range(30)]
    done = batch(parquet(Path("in.parquet"), many), "-o", "out.csv")
    assert done.exit_code == 1
    *told, last, how_to_map = done.stderr.splitlines()
    assert told == [
        "15 × `applications[].stage` is not one of the choices [ADV403]",
        "  row 1 (s0): `unheard-of` (write one of `interviewed`, `offered`, `accepted`, `rejected`), row 3 (s2): `unheard-of`, row 5 (s4): `unheard-of`, …",
        "--errors FILE lists every row",
    ]
    assert last.endswith("15 could not be advised on")
    assert how_to_map.startswith("`applications.stage` has words of its own: write ")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = hasattr(os, "geteuid") and os.geteuid() == 0 and _mount(folder)
    if not mounted:
        pytest.skip("mounting a small disk needs more rights than we have here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=False)


def _mount(folder: Path) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    options = b"size=1m"
    return bool(libc.mount(b"tmpfs", os.fsencode(folder), b"tmpfs", 0, options) == 0)


@pytest.mark.parametrize("engine", ["auto", "columnar"])
def test_a_full_disk_ends_the_run_and_leaves_the_old_output(engine: str, small_disk: Path) -> None:
    path = Path("in.jsonl")
    path.write_text(lines(row(n % 40) for n in range(450)), encoding="utf-8")
    out = small_disk / "out.jsonl"
    out.write_text("as it was")
    (small_disk / "ballast").write_bytes(b"x" * 950_000)
    done = batch(path, "-o", out, "--engine", engine)
    assert done.exit_code == 2
    assert "No space left on device" in done.stderr
    assert out.read_text() == "as it was"
    (small_disk / "ballast").unlink()
    assert batch(path, "-o", out, "--engine", engine, "--resume").exit_code == 0
    assert sorted(p.name for p in small_disk.iterdir()) == ["out.jsonl"]


def test_half_of_a_file_that_is_put_together_does_not_stay_where_a_disk_is_full(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(parquet_footers.ParquetJoiner, "finish", full)
        done = batch(source, "-o", "out.parquet")
    assert (done.exit_code, left()) == (2, [".out.parquet.parts"])
    assert "cannot write out.parquet: No space left on device" in done.stderr
    assert not Path(".out.parquet.parts/joined").exists()
    assert batch(source, "-o", "out.parquet", "--resume").exit_code == 0
    assert left() == ["out.parquet"]


def test_an_output_that_may_not_be_written_is_said_at_once(source: Path) -> None:
    done = batch(source, "-o", "nowhere/out.csv")
    assert (done.exit_code, left()) == (2, [])
    assert "there is no folder nowhere" in done.stderr


BROKEN = {
    "not Parquet": (b"PAR1 but nothing else", "cannot read in.parquet: "),
    "cut off": (None, "cannot read in.parquet: "),
    "empty": (b"", "cannot read in.parquet: "),
}


@pytest.mark.parametrize(("content", "why"), BROKEN.values(), ids=BROKEN)
def test_an_input_that_cannot_be_read_is_said_plainly(
    content: bytes | None, why: str, source: Path
) -> None:
    whole = source.read_bytes()
    source.write_bytes(whole[:-20] if content is None else content)
    done = batch(source, "-o", "out.csv")
    assert (done.exit_code, left()) == (2, [])
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_damage_in_the_middle_of_a_file_is_an_error_not_a_result(source: Path) -> None:
    data = bytearray(source.read_bytes())
    data[len(data) // 2 - 400 : len(data) // 2] = b"\xff" * 400
    source.write_bytes(data)
    done = batch(source, "-o", "out.csv")
    assert done.exit_code == 2
    assert not Path("out.csv").exists()


def test_no_situations_are_no_advice(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"situation": pa.array([], pa.string())}), "in.parquet")
    Path("in.jsonl").write_text("")
    for name in ("in.parquet", "in.jsonl"):
        for ending in ("parquet", "csv", "jsonl"):
            out = Path(f"out.{ending}")
            assert batch(name, "-o", out).exit_code == 0
            rows = pq.read_table(out).num_rows if ending == "parquet" else out.read_text()
            head = "row,situation,place,action,kind,title,for,start,due,status,rules\n"
            assert rows == {"parquet": 0, "csv": head, "jsonl": ""}[ending]


def test_problems_are_listed_by_row_whoever_found_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine finds the first of these, in lines that were read whole; the reader the second."""
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 10_000_000)
    text = lines(row(n, bad=n == 2) for n in range(600)) + "{\n"
    Path("in.jsonl").write_text(text, encoding="utf-8")
    assert batch("in.jsonl", "-o", "out.csv", "--errors", "bad.csv").exit_code == 1
    listed = [line.split(",")[0] for line in Path("bad.csv").read_text().splitlines()[1:]]
    assert listed == ["3", "601"]


def test_a_summary_of_many_slices_is_that_of_one(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (source, "--summary", "--engine", "columnar", "--today", "2026-11-22")
    many = batch(*words).stdout
    monkeypatch.setattr(parquet_files, "SLICE_ROWS", 1_000)
    assert batch(*words).stdout == many
    assert "40 situations" in many

"""No row of a folder of tables is lost, wherever it stands: it ends in advice or among the errors."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch.run import running
from advisor.batch.sources import table_joining, tables
from advisor.batch.sources.schema_casts import conform
from advisor.batch.sources.table_files import TableFile
from advisor.batch.sources.tables import TablesSource
from tests.batch import tables as situations
from tests.batch.tables import batch, program

PACK = program().pack
Row = tuple[str | None, ...]


@dataclass
class Outcome:
    """Good situations by row as lists of companies with days; bad rows; rows of nobody by table."""

    good: dict[int, Any] = field(default_factory=dict)
    bad: set[int] = field(default_factory=set)
    orphans: set[tuple[str, int]] = field(default_factory=set)


def write(folder: Path, name: str, columns: str, rows: Iterable[Row]) -> None:
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(columns.split(","))
        writer.writerows(["" if cell is None else cell for cell in row] for row in rows)


def make_folder(folder: Path, ids: list[str | None], inner: dict[str, list[Row]]) -> Path:
    write(folder, "situation", "situation,today", [(id, "2026-11-22") for id in ids])
    write(folder, "application", "situation,applications,company", inner["application"])
    columns = "situation,applications,interviews,held_on"
    write(folder, "interview", columns, inner["interview"])
    return folder


def read(folder: Path, slice_rows: int) -> Outcome:
    found = Outcome()
    numbers = []
    for piece in TablesSource(folder, PACK, slice_rows).slices():
        numbers.append(piece.number)
        chunk = piece.load()
        good = conform(chunk.table, PACK)
        assert not good.problems
        for number, row in zip(chunk.rows.tolist(), good.table.to_pylist(), strict=True):
            assert number not in found.good
            found.good[number] = [
                (a["company"], [i["held_on"].day for i in a["interviews"]])
                for a in row["applications"]
            ]
        for problem in chunk.problems:
            assert problem.row not in found.bad
            found.bad.add(problem.row)
        for stray in chunk.orphans:
            assert (stray.table, stray.row) not in found.orphans
            found.orphans.add((str(stray.table).removesuffix(".csv"), stray.row))
    assert numbers == list(range(len(numbers)))
    return found


def meant(ids: list[str | None], inner: dict[str, list[Row]]) -> Outcome:
    """What should come out, looked up in memory, whatever the order."""
    found = Outcome()
    times = Counter(ids)
    for table, rows in inner.items():
        found.orphans |= {
            (table, n) for n, (id, *_) in enumerate(rows, 1) if not id or id not in times
        }
    for number, id in enumerate(ids, 1):
        if id is None or times[id] > 1:
            found.bad.add(number)
            continue
        mine = [row[1:] for row in inner["application"] if row[0] == id]
        held = [row[1:] for row in inner["interview"] if row[0] == id]
        days = {place: sorted((i, day) for a, i, day in held if a == place) for place, _ in mine}
        fits = (
            sorted(place or "" for place, _ in mine) == [str(n) for n in range(len(mine))]
            and all(a in days for a, _, _ in held)
            and all([i for i, _ in d] == [str(n) for n in range(len(d))] for d in days.values())
        )
        if fits:
            found.good[number] = [
                (company, [int(str(day)[-2:]) for _, day in days[place]])
                for place, company in sorted(mine, key=lambda row: str(row[0]))
            ]
        else:
            found.bad.add(number)
    return found


def hand_out(patch: pytest.MonkeyPatch, rows: int) -> None:
    """Let tables come in batches of so many rows: these files would come in one."""
    batches = TableFile.batches

    def small(file: TableFile, columns: list[str] | None = None) -> Iterator[Any]:
        for whole in batches(file, columns):
            for first in range(0, whole.num_rows, rows):
                yield whole.slice(first, rows)

    found = table_joining._batches

    def small_found(database: Any, query: str) -> Iterator[Any]:
        for whole in found(database, query):
            for first in range(0, whole.num_rows, rows):
                yield whole.slice(first, rows)

    patch.setattr(TableFile, "batches", small)
    patch.setattr(table_joining, "_batches", small_found)


@st.composite
def folders(draw: st.DrawFn) -> tuple[list[str | None], dict[str, list[Row]]]:
    """Tables in which a few rows are added, repeated, changed, moved or left out, or all are shuffled."""
    count = draw(st.integers(1, 14))
    ids: list[str | None] = [f"s{n}" for n in range(count)]
    inner: dict[str, list[Row]] = {"application": [], "interview": []}
    for id in ids:
        for a in range(draw(st.integers(0, 2))):
            inner["application"].append((id, str(a), f"{id}-{a}"))
            for i in range(draw(st.integers(0, 2))):
                inner["interview"].append((id, str(a), str(i), f"2026-11-{i + 1:02}"))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(ids) - 1))
        ids.insert(draw(st.integers(0, len(ids))), draw(st.sampled_from([ids[at], None])))
    for name in inner:
        rows = inner[name]
        for _ in range(draw(st.integers(0, 4))):
            at = draw(st.integers(0, len(rows)))
            row = (
                rows[at]
                if at < len(rows)
                else ("x9", "0", "0", "2026-11-01")[: 4 if name == "interview" else 3]
            )
            match draw(st.sampled_from(["nobody", "none", "again", "move", "odd", "out"])):
                case "nobody":
                    rows[at:at] = [(f"x{at}", *row[1:])] * draw(st.integers(1, 12))
                case "none":
                    rows.insert(at, (None, *row[1:]))
                case "again":
                    rows.insert(at, row)
                case "move" if at < len(rows):
                    rows.insert(draw(st.integers(0, len(rows) - 1)), rows.pop(at))
                case "odd" if at < len(rows):
                    rows[at] = (
                        row[0],
                        draw(st.sampled_from(["first", "-1", "1.5", None, "7"])),
                        *row[2:],
                    )
                case "out" if at < len(rows):
                    del rows[at]
    if draw(st.integers(0, 9)) == 0:
        for rows in inner.values():
            rows[:] = draw(st.permutations(rows))
    return ids, inner


@settings(max_examples=100, deadline=None)
@given(
    made=folders(),
    slice_rows=st.integers(1, 6),
    orphans=st.integers(1, 6),
    held=st.sampled_from([0, 300, 1_000_000]),
    batch_rows=st.integers(1, 7),
)
def test_every_row_is_advised_on_or_told_of_in_any_order(
    made: tuple[list[str | None], dict[str, list[Row]]],
    slice_rows: int,
    orphans: int,
    held: int,
    batch_rows: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    ids, inner = made
    folder = make_folder(tmp_path_factory.mktemp("tables"), ids, inner)
    with pytest.MonkeyPatch.context() as patch:
        hand_out(patch, batch_rows)
        patch.setattr(tables, "ORPHANS_AT_ONCE", orphans)
        patch.setattr(table_joining, "HELD_BYTES", held)
        assert read(folder, slice_rows) == meant(ids, inner)


def test_rows_of_nobody_go_to_the_errors_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    make_folder(
        Path("in"),
        ["a", "b", "b", None],
        {
            "application": [("a", "0", "A"), ("x", "0", "X"), (None, "0", "N"), ("b", "0", "B")],
            "interview": [("a", "zero", "0", "2026-11-01"), ("y", "0", "0", "2026-11-01")],
        },
    )
    done = batch("in", "-o", "out.jsonl", "--nested", "--errors", "bad.csv")
    assert done.exit_code == 1
    assert Path("bad.csv").read_text().splitlines() == [
        "row,situation,code,column,message",
        '1,a,ADV407,applications,"interview.csv, row 1: `applications` holds `zero`, where a position belongs; write 0, 1, 2 …"',
        '2,b,ADV407,situation,"situation.csv, row 2: several situations have this id"',
        '3,b,ADV407,situation,"situation.csv, row 3: several situations have this id"',
        '4,,ADV407,situation,"situation.csv, row 4: `situation` is missing"',
        '2,x,ADV407,situation,"application.csv, row 2: there is no situation `x` in situation.csv"',
        '3,,ADV407,situation,"application.csv, row 3: `situation` is missing, so that the row belongs to nothing"',
        '2,y,ADV407,situation,"interview.csv, row 2: there is no situation `y` in situation.csv"',
    ]
    rows = [json.loads(line) for line in Path("out.jsonl").read_text().splitlines()]
    assert [(r["row"], r["advice"]) for r in rows] == [(n, None) for n in (1, 2, 3, 4)]
    assert (
        "4 situations, 0 pieces of advice, 4 could not be advised on, 3 rows could not be used"
        in done.stderr
    )
    assert "they are listed in bad.csv" in done.stderr


def test_rows_of_nobody_count_among_what_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    inner: dict[str, list[Row]] = {
        "application": [("x", "0", "X"), ("y", "0", "Y")],
        "interview": [],
    }
    make_folder(Path("in"), ["a"], inner)
    done = batch("in", "-o", "out.csv", "--strict")
    assert done.exit_code == 2
    assert (
        "Error: 2 rows could not be used, none is allowed; nothing is written\n"
        "  2 × application.csv: there is no such situation in situation.csv [ADV407]\n"
        "    row 1 (x), row 2 (y)\n"
    ) in done.stderr
    assert [p.name for p in Path().iterdir()] == ["in"]
    assert batch("in", "-o", "out.csv", "--max-errors", "1").exit_code == 2
    assert batch("in", "-o", "out.csv", "--max-errors", "2").exit_code == 1


def test_shuffled_tables_give_the_same_advice_in_the_order_of_the_situations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tables, "SLICE_ROWS", 7)
    monkeypatch.setattr(table_joining, "HELD_BYTES", 2_000)
    draw = random.Random(20261122)
    ids: list[str | None] = [f"s{n}" for n in draw.sample(range(1_000), 60)]
    columns = {
        "application": "situation,applications,company,stage,promised_reply_on",
        "interview": "situation,applications,interviews,held_on,thanked",
    }
    inner: dict[str, list[Row]] = {"application": [], "interview": []}
    for id in ids:
        for a, application in enumerate(situations.row(int(str(id)[1:]))["applications"]):
            facts = (application["company"], application["stage"], application["promised_reply_on"])
            inner["application"].append((id, str(a), *facts))
            for i, interview in enumerate(application["interviews"]):
                thanked = "yes" if interview["thanked"] else None
                inner["interview"].append((id, str(a), str(i), interview["held_on"], thanked))
    outputs = []
    for name in ("ordered", "shuffled"):
        Path(name).mkdir()
        write(Path(name), "situation", "situation,today", [(id, "2026-11-22") for id in ids])
        for table, rows in inner.items():
            write(Path(name), table, columns[table], rows)
            draw.shuffle(rows)
        done = batch(name, "-o", f"{name}.csv")
        assert done.exit_code == 0, done.stderr
        outputs.append(Path(f"{name}.csv").read_text())
    assert outputs[0] == outputs[1]
    told = list(dict.fromkeys(line.split(",")[1] for line in outputs[0].splitlines()[1:]))
    assert len(told) > 30
    assert told == [id for id in ids if id in told]


def test_thousands_of_repeated_ids_orphans_and_gaps_are_each_told_with_their_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tables, "SLICE_ROWS", 1_000)
    monkeypatch.setattr(tables, "ORPHANS_AT_ONCE", 1_000)
    Path("in").mkdir()
    many = range(3_000)
    ids: list[str | None] = [
        *(f"r{n}" for n in many),
        *(f"g{n}" for n in many),
        *(f"r{n}" for n in many),
    ]
    inner: dict[str, list[Row]] = {
        "application": [*((f"x{n}", "0", "X") for n in many), *((f"g{n}", "1", "G") for n in many)],
        "interview": [],
    }
    make_folder(Path("in"), ids, inner)
    done = batch("in", "-o", "out.csv", "--errors", "bad.csv")
    assert done.exit_code == 1
    assert "9,000 could not be advised on, 3,000 rows could not be used" in done.stderr
    with Path("bad.csv").open(newline="") as file:
        found = [
            (int(row["row"]), row["situation"], row["message"]) for row in csv.DictReader(file)
        ]
    several = "several situations have this id"
    gap = "the positions in `applications` do not run 0, 1, 2: one is missing, or there twice"
    assert found == [
        *((n + 1, f"r{n}", f"situation.csv, row {n + 1}: {several}") for n in many),
        *((n + 3_001, f"g{n}", f"application.csv, row {n + 3_001}: {gap}") for n in many),
        *((n + 6_001, f"r{n}", f"situation.csv, row {n + 6_001}: {several}") for n in many),
        *(
            (
                n + 1,
                f"x{n}",
                f"application.csv, row {n + 1}: there is no situation `x{n}` in situation.csv",
            )
            for n in many
        ),
    ]


def test_many_rows_of_nobody_are_not_kept_in_memory_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ORPHANS_AT_ONCE", 5)
    hand_out(monkeypatch, 3)
    inner: dict[str, list[Row]] = {
        "application": [
            ("a", "0", "A"),
            *((f"x{n}", "0", "X") for n in range(33)),
            ("a", "1", "B"),
        ],
        "interview": [],
    }
    make_folder(tmp_path, ["a", "b"], inner)
    sizes = [len(piece.load().orphans) for piece in TablesSource(tmp_path, PACK, 1).slices()]
    assert sum(sizes) == 33
    assert max(sizes) == 5
    assert read(tmp_path, 1).good[1] == [("A", []), ("B", [])]


@pytest.mark.parametrize("after", [1, 3, 6])
def test_a_run_that_was_broken_off_tells_of_the_same_rows(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tables, "SLICE_ROWS", 2)
    monkeypatch.setattr(tables, "ORPHANS_AT_ONCE", 3)
    hand_out(monkeypatch, 2)
    Path("in").mkdir()
    ids: list[str | None] = [f"s{n}" for n in range(9)]
    applications: list[Row] = [(id, "0", "A") for id in ids]
    applications[4:4] = [(f"x{n}", "0", "X") for n in range(8)]
    inner: dict[str, list[Row]] = {"application": applications, "interview": [("y", "0", "0", "")]}
    make_folder(Path("in"), ids, inner)
    words = ("in", "--today", "2026-11-22", "-j", "1")
    assert batch(*words, "-o", "whole.csv", "--errors", "whole-bad.csv").exit_code == 1
    decide = running._decide

    def failing(job: Any, piece: Any) -> Any:
        if piece.number == after:
            raise KeyboardInterrupt
        return decide(job, piece)

    with monkeypatch.context() as patch:
        patch.setattr(running, "_decide", failing)
        assert batch(*words, "-o", "out.csv", "--errors", "bad.csv").exit_code != 0
    assert Path(".out.csv.parts").exists()
    done = batch(*words, "-o", "out.csv", "--errors", "bad.csv", "--resume")
    assert done.exit_code == 1
    assert "9 rows could not be used" in done.stderr
    assert Path("out.csv").read_bytes() == Path("whole.csv").read_bytes()
    assert Path("bad.csv").read_bytes() == Path("whole-bad.csv").read_bytes()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, empty."""
    found = tmp_path / "temporary"
    found.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    return found


def test_nothing_temporary_is_left_however_a_run_ends(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner: dict[str, list[Row]] = {"application": [("a", "0", "A")], "interview": []}
    folder = tmp_path / "in"
    folder.mkdir()
    make_folder(folder, ["a"], inner)
    assert read(folder, 1).good == {1: [("A", [])]}
    assert list(temporary.iterdir()) == []

    def failing(self: Any, table: TableFile) -> Iterator[Any]:
        assert list(temporary.iterdir()) != []
        raise KeyboardInterrupt

    monkeypatch.setattr(table_joining.SituationRows, "beside", failing)
    with pytest.raises(KeyboardInterrupt):
        read(folder, 1)
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_leaves_goes_with_the_next_one_and_what_lives_stays(
    temporary: Path,
) -> None:
    dying = "from advisor.batch.sources.table_joining import own_folder\nimport os, signal\nwith own_folder() as"
    dying += " found:\n (found / 'spilled').write_text('x')\n os.kill(os.getpid(), signal.SIGKILL)"
    killed = subprocess.run(
        [sys.executable, "-c", dying], env={**os.environ, "TMPDIR": str(temporary)}, check=False
    )
    assert killed.returncode == -9
    [left] = temporary.iterdir()
    with table_joining.own_folder() as one:
        assert not left.exists()
        with table_joining.own_folder() as other:
            assert one.exists()
            assert other != one
    assert list(temporary.iterdir()) == []


def test_a_full_disk_is_said_and_names_the_folder_of_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    make_folder(Path("in"), ["a"], {"application": [("a", "0", "A")], "interview": []})
    monkeypatch.setattr(tempfile, "TemporaryFile", lambda: io.FileIO("/dev/full", "r+"))
    done = batch("in", "-o", "out.csv")
    assert done.exit_code == 2
    assert f"Error: no room in {tempfile.gettempdir()}" in done.stderr
    assert [path.name for path in Path().iterdir()] == ["in"]


def test_more_ids_than_fit_into_memory_go_through_files(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_joining, "_MEMORY", "40MB")
    count = 400_000
    with (tmp_path / "situation.csv").open("w") as file:
        file.write("situation\n")
        file.writelines(
            f"a situation with a rather long name and its number {n}\n" for n in range(count)
        )
    table = TableFile(tmp_path / "situation.csv")
    with table_joining.SituationRows(table) as owners:
        found = [number for _, rows in owners.beside(table) for number in rows.tolist()]
        assert any(temporary.rglob("*.tmp"))
    assert found == list(range(1, count + 1))
    assert list(temporary.iterdir()) == []

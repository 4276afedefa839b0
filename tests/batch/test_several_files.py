"""Many small files share slices; what comes out is as if their rows stood in one file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from advisor.batch.deciding import conform_slice
from advisor.batch.problems import BatchError
from advisor.batch.sources import table_joining
from advisor.batch.sources.chunks_together import together
from advisor.batch.sources.reading import Notices, Reading, Renaming
from advisor.batch.sources.several_files import SeveralFiles
from advisor.batch.sources.slices import Chunk, RowSource, open_source
from advisor.batch.sources.table_files import TableFile
from advisor.batch.sources.tables_together import TablesTogether
from advisor.cli.main import cli
from tests.batch.tables import program, row

PACK = program().pack
Rows = list[dict[str, Any]]


def source_of(paths: list[Path], format: str) -> RowSource:
    return open_source(list(map(str, paths)), PACK, format)


def as_lines(path: Path, rows: Rows) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return path


def as_parquet(path: Path, rows: Rows) -> Path:
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


def as_csv(path: Path, rows: Rows) -> Path:
    flat = [[r["situation"], r["today"]] for r in rows]
    path.write_text("\n".join(",".join(r) for r in [["situation", "today"], *flat]) + "\n")
    return path


WRITERS = {"jsonl": as_lines, "parquet": as_parquet, "csv": as_csv}


@pytest.mark.parametrize("format", WRITERS)
def test_small_files_share_slices_and_give_what_one_file_gives(format: str, tmp_path: Path) -> None:
    rows = [row(number) for number in range(250)]
    files = [
        WRITERS[format](tmp_path / f"{n:03}.{format}", rows[2 * n : 2 * n + 2]) for n in range(125)
    ]
    whole = WRITERS[format](tmp_path / f"whole.{format}", rows)
    pieces = list(source_of(files, format).slices())
    assert [(p.number, p.first_row, p.count) for p in pieces] == [(0, 1, 200), (1, 201, 50)]
    good = [conform_slice(piece.read(), PACK) for piece in pieces]
    [one] = [conform_slice(piece.read(), PACK) for piece in source_of([whole], format).slices()]
    assert [at for part in good for at in part.rows.tolist()] == one.rows.tolist()
    assert [r for part in good for r in part.table.to_pylist()] == one.table.to_pylist()


def test_a_large_file_shares_its_slice_with_none(tmp_path: Path) -> None:
    from advisor.batch.sources.parquet_files import ParquetSource

    counts = [2, 3, 9, 1, 4, 4, 30]
    paths = [
        as_parquet(tmp_path / f"{n}.parquet", [row(at) for at in range(count)])
        for n, count in enumerate(counts)
    ]
    sources = [ParquetSource(path, PACK, slice_rows=10) for path in paths]
    found = [(p.first_row, p.count) for p in SeveralFiles(sources, PACK).slices()]
    assert found == [(1, 5), (6, 10), (16, 8), (24, 10), (34, 10), (44, 10)]


# What stands in each of two files under one name, and what it comes to.
MIXED = [
    ([{"chases_sent": 1}], [{"chases_sent": 2.0}], [1, 2]),
    ([{"chases_sent": 1}], [{"chases_sent": "2"}], [1, 2]),
    ([{"company": "Acme"}], [{"company": 17}], ["Acme", "17"]),
    ([{"stage": "offered"}], [{"stage": None}], ["offered", None]),
    ([{"interviews": []}], [{"interviews": [{"thanked": "yes"}]}], [[], [{"thanked": True}]]),
]


@pytest.mark.parametrize(("first", "second", "expected"), MIXED)
@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_files_may_have_a_column_in_several_types(
    format: str, first: Rows, second: Rows, expected: list[Any], tmp_path: Path
) -> None:
    paths = [
        WRITERS[format](
            tmp_path / f"{n}.{format}", [{"applications": [{"company": "Acme", **items[0]}]}]
        )
        for n, items in enumerate((first, second))
    ]
    [piece] = source_of(paths, format).slices()
    found = conform_slice(piece.read(), PACK)
    assert found.problems == []
    [name] = first[0]
    told = [r["applications"][0][name] for r in found.table.to_pylist()]
    if name == "interviews":
        told = [[{"thanked": one["thanked"]} for one in items] for items in told]
    assert told == expected


def test_each_file_has_its_own_order_of_dates_and_words_for_yes(tmp_path: Path) -> None:
    texts = {
        "us.csv": "company,stage,held_on,thanked\nAcme,interviewed,11/20/2026,TRUE\n",
        "uk.csv": "company,stage,held_on,thanked\nAcme,interviewed,20/11/2026,WAHR\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    words = [
        "batch",
        *(str(tmp_path / name) for name in texts),
        "--rows",
        "application",
        "--by",
        "file",
    ]
    done = CliRunner().invoke(
        cli, [*words, "--pack", str(PACK_FOLDER), "-o", str(tmp_path / "out.csv")]
    )
    assert done.exit_code == 0, done.stderr
    assert "yes and no were written as `TRUE`, `WAHR`" in done.stderr


PACK_FOLDER = Path(__file__).parent.parent / "golden" / "pack"


def batch(*words: object) -> Result:
    return CliRunner().invoke(cli, ["batch", *map(str, words), "--pack", str(PACK_FOLDER)])


@pytest.fixture
def bad_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Three files, of which the first has a bad second row, and the last two."""
    monkeypatch.chdir(tmp_path)
    for name, bad in {"a": [1], "b": [], "c": [0, 1]}.items():
        rows = [{**row(n, bad=n in bad), "situation": f"{name}{n}"} for n in range(2)]
        as_parquet(Path(f"{name}.parquet"), rows)
    yield ["a.parquet", "b.parquet", "c.parquet"]


def test_problems_name_the_file_and_its_row(bad_files: list[str]) -> None:
    done = batch(*bad_files, "-o", "out.csv", "--errors", "bad.jsonl")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[1] == (
        "  a.parquet, row 2 (a1): `unheard-of` (write one of `interviewed`, `offered`, `accepted`, `rejected`),"
        " c.parquet, row 1 (c0): `unheard-of`, c.parquet, row 2 (c1): `unheard-of`"
    )
    listed = [json.loads(line) for line in Path("bad.jsonl").read_text().splitlines()]
    assert {(p["row"], p["situation"], p["message"].split(":")[0]) for p in listed} == {
        (2, "a1", "a.parquet, row 2"),
        (5, "c0", "c.parquet, row 1"),
        (6, "c1", "c.parquet, row 2"),
    }


def test_one_file_is_not_named_with_each_problem(bad_files: list[str]) -> None:
    done = batch("a.parquet", "-o", "out.csv")
    assert done.stderr.startswith("row 2 (a1): `applications[0].stage`")


def test_a_situation_that_cannot_be_taken_out_names_its_file(bad_files: list[str]) -> None:
    done = batch(*bad_files, "--extract", "c1", "-o", "one.yaml")
    assert (done.exit_code, Path("one.yaml").exists()) == (2, False)
    assert "c.parquet, row 2 (c1) cannot be used" in done.stderr


def test_a_file_that_changes_under_the_run_is_named(bad_files: list[str]) -> None:
    pieces = source_of([Path(name) for name in bad_files], "parquet").slices()
    [piece] = pieces
    as_parquet(Path("b.parquet"), [row(7)])
    with pytest.raises(Exception, match=r"^b\.parquet was changed while it was read"):
        piece.read()


def test_the_digest_of_a_shared_slice_is_that_of_all_its_files(tmp_path: Path) -> None:
    paths = [as_lines(tmp_path / f"{n}.jsonl", [row(n)]) for n in range(3)]
    [before] = source_of(paths, "jsonl").slices()
    [same] = source_of(paths, "jsonl").slices()
    as_lines(paths[2], [row(9)])
    [after] = source_of(paths, "jsonl").slices()
    assert before.digest() == same.digest() != after.digest()


def test_rows_of_workbooks_with_several_sheets_are_counted_on(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    for name in ("a", "b"):
        book = openpyxl.Workbook()
        book.active.title = "situation"
        for cells in (("situation",), (f"{name}1",), (f"{name}2",)):
            book.active.append(cells)
        book.create_sheet("application").append(("situation", "applications", "company", "stage"))
        book["application"].append((f"{name}2", 0, "Acme", "offered"))
        book.save(tmp_path / f"{name}.xlsx")
    pieces = source_of([tmp_path / "a.xlsx", tmp_path / "b.xlsx"], "xlsx").slices()
    found = [conform_slice(piece.read(), PACK) for piece in pieces]
    rows = [
        (at, r["situation"])
        for f in found
        for at, r in zip(f.rows.tolist(), f.table.to_pylist(), strict=True)
    ]
    assert rows == [(1, "a1"), (2, "a2"), (3, "b1"), (4, "b2")]


def test_chunks_are_put_in_the_order_of_their_rows() -> None:
    chunks = [
        Chunk(pa.table({"situation": ["b"]}), np.array([2])),
        Chunk(pa.table({"situation": [1]}), np.array([1])),
    ]
    found = together(chunks, PACK)
    assert (found.table.column("situation").to_pylist(), found.rows.tolist()) == (
        ["1", "b"],
        [1, 2],
    )


def test_rows_of_many_small_tables_come_in_few_batches(tmp_path: Path) -> None:
    files = []
    for number in range(30):
        path = tmp_path / f"{number}.csv"
        path.write_text(f"company\n{number}\n")
        files.append((TableFile(path), {"month": str(number)}))
    [batch] = TablesTogether(files).batches()
    assert batch.to_pylist() == [{"company": str(n), "month": str(n)} for n in range(30)]


def test_who_keeps_a_few_numbers_does_not_keep_all_that_came_with_them() -> None:
    pieces = table_joining._Pieces(iter([np.arange(5), np.arange(5, 8)]))
    found = [pieces.next(2), pieces.next(5), pieces.next(2)]
    assert [None if f is None else f.tolist() for f in found] == [[0, 1], [2, 3, 4, 5, 6], None]
    assert all(f is None or f.base is None for f in found)


NEIGHBOURS: dict[str, tuple[list[str], str | None]] = {  # dates in files beside one with 05/11/2026, and its day
    "one leaves no doubt": (["11/20/2026"], "2026-05-11"),
    "another order": (["20/11/2026"], "2026-11-05"),
    "all doubtful": (["06/11/2026"], None),
    "the same in any order": (["06/06/2026"], None),
    "two that differ": (["11/20/2026", "20/11/2026"], None),
    "a doubtful one between": (["06/11/2026", "11/20/2026"], "2026-05-11"),
    "nothing": ([""], None),
}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(("others", "wanted"), NEIGHBOURS.values(), ids=NEIGHBOURS)
def test_what_leaves_no_doubt_in_files_beside_it_counts_for_a_column_in_doubt(
    others: list[str], wanted: str | None, form: str, tmp_path: Path
) -> None:
    paths = []
    for number, day in enumerate(["05/11/2026", *others]):
        path = tmp_path / f"{number}.{form}"
        cells = [["company", "stage", "answer_by"], ["Acme", "offered", day]]
        if form == "csv":
            path.write_text("".join(",".join(row) + "\n" for row in cells))
        else:
            book = openpyxl.Workbook()
            for row_of_cells in cells:
                book.worksheets[0].append(row_of_cells)
            book.save(path)
        paths.append(path)
    source = open_source(
        list(map(str, paths)), PACK, form, reading=Reading(rows="application", by="file")
    )

    def first_day() -> object:
        [first, *_] = source.slices()
        table = conform_slice(first.read(), PACK).table
        return table.column("applications")[0].as_py()[0]["answer_by"]

    if wanted is None:
        with pytest.raises(BatchError, match="nobody can tell the day of `0"):
            first_day()
    else:
        assert str(first_day()) == wanted


def test_rows_that_are_left_out_of_many_files_are_told_together(tmp_path: Path) -> None:
    notices = Notices()
    words = ("over", "")
    stage = Renaming("state", "stage", values=(("on", "offered"),), left_out=words)
    reading = Reading((stage,), rows="application", by="file").of(PACK)
    for number, state in enumerate(["over", "", "on"]):
        (tmp_path / f"{number}.csv").write_text(f"company,state\nAcme,{state}\nHooli,over\n")
    paths = [str(path) for path in sorted(tmp_path.iterdir())]
    for piece in open_source(paths, PACK, "csv", reading=reading, notices=notices).slices():
        piece.read()
    told = [sentence for sentence in notices.take() if "left out" in sentence]
    assert told == ["5 rows are left out: `state` is empty or `over`"]

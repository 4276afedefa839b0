"""Folders of tables: how rows find their situation, and what is said where they do not."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.batch.problems import BatchError
from advisor.batch.sources import csv_blocks
from advisor.batch.sources.schema_casts import conform
from advisor.batch.sources.tables import TablesSource
from tests.batch.tables import program

PACK = program().pack


def write(folder: Path, **tables: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, slice_rows: int | None = None) -> tuple[dict[int, Any], dict[int, str]]:
    """The situations by row as lists of companies with the days of their interviews, and problems."""
    rows, wrong = {}, {}
    for piece in TablesSource(folder, PACK, slice_rows).slices():
        chunk = piece.load()
        good = conform(chunk.table, PACK)
        for number, row in zip(chunk.rows[good.rows].tolist(), good.table.to_pylist(), strict=True):
            rows[number] = [
                (a["company"], [i["held_on"].day for i in a["interviews"]])
                for a in row["applications"]
            ]
        wrong.update({p.row: p.said for p in chunk.problems})
        wrong.update(
            {int(chunk.rows[at]): faults[0].message for at, faults in good.problems.items()}
        )
    return rows, wrong


def test_rows_are_put_into_the_order_of_their_positions(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        situation="situation\nb\na\n",
        application="situation,applications,company\nb,1,B1\nb,0,B0\na,0,A0\n",
        interview="situation,applications,interviews,held_on\nb,1,1,2026-11-02\nb,1,0,2026-11-01\n",
    )
    assert read(folder) == ({1: [("B0", []), ("B1", [1, 2])], 2: [("A0", [])]}, {})


def test_one_situation_with_bad_rows_fails_alone(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        situation="situation\na\nb\nc\nd\nd\n\n",
        application="situation,applications,company\na,0,A\na,2,A\nb,0,B\nc,0,C\nc,0,C\n",
        interview="situation,applications,interviews,held_on\nb,0,0,2026-11-01\nb,3,0,2026-11-01\n",
    )
    rows, wrong = read(folder)
    assert rows == {}
    positions = "the positions in `applications` do not run 0, 1, 2: one is missing, or there twice"
    assert wrong[1] == f"application.csv, row 2: {positions}"
    assert wrong[2] == "interview.csv, row 2: there is no applications[3]"
    assert wrong[3] == f"application.csv, row 5: {positions}"
    assert wrong[4] == "situation.csv, row 4: several situations have this id"
    assert wrong[5] == "situation.csv, row 5: several situations have this id"


def test_every_bad_situation_is_found_however_many_there_are(tmp_path: Path) -> None:
    names = range(2_500)
    folder = write(
        tmp_path,
        situation="situation\n" + "".join(f"{n}\n" for n in names),
        application="situation,applications,company\n"
        + "".join(f"{n},{1 if n % 2 else 0},A\n" for n in names),
        interview="situation,applications,interviews,held_on\n"
        + "".join(f"{n},{0 if n % 2 else 7},{0},2026-11-01\n" for n in names),
    )
    rows, wrong = read(folder)
    assert rows == {}
    assert set(wrong) == set(range(1, 2_501))
    assert wrong[2_499] == "interview.csv, row 2499: there is no applications[7]"
    assert wrong[2_500].startswith("application.csv, row 2500: the positions")


REFUSED = {
    "rows without situations": (
        {"application": "situation,applications,company\nx,0,X\n", "situation": "situation\n"},
        "application.csv has rows, but there are no situations",
    ),
    "no position": ({"application": "situation,company\na,A\n"}, "lacks the column `applications`"),
    "an unknown table": ({"aplication": "situation\n"}, "did you mean `application`?"),
    "a table without the one around it": (
        {"interview": "situation,applications,interviews,held_on\n"},
        "needs a table for `application` beside it",
    ),
    "nothing to join by": (
        {"situation": "today\n2026-11-22\n", "application": "situation,applications\n"},
        "has no column `situation` to join the others by",
    ),
    "nothing at all": ({"situation": ""}, "is empty"),
    "a row with too few cells": ({"situation": "situation,today\na\n"}, "cannot read"),
}  # fmt: skip


@pytest.mark.parametrize(("tables", "why"), REFUSED.values(), ids=REFUSED)
def test_tables_that_do_not_fit_are_refused(
    tables: dict[str, str], why: str, tmp_path: Path
) -> None:
    with pytest.raises(BatchError) as refused:
        read(write(tmp_path, **{"situation": "situation\na\n", **tables}), slice_rows=1)
    assert why in str(refused.value)


@settings(max_examples=25, deadline=None)
@given(
    sizes=st.lists(st.lists(st.integers(0, 3), max_size=3), max_size=30),
    slice_rows=st.integers(1, 9),
)
def test_slices_of_any_size_hold_the_same_situations(
    sizes: list[list[int]], slice_rows: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    wanted = {
        n: [(f"c{n}-{a}", list(range(1, days + 1))) for a, days in enumerate(situation)]
        for n, situation in enumerate(sizes, 1)
    }
    applications = [(n, a, c) for n, found in wanted.items() for a, (c, _) in enumerate(found)]
    interviews = [
        (n, a, i, day)
        for n, found in wanted.items()
        for a, (_, days) in enumerate(found)
        for i, day in enumerate(days)
    ]
    folder = write(
        tmp_path_factory.mktemp("tables"),
        situation="situation\n" + "".join(f"s{n}\n" for n in wanted),
        application="situation,applications,company\n"
        + "".join(f"s{n},{a},{c}\n" for n, a, c in applications),
        interview="situation,applications,interviews,held_on\n"
        + "".join(f"s{n},{a},{i},2026-11-{d:02}\n" for n, a, i, d in interviews),
    )
    assert read(folder, slice_rows) == (wanted, {})


def test_cells_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        situation="situation\na\n",
        application='situation,applications,company\na,0,"Ink, ""Inc""\nand Sons"\n',
    )
    assert read(folder) == ({1: [('Ink, "Inc"\nand Sons', [])]}, {})


def test_a_table_may_be_parquet(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = write(tmp_path, situation="situation\na\n")
    rows = {"situation": ["a"], "applications": [0], "company": ["A"]}
    pq.write_table(pa.table(rows), folder / "application.parquet")
    assert read(folder) == ({1: [("A", [])]}, {})
    write(tmp_path, application="situation,applications,company\n")
    with pytest.raises(BatchError, match="two tables for one entity"):
        read(folder)


def test_a_mark_below_the_names_is_a_character_of_its_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands there where files were put together; the rows behind it keep their places."""
    monkeypatch.setattr(csv_blocks, "BLOCK_BYTES", 40)
    rows = "".join(f"s{n},2026-11-22\n" for n in range(5))
    text = f'situation,searched_on\n\ufeffs,2026-11-22\n{rows}"q",2026-11-22\n'
    (tmp_path / "situation.csv").write_text(text, encoding="utf-8")
    source = TablesSource(tmp_path, program().pack)
    chunks = [piece.load() for piece in source.slices()]
    ids = [id for chunk in chunks for id in chunk.table.column("situation").to_pylist()]
    assert [id.strip("\ufeff") for id in ids] == ["s", "s0", "s1", "s2", "s3", "s4", "q"]

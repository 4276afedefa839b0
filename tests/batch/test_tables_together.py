"""One person's rows may stand in several files, and folders may say whose they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from advisor.batch.problems import BatchError
from advisor.batch.sources.reading import FILE, Notices, Reading
from advisor.batch.sources.schema_casts import conform
from advisor.batch.sources.slices import open_source
from tests.batch.tables import program

PACK = program().pack
BY_PERSON = Reading(rows="application", by="person")
ANN = [("Acme", "applied"), ("Hooli", "offered")]
BOB = [("Initech", "applied")]


def read(paths: list[Path], format: str, reading: Reading = BY_PERSON) -> list[tuple[Any, ...]]:
    """Who there is, with the number of the first row and what is said of each application."""
    found = []
    source = open_source(list(map(str, paths)), PACK, format, reading=reading, notices=Notices())
    for piece in source.slices():
        chunk = piece.load()
        good = conform(chunk.table, PACK, chunk.dates)
        assert not good.problems
        for number, row in zip(chunk.rows.tolist(), good.table.to_pylist(), strict=True):
            said = [(item["company"], item["stage"]) for item in row["applications"]]
            found.append((number, row["situation"], said))
    assert source.is_unchanged()
    return found


def csv(path: Path, *rows: str, names: str = "person,company,stage") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([names, *rows]) + "\n")
    return path


def parquet(path: Path, **columns: list[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table(columns), path)
    return path


def test_a_person_may_have_rows_in_several_files(tmp_path: Path) -> None:
    one = csv(tmp_path / "jan.csv", "ann,Acme,applied", "bob,Initech,applied")
    two = csv(tmp_path / "feb.csv", "Hooli;ann;offered", names="company;person;stage")
    assert read([one, two], "csv") == [(1, "ann", ANN), (2, "bob", BOB)]
    assert read([two, one], "csv")[0] == (1, "ann", ANN[::-1])


def test_a_column_that_a_file_lacks_is_missing_in_its_rows(tmp_path: Path) -> None:
    one = csv(tmp_path / "jan.csv", "ann,Acme,applied", "bob,Initech,applied")
    two = csv(
        tmp_path / "feb.csv", "ann,Hooli,offered,x", names="person,company,stage,contact_name"
    )
    reading = Reading(rows="application", by="person", ignored=("contact_name",))
    assert read([one, two], "csv", reading) == [(1, "ann", ANN), (2, "bob", BOB)]


def test_folders_may_say_whose_the_rows_are(tmp_path: Path) -> None:
    parquet(tmp_path / "person=ann/part-0.parquet", company=["Acme"], stage=["applied"])
    parquet(tmp_path / "person=ann/part-1.parquet", company=["Hooli"], stage=["offered"])
    parquet(tmp_path / "person=bob/part-0.parquet", company=["Initech"], stage=["applied"])
    (tmp_path / "_SUCCESS").write_bytes(b"")
    assert read([tmp_path], "parquet") == [(1, "ann", ANN), (3, "bob", BOB)]


def test_folders_of_csv_may_say_it_too_beside_what_nobody_asks_for(tmp_path: Path) -> None:
    names = "company,stage"
    csv(tmp_path / "year=2026/person=ann/part-0.csv", "Acme,applied", "Hooli,offered", names=names)
    csv(tmp_path / "year=2026/person=bob/part-0.csv", "Initech,applied", names=names)
    assert read([tmp_path], "csv") == [(1, "ann", ANN), (3, "bob", BOB)]
    one = csv(
        tmp_path / "alone/person=ann/part-0.csv", "Acme,applied", "Hooli,offered", names=names
    )
    assert read([one.parent.parent], "csv") == [(1, "ann", ANN)]


def test_each_file_is_one_person_where_that_is_said(tmp_path: Path) -> None:
    names = "company,stage"
    one = csv(tmp_path / "ann.csv", "Acme,applied", "Hooli,offered", names=names)
    two = csv(tmp_path / "bob.csv", "Initech,applied", names=names)
    reading = Reading(rows="application", by=FILE)
    assert read([one, two], "csv", reading) == [(1, "ann", ANN), (3, "bob", BOB)]


def test_rows_of_a_file_that_says_nobodys_name_are_told(tmp_path: Path) -> None:
    one = parquet(tmp_path / "a.parquet", person=["ann"], company=["Acme"], stage=["applied"])
    two = parquet(tmp_path / "b.parquet", company=["Hooli"], stage=["applied"])
    source = open_source([str(one), str(two)], PACK, "parquet", reading=BY_PERSON)
    problems = [problem for piece in source.slices() for problem in piece.load().problems]
    assert [(p.row, p.message) for p in problems] == [
        (
            2,
            "`person` is missing: nothing says whose row it is; fill it in each row, also where cells are merged",
        )
    ]


def test_files_that_do_not_go_together_are_refused(tmp_path: Path) -> None:
    one = parquet(tmp_path / "a.parquet", person=["ann"], company=["Acme"], stage=["applied"])
    two = parquet(tmp_path / "b.parquet", person=[[1]], company=["Acme"], stage=["applied"])
    with pytest.raises(BatchError, match=r"2 files cannot be read as one: .*person"):
        read([one, two], "parquet")

"""Rows that lack what they must have cost a person nothing else: that row is left out and told of, or means what a mapping says."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli

HEAD = "person,company,status,held_on\n"
MAP = "columns: {status: {to: stage%s}}"
LEFT_OUT = "`status` (`applications[].stage`) is required and missing: the row is left out"

# Rows; what is said; the companies that are advised on.
TABLES = {
    "one of three": (
        ["a,Acme,,2026-11-02", "a,Ink,interviewed,2026-11-02", "a,Sum,offered,"],
        f"row 1 (a): {LEFT_OUT} [ADV402]\n1 situation, 2 pieces of advice, 1 row could not be used\n",
        {"Ink", "Sum"},
    ),
    "two people": (
        ["a,Acme,interviewed,2026-11-02", "b,Sum,offered,", "a,Ink,,2026-11-02", "b,Hill,  ,"],
        f"2 × {LEFT_OUT} [ADV402]",
        {"Acme", "Sum"},
    ),
    "words for nothing": (
        ["a,Acme,n/a,2026-11-02", "a,Ink,interviewed,2026-11-02", "a,Sum,-,"],
        f"2 × {LEFT_OUT} [ADV402]",
        {"Ink"},
    ),
    "without a company": (
        ["a,,interviewed,2026-11-02", "a,Ink,interviewed,2026-11-02", 'a,"  ",offered,'],
        "2 × `applications[].company` is required and missing: the row is left out [ADV402]",
        {"Ink"},
    ),
    "the only one of a person": (
        ["a,Acme,,2026-11-02", "b,Ink,interviewed,2026-11-02"],
        "row 1 (a): `status` (`applications[0].stage`) is required and missing [ADV402]",
        {"Ink"},
    ),
    "all of a person": (
        ["a,Acme,,", "a,Sum,,", "b,Ink,interviewed,2026-11-02"],
        "2 × `status` (`applications[].stage`) is required and missing [ADV402]",
        {"Ink"},
    ),
    "before one that is wrong": (
        ["a,Acme,,", "a,Sum,unheard-of,", "b,Ink,interviewed,2026-11-02"],
        "row 2 (a): `status` (`applications[0].stage`): `unheard-of` is not one of the choices",
        {"Ink"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("engine", ["columnar", "oracle", "rete"])
@pytest.mark.parametrize(("rows", "said", "advised"), TABLES.values(), ids=TABLES)
def test_other_applications_are_advised_on(
    rows: list[str], said: str, advised: set[str], engine: str, tmp_path: Path
) -> None:
    done, companies = _run(tmp_path, rows, "", "--engine", engine)
    assert done.exit_code == 1
    assert said in done.stderr
    assert companies == advised


EMPTY = {
    "a word": (", values: {'': interviewed}", {"Acme", "Ink"}),
    "a word beside others": (", values: {x: offered, '': interviewed}", {"Acme", "Ink"}),
    "no row": (", leave_out: ['']", {"Ink"}),
    "no row, in several signs": (", leave_out: ['', x]", {"Ink"}),
}


@pytest.mark.parametrize("has_other", [True, False])
@pytest.mark.parametrize(("said", "advised"), EMPTY.values(), ids=EMPTY)
def test_an_empty_cell_means_what_a_mapping_says(
    said: str, advised: set[str], has_other: bool, tmp_path: Path
) -> None:
    rows = ["a,Acme,,2026-11-02", "b,Ink,interviewed,2026-11-02" if has_other else ""]
    done, companies = _run(tmp_path, rows, said)
    assert done.exit_code == 0, done.stderr
    assert companies == (advised if has_other else advised & {"Acme"})
    assert ("1 row is left out: `status` is empty" in done.stderr) == ("leave" in said)


def test_what_a_row_says_of_its_person_counts_though_it_is_left_out(tmp_path: Path) -> None:
    rows = ["a,Acme,,2026-11-02,yes", "a,Ink,interviewed,2026-11-02,"]
    done, _ = _run(tmp_path, rows, "", head=HEAD.replace("\n", ",employed_now\n"))
    again, _ = _run(tmp_path, [rows[0], f"{rows[1]}no"], "", head=HEAD.replace("\n", ",employed_now\n"))  # fmt: skip
    assert "differ" not in done.stderr
    assert "the rows of this situation differ in `employed_now`" in again.stderr


def test_the_rows_behind_are_told_with_their_own_numbers(tmp_path: Path) -> None:
    rows = ["a,Acme,,", "a,Ink,interviewed,2026-11-02", "a,Sum,offered,never"]
    done, _ = _run(tmp_path, rows, "")
    assert "row 3 (a): `applications[1].interviews[0].held_on`: `never` is not a date" in done.stderr  # fmt: skip


def test_a_text_that_is_no_utf_8_lacks_nothing_and_is_told_as_such(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    rows = b"person,company,stage\na,Acme,\na,M\xfcller,offered\nb,Ink,\xa0\xff\nb,Sum,offered\nc,Hill,offered\n"
    table.write_bytes(rows)
    done = _batch(table, "--rows", "application", "--by", "person", "--today", "2026-11-30")
    assert done.exit_code == 1, done.output
    assert "row 1 (a): `applications[].stage` is required and missing" in done.stderr
    assert "row 2 (a): `applications[0].company`: byte 2 of the text is not UTF-8" in done.stderr
    assert "row 3 (b): `applications[0].stage`: byte 1 of the text is not UTF-8" in done.stderr


def test_they_are_listed_and_count_where_none_is_allowed(tmp_path: Path) -> None:
    rows = ["a,Acme,,", "a,Ink,interviewed,2026-11-02"]
    _run(tmp_path, rows, "", "--errors", tmp_path / "e.csv")
    [line] = csv.DictReader((tmp_path / "e.csv").read_text().splitlines())
    assert (line["row"], line["situation"], line["column"]) == ("1", "a", "status")
    done, companies = _run(tmp_path, rows, "", "--strict")
    assert done.exit_code == 2 and not companies
    assert "1 row could not be used, none is allowed; nothing is written" in done.stderr


def test_they_are_told_of_where_one_situation_is_written(tmp_path: Path) -> None:
    rows = ["a,Acme,,", "b,Sum,,", "a,Ink,interviewed,2026-11-02", "b,Hill,offered,"]
    done, _ = _run(tmp_path, rows, "", "--extract", "a", "-o", tmp_path / "a.yaml")
    assert f"row 1: {LEFT_OUT}" in done.stderr
    assert "row 2" not in done.stderr
    text = (tmp_path / "a.yaml").read_text()
    assert "company: Ink" in text and "Acme" not in text


def test_null_in_a_line_is_an_empty_cell(tmp_path: Path) -> None:
    lines = tmp_path / "t.jsonl"
    lines.write_text('{"applications": [{"company": "A", "stage": null}]}\n')
    names = tmp_path / "names.yaml"
    names.write_text("applications.stage: {to: stage, values: {'': offered}}")
    assert _batch(lines, "--map", names, "--summary").exit_code == 0


def _run(
    folder: Path, rows: list[str], said: str, *options: object, head: str = HEAD
) -> tuple[Result, set[str]]:
    """What is told, and the companies that are advised on."""
    table, names, out = folder / "t.csv", folder / "names.yaml", folder / "o.csv"
    table.write_text(head + "".join(f"{row}\n" for row in rows))
    names.write_text(MAP % said)
    out.unlink(missing_ok=True)
    by = ["--rows", "application", "--by", "person", "--map", names]
    done = _batch(table, *by, "--today", "2026-11-30", "-o", out, *options)
    found = csv.DictReader(out.read_text().splitlines()) if out.exists() else ()
    return done, {line["for"] for line in found if line["for"]}


def _batch(*words: object) -> Result:
    """`advisor batch` with the rules that come with the program, in which stages and companies are required."""
    return CliRunner().invoke(cli, ["batch", *map(str, words)], prog_name="advisor")

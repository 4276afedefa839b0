"""A sweep reads tables that others wrote as a batch does."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli

FLAT = """\
person_id;firm;stage;applied_on
1;Acme;applied;05/11/2026
1;Beta;applied;25/11/2026
2;Cora;applied;13/11/2026
"""
RANGE = ("--set", "application_reply_time=1 week, 4 weeks", "--today", "2026-11-29")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("flat.csv").write_text(FLAT, encoding="utf-8")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["sweep", *words])


def test_a_flat_table_is_swept_with_rows_of_a_list() -> None:
    done = run(
        "flat.csv", "--rows", "application", "--by", "person_id", "--map", "firm=company", *RANGE
    )
    assert done.exit_code == 0, done.output
    assert "for 2 situations" in done.stdout
    assert done.stderr.splitlines() == [
        "flat.csv is read as separated by semicolons",
        "`applied_on` is read with the day first, as in 25/11/2026",
    ]


def test_few_lines_are_read_as_lines_where_it_is_said_how() -> None:
    line = '{"applications": [{"firm": "Acme", "stage": "applied"}]}\n'
    Path("few.jsonl").write_text(line, encoding="utf-8")
    assert run("few.jsonl", *RANGE).exit_code == 2
    done = run("few.jsonl", "--map", "firm=company", *RANGE)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "for 1 situation" in done.stdout


def test_a_file_of_situations_is_no_table() -> None:
    Path("me.yaml").write_text(
        "applications: [{company: Acme, stage: applied}]\n", encoding="utf-8"
    )
    done = run("me.yaml", "--dates", "dmy", *RANGE)
    assert done.exit_code == 2
    assert (
        "Error: me.yaml is a file of situations, and the options say how tables and JSON Lines"
        in done.stderr
    )


def test_a_zone_that_there_is_none_of_is_said() -> None:
    done = run("flat.csv", "--zone", "Mars/Base", *RANGE)
    assert done.exit_code == 2
    assert "--zone: there is no time zone `Mars/Base`" in done.stderr


def test_packed_files_and_documents_are_swept_as_what_is_in_them() -> None:
    how = ("--rows", "application", "--by", "person_id", "--map", "firm=company", *RANGE)
    plain = run("flat.csv", *how)
    Path("flat.csv.gz").write_bytes(gzip.compress(FLAT.encode()))
    assert run("flat.csv.gz", *how).stdout == plain.stdout
    rows = [dict(zip(("person_id", "firm", "stage", "applied_on"), line.split(";"), strict=True)) for line in FLAT.split()[1:]]  # fmt: skip
    Path("flat.json").write_text(json.dumps({"data": rows}))
    found = run("flat.json", *how)
    assert found.stdout == plain.stdout
    assert found.stderr.splitlines()[0] == "flat.json is read as the rows in `data`"
    Path("flat.csv.gz").write_bytes(b"no")
    assert "flat.csv.gz is not packed: name it flat.csv" in run("flat.csv.gz", *how).stderr

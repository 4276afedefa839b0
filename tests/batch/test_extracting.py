"""One situation out of many, as a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli
from tests.batch.tables import PACK, batch, lines, parquet

TWO = [
    {
        "situation": "x",
        "today": "2026-11-22",
        "applications": [
            {"company": "Acme", "stage": "interviewed", "interviews": [{"held_on": "2026-11-20", "thanked": True}]},
            {"company": "null", "stage": "offered"},
        ],
    },
    {"situation": "y", "applications": [{"company": "Borg", "stage": "gone"}]},
]  # fmt: skip
X = """\
situation: x
today: 2026-11-22
applications:
  - company: Acme
    stage: interviewed
    interviews:
      - held_on: 2026-11-20
        thanked: yes
  - company: "null"
    stage: offered
"""
FLAT = """\
person;company;stage;held_on;thanked
x;Acme;interviewed;20.11.2026;WAHR
y;Borg;gone;;
x;null;offered;;
"""


def inputs(folder: Path, form: str) -> tuple[Path, list[str]]:
    path = folder / f"in.{form}"
    if form == "csv":
        path.write_text(FLAT)
        return path, ["--rows", "application", "--by", "person"]
    if form == "parquet":
        parquet(path, TWO)
    else:
        path.write_text(lines(TWO))
    return path, []


def without_rules(text: str) -> tuple[str, str]:
    """Where the rules are, as a situation says, and its other lines."""
    [rules] = [line for line in text.splitlines() if line.startswith("pack: ")]
    return rules.removeprefix("pack: "), text.replace(f"{rules}\n", "")


@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv"])
def test_it_says_what_its_rows_say(form: str, tmp_path: Path) -> None:
    path, words = inputs(tmp_path, form)
    done = batch(path, *words, "--extract", "x", "-o", tmp_path / "x.yaml")
    assert done.exit_code == 0, done.stderr
    wanted = X.replace("today: 2026-11-22\n", "") if form == "csv" else X
    rules, text = without_rules((tmp_path / "x.yaml").read_text())
    assert (text, (tmp_path / rules).resolve()) == (wanted, PACK)
    assert f"x (row 1) is in {tmp_path / 'x.yaml'}: " in done.stderr
    rules, text = without_rules(batch(path, *words, "--extract", "x").stdout)
    assert (text, Path(rules).resolve()) == (wanted, PACK)


@pytest.mark.parametrize("form", ["jsonl", "parquet", "csv"])
@pytest.mark.parametrize(
    ("id", "why"),
    [("y", "row 2 (y) cannot be used:\n  `applications[0].stage`: `gone` is"), ("z", "has the id `z`"), ("1", "has the id `1`")],
)  # fmt: skip
def test_one_that_is_wrong_or_not_there_is_told(
    id: str, why: str, form: str, tmp_path: Path
) -> None:
    path, words = inputs(tmp_path, form)
    done = batch(path, *words, "--extract", id, "-o", tmp_path / "x.yaml")
    assert (done.exit_code, why in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "x.yaml").exists()


def test_where_there_are_no_ids_rows_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(FLAT)
    words = (path, "--rows", "application", "--ignore-columns", "person", "--extract")
    assert without_rules(batch(*words, "3").stdout)[1] == (
        'situation: Row 3\napplications:\n  - company: "null"\n    stage: offered\n'
    )
    assert "row 2 cannot be used:" in batch(*words, "2").stderr


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (["--summary"], "leave out --summary"),
        (["--group-by", "stage"], "leave out --group-by"),
        (["-o", "x.csv"], "call it .yaml"),
    ],
)
def test_it_goes_with_nothing_that_is_for_many(more: list[str], why: str, tmp_path: Path) -> None:
    path, words = inputs(tmp_path, "jsonl")
    done = batch(path, *words, "--extract", "x", *more)
    assert (done.exit_code, why in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize("command", ["advise", "explain", "draft"])
def test_commands_about_one_situation_say_how_it_comes_out_of_a_table(
    command: str, tmp_path: Path
) -> None:
    path, _ = inputs(tmp_path, "csv")
    done = CliRunner().invoke(cli, [command, str(path), "--pack", str(PACK)], prog_name="advisor")
    assert done.exit_code == 2
    assert (
        f"`advisor batch {path} --extract ID -o NAME.yaml` takes one situation out" in done.stderr
    )


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path, words = inputs(tmp_path, "jsonl")
    mine = tmp_path / "me.yaml"
    mine.write_text("situation: what I have told\n", "utf-8")
    done = batch(path, *words, "--extract", "x", "-o", mine)
    assert done.exit_code == 2
    assert "me.yaml is there already: give -o another name" in done.stderr
    assert mine.read_text("utf-8") == "situation: what I have told\n"


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_others_of_the_same_id_are_told(form: str, tmp_path: Path) -> None:
    good, bad = TWO[0], {**TWO[1], "situation": "x"}
    path = tmp_path / f"in.{form}"
    many = [TWO[1], good, bad, *[good] * 3]
    (parquet if form == "parquet" else lambda at, rows: at.write_text(lines(rows)))(path, many)
    done = batch(path, "--extract", "x")
    assert done.exit_code == 0, done.stderr
    assert (
        "5 situations have the id `x`: this is the one of row 2; the others are in rows 3, 4, 5, …\n"
        in done.stderr
    )
    assert "company: Acme" in done.stdout
    (parquet if form == "parquet" else lambda at, rows: at.write_text(lines(rows)))(
        path, [bad, good]
    )
    assert "row 1 (x) cannot be used:" in batch(path, "--extract", "x").stderr

"""`advisor table`: lists, shows, writes and puts back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli

PACK = """\
entities:
  situation:
    facts:
      kind: {type: choice, ask: Which?, choices: {repair: Repair, swap: Swap}}
      fee: {type: number, concluded: yes}
tables:
  - table: fees
    when: [kind]
    then: {conclude: fee}
    rows:
      - [repair, 1]
      - [swap, 2]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pack.yaml").write_text("pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\n")
    (tmp_path / "all.yaml").write_text(PACK)
    return tmp_path


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["table", *arguments, "--pack", str(folder)])


def test_it_lists_the_tables_and_shows_one(folder: Path) -> None:
    assert _run(folder).stdout == "fees\n"
    assert _run(folder, "fees").stdout == "# table: fees\nkind,|,fee\nrepair,,1\nswap,,2\n"


@pytest.mark.parametrize("arguments", [("{}",), ("--pack", "{}")])
def test_the_folder_of_the_rules_stands_behind_the_name_or_the_option(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    words = [word.format(folder) for word in arguments]
    told = CliRunner().invoke(cli, ["table", "fees", *words])
    assert told.exit_code == 0 and told.stdout.endswith("repair,,1\nswap,,2\n")


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_it_writes_a_table_and_puts_it_back(folder: Path, name: str) -> None:
    out = folder / name
    assert "fees is in" in _run(folder, "fees", "-o", str(out)).stderr
    assert "Nothing differs" in _run(folder, "fees", "--from", str(out)).stderr
    (folder / "all.yaml").write_text(PACK.replace("[swap, 2]", "[swap, 3]"))
    told = _run(folder, "fees", "--from", str(out))
    assert told.stderr == f"{folder / 'all.yaml'}: 1 cell changed.\n" and told.exit_code == 0
    assert (folder / "all.yaml").read_text() == PACK


REFUSED = {
    "another name": (("fee",), "there is no table `fee`; did you mean `fees`?"),
    "another ending": (("fees", "-o", "fees.ods"), "end it in .csv or .xlsx"),
    "another source": (("fees", "--from", "fees.ods"), "name a .csv or .xlsx file"),
    "both": (("fees", "--from", "a.csv", "-o", "b.csv"), "take one of them"),
    "two folders": (("fees", "."), "the folder of the rules is named twice: leave --pack out"),
    "no file": (("fees", "--from", "none.csv"), "there is no such file or folder"),
    "no workbook": (("fees", "--from", "none.xlsx"), "not a workbook that can be read"),
    "nowhere": (("fees", "-o", "/nowhere/fees.csv"), "cannot write /nowhere/fees.csv"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_it_cannot_do_it_says(folder: Path, name: str) -> None:
    arguments, words = REFUSED[name]
    told = _run(folder, *arguments)
    assert told.exit_code == 2 and words in told.stderr and "Traceback" not in told.output


def test_a_file_without_the_table_is_refused(folder: Path) -> None:
    (folder / "other.csv").write_text("kind,fee\n")
    told = _run(folder, "fees", "--from", str(folder / "other.csv"))
    assert (
        told.exit_code == 2
        and "there is no table `fees`; these rules have no tables" in told.stderr
    )


def test_rules_without_tables_are_told(folder: Path) -> None:
    (folder / "all.yaml").write_text(PACK[: PACK.index("tables:")])
    assert "These rules have no tables." in _run(folder).stderr
    assert "these rules have no tables" in _run(folder, "fees").stderr


def test_check_prints_what_a_table_stands_for(folder: Path) -> None:
    told = CliRunner().invoke(cli, ["check", "--expand", str(folder)])
    assert told.exit_code == 0
    assert told.stdout.startswith("rules:\n- rule: fees/1\n  when: kind is repair\n")
    (folder / "all.yaml").write_text(PACK.replace("[repair, 1]", "[repare, 1]"))
    told = CliRunner().invoke(cli, ["check", "--expand", str(folder)])
    assert told.exit_code == 1 and "did you mean `repair`?" in told.stderr
    assert CliRunner().invoke(cli, ["check", "--expand", "a", "b"]).exit_code == 2

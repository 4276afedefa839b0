"""`advisor advise --receipt` and `advisor verify`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli

GOLDEN = Path(__file__).parent.parent / "golden" / "pack"
ME = """\
situation: Me
today: 2026-11-22
applications:
  - company: Acme
    stage: interviewed
    promised_reply_on: 2026-11-25
    interviews: [{held_on: 2026-11-18, thanked: no}]
"""
SAME = """\
me.yaml, as of 2026-11-22
same     the receipt itself
same     the version of advisor
same     the rules
same     the parameters
same     the situation
same     the advice
Nothing differs.
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a situation, its receipt and the rules."""
    shutil.copytree(GOLDEN, tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.setenv("COLUMNS", "100")
    (tmp_path / "me.yaml").write_text(ME)
    assert receipt("me.yaml").exit_code == 0
    return tmp_path


def run(*words: str, stdin: str | None = None) -> Result:
    command = [*words, "--pack", "rules"]
    return CliRunner().invoke(cli, command, input=stdin, catch_exceptions=False)


def receipt(*words: str, stdin: str | None = None) -> Result:
    return run("advise", *words, "-f", "json", "--receipt", "-o", "receipt.json", stdin=stdin)


def test_where_nothing_has_changed_nothing_differs(home: Path) -> None:
    result = run("verify", "receipt.json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, SAME, "")


def test_it_is_judged_on_the_day_of_the_receipt(home: Path) -> None:
    assert receipt("me.yaml", "--today", "2027-01-05").exit_code == 0
    result = run("verify", "receipt.json")
    assert (result.exit_code, result.stdout) == (0, SAME.replace("2026-11-22", "2027-01-05"))


def test_parameters_are_set_as_they_were(home: Path) -> None:
    assert receipt("me.yaml", "--set", "chase_interval=9 days").exit_code == 0
    assert run("verify", "receipt.json").exit_code == 0


def test_a_receipt_of_the_other_engine_is_made_again_by_it(home: Path) -> None:
    assert receipt("me.yaml", "--engine", "oracle").exit_code == 0
    assert json.loads(Path("receipt.json").read_text())["receipt"]["engine"] == "oracle"
    assert run("verify", "receipt.json").exit_code == 0


def test_a_comment_in_the_situation_changes_nothing(home: Path) -> None:
    (home / "me.yaml").write_text(f"# mine\n{ME}")
    assert run("verify", "receipt.json").exit_code == 0


def test_another_situation_differs(home: Path) -> None:
    (home / "me.yaml").write_text(ME.replace("Acme", "Globex"))
    result = run("verify", "receipt.json")
    assert result.exit_code == 1
    assert (
        "differs  the situation\n"
        "         - it has changed; a receipt holds no facts, so it cannot say where\n"
        in result.stdout
    )
    assert "differs  the advice\n" in result.stdout
    assert result.stdout.endswith("Not the same: 2 of 6.\n")


def test_another_rule_differs_even_where_the_advice_does_not(home: Path) -> None:
    with (home / "rules" / "rules.yaml").open("a") as file:
        file.write("# changed\n")
    result = run("verify", "receipt.json")
    assert result.exit_code == 1
    assert "differs  the rules\n         - rules.yaml has changed\n" in result.stdout
    assert "same     the advice\n" in result.stdout


def test_a_test_of_the_rules_is_no_rule(home: Path) -> None:
    with (home / "rules" / "rules_test.yaml").open("a") as file:
        file.write("# changed\n")
    assert run("verify", "receipt.json").exit_code == 0


def test_a_parameter_that_is_gone_is_told(home: Path) -> None:
    document = json.loads((home / "receipt.json").read_text())
    document["receipt"]["settings"] = {"gone": "3 days"}
    (home / "receipt.json").write_text(json.dumps(document))
    result = run("verify", "receipt.json")
    assert result.exit_code == 1
    assert "differs  the parameters\n         - they cannot be set as they were: " in result.stdout


def test_a_receipt_that_was_changed_is_told(home: Path) -> None:
    document = json.loads((home / "receipt.json").read_text())
    document["advice"][0]["due"] = "2026-11-30"
    (home / "receipt.json").write_text(json.dumps(document))
    result = run("verify", "receipt.json")
    assert result.exit_code == 1
    assert "differs  the receipt itself\n" in result.stdout
    assert ": due was 2026-11-30, is " in result.stdout


def test_each_of_several_situations_has_its_receipt(home: Path) -> None:
    (home / "me.yaml").write_text(f"{ME}---\n{ME.replace('Acme', 'Globex')}")
    assert receipt("me.yaml").exit_code == 0
    assert len((home / "receipt.json").read_text().splitlines()) == 2
    result = run("verify", "receipt.json")
    second = SAME.replace("me.yaml, as", "me.yaml, no. 2, as")
    assert (result.exit_code, result.stdout) == (0, f"{SAME}\n{second}")


def test_the_situation_may_be_another_file_and_must_be_where_it_came_through_a_pipe(
    home: Path,
) -> None:
    assert receipt("-", stdin=ME).exit_code == 0
    result = run("verify", "receipt.json")
    assert result.exit_code == 2
    assert "the situation came through a pipe; name its file behind the receipt" in result.stderr
    (home / "me.yaml").rename(home / "mine.yaml")
    result = run("verify", "receipt.json", "mine.yaml")
    assert (result.exit_code, result.stdout) == (0, SAME.replace("me.yaml", "mine.yaml"))


def test_a_receipt_can_come_through_a_pipe(home: Path) -> None:
    result = run("verify", "-", stdin=(home / "receipt.json").read_text())
    assert (result.exit_code, result.stdout) == (0, SAME)


def change(**values: object) -> str:
    document = json.loads(Path("receipt.json").read_text())
    document["receipt"].update(values)
    return json.dumps(document)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"engine": "steam"}, "the receipt names an engine `steam`, which is not known here"),
        ({"today": "someday"}, "the receipt names no day on which it was made"),
        (
            {"situation": {"file": "gone.yaml", "number": 1, "digest": ""}},
            "there is no file gone.yaml",
        ),
        (
            {"situation": {"file": "me.yaml", "number": 3, "digest": ""}},
            "me.yaml has no situation no. 3 that can be used",
        ),
        ({"situation": {"file": "\0", "number": 1, "digest": ""}}, "\\x00"),
        ({"format": 7}, "its receipt is of format 7; known is 1"),
    ],
)
def test_what_cannot_be_used_is_told_in_words(
    home: Path, values: dict[str, object], said: str
) -> None:
    (home / "receipt.json").write_text(change(**values))
    result = run("verify", "receipt.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("me.yaml", "me.yaml cannot be used: it is not JSON"),
        ("gone.json", "the receipt cannot be read"),
    ],
)
def test_a_file_that_is_no_receipt_is_told_in_words(home: Path, name: str, said: str) -> None:
    result = run("verify", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_situation_with_a_mistake_is_told_where(home: Path) -> None:
    (home / "me.yaml").write_text(ME.replace("stage: interviewed", "stage: nowhere"))
    result = run("verify", "receipt.json")
    assert result.exit_code == 2
    assert "me.yaml:5:12: error[" in result.stderr


def test_a_receipt_belongs_to_json(home: Path) -> None:
    result = run("advise", "me.yaml", "--receipt")
    assert result.exit_code == 2
    assert "A receipt is part of the JSON: add -f json." in result.stderr

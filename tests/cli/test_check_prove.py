"""`check --prove`: what a solver finds, with a situation that shows it; tests of it; what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli
from advisor.diagnostics.pages import all_pages
from tests.example_pack import PACK, write


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The example pack with two rules that conclude different values at once."""
    folder = write(tmp_path / "pack", PACK)
    return write(folder, all_pages()["ADV804"].avoid)


def check(*words: str) -> Result:
    return CliRunner().invoke(cli, ["check", *words], prog_name="advisor")


def test_a_fault_is_shown_in_a_situation_that_meets_it(pack: Path) -> None:
    result = check(str(pack), "--prove")
    assert result.exit_code == 1
    assert "can conclude different values for `patience_here` at once" in result.stdout
    assert "questions, all decided, about" in " ".join(result.stdout.split())
    [found] = json.loads(check(str(pack), "--prove", "-f", "json").stdout)["diagnostics"]
    program = api.load_pack(pack)
    [case] = api.load_cases_text(found["example"], "found.yaml", program).cases
    decision = api.Advisor(program).advise(case.situation)
    assert decision.error is not None and decision.error.fact == "patience_here"


def test_tests_are_written_once_and_load(pack: Path) -> None:
    file = pack / "found_test.yaml"
    assert "1 test written to" in check(str(pack), "--prove", "--write-tests", str(file)).stderr
    written = file.read_text(encoding="utf-8")
    assert "not_because: [less-patient-with-another-offer]" in written
    assert len(api.load_pack(pack).pack.tests) == 3
    check(str(pack), "--prove", "--write-tests", str(file))
    assert file.read_text(encoding="utf-8") == written


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--prove", "--write-tests", "found.yaml"], "names end in _test.yaml"),
        (["--seconds", "3"], "go with --prove"),
    ],
)
def test_what_makes_no_sense_is_refused(pack: Path, words: list[str], said: str) -> None:
    result = check(str(pack), *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_without_the_solver_it_says_how_to_get_it(
    pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = check(str(pack), "--prove")
    assert result.exit_code == 2
    assert "-m pip install 'interview-advisor[prove]'" in result.stderr


NEVER = """\
rules:
  - rule: never  # advisor: ignore ADV801 because it waits for the next edition of the guide
    for: application
    when: is_waiting and stage is offered
    advise: answer
    because: The guide will say why.
"""


def found(pack: Path) -> tuple[list[tuple[str, str]], list[tuple[str, str | None]]]:
    """What is told, and what is ignored with which reason."""
    told = json.loads(check(str(pack), "--prove", "-f", "json").stdout)
    return (
        [(one["code"], one["severity"]) for one in told["diagnostics"] if one["code"] != "ADV704"],
        [(one["code"], one["because"]) for one in told["ignored"]],
    )


def test_what_is_meant_is_ignored_at_its_line_or_has_another_level(tmp_path: Path) -> None:
    pack = write(tmp_path / "pack", {**PACK, "never.yaml": NEVER})
    reason = "it waits for the next edition of the guide"
    assert found(pack) == ([], [("ADV801", reason)])
    assert "ADV176" not in check(str(pack)).stdout, "without a proof nobody knows what it is for"
    file = pack / "found_test.yaml"
    assert "no test to write" in check(str(pack), "--prove", "--write-tests", str(file)).stderr
    bare = NEVER.replace(f"  # advisor: ignore ADV801 because {reason}", "")
    for level, told in (
        ("error", [("ADV801", "error")]),
        ("note", [("ADV801", "notice")]),
        ("off", []),
    ):
        header = f"{PACK['pack.yaml']}\nchecks: {{ADV801: {level}}}\n"
        write(pack, {"never.yaml": bare, "pack.yaml": header})
        assert found(pack) == (told, []), level


def test_a_remark_that_ignores_no_proof_is_told_where_all_was_proved(tmp_path: Path) -> None:
    reached = NEVER.replace("is_waiting and stage is offered", "is_waiting")
    pack = write(tmp_path / "pack", {**PACK, "never.yaml": reached})
    assert ("ADV176", "warning") in found(pack)[0]
    assert "ADV176" not in check(str(pack)).stdout

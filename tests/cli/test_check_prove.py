"""`check --prove`: what a solver finds, with a situation that shows it; tests of it; what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli import check_prove
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
    monkeypatch.setattr(check_prove, "find_spec", lambda name: None)
    result = check(str(pack), "--prove")
    assert result.exit_code == 2
    assert "-m pip install 'interview-advisor[prove]'" in result.stderr

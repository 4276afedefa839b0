"""`advisor mutate` and `advisor test --coverage` as one types them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.mutation.small import RULES, TESTS, write_small


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_small(Path("small"))


def _run(*words: str) -> Result:
    return CliRunner().invoke(cli, words, env={"COLUMNS": "90"}, catch_exceptions=False)


def test_survivors_are_shown_with_their_line_their_change_and_what_would_tell(pack: Path) -> None:
    result = _run("mutate", "small", "--rule", "late-after-a-while")
    assert result.exit_code == 0
    assert (
        "small/rules.yaml:30:13: survived: `unless` left out, in rule `late-after-a-while`\n"
        "  -    unless: tired\n"
        "  It makes no difference in any test. With `tired: yes` in “a late claim is asked about”\n"
        "    the advice would change:\n"
        "  - wait for Ann\n"
    ) in result.stdout
    assert "9 changes to the rules, on 2 tests, in " in result.stdout
    assert "      4  killed by expectation\n" in result.stdout
    assert result.stdout.endswith(
        "44.4% of the changes that mean something else are killed by a test\n"
    )


def test_a_threshold_decides_how_it_ends(pack: Path) -> None:
    assert _run("mutate", "small", "--threshold", "30").exit_code == 0
    result = _run("mutate", "small", "--threshold", "95")
    assert result.exit_code == 1
    assert "which is less than 95%." in result.stderr


def test_without_the_solver_nothing_is_begun(pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("the mistakes were tried")

    monkeypatch.setattr("advisor.mutation.run_mutants", never)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = _run("mutate", "small", "--prove", "5")
    assert result.exit_code == 2
    assert result.stderr.endswith("-m pip install 'interview-advisor[prove]'\n")


def test_a_solver_proves_that_what_is_silenced_twice_need_not_be(pack: Path) -> None:
    rules = RULES.replace("    overrides: [wait-while-it-is-young]\n", "    silences: [wait]\n")
    (pack / "rules.yaml").write_text(rules, encoding="utf-8")
    words = ("mutate", "small", "--rule", "call-instead", "-f", "json")
    without, proved = (
        json.loads(_run(*more).stdout) for more in (words, (*words, "--prove", "20"))
    )
    before, after = (_ignored(one) for one in (without, proved))
    silent = "`silences` left out, in rule `call-instead`"
    assert silent not in before
    assert after[silent] == "proved: no situation with up to 2 of each list shows anything else"
    assert before.items() <= after.items()


def _ignored(report: dict[str, Any]) -> dict[str, str]:
    """What is equivalent, and why."""
    [file] = report["files"].values()
    ignored = [mutant for mutant in file["mutants"] if mutant["status"] == "Ignored"]
    return {mutant["description"]: mutant["statusReason"] for mutant in ignored}


def test_a_sample_tries_some(pack: Path) -> None:
    result = _run("mutate", "small", "--sample", "5", "--seed", "2")
    assert "5 of 41 changes to the rules" in result.stdout


def test_json_is_a_report_of_the_mutation_testing_elements(pack: Path) -> None:
    result = _run("mutate", "small", "-f", "json", "-o", "report.json")
    assert (result.exit_code, result.stdout) == (0, "")
    found = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert found["schemaVersion"] == "2"
    [file] = found["files"].values()
    assert file["source"] == RULES
    assert len(file["mutants"]) == found["config"]["mutants"] == 41
    by_status = {m["status"]: m for m in file["mutants"]}
    assert set(by_status) == {"Killed", "Survived", "NoCoverage", "CompileError", "Ignored"}
    assert by_status["Killed"]["killedBy"]
    assert by_status["Ignored"]["statusReason"].startswith("proved: ")
    for mutant in file["mutants"]:
        assert {"id", "mutatorName", "location", "status"} <= set(mutant)
        assert mutant["location"]["start"]["line"] >= 1
    [tests] = found["testFiles"].values()
    assert [t["name"] for t in tests["tests"]] == [
        "a late claim is asked about",
        "a young claim is waited for",
    ]


@pytest.mark.parametrize(
    ("words", "said", "status"),
    [
        (("--rule", "late-after-a-whale"), "did you mean `late-after-a-while`?", 2),
        (("--sample", "0"), "0 is not in the range", 2),
        (("--threshold", "101"), "101.0 is not in the range", 2),
    ],
)
def test_what_makes_no_sense_is_refused(
    pack: Path, words: tuple[str, ...], said: str, status: int
) -> None:
    result = _run("mutate", "small", *words)
    assert result.exit_code == status
    assert said in result.stderr


def test_rules_with_mistakes_are_not_tried(pack: Path) -> None:
    broken = RULES.replace("unless: tired", "unless: tyred")
    (pack / "rules.yaml").write_text(broken, encoding="utf-8")
    result = _run("mutate", "small")
    assert result.exit_code == 2
    assert "did you mean `tired`?" in result.stderr


def test_without_tests_nothing_is_tried(pack: Path) -> None:
    (pack / "rules_test.yaml").unlink()
    result = _run("mutate", "small")
    assert result.exit_code == 2
    assert "small has no tests" in result.stderr


def test_tests_that_fail_are_mended_first(pack: Path) -> None:
    wrong = TESTS.replace("due: 2026-11-24", "due: 2026-11-25")
    (pack / "rules_test.yaml").write_text(wrong, encoding="utf-8")
    result = _run("mutate", "small")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "`advisor test` says which" in result.stderr


def test_coverage_follows_the_tests_and_goes_into_files(pack: Path) -> None:
    result = _run("test", "small", "--coverage", "--lcov", "trace.info")
    assert result.exit_code == 0
    assert "tired, in rule `late-after-a-while`\n  never holds in any test" in result.stdout
    assert "(MC/DC)" in result.stdout
    assert Path("trace.info").read_text(encoding="utf-8").startswith("TN:\nSF:small/rules.yaml\n")
    found = json.loads(_run("test", "small", "--coverage", "-f", "json").stdout)
    assert 0 < found["packs"][0]["coverage"]["share"] < 1


def test_too_little_coverage_fails(pack: Path) -> None:
    assert _run("test", "small", "--threshold", "10").exit_code == 0
    result = _run("test", "small", "--threshold", "90")
    assert result.exit_code == 1
    assert "less than 90% of the conditions are covered" in result.stderr
    assert "coverage" not in json.loads(_run("test", "small", "-f", "json").stdout)["packs"][0]

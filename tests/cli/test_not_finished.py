"""A situation that was not told to its end: each command says what is still asked, and how to go on."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.cli.recording_pack import write_folder

RULES = ("--pack", "../rules", "--today", "2026-11-22")
GO_ON = "To go on:\n  advisor ask --answers mine.yaml --pack ../rules --today 2026-11-22\n"


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(
        cli, [*words, *RULES], input=typed, catch_exceptions=False, prog_name="advisor"
    )


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A questionnaire that was stopped at its second question."""
    file = write_folder(tmp_path)
    monkeypatch.chdir(file.parent)
    file.unlink()
    run("ask", "--save", "mine.yaml", typed="yes\nAcme\nstop\n")
    assert file.read_text() == "pack: ../rules\napplications:\n  - company: Acme\n"
    return file


@pytest.mark.parametrize(
    "words",
    [
        ("tell", "mine.yaml"),
        ("tell", "mine.yaml", "Acme called me"),
        ("tell", "mine.yaml", "they-answered", "Acme"),
        ("events", "mine.yaml"),
        ("done", "chase", "mine.yaml"),
        ("draft", "1", "mine.yaml"),
        ("change", "mine.yaml"),
        ("change", "mine.yaml", "role", "clerk"),
        ("advise", "mine.yaml"),
        ("timeline", "mine.yaml"),
        ("explain", "1", "mine.yaml"),
        ("what-if", "mine.yaml", "--change", "role=clerk"),
        ("change-to", "chase", "mine.yaml"),
    ],
    ids=" ".join,
)
def test_a_command_says_what_is_asked_next_in_words_of_the_question(
    begun: Path, words: tuple[str, ...]
) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    told = "mine.yaml is not finished. Still to be answered:\n  Acme: Where does it stand?\n"
    assert result.stderr == told + GO_ON


def test_what_is_taken_back_may_leave_something_to_answer(begun: Path) -> None:
    run("ask", "--answers", "mine.yaml", typed="interviewed\nstop\n")
    result = run("undo", "mine.yaml")
    assert result.exit_code == 0
    assert "Still to be answered:\n  Acme: Where does it stand?\n" in result.stderr
    assert result.stderr.endswith(GO_ON)


def test_whoever_wrote_the_file_sees_their_lines_too(begun: Path) -> None:
    begun.with_name("mine.yaml.journal").unlink()
    result = run("advise", "mine.yaml")
    assert result.exit_code == 2
    assert "mine.yaml:3:5: error[ADV402]: the application lacks `stage`" in result.stderr
    assert result.stderr.endswith(f"  Acme: Where does it stand?\n{GO_ON}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("applications: [{stage: applied}]\n", ["  application 1: Which company?"]),
        (
            "applications:\n  - company: Acme\n  - stage: applied\n",
            ["  Acme: Where does it stand?", "  application 2: Which company?"],
        ),
        (
            "situation: One\n---\nsituation: Two\napplications: [{company: Acme}]\n",
            ["mine.yaml, no. 2, is not finished.", "--today 2026-11-22 --document 2\n"],
        ),
    ],
)
def test_everything_that_is_needed_is_asked_of_the_right_one(
    begun: Path, text: str, told: list[str]
) -> None:
    begun.write_text(text)
    shown = run("advise", "mine.yaml").stderr
    for words in told:
        assert words in shown


@pytest.mark.parametrize(
    "text",
    ["applications: [{company: Acme, stage: flying}]\n", "applications: [{company: Acme}]\nx: 1\n"],
)
def test_a_mistake_in_a_file_is_no_question(begun: Path, text: str) -> None:
    begun.write_text(text)
    result = run("advise", "mine.yaml")
    assert result.exit_code == 2
    assert "error[ADV4" in result.stderr
    assert "To go on" not in result.stderr


def test_standard_input_cannot_be_gone_on_with(begun: Path) -> None:
    result = run("advise", "-", typed=begun.read_text())
    assert result.exit_code == 2
    assert "lacks `stage`" in result.stderr
    assert "To go on" not in result.stderr

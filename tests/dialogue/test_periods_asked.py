"""A question about months or years: what is understood, repeated, explained and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli
from advisor.diagnostics import Span
from advisor.dialogue.answers import Answered, NoneGiven, echo
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion
from advisor.dialogue.replies import understand
from advisor.ir import PERIOD, FactDeclaration
from tests.batch.test_periods import PACK

TODAY = 739_942  # Sun 2026-11-22
NOTICE = FactQuestion(
    "",
    "",
    FactDeclaration("notice", "situation", PERIOD, Span("p", 1, 1, 1, 1), minimum=1, maximum=24),
    "How long is your notice?",
)


@pytest.mark.parametrize(
    ("typed", "months"), [("3 months", 3), ("about a year", 12), ("half a year", 6), ("2y", 24)]
)
def test_months_and_years_are_understood(typed: str, months: int) -> None:
    assert understand(NOTICE, typed, TODAY) == Answered(months)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("3", "`3` of what? Say `3 months` or `3 years`"),
        ("3 weeks", "this one is asked for in months or years: type for example `6 months`"),
        ("3 years", "it has to be at most 2 years"),
        ("0 months", "it has to be at least 1 month"),
    ],
)
def test_what_cannot_be_is_said(typed: str, why: str) -> None:
    found = understand(NOTICE, typed, TODAY)
    assert isinstance(found, Problem)
    assert why in found.message


def test_what_was_understood_is_repeated() -> None:
    assert echo(NOTICE, Answered(12), TODAY) == "1 year"
    assert echo(NOTICE, Answered(18), TODAY) == "18 months"
    assert understand(NOTICE, "", TODAY) == NoneGiven()


def test_an_answer_is_asked_for_understood_and_kept(tmp_path: Path) -> None:
    for name, text in PACK.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    kept = tmp_path.parent / f"{tmp_path.name}.yaml"
    answers = "3 weeks\n?\nabout three months\n2026-11-30\n"
    command = ["ask", "--pack", str(tmp_path), "--save", str(kept), "--today", "2026-11-30"]
    done = CliRunner().invoke(cli, command, input=answers)
    assert done.exit_code == 1, done.output  # for one line was not understood
    said = " ".join(done.output.split())
    assert "This one is asked for in months or years" in said
    assert "months or years, for example `6 months` or `2 years`, from 1 month to 2 years" in said
    assert "Leave by Sun 28 Feb 2027, after 3 months" in said
    assert "notice: 3 months\n" in kept.read_text(encoding="utf-8")

"""What stands in brackets below a question: what can be typed there, and what Enter and `skip` mean."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.cli.prompts.prompting import Prompter
from advisor.dialogue.dates import read_date
from advisor.dialogue.quantities import Problem
from advisor.dialogue.questions import FactQuestion
from advisor.ir import Looks, Usual
from advisor.rendering.layout import Style
from tests.dialogue.questions_for_tests import date_question, question_of
from tests.small_pack import TODAY, small_pack

RARELY_NONE = Usual(none=1, other=9)
DAY = date_question(Looks.AHEAD)
HINTS = [
    (question_of("yes-no"), "(yes or no; skip: not known)"),
    (DAY, "(a day, such as 20 nov, friday or in 3 days; Enter: there is none; skip: not known)"),
    (
        date_question(Looks.BACK),
        "(a day, such as 20 nov, last friday or 3 days ago; Enter: there is none; skip: not known)",
    ),
    (
        replace(DAY, declared=replace(DAY.declared, usual=RARELY_NONE)),
        "(a day, such as 20 nov, friday or in 3 days; Enter: not known)",
    ),
    (replace(DAY, may_be_left_out=True), "in 3 days; Enter leaves it out)"),
    (replace(DAY, stands="Fri 20 Nov"), "in 3 days; Enter leaves it: Fri 20 Nov)"),
    (
        replace(question_of("date"), declared=replace(DAY.declared, is_required=True)),
        "(a day, such as 20 nov, friday or in 3 days)",
    ),
]


@pytest.mark.parametrize(("question", "hint"), HINTS)
def test_a_hint_says_what_enter_and_skip_mean(
    question: FactQuestion, hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Prompter(Style(), 200, read=lambda: None).put(small_pack(), question, TODAY)
    assert hint in capsys.readouterr().err


def test_a_day_that_is_not_understood_gets_examples_of_its_side() -> None:
    for looks, example, other in (
        (Looks.AHEAD, "`in 3 days`", "last friday"),
        (Looks.BACK, "`3 days ago`", "in 3 days"),
    ):
        found = read_date("whenever", TODAY, looks)
        assert isinstance(found, Problem)
        assert example in found.message
        assert other not in found.message

"""The questionnaire on every example: somebody who answers from the file gets the file's advice."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from advisor import api
from advisor.ir.packs import Program
from tests.dialogue.test_questionnaires_of_random_packs import advice_for, interview
from tests.small_pack import TODAY

EXAMPLES = Path(__file__).parents[2] / "examples"


@cache
def program() -> Program:
    return api.load_pack()


@pytest.mark.parametrize("file", sorted(EXAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_answering_only_what_is_asked_gives_the_advice_of_the_file(file: Path) -> None:
    for case in api.load_cases(file, program()).cases:
        today = case.situation.today or TODAY
        asked = interview(program(), case.situation.root, today)[-1].root
        assert advice_for(program(), asked, today) == advice_for(
            program(), case.situation.root, today
        )

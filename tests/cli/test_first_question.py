"""The first question is put without estimates, which get ready meanwhile: it is the same one."""

from __future__ import annotations

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from advisor import api
from advisor.analysis import build_program
from advisor.cli.commands.ask import _MadeBeside
from advisor.dialogue.conversation import begin
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import MoreQuestion
from advisor.ir import Program
from tests.small_pack import TODAY, small_program
from tests.strategies.packs import random_pack


def same_first_question(program: Program) -> bool:
    """Whether a list comes first, which estimates must not change."""
    first = next_question(program, begin(program), TODAY)
    if not (isinstance(first, MoreQuestion) and first.is_first):
        return False
    assert next_question(program, begin(program), TODAY, Estimator(program)) == first
    return True


def test_the_real_rules_ask_the_same_first_with_and_without_estimates() -> None:
    assert same_first_question(api.load_pack())


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(1, 3))
def test_random_rules_ask_the_same_first_with_and_without_estimates(seed: int, size: int) -> None:
    program = build_program(random_pack(seed, size), {})
    event("a list first" if same_first_question(program) else "a fact first")


def test_an_estimator_is_made_once_beside_or_at_hand() -> None:
    used: list[Estimator] = []
    beside = _MadeBeside(small_program(), used.append)
    beside.begin()
    beside.begin()
    made = beside.get()
    assert used == [made]
    assert beside.get() is made
    at_hand = _MadeBeside(small_program(), used.append)
    assert isinstance(at_hand.get(), Estimator)
    at_hand.begin()
    at_hand.end()
    assert len(used) == 1


def test_what_goes_wrong_beside_is_told_where_it_is_needed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(program: Program) -> Estimator:
        raise ValueError("no columns today")

    monkeypatch.setattr("advisor.dialogue.estimates.Estimator", broken)
    beside = _MadeBeside(small_program(), lambda _: None)
    beside.begin()
    beside.end()
    assert capfd.readouterr().err == ""
    with pytest.raises(ValueError, match="no columns today"):
        beside.get()

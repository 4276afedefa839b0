"""The examples say what they should, and whatever the situation, the advice makes sense."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.api import Advisor, check_pack, load_cases, load_cases_text
from advisor.backends.effects import carry_out
from advisor.casetest import mismatch_lines, rule_coverage, run_case
from advisor.ir import ActionKind, Advice, Case, Decision
from tests.examples import table
from tests.examples.collection import (
    REAL,
    Example,
    advisors,
    decide,
    example_files,
    examples,
    program,
)
from tests.examples.grid import COMPANIONS, FACT_SETS, PEOPLE, STAGES, advised_cases, grid_text


@pytest.fixture(scope="module")
def advised() -> tuple[tuple[str, Case, Decision], ...]:
    return advised_cases()


def test_every_example_loads_without_a_word() -> None:
    found = {
        path.name: loaded.diagnostics
        for path in example_files()
        if (loaded := load_cases(path, program())).diagnostics or loaded.failed
    }
    assert found == {}


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_every_expectation_is_met_on_both_engines(example: Example) -> None:
    run = run_case(advisors(), example.case)
    assert mismatch_lines(run.mismatches) == []
    assert run.disagreeing == ()


def test_every_hand_made_example_states_its_whole_advice() -> None:
    partly = [
        e.name for e in examples() if e.path.parent != REAL and e.case.expectation.whole is None
    ]
    assert partly == []


def test_every_example_has_a_title_and_a_date() -> None:
    bare = [e.name for e in examples() if not (e.case.situation.title and e.case.situation.today)]
    assert bare == []


def test_the_grid_loads_without_a_word() -> None:
    loaded = load_cases_text(grid_text(), "grid.yaml", program())
    assert loaded.diagnostics == ()
    assert len(loaded.cases) == len(STAGES) * len(FACT_SETS) * len(COMPANIONS) * len(PEOPLE)


def test_no_situation_ends_in_an_error(advised: tuple[tuple[str, Case, Decision], ...]) -> None:
    assert [(name, d.error) for name, _, d in advised if d.error is not None] == []


def test_no_application_is_left_without_advice(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    left_out = [
        (name, place)
        for name, case, decision in advised
        for n in range(len(case.situation.root.lists.get("applications", ())))
        if not any(
            given.startswith(place := f"applications[{n}]")
            for piece in decision.advice
            for given in (piece.place, *(replaced for _, replaced in piece.replaces))
        )
    ]
    assert left_out == []


def test_no_two_pieces_of_advice_contradict_each_other(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    contradicting = [
        (name, piece.action, other)
        for name, _, decision in advised
        for piece in decision.advice
        for other, _ in piece.contradicts
    ]
    assert contradicting == []


def test_advice_that_was_followed_is_gone_or_lies_later(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    still_given = [
        (name, piece.action, piece.target)
        for name, case, decision in advised
        for piece in decision.advice
        if piece.kind is ActionKind.DO and not _is_settled(case, decision, piece)
    ]
    assert still_given == []


def _is_settled(case: Case, decision: Decision, piece: Advice) -> bool:
    """Whether carrying it out, on the day from which it is advised, makes it go away for that day."""
    day = max(decision.today, piece.start or 0)
    after = decide(_carried_out(case, piece, day))
    return after.error is None and not any(
        (p.action, p.place) == (piece.action, piece.place) and p.status != "later"
        for p in after.advice
    )


def _carried_out(case: Case, piece: Advice, today: int) -> Case:
    root = carry_out(program(), case.situation.root, piece, today)
    return replace(case, situation=replace(case.situation, root=root, today=today))


def test_following_all_the_advice_of_a_day_comes_to_an_end() -> None:
    endless = []
    for example in examples():
        case, decision = example.case, decide(example.case)
        for _ in range(20):
            to_do = [p for p in decision.advice if p.kind is ActionKind.DO and p.status != "later"]
            if not to_do:
                break
            case = _carried_out(case, to_do[0], decision.today)
            decision = decide(case)
        else:
            endless.append(example.name)
    assert endless == []


def test_every_rule_speaks_somewhere_and_keeps_silent_somewhere() -> None:
    checked = check_pack().program
    assert checked is not None
    pack = checked.pack
    assert pack.tests
    cases = [*pack.tests, *(example.case for example in examples())]
    runs = [run_case([Advisor(program(), "oracle")], case) for case in cases]
    coverage = rule_coverage(pack, runs)
    assert [row.rule for row in coverage if not row.fires] == []
    assert [row.rule for row in coverage if not row.is_silent] == []


def test_the_table_of_examples_is_up_to_date() -> None:
    hint = "run: python tests/examples/table.py --write"
    assert table.page() == table.README.read_text(encoding="utf-8"), hint

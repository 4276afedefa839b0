"""What the page of a day says of later days is what the pages of these days say, if nothing else happens."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from advisor import api
from advisor.backends.advising import Advisor
from advisor.ir import ActionKind, Advice, Decision, Situation, Status

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(EXAMPLES.glob("*.yaml")) + sorted((EXAMPLES / "real").glob("*.yaml"))[::6]


@cache
def situations() -> tuple[tuple[str, Advisor, Situation, Decision], ...]:
    program = api.load_pack(with_tests=False)
    advisor = Advisor(program, "oracle")
    found = []
    for path in FILES:
        for case in api.load_cases(path, program).cases:
            own = advisor.with_values(case.parameters)
            decision = own.advise(case.situation, questions=False)
            if decision.error is None:
                found.append((path.stem, own, case.situation, decision))
    return tuple(found)


def on(advisor: Advisor, situation: Situation, day: int) -> tuple[Advice, ...]:
    then = replace(situation, today=day)
    return advisor.on(day).advise(then, questions=False).advice


def of(piece: Advice) -> tuple[str, str]:
    return piece.action, piece.place


def to_do(pieces: tuple[Advice, ...]) -> set[tuple[str, str]]:
    return {of(piece) for piece in pieces if piece.status is not Status.LATER}


def has_its_time(piece: Advice) -> bool:
    return piece.due is not None


def promised() -> Iterator[tuple[str, Advisor, Situation, Decision, int, tuple[Advice, ...]]]:
    for name, advisor, situation, decision in situations():
        upcoming = api.next_change(advisor, situation, decision)
        if upcoming is not None:
            yield name, advisor, situation, decision, upcoming.day, upcoming.begins


def test_what_is_told_to_come_after_that_comes_on_that_day_and_nothing_before_it() -> None:
    wrong = []
    count = 0
    for name, advisor, situation, decision, day, begins in promised():
        after = api.as_advised(advisor, situation, decision)
        known = {of(piece) for piece in decision.advice}
        count += 1
        if not {of(piece) for piece in begins} <= {of(piece) for piece in on(advisor, after, day)}:
            wrong.append(name)
        for earlier in range(decision.today + (after is situation), day):
            new = [
                piece
                for piece in on(advisor, after, earlier)
                if piece.kind is ActionKind.DO and of(piece) not in known and has_its_time(piece)
            ]
            if to_do(tuple(new)):
                wrong.append(f"{name}: {new[0].title}")
                break
    assert count > 30
    assert wrong == []


def test_nobody_is_told_to_wait_beyond_the_day_on_which_something_is_to_be_done_there() -> None:
    wrong = [
        f"{name}: {piece.title}"
        for name, _, _, decision, day, begins in promised()
        for piece in decision.advice
        if piece.kind is ActionKind.WAIT and piece.due is not None and day < piece.due
        if any(one.place == piece.place for one in begins)
    ]
    assert wrong == []


def test_what_is_told_to_wait_for_its_day_is_to_be_done_on_it() -> None:
    count = 0
    wrong = []
    for name, advisor, situation, decision in situations():
        for piece in decision.advice:
            if piece.status is Status.LATER and piece.start is not None:
                count += 1
                if of(piece) not in to_do(on(advisor, situation, piece.start)):
                    wrong.append(f"{name}: {piece.title}")
    assert count > 8
    assert wrong == []


@pytest.mark.parametrize("days", [1, 2])
def test_anger_is_slept_on_once(days: int) -> None:
    [(_, advisor, situation, decision)] = [s for s in situations() if s[0] == "rejected-and-angry"]
    assert "cool-down" in {piece.action for piece in decision.advice}
    later = {piece.action for piece in on(advisor, situation, decision.today + days)}
    assert "cool-down" not in later
    assert "thank-after-rejection" in later

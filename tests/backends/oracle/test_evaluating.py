"""The value of one expression: what carrying out an action would set a fact to."""

from __future__ import annotations

import pytest

from advisor.backends.oracle import BACKEND, evaluate
from advisor.ir import LAST_DATE, MILLION, SITUATION, Instance, Program, Value
from tests.agreement.world import program_of

TODAY = 739_942  # 2026-11-22
PROGRAM = program_of(
    """\
entities:
  situation:
    facts:
      seen_on: {type: date}
  box:
    list: boxes
    facts:
      opens: {type: date}
      weight: {type: number}
      heavy: {type: yes-no, concluded: yes}
actions:
  open-box:
    title: Open it
    kind: do
    done:
      opens: opens + 1 week
      weight: 2 * weight
      seen_on: today
rules:
  - rule: open
    for: box
    when: heavy
    advise: open-box
    because: It is heavy.
  - rule: heavy-from-ten-on
    for: box
    when: weight >= 10
    conclude:
      heavy: yes
"""
)


def after(box: dict[str, Value], fact: str, program: Program = PROGRAM) -> Value | None:
    """What opening the second box sets a fact to; the first one is another."""
    boxes = (Instance("box", {"opens": 1, "weight": 5 * MILLION}), Instance("box", box))
    root = Instance(SITUATION, {}, {"boxes": boxes})
    [change] = [c for c in program.pack.actions["open-box"].done if c.fact == fact]
    derivations = BACKEND.compile_program(program).derive(root, TODAY)
    with_conclusions = evaluate(program, root, TODAY, "boxes[1]", change.value, derivations)
    assert evaluate(program, root, TODAY, "boxes[1]", change.value) == with_conclusions
    return with_conclusions


@pytest.mark.parametrize(
    ("box", "fact", "value"),
    [
        ({"opens": TODAY}, "opens", TODAY + 7),
        ({"weight": 10 * MILLION}, "weight", 20 * MILLION),
        ({}, "seen_on", TODAY),
    ],
)
def test_what_carrying_out_changes_is_that_of_its_own_instance(
    box: dict[str, Value], fact: str, value: Value
) -> None:
    assert after(box, fact) == value


def test_what_is_not_given_stays_so() -> None:
    assert after({}, "opens") is None


def test_a_value_out_of_range_is_not_given() -> None:
    assert after({"opens": LAST_DATE - 3}, "opens") is None

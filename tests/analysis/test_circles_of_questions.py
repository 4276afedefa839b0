"""Questions that would wait for their own answers."""

from __future__ import annotations

import pytest
from packs_for_analysis import ENTITIES, load, text_at

from advisor.analysis import analyse

RULES = """
- rule: begin
  for: application
  when: liking is much
  conclude: {a: yes}
- rule: go-there
  for: application
  when: a
  advise: go
  because: So.
"""


def circles(**ask_if: str) -> list[tuple[str, str]]:
    """What is reported where these facts have an `ask_if`: the text at the place, and the message."""
    entities = ENTITIES
    for fact, condition in ask_if.items():
        at = entities.index(f"      {fact}:")
        end = entities.index("\n", at)
        line = entities[at:end]
        if line.endswith("}"):
            changed = f"{line[:-1]}, ask_if: {condition}}}"
        else:
            changed = f"{line}\n        ask_if: {condition}"
        entities = entities[:at] + changed + entities[end:]
    pack, text = load(RULES, entities)
    _, found = analyse(pack)
    return [(text_at(text, d.span), d.message) for d in found if d.code == "ADV503"]


CIRCLES = {
    "a fact that waits for itself": (
        {"answer_by": "answer_by is given"},
        [
            (
                "answer_by is given",
                "`answer_by` would be asked only after its own answer: `answer_by` is asked after `answer_by`",
            )
        ],
    ),
    "two that wait for each other": (
        {"liking": "answer_by is given", "answer_by": "liking is much"},
        [
            (
                "answer_by is given",
                "`liking` would be asked only after its own answer: `liking` is asked after `answer_by`;"
                " `answer_by` is asked after `liking`",
            )
        ],
    ),
    "through what a rule concludes": (
        {"liking": "a"},
        [
            (
                "a",
                "`liking` would be asked only after its own answer: `liking` is asked after `liking`",
            )
        ],
    ),
    "one after the other": ({"liking": "stage is offered", "answer_by": "liking is much"}, []),
    "after a conclusion from another fact": ({"answer_by": "a"}, []),
}


@pytest.mark.parametrize(("ask_if", "found"), CIRCLES.values(), ids=CIRCLES)
def test_questions_that_wait_for_themselves_are_refused(
    ask_if: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert circles(**ask_if) == found

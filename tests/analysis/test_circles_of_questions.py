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


ITEMS = """\
  interview:
    within: application
    list: interviews
    ask_if: {condition}
    facts:
      held_on: {{type: date, ask: When was it?}}
"""
CIRCLES_OF_LISTS = {
    "a list that waits for how long it is": (
        "count(interviews) < 1",
        {},
        [
            "`interviews` would be asked only after its own answer: `interviews` is asked after `interviews`"
        ],
    ),
    "a list that waits for its own items": (
        "any(interviews, held_on is given)",
        {},
        [
            "`interviews` would be asked only after its own answer: `interviews` is asked after `interviews`"
        ],
    ),
    "a fact and a list that wait for each other": (
        "liking is much",
        {"liking": "any(interviews, held_on is given)"},
        [
            "`liking` would be asked only after its own answer: `liking` is asked after `interviews`;"
            " `interviews` is asked after `liking`"
        ],
    ),
    "a fact after a list": ("stage is interviewed", {"liking": "count(interviews) > 1"}, []),
}


@pytest.mark.parametrize(
    ("condition", "ask_if", "messages"), CIRCLES_OF_LISTS.values(), ids=CIRCLES_OF_LISTS
)
def test_lists_that_wait_for_themselves_are_refused(
    monkeypatch: pytest.MonkeyPatch, condition: str, ask_if: dict[str, str], messages: list[str]
) -> None:
    with_items = ENTITIES.replace("actions:\n", ITEMS.format(condition=condition) + "actions:\n")
    monkeypatch.setitem(globals(), "ENTITIES", with_items)
    assert [message for _, message in circles(**ask_if)] == messages

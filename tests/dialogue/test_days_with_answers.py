"""A choice and the day on which it came about, asked for in one question."""

from __future__ import annotations

from functools import cache

import pytest

from advisor.analysis import build_program
from advisor.dialogue.conversation import Conversation, answer, begin
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import MANY_OPTIONS, MOST_OPTIONS, next_question
from advisor.dialogue.questions import EachQuestion, FactQuestion, Question, SeveralQuestion
from advisor.dialogue.replies import understand
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts

TODAY = 739_942  # Sun 2026-11-22
REST = "Is any of this so with Books?"
HEAD = "pack: small\nversion: 1.0.0\nlanguage: 1\ntitle: A small pack\n"
FACTS = """\
entities:
  parcel:
    list: parcels
    label: "{name}"
    ask_first: Which parcels?
    asked_by: name
    one_question:
      ask: Is any of this so with {name}?
      facts:
        asked_on: {words: I have asked about it, along: [asked_by]}
        is_late: It is late
    facts:
      name: {type: text, required: yes, ask: Which parcel?}
      form: {type: choice, choices: {post: By post, hand: By hand}, ask: How did it come?}
      came_on: {type: date, looks: back, dates: form, ask: When did it come?, ask_if: form is not hand}
      asked_on: {type: date, looks: back, dates: asked_by, usual: none, ask: When did you ask?}
      asked_by: {type: choice, choices: {phone: By phone, mail: By mail}, ask: How did you ask?}
      is_late: {type: yes-no, usual: no, ask: Is it late?}
"""
RULES = """\
actions:
  sign: {title: Sign, kind: do}
  wait: {title: Wait, kind: do}
  ask: {title: Ask, kind: do}
  call: {title: Call, kind: do}
rules:
  - {rule: sign, for: parcel, when: form is hand, advise: sign, because: So.}
  - {rule: wait, for: parcel, when: form is post, advise: {action: wait, due: came_on + 3 days}, because: So.}
  - {rule: ask, for: parcel, when: is_late, advise: ask, because: So.}
  - {rule: call, for: parcel, when: asked_by is mail, advise: {action: call, due: asked_on + 3 days}, because: So.}
"""


@cache
def program() -> Program:
    loaded = load_pack_texts({"pack.yaml": HEAD, "facts.yaml": FACTS, "rules.yaml": RULES}, "p")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


def after(*lines: str) -> tuple[Conversation, Question | None]:
    """The questionnaire once these lines were typed, and what is asked then."""
    state = begin(program())
    for line in lines:
        question = next_question(program(), state, TODAY)
        assert question is not None
        state = answer(program(), state, question, understand(question, line, TODAY))  # type: ignore[arg-type]
    return state, next_question(program(), state, TODAY)


def facts(state: Conversation) -> dict[str, object]:
    return dict(state.root.lists["parcels"][0].facts)


def test_a_choice_is_asked_for_with_its_day() -> None:
    _, question = after("Books")
    assert isinstance(question, FactQuestion)
    assert question.asked == "How did it come, and when?"
    assert question.ask == "How did it come?"


@pytest.mark.parametrize(
    ("typed", "said", "asked_next"),
    [
        ("1 yesterday", {"form": "post", "came_on": TODAY - 1}, REST),
        ("by post", {"form": "post"}, "When did it come?"),
        ("1 not sure", {"form": "post"}, REST),
        ("2", {"form": "hand"}, REST),
        ("yesterday", {"came_on": TODAY - 1}, REST),
        ("skip", {}, REST),
    ],
)
def test_the_day_is_asked_for_alone_only_where_it_still_matters_and_nobody_said_that_they_do_not_know(
    typed: str, said: dict[str, object], asked_next: str
) -> None:
    state, question = after("Books", typed)
    known = facts(state)
    assert {name: known.get(name) for name in ("form", "came_on") if name in known} == said
    assert isinstance(question, FactQuestion | SeveralQuestion)
    assert question.ask == asked_next


def test_what_is_ticked_by_its_day_is_asked_for_with_the_choice() -> None:
    _, question = after("Books", "2", "1")
    assert isinstance(question, FactQuestion)
    assert question.asked == "How did you ask, and when?"
    state, _ = after("Books", "2", "1", "mail, on friday")
    assert facts(state)["asked_by"] == "mail"
    assert facts(state)["asked_on"] == TODAY - 2


def test_of_several_each_is_answered_with_its_day() -> None:
    _, question = after("Books, Shoes")
    assert isinstance(question, EachQuestion)
    assert question.asked == "How did it come, and when?"
    state, _ = after("Books, Shoes", "1 yesterday, 2")
    books, shoes = state.root.lists["parcels"]
    assert (books.facts["form"], books.facts["came_on"]) == ("post", TODAY - 1)
    assert shoes.facts["form"] == "hand"
    assert "came_on" not in shoes.facts


@pytest.mark.parametrize(
    ("count", "listed"),
    [
        (MANY_OPTIONS, [MANY_OPTIONS]),
        (MOST_OPTIONS, [MOST_OPTIONS]),
        (MOST_OPTIONS + 1, [MANY_OPTIONS, MOST_OPTIONS + 1 - MANY_OPTIONS]),
    ],
)
def test_a_few_lines_more_stand_in_one_list_and_many_in_two(count: int, listed: list[int]) -> None:
    names = [f"sign_{n}" for n in range(count)]
    lines = "".join(f"        {name}: This is so ({name})\n" for name in names)
    declared = "".join(f"      {name}: {{type: yes-no, ask: Is it so?}}\n" for name in names)
    text = f"entities:\n  situation:\n    one_question:\n      ask: Is any so?\n      facts:\n{lines}    facts:\n{declared}"
    rules = "actions:\n  act: {title: Act, kind: do}\nrules:\n" + "".join(
        f"  - {{rule: on-{n}, when: {name}, advise: act, because: So.}}\n"
        for n, name in enumerate(names)
    )
    loaded = load_pack_texts({"pack.yaml": HEAD, "facts.yaml": text, "rules.yaml": rules}, "p")
    assert loaded.pack is not None, loaded.diagnostics
    of = build_program(loaded.pack)
    state, found, by = begin(of), [], Estimator(of)
    while question := next_question(of, state, TODAY, by):
        given = understand(question, "", TODAY)
        if isinstance(question, SeveralQuestion):
            found.append(len(question.options))
        state = answer(of, state, question, given)  # type: ignore[arg-type]
    assert found == listed

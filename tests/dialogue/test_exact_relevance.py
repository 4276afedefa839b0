"""What no answer could change is not asked for, and what a rare one could change is: by columns, not by reading."""

from __future__ import annotations

from functools import cache

import pytest

from advisor.analysis import build_program
from advisor.dialogue.conversation import Conversation, answer, begin
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.quantities import AskedBack
from advisor.dialogue.questions import (
    EachQuestion,
    FactQuestion,
    GoOnQuestion,
    Question,
    SeveralQuestion,
)
from advisor.dialogue.replies import Answered, Each, NoneGiven, Picked, Skipped, understand
from advisor.ir.packs import Program
from advisor.loading.declarations.packs import load_pack_texts

TODAY = 739_942  # Sun 2026-11-22
FACTS = """\
entities:
  situation:
    facts:
      is_tall: {type: yes-no, usual: no, ask: Tall?}
      is_wide: {type: yes-no, usual: no, ask: Wide?}
      is_deep: {type: yes-no, usual: no, ask: Deep?}
      price: {type: number, usual: 1, ask: What does it cost?}
      kind: {type: choice, usual: {box: 9, bag: 1}, choices: {box: A box, bag: A bag, tin: A tin}, ask: What is it?}
      name: {type: text, usual: none, ask: What is it called?}
      sent_on: {type: date, looks: back, usual: none, ask: When was it sent?}
      came_on: {type: date, looks: back, usual: none, ask: When did it come?, ask_if: is_tall}
"""
ACTIONS = "actions:\n  go: {title: Go, kind: wait}\n  stay: {title: Stay, kind: wait}\nrules:\n"
GO = "  - {rule: one, advise: go, because: So., when: COND}\n"
NOTE = "  - {rule: two, note: {on: go, say: Mind it.}, when: is_deep}\n"


@cache
def program(rules: str, more: str = "") -> Program:
    files = {
        "pack.yaml": "pack: small\nversion: 1.0.0\nlanguage: 1\ntitle: A small pack\n",
        "facts.yaml": FACTS + more,
        "rules.yaml": ACTIONS + rules,
    }
    loaded = load_pack_texts(files, "p")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


def names(question: Question) -> set[str]:
    match question:
        case FactQuestion(fact=fact):
            return {fact}
        case EachQuestion(parts=parts):
            return {part.fact for part in parts}
        case SeveralQuestion():
            return {fact for _, fact in question.keys}
        case _:
            return set()


def asked(rules: Program) -> set[str]:
    """All that is asked of somebody who says to everything that there is none, or no."""
    state, found = begin(rules), set[str]()
    by = Estimator(rules)
    while (question := next_question(rules, state, TODAY, by)) is not None:
        found |= names(question)
        state = answer(rules, state, question, nothing_to(question))
    return found


def nothing_to(question: Question) -> Answered | Each | NoneGiven | Picked | Skipped:
    match question:
        case EachQuestion(parts=parts):
            return Each(tuple(NoneGiven() for _ in parts))
        case SeveralQuestion():
            return Picked(())
        case FactQuestion():
            return NoneGiven()
        case _:
            return Answered(True)


@pytest.mark.parametrize(
    ("condition", "is_open"),
    [
        ("is_tall or not is_tall", False),  # the reading alone cannot see it
        ("is_tall and not is_tall", False),
        ("(is_tall and is_wide) or (is_tall and not is_wide)", True),
        ("kind is box or kind is bag or kind is tin or kind is not given", False),
        ("kind is tin", True),  # nobody's usual answer
        ("price > 20000", True),
        ("price > 20000 and price < 20002", True),
        ("price > 1 and price < 0", False),
        ('name is "Rumpelstiltskin"', True),
        ("sent_on is before today - 2 years", True),
        ("sent_on is today - 613 days", True),
        ("weekday(sent_on) is saturday and sent_on is on or after today - 3 days", True),
        ("sent_on is before today and sent_on is on or after today", False),
        ("came_on is given", True),  # through `is_tall`, which no rule reads
        ("is_tall and is_wide and is_deep and kind is tin", True),
    ],
)
def test_a_question_is_put_where_some_answer_changes_something(
    condition: str, is_open: bool
) -> None:
    rules = program(GO.replace("COND", f"'{condition}'"))
    assert bool(asked(rules)) is is_open


def test_what_only_adds_a_note_is_no_question_of_its_own() -> None:
    rules = program(GO.replace("COND", "is_tall") + NOTE)
    assert asked(rules) == {"is_tall"}
    assert asked(program(GO.replace("COND", "is_deep") + NOTE)) == {"is_deep"}
    assert asked(program(GO.replace("COND", "not is_tall") + NOTE)) == {"is_tall"}


def test_what_only_adds_a_note_stands_in_the_list_that_is_asked_anyway() -> None:
    one = "    one_question: {ask: Is any of this so?, facts: {is_tall: I am tall, is_deep: I am deep}}\n"
    files = FACTS.replace("  situation:\n", f"  situation:\n{one}")
    loaded = load_pack_texts(
        {
            "pack.yaml": "pack: small\nversion: 1.0.0\nlanguage: 1\ntitle: A small pack\n",
            "facts.yaml": files,
            "rules.yaml": ACTIONS + GO.replace("COND", "is_tall") + NOTE,
        },
        "p",
    )
    assert loaded.pack is not None, loaded.diagnostics
    assert asked(build_program(loaded.pack)) == {"is_tall", "is_deep"}


TOGETHER = GO.replace("COND", "sent_on is before today - 3 days and price > 3 and is_wide")


def first(rules: Program) -> tuple[Conversation, EachQuestion]:
    state = begin(rules)
    by = Estimator(rules)
    offer = next_question(rules, state, TODAY, by)
    assert isinstance(offer, GoOnQuestion)  # going is unlikely
    state = answer(rules, state, offer, Answered(True))
    question = next_question(rules, state, TODAY, by)
    assert isinstance(question, EachQuestion)
    return state, question


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("yes; 20 nov; 2", {"is_wide": True, "sent_on": TODAY - 2, "price": 2_000_000}),
        ("no, 20 nov, 2", {"is_wide": False, "sent_on": TODAY - 2, "price": 2_000_000}),
        ("yes", {"is_wide": True}),
        ("skip", {}),
        ("no; none", {"is_wide": False, "sent_on": None}),
    ],
)
def test_short_answers_are_given_in_one_go(line: str, said: dict[str, object]) -> None:
    rules = program(TOGETHER)
    state, question = first(rules)
    order = ["is_wide", "sent_on", "price"]
    parts = tuple(sorted(question.parts, key=lambda part: order.index(part.fact)))
    question = EachQuestion(parts)
    reply = understand(question, line, TODAY)
    assert isinstance(reply, Each), reply
    assert dict(answer(rules, state, question, reply).root.facts) == said


def test_a_day_on_the_wrong_side_is_asked_back_where_it_is_the_first_answer() -> None:
    _, question = first(program(TOGETHER))
    day = next(part for part in question.parts if part.fact == "sent_on")
    others = [part for part in question.parts if part is not day]
    one = understand(EachQuestion((day, *others)), "next friday; 2; yes", TODAY)
    assert isinstance(one, AskedBack)
    confirmed = understand(EachQuestion((day, *others)), "yes", TODAY, one)
    assert confirmed == Each((Answered(TODAY - 2),))  # the others are asked for next
    number, yes_no = sorted(others, key=lambda part: part.fact, reverse=True)
    assert (number.fact, yes_no.fact) == ("price", "is_wide")
    said = understand(EachQuestion((number, day)), "2; next friday", TODAY)
    assert said == Each((Answered(2_000_000),))

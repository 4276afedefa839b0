"""What `?` says."""

from __future__ import annotations

from dataclasses import replace

from advisor.dialogue.conversation import begin
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import FactQuestion, explain
from advisor.ir import Template
from tests.dialogue.test_conversation import talk
from tests.small_pack import TODAY, small_pack, small_program
from tests.strategies.shapes import NOWHERE


def explained(*lines: str) -> tuple[str, ...]:
    question = next_question(small_program(), talk(*lines)[1], TODAY)
    assert question is not None
    return explain(small_pack(), question)


def test_help_comes_first_then_what_can_be_answered_then_the_rules() -> None:
    assert explained("yes", "Acme", "interviewed", "no") == (
        "A day that has passed counts too.",
        "You can answer with a day, for example `20 nov`, `last friday`, `in 3 days`, `tomorrow` "
        "or `2026-11-20`.",
        "Enter or `none` says that there is none; `skip` says that you do not know.",
        "It is asked because advice may depend on it:",
        "- Silence is rarely a decision.",
        "- They have time until then.",
        "Needed by chase-when-the-time-has-passed, wait-until-then.",
    )


def test_a_required_fact_says_that_it_is_needed() -> None:
    assert explained("yes", "Acme") == (
        "You can answer with the number or the first letters of an answer.",
        "This one is needed: without it there is no advice about it.",
    )


def test_a_default_is_named_with_the_bounds() -> None:
    found = explained("yes", "Acme", "interviewed", "no", "yesterday")
    assert found[:2] == (
        "You can answer with a number, from 0 to 9.",
        "Enter takes what is usual: 0. `skip` leaves it open.",
    )


def test_a_list_says_what_yes_and_no_mean() -> None:
    question = next_question(small_program(), begin(small_program()), TODAY)
    assert question is not None
    found = explain(small_pack(), question)
    assert found == (
        "Answer yes to tell about one application, no if there is none; `skip` if you do not know.",
    )


def test_of_many_rules_a_few_reasons_and_names_are_shown() -> None:
    pack = small_pack()
    question = next_question(small_program(), talk("yes", "Acme", "interviewed", "no")[1], TODAY)
    assert isinstance(question, FactQuestion)
    [first, second] = question.rules
    others = {
        f"other-{n}": replace(
            pack.rules[first], name=f"other-{n}", because=Template((f"Reason {n}.",), NOWHERE)
        )
        for n in (1, 2, 3)
    }
    unspoken = {"silent": replace(pack.rules[first], name="silent", because=None)}
    rules = {**unspoken, **pack.rules, **others}
    asked = replace(question, rules=("silent", first, second, *others))
    assert explain(replace(pack, rules=rules), asked)[-5:] == (
        "It is asked because advice may depend on it:",
        "- Silence is rarely a decision.",
        "- They have time until then.",
        "- Reason 1.",
        f"Needed by {first}, {second}, other-1 and 3 more rules.",
    )


def test_a_fact_that_stands_says_how_to_leave_it() -> None:
    declared = small_pack().fact("application", "stage")
    found = explain(small_pack(), FactQuestion("", "", declared, "?", stands="Applied"))
    assert found[1] == "Enter leaves it as it is: Applied."

"""Conditions and values in words, as a careers adviser reads them."""

from __future__ import annotations

import pytest

from advisor import api
from advisor.ir import Program
from advisor.rendering.rule_words import Clause, RuleWords, Words
from tests.shop_pack import shop


def text(words: Words) -> str:
    return "".join(f"[{w.text}]" if w.is_slot else w.text for w in words)


def outline(clauses: tuple[Clause, ...], depth: int = 0) -> str:
    return "".join(
        f"{'  ' * depth}{text(c.words)}\n{outline(c.inside, depth + 1)}" for c in clauses
    )


def of_order(condition: str) -> Program:
    return shop(rules=("    when: paid\n", f"    when: {condition}\n"))[0]


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("paid", "[buyer] has paid"),
        ("not paid", "nobody has said that [buyer] has paid"),
        ("not is_late", "it is not so that the order of [buyer] is late"),
        ("state is good", "what [buyer] thinks of it: “Good”"),
        ("state is not good", "what [buyer] thinks of it: not “Good”"),
        ("state is given", "it is known: what [buyer] thinks of it"),
        ("sent_on is not given", "it is not known: [buyer] was sent it on …"),
        ("asked_on is given", "“When did [buyer] ask?” is answered"),
        ("signs has smoke", "“What do you see? Smoke” is answered with yes"),
        ("sent_on is before today", "[buyer] was sent it on a day that has passed"),
        ("due_on is after sent_on", "[buyer] gets it by a day after sent on"),
        ("today is after asked_on + patience", "today is after asked on + patience (1 week)"),
        ("price >= 10", "what [buyer] paid: at least 10"),
        ("not (price < 10)", "what [buyer] paid: not less than 10"),
        ("fee > 1", "fee is more than 1"),
        ("state is worse than good", "what [buyer] thinks of it: worse than Good"),
    ],
)
def test_a_condition_is_a_sentence(condition: str, words: str) -> None:
    program = of_order(condition)
    found = RuleWords(program, "order").conditions(program.pack.rules["not-when-paid"].when)
    assert outline(found) == words + "\n"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (
            "paid and (is_late or closed)",
            "[buyer] has paid\nany of this is so:\n  the order of [buyer] is late\n  the shop is closed\n",
        ),
        ("not (paid or closed)", "none of this is so:\n  [buyer] has paid\n  the shop is closed\n"),
        (
            "any(other orders, paid and not own paid)",
            "for at least one of the other orders:\n  [buyer] has paid\n  nobody has said that [this buyer] has paid\n",
        ),
        ("not any(other orders, paid)", "for none of the other orders:\n  [buyer] has paid\n"),
        (
            "every(orders, paid, is_late)",
            "for each of the orders:\n  wherever this is so:\n    the order of [buyer] is late\n  this is so, too:\n    [buyer] has paid\n",
        ),
        ("count(orders) >= 1", "there is at least one order\n"),
        ("count(other orders) < 1", "there is no other order\n"),
        ("count(orders) >= 2", "there are at least 2 orders\n"),
        ("count(orders, paid) >= 2", "for at least 2 of the orders:\n  [buyer] has paid\n"),
        ("count(signs) >= 2", "at least 2 are so of signs\n"),
    ],
)
def test_parts_of_a_condition_stand_below_what_joins_them(condition: str, words: str) -> None:
    program = of_order(condition)
    found = RuleWords(program, "order").conditions(program.pack.rules["not-when-paid"].when)
    assert outline(found) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("today + 2 days", "today + 2 days"),
        ("today + 0 working days", "today or the next working day"),
        ("latest(sent_on, today)", "the latest of (sent on; today)"),
        ("first(asked_on, sent_on)", "the first that is known of (asked on; sent on)"),
        ("earliest(orders, sent_on)", "the earliest sent on of the orders"),
        (
            "latest(orders, sent_on, paid)",
            "the latest sent on of the orders for which [buyer] has paid",
        ),
        (
            "first_by(orders, price, sent_on)",
            "sent on of the one among the orders with the smallest price",
        ),
    ],
)
def test_a_value_is_a_phrase(value: str, words: str) -> None:
    program = shop(rules=("due: today + 2 days", f"due: '{value}'"))[0]
    advises = program.pack.rules["write-to-them"].advises
    assert advises is not None and advises.due is not None
    assert text(RuleWords(program, "order").value(advises.due)) == words


def test_what_stands_for_something_says_for_what() -> None:
    program = of_order("paid and sent_on is before today - patience")
    found = RuleWords(program, "order").conditions(program.pack.rules["not-when-paid"].when)
    targets = [word.target for clause in found for word in clause.words if word.target]
    assert set(targets) == {"fact:order.paid", "fact:order.sent_on", "parameter:patience"}


def test_every_rule_of_the_packs_that_come_along_has_words_without_names_as_files_write_them() -> (
    None
):
    for folder in ("rules/post-interview", "examples/packs/returns-desk"):
        program = api.load_pack(folder, with_tests=False)
        for rule in program.pack.rules.values():
            words = RuleWords(program, rule.entity)
            found = outline(words.conditions(rule.when))
            if rule.unless is not None:
                found += outline(words.exceptions(rule.unless))
            assert "_" not in found and "{" not in found, rule.name

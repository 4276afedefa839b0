"""Expressions written back as text: readable, and read back as the very same tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import event, given, settings

from advisor.ir import (
    YES_NO,
    And,
    Compare,
    Comparison,
    Expression,
    FactRef,
    Is,
    Literal,
    Or,
    Pack,
    Type,
)
from advisor.loading.language.expressions import read_expression
from advisor.loading.language.names import Scope
from advisor.rendering.expression_text import render_expression
from tests.loading.expressions.made import (
    ENTITIES,
    HERE,
    PARAMETERS,
    STAGE,
    choice,
    fact,
    node,
    number,
    read,
)
from tests.loading.expressions.test_good_expressions import CONDITIONS, VALUES
from tests.rendering.made import pack
from tests.strategies import packs

PACK = pack(entities=ENTITIES, parameters=PARAMETERS)

SHORTEST = [  # text as it was written, as it is written back if that differs
    ("stage is offered", None),
    ("own stage is offered", "stage is offered"),
    ("application.stage is offered", "stage is offered"),
    ("stage is stage.rejected", "stage is application.stage.rejected"),
    ("stage is situation.rejected", "stage is situation.rejected"),
    ("not (stage is offered)", "stage is not offered"),
    ("not (today is before answer_by)", "today is not before answer_by"),
    ("not today < answer_by", "today is not before answer_by"),
    ("not chases_sent < 3", None),
    ("not not pressing", None),
    ("not (pressing and internal)", None),
    ("(pressing and internal) or not pressing", None),
    ("((pressing) and (internal))", "pressing and internal"),
    ("stage is not one of (offered, applied)", None),
    ("preference is not better than good", None),
    ("(stage is offered) is pressing", None),
    ("chases_sent - (1 - 2) * 3", None),
    ("(chases_sent - 1) - 2 * 3", "chases_sent - 1 - 2 * 3"),
    ("2 * (3 * chases_sent)", None),
    ("chases_sent - -1", None),
    ("told_reply_takes > 14 days", "told_reply_takes > 2 weeks"),
    (r'company is "say \"hi\" \\ there"', None),
    ("any(interviews, held_on is before own answer_by)", None),
    ("any(other applications, answer_by is before own answer_by)", None),
    ("any(applications, count(own interviews) > count(interviews))", None),
    ("any(contacts, met_on is own met_on and mood is calm)", None),
    ("any(contacts, situation.mood is calm)", None),
    ("any(contacts, own situation.mood is calm)", "any(contacts, own mood is calm)"),
    ("first(last_stage, applied) is offered", None),
    ("last_by(other applications, answer_by, stage, pressing) is offered", None),
    ("max(interviews, took, thanked) is given", None),
    ("earliest(today, answer_by) is today", None),
    ("any(other situation.applications, pressing)", "any(other applications, pressing)"),
]


def collapsed(part: Any) -> Any:
    """The tree as an author would write it: no `and` or `or` of one operand or of none."""
    if isinstance(part, And | Or) and len(part.operands) < 2:
        empty = Literal(isinstance(part, And), YES_NO, HERE)
        return collapsed(part.operands[0]) if part.operands else empty
    if isinstance(part, tuple):
        return tuple(collapsed(each) for each in part)
    if is_dataclass(part) and not isinstance(part, type | Type):
        inner = {f.name: collapsed(getattr(part, f.name)) for f in fields(part) if f.compare}
        return replace(part, **inner)
    return part


def expressions_of(drawn: Pack) -> Iterator[tuple[Expression, str, Type | None]]:
    """Every expression of a pack, with its entity and the type that is wanted there."""
    for rule in drawn.rules.values():
        for condition in (rule.when, rule.unless):
            if condition is not None:
                yield condition, rule.entity, YES_NO
        for conclusion in rule.concludes:
            wanted = drawn.fact(rule.entity, conclusion.fact).type
            yield conclusion.value, rule.entity, wanted
    for entity in drawn.entities.values():
        for declared in entity.facts.values():
            if declared.computed_default is not None:
                yield declared.computed_default, entity.name, declared.type


@settings(max_examples=40, deadline=None)
@given(packs())
def test_what_is_written_is_read_back_the_same(drawn: Pack) -> None:
    for expression, entity, wanted in expressions_of(drawn):
        expected = collapsed(expression)
        event(type(expected).__name__)
        text = render_expression(expected, drawn, entity)
        scope = Scope(drawn.entities, drawn.parameters, entity, counted_by=drawn.counted_by)
        assert read_expression(node(text), scope, wanted) == (expected, ()), text


@pytest.mark.parametrize("text", [*CONDITIONS, *VALUES])
def test_every_form_survives_being_written(text: str) -> None:
    expected, _ = read(text)
    assert expected is not None
    assert read(render_expression(expected, PACK, "application")) == (expected, ())


@pytest.mark.parametrize(("text", "written"), SHORTEST, ids=[text for text, _ in SHORTEST])
def test_names_are_short_and_parentheses_few(text: str, written: str | None) -> None:
    found, problems = read(text)
    assert found is not None, problems
    assert render_expression(found, PACK, "application") == (text if written is None else written)


def test_groups_that_no_author_can_write_still_have_a_text() -> None:
    pressing = fact("application.pressing")
    assert render_expression(And((), HERE), PACK, "application") == "yes"
    assert render_expression(Or((), HERE), PACK, "application") == "no"
    assert render_expression(And((Or((pressing,), HERE),), HERE), PACK, "application") == "pressing"


def test_a_comparison_of_dates_uses_their_words() -> None:
    today = FactRef(0, "situation", "today", fact("situation.today").type, HERE)
    by = fact("application.answer_by")
    for op, words in {
        Comparison.BEFORE: "is before",
        Comparison.NOT_AFTER: "is on or before",
        Comparison.AFTER: "is after",
        Comparison.NOT_BEFORE: "is on or after",
    }.items():
        assert render_expression(Compare(op, today, by, HERE), PACK, "application") == (
            f"today {words} answer_by"
        )
    amount = Compare(Comparison.NOT_AFTER, number(1), number(2), HERE)
    assert render_expression(amount, PACK, "application") == "1 <= 2"


def test_two_choices_side_by_side_name_their_fact() -> None:
    both = Is(choice("offered"), choice("applied", STAGE), HERE)
    text = render_expression(both, PACK, "application")
    assert text == "application.stage.offered is application.stage.applied"
    assert read(text) == (both, ())

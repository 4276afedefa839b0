"""Builds programs and situations for the tests of this room, straight from values of `ir`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from advisor.analysis import build_program
from advisor.diagnostics import Span
from advisor.ir import (
    DATE,
    DURATION,
    MILLION,
    NUMBER,
    SITUATION,
    TEXT,
    TODAY,
    WORKING_DAYS,
    YES_NO,
    Action,
    ActionKind,
    Advise,
    Conclude,
    EntityDeclaration,
    FactDeclaration,
    Instance,
    Kind,
    Pack,
    Parameter,
    Program,
    Rule,
    Template,
    Type,
)
from advisor.ir import expressions as ex

SPAN = Span("rules.yaml", 1, 1, 1, 2)
STAGE = Type(Kind.CHOICE, ("applied", "interviewed", "offered", "rejected"))
RANK = Type(Kind.CHOICE, ("first_choice", "good", "fallback"), is_ordered=True)
YES = ex.Literal(True, YES_NO, SPAN)
NO = ex.Literal(False, YES_NO, SPAN)

STATED: dict[str, dict[str, Type]] = {
    SITUATION: {"holiday_until": DATE, "busy": YES_NO, "patience": DURATION},
    "application": {
        "stage": STAGE,
        "preference": RANK,
        "company": TEXT,
        "agency": TEXT,
        "answer_by": DATE,
        "applied_on": DATE,
        "salary": NUMBER,
        "chases": NUMBER,
        "travel": DURATION,
        "liked": YES_NO,
    },
    "interview": {"held_on": DATE, "thanked": YES_NO, "score": NUMBER, "length": DURATION},
    "note": {"written_on": DATE, "useful": YES_NO},
}
CONCLUDED: dict[str, dict[str, Type]] = {
    SITUATION: {"hopeful": YES_NO, "next_on": DATE},
    "application": {"expected_on": DATE, "weight": NUMBER, "pressing": YES_NO, "grade": STAGE},
    "interview": {"thank_by": DATE},
    "note": {},
}
LISTS = {
    "application": (SITUATION, "applications"),
    "interview": ("application", "interviews"),
    "note": ("interview", "notes"),
}


def today() -> ex.FactRef:
    return ex.FactRef(0, SITUATION, TODAY, DATE, SPAN)


def fact(path: str, frame: int = 0) -> ex.FactRef:
    """`entity.fact`, seen from a frame."""
    entity, name = path.split(".")
    type_ = STATED[entity].get(name) or CONCLUDED[entity][name]
    return ex.FactRef(frame, entity, name, type_, SPAN)


def items(path: str, frame: int = 0, *, is_other: bool = False) -> ex.ListRef:
    """The list of an entity's items, as `holder.list`."""
    holder, name = path.split(".")
    item = next(e for e, (_, listed) in LISTS.items() if listed == name)
    return ex.ListRef(frame, holder, name, item, is_other, SPAN)


def number(value: float) -> ex.Literal:
    return ex.Literal(round(value * MILLION), NUMBER, SPAN)


def days(value: int) -> ex.Literal:
    return ex.Literal(value, DURATION, SPAN)


def working_days(value: int) -> ex.Literal:
    return ex.Literal(value, WORKING_DAYS, SPAN)


def date(value: int) -> ex.Literal:
    return ex.Literal(value, DATE, SPAN)


def text(value: str) -> ex.Literal:
    return ex.Literal(value, TEXT, SPAN)


def stage(value: str) -> ex.Literal:
    return ex.Literal(value, STAGE, SPAN)


def rank(value: str) -> ex.Literal:
    return ex.Literal(value, RANK, SPAN)


def is_(left: ex.Expression, right: ex.Expression) -> ex.Is:
    return ex.Is(left, right, SPAN)


def not_(operand: ex.Expression) -> ex.Not:
    return ex.Not(operand, SPAN)


def given(operand: ex.Expression) -> ex.Given:
    return ex.Given(operand, SPAN)


def and_(*operands: ex.Expression) -> ex.And:
    return ex.And(operands, SPAN)


def or_(*operands: ex.Expression) -> ex.Or:
    return ex.Or(operands, SPAN)


def one_of(operand: ex.Expression, *options: ex.Expression) -> ex.OneOf:
    return ex.OneOf(operand, options, SPAN)


def compare(left: ex.Expression, op: str, right: ex.Expression) -> ex.Compare:
    return ex.Compare(ex.Comparison(op), left, right, SPAN)


def sum_(left: ex.Expression, op: str, right: ex.Expression, type_: Type) -> ex.Arithmetic:
    return ex.Arithmetic(ex.Operator(op), left, right, type_, SPAN)


def rule(
    name: str, entity: str, when: ex.Expression, unless: ex.Expression | None = None, **more: Any
) -> Rule:
    """A rule that advises `act` unless it concludes something."""
    conclude: Mapping[str, ex.Expression] = more.pop("conclude", {})
    start, due = more.pop("start", None), more.pop("due", None)
    advises = None if conclude else Advise("act", start, due, (), SPAN)
    concludes = tuple(Conclude(fact, value, SPAN) for fact, value in conclude.items())
    return Rule(name, entity, when, unless, SPAN, concludes=concludes, advises=advises, **more)


@dataclass(frozen=True)
class Declared:
    """What a program declares besides its rules."""

    stated_defaults: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    concluded_defaults: Mapping[tuple[str, str], ex.Expression] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def parameter(name: str, type_: Type, value: Any) -> Parameter:
    return Parameter(name, type_, value, SPAN)


def program(*rules: Rule, declared: Declared | None = None) -> Program:
    """A checked program of these rules over the entities above."""
    declared = declared or Declared()
    entities = {}
    for entity, stated in STATED.items():
        facts = {
            name: FactDeclaration(
                name, entity, type_, SPAN, default=declared.stated_defaults.get((entity, name))
            )
            for name, type_ in stated.items()
        }
        for name, type_ in CONCLUDED[entity].items():
            facts[name] = FactDeclaration(
                name,
                entity,
                type_,
                SPAN,
                is_concluded=True,
                computed_default=declared.concluded_defaults.get((entity, name)),
            )
        within, listed = LISTS.get(entity, (None, None))
        entities[entity] = EntityDeclaration(entity, within, listed, None, facts, SPAN)
    act = Action("act", Template((), SPAN), ActionKind.DO, SPAN)
    pack = Pack(
        "test",
        "1.0.0",
        "Test",
        {},
        entities,
        declared.parameters,
        {"act": act},
        {r.name: r for r in rules},
    )
    return build_program(pack)


def instance(entity: str, facts: Mapping[str, Any], **lists: list[Instance]) -> Instance:
    """An instance with all of its entity's lists; those not named are empty."""
    mine = {listed: item for item, (holder, listed) in LISTS.items() if holder == entity}
    return Instance(entity, facts, {name: tuple(lists.get(name, ())) for name in mine})


def situation(*applications: Instance, **facts: Any) -> Instance:
    return instance(SITUATION, facts, applications=list(applications))


def application(*interviews: Instance, **facts: Any) -> Instance:
    return instance("application", facts, interviews=list(interviews))


def interview(*notes: Instance, **facts: Any) -> Instance:
    return instance("interview", facts, notes=list(notes))


def note(**facts: Any) -> Instance:
    return instance("note", facts)

"""Conditions in negation normal form, over tests that the network can match.

Every reading of a fact is one attribute of a message, and each test has an exact opposite, so that
negation never reaches the network. What is not given has no code of its own but two: the low reading
lies below every value, the high one above. `x < 5` tests the high reading and `not x < 5` tests that
same reading for `>=`: the first fails and the second holds where x is not given.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from enum import Enum
from typing import TypeAlias

from advisor.backends.rete import limits
from advisor.backends.rete.evaluation import rank_order
from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import (
    And,
    Compare,
    Comparison,
    Expression,
    FactRef,
    Given,
    Is,
    Literal,
    Not,
    OneOf,
    Or,
    ParameterRef,
)
from advisor.ir.types import YES_NO, Kind, Value


class Side(Enum):
    """Which code stands for a value that is not given: one below all, one above all, or a 0/1."""

    LOW = "low"
    HIGH = "high"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of an instance of the entity."""

    entity: str
    fact: str


@dataclass(frozen=True, slots=True)
class Term:
    """A value worked out for the rule's own instance before the network sees it."""

    number: int


@dataclass(frozen=True, slots=True)
class Free:
    """Whether no rule that overrides this one has fired: 1 or 0, always given."""

    rule: str


Source: TypeAlias = Fact | Term | Free


@dataclass(frozen=True, slots=True)
class Reading:
    """One attribute of a message: the code of a value. With an `order`, a choice's rank in it."""

    entity: str  # of the instance that the message is about
    source: Source
    side: Side
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkTest:
    """`left op right`, op being one of < <= > >= == !=."""

    left: Reading
    op: str
    right: Reading | int


@dataclass(frozen=True, slots=True)
class Mark:
    """An auxiliary fact about the rule's own instance, concluded by the network itself."""

    number: int


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds; no parts: always."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """A part holds; no parts: never."""

    parts: tuple[Formula, ...]


Formula: TypeAlias = NetworkTest | Mark | All | Some

ALWAYS, NEVER = All(()), Some(())
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
DECIDE: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
SIGN = {
    Comparison.BEFORE: "<",
    Comparison.BETTER: "<",
    Comparison.NOT_AFTER: "<=",
    Comparison.AFTER: ">",
    Comparison.WORSE: ">",
    Comparison.NOT_BEFORE: ">=",
}


class Translator:
    """Makes formulas of conditions; numbers the terms and texts of the whole program as it goes."""

    def __init__(self, parameters: Mapping[str, Value]) -> None:
        self.parameters = parameters
        self.terms: dict[tuple[str, Expression], int] = {}  # (entity, expression) -> number
        self.codes: dict[str, int] = {}  # of choices and texts that rules mention

    def condition(self, entity: str, expression: Expression) -> tuple[Formula, tuple[int, ...]]:
        """The formula of a rule's condition, and the terms that it takes, in the order written.

        The terms include those that a constant beside them makes idle: their errors still count.
        """
        condition = _Condition(self, entity)
        formula = condition.formula(expression, True)
        return formula, tuple(dict.fromkeys(condition.terms))

    def code(self, value: Value, order: tuple[str, ...]) -> int:
        """What stands for a value in messages and tests."""
        if isinstance(value, str):
            return order.index(value) if order else self.codes.setdefault(value, len(self.codes))
        return int(value)


class _Condition:
    """One condition on its way to a formula."""

    def __init__(self, translator: Translator, entity: str) -> None:
        self.translator = translator
        self.entity = entity
        self.terms: list[int] = []

    def formula(self, expression: Expression, wanted: bool) -> Formula:
        """What holds exactly where the expression, read as a condition, is (not) yes."""
        match expression:
            case And(operands=operands) | Or(operands=operands):
                parts = tuple(self.formula(operand, wanted) for operand in operands)
                return join(parts) if isinstance(expression, And) is wanted else meet(parts)
            case Not(operand=operand):
                return self.formula(operand, not wanted)
            case Given(operand=operand):
                if isinstance(operand, Literal | ParameterRef):
                    return ALWAYS if wanted else NEVER
                return NetworkTest(self.reading(operand, Side.GIVEN), "==", int(wanted))
            case Compare(op=op, left=left, right=right):
                order = rank_order(left.type, right.type)
                return self.compare(left, SIGN[op], right, order, wanted)
            case Is(left=left, right=right):
                return self.compare(left, "==", right, (), wanted)
            case OneOf(operand=operand, options=options):
                return self.one_of(operand, options, wanted)
            case _:
                # A yes-no value. Compared with yes, what is not given counts as no.
                yes = Literal(True, YES_NO, expression.span)
                return self.compare(expression, "==", yes, (), wanted)

    def constant(self, expression: Expression, order: tuple[str, ...]) -> int | None:
        match expression:
            case Literal(value=value):
                return self.translator.code(value, order)
            case ParameterRef(name=name):
                return self.translator.code(self.translator.parameters[name], order)
            case _:
                return None

    def reading(self, expression: Expression, side: Side, order: tuple[str, ...] = ()) -> Reading:
        if isinstance(expression, FactRef):
            return Reading(expression.entity, Fact(expression.entity, expression.fact), side, order)
        numbers = self.translator.terms
        number = numbers.setdefault((self.entity, expression), len(numbers))
        self.terms.append(number)
        return Reading(self.entity, Term(number), side, order)

    def compare(
        self, left: Expression, op: str, right: Expression, order: tuple[str, ...], wanted: bool
    ) -> Formula:
        left_code, right_code = self.constant(left, order), self.constant(right, order)
        if left_code is not None and right_code is not None:
            return ALWAYS if DECIDE[op](left_code, right_code) is wanted else NEVER
        if left_code is not None:
            return self.compare(right, FLIPPED[op], left, order, wanted)
        if right_code is not None:
            if abs(right_code) > limits.LARGEST_CONSTANT:
                # The closure of the whole comparison takes the place of a test.
                return self.too_large(left, op, right, wanted)
            side = Side.HIGH if op in ("<", "<=") else Side.LOW
            test = NetworkTest(self.reading(left, side, order), op, right_code)
            return test if wanted else opposite(test)
        if op in (">", ">="):
            return self.compare(right, FLIPPED[op], left, order, wanted)
        test = NetworkTest(
            self.reading(left, Side.HIGH, order), op, self.reading(right, Side.LOW, order)
        )
        return test if wanted else opposite(test)

    def too_large(self, left: Expression, op: str, right: Expression, wanted: bool) -> Formula:
        if op == "==":
            whole: Expression = Is(left, right, left.span)
        else:
            whole = Compare(
                next(c for c, sign in SIGN.items() if sign == op), left, right, left.span
            )
        test = NetworkTest(self.reading(whole, Side.LOW), "==", 1)
        return test if wanted else opposite(test)

    def one_of(self, operand: Expression, options: tuple[Expression, ...], wanted: bool) -> Formula:
        codes = [self.constant(option, ()) for option in options]
        choices = operand.type.choices
        if (
            wanted
            and operand.type.kind is Kind.CHOICE
            and self.constant(operand, ()) is None
            and None not in codes
            and len(choices) <= limits.TESTS_IN_RULE
        ):
            # Given, and none of the others: one conjunction instead of a rule for each option.
            others = [code for c in choices if (code := self.translator.code(c, ())) not in codes]
            given = NetworkTest(self.reading(operand, Side.GIVEN), "==", 1)
            low = self.reading(operand, Side.LOW)
            return join((given, *(NetworkTest(low, "!=", code) for code in others)))
        parts = tuple(self.compare(operand, "==", option, (), wanted) for option in options)
        return meet(parts) if wanted else join(parts)


def opposite(test: NetworkTest) -> NetworkTest:
    """What holds exactly where the test does not."""
    return NetworkTest(test.left, OPPOSITE[test.op], test.right)


def join(parts: tuple[Formula, ...]) -> Formula:
    """All of the parts, flat."""
    flat: dict[Formula, None] = {}
    for part in parts:
        if part == NEVER:
            return NEVER
        flat.update(dict.fromkeys(part.parts if isinstance(part, All) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else All(tuple(flat))


def meet(parts: tuple[Formula, ...]) -> Formula:
    """Any of the parts, flat."""
    flat: dict[Formula, None] = {}
    for part in parts:
        if part == ALWAYS:
            return ALWAYS
        flat.update(dict.fromkeys(part.parts if isinstance(part, Some) else (part,)))
    return next(iter(flat)) if len(flat) == 1 else Some(tuple(flat))

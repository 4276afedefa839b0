"""Conditions in a normal form that the network can match: conjunctions of tests, each small enough for a rule.

Every reading of a fact is one attribute of a message, and each test has an exact opposite, so that
negation never reaches the network. What is not given has no code of its own but two: the low one
lies below every value, the high one above. `x < 5` tests the high attribute and `not x < 5` tests that
same attribute for `>=`: the first fails and the second holds where x is not given.

`or` is multiplied out where that stays small; elsewhere a part becomes an auxiliary fact that the
network concludes from conjunctions of its own. Auxiliary facts stand only where they are wanted, so
nothing is ever concluded from the absence of one.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from advisor import ir
from advisor.backends.rete import limits
from advisor.backends.rete.evaluation import rank_order
from advisor.backends.rete.plan import Attribute, Fact, Side, Source, Term
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class NetworkTest:
    """`left op right`, op being one of < <= > >= == !=."""

    left: Attribute
    op: str
    right: Attribute | int


@dataclass(frozen=True, slots=True)
class AuxiliaryFact:
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


Formula: TypeAlias = NetworkTest | AuxiliaryFact | All | Some

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
    ir.Comparison.BEFORE: "<",
    ir.Comparison.BETTER: "<",
    ir.Comparison.NOT_AFTER: "<=",
    ir.Comparison.AFTER: ">",
    ir.Comparison.WORSE: ">",
    ir.Comparison.NOT_BEFORE: ">=",
}


class Translator:
    """Makes formulas of conditions; numbers the terms and texts of the whole program as it goes."""

    def __init__(self, parameters: Mapping[str, ir.Value]) -> None:
        self.parameters = parameters
        self.terms: dict[tuple[str, ir.Expression], int] = {}  # (entity, expression) -> number
        self.codes: dict[str, int] = {}  # of choices and texts that rules mention
        self._attributes: dict[Attribute, Attribute] = {}
        self._sources: dict[Source, Source] = {}

    def condition(self, entity: str, expression: ir.Expression) -> tuple[Formula, tuple[int, ...]]:
        """The formula of a rule's condition, and the terms that it takes, in the order written.

        The terms include those that a constant beside them makes idle: their errors still count.
        """
        condition = _Condition(self, entity)
        formula = condition.formula(expression, True)
        return formula, tuple(dict.fromkeys(condition.terms))

    def attribute(
        self, entity: str, source: Source, side: Side, order: tuple[str, ...]
    ) -> Attribute:
        """An attribute. Cost: equal ones are one object, so that a stored plan is quickly read."""
        attribute = Attribute(entity, self._sources.setdefault(source, source), side, order)
        return self._attributes.setdefault(attribute, attribute)

    def code(self, value: ir.Value, order: tuple[str, ...]) -> int:
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

    def formula(self, expression: ir.Expression, wanted: bool) -> Formula:
        """What holds exactly where the expression, read as a condition, is (not) yes."""
        match expression:
            case ir.And(operands=operands) | ir.Or(operands=operands):
                parts = tuple(self.formula(operand, wanted) for operand in operands)
                return join(parts) if isinstance(expression, ir.And) is wanted else meet(parts)
            case ir.Not(operand=operand):
                return self.formula(operand, not wanted)
            case ir.Given(operand=operand):
                if isinstance(operand, ir.Literal | ir.ParameterRef):
                    return ALWAYS if wanted else NEVER
                return NetworkTest(self.attribute(operand, Side.GIVEN), "==", int(wanted))
            case ir.Compare(op=op, left=left, right=right):
                order = rank_order(left.type, right.type)
                return self.compare(left, SIGN[op], right, order, wanted)
            case ir.Is(left=left, right=right):
                return self.compare(left, "==", right, (), wanted)
            case ir.OneOf(operand=operand, options=options):
                return self.one_of(operand, options, wanted)
            case _:
                # A yes-no value. Compared with yes, what is not given counts as no.
                yes = ir.Literal(True, ir.YES_NO, expression.span)
                return self.compare(expression, "==", yes, (), wanted)

    def constant(self, expression: ir.Expression, order: tuple[str, ...]) -> int | None:
        match expression:
            case ir.Literal(value=value):
                return self.translator.code(value, order)
            case ir.ParameterRef(name=name):
                return self.translator.code(self.translator.parameters[name], order)
            case _:
                return None

    def attribute(
        self, expression: ir.Expression, side: Side, order: tuple[str, ...] = ()
    ) -> Attribute:
        if isinstance(expression, ir.FactRef):
            entity = expression.entity
            return self.translator.attribute(entity, Fact(entity, expression.fact), side, order)
        numbers = self.translator.terms
        number = numbers.setdefault((self.entity, expression), len(numbers))
        self.terms.append(number)
        return self.translator.attribute(self.entity, Term(number), side, order)

    def compare(
        self,
        left: ir.Expression,
        op: str,
        right: ir.Expression,
        order: tuple[str, ...],
        wanted: bool,
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
            test = NetworkTest(self.attribute(left, side, order), op, right_code)
            return test if wanted else opposite(test)
        if op in (">", ">="):
            return self.compare(right, FLIPPED[op], left, order, wanted)
        test = NetworkTest(
            self.attribute(left, Side.HIGH, order), op, self.attribute(right, Side.LOW, order)
        )
        return test if wanted else opposite(test)

    def too_large(
        self, left: ir.Expression, op: str, right: ir.Expression, wanted: bool
    ) -> Formula:
        if op == "==":
            whole: ir.Expression = ir.Is(left, right, left.span)
        else:
            whole = ir.Compare(
                next(c for c, sign in SIGN.items() if sign == op), left, right, left.span
            )
        test = NetworkTest(self.attribute(whole, Side.LOW), "==", 1)
        return test if wanted else opposite(test)

    def one_of(
        self, operand: ir.Expression, options: tuple[ir.Expression, ...], wanted: bool
    ) -> Formula:
        codes = [self.constant(option, ()) for option in options]
        choices = operand.type.choices
        if (
            wanted
            and operand.type.kind is ir.Kind.CHOICE
            and self.constant(operand, ()) is None
            and None not in codes
            and len(choices) <= limits.TESTS_IN_RULE
        ):
            # Given, and none of the others: one conjunction instead of a rule for each option.
            others = [code for c in choices if (code := self.translator.code(c, ())) not in codes]
            given = NetworkTest(self.attribute(operand, Side.GIVEN), "==", 1)
            low = self.attribute(operand, Side.LOW)
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


Conjunction: TypeAlias = tuple[NetworkTest | AuxiliaryFact, ...]

MULTIPLIED_OUT = 8  # alternatives of one conjunction, before its parts become auxiliary facts


@dataclass(slots=True)
class Alternatives:
    """Lays the formula of one rule out; `defined` collects what each new auxiliary fact stands for.

    Auxiliary facts are about instances of the rule's entity, so no two rules share one.
    """

    first_number: int
    defined: dict[int, tuple[Conjunction, ...]] = field(default_factory=dict)

    def of(self, formula: Formula) -> tuple[Conjunction, ...]:
        """The conjunctions of which one has to hold, each within the limits of a network rule."""
        return tuple(self._within_limits(found) for found in self._multiply_out(formula))

    def _multiply_out(self, formula: Formula) -> list[Conjunction]:
        match formula:
            case NetworkTest() | AuxiliaryFact():
                return [(formula,)]
            case Some(parts=parts):
                return [found for part in parts for found in self._multiply_out(part)]
            case All(parts=parts):
                return self._product([self._multiply_out(part) for part in parts])

    def _product(self, parts: list[list[Conjunction]]) -> list[Conjunction]:
        # (a or b) and (c or d) is four conjunctions: ac, ad, bc, bd. With a third `or` of three parts
        # it would be twelve, so that one becomes the auxiliary fact x: acx, adx, bcx, bdx.
        while _size(parts) > MULTIPLIED_OUT:
            largest = max(range(len(parts)), key=lambda at: len(parts[at]))
            auxiliary = self._auxiliary_fact(
                tuple(self._within_limits(found) for found in parts[largest])
            )
            parts[largest] = [(auxiliary,)]
        found: list[Conjunction] = [()]
        for part in parts:
            found = [(*first, *second) for first in found for second in part]
        return found

    def _within_limits(self, conjunction: Conjunction) -> Conjunction:
        """The same with auxiliary facts in place of what is too much for one rule; repetitions go."""
        kept = tuple(dict.fromkeys(conjunction))
        tests = tuple(part for part in kept if isinstance(part, NetworkTest))
        auxiliary = tuple(part for part in kept if isinstance(part, AuxiliaryFact))
        while len(tests) > limits.TESTS_IN_RULE:
            auxiliary += (self._auxiliary_fact((tests[: limits.TESTS_IN_RULE],)),)
            tests = tests[limits.TESTS_IN_RULE :]
        while len(auxiliary) > limits.AUXILIARY_IN_RULE:
            bundle = self._auxiliary_fact((auxiliary[: limits.AUXILIARY_IN_RULE],))
            auxiliary = (*auxiliary[limits.AUXILIARY_IN_RULE :], bundle)
        return (*tests, *auxiliary)

    def _auxiliary_fact(self, alternatives: tuple[Conjunction, ...]) -> AuxiliaryFact:
        for number, known in self.defined.items():
            if known == alternatives:
                return AuxiliaryFact(number)
        number = self.first_number + len(self.defined)
        self.defined[number] = alternatives
        return AuxiliaryFact(number)


def _size(parts: list[list[Conjunction]]) -> int:
    size = 1
    for part in parts:
        size *= len(part)
    return size

"""Random typed expressions, as the values of `advisor.ir.expressions` that the loader must read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from advisor.ir import (
    DATE,
    DURATION,
    MILLION,
    NUMBER,
    PERIOD,
    SITUATION,
    TODAY,
    WEEKDAY,
    WORKING_DAYS,
    YES_NO,
    And,
    Any_,
    Arithmetic,
    Builtin,
    Call,
    Compare,
    Comparison,
    Count,
    End,
    Every,
    Expression,
    Extreme,
    ExtremeOf,
    FactRef,
    First,
    Given,
    HowMany,
    InForce,
    Is,
    Kind,
    ListRef,
    Literal,
    Not,
    OneOf,
    Operator,
    Or,
    ParameterRef,
    PickBy,
    Sum,
    Type,
)
from tests.strategies.shapes import CHOICES, MONTH_ENDS, NOWHERE, Shape, pool

COMPARABLE = (NUMBER, NUMBER, DATE, DATE, DATE, DURATION, DURATION, PERIOD)
ADDED_UP = (Kind.NUMBER, Kind.DURATION, Kind.PERIOD)
ROUNDINGS = (Builtin.ROUND, Builtin.ROUND, Builtin.ROUND_UP, Builtin.ROUND_DOWN)
ORDER = (Comparison.BEFORE, Comparison.NOT_AFTER, Comparison.AFTER, Comparison.NOT_BEFORE)


@dataclass(frozen=True)
class Scope:
    """What may be read: facts below a level, seen from the frames; the rule's entity comes first."""

    shape: Shape
    frames: tuple[str, ...]
    below: int
    stated_only: bool = False

    def inside(self, item: str) -> Scope:
        """The scope inside a list function over such items."""
        return Scope(self.shape, (*self.frames, item), self.below, self.stated_only)

    def facts(self, type_: Type) -> list[FactRef]:
        """All facts of a type, each through the innermost frame that sees it, and own ones."""
        found: list[FactRef] = []
        seen: set[str] = set()
        for frame in range(len(self.frames) - 1, -1, -1):
            for entity in self.shape.chain(self.frames[frame]):
                if entity in seen and frame != 0:
                    continue
                seen.add(entity)
                found += [
                    FactRef(frame, entity, fact.name, fact.type, NOWHERE)
                    for fact in self.shape.entities[entity].facts.values()
                    if fact.type == type_ and self.shape.level[entity, fact.name] < self.below
                ]
        if type_ == DATE:
            today = FactRef(0, SITUATION, TODAY, DATE, NOWHERE)
            found += [today] * (1 + len(found) // 3)
        return found

    def all_facts(self) -> list[FactRef]:
        """Facts of every type but today."""
        types = dict.fromkeys(
            f.type for e in self.shape.entities.values() for f in e.facts.values()
        )
        return [ref for t in types for ref in self.facts(t) if ref.fact != TODAY]

    def lists(self) -> list[ListRef]:
        """Every list that can be named, through the innermost frame that sees it, and other ones."""
        found: list[ListRef] = []
        seen: set[str] = set()
        for frame in range(len(self.frames) - 1, -1, -1):
            for entity in self.shape.chain(self.frames[frame]):
                if entity in seen:
                    continue
                seen.add(entity)
                found += [
                    ListRef(frame, entity, inner.list or "", inner.name, False, NOWHERE)
                    for inner in self.shape.lists_of(entity)
                ]
        for entity in self.shape.chain(self.frames[0])[:-1]:
            declared = self.shape.entities[entity]
            found.append(
                ListRef(0, declared.within or "", declared.list or "", entity, True, NOWHERE)
            )
        return found


class Writer:
    """Makes expressions of a wanted type."""

    def __init__(self, rng: Random, wide: float = 0.01) -> None:
        self.rng = rng
        self.wide = wide

    def literal(self, type_: Type) -> Literal:
        values = pool(type_, wide=self.rng.random() < self.wide)
        return Literal(self.rng.choice(values), type_, NOWHERE)

    def atom(self, type_: Type, scope: Scope) -> Expression:
        """A fact, mostly; else a parameter or a literal."""
        facts = scope.facts(type_)
        if facts and self.rng.random() < 0.75:
            return self.rng.choice(facts)
        parameters = [p for p in scope.shape.parameters.values() if p.type == type_]
        if parameters and self.rng.random() < 0.5:
            parameter = self.rng.choice(parameters)
            if not parameter.steps:
                return ParameterRef(parameter.name, type_, NOWHERE)
            today = FactRef(0, SITUATION, TODAY, DATE, NOWHERE)
            day = today if self.rng.random() < 0.5 else self.atom(DATE, scope)
            return InForce(parameter.name, day, parameter.steps, type_, NOWHERE)
        return self.literal(type_)

    # Conditions.

    def condition(self, scope: Scope, depth: int) -> Expression:
        """A yes-no expression that is wanted as a condition."""
        rng = self.rng
        if depth <= 0 or rng.random() < 0.3:
            return self.test(scope)
        roll = rng.random()
        if roll < 0.25 and scope.lists():
            return self.quantifier(scope, depth)
        if roll < 0.42:
            return self._group(And, Or, scope, depth)
        if roll < 0.62:
            return self._group(Or, And, scope, depth)
        if roll < 0.75:
            return Not(self.condition(scope, depth - 1), NOWHERE)
        return self.comparison(scope, depth)

    def _group(
        self, kind: type[And] | type[Or], other: type[And] | type[Or], scope: Scope, depth: int
    ) -> Expression:
        # No group directly inside one of its own kind: the loader may join those.
        parts: list[Expression] = []
        while len(parts) < 2 or (len(parts) < 4 and self.rng.random() < 0.3):
            part = self.condition(scope, depth - 1)
            if not isinstance(part, kind):
                parts.append(part)
        return kind(tuple(parts), NOWHERE)

    def test(self, scope: Scope) -> Expression:
        """A condition that looks at one fact."""
        rng = self.rng
        facts = scope.all_facts()
        roll = rng.random()
        if not facts:
            return self.comparison(scope, 0)
        flags = scope.facts(YES_NO)
        if roll < 0.05 and (parts := self._of_several(scope)):
            return Or(tuple(rng.sample(parts, 2)), NOWHERE)
        if roll < 0.35 and flags:
            flag: Expression = rng.choice(flags)
            return flag if rng.random() < 0.7 else Not(flag, NOWHERE)
        fact = rng.choice(facts)
        if roll < 0.5:
            given = Given(fact, NOWHERE)
            return given if rng.random() < 0.7 else Not(given, NOWHERE)
        return self.about(fact, scope)

    def about(self, left: Expression, scope: Scope) -> Expression:
        """A comparison of something with an atom of its type."""
        rng = self.rng
        type_ = left.type
        if type_.kind in (*ADDED_UP, Kind.DATE) and rng.random() < 0.7:
            return self._maybe_not(
                Compare(rng.choice(ORDER), left, self.atom(type_, scope), NOWHERE)
            )
        if type_.is_ordered and rng.random() < 0.5:
            op = rng.choice((Comparison.BETTER, Comparison.WORSE))
            return self._maybe_not(Compare(op, left, self._side(type_, scope), NOWHERE))
        if type_.kind is not Kind.YES_NO and rng.random() < 0.3:
            options = tuple(self._side(type_, scope) for _ in range(rng.randint(1, 3)))
            return self._maybe_not(OneOf(left, options, NOWHERE))
        return self._maybe_not(Is(left, self._side(type_, scope), NOWHERE))

    def _side(self, type_: Type, scope: Scope) -> Expression:
        if type_.kind is Kind.CHOICE and self.rng.random() < 0.7:
            return self.literal(type_)
        return self.atom(type_, scope)

    def _maybe_not(self, test: Expression) -> Expression:
        return Not(test, NOWHERE) if self.rng.random() < 0.25 else test

    def comparison(self, scope: Scope, depth: int) -> Expression:
        """A comparison of two values that may be computed."""
        rng = self.rng
        type_ = rng.choice(COMPARABLE)
        roll = rng.random()
        if rng.random() < 0.06:
            day = self.value(DATE, scope, depth - 1)
            return self.about(Call(Builtin.WEEKDAY, (day,), WEEKDAY, NOWHERE), scope)
        if rng.random() < 0.12:
            return self.about(self._number_by_call(scope, depth), scope)
        if roll < 0.15:
            value = self.value(rng.choice((*COMPARABLE, *CHOICES)), scope, depth - 1)
            if not isinstance(value, Literal):
                return self._maybe_not(Given(value, NOWHERE))
        if roll < 0.3:
            choice = rng.choice(CHOICES)
            left = self.value(choice, scope, depth - 1)
            if not isinstance(left, Literal):
                return self.about(left, scope)
        left, right = self.value(type_, scope, depth - 1), self.value(type_, scope, depth - 1)
        if rng.random() < 0.2:
            return self._maybe_not(Is(left, right, NOWHERE))
        return self._maybe_not(Compare(rng.choice(ORDER), left, right, NOWHERE))

    def quantifier(self, scope: Scope, depth: int) -> Expression:
        """`any` or `every`."""
        over = self.rng.choice(scope.lists())
        inner = scope.inside(over.item)
        condition = self.condition(inner, depth - 1)
        kept = self.filter(inner, depth)
        if self.rng.random() < 0.6:
            return Any_(over, condition, kept, NOWHERE)
        return Every(over, condition, kept, NOWHERE)

    def filter(self, inner: Scope, depth: int) -> Expression | None:
        """A filter for a list function, or none."""
        return self.condition(inner, depth - 2) if self.rng.random() < 0.4 else None

    # Values.

    def value(self, type_: Type, scope: Scope, depth: int) -> Expression:
        """An expression of a type."""
        rng = self.rng
        if depth <= 0 or rng.random() < 0.25:
            return self.atom(type_, scope)
        if rng.random() < 0.35 and scope.lists() and type_.kind is not Kind.WORKING_DAYS:
            made = self.aggregate(type_, scope, depth)
            if made is not None:
                return made
        if rng.random() < 0.2 and type_.kind is not Kind.WORKING_DAYS:
            return self._first(type_, scope, depth)
        match type_.kind:
            case Kind.YES_NO:
                return self.condition(scope, depth - 1)
            case Kind.NUMBER:
                return self._number(scope, depth)
            case Kind.DATE:
                return self._date(scope, depth)
            case Kind.DURATION:
                return self._duration(scope, depth)
            case Kind.PERIOD:
                return self._period(scope, depth)
            case Kind.WORKING_DAYS:
                return self._working_days(scope, depth)
            case Kind.CHOICE | Kind.TEXT:
                return self._first(type_, scope, depth)

    def _first(self, type_: Type, scope: Scope, depth: int) -> Expression:
        values = [self.value(type_, scope, depth - 1) for _ in range(self.rng.randint(2, 3))]
        if all(isinstance(v, Literal) for v in values):
            return values[0]
        # What tells the type of bare choices comes first.
        values.sort(key=lambda v: isinstance(v, Literal))
        return First(tuple(values), type_, NOWHERE)

    def _extreme(self, type_: Type, scope: Scope, depth: int) -> Expression:
        values = tuple(self.value(type_, scope, depth - 1) for _ in range(self.rng.randint(2, 3)))
        return Extreme(self.rng.choice(tuple(End)), values, type_, NOWHERE)

    def _of_several(self, scope: Scope) -> list[FactRef] | None:
        """The facts of all choices of one `type: several` in sight."""
        parts = [ref for ref in scope.facts(YES_NO) if ref.fact.startswith("set_")]
        if not parts:
            return None
        one = self.rng.choice(parts)
        several = next(iter(scope.shape.entities[one.entity].several.values()))
        return [replace(one, fact=part) for part in several.parts.values()]

    def _number(self, scope: Scope, depth: int) -> Expression:
        if self.rng.random() < 0.3 and (parts := self._of_several(scope)):
            return HowMany(tuple(parts), NUMBER, NOWHERE)
        if self.rng.random() < 0.2:
            return self._extreme(NUMBER, scope, depth)
        if self.rng.random() < 0.3:
            return self._number_by_call(scope, depth)
        op = self.rng.choice((Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.TIMES))
        left, right = self.value(NUMBER, scope, depth - 1), self.value(NUMBER, scope, depth - 1)
        return Arithmetic(op, left, right, NUMBER, NOWHERE)

    def _number_by_call(self, scope: Scope, depth: int) -> Expression:
        rng = self.rng
        roll = rng.random()
        if roll < 0.3:
            values = [self.value(NUMBER, scope, depth - 1)]
            if rng.random() < 0.5:
                values.append(Literal(rng.randint(0, 6) * MILLION, NUMBER, NOWHERE))
            return Call(rng.choice(ROUNDINGS), tuple(values), NUMBER, NOWHERE)
        if roll < 0.52:
            over = self.value(NUMBER, scope, depth - 1), self.value(NUMBER, scope, depth - 1)
            return Arithmetic(Operator.OVER, *over, NUMBER, NOWHERE)
        if roll < 0.62:
            return Call(Builtin.ABS, (self.value(NUMBER, scope, depth - 1),), NUMBER, NOWHERE)
        if roll < 0.75:
            return Call(Builtin.DAYS, (self.value(DURATION, scope, depth - 1),), NUMBER, NOWHERE)
        between = (self.value(DATE, scope, depth - 1), self.value(DATE, scope, depth - 1))
        return Call(rng.choice((Builtin.YEARS, Builtin.MONTHS)), between, NUMBER, NOWHERE)

    def _period(self, scope: Scope, depth: int) -> Expression:
        rng = self.rng
        roll = rng.random()
        if roll < 0.2:
            return self._extreme(PERIOD, scope, depth)
        if roll < 0.3:
            return Call(Builtin.ABS, (self.value(PERIOD, scope, depth - 1),), PERIOD, NOWHERE)
        if roll < 0.6:
            pair = [self.value(PERIOD, scope, depth - 1), self._whole(scope, depth)]
            rng.shuffle(pair)
            return Arithmetic(Operator.TIMES, pair[0], pair[1], PERIOD, NOWHERE)
        op = rng.choice((Operator.PLUS, Operator.MINUS))
        left, right = self.value(PERIOD, scope, depth - 1), self.value(PERIOD, scope, depth - 1)
        return Arithmetic(op, left, right, PERIOD, NOWHERE)

    def _date(self, scope: Scope, depth: int) -> Expression:
        rng = self.rng
        if rng.random() < 0.25:
            return self._extreme(DATE, scope, depth)
        day = self.value(DATE, scope, depth - 1)
        if rng.random() < 0.15:
            end = rng.choice((Builtin.START_OF_MONTH, Builtin.END_OF_MONTH))
            return Call(end, (day,), DATE, NOWHERE)
        by = self.value(
            rng.choice((*(DURATION,) * 2, *(WORKING_DAYS,) * 3, *(PERIOD,) * 3)), scope, depth - 1
        )
        calendar = scope.shape.counted_by if by.type == WORKING_DAYS else None
        if by.type == PERIOD and rng.random() < 0.3:
            day = Literal(rng.choice(MONTH_ENDS), DATE, NOWHERE)
        if rng.random() < 0.2:
            return Arithmetic(Operator.PLUS, by, day, DATE, NOWHERE, calendar)
        op = rng.choice((Operator.PLUS, Operator.MINUS))
        return Arithmetic(op, day, by, DATE, NOWHERE, calendar)

    def _duration(self, scope: Scope, depth: int) -> Expression:
        rng = self.rng
        roll = rng.random()
        if roll < 0.2:
            return self._extreme(DURATION, scope, depth)
        if roll < 0.45:
            left, right = self.value(DATE, scope, depth - 1), self.value(DATE, scope, depth - 1)
            return Arithmetic(Operator.MINUS, left, right, DURATION, NOWHERE)
        if roll < 0.75:
            pair = [self.value(DURATION, scope, depth - 1), self.value(NUMBER, scope, depth - 1)]
            rng.shuffle(pair)
            return Arithmetic(Operator.TIMES, pair[0], pair[1], DURATION, NOWHERE)
        op = rng.choice((Operator.PLUS, Operator.MINUS))
        left, right = self.value(DURATION, scope, depth - 1), self.value(DURATION, scope, depth - 1)
        return Arithmetic(op, left, right, DURATION, NOWHERE)

    def _working_days(self, scope: Scope, depth: int) -> Expression:
        pair = [self.atom(WORKING_DAYS, scope), self._whole(scope, depth)]
        self.rng.shuffle(pair)
        return Arithmetic(Operator.TIMES, pair[0], pair[1], WORKING_DAYS, NOWHERE)

    def _whole(self, scope: Scope, depth: int) -> Expression:
        """A number that is mostly a whole one."""
        rng = self.rng
        by: Expression
        if scope.lists() and rng.random() < 0.4:
            return Count(rng.choice(scope.lists()), None, NUMBER, NOWHERE)
        if rng.random() < 0.3:
            by = self.value(NUMBER, scope, depth - 2)  # sometimes no whole number
            if not isinstance(by, Literal):  # then the checks would refuse it
                return by
            return Literal(2 * MILLION, NUMBER, NOWHERE)
        return Literal(rng.randint(-3, 4) * MILLION, NUMBER, NOWHERE)

    def aggregate(self, type_: Type, scope: Scope, depth: int) -> Expression | None:
        """A list function that gives such a value, or None."""
        rng = self.rng
        over = rng.choice(scope.lists())
        inner = scope.inside(over.item)
        if type_.kind is Kind.YES_NO and rng.random() < 0.5:
            return self.quantifier(scope, depth)
        kept = self.filter(inner, depth)
        roll = rng.random()
        if type_.kind is Kind.NUMBER and roll < 0.4:
            return Count(over, kept, NUMBER, NOWHERE)
        value = self.value(type_, inner, depth - 1)
        if isinstance(value, Literal) and type_.kind is Kind.CHOICE:
            return None  # nothing there would tell which choices are meant
        if type_.kind in ADDED_UP and roll < 0.6:
            return Sum(over, value, kept, type_, NOWHERE)
        if type_.kind in (*ADDED_UP, Kind.DATE) and roll < 0.8:
            return ExtremeOf(rng.choice(tuple(End)), over, value, kept, type_, NOWHERE)
        key = self.value(rng.choice(COMPARABLE), inner, depth - 1)
        return PickBy(rng.choice(tuple(End)), over, key, value, kept, type_, NOWHERE)

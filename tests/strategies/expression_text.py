"""Expressions as an author may write them: the same value in one of its many spellings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from advisor.ir import (
    MILLION,
    TODAY,
    YEAR,
    And,
    Any_,
    Arithmetic,
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
    Pack,
    ParameterRef,
    PickBy,
    Several,
    Sum,
    Type,
    Value,
)

DATE_WORDS = {
    Comparison.BEFORE: "before",
    Comparison.NOT_AFTER: "on or before",
    Comparison.AFTER: "after",
    Comparison.NOT_BEFORE: "on or after",
}
CHOICE_WORDS = {Comparison.BETTER: "better than", Comparison.WORSE: "worse than"}
# How tightly a text binds: an operand that binds less tightly needs parentheses.
OR, AND, NOT, TEST, SUM, PRODUCT, ATOM = range(7)


def number_text(millionths: int) -> str:
    """A number as a plain decimal."""
    sign, (whole, rest) = "-" * (millionths < 0), divmod(abs(millionths), MILLION)
    return f"{sign}{whole}" + (f".{rest:06d}".rstrip("0") if rest else "")


def literal_text(value: Value, type_: Type) -> str:
    """A value as expressions and files write it; text without quotes."""
    match type_.kind:
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.NUMBER:
            return number_text(int(value))
        case Kind.DATE:
            return date.fromordinal(int(value)).isoformat()
        case Kind.DURATION:
            return f"{value} day" if value == 1 else f"{value} days"
        case Kind.PERIOD:
            return f"{value} month" if value == 1 else f"{value} months"
        case Kind.WORKING_DAYS:
            return f"{value} working day" if value == 1 else f"{value} working days"
        case Kind.CHOICE | Kind.TEXT:
            return str(value)


class Spelling:
    """Writes expressions of one pack; the generator chooses among spellings of the same meaning."""

    def __init__(self, pack: Pack, rng: Random) -> None:
        self.pack = pack
        self.rng = rng

    def text(self, expression: Expression, entity: str) -> str:
        """The whole expression, seen from an instance of `entity`."""
        return self._at(expression, (entity,), OR)

    def _at(self, expression: Expression, frames: tuple[str, ...], wanted: int) -> str:
        text, binding = self._spell(expression, frames)
        if binding < wanted or (binding < ATOM and self.rng.random() < 0.05):
            return f"({text})"
        return text

    def _spell(self, expression: Expression, frames: tuple[str, ...]) -> tuple[str, int]:
        match expression:
            case Literal(value=value, type=type_):
                return self._literal(value, type_), ATOM
            case ParameterRef(name=name):
                return name, ATOM
            case FactRef() if (
                told := self._chosen([expression], frames)
            ) and self.rng.random() < 0.5:
                return told, TEST
            case FactRef():
                return self._fact(expression, frames), ATOM
            case HowMany(operands=operands):
                [first, *_] = operands
                assert isinstance(first, FactRef)
                return f"count({self._set_of(first, frames)})", ATOM
            case Or(operands=operands) if (
                len(operands) > 1
                and (told := self._chosen(list(operands), frames))
                and self.rng.random() < 0.7
            ):
                return told, TEST
            case InForce(parameter=name, day=day):
                if isinstance(day, FactRef) and day.fact == TODAY and self.rng.random() < 0.7:
                    return name, ATOM
                on = self._at(day, frames, ATOM)
                return f"{name} on {f'({on})' if isinstance(day, InForce) else on}", ATOM
            case Not(operand=operand):
                return self._not(operand, frames)
            case And(operands=operands):
                return " and ".join(self._at(o, frames, NOT) for o in operands), AND
            case Or(operands=operands):
                return " or ".join(self._at(o, frames, NOT) for o in operands), OR
            case Given() | Compare() | Is() | OneOf():
                return self._test(expression, frames, ""), TEST
            case Arithmetic(op=Operator.TIMES | Operator.OVER as op, left=left, right=right):
                parts = (self._at(left, frames, PRODUCT), self._at(right, frames, ATOM))
                return f" {op.value} ".join(parts), PRODUCT
            case Arithmetic(op=op, left=left, right=right):
                first, second = self._at(left, frames, SUM), self._at(right, frames, PRODUCT)
                return f"{first} {op.value} {second}", SUM
            case Call(function=function, operands=operands):
                return self._call(function.value, operands, frames), ATOM
            case First(values=values):
                return self._call("first", values, frames), ATOM
            case Extreme(end=end, values=values, type=type_):
                return self._call(_end_word(end, type_), values, frames), ATOM
            case _:
                return self._aggregate(expression, frames), ATOM

    def _set_of(self, part: FactRef, frames: tuple[str, ...]) -> str:
        """The fact of several choices of which this is one."""
        [name] = [s.name for s in self._several(part) if part.fact in s.parts.values()]
        return self._fact(replace(part, fact=name), frames)

    def _several(self, part: FactRef) -> list[Several]:
        return list(self.pack.entities[part.entity].several.values())

    def _chosen(self, parts: list[Expression], frames: tuple[str, ...]) -> str | None:
        """`set_1 has ash` of the facts of choices, or `has any of`; None where these are something else."""
        first = parts[0]
        if not all(isinstance(part, FactRef) for part in parts) or not isinstance(first, FactRef):
            return None
        refs = [part for part in parts if isinstance(part, FactRef)]
        several = next((s for s in self._several(first) if first.fact in s.parts.values()), None)
        if several is None or any(
            (r.frame, r.entity) != (first.frame, first.entity)
            or r.fact not in several.parts.values()
            for r in refs
        ):
            return None
        names = {fact: choice for choice, fact in several.parts.items()}
        path = self._set_of(first, frames)
        if len(refs) == 1:
            return f"{path} has {names[first.fact]}"
        return f"{path} has any of ({', '.join(names[ref.fact] for ref in refs)})"

    def _literal(self, value: Value, type_: Type) -> str:
        if type_.kind is Kind.TEXT:
            return f'"{value}"'
        if type_.kind is Kind.DURATION and int(value) % 7 == 0 and self.rng.random() < 0.5:
            weeks = int(value) // 7
            return f"{weeks} week" if weeks == 1 else f"{weeks} weeks"
        if type_.kind is Kind.PERIOD and int(value) % YEAR == 0 and self.rng.random() < 0.5:
            years = int(value) // YEAR
            return f"{years} year" if years == 1 else f"{years} years"
        return literal_text(value, type_)

    def _call(self, name: str, values: tuple[Expression, ...], frames: tuple[str, ...]) -> str:
        return f"{name}({', '.join(self._at(v, frames, OR) for v in values)})"

    def _test(self, test: Given | Compare | Is | OneOf, frames: tuple[str, ...], no: str) -> str:
        """The test; `no` is "not " for its negation in words."""
        match test:
            case Given(operand=operand):
                return f"{self._at(operand, frames, SUM)} is {no}given"
            case Is(left=left, right=right):
                return f"{self._at(left, frames, SUM)} is {no}{self._at(right, frames, SUM)}"
            case OneOf(operand=operand, options=options):
                listed = ", ".join(self._at(o, frames, SUM) for o in options)
                return f"{self._at(operand, frames, SUM)} is {no}one of ({listed})"
            case Compare(op=op, left=left, right=right):
                one, other = self._at(left, frames, SUM), self._at(right, frames, SUM)
                if op in CHOICE_WORDS:
                    return f"{one} is {no}{CHOICE_WORDS[op]} {other}"
                if no or (left.type.kind is Kind.DATE and self.rng.random() < 0.6):
                    return f"{one} is {no}{DATE_WORDS[op]} {other}"
                return f"{one} {op.value} {other}"

    def _not(self, operand: Expression, frames: tuple[str, ...]) -> tuple[str, int]:
        has_words = isinstance(operand, Given | Is | OneOf) or (
            isinstance(operand, Compare) and operand.left.type.kind in (Kind.DATE, Kind.CHOICE)
        )
        if has_words and self.rng.random() < 0.7:
            assert isinstance(operand, Given | Is | OneOf | Compare)
            return self._test(operand, frames, "not "), TEST
        return f"not {self._at(operand, frames, NOT)}", NOT

    def _aggregate(self, expression: Expression, frames: tuple[str, ...]) -> str:
        assert isinstance(expression, Any_ | Every | Count | Sum | ExtremeOf | PickBy)
        inner = (*frames, expression.over.item)
        parts: tuple[Expression, ...]
        match expression:
            case Any_(condition=condition):
                name, parts = "any", (condition,)
            case Every(condition=condition):
                name, parts = "every", (condition,)
            case Count():
                name, parts = "count", ()
            case Sum(value=value):
                name, parts = "sum", (value,)
            case ExtremeOf(end=end, value=value, type=type_):
                name, parts = _end_word(end, type_), (value,)
            case PickBy(end=end, key=key, value=value):
                name, parts = ("first_by" if end is End.LOW else "last_by"), (key, value)
        kept = () if expression.filter is None else (expression.filter,)
        arguments = [self._list(expression.over, frames)]
        arguments += [self._at(part, inner, OR) for part in (*parts, *kept)]
        return f"{name}({', '.join(arguments)})"

    def _list(self, over: ListRef, frames: tuple[str, ...]) -> str:
        dotted = f"{over.holder}.{over.list}" if self.rng.random() < 0.2 else over.list
        return f"other {dotted}" if over.is_other else dotted

    def _fact(self, ref: FactRef, frames: tuple[str, ...]) -> str:
        """The name, plain or dotted, with `own` where only that (or also that) leads to the fact."""
        if ref.fact == TODAY:
            return TODAY
        innermost = next(
            k for k in range(len(frames) - 1, -1, -1) if ref.entity in self.pack.around[frames[k]]
        )
        own = "" if innermost == ref.frame else "own "
        if (
            self._is_found(ref, frames[: ref.frame + 1] if own else frames)
            and self.rng.random() < 0.8
        ):
            return f"{own}{ref.fact}"
        return f"{own}{ref.entity}.{ref.fact}"

    def _is_found(self, ref: FactRef, frames: tuple[str, ...]) -> bool:
        """Whether the bare name leads to this fact and, in the rule's own frame, to no other."""
        for frame in range(len(frames) - 1, -1, -1):
            entities = [e for e in self.pack.around[frames[frame]] if self._has(e, ref.fact)]
            if entities:
                return entities[0] == ref.entity and (frame > 0 or len(entities) == 1)
        return False

    def _has(self, entity: str, fact: str) -> bool:
        return fact in self.pack.entities[entity].facts


def _end_word(end: End, type_: Type) -> str:
    if type_.kind is Kind.DATE:
        return "earliest" if end is End.LOW else "latest"
    return "min" if end is End.LOW else "max"

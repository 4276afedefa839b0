"""Values that are not known yet, as formulas for the solver; what is known already is worked out at once.

A truth is a Python bool, or a formula where it hangs on the situation; a whole number likewise. Whoever joins
them by the functions here never makes a formula of what is settled: `conj(True, p)` is `p`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import z3

from advisor import ir

Formula: TypeAlias = Any  # bool or z3.BoolRef
Whole: TypeAlias = Any  # int or z3.ArithRef


def conj(*parts: Formula) -> Formula:
    """All of them."""
    kept = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    if not kept:
        return True
    return kept[0] if len(kept) == 1 else _joined_by(z3.Z3_mk_and, kept)


def disj(*parts: Formula) -> Formula:
    """Any of them."""
    kept = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    if not kept:
        return False
    return kept[0] if len(kept) == 1 else _joined_by(z3.Z3_mk_or, kept)


def _joined_by(make: Any, parts: list[z3.BoolRef]) -> z3.BoolRef:
    """As `z3.And` and `z3.Or` do, without looking for what is no formula: most of the time went there."""
    context = parts[0].ctx
    array = (z3.Ast * len(parts))(*(part.as_ast() for part in parts))
    return z3.BoolRef(make(context.ref(), len(parts), array), context)


def neg(part: Formula) -> Formula:
    """The opposite."""
    return not part if isinstance(part, bool) else z3.Not(part)


def iff(one: Formula, other: Formula) -> Formula:
    """Both or none."""
    if isinstance(one, bool):
        return other if one else neg(other)
    if isinstance(other, bool):
        return one if other else neg(one)
    return True if one.eq(other) else one == other


def either(condition: Formula, one: Whole, other: Whole) -> Whole:
    """One number where the condition holds, else the other."""
    if isinstance(condition, bool):
        return one if condition else other
    if isinstance(one, int) and isinstance(other, int) and one == other:
        return one
    return z3.If(condition, one, other)


@dataclass(frozen=True, slots=True)
class Truth:
    """A yes-no value. INVARIANT: where it holds, it is given."""

    given: Formula
    holds: Formula


@dataclass(frozen=True, slots=True)
class OneHot:
    """A choice: for each name, where it is this one. INVARIANT: one of them at most holds; if none, it is not given."""

    cases: Mapping[str, Formula]

    @property
    def given(self) -> Formula:
        """Where it is one of them."""
        return disj(*self.cases.values())

    def case(self, name: str) -> Formula:
        """Where it is this one."""
        return self.cases.get(name, False)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, a day or a length of time, in the units of `ir.types`; or a text, as a number of its own.

    Where it is given, its value lies between `low` and `high`.
    """

    given: Formula
    value: Whole
    low: int
    high: int


Unsettled: TypeAlias = Truth | OneHot | Amount


def known(value: ir.Value) -> Unsettled:
    """What is written in the rules; a text has no number here."""
    if isinstance(value, bool):
        return Truth(True, value)
    if isinstance(value, str):
        return OneHot({value: True})
    return Amount(True, value, value, value)


def nothing_like(one: Unsettled) -> Unsettled:
    """Not given, of the same kind."""
    match one:
        case Truth():
            return Truth(False, False)
        case OneHot():
            return OneHot({})
        case Amount():
            return Amount(False, 0, 0, 0)


def where(condition: Formula, one: Unsettled) -> Unsettled:
    """The value where the condition holds, else not given."""
    if condition is True:
        return one
    match one:
        case Truth(given, holds):
            return Truth(conj(condition, given), conj(condition, holds))
        case OneHot(cases):
            return OneHot({name: conj(condition, case) for name, case in cases.items()})
        case Amount(given, value, low, high):
            return Amount(conj(condition, given), value, low, high)


def first_of(values: Iterable[Unsettled]) -> Unsettled:
    """The first that is given. Shape: at least one."""
    *before, result = values
    for one in reversed(before):
        result = _or_else(one, result)
    return result


def _or_else(one: Unsettled, other: Unsettled) -> Unsettled:
    missing = neg(one.given)
    if missing is False:
        return one
    if one.given is False:
        return other
    match one, other:
        case Truth(), Truth():
            return Truth(disj(one.given, other.given), disj(one.holds, conj(missing, other.holds)))
        case OneHot(), OneHot():
            names = dict.fromkeys((*one.cases, *other.cases))
            return OneHot({n: disj(one.case(n), conj(missing, other.case(n))) for n in names})
        case Amount(), Amount():
            if other.given is False:
                return Amount(one.given, one.value, one.low, one.high)
            value = either(one.given, one.value, other.value)
            given = disj(one.given, other.given)
            return Amount(given, value, min(one.low, other.low), max(one.high, other.high))
        case _:
            raise AssertionError  # INVARIANT: values of one expression are of one type


def chosen(condition: Formula, one: Unsettled, other: Unsettled) -> Unsettled:
    """One value where the condition holds, else the other; each may be not given."""
    if isinstance(condition, bool):
        return one if condition else other
    return _joined(where(condition, one), where(neg(condition), other))


def _joined(one: Any, other: Any) -> Unsettled:
    """Two values of which one at most is given."""
    return _or_else(one, other)


def same(one: Any, other: Any) -> Formula:
    """Whether both are given and equal."""
    if isinstance(one, Truth):
        return conj(one.given, other.given, iff(one.holds, other.holds))
    if isinstance(one, OneHot):
        return disj(*(conj(case, other.case(name)) for name, case in one.cases.items()))
    if one.high < other.low or other.high < one.low:
        return False
    return conj(one.given, other.given, equal(one.value, other.value))


def alike(one: Any, other: Any) -> Formula:
    """Whether both are the same value, or both are not given."""
    if isinstance(one, OneHot):
        names = dict.fromkeys((*one.cases, *other.cases))
        return conj(*(iff(one.case(n), other.case(n)) for n in names))
    if isinstance(one, Truth):
        return conj(iff(one.given, other.given), iff(one.holds, other.holds))
    return conj(iff(one.given, other.given), disj(neg(one.given), equal(one.value, other.value)))


def equal(one: Whole, other: Whole) -> Formula:
    """Whether two numbers are equal."""
    if isinstance(one, int) and isinstance(other, int):
        return one == other
    if not isinstance(one, int) and not isinstance(other, int) and one.eq(other):
        return True
    return one == other


def below(one: Amount, other: Amount) -> Formula:
    """Whether the one value is smaller, where both are given."""
    if one.high < other.low:
        return True
    if one.low >= other.high:
        return False
    return one.value < other.value

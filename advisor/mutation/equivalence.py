"""Mutants that say the same in other words, so that no test could ever kill them.

A condition is a function of its smallest parts: of the values of facts, and of how two of them compare.
The condition before and after the change are gone through together, part by part, as far as anything
depends on it (Davis, Logemann and Loveland's procedure, with Kleene's three values); what rules conclude is
taken as it is, and then replaced by their conditions. Where both always come to the same, that is a proof, but for
values out of range: the parts are taken to be free of each other, so more is tried than can ever be.

A rule that only notes something on advice, or silences it, does so only where some rule advises it: its condition
need only be the same there. `thanks_are_due` says nothing in a note on what is advised where `thanks_are_due`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from advisor import ir
from advisor.mutation.mutants import Mutant, MutationKind

_MOST_STEPS = 500  # values that are given to parts before the search is given up
_DEPTHS = (0, 1, 3)  # conclusions of conclusions that are looked into, one after the other
_ABSENT = "(not given)"  # no choice bears a name with spaces


@dataclass(frozen=True, slots=True)
class _Atom:
    """A part that holds where its variable has one of these values."""

    variable: int
    values: frozenset[object]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """All of the parts hold, or any of them; `is_not`: the opposite."""

    is_all: bool
    parts: tuple[_Formula, ...]
    is_not: bool = False


_Formula: TypeAlias = _Atom | _Group
_TRUE, _FALSE = _Group(True, ()), _Group(False, ())


class Equivalence:
    """What is known of the conditions of a program, for any number of mutants of it."""

    def __init__(self, program: ir.Program) -> None:
        self._program = program
        self._readers = [_Reader(program, deepest) for deepest in _DEPTHS]

    def why(self, mutant: Mutant, is_touched: bool = False) -> str | None:
        """Why a mutant can never do anything else, in words; None where that is not known.

        `is_touched`: rules are known to fire otherwise somewhere, so that at most nobody sees it.
        """
        if is_touched and (mutant.rule is None or _seen_on(mutant.rule) is None):
            return None
        for reader in self._readers:
            pair = self._before_and_after(mutant, reader)
            if pair is None:
                return None
            steps = _Search(reader.domains).steps(*pair)
            if steps is not None:
                return (
                    f"proved: both say the same in all {steps:,} cases that differ in their parts"
                )
        return None

    def _before_and_after(
        self, mutant: Mutant, reader: _Reader
    ) -> tuple[_Formula, _Formula] | None:
        program, rule = self._program, mutant.rule
        if rule is not None and mutant.where in ("when", "unless"):
            own, other = reader.condition(program.pack.rules[rule.name]), reader.condition(rule)
            seen = _seen_on(rule)
            if seen is None:
                return own, other
            there = self._advised(seen, rule, reader)
            return _Group(True, (own, there)), _Group(True, (other, there))
        if rule is not None and mutant.kind in (MutationKind.SILENCES, MutationKind.INSTEAD_OF):
            if mutant.old == "all":
                return None
            there = self._advised((str(mutant.old),), rule, reader)
            return _Group(True, (reader.condition(rule), there)), _FALSE
        if mutant.kind is MutationKind.OVERRIDES and rule is not None:
            # Without the override, the other rule fires where both conditions hold: never, if they exclude
            # each other.
            silenced = reader.condition(program.pack.rules[str(mutant.old)])
            silent = _Group(True, (reader.condition(rule),), is_not=True)
            return _Group(True, (silenced, silent)), silenced
        if mutant.fact is not None and mutant.fact.type.kind is ir.Kind.YES_NO:
            default = program.pack.fact(mutant.fact.entity, mutant.fact.name).computed_default
            changed = mutant.fact.computed_default
            assert (
                default is not None and changed is not None
            )  # INVARIANT: they are what is changed
            return reader.truth(default), reader.truth(changed)
        return None

    def _advised(self, actions: Sequence[str], rule: ir.Rule, reader: _Reader) -> _Formula:
        """Where a rule other than this one may advise one of the actions, for an instance that has to do with its own.

        Facts of one entity are those of one instance then; and of those further inside, any may be meant.
        """
        return _Group(
            False,
            tuple(
                reader.condition(other)
                for other in self._program.pack.rules.values()
                if other.advises is not None
                and other.advises.action in actions
                and other.name != rule.name
            ),
        )


def _seen_on(rule: ir.Rule) -> tuple[str, ...] | None:
    """The actions without which nobody sees that a rule fires; None, if there is more to see."""
    does_more = rule.concludes or rule.advises or rule.overrides or rule.silences_all
    if does_more or (rule.note is not None and rule.note.on is None):
        return None
    noted = () if rule.note is None or rule.note.on is None else rule.note.on
    return (*noted, *(rule.silences or ()))


class _Reader:
    """Makes formulas of conditions; `domains` has the values of each variable, which is a number."""

    def __init__(self, program: ir.Program, deepest: int) -> None:
        self._program, self._deepest = program, deepest
        self.domains: list[tuple[object, ...]] = []
        self._numbers: dict[object, int] = {}  # of what the variables stand for
        self._concluded: dict[tuple[str, str], _Formula] = {}

    def condition(self, rule: ir.Rule, depth: int = 0) -> _Formula:
        """Where a rule's own conditions hold."""
        when = self.truth(rule.when, depth)
        if rule.unless is None:
            return when
        return _Group(True, (when, _Group(True, (self.truth(rule.unless, depth),), is_not=True)))

    def truth(self, expression: ir.Expression, depth: int = 0) -> _Formula:
        """Where an expression holds."""
        match expression:
            case ir.Literal(value=bool() as value):
                return _TRUE if value else _FALSE
            case ir.And(operands=operands) | ir.Or(operands=operands):
                parts = tuple(self.truth(operand, depth) for operand in operands)
                return _Group(isinstance(expression, ir.And), parts)
            case ir.Not(operand=operand):
                return _Group(True, (self.truth(operand, depth),), is_not=True)
            case ir.FactRef():
                return self._fact(expression, depth)
            case ir.Given(operand=ir.FactRef() as ref):
                return self._given(ref)
            case ir.Is(left=ir.FactRef() as ref, right=ir.Literal(value=value)) if _is_named(ref):
                return self._named(ref, (value,))
            case ir.OneOf(operand=ir.FactRef() as ref, options=options) if _is_named(ref) and all(
                isinstance(option, ir.Literal) for option in options
            ):
                return self._named(
                    ref, tuple(o.value for o in options if isinstance(o, ir.Literal))
                )
            case ir.Compare(op=op, left=left, right=right) if op in _HOLDS:
                return self._order(left, right, _HOLDS[op])
            case ir.Is(left=left, right=right) if left.type.kind not in (
                ir.Kind.CHOICE,
                ir.Kind.YES_NO,
            ):
                return self._order(left, right, "=")
            case _:
                return self._atom(expression, (True,), (True, False))

    def _atom(
        self, variable: object, values: tuple[object, ...], domain: tuple[object, ...]
    ) -> _Atom:
        number = self._numbers.setdefault(variable, len(self.domains))
        if number == len(self.domains):
            self.domains.append(domain)
        return _Atom(number, frozenset(values))

    def _fact(self, ref: ir.FactRef, depth: int) -> _Formula:
        fact = self._program.pack.fact(ref.entity, ref.fact)
        if ref.frame == 0 and fact.is_concluded and depth < self._deepest:
            known = self._conclusion((ref.entity, ref.fact), depth)
            if known is not None:
                return known
        return self._named(ref, (True,))

    def _conclusion(self, key: tuple[str, str], depth: int) -> _Formula | None:
        """Where a yes-no fact is concluded to be yes; None where its rules conclude more than yes and no."""
        if key in self._concluded:
            return self._concluded[key]
        program = self._program
        default = program.pack.fact(*key).computed_default
        says: dict[bool, list[_Formula]] = {True: [], False: []}
        for name in program.concluded_by[key]:
            rule = program.pack.rules[name]
            value = rule.value_of(key[1])
            if not isinstance(value, ir.Literal) or not isinstance(value.value, bool):
                return None
            says[value.value].append(self._fires(name, depth + 1))
        otherwise = _FALSE if default is None else self.truth(default, depth + 1)
        nobody = _Group(False, (*says[True], *says[False]), is_not=True)
        made = _Group(False, (*says[True], _Group(True, (nobody, otherwise))))
        self._concluded[key] = made
        return made

    def _fires(self, name: str, depth: int) -> _Formula:
        program = self._program
        own = self.condition(program.pack.rules[name], depth)
        over = tuple(self._fires(other, depth) for other in program.overridden_by[name])
        return _Group(True, (own, _Group(False, over, is_not=True))) if over else own

    def _named(self, ref: ir.FactRef, values: tuple[ir.Value, ...]) -> _Formula:
        """Whether a fact is one of some choices, or yes."""
        own: tuple[object, ...] = ref.type.choices or (True, False)
        return self._atom(_variable(ref), values, (*own, _ABSENT) if self._may_lack(ref) else own)

    def _given(self, ref: ir.FactRef) -> _Formula:
        if not self._may_lack(ref):
            return _TRUE
        if _is_named(ref):
            own: tuple[object, ...] = ref.type.choices or (True, False)
            return self._atom(_variable(ref), own, (*own, _ABSENT))
        return self._atom(("given", _variable(ref)), (True,), (True, False))

    def _may_lack(self, ref: ir.FactRef) -> bool:
        return ref.fact != ir.TODAY and self._program.pack.fact(ref.entity, ref.fact).can_be_none

    def _order(self, left: ir.Expression, right: ir.Expression, signs: str) -> _Formula:
        """How two values compare: `signs` are those of `<`, `=` and `>` that are meant."""
        parts: list[_Formula] = []
        is_sure = True
        for side in (left, right):
            for leaf in _strict(side):
                match leaf:
                    case ir.FactRef():
                        parts.append(self._given(leaf))
                    case ir.Literal() | ir.ParameterRef():
                        pass
                    case _:
                        is_sure = False  # nobody knows whether it is given
        domain: tuple[object, ...] = ("<", "=", ">") if is_sure else ("<", "=", ">", _ABSENT)
        return _Group(True, (*parts, self._atom((left, right), tuple(signs), domain)))


def _strict(expression: ir.Expression) -> Iterator[ir.Expression]:
    """The parts that all have to be given for the whole to be given."""
    if isinstance(expression, ir.Arithmetic):
        yield from _strict(expression.left)
        yield from _strict(expression.right)
    else:
        yield expression


def _is_named(ref: ir.FactRef) -> bool:
    return ref.type.kind in (ir.Kind.CHOICE, ir.Kind.YES_NO)


def _variable(ref: ir.FactRef) -> object:
    return ref.frame, ref.entity, ref.fact


_HOLDS = {
    ir.Comparison.BEFORE: "<",
    ir.Comparison.NOT_AFTER: "<=",
    ir.Comparison.AFTER: ">",
    ir.Comparison.NOT_BEFORE: "=>",
}


class _Search:
    """Looks for values with which two formulas come to something else."""

    def __init__(self, domains: Sequence[tuple[object, ...]]) -> None:
        self._domains = domains
        self._state: dict[int, object] = {}
        self._open = -1  # a variable without which a formula is not settled
        self._steps = 0

    def steps(self, one: _Formula, other: _Formula) -> int | None:
        """How many cases were gone through, if all are the same in both; None if not, or not known."""
        return self._steps if self._is_same(one, other) else None

    def _is_same(self, one: _Formula, other: _Formula) -> bool:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            return False
        first = self._value(one)
        asked = self._open
        second = self._value(other)
        if first is not None and second is not None:
            return first is second
        variable = asked if first is None else self._open
        for value in self._domains[variable]:
            self._state[variable] = value
            if not self._is_same(one, other):
                del self._state[variable]
                return False
        del self._state[variable]
        return True

    def _value(self, formula: _Formula) -> bool | None:
        """What it comes to; None: not settled yet, and `_open` says what is missing."""
        if isinstance(formula, _Atom):
            if formula.variable not in self._state:
                self._open = formula.variable
                return None
            return self._state[formula.variable] in formula.values
        settled: bool | None = formula.is_all
        missing = -1
        for part in formula.parts:
            value = self._value(part)
            if value is (not formula.is_all):
                return value is not formula.is_not
            if value is None and settled is not None:
                settled, missing = None, self._open
        if settled is None:
            self._open = missing
            return None
        return settled is not formula.is_not

"""A program read over all situations at once: where each rule fires, and what each fact is.

Only what is asked for is put into formulas, with all that it rests on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import z3

from advisor import ir
from advisor.proof.all_situations import StatedValue, World
from advisor.proof.arithmetic import Learning
from advisor.proof.semantics import Formulas
from advisor.proof.terms import (
    Amount,
    Formula,
    OneHot,
    Truth,
    Unsettled,
    alike,
    below,
    conj,
    disj,
    first_of,
    neg,
    nothing_like,
    where,
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two firing rules that conclude different values for one fact of one instance, and where they do."""

    fact: str
    index: int
    rules: tuple[str, str]
    holds: Formula


@dataclass(frozen=True, slots=True)
class Touched:
    """Rules and facts that may come out otherwise than in another reading; a fact with its entity."""

    rules: frozenset[str]
    facts: frozenset[tuple[str, str]]


@dataclass(eq=False)
class SymbolicProgram:
    """One program in one world. `stated` holds facts that are otherwise than the world has them.

    `name` tells the formulas of several readings apart. What is not `touched` is as in `base`.
    """

    program: ir.Program
    world: World
    learning: Learning
    name: str = ""
    stated: Mapping[tuple[int, str], StatedValue] = field(default_factory=dict)
    base: SymbolicProgram | None = None
    touched: Touched | None = None

    def __post_init__(self) -> None:
        self._formulas = Formulas(self.program, self.world, self.learning, self.fact)
        self._fires: dict[tuple[str, int], Formula] = {}
        self._meets: dict[tuple[str, int], tuple[Formula, Formula]] = {}
        self._facts: dict[tuple[int, str], Unsettled] = {}
        self._concluding: dict[tuple[int, str], list[tuple[str, Unsettled]]] = {}
        self._wrong: dict[tuple[int, int], Formula] = {}  # where what was read is out of range

    def rule(self, name: str) -> ir.Rule:
        """A rule of the program."""
        return self.program.pack.rules[name]

    def meets(self, name: str, index: int) -> Formula:
        """Where the conditions of a rule hold for an instance, be it overridden or not."""
        if self._is_shared(name):
            assert self.base is not None
            return self.base.meets(name, index)
        key = name, index
        if key not in self._meets:
            rule = self.rule(name)
            found = self.value(rule.when, index)
            holds = found.holds
            if rule.unless is not None and holds is not False:
                holds = conj(holds, neg(self.value(rule.unless, index).holds))
            self._meets[key] = self._named(
                f"{name} holds at {index}", conj(self.world.exists[index], holds)
            )
        return self._meets[key]

    def overriding(self, name: str, index: int) -> dict[str, Formula]:
        """Where which rule keeps another one from firing."""
        around = self.world.placed[index].around
        return {
            other: self.fires(other, around[self.rule(other).entity])
            for other in self.program.overridden_by[name]
        }

    def fires(self, name: str, index: int) -> Formula:
        """Where a rule fires for an instance."""
        if self._is_shared(name):
            assert self.base is not None
            return self.base.fires(name, index)
        key = name, index
        if key not in self._fires:
            holds = self.meets(name, index)
            if holds is not False:
                others = self.overriding(name, index).values()
                holds = conj(holds, neg(disj(*others)))
            self._fires[key] = self._named(f"{name} fires at {index}", holds)
        return self._fires[key]

    def fact(self, index: int, name: str) -> Unsettled:
        """The value of a fact of an instance, as rules see it."""
        key = index, name
        if key not in self._facts:
            entity = self.world.placed[index].instance.entity
            if self.base is not None and (entity, name) not in self.touched_facts:
                return self.base.fact(index, name)
            if name == ir.TODAY and ir.TODAY not in self.program.pack.entities[entity].facts:
                return self.world.today
            declared = self.program.pack.fact(entity, name)
            found = self._concluded(*key) if declared.is_concluded else self._seen(*key)
            self._facts[key] = self._kept(f"{name} at {index}", found)
        return self._facts[key]

    @property
    def touched_facts(self) -> frozenset[tuple[str, str]]:
        """The facts that may be otherwise than in the base."""
        return frozenset() if self.touched is None else self.touched.facts

    def _is_shared(self, rule: str) -> bool:
        return self.base is not None and self.touched is not None and rule not in self.touched.rules

    def value(self, expression: Any, index: int, under: Formula = True) -> Any:
        """The value of an expression of a rule's own level; it is worked out only `under` a condition."""
        found, wrong = self._formulas.value(expression, (index,))
        wrong = conj(self.world.exists[index], under, wrong)
        if wrong is not False:
            self._wrong[id(expression), index] = wrong
        return found

    @property
    def out_of_range(self) -> list[Formula]:
        """Where something that was read so far is out of range, each by itself."""
        return list(self._wrong.values())

    def out_of_range_in(self, rules: Sequence[str], fact: str | None, index: int) -> Formula:
        """Where something of some rules, or else of the default of a fact, is out of range for an instance."""
        expressions = [e for name in rules for e in self.rule(name).expressions]
        if not rules and fact is not None:
            entity = self.world.placed[index].instance.entity
            default = self.program.pack.fact(entity, fact).computed_default
            expressions = [] if default is None else [default]
        keys = [(id(expression), index) for expression in expressions]
        return disj(*(self._wrong[key] for key in keys if key in self._wrong))

    def out_of_range_of(self, touched: Touched) -> list[Formula]:
        """Where something of what was touched is out of range, as far as it was read."""
        pack = self.program.pack
        rules = [pack.rules[name].expressions for name in touched.rules if name in pack.rules]
        defaults = [pack.fact(*fact).computed_default for fact in touched.facts]
        own = {id(e) for expressions in rules for e in expressions}
        own |= {id(e) for e in defaults if e is not None}
        return [wrong for (one, _), wrong in self._wrong.items() if one in own]

    def clashes(self, index: int, fact: str) -> list[Clash]:
        """The pairs of rules that may conclude different values for a fact."""
        entity = self.world.placed[index].instance.entity
        if self.base is not None and (entity, fact) not in self.touched_facts:
            return self.base.clashes(index, fact)
        self.fact(index, fact)
        found = self._concluding.get((index, fact), [])
        clashes = []
        for n, (one, value) in enumerate(found):
            for other, another in found[:n]:
                differ = conj(value.given, another.given, neg(alike(value, another)))
                if differ is not False:
                    clashes.append(Clash(fact, index, (other, one), differ))
        return clashes

    def _raw(self, index: int, name: str) -> StatedValue:
        key = index, name
        return self.stated[key] if key in self.stated else self.world.fact(index, name)

    def _seen(self, index: int, name: str) -> Unsettled:
        """A stated fact, without days of what has happened that are still to come."""
        entity = self.world.placed[index].instance.entity
        value = self._raw(index, name).value
        declared = self.program.pack.fact(entity, name)
        if declared.looks is ir.Looks.BACK:
            value = where(neg(self._is_to_come(index, name)), value)
        for date, dated in self.program.pack.looking_back.get(entity, ()):
            if dated == name:
                value = where(neg(self._is_to_come(index, date)), value)
        return value

    def _is_to_come(self, index: int, date: str) -> Formula:
        raw = self._raw(index, date)
        day = raw.value
        assert isinstance(day, Amount)  # INVARIANT: only dates look back
        return conj(raw.is_stated, day.given, below(self.world.today, day))

    def _concluded(self, index: int, name: str) -> Unsettled:
        entity = self.world.placed[index].instance.entity
        declared = self.program.pack.fact(entity, name)
        found: list[tuple[str, Unsettled]] = []
        for rule in self.program.concluded_by.get((entity, name), ()):
            fires = self.fires(rule, index)
            if fires is False:
                continue
            expression = self.rule(rule).value_of(name)
            value = where(fires, self.value(expression, index, fires))
            if value.given is not False:
                found.append((rule, value))
        self._concluding[index, name] = found
        values = [value for _, value in found]
        if declared.computed_default is not None:
            nobody = neg(disj(*(value.given for value in values)))
            default = self.value(declared.computed_default, index, nobody)
            values.append(where(self.world.exists[index], default))
        if not values:
            return nothing_like(self.world.anything(declared.type))
        return first_of(values)

    def _named(self, what: str, formula: Formula) -> Formula:
        """A formula under a name of its own, so that the solver meets it once."""
        if isinstance(formula, bool) or z3.is_const(formula):
            return formula
        name = z3.Bool(f"{self.name}{what}")
        self.world.constraints.add(name, name == formula)
        return name

    def _kept(self, what: str, value: Unsettled) -> Unsettled:
        match value:
            case Truth(given, holds):
                holds = self._named(f"{what} holds", holds)
                return Truth(self._named(f"{what} is given", given), holds)
            case OneHot(cases):
                return OneHot({n: self._named(f"{what} is {n}", c) for n, c in cases.items()})
            case Amount(given, number, low, high):
                given = self._named(f"{what} is given", given)
                if isinstance(number, int) or z3.is_const(number):
                    return Amount(given, number, low, high)
                own = z3.Int(f"{self.name}{what}")
                self.world.constraints.add(own, own == number)
                return Amount(given, own, low, high)

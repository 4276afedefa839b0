"""All situations of a pack up to a size, at once: its instances, and what may be stated of them.

With at most two in each list there are `applications[0]`, `applications[0].interviews[0]` and so on; which of them
there are is open, and so is what is stated of each. One way of settling it all is one situation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import z3

from advisor import ir
from advisor.proof.constraints import Constraints
from advisor.proof.terms import (
    Amount,
    Formula,
    OneHot,
    Truth,
    Unsettled,
    chosen,
    conj,
    equal,
    first_of,
    iff,
    known,
    neg,
    nothing_like,
    same,
)

FIRST_DAY = date(1900, 1, 1).toordinal()
LAST_DAY = date(2199, 12, 31).toordinal()
NEAR = date(2026, 3, 2).toordinal()  # the Monday on which examples are looked for first


def scope_words(pack: ir.Pack, counts: Mapping[str, int]) -> str:
    """`situations with at most 2 applications and 3 interviews, days from 1900 to 2199`."""
    lists = " and ".join(
        f"{count} {(pack.entities[name].list or '').replace('_', ' ')}"
        for name, count in counts.items()
    )
    years = f"days from {date.fromordinal(FIRST_DAY).year} to {date.fromordinal(LAST_DAY).year}"
    return f"situations with at most {lists}, {years}" if lists else years


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A stated fact: its value, default included, and whether it was stated at all."""

    value: Unsettled
    is_stated: Formula


@dataclass(eq=False)
class World:
    """The instances, `most` in each list at most, and a variable for whatever may be stated.

    `constraints` is what every situation meets: it grows with the variables, which come when they are read.
    """

    pack: ir.Pack
    most: int
    constraints: Constraints = field(default_factory=Constraints)
    texts: dict[str, int] = field(default_factory=dict)  # the number of each text of the rules
    days: tuple[int, int] = (FIRST_DAY, LAST_DAY)  # what is stated lies between these

    def __post_init__(self) -> None:
        self.stated: dict[tuple[int, str], StatedValue] = {}
        self.exists: list[Formula] = [self._exists(here) for here in self.placed]
        for here in self.placed:
            self._order(here)

    @cached_property
    def placed(self) -> tuple[ir.Placed, ...]:
        """All instances that there may be, in the order of their places."""
        return ir.place_instances(self._full(ir.SITUATION), self.pack.list_names)

    @cached_property
    def of_entity(self) -> dict[str, list[int]]:
        """The instances of each entity."""
        found: dict[str, list[int]] = {name: [] for name in self.pack.entities}
        for here in self.placed:
            found[here.instance.entity].append(here.index)
        return found

    @property
    def counts(self) -> dict[str, int]:
        """Of each entity, how many there may be."""
        return {name: len(there) for name, there in self.of_entity.items() if name != ir.SITUATION}

    @cached_property
    def today(self) -> Amount:
        """The day that counts."""
        day = z3.Int(ir.TODAY)
        first, last = self.days
        self.constraints.add(day, z3.And(day >= first, day <= last))
        return Amount(True, day, first, last)

    def text(self, words: str) -> int:
        """The number that stands for a text. Two texts are equal where their numbers are."""
        return self.texts.setdefault(words, len(self.texts))

    def _full(self, entity: str, is_first: bool = True) -> ir.Instance:
        """The first of each list has `most` items in its own lists, the others one: else there would be too many."""
        lists = {
            inner.list_name: tuple(
                self._full(inner.name, is_first and n == 0)
                for n in range(self.most if is_first else 1)
            )
            for inner in self.pack.lists[entity]
        }
        return ir.Instance(entity, {}, lists)

    def _exists(self, here: ir.Placed) -> Formula:
        return True if here.parent is None else z3.Bool(f"{here.place} exists")

    def _order(self, here: ir.Placed) -> None:
        """An item is there only with what it lies in, and with the item before it."""
        for items in here.lists.values():
            for before, item in zip((here.index, *items), items, strict=False):
                needed = conj(self.exists[before], self.exists[here.index])
                self.constraints.add(self.exists[item], z3.Implies(self.exists[item], needed))

    def fact(self, index: int, name: str) -> StatedValue:
        """What may be stated of a fact of an instance."""
        key = index, name
        if key not in self.stated:
            here = self.placed[index]
            self.stated[key] = self._make(here, self.pack.fact(here.instance.entity, name))
        return self.stated[key]

    def _make(self, here: ir.Placed, fact: ir.FactDeclaration, which: str = "") -> StatedValue:
        name = which + (f"{here.place}.{fact.name}" if here.place else fact.name)
        given: Formula = z3.Bool(f"{name} is given") if fact.can_be_none else True
        value = self._variable(name, fact, given)
        if fact.default is None or fact.looks is not ir.Looks.BACK:
            return StatedValue(value, given)
        # A day that is only the default is never one that is still to come.
        is_stated = z3.Bool(f"{name} is stated")
        return StatedValue(
            chosen(is_stated, value, self.literal(fact.default, fact.type)), is_stated
        )

    def literal(self, value: ir.Value, type: ir.Type) -> Unsettled:
        """A value that is written in the rules."""
        if type.kind is ir.Kind.TEXT:
            number = self.text(str(value))
            return Amount(True, number, number, number)
        return known(value)

    def changed(self, fact: ir.FactDeclaration, value: Unsettled | None) -> StatedValue:
        """A stated fact after it has become a value, or was emptied; one with a default is never none."""
        default = None if fact.default is None else self.literal(fact.default, fact.type)
        if value is None:
            return StatedValue(
                nothing_like(self.anything(fact.type)) if default is None else default, False
            )
        given = value.given
        return StatedValue(value if default is None else first_of([value, default]), given)

    def anything(self, type: ir.Type) -> Unsettled:
        """Some value of a type, which nothing is said of: for its kind only."""
        if type.kind is ir.Kind.YES_NO:
            return Truth(True, False)
        return OneHot({}) if type.kind is ir.Kind.CHOICE else Amount(True, 0, 0, 0)

    def _variable(self, name: str, fact: ir.FactDeclaration, given: Formula) -> Unsettled:
        kind = fact.type.kind
        if kind is ir.Kind.YES_NO:
            holds = z3.Bool(name)
            if given is not True:
                self.constraints.add(holds, z3.Implies(holds, given))
            return Truth(given, holds)
        if kind is ir.Kind.CHOICE:
            cases = {choice: z3.Bool(f"{name} is {choice}") for choice in fact.type.choices}
            anything = z3.Or(*cases.values())
            for case in cases.values():
                self.constraints.add(case, z3.AtMost(*cases.values(), 1))
                self.constraints.add(case, anything if given is True else anything == given)
            if given is not True:
                self.constraints.add(given, anything == given)
            return OneHot(cases)
        low, high = self._bounds(fact)
        variable = z3.Int(name)
        value = variable * ir.MILLION if fact.is_whole else variable  # so many millionths are one
        self.constraints.add(variable, z3.And(value >= low, value <= high))
        return Amount(given, value, low, high)

    def _bounds(self, fact: ir.FactDeclaration) -> tuple[int, int]:
        if fact.type.kind is ir.Kind.TEXT:
            return 0, 1_000_000
        low, high = self.days if fact.type == ir.DATE else ir.BOUNDS[fact.type.kind]
        return (
            fact.nearest(low if fact.minimum is None else fact.minimum),
            fact.nearest(high if fact.maximum is None else fact.maximum),
        )

    def settled(self, root: ir.Instance, today: int) -> list[Formula]:
        """What says that it is this one situation. Raises: ValueError, where it is none of this world."""
        first, last = self.days
        if not first <= today <= last:
            raise ValueError("the day lies outside this world")
        found = [equal(self.today.value, today)]
        stated = {here.place: here for here in ir.place_instances(root, self.pack.list_names)}
        if stated.keys() - {here.place for here in self.placed}:
            raise ValueError("there are more instances than this world has")
        for here in self.placed:
            own = stated.get(here.place)
            found.append(iff(self.exists[here.index], own is not None))
            for fact in self.pack.entities[here.instance.entity].facts.values():
                if own is not None and not fact.is_concluded:
                    found += self._settled(here.index, fact, own.instance)
        return [part for part in found if part is not True]

    def _settled(self, index: int, fact: ir.FactDeclaration, own: ir.Instance) -> Iterator[Formula]:
        one = self.fact(index, fact.name)
        value = own.facts.get(fact.name)
        if value is None:
            value = fact.default
            yield (
                iff(one.is_stated, fact.name in own.facts)
                if fact.default is not None and fact.looks is ir.Looks.BACK
                else True
            )
        elif fact.looks is ir.Looks.BACK:
            yield iff(one.is_stated, True)
        if value is None:
            yield neg(one.value.given)
            return
        if (
            isinstance(one.value, Amount)
            and fact.type.kind is not ir.Kind.TEXT
            and not one.value.low <= int(value) <= one.value.high
        ):
            raise ValueError(f"{fact.name} lies outside this world")
        yield same(one.value, self.literal(value, fact.type))

    def value_in(
        self, model: z3.ModelRef, one: StatedValue, fact: ir.FactDeclaration
    ) -> ir.Value | None:
        """What is stated of a fact in a model of the solver; None: nothing is."""
        match one.value:
            case _ if not _truth(model, conj(one.is_stated, one.value.given)):
                return None
            case Truth(_, holds):
                return _truth(model, holds)
            case OneHot(cases):
                # What the question was not about is left open by the solver: then anything will do.
                held = (name for name, case in cases.items() if _truth(model, case))
                return next(held, fact.type.choices[0])
            case Amount(value=number, low=low, high=high):
                found = number if isinstance(number, int) else model.eval(number, True).as_long()
                if fact.type.kind is ir.Kind.TEXT:
                    texts = {number: text for text, number in self.texts.items()}
                    return texts.get(found, _made_up(found))
                return int(found) if low <= found <= high else some_value(fact, 0)

    def another(self, index: int, fact: ir.FactDeclaration) -> StatedValue:
        """What else may be stated of a fact of an instance, in the same situation."""
        return self._make(self.placed[index], fact, "other ")

    def situation_of(self, model: z3.ModelRef) -> tuple[ir.Instance, int]:
        """The root and the day of the situation that a model of the solver is."""

        def instance(here: ir.Placed) -> ir.Instance:
            entity = self.pack.entities[here.instance.entity]
            facts: dict[str, ir.Value | None] = {}
            for fact in entity.facts.values():
                found = self.stated.get((here.index, fact.name))
                value = None if found is None else self.value_in(model, found, fact)
                if value is not None:
                    facts[fact.name] = value
                elif found is None and fact.is_required:
                    facts[fact.name] = some_value(fact, here.index)
            lists = {
                name: tuple(
                    instance(self.placed[i]) for i in items if _truth(model, self.exists[i])
                )
                for name, items in here.lists.items()
            }
            return ir.Instance(entity.name, facts, lists)

        day = model.eval(self.today.value, True).as_long()
        return instance(self.placed[0]), day if day >= self.days[0] else NEAR


def _truth(model: z3.ModelRef, part: Formula) -> bool:
    return part if isinstance(part, bool) else z3.is_true(model.eval(part, True))


_NAMES = "ABCDEFGH"


def places_of(pack: ir.Pack, root: ir.Instance, entity: str) -> list[str]:
    """The places of the instances of an entity in a situation."""
    placed = ir.place_instances(root, pack.list_names)
    return [here.place for here in placed if here.instance.entity == entity]


def _made_up(number: int) -> str:
    name = _NAMES[number % len(_NAMES)]
    return name if number < len(_NAMES) else f"{name} {number}"


def some_value(fact: ir.FactDeclaration, number: int) -> ir.Value:
    """A value for a required fact that nothing hangs on."""
    match fact.type.kind:
        case ir.Kind.YES_NO:
            return False
        case ir.Kind.CHOICE:
            return fact.type.choices[0]
        case ir.Kind.TEXT:
            return _made_up(number)
        case ir.Kind.DATE:
            return fact.minimum or NEAR
        case _:
            return fact.nearest(0)

"""What a value rests on: stated facts such that, as long as they stay, it stays, whatever else changes.

The other way round: whoever wants the value to change has to change one of them. A set is as small as is cheap
to find: of an `and` that fails it takes the part that rests on least.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from advisor import ir
from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.memory import Memory, remember, remember_conclusions
from advisor.backends.oracle.semantics import Frames, meanings_of
from advisor.rendering.words import place_stated

Facts: TypeAlias = frozenset[tuple[str, str]]  # (place, fact); ("", "today") is the day
NOTHING: Facts = frozenset()


def smallest(sets: Iterable[Facts]) -> Facts:
    """The smallest of some sets, the first of equals."""
    return min(sets, key=len)


def union(sets: Iterable[Facts]) -> Facts:
    """All of them together."""
    return frozenset().union(*sets)


class Support:
    """What the firings and values of one decided situation rest on; it must be without an error."""

    def __init__(
        self, program: ir.Program, root: ir.Instance, today: int, derivations: ir.Derivations
    ) -> None:
        self.program, self.meanings = program, meanings_of(program)
        memory = remember(program.pack, root, today)
        self.memory: Memory = remember_conclusions(memory, derivations)
        self.placed = memory.placed
        index = {here.place: here.index for here in memory.placed}
        self.fired = {(firing.rule, index[firing.place]) for firing in derivations.firings}
        self._concluding = {(index[c.place], c.fact): c.rules for c in derivations.conclusions}
        self._firings: dict[tuple[str, int], Facts] = {}
        self._facts: dict[tuple[int, str], Facts] = {}
        # A fact rests on the days that it has, for it counts as none until these have come.
        self._dates: dict[tuple[str, str], list[str]] = {}
        for entity, dates in program.pack.looking_back.items():
            for date, dated in dates:
                if dated is not None:
                    self._dates.setdefault((entity, dated), []).append(date)
        stated = place_stated(program.pack, root)
        self._awaited = {
            (here.index, name)
            for here, date, dated in ir.future_facts(stated, program.pack.looking_back, today)
            for name in (date, dated)
        }

    def holds(self, condition: ir.Expression, frames: Frames) -> bool:
        """Whether a condition holds."""
        try:
            return bool(self.meanings.of(condition)(self.memory, frames))
        except OutOfRange:
            return False

    def firing(self, rule: str, index: int) -> Facts:
        """What it rests on that a rule fires there, or that it does not."""
        key = rule, index
        if key not in self._firings:
            self._firings[key] = self._firing(self.program.pack.rules[rule], index)
        return self._firings[key]

    def overriding(self, rule: ir.Rule, index: int) -> list[tuple[str, int]]:
        """The firings, that are or might be, which keep a rule from firing there."""
        around = self.placed[index].around
        rules = self.program.pack.rules
        return [
            (name, around[rules[name].entity]) for name in self.program.overridden_by[rule.name]
        ]

    def _firing(self, rule: ir.Rule, index: int) -> Facts:
        condition = self.meanings.conditions[rule.name]
        others = self.overriding(rule, index)
        if (rule.name, index) in self.fired:
            return self.of(condition, (index,)) | union(self.firing(*other) for other in others)
        ways = [self.firing(*other) for other in others if other in self.fired]
        if not self.holds(condition, (index,)):
            ways.append(self.of(condition, (index,)))
        return smallest(ways)

    def failing(self, condition: ir.Expression, frames: Frames) -> list[Facts]:
        """For each part of a condition that fails, as far as it is an `and`, what that rests on."""
        if isinstance(condition, ir.And):
            return [facts for part in condition.operands for facts in self.failing(part, frames)]
        return [] if self.holds(condition, frames) else [self.of(condition, frames)]

    def fact(self, index: int, fact: str) -> Facts:
        """What the value of a fact of one instance rests on."""
        key = index, fact
        if key not in self._facts:
            self._facts[key] = self._fact(index, fact)
        return self._facts[key]

    def _fact(self, index: int, fact: str) -> Facts:
        here = self.placed[index]
        declared = self.program.pack.fact(here.instance.entity, fact)
        if here.instance.entity == ir.SITUATION and fact == ir.TODAY:
            return frozenset({("", ir.TODAY)})
        if not declared.is_concluded:
            return self._stated(index, fact)
        concluding = self._concluding.get((index, fact), ())
        if concluding:  # what else might be concluded is the same, or an error
            return smallest(
                self.firing(name, index) | self._concluded_value(name, fact, index)
                for name in concluding
            )
        rules = self.program.concluded_by[here.instance.entity, fact]
        found = [
            self._concluded_value(name, fact, index)
            if (name, index) in self.fired
            else self.firing(name, index)
            for name in rules
        ]
        if declared.computed_default is not None:
            found.append(self.of(declared.computed_default, (index,)))
        return union(found)

    def _stated(self, index: int, fact: str) -> Facts:
        here = self.placed[index]
        dates = self._dates.get((here.instance.entity, fact), [])
        found = {(here.place, name) for name in (fact, *dates)}
        if (index, fact) in self._awaited:
            found.add(("", ir.TODAY))
        return frozenset(found)

    def _concluded_value(self, rule: str, fact: str, index: int) -> Facts:
        value = self.program.pack.rules[rule].value_of(fact)
        return self.of(value, (index,))

    def value(self, expression: ir.Expression, frames: Frames) -> ir.Value | None:
        """The value of an expression; None also where it is out of range."""
        try:
            value: ir.Value | None = self.meanings.of(expression)(self.memory, frames)
        except OutOfRange:
            return None
        return value

    def of(self, expression: ir.Expression, frames: Frames) -> Facts:
        """What the value of an expression rests on."""
        match expression:
            case ir.Literal() | ir.ParameterRef():
                return NOTHING
            case ir.FactRef(frame=frame, entity=entity, fact=fact):
                return self.fact(self.memory.around[frames[frame]][entity], fact)
            case ir.And(operands=operands) | ir.Or(operands=operands):
                is_and = isinstance(expression, ir.And)
                settling = [part for part in operands if self.holds(part, frames) is not is_and]
                if settling:  # a no settles an `and`, a yes an `or`
                    return smallest(self.of(part, frames) for part in settling)
                return union(self.of(part, frames) for part in operands)
            case ir.Arithmetic(op=ir.Operator.OVER, right=right) if self.value(right, frames) == 0:
                return self.of(right, frames)  # not given, whatever the left side is
            case ir.Compare(left=left, right=right) | ir.Is(left=left, right=right):
                return self._of_all((left, right), frames)
            case ir.Arithmetic(left=left, right=right, counted_by=by):
                both = self._of_all((left, right), frames)
                if (
                    by is None
                    or self.value(left, frames) is None
                    or self.value(right, frames) is None
                ):
                    return both
                return both | self.of(by.chosen, frames)
            case ir.Call(operands=operands):
                return self._of_all(operands, frames)
            case ir.First(values=values):
                found: list[Facts] = []
                for part in values:
                    found.append(self.of(part, frames))
                    if self.value(part, frames) is not None:
                        break
                return union(found)
            case ir.Any_() | ir.Every():
                return self._of_quantifier(expression, frames)
            case ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return union(
                    self.of(part, inner)
                    for inner, parts in self._items(expression, frames)
                    for part in parts
                )
            case _:
                return union(self.of(part, frames) for part in ir.children(expression))

    def _of_all(self, parts: Sequence[ir.Expression], frames: Frames) -> Facts:
        """Where one of them is not given, that alone settles it."""
        missing = [part for part in parts if self.value(part, frames) is None]
        if missing:
            return smallest(self.of(part, frames) for part in missing)
        return union(self.of(part, frames) for part in parts)

    def _of_quantifier(self, expression: ir.Any_ | ir.Every, frames: Frames) -> Facts:
        is_any = isinstance(expression, ir.Any_)
        if self.holds(expression, frames) is is_any:  # one item settles it
            return smallest(
                union(self.of(part, inner) for part in parts)
                for inner, parts in self._items(expression, frames, only_kept=True)
                if self.holds(expression.condition, inner) is is_any
            )
        found: list[Facts] = []
        for inner, parts in self._items(expression, frames):
            ways = [self.of(parts[0], inner)] if self.holds(parts[0], inner) is not is_any else []
            if len(parts) > 1 and not self.holds(parts[1], inner):
                ways.append(self.of(parts[1], inner))
            found.append(smallest(ways))
        return union(found)

    def _items(
        self, expression: ir.Aggregate, frames: Frames, only_kept: bool = False
    ) -> list[tuple[Frames, tuple[ir.Expression, ...]]]:
        """The frames of each item, with the parts that count for it: of what a filter leaves out, the filter."""
        from advisor.backends.oracle.semantics import items_of

        found: list[tuple[Frames, tuple[ir.Expression, ...]]] = []
        kept = expression.filter
        is_quantifier = isinstance(expression, ir.Any_ | ir.Every)
        for item in items_of(expression.over, self.memory, frames):
            inner = (*frames, item)
            if kept is None or self.holds(kept, inner):
                found.append((inner, ir.children(expression)))
            elif not only_kept:
                found.append((inner, ir.children(expression) if is_quantifier else (kept,)))
        return found

"""What of a program may change with the days: whatever reads `today`, and what hangs on that."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TypeAlias

from advisor import ir
from advisor.backends.oracle.semantics import meanings_of
from advisor.backends.protocol import once_a_program
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.timeline.semantics import Changing, TimedMeanings

Fact: TypeAlias = tuple[str, str]  # its entity and its name
_MOST_PLANS = 8


@dataclass(frozen=True)
class ChangePlan:
    """What of a program may change with the days, and the meanings of that."""

    rules: frozenset[str]  # whose firing may change
    facts: AbstractSet[Fact]
    meanings: TimedMeanings


class Plans:
    """The plans of a program, by the facts that will only count later: mostly there are none."""

    def __init__(self) -> None:
        self._made: dict[frozenset[Fact], ChangePlan] = {}

    def plan(self, program: ir.Program, later: frozenset[Fact]) -> ChangePlan:
        """The plan for some facts that will only count later; kept, since the next situation has mostly the same."""
        found = self._made.get(later)
        if found is None:
            if len(self._made) == _MOST_PLANS:
                self._made.clear()
            found = self._made[later] = _make_plan(program, later)
        return found


@once_a_program
def plans_of(_: ir.Program) -> Plans:
    """Those of a program, once a program."""
    return Plans()


def _make_plan(program: ir.Program, later: frozenset[Fact]) -> ChangePlan:
    plain, pack = meanings_of(program), program.pack
    changing = Changing([(ir.SITUATION, ir.TODAY), *later])
    rules: set[str] = set()

    def changes(expression: ir.Expression | None) -> bool:
        return expression is not None and changing.may_change(expression)

    for stratum in program.strata:
        for name in stratum.firings:
            overriders = program.overridden_by[name]
            if changes(plain.conditions[name]) or not rules.isdisjoint(overriders):
                rules.add(name)
        for entity, fact in stratum.facts:
            by = program.concluded_by[entity, fact]
            values = [pack.rules[name].value_of(fact) for name in by]
            default = pack.entities[entity].facts[fact].computed_default
            if not rules.isdisjoint(by) or any(map(changes, [*values, default])):
                changing.facts.add((entity, fact))
    return ChangePlan(frozenset(rules), changing.facts, TimedMeanings(plain, changing))

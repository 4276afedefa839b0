"""Cases as columns: all of them decided at once, and what a program with a change in it makes of each.

Which rules fire is worked out for all cases together; the advice is then made case by case of what the columns
hold, for those that somebody asks about. It imports NumPy and pyarrow: import it only where it is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

import numpy as np

from advisor import ir
from advisor.backends.agenda import advise_from
from advisor.backends.columnar import kernels
from advisor.backends.columnar.variant_planner import Fact
from advisor.backends.columnar.variants import Days, Difference, SituationColumns
from advisor.rendering.words import place_all

_BROKEN = ir.DecisionError("range", "", "", (), None)


class CaseColumns:
    """Cases of a program, held as columns.

    A decision of theirs has the advice, the firings and the values of concluded facts, and nothing else: of an error
    only that there is one, of a conclusion not the rules that made it.
    """

    def __init__(self, program: ir.Program, cases: Sequence[ir.Case], as_of: ir.AsOf) -> None:
        self.program, self.cases, self.as_of = program, cases, as_of
        self.columns = SituationColumns(
            program,
            [case.situation for case in cases],
            as_of,
            [case.parameters for case in cases],
        )
        self._names = tuple(program.pack.rules)
        self._order = {name: number for number, name in enumerate(self._names)}
        self._facts = {
            (entity.name, fact.name): (number, fact.type)
            for entity in program.pack.entities.values()
            for number, fact in enumerate(entity.facts.values())
            if fact.is_concluded
        }
        self._derived: dict[int, tuple[list[ir.Firing], list[_Concluded]]] = {}
        self._placed: dict[int, Mapping[str, list[ir.Placed]]] = {}

    def decide(
        self, number: int, program: ir.Program | None = None, difference: Difference | None = None
    ) -> ir.Decision:
        """What a case gets from the program, or from one that differs so much from it."""
        program = self.program if program is None else program
        situation = self.cases[number].situation
        day = self.as_of.day(situation.today)
        derivations = self.derive(number, difference)
        if derivations.error is not None:
            return ir.Decision(situation.title, day, (), (), (), derivations.error, derivations)
        advice = advise_from(program, situation.root, day, derivations)
        return ir.Decision(situation.title, day, advice, (), (), None, derivations)

    def derive(self, number: int, difference: Difference | None = None) -> ir.Derivations:
        """What fires in a case, and what is concluded there."""
        failed = self.columns.failed if difference is None else difference.failed
        if failed[number]:
            return ir.Derivations(error=_BROKEN)
        if number not in self._derived:
            facts = sorted(self._own_facts(number), key=lambda one: one[0])
            self._derived[number] = list(self._own_firings(number)), facts
        fired: Sequence[ir.Firing]
        concluded: Sequence[_Concluded]
        fired, concluded = self._derived[number]
        if difference is not None:
            fired = self._other_firings(number, fired, difference)
            concluded = self._other_facts(number, concluded, difference)
        return ir.Derivations(tuple(fired), tuple(one for _, one in concluded))

    def places(self, number: int) -> Mapping[str, list[ir.Placed]]:
        """The instances of a case by entity, in the order of their rows."""
        if number not in self._placed:
            situation = self.cases[number].situation
            day = self.as_of.day(situation.today)
            found: dict[str, list[ir.Placed]] = {name: [] for name in self.program.pack.entities}
            for here in place_all(self.program.pack, situation.root, day):
                found[here.instance.entity].append(here)
            self._placed[number] = found
        return self._placed[number]

    # What the program itself makes of a case.

    def _own_firings(self, number: int) -> Iterator[ir.Firing]:
        cases, fired = self._all_firings
        begin, end = cases.searchsorted((number, number + 1))
        for rule, row in fired[begin:end].tolist():
            name = self._names[rule]
            entity = self.program.pack.rules[name].entity
            here = self.places(number)[entity][row - self.columns.rows(entity, number).start]
            yield self._firing(name, here, row, self._days[name])

    def _own_facts(self, number: int) -> Iterator[_Concluded]:
        for entity, placed in self.places(number).items():
            rows = self.columns.rows(entity, number)
            for fact, order in self._facts_of.get(entity, ()):
                values = self._values[entity, fact]
                for here, row in zip(placed, rows, strict=True):
                    value = values[row]
                    if value is not None:
                        yield (
                            (here.index, order),
                            ir.Conclusion(here.place, entity, fact, value, ()),
                        )

    @cached_property
    def _all_firings(self) -> tuple[kernels.Array, kernels.Array]:
        """All firings, case by case and then in the order of rules.

        Shape: for each the number of the case; and beside it the number of the rule and the row.
        """
        found = []
        for number, (name, fires) in enumerate(self._fired.items()):
            rows = np.flatnonzero(fires)
            cases = self.columns.numbers_of(self.program.pack.rules[name].entity, rows)
            found.append(np.stack((cases, np.full(len(rows), number), rows), axis=1))
        joined = np.concatenate(found) if found else np.zeros((0, 3), np.int64)
        joined = joined[joined[:, 0].argsort(kind="stable")]
        return joined[:, 0].copy(), joined[:, 1:]

    @cached_property
    def _fired(self) -> Mapping[str, kernels.Array]:
        return {name: self.columns.fired(name) for name in self._names}

    @cached_property
    def _days(self) -> Mapping[str, Days]:
        return {name: self.columns.days(name) for name in self._names}

    @cached_property
    def _facts_of(self) -> Mapping[str, list[tuple[str, int]]]:
        """The concluded facts by entity, each with its number there."""
        found: dict[str, list[tuple[str, int]]] = {}
        for (entity, fact), (number, _) in self._facts.items():
            found.setdefault(entity, []).append((fact, number))
        return found

    @cached_property
    def _values(self) -> Mapping[Fact, list[ir.Value | None]]:
        return {
            (entity, fact): self.columns.values(entity, self.columns.fact((entity, fact)), type_)
            for (entity, fact), (_, type_) in self._facts.items()
        }

    # What another program makes of it.

    def _other_firings(
        self, number: int, own: Sequence[ir.Firing], difference: Difference
    ) -> Sequence[ir.Firing]:
        others = difference.fired.keys() | difference.days.keys()
        if not others:
            return own
        found = [firing for firing in own if firing.rule not in others]
        for name in others:
            entity = self.program.pack.rules[name].entity
            rows = self.columns.rows(entity, number)
            fires = difference.fired.get(name, self._fired[name])
            if fires[rows.start : rows.stop].any():
                days = difference.days.get(name, self._days[name])
                placed = zip(self.places(number)[entity], rows, strict=True)
                found += [self._firing(name, at, row, days) for at, row in placed if fires[row]]
        return sorted(found, key=lambda firing: self._order[firing.rule])

    def _other_facts(
        self, number: int, own: Sequence[_Concluded], difference: Difference
    ) -> Sequence[_Concluded]:
        changed = difference.facts
        if not changed:
            return own
        found = [one for one in own if (one[1].entity, one[1].fact) not in changed]
        for (entity, fact), column in changed.items():
            order, type_ = self._facts[entity, fact]
            rows = self.columns.rows(entity, number)
            for here, row in zip(self.places(number)[entity], rows, strict=True):
                value = self.columns.value(column, row, type_)
                if value is not None:
                    concluded = ir.Conclusion(here.place, entity, fact, value, ())
                    found.append(((here.index, order), concluded))
        return sorted(found, key=lambda one: one[0])

    def _firing(self, name: str, here: ir.Placed, row: int, days: Days) -> ir.Firing:
        start, due = (None if column is None else self.columns.day(column, row) for column in days)
        return ir.Firing(name, here.place, start, due)


_Concluded: TypeAlias = tuple[tuple[int, int], ir.Conclusion]  # its place in the order

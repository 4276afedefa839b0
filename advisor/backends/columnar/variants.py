"""Variants of a program over the same situations: what differs, where a rule or a number is changed.

The program is worked out once, and all its columns are kept. A variant plans only what its change can
reach, and where a column comes out as before it is taken for the old one, so that nothing behind it is
worked out again. Most changes reach few columns; many reach none but their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.changed_copies import OtherValue, changed_block
from advisor.backends.columnar.kernels.arrow import Dictionary
from advisor.backends.columnar.plan.block import Block, Node, Selections, tables_of
from advisor.backends.columnar.plan.planner import Planner
from advisor.backends.columnar.plan.schedule import (
    AdviceCheck,
    Check,
    plan_dates,
    plan_fact,
    plan_firing,
)
from advisor.backends.columnar.situations import table_of
from advisor.backends.columnar.variant_planner import Fact, Reading, VariantPlanner, readers_of
from advisor.diagnostics.fast_dataclass import dataclass

Days: TypeAlias = tuple[kernels.ColumnarValue | None, kernels.ColumnarValue | None]  # start and due


@dataclass(frozen=True)
class Difference:
    """What a variant does otherwise than the program: only the columns that differ in some row.

    Shape: `fired` has a row for each instance of the rule's entity; `touched`, by rule and by fact, and `failed`
    one for each situation: where something differs, and where there is an error.
    """

    fired: Mapping[str, kernels.Array]
    facts: Mapping[Fact, kernels.ColumnarValue]
    days: Mapping[str, Days]
    touched: Mapping[Reading, kernels.Array]
    failed: kernels.Array


class SituationColumns:
    """Situations with all that a program makes of them, held for comparison with its variants.

    Shape: `parameters` are values that each situation gives parameters itself.
    """

    def __init__(
        self,
        program: ir.Program,
        situations: Sequence[ir.Situation],
        as_of: ir.AsOf,
        parameters: Sequence[Mapping[str, ir.Value]],
    ) -> None:
        self.program, self.size = program, len(situations)
        pack = program.pack
        self._planner = VariantPlanner(pack, program.parameters, parameters)
        self._fired: dict[str, Node] = {}
        checks: dict[object, Check] = {}
        for stratum in program.strata:
            for name in stratum.firings:
                self._fired[name], checks[name] = plan_firing(
                    program, self._planner, self._fired, name
                )
            for key in stratum.facts:
                checks[key] = plan_fact(program, self._planner, self._fired, *key)
        for name in pack.rules:
            dated = plan_dates(program, self._planner, self._fired, name)
            if dated is not None:
                checks["dates", name] = dated
        for entity in pack.entities.values():
            for fact in entity.facts.values():
                if not fact.is_concluded:
                    self._planner.fact(entity.name, fact.name)
        self._block = self._filled(situations, as_of)
        self._checks = checks
        self._dated: dict[str, AdviceCheck] = {
            name: check
            for name in pack.rules
            if isinstance(check := checks.get(("dates", name)), AdviceCheck)
        }
        self._readers = readers_of(program)
        self._starts = {entity: self._starts_of(entity) for entity in pack.entities}

    @cached_property
    def _failures(self) -> Mapping[object, kernels.Array | None]:
        """By what is checked, the situations in which it is an error."""
        selections = Selections(self._block)
        return {
            key: self._find(check, self._block, selections) for key, check in self._checks.items()
        }

    @cached_property
    def failed(self) -> kernels.Array:
        """The situations that are an error."""
        return self._any_of(self._failures.values())

    def _filled(self, situations: Sequence[ir.Situation], as_of: ir.AsOf) -> Block:
        pack = self.program.pack
        table = table_of(situations, pack).combine_chunks()
        [batch] = table.to_batches()
        tables, _ = tables_of(pack, batch)
        within = {e.name: e.within for e in pack.entities.values() if e.within is not None}
        days = np.array([as_of.day(one.today) for one in situations], np.int32)
        slots = len(self._planner.nodes)
        self._dictionary = Dictionary(tuple(self._planner.literals))
        return Block(tables, within, slots, kernels.ColumnarValue(days), self._dictionary)

    def _starts_of(self, entity: str) -> kernels.Array:
        """For each situation, its first row among those of an entity; one number more at the end."""
        numbers = np.arange(self.size + 1)
        up = self._block.up(entity, ir.SITUATION)
        return numbers if up is None else np.searchsorted(up, numbers)

    # What the program itself does.

    def rows(self, entity: str, situation: int) -> range:
        """The rows of one situation's instances, in the order of their places."""
        starts = self._starts[entity]
        return range(int(starts[situation]), int(starts[situation + 1]))

    def fired(self, rule: str) -> kernels.Array:
        """The instances for which a rule fires."""
        entity = self.program.pack.rules[rule].entity
        values = self._block.column(self._fired[rule]).values
        return np.asarray(kernels.rows_of(values, self._block.tables[entity].size))

    def days(self, rule: str) -> Days:
        """The start and the due of a rule's advice."""
        return self._days_of(self.program, rule, self._planner, self._block)

    def fact(self, key: Fact) -> kernels.ColumnarValue:
        """A concluded fact."""
        return self._block.column(self._planner.concluded[key])

    def value(self, column: kernels.ColumnarValue, row: int, type_: ir.Type) -> ir.Value | None:
        """What a column holds for one instance; None: not given."""
        if not _at(column.mask(), row, True):
            return None
        [found] = self._plain(np.array([_at(column.values, row, None)]), type_)
        return found

    def values(
        self, entity: str, column: kernels.ColumnarValue, type_: ir.Type
    ) -> list[ir.Value | None]:
        """What a column holds for each instance of an entity; None: not given."""
        size = self._block.tables[entity].size
        found: list[ir.Value | None] = [None] * size
        given = np.flatnonzero(
            kernels.rows_of(True if column.mask() is None else column.mask(), size)
        )
        held = self._plain(kernels.rows_of(column.values, size)[given], type_)
        for row, value in zip(given.tolist(), held, strict=True):
            found[row] = value
        return found

    def _plain(self, held: kernels.Array, type_: ir.Type) -> list[ir.Value]:
        match type_.kind:
            case ir.Kind.CHOICE:
                return [type_.choices[number] for number in held.tolist()]
            case ir.Kind.TEXT:
                return [str(w) for w in self._dictionary.words(held.astype(np.int32)).to_pylist()]
            case ir.Kind.YES_NO:
                return list(held.astype(np.bool_).tolist())
            case _:
                return list(held.tolist())

    def day(self, column: kernels.ColumnarValue, row: int) -> int | None:
        """A day that a column holds, an ordinal; None: not given."""
        return int(_at(column.values, row, 0)) if _at(column.mask(), row, True) else None

    # What a variant does otherwise.

    def holds(self, expression: ir.Expression, entity: str) -> kernels.Array:
        """Where a condition holds, for each instance of an entity, in the program as it is."""
        planner = self._planner.variant(self.program.parameters)
        node = planner.condition(expression, entity)
        block = self._block.fork(len(planner.nodes))
        return np.asarray(kernels.rows_of(block.column(node).values, block.tables[entity].size))

    def copies(self, key: Fact, changes: Sequence[OtherValue]) -> SituationColumns:
        """Copies of situations, one for each change, in which one stated fact (or `today`) is another.

        None of the situations may have parameters of its own.
        """
        other = copy(self)
        for name in ("failed", "_failures"):
            other.__dict__.pop(name, None)
        other.size = len(changes)
        other._block = changed_block(self.program.pack, self._block, self._starts, key, changes)
        other._starts = {entity: other._starts_of(entity) for entity in self._starts}
        return other

    def compare(
        self, variant: ir.Program, rules: Iterable[str], facts: Iterable[Fact] = ()
    ) -> Difference:
        """What a variant does otherwise that has other `rules`, and other defaults of `facts`.

        Shape: its entities, facts and strata are those of the program; its parameters may differ, too.
        """
        before = self.program
        stale, stale_facts = set(rules), set(facts)
        changed_rules = [(before.pack.rules[n], variant.pack.rules[n]) for n in stale]
        for old, new in changed_rules:
            stale |= set(old.overrides) ^ set(new.overrides)
            stale_facts |= {(old.entity, c.fact) for c in (*old.concludes, *new.concludes)}
        for name, value in variant.parameters.items():
            if value != before.parameters.get(name):
                _add(self._readers.get(name, ()), stale, stale_facts)
        return _Comparison(self, variant, stale, stale_facts, changed_rules).made()

    def _days_of(self, program: ir.Program, rule: str, planner: Planner, block: Block) -> Days:
        own = program.pack.rules[rule]
        if own.advises is None:
            return None, None
        start, due = (
            None if e is None else block.column(planner.value(e, own.entity))
            for e in (own.advises.start, own.advises.due)
        )
        return start, due

    def _find(self, check: Check, block: Block, selections: Selections) -> kernels.Array | None:
        """The situations in which a check finds an error; None: none."""
        size = block.tables[check.entity].size
        found = check.find(block, size, selections) if size else None
        return None if found is None else self.situations_of(check.entity, found.rows)

    def situations_of(self, entity: str, rows: kernels.Array) -> kernels.Array:
        """The situations of some rows, as a mask."""
        mask = np.zeros(self.size, np.bool_)
        mask[self.numbers_of(entity, rows)] = True
        return mask

    def numbers_of(self, entity: str, rows: kernels.Array) -> kernels.Array:
        """The situation of each of some rows, by number."""
        up = self._block.up(entity, ir.SITUATION)
        return rows if up is None else up[rows]

    def _any_of(self, masks: Iterable[kernels.Array | None]) -> kernels.Array:
        found = np.zeros(self.size, np.bool_)
        for mask in masks:
            if mask is not None:
                found |= mask
        return found


class _Comparison:
    """One variant on its way through the strata."""

    def __init__(
        self,
        base: SituationColumns,
        variant: ir.Program,
        stale: set[str],
        stale_facts: set[Fact],
        changed_rules: Sequence[tuple[ir.Rule, ir.Rule]],
    ) -> None:
        self.base, self.variant = base, variant
        self.stale, self.stale_facts, self.changed_rules = stale, stale_facts, changed_rules
        self.planner = base._planner.variant(variant.parameters)
        assert self.planner.differing is not None  # INVARIANT: it is that of a variant
        self.differing = self.planner.differing
        self.fired: dict[str, Node] = dict(base._fired)
        self.block = base._block
        self.failures: dict[object, kernels.Array | None] = {}
        self.changed: dict[str, kernels.Array] = {}
        self.facts: dict[Fact, kernels.ColumnarValue] = {}
        self.touched: dict[Reading, kernels.Array] = {}

    def made(self) -> Difference:
        for stratum in self.variant.strata:
            for name in stratum.firings:
                if name in self.stale:
                    self._fire(name)
            for key in stratum.facts:
                if key in self.stale_facts:
                    self._conclude(key)
        days = {name: days for name in self._dated() if (days := self._days(name)) is not None}
        for old, new in self.changed_rules:
            if _effects(old) != _effects(new):
                fires = self._rows_fired(new.name) | self.base.fired(new.name)
                self._touch(new.name, new.entity, fires)
        failures = {**self.base._failures, **self.failures}
        failed = self.base._any_of(failures.values())
        return Difference(self.changed, self.facts, days, self.touched, failed)

    def _fire(self, name: str) -> None:
        node, check = plan_firing(self.variant, self.planner, self.fired, name)
        old = self.base._fired[name]
        self._check(name, check)
        if node is old:
            return
        mine = self._rows(node, check.entity)
        differs = mine != self.base.fired(name)
        if not differs.any():
            return  # what comes behind reads the old node
        self.fired[name], self.changed[name] = node, mine
        self._touch(name, check.entity, differs)
        self.stale |= set(self.variant.pack.rules[name].overrides)
        self.stale_facts |= {
            (check.entity, c.fact) for c in self.variant.pack.rules[name].concludes
        }

    def _conclude(self, key: Fact) -> None:
        entity, _ = key
        old = self.planner.concluded[key]
        check = plan_fact(self.variant, self.planner, self.fired, *key)
        new = self.planner.concluded[key]
        self._check(key, check)
        size = self._open().tables[entity].size
        column = self.block.column(new)
        differs = _differing(column, self.base._block.column(old), size)
        if not differs.any():
            self.planner.concluded[key] = old
            return
        self.facts[key] = column
        self.differing.add(key)
        self._touch(key, entity, differs)
        _add(self.base._readers.get(key, ()), self.stale, self.stale_facts)

    def _dated(self) -> list[str]:
        names = self.stale | set(self.changed)
        return [n for n in names if self.variant.pack.rules[n].advises is not None]

    def _days(self, name: str) -> Days | None:
        """The days of a rule's advice, where they are others; what of them is an error is kept, too."""
        key = ("dates", name)
        check = plan_dates(self.variant, self.planner, self.fired, name)
        if check is None:
            self.failures[key] = None
        else:
            self._check(key, check)
        entity = self.variant.pack.rules[name].entity
        block = self._open()
        mine = self.base._days_of(self.variant, name, self.planner, block)
        self.block = self._open()
        size = self.block.tables[entity].size
        fires = self._rows_fired(name)
        differs = np.zeros(size, np.bool_)
        for one, other in zip(mine, self.base.days(name), strict=True):
            differs |= _differing_days(one, other, size) & fires
        self._touch(name, entity, differs)
        return mine if differs.any() or name in self.changed else None

    def _rows_fired(self, name: str) -> kernels.Array:
        return self._rows(self.fired[name], self.variant.pack.rules[name].entity)

    def _rows(self, node: Node, entity: str) -> kernels.Array:
        block = self._open()
        return np.asarray(kernels.rows_of(block.column(node).values, block.tables[entity].size))

    def _open(self) -> Block:
        """The block with room for all nodes that have been planned so far."""
        if self.block.slots < len(self.planner.nodes):
            self.block = self.block.fork(len(self.planner.nodes))
        return self.block

    def _check(self, key: object, check: Check) -> None:
        block = self._open()
        self.failures[key] = self.base._find(check, block, Selections(block))

    def _touch(self, what: Reading, entity: str, differs: kernels.Array) -> None:
        if differs.any():
            mask = self.base.situations_of(entity, np.flatnonzero(differs))
            self.touched[what] = mask | self.touched.get(what, False)


def _add(readers: Iterable[Reading], rules: set[str], facts: set[Fact]) -> None:
    for reader in readers:
        if isinstance(reader, str):
            rules.add(reader)
        else:
            facts.add(reader)


def _effects(rule: ir.Rule) -> tuple[object, ...]:
    """What a rule does to the advice where it fires, beside its days and what it concludes."""
    advises = rule.advises and (rule.advises.action, rule.advises.instead_of)
    return advises, rule.note, rule.silences, rule.silences_all


def _differing(
    one: kernels.ColumnarValue, other: kernels.ColumnarValue, size: int
) -> kernels.Array:
    """The rows in which two columns hold something else."""
    masks = [kernels.rows_of(True if m is None else m, size) for m in (one.mask(), other.mask())]
    values = kernels.rows_of(one.values, size) != kernels.rows_of(other.values, size)
    errors = [kernels.rows_of(False if c.err is None else c.err, size) for c in (one, other)]
    found: kernels.Array = (masks[0] != masks[1]) | (values & masks[0]) | (errors[0] != errors[1])
    return found


def _differing_days(
    one: kernels.ColumnarValue | None, other: kernels.ColumnarValue | None, size: int
) -> kernels.Array:
    if one is None or other is None:
        given = one if other is None else other
        if given is None:
            return np.zeros(size, np.bool_)
        return np.asarray(kernels.rows_of(True if given.mask() is None else given.mask(), size))
    return _differing(one, other, size)


def _at(values: Any, row: int, otherwise: Any) -> Any:
    if values is None:
        return otherwise
    return values[row] if isinstance(values, np.ndarray) and values.ndim else values

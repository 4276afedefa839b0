"""Firings and concluded facts, layer by layer, and the steps in which errors are looked for."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import (
    NO,
    YES,
    Array,
    Column,
    Values,
    both,
    chosen,
    either,
    joined,
    joint_bounds,
    rows_of,
)
from advisor.backends.columnar.nodes import NothingNode, ScalarNode
from advisor.backends.columnar.picking import Picks
from advisor.backends.columnar.planning import Planner
from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import And, Not
from advisor.ir.packs import Program, Rule
from advisor.ir.types import Kind


@dataclass(frozen=True, slots=True)
class FiredNode:
    """Where a rule fires: its condition holds and no rule that fires overrides it."""

    slot: int
    condition: Node
    overriders: tuple[Node, ...]

    def run(self, block: Block) -> Column:
        holds = block.column(self.condition).values
        for overrider in self.overriders:
            holds = holds & ~block.column(overrider).values
        return Column(holds)


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A value that a rule concludes where it fires."""

    rule: str
    fired: Node
    value: Node


@dataclass(frozen=True, slots=True)
class ConcludedNode:
    """A concluded fact: what the firing rules conclude, else its default.

    Where two rules differ, the first one's value stands until the error is found.
    """

    slot: int
    kind: Kind
    conclusions: tuple[Conclusion, ...]
    default: Node

    def run(self, block: Block) -> Column:
        if self.kind is Kind.YES_NO and all(
            isinstance(c.value, ScalarNode) and c.value.number for c in self.conclusions
        ):
            return self._where_any_fires(block)
        column = block.column(self.default)
        values, given = column.values, column.mask()
        read = [column]
        for conclusion in reversed(self.conclusions):
            fired = block.column(conclusion.fired).values
            if not np.any(fired):
                continue
            concluded = block.column(conclusion.value)
            has = both(fired, concluded.mask())
            values = chosen(has, concluded.values, values)
            given = None if given is None else given | has
            read.append(concluded)
        if column.coded:
            return Column(values, coded=True)
        low, high = joint_bounds(read)
        return Column(values, given, low=low, high=high)

    def _where_any_fires(self, block: Block) -> Column:
        """For rules that all conclude yes."""
        column = block.column(self.default)
        values, given = column.values, column.given
        for conclusion in self.conclusions:
            fired = block.column(conclusion.fired).values
            values = joined(values, fired)
            given = None if given is None else joined(given, fired)
        return Column(values, given)


@dataclass(frozen=True, slots=True)
class ConditionStep:
    """Looks for conditions that are out of range."""

    rule: str
    entity: str
    condition: Node


@dataclass(frozen=True, slots=True)
class FactStep:
    """Looks for conclusions that are out of range or contradict each other."""

    entity: str
    fact: str
    conclusions: tuple[Conclusion, ...]
    default: Node
    can_clash: bool  # not where one rule concludes it, or all the same value


@dataclass(frozen=True, slots=True)
class AdviceStep:
    """Looks for a start or a due that is out of range."""

    rule: str
    entity: str
    fired: Node
    start: Node | None
    due: Node | None


Step = ConditionStep | FactStep | AdviceStep


@dataclass(frozen=True, slots=True)
class Settling:
    """All firings by rule, and the steps in the order in which errors count."""

    fired: dict[str, Node]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Instances in error in one step: row numbers, and for each kind and rules."""

    entity: str
    rows: Array
    kinds: tuple[str, ...]
    rules: tuple[tuple[str, ...], ...]
    fact: str | None


def plan_settling(program: Program, planner: Planner) -> Settling:
    """The nodes of all firings and concluded facts."""
    fired: dict[str, Node] = {}
    steps: list[Step] = []
    for layer in program.layers:
        for name in layer.firings:
            rule = program.pack.rules[name]
            condition = planner.condition(_condition_of(rule), rule.entity)
            overriders = tuple(
                planner.lifted(fired[other], program.pack.rules[other].entity, rule.entity)
                for other in program.overridden_by[name]
            )
            fired[name] = (
                planner.node(FiredNode, condition, overriders) if overriders else condition
            )
            steps.append(ConditionStep(name, rule.entity, condition))
        for entity, fact in layer.facts:
            step = _plan_fact(program, planner, fired, entity, fact)
            if not _is_sure(step):
                steps.append(step)
    for rule in program.pack.rules.values():
        advises = rule.advises
        if advises is not None and not (advises.start is None and advises.due is None):
            start, due = (
                None if e is None else planner.value(e, rule.entity)
                for e in (advises.start, advises.due)
            )
            steps.append(AdviceStep(rule.name, rule.entity, fired[rule.name], start, due))
    return Settling(fired, tuple(steps))


def _condition_of(rule: Rule) -> And:
    parts = (rule.when,) if rule.unless is None else (rule.when, Not(rule.unless, rule.span))
    return And(parts, rule.span)


def _plan_fact(
    program: Program, planner: Planner, fired: dict[str, Node], entity: str, fact: str
) -> FactStep:
    declared = program.pack.entities[entity].facts[fact]
    conclusions = tuple(
        Conclusion(name, fired[name], planner.value(c.value, entity, declared.type))
        for name in program.concluded_by[entity, fact]
        for c in program.pack.rules[name].concludes
        if c.fact == fact
    )
    kind = declared.type.kind
    if declared.computed_default is None:
        default = planner.node(NothingNode, kind)
    else:
        default = planner.value(declared.computed_default, entity, declared.type)
    planner.concluded[entity, fact] = node = ConcludedNode(
        len(planner.nodes), kind, conclusions, default
    )
    planner.nodes.append(node)
    can_clash = len({c.value.slot for c in conclusions}) > 1
    return FactStep(entity, fact, conclusions, default, can_clash)


def _is_sure(step: FactStep) -> bool:
    """Whether nothing can go wrong: values that are written in the pack, which do not differ."""
    values = (step.default, *(conclusion.value for conclusion in step.conclusions))
    return not step.can_clash and all(isinstance(v, NothingNode | ScalarNode) for v in values)


def look_for_errors(step: Step, block: Block, size: int, picks: Picks) -> Found | None:
    """The instances that are in error in one step; None for none.

    Shape: `size` is the number of instances of the step's entity.
    """
    match step:
        case ConditionStep():
            err = block.column(step.condition).err
            return _ranges(err, step.entity, (step.rule,), size)
        case AdviceStep():
            fired = block.column(step.fired).values
            if not np.any(fired):
                return None
            picked = picks.where(step.fired, step.entity)
            err = None
            for node in (step.start, step.due):
                if node is not None:
                    err = either(err, picked.narrow(node).err)
            return _ranges(err, step.entity, (step.rule,), len(picked.rows), picked.rows)
        case FactStep():
            return _fact_errors(step, block, size)


def _ranges(
    err: Values | None, entity: str, rules: tuple[str, ...], size: int, among: Array | None = None
) -> Found | None:
    """Shape: `err` has `size` rows, those of all instances or of the ones `among` them."""
    if err is None or not np.any(err):
        return None
    rows = np.flatnonzero(rows_of(err, size))
    if among is not None:
        rows = among.take(rows)
    return Found(entity, rows, ("range",) * len(rows), (rules,) * len(rows), None)


def _fact_errors(step: FactStep, block: Block, size: int) -> Found | None:
    default = block.column(step.default)
    found: Values = NO
    bad: Values = NO
    first: Values | None = None
    for conclusion in step.conclusions:
        is_sure = not step.can_clash and isinstance(conclusion.value, ScalarNode)
        if is_sure and default.err is None:
            continue
        fired = block.column(conclusion.fired).values
        if not np.any(fired):
            continue
        column = block.column(conclusion.value)
        if column.err is not None:
            bad = bad | (column.err & fired)
        if not step.can_clash and default.err is None:
            continue
        has = both(fired, column.mask())
        if step.can_clash:
            if first is None:
                first = column.values
            else:
                bad = bad | (found & has & (first != column.values))
                first = chosen(found, first, column.values)
        found = found | has
    if default.err is not None:
        bad = bad | (default.err & ~found)
    if not np.any(bad):
        return None
    rows = np.flatnonzero(rows_of(bad, size))
    told = [_fact_error(step, block, int(row)) for row in rows]
    return Found(step.entity, rows, tuple(k for k, _ in told), tuple(r for _, r in told), step.fact)


def _fact_error(step: FactStep, block: Block, row: int) -> tuple[str, tuple[str, ...]]:
    """What is wrong with one instance, and the rules behind it."""
    named: list[str] = []
    for conclusion in step.conclusions:
        if _at(block.column(conclusion.fired).values, row):
            column = block.column(conclusion.value)
            if column.err is not None and _at(column.err, row):
                return "range", (conclusion.rule,)
            mask = column.mask()
            if _at(YES if mask is None else mask, row):
                named.append(conclusion.rule)
    return ("conflict", tuple(named)) if named else ("range", ())


def _at(values: Values, row: int) -> bool:
    return bool(values[row] if isinstance(values, np.ndarray) else values)

"""Firings and concluded facts, layer by layer, and the steps in which errors are looked for."""

from __future__ import annotations

import numpy as np

from advisor.backends.columnar.block import Block, Node
from advisor.backends.columnar.columns import (
    Column,
    both,
    chosen,
    joined,
    joint_bounds,
)
from advisor.backends.columnar.nodes import NothingNode, ScalarNode
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

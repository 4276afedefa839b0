"""Plans a program and then variants of it: only what a change can reach is planned anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.block import Block, Node
from advisor.backends.columnar.plan.elementwise import LiteralNode
from advisor.backends.columnar.plan.planner import Planner
from advisor.backends.columnar.plan.spaces import Frames, Key, Keys
from advisor.diagnostics.fast_dataclass import dataclass

Fact: TypeAlias = tuple[str, str]  # entity and name
Reading: TypeAlias = Fact | str  # a fact, or a parameter by its name


@dataclass(frozen=True, slots=True)
class ParameterNode(Node):
    """A parameter to which situations give values of their own."""

    slot: int
    kind: ir.Kind
    numbers: tuple[int, ...]  # one a situation

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        values = np.array(self.numbers, kernels.DTYPES[self.kind])
        return kernels.ColumnarValue(values, coded=self.kind in (ir.Kind.TEXT, ir.Kind.CHOICE))


@dataclass(frozen=True, slots=True)
class _OwnNode(Node):
    """The values that situations have of their own, where the mask says so, and the others elsewhere."""

    slot: int
    mask: Node
    values: Node
    otherwise: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.mask, self.values, self.otherwise)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        mask = block.column(self.mask).values
        own, other = block.column(self.values), block.column(self.otherwise)
        given = None if other.given is None else mask | other.given
        err = None if other.err is None else other.err & ~mask
        chosen = kernels.where(mask, own.values, other.values)
        return kernels.ColumnarValue(chosen, given, err, coded=other.coded)


class VariantPlanner(Planner):
    """Plans a program, and then variants of it: expressions that are the same objects, and read nothing
    that differs, are not gone through again.
    """

    def __init__(
        self,
        pack: ir.Pack,
        parameters: Mapping[str, ir.Value],
        own: Sequence[Mapping[str, ir.Value]],
    ) -> None:
        super().__init__(pack, parameters)
        self._own = own
        self._set = {name for values in own for name in values}
        self._planned: dict[tuple[int, str, bool], tuple[ir.Expression, Node]] = {}
        self._reads: dict[int, frozenset[Reading]] = {}
        self.differing: set[Reading] | None = None  # in a variant

    def variant(self, parameters: Mapping[str, ir.Value]) -> VariantPlanner:
        """A planner for a variant with these parameters."""
        other = VariantPlanner(self.pack, parameters, self._own)
        self.hand_on(other)
        other._planned, other._reads = self._planned, self._reads
        other.differing = {n for n, v in parameters.items() if v != self.parameters.get(n)}
        return other

    def _compiled(
        self, expression: ir.Expression, frames: Frames, target: Keys, as_truth: bool = False
    ) -> Node:
        if frames.lists or len(target) > 1:
            return super()._compiled(expression, frames, target, as_truth)
        key = id(expression), target[0].entity, as_truth
        known = self._planned.get(key)
        if self.differing is None:
            node = super()._compiled(expression, frames, target, as_truth)
            self._planned[key] = expression, node  # kept alive, so that its id stays its own
            return node
        if known is not None and (
            not self.differing or self.differing.isdisjoint(self._read_by(expression))
        ):
            return known[1]
        return super()._compiled(expression, frames, target, as_truth)

    def _made(self, expression: ir.Expression, frames: Frames, home: Keys) -> Node:
        match expression:
            case ir.ParameterRef(name=name, type=type_) if name in self._set:
                return self._by_situation(name, self.parameters[name], type_)
            case ir.InForce(parameter=name, steps=steps, type=type_) if name in self._set:
                otherwise = super()._made(expression, frames, home)
                values = self._by_situation(name, steps[0][1], type_)
                is_own = tuple(name in own for own in self._own)
                mask = self.node(ParameterNode, ir.Kind.YES_NO, is_own)
                root = (Key(0, ir.SITUATION),)
                chosen = (self._broadcast(n, root, frames, home) for n in (mask, values))
                return self.node(_OwnNode, *chosen, otherwise)
            case _:
                return super()._made(expression, frames, home)

    def _by_situation(self, name: str, value: ir.Value, type_: ir.Type) -> Node:
        """What each situation says itself, and this value where it says nothing."""
        numbers = [self.scalar(own.get(name, value), type_) for own in self._own]
        codes = tuple(n.number for n in numbers if isinstance(n, LiteralNode))
        return self.node(ParameterNode, type_.kind, codes)

    def _read_by(self, expression: ir.Expression) -> frozenset[Reading]:
        found = self._reads.get(id(expression))
        if found is None:
            found = self._reads[id(expression)] = frozenset(_readings(expression))
        return found


def _readings(expression: ir.Expression) -> Iterator[Reading]:
    """The facts and parameters that an expression reads."""
    for part in ir.walk(expression):
        match part:
            case ir.FactRef(entity=entity, fact=fact):
                yield entity, fact
            case ir.ParameterRef(name=name) | ir.InForce(parameter=name):
                yield name
            case _:
                pass


def readers_of(program: ir.Program) -> dict[Reading, set[Reading]]:
    """By fact and by parameter, the rules (by name) that read it, and the facts that are made of it."""
    found: dict[Reading, set[Reading]] = {}

    def add(expression: ir.Expression, reader: Reading) -> None:
        for reading in _readings(expression):
            found.setdefault(reading, set()).add(reader)

    for rule in program.pack.rules.values():
        for expression in rule.expressions:
            add(expression, rule.name)
        for conclusion in rule.concludes:
            add(conclusion.value, (rule.entity, conclusion.fact))
    for entity in program.pack.entities.values():
        for fact in entity.facts.values():
            if fact.computed_default is not None:
                add(fact.computed_default, (entity.name, fact.name))
    return found

"""From typed expressions to nodes: each worked out in the smallest space that holds what it reads.

Equal expressions in equal spaces become one node, so what many rules ask is worked out once a block.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Hashable, Mapping, MutableMapping

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan import aggregates, calls, elementwise
from advisor.backends.columnar.plan.block import Node
from advisor.backends.columnar.plan.spaces import Frames, Key, Keys, Space
from advisor.backends.columnar.plan.stated_facts import StatedNode, days_of

# Yes-no expressions that may be not given.
_MAYBE = (ir.FactRef, ir.ParameterRef, ir.InForce, ir.First, ir.PickBy)


class Planner:
    """Makes nodes, each one once.

    `concluded` gives the node of a concluded fact; it is filled from outside, stratum by stratum.
    """

    def __init__(self, pack: ir.Pack, parameters: Mapping[str, ir.Value]) -> None:
        self.pack, self.parameters = pack, parameters
        self.concluded: dict[tuple[str, str], Node] = {}
        self.nodes: list[Node] = []
        self.literals: dict[str, int] = {}  # texts of the program, with their codes
        self._known: MutableMapping[Hashable, Node] = {}

    def hand_on(self, other: Planner) -> None:
        """Let a planner of a like program go on from here: what is equal becomes the same node.

        Shape: `literals` are shared, so that texts have the same codes in both.
        """
        other.concluded, other.nodes = dict(self.concluded), list(self.nodes)
        other.literals, other._known = self.literals, ChainMap({}, self._known)

    def node(self, kind: Callable[..., Node], *parts: object) -> Node:
        """The node of a kind with these parts."""
        return self._once((kind, *map(_key, parts)), kind, *parts)

    def add(self, kind: Callable[..., Node], *parts: object) -> Node:
        """A node of a kind with these parts, whether or not there is one like it."""
        node = kind(len(self.nodes), *parts)
        self.nodes.append(node)
        return node

    def _once(self, key: Hashable, kind: Callable[..., Node], *parts: object) -> Node:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.add(kind, *parts)
        return found

    def value(self, expression: ir.Expression, entity: str, wanted: ir.Type | None = None) -> Node:
        """An expression in the space of the instances that a rule is tried for."""
        keys = (Key(0, entity),)
        return self._recoded(
            self._compiled(expression, Frames(self.pack), keys), expression, wanted
        )

    def condition(self, expression: ir.Expression, entity: str) -> Node:
        """Likewise, as a condition: what is not given counts as no."""
        return self._condition(expression, Frames(self.pack), (Key(0, entity),))

    def broadcast(self, node: Node, entity: str, to: str) -> Node:
        """A column of an entity for the instances of one inside it."""
        return self._broadcast(node, (Key(0, entity),), Frames(self.pack), (Key(0, to),))

    def scalar(self, value: ir.Value, type_: ir.Type) -> Node:
        """A value of a type as a node."""
        match type_.kind:
            case ir.Kind.TEXT:
                number = self.literals.setdefault(str(value), len(self.literals))
            case ir.Kind.CHOICE:
                number = type_.choices.index(str(value))
            case _:
                number = int(value)
        return self.node(elementwise.LiteralNode, type_.kind, number)

    # Which space.

    def _home(self, expression: ir.Expression, frames: Frames, target: Keys) -> Keys:
        """The keys of the smallest space for an expression whose value is wanted in `target`."""
        # A date of the application, asked for in a function over its interviews: its home are the
        # applications, where it is evaluated once each, and from there it is broadcast.
        home = frames.reduced(frames.reads(expression))
        if len(home) == 1:
            return home
        home = frames.closed(home)
        return home if target[: len(home)] == home else target

    def _broadcast(self, node: Node, home: Keys, frames: Frames, target: Keys) -> Node:
        if home == target or isinstance(node, elementwise.LiteralNode):
            return node
        space = frames.space(target)
        if len(home) > 1:
            return self.node(elementwise.BroadcastNode, node, frames.space(home), space)
        key = frames.position(target, home[0])
        if space.base is None and space.entity == home[0].entity:
            return node
        return self.node(elementwise.BroadcastNode, node, Space(home[0].entity), space, key)

    def _compiled(
        self, expression: ir.Expression, frames: Frames, target: Keys, as_truth: bool = False
    ) -> Node:
        home = self._home(expression, frames, target)
        made = self._made(expression, frames, home)
        if as_truth and isinstance(expression, _MAYBE):
            made = self.node(elementwise.TruthNode, (made,))
        return self._broadcast(made, home, frames, target)

    def _condition(self, expression: ir.Expression, frames: Frames, target: Keys) -> Node:
        return self._compiled(expression, frames, target, as_truth=True)

    # What it does there.

    def _made(self, expression: ir.Expression, frames: Frames, home: Keys) -> Node:
        def inner(part: ir.Expression) -> Node:
            return self._compiled(part, frames, home)

        def holds(part: ir.Expression) -> Node:
            return self._condition(part, frames, home)

        match expression:
            case ir.Literal(value=value, type=type_):
                return self.scalar(value, type_)
            case ir.ParameterRef(name=name, type=type_):
                return self.scalar(self.parameters[name], type_)
            case ir.InForce(day=day):
                return self._in_force(expression, inner(day))
            case ir.FactRef(entity=entity, fact=fact):
                return self.fact(entity, fact)
            case ir.Given(operand=operand):
                return self.node(elementwise.GivenNode, (inner(operand),))
            case ir.Compare(op=op, left=left, right=right):
                other = self._recoded(inner(right), right, left.type)
                return self.node(elementwise.CompareNode, (inner(left), other), op)
            case ir.Is(left=left, right=right):
                return self._is(inner(left), left, inner(right), right)
            case ir.OneOf(operand=operand, options=options):
                one = inner(operand)
                tests = tuple(self._is(one, operand, inner(o), o) for o in options)
                return self._group(elementwise.OrNode, tests)
            case ir.And(operands=operands):
                return self._group(elementwise.AndNode, tuple(holds(o) for o in operands))
            case ir.Or(operands=operands):
                return self._group(elementwise.OrNode, tuple(holds(o) for o in operands))
            case ir.HowMany(operands=operands):
                return self.node(elementwise.HowManyNode, tuple(holds(o) for o in operands))
            case ir.Not(operand=operand):
                return self.node(elementwise.NotNode, (holds(operand),))
            case ir.Arithmetic(op=by, left=left, right=right, type=type_):
                kinds = (left.type.kind, right.type.kind, type_.kind)
                if (counted := expression.counted_by) is not None:
                    parts = tuple(map(inner, ir.children(expression)))
                    names = counted.chosen.type.choices
                    table = kernels.table_of(tuple(counted.calendars[name] for name in names))
                    return self.node(elementwise.ByCalendarNode, parts, by, kinds, table)
                return self.node(elementwise.ArithmeticNode, (inner(left), inner(right)), by, kinds)
            case ir.Call(function=function, operands=operands):
                parts = tuple(inner(operand) for operand in operands)
                return self.node(calls.CallNode, parts, function)
            case ir.Extreme(end=end, values=values):
                return self.node(elementwise.ExtremeNode, tuple(inner(v) for v in values), end)
            case ir.First(values=values, type=type_):
                parts = tuple(self._recoded(inner(v), v, type_) for v in values)
                return self.node(elementwise.FirstNode, parts)
            case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                return self._aggregate(expression, frames, home)

    def _in_force(self, expression: ir.InForce, day: Node) -> Node:
        own = self.parameters.get(expression.parameter)
        steps = expression.steps if own is None else ((ir.FIRST_DATE, own),)
        values = tuple(self.scalar(value, expression.type) for _, value in steps)
        return self.node(
            elementwise.InForceNode, (day, *values), tuple(first for first, _ in steps)
        )

    def _group(self, kind: Callable[..., Node], operands: tuple[Node, ...]) -> Node:
        if len(operands) == 1:
            return operands[0]
        return self.node(kind, operands)

    def _is(self, one: Node, left: ir.Expression, other: Node, right: ir.Expression) -> Node:
        return self.node(elementwise.IsNode, (one, self._recoded(other, right, left.type)))

    def fact(self, entity: str, fact: str) -> Node:
        """A fact in the space of its entity."""
        declared = self.pack.fact(entity, fact)
        if fact == ir.TODAY and ir.TODAY not in self.pack.entities[entity].facts:
            return self.node(elementwise.TodayNode)
        if declared.is_concluded:
            return self.concluded[entity, fact]
        days = days_of(self.pack, declared)
        return self._once((StatedNode, entity, fact), StatedNode, entity, declared, days)

    def _recoded(self, node: Node, expression: ir.Expression, wanted: ir.Type | None) -> Node:
        """Codes of choices as those of another type with the same names."""
        choices = expression.type.choices
        if wanted is None or choices == wanted.choices or isinstance(expression, ir.Literal):
            if isinstance(expression, ir.Literal) and wanted is not None:
                return self.scalar(expression.value, wanted)
            return node
        codes = tuple(wanted.choices.index(c) if c in wanted.choices else -2 for c in choices)
        return self.node(elementwise.RecodeNode, (node,), (*codes, -1))

    def _aggregate(
        self,
        expression: ir.Any_ | ir.Every | ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy,
        frames: Frames,
        home: Keys,
    ) -> Node:
        over = expression.over
        inside = frames.inside(over)
        item = Key(frames.depth, over.item)
        # For a rule about applications:
        #
        #   any of its interviews …           plain: a row for each interview, by application
        #   any other application …           other: a row for each application, by situation
        #   any offer before own day …        expanded: a row for each application and offer
        is_plain = home == (frames.parent_key(over),) and not over.is_other
        is_other = over.is_other and home == (frames.canonical(0, over.item),)
        if is_other and not isinstance(expression, ir.PickBy):
            reads = {c for part in _inner(expression) for c in inside.reads(part)}
            is_other = all(inside.covers(item, key) for key in reads)
        else:
            is_other = False
        if is_plain or is_other:
            keys: Keys = (item,)
            items = inside.space(keys)
        else:
            keys = (*home, item)
            items = inside.expanded(home, over)

        def inner(part: ir.Expression) -> Node:
            return self._compiled(part, inside, keys)

        def holds(part: ir.Expression) -> Node:
            return self._condition(part, inside, keys)

        kept = expression.filter
        looked = aggregates.Over(
            items, is_plain or is_other, is_other, None if kept is None else holds(kept)
        )
        match expression:
            case ir.Any_(condition=condition) | ir.Every(condition=condition):
                is_any = isinstance(expression, ir.Any_)
                return self.node(aggregates.QuantifierNode, looked, holds(condition), is_any)
            case ir.Count():
                return self.node(aggregates.CountNode, looked)
            case ir.Sum(value=value, type=type_):
                return self.node(aggregates.SumNode, looked, inner(value), type_.kind)
            case ir.ExtremeOf(value=value, end=end):
                return self.node(aggregates.ExtremeOfNode, looked, inner(value), end)
            case ir.PickBy(key=key, value=value, end=end, type=type_):
                picked = self._recoded(inner(value), value, type_)
                return self.node(aggregates.PickByNode, looked, inner(key), picked, end)


def _key(part: object) -> Hashable:
    """Nodes by their number: comparing them would go through all that they are made of."""
    match part:
        case Node():
            return part.slot
        case aggregates.Over():
            return (part.items, part.is_plain, part.is_other, _key(part.filter))
        case tuple():
            return tuple(map(_key, part))
        case _:
            return part


def _inner(
    expression: ir.Any_ | ir.Every | ir.Count | ir.Sum | ir.ExtremeOf | ir.PickBy,
) -> list[ir.Expression]:
    parts: list[ir.Expression | None] = [expression.filter]
    match expression:
        case ir.Any_(condition=condition) | ir.Every(condition=condition):
            parts.append(condition)
        case ir.Sum(value=value) | ir.ExtremeOf(value=value):
            parts.append(value)
        case ir.PickBy(key=key, value=value):
            parts += [key, value]
        case ir.Count():
            pass
    return [part for part in parts if part is not None]

"""The order of evaluation: firings and concluded facts stratum by stratum, and the checks on the way.

A check looks for instances in error. The checks stand in the order in which errors count, and they
are what drives the evaluation: what a check reads is worked out then, and let go of after the last
check that reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from advisor import ir
from advisor.backends.columnar import kernels
from advisor.backends.columnar.plan.block import Block, Node, Selections
from advisor.backends.columnar.plan.elementwise import LiteralNode, NothingNode
from advisor.backends.columnar.plan.lookup import AnyRowNode, OutcomeNode
from advisor.backends.columnar.plan.planner import Planner
from advisor.backends.columnar.plan.whole_tables import WholeTable, whole_tables
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class FiredNode(Node):
    """Where a rule fires: its condition holds and no rule that fires overrides it."""

    slot: int
    condition: Node
    overriders: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.condition, *self.overriders)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        holds = block.column(self.condition).values
        for overrider in self.overriders:
            holds = holds & ~block.column(overrider).values
        return kernels.ColumnarValue(holds)


@dataclass(frozen=True, slots=True)
class RuleConclusion:
    """A value that a rule concludes where it fires."""

    rule: str
    fired: Node
    value: Node

    def rules_at(self, block: Block, row: int) -> tuple[str, ...]:
        """The rules that conclude it for one instance."""
        return (self.rule,)

    def clashing(self, block: Block) -> kernels.Values | None:
        """The instances for which it is at odds with itself; None for none."""
        return None


@dataclass(frozen=True, slots=True)
class TableConclusion:
    """The values, written in the pack, that the rows of a table conclude where they hold."""

    rules: Mapping[int, str]  # by row
    fired: Node
    value: OutcomeNode

    def rules_at(self, block: Block, row: int) -> tuple[str, ...]:
        """As for `RuleConclusion`."""
        hits = self.value.hits
        held = hits.sets(block).rows[int(block.column(hits).values[row])]
        return tuple(self.rules[number] for number in held if number in self.rules)

    def clashing(self, block: Block) -> kernels.Values | None:
        """As for `RuleConclusion`."""
        return self.value.clashing(block)


@dataclass(frozen=True, slots=True)
class ConcludedNode(Node):
    """A concluded fact: what the firing rules conclude, else its default.

    Where two rules differ, the first one's value stands until the error is found.
    """

    slot: int
    kind: ir.Kind
    conclusions: tuple[RuleConclusion | TableConclusion, ...]
    default: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return _read_by(self.conclusions, self.default)

    def evaluate(self, block: Block) -> kernels.ColumnarValue:
        if self.kind is ir.Kind.YES_NO and all(
            isinstance(c.value, LiteralNode) and c.value.number for c in self.conclusions
        ):
            return self._where_any_fires(block)
        column = block.column(self.default)
        values, given = column.values, column.mask()
        read = [column]
        # The first rule comes last, so that its value stands: of the defaults 0 0 0, rule two makes
        # 6 6 0, and rule one, which fires in the first row only, 5 6 0.
        for conclusion in reversed(self.conclusions):
            fired = block.column(conclusion.fired).values
            if not np.any(fired):
                continue
            concluded = block.column(conclusion.value)
            has = kernels.and_(fired, concluded.mask())
            values = kernels.where(has, concluded.values, values)
            given = None if given is None else given | has
            read.append(concluded)
        if column.coded:
            return kernels.ColumnarValue(values, coded=True)
        low, high = self.evaluate_bounds(read)
        return kernels.ColumnarValue(values, given, low=low, high=high)

    def _where_any_fires(self, block: Block) -> kernels.ColumnarValue:
        """For rules that all conclude yes."""
        column = block.column(self.default)
        values, given = column.values, column.given
        for conclusion in self.conclusions:
            fired = block.column(conclusion.fired).values
            values = kernels.or_(values, fired)
            given = None if given is None else kernels.or_(given, fired)
        return kernels.ColumnarValue(values, given)


@dataclass(frozen=True, slots=True)
class FoundErrors:
    """Instances in error in one check: row numbers, and for each kind and rules."""

    entity: str
    rows: kernels.Array
    kinds: tuple[str, ...]
    rules: tuple[tuple[str, ...], ...]
    fact: str | None


@dataclass(frozen=True, slots=True)
class ConditionCheck:
    """Looks for conditions that are out of range."""

    rule: str
    entity: str
    condition: Node

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that it reads."""
        return (self.condition,)

    def find(self, block: Block, size: int, selections: Selections) -> FoundErrors | None:
        """The instances in error; None for none. Shape: `size` counts the entity's instances."""
        err = block.column(self.condition).err
        return _ranges(err, self.entity, (self.rule,), size)


@dataclass(frozen=True, slots=True)
class FactCheck:
    """Looks for conclusions that are out of range or contradict each other."""

    entity: str
    fact: str
    conclusions: tuple[RuleConclusion | TableConclusion, ...]
    rules: tuple[str, ...]  # that conclude it, in listing order
    default: Node
    can_clash: bool  # not where one rule concludes it, or all the same value

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that it reads."""
        return _read_by(self.conclusions, self.default)

    @property
    def is_sure(self) -> bool:
        """Whether nothing can go wrong: values that are written in the pack, which do not differ."""
        values = (self.default, *(conclusion.value for conclusion in self.conclusions))
        return not self.can_clash and all(isinstance(v, _SURE) for v in values)

    def find(self, block: Block, size: int, selections: Selections) -> FoundErrors | None:
        """As for `ConditionCheck`."""
        default = block.column(self.default)
        found: kernels.Values = kernels.FALSE
        bad: kernels.Values = kernels.FALSE
        first: kernels.Values | None = None
        for conclusion in self.conclusions:
            # Where rule one concludes 5 and rule two 6: at the second one, `found` is set, `first`
            # is 5, and 5 != 6 is a conflict. Where one fires only, its value is `first` for the
            # rules behind it.
            is_sure = not self.can_clash and isinstance(conclusion.value, _SURE)
            if is_sure and default.err is None:
                continue
            fired = block.column(conclusion.fired).values
            if not np.any(fired):
                continue
            column = block.column(conclusion.value)
            if column.err is not None:
                bad = bad | (column.err & fired)
            if not self.can_clash and default.err is None:
                continue
            has = kernels.and_(fired, column.mask())
            if self.can_clash:
                clashing = conclusion.clashing(block)
                if clashing is not None:
                    bad = bad | clashing
                if first is None:
                    first = column.values
                else:
                    bad = bad | (found & has & (first != column.values))
                    first = kernels.where(found, first, column.values)
            found = found | has
        if default.err is not None:
            bad = bad | (default.err & ~found)
        if not np.any(bad):
            return None
        rows = np.flatnonzero(kernels.rows_of(bad, size))
        told = [self._error(block, int(row)) for row in rows]
        kinds, rules = tuple(k for k, _ in told), tuple(r for _, r in told)
        return FoundErrors(self.entity, rows, kinds, rules, self.fact)

    def _error(self, block: Block, row: int) -> tuple[str, tuple[str, ...]]:
        """What is wrong with one instance, and the rules behind it."""
        named: list[str] = []
        for conclusion in self.conclusions:
            if _at(block.column(conclusion.fired).values, row):
                column = block.column(conclusion.value)
                if column.err is not None and _at(column.err, row):
                    return "range", conclusion.rules_at(block, row)
                mask = column.mask()
                if _at(kernels.TRUE if mask is None else mask, row):
                    named += conclusion.rules_at(block, row)
        return ("conflict", tuple(sorted(named, key=self.rules.index))) if named else ("range", ())


@dataclass(frozen=True, slots=True)
class AdviceCheck:
    """Looks for a start or a due that is out of range."""

    rule: str
    entity: str
    fired: Node
    dates: tuple[Node, ...]

    @property
    def children(self) -> tuple[Node, ...]:
        """The nodes that it reads."""
        return (self.fired, *self.dates)

    def find(self, block: Block, size: int, selections: Selections) -> FoundErrors | None:
        """As for `ConditionCheck`."""
        if not np.any(block.column(self.fired).values):
            return None
        selection = selections.where(self.fired, self.entity)
        err: kernels.Values | None = None
        for node in self.dates:
            err = kernels.or_(err, selection.narrow(node).err)
        rows = selection.rows
        return _ranges(err, self.entity, (self.rule,), len(rows), rows)


Check = ConditionCheck | FactCheck | AdviceCheck


_SURE = (NothingNode, LiteralNode, OutcomeNode)  # values that are written in the pack


def _read_by(
    conclusions: tuple[RuleConclusion | TableConclusion, ...], default: Node
) -> tuple[Node, ...]:
    return (*(node for c in conclusions for node in (c.fired, c.value)), default)


def _ranges(
    err: kernels.Values | None,
    entity: str,
    rules: tuple[str, ...],
    size: int,
    among: kernels.Array | None = None,
) -> FoundErrors | None:
    """Shape: `err` has `size` rows, those of all instances or of the ones `among` them."""
    if err is None or not np.any(err):
        return None
    rows = np.flatnonzero(kernels.rows_of(err, size))
    if among is not None:
        rows = among.take(rows)
    return FoundErrors(entity, rows, ("range",) * len(rows), (rules,) * len(rows), None)


def _at(values: kernels.Values, row: int) -> bool:
    return bool(values[row] if isinstance(values, np.ndarray) else values)


@dataclass(frozen=True, slots=True)
class Schedule:
    """All firings by rule, and the checks in the order in which errors count."""

    fired: dict[str, Node]
    checks: tuple[Check, ...]

    def last_reads(self, kept: Iterable[Node]) -> tuple[tuple[int, ...], ...]:
        """Liveness: for each check, the slots that nothing reads after it; never those `kept`.

        Memory that was just used is still in the processor's cache, and serves the next columns.
        What is dropped too early, because a check was skipped, is worked out again when asked for.
        """
        # Check 0 reads a + b, check 1 reads a: after 0 the sum and b are dropped, after 1 a. Children
        # are read once, when their node is evaluated: were the sum read again by check 2, it would
        # stay until then, but b would not.
        last: dict[int, int] = {}
        done: set[int] = set()

        def read(nodes: Sequence[Node], number: int) -> None:
            stack = list(nodes)
            while stack:
                node = stack.pop()
                if isinstance(node, LiteralNode):
                    continue  # costs nothing
                last[node.slot] = number
                if node.slot not in done:
                    done.add(node.slot)
                    stack.extend(node.children)

        for number, check in enumerate(self.checks):
            read(check.children, number)
        read(tuple(kept), len(self.checks))
        dropped: list[list[int]] = [[] for _ in range(len(self.checks) + 1)]
        for slot, number in last.items():
            dropped[number].append(slot)
        return tuple(map(tuple, dropped[:-1]))


def plan_schedule(program: ir.Program, planner: Planner) -> Schedule:
    """The nodes of all firings and concluded facts, and what is checked when."""
    fired: dict[str, Node] = {}
    checks: list[Check] = []
    tables = whole_tables(program)
    for level, stratum in enumerate(program.strata):
        for name in stratum.firings:
            if name in tables:
                entity = program.pack.rules[name].entity
                checks += [
                    ConditionCheck(name, entity, node) for node in tables[name].read(name, planner)
                ]
                continue
            fired[name], held = plan_firing(program, planner, fired, name)
            checks.append(held)
        for table in dict.fromkeys(tables.values()):
            if table.level == level:
                fired.update(table.firings(planner))
        for entity, fact in stratum.facts:
            check = plan_fact(program, planner, fired, entity, fact, tables)
            if not check.is_sure:
                checks.append(check)
    for name in program.pack.rules:
        dated = plan_dates(program, planner, fired, name)
        if dated is not None:
            checks.append(dated)
    return Schedule(fired, tuple(checks))


def plan_firing(
    program: ir.Program, planner: Planner, fired: Mapping[str, Node], name: str
) -> tuple[Node, ConditionCheck]:
    """The node of where a rule fires; `fired` has those of the rules that override it."""
    rule = program.pack.rules[name]
    condition = planner.condition(_condition_of(rule), rule.entity)
    overriders = tuple(
        planner.broadcast(fired[other], program.pack.rules[other].entity, rule.entity)
        for other in program.overridden_by[name]
    )
    node = planner.node(FiredNode, condition, overriders) if overriders else condition
    return node, ConditionCheck(name, rule.entity, condition)


def plan_dates(
    program: ir.Program, planner: Planner, fired: Mapping[str, Node], name: str
) -> AdviceCheck | None:
    """The check of the start and the due of a rule's advice; None where it has neither."""
    rule = program.pack.rules[name]
    if rule.advises is None:
        return None
    written = [e for e in (rule.advises.start, rule.advises.due) if e is not None]
    if not written:
        return None
    dates = tuple(planner.value(e, rule.entity) for e in written)
    return AdviceCheck(name, rule.entity, fired[name], dates)


def _condition_of(rule: ir.Rule) -> ir.And:
    parts = (rule.when,) if rule.unless is None else (rule.when, ir.Not(rule.unless, rule.span))
    return ir.And(parts, rule.span)


def plan_fact(
    program: ir.Program,
    planner: Planner,
    fired: Mapping[str, Node],
    entity: str,
    fact: str,
    tables: Mapping[str, WholeTable] = MappingProxyType({}),
) -> FactCheck:
    """The check of a concluded fact; its node is made, too, and stands in `planner.concluded`."""
    declared = program.pack.entities[entity].facts[fact]
    conclusions: list[RuleConclusion | TableConclusion] = []
    of_tables: dict[WholeTable, dict[str, LiteralNode]] = {}
    for name in program.concluded_by[entity, fact]:
        value = planner.value(program.pack.rules[name].value_of(fact), entity, declared.type)
        if name in tables and isinstance(value, LiteralNode):
            of_tables.setdefault(tables[name], {})[name] = value
        else:
            conclusions.append(RuleConclusion(name, fired[name], value))
    conclusions += [
        _of_table(table, values, planner, declared.type) for table, values in of_tables.items()
    ]
    place = {name: at for at, name in enumerate(program.concluded_by[entity, fact])}
    conclusions.sort(key=lambda c: min(place[name] for name in _names(c)))
    kind = declared.type.kind
    if declared.computed_default is None:
        default = planner.node(NothingNode, kind)
    else:
        default = planner.value(declared.computed_default, entity, declared.type)
    found = tuple(conclusions)
    planner.concluded[entity, fact] = planner.add(ConcludedNode, kind, found, default)
    can_clash = len({c.value.slot for c in conclusions}) > 1 or any(
        isinstance(c.value, OutcomeNode)
        and c.value.hits.ranks is None
        and len(set(c.value.numbers.values())) > 1
        for c in conclusions
    )
    return FactCheck(entity, fact, found, tuple(place), default, can_clash)


def _names(conclusion: RuleConclusion | TableConclusion) -> Iterable[str]:
    if isinstance(conclusion, RuleConclusion):
        return (conclusion.rule,)
    return conclusion.rules.values()


def _of_table(
    table: WholeTable, values: Mapping[str, LiteralNode], planner: Planner, type_: ir.Type
) -> TableConclusion:
    rows = {table.rows[name]: name for name in values}
    numbers = {table.rows[name]: value.number for name, value in values.items()}
    hits = table.hits(planner)
    return TableConclusion(
        rows,
        planner.add(AnyRowNode, hits, frozenset(rows)),
        _outcome(planner.add(OutcomeNode, hits, type_, numbers)),
    )


def _outcome(node: Node) -> OutcomeNode:
    assert isinstance(node, OutcomeNode)  # it was made as one
    return node

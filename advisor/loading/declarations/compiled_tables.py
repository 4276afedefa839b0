"""Decision tables: each row becomes a rule, and how rows go together becomes overrides.

tables:                                     rules:
  - table: fee                                - rule: fee/1
    hit: first                                  for: claim
    for: claim                                  when: kind is repair
    when: [kind, age]                           conclude: {fee: 0}
    then: {conclude: fee}                       overrides: [fee/2, fee/otherwise]
    rows:                                     - rule: fee/2
      - [repair, -,         0]                  for: claim
      - [-,      < 14 days, 5]                  when: age < 14 days
    otherwise: [9]                              …
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.cells import CellReader, is_nothing
from advisor.loading.declarations.citations import read_references
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.symbol_table import Declarations, EntityFields
from advisor.loading.declarations.tables import COLLECT, OTHERWISE, RawTable
from advisor.loading.language.names import Scope
from advisor.loading.syntax.nodes import ScalarNode, shown

_MOST_OVERRIDES = 1_000_000


@dataclass(slots=True)
class CompiledTables:
    """What tables become: rules, helping facts by entity, and what is said before what in advice."""

    rules: dict[str, ir.Rule] = field(default_factory=dict)
    tables: dict[str, ir.DecisionTable] = field(default_factory=dict)
    facts: dict[str, list[ir.FactDeclaration]] = field(default_factory=dict)
    after: dict[str, list[str]] = field(default_factory=dict)

    def entities(
        self, declared: Mapping[str, ir.EntityDeclaration]
    ) -> dict[str, ir.EntityDeclaration]:
        """The entities with the helping facts."""
        return {
            name: replace(e, facts={**e.facts, **{f.name: f for f in self.facts[name]}})
            if name in self.facts
            else e
            for name, e in declared.items()
        }

    def actions(self, declared: Mapping[str, ir.Action]) -> dict[str, ir.Action]:
        """The actions, each after those that its table names before it."""
        return {
            name: replace(a, after=tuple(dict.fromkeys((*a.after, *self.after[name]))))
            if name in self.after
            else a
            for name, a in declared.items()
        }


def read_tables(
    tables: Mapping[str, RawTable], declared: Declarations, reader: NodeReader
) -> CompiledTables:
    """All tables as rules."""
    found = CompiledTables()
    for table in tables.values():
        if table.entity is not None:
            _Compiler(table, table.entity, declared, reader, found).compile()
    return found


class _Compiler:
    """One table on its way to rules."""

    def __init__(
        self,
        table: RawTable,
        entity: str,
        declared: Declarations,
        reader: NodeReader,
        into: CompiledTables,
    ) -> None:
        self.table, self.entity, self.declared, self.into = table, entity, declared, into
        self.body = EntityFields(table.body.body, table.body.what, reader, declared, entity)
        scope = Scope(
            declared.entities,
            declared.parameters,
            entity,
            False,
            declared.rule_names,
            declared.action_names,
        )
        self.cells = CellReader(scope, reader)
        self.types: dict[str, ir.Type] = {}  # of the facts that it concludes
        self.sources: tuple[str, ...] = ()
        self.because: ir.Template | None = None
        self.disputed: str | None = None

    def compile(self) -> None:
        table, body = self.table, self.body
        read = [self.cells.input(node) for node in table.inputs]
        inputs = tuple(one for one in read if one is not None)
        is_whole = self._check_columns() and len(inputs) == len(read)
        self.sources = read_references(body, self.declared.sources)
        self.because, self.disputed = body.template("because"), body.text("disputed")
        advises = any(column.is_advice for column in table.columns)
        if advises and body.node("because") is None:
            help = "add `because: …` with one sentence for the reader"
            message = f"{body.what} advises without giving a reason"
            body.report("ADV122", table.name.span, message, help)
        collect = self._collect(advises)
        order = self._order()
        if not is_whole:
            return
        rules: list[ir.Rule] = []
        tests: list[tuple[ir.Expression | None, ...]] = []
        for number, row in enumerate(table.rows, 1):
            cells = tuple(self.cells.test(node, of) for node, of in zip(row, inputs, strict=False))
            outcome = row[len(inputs) :]
            rule = self._rule(
                table.row_name(number), row_condition(cells, row[0].span), outcome, row[0].span
            )
            rules.append(rule)
            tests.append(cells)
        otherwise = self._otherwise()
        if body.found and any(d.severity.value == "error" for d in body.found):
            return  # the overrides would be worked out from cells that were not read
        ranked = self._ranked(rules, order)
        if collect is not None:
            rules = self._collected(collect, rules, otherwise)
        elif table.hit.is_single:
            rules = self._overriding(rules, inputs, tests, ranked)
        if table.hit.is_in_order:
            self._put_after(ranked)
        self.into.rules.update((rule.name, rule) for rule in rules)
        if otherwise is not None:
            self.into.rules[otherwise.name] = otherwise
        self.into.tables[table.name.text] = ir.DecisionTable(
            table.name.text,
            self.entity,
            table.hit,
            tuple(shown(node.text) for node in table.inputs),
            inputs,
            tuple(table.row_name(number) for number in range(1, len(table.rows) + 1)),
            tuple(tests),
            tuple(rule.name for rule in ranked),
            None if otherwise is None else otherwise.name,
            table.name.span,
            tuple(c.fact for r in rules[:-1] for c in r.concludes) if collect is not None else (),
        )

    def _check_columns(self) -> bool:
        """Whether each column of an outcome can be one; facts that cannot be concluded are reported."""
        facts = self.declared.entities[self.entity].facts
        is_right = True
        for column in self.table.columns:
            if column.is_advice:
                continue
            fact = facts.get(column.name)
            if fact is not None:
                of = ir.Symbol(ir.NameKind.FACT, column.name, (self.entity,))
                self.body.use(of, ScalarNode(column.name, column.span))
            if fact is not None and fact.is_concluded and fact.type is not ir.ERROR:
                self.types[column.name] = fact.type
                continue
            is_right = False
            name = ScalarNode(column.name, column.span)
            if fact is None:
                known = [f.name for f in facts.values() if f.is_concluded]
                help = did_you_mean(column.name, known)
                if help is None:
                    help = f"declare it under the facts of `{self.entity}` with `concluded: yes`"
                message = f"`{self.entity}` has no fact `{shown(name.text)}` of its own"
                self.body.report("ADV127", column.span, message, help)
            elif not fact.is_concluded:
                message = f"`{column.name}` is stated by people, so no table can conclude it"
                help = "declare it with `concluded: yes`, or conclude another fact"
                where = ((fact.span, "declared here"),)
                self.body.report("ADV128", column.span, message, help, related=where)
        return is_right

    def _collect(self, advises: bool) -> str | None:
        """What becomes of the values of all rows, or None."""
        table, body = self.table, self.body
        collect = body.word("collect", COLLECT)
        key = body.key("collect")
        if table.hit is not ir.HitPolicy.COLLECT:
            if key is not None:
                help = "write `hit: collect`, or leave it out"
                body.report("ADV163", key.span, "`collect` goes with `hit: collect` only", help)
            if table.hit.is_in_order and self.types:
                self._report_several(f"`hit: {table.hit.value}`")
            return None
        if collect is None:
            if self.types:
                self._report_several("`hit: collect` alone")
            return None
        if advises or len(self.types) != 1:
            help = "conclude one fact, and no advice"
            body.report(
                "ADV163",
                key.span if key else table.name.span,
                f"`collect: {collect}` is made of one column",
                help,
            )
            return None
        [(name, type_)] = self.types.items()
        kinds: tuple[ir.Kind, ...] = (ir.Kind.NUMBER, ir.Kind.DURATION)
        if collect in ("min", "max"):
            kinds = (*kinds, ir.Kind.DATE)
        elif collect == "count":
            kinds = (ir.Kind.NUMBER,)
        if type_.kind not in kinds:
            wanted = " or ".join(ir.kind_words(ir.Type(kind)) for kind in kinds)
            message = f"`collect: {collect}` makes {wanted}, and `{name}` is {ir.kind_words(type_)}"
            body.report("ADV163", self.table.columns[0].span, message, "conclude another fact")
            return None
        return collect

    def _report_several(self, what: str) -> None:
        name = next(iter(self.types))
        self.body.report(
            "ADV163",
            self.table.columns[0].span,
            f"{what} may give several values, and `{name}` can have one",
            "advise actions, or add `collect: sum`, `min`, `max` or `count` with `hit: collect`",
        )

    def _order(self) -> tuple[str, ...] | None:
        """The outcomes in their order, for priority and output order; None where none is needed."""
        table, body = self.table, self.body
        nodes = body.names("order")
        needed = table.hit in (ir.HitPolicy.PRIORITY, ir.HitPolicy.OUTPUT_ORDER)
        key = body.key("order")
        if not needed:
            if key is not None:
                help = "it goes with `hit: priority` and `hit: output order`"
                body.report("ADV163", key.span, "`order` has no meaning here", help)
            return None
        first = table.columns[0]
        type_ = self.types.get(first.name)
        for node in nodes:
            if first.is_advice and node.text in self.declared.actions:
                body.use(ir.Symbol(ir.NameKind.ACTION, node.text), node)
            elif type_ is not None:
                body.use_choice(type_, node)
        if nodes:
            return tuple(node.text for node in nodes)
        if first.is_advice:
            return tuple(self.declared.actions)
        if type_ is not None and type_.kind is ir.Kind.CHOICE:
            return type_.choices
        if type_ is not None:
            help = "add `order: […]` with the outcomes, the one that counts first in front"
            message = f"nothing says in which order the values of `{first.name}` count"
            body.report("ADV163", first.span, message, help)
        return ()

    def _rule(
        self, name: str, when: ir.Expression, outcome: tuple[ScalarNode, ...], span: Span
    ) -> ir.Rule:
        concludes: list[ir.Conclude] = []
        advice: dict[str, ScalarNode] = {}
        counts = self.table.collect == "count" and not name.endswith(OTHERWISE)
        for column, node in zip(self.table.columns, outcome, strict=True):
            if is_nothing(node):
                continue
            if column.is_advice:
                advice[column.name] = node
            elif counts:
                one = ir.Literal(ir.MILLION, ir.NUMBER, node.span)
                concludes.append(ir.Conclude(column.name, one, node.span))
            elif (value := self.cells.value(node, self.types[column.name])) is not None:
                concludes.append(ir.Conclude(column.name, value, node.span))
        if all(is_nothing(node) for node in outcome):
            help = "write what follows, or take the row out"
            self.body.report("ADV121", span, f"the row `{name}` does nothing", help)
        advises = self._advise(advice, span)
        # Where no row is settled before another, each overrides only what stands for none of them.
        fallback = f"{self.table.name.text}/{OTHERWISE}"
        has_fallback = self.table.otherwise is not None and self.table.collect is None
        return ir.Rule(
            name,
            self.entity,
            when,
            None,
            span,
            tuple(concludes),
            advises,
            overrides=(fallback,) if has_fallback and name != fallback else (),
            because=self.because,
            sources=self.sources,
            disputed=self.disputed,
        )

    def _advise(self, cells: Mapping[str, ScalarNode], span: Span) -> ir.Advise | None:
        action = cells.get("advise")
        start, due = (
            self.cells.value(cells[key], ir.DATE) if key in cells else None
            for key in ("start", "due")
        )
        if action is None:
            if cells and any(column.name == "advise" for column in self.table.columns):
                help = "name an action, or leave `start` and `due` empty too"
                self.body.report("ADV102", span, "this row has a date without an action", help)
            return None
        if not self.body.is_action(action):
            return None
        return ir.Advise(action.text, start, due, (), action.span)

    def _otherwise(self) -> ir.Rule | None:
        outcome = self.table.otherwise
        if outcome is None:
            return None
        span = outcome[0].span
        name = f"{self.table.name.text}/{OTHERWISE}"
        return self._rule(name, ir.Literal(True, ir.YES_NO, span), outcome, span)

    def _ranked(self, rules: list[ir.Rule], order: tuple[str, ...] | None) -> list[ir.Rule]:
        """The rules, that which counts first in front: by outcome, then from the top down."""
        if order is None:
            return rules
        places = {value: at for at, value in enumerate(order)}
        inputs = len(self.table.inputs)
        ranks: list[int] = []
        for row in self.table.rows:
            cell = row[inputs]
            if cell.text not in places and not is_nothing(cell):
                known = listed(order) if order else "none"
                help = did_you_mean(cell.text, order) or f"add it to `order`; there are {known}"
                message = f"`{shown(cell.text)}` has no place in the order of outcomes"
                self.body.report("ADV163", cell.span, message, help)
            ranks.append(places.get(cell.text, len(places)))
        return [rules[at] for at in sorted(range(len(rules)), key=lambda at: (ranks[at], at))]

    def _overriding(
        self,
        rules: list[ir.Rule],
        inputs: tuple[ir.Expression, ...],
        tests: list[tuple[ir.Expression | None, ...]],
        ranked: list[ir.Rule],
    ) -> list[ir.Rule]:
        """Each rule overrides those behind it that can hold where it does."""
        at = {rule.name: number for number, rule in enumerate(rules)}
        in_rank = [at[rule.name] for rule in ranked]
        pairs = ir.overlapping_pairs(inputs, [tests[number] for number in in_rank], _MOST_OVERRIDES)
        if pairs is None:
            help = "divide the table, or write rows that exclude each other and `hit: unique`"
            message = (
                f"more than {_MOST_OVERRIDES:,} pairs of rows of {self.body.what} can hold together"
            )
            self.body.report("ADV164", self.table.name.span, message, help)
            return rules
        return [
            replace(rule, overrides=(*(ranked[o].name for o in pairs[rank]), *rule.overrides))
            for rank, rule in sorted(enumerate(ranked), key=lambda pair: at[pair[1].name])
        ]

    def _collected(
        self, collect: str, rules: list[ir.Rule], otherwise: ir.Rule | None
    ) -> list[ir.Rule]:
        """Each row concludes a fact of its own, and one rule more makes the fact of them."""
        [(fact, type_)] = self.types.items()
        stem = self.table.name.text.replace("-", "_")
        facts = self.declared.entities[self.entity].facts
        made = self.into.facts.setdefault(self.entity, [])
        refs: list[ir.Expression] = []
        found: list[ir.Rule] = []
        span = self.table.name.span
        for number, rule in enumerate(rules, 1):
            name = f"{stem}_{number}"
            if name in facts:
                help = "rename the fact, or the table"
                message = f"`{name}` is what row {number} of {self.body.what} concludes"
                self.body.report("ADV107", facts[name].span, message, help)
            made.append(ir.FactDeclaration(name, self.entity, type_, rule.span, is_concluded=True))
            refs.append(ir.FactRef(0, self.entity, name, type_, rule.span))
            [own] = rule.concludes
            found.append(replace(rule, concludes=(ir.Conclude(name, own.value, own.span),)))
        total = _total(collect, refs, type_, span)
        when: ir.Expression = ir.Literal(True, ir.YES_NO, span)
        overrides: tuple[str, ...] = ()
        if otherwise is not None:
            given = tuple(ir.Given(ref, span) for ref in refs)
            when = given[0] if len(given) == 1 else ir.Or(given, span)
            overrides = (otherwise.name,)
        name = f"{self.table.name.text}/{collect}"
        found.append(
            ir.Rule(
                name,
                self.entity,
                when,
                None,
                span,
                (ir.Conclude(fact, total, span),),
                overrides=overrides,
                because=self.because,
                sources=self.sources,
                disputed=self.disputed,
            )
        )
        return found

    def _put_after(self, ranked: list[ir.Rule]) -> None:
        """Advice of all rows stands in the order of the rows, or of the outcomes."""
        actions = list(dict.fromkeys(r.advises.action for r in ranked if r.advises is not None))
        for number, action in enumerate(actions):
            if number:
                self.into.after.setdefault(action, []).extend(actions[:number])


def row_condition(cells: tuple[ir.Expression | None, ...], span: Span) -> ir.Expression:
    """Where a row of these cells holds."""
    tests: list[ir.Expression] = []
    for cell in cells:  # a range is two conditions
        if cell is not None:
            tests += cell.operands if isinstance(cell, ir.And) else (cell,)
    if not tests:
        return ir.Literal(True, ir.YES_NO, span)
    return tests[0] if len(tests) == 1 else ir.And(tuple(tests), span)


def _total(collect: str, refs: list[ir.Expression], type_: ir.Type, span: Span) -> ir.Expression:
    if collect in ("min", "max"):
        end = ir.End.LOW if collect == "min" else ir.End.HIGH
        return ir.Extreme(end, tuple(refs), type_, span)
    nothing = ir.Literal(0, type_, span)
    parts: list[ir.Expression] = [ir.First((ref, nothing), type_, span) for ref in refs]
    # Added up in pairs, and these in pairs, so that the sum of n rows lies log n deep, not n.
    while len(parts) > 1:
        pairs = [parts[at : at + 2] for at in range(0, len(parts), 2)]
        parts = [
            ir.Arithmetic(ir.Operator.PLUS, pair[0], pair[1], type_, span)
            if len(pair) == 2
            else pair[0]
            for pair in pairs
        ]
    return parts[0] if parts else nothing

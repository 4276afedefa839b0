"""Mutants of decision tables: a cell that says a little more or less, a row left out, the outcome of another row.

A row is a rule, so a change of it is one of that rule; which row gives way to which follows from the cells, and is
worked out anew where a cell says something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor import ir
from advisor.loading.declarations.compiled_tables import row_condition
from advisor.mutation.mutants import (
    ExpressionEdit,
    Mutant,
    MutationKind,
    edits_of,
    limits,
    moved,
    value_edits,
)
from advisor.mutation.rewriting import mapped, without

_Cells = tuple[ir.Expression | None, ...]


def table_mutants(program: ir.Program, table: ir.DecisionTable) -> Iterator[Mutant]:
    """The mistakes that somebody may make in a table, but for those inside of outcomes."""
    made = _Rows(program, table)
    for at, head in enumerate(table.inputs):
        if not isinstance(head, ir.FactRef):
            yield from made.with_heads(at, head)
    for number, cells in enumerate(table.cells):
        for at, cell in enumerate(cells):
            if cell is not None:
                yield from made.with_cells(number, at, cell)
        if len(table.rows) > 1:
            yield from made.without_row(number)
            yield from made.with_outcomes(number)


class _Rows:
    """The rules that the rows of a table are, and what they become."""

    def __init__(self, program: ir.Program, table: ir.DecisionTable) -> None:
        self.table = table
        self.rules = [program.pack.rules[name] for name in table.rows]
        self._rules = program.pack.rules
        fired = (name for stratum in program.strata for name in stratum.firings)
        self._settled = {name: number for number, name in enumerate(fired)}

    def with_heads(self, at: int, head: ir.Expression) -> Iterator[Mutant]:
        """What all rows ask in one column, changed as any expression is."""
        for edit in edits_of(head):

            def changed(part: ir.Expression, new: ir.Expression = edit.whole) -> ir.Expression:
                return new if part == head else part

            rules = [
                rule if cells[at] is None else replace(rule, when=mapped(rule.when, changed))
                for rule, cells in zip(self.rules, self.table.cells, strict=True)
            ]
            others = tuple(r for r, own in zip(rules, self.rules, strict=True) if r is not own)
            if others:
                yield replace(self._mutant(edit, others[0], others[1:]), where="head", cell=None)

    def with_cells(self, number: int, at: int, cell: ir.Expression) -> Iterator[Mutant]:
        """What one row asks of one input."""
        edits = [(edit, edit.whole) for edit in cell_edits(cell)]
        for edit, new in (*edits, (ExpressionEdit(MutationKind.CONDITION, cell, None, cell), None)):
            cells = self.table.cells[number]
            mutant = self._with(number, edit, (*cells[:at], new, *cells[at + 1 :]))
            if mutant is not None:
                yield replace(mutant, cell=cell.span)

    def without_row(self, number: int) -> Iterator[Mutant]:
        """A row that is not there: its rule never fires."""
        rule = self.rules[number]
        never = replace(rule, when=ir.Literal(False, ir.YES_NO, rule.span))
        yield Mutant(MutationKind.ROW, rule.span, "row", rule.name, None, never, cell=rule.span)

    def with_outcomes(self, number: int) -> Iterator[Mutant]:
        """For each outcome of a row that of the next row in which it is another one."""
        rule = self.rules[number]
        following = (*self.rules[number + 1 :], *self.rules[:number])
        for at, own in enumerate(rule.concludes):
            others = (r.concludes[at].value for r in following if len(r.concludes) > at)
            other = next((value for value in others if value != own.value), own.value)
            tried = [edit.new for edit in value_edits(own.value)]
            if other not in (own.value, *tried) and other.type == own.value.type:
                concludes = list(rule.concludes)
                concludes[at] = replace(own, value=other)
                changed = replace(rule, concludes=tuple(concludes))
                yield self._outcome(own.fact, own.value, other, changed)
        for advises in (r.advises for r in following):
            if rule.advises and advises and advises.action != rule.advises.action:
                changed = replace(rule, advises=replace(rule.advises, action=advises.action))
                span, action = rule.advises.span, rule.advises.action
                yield Mutant(
                    MutationKind.OUTCOME, span, "advise", action, advises.action, changed, cell=span
                )
                break

    def _outcome(
        self, fact: str, old: ir.Expression, new: ir.Expression, changed: ir.Rule
    ) -> Mutant:
        return Mutant(MutationKind.OUTCOME, old.span, fact, old, new, changed, cell=old.span)

    def _with(self, number: int, edit: ExpressionEdit, cells: _Cells) -> Mutant | None:
        """A row of other cells; None where another order of the rules would be needed than there is."""
        rule = self.rules[number]
        changed = replace(rule, when=row_condition(cells, rule.span))
        overlapping = self._overlapping(number, cells)
        if self.table.hit is ir.HitPolicy.UNIQUE and overlapping:
            refused = f"it would hold together with `{min(overlapping, key=self.table.rows.index)}`"
            return replace(self._mutant(edit, changed), refused=refused)
        if not self.table.hit.is_single:
            return self._mutant(edit, changed)
        ranked = self.table.ranked
        mine = ranked.index(rule.name)
        fallback = tuple(name for name in rule.overrides if name not in ranked)
        below = tuple(name for name in ranked[mine + 1 :] if name in overlapping)
        changed = replace(changed, overrides=(*below, *fallback))
        others: list[ir.Rule] = []
        for name in ranked[:mine]:
            above = self._rules[name]
            if (name in overlapping) != (rule.name in above.overrides):
                rows = {*above.overrides} ^ {rule.name}
                kept = tuple(o for o in ranked if o in rows)
                extra = tuple(o for o in above.overrides if o not in ranked)
                others.append(replace(above, overrides=(*kept, *extra)))
        every = (changed, *others)
        if any(self._settled[r.name] > self._settled[o] for r in every for o in r.overrides):
            return None
        return self._mutant(edit, changed, tuple(others))

    def _overlapping(self, number: int, cells: _Cells) -> set[str]:
        """The rows that can hold together with one of these cells."""
        table = self.table
        return {
            name
            for other, (name, own) in enumerate(zip(table.rows, table.cells, strict=True))
            if other != number and _can_both_hold(table.inputs, cells, own)
        }

    def _mutant(
        self, edit: ExpressionEdit, rule: ir.Rule, beside: tuple[ir.Rule, ...] = ()
    ) -> Mutant:
        return Mutant(
            edit.kind,
            edit.old.span,
            "when",
            edit.old,
            edit.new,
            rule,
            group=edit.group,
            number=edit.number,
            beside=beside,
        )


def _can_both_hold(inputs: tuple[ir.Expression, ...], one: _Cells, other: _Cells) -> bool:
    pairs = ir.overlapping_pairs(inputs, [one, other], 1)
    return pairs is None or bool(pairs[0])


def cell_edits(cell: ir.Expression) -> Iterator[ExpressionEdit]:
    """All changes of a cell, not of the input that it is about: a limit of a range is open instead of closed or moved, a
    value another one, a choice left out, a negation dropped.
    """
    match cell:
        case ir.Compare():
            for changed in limits(cell):
                yield ExpressionEdit(MutationKind.LIMIT, cell, changed, changed)
        case ir.Not(operand=operand):
            yield ExpressionEdit(MutationKind.NEGATION, cell, operand, operand)
            for edit in cell_edits(operand):
                yield replace(edit, whole=replace(cell, operand=edit.whole))
        case ir.And(operands=operands) | ir.Or(operands=operands):
            for number, operand in enumerate(operands):
                for edit in cell_edits(operand):
                    made = (*operands[:number], edit.whole, *operands[number + 1 :])
                    yield replace(edit, whole=replace(cell, operands=made))
        case ir.Is(right=right):
            for value in _other_values(right):
                yield ExpressionEdit(MutationKind.CELL, right, value, replace(cell, right=value))
        case ir.OneOf(options=options):
            for number, option in enumerate(options):
                for value in _other_values(option):
                    others = (*options[:number], value, *options[number + 1 :])
                    yield ExpressionEdit(
                        MutationKind.CELL, option, value, replace(cell, options=others)
                    )
                if len(options) > 1:
                    left = replace(cell, options=without(options, number))
                    yield ExpressionEdit(MutationKind.OPTION, option, None, left, cell, number)
        case _:
            pass


def _other_values(value: ir.Expression) -> Iterator[ir.Expression]:
    """A number, day or length one more and one less; the other of yes and no."""
    match value:
        case ir.Literal(value=bool() as held):
            yield replace(value, value=not held)
        case ir.Literal(type=type_) if type_.kind in ir.BOUNDS and type_.kind is not ir.Kind.YES_NO:
            yield from (moved(value, by) for by in (1, -1))
        case _:
            pass

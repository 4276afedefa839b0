"""Mutants: the program with one small mistake in it, as an author might make it.

Each is made of the checked program, so that it needs no reading of files, and knows in which place of
which file the same change would be made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from advisor import ir
from advisor.diagnostics import Span
from advisor.mutation.rewriting import joined, mapped, parts, without


class MutationKind(Enum):
    """What is changed. The value is how reports call it."""

    LIMIT = "a comparison with its limit moved by one"
    JOIN = "`and` and `or` exchanged"
    NEGATION = "a negation dropped"
    CONDITION = "a condition left out"
    OPTION = "a choice left out"
    UNLESS = "`unless` left out"
    LENGTH = "a length or number moved by one"
    PARAMETER = "a parameter moved by one"
    OVERRIDES = "`overrides` left out"
    SILENCES = "`silences` left out"
    INSTEAD_OF = "`instead_of` left out"
    START = "a start moved or left out"
    DUE = "a due moved or left out"
    VALUE = "another value concluded"
    CELL = "another value in a cell"
    ROW = "a row left out"
    OUTCOME = "the outcome of another row"


@dataclass(frozen=True)
class Mutant:
    """One change. Of `rule`, `fact` and `parameter`, the one that is not None is what it becomes; a parameter with
    the first day of the value that is changed, if it is dated.

    `old` and `new` are the part that changes: an expression, or a name that is left out; `new` is None where
    nothing stands there afterwards. `group` and `number` say what it was an operand of. `refused` is why the
    pack would not even load. `cell` is the cell of a table in which it stands; `beside` are other rules that are
    others with it: rows that give way to it, or no longer do.
    """

    kind: MutationKind
    span: Span
    where: str  # "when", "unless", "start", "due", the concluded fact, "overrides", …
    old: ir.Expression | str
    new: ir.Expression | str | None
    rule: ir.Rule | None = None
    fact: ir.FactDeclaration | None = None
    parameter: tuple[ir.Parameter, ir.Value, int | None] | None = None
    group: ir.Expression | None = field(default=None, repr=False)
    number: int = 0
    refused: str | None = None
    cell: Span | None = field(default=None, repr=False)
    beside: tuple[ir.Rule, ...] = ()

    @property
    def owner(self) -> str:
        """The name of the rule, fact or parameter."""
        if self.rule is not None:
            return self.rule.name
        if self.fact is not None:
            return self.fact.name
        assert self.parameter is not None  # INVARIANT: one of the three
        return self.parameter[0].name

    def of(self, program: ir.Program) -> ir.Program:
        """The program with the change."""
        pack = program.pack
        if self.rule is not None:
            rules = {**pack.rules, **{rule.name: rule for rule in (self.rule, *self.beside)}}
            return replace(program, pack=replace(pack, rules=rules))
        if self.fact is not None:
            return replace(program, pack=_with_fact(pack, self.fact))
        assert self.parameter is not None  # INVARIANT: one of the three
        declared, value, day = self.parameter
        if day is None:
            return program.with_values({declared.name: value})
        return replace(program, pack=_with_step(pack, declared.name, day, value))

    def rules(self, program: ir.Program) -> tuple[str, ...]:
        """The rules that are others than those of the program."""
        if self.rule is not None:
            return (self.rule.name, *(rule.name for rule in self.beside))
        if self.parameter is None or self.parameter[2] is None:
            return ()
        name = self.parameter[0].name
        return tuple(r.name for r in program.pack.rules.values() if _reads(r.expressions, name))

    def facts(self, program: ir.Program) -> tuple[tuple[str, str], ...]:
        """The concluded facts, by entity and name, whose defaults are others."""
        if self.fact is not None:
            return ((self.fact.entity, self.fact.name),)
        if self.parameter is None or self.parameter[2] is None:
            return ()
        name = self.parameter[0].name
        return tuple(
            (fact.entity, fact.name)
            for entity in program.pack.entities.values()
            for fact in entity.facts.values()
            if fact.computed_default is not None and _reads((fact.computed_default,), name)
        )


def _reads(expressions: Iterable[ir.Expression], parameter: str) -> bool:
    return any(
        isinstance(part, ir.InForce) and part.parameter == parameter
        for expression in expressions
        for part in ir.walk(expression)
    )


def _with_step(pack: ir.Pack, parameter: str, day: int, value: ir.Value) -> ir.Pack:
    """The pack in which a dated parameter has another value from that day on, wherever it is read."""

    def changed(part: ir.Expression) -> ir.Expression:
        if isinstance(part, ir.InForce) and part.parameter == parameter:
            steps = tuple((first, value if first == day else own) for first, own in part.steps)
            return replace(part, steps=steps)
        return part

    def every(expression: ir.Expression | None) -> ir.Expression | None:
        return None if expression is None else mapped(expression, changed)

    rules = {
        rule.name: replace(
            rule,
            when=mapped(rule.when, changed),
            unless=every(rule.unless),
            concludes=tuple(replace(c, value=mapped(c.value, changed)) for c in rule.concludes),
            advises=rule.advises
            and replace(rule.advises, start=every(rule.advises.start), due=every(rule.advises.due)),
        )
        if _reads(rule.expressions, parameter)
        else rule
        for rule in pack.rules.values()
    }
    entities = {
        entity.name: replace(
            entity,
            facts={
                fact.name: replace(fact, computed_default=every(fact.computed_default))
                for fact in entity.facts.values()
            },
        )
        for entity in pack.entities.values()
    }
    return replace(pack, rules=rules, entities=entities)


def _with_fact(pack: ir.Pack, fact: ir.FactDeclaration) -> ir.Pack:
    entity: ir.EntityDeclaration = pack.entities[fact.entity]
    changed = replace(entity, facts={**entity.facts, fact.name: fact})
    return replace(pack, entities={**pack.entities, fact.entity: changed})


def rule_mutants(rule: ir.Rule) -> Iterator[Mutant]:
    """The mistakes that somebody may make in a rule."""
    yield from _of_conditions(rule)
    yield from effect_mutants(rule)
    for number, name in enumerate(rule.overrides):
        kept = (*rule.overrides[:number], *rule.overrides[number + 1 :])
        yield _left_out(
            MutationKind.OVERRIDES, "overrides", name, rule, replace(rule, overrides=kept)
        )


def effect_mutants(rule: ir.Rule) -> Iterator[Mutant]:
    """Those in what it concludes, advises and silences."""
    for number, conclusion in enumerate(rule.concludes):

        def concluding(value: ir.Expression, number: int = number) -> ir.Rule:
            made = list(rule.concludes)
            made[number] = replace(made[number], value=value)
            return replace(rule, concludes=tuple(made))

        for edit in (*edits_of(conclusion.value), *value_edits(conclusion.value)):
            yield _mutant(edit, conclusion.fact, rule=concluding(edit.whole))
    if rule.advises is not None:
        yield from _of_advice(rule, rule.advises)
    for name in rule.silences or ():
        kept = tuple(other for other in rule.silences or () if other != name)
        changed = replace(rule, silences=kept or None)
        yield _left_out(MutationKind.SILENCES, "silences", name, rule, changed)
    if rule.silences_all:
        changed = replace(rule, silences_all=False)
        yield _left_out(MutationKind.SILENCES, "silences", "all", rule, changed)


def _of_conditions(rule: ir.Rule) -> Iterator[Mutant]:
    for edit in edits_of(rule.when):
        yield _mutant(edit, "when", rule=replace(rule, when=edit.whole))
    if not isinstance(rule.when, ir.Literal | ir.And):
        always = ir.Literal(True, ir.YES_NO, rule.span)
        changed = replace(rule, when=always)
        yield Mutant(MutationKind.CONDITION, rule.when.span, "when", rule.when, None, rule=changed)
    if rule.unless is None:
        return
    yield Mutant(
        MutationKind.UNLESS,
        rule.unless.span,
        "unless",
        rule.unless,
        None,
        replace(rule, unless=None),
    )
    for edit in edits_of(rule.unless):
        yield _mutant(edit, "unless", rule=replace(rule, unless=edit.whole))


def _of_advice(rule: ir.Rule, advises: ir.Advise) -> Iterator[Mutant]:
    for where, change in (("start", MutationKind.START), ("due", MutationKind.DUE)):
        date: ir.Expression | None = getattr(advises, where)
        if date is None:
            continue

        def dated(value: ir.Expression | None, where: str = where) -> ir.Rule:
            if where == "start":
                return replace(rule, advises=replace(advises, start=value))
            return replace(rule, advises=replace(advises, due=value))

        for edit in edits_of(date):
            if not _is_moved_anyway(date, edit.old):
                yield _mutant(edit, where, rule=dated(edit.whole))
        for by in (1, -1):
            other = moved(date, by)
            yield Mutant(change, date.span, where, date, other, dated(other))
        yield Mutant(change, date.span, where, date, None, dated(None))
    for name in advises.instead_of:
        kept = tuple(other for other in advises.instead_of if other != name)
        changed = replace(rule, advises=replace(advises, instead_of=kept))
        yield _left_out(MutationKind.INSTEAD_OF, "instead_of", name, rule, changed)


def _is_moved_anyway(date: ir.Expression, part: ir.Expression) -> bool:
    """Whether a longer length is the same as a later day: `2 weeks` in `sent_on + 2 weeks`."""
    is_length = part.type.kind is ir.Kind.DURATION
    return is_length and isinstance(date, ir.Arithmetic) and date.right is part


def _left_out(kind: MutationKind, where: str, name: str, rule: ir.Rule, changed: ir.Rule) -> Mutant:
    does = (
        changed.concludes
        or changed.advises
        or changed.note
        or changed.overrides
        or changed.silences
        or changed.silences_all
    )
    refused = None if does else "the rule would do nothing"
    return Mutant(kind, rule.span, where, name, None, changed, refused=refused)


def default_mutants(fact: ir.FactDeclaration, default: ir.Expression) -> Iterator[Mutant]:
    """The mistakes that somebody may make in a default that is worked out."""
    for edit in (*edits_of(default), *value_edits(default)):
        yield _mutant(edit, fact.name, fact=replace(fact, computed_default=edit.whole))


def parameter_mutants(parameter: ir.Parameter) -> Iterator[Mutant]:
    """A parameter, one more or less, or the other of yes and no."""
    kind = parameter.type.kind
    unit = ir.MILLION if kind is ir.Kind.NUMBER else 1
    steps: tuple[tuple[int | None, ir.Value], ...] = parameter.steps or ((None, parameter.value),)
    for day, value in steps:
        others: list[ir.Value] = []
        if kind is ir.Kind.YES_NO:
            others = [not value]
        elif kind in ir.BOUNDS and isinstance(value, int):
            others = [value + unit, value - unit]
        for other in others:
            is_out = isinstance(other, int) and (
                (parameter.minimum is not None and other < parameter.minimum)
                or (parameter.maximum is not None and other > parameter.maximum)
            )
            yield Mutant(
                MutationKind.PARAMETER,
                parameter.span,
                "value",
                ir.Literal(value, parameter.type, parameter.span),
                ir.Literal(other, parameter.type, parameter.span),
                parameter=(parameter, other, day),
                refused="it would lie outside its own bounds" if is_out else None,
            )


@dataclass(frozen=True)
class ExpressionEdit:
    """A part of an expression, what it becomes, and the whole that this makes."""

    kind: MutationKind
    old: ir.Expression
    new: ir.Expression | None
    whole: ir.Expression
    group: ir.Expression | None = None
    number: int = 0


def _mutant(
    edit: ExpressionEdit,
    where: str,
    rule: ir.Rule | None = None,
    fact: ir.FactDeclaration | None = None,
) -> Mutant:
    return Mutant(
        edit.kind,
        edit.old.span,
        where,
        edit.old,
        edit.new,
        rule,
        fact,
        group=edit.group,
        number=edit.number,
    )


def edits_of(whole: ir.Expression) -> Iterator[ExpressionEdit]:
    """All changes inside an expression."""
    compared: set[int] = set()  # lengths that are moved with the limit of their comparison
    for part, rebuild in parts(whole):
        match part:
            case ir.Compare():
                for changed in limits(part):
                    yield ExpressionEdit(MutationKind.LIMIT, part, changed, rebuild(changed))
                compared |= {id(side) for side in (part.left, part.right)}
            case ir.And(operands=operands) | ir.Or(operands=operands) if len(operands) > 1:
                other = ir.Or if isinstance(part, ir.And) else ir.And
                turned = other(operands, part.span)
                yield ExpressionEdit(MutationKind.JOIN, part, turned, rebuild(turned))
                for number, operand in enumerate(operands):
                    left = joined(part, without(operands, number))
                    yield ExpressionEdit(
                        MutationKind.CONDITION, operand, None, rebuild(left), part, number
                    )
            case ir.Not(operand=operand):
                yield ExpressionEdit(MutationKind.NEGATION, part, operand, rebuild(operand))
            case ir.OneOf(options=options) if len(options) > 1:
                for number, option in enumerate(options):
                    left = replace(part, options=without(options, number))
                    yield ExpressionEdit(
                        MutationKind.OPTION, option, None, rebuild(left), part, number
                    )
            case ir.Literal(type=type_) if type_.kind in ir.LENGTHS and id(part) not in compared:
                longer = replace(part, value=int(part.value) + 1)
                yield ExpressionEdit(MutationKind.LENGTH, part, longer, rebuild(longer))
            case _:
                pass


_STRICT = {
    ir.Comparison.BEFORE: ir.Comparison.NOT_AFTER,
    ir.Comparison.NOT_AFTER: ir.Comparison.BEFORE,
    ir.Comparison.AFTER: ir.Comparison.NOT_BEFORE,
    ir.Comparison.NOT_BEFORE: ir.Comparison.AFTER,
}


def limits(compare: ir.Compare) -> Iterator[ir.Compare]:
    """`a < b` with its limit moved by one, both ways: `a <= b`, and `a < b - 1`."""
    if compare.op not in _STRICT:
        return
    yield replace(compare, op=_STRICT[compare.op])
    # `<` and `>=` say less with an earlier limit, `<=` and `>` with a later one: whichever way the
    # exchange of the sign did not go.
    by = -1 if compare.op in (ir.Comparison.BEFORE, ir.Comparison.NOT_BEFORE) else 1
    if compare.left.type.kind in ir.BOUNDS:
        yield replace(compare, right=moved(compare.right, by))


def moved(expression: ir.Expression, by: int) -> ir.Expression:
    """A day, length or number, one later, longer or more (or less)."""
    kind = expression.type.kind
    unit = ir.MILLION if kind is ir.Kind.NUMBER else 1
    if isinstance(expression, ir.Literal):
        return replace(expression, value=int(expression.value) + by * unit)
    step_type = ir.DURATION if kind is ir.Kind.DATE else expression.type
    step = ir.Literal(unit, step_type, expression.span)
    op = ir.Operator.PLUS if by > 0 else ir.Operator.MINUS
    return ir.Arithmetic(op, expression, step, expression.type, expression.span)


def value_edits(value: ir.Expression) -> Iterator[ExpressionEdit]:
    """A concluded value, another one."""
    match value:
        case ir.Literal(value=bool() as held):
            changed: ir.Expression = replace(value, value=not held)
        case ir.Literal(type=type_, value=held) if type_.kind is ir.Kind.CHOICE:
            choices = type_.choices
            after = choices[(choices.index(str(held)) + 1) % len(choices)]
            if after == held:
                return
            changed = replace(value, value=after)
        case ir.Literal(type=type_) if type_.kind in ir.LENGTHS:
            return  # moved among the lengths
        case _ if value.type.kind in (ir.Kind.DATE, ir.Kind.DURATION, ir.Kind.NUMBER):
            changed = moved(value, 1)
        case _:
            return
    yield ExpressionEdit(MutationKind.VALUE, value, changed, changed)

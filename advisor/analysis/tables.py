"""Decision tables: cases that no row is for, rows that hold together and must not, rows never reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor import ir
from advisor.analysis.whole_numbers import is_listed, is_whole
from advisor.diagnostics import Diagnostic, Severity

_MOST = 10  # of one kind of problem in one table
_AT_MOST_ONE = (ir.HitPolicy.UNIQUE, ir.HitPolicy.ANY, ir.HitPolicy.FIRST, ir.HitPolicy.PRIORITY)


def check_tables(pack: ir.Pack) -> Iterator[Diagnostic]:
    """ADV541 to ADV543. Nothing is said where a cell hangs on more than its input."""
    for table in pack.tables.values():
        facts = [_fact(pack, input) for input in table.inputs]
        values = {name: parameter.value for name, parameter in pack.parameters.items()}
        boxes = ir.boxes_of(table.inputs, table.cells, facts, values)
        numbers = [n for n, input in enumerate(table.inputs) if input.type.kind is ir.Kind.NUMBER]
        whole = [n for n in numbers if is_whole(pack, table.inputs[n])]
        boxes = ir.in_wholes(boxes, whole)
        uncovered = ir.Uncovered(boxes)
        yield from _never_reached(pack, table, boxes, uncovered)
        if table.hit in (ir.HitPolicy.UNIQUE, ir.HitPolicy.ANY):
            yield from _clashes(pack, table, boxes)
        if table.hit in _AT_MOST_ONE and table.otherwise is None:
            listed = [
                n
                for n in set(numbers).difference(whole)
                if is_listed(table.inputs[n], [row[n] for row in table.cells])
            ]
            yield from _gaps(table, ir.in_wholes(boxes, listed))


def _fact(pack: ir.Pack, input: ir.Expression) -> ir.FactDeclaration | None:
    """The declaration of a fact; what is counted has the bounds of a fact that is never below 0."""
    if isinstance(input, ir.Count | ir.HowMany):
        return ir.FactDeclaration(
            "count", ir.SITUATION, input.type, input.span, is_required=True, minimum=0
        )
    if not isinstance(input, ir.FactRef):
        return None
    fact = pack.fact(input.entity, input.fact)
    is_today = input.fact == ir.TODAY and ir.TODAY not in pack.entities[input.entity].facts
    if is_today:
        return ir.FactDeclaration(ir.TODAY, fact.entity, fact.type, fact.span, is_required=True)
    return fact


def _is_free(pack: ir.Pack, table: ir.DecisionTable) -> bool:
    """Whether each input may have any value whatever the others have."""
    refs = [input for input in table.inputs if isinstance(input, ir.FactRef)]
    stated = [r for r in refs if not pack.fact(r.entity, r.fact).is_concluded]
    return len({(r.entity, r.fact) for r in stated}) == len(table.inputs)


def _rule(pack: ir.Pack, table: ir.DecisionTable, row: int) -> ir.Rule:
    return pack.rules[table.rows[row]]


def _never_reached(
    pack: ir.Pack, table: ir.DecisionTable, boxes: ir.Boxes, uncovered: ir.Uncovered
) -> Iterator[Diagnostic]:
    found = 0
    at = {name: row for row, name in enumerate(table.rows)}
    before = 0  # as bits: rows that count before this one, whose cells are all known
    for name in table.ranked:
        row = at[name]
        regions = [column[row] for column in boxes.regions]
        empty = next((n for n, region in enumerate(regions) if region == ()), None)
        rule = _rule(pack, table, row)
        if empty is not None and found < _MOST:
            found += 1
            yield Diagnostic(
                "ADV543",
                f"the row `{name}` can never hold: nothing that `{table.heads[empty]}` can be fits"
                " its cell",
                rule.span,
                Severity.WARNING,
                help="mend the cell, or take the row out",
            )
        is_known = None not in regions
        if table.hit.is_single and is_known and before and empty is None and found < _MOST:
            example = uncovered.example(before, boxes.box(row))
            if example is None and not uncovered.is_given_up:
                found += 1
                yield Diagnostic(
                    "ADV543",
                    f"the row `{name}` is never reached: rows that count before it hold wherever it"
                    " does",
                    rule.span,
                    Severity.WARNING,
                    help="move it up, or take it out",
                )
        if is_known:
            before |= 1 << row


def _clashes(pack: ir.Pack, table: ir.DecisionTable, boxes: ir.Boxes) -> Iterator[Diagnostic]:
    found = 0
    known = [all(column[row] is not None for column in boxes.regions) for row in range(boxes.count)]
    severity = Severity.ERROR if _is_free(pack, table) else Severity.WARNING
    for row, others in ir.overlaps(boxes):
        for other in others:
            shared = boxes.shared(row, other)
            if not (known[row] and known[other]) or shared is None:
                continue
            one, two = _rule(pack, table, row), _rule(pack, table, other)
            if table.hit is ir.HitPolicy.ANY and not _differ(one, two):
                continue
            found += 1
            if found > _MOST:
                return
            example = _words(table, boxes, ir.example_of(boxes, shared))
            if table.hit is ir.HitPolicy.UNIQUE:
                said = f"the rows `{one.name}` and `{two.name}` both hold where {example}"
                help = "change one of them, or write `hit: first` to let the upper one count"
                if not _differ(one, two):
                    help = "change one of them, or write `hit: any`: they say the same"
            else:
                said = (
                    f"the rows `{one.name}` and `{two.name}` say different things where {example}"
                )
                help = "let both say the same, or write `hit: first` to let the upper one count"
            related = ((one.span, f"`{one.name}`"),)
            yield Diagnostic("ADV542", said, two.span, severity, help, related)


def _differ(one: ir.Rule, other: ir.Rule) -> bool:
    """Whether two rows can lead to different things."""
    mine, theirs = ({c.fact: c.value for c in rule.concludes} for rule in (one, other))
    values = any(mine[fact] != theirs[fact] for fact in mine.keys() & theirs.keys())
    return values or one.advises != other.advises


def _gaps(table: ir.DecisionTable, boxes: ir.Boxes) -> Iterator[Diagnostic]:
    everything = (1 << boxes.count) - 1
    # Where an input is not given, nothing follows, as with any rule.
    example = ir.Uncovered(boxes).example(everything, given_only=True)
    if example is None:
        return
    help = "add a row for it, or `otherwise: […]`"
    for axis, number in zip(boxes.axes, example, strict=True):
        if axis.input.type.kind is ir.Kind.NUMBER and axis.step == 1 and number % ir.MILLION:
            low = ir.number_words(number // ir.MILLION * ir.MILLION)
            help = f"let the rows meet: `<= {low}` in one, `> {low}` in the next; or {help}"
            break
    yield Diagnostic(
        "ADV541",
        f"no row of the table `{table.name}` is for the case that {_words(table, boxes, example)}",
        table.span,
        Severity.WARNING,
        help=help,
    )


def _words(table: ir.DecisionTable, boxes: ir.Boxes, example: Sequence[int]) -> str:
    """`kind is swap and age is 30 days`; what any value will do for is left out, if something is left."""
    parts = []
    for head, axis, number in zip(table.heads, boxes.axes, example, strict=True):
        value = axis.value_at(number)
        said = "not given" if value is None else _said(value, axis.input.type)
        parts.append(f"`{head}` is {said}")
    return " and ".join(parts)


def _said(value: ir.Value, type_: ir.Type) -> str:
    match type_.kind:
        case ir.Kind.YES_NO:
            return "yes" if value else "no"
        case ir.Kind.NUMBER:
            return ir.number_words(int(value))
        case ir.Kind.DATE:
            return ir.iso_date(int(value))
        case ir.Kind.DURATION:
            return ir.counted(int(value), "day")
        case ir.Kind.WORKING_DAYS:
            return ir.counted(int(value), "working day")
        case ir.Kind.PERIOD:
            return ir.period_words(int(value))
        case ir.Kind.TEXT:
            return f'"{value}"' if value else "any other text"
        case _:
            return f"{value}"

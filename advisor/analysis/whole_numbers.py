"""Which numbers are never fractions: counts, years between dates, and what is worked out of such."""

from __future__ import annotations

from itertools import pairwise

from advisor import ir

_WHOLE = (ir.Builtin.DAYS, ir.Builtin.YEARS, ir.Builtin.MONTHS)
_ROUNDED = (ir.Builtin.ROUND, ir.Builtin.ROUND_UP, ir.Builtin.ROUND_DOWN)


def is_whole(pack: ir.Pack, number: ir.Expression) -> bool:
    """Whether a number is a whole one in every situation; stated ones may be fractions, but for `whole: yes`."""
    return _is_whole(pack, number, frozenset())


def _is_whole(pack: ir.Pack, number: ir.Expression, above: frozenset[tuple[str, str]]) -> bool:
    """`above` are the facts whose conclusions are being looked at."""

    def all_of(*parts: ir.Expression) -> bool:
        return all(_is_whole(pack, part, above) for part in parts)

    match number:
        case ir.Count() | ir.HowMany():
            return True
        case ir.Literal(value=value):
            return _is_whole_value(value)
        case ir.ParameterRef(name=name):
            return _is_whole_value(pack.parameters[name].value)
        case ir.Call(function=function, operands=operands):
            if function in _ROUNDED:
                digits = operands[1] if len(operands) > 1 else None
                is_rounded = digits is None or (isinstance(digits, ir.Literal) and not digits.value)
                return is_rounded or all_of(operands[0])
            return function in _WHOLE or (function is ir.Builtin.ABS and all_of(*operands))
        case ir.Arithmetic(op=op, left=left, right=right):
            return op is not ir.Operator.OVER and all_of(left, right)
        case ir.Extreme(values=values) | ir.First(values=values):
            return all_of(*values)
        case ir.Sum(value=value) | ir.ExtremeOf(value=value) | ir.PickBy(value=value):
            return all_of(value)
        case ir.FactRef(entity=entity, fact=fact):
            return _is_whole_fact(pack, entity, fact, above)
        case _:
            return False


def _is_whole_value(value: ir.Value) -> bool:
    return isinstance(value, int) and value % ir.MILLION == 0


def _is_whole_fact(
    pack: ir.Pack, entity: str, name: str, above: frozenset[tuple[str, str]]
) -> bool:
    """Whether all that rules conclude for it is whole."""
    fact = pack.fact(entity, name)
    if fact.is_whole:
        return True
    if not fact.is_concluded or fact.type.kind is not ir.Kind.NUMBER or (entity, name) in above:
        return False
    values = [
        conclusion.value
        for rule in pack.rules.values()
        if rule.entity == entity
        for conclusion in rule.concludes
        if conclusion.fact == name
    ]
    if fact.computed_default is not None:
        values.append(fact.computed_default)
    return all(_is_whole(pack, value, above | {(entity, name)}) for value in values)


def is_listed(number: ir.Expression, cells: list[ir.Expression | None]) -> bool:
    """Whether cells name two whole numbers that follow each other, as nobody does who means fractions.

    A column with rows for `7` and for `8` is about whole numbers; one with `<= 7` and `>= 8` may be
    about prices.
    """
    named = sorted(
        {
            value.value
            for cell in cells
            if cell is not None
            for test in ir.walk(cell)
            for value in _values(test, number)
            if isinstance(value, ir.Literal) and isinstance(value.value, int)
        }
    )
    return all(value % ir.MILLION == 0 for value in named) and any(
        other - one == ir.MILLION for one, other in pairwise(named)
    )


def _values(test: ir.Expression, number: ir.Expression) -> tuple[ir.Expression, ...]:
    match test:
        case ir.Is(left=left, right=right) if left == number:
            return (right,)
        case ir.OneOf(operand=operand, options=options) if operand == number:
            return options
        case _:
            return ()

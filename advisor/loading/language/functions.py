"""The functions of the language: what each takes and gives, and what other languages call it."""

from __future__ import annotations

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Function:
    """What one function takes.

    `behind_list` says what stands between its list and the filter that may close it: `("value",)` for
    `sum(interviews, took, thanked)`. None: it goes over no list, but takes any number of values.
    """

    behind_list: tuple[str, ...] | None
    takes: tuple[ir.Kind, ...] | None = (
        None  # the kinds of the first of these; None: all, or conditions
    )
    end: ir.End | None = None  # which of its values it takes, of those that can be ordered
    twin: str | None = None  # an extreme, over a list or of plain values: the one for other kinds
    other_names: tuple[str, ...] = ()  # as other languages call it

    @property
    def is_extreme(self) -> bool:
        """Whether it is one of those that go over a list or take plain values."""
        return self.twin is not None


_AMOUNTS = (ir.Kind.NUMBER, ir.Kind.DURATION, ir.Kind.PERIOD)
_DATES = (ir.Kind.DATE,)
FUNCTIONS: dict[str, Function] = {
    "any": Function(("condition",), other_names=("some", "exists")),
    "every": Function(("condition",), other_names=("all",)),
    "count": Function((), other_names=("len", "length", "size", "number", "how_many")),
    "sum": Function(("value",), _AMOUNTS, other_names=("total", "add")),
    "first_by": Function(("key", "value"), ir.ORDERED, ir.End.LOW),
    "last_by": Function(("key", "value"), ir.ORDERED, ir.End.HIGH),
    "min": Function(("value",), _AMOUNTS, ir.End.LOW, "earliest", ("minimum",)),
    "max": Function(("value",), _AMOUNTS, ir.End.HIGH, "latest", ("maximum",)),
    "earliest": Function(("value",), _DATES, ir.End.LOW, "min", ("oldest",)),
    "latest": Function(("value",), _DATES, ir.End.HIGH, "max", ("newest",)),
    "first": Function(None, other_names=("coalesce",)),
}


@dataclass(frozen=True, slots=True)
class ValueFunction:
    """What a function of single values takes and gives. Its name is free for facts and the like.

    `takes` has the kinds for each value. The last value may be left out where there are more of these
    than `least`.
    """

    builtin: ir.Builtin
    takes: tuple[tuple[ir.Kind, ...], ...]
    gives: ir.Type | None  # None: the type of its value
    least: int
    other_names: tuple[str, ...] = ()


def _rounding(builtin: ir.Builtin, *other_names: str) -> ValueFunction:
    return ValueFunction(builtin, ((ir.Kind.NUMBER,), (ir.Kind.NUMBER,)), ir.NUMBER, 1, other_names)


VALUE_FUNCTIONS: dict[str, ValueFunction] = {
    each.builtin.value: each
    for each in (
        _rounding(ir.Builtin.ROUND, "rounded"),
        _rounding(ir.Builtin.ROUND_UP, "ceil", "ceiling", "roundup"),
        _rounding(ir.Builtin.ROUND_DOWN, "floor", "int", "trunc", "rounddown"),
        ValueFunction(ir.Builtin.ABS, (_AMOUNTS,), None, 1, ("absolute",)),
        ValueFunction(ir.Builtin.DAYS, ((ir.Kind.DURATION,),), ir.NUMBER, 1),
        ValueFunction(ir.Builtin.WEEKDAY, (_DATES,), ir.WEEKDAY, 1, ("day_of_week", "dayofweek")),
        ValueFunction(ir.Builtin.START_OF_MONTH, (_DATES,), ir.DATE, 1, ("first_of_month",)),
        ValueFunction(ir.Builtin.END_OF_MONTH, (_DATES,), ir.DATE, 1, ("last_of_month", "eomonth")),
        ValueFunction(ir.Builtin.YEARS, (_DATES, _DATES), ir.NUMBER, 2, ("age", "years_between")),
        ValueFunction(ir.Builtin.MONTHS, (_DATES, _DATES), ir.NUMBER, 2, ("months_between",)),
    )
}
ALL_FUNCTIONS = (*FUNCTIONS, *VALUE_FUNCTIONS)
FOREIGN_FUNCTIONS = {
    other: name
    for functions in (FUNCTIONS, VALUE_FUNCTIONS)
    for name, function in functions.items()
    for other in function.other_names
}

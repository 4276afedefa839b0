"""The functions of the language: what each takes and gives, and what other languages call it."""

from __future__ import annotations

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.expressions import Builtin, End
from advisor.ir.types import DATE, NUMBER, ORDERED, WEEKDAY, Kind, Type


@dataclass(frozen=True, slots=True)
class Function:
    """What one function takes.

    `behind_list` says what stands between its list and the filter that may close it: `("value",)` for
    `sum(interviews, took, thanked)`. None: it goes over no list, but takes any number of values.
    """

    behind_list: tuple[str, ...] | None
    takes: tuple[Kind, ...] | None = (
        None  # the kinds of the first of these; None: all, or conditions
    )
    end: End | None = None  # which of its values it takes, of those that can be ordered
    twin: str | None = None  # an extreme, over a list or of plain values: the one for other kinds
    other_names: tuple[str, ...] = ()  # as other languages call it

    @property
    def is_extreme(self) -> bool:
        """Whether it is one of those that go over a list or take plain values."""
        return self.twin is not None


_AMOUNTS = (Kind.NUMBER, Kind.DURATION, Kind.PERIOD)
_DATES = (Kind.DATE,)
FUNCTIONS: dict[str, Function] = {
    "any": Function(("condition",), other_names=("some", "exists")),
    "every": Function(("condition",), other_names=("all",)),
    "count": Function((), other_names=("len", "length", "size", "number", "how_many")),
    "sum": Function(("value",), _AMOUNTS, other_names=("total", "add")),
    "first_by": Function(("key", "value"), ORDERED, End.LOW),
    "last_by": Function(("key", "value"), ORDERED, End.HIGH),
    "min": Function(("value",), _AMOUNTS, End.LOW, "earliest", ("minimum",)),
    "max": Function(("value",), _AMOUNTS, End.HIGH, "latest", ("maximum",)),
    "earliest": Function(("value",), _DATES, End.LOW, "min", ("oldest",)),
    "latest": Function(("value",), _DATES, End.HIGH, "max", ("newest",)),
    "first": Function(None, other_names=("coalesce",)),
}


@dataclass(frozen=True, slots=True)
class ValueFunction:
    """What a function of single values takes and gives. Its name is free for facts and the like.

    `takes` has the kinds for each value. The last value may be left out where there are more of these
    than `least`.
    """

    builtin: Builtin
    takes: tuple[tuple[Kind, ...], ...]
    gives: Type | None  # None: the type of its value
    least: int
    other_names: tuple[str, ...] = ()


def _rounding(builtin: Builtin, *other_names: str) -> ValueFunction:
    return ValueFunction(builtin, ((Kind.NUMBER,), (Kind.NUMBER,)), NUMBER, 1, other_names)


VALUE_FUNCTIONS: dict[str, ValueFunction] = {
    each.builtin.value: each
    for each in (
        _rounding(Builtin.ROUND, "rounded"),
        _rounding(Builtin.ROUND_UP, "ceil", "ceiling", "roundup"),
        _rounding(Builtin.ROUND_DOWN, "floor", "int", "trunc", "rounddown"),
        ValueFunction(Builtin.ABS, (_AMOUNTS,), None, 1, ("absolute",)),
        ValueFunction(Builtin.DAYS, ((Kind.DURATION,),), NUMBER, 1),
        ValueFunction(Builtin.WEEKDAY, (_DATES,), WEEKDAY, 1, ("day_of_week", "dayofweek")),
        ValueFunction(Builtin.START_OF_MONTH, (_DATES,), DATE, 1, ("first_of_month",)),
        ValueFunction(Builtin.END_OF_MONTH, (_DATES,), DATE, 1, ("last_of_month", "eomonth")),
        ValueFunction(Builtin.YEARS, (_DATES, _DATES), NUMBER, 2, ("age", "years_between")),
        ValueFunction(Builtin.MONTHS, (_DATES, _DATES), NUMBER, 2, ("months_between",)),
    )
}
ALL_FUNCTIONS = (*FUNCTIONS, *VALUE_FUNCTIONS)
FOREIGN_FUNCTIONS = {
    other: name
    for functions in (FUNCTIONS, VALUE_FUNCTIONS)
    for name, function in functions.items()
    for other in function.other_names
}

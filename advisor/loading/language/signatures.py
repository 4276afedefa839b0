"""The words of the language: its keywords, its functions and operators, and what these take and give."""

from __future__ import annotations

from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import Builtin, End, Operator
from advisor.ir.types import DATE, DURATION, NUMBER, PERIOD, WEEKDAY, WORKING_DAYS, Kind, Type

KEYWORDS: dict[str, str] = {  # word -> its terminal in the grammar
    "and": "AND",
    "or": "OR",
    "not": "NOT",
    "is": "IS",
    "given": "GIVEN",
    "one": "ONE",
    "of": "OF",
    "own": "OWN",
    "other": "OTHER",
    "yes": "YES",
    "no": "NO",
    "none": "NONE",
    "better": "BETTER",
    "worse": "WORSE",
    "than": "THAN",
    "before": "BEFORE",
    "after": "AFTER",
    "on": "ON",
    "working": "WORKING",
    "day": "UNIT",
    "days": "UNIT",
    "week": "UNIT",
    "weeks": "UNIT",
}

PERIOD_UNITS = ("month", "months", "year", "years")  # units only behind a number, names elsewhere

ORDERED = (
    Kind.NUMBER,
    Kind.DATE,
    Kind.DURATION,
    Kind.PERIOD,
)  # what `<` compares; choices have `is better than`


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

RESERVED = frozenset(
    (*KEYWORDS, *FUNCTIONS)
)  # no fact, list, parameter or choice bears one of these

ARITHMETIC: dict[tuple[Operator, Kind, Kind], Type] = {  # what the operator makes of the two
    (Operator.PLUS, Kind.NUMBER, Kind.NUMBER): NUMBER,
    (Operator.PLUS, Kind.DURATION, Kind.DURATION): DURATION,
    (Operator.PLUS, Kind.DATE, Kind.DURATION): DATE,
    (Operator.PLUS, Kind.DURATION, Kind.DATE): DATE,
    (Operator.PLUS, Kind.DATE, Kind.WORKING_DAYS): DATE,
    (Operator.PLUS, Kind.WORKING_DAYS, Kind.DATE): DATE,
    (Operator.MINUS, Kind.NUMBER, Kind.NUMBER): NUMBER,
    (Operator.MINUS, Kind.DURATION, Kind.DURATION): DURATION,
    (Operator.MINUS, Kind.DATE, Kind.DATE): DURATION,
    (Operator.MINUS, Kind.DATE, Kind.DURATION): DATE,
    (Operator.MINUS, Kind.DATE, Kind.WORKING_DAYS): DATE,
    (Operator.TIMES, Kind.NUMBER, Kind.NUMBER): NUMBER,
    (Operator.TIMES, Kind.DURATION, Kind.NUMBER): DURATION,
    (Operator.TIMES, Kind.NUMBER, Kind.DURATION): DURATION,
    (Operator.TIMES, Kind.WORKING_DAYS, Kind.NUMBER): WORKING_DAYS,
    (Operator.TIMES, Kind.NUMBER, Kind.WORKING_DAYS): WORKING_DAYS,
    (Operator.PLUS, Kind.PERIOD, Kind.PERIOD): PERIOD,
    (Operator.PLUS, Kind.DATE, Kind.PERIOD): DATE,
    (Operator.PLUS, Kind.PERIOD, Kind.DATE): DATE,
    (Operator.MINUS, Kind.PERIOD, Kind.PERIOD): PERIOD,
    (Operator.MINUS, Kind.DATE, Kind.PERIOD): DATE,
    (Operator.TIMES, Kind.PERIOD, Kind.NUMBER): PERIOD,
    (Operator.TIMES, Kind.NUMBER, Kind.PERIOD): PERIOD,
    (Operator.OVER, Kind.NUMBER, Kind.NUMBER): NUMBER,
}

_PHRASES: dict[Kind, str] = {  # as messages call values of a kind
    Kind.YES_NO: "a yes-no value",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.DURATION: "a duration",
    Kind.WORKING_DAYS: "a number of working days",
    Kind.PERIOD: "a period",
    Kind.CHOICE: "a choice",
    Kind.TEXT: "text",
}


def phrase(type_: Type) -> str:
    """A kind with its article, as messages say it."""
    return _PHRASES[type_.kind]

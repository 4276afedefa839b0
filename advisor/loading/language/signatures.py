"""The words of the language: its keywords, its functions and operators, and what these take and give."""

from __future__ import annotations

from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import End, Operator
from advisor.ir.types import DATE, DURATION, NUMBER, WORKING_DAYS, Kind, Type

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

ORDERED = (
    Kind.NUMBER,
    Kind.DATE,
    Kind.DURATION,
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


_AMOUNTS = (Kind.NUMBER, Kind.DURATION)
_DATES = (Kind.DATE,)
FUNCTIONS: dict[str, Function] = {
    "any": Function(("condition",), other_names=("some", "exists")),
    "every": Function(("condition",), other_names=("all",)),
    "count": Function((), other_names=("len", "size", "number")),
    "sum": Function(("value",), _AMOUNTS, other_names=("total", "add")),
    "first_by": Function(("key", "value"), ORDERED, End.LOW),
    "last_by": Function(("key", "value"), ORDERED, End.HIGH),
    "min": Function(("value",), _AMOUNTS, End.LOW, "earliest", ("minimum",)),
    "max": Function(("value",), _AMOUNTS, End.HIGH, "latest", ("maximum",)),
    "earliest": Function(("value",), _DATES, End.LOW, "min", ("oldest",)),
    "latest": Function(("value",), _DATES, End.HIGH, "max", ("newest",)),
    "first": Function(None, other_names=("coalesce",)),
}
FOREIGN_FUNCTIONS = {
    other: name for name, function in FUNCTIONS.items() for other in function.other_names
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
}

_PHRASES: dict[Kind, str] = {  # as messages call values of a kind
    Kind.YES_NO: "a yes-no value",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.DURATION: "a duration",
    Kind.WORKING_DAYS: "a number of working days",
    Kind.CHOICE: "a choice",
    Kind.TEXT: "text",
}


def phrase(type_: Type) -> str:
    """A kind with its article, as messages say it."""
    return _PHRASES[type_.kind]

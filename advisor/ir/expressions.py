"""Typed expressions: every name resolved, every node knows its type and where it stands.

Names are resolved against **frames**: frame 0 is the instance that the rule is tried for, frame n
the item of the n-th enclosing list function, counted from the outside. A `FactRef` names a frame
and the entity, that of the frame's instance or one around it, whose fact it reads.

INVARIANT: `today` is the fact `today` of the entity `situation`, always read through frame 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import ClassVar, TypeAlias

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.calendars import Calendar
from advisor.ir.types import YES_NO, Type, Value


class Comparison(Enum):
    """How two values stand to each other; the last two are for ordered choices (best first)."""

    BEFORE = "<"
    NOT_AFTER = "<="
    AFTER = ">"
    NOT_BEFORE = ">="
    BETTER = "better than"
    WORSE = "worse than"


class Operator(Enum):
    """Arithmetic. What it does follows from the kinds of the operands."""

    PLUS = "+"
    MINUS = "-"
    TIMES = "*"
    OVER = "/"  # not given where the right side is 0


class Builtin(Enum):
    """A function of single values; not given where one of these is not."""

    ROUND = "round"  # halves away from zero
    ROUND_UP = "round_up"  # to the next that is higher: -1.5 becomes -1
    ROUND_DOWN = "round_down"
    ABS = "abs"
    DAYS = "days"  # of a duration, as a number
    WEEKDAY = "weekday"
    START_OF_MONTH = "start_of_month"
    END_OF_MONTH = "end_of_month"
    YEARS = "years"  # whole ones from one date to another; negative backwards
    MONTHS = "months"


class End(Enum):
    """Which end of an order: `min`, `earliest`, `first_by` the low one; the others the high one."""

    LOW = "low"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written in the rule."""

    value: Value
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ParameterRef:
    """The value of a parameter of the pack."""

    name: str
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InForce:
    """`base_rate on d`: the value that a dated parameter has on a day; without `on`, on `today`.

    Not given before the first day in `steps`, and where the day is not given. Where the parameter was set
    for a run, it has that value on all days.
    Shape: `steps` are (first day, value), in the order of the days. Units: ordinals.
    """

    parameter: str
    day: Expression
    steps: tuple[tuple[int, Value], ...]
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FactRef:
    """The value of a fact, or not given."""

    frame: int
    entity: str
    fact: str
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ListRef:
    """The instances of `item` in a list of the `holder` instance seen from `frame`.

    With `is_other`: the list that holds the instance of `item` which the rule's own instance is or
    lies in, without that instance (`frame` is 0 then).
    """

    frame: int
    holder: str
    list: str
    item: str
    is_other: bool
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Given:
    """`operand is given`. Never itself not given."""

    type: ClassVar[Type] = YES_NO
    operand: Expression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`left op right`; **no** where either is not given."""

    type: ClassVar[Type] = YES_NO
    op: Comparison
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Is:
    """`left is right`; **no** where either is not given. `is not` is `Not(Is(…))`."""

    type: ClassVar[Type] = YES_NO
    left: Expression
    right: Expression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class OneOf:
    """`operand is one of (a, b)`: whether it is any of them."""

    type: ClassVar[Type] = YES_NO
    operand: Expression
    options: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of them; no operands is yes. An operand that is not given counts as no."""

    type: ClassVar[Type] = YES_NO
    operands: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Or:
    """Any of them; no operands is no. An operand that is not given counts as no."""

    type: ClassVar[Type] = YES_NO
    operands: tuple[Expression, ...]
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; an operand that is not given counts as no, so `Not` of it is yes."""

    type: ClassVar[Type] = YES_NO
    operand: Expression
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class CountedBy:
    """The calendar by which working days are counted: the one of `calendars` that `chosen` names.

    Where that is not given, they are Mondays to Fridays.
    """

    chosen: Expression  # a choice: a literal, a parameter or a fact of the situation
    calendars: Mapping[str, Calendar] = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many of some conditions hold, as a number; what is not given counts as no. `count(symptoms)`."""

    operands: tuple[Expression, ...]
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`left op right`; not given where either is not given.

    Working days are Mondays to Fridays, unless they are `counted_by` a calendar.
    """

    op: Operator
    left: Expression
    right: Expression
    type: Type
    span: Span = field(compare=False, repr=False)
    counted_by: CountedBy | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """`function(operands)`; not given where one of them is not given.

    The second operand of a rounding is the number of digits behind the point, a literal from 0 to 6.
    """

    function: Builtin
    operands: tuple[Expression, ...]
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Extreme:
    """`min(a, b, …)`, `max`, `earliest`, `latest` of plain values; skips values that are not given."""

    end: End
    values: tuple[Expression, ...]
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class First:
    """`first(a, b, …)`: the first that is given."""

    values: tuple[Expression, ...]
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Any_:
    """`any(list, condition[, filter])`: no over nothing."""

    type: ClassVar[Type] = YES_NO
    over: ListRef
    condition: Expression
    filter: Expression | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Every:
    """`every(list, condition[, filter])`: yes over nothing."""

    type: ClassVar[Type] = YES_NO
    over: ListRef
    condition: Expression
    filter: Expression | None
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Count:
    """`count(list[, condition])`: a number, 0 over nothing."""

    over: ListRef
    filter: Expression | None
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Sum:
    """`sum(list, value[, filter])`: skips values that are not given; 0 over nothing.

    Only the total has to lie in range, not what is added up on the way.
    """

    over: ListRef
    value: Expression
    filter: Expression | None
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ExtremeOf:
    """`min`, `max`, `earliest`, `latest` over a list; not given over nothing."""

    end: End
    over: ListRef
    value: Expression
    filter: Expression | None
    type: Type
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PickBy:
    """`first_by` / `last_by(list, key, value[, filter])`: the value at the smallest / largest key.

    Items whose key is not given are passed over; where keys are equal the earlier place counts; the
    value there may itself be not given.
    """

    end: End
    over: ListRef
    key: Expression
    value: Expression
    filter: Expression | None
    type: Type
    span: Span = field(compare=False, repr=False)


Aggregate: TypeAlias = Any_ | Every | Count | Sum | ExtremeOf | PickBy

# Closed: mypy checks that every `match` over it is complete.
Expression: TypeAlias = (
    Literal
    | ParameterRef
    | InForce
    | FactRef
    | Given
    | Compare
    | Is
    | OneOf
    | And
    | Or
    | Not
    | HowMany
    | Arithmetic
    | Call
    | Extreme
    | First
    | Aggregate
)


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly inside, in the order written (a filter last)."""
    match expression:
        case FactRef() | Literal() | ParameterRef():
            return ()
        case And(operands=operands) | Or(operands=operands) | Call(operands=operands):
            return operands
        case HowMany(operands=operands):
            return operands
        case Not(operand=operand) | Given(operand=operand) | InForce(day=operand):
            return (operand,)
        case Is(left=left, right=right) | Compare(left=left, right=right):
            return (left, right)
        case Arithmetic(left=left, right=right, counted_by=by):
            return (left, right) if by is None else (left, right, by.chosen)
        case OneOf(operand=operand, options=options):
            return (operand, *options)
        case Extreme(values=values) | First(values=values):
            return values
        case Any_(condition=inner, filter=kept) | Every(condition=inner, filter=kept):
            return (inner,) if kept is None else (inner, kept)
        case Count(filter=kept):
            return () if kept is None else (kept,)
        case Sum(value=inner, filter=kept) | ExtremeOf(value=inner, filter=kept):
            return (inner,) if kept is None else (inner, kept)
        case PickBy(key=key, value=inner, filter=kept):
            return (key, inner) if kept is None else (key, inner, kept)


def walk(expression: Expression) -> Iterator[Expression]:
    """The expression and all expressions inside it, outside first, in the order written."""
    yield expression
    for part in children(expression):
        yield from walk(part)


def facts_read(expression: Expression) -> Iterator[FactRef]:
    """Every use of a fact inside."""
    return (part for part in walk(expression) if isinstance(part, FactRef))

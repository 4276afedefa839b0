"""Raw trees: how an expression is built, before names and types mean anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from advisor.ir.expressions import Comparison


class Unit(Enum):
    """What a number counts; a bare number has none."""

    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working days"


class Form(Enum):
    """What follows the left side of a test."""

    GIVEN = "given"
    IS = "is"
    ONE_OF = "one of"
    COMPARE = "compare"


@dataclass(frozen=True, slots=True)
class Word:
    """One word at its place."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawNumber:
    """`7`, `-7`, `7 days`; `digits` without the sign."""

    digits: str
    is_negative: bool
    unit: Unit | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawDate:
    """`2026-11-22`, not yet looked up in the calendar."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawText:
    """Text as it is meant, without its quotation marks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawYesNo:
    """`yes` or `no`."""

    value: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawName:
    """`stage`, `application.stage`, `own stage`."""

    parts: tuple[Word, ...]
    is_own: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawOther:
    """`other applications`."""

    parts: tuple[Word, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawKebab:
    """`chase-when-overdue`: never right, but it tells what was meant."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawCall:
    """`name(arguments)`; the name need not be that of a function."""

    name: Word
    arguments: tuple[Raw, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawArithmetic:
    """A sum or a product: operands and, between them, signs (all of `+` and `-`, or all `*`)."""

    operands: tuple[Raw, ...]
    signs: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Relation:
    """What a test says about its left side. `op` and `is_worded` belong to comparisons."""

    form: Form
    is_negated: bool
    operands: tuple[Raw, ...]
    op: Comparison | None
    is_worded: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawTest:
    """`first relation`; more than one relation is a chain, which is a mistake."""

    first: Raw
    relations: tuple[Relation, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawNot:
    """`not operand`."""

    operand: Raw
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RawJunction:
    """Operands joined by `and` or `or`; both kinds side by side are a mistake."""

    operands: tuple[Raw, ...]
    joiners: tuple[Word, ...]
    start: int
    end: int


Raw: TypeAlias = (
    RawNumber
    | RawDate
    | RawText
    | RawYesNo
    | RawName
    | RawOther
    | RawKebab
    | RawCall
    | RawArithmetic
    | RawTest
    | RawNot
    | RawJunction
)


@dataclass(frozen=True, slots=True)
class SyntaxMistake:
    """A diagnostic before its place in a file is known."""

    code: str
    message: str
    start: int
    end: int
    help: str | None = None


def parts_of(raw: Raw) -> tuple[Raw, ...]:
    """The raw expressions directly inside."""
    match raw:
        case RawCall(arguments=parts) | RawArithmetic(operands=parts) | RawJunction(operands=parts):
            return parts
        case RawNot(operand=operand):
            return (operand,)
        case RawTest(first=first, relations=relations):
            return (first, *(part for relation in relations for part in relation.operands))
        case RawNumber() | RawDate() | RawText() | RawYesNo() | RawName() | RawOther() | RawKebab():
            return ()


def depth_of(raw: Raw) -> int:
    """How deep the typed expression will be; written without recursion, for it guards against that."""
    deepest = 0
    waiting = [(raw, 1)]
    while waiting:
        at, depth = waiting.pop()
        # a sum of n terms becomes n - 1 operations, one inside the other
        own = len(at.signs) if isinstance(at, RawArithmetic) else 1
        deepest = max(deepest, depth + own - 1)
        waiting.extend((part, depth + own) for part in parts_of(at))
    return deepest

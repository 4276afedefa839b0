"""Text → raw tree, by an LALR parser that is built once; before names and types mean anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeAlias

from advisor import ir
from advisor.loading.language.tokens import SyntaxMistake, Token, tokenize

if TYPE_CHECKING:
    from lark import Lark
    from lark import Token as LarkToken

LONGEST = 2_000  # characters of one expression
DEEPEST = 50  # operations inside one another: what reads expressions may use recursion


class Unit(Enum):
    """What a number counts; a bare number has none."""

    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working days"
    MONTHS = "months"
    YEARS = "years"


class Form(Enum):
    """What follows the left side of a test."""

    GIVEN = "given"
    IS = "is"
    ONE_OF = "one of"
    HAS = "has"
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
class RawInForce:
    """`base_rate on bought_on`: a parameter, on a day."""

    name: RawName
    day: Raw
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
    """A sum or a product: operands and, between them, signs (all of `+` and `-`, or of `*` and `/`)."""

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
    op: ir.Comparison | None
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
    | RawInForce
    | RawOther
    | RawKebab
    | RawCall
    | RawArithmetic
    | RawTest
    | RawNot
    | RawJunction
)


def parts_of(raw: Raw) -> tuple[Raw, ...]:
    """The raw expressions directly inside."""
    match raw:
        case RawCall(arguments=parts) | RawArithmetic(operands=parts) | RawJunction(operands=parts):
            return parts
        case RawNot(operand=operand) | RawInForce(day=operand):
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


@dataclass(frozen=True, slots=True)
class Parsed:
    """The raw tree, where the text has one, and what is wrong with the way it is written."""

    tree: Raw | None
    mistakes: tuple[SyntaxMistake, ...]


@lru_cache(maxsize=4096)
def parse(text: str) -> Parsed:
    """Read a text that is not empty. Never raises; there is a tree or a mistake, or both."""
    if len(text) > LONGEST:
        return _refused(text, f"this expression is longer than {LONGEST} characters")
    found = tokenize(text)
    if not found.is_readable or not found.tokens:
        return Parsed(None, found.mistakes)

    from lark import Token as LarkToken
    from lark import UnexpectedToken

    parsing = _parser().parse_interactive("")
    for index, token in enumerate(found.tokens):
        try:
            parsing.feed_token(
                LarkToken(token.kind, token.text, start_pos=token.start, end_pos=token.end)
            )
        except UnexpectedToken:
            # what was read in another language's way has been reported: do not explain its echo
            return Parsed(None, found.mistakes or (_explained(text, found.tokens, index),))
    try:
        last = found.tokens[-1]
        tree: Raw = parsing.feed_token(LarkToken("$END", "", start_pos=last.end, end_pos=last.end))
    except UnexpectedToken:
        return Parsed(None, found.mistakes or (_explained(text, found.tokens, len(found.tokens)),))
    if depth_of(tree) > DEEPEST:
        return _refused(text, f"this expression is more than {DEEPEST} operations deep")
    return Parsed(tree, found.mistakes)


def _explained(text: str, tokens: Sequence[Token], index: int) -> SyntaxMistake:
    from advisor.loading.language.recovery import explain  # only where something is wrong

    return explain(text, tokens, index)


def _refused(text: str, message: str) -> Parsed:
    help = "conclude parts of it as facts of their own, and use these"
    return Parsed(None, (SyntaxMistake("ADV211", message, 0, len(text), help),))


@lru_cache(maxsize=1)
def _parser() -> Lark:
    from lark import Lark

    grammar = resources.files("advisor.loading.language").joinpath("grammar.lark")
    options: dict[str, Any] = {"transformer": _Builder(), "maybe_placeholders": False}
    return Lark(grammar.read_text(encoding="utf-8"), parser="lalr", lexer="basic", **options)


class _Builder:
    """What each rule of the grammar becomes; lark calls the method of the rule's name, bottom up."""

    def same(self, children: list[Any]) -> Raw:
        found: Raw = children[0]
        return found

    def junction(self, children: list[Any]) -> Raw:
        operands = tuple(children[0::2])
        joiners = tuple(_word(token) for token in children[1::2])
        if not joiners:
            return self.same(children)
        return RawJunction(operands, joiners, operands[0].start, operands[-1].end)

    def negated(self, children: list[Any]) -> RawNot:
        return RawNot(children[1], _start(children[0]), children[1].end)

    def test(self, children: list[Any]) -> Raw:
        first, *relations = children
        if not relations:
            return self.same(children)
        return RawTest(first, tuple(relations), first.start, relations[-1].end)

    def compared(self, children: list[Any]) -> Relation:
        sign, operand = children
        return Relation(
            Form.COMPARE,
            False,
            (operand,),
            ir.Comparison(str(sign)),
            False,
            _start(sign),
            operand.end,
        )

    def dated(self, children: list[Any]) -> Relation:
        kinds = _kinds(children)
        if "ON" in kinds:
            op = ir.Comparison.NOT_AFTER if "BEFORE" in kinds else ir.Comparison.NOT_BEFORE
        else:
            op = ir.Comparison.BEFORE if "BEFORE" in kinds else ir.Comparison.AFTER
        return _relation(Form.COMPARE, children, (children[-1],), op)

    def ranked(self, children: list[Any]) -> Relation:
        op = ir.Comparison.BETTER if "BETTER" in _kinds(children) else ir.Comparison.WORSE
        return _relation(Form.COMPARE, children, (children[-1],), op)

    def given(self, children: list[Any]) -> Relation:
        return _relation(Form.GIVEN, children, ())

    def equal(self, children: list[Any]) -> Relation:
        return _relation(Form.IS, children, (children[-1],))

    def has(self, children: list[Any]) -> Relation:
        options = tuple(child for child in children if not _is_token(child))
        return _relation(Form.HAS, children, options)

    def one_of(self, children: list[Any]) -> Relation:
        options = tuple(child for child in children if not _is_token(child))
        return _relation(Form.ONE_OF, children, options)

    def arithmetic(self, children: list[Any]) -> Raw:
        operands = tuple(children[0::2])
        if len(operands) == 1:
            return self.same(children)
        signs = tuple(str(sign) for sign in children[1::2])
        return RawArithmetic(operands, signs, operands[0].start, operands[-1].end)

    def number(self, children: list[Any]) -> RawNumber:
        digits = next(c for c in children if _is_token(c) and c.type == "NUMBER")
        unit = children[-1] if isinstance(children[-1], Word) else None
        return RawNumber(
            str(digits),
            children[0].type == "MINUS",
            None if unit is None else Unit(unit.text),
            _start(children[0]),
            _end(digits) if unit is None else unit.end,
        )

    def unit(self, children: list[Any]) -> Word:
        name = f"{str(children[-1]).rstrip('s')}s"
        if len(children) > 1:
            name = Unit.WORKING_DAYS.value
        return Word(name, _start(children[0]), _end(children[-1]))

    def date(self, children: list[Any]) -> RawDate:
        return RawDate(str(children[0]), _start(children[0]), _end(children[0]))

    def text(self, children: list[Any]) -> RawText:
        inner = re.sub(r'\\(["\\])', r"\1", str(children[0])[1:-1])
        return RawText(inner, _start(children[0]), _end(children[0]))

    def yes(self, children: list[Any]) -> RawYesNo:
        return RawYesNo(True, _start(children[0]), _end(children[0]))

    def no(self, children: list[Any]) -> RawYesNo:
        return RawYesNo(False, _start(children[0]), _end(children[0]))

    def path(self, children: list[Any]) -> tuple[Word, ...]:
        return tuple(_word(token) for token in children[0::2])

    def name(self, children: list[Any]) -> RawName:
        [parts] = children
        return RawName(parts, False, parts[0].start, parts[-1].end)

    def own(self, children: list[Any]) -> RawName:
        own, parts = children
        return RawName(parts, True, _start(own), parts[-1].end)

    def in_force(self, children: list[Any]) -> RawInForce:
        parts, _, day = children
        name = RawName(parts, False, parts[0].start, parts[-1].end)
        return RawInForce(name, day, name.start, day.end)

    def other(self, children: list[Any]) -> RawOther:
        other, parts = children
        return RawOther(parts, _start(other), parts[-1].end)

    def kebab(self, children: list[Any]) -> RawKebab:
        return RawKebab(str(children[0]), _start(children[0]), _end(children[0]))

    def parenthesised(self, children: list[Any]) -> Raw:
        opening, inner, closing = children
        found: Raw = replace(inner, start=_start(opening), end=_end(closing))
        return found

    def call(self, children: list[Any]) -> RawCall:
        arguments = tuple(child for child in children if not _is_token(child))
        name = _word(children[0])
        return RawCall(name, arguments, name.start, _end(children[-1]))


def _is_token(child: Any) -> bool:
    return isinstance(child, str)  # lark's tokens are strings, our trees are not


def _kinds(children: list[Any]) -> set[str]:
    return {child.type for child in children if _is_token(child)}


def _start(token: LarkToken) -> int:
    assert token.start_pos is not None  # every token is made above
    return token.start_pos


def _end(token: LarkToken) -> int:
    assert token.end_pos is not None  # every token is made above
    return token.end_pos


def _word(token: LarkToken) -> Word:
    return Word(str(token), _start(token), _end(token))


def _relation(
    form: Form, children: list[Any], operands: tuple[Raw, ...], op: ir.Comparison | None = None
) -> Relation:
    is_negated = "NOT" in _kinds(children[:2])
    last = children[-1]
    end = _end(last) if _is_token(last) else last.end
    return Relation(form, is_negated, operands, op, op is not None, _start(children[0]), end)

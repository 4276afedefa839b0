"""Cells of decision tables: what one says of the input of its column, and the value in an outcome."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from advisor import ir
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.suggestions import closest
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.language.expressions import read_expression
from advisor.loading.language.names import Scope
from advisor.loading.syntax.nodes import ScalarNode, shown

_ANYTHING = ("", "-")
_ANY_WORDS = (
    *("any", "*", "all", "anything", "else", "otherwise", "default", "–", "—", "--"),
    *("n/a", "N/A", "n.a.", "na", "any value", "whatever", "irrelevant"),
)
_DITTO = ('"', "''", "〃", "ditto", "idem")  # as above
_PLAIN_SIGNS = re.compile(r'[^()\[\]"]*\Z')
_GIVEN = re.compile(r"(?:is +)?(not +)?given\Z|(none)\Z")
_NOT = re.compile(r"(?:is +)?not\b *")
_ONE_OF = re.compile(r"(?:is +)?one +of *\((.*)\)\Z", re.DOTALL)
_COMPARISON = re.compile(
    r"(?:is +)?(<=|>=|<(?!>)|>|on +or +before\b|on +or +after\b|before\b|after\b|better +than\b|worse +than\b)\s*"
)
_IS = re.compile(r"is +")
_AMOUNT = r"[0-9]+(?:\.[0-9]+)?(?: [a-z]+)?"
# `1-50`, `1 to 50`, `51+`
_SPAN = re.compile(
    rf"(?P<low>{_AMOUNT})(?: ?[-–—] ?| to )(?P<to>{_AMOUNT})\Z|(?P<from>{_AMOUNT}) ?\+\Z"
)
_SIGNS = {
    **{op.value: op for op in ir.Comparison},
    "before": ir.Comparison.BEFORE,
    "on or before": ir.Comparison.NOT_AFTER,
    "after": ir.Comparison.AFTER,
    "on or after": ir.Comparison.NOT_BEFORE,
}
_IN_WORDS = (  # how an amount is compared → the sign
    (r"(?:under|below|(?:less|fewer|earlier) than) +", "< "),
    (r"(?:over|above|(?:more|greater|later) than) +", "> "),
    (r"(?:up to|at most|max(?:imum|\.)?|no more than|until) +", "<= "),
    (r"(?:at least|min(?:imum|\.)?|no less than|from) +", ">= "),
)
_OR_MORE = re.compile(
    r"(?P<from>.+?) or (?:(?P<less>less|fewer|below|under|earlier)|more|above|over|later|higher|up)\b"
    r" ?(?P<unit>(?:day|week|month|year)s?)?$"
)
_FOREIGN = {"=": "", "==": "", "!=": "not ", "<>": "not ", "≠": "not ", "≤": "<= ", "≥": ">= "}
# What is read without the grammar: plain values, as most cells are. Zeros before digits are refused there.
_PLAIN = {
    ir.Kind.NUMBER: re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,6})?\Z", re.ASCII),
    ir.Kind.DATE: re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII),
    ir.Kind.DURATION: re.compile(r"-?(?:0|[1-9][0-9]{0,6}) (?:days?|weeks?)\Z", re.ASCII),
    ir.Kind.CHOICE: re.compile(r"[a-z][a-z0-9_]*\Z", re.ASCII),
    ir.Kind.YES_NO: re.compile(r"(?:yes|no)\Z"),
}


def is_anything(node: ScalarNode) -> bool:
    """Whether a cell says nothing of its input: `-`, or nothing at all."""
    return node.text.strip() in _ANYTHING


def is_nothing(node: ScalarNode) -> bool:
    """Whether a cell gives no value: `-`, `none`, or nothing at all."""
    return is_anything(node) or node.text == "none"


class CellReader:
    """Reads the cells of one table, for rules of one entity; what is wrong goes to `reader`."""

    def __init__(self, scope: Scope, reader: NodeReader) -> None:
        self.scope = scope
        self._reader = reader
        around = scope.around(scope.entity)
        self._names = {  # a choice that is also called so may mean the other thing
            *scope.parameters,
            *(name for entity in around for name in scope.entities[entity].facts),
        }

    def value(self, node: ScalarNode, wanted: ir.Type) -> ir.Expression | None:
        """The value of a cell that is not empty: of an outcome, or what an input is compared with."""
        plain = _PLAIN.get(wanted.kind)
        text = node.text
        if plain is not None and plain.match(text) and text not in self._names:
            value = convert(text, wanted)
            if not isinstance(value, Misfit):
                self._reader.use_choice(wanted, node)
                return ir.Literal(value, wanted, node.span)
        if wanted.kind is ir.Kind.CHOICE and " " in text:  # `first choice`
            near = closest(text, wanted.choices)
            if near is not None:
                message = f"`{shown(text)}` is not one of the choices"
                self._reader.report("ADV315", node.span, message, f"did you mean `{near}`?")
                return None
        expression, problems = read_expression(node, self.scope, wanted, self._reader.uses)
        self._reader.found.extend(map(_in_a_cell, problems))
        return expression

    def input(self, node: ScalarNode) -> ir.Expression | None:
        """The head of a column."""
        expression, problems = read_expression(node, self.scope, None, self._reader.uses)
        self._reader.found.extend(problems)
        return expression

    def test(self, node: ScalarNode, of: ir.Expression) -> ir.Expression | None:
        """What a cell says of the input `of`; None where it says nothing, or could not be read."""
        if is_anything(node):
            return None
        text = node.text
        plain = _PLAIN.get(of.type.kind)
        if plain is not None and plain.match(text) and not _GIVEN.match(text):  # as most cells are
            value = self.value(node, of.type)
            return None if value is None else ir.Is(of, value, node.span)
        return self._all(_stripped(_Part(node, 0, len(text))), of)

    def _all(self, part: _Part, of: ir.Expression) -> ir.Expression | None:
        if " and " not in part.text:
            return self._one(part, of)
        parts = [_stripped(one) for one in _split(part, " and ")]
        if len(parts) == 1:
            return self._one(part, of)
        tests = [self._one(one, of) for one in parts]
        kept = tuple(test for test in tests if test is not None)
        return ir.And(kept, part.span) if len(kept) == len(tests) else None

    def _one(self, part: _Part, of: ir.Expression) -> ir.Expression | None:
        text = part.text
        if not text:
            self._report(part, "something is missing here", None)
            return None
        if text in _ANY_WORDS and text not in of.type.choices and text not in self._names:
            self._report(part, f"`{text}` is no value", "write `-` for anything")
            return None
        if text in _DITTO and text not in of.type.choices and text not in self._names:
            self._report(part, f"`{text}` is no value", "write the value of the row above again")
            return None
        if found := _GIVEN.match(text):
            test: ir.Expression = ir.Given(of, part.span)
            return ir.Not(test, part.span) if found[1] or found[2] else test
        if found := _ONE_OF.match(text):
            return self._one_of(part.inside(*found.span(1)), of)
        if found := _NOT.match(text):
            inner = self._one(_stripped(part.inside(found.end(), len(text))), of)
            return None if inner is None else ir.Not(inner, part.span)
        if found := _COMPARISON.match(text):
            sign = " ".join(found[1].split())
            return self._compared(_SIGNS[sign], part.inside(found.end(), len(text)), of, part.span)
        if (between := _range(part)) is not None:
            return self._between(*between, of, part.span)
        if len(ends := _split(part, "..")) > 2:
            first, last = (shown(_stripped(one).text) for one in (ends[0], ends[-1]))
            self._report(part, "a range has two ends", f"write `{first} .. {last}`")
            return None
        if found := _SPAN.match(text):  # as an expression, `1-50` is -49
            written = (
                f">= {found['from']}" if found["to"] is None else f"{found['low']} .. {found['to']}"
            )
            self._report(part, f"`{shown(text)}` is no range here", f"write `{written}`")
            return None
        for sign, instead in _FOREIGN.items():
            if text.startswith(sign):
                rest = text[len(sign) :].strip()
                help = f"write `{instead}{shown(rest)}`"
                self._report(part, f"`{sign}` is not used in tables", help)
                return None
        for said, sign in _IN_WORDS:
            if (words := re.match(said, text)) is not None:
                help = f"write `{sign}{shown(text[words.end() :])}`"
                self._report(part, f"`{shown(words[0])}` is not used in tables", help)
                return None
        if (more := _OR_MORE.match(text)) is not None:
            sign = "<= " if more["less"] else ">= "
            unit = f" {more['unit']}" if more["unit"] else ""
            self._report(
                part,
                f"`{shown(text)}` is not used in tables",
                f"write `{sign}{more['from']}{unit}`",
            )
            return None
        if len(options := [_stripped(one) for one in _options(part)]) > 1:
            help = f"write `one of ({', '.join(shown(one.text) for one in options)})`"
            self._report(part, "several values stand in one cell", help)
            return None
        if found := _IS.match(text):
            part = part.inside(found.end(), len(text))
        value = self._value(part, of)
        return None if value is None else ir.Is(of, value, part.span)

    def _one_of(self, part: _Part, of: ir.Expression) -> ir.Expression | None:
        tests = [self._all(_stripped(one), of) for one in _split(part, ",")]
        kept = tuple(test for test in tests if test is not None)
        if len(kept) < len(tests):
            return None
        values = tuple(test.right for test in kept if isinstance(test, ir.Is))
        if len(values) == len(kept):
            return ir.OneOf(of, values, part.span)
        return ir.Or(kept, part.span)

    def _compared(
        self, op: ir.Comparison, part: _Part, of: ir.Expression, span: Span
    ) -> ir.Expression | None:
        is_ranked = op in (ir.Comparison.BETTER, ir.Comparison.WORSE)
        if not (of.type.is_ordered if is_ranked else of.type.kind in ir.ORDERED):
            message = f"the input of this column is {ir.kind_words(of.type)}, which has no order"
            help = "write one value, or `one of (…)`"
            if of.type.is_ordered:
                help = "write `better than …` or `worse than …`"
            self._reader.report("ADV313", span, message, help)
            return None
        value = self._value(part, of)
        return None if value is None else ir.Compare(op, of, value, span)

    def _between(
        self, low: _Part, is_above: bool, high: _Part, is_below: bool, of: ir.Expression, span: Span
    ) -> ir.Expression | None:
        least = ir.Comparison.AFTER if is_above else ir.Comparison.NOT_BEFORE
        most = ir.Comparison.BEFORE if is_below else ir.Comparison.NOT_AFTER
        one = self._compared(least, low, of, span)
        other = None if one is None else self._compared(most, high, of, span)
        if one is None or other is None:
            return None
        ends = [test.right for test in (one, other) if isinstance(test, ir.Compare)]
        values = [end.value for end in ends if isinstance(end, ir.Literal)]
        if len(values) == 2 and _is_after(values[0], values[1]):
            help = f"write `{shown(high.text)} .. {shown(low.text)}`"
            self._reader.report("ADV162", span, "this range ends before it begins", help)
            return None
        return ir.And((one, other), span)

    def _value(self, part: _Part, of: ir.Expression) -> ir.Expression | None:
        if not part.text:
            self._report(part, "a value is missing here", None)
            return None
        return self.value(part.node(), of.type)

    def _report(self, part: _Part, message: str, help: str | None) -> None:
        self._reader.report("ADV162", part.span, message, help)


def _in_a_cell(problem: Diagnostic) -> Diagnostic:
    """The problem of a cell: a choice there belongs to another column, and is not to be compared."""
    found = re.match(r"`(\w+)` is a choice of `(\w+)`, and no choice", problem.message)
    if problem.code != "ADV304" or found is None:
        return problem
    return replace(problem, help=f"move it to the column of `{found[2]}`")


def _options(part: _Part) -> list[_Part]:
    """The values of `a, b`, or of `a or b`."""
    found = _split(part, ",")
    return found if len(found) > 1 else _split(part, " or ")


def _is_after(one: object, other: object) -> bool:
    return isinstance(one, int) and isinstance(other, int) and one > other


class _Part(NamedTuple):
    """The characters of a cell from `start` up to `end`."""

    cell: ScalarNode
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.cell.text[self.start : self.end]

    @property
    def span(self) -> Span:
        return self.cell.span_of(self.start, self.end)

    def inside(self, start: int, end: int) -> _Part:
        """A part of it, counted from its own beginning."""
        return _Part(self.cell, self.start + start, self.start + end)

    def node(self) -> ScalarNode:
        """It alone, as if nothing stood beside it."""
        cell = self.cell
        if self.start == 0 and self.end == len(cell.text):
            return cell
        return cell.part(self.start, self.end)


def _stripped(part: _Part) -> _Part:
    text = part.text
    if text and not (text[0].isspace() or text[-1].isspace()):
        return part
    start = len(text) - len(text.lstrip())
    return part.inside(start, max(start, len(text.rstrip())))


def _depths(text: str) -> Iterator[tuple[int, int]]:
    """Each place that lies in no quotation marks, with how many brackets are open there."""
    depth, quoted = 0, False
    for at, char in enumerate(text):
        if char == '"' and (at == 0 or text[at - 1] != "\\"):
            quoted = not quoted
        if quoted:
            continue
        if char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        yield at, depth


def _split(part: _Part, at: str) -> list[_Part]:
    """The parts between words or signs that stand in no brackets: `a, min(b, c)` is two."""
    text = part.text
    if at not in text:
        return [part]
    if _PLAIN_SIGNS.match(text):  # no brackets, no quotation marks
        ends = [-len(at), *(found.start() for found in re.finditer(re.escape(at), text)), len(text)]
        return [part.inside(one + len(at), other) for one, other in pairwise(ends)]
    found: list[_Part] = []
    begin = 0
    for place, depth in _depths(text):
        if depth == 0 and place >= begin and text.startswith(at, place):
            found.append(part.inside(begin, place))
            begin = place + len(at)
    return [*found, part.inside(begin, len(text))]


def _range(part: _Part) -> tuple[_Part, bool, _Part, bool] | None:
    """The two ends of `a .. b`, and whether each is itself left out, as in `(a .. b]`, in DMN also `]a .. b]`."""
    text = part.text
    if ".." not in text:
        return None
    begin, end = 0, len(text)
    is_in_brackets = text[0] in "([]" and text[-1] in ")]["
    if is_in_brackets:
        begin, end = 1, len(text) - 1
    dots = _split(part.inside(begin, end), "..")
    if len(dots) != 2:
        return None
    low, high = (_stripped(one) for one in dots)
    is_open = is_in_brackets and text[0] != "[", is_in_brackets and text[-1] != "]"
    return low, is_open[0], high, is_open[1]

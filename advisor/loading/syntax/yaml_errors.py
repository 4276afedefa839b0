"""What went wrong where YAML gave up, in the words of somebody who does not know YAML.

Where a sentence or an expression was only not put in quotes, `quote` says which characters they belong
around, so that the reader can go on and find everything else too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml.error import MarkedYAMLError

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.values import dataclass
from advisor.loading.syntax.flow_recovery import HELP
from advisor.loading.syntax.limits import MAX_DEPTH
from advisor.loading.syntax.nodes import SourceText, shown

# `key: value`, `- value` or `- key: value`, with the value up to a comment.
# Compiled when something is wrong, not at every start.
_LINE = r"(?P<lead>\s*(?:- +)*(?:[\w.-]+ *: +|(?<=- )))(?P<value>\S.*?)(?=\s+#|\s*$)"
_INDICATORS = {
    "@": "YAML keeps `@` for itself at the beginning of a text",
    "`": "YAML keeps the backtick for itself at the beginning of a text",
    "%": "YAML keeps `%` for itself at the beginning of a text",
    ">": "YAML takes the `>` at the beginning for the mark of a folded text",
    "|": "YAML takes the `|` at the beginning for the mark of a text in lines",
    "*": "YAML takes the `*` at the beginning for a repetition",
    "&": "YAML takes the `&` at the beginning for a mark",
    "!": "YAML takes the `!` at the beginning for a tag",
    "-": "YAML takes the `-` at the beginning for that of a list",
    "?": "YAML takes the `?` at the beginning for its own",
    ",": "YAML keeps the comma for itself at the beginning of a text",
}
_BULLETS = ("–", "—", "‒", "−", "•", "·", "*")  # what stands for the hyphen of a list elsewhere


class YamlMark(NamedTuple):
    """A mark of the parser: line and column from 0, and the position in the text."""

    line: int
    column: int
    position: int


@dataclass(frozen=True, slots=True)
class Broken:
    """What was read last: a scalar with its style, and the brackets that were open (outermost first)."""

    last: tuple[YamlMark, YamlMark, str] | None
    brackets: tuple[YamlMark, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A diagnostic, and the first and last index (exclusive) of a text that quotes would save."""

    diagnostic: Diagnostic
    quote: tuple[int, int] | None = None


def explain(error: MarkedYAMLError, broken: Broken, source: SourceText) -> Mistake:
    """Say what is wrong where the parser gave up."""
    problem, mark = error.problem or "", error.problem_mark or error.context_mark
    if mark is None:
        return Mistake(_unreadable(source.word_at(0, 0)))
    at = YamlMark(mark.line, mark.column, mark.index)
    if "nesting depth" in problem:  # the parser has a bound of its own, far beyond ours
        return Mistake(too_deep(source.span(at.line, at.column, at.line, at.column + 1)))
    opened = error.context_mark
    if "quoted scalar" in (error.context or "") and opened is not None:
        return _in_quotes(problem, at, YamlMark(opened.line, opened.column, opened.index), source)
    runaway = _runaway_quote(broken, at, source)
    if runaway is not None:
        return runaway
    if broken.brackets:
        return _in_brackets(at, broken, source)
    if "block scalar" in (error.context or "") and opened is not None:
        at = YamlMark(opened.line, opened.column, opened.index)
    return _in_block(problem, at, broken, source)


def too_deep(span: Span) -> Diagnostic:
    """What is said of parts inside parts without end."""
    return Diagnostic(
        "ADV009",
        f"more than {MAX_DEPTH} lists and mappings stand inside each other",
        span,
        help="nothing in this language is nested that deep",
    )


def _in_quotes(problem: str, at: YamlMark, opened: YamlMark, source: SourceText) -> Mistake:
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        span = source.span(at.line, at.column - 1, at.line, at.column + 1)
        return Mistake(
            Diagnostic(
                "ADV007",
                "a backslash between double quotes begins a code, and this one is unknown",
                span,
                help="write `\\\\` for a backslash, or use single quotes",
            )
        )
    return _never_closed(opened, source)


def _never_closed(opened: YamlMark, source: SourceText) -> Mistake:
    mark = source.line(opened.line)[opened.column : opened.column + 1]
    what = "quote" if mark in ("'", '"') else "bracket"
    closing = {"{": "}", "[": "]"}.get(mark, mark)
    span = source.span(opened.line, opened.column, opened.line, opened.column + 1)
    return Mistake(
        Diagnostic(
            "ADV008",
            f"this {what} is never closed",
            span,
            help=f"write `{closing}` where it ends" if closing else None,
        )
    )


def _runaway_quote(broken: Broken, at: YamlMark, source: SourceText) -> Mistake | None:
    """A text in quotes that went on over lines until the next quote, which was to begin another."""
    if broken.last is None:
        return None
    # a: "one        the quote before `one` is the one never closed; for YAML the text is `one b: `, and
    # b: "two"       it gives up at `two`, on the line where that text ended
    start, end, style = broken.last
    if style not in ("'", '"') or start.line == end.line or end.line != at.line:
        return None
    return _never_closed(start, source)


def _in_brackets(at: YamlMark, broken: Broken, source: SourceText) -> Mistake:
    opened = broken.brackets[-1]
    rest = source.line(at.line)[at.column :]
    last = broken.last
    is_end = not "\n".join((rest, *source.lines[at.line + 1 :])).strip()
    if is_end or (last is not None and last[0].line < last[1].line and rest[:1] == ":"):
        return _never_closed(opened, source)
    if rest[:1] in ("}", "]"):
        mark = source.line(opened.line)[opened.column : opened.column + 1]
        return Mistake(
            Diagnostic(
                "ADV008",
                f"`{rest[:1]}` closes what `{mark}` opened",
                source.span(at.line, at.column, at.line, at.column + 1),
                help=f"write `{'}' if mark == '{' else ']'}`",
            )
        )
    if rest[:1] in (":", "{", "[", '"', "'") or (last is not None and last[2] in ("'", '"')):
        begin = at
        if last is not None and last[1].line == at.line and last[0].position >= opened.position:
            begin = last[0]
        text = re.split(r"[,}\]]\s*(?:[,}\]]|$)|, ", source.line(at.line)[begin.column :])[0]
        end = max(begin.column + len(text.rstrip()), at.column + 1)
        if "{" in text and "}" not in text:
            end += 1
        span = source.span(begin.line, begin.column, at.line, end)
        sign = last[2] if last is not None and last[2] in ("'", '"') else rest[:1]
        return Mistake(Diagnostic("ADV006", _why(sign, _words(source, span)), span, help=HELP))
    return _by_indicator(at, source)


def _in_block(problem: str, at: YamlMark, broken: Broken, source: SourceText) -> Mistake:
    line = source.line(at.line)
    indent = len(line) - len(line.lstrip())
    last = broken.last
    if "mapping values" in problem or "could not find expected ':'" in problem:
        if last is not None and last[0].line < last[1].line == at.line and not last[2]:
            return _ran_on(last[0], at, source)
        if "could not find" in problem:
            return _no_colon(at, last, source)
    found = re.match(_LINE, line)
    if found is not None and at.column >= found.start("value"):
        value, begin = found["value"], found.start("value")
        if _is_broken_collection(value):
            return _by_indicator(at, source)
        start = at.position - at.column + begin
        span = source.span(at.line, begin, at.line, begin + len(value))
        why = _INDICATORS.get(value[0]) or _why(value[0], value)
        return Mistake(Diagnostic("ADV006", why, span, help=HELP), (start, start + len(value)))
    if at.column <= indent and line.strip():
        first = line.strip()[0]
        if first in "}]":
            return _by_indicator(at, source)
        return Mistake(
            Diagnostic(
                "ADV007",
                "this line does not line up with those above it",
                source.word_at(at.line, indent),
                help="give it as many spaces as the lines that it belongs to",
            )
        )
    return _by_indicator(at, source)


def _ran_on(start: YamlMark, at: YamlMark, source: SourceText) -> Mistake:
    """A `key:` that YAML read as one more line of the text above."""
    line = source.line(at.line)
    indent = len(line) - len(line.lstrip())
    first = source.line(start.line)
    bullet = len(first) - len(first.lstrip())
    if first[bullet : bullet + 1] in _BULLETS and first[bullet + 1 : bullet + 2] == " ":
        return Mistake(
            Diagnostic(
                "ADV007",
                f"`{first[bullet]}` does not begin one of a list",
                source.span(start.line, bullet, start.line, bullet + 1),
                help="write a plain hyphen, `-`; word processors change it without being asked",
            )
        )
    if source.line(start.line)[: start.column].strip() in ("", "-"):
        return _no_colon(at, (start, start, ""), source)
    return Mistake(
        Diagnostic(
            "ADV007",
            f"the text above goes on into this line, because `{shown(line[indent : at.column])}` "
            "stands further right than its key",
            source.span(at.line, indent, at.line, at.column),
            help="give this line as many spaces as the key above",
        )
    )


def _no_colon(
    at: YamlMark, last: tuple[YamlMark, YamlMark, str] | None, source: SourceText
) -> Mistake:
    number = last[0].line if last is not None else at.line
    if last is None or not source.line(number).strip() or ":" in source.line(number):
        number = max(at.line - 1, 0)
    line = source.line(number)
    indent = len(line) - len(line.lstrip())
    end = max(len(line.rstrip()), indent + 1)
    return Mistake(
        Diagnostic(
            "ADV007",
            "this line has no colon behind its key",
            source.span(number, indent, number, end),
            help="write `key: value`",
        )
    )


def _is_broken_collection(value: str) -> bool:
    """Whether `{…` or `[…` is meant as such: nothing but punctuation follows its closing bracket."""
    closing = {"{": "}", "[": "]"}.get(value[0])
    if closing is None:
        return False
    depth = 0
    for number, character in enumerate(value):
        if character == value[0]:
            depth += 1
        elif character == closing:
            depth -= 1
            if depth == 0:
                rest = value[number + 1 :].strip()
                return not rest or not any(letter.isalnum() for letter in rest)
    return True


def _why(character: str, value: str) -> str:
    text = shown(value)
    if character in ("{", "["):
        return (
            f"YAML takes the {'braces' if character == '{' else 'brackets'} in `{text}` for its own"
        )
    if character in ("}", "]"):
        return f"`{character}` closes nothing that was opened"
    if character in ("'", '"'):
        return f"YAML ends the text at the second quote in `{text}`"
    return f"YAML takes the colon in `{text}` for that behind a key"


def _by_indicator(at: YamlMark, source: SourceText) -> Mistake:
    line = source.line(at.line)
    character = line[at.column : at.column + 1]
    span = source.word_at(at.line, at.column)
    if character in ("}", "]"):
        span = source.span(at.line, at.column, at.line, at.column + 1)
        return Mistake(
            Diagnostic(
                "ADV008",
                f"`{character}` closes nothing that was opened",
                span,
                help="delete it, or put the text in quotes",
            )
        )
    if character in _INDICATORS:
        return Mistake(Diagnostic("ADV006", _INDICATORS[character], span, help=HELP))
    return Mistake(_unreadable(span))


def _unreadable(span: Span) -> Diagnostic:
    return Diagnostic(
        "ADV007",
        "this cannot be read as YAML",
        span,
        help="put each `key: value` on a line of its own, and texts with punctuation in quotes",
    )


def _words(source: SourceText, span: Span) -> str:
    return source.line(span.line - 1)[span.column - 1 : span.end_column - 1]

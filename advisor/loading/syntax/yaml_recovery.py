"""What YAML makes of texts that are not in quotes: where it gives up, and where it splits them."""

from __future__ import annotations

import re
from typing import NamedTuple

from yaml.error import MarkedYAMLError

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.values import dataclass
from advisor.loading.syntax import limits
from advisor.loading.syntax.nodes import Node, ScalarNode, SourceText, over_lines, shown

_LOOK_AHEAD = 20  # parts that one text may have been split into
_HELP = "write it as a block, or put it in quotes"
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


def _mistake(code: str, span: Span, message: str, help: str | None) -> Mistake:
    return Mistake(Diagnostic(code, message, span, help=help))


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
        f"more than {limits.MAX_DEPTH} lists and mappings stand inside each other",
        span,
        help="nothing in this language is nested that deep",
    )


def _in_quotes(problem: str, at: YamlMark, opened: YamlMark, source: SourceText) -> Mistake:
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        span = source.span(at.line, at.column - 1, at.line, at.column + 1)
        message = "a backslash between double quotes begins a code, and this one is unknown"
        help = "write `\\\\` for a backslash, or use single quotes"
        return _mistake("ADV007", span, message, help)
    return _never_closed(opened, source)


def _never_closed(opened: YamlMark, source: SourceText) -> Mistake:
    mark = source.line(opened.line)[opened.column : opened.column + 1]
    what = "quote" if mark in ("'", '"') else "bracket"
    closing = {"{": "}", "[": "]"}.get(mark, mark)
    span = source.span(opened.line, opened.column, opened.line, opened.column + 1)
    message = f"this {what} is never closed"
    help = f"write `{closing}` where it ends" if closing else None
    return _mistake("ADV008", span, message, help)


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
        message = f"`{rest[:1]}` closes what `{mark}` opened"
        help = f"write `{'}' if mark == '{' else ']'}`"
        return _mistake(
            "ADV008", source.span(at.line, at.column, at.line, at.column + 1), message, help
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
        return _mistake("ADV006", span, _why(sign, _words(source, span)), _HELP)
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
        return Mistake(Diagnostic("ADV006", why, span, help=_HELP), (start, start + len(value)))
    if at.column <= indent and line.strip():
        first = line.strip()[0]
        if first in "}]":
            return _by_indicator(at, source)
        message = "this line does not line up with those above it"
        help = "give it as many spaces as the lines that it belongs to"
        return _mistake("ADV007", source.word_at(at.line, indent), message, help)
    return _by_indicator(at, source)


def _ran_on(start: YamlMark, at: YamlMark, source: SourceText) -> Mistake:
    """A `key:` that YAML read as one more line of the text above."""
    line = source.line(at.line)
    indent = len(line) - len(line.lstrip())
    first = source.line(start.line)
    bullet = len(first) - len(first.lstrip())
    if first[bullet : bullet + 1] in _BULLETS and first[bullet + 1 : bullet + 2] == " ":
        message = f"`{first[bullet]}` does not begin one of a list"
        help = "write a plain hyphen, `-`; word processors change it without being asked"
        return _mistake(
            "ADV007", source.span(start.line, bullet, start.line, bullet + 1), message, help
        )
    if source.line(start.line)[: start.column].strip() in ("", "-"):
        return _no_colon(at, (start, start, ""), source)
    message = (
        f"the text above goes on into this line, because `{shown(line[indent : at.column])}` "
        "stands further right than its key"
    )
    help = "give this line as many spaces as the key above"
    return _mistake("ADV007", source.span(at.line, indent, at.line, at.column), message, help)


def _no_colon(
    at: YamlMark, last: tuple[YamlMark, YamlMark, str] | None, source: SourceText
) -> Mistake:
    number = last[0].line if last is not None else at.line
    if last is None or not source.line(number).strip() or ":" in source.line(number):
        number = max(at.line - 1, 0)
    # What stands before the last whole line may be well: `- a > 1`, and below it `advise chase`.
    between = range(number + 1, at.line)
    bare = (n for n in between if re.match(r"\s*[^\s#\-]", source.line(n)))
    number = next((n for n in bare if not re.search(r":(?:\s|$)", source.line(n))), number)
    dashed = (n for n in between if re.match(r"\s*-[^\s-]", source.line(n)))
    number = next(dashed, number)
    line = source.line(number)
    indent = len(line) - len(line.lstrip())
    end = max(len(line.rstrip()), indent + 1)
    message = "this line has no colon behind its key"
    help = "write `key: value`"
    above = source.line(number - 1) if number else ""
    if re.match(r"-[^\s-]", line[indent:]):
        message = "a space is missing behind the dash"
        help = f"write `- {shown(line[indent + 1 :].strip())}`"
        end = indent + 1
    elif above.startswith(" " * indent + "- ") and not re.search(r":(?:\s|$)", above):
        message = "this line lacks the dash that the one above has"
        help = f"write `- {shown(line.strip())}`"
    glued = re.match(r"\s*([\w-]+):\S", line)
    two_words = re.fullmatch(r"\s*(\w[\w-]*)\s+(\w[\w-]*)\s*", line)
    if glued is not None:
        message = f"a space is missing behind the colon of `{glued[1]}:`"
        help = f"write `{glued[1]}: {shown(line[glued.end() - 1 :].strip())}`"
    elif two_words is not None:
        help = f"write `{two_words[1]}: {two_words[2]}`"
    return _mistake("ADV007", source.span(number, indent, number, end), message, help)


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
        message = f"`{character}` closes nothing that was opened"
        return _mistake("ADV008", span, message, "delete it, or put the text in quotes")
    if character in _INDICATORS:
        return _mistake("ADV006", span, _INDICATORS[character], _HELP)
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


@dataclass(frozen=True, slots=True)
class Item:
    """A node and where it begins and ends in the text."""

    node: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A key with its value."""

    key: Item
    value: Item

    def is_bare(self, source: SourceText) -> bool:
        """Whether it is a key without a colon, so without a value."""
        value = self.value.node
        return (
            isinstance(value, ScalarNode)
            and value.is_plain
            and not value.text
            and ":" not in source.text[self.key.end : self.value.start]
        )


def repair_mapping(
    entries: list[FlowEntry],
    span: Span,
    source: SourceText,
    start: int,
    end: int,
    found: list[Diagnostic],
) -> list[FlowEntry] | ScalarNode:
    """The entries as they were meant; a text where the braces belong to a sentence, as in `{company}`."""
    if entries and all(entry.is_bare(source) for entry in entries):
        text = " ".join(source.text[start:end].split())
        found.append(
            Diagnostic(
                "ADV006", f"YAML takes the braces of `{shown(text)}` for its own", span, help=_HELP
            )
        )
        return ScalarNode(
            text, span, True, over_lines(text, source.text[start:end], span.line, span.column)
        )
    # `{say: Thanks, and see you, to: all}` is for YAML `say: Thanks`, a key `and see you` without a
    # value, and `to: all`. The bare key was part of the text before it, and is joined to it again:
    # `say: Thanks, and see you` and `to: all`. What was meant is read on, and only the comma reported.
    repaired: list[FlowEntry] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        stop = _end_of_text(entries, at, source)
        if stop > at:
            last = entries[stop]
            end = last.key.end if last.is_bare(source) else last.value.end
            joined = _text_between(entry.value, end, source)
            _report_comma(joined, found)
            repaired.append(FlowEntry(entry.key, joined))
        elif entry.is_bare(source):
            _report_bare(entry, found)
        else:
            repaired.append(entry)
        at = stop + 1
    return repaired


def _end_of_text(entries: list[FlowEntry], at: int, source: SourceText) -> int:
    """The last entry that belongs to the text which is the value of entry `at`."""
    first = entries[at]
    if first.is_bare(source) or not _is_text(first.value.node):
        return at
    stop, open_brackets, has_crossed = at, _brackets(first.value.node), False
    for number in range(at + 1, min(len(entries), at + _LOOK_AHEAD)):
        entry = entries[number]
        is_bare = entry.is_bare(source)
        if not is_bare and open_brackets <= 0:
            break
        has_crossed = has_crossed or not is_bare
        open_brackets += _brackets(entry.key.node) + _brackets(entry.value.node)
        if open_brackets <= 0 or not has_crossed:
            stop = number
    return stop


def repair_list(items: list[Item], source: SourceText, found: list[Diagnostic]) -> list[Item]:
    """The items as they were meant: those joined again that a comma between brackets split."""
    # `[any(interviews, held_on > 3), b]` is three items for YAML. The first opens one bracket more than
    # it closes, so all up to the one that closes it are one text: `any(interviews, held_on > 3)`, `b`.
    repaired: list[Item] = []
    at = 0
    while at < len(items):
        stop, open_brackets = at, _brackets(items[at].node)
        if open_brackets > 0:
            for number in range(at + 1, min(len(items), at + _LOOK_AHEAD)):
                open_brackets += _brackets(items[number].node)
                if open_brackets <= 0:
                    stop = number
                    break
        if stop > at:
            joined = _text_between(items[at], items[stop].end, source)
            _report_comma(joined, found)
            repaired.append(joined)
        else:
            repaired.append(items[at])
        at = stop + 1
    return repaired


def _is_text(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_plain


def _brackets(node: Node) -> int:
    """How many more round brackets a plain text opens than it closes."""
    if isinstance(node, ScalarNode) and node.is_plain:
        return node.text.count("(") - node.text.count(")")
    return 0


def _text_between(first: Item, end: int, source: SourceText) -> Item:
    raw = source.text[first.start : end]
    begin = first.node.span
    lines = (raw + "x").splitlines()
    line = begin.line + len(lines) - 1
    column = (begin.column if len(lines) == 1 else 1) + len(lines[-1]) - 1
    text = " ".join(raw.split())
    span = Span(begin.path, begin.line, begin.column, line, column)
    offsets = over_lines(text, raw, begin.line, begin.column)
    return Item(ScalarNode(text, span, True, offsets), first.start, end)


def _report_comma(item: Item, found: list[Diagnostic]) -> None:
    text = item.node.text if isinstance(item.node, ScalarNode) else ""
    found.append(
        Diagnostic(
            "ADV006", f"YAML splits `{shown(text)}` at the comma", item.node.span, help=_HELP
        )
    )


def _report_bare(entry: FlowEntry, found: list[Diagnostic]) -> None:
    key = entry.key.node
    text = key.text if isinstance(key, ScalarNode) else "this"
    found.append(
        Diagnostic(
            "ADV006",
            f"`{shown(text)}` stands between braces without a colon and a value",
            key.span,
            help=f"if it belongs to the text before it, {_HELP}",
        )
    )

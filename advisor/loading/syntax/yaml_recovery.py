"""What YAML makes of texts that are not in quotes: where it gives up, and what was meant there."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml
from yaml.error import MarkedYAMLError

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.loading.syntax import limits
from advisor.loading.syntax.nodes import SourceText, shown

# `key: value`, `- value` or `- key: value`, with the value up to a comment.
# Compiled when something is wrong, not at every start.
_LINE = r"(?P<lead>\s*(?:- +)*(?:[\w.-]+ *: +|(?<=- )))(?P<value>\S.*?)(?=\s+#|\s*$)"
# A range with a square bracket at an end: `(7 .. 28]`, or `]7 .. 28[` as DMN writes it.
_RANGE = r"(?:[\[\]][^\[\](){},]*\.\.[^\[\](){},]*[\])\[]|\([^\[\](){},]*\.\.[^\[\](){},]*[\]\[])"
# Keys with a mapping behind them, and the key that its first word may lack: `advise: chase, due: today`.
MAPPINGS = {
    **dict.fromkeys(("conclude", "done", "sets", "note", "then", "from", "choices"), ""),
    "advise": "action: ",
}
_KEYS = ("when", "unless", "for", "because", "advise", "conclude", "title", "kind", "ask")
BEGINNINGS = ("rule", "table", "test")  # keys with which one of a list begins, and nothing else
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
_MARKS = (  # lines that programs and web pages leave behind → what is said of them
    (
        r"(?:<{7}|={7}|>{7}|\|{7})(?: .*)?",
        "two versions of this place stand here, left behind by a merge",
    ),
    (r"(?:```|~~~)[\w-]*", "this line belongs to a page from which the rules were copied"),
)
_REMARKS = ("//", "/*", "<!--", ";")  # how a remark begins elsewhere
_ODD_SPACES = "\xa0\u2002\u2003\u2007\u2009\u202f\u3000"
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
    if (left := left_behind(source, mark.line)) is not None:
        return Mistake(left)
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


def left_behind(source: SourceText, at: int) -> Diagnostic | None:
    """What is no YAML at line `at`, where the parser gave up, or just above: what programs left there.

    The mark of a merge is looked for in the whole text.
    """
    for number, line in enumerate(source.lines):
        text, indent = line.strip(), len(line) - len(line.lstrip())
        whole = source.span(number, indent, number, max(len(line.rstrip()), indent + 1))
        for pattern, message in _MARKS:
            if re.fullmatch(pattern, text):
                kept = ", and of the two what does not hold" if "merge" in message else ""
                return Diagnostic("ADV007", message, whole, help=f"delete it{kept}")
        if not at - 3 <= number <= at:
            continue
        odd = re.match(rf"\s*?(?:- *)?([{_ODD_SPACES}])", line)
        if odd is not None and (odd[0].strip() or odd.end() <= indent):
            where = "behind this dash" if odd[0].strip() else "before this line"
            message = f"a space that is none for YAML (U+{ord(odd[1]):04X}) stands {where}"
            span = source.span(number, odd.start(1), number, odd.end(1))
            return Diagnostic("ADV007", message, span, help="delete it, and type a space instead")
        if re.match(r"\+ +[\w-]+:", line):
            message = "this line begins with the `+` of a list of changes"
            help = "write a space for the `+`"
            return Diagnostic("ADV007", message, source.span(number, 0, number, 1), help=help)
        if text.startswith(_REMARKS):
            message = f"a remark does not begin with `{shown(text.split()[0])}`"
            return Diagnostic("ADV007", message, whole, help="write `# `, and the remark behind it")
    return None


def too_deep(span: Span) -> Diagnostic:
    """What is said of parts inside parts without end."""
    return Diagnostic(
        "ADV009",
        f"lists and `key: value` lines stand more than {limits.MAX_DEPTH} deep inside each other",
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
    # `[a, [7 .. 28), 5]`: the last bracket closes the second one for YAML, and the first is still open.
    ends = re.compile(_RANGE).search(source.line(opened.line), opened.column + 1)
    if ends is not None and at.line > opened.line:
        return _range(ends, opened.line, opened.position - opened.column, source)
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
        said = _words(source, span)
        if (bare := re.search(r", *(\w+):\Z", said)) is not None:
            message = f"nothing stands behind `{bare[1]}:`"
            return _mistake("ADV006", span, message, f"write `{bare[1]}: …`, or leave it out")
        if (pieces := re.match(r"(\S+)(;?) +(\w+): ", said)) is not None and sign == ":":
            message = f"a comma is missing before `{pieces[3]}`"
            help = f"write `{pieces[1].rstrip(';')}, {pieces[3]}: …`"
            return _mistake("ADV006", span, message, help)
        mistake = _mistake("ADV006", span, _why(sign, said), quote_help(said))
        whole = len(text.rstrip())
        is_whole = text.count("{") == text.count("}") and text.count("[") == text.count("]")
        if sign in ("'", '"') or begin.line != at.line or not is_whole:
            return mistake
        return replace(mistake, quote=(begin.position, begin.position + whole))
    return _by_indicator(at, source, is_in_brackets=True)


def _in_block(problem: str, at: YamlMark, broken: Broken, source: SourceText) -> Mistake:
    line = source.line(at.line)
    indent = len(line) - len(line.lstrip())
    last = broken.last
    if line[indent : indent + 2] == "* ":
        return _bullet(at.line, indent, source)
    if "mapping values" in problem or "could not find expected ':'" in problem:
        if last is not None and last[0].line < last[1].line == at.line and not last[2]:
            return _ran_on(last[0], at, source)
        if "could not find" in problem:
            return _no_colon(at, last, source)
    found = re.match(_LINE, line)
    if found is not None and at.column >= found.start("value"):
        value, begin = found["value"], found.start("value")
        if _is_broken_collection(value):
            return _by_indicator(at, source, is_in_brackets=True)
        if value[0] == "[" and (ends := re.search(_RANGE, line)) is not None:
            return _range(ends, at.line, at.position - at.column, source)
        start = at.position - at.column + begin
        span = source.span(at.line, begin, at.line, begin + len(value))
        if (written := _on_one_line(found["lead"], value)) is not None:
            message = (
                f"several keys and values stand on one line behind `{found['lead'].split()[-1]}`"
            )
            return _mistake("ADV006", span, message, f"put them in braces: `{shown(written)}`")
        why = _INDICATORS.get(value[0]) or _why(value[0], value)
        if (named := _in_source(found["lead"], value)) is not None:
            return _mistake(
                "ADV006", span, why, f"write `{named}`: a `#` stands before the section"
            )
        help = quote_help(value)
        if (inner := re.fullmatch(r"\((\w+: .*)\)", value)) is not None:
            return _mistake("ADV006", span, why, f"write `{{{shown(inner[1])}}}`")
        if re.match(r"(?:all|any|none): *\[", value):
            help = f"write `{shown(value)}` on the next line, with two more spaces before it"
        return Mistake(Diagnostic("ADV006", why, span, help=help), (start, start + len(value)))
    if at.column <= indent and line.strip():
        first = line.strip()[0]
        if first in "}]":
            return _by_indicator(at, source)
        if re.match(r"-[^\s-]", line[indent:]):
            return _glued_dash(at.line, indent, source)
        if (dash := _dash(at.line, None, source)) is not None:
            return dash
        message = "this line does not line up with those above it"
        help = "give it as many spaces as the lines that it belongs to"
        return _mistake("ADV007", source.word_at(at.line, indent), message, help)
    return _by_indicator(at, source)


def _range(ends: re.Match[str], line: int, begin: int, source: SourceText) -> Mistake:
    """A range with a square bracket, which YAML takes for that of a list."""
    text = ends.group()
    span = source.span(line, ends.start(), line, ends.end())
    message = f"YAML takes the brackets in `{shown(text)}` for its own"
    help = f'put it in quotes: `"{shown(text)}"`'
    quote = begin + ends.start(), begin + ends.end()
    return Mistake(Diagnostic("ADV006", message, span, help=help), quote)


def _in_source(lead: str, value: str) -> str | None:
    """`guide#chase` for `guide: chase` behind `source:`; None where it is no such thing."""
    found = re.fullmatch(r"([\w-]+): +([\w-]+)", value)
    return f"{found[1]}#{found[2]}" if found and lead.split()[-1:] == ["source:"] else None


def _on_one_line(lead: str, value: str) -> str | None:
    """`{action: chase, due: today}` for `chase, due: today` behind `advise:`; None where that is no mapping."""
    first = MAPPINGS.get(lead.strip().removesuffix(":").split()[-1] if lead.strip(" -") else "")
    if first is None:
        return None
    named = re.match(r"([\w-]+)(?:,| (?=\w+:)) *", value)
    if first and named is not None:
        value = f"{first}{named[1]}, {value[named.end() :]}"
    written = f"{{{value}}}"
    try:
        meant = yaml.safe_load(written)
    except yaml.YAMLError:
        return None
    is_meant = isinstance(meant, dict) and None not in meant.values()
    return written if is_meant else None


def _ran_on(start: YamlMark, at: YamlMark, source: SourceText) -> Mistake:
    """A `key:` that YAML read as one more line of the text above."""
    line = source.line(at.line)
    indent = len(line) - len(line.lstrip())
    first = source.line(start.line)
    bullet = len(first) - len(first.lstrip())
    if first[bullet : bullet + 1] in _BULLETS and first[bullet + 1 : bullet + 2] == " ":
        return _bullet(start.line, bullet, source)
    if re.match(r"-[^\s-]", first[bullet:]):
        return _glued_dash(start.line, bullet, source)
    if source.line(start.line)[: start.column].strip() in ("", "-"):
        return _no_colon(at, (start, start, ""), source)
    if (dash := _dash(start.line, indent, source)) is not None:
        return dash
    message = (
        f"the text above goes on into this line, because `{shown(line[indent : at.column])}` "
        "stands further right than its key"
    )
    help = "give this line as many spaces as the key above"
    return _mistake("ADV007", source.span(at.line, indent, at.line, at.column), message, help)


def _dash(number: int, below: int | None, source: SourceText) -> Mistake | None:
    """`rule: chase` or `-rule: chase` where one of a list was to begin; the keys below it, if known, stand at `below`."""
    line = source.line(number)
    found = re.match(rf"(?P<lead>\s*)(?P<dash>-?)(?P<key>{'|'.join(BEGINNINGS)})\s*:", line)
    if found is None or below not in (None, len(found["lead"]) + 2):
        return None
    at = len(found["lead"])
    if found["dash"]:
        return _glued_dash(number, at, source)
    help = f"write `- {shown(line[at:].strip())}`"
    message = f"a dash is missing before `{found['key']}`: it begins one of a list"
    span = source.span(number, at, number, found.end("key"))
    return _mistake("ADV007", span, message, help)


def _glued_dash(number: int, at: int, source: SourceText) -> Mistake:
    help = f"write `- {shown(source.line(number)[at + 1 :].strip())}`"
    span = source.span(number, at, number, at + 1)
    return _mistake("ADV007", span, "a space is missing behind the dash", help)


def _bullet(number: int, at: int, source: SourceText) -> Mistake:
    line = source.line(number)
    message = f"`{line[at]}` does not begin one of a list"
    help = f"write a plain hyphen: `- {shown(line[at + 1 :].strip())}`"
    return _mistake("ADV007", source.span(number, at, number, at + 1), message, help)


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
    while number and not source.line(number).strip():
        number -= 1
    line = source.line(number)
    indent = len(line) - len(line.lstrip())
    end = max(len(line.rstrip()), indent + 1)
    message = "this line has no colon behind its key"
    help = "write `key: value`"
    above = source.line(number - 1) if number else ""
    goes_on = re.match(r"[\s-]*([\w-]+): +(?:[^\s\[{|>]\S* \S|[|>][-+]?\Z)", above)
    if re.match(r"-[^\s-]", line[indent:]):
        return _glued_dash(number, indent, source)
    if line[indent : indent + 1] in _BULLETS and line[indent + 1 : indent + 2] == " ":
        return _bullet(number, indent, source)
    if above.startswith(" " * indent + "- ") and not re.search(r":(?:\s|$)", above):
        message = "this line lacks the dash that the one above has"
        help = f"write `- {shown(line.strip())}`"
    elif (colon := re.match(r"\s*[\w-]+(?P<sign>[：﹕꞉︓])", line)) is not None:
        message = f"`{colon['sign']}` is no colon for YAML"
        help = f"write `{shown(line.strip().replace(colon['sign'], ': ').replace(':  ', ': '))}`"
    elif goes_on is not None:
        message = "this line stands by itself, and has no colon behind a key"
        help = (
            f"if it belongs to the text of `{goes_on[1]}`, give it more spaces than `{goes_on[1]}`; "
            "else write `key: value`"
        )
    glued = re.match(r"\s*([\w-]+):\S", line)
    two_words = re.fullmatch(r"\s*(\w[\w-]*)\s+(\w[\w-]*)\s*", line)
    if glued is not None:
        message = f"a space is missing behind the colon of `{glued[1]}:`"
        help = f"write `{glued[1]}: {shown(line[glued.end() - 1 :].strip())}`"
    elif two_words is not None:
        help = f"write `{two_words[1]}: {two_words[2]}`"
    elif (key := _key_elsewhere(line, source)) is not None:
        message = f"`{key}` has no colon behind it"
        help = f"write `{key}: {shown(line.strip()[len(key) :].strip(' -'))}`"
    return _mistake("ADV007", source.span(number, indent, number, end), message, help)


def _key_elsewhere(line: str, source: SourceText) -> str | None:
    """The first word of a line, if it is a key of rules or in other lines: `when` of `when stage is offered`."""
    found = re.match(r"\s*([\w-]+)\s+\S", line)
    if found is None:
        return None
    if found[1] in _KEYS:
        return found[1]
    key = re.compile(rf"\s*(?:- +)*{re.escape(found[1])}\s*:(?:\s|$)")
    return found[1] if any(key.match(other) for other in source.lines) else None


def quote_help(text: str) -> str:
    """How to save a text from YAML: between quotes of a kind that does not stand in it.

    For `Note: we wait` it is `"Note: we wait"`, for `"late" is bad` `'"late" is bad'`, for `'It's late.'` `"It's late."`.
    """
    text = " ".join(text.split())
    if text[:1] == text[-1:] == "'" and "'" in text[1:-1]:
        text = text[1:-1]  # the author's own quotes, which end too early
    if '"' not in text and "\\" not in text:
        return f'put it in quotes: `"{shown(text)}"`'
    if "'" not in text:
        return f"put all of it in single quotes: `'{shown(text)}'`"
    return "write it as a block: `>-` behind the colon, and the text on the next line, with two more spaces"


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


def _by_indicator(at: YamlMark, source: SourceText, is_in_brackets: bool = False) -> Mistake:
    line = source.line(at.line)
    character = line[at.column : at.column + 1]
    span = source.word_at(at.line, at.column)
    if character in ("}", "]"):
        span = source.span(at.line, at.column, at.line, at.column + 1)
        message = f"`{character}` closes nothing that was opened"
        return _mistake("ADV008", span, message, "delete it, or put the text in quotes")
    if character in "," and line[at.column - 1 : at.column] == "*":
        star = source.span(at.line, at.column - 1, at.line, at.column)
        help = "write `-` for anything in a table, or put the `*` in quotes"
        return _mistake("ADV006", star, _INDICATORS["*"], help)
    if character == "," and is_in_brackets:
        message = "there is nothing between two commas"
        help = "write `-` there in a row of a table; else leave one of the commas out"
        return _mistake("ADV006", span, message, help)
    if character in _INDICATORS:
        rest = line[at.column :]
        text = re.split(r"[,\]}]", rest)[0].strip() if is_in_brackets else rest.strip()
        help = quote_help(text) if text else "put it in quotes"
        return _mistake("ADV006", span, _INDICATORS[character], help)
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

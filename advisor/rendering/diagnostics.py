"""Diagnostics for people: the line that is meant, underlined, and what to write instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.pages import CheckPage
from advisor.rendering.layout import PLAIN, Style, cells, plain_text

WIDEST = 120  # of a source line, in characters; a longer one is shown around its mark
MOST_ALIKE = 3  # shown of those that say the same in many places
LEAD = 40  # how much of a longer line is shown before its mark


def render_diagnostics(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], style: Style = PLAIN
) -> str:
    """Each diagnostic with its source line underlined, its help and what is related.

    Shape: whole lines, an empty one after each diagnostic; `texts` maps paths to their text, and of a
    path without text no line is shown. Of those that say the same in many places, a few are shown, and the
    others are counted.
    """
    alike: dict[tuple[str, str, str | None], list[Diagnostic]] = {}
    ordered = sorted_by_place(diagnostics)
    for d in ordered:
        alike.setdefault((d.code, d.message, d.help), []).append(d)
    hidden = {id(d): same for same in alike.values() for d in _hidden(same)}
    shown: list[str] = []
    for d in ordered:
        same = hidden.get(id(d))
        if same is None:
            shown.append(f"{_one(d, texts, style)}\n")
        elif d is same[-1]:
            shown.append(f"{style.dim(_more(_hidden(same)))}\n\n")
    return "".join(shown)


def _hidden(same: list[Diagnostic]) -> list[Diagnostic]:
    """Those of many that say the same, which are only counted."""
    return same[MOST_ALIKE:] if len(same) > MOST_ALIKE + 1 else []


def _more(hidden: list[Diagnostic]) -> str:
    """`and 21 times more: error[ADV402]: the application lacks `role` (9 in a.yaml, 12 in b.yaml)`."""
    files = Counter(plain_text(d.span.path) for d in hidden)
    places = ", ".join(f"{count} in {path}" for path, count in files.items())
    what = f"{hidden[0].severity.value}[{hidden[0].code}]: {plain_text(hidden[0].message)}"
    return f"and {len(hidden)} times more: {what} ({places})"


def render_page(page: CheckPage, style: Style = PLAIN) -> str:
    """What is to be said about a code: why, and what to avoid and to prefer; whole lines."""
    lines = [style.bold(f"{page.code} {page.name}: {page.meaning}"), ""]
    for paragraph in page.why.split("\n\n"):
        lines += [*style.wrap(" ".join(paragraph.split())), ""]
    for title, examples in (("Avoid", page.avoid), ("Prefer", page.prefer)):
        for name, text in examples.items():
            lines.append(style.bold(title) + style.dim(f" ({name})"))
            lines += [f"  {line}".rstrip() for line in text.splitlines()]
            lines.append("")
    return "".join(f"{line}\n" for line in lines[:-1])


def sorted_by_place(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, line and column, then by code; each only once."""
    return sorted(dict.fromkeys(diagnostics), key=lambda d: (d.span, d.code, d.message))


def count_words(diagnostics: Iterable[Diagnostic]) -> str:
    """`2 errors, 1 warning`; empty where there is none."""
    counts = Counter(d.severity for d in diagnostics)
    return ", ".join(
        f"{counts[s]} {s.value}" + ("" if counts[s] == 1 else "s") for s in Severity if counts[s]
    )


def place_words(span: Span) -> str:
    """`path:line:column`, which editors and terminals make a link; a cell of a workbook has no line."""
    if not span.line:
        return plain_text(span.path)
    return f"{plain_text(span.place)}:{span.column}"


def _one(d: Diagnostic, texts: Mapping[str, str], style: Style) -> str:
    mark = {
        Severity.ERROR: style.red,
        Severity.WARNING: style.yellow,
        Severity.NOTICE: style.cyan,
    }[d.severity]
    head = f"{place_words(d.span)}: {mark(f'{d.severity.value}[{d.code}]')}: "
    parts = [head + style.bold(plain_text(d.message))]
    parts += _excerpt(d.span, texts, "^", mark, style)
    gutter = " " * len(str(d.span.line))
    if d.help is not None:
        parts.append(f"{gutter} = {style.cyan('help')}: {plain_text(d.help)}")
    for span, words in d.related:
        parts.append(f"{gutter} = {place_words(span)}: {plain_text(words)}")
        parts += _excerpt(span, texts, "-", style.blue, style)
    if d.example is not None:
        parts.append(f"{gutter} = {style.cyan('seen in')}:")
        parts += (f"{gutter}     {plain_text(line)}" for line in d.example.splitlines())
    return "".join(f"{part}\n" for part in parts)


def _excerpt(
    span: Span,
    texts: Mapping[str, str],
    sign: str,
    mark: Callable[[str], str],
    style: Style,
) -> list[str]:
    """The first line that a span covers, and the marks under it."""
    line = _line(span.path, texts.get(span.path), span.line)
    if line is None:
        return []
    start = min(span.column - 1, len(line))
    end = len(line) if span.end_line > span.line else min(span.end_column - 1, len(line))
    end = max(end, start)
    before, inside, after = line[:start], line[start:end], line[end:]
    if len(line) > WIDEST:
        if start > LEAD:
            before = "…" + before[1 - LEAD :]
        if len(inside) > WIDEST - LEAD:
            inside, after = inside[: WIDEST - LEAD - 1] + "…", ""
        room = max(WIDEST - len(before) - len(inside), 1)
        after = after if len(after) <= room else after[: room - 1] + "…"
    before, inside, after = (plain_text(part) for part in (before, inside, after))
    number = str(span.line)
    bar = style.blue("|")
    gutter = " " * len(number)
    underline = " " * cells(before) + mark(sign * max(cells(inside), 1))
    return [
        f"{gutter} {bar}",
        f"{style.blue(number)} {bar} {(before + inside + after).rstrip()}",
        f"{gutter} {bar} {underline}",
    ]


def _line(path: str, text: str | None, number: int) -> str | None:
    """One line of a text, or None where there is no such line."""
    lines = () if text is None else _split(text, not path.endswith((".json", ".jsonl")))
    return lines[number - 1] if 0 < number <= len(lines) else None


@lru_cache(maxsize=8)  # a file with many problems is split once
def _split(text: str, is_yaml: bool) -> tuple[str, ...]:
    """The lines as the marks count them: YAML knows more line breaks than JSON does."""
    for other in ("\r\n", "\r", "\x85", "\u2028", "\u2029") if is_yaml else ():
        text = text.replace(other, "\n")
    return tuple(text.split("\n"))

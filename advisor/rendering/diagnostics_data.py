"""Diagnostics as programs read them: JSON values, and commands that mark a code review."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.rendering.diagnostics_text import sorted_by_place

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def diagnostic_object(d: Diagnostic) -> dict[str, object]:
    """One diagnostic as JSON values: lines and columns from 1, the end exclusive."""
    return {
        "code": d.code,
        "severity": d.severity.value,
        "message": d.message,
        **_place(d.span),
        "help": d.help,
        "related": [{**_place(span), "message": words} for span, words in d.related],
    }


def diagnostics_object(diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """All diagnostics, and how many there are of each severity."""
    ordered = sorted_by_place(diagnostics)
    return {
        "diagnostics": [diagnostic_object(d) for d in ordered],
        "summary": {s.value + "s": sum(d.severity is s for d in ordered) for s in Severity},
    }


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """One workflow command a diagnostic, which marks its line in a pull request."""
    return "".join(f"{_command(d)}\n" for d in sorted_by_place(diagnostics))


def _command(d: Diagnostic) -> str:
    span = d.span
    properties = {
        "file": span.path,
        "line": str(span.line),
        "col": str(span.column),
        "endLine": str(span.end_line),
        "endColumn": str(span.end_column),
        "title": d.code,
    }
    if span.end_line != span.line:
        del properties["endColumn"]  # only taken into account where both ends are on one line
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    message = d.message if d.help is None else f"{d.message}\n{d.help}"
    return f"::{COMMANDS[d.severity]} {listed}::{_escaped(message, '')}"


def _escaped(text: str, also: str) -> str:
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def _place(span: Span) -> dict[str, object]:
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }

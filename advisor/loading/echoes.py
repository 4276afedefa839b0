"""One slip of the pen, one message: what a reading says twice in two ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.diagnostics import Diagnostic, Span

_SIGNS = ":{}"  # what YAML and an expression both stumble over
_REFUSED = ("ADV105", "ADV202")  # the name, the sign in an expression
_SPLIT = "ADV006"


def without_echoes(found: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what YAML makes of a text where the sign that misleads it is itself wrong there.

    Otherwise the one would say to put quotes around what the other says to take out.
    """
    found = list(found)
    split = [problem for problem in found if problem.code == _SPLIT]
    refused = [
        problem.span
        for problem in (found if split else ())
        if problem.code in _REFUSED and _holds_a_sign(problem.span, texts)
    ]
    echoes = {
        id(problem) for problem in split if any(_lies_in(span, problem.span) for span in refused)
    }
    return [problem for problem in found if id(problem) not in echoes]


def _holds_a_sign(span: Span, texts: Mapping[str, str]) -> bool:
    lines = texts.get(span.path, "").split("\n")[span.line - 1 : span.end_line]
    if len(lines) != 1:
        return False
    return any(sign in lines[0][span.column - 1 : span.end_column - 1] for sign in _SIGNS)


def _lies_in(inner: Span, outer: Span) -> bool:
    return (
        inner.path == outer.path
        and (outer.line, outer.column) <= (inner.line, inner.column)
        and (inner.end_line, inner.end_column) <= (outer.end_line, outer.end_column)
    )

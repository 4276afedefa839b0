"""Problems that only repeat another: one mistake in a text is told once, however many readers stumble over it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from advisor.diagnostics import Diagnostic, Span

_SIGNS = ":{}"  # what YAML and an expression both stumble over
_REFUSED = ("ADV105", "ADV202")  # the name, the sign in an expression
SPLIT = "ADV006"
_SWALLOWED = ("ADV012", "ADV013")  # `*text` and `!text`, of which YAML leaves nothing
_NOTHING = "ADV104"


def without_echoes(found: list[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """Leave out what YAML makes of a text where the sign that misleads it is itself wrong there.

    Otherwise the one would say to put quotes around what the other says to take out.
    """
    # `when: stage is: offered`: YAML takes the colon for that behind a key (ADV006: put quotes around it),
    # and an expression has no colons (ADV202: leave it out). Only the second helps.
    found = [problem for problem in found if not _is_about_spelling(problem, _respelt(found))]
    swallowed = {(d.span.path, d.span.line) for d in found if d.code in _SWALLOWED}
    found = [d for d in found if d.code != _NOTHING or (d.span.path, d.span.line) not in swallowed]
    refused = [
        problem.span
        for problem in found
        if problem.code in _REFUSED and _holds_a_sign(problem.span, texts)
    ]
    return [
        problem
        for problem in found
        if problem.code != SPLIT or not any(_lies_in(span, problem.span) for span in refused)
    ]


def _respelt(found: list[Diagnostic]) -> frozenset[str]:
    """Names that are not written in their style: whoever uses them as they should be is right."""
    named = (
        re.match("`([^`]+)` cannot be the name", d.message) for d in found if d.code == "ADV105"
    )
    return frozenset(name[1] for name in named if name is not None)


def _is_about_spelling(problem: Diagnostic, respelt: frozenset[str]) -> bool:
    """`there is no action ask-us; did you mean ask_us?`, where `ask_us` is told to be written `ask-us`."""
    meant = re.fullmatch(r"did you mean `([^`]+)`\?", problem.help or "")
    if problem.code == "ADV105" or meant is None or meant[1] not in respelt:
        return False
    plain = re.sub("[^a-z0-9]+", "", meant[1].lower())
    return any(
        re.sub("[^a-z0-9]+", "", word.lower()) == plain
        for word in re.findall("`([^`]+)`", problem.message)
    )


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

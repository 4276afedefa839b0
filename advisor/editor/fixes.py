"""What a message says to write instead, as an edit; only where it has been tried that this mends it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from advisor.diagnostics import Diagnostic, Severity
from advisor.editor.positions import Lines

_SAID = re.compile(r"`([^`…]+)`")
_MEANT = re.compile(r"(?:did you mean|write) (?:the choice |each as )?`([^`…]+)`")
# Names that there are, of which hardly any is meant: `its keys are …`, `a date here is …`; and what has an edit of
# its own below.
_LISTED = re.compile(
    r"(?:its keys|the sections|there|it|an? [\w-]+ here) (?:are|is|has) `.*"
    r"|`advisor \w+` lists all|in quotes: `.*"
)
_ADD = re.compile(r"add `([a-z_]+: [^`…]+)`")
_LEAVE_OUT = re.compile(r"(?:leave it out|delete it)\b")
_IN_QUOTES = re.compile(r"in quotes\b")
_INDENT = re.compile(r" *(?:- +)*")
_VALUE = re.compile(r"^ *(?:- +)*(?:[\w-]+: +)?(.*?) *$", re.MULTILINE)
_MOST = 6  # edits that are tried


@dataclass(frozen=True, slots=True)
class Fix:
    """The characters from `start` up to `end` of a file become this text.

    `is_meant`: the message says to do just this, and not something like it.
    """

    title: str
    start: int
    end: int
    text: str
    is_meant: bool = True


def fixes(
    problem: Diagnostic, text: str, check: Callable[[str], Iterable[Diagnostic]]
) -> list[Fix]:
    """Edits of the file of a problem, each of which mends it and brings nothing new.

    Shape: `text` is that of the file, `check` finds all problems where it has another text.
    """
    before = _counted(check(text))
    had_errors = any(is_error for _, _, is_error in before)
    found: list[Fix] = []
    for fix in islice(dict.fromkeys(_proposed(problem, text)), _MOST):
        after = _counted(check(text[: fix.start] + fix.text + text[fix.end :]))
        told = _told(problem)
        new = after - before
        if had_errors and not any(is_error for _, _, is_error in after):
            new.clear()  # warnings of the pack as a whole: as long as there are errors, nothing is said of it
        if after[told] < before[told] and not new:
            found.append(fix)
    return found


_Told = tuple[str, str, bool]  # code, message, whether it is an error


def _counted(problems: Iterable[Diagnostic]) -> Counter[_Told]:
    """How often what is said, wherever it stands: lines move."""
    return Counter(_told(one) for one in problems if one.severity is not Severity.NOTICE)


def _told(problem: Diagnostic) -> _Told:
    return problem.code, problem.message, problem.severity is Severity.ERROR


def _proposed(problem: Diagnostic, text: str) -> Iterator[Fix]:
    """What the help says, in each way in which it could be meant, the likeliest first."""
    help = problem.help or ""
    start, end = Lines(text).slice(problem.span)
    written = text[start:end]
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    meant = _MEANT.findall(help)
    for instead in dict.fromkeys((*meant, *_SAID.findall(_LISTED.sub("", help)))):
        title, is_meant = f"Write `{instead}`", instead in meant
        yield Fix(title, start, end, instead, is_meant)
        for wrong in _SAID.findall(problem.message):  # `giude` of `giude#chase`
            if wrong != written and (at := written.find(wrong)) >= 0:
                yield Fix(title, start + at, start + at + len(wrong), instead, is_meant)
    for added in _ADD.findall(help):
        indent = _INDENT.match(text, line_start)
        before = "\n" + " " * len(indent[0] if indent else "")
        yield Fix(f"Add `{added}`", line_end, line_end, f"{before}{added}")
    if _LEAVE_OUT.search(help):
        yield Fix("Leave it out", start, end, "")
        yield Fix("Leave the line out", line_start, line_end + 1, "")
    if _IN_QUOTES.search(help):
        value = _VALUE.match(text, line_start)
        for first, last in ((start, end), *([value.span(1)] if value else [])):
            inside = text[first:last].replace("\\", "\\\\").replace('"', '\\"')
            yield Fix("Put it in quotes", first, last, f'"{inside}"')

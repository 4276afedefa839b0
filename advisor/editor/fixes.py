"""What a message says to write instead, as an edit; only where it has been tried that this mends it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from advisor.diagnostics import Diagnostic, Severity
from advisor.editor.positions import Lines

_MEANT = re.compile(r"did you mean (?:the choice )?`([^`…]+)`\?")
_WRITE = re.compile(r"write (?:each as )?`([^`…]+)`")
_ADD = re.compile(r"add `([a-z_]+: [^`…]+)`")
_INDENT = re.compile(r" *(?:- +)*")
_LEAVE_OUT = re.compile(r"(?:leave it out|delete it)\b")


@dataclass(frozen=True, slots=True)
class Fix:
    """The characters from `start` up to `end` of a file become this text."""

    title: str
    start: int
    end: int
    text: str


def fixes(
    problem: Diagnostic, text: str, check: Callable[[str], Iterable[Diagnostic]]
) -> list[Fix]:
    """Edits of the file of a problem, each of which mends it and brings nothing new.

    Shape: `text` is that of the file, `check` finds all problems where it has another text.
    """
    before = _counted(check(text))
    found: list[Fix] = []
    for fix in _proposed(problem, text):
        after = _counted(check(text[: fix.start] + fix.text + text[fix.end :]))
        told = (problem.code, problem.message)
        if after[told] < before[told] and not after - before:
            found.append(fix)
    return found


def _counted(problems: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """How often what is said, wherever it stands: lines move."""
    told = (problem for problem in problems if problem.severity is not Severity.NOTICE)
    return Counter((problem.code, problem.message) for problem in told)


def _proposed(problem: Diagnostic, text: str) -> Iterator[Fix]:
    """What the help says, in each way in which it could be meant."""
    help = problem.help or ""
    lines = Lines(text)
    start, end = lines.slice(problem.span)
    for instead in dict.fromkeys((*_MEANT.findall(help), *_WRITE.findall(help))):
        written = text[start:end]
        quote = written[:1] if written[:1] in "\"'" and written[-1:] == written[:1] else ""
        yield Fix(f"Write `{instead}`", start, end, f"{quote}{instead}{quote}")
    for added in _ADD.findall(help):
        line_end = text.find("\n", end)
        line_start = text.rfind("\n", 0, start) + 1
        indent = " " * len(_INDENT.match(text, line_start)[0])  # type: ignore[index]  # matches anything
        at = len(text) if line_end < 0 else line_end
        yield Fix(f"Add `{added}`", at, at, f"\n{indent}{added}")
    if _LEAVE_OUT.search(help):
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        yield Fix("Leave it out", start, end, "")
        yield Fix("Leave the line out", line_start, len(text) if line_end < 0 else line_end + 1, "")

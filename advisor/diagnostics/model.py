"""What a problem is: a code, a sentence, a place, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import NamedTuple

from advisor.diagnostics.articles import with_article
from advisor.diagnostics.fast_dataclass import dataclass


class Severity(Enum):
    """How bad a problem is: an error stops the pack or the situation, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Span(NamedTuple):
    """Where something stands in one file: lines and columns from 1, the end exclusive.

    Columns count code points, as PyYAML's marks do: not bytes, not terminal cells.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def place(self) -> str:
        """`rules.yaml:26`."""
        return f"{self.path}:{self.line}"

    def within(self, folder: str) -> Span:
        """The same, with the path as it is seen from a folder that the file lies in; "" is no folder."""
        return self._replace(path=self.path.removeprefix(f"{folder}/")) if folder else self


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place. Only data: `rendering` lays it out, the command picks the exit status."""

    code: str  # "ADV204": never reused, one entry each in `diagnostics.codes`
    message: str  # one line, no capital, no full stop, the author's words in `backticks`
    span: Span
    severity: Severity = Severity.ERROR
    help: str | None = None  # what to write instead, only where we know
    related: tuple[tuple[Span, str], ...] = ()  # (where, "first declared here")
    example: str | None = None  # the text of a situation in which it is seen


def errors_among(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those of them that are errors."""
    return [d for d in diagnostics if d.severity is Severity.ERROR]


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


class AdvisorError(Exception):
    """Base of everything this package raises on purpose."""


class ArgumentError(AdvisorError, TypeError, ValueError):
    """A function was called with something that it cannot use, of a wrong type or a wrong value."""


def called(value: object) -> str:
    """What to call a value that does not belong where it stands: `a set`, `the number 5`."""
    if value is None:
        return "None"
    if isinstance(value, bool | int | float):
        return f"the {'yes-no' if isinstance(value, bool) else 'number'} {value}"
    name = type(value).__name__
    if isinstance(value, str):
        return f"the text {value!r:.60}"
    return with_article(name)


class _WithDiagnostics(AdvisorError):
    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=lambda d: d.span))
        super().__init__(self.diagnostics)  # args == signature, so it pickles across workers

    def __str__(self) -> str:
        return "\n".join(in_a_line(d) for d in self.diagnostics)


def in_a_line(diagnostic: Diagnostic) -> str:
    """`me.yaml:3:5: …; did you mean …?`; a place in a mapping has no line."""
    span = diagnostic.span
    where = f"{span.place}:{span.column}" if span.line else span.path
    help = f"; {diagnostic.help}" if diagnostic.help else ""
    return f"{where}: {diagnostic.message}{help}"


class RulePackError(_WithDiagnostics):
    """A rule pack cannot be used. Carries every diagnostic, in source order, not only the first."""


class SituationFileError(_WithDiagnostics):
    """A situation cannot be used. Carries every diagnostic, in source order."""


class UnsupportedProgramError(AdvisorError):
    """A program is outside what a backend can run; `Backend.check_support` says so beforehand."""

"""What goes wrong in a batch: with one row, or with the whole run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from advisor.diagnostics import AdvisorError
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.loading.declarations.scalars import Misfit

_MOST_WORDS = 300  # characters
_PLACE_OF_RULES = re.compile(r" (?:of|for) ((?:\w+\[[0-9]+\]\.?)+)")  # "… for `fee` of claims[1]"
RULES_ERRORS = (
    "conflict",
    "range",
    "size",
)  # codes of what the rules come to; others are the input's


def words_of(error: Exception) -> str:
    """What a library says of a file, in one line and not too long: some quote what they could not read."""
    first = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return first if len(first) <= _MOST_WORDS else f"{first[: _MOST_WORDS - 1]}…"


class BatchError(AdvisorError):
    """The run cannot go on, and nothing was written under the name of the output."""


class PermanentError(BatchError):
    """The same run would only come to the same end: nothing is kept for `--resume`."""


class ChangedInputError(PermanentError):
    """Somebody writes to the input. `name` says which it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was changed while it was read; nothing is written")


class InterruptedRunError(BatchError):
    """Somebody ended the run, and it can be gone on with."""


class TooManyProblemsError(PermanentError):
    """More has a problem than was allowed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one situation, in one sentence, and what many others may share with it.

    `code` is a code of `diagnostics.codes`, or one of `RULES_ERRORS`. `column` is where the value stands,
    whatever its place in lists: `applications[].thanked`; "" where it is no single column. `cause` is the
    sentence without the value and its place, `value` the value as it is shown, `help` what to write instead.
    """

    code: str
    message: str
    column: str = ""
    cause: str = ""
    value: str | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one situation got no advice, or why a row of another table belongs to none.

    `row` counts the rows of the input from 1 (the lines of JSON Lines); that of a row that belongs to none counts
    those of its `table`. `situation` is its id, where there is one. `value_row` is the row where the value stands, where a
    situation has several and `row` is the first; it counts the rows of `table`, where there are several tables. `place` says
    where the row is, where these do not: `b.csv, row 2`. The rest is as in `Fault`.
    """

    row: int
    situation: str | None
    code: str
    message: str
    table: str | None = None  # a file of a folder, or a sheet, where there are several
    column: str = ""
    cause: str = ""
    value: str | None = None
    help: str = ""
    place: str = ""
    value_row: int | None = None

    @classmethod
    def of(cls, row: int, situation: str | None, fault: Fault) -> RowProblem:
        """The problem of a row in which this is wrong."""
        found = fault.column, fault.cause, fault.value, fault.help
        return cls(row, situation, fault.code, fault.message, None, *found)

    @property
    def told_row(self) -> int:
        """The row that people look for."""
        return self.row if self.value_row is None else self.value_row

    @property
    def where(self) -> str:
        """What people call that row."""
        row = f"row {self.told_row}"
        return self.place or (row if self.table is None else f"{self.table}, {row}")

    @property
    def said(self) -> str:
        """The message, with the file or table that the row is one of."""
        is_plain = not self.place and self.table is None
        return self.message if is_plain else f"{self.where}: {self.message}"


Tell = Callable[[RowProblem], RowProblem]  # the same problem, as the input has its rows and columns


def told(problems: Iterable[RowProblem], tell: Tell | None) -> list[RowProblem]:
    """The problems as people are told of them: with the rows, files and columns of the input."""
    return list(problems) if tell is None else [tell(problem) for problem in problems]


class ValueAt(NamedTuple):
    """Where a value stands; see `RowProblem`."""

    value_row: int
    table: str | None = None
    place: str = ""


@dataclass(frozen=True)
class InTheirWords:
    """Problems with the names that the columns have in the input, and the rows where the values stand.

    Shape: `columns` has the names by those of the pack (`applications[].stage`: `Status`), where they differ; `find`
    knows where a place (`applications[2].stage`) is of the situation whose first row is given.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    find: Callable[[int, str], ValueAt] | None = None

    def __call__(self, problem: RowProblem) -> RowProblem:
        """The problem in these words: `Status` (`applications[2].stage`) is required and missing."""
        if self.find is not None and problem.value_row is None:
            place = place_in(problem.message)
            if problem.code in RULES_ERRORS:
                found = _PLACE_OF_RULES.search(problem.message)
                place = found[1] if found else ""
            problem = replace(problem, **self.find(problem.row, place)._asdict())
        column = self.columns.get(problem.column)
        if column is None or column_at(place_in(problem.message), "") != problem.column:
            return problem
        message, cause = (
            re.sub("^(`[^`]*`)", lambda found: f"`{column}` ({found[1]})", said)
            for said in (problem.message, problem.cause)
        )
        return replace(problem, column=column, message=message, cause=cause)


def in_their_words(columns: Mapping[str, str]) -> Tell | None:
    """How to tell problems where nothing but names differ; None, where none does."""
    return InTheirWords(columns) if columns else None


def place_in(message: str) -> str:
    """The place that a message begins with: applications[0].stage."""
    return message[1:].partition("`")[0] if message.startswith("`") else ""


def quoted(name: str, where: str) -> str:
    """A fact or list with its place, in backticks: `applications[1].thanked`."""
    return f"`{where}.{name}`" if where else f"`{name}`"


def column_at(name: str, where: str) -> str:
    """The column of a fact at a place, the same for all places of a list: applications[].thanked."""
    return re.sub(r"\[[0-9]+\]", "[]", f"{where}.{name}" if where else name)


class WrongValue(NamedTuple):
    """Why a value is none, wherever it stands.

    Shape: `why` says it of this value ("`ja` is neither `yes` nor `no`; did you mean `yes`?"), `about` of any
    ("is neither `yes` nor `no`").
    """

    code: str
    why: str
    about: str = ""
    value: str | None = None
    help: str = ""

    @classmethod
    def of(cls, misfit: Misfit, code: str = "ADV403") -> WrongValue:
        """What cannot be read as its type, or is out of bounds."""
        return cls(code, str(misfit), misfit.about, misfit.value, misfit.help)

    def at(self, name: str, where: str) -> Fault:
        """The same of the value of a fact."""
        column = column_at(name, where)
        message, cause = (
            f"{quoted(name, where)}: {self.why}",
            f"`{column}` {self.about or self.why}",
        )
        return Fault(self.code, message, column, cause, self.value, self.help)


def fact_fault(code: str, name: str, where: str, about: str) -> Fault:
    """What is wrong with a fact, whatever its value: "is required and missing"."""
    column = column_at(name, where)
    return Fault(code, f"{quoted(name, where)} {about}", column, f"`{column}` {about}")

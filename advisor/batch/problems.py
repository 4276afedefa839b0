"""What goes wrong in a batch: with one row, or with the whole run."""

from __future__ import annotations

from advisor.diagnostics import AdvisorError
from advisor.diagnostics.values import dataclass


class BatchError(AdvisorError):
    """The run cannot go on, and nothing was written under the name of the output."""


class PermanentError(BatchError):
    """The same run would only come to the same end: nothing is kept for `--resume`."""


class ChangedInputError(PermanentError):
    """Somebody writes to the input. `name` says which it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was changed while it was read; nothing is written")


class TooManyProblemsError(PermanentError):
    """More has a problem than was allowed."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one situation got no advice, or why a row of another table belongs to none.

    `row` counts the rows of the input from 1 (the lines of JSON Lines), or with `table` those of that
    table. `situation` is its id, where there is one. `code` is a code of `diagnostics.codes`, or
    "conflict" or "range".
    """

    row: int
    situation: str | None
    code: str
    message: str
    table: str | None = None  # a file of a folder, where it is not that of the situations

    @property
    def said(self) -> str:
        """The message, with the table that the row is one of."""
        return (
            self.message if self.table is None else f"{self.table}, row {self.row}: {self.message}"
        )

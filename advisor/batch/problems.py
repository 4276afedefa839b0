"""What goes wrong in a batch: with one row, or with the whole run."""

from __future__ import annotations

import io
import json

from advisor.batch.outputs.text import csv_rows
from advisor.diagnostics import AdvisorError
from advisor.diagnostics.values import dataclass

PROBLEM_COLUMNS = ("row", "situation", "code", "message")


class BatchError(AdvisorError):
    """The run cannot go on, and nothing was written under the name of the output."""


class HopelessError(BatchError):
    """The same run would only come to the same end: nothing is kept for `--resume`."""


class ChangedInputError(HopelessError):
    """Somebody writes to the input. `name` says which it is."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was changed while it was read; nothing is written")


class TooManyProblemsError(HopelessError):
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
    table: str | None = (
        None  # the name of a file of a folder, where it is not that of the situations
    )

    @property
    def said(self) -> str:
        """The message, with the table that the row is one of."""
        return (
            self.message if self.table is None else f"{self.table}, row {self.row}: {self.message}"
        )


def problem_lines(problems: list[RowProblem], form: str) -> bytes:
    """The problems as lines of a file, in their order; `form` is "csv" or "jsonl"."""
    out = io.StringIO()
    if form == "csv":
        out.write(csv_rows((p.row, p.situation or "", p.code, p.said) for p in problems))
    else:
        for p in problems:
            line = {"row": p.row, "situation": p.situation, "code": p.code, "message": p.said}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return out.getvalue().encode("utf-8", "backslashreplace")


def lines_as(lines: bytes, form: str) -> bytes:
    """What `problem_lines` wrote as "jsonl", in another form."""
    if form == "jsonl":
        return lines
    found = (json.loads(line) for line in lines.splitlines())
    return problem_lines(
        [RowProblem(p["row"], p["situation"], p["code"], p["message"]) for p in found], form
    )


def problem_head(form: str) -> bytes:
    """What stands above the lines."""
    return (",".join(PROBLEM_COLUMNS) + "\n").encode() if form == "csv" else b""

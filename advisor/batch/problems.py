"""What goes wrong in a batch: with one row, or with the whole run."""

from __future__ import annotations

import csv
import io
import json

from advisor.diagnostics import AdvisorError
from advisor.diagnostics.values import dataclass

PROBLEM_COLUMNS = ("row", "situation", "code", "message")


class BatchError(AdvisorError):
    """The run cannot go on, and nothing was written under the name of the output."""


class TooManyProblemsError(BatchError):
    """More situations have a problem than were allowed: the same run would only find them again."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one situation got no advice.

    `row` counts the rows of the input from 1 (the lines of JSON Lines). `situation` is its id, where
    there is one. `code` is a code of `diagnostics.codes`, or "conflict" or "range".
    """

    row: int
    situation: str | None
    code: str
    message: str


def problem_lines(problems: list[RowProblem], form: str) -> bytes:
    """The problems as lines of a file, in the order of their rows; `form` is "csv" or "jsonl"."""
    out = io.StringIO()
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerows((p.row, p.situation or "", p.code, p.message) for p in problems)
    else:
        for p in problems:
            line = {"row": p.row, "situation": p.situation, "code": p.code, "message": p.message}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return out.getvalue().encode("utf-8", "backslashreplace")


def problem_head(form: str) -> bytes:
    """What stands above the lines."""
    return (",".join(PROBLEM_COLUMNS) + "\n").encode() if form == "csv" else b""

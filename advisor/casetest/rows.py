"""One row a situation: what was advised, and whether that was expected; as JSON Lines and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from advisor.backends.advising import Advisor
from advisor.casetest.matching import check_case, mismatch_lines
from advisor.ir.advice import Decision
from advisor.ir.situations import Case
from advisor.ir.types import iso_date
from advisor.rendering.advice_json import decision_object
from advisor.rendering.advice_text import error_words
from advisor.rendering.csv_rows import csv_rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula begins so
COLUMNS = (
    "path",
    "document",
    "situation",
    "today",
    "number",
    "action",
    "for",
    "place",
    "kind",
    "start",
    "due",
    "status",
    "importance",
    "title",
    "rules",
    "expectation",
    "error",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One situation of a batch. `decision` is None where the situation could not be used.

    `document` counts the situations of a file from 1. `differences` are lines that say what was
    expected and what came; None where nothing was expected. `problem` says why it cannot be used.
    """

    path: str
    document: int
    title: str | None
    decision: Decision | None
    differences: tuple[str, ...] | None = None
    problem: str = ""

    @property
    def is_failed(self) -> bool:
        """Whether something is wrong with it: unusable, an error, or not what was expected."""
        return self.decision is None or self.decision.error is not None or bool(self.differences)

    @property
    def where(self) -> str:
        """`path` and, but for the first situation of a file, its number."""
        return self.path if self.document == 1 else f"{self.path}, no. {self.document}"


def expects_something(case: Case) -> bool:
    """Whether a situation states what advice it should get."""
    wanted = case.expectation
    return wanted.whole is not None or bool(wanted.some or wanted.none or wanted.because)


def rows_of(
    path: str,
    cases: tuple[Case, ...],
    failed: tuple[int, ...],
    advisor: Advisor,
    problem: str,
) -> Iterator[Row]:
    """The rows of one file in the order of its situations.

    Shape: `failed` are numbers, from 0; `problem` is what is wrong with these.
    """
    usable = {case.situation.document: case for case in cases}
    for document in sorted({*usable, *failed}):
        case = usable.get(document)
        if case is None:
            yield Row(path, document + 1, None, None, problem=problem)
            continue
        own = advisor.with_values(case.parameters)
        decision = own.advise(case.situation, questions=False)
        differences = None
        if expects_something(case):
            differences = tuple(mismatch_lines(check_case(case, decision, own.program)))
        yield Row(path, document + 1, decision.title, decision, differences)


def json_line(row: Row) -> str:
    """One situation as one line of JSON: where it stands, its advice, and whether that was expected.

    Shape: `path`, `document` (from 1), `situation`, `today`, `advice`, `expectation` (`met`, `failed`
    or null), `differences`, `error`. One that could not be used has an `error` of kind `unusable`.
    """
    if row.decision is None:
        error = {"kind": "unusable", "message": row.problem}
        found: dict[str, object] = {"situation": None, "today": None, "advice": [], "error": error}
    else:
        found = decision_object(row.decision)
        del found["assumptions"], found["open_questions"]  # a batch does not look for them
    return json.dumps(
        {
            "path": row.path,
            "document": row.document,
            **found,
            "expectation": _expectation(row),
            "differences": list(row.differences or ()),
        },
        ensure_ascii=False,
    )


def csv_header() -> str:
    """The names of the columns."""
    return _csv_line(COLUMNS)


def csv_lines(row: Row) -> Iterator[str]:
    """One line a piece of advice; a situation without any gets one line of its own."""
    decision = row.decision
    if decision is None:
        yield _csv_line(_cells(row, {"error": row.problem}))
        return
    about = {"today": iso_date(decision.today)}
    if decision.error is not None:
        about["error"] = error_words(decision.error)
    if not decision.advice:
        yield _csv_line(_cells(row, about))
    for number, piece in enumerate(decision.advice, 1):
        yield _csv_line(
            _cells(
                row,
                {
                    **about,
                    "number": str(number),
                    "action": piece.action,
                    "for": piece.target,
                    "place": piece.place,
                    "kind": piece.kind.value,
                    "start": "" if piece.start is None else iso_date(piece.start),
                    "due": "" if piece.due is None else iso_date(piece.due),
                    "status": piece.status,
                    "importance": piece.importance.value,
                    "title": piece.title,
                    "rules": " ".join(piece.rules),
                },
            )
        )


def _cells(row: Row, known: dict[str, str]) -> tuple[str, ...]:
    whole = {
        "path": row.path,
        "document": str(row.document),
        "situation": row.title or "",
        "expectation": _expectation(row) or "",
        **known,
    }
    return tuple(whole.get(name, "") for name in COLUMNS)


def _expectation(row: Row) -> str | None:
    if row.differences is None:
        return None
    return "failed" if row.differences else "met"


def _csv_line(values: tuple[str, ...]) -> str:
    """One line; what a spreadsheet would take for a formula is made text."""
    return csv_rows([[f"'{value}" if value[:1] in _FORMULA else value for value in values]])

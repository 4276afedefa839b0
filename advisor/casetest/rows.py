"""Situations one by one: a row each, as text, JSON and CSV, and what all of them came to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.casetest.checking import check_case, mismatch_lines
from advisor.rendering import layout
from advisor.rendering.advice_json import decision_object
from advisor.rendering.words import error_words, relative_date

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
WORST_SHOWN = 50  # of failed rows in a summary; the output has them all


@dataclass(frozen=True, slots=True)
class Row:
    """One situation of a batch. `decision` is None where the situation could not be used.

    `document` counts the situations of a file from 1. `differences` are lines that say what was
    expected and what came; None where nothing was expected. `problem` says why it cannot be used.
    """

    path: str
    document: int
    title: str | None
    decision: ir.Decision | None
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


def rows_of(
    path: str,
    cases: tuple[ir.Case, ...],
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
        if case.expectation.says_something:
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
    about = {"today": ir.iso_date(decision.today)}
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
                    "start": "" if piece.start is None else ir.iso_date(piece.start),
                    "due": "" if piece.due is None else ir.iso_date(piece.due),
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
    return layout.csv_rows([[f"'{value}" if value[:1] in _FORMULA else value for value in values]])


@dataclass(slots=True)
class Summary:
    """Counts over the rows seen so far, and the first failed ones."""

    situations: int = 0
    unusable: int = 0
    errors: int = 0
    met: int = 0
    failed: int = 0
    advice: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    worst: list[Row] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Count one row."""
        self.situations += 1
        decision = row.decision
        if row.is_failed and len(self.worst) < WORST_SHOWN:
            self.worst.append(row)
        if row.differences is not None:
            self.met += not row.differences
            self.failed += bool(row.differences)
        if decision is None:
            self.unusable += 1
            return
        self.errors += decision.error is not None
        for piece in decision.advice:
            self.advice[piece.action] += 1
            self.now[piece.action] += piece.status != ir.Status.LATER

    @property
    def is_clean(self) -> bool:
        """Whether no row failed."""
        return not (self.unusable or self.errors or self.failed)


@layout.whole_lines
def render_summary(summary: Summary, style: layout.Style = layout.PLAIN) -> Iterator[str]:
    """Pieces of advice by action, then what failed and why, then the totals.

    Shape: whole lines of at most `style.width` cells.
    """
    if summary.advice:
        names = max(map(layout.cells, (*summary.advice, "advice")))
        yield style.bold(f"{layout.padded('advice', names)}  pieces  now or overdue")
        for action, count in sorted(summary.advice.items(), key=lambda kv: (-kv[1], kv[0])):
            yield f"{layout.padded(action, names)}  {count:>6}  {summary.now[action]:>14}"
        yield ""
    for row in summary.worst:
        title = f": {row.title}" if row.title else ""
        yield from (style.red(line) for line in style.wrap(f"{row.where}{title}", "", "  "))
        yield from (line for words in _why(row) for line in style.wrap(words, "  ", "    "))
    hidden = summary.unusable + summary.errors + summary.failed - len(summary.worst)
    if len(summary.worst) == WORST_SHOWN and hidden > 0:
        yield f"and {hidden} more"
    if summary.worst:
        yield ""
    mark = style.green if summary.is_clean else style.red
    yield from (mark(line) for line in style.wrap(_totals(summary)))


def _why(row: Row) -> list[str]:
    if row.decision is None:
        return [row.problem]
    if row.decision.error is not None:
        return [error_words(row.decision.error)]
    return list(row.differences or ())


def _totals(summary: Summary) -> str:
    pieces = summary.advice.total()
    parts = [
        ir.counted(summary.situations, "situation"),
        ir.counted(pieces, "piece") + " of advice",
    ]
    if summary.met or summary.failed:
        expected = summary.met + summary.failed
        parts.append(f"{summary.met} of {ir.counted(expected, 'expectation')} met")
    if summary.errors:
        parts.append(f"{ir.counted(summary.errors, 'situation')} with an error")
    if summary.unusable:
        parts.append(f"{summary.unusable} could not be used")
    return ", ".join(parts)


def render_row(row: Row, style: layout.Style = layout.PLAIN) -> str:
    """One situation in a line or two: its title, and what comes first.

    Shape: whole lines of at most `style.width` cells.
    """
    name = layout.plain_text(row.title or row.where)
    if row.decision is None:
        return f"{style.red('unusable')}  {layout.clipped(layout.plain_text(row.where), style.width - 10)}\n"
    if row.decision.error is not None:
        state, first = style.red("error   "), error_words(row.decision.error)
    elif row.decision.advice:
        state, piece = _state(row, style), row.decision.advice[0]
        due = f", {relative_date(piece.due, row.decision.today)}" if piece.due else ""
        more = len(row.decision.advice) - 1
        first = f"{piece.title}{due}" + (f" (+{more})" if more else "")
    else:
        state, first = _state(row, style), "nothing to advise"
    second = style.dim(layout.clipped(layout.plain_text(first), style.width - 10))
    return f"{state}  {layout.clipped(name, style.width - 10)}\n          {second}\n"


def _state(row: Row, style: layout.Style) -> str:
    if row.differences is None:
        return "advised "
    return style.red("failed  ") if row.differences else style.green("met     ")

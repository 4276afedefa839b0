"""What a batch came to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from advisor.casetest.rows import Row
from advisor.ir.advice import Status
from advisor.ir.types import counted
from advisor.rendering.advice_text import error_words
from advisor.rendering.layout import cells, clipped, padded, plain_text, wrap
from advisor.rendering.style import PLAIN, Style
from advisor.rendering.words import relative_date

WORST_SHOWN = 50  # of failed rows in a summary; the output has them all


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
            self.now[piece.action] += piece.status != Status.LATER

    @property
    def is_clean(self) -> bool:
        """Whether no row failed."""
        return not (self.unusable or self.errors or self.failed)


def render_summary(summary: Summary, width: int = 80, style: Style = PLAIN) -> str:
    """Pieces of advice by action, then what failed and why, then the totals.

    Shape: whole lines of at most `width` cells.
    """
    return "".join(f"{line}\n" for line in _summary(summary, width, style))


def _summary(summary: Summary, width: int, style: Style) -> Iterator[str]:
    if summary.advice:
        names = max(map(cells, (*summary.advice, "advice")))
        yield style.bold(f"{padded('advice', names)}  pieces  now or overdue")
        for action, count in sorted(summary.advice.items(), key=lambda kv: (-kv[1], kv[0])):
            yield f"{padded(action, names)}  {count:>6}  {summary.now[action]:>14}"
        yield ""
    for row in summary.worst:
        title = f": {row.title}" if row.title else ""
        yield from (style.red(line) for line in wrap(f"{row.where}{title}", width, "", "  "))
        yield from (line for words in _why(row) for line in wrap(words, width, "  ", "    "))
    hidden = summary.unusable + summary.errors + summary.failed - len(summary.worst)
    if len(summary.worst) == WORST_SHOWN and hidden > 0:
        yield f"and {hidden} more"
    if summary.worst:
        yield ""
    mark = style.green if summary.is_clean else style.red
    yield from (mark(line) for line in wrap(_totals(summary), width))


def _why(row: Row) -> list[str]:
    if row.decision is None:
        return [row.problem]
    if row.decision.error is not None:
        return [error_words(row.decision.error)]
    return list(row.differences or ())


def _totals(summary: Summary) -> str:
    pieces = summary.advice.total()
    parts = [
        counted(summary.situations, "situation"),
        counted(pieces, "piece") + " of advice",
    ]
    if summary.met or summary.failed:
        expected = summary.met + summary.failed
        parts.append(f"{summary.met} of {counted(expected, 'expectation')} met")
    if summary.errors:
        parts.append(f"{counted(summary.errors, 'situation')} with an error")
    if summary.unusable:
        parts.append(f"{summary.unusable} could not be used")
    return ", ".join(parts)


def render_row(row: Row, width: int = 80, style: Style = PLAIN) -> str:
    """One situation in a line or two: its title, and what comes first.

    Shape: whole lines of at most `width` cells.
    """
    name = plain_text(row.title or row.where)
    if row.decision is None:
        return f"{style.red('unusable')}  {clipped(plain_text(row.where), width - 10)}\n"
    if row.decision.error is not None:
        state, first = style.red("error   "), error_words(row.decision.error)
    elif row.decision.advice:
        state, piece = _state(row, style), row.decision.advice[0]
        due = f", {relative_date(piece.due, row.decision.today)}" if piece.due else ""
        more = len(row.decision.advice) - 1
        first = f"{piece.title}{due}" + (f" (+{more})" if more else "")
    else:
        state, first = _state(row, style), "nothing to advise"
    second = style.dim(clipped(plain_text(first), width - 10))
    return f"{state}  {clipped(name, width - 10)}\n          {second}\n"


def _state(row: Row, style: Style) -> str:
    if row.differences is None:
        return "advised "
    return style.red("failed  ") if row.differences else style.green("met     ")

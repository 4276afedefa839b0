"""The columns that a batch writes, and what a piece of advice says in them: the same in every format.

The columnar engine makes them itself, all rows at once: see `ADVICE` in `backends/columnar/advice/advice_table.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor import ir

COLUMNS = (
    *("row", "situation", "place", "action", "kind", "title", "for"),
    *("start", "due", "status", "rules"),
)
PROBLEM_COLUMNS = ("row", "situation", "code", "column", "message")


def result_columns(pack: ir.Pack) -> tuple[str, ...]:
    """The columns of a table of results."""
    return (*ir.RESULT_HEAD, *pack.result_columns.values())


def advice_cells(piece: ir.Advice, day: Callable[[int], object]) -> dict[str, object]:
    """What a piece says in the columns of advice, but for `row` and `situation`.

    Units: `day` takes an ordinal, and gives what the format writes of it.
    """
    return {
        "place": piece.place,
        "action": piece.action,
        "kind": piece.kind.value,
        "title": piece.title,
        "for": piece.full_label,
        "start": None if piece.start is None else day(piece.start),
        "due": None if piece.due is None else day(piece.due),
        "status": piece.status,
        "rules": " ".join(piece.rules),
    }


MARK = "\ufeff"  # by which Excel knows CSV as UTF-8


def head(format: str, columns: Iterable[str] = COLUMNS, *, is_marked: bool = False) -> bytes:
    """What stands above the rows of advice, or of what else has these columns."""
    names = (MARK if is_marked else "") + ",".join(columns) + "\n"
    return names.encode() if format == "csv" else b""

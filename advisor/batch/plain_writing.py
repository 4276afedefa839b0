"""Rows of advice as lines of CSV or JSON, without any library: for small batches."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable

from advisor.ir.advice import Advice
from advisor.rendering.words import iso_date

COLUMNS = ("row", "situation", "position", "action", "for", "start", "due", "status", "rules")
FORMULA = (
    "=+@\\-\\t\\r"  # what a spreadsheet takes for a formula; the inside of a class of characters
)
_FORMULA_BEGINS = ("=", "+", "@", "-", "\t", "\r")


def head(form: str) -> bytes:
    """What stands above the rows of advice."""
    return (",".join(COLUMNS) + "\n").encode() if form == "csv" else b""


def long_lines(row: int, id: str | None, advice: Iterable[Advice], form: str) -> str:
    """One line a piece of advice; `form` is "csv" or "jsonl"."""
    values = ([row, id, *_piece(piece).values()] for piece in advice)
    if form == "csv":
        return csv_rows([_safe(v) for v in line] for line in values)
    return "".join(_json(dict(zip(COLUMNS, line, strict=True))) for line in values)


def csv_rows(rows: Iterable[Iterable[object]]) -> str:
    """Rows as lines of CSV that end in a line feed; cells that hold the end of any line are quoted.

    Python's writer quotes only what it ends lines with itself, and so not a lone carriage return.
    """
    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return "".join(lines)


class _Lines(list[str]):
    """What the writer writes, a line at a time."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def nested_line(row: int, id: str | None, advice: Iterable[Advice] | None) -> str:
    """One line of JSON for a situation; None for one with a problem."""
    pieces = None if advice is None else [_piece(piece) for piece in advice]
    return _json({"row": row, "situation": id, "advice": pieces})


def _piece(piece: Advice) -> dict[str, str | None]:
    return {
        "position": piece.place,
        "action": piece.action,
        "for": piece.target,
        "start": None if piece.start is None else iso_date(piece.start),
        "due": None if piece.due is None else iso_date(piece.due),
        "status": piece.status,
        "rules": " ".join(piece.rules),
    }


def _safe(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA_BEGINS):
        return f"'{value}"
    return "" if value is None else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

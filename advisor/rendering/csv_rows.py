"""Rows as lines of CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable


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

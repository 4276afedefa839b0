"""What has become of a table in a spreadsheet: rows that came, went or moved, and cells that differ.

was              is               found
book, < 7, 1     book, < 7, 2     a cell of row 0 has changed
film, < 7, 3     game, < 7, 4     row 1 was removed
game, < 7, 4
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from advisor import ir
from advisor.loading.declarations.tables import RawTable
from advisor.loading.syntax.nodes import ScalarNode

Row = tuple[ScalarNode, ...]
_Key = tuple[str | Decimal, ...]
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?\Z", re.ASCII)
_MOST_PAIRS = 250_000  # of rows that are compared cell by cell
_INPUT, _OUTCOME = 3, 2  # how much it tells against two rows being one that a cell differs


@dataclass(frozen=True, slots=True)
class AddedRow:
    """A row that came. Shape: `at` is the old row before which it stands, `moved` the old row that it was."""

    at: int
    row: Row
    moved: int | None


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What differs. Shape: `removed` counts the old rows from 0, and holds those that moved, too."""

    cells: tuple[tuple[ScalarNode, str], ...]
    added: tuple[AddedRow, ...]
    removed: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.cells or self.added or self.removed)

    def words(self) -> str:
        """`1 row removed, 2 cells changed`."""
        moved = sum(one.moved is not None for one in self.added)
        found = {
            "added": len(self.added) - moved,
            "removed": len(self.removed) - moved,
            "moved": moved,
        }
        parts = [f"{ir.counted(count, 'row')} {verb}" for verb, count in found.items() if count]
        if self.cells:
            parts.append(f"{ir.counted(len(self.cells), 'cell')} changed")
        return ", ".join(parts)


def table_changes(table: RawTable, edited: RawTable) -> TableChanges:
    """What differs between two tables of the same columns, with as few changes as can be found."""
    was = [_key(row) for row in table.rows]
    now = [_key(row) for row in edited.rows]
    cells: list[tuple[ScalarNode, str]] = []
    came: list[tuple[int, int]] = []
    removed: list[int] = []
    at = 0
    for old, new in _matched(was, now, len(table.inputs)):
        if old is None and new is not None:
            came.append((at, new))
        elif old is not None:
            at = old + 1
            if new is None:
                removed.append(old)
            else:
                cells += _differing(table.rows[old], edited.rows[new])
    if table.otherwise is not None and edited.otherwise is not None:
        cells += _differing(table.otherwise, edited.otherwise)
    left: dict[_Key, list[int]] = {}
    for old in reversed(removed):
        left.setdefault(was[old], []).append(old)
    added = [
        AddedRow(place, edited.rows[new], left[now[new]].pop() if left.get(now[new]) else None)
        for place, new in came
    ]
    return TableChanges(tuple(cells), tuple(added), tuple(removed))


def _differing(row: Row, other: Row) -> Iterator[tuple[ScalarNode, str]]:
    for old, new in zip(row, other, strict=True):
        if _value(old.text) != _value(new.text):
            yield old, new.text


def _key(row: Row) -> _Key:
    return tuple(_value(cell.text) for cell in row)


def _value(text: str) -> str | Decimal:
    """What a cell says: `0.50` is `0.5`, as a spreadsheet writes it, and `-` is an empty cell."""
    if _NUMBER.match(text):
        return Decimal(text)
    return "" if text == "-" else text


def _matched(
    was: Sequence[_Key], now: Sequence[_Key], inputs: int
) -> Iterator[tuple[int | None, int | None]]:
    """Old and new row that are one, from the top down; None beside a row that came or went."""
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    others = [block for block in blocks if block[0] != "equal"]
    gone = {key for _, start, stop, _, _ in others for key in was[start:stop]}
    moved = gone & {key for _, _, _, begin, end in others for key in now[begin:end]}
    for tag, start, stop, begin, end in blocks:
        if tag == "equal":
            yield from zip(range(start, stop), range(begin, end), strict=True)
            continue
        for old, new in _paired(was[start:stop], now[begin:end], inputs, moved):
            yield None if old is None else start + old, None if new is None else begin + new


def _paired(
    was: Sequence[_Key], now: Sequence[_Key], inputs: int, moved: Set[_Key]
) -> list[tuple[int | None, int | None]]:
    """Rows of which none is the same: those that have most in common go together.

    What `moved` is not taken for an edited row.
    """
    n, m = len(was), len(now)
    if n * m > _MOST_PAIRS:
        both = min(n, m)
        pairs: list[tuple[int | None, int | None]] = [(at, at) for at in range(both)]
        return pairs + [(at, None) for at in range(both, n)] + [(None, at) for at in range(both, m)]
    # costs[i][j] is that of the rows from was[i] and now[j] on. A row that goes and one that comes cost
    # as much together as a change of all cells, and come first: then nothing is left of the old row.
    width = len((*was, *now)[0])
    alone = _INPUT * inputs + _OUTCOME * (width - inputs)
    costs = [[alone * (n - i + m - j) for j in range(m + 1)] for i in range(n + 1)]
    both_ways = [[0] * m for _ in range(n)]
    for i in reversed(range(n)):
        for j in reversed(range(m)):
            is_moved = was[i] in moved or now[j] in moved
            distance = alone if is_moved else _distance(was[i], now[j], inputs)
            both_ways[i][j] = 2 * distance + costs[i + 1][j + 1]
            costs[i][j] = min(alone + costs[i + 1][j], alone + costs[i][j + 1], both_ways[i][j])
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < n or j < m:
        if i < n and costs[i][j] == alone + costs[i + 1][j]:
            found.append((i, None))
            i += 1
        elif j < m and costs[i][j] == alone + costs[i][j + 1]:
            found.append((None, j))
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found


def _distance(one: _Key, other: _Key, inputs: int) -> int:
    return sum(
        _INPUT if at < inputs else _OUTCOME
        for at, (a, b) in enumerate(zip(one, other, strict=True))
        if a != b
    )

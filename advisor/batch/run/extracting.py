"""One situation out of many, as it would stand in a file of its own."""

from __future__ import annotations

from dataclasses import replace

import pyarrow.compute as pc

from advisor import ir
from advisor.batch.deciding import ConformedSlice, conform_slice
from advisor.batch.problems import BatchError, RowProblem, told
from advisor.batch.sources.plain_rows import PlainSituation, RowError, read_situation
from advisor.batch.sources.slices import RowSource


def extract(
    source: RowSource, pack: ir.Pack, wanted: str
) -> tuple[PlainSituation, list[int], list[RowProblem]]:
    """The first situation with this id, or the one in the row of this number where no id is so.

    Shape: beside it its row, and those of all others with the id; and what is told of rows that are left out of these.
    Cost: the whole input is read.
    Raises: BatchError, where there is none, it has a problem, or the input cannot be read.
    """
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else None
    by_number: tuple[PlainSituation, int] | None = None
    first: PlainSituation | None = None
    rows: list[int] = []
    left_out: list[RowProblem] = []
    for piece in source.slices():
        found = conform_slice(piece.read(), pack)
        wrong = [p for p in found.told if p.situation == wanted]
        left_out += (p for p in found.orphans if p.situation == wanted)
        named = pc.equal(found.table.column(ir.SITUATION).cast("string"), wanted)
        places = pc.indices_nonzero(pc.fill_null(named, False)).to_pylist()
        if first is None and places:
            before = [p for p in wrong if p.row < found.rows[places[0]]]
            if not before:
                first, _ = _situation(found, places[0], pack)
        if first is None and wrong:
            raise _unusable(wrong)
        rows += sorted({int(found.rows[at]) for at in places} | {p.row for p in wrong})
        if number is not None and by_number is None and not rows:
            by_number = _in_row(found, number, pack)
    if first is not None:
        return first, rows, left_out
    if by_number is None:
        raise BatchError(f"--extract: no situation of {source.name} has the id `{wanted}`")
    return by_number[0], [by_number[1]], []


def _in_row(found: ConformedSlice, number: int, pack: ir.Pack) -> tuple[PlainSituation, int] | None:
    """The situation in the row of this number, if it has no id."""
    wrong = [p for p in found.told if p.row == number and p.situation is None]
    if wrong:
        raise _unusable(wrong)
    for at in (found.rows == number).nonzero()[0].tolist():
        if found.table.column(ir.SITUATION)[at].as_py() is None:
            return _situation(found, at, pack)
    return None


def _unusable(problems: list[RowProblem]) -> BatchError:
    one = problems[0]
    if any(p.where != one.where for p in problems):
        name = one.situation or f"row {one.row}"
        said = [f"{p.where}: {p.message}" for p in problems]
    else:
        name = one.where if one.situation is None else f"{one.where} ({one.situation})"
        said = [p.message for p in problems]
    return BatchError("\n  ".join([f"{name} cannot be used:", *said]))


def _situation(found: ConformedSlice, at: int, pack: ir.Pack) -> tuple[PlainSituation, int]:
    [row] = found.table.slice(at, 1).to_pylist()
    number, id = int(found.rows[at]), row[ir.SITUATION]
    try:
        situation = read_situation(row, pack)
    except RowError as error:
        problems = [RowProblem.of(number, id, fault) for fault in error.faults]
        raise _unusable(told(problems, found.tell)) from error
    return replace(situation, root=_open(situation.root)), number


def _open(instance: ir.Instance) -> ir.Instance:
    """The same, where a list in which nothing stands may still get something: tables do not say that there is none."""
    lists = {name: tuple(map(_open, items)) for name, items in instance.lists.items()}
    empty = frozenset(name for name, items in lists.items() if not items)
    return replace(instance, lists=lists, open_lists=empty)

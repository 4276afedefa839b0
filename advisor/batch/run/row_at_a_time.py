"""Small batches of JSON Lines: one situation after the other, without loading any library for columns."""

from __future__ import annotations

import io
from dataclasses import field
from pathlib import Path

from advisor.backends.advising import Advisor
from advisor.backends.results import result_rows
from advisor.batch.counts.counting import BatchCounts, Crossing
from advisor.batch.output_columns import COLUMNS, head, result_columns
from advisor.batch.outputs.text import long_lines, nested_line, result_lines
from advisor.batch.problems import RowProblem
from advisor.batch.row_decisions import decision_on
from advisor.batch.sources.dates import AS_WRITTEN, DateReading
from advisor.batch.sources.plain_rows import BOM, RowError, id_in, parse_line, read_situation
from advisor.diagnostics.fast_dataclass import dataclass

FEW = 500  # situations; from here on columns are faster than loading their libraries takes
_SMALL_BYTES = 4_000_000


@dataclass
class SmallOutcome:
    """The advice as it is written, and what it came to."""

    advice: bytes = b""
    counts: BatchCounts = field(default_factory=BatchCounts)
    problems: list[RowProblem] = field(default_factory=list)


def is_small(path: Path) -> bool:
    """Whether a file of JSON Lines has few situations."""
    try:
        if path.stat().st_size > _SMALL_BYTES:
            return False
        return path.read_bytes().count(b"\n") < FEW
    except OSError:
        return False


def advise_lines(
    data: bytes,
    advisor: Advisor,
    format: str,
    is_nested: bool,
    crossing: Crossing | None,
    dates: DateReading = AS_WRITTEN,
    is_results: bool = False,
    is_marked: bool = False,
) -> SmallOutcome:
    """The advice for all lines, or the results, as "csv" or "jsonl"; groups are counted only with a `crossing`."""
    pack = advisor.program.pack
    outcome = SmallOutcome()
    out = io.StringIO()
    for number, line in enumerate(data.removeprefix(BOM).split(b"\n"), 1):
        id: str | None = None
        try:
            values = parse_line(line)
            if values is None:
                continue
            id = id_in(values)
            situation = read_situation(values, pack, dates)
            derivations, advice = decision_on(advisor, situation)
        except RowError as error:
            problems = [RowProblem.of(number, id, fault) for fault in error.faults]
            outcome.problems += problems
            outcome.counts.situations += 1
            outcome.counts.problems += 1
            outcome.counts.causes.note(problems)
            if is_nested:
                out.write(nested_line(number, id, None))
            continue
        outcome.counts.count_one(situation, derivations.firings, advice, crossing)
        if is_results:
            day = advisor.day(situation.today)
            found = result_rows(pack, situation.root, day, derivations)
            told = ((here.place, label, given) for here, label, given in found)
            out.write(result_lines(number, situation.id, told, pack, format))
        elif is_nested:
            out.write(nested_line(number, situation.id, advice))
        else:
            out.write(long_lines(number, situation.id, advice, format))
    columns = result_columns(pack) if is_results else COLUMNS
    above = b"" if is_nested else head(format, columns, is_marked=is_marked)
    outcome.advice = above + out.getvalue().encode()
    return outcome

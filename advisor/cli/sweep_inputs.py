"""The situations of a sweep: few of them in memory, many of them in slices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.batch.files import situation_files
from advisor.batch.formats import form_by_ending, input_form, is_folder_of_tables
from advisor.batch.run.row_at_a_time import is_small
from advisor.cli.sources import STDIN, read_source, report
from advisor.cli.terminal import Failure
from advisor.cli.volume_sources import open_source
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Program
from advisor.ir.situations import AsOf
from advisor.sweep.running import Countable, FewSituations, StatedSituation, SweepCounts

if TYPE_CHECKING:
    from advisor.cli.sweep_streams import StreamedSituations

COLUMNS_FROM = 2_000  # decisions, situations times values: below it the row engine is done sooner


@dataclass(frozen=True)
class SweepInput:
    """Situations from wherever they came, counted together.

    `unusable` were reported when they were read; those among `streamed` are known after a count.
    """

    held: Countable | None
    streamed: StreamedSituations | None
    unusable: int

    def count(self, program: Program) -> SweepCounts:
        """See `Countable`."""
        counts = SweepCounts()
        for part in (self.held, self.streamed):
            if part is not None:
                counts.merge(part.count(program))
        return counts

    def told(self) -> tuple[list[str], int]:
        """After a count: lines about what could not be used, and how many situations and rows that are."""
        if self.streamed is None:
            return [], self.unusable
        return self.streamed.told(), self.unusable + self.streamed.unusable


def read_situations(
    paths: tuple[str, ...],
    program: Program,
    as_of: AsOf,
    settled: frozenset[str],
    combinations: int,
    engine: str,
    color: str,
) -> SweepInput:
    """The situations at the paths: of small files in memory, of all others slice by slice.

    `engine` is "auto", "oracle" or "columnar"; with "auto" tables and large files run on the columnar one.
    Raises: Failure, where a path does not exist or nothing is there; BatchError, where a table is wrong.
    """
    for path in paths:
        if path != STDIN and not Path(path).exists():
            raise Failure(f"there is no file or folder {path}")
    small: list[str] = []
    large: list[tuple[str, str]] = []
    for path in paths:
        for file, form in _files(path):
            if form is None:
                small.append(file)
            else:
                large.append((file, form))
    stated, unusable = _from_files(small, program, color)
    if not stated and not large:
        raise Failure("there are no situations in what was given")
    held: Countable | None = None
    if stated:
        is_many = len(stated) * combinations >= COLUMNS_FROM
        if engine == "columnar" or (engine == "auto" and is_many):
            from advisor.sweep.many import in_columns

            held = in_columns(stated, program.pack, as_of, settled)
        else:
            held = FewSituations(stated, as_of, settled)
    streamed = _streamed(large, program, as_of, engine) if large else None
    return SweepInput(held, streamed, unusable)


def _files(path: str) -> Iterator[tuple[str, str | None]]:
    """The files at a path, each with the form in which it is read in slices; None: it is small."""
    if path == STDIN:
        yield path, None  # read whole, up to the bound that all commands set it
    elif is_folder_of_tables(path) or (Path(path).is_file() and form_by_ending(path) == "parquet"):
        yield path, input_form(path, None)
    else:
        for file in situation_files([Path(path)]):
            if form_by_ending(file) == "csv":
                input_form(str(file), None)  # says into what folder it belongs
            is_large = form_by_ending(file) == "jsonl" and file.is_file() and not is_small(file)
            yield str(file), "jsonl" if is_large else None


def _from_files(
    paths: Iterable[str], program: Program, color: str
) -> tuple[tuple[StatedSituation, ...], int]:
    stated: list[StatedSituation] = []
    unusable = 0
    for path in paths:
        source = read_source(path, program)
        report(source, color)
        unusable += len(source.failed)
        stated.extend(StatedSituation(case.situation, case.parameters) for case in source.cases)
    return tuple(stated), unusable


def _streamed(
    files: Iterable[tuple[str, str]], program: Program, as_of: AsOf, engine: str
) -> StreamedSituations:
    from advisor.cli.sweep_streams import StreamedSituations, decider_of

    sources = tuple(open_source(path, program.pack, form) for path, form in files)
    return StreamedSituations(sources, decider_of(engine, as_of))

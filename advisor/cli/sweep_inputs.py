"""The situations of a sweep: few of them in memory, many of them in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.batch.files import situation_files
from advisor.cli.failures import Failure
from advisor.cli.sources import STDIN, read_source, report
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import Pack, Program
from advisor.sweep.running import Countable, FewSituations, Stated

if TYPE_CHECKING:
    from advisor.batch.parquet_source import ParquetSource
    from advisor.sweep.many import Slice

COLUMNS_FROM = 2_000  # decisions, situations times values: below it the row engine is done sooner
_TABLES = (".parquet", ".pq")
_NEEDS = "pip install 'interview-advisor[columns]'"


@dataclass(frozen=True, slots=True)
class Dates:
    """Which date situations are judged by. Units: ordinals; `fixed` is the date of all, where given."""

    fixed: int | None
    default: int


def read_situations(
    paths: tuple[str, ...],
    program: Program,
    dates: Dates,
    settled: frozenset[str],
    combinations: int,
    engine: str,
    color: str,
) -> tuple[Countable, int]:
    """The situations at the paths, and how many could not be used and were reported.

    `engine` is "auto", "oracle" or "columnar"; tables always run on the columnar one.
    Raises: Failure, where a path does not exist or nothing is there.
    """
    for path in paths:
        if path != STDIN and not Path(path).exists():
            raise Failure(f"there is no file or folder {path}")
    tables = [path for path in paths if Path(path).suffix.lower() in _TABLES]
    if tables:
        if len(tables) < len(paths):
            raise Failure("tables and files of single situations do not go together in one sweep")
        if engine == "oracle":
            raise Failure("tables run on the columnar engine; leave out --engine oracle")
        return _from_tables(tables, program.pack, dates), 0
    stated, unusable = _from_files(paths, program, color)
    if not stated:
        raise Failure("there are no situations in what was given")
    is_large = len(stated) * combinations >= COLUMNS_FROM
    if engine == "columnar" or (engine == "auto" and is_large and _has_columns()):
        _require_columns()
        from advisor.sweep.many import in_columns

        return in_columns(stated, program.pack, dates.fixed, dates.default, settled), unusable
    return FewSituations(stated, dates.fixed, dates.default, settled), unusable


def _from_files(
    paths: tuple[str, ...], program: Program, color: str
) -> tuple[tuple[Stated, ...], int]:
    stated: list[Stated] = []
    unusable = 0
    for path in paths:
        for file in [STDIN] if path == STDIN else map(str, situation_files([Path(path)])):
            source = read_source(file, program)
            report(source, color)
            unusable += len(source.failed)
            stated.extend(Stated(case.situation, case.parameters) for case in source.cases)
    return tuple(stated), unusable


def _has_columns() -> bool:
    return all(find_spec(name) is not None for name in ("numpy", "pyarrow"))


def _require_columns() -> None:
    if not _has_columns():
        raise Failure(f"many situations need NumPy and pyarrow: {_NEEDS}")


def _from_tables(paths: list[str], pack: Pack, dates: Dates) -> Countable:
    _require_columns()
    from advisor.batch.parquet_source import ParquetSource
    from advisor.sweep.many import ManySituations

    sources = [ParquetSource(Path(path), pack) for path in paths]
    return ManySituations((({}, _slices(sources, pack)),), dates.fixed, dates.default)


def _slices(sources: list[ParquetSource], pack: Pack) -> Callable[[], Iterator[Slice]]:
    from advisor.batch.conforming import conform
    from advisor.sweep.many import Slice

    def read() -> Iterator[Slice]:
        for source in sources:
            for piece in source.slices():
                chunk = piece.load()
                good = conform(chunk.table, pack)
                yield Slice(good.table, len(good.problems) + len(chunk.problems))

    return read

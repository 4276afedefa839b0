"""Several files of one form as one input, their rows counted on from file to file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from advisor import ir
from advisor.batch.problems import RowProblem, Tell, told
from advisor.batch.sources.chunks_together import together
from advisor.batch.sources.slices import Chunk, RowSource, Slice

_MOST_TOGETHER = 100  # files, whose cost in a slice of its own is then not to be noticed


@dataclass(frozen=True)
class _Part:
    """A slice of one of the files, and how many rows stand in those before it."""

    piece: Slice
    before: int
    file: str


class SeveralFiles:
    """Sources one after the other; see `RowSource`. Each slice of theirs says how many rows it holds."""

    def __init__(self, sources: Sequence[RowSource], pack: ir.Pack) -> None:
        self._sources, self._pack = sources, pack
        self.name = f"{len(sources)} files"
        totals = [source.total for source in sources if source.total is not None]
        self.total = sum(totals) if len(totals) == len(sources) else None
        self.is_rereadable = all(source.is_rereadable for source in sources)

    @property
    def most_problems(self) -> int | None:
        """See `RowSource`; the same for all of them."""
        return self._sources[0].most_problems

    @most_problems.setter
    def most_problems(self, most: int | None) -> None:
        for source in self._sources:
            source.most_problems = most

    def slices(self) -> Iterator[Slice]:
        """See `RowSource`. Small files share a slice."""
        for number, parts in enumerate(self._shared()):
            pieces = [part.piece for part in parts]
            yield Slice(
                number,
                parts[0].before + pieces[0].first_row,
                partial(self._load, parts),
                None,
                partial(_digest, pieces),
                sum(piece.count for piece in pieces),
                sum(piece.fullness for piece in pieces),
            )

    def _shared(self) -> Iterator[list[_Part]]:
        """The parts of each slice: one that is large, or as many small ones as it may hold."""
        # Parts as full as these make three slices:
        #
        #   0.3 0.1 0.5    1.0    0.2 0.4
        held: list[_Part] = []
        fullness = 0.0
        for part in self._parts():
            more = part.piece.fullness
            if held and (fullness + more > 1 or len(held) == _MOST_TOGETHER):
                yield held
                held, fullness = [], 0.0
            held.append(part)
            fullness += more
        if held:
            yield held

    def _parts(self) -> Iterator[_Part]:
        # Files of 3 and 2 rows: what is row 1 of the second one is row 4 of the whole.
        before = 0
        for source in self._sources:
            rows = 0
            for piece in source.slices():
                yield _Part(piece, before, source.name)
                rows += piece.count
            before += rows

    def _load(self, parts: Sequence[_Part]) -> Chunk:
        chunks = [_with_file(part.piece.read().moved(part.before), part.file) for part in parts]
        whole = together(chunks, self._pack)
        return replace(whole, tell=partial(_told, parts, [chunk.tell for chunk in chunks]))

    def fingerprint(self) -> dict[str, object]:
        """See `RowSource`."""
        return {source.name: source.fingerprint() for source in self._sources}

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return all(source.is_unchanged() for source in self._sources)


def _digest(pieces: Sequence[Slice]) -> str:
    return " ".join(piece.digest() for piece in pieces)


def _with_file(chunk: Chunk, file: str) -> Chunk:
    """The same, its rows that belong to nothing with the folder that their table is in."""
    return replace(chunk, orphans=[_placed(orphan, file, 0) for orphan in chunk.orphans])


def _placed(problem: RowProblem, file: str, before: int) -> RowProblem:
    """A problem with the file and the row there, or with the folder and its table: `jan, application.csv, row 3`."""
    where = f"row {problem.told_row - before}" if problem.table is None else problem.where
    return replace(problem, table=None, place=f"{file}, {where}")


def _told(parts: Sequence[_Part], tells: Sequence[Tell | None], problem: RowProblem) -> RowProblem:
    """A problem as its file tells it, with the file and the row there: `b.csv, row 1` for row 4 of the whole."""
    at = bisect_left(parts, problem.row, key=lambda part: part.before) - 1
    [found] = told([problem], tells[at])
    return _placed(found, parts[at].file, parts[at].before)

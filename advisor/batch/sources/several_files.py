"""Several files of one form as one input, their rows counted on from file to file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from advisor.batch.problems import ChangedInputError
from advisor.batch.sources.slices import Chunk, RowSource, Slice


class SeveralFiles:
    """Sources one after the other; see `RowSource`. Each slice of theirs says how many rows it holds."""

    def __init__(self, sources: Sequence[RowSource]) -> None:
        self._sources = sources
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
        """See `RowSource`."""
        # Files of 3 and 2 rows: what is row 1 of the second one is row 4 of the whole.
        before = number = 0
        for source in self._sources:
            rows = 0
            for piece in source.slices():
                load = partial(_counted_on, piece, before, source)
                yield Slice(number, before + piece.first_row, load, piece.digest, piece.count)
                number, rows = number + 1, rows + piece.count
            before += rows

    def fingerprint(self) -> dict[str, object]:
        """See `RowSource`."""
        return {source.name: source.fingerprint() for source in self._sources}

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return all(source.is_unchanged() for source in self._sources)


def _counted_on(piece: Slice, before: int, source: RowSource) -> Chunk:
    chunk = piece.load()
    if not source.is_unchanged():
        raise ChangedInputError(source.name)
    problems = [replace(problem, row=problem.row + before) for problem in chunk.problems]
    return replace(chunk, rows=chunk.rows + before, problems=problems)

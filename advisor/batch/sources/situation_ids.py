"""The ids in the table of situations, asked in bounded memory: the column is read again, as often as needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from advisor.batch.problems import HopelessError
from advisor.batch.sources.table_files import TableFile
from advisor.ir.packs import SITUATION

Array = Any  # a NumPy array
MOST_HASHES = 8_000_000  # 64 MB; of a longer table a half, a quarter, … of the hashes at a time
MOST_REPEATED = 1_000_000  # ids; a table with more of them is no table of situations
_AT_ONCE = 500_000  # rows looked at in one go


class SituationIds:
    """Answers about all ids of one table. Memory does not grow with the table."""

    def __init__(self, table: TableFile) -> None:
        self._table = table
        self._repeated: Any = None

    def repeated(self) -> Any:
        """The ids that more than one situation has, as an Arrow array of texts; found once.

        Raises: HopelessError, where there are more than `MOST_REPEATED`.
        """
        if self._repeated is None:
            self._repeated = self._confirmed(self._repeated_hashes())
        return self._repeated

    def rows_of(self, ids: Any) -> Array:
        """For each id the number of its first row, from 1; 0 where no situation has it.

        Shape: `ids` is an Arrow array of texts without null.
        """
        found = np.zeros(len(ids), np.int64)
        first = 1
        for texts in self._texts():
            at: Any = pc.index_in(ids, value_set=texts)
            places = pc.fill_null(at, -1).to_numpy(zero_copy_only=False)
            is_new = (places >= 0) & (found == 0)
            found[is_new] = places[is_new] + first
            first += len(texts)
        return found

    def _texts(self) -> Iterator[Any]:
        """The column in stretches, null included."""
        held: list[Any] = []
        rows = 0
        for batch in self._table.batches([SITUATION]):
            held.append(as_texts(batch.column(0)))
            rows += batch.num_rows
            if rows >= _AT_ONCE:
                yield pa.concat_arrays(held)
                held, rows = [], 0
        if held:
            yield pa.concat_arrays(held)

    def _repeated_hashes(self) -> Array:
        """The hashes that come up more than once: all repeated ids are among theirs."""
        found: list[Any] = []
        waiting = [(0, 0)]  # leading bits of the hashes to be looked at: how many, and which
        while waiting:
            bits, leading = waiting.pop()
            kept: list[Any] = []
            size = 0
            for texts in self._texts():
                hashes = _leading(_hashes(texts.drop_null()), bits, leading)
                kept.append(hashes)
                size += len(hashes)
                while size > MOST_HASHES and bits < 64:
                    waiting.append((bits + 1, leading * 2 + 1))  # the other half waits
                    bits, leading = bits + 1, leading * 2
                    kept = [_leading(part, bits, leading) for part in kept]
                    size = sum(map(len, kept))
            if kept:
                every = np.concatenate(kept)
                every.sort()
                found.append(np.unique(every[1:][every[1:] == every[:-1]]))
            if sum(map(len, found)) > MOST_REPEATED:
                raise self._too_many()
        return np.concatenate(found) if found else np.empty(0, np.uint64)

    def _confirmed(self, hashes: Array) -> Any:
        """The ids with these hashes that are really there more than once."""
        counts: Counter[str] = Counter()
        if len(hashes):
            for texts in self._texts():
                known = texts.drop_null()
                known = known.filter(pa.array(np.isin(_hashes(known), hashes)))
                counted: Any = known.value_counts()
                values, sizes = counted.field("values"), counted.field("counts")
                counts.update(dict(zip(values.to_pylist(), sizes.to_pylist(), strict=True)))
        return pa.array([id for id, count in counts.items() if count > 1], pa.string())

    def _too_many(self) -> HopelessError:
        return HopelessError(
            f"more than {MOST_REPEATED:,} ids in {self._table.path} belong to several situations;"
            f" `{SITUATION}` has to tell them apart"
        )


def as_texts(column: Any) -> Any:
    """Ids as one Arrow array of texts, whatever type they have."""
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column.cast(pa.string()) if column.type != pa.string() else column


def _hashes(texts: Any) -> Array:
    series: Any = pl.from_arrow(texts)
    return series.hash().to_numpy()


def _leading(hashes: Array, bits: int, leading: int) -> Array:
    """The hashes that begin with these bits."""
    return hashes[hashes >> np.uint64(64 - bits) == leading] if bits else hashes

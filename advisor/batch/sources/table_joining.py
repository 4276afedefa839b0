"""Which situation each row of a table belongs to, whatever the order of the rows, in bounded memory.

DuckDB joins the ids alone; the other columns stay as Arrow reads them, and go to the slice of their situation:

    situation.csv   application.csv   joined   in slices of two situations
    1 a             1 c 0 Acme        3        slice 0:  row 3, a 0 Stark
    2 b             2 x 0 Hooli       0        slice 1:  row 1, c 0 Acme
    3 c             3 a 0 Stark       1        row 2 belongs to nobody
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from advisor.batch.problems import BatchError, ChangedInputError
from advisor.batch.sources.table_files import TableFile, as_texts
from advisor.ir.packs import SITUATION

try:
    import fcntl
except ImportError:  # Windows: what a killed run leaves stays there
    fcntl = None  # type: ignore[assignment]  # the only way to say that a module may be missing

Array = Any  # a NumPy array
NOBODY, SEVERAL = 0, -1  # instead of the row of a situation
HELD_BYTES = 32_000_000  # of rows that wait to be written
_MEMORY = "256MB"  # DuckDB's; what needs more goes through files
_THREADS = 2
_BATCH_ROWS = 65_536
_UNLOCKED, _FOLDER, _LOCK = "advisor-new-tables-", "advisor-tables-", "lock"


class SituationRows:
    """Answers for a whole table which rows of the table of situations its rows name. Use as a context."""

    def __init__(self, root: TableFile) -> None:
        self._stack = contextlib.ExitStack()
        with self._stack, or_tell(root.path.parent):
            folder = self._stack.enter_context(own_folder())
            settings: dict[str, Any] = {
                "memory_limit": _MEMORY,
                "threads": _THREADS,
                "temp_directory": str(folder / "spilled"),
            }
            self._database = self._stack.enter_context(duckdb.connect(config=settings))
            self._read_ids(root)
            self._database.execute(
                "CREATE TABLE situations AS"
                f" SELECT id, CASE count(*) WHEN 1 THEN min(row) ELSE {SEVERAL} END AS row"
                " FROM ids WHERE id IS NOT NULL GROUP BY id"
            )
            self._stack = self._stack.pop_all()  # all went well: it stays open

    def __enter__(self) -> SituationRows:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def of(self, table: TableFile) -> Iterator[Array]:
        """For each row of a table, in order, the row of its situation, from 1; else `NOBODY` or `SEVERAL`.

        Several situations with one id cannot be told apart, and none of them is meant.
        Raises: BatchError, where the table cannot be read, or the disk is full.
        """
        with or_tell(table.path):
            self._read_ids(table)
            joined = self._database.sql(
                f"SELECT coalesce(situations.row, {NOBODY}) AS row"
                " FROM ids LEFT JOIN situations USING (id) ORDER BY ids.row"
            )
            for batch in joined.to_arrow_reader(_BATCH_ROWS):
                yield batch.column(0).to_numpy()

    def beside(self, table: TableFile) -> Iterator[tuple[Any, Array]]:
        """Each record batch of a table with what `of` says of its rows.

        Raises: BatchError, as `of` does; ChangedInputError, where the table has become longer meanwhile.
        """
        owners = self.of(table)
        rest = np.empty(0, np.int64)
        for batch in table.batches():
            parts = [rest]
            while sum(map(len, parts)) < batch.num_rows:
                more = next(owners, None)
                if more is None:
                    raise ChangedInputError(str(table.path))
                parts.append(more)
            whole = np.concatenate(parts)
            rest = whole[batch.num_rows :]
            yield batch, whole[: batch.num_rows]

    def _read_ids(self, table: TableFile) -> None:
        self._database.execute("CREATE OR REPLACE TABLE ids (id VARCHAR, row BIGINT)")
        first = 1
        for batch in table.batches([SITUATION]):
            rows = np.arange(first, first + batch.num_rows)
            numbered = pa.table({"id": as_texts(batch.column(0)), "row": rows})
            self._database.register("numbered", numbered)
            self._database.execute("INSERT INTO ids SELECT id, row FROM numbered")
            first += batch.num_rows
        self._database.unregister("numbered")


class ScatteredRows:
    """Rows of a table by the slice that they belong to, in a file without a name."""

    def __init__(self, schema: Any) -> None:
        # Nobody else sees the file, and the system takes it back however the process ends.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as its slices are read
        self._lock = Lock()
        self._nothing = schema.empty_table()
        self._written: dict[int, list[tuple[int, int]]] = defaultdict(list)  # places and sizes
        self._held: dict[int, list[Any]] = defaultdict(list)
        self._held_bytes = 0
        self.count = 0  # rows that were added

    def add(self, slices: Array, rows: Any) -> None:
        """Put each row into its slice, behind those that are there.

        Shape: `slices` has a number from 0 for each row of the table `rows`.
        Raises: BatchError, where the disk is full; so does `flush`.
        """
        self.count += len(slices)
        if np.any(slices[1:] < slices[:-1]):
            order = np.argsort(slices, kind="stable")
            slices, rows = slices[order], rows.take(pa.array(order))
        starts = np.flatnonzero(np.diff(slices, prepend=-1)).tolist()
        for start, end in pairwise([*starts, len(slices)]):
            self._held[int(slices[start])].append(rows.slice(start, end - start))
        self._held_bytes += rows.nbytes
        if self._held_bytes > HELD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is held: one piece for each slice."""
        options = pa.ipc.IpcWriteOptions(compression="lz4")
        with or_tell(tempfile.gettempdir()):
            for slice, tables in self._held.items():
                start = self._file.seek(0, os.SEEK_END)
                whole = pa.concat_tables(tables).combine_chunks()
                with pa.ipc.new_stream(self._file, whole.schema, options=options) as writer:
                    writer.write_table(whole)
                self._written[slice].append((start, self._file.tell() - start))
        self._held.clear()
        self._held_bytes = 0

    def of(self, slice: int) -> Any:
        """All rows of a slice as one table, in the order in which they came. For any thread."""
        tables = [self._nothing]
        for start, size in self._written.get(slice, ()):
            with self._lock:
                self._file.seek(start)
                data = self._file.read(size)
            tables.append(pa.ipc.open_stream(data).read_all())
        return pa.concat_tables(tables)


@contextlib.contextmanager
def or_tell(what: Path | str) -> Iterator[None]:
    """What cannot be joined or kept inside is a BatchError that says so."""
    try:
        yield
    except (OSError, duckdb.Error, pa.ArrowException) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise BatchError(
            f"cannot join {what}, for which rows are kept in {tempfile.gettempdir()}: {first}"
        ) from error


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for temporary files of this process. What killed ones have left is taken away."""
    # A folder is locked before it gets the name by which others look for it: one without a lock is nobody's.
    if fcntl is not None:
        for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
            with contextlib.suppress(OSError), _locked(left):
                shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=_UNLOCKED))
    try:
        if fcntl is None:
            yield made
            return
        with _locked(made):
            made = made.rename(made.with_name(made.name.replace(_UNLOCKED, _FOLDER)))
            yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield

"""Which situation each row of a table belongs to, whatever the order of the rows, in bounded memory.

DuckDB joins the ids alone, where the rows are not in the order of the situations anyway; the other columns stay as
Arrow reads them, and go to the slice of their situation:

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
import weakref
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from advisor import ir
from advisor.batch.problems import BatchError, ChangedInputError, words_of
from advisor.batch.sources.table_files import AnyFile, as_texts
from advisor.files import is_private, lock

Array = Any  # a NumPy array
NOBODY, SEVERAL = 0, -1  # instead of the row of a situation
HELD_BYTES = 32_000_000  # of rows that wait to be written
_MEMORY = "256MB"  # DuckDB's; what needs more goes through files
_BATCH_ROWS = 65_536
_WRITING = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READING = pa.ipc.IpcReadOptions(use_threads=False)
_UNLOCKED, _FOLDER, _LOCK = "advisor-new-tables-", "advisor-tables-", "lock"


@contextlib.contextmanager
def _database() -> Iterator[Any]:
    """A database of bounded memory, with a folder for what is more."""
    import duckdb  # takes a while to load, and most tables stand alone

    with own_folder() as folder:
        settings: dict[str, Any] = {
            "memory_limit": _MEMORY,
            "threads": 1,  # it has little to do; more of them would hold more memory
            "temp_directory": str(folder / "spilled"),
        }
        with duckdb.connect(config=settings) as database:
            database.execute("SET force_compression = 'uncompressed'")  # they are read but once
            yield database


class SituationRows:
    """Answers for a whole table which rows of the table of situations its rows name. Use as a context."""

    def __init__(self, root: AnyFile) -> None:
        with contextlib.ExitStack() as stack, _or_tell():
            self._database = stack.enter_context(_database())
            _read_ids(self._database, root, "TABLE root")
            self._database.execute(
                "CREATE TABLE situations AS"
                f" SELECT id, CASE count(*) WHEN 1 THEN min(row) ELSE {SEVERAL} END AS row"
                " FROM root GROUP BY id"
            )
            found = self._database.execute(
                f"SELECT count(*) FROM situations WHERE id IS NULL OR row = {SEVERAL}"
            )
            self._is_told_apart = found.fetchall() == [(0,)]
            self._stack = stack.pop_all()  # all went well: it stays open

    def __enter__(self) -> SituationRows:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def not_told_apart(self) -> Iterator[Array]:
        """The rows, from 1, of the situations that share their id or have none, in order.

        Raises: BatchError, where the disk is full.
        """
        yield from _numbers(
            self._database,
            "SELECT root.row FROM root LEFT JOIN situations USING (id)"
            f" WHERE coalesce(situations.row, {SEVERAL}) = {SEVERAL} ORDER BY root.row",
        )

    def beside(self, table: AnyFile) -> Iterator[tuple[Any, Array]]:
        """Each record batch of a table with the rows, from 1, of the situations that its rows name.

        Where there is no such situation, it is `NOBODY`; where several have the id, none is meant: `SEVERAL`.
        Raises: BatchError, where the table cannot be read, has changed, or the disk is full.
        """
        with contextlib.ExitStack() as stack:
            own, again = (
                stack.enter_context(contextlib.closing(self._database.cursor())) for _ in range(2)
            )  # for any thread
            done = 0
            if self._is_told_apart:
                merging = _Merging(_batches(own, "SELECT id, row FROM root"))
                for batch in table.batches_ahead():
                    found = merging.rows_of(as_texts(batch.column(ir.SITUATION)))
                    if found is None:
                        break
                    yield batch, found
                    done += batch.num_rows
                else:
                    return
            yield from self._joined(again, table, done)

    def _joined(self, own: Any, table: AnyFile, done: int) -> Iterator[tuple[Any, Array]]:
        """The rows of a table behind those that are done, in whatever order they are."""
        _read_ids(own, table, "TEMP TABLE ids")
        pieces = _Pieces(
            _numbers(
                own,
                f"SELECT coalesce(situations.row, {NOBODY}) FROM ids LEFT JOIN situations USING (id)"
                f" WHERE ids.row > {done} ORDER BY ids.row",
            )
        )
        for batch in table.batches():
            above = min(done, batch.num_rows)
            done -= above
            found = pieces.next(batch.num_rows - above)
            if found is None:
                raise ChangedInputError(str(table.path))
            if len(found):
                yield batch.slice(above), found


class _Merging:
    """Finds the rows of ids that come in the order of the situations, as exports have them, with few of these at hand."""

    def __init__(self, situations: Iterator[Any]) -> None:
        self._situations = situations
        self._ids: Any = pa.array([], pa.string())
        self._rows: Array = np.empty(0, np.int64)

    def rows_of(self, ids: Any) -> Array | None:
        """The row of the situation that each id names; None, where one of them is not among those to come."""
        found: list[Array] = []
        while len(ids):
            places = pc.index_in(ids, value_set=self._ids)
            known = pc.index(pc.is_null(places), True).as_py() if places.null_count else len(ids)
            found.append(self._rows[places.slice(0, known).to_numpy()])
            ids = ids.slice(known)
            if len(ids) and not self._go_to(ids[0]):
                return None
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def _go_to(self, id: Any) -> bool:
        """Take the next situations among which this one is, if it comes at all."""
        for piece in self._situations:
            if pc.index(piece.column(0), id).as_py() >= 0:
                self._ids, self._rows = piece.column(0), piece.column(1).to_numpy()
                return True
        return False


class FirstRows:
    """Which row is the first one with the same id, for rows with ids that stand in any order. Use as a context."""

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        with _or_tell():
            self._database = self._stack.enter_context(_database())
            self._database.execute("CREATE TABLE ids (id VARCHAR, row BIGINT)")

    def __enter__(self) -> FirstRows:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, ids: Any, rows: Array) -> None:
        """More rows, with their numbers in ascending order.

        Raises: BatchError, where the disk is full; so does `owners`.
        """
        with _or_tell():
            self._database.register("numbered", pa.table({"id": ids, "row": rows}))
            self._database.execute("INSERT INTO ids SELECT id, row FROM numbered")

    def owners(self) -> _Pieces:
        """The number of that row for each row that was added; a row without an id is alone."""
        with _or_tell():
            self._database.execute(
                "CREATE TABLE firsts AS SELECT id, min(row) AS row FROM ids"
                " WHERE id IS NOT NULL GROUP BY id"
            )
        query = "SELECT coalesce(firsts.row, ids.row) FROM ids LEFT JOIN firsts USING (id) ORDER BY ids.row"
        return _Pieces(_numbers(self._database, query))


class _Pieces:
    """Numbers that come in pieces, given out in pieces of other lengths."""

    def __init__(self, pieces: Iterator[Array]) -> None:
        self._pieces = pieces
        self._rest = np.empty(0, np.int64)

    def next(self, count: int) -> Array | None:
        """The next so many; None, where there are fewer."""
        while len(self._rest) < count:
            more = next(self._pieces, None)
            if more is None:
                return None
            self._rest = np.concatenate((self._rest, more))
        # Who keeps a few must not keep the whole piece that they are from.
        found = self._rest[:count].copy()
        self._rest = self._rest[count:]
        return found


def _numbers(database: Any, query: str) -> Iterator[Array]:
    for batch in _batches(database, query):
        yield batch.column(0).to_numpy()


def _batches(database: Any, query: str) -> Iterator[Any]:
    with _or_tell():
        yield from database.sql(query).to_arrow_reader(_BATCH_ROWS)


def _read_ids(database: Any, table: AnyFile, kind: str) -> None:
    """Make a table (`TEMP TABLE ids`) of the ids of a file, each with its row from 1."""
    database.execute(f"CREATE {kind} (id VARCHAR, row BIGINT)")
    first = 1
    for batch in table.batches([ir.SITUATION]):
        rows = np.arange(first, first + batch.num_rows)
        numbered = pa.table({"id": as_texts(batch.column(0)), "row": rows})
        with _or_tell():
            database.register("numbered", numbered)
            database.execute(f"INSERT INTO {kind.split()[-1]} SELECT id, row FROM numbered")
        first += batch.num_rows
    database.unregister("numbered")


class ScatteredRows:
    """Rows of a table by the slice that they belong to, in a file without a name."""

    def __init__(self, schema: Any) -> None:
        # Nobody else sees the file, and the system takes it back however the process ends.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when nobody has its slices any more
        weakref.finalize(self, self._file.close)
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
            # Rows in order fill one slice after the other: the last one waits for more, to be one piece.
            self._write(list(self._held)[:-1] or list(self._held))

    def flush(self) -> None:
        """Write what is held."""
        self._write(list(self._held))

    def _write(self, slices: list[int]) -> None:
        with _or_tell():
            for slice in slices:
                whole = pa.concat_tables(self._held.pop(slice)).combine_chunks()
                start = self._file.seek(0, os.SEEK_END)
                with pa.ipc.new_stream(self._file, whole.schema, options=_WRITING) as writer:
                    writer.write_table(whole)
                self._written[slice].append((start, self._file.tell() - start))
        self._held_bytes = sum(table.nbytes for tables in self._held.values() for table in tables)

    def of(self, slice: int) -> Any:
        """All rows of a slice as one table, in the order in which they came. For any thread."""
        tables = []
        for start, size in self._written.get(slice, ()):
            with self._lock:
                self._file.seek(start)
                data = self._file.read(size)
            tables.append(pa.ipc.open_stream(data, options=_READING).read_all())
        return pa.concat_tables(tables) if tables else self._nothing


@contextlib.contextmanager
def _or_tell() -> Iterator[None]:
    """What the disk or the memory is too small for is a BatchError that says where room is needed."""
    import duckdb

    try:
        yield
    except (OSError, duckdb.Error) as error:
        first = words_of(error)
        raise BatchError(
            f"no room in {tempfile.gettempdir()} for joining the tables: {first}\n"
            "  TMPDIR names another folder for it"
        ) from error


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for temporary files of this process. What killed ones have left is taken away."""
    # A folder is locked before it gets the name by which others look for it: one without a lock is nobody's.
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        with contextlib.suppress(OSError):
            if is_private(left):
                with _locked(left) as is_locked:
                    if is_locked:
                        shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=_UNLOCKED))
    try:
        with _locked(made) as is_locked:
            if is_locked:
                made = made.rename(made.with_name(made.name.replace(_UNLOCKED, _FOLDER)))
            yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[bool]:
    """Whether it is locked: on Windows it is not, and what a killed run leaves stays there."""
    found = lock(folder / _LOCK)
    try:
        yield found is not None
    finally:
        if found is not None:
            os.close(found)

"""Folders wherever Spark keeps them: on this machine, on HDFS, in an object store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa

from advisor.cluster.jobs import ClusterError

Session = Any
_AT_ONCE = 500_000  # rows


class Storage:
    """The file systems that a session knows, by the addresses of paths."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._java = session.sparkContext._jvm  # Spark for Python has no file system of its own

    def _at(self, path: str) -> tuple[Any, Any]:
        place = self._java.org.apache.hadoop.fs.Path(path)
        settings = self._session.sparkContext._jsc.hadoopConfiguration()
        return place.getFileSystem(settings), place

    def exists(self, path: str) -> bool:
        """Whether there is a file or folder."""
        system, place = self._at(path)
        return bool(system.exists(place))

    def remove(self, path: str) -> None:
        """Take a folder away with everything in it."""
        system, place = self._at(path)
        system.delete(place, True)

    def rename(self, path: str, to: str) -> None:
        """Give a folder its final name.

        Raises: ClusterError, where the file system does not.
        """
        system, place = self._at(path)
        _without_checksums(str(place.makeQualified(system.getUri(), system.getWorkingDirectory())))
        if self.exists(to) or not system.rename(place, self._at(to)[1]):
            self.remove(path)
            raise ClusterError(f"cannot write {to}: it is there already, or cannot be named so")

    def parts(self, folder: str) -> list[str]:
        """The Parquet files of a folder, in their order."""
        system, place = self._at(folder)
        names = [str(found.getPath().toString()) for found in system.listStatus(place)]
        return sorted(n for n in names if n.rpartition("/")[2].startswith("part-"))

    def rows(self, folder: str) -> int:
        """How many rows the Parquet files of a folder say they have."""
        import pyarrow.parquet as pq

        count = 0
        for part in self.parts(folder):
            with _opened(part) as stream:
                count += pq.read_metadata(stream).num_rows
        return count

    def tables(self, folder: str, schema: pa.Schema) -> Iterator[pa.Table]:
        """The tables in a folder that Spark has written, in their order."""
        import pyarrow.parquet as pq

        for part in self.parts(folder):
            with _opened(part) as stream, pq.ParquetFile(stream) as file:
                for batch in file.iter_batches(_AT_ONCE):
                    yield pa.Table.from_batches([batch]).cast(schema)


def _without_checksums(address: str) -> None:
    """Take away the hidden files that Hadoop puts beside files of this machine: other readers stumble."""
    if address.startswith("file:"):
        for file in Path(address.removeprefix("file:")).glob(".*.crc"):
            file.unlink()


def _opened(address: str) -> Any:
    """A file of the storage, to be read here."""
    from pyarrow import fs

    if address.startswith("file:"):
        address = f"file:///{address.removeprefix('file:').lstrip('/')}"
    system, path = fs.FileSystem.from_uri(address)
    return system.open_input_file(path)


def scratch_folder(beside: str | None) -> str:
    """A name for a folder that nobody has yet, inside `beside` or where this system keeps such things."""
    inside = (beside or tempfile.gettempdir()).rstrip("/")
    return f"{inside}/.advisor-{uuid4().hex}"

"""Folders wherever Spark keeps them: on this machine, on HDFS, in an object store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pyarrow as pa

from advisor.cluster.jobs import ClusterError

Session = Any


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
        if self.exists(to) or not system.rename(place, self._at(to)[1]):
            self.remove(path)
            raise ClusterError(f"cannot write {to}: it is there already, or cannot be named so")

    def parts(self, folder: str) -> list[str]:
        """The Parquet files of a folder, in their order."""
        system, place = self._at(folder)
        names = [str(found.getPath().toString()) for found in system.listStatus(place)]
        return sorted(n for n in names if n.rpartition("/")[2].startswith("part-"))

    def tables(self, folder: str, schema: pa.Schema) -> Iterator[pa.Table]:
        """The tables in a folder that Spark has written, in their order."""
        import pyarrow.parquet as pq
        from pyarrow import fs

        for part in self.parts(folder):
            if part.startswith("file:"):
                part = f"file:///{part.removeprefix('file:').lstrip('/')}"
            system, path = fs.FileSystem.from_uri(part)
            with system.open_input_file(path) as stream, pq.ParquetFile(stream) as file:
                for batch in file.iter_batches(500_000):
                    yield pa.Table.from_batches([batch]).cast(schema)


def scratch_folder(beside: str | None) -> str:
    """A name for a folder that nobody has yet, inside `beside` or where this system keeps such things."""
    inside = (beside or tempfile.gettempdir()).rstrip("/")
    return f"{inside}/.advisor-{uuid4().hex}"

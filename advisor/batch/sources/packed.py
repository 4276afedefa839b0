"""Files that are packed, Arrow's own, or drawn in text, brought into a form that is read in slices: in a folder that goes again.

`people.csv.gz` becomes `people.csv`, and `people.feather` becomes `people.parquet`.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.batch.formats import ARROW_ENDINGS, input_by_ending, name_inside
from advisor.batch.problems import BatchError, words_of
from advisor.batch.sources.drawn_tables import is_drawn, write_as_csv

_AT_ONCE = 1 << 20  # bytes
_FOLDER = "advisor-unpacked-"


@dataclass(frozen=True)
class Unpacked:
    """Where the inputs are to be read. `names` has those of the packed ones by where they are now."""

    paths: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def is_packed(self) -> bool:
        """Whether any was packed."""
        return bool(self.names)

    def named(self, words: str) -> str:
        """A sentence with the names that people gave."""
        for now, name in self.names.items():
            words = words.replace(now, name)
        return words


@contextmanager
def unpacked(paths: tuple[str, ...]) -> Iterator[Unpacked]:
    """The inputs with packed ones unpacked, for as long as that lasts.

    Cost: room in the folder for temporary files for what comes out.
    Raises: BatchError, where one cannot be unpacked.
    """
    ways = {path: way for path in paths if (way := _way_to_read(path)) is not None}
    if not ways:
        yield Unpacked(paths, {})
        return
    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        names: dict[str, str] = {}
        found: list[str] = []
        for number, path in enumerate(paths):
            if path not in ways:
                found.append(path)
                continue
            inside, unpack = ways[path]
            place = Path(folder) / str(number) / inside
            place.parent.mkdir()
            with _in_our_words(path):
                unpack(Path(path), place)
            names[str(place)] = path
            found.append(str(place))
        yield Unpacked(tuple(found), names)


def _way_to_read(path: str) -> tuple[str, Callable[[Path, Path], None]] | None:
    """The name under which it is read, and what brings it there; None where it is read as it is."""
    inside = name_inside(path)
    if inside is not None:
        is_arrow = Path(path).suffix.lower() in ARROW_ENDINGS
        return inside, _from_arrow if is_arrow else _streamed
    if input_by_ending(path) == "csv" and is_drawn(Path(path)):
        return Path(path).name, write_as_csv
    return None


@contextmanager
def _in_our_words(source: str) -> Iterator[None]:
    """What goes wrong with a packed file, as a BatchError."""
    try:
        yield
    except FileNotFoundError as error:
        raise BatchError(f"there is no file or folder {source}") from error
    except UnicodeDecodeError as error:
        raise BatchError(
            f"cannot read {source}: it is a table drawn in text, and no UTF-8"
        ) from error
    except EOFError as error:
        raise BatchError(f"cannot read {source}: it ends too early") from error
    except (OSError, zlib.error, lzma.LZMAError, ValueError, RuntimeError) as error:
        raise BatchError(f"cannot read {source}: {words_of(error)}") from error


def _streamed(source: Path, target: Path) -> None:
    with _OPENERS[source.suffix.lower()](source) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, _AT_ONCE)


def _zstandard(source: Path) -> Any:
    import pyarrow as pa

    with source.open("rb"):  # says why it cannot be opened
        return pa.input_stream(str(source), compression="zstd")


_OPENERS: dict[str, Callable[[Path], Any]] = {
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".xz": lzma.open,
    ".zst": _zstandard,
}


def _from_arrow(source: Path, target: Path) -> None:
    """A file of Arrow (Feather 2), or a stream of it, as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    with source.open("rb") as file:
        is_file = file.read(6) == b"ARROW1"
    with pa.memory_map(str(source)) as data:
        reader: Any = pa.ipc.open_file(data) if is_file else pa.ipc.open_stream(data)
        with pq.ParquetWriter(target, reader.schema) as writer:
            if is_file:
                for number in range(reader.num_record_batches):
                    writer.write_batch(reader.get_batch(number))
            else:
                for batch in reader:
                    writer.write_batch(batch)

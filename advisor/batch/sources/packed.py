"""Files that are packed, Arrow's own, drawn in text or whole documents, brought into a form that is read in slices: in a folder that goes again.

`people.csv.gz` becomes `people.csv`, `people.feather` becomes `people.parquet`, and `people.json` what its rows fit into.
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

from advisor import ir
from advisor.batch.formats import ARROW_ENDINGS, STANDARD, input_by_ending, name_inside
from advisor.batch.problems import BatchError, words_of
from advisor.batch.sources.drawn_tables import is_drawn, write_as_csv
from advisor.batch.sources.encodings import utf16_seen
from advisor.batch.sources.json_documents import (
    are_flat,
    flat_lines,
    holds_rows,
    is_document,
    rows_of,
    script_seen,
    write_lines,
    write_table,
)

_AT_ONCE = 1 << 20  # bytes
_FOLDER = "advisor-unpacked-"


@dataclass(frozen=True)
class Unpacked:
    """Where the inputs are to be read. `names` has those of the packed ones by where they are now; `told` is what people are told."""

    paths: tuple[str, ...]
    names: Mapping[str, str]
    told: tuple[str, ...] = ()

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
def unpacked(
    paths: tuple[str, ...], asked: str | None = None, rows: str | None = None
) -> Iterator[Unpacked]:
    """The inputs with packed ones unpacked, for as long as that lasts.

    Shape: `asked` is the form that somebody says they have, `rows` what a row is said to be: lines are a table then.
    Cost: room in the folder for temporary files for what comes out.
    Raises: BatchError, where one cannot be unpacked.
    """
    if not any(_way(Path(path), asked, rows) for path in paths):
        yield Unpacked(paths, {})
        return
    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        names: dict[str, str] = {}
        found: list[str] = []
        told: list[str] = []
        for number, path in enumerate(paths):
            place, step = Path(path), 0
            while way := _way(place, asked, rows):
                inside = Path(folder) / str(number) / str(step)
                inside.mkdir(parents=True)
                place, step = _brought(way, place, inside, path, told), step + 1
            if step:
                names[str(place)] = path
            found.append(str(place) if step else path)
        yield Unpacked(tuple(found), names, tuple(told))


# From a file into a folder; the new file, and what people are told of it.
_Way = Callable[[Path, Path], tuple[Path, str]]


def _way(path: Path, asked: str | None, rows: str | None) -> _Way | None:
    """How a file is brought into another form; None, where it is read as it is."""
    ending = path.suffix.lower()
    if str(path) == STANDARD or path.is_dir():
        return None
    if ending in ARROW_ENDINGS:
        return _from_arrow
    if ending == ".zip":
        return _from_zip
    if name_inside(path) is not None:
        return _streamed
    if (ending == ".json" or input_by_ending(path) == "jsonl") and _wide_encoding(path):
        return _recoded
    if ending == ".json" and (begin := script_seen(path)) is not None:
        raise BatchError(
            f"{path} begins with `{begin}`, and is JavaScript and no JSON: leave nothing but the list, with names and"
            " texts in double quotes"
        )
    is_lines, is_of_rows = input_by_ending(path) == "jsonl", rows not in (None, ir.SITUATION)
    if asked is None and ending == ".json" and holds_rows(path, is_of_rows=is_of_rows):
        return _from_document
    if asked is None and is_lines and is_document(path):
        return _from_document
    if input_by_ending(path) == "csv" and is_drawn(path):
        return _drawn
    if asked is None and is_of_rows and is_lines:
        return _from_flat_lines
    return None


def _brought(way: _Way, source: Path, folder: Path, name: str, told: list[str]) -> Path:
    try:
        target, said = way(source, folder)
    except FileNotFoundError as error:
        raise BatchError(f"there is no file or folder {name}") from error
    except UnicodeDecodeError as error:
        encoding = error.encoding.upper()[:6].rstrip("-")  # UTF-8, or UTF-16-LE
        raise BatchError(f"cannot read {name}: it is a table in text, and no {encoding}") from error
    except EOFError as error:
        raise BatchError(f"cannot read {name}: it ends too early") from error
    except BatchError as error:
        raise BatchError(str(error).replace(str(source), name)) from error
    except gzip.BadGzipFile as error:
        raise BatchError(f"{name} is not packed: name it {Path(name).stem}") from error
    except _BROKEN as error:
        raise BatchError(f"cannot read {name}: {words_of(error)}") from error
    if said:
        told.append(f"{name} {said}")
    return target


_BROKEN = (OSError, zlib.error, lzma.LZMAError, ValueError, RuntimeError)


def _wide_encoding(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return utf16_seen(file.read(2))
    except OSError:
        return None  # who reads it will say so


def _recoded(source: Path, folder: Path) -> tuple[Path, str]:
    target = folder / source.name
    with (
        source.open(encoding=_wide_encoding(source), newline="") as file,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        shutil.copyfileobj(file, out, _AT_ONCE)
    return target, ""


def _drawn(source: Path, folder: Path) -> tuple[Path, str]:
    target = folder / source.name
    write_as_csv(source, target)
    return target, "is read as a table drawn in text"


def _from_document(source: Path, folder: Path) -> tuple[Path, str]:
    rows, place = rows_of(source)
    is_table = are_flat(rows)
    target = folder / f"{source.stem}{'.csv' if is_table else '.jsonl'}"
    (write_table if is_table else write_lines)(rows, target)
    return target, _read_in(place)


def _from_flat_lines(source: Path, folder: Path) -> tuple[Path, str]:
    rows, place = flat_lines(source)
    target = folder / f"{source.stem}.csv"
    write_table(rows, target)
    return target, _read_in(place)


def _read_in(place: str) -> str:
    return f"is read as the rows in `{place}`" if place else ""


def _from_zip(source: Path, folder: Path) -> tuple[Path, str]:
    import zipfile  # takes a while to load, and few need it

    try:
        with zipfile.ZipFile(source) as packed:
            names = [name for name in packed.namelist() if _is_somebodys(name)]
            tables = [name for name in names if _is_table(name)]
            names = tables if len(tables) == 1 else names  # beside words about it
            if len(names) != 1:
                raise BatchError(
                    f"{source} holds {len(names)} files: unpack it, and name those that are meant"
                )
            target = folder / Path(names[0]).name
            with packed.open(names[0]) as inside, target.open("wb") as file:
                shutil.copyfileobj(inside, file, _AT_ONCE)
    except zipfile.BadZipFile as error:
        raise ValueError(str(error)) from error
    if target.suffix.lower() == ".zip":
        raise BatchError(f"{source} holds another .zip: unpack it first")
    return target, f"is read as the file {target.name} in it"


def _is_table(name: str) -> bool:
    return name.lower().endswith(".json") or (
        not name.lower().endswith(".txt") and input_by_ending(name_inside(name) or name) is not None
    )


def _is_somebodys(name: str) -> bool:
    """Whether a file in a .zip is none that a program put there for itself: `__MACOSX/._people.csv`."""
    parts = Path(name).parts
    return (
        not name.endswith("/")
        and bool(parts)
        and not any(p[0] in "_." for p in (parts[0], parts[-1]))
    )


def _streamed(source: Path, folder: Path) -> tuple[Path, str]:
    target = folder / source.stem
    with _OPENERS[source.suffix.lower()](source) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file, _AT_ONCE)
    return target, ""


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


def _from_arrow(source: Path, folder: Path) -> tuple[Path, str]:
    """A file of Arrow (Feather 2), or a stream of it, as Parquet."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from advisor.batch.sources.casts import plain_schema, plain_table

    target = folder / f"{source.stem}.parquet"
    with source.open("rb") as file:
        is_file = file.read(6) == b"ARROW1"
    try:
        with pa.memory_map(str(source)) as data:
            reader: Any = pa.ipc.open_file(data) if is_file else pa.ipc.open_stream(data)
            batches = map(reader.get_batch, range(reader.num_record_batches)) if is_file else reader
            with pq.ParquetWriter(target, plain_schema(reader.schema)) as writer:
                for batch in batches:
                    batch.validate(full=True)  # a damaged one would lead the writer anywhere
                    writer.write_table(plain_table(pa.Table.from_batches([batch])))
    except (
        pa.ArrowException
    ) as error:  # some are of no kind that is expected here, such as ArrowMemoryError
        raise ValueError(words_of(error)) from error
    return target, ""

"""Situations as JSON Lines: in blocks of lines, each parsed whole where all is well."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.json as pj

from advisor.backends.columnar import column_type
from advisor.batch.problems import BatchError, RowProblem
from advisor.batch.sources.plain_rows import (
    BOM,
    MAX_LINE_BYTES,
    RowError,
    id_in,
    parse_line,
    read_situation,
)
from advisor.batch.sources.slices import Chunk, FileState, Slice
from advisor.ir.packs import SITUATION, TODAY, Pack
from advisor.ir.situations import Instance
from advisor.ir.types import Kind, iso_date
from advisor.rendering.words import written

BLOCK_BYTES = 24_000_000
_CUT = 8  # pieces of a block in which something is wrong
_FEW = 64  # lines that are then read one by one


class JsonLinesSource:
    """Lines of a file, or of an open stream."""

    def __init__(
        self,
        path: Path,
        pack: Pack,
        stream: BinaryIO | None = None,
        block_bytes: int | None = None,
    ) -> None:
        self.name = "standard input" if stream is not None else str(path)
        self.total: int | None = None
        self.is_rereadable = stream is None
        self.most_problems: int | None = None
        self._path, self._stream, self._pack = path, stream, pack
        self._block_bytes = block_bytes or BLOCK_BYTES
        self._state = None if stream is not None else FileState.of(path)
        self._schema = _json_schema(pack)

    def slices(self) -> Iterator[Slice]:
        """See `RowSource`. Row numbers are those of the lines."""
        try:
            if self._stream is not None:
                yield from self._slices(self._stream)
            else:
                with self._path.open("rb") as file:
                    yield from self._slices(file)
        except OSError as error:
            raise BatchError(f"cannot read {self.name}: {error.strerror}") from error

    def _slices(self, file: BinaryIO) -> Iterator[Slice]:
        line = 1
        for number, block in enumerate(self._blocks(file)):
            digest = hashlib.blake2b(block, digest_size=16).hexdigest()
            count = block.count(b"\n") + (not block.endswith(b"\n"))
            yield Slice(number, line, partial(self._load, block, line), digest, count)
            line += count

    def _blocks(self, file: BinaryIO) -> Iterator[bytes]:
        # Blocks end with a line: of `{1}⏎{2}⏎{3` the first two lines go, and `{3` waits for what follows it.
        rest = b""
        is_first = True
        while data := file.read(self._block_bytes):
            if is_first:
                data, is_first = data.removeprefix(BOM), False
            end = data.rfind(b"\n") + 1
            if not end:
                rest += data
                if len(rest) > 4 * MAX_LINE_BYTES + self._block_bytes:
                    raise BatchError(f"{self.name} has no ends of lines; it is not JSON Lines")
                continue
            yield rest + data[:end]
            rest = data[end:]
        if rest:
            yield rest

    def _load(self, block: bytes, line: int) -> Chunk:
        tables: list[pa.Table] = []
        rows: list[Any] = []
        problems: list[RowProblem] = []
        self._parse(block, line, tables, rows, problems)
        table = pa.concat_tables(tables) if tables else self._schema.empty_table()
        numbers = np.concatenate(rows) if rows else np.empty(0, np.int64)
        return Chunk(table, numbers, problems)

    def _parse(
        self,
        block: bytes,
        line: int,
        tables: list[pa.Table],
        rows: list[Any],
        problems: list[RowProblem],
    ) -> None:
        """Parse it whole; where that fails, in pieces, and in the end line by line."""
        # A block of 20,000 lines with one bad line: the whole fails, then one of its eight
        # pieces (2,500 lines), one of that one's eight (313), and one of eight again (40), which is read line
        # by line. The rest is read fast.
        if self._is_enough(problems):
            return
        count = block.count(b"\n") + (not block.endswith(b"\n"))
        table = self._parse_whole(block) if _is_one_object_a_line(block) else None
        if table is not None and table.num_rows == count:
            tables.append(table)
            rows.append(np.arange(line, line + count, dtype=np.int64))
            return
        lines = block.split(b"\n")
        if not lines[-1]:
            del lines[-1]
        if len(lines) <= _FEW:
            self._parse_lines(lines, line, tables, rows, problems)
            return
        step = -(-len(lines) // _CUT)
        for start in range(0, len(lines), step):
            piece = b"\n".join(lines[start : start + step])
            self._parse(piece + b"\n", line + start, tables, rows, problems)

    def _parse_whole(self, block: bytes) -> pa.Table | None:
        try:
            if not block.isascii():
                block.decode()
            return pj.read_json(
                io.BytesIO(block),
                read_options=pj.ReadOptions(use_threads=False, block_size=len(block) + 1),
                parse_options=pj.ParseOptions(
                    explicit_schema=self._schema, unexpected_field_behavior="error"
                ),
            )
        except (pa.ArrowException, UnicodeDecodeError):
            return None

    def _parse_lines(
        self,
        lines: list[bytes],
        first: int,
        tables: list[pa.Table],
        rows: list[Any],
        problems: list[RowProblem],
    ) -> None:
        good: list[dict[str, object]] = []
        numbers: list[int] = []
        for number, line in enumerate(lines, first):
            id: str | None = None
            try:
                values = parse_line(line)
                if values is None:
                    continue
                id = id_in(values)
                situation = read_situation(values, self._pack)
            except RowError as error:
                problems.append(RowProblem.of(number, id, error.fault))
                if self._is_enough(problems):
                    break
                continue
            today = None if situation.today is None else iso_date(situation.today)
            row = _plain(situation.root, self._pack)
            good.append({SITUATION: situation.id, TODAY: today, **row})
            numbers.append(number)
        if good:
            tables.append(pa.Table.from_pylist(good, self._schema))
            rows.append(np.array(numbers, np.int64))

    def _is_enough(self, problems: list[RowProblem]) -> bool:
        return self.most_problems is not None and len(problems) > self.most_problems

    def fingerprint(self) -> dict[str, object]:
        """Size and time of the last change. The contents are compared slice by slice, all of them."""
        if self._state is None:
            return {self.name: "read once"}
        return {"size": self._state.size, "modified": self._state.modified}

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return self._state is None or self._state.is_current()


def _is_one_object_a_line(block: bytes) -> bool:
    """Whether every line begins with `{` and ends with `}`: the parser knows values, not lines.

    It also takes `null` for a row without anything, or crashes on it.
    """
    whole = block if block.endswith(b"\n") else block + b"\n"
    lines = whole.count(b"\n")
    begins = whole.startswith(b"{") + whole.count(b"\n{")
    return begins == lines == whole.count(b"}\n") + whole.count(b"}\r\n")


def _json_schema(pack: Pack) -> pa.Schema:
    """What the parser gives: numbers and yes-no as such, the rest as text for a closer look."""
    head: list[Any] = [pa.field(SITUATION, pa.string()), pa.field(TODAY, pa.string())]
    return pa.schema(head + _json_fields(pack, SITUATION))


def _json_fields(pack: Pack, entity: str) -> list[Any]:
    facts: list[Any] = []
    for fact in pack.entities[entity].facts.values():
        if not fact.is_concluded:
            is_plain = fact.type.kind in (Kind.YES_NO, Kind.NUMBER)
            type: Any = column_type(fact.type) if is_plain else pa.string()
            facts.append(pa.field(fact.name, type))
    lists: list[Any] = [
        pa.field(item.list_name, pa.list_(pa.struct(_json_fields(pack, item.name))))
        for item in pack.lists[entity]
    ]
    return facts + lists


def _plain(instance: Instance, pack: Pack) -> dict[str, object]:
    """An instance as values that fit the parser's columns."""
    found: dict[str, object] = {}
    for name, value in instance.facts.items():
        type = pack.fact(instance.entity, name).type
        text = None if value is None else written(value, type)
        if type.kind is Kind.YES_NO:
            found[name] = value
        elif type.kind is Kind.NUMBER and text is not None:
            found[name] = Decimal(text)
        else:
            found[name] = text
    for name, items in instance.lists.items():
        found[name] = [_plain(item, pack) for item in items]
    return found

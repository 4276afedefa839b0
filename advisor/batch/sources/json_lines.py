"""Situations as JSON Lines: in blocks of lines, each parsed whole where all is well."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from decimal import Decimal
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import pyarrow as pa
import pyarrow.json as pj

from advisor import ir
from advisor.backends.columnar import column_type
from advisor.batch.problems import BatchError, Fault, RowProblem, Tell, in_their_words
from advisor.batch.sources.chunks_together import together
from advisor.batch.sources.columns import check, columns_as_said, columns_of, unknown_in
from advisor.batch.sources.dates import DateReading
from advisor.batch.sources.line_blocks import LineBlock, NoLinesError, line_blocks
from advisor.batch.sources.plain_rows import RowError, id_in, parse_line, read_situation
from advisor.batch.sources.plain_values import UNITS
from advisor.batch.sources.reading import PLAIN, Notices, Reading, known_names
from advisor.batch.sources.schema_casts import item_type
from advisor.batch.sources.slices import Chunk, FileState, Slice
from advisor.batch.sources.uniform_lines import read_uniform_lines
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import written

BLOCK_BYTES = 24_000_000
_CUT = 8  # pieces of a block in which something is wrong
_MANY = 500  # lines, from which on some of them show whether all are foreign
_FEW = 64  # lines that are then read one by one
_NO_NUMBER = re.compile(rb"[:,\[-][ \t\r]*(?:NaN|Inf)")  # which the parser takes for one
_IN_ITEM = re.compile(rb'^\{\s*"Item"\s*:', re.MULTILINE)  # a row of DynamoDB
Parser = Callable[
    [bytes], pa.Table | None
]  # of some lines; None, where they have to be taken apart


class JsonLinesSource:
    """Lines of a file, or of an open stream. `is_part`: others hold the rest of the input."""

    def __init__(
        self,
        path: Path,
        pack: ir.Pack,
        stream: BinaryIO | None = None,
        block_bytes: int | None = None,
        reading: Reading = PLAIN,
        notices: Notices | None = None,
        *,
        is_part: bool = False,
    ) -> None:
        self._is_part = is_part
        self._reading, self._notices = reading, notices or Notices()
        self._dates = reading.date_reading(self._notices)
        self.name = "standard input" if stream is not None else str(path)
        self.total: int | None = None
        self.is_rereadable = stream is None
        self.most_problems: int | None = None
        self._path, self._stream, self._pack = path, stream, pack
        self._block_bytes = block_bytes or BLOCK_BYTES
        self._state = None if stream is not None else FileState.of(path)
        self.plain_schema = _json_schema(pack, {})
        facts = pack.entities[ir.SITUATION].facts.values()
        self._types = {ir.SITUATION: ir.TEXT, ir.TODAY: ir.DATE}
        self._types.update((fact.name, fact.type) for fact in facts if not fact.is_concluded)

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
        except NoLinesError as error:
            message = f"{self.name} has no ends of lines; it is not JSON Lines"
            raise BatchError(message) from error

    def _slices(self, file: BinaryIO) -> Iterator[Slice]:
        line = 1
        for number, block in enumerate(
            line_blocks(cast(BufferedIOBase, file), self._block_bytes, is_from_start=True)
        ):
            if number == 0 and not self._is_part and block.count >= _MANY:
                self._refuse_foreign(block)
            load, fullness = partial(self._load, block, line), block.size / self._block_bytes
            yield Slice(number, line, load, self, block.digest, block.count, fullness)
            line += block.count

    def _refuse_foreign(self, block: LineBlock) -> None:
        """See that not every line has names that the rules do not know: nothing would come of hours of work.

        Raises: BatchError, which says of these what it says of columns.
        """
        lines: list[dict[str, object]] = []
        for line in block.samples():
            with suppress(ValueError, RecursionError):
                found = json.loads(line)
                if not isinstance(found, dict):
                    return
                lines.append(found)
        if not lines or not all(self._unknown([one]) for one in reversed(lines)):
            return
        check(self._columns(lines), self._pack, ir.SITUATION, self.name, is_flat=True)

    def _columns(self, lines: list[dict[str, object]]) -> pa.Schema:
        fields = _fields_of(lines)
        return columns_of(
            fields, self._pack, [ir.SITUATION], self.name, self._reading, Notices()
        ).schema

    def _unknown(self, lines: list[dict[str, object]]) -> bool:
        try:
            return bool(unknown_in(self._columns(lines), self._pack, ir.SITUATION))
        except BatchError:
            return False  # something else is wrong with this line

    def _load(self, block: LineBlock, line: int) -> Chunk:
        rows = np.arange(line, line + block.count, dtype=np.int64)
        if self._reading.has_names:
            return self._load_renamed(block, rows)
        uniform = read_uniform_lines(block, self._types)
        if uniform is not None and uniform.is_read.all():
            return Chunk(uniform.table, rows, dates=self._dates)
        found = _Found(self.most_problems)
        if uniform is None:
            self._parse(block.text(0, block.size), rows, self._sampled(block), found)
        else:
            found.add(uniform.table, rows[uniform.is_read])
            left = np.flatnonzero(~uniform.is_read)
            lines = b"".join(block.line(at) + b"\n" for at in left.tolist())
            self._parse(lines, rows[left], self._sampled(block), found)
        return found.chunk(self._pack, self.plain_schema, self._dates, None)

    def _load_renamed(self, block: LineBlock, rows: Any) -> Chunk:
        found = _Found(self.most_problems)
        text = block.text(0, block.size)
        fields = self._fields_said(ir.SITUATION, "", text, self._forms(block))
        self._parse(text, rows, partial(self._parse_as_said, schema=pa.schema(fields)), found)
        tell = in_their_words(self._reading.names_told(ir.SITUATION, self._pack))
        return found.chunk(self._pack, self.plain_schema, self._dates, tell)

    def _fields_said(self, entity: str, where: str, text: bytes, forms: Forms) -> list[Any]:
        """The fields of an entity by their names in the text, as far as these stand there."""
        places = (None, entity, self._pack.entities[entity].list)
        known = known_names(self._pack, entity)
        names = {name: name for name in known}
        names |= {
            r.old: r.new for r in self._reading.renamings if r.entity in places and r.new in known
        }
        lists = {item.list_name: item.name for item in self._pack.lists[entity]}
        found: list[Any] = []
        for old, new in names.items():
            path = where + old
            if self._reading.is_ignored(old, path) or f'"{old}"'.encode() not in text:
                continue
            if new in lists:
                inner = self._fields_said(lists[new], f"{path}.", text, forms)
                found.append(pa.field(old, pa.list_(pa.struct(inner))))
            else:
                if new in self._pack.entities[entity].several:
                    found.append(pa.field(old, pa.list_(pa.string())))
                    continue
                is_own = entity == ir.SITUATION and new in self._types
                type = self._types[new] if is_own else self._pack.fact(entity, new).type
                found.append(pa.field(old, _json_type(type, forms.get(path, set()))))
        return found

    def _parse_as_said(self, text: bytes, schema: pa.Schema) -> pa.Table | None:
        """The lines under the pack's names; None, where only reading them one by one says what they are."""
        if _NO_NUMBER.search(text) or _IN_ITEM.search(text):
            return None
        table = _parse_whole(text, schema, others="infer")
        fields = None if table is None else table.schema
        if table is None:  # what is passed over may hold anything: `"salary": 50000`, then `"50k"`
            table = _parse_whole(text, schema, others="ignore")
            fields = None if table is None else _with_others(table.schema, text)
        if table is None or fields is None:
            return None
        said = columns_as_said(fields, schema, self._pack, ir.SITUATION, self.name, self._reading)
        if said is None:
            return None
        columns, passed = said
        if not columns.columns:
            return None  # a table without columns has no rows either
        for path in passed:
            self._notices.passed_over(path)
        return columns.apply(table)

    def _parse(self, text: bytes, rows: Any, parse: Parser, found: _Found) -> None:
        """Parse it whole; where that fails, in pieces, and in the end line by line."""
        # A block of 20,000 lines with one bad line: the whole fails, then one of its eight
        # pieces (2,500 lines), one of that one's eight (313), and one of eight again (40), which is read line
        # by line. The rest is read fast.
        if found.is_enough:
            return
        table = parse(text) if _is_one_object_a_line(text, len(rows)) else None
        if table is not None and table.num_rows == len(rows):
            found.add(table, rows)
            return
        lines = text.split(b"\n")[:-1]
        if len(lines) <= _FEW:
            self._parse_lines(lines, rows.tolist(), found)
            return
        step = -(-len(lines) // _CUT)
        for start in range(0, len(lines), step):
            piece = b"\n".join(lines[start : start + step])
            self._parse(piece + b"\n", rows[start : start + step], parse, found)

    def _sampled(self, block: LineBlock) -> Parser:
        """A parser for the columns as some of the lines have their values."""
        return partial(_parse_whole, schema=_json_schema(self._pack, self._forms(block)))

    def _forms(self, block: LineBlock) -> Forms:
        forms: Forms = {}
        for line in block.samples():
            with suppress(ValueError, RecursionError):
                _note_forms(json.loads(line), "", forms)
        return forms

    def _parse_lines(self, lines: list[bytes], rows: list[int], found: _Found) -> None:
        good: list[dict[str, object]] = []
        numbers: list[int] = []
        for number, line in zip(rows, lines, strict=True):
            id: str | None = None
            try:
                values = parse_line(line)
                if values is None:
                    continue
                if self._reading.has_names:
                    values = self._reading.renamed(values, self._pack, self._notices)
                id = id_in(values)
                situation = read_situation(values, self._pack, self._dates)
            except RowError as error:
                found.refuse(number, id, error.faults)
                if found.is_enough:
                    break
                continue
            today = None if situation.today is None else ir.iso_date(situation.today)
            row = plain(situation.root, self._pack)
            good.append({ir.SITUATION: situation.id, ir.TODAY: today, **row})
            numbers.append(number)
        if good:
            found.add(pa.Table.from_pylist(good, self.plain_schema), np.array(numbers, np.int64))

    def fingerprint(self) -> dict[str, object]:
        """Size and time of the last change. The contents are compared slice by slice, all of them."""
        if self._state is None:
            return {self.name: "read once"}
        return {"size": self._state.size, "modified": self._state.modified}

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return self._state is None or self._state.is_current()


@dataclass
class _Found:
    """What was read of a block, in pieces of several kinds of columns, until more is wrong than `most`."""

    most: int | None
    tables: list[pa.Table] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    refused: int = 0  # lines

    @property
    def is_enough(self) -> bool:
        """Whether so much is wrong that nobody needs the rest."""
        return self.most is not None and self.refused > self.most

    def refuse(self, row: int, id: str | None, faults: Iterable[Fault]) -> None:
        """Add a line that cannot be used."""
        self.problems += [RowProblem.of(row, id, fault) for fault in faults]
        self.refused += 1

    def add(self, table: pa.Table, rows: Any) -> None:
        """Add rows with their numbers."""
        self.tables.append(table)
        self.rows.append(rows)

    def chunk(
        self, pack: ir.Pack, empty: pa.Schema, dates: DateReading, tell: Tell | None
    ) -> Chunk:
        """All pieces as one, in the order of the lines."""
        pieces = zip(self.tables, self.rows, strict=True)
        chunks = [Chunk(table, rows, dates=dates, tell=tell) for table, rows in pieces]
        if not chunks:
            nothing = empty.empty_table()
            chunks.append(Chunk(nothing, np.empty(0, np.int64), dates=dates, tell=tell))
        chunks[0].problems.extend(self.problems)
        return together(chunks, pack)


def _parse_whole(text: bytes, schema: pa.Schema, others: str = "error") -> pa.Table | None:
    """The lines as a table; None, where the parser refuses one. `others` is what it does with other names."""
    try:
        if not text.isascii():
            text.decode()
        return pj.read_json(
            io.BytesIO(text),
            read_options=pj.ReadOptions(use_threads=False, block_size=len(text) + 1),
            parse_options=pj.ParseOptions(explicit_schema=schema, unexpected_field_behavior=others),
        )
    except (pa.ArrowException, UnicodeDecodeError):
        return None


def _with_others(schema: pa.Schema, text: bytes) -> pa.Schema | None:
    """The schema with all other names that stand in the lines, without types; None, where only reading them tells."""
    try:
        lines = [parse_line(line) or {} for line in text.split(b"\n")]
    except RowError:
        return None
    return pa.schema(_others_too(list(schema), lines))


def _others_too(fields: list[Any], items: Iterable[Mapping[str, object]]) -> list[Any]:
    inner: dict[str, list[Mapping[str, object]]] = {}
    for item in items:
        for name, value in item.items():
            within = inner.setdefault(name, [])
            if isinstance(value, list):
                within += (one for one in value if isinstance(one, dict))
    found: list[Any] = []
    for known in fields:
        lies_in = item_type(known.type)
        within = inner.pop(known.name, [])
        if lies_in is not None:
            known = known.with_type(pa.list_(pa.struct(_others_too(list(lies_in), within))))
        found.append(known)
    return found + [pa.field(name, pa.null()) for name in inner]


def _is_one_object_a_line(text: bytes, lines: int) -> bool:
    """Whether every line begins with `{` and ends with `}`: the parser knows values, not lines.

    It also takes `null` for a row without anything, or crashes on it.
    """
    begins = text.startswith(b"{") + text.count(b"\n{")
    return begins == lines == text.count(b"}\n") + text.count(b"}\r\n")


def _fields_of(items: list[dict[str, object]]) -> list[Any]:
    """The names in objects as fields without types, and in lists of these likewise."""
    found: dict[str, list[dict[str, object]]] = {}
    for item in items:
        for name, value in item.items():
            inner = found.setdefault(name, [])
            if isinstance(value, list):
                inner += [one for one in value if isinstance(one, dict)]
    return [
        pa.field(name, pa.list_(pa.struct(_fields_of(inner))) if inner else pa.null())
        for name, inner in found.items()
    ]


# In what forms (as Python's types) the values of a fact stand in some lines, by its place: `applications.company`.
Forms = dict[str, set[type]]


def _note_forms(value: object, place: str, forms: Forms) -> None:
    if isinstance(value, dict):
        for name, inner in value.items():
            _note_forms(inner, f"{place}.{name}" if place else name, forms)
    elif isinstance(value, list):
        for inner in value:
            _note_forms(inner, place, forms)
    elif value is not None:
        forms.setdefault(place, set()).add(type(value))


def _json_schema(pack: ir.Pack, forms: Forms) -> pa.Schema:
    """What the parser gives: numbers and yes-no as such, the rest as text for a closer look."""
    id = _json_type(ir.TEXT, forms.get(ir.SITUATION, set()))
    head: list[Any] = [pa.field(ir.SITUATION, id), pa.field(ir.TODAY, pa.string())]
    return pa.schema(head + _json_fields(pack, ir.SITUATION, "", forms))


def _json_fields(pack: ir.Pack, entity: str, where: str, forms: Forms) -> list[Any]:
    facts: list[Any] = []
    for fact in pack.entities[entity].facts.values():
        if not fact.is_concluded:
            found = forms.get(where + fact.name, set())
            facts.append(pa.field(fact.name, _json_type(fact.type, found)))
    facts += [pa.field(name, pa.list_(pa.string())) for name in pack.entities[entity].several]
    lists: list[Any] = []
    for item in pack.lists[entity]:
        inner = _json_fields(pack, item.name, f"{where}{item.list_name}.", forms)
        lists.append(pa.field(item.list_name, pa.list_(pa.struct(inner))))
    return facts + lists


def _json_type(declared: ir.Type, found: set[type]) -> Any:
    """The column for values that were found in these forms: the parser refuses all others."""
    if declared.kind is ir.Kind.YES_NO and found == {int}:
        return pa.int64()
    if declared.kind in (ir.Kind.YES_NO, ir.Kind.NUMBER) and found != {str}:
        return column_type(declared)
    if declared.kind in (ir.Kind.TEXT, ir.Kind.CHOICE, ir.Kind.DATE, *UNITS) and found == {int}:
        return pa.int64()
    return pa.string()


def plain(instance: ir.Instance, pack: ir.Pack) -> dict[str, object]:
    """An instance as values that fit the parser's columns."""
    found: dict[str, object] = {}
    for name, value in instance.facts.items():
        type = pack.fact(instance.entity, name).type
        text = None if value is None else written(value, type)
        if type.kind is ir.Kind.YES_NO:
            found[name] = value
        elif type.kind is ir.Kind.NUMBER and text is not None:
            found[name] = Decimal(text)
        else:
            found[name] = text
    for name, items in instance.lists.items():
        found[name] = [plain(item, pack) for item in items]
    return found

"""A flat table with a row for each item of a list, and what is the situation's own repeated in all its rows.

    person  employed_now  company  stage            a: employed_now yes, applications Acme, Hooli
    a       yes           Acme     interviewed      b: employed_now no, applications Stark
    b       no            Stark    applied
    a       yes           Hooli    offered

Situations come in the order of their first rows, items in that of theirs. A cell that is empty says nothing of the
situation. A row whose item lacks what it must have is left out and told of, where its situation has others that do not.
What belongs to a list inside the item (`held_on` of an interview) is the one item of that list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.problems import (
    BatchError,
    ChangedInputError,
    Fault,
    InTheirWords,
    RowProblem,
    ValueAt,
)
from advisor.batch.sources.casts import texts_of, without_nothing
from advisor.batch.sources.columns import (
    Column,
    check,
    check_named,
    column_of_people,
    columns_of,
    ids_among,
    names_told,
    persons_among,
    quoted,
)
from advisor.batch.sources.headings import as_fact, folded
from advisor.batch.sources.incomplete_rows import (
    faults_of_row,
    lacks_what_others_have,
    what_is_lacking,
)
from advisor.batch.sources.reading import FILE, Notices, Reading, known_names, resolve
from advisor.batch.sources.schema_casts import whole_array
from advisor.batch.sources.slices import Chunk, Slice
from advisor.batch.sources.table_files import TableFile, as_texts
from advisor.batch.sources.table_joining import FirstRows, ScatteredRows
from advisor.batch.sources.table_nesting import OWNER, ROW
from advisor.batch.sources.whole_columns import OrdersBeside, commas_in, orders_in
from advisor.batch.sources.word_readings import tell_words
from advisor.diagnostics.fast_dataclass import replace
from advisor.diagnostics.suggestions import did_you_mean, one_line, there_are

Array = Any  # of NumPy, or of Arrow
SLICE_ROWS = 50_000


class FlatRows:
    """A table whose rows are items of one list; see `RowSource`."""

    def __init__(
        self,
        file: TableFile,
        pack: ir.Pack,
        reading: Reading,
        notices: Notices,
        slice_rows: int | None = None,
        beside: OrdersBeside | None = None,
    ) -> None:
        assert reading.rows is not None
        self.name = file.name
        self.total: int | None = None
        self.is_rereadable = True
        self.most_problems: int | None = None  # columns are judged whole
        self._file, self._pack, self._notices = file, pack, notices
        self._reading = reading
        self._slice_rows = slice_rows or SLICE_ROWS
        self._item = pack.entities[reading.rows]
        self._by = _key_of(file, reading)
        self._keeps_rows_apart = self._by is None and reading.by != FILE
        self._is_one = self._by is None and reading.by == FILE
        fields = list(file.schema)
        inner = [entity.name for entity in pack.lists[self._item.name]]
        entities = [self._item.name, ir.SITUATION, *inner]
        if self._by is not None and not _is_fact(self._by, entities, pack, reading):
            fields = [f for f in fields if f.name != self._by]  # it is read whatever it is called
        check_named([file.schema], reading, self.name)
        self._columns = columns_of(fields, pack, entities, self.name, reading, notices)
        self._check()
        if self._is_one and reading.ignores_unknown:
            self._refuse_several_persons()
        self._names = names_told(self._columns, pack)
        places = {(c.entity, c.field.name): (file, c.old) for c in self._columns.columns}
        self._dates = reading.date_reading(
            notices, orders_in(places, notices, beside), commas_in(places, notices)
        )
        if self._keeps_rows_apart:
            notices.add(
                f"each row is read as a situation of its own; --by COLUMN names the column that says whose a"
                f" row is, --by {FILE} takes all rows of a file together"
            )
        self._scattered: ScatteredRows | None = None
        self._count = 0

    def _check(self) -> None:
        for entity in (self._item.name, ir.SITUATION):
            own = [c.field for c in self._columns.columns if c.entity == entity]
            lists = [f.name for f in own if entity == ir.SITUATION and _is_list_of(f, self._pack)]
            if lists:
                raise BatchError(f"{self.name}: `{lists[0]}` is a list, which stands in rows here")
            besides = [] if entity == ir.SITUATION else self._known_elsewhere()
            try:
                check(pa.schema(own), self._pack, entity, self.name, besides)
            except BatchError as error:
                known = known_names(self._pack, entity)
                others = [f.name for f in own if f.name not in known]
                # A mapping may say that a file is one person's: `Student ID` says otherwise.
                likely = column_of_people(ids_among(others) if self._is_one else others)
                if likely is None or not (self._keeps_rows_apart or self._is_one):
                    raise
                raise BatchError(
                    f"{error}\n  --by {quoted(likely)}, where it says whose a row is"
                ) from None
        for inner in self._pack.lists[self._item.name]:
            own = [c.field for c in self._columns.columns if c.entity == inner.name]
            check(pa.schema(own), self._pack, inner.name, self.name)

    def _refuse_several_persons(self) -> None:
        """See that no column that is passed over, unnamed, says that the rows of the file are several people's.

        Raises: BatchError.
        """
        read = {column.old for column in self._columns.columns}
        unread = [n for n in self._file.schema.names if n not in read]
        unnamed = [n for n in persons_among(unread) if not self._reading.is_ignored(n, n)]
        for name in unnamed:
            if self._file.schema.names.count(name) > 1:
                continue
            texts = (as_texts(batch.column(0)) for batch in self._file.batches([name]))
            said = [text for one in texts for text in one.drop_null().to_pylist()]
            if 1 < len(set(said)) < len(said):  # each its own: it numbers the rows
                raise BatchError(
                    f"{self.name}: `{name}` says that the rows are of {len(set(said)):,} people\n"
                    f"  --by {quoted(name)} takes them so; --ignore-columns {quoted(name)} takes all rows of a file"
                    " as one person's"
                )

    def _known_elsewhere(self) -> list[str]:
        inner = [entity.name for entity in self._pack.lists[self._item.name]]
        return [
            fact.name
            for entity in (ir.SITUATION, *inner)
            for fact in self._pack.entities[entity].facts.values()
            if not fact.is_concluded
        ]

    def slices(self) -> Iterator[Slice]:
        """See `RowSource`. A situation has the number of its first row."""
        if self._keeps_rows_apart or self._is_one:
            yield from self._unjoined()
            return
        if self._scattered is None:
            self._scattered, self._count = self._join()
        step = self._slice_rows
        for number in range(-(-self._count // step)):
            count = min(step, self._count - number * step)
            load = partial(self._load_scattered, self._scattered, number)
            yield Slice(number, number * step + 1, load, self, count=count, fullness=count / step)

    def _unjoined(self) -> Iterator[Slice]:
        first = 1
        rows = (
            2**40 if self._is_one else self._slice_rows
        )  # one person's are one slice, however many
        for number, table in enumerate(self._file.slices(rows)):
            load, count = partial(self._load, table, first), table.num_rows
            yield Slice(number, first, load, self, count=count, fullness=count / self._slice_rows)
            first += count

    def _join(self) -> tuple[ScatteredRows, int]:
        assert self._by is not None
        # Two readings: the first one for which row is the first of each situation, the second one for the rows.
        with FirstRows() as first_rows:
            for table, rows in self._numbered([self._by, *self._left_out_by]):
                first_rows.add(as_texts(table.column(self._by)), rows)
            scattered: ScatteredRows | None = None
            count = 0
            owners = first_rows.owners()
            for table, rows in self._numbered(None):
                owner = owners.next(len(rows))
                if owner is None:
                    raise ChangedInputError(self.name)
                table = table.append_column(ROW, pa.array(rows))
                table = table.append_column(OWNER, pa.array(owner))
                if scattered is None:
                    scattered = ScatteredRows(table.schema)
                scattered.add((owner - 1) // self._slice_rows, table)
            count = self._seen
        if not self.is_unchanged():
            raise ChangedInputError(self.name)
        if scattered is None:
            return ScatteredRows(pa.schema([])), 0
        scattered.flush()
        return scattered, count

    @property
    def _left_out_by(self) -> list[str]:
        return [
            c.old for c in self._columns.columns if c.renaming is not None and c.renaming.left_out
        ]

    def _numbered(self, columns: list[str] | None) -> Iterator[tuple[pa.Table, Array]]:
        """The rows that are kept, in bounded pieces, with their numbers from 1."""
        first = 1
        notices = self._notices if columns is None else Notices()
        for batch in self._file.batches(None if columns is None else list(dict.fromkeys(columns))):
            rows = np.arange(first, first + batch.num_rows)
            first += batch.num_rows
            self._notices.at_work(
                f"{first - 1:,} rows {'read' if columns is None else 'looked at'}"
            )
            table = pa.Table.from_batches([batch])
            yield self._kept(table, rows, notices)
        self._seen = first - 1

    def _kept(self, table: pa.Table, rows: Array, notices: Notices) -> tuple[pa.Table, Array]:
        if not self._left_out_by:
            return table, rows
        table = table.append_column(ROW, pa.array(rows))
        for column in self._columns.columns:
            if column.renaming is None or not column.renaming.left_out:
                continue
            texts = pc.fill_null(
                texts_of(whole_array(table.column(column.old))).cast(pa.string()), ""
            )
            words = pc.utf8_lower(pc.utf8_trim_whitespace(texts))
            is_out: Any = pc.is_in(words, pa.array(column.renaming.left_out, pa.string()))
            count = pc.sum(is_out).as_py() or 0
            if count:
                notices.left_out(column.old, pc.unique(words.filter(is_out)).to_pylist(), count)
                table = table.filter(pc.invert(is_out))
        numbers = table.column(ROW).to_numpy()
        return table.drop_columns([ROW]), numbers

    def _load_scattered(self, scattered: ScatteredRows, slice: int) -> Chunk:
        table = scattered.of(slice)
        if not table.num_rows:
            return Chunk(table, np.empty(0, np.int64), dates=self._dates)
        owner = table.column(OWNER).to_numpy()
        order = np.argsort(owner, kind="stable")
        rows = table.column(ROW).to_numpy()[order]
        if not bool(np.all(order[1:] > order[:-1])):
            table, owner = table.take(pa.array(order)), owner[order]
        return self._grouped(table.drop_columns([ROW, OWNER]), rows, owner)

    def _load(self, table: pa.Table, first: int) -> Chunk:
        rows = np.arange(first, first + table.num_rows, dtype=np.int64)
        table, rows = self._kept(table, rows, self._notices)
        owner = np.full(len(rows), first) if self._is_one else rows
        return self._grouped(table, rows, owner)

    def _grouped(self, table: pa.Table, rows: Array, owner: Array) -> Chunk:
        """Rows that stand together become one situation.

        Shape: `rows` has the number of each row, `owner` that of the first of its situation; both ascend.
        """
        is_blank = _is_blank(table)
        if is_blank.any():
            keep = ~is_blank
            table, rows, owner = table.filter(pa.array(keep)), rows[keep], owner[keep]
        for column in self._columns.columns:
            fact = self._pack.entities[column.entity].facts.get(column.field.name)
            if fact is not None and fact.type.kind is ir.Kind.CHOICE:
                tell_words(column, table, fact, self._notices)
        starts = np.flatnonzero(np.diff(owner, prepend=-1))
        count = len(starts)
        ids = self._ids(table, starts, count)
        columns = [
            (column, self._given(column, cells)) for column, cells in self._columns.apply_all(table)
        ]
        is_used, orphans = self._incomplete(columns, rows, owner, table)
        bad: dict[int, Fault] = {}
        if self._by is not None:
            for at in np.flatnonzero(ids.is_null().to_numpy(zero_copy_only=False)):
                why = f"`{self._by}` is missing: nothing says whose row it is"
                help = "fill it in each row, also where cells are merged"
                bad[int(at)] = Fault("ADV407", f"{why}; {help}", self._by, why, None, help)
        which = np.repeat(np.arange(count), np.diff(np.append(starts, len(rows))))
        root: dict[str, Any] = {ir.SITUATION: ids}
        items: dict[str, Any] = {}
        inside: dict[str, dict[str, Any]] = {}
        own: dict[str, Array] = {}
        for column, array in columns:
            name = column.field.name
            if column.entity == self._item.name:
                items[name] = array.filter(is_used)
            elif column.entity == ir.SITUATION:
                root[name], own[name] = _one_of_each(
                    array, starts, which, rows, column.old, bad, self._file.place_of
                )
                several = self._pack.entities[ir.SITUATION].several.get(name)
                own |= dict.fromkeys(several.parts.values() if several else (), own[name])
            else:
                inside.setdefault(column.entity, {})[name] = array.filter(is_used)
        for entity, arrays in inside.items():
            items[self._pack.entities[entity].list_name] = _single_items(arrays)
        struct: Any = (
            pa.StructArray.from_arrays(list(items.values()), names=list(items))
            if items
            else pa.array([{}] * int(is_used.sum()), pa.struct([]))
        )
        used_before = np.concatenate(([0], np.cumsum(is_used)))
        offsets = used_before[np.append(starts, len(rows))].astype(np.int32)
        root[self._item.list_name] = pa.ListArray.from_arrays(pa.array(offsets), struct)
        whole = pa.table(root)
        numbers = rows[starts].astype(np.int64)
        problems = [RowProblem.of(int(numbers[at]), ids[at].as_py(), bad[at]) for at in sorted(bad)]
        if bad:
            kept = np.ones(count, np.bool_)
            kept[list(bad)] = False
            whole, numbers = whole.filter(pa.array(kept)), numbers[kept]
        find = _RowsOfPlaces(
            self._item.list_name, starts, rows, offsets, rows[is_used], own, self._file.place_of
        )
        tell = InTheirWords(self._names, find)
        return Chunk(whole, numbers, problems, orphans, dates=self._dates, tell=tell)

    def _given(self, column: Column, cells: Array) -> Array:
        declared = self._pack.entities[column.entity].facts.get(column.field.name)
        return cells if declared is None else without_nothing(cells, declared, self._dates)

    def _incomplete(
        self, columns: list[tuple[Column, Array]], rows: Array, owner: Array, table: pa.Table
    ) -> tuple[Array, list[RowProblem]]:
        """Which rows are used, and what is told of the others."""
        lacking = what_is_lacking(columns, self._item)
        is_out = lacks_what_others_have(lacking, owner)
        tell = InTheirWords(self._names)
        orphans: list[RowProblem] = []
        for at in np.flatnonzero(is_out).tolist():
            [id] = self._ids(table, np.array([at]), 1).to_pylist()
            number = int(rows[at])
            called = self._file.place_of(number)
            place = "" if called == f"row {number}" else called
            orphans.extend(
                replace(tell(RowProblem.of(number, id, fault)), place=place)
                for fault in faults_of_row(lacking, self._item, at)
            )
        return ~is_out, orphans

    def _ids(self, table: pa.Table, starts: Array, count: int) -> Any:
        if self._by is not None:
            return as_texts(table.column(self._by)).take(pa.array(starts))
        if self._is_one:
            return pa.array([self._file.path.stem] * count, pa.string())
        return pa.nulls(count, pa.string())

    def fingerprint(self) -> dict[str, object]:
        """See `RowSource`."""
        state = self._file.state
        return {self._file.label: [state.size, state.modified, self._file.digest()]}

    def is_unchanged(self) -> bool:
        """See `RowSource`."""
        return self._file.state.is_current()


def _key_of(file: TableFile, reading: Reading) -> str | None:
    """The column that says whose a row is.

    Raises: BatchError, where the one that is named is not there.
    """
    names = file.schema.names
    if reading.by is None:
        return next((n for n in names if _as_read(n, reading) == ir.SITUATION), None)
    found = next((n for n in names if n == reading.by), None)
    found = found or next((n for n in names if folded(n) == folded(reading.by or "")), None)
    found = found or next((n for n in names if _as_read(n, reading) == reading.by), None)
    if found is not None:
        if names.count(found) > 1:
            raise BatchError(
                f"{file.name}: the column `{found}` is there twice: give one of them another name"
            )
        return str(found)
    if reading.by == FILE:
        return None
    names = [name for name in names if name.strip()]
    near = did_you_mean(reading.by, names) or (
        f"{there_are(reading.by, names)}; --by {FILE} takes all rows of a file together"
    )
    raise BatchError(f"--by: {file.name} has no column `{reading.by}`; {near}")


def _as_read(name: str, reading: Reading) -> str:
    renamed = (r.new for r in reading.renamings if folded(r.old) == folded(name))
    return next(renamed, ir.SITUATION if as_fact(name) == ir.SITUATION else name)


def _is_fact(name: str, entities: list[str], pack: ir.Pack, reading: Reading) -> bool:
    """Whether the column that says whose a row is also says something: `--by company` leaves the company there."""
    place = resolve(name, entities, pack, reading)
    return place is not None and place[1] in pack.entities[place[0]].facts


def _is_list_of(field: Any, pack: ir.Pack) -> bool:
    return any(field.name == entity.list for entity in pack.lists[ir.SITUATION])


def _is_blank(table: pa.Table) -> Array:
    """Which rows hold nothing at all: spreadsheets leave such behind."""
    found = np.ones(table.num_rows, np.bool_)
    for column in table.columns:
        if not found.any():
            break
        found &= column.is_null().to_numpy()
    return found


class _RowsOfPlaces:
    """The rows where values stand, by the first row of their situation and their places: `applications[2].stage`.

    Shape: `items` has the rows of all items, those of each situation from its one of `offsets` on. `own` has, for each fact
    of the situations, where in `rows` the first cell is that says it; else -1. `place_of` says what people call a row.
    """

    def __init__(
        self,
        list: str,
        starts: Array,
        rows: Array,
        offsets: Array,
        items: Array,
        own: dict[str, Array],
        place_of: Callable[[int], str],
    ) -> None:
        self._item, self._own = re.compile(rf"{list}\[([0-9]+)\]"), own
        self._offsets, self._items = offsets, items
        self._starts, self._rows, self._place_of = starts, rows, place_of

    def __call__(self, row: int, place: str) -> ValueAt:
        """Where a place is."""
        at = self._situations[row]
        item = self._item.match(place)
        own: Array = self._own.get(place, self._starts)
        if item:
            number = int(self._items[self._offsets[at] + int(item[1])])
        else:
            number = row if own[at] < 0 else int(self._rows[own[at]])
        called = self._place_of(number)
        return ValueAt(number, place="" if called == f"row {number}" else called)

    @cached_property
    def _situations(self) -> dict[int, int]:
        return {int(row): at for at, row in enumerate(self._rows[self._starts])}


def _one_of_each(
    array: Array,
    starts: Array,
    which: Array,
    rows: Array,
    name: str,
    bad: dict[int, Fault],
    place_of: Callable[[int], str],
) -> tuple[Array, Array]:
    """What the rows of each situation say of it: the first cell that is not empty; others must say the same.

    Beside it where these cells are; -1, where there is none.
    """
    if kinds.is_dictionary(array.type):
        array = array.dictionary_decode()
    if kinds.is_null(array.type):
        return pa.nulls(len(starts)), np.full(len(starts), -1)
    given = np.flatnonzero(array.is_valid().to_numpy(zero_copy_only=False))
    owners, firsts = np.unique(which[given], return_index=True)
    place = np.full(len(starts), -1)
    place[owners] = given[firsts]
    of_row = place[which]
    same: Any = pc.fill_null(pc.equal(array, array.take(pa.array(of_row, mask=of_row < 0))), True)
    for at in np.flatnonzero(~same.to_numpy(zero_copy_only=False)).tolist():
        one = int(place[which[at]])
        message = (
            f"the rows of this situation differ in `{name}`: `{_shown(array, one)}` in {place_of(rows[one])},"
            f" `{_shown(array, at)}` in {place_of(rows[at])}"
        )
        cause = f"the rows of a situation differ in `{name}`"
        bad.setdefault(int(which[at]), Fault("ADV407", message, name, cause))
    return array.take(pa.array(place, mask=place < 0)), place


def _shown(array: Array, at: int) -> str:
    try:
        return one_line(str(array[at]))
    except UnicodeDecodeError:
        return "(no UTF-8)"


def _single_items(arrays: dict[str, Any]) -> Array:
    """Lists with one item where any of its facts is given, and none elsewhere."""
    count = len(next(iter(arrays.values())))
    is_there = np.zeros(count, np.bool_)
    for array in arrays.values():
        is_there |= array.is_valid().to_numpy(zero_copy_only=False)
    offsets: Any = pa.array(np.concatenate(([0], np.cumsum(is_there))).astype(np.int32))
    kept = [array.filter(pa.array(is_there)) for array in arrays.values()]
    return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(kept, names=list(arrays)))

"""The columns of a table under the pack's names: renamed, with its words, and without what is not read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as kinds

from advisor import ir
from advisor.batch.problems import BatchError
from advisor.batch.sources.casts import Array, texts_of
from advisor.batch.sources.headings import as_fact, folded, usual_names
from advisor.batch.sources.reading import (
    FILE,
    Notices,
    Reading,
    Renaming,
    known_names,
    resolve,
    two_for_one,
)
from advisor.batch.sources.schema_casts import (
    check_columns_of,
    is_index,
    is_wrapped,
    item_type,
    whole_array,
)
from advisor.diagnostics.suggestions import listed, meant_of, one_line

_TRACKERS = (
    "usual headings of lists: --map headings; exports of the job trackers Huntr, Simplify and Teal: --map huntr,"
    " --map simplify, --map teal"
)
_MOST_NAMED = 30  # columns on a command line that somebody would copy
_FEW = 3
_OF_PEOPLE = re.compile(
    r"(?:^|[ _-])(?:id|person|people|client|customer|student|candidate|applicant|user|member|e-?mail)s?(?:$|[ _-])",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:^|[ _-])(?:person|people|client|customer|student|candidate|applicant|user|member)s?(?:$|[ _-])"
    r"|^(?:id|e-?mail)s?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:^|[ _-])(?:name|owner|who)$", re.IGNORECASE)


@dataclass(frozen=True)
class Column:
    """One that is read: where it stands, its field under its new name, and what happens to its values."""

    at: int
    old: str
    field: Any
    entity: str
    renaming: Renaming | None
    inside: Columns | None  # of a list of structs


@dataclass(frozen=True)
class Columns:
    """How the columns of a table, or of the structs in a list, become those of the pack."""

    name: str  # of the input, for messages
    columns: tuple[Column, ...]
    is_same: bool  # nothing changes

    @property
    def schema(self) -> Any:
        """The columns as they come out."""
        return pa.schema([column.field for column in self.columns])

    def only(self, names: list[str]) -> Columns:
        """Some of them, by their new names, as the columns of a table that has no others."""
        chosen = [next(c for c in self.columns if c.field.name == name) for name in names]
        return Columns(self.name, tuple(replace(c, at=n) for n, c in enumerate(chosen)), False)

    def old_name(self, new: str) -> str:
        """The name in the input, with the lists around it (`jobs.status`), of a column of the pack's."""
        head, _, rest = new.partition(".")
        column = next(c for c in self.columns if c.field.name == head)
        if not rest or column.inside is None:
            return column.old
        return f"{column.old}.{column.inside.old_name(rest)}"

    def apply(self, table: pa.Table) -> pa.Table:
        """The table with these columns."""
        if self.is_same:
            return table
        arrays = [_changed(whole_array(table.column(c.at)), c) for c in self.columns]
        return pa.Table.from_arrays(arrays, names=[c.field.name for c in self.columns])

    def apply_all(self, table: pa.Table) -> list[tuple[Column, Array]]:
        """Each column with its values; the table has them by their old names, among others."""
        return [(c, _changed(whole_array(table.column(c.old)), c)) for c in self.columns]


def columns_of(
    fields: Iterable[Any],
    pack: ir.Pack,
    entities: Sequence[str],
    name: str,
    reading: Reading,
    notices: Notices,
    besides: Iterable[str] = (),
) -> Columns:
    """How a table with these fields is read, whose columns belong to the first of the entities that has them.

    `besides` are columns that the first one has, too. What no entity has stays, for others to refuse.
    Raises: BatchError, where two columns are to be one.
    """
    return _columns_of(list(fields), pack, entities, name, reading, notices, "", besides)


def _columns_of(
    fields: list[Any],
    pack: ir.Pack,
    entities: Sequence[str],
    name: str,
    reading: Reading,
    notices: Notices,
    where: str,
    besides: Iterable[str] = (),
) -> Columns:
    found: list[Column] = []
    first_of: dict[tuple[str, str], Column] = {}
    passed: list[str] = []
    for at, field in enumerate(fields):
        path = f"{where}.{field.name}" if where else field.name
        if reading.is_ignored(field.name, path):
            notices.passed_over(path)
            continue
        place = resolve(field.name, entities, pack, reading, besides)
        if place is None:
            if reading.ignores_unknown or is_index(field.name):
                if field.name and not is_index(field.name):
                    notices.passed_over(path)
                    passed.append(field.name)
                continue
            place = entities[0], field.name, None
        entity, new, renaming = place
        before = first_of.get((entity, new))
        if before is not None and {before.old, field.name} != {new}:
            renamed = [n for n in (before.old, field.name) if n != new]
            other = before.old if len(renamed) == 2 else None
            raise BatchError(f"{name}: {two_for_one(renamed[-1], new, other)}")
        if renaming is None and new != field.name:
            notices.read_as(path, new)
        inner = next((e.name for e in pack.lists[entity] if e.list == new), None)
        item = None if inner is None else item_type(field.type)
        inside = None
        if inner is not None and item is not None:
            inside = _columns_of(list(item), pack, [inner], name, reading, notices, path)
        type = field.type if inside is None or inside.is_same else _list_type(inside)
        if renaming is not None and renaming.values:
            type = type if kinds.is_null(type) and renaming.if_empty is None else pa.string()
        column = Column(at, field.name, pa.field(new, type), entity, renaming, inside)
        first_of.setdefault((entity, new), column)
        found.append(column)
    known = set().union(*(known_names(pack, entity) for entity in entities))
    meant = usual_names(passed, known - {column.field.name for column in found})
    if meant and not where:
        reads = "reads one that is" if len(meant) == 1 else "reads some that are"
        notices.add(f"{_maps(meant)} {reads} passed over")
    is_same = len(found) == len(fields) and _changes_nothing(found)
    return Columns(name, tuple(found), is_same)


def columns_as_said(
    fields: Iterable[Any],
    expected: Iterable[Any],
    pack: ir.Pack,
    entity: str,
    name: str,
    reading: Reading,
    where: str = "",
) -> tuple[Columns, list[str]] | None:
    """How objects with these fields are read where names count to the letter, and the paths that are passed over.

    Shape: `expected` are those fields that were looked for; the type of any other was guessed. None, where this
    says less than reading object by object would: two are one, one is unknown, or of a guessed type.
    """
    found: list[Column] = []
    passed: list[str] = []
    passed_inside: list[str] = []
    looked_for = {field.name: field for field in expected}
    known = known_names(pack, entity)
    for at, field in enumerate(fields):
        path = f"{where}.{field.name}" if where else field.name
        renaming = reading.renaming_of(field.name, entity, pack, known)
        new = field.name if renaming is None else renaming.new
        is_unknown = reading.ignores_unknown and new not in known
        if reading.is_ignored(field.name, path) or is_unknown:
            passed.append(path)
            continue
        if field.name not in looked_for or any(c.field.name == new for c in found):
            return None
        has_words = renaming is not None and bool(renaming.values)
        if has_words and not (kinds.is_string(field.type) or kinds.is_null(field.type)):
            return None
        if (
            renaming is not None and renaming.if_empty is not None
        ):  # `null` is told from nothing there
            return None
        inner = next((e.name for e in pack.lists[entity] if e.list == new), None)
        item = None if inner is None else item_type(field.type)
        inside = None
        if inner is not None and item is not None:
            asked = item_type(looked_for[field.name].type) or ()
            said = columns_as_said(item, asked, pack, inner, name, reading, path)
            if said is None:
                return None
            inside = said[0]
            passed_inside += said[1]
        type = field.type if inside is None or inside.is_same else _list_type(inside)
        found.append(Column(at, field.name, pa.field(new, type), entity, renaming, inside))
    is_same = _changes_nothing(found) and not passed
    return Columns(name, tuple(found), is_same), passed + passed_inside


def _changes_nothing(columns: Iterable[Column]) -> bool:
    return all(
        c.old == c.field.name
        and (c.renaming is None or not c.renaming.values)
        and (c.inside is None or c.inside.is_same)
        for c in columns
    )


def _list_type(inside: Columns) -> Any:
    return pa.list_(pa.struct([column.field for column in inside.columns]))


def names_told(columns: Columns, pack: ir.Pack) -> dict[str, str]:
    """The names in the input by those of the pack, where they differ: `Status` of `applications[].stage`.

    Inside lists they stand with these: `jobs[].status`.
    """
    found: dict[str, str] = {}
    for column in columns.columns:
        around = [f"{pack.entities[e].list_name}[]." for e in reversed(pack.around[column.entity])]
        for new, old in _told_of(column, pack, "", ""):
            found["".join(around[1:]) + new] = old
    return found


def _told_of(column: Column, pack: ir.Pack, new: str, old: str) -> Iterator[tuple[str, str]]:
    name = column.field.name
    if new + name != old + column.old:
        several = pack.entities[column.entity].several.get(name)
        for one in (name, *(several.parts.values() if several else ())):
            yield new + one, old + column.old
    for inner in column.inside.columns if column.inside else ():
        yield from _told_of(inner, pack, f"{new}{name}[].", f"{old}{column.old}[].")


def check_named(schemas: Iterable[Any], reading: Reading, name: str) -> None:
    """See that the columns are there that `--map` names, in a table or in its lists.

    Raises: BatchError.
    """
    required = [renaming for renaming in reading.renamings if renaming.is_required]
    if not required:
        return
    names = list(dict.fromkeys(n for schema in schemas for n in _names_in(schema)))
    there = {folded(n) for n in names}
    for renaming in required:
        if folded(renaming.old) not in there:
            meant = meant_of(renaming.old, names)
            raise BatchError(f"{renaming.option}: {name} has no column `{renaming.old}`; {meant}")


def _names_in(fields: Iterable[Any]) -> Iterable[str]:
    for field in fields:
        yield field.name
        item = item_type(field.type)
        if item is not None:
            yield from _names_in(item)


def _changed(array: Array, column: Column) -> Array:
    if column.inside is not None and not column.inside.is_same:
        return _list_changed(array, column.inside)
    renaming = column.renaming
    if renaming is None or not renaming.values:
        return array
    if_empty = renaming.if_empty
    if kinds.is_null(array.type):
        return array if if_empty is None else pa.repeat(pa.scalar(if_empty), len(array))
    encoded = texts_of(array).dictionary_encode()
    words = [None if w is None else renaming.word(w) for w in encoded.dictionary.to_pylist()]
    found = pa.array(words, pa.string()).take(encoded.indices)
    return found if if_empty is None else pc.fill_null(found, if_empty)


def _list_changed(array: Array, inside: Columns) -> Array:
    """Lists of structs with other columns in them."""
    if kinds.is_null(array.type):
        return array
    lengths: Any = pc.list_value_length(array)
    counts = pc.fill_null(lengths, 0)
    ends = pc.cumulative_sum(counts.cast(pa.int32()))
    starts: Any = pa.concat_arrays([pa.array([0], pa.int32()), ends])
    values = array.flatten()
    while is_wrapped(values.type):
        values = values.flatten()[0]
    if kinds.is_null(values.type):
        return array
    mask = values.is_null()
    parts = values.flatten()
    arrays = [_changed(parts[c.at], c) for c in inside.columns]
    fields = [pa.field(c.field.name, a.type) for c, a in zip(inside.columns, arrays, strict=True)]
    structs: Any = (
        pa.StructArray.from_arrays(arrays, fields=fields, mask=mask)
        if arrays
        else pa.array([None if m else {} for m in mask.to_pylist()], pa.struct([]))
    )
    return pa.ListArray.from_arrays(starts, structs)


def check(
    schema: Any,
    pack: ir.Pack,
    entity: str,
    name: str,
    besides: Iterable[str] = (),
    is_empty: Any = None,
    *,
    is_flat: bool = False,
) -> None:
    """See that all columns are known and of types that fit; says which options help where they are not.

    Raises: BatchError.
    """
    fields = list(schema)
    options = (is_empty,) if is_empty is not None else ()
    try:
        check_columns_of(fields, pack, entity, name, besides, *options)
    except BatchError as error:
        unknown = unknown_in(fields, pack, entity, besides)
        is_foreign = len(unknown) == len(fields) > 1
        if entity == ir.SITUATION and is_flat:
            other = rows_meant(unknown, [f.name for f in fields], pack)
            if other is not None:
                trackers = f"\n  {_TRACKERS}" if is_foreign else ""
                raise BatchError(f"{name}: {other}{trackers}") from None
        ids = [] if entity != ir.SITUATION or ir.SITUATION in schema.names else ids_among(unknown)
        named = f"\n  {id_meant(ids[0])}" if ids else ""
        trackers = f"\n  {_TRACKERS}" if is_flat and is_foreign else ""
        if trackers and ids:
            trackers += f", and --by {quoted(ids[0])}"
        items = [item.name for item in pack.lists[ir.SITUATION]]
        rows = f"\n  --rows {' or '.join(items)}, where a row is one" if trackers and items else ""
        several = _several_in_a_row(unknown, pack)
        known = {*known_names(pack, entity), *besides} - {field.name for field in fields}
        meant = usual_names(unknown, known)
        raise BatchError(
            f"{error}{several}{_hint(unknown, meant)}{named}{rows}{trackers}"
        ) from None


def unknown_in(
    fields: Iterable[Any], pack: ir.Pack, entity: str, besides: Iterable[str] = ()
) -> list[str]:
    """The names of columns that an entity, or in lists its items, has not."""
    return list(_unknown(fields, pack, entity, set(besides)))


def _unknown(fields: Iterable[Any], pack: ir.Pack, entity: str, besides: set[str]) -> Iterable[str]:
    known = known_names(pack, entity) | besides
    inner = {item.list_name: item.name for item in pack.lists[entity]}
    for field in fields:
        item = item_type(field.type) if field.name in inner else None
        if item is not None:
            yield from _unknown(item, pack, inner[field.name], set())
        elif field.name not in known and not is_index(field.name):
            yield field.name


def rows_meant(unknown: list[str], names: list[str], pack: ir.Pack) -> str | None:
    """What to say where a row is no situation but an item of a list of its, as the columns show."""
    # What stands in a list is unknown there: `applications: [{employer: Acme}]` is no row of an item.
    unknown = [name for name in unknown if name in names]
    for item in pack.lists[ir.SITUATION]:
        inner = (known_names(pack, e.name) for e in pack.lists[item.name])
        own = known_names(pack, item.name).union(*inner)
        usual = usual_names(unknown, own - set(map(as_fact, names)))
        theirs = [name for name in unknown if as_fact(name) in own or name in usual]
        required = {fact.name for fact in item.facts.values() if fact.is_required}
        is_named = required <= {usual.get(name, as_fact(name)) for name in names} or not (
            required.isdisjoint(usual.get(name, as_fact(name)) for name in theirs)
        )
        if theirs and (is_named or 2 * len(theirs) > len(unknown)):
            others = (
                [ir.SITUATION] if ir.SITUATION in names else [n for n in unknown if n not in theirs]
            )
            by = column_of_people(others)
            whose = "the column that says whose it is"
            whose += f"; or --by {FILE}, where all are one person's" if by is None else ""
            spoken = item.name.replace("_", " ")
            they, belong = ("column", "belongs") if len(theirs) == 1 else ("columns", "belong")
            return (
                f"the {they} {listed(theirs, most=3)} {belong} to the {spoken}; where a row is one, say --rows"
                f" {item.name} --by {quoted(by or 'COLUMN')} ({whose})"
                f"{f', and {_maps(usual)}' if usual else ''}"
            )
    return None


def _several_in_a_row(unknown: Iterable[str], pack: ir.Pack) -> str:
    """What to say where numbers behind names count what stands side by side: `company_1`, `company_2`."""
    known = set().union(*(known_names(pack, entity) for entity in pack.entities))
    by_name: dict[str, list[str]] = {}
    for name in unknown:
        found = _NUMBERED.fullmatch(name)
        if found is not None and as_fact(found[1]) in known:
            by_name.setdefault(as_fact(found[1]), []).append(name)
    beside = next((names for names in by_name.values() if len(names) > 1), None)
    if beside is None:
        return ""
    return f"\n  {listed(beside, most=3)} stand side by side: give each a row of its own, and repeat in it whose it is"


_NUMBERED = re.compile(r"(.*?[^\W\d])[ _.-]?\(?[0-9]+\)?")


def _hint(unknown: list[str], meant: dict[str, str]) -> str:
    """Which options read the columns that are unknown: first those that have a usual name, then the others."""
    if not unknown or any(one_line(name) != name for name in unknown):  # nobody could type it
        return ""
    others = [name for name in dict.fromkeys(unknown) if name not in meant]
    if len(others) > _MOST_NAMED:
        passing = "--ignore-unknown passes over all that the rules do not know"
    elif others:
        what = "the rest" if meant else "it" if len(others) == 1 else "them"
        way = f"--ignore-columns {quoted(','.join(others))}"
        way += " (or --ignore-unknown)" if len(others) > _FEW else ""
        passing = (
            f"{way} passes over {what}; --map {quoted(f'{others[0]}=…')} says what a column is"
            f" called here{', --map FILE.yaml does so for many' if len(others) > _FEW else ''}"
        )
    else:
        passing = ""
    mapping = f"{_maps(meant)} {'reads it' if len(meant) == 1 else 'reads them'}" if meant else ""
    return "".join(f"\n  {line}" for line in (mapping, passing) if line)


def _maps(meant: dict[str, str]) -> str:
    """The options that read headings by their usual names: `--map Employer=company --map "Job Title=role"`."""
    return " ".join(f"--map {quoted(f'{old}={new}')}" for old, new in meant.items())


def column_of_people(names: Sequence[str]) -> str | None:
    """The column that most likely says whose a row is; None, where none looks like that.

    >>> column_of_people(["No.", "Name", "Client ID"]), column_of_people(["Nr", "Full Name"]), column_of_people(["Nr"])
    ('Client ID', 'Full Name', None)
    """
    named = [name for name in names if _NAME.search(name)]
    return next(iter([*ids_among(names), *named]), None)


def ids_among(names: Iterable[str]) -> list[str]:
    """The names that likely say whose a row is."""
    return [n for n in names if _OF_PEOPLE.search(n) or _OF_PEOPLE.search(as_fact(n))]


def persons_among(names: Iterable[str]) -> list[str]:
    """The names that likely say whose a row is, and nobody else's.

    >>> persons_among(["Job ID", "Student ID", "Contact e-mail"])
    ['Student ID']
    """
    return [
        name for name in ids_among(names) if _PERSON.search(name) or _PERSON.search(as_fact(name))
    ]


def id_meant(name: str) -> str:
    """What to write where a column says whose a row is."""
    return f"--map {quoted(f'{name}={ir.SITUATION}')}, where it says whose a row is"


def quoted(word: str) -> str:
    """A word as it is typed on a command line."""
    return f'"{word}"' if any(c in word for c in " ;&()'*?$") else word

"""The columns of a table of another program: under the pack's names, and without what is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa

from advisor import ir
from advisor.batch.problems import BatchError
from advisor.batch.sources.casts import known_zone
from advisor.batch.sources.columns import Columns, check_named, columns_of, rows_meant
from advisor.batch.sources.dates import ORDERS, is_zone
from advisor.batch.sources.reading import Notices, Reading, Renaming
from advisor.batch.sources.schema_casts import check_columns
from advisor.diagnostics import ArgumentError

NAME = "the table"  # in messages


def reading_of(
    rename: Mapping[str, str],
    ignore: Iterable[str],
    ignore_unknown: bool,
    dates: str | None,
    zone: str | None,
    rows: str | None = None,
    by: str | None = None,
) -> Reading:
    """What the arguments of `advisor.api.decide` say of a table.

    Raises: ArgumentError, where there is no such order or zone.
    """
    if dates is not None and dates not in ORDERS:
        raise ArgumentError(f"no order of dates {dates!r}; there are {', '.join(ORDERS)}")
    if zone is not None and not (is_zone(zone) and known_zone(zone)):
        raise ArgumentError(f"no time zone {zone!r}; write one such as Europe/Berlin")
    if isinstance(ignore, str):
        raise ArgumentError("`ignore` takes names of columns, such as ['notes']")
    renamings = tuple(Renaming(str(old), new, is_required=True) for old, new in rename.items())
    return Reading(renamings, tuple(ignore), ignore_unknown, dates, zone, rows, by)


def named_columns(
    fields: Sequence[Any], pack: ir.Pack, reading: Reading, is_whole: bool = True
) -> Columns | None:
    """How the columns get the pack's names; None, where nothing is said of that.

    Shape: `is_whole` says whether the types of the fields are known, and so what is in lists.

    Raises: ArgumentError, where one is not there, or two are to be one.
    """
    if not (reading.renamings or reading.ignored):
        return None
    try:
        if is_whole:
            check_named([fields], reading, NAME)
        return columns_of(fields, pack, [ir.SITUATION], NAME, reading, Notices())
    except BatchError as error:
        raise ArgumentError(in_python(error)) from None


_WORD = r"(?:\"([^\"]*)\"|(\w[^\s,;]*))"
# What is said of an option of the command, and of the argument that it is here; of `{}` in Python's quotes.
_ARGUMENTS = (
    (rf"--ignore-columns {_WORD}", "ignore=[{}]"),
    (rf"--map {_WORD}", "rename={{{}}}"),
    (rf"--rows {_WORD}", "rows={}"),
    (rf"--by (?!needs){_WORD}", "by={}"),
    (r"--ignore-unknown()()", "ignore_unknown=True"),
)
_BARE = (("--map", "rename"), ("--ignore-columns", "ignore"), ("--rows", "rows"), ("--by", "by"))


def in_python(error: BatchError) -> str:
    """What is said of options of the command, of the arguments that they are here.

    For `--rows application --by student` it is `rows='application' by='student'`, for `--by: there is …` `by: there is …`.
    """
    said = str(error)
    for option, argument in _ARGUMENTS:
        said = re.sub(option, partial(_argument, argument), said)
    said = said.replace("} rename={", ", ")
    said = re.sub(r"(rows='[^']*') (by=)", r"\1, \2", said)
    for option, word in _BARE:
        said = said.replace(option, word)
    return said


def _argument(argument: str, found: re.Match[str]) -> str:
    """`rename={'firm': '…'}` for `--map firm=…`, `ignore=['a', 'b']` for `--ignore-columns a,b`."""
    word = found[1] or found[2] or ""
    if argument.startswith("rename"):
        return argument.format(": ".join(map(repr, word.split("=", 1))))
    return argument.format(", ".join(map(repr, word.split(","))))


def check_names(fields: Sequence[Any], pack: ir.Pack) -> None:
    """See that every column is known, before anything is read.

    Raises: BatchError.
    """
    try:
        check_columns(fields, pack, NAME, lambda _: True)
    except BatchError as error:
        known = known_fields(fields, pack, ir.SITUATION)
        check_columns(known, pack, NAME, lambda _: True)
        names = [field.name for field in fields]
        unknown = [name for name in names if name not in {field.name for field in known}]
        if (other := rows_meant(unknown, names, pack)) is not None:
            raise BatchError(f"{NAME}: {in_python(BatchError(other))}") from None
        raise BatchError(
            f"{error}\n  with ignore_unknown=True, what the rules do not know is passed over"
        ) from None


def known_fields(fields: Iterable[Any], pack: ir.Pack, entity: str) -> list[Any]:
    """The fields of a table without those that the pack does not know, inside lists, too."""
    lists = {item.list_name: item.name for item in pack.lists[entity]}
    found = []
    for field in fields:
        if field.name in lists:
            type = field.type
            if any(is_one(type) for is_one in _LISTS):
                type = pa.list_(_known_items(type.value_type, pack, lists[field.name]))
            found.append(pa.field(field.name, type))
        elif is_stated(field.name, pack, entity):
            found.append(field)
    return found


_LISTS = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)


def _known_items(type: Any, pack: ir.Pack, entity: str) -> Any:
    if not pa.types.is_struct(type):
        return type
    inner = [type.field(n) for n in range(type.num_fields)]
    if len(inner) == 1 and pa.types.is_struct(inner[0].type):  # a layer too many around the items
        return pa.struct([pa.field(inner[0].name, _known_items(inner[0].type, pack, entity))])
    return pa.struct(known_fields(inner, pack, entity))


def is_stated(name: object, pack: ir.Pack, entity: str) -> bool:
    """Whether a table of the entity may have a column of that name, beside its lists."""
    fact = pack.entities[entity].facts.get(str(name))
    if fact is not None:
        return not fact.is_concluded
    return entity == ir.SITUATION and name in (ir.SITUATION, ir.TODAY)


def known_only(row: Mapping[Any, Any], pack: ir.Pack, entity: str) -> dict[Any, Any]:
    """A mapping without what the pack does not know, inside lists, too."""
    lists = {item.list_name: item.name for item in pack.lists[entity]}
    found: dict[Any, Any] = {}
    for key, value in row.items():
        if key in lists and isinstance(value, list | tuple):
            found[key] = [
                known_only(item, pack, lists[key]) if isinstance(item, Mapping) else item
                for item in value
            ]
        elif key in lists or is_stated(key, pack, entity):
            found[key] = value
    return found

"""The columns that a pack declares: one for each stated fact, a list of structs for each list.

| type | column | missing or none |
|---|---|---|
| yes-no | bool | null |
| number | decimal128(18, 6) | null |
| date | date32 | null |
| duration | int32, days | null |
| choice, text | string | null |
"""

from __future__ import annotations

from typing import Any

from advisor.backends.columnar.arrow import pa
from advisor.ir.packs import SITUATION, TODAY, Pack
from advisor.ir.types import Kind, Type

ID = "situation"  # the column with the id of each situation
EPOCH = 719_163  # the ordinal of 1970-01-01, day 0 of date32

_ADVICE: list[Any] = [
    pa.field("row", pa.int64(), nullable=False),
    pa.field("position", pa.dictionary(pa.int32(), pa.string()), nullable=False),
    pa.field("action", pa.dictionary(pa.int16(), pa.string()), nullable=False),
    pa.field("for", pa.string(), nullable=False),
    pa.field("start", pa.date32()),
    pa.field("due", pa.date32()),
    pa.field("status", pa.dictionary(pa.int8(), pa.string()), nullable=False),
    pa.field("rules", pa.dictionary(pa.int32(), pa.string()), nullable=False),
]
ADVICE = pa.schema(_ADVICE)

ERRORS = pa.schema(
    [
        pa.field("row", pa.int64(), nullable=False),
        pa.field("code", pa.string(), nullable=False),
        pa.field("message", pa.string(), nullable=False),
    ]
)


def column_type(type_: Type) -> Any:
    """The Arrow type of a fact's column."""
    match type_.kind:
        case Kind.YES_NO:
            return pa.bool_()
        case Kind.NUMBER:
            return pa.decimal128(18, 6)
        case Kind.DATE:
            return pa.date32()
        case Kind.DURATION | Kind.WORKING_DAYS:
            return pa.int32()
        case Kind.CHOICE | Kind.TEXT:
            return pa.string()


def schema_of(pack: Pack) -> Any:
    """The columns of a table of situations: id, date, facts of the situation, then its lists."""
    fields: list[Any] = [pa.field(ID, pa.string()), pa.field(TODAY, pa.date32())]
    return pa.schema(fields + _fields(pack, SITUATION))


def _fields(pack: Pack, entity: str) -> list[Any]:
    facts: list[Any] = [
        pa.field(fact.name, column_type(fact.type))
        for fact in pack.entities[entity].facts.values()
        if not fact.is_concluded
    ]
    lists = [
        pa.field(inner.list or "", pa.list_(pa.struct(_fields(pack, inner.name))))
        for inner in pack.lists[entity]
    ]
    return facts + lists

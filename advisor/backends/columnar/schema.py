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

from collections.abc import Mapping
from typing import Any

from advisor.backends.columnar.kernels.arrow import pa
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, TODAY, Pack
from advisor.ir.types import Kind, Type

ID = "situation"  # the column with the id of each situation

_ADVICE: list[Any] = [
    pa.field("row", pa.int64(), nullable=False),
    pa.field("place", pa.dictionary(pa.int32(), pa.string()), nullable=False),
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
        pa.field(inner.list_name, pa.list_(pa.struct(_fields(pack, inner.name))))
        for inner in pack.lists[entity]
    ]
    return facts + lists


@dataclass(frozen=True, slots=True)
class Decided:
    """Advice in long form and the situations without any because of an error.

    Shape: `advice` has the schema `ADVICE`, one row a piece of advice, by `row` (the number of the
    situation in the table, from 0) and then in the agenda's total order. `errors` has the schema
    `ERRORS`, one row a situation, by `row`. `rule_counts`: how often each rule fired in situations
    without an error; empty unless it was asked for.
    """

    rows: int
    advice: pa.Table
    errors: pa.Table
    rule_counts: Mapping[str, int]

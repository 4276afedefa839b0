"""The columnar engine beside the oracle: a batch of situations of one program at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa

from advisor.backends.agenda import advise_from
from advisor.backends.columnar import ColumnarProgram, Decided, compile_columnar
from advisor.backends.oracle import BACKEND as ORACLE
from advisor.backends.protocol import Engine
from advisor.ir import (
    BOUNDS,
    MILLION,
    AsOf,
    Derivations,
    FactDeclaration,
    Instance,
    Kind,
    Pack,
    Program,
    Type,
    Value,
)
from advisor.rendering.words import Wording, error_words
from tests.strategies.situations import Posed


def table_of(program: Program, posed: Sequence[Posed], schema: pa.Schema | None = None) -> pa.Table:
    """The situations as the columns that the pack declares, with their dates."""
    schema = schema or compile_columnar(program).schema
    rows = [
        {"situation": str(n), "today": date.fromordinal(p.today)} | _fields(program.pack, p.root)
        for n, p in enumerate(posed)
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def _fields(pack: Pack, instance: Instance) -> dict[str, Any]:
    facts = pack.entities[instance.entity].facts
    return {
        name: None if value is None else cell(value, facts[name].type)
        for name, value in instance.facts.items()
    } | {name: [_fields(pack, item) for item in items] for name, items in instance.lists.items()}


def cell(value: Value, type_: Type) -> Any:
    """A value as pyarrow takes it."""
    match type_.kind:
        case Kind.NUMBER:
            return Decimal(int(value)) / MILLION
        case Kind.DATE:
            return date.fromordinal(int(value))
        case _:
            return value


@dataclass(frozen=True)
class Told:
    """What is said of one situation: its advice in order, or its error and who caused it."""

    advice: tuple[tuple[Any, ...], ...] = ()
    error: str | None = None
    message: str = ""
    results: tuple[tuple[str, str, tuple[tuple[str, Any], ...]], ...] = ()  # place, label, values


def told_by_columns(decided: Decided) -> list[Told]:
    """What the columnar engine says, by row."""
    told = [Told() for _ in range(decided.rows)]
    by_row: dict[int, list[tuple[Any, ...]]] = {}
    for row in decided.advice.to_pylist():
        number = row.pop("row")
        by_row.setdefault(number, []).append(tuple(row.values()))
    assert list(by_row) == sorted(by_row)
    for number, advice in by_row.items():
        told[number] = Told(tuple(advice))
    if decided.results is not None:
        results: dict[int, list[tuple[Any, ...]]] = {}
        for row in decided.results.to_pylist():
            number, place, label = row.pop("row"), row.pop("place"), row.pop("for")
            given = tuple((name, value) for name, value in row.items() if value is not None)
            results.setdefault(number, []).append((place, label, given))
        assert list(results) == sorted(results)
        for number, found in results.items():
            told[number] = replace(told[number], results=tuple(found))
    for row in decided.errors.to_pylist():
        assert not told[row["row"]].advice and not told[row["row"]].results
        told[row["row"]] = Told((), row["code"], row["message"])
    return told


def told_by_oracle(
    program: Program, posed: Sequence[Posed], known: Sequence[Derivations] | None = None
) -> list[Told]:
    """What the oracle and the agenda say, in the same words; `known` is what the oracle derived."""
    engine = ORACLE.compile_program(program)
    told: list[Told] = []
    for one, derivations in zip(posed, known or derived(engine, posed), strict=True):
        if (error := derivations.error) is not None:
            told.append(Told((), error.kind, error_words(error)))
            continue
        told.append(
            Told(
                tuple(
                    (
                        piece.place,
                        piece.action,
                        piece.kind.value,
                        piece.title,
                        piece.full_label,
                        None if piece.start is None else date.fromordinal(piece.start),
                        None if piece.due is None else date.fromordinal(piece.due),
                        piece.status,
                        " ".join(piece.rules),
                    )
                    for piece in advise_from(program, one.root, one.today, derivations)
                ),
                results=tuple(results_as_written(program, one, derivations)),
            )
        )
    return told


def derived(engine: Engine, posed: Iterable[Posed]) -> Iterator[Derivations]:
    """What an engine derives for each, one after the other."""
    return (engine.derive(one.root, one.today) for one in posed)


def results_as_written(
    program: Program, posed: Posed, derivations: Derivations
) -> Iterator[tuple[str, str, tuple[tuple[str, Any], ...]]]:
    """For each instance that may have results, by entity: place, label, and the values by column."""
    pack = program.pack
    if not any(f.result for e in pack.entities.values() for f in e.facts.values()):
        return
    wording = Wording(pack, posed.root, derivations, posed.today)
    every = [f.name for e in pack.entities.values() for f in e.facts.values() if f.result]
    concluded = {(c.place, c.fact): c.value for c in derivations.conclusions}
    for entity in pack.entities.values():
        facts = [fact for fact in entity.facts.values() if fact.result is not None]
        for here in wording.placed if facts else ():
            if here.instance.entity != entity.name:
                continue
            given = tuple(
                (
                    fact.name if every.count(fact.name) == 1 else f"{entity.name}.{fact.name}",
                    cell(concluded[here.place, fact.name], fact.type),
                )
                for fact in facts
                if (here.place, fact.name) in concluded
            )
            yield here.place, wording.full_label(here), given


def in_whole_numbers(pack: Pack, posed: Sequence[Posed]) -> list[Posed]:
    """The situations with every number made a whole one, as far as its bounds allow."""

    def whole(instance: Instance) -> Instance:
        declared = pack.entities[instance.entity].facts
        facts = {
            name: _whole(value, declared[name])
            if value is not None and declared[name].type.kind is Kind.NUMBER
            else value
            for name, value in instance.facts.items()
        }
        lists = {name: tuple(map(whole, items)) for name, items in instance.lists.items()}
        return replace(instance, facts=facts, lists=lists)

    return [Posed(whole(one.root), one.today) for one in posed]


def _whole(value: Value, fact: FactDeclaration) -> Value:
    lowest, highest = BOUNDS[Kind.NUMBER]
    least = lowest if fact.minimum is None else int(fact.minimum)
    most = highest if fact.maximum is None else int(fact.maximum)
    down = int(value) // MILLION * MILLION
    fitting = [near for near in (down, down + MILLION) if least <= near <= most]
    return fitting[0] if fitting else value


def as_files_hold_it(array: Any) -> Any:
    """A column with dictionaries for strings, and the narrowest whole numbers where all are whole."""
    if pa.types.is_struct(array.type):
        fields = [array.type.field(n) for n in range(array.type.num_fields)]
        return pa.StructArray.from_arrays(
            [as_files_hold_it(array.field(n)) for n in range(len(fields))],
            names=[field.name for field in fields],
        )
    if pa.types.is_list(array.type):
        return pa.ListArray.from_arrays(array.offsets, as_files_hold_it(array.values))
    if pa.types.is_string(array.type):
        return array.dictionary_encode()
    if pa.types.is_decimal(array.type):
        for narrower in (pa.int8(), pa.int16(), pa.int32(), pa.int64()):
            try:
                return array.cast(pa.decimal128(38, 6)).cast(narrower)
            except pa.ArrowInvalid:
                continue
    return array


def differences(
    program: Program,
    posed: Sequence[Posed],
    compiled: ColumnarProgram | None = None,
    block_size: int = 16_384,
    known: Sequence[Derivations] | None = None,
) -> Iterator[str]:
    """Where the columnar engine says otherwise than the oracle, on the columns that the pack declares
    and, for half of the situations with whole numbers, on columns as files hold them.

    `known` is what the oracle derived for the situations as they are, where that was asked before.
    """
    compiled = compiled or compile_columnar(program)
    whole = in_whole_numbers(program.pack, posed[::2])
    table = table_of(program, whole, compiled.schema)
    names = table.column_names
    held = pa.table([as_files_hold_it(table[n].combine_chunks()) for n in names], names=names)
    plain = table_of(program, posed, compiled.schema)
    for what, asked, rows in (("", posed, plain), ("whole ", whole, held)):
        size = 3 if what else block_size  # small blocks: other ways of putting in order
        found = told_by_columns(compiled.decide(rows, AsOf(), block_size=size, with_results=True))
        wanted = told_by_oracle(program, asked, None if what else known)
        for number, (got, want) in enumerate(zip(found, wanted, strict=True)):
            if got != want:
                yield f"{what}situation {number}: {got} instead of {want}"

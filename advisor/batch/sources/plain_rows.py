"""One situation from plain values, as a line of JSON or a row of a table gives them, to an instance.

Nothing (null) means missing here, in every format of input: columns cannot tell it from none. Otherwise
values are checked as in situation files, with the same codes and words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NoReturn

from advisor import ir
from advisor.batch.problems import Fault, WrongValue, column_at, fact_fault, quoted
from advisor.batch.sources.dates import AS_WRITTEN, DateReading
from advisor.batch.sources.encodings import how_to_read
from advisor.batch.sources.headings import usual_name
from advisor.batch.sources.missing_choices import missing_together
from advisor.batch.sources.plain_values import (
    as_text,
    is_blank,
    is_nothing,
    is_word_for_nothing,
    plain_of_typed,
)
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import did_you_mean, one_line, there_are
from advisor.loading.declarations.scalars import Misfit, convert, refusal_by
from advisor.loading.declarations.stated_choices import choice_meant, choices_said
from advisor.loading.syntax.json_reader import read_json
from advisor.loading.syntax.nodes import find_not_text

CASE_KEYS = frozenset(
    {
        *("expect", "expect_some", "expect_none", "expect_facts", "because", "not_because"),
        *("parameters", "pack"),
    }
)
MAX_LINE_BYTES = 8_000_000
SAID_TWICE = "is said twice, also by one of its choices"
BOM = b"\xef\xbb\xbf"


class RowError(Exception):
    """A row that cannot be used, for one or more faults."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class PlainSituation:
    """A situation of a batch: its id, the date it states (an ordinal), and what it holds."""

    id: str | None
    today: int | None
    root: ir.Instance


def read_situation(
    row: Mapping[str, object], pack: ir.Pack, dates: DateReading = AS_WRITTEN
) -> PlainSituation:
    """The situation of one row, validated.

    Raises: RowError, for all that is wrong, in the order in which columns are gone through.
    """
    reader = _Reader(pack, dates)
    id = reader.head(ir.SITUATION, row.get(ir.SITUATION), ir.TEXT, 0)
    assert id is None or isinstance(id, str)
    today = reader.head(ir.TODAY, row.get(ir.TODAY), ir.DATE, 1)
    assert today is None or isinstance(today, int)
    root = reader.instance(row, pack.entities[ir.SITUATION], "", (), ())
    if reader.faults:
        in_order = sorted(reader.faults, key=lambda found: found[0])
        raise RowError(*missing_together([fault for _, fault in in_order], pack))
    return PlainSituation(id, today, root)


# What is told of a row in which much is wrong does not depend on its form. Columns are gone through one after
# the other: first what no value can be (0), from the outside in, each list with all of its items; then, by
# entity and fact, what is no such value (1). What only lines can have comes before (-1).
_Order = tuple[
    int, tuple[int, ...], tuple[int, ...]
]  # stage; which column; which items, outer first
_SHAPE, _VALUE, _MEANING = -1, 0, 1


class _Reader:
    """Reads one row; notes all that is wrong with it."""

    def __init__(self, pack: ir.Pack, dates: DateReading) -> None:
        self._pack, self._dates = pack, dates
        self.faults: list[tuple[_Order, Fault]] = []

    def head(self, name: str, value: object, type: ir.Type, number: int) -> ir.Value | None:
        """The id or the date, which stand before all facts."""
        if value is None or self._is_nothing(value, type):
            return None
        return self._value(value, type, {}, name, "", (number - 2,), ())

    def instance(
        self,
        row: Mapping[str, object],
        declared: ir.EntityDeclaration,
        where: str,
        path: tuple[int, ...],
        items: tuple[int, ...],
    ) -> ir.Instance:
        """The instance at a place. Shape: `path` leads to its columns, `items` to it in their lists."""
        inside = {item.list_name: item for item in self._pack.lists[declared.name]}
        if declared.several:
            row = self._with_parts(row, declared, where, path, items)
        facts: dict[str, ir.Value | None] = {}
        lists: dict[str, tuple[ir.Instance, ...]] = dict.fromkeys(inside, ())
        known = 0
        for number, fact in enumerate(declared.facts.values()):
            value = None if fact.is_concluded else row.get(fact.name)
            known += not fact.is_concluded and fact.name in row
            if value is not None and self._is_nothing(value, fact.type):
                value = None
            if value is not None and not (fact.is_required and is_blank(value)):
                facts[fact.name] = self._fact(value, fact, where, (*path, number), items)
            elif fact.is_required and not fact.is_concluded:
                missing = fact_fault("ADV402", fact.name, where, "is required and missing")
                self._note(self._meant(fact, 0, items), missing)
        for number, (name, item) in enumerate(inside.items(), len(declared.facts)):
            known += name in row
            lists[name] = self._items(row.get(name), name, item, where, (*path, number), items)
        besides = (ir.SITUATION, ir.TODAY) if declared.name == ir.SITUATION else ()
        if len(row) > known:
            for name in row:
                found = declared.facts.get(name)
                is_stated = found is not None and not found.is_concluded
                if not is_stated and name not in inside and name not in besides:
                    unknown = unknown_column(name, declared, self._pack, where)
                    self._note((_SHAPE, (), ()), unknown)
        return ir.Instance(declared.name, facts, lists)

    def _is_nothing(self, value: object, type: ir.Type) -> bool:
        found = is_nothing(value, type)
        if found and is_word_for_nothing(value):
            self._dates.read_as_nothing(str(value))
        return found

    def _with_parts(
        self,
        row: Mapping[str, object],
        declared: ir.EntityDeclaration,
        where: str,
        path: tuple[int, ...],
        items: tuple[int, ...],
    ) -> Mapping[str, object]:
        """The row with a yes or no for each choice in place of a list of choices."""
        found = dict(row)
        names = list(declared.facts)
        for name, several in declared.several.items():
            value = found.pop(name, None)
            if value is None or is_blank(value):
                continue
            order = (_VALUE, (*path, names.index(next(iter(several.parts.values())))), items)
            if any(found.get(part) is not None for part in several.parts.values()):
                twice = fact_fault("ADV407", name, where, SAID_TWICE)
                self._note(order, twice)
                continue
            choices = choices_said(value, several)
            if isinstance(choices, Misfit):
                self._note(order, WrongValue.of(choices).at(name, where))
                # What is required is told of once.
                choices = ()
            found |= several.facts(choices)
        return found

    def _items(
        self,
        value: object,
        name: str,
        item: ir.EntityDeclaration,
        where: str,
        path: tuple[int, ...],
        items: tuple[int, ...],
    ) -> tuple[ir.Instance, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            self._note((_SHAPE, (), ()), fact_fault("ADV407", name, where, "is no list"))
            return ()
        prefix = f"{where}.{name}" if where else name
        found = []
        for number, row in enumerate(value):
            place = f"{prefix}[{number}]"
            if isinstance(row, dict):
                found.append(self.instance(row, item, place, path, (*items, number)))
            else:
                self._note((_VALUE, (*path, -1), (*items, number)), no_facts(place))
        return tuple(found)

    def _fact(
        self,
        value: object,
        fact: ir.FactDeclaration,
        where: str,
        path: tuple[int, ...],
        items: tuple[int, ...],
    ) -> ir.Value | None:
        found = self._value(value, fact.type, fact.words, fact.name, where, path, items, fact)
        if found is None:
            return None
        out = refusal_by(fact, found)
        if out is not None:
            wrong = WrongValue.of(out, "ADV404").at(fact.name, where)
            self._note(self._meant(fact, 1, items), wrong)
        return found

    def _value(
        self,
        value: object,
        type: ir.Type,
        words: Mapping[str, str],
        name: str,
        where: str,
        path: tuple[int, ...],
        items: tuple[int, ...],
        fact: ir.FactDeclaration | None = None,
    ) -> ir.Value | None:
        order = (_VALUE, path, items)
        text = as_text(value, type.kind)
        if text is None:
            self._note(order, fact_fault("ADV407", name, where, "is no single value"))
            return None
        problem = text_problem(text)
        if problem is not None:
            self._note(order, problem.at(name, where))
            return None
        if type.kind is ir.Kind.DATE:
            text = self._dates.text(text, None)
        elif type.kind is ir.Kind.CHOICE:
            text = choice_meant(text, type.choices, type.also, words)
        found = convert(text, type, words)
        if isinstance(found, Misfit):
            if fact is not None and type.kind is ir.Kind.CHOICE:  # columns hold them as texts
                order = self._meant(fact, 1, items)
            if type.kind is ir.Kind.DATE:
                found = self._dates.why_not(text, None, found)
            self._note(order, WrongValue.of(found).at(name, where))
            return None
        return found

    def _meant(self, fact: ir.FactDeclaration, check: int, items: tuple[int, ...]) -> _Order:
        entities = list(self._pack.entities)
        facts = list(self._pack.entities[fact.entity].facts)
        return _MEANING, (entities.index(fact.entity), facts.index(fact.name), check), items

    def _note(self, order: _Order, fault: Fault) -> None:
        self.faults.append((order, fault))


def no_facts(place: str) -> Fault:
    """What is wrong with an item of a list that is null, or no mapping."""
    column = column_at(place, "")
    return Fault("ADV407", f"`{place}` holds no facts", column, f"`{column}` holds no facts")


def text_problem(text: str) -> WrongValue | None:
    """What is wrong with a text that holds what no text may hold."""
    odd = find_not_text(text)
    if odd is None:
        return None
    what = f"the character U+{ord(odd[0]):04X}"
    why = f"{what} does not belong in a text; delete it"
    return WrongValue("ADV004", why, f"holds {what}", help="delete it")


def unknown_column(
    name: str,
    declared: ir.EntityDeclaration,
    pack: ir.Pack,
    where: str,
    besides: Iterable[str] = (),
) -> Fault:
    """What is wrong with something that the entity does not have."""
    fact = declared.facts.get(name)
    if fact is not None:
        return fact_fault("ADV406", name, where, "is concluded by rules and cannot be stated")
    if declared.name == ir.SITUATION and name in CASE_KEYS:
        message = (
            f"`{name}` belongs to situations that are checked one by one (`advisor batch -f table`);"
            " where there are many, leave it out"
        )
        return Fault("ADV401", message, name, message)
    stated = [f.name for f in declared.facts.values() if not f.is_concluded]
    parts = {part for several in declared.several.values() for part in several.parts.values()}
    lists = (item.list_name for item in pack.lists[declared.name])
    known = list(dict.fromkeys([*stated, *declared.several, *lists, *besides]))
    usual = usual_name(name, known)
    near = did_you_mean(usual or name, known)  # also a part, which is not listed
    names = [one for one in known if one not in parts]
    owner = next(
        (
            e
            for e in pack.entities.values()
            if name in e.facts or name in e.several or name == e.list
        ),
        None,
    )
    if near is None and owner is not None:
        around = owner.within if name == owner.list else owner.name
        near = f"it belongs to the {str(around).replace('_', ' ')}"
    hint = near or there_are(name, names, lists="facts")
    spoken = declared.name.replace("_", " ")
    column, name = column_at(name, where), one_line(name)
    lead = f"the {spoken} has no fact or list"
    return Fault(
        "ADV401",
        f"{lead} {quoted(name, where)}; {hint}",
        column,
        f"{lead} `{column_at(name, where)}`; {hint}",
    )


_RECORD = b"\x1e"  # in front of each value of a sequence of JSON texts


def parse_line(line: bytes) -> dict[str, object] | None:
    """The values of one line; None for a blank one. Numbers with a point are exact.

    Raises: RowError, where it is not one JSON mapping.
    """
    line = line.removesuffix(b"\r").removeprefix(_RECORD)
    if not line.strip():
        return None
    if len(line) > MAX_LINE_BYTES:
        message = f"the line has {len(line):,} bytes; the most is {MAX_LINE_BYTES:,}"
        cause = f"the line is longer than {MAX_LINE_BYTES:,} bytes"
        raise RowError(Fault("ADV002", message, cause=cause))
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        help = how_to_read(line, error.start)
        message = f"byte {error.start + 1} of the line is not UTF-8 text; {help}"
        cause = "the line is not UTF-8 text"
        raise RowError(Fault("ADV003", message, cause=cause, help=help)) from error
    try:
        found = _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        raise _why_not(text) from None
    if not isinstance(found, dict):
        raise RowError(Fault("ADV407", "the line is no mapping of facts"))
    return found


def id_in(values: dict[str, object]) -> str | None:
    """The id that a line gives its situation, as far as it can be used."""
    return as_text(values.get(ir.SITUATION), ir.Kind.TEXT)


def _why_not(text: str) -> RowError:
    """What our own, slower reader says: it speaks to people."""
    for problem in read_json(text, "").diagnostics:
        help = f"; {problem.help}" if problem.help else ""
        place = f"column {problem.span.column}"
        message = f"{place}: {problem.message}{help}"
        return RowError(Fault(problem.code, message, cause=f"{problem.message}{help}"))
    return RowError(Fault("ADV017", "the line is not JSON"))


def _without_repeats(pairs: list[tuple[str, object]]) -> object:
    if len(pairs) == 1:
        return plain_of_typed(*pairs[0])
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise RowError(Fault("ADV015", f"`{key}` stands there twice", key))
            seen.add(key)
    return found


def _no_constant(text: str) -> NoReturn:
    raise RowError(Fault("ADV017", f"`{text}` is not a JSON value"))


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_repeats, parse_float=Decimal, parse_constant=_no_constant
)

"""One situation from plain values, as a line of JSON or a row of a table gives them, to an instance.

Nothing (null) means missing here, in every format of input: columns cannot tell it from none. Otherwise
values are checked as in situation files, with the same codes and words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from advisor.batch.sources.dates import AS_WRITTEN, DateReading
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.diagnostics.values import dataclass
from advisor.ir.packs import SITUATION, TODAY, EntityDeclaration, FactDeclaration, Pack
from advisor.ir.situations import Instance
from advisor.ir.types import DATE, TEXT, Kind, Type, Value
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert
from advisor.loading.syntax.json_reader import read_json
from advisor.loading.syntax.nodes import find_not_text

CASE_KEYS = frozenset({"expect", "expect_some", "expect_none", "because", "parameters"})
_YES_NO = {
    **dict.fromkeys(("yes", "true", "1", "1.0"), "yes"),
    **dict.fromkeys(("no", "false", "0", "0.0"), "no"),
}
_MIDNIGHT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_WHOLE = re.compile(r"\s*-?[0-9]+\s*")
_MOST_DIGITS = 400  # a float may have 309 before its point
MAX_LINE_BYTES = 8_000_000
BOM = b"\xef\xbb\xbf"


class RowError(Exception):
    """One value, or one row, that cannot be used. `code` and `message` as in `RowProblem`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class PlainSituation:
    """A situation of a batch: its id, the date it states (an ordinal), and what it holds."""

    id: str | None
    today: int | None
    root: Instance


def read_situation(
    row: Mapping[str, object], pack: Pack, dates: DateReading = AS_WRITTEN
) -> PlainSituation:
    """The situation of one row, validated.

    Raises: RowError. Of several things that are wrong it is the first in the order in which columns find
    them, so that the same one is told in every form of input.
    """
    return _RowReader(pack, dates).read(row)


# Columns are read as a whole, one after the other, and judged before any bounds are looked at:
#
#   {applications: [{takes: 99 weeks, stage: odd}, {takes: soon}]}
#
# With `takes` declared before `stage`, `soon` comes first, then `odd`; 99 weeks, which is a duration, last.
_UNKNOWN, _NO_VALUE, _REFUSED = range(3)  # what is found at first, then, and at last
_NO_FACTS = -1  # found before any fact of the item
_Order = tuple[
    int, tuple[int, ...], int, tuple[int, ...]
]  # step, lists, number of the fact, places


class _RowReader:
    """Reads one row, and notes what is wrong in it."""

    def __init__(self, pack: Pack, dates: DateReading) -> None:
        self._pack, self._dates = pack, dates
        self._wrong: list[tuple[_Order, RowError]] = []

    def read(self, row: Mapping[str, object]) -> PlainSituation:
        """See `read_situation`."""
        title = self._read(row.get(SITUATION), TEXT, {}, f"`{SITUATION}`", (_NO_VALUE, (), -2, ()))
        day = self._read(row.get(TODAY), DATE, {}, f"`{TODAY}`", (_NO_VALUE, (), -1, ()))
        root = self._instance(row, self._pack.entities[SITUATION], "", (), (), (SITUATION, TODAY))
        if self._wrong:
            raise min(self._wrong, key=lambda found: found[0])[1]
        assert title is None or isinstance(title, str)
        assert day is None or (isinstance(day, int) and not isinstance(day, bool))
        return PlainSituation(title, day, root)

    def _note(self, order: _Order, code: str, message: str) -> None:
        self._wrong.append((order, RowError(code, message)))

    def _instance(
        self,
        row: Mapping[str, object],
        declared: EntityDeclaration,
        where: str,
        lists: tuple[int, ...],
        places: tuple[int, ...],
        besides: Iterable[str] = (),
    ) -> Instance:
        inside = {item.list_name: item for item in self._pack.lists[declared.name]}
        for number, name in enumerate(row):
            fact = declared.facts.get(name)
            is_stated = fact is not None and not fact.is_concluded
            if not is_stated and name not in inside and name not in besides:
                self._note(
                    (_UNKNOWN, lists, number, places),
                    *unknown_column(name, declared, self._pack, where),
                )
        facts: dict[str, Value | None] = {}
        for number, fact in enumerate(declared.facts.values()):
            if fact.is_concluded:
                continue
            value = row.get(fact.name)
            if value is not None and not (fact.is_required and is_blank(value)):
                found = self._fact(value, fact, where, (lists, number, places))
                if found is not None:
                    facts[fact.name] = found
            elif fact.is_required:
                message = f"{said(fact.name, where)} is required and missing"
                self._note((_REFUSED, lists, number, places), "ADV402", message)
        found_lists = {
            name: self._items(row.get(name), name, item, where, (*lists, number), places)
            for number, (name, item) in enumerate(inside.items())
        }
        return Instance(declared.name, facts, found_lists)

    def _items(
        self,
        value: object,
        name: str,
        item: EntityDeclaration,
        where: str,
        lists: tuple[int, ...],
        places: tuple[int, ...],
    ) -> tuple[Instance, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            self._note((_UNKNOWN, lists, 0, places), "ADV407", f"{said(name, where)} is no list")
            return ()
        prefix = f"{where}.{name}" if where else name
        found = []
        for number, row in enumerate(value):
            place, at = f"{prefix}[{number}]", (*places, number)
            if isinstance(row, dict):
                found.append(self._instance(row, item, place, lists, at))
            else:
                order = (_NO_VALUE, lists, _NO_FACTS, at)
                self._note(order, "ADV407", f"`{place}` holds no facts")
        return tuple(found)

    def _fact(
        self,
        value: object,
        fact: FactDeclaration,
        where: str,
        order: tuple[tuple[int, ...], int, tuple[int, ...]],
    ) -> Value | None:
        what = said(fact.name, where)
        found = self._read(value, fact.type, fact.words, what, (_NO_VALUE, *order))
        if found is not None:
            out = bounds_refusal(found, fact.type, fact.minimum, fact.maximum)
            if out is not None:
                self._note((_REFUSED, *order), "ADV404", f"{what}: {out}")
        return found

    def _read(
        self, value: object, type: Type, words: Mapping[str, str], what: str, order: _Order
    ) -> Value | None:
        """The value; None where there is none, or it is wrong, which is noted."""
        if value is None:
            return None
        text = as_text(value, type.kind)
        if text is None:
            self._note(order, "ADV407", f"{what} is no single value")
            return None
        problem = text_problem(text)
        if problem is not None:
            self._note(order, problem[0], f"{what}: {problem[1]}")
            return None
        if type.kind is Kind.DATE:
            text = self._dates.text(text, None)
        found = convert(text, type, words)
        if isinstance(found, Misfit):
            self._note(order, "ADV403", f"{what}: {found}")
            if type.kind is Kind.DATE:
                self._dates.refused(text)
            return None
        return found


def is_blank(value: object) -> bool:
    """Whether a text says nothing: of a required fact that is as good as none."""
    return isinstance(value, str) and not value.strip()


def text_problem(text: str) -> tuple[str, str] | None:
    """The code and message, where a text holds what no text may hold."""
    odd = find_not_text(text)
    if odd is None:
        return None
    return "ADV004", f"the character U+{ord(odd[0]):04X} does not belong in a text; delete it"


def as_text(value: object, kind: Kind) -> str | None:
    """A plain value as a situation file would write it; None for a list or a mapping.

    Units: a whole number stands for days where a duration belongs. Spreadsheets and libraries write
    yes and no as TRUE, False, 1 or 0.0, and dates with a midnight behind them.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int() | float() | Decimal() if (
            kind is Kind.YES_NO and (word := str(value).strip().lower()) in _YES_NO
        ):
            return _YES_NO[word]
        case str() if kind is Kind.DATE and (midnight := _MIDNIGHT.fullmatch(value)):
            return midnight[1]
        case str() if kind is Kind.DURATION and _WHOLE.fullmatch(value):
            return f"{value.strip()} days"  # as CSV has it
        case str():
            return value
        case int() if kind is Kind.DURATION:
            return f"{value} days"
        case int():
            return str(value)
        case float() | Decimal():
            text = _plain_number(value)
            return f"{text} days" if kind is Kind.DURATION else text
        case timedelta():
            return f"{value // timedelta(days=1)} days" if not value % timedelta(days=1) else None
        case datetime():
            return value.isoformat().removesuffix("T00:00:00")
        case date():
            return value.isoformat()
        case _:
            return None


def _plain_number(value: float | Decimal) -> str:
    """Without an exponent, as long as nobody needs many zeros for it, and without zeros at the end."""
    try:
        number = Decimal(str(value))
        if abs(number.adjusted()) > _MOST_DIGITS:
            return str(value)
        text = f"{number:f}"
    except (InvalidOperation, ValueError):
        return str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(name: str, where: str) -> str:
    """A fact or list of a row with its place, in backticks."""
    return f"`{where}.{name}`" if where else f"`{name}`"


def unknown_column(
    name: str, declared: EntityDeclaration, pack: Pack, where: str, besides: Iterable[str] = ()
) -> tuple[str, str]:
    """The code and message for something that the entity does not have."""
    fact = declared.facts.get(name)
    if fact is not None:
        return "ADV406", f"{said(name, where)} is concluded by rules and cannot be stated"
    if declared.name == SITUATION and name in CASE_KEYS:
        return "ADV401", (
            f"`{name}` belongs to situations that are checked one by one (`advisor batch -f table`);"
            " where there are many, leave it out"
        )
    stated = [f.name for f in declared.facts.values() if not f.is_concluded]
    lists = (item.list_name for item in pack.lists[declared.name])
    names = list(dict.fromkeys([*stated, *lists, *besides]))
    near = did_you_mean(name, names)
    owner = next((e for e in pack.entities.values() if name in e.facts or name == e.list), None)
    if near is None and owner is not None:
        around = owner.within if name == owner.list else owner.name
        near = f"it belongs to the {str(around).replace('_', ' ')}"
    hint = near or f"there are {listed(names)}"
    spoken = declared.name.replace("_", " ")
    return "ADV401", f"the {spoken} has no fact or list {said(name, where)}; {hint}"


def parse_line(line: bytes) -> dict[str, object] | None:
    """The values of one line; None for a blank one. Numbers with a point are exact.

    Raises: RowError, where it is not one JSON mapping.
    """
    line = line.removesuffix(b"\r")
    if not line.strip():
        return None
    if len(line) > MAX_LINE_BYTES:
        raise RowError(
            "ADV002", f"the line has {len(line):,} bytes; the most is {MAX_LINE_BYTES:,}"
        )
    try:
        text = line.decode()
    except UnicodeDecodeError as error:
        raise RowError("ADV003", f"byte {error.start + 1} of the line is not UTF-8 text") from error
    try:
        found = _DECODER.decode(text)
    except (json.JSONDecodeError, RecursionError):
        raise _why_not(text) from None
    if not isinstance(found, dict):
        raise RowError("ADV407", "the line is no mapping of facts")
    return found


def id_in(values: dict[str, object]) -> str | None:
    """The id that a line gives its situation, as far as it can be used."""
    found = values.get(SITUATION)
    return found if isinstance(found, str) else None


def _why_not(text: str) -> RowError:
    """What our own, slower reader says: it speaks to people."""
    for problem in read_json(text, "").diagnostics:
        help = f"; {problem.help}" if problem.help else ""
        place = f"column {problem.span.column}"
        return RowError(problem.code, f"{place}: {problem.message}{help}")
    return RowError("ADV017", "the line is not JSON")


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise RowError("ADV015", f"`{key}` stands there twice")
            seen.add(key)
    return found


def _no_constant(text: str) -> NoReturn:
    raise RowError("ADV017", f"`{text}` is not a JSON value")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_without_repeats, parse_float=Decimal, parse_constant=_no_constant
)

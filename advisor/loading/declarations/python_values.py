"""Values as Python programs hold them: mappings, dates, and the numbers and gaps of NumPy and pandas.

A mapping says what the same thing says as JSON; a number without a unit counts days where a length of time
belongs. What stands for a gap in a table (NaN, NaT, NA) is not said at all. No library is loaded here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from advisor import ir
from advisor.diagnostics import ArgumentError, Diagnostic, Span, called
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.syntax.limits import MAX_DEPTH
from advisor.loading.syntax.nodes import (
    Documents,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    find_not_text,
)

_GAPS = ("NaTType", "NAType")  # the classes of what pandas writes for a missing value
_UNITS = {ir.Kind.DURATION: "days", ir.Kind.WORKING_DAYS: "working days", ir.Kind.PERIOD: "months"}


def plain(value: object) -> object:
    """The value as one of Python's own: text, number, yes-no, date, timedelta, list, mapping or None.

    Raises: ArgumentError, where it is none of these.
    """
    if value is None or isinstance(value, str | int | float | Decimal | timedelta | Mapping | list):
        return value.value if isinstance(value, Enum) else value
    match value:
        case datetime():
            is_day = value.time() == time() and not getattr(value, "nanosecond", 0)
            return value.date() if is_day else value.isoformat()
        case date():
            return value
        case tuple():
            return list(value)
        case UUID():
            return str(value)
        case Enum():
            return plain(value.value)
        case _:
            return _of_a_library(value)


def _of_a_library(value: Any) -> object:
    """The same for a scalar or an array of NumPy, pyarrow or Polars."""
    kind = getattr(getattr(value, "dtype", None), "kind", "")
    if kind and kind in "mM" and not getattr(value, "shape", None):  # in any unit
        value = value.astype("datetime64[us]" if kind == "M" else "timedelta64[us]")
    for name in ("tolist", "as_py", "to_list"):
        own = getattr(value, name, None)
        if callable(own) and not isinstance(value, type):
            found = own()
            if type(found) is not type(value):
                return plain(found)
    raise ArgumentError(f"{called(value)} is no value of a situation")


def is_gap(value: object) -> bool:
    """Whether it stands for a missing value in a table of pandas or NumPy."""
    if isinstance(value, float | Decimal):
        return math.isnan(value)
    if type(value).__name__ in _GAPS:
        return True
    return type(value).__name__ in ("datetime64", "timedelta64") and str(value) == "NaT"


def day_of(today: object) -> int | None:
    """A day as an ordinal: of a text such as `2026-11-22`, a date or a datetime; None stays None.

    Raises: ArgumentError, where it is none of these.
    """
    match today:
        case None:
            return None
        case datetime() if not is_gap(today):
            return today.date().toordinal()
        case date() if not is_gap(today):
            return today.toordinal()
        case str():
            found = convert(today, ir.DATE)
            if isinstance(found, Misfit):
                raise ArgumentError(f"today: {found}")
            return int(found)
        case _ if type(today).__name__ == "datetime64" and not is_gap(today):
            day = plain(today)
            return day_of(day[:10] if isinstance(day, str) else day)
        case _:
            raise ArgumentError(
                f"today is {called(today)}; give a date, or a text such as '2026-11-22'"
            )


def text_of(value: object, type: ir.Type) -> str:
    """A value as files write one of this type, such as `5 days`.

    Raises: ArgumentError, where it is a list, a mapping or nothing.
    """
    found = None if is_gap(value) else plain(value)
    if found is None or isinstance(found, list | Mapping):
        raise ArgumentError(f"{called(value)} is no single value")
    return written(found, type.kind)


def written(value: object, kind: ir.Kind | None = None) -> str:
    """One of Python's own values as files write it; a number of days has its unit where `kind` says so."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal() if kind is ir.Kind.YES_NO and value in (0, 1):
            return "yes" if value else "no"
        case int() | float() | Decimal():
            text = _number_text(value)
            unit = _UNITS.get(kind) if kind is not None else None
            return f"{text} {unit}" if unit else text
        case timedelta():
            days = value / timedelta(days=1)
            return f"{_number_text(round(days, 6))} days"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _number_text(value: float | Decimal) -> str:
    """Without an exponent, and without zeros behind the point."""
    if not math.isfinite(value):
        return str(value)
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def situation_document(values: Mapping[Any, Any], pack: ir.Pack) -> Documents:
    """The marked nodes of a situation; what cannot be one is a diagnostic.

    Shape: the spans name places such as `applications[0].stage` instead of files, at line 0.
    """
    reader = _Reader(pack)
    return Documents((reader.mapping(values, "", ir.SITUATION),), tuple(reader.found))


class _Reader:
    def __init__(self, pack: ir.Pack) -> None:
        self.found: list[Diagnostic] = []
        self._pack = pack

    def mapping(self, values: Mapping[Any, Any], place: str, entity: str | None) -> MapNode:
        """A mapping, of what an entity has or of anything else."""
        declared = None if entity is None else self._pack.entities[entity]
        entries: list[tuple[ScalarNode, Node]] = []
        for key, value in values.items():
            if not isinstance(key, str):
                self._report("ADV407", place, f"{called(key)} is no name of a fact", "use a text")
            elif not is_gap(value):
                here = f"{place}.{key}" if place else key
                node = self._node(value, here, *self._expected(declared, key))
                if node is not None:
                    entries.append((ScalarNode(key, span_of(place)), node))
        return MapNode(tuple(entries), span_of(place))

    def _expected(
        self, declared: ir.EntityDeclaration | None, key: str
    ) -> tuple[ir.Kind | None, str | None]:
        """What stands under a key: the kind of a fact, or the entity of a list's items."""
        if declared is None:
            return None, None
        if declared.name == ir.SITUATION and key == ir.TODAY:
            return ir.Kind.DATE, None
        if key in declared.facts:
            return declared.facts[key].type.kind, None
        lists = self._pack.lists[declared.name]
        return None, next((item.name for item in lists if item.list == key), None)

    def _node(
        self, value: object, place: str, kind: ir.Kind | None, entity: str | None
    ) -> Node | None:
        span = span_of(place)
        if place.count(".") > MAX_DEPTH or place.count("[") > MAX_DEPTH:
            help = "nothing in this language is nested that deep"
            self._report("ADV009", "", "lists and mappings stand too deep inside each other", help)
            return None
        try:
            found = plain(value)
        except ArgumentError:
            message = f"this is {called(value)}, where one value belongs"
            self._report("ADV407", place, message, "write a text, a number, a date or a yes-no")
            return None
        if isinstance(found, Mapping):
            return self.mapping(found, place, entity)
        if isinstance(found, list):
            items = (
                self._node(item, f"{place}[{n}]", None, entity) for n, item in enumerate(found)
            )
            return ListNode(tuple(item for item in items if item is not None), span)
        if found is None:
            return ScalarNode("none", span)
        text = written(found, kind)
        odd = find_not_text(text)
        if odd is not None:
            message = f"the character U+{ord(odd[0]):04X} does not belong in a text"
            self._report("ADV004", place, message, "delete it")
            return None
        return ScalarNode(text, span, not isinstance(found, str))

    def _report(self, code: str, place: str, message: str, help: str) -> None:
        self.found.append(Diagnostic(code, message, span_of(place), help=help))


def span_of(place: str) -> Span:
    """A place in a mapping, where there is neither a file nor a line."""
    return Span(place or "the situation", 0, 0, 0, 0)

"""Parameters: the numbers of the guidance, typed by their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from advisor.diagnostics import Diagnostic
from advisor.ir.packs import TODAY, Parameter, Source
from advisor.ir.types import DATE, DURATION, NUMBER, TEXT, WORKING_DAYS, YES_NO, Type, Value
from advisor.loading.documents import shown
from advisor.loading.facts import read_bounds
from advisor.loading.names import check_snake
from advisor.loading.nodes import MapNode, Node, ScalarNode
from advisor.loading.scalars import Refusal, bounds_refusal, convert
from advisor.loading.schema import (
    as_map,
    as_scalar,
    check_keys,
    declared_twice,
    given,
    optional_text,
    refused,
)
from advisor.loading.sources import read_references

_KEYS = ("value", "min", "max", "title", "source")
_LOOKS_LIKE_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b")
_UNIT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)? *(?P<unit>[A-Za-z].*)")


def read_parameters(
    sections: Iterable[MapNode], sources: Mapping[str, Source], found: list[Diagnostic]
) -> tuple[dict[str, Parameter], frozenset[str]]:
    """All parameters, and the names of those that have no readable value."""
    parameters: dict[str, Parameter] = {}
    broken: dict[str, ScalarNode] = {}
    for section in sections:
        for name, node in section.entries:
            first = parameters[name.text].span if name.text in parameters else None
            if name.text in broken:
                first = broken[name.text].span
            if first is not None:
                declared_twice("the parameter", name, first, found)
                continue
            parameter = _read_parameter(name, node, sources, found)
            if parameter is None:
                broken[name.text] = name
            else:
                parameters[name.text] = parameter
    return parameters, frozenset(broken)


def _read_parameter(
    name: ScalarNode, node: Node, sources: Mapping[str, Source], found: list[Diagnostic]
) -> Parameter | None:
    check_snake(name, "a parameter", found)
    if name.text == TODAY:
        found.append(
            Diagnostic(
                "ADV106",
                "`today` is a fact of every situation and cannot be a parameter",
                name.span,
                help="choose another name",
            )
        )
    what = f"the parameter `{shown(name.text)}`"
    body = as_map(node, what, found, help="write `value: …` under it")
    if body is None:
        return None
    check_keys(body, _KEYS, ("value",), what, found)
    sourced = read_references(given(body, "source"), sources, found)
    title = optional_text(body, "title", found)
    value_node = given(body, "value")
    scalar = as_scalar(value_node, "`value`", found) if value_node is not None else None
    if scalar is None:
        return None
    type_ = type_of(scalar)
    value: Value | Refusal = convert(scalar.text, type_)
    if isinstance(value, Refusal):
        found.append(refused(value, scalar))
        return None
    minimum, maximum = read_bounds(body, type_, found)
    out = bounds_refusal(value, type_, minimum, maximum)
    if out is not None:
        found.append(refused(out, scalar, "ADV110"))
    return Parameter(name.text, type_, value, name.span, title, minimum, maximum, sourced)


def type_of(node: ScalarNode) -> Type:
    """The type that a value has by the way it is written; in quotes it is text."""
    text = node.text
    if not node.is_plain:
        return TEXT
    if text in ("yes", "no", "true", "false"):
        return YES_NO
    if _LOOKS_LIKE_DATE.match(text):
        return DATE
    unit = _UNIT.fullmatch(text)
    if unit is not None:
        return (
            WORKING_DAYS
            if unit["unit"].lower().startswith("w") and "d" in unit["unit"]
            else (DURATION)
        )
    if re.match(r"[-+.]?[0-9]", text):
        return NUMBER
    return TEXT

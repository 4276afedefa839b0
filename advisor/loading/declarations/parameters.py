"""Parameters, the numbers of the guidance: their types follow from how the values are written; and their use in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from advisor import ir
from advisor.diagnostics.amounts import is_currency
from advisor.diagnostics.suggestions import closest
from advisor.loading.declarations.citations import read_references
from advisor.loading.declarations.facts import read_bounds
from advisor.loading.declarations.lengths import unit_in_words
from advisor.loading.declarations.memo import Itself, Memo
from advisor.loading.declarations.node_reader import Fields, NodeReader, is_nothing
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert, has_bounds
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_PARAMETER_KEYS = ("value", "values", "min", "max", "title", "source")
_PARAMETER_HELPS = {
    **dict.fromkeys(("unit", "units"), "write it behind the number, as in `value: 5 days`"),
    "type": "leave it out: the type follows from how the value is written",
    **dict.fromkeys(
        ("range", "bounds", "limits"), "write `min` and `max`, each on a line of its own"
    ),
}
_LOOKS_LIKE_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\b")
_TIMES = (
    *("day", "days", "d", "calendar days", "business days", "week", "weeks", "w"),
    *("hour", "hours", "h", "minute", "minutes", "min", "second", "seconds", "sec"),
)
_UNIT = re.compile(r"-?[0-9]+(?:[.,][0-9]+)? *(?P<unit>[A-Za-z].*)")


def read_parameters(
    sections: Iterable[MapNode],
    sources: Mapping[str, ir.Citation] | None,
    reader: NodeReader,
    memo: Memo,
) -> dict[str, ir.Parameter]:
    """All parameters; those that have no readable value are of the error type."""
    parameters: dict[str, ir.Parameter] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in parameters:
                reader.declared_twice("the parameter", name, parameters[name.text].span)
            else:
                read = partial(_read_parameter, name, node, sources)
                parameters[name.text] = memo.part(
                    ("parameter", name.text),
                    (name, node, sources),
                    reader,
                    read,
                    path=name.span.path,
                )
    return parameters


def _read_parameter(
    name: ScalarNode, node: Node, sources: Mapping[str, ir.Citation] | None, reader: NodeReader
) -> ir.Parameter:
    reader.check_snake(name, "a parameter")
    reader.define(ir.NameKind.PARAMETER, name)
    if name.text == ir.TODAY:
        message = "`today` is a fact of every situation and cannot be a parameter"
        reader.report("ADV106", name.span, message, "choose another name")
    what = f"the parameter `{shown(name.text)}`"
    unread = ir.Parameter(name.text, ir.ERROR, "", name.span)
    said = shown(node.text) if isinstance(node, ScalarNode) and not node.is_none else None
    help = "write `value: …` under it" if said is None else f"write `{{value: {said}}}`"
    fields = reader.fields(node, what, help)
    if fields is None:
        return unread
    is_dated = fields.key("values") is not None
    fields.check_keys(_PARAMETER_KEYS, () if is_dated else ("value",), helps=_PARAMETER_HELPS)
    sourced, title = read_references(fields, sources), fields.text("title")
    if is_dated:
        return _read_dated(name, fields, title, sourced)
    scalar = fields.scalar("value")
    if scalar is None:
        return unread
    type_ = type_of(scalar)
    meant = _type_of_bounds(fields, scalar)
    if meant is not None:
        _report_not_as_its_bounds(scalar, meant, fields)
        minimum, maximum = read_bounds(fields, meant)
        assumed = minimum if minimum is not None else maximum if maximum is not None else 0
        # With the type of the bounds, what uses the parameter is not blamed for the value.
        return ir.Parameter(name.text, meant, assumed, name.span, title, minimum, maximum, sourced)
    value: ir.Value | Misfit = convert(scalar.text, type_)
    if isinstance(value, Misfit):
        reader.refuse(value, scalar)
        return unread
    minimum, maximum = read_bounds(fields, type_)
    entries = fields.body.entries
    written = {key.text: shown(n.text) for key, n in entries if isinstance(n, ScalarNode)}
    out = bounds_refusal(value, type_, minimum, maximum, written)
    if out is not None:
        reader.refuse(out, scalar, "ADV110")
    return ir.Parameter(name.text, type_, value, name.span, title, minimum, maximum, sourced)


def _read_dated(
    name: ScalarNode, fields: Fields, title: str | None, sources: tuple[str, ...]
) -> ir.Parameter:
    """A parameter with `values:`, each in force from its date on: `{2025-01-01: 20, 2026-01-01: 22}`."""
    single = fields.key("value")
    if single is not None:
        message = "`value` holds on all days, `values` by date"
        fields.report("ADV111", single.span, message, "leave out one of the two")
    unread = ir.Parameter(name.text, ir.ERROR, "", name.span)
    written = list(fields.entries("values", "write `2026-01-01: …` lines under it"))
    body, key = fields.body.get("values"), fields.key("values")
    if (
        not written
        and key is not None
        and (body is None or isinstance(body, MapNode) or is_nothing(body))
    ):
        help = "write `2026-01-01: …` for each day from which on a value holds"
        fields.report("ADV104", key.span, "nothing stands under `values`", help)
    scalars = {
        key: fields.as_scalar(node, f"the value from {shown(key.text)} on") for key, node in written
    }
    known = [scalar for scalar in scalars.values() if scalar is not None]
    if len(known) < len(scalars) or not known:
        return unread
    type_ = type_of(known[0])
    minimum, maximum = read_bounds(fields, type_)
    steps: dict[int, ir.Value] = {}
    for key, scalar in scalars.items():
        day = convert(key.text, ir.DATE)
        if isinstance(day, Misfit):
            fields.refuse(day, key)
            continue
        assert scalar is not None and isinstance(day, int)  # INVARIANT: so are days held
        value = convert(scalar.text, type_) if type_of(scalar) == type_ else None
        if value is None:
            message = f"`{shown(scalar.text)}` is not {ir.kind_words(type_)}, as the first value is"
            fields.report("ADV109", scalar.span, message, "write all values in the same way")
        elif isinstance(value, Misfit):
            fields.refuse(value, scalar)
        elif (out := bounds_refusal(value, type_, minimum, maximum)) is not None:
            fields.refuse(out, scalar, "ADV110")
        else:
            steps[day] = value
    if len(steps) < len(scalars):
        return unread
    ordered = tuple(sorted(steps.items()))
    value = ordered[-1][1]
    return ir.Parameter(
        name.text, type_, value, name.span, title, minimum, maximum, sources, steps=ordered
    )


def _type_of_bounds(fields: Fields, value: ScalarNode) -> ir.Type | None:
    """The type of `min` and `max`, where they agree that the value is not written as it should be.

    `{value: 7, min: 1 day, max: 9 days}`: a duration was meant, and its unit forgotten.
    """
    bounds = [node for key in ("min", "max") if isinstance(node := fields.node(key), ScalarNode)]
    types = {type_of(node) for node in bounds}
    own = type_of(value)
    if len(types) != 1 or own in types:
        return None
    [meant] = types
    is_without_unit = own == ir.NUMBER and meant in (ir.DURATION, ir.WORKING_DAYS, ir.PERIOD)
    is_outvoted = len(bounds) > 1 and meant != ir.NUMBER
    return meant if has_bounds(meant) and (is_without_unit or is_outvoted) else None


def _report_not_as_its_bounds(value: ScalarNode, meant: ir.Type, fields: Fields) -> None:
    units = {ir.DURATION: "days", ir.WORKING_DAYS: "working days", ir.PERIOD: "months"}
    names = {
        ir.DURATION: "a duration",
        ir.WORKING_DAYS: "a number of working days",
        ir.PERIOD: "a period",
        ir.DATE: "a date",
    }
    said = shown(value.text)
    read = convert(value.text, meant)
    if not isinstance(read, Misfit):
        help = f"write `{said}` without quotes"
    elif type_of(value) == ir.NUMBER and meant in units:
        unit = units[meant] if value.text != "1" else units[meant].removesuffix("s")
        help = f"write `{said} {unit}`"
    elif type_of(value) == ir.WORKING_DAYS and meant == ir.DURATION:
        days = said.replace("working ", "")
        help = f"`min` and `max` are in days: write `{days}`, or write them in working days, too"
    else:
        help = read.help or f"write {names[meant]}, as `min` and `max` are"
    fields.report("ADV109", value.span, f"`{said}` is not {names[meant]}", help)


def _type_of_unit(word: str) -> ir.Type:
    if word.startswith(("mo", "y", "quarter")):
        return ir.PERIOD
    if re.fullmatch(r"w[a-z]*[ -]?days?|(?:business|bank|office|week) ?days?", word):
        return ir.WORKING_DAYS
    # `5 dys` is a slip of `5 days`; `5 pounds` are a number with a unit that it does not need.
    return ir.NUMBER if closest(word, _TIMES) is None else ir.DURATION


def type_of(node: ScalarNode) -> ir.Type:
    """The type that a value has by the way it is written; in quotes it is text."""
    text = node.text
    if not node.is_plain:
        return ir.TEXT
    if text in ("yes", "no", "true", "false"):
        return ir.YES_NO
    if _LOOKS_LIKE_DATE.match(text):
        return ir.DATE
    if (word := unit_in_words(text)) is not None:
        return _type_of_unit(word)
    unit = _UNIT.fullmatch(text)
    if unit is not None:
        return _type_of_unit(unit["unit"].lower())
    if re.match(r"[-+.]?[0-9]", text[1:] if is_currency(text[:1]) else text):
        return ir.NUMBER
    return ir.TEXT


_IN_DRAFT = re.compile(r"\{[{%].*?(?:[%}]\}|\Z)", re.DOTALL)
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def with_told_parameters(pack: ir.Pack, memo: Memo) -> ir.Pack:
    """The pack with a fact of the situation for each parameter that a sentence or a draft names.

    A sentence holds facts. Where `Wait {patience} before you ask.` names a parameter, the situation gets a
    concluded fact of that name:

        parameters:                            entities:
          patience: {value: 1 week}              situation:
                                                   facts:
                                                     patience: {type: duration, concluded: yes, default: patience}
    """
    root = pack.entities[ir.SITUATION]
    taken = {name for entity in pack.entities.values() for name in (*entity.facts, *entity.several)}
    slots = (part for t in ir.sentences_of(pack) for part in t.parts if isinstance(part, ir.Slot))
    named = {slot.fact for slot in slots if slot.entity == ir.SITUATION} - root.facts.keys()
    for text in pack.drafts.values():
        inside = (name for tag in _IN_DRAFT.findall(text) for name in _NAME.findall(tag))
        named |= set(inside) - taken
    told = [p for p in pack.parameters.values() if p.name in named and p.can_be_told]
    if not told:
        return pack
    rests_on = Itself(root), *map(Itself, told)
    widened = memo.value("told parameters", rests_on, partial(_with_facts, root, told))
    return replace(pack, entities={**pack.entities, ir.SITUATION: widened})


def _with_facts(root: ir.EntityDeclaration, told: Iterable[ir.Parameter]) -> ir.EntityDeclaration:
    return replace(root, facts={**root.facts, **{one.name: _fact(one) for one in told}})


def _fact(parameter: ir.Parameter) -> ir.FactDeclaration:
    value: ir.Expression = ir.ParameterRef(parameter.name, parameter.type, parameter.span)
    if parameter.steps:
        today = ir.FactRef(0, ir.SITUATION, ir.TODAY, ir.DATE, parameter.span)
        value = ir.InForce(parameter.name, today, parameter.steps, parameter.type, parameter.span)
    return ir.FactDeclaration(
        parameter.name,
        ir.SITUATION,
        parameter.type,
        parameter.span,
        is_concluded=True,
        computed_default=value,
    )

"""The facts of an entity: their types, questions, bounds and defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration, Looks
from advisor.ir.types import DATE, DURATION, ERROR, NUMBER, TEXT, YES_NO, Kind, Type, Value
from advisor.loading.declarations.fields import Fields, fields_of
from advisor.loading.declarations.instances import SITUATION_KEYS
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert, has_bounds
from advisor.loading.declarations.schema import (
    as_scalar,
    check_snake,
    refused,
    text_of,
)
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

KEYS = (
    *("type", "ask", "help", "choices", "ordered", "required", "concluded", "default"),
    *("min", "max", "looks", "dates"),
)
_TYPES = {"yes-no": YES_NO, "number": NUMBER, "date": DATE, "duration": DURATION, "text": TEXT}
_OTHER_WORDS = {
    **dict.fromkeys(("bool", "boolean", "yes_no", "yesno", "flag", "yes/no"), "yes-no"),
    **dict.fromkeys(("int", "integer", "float", "decimal", "amount", "count"), "number"),
    **dict.fromkeys(("string", "str", "words", "name"), "text"),
    **dict.fromkeys(("days", "weeks", "period", "timespan", "interval"), "duration"),
    **dict.fromkeys(("enum", "choices", "option", "options", "select"), "choice"),
    **dict.fromkeys(("day", "datetime", "time"), "date"),
}


def read_fact(
    name: ScalarNode, node: Node, entity: str, found: list[Diagnostic]
) -> FactDeclaration:
    """Read one fact but for its sentences and expressions, which need all declarations.

    It has the error type where its own cannot be read, so that nothing is said about its uses.
    """
    check_snake(name, "a fact", found)
    _check_taken(name, entity, found)
    what = f"the fact `{shown(name.text)}`"
    fact = fields_of(node, what, found, help="write `type:` and `ask:` under it")
    if fact is None:
        return FactDeclaration(name.text, entity, ERROR, name.span)
    fact.check_keys(KEYS, ("type",))
    type_, words = _read_type(fact)
    is_concluded, is_required = fact.yes_no("concluded"), fact.yes_no("required")
    help = fact.text("help")
    if is_concluded:
        _refuse_beside_concluded(fact)
    if type_ is None:
        return FactDeclaration(name.text, entity, ERROR, name.span, is_concluded=is_concluded)
    minimum, maximum = read_bounds(fact, type_)
    looks = None if is_concluded else _read_looks(fact, type_)
    declared = FactDeclaration(
        name=name.text,
        entity=entity,
        type=type_,
        span=name.span,
        help=help,
        words=words,
        is_required=is_required,
        is_concluded=is_concluded,
        minimum=minimum,
        maximum=maximum,
        looks=looks,
        dates=None if is_concluded else _read_dates(fact, looks),
    )
    return declared if is_concluded else replace(declared, default=_read_default(fact, declared))


def _read_looks(fact: Fields, type_: Type) -> Looks | None:
    key = fact.key("looks")
    if fact.node("looks") is None or key is None:
        return None
    word = fact.word("looks", [one.value for one in Looks])
    if type_ != DATE:
        message = "`looks` belongs to facts whose type is `date`"
        fact.report("ADV111", key.span, message, "write `type: date`, or leave out `looks`")
        return None
    return None if word is None else Looks(word)


def _read_dates(fact: Fields, looks: Looks | None) -> str | None:
    """The name under `dates`; whether there is such a fact is for `check_dates` to say."""
    key = fact.key("dates")
    if fact.node("dates") is None or key is None:
        return None
    name = fact.scalar("dates", help="write the name of a yes-no fact")
    if looks is Looks.BACK:
        return None if name is None else name.text
    if fact.body.get("looks") is None or looks is Looks.AHEAD:
        message = "`dates` belongs to dates of what has happened"
        fact.report("ADV111", key.span, message, "write `looks: back`, or leave out `dates`")
    return None


def check_dates(
    facts: Mapping[str, FactDeclaration],
    bodies: Mapping[str, Node],
    found: list[Diagnostic],
) -> dict[str, FactDeclaration]:
    """The facts of one entity, without `dates` where it names no stated yes-no fact of that entity."""
    checked = dict(facts)
    for name, fact in facts.items():
        body = bodies[name]
        node = body.get("dates") if isinstance(body, MapNode) else None
        if fact.dates is None or not isinstance(node, ScalarNode):
            continue
        dated = facts.get(fact.dates)
        if dated is not None and dated.type in (YES_NO, ERROR) and not dated.is_concluded:
            continue
        checked[name] = replace(fact, dates=None)
        found.append(_no_yes_no(fact, dated, node, facts))
    return checked


def _no_yes_no(
    fact: FactDeclaration,
    dated: FactDeclaration | None,
    node: ScalarNode,
    facts: Mapping[str, FactDeclaration],
) -> Diagnostic:
    names = [f.name for f in facts.values() if f.type == YES_NO and not f.is_concluded]
    there_are = f"the yes-no facts there are {listed(names)}" if names else None
    help = did_you_mean(node.text, names) or there_are or "leave out `dates`"
    if dated is None:
        what = f"`{fact.entity}` has no fact `{shown(node.text)}` that this could be the day of"
    elif dated.is_concluded:
        what = f"`{dated.name}` is concluded by rules; `dates` names a fact that people state"
    else:
        what = f"`{dated.name}` is a {dated.type.kind.value} and has no day; `dates` names a yes-no fact"
    return Diagnostic("ADV138", what, node.span, help=help)


def _check_taken(name: ScalarNode, entity: str, found: list[Diagnostic]) -> None:
    if name.text == TODAY:
        message = "`today` is built in: every situation has it"
    elif entity == SITUATION and name.text in SITUATION_KEYS:
        message = f"`{name.text}` is a key of every situation file and cannot be a fact or list"
    else:
        return
    found.append(Diagnostic("ADV106", message, name.span, help="choose another name"))


def _read_type(fact: Fields) -> tuple[Type | None, dict[str, str]]:
    """The type, if it can be read, and the words of its choices."""
    name = fact.scalar("type")
    if name is None:
        return None, {}
    if name.text == "choice":
        is_ordered = fact.word("ordered", ("best first",)) is not None
        words = _read_choices(fact)
        return (Type(Kind.CHOICE, tuple(words), is_ordered) if words else None), words
    type_ = _TYPES.get(name.text)
    if type_ is None:
        fact.found.append(_unknown_type(name))
        return None, {}
    for key in (fact.key("choices"), fact.key("ordered")):
        if key is not None:
            message = f"`{key.text}` belongs to facts whose type is `choice`"
            help = f"write `type: choice`, or leave out `{key.text}`"
            fact.report("ADV111", key.span, message, help)
    return type_, {}


def _unknown_type(scalar: ScalarNode) -> Diagnostic:
    names = (*_TYPES, "choice")
    instead = _OTHER_WORDS.get(scalar.text.lower())
    help = f"did you mean `{instead}`?" if instead else did_you_mean(scalar.text, names)
    if scalar.text.lower().replace("-", " ").startswith("working day"):
        help = "facts cannot be working days: use `duration`, or `number`"
    return Diagnostic(
        "ADV108",
        f"there is no type `{shown(scalar.text)}`",
        scalar.span,
        help=help or f"the types are {listed(names)}",
    )


def _read_choices(fact: Fields) -> dict[str, str]:
    """Each choice with its words for the reader."""
    if fact.node("choices") is None:
        key = fact.key("choices") or fact.key("type")
        help = "add `choices:` and under it a line `name: Words for the reader` for each"
        at = key.span if key is not None else fact.body.span
        fact.report("ADV102", at, "a choice lacks `choices`", help)
        return {}
    choices = fact.map("choices", "write `name: Words for the reader` for each choice")
    words: dict[str, str] = {}
    for key, value in choices.entries if choices is not None else ():
        if key.text in ("yes", "no"):
            help = "use `type: yes-no`, or longer names"
            fact.report("ADV106", key.span, f"`{key.text}` cannot be a choice", help)
        else:
            check_snake(key, "a choice", fact.found)
        what = f"the choice `{shown(key.text)}`"
        words[key.text] = text_of(value, what, fact.found) or key.text
    if choices is not None and not words:
        fact.report("ADV104", choices.span, "`choices` is empty", "add a choice")
    return words


def _refuse_beside_concluded(fact: Fields) -> None:
    for name in ("ask", "required", "min", "max", "looks", "dates"):
        key = fact.key(name)
        if key is not None:
            message = f"`{name}` belongs to facts that people state; this one is concluded by rules"
            fact.report("ADV111", key.span, message, f"leave out `{name}`, or `concluded`")


def read_bounds(fields: Fields, type_: Type) -> tuple[int | None, int | None]:
    """`min` and `max`, in the unit of the type."""
    minimum, _ = _read_bound(fields, "min", type_)
    maximum, node = _read_bound(fields, "max", type_)
    if minimum is not None and maximum is not None and minimum > maximum and node is not None:
        fields.report("ADV110", node.span, "`max` is less than `min`", "exchange the two")
        return None, None
    return minimum, maximum


def _read_bound(fields: Fields, name: str, type_: Type) -> tuple[int | None, ScalarNode | None]:
    key, node = fields.key(name), fields.scalar(name)
    if key is None or node is None:
        return None, None
    if not has_bounds(type_):
        message = f"`{name}` makes no sense for values of the kind `{type_.kind.value}`"
        fields.report("ADV111", key.span, message, f"leave out `{name}`")
        return None, None
    value = convert(node.text, type_)
    if isinstance(value, Misfit):
        fields.found.append(refused(value, node))
    return (value if isinstance(value, int) else None), node


def _read_default(fact: Fields, declared: FactDeclaration) -> Value | None:
    """The stated fact's value where a situation says nothing of it."""
    key, node = fact.key("default"), fact.body.get("default")
    if key is None or node is None:
        return None
    if declared.is_required:
        message = "a required fact is always stated, so its `default` is never used"
        fact.report("ADV111", key.span, message, "leave out `required`, or `default`")
    help: str | None = "write a value, or leave out `default`"
    scalar = as_scalar(node, "`default`", fact.found, help=help)
    if scalar is None:
        return None
    value = convert(scalar.text, declared.type, declared.words)
    if isinstance(value, Misfit):
        help = value.help
        is_expression = any(sign in scalar.text for sign in ("(", " + ", " - ", " is "))
        if is_expression or scalar.text == TODAY:
            help = "only the default of a fact with `concluded: yes` is an expression"
        fact.found.append(refused(Misfit(value.message, help), scalar))
        return None
    out = bounds_refusal(value, declared.type, declared.minimum, declared.maximum)
    if out is not None:
        fact.found.append(refused(out, scalar, "ADV110"))
        return None
    return value

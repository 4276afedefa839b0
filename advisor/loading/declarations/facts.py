"""The facts of an entity: their types, questions, bounds and defaults."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import SITUATION, TODAY, FactDeclaration, Looks
from advisor.ir.types import DATE, DURATION, NUMBER, TEXT, YES_NO, Kind, Type, Value
from advisor.loading.declarations.instances import SITUATION_KEYS
from advisor.loading.declarations.scalars import Refusal, bounds_refusal, convert, has_bounds
from advisor.loading.declarations.schema import (
    as_map,
    as_scalar,
    check_keys,
    check_snake,
    given,
    one_of_words,
    optional_text,
    refused,
    text_of,
    yes_no,
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
) -> FactDeclaration | None:
    """Read one fact but for its sentences and expressions, which need all declarations.

    None where its type is not known, so that nothing can be said about its uses.
    """
    check_snake(name, "a fact", found)
    _check_taken(name, entity, found)
    what = f"the fact `{shown(name.text)}`"
    body = as_map(node, what, found, help="write `type:` and `ask:` under it")
    if body is None:
        return None
    check_keys(body, KEYS, ("type",), what, found)
    type_, words = _read_type(body, found)
    is_concluded = yes_no(body, "concluded", found)
    is_required = yes_no(body, "required", found)
    help = optional_text(body, "help", found)
    if is_concluded:
        _refuse_beside_concluded(body, found)
    if type_ is None:
        return None
    minimum, maximum = read_bounds(body, type_, found)
    looks = None if is_concluded else _read_looks(body, type_, found)
    default: Value | None = None
    if not is_concluded and body.get("default") is not None:
        default = _read_default(body, type_, words, is_required, minimum, maximum, found)
    return FactDeclaration(
        name=name.text,
        entity=entity,
        type=type_,
        span=name.span,
        help=help,
        words=words,
        is_required=is_required,
        is_concluded=is_concluded,
        default=default,
        minimum=minimum,
        maximum=maximum,
        looks=looks,
        dates=None if is_concluded else _read_dates(body, looks, found),
    )


def _read_looks(body: MapNode, type_: Type, found: list[Diagnostic]) -> Looks | None:
    node, key = given(body, "looks"), body.key("looks")
    if node is None or key is None:
        return None
    word = one_of_words(node, [one.value for one in Looks], "`looks`", found)
    if type_ != DATE:
        found.append(
            Diagnostic(
                "ADV111",
                "`looks` belongs to facts whose type is `date`",
                key.span,
                help="write `type: date`, or leave out `looks`",
            )
        )
        return None
    return None if word is None else Looks(word)


def _read_dates(body: MapNode, looks: Looks | None, found: list[Diagnostic]) -> str | None:
    """The name under `dates`; whether there is such a fact is for `check_dates` to say."""
    node, key = given(body, "dates"), body.key("dates")
    if node is None or key is None:
        return None
    scalar = as_scalar(node, "`dates`", found, help="write the name of a yes-no fact")
    if looks is Looks.BACK:
        return None if scalar is None else scalar.text
    if body.get("looks") is None or looks is Looks.AHEAD:
        found.append(
            Diagnostic(
                "ADV111",
                "`dates` belongs to dates of what has happened",
                key.span,
                help="write `looks: back`, or leave out `dates`",
            )
        )
    return None


def check_dates(
    facts: Mapping[str, FactDeclaration],
    bodies: Mapping[str, Node],
    broken: Collection[str],
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
        if dated is not None and dated.type == YES_NO and not dated.is_concluded:
            continue
        checked[name] = replace(fact, dates=None)
        if fact.dates not in broken:
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


def _read_type(body: MapNode, found: list[Diagnostic]) -> tuple[Type | None, dict[str, str]]:
    node = given(body, "type")
    if node is None:
        return None, {}
    scalar = as_scalar(node, "`type`", found)
    if scalar is None:
        return None, {}
    if scalar.text == "choice":
        is_ordered = _read_ordered(body, found)
        words = _read_choices(body, found)
        if not words:
            return None, {}
        return Type(Kind.CHOICE, tuple(words), is_ordered), words
    type_ = _TYPES.get(scalar.text)
    if type_ is None:
        found.append(_unknown_type(scalar))
        return None, {}
    found.extend(
        Diagnostic(
            "ADV111",
            f"`{key.text}` belongs to facts whose type is `choice`",
            key.span,
            help=f"write `type: choice`, or leave out `{key.text}`",
        )
        for key in (body.key("choices"), body.key("ordered"))
        if key is not None
    )
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


def _read_ordered(body: MapNode, found: list[Diagnostic]) -> bool:
    node = given(body, "ordered")
    if node is None:
        return False
    return one_of_words(node, ("best first",), "`ordered`", found) is not None


def _read_choices(body: MapNode, found: list[Diagnostic]) -> dict[str, str]:
    node = given(body, "choices")
    if node is None:
        key = body.key("choices") or body.key("type")
        found.append(
            Diagnostic(
                "ADV102",
                "a choice lacks `choices`",
                key.span if key is not None else body.span,
                help="add `choices:` and under it a line `name: Words for the reader` for each",
            )
        )
        return {}
    choices = as_map(
        node, "`choices`", found, help="write `name: Words for the reader` for each choice"
    )
    words: dict[str, str] = {}
    for key, value in choices.entries if choices is not None else ():
        if key.text in ("yes", "no"):
            found.append(
                Diagnostic(
                    "ADV106",
                    f"`{key.text}` cannot be a choice",
                    key.span,
                    help="use `type: yes-no`, or longer names",
                )
            )
        else:
            check_snake(key, "a choice", found)
        words[key.text] = text_of(value, f"the choice `{shown(key.text)}`", found) or key.text
    if choices is not None and not words:
        found.append(Diagnostic("ADV104", "`choices` is empty", choices.span, help="add a choice"))
    return words


def _refuse_beside_concluded(body: MapNode, found: list[Diagnostic]) -> None:
    for name in ("ask", "required", "min", "max", "looks", "dates"):
        key = body.key(name)
        if key is not None:
            found.append(
                Diagnostic(
                    "ADV111",
                    f"`{name}` belongs to facts that people state; this one is concluded by rules",
                    key.span,
                    help=f"leave out `{name}`, or `concluded`",
                )
            )


def read_bounds(
    body: MapNode, type_: Type, found: list[Diagnostic]
) -> tuple[int | None, int | None]:
    """`min` and `max`, in the unit of the type."""
    values: list[int | None] = []
    nodes: list[ScalarNode | None] = []
    for name in ("min", "max"):
        node, key = given(body, name), body.key(name)
        scalar = as_scalar(node, f"`{name}`", found) if node is not None else None
        value: Value | Refusal | None = None
        if scalar is not None and key is not None and not has_bounds(type_):
            found.append(
                Diagnostic(
                    "ADV111",
                    f"`{name}` makes no sense for values of the kind `{type_.kind.value}`",
                    key.span,
                    help=f"leave out `{name}`",
                )
            )
        elif scalar is not None:
            value = convert(scalar.text, type_)
            if isinstance(value, Refusal):
                found.append(refused(value, scalar))
        values.append(value if isinstance(value, int) else None)
        nodes.append(scalar)
    minimum, maximum = values
    if minimum is not None and maximum is not None and minimum > maximum and nodes[1] is not None:
        found.append(
            Diagnostic(
                "ADV110",
                "`max` is less than `min`",
                nodes[1].span,
                help="exchange the two",
            )
        )
        return None, None
    return minimum, maximum


def _read_default(
    body: MapNode,
    type_: Type,
    words: dict[str, str],
    is_required: bool,
    minimum: int | None,
    maximum: int | None,
    found: list[Diagnostic],
) -> Value | None:
    key, node = body.key("default"), body.get("default")
    assert key is not None and node is not None
    if is_required:
        found.append(
            Diagnostic(
                "ADV111",
                "a required fact is always stated, so its `default` is never used",
                key.span,
                help="leave out `required`, or `default`",
            )
        )
    scalar = as_scalar(node, "`default`", found, help="write a value, or leave out `default`")
    if scalar is None:
        return None
    value = convert(scalar.text, type_, words)
    if isinstance(value, Refusal):
        help = value.help
        if any(sign in scalar.text for sign in ("(", " + ", " - ", " is ")) or (
            scalar.text == TODAY
        ):
            help = "only the default of a fact with `concluded: yes` is an expression"
        found.append(refused(Refusal(value.message, help), scalar))
        return None
    out = bounds_refusal(value, type_, minimum, maximum)
    if out is not None:
        found.append(refused(out, scalar, "ADV110"))
        return None
    return value

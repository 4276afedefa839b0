"""Facts of an entity: types, choices, bounds, looks and defaults, then their sentences and expressions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.asking import read_ask_if, read_usual
from advisor.loading.declarations.instances import SITUATION_KEYS
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.declarations.scalars import Misfit, convert, has_bounds, refusal_by
from advisor.loading.declarations.several_choices import SEVERAL
from advisor.loading.declarations.symbol_table import Declarations, EntityFields
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_Spellings: TypeAlias = tuple[
    tuple[str, str], ...
]  # how a choice is written elsewhere, and the choice
_FACT_HELPS = {
    "optional": "leave it out: whatever is not `required: yes` may be left open",
    **dict.fromkeys(
        ("unit", "units", "currency"), "leave it out, and name the unit in the question"
    ),
    "format": "leave it out: a date is written `2026-11-22`, and read in many ways when it is asked for",
    "label": "write `ask` for its question, or `says` for how an explanation tells it",
}
_FACT_KEYS = (
    *("type", "ask", "help", "choices", "ordered", "required", "concluded", "default"),
    *("min", "max", "whole", "looks", "dates", "stale_after", "ask_if", "usual", "immutable"),
    *("says", "result"),
)
_TYPES = {
    "yes-no": ir.YES_NO,
    "number": ir.NUMBER,
    "date": ir.DATE,
    "duration": ir.DURATION,
    "period": ir.PERIOD,
    "text": ir.TEXT,
}
_OTHER_WORDS = {
    **dict.fromkeys(("bool", "boolean", "yes_no", "yesno", "flag", "yes/no"), "yes-no"),
    **dict.fromkeys(("int", "integer", "float", "decimal", "amount", "count"), "number"),
    **dict.fromkeys(("whole number", "whole", "money", "currency", "price", "percent"), "number"),
    **dict.fromkeys(("string", "str", "words", "name"), "text"),
    **dict.fromkeys(("days", "weeks", "timespan", "interval"), "duration"),
    **dict.fromkeys(("months", "years", "age", "month", "year"), "period"),
    **dict.fromkeys(("enum", "choices", "option", "options", "select"), "choice"),
    **dict.fromkeys(("checkboxes", "flags", "many"), "several"),
    **dict.fromkeys(("day", "datetime", "datum", "time"), "date"),
}


def complete_fact(
    outlined: ir.FactDeclaration, node: MapNode, all_declared: Declarations, reader: NodeReader
) -> ir.FactDeclaration:
    """The fact with its sentences and its computed default, once everything is declared."""
    what = f"the fact `{shown(outlined.name)}`"
    fact = EntityFields(node, what, reader, all_declared, outlined.entity)
    declared = outlined
    if fact.node("says") is not None:
        declared = replace(declared, says=fact.template("says"))
    if not declared.is_concluded:
        ask = fact.template("ask") if fact.node("ask") is not None else None
        return replace(declared, ask=ask, ask_if=read_ask_if(fact, declared))
    if fact.node("result") is not None:
        declared = replace(declared, result=fact.template("result"))
    if fact.node("default") is not None:
        return replace(declared, computed_default=fact.expression("default", declared.type))
    return declared


def read_fact(name: ScalarNode, node: Node, entity: str, reader: NodeReader) -> ir.FactDeclaration:
    """Read one fact but for its sentences and expressions, which need all declarations.

    It has the error type where its own cannot be read, so that nothing is said about its uses.
    """
    reader.check_snake(name, "a fact")
    reader.define(ir.NameKind.FACT, name, entity)
    check_taken(name, entity, reader)
    what = f"the fact `{shown(name.text)}`"
    fact = reader.fields(node, what, help="write `type:` and `ask:` under it")
    if fact is None:
        return ir.FactDeclaration(name.text, entity, ir.ERROR, name.span)
    fact.check_keys(_FACT_KEYS, ("type",), helps=_FACT_HELPS)
    type_, words = _read_type(fact, (entity, name.text))
    is_concluded, is_required = fact.yes_no("concluded"), fact.yes_no("required")
    help = fact.text("help")
    if is_concluded:
        _refuse_beside_concluded(fact)
    elif (result := fact.key("result")) is not None:
        message = "`result` belongs to facts that rules conclude; this one is stated by people"
        fact.report("ADV111", result.span, message, "leave out `result`, or write `concluded: yes`")
    if type_ is None:
        return ir.FactDeclaration(name.text, entity, ir.ERROR, name.span, is_concluded=is_concluded)
    minimum, maximum = read_bounds(fact, type_)
    looks = None if is_concluded else _read_looks(fact, type_)
    declared = ir.FactDeclaration(
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
        is_whole=not is_concluded and _read_whole(fact, type_),
        looks=looks,
        dates=None if is_concluded else _read_dates(fact, looks),
        stale_after=None if is_concluded else _read_stale_after(fact, is_required),
    )
    if is_concluded:
        return declared
    return replace(
        _with_immutable(declared, fact),
        default=_read_default(fact, declared),
        usual=read_usual(fact, declared),
    )


def _with_immutable(declared: ir.FactDeclaration, fact: Fields) -> ir.FactDeclaration:
    """The fact with what stands under `immutable`: yes, or a list of choices that never come again."""
    if not isinstance(fact.node("immutable"), ListNode):
        return replace(declared, is_immutable=fact.yes_no("immutable"))
    choices = declared.type.choices
    names = fact.names("immutable")
    for name in names:
        fact.use_choice(declared.type, name)
        if name.text not in choices and declared.type is not ir.ERROR:
            fact.unknown(name, "choice", choices, "ADV108")
    return replace(declared, never_again=tuple(n.text for n in names if n.text in choices))


def _read_whole(fact: Fields, type_: ir.Type) -> bool:
    key, is_whole = fact.key("whole"), fact.yes_no("whole")
    if key is not None and type_ != ir.NUMBER:
        message = "`whole` belongs to facts whose type is `number`"
        fact.report("ADV111", key.span, message, "write `type: number`, or leave out `whole`")
    return is_whole and type_ == ir.NUMBER


def _read_looks(fact: Fields, type_: ir.Type) -> ir.Looks | None:
    key = fact.key("looks")
    if fact.node("looks") is None or key is None:
        return None
    word = fact.word("looks", [one.value for one in ir.Looks])
    if type_ != ir.DATE:
        message = "`looks` belongs to facts whose type is `date`"
        fact.report("ADV111", key.span, message, "write `type: date`, or leave out `looks`")
        return None
    return None if word is None else ir.Looks(word)


def _read_dates(fact: Fields, looks: ir.Looks | None) -> str | None:
    """The name under `dates`; whether there is such a fact is for `check_dates` to say."""
    key = fact.key("dates")
    if fact.node("dates") is None or key is None:
        return None
    name = fact.scalar("dates", help="write the name of a yes-no fact or a choice")
    if looks is ir.Looks.BACK:
        return None if name is None else name.text
    if fact.body.get("looks") is None or looks is ir.Looks.AHEAD:
        message = "`dates` belongs to dates of what has happened"
        fact.report("ADV111", key.span, message, "write `looks: back`, or leave out `dates`")
    return None


def _read_stale_after(fact: Fields, is_required: bool) -> int | None:
    """After how many days a `none` is old; facts that cannot be none have no such time."""
    key, node = fact.key("stale_after"), fact.scalar("stale_after", help="write `2 weeks`")
    if key is None or node is None:
        return None
    if is_required or fact.node("default") is not None:
        always = "required" if is_required else "default"
        message = "`stale_after` says how long a `none` holds, and this fact is never none"
        fact.report("ADV111", key.span, message, f"leave out `stale_after`, or `{always}`")
        return None
    value = convert(node.text, ir.DURATION)
    if isinstance(value, Misfit):
        fact.refuse(value, node)
        return None
    if not isinstance(value, int) or value < 1:
        message = "`stale_after` is a day at least"
        fact.report("ADV110", node.span, message, "write `1 day` or more")
        return None
    return value


def check_dates(
    facts: Mapping[str, ir.FactDeclaration],
    bodies: Mapping[str, Node],
    reader: NodeReader,
) -> dict[str, ir.FactDeclaration]:
    """The facts of one entity, without `dates` where it names no stated yes-no fact or choice of it."""
    checked = dict(facts)
    for name, fact in facts.items():
        body = bodies.get(name)
        node = body.get("dates") if isinstance(body, MapNode) else None
        if fact.dates is None or not isinstance(node, ScalarNode):
            continue
        dated = facts.get(fact.dates)
        if dated is not None:
            reader.use(ir.Symbol(ir.NameKind.FACT, node.text, (fact.entity,)), node)
        if dated is not None and not dated.is_concluded and _may_have_a_day(dated):
            continue
        checked[name] = replace(fact, dates=None)
        _report_no_day(fact, dated, node, facts, reader)
    return checked


def _may_have_a_day(fact: ir.FactDeclaration) -> bool:
    return fact.type == ir.ERROR or fact.type.kind in (ir.Kind.YES_NO, ir.Kind.CHOICE)


def _report_no_day(
    fact: ir.FactDeclaration,
    dated: ir.FactDeclaration | None,
    node: ScalarNode,
    facts: Mapping[str, ir.FactDeclaration],
    reader: NodeReader,
) -> None:
    names = [
        f.name
        for f in facts.values()
        if f.type != ir.ERROR and _may_have_a_day(f) and not f.is_concluded
    ]
    there_are = f"those there are {listed(names)}" if names else None
    help = did_you_mean(node.text, names) or there_are or "leave out `dates`"
    if dated is None:
        what = f"`{fact.entity}` has no fact `{shown(node.text)}` that this could be the day of"
    elif dated.is_concluded:
        what = f"`{dated.name}` is concluded by rules; `dates` names a fact that people state"
    else:
        what = f"`{dated.name}` is a {dated.type.kind.value} and has no day; `dates` names a yes-no fact or a choice"
    reader.report("ADV138", node.span, what, help)


def check_taken(name: ScalarNode, entity: str, reader: NodeReader) -> None:
    """Report a name that something of every situation has already."""
    if name.text == ir.TODAY:
        message = "`today` is built in: every situation has it"
    elif entity == ir.SITUATION and name.text in SITUATION_KEYS:
        message = f"`{name.text}` is a key of every situation file and cannot be a fact or list"
    else:
        return
    reader.report("ADV106", name.span, message, "choose another name")


def _read_type(fact: Fields, of: tuple[str, str]) -> tuple[ir.Type | None, dict[str, str]]:
    """The type, if it can be read, and the words of its choices."""
    name = fact.scalar("type")
    if name is None:
        return None, {}
    if name.text == "choice":
        fact.word("ordered", ("best first",))
        is_ordered = fact.node("ordered") is not None  # whatever was written, some order was meant
        words, also = read_choices(fact, of)
        return (
            ir.Type(ir.Kind.CHOICE, tuple(words), is_ordered, also, of) if words else None
        ), words
    type_ = _TYPES.get(name.text)
    if type_ is None:
        _report_unknown_type(name, fact)
        return None, {}
    for key in (fact.key("choices"), fact.key("ordered")):
        if key is not None:
            message = f"`{key.text}` belongs to facts whose type is `choice`"
            help = f"write `type: choice`, or leave out `{key.text}`"
            fact.report("ADV111", key.span, message, help)
    return type_, {}


def _report_unknown_type(scalar: ScalarNode, fact: Fields) -> None:
    names = (*_TYPES, "choice", SEVERAL)
    instead = _OTHER_WORDS.get(scalar.text.lower())
    help = f"did you mean `{instead}`?" if instead else did_you_mean(scalar.text, names)
    if scalar.text.lower() in ("integer", "int", "whole", "count"):
        help = "write `type: number`, and `whole: yes` beside it"
    if scalar.text.lower().replace("-", " ").startswith("working day"):
        help = "facts cannot be working days: use `duration`, or `number`"
    if scalar.text.lower() in ("choices", "multiple", "multiselect", "list", "set"):
        help = "write `type: choice` for one of them, `type: several` for any number of them"
    help = help or f"the types are {listed(names)}"
    fact.report("ADV108", scalar.span, f"there is no type `{shown(scalar.text)}`", help)


def read_choices(fact: Fields, of: tuple[str, str]) -> tuple[dict[str, str], _Spellings]:
    """Each choice with its words for the reader, and other spellings with the choice they stand for.

    Shape: `of` are the entity and the fact.
    """
    if fact.node("choices") is None:
        key = fact.key("choices") or fact.key("type")
        help = "add `choices:` and under it a line `name: Words for the reader` for each"
        at = key.span if key is not None else fact.body.span
        fact.report("ADV102", at, "a choice lacks `choices`", help)
        return {}, ()
    choices = fact.map("choices", "write `name: Words for the reader` for each choice")
    words: dict[str, str] = {}
    spellings: list[tuple[ScalarNode, str]] = []
    for key, value in choices.entries if choices is not None else ():
        fact.define(ir.NameKind.CHOICE, key, *of)
        if key.text in ("yes", "no"):
            help = "use `type: yes-no`, or longer names"
            fact.report("ADV106", key.span, f"`{key.text}` cannot be a choice", help)
        else:
            fact.check_snake(key, "a choice")
        what = f"the choice `{shown(key.text)}`"
        if isinstance(value, MapNode):
            choice = Fields(value, what, fact)
            choice.check_keys(("words", "also"), ("words",))
            words[key.text] = choice.text("words") or key.text
            spellings += [(spelling, key.text) for spelling in choice.names("also")]
        else:
            words[key.text] = fact.text_of(value, what) or key.text
    if choices is not None and not words:
        fact.report("ADV104", choices.span, "`choices` is empty", "add a choice")
    return words, _unique_spellings(spellings, words, fact)


def _unique_spellings(
    spellings: Sequence[tuple[ScalarNode, str]], words: Mapping[str, str], fact: Fields
) -> _Spellings:
    """Those that stand for one choice only; the others are reported."""
    kept: dict[str, tuple[ScalarNode, str]] = {}
    for node, choice in spellings:
        if node.text in words:
            message = f"`{shown(node.text)}` is a choice itself and cannot be another spelling"
            fact.report("ADV107", node.span, message, "leave it out")
        elif node.text in kept:
            first, other = kept[node.text]
            message = f"`{shown(node.text)}` cannot stand for `{choice}` and for `{other}`"
            related = ((first.span, "first written here"),)
            fact.report("ADV107", node.span, message, "leave one of the two out", related=related)
        else:
            kept[node.text] = node, choice
    return tuple((spelling, choice) for spelling, (_, choice) in kept.items())


def _refuse_beside_concluded(fact: Fields) -> None:
    for name in (
        *("ask", "required", "min", "max", "whole", "looks", "dates", "stale_after"),
        *("ask_if", "usual", "immutable"),
    ):
        key = fact.key(name)
        if key is not None:
            message = f"`{name}` belongs to facts that people state; this one is concluded by rules"
            fact.report("ADV111", key.span, message, f"leave out `{name}`, or `concluded`")


def read_bounds(fields: Fields, type_: ir.Type) -> tuple[int | None, int | None]:
    """`min` and `max`, in the unit of the type."""
    minimum, _ = _read_bound(fields, "min", type_)
    maximum, node = _read_bound(fields, "max", type_)
    if minimum is not None and maximum is not None and minimum > maximum and node is not None:
        fields.report("ADV110", node.span, "`max` is less than `min`", "exchange the two")
        return None, None
    return minimum, maximum


def _read_bound(fields: Fields, name: str, type_: ir.Type) -> tuple[int | None, ScalarNode | None]:
    key, node = fields.key(name), fields.scalar(name)
    if key is None or node is None:
        return None, None
    if not has_bounds(type_):
        message = f"`{name}` makes no sense for values of the kind `{type_.kind.value}`"
        fields.report("ADV111", key.span, message, f"leave out `{name}`")
        return None, None
    value = convert(node.text, type_)
    if isinstance(value, Misfit):
        fields.refuse(value, node)
    return (value if isinstance(value, int) else None), node


def _read_default(fact: Fields, declared: ir.FactDeclaration) -> ir.Value | None:
    """The stated fact's value where a situation says nothing of it."""
    key, node = fact.key("default"), fact.body.get("default")
    if key is None or node is None:
        return None
    if declared.is_required:
        message = "a required fact is always stated, so its `default` is never used"
        fact.report("ADV111", key.span, message, "leave out `required`, or `default`")
    help: str | None = "write a value, or leave out `default`"
    scalar = fact.as_scalar(node, "`default`", help=help)
    if scalar is None:
        return None
    fact.use_choice(declared.type, scalar)
    value = convert(scalar.text, declared.type, declared.words)
    if isinstance(value, Misfit):
        help = value.help
        is_expression = any(sign in scalar.text for sign in ("(", " + ", " - ", " is "))
        if is_expression or scalar.text == ir.TODAY:
            help = "only the default of a fact with `concluded: yes` is an expression"
        fact.refuse(Misfit(value.message, help), scalar)
        return None
    out = refusal_by(declared, value)
    if out is not None:
        fact.refuse(out, scalar, "ADV110")
        return None
    return value

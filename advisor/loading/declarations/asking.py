"""What only the questionnaire reads: when a question makes sense, what is usual, what is asked together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from advisor import ir
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.node_reader import Fields, NodeReader
from advisor.loading.declarations.scalars import Misfit, convert, refusal_by
from advisor.loading.declarations.symbol_table import EntityFields
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_NONE, _OTHER = "none", "other"
_MOSTLY, _SELDOM = 9, 1  # the weights of `usual: yes`: nine in ten
_HEAVIEST = 1_000_000


class Asking(TypedDict):
    """What the questionnaire needs to know of an entity, under the names of `EntityDeclaration`."""

    ask_first: ir.Template | None
    ask_more: ir.Template | None
    asked_by: str | None
    ask_if: ir.Expression | None
    one_question: ir.OneQuestion | None


def read_asking(fields: EntityFields, entity: ir.EntityDeclaration) -> Asking:
    """How the items of an entity are asked for, and which of its facts are asked together.

    The sentences for its list, and `ask_if`, are said of the instance around.
    """
    around = entity.within or ir.SITUATION
    outside = EntityFields(fields.body, fields.what, fields, fields.declared, around)
    is_root = entity.name == ir.SITUATION
    return Asking(
        ask_first=None if is_root else outside.template("ask_first"),
        ask_more=None if is_root else outside.template("ask_more"),
        asked_by=None if is_root else _read_asked_by(fields, entity),
        ask_if=None if is_root else outside.expression("ask_if", ir.YES_NO),
        one_question=_read_one_question(fields, entity),
    )


def read_ask_if(fact: EntityFields, declared: ir.FactDeclaration) -> ir.Expression | None:
    """The condition under which the question makes sense; a needed fact is always asked for."""
    key = fact.key("ask_if")
    if key is not None and declared.is_required:
        message = "a required fact is always asked for, so its `ask_if` is never used"
        fact.report("ADV111", key.span, message, "leave out `required`, or `ask_if`")
        return None
    return fact.expression("ask_if", ir.YES_NO)


def read_usual(fact: Fields, declared: ir.FactDeclaration) -> ir.Usual | None:
    """`usual: yes`, `usual: none`, or a weight for each answer: `usual: {email: 3, phone: 1}`."""
    key, node = fact.key("usual"), fact.body.get("usual")
    if key is None or node is None:
        return None
    if isinstance(node, MapNode):
        return _usual_of(node, fact, declared)
    if isinstance(node, ScalarNode) and node.text == _NONE:
        return ir.Usual(none=_MOSTLY, other=_SELDOM)
    scalar = fact.as_scalar(node, "`usual`", help="write the usual answer, or `none`")
    value = None if scalar is None else _value_of(scalar, fact, declared)
    return None if value is None else ir.Usual(((value, _MOSTLY),), other=_SELDOM)


def _usual_of(body: MapNode, fact: Fields, declared: ir.FactDeclaration) -> ir.Usual | None:
    values: list[tuple[ir.Value, int]] = []
    weights = {_NONE: 0, _OTHER: 0}
    for key, node in body.entries:
        weight = _weight_of(key, node, fact)
        if weight is None:
            return None
        if key.text in weights:
            weights[key.text] = weight
            continue
        value = _value_of(key, fact, declared)
        if value is not None:
            values.append((value, weight))
    if not sum(weight for _, weight in values) + sum(weights.values()):
        fact.report("ADV104", body.span, "`usual` weighs nothing", "give one answer a weight of 1")
        return None
    return ir.Usual(tuple(values), weights[_NONE], weights[_OTHER])


def _weight_of(key: ScalarNode, node: Node, fact: Fields) -> int | None:
    help = "write a whole number: an answer with 3 is given three times as often as one with 1"
    scalar = fact.as_scalar(node, f"the weight of `{shown(key.text)}`", help=help)
    if scalar is None:
        return None
    if not (scalar.text.isascii() and scalar.text.isdigit() and int(scalar.text[:9]) <= _HEAVIEST):
        fact.report("ADV109", scalar.span, f"`{shown(scalar.text)}` is not a weight", help)
        return None
    return int(scalar.text)


def _value_of(scalar: ScalarNode, fact: Fields, declared: ir.FactDeclaration) -> ir.Value | None:
    fact.use_choice(declared.type, scalar)
    value = convert(scalar.text, declared.type, declared.words)
    if isinstance(value, Misfit):
        fact.refuse(value, scalar)
        return None
    refusal = refusal_by(declared, value)
    if refusal is not None:
        fact.refuse(refusal, scalar, "ADV110")
        return None
    return value


def _read_asked_by(fields: EntityFields, entity: ir.EntityDeclaration) -> str | None:
    """The fact that the first question about an item asks for: one that people state."""
    name = fields.scalar("asked_by", help="write the name of a fact")
    if name is None:
        return None
    return name.text if _is_stated(name, entity, fields, "asked_by") else None


def read_asked_along(
    fields: EntityFields, entities: Mapping[str, ir.EntityDeclaration]
) -> str | None:
    """The list inside, of which the days may be said with the name of the item around: `Acme on 20 Nov`."""
    node = fields.scalar("asked_along", help="write the name of a list")
    if node is None:
        return None
    own = entities[fields.entity]
    lists = {e.list_name: e for e in entities.values() if e.within == own.name}
    if node.text not in lists:
        help = did_you_mean(node.text, lists) or (
            f"there are {listed(lists)}" if lists else "leave it out"
        )
        message = f"`{own.name}` has no list `{shown(node.text)}`"
        fields.report("ADV139", node.span, message, help)
        return None
    fields.use(ir.Symbol(ir.NameKind.LIST, node.text, (own.name,)), node)
    for asked, kind, example in (
        (own, ir.Kind.TEXT, "name"),
        (lists[node.text], ir.Kind.DATE, "day"),
    ):
        by = None if asked.asked_by is None else asked.facts.get(asked.asked_by)
        if by is None or by.type.kind is not kind:
            message = f"`asked_along` needs `{asked.name}` to be asked by its {example}"
            help = f"write `asked_by:` there with a fact of the type {kind.value}, or leave it out"
            fields.report("ADV139", node.span, message, help)
            return None
    return node.text


def _is_stated(
    name: ScalarNode, entity: ir.EntityDeclaration, reader: NodeReader, where: str
) -> bool:
    declared = entity.facts.get(name.text)
    if declared is not None:
        reader.use_fact(entity, name)
    if declared is not None and not declared.is_concluded:
        return True
    stated = [fact.name for fact in entity.facts.values() if not fact.is_concluded]
    there_are = f"write one of {listed(stated)}" if stated else "leave it out"
    help = did_you_mean(name.text, stated) or there_are
    if declared is None:
        message = f"`{entity.name}` has no fact `{shown(name.text)}`"
    else:
        message = f"`{name.text}` is concluded by rules; `{where}` is about facts that people state"
    reader.report("ADV139", name.span, message, help)
    return False


def _read_one_question(fields: EntityFields, entity: ir.EntityDeclaration) -> ir.OneQuestion | None:
    key, help = fields.key("one_question"), "write `ask:` under it, and `facts:`"
    entry = fields.inner("one_question", ("ask", "facts"), ("ask", "facts"), help)
    if key is None or entry is None:
        return None
    ask, options = entry.template("ask"), dict(_options(entry, entity))
    return None if ask is None or not options else ir.OneQuestion(ask, options, key.span)


def _options(entry: EntityFields, entity: ir.EntityDeclaration) -> Iterator[tuple[str, ir.Option]]:
    body = entry.map("facts", "write `name: Words for the reader` for each fact")
    if body is None:
        return
    asked = {
        key.text: key for key, _ in body.entries
    }  # each fact with the place where it is asked for
    for key, node in body.entries:
        if not _is_askable(key, entity, entry):
            continue
        option = _option(key, node, body, entity, entry, asked)
        if option is not None:
            yield key.text, option


def _is_askable(name: ScalarNode, entity: ir.EntityDeclaration, reader: NodeReader) -> bool:
    """Whether it can be asked for among several."""
    if not _is_stated(name, entity, reader, "one_question"):
        return False
    if entity.facts[name.text].is_required:
        message = f"`{name.text}` is required, so it is always asked for by itself"
        reader.report("ADV111", name.span, message, "leave it out here")
        return False
    return True


def _along(
    fields: EntityFields, entity: ir.EntityDeclaration, asked: dict[str, ScalarNode]
) -> Iterator[str]:
    """The facts under `along`: of each it is said in one place only when it is asked for."""
    for name in fields.names("along"):
        if not _is_askable(name, entity, fields):
            continue
        first = asked.setdefault(name.text, name)
        if first is name:
            yield name.text
        else:
            message = f"`{name.text}` is asked for in a line already"
            at = ((first.span, "asked for here"),)
            fields.report("ADV107", name.span, message, "leave it out here", related=at)


def _option(
    key: ScalarNode,
    node: Node,
    facts: MapNode,
    entity: ir.EntityDeclaration,
    entry: EntityFields,
    asked: dict[str, ScalarNode],
) -> ir.Option | None:
    """`reposted: It was advertised again`, or `mood: {words: I am angry, value: angry}`."""
    declared = entity.facts[key.text]
    value: ir.Value | None = True if declared.type == ir.YES_NO else None
    along: tuple[str, ...] = ()
    ask_if: ir.Expression | None = None
    body, name = facts, key.text
    if isinstance(node, MapNode):
        body, name = node, "words"
    fields = EntityFields(body, f"`{shown(key.text)}`", entry, entry.declared, entry.entity)
    if body is node:
        fields.check_keys(("words", "value", "along", "ask_if"), ("words",))
        scalar = fields.scalar("value", help="write what it says to pick it")
        if scalar is not None:
            value = _value_of(scalar, fields, declared)
        along = tuple(_along(fields, entity, asked))
        ask_if = fields.expression("ask_if", ir.YES_NO)
    words = fields.template(name)
    return None if words is None else ir.Option(words, value, along, ask_if)

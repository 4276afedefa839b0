"""Stated facts and lists of a situation, checked against what the entities declare."""

from __future__ import annotations

from collections.abc import Collection

from advisor import ir
from advisor.diagnostics import Severity, Span
from advisor.diagnostics.suggestions import closest, is_in_quotes, there_are
from advisor.loading.declarations.node_reader import NodeReader, given, head_of, is_nothing, kind_of
from advisor.loading.declarations.scalars import Misfit, convert, refusal_by
from advisor.loading.declarations.stated_choices import choices_in
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

# The words that a situation file has at its top: no fact or list of the situation can bear them.
SITUATION_KEYS = (
    *(
        "situation",
        "today",
        "expect",
        "expect_some",
        "expect_none",
        "because",
        "not_because",
        "parameters",
    ),
)
PACK = "pack"  # names the rules in a situation, unless they have a fact that is called so


def read_instance(
    body: MapNode,
    entity: str,
    pack: ir.Pack,
    reader: NodeReader,
    other_keys: Collection[str] = (),
) -> ir.Instance:
    """One instance with everything inside it.

    Shape: `spans` gives the place of the value of each fact and each list that is written down.
    `other_keys` may stand beside the facts; they are read elsewhere.
    """
    declared = pack.entities[entity]
    is_foreign = entity == ir.SITUATION and _is_foreign(body, pack, other_keys)
    inside = {item.list: item for item in pack.lists[entity] if item.list is not None}
    facts: dict[str, ir.Value | None] = {}
    lists: dict[str, tuple[ir.Instance, ...]] = dict.fromkeys(inside, ())
    spans: dict[str, Span] = {}
    unknown: list[str] = []
    for key, node in body.entries:
        name = key.text
        fact = declared.facts.get(name)
        if fact is not None:
            reader.use_fact(declared, key)
            value = read_fact(key, node, fact, reader)
            if not isinstance(value, Misfit):
                facts[name] = value
                spans[name] = node.span
        elif name in declared.several:
            reader.use(ir.Symbol(ir.NameKind.FACT, name, (entity,)), key)
            facts |= _read_several(key, node, declared, facts, reader)
            spans |= dict.fromkeys(declared.several[name].parts.values(), node.span)
        elif name in inside:
            spans[name] = node.span
            reader.use(ir.Symbol(ir.NameKind.LIST, name, (entity,)), key)
            lists[name] = _read_items(node, name, inside[name], pack, reader)
        elif name not in other_keys:
            unknown.append(name)
            _report_unknown_key(key, declared, pack, other_keys, is_foreign, reader)
    written = {key.text for key, _ in body.entries}

    def miss(name: str, help: str) -> None:
        if not any(closest(one, (name,)) for one in unknown):  # else it is reported as misspelt
            reader.report("ADV402", head_of(body), f"{named(entity)} lacks `{name}`", help)

    for several in declared.several.values():
        parts = {*several.parts.values()}
        is_required = any(declared.facts[part].is_required for part in parts)
        if is_required and written.isdisjoint({several.name, *parts}):
            choices = ", ".join(several.parts)
            miss(several.name, f"add `{several.name}: [{choices}]` with those that are so")
            written |= parts
        elif several.name in written:
            written |= parts
    for fact in declared.facts.values():
        if fact.is_required and fact.name not in written:
            miss(fact.name, f"add `{fact.name}: …`")
    return ir.Instance(entity, facts, lists, spans=spans, span=body.span)


def read_fact(
    key: ScalarNode, node: Node, fact: ir.FactDeclaration, reader: NodeReader
) -> ir.Value | Misfit | None:
    """The value of a stated fact: None where there is none; a Misfit, which is reported, else."""
    span, code = node.span, "ADV403"
    value: ir.Value | Misfit | None = None
    if fact.is_concluded:
        span, code = key.span, "ADV406"
        value = Misfit(f"`{fact.name}` is concluded by rules and cannot be stated", "leave it out")
    elif not isinstance(node, ScalarNode):
        span, code = head_of(node), "ADV407"
        value = Misfit(
            f"`{fact.name}` is {kind_of(node)} here, where one value belongs",
            "write one value, in quotes if it holds braces, colons or commas",
        )
    elif node.is_none:
        span, code = node.span if node.text else key.span, "ADV405"
        if fact.is_required:
            value = Misfit(f"`{fact.name}` is required and cannot be none", "write its value")
        elif fact.default is not None:
            value = Misfit(
                f"`{fact.name}` always has a value and cannot be none",
                "write its value, or leave the line out for the default",
            )
    else:
        reader.use_choice(fact.type, node)
        value = convert(node.text, fact.type, fact.words)
        if fact.is_required and isinstance(value, str) and not value.strip():
            code = "ADV405"
            value = Misfit(f"`{fact.name}` is required and cannot be empty", "write its value")
        elif fact.type.kind is ir.Kind.TEXT and is_in_quotes(node.text):
            message = f"the quotes of a word processor are part of this text: {node.text}"
            plain = node.text[1:-1]
            reader.report("ADV412", span, message, f"write `{plain}`", severity=Severity.WARNING)
        if not isinstance(value, Misfit):
            code = "ADV404"
            value = refusal_by(fact, value) or value
    if isinstance(value, Misfit):
        reader.report(code, span, value.message, value.help)
    return value


def _read_several(
    key: ScalarNode,
    node: Node,
    declared: ir.EntityDeclaration,
    facts: dict[str, ir.Value | None],
    reader: NodeReader,
) -> dict[str, ir.Value | None]:
    """What a list of choices says of each of them: `[fever]` is yes for fever and no for the others."""
    several = declared.several[key.text]
    twice = next((part for part in several.parts.values() if part in facts), None)
    if twice is not None:
        message = f"`{key.text}` says the same as `{twice}` above"
        reader.report("ADV407", key.span, message, "state it in one way")
    choices = choices_in(several, node, reader, "ADV403")
    return {} if choices is None else dict(several.facts(choices))


def _read_items(
    node: Node, name: str, item: ir.EntityDeclaration, pack: ir.Pack, reader: NodeReader
) -> tuple[ir.Instance, ...]:
    if is_nothing(node):
        return ()
    if not isinstance(node, ListNode):
        message = f"`{name}` is {kind_of(node)} here, where a list belongs"
        help = f"begin each {_spoken(item.name)} with `- `"
        reader.report("ADV407", head_of(node), message, help)
        return ()
    instances: list[ir.Instance] = []
    for entry in node.items:
        body = reader.as_map(
            entry, named(item.name), help="write its facts as `fact: value` lines", code="ADV407"
        )
        if body is not None:
            instances.append(read_instance(body, item.name, pack, reader))
    return tuple(instances)


def _is_foreign(body: MapNode, pack: ir.Pack, other_keys: Collection[str]) -> bool:
    """Whether a situation says nothing that these rules know: then it may be for others."""
    names = {key.text for key, _ in body.entries} - {*other_keys, ir.TODAY}
    known = {*pack.entities[ir.SITUATION].facts, *pack.list_names[ir.SITUATION]}
    return PACK in other_keys and bool(names) and not names & known


def _report_unknown_key(
    key: ScalarNode,
    declared: ir.EntityDeclaration,
    pack: ir.Pack,
    other_keys: Collection[str],
    is_foreign: bool,
    reader: NodeReader,
) -> None:
    lists = [item.list_name for item in pack.lists[declared.name]]
    stated = [fact.name for fact in declared.facts.values() if not fact.is_concluded]
    parts = {part for several in declared.several.values() for part in several.parts.values()}
    near = closest(key.text, (*stated, *declared.several, *lists, *other_keys))
    entities = pack.entities.values()
    owner = next((e for e in entities if key.text in e.facts or key.text in e.several), None)
    lists_of = next((e for e in pack.entities.values() if key.text == e.list), None)
    if owner is not None:
        help = f"it is a fact of {named(owner.name)}"
        if owner.list is not None:
            help += f" and belongs to an entry of `{owner.list}`"
    elif lists_of is not None and lists_of.within is not None:
        help = f"this list belongs to {named(lists_of.within)}"
    elif near is not None:
        help = f"did you mean `{near}`?"
    elif is_foreign:
        help = (
            f"these are the rules `{pack.name}`; others are named by `pack: …` here, or by --pack"
        )
    elif key.text == ir.TODAY:
        help = "the date stands once, at the top of the situation"
    else:
        names = (*(name for name in stated if name not in parts), *declared.several, *lists)
        help = (
            there_are(key.text, names, "it has", "facts")
            if names
            else "it has neither facts nor lists"
        )
    message = f"{named(declared.name)} has no fact or list `{shown(key.text)}`"
    reader.report("ADV401", key.span, message, help)


def read_today(body: MapNode, reader: NodeReader) -> int | None:
    """The date of a situation, if it states one."""
    node = given(body, ir.TODAY)
    return None if node is None else read_date(node, "`today`", "ADV403", reader)


def read_date(node: Node, what: str, code: str, reader: NodeReader) -> int | None:
    """A date as an ordinal."""
    scalar = reader.as_scalar(node, what, help="write a date, such as `2026-11-22`", code=code)
    if scalar is None:
        return None
    value = convert(scalar.text, ir.DATE)
    if isinstance(value, Misfit):
        reader.refuse(value, scalar, code)
        return None
    return value if isinstance(value, int) else None


def named(entity: str) -> str:
    """What an instance of an entity is called in a sentence: `the job offer`."""
    return f"the {_spoken(entity)}"


def _spoken(entity: str) -> str:
    return entity.replace("_", " ")

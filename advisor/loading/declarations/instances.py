"""Stated facts and lists of a situation, checked against what the entities declare."""

from __future__ import annotations

from collections.abc import Collection

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.suggestions import closest, listed
from advisor.ir.packs import TODAY, EntityDeclaration, FactDeclaration, Pack
from advisor.ir.situations import Instance
from advisor.ir.types import DATE, Value
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert
from advisor.loading.declarations.schema import as_map, as_scalar, head_of, kind_of, refused
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

# The words that a situation file has at its top: no fact or list of the situation can bear them.
SITUATION_KEYS = (
    *("situation", "today", "expect", "expect_some", "expect_none", "because", "parameters"),
)


def read_instance(
    body: MapNode,
    entity: str,
    pack: Pack,
    found: list[Diagnostic],
    other_keys: Collection[str] = (),
) -> Instance:
    """One instance with everything inside it.

    Shape: `spans` gives the place of the value of each fact and each list that is written down.
    `other_keys` may stand beside the facts; they are read elsewhere.
    """
    declared = pack.entities[entity]
    inside = {item.list: item for item in pack.lists[entity] if item.list is not None}
    facts: dict[str, Value | None] = {}
    lists: dict[str, tuple[Instance, ...]] = dict.fromkeys(inside, ())
    spans: dict[str, Span] = {}
    for key, node in body.entries:
        name = key.text
        fact = declared.facts.get(name)
        if fact is not None:
            value = read_fact_value(key, node, fact, found)
            if not isinstance(value, Misfit):
                facts[name] = value
                spans[name] = node.span
        elif name in inside:
            spans[name] = node.span
            lists[name] = _read_items(node, name, inside[name], pack, found)
        elif name not in other_keys:
            found.append(_unknown_key(key, declared, pack, other_keys))
    written = {key.text for key, _ in body.entries}
    found.extend(
        Diagnostic(
            "ADV402",
            f"{_named(entity)} lacks `{fact.name}`",
            head_of(body),
            help=f"add `{fact.name}: …`",
        )
        for fact in declared.facts.values()
        if fact.is_required and fact.name not in written
    )
    return Instance(entity, facts, lists, spans=spans, span=body.span)


def read_fact_value(
    key: ScalarNode, node: Node, fact: FactDeclaration, found: list[Diagnostic]
) -> Value | Misfit | None:
    """The value of a stated fact: None where there is none; a Refusal, which is reported, else."""
    if fact.is_concluded:
        refusal = Misfit(
            f"`{fact.name}` is concluded by rules and cannot be stated", "leave it out"
        )
        found.append(Diagnostic("ADV406", refusal.message, key.span, help=refusal.help))
        return refusal
    if not isinstance(node, ScalarNode):
        refusal = Misfit(
            f"`{fact.name}` is {kind_of(node)} here, where one value belongs",
            "write one value, in quotes if it holds braces, colons or commas",
        )
        found.append(Diagnostic("ADV407", refusal.message, head_of(node), help=refusal.help))
        return refusal
    if node.is_none:
        return _read_none(key, node, fact, found)
    value = convert(node.text, fact.type, fact.words)
    if isinstance(value, Misfit):
        found.append(refused(value, node, "ADV403"))
        return value
    out = bounds_refusal(value, fact.type, fact.minimum, fact.maximum)
    if out is not None:
        found.append(refused(out, node, "ADV404"))
        return out
    return value


def _read_none(
    key: ScalarNode, node: ScalarNode, fact: FactDeclaration, found: list[Diagnostic]
) -> Misfit | None:
    if fact.is_required:
        refusal = Misfit(f"`{fact.name}` is required and cannot be none", "write its value")
    elif fact.default is not None:
        refusal = Misfit(
            f"`{fact.name}` always has a value and cannot be none",
            "write its value, or leave the line out for the default",
        )
    else:
        return None
    span = node.span if node.text else key.span
    found.append(Diagnostic("ADV405", refusal.message, span, help=refusal.help))
    return refusal


def _read_items(
    node: Node, name: str, item: EntityDeclaration, pack: Pack, found: list[Diagnostic]
) -> tuple[Instance, ...]:
    if isinstance(node, ScalarNode) and node.is_none:
        return ()
    if not isinstance(node, ListNode):
        found.append(
            Diagnostic(
                "ADV407",
                f"`{name}` is {kind_of(node)} here, where a list belongs",
                head_of(node),
                help=f"begin each {_spoken(item.name)} with `- `",
            )
        )
        return ()
    instances: list[Instance] = []
    for entry in node.items:
        body = as_map(
            entry,
            _named(item.name),
            found,
            help="write its facts as `fact: value` lines",
            code="ADV407",
        )
        if body is not None:
            instances.append(read_instance(body, item.name, pack, found))
    return tuple(instances)


def _unknown_key(
    key: ScalarNode, declared: EntityDeclaration, pack: Pack, other_keys: Collection[str]
) -> Diagnostic:
    lists = [item.list_name for item in pack.lists[declared.name]]
    stated = [fact.name for fact in declared.facts.values() if not fact.is_concluded]
    near = closest(key.text, (*stated, *lists, *other_keys))
    owner = next((e for e in pack.entities.values() if key.text in e.facts), None)
    lists_of = next((e for e in pack.entities.values() if key.text == e.list), None)
    if owner is not None:
        help = f"it is a fact of {_named(owner.name)}"
        if owner.list is not None:
            help += f" and belongs to an entry of `{owner.list}`"
    elif lists_of is not None and lists_of.within is not None:
        help = f"this list belongs to {_named(lists_of.within)}"
    elif near is not None:
        help = f"did you mean `{near}`?"
    elif key.text == TODAY:
        help = "the date stands once, at the top of the situation"
    else:
        names = (*stated, *lists)
        help = f"it has {listed(names)}" if names else "it has neither facts nor lists"
    return Diagnostic(
        "ADV401",
        f"{_named(declared.name)} has no fact or list `{shown(key.text)}`",
        key.span,
        help=help,
    )


def read_today(body: MapNode, found: list[Diagnostic]) -> int | None:
    """The date of a situation, if it states one."""
    node = body.get(TODAY)
    if node is None or (isinstance(node, ScalarNode) and node.is_none):
        return None
    return read_date(node, "`today`", "ADV403", found)


def read_date(node: Node, what: str, code: str, found: list[Diagnostic]) -> int | None:
    """A date as an ordinal."""
    scalar = as_scalar(node, what, found, help="write a date, such as `2026-11-22`", code=code)
    if scalar is None:
        return None
    value = convert(scalar.text, DATE)
    if isinstance(value, Misfit):
        found.append(refused(value, scalar, code))
        return None
    return value if isinstance(value, int) else None


def _named(entity: str) -> str:
    return f"the {_spoken(entity)}"


def _spoken(entity: str) -> str:
    return entity.replace("_", " ")

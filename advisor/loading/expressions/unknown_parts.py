"""Names of several parts, with `own`, or of something inside a list, that cannot be read here."""

from __future__ import annotations

from advisor.ir.packs import FactDeclaration
from advisor.ir.types import Kind
from advisor.loading.expressions.raw import RawName, Word
from advisor.loading.expressions.scopes import Context
from advisor.loading.expressions.sight import (
    fact_in_sight,
    facts_of,
    lists_in_sight,
    names_in_sight,
    way_to,
)
from advisor.loading.expressions.words import closest, listed, one_line, phrase, quoted, they_are


def report_dotted(raw: RawName, context: Context) -> None:
    """Say which part of `application.stage` or `stage.offered` is wrong, and why."""
    first, second = raw.parts[0], raw.parts[1]
    scope = context.scope
    if len(raw.parts) > 3:
        message = f"{quoted(context.text(raw))} has too many parts"
        remedy = "write at most entity, fact and choice, such as `application.stage.offered`"
        context.report("ADV301", raw, message, remedy)
        return
    declared = scope.entities.get(first.text)
    if declared is not None:
        _report_in_entity(raw, context)
        return
    lists = lists_in_sight(context)
    fact = fact_in_sight(first.text, context)
    if fact is not None:
        _report_in_fact(second, fact, context)
    elif first.text in lists:
        example = f"any({first.text}, {one_line(second.text)})"
        message = f"{quoted(first.text)} is a list: it has items, and they have the facts"
        context.report("ADV306", first, message, f"use a function over it, such as `{example}`")
    elif first.text in scope.parameters:
        message = f"{quoted(first.text)} is a parameter, and has no parts"
        context.report("ADV301", raw, message, f"write `{first.text}`")
    else:
        near = closest(first.text, [*scope.entities, *names_in_sight(context)])
        remedy = (
            f"did you mean `{near}`?" if near else "before the point stands an entity or a fact"
        )
        context.report("ADV301", first, f"{quoted(first.text)} is not known here", remedy)


def _report_in_entity(raw: RawName, context: Context) -> None:
    """`application.x`: what is wrong with x, or with naming the application here."""
    entity, name = raw.parts[0].text, raw.parts[1]
    scope = context.scope
    fact = scope.fact(entity, name.text)
    if fact is not None and len(raw.parts) > 2:
        _report_in_fact(raw.parts[2], fact, context)
    elif fact is not None and entity not in scope.around(scope.entity) and not raw.is_own:
        report_inner(raw, fact, context)
    elif fact is not None:
        message = f"{quoted(context.text(raw))} cannot be seen from here"
        remedy = f"this is read for each `{context.frames[0 if raw.is_own else -1]}`"
        context.report("ADV309" if raw.is_own else "ADV301", raw, message, remedy)
    elif scope.item_of(entity, name.text) is not None:
        report_list(raw, context.text(raw), context)
    else:
        facts = facts_of(entity, context)
        near = closest(name.text, facts)
        remedy = f"did you mean `{entity}.{near}`?" if near else f"its facts are {listed(facts)}"
        if not facts:
            remedy = "it has no facts"
        message = f"`{entity}` has no fact {quoted(name.text)}"
        context.report("ADV301", name, message, remedy)


def _report_in_fact(choice: Word, fact: FactDeclaration, context: Context) -> None:
    if fact.type.kind is not Kind.CHOICE:
        message = f"`{fact.name}` is {phrase(fact.type)}, and has no parts"
        context.report("ADV301", choice, message, f"write `{fact.name}`")
        return
    if choice.text in fact.type.choices:
        message = f"{quoted(choice.text)} is a choice, and has no parts"
        context.report("ADV301", choice, message, f"write `{fact.name}.{choice.text}`")
        return
    near = closest(choice.text, fact.type.choices)
    remedy = f"did you mean `{near}`?" if near else they_are(fact.type.choices)
    message = f"{quoted(choice.text)} is not one of the choices of `{fact.name}`"
    context.report("ADV315", choice, message, remedy)


def report_own(raw: RawName, context: Context) -> None:
    """Say why the rule's own instance has no such fact."""
    name = raw.parts[-1].text
    scope = context.scope
    here = scope.entity
    if name in scope.parameters:
        message = f"`own` stands before facts, and {quoted(name)} is a parameter"
        context.report("ADV309", raw, message, f"write `{name}`")
        return
    if name in lists_in_sight(context):
        report_list(raw, context.text(raw), context)
        return
    for _, chain in context.visible():
        if any(scope.fact(entity, name) is not None for entity in chain):
            message = f"{quoted(context.text(raw))} starts from the rule's own `{here}`, which has no such fact"
            context.report("ADV309", raw, message, f"write `{name}`, without `own`")
            return
    facts = [fact for entity in scope.around(here) for fact in facts_of(entity, context)]
    near = closest(name, facts)
    remedy = f"did you mean `own {near}`?" if near else f"it stands before a fact of `{here}`"
    message = f"{quoted(context.text(raw))} is not known: `{here}` has no fact {quoted(name)}"
    context.report("ADV309", raw, message, remedy)


def report_list(raw: RawName, name: str, context: Context) -> None:
    """Say that a list is not a value."""
    context.report(
        "ADV306",
        raw,
        f"{quoted(context.text(raw))} is a list, not a fact",
        f"use a function over it, such as `count({name}) > 0` or `any({name}, …)`",
    )


def report_inner(raw: RawName, fact: FactDeclaration, context: Context) -> None:
    """Say that a fact belongs to the items of a list, and how to reach them."""
    lists = way_to(fact.entity, context)
    function, test = {
        Kind.YES_NO: ("any", fact.name),
        Kind.DATE: ("latest", fact.name),
        Kind.NUMBER: ("sum", fact.name),
        Kind.DURATION: ("sum", fact.name),
    }.get(fact.type.kind, ("any", f"{fact.name} is …"))
    example = test
    for name in reversed(lists):
        example = f"{function}({name}, {example})"
    context.report(
        "ADV305",
        raw,
        f"{quoted(context.text(raw))} is a fact of each `{fact.entity}`, of which there can be several",
        f"say of which, for example `{example}`",
    )

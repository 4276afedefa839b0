"""Lists that a name can mean, for the functions that go over them, and what to say where it means none."""

from __future__ import annotations

from advisor import ir
from advisor.diagnostics.suggestions import closest, listed, quoted
from advisor.loading.language.names import Context, facts_named, lists_in_sight, type_of_name
from advisor.loading.language.tree import Raw, RawName, RawOther


def lists_named(raw: RawName | RawOther, context: Context) -> list[ir.ListRef]:
    """The lists that a name can mean: several only where no order decides between them."""
    span = context.span(raw)
    words = [part.text for part in raw.parts]
    if len(words) > 2:
        return []
    holder_wanted, name = (None, words[0]) if len(words) == 1 else (words[0], words[1])
    if isinstance(raw, RawOther):
        found = []
        for entity in context.scope.around(context.frames[0]):
            declared = context.scope.entities.get(entity)
            if declared is None or declared.within is None or declared.list != name:
                continue
            if holder_wanted in (None, declared.within):
                found.append(ir.ListRef(0, declared.within, name, entity, True, span))
        return found
    is_in_rule = len(context.frames) == 1 or raw.is_own
    for frame, chain in context.visible(is_own=raw.is_own):
        hits = [
            ir.ListRef(frame, holder, name, item, False, span)
            for holder in chain
            if holder_wanted in (None, holder)
            for item in [context.scope.item_of(holder, name)]
            if item is not None
        ]
        if hits:
            return hits if is_in_rule else hits[:1]
    return []


def read_list(raw: Raw, context: Context, function: str) -> ir.ListRef | None:
    """The one list that is meant, or None, which has been reported."""
    if not isinstance(raw, RawName | RawOther):
        context.report(
            "ADV307",
            raw,
            f"`{function}` goes over a list, and {context.quoted(raw)} is none",
            _what_lists(context),
        )
        return None
    found = lists_named(raw, context)
    if len(found) == 1:
        context.use_parts(raw.parts, ir.Symbol(ir.NameKind.LIST, found[0].list, (found[0].holder,)))
        return found[0]
    if found:
        ways = " or ".join(
            f"`{'other ' if isinstance(raw, RawOther) else ''}{one.holder}.{one.list}`"
            for one in found
        )
        context.report(
            "ADV302", raw, f"{context.quoted(raw)} could mean two lists", f"write {ways}"
        )
    elif isinstance(raw, RawOther):
        _report_other(raw, context)
    else:
        _report_no_list(raw, context, function)
    return None


def _report_other(raw: RawOther, context: Context) -> None:
    name = raw.parts[-1].text
    here = context.scope.entity
    items = [e.name for e in context.scope.entities.values() if e.list == name]
    own = [
        str(declared.list)
        for entity in context.scope.around(here)
        for declared in [context.scope.entities.get(entity)]
        if declared is not None and declared.within is not None
    ]
    if items:
        message = (
            f"a rule for `{here}` lies in no `{items[0]}`, so there are no {context.quoted(raw)}"
        )
        help = f"write {quoted(name)} for all of them, or make it a rule for `{items[0]}`"
    else:
        message = f"{quoted(name)} is not a list"
        near = closest(name, own)
        help = f"`{here}` lies in no list, so it has no others"
        if own:
            help = f"did you mean `other {near or own[0]}`?"
    context.report("ADV308", raw, message, help)


def _report_no_list(raw: RawName, context: Context, function: str) -> None:
    if type_of_name(raw, context) is ir.ERROR:
        return
    name = raw.parts[-1].text
    text = context.quoted(raw)
    scope = context.scope
    if facts_named(raw, context) or (len(raw.parts) == 1 and name in scope.parameters):
        what = "a fact" if facts_named(raw, context) else "a parameter"
        message = f"{text} is {what}, and `{function}` goes over a list"
        context.report("ADV307", raw, message, _what_lists(context))
        return
    as_entity = scope.entities.get(name)
    if len(raw.parts) == 1 and as_entity is not None and as_entity.list is not None:
        message = f"{text} is an entity, and `{function}` goes over a list"
        context.report("ADV307", raw, message, f"did you mean `{as_entity.list}`?")
        return
    holders = [
        holder
        for entity in scope.entities.values()
        if entity.list == name and entity.within is not None
        for holder in [scope.entities.get(entity.within)]
        if holder is not None and holder.list is not None
    ]
    if len(raw.parts) == 1 and holders:
        holder = holders[0]
        context.report(
            "ADV307",
            raw,
            f"{text} is a list inside each `{holder.name}`, and this is not read for one `{holder.name}`",
            f"use two functions, one in the other: `any({holder.list}, any({name}, …))`",
        )
        return
    near = closest(name, lists_in_sight(context))
    help = f"did you mean `{near}`?" if near else _what_lists(context)
    context.report("ADV307", raw, f"{text} is not a list", help)


def _what_lists(context: Context) -> str:
    names = lists_in_sight(context)
    if not names:
        return f"`{context.frames[-1]}` has no lists, nor has what is around it"
    return (
        f"the lists here are {listed(names, last='and')}"
        if len(names) > 1
        else f"the list here is `{names[0]}`"
    )

"""Actions: their titles, what doing them changes and asks, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from advisor import ir
from advisor.diagnostics import Severity, has_errors
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.stated_choices import choices_in
from advisor.loading.declarations.symbol_table import Declarations, EntityFields, Head, Seen
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_OR_EMPTY = "write an expression, or `none` to empty it"
_KEYS = (
    *("title", "also", "kind", "importance", "draft", "after", "after_any", "incompatible"),
    *("done", "asks"),
)

_KINDS = listed([f"kind: {kind.value}" for kind in ir.ActionKind], last="or")
_HELPS = {
    "kind": f"add {_KINDS}",
    "before": "say it at the other action, where `after` names this one",
    **dict.fromkeys(("due", "start", "deadline"), "say it where a rule advises this action"),
}


def outline_actions(sections: Iterable[MapNode], reader: NodeReader) -> dict[str, Head]:
    """The names of all actions, in listing order, with what stands under them."""
    heads: dict[str, Head] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in heads:
                reader.declared_twice("the action", name, heads[name.text].name.span)
                continue
            reader.check_kebab(name, "an action")
            reader.define(ir.NameKind.ACTION, name)
            if name.text == "all":
                message = "`all` means every action and cannot be the name of one"
                reader.report("ADV106", name.span, message, "choose another name")
            what = f"the action `{shown(name.text)}`"
            action = reader.fields(node, what, help="write `title:` and `kind:` under it")
            if action is not None:
                action.check_keys(_KEYS, ("title", "kind"), helps=_HELPS)
            body = MapNode((), name.span) if action is None else action.body
            heads[name.text] = Head(name, body)
    return heads


def read_actions(declared: Declarations, reader: NodeReader, seen: Seen) -> dict[str, ir.Action]:
    """All actions; those whose title or kind cannot be read are left out."""
    actions: dict[str, ir.Action] = {}
    for name, head in declared.actions.items():
        advised = [(rule.name.text, rule.entity) for rule, _ in declared.advised.get(name, ())]
        rests_on = head, seen.by_node(("action", name), head.body), advised
        read = partial(_read_action, head, declared)
        action = seen.memo.part(
            ("action", name), rests_on, reader, read, seen.hints, head.body.span.path
        )
        if action is not None:
            actions[name] = action
    return actions


def _read_action(head: Head, declared: Declarations, reader: NodeReader) -> ir.Action | None:
    name, entity = head.name.text, _advised_for(head, declared, reader)
    what = f"the action `{shown(name)}`"
    action = EntityFields(
        head.body, what, reader, declared, ir.SITUATION if entity is None else entity
    )
    title = action.template("title") if entity is not None else _title_for_nothing(action)
    kind = action.word("kind", tuple(kind.value for kind in ir.ActionKind))
    importance = action.word("importance", tuple(rank.value for rank in ir.Importance))
    orders = {
        key: action.actions(key, name, f"`{shown(name)}` stands under its own `{key}`")
        for key in ("after", "after_any", "incompatible")
    }
    draft = _read_draft(action)
    done = _read_done(action, name, entity)
    asks = _read_asks(action, name, entity)
    if kind == ir.ActionKind.KNOW.value:
        _refuse_beside_know(action)
    if kind == "do" and action.node("done") is None and not asks:
        action.report(
            "ADV124",
            head.name.span,
            f"nothing says what doing `{shown(name)}` changes, so the advice may never go away",
            "add `done:` with the facts that are different afterwards, or `asks:` with those to ask for",
            severity=Severity.WARNING,
        )
    if title is None or kind is None:
        return None
    return ir.Action(
        name=name,
        title=title,
        kind=ir.ActionKind(kind),
        span=head.name.span,
        importance=ir.Importance(importance or "normal"),
        draft=draft,
        after=orders["after"],
        after_any=orders["after_any"],
        incompatible=orders["incompatible"],
        done=done,
        asks=asks,
        also=action.templates("also"),
    )


def _refuse_beside_know(action: EntityFields) -> None:
    for name in ("done", "asks"):
        key = action.key(name)
        if key is not None:
            message = f"`{name}` is for what people carry out; this is only to be known"
            help = f"leave out `{name}`, or write `kind: do`"
            action.report("ADV111", key.span, message, help)


def check_said_for(head: Head, entity: str, declared: Declarations, reader: NodeReader) -> None:
    """Report what the title and `done` of an action could not say if it were advised for an entity."""
    name = head.name.text
    action = EntityFields(head.body, f"the action `{shown(name)}`", reader, declared, entity)
    action.template("title")
    _read_done(action, name, entity)


def _advised_for(head: Head, declared: Declarations, reader: NodeReader) -> str | None:
    """The innermost entity that all those see for which the action is advised; None: for nothing."""
    given_for: dict[str, list[Head]] = {}
    for rule, _ in declared.advised.get(head.name.text, ()):
        if rule.entity is not None:
            given_for.setdefault(rule.entity, []).append(rule)
    if not given_for:
        return None
    if len(given_for) > 1 and not _can_be_said(head, _innermost(given_for, declared), declared):
        for entity in _report_said_elsewhere(head, given_for, declared, reader):
            del given_for[entity]
    if len(given_for) > 1:
        message = f"`{shown(head.name.text)}` is advised for several entities: {listed(given_for)}"
        help = "advise it for one entity, or use an action for each"
        reader.report(
            "ADV123",
            head.name.span,
            message,
            help,
            severity=Severity.WARNING,
            related=tuple(
                (rules[0].name.span, f"for `{entity}` here") for entity, rules in given_for.items()
            ),
        )
    return _innermost(given_for, declared)


def _innermost(entities: Iterable[str], declared: Declarations) -> str:
    """The innermost entity that all of these see."""
    first, *others = (declared.around(entity) for entity in entities)
    return next((one for one in first if all(one in chain for chain in others)), ir.SITUATION)


def _report_said_elsewhere(
    head: Head, given_for: Mapping[str, list[Head]], declared: Declarations, reader: NodeReader
) -> list[str]:
    """Report the rules that advise the action for an entity of which it cannot be said, where it can of others."""
    wrong = [entity for entity in given_for if not _can_be_said(head, entity, declared)]
    right = [entity for entity in given_for if entity not in wrong]
    if not right:
        return []
    action = head.name.text
    for rule, span in declared.advised.get(action, ()):
        if rule.entity in wrong:
            reader.report(
                "ADV123",
                span,
                f"`{shown(action)}` is an action for `{right[0]}`, and this rule is for `{rule.entity}`",
                f"write `for: {right[0]}`, or advise another action",
                related=((head.name.span, "the action"),),
            )
    return wrong


def _can_be_said(head: Head, entity: str, declared: Declarations) -> bool:
    problems = NodeReader()
    check_said_for(head, entity, declared, problems)
    return not has_errors(problems.found)


def _title_for_nothing(action: EntityFields) -> ir.Template | None:
    """The title of an action that no rule advises: any entity that sees its facts will do."""
    for entity in action.declared.entities:
        reader = NodeReader(uses=None if action.uses is None else [])
        title = EntityFields(action.body, action.what, reader, action.declared, entity).template(
            "title"
        )
        if title is not None:
            if action.uses is not None:
                action.uses += reader.uses or ()
            return title
    return action.template("title")


def _read_draft(action: EntityFields) -> str | None:
    draft, drafts = action.scalar("draft"), action.declared.drafts
    if draft is None:
        return None
    if draft.text in drafts:
        action.use(ir.Symbol(ir.NameKind.DRAFT, draft.text), draft)
        return draft.text
    bare = draft.text.removeprefix("drafts/").removesuffix(".md")
    help = f"did you mean `{bare}`?" if bare in drafts else did_you_mean(draft.text, drafts)
    help = help or f"write it as `drafts/{shown(bare)}.md`"
    action.report("ADV131", draft.span, f"there is no draft `{shown(draft.text)}`", help)
    return None


def _read_done(action: EntityFields, name: str, entity: str | None) -> tuple[ir.Change, ...]:
    """What doing the action changes; `entity` is None where it is advised for nothing."""
    return read_changes(action, "done", entity, f"`{shown(name)}` is advised for `{entity}`")


def _read_asks(action: EntityFields, name: str, entity: str | None) -> tuple[tuple[str, str], ...]:
    return read_asked(action, "asks", entity, f"`{shown(name)}` is advised for `{entity}`")


def read_changes(
    body: EntityFields, key: str, entity: str | None, said_of: str
) -> tuple[ir.Change, ...]:
    """The `fact: value` lines under a key, said of an entity; None: of whichever has the fact.

    `said_of` is the beginning of a sentence that tells why it is this entity.
    """
    changes: list[ir.Change] = []
    for name, value in body.entries(key, "write `fact: value` lines under it"):
        several = _several_named(body, name, entity)
        if several is not None:
            body.use(ir.Symbol(ir.NameKind.FACT, several.name, (several.entity,)), name)
            changes += _several_changes(body, several, name, value)
            continue
        fact = _stated_fact(body, name, key, entity, said_of)
        if fact is None:
            continue
        if isinstance(value, ScalarNode) and value.is_none and value.text:
            if _may_be_empty(body, fact, value):
                changes.append(ir.Change(fact.entity, fact.name, None, name.span))
            continue
        start = entity if entity is not None else fact.entity
        said = EntityFields(body.body, body.what, body, body.declared, start)
        new = said.value(value, fact.type, f"`{fact.name}`", _OR_EMPTY, stated_only=True)
        if new is not None:
            changes.append(ir.Change(fact.entity, fact.name, new, name.span))
    return tuple(changes)


def _several_named(body: EntityFields, name: ScalarNode, entity: str | None) -> ir.Several | None:
    """The `type: several` that a line names, of the innermost entity that has it."""
    entities = body.declared.entities
    around = body.declared.around(entity) if entity is not None else tuple(entities)
    found = (entities[one].several.get(name.text) for one in around)
    return next((one for one in found if one is not None), None)


def _several_changes(
    body: EntityFields, several: ir.Several, name: ScalarNode, value: Node
) -> list[ir.Change]:
    """`symptoms: none` empties all of them, `symptoms: [fever]` says which are so."""
    if isinstance(value, ScalarNode) and value.is_none:
        parts: dict[str, ir.Expression | None] = dict.fromkeys(several.parts.values())
        facts = body.declared.entities[several.entity].facts
        if not all(_may_be_empty(body, facts[part], value) for part in parts):
            return []
    else:
        choices = choices_in(several, value, body, "ADV109")
        if choices is None:
            return []
        said = several.facts(choices)
        parts = {part: ir.Literal(is_so, ir.YES_NO, name.span) for part, is_so in said.items()}
    return [ir.Change(several.entity, part, new, name.span) for part, new in parts.items()]


def _may_be_empty(body: EntityFields, fact: ir.FactDeclaration, none: ScalarNode) -> bool:
    if fact.is_required:
        message = f"`{fact.name}` is required, so it cannot be emptied"
        body.report("ADV141", none.span, message, "write the value that it has afterwards")
    return not fact.is_required


def read_asked(
    body: EntityFields, key: str, entity: str | None, said_of: str
) -> tuple[tuple[str, str], ...]:
    """The stated facts that a list under a key names, as (entity, fact)."""
    found: list[tuple[str, str]] = []
    for name in body.names(key):
        several = _several_named(body, name, entity)
        if several is not None:  # of each of its choices
            body.use(ir.Symbol(ir.NameKind.FACT, several.name, (several.entity,)), name)
            found += [(several.entity, part) for part in several.parts.values()]
        elif (fact := _stated_fact(body, name, key, entity, said_of)) is not None:
            found.append((fact.entity, fact.name))
    return tuple(found)


def _stated_fact(
    action: EntityFields, node: ScalarNode, key: str, entity: str | None, said_of: str
) -> ir.FactDeclaration | None:
    """The stated fact that a line names: `fact`, or `entity.fact` where two bear the name."""
    declared = action.declared
    holder, _, name = node.text.rpartition(".")
    seen = _visible(entity, name, declared)
    if holder:
        seen = tuple(fact for fact in seen if fact.entity == holder)
    if any(fact.type is ir.ERROR for fact in seen):
        return None
    if len(seen) > 1:
        ways = " or ".join(f"`{fact.entity}.{name}`" for fact in seen)
        message = f"`{shown(name)}` could mean two facts"
        action.report("ADV125", node.span, message, f"write {ways}")
        return None
    if not seen:
        about = _no_fact(node, name, key, entity, said_of, declared)
        action.report("ADV125", node.span, *about)
        return None
    action.use_fact(declared.entities[seen[0].entity], node)
    if seen[0].is_concluded:
        so = "nobody can be asked for it" if key == "asks" else f"`{key}` cannot set it"
        action.report(
            "ADV126",
            node.span,
            f"`{shown(node.text)}` is concluded by rules, so {so}",
            "name the stated facts that it follows from",
            related=((seen[0].span, "declared here"),),
        )
        return None
    return seen[0]


def _visible(
    entity: str | None, name: str, declared: Declarations
) -> tuple[ir.FactDeclaration, ...]:
    if entity is not None:
        return declared.visible(entity, name)
    holders = [e.facts[name] for e in declared.entities.values() if name in e.facts]
    return tuple(holders[:1])


def _no_fact(
    node: ScalarNode,
    name: str,
    key: str,
    entity: str | None,
    said_of: str,
    declared: Declarations,
) -> tuple[str, str]:
    """What to say, and the help, where nothing of that name can be seen."""
    if name == ir.TODAY:
        help = "name the fact that is to hold the date, with `today` as its value"
        return f"`{key}` cannot set `today`", help
    around = declared.around(entity) if entity is not None else tuple(declared.entities)
    near = did_you_mean(
        name, [f.name for one in around for f in declared.entities[one].facts.values()]
    )
    owner = next((e.name for e in declared.entities.values() if name in e.facts), None)
    help = near or "declare it under `entities` first"
    if " " in name and key == "asks":
        help = (
            "the names of facts stand here, as in `[answer_by]`; their questions stand under `ask`"
        )
    elif owner is not None:
        help = (
            f"{said_of}, and this is a fact of `{owner}`: "
            "name facts of that entity or of one around it"
        )
    elif name in declared.parameters:
        help = "this is a parameter; only stated facts change"
    seen = f"`{entity}` sees no fact" if entity is not None else "no entity has a fact"
    return f"{seen} `{shown(node.text)}`", help

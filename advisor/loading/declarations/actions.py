"""Actions: their titles, what doing them changes and asks, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.diagnostics import Diagnostic, Severity
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import (
    SITUATION,
    TODAY,
    Action,
    ActionKind,
    Change,
    FactDeclaration,
    Importance,
)
from advisor.ir.templates import Template
from advisor.loading.declarations.index import Declarations, Head, check_action
from advisor.loading.declarations.schema import (
    as_map,
    as_scalar,
    check_kebab,
    check_keys,
    declared_twice,
    given,
    names_in,
    one_of_words,
)
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode, shown

_KEYS = (
    *("title", "kind", "importance", "draft", "after", "after_any", "incompatible"),
    *("done", "asks"),
)


def outline_actions(sections: Iterable[MapNode], found: list[Diagnostic]) -> dict[str, Head]:
    """The names of all actions, in listing order, with what stands under them."""
    heads: dict[str, Head] = {}
    for section in sections:
        for name, node in section.entries:
            if name.text in heads:
                declared_twice("the action", name, heads[name.text].name.span, found)
                continue
            check_kebab(name, "an action", found)
            if name.text == "all":
                found.append(
                    Diagnostic(
                        "ADV106",
                        "`all` means every action and cannot be the name of one",
                        name.span,
                        help="choose another name",
                    )
                )
            what = f"the action `{shown(name.text)}`"
            body = as_map(node, what, found, help="write `title:` and `kind:` under it")
            if body is not None:
                check_keys(body, _KEYS, ("title", "kind"), what, found)
            heads[name.text] = Head(name, body or MapNode((), name.span))
    return heads


def read_actions(declared: Declarations, found: list[Diagnostic]) -> dict[str, Action]:
    """All actions; those whose title or kind cannot be read are left out."""
    actions: dict[str, Action] = {}
    for name, head in declared.actions.items():
        action = _read_action(head, declared, found)
        if action is not None:
            actions[name] = action
    return actions


def _read_action(head: Head, declared: Declarations, found: list[Diagnostic]) -> Action | None:
    body, name = head.body, head.name.text
    entity = _advised_for(head, declared, found)
    title_node, kind_node = given(body, "title"), given(body, "kind")
    title = _read_title(title_node, entity, declared, found) if title_node else None
    kinds = tuple(kind.value for kind in ActionKind)
    kind = one_of_words(kind_node, kinds, "`kind`", found) if kind_node else None
    ranks = tuple(rank.value for rank in Importance)
    importance_node = given(body, "importance")
    importance = (
        one_of_words(importance_node, ranks, "`importance`", found) if importance_node else None
    )
    orders = {
        key: _other_actions(body, key, head, declared, found)
        for key in ("after", "after_any", "incompatible")
    }
    draft = _read_draft(body, declared, found)
    done = read_done(given(body, "done"), entity, name, declared, found)
    asks = read_asks(body.get("asks"), entity, name, declared, found)
    if kind == "do" and given(body, "done") is None:
        found.append(
            Diagnostic(
                "ADV124",
                f"nothing says what doing `{shown(name)}` changes, so the advice may never go away",
                head.name.span,
                Severity.WARNING,
                help="add `done:` with the facts that are different afterwards",
            )
        )
    if title is None or kind is None:
        return None
    return Action(
        name=name,
        title=title,
        kind=ActionKind(kind),
        span=head.name.span,
        importance=Importance(importance or "normal"),
        draft=draft,
        after=orders["after"],
        after_any=orders["after_any"],
        incompatible=orders["incompatible"],
        done=done,
        asks=asks,
    )


def check_said_for(
    head: Head, entity: str, declared: Declarations, found: list[Diagnostic]
) -> None:
    """Report what the title and `done` of an action could not say if it were advised for an entity."""
    title, done = given(head.body, "title"), given(head.body, "done")
    if title is not None:
        declared.template(title, entity, "`title`", found)
    read_done(done, entity, head.name.text, declared, found)


def _advised_for(head: Head, declared: Declarations, found: list[Diagnostic]) -> str | None:
    """The innermost entity that all those see for which the action is advised; None: for nothing."""
    given_for: dict[str, list[Head]] = {}
    for rule, _ in declared.advised.get(head.name.text, ()):
        if rule.entity is not None:
            given_for.setdefault(rule.entity, []).append(rule)
    if not given_for:
        return None
    if len(given_for) > 1:
        found.append(
            Diagnostic(
                "ADV123",
                f"`{shown(head.name.text)}` is advised for several entities: {listed(given_for)}",
                head.name.span,
                Severity.WARNING,
                help="advise it for one entity, or use an action for each",
                related=tuple(
                    (rules[0].name.span, f"for `{entity}` here")
                    for entity, rules in given_for.items()
                ),
            )
        )
    first, *others = (declared.around(entity) for entity in given_for)
    return next((one for one in first if all(one in chain for chain in others)), SITUATION)


def _read_title(
    node: Node, entity: str | None, declared: Declarations, found: list[Diagnostic]
) -> Template | None:
    if entity is not None:
        return declared.template(node, entity, "`title`", found)
    for (
        candidate
    ) in declared.entities:  # advised for nothing: any entity that sees its facts will do
        attempt: list[Diagnostic] = []
        title = declared.template(node, candidate, "`title`", attempt)
        if title is not None:
            return title
    return declared.template(node, SITUATION, "`title`", found)


def _other_actions(
    body: MapNode, key: str, head: Head, declared: Declarations, found: list[Diagnostic]
) -> tuple[str, ...]:
    kept: list[str] = []
    for node in names_in(body.get(key), f"`{key}`", found):
        if node.text == head.name.text:
            found.append(
                Diagnostic(
                    "ADV135",
                    f"`{shown(node.text)}` stands under its own `{key}`",
                    node.span,
                    help="leave it out",
                )
            )
        elif check_action(node, declared, found):
            kept.append(node.text)
    return tuple(kept)


def _read_draft(body: MapNode, declared: Declarations, found: list[Diagnostic]) -> str | None:
    node = given(body, "draft")
    scalar = as_scalar(node, "`draft`", found) if node is not None else None
    if scalar is None:
        return None
    if scalar.text in declared.drafts:
        return scalar.text
    bare = scalar.text.removeprefix("drafts/").removesuffix(".md")
    help = f"did you mean `{bare}`?" if bare in declared.drafts else None
    found.append(
        Diagnostic(
            "ADV131",
            f"there is no draft `{shown(scalar.text)}`",
            scalar.span,
            help=help
            or did_you_mean(scalar.text, declared.drafts)
            or f"write it as `drafts/{shown(bare)}.md`",
        )
    )
    return None


def read_done(
    node: Node | None,
    entity: str | None,
    action: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> tuple[Change, ...]:
    if node is None:
        return ()
    body = as_map(node, "`done`", found, help="write `fact: value` lines under it")
    changes: list[Change] = []
    for key, value in body.entries if body is not None else ():
        fact = _stated_fact(key, "done", entity, action, declared, found)
        if fact is None:
            continue
        start = entity if entity is not None else fact.entity
        new = declared.expression(
            value, start, fact.type, f"`{fact.name}`", found, stated_only=True
        )
        if new is not None:
            changes.append(Change(fact.entity, fact.name, new, key.span))
    return tuple(changes)


def read_asks(
    node: Node | None,
    entity: str | None,
    action: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> tuple[tuple[str, str], ...]:
    facts = (
        _stated_fact(name, "asks", entity, action, declared, found)
        for name in names_in(node, "`asks`", found)
    )
    return tuple((fact.entity, fact.name) for fact in facts if fact is not None)


def _stated_fact(
    node: ScalarNode,
    key: str,
    entity: str | None,
    action: str,
    declared: Declarations,
    found: list[Diagnostic],
) -> FactDeclaration | None:
    """The stated fact that `done` or `asks` names: `fact`, or `entity.fact` where two bear the name."""
    holder, _, name = node.text.rpartition(".")
    if name in declared.broken:
        return None
    seen = _visible(entity, name, declared)
    if holder:
        seen = tuple(fact for fact in seen if fact.entity == holder)
    if len(seen) > 1:
        ways = " or ".join(f"`{fact.entity}.{name}`" for fact in seen)
        found.append(
            Diagnostic(
                "ADV125", f"`{shown(name)}` could mean two facts", node.span, help=f"write {ways}"
            )
        )
        return None
    if not seen:
        found.append(_no_fact(node, name, key, entity, action, declared))
        return None
    if seen[0].is_concluded:
        found.append(
            Diagnostic(
                "ADV126",
                f"`{shown(node.text)}` is concluded by rules, so `{key}` cannot set it"
                if key == "done"
                else f"`{shown(node.text)}` is concluded by rules, so nobody can be asked for it",
                node.span,
                help="name the stated facts that it follows from",
                related=((seen[0].span, "declared here"),),
            )
        )
        return None
    return seen[0]


def _visible(entity: str | None, name: str, declared: Declarations) -> tuple[FactDeclaration, ...]:
    if entity is not None:
        return declared.visible(entity, name)
    holders = [e.facts[name] for e in declared.entities.values() if name in e.facts]
    return tuple(holders[:1])


def _no_fact(
    node: ScalarNode,
    name: str,
    key: str,
    entity: str | None,
    action: str,
    declared: Declarations,
) -> Diagnostic:
    if name == TODAY:
        return Diagnostic(
            "ADV125",
            f"`{key}` cannot set `today`",
            node.span,
            help="name the fact that is to hold the date, with `today` as its value",
        )
    around = declared.around(entity) if entity is not None else tuple(declared.entities)
    near = did_you_mean(
        name, [f.name for one in around for f in declared.entities[one].facts.values()]
    )
    owner = next((e.name for e in declared.entities.values() if name in e.facts), None)
    help = near or "declare it under `entities` first"
    if owner is not None:
        help = (
            f"`{shown(action)}` is advised for `{entity}`, and this is a fact of `{owner}`: "
            "name facts of that entity or of one around it"
        )
    elif name in declared.parameters:
        help = "this is a parameter; only stated facts change"
    seen_by = f"`{entity}` sees" if entity is not None else "no entity has"
    what = f"{seen_by} no fact" if entity is not None else f"{seen_by} a fact"
    return Diagnostic("ADV125", f"{what} `{shown(node.text)}`", node.span, help=help)

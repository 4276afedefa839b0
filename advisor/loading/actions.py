"""Actions: their titles, what doing them changes, and how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.diagnostics import Diagnostic, Severity
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import (
    SITUATION,
    Action,
    ActionKind,
    Importance,
)
from advisor.ir.templates import Template
from advisor.loading.declarations import Declarations, Head
from advisor.loading.documents import shown
from advisor.loading.doing import read_asks, read_done
from advisor.loading.names import check_kebab
from advisor.loading.nodes import MapNode, Node
from advisor.loading.references import check_action
from advisor.loading.schema import (
    as_map,
    as_scalar,
    check_keys,
    declared_twice,
    given,
    names_in,
    one_of_words,
)

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

"""Sentences with facts in braces, as typed templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from advisor import ir
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.suggestions import closest
from advisor.loading.syntax import limits
from advisor.loading.syntax.nodes import ScalarNode, shown

if TYPE_CHECKING:
    from advisor.loading.language.names import Scope


_BRACE = re.compile(r"[{}]")
_DOUBLED = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?\Z")


def read_template(
    node: ScalarNode, scope: Scope, uses: list[ir.Use] | None = None
) -> tuple[ir.Template | None, tuple[Diagnostic, ...]]:
    """Read a title, label, question or note; its slots are facts that `scope` can see.

    `uses` takes the names in it and what they mean.

    `{fact}` and `{fact|words}`; where two entities have a fact of the name, `{entity.fact}`.
    """
    text = node.text.rstrip("\n")
    if len(text) > limits.MAX_SENTENCE:
        return None, (_too_long(node, len(text)),)
    found: list[Diagnostic] = []
    parts: list[str | ir.Slot] = []
    at = 0
    while True:
        brace = _BRACE.search(text, at)
        if brace is None:
            break
        start = brace.start()
        if brace[0] == "}":
            found.append(_brace_alone(node, start))
            at = start + 1
            continue
        doubled = _DOUBLED.match(text, start)
        if doubled is not None:
            found.append(_as_in_drafts(node, doubled))
            at = doubled.end()
            continue
        end = _BRACE.search(text, start + 1)
        if end is None or end[0] == "{":
            found.append(_unclosed(node, start, text))
            at = start + 1
            continue
        if start > at:
            parts.append(text[at:start])
        slot = _read_slot(node, start, end.end(), scope, found, uses)
        if slot is not None:
            parts.append(slot)
        at = end.end()
    if at < len(text):
        parts.append(text[at:])
    return (None if found else ir.Template(tuple(parts), node.span)), tuple(found)


def _read_slot(
    node: ScalarNode,
    start: int,
    end: int,
    scope: Scope,
    found: list[Diagnostic],
    uses: list[ir.Use] | None,
) -> ir.Slot | None:
    inside = node.text[start + 1 : end - 1]
    name, bar, words = inside.partition("|")
    otherwise = words if bar else None
    span = node.span_of(start, end)
    bare = name.strip()
    if not _NAME.match(bare):
        meant = "_".join(bare.lower().replace("-", " ").split())  # `{Company}`, `{contact name}`
        is_fact = any(scope.fact(one, meant) is not None for one in scope.around(scope.entity))
        found.append(
            Diagnostic(
                "ADV382",
                f"`{shown('{' + inside + '}')}` holds something else than the name of a fact",
                span,
                help=f"write `{{{meant}{bar}{words}}}`" if is_fact else _instead(bare),
            )
        )
        return None
    place = start + 1 + name.index(bare)
    entity, _, fact = bare.rpartition(".")
    around = scope.around(scope.entity)
    holders = [one for one in around if scope.fact(one, fact) is not None]
    if entity:
        holders = [one for one in holders if one == entity]
    if len(holders) == 1:
        if uses is not None and fact != ir.TODAY:
            uses += fact_uses(node.part(place, place + len(bare)), scope.entities[holders[0]])
        return ir.Slot(holders[0], fact, otherwise, span)
    parameter = None if holders or entity else scope.parameters.get(fact)
    if parameter is not None and parameter.can_be_told:
        if uses is not None:
            name_span = node.span_of(place, place + len(bare))
            uses.append(ir.Use(ir.Symbol(ir.NameKind.PARAMETER, fact), name_span))
        return ir.Slot(ir.SITUATION, fact, otherwise, span)  # see `declarations/parameters.py`
    where = node.span_of(place, place + len(bare))
    if holders:
        ways = " or ".join(f"`{one}.{fact}`" for one in holders)
        found.append(
            Diagnostic("ADV384", f"`{fact}` could mean two facts", where, help=f"write {ways}")
        )
        return None
    found.append(_unknown(bare, fact, where, scope))
    return None


def _unknown(bare: str, fact: str, where: Span, scope: Scope) -> Diagnostic:
    around = scope.around(scope.entity)
    visible = [ir.TODAY, *(name for one in around for name in _facts(scope, one))]
    message = f"`{scope.entity}` sees no fact `{shown(bare)}`"
    near = closest(fact, visible)
    owner = next((e.name for e in scope.entities.values() if fact in e.facts), None)
    several = next((e.several[fact] for e in scope.entities.values() if fact in e.several), None)
    if several is not None:
        message = f"`{shown(bare)}` holds several choices, which a sentence cannot list"
        help = f"leave it out here; a draft can list them: `{{{{ {fact} }}}}`"
    elif fact in scope.parameters and near is None:
        help = "a parameter in working days has no words; write a number, or days, to name it"
    elif (list_ := _list_inside(scope, fact, owner)) is not None:
        value = f"count({list_})" if owner is None else f"latest({list_}, {fact})"
        help = f"say which: conclude a fact of `{scope.entity}` by `{value}` or the like, and name that"
    elif owner is not None and owner not in around:
        help = f"it is a fact of `{owner}`, which lies elsewhere"
    elif near is not None:
        help = f"did you mean `{near}`?"
    else:
        help = "declare the fact under `entities`, or leave out the braces"
    return Diagnostic("ADV383", message, where, help=help)


def _instead(inside: str) -> str:
    """What to write for what is no name: a fact that is worked out stands under `default`."""
    if re.fullmatch(r"[\w.]+ *[-+*/(].*|[\w.]+ +\w+.*", inside):
        return f"conclude a fact with `default: {shown(inside)}`, and write its name here"
    return "write `{fact}` or `{fact|words for when it is not given}`"


def _list_inside(scope: Scope, name: str, owner: str | None) -> str | None:
    """The list of that name, or that of the entity with this fact, where it lies inside the sentence's own."""
    for entity in scope.entities.values():
        if entity.within == scope.entity and (entity.list == name or entity.name == owner):
            return entity.list
    return None


def _facts(scope: Scope, entity: str) -> tuple[str, ...]:
    declared = scope.entities.get(entity)
    return () if declared is None else tuple(declared.facts)


def _too_long(node: ScalarNode, length: int) -> Diagnostic:
    return Diagnostic(
        "ADV385",
        f"this sentence has {length:,} characters; the most is {limits.MAX_SENTENCE:,}",
        node.span_of(0, 1),
        help="say it shorter",
    )


def _brace_alone(node: ScalarNode, at: int) -> Diagnostic:
    return Diagnostic(
        "ADV381",
        "this brace closes nothing",
        node.span_of(at, at + 1),
        help="write `{fact}`, or leave the brace out",
    )


def _as_in_drafts(node: ScalarNode, doubled: re.Match[str]) -> Diagnostic:
    return Diagnostic(
        "ADV381",
        f"`{shown(doubled[0])}` is how drafts are written; a sentence has single braces",
        node.span_of(doubled.start(), doubled.end()),
        help=f"write `{{{shown(doubled[1])}}}`",
    )


def _unclosed(node: ScalarNode, at: int, text: str) -> Diagnostic:
    word = re.match(r"\{\s*[\w.]*", text[at:])
    length = word.end() if word else 1
    return Diagnostic(
        "ADV381",
        "this brace is never closed",
        node.span_of(at, at + length),
        help="write `{fact}`, or leave the brace out",
    )


def fact_uses(node: ScalarNode, entity: ir.EntityDeclaration) -> Iterator[ir.Use]:
    """`stage` names a fact, `application.stage` an entity, too, `symptoms_fever` a fact and its choice."""
    holder, dot, fact = node.text.rpartition(".")
    if dot:
        yield ir.Use(ir.Symbol(ir.NameKind.ENTITY, holder), node.span_of(0, len(holder)))
    start = len(holder) + len(dot)
    for of, begin, end in ir.named_in_fact(entity, fact):
        yield ir.Use(of, node.span_of(start + begin, start + end))

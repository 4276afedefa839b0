"""`type: several`: which of some choices are so, as one yes-no fact for each choice.

`symptoms` with the choices `fever` and `cough` becomes the facts `symptoms_fever` and `symptoms_cough`, which are
asked for in one question. How situations state it is in `stated_choices.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor import ir
from advisor.loading.declarations.asking import read_ask_if
from advisor.loading.declarations.node_reader import Fields
from advisor.loading.declarations.stated_choices import choices_in
from advisor.loading.declarations.symbol_table import EntityFields
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode

SEVERAL = "several"
_KEYS = ("type", "ask", "help", "choices", "required", "default", "ask_if")


def is_several(node: Node) -> bool:
    """Whether a fact is declared as several."""
    kind = node.get("type") if isinstance(node, MapNode) else None
    return isinstance(kind, ScalarNode) and kind.text == SEVERAL


def outline_several(
    name: ScalarNode,
    entity: str,
    fact: Fields,
    words: Mapping[str, str],
    also: tuple[tuple[str, str], ...],
) -> tuple[ir.Several, dict[str, ir.FactDeclaration]]:
    """The declaration without its question, and its facts by name; `words` are those of the choices."""
    fact.check_keys(_KEYS, ("type",))
    parts = {choice: f"{name.text}_{choice}" for choice in words}
    several = ir.Several(name.text, entity, parts, words, name.span, also)
    is_required, help = fact.yes_no("required"), fact.text("help")
    default = _default(several, fact, is_required)
    facts = {
        part: ir.FactDeclaration(
            part,
            entity,
            ir.YES_NO,
            name.span,
            help=help,
            is_required=is_required,
            default=None if default is None else default[part],
        )
        for part in parts.values()
    }
    return several, facts


def _default(several: ir.Several, fact: Fields, is_required: bool) -> dict[str, bool] | None:
    key, node = fact.key("default"), fact.body.get("default")
    if key is None or node is None:
        return None
    if is_required:
        message = "a required fact is always stated, so its `default` is never used"
        fact.report("ADV111", key.span, message, "leave out `required`, or `default`")
    return several.facts(choices_in(several, node, fact, "ADV109") or ())


def complete_several(
    several: ir.Several, facts: Mapping[str, ir.FactDeclaration], fact: EntityFields
) -> tuple[ir.Several, dict[str, ir.FactDeclaration]]:
    """The declaration with its question, and its facts with theirs: "Which symptoms? Fever"."""
    ask = fact.template("ask") if fact.node("ask") is not None else None
    own = {choice: facts[part] for choice, part in several.parts.items()}
    first = next(iter(own.values()), None)
    ask_if = None if first is None else read_ask_if(fact, first)
    span = several.span
    asked = ask or ir.Template((f"Which {several.name.replace('_', ' ')}?",), span)
    question = ir.OneQuestion(
        asked,
        {
            part.name: ir.Option(ir.Template((several.words[choice],), span), True, ask_if=ask_if)
            for choice, part in own.items()
        },
        span,
    )
    completed = {
        part.name: replace(
            part, ask=ir.Template((*asked.parts, f" {several.words[choice]}"), span), ask_if=ask_if
        )
        for choice, part in own.items()
    }
    return replace(several, question=question), completed

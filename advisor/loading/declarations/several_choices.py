"""`type: several`: which of some choices are so, as one yes-no fact for each choice.

`symptoms` with the choices `fever` and `cough` becomes the facts `symptoms_fever` and `symptoms_cough`, which are
asked for in one question. Situations state it as a list: `symptoms: [fever]`; `[]` says that none is so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor import ir
from advisor.diagnostics.suggestions import meant_choice
from advisor.loading.declarations.asking import read_ask_if
from advisor.loading.declarations.fields import Fields, NodeReader, is_nothing
from advisor.loading.declarations.index import EntityFields
from advisor.loading.declarations.scalars import Misfit, misfit
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

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


def choices_in(
    several: ir.Several, node: Node, reader: NodeReader, code: str
) -> tuple[str, ...] | None:
    """The choices that a list, or a single one, names; None where something is wrong, which is reported.

    None of them: `[]`, or `none`. A text may join them: `fever; cough`, `fever, cough`.
    """
    if is_nothing(node):
        return ()
    items = node.items if isinstance(node, ListNode) else (node,)
    found: list[str] = []
    is_whole = True
    for item in items:
        scalar = reader.as_scalar(
            item, f"a choice of `{several.name}`", "write names of choices", code
        )
        if scalar is None:
            is_whole = False
            continue
        at = 0
        for text in joined_texts(scalar.text, several):
            choice = several.choice(text)
            at = scalar.text.index(text, at)
            if choice == text:
                of = ir.Symbol(ir.NameKind.CHOICE, choice, (several.entity, several.name))
                reader.use(of, scalar.part(at, at + len(text)))
            at += len(text)
            if choice is None:
                message = f"`{shown(text)}` is not one of the choices of `{several.name}`"
                help = meant_choice(text, tuple(several.parts), several.words)
                reader.report(code, scalar.span, message, help)
                is_whole = False
            else:
                found.append(choice)
    return tuple(found) if is_whole else None


_NONE_OF_THEM = ("[]", "none", "-")


def choices_said(value: object, several: ir.Several) -> tuple[str, ...] | Misfit:
    """The choices that a value of a row of data names: a list of texts, or a text that joins them.

    `[]` and `none` say that it is none of them.
    """
    texts = value if isinstance(value, list | tuple) else (value,)
    found: list[str] = []
    for one in texts:
        if not isinstance(one, str):
            return Misfit("a choice is no text", "write names of choices", "holds what is no text")
        if one.strip() in _NONE_OF_THEM and value is one:
            return ()
        for text in joined_texts(one, several):
            choice = several.choice(text)
            if choice is None:
                help = meant_choice(text, tuple(several.parts), several.words)
                return misfit(text, f"is not one of the choices of `{several.name}`", help)
            found.append(choice)
    return tuple(found)


def joined_texts(text: str, several: ir.Several) -> list[str]:
    """The texts that a cell holds: `fever; cough` is two, unless the whole is a spelling of one."""
    if several.choice(text.strip()) is not None:
        return [text.strip()]
    sign = ";" if ";" in text else ","
    return [part.strip() for part in text.split(sign) if part.strip()]

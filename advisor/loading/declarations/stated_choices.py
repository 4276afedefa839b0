"""Which of several choices are so, as situations state it: `symptoms: [fever]`; `[]` says that none is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from advisor import ir
from advisor.diagnostics.suggestions import meant_choice
from advisor.loading.declarations.node_reader import NodeReader, is_nothing
from advisor.loading.declarations.scalars import Misfit, misfit
from advisor.loading.syntax.nodes import ListNode, Node, shown


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


def choice_meant(
    text: str,
    choices: Iterable[str],
    also: tuple[tuple[str, str], ...],
    words: Mapping[str, str],
) -> str:
    """The choice that a cell of data names, also in other letters, signs or its words; else the text itself.

    >>> choice_meant("Interview Scheduled", ["interview_scheduled", "rejected"], (), {})
    'interview_scheduled'
    """
    meant = _by_plain_words(tuple(choices), also, tuple(words.items()))
    return meant.get(text) or meant.get(_plain_words(text), text)


@cache
def _by_plain_words(
    choices: tuple[str, ...],
    also: tuple[tuple[str, str], ...],
    words: tuple[tuple[str, str], ...],
) -> dict[str, str]:
    """The choice of each spelling, and of all that is like one: what is like those of two is left out."""
    exact = dict(also) | {name: name for name in choices}
    said = [*exact.items(), *((spoken, name) for name, spoken in words)]
    like: dict[str, set[str]] = {}
    for spelling, choice in said:
        like.setdefault(_plain_words(spelling), set()).add(choice)
    return {plain: min(names) for plain, names in like.items() if len(names) == 1} | exact


def _plain_words(text: str) -> str:
    """`Interview-Scheduled ` is `interview scheduled`."""
    return " ".join(re.sub(r"[\s_.,:;()/–—-]+", " ", text.replace("’", "'").casefold()).split())


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
            choice = choice_meant(text, several.parts, several.also, several.words)
            if choice not in several.parts:
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

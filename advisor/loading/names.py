"""What names look like, and the words that no name may be."""

from __future__ import annotations

import re

from advisor.diagnostics import Diagnostic
from advisor.loading.documents import shown
from advisor.loading.nodes import ScalarNode

_VALUES = frozenset({"true", "false", "null"})  # words for values in files
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_NAME = 100


def check_snake(node: ScalarNode, what: str, found: list[Diagnostic]) -> bool:
    """Whether it can be the name of an entity, list, fact, parameter or choice (`what`)."""
    if not _has_style(node, what, _SNAKE, "_", "snake_case", found):
        return False
    # Imported where it is needed: situations check no names, and this room is large.
    from advisor.loading.expressions.words import RESERVED

    if node.text in RESERVED or node.text in _VALUES:
        found.append(
            Diagnostic(
                "ADV106",
                f"`{node.text}` is a word of the language and cannot be the name of {what}",
                node.span,
                help=f"choose another name, such as `{_instead(node.text, what)}`",
            )
        )
        return False
    return True


def check_kebab(node: ScalarNode, what: str, found: list[Diagnostic]) -> bool:
    """Whether it can be the name of a pack, rule, action, draft, source or section (`what`)."""
    return _has_style(node, what, _KEBAB, "-", "kebab-case", found)


def _instead(word: str, what: str) -> str:
    return f"is_{word}" if what == "a fact" else f"{word}_{what.split()[-1]}"


def _has_style(
    node: ScalarNode,
    what: str,
    style: re.Pattern[str],
    joint: str,
    style_name: str,
    found: list[Diagnostic],
) -> bool:
    if style.match(node.text) and len(node.text) <= _LONGEST_NAME:
        return True
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", joint, node.text)
    plain = re.sub(r"[^a-z0-9]+", joint, plain.lower()).strip(joint)
    example = f"write `{plain}`" if style.match(plain) and len(plain) <= _LONGEST_NAME else None
    joined = "_" if joint == "_" else "-"
    found.append(
        Diagnostic(
            "ADV105",
            f"`{shown(node.text)}` cannot be the name of {what}: names are {style_name} here",
            node.span,
            help=example or f"write small letters a to z, digits and `{joined}`",
        )
    )
    return False

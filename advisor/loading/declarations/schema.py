"""Checks that every mapping of a pack or situation shares: its keys, names, and the shapes of its values."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.types import YES_NO
from advisor.loading.declarations.scalars import Misfit, convert
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

_VALUES = frozenset({"true", "false", "null"})  # words for values in files
_SNAKE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*\Z")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_NAME = 100


def check_snake(node: ScalarNode, what: str, found: list[Diagnostic]) -> bool:
    """Whether it can be the name of an entity, list, fact, parameter or choice (`what`)."""
    if not _has_style(node, what, _SNAKE, "_", "snake_case", found):
        return False
    # Imported where it is needed: situations check no names, and this room is large.
    from advisor.loading.language.signatures import RESERVED

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


def head_of(node: Node) -> Span:
    """The first line of a node: where to point when something inside it is missing."""
    match node:
        case MapNode(entries=((key, _), *_)):
            return key.span
        case ListNode(items=(item, *_)):
            return head_of(item)
        case _:
            span = node.span
            if span.line == span.end_line:
                return span
            return Span(span.path, span.line, span.column, span.line, span.column + 1)


def kind_of(node: Node) -> str:
    """What a node is, for a sentence."""
    match node:
        case MapNode():
            return "a mapping"
        case ListNode():
            return "a list"
        case ScalarNode() if node.is_none and node.text:
            return f"none (`{node.text}`)"
        case ScalarNode() if node.is_none:
            return "nothing"
        case ScalarNode():
            return f"`{shown(node.text)}`"


def as_map(
    node: Node, what: str, found: list[Diagnostic], help: str | None = None, code: str = "ADV103"
) -> MapNode | None:
    """The node, if it is a mapping; `what` names the thing in the message."""
    if isinstance(node, MapNode):
        return node
    found.append(
        Diagnostic(
            code,
            f"{what} is {kind_of(node)} here, where `key: value` lines belong",
            head_of(node),
            help=help or "write `key: value` lines under it",
        )
    )
    return None


def as_list(
    node: Node, what: str, found: list[Diagnostic], help: str | None = None, code: str = "ADV103"
) -> ListNode | None:
    """The node, if it is a list; none is an empty one."""
    if isinstance(node, ListNode):
        return node
    if isinstance(node, ScalarNode) and node.is_none:
        return ListNode((), node.span)
    found.append(
        Diagnostic(
            code,
            f"{what} is {kind_of(node)} here, where a list belongs",
            head_of(node),
            help=help or "write `- ` lines under it",
        )
    )
    return None


def as_scalar(
    node: Node,
    what: str,
    found: list[Diagnostic],
    help: str | None = None,
    code: str = "ADV103",
    wanted: str = "a value",
) -> ScalarNode | None:
    """The node, if it is a single value that is not none; `wanted` is what messages call such a value."""
    if isinstance(node, ScalarNode) and not node.is_none:
        return node
    found.append(
        Diagnostic(
            code if not isinstance(node, ScalarNode) else "ADV104" if code == "ADV103" else code,
            f"{what} is {kind_of(node)} here, where {wanted} belongs",
            head_of(node),
            help=help or "write it behind the colon, in quotes if it holds braces or colons",
        )
    )
    return None


def text_of(node: Node, what: str, found: list[Diagnostic]) -> str | None:
    """The words of a text that may not be empty, without the line end of a block."""
    scalar = as_scalar(node, what, found, wanted="a text")
    if scalar is None:
        return None
    text = scalar.text.strip()
    if text:
        return text
    found.append(
        Diagnostic("ADV104", f"{what} is empty", scalar.span, help="write a text, or leave it out")
    )
    return None


def optional_text(map_: MapNode, key: str, found: list[Diagnostic]) -> str | None:
    """The words under a key that may be missing or none."""
    node = map_.get(key)
    if node is None or (isinstance(node, ScalarNode) and node.is_none):
        return None
    return text_of(node, f"`{key}`", found)


def given(map_: MapNode, key: str) -> Node | None:
    """What stands under a key, if it is there and is not none."""
    node = map_.get(key)
    return None if isinstance(node, ScalarNode) and node.is_none else node


def check_keys(
    map_: MapNode,
    known: Collection[str],
    required: Iterable[str],
    what: str,
    found: list[Diagnostic],
    code: str = "ADV101",
) -> None:
    """Report keys that are not known there, and required ones that are missing or none."""
    for key, _ in map_.entries:
        if key.text not in known:
            found.append(
                Diagnostic(
                    code,
                    f"{what} has no key `{shown(key.text)}`",
                    key.span,
                    help=did_you_mean(key.text, known) or f"its keys are {listed(known, 20)}",
                )
            )
    for name in required:
        node = map_.get(name)
        if node is None:
            found.append(
                Diagnostic(
                    "ADV102", f"{what} lacks `{name}`", head_of(map_), help=f"add `{name}: …`"
                )
            )
        elif isinstance(node, ScalarNode) and node.is_none:
            key_node = map_.key(name)
            found.append(
                Diagnostic(
                    "ADV104",
                    f"nothing stands under `{name}`",
                    key_node.span if key_node is not None else node.span,
                    help=f"write `{name}: …`",
                )
            )


def yes_no(map_: MapNode, key: str, found: list[Diagnostic]) -> bool:
    """A yes or no that is no where the key is missing."""
    node = given(map_, key)
    if node is None:
        return False
    scalar = as_scalar(node, f"`{key}`", found)
    if scalar is None:
        return False
    value = convert(scalar.text, YES_NO)
    if isinstance(value, Misfit):
        found.append(refused(value, scalar))
        return False
    return bool(value)


def refused(refusal: Misfit, node: ScalarNode, code: str = "ADV109") -> Diagnostic:
    """The diagnostic about a value that could not be converted."""
    return Diagnostic(code, refusal.message, node.span, help=refusal.help)


def one_of_words(
    node: Node, words: Collection[str], what: str, found: list[Diagnostic], code: str = "ADV108"
) -> str | None:
    """One of a few words."""
    scalar = as_scalar(node, what, found)
    if scalar is None:
        return None
    if scalar.text in words:
        return scalar.text
    found.append(
        Diagnostic(
            code,
            f"{what} cannot be `{shown(scalar.text)}`",
            scalar.span,
            help=did_you_mean(scalar.text, words) or f"write one of {listed(words)}",
        )
    )
    return None


def names_in(node: Node | None, what: str, found: list[Diagnostic]) -> tuple[ScalarNode, ...]:
    """The names of a list, or a single name; a name that stands twice is reported and dropped."""
    if node is None or (isinstance(node, ScalarNode) and node.is_none):
        return ()
    items = node.items if isinstance(node, ListNode) else (node,)
    kept: dict[str, ScalarNode] = {}
    for item in items:
        scalar = as_scalar(item, f"an entry of {what}", found, help="write a name")
        if scalar is None:
            continue
        if scalar.text in kept:
            found.append(
                Diagnostic(
                    "ADV107",
                    f"`{shown(scalar.text)}` stands twice in {what}",
                    scalar.span,
                    help="leave one of the two out",
                    related=((kept[scalar.text].span, "first written here"),),
                )
            )
            continue
        kept[scalar.text] = scalar
    return tuple(kept.values())


def unknown_name(
    node: ScalarNode,
    what: str,
    known: Iterable[str],
    code: str,
    found: list[Diagnostic],
    instead: str | None = None,
) -> None:
    """Report a name that is not declared; `instead` is a better help than the nearest name."""
    known = tuple(known)
    help = instead or did_you_mean(node.text, known)
    if help is None:
        help = f"there are {listed(known)}" if known else f"no {what} is declared"
    found.append(Diagnostic(code, f"there is no {what} `{shown(node.text)}`", node.span, help=help))


def declared_twice(
    what: str,
    node: ScalarNode,
    first: Span,
    found: list[Diagnostic],
    help: str = "rename one of them, or put both together",
) -> None:
    """Report the second declaration of something that is declared once."""
    found.append(
        Diagnostic(
            "ADV107",
            f"{what} `{shown(node.text)}` is declared twice",
            node.span,
            help=help,
            related=((first, "first declared here"),),
        )
    )

"""Declarations as they are written in their files, with the author's comments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import dedent

from advisor.loading.syntax.nodes import ListNode, MapNode, Node
from advisor.revisions.declared import Declared


def text_of(declared: Declared, texts: Mapping[str, str]) -> str:
    """The lines of a declaration, from its name to the last thing that is said of it, without indentation."""
    span = declared.span
    ends = [
        node.span.end_line - (1 if node.span.end_column == 1 else 0)
        for part in declared.parts.values()
        for node in _leaves(part)
        if node.span.path == span.path and node.span.line >= span.line
    ]
    lines = texts[span.path].split("\n")[span.line - 1 : max([span.line, *ends])]
    return dedent("\n".join(lines)).rstrip() + "\n"


def _leaves(node: Node) -> Iterator[Node]:
    """The node and all inside it."""
    yield node
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _leaves(item)
    elif isinstance(node, MapNode):
        for key, value in node.entries:
            yield key
            yield from _leaves(value)


def first_comment(text: str) -> str:
    """What a file says of itself: the comment with which it begins, as one line; "" where there is none."""
    found = []
    for line in text.split("\n"):
        if not line.startswith("# "):
            break
        found.append(line[2:].strip())
    return " ".join(found)

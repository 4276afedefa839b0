"""Which sections the files of a pack hold, and what stands where it does not belong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.documents import shown
from advisor.loading.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.loading.schema import as_map

TESTS = "tests"
SECTIONS = ("entities", "parameters", "actions", "rules")  # of every file but those with tests
ALL_SECTIONS = (*SECTIONS, TESTS)
_ONE_OF = {"rule": "rules", "test": TESTS}  # the first key of one of a list -> its section


def is_nothing(node: Node | None) -> bool:
    """Whether nothing stands there."""
    return isinstance(node, ScalarNode) and node.is_none


def sections_of(
    documents: Mapping[str, tuple[Node | None, ...]],
    rules: Sequence[str],
    tests: Sequence[str],
    of_the_head: Sequence[str],
    found: list[Diagnostic],
) -> dict[str, list[Node]]:
    """What stands under each section's name in all files, in listing order.

    Shape: `rules` and `tests` are paths of `documents`; `of_the_head` are the keys of `pack.yaml`.
    """
    sections: dict[str, list[Node]] = {name: [] for name in ALL_SECTIONS}
    for path in (*rules, *tests):
        allowed = (TESTS,) if path in tests else SECTIONS
        for node in documents[path]:
            if node is None or is_nothing(node):
                continue
            for key, value in _entries(node, allowed, found):
                if key.text in sections:
                    if key.text not in allowed:
                        misplaced(key, *_where(key.text, path), found)
                    if not is_nothing(value):
                        sections[key.text].append(value)
                else:
                    found.append(_unknown_section(key, allowed, of_the_head))
    return sections


def _entries(
    node: Node, allowed: Sequence[str], found: list[Diagnostic]
) -> tuple[tuple[ScalarNode, Node], ...]:
    help = f"begin with {listed(allowed)}"
    if isinstance(node, ListNode) and node.items and (one := _one_of_a_list(node.items[0])):
        help = f"write `{_ONE_OF[one.text]}:` on a line above the list"
    if isinstance(node, MapNode) and (one := _one_of_a_list(node)):
        section = _ONE_OF[one.text]
        found.append(
            Diagnostic(
                "ADV101",
                f"a {one.text} stands in the list `{section}`",
                one.span,
                help=f"write `{section}:` above it, begin this line with `- {one.text}:`, "
                "and give the lines below four spaces",
            )
        )
        return ()
    body = as_map(node, "this file", found, help=help)
    return body.entries if body is not None else ()


def _one_of_a_list(node: Node) -> ScalarNode | None:
    """The key that begins a rule or a test, where the mapping begins so and holds no section."""
    if not isinstance(node, MapNode) or any(key.text in ALL_SECTIONS for key, _ in node.entries):
        return None
    return next((key for key, _ in node.entries[:1] if key.text in _ONE_OF), None)


def _where(section: str, path: str) -> tuple[str, str]:
    """Why a section does not belong in a file, and where to move it."""
    if section != TESTS:
        return "a test file holds tests only", "move it to another file of the folder"
    return (
        "tests stand in files whose name ends in `_test.yaml`",
        f"move it to a file such as `{PurePath(path).stem}_test.yaml`",
    )


def misplaced(key: ScalarNode, why: str, remedy: str, found: list[Diagnostic]) -> None:
    """Report a section in a file that it does not belong in."""
    found.append(
        Diagnostic(
            "ADV114",
            f"`{key.text}` does not belong in this file: {why}",
            key.span,
            help=remedy,
        )
    )


def _unknown_section(
    key: ScalarNode, allowed: Sequence[str], of_the_head: Sequence[str]
) -> Diagnostic:
    help = did_you_mean(key.text, allowed) or f"the sections are {listed(allowed)}"
    if key.text in of_the_head:
        help = "this belongs in `pack.yaml`"
    return Diagnostic("ADV101", f"there is no section `{shown(key.text)}`", key.span, help=help)

"""The files of a folder of rules: what each is for, which are none of its rules, and the sections that stand in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations import severities
from advisor.loading.declarations.instances import PACK, SITUATION_KEYS
from advisor.loading.declarations.node_reader import NodeReader, is_nothing
from advisor.loading.syntax.files import PACK_FILE, TEST_FILES
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown
from advisor.loading.syntax.table_files import SUFFIXES

TESTS = "tests"
SECTIONS = (
    "entities",
    "parameters",
    "actions",
    "events",
    "rules",
    "tables",
    "calendars",
)  # of every file but those with tests
ALL_SECTIONS = (*SECTIONS, TESTS)
_ONE_OF = {
    "rule": "rules",
    "table": "tables",
    "test": TESTS,
}  # the first key of one of a list -> its section
HEADER_KEYS = ("pack", "version", "language", "title", "sources", "calendar", severities.KEY)
LAYER_KEYS = ("extends", "without", "expect_changed")


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one folder by what they are for; drafts are name → (path, text).

    `tables` are those with tables alone, in another form than YAML.
    """

    folder: str
    header: str | None
    rules: tuple[str, ...]
    tests: tuple[str, ...]
    drafts: Mapping[str, tuple[str, str]]
    tables: tuple[str, ...]

    def without(self, paths: Collection[str]) -> PackFiles:
        """Without some of the files with rules or tests."""
        rules = tuple(path for path in self.rules if path not in paths)
        return replace(self, rules=rules, tests=tuple(p for p in self.tests if p not in paths))

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        header = () if self.header is None else (self.header,)
        drafts = (path for path, _ in self.drafts.values())
        return (*header, *self.rules, *self.tests, *self.tables, *drafts)


def sorted_files(texts: Mapping[str, str], folder: str) -> PackFiles:
    """The files of a pack by what they hold. Shape: `texts` by path."""
    header: str | None = None
    rules: list[str] = []
    tests: list[str] = []
    tables: list[str] = []
    drafts: dict[str, tuple[str, str]] = {}
    for path in sorted(texts, key=lambda path: (PurePath(path).name, path)):
        pure = PurePath(path)
        if pure.suffix == ".md":
            drafts[pure.stem] = (path, texts[path])
        elif pure.suffix in SUFFIXES:
            tables.append(path)
        elif pure.name.lower() == PACK_FILE:
            header = path
        elif pure.name.endswith(TEST_FILES):
            tests.append(path)
        else:
            rules.append(path)
    return PackFiles(folder, header, tuple(rules), tuple(tests), drafts, tuple(tables))


def without_copies(files: PackFiles, texts: Mapping[str, str], reader: NodeReader) -> PackFiles:
    """The files without those that say word for word what another one says, which is one mistake."""
    first: dict[str, str] = {}
    copies: list[str] = []
    for path in (*files.rules, *files.tests):
        text = texts[path].strip()
        if text and first.setdefault(text, path) != path:
            copies.append(path)
            message = f"this file says the same as `{PurePath(first[text]).name}`"
            help = "delete one of the two"
            reader.report("ADV107", Span(path, 1, 1, 1, 2), message, help)
    return files.without(tuple(copies))


def words_of_situations(documents: Mapping[str, list[Node]]) -> frozenset[str]:
    """What may stand at the top of a situation: its own keys, the facts and lists of the situation."""
    found = {*SITUATION_KEYS, PACK}
    sections = (node.get("entities") for nodes in documents.values() for node in _mappings(nodes))
    for name, body in (
        entry for node in sections if isinstance(node, MapNode) for entry in node.entries
    ):
        if not isinstance(body, MapNode):
            continue
        facts, within, named = body.get("facts"), body.get("within"), body.get("list")
        if name.text == ir.SITUATION:
            found |= {key.text for key, _ in facts.entries} if isinstance(facts, MapNode) else set()
        elif within is None or (isinstance(within, ScalarNode) and within.text == ir.SITUATION):
            found.add(named.text if isinstance(named, ScalarNode) else name.text)
    return frozenset(found)


def is_situation(nodes: list[Node], words: frozenset[str]) -> bool:
    """Whether a file holds nothing but what stands in situations, such as the answers to `advisor ask`."""
    keys = {key.text for node in _mappings(nodes) for key, _ in node.entries}
    return len(_mappings(nodes)) == len(nodes) and keys <= words and not keys <= {*ALL_SECTIONS}


def _tell_of_situation(nodes: list[Node], words: frozenset[str], reader: NodeReader) -> bool:
    """Report a file that is a situation but for a slip or two; whether it is one."""
    keys = [key for node in _mappings(nodes) for key, _ in node.entries]
    unknown = [key for key in keys if key.text not in words]
    is_one = not any(key.text in ALL_SECTIONS for key in keys) and len(unknown) < len(keys) / 2
    if is_one and unknown:
        message = f"this file looks like a situation, but for `{shown(unknown[0].text)}`"
        help = did_you_mean(unknown[0].text, words) or "move it out of the folder of the rules"
        reader.report("ADV114", unknown[0].span, message, help)
    return is_one


def _mappings(nodes: list[Node]) -> list[MapNode]:
    return [node for node in nodes if isinstance(node, MapNode)]


def sections_of(
    documents: Mapping[str, list[Node]],
    files: PackFiles,
    words: frozenset[str],
    reader: NodeReader,
) -> dict[str, list[Node]]:
    """What stands under each section's name in all files, in listing order.

    `words` are those of situations, one of which may lie among the rules.
    """
    sections: dict[str, list[Node]] = {name: [] for name in ALL_SECTIONS}
    for path in (*files.rules, *files.tests):
        allowed = (TESTS,) if path in files.tests else SECTIONS
        if _tell_of_situation(documents[path], words, reader):
            continue
        for key, value in (e for node in documents[path] for e in _entries(node, allowed, reader)):
            if key.text not in sections:
                help = did_you_mean(key.text, allowed) or f"the sections are {listed(allowed)}"
                if key.text in (*HEADER_KEYS, *LAYER_KEYS):
                    help = "this belongs in `pack.yaml`"
                message = f"there is no section `{shown(key.text)}`"
                reader.report("ADV101", key.span, message, help)
                continue
            if key.text not in allowed:
                report_misplaced(key, *_where(key.text, path), reader)
            if not is_nothing(value):
                sections[key.text].append(value)
    sections["tables"] += [node for path in files.tables for node in documents[path]]
    return sections


def _entries(
    node: Node, allowed: Sequence[str], reader: NodeReader
) -> tuple[tuple[ScalarNode, Node], ...]:
    help = f"begin with {listed(allowed)}"
    if isinstance(node, ListNode) and node.items and (one := _one_of_a_list(node.items[0])):
        help = f"write `{_ONE_OF[one.text]}:` on a line above the list"
    if isinstance(node, MapNode) and (one := _one_of_a_list(node)):
        section = _ONE_OF[one.text]
        message = f"a {one.text} stands in the list `{section}`"
        help = (
            f"write `{section}:` above it, begin this line with `- {one.text}:`, "
            "and give the lines below four spaces"
        )
        reader.report("ADV101", one.span, message, help)
        return ()
    body = reader.as_map(node, "this file", help=help)
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
        f"move it to a file such as `{re.sub('[-_ ]?tests?$', '', PurePath(path).stem)}_test.yaml`",
    )


def report_misplaced(key: ScalarNode, why: str, help: str, reader: NodeReader) -> None:
    """Report a section that stands in a file where it has no place (ADV114)."""
    reader.report("ADV114", key.span, f"`{key.text}` does not belong in this file: {why}", help)

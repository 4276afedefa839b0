"""What the files of a pack declare, name by name, in the author's words; and what differs between two packs.

Read from the text and not from the checked pack, so that whatever a section may hold is compared, and
told as it was written:

    rules:
      - rule: ask-sooner         → ("rule", "ask-sooner")
    entities:
      application:               → ("entity", "application")
        facts:
          answer_by: …           → ("fact", "application.answer_by")
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from difflib import unified_diff
from enum import Enum
from pathlib import PurePath
from typing import TypeAlias

from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml

Key: TypeAlias = tuple[str, str]  # a kind, such as "rule", and a name
KINDS = (
    "rule",
    "action",
    "parameter",
    "fact",
    "entity",
    "event",
    "draft",
    "source",
    "pack",
    "test",
)
_HEADER = "pack.yaml"
_IN_HEADER = ("sources", "calendars")  # sections of it
_SINGULAR = {"entities": "entity"}
_GROUP, _OTHERWISE = "first_of", "otherwise"
_YAML, _DRAFTS = ".yaml", ".md"  # all else are tables
_CONTEXT = 1  # lines around what differs


class Fate(Enum):
    """What became of a declaration."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: where it stands, and what stands under each of its keys."""

    key: Key
    span: Span
    parts: Mapping[str, Node]


@dataclass(frozen=True, slots=True)
class DeclaredDifference:
    """A declaration that is not the same in both packs; of one that was added or removed, one side is None.

    Shape: `parts` has a small diff for each key under which something else stands: lines that begin with
    ` `, `-` or `+`.
    """

    key: Key
    fate: Fate
    old: Declared | None
    new: Declared | None
    parts: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        """Of what it is: "rule", "fact"."""
        return self.key[0]

    @property
    def span(self) -> Span:
        """Where it stands, or stood."""
        found = self.new or self.old
        assert found is not None  # INVARIANT: it stands on one side at least
        return found.span


def declared_in(texts: Mapping[str, str], rules: Container[str]) -> dict[Key, Declared]:
    """Everything that the files of a pack declare, with what a layer changes in the pack below it.

    Shape: `texts` maps the paths of a pack that loads to their texts, those of layers below first; `rules` are the names
    of its rules: a layer may leave some out. What comes out is by layer, file and place.
    """
    found: dict[Key, Declared] = {}
    for path, text in texts.items():
        for one in _of_file(path, text):
            below = found.get(one.key)
            found[one.key] = one if below is None else _laid_over(below, one)
    return {key: one for key, one in found.items() if key[0] != "rule" or key[1] in rules}


def _laid_over(below: Declared, one: Declared) -> Declared:
    """What a layer says of something, and below it what the pack says that it lies over."""
    parts = {
        name: _merged(below.parts[name], node) if name in below.parts else node
        for name, node in one.parts.items()
    }
    return Declared(one.key, one.span, {**below.parts, **parts})


def _merged(below: Node, node: Node) -> Node:
    if not (isinstance(below, MapNode) and isinstance(node, MapNode)):
        return node
    entries = {key.text: (key, value) for key, value in (*below.entries, *node.entries)}
    return MapNode(tuple(entries.values()), node.span)


def _of_file(path: str, text: str) -> Iterator[Declared]:
    whole = Span(path, 1, 1, 1, 2)
    if not path.endswith(_YAML):
        kind = (
            ("draft", PurePath(path).stem)
            if path.endswith(_DRAFTS)
            else ("file", PurePath(path).name)
        )
        yield Declared(kind, whole, {"": ScalarNode(text, whole, False)})
        return
    for document in read_yaml(text, path).documents:
        if not isinstance(document, MapNode):
            continue
        entries = {key.text: value for key, value in document.entries}
        if PurePath(path).name == _HEADER:
            sections = {n: entries.pop(n) for n in _IN_HEADER if n in entries}
            yield Declared(("pack", ""), document.span, entries)
            entries = sections
        for name, value in entries.items():
            yield from _section(name, value)


def _section(name: str, section: Node | None) -> Iterator[Declared]:
    kind = _SINGULAR.get(name, name.removesuffix("s"))
    if isinstance(section, ListNode):  # `- rule: its-name`
        for item in section.items:
            if isinstance(item, MapNode):
                yield from _item(name, kind, item)
    elif isinstance(section, MapNode):
        for key, value in section.entries:
            if name == "entities" and isinstance(value, MapNode):
                yield from _entity(key, value)
            else:
                yield Declared((kind, key.text), key.span, _parts(value))


def _item(section: str, kind: str, item: MapNode) -> Iterator[Declared]:
    parts = {key.text: value for key, value in item.entries}
    group = parts.pop(_GROUP, None)
    if isinstance(group, ListNode):  # what is said of the group holds for each in it
        for one in _section(section, group):
            yield Declared(one.key, one.span, {**parts, **one.parts})
        return
    word = next((word for word in (kind, _OTHERWISE) if word in parts), None)
    named = item.key(word or "")
    value = parts.pop(word or "", None)
    if named is not None and isinstance(value, ScalarNode):
        yield Declared((kind, value.text), named.span, parts)


def _entity(name: ScalarNode, body: MapNode) -> Iterator[Declared]:
    own = {key.text: value for key, value in body.entries if key.text != "facts"}
    yield Declared(("entity", name.text), name.span, own)
    facts = body.get("facts")
    if isinstance(facts, MapNode):
        for key, value in facts.entries:
            yield Declared(("fact", f"{name.text}.{key.text}"), key.span, _parts(value))


def _parts(node: Node) -> Mapping[str, Node]:
    if isinstance(node, MapNode):
        return {key.text: value for key, value in node.entries}
    return {"": node}


def differences(
    old: Mapping[Key, Declared], new: Mapping[Key, Declared]
) -> list[DeclaredDifference]:
    """What is not the same, by kind, and then as it stands in the new pack, what was removed last."""
    gone = {key: one for key, one in old.items() if key not in new}
    came = {key: one for key, one in new.items() if key not in old}
    found = []
    for key, one in new.items():
        before = old.get(key)
        if before is None:
            before = next((was for was in gone.values() if _is_renamed(was, one)), None)
            if before is not None:
                del gone[before.key]
        if before is None:
            found.append(DeclaredDifference(key, Fate.ADDED, None, one, {}))
        elif key in came:
            found.append(DeclaredDifference(key, Fate.RENAMED, before, one, {}))
        elif parts := _changed_parts(before, one):
            found.append(DeclaredDifference(key, Fate.CHANGED, before, one, parts))
    found += [DeclaredDifference(key, Fate.REMOVED, one, None, {}) for key, one in gone.items()]
    return sorted(found, key=lambda one: _rank(one.kind))


def _rank(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS) - 1


def _is_renamed(was: Declared, now: Declared) -> bool:
    """Whether the same stands under another name."""
    return was.key[0] == now.key[0] and bool(now.parts) and _meaning(was) == _meaning(now)


def _meaning(one: Declared) -> object:
    return {name: meaning_of(node) for name, node in one.parts.items()}


def meaning_of(node: Node) -> object:
    """What a node says, without the way in which it is written. Equal, where two say the same."""
    if isinstance(node, ScalarNode):
        return None if node.is_none else node.text.rstrip("\n")
    if isinstance(node, ListNode):
        return [meaning_of(item) for item in node.items]
    return {key.text: meaning_of(value) for key, value in node.entries}


def _changed_parts(old: Declared, new: Declared) -> dict[str, tuple[str, ...]]:
    found = {}
    for name in dict.fromkeys((*old.parts, *new.parts)):
        was, now = old.parts.get(name), new.parts.get(name)
        if was is None or now is None or meaning_of(was) != meaning_of(now):
            found[name] = tuple(_line_diff(_lines(was), _lines(now)))
    return found


def _line_diff(old: list[str], new: list[str]) -> Iterator[str]:
    """Lines that begin with ` `, `-` or `+`; ` …` where lines are left out between two of them."""
    first = True
    for line in unified_diff(old, new, lineterm="", n=_CONTEXT):
        if line.startswith(("---", "+++")) and first:
            continue
        if line.startswith("@@"):
            if not first:
                yield " …"
            first = False
            continue
        yield line


def _lines(node: Node | None) -> list[str]:
    """What a node says, a line for each thing, in block style."""
    if node is None:
        return []
    if isinstance(node, ScalarNode):
        return node.text.rstrip("\n").split("\n") if not node.is_none else ["none"]
    if isinstance(node, ListNode):
        return [line for item in node.items for line in _behind("- ", _item_lines(item))]
    return [line for key, value in node.entries for line in _entry_lines(key.text, value)]


def _item_lines(node: Node) -> list[str]:
    if isinstance(node, MapNode) and node.is_flow and all(_is_short(v) for _, v in node.entries):
        inside = ", ".join(f"{key.text}: {_lines(value)[0]}" for key, value in node.entries)
        return [f"{{{inside}}}"]
    if isinstance(node, ListNode) and node.is_flow and all(map(_is_short, node.items)):
        return [f"[{', '.join(_lines(item)[0] for item in node.items)}]"]
    return _lines(node)


def _is_short(node: Node) -> bool:
    return isinstance(node, ScalarNode) and "\n" not in node.text


def _entry_lines(key: str, value: Node) -> Iterable[str]:
    if isinstance(value, ScalarNode):
        return _behind(f"{key}: ", _lines(value))
    return [f"{key}:", *(f"  {line}" for line in _lines(value))]


def _behind(lead: str, lines: list[str]) -> list[str]:
    """The lines behind a dash or a key; those after the first stand below what follows it."""
    if not lines:
        return [lead.rstrip()]
    return [f"{lead}{lines[0]}", *(f"  {line}" for line in lines[1:])]

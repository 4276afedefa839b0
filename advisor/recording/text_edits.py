"""The edits that turn one situation's text into another's, everything else left as it stands."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property

from advisor import ir
from advisor.diagnostics import Span
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.recording import situation_texts
from advisor.recording.situation_texts import STEP, ScalarStyle

_HEAD = ("situation", "today")  # what stands above the facts of a situation
_COLON = re.compile(r"\s*:")


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from `start` up to `end` become `new`. Of edits at one place the first comes first."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class DocumentText:
    """A text whose spans count lines and columns from 1."""

    text: str

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        for line in self.text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        return starts

    @cached_property
    def newline(self) -> str:
        """How this text ends its lines."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def index(self, line: int, column: int) -> int:
        """The character at a line and column."""
        return min(self._starts[min(line, len(self._starts)) - 1] + column - 1, len(self.text))

    def start(self, span: Span) -> int:
        """The first character of a span."""
        return self.index(span.line, span.column)

    def end(self, span: Span) -> int:
        """The character behind a span."""
        return self.index(span.end_line, span.end_column)

    def line_end(self, line: int) -> int:
        """The end of a line, before what breaks it."""
        begin = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self.text)
        return begin + len(self.text[begin:end].rstrip("\r\n\x85\u2028\u2029"))

    def before_on_line(self, index: int) -> str:
        """What stands on the same line before a character."""
        begin = max(start for start in self._starts if start <= index)
        return self.text[begin:index]


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with all edits made; they must not overlap."""
    made: list[str] = []
    at = 0
    for edit in sorted(
        edits, key=lambda e: (e.start, e.end)
    ):  # stable: equal places keep their order
        made.append(text[at : edit.start])
        made.append(edit.new)
        at = max(at, edit.end)
    made.append(text[at:])
    return "".join(made)


class CannotEditError(Exception):
    """The text is written in a way that this editor does not change; the message says which."""


@dataclass
class Editor:
    """Collects the edits for one text. `is_json` decides how new things are written."""

    pack: ir.Pack
    page: DocumentText
    is_json: bool
    edits: list[Edit] = field(default_factory=list)
    _gone: set[int] = field(default_factory=set)  # the keys that are taken out, by identity

    def instance(self, node: Node, before: ir.Instance, after: ir.Instance) -> None:
        """What has to change where `before` is written, for `after` to be read.

        Raises: CannotEditError, where it is not written as keys and values.
        """
        if not isinstance(node, MapNode):
            raise CannotEditError("an entry is not written as keys and values")
        gone = set(before.facts.keys() - after.facts.keys())
        lists = self._several(node, before, after)
        self._forget(node, gone - lists)
        declared = self.pack.entities[before.entity].facts
        for name in declared:
            if name not in after.facts or name in lists:
                continue
            value = after.facts[name]
            if name not in before.facts or before.facts[name] != value:
                self._fact(node, before.entity, name, value, self._style(node))
        for inner in self.pack.lists[before.entity]:
            if inner.list is not None:
                self._list(node, before, after, inner.list)

    def _several(self, node: MapNode, before: ir.Instance, after: ir.Instance) -> set[str]:
        """Change the lists of choices; gives the facts that are told by them."""
        told: set[str] = set()
        for several in self.pack.entities[before.entity].several.values():
            parts = set(several.parts.values())
            was, now = (
                {part: one.facts[part] for part in parts if part in one.facts}
                for one in (before, after)
            )
            is_list = node.get(several.name) is not None
            chosen = several.folded(after.facts)
            if was == now or (not is_list and (chosen is None or was)):
                told |= parts if is_list else set()
                continue
            told |= parts
            if chosen is not None:
                self._choices(node, several, chosen)
            elif not now:
                self._forget(node, {several.name})
            else:
                raise CannotEditError(f"`{several.name}` would say of some choices only")
        return told

    def _choices(self, node: MapNode, several: ir.Several, chosen: tuple[str, ...]) -> None:
        """A list of choices in place of what stands there, or as a new line."""
        name = several.name
        text = situation_texts.choices_text(chosen, self._style(node))
        old, key = node.get(name), node.key(name)
        if old is None or key is None:
            self._add_entry(node, several.entity, name, text, self._style(node))
        elif isinstance(old, ScalarNode):
            self._replace(key, old, text)
        elif isinstance(old, ListNode) and not old.is_flow:
            self._choice_lines(key, old, several, chosen)
        else:
            start, end = self.page.start(old.span), self.page.end(old.span)
            if "#" in self.page.text[start:end]:
                raise CannotEditError(f"there is a remark inside `{name}`")
            self.edits.append(Edit(start, end, text))

    def _choice_lines(
        self, key: ScalarNode, old: ListNode, several: ir.Several, chosen: tuple[str, ...]
    ) -> None:
        """Choices in lines of their own: those that are gone, and those that come."""
        items = [item for item in old.items if isinstance(item, ScalarNode)]
        there = [several.choice(item.text) for item in items]
        if len(items) < len(old.items) or None in there:
            raise CannotEditError(f"`{several.name}` is not written with a choice a line")
        for item, choice in zip(items, there, strict=True):
            if choice not in chosen:
                line = item.span.line
                start, end = self.page.line_end(line - 1), self.page.line_end(line)
                self.edits.append(Edit(start, end, ""))
        if not chosen:
            colon = self._behind_colon(key)
            self.edits.append(Edit(colon, colon, " []"))
        indent = " " * (old.span.column - 1)
        at = self.page.line_end(items[-1].span.end_line)
        for choice in chosen:
            if choice not in there:
                self.edits.append(Edit(at, at, f"{self.page.newline}{indent}- {choice}"))

    def _forget(self, node: MapNode, names: Set[str]) -> None:
        """Take out the entries of these names."""
        entries = node.entries
        for at, (key, value) in enumerate(entries):
            if key.text not in names:
                continue
            self._gone.add(id(key))
            following = entries[at + 1][0] if at + 1 < len(entries) else None
            if not node.is_flow and self.page.before_on_line(self.page.start(key.span)).isspace():
                self._forget_lines(key, value)
            elif (
                following is not None
            ):  # `{a: 1, b: 2}` without a, and `- a: 1`, which keeps its dash
                start, end = self.page.start(key.span), self.page.start(following.span)
                self.edits.append(Edit(start, end, ""))
            elif node.is_flow:
                kept = [one for one in entries[:at] if one[0].text not in names]
                start = self._end_of(*kept[-1]) if kept else self.page.start(entries[0][0].span)
                self.edits.append(Edit(start, self._end_of(key, value), ""))
            else:  # `- a: 1` alone, which is an item still
                start, end = self.page.start(key.span), self._end_of(key, value)
                self.edits.append(Edit(start, end, "{}"))

    def _forget_lines(self, key: ScalarNode, value: Node) -> None:
        """With what ends the line before, so that what is added behind it stands on a line of its own."""
        first, last = key.span.line, self._last_line(key, value)
        end = self.page.line_end(last)
        start = self.page.line_end(first - 1) if first > 1 else 0
        if first == 1:
            end = self.page.index(last + 1, 1)
        self.edits.append(Edit(start, end, ""))

    def _style(self, node: MapNode | ListNode) -> ScalarStyle:
        if self.is_json:
            return ScalarStyle.JSON
        return ScalarStyle.FLOW if node.is_flow else ScalarStyle.BLOCK

    def _fact(
        self, node: MapNode, entity: str, name: str, value: ir.Value | None, style: ScalarStyle
    ) -> None:
        text = situation_texts.value_text(value, self.pack.entities[entity].facts[name].type, style)
        old, key = node.get(name), node.key(name)
        if old is None or key is None:
            self._add_entry(node, entity, name, text, style)
        elif isinstance(old, ScalarNode):
            self._replace(key, old, text)
        else:
            raise CannotEditError(f"`{name}` is not written as one value")

    def _replace(self, key: ScalarNode, old: ScalarNode, text: str) -> None:
        if old.text or not old.is_plain:
            self.edits.append(Edit(self.page.start(old.span), self.page.end(old.span), text))
            return
        colon = self._behind_colon(key)
        self.edits.append(Edit(colon, colon, f" {text}"))

    def _behind_colon(self, key: ScalarNode) -> int:
        colon = _COLON.match(self.page.text, self.page.end(key.span))
        if colon is None:
            raise CannotEditError(f"there is no colon behind `{key.text}`")
        return colon.end()

    def _add_entry(
        self, node: MapNode, entity: str, name: str, text: str, style: ScalarStyle
    ) -> None:
        """A new key behind those that precede it in the pack, else in front of all."""
        space = "" if text.startswith("\n") else " "
        entry = f"{situation_texts.key_text(name, style)}:{space}{text}"
        order = self._order(entity)
        rank = order.index(name)
        behind = [
            (key, value)
            for key, value in node.entries
            if key.text in order and order.index(key.text) < rank and id(key) not in self._gone
        ]
        if not node.entries:
            if not node.is_flow:
                raise CannotEditError("there is nothing that the new line could follow")
            inside = self.page.start(node.span) + 1
            is_first = all(edit.start != inside for edit in self.edits)
            self.edits.append(Edit(inside, inside, entry if is_first else f", {entry}"))
        elif behind:
            key, value = behind[-1]
            self._add_behind(node, key, value, entry)
        else:
            first = node.entries[0][0]
            at = self.page.start(first.span)
            gap = self._gap(node, first)
            self.edits.append(Edit(at, at, f"{entry}{'' if not node.is_flow else ','}{gap}"))

    def _add_behind(self, node: MapNode, key: ScalarNode, value: Node, entry: str) -> None:
        if node.is_flow:
            at = self._end_of(key, value)
            self.edits.append(Edit(at, at, f",{self._gap(node, key)}{entry}"))
            return
        at = self.page.line_end(self._last_line(key, value))
        indent = " " * (node.entries[0][0].span.column - 1)
        newline = self.page.newline
        lines = f"{newline}{indent}".join(entry.split("\n"))
        self.edits.append(Edit(at, at, f"{newline}{indent}{lines}"))

    def _gap(self, node: MapNode, key: ScalarNode) -> str:
        """What divides two entries: a new line where the key has one of its own, else a blank."""
        before = self.page.before_on_line(self.page.start(key.span))
        if not node.is_flow:
            return f"{self.page.newline}{' ' * len(before)}"
        return f"{self.page.newline}{before}" if before.isspace() else " "

    def _end_of(self, key: ScalarNode, value: Node) -> int:
        if isinstance(value, ScalarNode) and not value.text and value.is_plain:
            return self._behind_colon(key)
        return self.page.end(value.span)

    def _last_line(self, key: ScalarNode, value: Node) -> int:
        if isinstance(value, ScalarNode) and not value.text and value.is_plain:
            return key.span.end_line
        return value.span.end_line

    def _order(self, entity: str) -> list[str]:
        head = _HEAD if entity == ir.SITUATION else ()
        lists = [inner.list_name for inner in self.pack.lists[entity]]
        declared = self.pack.entities[entity]
        first = {next(iter(one.parts.values())): name for name, one in declared.several.items()}
        facts = [n for fact in declared.facts for n in (first.get(fact, fact), fact)]
        return [*head, *dict.fromkeys(facts), *lists]

    def _list(self, node: MapNode, before: ir.Instance, after: ir.Instance, name: str) -> None:
        old, new = before.lists.get(name, ()), after.lists.get(name, ())
        written, key = node.get(name), node.key(name)
        if len(new) < len(old):
            raise CannotEditError(f"something would have to be taken out of `{name}`")
        if old:
            if not isinstance(written, ListNode) or len(written.items) != len(old):
                raise CannotEditError(f"`{name}` is not written as a list")
            for item, one, other in zip(written.items, old, new[: len(old)], strict=True):
                if one != other:
                    self.instance(item, one, other)
            if len(new) > len(old):
                self._append(written, new[len(old) :])
        elif new:
            self._first_items(node, before.entity, name, new)
        elif key is None and name in before.open_lists - after.open_lists:
            style = self._style(node)
            self._add_entry(
                node, before.entity, name, "none" if style is ScalarStyle.BLOCK else "[]", style
            )

    def _append(self, node: ListNode, items: tuple[ir.Instance, ...]) -> None:
        last = node.items[-1]
        if node.is_flow:
            at = self.page.end(last.span)
            before = self.page.before_on_line(self.page.start(last.span))
            gap = f"{self.page.newline}{before}" if before.isspace() else " "
            style = self._style(node)
            new = "".join(
                f",{gap}{situation_texts.flow_text(self.pack, item, style)}" for item in items
            )
            self.edits.append(Edit(at, at, new))
            return
        indent = " " * (node.span.column - 1)
        lines = [
            f"{indent}{line}"
            for item in items
            for line in situation_texts.item_lines(self.pack, item)
        ]
        at = self.page.line_end(last.span.end_line)
        newline = self.page.newline
        self.edits.append(Edit(at, at, "".join(f"{newline}{line}" for line in lines)))

    def _first_items(
        self, node: MapNode, entity: str, name: str, items: tuple[ir.Instance, ...]
    ) -> None:
        style = self._style(node)
        written, key = node.get(name), node.key(name)
        flow = f"[{', '.join(situation_texts.flow_text(self.pack, item, style) for item in items)}]"
        lines = [
            f"{STEP}{line}"
            for item in items
            for line in situation_texts.item_lines(self.pack, item)
        ]
        if written is None or key is None:
            text = flow if style is not ScalarStyle.BLOCK else "\n".join(["", *lines])
            self._add_entry(node, entity, name, text, style)
        elif style is not ScalarStyle.BLOCK:
            self.edits.append(
                Edit(self.page.start(written.span), self.page.end(written.span), flow)
            )
        else:
            colon = self._behind_colon(key)
            end = self._end_of(key, written)
            self.edits.append(Edit(colon, max(colon, end), ""))
            at = self.page.line_end(self._last_line(key, written))
            indent = " " * (key.span.column - 1)
            new = "".join(f"{self.page.newline}{indent}{line}" for line in lines)
            self.edits.append(Edit(max(at, end), max(at, end), new))

"""Expectations of tests, changed in the text they stand in; comments and layout are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from advisor import ir
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml
from advisor.recording.changed_tests import expected_text, fact_text, last_line
from advisor.recording.situation_texts import ScalarStyle, value_text
from advisor.recording.text_edits import CannotEditError, DocumentText, Edit, apply_edits

_Entry: TypeAlias = ir.Expected | ir.ExpectedFact | str
_KEYS = {
    "expect": "whole",
    "expect_some": "some",
    "expect_none": "none",
    "expect_facts": "facts",
    "because": "because",
    "not_because": "not_because",
}


@dataclass(frozen=True, slots=True)
class Updated:
    """A test of a file, and what it is to expect instead."""

    case: ir.Case
    expectation: ir.Expectation


def with_expectations(text: str, pack: ir.Pack, updates: Iterable[Updated]) -> str:
    """The text of a file of tests in which these expect something else.

    Raises: CannotEditError, where an expectation is written in a way that cannot be changed in place.
    """
    page, nodes = DocumentText(text), dict(_nodes(text))
    edits: list[Edit] = []
    for one in updates:
        span = one.case.span
        edits += _Editor(page, pack, nodes[span.line, span.column], one).edits()
    return apply_edits(text, edits)


def _nodes(text: str) -> Iterator[tuple[tuple[int, int], MapNode]]:
    """All that expects something, by the place where its name stands, or its `with`."""
    for document in read_yaml(text, "").documents:
        for key, section in document.entries if isinstance(document, MapNode) else ():
            if key.text != "tests" or not isinstance(section, ListNode):
                continue
            for test in section.items:
                if not isinstance(test, MapNode):
                    continue
                name = test.get("test")
                if name is not None:
                    yield (name.span.line, name.span.column), test
                rows = test.get("but")
                for row in rows.items if isinstance(rows, ListNode) else ():
                    changed = row.key("with") if isinstance(row, MapNode) else None
                    if isinstance(row, MapNode) and changed is not None:
                        yield (changed.span.line, changed.span.column), row


class _Editor:
    """The edits for one test."""

    def __init__(self, page: DocumentText, pack: ir.Pack, node: MapNode, one: Updated) -> None:
        self._page, self._pack, self._node, self._one = page, pack, node, one

    def edits(self) -> Iterator[Edit]:
        """What is to be changed, key by key."""
        more: list[tuple[str, Sequence[_Entry]]] = []
        gone: list[str] = []
        for key, field in _KEYS.items():
            old = getattr(self._one.case.expectation, field)
            new = getattr(self._one.expectation, field)
            if old == new and _spans(old) == _spans(new):
                continue
            if self._node.get(key) is None:
                more.append((key, new))
            elif not new and key != "expect":
                gone.append(key)
            else:
                yield self._list(key, old, new)
        yield from self._moved(gone, more)

    def _moved(
        self, gone: Sequence[str], more: Sequence[tuple[str, Sequence[_Entry]]]
    ) -> Iterator[Edit]:
        """Keys that go, and keys that come, which stand in their place as far as there are such."""
        texts = [f"{key}: [{', '.join(map(self._text, new))}]" for key, new in more]
        for number, key in enumerate(gone):
            yield self._key(key, texts[number] if number < len(texts) else "")
        for text in texts[len(gone) :]:
            yield self._added(text)

    def _key(self, key: str, text: str) -> Edit:
        """An entry of the test with other words instead, or without any."""
        name, value = self._node.key(key), self._node.get(key)
        assert name is not None and value is not None  # INVARIANT: it stands there
        begin, end = self._page.start(name.span), self._page.end(value.span)
        if self._node.is_flow:
            if text:
                return Edit(begin, end, text)
            before = self._page.text[:begin].rstrip()
            return Edit(len(before) - before.endswith(","), end, "")
        end = self._page.line_end(last_line(value))
        if text:
            return Edit(begin, end, text)
        first = begin - len(self._page.before_on_line(begin))
        if self._page.text[first:begin].strip():
            raise CannotEditError(f"`{key}` stands behind something else in its line")
        return Edit(first, end + len(self._page.newline), "")

    def _added(self, text: str) -> Edit:
        """A key behind the last of the test's own expectations."""
        own = [(k, v) for k, v in self._node.entries if k.text in _KEYS]
        key, value = own[-1] if own else self._node.entries[-1]
        if self._node.is_flow:
            at = self._page.end(value.span)
            return Edit(at, at, f", {text}")
        at = self._page.line_end(last_line(value))
        indent = " " * (key.span.column - 1)
        return Edit(at, at, f"{self._page.newline}{indent}{text}")

    def _list(self, key: str, old: Sequence[_Entry], new: Sequence[_Entry]) -> Edit:
        """A list with other entries: those that stay keep their text, and the comments around them."""
        node = self._node.get(key)
        assert node is not None  # INVARIANT: it stands there
        items = node.items if isinstance(node, ListNode) else (node,)
        if len(items) != len(old):
            raise CannotEditError(f"`{key}` is written in a way of its own")
        kept = self._kept(old, new)
        if not isinstance(node, ListNode) or node.is_flow or not items:
            return self._flow(key, node, items, kept)
        indent = " " * (self._page.before_on_line(self._page.start(items[0].span)).index("-"))
        begins, end = self._begins(node), self._page.line_end(last_line(node))
        lines = "".join(
            f"{indent}- {self._text(entry)}{self._page.newline}"
            if at is None
            else self._patched(items[at], entry, begins[at], begins[at + 1])
            for entry, at in kept
        )
        if not kept:
            name = self._node.key(key)
            assert name is not None  # INVARIANT: it has a value
            at = self._page.end(name.span)
            return Edit(at, end, ": []")
        return Edit(begins[0], end, lines.removesuffix(self._page.newline))

    def _begins(self, node: ListNode) -> list[int]:
        """Where the lines of each item begin, with the comments above it; and where those behind the last one do."""
        ends = [self._page.line_end(last_line(item)) for item in node.items]
        behind = [min(end + len(self._page.newline), len(self._page.text)) for end in ends]
        first = self._page.start(node.items[0].span)
        return [first - len(self._page.before_on_line(first)), *behind]

    def _flow(
        self,
        key: str,
        node: Node,
        items: Sequence[Node],
        kept: Sequence[tuple[_Entry, int | None]],
    ) -> Edit:
        begin, end = self._page.start(node.span), self._page.end(node.span)
        between = self._page.text[begin:end]
        if "#" in between and "\n" in between:
            raise CannotEditError(f"there are comments within the brackets of `{key}`")
        texts = [
            self._text(entry)
            if at is None
            else self._patched(
                items[at], entry, self._page.start(items[at].span), self._page.end(items[at].span)
            )
            for entry, at in kept
        ]
        return Edit(begin, end, f"[{', '.join(texts)}]")

    @staticmethod
    def _kept(old: Sequence[_Entry], new: Sequence[_Entry]) -> list[tuple[_Entry, int | None]]:
        """The new entries, each with the number of the old one that it is made of."""
        places = {_span(entry): number for number, entry in enumerate(old)}
        return [(entry, places.get(_span(entry))) for entry in new]

    def _patched(self, node: Node, entry: _Entry, begin: int, end: int) -> str:
        """The text of an item in which the days are those of the entry."""
        text = self._page.text[begin:end]
        if not isinstance(node, MapNode) or isinstance(entry, str):
            return text
        edits: list[Edit] = []
        for key, value in node.entries:
            said = self._said(entry, key.text)
            if said is not None and isinstance(value, ScalarNode) and said != value.text:
                at = self._page.start(value.span) - begin, self._page.end(value.span) - begin
                edits.append(Edit(*at, said))
        return apply_edits(text, edits)

    def _said(self, entry: ir.Expected | ir.ExpectedFact, key: str) -> str | None:
        """What an entry says under one of the keys that may change."""
        match entry, key:
            case ir.Expected(), "start" | "due":
                day = entry.start if key == "start" else entry.due
                return "none" if day is None else ir.iso_date(day)
            case ir.Expected(), "status":
                return entry.status
            case ir.ExpectedFact(), "value":
                fact = self._pack.fact(entry.entity, entry.fact)
                return value_text(entry.value, fact.type, ScalarStyle.FLOW)
            case _:
                return None

    def _text(self, entry: _Entry) -> str:
        match entry:
            case str():
                return entry
            case ir.Expected():
                return expected_text(entry)
            case ir.ExpectedFact():
                return fact_text(entry, self._pack)


def _span(entry: _Entry) -> object:
    return entry if isinstance(entry, str) else entry.span


def _spans(entries: Sequence[_Entry] | None) -> list[object]:
    return [_span(entry) for entry in entries or ()]

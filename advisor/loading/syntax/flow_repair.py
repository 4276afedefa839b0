"""What stands in braces and brackets on one line, where YAML has split a text at its commas: joined again."""

from __future__ import annotations

import re

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.amounts import is_currency, meant_numbers
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.loading.syntax.nodes import Node, ScalarNode, SourceText, over_lines, shown
from advisor.loading.syntax.yaml_recovery import MAPPINGS, quote_help

_KEY = re.compile(r"(\w+): *\Z")
_GLUED = re.compile(r"([a-z_]+)(?::(?=\S)| *= *)(\S.*)")
_LOOK_AHEAD = 20  # parts that one text may have been split into


@dataclass(frozen=True, slots=True)
class Item:
    """A node and where it begins and ends in the text."""

    node: Node
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FlowEntry:
    """A key with its value."""

    key: Item
    value: Item

    def is_bare(self, source: SourceText) -> bool:
        """Whether it is a key without a colon, so without a value."""
        value = self.value.node
        return (
            isinstance(value, ScalarNode)
            and value.is_plain
            and not value.text
            and ":" not in source.text[self.key.end : self.value.start]
        )


def repair_mapping(
    entries: list[FlowEntry],
    span: Span,
    source: SourceText,
    start: int,
    end: int,
    found: list[Diagnostic],
) -> list[FlowEntry] | ScalarNode:
    """The entries as they were meant; a text where the braces belong to a sentence, as in `{company}`."""
    if entries and all(entry.is_bare(source) for entry in entries):
        text = " ".join(source.text[start:end].split())
        message, help = f"YAML takes the braces of `{shown(text)}` for its own", quote_help(text)
        key = _KEY.search(source.text, max(0, start - 80), start)
        if key is not None and key[1] in MAPPINGS:  # `done: {licence_seen}`, which is no text
            message = f"a value is missing behind each name of `{shown(text)}`"
            help = f"write `{shown(text[:-1])}: …}}`"
            found.append(Diagnostic("ADV006", message, span, help=help))
            return []
        found.append(Diagnostic("ADV006", message, span, help=help))
        return ScalarNode(
            text, span, True, over_lines(text, source.text[start:end], span.line, span.column)
        )
    # `{say: Thanks, and see you, to: all}` is for YAML `say: Thanks`, a key `and see you` without a
    # value, and `to: all`. The bare key was part of the text before it, and is joined to it again:
    # `say: Thanks, and see you` and `to: all`. What was meant is read on, and only the comma reported.
    repaired: list[FlowEntry] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        stop = _end_of_text(entries, at, source)
        if stop > at:
            last = entries[stop]
            end = last.key.end if last.is_bare(source) else last.value.end
            joined = _with_number(_text_between(entry.value, end, source))
            _report_comma(joined, source, found)
            repaired.append(FlowEntry(entry.key, joined))
        elif entry.is_bare(source):
            glued = _report_bare(entry, is_first=at == 0, found=found)
            repaired += [] if glued is None else [glued]
        else:
            repaired.append(entry)
        at = stop + 1
    return repaired


def _end_of_text(entries: list[FlowEntry], at: int, source: SourceText) -> int:
    """The last entry that belongs to the text which is the value of entry `at`."""
    first = entries[at]
    if first.is_bare(source) or not _is_text(first.value.node):
        return at
    stop, open_brackets, has_crossed = at, _brackets(first.value.node), False
    for number in range(at + 1, min(len(entries), at + _LOOK_AHEAD)):
        entry = entries[number]
        is_bare = entry.is_bare(source)
        if not is_bare and open_brackets <= 0:
            break
        has_crossed = has_crossed or not is_bare
        open_brackets += _brackets(entry.key.node) + _brackets(entry.value.node)
        if open_brackets <= 0 or not has_crossed:
            stop = number
    return stop


def repair_list(items: list[Item], source: SourceText, found: list[Diagnostic]) -> list[Item]:
    """The items as they were meant: those joined again that a comma between brackets split."""
    # `[any(interviews, held_on > 3), b]` is three items for YAML. The first opens one bracket more than
    # it closes, so all up to the one that closes it are one text: `any(interviews, held_on > 3)`, `b`.
    repaired: list[Item] = []
    at = 0
    while at < len(items):
        stop, open_brackets = at, _brackets(items[at].node)
        if open_brackets > 0:
            for number in range(at + 1, min(len(items), at + _LOOK_AHEAD)):
                open_brackets += _brackets(items[number].node)
                if open_brackets <= 0:
                    stop = number
                    break
        if stop > at:
            joined = _text_between(items[at], items[stop].end, source)
            _report_comma(joined, source, found)
            repaired.append(joined)
        else:
            repaired.append(items[at])
        at = stop + 1
    return repaired


def _is_text(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_plain


def _brackets(node: Node) -> int:
    """How many more round brackets a plain text opens than it closes."""
    if isinstance(node, ScalarNode) and node.is_plain:
        return node.text.count("(") - node.text.count(")")
    return 0


def _text_between(first: Item, end: int, source: SourceText) -> Item:
    raw = source.text[first.start : end]
    begin = first.node.span
    lines = (raw + "x").splitlines()
    line = begin.line + len(lines) - 1
    column = (begin.column if len(lines) == 1 else 1) + len(lines[-1]) - 1
    text = " ".join(raw.split())
    span = Span(begin.path, begin.line, begin.column, line, column)
    offsets = over_lines(text, raw, begin.line, begin.column)
    return Item(ScalarNode(text, span, True, offsets), first.start, end)


def _with_number(item: Item) -> Item:
    """The item as the number that was meant: `1000` for `1,000`."""
    text = item.node.text if isinstance(item.node, ScalarNode) else ""
    meant = meant_numbers(text.strip("".join(filter(is_currency, text)) + " "))
    return item if len(meant) != 1 else replace(item, node=ScalarNode(meant[0], item.node.span))


def _report_comma(item: Item, source: SourceText, found: list[Diagnostic]) -> None:
    written = " ".join(source.text[item.start : item.end].split())
    text = item.node.text if isinstance(item.node, ScalarNode) else ""
    help = quote_help(text) if text == written else f"write `{text}`"
    message = f"YAML splits `{shown(written)}` at the comma"
    found.append(Diagnostic("ADV006", message, item.node.span, help=help))


def _report_bare(entry: FlowEntry, is_first: bool, found: list[Diagnostic]) -> FlowEntry | None:
    """Report a key without a value; `type:date` and `type = date` give the entry that was meant."""
    key = entry.key.node
    text = key.text if isinstance(key, ScalarNode) else "this"
    glued = _GLUED.fullmatch(text)
    if glued is not None:
        message = f"`{shown(text)}` stands between braces without a colon and a space"
        help = f"write `{glued[1]}: {shown(glued[2])}`"
        found.append(Diagnostic("ADV006", message, key.span, help=help))
        parts = (ScalarNode(part, key.span) for part in glued.groups())
        name, value = (Item(part, entry.key.start, entry.key.end) for part in parts)
        return FlowEntry(name, value)
    found.append(
        Diagnostic(
            "ADV006",
            f"`{shown(text)}` stands between braces without a colon and a value",
            key.span,
            help=f"write `key: {shown(text)}`, with the key that it belongs to"
            if is_first
            else "if it belongs to the text before it, put all of that in quotes",
        )
    )
    return None

"""YAML text to marked nodes, through libyaml's events where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field

import yaml

from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.loading.syntax import flow_repair, limits, nodes, yaml_recovery
from advisor.loading.syntax.flow_repair import FlowEntry, Item
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, SourceText
from advisor.loading.syntax.yaml_recovery import YamlMark

_COMMENT = re.compile(r"[ \t]+(#\w\S*)")  # one that looks like a part of the text before it
_PROPERTIES = re.compile(r"(?:[!&]\S*\s+)*")  # tags and anchors before a value


class TooMuchError(Exception):
    """Reading stops here, for the reason that the diagnostic gives."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


@dataclass(slots=True)
class _Made:
    """A finished node: how many nodes it holds, itself included, and how deep they go below it."""

    node: Node
    size: int = 1
    depth: int = 0


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read; `parts` are keys and values by turns in a mapping."""

    start: YamlMark
    is_map: bool
    is_flow: bool
    anchor: str | None
    parts: list[Item] = field(default_factory=list)
    size: int = 1
    depth: int = 0


class Builder:
    """Takes events one by one; `documents` are the finished ones, `found` what was wrong with them.

    `repairs` gives, for a scalar that begins at an index, the text that really stands there.
    """

    def __init__(self, source: SourceText, repairs: Mapping[int, str]) -> None:
        self.documents: list[Node] = []
        self.found: list[Diagnostic] = []
        self._source = source
        self._repairs = repairs
        self._open: list[_Open] = []
        self._anchors: dict[str, _Made] = {}
        self._marked: dict[str, int] = {}  # anchor -> where what it marks begins
        self._repeats: set[str] = set()
        self._count = 0
        self._repeated = 0
        self._last: tuple[YamlMark, YamlMark, str] | None = None

    def _report(self, code: str, span: Span, message: str, help: str) -> None:
        self.found.append(Diagnostic(code, message, span, help=help))

    def broken(self) -> yaml_recovery.Broken:
        """What was being read when the parser gave up."""
        return yaml_recovery.Broken(
            self._last, tuple(part.start for part in self._open if part.is_flow)
        )

    def take(self, event: yaml.Event) -> None:
        """Add what one event says."""
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return  # PyYAML marks every event that carries something
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            first = YamlMark(start.line, start.column, start.index)
            last = YamlMark(end.line, end.column, end.index)
            self._last = (first, last, style)
            if event.tag is not None:
                self._refuse_tag(event.tag, first, is_alone=not event.value)
            node = self._scalar(event.value, style, first, last)
            self._add(_Made(node), first.position, last.position, event.anchor)
        elif isinstance(event, yaml.CollectionStartEvent):
            first = YamlMark(start.line, start.column, start.index)
            if event.tag is not None:
                self._refuse_tag(event.tag, first)
            self._check_depth(first, 0)
            is_map = isinstance(event, yaml.MappingStartEvent)
            self._open.append(_Open(first, is_map, bool(event.flow_style), event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close(YamlMark(end.line, end.column, end.index))
        elif isinstance(event, yaml.AliasEvent):
            self._repeat(
                event.anchor or "",
                YamlMark(start.line, start.column, start.index),
                YamlMark(end.line, end.column, end.index),
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self._anchors.clear()
        elif isinstance(event, yaml.DocumentEndEvent):
            self._report_unrepeated()

    def _add(self, made: _Made, start: int, end: int, anchor: str | None) -> None:
        self._count += 1
        if self._count > limits.MAX_NODES:
            span = made.node.span
            raise TooMuchError(
                Diagnostic(
                    "ADV010",
                    f"the file has more than {limits.MAX_NODES:,} parts",
                    self._source.word_at(span.line - 1, span.column - 1),
                    help="divide it into several files; for many situations, use JSON Lines",
                )
            )
        if anchor is not None:
            self._anchors[anchor] = made
            self._marked[anchor] = start
        if not self._open:
            self.documents.append(made.node)
            return
        holder = self._open[-1]
        holder.parts.append(Item(made.node, start, end))
        holder.size += made.size
        holder.depth = max(holder.depth, made.depth + 1)

    def _scalar(self, text: str, style: str, start: YamlMark, end: YamlMark) -> ScalarNode:
        span = self._source.span(start.line, start.column, end.line, end.column)
        is_plain = style not in ("'", '"')
        is_on_one_line = start.line == end.line
        if not style:
            self._warn_of_comment(end)
        length = end.position - start.position
        if start.position in self._repairs:
            raw = self._source.text[start.position : end.position]
            text = " ".join(raw.split())
            return ScalarNode(text, span, True, nodes.over_lines(text, raw, span.line, span.column))
        if is_plain and is_on_one_line and length == len(text):
            offsets = nodes.on_one_line(span.line, span.column, length)
            return ScalarNode(text, span, True, offsets)
        raw = self._source.text[start.position : end.position]
        if style in ("|", ">"):
            body = raw.partition("\n")[2] if "\n" in raw else ""
            last = span.line + len(body.rstrip().splitlines())
            span = Span(
                span.path,
                span.line,
                span.column,
                last,
                max(len(self._source.line(last - 1).rstrip()), span.column if not body else 0) + 1,
            )
            return ScalarNode(text, span, True, nodes.over_lines(text, body, span.line + 1, 1))
        skipped = _PROPERTIES.match(raw)
        inside = (skipped.end() if skipped else 0) + (0 if is_plain else 1)
        if not is_on_one_line and "\n" in raw[:inside]:
            return ScalarNode(text, span, is_plain)  # a tag or anchor on a line of its own
        column = span.column + inside
        if not is_on_one_line:
            return ScalarNode(
                text,
                span,
                is_plain,
                nodes.over_lines(text, raw[inside : None if is_plain else -1], span.line, column),
            )
        if raw[inside : inside + len(text)] != text:
            return ScalarNode(text, span, is_plain)  # written with escapes
        return ScalarNode(text, span, is_plain, nodes.on_one_line(span.line, column, len(text)))

    def _close(self, end: YamlMark) -> None:
        done = self._open.pop()
        start = done.start
        end_line, end_column = end.line, end.column
        if (
            not done.is_flow
        ):  # YAML ends a block where the next thing begins; it ends with its last part
            if done.parts:
                last = done.parts[-1].node.span
                end_line, end_column = last.end_line - 1, last.end_column - 1
            end_line, end_column = max((start.line, start.column + 1), (end_line, end_column))
        span = self._source.span(start.line, start.column, end_line, end_column)
        node: Node
        if done.is_map:
            parts = iter(done.parts)
            entries = [FlowEntry(key, value) for key, value in zip(parts, parts, strict=False)]
            if done.is_flow:
                repaired = flow_repair.repair_mapping(
                    entries, span, self._source, start.position, end.position, self.found
                )
                if isinstance(repaired, ScalarNode):
                    self._add(_Made(repaired), start.position, end.position, done.anchor)
                    return
                entries = repaired
            node = MapNode(self._checked(entries, not done.is_flow), span, done.is_flow)
        else:
            items = done.parts
            if done.is_flow:
                items = flow_repair.repair_list(items, self._source, self.found)
            node = ListNode(tuple([item.node for item in items]), span, done.is_flow)
        self._add(_Made(node, done.size, done.depth), start.position, end.position, done.anchor)

    def _checked(
        self, entries: list[FlowEntry], is_block: bool
    ) -> tuple[tuple[ScalarNode, Node], ...]:
        """The entries without those whose key cannot be one."""
        kept: nodes.Entries = {}
        merged: list[tuple[ScalarNode, Node]] = []
        before = len(self.found)
        for entry in entries:
            key = entry.key.node
            if not isinstance(key, ScalarNode):
                message = "a list or `{…}` cannot be a key"
                help = "write a plain word before the colon, or put the text in quotes"
                place = self._source.word_at(key.span.line - 1, key.span.column - 1)
                self._report("ADV014", place, message, help)
            elif not key.text:
                message = "there is no key before this colon"
                self._report("ADV014", key.span, message, "write a word before the colon")
            elif key.text == "<<" and key.is_plain:
                message = "the merge key `<<` is not part of the language"
                self._report("ADV016", key.span, message, "write the keys out")
                if isinstance(entry.value.node, nodes.MapNode):
                    merged += entry.value.node.entries  # so that they are not said to be missing
            else:
                nodes.add_entry(kept, key, entry.value.node, self.found, is_block)
        twice = [one for one in self.found[before:] if one.code == "ADV015"]
        if is_block and len(twice) > 1:  # one mistake: the line between two of a list is missing
            message = f"another one seems to begin here: {len(twice)} keys stand twice from here on"
            help = "write its first line above, with its dash and its name; or keep one of each two"
            first = replace(twice[0], message=message, help=help)
            self.found[before:] = [
                first if one is twice[0] else one
                for one in self.found[before:]
                if one is twice[0] or one.code != "ADV015"
            ]
        for key, node in merged:
            kept.setdefault(key.text, (key, node))
        return tuple(kept.values())

    def _repeat(self, anchor: str, start: YamlMark, end: YamlMark) -> None:
        span = self._source.span(start.line, start.column, end.line, end.column)
        made = self._anchors.get(anchor)
        self._repeats.add(anchor)
        if made is None:
            message = (
                f"`*{nodes.shown(anchor)}` repeats something that is not marked with "
                f"`&{nodes.shown(anchor)}` before"
            )
            help = "put the text in quotes, if the `*` belongs to it"
            self._report("ADV012", span, message, help)
            made = _Made(ScalarNode("", span))
        self._repeated += made.size
        if self._repeated > limits.MAX_REPEATED:
            raise TooMuchError(
                Diagnostic(
                    "ADV011",
                    f"the repetitions with `*` bring in more than {limits.MAX_REPEATED:,} parts",
                    span,
                    help="write less with `&` and `*`",
                )
            )
        self._check_depth(start, made.depth)
        self._add(made, start.position, end.position, None)

    def _report_unrepeated(self) -> None:
        """`company: &Open Ltd` is `Ltd`, marked as `Open`: where nothing repeats it, that was not meant."""
        for anchor in self._marked.keys() - self._repeats:
            start = self._marked[anchor]
            at = self._source.text.find(f"&{anchor}", start)
            if at < 0:
                continue
            line = self._source.text.count("\n", 0, at)
            column = at - (self._source.text.rfind("\n", 0, at) + 1)
            self._report(
                "ADV006",
                self._source.span(line, column, line, column + 1 + len(anchor)),
                f"`&{nodes.shown(anchor)}` is no text here but a mark for `*{nodes.shown(anchor)}`,"
                " which stands nowhere",
                "put the text in quotes, if the `&` belongs to it",
            )
        self._marked.clear()
        self._repeats.clear()

    def _warn_of_comment(self, end: YamlMark) -> None:
        """`Studio #9` is `Studio`, with a comment behind it."""
        line = self._source.line(end.line)
        found = _COMMENT.match(line, end.column)
        if found is not None:
            self.found.append(
                Diagnostic(
                    "ADV019",
                    f"`{nodes.shown(found[1])}` is a comment here, and no part of the text before it",
                    self._source.span(end.line, found.start(1), end.line, found.end(1)),
                    Severity.WARNING,
                    "put all of it in quotes, or write a space behind the `#` of a comment",
                )
            )

    def _check_depth(self, place: YamlMark, depth: int) -> None:
        if len(self._open) + depth >= limits.MAX_DEPTH:
            raise TooMuchError(
                yaml_recovery.too_deep(
                    self._source.span(place.line, place.column, place.line, place.column + 1)
                )
            )

    def _refuse_tag(self, tag: str, place: YamlMark, is_alone: bool = False) -> None:
        raw = self._source.line(place.line)[place.column :].split(maxsplit=1)
        word = raw[0] if raw else tag
        message = f"`{nodes.shown(word)}` is a tag, and tags are not part of the language"
        help = "leave it out; put the text in quotes, if the `!` belongs to it"
        if is_alone and re.fullmatch(r"!\w+", word):  # `unless: !thanked`
            meant = f"write `not {word[1:]}` for a condition that does not hold"
            help = f"{meant}, or put the text in quotes"
        self._report("ADV013", self._source.word_at(place.line, place.column), message, help)


_LOADER = getattr(yaml, "CLoader", yaml.SafeLoader)  # the C one is missing where libyaml is
_MOST = limits.MAX_YAML_CHARACTERS if hasattr(yaml, "CLoader") else limits.MAX_SLOW_CHARACTERS
_MOST_TABS = 100  # reported of one file


def read_yaml(text: str, path: str) -> nodes.Documents:
    """Read one YAML text. Never raises for what it says: problems are diagnostics.

    Shape: a node for each document; None in the place of one that breaks off, which is the last then.
    Cost:  grows with the text; a text that is too large, too deep or too manifold is refused.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > _MOST:
        return nodes.Documents((None,), (_too_large(SourceText(text[:1000], path), len(text)),))
    source = SourceText(text, path)
    odd = nodes.find_not_text(text)
    if odd is not None:
        return nodes.Documents(
            (None,),
            (
                nodes.control_character(
                    source, odd.start(), "delete it; perhaps this is not a text file"
                ),
            ),
        )
    found: list[Diagnostic] = []
    if "\t" in text:
        if not _report_tabs(source, found):
            return nodes.Documents((None,), tuple(found))
        text = text.replace("\t", " ")
    return _read(text, source, found)


def _read(text: str, source: SourceText, found: list[Diagnostic]) -> nodes.Documents:
    """Parse; where punctuation broke a text off, read on as if that text stood in quotes."""
    repairs: dict[int, str] = {}
    budget = max(limits.MAX_REPAIRED_CHARACTERS, len(text))
    while True:
        builder = Builder(source, repairs)
        budget -= len(text)
        try:
            for event in _events(text):
                builder.take(event)
        except yaml.MarkedYAMLError as error:
            mistake = yaml_recovery.explain(error, builder.broken(), source)
            found.append(mistake.diagnostic)
            quote = mistake.quote
            if quote is not None and quote[0] not in repairs and budget > 0:
                repairs[quote[0]] = text[quote[0] : quote[1]]
                text = text[: quote[0]] + "x" * (quote[1] - quote[0]) + text[quote[1] :]
                continue
        except TooMuchError as refusal:
            found.append(refusal.diagnostic)
        else:
            return nodes.Documents(
                tuple(builder.documents), nodes.in_order((*found, *builder.found))
            )
        return nodes.Documents((*builder.documents, None), nodes.in_order((*found, *builder.found)))


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=_LOADER)


def _too_large(source: SourceText, characters: int) -> Diagnostic:
    return Diagnostic(
        "ADV002",
        f"the file has {characters:,} characters; the most is {_MOST:,}",
        source.word_at(0, 0),
        help="divide it into several files",
    )


def _report_tabs(source: SourceText, found: list[Diagnostic]) -> bool:
    """Report the tabs outside comments; False where one indents a line, so that no layout is left."""
    is_readable = True
    for number, line in enumerate(source.lines):
        at = line.find("\t")
        before = line[: max(at, 0)]
        if at < 0 or not line.strip() or before.lstrip().startswith("#") or " #" in before:
            continue
        if not before.strip():
            is_readable = False
        if len(found) == _MOST_TABS:
            continue
        found.append(
            Diagnostic(
                "ADV005",
                "a tab: YAML is laid out with spaces only",
                source.span(number, at, number, at + 1),
                help="write spaces instead",
            )
        )
    return is_readable

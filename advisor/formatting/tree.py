"""A text in YAML as a tree that forgets nothing but the space between things: with comments, quotes and anchors.

From the events of libyaml, like the marked nodes of `loading/syntax`, but these forget what only a person reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from advisor.diagnostics import AdvisorError

LINE_END = re.compile("\r\n|[\n\r]")
_RARE = re.compile("[\x85\u2028\u2029]")  # line ends for YAML, and for few editors
_LOADER = getattr(yaml, "CLoader", yaml.SafeLoader)
_BLOCK = ("|", ">")
GAP = 2  # spaces at least between something and the comment behind it


class LayoutError(AdvisorError):
    """A text is written in a way that has no place in the layout; its file stays as it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a text: characters, lines and columns from 0."""

    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Comment:
    """`# …`. `is_alone`: nothing stands before it on its line; else `gap` spaces after what does."""

    at: Place
    text: str
    is_alone: bool
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it is written: with its quotes; of a block (`|`, `>`) the header, and its lines without indentation.

    Shape: `lines` has one line at least; those after the first are without the space before them. `is_kept`: the empty
    lines behind a block belong to it. `anchor` is `&name`, or nothing.
    """

    start: Place
    end: Place
    lines: tuple[str, ...]
    style: str
    anchor: str = ""
    is_kept: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not self.style and self.lines == ("",)


@dataclass(slots=True)
class Collection:
    """A list, or a mapping, whose entries are keys and values by turns; in brackets, or in block style.

    `written` is the text of one in brackets on one line; else nothing.
    """

    start: Place
    end: Place
    is_map: bool
    is_flow: bool
    anchor: str = ""
    parts: list[Part] = field(default_factory=list)
    dashes: list[Place] = field(default_factory=list)  # of the items of a list in block style
    written: str = ""

    @property
    def entries(self) -> Iterator[tuple[Part, Part]]:
        """The keys and values of a mapping."""
        parts = iter(self.parts)
        return zip(parts, parts, strict=True)


Part: TypeAlias = Scalar | Collection


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `marker` is where its `---` stands, if it has one; None as `body` where nothing is said."""

    marker: Place | None
    body: Part | None


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole text."""

    documents: tuple[Document, ...]
    comments: tuple[Comment, ...]
    newline: str


def parse(text: str) -> Tree:
    """The tree of a text that loads.

    Raises: LayoutError, for what is legal in YAML and has no place here.
    """
    if _RARE.search(text):
        raise LayoutError("it has a line end of a kind that few editors know")
    reader = _Reader(text)
    try:
        for event in yaml.parse(text.replace("\t", " "), Loader=_LOADER):
            reader.take(event)
    except yaml.YAMLError as error:
        raise LayoutError("it is not YAML") from error
    comments = tuple(_comments(text, reader.covered))
    bare = _without(text, comments)
    for document in reader.documents:
        _find_dashes(document.body, bare)
    newline = LINE_END.search(text)
    is_windows = newline is not None and newline[0] == "\r\n"
    return Tree(tuple(reader.documents), comments, "\r\n" if is_windows else "\n")


class _Reader:
    """Takes events one by one. `covered` are the stretches of the text that scalars fill."""

    def __init__(self, text: str) -> None:
        self.documents: list[Document] = []
        self.covered: list[tuple[int, int]] = []
        self._text = text
        self._open: list[Collection] = []
        self._marker: Place | None = None

    def take(self, event: yaml.Event) -> None:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return
        first = Place(start.index, start.line, start.column)
        last = Place(end.index, end.line, end.column)
        if isinstance(event, yaml.DocumentStartEvent):
            if event.version or event.tags:
                raise LayoutError("it has a line that begins with `%`")
            self._marker = first if event.explicit else None
            self._body: Part | None = None
        elif isinstance(event, yaml.DocumentEndEvent):
            self.documents.append(Document(self._marker, self._body))
        elif isinstance(event, yaml.ScalarEvent):
            self._add(self._scalar(event, first, last))
        elif isinstance(event, yaml.AliasEvent):
            self.covered.append((first.index, last.index))
            self._add(Scalar(first, last, (self._text[first.index : last.index].rstrip(),), "*"))
        elif isinstance(event, yaml.CollectionStartEvent):
            anchor = f"&{event.anchor}" if event.anchor else ""
            is_map = isinstance(event, yaml.MappingStartEvent)
            self._open.append(Collection(first, last, is_map, bool(event.flow_style), anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._open.pop()
            done.end = last
            if done.is_flow and done.start.line == last.line:
                done.written = self._text[done.start.index : last.index]
            self._add(done)

    def _add(self, part: Part) -> None:
        if not self._open:
            self._body = None if isinstance(part, Scalar) and part.is_empty else part
            return
        self._open[-1].parts.append(part)

    def _scalar(self, event: yaml.ScalarEvent, first: Place, last: Place) -> Scalar:
        raw = self._text[first.index : last.index]
        anchor = f"&{event.anchor}" if event.anchor else ""
        if anchor:
            raw = raw.removeprefix(anchor).lstrip(" ")
            if LINE_END.match(raw):
                raise LayoutError("what `&` marks stands on another line")
        style = event.style or ""
        self.covered.append((first.index, last.index))
        if style in _BLOCK:
            return self._block(event, raw, anchor, first)
        lines = LINE_END.split(raw)
        rest = [
            line.strip(" ") if not line.rstrip(" ").endswith("\\") else line.lstrip(" ")
            for line in lines[1:]
        ]
        head = lines[0] if not rest or lines[0].rstrip(" ").endswith("\\") else lines[0].rstrip(" ")
        return Scalar(first, last, (head, *rest), style, anchor)

    def _block(self, event: yaml.ScalarEvent, raw: str, anchor: str, first: Place) -> Scalar:
        header, *body = LINE_END.split(raw)
        found = re.match(r"([|>])([-+1-9]*)(\s*)(#.*)?", header)
        assert found is not None  # INVARIANT: what the parser took for a block begins like one
        signs, gap, comment = found[2], found[3], found[4]
        digit = next((sign for sign in signs if sign.isdigit()), "")
        chomping = next((sign for sign in signs if sign in "+-"), "")
        # What stands deeper than the rest keeps that in the text: ` a` in the text, written as `     a`, has four spaces
        # that are only indentation.
        indent = _indentation(body) - _indentation(event.value.split("\n"))
        lines = [
            line[indent:] if line.strip(" ") or len(line) > indent > 0 else "" for line in body
        ]
        if event.value and not event.value.endswith("\n"):
            chomping = "-"  # the text broke off at the end of the file
        elif lines:
            lines.pop()  # what follows the last line end
        while lines and not lines[-1] and chomping != "+":
            lines.pop()
        words = f"{found[1]}{'2' if digit else ''}{chomping}"
        if comment:
            words += " " * max(len(gap), GAP) + comment.rstrip()
        end = Place(first.index + len(raw), first.line + len(lines), 0)
        return Scalar(first, end, (words, *lines), found[1], anchor, chomping == "+")


def _indentation(lines: Sequence[str]) -> int:
    """The spaces before the first line with words, or the most that are anywhere where there are no words."""
    first = next((line for line in lines if line.strip(" ")), None)
    return max(map(len, lines), default=0) if first is None else len(first) - len(first.lstrip(" "))


def _comments(text: str, covered: list[tuple[int, int]]) -> Iterator[Comment]:
    """What stands behind a `#` outside of scalars."""
    starts = [0, *(found.end() for found in LINE_END.finditer(text))]
    at = 0
    for start, end in (*sorted(covered), (len(text), len(text))):
        while (index := text.find("#", at, start)) >= 0:
            line = bisect_right(starts, index) - 1
            at = next((f.start() for f in LINE_END.finditer(text, index)), len(text))
            before = text[starts[line] : index]
            place = Place(index, line, len(before))
            gap = len(before) - len(before.rstrip(" "))
            yield Comment(place, text[index:at].rstrip(), not before.strip(), gap)
        at = max(at, end)


def _without(text: str, comments: tuple[Comment, ...]) -> str:
    """The text with spaces in the place of comments."""
    parts, at = [], 0
    for comment in comments:
        parts += [text[at : comment.at.index], " " * len(comment.text)]
        at = comment.at.index + len(comment.text)
    return "".join((*parts, text[at:]))


def _find_dashes(part: Part | None, bare: str) -> None:
    """Find where the dash of each item of a list stands; events do not say."""
    if not isinstance(part, Collection):
        return
    at = part.start.index + len(part.anchor)
    for inner in part.parts:
        if not part.is_map and not part.is_flow:
            index = bare.find("-", at, inner.start.index + 1)
            if index < 0:
                raise LayoutError("a list is written in an unusual way")
            before = max(bare.rfind(sign, 0, index) for sign in "\n\r") + 1
            line = inner.start.line - len(LINE_END.findall(bare, index, inner.start.index))
            part.dashes.append(Place(index, line, index - before))
            at = index + 1
        _find_dashes(inner, bare)
        at = max(at, inner.end.index)

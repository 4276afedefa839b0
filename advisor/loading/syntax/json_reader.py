"""JSON and JSON Lines to the same marked nodes as YAML.

`null` is a plain none, `true`, `false` and numbers are plain texts, strings are texts in quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # public but missing in typeshed
from typing import NoReturn

from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.suggestions import closest
from advisor.loading.syntax import limits, nodes
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode

_TOKEN = re.compile(r"[{}\[\],:]|\"|-?[0-9][0-9.eE+-]*|[A-Za-z_]\w*|.", re.DOTALL)
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?\Z")
_WORDS = ("true", "false", "null")
_PYTHON_WORDS = {"none": "null", "nil": "null", "undefined": "null", "nan": "null"}


def read_json(text: str, path: str) -> nodes.Documents:
    """Read one JSON text. Never raises for what it says; one document, None where it breaks off."""
    text = text.removeprefix("\ufeff")
    if len(text) > limits.MAX_YAML_CHARACTERS:
        return nodes.Documents((None,), (_too_large(path, len(text), 1),))
    scanner = _Scanner(text, path, [m.end() for m in re.finditer("\n", text)], 1)
    node = scanner.read()
    return nodes.Documents((node,), nodes.in_order(scanner.found))


def read_json_lines(text: str, path: str) -> nodes.Documents:
    """Read one JSON text a line; empty lines do not count. A bad line is None, the others stand."""
    documents: list[Node | None] = []
    found: list[Diagnostic] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > limits.MAX_YAML_CHARACTERS:
            documents.append(None)
            found.append(_too_large(path, len(line), number))
            continue
        scanner = _Scanner(line, path, [], number)
        documents.append(scanner.read())
        found.extend(scanner.found)
        if len(found) > limits.MAX_BAD_LINES:
            break  # this is something else than JSON Lines
    return nodes.Documents(tuple(documents), nodes.in_order(found))


def _too_large(path: str, characters: int, line: int) -> Diagnostic:
    return Diagnostic(
        "ADV002",
        f"this has {characters:,} characters; the most is {limits.MAX_YAML_CHARACTERS:,}",
        Span(path, line, 1, line, 2),
        help="write one situation a line, as JSON Lines",
    )


class _BadJsonError(Exception):
    """The text is not JSON from `start` to `end`."""

    def __init__(
        self, start: int, end: int, message: str, help: str | None, code: str = "ADV017"
    ) -> None:
        super().__init__(start, end, message, help, code)
        self.start, self.end = start, end
        self.message, self.help, self.code = message, help, code


@dataclass(slots=True)
class _Open:
    """A list or mapping that is still being read."""

    start: int
    is_map: bool
    items: list[Node] = field(default_factory=list)
    entries: nodes.Entries = field(default_factory=dict)
    key: ScalarNode | None = None


class _Scanner:
    """Reads one value; without recursion. `starts` are where the lines after the first begin."""

    def __init__(self, text: str, path: str, starts: list[int], line: int) -> None:
        self.found: list[Diagnostic] = []
        self._text, self._path, self._starts, self._line = text, path, starts, line
        self._open: list[_Open] = []
        self._count = 0

    def read(self) -> Node | None:
        """The node, or None where the text is not JSON."""
        try:
            return self._read()
        except _BadJsonError as bad:
            end = max(bad.end, bad.start + 1)
            self.found.append(
                Diagnostic(bad.code, bad.message, self._span(bad.start, end), help=bad.help)
            )
            return None

    def _read(self) -> Node:
        at = self._skip(0)
        while True:
            node, at = self._value(at)
            while node is not None:  # a finished value: put it where it belongs
                at = self._skip(at)
                if not self._open:
                    if at < len(self._text):
                        raise _BadJsonError(
                            at,
                            len(self._text.rstrip()),
                            "something follows the end of the value",
                            "write one value; for several situations, use JSON Lines",
                        )
                    return node
                self._put(node)
                node, at = self._after_value(at)

    def _value(self, at: int) -> tuple[Node | None, int]:
        """A scalar or an empty collection; None where a collection has begun instead."""
        if at >= len(self._text):
            self._end_too_early()
        found = _TOKEN.match(self._text, at)
        token = found[0] if found else ""
        self._count += 1
        if self._count > limits.MAX_NODES:
            raise _BadJsonError(
                at,
                at + len(token),
                f"there are more than {limits.MAX_NODES:,} parts",
                "write one situation a line, as JSON Lines",
                "ADV010",
            )
        if token == '"':
            return self._string(at)
        if token in ("{", "["):
            if len(self._open) >= limits.MAX_DEPTH:
                raise _BadJsonError(
                    at,
                    at + 1,
                    f"lists and `key: value` lines stand more than {limits.MAX_DEPTH} deep inside each other",
                    "nothing in this language is nested that deep",
                    "ADV009",
                )
            part = _Open(at, token == "{")
            self._open.append(part)
            at = self._skip(at + 1)
            if self._text[at : at + 1] == ("}" if part.is_map else "]"):
                return self._close(at + 1), at + 1
            return None, self._key(at) if part.is_map else at
        if token in _WORDS or (token[:1] in "-0123456789" and _NUMBER.match(token)):
            span = self._span(at, at + len(token))
            return ScalarNode(
                token, span, True, nodes.on_one_line(span.line, span.column, len(token))
            ), at + len(token)
        raise self._no_value(token, at)

    def _string(self, at: int) -> tuple[ScalarNode, int]:
        try:
            value, end = scanstring(self._text, at + 1, True)
        except JSONDecodeError as error:
            if "control character" in error.msg.lower():
                raise _BadJsonError(
                    error.pos,
                    error.pos + 1,
                    "a line end or control character inside a string",
                    'close the string with `"` on its line, or write `\\n`',
                ) from None
            if "escape" in error.msg.lower():
                raise _BadJsonError(
                    error.pos,
                    error.pos + 1,
                    "a backslash begins a code, and this one is unknown",
                    "write `\\\\` for a backslash",
                ) from None
            raise _BadJsonError(
                at, at + 1, "this string is never closed", 'write `"` where it ends'
            ) from None
        span = self._span(at, end)
        odd = nodes.find_not_text(value)
        if odd is not None:
            self.found.append(
                Diagnostic(
                    "ADV004",
                    f"the character U+{ord(odd[0]):04X} does not belong in a text",
                    span,
                    help="delete it",
                )
            )
            value = re.sub(nodes.NOT_TEXT, " ", value)
        if end - at != len(value) + 2 or self._text[at + 1 : end - 1] != value:
            return ScalarNode(value, span, False), end
        return ScalarNode(
            value, span, False, nodes.on_one_line(span.line, span.column + 1, len(value))
        ), end

    def _key(self, at: int) -> int:
        """Read `"key":`; gives the place of its value."""
        if self._text[at : at + 1] != '"':
            if at >= len(self._text):
                self._end_too_early()
            found = _TOKEN.match(self._text, at)
            token = found[0] if found else ""
            help = f'write `"{token}"`' if token[:1].isalpha() else 'write `"key": value`'
            if token == "}":
                help = "leave out the comma before it"
            raise _BadJsonError(at, at + len(token), "a key in double quotes belongs here", help)
        key, at = self._string(at)
        self._open[-1].key = key
        at = self._skip(at)
        if self._text[at : at + 1] != ":":
            if at >= len(self._text):
                self._end_too_early()
            raise _BadJsonError(at, at + 1, "a colon belongs here", 'write `"key": value`')
        return self._skip(at + 1)

    def _put(self, node: Node) -> None:
        holder = self._open[-1]
        key = holder.key
        if not holder.is_map or key is None:
            holder.items.append(node)
        else:
            nodes.add_entry(holder.entries, key, node, self.found)

    def _after_value(self, at: int) -> tuple[Node | None, int]:
        """A comma leads to the next value (None), a closing bracket finishes the collection."""
        holder = self._open[-1]
        token = self._text[at : at + 1]
        if token == ("}" if holder.is_map else "]"):
            return self._close(at + 1), at + 1
        if token == ",":
            at = self._skip(at + 1)
            if holder.is_map:
                return None, self._key(at)
            if self._text[at : at + 1] == "]":
                raise _BadJsonError(
                    at, at + 1, "a value belongs here", "leave out the comma before it"
                )
            return None, at
        if not token:
            self._end_too_early()
        what = "`,` or `}`" if holder.is_map else "`,` or `]`"
        raise _BadJsonError(at, at + 1, f"{what} belongs here", "put a comma between two entries")

    def _close(self, end: int) -> Node:
        done = self._open.pop()
        span = self._span(done.start, end)
        if done.is_map:
            return MapNode(tuple(done.entries.values()), span, True)
        return ListNode(tuple(done.items), span, True)

    def _end_too_early(self) -> NoReturn:
        if self._open:
            start = self._open[-1].start
            closing = "}" if self._open[-1].is_map else "]"
            raise _BadJsonError(
                start, start + 1, "this bracket is never closed", f"write `{closing}` where it ends"
            )
        raise _BadJsonError(0, 1, "there is nothing here", "write a value")

    def _no_value(self, token: str, at: int) -> _BadJsonError:
        message = f"`{nodes.shown(token)}` is not a JSON value"
        help = "strings stand in double quotes"
        if token == "'":
            help = "write `\"` for `'`"
        elif token in ("}", "]", ",", ":"):
            message, help = (
                "a value belongs here",
                "write a value, or leave out the comma before it",
            )
        elif token[:1] in "-0123456789":
            help = "write digits, such as `3` or `1.5`"
        elif token:
            near = _PYTHON_WORDS.get(token.lower()) or closest(token, _WORDS)
            help = f"did you mean `{near}`?" if near else f'write `"{nodes.shown(token)}"`'
        return _BadJsonError(at, at + len(token), message, help)

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def _span(self, start: int, end: int) -> Span:
        first, last = self._place(start), self._place(end)
        if self._starts and last[0] > first[0] and last[1] == 1:
            last = first[0], first[1] + 1  # the end of a text lies on its last line
        return Span(self._path, *first, *last)

    def _place(self, at: int) -> tuple[int, int]:
        at = min(at, len(self._text) + 1)
        row = bisect_right(self._starts, at)
        return self._line + row, at - (self._starts[row - 1] if row else 0) + 1

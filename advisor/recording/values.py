"""Values as a situation file writes them, in quotes only where they would otherwise say something else."""

from __future__ import annotations

import json
from enum import Enum

from advisor.ir.types import Kind, Type, Value
from advisor.loading.syntax.nodes import NONE_WORDS
from advisor.rendering.words import written


class Style(Enum):
    """Where a value stands: on a line of its own, between YAML's brackets, or in JSON."""

    BLOCK = "block"
    FLOW = "flow"
    JSON = "json"


_UNSAFE_IN_FLOW = frozenset(",[]{}:?")
_ESCAPED = frozenset("\x7f\x85\xa0\u2028\u2029\ufeff")


def value_text(value: Value | None, type: Type, style: Style) -> str:
    """A value, or `none` where the person said that there is none."""
    if style is Style.JSON:
        return _json_text(value, type)
    if value is None:
        return "none"
    text = written(value, type)
    return scalar_text(text, style) if type.kind in (Kind.TEXT, Kind.CHOICE) else text


def _json_text(value: Value | None, type: Type) -> str:
    if value is None:
        return "null"
    match type.kind:
        case Kind.YES_NO:
            return "true" if value else "false"
        case Kind.NUMBER:
            return written(value, type)  # all its digits: a JSON number is a text of digits
        case _:
            return json.dumps(written(value, type), ensure_ascii=False)


def scalar_text(text: str, style: Style) -> str:
    """A text as a YAML scalar that is read back as exactly this text."""
    return text if _is_plain(text, style) else _quoted(text)


def _is_plain(text: str, style: Style) -> bool:
    if text in NONE_WORDS or not text.isprintable() or text != text.strip():
        return False
    if not (text[0].isalnum() or text[0] in "_("):
        return False  # many other signs begin something else in YAML
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return style is Style.BLOCK or not _UNSAFE_IN_FLOW.intersection(text)


def _quoted(text: str) -> str:
    """In double quotes, where YAML knows all the escapes of JSON."""
    plain = json.dumps(text, ensure_ascii=False)
    return "".join(
        char if char.isprintable() and char not in _ESCAPED else _escape(char) for char in plain
    )


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"

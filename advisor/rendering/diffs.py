"""What differs between two texts, line by line, as `diff -u` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from advisor.rendering.layout import Style, plain_text


def diff_lines(
    path: str, before: str, after: str, style: Style, *, to: str | None = None, around: int = 3
) -> Iterator[str]:
    """The lines that differ, with their ends, and some lines `around` them; `to` is the path afterwards."""
    old, new = before.splitlines(), after.splitlines()
    for line in unified_diff(old, new, path, to or path, lineterm="", n=around):
        mark = {"-": style.red, "+": style.green, "@": style.cyan}.get(line[:1], str)
        yield f"{mark(plain_text(line))}\n"

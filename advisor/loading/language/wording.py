"""How messages quote an author's words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from advisor.ir.types import Kind, Type

PHRASES: dict[Kind, str] = {
    Kind.YES_NO: "a yes-no value",
    Kind.NUMBER: "a number",
    Kind.DATE: "a date",
    Kind.DURATION: "a duration",
    Kind.WORKING_DAYS: "a number of working days",
    Kind.CHOICE: "a choice",
    Kind.TEXT: "text",
}

_LONGEST_QUOTE = 80
_LONGEST_LIST = 12
_LONGEST_NAME = 60  # longer words are not compared with names: no name is meant


def phrase(type_: Type) -> str:
    """A kind with its article, as messages say it."""
    return PHRASES[type_.kind]


def one_line(text: str) -> str:
    """An author's words on one line, without control characters and not too long."""
    words = "".join(c if c.isprintable() else " " for c in text)
    flat = re.sub(r"\s+", " ", words).strip()
    return flat if len(flat) <= _LONGEST_QUOTE else flat[: _LONGEST_QUOTE - 1] + "…"


def quoted(text: str) -> str:
    """An author's words in backticks."""
    return f"`{one_line(text)}`"


def listed(names: Iterable[str], joiner: str = "and") -> str:
    """``a`, `b` and `c``, or the first twelve of many."""
    all_names = list(names)
    shown = [quoted(name) for name in all_names[:_LONGEST_LIST]]
    if len(all_names) > _LONGEST_LIST:
        return ", ".join(shown) + ", …"
    if len(shown) < 2:
        return "".join(shown)
    return ", ".join(shown[:-1]) + f" {joiner} {shown[-1]}"


def they_are(names: Iterable[str]) -> str:
    """`they are` … or `the only one is` …."""
    all_names = list(names)
    return f"{'the only one is' if len(all_names) == 1 else 'they are'} {listed(all_names)}"


def closest(word: str, names: Iterable[str]) -> str | None:
    """The name that was probably meant: the same but for capitals and hyphens, else a near one."""
    if len(word) > _LONGEST_NAME:
        return None
    plain = word.casefold().replace("-", "_")
    candidates = sorted(set(names))
    if plain in candidates:
        return plain
    found = difflib.get_close_matches(plain, candidates, n=1, cutoff=0.7)
    return found[0] if found else None

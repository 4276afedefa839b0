"""Lines that fit a width, counted in terminal cells; colour; JSON; and rows as lines of CSV."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec
from unicodedata import category

from advisor.diagnostics.fast_dataclass import dataclass

P = ParamSpec("P")
NARROWEST = 30  # below this, lines are let run over instead of falling apart
# ASCII; the letters of Latin, Greek and Cyrillic as `é` and `ж`; dashes, quotes and `…`; signs such as `€`
_ONE_CELL_EACH = re.compile(
    "[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u2010-\u2027\u20a0-\u20bf]*"
)


def plain_text(text: str) -> str:
    """The text without anything that could steer a terminal: control characters become visible.

    Line breaks and tabs become spaces; format characters that turn the direction of writing go too.
    """
    if text.isprintable():
        return text
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char in "\n\r\t\x0b\x0c\x85\u2028\u2029":
        return " "
    match category(char):
        case "Cc":
            return f"\\x{ord(char):02x}"
        case "Cf" if char not in "\u200d\u200c":  # joiners belong to words and emoji
            return ""
        case "Cs":
            return f"\\u{ord(char):04x}"
        case _:
            return char


def cells(text: str) -> int:
    """How many terminal cells a text takes, colours not counted in it."""
    if text.isascii() or _ONE_CELL_EACH.fullmatch(text):
        return len(text)
    from wcwidth import width  # a tenth of a start, and few pages need it

    return width(text, control_codes="ignore")


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break a text at its spaces into lines of at most `width` cells.

    Shape: at least one line; the first begins with `first`, the others with `rest`; both are counted.
    A word that is longer than a line is left whole, so that an address can still be copied.
    """
    width = max(width, NARROWEST)
    lines: list[str] = []
    line, taken, is_empty = first, cells(first), True
    for word in plain_text(text).split():
        wide = cells(word)
        if not is_empty and taken + 1 + wide > width:
            lines.append(line)
            line, taken, is_empty = rest, cells(rest), True
        if is_empty:
            line, taken, is_empty = line + word, taken + wide, False
        else:
            line, taken = f"{line} {word}", taken + 1 + wide
    lines.append(line if not is_empty else line.rstrip())
    return lines


def padded(text: str, width: int) -> str:
    """The text with spaces behind it up to `width` cells."""
    return text + " " * max(0, width - cells(text))


def clipped(text: str, width: int) -> str:
    """The text cut to `width` cells, with `…` where something is missing."""
    if cells(text) <= width:
        return text
    if text.isascii():
        kept = text[: width - 1]
    else:
        from wcwidth import clip

        kept = clip(text, 0, width - 1, control_codes="ignore")
    return f"{kept.rstrip()}…"


@dataclass(frozen=True, slots=True)
class Style:
    """How a page is shown: words are marked with ANSI codes where it is coloured, and lines fit `width` cells.

    `has_lines`: trees may be drawn with signs for lines, which a screen reader would read aloud.
    """

    is_coloured: bool = False
    has_lines: bool = True
    width: int = 80

    def wrap(self, text: str, first: str = "", rest: str = "") -> list[str]:
        """`wrap` at its width."""
        return wrap(text, self.width, first, rest)

    def bold(self, text: str) -> str:
        return self._marked(text, "1")

    def dim(self, text: str) -> str:
        return self._marked(text, "2")

    def red(self, text: str) -> str:
        return self._marked(text, "1;31")

    def yellow(self, text: str) -> str:
        return self._marked(text, "33")

    def green(self, text: str) -> str:
        return self._marked(text, "32")

    def blue(self, text: str) -> str:
        return self._marked(text, "1;34")

    def cyan(self, text: str) -> str:
        return self._marked(text, "36")

    def _marked(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.is_coloured and text else text


PLAIN = Style()


def whole_lines(lines: Callable[P, Iterable[str]]) -> Callable[P, str]:
    """What gives lines as what gives their text, each of them ended."""

    @wraps(lines)
    def text(*args: P.args, **named: P.kwargs) -> str:
        return "".join(f"{line}\n" for line in lines(*args, **named))

    return text


def json_text(value: object) -> str:
    """A document of JSON as people can read it, too: indented, with its letters as they are."""
    import json  # few commands need it

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def csv_rows(rows: Iterable[Iterable[object]]) -> str:
    """Rows as lines of CSV that end in a line feed; cells that hold the end of any line are quoted.

    Python's writer quotes only what it ends lines with itself, and so not a lone carriage return.
    """
    import csv  # few commands need it

    lines = _Lines()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return "".join(lines)


class _Lines(list[str]):
    """What the writer writes, a line at a time."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")

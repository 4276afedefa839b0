"""Advice as Markdown (CommonMark), for notes: every text stands there as it is, and nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.rendering.advice_outline import Outline, PieceOutline
from advisor.rendering.layout import plain_text

_SIGNS = re.compile(r"[\\`*_\[\]<>&~|$]")  # those that mean something anywhere in a line, and two of dialects
_AT_THE_START = re.compile(r"(?P<number>\d{1,9})(?P<stop>[.)])|(?P<sign>[-+=#:]|:{3,})")
_CODE = re.compile("`+")


def render_markdown(outlines: Sequence[Outline]) -> str:
    """Notes for one situation or several, a heading for each."""
    return "\n".join("".join(f"{line}\n" for line in _lines(one)) for one in outlines)


def escaped(text: str) -> str:
    """One line of text, as Markdown that reads as that text: `*` is `\\*`, and `1.` at the start is `1\\.`.

    >>> escaped("# 1 <b>")
    '\\\\# 1 \\\\<b\\\\>'
    """
    words = " ".join(plain_text(text).split())
    inner = _SIGNS.sub(r"\\\g<0>", words)
    # An address becomes a link by itself in many readers; that is meant, and its signs are escaped above.
    return _AT_THE_START.sub(_start, inner, count=1) if _AT_THE_START.match(inner) else inner


def _start(found: re.Match[str]) -> str:
    if found["number"]:
        return f"{found['number']}\\{found['stop']}"
    return f"\\{found[0]}"


def code(text: str) -> str:
    """A command as code, whatever signs it holds."""
    words = plain_text(text)
    longest = max((len(run) for run in _CODE.findall(words)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{gap}{words}{gap}{fence}"


def _lines(page: Outline) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield f"as of {page.day}"
    for words in (*page.notices, *page.nothing):
        yield ""
        yield escaped(words)
    for label, pieces in page.groups:
        yield ""
        yield f"## {escaped(label)}"
        for piece in pieces:
            yield ""
            yield from _piece(piece, label)
    if page.shared:
        yield ""
        yield "## For several of these"
        yield ""
        for about, notes in page.shared:
            yield f"- **{about}:** {' '.join(map(escaped, notes))}"
    if page.questions:
        yield ""
        yield "## Still open"
        yield ""
        for words in page.questions:
            yield f"- {escaped(words)}"
        if page.commands:
            yield ""
            yield f"To answer: {code(page.commands.ask())}"


def _piece(piece: PieceOutline, label: str) -> Iterator[str]:
    yield f"### {piece.number}. {escaped(piece.title)}"
    yield ""
    when = piece.when[:1].upper() + piece.when[1:]
    if when and when != label:
        yield f"**{escaped(when)}**"
        yield ""
    if piece.labels:
        yield f"For: {', '.join(map(escaped, piece.labels))}"
        yield ""
    for mark in piece.contradictions:
        yield f"**{mark.head}** {escaped(mark.words)}"
        yield ""
    yield piece.reference or " ".join(map(escaped, piece.reasons))
    yield ""
    for note in piece.notes:
        yield f"- {escaped(note)}"
    if piece.views:
        yield ""
        yield from (f"> Others: {escaped(view)}" for view in piece.views)
    if piece.letter is not None:
        yield from _letter(piece.letter.text)

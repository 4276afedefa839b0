"""Advice as Markdown (CommonMark), for notes: every text stands there as it is, and nothing in it is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.rendering.advice_outline import PageOutline, PieceOutline
from advisor.rendering.advice_text import RESULTS
from advisor.rendering.drafts import POINT, Draft
from advisor.rendering.layout import plain_text

_SIGNS = re.compile(
    r"[\\`*_\[\]<>&~#|$]"
)  # what means something anywhere in a line, in CommonMark or a dialect
_AT_THE_START = re.compile(
    r"(\d{1,9})([.)])|()([-+=])"
)  # of a list, a rule, or the line below a heading
_TICKS = re.compile("`+")


def render_markdown(outlines: Sequence[PageOutline]) -> str:
    """Notes for one situation or several, a heading for each."""
    return "\n".join("".join(_spaced(_lines(one))) for one in outlines)


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """The lines, ended; of several empty lines one."""
    last = ""
    for line in lines:
        if line or last:
            yield f"{line}\n"
        last = line


def escaped(text: str) -> str:
    """One line of text, as Markdown that reads as that text: `*` is `\\*`, and `1.` at the start is `1\\.`.

    >>> escaped("# 1 <b>")
    '\\\\# 1 \\\\<b\\\\>'
    """
    words = _SIGNS.sub(r"\\\g<0>", " ".join(plain_text(text).split()))
    found = _AT_THE_START.match(words)
    if found is None:
        return words
    return f"{found[1] or ''}\\{found[2] or found[4]}{words[found.end() :]}"


def code(text: str) -> str:
    """A command as code, whatever signs it holds."""
    words = plain_text(text)
    longest = max((len(run) for run in _TICKS.findall(words)), default=0)
    fence = "`" * (longest + 1)
    gap = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{gap}{words}{gap}{fence}"


def _lines(page: PageOutline) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    yield ""
    yield page.day
    for words in page.notices:
        yield ""
        yield escaped(words)
    if page.results:
        yield ""
        yield f"## {RESULTS}"
        yield ""
        for title, value in page.results:
            yield f"- {escaped(title)}: **{escaped(value)}**"
    for words in page.nothing:
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
    if page.upcoming:
        head, words = page.upcoming
        yield ""
        yield f"**{escaped(head)}** {escaped(words)}"
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
    why = piece.reference or " ".join(piece.reasons)
    if why:
        yield escaped(why)
        yield ""
    for note in piece.notes:
        yield f"- {escaped(note)}"
    for view in piece.views:
        yield ""
        yield f"Others say: {escaped(view)}"
    if piece.letter is not None:
        yield from _letter(piece.letter)


def _letter(draft: Draft) -> Iterator[str]:
    """The points for a call as a list, the letter as a quotation with its paragraphs and line ends."""
    if draft.points:
        yield ""
        yield f"{escaped(draft.heading)}:"
        yield ""
        for line in draft.points.rstrip("\n").split("\n"):
            yield f"- {escaped(line.removeprefix(POINT))}"
    if draft.text:
        yield ""
        lines = [escaped(line) for line in draft.text.rstrip("\n").split("\n")]
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            is_broken = bool(line and following)  # a backslash at its end keeps two lines apart
            yield f"> {line}{chr(92) if is_broken else ''}".rstrip(" ")

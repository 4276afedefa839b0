"""A page of advice in one file of HTML, which needs nothing else: no network, no fonts, no other file."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.advice_outline import PageOutline, PieceOutline
from advisor.rendering.drafts import POINT, Draft
from advisor.rendering.layout import plain_text
from advisor.rendering.mail import Message, mailto, message_of
from advisor.rendering.words import spoken

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class LetterOnPage:
    """A letter as the page shows it. `body` is in parts, of which those that are gaps stand out."""

    message: Message
    body: tuple[tuple[str, bool], ...]
    link: str
    heading: str
    points: tuple[str, ...]
    missing: tuple[str, ...]  # questions
    wished: tuple[str, ...]


def render_html(outlines: Sequence[PageOutline], timelines: Sequence[str] = ()) -> str:
    """One page for one situation or several, each with its own part.

    Shape: `timelines` has for each situation the markup of a picture made by this program (SVG), "" for none; it is
    put in as it is. All other text is escaped.
    """
    script = page_script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return _template().render(
        outlines=outlines,
        timelines=[*timelines, *[""] * (len(outlines) - len(timelines))],
        title=outlines[0].title if len(outlines) == 1 else f"{len(outlines)} situations",
        style=page_style(),
        script=script,
        script_digest=digest,
    )


def letter_on_page(piece: PieceOutline) -> LetterOnPage | None:
    """The letter of a piece, ready to be shown."""
    draft = piece.letter
    if draft is None or not (draft.text or draft.points):
        return None
    text = "\n".join(plain_text(line) for line in draft.text.split("\n"))
    message = message_of(text)
    return LetterOnPage(
        message,
        tuple(parts_of_letter(message.body.rstrip("\n"), draft)),
        mailto(message) if draft.text else "",
        plain_text(draft.heading),
        tuple(plain_text(line.removeprefix(POINT)) for line in draft.points.split("\n") if line),
        tuple(plain_text(gap.ask or spoken(gap.fact)) for gap in draft.missing),
        tuple(plain_text(gap.ask) for gap in draft.wished),
    )


def parts_of_letter(text: str, draft: Draft) -> Iterator[tuple[str, bool]]:
    """The text cut at its gaps: `("Kind regards\\n", False), ("[sender name?]", True)`."""
    gaps = [re.escape(f"[{spoken(gap.fact)}?]") for gap in draft.missing]
    pieces = re.split(f"({'|'.join(gaps)})", text) if gaps else [text]
    for number, part in enumerate(pieces):
        if part:
            yield part, number % 2 == 1


@cache
def _template() -> Template:
    environment = html_environment(_FOLDER)
    environment.filters["letter"] = letter_on_page
    environment.filters["capitalized"] = lambda words: words[:1].upper() + words[1:]
    return environment.get_template("page.html")


def html_environment(folder: Path) -> Environment:
    """What fills templates of pages: all text is escaped, and a name that is missing is an error."""
    import jinja2  # few commands need it

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_style() -> str:
    """How pages look, as CSS: also the pages of other rooms."""
    return _text("page.css")


def page_script() -> str:
    """What pages do where scripts run: unfold what is printed or led to."""
    return _text("page.js")


def _text(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")

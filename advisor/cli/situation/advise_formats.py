"""What `advisor advise -f` can write, a function for each form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import api
from advisor.cli.situation.scene import Scene
from advisor.cli.sources import STDIN, AdvisorOptions
from advisor.cli.terminal import page_style
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.advice_page import Commands, Extent
from advisor.rendering.advice_text import next_change_words, render_advice

if TYPE_CHECKING:
    from advisor.rendering.advice_outline import PageOutline


@dataclass(frozen=True, slots=True)
class Wish:
    """How a page is wanted. `is_alone`: there is one situation; `commands` are about that one, if it has a file."""

    extent: Extent
    all_questions: bool
    output: Path | None
    is_alone: bool
    commands: Commands | None
    advisor_options: AdvisorOptions
    has_receipt: bool = False

    def heading(self, one: Scene) -> str | None:
        """What stands above a situation: what tells it from others, where there are others."""
        return None if self.is_alone else one.decision.title or one.name


def as_text(decided: Sequence[Scene], wish: Wish) -> str:
    """Pages for a terminal, with a line between them."""
    style = page_style(wish.output)
    pages = [
        render_advice(
            one.decision,
            one.pack,
            style,
            heading=wish.heading(one),
            all_questions=wish.all_questions,
            extent=wish.extent,
            commands=wish.commands,
            labels=one.labels,
            upcoming=None if wish.extent is Extent.SHORT else one.upcoming,
        )
        for one in decided
    ]
    return "\n---\n\n".join(pages)


def as_json(decided: Sequence[Scene], wish: Wish) -> str:
    """One object, or a line for each situation."""
    import json

    indent = 2 if wish.is_alone else None
    objects = (_json_object(one, wish) for one in decided)
    return "".join(f"{json.dumps(it, ensure_ascii=False, indent=indent)}\n" for it in objects)


def _json_object(one: Scene, wish: Wish) -> dict[str, object]:
    if not wish.has_receipt:
        from advisor.rendering.advice_json import decision_object

        return decision_object(one.decision)
    from advisor.api.receipts import decision_with_receipt

    return decision_with_receipt(
        one.program,
        one.advisor.engine,
        one.case.situation,
        one.decision,
        folder=wish.advisor_options.folder,
        settings=dict(wish.advisor_options.settings),
        file=None if one.file == STDIN else one.file,
    )


def as_html(decided: Sequence[Scene], wish: Wish) -> str:
    """One file of HTML with all situations."""
    from advisor.rendering.advice_html import render_html
    from advisor.rendering.timeline_svg import render_timeline_svg

    timelines = [
        render_timeline_svg(api.timeline(one.advisor, one.case.situation)) for one in decided
    ]
    return render_html([_outline(one, wish) for one in decided], timelines)


def as_markdown(decided: Sequence[Scene], wish: Wish) -> str:
    """Notes with all situations."""
    from advisor.rendering.advice_markdown import render_markdown

    return render_markdown([_outline(one, wish) for one in decided])


def _outline(one: Scene, wish: Wish) -> PageOutline:
    from advisor.rendering.advice_outline import letters_of, outline_of

    upcoming = one.upcoming
    return outline_of(
        one.decision,
        one.pack,
        heading=wish.heading(one),
        all_questions=wish.all_questions,
        commands=wish.commands,
        labels=one.labels,
        letters=letters_of(one.program, one.case.situation.root, one.decision),
        upcoming=None
        if upcoming is None
        else next_change_words(one.pack, upcoming, one.decision.today),
    )


def as_calendar(decided: Sequence[Scene], wish: Wish) -> str:
    """A calendar file, which goes on from the one that is there already."""
    from advisor.cli.situation.calendar_file import calendar_text

    return calendar_text(decided, wish.output)


FORMATS: Mapping[str, Callable[[Sequence[Scene], Wish], str]] = {
    "text": as_text,
    "json": as_json,
    "html": as_html,
    "markdown": as_markdown,
    "ics": as_calendar,
}
READ_BY_PEOPLE = ("text", "html", "markdown")  # whose numbers the other commands take

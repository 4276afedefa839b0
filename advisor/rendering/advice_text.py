"""Advice as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.ir.advice import Decision
from advisor.ir.derivations import DecisionError
from advisor.ir.packs import Pack
from advisor.rendering.advice_foot import (
    assumptions,
    by_source,
    next_commands,
    open_questions,
    sources,
)
from advisor.rendering.advice_head import head
from advisor.rendering.advice_page import Commands, Extent, Page, spoken_of
from advisor.rendering.advice_pieces import pieces
from advisor.rendering.advice_when import weekend_words
from advisor.rendering.dates import weekday_words
from advisor.rendering.layout import plain_text, wrap
from advisor.rendering.style import PLAIN, Style


def render_advice(
    decision: Decision,
    pack: Pack,
    width: int = 80,
    style: Style = PLAIN,
    heading: str | None = None,
    all_questions: bool = False,
    extent: Extent = Extent.NORMAL,
    commands: Commands | None = None,
    labels: Mapping[str, str] | None = None,
) -> str:
    """One situation's advice: what to do and when, then each piece with its reason.

    Shape: whole lines, each ended; at most `width` cells but for single long words and commands.
    `heading` stands where the situation has no title. Of many open questions only a few are shown,
    unless `all_questions`. Without `commands` the page names none. `labels` are the names of
    instances by place, for those that the decision itself does not name.
    """
    cited = by_source(dict.fromkeys(s for piece in decision.advice for s in piece.sources))
    page = Page(
        pack,
        decision,
        width,
        style,
        extent,
        {(p.action, p.place): n for n, p in enumerate(decision.advice, 1)},
        {name: n for n, name in enumerate((c for names in cited.values() for c in names), 1)},
        {**(labels or {}), **spoken_of(decision)},
        all_questions,
        commands,
    )
    title = plain_text(heading or decision.title or "Your situation")
    return "".join(f"{line}\n" for line in _lines(page, title))


def _lines(page: Page, title: str) -> Iterator[str]:
    decision = page.decision
    yield from map(page.style.bold, wrap(title, page.width))
    yield f"as of {weekday_words(decision.today)}"
    weekend = weekend_words(decision.advice, page.pack, decision.today)
    if weekend:
        yield from wrap(weekend, page.width)
    yield from _dates_to_check(page)
    yield ""
    if decision.error is not None:
        yield from _error(page, decision.error)
        return
    if not decision.advice:
        yield from wrap(
            "There is nothing to advise: no rule applies to this situation.", page.width
        )
    else:
        yield from _advice(page)
    if page.extent is Extent.SHORT:
        return
    yield from open_questions(page)
    if page.is_long:
        yield from assumptions(page)
        yield from sources(page)
    yield from next_commands(page)


def _advice(page: Page) -> Iterator[str]:
    if page.has_head:
        yield from head(page)
        if page.extent is Extent.SHORT:
            return
        yield ""
    yield from pieces(page)


def _dates_to_check(page: Page) -> Iterator[str]:
    """Days on which something is said to have happened, and which are still to come.

    `Check a date for Initech: When did they turn you down? You said Tue 1 Dec, which is …`.
    """
    for one in page.decision.future_dates:
        name = page.full_name(one.place)
        about = f" for {name}" if name else ""
        day = weekday_words(one.day, page.decision.today)
        words = (
            f"Check a date{about}: {one.ask} You said {day}, which is still to come, so it does "
            "not count."
        )
        yield from map(page.style.yellow, wrap(words, page.width))


def _error(page: Page, error: DecisionError) -> Iterator[str]:
    why = {
        "conflict": "No advice: two rules come to different conclusions.",
        "range": "No advice: a date or a number is out of range.",
    }
    yield page.style.red(why.get(error.kind, "No advice: something is wrong."))
    yield from wrap(error_words(error), page.width, "  ", "  ")


def error_words(error: DecisionError) -> str:
    """Why a situation gets no advice, in one sentence."""
    where = f" of {error.place}" if error.place else ""
    what = f" for `{error.fact}`" if error.fact else ""
    if error.message:
        return error.message
    rules = " and ".join(f"`{name}`" for name in error.rules)
    if error.kind == "conflict":
        return f"{rules} conclude different values{what}{where}"
    by = f" in {rules}" if rules else ""
    return f"a value is out of range{what}{where}{by}"

"""Advice as a person reads it in a terminal: the head, the pieces, and what stands under them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from advisor import ir
from advisor.rendering.advice_page import (
    Commands,
    Extent,
    Page,
    is_late,
    late_words,
    pieces,
    spoken_of,
    weekend_words,
    when_label,
    with_tail,
)
from advisor.rendering.calendar_words import years_words
from advisor.rendering.layout import PLAIN, Style, cells, padded, plain_text, whole_lines
from advisor.rendering.words import and_words, error_words, result_title, weekday_words

UNTITLED = "Your situation"
NOTHING = "There is nothing to advise: no rule applies to this situation."
NOTHING_BESIDE = "There is nothing to advise."  # where something was worked out all the same
RESULTS = "Worked out"


@whole_lines
def render_advice(
    decision: ir.Decision,
    pack: ir.Pack,
    style: Style = PLAIN,
    heading: str | None = None,
    all_questions: bool = False,
    extent: Extent = Extent.NORMAL,
    commands: Commands | None = None,
    labels: Mapping[str, str] | None = None,
    upcoming: ir.Upcoming | None = None,
) -> Iterator[str]:
    """One situation's advice: what to do and when, then each piece with its reason.

    Shape: whole lines, each ended; at most `style.width` cells but for single long words and commands.
    `heading` stands where the situation has no title. Of many open questions only a few are shown,
    unless `all_questions`. Without `commands` the page names none. `labels` are the names of
    instances by place, for those that the decision itself does not name. `upcoming` is the next change
    if nothing happens.
    """
    page = page_of(decision, pack, style, extent, all_questions, commands, labels, upcoming)
    return _lines(page, plain_text(heading or decision.title or UNTITLED))


def page_of(
    decision: ir.Decision,
    pack: ir.Pack,
    style: Style,
    extent: Extent,
    all_questions: bool,
    commands: Commands | None,
    labels: Mapping[str, str] | None,
    upcoming: ir.Upcoming | None = None,
) -> Page:
    """What a page of advice is made from, whatever it is made of: lines, HTML, Markdown."""
    cited = by_source(dict.fromkeys(s for piece in decision.advice for s in piece.sources))
    return Page(
        pack,
        decision,
        style,
        extent,
        {(p.action, p.place): n for n, p in enumerate(decision.advice, 1)},
        {name: n for n, name in enumerate((c for names in cited.values() for c in names), 1)},
        {**(labels or {}), **spoken_of(decision)},
        all_questions,
        commands,
        upcoming,
    )


def _lines(page: Page, title: str) -> Iterator[str]:
    decision = page.decision
    yield from map(page.style.bold, page.style.wrap(title))
    yield weekday_words(decision.today)
    weekend = weekend_words(decision, page.pack)
    if weekend:
        yield from page.style.wrap(weekend)
    yield from _dates_to_check(page)
    yield ""
    if decision.error is not None:
        yield from _error(page, decision.error)
        return
    if decision.results:
        yield from _results(page)
    if decision.advice:
        yield from [""] if decision.results else []
        yield from _advice(page)
    elif nothing := nothing_words(decision, page.pack):
        yield from [""] if decision.results else []
        yield from page.style.wrap(nothing)
    if page.extent is Extent.SHORT:
        return
    if page.upcoming is not None:
        yield ""
        yield from _next_change(page, page.upcoming)
    yield from open_questions(page)
    if page.is_long:
        yield from assumptions(page)
        yield from sources(page)
    yield from next_commands(page)


def nothing_words(decision: ir.Decision, pack: ir.Pack | None = None) -> str:
    """That nothing is advised; "" where the pack only works things out, so that nobody expects advice."""
    if not decision.results:
        return NOTHING
    return "" if pack is not None and not pack.actions else NOTHING_BESIDE


def _results(page: Page) -> Iterator[str]:
    yield page.style.bold(RESULTS)
    for title, words in results_told(page):
        yield from page.style.wrap(f"{title}: {words}", "  ", "    ")


def results_told(page: Page) -> list[tuple[str, str]]:
    """What each result is called, with whom it is about, and its value: `("Fee (Ann)", "12.5")`."""
    return [
        (plain_text(result_title(one, page.short_name(one.place))), plain_text(one.words))
        for one in page.decision.results
    ]


def _advice(page: Page) -> Iterator[str]:
    if page.has_head:
        yield from head(page)
        if page.extent is Extent.SHORT:
            return
        yield ""
    yield from pieces(page)


def _dates_to_check(page: Page) -> Iterator[str]:
    for words in dates_to_check(page):
        yield from map(page.style.yellow, page.style.wrap(words))


def dates_to_check(page: Page) -> Iterator[str]:
    """Days on which something is said to have happened, and which are still to come.

    `Check a date for Initech: When did they turn you down? You said Tue 1 Dec, which is …`.
    """
    for one in page.decision.future_dates:
        name = page.full_name(one.place)
        about = f" for {name}" if name else ""
        day = weekday_words(one.day, page.decision.today)
        yield (
            f"Check a date{about}: {one.ask} You said {day}, which is still to come, so it does "
            "not count."
        )


def _error(page: Page, error: ir.DecisionError) -> Iterator[str]:
    yield page.style.red(error_head(error))
    for words in (error_words(error), years_words(page.decision)):
        yield from page.style.wrap(words, "  ", "  ") if words else ()


def error_head(error: ir.DecisionError) -> str:
    """That there is no advice, and what kind of error it is, in one sentence."""
    why = {
        "conflict": "No advice: two rules come to different conclusions.",
        "range": "No advice: a date or a number is out of range.",
        "size": "No advice: a list is too long.",
    }
    return why.get(error.kind, "No advice: something is wrong.")


NARROWEST_COLUMNS = 60  # below this, when it is to be done stands on a line of its own


def head(page: Page) -> Iterator[str]:
    """`Today:  1. Thank Acme …`: also good to hear, read out from left to right.

    Pieces that are to be done at the same time stand together only where they follow each other, so
    that the numbers always rise.
    """
    today = page.decision.today
    groups = [
        (f"{label}:", list(pieces))
        for label, pieces in groupby(page.decision.advice, lambda piece: when_label(piece, today))
    ]
    column = max(cells(label) for label, _ in groups) + 2
    is_narrow = page.style.width < NARROWEST_COLUMNS
    if is_narrow:
        column = 2
    for label, together in groups:
        if is_narrow:
            yield page.style.bold(label)
        for n, piece in enumerate(together):
            beside = "" if is_narrow or n else label
            first = padded(beside, column)
            rest = " " * column + page.indent
            lines = page.style.wrap(piece.title, first + page.mark(piece), rest)
            late = f"({late_words(piece, today)})" if is_late(piece, today) else ""
            shown = with_tail(lines, str, late, page.style.dim, page.style.width, rest)
            yield page.style.bold(beside) + shown[0].removeprefix(beside)
            yield from shown[1:]


def _next_change(page: Page, upcoming: ir.Upcoming) -> Iterator[str]:
    head, words = next_change_words(page.pack, upcoming, page.decision.today)
    lines = page.style.wrap(f"{head} {words}")
    yield page.style.bold(head) + lines[0].removeprefix(head)
    yield from lines[1:]


def next_change_words(pack: ir.Pack, upcoming: ir.Upcoming, today: int) -> tuple[str, str]:
    """`If nothing happens:` and `Tue 15 Dec, ask Acme how things stand.`; `After that:` for what follows at once."""
    head = "After that, if nothing happens:" if upcoming.is_after_action else "If nothing happens:"
    if upcoming.day == today:
        head = "After that:"
    return head, upcoming_words(pack, upcoming, today)


def upcoming_words(pack: ir.Pack, upcoming: ir.Upcoming, today: int) -> str:
    """`Tue 15 Dec, ask Acme how things stand.`, without the day where it follows at once."""
    day = "tomorrow, " if upcoming.day == today + 1 else f"{weekday_words(upcoming.day, today)}, "
    if upcoming.day == today:
        day = ""
    first, *others = _in_one_breath(pack, upcoming.begins)
    if len(others) > 1:
        return f"{day}{first}, and {len(others)} more things."
    return f"{day}{' and '.join([first, *others])}."


def _in_one_breath(pack: ir.Pack, pieces: Iterable[ir.Advice]) -> list[str]:
    """What to do, said once of all whom it is about: `ask Acme and Globex how things stand`."""
    about: dict[str, list[str]] = {}
    for piece in pieces:
        title, label = _within_sentence(pack, piece), plain_text(piece.target)
        inside = f"{label[:1].lower()}{label[1:]}"  # `the firm` of `The firm`
        name = next((one for one in (label, inside) if one and one in title), None)
        words = title if name is None else title.replace(name, "\0", 1)
        about.setdefault(words, []).append(name or "")
    return [words.replace("\0", and_words(labels)) for words, labels in about.items()]


def _within_sentence(pack: ir.Pack, piece: ir.Advice) -> str:
    """A title as it stands within a sentence: small, unless it begins with a name or with capitals."""
    title = plain_text(piece.title)
    begins_with_words = isinstance(pack.actions[piece.action].title.parts[0], str)
    is_word = title[1:2].islower() or title[1:2] == " "
    return title[0].lower() + title[1:] if begins_with_words and is_word else title


MANY_QUESTIONS = 20  # a larger number than this only frightens


def open_questions(page: Page) -> Iterator[str]:
    """The question that matters most, or all of them, each with whom it is about."""
    shown, hidden = questions_shown(page)
    if not shown:
        return
    yield ""
    yield page.style.bold("Still open:")
    for words in shown:
        yield from page.style.wrap(words, "- ", "  ")
    if hidden:
        yield from _and_more(page, hidden)


def questions_shown(page: Page) -> tuple[list[str], int]:
    """The questions that a page asks, each with whom it is about, and how many it keeps to itself."""
    questions = page.decision.open_questions
    if not questions:
        return [], 0
    # A page is for what to do: of the questions only the one that most rules wait for.
    weightiest = max(questions, key=lambda question: len(question.rules))
    shown = questions if page.all_questions or page.is_long else (weightiest,)
    words = []
    for question in shown:
        about = page.short_name(question.place)
        words.append(f"{about}: {question.ask}" if about else question.ask)
    return words, len(questions) - len(shown)


def _and_more(page: Page, hidden: int) -> Iterator[str]:
    """How many questions are left, if they are not too many, and the command that asks them, never broken into two lines."""
    dim = page.style.dim
    words = "  and more" if hidden > MANY_QUESTIONS else f"  and {hidden} more"
    if page.commands is None:
        yield dim(words)
    else:
        yield from with_tail([f"{words}:"], dim, page.commands.ask(), dim, page.style.width, "  ")


def assumptions(page: Page) -> Iterator[str]:
    """What the advice takes for granted, once for all whom it concerns."""
    held = assumptions_held(page)
    if held:
        yield ""
        yield page.style.bold("Assumed, because nobody said")
    for words in held:
        yield from page.style.wrap(words, "  - ", "    ")


def assumptions_held(page: Page) -> list[str]:
    """`Have you thanked them? no (Acme; Globex)`, a line for each."""
    held: tuple[ir.Assumption, ...] = page.decision.assumptions
    groups: dict[tuple[str, str], list[str]] = {}
    for one in held:
        groups.setdefault((one.ask, one.words), []).append(page.full_name(one.place))
    return [
        f"{ask} {words}" + (f" ({'; '.join(places)})" if any(places) else "")
        for (ask, words), places in groups.items()
    ]


def sources(page: Page) -> Iterator[str]:
    """The cited sections under the titles of their sources, by the numbers of the citations."""
    if not page.footnotes:
        return
    yield ""
    yield page.style.bold("Sources")
    for source, names in by_source(page.footnotes).items():
        lines = page.style.wrap(source_words(page.pack.sources, source), "  ", "  ")
        for name in names:
            _, _, section = name.partition("#")
            known = page.pack.sources.get(source)
            title = known.sections.get(section, section) if known else section
            mark = f"    [{page.footnotes[name]}] "
            lines += page.style.wrap(title or "the whole of it", mark, " " * len(mark))
        yield from (page.style.dim(line) for line in lines)


def by_source(cited: Iterable[str]) -> Mapping[str, list[str]]:
    """Cited sections by their sources, both in the order of first mention."""
    groups: dict[str, list[str]] = {}
    for name in cited:
        groups.setdefault(name.partition("#")[0], []).append(name)
    return groups


def source_words(sources: Mapping[str, ir.Citation], name: str) -> str:
    """The title of a cited source and its section: `follow-ups#thank` in words."""
    source_name, _, section = name.partition("#")
    source = sources.get(source_name)
    if source is None:
        return name
    return f"{source.title}: {source.sections.get(section, section)}" if section else source.title


def next_commands(page: Page) -> Iterator[str]:
    """What can be typed now, for the first thing to do: one command whole, the others by their names."""
    if page.commands is None or not page.decision.advice:
        return
    number, (verb, *others) = _verbs(page)
    also = f"(or {', '.join(others)})" if others else ""
    dim, head = page.style.dim, "Next: "
    command = f"{head}{page.commands.about(verb, number)}"
    yield ""
    yield from with_tail([command], dim, also, dim, page.style.width, " " * len(head))


def _verbs(page: Page) -> tuple[int, list[str]]:
    """`draft` where there is a message, `done` where there is something to record; always `explain`."""
    advice = page.decision.advice
    doing = (p for p in advice if p.kind is ir.ActionKind.DO and p.status != ir.Status.LATER)
    first = next((p for p in doing if p.importance is not ir.Importance.LOW), advice[0])
    action = page.pack.actions.get(first.action)
    verbs = []
    if action and action.draft:
        verbs.append("draft")
    if action and (action.done or action.asks) and first.status != ir.Status.LATER:
        verbs.append("done")
    return page.number(first), [*verbs, "explain"]

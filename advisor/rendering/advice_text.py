"""Advice as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from advisor.ir.advice import Advice, Assumption, Decision, OpenQuestion
from advisor.ir.derivations import DecisionError
from advisor.ir.packs import ActionKind, Importance, Pack, Source
from advisor.rendering.dates import distance_words, relative_date, weekday_words
from advisor.rendering.layout import cells, clipped, plain_text, wrap
from advisor.rendering.style import PLAIN, Style

INDENT = "    "


@dataclass(frozen=True, slots=True)
class _Page:
    """What every part of one screen needs to know."""

    pack: Pack
    decision: Decision
    width: int
    style: Style
    numbers: Mapping[tuple[str, str], int]  # of each piece of advice, by action and place
    footnotes: Mapping[str, int]  # of each cited section
    heading: str


def render_advice(
    decision: Decision,
    pack: Pack,
    width: int = 80,
    style: Style = PLAIN,
    heading: str | None = None,
) -> str:
    """One situation's advice: what to do now, what comes later, and what it rests on.

    Shape: whole lines, each ended; at most `width` cells but for single long words. `heading` stands
    where the situation has no title.
    """
    cited = dict.fromkeys(s for piece in decision.advice for s in piece.sources)
    page = _Page(
        pack,
        decision,
        width,
        style,
        {(p.action, p.place): n for n, p in enumerate(decision.advice, 1)},
        {name: n for n, name in enumerate(cited, 1)},
        plain_text(heading or decision.title or "Your situation"),
    )
    return "".join(f"{line}\n" for line in _lines(page))


def _lines(page: _Page) -> Iterator[str]:
    decision, style = page.decision, page.style
    yield from (style.bold(line) for line in wrap(page.heading, page.width))
    yield style.dim(f"as of {weekday_words(decision.today)}")
    if decision.error is not None:
        yield ""
        yield from _error(page, decision.error)
        return
    now = [piece for piece in decision.advice if piece.status != "later"]
    later = [piece for piece in decision.advice if piece.status == "later"]
    if not decision.advice:
        yield ""
        yield from wrap(
            "There is nothing to advise: no rule applies to this situation.", page.width
        )
    for heading, pieces in (("Now", now), ("Later", later)):
        if pieces:
            yield ""
            yield style.bold(heading)
        for piece in pieces:
            yield ""
            yield from _piece(page, piece)
    yield from _open_questions(page, decision.open_questions)
    yield from _assumptions(page, decision.assumptions)
    yield from _sources(page)


def _piece(page: _Page, piece: Advice) -> Iterator[str]:
    style, width = page.style, page.width
    number = page.numbers[piece.action, piece.place]
    lines = wrap(piece.title, width, f"{number:>2}. ", INDENT)
    room = width - cells(lines[-1]) - 2
    for line in lines[:-1]:
        yield style.bold(line)
    if cells(piece.action) <= room:
        gap = " " * (width - cells(lines[-1]) - cells(piece.action))
        yield style.bold(lines[-1]) + gap + style.dim(piece.action)
    else:
        yield style.bold(lines[-1])
        yield INDENT + style.dim(piece.action)
    when = timing_words(piece, page.decision.today)
    if piece.importance is Importance.URGENT and piece.status != "later":
        when = f"Urgent. {when}".rstrip()
    if when:
        is_pressing = piece.status == "overdue" or piece.importance is Importance.URGENT
        mark = style.red if is_pressing and piece.status != "later" else style.yellow
        yield from (mark(line) for line in wrap(when, width, INDENT, INDENT))
    marks = "".join(f"[{page.footnotes[name]}]" for name in piece.sources)
    reasons = list(piece.because)
    if reasons and marks:
        reasons[-1] = f"{reasons[-1]} {marks}"
    for reason in reasons:
        yield from wrap(reason, width, INDENT, INDENT)
    for note in piece.notes:
        yield from wrap(note, width, f"{INDENT}- ", f"{INDENT}  ")
    for view in piece.disputed:
        yield from _headed(page, "Views differ:", view, style.cyan)
    for action, place in piece.contradicts:
        yield from _headed(page, "Contradicts", _reference(page, action, place), style.red)


def _headed(page: _Page, head: str, text: str, mark: Callable[[str], str]) -> Iterator[str]:
    """A sentence with a coloured head; the head is coloured after wrapping, which counts cells."""
    lines = wrap(f"{head} {text}", page.width, INDENT, INDENT)
    yield lines[0].replace(head, mark(head), 1)
    yield from lines[1:]


def _reference(page: _Page, action: str, place: str) -> str:
    number = page.numbers.get((action, place))
    if number is None:
        return f"the advice to {action}."
    title = page.decision.advice[number - 1].title
    return f"no. {number}, “{title}”: follow only one of the two."


def timing_words(piece: Advice, today: int) -> str:
    """When it is to be done, in words relative to today; empty where any time will do."""
    start = ""
    if piece.start is not None and piece.start > today:
        start = f"From {weekday_words(piece.start, today)} ({distance_words(piece.start, today)})."
    if piece.due is None:
        return start
    if piece.kind is ActionKind.DO:
        due = _due_words(piece.due, today, piece.status == "overdue")
    else:
        due = f"Until {weekday_words(piece.due, today)} ({distance_words(piece.due, today)})."
    return f"{start} {due}".strip()


def _due_words(due: int, today: int, is_overdue: bool) -> str:
    words = relative_date(due, today)
    return f"Overdue: it was due {words}." if is_overdue else f"Due {words}."


def _open_questions(page: _Page, questions: tuple[OpenQuestion, ...]) -> Iterator[str]:
    if not questions:
        return
    yield ""
    yield page.style.bold("Still open: your answers could change this advice")
    for group, inside in _by_target(questions):
        if group:
            yield f"  {plain_text(group)}"
        indent = "    " if group else "  "
        for question in inside:
            yield from wrap(question.ask, page.width, f"{indent}- ", f"{indent}  ")


def _by_target(
    questions: tuple[OpenQuestion, ...],
) -> Iterator[tuple[str, list[OpenQuestion]]]:
    """Questions by the instance that they are about, in the order of first mention."""
    groups: dict[str, list[OpenQuestion]] = {}
    for question in questions:
        groups.setdefault(question.place, []).append(question)
    for inside in groups.values():
        yield inside[0].target, inside


def _assumptions(page: _Page, assumptions: tuple[Assumption, ...]) -> Iterator[str]:
    if not assumptions:
        return
    yield ""
    yield page.style.bold("Assumed, because nobody said")
    for held in assumptions:
        about = f" ({held.target})" if held.target else ""
        yield from wrap(f"{held.ask}{about} {held.words}", page.width, "  - ", "    ")


def _sources(page: _Page) -> Iterator[str]:
    if not page.footnotes:
        return
    yield ""
    yield page.style.bold("Sources")
    for name, number in page.footnotes.items():
        words = source_words(page.pack.sources, name)
        yield from (
            page.style.dim(line) for line in wrap(words, page.width, f"  [{number}] ", "      ")
        )


def source_words(sources: Mapping[str, Source], name: str) -> str:
    """The title of a cited source and its section: `follow-ups#thank` in words."""
    source_name, _, section = name.partition("#")
    source = sources.get(source_name)
    if source is None:
        return name
    return f"{source.title}: {source.sections.get(section, section)}" if section else source.title


def _error(page: _Page, error: DecisionError) -> Iterator[str]:
    yield page.style.red("No advice: the rules do not agree, or a value is out of range.")
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


def summary_line(decision: Decision, width: int = 80) -> str:
    """One line for a list of situations: its title and what to do first."""
    title = decision.title or "(no title)"
    if decision.error is not None:
        return clipped(f"{title}: {error_words(decision.error)}", width)
    first = decision.advice[0].title if decision.advice else "nothing to advise"
    return clipped(plain_text(f"{title}: {first}"), width)

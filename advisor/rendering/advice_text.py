"""Advice as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from advisor.diagnostics.values import dataclass
from advisor.ir.advice import Advice, Assumption, Decision, OpenQuestion
from advisor.ir.derivations import DecisionError
from advisor.ir.packs import ActionKind, Importance, Pack, Source
from advisor.rendering.dates import distance_words, relative_date, weekday_words
from advisor.rendering.layout import cells, plain_text, wrap
from advisor.rendering.style import PLAIN, Style

INDENT = "    "
NARROWEST_TITLE = 36  # where less is left beside the action's name, the name goes below
FEW_QUESTIONS = 6


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
    all_questions: bool


def render_advice(
    decision: Decision,
    pack: Pack,
    width: int = 80,
    style: Style = PLAIN,
    heading: str | None = None,
    all_questions: bool = False,
) -> str:
    """One situation's advice: what to do now, what comes later, and what it rests on.

    Shape: whole lines, each ended; at most `width` cells but for single long words. `heading` stands
    where the situation has no title. Of many open questions only a few are shown, unless
    `all_questions`.
    """
    cited = _by_source(dict.fromkeys(s for piece in decision.advice for s in piece.sources))
    page = _Page(
        pack,
        decision,
        width,
        style,
        {(p.action, p.place): n for n, p in enumerate(decision.advice, 1)},
        {name: n for n, name in enumerate((c for names in cited.values() for c in names), 1)},
        plain_text(heading or decision.title or "Your situation"),
        all_questions,
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
    yield from _title(page, piece)
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
        yield from _contradiction(page, piece, page.numbers.get((action, place)), action)


def _title(page: _Page, piece: Advice) -> Iterator[str]:
    """The number and title, with the name of the action at the right, for `explain` and `draft`."""
    first = f"{page.numbers[piece.action, piece.place]:>2}. "
    room = page.width - cells(piece.action) - 2
    if room < NARROWEST_TITLE:
        yield from (page.style.bold(line) for line in wrap(piece.title, page.width, first, INDENT))
        yield INDENT + page.style.dim(f"({piece.action})")
        return
    line, *rest = wrap(piece.title, room, first, INDENT)
    gap = " " * max(2, page.width - cells(line) - cells(piece.action))
    yield page.style.bold(line) + gap + page.style.dim(piece.action)
    yield from (page.style.bold(line) for line in rest)


def _headed(page: _Page, head: str, text: str, mark: Callable[[str], str]) -> Iterator[str]:
    """A sentence with a coloured head; the head is coloured after wrapping, which counts cells."""
    lines = wrap(f"{head} {text}", page.width, INDENT, INDENT)
    yield lines[0].replace(head, mark(head), 1)
    yield from lines[1:]


def _contradiction(page: _Page, piece: Advice, number: int | None, action: str) -> Iterator[str]:
    """The mark of a contradiction. What comes later only has to wait, so only it is marked."""
    if number is None:
        yield from _headed(page, "Contradicts", f"the advice to {action}.", page.style.red)
        return
    other = page.decision.advice[number - 1]
    what = f"no. {number}, “{other.title}”"
    if (other.status == "later") == (piece.status == "later"):
        words = f"{what}: follow only one of the two."
        yield from _headed(page, "Contradicts", words, page.style.red)
    elif piece.status == "later":
        yield from _headed(page, "Not before", f"the end of {what}.", page.style.cyan)


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
    shown = questions if page.all_questions else _weightiest(questions)
    yield ""
    yield page.style.bold("Still open: your answers could change this advice")
    names = _names(page.decision)
    groups: dict[str, list[OpenQuestion]] = {}
    for question in shown:
        groups.setdefault(question.place, []).append(question)
    for place, inside in groups.items():
        about = _full_name(place, names)
        if about:
            yield from wrap(about, page.width, "  ", "  ")
        indent = "    " if about else "  "
        for question in inside:
            yield from wrap(question.ask, page.width, f"{indent}- ", f"{indent}  ")
    hidden = len(questions) - len(shown)
    if hidden:
        yield from wrap(f"and {hidden} more (--questions all lists them)", page.width, "  ", "  ")


def _weightiest(questions: tuple[OpenQuestion, ...]) -> list[OpenQuestion]:
    """The few that most rules wait for, in their own order."""
    by_weight = sorted(range(len(questions)), key=lambda n: (-len(questions[n].rules), n))
    return [questions[n] for n in sorted(by_weight[:FEW_QUESTIONS])]


def _names(decision: Decision) -> Mapping[str, str]:
    """The labels of all instances that the decision speaks of, by place."""
    spoken_of: tuple[Advice | Assumption | OpenQuestion, ...] = (
        *decision.advice,
        *decision.assumptions,
        *decision.open_questions,
    )
    return {one.place: one.target for one in spoken_of}


def _full_name(place: str, names: Mapping[str, str]) -> str:
    """An instance's label behind those of the instances around it: `Acme, the interview on …`."""
    parts = place.split(".") if place else []
    around = (".".join(parts[:n]) for n in range(1, len(parts) + 1))
    return ", ".join(names[one] for one in around if names.get(one))


def _assumptions(page: _Page, assumptions: tuple[Assumption, ...]) -> Iterator[str]:
    if not assumptions:
        return
    yield ""
    yield page.style.bold("Assumed, because nobody said")
    names = _names(page.decision)
    groups: dict[tuple[str, str], list[str]] = {}
    for held in assumptions:
        groups.setdefault((held.ask, held.words), []).append(_full_name(held.place, names))
    for (ask, words), places in groups.items():
        about = f" ({'; '.join(places)})" if any(places) else ""
        yield from wrap(f"{ask} {words}{about}", page.width, "  - ", "    ")


def _sources(page: _Page) -> Iterator[str]:
    """The cited sections under the titles of their sources, by the numbers of the citations."""
    if not page.footnotes:
        return
    yield ""
    yield page.style.bold("Sources")
    for source, names in _by_source(page.footnotes).items():
        lines = wrap(source_words(page.pack.sources, source), page.width, "  ", "  ")
        for name in names:
            _, _, section = name.partition("#")
            known = page.pack.sources.get(source)
            title = known.sections.get(section, section) if known else section
            mark = f"    [{page.footnotes[name]}] "
            lines += wrap(title or "the whole of it", page.width, mark, " " * len(mark))
        yield from (page.style.dim(line) for line in lines)


def _by_source(cited: Iterable[str]) -> Mapping[str, list[str]]:
    """Cited sections by their sources, both in the order of first mention."""
    groups: dict[str, list[str]] = {}
    for name in cited:
        groups.setdefault(name.partition("#")[0], []).append(name)
    return groups


def source_words(sources: Mapping[str, Source], name: str) -> str:
    """The title of a cited source and its section: `follow-ups#thank` in words."""
    source_name, _, section = name.partition("#")
    source = sources.get(source_name)
    if source is None:
        return name
    return f"{source.title}: {source.sections.get(section, section)}" if section else source.title


def _error(page: _Page, error: DecisionError) -> Iterator[str]:
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

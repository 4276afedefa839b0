"""What stands under the advice: open questions, assumptions, sources, and what to type next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from advisor.ir.advice import Assumption
from advisor.ir.packs import ActionKind, Importance, Source
from advisor.rendering.advice_page import Page, with_tail
from advisor.rendering.layout import wrap

MANY_QUESTIONS = 20  # a larger number than this only frightens


def open_questions(page: Page) -> Iterator[str]:
    """The question that matters most, or all of them, each with whom it is about."""
    questions = page.decision.open_questions
    if not questions:
        return
    # A page is for what to do: of the questions only the one that most rules wait for.
    weightiest = max(questions, key=lambda question: len(question.rules))
    shown = questions if page.all_questions or page.is_long else (weightiest,)
    yield ""
    yield page.style.bold("Still open:")
    for question in shown:
        about = page.short_name(question.place)
        words = f"{about}: {question.ask}" if about else question.ask
        yield from wrap(words, page.width, "- ", "  ")
    hidden = len(questions) - len(shown)
    if hidden:
        yield from _and_more(page, hidden)


def _and_more(page: Page, hidden: int) -> Iterator[str]:
    """How many questions are left, if they are not too many, and the command that asks them, never broken into two lines."""
    dim = page.style.dim
    words = "  and more" if hidden > MANY_QUESTIONS else f"  and {hidden} more"
    if page.commands is None:
        yield dim(words)
    else:
        yield from with_tail([f"{words}:"], dim, page.commands.ask(), dim, page.width, "  ")


def assumptions(page: Page) -> Iterator[str]:
    """What the advice takes for granted, once for all whom it concerns."""
    held: tuple[Assumption, ...] = page.decision.assumptions
    if not held:
        return
    yield ""
    yield page.style.bold("Assumed, because nobody said")
    groups: dict[tuple[str, str], list[str]] = {}
    for one in held:
        groups.setdefault((one.ask, one.words), []).append(page.full_name(one.place))
    for (ask, words), places in groups.items():
        about = f" ({'; '.join(places)})" if any(places) else ""
        yield from wrap(f"{ask} {words}{about}", page.width, "  - ", "    ")


def sources(page: Page) -> Iterator[str]:
    """The cited sections under the titles of their sources, by the numbers of the citations."""
    if not page.footnotes:
        return
    yield ""
    yield page.style.bold("Sources")
    for source, names in by_source(page.footnotes).items():
        lines = wrap(source_words(page.pack.sources, source), page.width, "  ", "  ")
        for name in names:
            _, _, section = name.partition("#")
            known = page.pack.sources.get(source)
            title = known.sections.get(section, section) if known else section
            mark = f"    [{page.footnotes[name]}] "
            lines += wrap(title or "the whole of it", page.width, mark, " " * len(mark))
        yield from (page.style.dim(line) for line in lines)


def by_source(cited: Iterable[str]) -> Mapping[str, list[str]]:
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


def next_commands(page: Page) -> Iterator[str]:
    """What can be typed now, for the first thing to do: one command whole, the others by their names."""
    if page.commands is None or not page.decision.advice:
        return
    number, (verb, *others) = _verbs(page)
    also = f"(or {', '.join(others)})" if others else ""
    dim, head = page.style.dim, "Next: "
    command = f"{head}{page.commands.about(verb, number)}"
    yield ""
    yield from with_tail([command], dim, also, dim, page.width, " " * len(head))


def _verbs(page: Page) -> tuple[int, list[str]]:
    """`draft` where there is a message, `done` where there is something to record; always `explain`."""
    advice = page.decision.advice
    doing = (p for p in advice if p.kind is ActionKind.DO and p.status != "later")
    first = next((p for p in doing if p.importance is not Importance.LOW), advice[0])
    action = page.pack.actions.get(first.action)
    verbs = []
    if action and action.draft:
        verbs.append("draft")
    if action and (action.done or action.asks) and first.status != "later":
        verbs.append("done")
    return page.number(first), [*verbs, "explain"]

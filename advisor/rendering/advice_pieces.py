"""The details of each piece of advice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from advisor.ir.advice import Advice
from advisor.ir.packs import Importance
from advisor.rendering.advice_page import Page, listed, with_tail
from advisor.rendering.advice_when import is_late, timing_words, when_words
from advisor.rendering.layout import cells, wrap

NARROWEST_TITLE = 36  # where less is left beside the action's name, the name goes below


def pieces(page: Page) -> Iterator[str]:
    """All pieces; on a page that is not long, what was said once is not said again."""
    shared = {} if page.is_long else shared_notes(page)
    views: set[str] = set()
    for n, piece in enumerate(page.detailed):
        if n:
            yield ""
        if page.is_long:
            yield from _long_title(page, piece)
        else:
            yield from _title(page, piece)
        yield from _replaced(page, piece)
        yield from _reason(page, piece)
        said = {*shared, *_said_before(page, piece)}
        for note in piece.notes:
            if note not in said:
                yield from wrap(note, page.width, f"{page.indent}- ", f"{page.indent}  ")
        for view in piece.disputed:
            if page.is_long or view not in views:
                yield from _headed(page, "Others:", view, page.style.cyan)
            views.add(view)
        for action, place in piece.contradicts:
            yield from _contradiction(page, piece, page.numbers.get((action, place)), action)
    if shared:
        yield ""
        yield from _shared(page, shared)


def _model(page: Page, piece: Advice) -> Advice:
    """The first piece that gives the same advice for the same reason, perhaps to another company."""
    return next(p for p in page.detailed if (p.action, p.because) == (piece.action, piece.because))


def _said_before(page: Page, piece: Advice) -> tuple[str, ...]:
    """The notes that need not be repeated, since the piece refers to another that has them."""
    model = _model(page, piece)
    return () if page.is_long or model is piece else model.notes


def _title(page: Page, piece: Advice) -> Iterator[str]:
    style = page.style
    lines = wrap(piece.title, page.width, page.mark(piece), page.indent)
    when = when_words(piece, page.decision.today)
    mark = style.dim if is_late(piece, page.decision.today) else style.yellow
    yield from with_tail(lines, style.bold, when, mark, page.width, page.indent)


def _long_title(page: Page, piece: Advice) -> Iterator[str]:
    """The number and title, with the name of the action at the right; then when, in full."""
    style = page.style
    room = page.width - cells(piece.action) - 2
    if room < NARROWEST_TITLE:
        lines = wrap(piece.title, page.width, page.mark(piece), page.indent)
        yield from (style.bold(line) for line in lines)
        yield page.indent + style.dim(f"({piece.action})")
    else:
        line, *rest = wrap(piece.title, room, page.mark(piece), page.indent)
        gap = " " * max(2, page.width - cells(line) - cells(piece.action))
        yield style.bold(line) + gap + style.dim(piece.action)
        yield from (style.bold(line) for line in rest)
    when = timing_words(piece, page.decision.today)
    if piece.importance is Importance.URGENT and piece.status != "later":
        when = f"Urgent. {when}".rstrip()
    if when:
        yield from map(style.yellow, wrap(when, page.width, page.indent, page.indent))


def _replaced(page: Page, piece: Advice) -> Iterator[str]:
    """Whom it is for, where one piece for the whole situation stands for several."""
    if piece.place:
        return
    outermost = dict.fromkeys(place.split(".")[0] for _, place in piece.replaces)
    labels = [page.names[place] for place in outermost if page.names.get(place)]
    if labels:
        yield from wrap(f"For: {', '.join(labels)}", page.width, page.indent, page.indent)


def _reason(page: Page, piece: Advice) -> Iterator[str]:
    """Why: one paragraph, or the number of the piece that has said it already."""
    if page.is_long:
        marks = "".join(f"[{page.footnotes[name]}]" for name in piece.sources)
        reasons = list(piece.because)
        if reasons and marks:
            reasons[-1] = f"{reasons[-1]} {marks}"
    elif piece.because:
        reasons = [" ".join(piece.because)]
        model = _model(page, piece)
        same = next(p for p in page.detailed if p.because == piece.because)
        if model is not piece:
            reasons = [f"The same advice as for {page.number(model)}."]
        elif same is not piece:
            reasons = [f"For the same reason as {page.number(same)}."]
    else:
        reasons = []
    for reason in reasons:
        yield from wrap(reason, page.width, page.indent, page.indent)


def _headed(page: Page, head: str, text: str, mark: Callable[[str], str]) -> Iterator[str]:
    """A sentence with a coloured head; the head is coloured after wrapping, which counts cells."""
    lines = wrap(f"{head} {text}", page.width, page.indent, page.indent)
    yield lines[0].replace(head, mark(head), 1)
    yield from lines[1:]


def _contradiction(page: Page, piece: Advice, number: int | None, action: str) -> Iterator[str]:
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


def shared_notes(page: Page) -> Mapping[str, tuple[int, ...]]:
    """The notes that stand word for word under several pieces, with the numbers of these.

    Not those that only stand under a piece and under others that refer to it.
    """
    numbers: dict[str, list[int]] = {}
    models: dict[str, set[int]] = {}
    for piece in page.detailed:
        for note in piece.notes:
            numbers.setdefault(note, []).append(page.number(piece))
            models.setdefault(note, set()).add(page.number(_model(page, piece)))
    return {note: tuple(found) for note, found in numbers.items() if len(models[note]) > 1}


def _shared(page: Page, shared: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
    """Each such note once, those for the same pieces together: `For 1 and 3: …`."""
    together: dict[tuple[int, ...], list[str]] = {}
    for note, numbers in shared.items():
        together.setdefault(numbers, []).append(note)
    for numbers, notes in together.items():
        about = f"For {listed([*map(str, numbers)])}"
        lines = wrap(f"{about}: {' '.join(notes)}", page.width)
        yield page.style.bold(f"{about}:") + lines[0].removeprefix(f"{about}:")
        yield from lines[1:]

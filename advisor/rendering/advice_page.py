"""What a page of advice shows of each piece, and when that is to be done, as a person says it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import Enum

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.calendar_words import read_on_words
from advisor.rendering.layout import Style, cells, wrap
from advisor.rendering.words import and_words, distance_words, relative_date, weekday_words

FEWEST_IN_A_HEAD = 3  # with fewer pieces, their titles are the overview
MOST_NOTES = 8  # under one piece, on a page that is not long

Place = tuple[str, str]  # of a piece of advice: its action, and where it is advised


class Extent(Enum):
    """How much of the advice a page holds."""

    SHORT = "short"  # a line for each piece
    NORMAL = "normal"  # what a person needs to act on it
    LONG = "long"  # all that is known about it


@dataclass(frozen=True, slots=True)
class Commands:
    """How to call the program again about the situation on a page.

    `file` is the situation's file as a shell takes it, or "" where the commands find it by
    themselves. `options` stand behind it, each with a blank before it: ` --today 2026-11-22`.
    """

    program: str
    file: str
    options: str = ""

    def about(self, command: str, piece: int | str) -> str:
        """A command for a piece by its number or its action: `advisor draft 1 me.yaml`."""
        file = f" {self.file}" if self.file else ""
        return f"{self.program} {command} {piece}{file}{self.options}"

    def ask(self) -> str:
        """The command that asks what is still open."""
        file = f" {self.file}" if self.file else ""
        return f"{self.program} ask --answers{file}{self.options}"


@dataclass(frozen=True, slots=True)
class Page:
    """One situation's advice, and how it is to be shown."""

    pack: ir.Pack
    decision: ir.Decision
    style: Style
    extent: Extent
    numbers: Mapping[Place, int]  # of each piece of advice
    footnotes: Mapping[str, int]  # of each cited section
    names: Mapping[str, str]  # the labels of instances, by place
    all_questions: bool
    commands: Commands | None
    upcoming: ir.Upcoming | None = None  # what comes next if nothing happens
    all_notes: bool = False  # also where there are many

    @property
    def is_long(self) -> bool:
        """Whether everything is wanted."""
        return self.extent is Extent.LONG

    @property
    def has_head(self) -> bool:
        """Whether the page begins with a line for each piece."""
        return self.extent is Extent.SHORT or len(self.decision.advice) >= FEWEST_IN_A_HEAD

    @property
    def detailed(self) -> Sequence[ir.Advice]:
        """The pieces whose details are shown. For what matters least, its line in the head will do."""
        advice = self.decision.advice
        if self.is_long or not self.has_head:
            return advice
        models: dict[tuple[str, tuple[str, ...]], ir.Advice] = {}
        shown = []
        for piece in advice:
            model = models.setdefault((piece.action, piece.because), piece)
            is_wait = piece.kind is ir.ActionKind.WAIT and not set(piece.notes) - set(model.notes)
            says_more = model is piece or piece.contradicts or not is_wait
            if _has_details(piece) and says_more:
                shown.append(piece)
        return shown or advice

    def notes(self, piece: ir.Advice) -> Sequence[str]:
        """The notes of a piece, in their order; of many only the most important, unless the page is long."""
        if self.is_long or self.all_notes or len(piece.notes) <= MOST_NOTES:
            return piece.notes
        matters = dict(zip(piece.notes, piece.note_importance, strict=True))
        shown = {*sorted(piece.notes, key=lambda note: -matters[note].rank)[:MOST_NOTES]}
        return [note for note in piece.notes if note in shown]

    def number(self, piece: ir.Advice) -> int:
        """The number of a piece, by which commands know it too."""
        return self.numbers[piece.action, piece.place]

    def mark(self, piece: ir.Advice) -> str:
        """The number before its title, as wide as the largest: `1. `, ` 1. ` where there are ten."""
        digits = len(str(len(self.numbers)))
        return f"{self.number(piece):>{digits}}. "

    @property
    def indent(self) -> str:
        """What stands under a title is indented as far as the title."""
        return " " * (len(str(len(self.numbers))) + 2)

    def full_name(self, place: str) -> str:
        """An instance's label behind those of the instances around it: `Acme, the interview on …`."""
        parts = place.split(".") if place else []
        around = (".".join(parts[:n]) for n in range(1, len(parts) + 1))
        return ", ".join(self.names[one] for one in around if self.names.get(one))

    def short_name(self, place: str) -> str:
        """The full name without what goes without saying: a company, where the page knows only one."""
        parts = place.split(".") if place else []
        around = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        telling = [one for one in around if self.names.get(one) and self._has_siblings(one)]
        return ", ".join(self.names[one] for one in telling)

    def _has_siblings(self, place: str) -> bool:
        stem = place.rpartition("[")[0]
        return any(one != place and one.rpartition("[")[0] == stem for one in self.names)


def _has_details(piece: ir.Advice) -> bool:
    """Whether there is more to a piece than its line in the head says.

    "Until Tue 15 Dec: wait for word from Acme" needs no reason below, nor does "keep looking" at any
    time, unless a note says how.
    """
    if piece.contradicts:
        return True
    if piece.kind is ir.ActionKind.WAIT:
        return bool(piece.notes or piece.disputed)
    if piece.importance is ir.Importance.LOW and piece.due is None:
        return piece.status != ir.Status.LATER and bool(piece.notes)
    return True


def spoken_of(decision: ir.Decision) -> dict[str, str]:
    """The labels of all instances that the decision speaks of, by place."""
    spoken: tuple[ir.Advice | ir.Result | ir.Assumption | ir.OpenQuestion | ir.FutureDate, ...] = (
        *decision.advice,
        *decision.results,
        *decision.assumptions,
        *decision.open_questions,
        *decision.future_dates,
    )
    return {one.place: one.target for one in spoken}


def with_tail(
    lines: Sequence[str],
    mark: Callable[[str], str],
    tail: str,
    mark_tail: Callable[[str], str],
    width: int,
    indent: str,
) -> list[str]:
    """Lines in one colour and a few words behind them in another, on a line of their own if need be."""
    marked = [mark(line) for line in lines]
    if not tail:
        return marked
    if cells(lines[-1]) + 1 + cells(tail) <= width:
        marked[-1] += f" {mark_tail(tail)}"
    else:
        marked.append(indent + mark_tail(tail))
    return marked


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
        for note in own_notes(page, piece, shared):
            yield from page.style.wrap(note, f"{page.indent}- ", f"{page.indent}  ")
        for view in piece.disputed:
            if page.is_long or view not in views:
                yield from _headed(page, "Others say:", view, page.style.cyan)
            views.add(view)
        for mark in contradictions(page, piece):
            colour = page.style.red if mark.is_conflict else page.style.cyan
            yield from _headed(page, mark.head, mark.words, colour)
    if shared:
        yield ""
        yield from _shared(page, shared)


def _model(page: Page, piece: ir.Advice) -> ir.Advice:
    """The first piece that gives the same advice for the same reason, perhaps to another company.

    All that it says is said of this one, too: no note under it may be missing here.
    """
    same = (p for p in page.detailed if (p.action, p.because) == (piece.action, piece.because))
    return next((p for p in same if set(page.notes(p)) <= set(piece.notes)), piece)


def own_notes(page: Page, piece: ir.Advice, shared: Collection[str]) -> list[str]:
    """The notes that stand under the piece itself: not the shared ones, nor those of the piece it refers to."""
    model = _model(page, piece)
    before = () if page.is_long or model is piece else model.notes
    return [note for note in page.notes(piece) if note not in shared and note not in before]


def _title(page: Page, piece: ir.Advice) -> Iterator[str]:
    style = page.style
    lines = page.style.wrap(piece.title, page.mark(piece), page.indent)
    # A page with a head has said when already.
    when = "" if page.has_head else when_words(piece, page.decision.today)
    mark = style.dim if is_late(piece, page.decision.today) else style.yellow
    yield from with_tail(lines, style.bold, when, mark, page.style.width, page.indent)


def _long_title(page: Page, piece: ir.Advice) -> Iterator[str]:
    """The number and title, with the name of the action at the right; then when, in full."""
    style = page.style
    room = page.style.width - cells(piece.action) - 2
    if room < NARROWEST_TITLE:
        lines = page.style.wrap(piece.title, page.mark(piece), page.indent)
        yield from (style.bold(line) for line in lines)
        yield page.indent + style.dim(f"({piece.action})")
    else:
        line, *rest = wrap(piece.title, room, page.mark(piece), page.indent)
        gap = " " * max(2, page.style.width - cells(line) - cells(piece.action))
        yield style.bold(line) + gap + style.dim(piece.action)
        yield from (style.bold(line) for line in rest)
    when = timing_words(piece, page.decision.today)
    if piece.importance is ir.Importance.URGENT and piece.status != ir.Status.LATER:
        when = f"Urgent. {when}".rstrip()
    if when:
        yield from map(style.yellow, page.style.wrap(when, page.indent, page.indent))


def _replaced(page: Page, piece: ir.Advice) -> Iterator[str]:
    labels = replaced_labels(page, piece)
    if labels:
        yield from page.style.wrap(f"For: {', '.join(labels)}", page.indent, page.indent)


def replaced_labels(page: Page, piece: ir.Advice) -> list[str]:
    """Whom it is for, where one piece for the whole situation stands for several."""
    if piece.place:
        return []
    outermost = dict.fromkeys(place.split(".")[0] for _, place in piece.replaces)
    return [page.names[place] for place in outermost if page.names.get(place)]


def _reason(page: Page, piece: ir.Advice) -> Iterator[str]:
    """Why: one paragraph, or the number of the piece that has said it already."""
    if page.is_long:
        marks = "".join(f"[{page.footnotes[name]}]" for name in piece.sources)
        reasons = list(piece.because)
        if reasons and marks:
            reasons[-1] = f"{reasons[-1]} {marks}"
    elif reference := reference_words(page, piece):
        reasons = [reference]
    else:
        reasons = [" ".join(piece.because)] if piece.because else []
    for reason in reasons:
        yield from page.style.wrap(reason, page.indent, page.indent)


def reference_words(page: Page, piece: ir.Advice) -> str:
    """`The same advice as for 3.`, where another piece has said why already; else empty."""
    if not piece.because:
        return ""
    model = _model(page, piece)
    same = next(p for p in page.detailed if p.because == piece.because)
    if model is not piece:
        return f"The same advice as for {page.number(model)}."
    return "" if same is piece else f"For the same reason as {page.number(same)}."


def _headed(page: Page, head: str, text: str, mark: Callable[[str], str]) -> Iterator[str]:
    """A sentence with a coloured head; the head is coloured after wrapping, which counts cells."""
    lines = page.style.wrap(f"{head} {text}", page.indent, page.indent)
    yield lines[0].replace(head, mark(head), 1)
    yield from lines[1:]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What a piece has against another: `Contradicts` (`is_conflict`) or `Not before`, and the sentence."""

    head: str
    words: str
    is_conflict: bool


def contradictions(page: Page, piece: ir.Advice) -> Iterator[Contradiction]:
    """The marks of contradictions. What comes later only has to wait, so only it is marked."""
    for action, place in piece.contradicts:
        number = page.numbers.get((action, place))
        if number is None:
            yield Contradiction("Contradicts", f"the advice to {action}.", is_conflict=True)
            continue
        other = page.decision.advice[number - 1]
        what = f"no. {number}, “{other.title}”"
        if (other.status == ir.Status.LATER) == (piece.status == ir.Status.LATER):
            words = f"{what}: follow only one of the two."
            yield Contradiction("Contradicts", words, is_conflict=True)
        elif piece.status == ir.Status.LATER:
            yield Contradiction("Not before", f"the end of {what}.", is_conflict=False)


def shared_notes(page: Page) -> Mapping[str, tuple[int, ...]]:
    """The notes that stand word for word under several pieces, with the numbers of these.

    Not those that only stand under a piece and under others that refer to it.
    """
    numbers: dict[str, list[int]] = {}
    models: dict[str, set[int]] = {}
    for piece in page.detailed:
        for note in page.notes(piece):
            numbers.setdefault(note, []).append(page.number(piece))
            models.setdefault(note, set()).add(page.number(_model(page, piece)))
    return {note: tuple(found) for note, found in numbers.items() if len(models[note]) > 1}


def _shared(page: Page, shared: Mapping[str, tuple[int, ...]]) -> Iterator[str]:
    for about, notes in shared_groups(shared):
        lines = page.style.wrap(f"{about}: {' '.join(notes)}")
        yield page.style.bold(f"{about}:") + lines[0].removeprefix(f"{about}:")
        yield from lines[1:]


def shared_groups(shared: Mapping[str, tuple[int, ...]]) -> Iterator[tuple[str, list[str]]]:
    """Each such note once, those for the same pieces together under `For 1 and 3`."""
    together: dict[tuple[int, ...], list[str]] = {}
    for note, numbers in shared.items():
        together.setdefault(numbers, []).append(note)
    for numbers, notes in together.items():
        yield f"For {and_words([*map(str, numbers)])}", notes


def when_label(piece: ir.Advice, today: int) -> str:
    """The heading under which a piece stands: `Today`, `By Fri 4 Dec`, `Until Tue 15 Dec`, `Soon`.

    What is overdue is for today. What has no day is told by how much it matters; what is only to be known
    is "Good to know".
    """
    if piece.status == ir.Status.LATER and piece.start is not None:
        if piece.due == piece.start:
            return f"On {weekday_words(piece.start, today)}"
        return f"From {_day(piece.start, today)}"
    due = piece.due
    if piece.kind is ir.ActionKind.KNOW:
        return "Good to know"
    if piece.kind is ir.ActionKind.AVOID:
        if due is None or due < today:
            return "Keep in mind"
        return "Today" if due == today else f"Until {_day(due, today)}"
    if piece.kind is ir.ActionKind.WAIT:
        if due is None or due < today:
            return "Meanwhile"
        return "Today" if due == today else f"Until {_day(due, today)}"
    if due is not None:
        return "Today" if due <= today else f"By {_day(due, today)}"
    if piece.importance.rank >= ir.Importance.HIGH.rank:
        return "Soon"
    return "Meanwhile" if piece.importance is ir.Importance.LOW else "When you can"


def when_words(piece: ir.Advice, today: int) -> str:
    """The same in brackets behind a title: `(by Fri 4 Dec)`, `(today; was due Tue 24 Nov)`.

    Empty where any time will do.
    """
    label = when_label(piece, today)
    if label in ("Meanwhile", "Keep in mind", "Good to know"):
        return ""
    words = label[0].lower() + label[1:]
    if is_late(piece, today):
        words += f"; {late_words(piece, today)}"
    elif piece.status == ir.Status.LATER and piece.due is not None and piece.due != piece.start:
        until = "by" if piece.kind is ir.ActionKind.DO else "until"
        words += f", {until} {_day(piece.due, today)}"
    return f"({words})"


def is_late(piece: ir.Advice, today: int) -> bool:
    """Whether it should have been done already."""
    return piece.kind is ir.ActionKind.DO and piece.due is not None and piece.due < today


def late_words(piece: ir.Advice, today: int) -> str:
    """`was due Tue 24 Nov`."""
    assert piece.due is not None
    return f"was due {weekday_words(piece.due, today)}"


def _day(day: int, today: int) -> str:
    return "tomorrow" if day == today + 1 else weekday_words(day, today)


def timing_words(piece: ir.Advice, today: int) -> str:
    """The same at length, with how far off each day is; empty where any time will do."""
    start = ""
    if piece.start is not None and piece.start > today:
        start = f"From {weekday_words(piece.start, today)} ({distance_words(piece.start, today)})."
    if piece.due is None:
        return start
    if piece.kind is ir.ActionKind.DO:
        word = "Was due" if piece.due < today else "Due"
        due = f"{word} {relative_date(piece.due, today)}."
    else:
        due = f"Until {weekday_words(piece.due, today)} ({distance_words(piece.due, today)})."
    return f"{start} {due}".strip()


def weekend_words(decision: ir.Decision, pack: ir.Pack) -> str:
    """On a day without work, when a message of today will be read; empty where none is to be sent today."""
    words = read_on_words(decision.calendar, decision.today)
    for piece in decision.advice if words else ():
        action = pack.actions.get(piece.action)
        if action and action.draft and when_label(piece, decision.today) == "Today":
            return words
    return ""

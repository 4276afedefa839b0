"""What is advised from day to day, for a terminal: a chart of bars, and below it what changes when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.advice_page import late_words, when_words
from advisor.rendering.layout import PLAIN, Style, cells, clipped, padded, plain_text, whole_lines
from advisor.rendering.words import day_month_words, weekday_words

NARROWEST_BESIDE = 70  # below this, titles stand above their bars, not beside them
LABEL = 38  # cells that titles get beside their bars, or more where there is room
WEEK = 7  # days
WIDEST_DAY = 4  # columns
DAY_WORDS = 7  # cells of `12 Oct` and a blank
LEGEND = "to do", "meanwhile", "last good day", "overdue"


@dataclass(frozen=True, slots=True)
class Marks:
    """The characters of a chart, each one cell wide."""

    to_do: str
    meanwhile: str
    due: str
    overdue: str


BLOCKS = Marks("█", "░", "◆", "▒")
ASCII = Marks("=", ".", "D", "!")


@whole_lines
def render_timeline(
    timeline: ir.Timeline,
    style: Style = PLAIN,
    marks: Marks | None = BLOCKS,
    heading: str | None = None,
    once_done: str | None = None,
) -> Iterator[str]:
    """What is advised when if nothing happens: a chart, and the days on which something changes.

    Shape: whole lines, each ended, of at most `style.width` cells. Without `marks` there is no chart: what is
    read aloud, or read by programs, is better off with the days alone. `once_done` says what comes next once
    what is advised now is done, where there is something to do: the days above it take it that it is not.
    """
    title = plain_text(heading or timeline.title or "Your situation")
    yield from map(style.bold, style.wrap(title))
    first, last = weekday_words(timeline.first, timeline.last), weekday_words(timeline.last)
    if_what = (
        "if you do nothing and nothing happens" if once_done is not None else "if nothing happens"
    )
    yield from style.wrap(f"{if_what}, from {first} to {last}")
    yield ""
    if marks is not None and timeline.bars:
        yield from _chart(timeline, style, marks)
        yield ""
    yield from _days(timeline, style)
    if once_done is not None:
        yield from ("", *style.wrap(once_done))


# --- the chart -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scale:
    """The columns of a chart: `wide` of them for each `step` days, of which one is 1."""

    first: int
    last: int
    step: int
    wide: int

    @property
    def room(self) -> int:
        return ((self.last - self.first) // self.step + 1) * self.wide

    def column(self, day: int) -> int:
        return (day - self.first) // self.step * self.wide


def _scale(first: int, last: int, room: int) -> _Scale:
    """A scale that fits so many columns. 61 days in 40 columns have 2 days each; 8 days 4 columns each."""
    days = last - first + 1
    return _Scale(first, last, -(-days // room), max(1, min(WIDEST_DAY, room // days)))


def _chart(timeline: ir.Timeline, style: Style, marks: Marks) -> Iterator[str]:
    rows = rows_of(timeline)
    is_beside = style.width >= NARROWEST_BESIDE
    longest = max(cells(plain_text(bars[0].piece.title)) for bars in rows.values())
    label = min(longest, LABEL) + 2 if is_beside else 0
    scale = _scale(timeline.first, timeline.last, style.width - label)
    if is_beside:  # with what the chart leaves over
        label = min(longest + 2, style.width - scale.room)
    yield style.dim(" " * label + _axis(scale))
    for bars in rows.values():
        title = plain_text(bars[0].piece.title)
        drawn = _drawn(bars, scale, style, marks)
        if is_beside:
            yield padded(clipped(title, label - 2), label) + drawn
        else:
            yield from style.wrap(title)
            yield drawn
    used = _used(timeline.bars, marks)
    legend = ", ".join(
        f"{mark} {word}" for mark, word in zip(_all(marks), LEGEND, strict=True) if mark in used
    )
    indent = " " * label if label + cells(legend) <= style.width else ""
    yield from map(style.dim, style.wrap(legend, indent, indent))


def rows_of(timeline: ir.Timeline) -> Mapping[tuple[str, str], Sequence[ir.Bar]]:
    """The bars of each piece of advice, in the order in which the first of them begin."""
    rows: dict[tuple[str, str], list[ir.Bar]] = {}
    for bar in timeline.bars:
        rows.setdefault((bar.piece.action, bar.piece.place), []).append(bar)
    return rows


def is_meanwhile(piece: ir.Advice) -> bool:
    """Whether nothing has to be done for it on a certain day: waiting, avoiding, keeping on."""
    return piece.kind is not ir.ActionKind.DO or (
        piece.importance is ir.Importance.LOW and piece.due is None
    )


def due_mark(bar: ir.Bar) -> int | None:
    """The last good day, where it lies within the bar of something to do."""
    if bar.due is None or bar.piece.kind is not ir.ActionKind.DO:
        return None
    return bar.due if bar.first <= bar.due <= bar.last else None


def _axis(scale: _Scale) -> str:
    """`12 Oct   26 Oct   9 Nov`: Mondays at equal distances; the first day, where none has room."""
    line = ""
    weeks = -(-DAY_WORDS * scale.step // (WEEK * scale.wide))
    for day in mondays(scale.first, scale.last, weeks):
        words, column = day_month_words(day), scale.column(day)
        if column + len(words) <= scale.room:
            line = line.ljust(column) + words
    return line or day_month_words(scale.first)


def mondays(first: int, last: int, weeks: int) -> range:
    """The Mondays of a period, so many weeks from one to the next. Units: ordinals."""
    return range(first + (1 - first) % WEEK, last + 1, weeks * WEEK)  # ordinal 1 is a Monday


def _drawn(bars: Sequence[ir.Bar], scale: _Scale, style: Style, marks: Marks) -> str:
    cells_of = [" "] * scale.room
    for bar in bars:
        mark = marks.meanwhile if is_meanwhile(bar.piece) else marks.to_do
        for day in range(bar.first, bar.last + 1):
            is_late = bar.overdue_from is not None and day >= bar.overdue_from
            at = scale.column(day)
            if marks.due not in cells_of[at : at + scale.wide]:  # which several days may share
                cells_of[at : at + scale.wide] = [marks.overdue if is_late else mark] * scale.wide
            if day == due_mark(bar):
                cells_of[at + scale.wide - 1] = marks.due
    colours = {marks.overdue: style.red, marks.due: style.yellow, marks.meanwhile: style.dim}
    line = "".join(cells_of).rstrip()
    return "".join(colours.get(cell, str)(cell) if style.is_coloured else cell for cell in line)


def _all(marks: Marks) -> tuple[str, ...]:
    return marks.to_do, marks.meanwhile, marks.due, marks.overdue


def _used(bars: Sequence[ir.Bar], marks: Marks) -> set[str]:
    found = {marks.meanwhile if is_meanwhile(bar.piece) else marks.to_do for bar in bars}
    if any(due_mark(bar) is not None for bar in bars):
        found.add(marks.due)
    if any(bar.overdue_from is not None for bar in bars):
        found.add(marks.overdue)
    return found


# --- the days ------------------------------------------------------------------------------------------


def _days(timeline: ir.Timeline, style: Style) -> Iterator[str]:
    first, error = timeline.first, timeline.spells[0].error
    if error:
        yield from style.wrap(f"No advice today: {error}.")
    today = ir.TimelineChange(
        first, tuple(b.piece for b in timeline.bars if b.first == first), (), ()
    )
    entries = [("Now", today)] if today.begins else []
    entries += [(weekday_words(change.day, first), change) for change in timeline.changes]
    column = max((cells(label) for label, _ in entries), default=0) + 2
    for label, change in entries:
        if change.gap is not None:
            yield from style.wrap(gap_words(change.gap, timeline))
        yield from _entry(label, sentences(change, first), column, style)
    if not timeline.changes:
        yield from style.wrap(f"Nothing changes until {weekday_words(timeline.last)}.")


def _entry(label: str, told: Iterable[str], column: int, style: Style) -> Iterator[str]:
    first, rest = padded(label, column), " " * column
    for sentence in told:
        lines = style.wrap(sentence, first, rest + "  ")
        if first is not rest:
            lines[0] = style.bold(label) + lines[0].removeprefix(label)
        yield from lines
        first = rest


def sentences(change: ir.TimelineChange, today: int) -> Iterator[str]:
    """What changes on a day, seen from today, a sentence for each piece."""
    for piece in change.begins:
        yield f"{plain_text(piece.title)} {when_then(piece, change.day, today)}".rstrip()
    for piece in change.becomes_overdue:
        yield f"overdue: {plain_text(piece.title)} ({late_words(piece, today)})"
    for piece in change.ends:
        yield f"no longer: {plain_text(piece.title)}"


def gap_words(gap: ir.Spell, timeline: ir.Timeline) -> str:
    """`From Thu 26 Nov on there is no advice: …`, or `From Thu 26 Nov to Sat 28 Nov`, where it ends."""
    first, last = (weekday_words(day, timeline.first) for day in (gap.first, gap.last))
    days = f"From {first} on"
    if gap.last < timeline.last:
        days = f"On {first}" if gap.first == gap.last else f"From {first} to {last}"
    return f"{days} there is no advice: {plain_text(gap.error)}."


def when_then(piece: ir.Advice, day: int, today: int) -> str:
    """When a piece is to be done that begins on a day: `(by Fri 16 Oct)`, `(that day)`.

    Words such as "tomorrow" would be read as seen from today.
    """
    if day == today:
        return when_words(piece, today)
    if piece.due is None or piece.due < day:
        return ""
    if piece.due == day:
        return "(that day)"
    until = "by" if piece.kind is ir.ActionKind.DO else "until"
    return f"({until} {weekday_words(piece.due, today)})"

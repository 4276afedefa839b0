"""A timeline as a picture (SVG) that is as wide as there is room and keeps the size of its letters.

All widths are shares of the whole, all heights are pixels; titles stand above their bars. Its colours are
dark on light, or light on dark where the reader's system is set so. It refers to nothing outside itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from advisor import ir
from advisor.rendering import timeline_text
from advisor.rendering.layout import plain_text, wrap
from advisor.rendering.words import day_month_words, weekday_words

LETTERS = 44  # of a title on one line, so that it fits 320 pixels
LINE, BAR, GAP, AXIS = 18, 10, 10, 22  # pixels
LEGEND = "A line across a bar is its last good day."
TICKS = 5  # at most; with more, their days run into each other on a telephone

_STYLE = """
.timeline { font: 14px/1.3 system-ui, sans-serif; --ink: #1b1f24; --soft: #59636e; --line: #d1d9e0;
  --todo: #0b5cad; --meanwhile: #9aa4af; --late: #b3261e; }
@media screen and (prefers-color-scheme: dark) { .timeline { --ink: #e6edf3; --soft: #a2acb6; --line: #3d444d;
  --todo: #6cb2f5; --meanwhile: #6e7781; --late: #ff8f84; } }
.timeline text { fill: var(--ink); } .timeline .day { fill: var(--soft); font-size: 12px; }
.timeline .tick { stroke: var(--line); } .timeline .todo { fill: var(--todo); }
.timeline .meanwhile { fill: var(--meanwhile); } .timeline .late { fill: var(--late); }
.timeline .due { stroke: var(--ink); stroke-width: 3; }
@media print { .timeline { --ink: #000; --soft: #333; } }
"""


def render_timeline_svg(timeline: ir.Timeline) -> str:
    """The picture, also to be put into a page as it stands; "" where there is no bar to draw.

    Who cannot see it is told the same in words (`title` of each bar).
    """
    if not timeline.bars:
        return ""
    parts, height = [], AXIS
    for bars in timeline_text.rows_of(timeline).values():
        lines = wrap(plain_text(bars[0].piece.title), LETTERS)
        for line in lines:
            height += LINE
            parts.append(f'<text x="0" y="{height - 5}">{escape(line)}</text>')
        parts += _bars(timeline, bars, height)
        height += BAR + GAP
    bottom = height
    if any(timeline_text.due_mark(bar) is not None for bar in timeline.bars):
        height += LINE
        parts.append(f'<text class="day" x="0" y="{height - 6}">{LEGEND}</text>')
    gaps = [timeline_text.gap_words(gap, timeline) for gap in timeline.gaps]
    for line in (line for words in gaps for line in wrap(words, LETTERS)):
        height += LINE
        parts.append(f'<text class="day" x="0" y="{height - 6}">{escape(line)}</text>')
    first, last = weekday_words(timeline.first, timeline.last), weekday_words(timeline.last)
    said = ". ".join([f"What to do when, if nothing happens, from {first} to {last}", *gaps])
    name = escape(said, quote=True)
    body = "\n".join([*_axis(timeline, bottom), *parts])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="timeline" role="img" aria-label="{name}"'
        f' width="100%" height="{height}">\n<style>{_STYLE}</style>\n{body}\n</svg>\n'
    )


def _share(timeline: ir.Timeline, days: int) -> str:
    """So many days as a share of the whole: `12.5%`."""
    whole = timeline.last - timeline.first + 1
    return f"{100 * days / whole:.3f}".rstrip("0").rstrip(".") + "%"


def _axis(timeline: ir.Timeline, height: int) -> Iterator[str]:
    """The Mondays at equal distances, each with a line down through all rows."""
    weeks = (timeline.last - timeline.first) // timeline_text.WEEK + 1
    for day in timeline_text.mondays(timeline.first, timeline.last, -(-weeks // TICKS)):
        at = _share(timeline, day - timeline.first)
        yield f'<line class="tick" x1="{at}" x2="{at}" y1="{AXIS - 4}" y2="{height - GAP}"/>'
        if day - timeline.first <= 0.88 * (timeline.last - timeline.first):  # else it would be cut
            yield f'<text class="day" x="{at}" y="12">{day_month_words(day)}</text>'


def _bars(timeline: ir.Timeline, bars: Sequence[ir.Bar], y: int) -> Iterator[str]:
    for bar in bars:
        late = bar.overdue_from
        kind = "meanwhile" if timeline_text.is_meanwhile(bar.piece) else "todo"
        on_time = bar.last if late is None else late - 1
        told = escape(_told(timeline, bar))
        yield f"<g><title>{told}</title>"
        if on_time >= bar.first:
            yield _box(timeline, kind, bar.first, on_time, y)
        if late is not None:
            yield _box(timeline, "late", max(late, bar.first), bar.last, y)
        due = timeline_text.due_mark(bar)
        if due is not None:
            at = _share(timeline, due + 1 - timeline.first)
            yield f'<line class="due" x1="{at}" x2="{at}" y1="{y - 2}" y2="{y + BAR + 2}"/>'
        yield "</g>"


def _box(timeline: ir.Timeline, kind: str, first: int, last: int, y: int) -> str:
    x, width = _share(timeline, first - timeline.first), _share(timeline, last - first + 1)
    return f'<rect class="{kind}" x="{x}" y="{y}" width="{width}" height="{BAR}" rx="2"/>'


def _told(timeline: ir.Timeline, bar: ir.Bar) -> str:
    """`Ask Acme how things stand (by Fri 16 Oct): Thu 15 Oct to Fri 30 Oct, then: …`."""
    title = f"{plain_text(bar.piece.title)} {timeline_text.when_then(bar.piece, bar.first, timeline.first)}".rstrip()
    first, last = (weekday_words(day, timeline.first) for day in (bar.first, bar.last))
    days = first if first == last else f"{first} to {last}"
    if bar.is_cut:
        days = f"from {first}"
    then = "; then: " + ", ".join(plain_text(p.title) for p in bar.then) if bar.then else ""
    return f"{title}: {days}{then}"

"""Drawings of boxes and lines as SVG files that need nothing else, dark on light or light on dark as the reader's system is set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

LINE, PAD = 18, 7  # pixels: of a line of text, and between text and the edge of its box
LETTER, BOLD, SMALL = 7.4, 8.3, 6.7  # pixels, of letters on average
_INDENT = 9
_STYLE = """
:root { color-scheme: light dark; }
.drawing text { font: 13px system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1c2430; }
.drawing .bold { font-weight: 600; } .drawing .small { fill: #4e5a67; font-size: 11.5px; }
.drawing .page { fill: #fff; } .drawing .edge { fill: none; stroke: #99a3ad; stroke-width: 1.3; }
.drawing .rule { fill: #e9f0fb; stroke: #6c8fc7; } .drawing .said { fill: #e8f6ea; stroke: #5d9d68; }
.drawing .worked-out { fill: #f5f3ee; stroke: #a49a80; } .drawing .missing { fill: #fff; stroke: #99a3ad; stroke-dasharray: 4 3; }
.drawing .advice { fill: #fff3d6; stroke: #c79a2b; } .drawing .number { fill: #f6ebf8; stroke: #a878b3; }
.drawing .stops { stroke: #b3261e; stroke-dasharray: 6 3; } .drawing .tip-stops { fill: #b3261e; }
.drawing .loose { stroke-dasharray: 2 3; } .drawing .tip { fill: #99a3ad; }
.drawing rect.strong { stroke-width: 2.6; } .drawing .edge.strong { stroke: #1d5cad; stroke-width: 2.6; }
.drawing .edge.strong.stops { stroke: #b3261e; } .drawing .tip-strong { fill: #1d5cad; }
.drawing .faint { fill: #fff; stroke: #c5ccd3; }
.drawing a:hover text { text-decoration: underline; } .drawing a:focus-visible rect { stroke-width: 3; }
"""
_DARK = """
  .drawing text { fill: #e8ecf1; } .drawing .small { fill: #b3bdc8; } .drawing .page { fill: #14181d; } .drawing .edge { stroke: #66707c; }
  .drawing .rule { fill: #1d2a40; } .drawing .said { fill: #1b3020; } .drawing .worked-out { fill: #2a271f; }
  .drawing .missing { fill: #14181d; } .drawing .advice { fill: #3a2f12; } .drawing .number { fill: #34233a; }
  .drawing .tip { fill: #66707c; } .drawing .faint { fill: #14181d; stroke: #444d57; }
  .drawing .edge.strong { stroke: #7db4f5; } .drawing .tip-strong { fill: #7db4f5; }
  .drawing .edge.stops, .drawing .edge.strong.stops { stroke: #ff8f84; } .drawing .tip-stops { fill: #ff8f84; }
"""


def drawing(
    title: str,
    width: int,
    height: int,
    parts: Iterable[str],
    told: str = "",
    *,
    has_links: bool = False,
) -> str:
    """The whole drawing. Shape: an SVG document; `told` says in words what is drawn, for those who do not see it.

    With `has_links` it is a group of links rather than one picture.
    """
    name = escape(title)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="{"group" if has_links else "img"}" aria-label="{name}">',
        f"<title>{name}</title>",
    ]
    if told:
        lines.append(f"<desc>{escape(told)}</desc>")
    lines += [
        f"<style>{_STYLE}@media screen and (prefers-color-scheme: dark) {{{_DARK}}}\n</style>",
        f'<rect class="page" width="{width}" height="{height}"/>',
        *parts,
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def box(
    kind: str,
    left: int,
    top: int,
    width: int,
    lines: Sequence[str],
    small: Sequence[str] = (),
    *,
    is_bold: bool = False,
) -> Iterator[str]:
    """One box with lines of text, and below them lines in small letters. `kind` is its class."""
    height = box_height(len(lines) + len(small))
    yield f'<rect class="{kind}" x="{left}" y="{top}" width="{width}" height="{height}" rx="5"/>'
    y = top + PAD + LINE - 5
    for number, line in enumerate((*lines, *small)):
        classes = "small" if number >= len(lines) else "bold" if is_bold else ""
        mark = f' class="{classes}"' if classes else ""
        yield f'<text x="{left + _INDENT}" y="{y}"{mark}>{escape(line)}</text>'
        y += LINE


def box_height(lines: int) -> int:
    """How high a box with so many lines is, in pixels."""
    return LINE * lines + 2 * PAD

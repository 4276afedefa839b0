"""How far a long command has come, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from advisor.cli.terminal import LAST_LINE, line_width, tell

SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_BARS = 0.1
BAR = 24  # cells

Advance = Callable[[int, int | None, str], None]
"""Takes what is done, of how much (None: nobody knows), and both in words: `3 of 12 files`."""


@contextmanager
def progress(begin: str = "", *, writes: bool = False) -> Iterator[Advance]:
    """Show progress while something runs; the bar is gone afterwards.

    `begin` is said until there is something to tell. `writes`: the results go to standard output
    meanwhile; where that is a terminal too, a bar would get between them, and lines are told instead.
    """
    is_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    has_bar = is_terminal and not (writes and sys.stdout.isatty())
    between = SECONDS_BETWEEN_BARS if has_bar else SECONDS_BETWEEN_LINES
    begun = time.monotonic()
    last = begun - SECONDS_BETWEEN_BARS if has_bar else begun  # a bar is there at once

    def advance(done: int, total: int | None, words: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < between:
            return
        last = now
        if has_bar:
            LAST_LINE.put(bar_line(done, total, words, now - begun, line_width() - 1))
        else:
            tell(f"{words} so far")

    if has_bar:
        LAST_LINE.put(begin)
    try:
        yield advance
    finally:
        LAST_LINE.put("")


def bar_line(done: int, total: int | None, words: str, seconds: float, width: int) -> str:
    """One line of at most `width` characters; the words come first, and what has no room is left out.

    `25,000 of 100,000 situations  [######------------------]  25 %  0:36 left`
    """
    parts = [words]
    if total and done <= total:
        full = BAR * done // total
        parts += [f"[{'#' * full:-<{BAR}}]", f"{100 * done // total:3} %"]
        if done and seconds >= 1:
            parts.append(f"{_clock(seconds * (total - done) / done)} left")
    elif seconds >= 1:
        parts.append(_clock(seconds))
    while len(parts) > 1 and len("  ".join(parts)) > width:
        del parts[1]
    return "  ".join(parts)[:width]


def _clock(seconds: float) -> str:
    """`0:36`, `1:02:05`."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"

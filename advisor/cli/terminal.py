"""Colour, width, standard streams, progress, output files, and what ends a command."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from advisor.diagnostics import Diagnostic
from advisor.files import write_whole
from advisor.rendering.layout import Style, wrap

BROKEN = 2  # the exit status: neither data nor findings, we could not run
INTERRUPTED = 130  # as shells count it: 128 and the number of the signal
_NAME = "advisor"
SECONDS_BETWEEN_LINES = 5.0
SECONDS_BETWEEN_BARS = 0.1
BAR = 24  # cells
NARROW, WIDE = 40, 100  # lines longer than this are hard to read, whatever the terminal


class Failure(click.ClickException):
    """What was asked for could not even be tried."""

    exit_code = BROKEN


def page_style(output: Path | None = None) -> Style:
    """The style for what is shown on standard output, or written to a file."""
    return style_for(sys.stdout) if output is None else Style(width=line_width())


def style_for(stream: TextIO) -> Style:
    """The style for a stream: `--color`, then NO_COLOR, then FORCE_COLOR, then what the stream is."""
    return Style(_is_coloured(stream, os.environ), not wants_plain(), line_width())


def wants_plain() -> bool:
    """Whether somebody wants lines of words and nothing drawn: `ADVISOR_PLAIN=1`."""
    return os.environ.get("ADVISOR_PLAIN", "0") not in ("", "0")


def _is_coloured(stream: TextIO, environment: Mapping[str, str]) -> bool:
    context = click.get_current_context(silent=True)
    if context is not None and context.color is not None:
        return context.color
    if environment.get("NO_COLOR"):
        return False
    if any(
        environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")
    ):
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()


def line_width() -> int:
    """How wide lines may be: the terminal's width, within reason; 80 where there is no terminal."""
    return max(NARROW, min(WIDE, _columns()))


def _columns() -> int:
    """What `shutil.get_terminal_size` says, whose module alone would take a fiftieth of each start."""
    with contextlib.suppress(ValueError):  # no number, or one of thousands of digits
        stated = int(os.environ.get("COLUMNS", ""))
        if stated > 0:
            return stated
    if sys.__stdout__ is not None:
        with contextlib.suppress(ValueError, OSError):  # closed, or no terminal
            return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80
    return 80


def own_name() -> str:
    """How to call this program again from here: its name, or its path where the name does not lead to it."""
    called = Path(sys.argv[0])
    if called.name != _NAME or not called.exists():
        return _NAME
    folders = map(Path, os.get_exec_path())
    on_path = next((f / _NAME for f in folders if os.access(f / _NAME, os.X_OK)), None)
    if on_path is not None and on_path.resolve() == called.resolve():
        return _NAME
    try:
        return str(called.absolute().relative_to(Path.cwd()))
    except (ValueError, OSError):  # it lies elsewhere, or the current folder is gone
        return str(called)


def show(text: str | bytes) -> None:
    """Write data to standard output; bytes as they are."""
    click.echo(text, nl=False, color=True)


def tell(text: str) -> None:
    """Write a message to standard error."""
    LAST_LINE.put("")
    click.echo(text, err=True, color=True)


def tell_wrapped(text: str, first: str = "", rest: str = "") -> None:
    """Write a message to standard error in lines that fit, the first begun with `first`, the others with `rest`."""
    for line in wrap(text, line_width(), first, rest):
        tell(line)


class LastLine:
    """The last line of standard error, where progress stands until a message takes its place."""

    _words = ""

    def put(self, words: str) -> None:
        """Show these words in place of those before; "" takes them away."""
        if words or self._words:
            blank = " " * len(self._words)
            sys.stderr.write(f"\r{words}{blank[len(words) :]}" if words else f"\r{blank}\r")
            sys.stderr.flush()
            self._words = words


LAST_LINE = LastLine()


def show_diagnostics(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str] | None = None
) -> None:
    """Write diagnostics to standard error; files whose text is not at hand are read again."""
    listed = list(diagnostics)
    if not listed:
        return
    from advisor.rendering.diagnostics import render_diagnostics

    known = dict(texts or {})
    for path in {s.path for d in listed for s in (d.span, *(s for s, _ in d.related))}:
        if path not in known and (text := _text_at(path)):
            known[path] = text
    style = style_for(sys.stderr)
    LAST_LINE.put("")
    click.echo(render_diagnostics(listed, known, style), nl=False, err=True, color=True)


def _text_at(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def deliver(text: str | bytes, output: Path | None) -> None:
    """Write data to the file, whole or not at all; to standard output where there is none."""
    if output is None or str(output) == "-":
        show(text)
    else:
        write_atomically(output, text)


def write_atomically(path: Path, text: str | bytes) -> None:
    """Replace the file in one step, so that nobody ever reads half of it.

    Raises: click.ClickException where the file cannot be written.
    """
    # Bytes: what was read byte for byte is written byte for byte on every system.
    data = text.encode("utf-8", "backslashreplace") if isinstance(text, str) else text
    try:
        write_whole(path, data)
    except OSError as error:
        raise Failure(f"cannot write {path}: {error.strerror}") from error


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

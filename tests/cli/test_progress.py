"""What a long command says of itself while it runs."""

from __future__ import annotations

import io
import sys

import pytest

from advisor.cli.terminal import bar_line, progress, tell

SO_MANY = "25 of 100 situations"


class Terminal(io.StringIO):
    """Text as a terminal is given it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("done", "total", "seconds", "width", "line"),
    [
        (25, 100, 12, 90, "25 of 100 situations  [######------------------]   25 %  0:36 left"),
        (100, 100, 12, 90, "25 of 100 situations  [########################]  100 %  0:00 left"),
        (
            25,
            100,
            7200,
            90,
            "25 of 100 situations  [######------------------]   25 %  6:00:00 left",
        ),
        (25, 100, 0.5, 90, "25 of 100 situations  [######------------------]   25 %"),
        (0, 100, 12, 90, "25 of 100 situations  [------------------------]    0 %"),
        (25, None, 75, 90, "25 of 100 situations  1:15"),
        (25, 0, 0.5, 90, "25 of 100 situations"),
        (25, 20, 75, 90, "25 of 100 situations  1:15"),  # there were more than was thought
        (25, 100, 12, 60, "25 of 100 situations   25 %  0:36 left"),
        (25, 100, 12, 32, "25 of 100 situations  0:36 left"),
        (25, 100, 12, 25, "25 of 100 situations"),
        (25, 100, 12, 9, "25 of 100"),
    ],
)
def test_a_bar_says_how_much_and_how_long_as_far_as_there_is_room(
    done: int, total: int | None, seconds: float, width: int, line: str
) -> None:
    assert bar_line(done, total, SO_MANY, seconds, width) == line


def test_a_terminal_shows_one_bar_that_messages_take_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("advisor.cli.terminal.SECONDS_BETWEEN_BARS", 0.0)
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("starting") as advance:
        advance(1, 4, "1 of 4")
        tell("something is wrong")
        advance(2, 4, "2 of 4")
    half = "2 of 4  [############------------]   50 %"
    quarter = "1 of 4  [######------------------]   25 %"
    assert sys.stderr.getvalue() == (
        f"\rstarting\r{quarter}\r{' ' * len(quarter)}\rsomething is wrong\n"
        f"\r{half}\r{' ' * len(half)}\r"
    )


@pytest.mark.parametrize(
    ("err", "out", "term"),
    [
        (io.StringIO, Terminal, "xterm"),
        (Terminal, Terminal, "xterm"),  # the results are shown there too
        (Terminal, io.StringIO, "dumb"),
    ],
)
def test_elsewhere_a_line_is_told_now_and_then(
    err: type[io.StringIO], out: type[io.StringIO], term: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stderr", err())
    monkeypatch.setattr(sys, "stdout", out())
    monkeypatch.setattr("advisor.cli.terminal.SECONDS_BETWEEN_LINES", 0.0)
    with progress("starting", writes=True) as advance:
        advance(1, 4, "1 of 4 files, 7 situations")
    assert sys.stderr.getvalue() == "1 of 4 files, 7 situations so far\n"
    monkeypatch.setattr("advisor.cli.terminal.SECONDS_BETWEEN_LINES", 1e9)
    with progress(writes=True) as advance:
        advance(1, 4, "1 of 4 files, 7 situations")
    assert sys.stderr.getvalue() == "1 of 4 files, 7 situations so far\n"

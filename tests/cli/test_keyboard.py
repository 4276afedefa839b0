"""Keys on a terminal: the line that comes out, and what stands on the screen."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pyte
import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output.vt100 import Vt100_Output

from advisor.cli.prompts.keyboard import Keyboard
from advisor.cli.prompts.menus import NOTHING_TO_CHOOSE, YES_OR_NO, Choices
from advisor.rendering.layout import PLAIN

STAGES = Choices(("Applied", "Interviewed", "They made me an offer"), ("1", "2", "3"))
SEVERAL = Choices(("I am angry", "It rains", "The job is advertised again"), ("1", "2", "3"), True)
UP, DOWN, TAB, BACK_TAB, ENTER = "\x1b[A", "\x1b[B", "\t", "\x1b[Z", "\r"


class Screen:
    """A stream that is a terminal; keeps what stood on its screen each time that it was drawn."""

    encoding = "utf-8"

    def __init__(self, rows: int = 24, columns: int = 80) -> None:
        self.size = Size(rows, columns)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.drawn: list[list[str]] = []

    def write(self, text: str) -> None:
        self._stream.feed(text)

    def flush(self) -> None:
        lines = [line.rstrip() for line in self._screen.display]
        while lines and not lines[-1]:
            lines.pop()
        if not self.drawn or lines != self.drawn[-1]:
            self.drawn.append(lines)

    def isatty(self) -> bool:
        return True


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as made:
        yield made


def keyboard_on(screen: Screen, keys: PipeInput) -> Keyboard:
    output = Vt100_Output(screen, lambda: screen.size, "xterm", enable_cpr=False)  # type: ignore[arg-type]
    return Keyboard(PLAIN, keys, output)


LINES = {
    "typed": (NOTHING_TO_CHOOSE, "Acme" + ENTER, "Acme"),
    "nothing": (NOTHING_TO_CHOOSE, ENTER, ""),
    "beyond ASCII": (NOTHING_TO_CHOOSE, "日本電気 Ünï" + ENTER, "日本電気 Ünï"),
    "a slip corrected": (NOTHING_TO_CHOOSE, "Acmo\x7fe" + ENTER, "Acme"),
    "all taken back by Ctrl-U": (NOTHING_TO_CHOOSE, "Acme\x15Globex" + ENTER, "Globex"),
    "the last word taken back by Ctrl-W": (NOTHING_TO_CHOOSE, "20 dec\x17nov" + ENTER, "20 nov"),
    "chosen with arrows": (STAGES, DOWN + DOWN + ENTER, "2"),
    "chosen from below": (STAGES, UP + ENTER, "3"),
    "chosen with Tab": (STAGES, TAB + TAB + TAB + BACK_TAB + ENTER, "2"),
    "a number typed": (STAGES, "3" + ENTER, "3"),
    "typing wins over the marker": (STAGES, DOWN + "inter" + ENTER, "inter"),
    "typed and taken back: the marker counts again": (STAGES, DOWN + "x\x7f" + ENTER, "1"),
    "Enter alone": (STAGES, ENTER, ""),
    "a space is no answer": (STAGES, DOWN + " " + ENTER, "1"),
    "ticked": (SEVERAL, DOWN + " " + DOWN + DOWN + " " + ENTER, "1 3"),
    "none ticked": (SEVERAL, DOWN + ENTER, ""),
    "numbers typed, with a space": (SEVERAL, "1 3" + ENTER, "1 3"),
    "yes with an arrow": (YES_OR_NO, DOWN + ENTER, "yes"),
    "y": (YES_OR_NO, "y" + ENTER, "y"),
    "pasted": (NOTHING_TO_CHOOSE, "\x1b[200~ Acme\n\tInc.\n\x1b[201~" + ENTER, "Acme Inc."),
    "a pasted arrow is no arrow": (STAGES, "\x1b[200~\x1b[B\x1b[201~\x15" + ENTER, ""),
    "keys that mean nothing here": (STAGES, "\x1b[5~\x1bOP\x1b[24~" + DOWN + ENTER, "1"),
}


@pytest.mark.parametrize(("choices", "typed", "line"), LINES.values(), ids=LINES)
def test_keys_become_the_line_that_would_be_typed(
    keys: PipeInput, choices: Choices, typed: str, line: str
) -> None:
    keys.send_text(typed)
    assert keyboard_on(Screen(), keys).read(choices, "a hint") == line


def test_bytes_that_are_no_text_are_marked_as_such(keys: PipeInput) -> None:
    keys.send_bytes(b"A\xffB\r")
    assert keyboard_on(Screen(), keys).read(NOTHING_TO_CHOOSE) == "A\ufffdB"


def test_words_are_completed_by_tab_one_after_the_other(keys: PipeInput) -> None:
    keyboard = keyboard_on(Screen(), keys)
    keys.send_text("The" + TAB + ENTER + "a" + TAB + TAB + ENTER + "x" + TAB + ENTER)
    read = [keyboard.read(STAGES) for _ in range(3)]
    assert read == ["They made me an offer", "advice", "x"]


def test_keys_typed_ahead_answer_the_questions_that_follow(keys: PipeInput) -> None:
    keyboard = keyboard_on(Screen(), keys)
    keys.send_text("Acme" + ENTER + DOWN + ENTER + "no" + ENTER)
    read = [keyboard.read(choices) for choices in (NOTHING_TO_CHOOSE, STAGES, YES_OR_NO)]
    assert read == ["Acme", "1", "no"]


def test_the_arrow_up_brings_back_what_was_typed_where_there_is_nothing_to_choose(
    keys: PipeInput,
) -> None:
    keyboard = keyboard_on(Screen(), keys)
    keys.send_text("Acme" + ENTER + "yes" + ENTER)
    assert [keyboard.read(NOTHING_TO_CHOOSE), keyboard.read(YES_OR_NO)] == ["Acme", "yes"]
    then = iter([UP, ENTER])  # each once something was drawn
    read = keyboard.read(NOTHING_TO_CHOOSE, "", lambda: keys.send_text(next(then, "")))
    assert read == "Acme"


def test_ctrl_c_interrupts_and_ctrl_d_ends_an_empty_line_only(keys: PipeInput) -> None:
    keyboard = keyboard_on(Screen(), keys)
    keys.send_text("half\x03")
    with pytest.raises(KeyboardInterrupt):
        keyboard.read(STAGES)
    keys.send_text("Acme\x04" + ENTER + "\x04")
    assert [keyboard.read(NOTHING_TO_CHOOSE) for _ in range(2)] == ["Acme", None]


SHOWN = {
    "before any key": (
        STAGES,
        "",
        """\
  1  Applied
  2  Interviewed
  3  They made me an offer
(arrows choose, or type a number; Enter: none)
>""",
    ),
    "marked": (
        STAGES,
        DOWN + DOWN,
        """\
  1  Applied
> 2  Interviewed
  3  They made me an offer
(Enter takes it)
> 2""",
    ),
    "typed": (
        STAGES,
        DOWN + "off",
        """\
  1  Applied
  2  Interviewed
  3  They made me an offer
(a number; Enter: none)
> off""",
    ),
    "ticked": (
        SEVERAL,
        DOWN + " " + DOWN + DOWN + " ",
        """\
  [x] 1  I am angry
  [ ] 2  It rains
> [x] 3  The job is advertised again
(space ticks; Enter takes 1 3)
> 1 3""",
    ),
    "marked and not ticked": (
        SEVERAL,
        DOWN,
        """\
> [ ] 1  I am angry
  [ ] 2  It rains
  [ ] 3  The job is advertised again
(space ticks; Enter: none)
>""",
    ),
    "yes or no": (YES_OR_NO, DOWN, "(a number; Enter: none)\n> yes"),
}


@pytest.mark.parametrize(("choices", "typed", "shown"), SHOWN.values(), ids=SHOWN)
def test_the_screen_shows_what_is_chosen(
    keys: PipeInput, choices: Choices, typed: str, shown: str
) -> None:
    screen = Screen()
    then = iter([typed, ENTER] if typed else [ENTER])  # each once something was drawn
    read = keyboard_on(screen, keys).read
    read(choices, "a number; Enter: none", lambda: keys.send_text(next(then, "")))
    assert shown.splitlines() in screen.drawn


def test_once_a_line_is_taken_only_that_line_stays(keys: PipeInput) -> None:
    screen = Screen()
    keys.send_text(DOWN + DOWN + ENTER)
    keyboard_on(screen, keys).read(STAGES, "a number")
    assert screen.drawn[-1] == ["> 2"]


@pytest.mark.parametrize(("rows", "columns"), [(24, 80), (20, 60), (12, 45), (40, 100), (3, 20)])
def test_a_list_of_any_length_scrolls_with_the_marker_and_overflows_nowhere(
    keys: PipeInput, rows: int, columns: int
) -> None:
    words = tuple(f"日本電気 number {n} of a list " + "that is long " * 4 for n in range(1, 61))
    choices = Choices(words, tuple(str(n) for n in range(1, 61)))
    screen = Screen(rows, columns)
    keys.send_text(DOWN * 40 + ENTER)
    assert keyboard_on(screen, keys).read(choices, "a number") == "40"
    assert screen.drawn[-1] == ["> 40"]


class _Fails:
    """Its end cannot be handled by anybody, as a signal that comes while its handler goes."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __del__(self) -> None:
        raise self._error


@pytest.mark.parametrize(
    ("error", "is_shown"),
    [
        (OSError(f"Signal {signal.SIGWINCH:d} ignored due to race condition"), False),
        (OSError(f"Signal {signal.SIGTERM:d} ignored due to race condition"), True),
        (ValueError("another"), True),
    ],
    ids=["the window got another size", "another signal", "another error"],
)
def test_a_window_that_changes_as_a_line_ends_shows_no_traceback(
    monkeypatch: pytest.MonkeyPatch, error: Exception, is_shown: bool
) -> None:
    shown: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda found: shown.append(found.exc_value))
    screen = Screen()
    with create_pipe_input() as keys:
        keyboard = keyboard_on(screen, keys)
        keys.send_text("yes\r")

        def fail() -> None:
            _Fails(error)

        assert keyboard.read(YES_OR_NO, meanwhile=fail) == "yes"
    assert bool(shown) is is_shown

"""A line read from a terminal, where arrow keys choose among the answers and Tab completes words.

What comes out is the line that would have been typed, so that nothing else has to know of keys. The
list of answers and the hint are gone once there is a line: the question and the answer stay.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer, CompletionState
from prompt_toolkit.completion import Completion
from prompt_toolkit.filters import Condition, is_done
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100 import Vt100Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollbarMargin,
    Window,
)
from prompt_toolkit.layout.margins import ConditionalMargin
from prompt_toolkit.layout.processors import AfterInput, BeforeInput
from prompt_toolkit.output import Output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.utils import Event

from advisor.cli.prompts.menus import Choices, Chooser, completions
from advisor.cli.terminal import NARROW, WIDE
from advisor.rendering.layout import Style, wrap

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

PROMPT = "> "
WISHES = ("skip", "back", "list", "change", "advice", "stop", "help")
_BESIDE_THE_LIST = 6  # rows for the question above it, the hint and the line below it
_FEWEST_ROWS = 3
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class _EndedError(Exception):
    """Somebody ends the program while it waits for a line."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Keyboard:
    """The keyboard of this terminal, with the lines that were typed before. Needs a real terminal."""

    def __init__(
        self, style: Style, source: Input | None = None, output: Output | None = None
    ) -> None:
        self.style = style
        self._input = source or Vt100Input(sys.stdin)
        self._output = output or _plain_output()
        self._history = InMemoryHistory()
        self._application: Application[str] | None = None

    def read(
        self, choices: Choices, hint: str = "", meanwhile: Callable[[], None] = lambda: None
    ) -> str | None:
        """One line; None where there are no more. `hint` says what can be typed.

        `meanwhile` is called each time that something was drawn.

        Raises: KeyboardInterrupt, at Ctrl-C.
        """
        try:
            line = _Asking(self, choices, hint, meanwhile).run()
        except EOFError:
            return None
        except _EndedError as ended:  # the terminal is as it was before: now it may come
            if ended.number != signal.SIGINT:
                os.kill(os.getpid(), ended.number)
            raise KeyboardInterrupt from None
        # Bytes that are no text were kept apart in the line: they are explained like any other slip.
        return line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")

    def application(
        self, layout: Layout, keys: KeyBindings, meanwhile: Callable[[], None]
    ) -> Application[str]:
        """What reads one line; the same for each, since to make one takes as long as to read an answer."""
        if self._application is None:
            self._application = Application(input=self._input, output=self._output)
        application = self._application
        application.layout, application.key_bindings = layout, keys
        application.after_render = Event(application, lambda _: meanwhile())
        return application

    def buffer(self, choices: Choices) -> Buffer:
        history = InMemoryHistory() if choices.words else self._history
        return Buffer(history=history, multiline=False)

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns."""
        size = self._output.get_size()
        return size.rows, size.columns


@contextmanager
def _late_resizes_ignored() -> Iterator[None]:
    """The window may get another size just as a line ends: there is nothing to draw anew, and nothing to tell.

    asyncio takes its handler away while the signal is on its way; Python (3.9 and newer) then shows a traceback
    that ends in `Signal 28 ignored due to race condition`.
    """
    number = getattr(signal, "SIGWINCH", None)
    words = None if number is None else f"Signal {number:d} ignored due to race condition"
    show = sys.unraisablehook

    def show_others(found: UnraisableHookArgs) -> None:
        if not isinstance(found.exc_value, OSError) or str(found.exc_value) != words:
            show(found)

    sys.unraisablehook = show_others
    try:
        yield
    finally:
        sys.unraisablehook = show


def _plain_output() -> Output:
    """Without questions to the terminal: its answers would come among the keys of the person."""
    size = Vt100_Output.from_pty(sys.stdout).get_size
    term = os.environ.get("TERM")
    return Vt100_Output(sys.stdout, size, term, enable_bell=False, enable_cpr=False)


class _Asking:
    """One line being typed or chosen."""

    def __init__(
        self, keyboard: Keyboard, choices: Choices, hint: str, meanwhile: Callable[[], None]
    ) -> None:
        self._keyboard, self._hint = keyboard, hint
        self._choices, self._chooser = choices, Chooser(choices)
        self._buffer = keyboard.buffer(choices)
        self._arrived: int | None = None  # a signal
        self._loop: asyncio.AbstractEventLoop | None = None
        layout = Layout(self._rows())
        self._application = keyboard.application(layout, self._keys(), meanwhile)

    def run(self) -> str:
        """The line. A signal waits until the terminal is as it was before, and asyncio is whole.

        Raises: EOFError, KeyboardInterrupt; _EndedError, where a signal came.
        """
        before = {number: signal.signal(number, self._note) for number in _ENDING}
        try:
            with _late_resizes_ignored():
                line = self._application.run(pre_run=self._begin, handle_sigint=False)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler or signal.SIG_DFL)
        if self._arrived is not None:
            raise _EndedError(self._arrived)
        return line

    def _note(self, number: int, _: object) -> None:
        self._arrived = number
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end)

    def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._arrived is not None:
            self._end()

    def _end(self) -> None:
        if self._arrived and self._application.is_running and not self._application.is_done:
            self._application.exit(exception=_EndedError(self._arrived))

    @property
    def _is_choosing(self) -> bool:
        """Typing wins: once something is typed, the marker means nothing."""
        return bool(self._choices.words) and not self._buffer.text

    # --- what is seen ---

    def _rows(self) -> HSplit:
        answers = Window(
            FormattedTextControl(self._answers, show_cursor=False),
            height=lambda: Dimension(max=self._room),
            dont_extend_height=True,
            right_margins=[ConditionalMargin(ScrollbarMargin(), Condition(self._is_too_long))],
        )
        hint = Window(FormattedTextControl(self._hint_lines), dont_extend_height=True)
        chosen = AfterInput(lambda: ANSI(self._chosen()))
        line = Window(
            BufferControl(self._buffer, input_processors=[BeforeInput(PROMPT), chosen]),
            wrap_lines=True,
            dont_extend_height=True,
        )
        is_listed = self._choices.is_listed and bool(self._choices.words)
        return HSplit(
            [
                ConditionalContainer(answers, Condition(lambda: is_listed) & ~is_done),
                ConditionalContainer(hint, Condition(lambda: bool(self._hint)) & ~is_done),
                line,
            ]
        )

    @property
    def _room(self) -> int:
        """Rows for the answers; of more, those around the marker are shown."""
        return max(_FEWEST_ROWS, self._keyboard.size[0] - _BESIDE_THE_LIST)

    @property
    def _width(self) -> int:
        return max(NARROW, min(WIDE, self._keyboard.size[1])) - 1  # and the bar beside the list

    def _answer_lines(self) -> Iterator[tuple[int, str]]:
        """The lines of all answers, each with the number of its answer from 0."""
        room = len(str(len(self._choices.words)))
        for number, words in enumerate(self._choices.words):
            box = ""
            if self._choices.may_tick:
                box = "[x] " if number in self._chooser.ticked else "[ ] "
            mark = ">" if self._is_choosing and number == self._chooser.marker else " "
            lead = f"{mark} {box}{number + 1:>{room}}  "
            for line in wrap(words, self._width, lead, " " * len(lead)):
                yield number, line

    def _answers(self) -> StyleAndTextTuples:
        shown: StyleAndTextTuples = []
        for at, (number, line) in enumerate(self._answer_lines()):
            shown.append(("", "\n" if at else ""))
            if self._is_choosing and number == self._chooser.marker:
                shown.append(("[SetCursorPosition]", ""))  # it scrolls to there
                line = self._keyboard.style.bold(line)
            shown += to_formatted_text(ANSI(line))
        return shown

    def _is_too_long(self) -> bool:
        return sum(1 for _ in self._answer_lines()) > self._room

    def _hint_lines(self) -> ANSI:
        lines = wrap(f"({self._hint_words()})", self._width)
        return ANSI("\n".join(self._keyboard.style.dim(line) for line in lines))

    def _hint_words(self) -> str:
        """What can be done now: typing, arrows, and what Enter takes once something is chosen."""
        if not (self._choices.words and self._choices.is_listed and self._is_choosing):
            return self._hint
        if self._choices.may_tick and self._chooser.marker is not None:
            chosen = self._chooser.line()
            taken = f"Enter takes {chosen}" if chosen else self._hint.rpartition("; ")[2]
            return f"space ticks; {taken}"
        if self._chooser.line():
            return "Enter takes it"
        how = "arrows and space tick" if self._choices.may_tick else "arrows choose"
        more = (
            f"{len(self._choices.words)} answers, arrows show them all; "
            if self._is_too_long()
            else ""
        )
        return f"{more}{how}, or type {self._hint}"

    def _chosen(self) -> str:
        """What Enter would type, behind the prompt; while one chooses it is dim."""
        return self._keyboard.style.dim(self._chooser.line()) if self._is_choosing else ""

    # --- keys ---

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        chooses = Condition(lambda: self._is_choosing)
        for key in ("down", "tab"):
            keys.add(key, filter=chooses)(lambda _: self._chooser.move(1))
        for key in ("up", "s-tab"):
            keys.add(key, filter=chooses)(lambda _: self._chooser.move(-1))
        keys.add(" ", filter=chooses)(lambda _: self._chooser.tick())
        keys.add("tab", filter=~chooses)(self._complete)
        keys.add("enter")(self._take)
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt()))
        is_empty = Condition(lambda: not self._buffer.text)
        keys.add("c-d", filter=is_empty)(lambda event: event.app.exit(exception=EOFError()))
        keys.add("c-z")(lambda event: event.app.suspend_to_background())
        keys.add(Keys.BracketedPaste)(self._paste)
        return keys

    def _complete(self, event: KeyPressEvent) -> None:
        """The next word that begins so; at once, since Enter may follow."""
        if self._buffer.complete_state:
            self._buffer.complete_next()
            return
        document = self._buffer.document
        typed = document.text_before_cursor
        words = completions(self._choices, typed, WISHES)
        if words:
            found = [Completion(word, -len(typed)) for word in words]
            self._buffer.complete_state = CompletionState(document, found)
            self._buffer.go_to_completion(0)

    def _take(self, event: KeyPressEvent) -> None:
        if self._is_choosing and self._chooser.line():
            self._buffer.text = self._chooser.line()  # so that it is seen
        if not self._choices.words:
            self._buffer.append_to_history()
        event.app.exit(result=self._buffer.text)

    def _paste(self, event: KeyPressEvent) -> None:
        """An answer is one line, and pasting does not press Enter."""
        self._buffer.insert_text(" ".join(event.data.split()))

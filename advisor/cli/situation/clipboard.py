"""The clipboard: by the program that this desktop has for it, by tmux, or by the terminal itself.

A few lines of our own rather than a library: pyperclip does not look whether the program that it calls has
failed, so that we would say "copied" where nothing was, and it has no way through a terminal, which is the
only one over ssh.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from enum import Enum

from advisor.diagnostics.fast_dataclass import dataclass

_MOST_SECONDS = 5.0
_MUTE = ("", "dumb", "linux")  # what TERM is where no terminal knows the sequence


class Copied(Enum):
    """Whether something is in the clipboard now."""

    YES = "yes"
    MAYBE = "maybe"  # the terminal was asked; it gives no answer
    NO = "no"


@dataclass(frozen=True, slots=True)
class CopyProgram:
    """A program that takes what is to be copied from its standard input."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def copy(text: str) -> Copied:
    """Put a text into the clipboard by the first way that works."""
    for program in programs(os.environ):
        if _is_taken(program, text):
            return Copied.YES
    return Copied.MAYBE if _ask_terminal(text) else Copied.NO


def programs(environment: Mapping[str, str]) -> Iterator[CopyProgram]:
    """Those that are installed and have a desktop, or a tmux, to talk to."""
    candidates = [
        ("WAYLAND_DISPLAY", CopyProgram(("wl-copy",))),
        ("DISPLAY", CopyProgram(("xclip", "-selection", "clipboard"))),
        ("DISPLAY", CopyProgram(("xsel", "--clipboard", "--input"))),
        ("", CopyProgram(("pbcopy",))),
        ("", CopyProgram(("clip.exe",), "utf-16")),  # Windows, and Linux within it
        (
            "TMUX",
            CopyProgram(("tmux", "load-buffer", "-w", "-")),
        ),  # and on to the terminal around it
    ]
    for variable, program in candidates:
        is_reachable = not variable or environment.get(variable)
        if is_reachable and shutil.which(program.command[0], path=environment.get("PATH")):
            yield program


def _is_taken(program: CopyProgram, text: str) -> bool:
    try:
        # Its output goes nowhere: wl-copy and xclip leave a process behind, which would keep a pipe open.
        ran = subprocess.run(
            program.command,
            input=text.encode(program.encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_MOST_SECONDS,
            env={**os.environ, "LC_CTYPE": "UTF-8"} if program.command == ("pbcopy",) else None,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


def _ask_terminal(text: str) -> bool:
    """Send it to the terminal (OSC 52), which puts it into the clipboard of whoever sits there, or does not."""
    stream = next((one for one in (sys.stderr, sys.stdout) if one.isatty()), None)
    if stream is None or os.environ.get("TERM", "") in _MUTE:
        return False
    stream.write(f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\x07")
    stream.flush()
    return True

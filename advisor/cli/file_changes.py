"""Changes of files: shown before they are made, and made only to what was shown."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import click

from advisor import ir
from advisor.cli import terminal
from advisor.loading.syntax.files import read_text_file
from advisor.rendering.layout import Style, plain_text


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file and its text before and after."""

    path: str
    before: str
    after: str

    def write(self) -> None:
        """Write the file. Raises: Failure, where somebody else has meanwhile, or it cannot be written."""
        now, _ = read_text_file(Path(self.path))
        if now != self.before:
            raise terminal.Failure(f"{self.path} was changed meanwhile, and stays as it is")
        terminal.write_atomically(Path(self.path), self.after)


def offer(changes: Sequence[FileChange], is_sure: bool, style: Style) -> bool:
    """Show the changes, and write them if the person wants that or `is_sure`; whether they were written."""
    terminal.show(
        "".join(line for c in changes for line in diff_lines(c.path, c.before, c.after, style))
    )
    files = ir.counted(len(changes), "file")
    if not is_sure:
        if not is_terminal():
            terminal.tell(f"Nothing is written yet. With --yes, this is written into {files}.")
            return False
        if not click.confirm(f"Write this into {files}?", default=False):
            terminal.tell("Nothing is written.")
            return False
    for change in changes:
        change.write()
    terminal.show(f"written into {files}\n")
    return True


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def diff_lines(
    path: str, before: str, after: str, style: Style, *, to: str | None = None, around: int = 3
) -> Iterator[str]:
    """The lines that differ, with their ends, and some lines `around` them; `to` is the path afterwards."""
    old, new = before.splitlines(), after.splitlines()
    for line in unified_diff(old, new, path, to or path, lineterm="", n=around):
        mark = {"-": style.red, "+": style.green, "@": style.cyan}.get(line[:1], str)
        yield f"{mark(plain_text(line))}\n"

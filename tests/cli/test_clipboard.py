"""The clipboard: which way is taken, and that what did not work is not called done."""

from __future__ import annotations

import base64
import io
import os
import sys
from pathlib import Path

import pytest

from advisor.cli.situation.clipboard import Copied, copy, programs

ALL = ("wl-copy", "xclip", "xsel", "pbcopy", "clip.exe", "tmux")
DESKTOPS = ("WAYLAND_DISPLAY", "DISPLAY", "TMUX")


class Screen(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs that is all there is on the path, on a machine without a desktop."""
    for name in DESKTOPS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    return tmp_path


def install(tools: Path, name: str, status: int = 0) -> Path:
    """A program that keeps what it is given and how it was called, and ends with the status."""
    kept = tools / f"{name}.kept"
    program = tools / name
    program.write_text(
        f"#!{sys.executable}\nimport sys\nfrom pathlib import Path\n"
        f'Path("{kept}").write_bytes(sys.stdin.buffer.read())\n'
        f'Path("{kept}.words").write_text(" ".join(sys.argv[1:]))\nsys.exit({status})\n'
    )
    program.chmod(0o755)
    return kept


@pytest.mark.parametrize(
    ("installed", "environment", "found"),
    [
        (ALL, {}, ["pbcopy", "clip.exe"]),
        (ALL, {"WAYLAND_DISPLAY": "wayland-0"}, ["wl-copy", "pbcopy", "clip.exe"]),
        (ALL, {"DISPLAY": ":0"}, ["xclip", "xsel", "pbcopy", "clip.exe"]),
        (("xsel",), {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["xsel"]),
        (("tmux", "xclip"), {"TMUX": "/tmp/tmux,1,0"}, ["tmux"]),
        ((), {"DISPLAY": ":0"}, []),
    ],
)
def test_a_program_is_taken_where_its_desktop_is_there(
    tools: Path, installed: tuple[str, ...], environment: dict[str, str], found: list[str]
) -> None:
    for name in installed:
        install(tools, name)
    known = {"PATH": str(tools), **environment}
    assert [program.command[0] for program in programs(known)] == found


def test_the_text_reaches_the_program_as_it_is(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    kept = install(tools, "xclip")
    assert copy("Zoë\n\nfine") is Copied.YES
    assert kept.read_text(encoding="utf-8") == "Zoë\n\nfine"
    assert Path(f"{kept}.words").read_text() == "-selection clipboard"


def test_windows_gets_what_its_program_reads(tools: Path) -> None:
    kept = install(tools, "clip.exe")
    assert copy("Zoë") is Copied.YES
    assert kept.read_bytes().decode("utf-16") == "Zoë"


def test_a_program_that_fails_is_not_believed_and_the_next_is_tried(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    install(tools, "xclip", status=1)
    assert copy("x") is Copied.NO
    kept = install(tools, "xsel")
    assert copy("x") is Copied.YES
    assert kept.read_text() == "x"


def test_a_program_that_cannot_be_started_is_passed_over(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    (tools / "xclip").write_text("#!/nowhere/at/all\n")
    (tools / "xclip").chmod(0o755)
    assert copy("x") is Copied.NO


def test_without_a_program_the_terminal_is_asked(
    tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert copy("Zoë") is Copied.MAYBE
    sequence = screen.getvalue()
    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert base64.b64decode(sequence[7:-1]).decode() == "Zoë"


@pytest.mark.parametrize("term", ["dumb", "linux", ""])
def test_a_terminal_that_would_show_the_sequence_is_not_asked(
    tools: Path, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", term)
    assert copy("x") is Copied.NO
    assert screen.getvalue() == ""
    assert os.environ["TERM"] == term

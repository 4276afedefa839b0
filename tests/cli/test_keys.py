"""Small samples of what `make keys` does, and the plain way of asking."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.keys import READY, RUN, Terminal, run_kills, run_sequences
from tests.small_pack import write_small_pack


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty folder to work in, with the rules beside it."""
    write_small_pack(tmp_path / "rules")
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def test_keys_at_random_break_nothing_and_lose_no_answer() -> None:
    wrong, seen = run_sequences(40, seed=20261122)
    assert wrong == []
    assert seen["answers"] > 0


def test_whenever_it_ends_the_answers_are_in_the_file() -> None:
    wrong, _ = run_kills(5, seed=20261122)
    assert wrong == []


ASK = ("ask", "--pack", "../rules", "--today", "2026-11-22")


def test_arrow_keys_answer_and_what_was_asked_and_answered_stays(home: Path) -> None:
    terminal = Terminal(home, RUN, *ASK)
    at = terminal.wait_for(READY)
    for keys in (b"\x1b[B\r", b"Acme\r", b"\x1b[B\x1b[B\r"):  # yes; Acme; the second stage
        terminal.type(keys)
        at = terminal.wait_for(READY, at)
    terminal.type(b"\x03")
    terminal.wait_for(b"To go on:", at)
    assert terminal.close() == 130
    written = (home / "my-situation.yaml").read_text()
    assert written == "pack: ../rules\napplications:\n  - company: Acme\n    stage: interviewed\n"
    assert "→ Interviewed".lower() in terminal.output.decode().lower()


@pytest.mark.parametrize(("typed", "kept"), [(b"\n", 1), (b"yes\n", 1), (b"no\n", 0)])
def test_whoever_asks_again_goes_on_with_the_answers_of_before(
    home: Path, typed: bytes, kept: int
) -> None:
    before = "pack: ../rules\napplications:\n  - company: Acme\n    stage: interviewed\n"
    (home / "my-situation.yaml").write_text(before)
    terminal = Terminal(home, RUN, *ASK, "--plain")
    terminal.wait_for(b"Go on with them?")
    terminal.wait_for(b"> ")
    terminal.type(b"perhaps\n")
    at = terminal.wait_for(b"Answer yes or no.")
    terminal.type(typed)
    terminal.wait_for(b"> ", at)
    at = terminal.wait_for(b"> ", at)
    terminal.type(b"stop\n")
    terminal.close()
    assert (home / "my-situation.yaml").read_text() == before
    assert (b"Your answers are kept in my-situation-2.yaml" in terminal.output) is not bool(kept)


@pytest.mark.parametrize("typed", [b"stop\n", b"Quit.\n", b"exit\n", b"\x04"])
def test_whoever_stops_there_leaves_all_as_it_was(home: Path, typed: bytes) -> None:
    before = "pack: ../rules\napplications:\n  - company: Acme\n    stage: interviewed\n"
    (home / "my-situation.yaml").write_text(before)
    terminal = Terminal(home, RUN, *ASK, "--plain")
    terminal.wait_for(b"Go on with them?")
    terminal.wait_for(b"> ")
    terminal.type(typed)
    assert terminal.close() == 0
    assert b"uestion 1" not in terminal.output
    assert (home / "my-situation.yaml").read_text() == before
    assert not (home / "my-situation-2.yaml").exists()


PLAIN = {
    "a terminal that cannot move its cursor": ("dumb", {}, ()),
    "a terminal of which nothing is known": ("", {}, ()),
    "whoever asks for it": ("xterm", {}, ("--plain",)),
    "whoever always wants it": ("xterm", {"ADVISOR_PLAIN": "1"}, ()),
}


@pytest.mark.parametrize(("term", "variables", "options"), PLAIN.values(), ids=PLAIN)
def test_plain_is_only_lines(
    home: Path, term: str, variables: dict[str, str], options: tuple[str, ...]
) -> None:
    terminal = Terminal(home, RUN, *ASK, *options, term=term, variables=variables)
    terminal.wait_for(b"(yes or no)")
    terminal.wait_for(b"> ")
    terminal.type(b"yes\n")
    terminal.wait_for(b"Which company?")
    terminal.type(b"Acme\n")
    terminal.wait_for(b"They turned me down")
    terminal.type(b"2\n")
    terminal.wait_for(b"Interviewed")
    terminal.type(b"stop\n")
    terminal.wait_for(b"To go on:")
    assert terminal.close() == 0
    drawing = (b"\x1b[A", b"\x1b[J", b"\x1b[?7l")  # the cursor goes up, lines go away
    assert not [code for code in drawing if code in terminal.output]


def test_what_reads_keys_is_loaded_on_a_terminal_only() -> None:
    code = (
        "import sys; sys.argv = ['advisor', 'ask', '--today', '2026-11-22']\n"
        "from advisor.cli.main import main\n"
        "try: main()\n"
        "except SystemExit: print('prompt_toolkit' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        input="",
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
    )
    assert done.stderr.splitlines()[-1] == "False"

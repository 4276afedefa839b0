"""Keys at random and ends at random moments: `python -m tests.cli.keys --sequences 10000 --kills 300`.

Through a pseudo-terminal, `advisor ask` gets letters, arrows, pasted texts, broken UTF-8, control keys and
resized windows. Nothing may show a traceback, each exit status must be a documented one, the terminal
must be left as it was, and the file must hold every answer that was taken. Then runs are ended by
signals: what was answered before the question on the screen must be in the file, and a run that goes
on with it must end with the file of one that nobody disturbed.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import Any

from advisor import api
from advisor.cli.commands import ask as ask_module
from advisor.cli.main import main as advisor_main
from advisor.cli.situation import answers_file
from advisor.ir import Instance
from tests.small_pack import write_small_pack

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-27"
DOCUMENTED = {0, 1, 2, 130}
_BAD_WORDS = (b"Traceback", b"Unhandled exception", b"mistake in advisor", b"Exception in thread")
READY = b"\x1b[?2004h"  # the terminal is told to mark pastes: now a line is read
_FOR_EACH_PROCESS = 250
_WITHIN = 60.0  # seconds in which whatever was begun has ended, on any machine

# --- what is typed ---

_LINES = (
    *("Acme", "Acme, Globex", "日本電気, Ünï", "1", "3", "1 3", "yes", "no", "y", "yesterday"),
    *(
        "20 nov",
        "in 3 days",
        "none",
        "skip",
        "back",
        "list",
        "change 2",
        "change 99",
        "advice",
        "?",
    ),
    *("", "", "", "5 days", "2", "an offer", "x" * 300, '"back"', "list", "not sure"),
)
_CONTROLS = [bytes([n]) for n in range(1, 32) if n not in (0x13, 0x1A, 0x1C, 0x1B, 0x03, 0x04)]
_ESCAPES = (
    *(b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1bOA", b"\x1bOB", b"\x1b[Z", b"\x1b[H"),
    *(b"\x1b[F", b"\x1b[3~", b"\x1b[5~", b"\x1b[1;5C", b"\x1bOP", b"\x1b[24~", b"\x1bb", b"\x1bd"),
    *(
        b"\x1b",
        b"\x1b[",
        b"\x1b[<0;3;4M",
        b"\x1b[12;40R",
        b"\x1b[I",
        b"\x1b]0;x\x07",
        b"\x1b[?1;2c",
    ),
)
_PASTES = (b"Acme", b"one\ntwo\n", "zwei\tdrei ✓".encode(), b"\x1b[A", b"y" * 3_000, b"\xff\xfe")
_PIECES = (b"\xc3", b"\xa4", b"\xe6\x97", b"\xf0\x9f\x98", b"\xff", "é".encode(), "👩‍💻".encode())


def sequence(draw: random.Random) -> Iterator[bytes | tuple[int, int]]:
    """Keys of one sequence; a pair is a new size of the window, in rows and columns."""
    for _ in range(draw.randint(1, 24)):
        match draw.randrange(12):
            case 0 | 1 | 2:
                yield draw.choice(_LINES).encode() + b"\r"
            case 3 | 4:
                yield draw.choice((b"\x1b[A", b"\x1b[B", b" ", b"\t", b"\r"))
            case 5:
                yield draw.choice(_ESCAPES)
            case 6:
                yield draw.choice(_CONTROLS)
            case 7:
                yield b"\x1b[200~" + draw.choice(_PASTES) + b"\x1b[201~"
            case 8:
                yield draw.choice(_PIECES)
            case 9:
                yield (draw.randint(2, 60), draw.randint(2, 140))
            case 10 if draw.random() < 0.15:
                yield draw.choice((b"\x03", b"\x04", b"stop\r"))
            case _:
                yield bytes(draw.choice(b"abcdenosy123 ?,.\x7f") for _ in range(4))


# --- the side of the program ---


def serve(folder: Path) -> None:
    """Questionnaires one after the other on this terminal, until a file says that it is enough."""
    seen: list[ask_module._Interview] = []

    class Watched(ask_module._Interview):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            seen.append(self)

    ask_module._Interview = Watched  # type: ignore[misc]
    before = termios.tcgetattr(0)
    number = 0
    with (folder / "log").open("a", encoding="utf-8") as log:
        while not (folder / "enough").exists():
            number += 1
            last = folder / f"{number - 1}.yaml"
            sys.argv = ["advisor", "ask", "--save", f"{number}.yaml", "--today", TODAY]
            if number % 3 == 0 and last.exists():
                sys.argv[2:4] = ["--answers", last.name]
            seen.clear()
            status = _run_once()
            wrong = [] if status in DOCUMENTED else [f"the exit status is {status}"]
            if termios.tcgetattr(0)[:4] != before[:4]:
                wrong.append("the terminal is not as it was")
                termios.tcsetattr(0, termios.TCSANOW, before)
            wrong += [problem for one in seen for problem in _lost(one)]
            answers = sum(one.conversation.answers for one in seen)
            log.write(json.dumps({"wrong": wrong, "answers": answers, "status": status}) + "\n")
            log.flush()


def _run_once() -> object:
    """The exit status. Ctrl-C is for the program alone, not for what runs it here."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        advisor_main()
    except SystemExit as end:
        return end.code
    except KeyboardInterrupt:
        return 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return None


def _lost(interview: ask_module._Interview) -> list[str]:
    """What was answered and does not stand in the file, and what stands there and was not answered."""
    autosave, conversation = interview._autosave, interview.conversation
    told = _facts(answers_file.without_blanks(conversation.root))
    if not autosave.path.exists():
        return ["there is no file"] if told else []
    text, lenient = (
        autosave.path.read_text("utf-8"),
        replace(interview._program, pack=autosave.pack),
    )
    loaded = api.load_cases_text(text, str(autosave.path), lenient, autosave.format)
    if not loaded.cases:
        return [f"the file cannot be read: {loaded.diagnostics}"]
    kept = _facts(loaded.cases[0].situation.root)
    return (
        []
        if kept == told
        else [
            f"kept, not told: {dict(kept.items() - told.items())}; "
            f"told, not kept: {dict(told.items() - kept.items())}"
        ]
    )


def _facts(root: Instance) -> dict[str, object]:
    facts: dict[str, object] = dict(root.facts)
    for name, items in root.lists.items():
        for at, item in enumerate(items):
            facts |= {f"{name}[{at}].{fact}": value for fact, value in _facts(item).items()}
    return facts


# --- the side of the person ---


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(
        self,
        folder: Path,
        *command: str,
        term: str = "xterm-256color",
        variables: Mapping[str, str] | None = None,
    ) -> None:
        self._master, slave = pty.openpty()
        self.resize(24, 80)
        take = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")},
            "TERM": term,
            "PYTHONPATH": str(ROOT),
            "ADVISOR_PLAIN": "",
            **(variables or {}),
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", take + command[0], *command[1:]],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=folder,  # type: ignore[arg-type]
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        os.set_blocking(self._master, False)
        self.output = bytearray()

    def resize(self, rows: int, columns: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds: float) -> bool:
        """Read what comes within that time; whether anything came."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            found = os.read(self._master, 65_536)
        except OSError:  # the program has ended
            found = b""
        self.output += found
        return bool(found)

    def type(self, keys: bytes) -> None:
        """Type them all; a program that reads nothing for long is an error."""
        until = time.monotonic() + _WITHIN
        while keys and self.process.poll() is None:
            assert time.monotonic() < until, "it takes no keys any more"
            try:
                keys = keys[os.write(self._master, keys[:256]) :]
            except BlockingIOError:
                self.read(0.01)
            except OSError:
                return
            self.read(0)

    def wait_for(self, words: bytes, start: int = 0) -> int:
        """Read until the words come; where they end in the output, or -1 if the program ends before."""
        until = time.monotonic() + _WITHIN
        while (at := self.output.find(words, start)) < 0:
            assert time.monotonic() < until, f"no {words!r} in {bytes(self.output[-2_000:])!r}"
            if not self.read(0.05) and self.process.poll() is not None and not self.read(0.05):
                return -1
        return at + len(words)

    def close(self) -> int:
        """Read until the program has ended, hang up, and give the exit status."""
        until = time.monotonic() + _WITHIN
        while self.process.poll() is None and time.monotonic() < until:
            self.read(0.01)
        while self.read(0.02):
            pass
        os.close(self._master)
        return self.process.wait(_WITHIN)


def run_sequences(count: int, seed: int) -> tuple[list[str], Counter[str]]:
    """Type so many sequences; what went wrong, in words, and what was seen, in figures."""
    parts = [
        range(begin, min(begin + _FOR_EACH_PROCESS, count))
        for begin in range(0, count, _FOR_EACH_PROCESS)
    ]
    wrong: list[str] = []
    seen: Counter[str] = Counter(sequences=count, questionnaires=0, answers=0)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done, (problems, figures) in enumerate(pool.map(_one_process, parts, repeat(seed)), 1):
            wrong += problems
            seen += figures
            sys.stderr.write(f"{done} of {len(parts)} processes, {len(wrong)} problems\n")
    return wrong, seen


def _one_process(numbers: range, seed: int) -> tuple[list[str], Counter[str]]:
    with tempfile.TemporaryDirectory() as name:
        return _typed_into(Path(name), numbers, seed)


def _typed_into(folder: Path, numbers: range, seed: int) -> tuple[list[str], Counter[str]]:
    command = "from tests.cli.keys import serve; from pathlib import Path; serve(Path())"
    terminal = Terminal(folder, command)
    terminal.wait_for(READY)  # what is typed before that is for Python, which is starting
    where = f"sequences {numbers.start} to {numbers.stop} of seed {seed}"
    for number in numbers:
        for keys in sequence(random.Random(f"{seed} {number}")):
            if isinstance(keys, bytes):
                terminal.type(keys)
            else:
                terminal.resize(*keys)
        while terminal.read(0.005):
            pass
    (folder / "enough").touch()
    until = time.monotonic() + _WITHIN
    while terminal.process.poll() is None and time.monotonic() < until:
        terminal.type(b"\x1b[201~\x03")  # a paste may still be open
        terminal.read(0.05)
    if terminal.process.poll() is None:
        terminal.process.kill()
        terminal.close()
        return [f"{where}: it does not end; {bytes(terminal.output[-600:])!r}"], Counter()
    status = terminal.close()
    wrong = [] if status == 0 else [f"{where}: the exit status is {status}"]
    wrong += [
        f"{where}: {terminal.output[at : at + 3_000].decode(errors='replace')}"
        for at in map(terminal.output.find, _BAD_WORDS)
        if at >= 0
    ]
    log, seen = folder / "log", Counter[str]()
    for line in log.read_text("utf-8").splitlines() if log.exists() else ():
        told = json.loads(line)
        seen.update(
            {f"status {told['status']}": 1, "questionnaires": 1, "answers": told["answers"]}
        )
        wrong += [f"{where}: {problem}" for problem in told["wrong"]]
    return wrong, seen


# --- ends ---

_ANSWERS = ("yes", "Acme", "interviewed", "no", "yesterday", "", "", "no")
_OPTIONS = ("--pack", "../rules", "--today", "2026-11-22")
RUN = "from advisor.__main__ import run; sys.argv = ['advisor', *sys.argv[1:]]; run()"
_SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_QUESTION = re.compile(rb"[Qq]uestion (\d+)")


def _piped(folder: Path, file: str, answers: Sequence[str]) -> str | None:
    """What stands in the file after these answers; it is gone on with if it is there.

    Where the answers do not fit the questions, it is what was said about that.
    """
    option = "--answers" if (folder / file).exists() else "--save"
    done = subprocess.run(
        [sys.executable, "-m", "advisor", "ask", option, file, *_OPTIONS],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input="".join(f"{line}\n" for line in answers),
        text=True,
        capture_output=True,
        check=False,
        timeout=_WITHIN,
    )
    return done.stderr if done.returncode else _text(folder / file)


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.exists() else None


def run_kills(count: int, seed: int) -> tuple[list[str], Counter[str]]:
    """End so many runs; what went wrong, and after how many answers they ended."""
    draw, wrong, seen = random.Random(seed), [], Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        write_small_pack(Path(name) / "rules")
        home = Path(name) / "home"
        home.mkdir()
        longest = _undisturbed(home)
        after = [_piped(home, f"{n}.yaml", _ANSWERS[:n]) for n in range(len(_ANSWERS) + 1)]
        for number in range(count):
            ended = draw.choice(_SIGNALS)
            kill = _kill_on_a_terminal if draw.random() < 0.7 else _kill_with_a_pipe
            shown, status = kill(home, ended, draw.uniform(0.02, longest))
            where = f"kill {number} of seed {seed} ({ended.name}, {kill.__name__})"
            found = _text(home / "killed.yaml")
            asked = max((int(n) for n in _QUESTION.findall(shown)), default=1)
            seen[f"{asked - 1} answers"] += 1
            if found not in after[asked - 1 :]:
                wrong.append(f"{where}: question {asked} was shown, and there is {found!r}")
            wrong += [f"{where}: {shown[-1_500:]!r}" for words in _BAD_WORDS if words in shown]
            if status not in (*DOCUMENTED, -ended):
                wrong.append(f"{where}: the exit status is {status}")
            known = after.index(found) if found in after else 0
            if known == 1:  # that there is one, of which nothing else is known: no file can say so
                known = 0
            whole = _piped(home, "killed.yaml", _ANSWERS[known:])
            if whole != after[-1]:
                wrong.append(f"{where}: going on from {found!r} leads to {whole!r}")
            for path in home.glob("*killed*"):
                path.unlink()
    return wrong, seen


def _undisturbed(home: Path) -> float:
    """How many seconds a run takes on a terminal until its last answer is taken, and a little longer."""
    begun = time.monotonic()
    shown, status = _kill_on_a_terminal(home, signal.SIGTERM, _WITHIN)
    assert status == 0, shown
    for path in home.glob("*killed*"):
        path.unlink()
    return (time.monotonic() - begun) * 1.05


def _kill_on_a_terminal(home: Path, ended: signal.Signals, seconds: float) -> tuple[bytes, int]:
    """Answer each question once it is there, and end the run after that time, if it has not ended."""
    terminal = Terminal(home, RUN, "ask", "--save", "killed.yaml", *_OPTIONS)
    end_at = time.monotonic() + seconds
    at, typed = 0, 0
    while time.monotonic() < end_at and terminal.process.poll() is None:
        prompt = terminal.output.find(READY, at)
        if prompt >= 0 and typed < len(_ANSWERS):
            is_to_go_on = b"Go on?" in terminal.output[at:prompt]
            at = len(terminal.output)
            terminal.type((b"" if is_to_go_on else _ANSWERS[typed].encode()) + b"\r")
            typed += not is_to_go_on
        terminal.read(0.003)
    with contextlib.suppress(ProcessLookupError):
        terminal.process.send_signal(ended)
    status = terminal.close()
    return bytes(terminal.output), status


def _kill_with_a_pipe(home: Path, ended: signal.Signals, seconds: float) -> tuple[bytes, int]:
    process = subprocess.Popen(
        [sys.executable, "-m", "advisor", "ask", "--save", "killed.yaml", *_OPTIONS],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    process.stdin.write("".join(f"{line}\n" for line in _ANSWERS).encode())
    with contextlib.suppress(BrokenPipeError):
        process.stdin.flush()
    time.sleep(seconds)
    process.send_signal(ended)
    _, shown = process.communicate(timeout=_WITHIN)
    return shown, process.returncode


def main() -> None:
    """Read the command line, type and end, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    # Under `nohup`, hanging up is ignored, and by all that is started. What is caught here is as usual there.
    signal.signal(signal.SIGHUP, lambda *_: None)
    wrong: list[str] = []
    for run, count in ((run_sequences, chosen.sequences), (run_kills, chosen.kills)):
        begun = time.monotonic()
        found, seen = run(count, chosen.seed)
        wrong += found
        figures = ", ".join(f"{words}: {number}" for words, number in sorted(seen.items()))
        name = run.__name__.removeprefix("run_")
        sys.stdout.write(f"{count} {name} in {time.monotonic() - begun:.0f} s ({figures})\n")
    sys.stdout.write("".join(f"{problem}\n" for problem in wrong) or "nothing went wrong\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()

"""From Enter to the next question: `python -m tests.cli.latency`.

Answers the questionnaires of the examples through a pseudo-terminal and prints, for the real rules, the
milliseconds from the key to the moment at which the next line can be typed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from pathlib import Path

from advisor import api
from advisor.dialogue.answers import Answer, Answered, Each, Named, NoneGiven, OnDay, Picked
from advisor.dialogue.conversation import answer, begin
from advisor.dialogue.estimates import Estimator
from advisor.dialogue.next_question import next_question
from advisor.dialogue.questions import EachQuestion, FactQuestion, MoreQuestion, Question
from advisor.dialogue.replies import understand
from advisor.ir import MILLION, FactDeclaration, Instance, Kind, Program, Value
from tests.cli.keys import READY, RUN, Terminal
from tests.dialogue.persons import TODAY, reply_from, told_in_full, with_days
from tests.examples.collection import example_files

READING = 2.0  # seconds in which the first question is read, and what comes next gets ready


def typed(question: Question, reply: Answer) -> str:
    """What somebody types to give this answer."""
    match question, reply:
        case FactQuestion(declared=declared), Answered(value=value):
            return _typed_value(declared, value)
        case FactQuestion(), OnDay(value=True, day=int() as day):
            return date.fromordinal(day).isoformat()
        case FactQuestion(declared=declared), OnDay(value=value, day=day):
            what = "skip" if value is None else _typed_value(declared, value)
            return f"{what} {'not known' if day is None else date.fromordinal(day).isoformat()}"
        case MoreQuestion(asked_by=FactDeclaration() as declared), Named(
            values=values, along=along
        ):
            names = [
                "I forgot" if value is None else _typed_value(declared, value) for value in values
            ]
            return ", ".join(with_days(name, days) for name, days in zip_longest(names, along))
        case EachQuestion(parts=parts), Each(answers=answers):
            return "; ".join(typed(*pair) for pair in zip(parts, answers, strict=True))
        case _, Answered(value=value):
            return "yes" if value else "no"
        case _, Picked(numbers=numbers):
            return " ".join(str(number + 1) for number in numbers)
        case _, NoneGiven():
            return "none"
        case _:
            return "skip"


def _typed_value(declared: FactDeclaration, value: Value) -> str:
    match declared.type.kind:
        case Kind.YES_NO:
            return "yes" if value else "no"
        case Kind.NUMBER:
            return f"{int(value) / MILLION:g}"
        case Kind.DATE:
            return date.fromordinal(int(value)).isoformat()
        case Kind.DURATION | Kind.WORKING_DAYS:
            return f"{value} days"
        case _:
            return str(value)


def times_of(
    folder: Path, program: Program, by: Estimator, full: Instance, today: int, reading: float
) -> Iterator[float]:
    """Seconds between an answer and the next question, one questionnaire long."""
    day = date.fromordinal(today).isoformat()
    terminal = Terminal(folder, RUN, "ask", "--save", f"{time.monotonic_ns()}.yaml", "--today", day)
    terminal.wait_for(READY)
    time.sleep(reading)
    state = begin(program)
    while (question := next_question(program, state, today, by)) is not None:
        reply = reply_from(full, state, question)
        line = typed(question, reply)
        meant = understand(question, line, today)
        state_after = answer(program, state, question, reply)
        is_last = next_question(program, state_after, today, by) is None
        if meant != reply or is_last:  # no words for it, or nothing comes: the rest is not timed
            break
        terminal.type(line.encode())
        while terminal.read(0.004):
            pass
        begun = time.perf_counter()
        at = len(terminal.output)
        terminal.type(b"\r")
        terminal.wait_for(READY, at)
        yield time.perf_counter() - begun
        state = state_after
    terminal.type(b"\x03")
    terminal.close()


def main() -> None:
    """Read the command line, answer, and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--each", type=int, default=1, help="take every N-th example")
    parser.add_argument(
        "--reading",
        type=float,
        default=READING,
        metavar="SECONDS",
        help="how long the first question is read; with 0.3, the second has to wait for libraries to load",
    )
    chosen = parser.parse_args()
    program = api.load_pack()
    by = Estimator(program)
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for path in example_files()[:: chosen.each]:
            for case in api.load_cases(path, program).cases[:1]:
                today = case.situation.today or TODAY
                full = told_in_full(program, case.situation.root, today)
                times += times_of(Path(folder), program, by, full, today, chosen.reading)
    ms = sorted(1000 * seconds for seconds in times)
    tail = ms[int(len(ms) * 0.99)]
    sys.stdout.write(
        f"{len(ms)} questions: median {statistics.median(ms):.0f} ms, 99 of 100 within {tail:.0f} ms, "
        f"worst {ms[-1]:.0f} ms\n"
    )


if __name__ == "__main__":
    main()

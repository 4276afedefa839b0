"""Two weeks of a life, told with `ask`, `tell`, `done`, `change` and `undo` only; nobody edits the file.

Each day has its commands and, as a golden, the page that the person sees at its end. What the days must
bring is stated here by hand.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli
from advisor.cli.prompts import prompting
from advisor.dialogue.questions import (
    Choosable,
    EachQuestion,
    FactQuestion,
    MoreQuestion,
    Question,
    SeveralQuestion,
)

PAGES = Path(__file__).parent / "two_weeks"

# What the person answers on the first evening: whom it is about, which fact, and the words.
ANSWERS = {
    ("", "applications"): "Acme Labs, Globex, Initech",
    ("Acme Labs", "stage"): "interviewed",
    ("Acme Labs", "interviews"): "yesterday",
    ("Acme Labs", "told_reply_takes"): "about two weeks",
    ("Acme Labs", "preference"): "my first choice",
    ("Acme Labs", "last_employer_contact_on"): "not yet",
    ("Globex", "stage"): "they made me an offer",
    ("Globex", "offer_received_on"): "thursday",
    ("Globex", "offer_form"): "in writing, with no conditions",
    ("Globex", "answer_by"): "by friday",
    ("Globex", "needs_time"): "yes",
    ("Globex", "preference"): "good choice",
    ("Initech", "stage"): "turned me down",
    ("Initech", "rejected_on"): "tuesday",
    ("Initech", "feedback_wanted"): "no",
}

DAYS = {
    "2026-11-28": ["ask"],
    "2026-11-29": ["done ask-for-extension"],
    "2026-11-30": ["done tell-pending-employer", "done thank-after-rejection --on yesterday"],
    "2026-12-01": ["tell 'Globex gave me more time until the 9th'"],
    "2026-12-04": ["tell 'Acme called, they say I will hear early next week'"],
    "2026-12-05": ["change Globex.preference fallback", "undo", "tell nothing"],
    "2026-12-07": [
        "tell 'Acme offered me the job and want my answer within 10 days' offer_form=written"
    ],
    "2026-12-08": ["tell i-made-up-my-mind 'Acme Labs' answer=accept", "done accept-offer"],
    "2026-12-09": ["done decline-offer"],
    "2026-12-11": ["tell 'my first day is 4 January'"],
}

# What must stand on the page, and what must not, at the end of some days.
STANDS = {
    "2026-11-28": ["Ask Globex for more time", "Tell Acme Labs", "By Fri 4 Dec"],
    "2026-12-01": ["By Wed 9 Dec:          1. Give Globex your answer"],
    "2026-12-04": ["Until Tue 8 Dec:       1. Wait for word from Acme Labs"],
    "2026-12-07": ["Accept the offer from Acme Labs", "Decline the offer from Globex"],
    "2026-12-08": ["By tomorrow:           1. Decline the offer from Globex"],
    "2026-12-11": ["Until Mon 4 Jan 2027"],
}
GONE = {
    "2026-11-29": ["Ask Globex for more time"],
    "2026-11-30": ["Tell Acme Labs", "Thank Initech"],
    "2026-12-08": ["Accept"],
    "2026-12-09": ["Decline", "By "],
}


def is_so(option: Choosable) -> bool:
    said = [ANSWERS.get((line.label, line.facts[0].name), "no") for line in option.lines]
    return any(words != "no" for words in said)


def answer_by_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is answered from the table, by the words that stand there; others are skipped."""
    asked: list[Question] = []
    told: set[tuple[str, str]] = set()

    def show(_prompter: prompting.Prompter, question: Question) -> None:
        asked.append(question)

    def read() -> str:
        match asked[-1]:
            case FactQuestion(about=about, declared=declared):
                return ANSWERS.get((about, declared.name), "skip")
            case EachQuestion(parts=parts):
                said = [ANSWERS.get((part.about, part.fact), "skip") for part in parts]
                return "; ".join(said)
            case MoreQuestion(about=about, list=name) if (about, name) not in told:
                told.add((about, name))
                return ANSWERS.get((about, name), "no")
            case MoreQuestion():
                return "no"
            case SeveralQuestion(options=options):
                return " ".join(str(n) for n, one in enumerate(options, 1) if is_so(one))
            case _:
                return "yes"

    monkeypatch.setattr(prompting.Prompter, "_show", show)
    monkeypatch.setattr(prompting, "_from_pipe", read)


def run(command: str, today: str) -> str:
    words = [*shlex.split(command), "--today", today]
    result = CliRunner().invoke(
        cli, words, env={"COLUMNS": "80"}, prog_name="advisor", catch_exceptions=False
    )
    assert result.exit_code == 0, f"{today}: {command}: {result.stderr}"
    return result.stdout


def test_each_day_of_two_weeks_has_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, golden: Callable[[Path, str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for today, commands in DAYS.items():
        with monkeypatch.context() as patched:
            if "ask" in commands:
                answer_by_table(patched)
            for command in commands:
                run(command, today)
        page = run("advise --short my-situation.yaml", today)
        assert [words for words in STANDS.get(today, ()) if words not in page] == []
        assert [words for words in GONE.get(today, ()) if words in page] == []
        told = "".join(f"$ advisor {command}\n" for command in commands)
        golden(PAGES / f"{today}.txt", f"{told}$ advisor advise --short\n{page}")
    golden(PAGES / "the-file-at-the-end.yaml", Path("my-situation.yaml").read_text())


def test_all_of_it_can_be_taken_back_up_to_the_first_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    states = []
    with monkeypatch.context() as patched:
        answer_by_table(patched)
        run("ask", "2026-11-28")
    for today, commands in list(DAYS.items())[1:5]:
        for command in commands:
            states.append(Path("my-situation.yaml").read_text())
            run(command, today)
    for state in reversed(states):
        run("undo", "2026-12-04")
        assert Path("my-situation.yaml").read_text() == state

"""The evenings of two people between two jobs, as they type them: with slips, haste and changes of mind.

Each evening has its commands with what is typed at their questions, and the heads of the page at its end. They
were written down by hand before they were tried, as somebody would put them who advises people for a living.
"""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from advisor.cli.commands import done, tell
from advisor.cli.main import cli
from advisor.cli.prompts import prompting
from advisor.dialogue.questions import GoOnQuestion, MoreQuestion, Question, SeveralQuestion


class Evening(NamedTuple):
    """`told` are commands, each with the lines that are typed to its questions."""

    today: str
    told: Sequence[tuple[str, Sequence[str]]]
    heads: Sequence[str]


# What is said on the first evening, by words of the question; whatever else is asked is passed over.
FIRST_EVENING = {
    "Which employers is this about": "northgate council last thursday, hugo boss on 12 january, lidl jan 8 and brightwell"
    " last wednesday",
    "Where do things stand?": "6 3 3 3",
    "How much do you want the job?": "2 2 4 1",
    "How did they make you the offer": "on the phone today",
    "When do they want your answer?": "they want to know by friday",
    "Did they say how you may contact them?": "only through the recruiter",
    "When did they say you would hear back?": "friday week",
    "for which application?": "brightwell",
}
TICKED = (
    "I have a job at the moment",
    "They said how I may contact them, or there is an agency",
    "They said when I would hear back",
)

# In work, four employers: one makes an offer, one never answers, one says no, one is the favourite.
PLANNER = [
    Evening(
        "2027-02-01",
        [
            ("ask", []),
        ],
        [
            "Today: Ask northgate council for more time, until Mon 15 Feb",
            "Tell the others that you have an offer",
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "Today: Withdraw your application at lidl",
            "By Fri 5 Feb: Give northgate council your answer",
        ],
    ),
    Evening(
        "2027-02-02",
        [
            ("done ask-for-extension", ["wednesday next week"]),
            ("done withdraw lidl", []),
            ("tell recruiter rang, 2nd interview at brightwell on friday at 2", ["2", "2", "skip"]),
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "Today: Get the offer from northgate council in writing",
            "Tell the others that you have an offer",
            "By Fri 5 Feb: Prepare for your interview at brightwell on Fri 5 Feb",
            "By Wed 10 Feb: Give northgate council your answer",
            "Meanwhile: Nothing more to do about lidl for now",
        ],
    ),
    Evening(
        "2027-02-03",
        [
            (
                "tell got an email from hugo boss, unfortunatly they went with someone else",
                ["yes pls"],
            ),
            ("done thank-after-rejection", []),
            ("done tell-pending-employer", [""]),
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "Today: Get the offer from northgate council in writing",
            "By Fri 5 Feb: Prepare for your interview at brightwell on Fri 5 Feb",
            "By Wed 10 Feb: Give northgate council your answer",
            "Meanwhile: Nothing more to do about lidl for now",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-04",
        [
            ("tell brightwell have moved it to tuesday now, grr", ["1"]),
            ("done get-offer-in-writing", ["", "they said by monday"]),
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "By Tue 9 Feb: Prepare for your interview at brightwell on Tue 9 Feb",
            "By Wed 10 Feb: Give northgate council your answer",
            "Meanwhile: Nothing more to do about lidl for now",
            "On Tue 9 Feb: Get the offer from northgate council in writing",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-05",
        [("tell my boss found out and has offered me more to stay", ["1 4"])],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "By Tue 9 Feb: Prepare for your interview at brightwell on Tue 9 Feb",
            "By Wed 10 Feb: Decide whether to stay where you are",
            "Give northgate council your answer",
            "Meanwhile: Nothing more to do about lidl for now",
            "On Tue 9 Feb: Get the offer from northgate council in writing",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-08",
        [("tell moved again!! now thursday", ["1"]), ("tell no contract from northgate yet", [])],
        [
            "Today: Ask brightwell for an earlier interview, through the agency",
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "By Wed 10 Feb: Decide whether to stay where you are",
            "Give northgate council your answer",
            "By Thu 11 Feb: Prepare for your interview at brightwell on Thu 11 Feb",
            "Meanwhile: Nothing more to do about lidl for now",
            "On Tue 9 Feb: Get the offer from northgate council in writing",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-09",
        [
            ("tell i can have till monday at northgate", []),
            ("tell they will send the contract by thursday", []),
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "By Thu 11 Feb: Prepare for your interview at brightwell on Thu 11 Feb",
            "By Mon 15 Feb: Decide whether to stay where you are",
            "Give northgate council your answer",
            "Meanwhile: Nothing more to do about lidl for now",
            "On Fri 12 Feb: Get the offer from northgate council in writing",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-11",
        [
            (
                "tell had the interview at brightwell today",
                ["tomorow", "yes", "", "Priya Nair and Tom"],
            )
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "By tomorrow: Ask the agency to pass on your thanks to brightwell",
            "By Mon 15 Feb: Decide whether to stay where you are",
            "Give northgate council your answer",
            "Until Mon 15 Feb: Wait for word from brightwell",
            "Meanwhile: Nothing more to do about lidl for now",
            "On Fri 12 Feb: Get the offer from northgate council in writing",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-12",
        [
            (
                "tell brightwell offered me the job on the phone, want my answer by wednesday",
                ["", ""],
            )
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "Do not hand in your notice yet (brightwell)",
            "Today: Get the offer from northgate council in writing",
            "Get the offer from brightwell in writing, through the agency",
            "By Mon 15 Feb: Decide whether to stay where you are",
            "Give northgate council your answer",
            "By Wed 17 Feb: Give brightwell your answer, through the agency",
            "Meanwhile: Nothing more to do about lidl for now",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
    Evening(
        "2027-02-13",
        [
            (
                "tell contract from northgate came but the pay is lower than they said",
                ["", "", ""],
            ),
        ],
        [
            "Keep in mind: Do not hand in your notice yet (northgate council)",
            "Do not hand in your notice yet (brightwell)",
            "By Mon 15 Feb: Decide whether to stay where you are",
            "Ask northgate council to put the written offer right",
            "Get the offer from brightwell in writing, through the agency",
            "Give northgate council your answer",
            "By Wed 17 Feb: Give brightwell your answer, through the agency",
            "Meanwhile: Nothing more to do about lidl for now",
            "From Mon 5 Apr: Send hugo boss a friendly word",
        ],
    ),
]


def head_lines(page: str) -> list[str]:
    """The lines of a short page, without their numbers."""
    lines = [line for line in page.splitlines()[3:] if line.strip()]
    found = []
    for line in lines:
        when, _, title = line.partition(". ")
        when = when.rstrip("0123456789").strip()
        found.append(f"{when} {title}" if when else title)
    return found


def reply_to(question: Question) -> str:
    if isinstance(question, GoOnQuestion):
        return "no"
    asked = question.ask if isinstance(question, SeveralQuestion | MoreQuestion) else question.asked
    said = next((line for words, line in FIRST_EVENING.items() if words in asked), None)
    if said is None and isinstance(question, SeveralQuestion):
        return " ".join(str(n) for n, one in enumerate(question.options, 1) if one.words in TICKED)
    if said is None and isinstance(question, MoreQuestion):
        return "no"
    return said or "skip"


def answer_by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Question] = []
    monkeypatch.setattr(prompting.Prompter, "_show", lambda _, question: asked.append(question))
    monkeypatch.setattr(prompting, "_from_pipe", lambda: reply_to(asked[-1]))


@pytest.mark.parametrize("evenings", [PLANNER], ids=["a planner in work"])
def test_each_evening_has_the_advice_that_a_careers_adviser_would_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, evenings: Sequence[Evening]
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (tell, done):
        monkeypatch.setattr(command, "is_at_terminal", lambda: True)
    pages = {}
    for evening in evenings:
        for told, typed in evening.told:
            words = [*shlex.split(told), "--today", evening.today]
            with monkeypatch.context() as patched:
                if told == "ask":
                    answer_by_words(patched)
                lines = "".join(f"{line}\n" for line in typed)
                result = CliRunner().invoke(cli, words, input=lines, env={"COLUMNS": "100"})
            assert result.exit_code == 0, f"{evening.today}: {told}: {result.stderr}"
        short = ["advise", "--short", "my-situation.yaml", "--today", evening.today]
        page = CliRunner().invoke(cli, short, env={"COLUMNS": "100"}).stdout
        pages[evening.today] = head_lines(page)
    for evening in evenings:
        assert pages[evening.today] == list(evening.heads), evening.today

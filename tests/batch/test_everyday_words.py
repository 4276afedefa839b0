"""Words of spreadsheets for where things stand: they are read, and what each was read as is told."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli
from advisor.loading.declarations.stated_choices import choice_meant

ROOT = Path(__file__).parents[2]
STAGE = (
    api.load_pack(ROOT / "rules" / "post-interview", with_tests=False)
    .pack.entities["application"]
    .facts["stage"]
)
WORDS = {
    "applied": "Applied|Application sent|application submitted|CV Sent|Submitted",
    "interview_scheduled": (
        "2nd interview|Interview booked|3rd Interview|Final interview|invited to interview|Interview - arranged"
    ),
    "interviewed": (
        "Awaiting outcome|1st interview done|waiting to hear|Interview completed|awaiting decision|no reply"
        "|Awaiting Result|Outcome pending|2nd interview - done|No response|Interviewed - awaiting outcome"
    ),
    "references_asked": "References requested|Awaiting references|Reference check",
    "on_hold": "On hold|Role on hold|recruitment paused",
    "offered": (
        "Offer|Offer - verbal|verbal offer|Offer (verbal)|Offer made|Job offer|Offered job|Successful"
        "|Offer – conditional|Offer/written"
    ),
    "accepted": "offer accepted|Accepted|Accepted offer|Offer - accepted|Hired",
    "started": "Started|Started job|In post",
    "rejected": "Rejected|Unsuccessful|Not successful|Turned me down|Not taken forward|Declined by employer|they declined",
    "offer_withdrawn": "Offer withdrawn|Offer rescinded|Offer retracted",
    "declined": "Declined offer|Offer declined|I declined|Offer refused",
    "withdrawn": "withdrew|Withdrawn|Application withdrawn|Pulled out",
}  # fmt: skip


@pytest.mark.parametrize(
    ("word", "stage"), [(w, stage) for stage, words in WORDS.items() for w in words.split("|")]
)
def test_everyday_words_for_stages_are_read(word: str, stage: str) -> None:
    assert choice_meant(word, STAGE.type.choices, STAGE.type.also, STAGE.words) == stage


# A column, its words, and what is told and not told of it.
TOLD = {
    "a heading of one's own": (
        "Status", ["Rejected", "2nd interview"],
        ["`Status` is read: `Rejected` as “They turned me down”, `2nd interview` as “An interview is agreed or proposed”\n"],
        ["or “"],
    ),
    "who declined": (
        "Status", ["Declined", "offered"],
        ["`Status`: is `Declined` “I declined their offer”, as it is read, or “They turned me down” (`employer declined`)?",
         "`values: {…: rejected}` in a mapping says so"], [],
    ),
    "who withdrew": (
        "Status", ["withdrawn"],
        ["is `withdrawn` “I withdrew”, as it is read, or “They took back their offer” (`offer withdrawn`)?"], [],
    ),
    "in the words of the rules": ("stage", ["declined", "offered"], [], ["is read", "declined"]),
    "a word of one's own": (
        "stage", ["declined", "Unsuccessful"], ["`stage` is read: `declined` as “I declined their offer”, `Unsuccessful` as"], [],
    ),
    "who declined is said": ("Status", ["they declined", "I declined"], ["`Status` is read: "], ["or “"]),
}  # fmt: skip


@pytest.mark.parametrize(("column", "words", "told", "not_told"), TOLD.values(), ids=TOLD)
def test_what_words_are_read_as_is_told(
    column: str, words: list[str], told: list[str], not_told: list[str], tmp_path: Path
) -> None:
    done = _run(tmp_path, column, words, "")
    assert done.exit_code == 0, done.stderr
    assert [one for one in told if one not in done.stderr] == []
    assert [one for one in not_told if one in done.stderr] == []


def test_what_a_mapping_says_is_not_told_again(tmp_path: Path) -> None:
    done = _run(tmp_path, "Status", ["Declined"], ", values: {Declined: rejected}")
    assert done.exit_code == 0, done.stderr
    assert "is read" not in done.stderr and "or “" not in done.stderr


def _run(folder: Path, column: str, words: list[str], said: str) -> Result:
    path, names = folder / "t.csv", folder / "names.yaml"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [[f"s{n}", "Ink", word] for n, word in enumerate(words)]
        csv.writer(file).writerows([["id", "company", column], *rows])
    names.write_text(f"columns: {{{column}: {{to: stage{said}}}}}")
    args = ["batch", str(path), "--map", str(names), "--rows", "application", "--by", "id"]
    args += ["--summary", "--today", "2026-11-30"]
    return CliRunner().invoke(cli, args, prog_name="advisor")

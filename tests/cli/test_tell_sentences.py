"""`advisor tell` with a sentence: what is recorded and said back, what is asked, what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.commands import tell
from advisor.cli.main import cli
from advisor.recording.journal import journal_path
from tests.cli.recording_pack import EVENTS, TEXT, run, write_folder

ROOT = Path(__file__).parents[2]
WORDINGS = {
    "  they-answered:\n": "    also: [they called, they gave me until]\n",
    "  they-turned-me-down:\n": "    also: ['{company} said no', they do not want me]\n",
    "  another-application:\n": "    also: [I applied to them, new one them]\n",
    "  i-am-angry:\n": "    also: I am furious\n",
}


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = write_folder(tmp_path)
    events = EVENTS
    for name, line in WORDINGS.items():
        events = events.replace(name, name + line)
    (tmp_path / "rules" / "events.yaml").write_text(events)
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("COLUMNS", "80")
    return file


def said(text: str) -> str:
    return " ".join(text.split())


def test_a_sentence_is_recorded_and_said_back(mine: Path) -> None:
    result = run("tell", "mine.yaml", "Globex said no on friday")
    assert result.exit_code == 0
    back = "Noted: Globex turned me down, 2 days ago, Fri 20 Nov. `advisor undo mine.yaml` takes it back."
    assert back in said(result.stderr)
    assert mine.read_text().endswith("    stage: rejected\n    chased_on: 2026-11-20\n")
    run("undo", "mine.yaml")
    assert mine.read_text() == TEXT


def test_it_needs_no_quotes_and_takes_facts_behind_it(mine: Path) -> None:
    result = run("tell", "mine.yaml", "acme", "called", "reply_by=friday")
    assert result.exit_code == 0
    assert "reply_by: 2026-11-27\n    chases: 0\n" in mine.read_text()


def test_a_day_that_is_asked_for_is_read_from_the_sentence(mine: Path) -> None:
    result = run("tell", "mine.yaml", "they gave me until friday")
    assert "reply_by: 2026-11-27\n" in mine.read_text()
    assert "Noted: Acme answered;" in said(result.stderr)
    assert "Fri 27 Nov" in said(result.stderr)


NOT_RECORDED = {
    "whom it is about is open": (
        "they said no",
        2,
        "tell mine.yaml they-turned-me-down Acme advisor tell mine.yaml they-turned-me-down Globex",
    ),
    "a word is not known": ("Globex said no to coffee", 2, "they-turned-me-down Globex"),
    "a name is not known": (
        "Initech said no",
        2,
        "Nothing here is called “Initech”, so nothing was recorded. There are Acme and Globex. "
        "To add Initech: advisor tell mine.yaml another-application company=Initech",
    ),
    "it has not happened": ("they did not say no", 0, "nothing that has happened"),
    "it may happen": ("they might say no", 0, "nothing that has happened"),
    "it is only asked": ("did they say no?", 0, "Only the advice answers that: it follows"),
    "it does not fit": ("Globex answered", 1, "Globex answered: that does not fit"),
    "it means nothing": ("the cat is ill", 2, "that is no event that these rules know"),
    "it is what the person did": ("I called Globex", 2, "recorded by `advisor done`"),
}


@pytest.mark.parametrize(("text", "status", "message"), NOT_RECORDED.values(), ids=NOT_RECORDED)
def test_what_is_not_clear_is_not_recorded(
    mine: Path, text: str, status: int, message: str
) -> None:
    result = run("tell", "mine.yaml", text)
    assert result.exit_code == status
    assert message in said(result.stderr)
    assert mine.read_text() == TEXT
    assert not journal_path(mine).exists()


def test_of_several_meanings_one_is_chosen_at_a_terminal(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    for number, name in (("1", "Acme"), ("2", "Globex")):
        result = run("tell", "mine.yaml", "they said no yesterday", typed=f"{number}\n")
        assert "Which of these?" in result.stderr
        assert f"{number} {name} turned me down, yesterday, Sat 21 Nov" in said(result.stderr)
        assert f"Noted: {name} turned me down" in said(result.stderr)
        run("undo", "mine.yaml")
    run("tell", "mine.yaml", "they said no yesterday", typed="2\n")
    assert mine.read_text().endswith("    stage: rejected\n    chased_on: 2026-11-21\n")


def test_several_meanings_may_be_meant(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    result = run("tell", "mine.yaml", "they said no yesterday", typed="1 and 2\n")
    assert "Globex turned me down, yesterday, Sat 21 Nov. `advisor undo" in said(result.stderr)
    assert mine.read_text().count("stage: rejected") == 2
    run("undo", "mine.yaml")
    assert mine.read_text() == TEXT


def test_none_of_the_meanings_records_nothing(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    for typed in ("\n", "no\n", ""):
        run("tell", "mine.yaml", "Globex said no to coffee", typed=typed)
        assert mine.read_text() == TEXT
    run("tell", "mine.yaml", "Globex said no to coffee", typed="yes\n")
    assert "stage: rejected" in mine.read_text()


NO_READING = {
    "a command": ("advisor draft 1", "That is a command: first end the questions with `stop`"),
    "the only reading, misspelt": ("yess please", "`yess please` is none of the answers: type 1."),
    "not known": ("dont know", ""),
}


@pytest.mark.parametrize(("typed", "back"), NO_READING.values(), ids=NO_READING)
def test_what_is_no_reading_is_told_and_records_nothing(
    mine: Path, monkeypatch: pytest.MonkeyPatch, typed: str, back: str
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    result = run("tell", "mine.yaml", "Globex said no to coffee", typed=f"{typed}\n")
    assert back in said(result.stderr)
    assert mine.read_text() == TEXT


def test_sentences_are_answers_to_what_has_happened(mine: Path) -> None:
    typed = "i am not furious\nglobex answered\nglobex said no\n\nI AM FURIOUS\nnothing else\n"
    result = run("tell", "mine.yaml", "--today", "2026-11-26", typed=typed)
    assert result.exit_code == 0
    assert "nothing that has happened" in said(result.stderr)
    assert "Globex answered: that does not fit what is known so far." in said(result.stderr)
    assert "Noted: Globex turned me down, today." in said(result.stderr)
    assert "mood: angry" in mine.read_text()


def test_a_name_that_nothing_has_can_be_added_and_what_was_said_of_it_is_heard_then(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    result = run("tell", "mine.yaml", "Initech said no", typed="1\n1\n\n")
    assert "Nothing here is called “Initech”" in said(result.stderr)
    noted = "Noted: There is another application: Initech. Initech turned me down. `"
    assert noted in said(result.stderr)
    assert "  - company: Initech\n    stage: rejected\n" in mine.read_text()


def test_a_name_that_nothing_has_is_left_where_nobody_wants_it(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    result = run("tell", "mine.yaml", "Initech said no", typed="no\n")
    assert result.exit_code == 0
    assert "Nothing was recorded." in said(result.stderr)
    assert mine.read_text() == TEXT


def test_in_the_conversation_a_name_that_nothing_has_can_be_added(mine: Path) -> None:
    result = run("tell", "mine.yaml", typed="Initech said no\n1\n1\n\n\n")
    noted = "Noted: There is another application: Initech. Initech turned me down. `"
    assert noted in said(result.stderr)
    assert "  - company: Initech\n    stage: rejected\n" in mine.read_text()


NEW_IN_SMALL_LETTERS = {
    "nothing else is said": ("i applied to initech on friday", "initech. `", "applied"),
    "and what happened there": ("new one: initech, they said no", "down. `", "rejected"),
    "and what happened elsewhere": ("globex said no, i applied to initech", "down. `", "applied"),
}


@pytest.mark.parametrize("is_asked", [True, False], ids=["in the conversation", "as an argument"])
@pytest.mark.parametrize(
    ("text", "noted", "stage"), NEW_IN_SMALL_LETTERS.values(), ids=NEW_IN_SMALL_LETTERS
)
def test_who_is_told_of_as_new_is_offered_with_the_name_also_in_small_letters(
    mine: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    noted: str,
    stage: str,
    is_asked: bool,
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    words, lines = ((), f"{text}\n") if is_asked else ((text,), "")
    result = run("tell", "mine.yaml", *words, typed=f"{lines}1\n1\n\n\n\n")
    assert "Add initech" in result.stderr
    assert f"Noted: There is another application: initech{'' if noted[0] == 'i' else '. '}" in said(
        result.stderr
    )
    assert noted in said(result.stderr)
    assert f"  - company: initech\n    stage: {stage}\n" in mine.read_text()


def test_back_leads_to_the_question_before_it_and_ends_nothing(mine: Path) -> None:
    typed = "back\n2\nback\nAcme said no\n\n\n\n"
    result = run("tell", "mine.yaml", "--today", "2026-11-26", typed=typed)
    assert result.exit_code == 0
    assert "There is nothing before this. Enter ends the questions." in said(result.stderr)
    assert result.stderr.count("What has happened since") == 2
    assert result.stderr.count("When was that?") == 2
    assert "stage: rejected" in mine.read_text()


def test_a_list_of_what_may_have_happened_is_shown_whenever_a_number_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = [f"  - {{company: {name}, stage: interviewed}}" for name in ("Acme", "Globex")]
    (tmp_path / "me.yaml").write_text("\n".join(["today: 2026-11-28", "applications:", *rows]))
    typed = "Acme\nback\nAcme\n\n"
    result = CliRunner().invoke(cli, ["tell", "me.yaml"], input=typed)
    assert result.stderr.count("Whom is it about?") == 2
    assert result.stderr.count("Acme turned me down") == 2


HOW_IT_WAS_SAID = {
    "by phone": ("Acme made me an offer by phone", "offer_form: verbal"),
    "on the phone, and when": ("Acme offered me the job on the phone today", "offer_form: verbal"),
}


@pytest.mark.parametrize("is_asked", [True, False], ids=["in the conversation", "as an argument"])
@pytest.mark.parametrize(("text", "written"), HOW_IT_WAS_SAID.values(), ids=HOW_IT_WAS_SAID)
def test_what_a_sentence_says_of_how_it_was_said_is_recorded_and_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, written: str, is_asked: bool
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "me.yaml").write_text(
        "today: 2026-11-28\napplications:\n  - {company: Acme, stage: interviewed}\n"
    )
    words, lines = ([], f"{text}\n") if is_asked else ([text], "")
    result = CliRunner().invoke(cli, ["tell", "me.yaml", *words], input=f"{lines}\n\n\n\n")
    assert "Only by word of mouth so far. `advisor undo" in said(result.stderr)
    assert "How did they make you the offer?" not in result.stderr
    assert written in (tmp_path / "me.yaml").read_text()


def test_a_bare_number_is_no_name(mine: Path) -> None:
    result = run("tell", "mine.yaml", typed="another application\n1\ninitech\n1\n\n\n\n")
    assert '1 is a number and no name: type the name, or "1"' in said(result.stderr)
    assert "company: initech\n" in mine.read_text()


def test_what_the_person_did_is_recorded_as_by_done(mine: Path) -> None:
    result = run("tell", "mine.yaml", "I thanked Acme yesterday")
    assert result.exit_code == 0
    assert "Noted as done: Thank Acme" in said(result.stderr)
    by_tell = mine.read_text()
    run("undo", "mine.yaml")
    assert mine.read_text() == TEXT
    run("done", "thank", "mine.yaml", "--on", "yesterday")
    assert mine.read_text() == by_tell


NOTHING_HAPPENED = ["nothing", "no news", "nothing happened", "no answer yet"]


@pytest.mark.parametrize("text", NOTHING_HAPPENED)
def test_where_nothing_has_happened_that_is_said_above_the_page(mine: Path, text: str) -> None:
    result = run("tell", "mine.yaml", text)
    assert "Nothing has happened, so nothing was recorded." in result.stderr
    assert mine.read_text() == TEXT


def test_two_things_in_one_sentence_are_recorded_said_back_and_taken_back_at_once(
    mine: Path,
) -> None:
    result = run("tell", "mine.yaml", "Globex said no on friday and I am furious")
    assert result.exit_code == 0
    assert said(result.stderr).startswith(
        "Noted: Globex turned me down, 2 days ago, Fri 20 Nov. I am angry. `advisor undo mine.yaml` takes all of it back."
    )
    assert "mood: angry" in mine.read_text()
    assert "    stage: rejected\n    chased_on: 2026-11-20\n" in mine.read_text()
    undone = run("undo", "mine.yaml")
    assert "mine.yaml: Globex turned me down; I am angry (recorded" in said(undone.stderr)
    assert mine.read_text() == TEXT


def test_what_another_part_of_a_sentence_says_is_not_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    own = "company: Acme, stage: interview_scheduled, interviews: [{held_on: 2026-12-03}]"
    text = f"today: 2026-12-03\napplications:\n  - {{{own}}}\n"
    asked = "When did they say you would hear back?"
    for sentence, is_asked in (
        ("the interview went ok", True),
        ("the interview went ok, they will decide by the 14th", False),
    ):
        (tmp_path / "me.yaml").write_text(text)
        typed = "\n" * 9
        result = CliRunner().invoke(cli, ["tell", "me.yaml", sentence], input=typed)
        assert (asked in said(result.stderr)) == is_asked, result.stderr
        (tmp_path / "me.yaml.journal").unlink()


TOGETHER_ONLY = {
    "the second is not clear": "Globex said no and something odd happened",
    "the first is denied": "Acme did not call and said no",
    "neither fits": "Globex answered, Globex called",
}


@pytest.mark.parametrize("text", TOGETHER_ONLY.values(), ids=TOGETHER_ONLY)
def test_of_two_things_none_is_recorded_where_one_is_not_clear(mine: Path, text: str) -> None:
    run("tell", "mine.yaml", text)
    assert mine.read_text() == TEXT


ONE_DOES_NOT_FIT = {
    "the second": ("Globex said no, Globex answered", "Globex answered", "stage: rejected"),
    "the first": ("Globex called, I am furious", "Globex called", "mood: angry"),
    "the one in the middle": (
        "Acme said no, Globex called and I am furious",
        "Globex called",
        "mood: angry",
    ),
}


@pytest.mark.parametrize("is_asked", [True, False], ids=["in the conversation", "as an argument"])
@pytest.mark.parametrize(
    ("text", "left_out", "written"), ONE_DOES_NOT_FIT.values(), ids=ONE_DOES_NOT_FIT
)
def test_a_part_that_does_not_fit_is_said_back_and_takes_nothing_from_the_others(
    mine: Path, text: str, left_out: str, written: str, is_asked: bool
) -> None:
    words, typed = ((), f"{text}\n\n\n\n\n") if is_asked else ((text,), "")
    result = run("tell", "mine.yaml", *words, typed=typed)
    assert result.exit_code == 0
    back = f"“{left_out}” does not fit what is known so far, so that part was not recorded."
    assert back in said(result.stderr)
    assert written in mine.read_text()


def test_what_is_denied_behind_it_is_left_out(mine: Path) -> None:
    result = run("tell", "mine.yaml", "Globex said no on friday, but Acme did not say no")
    assert said(result.stderr).count("Noted") == 1
    assert mine.read_text().endswith("    stage: rejected\n    chased_on: 2026-11-20\n")


def test_what_follows_something_denied_is_asked_back(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Acme did not call, Globex said no on friday"
    assert "they-turned-me-down Globex --on 2026-11-20" in said(
        run("tell", "mine.yaml", text).stderr
    )
    assert mine.read_text() == TEXT
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    assert "Do you mean this?" in run("tell", "mine.yaml", text, typed="1\n").stderr
    assert mine.read_text().endswith("    stage: rejected\n    chased_on: 2026-11-20\n")


BESIDE_WHAT_IS_DENIED = {
    "what nobody can know stands between": "still no news from Acme, met my aunt, Globex said no on friday",
    "it comes first": "Globex said no on friday, met my aunt and Acme did not call",
    "it is all there is beside it": "nothing from Acme yet. met my aunt. Globex said no on friday",
}


@pytest.mark.parametrize("text", BESIDE_WHAT_IS_DENIED.values(), ids=BESIDE_WHAT_IS_DENIED)
def test_what_is_denied_takes_nothing_from_the_other_parts(
    mine: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    told = said(run("tell", "mine.yaml", text).stderr)
    assert "they-turned-me-down Globex --on 2026-11-20" in told
    assert "nothing that has happened" not in told
    assert mine.read_text() == TEXT
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    assert "Do you mean this?" in run("tell", "mine.yaml", text, typed="1\n").stderr
    assert mine.read_text().endswith("    stage: rejected\n    chased_on: 2026-11-20\n")


def test_in_the_conversation_the_second_of_two_things_is_not_asked_for_again(mine: Path) -> None:
    result = run("tell", "mine.yaml", typed="Globex said no and I am furious\n\n")
    assert result.exit_code == 0
    assert said(result.stderr).count("Has anything else happened?") == 1
    assert "mood: angry" in mine.read_text()
    assert "stage: rejected" in mine.read_text()


def test_what_can_have_happened_nowhere_is_not_offered(mine: Path) -> None:
    run("tell", "mine.yaml", "Acme said no")
    before = mine.read_text()
    result = run("tell", "mine.yaml", "they called")
    assert result.exit_code == 1
    assert "that does not fit what is known so far" in said(result.stderr)
    assert mine.read_text() == before


def test_a_misspelt_name_is_asked_back(mine: Path) -> None:
    result = run("tell", "mine.yaml", "Globx said no")
    assert result.exit_code == 2
    assert "advisor tell mine.yaml they-turned-me-down Globex" in said(result.stderr)
    assert mine.read_text() == TEXT


SAID_BACK = {
    "Hooli want my answer by friday": "a day by which they want my answer: Fri 4 Dec. `",
    "Acme moved the interview to friday": "was moved to another day: Fri 4 Dec. `",
    "Acme will decide by friday": "decided; Acme promised to get back to you by Fri 4 Dec. `",
}


@pytest.mark.parametrize(("sentence", "back"), SAID_BACK.items())
def test_a_day_is_said_back_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str, back: str
) -> None:
    monkeypatch.chdir(tmp_path)
    acme = "company: Acme, stage: interview_scheduled, interviews: [{held_on: 2026-12-03}]"
    hooli = "company: Hooli, stage: offered, offer_received_on: 2026-11-30"
    (tmp_path / "me.yaml").write_text(
        f"today: 2026-12-01\napplications:\n  - {{{acme}}}\n  - {{{hooli}}}\n"
    )
    result = CliRunner().invoke(cli, ["tell", "me.yaml", sentence])
    assert back in said(result.stderr)


IN_PARTS = {
    "what one part says makes the next one possible": (
        "Acme rang, they offered me the job! want to know by friday",
        "Acme made me an offer; how the offer from Acme came: Only by word of mouth so far. "
        "Acme named a day by which they want my answer: Fri 4 Dec. `",
    ),
    "somebody else is named": (
        "Acme rang, Hooli want my answer by friday",
        "Acme got in touch, but nothing is decided. Hooli named a day by which they want my answer: Fri 4 Dec. `",
    ),
    "the whole sentence would be clear, and does not fit": (
        "Hooli called and want my answer by thursday",
        "Noted: Hooli named a day by which they want my answer: Thu 3 Dec. `",
    ),
    "that one rang does not fit where they have offered already": (
        "Hooli rang today, they need an answer by thursday",
        "Noted: Hooli named a day by which they want my answer: Thu 3 Dec. `",
    ),
}


@pytest.mark.parametrize(("sentence", "back"), IN_PARTS.values(), ids=IN_PARTS)
def test_a_part_is_about_whom_the_part_before_it_was_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sentence: str, back: str
) -> None:
    monkeypatch.chdir(tmp_path)
    acme = "company: Acme, stage: interviewed, interviews: [{held_on: 2026-11-20}]"
    hooli = "company: Hooli, stage: offered, offer_received_on: 2026-11-30"
    (tmp_path / "me.yaml").write_text(
        f"today: 2026-12-01\napplications:\n  - {{{acme}}}\n  - {{{hooli}}}\n"
    )
    result = CliRunner().invoke(cli, ["tell", "me.yaml", sentence])
    assert back in said(result.stderr)


BESIDES = """\
pack: {pack}
employed_now: yes
applications:
  - {{company: hugo boss, stage: interviewed}}
  - {{company: brightwell, stage: interviewed}}
"""


def test_whom_a_sentence_is_about_is_asked_once_for_all_its_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tell, "is_at_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    text = BESIDES.format(pack=ROOT / "rules" / "post-interview")
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    said_now = (
        "they rang, they offered me the job, subject to references, they want an answer by friday"
    )
    typed = "2\nstop\n"
    result = CliRunner().invoke(
        cli, ["tell", "me.yaml", "--today", "2027-02-04", said_now], input=typed
    )
    assert result.stderr.count("Which of these?") == 1, result.stderr
    assert "Do you mean" not in result.stderr
    kept = (tmp_path / "me.yaml").read_text().partition("brightwell")[2]
    for line in (
        "stage: offered",
        "offer_form: verbal",
        "conditions_open: yes",
        "answer_by: 2027-02-05",
    ):
        assert line in kept


def test_what_stands_behind_an_open_part_is_said_where_nobody_can_be_asked(tmp_path: Path) -> None:
    text = BESIDES.format(pack=ROOT / "rules" / "post-interview")
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    words = "they offered me the job, subject to references"
    result = CliRunner().invoke(cli, ["tell", str(tmp_path / "me.yaml"), words])
    assert "“subject to references” stands behind what is not clear yet" in said(result.stderr)
    assert "they-made-an-offer brightwell" in result.stderr
    assert (tmp_path / "me.yaml").read_text() == text


def test_what_a_sentence_may_mean_stands_in_the_same_order_in_each_run(tmp_path: Path) -> None:
    """Numbers are typed to it. The likeliest come first, by sums of fractions over sets of words."""
    pack = ROOT / "rules" / "post-interview"
    (tmp_path / "me.yaml").write_text(BESIDES.format(pack=pack), encoding="utf-8")
    said = "my boss found out and has offered me more to stay"
    told = {
        subprocess.run(
            [sys.executable, "-m", "advisor", "tell", "--today", "2027-02-04", said, "me.yaml"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        ).stderr
        for seed in ("0", "2", "7")
    }
    [only] = told
    assert "my-boss-found-out" in only


OFFERED = """\
pack: {pack}
applications:
  - {{company: brightwell, stage: offered}}
"""


def test_what_else_is_said_where_a_choice_is_asked_for_is_recorded_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = OFFERED.format(pack=ROOT / "rules" / "post-interview")
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    how = "subject to references, they told me on the phone"
    result = CliRunner().invoke(cli, ["change", "me.yaml", "brightwell.offer_form", how])
    assert result.exit_code == 0, result.stderr
    kept = (tmp_path / "me.yaml").read_text()
    assert "offer_form: verbal" in kept and "conditions_open: yes" in kept
    assert "conditions_open: yes" in result.stderr


@pytest.mark.parametrize("asked", ["can I negotiate?", "is it too late to thank them"])
def test_a_question_gets_the_advice_and_nothing_is_recorded(tmp_path: Path, asked: str) -> None:
    text = OFFERED.format(pack=ROOT / "rules" / "post-interview")
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["tell", str(tmp_path / "me.yaml"), asked])
    assert result.exit_code == 0
    assert "Only the advice answers that: it follows. What can be told here:" in said(result.stderr)
    assert "Your situation" in result.stdout
    assert (tmp_path / "me.yaml").read_text() == text


def test_a_question_at_a_prompt_is_said_to_be_none_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = OFFERED.format(pack=ROOT / "rules" / "post-interview")
    (tmp_path / "me.yaml").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["tell", "me.yaml"], input="should I say yes?\n\n")
    assert "Only the advice answers that: it comes after the questions." in said(result.stderr)
    typed = "should I say yes?\nby phone\nstop\n"
    ask = CliRunner().invoke(cli, ["ask", "--answers", "me.yaml"], input=typed)
    assert "Only the advice answers that: type `advice`." in said(ask.stderr)
    assert "offer_form: verbal" in (tmp_path / "me.yaml").read_text()

"""`advisor done`: what it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands import done as done_module
from advisor.cli.main import cli
from advisor.cli.prompts import prompting
from tests.small_pack import write_small_pack

TEXT = """\
# mine
situation: Two of them   # so far
today: 2026-11-22
applications:
  - company: Acme  # Inc.
    stage: interviewed
    reply_by: 2026-11-20
    interviews:
      - {held_on: 2026-11-18, thanked: yes}
      - held_on: 2026-11-19   # with Ann
  - company: Globex
    stage: interviewed
    reply_by: 2026-11-21
    interviews: none
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A situation in a folder to work in, with the rules beside it."""
    write_small_pack(tmp_path / "rules")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "80")
    (home / "mine.yaml").write_text(TEXT)
    return home / "mine.yaml"


def done(*words: str) -> Result:
    command = ["done", "--pack", "../rules", *words]
    return CliRunner().invoke(cli, command, catch_exceptions=False)


def test_what_it_changes_is_written_and_nothing_else(mine: Path) -> None:
    result = done("thank", "mine.yaml")
    assert result.exit_code == 0
    assert mine.read_text() == TEXT.replace(
        "      - held_on: 2026-11-19   # with Ann\n",
        "      - held_on: 2026-11-19   # with Ann\n"
        "        thanked: yes\n        thanked_on: 2026-11-22\n",
    )
    assert result.stderr == (
        "Noted as done: Thank Acme. `advisor undo mine.yaml` takes it back.\n"
        "Recorded in mine.yaml for Acme, the interview on 19 Nov 2026:\n"
        "  thanked: yes\n  thanked_on: 2026-11-22\n\n"
    )
    assert "Thank Acme" not in result.stdout
    assert "Ask Acme how things stand" in result.stdout


def test_the_page_that_follows_ends_in_what_to_type_next(mine: Path) -> None:
    last = done("thank", "mine.yaml").stdout.splitlines()[-1]
    assert last == "Next: advisor done 1 mine.yaml --pack ../rules (or explain)"


@pytest.mark.parametrize("words", ["1 3", "1,3", "1, 3", "3 and 1", "thank 3", "3, thank"])
def test_several_numbers_of_the_last_page_are_done_and_taken_back_together(
    mine: Path, words: str
) -> None:
    shown = CliRunner().invoke(cli, ["advise", "--pack", "../rules", "mine.yaml"])
    assert "3. Ask Globex" in shown.stdout
    result = done(*words.split(), "mine.yaml")
    assert result.exit_code == 0
    first, second = ("Thank Acme", "Ask Globex how things stand")[:: -1 if words[0] == "3" else 1]
    back = f"Noted as done: {first}. {second}. `advisor undo mine.yaml` takes all of it back."
    assert back in " ".join(result.stderr.split())
    assert mine.read_text() == TEXT.replace(
        "# with Ann\n", "# with Ann\n        thanked: yes\n        thanked_on: 2026-11-22\n"
    ).replace("-11-21\n", "-11-21\n    chases: 1\n    chased_on: 2026-11-22\n")
    CliRunner().invoke(cli, ["undo", "mine.yaml", "--pack", "../rules"])
    assert mine.read_text() == TEXT


def test_of_several_numbers_none_is_recorded_where_one_is_not_there(mine: Path) -> None:
    result = done("1", "9", "mine.yaml")
    assert result.exit_code == 2
    assert "there is no number 9" in result.stderr
    assert mine.read_text() == TEXT


def test_the_label_says_for_which_one(mine: Path) -> None:
    result = done("chase", "mine.yaml", "--for", "globex")
    assert result.exit_code == 0
    assert mine.read_text() == TEXT.replace(
        "    reply_by: 2026-11-21\n",
        "    reply_by: 2026-11-21\n    chases: 1\n    chased_on: 2026-11-22\n",
    )
    assert "Ask Globex" not in result.stdout


def test_a_value_that_was_there_is_replaced_and_told(mine: Path) -> None:
    done("chase", "mine.yaml", "--for", "Globex", "--on", "2026-11-01")
    result = done("chase", "mine.yaml", "--for", "Globex")
    assert "chases: 2  (was 1)" in result.stderr
    assert "chased_on: 2026-11-22  (was 2026-11-01)" in result.stderr
    assert "    chases: 2\n    chased_on: 2026-11-22\n" in mine.read_text()


def test_a_fact_that_is_emptied_is_taken_out_of_the_file(mine: Path) -> None:
    actions = Path("../rules/actions.yaml")
    actions.write_text(actions.read_text().replace("reply_by: reply_by + 0 days", "reply_by: none"))
    result = done("chase", "mine.yaml", "--for", "Globex")
    assert "  reply_by: taken out  (was 2026-11-21)\n" in result.stderr
    assert mine.read_text() == TEXT.replace(
        "    reply_by: 2026-11-21\n", "    chases: 1\n    chased_on: 2026-11-22\n"
    )
    back = CliRunner().invoke(cli, ["undo", "mine.yaml", "--pack", "../rules"])
    assert (back.exit_code, mine.read_text()) == (0, TEXT)


@pytest.mark.parametrize(
    ("words", "date"),
    [("yesterday", "2026-11-21"), ("last friday", "2026-11-20"), ("tuesday", "2026-11-17")],
)
def test_the_day_may_be_said_in_words(mine: Path, words: str, date: str) -> None:
    assert done("thank", "mine.yaml", "--on", words).exit_code == 0
    assert f"thanked_on: {date}" in mine.read_text()


FUTURE = {
    "tomorrow": (
        "tomorrow",
        "that would be in the future: Mon 23 Nov, and this is about something that has happened",
    ),
    "a date": (
        "4 dec",
        "that would be in the future: Fri 4 Dec, and this is about something that has happened",
    ),
    "the day of the week to come": (
        "next tuesday",
        "that would be in the future: Tue 24 Nov. Did you mean Tue 17 Nov?",
    ),
}


@pytest.mark.parametrize(("words", "message"), FUTURE.values(), ids=FUTURE)
def test_what_is_done_cannot_be_still_to_come(mine: Path, words: str, message: str) -> None:
    result = done("thank", "mine.yaml", "--on", words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert mine.read_text() == TEXT


def test_without_a_terminal_it_says_what_it_would_have_asked(mine: Path) -> None:
    actions = Path("../rules/actions.yaml")
    actions.write_text(actions.read_text().replace("[reply_by, stage]", "[reply_by, stage, role]"))
    mine.write_text(TEXT.replace("    reply_by: 2026-11-21\n", ""))
    result = done("chase", "mine.yaml", "--for", "Globex", "--anyway")
    assert result.exit_code == 0
    assert result.stderr == (
        "Noted as done: Ask Globex how things stand. `advisor undo mine.yaml` takes it\nback.\n"
        "Recorded in mine.yaml for Globex:\n"
        "  chases: 1\n  chased_on: 2026-11-22\n  reply_by: none\n\n"
        "You may know more now, but there is no terminal to ask you at. These stay as\n"
        "they are:\n"
        "  reply_by (Globex): none. By what day did Globex promise an answer?\n"
        "  stage (Globex): Interviewed. Where does it stand?\n"
        "  role (Globex): not known. What is the position called?\n"
        "On a terminal, this command asks for them. Or write them into mine.yaml\n"
        "yourself, such as `reply_by: …` under Globex.\n\n"
    )


def test_a_day_that_cannot_be_understood_is_a_usage_error(mine: Path) -> None:
    result = done("thank", "mine.yaml", "--on", "03/04")
    assert result.exit_code == 2
    assert "may mean 3 April or 4 March" in result.stderr
    assert mine.read_text() == TEXT


REFUSED = {
    "an action that is not in the rules": (
        ("chaes", "mine.yaml"),
        2,
        "there is no action `chaes`; did you mean `chase`?",
    ),
    "several instances": (
        ("chase", "mine.yaml"),
        2,
        "`chase` is advised for several; say which:\n  --for Acme\n  --for Globex",
    ),
    "not advised": (
        ("sleep-on-it", "mine.yaml"),
        1,
        "`sleep-on-it` is not advised at present, so nothing was recorded.\n"
        "What is advised now:\n  1. Thank Acme (thank)\n  2. Ask Acme how things stand (chase)\n",
    ),
    "not advised for this one": (
        ("thank", "mine.yaml", "--for", "Globex"),
        1,
        "`thank` is not advised for Globex at present",
    ),
    "a label that nothing has": (
        ("chase", "mine.yaml", "--for", "Initech"),
        2,
        "there is nothing called 'Initech'; there is Acme; Acme, the interview on 18 Nov 2026",
    ),
    "standard input": (("chase", "-"), 2, "it cannot change standard input"),
    "no such file": (("chase", "nowhere.yaml"), 2, "nowhere.yaml"),
    "no such document": (
        ("chase", "mine.yaml", "--document", "2"),
        2,
        "there is no situation number 2 in mine.yaml",
    ),
}


@pytest.mark.parametrize(("words", "status", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_recorded_is_explained(
    mine: Path, words: tuple[str, ...], status: int, message: str
) -> None:
    result = done(*words)
    assert result.exit_code == status
    assert message in result.stderr
    assert mine.read_text() == TEXT


def test_a_wait_leaves_nothing_to_record(mine: Path) -> None:
    mine.write_text(TEXT.replace("reply_by: 2026-11-21", "reply_by: 2026-11-30"))
    result = done("wait", "mine.yaml")
    assert result.exit_code == 1
    assert "“Wait for Globex” is to wait: there is nothing to record about it." in result.stderr


def test_what_only_warns_leaves_nothing_to_record_but_what_happened_can_be_told(mine: Path) -> None:
    mine.write_text(
        "today: 2026-11-29\nemployed_now: yes\n"
        "applications: [{company: Acme, stage: offered, offer_form: verbal, interviews: none}]\n"
    )
    result = CliRunner().invoke(cli, ["done", "keep-current-job", "mine.yaml"])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "“Do not hand in your notice yet (Acme)” says what not to do: there is nothing to record about it.",
        "What has happened is recorded by `advisor tell mine.yaml`.",
    ]


def test_sleeping_on_anger_is_recorded_as_calm(mine: Path) -> None:
    mine.write_text(
        "today: 2026-11-30\nmood: angry\n"
        "applications: [{company: Acme, stage: rejected, rejected_on: 2026-11-29, interviews: none}]\n"
    )
    result = CliRunner().invoke(cli, ["done", "cool-down", "mine.yaml"])
    assert result.exit_code == 0
    assert "mood: calm" in mine.read_text()
    assert "Sleep on it" not in result.stdout


def test_anyway_records_what_is_not_advised(mine: Path) -> None:
    result = done("thank", "mine.yaml", "--for", "the interview on 18 Nov 2026", "--anyway")
    assert result.exit_code == 0
    assert "{held_on: 2026-11-18, thanked: yes, thanked_on: 2026-11-22}" in mine.read_text()


def test_of_several_situations_one_has_to_be_named(mine: Path) -> None:
    text = f"{TEXT}---\n{TEXT}"
    mine.write_text(text)
    result = done("thank", "mine.yaml")
    assert result.exit_code == 2
    assert "say which by --document:\n  1  Two of them\n  2  Two of them" in result.stderr
    recorded = done("thank", "mine.yaml", "--document", "2")
    assert recorded.exit_code == 0
    assert "Next:" not in recorded.stdout  # other commands take the first situation
    assert mine.read_text().startswith(TEXT)
    assert mine.read_text().count("thanked_on") == 1


def test_a_file_with_a_mistake_is_not_touched(mine: Path) -> None:
    mine.write_text(TEXT.replace("stage: interviewed", "stage: interveiwed", 1))
    before = mine.read_bytes()
    result = done("thank", "mine.yaml")
    assert result.exit_code == 2
    assert "did you mean `interviewed`?" in result.stderr
    assert mine.read_bytes() == before


def test_bytes_that_are_not_changed_stay_and_so_do_permissions(mine: Path) -> None:
    mine.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    mine.chmod(0o640)
    assert done("thank", "mine.yaml").exit_code == 0
    added = "        thanked: yes\r\n        thanked_on: 2026-11-22\r\n"
    found = mine.read_bytes().decode()
    assert added in found
    assert found.replace(added, "") == "\ufeff" + TEXT.replace("\n", "\r\n")
    assert mine.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_changed_in_place_stays_as_it_is(mine: Path) -> None:
    text = (
        "today: 2026-11-22\napplications:\n  - company: Acme\n    stage: applied\n    interviews:\n"
        "      - &it\n        held_on: 2026-11-19\n      - *it\n"
    )
    mine.write_text(text)
    result = done("thank", "mine.yaml", "--for", "applications[0].interviews[1]")
    assert result.exit_code == 2
    assert "leaves no room" in result.stderr
    assert mine.read_text() == text


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, *lines: str | None) -> None:
    """As if somebody sat there and typed these lines."""
    typed = iter(lines)
    monkeypatch.setattr(done_module, "is_at_terminal", lambda: True)
    monkeypatch.setattr(prompting, "_from_pipe", lambda: next(typed))


def test_somebody_at_a_terminal_is_asked_what_else_is_known_now(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, "30 nov", "")
    result = done("chase", "mine.yaml", "--for", "Globex")
    assert result.exit_code == 0
    assert "By what day did Globex promise an answer?" in result.stderr
    assert "Enter leaves it: Sat 21 Nov 2026" in " ".join(result.stderr.split())
    assert "left as it is" in result.stderr
    assert "reply_by: 2026-11-30\n" in mine.read_text()
    assert "Wait for Globex" in result.stdout


TIME = """\
situation: I need longer
today: 2026-11-30
applications:
  - {company: Globex, stage: offered, offer_form: written, answer_by: 2026-12-04, needs_time: yes}
"""


UNTIL, REFUSED = "Until when did they give you time?", "Did they refuse the time you asked for?"


@pytest.mark.parametrize(
    ("answers", "questions"),
    [(["10 dec"], [UNTIL]), (["", ""], [UNTIL, REFUSED])],
    ids=["time was given", "nobody knows yet"],
)
def test_what_makes_no_sense_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: list[str], questions: list[str]
) -> None:
    """Whoever was given time is not asked whether it was refused, nor anybody about terms of which nothing is told."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "me.yaml").write_text(TIME, encoding="utf-8")
    at_a_terminal(monkeypatch, *answers)
    result = CliRunner().invoke(cli, ["done", "ask-for-extension", "me.yaml"])
    assert result.exit_code == 0
    told, page = result.output.split("\nI need longer\n")
    asked = [line for line in told.splitlines() if line.endswith("?")]
    assert asked == questions
    assert page


def test_stop_ends_those_questions_and_the_record_stays(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_a_terminal(monkeypatch, "stop")
    result = done("chase", "mine.yaml", "--for", "Globex")
    assert result.exit_code == 0
    assert "chases: 1" in mine.read_text()
    assert "Two of them" in result.stdout


def test_ctrl_c_at_those_questions_keeps_the_record(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> str | None:
        raise KeyboardInterrupt

    monkeypatch.setattr(done_module, "is_at_terminal", lambda: True)
    monkeypatch.setattr(prompting, "_from_pipe", interrupt)
    result = done("chase", "mine.yaml", "--for", "Globex")
    assert result.exit_code == 130
    assert "is recorded in mine.yaml" in result.stderr
    assert "chases: 1" in mine.read_text()


TITLES = {
    "until a day that is advised": ("Thank {company}, until {thank_by}", "Thank Acme"),
    "on a day that is advised": ("Thank {company} on {thank_by|some day}", "Thank Acme"),
    "with more behind it": ("Thank {company} by {thank_by} at last", "Thank Acme at last"),
    "of the day that it is about": (
        "Thank {company} for the interview on {held_on}",
        "Thank Acme for the interview on Thu 19 Nov",
    ),
}


@pytest.mark.parametrize(("title", "said"), TITLES.values(), ids=TITLES)
def test_a_day_that_was_advised_is_not_said_of_what_is_done(
    mine: Path, title: str, said: str
) -> None:
    rules = mine.parent.parent / "rules"
    actions, facts = rules / "actions.yaml", rules / "facts.yaml"
    actions.write_text(actions.read_text().replace("title: Thank {company}", f'title: "{title}"'))
    concluded = "      thank_by: {type: date, concluded: yes, default: held_on + 3 days}\n"
    facts.write_text(facts.read_text() + concluded)
    assert f"Noted as done: {said}. `advisor undo" in " ".join(
        done("thank", "mine.yaml").stderr.split()
    )

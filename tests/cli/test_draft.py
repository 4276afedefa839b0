"""`advisor draft`: what it asks for, what it keeps, and how the message comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands import draft as draft_module
from advisor.cli.main import cli
from advisor.cli.prompts import prompting
from advisor.cli.terminal import own_name
from advisor.recording.journal import take_back
from advisor.recording.rewriting import RecordingError
from tests.casetest.packs import HEAD

RULES = """\
entities:
  situation:
    facts:
      name: {type: text, ask: What is your name?}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      no_calls: {type: yes-no, ask: Do they want no calls?}
      role: {type: text, ask: What is the job called?}
      wish: {type: text, ask: What do you want of them?}
actions:
  write: {title: "Write to {company}", kind: do, draft: letter}
  talk: {title: "Talk to {company}", kind: do, draft: talk}
rules:
  - rule: write
    for: application
    advise: write
    because: It is time.
    source: book
  - rule: talk
    for: application
    advise: talk
    because: It is time.
    source: book
"""
LETTER = """\
Subject: {{ role | wished or "Hello" }}

Dear {{ company }},

Please {{ wish }}, since nobody else in the whole wide world could do it half as well as you.

Kind regards
{{ name }}

## On the phone

{% if not no_calls %}
- Ask for {{ company }}, and say your name and your wish slowly, so that everybody understands it.
- Thank them.
{% endif %}
"""
TALK = "## In the talk\n\n- Begin with {{ company }}.\n"
TEXT = """\
# mine
today: 2026-11-22
applications:
  - company: Acme  # Inc.
    wish: call back
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A situation in a folder to work in, with the rules beside it."""
    drafts = tmp_path / "rules" / "drafts"
    drafts.mkdir(parents=True)
    (tmp_path / "rules" / "pack.yaml").write_text(HEAD)
    (tmp_path / "rules" / "rules.yaml").write_text(RULES)
    (drafts / "letter.md").write_text(LETTER)
    (drafts / "talk.md").write_text(TALK)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    (home / "mine.yaml").write_text(TEXT)
    return home / "mine.yaml"


def draft(*words: str, stdin: str | None = None) -> Result:
    command = ["draft", *words, "--pack", "../rules"]
    return CliRunner().invoke(cli, command, input=stdin, catch_exceptions=False)


def somebody_types(monkeypatch: pytest.MonkeyPatch, *lines: str | None) -> list[str | None]:
    """As if somebody sat there and typed these lines; what is left of them."""
    typed = list(lines)
    monkeypatch.setattr(draft_module, "is_at_terminal", lambda: True)
    monkeypatch.setattr(prompting, "_from_pipe", lambda: typed.pop(0))
    return typed


PASTED = """\
Subject: Hello

Dear Acme,

Please call back, since nobody else in the whole wide world could do it half as well as you.

Kind regards
[name?]
"""


def test_without_a_terminal_the_letter_can_be_pasted_and_what_is_missing_is_listed(
    mine: Path,
) -> None:
    result = draft("write", "mine.yaml")
    assert (result.exit_code, result.stdout) == (1, PASTED)
    assert result.stderr == (
        "\nThere are points for a call too; see them with --phone.\n"
        "\nThe message is not complete. Missing:\n"
        "  name: What is your name?\n"
        "\nIt would be better with:\n"
        "  role (Acme): What is the job called?\n"
        "\nOn a terminal, this command asks for it and keeps the answers in mine.yaml. Or add it there\n"
        "yourself, such as `name: …`.\n"
    )
    assert mine.read_text() == TEXT


def test_what_is_only_wished_for_leaves_the_message_complete(mine: Path) -> None:
    mine.write_text(TEXT + "name: Ada\n")
    result = draft("write", "mine.yaml", "--mail")
    assert (result.exit_code, result.stdout) == (0, PASTED.replace("[name?]", "Ada"))
    assert "role (Acme): What is the job called?" in result.stderr
    assert "such as `role: …` under Acme." in result.stderr


def test_a_situation_that_came_through_a_pipe_has_no_file_to_keep_answers_in(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_types(monkeypatch)
    result = draft("write", "-", stdin=TEXT)
    assert (result.exit_code, result.stdout) == (1, PASTED)
    assert "Add it to the situation, such as `name: …`." in result.stderr


def test_somebody_is_asked_for_what_is_missing_and_the_answers_are_kept(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = somebody_types(monkeypatch, "Ada", "nurse")
    result = draft("write", "mine.yaml")
    assert left == []
    assert result.exit_code == 0
    assert result.stdout == PASTED.replace("[name?]", "Ada").replace("Hello", "nurse")
    assert mine.read_text() == (
        "# mine\ntoday: 2026-11-22\nname: Ada\napplications:\n"
        "  - company: Acme  # Inc.\n    role: nurse\n    wish: call back\n"
    )
    assert "Missing" not in result.stderr


def test_what_has_been_answered_is_not_asked_again(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_types(monkeypatch, "Ada", "none")
    assert draft("write", "mine.yaml").exit_code == 0
    assert "    role: none\n" in mine.read_text()
    somebody_types(monkeypatch)
    result = draft("write", "mine.yaml")
    assert (result.exit_code, "What is" in result.stderr) == (0, False)


def test_answers_to_the_message_are_taken_back_one_by_one_and_spoil_nothing_recorded_before(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_types(monkeypatch, "Ada", "none")
    assert draft("write", "mine.yaml").exit_code == 0
    undone = []
    for _ in range(2):
        entries, _text = take_back(Path("mine.yaml"))
        undone.append([(e.occasion.command, e.occasion.what) for e in entries])
    assert undone == [
        [("draft", "“What is the job called?” (Acme): none")],
        [("draft", "“What is your name?”: Ada")],
    ]
    assert mine.read_text() == TEXT


def test_enter_leaves_it_out_and_keeps_nothing(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody_types(monkeypatch, "", "")
    result = draft("write", "mine.yaml")
    assert (result.exit_code, result.stdout) == (1, PASTED)
    assert result.stderr.count("Enter leaves it out)") == 2
    assert "Missing:\n  name: What is your name?\n" in result.stderr
    assert "It would be better" not in result.stderr
    assert mine.read_text() == TEXT


def test_a_question_mark_says_what_enter_and_none_mean(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_types(monkeypatch, "?", "Ada", "")
    assert "Enter leaves it out this time; `none` says that there is none" in (
        draft("write", "mine.yaml").stderr
    )


@pytest.mark.parametrize("end", ["stop", None])
def test_stop_and_ctrl_d_end_the_questions(
    mine: Path, monkeypatch: pytest.MonkeyPatch, end: str | None
) -> None:
    somebody_types(monkeypatch, "Ada", end)
    result = draft("write", "mine.yaml")
    assert (result.exit_code, result.stdout) == (0, PASTED.replace("[name?]", "Ada"))


def test_back_leads_to_the_question_before_it(mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = somebody_types(monkeypatch, "back", "Ada", "back", "Bea", "nurse")
    result = draft("write", "mine.yaml")
    assert "There is nothing before this." in result.stderr
    assert result.stderr.count("What is your name?") == 3
    assert "Subject: nurse\n" in result.stdout
    assert "\nBea\n" in result.stdout
    assert not left


def test_where_back_led_enter_leaves_the_answer_as_it_is(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody_types(monkeypatch, "Ada", "back", "", "nurse")
    result = draft("write", "mine.yaml")
    assert "\nAda\n" in result.stdout
    assert "Subject: nurse\n" in result.stdout


def test_the_sentence_into_which_an_answer_goes_stands_above_its_question(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine.write_text(TEXT.replace("    wish: call back\n", ""))
    somebody_types(monkeypatch, "Ada", "stop")
    said = " ".join(draft("write", "mine.yaml").stderr.split())
    assert "could do it half as well as you.” Acme What do you want of them?" in said
    assert said.count("“Please …, since nobody else") == 1  # the name stands alone under the letter


def test_ctrl_c_keeps_what_was_answered_and_shows_no_letter(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["Ada"])

    def read() -> str | None:
        for line in answers:
            return line
        raise KeyboardInterrupt

    somebody_types(monkeypatch)
    monkeypatch.setattr(prompting, "_from_pipe", read)
    result = draft("write", "mine.yaml")
    assert (result.exit_code, result.stdout) == (130, "")
    assert "What you have answered is kept in mine.yaml." in result.stderr
    assert "name: Ada\n" in mine.read_text()


def test_a_file_that_cannot_be_changed_costs_nobody_the_letter(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "{today: 2026-11-22, applications: [{company: Acme, wish: call back}]}\n"
    mine.write_text(text)
    somebody_types(monkeypatch, "Ada", "nurse")
    monkeypatch.setattr(draft_module, "rewrite", refuse)
    result = draft("write", "mine.yaml")
    assert result.exit_code == 0
    assert result.stdout == PASTED.replace("[name?]", "Ada").replace("Hello", "nurse")
    assert result.stderr.count("This could not be kept in mine.yaml: it leaves no room.") == 1
    assert mine.read_text() == text


def refuse(*_: object) -> str:
    raise RecordingError("it leaves no room")


SHOWN = """\
On the phone
- Ask for Acme, and say your name and your wish slowly, so that everybody
  understands it.
- Thank them.

In writing
Subject: nurse

Dear Acme,

Please call back, since nobody else in the whole wide world could do it half as
well as you.

Kind regards
Ada
"""
COMPLETE = TEXT + "    role: nurse\nname: Ada\n"


@pytest.fixture
def _a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_module, "_is_screen", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("_a_screen")
def test_on_a_screen_both_parts_are_wrapped_at_80_columns(mine: Path) -> None:
    mine.write_text(COMPLETE)
    result = draft("write", "mine.yaml")
    assert (result.exit_code, result.stdout, result.stderr) == (0, SHOWN, "")


@pytest.mark.usefixtures("_a_screen")
def test_where_they_want_no_calls_the_letter_stands_alone(mine: Path) -> None:
    mine.write_text(COMPLETE.replace("    role", "    no_calls: yes\n    role"))
    result = draft("write", "mine.yaml")
    assert (result.exit_code, result.stdout) == (0, SHOWN[SHOWN.index("Subject") :])
    refused = draft("write", "mine.yaml", "--phone")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "There is nothing to say on the phone here, only a message." in refused.stderr


@pytest.mark.usefixtures("_a_screen")
def test_one_part_can_be_chosen(mine: Path) -> None:
    mine.write_text(COMPLETE)
    assert draft("write", "mine.yaml", "--mail").stdout == SHOWN[SHOWN.index("Subject") :]
    assert draft("write", "mine.yaml", "--phone").stdout == SHOWN[: SHOWN.index("\nIn writing")]


HOW_TO_RECORD_IT = {
    "by its name": ("write mine.yaml", ["done write mine.yaml --pack ../rules"]),
    "for whom": (
        "write mine.yaml --for Acme",
        ["done write --for Acme mine.yaml --pack ../rules"],
    ),
    "only what to say": ("write mine.yaml --phone", ["done write mine.yaml --pack ../rules"]),
    "written elsewhere": ("write mine.yaml -o letter.txt", []),
    "nothing to record of it": ("talk mine.yaml", []),
}


@pytest.mark.usefixtures("_a_screen")
@pytest.mark.parametrize("words, commands", HOW_TO_RECORD_IT.values(), ids=HOW_TO_RECORD_IT)
def test_a_whole_message_on_a_screen_says_how_to_record_it(
    mine: Path, words: str, commands: list[str]
) -> None:
    sent_on = "      sent_on: {type: date, looks: back, ask: When did you?}\n"
    rules = RULES.replace("draft: letter}", "draft: letter, done: {sent_on: today}}")
    rules = rules.replace("      wish: {", sent_on + "      wish: {")
    Path("../rules/rules.yaml").write_text(rules)
    mine.write_text(COMPLETE)
    result = draft(*words.split())
    assert result.exit_code == 0
    lead = f"Once you have sent or said it: {own_name()} "
    said = [line for line in result.stderr.splitlines() if line.startswith("Once")]
    assert said == [lead + command for command in commands]


def test_the_points_can_be_sent_elsewhere_too(mine: Path) -> None:
    mine.write_text(COMPLETE)
    result = draft("write", "mine.yaml", "--phone", "-o", "points.txt")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert Path("points.txt").read_text() == (
        "- Ask for Acme, and say your name and your wish slowly, so that everybody understands it.\n"
        "- Thank them.\n"
    )


def test_what_is_only_to_be_said_has_no_message(mine: Path) -> None:
    result = draft("talk", "mine.yaml")
    assert (result.exit_code, result.stdout) == (0, "- Begin with Acme.\n")
    refused = draft("talk", "mine.yaml", "--mail")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "There is no message here, only what to say" in refused.stderr


def test_of_an_answer_to_give_each_way_to_give_it_has_its_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    offered = (
        "stage: offered, offer_form: written, offer_received_on: 2026-11-30, answer_by: 2026-12-07"
    )
    (tmp_path / "me.yaml").write_text(
        f"today: 2026-12-01\napplications:\n  - {{company: Acme Labs, {offered}}}\n"
    )
    command = ["draft", "answer-by-deadline", "me.yaml"]
    refused = CliRunner().invoke(cli, command, catch_exceptions=False)
    assert refused.exit_code == 2
    for way in ("accept-offer", "decline-offer"):
        assert f"draft {way} me.yaml --anyway\n" in f"{refused.stderr}\n"
        letter = CliRunner().invoke(cli, ["draft", way, "me.yaml", "--anyway"])
        assert letter.stdout.startswith("Subject: ")

"""`advisor ask`, answered from a pipe; the terminal itself is another matter."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands import ask as ask_module
from advisor.cli.main import cli
from advisor.cli.prompts import prompting
from tests.small_pack import write_small_pack


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the rules beside it."""
    write_small_pack(tmp_path / "rules")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("COLUMNS", "80")
    return home


def ask(*options: str, lines: str = "", today: str = "2026-11-22") -> Result:
    command = ["ask", "--pack", "../rules", "--today", today, *options]
    return CliRunner().invoke(cli, command, input=lines, catch_exceptions=False)


ACME = "yes\nAcme\ninterviewed\nno\nyesterday\n\n\nno\n"
ACME_FILE = """\
pack: ../rules
applications:
  - company: Acme
    stage: interviewed
    reply_by: 2026-11-21
    chases: 0
    chased_on: none
    interviews: none
"""


def test_answers_lead_to_advice_and_are_kept(folder: Path) -> None:
    result = ask(lines=ACME)
    assert result.exit_code == 0
    assert "1. Ask Acme how things stand" in result.stdout
    assert "That is all: no other answer could change the advice now." in result.stderr
    assert (folder / "my-situation.yaml").read_text() == ACME_FILE
    kept = ["my-situation.yaml", "my-situation.yaml.journal"]
    assert sorted(path.name for path in folder.iterdir()) == kept


def test_the_advice_alone_is_on_standard_output(folder: Path) -> None:
    result = ask(lines="no\n")
    assert result.stdout.startswith("Your situation\nSun 22 Nov 2026\n")
    assert "?" not in result.stdout


def test_no_input_at_all_ends_with_the_advice_so_far_and_writes_nothing(folder: Path) -> None:
    result = ask()
    assert result.exit_code == 0
    assert "Nothing was answered, so nothing was kept." in result.stderr
    assert list(folder.iterdir()) == []


def test_the_end_of_the_input_keeps_what_was_said_and_says_how_to_go_on(folder: Path) -> None:
    result = ask("--save", "mine.yaml", lines="yes\nAcme\n")
    assert result.exit_code == 0
    needed = "left out of the advice until this is answered:\n  Acme: Where does it stand?\n"
    assert needed in result.stderr
    assert "advisor ask --answers mine.yaml --pack ../rules --today 2026-11-22" in result.stderr
    assert "advisor done" not in result.stderr
    assert (
        folder / "mine.yaml"
    ).read_text() == "pack: ../rules\napplications:\n  - company: Acme\n"


def test_answers_are_taken_up_again_where_they_ended(folder: Path) -> None:
    ask("--save", "mine.yaml", lines="yes\nAcme\n")
    result = ask("--answers", "mine.yaml", lines="interviewed\nno\nyesterday\n\n\nno\n")
    assert result.exit_code == 0
    assert "Which company?" not in result.stderr
    assert (folder / "mine.yaml").read_text() == ACME_FILE


def test_every_question_leads_to_the_same_file_however_often_one_stops(folder: Path) -> None:
    for number, line in enumerate(ACME.splitlines()):
        if number == 0:
            ask("--save", "mine.yaml", lines="yes\nAcme\n")
        elif number > 1:
            ask("--answers", "mine.yaml", lines=f"{line}\n")
    assert (folder / "mine.yaml").read_text() == ACME_FILE


def test_a_file_with_comments_is_only_added_to(folder: Path) -> None:
    text = (
        "# mine\ntoday: 2026-11-22\napplications:\n  # the best\n"
        "  - company: Acme  # Inc.\n    stage: interviewed\n    interviews: none\n# the end\n"
    )
    (folder / "mine.yaml").write_text(text)
    ask("--answers", "mine.yaml", lines="yesterday\n\n\nyes\nGlobex\napplied\nno\nno\n")
    wanted = text.replace(
        "    interviews: none\n",
        "    reply_by: 2026-11-21\n    chases: 0\n    chased_on: none\n    interviews: none\n"
        "  - company: Globex\n    stage: applied\n    interviews: none\n",
    )
    assert (folder / "mine.yaml").read_text() == wanted


def test_back_takes_an_answer_out_of_the_file_again(folder: Path) -> None:
    ask("--save", "mine.yaml", lines="yes\nAcme\ninterviewed\nno\nyesterday\nback\n")
    assert (folder / "mine.yaml").read_text() == (
        "pack: ../rules\napplications:\n"
        "  - company: Acme\n    stage: interviewed\n    interviews: none\n"
    )


def test_back_at_the_start_says_so(folder: Path) -> None:
    assert "there is nothing to undo" in ask(lines="back\n").stderr


def test_stop_ends_with_the_advice_so_far(folder: Path) -> None:
    result = ask(lines="yes\nAcme\ninterviewed\nstop\nno\n")
    assert result.exit_code == 0
    assert "Your situation" in result.stdout


def test_a_question_mark_explains_and_asks_on(folder: Path) -> None:
    result = ask(lines="yes\nAcme\ninterviewed\nno\n?\nyesterday\n")
    assert "A day that has passed counts too." in result.stderr
    assert "- They have time until then." in result.stderr
    assert "→ Sat 21 Nov 2026, yesterday" in result.stderr


def test_a_piped_line_that_means_nothing_is_explained_and_tells_in_the_exit_status(
    folder: Path,
) -> None:
    result = ask(lines="purple\nno\n")
    assert result.exit_code == 1
    assert "Answer yes or no." in result.stderr


def test_an_existing_file_is_never_overwritten(folder: Path) -> None:
    (folder / "mine.yaml").write_text("# precious\n")
    result = ask("--save", "mine.yaml", lines=ACME)
    assert result.exit_code == 2
    assert "go on with it by --answers mine.yaml" in result.stderr
    assert (folder / "mine.yaml").read_text() == "# precious\n"


def test_the_default_name_moves_on_where_it_is_taken(folder: Path) -> None:
    ask(lines=ACME)
    result = ask(lines="yes\nGlobex\napplied\n")
    assert "Your answers are kept in my-situation-2.yaml" in result.stderr
    assert "advisor ask --answers my-situation.yaml" in " ".join(result.stderr.split())
    assert (folder / "my-situation.yaml").read_text() == ACME_FILE
    assert "Globex" in (folder / "my-situation-2.yaml").read_text()


def test_answers_can_be_kept_in_another_file(folder: Path) -> None:
    (folder / "old.yaml").write_text("# old\nsituation: Mine\nmood: calm\n")
    ask("--answers", "old.yaml", "--save", "new.yaml", lines="yes\nAcme\n")
    assert (folder / "old.yaml").read_text() == "# old\nsituation: Mine\nmood: calm\n"
    assert (folder / "new.yaml").read_text() == (
        "situation: Mine\npack: ../rules\nmood: calm\napplications:\n  - company: Acme\n"
    )


def test_json_stays_json(folder: Path) -> None:
    (folder / "mine.json").write_text('{"mood": "calm"}')
    ask("--answers", "mine.json", lines="yes\nAcme\napplied\nno\n")
    assert (folder / "mine.json").read_text() == (
        '{"mood": "calm", "applications": [{"company": "Acme", "stage": "applied", '
        '"interviews": []}]}'
    )


def test_one_of_several_situations_can_be_named(folder: Path) -> None:
    text = "mood: calm\n---\nmood: angry\n"
    (folder / "mine.yaml").write_text(text)
    result = ask("--answers", "mine.yaml", "--document", "2", lines="yes\nAcme\n")
    again = "advisor ask --answers mine.yaml --pack ../rules --today 2026-11-22 --document 2\n"
    assert result.stderr.endswith(f"To go on:\n  {again}")
    assert (folder / "mine.yaml").read_text() == f"{text}applications:\n  - company: Acme\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    {
        "mood: furious\n": "`furious` is not one of the choices",
        "mood: calm\n---\nmood: calm\n": None,
        "": "there is no situation",
    }.items(),
)
def test_a_file_that_cannot_be_used_is_explained(
    folder: Path, text: str, reason: str | None
) -> None:
    (folder / "mine.yaml").write_text(text)
    result = ask("--answers", "mine.yaml", lines="no\n")
    assert result.exit_code == (0 if reason is None else 2)
    assert reason is None or reason in result.stderr


def test_a_file_that_is_not_there_is_explained(folder: Path) -> None:
    result = ask("--answers", "nowhere.yaml")
    assert result.exit_code == 2
    assert "nowhere.yaml" in result.stderr


def test_a_file_that_somebody_else_changes_meanwhile_is_left_to_them(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = folder / "mine.yaml"
    mine.write_text("mood: calm\n")
    lines = iter(["yes", "Acme", "applied", None])

    def read() -> str | None:
        line = next(lines)
        if line == "applied":
            mine.write_text("mood: angry\n")
        return line

    monkeypatch.setattr(prompting, "_from_pipe", read)
    result = ask("--answers", "mine.yaml")
    assert "was changed by somebody else meanwhile" in result.stderr
    assert mine.read_text() == "mood: angry\n"
    assert "stage: applied" in (folder / "mine-2.yaml").read_text()
    again = "advisor ask --answers mine-2.yaml --pack ../rules --today 2026-11-22\n"
    assert result.stderr.endswith(f"Your answers are in mine-2.yaml. To go on:\n  {again}")


def test_ctrl_c_says_where_the_answers_are_and_how_to_go_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = iter(["yes", "Acme"])

    def read() -> str | None:
        for line in lines:
            return line
        raise KeyboardInterrupt

    monkeypatch.setattr(prompting, "_from_pipe", read)
    result = ask()
    assert result.exit_code == 130
    assert "Your answers are in my-situation.yaml. To go on:" in result.stderr
    assert "Acme" in (folder / "my-situation.yaml").read_text()
    assert result.stdout == ""


def test_answers_that_cannot_be_written_do_not_end_the_questions(folder: Path) -> None:
    result = ask("--save", "nowhere/mine.yaml", lines="yes\nAcme\napplied\nno\nno\n")
    assert result.exit_code == 0
    assert "your answers are not kept at the moment" in result.stderr
    assert "Your situation" in result.stdout


def test_permissions_stay_as_they_are(folder: Path) -> None:
    mine = folder / "mine.yaml"
    mine.write_text("mood: calm\n")
    mine.chmod(0o600)
    ask("--answers", "mine.yaml", lines="yes\nAcme\n")
    assert mine.stat().st_mode & 0o777 == 0o600


def test_a_parameter_can_be_set_and_stays_in_the_command_to_go_on(folder: Path) -> None:
    (folder.parent / "rules" / "parameters.yaml").write_text(
        "parameters:\n  patience: {value: 1 week, title: Patience}\n"
    )
    result = ask("--set", "patience=2 weeks", lines="yes\nAcme\n")
    assert result.exit_code == 0
    assert "--set 'patience=2 weeks'" in result.stderr
    assert ask("--set", "patience=red").exit_code == 2


NEXT = {
    "the default file": ([], "done 1 --pack ../rules --today 2026-11-22"),
    "another file": (["--save", "me.yaml"], "done 1 me.yaml --pack ../rules --today 2026-11-22"),
    "a name with a blank": (
        ["--save", "my own.yaml"],
        "done 1 'my own.yaml' --pack ../rules --today 2026-11-22",
    ),
}


@pytest.mark.parametrize(("options", "command"), NEXT.values(), ids=NEXT)
def test_the_page_ends_in_what_to_type_next(
    folder: Path, options: list[str], command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    shown = ask(*options, lines=ACME).stdout
    assert shown.splitlines()[-1] == f"Next: advisor {command} (or explain)"


NO_NEXT = {
    "what is needed is missing": ("mood: calm\n", ["--answers", "me.yaml"], "yes\nGlobex\n"),
    "another situation comes first": (
        f"mood: calm\n---\n{ACME_FILE}",
        ["--answers", "me.yaml", "--document", "2"],
        "no\n",
    ),
    "nothing is kept": ("", ["--save", "nowhere/me.yaml"], ACME),
}


@pytest.mark.parametrize(("text", "options", "lines"), NO_NEXT.values(), ids=NO_NEXT)
def test_where_other_commands_would_not_take_the_file_the_page_names_none(
    folder: Path, text: str, options: list[str], lines: str
) -> None:
    (folder / "me.yaml").write_text(text)
    shown = ask(*options, lines=lines).stdout
    assert shown.startswith("Your situation\nSun 22 Nov 2026\n")
    assert "advisor" not in shown


def test_questions_that_are_still_open_name_the_command_that_asks_them(folder: Path) -> None:
    shown = ask(lines="yes\nAcme\ninterviewed\nstop\n").stdout
    assert "advisor ask --answers --pack ../rules --today 2026-11-22\n" in shown


def test_the_module_names_the_command() -> None:
    assert ask_module.ask.name == "ask"

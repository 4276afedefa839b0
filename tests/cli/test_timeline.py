"""`advisor timeline` and `advise -f ics`, as one types them."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands.timeline import _marks
from advisor.cli.main import cli

EXAMPLES = Path(__file__).parents[2] / "examples"
WAITING = EXAMPLES / "waiting-for-a-promised-date.yaml"


def run(*words: object, **environment: str) -> Result:
    return CliRunner().invoke(
        cli, [str(word) for word in words], env={"COLUMNS": "80", **environment}
    )


def test_a_timeline_that_goes_elsewhere_has_the_days_alone() -> None:
    result = run("timeline", WAITING)
    assert result.exit_code == 0
    assert (
        result.stdout
        == """\
They said that they would decide by Friday next week
if nothing happens, from Fri 13 Mar to Tue 12 May 2026

Now         Wait for word from Hooli (until Tue 24 Mar)
Tue 24 Mar  Ask Hooli how things stand (by Thu 26 Mar)
            no longer: Wait for word from Hooli
"""
    )


@pytest.mark.parametrize(("wants_plain", "is_drawn"), [("", True), ("1", False)])
def test_who_wants_it_plain_gets_no_chart_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, wants_plain: str, is_drawn: bool
) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("ADVISOR_PLAIN", wants_plain)
    assert (_marks(None) is not None) is is_drawn


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_shorter_period_may_be_asked_for() -> None:
    assert "Nothing changes until Mon 23 Mar 2026." in run("timeline", WAITING, "--days", 10).stdout


@pytest.mark.parametrize("days", ["0", "-1", "many", "99999"])
def test_a_period_that_cannot_be_is_refused(days: str) -> None:
    assert run("timeline", WAITING, "--days", days).exit_code == 2


def test_a_timeline_as_json_and_as_a_picture(tmp_path: Path) -> None:
    found = json.loads(run("timeline", WAITING, "-f", "json").stdout)
    assert [change["day"] for change in found["changes"]] == ["2026-03-24"]
    picture = tmp_path / "weeks.svg"
    assert run("timeline", WAITING, "-f", "svg", "-o", picture).exit_code == 0
    assert picture.read_text(encoding="utf-8").startswith("<svg ")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("timeline", tmp_path / "none.yaml")
    assert result.exit_code == 2
    assert "there is no file" in result.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal of its own")
@pytest.mark.parametrize(("term", "has_chart"), [("xterm-256color", True), ("dumb", False)])
def test_in_a_terminal_there_is_a_chart_unless_it_is_a_dumb_one(term: str, has_chart: bool) -> None:
    import subprocess
    import sys

    controlling, terminal = os.openpty()
    environment = {**os.environ, "TERM": term, "COLUMNS": "60", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "advisor", "timeline", str(WAITING)]
    subprocess.run(command, stdout=terminal, env=environment, check=True, cwd=EXAMPLES.parent)
    os.close(terminal)
    screen = b""
    try:
        while part := os.read(controlling, 65_536):
            screen += part
    except OSError:  # its end
        pass
    os.close(controlling)
    assert ("█" in screen.decode()) is has_chart


def test_a_terminal_that_knows_no_blocks_gets_plain_letters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    from advisor.cli.commands.timeline import _marks
    from advisor.rendering.timeline_text import ASCII

    class Terminal:
        encoding = "ascii"

        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "vt100")
    assert _marks(None) is ASCII


# --- the calendar -----------------------------------------------------------------------------------------


def test_a_calendar_file_is_written_and_written_again_byte_for_byte(tmp_path: Path) -> None:
    file = tmp_path / "advice.ics"
    assert run("advise", WAITING, "-f", "ics", "-o", file).exit_code == 0
    first = file.read_bytes()
    assert run("advise", WAITING, "-f", "ics", "-o", file).exit_code == 0
    assert file.read_bytes() == first
    found = icalendar.Calendar.from_ical(first)
    assert [(str(e["SUMMARY"]), str(e["STATUS"])) for e in found.walk("VEVENT")] == [
        ("Wait for word from Hooli", "CONFIRMED"),
        ("Ask Hooli how things stand", "TENTATIVE"),
    ]


def test_what_comes_later_moves_and_cancels_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "advice.ics"
    run("advise", WAITING, "-f", "ics", "-o", file)
    run("advise", WAITING, "-f", "ics", "-o", file, "--today", "2026-03-25")
    found = icalendar.Calendar.from_ical(file.read_bytes())
    assert [(str(e["SUMMARY"]), str(e["STATUS"]), e["SEQUENCE"]) for e in found.walk("VEVENT")] == [
        ("Ask Hooli how things stand", "CONFIRMED", 1),
        ("Wait for word from Hooli", "CANCELLED", 1),
    ]


def test_a_file_of_something_else_is_not_written_over(tmp_path: Path) -> None:
    notes = tmp_path / "notes.ics"
    notes.write_text("milk, bread")
    result = run("advise", WAITING, "-f", "ics", "-o", notes)
    assert result.exit_code == 2
    assert f"{notes} is no calendar; name another file" in result.stderr
    assert notes.read_text() == "milk, bread"


def test_a_situation_that_cannot_be_read_cancels_nothing(tmp_path: Path) -> None:
    me, file = tmp_path / "me.yaml", tmp_path / "advice.ics"
    me.write_text(WAITING.read_text(encoding="utf-8"), encoding="utf-8")
    run("advise", me, "-f", "ics", "-o", file)
    before = file.read_bytes()
    me.write_text("applications: 7\n", encoding="utf-8")
    assert run("advise", me, "-f", "ics", "-o", file).exit_code == 2
    assert file.read_bytes() == before


def test_an_error_of_the_rules_cancels_nothing(tmp_path: Path) -> None:
    file = tmp_path / "advice.ics"
    result = run("advise", WAITING, "-f", "ics", "-o", file, "--today", "9999-12-31")
    assert result.exit_code == 2
    assert "so no calendar is written" in result.stderr
    assert not file.exists()


def test_pieces_without_a_day_are_told_of() -> None:
    result = run("advise", EXAMPLES / "nothing-yet.yaml", "-f", "ics")
    assert result.exit_code == 0
    assert "of advice without a day: not in the calendar" in result.stderr
    assert "END:VCALENDAR" in result.stdout


def test_an_empty_file_is_filled(tmp_path: Path) -> None:
    file = tmp_path / "advice.ics"
    file.touch()
    assert run("advise", WAITING, "-f", "ics", "-o", file).exit_code == 0
    assert file.read_bytes().startswith(b"BEGIN:VCALENDAR")

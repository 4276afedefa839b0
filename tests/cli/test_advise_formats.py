"""`advisor advise -f html` and `-f markdown`."""

from __future__ import annotations

import re
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from advisor.cli.situation.advise_formats import FORMATS

ME = """\
situation: Me & them
today: 2026-11-24
sender_name: Zoë
applications:
  - company: <Acme>
    stage: interviewed
    interviews: [{held_on: 2026-11-23, thanked: no}]
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two situations in files."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ADVISOR_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "me.yaml").write_text(ME)
    (tmp_path / "you.yaml").write_text(ME.replace("Me & them", "You"))
    return tmp_path


def advisor(*words: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, words, input=stdin, catch_exceptions=False)


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_names_the_situation_and_what_to_do(home: Path, form: str) -> None:
    result = advisor("advise", "me.yaml", "-f", form)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert re.search(r"Thank your interviewers at \\?(<|&lt;)Acme\\?(>|&gt;)", result.stdout)


def test_a_page_is_written_whole_into_its_file(home: Path) -> None:
    result = advisor("advise", "me.yaml", "-f", "html", "-o", "advice.html")
    assert (result.exit_code, result.stdout) == (0, "")
    page = (home / "advice.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert page.endswith("</html>\n")
    assert "<title>Me &amp; them</title>" in page
    assert "<code>advisor ask --answers me.yaml</code>" in page


def test_several_situations_stand_on_one_page_and_no_command_is_named(home: Path) -> None:
    page = advisor("advise", "me.yaml", "you.yaml", "-f", "html").stdout
    assert "<title>2 situations</title>" in page
    assert [*re.findall("<h2 id=.*?>(.*?)</h2>", page)] == ["Me &amp; them", "You"]
    assert "<code>" not in page


def test_what_came_through_a_pipe_has_no_command_to_go_on_with(home: Path) -> None:
    assert "<code>" not in advisor("advise", "-", "-f", "html", stdin=ME).stdout
    assert "`advisor" not in advisor("advise", "-", "-f", "markdown", stdin=ME).stdout


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_the_numbers_of_a_page_are_those_of_the_other_commands(home: Path, form: str) -> None:
    assert advisor("advise", "me.yaml", "-f", form).exit_code == 0
    text = (home / "me.yaml").read_text()
    (home / "me.yaml").write_text(text.replace("today: 2026-11-24", "today: 2026-12-20"))
    result = advisor("draft", "1", "me.yaml", "--anyway")
    assert "Subject: " in result.stdout
    assert "Thank you for the interview" in result.stdout or "thank" in result.stdout.lower()


def test_no_page_is_written_where_a_file_cannot_be_used(home: Path) -> None:
    (home / "me.yaml").write_text("applications: 3\n")
    result = advisor("advise", "me.yaml", "-f", "html", "-o", "advice.html")
    assert result.exit_code == 2
    assert not (home / "advice.html").exists()


def summaries(text: str) -> dict[str, str]:
    """What the events of a calendar are called, by their UIDs, as icalendar reads them."""
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    found = {str(event["UID"]): str(event["SUMMARY"]) for event in events}
    assert len(found) == len(events)
    return found


THANK = "Thank your interviewers at <Acme> for the interview on Mon 23 Nov"
SEVERAL = {  # what the two files are called -> what stands behind their events
    "each its title": (("Ann", "Bob"), ("Ann", "Bob")),
    "one without a title": (("Ann", None), ("Ann", "some/b.yaml")),
    "two without a title": ((None, None), ("some/a.yaml", "some/b.yaml")),
    "the same title twice": (("Ann", "Ann"), ("Ann", "Ann")),
}


@pytest.mark.parametrize(("titles", "behind"), SEVERAL.values(), ids=SEVERAL)
def test_a_calendar_of_several_situations_says_whose_each_event_is(
    home: Path, titles: tuple[str | None, ...], behind: tuple[str, ...]
) -> None:
    (home / "some").mkdir()
    for name, title in zip("ab", titles, strict=True):
        line = "" if title is None else f"situation: {title}\n"
        text = ME.replace("situation: Me & them\n", line)
        (home / "some" / f"{name}.yaml").write_text(text)
    assert advisor("advise", "some", "-f", "ics", "-o", "all.ics").exit_code == 0
    first = summaries((home / "all.ics").read_text())
    thanks = sorted(words for words in first.values() if words.startswith(THANK))
    assert thanks == [f"{THANK} ({whose})" for whose in behind]
    before = (home / "all.ics").read_bytes()
    assert advisor("advise", "some", "-f", "ics", "-o", "all.ics").exit_code == 0
    assert (home / "all.ics").read_bytes() == before


def test_the_events_of_one_situation_do_not_say_whose_they_are(home: Path) -> None:
    assert THANK in summaries(advisor("advise", "me.yaml", "-f", "ics").stdout).values()


@pytest.mark.parametrize("form", ["text", "html", "markdown", "json"])
def test_a_folder_is_the_situations_in_it(home: Path, form: str) -> None:
    both = advisor("advise", "me.yaml", "you.yaml", "-f", form)
    folder = advisor("advise", ".", "-f", form)
    assert (folder.exit_code, folder.stdout) == (both.exit_code, both.stdout)


def test_a_folder_without_situations_is_refused(home: Path) -> None:
    (home / "none").mkdir()
    result = advisor("advise", "none")
    assert result.exit_code == 2
    assert "there are no situations in the folder none" in result.stderr

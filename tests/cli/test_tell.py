"""`advisor tell` and `advisor events`: what they record, ask and refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.recording.journal import journal_path
from tests.cli.recording_pack import TEXT, run, write_folder


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = write_folder(tmp_path)
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("COLUMNS", "80")
    return file


def test_the_events_that_fit_are_listed_by_name(mine: Path) -> None:
    result = run("events", "mine.yaml")
    assert result.exit_code == 0
    assert [line.split("  ")[1] for line in result.stdout.splitlines()] == [
        "they-answered",
        "they-turned-me-down",
        "we-agreed-on-an-interview",
        "they-turned-me-down",
        "we-agreed-on-an-interview",
        "another-application",
        "i-am-angry",
    ]
    assert "Globex answered" not in result.stdout
    assert "Globex answered" in run("events", "mine.yaml", "--all").stdout


def test_an_event_is_recorded_with_what_is_said_behind_it(mine: Path) -> None:
    result = run("tell", "mine.yaml", "they-answered", "Acme", "reply_by=friday")
    assert result.exit_code == 0
    assert mine.read_text() == TEXT.replace(
        "    reply_by: none\n", "    reply_by: 2026-11-27\n    chases: 0\n"
    )
    assert result.stderr.startswith(
        "Recorded in mine.yaml for Acme:\n  chases: 0\n  reply_by: 2026-11-27\n"
    )
    assert "Wait for Acme" in result.stdout


def test_the_day_on_which_it_happened_may_be_another(mine: Path) -> None:
    run("tell", "mine.yaml", "they-turned-me-down", "Globex", "--on", "friday")
    assert "chased_on: 2026-11-20" in mine.read_text()


def test_without_a_terminal_it_says_what_it_would_have_asked(mine: Path) -> None:
    result = run("tell", "mine.yaml", "they-answered")
    assert result.exit_code == 0
    assert "reply_by (Acme): none. By what day did Acme promise an answer?" in result.stderr


def test_an_event_may_add_an_item(mine: Path) -> None:
    result = run("tell", "mine.yaml", "we-agreed-on-an-interview", "Globex", "held_on=2026-11-30")
    assert result.exit_code == 0
    assert (
        mine.read_text()
        == TEXT + "    interviews:\n      - held_on: 2026-11-30\n        thanked: no\n"
    )
    run("tell", "mine.yaml", "another-application", "company=Initech", "stage=applied")
    assert mine.read_text().endswith("  - company: Initech\n    stage: applied\n")


REFUSED = {
    "a misspelt event": (
        ["they-answerd"],
        2,
        "there is no event `they-answerd`; did you mean `they-answered`?",
    ),
    "an event that does not exist": (["rain"], 2, "Say what has happened, by its name:"),
    "a label that nobody has": (["they-answered", "Acne"], 2, "did you mean `Acme`?"),
    "several that it may be about": (["they-turned-me-down"], 2, "--for Globex"),
    "what does not fit": (
        ["they-answered", "Globex"],
        1,
        "Globex answered: that does not fit what is known so far, so nothing was recorded.",
    ),
    "a value that means nothing": (
        ["they-answered", "Acme", "reply_by=soon"],
        2,
        "reply_by: `soon` is not a day that I know",
    ),
    "a day on the wrong side": (
        ["they-answered", "Acme", "reply_by=last friday"],
        2,
        "that would be in the past: Fri 20 Nov. Did you mean Fri 27 Nov?",
    ),
    "a fact that does not exist": (
        ["they-answered", "Acme", "replyby=friday"],
        2,
        "there is no fact `replyby` here; did you mean `reply_by`?",
    ),
    "a new item without what it needs": (
        ["another-application", "company=Initech"],
        2,
        "more is needed for this; say it behind the event: stage=… Where does it stand?",
    ),
    "a day to come": (
        ["they-turned-me-down", "Acme", "--on", "tomorrow"],
        2,
        "that would be in the future: Mon 23 Nov",
    ),
    "too many words": (["they-answered", "Acme", "now"], 2, "that is one word too many: 'now'"),
    "a label without an event": (["--for", "Acme"], 2, "Say what has happened, by its name:"),
}


@pytest.mark.parametrize(("words", "status", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_recorded_is_said_and_nothing_is_written(
    mine: Path, words: list[str], status: int, message: str
) -> None:
    result = run("tell", "mine.yaml", *words)
    assert result.exit_code == status
    assert message in " ".join(result.stderr.split())
    assert mine.read_text() == TEXT
    assert not journal_path(mine).exists()


def test_what_does_not_fit_can_be_recorded_all_the_same(mine: Path) -> None:
    assert run("tell", "mine.yaml", "they-answered", "Globex", "--anyway").exit_code == 0
    assert "company: Globex\n    stage: applied\n    chases: 0\n" in mine.read_text()


def test_it_asks_what_has_happened_until_nothing_else_has(mine: Path) -> None:
    result = run(
        "tell",
        "mine.yaml",
        "--today",
        "2026-11-26",
        typed="acme answered\n4 dec\nglobex turned me down\ntuesday\n\n",
    )
    assert result.exit_code == 0
    assert "What has happened since Sun 22 Nov?" in result.stderr
    assert "Has anything else happened?" in result.stderr
    assert "When was that?" in result.stderr
    text = mine.read_text()
    assert "reply_by: 2026-12-04" in text
    assert "company: Globex\n    stage: rejected\n    chased_on: 2026-11-24\n" in text


def test_a_new_item_is_asked_for_what_it_needs_first(mine: Path) -> None:
    typed = "There is another\nInitech\napplied\nAnalyst\n\n"
    result = run("tell", "mine.yaml", typed=typed)
    assert result.exit_code == 0
    assert mine.read_text().endswith(
        "  - company: Initech\n    stage: applied\n    role: Analyst\n"
    )


def test_a_new_item_that_is_broken_off_is_not_recorded(mine: Path) -> None:
    result = run("tell", "mine.yaml", typed="There is another\nInitech\nstop\n")
    assert "Nothing was recorded." in result.stderr
    assert mine.read_text() == TEXT


def test_a_none_that_has_grown_old_is_asked_for_again(mine: Path) -> None:
    later = run("tell", "mine.yaml", "nothing", "--today", "2026-11-29", typed="\n")
    assert "By what day did Acme promise an answer?" not in later.stderr
    old = run("tell", "mine.yaml", "nothing", "--today", "2026-11-30", typed="\n")
    assert "By what day did Acme promise an answer?" in old.stderr
    again = run("tell", "mine.yaml", "nothing", "--today", "2026-12-01", typed="\n")
    assert "By what day did Acme promise an answer?" not in again.stderr
    assert mine.read_text() == TEXT


def test_standard_input_cannot_be_told_anything(mine: Path) -> None:
    result = run("tell", "-", "they-answered")
    assert result.exit_code == 2
    assert "it cannot change standard input" in result.stderr
    assert run("events", "-").exit_code == 2


def test_rules_without_events_have_nothing_to_tell(mine: Path) -> None:
    Path("../rules/events.yaml").unlink()
    assert run("events", "mine.yaml").exit_code == 1
    result = run("tell", "mine.yaml")
    assert result.exit_code == 0
    assert mine.read_text() == TEXT


NOTHING_FITS = {
    "rules without events": (
        "",
        "these rules have no events; `advisor change mine.yaml` corrects an answer",
    ),
    "events that do not fit": (
        "events:\n  i-am-calm: {title: I am calm, when: mood is calm, sets: {mood: angry}}\n",
        "no event of these rules can happen there now. `advisor change mine.yaml` corrects an answer",
    ),
}


@pytest.mark.parametrize("events, said", NOTHING_FITS.values(), ids=NOTHING_FITS)
def test_where_no_event_can_have_happened_that_is_said(mine: Path, events: str, said: str) -> None:
    path = mine.parent.parent / "rules" / "events.yaml"
    path.write_text(events, encoding="utf-8")
    done = run("tell", mine.name, "zebra")
    assert (done.exit_code, "Say what has happened" in done.output) == (2, False)
    assert said in done.output

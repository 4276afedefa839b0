"""`advisor change-to`, `advisor what-if` and `advisor explain` as typed, right and wrong."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.counterfactual.made import FILES

ME = """\
today: 2026-11-22
applications:
  - {company: Acme, stage: waiting, promised_on: 2026-11-25}
  - {company: Globex, stage: over}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rules").mkdir()
    for name, text in FILES.items():
        (tmp_path / "rules" / name).write_text(text)
    (tmp_path / "me.yaml").write_text(ME)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def run(command: str, *words: str, text: str | None = None) -> Result:
    whole = [command, "--pack", "rules", *words]
    return CliRunner().invoke(cli, whole, input=text, catch_exceptions=False, prog_name="advisor")


FOUND = {
    "an action": (("chase", "me.yaml"), 0, "One change is enough, and “Ask Acme” is advised."),
    "a file before it": (
        ("me.yaml", "chase"),
        0,
        "One change is enough, and “Ask Acme” is advised.",
    ),
    "what is advised": (("rest", "me.yaml"), 0, "Nothing has to change: “Rest” is advised"),
    "first": (
        ("--first", "chase", "me.yaml"),
        0,
        "One change is enough, and “Ask Acme” comes first.",
    ),
    "without": (
        ("--without", "rest", "me.yaml"),
        1,
        "Nothing that could change makes it so that “Rest” is not advised.",
    ),
    "without a number": (("--without", "1", "me.yaml"), 1, "Nothing that could change"),
    "for another": (
        ("chase", "me.yaml", "--for", "Globex"),
        0,
        "It takes 2 changes together before “Ask Globex” is advised.",
    ),
    "with a fact that stays": (
        ("chase", "me.yaml", "--fix", "today", "--fix", "Acme.promised_on", "--for", "acme"),
        1,
        "No change of up to 3 facts",
    ),
    "with facts of all that stay": (
        (
            "chase",
            "me.yaml",
            "--fix",
            "promised_on",
            "--fix",
            "applications[0].today",
            "--most",
            "1",
        ),
        2,
        "",
    ),
    "few changes": (
        ("accept", "me.yaml", "--most", "1"),
        1,
        "No change of up to 1 fact makes it so that `accept` is advised.",
    ),
}


@pytest.mark.parametrize(("words", "status", "begin"), FOUND.values(), ids=FOUND)
def test_what_would_have_to_change(words: tuple[str, ...], status: int, begin: str) -> None:
    done = run("change-to", *words)
    assert done.exit_code == status, done.stderr
    assert " ".join(done.stdout.split()).startswith(begin)


WRONG = {
    "an unknown action": (
        ("change-to", "chse", "me.yaml"),
        "there is no action `chse`; did you mean `chase`?",
    ),
    "no action": (("change-to", "me.yaml"), "Say which, by its number or name."),
    "two aims": (
        ("change-to", "--first", "chase", "--without", "rest"),
        "Choose one of --first and --without.",
    ),
    "an action twice": (
        ("change-to", "--first", "chase", "rest", "me.yaml"),
        "ACTION is given twice: 'rest' and 'chase'.",
    ),
    "an unknown fact": (
        ("change-to", "chase", "me.yaml", "--fix", "promisd_on"),
        "there is no fact `promisd_on`; did you mean `promised_on`?",
    ),
    "a fact that follows": (
        ("change-to", "chase", "me.yaml", "--fix", "expected_on"),
        "`expected_on` follows from the rules, so nobody can change it; change what it rests on",
    ),
    "an unknown label": (
        ("change-to", "chase", "me.yaml", "--fix", "Acne.promised_on"),
        "there is nothing called 'Acne'; did you mean `Acme`?",
    ),
    "a file that is not there": (("change-to", "chase", "you.yaml"), "there is no file you.yaml"),
    "no change": (("what-if", "me.yaml"), "say what would happen, such as"),
    "no value": (
        ("what-if", "me.yaml", "--change", "stage"),
        "'stage' is no change; write FACT=VALUE",
    ),
    "a fact of several": (
        ("what-if", "me.yaml", "--change", "stage=over"),
        "`stage` is a fact of several; say of which:\n  Acme.stage\n  Globex.stage",
    ),
    "a value that is none": (
        ("what-if", "me.yaml", "--change", "Acme.stage=gone"),
        "`stage`: `gone` is not one of the choices",
    ),
    "a number too large": (
        ("what-if", "me.yaml", "--change", "Acme.chases=99"),
        "`chases`: ",
    ),
    "none for what is required": (
        ("what-if", "me.yaml", "--change", "Acme.company=none"),
        "`company` always has a value, so it cannot be none",
    ),
    "none for what has a default": (
        ("what-if", "me.yaml", "--change", "Acme.chases=none"),
        "`chases` always has a value, so it cannot be none",
    ),
    "no today": (
        ("what-if", "me.yaml", "--change", "today="),
        "there is always a today; write a day, such as `today=2026-12-01`",
    ),
    "no such day": (
        ("what-if", "me.yaml", "--change", "Acme.promised_on=sometime"),
        "`sometime` is not a day that I know",
    ),
    "the same twice": (
        ("what-if", "me.yaml", "--change", "quiet=yes", "--change", "quiet=no"),
        "`quiet` is changed twice; say each once",
    ),
    "a drawing of nothing": (
        ("explain", "chase", "me.yaml", "-f", "svg"),
        "a drawing shows why one piece is advised, and nothing is advised",
    ),
    "why and why not": (
        ("explain", "--why", "rest", "--why-not", "chase", "me.yaml"),
        "Choose one of --why and --why-not.",
    ),
}


@pytest.mark.parametrize(("words", "problem"), WRONG.values(), ids=WRONG)
def test_what_is_typed_wrongly_is_answered_in_words(words: tuple[str, ...], problem: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert problem in done.stderr


def test_the_document_of_ways_has_versions_and_ids() -> None:
    done = run("change-to", "chase", "me.yaml", "-f", "json", "--for", "Acme")
    data = json.loads(done.stdout)
    assert (data["kind"], data["version"], data["size"]) == ("change-to", 1, 1)
    assert data["goal"] == {"aim": "advised", "action": "chase", "places": ["applications[0]"]}
    ids = [
        change["id"] for way in data["ways"] for step in way["steps"] for change in step["changes"]
    ]
    assert ids == ["/today", "applications[0]/promised_on"]


def test_where_there_is_an_error_now_that_is_said_too() -> None:
    text = ME.replace("2026-11-22", "9999-12-30").replace(
        "promised_on: 2026-11-25", "heard_on: 9999-12-28"
    )
    done = run("change-to", "rest", "-", text=text)
    assert done.exit_code == 0
    assert done.stderr.startswith("There is no advice at all at present: ")
    assert "One change is enough" in done.stdout


def test_what_if_shows_both_pages_and_writes_nothing(home: Path) -> None:
    done = run("what-if", "me.yaml", "--change", "today=thursday", "--change", "Acme.chases=1")
    assert done.exit_code == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "What if  today: Sun 22 Nov → Thu 26 Nov",
        "    and  chases of Acme: 0 → 1",
    ]
    assert lines[3].split("   ")[0] == "Now, Sun 22 Nov 2026"
    assert "+ comes: Ask Acme" in lines
    assert (home / "me.yaml").read_text() == ME
    data = json.loads(run("what-if", "me.yaml", "--change", "quiet=yes", "-f", "json").stdout)
    assert (data["gone"], data["new"], data["moved"]) == ([], [], [])


def test_what_if_that_leads_into_an_error_says_so() -> None:
    done = run(
        "what-if",
        "me.yaml",
        *("--change", "today=9999-12-31", "--change", "Acme.promised_on=none"),
        *("--change", "Acme.heard_on=9999-12-31"),
    )
    assert done.exit_code == 1
    assert "No advice: " in done.stdout


def test_why_not_says_when_and_what_for() -> None:
    done = run("explain", "--why-not", "chase", "me.yaml")
    assert done.exit_code == 0
    assert run("explain", "chase", "me.yaml").exit_code == 1
    assert done.stdout.splitlines()[:2] == [
        "`chase` is not advised at present.",
        "Not before Thu 26 Nov for Acme, because Acme promised an answer by Wed 25 Nov.",
    ]
    data = json.loads(run("explain", "--why-not", "chase", "me.yaml", "-f", "json").stdout)
    assert data["why"] == []
    assert data["why_not"]["refusals"][0]["day"] == "2026-11-26"


def test_why_not_of_what_is_advised_for_one_says_so_and_speaks_of_the_others() -> None:
    text = ME.replace("2026-11-25", "2026-11-20")
    done = run("explain", "--why-not", "chase", "-", text=text)
    assert done.exit_code == 1
    assert done.stdout.startswith("`chase` is advised for Acme.\n")
    assert "rule chase-when-late for Globex" in done.stdout


def test_all_explains_every_piece_of_advice() -> None:
    text = ME.replace("2026-11-25", "2026-11-20")
    shown = run("explain", "--all", "-", text=text).stdout
    assert [line for line in shown.splitlines() if line in ("Ask Acme", "Rest")] == [
        "Ask Acme",
        "Rest",
    ]
    assert [line for line in shown.splitlines() if line[:2] in ("1.", "2.")] == [
        "1. Ask Acme",
        "2. Rest",
    ]  # an overview comes first
    one = run("explain", "--all", "--for", "acme", "-", text=text).stdout
    assert "Rest" not in one.splitlines()


def test_a_drawing_is_one_image() -> None:
    done = run("explain", "rest", "me.yaml", "-f", "svg")
    assert done.exit_code == 0
    assert ElementTree.fromstring(done.stdout).get("aria-label") == "Why: Rest"

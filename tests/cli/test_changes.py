"""`advisor change` and `advisor undo`: answers corrected, and changes taken back."""

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


CHANGED = {
    "by the label before the fact": ["Acme.reply_by", "friday"],
    "by the place before the fact": ["applications[0].reply_by", "2026-11-27"],
    "by the label behind --for": ["reply_by", "27 nov", "--for", "acme"],
    "in several words": ["Acme.reply_by", "in", "5", "days"],
}


@pytest.mark.parametrize("words", CHANGED.values(), ids=CHANGED)
def test_an_answer_is_changed_and_nothing_else(mine: Path, words: list[str]) -> None:
    result = run("change", "mine.yaml", *words)
    assert result.exit_code == 0
    assert mine.read_text() == TEXT.replace("reply_by: none", "reply_by: 2026-11-27")
    assert "reply_by: 2026-11-27" in result.stderr


def test_the_only_one_that_has_a_fact_needs_no_name(mine: Path) -> None:
    assert run("change", "mine.yaml", "held_on", "18 nov").exit_code == 0
    assert "held_on: 2026-11-18   # with Ann" in mine.read_text()
    assert run("change", "mine.yaml", "mood", "calm").exit_code == 0
    assert "mood: calm" in mine.read_text()


def test_an_answer_is_asked_for_where_it_is_not_said(mine: Path) -> None:
    result = run("change", "mine.yaml", "Globex.stage", typed="2\n")
    assert result.exit_code == 0
    assert "company: Globex\n    stage: interviewed\n" in mine.read_text()
    assert run("change", "mine.yaml", "Globex.stage", typed="\n").exit_code == 1


def test_what_an_edit_makes_pointless_is_named_and_kept(mine: Path) -> None:
    run("change", "mine.yaml", "Acme.chases", "1")
    result = run("change", "mine.yaml", "Acme.stage", "rejected")
    assert "These answers no longer matter; they stay in the file:" in result.stderr
    assert "Acme.chases: 1" in result.stderr
    assert "chases: 1" in mine.read_text()


def test_without_a_fact_the_answers_are_listed(mine: Path) -> None:
    result = run("change", "mine.yaml")
    assert result.exit_code == 0
    assert "Acme\n  stage: interviewed\n" in result.stderr
    assert "Acme, the interview on 19 Nov 2026\n  held_on: 2026-11-19\n" in result.stderr
    assert "such as `advisor change mine.yaml Acme.stage VALUE`" in " ".join(result.stderr.split())


def test_answers_that_are_no_or_none_stand_in_one_line(mine: Path) -> None:
    text = mine.read_text().replace(
        "held_on: 2026-11-19", "held_on: 2026-11-19\n        thanked: no\n        thanked_on: none"
    )
    mine.write_text(text)
    lines = run("change", "mine.yaml").stderr.splitlines()
    assert lines[lines.index("  held_on: 2026-11-19") + 1 :][:2] == [
        "  no: thanked",
        "  none: thanked_on",
    ]


REFUSED = {
    "a misspelt fact": (
        ["Acme.replyby", "friday"],
        "there is no fact `replyby` of Acme; did you mean `reply_by`?",
    ),
    "a fact of several": (
        ["stage", "rejected"],
        "`stage` is a fact of several; say of which: Acme.stage Globex.stage",
    ),
    "a label that nobody has": (["Acne.stage", "rejected"], "did you mean `Acme`?"),
    "a value that means nothing": (["Acme.reply_by", "soon"], "reply_by: `soon` is not a day"),
    "a fact that it does not have": (
        ["Globex.held_on", "friday"],
        "there is no fact `held_on` of Globex; there are `company`, `stage`, `role`, `reply_by`, `takes`, `chases`, `chased_on`",
    ),
    "a place twice": (["Acme.stage", "rejected", "--for", "Acme"], "say whose fact it is once"),
}


@pytest.mark.parametrize(("words", "message"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_changed_is_explained(mine: Path, words: list[str], message: str) -> None:
    result = run("change", "mine.yaml", *words)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert mine.read_text() == TEXT


def test_undo_takes_back_what_tell_done_and_change_recorded(mine: Path) -> None:
    run("tell", "mine.yaml", "they-answered", "Acme", "reply_by=friday")
    told = mine.read_text()
    run("done", "thank", "mine.yaml")
    run("change", "mine.yaml", "Globex.stage", "interviewed")
    back = "Taken back in mine.yaml: another answer to “Where does it stand?” (Globex) (recorded"
    assert back in " ".join(run("undo", "mine.yaml").stderr.split())
    assert "Taken back in mine.yaml: Thank Acme" in run("undo", "mine.yaml").stderr
    assert mine.read_text() == told
    result = run("undo", "mine.yaml")
    assert "Taken back in mine.yaml: Acme answered (recorded on Sun 22 Nov 2026)." in result.stderr
    assert mine.read_text() == TEXT
    assert "Thank Acme" in result.stdout
    nothing = run("undo", "mine.yaml")
    assert nothing.exit_code == 2
    assert "nothing is recorded" in nothing.stderr


def test_a_file_changed_by_hand_is_neither_undone_nor_overwritten(mine: Path) -> None:
    run("tell", "mine.yaml", "they-answered", "Acme", "reply_by=friday")
    mine.write_text(mine.read_text() + "# by hand\n")
    by_hand, journal = mine.read_text(), journal_path(mine).read_bytes()
    refused = run("undo", "mine.yaml")
    assert refused.exit_code == 2
    assert (mine.read_text(), journal_path(mine).read_bytes()) == (by_hand, journal)
    result = run("tell", "mine.yaml", "they-turned-me-down", "Globex")
    assert "changed by hand since its journal was written" in " ".join(result.stderr.split())
    assert "# by hand\n" in mine.read_text()
    assert run("undo", "mine.yaml").exit_code == 0
    assert mine.read_text() == by_hand


@pytest.mark.parametrize("words", [("undo",), ("done", "thank"), ("tell", "it-ended")])
def test_a_folder_or_what_is_not_there_is_no_file_to_change(
    mine: Path, words: tuple[str, ...]
) -> None:
    folder = mine.parent / "folder.yaml"
    folder.mkdir()
    told = "folder.yaml is a folder; name a file in it"
    assert told in " ".join(run(*words, "folder.yaml").stderr.split())
    (folder / "one.yaml").write_text(TEXT)
    result = run(*words, "folder.yaml")
    assert result.exit_code == 2
    assert f"{told}, such as folder.yaml/one.yaml" in " ".join(result.stderr.split())
    assert "did you mean mine.yaml?" in " ".join(run(*words, "mina.yaml").stderr.split())


def test_standard_input_can_be_neither_changed_nor_undone(mine: Path) -> None:
    assert run("change", "-", "stage", "applied").exit_code == 2
    assert run("undo", "-").exit_code == 2


IN_WORDS = {
    "as it is asked": "By what day did Acme promise an answer?",
    "without its mark, in small letters": "by what day did acme promise an answer",
    "a name in words": "reply by",
}


@pytest.mark.parametrize("words", IN_WORDS.values(), ids=IN_WORDS)
def test_an_answer_is_named_in_the_words_in_which_it_was_asked_for(mine: Path, words: str) -> None:
    result = run("change", "mine.yaml", "--for", "Acme", *words.split(), "2026-12-09")
    assert result.exit_code == 0, result.stderr
    assert mine.read_text() == TEXT.replace("reply_by: none", "reply_by: 2026-12-09")


def test_words_that_nothing_is_asked_in_get_the_likest(mine: Path) -> None:
    result = run("change", "mine.yaml", "which firm is it", "Initech")
    assert result.exit_code == 2
    assert "no answer that is called" in result.stderr
    assert "“Which company?”" in result.stderr

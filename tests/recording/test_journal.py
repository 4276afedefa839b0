"""The journal of a situation file: what was recorded, and the way back, whatever happens meanwhile."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.recording import journal
from advisor.recording.journal import (
    CannotUndoError,
    ChangedMeanwhileError,
    Occasion,
    StatedNone,
    days_of_nones,
    journal_path,
    read_journal,
    record,
    take_back,
)

DAY = 739_942  # Sun 2026-11-22


def occasion(what: str, command: str = "tell", run: str = "", day: int = DAY) -> Occasion:
    return Occasion(run or what, command, day, what)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "me.yaml"
    path.write_text("a: 1\nb: 2\n")
    return path


def recorded(file: Path, *texts: str, command: str = "tell", run: str = "") -> None:
    for text in texts:
        assert record(file, file.read_text(), text, occasion(text, command, run)) is None


def test_a_line_says_when_and_what_and_how_to_go_back(file: Path) -> None:
    record(file, "a: 1\nb: 2\n", "a: 1\nb: 35\n", occasion("b is 35"))
    [line] = journal_path(file).read_text().splitlines()
    read = json.loads(line)
    assert read["day"] == "2026-11-22"
    assert (read["command"], read["what"]) == ("tell", "b is 35")
    assert (read["at"], read["removed"], read["inserted"]) == (8, "2", "35")
    assert file.read_text() == "a: 1\nb: 35\n"


def test_changes_are_taken_back_one_after_the_other_up_to_the_first(file: Path) -> None:
    recorded(file, "a: 2\nb: 2\n", "a: 2\nb: 3\n")
    undone, text = take_back(file)
    assert [entry.occasion.what for entry in undone] == ["a: 2\nb: 3\n"]
    assert text == file.read_text() == "a: 2\nb: 2\n"
    take_back(file)
    assert file.read_text() == "a: 1\nb: 2\n"
    with pytest.raises(CannotUndoError, match="nothing is recorded"):
        take_back(file)
    assert journal_path(file).read_text() == ""


def test_what_one_run_of_tell_recorded_is_taken_back_together(file: Path) -> None:
    recorded(file, "first\n", run="r1")
    recorded(file, "second\n", "third\n", run="r2")
    undone, _ = take_back(file)
    assert len(undone) == 2
    assert file.read_text() == "first\n"


def test_answers_are_taken_back_one_by_one(file: Path) -> None:
    recorded(file, "first\n", "second\n", command="ask", run="r")
    take_back(file)
    assert file.read_text() == "first\n"


def test_a_file_changed_by_hand_is_left_alone_and_its_journal_kept(file: Path) -> None:
    recorded(file, "a: 2\n")
    file.write_text("a: 2\n# mine\n")
    before = journal_path(file).read_bytes()
    with pytest.raises(CannotUndoError, match="changed in another way"):
        take_back(file)
    assert file.read_text() == "a: 2\n# mine\n"
    assert journal_path(file).read_bytes() == before
    recorded(file, "a: 3\n# mine\n")
    assert len(read_journal(file).entries) == 2
    take_back(file)
    assert file.read_text() == "a: 2\n# mine\n"
    with pytest.raises(CannotUndoError):
        take_back(file)


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(file: Path) -> None:
    with pytest.raises(ChangedMeanwhileError, match="changed by somebody else meanwhile"):
        record(file, "a: 0\n", "a: 2\n", occasion("x"))
    assert file.read_text() == "a: 1\nb: 2\n"
    assert read_journal(file).entries == ()


def test_two_commands_at_once_do_not_both_write(file: Path) -> None:
    held = journal.lock(journal_path(file))
    try:
        with pytest.raises(ChangedMeanwhileError, match="at this moment"):
            record(file, file.read_text(), "a: 2\n", occasion("x"))
    finally:
        assert held is not None
        os.close(held)
    assert file.read_text() == "a: 1\nb: 2\n"


BROKEN = ["{", "[]", '{"day": 3}', "null", '{"day": "2026-11-22"}', "\x00", "[" * 5000]


@pytest.mark.parametrize("line", BROKEN)
def test_a_line_that_is_none_of_ours_is_kept_and_stops_the_undo(file: Path, line: str) -> None:
    recorded(file, "a: 2\n")
    with journal_path(file).open("a") as out:
        out.write(f"{line}\n")
    assert not read_journal(file).is_readable
    with pytest.raises(CannotUndoError, match="cannot have got by a command"):
        take_back(file)
    recorded(file, "a: 3\n")
    assert line in journal_path(file).read_text()


def test_a_line_that_breaks_off_counts_for_nothing(file: Path) -> None:
    recorded(file, "a: 2\n")
    with journal_path(file).open("a") as out:
        out.write('{"day": "2026-1')
    assert len(read_journal(file).entries) == 1
    recorded(file, "a: 3\n")
    take_back(file)
    take_back(file)
    assert file.read_text() == "a: 1\nb: 2\n"


def test_where_no_journal_can_be_written_the_change_is_made_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal.os, "fsync", full)
    monkeypatch.setattr(journal, "_write_alone", lambda path, data, **_: path.write_bytes(data))
    problem = record(file, file.read_text(), "a: 2\n", occasion("x"))
    assert problem == "No space left on device"
    assert file.read_text() == "a: 2\n"
    assert journal_path(file).read_bytes() == b""


def test_where_the_file_cannot_be_written_the_journal_says_nothing_of_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded(file, "a: 2\n")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "_write_alone", full)
    with pytest.raises(OSError, match="No space left"):
        record(file, "a: 2\n", "a: 3\n", occasion("x"))
    assert len(read_journal(file).entries) == 1
    assert file.read_text() == "a: 2\n"


def test_the_day_of_a_none_is_the_last_on_which_it_was_said_of_this_instance(file: Path) -> None:
    for number, (day, label) in enumerate([(DAY, "Acme"), (DAY + 3, "Acme"), (DAY + 9, "Globex")]):
        said = Occasion(
            str(number), "tell", day, "x", (StatedNone("applications[0]", label, "by"),)
        )
        record(file, file.read_text(), f"n: {number}\n", said)
    entries = read_journal(file).entries
    assert days_of_nones(entries, {"applications[0]": "Acme"}) == {
        ("applications[0]", "by"): DAY + 3
    }
    assert days_of_nones(entries, {"applications[0]": "Initech"}) == {}


TEXTS = st.lists(st.text("ab\né🙂", max_size=12), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(texts=TEXTS, commands=st.data())
def test_any_changes_are_taken_back_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], commands: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("journal") / "me.yaml"
    file.write_bytes(b"start")
    states = ["start"]
    for number, text in enumerate(texts):
        record(file, states[-1], text, occasion(text, "ask", str(number)))
        states.append(text)
    for state in reversed(states[:-1]):
        take_back(file)
        assert file.read_bytes() == state.encode()


def states(file: Path) -> Iterator[str]:
    """The text now, and before each change that can be taken back."""
    yield file.read_text()
    while True:
        try:
            yield take_back(file)[1]
        except CannotUndoError:
            return


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need a process of their own")
def test_a_kill_at_any_moment_leaves_a_file_that_fits_its_journal(tmp_path: Path) -> None:
    random = Random(7)
    file = tmp_path / "me.yaml"
    file.write_text("n: 0\n")
    for _ in range(25):
        child = os.fork()
        if child == 0:  # pragma: no cover - it is killed
            try:
                for number in range(10_000):
                    record(
                        file, file.read_text(), f"n: {number}\n", occasion("n", "ask", str(number))
                    )
            finally:
                os._exit(0)
        signal.sigtimedwait([], random.random() * 0.03)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        found = read_journal(file)
        assert found.is_readable
        assert found.in_force(file.read_text()) is not None
    assert len(list(tmp_path.iterdir())) <= 4  # at most what the last kill has left
    seen = list(states(file))
    assert seen[-1] == "n: 0\n"
    assert len(seen) > 5

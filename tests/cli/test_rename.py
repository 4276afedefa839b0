"""`advisor rename` from the command line: what it shows, asks and writes, and that it writes all or nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.commands import rename as command
from advisor.cli.main import cli
from advisor.files import WholeFile
from tests.renaming.everything import FILES, JSON, LAYER

SICK = ("rename", "fact", "sick_since", "ill_since")


def run(*words: str | Path, answer: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="advisor", input=answer)


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("ADVISOR_PACK", "p")
    monkeypatch.chdir(tmp_path)
    for path, text in {**FILES, **LAYER, "mine/me.json": JSON}.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(text.encode())


def texts() -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in sorted(Path().rglob("*")) if p.is_file()}


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "is_at_terminal", lambda: True)


def test_a_dry_run_shows_every_line_and_changes_none() -> None:
    before = texts()
    done = run("rename", "parameter", "base", "base_fee", "--dry-run")
    assert done.exit_code == 0, done.output
    assert (
        done.stdout
        == """\
--- p/actions.yaml
+++ p/actions.yaml
@@ -3 +3 @@
-  base: {value: 20, source: law}
+  base_fee: {value: 20, source: law}
--- p/all_test.yaml
+++ p/all_test.yaml
@@ -13 +13 @@
-    parameters: {base: 30}
+    parameters: {base_fee: 30}
--- p/rules.yaml
+++ p/rules.yaml
@@ -28 +28 @@
-    when: fee is given and sum(patients, share) >= base * 0
+    when: fee is given and sum(patients, share) >= base_fee * 0
@@ -40 +40 @@
-      - [angry, -, base]
+      - [angry, -, base_fee]
--- p/tables/share.csv
+++ p/tables/share.csv
@@ -4 +4 @@
-ill,   yes,    ,  base
+ill,   yes,    ,  base_fee
parameter base would be base_fee: 5 places in 4 files
"""
    )
    assert (
        done.stderr == "The rules are the same but for the name, and so is the advice in 1 test.\n"
    )
    assert texts() == before


def test_with_yes_it_is_renamed_in_the_rules_and_what_lies_among_them() -> None:
    before = texts()
    done = run(*SICK, "--yes")
    assert done.exit_code == 0, done.output
    assert done.stdout == "fact patient.sick_since is ill_since: 7 places in 5 files\n"
    assert "The old name still stands in words at p/facts.yaml:1;" in done.stderr
    changed = {path for path, text in texts().items() if text != before[path]}
    assert changed == {
        "p/actions.yaml",
        "p/all_test.yaml",
        "p/drafts/we-see-you.md",
        "p/facts.yaml",
        "p/rules.yaml",
    }
    assert run("test", "p").exit_code == run("check", "p").exit_code == 0


def test_layers_and_situations_are_renamed_where_they_are_named() -> None:
    done = run("rename", "action", "see-them", "visit", "-y", "--on", "l", "--on", "mine")
    assert done.exit_code == 0, done.output
    assert b"advise: visit" in texts()["l/more.yaml"]
    done = run(
        "rename", "fact", "symptoms", "signs", "-y", "--on", "mine", "--on", "p", "--on", "l"
    )
    assert done.exit_code == 0, done.output
    assert b'"signs": ["fever"]' in texts()["mine/me.json"]
    assert run("check", "p", "l", "mine").exit_code == 0


def test_a_terminal_is_asked_and_a_no_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    before = texts()
    done = run(*SICK, answer="n\n")
    assert done.exit_code == 1
    assert "Rename patient.sick_since to ill_since: 7 places in 5 files? [y/N]" in done.stderr
    assert done.stderr.endswith("Nothing is renamed.\n")
    assert texts() == before
    assert run(*SICK, answer="y\n").exit_code == 0
    assert texts() != before


def test_a_long_change_is_shown_in_part_before_it_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setattr(command, "_SHOWN", 4)
    done = run(*SICK, answer="n\n")
    assert len(done.stdout.splitlines()) == 4
    assert "more; --dry-run shows all." in done.stderr


def test_without_a_terminal_nothing_is_renamed_without_a_yes() -> None:
    before = texts()
    done = run(*SICK)
    assert done.exit_code == 2
    assert "nothing is renamed without a yes: add --yes, or --dry-run to look first" in done.stderr
    assert texts() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("fact", "sick", "ill"), "there is no fact `sick`"),
        (("fact", "seen", "given"), "`given` is a word of the language"),
        (("fact", "situation.mood", "who"), "`who` could mean two facts"),
        (("fact", "seen", "ill", "--on", "nowhere"), "there is no file or folder nowhere"),
        (("fact", "seen", "ill", "--on", "p/tables/../../notes.txt"), "is no situation in YAML or JSON"),
        (("colour", "seen", "ill"), "'colour' is not one of"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_status_2_and_changes_nothing(
    words: tuple[str, ...], message: str
) -> None:
    Path("notes.txt").write_text("sick_since\n", encoding="utf-8")
    before = texts()
    done = run("rename", *words, "--yes")
    assert done.exit_code == 2, done.output
    assert message in done.stderr
    assert texts() == before


def test_line_ends_and_a_mark_at_the_beginning_stay() -> None:
    windows = b"\xef\xbb\xbf" + FILES["p/facts.yaml"].replace("\n", "\r\n").encode()
    Path("p/facts.yaml").write_bytes(windows)
    assert run(*SICK, "-y").exit_code == 0
    now = texts()["p/facts.yaml"]
    expected = windows.replace(b"sick_since", b"ill_since")
    remark = b"# Remarks about sick_since"
    assert now == expected.replace(b"# Remarks about ill_since", remark)


def test_a_letter_moves_with_its_name() -> None:
    done = run("rename", "draft", "we-see-you", "come-in", "-y")
    assert done.exit_code == 0, done.output
    assert not Path("p/drafts/we-see-you.md").exists()
    assert Path("p/drafts/come-in.md").read_text("utf-8") == FILES["p/drafts/we-see-you.md"]
    assert run("check", "p").exit_code == 0


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_where_one_file_cannot_be_written_none_is(
    monkeypatch: pytest.MonkeyPatch, number: int, error: BaseException
) -> None:
    before = texts()
    put, count = WholeFile.put_in_place, 0

    def failing(self: WholeFile) -> None:
        nonlocal count
        count += 1
        if count == number:
            raise error
        put(self)

    monkeypatch.setattr(WholeFile, "put_in_place", failing)
    done = (
        run("rename", "draft", "we-see-you", "come-in", "-y") if number == 1 else run(*SICK, "-y")
    )
    assert done.exit_code != 0
    assert texts() == before


def test_what_somebody_writes_meanwhile_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)

    def confirm(text: str, err: bool) -> bool:
        Path("p/rules.yaml").write_text(FILES["p/rules.yaml"] + "# mine\n", encoding="utf-8")
        return True

    monkeypatch.setattr(command.click, "confirm", confirm)
    before = texts()
    done = run(*SICK)
    assert done.exit_code == 2
    assert "p/rules.yaml was changed meanwhile" in done.stderr
    assert {p: t for p, t in texts().items() if t != before[p]}.keys() == {"p/rules.yaml"}


def test_advice_that_would_differ_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from advisor.renaming import proving

    monkeypatch.setattr(proving, "is_same_but_for", lambda *_: False)
    done = run(*SICK, "-y")
    assert done.exit_code == 2
    assert "the test `it is a fever` would give other advice" in done.stderr


@pytest.mark.parametrize(
    ("kind", "begun", "names"),
    [
        ("fact", "se", ["seen", "seen_on"]),
        ("choice", "state.", ["state.ill", "state.well"]),
        ("list", "", ["patients", "visits"]),
        ("entity", "v", ["visit"]),
        ("section", "hand", ["handbook#seeing", "handbook#paying"]),
        ("rule", "see", ["see-the-ill"]),
        ("event", "", ["came-again", "got-angry"]),
        ("nothing", "", []),
    ],
)
def test_names_are_completed(kind: str, begun: str, names: list[str]) -> None:
    import click

    context = click.Context(command.rename)
    context.params = {"kind": kind}
    found = command._complete_names(context, command.rename.params[1], begun)
    assert [item.value for item in found] == names


KILLED = """
import os, sys
from advisor import files
from advisor.cli.main import cli
put, left = files.WholeFile.put_in_place, iter(range(int(sys.argv.pop(1))))
def dying(file):
    if file._target.name != ".renaming" and next(left, None) is None:
        os._exit(9)
    put(file)
files.WholeFile.put_in_place = dying
cli(sys.argv[1:])
"""


@pytest.mark.parametrize("after", [0, 2])
def test_a_kill_between_two_files_is_taken_back_by_the_next_rename(after: int) -> None:
    before = texts()
    words = [*SICK, "--on", "mine", "--yes"]
    killed = subprocess.run([sys.executable, "-c", KILLED, str(after), *words], check=False)
    assert killed.returncode == 9
    assert sum(texts().get(name) != text for name, text in before.items()) == after
    dry = run(*SICK, "--on", "mine", "--dry-run")
    assert dry.exit_code == 0, dry.output
    assert ("An earlier rename was broken off" in dry.stderr) == (after > 0)
    assert texts() == before


def test_what_was_changed_after_a_kill_is_left_alone() -> None:
    subprocess.run([sys.executable, "-c", KILLED, "3", *SICK, "--yes"], check=False)
    [*_, rules] = [
        Path(name)
        for name, text in texts().items()
        if b"ill_since" in text and name.endswith(".yaml")
    ]
    rules.write_text("rules: []\n")
    left = texts()
    done = run(*SICK, "--yes")
    assert done.exit_code == 2
    assert f"{rules.resolve()} changed since" in done.stderr
    assert texts() == left


def test_a_rename_leaves_no_journal() -> None:
    assert run(*SICK, "--yes").exit_code == 0
    assert not [name for name in texts() if "/." in name]

"""`advisor test --update` and `--write-missing`: what is shown, what is written, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.mutation.small import TESTS, write_small

ANN = (
    "    situation: {today: 2026-11-22, claims: [{name: Ann, state: open, sent_on: 2026-11-10}]}\n"
)
BOTH = """\
    situation:
      today: 2026-11-22
      claims:
        - {name: Ann, state: open, sent_on: 2026-11-10}
        - {name: Ben, state: new, sent_on: 2026-11-20}
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return write_small(Path("small"))


def run(*words: str, input: str | None = None) -> Result:
    environment = {"COLUMNS": "90"}
    return CliRunner().invoke(cli, words, env=environment, input=input, catch_exceptions=False)


# What a test says below its situation, and what it says after `--update --yes`.
UPDATED = {
    "another day": (
        ANN,
        "    expect: [{action: ask, for: Ann, due: 2026-11-23}]   # two weeks\n",
        "    expect: [{action: ask, for: Ann, due: 2026-11-24}]   # two weeks\n",
    ),
    "only what was stated": (
        ANN,
        "    expect:\n      # Ann first\n      - {action: ask, status: later}\n",
        "    expect:\n      # Ann first\n      - {action: ask, status: now}\n",
    ),
    "a day that is none": (
        ANN,
        "    expect_some:\n      - action: ask\n        start: none\n        due: 2026-11-24\n",
        "    expect_some:\n      - action: ask\n        start: 2026-11-10\n        due: 2026-11-24\n",
    ),
    "another order, and each with its comment": (
        BOTH,
        "    expect:\n      - {action: wait, for: Ben}  # young\n      - {action: ask, for: Ann}  # late\n",
        "    expect:\n      - {action: ask, for: Ann}  # late\n      - {action: wait, for: Ben}  # young\n",
    ),
    "one that is missing and one that is too much": (
        BOTH,
        "    expect:\n      - {action: call, for: Ben}\n      - {action: wait, for: Ben}\n",
        "    expect:\n      - {action: ask, for: Ann, due: 2026-11-24}\n      - {action: wait, for: Ben}\n",
    ),
    "nothing at all": (
        "    situation: {today: 2026-11-22}\n",
        "    expect:\n      - wait\n    not_because: [ask-when-late]\n",
        "    expect: []\n    not_because: [ask-when-late]\n",
    ),
    "advice that does not come must not come": (
        ANN,
        "    expect_some: [ask, call]\n",
        "    expect_some: [ask]\n    expect_none: [call]\n",
    ),
    "advice that comes must come": (
        ANN,
        "    expect_none:\n      - ask\n      - call\n",
        "    expect_none:\n      - call\n    expect_some: [{action: ask, due: 2026-11-24}]\n",
    ),
    "the only advice, the other way round": (
        ANN,
        "    expect_none: ask   # never\n    because: [ask-when-late]\n",
        "    expect_some: [{action: ask, due: 2026-11-24}]\n    because: [ask-when-late]\n",
    ),
    "rules, the other way round": (
        ANN,
        "    because: [ask-when-late, call-instead]\n    not_because: late-after-a-while\n",
        "    because: [ask-when-late, late-after-a-while]\n    not_because: [call-instead]\n",
    ),
    "a rule that is the only one": (
        ANN,
        "    because:\n      - call-instead  # urgent\n",
        "    not_because: [call-instead]\n",
    ),
    "a fact": (
        ANN,
        "    expect_facts:\n      - {fact: is_late, value: no}  # since Tuesday\n",
        "    expect_facts:\n      - {fact: is_late, value: yes}  # since Tuesday\n",
    ),
    "a change, in its line": (
        ANN,
        "    expect_some: [ask]\n    but:\n"
        "      - {with: {asked: 2}, expect_some: [ask]}  # enough\n"
        "      - {with: {asked: 1}, expect_some: [ask]}\n",
        "    expect_some: [ask]\n    but:\n"
        "      - {with: {asked: 2}, expect_none: [ask]}  # enough\n"
        "      - {with: {asked: 1}, expect_some: [ask]}\n",
    ),
    "a change that expects two things": (
        ANN,
        "    expect_some: [ask]\n    but:\n"
        "      - {with: {urgent: yes}, because: [call-instead], expect_none: [call, ask]}\n",
        "    expect_some: [ask]\n    but:\n"
        "      - {with: {urgent: yes}, because: [call-instead], expect_none: [ask],"
        " expect_some: [{action: call, due: 2026-11-24}]}\n",
    ),
}


@pytest.mark.parametrize(("situation", "before", "after"), UPDATED.values(), ids=UPDATED)
def test_a_test_expects_what_comes_and_keeps_its_comments(
    pack: Path, situation: str, before: str, after: str
) -> None:
    head = f"# Ours.\ntests:\n  - test: one\n{situation}"
    tail = f"\n  - test: two\n{ANN}    expect_some: [ask]\n"
    file = pack / "rules_test.yaml"
    file.write_text(head + before + tail, encoding="utf-8")
    assert run("test", "small").exit_code == 1
    result = run("test", "small", "--update", "--yes")
    assert file.read_text(encoding="utf-8") == head + after + tail
    assert result.stdout.endswith("written into 1 file\n")
    assert run("test", "small").exit_code == 0


REFUSED = {
    "for nobody": (
        "    expect_some: [{action: ask, for: Anna}]\n",
        "the test itself is wrong: nothing here is called `Anna`; did you mean `Ann`?",
    ),
    "a fact of nobody": (
        "    expect_facts: [{fact: is_late, for: Anna, value: yes}]\n",
        "the test itself is wrong: no claim here is called `Anna`; did you mean `Ann`?",
    ),
    "a fact of several": (
        "    expect_facts: [{fact: is_late, value: yes}]\n",
        "`is_late` has several values here; say `for` whom",
    ),
}


@pytest.mark.parametrize(("expected", "why"), REFUSED.values(), ids=REFUSED)
def test_a_test_that_is_wrong_in_itself_stays_as_it_is(pack: Path, expected: str, why: str) -> None:
    file = pack / "rules_test.yaml"
    text = f"tests:\n  - test: one\n{BOTH}{expected}"
    file.write_text(text, encoding="utf-8")
    result = run("test", "small", "--update", "--yes")
    assert result.exit_code == 1
    assert f"“one” stays as it is: {why}" in " ".join(result.stderr.split())
    assert file.read_text(encoding="utf-8") == text


def test_nothing_is_written_without_a_yes_and_the_changes_are_shown(pack: Path) -> None:
    file = pack / "rules_test.yaml"
    text = TESTS.replace("due: 2026-11-24", "due: 2026-11-25")
    file.write_text(text, encoding="utf-8")
    result = run("test", "small", "--update")
    assert result.exit_code == 1
    assert "-    expect: [{action: ask, for: Ann, start: 2026-11-10, due: 2026-11-25}]\n" in (
        result.stdout
    )
    assert "+    expect: [{action: ask, for: Ann, start: 2026-11-10, due: 2026-11-24}]\n" in (
        result.stdout
    )
    assert result.stderr == "Nothing is written yet. With --yes, this is written into 1 file.\n"
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("answer", "is_written"), [("y\n", True), ("\n", False)])
def test_on_a_terminal_it_asks(
    pack: Path, monkeypatch: pytest.MonkeyPatch, answer: str, is_written: bool
) -> None:
    from advisor.cli import file_changes

    monkeypatch.setattr(file_changes, "is_terminal", lambda: True)
    file = pack / "rules_test.yaml"
    text = TESTS.replace("due: 2026-11-24", "due: 2026-11-25")
    file.write_text(text, encoding="utf-8")
    result = run("test", "small", "--update", input=answer)
    assert "Write this into 1 file? [y/N]" in result.stdout
    assert (file.read_text(encoding="utf-8") == TESTS) is is_written
    assert ("Nothing is written." in result.stderr) is not is_written


def test_where_every_test_passes_there_is_nothing_to_update(pack: Path) -> None:
    result = run("test", "small", "--update", "--yes")
    assert result.exit_code == 0
    assert "written" not in result.stdout


def test_a_list_with_comments_within_its_brackets_is_not_touched(pack: Path) -> None:
    file = pack / "rules_test.yaml"
    text = f"tests:\n  - test: one\n{ANN}    expect_some: [\n      call,  # urgent\n      ask]\n"
    file.write_text(text, encoding="utf-8")
    result = run("test", "small", "--update", "--yes")
    assert result.exit_code != 0
    assert "there are comments within the brackets of `expect_some`" in " ".join(
        result.stderr.split()
    )
    assert file.read_text(encoding="utf-8") == text


def test_tests_of_a_pack_below_stay_as_they_are(pack: Path) -> None:
    layer = Path("layer")
    layer.mkdir()
    (layer / "pack.yaml").write_text(
        "pack: ours\nversion: 1.0.0\nlanguage: 1.1\ntitle: Ours\nextends: ../small\n",
        encoding="utf-8",
    )
    (layer / "numbers.yaml").write_text("parameters: {patience: {value: 2 weeks}}\n", "utf-8")
    result = run("test", "layer", "--update", "--yes")
    assert result.exit_code == 1
    assert "it is a test of small; name it under `expect_changed` if that is meant" in " ".join(
        result.stderr.split()
    )
    assert (pack / "rules_test.yaml").read_text(encoding="utf-8") == TESTS


def test_missing_tests_are_proposed_and_then_fewer_mistakes_go_unnoticed(pack: Path) -> None:
    file = pack / "rules_test.yaml"
    run("fmt", "small/rules_test.yaml")
    before = file.read_text(encoding="utf-8")
    shown = run("test", "small", "--write-missing")
    assert shown.exit_code == 1
    assert file.read_text(encoding="utf-8") == before
    assert "+      # proposed by advisor test --write-missing: is this what you want?\n" in (
        shown.stdout
    )
    assert run("test", "small", "--write-missing", "--yes").exit_code == 0
    text = file.read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if line in before.splitlines()]
    assert kept == before.splitlines()  # nothing that stood there is otherwise
    assert "      - {with: {asked: 2}, expect_none: [ask]}\n" in text
    assert run("test", "small").exit_code == 0
    assert run("mutate", "small", "--threshold", "90").exit_code == 0
    assert run("fmt", "--check", "small/rules_test.yaml").exit_code == 0


def test_where_tests_fail_none_are_proposed(pack: Path) -> None:
    file = pack / "rules_test.yaml"
    file.write_text(TESTS.replace("action: wait", "action: call"), encoding="utf-8")
    result = run("test", "small", "--write-missing", "--yes")
    assert result.exit_code == 2
    assert "the tests do not all pass as they are" in result.stderr


def test_what_is_written_is_shown_on_the_screen_only(pack: Path) -> None:
    assert run("test", "small", "--update", "-f", "json").exit_code == 2

"""The tests of a pack below a layer: which may fail, and what is said of those that do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor import api, casetest
from advisor.cli.main import cli
from tests.casetest.packs import HEAD

RULES = """\
entities:
  situation: {facts: {tired: {type: yes-no}}}
actions:
  rest: {title: Rest, kind: wait}
rules:
  - rule: rest-when-tired
    when: tired
    advise: rest
    because: Nobody can go on for ever.
  - rule: never-tested
    when: tired is given
    advise: rest
    because: So.
"""
TESTS = """\
tests:
  - test: the tired rest
    situation: {today: 2026-11-22, tired: yes}
    expect: rest
  - test: others go on
    situation: {today: 2026-11-22}
    expect: []
"""
LAYER = "pack: mine\nversion: 1.0.0\nlanguage: 1.1\ntitle: Mine\nextends: ../small\n"


@pytest.fixture(autouse=True)
def _below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.setenv("COLUMNS", "80")
    Path("small").mkdir()
    Path("small/pack.yaml").write_text(HEAD, encoding="utf-8")
    Path("small/rules.yaml").write_text(RULES, encoding="utf-8")
    Path("small/rules_test.yaml").write_text(TESTS, encoding="utf-8")
    Path("mine").mkdir()


def layer(head: str, rules: str = "") -> None:
    Path("mine/pack.yaml").write_text(LAYER + head, encoding="utf-8")
    if rules:
        Path("mine/rules.yaml").write_text(rules, encoding="utf-8")


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, list(words), prog_name="advisor")
    return done.exit_code, done.stdout


def test_a_test_below_that_fails_is_told_with_what_to_write() -> None:
    layer("without: [rest-when-tired, never-tested]\n")
    status, shown = run("test", "mine")
    assert status == 1
    assert "FAILED the tired rest  (small/rules_test.yaml:2, in small)" in shown
    assert shown.endswith(
        "A test of the rules below this layer failed. If your changes mean that, say so\nin "
        "`pack.yaml`, and test instead what you expect:\n\nexpect_changed:\n  - the tired rest\n"
    )


def many_below(count: int) -> None:
    more = (
        f"  - test: the tired rest, day {n}\n    situation: {{today: 2026-11-{n:02}, tired: yes}}\n    expect: rest\n"
        for n in range(1, count + 1)
    )
    Path("small/rules_test.yaml").write_text("tests:\n" + "".join(more), encoding="utf-8")


def test_of_many_tests_below_that_fail_three_are_shown_and_all_named_to_paste() -> None:
    many_below(8)
    layer("without: [rest-when-tired, never-tested]\n")
    status, shown = run("test", "mine")
    assert status == 1
    assert shown.count("FAILED") == 3
    assert "8 tests of the rules below this layer failed. 3 are shown above; -k and its" in shown
    assert shown.partition("expect_changed:\n")[2].splitlines() == [
        f"  - the tired rest, day {n}" for n in range(1, 9)
    ]
    _, shown = run("test", "mine", "-k", "rest day")
    assert shown.count("FAILED") == 8
    assert "are shown above" not in shown


def test_three_tests_below_that_fail_are_all_shown() -> None:
    many_below(3)
    layer("without: [rest-when-tired, never-tested]\n")
    _, shown = run("test", "mine")
    assert shown.count("FAILED") == 3
    assert "are shown above" not in shown


def test_a_test_below_that_is_meant_to_fail_counts_as_passed() -> None:
    layer("without: [rest-when-tired, never-tested]\nexpect_changed: [the tired rest]\n")
    status, shown = run("test", "mine")
    assert status == 0
    assert "2 tests on rete and oracle: 2 passed, 0 failed\n1 of them is not met any more" in shown
    program = api.load_pack("mine")
    assert [
        casetest.run_case([api.Advisor(program)], c).is_changed for c in program.pack.tests
    ] == [
        True,
        False,
    ]


def test_a_rule_that_a_test_below_names_may_be_left_out() -> None:
    named = TESTS.replace("expect: rest", "because: [rest-when-tired]")
    Path("small/rules_test.yaml").write_text(named, encoding="utf-8")
    layer("without: [rest-when-tired]\n")
    status, shown = run("test", "mine")
    assert status == 1
    assert "`rest-when-tired` is left out by `without` of a layer" in shown


TABLE = """\
entities:
  situation:
    facts:
      hours: {type: number, ask: How long have you slept?}
      breaks: {type: number, concluded: yes, result: Breaks}
tables:
  - table: how-many-breaks
    when: [hours]
    then: {conclude: breaks}
    rows:
      - ["< 4", 3]
      - [4 .. 6, 1]
"""


@pytest.mark.parametrize(
    "expected, hours, said",
    [
        ("because", 3, None),
        ("because", 5, None),
        ("not_because", 9, None),
        ("because", 9, "`< 4` does not hold in `how-many-breaks/1`"),
        ("not_because", 5, "+ rule how-many-breaks (decided, and must not)"),
    ],
)
def test_the_name_of_a_table_in_a_test_means_any_of_its_rows(
    expected: str, hours: int, said: str | None
) -> None:
    Path("small/rules.yaml").write_text(TABLE, encoding="utf-8")
    Path("small/rules_test.yaml").write_text(
        "tests:\n  - test: breaks\n"
        f"    situation: {{today: 2026-11-22, hours: {hours}}}\n"
        f"    {expected}: [how-many-breaks]\n",
        encoding="utf-8",
    )
    status, shown = run("test", "small", "-k", "breaks")
    assert status == (0 if said is None else 1)
    assert said is None or said in shown


def test_a_test_below_that_is_met_all_the_same_is_pointed_out() -> None:
    layer("expect_changed: [others go on]\n")
    status, shown = run("test", "mine")
    assert status == 0
    assert "mine/pack.yaml:6:18: warning[ADV709]: the test `others go on` of small is met" in shown
    assert run("test", "mine", "--strict")[0] == 1


def test_a_layer_answers_for_the_coverage_of_its_own_rules_only() -> None:
    layer(
        "",
        RULES.partition("rules:")[1]
        + "\n  - rule: mine\n    when: not tired\n    silences: all\n  - rule: ever\n    silences: [rest]\n",
    )
    program = api.load_pack("mine")
    rows = casetest.rule_coverage(program.pack, ())
    found = casetest.coverage_findings(program.pack, rows)
    assert [(d.code, d.message) for d in found] == [
        ("ADV704", "no test fires rule `mine`"),
        ("ADV705", "no test leaves rule `mine` silent"),
        ("ADV704", "no test fires rule `ever`"),  # which cannot be silent: it has no condition
    ]

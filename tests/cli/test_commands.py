"""What single commands do with files and folders."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.casetest.findings import RuleCoverage
from advisor.cli.commands.test import reach_words
from advisor.cli.main import cli
from tests.casetest.packs import HEAD

GOLDEN = Path(__file__).parent.parent / "golden"
PACK = str(GOLDEN / "pack")
GOOD = (
    "today: 2026-11-22\nsearched_on: 2026-11-01\napplications: [{company: Acme, stage: rejected}]\n"
)
TWO = """\
today: 2026-11-22
applications:
  - {company: Acme, stage: interviewed, interviews: [{held_on: 2026-11-20}, {held_on: 2026-11-21}]}
  - {company: Acme, stage: interviewed, interviews: [{held_on: 2026-11-22}]}
"""


def run(*words: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], input=stdin, prog_name="advisor")


@pytest.fixture(autouse=True)
def _as_in_80_columns(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_batch_reads_folders_and_goes_on_behind_what_is_bad() -> None:
    write("all/a.yaml", GOOD)
    write("all/b.json", '{"today": "2026-11-22", "applications": null}')
    write("all/inner/c.yml", "today: 2026-13-22\n")
    write("all/inner/d.jsonl", '{"today": "2026-11-22"}\n{"today": "2026-11-22"}\n')
    write("all/rules/pack.yaml", HEAD)
    done = run("batch", "all", "--pack", PACK, "-f", "csv")
    assert done.exit_code == 1
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["path"], row["document"], row["action"]) for row in rows] == [
        ("all/a.yaml", "1", "let-it-rest"),
        ("all/b.json", "1", "keep-searching"),
        ("all/inner/c.yml", "1", ""),
        ("all/inner/d.jsonl", "1", "keep-searching"),
        ("all/inner/d.jsonl", "2", "keep-searching"),
    ]
    assert "all/inner/c.yml:1:8: error[" in done.stderr
    assert "5 situations, 4 pieces of advice, 1 could not be used" in done.stderr


def test_a_batch_is_written_to_a_file_with_its_summary() -> None:
    write("a.yaml", GOOD)
    done = run("batch", "a.yaml", "--pack", PACK, "-o", "out.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 situation, 1 piece of advice" in Path("out.txt").read_text(encoding="utf-8")


def test_a_batch_reads_json_lines_from_standard_input() -> None:
    lines = '{"today": "2026-11-22"}\n{"today": "2026-11-23"}\n'
    done = run("batch", "-", "--pack", PACK, "-f", "jsonl", stdin=lines)
    assert [json.loads(line)["today"] for line in done.stdout.splitlines()] == [
        "2026-11-22",
        "2026-11-23",
    ]


def test_a_batch_of_an_empty_folder_says_so() -> None:
    Path("empty").mkdir()
    done = run("batch", "empty", "--pack", PACK)
    assert done.exit_code == 1
    assert "There are no situation files there" in done.stderr


def test_a_day_and_parameters_of_the_command_line_come_first() -> None:
    chased = "today: 2026-11-22\napplications:\n  - company: Acme\n    stage: interviewed\n"
    text = chased + "    last_chased_on: 2026-11-16\nparameters: {chase_interval: 2 weeks}\n"
    write("me.yaml", text)
    expected = {
        (): ("2026-11-22", "2026-11-30"),
        ("--today", "2026-11-29"): ("2026-11-29", "2026-11-30"),
        ("--set", "chase_interval=3 weeks"): ("2026-11-22", "2026-12-07"),
    }
    for words, (today, start) in expected.items():
        found = json.loads(run("advise", "me.yaml", "--pack", PACK, "-f", "json", *words).stdout)
        starts = [piece["start"] for piece in found["advice"] if piece["action"] == "chase"]
        assert (found["today"], starts) == (today, [start])


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("advise", ("me.yaml", "-f", "json")),
        ("explain", ("keep-searching", "me.yaml")),
        ("batch", ("me.yaml", "-f", "jsonl")),
        ("draft", ("chase", "me.yaml")),
        ("done", ("chase", "me.yaml")),
    ],
)
def test_every_command_takes_days_in_the_same_words(command: str, words: tuple[str, ...]) -> None:
    write("me.yaml", "today: 2026-11-22\n")
    last = ("--today", "last fryday", "--pack", PACK)
    said = run(command, *words, *last)
    assert said.exit_code == 2
    assert "Invalid value for '--today': `last fryday` is not a day that I know: did you mean" in (
        said.stderr
    )
    assert run(command, *words, "--today", "yesterday", "--pack", PACK).exit_code in (0, 1)


def test_today_in_words_is_seen_from_the_calendar_not_from_the_file() -> None:
    write("me.yaml", "today: 2026-11-22\n")
    told = json.loads(
        run("advise", "me.yaml", "--today", "yesterday", "-f", "json", "--pack", PACK).stdout
    )
    assert told["today"] == (date.today() - timedelta(days=1)).isoformat()


def test_nothing_is_written_where_nothing_could_be_decided() -> None:
    write("bad.yaml", "today: never\n")
    done = run("advise", "bad.yaml", "--pack", PACK, "-o", "out.txt")
    assert done.exit_code == 2
    assert not Path("out.txt").exists()


def test_one_situation_is_pretty_json_and_several_are_a_line_each() -> None:
    write("a.yaml", GOOD)
    one = run("advise", "a.yaml", "--pack", PACK, "-f", "json")
    assert one.stdout.startswith('{\n  "situation": null,')
    two = run("advise", "a.yaml", "a.yaml", "--pack", PACK, "-f", "json")
    assert [json.loads(line)["today"] for line in two.stdout.splitlines()] == ["2026-11-22"] * 2


def test_a_folder_is_checked_for_rules_and_situations() -> None:
    write("here/rules/pack.yaml", HEAD)
    write("here/rules/facts.yaml", "entities: {situation: {facts: {a: {type: dat}}}}\n")
    write("here/me.yaml", "today: 2026-11-22\napplicatons: none\n")
    done = run("check", "here", "--pack", PACK)
    assert done.exit_code == 1
    assert "here/rules/facts.yaml:1:42: error[" in done.stdout
    assert "here/me.yaml:2:1: error[" in done.stdout
    assert "1 rule pack, 1 situation file: " in done.stdout


def test_a_file_of_a_pack_stands_for_the_pack() -> None:
    done = run("check", GOLDEN / "pack" / "rules.yaml")
    assert (done.exit_code, done.stdout) == (0, "1 rule pack: nothing wrong\n")


def test_warnings_fail_a_check_only_where_it_is_strict() -> None:
    write("p/pack.yaml", HEAD)
    write(
        "p/rules.yaml",
        "entities: {situation: {facts: {a: {type: date, ask: When?}}}}\n"
        "actions: {rest: {title: Rest, kind: wait}}\n"
        "rules: [{rule: r, advise: rest, because: So., source: book}]\n",
    )
    assert run("check", "p").exit_code == 0
    assert "1 warning" in run("check", "p").stdout
    assert run("check", "p", "--strict").exit_code == 1


def test_situations_are_not_checked_by_rules_with_mistakes() -> None:
    write("p/pack.yaml", HEAD + "rulez: 1\n")
    write("me.yaml", GOOD)
    done = run("check", "me.yaml", "--pack", "p")
    assert done.exit_code == 1
    assert "p/pack.yaml:6:1: error[" in done.stdout
    assert "before the rules are mended" in done.stderr


def test_nothing_to_check_is_said() -> None:
    Path("empty").mkdir()
    done = run("check", "empty")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "There is nothing to check there" in done.stderr


def test_a_draft_that_could_be_for_several_names_them() -> None:
    write("me.yaml", TWO)
    done = run("draft", "thank-interviewers", "me.yaml", "--pack", PACK, "-o", "out.md")
    assert done.exit_code == 1  # nobody said who writes
    assert "is advised 3 times; this is the first" in done.stderr
    assert '  --for "Acme (2)"  (Acme (2), the interview on 22 Nov 2026)' in done.stderr
    assert "sender_name: What is your name?" in done.stderr
    assert "the talk on Friday at Acme" in Path("out.md").read_text(encoding="utf-8")


def test_a_draft_is_for_the_one_that_is_named() -> None:
    write("me.yaml", "sender_name: Zoë\n" + TWO)
    words = ("--for", "applications[1]", "--pack", PACK)
    done = run("draft", "thank-interviewers", "me.yaml", *words)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "the talk today at Acme" in done.stdout
    assert "Zoë" in done.stdout


def test_every_piece_of_advice_for_an_action_is_explained() -> None:
    write("me.yaml", TWO)
    done = run("explain", "me.yaml", "--why", "thank-interviewers", "--pack", PACK)
    assert done.exit_code == 0
    assert done.stdout.count("rule thank-by-the-day-after") == 3


def test_an_error_of_the_situation_is_explained_as_such() -> None:
    text = "today: 2026-11-22\napplications: [{company: A, stage: interviewed, promised_reply_on: 9999-12-31}]\n"
    write("me.yaml", text)
    done = run("explain", "me.yaml", "--why", "chase", "--pack", PACK)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no advice at all: ")


def test_a_run_of_no_tests_is_said_plainly() -> None:
    write("p/pack.yaml", HEAD)
    write(
        "p/rules.yaml",
        "entities: {situation: {facts: {}}}\nactions: {rest: {title: Rest, kind: wait}}\n"
        "rules: [{rule: r, advise: rest, because: So., source: book}]\n",
    )
    done = run("test", "p")
    assert done.exit_code == 0
    assert "has no tests: nothing was run, so nothing is proved" in done.stderr
    assert run("test", "p", "--strict").exit_code == 1


def test_the_rules_in_use_are_named_as_short_as_in_the_folder_where_they_stand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import shutil

    shutil.copytree(PACK, tmp_path / "project" / "rules" / "mine")
    write("project/rules/mine/more.yaml", "rules:\n  - {rule: odd, when: nothing, silences: all}\n")
    monkeypatch.setattr("advisor.api.default_pack", lambda: tmp_path / "project" / "rules" / "mine")
    monkeypatch.chdir(tmp_path / "project")
    assert run("check").stdout.startswith("rules/mine/more.yaml:2:23: error")
    monkeypatch.chdir(tmp_path / "project" / "rules" / "mine")
    assert run("check").stdout.startswith("more.yaml:2:23: error")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run("check").stdout.startswith(f"{tmp_path}/project/rules/mine/more.yaml:2:23: error")


def test_what_tests_showed_can_be_written_for_other_programs() -> None:
    from xml.etree import ElementTree

    failing = GOLDEN / "cases" / "test-with-failures" / "pack"
    done = run("test", PACK, failing, "-f", "junit", "-o", "tests.xml")
    assert (done.exit_code, done.stdout) == (1, "")
    suites = ElementTree.parse("tests.xml").getroot()
    assert [suite.get("name") for suite in suites] == ["small", "unsettled"]
    cases = list(suites.iter("testcase"))
    assert suites.get("tests") == str(len(cases))
    assert suites.get("failures") == str(len(list(suites.iter("failure")))) == "2"

    told = json.loads(run("test", PACK, failing, "-f", "json").stdout)
    assert [pack["pack"] for pack in told["packs"]] == ["small", "unsettled"]
    assert told["summary"]["failed"] == 1
    assert all(test["passed"] for test in told["packs"][0]["tests"])


def test_the_text_about_tests_can_be_written_to_a_file_without_colour() -> None:
    shown = run("test", PACK).stdout
    done = run("test", PACK, "-o", "tests.txt", "--color", "always")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("tests.txt").read_text(encoding="utf-8") == shown


def test_of_a_part_of_the_tests_no_rules_are_said_to_be_untried() -> None:
    told = json.loads(run("test", PACK, "-k", "no such test", "-f", "json").stdout)
    assert told["packs"][0]["tests"] == told["packs"][0]["rules"] == []
    assert told["summary"] == {"tests": 0, "passed": 0, "failed": 0}


ON = {
    (): "on rete and oracle",
    ("oracle",): "on the oracle engine",
    ("columnar",): "on the columnar engine",
    ("columnar", "rete", "oracle"): "on columnar and rete and oracle",
}


@pytest.mark.parametrize("engines", ON, ids=" ".join)
def test_tests_show_the_same_on_whatever_engine_is_asked_for(engines: tuple[str, ...]) -> None:
    failing = GOLDEN / "cases" / "test-with-failures"
    expected = (failing / "screen").read_text(encoding="utf-8").split("\n", 2)[2]
    wanted = [word for engine in engines for word in ("--engine", engine)]
    shown = run("test", failing / "pack", *wanted).stdout
    shown = shown.replace(f"{failing}/", "")
    assert ON[engines] in shown
    first, last = "FAILED rests when tired", "2 tests on"
    assert _between(shown, first, last) == _between(expected, first, last)


def _between(text: str, first: str, last: str) -> str:
    """What stands there, without regard to where lines break: paths are longer in a test."""
    return " ".join(text[text.index(first) : text.index(last)].split())


# How often each rule fires in tests, and how often it is tried in vain → what is said of all rules.
REACHED: dict[str, list[tuple[int, int]]] = {
    "1 rule: it fires in a test and stays silent in one": [(1, 4)],
    "1 rule: 0 fire in a test, 1 stays silent in one": [(0, 4)],
    "2 rules: each fires in a test and stays silent in one": [(1, 4), (3, 1)],
    "3 rules: 1 fires in a test, 2 stay silent in one": [(0, 4), (3, 0), (0, 1)],
    "0 rules: 0 fire in a test, 0 stay silent in one": [],
}


@pytest.mark.parametrize(("said", "counts"), REACHED.items(), ids=REACHED)
def test_what_tests_reach_is_said_in_a_line(said: str, counts: list[tuple[int, int]]) -> None:
    reached = [RuleCoverage(f"r{n}", *both) for n, both in enumerate(counts)]
    assert reach_words(reached) == said

"""`advisor new pack`, `rule`, `fact`, `action`, `test` and `situation`: all of it is right as it stands."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli
from advisor.recording.part_texts import TYPES, with_block, without_code
from tests.small_pack import write_small_pack

ROOT = Path(__file__).resolve().parents[2]


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], prog_name="advisor")


@pytest.fixture(autouse=True)
def _in_a_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ADVISOR_PACK", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack that `new pack` made, which is in use."""
    made = run("new", "pack", "front-desk")
    assert made.exit_code == 0, made.output
    monkeypatch.setenv("ADVISOR_PACK", "front-desk")
    return Path("front-desk")


def is_right(folder: Path) -> None:
    """Nothing is wrong, all is in its layout, and all tests pass with nothing to be said about them."""
    checked = run("check", folder)
    assert checked.stdout.endswith("1 rule pack: nothing wrong\n"), checked.output
    assert run("fmt", "--check", folder).exit_code == 0
    tested = run("test", "--strict", folder)
    assert tested.exit_code == 0, tested.output


def texts() -> dict[str, str]:
    return {str(p): p.read_text("utf-8") for p in sorted(Path().rglob("*")) if p.is_file()}


def test_a_new_pack_is_right_and_says_what_to_do_next(desk: Path) -> None:
    is_right(desk)
    report = api.check_pack(desk)
    assert report.program is not None
    assert len(report.program.pack.tests) == 3
    assert run("new", "pack", desk).exit_code == 2


@pytest.mark.parametrize("name", ["Front Desk", "front_desk", "a--b", "-a"])
def test_a_folder_that_is_no_name_is_not_made(name: str) -> None:
    done = run("new", "pack", "--", name) if name.startswith("-") else run("new", "pack", name)
    assert done.exit_code == 2
    assert "cannot be the name of a pack" in done.stderr
    assert not list(Path().iterdir())


@pytest.mark.parametrize("type_", TYPES)
def test_a_new_fact_is_right_and_so_is_a_rule_that_reads_it(desk: Path, type_: str) -> None:
    done = run("new", "fact", "whatever", "--type", type_)
    assert done.exit_code == 0, done.output
    assert done.stdout == "front-desk/facts.yaml:16\n"
    is_right(desk)
    assert "# advisor: ignore ADV513" in texts()["front-desk/facts.yaml"]
    when = {
        "yes-no": "whatever",
        "choice": "whatever is this_one",
        "several": "whatever has this_one",
    }
    done = run(
        "new", "rule", "read-it", "--for", "request", "--when", when.get(type_, "whatever is given")
    )
    assert done.exit_code == 0, done.output
    assert "advisor: ignore" not in texts()["front-desk/facts.yaml"]
    assert run("check", desk).stdout.endswith("nothing wrong\n")


def test_from_fact_and_action_to_a_rule_that_is_tested(desk: Path) -> None:
    before = texts()
    for words in (
        ("fact", "has_moved"),
        ("action", "call-them"),
        ("rule", "call-the-movers", "--when", "has_moved", "--advise", "call-them"),
    ):
        done = run("new", *words)
        assert done.exit_code == 0, done.output
        is_right(desk)
    assert not any("advisor: ignore" in text for text in texts().values())
    rules = texts()["front-desk/rules.yaml"]
    assert rules.startswith(before["front-desk/rules.yaml"])
    assert "    when: has_moved " in rules
    assert "    unless: call_them_done\n" in rules
    tests = texts()["front-desk/rules_test.yaml"].removeprefix(before["front-desk/rules_test.yaml"])
    assert "          has_moved: yes\n    expect_some: [{action: call-them, for: Ann}]\n" in tests
    again = run(
        "new", "action", "call-them-done"
    )  # its fact would be called like one that there is
    assert again.exit_code == 0, again.output


def test_a_rule_of_which_nothing_is_said_is_one_of_a_test_that_there_is(desk: Path) -> None:
    done = run("new", "rule", "a-note")
    assert done.exit_code == 0, done.output
    assert done.stdout == "front-desk/rules.yaml:33\nfront-desk/rules_test.yaml:39\n"
    is_right(desk)
    assert "    when: kind is question " in texts()["front-desk/rules.yaml"]


def test_a_rule_that_changes_what_tests_expect_says_so(desk: Path) -> None:
    done = run("new", "rule", "rest", "--when", "kind is question", "--advise", "leave-in-peace")
    assert done.exit_code == 0, done.output
    assert "The test “a question is answered within some days” expected other advice" in done.stderr


def test_a_rule_that_holds_in_no_situation_has_no_test(desk: Path) -> None:
    done = run(
        "new", "rule", "late", "--when", "received_on < today - 2000 days", "--advise", "answer"
    )
    assert done.exit_code == 0, done.output
    assert "In no test it has a part" in done.stderr
    assert run("check", desk).stdout.endswith("nothing wrong\n")


def test_a_draft_of_the_rules_below_is_taken_over_to_be_reworded(desk: Path) -> None:
    letter = desk / "drafts" / "answer.md"
    before = letter.read_text("utf-8")
    assert run("new", "layer", "ours").exit_code == 0
    done = run("new", "draft", "answer", "--pack", "ours")
    assert (done.exit_code, done.stdout) == (0, "ours/drafts/answer.md:1\n"), done.output
    own = Path("ours/drafts/answer.md")
    # Both commands that it names can be given, one after the other, where nobody has answered yet.
    assert re.findall(r"^  (?:\S+) (ask|draft)", done.stderr, re.M) == ["ask", "draft"]
    assert own.read_text("utf-8") == before
    assert api.check_pack("ours").diagnostics == ()
    own.write_text(before.replace("Hello", "Good morning"), encoding="utf-8")
    changed = run("diff", desk, "ours").stdout
    assert "~ draft answer" in changed
    assert letter.read_text("utf-8") == before
    again = run("new", "draft", "answer", "--pack", "ours")
    assert (again.exit_code, "there is ours/drafts/answer.md already" in again.stderr) == (2, True)
    assert "Good morning" in own.read_text("utf-8")


def test_a_draft_that_is_not_below_is_told_which_are(desk: Path) -> None:
    assert "front-desk lies over no other rules" in run("new", "draft", "x", "--pack", desk).stderr
    assert run("new", "layer", "ours").exit_code == 0
    said = run("new", "draft", "anwser", "--pack", "ours").stderr
    assert "the rules below have no draft anwser; did you mean `answer`?" in said
    assert not Path("ours/drafts/anwser.md").exists()


def test_a_new_test_expects_what_is_advised_now(desk: Path) -> None:
    done = run("new", "test", "what if: nobody asks")
    assert done.exit_code == 0, done.output
    is_right(desk)
    assert "      - {action: answer, for: Ann, due: " in texts()["front-desk/rules_test.yaml"]
    assert run("new", "test", "what if: nobody asks").exit_code == 2
    (desk / "rules_test.yaml").unlink()
    assert run("new", "test", "from nothing").exit_code == 0
    assert run("test", desk).exit_code == 0


def test_the_line_that_runs_a_new_test_alone_can_be_typed_as_it_stands(desk: Path) -> None:
    told = run("new", "test", "nobody's answer, and it's late").stderr.splitlines()[-1]
    program, *words = shlex.split(told)
    done = run(*words)
    assert (program, done.exit_code) == ("advisor", 0)
    assert "\n1 test on " in done.output


def test_a_situation_to_fill_in_is_right_for_any_pack() -> None:
    shutil.copytree(ROOT / "examples" / "packs" / "returns-desk", "returns")
    write_small_pack(Path("small"))
    for pack in ("returns", "small", "post-interview"):
        file = f"{pack}.yaml"
        done = run("new", "situation", file, "--pack", pack)
        assert done.exit_code == 0, done.output
        assert run("check", file).stdout.endswith("1 situation file: nothing wrong\n"), pack
        assert run("fmt", "--check", file).exit_code == 0
        before = Path(file).read_text("utf-8")
        assert run("new", "situation", file, "--pack", pack).exit_code == 2
        assert Path(file).read_text("utf-8") == before
    text = Path("small.yaml").read_text("utf-8")
    assert "pack: small\n" in text
    assert "  - company: Acme\n" in text
    assert "    # Have you thanked them? yes or no\n" in text
    assert "pack:" not in Path("post-interview.yaml").read_text("utf-8")


def test_what_has_to_be_said_stands_in_a_made_up_situation_also_of_several_choices(
    desk: Path,
) -> None:
    (desk / "more.yaml").write_text(
        'entities:\n  claim:\n    list: claims\n    label: "{what}"\n    facts:\n'
        "      what: {type: text, required: yes, ask: What is it about?}\n"
        "      marks: {type: several, required: yes, ask: Which?, choices: {late: Late, wet: Wet}}\n"
    )
    (desk / "rules_test.yaml").unlink()
    done = run("new", "situation", "one.yaml", "--pack", desk)
    assert done.exit_code == 0, done.output
    assert "    marks: [late]\n" in Path("one.yaml").read_text("utf-8")
    assert run("check", "one.yaml").stdout.endswith("1 situation file: nothing wrong\n")
    assert run("new", "test", "from nothing").exit_code == 0


def test_rules_that_ship_with_the_program_are_not_written_into() -> None:
    done = run("new", "fact", "has_moved")
    assert done.exit_code == 2
    assert "there are no rules here" in done.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("fact", "who"), "there is a fact `request.who` already"),
        (("fact", "Has Moved"), "names are words in small letters with `_` between them; write `has_moved`"),
        (("fact", "given"), "`given` is a word of the language"),
        (("fact", "new", "--for", "requst"), "there is no entity requst; did you mean `request`?"),
        (("fact", "requests", "--for", "situation"), "has no facts of situation in lines of their own"),
        (("action", "answer"), "there is an action `answer` already"),
        (("rule", "answer-in-time"), "there is a rule `answer-in-time` already"),
        (("rule", "mine", "--advise", "anser"), "there is no action anser; did you mean `answer`?"),
        (("rule", "mine", "--advise", "dance"), "`advisor new action dance` makes it"),
        (("rule", "mine", "--when", "whoo is given"), "the rule cannot be made so; nothing is written"),
        (("test", " "), "a test has a sentence for a name"),
        (("test", "x", "--file", "front-desk/rules.yaml"), "tests stand in files whose name ends in _test.yaml"),
        (("fact", "x_y", "--file", "elsewhere/facts.yaml"), "is no file of the rules in front-desk"),
        (("fact", "x_y", "--when", "who is given"), "--when goes with rule, not with fact"),
        (("situation", "me.txt"), "let its name end in .yaml"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_whole(
    desk: Path, words: tuple[str, ...], message: str
) -> None:
    before = texts()
    done = run("new", *words)
    assert done.exit_code == 2, done.output
    assert message in done.output
    assert texts() == before
    assert desk.exists()


def test_rules_with_mistakes_are_mended_first(desk: Path) -> None:
    (desk / "rules.yaml").write_text("rules: [{rule: x, when: y}]\n", "utf-8")
    done = run("new", "fact", "has_moved")
    assert done.exit_code == 2
    assert "mend them, and then begin something new" in done.stderr


def test_a_file_of_ones_own_can_be_named_and_is_made(desk: Path) -> None:
    for words in (("rule", "a-note"), ("action", "dance")):
        done = run("new", *words, "--file", f"mine-{words[0]}.yaml")
        assert done.exit_code == 0, done.output
        assert f"front-desk/mine-{words[0]}.yaml:" in done.stdout
    assert run("check", desk).stdout.endswith("nothing wrong\n")


BLOCK = """\
# Rules.
rules:
  - rule: a
    when: x  # why

  - {rule: b}
  # behind b

# Facts.
facts:
    c: 1
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (("rules",), BLOCK, BLOCK.replace("  - {rule: b}\n", "  - {rule: b}\n\n  - new\n")),
        (("facts",), BLOCK, f"{BLOCK}    - new\n"),
        (("other",), BLOCK, None),
        (("rules",), "rules: [{rule: a}]\n", None),
        (("rules",), "rules:\n", None),
        (("a", "b"), "a:\n  b:\n    c: 1\n    d:\n      e: 2\nf: 3\n", "a:\n  b:\n    c: 1\n    d:\n      e: 2\n    - new\nf: 3\n"),
        (("a",), "a:\n  b: 1", "a:\n  b: 1\n  - new\n"),
        (("a",), "a:\r\n  b: 1\r\n---\r\nc: 1\r\n", "a:\r\n  b: 1\r\n  - new\r\n---\r\nc: 1\r\n"),
        (("a",), "a:\n- b: 1\n- c: 1\nd: 1\n", "a:\n- b: 1\n- c: 1\n- new\nd: 1\n"),
    ],
)  # fmt: skip
def test_lines_come_behind_what_stands_under_the_keys(
    path: tuple[str, ...], text: str, expected: str | None
) -> None:
    assert with_block(text, path, ["- new"]) == expected


@pytest.mark.parametrize(
    ("line", "code", "left"),
    [
        ("x:  # advisor: ignore ADV513 because y\n", "ADV513", "x:\n"),
        ("x:  # advisor: ignore ADV124, ADV514 because y\n", "ADV514", "x:  # advisor: ignore ADV124 because y\n"),
        ("x:  # advisor: ignore ADV124, ADV514 because y\n", "ADV124", "x:  # advisor: ignore ADV514 because y\n"),
    ],
)  # fmt: skip
def test_a_remark_loses_one_code(line: str, code: str, left: str) -> None:
    assert without_code(line, code) == left


def test_of_a_new_rule_that_cannot_be_only_its_own_mistake_is_told() -> None:
    # The letter of thanks is for an interview: that it fits no application follows from the new rule.
    assert run("new", "layer", "mine").exit_code == 0
    words = ("--for", "application", "--when", "stage is applied", "--advise", "thank-interviewers")
    done = run("new", "rule", "thank-all", *words, "--pack", "mine")
    assert done.exit_code == 2
    assert "the rule cannot be made so; nothing is written" in done.output
    assert "`thank-interviewers` is an action for `interview`" in done.output
    assert "ADV133" not in done.output

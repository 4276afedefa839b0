"""What is offered to mend a mistake mends it, and nothing else is offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor import api
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.editor.fixes import Fix, fixes
from advisor.editor.open_files import OpenFiles
from tests.broken.test_broken_packs import SLIPS, Slip
from tests.example_pack import PACK, write

ASKED = {name: slip for name, slip in SLIPS.items() if "did you mean" in slip.help}


def offered(folder: Path, slip: Slip) -> tuple[Path, list[Fix]]:
    """The file in which somebody slipped, and what is offered where that is marked."""
    files = dict(PACK)
    files[slip.file] = files.get(slip.file, "").replace(slip.right, slip.wrong, 1)
    path = write(folder, files) / slip.file
    open_files, opened = OpenFiles(lambda: folder), {path: path.read_text(encoding="utf-8")}
    [problem] = open_files.check(opened)[path]
    return path, open_files.fixes(path, opened, problem)


@pytest.mark.parametrize("slip", ASKED.values(), ids=ASKED.keys())
def test_what_is_asked_for_can_be_done_by_a_click(slip: Slip, tmp_path: Path) -> None:
    path, found = offered(tmp_path, slip)
    assert found[0].is_meant
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: found[0].start] + found[0].text + text[found[0].end :], encoding="utf-8")
    assert api.check_pack(tmp_path, is_kept=False).diagnostics == ()


@pytest.mark.parametrize(
    ("slip", "titles"),
    [
        ("a misspelt section of a source", ["Write `chase`"]),
        ("a choice in quotes", ["Write `offered`"]),
        ("a day in quotes", ["Write `2026-12-24`"]),
        ("a version of two numbers", ["Write `1.0.0`"]),
        ("a day of the week in quotes", ["Write `saturday`"]),
        ("a colon in a sentence", ["Put it in quotes"]),
        ("a value beyond its bounds", ["Write `4 weeks`"]),
        ("a rule twice", []),
        ("advice without a reason", []),
        ("a tab", []),
    ],
)
def test_other_mistakes_have_a_fix_where_their_help_says_it_word_by_word(
    slip: str, titles: list[str], tmp_path: Path
) -> None:
    assert [fix.title for fix in offered(tmp_path, SLIPS[slip])[1]] == titles


def test_a_key_that_is_missing_is_added_below() -> None:
    text = "rules:\n  - rule: one\n    when: stage is offered\n"
    problem = Diagnostic(
        "ADV102", "no `for`", Span("a.yaml", 2, 11, 2, 14), help="add `for: application`"
    )
    [fix] = fixes(problem, text, lambda now: [] if "    for: application\n" in now else [problem])
    assert (fix.title, fix.text) == ("Add `for: application`", "\n    for: application")


def test_what_mends_one_mistake_and_makes_another_is_not_offered() -> None:
    problem = Diagnostic(
        "ADV301", "`a` is not known", Span("a.yaml", 1, 1, 1, 2), help="did you mean `b`?"
    )
    other = Diagnostic("ADV304", "`b` is no number", Span("a.yaml", 1, 1, 1, 2))
    assert fixes(problem, "a\n", lambda now: [problem if now == "a\n" else other]) == []


def test_warnings_that_only_an_error_kept_away_refuse_nothing() -> None:
    span = Span("a.yaml", 1, 1, 1, 2)
    problem = Diagnostic("ADV301", "`a` is not known", span, help="did you mean `b`?")
    unused = Diagnostic("ADV513", "no rule uses `c`", span, Severity.WARNING)
    [fix] = fixes(problem, "a\n", lambda now: [problem if now == "a\n" else unused])
    assert fix.text == "b"
    idle = Diagnostic("ADV514", "`a` is idle", span, Severity.WARNING, "did you mean `b`?")
    assert fixes(idle, "a\n", lambda now: [idle if now == "a\n" else unused]) == []


@pytest.mark.parametrize(
    ("help", "titles"),
    [
        ("its keys are `type`, `help`", []),
        ("declare it as a fact; a date here is `b`, `c`, …", []),
        ("there are `b`, `c`", []),
        ("write one of `b`, `c`", ["Write `b`", "Write `c`"]),
        ("the most is `b`", ["Write `b`"]),
    ],
)
def test_what_is_merely_there_is_not_offered(help: str, titles: list[str]) -> None:
    problem = Diagnostic("ADV301", "`a` is not known", Span("a.yaml", 1, 1, 1, 2), help=help)
    found = fixes(problem, "a\n", lambda now: [problem] if now == "a\n" else [])
    assert [fix.title for fix in found] == titles


def test_a_line_can_be_left_out() -> None:
    problem = Diagnostic(
        "ADV101", "`b` is not known", Span("a.yaml", 2, 1, 2, 2), help="leave it out"
    )
    found = fixes(problem, "a: 1\nb: 2\n", lambda now: [] if now == "a: 1\n" else [problem])
    assert [fix.title for fix in found] == ["Leave the line out"]


def test_a_situation_is_mended_by_its_rules(tmp_path: Path) -> None:
    write(tmp_path / "rules", PACK)
    me = tmp_path / "me.yaml"
    text = "pack: rules\napplications:\n  - {company: Acme, stage: ofered}\n"
    open_files = OpenFiles(lambda: tmp_path / "rules")
    [problem] = open_files.check({me: text})[me]
    assert [fix.text for fix in open_files.fixes(me, {me: text}, problem)] == ["offered"]
    assert open_files.fixes(tmp_path / "notes.txt", {tmp_path / "notes.txt": ""}, problem) == []

"""Which files count, in which state, and what is found of names in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.editor.lenses import lenses, run_tests, told
from advisor.editor.names import symbol_called
from advisor.editor.open_files import OpenFiles, laid_out
from advisor.editor.renames import rename_everywhere
from advisor.ir import NameKind, Symbol
from advisor.loading.declarations.memo import Overtaken
from advisor.renaming.edits import Renamed
from advisor.renaming.targets import RefusedName
from tests.example_pack import PACK, write

LAYER = {
    "pack.yaml": "pack: ours\nversion: 1.0.0\nlanguage: 1.1\ntitle: Ours\nextends: ../rules\n",
    "more.yaml": """\
rules:
  - rule: more
    for: application
    when: stage is applied
    silences: [thank]
""",
}
ME = "pack: rules\napplications:\n  - {company: Acme, stage: offered}\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with the example pack, a layer over it and a situation."""
    write(tmp_path / "rules", PACK)
    write(tmp_path / "layer", LAYER)
    (tmp_path / "me.yaml").write_text(ME, encoding="utf-8")
    return tmp_path


@pytest.fixture
def open_files(home: Path) -> OpenFiles:
    """With nothing on it yet."""
    return OpenFiles(lambda: home / "rules")


def codes(open_files: OpenFiles, opened: dict[Path, str]) -> dict[str, list[str]]:
    """What is wrong in which file, where anything is."""
    return {
        path.name: [p.code for p in found]
        for path, found in open_files.check(opened).items()
        if found
    }


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_errors_of_the_file_that_is_typed_in_are_known_before_the_other_files_are_read(
    home: Path, open_files: OpenFiles
) -> None:
    facts = home / "rules" / "facts.yaml"
    text = facts.read_text()
    open_files.check({facts: text})
    # Both are named in other files, and `held_on` by a label in this one, too.
    for name, is_early in (("held_on", True), ("stage", False)):
        renamed = {facts: text.replace(f"      {name}:", f"      other_{name}:")}
        first = open_files.errors_first(renamed, facts)
        whole = open_files.check(renamed)
        assert (first is not None) == is_early, name
        assert first in (None, whole[facts])
        assert any(problems for path, problems in whole.items() if path != facts), name
        open_files.check({facts: text})


def test_a_check_that_is_overtaken_ends_and_leaves_nothing_wrong_behind(
    home: Path, open_files: OpenFiles
) -> None:
    facts = home / "rules" / "facts.yaml"
    text = facts.read_text()
    renamed = {facts: text.replace("      stage:", "      other_stage:")}
    sound = open_files.check({facts: text})
    answers = iter([False] * 5)
    with pytest.raises(Overtaken):
        open_files.check(renamed, lambda: next(answers, True))
    assert open_files.check({facts: text}) == sound
    assert open_files.check(renamed) == OpenFiles(lambda: home / "rules").check(renamed)


def test_files_that_are_not_saved_yet_count(home: Path, open_files: OpenFiles) -> None:
    new = home / "rules" / "new.yaml"
    draft = home / "rules" / "drafts" / "extra.md"
    opened = {new: "rules:\n  - rule: new\n    for: application\n    wen: stage is applied\n"}
    assert codes(open_files, opened) == {"new.yaml": ["ADV101"]}
    assert codes(open_files, {draft: "Hello\n"}) == {"extra.md": ["ADV134"]}
    assert (
        codes(open_files, {home / "rules" / "rules.yaml": text_of(home / "rules" / "rules.yaml")})
        == {}
    )


def test_a_draft_that_is_open_is_checked_as_it_stands(home: Path, open_files: OpenFiles) -> None:
    draft = home / "rules" / "drafts" / "question.md"
    assert codes(open_files, {draft: "Dear {{ compny }}\n"}) == {"question.md": ["ADV133"]}


def test_a_layer_is_checked_over_the_open_files_of_the_pack_below(
    home: Path, open_files: OpenFiles
) -> None:
    more, facts = home / "layer" / "more.yaml", home / "rules" / "facts.yaml"
    opened = {more: text_of(more), facts: text_of(facts)}
    assert codes(open_files, opened) == {}
    opened[facts] = opened[facts].replace("applied: Applied", "applyed: Applied")
    found = codes(open_files, opened)
    assert found["more.yaml"] == ["ADV315"]
    assert "ADV315" not in found.get("facts.yaml", [])


def test_a_situation_in_the_folder_of_rules_is_one(home: Path, open_files: OpenFiles) -> None:
    mine = home / "rules" / "mine.yaml"
    opened = {mine: "applications:\n  - {company: Acme, stage: ofered}\n"}
    assert codes(open_files, opened) == {"mine.yaml": ["ADV403"]}


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("other.yaml", "services: {web: {image: nginx}}\n", []),
        ("other.yaml", "pack: nowhere\napplications: []\n", ["ADV172"]),
        ("other.json", '{"applications": [{"company": "Acme", "stage": "ofered"}]}', ["ADV403"]),
        ("other.json", '{"name": "web", "dependencies": {}}', []),
        ("other.txt", "applications: 1\n", []),
        ("other.yaml", "", []),
    ],
)
def test_of_files_that_are_no_situations_nothing_is_said(
    home: Path, open_files: OpenFiles, name: str, text: str, found: list[str]
) -> None:
    assert codes(open_files, {home / name: text}).get(name, []) == found


def test_a_day_to_come_is_pointed_out(home: Path, open_files: OpenFiles) -> None:
    text = "pack: rules\ntoday: 2026-11-22\napplications:\n  - {company: A, stage: applied, asked_on: 2026-11-30}\n"
    assert codes(open_files, {home / "me.yaml": text}) == {"me.yaml": ["ADV411"]}


def test_while_the_rules_are_broken_nothing_is_said_of_situations(
    home: Path, open_files: OpenFiles
) -> None:
    rules, me = home / "rules" / "rules.yaml", home / "me.yaml"
    wrong = {me: ME.replace("offered", "ofered"), rules: "rules: [\n"}
    assert "me.yaml" not in codes(open_files, wrong)


def test_names_are_known_while_a_text_is_broken(home: Path, open_files: OpenFiles) -> None:
    rules = home / "rules" / "rules.yaml"
    whole = text_of(rules)
    open_files.check({rules: whole})
    broken = whole.replace("    when:\n", "    when: [\n", 1)
    open_files.check({rules: broken})
    index = open_files.names(rules, broken)
    assert index is not None
    assert index.at(str(rules), broken, broken.index("stage")) is None  # places have moved
    stage = Symbol(NameKind.FACT, "stage", ("application",))
    assert symbol_called("stage", index.uses) == stage
    assert symbol_called("nothing", index.uses) is None
    assert [Path(span.path).name for span in index.definitions(stage)] == ["facts.yaml"]


def test_names_are_known_in_situations_and_over_all_that_is_open(
    home: Path, open_files: OpenFiles
) -> None:
    me, more = home / "me.yaml", home / "layer" / "more.yaml"
    facts = home / "rules" / "facts.yaml"
    opened = {me: ME, more: text_of(more), facts: text_of(facts)}
    open_files.check(opened)
    stage = Symbol(NameKind.FACT, "stage", ("application",))
    index = open_files.names(me, ME)
    assert index is not None
    use = index.at(str(me), ME, ME.index("stage") + 2)
    assert use is not None
    assert use.of == stage
    everywhere = open_files.everywhere(facts, opened)
    assert everywhere is not None
    names = {Path(span.path).name for span in everywhere.of(stage)}
    assert names == {
        "facts.yaml",
        "actions.yaml",
        "rules.yaml",
        "own_test.yaml",
        "more.yaml",
        "me.yaml",
    }
    assert "facts.yaml" not in {
        Path(span.path).name for span in everywhere.of(stage, with_definitions=False)
    }
    assert open_files.names(home / "a.txt", "") is None
    assert open_files.everywhere(home / "a.txt", {}) is None


@pytest.mark.parametrize(
    ("of", "new", "moved", "files"),
    [
        (Symbol(NameKind.DRAFT, "question"), "ask", ["ask.md"], {"actions.yaml"}),
        (
            Symbol(NameKind.CHOICE, "applied", ("application", "stage")),
            "sent",
            [],
            {"facts.yaml", "actions.yaml", "own_test.yaml", "more.yaml"},
        ),
    ],
)
def test_a_rename_reaches_all_files(
    home: Path, open_files: OpenFiles, of: Symbol, new: str, moved: list[str], files: set[str]
) -> None:
    facts = home / "rules" / "facts.yaml"
    opened = {facts: text_of(facts)}
    open_files.check(opened)
    pack = open_files.pack(home / "rules")
    done = rename_everywhere(open_files, pack, of, new, opened, [home])
    assert isinstance(done, Renamed)
    assert {Path(path).name for path in done.edits} == files
    assert [Path(path).name for path in done.moved.values()] == moved


def test_a_rename_in_broken_rules_is_refused(home: Path, open_files: OpenFiles) -> None:
    rules = home / "rules" / "rules.yaml"
    opened = {rules: text_of(rules)}
    open_files.check(opened)
    opened[rules] = "rules: [\n"
    stage = Symbol(NameKind.FACT, "stage", ("application",))
    done = rename_everywhere(
        open_files, open_files.pack(home / "rules"), stage, "state", opened, []
    )
    assert isinstance(done, RefusedName)
    assert done.message == "only what has no mistakes can be renamed safely"


def test_a_situation_is_laid_out_where_its_rules_are_sound(
    home: Path, open_files: OpenFiles
) -> None:
    me, rules = home / "me.yaml", home / "rules" / "rules.yaml"
    untidy = ME.replace("stage: offered", "stage:   offered")
    open_files.check({me: untidy})
    pack = open_files.pack_of(me, untidy)
    assert pack is not None
    assert laid_out(me, untidy, pack, is_in_pack=False).after == ME
    open_files.check({me: untidy, rules: "rules: [\n"})
    refused = laid_out(me, untidy, pack, is_in_pack=False)
    assert (refused.after, refused.refused) == (untidy, "its rules have mistakes")


def test_rules_and_tests_have_lines_over_them(home: Path, open_files: OpenFiles) -> None:
    rules, own = home / "rules" / "rules.yaml", home / "rules" / "own_test.yaml"
    more = (
        text_of(rules)
        + "  - rule: idle\n    for: application\n    when: chases_sent > 9\n    silences: [thank]\n"
    )
    open_files.check({rules: more})
    program = open_files.pack(home / "rules").last_good
    assert program is not None
    ran = run_tests(program)
    assert ran is not None
    assert ran.failed == ()
    assert [(one.span.line, one.title) for one in lenses(str(rules), program.pack, ran)] == [
        (2, "1 test fires this rule"),
        (8, "1 test fires this rule"),
        (18, "1 test fires this rule"),
        (23, "1 test fires this rule"),
        (30, "no test fires this rule"),
    ]
    assert lenses(str(rules), program.pack, None) == []
    assert [one.tests for one in lenses(str(own), program.pack, None)] == [
        ("asks after a week",),
        ("answers in time",),
    ]
    assert told(ran.runs) == "2 tests passed."
    assert told(()) == "There is no test to run."
    assert run_tests(program, lambda: True) is None


def test_a_mistake_is_told_once_though_a_layer_over_it_is_open_too(
    home: Path, open_files: OpenFiles
) -> None:
    rules, layer = home / "rules" / "rules.yaml", home / "layer" / "more.yaml"
    wrong = rules.read_text(encoding="utf-8").replace("stage is offered", "stage is ofered")
    over = layer.read_text(encoding="utf-8")
    assert codes(open_files, {rules: wrong, layer: over}) == {"rules.yaml": ["ADV315"]}
    assert codes(open_files, {layer: over}) == {}


def test_the_text_of_a_file_that_nobody_opened_is_that_on_the_disk(
    home: Path, open_files: OpenFiles
) -> None:
    assert open_files.text_of(home / "layer" / "more.yaml") == LAYER["more.yaml"]
    assert open_files.text_of(home / "nowhere.yaml") == ""

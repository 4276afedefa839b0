"""A pack as a whole: its files, its sections, and how much one reading reports."""

from __future__ import annotations

import pytest

from advisor.diagnostics import Severity
from advisor.loading.declarations.packs import load_pack_texts
from tests.loading.mutations import PACK, pack_files
from tests.loading.reporting import FILES, Bad, files_with, load, reported, text_at

HEADERS = {
    "a capital in the name": Bad(
        "pack: My Pack\nversion: 1.0.0\nlanguage: 1\ntitle: x\n",
        "ADV105",
        "My Pack",
        "`My Pack` cannot be the name of a pack: names are words in small letters with `-` between them",
        "write `my-pack`",
    ),
    "a version of two numbers": Bad(
        "pack: a\nversion: 1.0\nlanguage: 1\ntitle: x\n",
        "ADV108",
        "1.0",
        "`1.0` is not a version",
        "write three numbers, such as `1.0.0`",
    ),
    "a later language": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 2\ntitle: x\n",
        "ADV108",
        "2",
        "version `2` of the rule language is not known",
        "write `language: 1.1`",
    ),
    "no title": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\n",
        "ADV102",
        "pack",
        "`pack.yaml` lacks `title`",
        "add `title: …`",
    ),
    "a title that is none": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\ntitle: none\n",
        "ADV104",
        "title",
        "nothing stands under `title`",
        "write `title: …`",
    ),
    "a misspelt key": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\ntitle: x\nsuorces: {}\n",
        "ADV101",
        "suorces",
        "`pack.yaml` has no key `suorces`",
        "did you mean `sources`?",
    ),
    "rules in it": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\ntitle: x\nrules: []\n",
        "ADV114",
        "rules",
        "`rules` does not belong in this file: `pack.yaml` names the pack and nothing more",
        "move it to another file of the folder",
    ),
    "a list": Bad(
        "- a\n",
        "ADV103",
        "a",
        "`pack.yaml` is a list here, where `key: value` lines belong",
        "begin with `pack: its-name`",
    ),
    "nothing": Bad(
        "# later\n",
        "ADV113",
        "#",
        "this file is empty",
        "write `pack:`, `version:`, `language: 1` and `title:`",
    ),
    "two documents": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\ntitle: x\n---\npack: b\n",
        "ADV103",
        "pack",
        "`pack.yaml` holds one document only",
        "move the rest to other files of the folder",
    ),
    "a source without a title": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\ntitle: x\nsources: {b: {sections: {c: D}}}\n",
        "ADV102",
        "sections",
        "the source `b` lacks `title`",
        "add `title: …`",
    ),
    "a capital in a section": Bad(
        "pack: a\nversion: 1.0.0\nlanguage: 1\ntitle: x\n"
        "sources: {b: {title: t, sections: {C: D}}}\n",
        "ADV105",
        "C",
        "`C` cannot be the name of a section: names are words in small letters with `-` between them",
        "write `c`",
    ),
}


@pytest.mark.parametrize("bad", HEADERS.values(), ids=HEADERS)
def test_a_mistake_in_the_head_of_a_pack_is_explained(bad: Bad) -> None:
    changed = {
        "pack": bad.text,
        "rules": "rules:\n  - {rule: r, silences: all}\n",
        "actions": None,
        "parameters": None,
    }
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


SECTIONS = {
    "a misspelt section": (
        "more",
        "entites: {}\n",
        ("ADV101", "entites", "there is no section `entites`", "did you mean `entities`?"),
    ),
    "the head of a pack elsewhere": (
        "more",
        "version: 1\n",
        ("ADV101", "version", "there is no section `version`", "this belongs in `pack.yaml`"),
    ),
    "tests among rules": (
        "more",
        "tests: []\n",
        (
            "ADV114",
            "tests",
            "`tests` does not belong in this file: tests stand in files whose name ends in "
            "`_test.yaml`",
            "move it to a file such as `more_test.yaml`",
        ),
    ),
    "rules among tests": (
        "more_test",
        "rules: []\n",
        (
            "ADV114",
            "rules",
            "`rules` does not belong in this file: a test file holds tests only",
            "move it to another file of the folder",
        ),
    ),
    "a list": (
        "more",
        "- x\n",
        (
            "ADV103",
            "x",
            "this file is a list here, where `key: value` lines belong",
            "begin with `entities`, `parameters`, `actions`, `events`, `rules`, `tables`, `calendars`",
        ),
    ),
    "a list of rules without their section": (
        "more",
        "- rule: x\n  when: y\n",
        (
            "ADV103",
            "rule",
            "this file is a list here, where `key: value` lines belong",
            "write `rules:` on a line above the list",
        ),
    ),
    "a rule without its section": (
        "more",
        "rule: x\nfor: application\nwhen: y\n",
        (
            "ADV101",
            "rule",
            "a rule stands in the list `rules`",
            "write `rules:` above it, begin this line with `- rule:`, and give the lines below "
            "four spaces",
        ),
    ),
    "a test without its section": (
        "more_test",
        "- test: x\n",
        (
            "ADV103",
            "test",
            "this file is a list here, where `key: value` lines belong",
            "write `tests:` on a line above the list",
        ),
    ),
    "rules as a mapping": (
        "more",
        "rules:\n  rule: x\n",
        (
            "ADV103",
            "rule",
            "`rules` is `rule: …` here, where a list belongs",
            "begin each with `- rule: …`",
        ),
    ),
    "actions as a list": (
        "more",
        "actions:\n  - chase\n",
        (
            "ADV103",
            "chase",
            "`actions` is a list here, where `key: value` lines belong",
            "write `key: value` lines under it",
        ),
    ),
}


@pytest.mark.parametrize(("name", "text", "expected"), SECTIONS.values(), ids=SECTIONS)
def test_a_section_that_does_not_belong_is_explained(
    name: str, text: str, expected: tuple[str, str, str, str]
) -> None:
    assert reported(load(**{name: text}).diagnostics, {f"{name}.yaml": text}) == [expected]


def test_a_folder_without_a_pack_file_is_told_what_to_add() -> None:
    [problem] = load(pack=None).diagnostics
    assert (problem.code, problem.span.path) == ("ADV112", "small")
    assert problem.message == "this folder has no `pack.yaml`"


def test_no_files_at_all_are_no_pack() -> None:
    loaded = load_pack_texts({}, "empty")
    assert loaded.pack is None
    assert [d.code for d in loaded.diagnostics] == ["ADV112"]


def test_a_pack_without_rules_is_one_with_a_warning() -> None:
    loaded = load_pack_texts({"p/pack.yaml": FILES["pack.yaml"], "p/later.yaml": "# later\n"}, "p")
    assert loaded.pack is not None
    [warning] = loaded.diagnostics
    assert (warning.code, warning.severity) == ("ADV113", Severity.WARNING)
    assert text_at(FILES["pack.yaml"], warning.span) == "small"
    assert list(loaded.pack.entities) == ["situation"]


def test_a_pack_of_mistakes_reports_all_of_them_in_the_order_of_the_files() -> None:
    changed = {
        "actions": FILES["actions.yaml"].replace("kind: do", "kind: dot"),
        "entities": FILES["entities.yaml"].replace("type: yes-no}", "type: yes-no, hlep: x}"),
        "rules": FILES["rules.yaml"].replace("because", "becuase"),
        "parameters": "parameters: {a: {value: 1 hour}}\n",
    }
    loaded = load(**changed)
    assert loaded.pack is None
    assert [(d.span.path, d.code) for d in loaded.diagnostics] == [
        ("actions.yaml", "ADV108"),
        ("actions.yaml", "ADV108"),
        ("entities.yaml", "ADV101"),
        ("entities.yaml", "ADV101"),
        ("parameters.yaml", "ADV109"),
        ("rules.yaml", "ADV101"),
        ("rules.yaml", "ADV101"),
    ]
    assert list(loaded.diagnostics) == sorted(loaded.diagnostics, key=lambda d: d.span)


def test_what_cannot_be_read_to_its_end_is_all_that_is_reported() -> None:
    entities = FILES["entities.yaml"][:400] + "{"
    loaded = load(entities=entities, rules=FILES["rules.yaml"] + "  - rule: [\n")
    assert loaded.pack is None
    assert {d.span.path for d in loaded.diagnostics} == {"entities.yaml", "rules.yaml"}
    assert {d.code for d in loaded.diagnostics} <= {"ADV006", "ADV007", "ADV008"}


def test_sections_may_stand_in_several_files_and_documents() -> None:
    texts = {
        "p/pack.yaml": FILES["pack.yaml"],
        "p/b.yaml": "rules:\n  - {rule: b, silences: [y]}\n---\nrules:\n  - {rule: c, silences: all}\n",
        "p/a.yaml": "rules:\n  - {rule: a, silences: all}\n---\nactions: {y: {title: Y, kind: wait}}\n",
        "p/a2.yaml": "actions:\n  x: {title: X, kind: wait}\n",
    }
    pack = load_pack_texts(texts, "p").pack
    assert pack is not None
    assert list(pack.rules) == ["a", "b", "c"]
    assert list(pack.actions) == ["y", "x"]


def test_documents_and_sections_with_nothing_in_them_are_no_matter() -> None:
    assert load(more="---\n---\n# to come\n---\nrules:\n", a_test="tests:\n").diagnostics == ()


@pytest.mark.parametrize(("name", "section"), [("more", "tests"), ("a_test", "rules")])
def test_an_empty_section_in_the_wrong_file_is_misplaced_too(name: str, section: str) -> None:
    [problem] = load(**{name: f"{section}:\n"}).diagnostics
    assert (problem.code, problem.span.path) == ("ADV114", f"{name}.yaml")


def test_entities_may_be_declared_behind_what_uses_them() -> None:
    texts = {**FILES, "zz.yaml": FILES["entities.yaml"]}
    del texts["entities.yaml"]
    loaded = load_pack_texts(texts, "small")
    assert loaded.diagnostics == ()
    assert loaded.pack is not None
    assert loaded.pack.around["interview"] == ("interview", "application", "situation")


def test_the_pack_that_ships_has_no_mistakes() -> None:
    loaded = load_pack_texts(pack_files(), PACK)
    assert [d for d in loaded.diagnostics if d.severity is Severity.ERROR] == []
    assert loaded.pack is not None


def test_reading_a_pack_twice_gives_the_same() -> None:
    assert load() == load()

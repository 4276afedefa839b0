"""Layers as folders: where the pack below is found, what depends on it, and what goes wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from advisor import api
from advisor.api.receipts import decision_with_receipt
from advisor.loading.syntax.limits import MAX_LAYERS
from tests.small_pack import write_small_pack

HEAD = "pack: {name}\nversion: 1.0.0\nlanguage: 1.1\ntitle: A layer\nextends: {below}\n"

pytestmark = pytest.mark.checks_packs


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_small_pack(Path("small"))


def layer(name: str, below: str, more: str = "", **files: str) -> Path:
    folder = Path(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(HEAD.format(name=folder.name, below=below) + more, "utf-8")
    for file, text in files.items():
        (folder / f"{file}.yaml").write_text(text, "utf-8")
    return folder


def wrong(folder: Path) -> list[tuple[str, str]]:
    return [(d.code, d.message) for d in api.check_pack(folder).diagnostics]


def test_a_pack_below_is_found_by_its_name_or_as_a_folder_seen_from_the_layer() -> None:
    for folder, below, first in (
        (layer("a", "post-interview"), "post-interview", None),
        (layer("b", "../small"), "small", "small/actions.yaml"),
        (layer("deep/er/c", "../../../small"), "small", "small/actions.yaml"),
        (layer("d", str(Path("small").absolute())), "small", "small/actions.yaml"),
    ):
        program = api.load_pack(folder)
        assert set(program.pack.below.values()) == {below}, folder
        assert first is None or first in program.pack.below


def test_a_change_below_is_seen_although_packs_are_kept_between_runs() -> None:
    folder = layer("mine", "../small", rules="rules: [{rule: quiet, silences: [wait]}]\n")
    before = api.load_pack(folder).pack
    rules = Path("small/rules.yaml")
    rules.write_text(rules.read_text("utf-8").replace("chases < 2", "chases < 9"), "utf-8")
    assert api.load_pack(folder).pack.rules != before.rules
    assert [path.suffix for path in Path("cache/advisor").iterdir()] == [".pack", ".pack"]


def test_a_receipt_names_the_files_of_all_layers() -> None:
    folder = layer("mine", "../small", rules="rules: [{rule: quiet, silences: [wait]}]\n")
    program = api.load_pack(folder)
    situation = api.load_situation({"today": "2026-11-22", "mood": "calm"}, program)
    decision = api.advise(situation, program)
    made = decision_with_receipt(program, "rete", situation, decision, folder=folder)
    receipt = made["receipt"]
    assert isinstance(receipt, dict)
    assert sorted(receipt["pack"]["files"]) == [
        "pack.yaml",
        "rules.yaml",
        "small/actions.yaml",
        "small/facts.yaml",
        "small/pack.yaml",
        "small/rules.yaml",
    ]


def test_a_pack_below_that_is_not_there_is_told_at_its_name() -> None:
    assert wrong(layer("mine", "../smal")) == [("ADV172", "there is no pack `../smal`")]


def test_packs_cannot_lie_over_each_other_in_a_circle() -> None:
    layer("one", "../two")
    [(code, message)] = wrong(layer("two", "../one"))
    assert code == "ADV171"
    assert re.fullmatch(r"`two` over `one` over `two`: packs cannot lie .* in a circle", message)
    assert wrong(layer("self", "../self"))[0][0] == "ADV171"


def test_layers_are_not_endless() -> None:
    below = "../small"
    for number in range(MAX_LAYERS + 1):
        last = layer(f"l{number}", below)
        below = f"../l{number}"
    assert wrong(last) == [("ADV171", f"more than {MAX_LAYERS} packs lie over each other")]
    assert wrong(Path(f"l{MAX_LAYERS - 2}")) == []


SHAPES = {
    "no name": ("extends: [../small]\n", "ADV103"),
    "an entity of text": ("", "ADV103", "entities: {application: x}\n"),
    "a fact section of text": ("", "ADV103", "entities: {application: {facts: x}}\n"),
    "facts for an entity without any": ("", None, "entities: {referee: {list: referees}}\n"),
    "a rule of text": ("", "ADV103", "rules: [x]\n"),
    "rules of text": ("", "ADV103", "rules: x\n"),
    "overrides of text": (
        "",
        None,
        "rules: [{rule: a, for: application, overrides: wait-until-then}]\n",
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_layers_of_any_shape_are_read_or_explained(name: str) -> None:
    head, code, *texts = SHAPES[name]
    folder = layer("mine", "../small", **{f"f{n}": text for n, text in enumerate(texts)})
    if head:
        text = (folder / "pack.yaml").read_text("utf-8").replace("extends: ../small\n", head)
        (folder / "pack.yaml").write_text(text, "utf-8")
    errors = {d.code for d in api.check_pack(folder).diagnostics if d.severity.value == "error"}
    assert errors == ({code} if code else set())


def test_an_entity_without_facts_below_gets_some() -> None:
    facts = Path("small/facts.yaml")
    facts.write_text(facts.read_text("utf-8") + "  referee: {list: referees}\n", "utf-8")
    folder = layer("mine", "../small", f="entities: {referee: {facts: {name: {type: text}}}}\n")
    program = api.load_pack(folder)
    assert list(program.pack.entities["referee"].facts) == ["name"]

"""Every shipped file keeps to its schema, what is wrong does not, and no key of the language is forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from advisor import api
from advisor.cli.main import cli
from advisor.ir import Pack
from advisor.loading.declarations import (
    actions,
    entities,
    events,
    facts,
    pack_files,
    pack_tests,
    parameters,
    rule_outlines,
    tables,
)
from advisor.schemas.packs import entity_keys, fact_keys, parameter_keys, schema_of_packs
from advisor.schemas.situations import schema_of_situations, schema_of_tests
from tests.schemas.as_editors_read import documents

ROOT = Path(__file__).resolve().parents[2]
PACKS = ("rules/post-interview", "examples/packs/returns-desk", "examples/layers/careers-service")
MAKE = {"situation": schema_of_situations, "test": schema_of_tests, "pack": schema_of_packs}


@cache
def pack(folder: str) -> Pack:
    return api.load_pack(ROOT / folder).pack


@cache
def validator(kind: str, folder: str = PACKS[0]) -> Draft7Validator:
    schema = json.loads(json.dumps(MAKE[kind](pack(folder))))
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def wrong(kind: str, text: str, folder: str = PACKS[0]) -> list[str]:
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message}"
        for document in documents(text)
        for error in validator(kind, folder).iter_errors(document)
    ]


def files() -> Iterator[tuple[str, str, Path]]:
    for folder in PACKS:
        for path in sorted((ROOT / folder).glob("*.yaml")):
            yield ("test" if path.name.endswith("_test.yaml") else "pack"), folder, path
    for path in sorted((ROOT / "examples").glob("*.yaml")) + sorted(
        (ROOT / "examples/real").glob("*.yaml")
    ):
        yield "situation", PACKS[0], path


def test_every_shipped_file_keeps_to_its_schema() -> None:
    found = [
        (str(path.relative_to(ROOT)), wrong(kind, path.read_text("utf-8"), folder))
        for kind, folder, path in files()
    ]
    assert len(found) > 250
    assert [one for one in found if one[1]] == []


ME = """\
situation: Waiting
today: 2026-11-22
employed_now: yes
applications:
  - company: 007
    stage: offered
    answer_by: 2026-11-30
    chases_sent: 2
    promised_reply_on: none
    interviews:
      - {held_on: 2026-11-20, thanked: no}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("stage: offered", "stage: got an offer"),  # another spelling of a choice
        ("employed_now: yes", "employed_now: true"),
        ("promised_reply_on: none", "promised_reply_on:"),
        ("chases_sent: 2", 'chases_sent: "2"'),
        ("company: 007", "company: No"),
        ("situation: Waiting\n", "situation: 12\nexpect_none: [chase]\n"),
    ],
)
def test_what_the_language_takes_is_right(old: str, new: str) -> None:
    assert wrong("situation", ME.replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stage: offered", "stage: ofered", "applications.0.stage: "),
        ("stage: offered", "stgae: offered", "applications.0: "),
        ("company: 007\n    ", "", "applications"),
        ("2026-11-30", "30 November", "applications.0.answer_by: "),
        ("today: 2026-11-22", "today: today", "today"),
        ("employed_now: yes", "employed_now: perhaps", "employed_now"),
        ("chases_sent: 2", "chases_sent: two", "applications"),
        (
            "chases_sent: 2",
            "chases_sent: none",
            "applications",
        ),  # it has a default, and so cannot be none
        ("situation: Waiting\n", "situation: x\nexpect_none: [chaise]\n", "expect_none"),
        (
            "situation: Waiting\n",
            "situation: x\nparameters: {chase_intervall: 5 days}\n",
            "parameters",
        ),
        ("situation: Waiting\n", "situation: x\nparameters: {chase_interval: 5}\n", "parameters"),
    ],
)
def test_what_the_language_refuses_is_marked(old: str, new: str, said: str) -> None:
    assert old in ME
    found = wrong("situation", ME.replace(old, new, 1))
    assert found
    assert all(one.startswith(said) for one in found)


RULES = """\
parameters:
  wait: {value: 5 days, title: Wait}
entities:
  application:
    facts:
      phoned: {type: yes-no, ask: Have you phoned?}
actions:
  phone: {title: Phone, kind: do, after: [chase]}
rules:
  - rule: phone-them
    for: application
    when:
      - stage is offered
      - any: [phoned, not insider_known]
    advise: {action: phone, due: today + 1 day}
    because: Why not.
    source: follow-ups#chase
  - first_of:
      - rule: one
        when: phoned
        silences: all
      - otherwise: two
        silences: [chase]
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: do", "kind: don't"),
        ("kind: do", "importance: high"),
        ("type: yes-no", "type: yes/no"),
        ("    because:", "    becuase:"),
        ("    when:\n", "    if:\n"),
        ("- any:", "- some:"),
        ("- rule: phone-them", "- rule: Phone Them"),
        ("rules:", "rulez:"),
        ("value: 5 days", "valu: 5 days"),
        ("action: phone, due", "due"),
        ("- otherwise: two", "- else: two"),
    ],
)
def test_a_slip_in_rules_is_marked(old: str, new: str) -> None:
    assert wrong("pack", RULES) == []
    assert old in RULES
    assert wrong("pack", RULES.replace(old, new, 1))


def test_a_slip_in_a_test_is_marked() -> None:
    text = "tests:\n  - test: one\n    situation: {today: 2026-11-22}\n    expect: [{action: chase, for: Acme}]\n"
    assert wrong("test", text) == []
    for old, new in (
        ("action: chase", "action: chaise"),
        ("expect:", "expects:"),
        ("- test: one\n    ", "- "),
    ):
        assert wrong("test", text.replace(old, new))


def test_no_key_of_the_language_is_forgotten() -> None:
    schema = MAKE["pack"](pack(PACKS[0]))
    top = schema["properties"]
    assert isinstance(top, dict)
    assert set(top) == {*pack_files.HEADER_KEYS, *pack_files.LAYER_KEYS, *pack_files.SECTIONS}
    assert set(fact_keys()) == set(facts._FACT_KEYS)
    assert set(entity_keys()) == set(entities._ENTITY_KEYS)
    assert set(parameter_keys()) == set(parameters._PARAMETER_KEYS)
    assert set(top["actions"]["additionalProperties"]["properties"]) == set(actions._KEYS)
    assert set(top["events"]["additionalProperties"]["properties"]) == set(events._KEYS)
    assert set(top["tables"]["items"]["properties"]) == set(tables.KEYS)
    rule, group = top["rules"]["items"]["else"], top["rules"]["items"]["then"]
    assert set(rule["properties"]) == set(rule_outlines.KEYS)
    assert set(group["properties"]) == set(rule_outlines._GROUP_KEYS)
    _, otherwise = group["properties"]["first_of"]["items"]["anyOf"]
    assert set(otherwise["properties"]) == set(rule_outlines._OTHERWISE_KEYS)
    test = MAKE["test"](pack(PACKS[0]))["properties"]["tests"]["items"]["properties"]  # type: ignore[index]
    assert set(test) == set(pack_tests.TEST_KEYS)
    assert set(test["but"]["items"]["properties"]) == set(pack_tests.CHANGED_KEYS)


def test_questions_choices_and_titles_stand_in_the_schema() -> None:
    schema = MAKE["situation"](pack(PACKS[0]))
    text = json.dumps(schema, ensure_ascii=False)
    assert "Do you have a job at the moment? (yes or no)" in text
    assert "An interview is agreed or proposed" in text
    assert "Thank after an interview within" in text


def test_the_command_writes_it(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    done = CliRunner().invoke(cli, ["schema", "situation", "-o", str(path)], prog_name="advisor")
    assert done.exit_code == 0, done.output
    assert json.loads(path.read_text("utf-8")) == json.loads(
        json.dumps(schema_of_situations(pack(PACKS[0])))
    )
    assert CliRunner().invoke(cli, ["schema", "rule"], prog_name="advisor").exit_code == 2

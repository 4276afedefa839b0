"""What is declared wrongly is reported where it is declared; nothing is said about what has its type."""

from __future__ import annotations

from textwrap import indent

import pytest

from tests.loading.reporting import FILES, load

# `stage` of an application has no readable type, nor has its `reply_by`; `grace` no value.
ENTITIES = (
    FILES["entities.yaml"]
    .replace("type: choice\n        choices: {applied", "type: choise\n        choices: {applied")
    .replace("reply_by: {type: date", "reply_by: {type: dat")
)
PARAMETER = "  grace: {value: 2026-02-30}\n"
DECLARED = ["there is no type `dat`", "there is no type `choise`", "there is no day `2026-02-30`"]


def said_besides(rules: str, **more: str) -> list[str]:
    """What is said of a pack with the three of them besides that they are declared wrongly."""
    files = {"entities": ENTITIES, "parameters": FILES["parameters.yaml"] + PARAMETER, **more}
    loaded = load(**files, rules=FILES["rules.yaml"] + indent(rules, "  "))
    found = [problem.message for problem in loaded.diagnostics]
    assert all(found.count(message) == 1 for message in DECLARED)
    return [message for message in found if message not in DECLARED]


@pytest.mark.parametrize(
    "condition",
    [
        "stage is offered",
        "offered is stage",
        "stage is not one of (applied, offered)",
        "stage.offered is stage",
        "application.stage.offered is given",
        "first(stage, offered) is applied",
        "company is first(stage, offered)",
        "any(interviews, stage is offered)",
        "sum(stage) > 1",
        "any(stage, thanked)",
        "company is given or stage",
        "reply_by-today > 3 days",
        "reply_by + grace is before today",
        "grace > 3",
        "not stage",
    ],
)
def test_nothing_is_said_of_an_expression_with_it(condition: str) -> None:
    assert not said_besides(
        f"- {{rule: x, for: application, when: '{condition}', silences: all}}\n"
    )


def test_nothing_is_said_of_what_is_concluded_for_it() -> None:
    entities = ENTITIES.replace(
        "reply_by: {type: dat", "reply_by: {concluded: yes, type: dat"
    ).replace(", ask: When will they answer?", "")
    rule = "- {rule: x, for: application, conclude: {reply_by: soon}}\n"
    assert not said_besides(rule, entities=entities)


def test_nothing_is_said_of_sentences_drafts_and_tests_with_it() -> None:
    rule = """
- rule: x
  for: application
  advise: tell
  because: So it is.
  note: {on: all, say: "{company} is {stage}, answers by {reply_by}"}
"""
    actions = "actions: {tell: {title: 'Tell {stage}', kind: do, done: {stage: offered}, draft: letter, asks: stage}}\n"
    tests = """\
tests:
  - test: it is offered
    parameters: {grace: 3}
    situation: {today: 2026-11-22, applications: [{company: A, stage: offered, reply_by: soon}]}
    expect_none: [chase]
"""
    draft = "{{ stage }} {{ name_of.stage }}"
    assert not said_besides(rule, telling=actions, telling_test=tests, drafts__letter=draft)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("stage is offered and chases_snt > 3", "`chases_snt` is not known here"),
        ("stage is offered and takes > 3", "a duration cannot be compared with a number"),
        ("stage is compny or compny is given", "`compny` is not known here"),
        ("reply_by > today or takes is mood", "a duration cannot be compared with a choice"),
    ],
)
def test_what_else_is_wrong_beside_it_is_said(condition: str, said: str) -> None:
    rule = f"- {{rule: x, for: application, when: '{condition}', silences: all}}\n"
    assert said_besides(rule) == [said]


def test_where_it_belongs_is_known_though_its_type_is_not() -> None:
    rule = "- {rule: x, for: situation, when: stage is offered, silences: all}\n"
    assert said_besides(rule) == [
        "`stage` is a fact of each `application`, of which there can be several"
    ]
    rule = "- {rule: x, when: stage is offered, silences: all}\n"
    assert said_besides(rule) == ["the rule `x` speaks of facts of `application` without `for`"]


def test_a_fact_of_the_same_name_elsewhere_is_not_taken_for_it() -> None:
    more = "entities: {call: {within: application, list: calls, facts: {mood: {type: chioce}}}}\n"
    rule = "- {rule: x, for: application, when: mood is angri, silences: all}\n"
    assert said_besides(rule, calls=more) == [
        "there is no type `chioce`",
        "`angri` is not one of the choices of `mood`",
    ]


def test_without_a_readable_head_nothing_is_said_of_sources() -> None:
    for head in ("", "- x", None):
        found = load(pack=head).diagnostics
        assert "ADV117" not in {problem.code for problem in found}
        assert found

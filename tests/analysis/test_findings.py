"""What the passes find besides cycles: one row a finding, and rows that must stay silent."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from packs_for_analysis import ENTITIES, analysed, load, text_at

from advisor.analysis import analyse, build_program
from advisor.diagnostics import RulePackError


@dataclass(frozen=True)
class Found:
    rules: str
    code: str
    message: str
    underlined: str | None = None


FOUND = {
    "a rule whose conditions exclude each other": Found(
        """
        - rule: never
          for: application
          when:
            - stage is offered
            - stage is one of (applied, interviewed)
          advise: go
          because: So.
        """,
        "ADV521",
        "rule `never` can never fire: nothing that `stage` can be meets all of its conditions",
    ),
    "a rule that wants and forbids a yes-no fact": Found(
        """
        - rule: never
          when: employed
          unless: employed
          overrides: [other]
        - rule: other
          when: employed
          conclude: {eager: yes}
        """,
        "ADV521",
        "rule `never` can never fire: nothing that `employed` can be meets all of its conditions",
    ),
    "an override between rules for different stages": Found(
        """
        - rule: one
          for: application
          when: stage is offered
          overrides: [two]
        - rule: two
          for: application
          when: stage is applied
          advise: go
          because: So.
        """,
        "ADV522",
        "rule `one` overrides `two`, but they never fire together:"
        " they ask for different values of `stage`",
    ),
    "an override between given and not given": Found(
        """
        - rule: one
          for: application
          when: liking is not given
          overrides: [two]
        - rule: two
          for: application
          when: liking is little
          advise: go
          because: So.
        """,
        "ADV522",
        "rule `one` overrides `two`, but they never fire together:"
        " they ask for different values of `liking`",
    ),
    "a negated comparison that nobody may have answered": Found(
        """
        - rule: one
          for: application
          when: liking is not little
          advise: go
          because: So.
        """,
        "ADV531",
        "this also holds when `liking` is not given",
        "liking is not little",
    ),
    "a list that holds the rule's own instance": Found(
        """
        - rule: one
          for: application
          when: any(applications, stage is offered)
          advise: go
          because: So.
        """,
        "ADV532",
        "`applications` holds the rule's own application too",
        "applications",
    ),
}

SILENT = {
    "what a choice must be, said with another fact": (
        "- {rule: one, for: application, when: [stage is offered,"
        ' "stage is one of (applied, first(stage, offered))"], advise: go, because: So.}',
        "ADV521",
    ),
    "what the items of a list must be": (
        '- {rule: one, when: ["any(applications, stage is offered)",'
        ' "any(applications, stage is applied)"], conclude: {eager: yes}}',
        "ADV521",
    ),
    "a negated comparison of a required fact": (
        "- {rule: one, for: application, when: stage is not offered, advise: go, because: So.}",
        "ADV531",
    ),
    "a negated comparison beside `is given`": (
        "- {rule: one, for: application, when: [liking is given, liking is not little],"
        " advise: go, because: So.}",
        "ADV531",
    ),
    "the same under `unless`": (
        "- {rule: one, for: application, unless: liking is little, advise: go, because: So.}",
        "ADV531",
    ),
    "the other applications": (
        '- {rule: one, for: application, when: "any(other applications, stage is offered)",'
        " advise: go, because: So.}",
        "ADV532",
    ),
    "a list seen from outside": (
        '- {rule: one, when: "any(applications, stage is offered)", conclude: {eager: yes}}',
        "ADV532",
    ),
    "an override that narrows a stage": (
        "- {rule: one, for: application, when: stage is offered, overrides: [two]}\n"
        '- {rule: two, for: application, when: "stage is one of (offered, applied)",'
        " advise: go, because: So.}",
        "ADV522",
    ),
    "rules of a group that never fire together": (
        "- {for: application, first_of: [{rule: one, when: stage is offered, conclude: {a: yes}},"
        " {rule: two, when: stage is applied, conclude: {a: no}}]}",
        "ADV522",
    ),
    "a value of the parent and of the own instance that have one name's value": (
        "- {rule: one, for: application, when: [stage is offered, liking is much],"
        " advise: go, because: So.}",
        "ADV521",
    ),
}


@pytest.mark.parametrize("case", FOUND.values(), ids=FOUND)
def test_a_finding_stands_where_it_belongs(case: Found) -> None:
    [found], text = analysed(case.rules, case.code)
    assert found.message == case.message
    if case.underlined is not None:
        assert text_at(text, found.span) == case.underlined


@pytest.mark.parametrize(("rules", "code"), SILENT.values(), ids=SILENT)
def test_a_sound_condition_is_left_alone(rules: str, code: str) -> None:
    assert analysed(rules, code)[0] == []


def test_names_without_use_are_warned_about_and_nothing_else() -> None:
    rules = """
    - rule: one
      for: application
      when: stage is offered
      conclude: {a: yes}
    """
    pack, _ = load(rules)
    found = {(d.code, d.message) for d in analyse(pack)[1]}
    assert found == {
        ("ADV516", "nothing rests on the source `book`"),
        ("ADV513", "`employed` is declared, but no rule, title or draft uses it"),
        ("ADV513", "`liking` is declared, but no rule, title or draft uses it"),
        ("ADV513", "`answer_by` is declared, but no rule, title or draft uses it"),
        ("ADV512", "`a` is concluded, but no rule, title or draft uses it"),
        ("ADV511", "no rule concludes `b`, and it has no default, so it is never given"),
        ("ADV511", "no rule concludes `c`, and it has no default, so it is never given"),
        ("ADV511", "no rule concludes `eager`, and it has no default, so it is never given"),
        ("ADV514", "no rule advises the action `go`"),
        ("ADV514", "no rule advises the action `stay`"),
    }


def test_actions_that_wait_for_each_other_are_refused_with_every_step() -> None:
    entities = ENTITIES.replace(
        "title: Go to {company}", "title: Go to {company}\n    after: [stay]"
    ).replace("title: Stay with {company}", "title: Stay with {company}\n    after_any: [go]")
    pack, _ = load("- {rule: one, for: application, advise: go, because: So.}", entities)
    program, found = analyse(pack)
    assert program is None
    [cycle] = [d for d in found if d.code == "ADV502"]
    assert cycle.message == (
        "action `go` would have to come after itself:"
        " `go` comes after `stay`; `stay` comes after `go`"
    )


def test_a_pack_with_a_cycle_is_no_program_and_all_findings_are_carried() -> None:
    pack, _ = load(
        "- {rule: one, for: application, when: b, conclude: {a: yes}}\n"
        "- {rule: two, for: application, when: a, conclude: {b: yes}}"
    )
    with pytest.raises(RulePackError) as caught:
        build_program(pack)
    assert caught.value.diagnostics == analyse(pack)[1]
    assert "ADV501" in {d.code for d in caught.value.diagnostics}

"""The tests of a pack."""

from __future__ import annotations

import pytest

from tests.loading.reporting import Bad, load, reported

GOOD = "    situation: {today: 2026-11-22, applications: [{company: Acme}]}\n"
BAD = {
    "no date": Bad(
        "    situation: {mood: calm}\n    expect: []\n",
        "ADV129",
        "situation",
        "this test has no date, so it would change from day to day",
        "add `today: …` under `situation`, such as `today: 2026-11-22`",
    ),
    "no expectation": Bad(
        GOOD,
        "ADV130",
        "it works",
        "this test expects nothing",
        "add `expect`, `expect_some`, `expect_none`, `expect_facts`, `because` or `not_because`",
    ),
    "no situation": Bad(
        "    expect: []\n", "ADV102", "test", "a test lacks `situation`", "add `situation: …`"
    ),
    "a title of the situation": Bad(
        "    situation: {today: 2026-11-22, situation: Acme}\n    expect: []\n",
        "ADV101",
        "Acme",
        "the situation of a test has no title of its own",
        "leave it out; the name of the test stands under `test`",
    ),
    "a misspelt key": Bad(
        f"{GOOD}    expect_sum: [{{action: chase}}]\n    expect: []\n",
        "ADV101",
        "expect_sum",
        "a test has no key `expect_sum`",
        "did you mean `expect_some`?",
    ),
    "a misspelt fact": Bad(
        "    situation: {today: 2026-11-22, moood: calm}\n    expect: []\n",
        "ADV401",
        "moood",
        "the situation has no fact or list `moood`",
        "did you mean `mood`?",
    ),
    "a misspelt rule": Bad(
        f"{GOOD}    because: chase-lat\n",
        "ADV410",
        "chase-lat",
        "there is no rule `chase-lat`",
        "did you mean `chase-late`?",
    ),
    "a situation that is a text": Bad(
        "    situation: x\n    expect: []\n",
        "ADV103",
        "x",
        "`situation` is `x` here, where `key: value` lines belong",
        "write `today: …` and its facts under it",
    ),
    "a name twice": Bad(
        f"{GOOD}    expect: []\n  - test: it works\n{GOOD}    expect: []\n",
        "ADV107",
        "it works",
        "the test `it works` is declared twice",
        "rename one of them, or put both together",
    ),
    "a parameter that is a list": Bad(
        f"{GOOD}    expect: []\n    parameters: {{chase_interval: [5 days]}}\n",
        "ADV103",
        "5 days",
        "`chase_interval` is a list here, where a value belongs",
        "write `5 days` alone, without brackets or a dash",
    ),
    "a parameter that cannot be so": Bad(
        f"{GOOD}    expect: []\n    parameters: {{chase_interval: soon}}\n",
        "ADV137",
        "soon",
        "`soon` is not a duration",
        "write a number and its unit, such as `5 days`",
    ),
    "a change that is none": Bad(
        f"{GOOD}    expect: []\n    but: [{{expect: []}}]\n",
        "ADV102",
        "expect",
        "an entry of `but` lacks `with`",
        "add `with: …`",
    ),
    "a change of which nothing is expected": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{mood: calm}}}}]\n",
        "ADV130",
        "{with: {mood: calm}}",
        "this test expects nothing",
        "add `expect`, `expect_some`, `expect_none`, `expect_facts`, `because` or `not_because`",
    ),
    "a change of a fact that nobody knows": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{moood: calm}}, expect: []}}]\n",
        "ADV401",
        "moood",
        "there is no fact `moood`",
        "did you mean `mood`?",
    ),
    "a change of a fact that the situation has no place for": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{thanked: yes}}, expect: []}}]\n",
        "ADV401",
        "thanked",
        "there is no fact `thanked`",
        "it is a fact of the interview, and the situation has none",
    ),
    "a change of a fact that several have": Bad(
        "    situation: {today: 2026-11-22, applications: [{company: A}, {company: B}]}\n"
        "    expect: []\n    but: [{with: {stage: applied}, expect: []}]\n",
        "ADV401",
        "stage",
        "`stage` could be that of several here",
        "write `stage of A` or `stage of B`",
    ),
    "a change at a place that is not there": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{'applications[1].stage': applied}}, expect: []}}]\n",
        "ADV401",
        "'applications[1].stage'",
        "`applications[1].stage` is not in this situation",
        "write `stage`",
    ),
    "a change of somebody who is not there": Bad(
        "    situation: {today: 2026-11-22, applications: [{company: A}, {company: B}]}\n"
        "    expect: []\n    but: [{with: {stage of C: applied}, expect: []}]\n",
        "ADV401",
        "stage of C",
        "`stage of C` is not in this situation",
        "write `stage of A` or `stage of B`",
    ),
    "a change to what cannot be": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{stage: aplied}}, expect: []}}]\n",
        "ADV403",
        "aplied",
        "`aplied` is not one of the choices",
        "did you mean `applied`?",
    ),
    "a change of what is concluded": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{is_open: yes}}, expect: []}}]\n",
        "ADV406",
        "is_open",
        "`is_open` is concluded by rules and cannot be stated",
        "leave it out",
    ),
    "the same change twice": Bad(
        f"{GOOD}    expect: []\n    but: [{{with: {{mood: calm}}, expect: []}}, {{with: {{mood: calm}}, expect: []}}]\n",
        "ADV107",
        "with",
        "the test `it works, but mood: calm` is declared twice",
        "rename one of them, or put both together",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_test_is_explained(bad: Bad) -> None:
    text = f"tests:\n  - test: it works\n{bad.text}"
    assert reported(load(a_test=text).diagnostics, {"a_test.yaml": text}) == [
        (bad.code, bad.underlined, bad.message, bad.help)
    ]


def test_a_test_that_is_a_text_is_explained() -> None:
    [problem] = load(a_test="tests: [it works]\n").diagnostics
    assert (problem.code, problem.help) == ("ADV103", "begin with `- test: what it shows`")


def test_tests_come_in_the_order_of_the_files() -> None:
    one = f"tests:\n  - test: one\n{GOOD}    expect: []\n"
    two = f"tests:\n  - test: two\n{GOOD}    expect_none: [chase]\n    because: [thank-soon]\n"
    pack = load(b_test=one, a_test=two).pack
    assert pack is not None
    assert [case.name for case in pack.tests] == ["two", "one"]
    assert pack.tests[1].expectation.whole == ()
    assert pack.tests[0].expectation.whole is None
    assert [e.action for e in pack.tests[0].expectation.none] == ["chase"]


def test_actions_and_rules_with_mistakes_still_count_as_declared() -> None:
    from tests.loading.reporting import FILES

    text = f"tests:\n  - test: one\n{GOOD}    expect: [chase]\n    because: [chase-late]\n"
    actions = FILES["actions.yaml"].replace("    title: Chase {company}\n", "")
    loaded = load(a_test=text, actions=actions)
    assert [d.code for d in loaded.diagnostics] == ["ADV102"]


def test_a_change_is_a_test_of_the_same_situation_with_other_facts() -> None:
    text = f"""\
tests:
  - test: one
{GOOD}    expect: [chase]
    parameters: {{chase_interval: 2 weeks}}
    but:
      - with: {{today: 2026-11-23, stage: offered}}
        expect: []
      - with:
          applications[0].chases_sent: 2
          stage: none
        expect_none: [chase]
        because: [thank-soon]
"""
    pack = load(a_test=text).pack
    assert pack is not None
    one, two, three = pack.tests
    assert [two.name, three.name] == [
        "one, but today: 2026-11-23 and stage: offered",
        "one, but applications[0].chases_sent: 2 and stage: none",
    ]
    [before], [offered], [chased] = (c.situation.root.lists["applications"] for c in pack.tests)
    assert [case.parameters for case in pack.tests] == [one.parameters] * 3
    assert two.situation.today == (one.situation.today or 0) + 1
    assert offered.facts == {**before.facts, "stage": "offered"}
    assert chased.facts == {**before.facts, "chases_sent": 2_000_000, "stage": None}
    assert (two.expectation.whole, two.expectation.because) == ((), ())
    assert (three.expectation.whole, three.expectation.because) == (None, ("thank-soon",))


def test_a_fact_of_several_is_named_by_whose_it_is() -> None:
    text = """\
tests:
  - test: one
    situation:
      today: 2026-11-22
      applications:
        - {company: A}
        - {company: B, interviews: [{held_on: 2026-11-20}]}
        - {company: C, interviews: [{held_on: 2026-11-20}, {held_on: 2026-11-21}]}
    expect: []
    but:
      - with: {stage of B: offered, thanked of B: yes, applications[2].interviews[1].thanked: no}
        expect: []
"""
    pack = load(
        a_test=text.replace(
            "applications[2].interviews[1].thanked", "'applications[2].interviews[1].thanked'"
        )
    ).pack
    assert pack is not None
    assert pack.tests[1].changes == (
        ("applications[1]", "stage", "offered"),
        ("applications[1].interviews[0]", "thanked", True),
        ("applications[2].interviews[1]", "thanked", False),
    )


def test_the_name_of_a_change_can_be_told_from_its_text() -> None:
    from advisor.loading.declarations.pack_tests import changes_in
    from advisor.loading.syntax.yaml_reader import read_yaml

    text = "test: one\nbut:\n  - with: {stage of A: offered, takes: none}\n  - with: x\n  - y\n"
    [node] = read_yaml(text, "x").documents
    assert node is not None
    assert [name.text for name, _ in changes_in(node)] == [
        "one, but stage of A: offered and takes: none"
    ]

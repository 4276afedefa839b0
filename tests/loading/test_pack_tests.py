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
        f"{GOOD}    expect_sum: []\n    expect: []\n",
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
        "write it behind the colon, in quotes if it holds braces or colons",
    ),
    "a parameter that cannot be so": Bad(
        f"{GOOD}    expect: []\n    parameters: {{chase_interval: soon}}\n",
        "ADV137",
        "soon",
        "`soon` is not a duration",
        "write a number and its unit, such as `5 days`",
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

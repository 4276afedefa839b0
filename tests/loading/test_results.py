"""Results, actions to be known and expected facts: what may be written, and mistakes in it."""

from __future__ import annotations

from textwrap import dedent

import pytest

from advisor.diagnostics import Diagnostic
from advisor.ir import SITUATION, ActionKind, Slot
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations
from tests.results_pack import FILES, ME, results_program


def problems(facts: str = "", rules: str = "", tests: str = "") -> list[Diagnostic]:
    """What is wrong with a pack that has this, too."""
    texts = {
        "pack.yaml": FILES["pack.yaml"],
        "facts.yaml": "entities:\n  situation:\n    facts:\n"
        "      age: {type: number, ask: How old?}\n"
        "      fee: {type: number, concluded: yes, default: age * 2}\n" + facts,
        "rules.yaml": dedent(rules),
        "rules_test.yaml": dedent(tests),
    }
    return list(load_pack_texts({n: t for n, t in texts.items() if t}, "p").diagnostics)


def told(found: list[Diagnostic]) -> list[tuple[str, str, str | None]]:
    return [(d.code, d.message, d.help) for d in found if d.severity.name == "ERROR"]


def test_a_result_is_a_title_with_facts_in_it() -> None:
    pack = results_program().pack
    assert [f.name for f in pack.results["claim"]] == [
        "fee", "paid_back_on", "grade", "note", "wait",
    ]  # fmt: skip
    result = pack.entities["claim"].facts["paid_back_on"].result
    assert result is not None
    assert [p.fact if isinstance(p, Slot) else p for p in result.parts] == [
        "Money back for ", "who", " by",
    ]  # fmt: skip
    assert list(pack.results) == [SITUATION, "claim", "item"]


def test_two_results_of_one_name_have_columns_with_their_entities() -> None:
    columns = results_program().pack.result_columns
    assert columns[SITUATION, "total"] == "situation.total"
    assert columns["item", "total"] == "item.total"
    assert columns["claim", "fee"] == "fee"


def test_an_action_may_be_only_to_be_known_without_done() -> None:
    assert results_program().pack.actions["know-the-law"].kind is ActionKind.KNOW
    assert problems(rules="actions:\n  a: {title: A, kind: know}\nrules:\n  - {rule: r, advise: a, because: b}\n") == []  # fmt: skip


WRONG = {
    "a result that people state": (
        {"facts": "      b: {type: number, ask: B?, result: B}\n"},
        "ADV111",
        "`result` belongs to facts that rules conclude; this one is stated by people",
        "leave out `result`, or write `concluded: yes`",
    ),
    "a result with an unknown fact": (
        {"facts": '      b: {type: number, concluded: yes, default: 1, result: "{agee}"}\n'},
        "ADV383",
        None,
        "did you mean `age`?",
    ),
    "a result without words": (
        {"facts": '      b: {type: number, concluded: yes, default: 1, result: ""}\n'},
        "ADV104",
        "`result` is empty",
        "write a text",
    ),
    "a due of what is only to be known": (
        {
            "rules": """\
                actions:
                  a: {title: A, kind: know}
                rules:
                  - {rule: r, advise: {action: a, due: today}, because: b}
                """
        },
        "ADV111",
        "`a` is only to be known, so it is never due",
        "leave out `due`, or give the action another `kind`",
    ),
    "done of what is only to be known": (
        {
            "rules": """\
                actions:
                  a: {title: A, kind: know, done: {age: 1}}
                rules:
                  - {rule: r, advise: a, because: b}
                """
        },
        "ADV111",
        "`done` is for what people carry out; this is only to be known",
        "leave out `done`, or write `kind: do`",
    ),
    "asks of what is only to be known": (
        {
            "rules": """\
                actions:
                  a: {title: A, kind: know, asks: [age]}
                rules:
                  - {rule: r, advise: a, because: b}
                """
        },
        "ADV111",
        "`asks` is for what people carry out; this is only to be known",
        "leave out `asks`, or write `kind: do`",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_in_a_result_or_in_what_is_to_be_known_is_explained(name: str) -> None:
    given, code, message, help = WRONG[name]
    [found] = told(problems(**given))
    assert (found[0], found[2]) == (code, help)
    assert message is None or found[1] == message


EXPECTED = {
    "no value": ("{fact: fee}", "ADV102", "an expected fact lacks `value`", "add `value: …`"),
    "no fact": ("{value: 1}", "ADV102", "an expected fact lacks `fact`", "add `fact: …`"),
    "another key": (
        "{fact: fee, value: 1, due: none}",
        "ADV409",
        "an expected fact has no key `due`",
        "its keys are `fact`, `for`, `value`",
    ),
    "a stated fact": (
        "{fact: age, for: Ann, value: 1 day}",
        "ADV410",
        "`age` is stated by people, so it is always what they say",
        "name a fact that rules conclude",
    ),
    "an unknown fact": (
        "{fact: fees, value: 1}",
        "ADV410",
        "there is no concluded fact `fees`",
        "did you mean `fee`?",
    ),
    "a fact of two entities": (
        "{fact: total, value: 1}",
        "ADV410",
        "`total` could mean several facts",
        "write `situation.total` or `item.total`",
    ),
    "a value of another type": (
        "{fact: fee, value: much}",
        "ADV403",
        "`much` is not a number",
        None,
    ),
    "not a mapping": (
        "fee",
        "ADV409",
        "an expected fact is `fee` here, where `key: value` lines belong",
        "write `fact: …` and `value: …`",
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mistake_in_an_expected_fact_is_explained(name: str) -> None:
    entry, code, message, help = EXPECTED[name]
    text = f"{ME}expect_facts:\n  - {entry}\n"
    found = load_situations(text, "me.yaml", results_program().pack, "yaml").diagnostics
    assert [(d.code, d.message) for d in found] == [(code, message)]
    assert help is None or found[0].help == help


def test_a_test_that_expects_facts_alone_expects_something() -> None:
    tests = """\
        tests:
          - test: a fee
            situation: {today: 2026-11-22, age: 3}
            expect_facts: [{fact: fee, value: 6}]
        """
    assert told(problems(tests=tests)) == []


def test_a_fact_of_the_situation_may_be_called_expect_facts() -> None:
    texts = {
        "pack.yaml": FILES["pack.yaml"].replace("1.1", "1"),
        "facts.yaml": "entities:\n  situation:\n    facts:\n"
        "      expect_facts: {type: number, ask: How many?}\n",
        "rules.yaml": "actions:\n  a: {title: A, kind: wait}\n"
        "rules:\n  - {rule: r, when: expect_facts > 1, advise: a, because: b}\n",
    }
    pack = load_pack_texts(texts, "p").pack
    assert pack is not None
    loaded = load_situations("expect_facts: 3\n", "me.yaml", pack, "yaml")
    assert loaded.diagnostics == ()
    [case] = loaded.cases
    assert case.situation.root.facts == {"expect_facts": 3_000_000}
    assert case.expectation.facts == ()

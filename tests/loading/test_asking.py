"""What only the questionnaire reads: every mistake in it, where it stands, and what it comes to."""

from __future__ import annotations

import pytest

from advisor.ir import Usual
from tests.loading.reporting import Bad, files_with, load, reported
from tests.loading.test_entities import RULE, under_entities, under_facts

FACTS = {
    "ask_if with a misspelt fact": Bad(
        "a: {type: date, ask_if: b is yes}\nbb: {type: yes-no}",
        "ADV301",
        "b",
        "`b` is not known here",
        "did you mean `bb`?",
    ),
    "ask_if that is no condition": Bad(
        "a: {type: date, ask_if: today}",
        "ADV310",
        "today",
        "`today` is a date, not a condition",
        "say what must hold of it, such as `today is given`",
    ),
    "ask_if of a required fact": Bad(
        "a: {type: date, required: yes, ask_if: today is after 2026-01-01}",
        "ADV111",
        "ask_if",
        "a required fact is always asked for, so its `ask_if` is never used",
        "leave out `required`, or `ask_if`",
    ),
    "ask_if of a concluded fact": Bad(
        "a: {type: date, concluded: yes, default: today, ask_if: today is after 2026-01-01}",
        "ADV111",
        "ask_if",
        "`ask_if` belongs to facts that people state; this one is concluded by rules",
        "leave out `ask_if`, or `concluded`",
    ),
    "usual of another kind": Bad(
        "a: {type: yes-no, usual: sometimes}",
        "ADV109",
        "sometimes",
        "`sometimes` is neither `yes` nor `no`",
        "write `yes` or `no`",
    ),
    "usual as a misspelt choice": Bad(
        "a: {type: choice, choices: {mail: By mail}, usual: mial}",
        "ADV109",
        "mial",
        "`mial` is not one of the choices",
        "did you mean `mail`?",
    ),
    "usual out of bounds": Bad(
        "a: {type: number, max: 3, usual: 4}",
        "ADV110",
        "4",
        "`4` is more than the most that is allowed",
        "the most is `3`",
    ),
    "an empty usual": Bad(
        "a: {type: yes-no, usual: }",
        "ADV104",
        "}",
        "`usual` is nothing here, where a value belongs",
        "write the usual answer, or `none`",
    ),
    "usual as a list": Bad(
        "a: {type: yes-no, usual: [yes]}",
        "ADV103",
        "yes",
        "`usual` is a list here, where a value belongs",
        "write the usual answer, or `none`",
    ),
    "a weight that is no number": Bad(
        "a: {type: yes-no, usual: {yes: often}}",
        "ADV109",
        "often",
        "`often` is not a weight",
        "write a whole number: an answer with 3 is given three times as often as one with 1",
    ),
    "a negative weight": Bad(
        "a: {type: yes-no, usual: {yes: -1}}",
        "ADV109",
        "-1",
        "`-1` is not a weight",
        "write a whole number: an answer with 3 is given three times as often as one with 1",
    ),
    "a weight with a list": Bad(
        "a: {type: yes-no, usual: {yes: [1]}}",
        "ADV103",
        "1",
        "the weight of `yes` is a list here, where a value belongs",
        "write a whole number: an answer with 3 is given three times as often as one with 1",
    ),
    "weights of nothing": Bad(
        "a: {type: yes-no, usual: {yes: 0}}",
        "ADV104",
        "{yes: 0}",
        "`usual` weighs nothing",
        "give one answer a weight of 1",
    ),
    "a weight of what is no answer": Bad(
        "a: {type: yes-no, usual: {yes: 1, perhaps: 1}}",
        "ADV109",
        "perhaps",
        "`perhaps` is neither `yes` nor `no`",
        "write `yes` or `no`",
    ),
}

ENTITIES = {
    "asked_by an unknown fact": Bad(
        "t:\n  list: ts\n  asked_by: naem\n  facts: {name: {type: text}}",
        "ADV139",
        "naem",
        "`t` has no fact `naem`",
        "did you mean `name`?",
    ),
    "asked_by a concluded fact": Bad(
        "t:\n  list: ts\n  asked_by: b\n  facts: {a: {type: text}, b: {type: yes-no, concluded: yes, default: a is given}}",
        "ADV139",
        "b",
        "`b` is concluded by rules; `asked_by` is about facts that people state",
        "write one of `a`",
    ),
    "asked_along no list": Bad(
        "t:\n  list: ts\n  asked_by: a\n  asked_along: calls\n  facts: {a: {type: text}}",
        "ADV139",
        "calls",
        "`t` has no list `calls`",
        "leave it out",
    ),
    "asked_along a list that is nearly there": Bad(
        "t:\n  list: ts\n  asked_by: a\n  asked_along: cals\n  facts: {a: {type: text}}\n"
        "call:\n  within: t\n  list: calls\n  asked_by: b\n  facts: {b: {type: date}}",
        "ADV139",
        "cals",
        "`t` has no list `cals`",
        "did you mean `calls`?",
    ),
    "asked_along a list that is not asked by a day": Bad(
        "t:\n  list: ts\n  asked_by: a\n  asked_along: calls\n  facts: {a: {type: text}}\n"
        "call:\n  within: t\n  list: calls\n  asked_by: b\n  facts: {b: {type: number}}",
        "ADV139",
        "calls",
        "`asked_along` needs `call` to be asked by its day",
        "write `asked_by:` there with a fact of the type date, or leave it out",
    ),
    "asked_along with what is not asked by a name": Bad(
        "t:\n  list: ts\n  asked_along: calls\n  facts: {a: {type: text}}\n"
        "call:\n  within: t\n  list: calls\n  asked_by: b\n  facts: {b: {type: date}}",
        "ADV139",
        "calls",
        "`asked_along` needs `t` to be asked by its name",
        "write `asked_by:` there with a fact of the type text, or leave it out",
    ),
    "asked_by a list": Bad(
        "t:\n  list: ts\n  asked_by: [a]\n  facts: {a: {type: text}}",
        "ADV103",
        "a",
        "`asked_by` is a list here, where a value belongs",
        "write the name of a fact",
    ),
    "ask_first with a fact of the item": Bad(
        "t:\n  list: ts\n  ask_first: '{a}?'\n  facts: {a: {type: text}}",
        "ADV383",
        "a",
        "`situation` sees no fact `a`",
        "say which: conclude a fact of `situation` by `latest(ts, a)` or the like, and name that",
    ),
    "an empty ask_more": Bad(
        "t:\n  list: ts\n  ask_more: ''\n  facts: {a: {type: text}}",
        "ADV104",
        "''",
        "`ask_more` is empty",
        "write a text",
    ),
    "ask_if of a list that reads an item": Bad(
        "t:\n  list: ts\n  ask_if: a is given\n  facts: {a: {type: text}}",
        "ADV305",
        "a",
        "`a` is a fact of each `t`, of which there can be several",
        "say of which, for example `any(ts, a is …)`",
    ),
    "ask_first of the situation": Bad(
        "situation:\n  ask_first: Which?\n  facts: {a: {type: text}}",
        "ADV111",
        "ask_first",
        "the situation is the outermost entity and has no `ask_first`",
        "leave out `ask_first`",
    ),
    "one_question without a question": Bad(
        "situation:\n  one_question: {facts: {a: Words}}\n  facts: {a: {type: yes-no}}",
        "ADV102",
        "facts",
        "`one_question` lacks `ask`",
        "add `ask: …`",
    ),
    "one_question without facts": Bad(
        "situation:\n  one_question: {ask: Any of these?}\n  facts: {a: {type: yes-no}}",
        "ADV102",
        "ask",
        "`one_question` lacks `facts`",
        "add `facts: …`",
    ),
    "one_question as a text": Bad(
        "situation:\n  one_question: Any?\n  facts: {a: {type: yes-no}}",
        "ADV103",
        "Any?",
        "`one_question` is `Any?` here, where `key: value` lines belong",
        "write `ask:` under it, and `facts:`",
    ),
    "an unknown fact in it": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {b: Words}}\n  facts: {a: {type: yes-no}}",
        "ADV139",
        "b",
        "`situation` has no fact `b`",
        "write one of `a`",
    ),
    "a concluded fact in it": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {b: Words}}\n  facts: {b: {type: yes-no, concluded: yes, default: today is given}}",
        "ADV139",
        "b",
        "`b` is concluded by rules; `one_question` is about facts that people state",
        "leave it out",
    ),
    "a required fact in it": Bad(
        "t:\n  list: ts\n  one_question: {ask: Any?, facts: {a: Words}}\n  facts: {a: {type: text, required: yes}}",
        "ADV111",
        "a",
        "`a` is required, so it is always asked for by itself",
        "leave it out here",
    ),
    "a line without words": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {value: yes}}}\n  facts: {a: {type: yes-no}}",
        "ADV102",
        "value",
        "`a` lacks `words`",
        "add `words: …`",
    ),
    "a line with an unknown key": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {words: W, vlaue: yes}}}\n  facts: {a: {type: yes-no}}",
        "ADV101",
        "vlaue",
        "`a` has no key `vlaue`",
        "did you mean `value`?",
    ),
    "a value of another kind": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {words: W, value: 3}}}\n  facts: {a: {type: yes-no}}",
        "ADV109",
        "3",
        "`3` is neither `yes` nor `no`",
        "write `yes` or `no`",
    ),
    "along with an unknown fact": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {words: W, along: [c]}}}\n  facts: {a: {type: yes-no}}",
        "ADV139",
        "c",
        "`situation` has no fact `c`",
        "write one of `a`",
    ),
    "along with itself": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {words: W, along: [a]}}}\n  facts: {a: {type: yes-no}}",
        "ADV107",
        "a",
        "`a` is asked for in a line already",
        "leave it out here",
    ),
    "along with what has a line": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {words: W, along: [b]}, b: W}}\n  facts: {a: {type: yes-no}, b: {type: yes-no}}",
        "ADV107",
        "b",
        "`b` is asked for in a line already",
        "leave it out here",
    ),
    "along with a required fact": Bad(
        "t:\n  list: ts\n  one_question: {ask: Any?, facts: {b: {words: W, along: [a]}}}\n  facts: {a: {type: text, required: yes}, b: {type: yes-no}}",
        "ADV111",
        "a",
        "`a` is required, so it is always asked for by itself",
        "leave it out here",
    ),
    "ask_if of a line that is no condition": Bad(
        "situation:\n  one_question: {ask: Any?, facts: {a: {words: W, ask_if: today}}}\n  facts: {a: {type: yes-no}}",
        "ADV310",
        "today",
        "`today` is a date, not a condition",
        "say what must hold of it, such as `today is given`",
    ),
}


def mistakes(entities: str) -> list[tuple[str, str, str, str | None]]:
    """What is reported of these declarations, but for facts that nothing uses."""
    changed = {"entities": entities, "rules": RULE, "actions": None}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    return [one for one in found if one[0] != "ADV513"]


@pytest.mark.parametrize("bad", FACTS.values(), ids=FACTS)
def test_a_mistake_in_how_a_fact_is_asked_for_is_explained(bad: Bad) -> None:
    assert mistakes(under_facts(bad.text)) == [(bad.code, bad.underlined, bad.message, bad.help)]


@pytest.mark.parametrize("bad", ENTITIES.values(), ids=ENTITIES)
def test_a_mistake_in_how_an_entity_is_asked_for_is_explained(bad: Bad) -> None:
    assert mistakes(under_entities(bad.text)) == [(bad.code, bad.underlined, bad.message, bad.help)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{type: yes-no, usual: no}", Usual(((False, 9),), other=1)),
        ("{type: date, usual: none}", Usual(none=9, other=1)),
        (
            "{type: choice, choices: {x: X, y: Y}, usual: {x: 3, none: 1}}",
            Usual((("x", 3),), none=1),
        ),
        ("{type: date, usual: {none: 2, other: 5}}", Usual(none=2, other=5)),
        ("{type: yes-no}", None),
    ],
)
def test_what_is_usual_is_weighed(written: str, meant: Usual | None) -> None:
    loaded = load(entities=under_facts(f"a: {written}"), rules=RULE, actions=None)
    assert loaded.pack is not None
    assert loaded.pack.fact("situation", "a").usual == meant


def test_a_line_says_yes_a_value_or_asks_further() -> None:
    text = (
        "situation:\n  one_question:\n    ask: Any?\n    facts:\n      a: A\n"
        "      b: {words: B, value: y}\n      c: {words: C, along: [d], ask_if: a}\n"
        "      e: {words: E, value: no}\n"
        "  facts:\n    a: {type: yes-no}\n    b: {type: choice, choices: {x: X, y: Y}}\n"
        "    c: {type: date}\n    d: {type: number}\n    e: {type: yes-no}"
    )
    loaded = load(entities=under_entities(text), rules=RULE, actions=None)
    assert loaded.pack is not None
    one = loaded.pack.entities["situation"].one_question
    assert one is not None
    assert {name: (line.value, line.along) for name, line in one.facts.items()} == {
        "a": (True, ()),
        "b": ("y", ()),
        "c": (None, ("d",)),
        "e": (False, ()),
    }
    assert [name for name, line in one.facts.items() if line.ask_if is not None] == ["c"]

"""Entities and their facts: every mistake in a declaration, where it stands."""

from __future__ import annotations

import pytest

from tests.loading.reporting import Bad, files_with, load, reported

FACTS = {
    "a misspelt type": Bad(
        "a: {type: datum}", "ADV108", "datum", "there is no type `datum`", "did you mean `date`?"
    ),
    "a type of programmers": Bad(
        "a: {type: bool}", "ADV108", "bool", "there is no type `bool`", "did you mean `yes-no`?"
    ),
    "working days as a type": Bad(
        "a: {type: working days}",
        "ADV108",
        "working days",
        "there is no type `working days`",
        "facts cannot be working days: use `duration`, or `number`",
    ),
    "no type": Bad(
        "a: {ask: When?}", "ADV102", "ask", "the fact `a` lacks `type`", "add `type: …`"
    ),
    "a type where a mapping belongs": Bad(
        "a: date",
        "ADV103",
        "date",
        "the fact `a` is `date` here, where `key: value` lines belong",
        "write `type:` and `ask:` under it",
    ),
    "a choice without choices": Bad(
        "a: {type: choice}",
        "ADV102",
        "type",
        "a choice lacks `choices`",
        "add `choices:` and under it a line `name: Words for the reader` for each",
    ),
    "choices as a list": Bad(
        "a: {type: choice, choices: [x, y]}",
        "ADV103",
        "x",
        "`choices` is a list here, where `key: value` lines belong",
        "write `name: Words for the reader` for each choice",
    ),
    "no choices under choices": Bad(
        "a: {type: choice, choices: {}}", "ADV104", "{}", "`choices` is empty", "add a choice"
    ),
    "a choice with a capital": Bad(
        "a: {type: choice, choices: {Big: B}}",
        "ADV105",
        "Big",
        "`Big` cannot be the name of a choice: names are words in small letters with `_` between them",
        "write `big`",
    ),
    "yes as a choice": Bad(
        "a: {type: choice, choices: {yes: Yes}}",
        "ADV106",
        "yes",
        "`yes` cannot be a choice",
        "use `type: yes-no`, or longer names",
    ),
    "a reserved word as a choice": Bad(
        "a: {type: choice, choices: {given: G}}",
        "ADV106",
        "given",
        "`given` is a word of the language and cannot be the name of a choice",
        "choose another name, such as `given_choice`",
    ),
    "choices of a date": Bad(
        "a: {type: date, choices: {x: X}}",
        "ADV111",
        "choices",
        "`choices` belongs to facts whose type is `choice`",
        "write `type: choice`, or leave out `choices`",
    ),
    "a choice without its words": Bad(
        "a: {type: choice, choices: {b: {also: [c]}}}",
        "ADV102",
        "also",
        "the choice `b` lacks `words`",
        "add `words: …`",
    ),
    "a spelling that is a choice itself": Bad(
        "a: {type: choice, choices: {b: B, c: {words: C, also: [b]}}}",
        "ADV107",
        "b",
        "`b` is a choice itself and cannot be another spelling",
        "leave it out",
    ),
    "a spelling of two choices": Bad(
        "a: {type: choice, choices: {b: {words: B, also: [d]}, c: {words: C, also: [d]}}}",
        "ADV107",
        "d",
        "`d` cannot stand for `c` and for `b`",
        "leave one of the two out",
    ),
    "a concluded fact that grows old": Bad(
        "a: {type: date, concluded: yes, stale_after: 1 week}",
        "ADV111",
        "stale_after",
        "`stale_after` belongs to facts that people state; this one is concluded by rules",
        "leave out `stale_after`, or `concluded`",
    ),
    "a concluded fact that nobody can change": Bad(
        "a: {type: yes-no, concluded: yes, immutable: yes}",
        "ADV111",
        "immutable",
        "`immutable` belongs to facts that people state; this one is concluded by rules",
        "leave out `immutable`, or `concluded`",
    ),
    "a choice that is none and never comes again": Bad(
        "a: {type: choice, choices: {offered: Offered}, immutable: [ofered]}",
        "ADV108",
        "ofered",
        "there is no choice `ofered`",
        "did you mean `offered`?",
    ),
    "never again as a word": Bad(
        "a: {type: yes-no, immutable: never}",
        "ADV109",
        "never",
        "`never` is neither `yes` nor `no`",
        "write `yes` or `no`",
    ),
    "a required fact that grows old": Bad(
        "a: {type: date, required: yes, stale_after: 1 week}",
        "ADV111",
        "stale_after",
        "`stale_after` says how long a `none` holds, and this fact is never none",
        "leave out `stale_after`, or `required`",
    ),
    "a fact with a default that grows old": Bad(
        "a: {type: number, default: 1, stale_after: 1 week}",
        "ADV111",
        "stale_after",
        "`stale_after` says how long a `none` holds, and this fact is never none",
        "leave out `stale_after`, or `default`",
    ),
    "a fact that grows old at once": Bad(
        "a: {type: date, stale_after: 0 days}",
        "ADV110",
        "0 days",
        "`stale_after` is a day at least",
        "write `1 day` or more",
    ),
    "a fact that grows old after no time": Bad(
        "a: {type: date, stale_after: soon}",
        "ADV109",
        "soon",
        "`soon` is not a duration",
        "write a number and its unit, such as `5 days`",
    ),
    "a fact that looks back and is no date": Bad(
        "a: {type: yes-no, looks: back}",
        "ADV111",
        "looks",
        "`looks` belongs to facts whose type is `date`",
        "write `type: date`, or leave out `looks`",
    ),
    "a concluded fact that looks back": Bad(
        "a: {type: date, concluded: yes, looks: back}",
        "ADV111",
        "looks",
        "`looks` belongs to facts that people state; this one is concluded by rules",
        "leave out `looks`, or `concluded`",
    ),
    "a fact that looks elsewhere": Bad(
        "a: {type: date, looks: backwards}",
        "ADV108",
        "backwards",
        "`looks` cannot be `backwards`",
        "write `back`",
    ),
    "the day of a fact without a direction": Bad(
        "b: {type: yes-no}\na: {type: date, dates: b}",
        "ADV111",
        "dates",
        "`dates` belongs to dates of what has happened",
        "write `looks: back`, or leave out `dates`",
    ),
    "the day of a fact, looking ahead": Bad(
        "b: {type: yes-no}\na: {type: date, looks: ahead, dates: b}",
        "ADV111",
        "dates",
        "`dates` belongs to dates of what has happened",
        "write `looks: back`, or leave out `dates`",
    ),
    "the day of a fact that is not there": Bad(
        "thanked: {type: yes-no}\na: {type: date, looks: back, dates: thankd}",
        "ADV138",
        "thankd",
        "`situation` has no fact `thankd` that this could be the day of",
        "did you mean `thanked`?",
    ),
    "the day of a fact where there is none": Bad(
        "a: {type: date, looks: back, dates: thanked}",
        "ADV138",
        "thanked",
        "`situation` has no fact `thanked` that this could be the day of",
        "leave out `dates`",
    ),
    "the day of a text": Bad(
        "c: {type: text}\nthanked: {type: yes-no}\nd: {type: choice, choices: {x: X}}\n"
        "a: {type: date, looks: back, dates: c}",
        "ADV138",
        "c",
        "`c` is a text and has no day; `dates` names a yes-no fact or a choice",
        "those there are `thanked`, `d`",
    ),
    "the day of what rules conclude": Bad(
        "c: {type: yes-no, concluded: yes, default: a is given}\n"
        "a: {type: date, looks: back, dates: c}",
        "ADV138",
        "c",
        "`c` is concluded by rules; `dates` names a fact that people state",
        "leave out `dates`",
    ),
    "an order that is none": Bad(
        "a: {type: choice, ordered: worst first, choices: {x: X}}",
        "ADV108",
        "worst first",
        "`ordered` cannot be `worst first`",
        "write `best first`, and the choices in this order, the best one above",
    ),
    "a capital in a fact": Bad(
        "Aa: {type: date}",
        "ADV105",
        "Aa",
        "`Aa` cannot be the name of a fact: names are words in small letters with `_` between them",
        "write `aa`",
    ),
    "a dash in a fact": Bad(
        "a-b: {type: date}",
        "ADV105",
        "a-b",
        "`a-b` cannot be the name of a fact: names are words in small letters with `_` between them",
        "write `a_b`",
    ),
    "a reserved word as a fact": Bad(
        "given: {type: date}",
        "ADV106",
        "given",
        "`given` is a word of the language and cannot be the name of a fact",
        "choose another name, such as `is_given`",
    ),
    "a function as a fact": Bad(
        "earliest: {type: date}",
        "ADV106",
        "earliest",
        "`earliest` is a word of the language and cannot be the name of a fact",
        "choose another name, such as `is_earliest`",
    ),
    "today as a fact": Bad(
        "today: {type: date}",
        "ADV106",
        "today",
        "`today` is built in: every situation has it",
        "choose another name",
    ),
    "a key of situations as a fact": Bad(
        "expect: {type: date}",
        "ADV106",
        "expect",
        "`expect` is a key of every situation file and cannot be a fact or list",
        "choose another name",
    ),
    "bounds of yes and no": Bad(
        "a: {type: yes-no, min: 0}",
        "ADV111",
        "min",
        "`min` makes no sense for values of the kind `yes-no`",
        "leave out `min`",
    ),
    "bounds the wrong way round": Bad(
        "a: {type: number, min: 3, max: 1}",
        "ADV110",
        "1",
        "`max` is less than `min`",
        "exchange the two",
    ),
    "a bound of another type": Bad(
        "a: {type: date, min: 3}",
        "ADV109",
        "3",
        "`3` is not a date",
        "write year-month-day, such as `2026-11-22`",
    ),
    "a default out of bounds": Bad(
        "a: {type: number, min: 1, default: 0}",
        "ADV110",
        "0",
        "`0` is less than the least that is allowed",
        "the least is `1`",
    ),
    "a default of another type": Bad(
        "a: {type: number, default: x}",
        "ADV109",
        "x",
        "`x` is not a number",
        "write digits, such as `3` or `1.5`",
    ),
    "an expression as the default of a stated fact": Bad(
        "a: {type: date, default: today}",
        "ADV109",
        "today",
        "`today` is not a date",
        "only the default of a fact with `concluded: yes` is an expression",
    ),
    "none as a default": Bad(
        "a: {type: date, default: none}",
        "ADV104",
        "none",
        "`default` is none (`none`) here, where a value belongs",
        "write a value, or leave out `default`",
    ),
    "a default of a required fact": Bad(
        "a: {type: number, required: yes, default: 1}",
        "ADV111",
        "default",
        "a required fact is always stated, so its `default` is never used",
        "leave out `required`, or `default`",
    ),
    "a capital in yes": Bad(
        "a: {type: number, required: Yes}",
        "ADV109",
        "Yes",
        "`Yes` is neither `yes` nor `no`",
        "did you mean `yes`?",
    ),
    "a question about a concluded fact": Bad(
        "a: {type: date, concluded: yes, ask: When?}",
        "ADV111",
        "ask",
        "`ask` belongs to facts that people state; this one is concluded by rules",
        "leave out `ask`, or `concluded`",
    ),
    "bounds of a concluded fact": Bad(
        "a: {type: number, concluded: yes, min: 3}",
        "ADV111",
        "min",
        "`min` belongs to facts that people state; this one is concluded by rules",
        "leave out `min`, or `concluded`",
    ),
    "the default of a concluded fact of another type": Bad(
        "a: {type: date, concluded: yes, default: 3}",
        "ADV311",
        "3",
        "`3` is a number, and a date is needed here",
        "write a date, such as `a` or `today`",
    ),
    "a misspelt key": Bad(
        "a: {type: date, hlep: x}",
        "ADV101",
        "hlep",
        "the fact `a` has no key `hlep`",
        "did you mean `help`?",
    ),
    "a question with an unknown fact": Bad(
        "a: {type: date, ask: 'What {b}?'}",
        "ADV383",
        "b",
        "`situation` sees no fact `b`",
        "declare the fact under `entities`, or leave out the braces",
    ),
    "an empty question": Bad(
        "a: {type: date, ask: ''}", "ADV104", "''", "`ask` is empty", "write a text"
    ),
    "a duration without a unit": Bad(
        "a: {type: duration, default: 7}",
        "ADV109",
        "7",
        "`7` is not a duration",
        "did you mean `7 days`?",
    ),
    "a week as a period": Bad(
        "a: {type: period, default: 1 week}",
        "ADV109",
        "1 week",
        "`1 week` is not a period",
        "months and years differ in length: write it in months or years",
    ),
    "an age as a type": Bad(
        "a: {type: years}",
        "ADV108",
        "years",
        "there is no type `years`",
        "did you mean `period`?",
    ),
    "a month as a duration": Bad(
        "a: {type: duration, default: 1 month}",
        "ADV109",
        "1 month",
        "`1 month` is not a duration",
        "months and years differ in length: write it in days or weeks",
    ),
    "the words of a choice as default": Bad(
        "a: {type: choice, choices: {x: X, y: Yes please}, default: Yes please}",
        "ADV109",
        "Yes please",
        "`Yes please` is not one of the choices",
        "did you mean `y`?",
    ),
    "a list as type": Bad(
        "a: {type: [date]}",
        "ADV103",
        "date",
        "`type` is a list here, where a value belongs",
        "write `date` alone, without brackets or a dash",
    ),
    "a list as yes": Bad(
        "a: {type: date, required: [yes]}",
        "ADV103",
        "yes",
        "`required` is a list here, where a value belongs",
        "write `yes` alone, without brackets or a dash",
    ),
    "a list as order": Bad(
        "a: {type: choice, ordered: [best first], choices: {x: X}}",
        "ADV103",
        "best first",
        "`ordered` is a list here, where a value belongs",
        "write `best first` alone, without brackets or a dash",
    ),
    "an empty help": Bad(
        "a: {type: date, help: ''}",
        "ADV104",
        "''",
        "`help` is empty",
        "write a text, or leave it out",
    ),
    "a question that is a list": Bad(
        "a: {type: date, ask: [When?]}",
        "ADV103",
        "When?",
        "`ask` is a list here, where a text belongs",
        "write it as one text behind the colon, without dashes and brackets",
    ),
    "a list as help": Bad(
        "a: {type: date, help: [x]}",
        "ADV103",
        "x",
        "`help` is a list here, where a text belongs",
        "write it as one text behind the colon, without dashes and brackets",
    ),
    "a fact twice": Bad(
        "a: {type: date}\na: {type: text}",
        "ADV015",
        "a",
        "`a` stands here twice",
        "keep one of the two",
    ),
}


@pytest.mark.parametrize("bad", FACTS.values(), ids=FACTS)
def test_a_mistake_in_a_fact_is_explained(bad: Bad) -> None:
    changed = {"entities": under_facts(bad.text), "rules": RULE, "actions": None}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


ENTITIES = {
    "an entity without a list": Bad(
        "thing:\n  facts: {a: {type: date}}",
        "ADV102",
        "facts",
        "the entity `thing` lacks `list`",
        "add `list: …`",
    ),
    "an unknown entity around it": Bad(
        "thing:\n  list: things\n  within: situaton",
        "ADV115",
        "situaton",
        "there is no entity `situaton`",
        "did you mean `situation`?",
    ),
    "entities in a circle": Bad(
        "a1: {list: cs, within: b1}\nb1: {list: bs, within: a1}",
        "ADV116",
        "b1",
        "`a1` in `b1` in `a1`: entities cannot lie in each other in a circle",
        "one of them must lie in `situation` or in an entity outside the circle",
    ),
    "an entity in itself": Bad(
        "a1: {list: cs, within: a1}",
        "ADV116",
        "a1",
        "`a1` in `a1`: entities cannot lie in each other in a circle",
        "one of them must lie in `situation` or in an entity outside the circle",
    ),
    "a list of the situation": Bad(
        "situation: {list: x, facts: {}}",
        "ADV111",
        "list",
        "the situation is the outermost entity and has no `list`",
        "leave out `list`",
    ),
    "a key of situations as a list": Bad(
        "thing: {list: expect}",
        "ADV106",
        "expect",
        "`expect` is a key of every situation file and cannot be a fact or list",
        "choose another name",
    ),
    "a list with the name of a fact": Bad(
        "situation: {facts: {things: {type: date}}}\nthing: {list: things}",
        "ADV107",
        "things",
        "the list `things` bears the name of a fact of `situation`",
        "rename one of them",
    ),
    "two lists of one name": Bad(
        "a1: {list: things}\nb1: {list: things}",
        "ADV107",
        "things",
        "the list `things` bears the name of another list of `situation`",
        "rename one of them",
    ),
    "a capital in a list": Bad(
        "thing: {list: Things}",
        "ADV105",
        "Things",
        "`Things` cannot be the name of a list: names are words in small letters with `_` between them",
        "write `things`",
    ),
    "a reserved word as a list": Bad(
        "a1: {list: before}",
        "ADV106",
        "before",
        "`before` is a word of the language and cannot be the name of a list",
        "choose another name, such as `before_list`",
    ),
    "a reserved word as an entity": Bad(
        "one: {list: ones}",
        "ADV106",
        "one",
        "`one` is a word of the language and cannot be the name of an entity",
        "choose another name, such as `one_entity`",
    ),
    "a misspelt key": Bad(
        "thing: {list: things, labels: x}",
        "ADV101",
        "labels",
        "the entity `thing` has no key `labels`",
        "did you mean `label`?",
    ),
    "facts as a list": Bad(
        "situation: {facts: [a]}",
        "ADV103",
        "a",
        "`facts` is a list here, where `key: value` lines belong",
        "write `name:` lines with `type:` under them",
    ),
    "an entity that is a text": Bad(
        "thing: x",
        "ADV103",
        "x",
        "the entity `thing` is `x` here, where `key: value` lines belong",
        "write `facts:` under it",
    ),
    "a label with an unknown fact": Bad(
        "thing: {list: things, label: 'A {b}'}",
        "ADV383",
        "b",
        "`thing` sees no fact `b`",
        "declare the fact under `entities`, or leave out the braces",
    ),
}


@pytest.mark.parametrize("bad", ENTITIES.values(), ids=ENTITIES)
def test_a_mistake_in_an_entity_is_explained(bad: Bad) -> None:
    changed = {"entities": under_entities(bad.text), "rules": RULE, "actions": None}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


def test_an_entity_is_declared_once() -> None:
    text = "entities: {thing: {list: things}}\n---\nentities: {thing: {list: others}}\n"
    [problem] = load(entities=text, rules=RULE, actions=None).diagnostics
    assert (problem.code, problem.message) == ("ADV107", "the entity `thing` is declared twice")
    assert [span.line for span, _ in problem.related] == [1]
    assert problem.help == "put what is new under the first `thing`, or choose another name"


def test_facts_of_an_entity_that_is_declared_again_are_not_reported_once_more() -> None:
    more = """
        entities:
          application:
            facts:
              mine: {type: yes-no, ask: Is it mine?}
        rules:
          - rule: about-mine
            for: application
            when: mine
            silences: all
        """
    [problem] = load(more=more).diagnostics
    assert (problem.code, problem.span.line) == ("ADV107", 3)


def test_entities_lie_inside_each_other_only_so_deep() -> None:
    text = "entities:\n  e0: {list: l0}\n" + "".join(
        f"  e{n}: {{list: l{n}, within: e{n - 1}}}\n" for n in range(1, 30)
    )
    found = load(entities=text, rules=RULE, actions=None).diagnostics
    assert {d.code for d in found} == {"ADV116"}
    assert found[0].message == "more than 20 entities lie inside each other"


def test_the_situation_is_there_also_where_nobody_declares_it() -> None:
    text = "entities: {thing: {list: things, facts: {a: {type: date, ask: When?}}}}\n"
    pack = load(entities=text, rules=RULE, actions=None).pack
    assert pack is not None
    assert list(pack.entities) == ["situation", "thing"]
    assert pack.entities["thing"].within == "situation"


def test_a_fact_keeps_everything_that_is_said_of_it() -> None:
    text = (
        "entities: {situation: {facts: {stage: {type: choice, ordered: best first, default: good, "
        "ask: 'How, {today}?', help: Say it., choices: {good: Good, bad: Bad}}}}}\n"
    )
    pack = load(entities=text, rules=RULE, actions=None).pack
    assert pack is not None
    fact = pack.entities["situation"].facts["stage"]
    assert (fact.type.choices, fact.type.is_ordered) == (("good", "bad"), True)
    assert (fact.default, fact.help, fact.words) == (
        "good",
        "Say it.",
        {"good": "Good", "bad": "Bad"},
    )
    assert fact.ask is not None


def test_what_nobody_can_change_and_how_a_fact_is_told_are_kept() -> None:
    text = (
        "entities: {situation: {facts: {field: {type: text, immutable: yes, says: 'on {today}, the field', ask: A?},"
        " stage: {type: choice, immutable: [begun], ask: B?, choices: {begun: Begun, over: Over}},"
        " done: {type: yes-no, concluded: yes, says: all is done, default: no}}}}\n"
    )
    pack = load(entities=text, rules=RULE, actions=None).pack
    assert pack is not None
    field, stage, done = pack.entities["situation"].facts.values()
    assert (field.is_immutable, field.never_again) == (True, ())
    assert (stage.is_immutable, stage.never_again, stage.says) == (False, ("begun",), None)
    assert field.says is not None and done.says is not None
    assert done.says.parts == ("all is done",)
    assert (done.is_immutable, done.never_again) == (False, ())


RULE = "rules:\n  - {rule: r, silences: all}\n"


def under_facts(text: str) -> str:
    """The text as facts of the situation."""
    return "entities:\n  situation:\n    facts:\n" + indented(text, 6)


def under_entities(text: str) -> str:
    """The text as entities."""
    return "entities:\n" + indented(text, 2)


def indented(text: str, spaces: int) -> str:
    """The lines of a text further right."""
    return "".join(f"{' ' * spaces}{line}\n" for line in text.split("\n"))

"""Actions: what they may say, and for whom."""

from __future__ import annotations

import pytest

from advisor.diagnostics import Severity
from advisor.ir import Slot
from advisor.rendering.words import sentence_of
from tests.loading.reporting import FILES, Bad, files_with, load, reported

BAD = {
    "all as a name": Bad(
        "  all: {title: x, kind: wait}\n",
        "ADV106",
        "all",
        "`all` means every action and cannot be the name of one",
        "choose another name",
    ),
    "a capital": Bad(
        "  Big_one: {title: x, kind: wait}\n",
        "ADV105",
        "Big_one",
        "`Big_one` cannot be the name of an action: names are words in small letters with `-` between them",
        "write `big-one`",
    ),
    "no title": Bad(
        "  x: {kind: wait}\n", "ADV102", "kind", "the action `x` lacks `title`", "add `title: …`"
    ),
    "no kind": Bad(
        "  x: {title: y}\n",
        "ADV102",
        "title",
        "the action `x` lacks `kind`",
        "add `kind: do`, `kind: wait`, `kind: avoid` or `kind: know`",
    ),
    "a misspelt kind": Bad(
        "  x: {title: y, kind: avoidd}\n",
        "ADV108",
        "avoidd",
        "`kind` cannot be `avoidd`",
        "did you mean `avoid`?",
    ),
    "an importance that is none": Bad(
        "  x: {title: y, kind: wait, importance: hi}\n",
        "ADV108",
        "hi",
        "`importance` cannot be `hi`",
        "write one of `low`, `normal`, `high`, `urgent`",
    ),
    "something to do that changes nothing": Bad(
        "  x: {title: y, kind: do}\n",
        "ADV124",
        "x",
        "nothing says what doing `x` changes, so the advice may never go away",
        "add `done:` with the facts that are different afterwards, or `asks:` with those to ask for",
    ),
    "a misspelt action": Bad(
        "  x: {title: y, kind: wait, after: [chas]}\n",
        "ADV118",
        "chas",
        "there is no action `chas`",
        "did you mean `chase`?",
    ),
    "a rule where an action is meant": Bad(
        "  x: {title: y, kind: wait, incompatible: [chase-late]}\n",
        "ADV118",
        "chase-late",
        "there is no action `chase-late`",
        "this is the name of a rule; the action that it advises is `chase`",
    ),
    "itself": Bad(
        "  x: {title: y, kind: wait, after_any: [x]}\n",
        "ADV135",
        "x",
        "`x` stands under its own `after_any`",
        "leave it out",
    ),
    "an action twice": Bad(
        "  x: {title: y, kind: wait, after: [chase, chase]}\n",
        "ADV107",
        "chase",
        "`chase` stands twice in `after`",
        "leave one of the two out",
    ),
    "a draft that is not there": Bad(
        "  x: {title: y, kind: wait, draft: chase}\n",
        "ADV131",
        "chase",
        "there is no draft `chase`",
        "write it as `drafts/chase.md`",
    ),
    "a mapping of actions": Bad(
        "  x: {title: y, kind: wait, after: {a: b}}\n",
        "ADV103",
        "a",
        "an entry of `after` is `a: …` here, where a value belongs",
        "write a name",
    ),
    "an empty mapping as a title": Bad(
        "  x: {title: {}, kind: wait}\n",
        "ADV103",
        "{}",
        "`title` is `{}` here, where a text belongs",
        "write it behind the colon, in quotes if it holds braces or colons",
    ),
    "a text where a mapping belongs": Bad(
        "  x: y\n",
        "ADV103",
        "y",
        "the action `x` is `y` here, where `key: value` lines belong",
        "write `title:` and `kind:` under it",
    ),
    "a misspelt key": Bad(
        "  x: {title: y, kind: wait, kindd: z}\n",
        "ADV101",
        "kindd",
        "the action `x` has no key `kindd`",
        "did you mean `kind`?",
    ),
    "done as a list": Bad(
        "  x: {title: y, kind: wait, done: [a]}\n",
        "ADV103",
        "a",
        "`done` is a list here, where `key: value` lines belong",
        "write `fact: value` lines under it",
    ),
    "a title with an unknown fact": Bad(
        "  x: {title: 'Hi {nobody}', kind: wait}\n",
        "ADV383",
        "nobody",
        "`situation` sees no fact `nobody`",
        "declare the fact under `entities`, or leave out the braces",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_an_action_is_explained(bad: Bad) -> None:
    changed = {"actions": FILES["actions.yaml"] + bad.text}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


DONE = {
    "a misspelt fact": Bad(
        "chase_sent: 1",
        "ADV125",
        "chase_sent",
        "`application` sees no fact `chase_sent`",
        "did you mean `chases_sent`?",
    ),
    "a concluded fact": Bad(
        "is_open: yes",
        "ADV126",
        "is_open",
        "`is_open` is concluded by rules, so `done` cannot set it",
        "name the stated facts that it follows from",
    ),
    "a fact further inside": Bad(
        "held_on: today",
        "ADV125",
        "held_on",
        "`application` sees no fact `held_on`",
        "`chase` is advised for `application`, and this is a fact of `interview`: name facts of that entity or of one around it",
    ),
    "today": Bad(
        "today: today",
        "ADV125",
        "today",
        "`done` cannot set `today`",
        "name the fact that is to hold the date, with `today` as its value",
    ),
    "a parameter": Bad(
        "chase_interval: 3",
        "ADV125",
        "chase_interval",
        "`application` sees no fact `chase_interval`",
        "this is a parameter; only stated facts change",
    ),
    "a value of another type": Bad(
        "chases_sent: today",
        "ADV311",
        "today",
        "`today` is a date, and a number is needed here",
        "write a number, such as `chases_sent`",
    ),
    "a value that rests on a concluded fact": Bad(
        "employed: is_open",
        "ADV321",
        "is_open",
        "`is_open` is concluded by rules, and only stated facts can be used here",
        "write `yes` or `no`; or name facts that a person states",
    ),
    "a choice that is none": Bad(
        "stage: ofered",
        "ADV315",
        "ofered",
        "`ofered` is not one of the choices here",
        "did you mean `offered`?",
    ),
    "a fact that is asked for and concluded": Bad(
        "stage: offered\n    asks: [is_open]",
        "ADV126",
        "is_open",
        "`is_open` is concluded by rules, so nobody can be asked for it",
        "name the stated facts that it follows from",
    ),
    "a required fact that is emptied": Bad(
        "company: none",
        "ADV141",
        "none",
        "`company` is required, so it cannot be emptied",
        "write the value that it has afterwards",
    ),
    "nothing behind a fact": Bad(
        "mood:",
        "ADV104",
        "\n",
        "`mood` is nothing here, where an expression belongs",
        "write an expression, or `none` to empty it",
    ),
    "a misspelt fact to ask for": Bad(
        "stage: offered\n    asks: moood",
        "ADV125",
        "moood",
        "`application` sees no fact `moood`",
        "did you mean `mood`?",
    ),
}


@pytest.mark.parametrize("bad", DONE.values(), ids=DONE)
def test_a_mistake_under_done_is_explained(bad: Bad) -> None:
    changed = {"actions": FILES["actions.yaml"].replace("chases_sent: chases_sent + 1", bad.text)}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


def test_a_rule_that_advises_an_action_of_another_entity_is_told_so() -> None:
    rules = f"{FILES['rules.yaml']}  - {{rule: z, for: situation, advise: chase, because: x}}\n"
    found = load(rules=rules).diagnostics
    assert reported(found, files_with(rules=rules)) == [
        (
            "ADV123",
            "chase",
            "`chase` is an action for `application`, and this rule is for `situation`",
            "write `for: application`, or advise another action",
        ),
    ]
    assert [(d.span.path, d.related[0][0].path) for d in found] == [("rules.yaml", "actions.yaml")]


def test_a_title_may_only_use_what_every_entity_sees() -> None:
    rules = (
        FILES["rules.yaml"]
        .replace("for: application", "for: situation")
        .replace("stage is interviewed", "employed")
    )
    rules = rules.replace("      - today is after reply_by\n", "")
    found = reported(load(rules=rules).diagnostics, files_with(rules=rules))
    assert [(code, underlined) for code, underlined, *_ in found][:2] == [
        ("ADV383", "company"),
        ("ADV125", "chases_sent"),
    ]


def test_an_action_for_an_entity_and_one_inside_it_sees_the_outer_one() -> None:
    rules = f"{FILES['rules.yaml']}  - {{rule: z, for: interview, advise: chase, because: x}}\n"
    loaded = load(rules=rules)
    assert [(d.code, d.severity) for d in loaded.diagnostics] == [("ADV123", Severity.WARNING)]
    assert loaded.pack is not None
    [change] = loaded.pack.actions["chase"].done
    assert (change.entity, change.fact) == ("application", "chases_sent")


def test_an_action_that_nothing_advises_may_use_the_facts_of_any_entity() -> None:
    actions = f"{FILES['actions.yaml']}  x: {{title: 'About {{held_on}}', kind: wait}}\n"
    pack = load(actions=actions).pack
    assert pack is not None
    assert [p.fact for p in pack.actions["x"].title.parts if isinstance(p, Slot)] == ["held_on"]


def test_done_may_set_facts_of_the_instance_and_of_those_around_it() -> None:
    actions = FILES["actions.yaml"].replace(
        "done: {thanked: yes}", "done: {thanked: yes, application.stage: offered, mood: calm}"
    )
    pack = load(actions=actions).pack
    assert pack is not None
    assert [(c.entity, c.fact) for c in pack.actions["thank"].done] == [
        ("interview", "thanked"),
        ("application", "stage"),
        ("situation", "mood"),
    ]


def test_a_fact_that_two_entities_have_is_named_with_its_entity() -> None:
    entities = FILES["entities.yaml"].replace("thanked:", "takes: {type: duration}\n      thanked:")
    changed = {
        "entities": entities,
        "actions": FILES["actions.yaml"].replace(
            "done: {thanked: yes}", "done: {takes: 3 days, application.takes: 3 days}"
        ),
    }
    assert reported(load(**changed).diagnostics, files_with(**changed)) == [
        (
            "ADV125",
            "takes",
            "`takes` could mean two facts",
            "write `interview.takes` or `application.takes`",
        )
    ]


def test_none_empties_a_fact() -> None:
    actions = FILES["actions.yaml"].replace("chases_sent: chases_sent + 1", "mood: none")
    pack = load(actions=actions).pack
    assert pack is not None
    [change] = pack.actions["chase"].done
    assert (change.entity, change.fact, change.value) == ("situation", "mood", None)


def test_a_fact_with_mistakes_counts_as_declared_under_done() -> None:
    entities = FILES["entities.yaml"].replace("thanked: {type: yes-no}", "thanked: {type: yesno}")
    assert [d.code for d in load(entities=entities).diagnostics] == ["ADV108"]


def test_an_action_is_declared_once() -> None:
    text = f"{FILES['actions.yaml']}---\nactions:\n  chase: {{title: x, kind: wait}}\n"
    [problem] = load(actions=text).diagnostics
    assert (problem.code, problem.message) == ("ADV107", "the action `chase` is declared twice")


def test_an_action_has_the_words_in_which_people_say_that_they_did_it() -> None:
    line = "    also: ['I wrote to {company}', I asked]\n"
    actions = FILES["actions.yaml"].replace("    kind: do\n", f"    kind: do\n{line}", 1)
    pack = load(actions=actions).pack
    assert pack is not None
    said = {
        name: [sentence_of(one) for one in action.also] for name, action in pack.actions.items()
    }
    assert list(filter(None, said.values())) == [["I wrote to {company}", "I asked"]]

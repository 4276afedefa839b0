"""Events: what may have happened, what it sets and asks, and how mistakes in them are explained."""

from __future__ import annotations

import pytest

from advisor.ir import SITUATION
from advisor.rendering.words import sentence_of
from tests.loading.reporting import Bad, files_with, load, reported

GOOD = """\
events:
  they-answered:
    title: "{company} answered"
    also: ["{company} called", they wrote]
    for: application
    when:
      - is_open
      - stage is interviewed
    sets:
      chases_sent: 0
      reply_by: today + 1 week
    asks: [reply_by, employed]
  arranged:
    title: There is an interview with {company}
    for: application
    adds: interviews
    sets: {stage: applied, thanked: no}
    asks: [held_on]
  i-am-angry:
    title: I am angry
    also: I am furious
    sets: {mood: angry}
"""


def test_an_event_has_its_entity_changes_questions_and_condition() -> None:
    pack = load(events=GOOD).pack
    assert pack is not None
    answered, arranged, angry = pack.events.values()
    assert (answered.entity, answered.adds) == ("application", None)
    assert [(c.entity, c.fact) for c in answered.sets] == [
        ("application", "chases_sent"),
        ("application", "reply_by"),
    ]
    assert answered.asks == (("application", "reply_by"), (SITUATION, "employed"))
    assert answered.when is not None
    assert (angry.entity, angry.when) == (SITUATION, None)
    assert (arranged.entity, arranged.adds) == ("application", "interviews")
    assert [(c.entity, c.fact) for c in arranged.sets] == [
        ("application", "stage"),
        ("interview", "thanked"),
    ]


def test_other_words_of_an_event_are_a_list_or_one() -> None:
    pack = load(events=GOOD).pack
    assert pack is not None
    said = [[sentence_of(one) for one in event.also] for event in pack.events.values()]
    assert said == [["{company} called", "they wrote"], [], ["I am furious"]]


def test_events_of_several_files_stand_in_listing_order() -> None:
    events = "events:\n  {}: {{title: x, sets: {{mood: calm}}}}\n"
    pack = load(events_b=events.format("one"), events_a=events.format("two")).pack
    assert pack is not None
    assert list(pack.events) == ["two", "one"]


BAD = {
    "other words with a fact that is not there": Bad(
        'x: {title: y, also: ["{compny} z"], for: application, asks: [mood]}',
        "ADV383",
        "compny",
        "`application` sees no fact `compny`",
        "did you mean `company`?",
    ),
    "other words twice": Bad(
        "x: {title: y, also: [z, z], asks: [mood]}",
        "ADV107",
        "z",
        "`z` stands twice in `also`",
        "leave one of the two out",
    ),
    "no title": Bad(
        "x: {sets: {mood: calm}}",
        "ADV102",
        "sets",
        "the event `x` lacks `title`",
        "add `title: …`",
    ),
    "nothing that is different": Bad(
        "x: {title: y}",
        "ADV145",
        "x",
        "nothing says what is different once `x` has happened",
        "add `sets:` with the facts that it settles, or `asks:` with those to ask after",
    ),
    "a name in capitals": Bad(
        "X: {title: y, asks: [mood]}",
        "ADV105",
        "X",
        "`X` cannot be the name of an event: names are words in small letters with `-` between them",
        "write `x`",
    ),
    "a misspelt key": Bad(
        "x: {title: y, set: {mood: calm}, asks: [mood]}",
        "ADV101",
        "set",
        "the event `x` has no key `set`",
        "did you mean `sets`?",
    ),
    "a text where a mapping belongs": Bad(
        "x: y",
        "ADV103",
        "y",
        "the event `x` is `y` here, where `key: value` lines belong",
        "write `title:` and `sets:` or `asks:` under it",
    ),
    "a list where an entity belongs": Bad(
        "x: {title: y, for: applications, asks: [mood]}",
        "ADV115",
        "applications",
        "there is no entity `applications`",
        "did you mean `application`?",
    ),
    "a misspelt entity": Bad(
        "x: {title: y, for: aplication, asks: [mood]}",
        "ADV115",
        "aplication",
        "there is no entity `aplication`",
        "did you mean `application`?",
    ),
    "an item where a list belongs": Bad(
        "x: {title: y, for: application, adds: interview}",
        "ADV146",
        "interview",
        "`application` has no list `interview`",
        "did you mean `interviews`?",
    ),
    "a list of another entity": Bad(
        "x: {title: y, adds: interviews}",
        "ADV146",
        "interviews",
        "`situation` has no list `interviews`",
        "this list belongs to `application`: write the event `for: application`",
    ),
    "a list where there are none": Bad(
        "x: {title: y, for: interview, adds: talks}",
        "ADV146",
        "talks",
        "`interview` has no list `talks`",
        "leave out `adds`",
    ),
    "a fact further inside": Bad(
        "x: {title: y, for: application, sets: {thanked: yes}}",
        "ADV125",
        "thanked",
        "`application` sees no fact `thanked`",
        "the event `x` is for `application`, and this is a fact of `interview`: name facts of that entity or of one around it",
    ),
    "a concluded fact": Bad(
        "x: {title: y, for: application, sets: {is_open: yes}}",
        "ADV126",
        "is_open",
        "`is_open` is concluded by rules, so `sets` cannot set it",
        "name the stated facts that it follows from",
    ),
    "a question after a concluded fact": Bad(
        "x: {title: y, for: application, asks: [due_on]}",
        "ADV126",
        "due_on",
        "`due_on` is concluded by rules, so nobody can be asked for it",
        "name the stated facts that it follows from",
    ),
    "a value of another type": Bad(
        "x: {title: y, for: application, sets: {reply_by: 3}}",
        "ADV311",
        "3",
        "`3` is a number, and a date is needed here",
        "write a date, such as `reply_by`, `due_on` or `today`",
    ),
    "a condition that is none": Bad(
        "x: {title: y, for: application, when: reply_by, asks: [reply_by]}",
        "ADV310",
        "reply_by",
        "`reply_by` is a date, not a condition",
        "say what must hold of it, such as `reply_by is given`",
    ),
    "a title with an unknown fact": Bad(
        "x: {title: 'Hi {compny}', for: application, asks: [stage]}",
        "ADV383",
        "compny",
        "`application` sees no fact `compny`",
        "did you mean `company`?",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_an_event_is_explained(bad: Bad) -> None:
    changed = {"events": f"events:\n  {bad.text}\n"}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


def test_an_event_twice_is_explained_with_its_first_place() -> None:
    text = "events:\n  x: {title: y, asks: [mood]}\n---\nevents:\n  x: {title: y, asks: [mood]}\n"
    [problem] = load(events=text).diagnostics
    assert (problem.code, problem.message) == ("ADV107", "the event `x` is declared twice")
    assert [span.line for span, _ in problem.related] == [2]

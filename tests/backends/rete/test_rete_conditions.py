"""Every construct of conditions, by the place at which a rule of it fires."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from rete_programs import (
    NO,
    SITUATION,
    SPAN,
    YES,
    Declared,
    and_,
    application,
    compare,
    date,
    days,
    ex,
    fact,
    given,
    interview,
    is_,
    items,
    not_,
    note,
    number,
    one_of,
    or_,
    parameter,
    program,
    rank,
    rule,
    situation,
    stage,
    sum_,
    text,
    today,
)

from advisor.backends.rete import BACKEND
from advisor.ir import DATE, DURATION, MILLION, NUMBER, TEXT, YES_NO

TODAY = 730_000
APPLICATION, INTERVIEW = "application", "interview"

# Three applications: one with everything, one with little, one with nothing given.
WAITING = situation(
    application(
        interview(note(useful=True), held_on=TODAY - 3, thanked=True, score=2 * MILLION),
        interview(held_on=TODAY - 1, thanked=False, score=MILLION),
        stage="interviewed",
        preference="good",
        company="Acme",
        agency="Acme",
        answer_by=TODAY + 2,
        applied_on=TODAY - 20,
        salary=31_000_500_000,
        chases=2 * MILLION,
        travel=3,
        liked=True,
    ),
    application(
        interview(held_on=TODAY + 4),
        stage="offered",
        preference="fallback",
        company="Globex",
        answer_by=TODAY,
        liked=False,
    ),
    application(company=None, stage=None),
    holiday_until=TODAY,
    busy=False,
)


@dataclass(frozen=True)
class Holds:
    when: ex.Expression
    at: str  # digits of the applications for which it holds
    unless: ex.Expression | None = None


answer_by, applied_on = fact("application.answer_by"), fact("application.applied_on")
liked, salary, travel = (
    fact("application.liked"),
    fact("application.salary"),
    fact("application.travel"),
)
a_stage, preference = fact("application.stage"), fact("application.preference")
company, agency = fact("application.company"), fact("application.agency")
interviews = items("application.interviews")
others = items("situation.applications", is_other=True)
held_on = fact("interview.held_on", 1)
thanked = fact("interview.thanked", 1)
score = fact("interview.score", 1)
soon = ex.ParameterRef("soon", DURATION, SPAN)
named = ex.ParameterRef("named", TEXT, SPAN)
strict = ex.ParameterRef("strict", YES_NO, SPAN)
soon_day = date(TODAY + 9)
after_today = sum_(today(), "+", days(1), DATE)

CASES = {
    "no condition": Holds(YES, "012"),
    "never": Holds(NO, ""),
    "nothing of nothing": Holds(or_(), ""),
    "all of nothing": Holds(and_(), "012"),
    "a yes-no fact": Holds(liked, "0"),
    "not a yes-no fact holds when nobody said": Holds(not_(liked), "12"),
    "a yes-no fact that is no holds only when somebody said": Holds(is_(liked, NO), "1"),
    "a parameter as a condition": Holds(strict, "012"),
    "a date before a constant": Holds(compare(answer_by, "<", date(TODAY + 1)), "1"),
    "a date not after a constant": Holds(compare(answer_by, "<=", date(TODAY)), "1"),
    "a date after a constant": Holds(compare(answer_by, ">", date(TODAY)), "0"),
    "a date not before a constant": Holds(compare(answer_by, ">=", date(TODAY)), "01"),
    "not before a constant includes what is not given": Holds(
        not_(compare(answer_by, "<", date(TODAY + 1))), "02"
    ),
    "not after a constant includes what is not given": Holds(
        not_(compare(answer_by, ">", date(TODAY))), "12"
    ),
    "a constant before a date": Holds(compare(date(TODAY), "<", answer_by), "0"),
    "a date and today, across instances": Holds(compare(answer_by, "<=", today()), "1"),
    "today and a date, across instances": Holds(compare(today(), "<", answer_by), "0"),
    "not, across instances": Holds(not_(compare(answer_by, "<=", today())), "02"),
    "is, across instances": Holds(is_(answer_by, fact("situation.holiday_until")), "1"),
    "is not, across instances": Holds(not_(is_(answer_by, fact("situation.holiday_until"))), "02"),
    "two facts of one instance": Holds(compare(applied_on, "<", answer_by), "0"),
    "not, of two facts of one instance": Holds(not_(compare(applied_on, "<", answer_by)), "12"),
    "texts of one instance": Holds(is_(company, agency), "0"),
    "texts are not each other where one is not given": Holds(not_(is_(company, agency)), "12"),
    "two values that are not given are not each other": Holds(is_(agency, agency), "0"),
    "a text and a constant": Holds(is_(company, text("Globex")), "1"),
    "a text and a parameter": Holds(is_(company, named), "0"),
    "a choice": Holds(is_(a_stage, stage("offered")), "1"),
    "not a choice": Holds(not_(is_(a_stage, stage("offered"))), "02"),
    "one of several choices": Holds(one_of(a_stage, stage("offered"), stage("interviewed")), "01"),
    "not one of several choices": Holds(not_(one_of(a_stage, stage("offered"))), "02"),
    "one of all choices needs one": Holds(
        one_of(a_stage, *(stage(s) for s in ("applied", "interviewed", "offered", "rejected"))),
        "01",
    ),
    "one of several texts": Holds(one_of(company, text("Globex"), text("Initech")), "1"),
    "one of, among facts": Holds(one_of(company, text("Initech"), agency), "0"),
    "a better choice": Holds(compare(preference, "better than", rank("fallback")), "0"),
    "a worse choice": Holds(compare(preference, "worse than", rank("first_choice")), "01"),
    "not better includes what is not given": Holds(
        not_(compare(preference, "better than", rank("fallback"))), "12"
    ),
    "a number to its last digit": Holds(compare(salary, ">", number(31000.499999)), "0"),
    "the same number": Holds(is_(salary, number(31000.5)), "0"),
    "given": Holds(given(answer_by), "01"),
    "not given": Holds(not_(given(travel)), "12"),
    "a constant is given": Holds(given(days(1)), "012"),
    "a sum is given where its parts are": Holds(given(sum_(today(), "+", travel, DATE)), "0"),
    "and": Holds(and_(liked, given(answer_by)), "0"),
    "or": Holds(or_(liked, is_(a_stage, stage("offered"))), "01"),
    "not of and": Holds(not_(and_(given(answer_by), liked)), "12"),
    "not of or": Holds(not_(or_(liked, is_(a_stage, stage("offered")))), "2"),
    "unless": Holds(given(answer_by), "0", unless=compare(answer_by, "<=", today())),
    "unless what is not given": Holds(YES, "12", unless=liked),
    "a sum beside a fact": Holds(
        compare(sum_(answer_by, "-", today(), DURATION), "<=", soon), "01"
    ),
    "a sum across instances": Holds(compare(answer_by, ">", after_today), "0"),
    "a duration of a number": Holds(
        compare(sum_(travel, "*", number(0.5), DURATION), "<", days(2)), ""
    ),
    "the earliest of values skips what is not given": Holds(
        compare(ex.Extreme(ex.End.LOW, (applied_on, answer_by), DATE, SPAN), "<", today()), "0"
    ),
    "the latest of values": Holds(
        compare(ex.Extreme(ex.End.HIGH, (applied_on, answer_by), DATE, SPAN), ">=", today()), "01"
    ),
    "the first value that is given": Holds(
        is_(ex.First((applied_on, answer_by), DATE, SPAN), today()), "1"
    ),
    "a first yes-no value counts as no where none is given": Holds(
        not_(ex.First((liked,), YES_NO, SPAN)), "12"
    ),
    "a condition as a value": Holds(is_(compare(answer_by, "<", today()), NO), "012"),
    "any": Holds(ex.Any_(interviews, thanked, None, SPAN), "0"),
    "not any": Holds(not_(ex.Any_(interviews, thanked, None, SPAN)), "12"),
    "any with a filter": Holds(
        ex.Any_(interviews, thanked, compare(held_on, ">", date(TODAY - 2)), SPAN), ""
    ),
    "every, over nothing too": Holds(ex.Every(interviews, given(score), None, SPAN), "02"),
    "every with a filter": Holds(ex.Every(interviews, thanked, given(thanked), SPAN), "12"),
    "count": Holds(compare(ex.Count(interviews, None, NUMBER, SPAN), ">=", number(2)), "0"),
    "count with a condition": Holds(
        is_(ex.Count(interviews, not_(thanked), NUMBER, SPAN), number(1)), "01"
    ),
    "a total skips what is not given": Holds(
        is_(ex.Sum(interviews, score, None, NUMBER, SPAN), number(0)), "12"
    ),
    "a total": Holds(is_(ex.Sum(interviews, score, None, NUMBER, SPAN), number(3)), "0"),
    "the latest in a list": Holds(
        compare(ex.ExtremeOf(ex.End.HIGH, interviews, held_on, None, DATE, SPAN), "<", today()), "0"
    ),
    "the latest of nothing is not given": Holds(
        given(ex.ExtremeOf(ex.End.HIGH, interviews, held_on, None, DATE, SPAN)), "01"
    ),
    "first_by": Holds(
        is_(ex.PickBy(ex.End.LOW, interviews, held_on, score, None, NUMBER, SPAN), number(2)), "0"
    ),
    "last_by": Holds(
        is_(ex.PickBy(ex.End.HIGH, interviews, held_on, score, None, NUMBER, SPAN), number(1)), "0"
    ),
    "last_by may find a value that is not given": Holds(
        given(ex.PickBy(ex.End.HIGH, interviews, held_on, score, None, NUMBER, SPAN)), "0"
    ),
    "any of the others": Holds(
        ex.Any_(others, is_(fact("application.stage", 1), stage("offered")), None, SPAN), "02"
    ),
    "any of the others against one's own": Holds(
        ex.Any_(others, compare(fact("application.answer_by", 1), "<", answer_by), None, SPAN), "0"
    ),
    "every connective inside a list": Holds(
        ex.Any_(
            interviews,
            and_(not_(thanked), or_(given(score), compare(held_on, ">", today()))),
            None,
            SPAN,
        ),
        "01",
    ),
    "comparisons inside a list, on either side of one's own": Holds(
        ex.Every(
            interviews,
            and_(compare(held_on, "<=", answer_by), compare(held_on, ">=", applied_on)),
            compare(held_on, "<", soon_day),
            SPAN,
        ),
        "02",
    ),
    "choices inside a list": Holds(
        ex.Any_(
            others,
            compare(fact("application.preference", 1), "worse than", preference),
            compare(fact("application.preference", 1), "better than", rank("fallback")),
            SPAN,
        ),
        "",
    ),
    "a better one among the others": Holds(
        ex.Any_(
            others,
            compare(fact("application.preference", 1), "better than", preference),
            None,
            SPAN,
        ),
        "1",
    ),
    "one of, inside a list": Holds(
        compare(
            ex.Count(
                items("situation.applications"),
                one_of(fact("application.stage", 1), stage("offered"), a_stage),
                NUMBER,
                SPAN,
            ),
            ">=",
            number(2),
        ),
        "0",
    ),
    "a list in a list": Holds(
        ex.Any_(
            interviews,
            ex.Any_(items("interview.notes", 1), fact("note.useful", 2), None, SPAN),
            None,
            SPAN,
        ),
        "0",
    ),
    "a list around the rule's instance": Holds(
        is_(ex.Count(items("situation.applications"), None, NUMBER, SPAN), number(3)), "012"
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_rule_fires_exactly_where_its_condition_holds(case: Holds) -> None:
    parameters = {
        "soon": parameter("soon", DURATION, 2),
        "named": parameter("named", TEXT, "Acme"),
        "strict": parameter("strict", YES_NO, True),
    }
    rules = program(
        rule("asked", APPLICATION, case.when, case.unless),
        rule("opposite", APPLICATION, not_(case.when), case.unless),
        declared=Declared(parameters=parameters),
    )
    found = BACKEND.compile_program(rules).derive(WAITING, TODAY)
    assert found.error is None
    at = {
        name: "".join(f.place[len("applications[")] for f in found.firings if f.rule == name)
        for name in ("asked", "opposite")
    }
    assert at["asked"] == case.at
    if case.unless is None:
        assert at["opposite"] == "".join(sorted(set("012") - set(case.at)))


def test_among_equal_keys_the_earlier_place_counts() -> None:
    tied = situation(
        application(interview(held_on=5, score=1), interview(held_on=5, score=2)),
        application(interview(held_on=5, score=2), interview(held_on=5, score=1)),
    )
    for end in ex.End:
        picked = ex.PickBy(end, interviews, held_on, score, None, NUMBER, SPAN)
        rules = program(rule("asked", APPLICATION, is_(picked, ex.Literal(1, NUMBER, SPAN))))
        found = BACKEND.compile_program(rules).derive(tied, TODAY)
        assert [f.place for f in found.firings] == ["applications[0]"]


def test_facts_of_three_levels_are_joined() -> None:
    when = and_(
        compare(fact("note.written_on"), ">=", fact("interview.held_on")),
        compare(fact("note.written_on"), "<", fact("application.answer_by")),
        compare(fact("note.written_on"), "<=", today()),
        not_(fact("situation.busy")),
    )
    root = situation(
        application(
            interview(note(written_on=8), note(written_on=9), held_on=9),
            interview(note(written_on=9), note(written_on=11), note()),
            answer_by=10,
        ),
        application(interview(note(written_on=10), note(written_on=11), held_on=1), answer_by=20),
    )
    found = BACKEND.compile_program(program(rule("asked", "note", when))).derive(root, 10)
    assert [f.place for f in found.firings] == [
        "applications[0].interviews[0].notes[1]",
        "applications[1].interviews[0].notes[0]",
    ]


def test_without_instances_nothing_fires() -> None:
    rules = program(rule("asked", APPLICATION, YES), rule("other", SITUATION, NO))
    assert BACKEND.compile_program(rules).derive(situation(), TODAY).firings == ()

"""Every form of the expression language, with the tree that it means written out by hand."""

from __future__ import annotations

import pytest

from advisor.ir import (
    DATE,
    DURATION,
    NUMBER,
    PERIOD,
    TEXT,
    WEEKDAY,
    WORKING_DAYS,
    YES_NO,
    And,
    Any_,
    Arithmetic,
    Builtin,
    Call,
    Compare,
    Comparison,
    Count,
    End,
    Every,
    Expression,
    Extreme,
    ExtremeOf,
    First,
    Given,
    Is,
    Literal,
    Not,
    OneOf,
    Operator,
    Or,
    PickBy,
    Sum,
    Type,
)
from tests.loading.expressions.made import (
    HERE,
    MOOD,
    NEXT_STEP,
    NO,
    PREFERENCE,
    STAGE,
    TODAY,
    YES,
    choice,
    day,
    days,
    fact,
    items,
    number,
    parameter,
    rate,
    read,
    scope,
    text_at,
    words,
    working_days,
)

STAGE_FACT = fact("application.stage")
ANSWER_BY = fact("application.answer_by")
CHASES = fact("application.chases_sent")
TAKES = fact("application.told_reply_takes")
PRESSING = fact("application.pressing")
INTERNAL = fact("application.internal")
HELD_ON = fact("interview.held_on", 1)
THANKED = fact("interview.thanked", 1)
INTERVIEWS = items("application.interviews")
APPLICATIONS = items("situation.applications")
OTHERS = items("situation.applications", is_other=True)


def compared(left: Expression, op: Comparison, right: Expression) -> Compare:
    return Compare(op, left, right, HERE)


def same(left: Expression, right: Expression) -> Is:
    return Is(left, right, HERE)


def no(operand: Expression) -> Not:
    return Not(operand, HERE)


def plus(left: Expression, right: Expression, type_: Type) -> Arithmetic:
    return Arithmetic(Operator.PLUS, left, right, type_, HERE)


def minus(left: Expression, right: Expression, type_: Type) -> Arithmetic:
    return Arithmetic(Operator.MINUS, left, right, type_, HERE)


def times(left: Expression, right: Expression, type_: Type) -> Arithmetic:
    return Arithmetic(Operator.TIMES, left, right, type_, HERE)


def over(left: Expression, right: Expression) -> Arithmetic:
    return Arithmetic(Operator.OVER, left, right, NUMBER, HERE)


def months(count: int) -> Literal:
    return Literal(count, PERIOD, HERE)


def call(function: Builtin, type_: Type, *operands: Expression) -> Call:
    return Call(function, operands, type_, HERE)


def weekday(name: str) -> Literal:
    return Literal(name, WEEKDAY, HERE)


OFFERED = same(STAGE_FACT, choice("offered"))

CONDITIONS: dict[str, Expression] = {
    # how words bind
    "pressing": PRESSING,
    "yes": YES,
    "not pressing": no(PRESSING),
    "weekday(today) is monday": same(call(Builtin.WEEKDAY, WEEKDAY, TODAY), weekday("monday")),
    "sunday is weekday(today)": same(weekday("sunday"), call(Builtin.WEEKDAY, WEEKDAY, TODAY)),
    "weekday(today) is one of (saturday, sunday)": OneOf(
        call(Builtin.WEEKDAY, WEEKDAY, TODAY), (weekday("saturday"), weekday("sunday")), HERE
    ),
    "weekday(today) is better than friday": compared(
        call(Builtin.WEEKDAY, WEEKDAY, TODAY), Comparison.BETTER, weekday("friday")
    ),
    "1 year > 6 months": compared(months(12), Comparison.AFTER, months(6)),
    "not not pressing": no(no(PRESSING)),
    "pressing and internal and employed_now": And(
        (PRESSING, INTERNAL, fact("situation.employed_now")), HERE
    ),
    "pressing or not internal": Or((PRESSING, no(INTERNAL)), HERE),
    "not pressing and internal": And((no(PRESSING), INTERNAL), HERE),
    "not (pressing and internal)": no(And((PRESSING, INTERNAL), HERE)),
    "(pressing and internal) or internal": Or((And((PRESSING, INTERNAL), HERE), INTERNAL), HERE),
    "pressing and (internal or pressing)": And((PRESSING, Or((INTERNAL, PRESSING), HERE)), HERE),
    "((pressing))": PRESSING,
    "not stage is offered": no(OFFERED),
    "(pressing and internal) and pressing": And((And((PRESSING, INTERNAL), HERE), PRESSING), HERE),
    "pressing\n  and\tinternal": And((PRESSING, INTERNAL), HERE),
    # tests
    "stage is offered": OFFERED,
    "offered is stage": same(choice("offered"), STAGE_FACT),
    "stage is not offered": no(OFFERED),
    "stage is (offered)": OFFERED,
    "stage is given": Given(STAGE_FACT, HERE),
    "stage is not given": no(Given(STAGE_FACT, HERE)),
    "stage is last_stage": same(STAGE_FACT, fact("application.last_stage")),
    "stage is next_step": same(STAGE_FACT, fact("application.next_step")),
    "next_step is offered": same(fact("application.next_step"), choice("offered", NEXT_STEP)),
    "stage is one of (offered)": OneOf(STAGE_FACT, (choice("offered"),), HERE),
    "stage is one of (offered, interviewed)": OneOf(
        STAGE_FACT, (choice("offered"), choice("interviewed")), HERE
    ),
    "stage is not one of (offered, last_stage)": no(
        OneOf(STAGE_FACT, (choice("offered"), fact("application.last_stage")), HERE)
    ),
    "offered is one of (stage, last_stage)": OneOf(
        choice("offered"), (STAGE_FACT, fact("application.last_stage")), HERE
    ),
    "chases_sent is one of (1, 2 + 1)": OneOf(
        CHASES, (number(1), plus(number(2), number(1), NUMBER)), HERE
    ),
    "pressing is yes": same(PRESSING, YES),
    "pressing is no": same(PRESSING, NO),
    "pressing is not no": no(same(PRESSING, NO)),
    "pressing is internal": same(PRESSING, INTERNAL),
    "(stage is offered) is pressing": same(OFFERED, PRESSING),
    "(pressing or internal) is given": Given(Or((PRESSING, INTERNAL), HERE), HERE),
    'company is "Acme"': same(fact("application.company"), words("Acme")),
    r'company is "say \"hi\" \\ there"': same(
        fact("application.company"), words(r'say "hi" \ there')
    ),
    'company is "stage is ( and"': same(fact("application.company"), words("stage is ( and")),
    "grace is 2 working days": same(parameter("grace"), working_days(2)),
    "today is 2026-11-22": same(TODAY, day("2026-11-22")),
    # orders
    "chases_sent < 3": compared(CHASES, Comparison.BEFORE, number(3)),
    "chases_sent <= cap": compared(CHASES, Comparison.NOT_AFTER, parameter("cap")),
    "chases_sent > -1.5": compared(CHASES, Comparison.AFTER, number(-1.5)),
    "not chases_sent > 5": no(compared(CHASES, Comparison.AFTER, number(5))),
    "told_reply_takes >= 2 weeks": compared(TAKES, Comparison.NOT_BEFORE, days(14)),
    "today < answer_by": compared(TODAY, Comparison.BEFORE, ANSWER_BY),
    "today is before answer_by": compared(TODAY, Comparison.BEFORE, ANSWER_BY),
    "today is after answer_by": compared(TODAY, Comparison.AFTER, ANSWER_BY),
    "today is on or before answer_by": compared(TODAY, Comparison.NOT_AFTER, ANSWER_BY),
    "today is on or after answer_by": compared(TODAY, Comparison.NOT_BEFORE, ANSWER_BY),
    "today is not before answer_by": no(compared(TODAY, Comparison.BEFORE, ANSWER_BY)),
    "today is not after answer_by": no(compared(TODAY, Comparison.AFTER, ANSWER_BY)),
    "today is not on or after answer_by": no(compared(TODAY, Comparison.NOT_BEFORE, ANSWER_BY)),
    "preference is better than good": compared(
        fact("application.preference"), Comparison.BETTER, choice("good", PREFERENCE)
    ),
    "preference is not worse than good": no(
        compared(fact("application.preference"), Comparison.WORSE, choice("good", PREFERENCE))
    ),
    "good is better than preference": compared(
        choice("good", PREFERENCE), Comparison.BETTER, fact("application.preference")
    ),
    # names
    "application.stage is offered": OFFERED,
    "stage is stage.offered": OFFERED,
    "stage is application.stage.offered": OFFERED,
    "stage.offered is stage": same(choice("offered"), STAGE_FACT),
    "own stage is offered": OFFERED,
    "own application.stage is offered": OFFERED,
    "situation.today is today": same(TODAY, TODAY),
    "stage is situation.rejected": same(STAGE_FACT, fact("situation.rejected")),
    "stage is stage.rejected": same(STAGE_FACT, choice("rejected")),
    "order > sumx": compared(fact("application.order"), Comparison.AFTER, fact("application.sumx")),
    "given_on is given": Given(fact("application.given_on"), HERE),
    'application.role is "x"': same(fact("application.role"), words("x")),
    'role is "x"': same(fact("application.role"), words("x")),
    "role is 3": same(parameter("role"), number(3)),
    # lists
    "any(interviews, thanked)": Any_(INTERVIEWS, THANKED, None, HERE),
    "any(interviews, thanked, held_on is today)": Any_(
        INTERVIEWS, THANKED, same(HELD_ON, TODAY), HERE
    ),
    "every(interviews, not thanked)": Every(INTERVIEWS, no(THANKED), None, HERE),
    "every(application.interviews, thanked or pressing)": Every(
        INTERVIEWS, Or((THANKED, fact("application.pressing", 1)), HERE), None, HERE
    ),
    "any(interviews, held_on is before own answer_by)": Any_(
        INTERVIEWS, compared(HELD_ON, Comparison.BEFORE, ANSWER_BY), None, HERE
    ),
    "any(interviews, chase_interval is 1 day)": Any_(
        INTERVIEWS, same(parameter("chase_interval"), days(1)), None, HERE
    ),
    "any(other applications, stage is offered and answer_by is before own answer_by)": Any_(
        OTHERS,
        And(
            (
                same(fact("application.stage", 1), choice("offered")),
                compared(fact("application.answer_by", 1), Comparison.BEFORE, ANSWER_BY),
            ),
            HERE,
        ),
        None,
        HERE,
    ),
    "any(other situation.applications, pressing)": Any_(
        OTHERS, fact("application.pressing", 1), None, HERE
    ),
    "any(applications, any(interviews, thanked and own pressing))": Any_(
        APPLICATIONS,
        Any_(
            items("application.interviews", 1),
            And((fact("interview.thanked", 2), PRESSING), HERE),
            None,
            HERE,
        ),
        None,
        HERE,
    ),
    "any(applications, count(own interviews) > count(interviews))": Any_(
        APPLICATIONS,
        compared(
            Count(INTERVIEWS, None, NUMBER, HERE),
            Comparison.AFTER,
            Count(items("application.interviews", 1), None, NUMBER, HERE),
        ),
        None,
        HERE,
    ),
    # inside a function the innermost is meant, and only there
    "any(contacts, met_on is own met_on)": Any_(
        items("situation.contacts"),
        same(fact("contact.met_on", 1), fact("application.met_on")),
        None,
        HERE,
    ),
    "any(contacts, stage is offered and mood is calm)": Any_(
        items("situation.contacts"),
        And((OFFERED, same(fact("contact.mood", 1), choice("calm", MOOD))), HERE),
        None,
        HERE,
    ),
    "any(contacts, situation.mood is calm)": Any_(
        items("situation.contacts"),
        same(fact("situation.mood", 1), choice("calm", MOOD)),
        None,
        HERE,
    ),
    "any(contacts, today is met_on)": Any_(
        items("situation.contacts"), same(TODAY, fact("contact.met_on", 1)), None, HERE
    ),
    "first_by(interviews, held_on, thanked) is yes": same(
        PickBy(End.LOW, INTERVIEWS, HELD_ON, THANKED, None, YES_NO, HERE), YES
    ),
    "last_by(other applications, answer_by, stage, pressing) is offered": same(
        PickBy(
            End.HIGH,
            OTHERS,
            fact("application.answer_by", 1),
            fact("application.stage", 1),
            fact("application.pressing", 1),
            STAGE,
            HERE,
        ),
        choice("offered"),
    ),
    "first(stage, last_stage) is offered": same(
        First((STAGE_FACT, fact("application.last_stage")), STAGE, HERE), choice("offered")
    ),
    "first(last_stage, applied) is stage": same(
        First((fact("application.last_stage"), choice("applied")), STAGE, HERE), STAGE_FACT
    ),
    "first(applied, last_stage) is not offered": no(
        same(
            First((choice("applied"), fact("application.last_stage")), STAGE, HERE),
            choice("offered"),
        )
    ),
}

VALUES: dict[str, Expression] = {
    "7": number(7),
    "-7": number(-7),
    "0.000001": number(0.000001),
    "999999999999.999999": Literal(10**18 - 1, NUMBER, HERE),
    "1 day": days(1),
    "-2 weeks": days(-14),
    "3652058 days": days(3_652_058),
    "1 week": days(7),
    "5 working days": working_days(5),
    "1 working day": working_days(1),
    "-1 working day": working_days(-1),
    "2.0 days": days(2),
    "7days": days(7),
    "0001-01-01": day("0001-01-01"),
    "9999-12-31": day("9999-12-31"),
    '""': words(""),
    '"No"': words("No"),
    "1 month": months(1),
    "6 months": months(6),
    "18 years": months(216),
    "-1 year": months(-12),
    "2.0 years": months(24),
    "0.0 months": months(0),
    "6months": months(6),
    "119987 months": months(119_987),
    "today + 18 years": plus(TODAY, months(216), DATE),
    "1 month + today": plus(months(1), TODAY, DATE),
    "today - 6 months": minus(TODAY, months(6), DATE),
    "1 year + 6 months": plus(months(12), months(6), PERIOD),
    "1 year - 6 months": minus(months(12), months(6), PERIOD),
    "chases_sent * 1 month": times(CHASES, months(1), PERIOD),
    "1 month * 2": times(months(1), number(2), PERIOD),
    "chases_sent / 2": over(CHASES, number(2)),
    "chases_sent/2": over(CHASES, number(2)),
    "1 / 2 / 3": over(over(number(1), number(2)), number(3)),
    "1 / 2 * 3": times(over(number(1), number(2)), number(3), NUMBER),
    "1 + 2 / 3": plus(number(1), over(number(2), number(3)), NUMBER),
    "1 / (2 + 3)": over(number(1), plus(number(2), number(3), NUMBER)),
    "round(chases_sent)": call(Builtin.ROUND, NUMBER, CHASES),
    "round(chases_sent / 3, 2)": call(Builtin.ROUND, NUMBER, over(CHASES, number(3)), number(2)),
    "round_up (chases_sent,0)": call(Builtin.ROUND_UP, NUMBER, CHASES, number(0)),
    "round_down(2.5)": call(Builtin.ROUND_DOWN, NUMBER, number(2.5)),
    "abs(chases_sent)": call(Builtin.ABS, NUMBER, CHASES),
    "abs(told_reply_takes)": call(Builtin.ABS, DURATION, TAKES),
    "abs(1 month)": call(Builtin.ABS, PERIOD, months(1)),
    "days(told_reply_takes)": call(Builtin.DAYS, NUMBER, TAKES),
    "days (today - answer_by)": call(Builtin.DAYS, NUMBER, minus(TODAY, ANSWER_BY, DURATION)),
    "1 - days(1 week)": minus(number(1), call(Builtin.DAYS, NUMBER, days(7)), NUMBER),
    "weekday(today)": call(Builtin.WEEKDAY, WEEKDAY, TODAY),
    "start_of_month(today)": call(Builtin.START_OF_MONTH, DATE, TODAY),
    "end_of_month(today + 1 month)": call(Builtin.END_OF_MONTH, DATE, plus(TODAY, months(1), DATE)),
    "years(answer_by, today)": call(Builtin.YEARS, NUMBER, ANSWER_BY, TODAY),
    "months(answer_by, today)": call(Builtin.MONTHS, NUMBER, ANSWER_BY, TODAY),
    "months (answer_by, today) * 1 month": times(
        call(Builtin.MONTHS, NUMBER, ANSWER_BY, TODAY), months(1), PERIOD
    ),
    "today + 1 week": plus(TODAY, days(7), DATE),
    "1 week + today": plus(days(7), TODAY, DATE),
    "today - 7 days": minus(TODAY, days(7), DATE),
    "today - answer_by": minus(TODAY, ANSWER_BY, DURATION),
    "today-answer_by": minus(TODAY, ANSWER_BY, DURATION),
    "today-3 days": minus(TODAY, days(3), DATE),
    "answer_by-first(today)": minus(ANSWER_BY, First((TODAY,), DATE, HERE), DURATION),
    "today + grace": plus(TODAY, parameter("grace"), DATE),
    "grace + today": plus(parameter("grace"), TODAY, DATE),
    "today - 2 working days": minus(TODAY, working_days(2), DATE),
    "chases_sent - 1 - 2": minus(minus(CHASES, number(1), NUMBER), number(2), NUMBER),
    "chases_sent - (1 - 2)": minus(CHASES, minus(number(1), number(2), NUMBER), NUMBER),
    "chases_sent - -1": minus(CHASES, number(-1), NUMBER),
    "1 + 2 * 3": plus(number(1), times(number(2), number(3), NUMBER), NUMBER),
    "(1 + 2) * 3": times(plus(number(1), number(2), NUMBER), number(3), NUMBER),
    "2 * -3 * 4": times(times(number(2), number(-3), NUMBER), number(4), NUMBER),
    "chase_interval * 2": times(parameter("chase_interval"), number(2), DURATION),
    "0.5 * chase_interval": times(number(0.5), parameter("chase_interval"), DURATION),
    "grace * 2": times(parameter("grace"), number(2), WORKING_DAYS),
    "chases_sent * grace": times(CHASES, parameter("grace"), WORKING_DAYS),
    "told_reply_takes + 1 week - 1 day": minus(plus(TAKES, days(7), DURATION), days(1), DURATION),
    "rate": rate(TODAY),
    "rate on answer_by": rate(ANSWER_BY),
    "rate on 2026-01-01": rate(day("2026-01-01")),
    "rate on application.answer_by + 1": plus(rate(ANSWER_BY), number(1), NUMBER),
    "2 * rate on (today + 1 week)": times(number(2), rate(plus(TODAY, days(7), DATE)), NUMBER),
    "rate on first(answer_by, today)": rate(First((ANSWER_BY, TODAY), DATE, HERE)),
    "count(interviews)": Count(INTERVIEWS, None, NUMBER, HERE),
    "count(interviews, thanked)": Count(INTERVIEWS, THANKED, NUMBER, HERE),
    "sum(interviews, interviewer_count)": Sum(
        INTERVIEWS, fact("interview.interviewer_count", 1), None, NUMBER, HERE
    ),
    "sum(interviews, took * 2, thanked)": Sum(
        INTERVIEWS,
        times(fact("interview.took", 1), number(2), DURATION),
        THANKED,
        DURATION,
        HERE,
    ),
    "min(interviews, interviewer_count)": ExtremeOf(
        End.LOW, INTERVIEWS, fact("interview.interviewer_count", 1), None, NUMBER, HERE
    ),
    "max(interviews, took, thanked)": ExtremeOf(
        End.HIGH, INTERVIEWS, fact("interview.took", 1), THANKED, DURATION, HERE
    ),
    "earliest(interviews, held_on)": ExtremeOf(End.LOW, INTERVIEWS, HELD_ON, None, DATE, HERE),
    "latest(other applications, answer_by)": ExtremeOf(
        End.HIGH, OTHERS, fact("application.answer_by", 1), None, DATE, HERE
    ),
    "latest(applications, latest(interviews, held_on))": ExtremeOf(
        End.HIGH,
        APPLICATIONS,
        ExtremeOf(
            End.HIGH,
            items("application.interviews", 1),
            fact("interview.held_on", 2),
            None,
            DATE,
            HERE,
        ),
        None,
        DATE,
        HERE,
    ),
    "min(chases_sent, cap, 3)": Extreme(
        End.LOW, (CHASES, parameter("cap"), number(3)), NUMBER, HERE
    ),
    "max(told_reply_takes, 1 day)": Extreme(End.HIGH, (TAKES, days(1)), DURATION, HERE),
    "earliest(today, answer_by)": Extreme(End.LOW, (TODAY, ANSWER_BY), DATE, HERE),
    "latest(today) + 1 day": plus(Extreme(End.HIGH, (TODAY,), DATE, HERE), days(1), DATE),
    "first(answer_by, today)": First((ANSWER_BY, TODAY), DATE, HERE),
    'first(company, "x")': First((fact("application.company"), words("x")), TEXT, HERE),
    "first(pressing, no)": First((PRESSING, NO), YES_NO, HERE),
    "first(last_stage, offered)": First(
        (fact("application.last_stage"), choice("offered")), STAGE, HERE
    ),
    "first_by(interviews, held_on, interviewer_count)": PickBy(
        End.LOW,
        INTERVIEWS,
        HELD_ON,
        fact("interview.interviewer_count", 1),
        None,
        NUMBER,
        HERE,
    ),
    # values that only look the same: choices in another order lose their order
    "first(stage, next_step)": First(
        (STAGE_FACT, fact("application.next_step")), Type(STAGE.kind, STAGE.choices), HERE
    ),
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_a_condition_means_its_tree(text: str) -> None:
    assert read(text, YES_NO) == (CONDITIONS[text], ())


@pytest.mark.parametrize("text", VALUES)
def test_a_value_means_its_tree(text: str) -> None:
    assert read(text) == (VALUES[text], ())


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("offered", STAGE, choice("offered")),
        ("last_stage", STAGE, fact("application.last_stage")),
        ("stage.offered", STAGE, choice("offered")),
        ("next_step", STAGE, fact("application.next_step")),
        ("first(last_stage, offered)", STAGE, VALUES["first(last_stage, offered)"]),
        (
            "first(offered, applied)",
            STAGE,
            First((choice("offered"), choice("applied")), STAGE, HERE),
        ),
        (
            "last_by(interviews, held_on, offered)",
            STAGE,
            PickBy(End.HIGH, INTERVIEWS, HELD_ON, choice("offered"), None, STAGE, HERE),
        ),
        ("role", TEXT, fact("application.role")),
        ("role", NUMBER, parameter("role")),
        ("thanked", YES_NO, fact("interview.thanked")),
    ],
)
def test_what_is_wanted_lets_choices_be_named(
    text: str, wanted: Type, expected: Expression
) -> None:
    entity = "interview" if text == "thanked" else "application"
    assert read(text, wanted, entity) == (expected, ())


def test_an_inner_rule_sees_what_lies_around_it() -> None:
    found, problems = read("thanked and stage is offered and mood is calm", YES_NO, "interview")
    assert not problems
    assert found == And(
        (
            fact("interview.thanked"),
            OFFERED,
            same(fact("situation.mood"), choice("calm", MOOD)),
        ),
        HERE,
    )


def test_the_others_of_an_inner_rule_are_those_of_its_application() -> None:
    found, _ = read("any(other applications, any(interviews, thanked))", YES_NO, "interview")
    expected = Any_(
        OTHERS,
        Any_(items("application.interviews", 1), fact("interview.thanked", 2), None, HERE),
        None,
        HERE,
    )
    assert found == expected
    found, _ = read("count(other interviews)", NUMBER, "interview")
    assert found == Count(items("application.interviews", is_other=True), None, NUMBER, HERE)


@pytest.mark.parametrize(
    ("text", "part", "underlined"),
    [
        ("not (stage is offered)", "operand", "(stage is offered)"),
        ("pressing  or (stage\n is offered)", "operands.1", "(stage\n is offered)"),
        ("today - (1 day + 2 days) - 1 week", "left", "today - (1 day + 2 days)"),
        ("any( interviews , thanked )", "over", "interviews"),
        ("any( other  applications , pressing )", "over", "other  applications"),
        ("-3 working  days", "", "-3 working  days"),
        ("own application . stage", "", "own application . stage"),
    ],
)
def test_every_part_knows_where_it_stands(text: str, part: str, underlined: str) -> None:
    found, _ = read(text)
    at: object = found
    for step in filter(None, part.split(".")):
        at = at[int(step)] if isinstance(at, tuple) else getattr(at, step)
    assert text_at(text, at.span) == underlined  # type: ignore[attr-defined]  # any node has one


def test_a_tree_is_kept_by_text_but_its_places_are_not() -> None:
    from dataclasses import replace

    from advisor.diagnostics import Span
    from advisor.loading.language.expressions import read_expression
    from tests.loading.expressions.made import node

    first = node("stage is offered")
    assert first.offsets is not None
    moved = replace(first, offsets=tuple((line + 4, column + 2) for line, column in first.offsets))
    found, _ = read_expression(moved, scope(), YES_NO)
    assert found is not None
    assert found.span == Span("rules.yaml", 5, 3, 5, 19)


def test_stated_facts_are_allowed_where_only_they_count() -> None:
    found, problems = read("first(answer_by, today + 1 day)", DATE, stated_only=True)
    assert found is not None
    assert not problems

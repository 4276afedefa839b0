"""Strata: what is concluded, what overrides, what is reported as an error, and what explains."""

from __future__ import annotations

import pickle
import threading
from dataclasses import dataclass

import pytest
from rete_programs import (
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
    number,
    or_,
    program,
    rule,
    situation,
    stage,
    sum_,
    today,
    working_days,
)

from advisor.backends.rete import BACKEND
from advisor.ir import (
    DATE,
    LAST_DATE,
    MILLION,
    NUMBER,
    WORKING_DAYS,
    Conclusion,
    DecisionError,
    Derivations,
    Firing,
    Instance,
    Premise,
    Program,
)

TODAY = 730_000
APPLICATION, INTERVIEW = "application", "interview"
answer_by, expected_on = fact("application.answer_by"), fact("application.expected_on")
liked, pressing = fact("application.liked"), fact("application.pressing")
tomorrow = sum_(today(), "+", days(1), DATE)
too_late = sum_(answer_by, "+", days(LAST_DATE - 1), DATE)


def derive(rules: Program, root: Instance) -> Derivations:
    return BACKEND.compile_program(rules).derive(root, TODAY)


def fired(found: Derivations) -> list[tuple[str, str]]:
    assert found.error is None
    return [(f.rule, f.place) for f in found.firings]


def test_firings_come_by_rule_in_listing_order_then_by_place() -> None:
    rules = program(rule("b", APPLICATION, YES), rule("a", SITUATION, YES))
    assert fired(derive(rules, situation(application(), application()))) == [
        ("b", "applications[0]"),
        ("b", "applications[1]"),
        ("a", ""),
    ]


def test_an_advice_has_its_own_start_and_due() -> None:
    rules = program(rule("a", APPLICATION, YES, start=answer_by, due=tomorrow))
    found = derive(rules, situation(application(answer_by=5), application()))
    assert found.firings == (
        Firing("a", "applications[0]", 5, TODAY + 1),
        Firing("a", "applications[1]", None, TODAY + 1),
    )


def test_what_is_concluded_is_known_to_later_strata() -> None:
    rules = program(
        rule("act", APPLICATION, compare(expected_on, "<=", today()), due=expected_on),
        rule("expect", APPLICATION, given(answer_by), conclude={"expected_on": answer_by}),
    )
    found = derive(rules, situation(application(answer_by=TODAY), application()))
    assert fired(found) == [("act", "applications[0]"), ("expect", "applications[0]")]
    assert found.firings[0].due == TODAY
    assert found.conclusions == (
        Conclusion("applications[0]", APPLICATION, "expected_on", TODAY, ("expect",)),
    )


def test_conclusions_come_by_place_then_in_order_of_declaration() -> None:
    rules = program(
        rule("weigh", APPLICATION, YES, conclude={"weight": number(1), "expected_on": today()}),
        rule("hope", SITUATION, YES, conclude={"hopeful": YES}),
    )
    found = derive(rules, situation(application(), application()))
    assert [(c.place, c.fact) for c in found.conclusions] == [
        ("", "hopeful"),
        ("applications[0]", "expected_on"),
        ("applications[0]", "weight"),
        ("applications[1]", "expected_on"),
        ("applications[1]", "weight"),
    ]


def test_two_rules_may_conclude_the_same_value() -> None:
    rules = program(
        rule("b", APPLICATION, YES, conclude={"weight": number(1)}),
        rule("a", APPLICATION, YES, conclude={"weight": number(1)}),
        rule("c", APPLICATION, YES, conclude={"weight": fact("application.salary")}),
    )
    [concluded] = derive(rules, situation(application())).conclusions
    assert (concluded.value, concluded.rules) == (MILLION, ("b", "a"))


def test_a_default_stands_where_no_rule_concludes() -> None:
    declared = Declared(concluded_defaults={(APPLICATION, "expected_on"): answer_by})
    rules = program(
        rule("expect", APPLICATION, liked, conclude={"expected_on": today()}), declared=declared
    )
    root = situation(application(liked=True, answer_by=1), application(answer_by=2), application())
    assert [(c.place, c.value, c.rules) for c in derive(rules, root).conclusions] == [
        ("applications[0]", TODAY, ("expect",)),
        ("applications[1]", 2, ()),
    ]


def test_a_default_stands_where_what_a_rule_concludes_is_not_given() -> None:
    declared = Declared(concluded_defaults={(APPLICATION, "expected_on"): today()})
    rules = program(
        rule("expect", APPLICATION, YES, conclude={"expected_on": answer_by}), declared=declared
    )
    [concluded] = derive(rules, situation(application())).conclusions
    assert (concluded.value, concluded.rules) == (TODAY, ())


def test_a_stated_default_stands_for_what_is_missing_but_not_for_none() -> None:
    declared = Declared(stated_defaults={(APPLICATION, "chases"): 0})
    rules = program(
        rule("a", APPLICATION, is_(fact("application.chases"), number(0))), declared=declared
    )
    root = situation(application(), application(chases=None), application(chases=MILLION))
    assert fired(derive(rules, root)) == [("a", "applications[0]")]


def test_an_overridden_rule_does_not_fire_and_what_it_overrides_speaks_again() -> None:
    rules = program(
        rule("general", APPLICATION, YES),
        rule("special", APPLICATION, given(answer_by), overrides=("general",)),
        rule("rarest", APPLICATION, liked, overrides=("special",)),
    )
    root = situation(application(), application(answer_by=1), application(answer_by=1, liked=True))
    assert fired(derive(rules, root)) == [
        ("general", "applications[0]"),
        ("general", "applications[2]"),
        ("special", "applications[1]"),
        ("rarest", "applications[2]"),
    ]


def test_a_rule_overrides_everything_inside_its_instance() -> None:
    rules = program(
        rule("thank", INTERVIEW, YES),
        rule("leave", APPLICATION, liked, overrides=("thank",)),
        rule("pause", SITUATION, fact("situation.busy"), overrides=("leave", "thank")),
    )
    root = situation(application(interview(), liked=True), application(interview()))
    assert fired(derive(rules, root)) == [
        ("thank", "applications[1].interviews[0]"),
        ("leave", "applications[0]"),
    ]
    busy = situation(application(interview(), liked=True), busy=True)
    assert fired(derive(rules, busy)) == [("pause", "")]


@dataclass(frozen=True)
class Stops:
    rules: Program
    root: Instance
    error: DecisionError


CONFLICT = {
    "one": rule("one", APPLICATION, YES, conclude={"weight": number(1)}),
    "two": rule("two", APPLICATION, given(answer_by), conclude={"weight": number(2)}),
}
LATE = compare(too_late, ">", today())
ERRORS = {
    "a conflict names the rules in listing order": Stops(
        program(CONFLICT["two"], CONFLICT["one"]),
        situation(application(), application(answer_by=1)),
        DecisionError("conflict", "applications[1]", APPLICATION, ("two", "one"), "weight"),
    ),
    "a condition out of range": Stops(
        program(rule("a", APPLICATION, LATE)),
        situation(application(), application(answer_by=9)),
        DecisionError("range", "applications[1]", APPLICATION, ("a",), None),
    ),
    "a condition counts even where another part settles it": Stops(
        program(rule("a", APPLICATION, or_(YES, LATE))),
        situation(application(answer_by=9)),
        DecisionError("range", "applications[0]", APPLICATION, ("a",), None),
    ),
    "a condition counts even where the rule is overridden": Stops(
        program(rule("a", APPLICATION, LATE), rule("b", SITUATION, YES, overrides=("a",))),
        situation(application(answer_by=9)),
        DecisionError("range", "applications[0]", APPLICATION, ("a",), None),
    ),
    "conditions by rule in listing order, then by place": Stops(
        program(
            rule("b", APPLICATION, and_(given(answer_by), liked, LATE)),
            rule(
                "a", SITUATION, compare(sum_(today(), "+", days(LAST_DATE - 1), DATE), ">", today())
            ),
        ),
        situation(application(), application(answer_by=8), application(answer_by=9)),
        DecisionError("range", "applications[1]", APPLICATION, ("b",), None),
    ),
    "a lower stratum before a higher one": Stops(
        program(
            rule("a", APPLICATION, and_(given(expected_on), LATE)),
            *CONFLICT.values(),
            rule("expect", APPLICATION, YES, conclude={"expected_on": today()}),
        ),
        situation(application(answer_by=9)),
        DecisionError("conflict", "applications[0]", APPLICATION, ("one", "two"), "weight"),
    ),
    "a conclusion out of range": Stops(
        program(rule("a", APPLICATION, YES, conclude={"expected_on": too_late})),
        situation(application(answer_by=9)),
        DecisionError("range", "applications[0]", APPLICATION, ("a",), "expected_on"),
    ),
    "a default out of range": Stops(
        program(
            rule("a", APPLICATION, YES),
            declared=Declared(concluded_defaults={(APPLICATION, "expected_on"): too_late}),
        ),
        situation(application(answer_by=9)),
        DecisionError("range", "applications[0]", APPLICATION, (), "expected_on"),
    ),
    "a conclusion out of range before a conflict": Stops(
        program(
            rule("a", APPLICATION, YES, conclude={"expected_on": today()}),
            rule("b", APPLICATION, YES, conclude={"expected_on": answer_by}),
            rule("c", APPLICATION, YES, conclude={"expected_on": too_late}),
        ),
        situation(application(answer_by=9)),
        DecisionError("range", "applications[0]", APPLICATION, ("c",), "expected_on"),
    ),
    "a start before a due, once all strata are settled": Stops(
        program(
            rule("a", APPLICATION, YES, due=too_late),
            rule("b", APPLICATION, given(answer_by), start=too_late),
            *CONFLICT.values(),
        ),
        situation(application(answer_by=9)),
        DecisionError("conflict", "applications[0]", APPLICATION, ("one", "two"), "weight"),
    ),
    "a due by rule before another's start": Stops(
        program(
            rule("a", APPLICATION, YES, due=too_late),
            rule("b", APPLICATION, given(answer_by), start=too_late),
        ),
        situation(application(), application(answer_by=9)),
        DecisionError("range", "applications[1]", APPLICATION, ("a",), None),
    ),
    "a part of a working day": Stops(
        program(
            rule(
                "a",
                APPLICATION,
                YES,
                due=sum_(
                    today(),
                    "+",
                    sum_(working_days(1), "*", fact("application.chases"), WORKING_DAYS),
                    DATE,
                ),
            )
        ),
        situation(application(chases=2 * MILLION), application(chases=MILLION // 2)),
        DecisionError("range", "applications[1]", APPLICATION, ("a",), None),
    ),
    "only the total of a sum counts": Stops(
        program(
            rule(
                "a",
                SITUATION,
                given(
                    ex.Sum(
                        items("situation.applications"),
                        fact("application.salary", 1),
                        None,
                        NUMBER,
                        SPAN,
                    )
                ),
            )
        ),
        situation(application(salary=10**18 - 1), application(salary=1)),
        DecisionError("range", "", SITUATION, ("a",), None),
    ),
}


@pytest.mark.parametrize("case", ERRORS.values(), ids=ERRORS)
def test_a_situation_in_error_gets_nothing_but_the_error(case: Stops) -> None:
    assert derive(case.rules, case.root) == Derivations(error=case.error)


def test_a_value_for_an_item_that_the_filter_drops_is_not_worked_out() -> None:
    late = ex.ExtremeOf(
        ex.End.HIGH,
        items("situation.applications"),
        sum_(fact("application.answer_by", 1), "+", days(LAST_DATE - 10), DATE),
        fact("application.liked", 1),
        DATE,
        SPAN,
    )
    rules = program(rule("a", SITUATION, compare(late, "<", date(LAST_DATE))))
    assert fired(derive(rules, situation(application(liked=True, answer_by=9)))) == [("a", "")]
    dropped = situation(application(liked=True, answer_by=9), application(answer_by=99))
    assert fired(derive(rules, dropped)) == [("a", "")]
    kept = situation(application(liked=True, answer_by=99))
    assert derive(rules, kept).error is not None


CONFLICTED = situation(application(answer_by=9))


def test_premises_are_the_facts_that_a_firing_matched() -> None:
    when = and_(
        is_(fact("application.stage"), stage("offered")),
        or_(liked, compare(answer_by, "<", tomorrow)),
        not_(fact("situation.busy")),
    )
    root = situation(application(stage="offered", liked=False, answer_by=TODAY))
    [firing] = derive(program(rule("a", APPLICATION, when)), root).firings
    assert set(firing.premises) == {
        Premise("applications[0]", APPLICATION, "stage", "offered"),
        Premise("applications[0]", APPLICATION, "answer_by", TODAY),
        Premise("", SITUATION, "today", TODAY),
        Premise("", SITUATION, "busy", None),
    }


def test_premises_reach_through_auxiliary_facts_and_lists() -> None:
    choices = [
        or_(*(is_(fact("application.chases"), number(n)) for n in (k, k + 1))) for k in (1, 1)
    ]
    either = [
        or_(compare(answer_by, op, date(day)), is_(answer_by, date(TODAY)))
        for op, day in (("<", 1), ("<", 2), ("<", 3), (">", TODAY + 9))
    ]
    heard = ex.Any_(items("application.interviews"), fact("interview.thanked", 1), None, SPAN)
    rules = program(rule("a", APPLICATION, and_(*choices, *either, heard)))
    root = situation(application(interview(thanked=True), chases=MILLION, answer_by=TODAY))
    [firing] = derive(rules, root).firings
    assert set(firing.premises) == {
        Premise("applications[0]", APPLICATION, "chases", MILLION),
        Premise("applications[0]", APPLICATION, "answer_by", TODAY),
        Premise("applications[0].interviews[0]", INTERVIEW, "thanked", True),
    }


def test_one_item_that_settles_a_list_is_premise_enough() -> None:
    thanked, held_on = fact("interview.thanked", 1), fact("interview.held_on", 1)
    listed = items("application.interviews")
    rules = program(
        rule("any", APPLICATION, ex.Any_(listed, thanked, given(held_on), SPAN)),
        rule("not-every", APPLICATION, not_(ex.Every(listed, thanked, None, SPAN))),
        rule("not-any", APPLICATION, not_(ex.Any_(listed, given(held_on), thanked, SPAN))),
    )
    root = situation(
        application(interview(held_on=1), interview(thanked=True, held_on=2), interview()),
        application(interview(), interview(thanked=True)),
    )
    found = derive(rules, root)
    first, second = "applications[0].interviews[{}]", "applications[1].interviews[{}]"
    assert {(f.rule, f.place[13]): set(f.premises) for f in found.firings} == {
        ("any", "0"): {
            Premise(first.format(1), INTERVIEW, "thanked", True),
            Premise(first.format(1), INTERVIEW, "held_on", 2),
        },
        ("not-every", "0"): {Premise(first.format(0), INTERVIEW, "thanked", None)},
        ("not-every", "1"): {Premise(second.format(0), INTERVIEW, "thanked", None)},
        ("not-any", "1"): {
            Premise(second.format(0), INTERVIEW, "thanked", None),
            Premise(second.format(1), INTERVIEW, "thanked", True),
            Premise(second.format(1), INTERVIEW, "held_on", None),
        },
    }


def test_the_premises_of_a_conclusion_are_what_its_value_was_computed_from() -> None:
    rules = program(
        rule(
            "expect",
            APPLICATION,
            liked,
            conclude={"expected_on": ex.Extreme(ex.End.LOW, (answer_by, today()), DATE, SPAN)},
        )
    )
    [concluded] = derive(rules, situation(application(liked=True))).conclusions
    assert concluded.premises == (
        Premise("applications[0]", APPLICATION, "answer_by", None),
        Premise("", SITUATION, "today", TODAY),
    )


def test_premises_show_all_that_was_read_where_the_first_part_settles_it() -> None:
    either = or_(liked, fact("situation.busy"))
    rules = program(rule("a", APPLICATION, liked, conclude={"pressing": either}))
    [concluded] = derive(rules, situation(application(liked=True))).conclusions
    assert concluded.premises == (
        Premise("applications[0]", APPLICATION, "liked", True),
        Premise("", SITUATION, "busy", None),
    )


def test_premises_are_the_same_after_another_run_and_in_another_process() -> None:
    rules = program(rule("a", APPLICATION, liked, conclude={"expected_on": answer_by}))
    engine = BACKEND.compile_program(rules)
    found = engine.derive(situation(application(liked=True, answer_by=TODAY)), TODAY)
    assert not engine.derive(situation(application(liked=False)), TODAY).firings
    sent = pickle.loads(pickle.dumps(found))
    assert sent == found
    for each in (found, sent):
        assert each.firings[0].premises == (Premise("applications[0]", APPLICATION, "liked", True),)
        assert each.conclusions[0].premises == (
            Premise("applications[0]", APPLICATION, "answer_by", TODAY),
        )


def test_an_engine_may_be_used_again_and_remembers_nothing() -> None:
    engine = BACKEND.compile_program(program(rule("a", APPLICATION, given(answer_by))))
    for _ in range(50):
        assert len(engine.derive(situation(application(answer_by=1)), TODAY).firings) == 1
        assert engine.derive(situation(application()), TODAY).firings == ()


def test_an_engine_is_of_use_after_a_situation_in_error() -> None:
    engine = BACKEND.compile_program(program(*CONFLICT.values()))
    assert engine.derive(situation(application(answer_by=1)), TODAY).error is not None
    assert fired(engine.derive(situation(application()), TODAY)) == [("one", "applications[0]")]


def test_a_pickled_engine_derives_the_same() -> None:
    engine = BACKEND.compile_program(
        program(rule("a", APPLICATION, or_(liked, LATE), due=tomorrow), *CONFLICT.values())
    )
    again = pickle.loads(pickle.dumps(engine))
    root = situation(application(liked=True), application())
    assert again.derive(root, TODAY) == engine.derive(root, TODAY)


def test_threads_may_share_an_engine() -> None:
    engine = BACKEND.compile_program(program(rule("a", APPLICATION, liked, due=tomorrow)))
    roots = [situation(*(application(liked=k <= n) for k in range(9))) for n in range(9)]
    found: dict[tuple[int, int], int] = {}

    def work(worker: int) -> None:
        for n, root in enumerate(roots):
            found[worker, n] = len(engine.derive(root, TODAY).firings)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {(worker, n): n + 1 for worker in range(4) for n in range(9)}

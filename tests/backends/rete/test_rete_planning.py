"""What becomes of conditions: tests, conjunctions, auxiliary facts, groups of rules, and what is refused."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest
from hypothesis import event, settings
from hypothesis import given as given_that
from hypothesis import strategies as st
from rete_programs import (
    NO,
    SITUATION,
    SPAN,
    YES,
    and_,
    application,
    compare,
    date,
    ex,
    fact,
    given,
    is_,
    not_,
    number,
    one_of,
    or_,
    program,
    rule,
    situation,
    stage,
    today,
)

from advisor.analysis import build_program
from advisor.analysis.stratification import dependencies, stratify
from advisor.backends.rete import BACKEND, engine_from, limits, plan_of
from advisor.backends.rete.engine import ReteEngine
from advisor.backends.rete.normal_form import (
    ALWAYS,
    MULTIPLIED_OUT,
    NEVER,
    All,
    Alternatives,
    AuxiliaryFact,
    Formula,
    NetworkTest,
    Some,
    Translator,
)
from advisor.backends.rete.plan import Attribute, Fact, Side, Term
from advisor.backends.rete.planning import NetworkBuilder, make_plan
from advisor.diagnostics import Severity, UnsupportedProgramError
from advisor.ir import DATE, YES_NO, EntityDeclaration, FactDeclaration, Instance, Pack, Program
from tests.strategies.packs import random_pack
from tests.strategies.situations import Situations

TODAY = 730_000
APPLICATION = "application"
answer_by, liked = fact("application.answer_by"), fact("application.liked")
OWN = Fact(APPLICATION, "answer_by")
LOW, HIGH = Attribute(APPLICATION, OWN, Side.LOW), Attribute(APPLICATION, OWN, Side.HIGH)
TODAY_LOW = Attribute(SITUATION, Fact(SITUATION, "today"), Side.LOW)
LIKED = Attribute(APPLICATION, Fact(APPLICATION, "liked"), Side.LOW)

FORMULAS: dict[str, tuple[ex.Expression, Formula]] = {
    "before": (compare(answer_by, "<", date(5)), NetworkTest(HIGH, "<", 5)),
    "not before": (not_(compare(answer_by, "<", date(5))), NetworkTest(HIGH, ">=", 5)),
    "after": (compare(answer_by, ">", date(5)), NetworkTest(LOW, ">", 5)),
    "not after": (not_(compare(answer_by, ">", date(5))), NetworkTest(LOW, "<=", 5)),
    "a constant first": (compare(date(5), "<", answer_by), NetworkTest(LOW, ">", 5)),
    "is": (is_(answer_by, date(5)), NetworkTest(LOW, "==", 5)),
    "is not": (not_(is_(answer_by, date(5))), NetworkTest(LOW, "!=", 5)),
    "two facts": (compare(answer_by, "<=", today()), NetworkTest(HIGH, "<=", TODAY_LOW)),
    "given": (
        given(answer_by),
        NetworkTest(Attribute(APPLICATION, OWN, Side.GIVEN), "==", 1),
    ),
    "a yes-no fact": (liked, NetworkTest(LIKED, "==", 1)),
    "not a yes-no fact": (not_(liked), NetworkTest(LIKED, "!=", 1)),
    "constants": (compare(date(4), "<", date(5)), ALWAYS),
    "no and anything": (and_(liked, NO), NEVER),
    "yes and anything": (and_(liked, YES), NetworkTest(LIKED, "==", 1)),
    "not of or": (
        not_(or_(liked, is_(answer_by, date(5)))),
        All((NetworkTest(LIKED, "!=", 1), NetworkTest(LOW, "!=", 5))),
    ),
    "not of and": (
        not_(and_(liked, is_(answer_by, date(5)))),
        Some((NetworkTest(LIKED, "!=", 1), NetworkTest(LOW, "!=", 5))),
    ),
    "and in and is flat, without repetition": (
        and_(liked, and_(liked, is_(answer_by, date(5)))),
        All((NetworkTest(LIKED, "==", 1), NetworkTest(LOW, "==", 5))),
    ),
}


@pytest.mark.parametrize(("condition", "expected"), FORMULAS.values(), ids=FORMULAS)
def test_a_condition_becomes_tests_with_exact_opposites(
    condition: ex.Expression, expected: Formula
) -> None:
    assert Translator({}).condition(APPLICATION, condition) == (expected, ())


def test_what_the_network_cannot_match_becomes_a_term() -> None:
    earliest = ex.Extreme(ex.End.LOW, (answer_by, today()), DATE, SPAN)
    condition = and_(compare(earliest, "<", date(5)), NO, given(earliest))
    formula, terms = Translator({}).condition(APPLICATION, condition)
    assert (formula, terms) == (NEVER, (0,))
    alone, _ = Translator({}).condition(APPLICATION, compare(earliest, "<", date(5)))
    assert alone == NetworkTest(Attribute(APPLICATION, Term(0), Side.HIGH), "<", 5)


def test_a_choice_of_several_is_one_conjunction() -> None:
    condition = one_of(fact("application.stage"), stage("applied"), stage("offered"))
    formula, _ = Translator({}).condition(APPLICATION, condition)
    assert isinstance(formula, All)
    assert [test.op for test in formula.parts if isinstance(test, NetworkTest)] == [
        "==",
        "!=",
        "!=",
    ]


def test_a_constant_that_the_network_cannot_hold_is_compared_outside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "LARGEST_CONSTANT", 2**30)
    salary = fact("application.salary")
    rules = program(
        rule("above", APPLICATION, compare(salary, ">", number(5000))),
        rule("same", APPLICATION, is_(number(6000), salary)),
        rule("not-above", APPLICATION, not_(compare(salary, ">", number(5000)))),
    )
    assert '"$gt"' not in make_plan(rules).sections[0].network
    root = situation(application(salary=6_000_000_000), application())
    found = BACKEND.compile_program(rules).derive(root, TODAY)
    assert [(f.rule, f.place) for f in found.firings] == [
        ("above", "applications[0]"),
        ("same", "applications[0]"),
        ("not-above", "applications[1]"),
    ]


def numbered(count: int, first: int = 0) -> tuple[NetworkTest, ...]:
    return tuple(NetworkTest(LOW, "==", first + n) for n in range(count))


def test_alternatives_are_multiplied_out_while_they_are_few() -> None:
    a, b, c, d = numbered(4)
    found = Alternatives(0).of(All((Some((a, b)), Some((c, d)))))
    assert found == ((a, c), (a, d), (b, c), (b, d))


def test_many_alternatives_become_auxiliary_facts_and_never_multiply() -> None:
    parts = tuple(Some(numbered(3, 10 * n)) for n in range(12))
    alternatives = Alternatives(7)
    found = alternatives.of(All(parts))
    everything = [*found, *(c for defined in alternatives.defined.values() for c in defined)]
    assert min(alternatives.defined) == 7
    assert len(everything) < 12 * MULTIPLIED_OUT
    assert all(
        sum(isinstance(part, AuxiliaryFact) for part in found) <= limits.AUXILIARY_IN_RULE
        for found in everything
    )


def test_a_long_conjunction_is_cut_into_pieces_within_the_limits() -> None:
    alternatives = Alternatives(0)
    [found] = alternatives.of(All(numbered(3 * limits.TESTS_IN_RULE)))
    pieces = [found, *(piece for [piece] in alternatives.defined.values())]
    assert all(
        sum(isinstance(part, NetworkTest) for part in piece) <= limits.TESTS_IN_RULE
        for piece in pieces
    )
    assert {part for piece in pieces for part in piece if isinstance(part, NetworkTest)} == set(
        numbered(3 * limits.TESTS_IN_RULE)
    )


def test_no_message_is_matched_by_more_rules_than_is_safe() -> None:
    builder = NetworkBuilder({SITUATION: (SITUATION,), APPLICATION: (APPLICATION, SITUATION)})
    for n in range(3 * limits.PATTERNS_ON_TEMPLATE):
        builder.add(
            APPLICATION,
            f"r{n}",
            None,
            (NetworkTest(HIGH, "<", TODAY_LOW), NetworkTest(LOW, ">", n)),
        )
    templates = builder.close_stratum()
    assert [template.entity for template in templates] == [APPLICATION, SITUATION] * 3
    kinds = [
        tuple(pattern["$and"][1]["t"] for patterns in named["all"] for pattern in patterns.values())
        for name, named in json.loads(builder.close_section()).items()
        if name != "s"
    ]
    assert {kinds.count(kind) for kind in set(kinds)} == {limits.PATTERNS_ON_TEMPLATE}


def test_an_inequality_is_never_the_last_join_test() -> None:
    plan = make_plan(program(rule("a", APPLICATION, compare(answer_by, "<", today()))))
    [_own, around] = json.loads(plan.sections[0].network)["r0"]["all"]
    assert around["m1"]["$and"][2:] == [
        {"i": {"m0": "p0"}},
        {"$gt": {"a0": {"m0": "a0"}}},
        {"z": {"m0": "z"}},
    ]


def test_no_two_of_our_attribute_names_are_taken_for_one_another() -> None:
    def fnv(name: str) -> int:
        found = 0x811C9DC5
        for byte in name.encode():
            found = ((found ^ byte) * 16777619) % 2**32
        return found

    names = ["g", "t", "i", "z", "id", "sid"]
    names += [f"p{n}" for n in range(limits.NESTING)]
    names += [f"a{n}" for n in range(limits.ATTRIBUTES_OF_TEMPLATE)]
    assert len({fnv(name) for name in names}) == len(names)


def nested(depth: int) -> Program:
    """Entities that lie `depth` deep in the situation; a rule for the innermost reads them all."""
    plain = program(rule("a", SITUATION, YES)).pack
    entities = {SITUATION: replace(plain.entities[SITUATION], facts={})}
    within, facts = SITUATION, []
    for n in range(depth):
        name = f"e{n}"
        declared = {f: FactDeclaration(f, name, YES_NO, SPAN) for f in ("one", "two", "three")}
        entities[name] = EntityDeclaration(name, within, f"l{n}", None, declared, SPAN)
        facts.append([ex.FactRef(0, name, f, YES_NO, SPAN) for f in declared])
        within = name
    some = [or_(*three) for three in facts[: 2 * limits.AUXILIARY_IN_RULE]]
    first = [not_(is_(one, NO)) for one, *_ in facts]
    rules = {"a": rule("a", within, and_(given(today()), *some, *first))}
    pack = Pack("deep", "1.0.0", "Deep", {}, entities, {}, plain.actions, rules)
    return Program(pack, stratify(pack, dependencies(pack)), {})


def deep_instance(depth: int, left: int) -> Instance:
    """One instance in another, all with one fact that is yes."""
    at = depth - left
    facts = {"one": True} if at else {}
    lists = {f"l{at}": (deep_instance(depth, left - 1),)} if left else {}
    return Instance(f"e{at - 1}" if at else SITUATION, facts, lists)


def test_a_rule_may_read_as_many_entities_around_each_other_as_is_safe() -> None:
    depth = limits.NESTING - 1
    deep = nested(depth)
    assert BACKEND.check_support(deep) == ()
    patterns = [len(r["all"]) for r in json.loads(make_plan(deep).sections[0].network).values()]
    assert limits.NESTING < max(patterns) <= limits.PATTERNS_IN_RULE
    engine = BACKEND.compile_program(deep)
    assert len(engine.derive(deep_instance(depth, depth), TODAY).firings) == 1
    shallow = replace(deep_instance(depth, depth).lists["l0"][0], facts={"one": False, "two": True})
    root = Instance(SITUATION, {}, {"l0": (shallow,)})
    assert engine.derive(root, TODAY).firings == ()


def test_a_program_beyond_the_limits_gets_a_notice_and_is_refused() -> None:
    deep = nested(limits.NESTING)
    [notice] = BACKEND.check_support(deep)
    assert (notice.code, notice.severity) == ("ADV601", Severity.NOTICE)
    assert notice.message == (
        "the forward-chaining engine cannot run this pack, which has entities nested more than "
        "12 deep"
    )
    with pytest.raises(UnsupportedProgramError, match="nested more than 12 deep"):
        BACKEND.compile_program(deep)


def test_a_program_beyond_the_limits_has_no_plan_to_keep() -> None:
    assert plan_of(nested(limits.NESTING)) is None
    kept = plan_of(nested(2))
    assert engine_from(kept).derive(deep_instance(2, 2), TODAY).error is None


def test_an_engine_is_made_of_a_plan_and_of_nothing_else() -> None:
    with pytest.raises(TypeError, match="not a plan: str"):
        engine_from("a plan")


def test_too_many_alternatives_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NETWORK_RULES", 3)
    rules = program(rule("a", APPLICATION, or_(*(is_(answer_by, date(n + 1)) for n in range(4)))))
    [notice] = BACKEND.check_support(rules)
    assert "more than 3 alternatives of conditions" in notice.message


def test_too_many_kinds_of_messages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "KINDS", 2)
    rules = program(rule("a", APPLICATION, compare(answer_by, "<", today())))
    [notice] = BACKEND.check_support(rules)
    assert "more than 2 kinds of facts" in notice.message


TIGHT = {
    "PATTERNS_ON_TEMPLATE": 1,
    "TESTS_IN_RULE": 2,
    "AUXILIARY_IN_RULE": 2,
    "KINDS_UNDER_NODE": 2,
    "ATTRIBUTES_OF_TEMPLATE": 2,
}


def test_splitting_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    either = [
        or_(compare(answer_by, "<", date(TODAY - n)), is_(answer_by, date(TODAY + n)), liked)
        for n in range(4)
    ]
    rules = program(
        *(
            rule(f"r{n}", APPLICATION, and_(*either[n:], not_(is_(answer_by, date(n)))))
            for n in range(4)
        ),
        rule("all", APPLICATION, and_(given(answer_by), compare(answer_by, ">", today()), *either)),
    )
    root = situation(
        *(application(answer_by=TODAY + n) for n in range(-5, 5)),
        application(liked=True),
        application(liked=True, answer_by=TODAY + 9),
    )
    wide = BACKEND.compile_program(rules).derive(root, TODAY)
    for name, value in TIGHT.items():
        monkeypatch.setattr(limits, name, value)
    tight = ReteEngine(make_plan(rules))
    assert len(make_plan(rules).auxiliary_kinds) > 4
    assert len(wide.firings) > 8
    assert tight.derive(root, TODAY) == wide


@settings(max_examples=60, deadline=None, derandomize=True)
@given_that(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_network_for_each_stratum_decides_as_one_for_all(pack_seed: int, seed: int) -> None:
    rules = build_program(random_pack(pack_seed, 3), {})
    posed = Situations(rules.pack).pose(seed)
    found = []
    for size in (1, 10**6):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(limits, "RULES_IN_SECTION", size)
            plan = make_plan(rules)
        with_rules = [stratum for stratum in plan.strata if stratum.templates]
        assert len(plan.sections) >= (len(with_rules) if size == 1 else 1)
        assert len(plan.sections) <= (len(list(plan.strata)) if size == 1 else 1)
        event(f"{min(len(plan.sections), 4)} sections")
        found.append(ReteEngine(plan).derive(posed.root, posed.today))
    assert found[0] == found[1]


def test_a_plan_is_plain_data() -> None:
    plan = make_plan(program(rule("a", APPLICATION, or_(liked, compare(answer_by, "<", today())))))
    assert pickle.loads(pickle.dumps(plan)) == plan


def test_hundreds_of_rules_may_fire_for_one_instance() -> None:
    rules = program(
        *(rule(f"c{n}", APPLICATION, compare(answer_by, ">", date(n + 1))) for n in range(600)),
        *(
            rule(f"j{n}", APPLICATION, and_(compare(answer_by, "<", today()), given(answer_by)))
            for n in range(300)
        ),
    )
    root = situation(application(answer_by=TODAY - 1), application(answer_by=301))
    found = BACKEND.compile_program(rules).derive(root, TODAY)
    fired = [f.rule[0] + f.place[13] for f in found.firings]
    assert [fired.count(kind) for kind in ("c0", "c1", "j0", "j1")] == [600, 300, 300, 300]


def test_a_long_conjunction_needs_every_one_of_its_tests() -> None:
    several = [not_(is_(answer_by, date(n))) for n in range(1, 100)]
    rules = program(rule("a", APPLICATION, and_(given(answer_by), *several)))
    engine = BACKEND.compile_program(rules)
    root = situation(*(application(answer_by=n) for n in range(1, 102)), application())
    places = [f.place for f in engine.derive(root, TODAY).firings]
    assert places == ["applications[99]", "applications[100]"]

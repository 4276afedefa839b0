"""The smallest changes: worked out by hand, and held against a search that leaves nothing out."""

from __future__ import annotations

from itertools import islice

import pytest

from advisor import api
from advisor.analysis import build_program
from advisor.counterfactual.changes import Key, apply_changes
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.searching import smallest_changes
from advisor.ir import Value
from advisor.loading.declarations.packs import load_pack_texts
from tests.counterfactual.exhaustive import EXAMPLES, answers, reaching_sets
from tests.counterfactual.made import FILES, make_advisor, make_case, ways_of
from tests.rendering.made import day

WAITING = "{company: Acme, stage: waiting, promised_on: 2026-11-25}"
ACME, GLOBEX = "applications[0]", "applications[1]"

# A situation, what is wanted of which action, and the smallest ways: by the facts that change, their new values.
HAND_MADE: dict[str, tuple[str, Aim, str, list[dict[Key, Value | None]]]] = {
    "a promise runs out, or it was for an earlier day": (
        f"applications: [{WAITING}]",
        Aim.ADVISED,
        "chase",
        [{("", "today"): day("2026-11-26")}, {(ACME, "promised_on"): day("2026-11-21")}],
    ),
    "what is silenced takes two changes": (
        f"quiet: yes\napplications: [{WAITING}]",
        Aim.ADVISED,
        "chase",
        [
            {("", "today"): day("2026-11-26"), ("", "quiet"): False},
            {("", "quiet"): False, (ACME, "promised_on"): day("2026-11-21")},
        ],
    ),
    "an offer that nobody has decided about": (
        "applications: [{company: Acme, stage: offered}]",
        Aim.ADVISED,
        "accept",
        [{(ACME, "decided"): True}],
    ),
    "an offer takes two changes, of the same instance": (
        "applications: [{company: Acme, stage: applied}, {company: Globex, stage: over}]",
        Aim.ADVISED,
        "accept",
        [
            {(ACME, "stage"): "offered", (ACME, "decided"): True},
            {(GLOBEX, "stage"): "offered", (GLOBEX, "decided"): True},
        ],
    ),
    "what comes before goes away, or is done": (
        "applications: [{company: Acme, stage: offered, decided: yes}, {company: Globex, stage: waiting}]",
        Aim.FIRST,
        "accept",
        [{("", "quiet"): True}, {(GLOBEX, "stage"): "offered"}, {(GLOBEX, "told"): True}],
    ),
    "advice goes away": (
        "applications: [{company: Acme, stage: waiting, heard_on: 2026-11-10}]",
        Aim.GONE,
        "chase",
        [
            {("", "quiet"): True},
            {(ACME, "stage"): "offered"},
            {(ACME, "promised_on"): day("2026-11-22")},
            {(ACME, "heard_on"): day("2026-11-15")},
            {(ACME, "chases"): 2_000_000},
        ],
    ),
    "advice goes away for all of whom it is": (
        "applications: [{company: A, stage: offered, decided: yes}, {company: B, stage: offered, decided: yes}]",
        Aim.GONE,
        "accept",
        [
            {(ACME, one): to_one, (GLOBEX, other): to_other}
            for one, to_one in (("stage", "over"), ("decided", False))
            for other, to_other in (("stage", "over"), ("decided", False))
        ],
    ),
}


@pytest.mark.parametrize(("text", "aim", "action", "ways"), HAND_MADE.values(), ids=HAND_MADE)
def test_the_smallest_changes_are_those_worked_out_by_hand(
    text: str, aim: Aim, action: str, ways: list[dict[Key, Value | None]]
) -> None:
    found = ways_of(text, aim, action)
    assert found.size == len(ways[0])
    assert sorted(map(repr, (dict(sorted(way.changes)) for way in found.ways))) == sorted(
        map(repr, (dict(sorted(way.items())) for way in ways))
    )


def test_what_stands_already_takes_no_change() -> None:
    found = ways_of("applications: []", Aim.FIRST, "rest")
    assert (found.size, [way.changes for way in found.ways]) == (0, [()])


NO_WAY = {
    "nobody can change the country": (
        "country: there\napplications: [{company: Acme, stage: offered}]",
        "accept",
        (),
    ),
    "what is fixed stays": (
        "applications: [{company: Acme, stage: offered}]",
        "accept",
        ("decided",),
    ),
    "there is no application": ("applications: []", "chase", ()),
    "what was done stays done": (
        "applications: [{company: A, stage: offered}, {company: B, stage: waiting, told: yes}]",
        "tell",
        ("stage",),
    ),
}


@pytest.mark.parametrize(("text", "action", "fixed"), NO_WAY.values(), ids=NO_WAY)
def test_what_cannot_be_reached_is_said_to_be_so(
    text: str, action: str, fixed: tuple[str, ...]
) -> None:
    found = ways_of(text, Aim.ADVISED, action, fixed)
    assert (found.size, found.ways, found.searched) == (None, (), 3)


def test_a_fact_never_becomes_a_choice_that_does_not_come_again() -> None:
    found = ways_of(
        f"applications: [{WAITING.replace('2026-11-25', '2026-11-20')}]", Aim.GONE, "chase"
    )
    [stage] = [way for way in found.ways if way.changes[0][0] == (ACME, "stage")]
    assert {stage.changes[0][1], *stage.others} == {"offered", "over", None}


def test_a_stretch_of_days_has_its_ends() -> None:
    found = ways_of(f"applications: [{WAITING}]", Aim.ADVISED, "chase")
    [waiting, promised] = found.ways
    assert (waiting.since, waiting.until) == (day("2026-11-26"), None)
    assert (promised.since, promised.until) == (None, day("2026-11-21"))


def test_a_day_on_which_something_happened_only_moves_on_and_never_beyond_today() -> None:
    found = ways_of(
        "applications: [{company: A, stage: waiting, heard_on: 2026-11-10}]", Aim.GONE, "chase"
    )
    [heard] = [way for way in found.ways if way.changes[0][0] == (ACME, "heard_on")]
    days = {heard.changes[0][1], *heard.others}
    assert days == set(range(day("2026-11-15"), day("2026-11-22") + 1))


@pytest.mark.parametrize("engine", api.ENGINES)
@pytest.mark.parametrize("row", HAND_MADE.values(), ids=HAND_MADE)
def test_every_way_leads_there_on_each_engine(
    row: tuple[str, Aim, str, list[dict[Key, Value | None]]], engine: str
) -> None:
    text, aim, action, _ = row
    root = make_case(text).situation.root
    for way in ways_of(text, aim, action).ways:
        changed = apply_changes(root, day("2026-11-22"), dict(way.changes))
        _, advice = make_advisor(engine).on(changed.today).pieces(changed.root, None)
        assert Goal(aim, action).is_reached(advice)
        assert advice == way.advice


@pytest.mark.parametrize("row", HAND_MADE.values(), ids=HAND_MADE)
def test_a_search_that_leaves_nothing_out_finds_the_same_sets(
    row: tuple[str, Aim, str, list[dict[Key, Value | None]]],
) -> None:
    text, aim, action, ways = row
    root, today = make_case(text).situation.root, day("2026-11-22")
    size = len(ways[0])
    for smaller in range(1, size):
        assert not reaching_sets(make_advisor(), root, today, Goal(aim, action), smaller)
    found = {
        frozenset(keys)
        for keys in reaching_sets(make_advisor(), root, today, Goal(aim, action), size)
    }
    assert found == {frozenset(way) for way in ways}


OF_EXAMPLES = (
    "first-chase",
    "on-hold",
    "thanks-after-a-first-interview",
    "offer-in-hand-favourite-pending",
    "a-no-i-regret",
)


@pytest.mark.parametrize("name", OF_EXAMPLES)
def test_no_smaller_set_of_an_example_reaches_what_is_asked(name: str) -> None:
    several = list(islice(answers([EXAMPLES / f"{name}.yaml"]), 5))
    assert {answer.found.size for answer, *_ in several} - {0}
    for answer, advisor, root, today in several:
        size = answer.found.size
        for smaller in range(1, 2 if size is None else min(size, 3)):
            assert not reaching_sets(advisor, root, today, answer.goal, smaller), answer.goal
        if size == 1:  # and all sets of that size are found
            reaching = reaching_sets(advisor, root, today, answer.goal, 1)
            assert {tuple(k for k, _ in way.changes) for way in answer.found.ways} == reaching


def test_where_the_situation_is_an_error_changes_lead_out_of_it() -> None:
    case = make_case("applications: [{company: Acme, stage: waiting, heard_on: 2026-11-10}]")
    root = apply_changes(case.situation.root, 0, {(ACME, "heard_on"): day("2026-11-10")}).root
    late = day("9999-12-30")
    broken = apply_changes(root, 0, {(ACME, "heard_on"): late}).root
    advisor = make_advisor()
    assert advisor.on(late).pieces(broken, None)[0].error is not None
    found = smallest_changes(advisor, broken, late, Goal(Aim.ADVISED, "rest"))
    assert [{key for key, _ in way.changes} for way in found.ways] == [{(ACME, "promised_on")}]


@pytest.mark.parametrize("unread", ["chases > vast * vast", "promised_on < today - far * 2"])
def test_what_is_out_of_range_where_nobody_reads_it_turns_nothing(unread: str) -> None:
    rules = FILES["rules.yaml"].replace(
        "patience:", "vast: {value: 900000000}\n  far: {value: 3000000 days}\n  patience:", 1
    )
    rules += "  - {rule: r, for: application, advise: tell, because: I., source: book,\n"
    rules += f'     when: "decided or any(other applications, {unread})"}}\n'
    loaded = load_pack_texts({**FILES, "rules.yaml": rules}, "small")
    assert loaded.pack is not None, loaded.diagnostics
    advisor = api.Advisor(build_program(loaded.pack))
    case = make_case(f"applications: [{WAITING}]")  # there is no other one
    found = smallest_changes(
        advisor, case.situation.root, day("2026-11-22"), Goal(Aim.ADVISED, "tell")
    )
    assert [{key for key, _ in way.changes} for way in found.ways] == [{(ACME, "decided")}]


WAITING_ON_ANOTHER = """\
entities:
  situation:
    facts:
      moved: {type: yes-no, ask: Have you moved?}
      has_address: {type: yes-no, ask: Have you an address?}
actions:
  post: {title: Post it, kind: do, importance: urgent, after: [ask-where]}
  pack: {title: Pack, kind: do}
  ask-where: {title: Ask where, kind: do, importance: low}
rules:
  - {rule: a, advise: post, because: B.}
  - {rule: b, advise: pack, because: B.}
  - {rule: c, when: moved and not has_address, advise: ask-where, because: B.}
"""


def test_what_leads_may_have_to_wait_for_what_two_facts_bring_about() -> None:
    pack = {"pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1\ntitle: P\n"}
    loaded = load_pack_texts({**pack, "rules.yaml": WAITING_ON_ANOTHER}, "p")
    assert loaded.pack is not None, loaded.diagnostics
    advisor = api.Advisor(build_program(loaded.pack))
    text = "today: 2026-11-22\nmoved: no\nhas_address: yes"
    [case] = api.load_cases_text(text, "me.yaml", advisor.program).cases
    found = smallest_changes(
        advisor, case.situation.root, day("2026-11-22"), Goal(Aim.FIRST, "pack")
    )
    assert [dict(way.changes) for way in found.ways] == [
        {("", "moved"): True, ("", "has_address"): False}
    ]

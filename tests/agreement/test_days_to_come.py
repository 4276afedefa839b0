"""Dates with `looks: back`: a day that is still to come counts for nothing, on every engine.

Worked out by hand. Today is the 22nd of November 2026, unless a row says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from advisor.backends.agenda import advise_from
from advisor.backends.columnar import compile_columnar
from advisor.backends.oracle import evaluate, open_questions, verdicts
from advisor.backends.rete import BACKEND as RETE
from advisor.ir import AsOf, Instance, future_facts, without_future
from advisor.rendering.words import place_all, place_stated
from tests.agreement.columns import differences, table_of, told_by_columns
from tests.agreement.engines import ALL
from tests.agreement.world import outcome, program_of, situation_of
from tests.strategies.situations import Posed

TODAY = 739_942  # 2026-11-22
PACK = """
entities:
  situation:
    facts:
      moved_on: {type: date, looks: back}
      plan: {type: date, looks: ahead}
  box:
    list: boxes
    label: the box of {seen_on|no day}
    facts:
      thanked: {type: yes-no}
      thanked_on: {type: date, looks: back, dates: thanked}
      seen_on: {type: date, looks: back, default: 2026-11-24}
      paid_on: {type: date, looks: back, dates: paid}
      paid_again_on: {type: date, looks: back, dates: paid}
      paid: {type: yes-no, default: yes}
      held_on: {type: date, looks: back, required: yes}
      opens_on: {type: date}
      sent_by: {type: choice, choices: {post: By post, hand: By hand}}
      sent_on: {type: date, looks: back, dates: sent_by}
  item:
    within: box
    list: items
    facts:
      given_on: {type: date, looks: back, dates: given_away}
      given_away: {type: yes-no}
actions:
  thanked: {title: Thanked, kind: wait}
  no-thanks: {title: No thanks, kind: wait}
  said-no: {title: Said no, kind: wait}
  seen: {title: "Seen {seen_on|never}", kind: wait}
  paid: {title: Paid, kind: wait}
  held: {title: Held, kind: wait}
  opens: {title: Opens, kind: wait}
  moved: {title: Moved, kind: wait}
  planned: {title: Planned, kind: wait}
  posted: {title: Posted, kind: wait}
  not-by-hand: {title: Not by hand, kind: wait}
  given: {title: Given, kind: wait}
rules:
  - {rule: thanked, for: box, when: thanked, advise: {action: thanked, due: thanked_on}, because: So.}
  - {rule: no-thanks, for: box, when: not thanked, advise: no-thanks, because: So.}
  - {rule: said-no, for: box, when: thanked is no, advise: said-no, because: So.}
  - {rule: seen, for: box, when: seen_on is given, advise: {action: seen, due: seen_on}, because: So.}
  - {rule: paid, for: box, when: paid, advise: paid, because: So.}
  - {rule: held, for: box, when: held_on is given, advise: {action: held, due: held_on}, because: So.}
  - {rule: opens, for: box, when: opens_on is given, advise: {action: opens, due: opens_on}, because: So.}
  - {rule: moved, when: moved_on is given, advise: {action: moved, due: moved_on}, because: So.}
  - {rule: planned, when: plan is given, advise: {action: planned, due: plan}, because: So.}
  - {rule: posted, for: box, when: sent_by is post, advise: {action: posted, due: sent_on}, because: So.}
  - rule: not-by-hand
    for: box
    when: sent_by is given and sent_by is not hand
    advise: not-by-hand
    because: So.
  - rule: given
    for: box
    when: any(items, given_away)
    advise: {action: given, due: "latest(items, given_on)"}
    because: So.
"""
SEEN = "seen ..24"  # by default, whatever the day


@dataclass(frozen=True)
class Row:
    """The facts of one box, held on the 1st, and what is advised for it: `action ..due`."""

    facts: str
    advice: set[str]
    today: int = TODAY


ROWS: dict[str, Row] = {
    "a day that has passed counts": Row(
        "thanked: yes, thanked_on: 2026-11-20", {"thanked ..20", "paid", SEEN}
    ),
    "today counts": Row("thanked: yes, thanked_on: 2026-11-22", {"thanked ..22", "paid", SEEN}),
    "tomorrow does not count, and nor does what was done then": Row(
        "thanked: yes, thanked_on: 2026-11-23", {"no-thanks", "paid", SEEN}
    ),
    "tomorrow counts once it has come": Row(
        "thanked: yes, thanked_on: 2026-11-23", {"thanked ..23", "paid", SEEN}, TODAY + 1
    ),
    "a no with a day to come is no no either": Row(
        "thanked: no, thanked_on: 2026-12-01", {"no-thanks", "paid", SEEN}
    ),
    "a no without a day is a no": Row("thanked: no", {"no-thanks", "said-no", "paid", SEEN}),
    "a yes without a day counts": Row("thanked: yes", {"thanked", "paid", SEEN}),
    "a yes whose day is none counts": Row(
        "thanked: yes, thanked_on: none", {"thanked", "paid", SEEN}
    ),
    "a day to come without a yes changes nothing": Row(
        "thanked_on: 2026-11-23", {"no-thanks", "paid", SEEN}
    ),
    "a default is no statement, so it counts, to come or not": Row(
        "thanked: yes", {"thanked", "paid", SEEN}, TODAY - 10
    ),
    "a stated day to come is none, and its default does not step in": Row(
        "thanked: yes, seen_on: 2026-11-25", {"thanked", "paid"}
    ),
    "a stated day that has passed stands before the default": Row(
        "thanked: yes, seen_on: 2026-11-21", {"thanked", "paid", "seen ..21"}
    ),
    "the default of a yes-no fact does not step in for it": Row(
        "thanked: yes, paid_on: 2026-11-30", {"thanked", SEEN}
    ),
    "one of two days to come is enough": Row(
        "thanked: yes, paid: yes, paid_on: 2026-11-20, paid_again_on: 2026-11-30",
        {"thanked", SEEN},
    ),
    "two days that have passed are none": Row(
        "thanked: yes, paid: yes, paid_on: 2026-11-20, paid_again_on: 2026-11-21",
        {"thanked", "paid", SEEN},
    ),
    "a date that does not look back may be to come": Row(
        "thanked: yes, opens_on: 2026-12-24", {"thanked", "paid", "opens ..2026-12-24", SEEN}
    ),
    "a choice counts from its day on": Row(
        "thanked: yes, sent_by: post, sent_on: 2026-11-22",
        {"thanked", "paid", "posted ..22", "not-by-hand", SEEN},
    ),
    "a choice whose day is to come is none": Row(
        "thanked: yes, sent_by: post, sent_on: 2026-11-23", {"thanked", "paid", SEEN}
    ),
    "a choice without a day counts": Row(
        "thanked: yes, sent_by: post", {"thanked", "paid", "posted", "not-by-hand", SEEN}
    ),
    "in an inner list it is the same": Row(
        "thanked: yes, items: [{given_away: yes, given_on: 2026-11-23}]", {"thanked", "paid", SEEN}
    ),
    "of several items those count whose day has passed": Row(
        "thanked: yes, items: [{given_away: yes, given_on: 2026-11-23},"
        " {given_away: yes, given_on: 2026-11-19}]",
        {"thanked", "paid", "given ..19", SEEN},
    ),
}


def text_of(row: Row) -> str:
    return f"boxes: [{{held_on: 2026-11-01, {row.facts}}}]"


def root_of(text: str) -> Instance:
    return situation_of(text, program_of(PACK)).root


def due_words(iso: str | None) -> str:
    if iso is None:
        return ""
    return f" ..{iso[-2:]}" if iso.startswith("2026-11") else f" ..{iso}"


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_one_situation_at_a_time(engine: str, row: Row) -> None:
    program, root = program_of(PACK), root_of(text_of(row))
    derivations = ALL[engine].compile_program(program).derive(root, row.today)
    found = {
        piece.action + due_words(None if piece.due_date is None else piece.due_date.isoformat())
        for piece in advise_from(program, root, row.today, derivations)
    }
    assert found == row.advice | {"held ..01"}


def test_many_situations_at_once_each_with_its_own_day() -> None:
    program = program_of(PACK)
    posed = [Posed(root_of(text_of(row)), row.today) for row in ROWS.values()]
    for block_size in (2, 100):
        told = told_by_columns(
            compile_columnar(program).decide(
                table_of(program, posed), AsOf(), block_size=block_size
            )
        )
        found = [
            {
                action + due_words(None if due is None else due.isoformat())
                for _, action, _, _, _, _, due, _, _ in one.advice
            }
            for one in told
        ]
        assert found == [row.advice | {"held ..01"} for row in ROWS.values()]
    assert not list(differences(program, posed))


def test_the_day_of_the_run_decides_in_columns_too() -> None:
    program = program_of(PACK)
    row = ROWS["tomorrow does not count, and nor does what was done then"]
    table = table_of(program, [Posed(root_of(text_of(row)), TODAY)])
    [told] = told_by_columns(compile_columnar(program).decide(table, AsOf(TODAY + 1)))
    assert "thanked" in {action for _, action, *_ in told.advice}


FACTS_OF_THE_SITUATION: dict[str, tuple[str, set[str]]] = {
    "a day to come": ("moved_on: 2026-11-23", set()),
    "a day that has passed": ("moved_on: 2026-11-21", {"moved"}),
    "a day that looks ahead": ("plan: 2026-11-23", {"planned"}),
}


@pytest.mark.parametrize("engine", ALL)
@pytest.mark.parametrize("case", FACTS_OF_THE_SITUATION.values(), ids=FACTS_OF_THE_SITUATION)
def test_facts_of_the_situation_itself(engine: str, case: tuple[str, set[str]]) -> None:
    text, advised = case
    assert {p.action for p in outcome(PACK, text, ALL[engine]).advice} == advised
    program = program_of(PACK)
    assert not list(differences(program, [Posed(root_of(text), TODAY)] * 3))


def test_a_required_day_to_come_is_not_given_either() -> None:
    text = "boxes: [{held_on: 2026-11-29, thanked: yes}]"
    for backend in ALL.values():
        assert "held" not in {p.action for p in outcome(PACK, text, backend).advice}
    assert not list(differences(program_of(PACK), [Posed(root_of(text), TODAY)]))


def test_titles_and_labels_do_not_show_it() -> None:
    text = "boxes: [{held_on: 2026-11-01, seen_on: 2026-11-29, thanked: yes}]"
    [piece] = [p for p in outcome(PACK, text, RETE).advice if p.action == "thanked"]
    assert piece.target == "the box of no day"
    assert not list(differences(program_of(PACK), [Posed(root_of(text), TODAY)]))


def test_what_does_not_count_is_no_open_question() -> None:
    """Nobody is asked again: a yes would count as little as before."""
    program = program_of(PACK)
    root = root_of("boxes: [{held_on: 2026-11-01, thanked_on: 2026-11-23}]")
    asked = {point.fact for point in open_questions(program, root, TODAY)[0]}
    assert not asked & {"thanked", "thanked_on", "held_on"}
    assert {"paid", "paid_on"} & asked
    assert verdicts(program, root, TODAY)["no-thanks", "boxes[0]"] == "certain"


def test_what_carrying_out_changes_is_worked_out_on_the_day_but_judged_today() -> None:
    program = program_of(PACK)
    root = root_of("moved_on: 2026-11-22")
    moved = next(r for r in program.pack.rules.values() if r.name == "moved")
    assert moved.advises is not None and moved.advises.due is not None
    yesterday, due = TODAY - 1, moved.advises.due
    assert evaluate(program, root, TODAY, "", due) == TODAY
    assert evaluate(program, root, yesterday, "", due) is None
    assert evaluate(program, root, yesterday, "", due, evaluation_day=TODAY) == TODAY


def test_a_situation_without_days_to_come_stays_the_very_same() -> None:
    program = program_of(PACK)
    root = root_of(text_of(ROWS["today counts"]))
    assert without_future(root, program.pack.looking_back, TODAY) is root
    later = root_of(text_of(ROWS["in an inner list it is the same"]))
    cleaned = without_future(later, program.pack.looking_back, TODAY)
    assert cleaned is not later
    assert without_future(cleaned, program.pack.looking_back, TODAY) is cleaned
    assert later.lists["boxes"][0].lists["items"][0].facts["given_away"] is True


def test_what_is_left_out_comes_by_place_and_declaration() -> None:
    pack = program_of(PACK).pack
    root = root_of(
        "moved_on: 2026-12-01\nboxes: [{held_on: 2026-12-02, thanked_on: 2026-12-03,"
        " items: [{given_on: 2026-12-04}]}, {held_on: 2026-11-22, paid_on: 2026-12-05}]"
    )
    found = future_facts(place_stated(pack, root), pack.looking_back, TODAY)
    assert [(here.place, fact, dated) for here, fact, dated in found] == [
        ("", "moved_on", None),
        ("boxes[0]", "thanked_on", "thanked"),
        ("boxes[0]", "held_on", None),
        ("boxes[0].items[0]", "given_on", "given_away"),
        ("boxes[1]", "paid_on", "paid"),
    ]
    assert not list(future_facts(place_all(pack, root, TODAY), pack.looking_back, TODAY))


def test_only_what_was_stated_is_changed() -> None:
    pack = program_of(PACK).pack
    root = root_of(text_of(ROWS["tomorrow does not count, and nor does what was done then"]))
    [box] = without_future(root, pack.looking_back, TODAY).lists["boxes"]
    [stated] = root.lists["boxes"]
    assert box == replace(stated, facts={**stated.facts, "thanked": None, "thanked_on": None})

"""Timelines: spells against the engine of every day, by rows and by columns; bars and changes by hand."""

from __future__ import annotations

import pytest

from advisor import api
from advisor.backends.advising import Advisor
from advisor.diagnostics import ArgumentError
from advisor.ir import ActionKind, Advice, Importance, Instance, Situation, Spell, Status, Timeline
from advisor.timeline import spells
from tests.examples.collection import example_files
from tests.timeline.test_semantics import FIXED, program_with

EXAMPLES = example_files()
MON = 739_957  # 2026-12-07


def shown(advice: tuple[Advice, ...]) -> list[object]:
    return [
        (p.action, p.place, p.entity, p.status, p.start, p.due, p.title, p.full_label, p.rules)
        for p in advice
    ]


@pytest.mark.beside_coverage
@pytest.mark.parametrize("few", [0, 10**6], ids=["in columns", "in rows"])
def test_the_first_and_the_last_day_of_a_spell_are_as_if_asked_for(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spells, "FEW", few)
    program = api.load_pack()
    advisor = Advisor(program, "oracle")
    for path in EXAMPLES[::16]:
        for case in api.load_cases(path, program).cases:
            own = advisor.with_values(case.parameters)
            timeline = api.timeline(own, case.situation, 40)
            end = timeline.first - 1
            for spell in timeline.spells:
                assert spell.first == end + 1
                end = spell.last
                for day, advice in ((spell.first, spell.advice), (spell.last, spell.advice_at_end)):
                    _, came = own.on(day).pieces(case.situation.root, None)
                    assert shown(advice) == shown(came), (path.name, day)
            assert end == timeline.last == timeline.first + 40


def test_a_bar_has_the_reasons_of_its_piece_whatever_worked_it_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = api.load_pack()
    path = next(p for p in EXAMPLES if p.stem == "waiting-for-a-promised-date")
    [case] = api.load_cases(path, program).cases
    bars = []
    for few in (0, 10**6):
        monkeypatch.setattr(spells, "FEW", few)
        bars.append(api.timeline(Advisor(program), case.situation).bars)
    assert bars[0] == bars[1]
    assert all(bar.piece.because for bar in bars[0])


def test_an_error_that_comes_later_is_told_on_its_days() -> None:
    program = program_with("today + 5 days is after a")
    last = 3_652_059  # 9999-12-31
    timeline = api.timeline(
        Advisor(program, "oracle"), Situation(None, last - 10, Instance("situation", FIXED))
    )
    *_, before, after = timeline.spells
    assert (before.last, before.error) == (last - 5, "")
    assert (after.first, after.last, after.advice) == (last - 4, last, ())
    assert "out of range" in after.error


def test_a_timeline_takes_at_least_one_day() -> None:
    program = program_with("a is given")
    situation = Situation(None, MON, Instance("situation", FIXED))
    with pytest.raises(ArgumentError, match="at least one day"):
        api.timeline(Advisor(program, "oracle"), situation, 0)
    assert api.timeline(Advisor(program, "oracle"), situation, 1).last == MON + 1


# --- bars and changes -----------------------------------------------------------------------------------


def piece(
    action: str, place: str = "", due: int | None = None, status: Status = Status.NOW
) -> Advice:
    start = MON + 50 if status is Status.LATER else None
    return Advice(
        action, "", place, "situation", ActionKind.DO, Importance.NORMAL, start, due, status,
        action.title(), (),
    )  # fmt: skip


def spell(first: int, last: int, *advice: Advice, at_end: tuple[Advice, ...] = ()) -> Spell:
    return Spell(MON + first, MON + last, advice, at_end or advice)


def bars_of(*given: Spell) -> list[tuple[object, ...]]:
    return [
        (
            bar.piece.action,
            bar.first - MON,
            bar.last - MON,
            None if bar.due is None else bar.due - MON,
            None if bar.overdue_from is None else bar.overdue_from - MON,
            bar.is_cut,
            [then.action for then in bar.then],
        )
        for bar in Timeline(None, given).bars
    ]


def changes_of(*given: Spell) -> list[tuple[object, ...]]:
    return [
        (
            change.day - MON,
            [p.action for p in change.begins],
            [p.action for p in change.becomes_overdue],
            [p.action for p in change.ends],
        )
        for change in Timeline(None, given).changes
    ]


def test_a_piece_gives_way_to_the_next_one_about_the_same() -> None:
    given = (
        spell(0, 4, piece("wait", "a[0]"), piece("rest", "a[1]")),
        spell(5, 9, piece("ask", "a[0]"), piece("look", "a[1]"), piece("rest", "a[1]")),
    )
    assert bars_of(*given) == [
        ("wait", 0, 4, None, None, False, ["ask"]),
        ("rest", 0, 9, None, None, True, []),
        ("ask", 5, 9, None, None, True, []),
        ("look", 5, 9, None, None, True, []),
    ]
    assert changes_of(*given) == [(5, ["ask", "look"], [], ["wait"])]


def test_a_piece_becomes_overdue() -> None:
    late = piece("pay", due=MON + 3, status=Status.OVERDUE)
    given = (spell(0, 3, piece("pay", due=MON + 3)), spell(4, 9, late))
    assert bars_of(*given) == [("pay", 0, 9, 3, 4, True, [])]
    assert changes_of(*given) == [(4, [], ["pay"], [])]


def test_what_is_for_later_has_no_bar_before_it_begins() -> None:
    given = (spell(0, 3, piece("call", status=Status.LATER)), spell(4, 9, piece("call")))
    assert bars_of(*given) == [("call", 4, 9, None, None, True, [])]
    assert changes_of(*given) == [(4, ["call"], [], [])]


def test_what_ends_and_comes_back_has_two_bars() -> None:
    given = (spell(0, 1, piece("call")), spell(2, 3), spell(4, 9, piece("call")))
    assert bars_of(*given) == [
        ("call", 0, 1, None, None, False, []),
        ("call", 4, 9, None, None, True, []),
    ]
    assert changes_of(*given) == [(2, [], [], ["call"]), (4, ["call"], [], [])]


def test_a_due_that_moves_on_with_today_is_no_last_day() -> None:
    moving = spell(0, 5, piece("do", due=MON), at_end=(piece("do", due=MON + 5),))
    assert bars_of(moving) == [("do", 0, 5, None, None, True, [])]
    days = (spell(0, 0, piece("do", due=MON + 1)), spell(1, 5, piece("do", due=MON + 2)))
    assert bars_of(*days) == [("do", 0, 5, None, None, True, [])]


def test_a_due_that_stands_first_is_the_last_day_even_if_it_moves_later() -> None:
    given = (
        spell(0, 3, piece("do", due=MON + 3)),
        spell(4, 9, piece("do", due=MON + 4), at_end=(piece("do", due=MON + 9),)),
    )
    assert bars_of(*given) == [("do", 0, 9, 3, None, True, [])]


def test_where_nothing_changes_there_are_no_changes() -> None:
    assert changes_of(spell(0, 9, piece("do"))) == []
    assert bars_of(spell(0, 9)) == []

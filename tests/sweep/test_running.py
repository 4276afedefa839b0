"""The same situations for each of many values, counted."""

import pytest

from advisor.ir import STATUSES, AsOf
from advisor.sweep.ranges import read_axes
from advisor.sweep.running import (
    ANY,
    Countable,
    FewSituations,
    StatedSituation,
    Sweep,
    SweepCounts,
    run_sweep,
)
from tests.sweep.swept import TODAY, program, stated


def few(settled: frozenset[str], today: int | None = None) -> Countable:
    """The situations, decided one by one."""
    return FewSituations(stated(), AsOf(today, TODAY), settled)


def many(settled: frozenset[str], today: int | None = None) -> Countable:
    """The situations in columns."""
    pytest.importorskip("numpy")
    pytest.importorskip("pyarrow")
    from advisor.sweep.columns import in_columns

    return in_columns(stated(), program().pack, AsOf(today, TODAY), settled)


ENGINES = {"one by one": few, "in columns": many}
both = pytest.mark.parametrize("made", ENGINES.values(), ids=ENGINES)


def swept(made: object, settings: dict[str, str], today: int | None = None) -> Sweep:
    """The sweep over the situations of the test pack."""
    axes = read_axes(program().pack, settings, {})
    assert callable(made)
    return run_sweep(program(), axes, made(frozenset(settings), today))


def shown(counts: SweepCounts) -> dict[str, tuple[int, ...]]:
    """Now, overdue, later and any, by action."""
    actions = sorted({action for action, _ in counts.advised})
    return {a: tuple(counts.advised[a, s] for s in (*STATUSES, ANY)) for a in actions}


@both
def test_each_value_gets_its_own_counts(made: object) -> None:
    found = swept(made, {"wait": "1 day, 5 days, 7 days, 10 days"})
    assert [found.values_of(values) for values, _ in found.points] == [
        ("1 day",),
        ("5 days",),
        ("7 days",),
        ("10 days",),
    ]
    assert [shown(counts) for _, counts in found.points] == [
        {"ask": (1, 2, 0, 3), "rest": (1, 0, 0, 1)},
        {"ask": (0, 2, 1, 3), "rest": (1, 0, 0, 1)},
        {"ask": (2, 0, 1, 3), "rest": (1, 0, 0, 1)},
        {"ask": (0, 0, 3, 3), "rest": (1, 0, 0, 1)},
    ]
    assert {(c.situations, c.without, c.errors, c.pieces) for _, c in found.points} == {
        (5, 1, 1, 4)
    }


@both
def test_a_situation_keeps_its_own_value_of_a_parameter_that_is_not_swept(made: object) -> None:
    found = swept(made, {"cap": "1..3"})
    assert [shown(counts) for _, counts in found.points] == [
        {"ask": (0, 0, 1, 1), "rest": (2, 0, 0, 2)},  # only the one that waits four weeks asks
        {"ask": (0, 1, 2, 3), "rest": (1, 0, 0, 1)},
        {"ask": (0, 2, 2, 3)},
    ]


@both
def test_a_situation_with_the_same_advice_twice_counts_once(made: object) -> None:
    found = swept(made, {"cap": "3, 4"})
    _, counts = found.points[0]
    assert counts.advised["ask", ANY] == 3  # four pieces: Acme later and Globex overdue in one
    assert counts.pieces == 4


@both
def test_errors_count_where_the_value_makes_them(made: object) -> None:
    found = swept(made, {"limit": "1, 1000"})
    assert [(counts.errors, counts.without) for _, counts in found.points] == [(0, 2), (1, 1)]


@both
def test_a_date_for_all_overrides_that_of_the_situations(made: object) -> None:
    found = swept(made, {"wait": "5 days, 7 days"}, TODAY - 7)
    assert [shown(counts)["ask"] for _, counts in found.points] == [(0, 0, 3, 3), (0, 0, 3, 3)]


def test_one_value_is_fixed_and_no_axis() -> None:
    found = swept(few, {"wait": "7 days", "cap": "1..2"})
    assert [axis.name for axis in found.axes] == ["cap"]
    assert dict(found.fixed) == {"wait": "1 week"}
    assert [shown(c)["rest"] for _, c in found.points] == [(2, 0, 0, 2), (1, 0, 0, 1)]
    assert shown(found.points[1][1])["ask"] == (2, 0, 1, 3)


def test_a_grid_has_a_point_for_each_combination() -> None:
    found = swept(few, {"cap": "1..2", "wait": "5 days, 10 days"})
    assert [found.values_of(values) for values, _ in found.points] == [
        ("1", "5 days"),
        ("1", "10 days"),
        ("2", "5 days"),
        ("2", "10 days"),
    ]
    assert found.series("ask", "later") == (0, 1, 1, 3)


def test_whoever_waits_hears_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    axes = read_axes(program().pack, {"cap": "1..3"}, {})
    run_sweep(program(), axes, few(frozenset()), lambda done, of: heard.append((done, of)))
    assert heard == [(0, 3), (1, 3), (2, 3)]


def test_advice_without_a_difference_is_known() -> None:
    found = swept(few, {"wait": "1 day, 5 days"})
    assert [action for action in found.actions if found.changes(action)] == ["ask"]
    assert found.actions == ("ask", "rest")


def test_nothing_at_all_can_be_counted() -> None:
    axes = read_axes(program().pack, {"cap": "1..2"}, {})
    nobody: tuple[StatedSituation, ...] = ()
    found = run_sweep(program(), axes, FewSituations(nobody, AsOf(default=TODAY), frozenset()))
    assert found.actions == ()
    assert [counts.situations for _, counts in found.points] == [0, 0]

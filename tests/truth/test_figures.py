"""From cases to figures, and figures held to their floors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.truth.figures import MEASURES, Figure, by_kind, by_part
from tests.truth.floors import FloorsError, breaches, raised, read_floors, write_floors
from tests.truth.made import ASK, CHASE, WAIT, against, day, expert, form, piece, score
from tests.truth.model import ROUNDS, Bounds, ExpertAction, part_of

MEASURE = {measure.name: measure for measure in MEASURES}

# Three things advised: one said, one half said, one missed. It begins wrongly and a contradiction is unmarked.
POOR = score(
    expert(
        actions=(
            ExpertAction("ask", (CHASE,), time=Bounds(None, day(11))),
            ExpertAction("wait", (), (form("wait-for-reply"),)),
            ExpertAction("accept", (form("accept-offer"),)),
        ),
        contradicts=(against("wait-for-reply"), against("accept-offer")),
    ),
    WAIT,
    ASK,
    piece("give-notice"),
    words=200,
)
GOOD = score(expert("another_case", "thanks"), ASK, words=101)
MILD = score(
    expert("third_case", "thanks", first=(), contradicts=(against("chase"),)),
    piece("chase", views=("Others would wait.",)),
    words=100,
)

FIGURES: dict[str, tuple[Figure, str, str]] = {
    "cases": (Figure(3, 3), "3", "3"),
    "advised": (Figure(3, 5), "60 % (3 of 5)", "60"),
    "advised-or-partly": (Figure(4, 5), "80 % (4 of 5)", "80"),
    "contradictions": (Figure(1, 3), "1", "1"),
    "marked-contradictions": (Figure(1, 3), "1", "1"),
    "first": (Figure(1, 2), "50 % (1 of 2)", "50"),
    "timing": (Figure(0, 1), "0 % (0 of 1)", "0"),
    "pieces": (Figure(5, 3), "1.7", "1.7"),
    "irrelevant": (Figure(1, 5), "20 % (1 of 5)", "20"),
    "words": (Figure(401, 3), "133.7", "133.7"),
}


@pytest.mark.parametrize("name", MEASURE)
def test_each_measure_counts_what_it_says(name: str) -> None:
    figure, words, held = FIGURES[name]
    found = MEASURE[name].of([POOR, GOOD, MILD])
    assert found == figure
    assert MEASURE[name].words(found) == words
    assert MEASURE[name].held(found) == Decimal(held)


@pytest.mark.parametrize(
    ("name", "part", "whole", "held"),
    [
        ("advised", 2, 3, "66.6"),
        ("advised", 1, 1, "100"),
        ("irrelevant", 2, 3, "66.7"),
        ("words", 301, 3, "100.4"),
        ("contradictions", 7, 3, "7"),
    ],
)
def test_a_figure_is_rounded_so_that_it_keeps_to_itself(
    name: str, part: int, whole: int, held: str
) -> None:
    assert MEASURE[name].held(Figure(part, whole)) == Decimal(held)


def test_what_was_never_counted_has_no_figure() -> None:
    assert MEASURE["timing"].words(MEASURE["timing"].of([GOOD])) == "—"
    assert MEASURE["timing"].held(MEASURE["timing"].of([GOOD])) is None


# By the digests that sha256sum prints, and by the lists of the rounds that came later.
PARTS = {
    "a_case": "aside",
    "another_case": "work",
    "third_case": "aside",
    "altman_week_from_friday": "work",
    "pbs_better_fit": "latest",
    "purdue_month_of_silence": "newest",
    "tes_tuesday_and_friday": "unseen",
    "egullet_nobody_else_applied": "recent",
    "hotspots_my_best_friend_got_it": "current",
    "aam2013_the_train_fare": "further",
    "globe_a_wedding_far_away": "seventh",
}


@pytest.mark.parametrize("name", PARTS)
def test_a_case_belongs_to_a_part_by_its_name(name: str) -> None:
    assert part_of(name) == PARTS[name]


def test_cases_are_parted_by_their_names() -> None:
    assert by_part([POOR, GOOD, MILD]) == {
        "work": (GOOD,),
        "aside": (POOR, MILD),
        "latest": (),
        "newest": (),
        "unseen": (),
        "recent": (),
        "current": (),
        "further": (),
        "seventh": (),
    }


def test_kinds_come_in_their_order_and_only_those_that_there_are() -> None:
    assert list(by_kind([POOR, GOOD, MILD]).items()) == [
        ("thanks", (GOOD, MILD)),
        ("clock", (POOR,)),
    ]


def parts_of(**more: Any) -> dict[str, Any]:
    return {"work": (POOR, GOOD, MILD), "aside": (GOOD,), **dict.fromkeys(ROUNDS, (GOOD,)), **more}


FLOORS = """\
work:
  at least: {cases: 3, advised: 60, advised-or-partly: 80, first: 50, timing: 0}
  at most: {contradictions: 1, pieces: 1.7, irrelevant: 20, words: 133.7}
aside:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
latest:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
newest:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
unseen:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
recent:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
current:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
further:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
seventh:
  at least: {cases: 1, advised: 100, advised-or-partly: 100, first: 100, timing: 0}
  at most: {contradictions: 0, pieces: 1, irrelevant: 0, words: 101}
"""


def broken(floors: str) -> list[str]:
    timed = score(
        expert(actions=(ExpertAction("ask", (CHASE,), time=Bounds(None, day(12))),)), ASK, words=101
    )
    more = parts_of(aside=(timed,), **dict.fromkeys(ROUNDS, (timed,)))
    return breaches(read_floors(floors), more)


def test_figures_at_their_floors_keep_to_them() -> None:
    assert broken(FLOORS) == []


BROKEN = {
    "too few": ("advised: 60,", "advised: 60.1,", "60, but it must be at least 60.1"),
    "too many": ("words: 133.7", "words: 133.6", "133.7, but it must be at most 133.6"),
    "aside": ("words: 101", "words: 100", "101, but it must be at most 100"),
    "no floor": ("irrelevant: 20, ", "", "no floor is set"),
}


@pytest.mark.parametrize(("old", "new", "told"), BROKEN.values(), ids=BROKEN)
def test_a_figure_worse_than_its_floor_is_told(old: str, new: str, told: str) -> None:
    [line] = broken(FLOORS.replace(old, new, 1))
    assert line.endswith(told)


def test_a_floor_without_anything_to_count_is_told() -> None:
    assert breaches(read_floors(FLOORS), parts_of()) == [
        "aside: cases with the right timing: there is nothing to count",
        "latest: cases with the right timing: there is nothing to count",
        "newest: cases with the right timing: there is nothing to count",
        "unseen: cases with the right timing: there is nothing to count",
        "recent: cases with the right timing: there is nothing to count",
        "current: cases with the right timing: there is nothing to count",
        "further: cases with the right timing: there is nothing to count",
        "seventh: cases with the right timing: there is nothing to count",
    ]


def test_floors_move_only_to_what_is_better() -> None:
    before = read_floors(
        "work:\n  at least: {advised: 50, first: 90}\n  at most: {words: 120, pieces: 4}\n"
    )
    after = raised(before, parts_of())["work"]
    assert after == {
        "cases": Decimal(3),
        "advised": Decimal(60),  # was 50
        "advised-or-partly": Decimal(80),
        "first": Decimal(90),  # 50 now, which is worse
        "timing": Decimal(0),
        "contradictions": Decimal(1),
        "pieces": Decimal("1.7"),  # was 4
        "irrelevant": Decimal(20),
        "words": Decimal(120),  # 133.7 now, which is worse
    }


def test_floors_are_read_as_they_were_written() -> None:
    floors = raised(read_floors(""), parts_of())
    assert read_floors(write_floors(floors)) == floors


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "half:\n  at least: {advised: 3}\n",
            "there is no part `half`; there are work, aside, latest, newest, unseen, recent, current, "
            "further, seventh",
        ),
        ("work:\n  at least: {advise: 3}\n", "no measure `advise` is held to at least a figure"),
        ("work:\n  at most: {advised: 3}\n", "no measure `advised` is held to at most a figure"),
        ("work:\n  at most: {marked-contradictions: 3}\n", "no measure `marked-contradictions`"),
    ],
)
def test_floors_that_cannot_be_held_are_refused(text: str, told: str) -> None:
    with pytest.raises(FloorsError, match=told):
        read_floors(text)

"""Places in a situation, and situations with one thing changed."""

from __future__ import annotations

import pytest

from advisor.ir import (
    Instance,
    instance_at,
    place_inside,
    place_steps,
    with_closed_list,
    with_fact,
    with_item,
)

INTERVIEW = Instance("interview", {"held_on": 1})
ACME = Instance("application", {"company": "Acme"}, {"interviews": (INTERVIEW,)})
GLOBEX = Instance("application", {"company": "Globex"}, {"interviews": ()})
ROOT = Instance("situation", {}, {"applications": (ACME, GLOBEX)}, frozenset({"applications"}))


@pytest.mark.parametrize(
    ("place", "steps"),
    [
        ("", ()),
        ("applications[0]", (("applications", 0),)),
        ("applications[12].interviews[3]", (("applications", 12), ("interviews", 3))),
    ],
)
def test_a_place_is_a_way_through_lists(place: str, steps: tuple[tuple[str, int], ...]) -> None:
    assert place_steps(place) == steps
    again = ""
    for name, number in steps:
        again = place_inside(again, name, number)
    assert again == place


def test_the_instance_at_a_place_is_found() -> None:
    assert instance_at(ROOT, "") is ROOT
    assert instance_at(ROOT, "applications[0].interviews[0]") is INTERVIEW
    with pytest.raises(IndexError):
        instance_at(ROOT, "applications[2]")


def test_one_fact_changes_and_everything_else_stays() -> None:
    changed = with_fact(ROOT, "applications[0].interviews[0]", "thanked", None)
    assert instance_at(changed, "applications[0].interviews[0]").facts == {
        "held_on": 1,
        "thanked": None,
    }
    assert instance_at(changed, "applications[1]") is GLOBEX
    assert INTERVIEW.facts == {"held_on": 1}
    assert changed.open_lists == {"applications"}


def test_an_item_is_added_at_the_end() -> None:
    changed = with_item(ROOT, "applications[1]", "interviews", INTERVIEW)
    assert instance_at(changed, "applications[1].interviews[0]") == INTERVIEW
    assert instance_at(changed, "applications[0]") is ACME


def test_a_list_is_closed() -> None:
    assert with_closed_list(ROOT, "", "applications").open_lists == frozenset()

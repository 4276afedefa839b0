"""The order of advice where much of it waits: in groups of any size, for any and for related instances."""

from __future__ import annotations

from random import Random

import pytest

from advisor.ir import SITUATION, Instance, Program
from tests.agreement.columns import differences
from tests.agreement.world import program_of
from tests.strategies.situations import Posed

TODAY = 739_942  # 2026-11-22
FACTS = """
entities:
  situation:
    facts:
      calm: {type: yes-no}
  box:
    list: boxes
    facts:
      opens: {type: date}
      closes: {type: date}
  item:
    within: box
    list: items
    facts:
      flag: {type: yes-no}
actions:
  last:
    title: Last
    kind: do
    importance: urgent
    after_any: [open-box]
  close-box:
    title: Close it
    kind: do
    after: [open-box, use-item]
  open-box: {title: Open it, kind: do}
  use-item:
    title: Use it
    kind: do
    importance: high
    after: [open-box]
  look-on: {title: Look on, kind: wait}
rules:
  - rule: open
    for: box
    when: opens is given
    advise: {action: open-box, start: opens, due: closes}
    because: Open.
  - rule: close
    for: box
    when: closes is given
    advise: {action: close-box, due: closes - 3 days}
    because: Close.
  - rule: use
    for: item
    when: flag
    advise: {action: use-item, due: closes - 1 day}
    because: Use.
  - rule: finish
    when: calm
    advise: last
    because: Finish.
  - rule: look
    for: item
    unless: flag
    advise: {action: look-on, due: closes}
    because: Look.
"""
FIXED = """
entities:
  situation:
    facts:
      begun: {type: date}
      ends: {type: date}
      calm: {type: yes-no}
actions:
  third: {title: Third, kind: do, importance: urgent, after: [first, second]}
  second: {title: Second, kind: do, after_any: [first]}
  first: {title: First, kind: do, importance: low}
rules:
  - rule: one
    when: begun is given
    advise: {action: first, start: begun}
    because: One.
  - rule: two
    when: ends is given
    advise: {action: second, due: ends}
    because: Two.
  - rule: three
    when: calm
    advise: third
    because: Three.
"""


def situation(rng: Random, boxes: int) -> Posed:
    """Boxes with random dates and items."""

    def day() -> int | None:
        return None if rng.random() < 0.2 else TODAY + rng.randint(-4, 4)

    items = [
        tuple(Instance("item", {"flag": rng.random() < 0.5}) for _ in range(rng.randint(0, 2)))
        for _ in range(boxes)
    ]
    inside = tuple(
        Instance("box", {"opens": day(), "closes": day()}, {"items": mine}) for mine in items
    )
    return Posed(Instance(SITUATION, {"calm": rng.random() < 0.8}, {"boxes": inside}), TODAY)


@pytest.mark.parametrize(("boxes", "count"), [(1, 60), (3, 60), (12, 20), (40, 4)])
def test_what_waits_comes_after_what_it_waits_for(boxes: int, count: int) -> None:
    rng = Random(boxes)
    posed = [situation(rng, boxes) for _ in range(count)] + [situation(rng, 0)]
    assert not list(differences(program_of(FACTS), posed))


def fixed_situations(rng: Random) -> list[Posed]:
    days = [None, *range(TODAY - 2, TODAY + 3)]
    return [
        Posed(
            Instance(
                SITUATION,
                {"begun": rng.choice(days), "ends": rng.choice(days), "calm": rng.random() < 0.7},
            ),
            TODAY,
        )
        for _ in range(200)
    ]


def test_where_each_action_waits_for_all_before_it_dates_do_not_matter() -> None:
    program: Program = program_of(FIXED)
    assert not list(differences(program, fixed_situations(Random(1))))


@pytest.mark.parametrize("text", [FACTS, FIXED], ids=["by date", "fixed"])
def test_keys_that_are_too_long_are_sorted_one_by_one(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.backends.columnar.advice.order.KEY_BITS", 5)
    rng = Random(7)
    posed = [situation(rng, 4) for _ in range(30)] if text == FACTS else fixed_situations(rng)
    assert not list(differences(program_of(text), posed))

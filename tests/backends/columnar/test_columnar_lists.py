"""List functions where it is easy to go wrong: lists of all lengths, filters, `own` and `other`."""

from __future__ import annotations

from random import Random

import pytest

from advisor.ir.packs import SITUATION
from advisor.ir.situations import AsOf, Instance
from advisor.ir.types import MILLION, NUMBER_LIMIT
from tests.agreement.columns import differences, table_of, told_by_columns, told_by_oracle
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
      size: {type: number}
      opens: {type: date}
  item:
    within: box
    list: items
    facts:
      flag: {type: yes-no}
      weight: {type: number}
      made: {type: date}
actions:
  a: {title: A, kind: do}
  b: {title: B, kind: do}
  c: {title: C, kind: do}
  d: {title: D, kind: do}
  e: {title: E, kind: do}
  f: {title: F, kind: do}
  g: {title: G, kind: do}
"""
RULES = """
rules:
  - rule: any-heavy
    for: box
    when: any(items, weight > 5, flag)
    advise: {action: a, due: "latest(items, made, flag)"}
    because: Any.
  - rule: every-light
    for: box
    when: every(items, weight < 9, flag)
    advise: {action: b, start: "earliest(items, made)"}
    because: Every.
  - rule: many
    for: box
    when: count(items, flag) * 2 > count(items)
    advise: {action: c, due: "first_by(items, weight, made)"}
    because: Many.
  - rule: total
    for: box
    when: sum(items, weight) > 20
    advise: {action: d, due: "last_by(items, weight, made, flag)"}
    because: Total.
  - rule: heavier-than-the-others
    for: item
    when: not any(other items, weight > own weight)
    advise: e
    because: Heaviest.
  - rule: later-than-a-box
    for: item
    when: any(boxes, opens is before own made)
    advise: f
    because: Later.
  - rule: fits-nowhere-else
    for: box
    when: every(other boxes, size < own size or any(items, weight > own size))
    advise: g
    because: Nowhere.
"""


def item(rng: Random) -> Instance:
    facts = {
        "flag": rng.choice((True, False, None)),
        "weight": rng.choice((None, *range(0, 12 * MILLION, MILLION))),
        "made": rng.choice((None, *range(TODAY - 9, TODAY + 9))),
    }
    return Instance("item", facts)


def box(rng: Random, items: int) -> Instance:
    facts = {"size": rng.randint(0, 9) * MILLION, "opens": TODAY + rng.randint(-6, 6)}
    return Instance("box", facts, {"items": tuple(item(rng) for _ in range(items))})


@pytest.mark.parametrize("most", [3, 31, 32, 33, 127, 128, 129, 260])
def test_lists_of_any_length_say_what_the_oracle_says(most: int) -> None:
    rng = Random(most)
    lengths = [(most, 0, 1), (), (2, most - 1), (1,), (0, 0), (most // 2, 3)]
    posed = [
        Posed(Instance(SITUATION, {}, {"boxes": tuple(box(rng, n) for n in some)}), TODAY)
        for some in lengths
    ]
    assert not list(differences(program_of(FACTS + RULES), posed))


LARGE = """
rules:
  - rule: any-in-range
    for: box
    when: {}(items, weight * 1000 * 1000 > 1, flag)
    advise: a
    because: A product that can leave the range.
"""


@pytest.mark.parametrize("function", ["any", "every"])
def test_what_a_filter_leaves_out_is_not_read_and_cannot_leave_the_range(function: str) -> None:
    program = program_of(FACTS + LARGE.replace("{}", function))
    posed = []
    for flags in ((True, False), (False, True), (False, False), (True, True)):
        items = tuple(
            Instance("item", {"flag": flag, "weight": weight})
            for flag, weight in zip(flags, (MILLION, NUMBER_LIMIT - 1), strict=True)
        )
        boxes = (Instance("box", {}, {"items": items}),)
        posed.append(Posed(Instance(SITUATION, {}, {"boxes": boxes}), TODAY))
    wanted = told_by_oracle(program, posed)
    assert [told.error for told in wanted] == [None, "range", None, "range"]
    from advisor.backends.columnar import compile_columnar

    found = told_by_columns(compile_columnar(program).decide(table_of(program, posed), AsOf()))
    assert found == wanted

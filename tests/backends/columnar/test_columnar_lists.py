"""List functions where it is easy to go wrong: lists of all lengths, filters, `own` and `other`."""

from __future__ import annotations

from random import Random

import numpy as np
import pyarrow as pa
import pytest

from advisor.backends.columnar import compile_columnar
from advisor.ir import MILLION, NUMBER_LIMIT, SITUATION, AsOf, Instance
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
    found = told_by_columns(compile_columnar(program).decide(table_of(program, posed), AsOf()))
    assert found == wanted


MISSING = """
rules:
  - {rule: total, for: box, when: "sum(items, weight + 3) > 5", advise: a, because: So.}
  - {rule: plain, for: box, when: "sum(items, weight) > 2", advise: b, because: So.}
  - {rule: others, for: item, when: "sum(other items, weight + 3) > 0", advise: e, because: So.}
"""


def with_weights(table: pa.Table, weights: pa.Array) -> pa.Table:
    """The table of one situation with one box, whose items weigh this; null slots keep what they hold."""
    boxes: pa.ListArray = table.column("boxes").combine_chunks()
    box = boxes.values
    items = box.field("items")
    item = items.values
    columns = [weights if f.name == "weight" else item.field(f.name) for f in item.type]
    item = pa.StructArray.from_arrays(columns, names=[f.name for f in item.type])
    items = pa.ListArray.from_arrays(items.offsets, item)
    columns = [items if f.name == "items" else box.field(f.name) for f in box.type]
    box = pa.StructArray.from_arrays(columns, names=[f.name for f in box.type])
    at = table.schema.get_field_index("boxes")
    return table.set_column(at, "boxes", pa.ListArray.from_arrays(boxes.offsets, box))


@pytest.mark.parametrize(
    ("weights", "advised"),
    [
        ((2, None), {"boxes[0].items[1]": "e"}),  # 2 + 3 = 5, and the other one adds nothing to it
        ((None, None), {}),
        ((None, 3), {"boxes[0]": "ab", "boxes[0].items[0]": "e"}),
        ((1, 2), {"boxes[0]": "ab", "boxes[0].items[0]": "e", "boxes[0].items[1]": "e"}),
    ],
)
@pytest.mark.parametrize("beneath", [0, 900])
def test_what_is_missing_adds_nothing_whatever_stands_beneath_it(
    weights: tuple[int | None, ...], advised: dict[str, str], beneath: int
) -> None:
    program = program_of(FACTS + MISSING)
    items = tuple(Instance("item", {} if w is None else {"weight": w * MILLION}) for w in weights)
    root = Instance(SITUATION, {}, {"boxes": (Instance("box", {}, {"items": items}),)})
    table = table_of(program, [Posed(root, TODAY)])
    numbers = np.array([beneath if w is None else w for w in weights])
    table = with_weights(table, pa.array(numbers, mask=np.array([w is None for w in weights])))
    found: dict[str, str] = {}
    for piece in compile_columnar(program).decide(table, AsOf()).advice.to_pylist():
        found[piece["place"]] = found.get(piece["place"], "") + piece["action"]
    assert {place: "".join(sorted(names)) for place, names in found.items()} == advised

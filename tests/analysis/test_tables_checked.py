"""What is found in decision tables, and that what a cell lets through is what its condition says."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.analysis.conditions import check_pitfalls
from advisor.analysis.tables import check_tables
from advisor.ir import Boxes, InputAxis, Pack, Region, Uncovered, axis_of, boxes_of, overlaps
from advisor.loading.declarations.packs import load_pack_texts
from tests.strategies.table_packs import random_table_pack

HEAD = "pack: fees\nversion: 1.0.0\nlanguage: 1.1\ntitle: Fees\n"
FACTS = """
entities:
  situation:
    facts:
      kind: {type: choice, required: yes, ask: Which?, choices: {repair: Repair, swap: Swap}}
      taste: {type: choice, ask: Which?, choices: {sweet: Sweet, sour: Sour}}
      age: {type: duration, required: yes, min: 0 days, max: 30 days, ask: How old?}
      parts: {type: number, ask: How many?}
      days_off: {type: number, default: 0, ask: How many?}
      shop: {type: text, required: yes, ask: Where?}
      urgent: {type: yes-no, required: yes, ask: Urgent?}
      bought: {type: date, required: yes, ask: When?}
      fee: {type: number, concluded: yes}
      rank: {type: number, concluded: yes, default: 1}
      extras: {type: several, ask: What else?, choices: {box: A box, strap: A strap}}
  other_part:
    list: other_parts
    label: part
    facts:
      note: {type: text, ask: What about it?}
parameters:
  limit: {value: 3, title: A limit}
actions:
  pay: {title: Pay, kind: wait}
tables:
  - table: fee
"""


def _pack(hit: str, when: str, *rows: tuple[str, ...], more: str = "") -> Pack:
    text = f"    hit: {hit}\n    when: [{when}]\n    then: {{conclude: fee}}\n    rows:\n"
    text += "".join(f"      - {json.dumps(row)}\n" for row in rows) + more
    loaded = load_pack_texts({"pack.yaml": HEAD, "all.yaml": FACTS + text}, "p")
    assert loaded.pack is not None, [d.message for d in loaded.diagnostics]
    return loaded.pack


FOUND = {  # (policy, inputs, rows) -> (code, severity, words of the message)
    "nothing: all kinds and ages": (
        ("unique", "kind, age"),
        [("repair", "< 14 days", "1"), ("repair", "14 days .. 30 days", "2"), ("swap", "-", "3")],
        [],
    ),
    "a gap between two rows": (
        ("unique", "kind, age"),
        [("repair", "< 14 days", "1"), ("repair", "> 14 days", "2"), ("swap", "-", "3")],
        [("ADV541", "warning", "for the case that `kind` is repair and `age` is 14 days")],
    ),
    "a gap that lies far out": (
        ("unique", "parts"),
        [("< 5", "1"), ("not given", "2")],
        [("ADV541", "warning", "for the case that `parts` is 5")],
    ),
    "no gap where nothing is given, since nothing follows then": (
        ("unique", "parts"),
        [("< 5", "1"), (">= 5", "2")],
        [],
    ),
    "no gap where there is a default": (
        ("unique", "days_off"),
        [("< 5", "1"), (">= 5", "2")],
        [],
    ),
    "no gap in a fact with a default by rules": (
        ("unique", "rank"),
        [("< 5", "1"), (">= 5", "2")],
        [],
    ),
    "no gap in today": (
        ("unique", "today"),
        [("< 2026-01-01", "1"), (">= 2026-01-01", "2")],
        [],
    ),
    "a gap among texts": (
        ("unique", "shop"),
        [('"Acme"', "1"), ('"Globex"', "2")],
        [("ADV541", "warning", "for the case that `shop` is any other text")],
    ),
    "a gap among yes and no": (
        ("unique", "urgent"),
        [("yes", "1")],
        [("ADV541", "warning", "for the case that `urgent` is no")],
    ),
    "a gap among dates": (
        ("unique", "bought"),
        [("before 2026-01-02", "1"), ("after 2026-01-02", "2")],
        [("ADV541", "warning", "for the case that `bought` is 2026-01-02")],
    ),
    "a gap between two whole numbers, where there are fractions": (
        ("unique", "parts"),
        [("<= 7", "1"), (">= 8", "2")],
        [("ADV541", "warning", "for the case that `parts` is 7.5")],
    ),
    "no gap between rows for one whole number and the next": (
        ("unique", "parts"),
        [("<= 6", "1"), ("7", "2"), ("one of (8, 9)", "3"), (">= 10", "4")],
        [],
    ),
    "a gap among whole numbers that are listed": (
        ("unique", "parts"),
        [("<= 6", "1"), ("7", "2"), ("8", "3"), (">= 10", "4")],
        [("ADV541", "warning", "for the case that `parts` is 9")],
    ),
    "no gap between counts": (
        ("unique", "count(other_parts)"),
        [("0", "1"), ("1 .. 3", "2"), ("> 3", "3")],
        [],
    ),
    "no gap between counts of choices": (
        ("unique", "count(extras)"),
        [("0", "1"), ("1 .. 2", "2"), ("> 2", "3")],
        [],
    ),
    "a gap among counts": (
        ("unique", "count(other_parts)"),
        [("0", "1"), ("2 .. 3", "2"), ("> 3", "3")],
        [("ADV541", "warning", "for the case that `count(other_parts)` is 1")],
    ),
    "no gap between whole years": (
        ("unique", '"years(bought, today)"'),
        [("<= 1", "1"), (">= 2", "2")],
        [],
    ),
    "no gap between whole days, counted as a number": (
        ("unique", "2 * days(age) - 1"),
        [("<= 1", "1"), (">= 2", "2")],
        [],
    ),
    "no gap between numbers that were rounded": (
        ("unique", "round_up(parts / 3)"),
        [("<= 1", "1"), (">= 2", "2")],
        [],
    ),
    "a gap between numbers that were rounded to a digit": (
        ("unique", '"round(parts, 1)"'),
        [("<= 1", "1"), (">= 2", "2")],
        [("ADV541", "warning", "is 1.5")],
    ),
    "a gap between numbers that were divided": (
        ("unique", "days(age) / 2"),
        [("<= 1", "1"), (">= 2", "2")],
        [("ADV541", "warning", "is 1.5")],
    ),
    "no gap between whole numbers that rules conclude": (
        ("unique", "rank"),
        [("<= 1", "1"), (">= 2", "2")],
        [],
    ),
    "a row for fractions of what is counted": (
        ("unique", "count(other_parts)"),
        [("<= 1", "1"), ("(1 .. 2)", "2"), (">= 2", "3")],
        [("ADV543", "warning", "can never hold")],
    ),
    "two rows that hold together": (
        ("unique", "age"),
        [("< 15 days", "1"), (">= 14 days", "2")],
        [("ADV542", "error", "the rows `fee/1` and `fee/2` both hold where `age` is 14 days")],
    ),
    "two rows that hold together for numbers, of which a whole one is named": (
        ("unique", "rank"),
        [("> 0", "1"), ("< 2", "2")],
        [("ADV542", "warning", "the rows `fee/1` and `fee/2` both hold where `rank` is 1")],
    ),
    "two rows that hold together between two whole numbers": (
        ("unique", "parts"),
        [("> 0", "1"), ("< 0.5", "2")],
        [("ADV542", "error", "both hold where `parts` is 0.1")],
    ),
    "two rows that hold together where nothing is given": (
        ("unique", "taste"),
        [("not sweet", "1"), ("not given", "2"), ("sweet", "3")],
        [("ADV542", "error", "both hold where `taste` is not given")],
    ),
    "two rows with a concluded input may not meet": (
        ("unique", "age, rank"),
        [("< 15 days", "-", "1"), (">= 14 days", "-", "2")],
        [("ADV542", "warning", "both hold where `age` is 14 days and `rank` is 0")],
    ),
    "two rows that say the same, where one may hold": (
        ("unique", "age"),
        [("< 15 days", "1"), (">= 14 days", "1")],
        [("ADV542", "error", "both hold where `age` is 14 days")],
    ),
    "two rows that say the same": (
        ("any", "age"),
        [("< 15 days", "1"), (">= 14 days", "1")],
        [],
    ),
    "two rows that do not say the same": (
        ("any", "age"),
        [("< 15 days", "1"), (">= 14 days", "2")],
        [("ADV542", "error", "say different things where `age` is 14 days")],
    ),
    "a row beyond the bounds": (
        ("first", "age"),
        [("> 40 days", "1"), ("-", "2")],
        [("ADV543", "warning", "the row `fee/1` can never hold: nothing that `age` can be")],
    ),
    "a row behind two that cover it": (
        ("first", "kind, age"),
        [
            ("repair", "<= 14 days", "1"),
            ("repair", "> 10 days", "2"),
            ("repair", "5 days .. 20 days", "3"),
            ("-", "-", "4"),
        ],
        [("ADV543", "warning", "the row `fee/3` is never reached")],
    ),
    "an outcome that is never the first": (
        ("priority", "urgent"),
        [("yes", "1"), ("-", "2")],
        [("ADV543", "warning", "the row `fee/1` is never reached")],
    ),
    "parameters count by their values": (
        ("unique", "days_off"),
        [("< limit", "1"), (">= 4", "2")],
        [("ADV541", "warning", "for the case that `days_off` is 3")],
    ),
    "nothing where a cell hangs on another fact": (
        ("unique", "days_off"),
        [("< parts", "1"), (">= parts", "2")],
        [],
    ),
    "collected rows may meet and leave gaps": (
        ("collect", "age"),
        [("< 3 days", "1"), ("< 5 days", "2")],
        [],
    ),
}
MORE = {"priority": "    order: [2, 1]\n", "collect": "    collect: sum\n"}


@pytest.mark.parametrize("name", FOUND)
def test_what_is_wrong_in_a_table_is_found(name: str) -> None:
    (hit, when), rows, expected = FOUND[name]
    pack = _pack(hit, when, *rows, more=MORE.get(hit, ""))
    found = [(d.code, d.severity.value, d.message) for d in check_tables(pack)]
    assert [(code, severity) for code, severity, _ in found] == [e[:2] for e in expected]
    for (_, _, message), (_, _, words) in zip(found, expected, strict=True):
        assert words in message


def test_a_negated_cell_is_told_in_the_words_of_tables() -> None:
    pack = _pack("unique", "taste", ("not sweet", "1"), ("is given and not sour", "2"))
    found = [d for d in check_pitfalls(pack) if d.code == "ADV531"]
    assert [d.help for d in found] == [
        "if that is not meant, write `is given and not …` in this cell"
    ]


def test_many_rows_at_odds_are_not_all_told() -> None:
    pack = _pack("unique", "age", *(("-", str(number)) for number in range(20)))
    assert sum(d.code == "ADV542" for d in check_tables(pack)) == 10


def test_a_table_that_is_too_large_to_be_looked_through_is_let_alone() -> None:
    pack = _pack("first", "age", ("< 3 days", "1"), ("> 3 days", "2"))
    boxes = _boxes(pack)
    assert Uncovered(boxes).example(3) is not None
    tired = Uncovered(boxes, budget=0)
    assert tired.example(3) is None and tired.is_given_up


def _boxes(pack: Pack, name: str = "fee") -> Boxes:
    table = pack.tables[name]
    values = {name: p.value for name, p in pack.parameters.items()}
    return boxes_of(table.inputs, table.cells, None, values)


def _random(seed: int) -> Pack:
    pack = load_pack_texts(random_table_pack(seed).texts, "p").pack
    assert pack is not None
    return pack


def _near(axis: InputAxis, region: Region) -> list[int]:
    """Numbers at the ends of an axis and of the ranges of a region, and beside them."""
    ends = {n for pair in region for end in pair for n in (end - 1, end, end + 1)}
    ends |= {axis.none, axis.low, axis.high}
    return sorted(n for n in ends if axis.none <= n <= axis.high)


@given(st.integers(0, 100_000))
@settings(max_examples=60)
def test_a_region_is_what_the_cell_is_meant_to_let_through(seed: int) -> None:
    pack, meant = _random(seed), random_table_pack(seed)
    limits = {name: p.value for name, p in pack.parameters.items()}
    for table in meant.tables:
        read = pack.tables[table.name]
        for at, input in enumerate(read.inputs):
            axis = axis_of(input, [row[at] for row in read.cells], None, limits)
            for row, (cells, _) in zip(read.cells, table.rows, strict=True):
                region = axis.region(row[at])
                assert region is not None
                for number in _near(axis, region):
                    is_inside = any(first <= number <= last for first, last in region)
                    assert is_inside is cells[at].holds(axis.value_at(number)), cells[at].text


@given(st.integers(0, 100_000))
@settings(max_examples=60)
def test_rows_that_overlap_are_those_whose_boxes_do(seed: int) -> None:
    pack = _random(seed)
    for name in pack.tables:
        boxes = _boxes(pack, name)
        for row, others in overlaps(boxes):
            wanted = range(row + 1, boxes.count)
            assert list(others) == [n for n in wanted if boxes.shared(row, n) is not None]


@given(st.integers(0, 100_000))
@settings(max_examples=60)
def test_an_example_is_covered_by_no_row_and_without_one_everything_is(seed: int) -> None:
    pack, rng = _random(seed), Random(seed)
    for name in pack.tables:
        boxes = _boxes(pack, name)
        everything = (1 << boxes.count) - 1
        looked = Uncovered(boxes)
        example = looked.example(everything)
        assert not looked.is_given_up
        points = [] if example is None else [example]
        if example is None:
            points = [
                tuple(
                    rng.choice([n for r in column if r is not None for n in _near(axis, r)])
                    for axis, column in zip(boxes.axes, boxes.regions, strict=True)
                )
                for _ in range(30)
            ]
        for point in points:
            is_covered = any(_lies_in(point, boxes.box(row)) for row in range(boxes.count))
            assert is_covered is (example is None)


def _lies_in(point: tuple[int, ...], box: tuple[Region, ...]) -> bool:
    return all(
        any(first <= number <= last for first, last in region)
        for number, region in zip(point, box, strict=True)
    )

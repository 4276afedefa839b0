"""Expressions over time, by hand: from Monday 7 December 2026 on, when does what change?"""

from __future__ import annotations

from datetime import date

import pytest

from advisor.analysis import build_program
from advisor.ir import Instance, Program
from advisor.loading.declarations.packs import load_pack_texts
from advisor.timeline.outlook import look_ahead

MON = date(2026, 12, 7).toordinal()
FACTS = """\
entities:
  situation:
    facts:
      a: {type: date, ask: A?}
      b: {type: date, ask: B?}
      n: {type: number, ask: N?}
      d: {type: duration, ask: D?}
      p: {type: period, ask: P?}
      seen_on: {type: date, looks: back, dates: seen, ask: Seen on?}
      seen: {type: yes-no, ask: Seen?}
      late: {type: several, ask: Late?, choices: {one_way: One, two_ways: Two}}
  item:
    list: items
    facts:
      held_on: {type: date, ask: On?}
      size: {type: duration, ask: Size?}
parameters:
  rate: {values: {2026-12-09: 1, 2026-12-14: 3, 2027-02-01: 4}}
actions:
  act: {title: Act, kind: do}
"""
RULES = """\
rules:
  - rule: the-rule
    when: {condition}
    advise: act
    because: It says so.
"""
FIXED = {
    "a": date(2026, 12, 10).toordinal(),  # Thursday
    "b": date(2026, 12, 14).toordinal(),  # Monday
    "n": 2_000_000,
    "d": 3,
    "p": 1,  # month
}
ITEMS = tuple(
    Instance("item", {"held_on": MON + after, "size": size})
    for after, size in ((2, 1), (9, 4), (20, 2))
)


def program_with(condition: str) -> Program:
    texts = {
        "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1\ntitle: P\n",
        "facts.yaml": FACTS,
        "rules.yaml": RULES.format(condition=f'"{condition}"'),
    }
    loaded = load_pack_texts(texts, "pack")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


def holds_on(condition: str, facts: dict[str, object] | None = None, days: int = 30) -> list[int]:
    """Whether it holds today as 0 or 1, and after how many days that changes, each time."""
    root = Instance("situation", {**FIXED, **(facts or {})}, {"items": ITEMS})
    outlook = look_ahead(program_with(condition), root, MON, days)
    first = outlook.derivations(MON)
    assert first is not None
    return [len(first.firings), *(day - MON for day in outlook.turns)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        # Comparisons flip on the day itself or on the day after it.
        ("today is on or after a", [0, 3]),
        ("today is after a", [0, 4]),
        ("a is before today", [0, 4]),
        ("a is on or after today", [1, 4]),
        ("today is a", [0, 3, 4]),
        ("today is not a", [1, 3, 4]),
        ("today is one of (a, b)", [0, 3, 4, 7, 8]),
        ("a < b", [1]),
        # What is counted from a day, from today, and in working days.
        ("a + 1 week is before today", [0, 11]),
        ("a - today < 2 days", [0, 2]),
        ("today - a >= d", [0, 6]),
        ("today + 2 working days >= b", [0, 3]),  # on Thursday the 10th, that is Monday the 14th
        ("today - 1 working day is a", [0, 4, 5]),
        ("today + 0 working days is b", [0, 5, 8]),  # Saturday, Sunday and the Monday itself
        ("n * (today - a) > d", [0, 5]),  # 2 days after the 10th, twice that is 4
        ("0.5 * (b - today) <= 1 day", [0, 5]),  # 1.5 days are rounded to 2
        # Months and years; the 10th, the 15th, the 20th, and the last day of the year.
        ("today >= 2026-11-10 + p", [0, 3]),
        ("today + 1 month is after 2027-01-09", [0, 3]),
        ("today + 1 month is end_of_month(today + 1 month)", [0, 24, 25]),
        ("today - 2 * p is 2026-10-31", [0, 24, 25]),
        ("start_of_month(today) is after a", [0, 25]),
        ("end_of_month(today) is after 2026-12-31", [0, 25]),
        ("months(2026-06-15, today) >= 6", [0, 8]),
        ("years(2000-12-20, today) is 26", [0, 13]),
        ("years(today, 2000-12-20) is -26", [0, 13]),
        ("weekday(today) is one of (saturday, sunday)", [0, 5, 7, 12, 14, 19, 21, 26, 28]),
        ("weekday(a) is thursday", [1]),
        # Division, which gives nothing on the 10th, and rounding.
        ("n / days(today - a) >= 1", [0, 4, 6]),
        ("n / days(today - a) is given", [1, 3, 4]),
        ("round(days(today - a) / 2) >= 2", [0, 6]),  # 1.5 on the 13th
        ("round_down(days(today - a) / 2) >= 2", [0, 7]),
        ("abs(today - a) <= 1 day", [0, 2, 5]),
        ("days(today - a) * 1 month > p", [0, 5]),
        # `earliest` and `latest` go over from one to the other.
        ("latest(a, today) is after a", [0, 4]),
        ("earliest(b, today + 3 days) is b", [0, 4]),
        ("latest(today, a) - a >= 2 days", [0, 5]),
        ("first(a, today) is before today", [0, 4]),
        # What holds by date changes on the first day of each step, as the day comes to it.
        ("rate is given", [0, 2]),
        ("rate > 2", [0, 7]),
        ("rate on (today + 3 days) > 2", [0, 4]),
        ("rate on a is 1", [1]),
        ("rate on latest(today, b) is 3", [1]),
        ("rate on (today - 1 week) is 1", [0, 9, 14]),
        ("rate on (today + 1 working day) is 1", [0, 1, 4]),  # Friday's next one is the 14th
        # `and`, `or`, `not`: only what can be seen from outside counts.
        ("today is after a and today is on or before b", [0, 4, 8]),
        ("today is before a or today is after b", [1, 3, 8]),
        ("not (today is after a)", [1, 4]),
        ("a is given and today is after b", [0, 8]),
        ("n > 2 and today is after a", [0]),
        # Lists: on the 9th, the 16th and the 27th.
        ("any(items, held_on is today)", [0, 2, 3, 9, 10, 20, 21]),
        ("every(items, held_on is before today)", [0, 21]),
        ("count(items, held_on is before today) >= 2", [0, 10]),
        ("sum(items, size, held_on is before today) >= 5 days", [0, 10]),
        ("sum(items, today - held_on) >= 0 days", [0, 11]),  # 2 + 9 + 20 = 31 days, and 3 a day
        (
            "earliest(items, held_on, held_on is after today) is after a",
            [0, 2, 20],
        ),  # on the 27th the last has come
        ("latest(items, held_on, held_on is before today) is after a", [0, 10]),
        ("first_by(items, held_on, size, held_on is after today) >= 4 days", [0, 2, 9]),
        ("last_by(items, size, held_on + 1 day) is before today", [0, 11]),
        ("first_by(items, today - held_on, size) is 2 days", [1]),  # all keys grow alike
        (
            "first_by(items, latest(held_on, today), size) is 1 day",
            [1],
        ),  # from the 10th on all equal
        ("any(items, held_on is before today, size > 1 day)", [0, 10]),
        ("max(items, size, held_on is on or before today) is 4 days", [0, 9]),
    ],
)
def test_a_condition_changes_on_these_days(condition: str, expected: list[int]) -> None:
    assert holds_on(condition) == expected


def test_what_has_happened_later_counts_from_its_day_on() -> None:
    facts: dict[str, object] = {"seen": True, "seen_on": MON + 5}
    assert holds_on("seen", facts) == [0, 5]
    assert holds_on("seen_on is given", facts) == [0, 5]


def test_what_has_happened_after_the_period_never_counts() -> None:
    assert holds_on("seen", {"seen": True, "seen_on": MON + 50}) == [0]


def test_a_value_out_of_range_later_is_no_advice_from_then_on() -> None:
    last = date.max.toordinal()
    program = program_with("today + 5 days is after a")
    outlook = look_ahead(program, Instance("situation", FIXED), last - 10, 30)
    assert outlook.period.last == last
    assert outlook.turns == (last - 4,)
    assert outlook.derivations(last - 5) is not None
    assert outlook.derivations(last - 4) is None


def test_a_value_that_is_always_out_of_range_is_no_advice_on_any_day() -> None:
    outlook = look_ahead(
        program_with("a + 3652058 days is after today"), Instance("situation", FIXED), MON, 30
    )
    assert outlook.turns == ()
    assert outlook.derivations(MON + 3) is None

"""Ranges of values as they are written on the command line."""

import pytest

from advisor.ir import MILLION, Pack, iso_date
from advisor.loading.declarations.packs import load_pack_texts
from advisor.sweep.ranges import SweepError, combinations, read_axes
from tests.small_pack import FILES

PARAMETERS = """\
parameters:
  wait: {value: 1 week, min: 3 days, max: 4 weeks}
  margin: {value: 2 working days}
  majority: {value: 18 years, min: 1 month}
  cap: {value: 2, min: 1, max: 6}
  factor: {value: 1.5}
  from_day: {value: 2026-11-01}
  polite: {value: yes}
  tone: {value: "calm"}
"""


def pack() -> Pack:
    """The small pack with a parameter of each type."""
    texts = {f"small/{name}": text for name, text in FILES.items()}
    loaded = load_pack_texts({**texts, "small/parameters.yaml": PARAMETERS}, "small")
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


def values(name: str, text: str, **steps: str) -> list[str]:
    """The values of one axis as they are written."""
    (axis,) = read_axes(pack(), {name: text}, {k.strip("_"): v for k, v in steps.items()})
    return [axis.written(value) for value in axis.values]


RANGES = {
    "every day": ("wait", "3 days..6 days", None, ["3 days", "4 days", "5 days", "6 days"]),
    "every week, where both ends are in weeks": (
        "wait",
        "1 week..3 weeks",
        None,
        ["1 week", "2 weeks", "3 weeks"],
    ),
    "days, where only one end is in weeks": ("wait", "6 days..1 week", None, ["6 days", "7 days"]),
    "a step": ("wait", "3 days..10 days", "3 days", ["3 days", "6 days", "9 days"]),
    "a step in weeks": ("wait", "3 days..21 days", "1 week", ["3 days", "10 days", "17 days"]),
    "one value": ("wait", "5 days", None, ["5 days"]),
    "a list": ("wait", "3 days, 1 week", None, ["3 days", "7 days"]),
    "a list with a range, each value once": (
        "wait",
        "4 days, 3 days..5 days",
        None,
        ["4 days", "3 days", "5 days"],
    ),
    "whole numbers": ("cap", "1..4", None, ["1", "2", "3", "4"]),
    "numbers with a fraction": ("factor", "0.5..0.8", None, ["0.5", "0.6", "0.7", "0.8"]),
    "numbers by a step": ("factor", "0..1", "0.25", ["0", "0.25", "0.5", "0.75", "1"]),
    "numbers below nothing": ("factor", "-1..1", None, ["-1", "0", "1"]),
    "working days": (
        "margin",
        "1 working day..3 working days",
        None,
        ["1 working day", "2 working days", "3 working days"],
    ),
    "every year, where both ends are in years": (
        "majority",
        "16 years..18 years",
        None,
        ["16 years", "17 years", "18 years"],
    ),
    "months, where only one end is in years": (
        "majority",
        "11 months..1 year",
        None,
        ["11 months", "1 year"],
    ),
    "periods by a step": (
        "majority",
        "1 year..2 years",
        "6 months",
        ["1 year", "18 months", "2 years"],
    ),
    "dates": (
        "from_day",
        "2026-11-29..2026-12-01",
        None,
        ["2026-11-29", "2026-11-30", "2026-12-01"],
    ),
    "dates by a step": (
        "from_day",
        "2026-11-01..2026-11-20",
        "1 week",
        ["2026-11-01", "2026-11-08", "2026-11-15"],
    ),
    "yes and no": ("polite", "yes, no", None, ["yes", "no"]),
    "texts": ("tone", "calm, angry", None, ["calm", "angry"]),
    "a range of one": ("cap", "2..2", None, ["2"]),
}


@pytest.mark.parametrize("case", RANGES.values(), ids=RANGES)
def test_a_range_is_every_value_between_its_ends(
    case: tuple[str, str, str | None, list[str]],
) -> None:
    name, text, step, expected = case
    assert values(name, text, **({} if step is None else {"_": step})) == expected


REFUSED = {
    "an unknown parameter": (
        {"wiat": "1 day"},
        {},
        "the pack has no parameter `wiat`; did you mean `wait`?",
    ),
    "a value out of bounds": (
        {"wait": "2 days"},
        {},
        "`wait`: `2 days` is less than the least that is allowed; the least is `3 days`",
    ),
    "a range out of bounds": (
        {"wait": "3 days..5 weeks"},
        {},
        "`wait`: `35 days` is more than the most that is allowed; the most is `28 days`",
    ),
    "a duration for a period": (
        {"majority": "30 days"},
        {},
        "`majority`: `30 days` is not a period; months and years differ in length: write it in"
        " months or years",
    ),
    "another unit": (
        {"wait": "3..14"},
        {},
        "`wait`: `3` is not a duration; did you mean `3 days`?",
    ),
    "backwards": (
        {"wait": "14 days..3 days"},
        {},
        "`wait`: the range runs backwards; write `3 days..14 days`",
    ),
    "half a range": (
        {"wait": "3 days.."},
        {},
        "`wait` has an empty value; write a range such as `3 days..14 days` or a list such as"
        " `3 days, 1 week`",
    ),
    "a range of yes and no": (
        {"polite": "no..yes"},
        {},
        "`polite` is a yes-no and has no ranges; write a list such as `yes, no`",
    ),
    "a step of nothing": (
        {"wait": "3 days..5 days"},
        {"": "0 days"},
        "the step for `wait` has to be more than nothing",
    ),
    "a step backwards": (
        {"wait": "3 days..5 days"},
        {"wait": "-1 days"},
        "the step for `wait` has to be more than nothing",
    ),
    "a step of another kind": (
        {"wait": "3 days..5 days"},
        {"": "2"},
        "the step for `wait`: `2` is not a duration; did you mean `2 days`?",
    ),
    "a step for an unknown parameter": (
        {"wait": "3 days..5 days"},
        {"cup": "1"},
        "the pack has no parameter `cup`; did you mean `cap`?",
    ),
    "a step for what is no range": (
        {"wait": "3 days", "cap": "1..2"},
        {"wait": "1 day"},
        "`wait` has a step but no range; write `3 days..14 days`, for example",
    ),
    "a step without any range": (
        {"wait": "3 days, 5 days"},
        {"": "1 day"},
        "there is a step but no range; write `3 days..14 days`, for example",
    ),
    "too many values": (
        {"factor": "0..1"},
        {"": "0.0001"},
        "`factor`: that range has 10001 values, and the most is 1000; take a larger step",
    ),
    "too many combinations": (
        {"wait": "3 days..28 days", "cap": "1..6", "factor": "0..9"},
        {},
        "these make 1560 combinations of values, and the most is 1000; take larger steps or fewer"
        " ranges",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_swept_is_refused_with_what_to_write_instead(
    case: tuple[dict[str, str], dict[str, str], str],
) -> None:
    settings, steps, message = case
    with pytest.raises(SweepError) as found:
        read_axes(pack(), settings, steps)
    assert str(found.value) == message


def test_several_ranges_make_a_grid_in_which_the_last_runs_fastest() -> None:
    axes = read_axes(pack(), {"cap": "1..2", "from_day": "2026-11-01..2026-11-03"}, {})
    found = [(int(cap) // MILLION, iso_date(int(day))[-2:]) for cap, day in combinations(axes)]
    assert found == [(1, "01"), (1, "02"), (1, "03"), (2, "01"), (2, "02"), (2, "03")]


def test_each_range_may_have_its_own_step() -> None:
    axes = read_axes(
        pack(), {"wait": "3 days..9 days", "cap": "1..5"}, {"wait": "3 days", "cap": "2"}
    )
    assert [len(axis.values) for axis in axes] == [3, 3]

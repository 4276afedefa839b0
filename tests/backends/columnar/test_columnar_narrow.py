"""Narrow columns, sparse masks and records: shorter ways to what the plain ways give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.backends.columnar.kernels.arithmetic import calculate
from advisor.backends.columnar.kernels.sort_keys import KeyPart, dates_with, part_of, sorted_records
from advisor.backends.columnar.kernels.values import (
    ColumnarValue,
    alike,
    dtype_for,
    extreme,
    flatnonzero,
    is_narrow,
    narrowed,
    plain,
)
from advisor.ir import BOUNDS, MILLION, End, Kind, Operator

NUMBERS = (Kind.NUMBER, Kind.NUMBER, Kind.NUMBER)
KINDS = {
    "numbers added": (Operator.PLUS, NUMBERS),
    "numbers taken away": (Operator.MINUS, NUMBERS),
    "numbers multiplied": (Operator.TIMES, NUMBERS),
    "days added": (Operator.PLUS, (Kind.DURATION, Kind.DURATION, Kind.DURATION)),
    "days taken away": (Operator.MINUS, (Kind.DURATION, Kind.DURATION, Kind.DURATION)),
    "days times a number": (Operator.TIMES, (Kind.DURATION, Kind.NUMBER, Kind.DURATION)),
    "a number times days": (Operator.TIMES, (Kind.NUMBER, Kind.DURATION, Kind.DURATION)),
    "a date and days": (Operator.PLUS, (Kind.DATE, Kind.DURATION, Kind.DATE)),
    "a date less days": (Operator.MINUS, (Kind.DATE, Kind.DURATION, Kind.DATE)),
}
WIDE = {Kind.NUMBER: np.int64, Kind.DURATION: np.int32, Kind.DATE: np.int32}


@st.composite
def whole_columns(draw: st.DrawFn, kind: Kind) -> tuple[ColumnarValue, ColumnarValue]:
    """A column of whole numbers, days or dates, as it may be held and as it is plain."""
    lowest, highest = BOUNDS[kind]
    unit = MILLION if kind is Kind.NUMBER else 1
    least, most = -(-lowest // unit), highest // unit
    near = st.integers(max(least, -140), min(most, 140))
    one = st.one_of(near, near, st.sampled_from([least, most, min(most, 40_000), max(least, 1)]))
    numbers = draw(st.lists(one, min_size=5, max_size=5))
    mask = draw(st.none() | st.lists(st.booleans(), min_size=5, max_size=5).map(np.array))
    scale = np.array(numbers, np.int64) * unit
    if draw(st.integers(0, 3)) == 0:  # one value for all rows
        wide = WIDE[kind](scale[0])
        return ColumnarValue(wide, mask), ColumnarValue(wide, mask)
    values = scale.astype(WIDE[kind])
    whole = ColumnarValue(values, mask)
    held = narrowed(np.array(numbers), min(numbers), max(numbers))
    if kind is Kind.DATE or held.dtype == np.int64:
        return ColumnarValue(values, mask), whole
    bounds = {"low": min(numbers) * unit, "high": max(numbers) * unit}
    return ColumnarValue(held, mask, unit=unit, **bounds), whole


def rows_with(column: ColumnarValue) -> list[Any]:
    """What a column says row by row: None where nothing is given, "error" where it is out of range."""
    given, err = column.given, column.err
    is_given = np.broadcast_to(True if given is None else given, 5)
    is_error = np.broadcast_to(False if err is None else err, 5)
    values = np.broadcast_to(column.values, 5)
    return [
        "error" if is_error[row] else int(values[row]) if is_given[row] else None
        for row in range(5)
    ]


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_narrow_arithmetic_gives_what_wide_arithmetic_gives(name: str, data: st.DataObject) -> None:
    op, kinds = KINDS[name]
    (left, wide_left), (right, wide_right) = (data.draw(whole_columns(k)) for k in kinds[:2])
    found = plain(calculate(op, left, right, kinds))
    wanted = calculate(op, wide_left, wide_right, kinds)
    assert rows_with(found) == rows_with(wanted)
    assert found.values.dtype == wanted.values.dtype
    low, high = found.bounds()
    assert np.all(found.values >= low) and np.all(found.values <= high)


@pytest.mark.parametrize("kind", [Kind.NUMBER, Kind.DURATION])
@given(data=st.data())
def test_values_made_alike_compare_as_they_did(kind: Kind, data: st.DataObject) -> None:
    (one, wide_one), (other, wide_other) = (data.draw(whole_columns(kind)) for _ in range(2))
    (x, y), unit = alike((one, other))
    assert np.array_equal(
        np.broadcast_to(x < y, 5), np.broadcast_to(wide_one.values < wide_other.values, 5)
    )
    assert np.array_equal(
        np.broadcast_to(x == y, 5), np.broadcast_to(wide_one.values == wide_other.values, 5)
    )
    for end, choose in ((End.LOW, np.minimum), (End.HIGH, np.maximum)):
        wanted = choose(wide_one.values, wide_other.values)
        assert np.array_equal(extreme(end, x, y).astype(np.int64) * unit, wanted)


def test_only_what_fits_is_held_narrowly() -> None:
    assert [dtype_for(*ends).name for ends in ((-128, 127), (-129, 0), (0, 2**15), (0, 2**31))] == [
        "int8",
        "int16",
        "int32",
        "int64",
    ]
    codes = ColumnarValue(np.array([1], np.int8), coded=True)
    assert not is_narrow(codes) and plain(codes) is codes
    days = ColumnarValue(np.array([1, -2], np.int8), low=-2, high=1)
    assert is_narrow(days) and plain(days).values.dtype == np.int32
    assert plain(ColumnarValue(np.array([3], np.int8), unit=MILLION)).values.tolist() == [3_000_000]


@pytest.mark.parametrize("share", [0, 0.001, 0.03, 0.08, 0.1, 0.11, 0.5, 1])
@pytest.mark.parametrize("size", [0, 1, 7, 1000, 4097])
def test_the_places_of_a_mask_are_found_however_sparse_it_is(share: float, size: int) -> None:
    mask = np.random.default_rng(size).random(size) < share
    assert flatnonzero(mask).tolist() == [n for n, holds in enumerate(mask.tolist()) if holds]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(-5, 5), st.integers(0, 2**20), st.integers(0, 9)),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from([0, 2**20, 2**40]),
)
def test_records_are_sorted_as_their_parts_say(rows: list[tuple[int, ...]], shift: int) -> None:
    columns = [np.array(column, np.int64) for column in zip(*rows, strict=True)]
    columns[2] += columns[3] % 2 * shift  # wider in some runs: more than 32, more than 63 bits
    parts = {str(n): part_of(column) for n, column in enumerate(columns)}
    found = sorted_records(parts)
    if sum(part.bits for part in parts.values()) > 63:
        assert found is None
        return
    assert found is not None
    wanted = sorted(zip(*(column.tolist() for column in columns), strict=True))
    assert list(zip(*(found[str(n)].tolist() for n in range(4)), strict=True)) == wanted


@pytest.mark.parametrize(("none", "where"), [(0, "first"), (2**22 - 1, "last")])
def test_dates_that_are_none_stay_so_and_stand_at_their_end(none: int, where: str) -> None:
    days = np.array([740_000, none, 739_990, none, 740_010], np.int32)
    part = dates_with(none, days)
    assert part.bits == 5
    found = sorted_records({"due": part})
    assert found is not None
    rest = [739_990, 740_000, 740_010]
    assert found["due"].tolist() == (
        [none, none, *rest] if where == "first" else [*rest, none, none]
    )
    assert dates_with(none, np.full(3, none, np.int32)).bits == 0
    assert days[1] == none  # what came is not written over


def test_records_too_long_for_one_number_are_left_alone() -> None:
    wide = np.array([0, 2**40])
    assert sorted_records({"a": part_of(wide), "b": part_of(wide)}) is None
    same = np.array([4, 4])
    found = sorted_records({"a": KeyPart(same, 4, 4)})
    assert found is not None and found["a"].tolist() == [4, 4]

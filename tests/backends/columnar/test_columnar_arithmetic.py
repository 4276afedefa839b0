"""Arithmetic on columns: the oracle's, value by value, at the edges of every range."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import ceil, floor
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.backends.columnar.kernels.arithmetic import calculate
from advisor.backends.columnar.kernels.division import rounded
from advisor.backends.columnar.kernels.values import DTYPES, ColumnarValue, select, where
from advisor.backends.oracle.arithmetic import OutOfRange, calculation
from advisor.ir import (
    BOUNDS,
    DATE,
    DURATION,
    LAST_DATE,
    LONGEST,
    LONGEST_PERIOD,
    MILLION,
    NUMBER,
    NUMBER_LIMIT,
    PERIOD,
    WORKING_DAYS,
    Builtin,
    Kind,
    Operator,
    Type,
)

PLUS, MINUS, TIMES, OVER = Operator.PLUS, Operator.MINUS, Operator.TIMES, Operator.OVER
COMBINATIONS: tuple[tuple[Operator, Type, Type, Type], ...] = (
    (PLUS, NUMBER, NUMBER, NUMBER),
    (MINUS, NUMBER, NUMBER, NUMBER),
    (TIMES, NUMBER, NUMBER, NUMBER),
    (MINUS, DATE, DATE, DURATION),
    (PLUS, DATE, DURATION, DATE),
    (PLUS, DURATION, DATE, DATE),
    (MINUS, DATE, DURATION, DATE),
    (PLUS, DURATION, DURATION, DURATION),
    (TIMES, DURATION, NUMBER, DURATION),
    (TIMES, NUMBER, DURATION, DURATION),
    (TIMES, WORKING_DAYS, NUMBER, WORKING_DAYS),
    (TIMES, NUMBER, WORKING_DAYS, WORKING_DAYS),
    (PLUS, DATE, WORKING_DAYS, DATE),
    (PLUS, WORKING_DAYS, DATE, DATE),
    (MINUS, DATE, WORKING_DAYS, DATE),
    (OVER, NUMBER, NUMBER, NUMBER),
    (PLUS, PERIOD, PERIOD, PERIOD),
    (MINUS, PERIOD, PERIOD, PERIOD),
    (TIMES, PERIOD, NUMBER, PERIOD),
    (TIMES, NUMBER, PERIOD, PERIOD),
    (PLUS, DATE, PERIOD, DATE),
    (PLUS, PERIOD, DATE, DATE),
    (MINUS, DATE, PERIOD, DATE),
)
EDGES: dict[Kind, tuple[int, ...]] = {
    Kind.NUMBER: (
        *(0, 1, -1, 499_999, 500_000, -500_000, 1_500_000, MILLION, -MILLION, 7 * MILLION),
        *(NUMBER_LIMIT - 1, 1 - NUMBER_LIMIT, 10**15 + 1, 999_999_999 * MILLION, 31_622_776_601),
    ),
    Kind.DATE: (1, 2, 5, 6, 7, 8, 739_942, 739_943, LAST_DATE, LAST_DATE - 1, LAST_DATE - 5),
    Kind.DURATION: (0, 1, -1, 3, 7, LONGEST, -LONGEST, LONGEST // 2),
    Kind.WORKING_DAYS: (0, 1, -1, 4, 5, 6, -5, -6, LONGEST, -LONGEST, 100_000),
    Kind.PERIOD: (0, 1, -1, 11, 12, 13, -12, 216, LONGEST_PERIOD, -LONGEST_PERIOD, 95_700),
}


def assert_as_the_oracle(
    op: Operator, kinds: tuple[Type, Type, Type], pairs: list[tuple[int, int]]
) -> None:
    left, right, result = kinds
    exact = calculation(op, left, right, result)
    values = [
        np.array(side, DTYPES[t.kind])
        for side, t in zip(zip(*pairs, strict=True), kinds[:2], strict=True)
    ]
    column = calculate(
        op, ColumnarValue(values[0]), ColumnarValue(values[1]), (left.kind, right.kind, result.kind)
    )
    for row, (a, b) in enumerate(pairs):
        is_error = column.err is not None and bool(column.err[row])
        try:
            wanted = exact(a, b)
        except OutOfRange:
            assert is_error, (a, b)
            continue
        assert not is_error, (a, b)
        is_given = column.given is None or bool(column.given[row])
        assert (int(column.values[row]) if is_given else None) == wanted, (a, b)
    low, high = column.bounds()
    assert low <= int(column.values.min())
    assert int(column.values.max()) <= high


@pytest.mark.parametrize("case", COMBINATIONS, ids=lambda c: f"{c[1].kind.value}{c[0].value}")
def test_values_at_the_edges_are_calculated_as_the_oracle_does(
    case: tuple[Operator, Type, Type, Type],
) -> None:
    op, left, right, result = case
    pairs = list(product(EDGES[left.kind], EDGES[right.kind]))
    assert_as_the_oracle(op, (left, right, result), pairs)
    for pair in pairs:  # alone, so that no other row makes the bounds wide
        assert_as_the_oracle(op, (left, right, result), [pair])


def values_of(type_: Type) -> st.SearchStrategy[int]:
    lowest, highest = BOUNDS[type_.kind]
    near = st.integers(max(lowest, -20 * MILLION), min(highest, 20 * MILLION))
    return st.one_of(near, st.integers(lowest, highest))


@given(data=st.data(), case=st.sampled_from(COMBINATIONS))
def test_any_values_are_calculated_as_the_oracle_does(
    data: st.DataObject, case: tuple[Operator, Type, Type, Type]
) -> None:
    op, left, right, result = case
    pair = st.tuples(values_of(left), values_of(right))
    pairs = data.draw(st.lists(pair, min_size=1, max_size=8))
    assert_as_the_oracle(op, (left, right, result), pairs)


def magnitudes(rows: int, seed: int) -> list[int]:
    """Numbers of all sizes and both signs, in millionths; a third of them with few digits, so that there are halves."""
    draw = Random(seed)
    found = []
    for _ in range(rows):
        size = draw.randrange(1, 10 ** draw.randint(1, 18))
        if draw.random() < 0.3:
            size = draw.choice((1, 3, 5, 7)) * 2 ** draw.randint(0, 12) * 10 ** draw.randint(0, 10)
        found.append(draw.choice((size, -size)))
    return found


@pytest.mark.parametrize("least", [1, 10**6, 10**12], ids=["any", "units", "large"])
def test_quotients_products_and_roundings_are_those_of_fractions(least: int) -> None:
    """Python rounds a fraction half to even, which is what is meant; with large numbers on either side, or none."""
    a, b = ([n for n in magnitudes(6_000, seed) if abs(n) >= least][:2_000] for seed in (1, 2))
    pairs = list(zip(a, b, strict=False))
    columns = [ColumnarValue(np.array(side)) for side in zip(*pairs, strict=True)]
    numbers = (Kind.NUMBER, Kind.NUMBER, Kind.NUMBER)
    halves = 0
    for op, exact in (
        (OVER, lambda a, b: Fraction(a * MILLION, b)),
        (TIMES, lambda a, b: Fraction(a * b, MILLION)),
    ):
        found = calculate(op, *columns, numbers)
        for row, (x, y) in enumerate(pairs):
            wanted = exact(x, y)
            halves += wanted.denominator == 2
            is_out = abs(round(wanted)) >= NUMBER_LIMIT
            assert (found.err is not None and bool(found.err[row])) == is_out, (x, y)
            assert is_out or int(found.values[row]) == round(wanted), (x, y)
    assert halves > 10 or least == 10**12
    for digits in range(7):
        step = 10 ** (6 - digits)
        for how, exactly in (
            (Builtin.ROUND, lambda n: (n // abs(n)) * int(abs(n) + Fraction(1, 2))),
            (Builtin.ROUND_UP, ceil),
            (Builtin.ROUND_DOWN, floor),
        ):
            values, _, _ = rounded(how, columns[0], digits)
            assert values.tolist() == [exactly(Fraction(n, step)) * step for n, _ in pairs]


def test_a_scalar_stands_for_every_row() -> None:
    days = ColumnarValue(np.array([739_941, 739_942], np.int32))
    moved = calculate(
        PLUS, days, ColumnarValue(np.int32(3)), (Kind.DATE, Kind.WORKING_DAYS, Kind.DATE)
    )
    assert moved.values.tolist() == [739_945, 739_945]


def test_only_rows_with_both_values_can_be_out_of_range() -> None:
    dates = ColumnarValue(np.array([LAST_DATE, LAST_DATE], np.int32), np.array([True, False]))
    found = calculate(
        PLUS, dates, ColumnarValue(np.int32(1)), (Kind.DATE, Kind.DURATION, Kind.DATE)
    )
    assert found.err.tolist() == [True, False]


@given(
    st.lists(
        st.tuples(
            st.booleans(),
            st.integers(-(2**63), 2**63 - 1),
            st.integers(-(2**63), 2**63 - 1),
        ),
        min_size=1,
    )
)
def test_blending_is_choosing_row_by_row(rows: list[tuple[bool, int, int]]) -> None:
    mask, one, other = (np.array(side) for side in zip(*rows, strict=True))
    wanted = [a if m else b for m, a, b in rows]
    assert select(mask, one.astype(np.int64), other.astype(np.int64)).tolist() == wanted
    halves = [np.array([v % 2 == 0 for v in side]) for side in (one.tolist(), other.tolist())]
    found = select(mask, *halves).tolist()
    assert found == [a if m else b for m, a, b in zip(mask, *halves, strict=True)]


def test_a_mask_without_rows_chooses_one_side() -> None:
    one, other = np.arange(3), np.arange(3) + 10
    assert where(np.True_, one, other) is one
    assert where(np.False_, one, other) is other

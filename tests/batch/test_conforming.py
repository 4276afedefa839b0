"""Columns of any likeness brought to those that the pack declares."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pytest

from advisor.backends.columnar import schema_of
from advisor.batch.problems import BatchError
from advisor.batch.sources.schema_casts import check_columns, conform
from tests.batch.tables import program
from tests.small_pack import small_pack

PACK = program().pack
SMALL = small_pack()  # with a duration, `takes`


def applications(**columns: pa.Array) -> pa.Table:
    """One situation an application."""
    count = len(next(iter(columns.values())))
    columns.setdefault("company", pa.array(["Acme"] * count))
    struct = pa.StructArray.from_arrays(list(columns.values()), names=list(columns))
    offsets = pa.array(range(count + 1), pa.int32())
    return pa.table({"applications": pa.ListArray.from_arrays(offsets, struct)})


def values(table: pa.Table, name: str) -> list[Any]:
    return [row["applications"][0][name] for row in table.to_pylist()]


DAY = date(2026, 11, 22)
NUMBERS = {
    "int8": pa.array([1, None, -3], pa.int8()),
    "uint64": pa.array([1, None, 3], pa.uint64()),
    "int64": pa.array([1, None, 10**11], pa.int64()),
    "double": pa.array([0.1, None, 1234567.654321]),
    "float": pa.array([0.5, None, 3.0], pa.float32()),
    "narrow decimal": pa.array([Decimal("1.5"), None, Decimal("-2.0")], pa.decimal128(5, 1)),
    "wide decimal": pa.array([Decimal("1.5"), None, Decimal("2")], pa.decimal256(60, 20)),
    "text": pa.array(["1.5", None, "-2"]),
    "dictionary": pa.array(["1.5", None, "-2"]).dictionary_encode(),
    "nothing": pa.nulls(3),
}


@pytest.mark.parametrize("array", NUMBERS.values(), ids=NUMBERS)
def test_numbers_come_in_any_width(array: pa.Array) -> None:
    found = conform(applications(chases_sent=array), PACK)
    assert found.problems == {}
    wanted = [None if v is None else Decimal(str(v)) for v in array.to_pylist()]
    assert values(found.table, "chases_sent") == wanted
    found.table.validate(full=True)


DATES = {
    "date32": pa.array([DAY, None]),
    "date64": pa.array([DAY, None], pa.date64()),
    "timestamp": pa.array([datetime(2026, 11, 22), None], pa.timestamp("ns")),
    "text": pa.array(["2026-11-22", None]),
    "large text": pa.array(["2026-11-22", None], pa.large_string()),
}


@pytest.mark.parametrize("array", DATES.values(), ids=DATES)
def test_dates_come_as_dates_timestamps_and_text(array: pa.Array) -> None:
    found = conform(applications(answer_by=array), PACK)
    assert (found.problems, values(found.table, "answer_by")) == ({}, [DAY, None])


LENGTHS = {
    "int64": pa.array([14, None], pa.int64()),
    "text": pa.array(["2 weeks", None]),
    "whole number as text": pa.array(["14", None]),
    "duration": pa.array([timedelta(days=14), None]),
    "whole double": pa.array([14.0, None]),
}


@pytest.mark.parametrize("array", LENGTHS.values(), ids=LENGTHS)
def test_durations_come_as_days_and_as_text(array: pa.Array) -> None:
    found = conform(applications(takes=array), SMALL)
    assert (found.problems, values(found.table, "takes")) == ({}, [14, None])


REFUSED = {
    "a date that is none": ("answer_by", pa.array(["2026-11-22", "soon"]), "`soon` is not a date"),
    "a time of day": (
        "answer_by",
        pa.array([datetime(2026, 11, 22), datetime(2026, 11, 22, 9)]),
        "leave out the time",
    ),
    "too many digits": ("chases_sent", pa.array([1.5, 1 / 3]), "more than 6 digits"),
    "not a number": ("chases_sent", pa.array([1.5, float("nan")]), "not a number"),
    "too large": ("chases_sent", pa.array([1.0, 1e12]), "too large"),
    "beyond 64 bits": ("chases_sent", pa.array([1, 2**64 - 1], pa.uint64()), "too large"),
}


@pytest.mark.parametrize(("name", "array", "why"), REFUSED.values(), ids=REFUSED)
def test_a_value_that_does_not_fit_is_named_with_its_row_and_column(
    name: str, array: pa.Array, why: str
) -> None:
    found = conform(applications(**{name: array}), PACK)
    [(place, [problem])] = found.problems.items()
    assert (place, problem.code) == (1, "ADV403")
    assert problem.message.startswith(f"`applications[0].{name}`: ")
    assert why in problem.message
    assert (found.rows.tolist(), found.table.num_rows) == ([0], 1)


UNFIT = {
    "yes or no for a date": (
        {"searched_on": pa.array([True])},
        "the column `searched_on` is bool, where a date belongs",
    ),
    "a struct for a text": (
        {"sender_name": pa.array([{"first": "A"}])},
        "where a text belongs",
    ),
    "a text for a list": (
        {"applications": pa.array(["Acme"])},
        "the column `applications` is string, where a list of structs belongs",
    ),
    "a slip": (
        {"serched_on": pa.array([DAY])},
        "no fact or list `serched_on`; did you mean `searched_on`?",
    ),
    "a slip inside": (
        {"applications": pa.array([[{"compny": "Acme"}]])},
        "the application has no fact or list `applications.compny`; did you mean `company`?",
    ),
    "a fact of another entity": ({"stage": pa.array(["offered"])}, "it belongs to the application"),
    "a concluded fact": (
        {"applications": pa.array([[{"reply_expected_on": DAY}]])},
        "is concluded by rules and cannot be stated",
    ),
    "an expectation": ({"expect": pa.array(["x"])}, "checked one by one"),
}


@pytest.mark.parametrize(("columns", "why"), UNFIT.values(), ids=UNFIT)
def test_a_column_that_can_never_fit_is_refused_at_once(
    columns: dict[str, pa.Array], why: str
) -> None:
    with pytest.raises(BatchError) as refused:
        check_columns(pa.table(columns).schema, PACK, "in.parquet")
    assert str(refused.value).startswith("in.parquet:\n  ")
    assert why in str(refused.value)


def test_all_that_is_wrong_with_the_columns_is_said_at_once() -> None:
    table = pa.table({"serched_on": [1], "sender": ["x"], "today": [True]})
    with pytest.raises(BatchError) as refused:
        check_columns(table.schema, PACK, "in.parquet")
    assert len(str(refused.value).splitlines()) == 4


def test_columns_that_are_missing_are_there_and_empty() -> None:
    found = conform(pa.table({"situation": pa.array(["a", "b"])}), PACK).table
    assert found.schema.names == schema_of(PACK).names
    assert found.to_pylist()[0] == {
        "situation": "a",
        "today": None,
        "sender_name": None,
        "searched_on": None,
        "applications": [],
    }


LISTS = {
    "nothing": pa.nulls(2),
    "large": pa.array([[{"company": "A"}], None], pa.large_list(pa.struct([("company", pa.string())]))),
    "of a fixed size": pa.array([[{"company": "A"}], None], pa.list_(pa.struct([("company", pa.string())]), 1)),
}  # fmt: skip


@pytest.mark.parametrize("array", LISTS.values(), ids=LISTS)
def test_lists_come_in_any_likeness(array: pa.Array) -> None:
    found = conform(pa.table({"applications": array}), PACK)
    companies = [[a["company"] for a in row["applications"]] for row in found.table.to_pylist()]
    assert companies == ([[], []] if array.null_count == 2 else [["A"], []])


def test_a_list_that_is_cut_out_of_a_larger_one_keeps_its_items() -> None:
    whole = pa.table({"applications": pa.array([[{"company": c}] for c in "abcd"])})
    found = conform(whole.slice(1, 2), PACK).table
    assert [row["applications"][0]["company"] for row in found.to_pylist()] == ["b", "c"]


def test_an_item_without_anything_in_it_is_a_problem_of_its_situation() -> None:
    type_ = pa.list_(pa.struct([("company", pa.string())]))
    table = pa.table({"applications": pa.array([[{"company": "A"}, None], []], type_)})
    found = conform(table, PACK)
    assert [*found.problems] == [0]
    assert found.problems[0][0].message == "`applications[1]` holds no facts"
    assert found.rows.tolist() == [1]


def test_a_bad_value_deep_inside_names_its_place() -> None:
    held = [[{"company": "A"}], [{"company": "B", "interviews": [{"held_on": "2026-11-20"}]}]]
    held[1].append({"company": "C", "interviews": [{}, {"held_on": "2026-02-30"}]})
    found = conform(pa.table({"applications": pa.array(held)}), PACK)
    [(place, [problem])] = found.problems.items()
    assert place == 1
    assert problem.message.startswith(
        "`applications[1].interviews[1].held_on`: there is no day `2026-02-30`"
    )

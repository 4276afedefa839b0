"""Tables of other libraries in, the same kind of table out, with what `advisor batch` writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from click.testing import CliRunner

import advisor
from advisor.api import calls, tables
from advisor.cli.main import cli
from advisor.diagnostics import AdvisorError

DAY = date(2026, 11, 18)
TODAY = "2026-11-20"


def interviewed(**facts: Any) -> list[dict[str, Any]]:
    """The applications of somebody with one interview."""
    return [{"company": "Acme", "stage": "interviewed", "interviews": [facts]}]


ROWS: list[dict[str, Any]] = [
    {"situation": "a", "applications": interviewed(held_on="2026-11-18", thanked="no")},
    {"situation": "b", "applications": interviewed(held_on="2026-11-18", thanked="perhaps")},
    {"situation": None, "applications": []},
    {
        "situation": "d",
        "today": "2026-11-25",
        "applications": interviewed(held_on="2026-11-10", thanked="yes"),
    },
]
TABLE = pa.Table.from_pylist(
    ROWS,
    pa.schema(
        [
            ("situation", pa.string()),
            ("today", pa.string()),
            (
                "applications",
                pa.list_(
                    pa.struct(
                        [
                            ("company", pa.string()),
                            ("stage", pa.string()),
                            (
                                "interviews",
                                pa.list_(
                                    pa.struct([("held_on", pa.string()), ("thanked", pa.string())])
                                ),
                            ),
                        ]
                    )
                ),
            ),
        ]
    ),
)


def pandas_frame() -> Any:
    return pytest.importorskip("pandas").DataFrame(ROWS)


def rows_of(table: Any) -> list[dict[str, Any]]:
    """The rows of any kind of table, with days as dates and gaps as None."""
    if isinstance(table, list):
        return table
    if isinstance(table, pa.Table):
        return table.to_pylist()
    if isinstance(table, pl.DataFrame):
        return table.to_dicts()
    days = {"start", "due"} & set(table.columns)
    found = pa.Table.from_pandas(table, preserve_index=False).to_pylist()
    return [
        {k: v.date() if k in days and v is not None else v for k, v in row.items()} for row in found
    ]


KINDS: dict[str, tuple[Callable[[], Any], str]] = {
    "a table": (lambda: TABLE, "pyarrow.Table"),
    "a batch": (lambda: TABLE.to_batches()[0], "pyarrow.Table"),
    "a reader": (TABLE.to_reader, "pyarrow.Table"),
    "a dataset": (lambda: ds.dataset(TABLE), "pyarrow.Table"),
    "a scanner": (lambda: ds.dataset(TABLE).scanner(), "pyarrow.Table"),
    "a frame of Polars": (lambda: pl.from_arrow(TABLE), "polars.DataFrame"),
    "a lazy frame": (lambda: pl.from_arrow(TABLE).lazy(), "polars.DataFrame"),
    "a relation": (lambda: duckdb.from_arrow(TABLE), "pyarrow.Table"),
    "a frame of pandas": (pandas_frame, "pandas.DataFrame"),
    "a list": (lambda: ROWS, "builtins.list"),
    "a generator": (lambda: (row for row in ROWS), "builtins.list"),
}


def as_batch_says(folder: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What the command writes for the same situations, with rows from 0 and days as dates."""
    (folder / "s.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    words = ["batch", str(folder / "s.jsonl"), "--today", TODAY, "-o", str(folder / "a.jsonl")]
    CliRunner().invoke(cli, [*words, "--errors", str(folder / "e.jsonl")])

    def read(name: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in (folder / name).read_text().splitlines()]
        return [
            {
                k: date.fromisoformat(v)
                if k in ("start", "due") and v
                else v - 1
                if k == "row"
                else v
                for k, v in line.items()
            }
            for line in lines
        ]

    return read("a.jsonl"), read("e.jsonl")


@pytest.mark.parametrize(("make", "kind"), KINDS.values(), ids=KINDS)
def test_the_kind_that_comes_in_comes_out(
    make: Callable[[], Any], kind: str, tmp_path: Path
) -> None:
    found = advisor.decide(make(), today=TODAY)
    for table in (found.advice, found.errors):
        named = f"{type(table).__module__.partition('.')[0]}.{type(table).__name__}"
        assert named == kind
    advice, errors = as_batch_says(tmp_path)
    assert len(errors) == 1
    assert rows_of(found.advice) == advice
    assert rows_of(found.errors) == errors
    assert found.situations == len(ROWS)


@pytest.mark.parametrize("engine", ["columnar", "rete", "oracle"])
@pytest.mark.parametrize("is_list", [True, False], ids=["a list", "a table"])
def test_every_engine_says_the_same(engine: str, is_list: bool) -> None:
    table = ROWS if is_list else TABLE
    found = advisor.decide(table, today=TODAY, engine=engine)
    wanted = advisor.decide(TABLE, today=TODAY)
    assert rows_of(found.advice) == rows_of(wanted.advice)
    assert rows_of(found.errors) == rows_of(wanted.errors)


@pytest.mark.parametrize("kind", KINDS)
def test_slices_make_no_difference(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make, _ = KINDS[kind]
    wanted = advisor.decide(make(), today=TODAY)
    monkeypatch.setattr(tables, "SLICE_ROWS", 1)
    monkeypatch.setattr(tables, "PANDAS_ROWS", 1)
    monkeypatch.setattr(tables, "FEW", 0)
    found = advisor.decide(make(), today=TODAY)
    assert rows_of(found.advice) == rows_of(wanted.advice)
    assert rows_of(found.errors) == rows_of(wanted.errors)


@pytest.mark.parametrize(
    ("slice_rows", "wanted"),
    [(10, [8, 4, 9, 9, 7]), (100, [37]), (4, [4, 4, 4, 4, 4, 4, 4, 4, 4, 1])],
)
def test_batches_are_put_together_or_cut(
    slice_rows: int, wanted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "SLICE_ROWS", slice_rows)
    table = pa.concat_tables(
        pa.table({"situation": [str(n) for n in range(count)]}) for count in (4, 4, 4, 25)
    )
    chunks = [load() for load in tables._cut(table.to_reader())]
    assert [chunk.table.num_rows for chunk in chunks] == wanted
    assert [row for chunk in chunks for row in chunk.rows.tolist()] == [*range(1, 38)]


def test_many_rows_are_decided_as_few_are() -> None:
    row = [ROWS[0]]
    many = advisor.decide(row * 600, today=TODAY)  # columns
    one = advisor.decide(row, today=TODAY)  # the network
    pieces = [{**piece, "row": n} for n in range(600) for piece in one.advice]
    assert many.advice == pieces


@pytest.mark.parametrize(
    "empty",
    [[], pa.table({}), pl.DataFrame(), pa.table({"situation": pa.array([], pa.string())})],
    ids=["a list", "no column", "a frame", "no row"],
)
def test_nothing_gives_nothing(empty: Any) -> None:
    found = advisor.decide(empty)
    assert (found.situations, len(found.advice), len(found.errors)) == (0, 0, 0)
    if not isinstance(found.advice, list):
        assert [*rows_of(advisor.decide(TABLE).advice)[0]] == [*pa.table(found.advice).column_names]


@pytest.mark.parametrize(
    "today",
    ["2026-11-20", date(2026, 11, 20), datetime(2026, 11, 20, 8, 30), np.datetime64("2026-11-20")],
)
def test_the_day_may_be_given_as_a_program_has_it(today: Any) -> None:
    [chase, *_] = advisor.decide(ROWS[:1], today=today).advice
    assert chase == advisor.decide(ROWS[:1], today=TODAY).advice[0]
    assert advisor.advise(ROWS[0], today=today).date == date(2026, 11, 20)


def test_rules_and_their_numbers_are_those_that_are_asked_for() -> None:
    row = {"applications": interviewed(held_on="2026-11-04", thanked=True)}

    def actions(**asked: Any) -> list[Any]:
        return [piece["action"] for piece in advisor.decide([row], today=TODAY, **asked).advice]

    assert actions() == ["chase"]  # after the usual week
    assert actions(parameters={"usual_reply_time": 20}) == ["ask-for-timeline"]
    program = advisor.load_pack(parameters={"usual_reply_time": "20 days"})
    assert actions(program=program) == ["ask-for-timeline"]


# --- what pandas holds ----------------------------------------------------------------------------------


def pandas_cases() -> Iterable[tuple[str, Callable[[Any], Any], list[tuple[int, str]]]]:
    """A frame, and its problems: the row and the beginning of the message."""
    nan = float("nan")
    yield (
        "gaps inside lists",
        lambda pd: pd.DataFrame(
            {
                "applications": [
                    interviewed(held_on=DAY, thanked=nan),
                    interviewed(held_on=pd.NaT, thanked=pd.NA),
                    interviewed(held_on=np.datetime64("2026-11-18"), thanked=np.bool_(True)),
                    interviewed(held_on=pd.Timestamp("2026-11-18"), thanked=None),
                ]
            }
        ),
        [],
    )
    yield (
        "values of several kinds in one column",
        lambda pd: pd.DataFrame(
            {
                "situation": ["a", 1, None, 2.5],
                "today": ["2026-11-20", DAY, nan, datetime(2026, 11, 20, 8)],
                "mood": ["calm", nan, 3, pd.NA],
            }
        ),
        [
            (2, "`mood`: `3` is not one of the choices"),
            (3, "`today`: `2026-11-20T08:00:00` is not a date"),
        ],
    )
    yield (
        "midnights of a zone",
        lambda pd: pd.DataFrame(
            {"today": pd.to_datetime(["2026-11-20", None]).tz_localize("Asia/Tokyo")}
        ),
        [],
    )
    yield (
        "an hour",
        lambda pd: pd.DataFrame({"today": pd.to_datetime(["2026-11-20 10:00", None])}),
        [(0, "`today`: `2026-11-20T10:00:00` is not a date")],
    )
    yield "a column of gaps", lambda pd: pd.DataFrame({"today": [nan, nan], "mood": [nan, nan]}), []
    yield (
        "categories",
        lambda pd: pd.DataFrame({"mood": pd.Categorical(["calm", "merry", None])}),
        [(1, "`mood`: `merry` is not one of the choices")],
    )
    yield (
        "types that know gaps",
        lambda pd: pd.DataFrame(
            {
                "situation": pd.array(["a", pd.NA], dtype="string"),
                "employed_now": pd.array([True, pd.NA], dtype="boolean"),
            }
        ),
        [],
    )
    yield (
        "numbers for yes and no",
        lambda pd: pd.DataFrame({"employed_now": [1.0, 0.0, nan, 2.0]}),
        [(3, "`employed_now`: `2` is neither `yes` nor `no`")],
    )
    yield (
        "no value at all",
        lambda pd: pd.DataFrame({"situation": [Decimal("1.50"), "b"]}),
        [],
    )


PANDAS = {name: (make, wrong) for name, make, wrong in pandas_cases()}


@pytest.mark.parametrize(("make", "wrong"), PANDAS.values(), ids=PANDAS)
def test_frames_of_pandas_are_read_as_they_are_meant(
    make: Callable[[Any], Any], wrong: list[tuple[int, str]]
) -> None:
    frame = make(pytest.importorskip("pandas"))
    found = advisor.decide(frame, today=TODAY if "today" not in frame else None)
    assert found.situations == len(frame)
    problems = [(row["row"], row["message"]) for row in rows_of(found.errors)]
    assert [row for row, _ in problems] == [row for row, _ in wrong]
    for (_, message), (_, begin) in zip(problems, wrong, strict=True):
        assert message.startswith(begin)
    good = set(range(len(frame))) - {row for row, _ in wrong}
    assert set(found.advice["row"]) == good


def test_an_index_counts_where_it_has_the_name_of_a_column() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"employed_now": [True, False]})
    named = frame.set_index(pd.Index(["ann", "ben"], name="situation"))
    assert set(advisor.decide(named).advice["situation"]) == {"ann", "ben"}
    other = frame.set_index(pd.Index([7, 9], name="number"))
    assert set(advisor.decide(other).advice["row"]) == {0, 1}


def test_days_come_back_to_pandas_as_what_it_can_count_with() -> None:
    advice = advisor.decide(pandas_frame(), today=TODAY).advice
    assert advice["due"].dtype.kind == "M"
    assert (advice["due"] - advice["start"]).max().days >= 0


# --- what cannot be read --------------------------------------------------------------------------------

REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "a path": (lambda: "a.csv", "no path: read the file first"),
    "one situation": (lambda: ROWS[0], "one situation is for `advise`"),
    "a number": (lambda: 5, "not the number 5"),
    "nothing": (lambda: None, "not None"),
    "a list of numbers": (lambda: [1], "row 0 is the number 1, where a mapping of facts belongs"),
    "a gap in a list": (lambda: [{}, None], "row 1 is None, where a mapping of facts belongs"),
    "a column": (lambda: pl.Series([1]), "a Series of polars is no table of columns"),
    "an array": (lambda: pa.array([1]), "an Int64Array of pyarrow is no table of columns"),
    "a set in a row": (lambda: [{}, {"mood": {1}}], "row 1: a set is no value of a situation"),
    "an unknown column": (
        lambda: pa.table({"moood": ["calm"]}),
        "no fact or list `moood`; did you mean `mood`?\n  with ignore_unknown=True, what",
    ),
    "an unknown column of a frame": (
        lambda: pl.DataFrame({"applications": [interviewed(helt_on="x")]}),
        "no fact or list `applications.interviews.helt_on`; did you mean `held_on`?",
    ),
    "a column twice": (
        lambda: pa.table([["a"], ["b"]], ["situation", "situation"]),
        "the column `situation` is there twice",
    ),
    "a type that does not fit": (
        lambda: pa.table({"today": [True]}),
        "the column `today` is bool, where a date belongs",
    ),
    "objects": (
        lambda: pl.DataFrame({"situation": [object()]}, strict=False),
        "the column `situation` is fixed_size_binary[8], where a text belongs",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_words(make: Callable[[], Any], why: str) -> None:
    with pytest.raises(AdvisorError) as refused:
        advisor.decide(make())
    assert why in str(refused.value)


def test_a_list_that_holds_itself_ends() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(AdvisorError, match="row 0: lists and mappings stand too deep"):
        advisor.decide([{"applications": endless}])


PANDAS_REFUSED: dict[str, tuple[Callable[[Any], Any], str]] = {
    "columns on several levels": (
        lambda pd: pd.DataFrame([[1]], columns=pd.MultiIndex.from_tuples([("a", "b")])),
        "the columns of the frame have several levels",
    ),
    "columns without names": (lambda pd: pd.DataFrame([["a"]]), "no fact or list `0`"),
    "a column twice": (
        lambda pd: pd.DataFrame([["a", "b"]], columns=["situation"] * 2),
        "the column `situation` is there twice",
    ),
    "months": (
        lambda pd: pd.DataFrame({"today": pd.period_range("2026-11", periods=1, freq="M")}),
        "where a date belongs",
    ),
    "objects": (
        lambda pd: pd.DataFrame({"situation": ["a", object()]}),
        "row 1: an object is no value of a situation",
    ),
}


@pytest.mark.parametrize(("make", "why"), PANDAS_REFUSED.values(), ids=PANDAS_REFUSED)
@pytest.mark.parametrize("ignores", [False, True])
def test_frames_that_cannot_be_read_are_refused_in_words(
    make: Callable[[Any], Any], why: str, ignores: bool
) -> None:
    frame = make(pytest.importorskip("pandas"))
    if ignores and "no fact" in why:
        return
    with pytest.raises(AdvisorError) as refused:
        advisor.decide(frame, ignore_unknown=ignores)
    assert why in str(refused.value)


@pytest.mark.parametrize("kind", ["list", "table", "polars", "pandas", "wrapped"])
def test_what_is_unknown_is_passed_over_where_that_is_wanted(kind: str) -> None:
    rows: list[dict[str, Any]] = [
        {
            "colour": 3,
            "applications": interviewed(held_on="2026-11-18", thanked="no", room=[{"a": 1}]),
        }
    ]
    wanted = advisor.decide(ROWS[:1], today=TODAY).advice
    table: Any = rows
    if kind != "list":
        table = pa.Table.from_pylist(rows)
    if kind == "polars":
        table = pl.from_arrow(table)
    if kind == "pandas":
        table = pytest.importorskip("pandas").DataFrame(rows)
    if kind == "wrapped":
        wrapped = [
            [{"element": {**item, "room": 4}} for item in row["applications"]] for row in rows
        ]
        table = pa.table({"applications": wrapped, "colour": [3]})
    found = advisor.decide(table, today=TODAY, ignore_unknown=True)
    assert [row["action"] for row in rows_of(found.advice)] == [row["action"] for row in wanted]
    if kind == "list":
        errors = advisor.decide(table, today=TODAY).errors
        assert [error["message"].partition(";")[0] for error in errors] == [
            "the interview has no fact or list `applications[0].interviews[0].room`",
            "the situation has no fact or list `colour`",
        ]
    else:
        with pytest.raises(AdvisorError, match="ignore_unknown=True"):
            advisor.decide(table, today=TODAY)


def test_an_engine_that_does_not_exist_is_refused() -> None:
    with pytest.raises(AdvisorError, match="no engine 'drools'; there are auto, columnar"):
        advisor.decide(ROWS, engine="drools")


def test_a_stream_that_breaks_off_is_told_of() -> None:
    def batches() -> Iterable[Any]:
        yield TABLE.to_batches()[0]
        raise OSError("the line went dead")

    reader = pa.RecordBatchReader.from_batches(TABLE.schema, batches())
    with pytest.raises(AdvisorError, match="cannot read the table: the line went dead"):
        advisor.decide(reader)


@pytest.mark.parametrize(
    "query",
    [
        "select error('the line went dead') as situation",
        "select if(i > 150_000, error('the line went dead'), 'a') as situation from range(200_000) t(i)",
    ],
)
def test_a_query_that_fails_is_told_of(query: str) -> None:
    with pytest.raises(AdvisorError, match=r"cannot read the table: .*the line went dead$"):
        advisor.decide(duckdb.sql(query))


def test_a_program_is_made_ready_once() -> None:
    program = advisor.load_pack()
    assert tables._compiled(program) is tables._compiled(program)
    assert calls._advisor(program, frozenset()) is calls._advisor(program, frozenset())


def test_instants_are_days_in_their_own_zone() -> None:
    moments = pa.array([datetime(2026, 11, 20, tzinfo=UTC)], pa.timestamp("us", "UTC"))
    found = advisor.decide(pa.table({"today": moments}))
    assert (found.situations, len(found.errors)) == (1, 0)

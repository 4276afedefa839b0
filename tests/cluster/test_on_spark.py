"""The same rows from a real Spark as from one machine: in this process's Spark, and on a cluster."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.spark_here import QUICK, missing

WHY = missing()
pytestmark = [
    pytest.mark.skipif(WHY is not None, reason=f"needs Spark: {WHY}"),
    pytest.mark.filterwarnings("ignore"),  # of PySpark, about pandas and its own sockets
    pytest.mark.xdist_group("spark"),
]
SMALL = {  # many small tasks, so that their order matters
    "spark.sql.files.maxPartitionBytes": "6144",
    "spark.sql.files.openCostInBytes": "0",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": QUICK,
}


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One Spark for all tests here: it takes seconds to start."""
    from advisor.cluster.sessions import session_for

    with session_for("local[2]", SMALL) as found:
        yield found


def done(job: Any) -> tuple[Any, list[dict[str, Any]], list[Any]]:
    """The outcome of a job, its advice and its problems."""
    from advisor.cluster import run

    with run(job) as outcome:
        advice = [row for table in outcome.advice() for row in table.to_pylist()]
        problems = [problem for block in outcome.problem_rows() for problem in block]
    return outcome, advice, problems


def job(path: Path | str, *more: Path, format: str = "parquet", **others: Any) -> Any:
    """A job for this machine's Spark."""
    from advisor.cluster import ClusterJob
    from tests.cluster.situations import work

    inputs = tuple(map(str, (path, *more)))
    return ClusterJob("local[2]", inputs, format, work(), **others)


def test_parquet_gives_the_rows_of_one_machine_in_their_order(session: Any, tmp_path: Path) -> None:
    from tests.cluster.situations import alone, rows_of, write_parquet

    path = write_parquet(rows_of(500), tmp_path / "in.parquet")
    outcome, advice, problems = done(job(path, scratch=str(tmp_path)))
    expected, bad = alone(path)
    assert (advice, problems) == (expected, bad)
    assert len(bad) == 10
    counts = outcome.counts
    assert (counts.situations, counts.problems, outcome.problems) == (500, 10, 10)
    assert outcome.rows == counts.pieces == len(advice)
    assert counts.without == 500 - 10 - len({row["row"] for row in advice})
    assert list(tmp_path.iterdir()) == [path]  # nothing is left behind


def test_lines_give_the_rows_of_one_machine_in_their_order(session: Any, tmp_path: Path) -> None:
    from tests.cluster.situations import alone, rows_of, write_lines

    path = write_lines(rows_of(300), tmp_path / "in.jsonl")
    _, advice, problems = done(job(path, format="jsonl"))
    assert (advice, problems) == alone(path)
    assert [row for row, *_ in problems if row % 50] == [4]
    assert problems[0][2:] == alone(path)[1][0][2:]


@pytest.mark.parametrize("most", [100, 2], ids=["one after the other", "sorted"])
def test_several_files_count_on_in_the_order_given(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    from advisor.cluster import reading
    from tests.cluster.situations import alone, rows_of, write_parquet

    monkeypatch.setattr(reading, "MOST_FILES", most)
    rows = rows_of(260)
    parts = [rows[:60], rows[60:70], rows[70:]]  # Spark itself would read the largest first
    paths = [
        write_parquet(part, tmp_path / f"{name}.parquet")
        for name, part in zip(("c", "a b", "b%20"), parts, strict=True)
    ]
    _, advice, problems = done(job(*paths))
    first, expected, bad = 1, [], []
    for path, part in zip(paths, parts, strict=True):
        some, wrong = alone(path, first)
        expected += some
        bad += wrong
        first += len(part)
    assert (advice, problems) == (expected, bad)


def test_spark_leaves_the_advice_in_a_folder(session: Any, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from advisor.cluster import ClusterError
    from tests.cluster.situations import alone, rows_of, write_parquet

    path = write_parquet(rows_of(100), tmp_path / "in.parquet")
    out = tmp_path / "advice"
    done(job(path, folder=str(out)))
    parts = sorted(out.iterdir())
    assert all(part.suffix == ".parquet" for part in parts)  # readers stumble over anything else
    found = [row for part in parts for row in pq.read_table(part).to_pylist()]
    assert found == alone(path)[0]
    assert sorted(tmp_path.iterdir()) == [out, path]
    with pytest.raises(ClusterError, match="is there already"):
        done(job(path, folder=str(out)))


def test_whoever_leaves_with_an_exception_leaves_nothing(session: Any, tmp_path: Path) -> None:
    from advisor.cluster import run
    from tests.cluster.situations import rows_of, write_parquet

    path = write_parquet(rows_of(100), tmp_path / "in.parquet")
    with (
        pytest.raises(RuntimeError, match="bad rows"),
        run(job(path, folder=str(tmp_path / "advice"))) as outcome,
    ):
        raise RuntimeError(f"{outcome.problems} bad rows")
    assert list(tmp_path.iterdir()) == [path]


def test_only_counting_writes_nothing(session: Any, tmp_path: Path) -> None:
    from tests.cluster.situations import alone, rows_of, write_parquet

    path = write_parquet(rows_of(200), tmp_path / "in.parquet")
    from advisor.cluster import run

    with run(job(path, scratch=str(tmp_path), with_advice=False)) as outcome:
        assert list(tmp_path.iterdir()) == [path]
        assert outcome.counts.pieces == len(alone(path)[0])
        assert outcome.problems == 4


def test_rows_that_this_machine_does_not_see_are_missed(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.cluster import ClusterError
    from advisor.cluster.storage import Storage
    from tests.cluster.situations import rows_of, write_parquet

    path = write_parquet(rows_of(100), tmp_path / "in.parquet")
    monkeypatch.setattr(Storage, "parts", lambda self, folder: [])
    with pytest.raises(ClusterError, match=r"rows of advice that the executors wrote, 0 are in"):
        done(job(path, folder=str(tmp_path / "advice")))
    assert list(tmp_path.iterdir()) == [path]


def test_more_problems_than_a_task_keeps_are_all_told(
    session: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.cluster import tasks
    from tests.cluster.situations import alone, write_lines

    rows = [{"situation": f"s{n}", "factor": "x" * (n % 7)} for n in range(6_000)]
    path = write_lines(rows, tmp_path / "in.jsonl")
    settings = {"spark.sql.files.maxPartitionBytes": str(2**27)}
    for name, value in settings.items():
        session.conf.set(name, value)
    try:
        outcome, _, problems = done(job(path, format="jsonl"))
    finally:
        session.conf.set(
            "spark.sql.files.maxPartitionBytes", SMALL["spark.sql.files.maxPartitionBytes"]
        )
    assert outcome.problems == len(problems) > tasks.KEPT_PROBLEMS
    assert problems == alone(path)[1]


def test_columns_are_checked_before_anything_runs(session: Any, tmp_path: Path) -> None:
    from advisor.batch.problems import BatchError
    from advisor.batch.sources.schema_casts import check_columns
    from tests.cluster.situations import rows_of, write_parquet
    from tests.sweep.swept import program

    path = write_parquet(rows_of(10), tmp_path / "in.parquet")
    heard: list[list[str]] = []

    def check(schema: Any, name: str) -> None:
        heard.append(schema.names)
        check_columns(schema, program().pack, name)
        raise BatchError("as if something were wrong")

    with pytest.raises(BatchError):
        done(job(path, check=check))
    assert heard == [["situation", "today", "factor", "applications"]]


def test_columns_that_hold_nothing_count_as_missing(session: Any, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from advisor.batch.sources.schema_casts import check_columns
    from tests.cluster.situations import alone
    from tests.sweep.swept import program

    columns: dict[str, Any] = {
        "situation": ["a", "b", "c"],
        "today": pa.nulls(3),
        "factor": pa.array([1, 2, None], pa.int8()),
        "applications": [None, [], [{"company": "Acme", "asked_on": None, "asked": 7}]],
    }
    path = tmp_path / "in.parquet"
    pq.write_table(pa.table(columns), path)

    def check(schema: Any, name: str) -> None:
        check_columns(schema, program().pack, name)

    _, advice, problems = done(job(path, check=check))
    assert (advice, problems) == alone(path)
    assert [row["action"] for row in advice] == ["rest"]


def test_an_input_that_is_not_there_is_one_plain_error(session: Any, tmp_path: Path) -> None:
    from advisor.cluster import ClusterError

    with pytest.raises(
        ClusterError, match=r"^cannot read .*nobody\.parquet: there is no such file or folder$"
    ):
        done(job(tmp_path / "nobody.parquet"))
    (tmp_path / "odd.parquet").write_bytes(b"this is no Parquet")
    with pytest.raises(ClusterError, match=r"cannot read .*odd\.parquet"):
        done(job(tmp_path / "odd.parquet"))


class _Fails:
    @property
    def schema(self) -> Any:
        from tests.cluster.situations import work

        return work().schema

    def nothing(self) -> Any:
        from advisor.batch.counts.counting import BatchCounts

        return BatchCounts()

    def __call__(self, table: Any, rows: Any) -> Any:
        raise ValueError("nothing works today")


def test_what_fails_on_an_executor_is_said(session: Any, tmp_path: Path) -> None:
    from dataclasses import replace

    from advisor.cluster import ClusterError
    from tests.cluster.situations import rows_of, write_parquet

    path = write_parquet(rows_of(10), tmp_path / "in.parquet")
    broken = replace(job(path), work=_Fails())
    with pytest.raises(ClusterError, match="the job failed on the cluster: "):
        done(broken)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("days", ["days", "midnights", "texts"])
def test_what_spark_writes_and_holds_is_read_to_the_same_advice(
    session: Any, days: str, tmp_path: Path
) -> None:
    import advisor
    from tests.batch import test_writers_and_forms as writers

    frame = session.createDataFrame(writers.nested(writers.DAYS[days])).coalesce(1)
    found = advisor.decide(frame, today=writers.TODAY)
    rows = found.advice.select(["situation", "place", "action", "due"]).to_pylist()
    assert [(*list(r.values())[:3], str(r["due"] or "")) for r in rows] == writers.wanted()
    frame.write.parquet(str(tmp_path / "people"))
    assert writers.advised(tmp_path / "people", tmp_path) == writers.wanted()
    frame.write.json(str(tmp_path / "lines"))
    [part] = (tmp_path / "lines").glob("part-*.json")
    part.rename(tmp_path / "people.jsonl")
    assert writers.advised(tmp_path / "people.jsonl", tmp_path) == writers.wanted()

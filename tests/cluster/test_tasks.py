"""What runs on executors, without Spark: numbers, counts, problems."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")

from advisor.batch.counts.counting import BatchCounts  # noqa: E402  # the next ones need pyarrow
from advisor.cluster import tasks  # noqa: E402
from advisor.cluster.jobs import ClusterError  # noqa: E402
from advisor.cluster.running import cause  # noqa: E402
from advisor.cluster.sessions import (  # noqa: E402
    first_line,
    master_of,
    require_master,
    session_for,
)
from advisor.cluster.tasks import (  # noqa: E402
    KEPT_PROBLEMS,
    NUMBERS,
    Numbering,
    TaskTally,
    advice_of,
    problems_of,
)


def batch(**columns: Any) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def numbers(numbering: Numbering, *batches: Any) -> list[list[int]]:
    return [rows.tolist() for _, rows in numbering.numbered(iter(batches))]


def test_rows_of_one_file_count_from_1() -> None:
    found = numbers(Numbering({}, False), batch(a=[1, 2], __row=[0, 1]), batch(a=[3], __row=[7]))
    assert found == [[1, 2, 8]]


def test_rows_of_further_files_count_on() -> None:
    numbering = Numbering({("x", 0): 0, ("y", 0): 10}, False)
    found = numbers(numbering, batch(a=[1, 2, 3], __row=[0, 0, 1], __file=["x", "y", "y"]))
    assert found == [[1, 11, 12]]


def test_the_work_does_not_see_the_columns_that_number() -> None:
    numbering = Numbering({("x", 0): 0}, False)
    ((table, _),) = numbering.numbered(iter([batch(a=[1], __row=[0], __file=["x"])]))
    assert table.column_names == ["a"]


def test_lines_count_on_within_each_block_whatever_order_blocks_come_in() -> None:
    numbering = Numbering({("x", 0): 0, ("x", 64): 5, ("y", 0): 8}, True)
    found = numbers(
        numbering,
        batch(line=list("abc"), __file=["x", "x", "x"], __block=[64, 64, 0]),
        batch(line=list("de"), __file=["x", "y"], __block=[0, 0]),
    )
    assert found == [[6, 7], [1, 2], [9]]  # lines of one table follow one another


def test_lines_of_neighbouring_blocks_stay_together() -> None:
    numbering = Numbering({("x", 0): 0, ("x", 64): 2}, True)
    found = numbers(numbering, batch(line=list("abc"), __file=["x"] * 3, __block=[0, 0, 64]))
    assert found == [[1, 2, 3]]


@pytest.mark.parametrize(
    ("limit", "most", "expected"),
    [
        ("AT_ONCE", 3, [[1, 2, 3, 4], [5]]),
        ("AT_ONCE", 1, [[1, 2], [3, 4], [5]]),
        ("AT_ONCE", 9, [[1, 2, 3, 4, 5]]),
        ("AT_ONCE_BYTES", 1, [[1, 2], [3, 4], [5]]),
    ],
)
def test_batches_are_put_together_as_far_as_they_are_small(
    limit: str, most: int, expected: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, limit, most)
    batches = [batch(a=rows, __row=rows) for rows in ([0, 1], [2, 3], [4])]
    assert numbers(Numbering({}, False), *batches) == expected


def test_an_empty_batch_is_passed_over() -> None:
    empty = batch(a=[1], __row=[0]).slice(0, 0)
    assert numbers(Numbering({}, False), empty) == []


ADVICE: Any = pa.schema([pa.field("row", pa.int64()), pa.field("action", pa.string())])


def test_a_tally_counts_rows_and_problems() -> None:
    tally = TaskTally(BatchCounts())
    tally.add(
        advice((1, "ask"), (3, "ask")), [(2, None, "range", "too large")], BatchCounts(3, 2, 1)
    )
    tally.add(advice(), [], BatchCounts(1))
    assert (tally.rows, tally.problems, tally.counts) == (2, 1, BatchCounts(4, 2, 1))
    assert tally.kept == [(2, None, "range", "too large")]


def test_only_so_many_problems_are_kept() -> None:
    tally = TaskTally(BatchCounts())
    many = [(row, None, "range", "x") for row in range(KEPT_PROBLEMS + 5)]
    tally.add(advice(), many, BatchCounts())
    assert (tally.problems, len(tally.kept)) == (KEPT_PROBLEMS + 5, KEPT_PROBLEMS)


def advice(*pieces: tuple[int, str]) -> Any:
    """A table of advice. Shape: row, action."""
    return pa.Table.from_pylist([{"row": row, "action": action} for row, action in pieces], ADVICE)


class Work:
    """Two pieces for odd rows, a problem for even ones; texts as dictionaries, as the kernel has them."""

    schema = ADVICE

    def nothing(self) -> BatchCounts:
        return BatchCounts()

    def __call__(self, table: Any, rows: Any) -> tuple[Any, list[Any], BatchCounts]:
        odd = [row for row in rows.tolist() if row % 2]
        found = advice(*((row, action) for row in odd for action in ("ask", "rest")))
        coded = found.set_column(1, "action", found.column("action").dictionary_encode())
        bad = [(row, None, "range", "", "even") for row in rows.tolist() if not row % 2]
        return coded, bad, BatchCounts(table.num_rows, found.num_rows, len(bad))


work = Work()


def source() -> Iterator[Any]:
    yield batch(a=[1, 2, 3], __row=[0, 1, 2])


def test_a_task_gives_plain_advice_and_its_tally() -> None:
    heard: list[TaskTally] = []
    (plain,) = advice_of(source(), work, Numbering({}, False), lambda tally: None)
    assert plain.schema.equals(ADVICE)
    (found,) = advice_of(source(), work, Numbering({}, False), heard.append, is_numbered=True)
    assert found.schema.equals(ADVICE.append(NUMBERS))
    columns = ("row", "action", "__number")
    assert [tuple(row[c] for c in columns) for row in found.to_pylist()] == [
        (1, "ask", 0),
        (1, "rest", 1),
        (3, "ask", 0),
        (3, "rest", 1),
    ]
    assert [(t.rows, t.problems, t.counts) for t in heard] == [(4, 1, BatchCounts(3, 4, 1))]


def test_a_task_that_only_counts_gives_no_advice() -> None:
    heard: list[TaskTally] = []
    found = advice_of(source(), work, Numbering({}, False), heard.append, with_advice=False)
    assert list(found) == []
    assert [t.counts for t in heard] == [BatchCounts(3, 4, 1)]


def test_a_task_can_give_its_problems_alone() -> None:
    (found,) = problems_of(source(), work, Numbering({}, False))
    assert found.to_pylist() == [
        {"row": 2, "situation": None, "code": "range", "column": "", "message": "even"}
    ]


def test_the_words_of_spark_are_cut_to_what_went_wrong() -> None:
    java = Exception(
        "An error occurred while calling o59.parquet.\n: org.X: no such file\n\tat a.b"
    )
    assert first_line(java) == "org.X: no such file"
    assert first_line(ValueError()) == "ValueError"
    python = Exception(
        "[PYTHON_EXCEPTION] from the worker\nTraceback (most recent call last):\n"
        '  File "a.py", line 1, in f\n    g()\nodd.Trouble: it is so\n\n\tat org.apache.X'
    )
    assert cause(python) == "odd.Trouble: it is so"
    assert cause(Exception("no traceback\nat all")) == "no traceback"


def test_without_pyspark_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with (
        pytest.raises(ClusterError, match=r"needs pyspark, .* 'interview-advisor\[spark\]'"),
        session_for("local[2]", {}),
    ):
        pass


def test_without_java_it_is_said_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ClusterError, match="Spark needs Java 17"), session_for("local[2]", {}):
        pass


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("spark://host", "spark://host:7077"),
        ("spark://one,two:7078", "spark://one:7077,two:7078"),
        ("local[2]", "local[2]"),
        ("yarn", "yarn"),
        ("k8s://https://host:443", "k8s://https://host:443"),
    ],
)
def test_the_port_of_a_master_may_be_left_out(written: str, meant: str) -> None:
    assert master_of(written) == meant


@pytest.mark.parametrize("text", ["", "host:7077", "http://host", "local[", "spark://"])
def test_what_is_no_master_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ClusterError, match=r"is no master of a cluster; write spark://HOST"):
        master_of(text)


def test_a_master_that_does_not_answer_is_said_at_once() -> None:
    with pytest.raises(ClusterError, match=r"cannot reach .* nothing answers there"):
        require_master("spark://127.0.0.1:1")
    with pytest.raises(ClusterError, match=r"cannot reach .* no machine called nobody\.invalid"):
        require_master("spark://nobody.invalid:7077")


def test_a_java_home_without_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import importlib.util

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(ClusterError, match="there is no Java there"), session_for("local[2]", {}):
        pass

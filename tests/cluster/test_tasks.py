"""What runs on executors, without Spark: numbers, counts, problems."""

from collections.abc import Iterator
from typing import Any

import pytest

np = pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")

from advisor.cluster.jobs import ADVICE, ClusterError  # noqa: E402  # needs pyarrow
from advisor.cluster.running import cause  # noqa: E402
from advisor.cluster.sessions import first_line, session_for  # noqa: E402
from advisor.cluster.tasks import (  # noqa: E402
    KEPT_PROBLEMS,
    NUMBERED,
    Numbering,
    Tally,
    advice_of,
    problems_of,
)


def batch(**columns: Any) -> Any:
    return pa.RecordBatch.from_pydict(columns)


def numbers(numbering: Numbering, *batches: Any) -> list[list[int]]:
    return [rows.tolist() for _, rows in numbering.numbered(iter(batches))]


def test_rows_of_one_file_count_from_1() -> None:
    found = numbers(Numbering({}, False), batch(a=[1, 2], __row=[0, 1]), batch(a=[3], __row=[7]))
    assert found == [[1, 2], [8]]


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
    assert found == [[6, 7], [1], [2], [9]]  # lines of one table follow one another


def test_lines_of_neighbouring_blocks_stay_together() -> None:
    numbering = Numbering({("x", 0): 0, ("x", 64): 2}, True)
    found = numbers(numbering, batch(line=list("abc"), __file=["x"] * 3, __block=[0, 0, 64]))
    assert found == [[1, 2, 3]]


def test_an_empty_batch_is_passed_over() -> None:
    empty = batch(a=[1], __row=[0]).slice(0, 0)
    assert numbers(Numbering({}, False), empty) == []


def advice(*pieces: tuple[int, str, str, str]) -> Any:
    """A table of advice. Shape: row, action, status, rules."""
    listed = [
        {"row": row, "situation": None, "position": "", "action": action, "for": ""}
        | {"status": status, "rules": rules}
        for row, action, status, rules in pieces
    ]
    return pa.Table.from_pylist(listed, ADVICE)


def test_a_tally_counts_pieces_rules_and_situations() -> None:
    tally = Tally()
    tally.add(
        3,
        advice((1, "ask", "now", "a b"), (1, "rest", "later", "c"), (3, "ask", "now", "a")),
        [(2, None, "range", "too large")],
    )
    tally.add(1, advice(), [])
    assert (tally.situations, tally.problems, tally.pieces, tally.advised) == (4, 1, 3, 2)
    assert dict(tally.counts) == {("ask", "now"): 2, ("rest", "later"): 1}
    assert dict(tally.rules) == {"a": 2, "b": 1, "c": 1}
    assert tally.kept == [(2, None, "range", "too large")]


def test_tallies_add_up() -> None:
    one, other = Tally(), Tally()
    one.add(1, advice((1, "ask", "now", "a")), [])
    other.add(2, advice((2, "ask", "now", "a")), [(3, "s", "conflict", "no")])
    one.merge(other)
    assert (one.situations, one.problems, one.pieces, one.advised) == (3, 1, 2, 2)
    assert one.counts["ask", "now"] == 2


def test_only_so_many_problems_are_kept() -> None:
    tally = Tally()
    many = [(row, None, "range", "x") for row in range(KEPT_PROBLEMS + 5)]
    tally.add(len(many), advice(), many)
    assert (tally.problems, len(tally.kept)) == (KEPT_PROBLEMS + 5, KEPT_PROBLEMS)


def work(table: Any, rows: Any) -> tuple[Any, list[tuple[int, str | None, str, str]]]:
    """Two pieces for odd rows, a problem for even ones; texts as dictionaries, as the kernel has them."""
    odd = [row for row in rows.tolist() if row % 2]
    pieces = [(row, action, "now", "r") for row in odd for action in ("ask", "rest")]
    found = advice(*pieces)
    at = found.schema.get_field_index("action")
    coded = found.set_column(at, "action", found.column("action").dictionary_encode())
    return coded, [(row, None, "range", "even") for row in rows.tolist() if not row % 2]


def source() -> Iterator[Any]:
    yield batch(a=[1, 2, 3], __row=[0, 1, 2])


def test_a_task_gives_plain_advice_and_its_tally() -> None:
    heard: list[Tally] = []
    (plain,) = advice_of(source(), work, Numbering({}, False), lambda tally: None)
    assert plain.schema.equals(ADVICE)
    (found,) = advice_of(source(), work, Numbering({}, False), heard.append, is_numbered=True)
    assert found.schema.equals(NUMBERED)
    columns = ("row", "action", "__number")
    assert [tuple(row[c] for c in columns) for row in found.to_pylist()] == [
        (1, "ask", 0),
        (1, "rest", 1),
        (3, "ask", 0),
        (3, "rest", 1),
    ]
    assert [(t.situations, t.problems, t.pieces) for t in heard] == [(3, 1, 4)]


def test_a_task_can_give_its_problems_alone() -> None:
    (found,) = problems_of(source(), work, Numbering({}, False))
    assert found.to_pylist() == [{"row": 2, "situation": None, "code": "range", "message": "even"}]


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

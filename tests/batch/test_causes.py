"""Problems put together by what is wrong: counted, added up, told in lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from advisor.batch.counts import causes as counting
from advisor.batch.counts.causes import Causes, cause_lines
from advisor.batch.problems import RowProblem
from advisor.batch.sources import json_lines
from tests.batch.tables import batch, lines, parquet, row

NEITHER = "`a[].b` is neither `yes` nor `no`"


def problem(row: int, value: str = "ja", table: str | None = None) -> RowProblem:
    message = f"`a[{row}].b`: `{value}` is neither `yes` nor `no`"
    help = "did you mean `yes`?"
    return RowProblem(row, f"s{row}", "ADV403", message, table, "a[].b", NEITHER, value, help)


def missing(row: int) -> RowProblem:
    message, cause = f"`a[{row}].c` is required and missing", "`a[].c` is required and missing"
    return RowProblem(row, None, "ADV402", message, column="a[].c", cause=cause)


def told(problems: list[RowProblem], is_listed: bool = True) -> list[str]:
    found = Causes()
    found.note(problems)
    return list(cause_lines(found, is_listed))


TOLD: dict[str, tuple[list[RowProblem], list[str]]] = {
    "what happened once is told as it is": (
        [problem(3)],
        ["row 3 (s3): `a[3].b`: `ja` is neither `yes` nor `no` [ADV403]"],
    ),
    "two of a cause are one line, with both rows": (
        [problem(3), problem(4, "nein")],
        [
            f"2 × {NEITHER} [ADV403]",
            "  row 3 (s3): `ja` (did you mean `yes`?), row 4 (s4): `nein`",
        ],
    ),
    "of four the first three are examples": (
        [missing(n) for n in (1, 2, 5, 9)],
        ["4 × `a[].c` is required and missing [ADV402]", "  row 1, row 2, row 5, …"],
    ),
    "the most frequent comes first, of equals that of the first row": (
        [missing(1), problem(2), problem(3), missing(4), problem(5)],
        [
            f"3 × {NEITHER} [ADV403]",
            "  row 2 (s2): `ja` (did you mean `yes`?), row 3 (s3): `ja`, row 5 (s5): `ja`",
            "2 × `a[].c` is required and missing [ADV402]",
            "  row 1, row 4",
        ],
    ),
    "a row of another table says of which": (
        [problem(7, table="b.csv")],
        ["b.csv, row 7 (s7): `a[7].b`: `ja` is neither `yes` nor `no` [ADV403]"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_causes_are_told_in_lines(name: str) -> None:
    problems, wanted = TOLD[name]
    assert told(problems) == wanted


def test_where_no_file_lists_them_it_is_said_how_to_get_them() -> None:
    assert told([problem(1), problem(2)], is_listed=False)[-1] == "--errors FILE lists every row"
    assert len(told([problem(1)], is_listed=False)) == 1  # all is said already


def test_what_is_hidden_is_said_to_be_listed_though_each_happened_once() -> None:
    odd = [
        RowProblem(n, None, "ADV401", f"there is no `c{n}`", cause=f"no `c{n}`") for n in range(9)
    ]
    *_, more, where = told(odd, is_listed=False)
    assert (more, where) == ("and 1 more cause (1 row)", "--errors FILE lists every row")
    assert told(odd)[-1] == more


def test_what_has_no_room_is_counted() -> None:
    many = [RowProblem(n, None, "ADV403", f"m{n}") for n in range(counting.MOST_SHOWN + 3)]
    assert told(many)[-1] == "and 3 more causes (3 rows)"


def test_counts_of_parts_in_any_order_are_those_of_the_whole() -> None:
    problems = [problem(n) if n % 3 else missing(n) for n in range(20)]
    whole, parts = Causes(), Causes()
    whole.note(problems)
    for first in (10, 0, 15, 5):
        part = Causes()
        part.note(problems[first : first + 5])
        parts.add(Causes.from_data(json.loads(json.dumps(part.as_data()))))
    assert list(cause_lines(parts, True)) == list(cause_lines(whole, True))


def test_causes_beyond_the_most_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_CAUSES", 2)
    found = Causes()
    found.note([RowProblem(n, None, "ADV403", f"m{n}") for n in range(5)])
    assert sum(at.count for at in found.found.values()) == 5
    assert len(found.found) == 3
    assert "3 × other causes" in list(cause_lines(found, True))


def test_a_slice_is_read_no_further_than_the_problems_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # What no parser takes is read line by line.
    wrong = [{"company": "Acme", "colour": "red"}]
    all_but_one = (row(n) | {"applications": wrong} for n in range(3_000))
    text = lines([*all_but_one, row(3_000)])
    Path("in.jsonl").write_text(text, encoding="utf-8")
    parsed = 0
    parse = json_lines.parse_line

    def counted(line: bytes) -> object:
        nonlocal parsed
        parsed += 1
        return parse(line)

    monkeypatch.setattr(json_lines, "parse_line", counted)
    done = batch(
        "in.jsonl", "-o", "out.csv", "--max-errors", "10", "-j", "1", "--engine", "columnar"
    )
    assert done.exit_code == 2
    assert "Error: 11 situations have a problem, 10 are allowed; nothing is written" in done.stderr
    assert "\n  11 × the application has no fact or list `applications[].colour`" in done.stderr
    assert parsed < 20
    assert not Path("out.csv").exists()


def test_a_slice_with_too_many_problems_is_not_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.batch.run import running

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(running, "decide_conformed", None)  # would fail, if it was called
    rows = [row(n) | {"today": "soon"} for n in range(20)]
    done = batch(parquet(Path("in.parquet"), rows), "-o", "out.csv", "--max-errors", "3")
    assert done.exit_code == 2
    assert "20 situations have a problem, 3 are allowed" in done.stderr


def test_how_yes_and_no_were_written_is_told_once(tmp_path: Path) -> None:
    for name, text in {
        "situation": "situation\na\nb\n",
        "application": "situation,applications,company,stage\na,0,A,interviewed\nb,0,B,offered\n",
        "interview": "situation,applications,interviews,held_on,thanked\n"
        "a,0,0,2026-11-20,TRUE\nb,0,0,2026-11-20,0\nb,0,1,2026-11-20,no\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text)
    done = batch(tmp_path, "-o", tmp_path / "out.jsonl")
    assert done.exit_code == 0
    told = done.stderr.splitlines()[0]
    assert told == "`applications[].interviews[].thanked`: yes and no were written as `0`, `TRUE`"

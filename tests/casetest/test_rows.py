"""Rows as JSON Lines, as CSV, and summed up."""

import csv
import io
import json

from advisor.casetest.rows import (
    Row,
    Summary,
    csv_header,
    csv_lines,
    json_line,
    render_row,
    render_summary,
)
from advisor.ir import DecisionError, Status
from tests.rendering.made import day, decision, piece

GOOD = Row("a.yaml", 1, "Waiting", decision(piece(due=day("2026-11-27")), piece("search")), ())
LATER = Row("a.yaml", 2, "Later", decision(piece(status=Status.LATER)), ("- chase (not advised)",))
UNUSABLE = Row("b.yaml", 1, None, None, problem="b.yaml:1:1: this is no date")
ERROR = Row(
    "c.yaml",
    1,
    "Odd",
    decision(error=DecisionError("range", "", "situation", ("r",), None)),
)
EMPTY = Row("d.yaml", 1, None, decision(title=None))


def test_each_situation_is_one_line_of_json() -> None:
    found = [json.loads(json_line(row)) for row in (GOOD, LATER, UNUSABLE, ERROR)]
    assert [(f["path"], f["document"], f["expectation"]) for f in found] == [
        ("a.yaml", 1, "met"),
        ("a.yaml", 2, "failed"),
        ("b.yaml", 1, None),
        ("c.yaml", 1, None),
    ]
    assert found[0]["advice"][0]["due"] == "2026-11-27"
    assert found[1]["differences"] == ["- chase (not advised)"]
    assert found[2]["error"] == {"kind": "unusable", "message": "b.yaml:1:1: this is no date"}
    assert found[3]["error"] == {
        "kind": "range",
        "place": "",
        "rules": ["r"],
        "fact": None,
        "message": "rule `r` comes to a value out of range",
    }
    assert len({tuple(f) for f in found[:2]}) == 1  # the same keys in the same order


def test_each_piece_of_advice_is_one_line_of_csv() -> None:
    text = csv_header() + "".join(
        line for row in (GOOD, UNUSABLE, ERROR, EMPTY) for line in csv_lines(row)
    )
    found = list(csv.DictReader(io.StringIO(text)))
    assert [(f["path"], f["number"], f["action"], f["due"], f["error"]) for f in found] == [
        ("a.yaml", "1", "chase", "2026-11-27", ""),
        ("a.yaml", "2", "search", "", ""),
        ("b.yaml", "", "", "", "b.yaml:1:1: this is no date"),
        ("c.yaml", "", "", "", "rule `r` comes to a value out of range"),
        ("d.yaml", "", "", "", ""),
    ]


def test_a_spreadsheet_takes_no_text_for_a_formula() -> None:
    [line] = csv_lines(Row("a.yaml", 1, "=1+1", decision()))
    assert next(csv.reader([line]))[2] == "'=1+1"


def test_a_summary_counts_advice_and_shows_what_failed() -> None:
    summary = Summary()
    for row in (GOOD, LATER, UNUSABLE, ERROR, EMPTY):
        summary.add(row)
    assert not summary.is_clean
    assert render_summary(summary) == (
        "advice  pieces  now or overdue\n"
        "chase        2               1\n"
        "search       1               1\n"
        "\n"
        "a.yaml, no. 2: Later\n"
        "  - chase (not advised)\n"
        "b.yaml\n"
        "  b.yaml:1:1: this is no date\n"
        "c.yaml: Odd\n"
        "  rule `r` comes to a value out of range\n"
        "\n"
        "5 situations, 3 pieces of advice, 1 of 2 expectations met, 1 situation with an\n"
        "error, 1 could not be used\n"
    )


def test_a_batch_where_all_is_well_is_clean() -> None:
    summary = Summary()
    summary.add(GOOD)
    summary.add(EMPTY)
    assert summary.is_clean
    assert render_summary(summary).endswith(
        "2 situations, 2 pieces of advice, 1 of 1 expectation met\n"
    )


def test_a_row_tells_what_comes_first() -> None:
    assert render_row(GOOD) == (
        "met       Waiting\n          Ask Acme how things stand, in 4 days, Fri 27 Nov (+1)\n"
    )
    assert render_row(EMPTY) == "advised   d.yaml\n          nothing to advise\n"
    assert render_row(UNUSABLE) == "unusable  b.yaml\n"
    assert render_row(ERROR) == "error     Odd\n          rule `r` comes to a value out of range\n"

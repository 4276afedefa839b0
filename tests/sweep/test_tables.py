"""A sweep as a table, as CSV and as JSON."""

import csv
import io
import json

from advisor.ir import AsOf
from advisor.rendering.layout import Style
from advisor.sweep.ranges import read_axes
from advisor.sweep.running import FewSituations, Sweep, run_sweep
from advisor.sweep.tables import csv_of, json_of, render_sweep
from tests.sweep.swept import TODAY, program, stated


def swept(**settings: str) -> Sweep:
    """The sweep over the situations of the test pack."""
    axes = read_axes(program().pack, settings, {})
    situations = FewSituations(stated(), AsOf(default=TODAY), frozenset(settings))
    return run_sweep(program(), axes, situations)


def test_a_table_has_a_column_for_each_value_and_marks_the_packs_own() -> None:
    assert (
        render_sweep(swept(wait="1 day, 5 days, 7 days, 10 days"))
        == """\
What wait does to the advice for 5 situations

wait             1 day    5 days*   7 days   10 days
ask   now            1         0         2         0
      overdue        2         2         0         0
      later          0         1         1         3

* what the rules say

1 other action is advised to the same number of situations whatever the value.
Up to 1 situation with an error.
"""
    )


def test_a_grid_has_a_line_of_heads_for_each_parameter() -> None:
    found = swept(cap="1..2", wait="5 days, 10 days", limit="1")
    assert (
        render_sweep(found)
        == """\
What cap and wait do to the advice for 5 situations, with limit 1

cap                  1         1         2*        2*
wait            5 days*  10 days    5 days*  10 days
ask   overdue        1         0         2         0
      later          0         1         1         3
rest  now            2         2         1         1

* what the rules say

"""
    )


def test_columns_that_do_not_fit_follow_below() -> None:
    text = render_sweep(swept(wait="1 day, 5 days, 7 days, 10 days"), style=Style(width=45))
    assert max(map(len, text.splitlines())) <= 45
    heads = [line.split() for line in text.splitlines() if line.startswith("wait")]
    assert heads == [
        ["wait", "1", "day", "5", "days*", "7", "days"],
        ["wait", "10", "days"],
    ]


def test_everything_is_listed_where_it_is_asked_for() -> None:
    text = render_sweep(swept(wait="1 day, 5 days"), everything=True)
    assert "rest       now" in text
    assert "no advice" in text
    assert "whatever the value" not in text


def test_values_without_effect_are_said_to_have_none() -> None:
    text = render_sweep(swept(limit="1000, 2000"))
    assert "These values make no difference to the advice." in text
    assert "what the rules say" not in text


def test_a_colour_marks_heads() -> None:
    assert "\x1b[1m" in render_sweep(swept(wait="1 day, 5 days"), style=Style(True))


def test_csv_has_a_line_for_each_value_and_action() -> None:
    found = list(csv.DictReader(io.StringIO(csv_of(swept(wait="1 day, 5 days")))))
    columns = ("wait", "action", "now", "overdue", "later", "situations")
    assert [tuple(line[c] for c in columns) for line in found] == [
        ("1 day", "ask", "1", "2", "0", "3"),
        ("1 day", "rest", "1", "0", "0", "1"),
        ("1 day", "no advice", "", "", "", "1"),
        ("1 day", "error", "", "", "", "1"),
        ("5 days", "ask", "0", "2", "1", "3"),
        ("5 days", "rest", "1", "0", "0", "1"),
        ("5 days", "no advice", "", "", "", "1"),
        ("5 days", "error", "", "", "", "1"),
    ]


def test_json_holds_the_whole_sweep() -> None:
    found = json.loads(json_of(swept(wait="1 day, 5 days", cap="3")))
    assert found["parameters"] == {"wait": {"own": "5 days", "values": ["1 day", "5 days"]}}
    assert found["fixed"] == {"cap": "3"}
    assert found["points"][0] == {
        "parameters": {"wait": "1 day"},
        "situations": 5,
        "without_advice": 1,
        "errors": 1,
        "pieces": 4,
        "advice": {"ask": {"now": 1, "overdue": 3, "later": 0, "situations": 3}},
    }

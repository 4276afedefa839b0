"""Which conditions decide in tests: worked out by hand for two rules, and what reports say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.mutation.coverage import ConditionCoverage, Coverage, measure, with_nearest
from advisor.mutation.coverage_reports import (
    coverage_object,
    render_coverage,
    render_lcov,
    words_at,
)
from advisor.rendering.layout import Style
from tests.mutation.small import AS_OF, Small, make_small

RULES = """\
entities:
  situation:
    facts:
      a: {type: yes-no, ask: A?}
      b: {type: yes-no, ask: B?}
      c: {type: yes-no, ask: C?}
actions:
  go: {title: Go, kind: wait}
  stay: {title: Stay, kind: wait}
rules:
  - rule: go-then
    when:
      - a
      - b or not c
    advise: go
    because: Because.
  - rule: stay-unless
    when: a
    unless: c
    advise: stay
    because: Because.
"""


def _tests(*facts: str) -> str:
    entries = [
        f'  - test: "{f}"\n    situation: {{today: 2026-11-22, {f}}}\n    expect_some: []\n'
        for f in facts
    ]
    return "tests:\n" + "".join(entries)


# Situations -> for each condition, in how many tests it decides where it holds, and where it does not.
DECIDES = {
    # `a` decides, since `not c` holds; `b` is settled by `not c`, and `c` decides the other way round.
    ("a: yes",): {"a": (1, 0), "b": (0, 0), "c": (0, 1)},
    # With `c`, `b` decides both ways; `a` decides with `b`, and not where the rest fails anyway.
    ("a: yes, b: yes, c: yes", "a: yes, b: no, c: yes"): {
        "a": (1, 0),
        "b": (1, 1),
        "c": (1, 0),
    },
    # Without `a` nothing else decides.
    ("a: no, b: yes, c: yes",): {"a": (0, 1), "b": (0, 0), "c": (0, 0)},
    ("a: yes", "a: no", "a: yes, c: yes", "a: yes, b: yes, c: yes"): {
        "a": (2, 1),
        "b": (1, 1),
        "c": (1, 1),
    },
}


@pytest.mark.parametrize("facts", DECIDES, ids="; ".join)
def test_a_condition_decides_where_the_rule_would_go_the_other_way_without_it(
    facts: tuple[str, ...], tmp_path: Path
) -> None:
    small, coverage = _measured(tmp_path, *facts)
    found = {
        words_at(one.span, small.texts): (one.holds.deciding, one.fails.deciding)
        for one in coverage.conditions
        if one.rule == "go-then"
    }
    assert found == DECIDES[facts]


def _measured(folder: Path, *facts: str) -> tuple[Small, Coverage]:
    small = make_small(folder, RULES, _tests(*facts))
    return small, measure(small.program, small.program.pack.tests, AS_OF)


def test_it_is_said_what_decides_instead_and_which_tests_come_near(tmp_path: Path) -> None:
    small, coverage = _measured(tmp_path, "a: yes, b: yes", "a: no, b: no")
    b = _of(coverage, small, "go-then", "b")
    assert (b.holds.tests, b.fails.tests, b.is_covered) == (1, 1, False)
    assert b.holds.hidden_by is not None and b.fails.hidden_by is not None
    assert words_at(b.holds.hidden_by, small.texts) == "c"  # `not c` holds, whatever `b` is
    a = _of(coverage, small, "go-then", "a")
    assert (a.holds.first, a.fails.first) == ("a: yes, b: yes", "a: no, b: no")
    assert a.is_covered


def _of(coverage: Coverage, small: Small, rule: str, words: str) -> ConditionCoverage:
    [found] = [
        one
        for one in coverage.conditions
        if one.rule == rule and words_at(one.span, small.texts) == words
    ]
    return found


def test_the_share_counts_conditions_that_decide_both_ways(tmp_path: Path) -> None:
    _, coverage = _measured(tmp_path, "a: yes", "a: no", "a: yes, c: yes", "a: yes, b: yes, c: yes")
    assert coverage.share == 1
    _, none = _measured(tmp_path, "a: yes")
    assert none.share == 0


def test_rules_that_fire_are_counted(tmp_path: Path) -> None:
    _, coverage = _measured(tmp_path, "a: yes", "a: yes, c: yes", "a: no")
    assert [(r.rule, r.fired) for r in coverage.rules] == [("go-then", 1), ("stay-unless", 1)]


def test_the_text_names_what_is_missing(tmp_path: Path) -> None:
    small, coverage = _measured(tmp_path, "a: yes, b: yes", "a: no, b: no")
    text = render_coverage(coverage, small.texts)
    assert "`go-then`" in text
    assert "holds in 1 test, but never decides: mostly `c` decides instead" in text
    assert "never holds in any test" in text  # `c`
    assert text.endswith(
        "2 of 2 rules fire in a test\n"
        "2 of 5 conditions decide in tests both where they hold and where they do not:\n"
        "40.0% (MC/DC)\n"
    )
    assert "and 2 more conditions" in render_coverage(coverage, small.texts, most=1)


# Situations -> for each condition of the first rule, with which change of which test it would decide where it holds, and
# where it does not: None where it does already, "" where one change is not enough.
NEAREST = {
    ("a: yes",): {
        "a": (None, "a: no, in a: yes"),
        "b": ("", "c: yes, in a: yes"),  # where it holds, `not c` has to fail as well
        "c": ("c: yes, in a: yes", None),
    },
    ("a: yes, b: yes", "a: no, b: no"): {
        "a": (None, None),
        "b": ("c: yes, in a: yes, b: yes", ""),
        "c": ("", "a: yes, in a: no, b: no"),
    },
}


@pytest.mark.parametrize("facts", NEAREST, ids="; ".join)
def test_of_what_is_not_covered_the_smallest_change_is_named_that_would_do_it(
    facts: tuple[str, ...], tmp_path: Path
) -> None:
    small, coverage = _nearest(tmp_path, 9, *facts)
    found = {
        words_at(one.span, small.texts): tuple(
            None if shown.deciding else ", in ".join(shown.nearest or ())
            for shown in (one.holds, one.fails)
        )
        for one in coverage.conditions
        if one.rule == "go-then"
    }
    assert found == NEAREST[facts]


def _nearest(folder: Path, most: int, *facts: str) -> tuple[Small, Coverage]:
    small, coverage = _measured(folder, *facts)
    cases = small.program.pack.tests
    return small, with_nearest(small.program, coverage, cases, AS_OF, most)


def test_the_text_says_which_change_would_do_it_and_where_none_does(tmp_path: Path) -> None:
    small, coverage = _nearest(tmp_path, 2, "a: yes")
    text = render_coverage(coverage, small.texts, style=Style(width=100))
    assert "with `a: no` in “a: yes” it would decide where it fails" in text
    assert "no test with one fact changed was found in which it would" in text
    assert text.count("with `") == 2  # of the first two conditions that are not covered
    nearest = [
        shown["nearest"]
        for one in coverage_object(coverage, small.texts)["conditions"]  # type: ignore[attr-defined]
        for shown in (one["holds"], one["fails"])
    ]
    assert nearest[:4] == [
        None,
        {"with": "a: no", "test": "a: yes"},
        None,
        {"with": "c: yes", "test": "a: yes"},
    ]


def test_lcov_counts_rules_as_functions_and_conditions_as_branches(tmp_path: Path) -> None:
    _, coverage = _measured(tmp_path, "a: yes", "a: no")
    lines = render_lcov(coverage).splitlines()
    assert lines[:2] == ["TN:", f"SF:{tmp_path / 'rules.yaml'}"]
    assert "FN:11,go-then" in lines and "FNDA:1,go-then" in lines
    # The condition `a` of the first rule decides in one test each way; `c` never holds.
    assert lines[lines.index("FNH:2") + 1 :][:2] == ["BRDA:13,0,0,1", "BRDA:13,0,1,1"]
    assert "BRDA:14,2,0,-" in lines and "BRDA:14,2,1,1" in lines
    assert "BRF:10" in lines and "DA:13,2" in lines
    assert lines[-1] == "end_of_record"


def test_json_has_every_condition(tmp_path: Path) -> None:
    small, coverage = _measured(tmp_path, "a: yes")
    found = coverage_object(coverage, small.texts)
    conditions = found["conditions"]
    assert isinstance(conditions, list) and len(conditions) == 5
    assert conditions[0] | {"path": ""} == {
        "rule": "go-then",
        "path": "",
        "line": 13,
        "column": 9,
        "condition": "a",
        "covered": False,
        "holds": {"tests": 1, "deciding": 1, "first": "a: yes", "hidden_by": None, "nearest": None},
        "fails": {"tests": 0, "deciding": 0, "first": None, "hidden_by": None, "nearest": None},
    }

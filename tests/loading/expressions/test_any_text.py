"""Whatever stands in an expression: it is read, or it is explained at a place inside it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.ir import DATE, YES_NO, Type
from advisor.loading.language.expressions import read_expression
from advisor.loading.language.functions import FUNCTIONS
from advisor.loading.language.tokens import KEYWORDS
from advisor.loading.language.tree import DEEPEST, LONGEST
from tests.loading.expressions.made import FACTS, STAGE, node, read, scope, text_at
from tests.loading.expressions.test_good_expressions import CONDITIONS, VALUES

NAMES = [
    *(name for facts in FACTS.values() for name in facts),
    *FACTS,
    *("interviews", "applications", "contacts", "today", "chase_interval", "grace", "cap"),
    *("offered", "good", "calm", "Acme", "chase-when-overdue", "thank-interviewers", "month"),
]
SIGNS = [*"(),.+-*<>=!&|'\"/{}[]", "<=", ">=", "==", "&&", "“", "é", "\n", "7", "2.5", "2026-11-22"]
WORDS = [*sorted(KEYWORDS), *sorted(FUNCTIONS), *NAMES, *SIGNS, '"Acme"', "1", "3 days"]
SOUP = st.lists(st.sampled_from(WORDS), max_size=25).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)
GOOD = st.sampled_from([*CONDITIONS, *VALUES])


@st.composite
def half_typed(draw: st.DrawFn) -> str:
    """A good expression while somebody edits it: cut off, or with something wrong in the middle."""
    text = draw(GOOD)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 5)))
    middle = draw(st.sampled_from(["", " ", *WORDS]))
    rest = text[end:] if draw(st.booleans()) else ""
    return f"{text[:start]}{middle}{rest}"


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=80) | SOUP | half_typed(),
    st.sampled_from([None, YES_NO, DATE, STAGE]),
    st.sampled_from(["situation", "application", "interview"]),
)
def test_any_text_is_read_or_explained_inside_it(
    text: str, wanted: Type | None, entity: str
) -> None:
    found, problems = read(text, wanted, entity)
    assert (found is None) == bool(problems)
    assert len(set(problems)) == len(problems)
    for problem in problems:
        assert text_at(text, problem.span) in text
        assert text_at(text, problem.span) or not text.strip()
        assert "\n" not in problem.message + (problem.help or "")


@settings(max_examples=50, deadline=None)
@given(half_typed())
def test_without_places_everything_is_reported_for_the_whole(text: str) -> None:
    here = replace(node(text), offsets=None)
    _, exact = read_expression(node(text), scope(), None)
    _, problems = read_expression(here, scope(), None)
    assert {p.code for p in problems} >= {p.code for p in exact}
    assert {p.span for p in problems} <= {here.span}


@pytest.mark.parametrize("text", ["", "  ", "\n \n"])
def test_an_expression_of_nothing_is_missing(text: str) -> None:
    found, [problem] = read(text)
    assert found is None
    assert (problem.code, problem.message) == ("ADV212", "an expression is missing here")


@pytest.mark.parametrize(
    "text",
    [
        "pressing and " * (LONGEST // 13 + 1) + "pressing",
        "1 + " * DEEPEST + "1 + 1",
        "not " * DEEPEST + "pressing",
        "first(" * DEEPEST + "today" + ")" * DEEPEST,
        "any(interviews, count(interviews, " * 26 + "thanked" + ") is 1)" * 26,
    ],
)
def test_an_expression_that_is_too_long_or_too_deep_is_refused(text: str) -> None:
    found, [problem] = read(text)
    assert found is None
    assert problem.code == "ADV211"
    assert problem.help == "conclude parts of it as facts of their own, and use these"


@pytest.mark.parametrize(
    "text",
    [
        "(" * 900 + "pressing" + ")" * 900,
        "1 + " * (DEEPEST - 2) + "1 < 2",
        "not " * (DEEPEST - 1) + "pressing",
        "stage is one of (" + "offered, " * 200 + "applied)",
        "pressing or " * 150 + "pressing",
    ],
)
def test_what_is_wide_but_not_deep_is_read(text: str) -> None:
    found, problems = read(text, YES_NO)
    assert found is not None
    assert not problems


def test_a_concluded_fact_is_refused_where_only_stated_ones_count() -> None:
    text = "first(answer_by, reply_expected_on)"
    found, [problem] = read(text, DATE, stated_only=True)
    assert found is None
    assert problem.code == "ADV321"
    assert text_at(text, problem.span) == "reply_expected_on"
    assert problem.message == (
        "`reply_expected_on` is concluded by rules, and only stated facts can be used here"
    )
    assert problem.help == (
        "write `today`, or some days from then, such as `today + 1 week`; or name facts that a person states"
    )


def test_problems_are_all_reported_and_in_their_order() -> None:
    text = "stage = ofered && chases_send > 1 quarter or thanked"
    _, problems = read(text, YES_NO)
    assert [text_at(text, problem.span) for problem in problems] == [
        "stage = ofered && chases_send > 1 quarter or thanked",
        "=",
        "ofered",
        "&&",
        "chases_send",
        "1 quarter",
        "thanked",
    ]

"""Results above the advice, and what is only to be known, on every page."""

from __future__ import annotations

import json

import pytest

from advisor import api
from advisor.rendering.advice_html import render_html
from advisor.rendering.advice_json import decision_object
from advisor.rendering.advice_markdown import render_markdown
from advisor.rendering.advice_notebook import decision_html
from advisor.rendering.advice_outline import outline_of
from advisor.rendering.advice_page import Extent
from advisor.rendering.advice_text import render_advice
from tests.results_pack import ME, decide, results_program

PACK = results_program().pack
NOTHING = "today: 2026-11-22\n"  # no claim, so nothing to advise


def test_a_page_begins_with_what_was_worked_out() -> None:
    labels = {
        "claims[0]": "Ann",
        "claims[0].items[0]": "item 1",
        "claims[0].items[1]": "item 2",
        "claims[1]": "Bob",
    }
    page = render_advice(decide(), PACK, extent=Extent.SHORT, labels=labels)
    assert page == (
        "Your situation\n"
        "Sun 22 Nov 2026\n"
        "\n"
        "Worked out\n"
        "  Total due: 12.5\n"
        "  Fee (Ann): 12.5\n"
        "  Grade (Ann): A bad one\n"
        "  Note (Ann): late\n"
        "  Refund (Ann, item 1): 4.75\n"
        "  Total of an item (Ann, item 1): 19\n"
        "  Fee (Bob): 0\n"
        "  Money back for Bob by: Sun 6 Dec\n"
        "  Grade (Bob): A good one\n"
        "  Wait (Bob): 12 days\n"
        "\n"
        "By Tue 24 Nov:  1. Pay 12.5 for Ann\n"
        "Good to know:   2. The law gives you 14 days\n"
    )


def test_where_there_are_results_but_no_advice_it_is_not_said_that_no_rule_applies() -> None:
    page = render_advice(decide(NOTHING), PACK)
    assert page == (
        "Your situation\n"
        "Sun 22 Nov 2026\n"
        "\n"
        "Worked out\n"
        "  Total due: 0\n"
        "  Everything is settled: yes\n"
        "\n"
        "There is nothing to advise.\n"
    )


def test_markdown_has_results_as_a_list() -> None:
    text = render_markdown([outline_of(decide(NOTHING), PACK)])
    assert text == (
        "# Your situation\n\nSun 22 Nov 2026\n\n## Worked out\n\n"
        "- Total due: **0**\n- Everything is settled: **yes**\n\nThere is nothing to advise.\n"
    )


def test_html_has_results_as_names_with_values_and_escapes_them() -> None:
    text = ME.replace("Ann", "'A <b>'")
    page = render_html([outline_of(decide(text), PACK)])
    assert '<h2 id="results">Worked out</h2>' in page
    assert "<dt>Fee (A &lt;b&gt;)</dt>\n<dd>12.5</dd>" in page
    assert '<h2 id="g2">Good to know</h2>' in page
    assert "<b>" not in page
    assert page.index("Total due") < page.index("Pay 12.5")


def test_a_page_without_results_has_no_section_for_them() -> None:
    program = api.load_pack(with_tests=False)
    decision = api.Advisor(program).advise({"today": "2026-11-22", "applications": []})
    assert decision.results == ()
    assert "results" not in decision_object(decision)
    assert "Worked out" not in render_html([outline_of(decision, program.pack)])
    assert "Worked out" not in render_advice(decision, program.pack)


def test_json_has_results_with_place_fact_title_value_and_rules() -> None:
    found = json.loads(json.dumps(decision_object(decide())))["results"]
    assert found[0] == {
        "for": "",
        "place": "",
        "fact": "total",
        "title": "Total due",
        "value": 12.5,
        "words": "12.5",
        "rules": [],
    }
    assert {one["fact"]: one["value"] for one in found if one["place"] == "claims[1]"} == {
        "fee": 0,
        "paid_back_on": "2026-12-06",
        "grade": "good",
        "wait": "12 days",
    }
    assert found[1]["rules"] == ["late"]


def test_a_notebook_shows_results() -> None:
    shown = decision_html(decide(NOTHING))
    assert "<li>Total due: <strong>0</strong></li>" in shown
    assert "There is nothing to advise.</p>" in shown


@pytest.mark.parametrize("engine", ["rete", "oracle"])
def test_what_is_only_to_be_known_is_never_due(engine: str) -> None:
    [pay, know] = decide(engine=engine)
    assert (pay.action, pay.kind.value) == ("pay-fee", "do")
    assert (know.action, know.kind.value) == ("know-the-law", "know")
    assert (know.due, know.status) == (None, "now")

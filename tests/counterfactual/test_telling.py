"""Ways as steps, as pages and as JSON; what if, before and after."""

from __future__ import annotations

import json

import pytest

from advisor.counterfactual.changes import DAY, Key, apply_changes
from advisor.counterfactual.comparing import (
    BeforeAfter,
    change_words,
    compare,
    comparison_object,
    render_comparison,
)
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.pages import render_ways, ways_object
from advisor.counterfactual.searching import Found, Way
from advisor.counterfactual.steps import ChangedFact, Means, Telling
from advisor.ir import Value, instance_at
from advisor.rendering.layout import Style
from tests.counterfactual.made import make_advisor, make_case, make_program, ways_of
from tests.rendering.made import day

TODAY = day("2026-11-22")
ACME = "applications[0]"


def steps_of(text: str, aim: Aim, action: str) -> list[list[tuple[str, str]]]:
    """The steps of each way: by what means, and in words."""
    found = ways_of(text, aim, action)
    telling = Telling(make_advisor(), make_case(text).situation.root, TODAY, Goal(aim, action))
    return [
        [(step.means.value, step.words) for step in steps]
        for _, steps in telling.ranked(found.ways)
    ]


STEPS = {
    "waiting, and what others can change": (
        "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-25}]",
        Aim.ADVISED,
        "chase",
        [
            [("wait", "until Thu 26 Nov (in 4 days)")],
            [
                (
                    "obtain",
                    "Acme: When did they promise to answer? → Sat 21 Nov or earlier (you said: Wed 25 Nov)",
                )
            ],
        ],
    ),
    "what advice of now does": (
        "applications: [{company: Acme, stage: offered, decided: yes}, {company: Globex, stage: waiting}]",
        Aim.FIRST,
        "accept",
        [
            [("do", "Tell Globex")],
            [("obtain", "Do you want to be left alone? → yes")],
            [
                (
                    "obtain",
                    "Globex: Where does it stand? → They made me an offer or Over"
                    " (you said: Waiting for word)",
                )
            ],
        ],
    ),
    "a number that is assumed": (
        "applications: [{company: Acme, stage: waiting, heard_on: 2026-11-10}]",
        Aim.GONE,
        "chase",
        [
            [("obtain", "Do you want to be left alone? → yes")],
            [("obtain", "Acme: When did they promise to answer? → Sun 22 Nov or later")],
            [("obtain", "Acme: How often have you asked? → 2 or more (assumed: 0)")],
            [
                (
                    "obtain",
                    "Acme: Where does it stand? → They made me an offer or Over (you said: Waiting for word)",
                )
            ],
            [
                (
                    "obtain",
                    "Acme: When did you last hear from them? → Sun 15 Nov to Sun 22 Nov (you said: Tue 10 Nov)",
                )
            ],
        ],
    ),
    "two things at once": (
        "quiet: yes\napplications: [{company: Acme, stage: waiting, promised_on: 2026-11-25}]",
        Aim.ADVISED,
        "chase",
        [
            [
                ("obtain", "Do you want to be left alone? → no (you said: yes)"),
                ("wait", "until Thu 26 Nov (in 4 days)"),
            ],
            [
                (
                    "obtain",
                    "Acme: When did they promise to answer? → Sat 21 Nov (you said: Wed 25 Nov)",
                ),
                ("obtain", "Do you want to be left alone? → no (you said: yes)"),
            ],
        ],
    ),
}


@pytest.mark.parametrize(("text", "aim", "action", "steps"), STEPS.values(), ids=STEPS)
def test_changes_are_told_as_steps(
    text: str, aim: Aim, action: str, steps: list[list[tuple[str, str]]]
) -> None:
    assert steps_of(text, aim, action) == steps


# A way as a search could have found it, and its only step in words.
SINGLE = {
    "a wait that ends": (
        Way(((DAY, TODAY + 1),), since=TODAY + 1, until=TODAY + 5),
        "until Mon 23 Nov (tomorrow); it stays so until Fri 27 Nov",
    ),
    "a day and no other": (
        Way(((DAY, TODAY + 1),), since=TODAY + 1, until=TODAY + 1),
        "until Mon 23 Nov (tomorrow); it is so on that day only",
    ),
    "one day of another fact": (
        Way((((ACME, "heard_on"), TODAY),), since=TODAY, until=TODAY),
        "Acme: When did you last hear from them? → Sun 22 Nov",
    ),
    "any day": (
        Way((((ACME, "heard_on"), TODAY),)),
        "Acme: When did you last hear from them? → any day, such as Sun 22 Nov",
    ),
    "a number and less": (
        Way((((ACME, "chases"), 3_000_000),), until=3_000_000),
        "Acme: How often have you asked? → 3 or less (assumed: 0)",
    ),
    "none": (
        Way((((ACME, "promised_on"), None),)),
        "Acme: When did they promise to answer? → none (you said: Wed 25 Nov)",
    ),
    "a text": (
        Way((((ACME, "company"), "…"),), others=("X",)),
        "Acme: Which company? → something (you said: Acme)",
    ),
    "many choices": (
        Way((((ACME, "stage"), "offered"),), others=("over", "applied", "waiting", None)),
        "Acme: Where does it stand? → They made me an offer or Over or Applied (or 1 other)"
        " (you said: Waiting for word)",
    ),
}


@pytest.mark.parametrize(("way", "words"), SINGLE.values(), ids=SINGLE)
def test_a_change_reads_as_what_will_do(way: Way, words: str) -> None:
    text = "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-25}]"
    root = make_case(text).situation.root
    [step] = Telling(make_advisor(), root, TODAY, Goal(Aim.ADVISED, "chase")).steps(way)
    assert step.words == words


def test_what_one_piece_of_advice_changes_together_is_one_step() -> None:
    text = "applications: [{company: Acme, stage: offered, decided: yes}, {company: B, stage: waiting}]"
    root = make_case(text).situation.root
    telling = Telling(make_advisor(), root, TODAY, Goal(Aim.GONE, "accept"))
    both = Way((((ACME, "stage"), "over"), (("applications[1]", "told"), True)))
    assert [(step.means, step.action, len(step.changes)) for step in telling.steps(both)] == [
        (Means.DO, "accept", 1),
        (Means.DO, "tell", 1),
    ]


def test_what_answers_a_question_that_makes_no_sense_comes_last() -> None:
    text = "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-25}]"
    telling = Telling(
        make_advisor(), make_case(text).situation.root, TODAY, Goal(Aim.ADVISED, "chase")
    )
    odd = Way((((ACME, "decided"), True),))
    stated = Way((((ACME, "promised_on"), TODAY),))
    both = Way((((ACME, "stage"), "offered"), ((ACME, "decided"), True)))
    ranked = [way for way, _ in telling.ranked([odd, stated, both])]
    assert ranked == [stated, both, odd]


def test_a_page_of_ways_reads_from_what_it_takes_to_what_comes_then() -> None:
    text = "applications: [{company: Acme, stage: waiting, promised_on: 2026-11-25}]"
    goal = Goal(Aim.ADVISED, "chase")
    found = ways_of(text, goal.aim, goal.action)
    told = Telling(make_advisor(), make_case(text).situation.root, TODAY, goal).ranked(found.ways)
    assert render_ways(goal, found, told, "“Ask Acme”", TODAY) == (
        "One change is enough, and “Ask Acme” is advised. Any of these 2 will do:\n"
        "\n"
        "1. wait    until Thu 26 Nov (in 4 days)\n"
        "   Then: Ask Acme (when you can)\n"
        "\n"
        "2. obtain  Acme: When did they promise to answer? → Sat 21 Nov or earlier (you\n"
        "           said: Wed 25 Nov)\n"
        "   Then: Ask Acme (when you can)\n"
    )
    data = json.loads(json.dumps(ways_object(goal, found, told, TODAY)))
    assert (data["kind"], data["version"], data["size"]) == ("change-to", 1, 1)
    [[waiting], [promised]] = [way["steps"] for way in data["ways"]]
    assert waiting["changes"][0]["id"] == "/today"
    assert waiting["changes"][0]["after"] == "2026-11-26"
    assert promised["changes"][0]["id"] == "applications[0]/promised_on"
    assert (promised["means"], promised["action"]) == ("obtain", None)
    assert promised["changes"][0]["before"] == "2026-11-25"
    assert [piece["action"] for piece in data["ways"][0]["advice"]] == ["chase", "rest"]


HEADLINES = {
    "nothing": (
        Aim.FIRST,
        Found(0, (Way(()),), 0, 0),
        "Nothing has to change: X comes first as things stand.",
    ),
    "none": (
        Aim.GONE,
        Found(None, (), 3, 9),
        "No change of up to 3 facts makes it so that X is not advised.",
    ),
    "not tried to the end": (
        Aim.GONE,
        Found(None, (), 2, 9, is_cut_short=True),
        "No change of up to 2 facts makes it so that X is not advised. There are too many larger sets to try them all.",
    ),
    "none at all": (
        Aim.GONE,
        Found(None, (), 0, 0),
        "Nothing that could change makes it so that X is not advised.",
    ),
    "one way": (
        Aim.ADVISED,
        Found(1, (Way(()),), 1, 1),
        "One change is enough, and X is advised. There is one way:",
    ),
    "two facts": (
        Aim.FIRST,
        Found(2, (Way(()), Way(())), 2, 1),
        "It takes 2 changes together before X comes first. There are 2 ways:",
    ),
}


@pytest.mark.parametrize(("aim", "found", "line"), HEADLINES.values(), ids=HEADLINES)
def test_a_page_begins_with_what_it_takes(aim: Aim, found: Found, line: str) -> None:
    assert render_ways(Goal(aim, "x"), found, (), "X", TODAY, Style(width=120)) == f"{line}\n"


def test_of_many_ways_the_first_are_shown() -> None:
    told = [(Way(()), ())] * 10
    shown = render_ways(Goal(Aim.GONE, "x"), Found(1, (Way(()),) * 10, 1, 1), told, "X", TODAY)
    assert shown.count("Then nothing is advised.") == 8
    assert shown.endswith("\nand 2 more ways: -f json has them all\n")


# --- what if -----------------------------------------------------------------------------------------

TWO = """\
applications:
  - {company: Acme, stage: waiting, promised_on: 2026-11-20}
  - {company: Globex, stage: offered, decided: yes}
"""


def what_if(changes: dict[Key, Value | None], text: str = TWO) -> BeforeAfter:
    case, advisor = make_case(text), make_advisor()
    before = advisor.advise(case.situation, questions=False)
    changed = apply_changes(case.situation.root, TODAY, changes)
    derivations, advice = advisor.on(changed.today).pieces(changed.root, None)
    from dataclasses import replace

    after = replace(before, today=changed.today, advice=advice, error=derivations.error)
    pack = make_program().pack
    facts = [
        ChangedFact(
            (place, fact),
            pack.fact("situation" if not place else "application", fact),
            TODAY
            if (place, fact) == DAY
            else instance_at(case.situation.root, place).facts.get(fact),
            value,
            True,
        )
        for (place, fact), value in changes.items()
    ]
    return compare(facts, before, after)


def said(compared: BeforeAfter, labels: dict[str, str]) -> list[str]:
    today = compared.before.today
    return [change_words(change, labels, today) for change in compared.changes]


def test_both_pages_stand_side_by_side_with_what_is_different() -> None:
    compared = what_if({(ACME, "stage"): "offered"})
    assert render_comparison(compared, said(compared, {ACME: "Acme"}), Style(width=80)) == (
        "What if  stage of Acme: Waiting for word → They made me an offer\n"
        "\n"
        "Now, Sun 22 Nov 2026                     Then, Sun 22 Nov 2026\n"
        "- 1. Tell Acme (soon)                      1. Accept Globex (when you can)\n"
        "- 2. Ask Acme (when you can)               2. Rest\n"
        "  3. Accept Globex (when you can)\n"
        "  4. Rest\n"
        "\n"
        "- goes: Tell Acme\n"
        "- goes: Ask Acme\n"
    )


def test_in_a_narrow_terminal_they_stand_below_each_other() -> None:
    compared = what_if({DAY: TODAY + 1})
    shown = render_comparison(compared, said(compared, {}), Style(width=60)).splitlines()
    assert shown[0] == "What if  today: Sun 22 Nov → Mon 23 Nov"
    assert [line for line in shown if line.startswith(("Now", "Then"))] == [
        "Now, Sun 22 Nov 2026",
        "Then, Mon 23 Nov 2026",
    ]
    assert shown[-1] == "The advice stays the same."


def test_what_comes_goes_and_moves_is_told_apart() -> None:
    compared = what_if({("", "quiet"): True, ("applications[1]", "decided"): None})
    assert [piece.action for piece in compared.gone] == ["tell", "chase", "accept"]
    assert compared.new == () and compared.moved == ()
    back = compare((), compared.after, compared.before)
    assert [piece.action for piece in back.new] == ["tell", "chase", "accept"]
    data = json.loads(json.dumps(comparison_object(compared)))
    assert (data["kind"], data["version"]) == ("what-if", 1)
    assert data["gone"] == [
        "applications[0]/tell",
        "applications[0]/chase",
        "applications[1]/accept",
    ]
    assert data["changes"][1] == {
        "id": "applications[1]/decided",
        "place": "applications[1]",
        "fact": "decided",
        "before": True,
        "after": None,
    }


def test_what_overtakes_another_or_has_other_dates_has_moved() -> None:
    compared = what_if({})
    first, second = compared.before.advice[:2]
    from dataclasses import replace

    turned = replace(compared.before, advice=(second, first))
    assert [one.after for one in compare((), compared.before, turned).moved] == [second]
    due = replace(first, due=TODAY + 3)
    dated = compare((), compared.before, replace(compared.before, advice=(due, second)))
    [moved] = dated.moved
    assert (moved.was, moved.now, moved.has_other_dates) == (1, 1, True)
    words = render_comparison(dated, (), Style(width=80))
    assert "~ moves: Tell Acme: soon → by Wed 25 Nov" in words
    now = replace(compared.before, advice=(replace(first, due=TODAY),))
    then = replace(now, today=TODAY + 1, advice=(replace(first, due=TODAY + 1),))
    words = render_comparison(compare((), now, then), (), Style(width=80))
    assert "~ moves: Tell Acme: Sun 22 Nov 2026 → Mon 23 Nov 2026\n" in words


def test_means_are_what_is_told() -> None:
    assert [means.value for means in Means] == ["do", "obtain", "wait"]

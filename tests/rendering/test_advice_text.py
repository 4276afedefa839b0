"""Advice as a person reads it."""

from typing import Any

import pytest

from advisor.ir.advice import Assumption, OpenQuestion
from advisor.ir.derivations import DecisionError
from advisor.ir.packs import ActionKind, Importance, Source
from advisor.ir.types import DATE, MILLION, NUMBER
from advisor.rendering.advice_text import render_advice, timing_words
from advisor.rendering.layout import cells
from advisor.rendering.style import Style
from tests.rendering.made import HERE, TODAY, day, decision, pack, piece

TIMES: dict[str, tuple[dict[str, Any], str]] = {
    "any time": ({}, ""),
    "due today": ({"due": TODAY}, "Due today."),
    "due tomorrow": ({"due": day("2026-11-24")}, "Due tomorrow, Tue 24 Nov."),
    "due later": ({"due": day("2026-11-27")}, "Due in 4 days, Fri 27 Nov."),
    "overdue": (
        {"due": day("2026-11-21"), "status": "overdue"},
        "Overdue: it was due 2 days ago, Sat 21 Nov.",
    ),
    "a start that has passed is not worth a word": ({"start": day("2026-11-01")}, ""),
    "a start today neither": ({"start": TODAY}, ""),
    "later": (
        {"start": day("2026-11-30"), "due": day("2026-12-02"), "status": "later"},
        "From Mon 30 Nov (in 7 days). Due in 9 days, Wed 2 Dec.",
    ),
    "a wait ends": (
        {"kind": ActionKind.WAIT, "due": day("2026-11-27")},
        "Until Fri 27 Nov (in 4 days).",
    ),
    "a wait without end": ({"kind": ActionKind.WAIT}, ""),
    "something to avoid until a day": (
        {"kind": ActionKind.AVOID, "due": day("2026-11-24")},
        "Until Tue 24 Nov (tomorrow).",
    ),
}


@pytest.mark.parametrize("case", TIMES.values(), ids=TIMES)
def test_when_something_is_to_be_done_is_told_as_seen_from_today(
    case: tuple[dict[str, Any], str],
) -> None:
    others, words = case
    assert timing_words(piece(**others), TODAY) == words


def test_advice_reads_from_what_comes_first_to_what_it_rests_on() -> None:
    shown = render_advice(
        decision(
            piece(
                "thank-interviewers",
                title="Thank your interviewers at Acme",
                due=day("2026-11-21"),
                status="overdue",
                importance=Importance.URGENT,
                because=("Thanks are due by the day after; late thanks are still welcome.",),
                notes=("Be polite and sincere.",),
                sources=("book#thank",),
                disputed=("Some find thanks by mail too much.",),
            ),
            piece(start=day("2026-11-30"), status="later"),
            assumptions=(
                Assumption(
                    "applications[0]",
                    "Acme",
                    "application",
                    "chases_sent",
                    NUMBER,
                    0 * MILLION,
                    "0",
                    "How often have you chased?",
                ),
            ),
            open_questions=(
                OpenQuestion("", "", "situation", "d", DATE, "Are you employed?", None, ()),
                OpenQuestion(
                    "applications[0]", "Acme", "application", "d", DATE, "By when?", None, ()
                ),
            ),
        ),
        pack(),
    )
    assert shown == (
        "Waiting on Acme\n"
        "as of Mon 23 Nov 2026\n"
        "\n"
        "Now\n"
        "\n"
        " 1. Thank your interviewers at Acme                           thank-interviewers\n"
        "    Urgent. Overdue: it was due 2 days ago, Sat 21 Nov.\n"
        "    Thanks are due by the day after; late thanks are still welcome. [1]\n"
        "    - Be polite and sincere.\n"
        "    Views differ: Some find thanks by mail too much.\n"
        "\n"
        "Later\n"
        "\n"
        " 2. Ask Acme how things stand                                              chase\n"
        "    From Mon 30 Nov (in 7 days).\n"
        "    Silence is rarely a decision.\n"
        "\n"
        "Still open: your answers could change this advice\n"
        "  - Are you employed?\n"
        "  Acme\n"
        "    - By when?\n"
        "\n"
        "Assumed, because nobody said\n"
        "  - How often have you chased? 0 (Acme)\n"
        "\n"
        "Sources\n"
        "  The Book\n"
        "    [1] 1. Say thank you\n"
    )


def test_a_contradiction_names_the_other_advice() -> None:
    shown = render_advice(
        decision(
            piece(contradicts=(("wait-for-reply", "applications[0]"),)),
            piece("wait-for-reply", title="Wait for word from Acme", kind=ActionKind.WAIT),
        ),
        pack(),
    )
    assert "Contradicts no. 2, “Wait for word from Acme”: follow only one of the" in shown


def test_what_comes_later_waits_for_the_end_of_what_it_contradicts() -> None:
    shown = render_advice(
        decision(
            piece("wait-for-reply", title="Wait", contradicts=(("chase", "applications[0]"),)),
            piece(status="later", contradicts=(("wait-for-reply", "applications[0]"),)),
        ),
        pack(),
    )
    assert shown.count("Contradicts") == 0
    assert shown.count("Not before the end of no. 1, “Wait”.") == 1


def test_of_many_questions_those_are_shown_that_most_rules_wait_for() -> None:
    questions = tuple(
        OpenQuestion(
            f"applications[0].interviews[{n}]",
            f"interview {n}",
            "interview",
            "d",
            DATE,
            f"Question {n}?",
            None,
            ("r",) * n,
        )
        for n in range(9)
    )
    one = decision(piece(), open_questions=questions)
    shown = render_advice(one, pack())
    assert [n for n in range(9) if f"- Question {n}?" in shown] == [3, 4, 5, 6, 7, 8]
    assert "  Acme, interview 3\n" in shown
    assert "and 3 more (--questions all lists them)" in shown
    assert render_advice(one, pack(), all_questions=True).count("- Question") == 9


def test_citations_are_numbered_as_their_list_shows_them() -> None:
    shown = render_advice(
        decision(piece(sources=("book#thank", "other", "book#chase"))),
        pack(sources={"book": Source("book", "The Book", {"thank": "Thanks"}, HERE)}),
    )
    assert "Silence is rarely a decision. [1][3][2]\n" in shown
    assert shown.endswith(
        "Sources\n  The Book\n    [1] Thanks\n    [2] chase\n  other\n    [3] the whole of it\n"
    )


def test_what_is_assumed_for_several_is_said_once() -> None:
    held = [
        Assumption(f"a[{n}]", name, "a", "chased", NUMBER, 0, "0", "How often?")
        for n, name in enumerate(("Acme", "Globex"))
    ]
    shown = render_advice(decision(piece(), assumptions=tuple(held)), pack())
    assert "  - How often? 0 (Acme; Globex)\n" in shown


def test_a_situation_without_advice_says_so() -> None:
    assert "There is nothing to advise" in render_advice(decision(), pack())


def test_an_error_is_shown_in_place_of_advice() -> None:
    error = DecisionError("conflict", "applications[0]", "application", ("a", "b"), "reply_by")
    shown = render_advice(decision(error=error), pack())
    assert "`a` and `b` conclude different values for `reply_by` of" in shown
    assert "Now" not in shown


def test_a_situation_without_a_title_bears_the_heading_it_is_given() -> None:
    assert render_advice(decision(title=None), pack()).startswith("Your situation\n")
    assert render_advice(decision(title=None), pack(), heading="me.yaml").startswith("me.yaml\n")


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_fit_the_width(width: int) -> None:
    long = piece(
        "write-through-the-agency",
        title="Ask the agency how things stand at the Company with the Longest Name of All",
        because=("A sentence that is long enough to be broken more than once in any case.",) * 2,
        notes=("Another one of those sentences that do not end before the line does.",),
        due=day("2026-11-27"),
    )
    shown = render_advice(decision(long), pack(), width)
    assert all(cells(line) <= width for line in shown.splitlines())


def test_colour_changes_no_word() -> None:
    import re

    one = decision(piece(due=TODAY, importance=Importance.URGENT, disputed=("Maybe.",)))
    coloured = render_advice(one, pack(), style=Style(True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_advice(one, pack())


def test_a_company_cannot_steer_the_terminal() -> None:
    shown = render_advice(decision(piece(title="Thank \x1b[2JAcme"), title="\x1b]0;x\x07"), pack())
    assert "\x1b" not in shown

"""Advice as a person reads it."""

import re
from dataclasses import replace
from typing import Any

import pytest

from advisor.ir import (
    DATE,
    MILLION,
    NUMBER,
    ActionKind,
    Advice,
    Assumption,
    Citation,
    DecisionError,
    FutureDate,
    Importance,
    OpenQuestion,
)
from advisor.rendering.advice_page import Commands, Extent
from advisor.rendering.advice_text import render_advice
from advisor.rendering.layout import Style, cells
from tests.rendering.made import HERE, TODAY, action, day, decision, pack, piece

POLITE = "Be polite."
MESSAGES = {"thank": "thank-you", "chase": "chase", "answer": None, "avoid": None}
PACK = pack(actions={name: action(name, draft=draft) for name, draft in MESSAGES.items()})
THANK = piece(
    "thank",
    title="Thank Acme for the interview",
    due=day("2026-11-21"),
    status="overdue",
    importance=Importance.HIGH,
    because=("Thanks are due the day after.", "Late thanks are still welcome."),
    notes=("Name one thing you talked about.", POLITE),
    sources=("book#thank",),
    disputed=("some find thanks by e-mail too much.", "a card is said to be better."),
)
ANSWER = piece(
    "answer",
    title="Give Globex your answer",
    place="applications[1]",
    target="Globex",
    due=day("2026-12-04"),
    importance=Importance.URGENT,
    because=("No offer stays open for ever.",),
)
AVOID = piece(
    "avoid",
    title="Do not resign yet",
    place="",
    target="",
    kind=ActionKind.AVOID,
    because=("Nothing is signed.",),
)
CHASE = piece("chase", start=day("2026-11-30"), status="later", notes=(POLITE,))
ASSUMED = Assumption(
    "applications[0]", "Acme", "application", "sent", NUMBER, 0, "0", "How often have you asked?"
)


def question(ask: str, place: str = "", target: str = "", rules: int = 1) -> OpenQuestion:
    return OpenQuestion(place, target, "situation", "d", DATE, ask, None, ("r",) * rules)


FOUR = decision(
    THANK,
    ANSWER,
    AVOID,
    CHASE,
    assumptions=(ASSUMED,),
    open_questions=(
        question("Are you employed?"),
        question("When do they answer?", "applications[0]", "Acme"),
    ),
)


def test_a_page_begins_with_a_line_for_each_piece_and_then_gives_the_details() -> None:
    commands = Commands("advisor", "me.yaml")
    assert render_advice(FOUR, PACK, commands=commands) == (
        "Waiting on Acme\n"
        "Mon 23 Nov 2026\n"
        "\n"
        "Today:            1. Thank Acme for the interview (was due Sat 21 Nov)\n"
        "By Fri 4 Dec:     2. Give Globex your answer\n"
        "Keep in mind:     3. Do not resign yet\n"
        "From Mon 30 Nov:  4. Ask Acme how things stand\n"
        "\n"
        "1. Thank Acme for the interview\n"
        "   Thanks are due the day after. Late thanks are still welcome.\n"
        "   - Name one thing you talked about.\n"
        "   Others say: some find thanks by e-mail too much.\n"
        "   Others say: a card is said to be better.\n"
        "\n"
        "2. Give Globex your answer\n"
        "   No offer stays open for ever.\n"
        "\n"
        "3. Do not resign yet\n"
        "   Nothing is signed.\n"
        "\n"
        "4. Ask Acme how things stand\n"
        "   Silence is rarely a decision.\n"
        "\n"
        "For 1 and 4: Be polite.\n"
        "\n"
        "Still open:\n"
        "- Are you employed?\n"
        "  and 1 more: advisor ask --answers me.yaml\n"
        "\n"
        "Next: advisor draft 1 me.yaml (or explain)\n"
    )


def test_a_short_page_is_its_head() -> None:
    assert render_advice(decision(AVOID), PACK, extent=Extent.SHORT) == (
        "Waiting on Acme\nMon 23 Nov 2026\n\nKeep in mind:  1. Do not resign yet\n"
    )


def test_a_long_page_holds_all_that_is_known() -> None:
    assert render_advice(decision(THANK, CHASE, **LONG), PACK, extent=Extent.LONG) == (
        "Waiting on Acme\n"
        "Mon 23 Nov 2026\n"
        "\n"
        "1. Thank Acme for the interview                                            thank\n"
        "   Was due 2 days ago, Sat 21 Nov.\n"
        "   Thanks are due the day after.\n"
        "   Late thanks are still welcome. [1]\n"
        "   - Name one thing you talked about.\n"
        "   - Be polite.\n"
        "   Others say: some find thanks by e-mail too much.\n"
        "   Others say: a card is said to be better.\n"
        "\n"
        "2. Ask Acme how things stand                                               chase\n"
        "   From Mon 30 Nov (in 7 days).\n"
        "   Silence is rarely a decision.\n"
        "   - Be polite.\n"
        "\n"
        "Still open:\n"
        "- By when?\n"
        "- Are you employed?\n"
        "- When did they call?\n"
        "\n"
        "Assumed, because nobody said\n"
        "  - How often have you asked? 0 (Acme)\n"
        "\n"
        "Sources\n"
        "  The Book\n"
        "    [1] 1. Say thank you\n"
    )


LONG: dict[str, Any] = {
    "assumptions": (ASSUMED,),
    "open_questions": (
        question("By when?", "applications[0]", "Acme"),
        question("Are you employed?"),
        question("When did they call?", "applications[0]", "Acme"),
    ),
}


def test_one_or_two_pieces_need_no_head() -> None:
    shown = render_advice(decision(ANSWER, AVOID), PACK)
    assert shown.count("Give Globex your answer") == 1
    assert shown.splitlines()[3] == "1. Give Globex your answer (by Fri 4 Dec)"


def test_the_head_reads_well_from_left_to_right() -> None:
    """The name of a group comes once, and behind it what is to be done then."""
    several = [piece(f"a{n}", title=f"Answer no. {n}", due=TODAY) for n in (1, 2)]
    shown = render_advice(decision(*several, AVOID), PACK, extent=Extent.SHORT)
    assert " ".join(shown.split()).endswith(
        "Today: 1. Answer no. 1 2. Answer no. 2 Keep in mind: 3. Do not resign yet"
    )


def test_a_group_that_comes_twice_is_named_twice_so_that_numbers_rise() -> None:
    shown = render_advice(decision(THANK, ANSWER, piece(due=TODAY)), PACK, extent=Extent.SHORT)
    assert re.findall(r"^(\w+).*?(\d)\.", shown, re.MULTILINE) == [
        ("Today", "1"),
        ("By", "2"),
        ("Today", "3"),
    ]


def test_on_a_narrow_screen_each_group_has_a_line_of_its_own() -> None:
    shown = render_advice(decision(THANK, AVOID), PACK, Style(width=40), extent=Extent.SHORT)
    assert shown.endswith(
        "Today:\n"
        "  1. Thank Acme for the interview\n"
        "     (was due Sat 21 Nov)\n"
        "Keep in mind:\n"
        "  2. Do not resign yet\n"
    )


@pytest.mark.parametrize(("letters", "between"), [(22, " "), (23, "\n           ")])
def test_what_does_not_fit_behind_a_title_goes_below(letters: int, between: str) -> None:
    """A name of 22 letters makes a line of 60 cells."""
    title = f"Thank {'n' * letters}"
    for style in (Style(), Style(True)):
        one = decision(replace(THANK, title=title))
        shown = render_advice(one, PACK, replace(style, width=60), extent=Extent.SHORT)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
        assert plain.endswith(f"Today:  1. {title}{between}(was due Sat 21 Nov)\n")


def test_ten_pieces_stand_in_line() -> None:
    ten = [piece(f"a{n}", title=f"Do this {n}", place="", target="") for n in range(1, 11)]
    shown = render_advice(decision(*ten), pack())
    assert "When you can:   1. Do this 1\n                2. Do this 2\n" in shown
    assert "               10. Do this 10\n" in shown
    assert "\n 9. Do this 9\n    For the same reason as 1.\n" in shown


def test_what_matters_least_has_only_its_line_in_the_head() -> None:
    least = piece("search", title="Keep looking", importance=Importance.LOW, because=("So it is.",))
    shown = render_advice(decision(THANK, ANSWER, least), PACK)
    assert shown.count("Keep looking") == 1
    assert "So it is." not in shown
    assert "So it is." in render_advice(decision(THANK, least), PACK)
    assert "So it is." in render_advice(decision(THANK, ANSWER, least), PACK, extent=Extent.LONG)
    against = replace(least, contradicts=(("thank", "applications[0]"),))
    assert "Contradicts no. 1" in render_advice(decision(THANK, ANSWER, against), PACK)


@pytest.mark.parametrize(
    ("others", "is_shown"),
    [
        ({}, False),
        ({"notes": ("Ask their office.",)}, True),
        ({"notes": ("Ask their office.",), "status": "later"}, False),
        ({"due": day("2026-11-30")}, True),
    ],
    ids=["any time", "any time, with a note", "later, with a note", "by a day"],
)
def test_what_matters_least_is_explained_only_where_there_is_something_to_do_now(
    others: dict[str, Any], is_shown: bool
) -> None:
    least = piece("search", importance=Importance.LOW, because=("So it is.",), **others)
    shown = render_advice(decision(THANK, ANSWER, least), PACK)
    assert ("So it is." in shown) is is_shown


WAIT = piece(
    "wait",
    title="Wait for word from Acme",
    kind=ActionKind.WAIT,
    due=day("2026-12-15"),
    because=("They need time.",),
)
ALIKE = replace(WAIT, title="Wait for word from Globex", place="applications[1]", target="Globex")
WAITS: dict[str, tuple[list[Advice], list[int]]] = {
    "without a note": ([WAIT], []),
    "with a note": ([replace(WAIT, notes=("Rest.",))], [1]),
    "with another view": ([replace(WAIT, disputed=("some would call.",))], [1]),
    "the same for another company": (
        [replace(WAIT, notes=("Rest.",)), replace(ALIKE, notes=("Rest.",))],
        [1],
    ),
    "with a note of its own for another company": (
        [replace(WAIT, notes=("Rest.",)), replace(ALIKE, notes=("Rest.", "They are away."))],
        [1, 2],
    ),
    "with a reason of its own for another company": (
        [
            replace(WAIT, notes=("Rest.",)),
            replace(ALIKE, notes=("Rest.",), because=("They are away.",)),
        ],
        [1, 2],
    ),
}


@pytest.mark.parametrize("case", WAITS.values(), ids=WAITS)
def test_a_wait_is_explained_only_where_there_is_more_to_it_than_its_line_in_the_head(
    case: tuple[list[Advice], list[int]],
) -> None:
    waits, explained = case
    shown = render_advice(decision(*waits, THANK, ANSWER), PACK)
    details = re.findall(r"^(\d)\. Wait", shown, re.MULTILINE)
    assert [int(number) for number in details] == explained


def test_the_same_advice_for_another_company_is_not_said_again() -> None:
    first = piece(
        "avoid",
        title="Not Acme",
        because=("It is bad.",),
        notes=("Say no.", "Write."),
        disputed=("some would.",),
    )
    second = replace(
        first,
        title="Not Globex",
        place="applications[1]",
        notes=("Say no.", "Write.", "Phone them."),
    )
    assert render_advice(decision(first, second), PACK).endswith(
        "1. Not Acme (when you can)\n"
        "   It is bad.\n"
        "   - Say no.\n"
        "   - Write.\n"
        "   Others say: some would.\n"
        "\n"
        "2. Not Globex (when you can)\n"
        "   The same advice as for 1.\n"
        "   - Phone them.\n"
    )


def test_advice_that_lacks_a_note_of_the_other_is_not_called_the_same() -> None:
    first = piece("avoid", title="Not Acme", because=("It is bad.",), notes=("Say no.", "Write."))
    second = replace(
        first, title="Not Globex", place="applications[1]", notes=("Say no.", "Phone them.")
    )
    assert render_advice(decision(first, second), PACK).endswith(
        "1. Not Acme (when you can)\n"
        "   It is bad.\n"
        "   - Write.\n"
        "\n"
        "2. Not Globex (when you can)\n"
        "   For the same reason as 1.\n"
        "   - Phone them.\n"
        "\n"
        "For 1 and 2: Say no.\n"
    )


def test_other_advice_for_the_same_reason_names_the_reason_by_its_number() -> None:
    other = piece("answer", title="Answer", notes=("Now.",))
    assert render_advice(decision(piece(), other), PACK).endswith(
        "2. Answer (when you can)\n   For the same reason as 1.\n   - Now.\n"
    )


SHARED: dict[str, tuple[list[Advice], str]] = {
    "under two pieces": ([THANK, ANSWER, CHASE], "For 1 and 3: Be polite.\n"),
    "under three pieces": (
        [THANK, piece("answer", notes=(POLITE,)), CHASE],
        "For 1, 2 and 3: Be polite.\n",
    ),
    "two sentences under the same pieces": (
        [piece("answer", notes=("One.", "Two.")), piece("avoid", notes=("One.", "Two."))],
        "For 1 and 2: One. Two.\n",
    ),
    "under advice that is given twice, and under other advice": (
        [piece("answer", notes=(POLITE,)), piece("answer", place="b[1]", notes=(POLITE,)), CHASE],
        "For 1, 2 and 3: Be polite.\n",
    ),
}


@pytest.mark.parametrize("case", SHARED.values(), ids=SHARED)
def test_a_note_of_several_pieces_is_said_once_at_the_foot(
    case: tuple[list[Advice], str],
) -> None:
    advice, foot = case
    shown = render_advice(decision(*advice), PACK)
    assert shown.endswith(f"\n\n{foot}")
    assert shown.count("Be polite.") + shown.count("One.") == 1


def test_advice_for_the_whole_situation_names_those_for_whom_it_is_given() -> None:
    replaced = (("chase", "applications[0]"), ("thank", "applications[2].interviews[0]"))
    one = piece("agency", title="Write to the agency", place="", target="", replaces=replaced)
    labels = {"applications[0]": "Acme", "applications[1]": "Globex", "applications[2]": "Hooli"}
    shown = render_advice(decision(one), PACK, labels=labels)
    assert "1. Write to the agency (when you can)\n   For: Acme, Hooli\n" in shown


def test_what_one_company_gets_instead_names_nobody() -> None:
    one = piece(replaces=(("thank", "applications[0]"),))
    assert "For:" not in render_advice(decision(one), PACK, labels={"applications[0]": "Acme"})


def test_a_contradiction_names_the_other_advice() -> None:
    shown = render_advice(
        decision(
            piece(contradicts=(("wait-for-reply", "applications[0]"),)),
            piece("wait-for-reply", title="Wait for word from Acme", kind=ActionKind.WAIT),
        ),
        pack(),
    )
    assert "Contradicts no. 2, “Wait for word from Acme”: follow only one of the two." in shown


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


NINE = decision(
    piece(),
    open_questions=tuple(
        question(f"Question {n}?", f"applications[0].interviews[{n}]", f"interview {n}", n)
        for n in range(9)
    ),
)


def test_of_many_questions_those_are_shown_that_most_rules_wait_for() -> None:
    shown = render_advice(NINE, pack())
    assert shown.endswith("Still open:\n- interview 8: Question 8?\n  and 8 more\n")
    every = render_advice(NINE, pack(), all_questions=True)
    assert every.count("Question") == 9
    assert "more" not in every


@pytest.mark.parametrize(("questions", "words"), [(21, "and 20 more"), (22, "and more")])
def test_a_frightening_number_of_questions_is_not_told(questions: int, words: str) -> None:
    asked = tuple(question(f"Question {n}?") for n in range(questions))
    shown = render_advice(decision(piece(), open_questions=asked), pack())
    assert shown.splitlines()[-1] == f"  {words}"


@pytest.mark.parametrize(
    ("file", "shown"),
    [
        ("", "  and 8 more: advisor ask --answers\n"),
        ("me.yaml", "  and 8 more: advisor ask --answers me.yaml\n"),
        (f"{'long-' * 11}.yaml", f"  and 8 more:\n  advisor ask --answers {'long-' * 11}.yaml\n"),
    ],
)
def test_the_command_that_asks_the_other_questions_can_be_copied(file: str, shown: str) -> None:
    assert shown in render_advice(NINE, pack(), commands=Commands("advisor", file))


TWO = (
    question("Have you said no?", "applications[0]", "Acme", 1),
    question("When do they answer?", "applications[1]", "Globex", 3),
    question("Are you employed?", rules=2),
)


@pytest.mark.parametrize(
    ("advice", "shown"),
    [
        ([THANK], ["- Globex: When do they answer?", "  and 2 more"]),
        ([THANK, CHASE], ["- Globex: When do they answer?", "  and 2 more"]),
    ],
)
def test_one_question_stands_under_the_advice_however_much_there_is(
    advice: list[Advice], shown: list[str]
) -> None:
    page = render_advice(decision(*advice, open_questions=TWO), PACK)
    assert page.partition("Still open:\n")[2].splitlines() == shown


def test_a_long_page_lists_all_questions() -> None:
    page = render_advice(decision(THANK, CHASE, open_questions=TWO), PACK, extent=Extent.LONG)
    questions = page.partition("Still open:\n")[2].partition("\n\n")[0]
    assert questions.splitlines() == [
        "- Acme: Have you said no?",
        "- Globex: When do they answer?",
        "- Are you employed?",
    ]


@pytest.mark.parametrize(
    ("others", "shown"),
    [({}, "- Have you said no?"), ({"applications[1]": "Globex"}, "- Acme: Have you said no?")],
)
def test_a_question_names_the_company_only_where_there_is_another(
    others: dict[str, str], shown: str
) -> None:
    """Also another that the advice does not speak of."""
    labels = {"applications[0]": "Acme", **others}
    page = render_advice(decision(THANK, open_questions=TWO[:1]), PACK, labels=labels)
    assert page.splitlines()[-1] == shown


NEXT: dict[str, tuple[list[Advice], str]] = {
    "a message that can be recorded": ([piece("send")], "draft 1 (or done, explain)"),
    "nothing to record": ([piece("write")], "draft 1 (or explain)"),
    "nothing to write": ([piece("choose")], "done 1 (or explain)"),
    "the first thing to do": ([AVOID, piece("choose")], "done 2 (or explain)"),
    "not what comes later": (
        [piece("send", status="later"), piece("choose")],
        "done 2 (or explain)",
    ),
    "not what matters least": ([AVOID, piece("choose", importance=Importance.LOW)], "explain 1"),
    "where only something is to be avoided": ([AVOID], "explain 1"),
    "where all comes later": ([piece("send", status="later")], "draft 1 (or explain)"),
}


@pytest.mark.parametrize("case", NEXT.values(), ids=NEXT)
def test_the_page_ends_in_what_can_be_typed_next(case: tuple[list[Advice], str]) -> None:
    advice, commands = case
    change: Any = object()  # what it records is no matter here
    known = pack(
        actions={
            "send": action("send", draft="letter", done=(change,)),
            "write": action("write", draft="letter"),
            "choose": action("choose", done=(change,)),
            "avoid": action("avoid", kind=ActionKind.AVOID),
        }
    )
    shown = render_advice(decision(*advice), known, commands=Commands("advisor", ""))
    assert shown.splitlines()[-1] == f"Next: advisor {commands}"


@pytest.mark.parametrize(("width", "between"), [(68, " "), (67, "\n      ")])
def test_a_command_is_never_broken_and_the_others_go_below_where_they_do_not_fit(
    width: int, between: str
) -> None:
    commands = Commands("advisor", "situations/mine.yaml", " --today 2026")
    shown = render_advice(decision(THANK), PACK, Style(width=width), commands=commands)
    assert shown.endswith(
        f"\nNext: advisor draft 1 situations/mine.yaml --today 2026{between}(or explain)\n"
    )


def test_a_page_that_is_told_no_commands_names_none() -> None:
    assert "advisor" not in render_advice(NINE, pack())


def test_at_a_weekend_the_page_says_when_a_message_will_be_read() -> None:
    saturday = day("2026-11-28")
    shown = render_advice(replace(decision(THANK), today=saturday), PACK)
    assert "Sat 28 Nov 2026\nWhat you send today will be read on Mon 30 Nov.\n\n1." in shown


def to_come(ask: str, iso: str, place: str = "", target: str = "") -> FutureDate:
    return FutureDate(place, target, "situation", "d", ask, day(iso))


TURNED_DOWN = to_come("When did they turn you down?", "2026-12-01", "applications[2]", "Initech")
TO_COME: dict[str, tuple[tuple[FutureDate, ...], str]] = {
    "of a company": (
        (TURNED_DOWN,),
        "Check a date for Initech: When did they turn you down? You said Tue 1 Dec, which is still "
        "to come, so it does not count.",
    ),
    "of the whole situation, next year": (
        (to_come("When did you last look for a job?", "2027-01-04"),),
        "Check a date: When did you last look for a job? You said Mon 4 Jan 2027, which is still "
        "to come, so it does not count.",
    ),
    "of an interview": (
        (to_come("When was it?", "2026-11-24", "applications[0].interviews[1]", "interview 2"),),
        "Check a date for Acme, interview 2: When was it? You said Tue 24 Nov, which is still to "
        "come, so it does not count.",
    ),
    "two": (
        (TURNED_DOWN, to_come("Are you free? Since when?", "2026-11-24")),
        "Check a date for Initech: When did they turn you down? You said Tue 1 Dec, which is still "
        "to come, so it does not count. "
        "Check a date: Are you free? Since when? You said Tue 24 Nov, which is still to come, so "
        "it does not count.",
    ),
}


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("case", TO_COME.values(), ids=TO_COME)
def test_dates_that_are_still_to_come_are_named_before_anything_else(
    case: tuple[tuple[FutureDate, ...], str], extent: Extent
) -> None:
    dates, words = case
    shown = render_advice(decision(CHASE, future_dates=dates), PACK, extent=extent)
    top, _, _ = shown.partition("\n\n")
    assert " ".join(top.split()) == f"Waiting on Acme Mon 23 Nov 2026 {words}"


def test_citations_are_numbered_as_their_list_shows_them() -> None:
    shown = render_advice(
        decision(piece(sources=("book#thank", "other", "book#chase"))),
        pack(sources={"book": Citation("book", "The Book", {"thank": "Thanks"}, HERE)}),
        extent=Extent.LONG,
    )
    assert "Silence is rarely a decision. [1][3][2]\n" in shown
    assert shown.endswith(
        "Sources\n  The Book\n    [1] Thanks\n    [2] chase\n  other\n    [3] the whole of it\n"
    )


def test_what_is_assumed_for_several_is_said_once() -> None:
    held = [
        Assumption(f"a[{n}]", name, "a", "chased", NUMBER, 0 * MILLION, "0", "How often?")
        for n, name in enumerate(("Acme", "Globex"))
    ]
    one = decision(piece(), assumptions=tuple(held))
    assert "  - How often? 0 (Acme; Globex)\n" in render_advice(one, pack(), extent=Extent.LONG)
    assert "How often?" not in render_advice(one, pack())


def test_a_situation_without_advice_says_so() -> None:
    for extent in Extent:
        assert "There is nothing to advise" in render_advice(decision(), pack(), extent=extent)


def test_an_error_is_shown_in_place_of_advice() -> None:
    error = DecisionError("conflict", "applications[0]", "application", ("a", "b"), "reply_by")
    shown = render_advice(decision(error=error), pack())
    assert "`a` and `b` conclude different values for `reply_by` of" in shown
    assert "nothing to advise" not in shown


def test_a_situation_without_a_title_bears_the_heading_it_is_given() -> None:
    assert render_advice(decision(title=None), pack()).startswith("Your situation\n")
    assert render_advice(decision(title=None), pack(), heading="me.yaml").startswith("me.yaml\n")


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_fit_the_width(width: int, extent: Extent) -> None:
    long = piece(
        "write-through-the-agency",
        title="Ask the agency how things stand at the Company with the Longest Name of All",
        because=("A sentence that is long enough to be broken more than once in any case.",) * 2,
        notes=("Another one of those sentences that do not end before the line does.",),
        due=day("2026-11-21"),
        status="overdue",
    )
    commands = Commands("advisor", "me.yaml")
    advice = [long, THANK, CHASE, ANSWER]
    shown = render_advice(
        decision(*advice), PACK, Style(width=width), extent=extent, commands=commands
    )
    assert all(cells(line) <= width for line in shown.splitlines())


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("extent", Extent)
def test_colour_changes_no_word(extent: Extent, width: int) -> None:
    coloured = render_advice(FOUR, PACK, Style(True, width=width), extent=extent)
    assert "\x1b[" in coloured
    plain = render_advice(FOUR, PACK, Style(width=width), extent=extent)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_what_is_late_is_never_red() -> None:
    coloured = render_advice(decision(THANK, ANSWER, CHASE), PACK, style=Style(True))
    assert "was due" in coloured
    assert "\x1b[1;31m" not in coloured


def test_a_company_cannot_steer_the_terminal() -> None:
    shown = render_advice(decision(piece(title="Thank \x1b[2JAcme"), title="\x1b]0;x\x07"), pack())
    assert "\x1b" not in shown
    labels = {"applications[0]": "\x1b[2JAcme"}
    one = piece(place="", target="", replaces=(("chase", "applications[0]"),))
    shown = render_advice(decision(one), pack(), labels=labels)
    assert "For: \\x1b[2JAcme" in shown


LOW, NORMAL, HIGH = Importance.LOW, Importance.NORMAL, Importance.HIGH


@pytest.mark.parametrize(
    ("importance", "shown"),
    [
        ([NORMAL] * 8, "ABCDEFGH"),
        ([NORMAL] * 10, "ABCDEFGH"),
        ([LOW] * 2 + [NORMAL] * 8, "CDEFGHIJ"),
        ([NORMAL] * 9 + [HIGH], "ABCDEFGJ"),
        ([LOW] * 9 + [HIGH], "ABCDEFGJ"),
        ([LOW] * 3 + [HIGH] * 6 + [NORMAL], "ADEFGHIJ"),
    ],
)
def test_of_many_notes_a_page_shows_those_that_matter_most(
    importance: list[Importance], shown: str
) -> None:
    notes = tuple(f"{letter}." for letter in "ABCDEFGHIJ"[: len(importance)])
    full = decision(piece(notes=notes, note_importance=tuple(importance)))
    said = [line.strip("- .") for line in render_advice(full, PACK).splitlines() if "- " in line]
    assert "".join(said) == shown
    at_length = render_advice(full, PACK, extent=Extent.LONG).splitlines()
    assert [line.strip("- ") for line in at_length if "- " in line] == [*notes]

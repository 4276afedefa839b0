"""When advice is to be followed, in words."""

from typing import Any

import pytest

from advisor.ir import ActionKind, Calendar, Decision, Importance
from advisor.rendering.advice_page import timing_words, weekend_words, when_label, when_words
from tests.rendering.made import TODAY, action, day, pack, piece

WAIT, AVOID = ActionKind.WAIT, ActionKind.AVOID
TOMORROW = TODAY + 1
LATER = {"start": day("2026-11-30"), "status": "later"}

# What is known of a piece; the heading it stands under; what stands in brackets behind its title.
LABELS: dict[str, tuple[dict[str, Any], str, str]] = {
    "due today": ({"due": TODAY}, "Today", "(today)"),
    "due tomorrow": ({"due": TOMORROW}, "By tomorrow", "(by tomorrow)"),
    "due later": ({"due": day("2026-12-04")}, "By Fri 4 Dec", "(by Fri 4 Dec)"),
    "due next year": (
        {"due": day("2027-01-08")},
        "By Fri 8 Jan 2027",
        "(by Fri 8 Jan 2027)",
    ),
    "what is late is for today": (
        {"due": day("2026-11-21"), "status": "overdue"},
        "Today",
        "(today; was due Sat 21 Nov)",
    ),
    "urgent without a day": ({"importance": Importance.URGENT}, "Soon", "(soon)"),
    "weighty without a day": ({"importance": Importance.HIGH}, "Soon", "(soon)"),
    "without a day": ({}, "When you can", "(when you can)"),
    "of little weight, without a day": ({"importance": Importance.LOW}, "Meanwhile", ""),
    "later": (LATER, "From Mon 30 Nov", "(from Mon 30 Nov)"),
    "from tomorrow": (
        {"start": TOMORROW, "status": "later"},
        "From tomorrow",
        "(from tomorrow)",
    ),
    "between two days": (
        LATER | {"due": day("2026-12-02")},
        "From Mon 30 Nov",
        "(from Mon 30 Nov, by Wed 2 Dec)",
    ),
    "on one day": (LATER | {"due": LATER["start"]}, "On Mon 30 Nov", "(on Mon 30 Nov)"),
    "a start that has passed is not worth a word": (
        {"start": day("2026-11-01"), "due": TODAY},
        "Today",
        "(today)",
    ),
    "a wait": ({"kind": WAIT, "due": day("2026-12-15")}, "Until Tue 15 Dec", "(until Tue 15 Dec)"),
    "a wait until tomorrow": (
        {"kind": WAIT, "due": TOMORROW},
        "Until tomorrow",
        "(until tomorrow)",
    ),
    "a wait of today": ({"kind": WAIT, "due": TODAY}, "Today", "(today)"),
    "a wait without end": ({"kind": WAIT}, "Meanwhile", ""),
    "a wait whose day has passed": ({"kind": WAIT, "due": day("2026-11-20")}, "Meanwhile", ""),
    "a wait that comes later": (
        LATER | {"kind": WAIT, "due": day("2026-12-02")},
        "From Mon 30 Nov",
        "(from Mon 30 Nov, until Wed 2 Dec)",
    ),
    "something to avoid": ({"kind": AVOID}, "Keep in mind", ""),
    "something to avoid until a day": (
        {"kind": AVOID, "due": day("2026-12-04")},
        "Until Fri 4 Dec",
        "(until Fri 4 Dec)",
    ),
    "something to avoid whose day has passed": (
        {"kind": AVOID, "due": day("2026-11-20"), "status": "overdue"},
        "Keep in mind",
        "",
    ),
}


@pytest.mark.parametrize("case", LABELS.values(), ids=LABELS)
def test_when_something_is_to_be_done_is_said_as_a_person_says_it(
    case: tuple[dict[str, Any], str, str],
) -> None:
    others, label, words = case
    assert when_label(piece(**others), TODAY) == label
    assert when_words(piece(**others), TODAY) == words


TIMES: dict[str, tuple[dict[str, Any], str]] = {
    "any time": ({}, ""),
    "due today": ({"due": TODAY}, "Due today."),
    "due tomorrow": ({"due": TOMORROW}, "Due tomorrow, Tue 24 Nov."),
    "due later": ({"due": day("2026-11-27")}, "Due in 4 days, Fri 27 Nov."),
    "what is late frightens nobody": (
        {"due": day("2026-11-21"), "status": "overdue"},
        "Was due 2 days ago, Sat 21 Nov.",
    ),
    "a start that has passed is not worth a word": ({"start": day("2026-11-01")}, ""),
    "a start today neither": ({"start": TODAY}, ""),
    "later": (
        LATER | {"due": day("2026-12-02")},
        "From Mon 30 Nov (in 7 days). Due in 9 days, Wed 2 Dec.",
    ),
    "a wait ends": ({"kind": WAIT, "due": day("2026-11-27")}, "Until Fri 27 Nov (in 4 days)."),
    "a wait without end": ({"kind": WAIT}, ""),
    "something to avoid until a day": (
        {"kind": AVOID, "due": TOMORROW},
        "Until Tue 24 Nov (tomorrow).",
    ),
}


@pytest.mark.parametrize("case", TIMES.values(), ids=TIMES)
def test_at_length_it_is_told_how_far_off_a_day_is(case: tuple[dict[str, Any], str]) -> None:
    others, words = case
    assert timing_words(piece(**others), TODAY) == words


SATURDAY, SUNDAY = day("2026-11-28"), day("2026-11-29")
READ = "What you send today will be read on Mon 30 Nov."


@pytest.mark.parametrize(
    ("name", "others", "today", "words"),
    [
        ("chase", {"due": SATURDAY}, SATURDAY, READ),
        ("chase", {"due": SUNDAY}, SUNDAY, READ),
        ("chase", {"due": day("2026-11-24"), "status": "overdue"}, SATURDAY, READ),
        ("chase", {"due": day("2026-11-27")}, day("2026-11-27"), ""),  # a Friday
        ("chase", {"due": day("2026-11-30")}, SATURDAY, ""),  # not for today
        ("choose", {"due": SATURDAY}, SATURDAY, ""),  # no message
    ],
)
def test_at_a_weekend_it_is_told_when_a_message_will_be_read(
    name: str, others: dict[str, Any], today: int, words: str
) -> None:
    known = pack(actions={"chase": action("chase", draft="chase"), "choose": action("choose")})
    decision = Decision(None, today, (piece(name, **others),))
    assert weekend_words(decision, known) == words


CHRISTMAS = Calendar(
    "here",
    closed=(day("2026-12-25"), day("2026-12-28")),
    first=day("2026-01-01"),
    last=day("2026-12-31"),
    names={day("2026-12-25"): "Christmas Day"},
)
CLOSED = {
    "a closed day with a name": (
        CHRISTMAS,
        "2026-12-25",
        "What you send today (Christmas Day) will be read on Tue 29 Dec.",
    ),
    "a closed day without a name": (
        CHRISTMAS,
        "2026-12-28",
        "What you send today will be read on Tue 29 Dec.",
    ),
    "a day of work": (CHRISTMAS, "2026-12-24", ""),
    "a day that the calendar does not know": (CHRISTMAS, "2027-01-02", ""),
    "a Friday of a weekend": (
        Calendar("there", (4, 5)),
        "2026-12-25",
        "What you send today will be read on Sun 27 Dec.",
    ),
    "a Sunday of a week that begins with it": (Calendar("there", (4, 5)), "2026-12-27", ""),
}


@pytest.mark.parametrize(("calendar", "today", "words"), CLOSED.values(), ids=CLOSED)
def test_on_a_closed_day_it_is_told_when_a_message_will_be_read(
    calendar: Calendar, today: str, words: str
) -> None:
    known = pack(actions={"chase": action("chase", draft="chase")})
    advice = (piece("chase", due=day(today)),)
    assert weekend_words(Decision(None, day(today), advice, calendar=calendar), known) == words

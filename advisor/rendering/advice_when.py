"""When advice is to be followed, as a person says it."""

from __future__ import annotations

from datetime import date

from advisor.ir.advice import Advice
from advisor.ir.packs import ActionKind, Importance, Pack
from advisor.rendering.dates import distance_words, relative_date, weekday_words

SATURDAY = 5


def when_label(piece: Advice, today: int) -> str:
    """The heading under which a piece stands: `Today`, `By Fri 4 Dec`, `Until Tue 15 Dec`, `Soon`.

    What is overdue is for today. What has no day is told by how much it matters.
    """
    if piece.status == "later" and piece.start is not None:
        if piece.due == piece.start:
            return f"On {weekday_words(piece.start, today)}"
        return f"From {_day(piece.start, today)}"
    due = piece.due
    if piece.kind is ActionKind.AVOID:
        if due is None or due < today:
            return "Keep in mind"
        return "Today" if due == today else f"Until {_day(due, today)}"
    if piece.kind is ActionKind.WAIT:
        if due is None or due < today:
            return "Meanwhile"
        return "Today" if due == today else f"Until {_day(due, today)}"
    if due is not None:
        return "Today" if due <= today else f"By {_day(due, today)}"
    if piece.importance.rank >= Importance.HIGH.rank:
        return "Soon"
    return "Meanwhile" if piece.importance is Importance.LOW else "When you can"


def when_words(piece: Advice, today: int) -> str:
    """The same in brackets behind a title: `(by Fri 4 Dec)`, `(today; was due Tue 24 Nov)`.

    Empty where any time will do.
    """
    label = when_label(piece, today)
    if label in ("Meanwhile", "Keep in mind"):
        return ""
    words = label[0].lower() + label[1:]
    if is_late(piece, today):
        words += f"; {late_words(piece, today)}"
    elif piece.status == "later" and piece.due is not None and piece.due != piece.start:
        until = "by" if piece.kind is ActionKind.DO else "until"
        words += f", {until} {_day(piece.due, today)}"
    return f"({words})"


def is_late(piece: Advice, today: int) -> bool:
    """Whether it should have been done already."""
    return piece.kind is ActionKind.DO and piece.due is not None and piece.due < today


def late_words(piece: Advice, today: int) -> str:
    """`was due Tue 24 Nov`."""
    assert piece.due is not None
    return f"was due {weekday_words(piece.due, today)}"


def _day(day: int, today: int) -> str:
    return "tomorrow" if day == today + 1 else weekday_words(day, today)


def timing_words(piece: Advice, today: int) -> str:
    """The same at length, with how far off each day is; empty where any time will do."""
    start = ""
    if piece.start is not None and piece.start > today:
        start = f"From {weekday_words(piece.start, today)} ({distance_words(piece.start, today)})."
    if piece.due is None:
        return start
    if piece.kind is ActionKind.DO:
        word = "Was due" if piece.due < today else "Due"
        due = f"{word} {relative_date(piece.due, today)}."
    else:
        due = f"Until {weekday_words(piece.due, today)} ({distance_words(piece.due, today)})."
    return f"{start} {due}".strip()


def weekend_words(advice: tuple[Advice, ...], pack: Pack, today: int) -> str:
    """At a weekend, when a message of today will be read; empty where none is to be sent today."""
    weekday = date.fromordinal(today).weekday()
    if weekday < SATURDAY:
        return ""
    for piece in advice:
        action = pack.actions.get(piece.action)
        if action and action.draft and when_label(piece, today) == "Today":
            monday = weekday_words(today + 7 - weekday, today)
            return f"What you send today will be read on {monday}."
    return ""

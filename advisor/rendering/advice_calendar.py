"""Advice as a calendar file (RFC 5545): an event of a whole day for each piece that has a day.

Events, since most calendars show no to-dos, and a to-do with a first day vanishes on its last. An event
stands on the last good day of its piece, and reminds of it on the first and on the last. What is only to
come if nothing happens is tentative.

A file that is written again keeps what has not changed, byte for byte. What has changed gets the next
SEQUENCE under its old UID, by which calendars know it again, and what is no longer advised is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.layout import plain_text
from advisor.rendering.words import weekday_words

Event: TypeAlias = Any  # of icalendar, whose values are of any of thirty types
Calendar: TypeAlias = Any

_NAMES = UUID("5b1c2f0e-6d0b-5f0a-9f58-3f3d6d0c7a11")  # ours, from which the UIDs are made
_OURS = "X-ADVISOR-ACTION"  # marks the events that we wrote
_PRODUCT = "-//advisor//advice as a calendar//EN"
_REMINDED = timedelta(hours=9)  # of a day, by the clock on the wall
_CANCELLED_KEPT = 31  # days after its own day


class CalendarError(Exception):
    """A file that is to be written again, and that is no calendar of ours. The message is for the person."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """What an event is made from. Units: days are ordinals.

    `day` is where it stands; `begins` the first day on which it can be done, if that is still to come.
    """

    uid: str
    action: str
    summary: str
    description: str
    day: int
    begins: int | None
    is_certain: bool
    is_to_do: bool


def entries_of(
    decision: ir.Decision,
    timeline: ir.Timeline,
    pack: ir.Pack,
    name: str | None = None,
    heading: str = "",
) -> Iterator[CalendarEntry]:
    """The pieces that have a day: those of today, then those that come if nothing happens.

    `timeline` is that of the situation once today's advice has been followed. `name` tells the situation from others
    by which a calendar knows its events again; without it, its title does. The `heading` stands behind each summary.
    """
    today = decision.today
    events = _Entries(pack, decision.title or "" if name is None else name, heading)
    for piece in decision.advice:
        day = _day_of(piece, today)
        if day is not None:
            begins = piece.start if piece.status is ir.Status.LATER else None
            yield events.entry(piece, day, begins, is_certain=True)
    known = {(piece.action, piece.place) for piece in decision.advice}
    for bar in timeline.bars:
        piece, key = bar.piece, (bar.piece.action, bar.piece.place)
        if bar.first == today or key in known or piece.kind is not ir.ActionKind.DO:
            continue
        known.add(key)
        day = bar.first if bar.due is None else max(bar.due, bar.first)
        yield events.entry(piece, day, bar.first, is_certain=False)


def _day_of(piece: ir.Advice, today: int) -> int | None:
    """Its last good day, today where that has passed; else the day on which it begins.

    What is only to be known has none.
    """
    if piece.kind is ir.ActionKind.KNOW:
        return None
    if piece.due is not None:
        return piece.due if piece.kind is not ir.ActionKind.DO else max(piece.due, today)
    return piece.start if piece.status is ir.Status.LATER else None


@dataclass(frozen=True, slots=True)
class _Entries:
    pack: ir.Pack
    name: str
    heading: str

    def entry(
        self, piece: ir.Advice, day: int, begins: int | None, *, is_certain: bool
    ) -> CalendarEntry:
        name = "\0".join((self.pack.name, self.name, piece.action, piece.place))
        lines = [_when(piece, day, begins), *piece.because]
        lines += [f"- {note}" for note in piece.notes]
        if not is_certain:
            lines.append("Only if nothing else happens until then.")
        about = f" ({self.heading})" if self.heading else ""
        return CalendarEntry(
            str(uuid5(_NAMES, name)),
            piece.action,
            plain_text(f"{piece.title}{about}"),
            "\n".join(plain_text(line) for line in lines if line),
            day,
            begins,
            is_certain,
            piece.kind is ir.ActionKind.DO,
        )


def _when(piece: ir.Advice, day: int, begins: int | None) -> str:
    """`From Tue 24 Mar, by Thu 26 Mar.` Nothing that would be read otherwise on another day."""
    words = [f"from {weekday_words(begins)}"] if begins is not None else []
    if piece.status is ir.Status.OVERDUE and piece.due is not None:
        words.append(f"was due {weekday_words(piece.due)}")
    elif piece.due is not None and (begins is None or day > begins):
        until = "by" if piece.kind is ir.ActionKind.DO else "until"
        words.append(f"{until} {weekday_words(day)}")
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def render_calendar(
    entries: Sequence[CalendarEntry],
    name: str,
    today: int,
    stamp: datetime,
    old: bytes | None = None,
) -> bytes:
    """The calendar file; `old` is what the file holds already, `stamp` the time now, in UTC.

    Events in the old file that are not ours stay as they are.
    Raises: CalendarError, where the old file is no calendar.
    """
    from icalendar import vDuration  # imported late: few commands need it

    before = _parse(old) if old is not None else None
    calendar: Calendar = _new_calendar(name, vDuration(timedelta(days=1)))
    ours, others = _events_in(before) if before is not None else ({}, [])
    for entry in entries:
        calendar.add_component(_brought_forward(_event(entry), ours.pop(entry.uid, None), stamp))
    for event in _cancelled(ours.values(), today, stamp):
        calendar.add_component(event)
    for other in others:
        calendar.add_component(other)
    text: bytes = calendar.to_ical()
    return text


def _new_calendar(name: str, interval: Any) -> Calendar:
    import icalendar as ical

    calendar = ical.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("name", plain_text(name))
    calendar.add("x-wr-calname", plain_text(name))
    calendar.add("refresh-interval", interval, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", interval)
    return calendar


def _parse(old: bytes) -> Calendar:
    import icalendar as ical

    try:
        found: Any = ical.Calendar.from_ical(old)
    except (ValueError, KeyError, IndexError) as error:
        raise CalendarError("is no calendar") from error
    if not isinstance(found, ical.Calendar) or str(found.get("prodid")) != _PRODUCT:
        raise CalendarError("is a calendar that another program wrote")
    return found


def _events_in(calendar: Calendar) -> tuple[dict[str, Event], list[Any]]:
    """Our events by UID, and everything else."""
    ours: dict[str, Event] = {}
    others = []
    for part in calendar.subcomponents:
        if part.name == "VEVENT" and _OURS in part:
            ours[str(part["UID"])] = part
        else:
            others.append(part)
    return ours, others


def _event(entry: CalendarEntry) -> Event:
    import icalendar as ical

    event: Event = ical.Event()
    day = date.fromordinal(entry.day)
    event.add("uid", entry.uid)
    event.add(_OURS, entry.action)
    event.add("summary", entry.summary)
    if entry.description:
        event.add("description", entry.description)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))  # the first day after it
    event.add("status", "CONFIRMED" if entry.is_certain else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # the day stays free
    event.add("class", "PRIVATE")
    if entry.is_to_do:
        begins = entry.day if entry.begins is None else min(entry.begins, entry.day)
        for reminded in sorted({begins, entry.day}):
            alarm: Any = ical.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.summary)
            # Hours from the midnight with which the day begins: PT9H, or -P1DT15H for two days before.
            alarm.add("trigger", timedelta(days=reminded - entry.day) + _REMINDED)
            event.add_component(alarm)
    return event


def _brought_forward(event: Event, old: Event | None, stamp: datetime) -> Event:
    """The event with its SEQUENCE and DTSTAMP: those it had, where nothing else is different."""
    if old is not None:
        _number(event, _sequence_of(old), old["DTSTAMP"].dt)
        if event.to_ical() == old.to_ical():
            return event
    sequence = 0 if old is None else _sequence_of(old) + 1
    _number(event, sequence, stamp)
    return event


def _number(event: Event, sequence: int, stamp: datetime) -> None:
    for name, value in (("sequence", sequence), ("dtstamp", stamp)):
        event.pop(name, None)
        event.add(name, value)


def _sequence_of(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))


def _cancelled(events: Iterable[Event], today: int, stamp: datetime) -> Iterator[Event]:
    """What is no longer advised, without alarms; what was cancelled long ago is left out."""
    for event in events:
        day: date = event["DTSTART"].dt
        if event.get("STATUS") == "CANCELLED":
            if day.toordinal() + _CANCELLED_KEPT >= today:
                yield event
            continue
        event.subcomponents.clear()
        event.pop("STATUS", None)
        event.add("status", "CANCELLED")
        _number(event, _sequence_of(event) + 1, stamp)
        yield event

"""Calendar files, read back by two parsers that are not ours, and written again over themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject

from advisor.ir import ActionKind, Advice, Decision, Importance, Spell, Status, Timeline
from advisor.rendering.advice_calendar import (
    CalendarEntry,
    CalendarError,
    entries_of,
    render_calendar,
)
from tests.small_pack import small_pack

MON = date(2026, 12, 7).toordinal()
STAMP = datetime(2026, 12, 7, 8, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 9, 18, 0, tzinfo=UTC)

CALL = CalendarEntry("uid-call", "call", "Call Acme", "By Fri.", MON + 4, None, True, True)
ASK = CalendarEntry("uid-ask", "ask", "Ask Globex", "From Wed.", MON + 10, MON + 8, False, True)
WAIT = CalendarEntry("uid-wait", "wait", "Wait for word", "", MON + 7, None, True, False)


def write(
    *entries: CalendarEntry, old: bytes | None = None, stamp: datetime = STAMP, today: int = MON
) -> bytes:
    return render_calendar(entries, "My weeks", today, stamp, old)


def events(data: bytes) -> dict[str, icalendar.Event]:
    """The events by UID, as icalendar reads them."""
    calendar = icalendar.Calendar.from_ical(data)
    found = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    assert not any(part.errors for part in [calendar, *found])
    by_uid = {str(event["UID"]): event for event in found}
    assert len(by_uid) == len(found)  # never the old and the new one in one file
    return by_uid


def seen_by_vobject(data: bytes) -> list[tuple[object, ...]]:
    """The events as vobject reads them."""
    calendar = vobject.readOne(data.decode())
    calendar.validate(raiseException=True)
    return [
        (
            event.uid.value,
            event.summary.value,
            event.dtstart.value,
            event.dtend.value,
            event.status.value,
            int(event.sequence.value),
            [alarm.trigger.value for alarm in getattr(event, "valarm_list", [])],
        )
        for event in getattr(calendar, "vevent_list", [])
    ]


def seen_by_icalendar(data: bytes) -> list[tuple[object, ...]]:
    return [
        (
            uid,
            str(event["SUMMARY"]),
            event["DTSTART"].dt,
            event["DTEND"].dt,
            str(event["STATUS"]),
            int(event["SEQUENCE"]),
            [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")],
        )
        for uid, event in events(data).items()
    ]


def test_two_parsers_read_the_same_days_and_alarms() -> None:
    data = write(CALL, ASK, WAIT)
    hours = timedelta(hours=1)
    expected = [
        ("uid-call", "Call Acme", date(2026, 12, 11), date(2026, 12, 12), "CONFIRMED", 0, [9 * hours]),
        # Two days before the last one, at nine, and on it.
        ("uid-ask", "Ask Globex", date(2026, 12, 17), date(2026, 12, 18), "TENTATIVE", 0,
         [-39 * hours, 9 * hours]),
        ("uid-wait", "Wait for word", date(2026, 12, 14), date(2026, 12, 15), "CONFIRMED", 0, []),
    ]  # fmt: skip
    assert seen_by_icalendar(data) == expected
    assert seen_by_vobject(data) == expected


def test_alarms_ring_at_nine_by_the_clock_on_the_wall() -> None:
    event = events(write(ASK))["uid-ask"]
    rings = [alarm.trigger for alarm in event.alarms.times]
    assert rings == [datetime(2026, 12, 15, 9), datetime(2026, 12, 17, 9)]


def test_the_file_is_made_as_the_standard_wants_it() -> None:
    data = write(replace(CALL, summary="Ärger, \\; und ☎ " * 9))
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert b"NAME:My weeks" in lines
    assert str(events(data)["uid-call"]["SUMMARY"]) == "Ärger, \\; und ☎ " * 9
    assert seen_by_vobject(data)[0][1] == "Ärger, \\; und ☎ " * 9


def test_written_again_without_a_change_it_is_the_same_to_the_byte() -> None:
    first = write(CALL, ASK, WAIT)
    assert write(CALL, ASK, WAIT, old=first, stamp=LATER) == first


def test_only_what_has_changed_is_counted_up() -> None:
    first = write(CALL, ASK)
    moved = replace(CALL, day=MON + 5)
    again = write(moved, ASK, old=first, stamp=LATER)
    now = events(again)
    assert (now["uid-call"]["SEQUENCE"], now["uid-call"]["DTSTAMP"].dt) == (1, LATER)
    assert (now["uid-ask"]["SEQUENCE"], now["uid-ask"]["DTSTAMP"].dt) == (0, STAMP)
    assert events(write(CALL, ASK, old=again))["uid-call"]["SEQUENCE"] == 2


@pytest.mark.parametrize(
    "changed",
    [
        replace(CALL, summary="Ring Acme"),
        replace(CALL, description="By Fri, please."),
        replace(CALL, is_certain=False),
        replace(CALL, begins=MON + 2),
        replace(CALL, is_to_do=False),
    ],
)
def test_a_change_of_anything_that_is_seen_counts(changed: CalendarEntry) -> None:
    assert events(write(changed, old=write(CALL)))["uid-call"]["SEQUENCE"] == 1


def test_what_is_no_longer_advised_is_cancelled_once() -> None:
    first = write(CALL, ASK)
    second = write(ASK, old=first, stamp=LATER)
    gone = events(second)["uid-call"]
    assert (gone["STATUS"], gone["SEQUENCE"], gone["DTSTAMP"].dt) == ("CANCELLED", 1, LATER)
    assert gone["DTSTART"].dt == date(2026, 12, 11)
    assert not gone.walk("VALARM")
    assert write(ASK, old=second) == second
    assert seen_by_vobject(second) == [seen_by_vobject(first)[1], (*seen_by_vobject(second)[1],)]


def test_what_was_cancelled_comes_back_under_its_old_uid() -> None:
    second = write(ASK, old=write(CALL, ASK))
    back = events(write(CALL, ASK, old=second))["uid-call"]
    assert (back["STATUS"], back["SEQUENCE"]) == ("CONFIRMED", 2)


def test_a_month_after_its_day_a_cancelled_event_is_forgotten() -> None:
    cancelled = write(ASK, old=write(CALL, ASK))
    assert "uid-call" in events(write(ASK, old=cancelled, today=MON + 35))
    assert "uid-call" not in events(write(ASK, old=cancelled, today=MON + 36))


def test_a_calendar_that_takes_the_file_in_twice_has_each_event_once_and_as_it_is_now() -> None:
    """What importers do: by UID, the higher SEQUENCE wins; CANCELLED takes the event away."""
    first = write(CALL, ASK)
    second = write(replace(CALL, day=MON + 5), WAIT, old=first, stamp=LATER)
    held: dict[str, icalendar.Event] = {}
    for data in (first, second, first, second):  # even where the older file comes once more
        for uid, event in events(data).items():
            if uid not in held or event["SEQUENCE"] >= held[uid]["SEQUENCE"]:
                held[uid] = event
    kept = {u: e["DTSTART"].dt for u, e in held.items() if e["STATUS"] != "CANCELLED"}
    assert kept == {"uid-call": date(2026, 12, 12), "uid-wait": date(2026, 12, 14)}


def test_an_event_that_somebody_added_by_hand_stays() -> None:
    calendar = icalendar.Calendar.from_ical(write(CALL))
    own = icalendar.Event()
    own.add("uid", "mine")
    own.add("summary", "Dentist")
    own.add("dtstart", date(2026, 12, 8))
    own.add("dtstamp", STAMP)
    calendar.add_component(own)
    again = write(CALL, old=calendar.to_ical())
    assert events(again)["mine"].to_ical() == own.to_ical()
    assert events(again)["uid-call"]["SEQUENCE"] == 0


@pytest.mark.parametrize(
    ("old", "message"),
    [
        (b"applications:\n- company: Acme\n", "is no calendar"),
        (b"\xff\xfe\x00", "is no calendar"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "is no calendar"),
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:theirs\r\nEND:VCALENDAR\r\n",
            "is a calendar that another program wrote",
        ),
    ],
)
def test_a_file_of_something_else_is_refused(old: bytes, message: str) -> None:
    with pytest.raises(CalendarError, match=f"^{message}$"):
        write(CALL, old=old)


# --- which pieces are entries -----------------------------------------------------------------------------


def piece(action: str, kind: ActionKind = ActionKind.DO, **given: object) -> Advice:
    facts: dict[str, object] = {
        "target": "Acme", "place": "applications[0]", "entity": "application", "kind": kind,
        "importance": Importance.NORMAL, "start": None, "due": None, "status": Status.NOW,
        "title": f"{action.title()} Acme", "rules": (), **given,
    }  # fmt: skip
    return Advice(action, **facts)  # type: ignore[arg-type]


def told(advice: tuple[Advice, ...], *coming: Spell) -> list[tuple[object, ...]]:
    decision = Decision("Me", MON, advice)
    first_end = coming[0].first - 1 if coming else MON + 60
    timeline = Timeline("Me", (Spell(MON, first_end, advice, advice), *coming))
    return [
        (e.action, e.day - MON, None if e.begins is None else e.begins - MON, e.is_certain)
        for e in entries_of(decision, timeline, small_pack())
    ]


def test_a_piece_stands_on_its_last_good_day() -> None:
    late = Status.OVERDUE
    soon = Status.LATER
    assert told((piece("call", due=MON + 4),)) == [("call", 4, None, True)]
    assert told((piece("call", due=MON - 2, status=late),)) == [("call", 0, None, True)]
    assert told((piece("call", start=MON + 3, status=soon),)) == [("call", 3, 3, True)]
    assert told((piece("call", start=MON + 3, due=MON + 5, status=soon),)) == [("call", 5, 3, True)]
    assert told((piece("wait", ActionKind.WAIT, due=MON + 6),)) == [("wait", 6, None, True)]


def test_what_has_no_day_is_left_out() -> None:
    assert told((piece("look"), piece("wait", ActionKind.WAIT))) == []
    known = piece("know", ActionKind.KNOW, start=MON + 6, status=Status.LATER)
    assert told((known,)) == []


def test_what_comes_if_nothing_happens_is_tentative() -> None:
    ask, rest = piece("ask", due=MON + 12), piece("rest")
    wait = piece("wait", ActionKind.WAIT, due=MON + 30)
    came = told(
        (piece("call", due=MON + 4),),
        Spell(MON + 10, MON + 60, (ask, rest, wait), (ask, rest, wait)),
    )
    assert came == [
        ("call", 4, None, True),
        ("ask", 12, 10, False),
        ("rest", 10, 10, False),
    ]


def test_a_uid_is_that_of_the_pack_the_situation_the_action_and_the_place() -> None:
    def uid(title: str | None, one: Advice) -> str:
        timeline = Timeline(title, (Spell(MON, MON + 60, (one,), (one,)),))
        [entry] = entries_of(Decision(title, MON, (one,)), timeline, small_pack())
        return entry.uid

    call = piece("call", due=MON + 4)
    # Never another one: calendars would keep the old event beside the new.
    assert uid("Me", call) == "b9e634bb-ca69-5459-b0e6-d8a334973a53"
    assert uid("Me", replace(call, due=MON + 9, title="Ring them")) == uid("Me", call)
    others = [uid("You", call), uid("Me", replace(call, action="ask")),
              uid("Me", replace(call, place="applications[1]"))]  # fmt: skip
    assert len({uid("Me", call), *others}) == 4


def test_the_description_says_when_in_days_that_read_alike_on_every_day() -> None:
    later = piece("call", start=MON + 1, due=MON + 4, status=Status.LATER, because=("So.",))
    timeline = Timeline("Me", (Spell(MON, MON + 60, (later,), (later,)),))
    [entry] = entries_of(Decision("Me", MON, (later,)), timeline, small_pack())
    assert entry.description == "From Tue 8 Dec 2026, by Fri 11 Dec 2026.\nSo."

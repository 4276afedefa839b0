"""Which closed days a date has passed over, and how that is told."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.analysis import build_program
from advisor.backends.advising import Advisor
from advisor.backends.oracle.closed_days import closed_behind
from advisor.ir import AsOf, Instance, Situation
from advisor.loading.declarations.packs import load_pack_texts
from advisor.rendering.calendar_words import calendar_words, closed_words

FILES = {
    "pack.yaml": "pack: p\nversion: 1.0.0\nlanguage: 1.1\ntitle: P\ncalendar: winter\n",
    "rules.yaml": """\
calendars:
  winter:
    years: 2026
    closed:
      2026-12-24: We close early
      2026-12-25: Christmas Day (estimated)
      2026-12-28:
entities:
  situation:
    facts:
      sent_on: {type: date}
      mild: {type: yes-no}
      back_by: {type: date, concluded: yes, default: sent_on + 1 working day}
      seen_by: {type: date, concluded: yes}
  box: {list: boxes, facts: {packed_on: {type: date}}}
actions:
  ask: {title: Ask, kind: wait}
  tell: {title: Tell, kind: wait}
  look: {title: Look, kind: wait}
  pack: {title: Pack, kind: wait}
rules:
  - {rule: see, when: mild, conclude: {seen_by: sent_on + 1 working day}}
  - {rule: see-late, when: not mild, conclude: {seen_by: sent_on + 3 working days}}
  - {rule: ask, advise: {action: ask, due: back_by + 1 day}, because: It is time.}
  - {rule: tell, advise: {action: tell, start: sent_on, due: sent_on + 1 day}, because: It is time.}
  - {rule: look, advise: {action: look, start: seen_by}, because: It is time.}
  - rule: pack
    advise: {action: pack, due: "latest(boxes, packed_on + 1 working day)"}
    because: It is time.
""",
}
# The action, the day on which something was sent, and the closed days behind it.
BEHIND = {
    "through a default": ("ask", "2026-12-23", ("2026-12-24", "2026-12-25", "2026-12-28")),
    "none on the way": ("ask", "2026-12-14", ()),
    "no working days": ("tell", "2026-12-23", ()),
    "through the rule that fired": (
        "look",
        "2026-12-21",
        ("2026-12-24", "2026-12-25", "2026-12-28"),
    ),
    "not inside a list": ("pack", "2026-12-23", ()),
}


@pytest.mark.parametrize(("action", "sent", "days"), BEHIND.values(), ids=BEHIND)
def test_the_closed_days_behind_a_date_are_found(
    action: str, sent: str, days: tuple[str, ...]
) -> None:
    pack = load_pack_texts(FILES, "p").pack
    assert pack is not None
    program = build_program(pack)
    sent_on = date.fromisoformat(sent).toordinal()
    boxes = (Instance("box", {"packed_on": sent_on}, {}),)
    root = Instance("situation", {"sent_on": sent_on}, {"boxes": boxes})
    decision = Advisor(program, "oracle", AsOf(fixed=sent_on)).advise(
        Situation(None, None, root), questions=False
    )
    [piece] = [piece for piece in decision if piece.action == action]
    found = closed_behind(program, root, decision, piece)
    assert tuple(date.fromordinal(day).isoformat() for day in found) == days


def test_closed_days_are_told_with_what_is_on_them() -> None:
    pack = load_pack_texts(FILES, "p").pack
    assert pack is not None
    winter = pack.calendars["winter"]
    today = date(2026, 12, 23).toordinal()
    words = "No working days: Thu 24 Dec (We close early), Fri 25 Dec (Christmas Day (estimated)) and Mon 28 Dec."
    assert closed_words(winter, winter.closed, today) == words
    assert closed_words(winter, winter.closed[:1], today) == (
        "No working days: Thu 24 Dec (We close early)."
    )
    assert closed_words(winter, (), today) == closed_words(None, winter.closed, today) == ""
    many = closed_words(winter, (*winter.closed, today + 6, today + 7, today + 8), today)
    assert many.endswith("Tue 29 Dec and 2 more.")


def test_what_a_calendar_holds_is_told() -> None:
    pack = load_pack_texts(FILES, "p").pack
    assert pack is not None
    assert calendar_words(pack.calendars["winter"]) == (
        "calendar winter: 2026, 3 closed days beside weekends; 1 of them only estimated: correct them"
        " under `closed` and `open`"
    )

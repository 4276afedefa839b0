"""Timelines as lines for a terminal, as a picture, and as JSON."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

from advisor import api
from advisor.backends.advising import Advisor
from advisor.ir import ActionKind, Advice, Importance, Spell, Status, Timeline, Upcoming
from advisor.rendering.advice_text import next_change_words
from advisor.rendering.layout import Style, cells
from advisor.rendering.timeline_json import timeline_object
from advisor.rendering.timeline_svg import render_timeline_svg
from advisor.rendering.timeline_text import ASCII, BLOCKS, render_timeline
from tests.small_pack import small_pack

MON = date(2026, 12, 7).toordinal()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
SVG = "{http://www.w3.org/2000/svg}"


def piece(title: str, kind: ActionKind = ActionKind.DO, **given: object) -> Advice:
    facts: dict[str, object] = {
        "target": "", "place": "", "entity": "situation", "kind": kind,
        "importance": Importance.NORMAL, "start": None, "due": None, "status": Status.NOW,
        "title": title, "rules": (), **given,
    }  # fmt: skip
    return Advice(title.lower(), **facts)  # type: ignore[arg-type]


CALL = piece("Call", due=MON + 2)
LATE = piece("Call", due=MON + 2, status=Status.OVERDUE)
WAIT = piece("Wait", ActionKind.WAIT, due=MON + 5)
ASK = piece("Ask", due=MON + 8)
WEEKS = Timeline(
    "Two weeks",
    (
        Spell(MON, MON + 2, (CALL, WAIT), (CALL, WAIT)),
        Spell(MON + 3, MON + 5, (LATE, WAIT), (LATE, WAIT)),
        Spell(MON + 6, MON + 13, (ASK,), (ASK,)),
    ),
)


def test_a_chart_has_a_row_for_each_piece_and_the_days_stand_below() -> None:
    lines = render_timeline(WEEKS, Style(width=70), marks=ASCII).splitlines()
    assert lines == [
        "Two weeks",
        "if nothing happens, from Mon 7 Dec to Sun 20 Dec 2026",
        "",
        # Four columns a day: three days to do it, the last good one marked at its end.
        "      7 Dec                       14 Dec",
        f"Call  {'====' * 2}===D{'!!!!' * 3}",
        f"Wait  {'....' * 6}",
        f"Ask   {'    ' * 6}{'====' * 2}===D{'====' * 5}",
        "      = to do, . meanwhile, D last good day, ! overdue",
        "",
        "Now         Call (by Wed 9 Dec)",
        "            Wait (until Sat 12 Dec)",
        "Thu 10 Dec  overdue: Call (was due Wed 9 Dec)",
        "Sun 13 Dec  Ask (by Tue 15 Dec)",
        "            no longer: Call",
        "            no longer: Wait",
    ]


def test_where_it_is_narrow_titles_stand_above_their_bars() -> None:
    lines = render_timeline(WEEKS, Style(width=40), marks=ASCII).splitlines()
    at = lines.index("Call")
    assert lines[at : at + 4] == ["Call", "=====D!!!!!!", "Wait", "............"]


def test_several_days_share_a_column_where_there_are_many() -> None:
    long = piece("Rest", due=MON + 80)
    many = Timeline(None, (Spell(MON, MON + 199, (CALL, long), (CALL, long)),))
    lines = render_timeline(many, Style(width=70), marks=ASCII).splitlines()
    assert lines[3] == "      7 Dec  4 Jan  1 Feb  1 Mar  29 Mar 26 Apr 24 May"
    assert lines[4] == f"Call  D{'=' * 49}"  # four days each
    assert lines[5] == f"Rest  {'=' * 20}D{'=' * 29}"


def test_a_program_or_a_reader_gets_the_days_alone() -> None:
    text = render_timeline(WEEKS, Style(width=70), marks=None)
    assert "==" not in text
    assert "Thu 10 Dec  overdue: Call (was due Wed 9 Dec)" in text


def test_colours_mark_the_days_that_matter() -> None:
    text = render_timeline(WEEKS, Style(is_coloured=True, width=70), BLOCKS)
    assert "███\x1b[33m◆\x1b[0m\x1b[1;31m▒\x1b[0m" in text


def test_a_day_on_which_nothing_is_left_over_is_told_from_a_period_without_change() -> None:
    quiet = Timeline(None, (Spell(MON, MON + 9, (CALL,), (CALL,)),))
    text = render_timeline(quiet, Style(width=70), marks=None, heading="me.yaml")
    assert text.startswith("me.yaml\n")
    assert text.endswith("Nothing changes until Wed 16 Dec 2026.\n")
    empty = Timeline(None, (Spell(MON, MON + 9, (), ()),))
    assert (
        render_timeline(empty, Style(width=70)).splitlines()[-1]
        == "Nothing changes until Wed 16 Dec 2026."
    )


def test_an_error_is_told() -> None:
    broken = Timeline(None, (Spell(MON, MON + 9, (), (), "a date out of range came up"),))
    assert "No advice today: a date out of range came up." in render_timeline(
        broken, Style(width=70)
    )


def gap(first: int, last: int, error: str = "the calendar `town` ends") -> Spell:
    return Spell(MON + first, MON + last, (), (), error)


def stay(first: int, last: int) -> Spell:
    return Spell(MON + first, MON + last, (WAIT,), (WAIT,))


GAPS = {
    "to the end": (
        (stay(0, 2), gap(3, 9)),
        ["Now         Wait (until Sat 12 Dec)", "From Thu 10 Dec on there is no advice: the calendar `town` ends."],
        {"2026-12-10": "the calendar `town` ends"},
    ),
    "in parts with one reason": (
        (stay(0, 2), gap(3, 4), gap(5, 9)),
        ["Now         Wait (until Sat 12 Dec)", "From Thu 10 Dec on there is no advice: the calendar `town` ends."],
        {"2026-12-10": "the calendar `town` ends"},
    ),
    "in parts with two reasons": (
        (stay(0, 2), gap(3, 4), gap(5, 9, "it is divided by 0")),
        [
            "Now         Wait (until Sat 12 Dec)",
            "From Thu 10 Dec to Fri 11 Dec there is no advice: the calendar `town` ends.",
            "From Sat 12 Dec on there is no advice: it is divided by 0.",
        ],
        {"2026-12-10": "the calendar `town` ends", "2026-12-12": "it is divided by 0"},
    ),
    "for a day": (
        (stay(0, 2), gap(3, 3), stay(4, 9)),
        [
            "Now         Wait (until Sat 12 Dec)",
            "On Thu 10 Dec there is no advice: the calendar `town` ends.",
            "Fri 11 Dec  Wait (until Sat 12 Dec)",
        ],
        {"2026-12-10": "the calendar `town` ends", "2026-12-11": None},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GAPS.values(), ids=GAPS)
def test_days_without_advice_are_told_with_the_reason_and_end_nothing(
    case: tuple[tuple[Spell, ...], list[str], dict[str, str | None]],
) -> None:
    spells, lines, in_json = case
    broken = Timeline(None, spells)
    assert render_timeline(broken, Style(width=90), marks=None).splitlines()[3:] == lines
    changes = timeline_object(broken)["changes"]
    assert isinstance(changes, list)
    assert {change["day"]: change["error"] for change in changes} == in_json
    assert not any(change["ends"] for change in changes)
    picture = render_timeline_svg(broken)
    written = " ".join(t.text or "" for t in ET.fromstring(picture).iter(f"{SVG}text"))
    for line in lines:
        if line.startswith(("From", "On")):
            assert line in written
            assert line in ET.fromstring(picture).attrib["aria-label"]


def test_that_day_is_no_today_and_no_tomorrow() -> None:
    soon = piece("Ask", due=MON + 4)
    same = piece("Tell", due=MON + 3)
    old = piece("Rest", ActionKind.WAIT, due=MON)
    timeline = Timeline(
        None,
        (
            Spell(MON, MON + 2, (), ()),
            Spell(MON + 3, MON + 9, (soon, same, old), (soon, same, old)),
        ),
    )
    told = render_timeline(timeline, Style(width=70), marks=None).splitlines()[3:]
    assert told == [
        "Thu 10 Dec  Ask (by Fri 11 Dec)",
        "            Tell (that day)",
        "            Rest",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("days", [1, 7, 60, 400])
def test_no_line_is_wider_than_the_page(width: int, days: int) -> None:
    program = api.load_pack()
    for path in EXAMPLES[::12]:
        for case in api.load_cases(path, program).cases:
            timeline = api.timeline(Advisor(program, "oracle"), case.situation, days)
            lines = render_timeline(timeline, Style(width=width), marks=BLOCKS).splitlines()
            assert all(cells(line) <= width for line in lines), path.name


# --- the picture ------------------------------------------------------------------------------------------


def bars_in(picture: ET.Element) -> list[tuple[str, str, str]]:
    return [
        (r.attrib["class"], r.attrib["x"], r.attrib["width"]) for r in picture.iter(f"{SVG}rect")
    ]


def test_a_picture_has_a_bar_for_each_stay() -> None:
    picture = ET.fromstring(render_timeline_svg(WEEKS))
    assert bars_in(picture) == [
        ("todo", "0%", "21.429%"),  # 3 of 14 days
        ("late", "21.429%", "21.429%"),
        ("meanwhile", "0%", "42.857%"),
        ("todo", "42.857%", "57.143%"),
    ]
    titles = [t.text for t in picture.iter(f"{SVG}title")]
    assert titles == [
        "Call (by Wed 9 Dec): Mon 7 Dec to Sat 12 Dec; then: Ask",
        "Wait (until Sat 12 Dec): Mon 7 Dec to Sat 12 Dec; then: Ask",
        "Ask (by Tue 15 Dec): from Sun 13 Dec",
    ]


def test_a_picture_says_to_a_screen_reader_what_it_shows() -> None:
    picture = ET.fromstring(render_timeline_svg(WEEKS))
    assert picture.attrib["role"] == "img"
    assert picture.attrib["aria-label"].endswith("from Mon 7 Dec to Sun 20 Dec 2026")


def test_no_name_becomes_markup_and_nothing_is_fetched() -> None:
    evil = piece('<script>alert("1")</script> & co \x1b[31m')
    text = render_timeline_svg(Timeline(None, (Spell(MON, MON + 9, (evil,), (evil,)),)))
    picture = ET.fromstring(text)
    assert not list(picture.iter(f"{SVG}script"))
    assert "\x1b" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "url(" not in text


def test_where_there_is_nothing_to_draw_there_is_no_picture() -> None:
    assert render_timeline_svg(Timeline(None, (Spell(MON, MON + 9, (), ()),))) == ""


# --- JSON ---------------------------------------------------------------------------------------------------


def test_json_has_the_three_views() -> None:
    found = json.loads(json.dumps(timeline_object(WEEKS)))
    assert (found["situation"], found["today"], found["until"]) == (
        "Two weeks", "2026-12-07", "2026-12-20",
    )  # fmt: skip
    assert [(s["first"], s["last"], len(s["advice"])) for s in found["spells"]] == [
        ("2026-12-07", "2026-12-09", 2),
        ("2026-12-10", "2026-12-12", 2),
        ("2026-12-13", "2026-12-20", 1),
    ]
    assert found["spells"][1]["advice"][0]["status"] == "overdue"
    named = {"action": "call", "for": "", "place": "", "title": "Call"}
    assert found["changes"][0] == {
        "day": "2026-12-10", "begins": [], "becomes_overdue": [named], "ends": [], "error": None,
    }  # fmt: skip
    assert found["bars"][0] == {
        **named, "first": "2026-12-07", "last": "2026-12-12", "due": "2026-12-09",
        "overdue_from": "2026-12-10", "goes_on": False,
        "then": [{"action": "ask", "for": "", "place": "", "title": "Ask"}],
    }  # fmt: skip


# --- one line on a page of advice ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("titles", "day", "is_after_action", "expected"),
    [
        (["Thank them"], 8, False, "If nothing happens: Tue 15 Dec, thank them."),
        (["Thank them"], 1, True, "After that, if nothing happens: tomorrow, thank them."),
        (["Thank them", "Ask"], 8, False, "If nothing happens: Tue 15 Dec, thank them and ask."),
        (["A", "B", "C"], 30, False, "If nothing happens: Wed 6 Jan 2027, A, and 2 more things."),
        (["CV to send"], 8, False, "If nothing happens: Tue 15 Dec, CV to send."),
    ],
)
def test_the_next_change_is_one_sentence(
    titles: list[str], day: int, is_after_action: bool, expected: str
) -> None:
    pack = small_pack()
    action = next(name for name, a in pack.actions.items() if isinstance(a.title.parts[0], str))
    begins = tuple(piece(title) for title in titles)
    named = tuple(Advice(**{f: getattr(p, f) for f in FIELDS} | {"action": action}) for p in begins)
    words = next_change_words(pack, Upcoming(MON + day, named, is_after_action), MON)
    assert " ".join(words) == expected


FIELDS = (
    "target", "place", "entity", "kind", "importance", "start", "due", "status", "title", "rules",
)  # fmt: skip

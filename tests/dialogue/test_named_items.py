"""Names that are typed with their days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.dialogue.named_items import NamedItem, names_behind, read_named_items
from advisor.dialogue.quantities import Problem

TODAY = date(2026, 11, 27).toordinal()  # a Friday

UNDERSTOOD = [
    ("Acme", [("Acme", "")]),
    ("Acme, Globex", [("Acme", ""), ("Globex", "")]),
    ("Acme on 20 Nov and 24 Nov, Globex", [("Acme", "11-20 11-24"), ("Globex", "")]),
    ("Acme last friday; Globex in 3 days", [("Acme", "11-20"), ("Globex", "11-30")]),
    ("acme monday", [("acme", "11-30")]),
    ("Acme, monday", [("Acme", "11-30")]),
    ("Acme (by phone) on monday", [("Acme", "11-30")]),
    ("Acme on Friday, 20 November", [("Acme", "11-20")]),
    ("Acme on Nov 20, 2026", [("Acme", "11-20")]),
    ("Acme on 20 nov, 24 nov", [("Acme", "11-20 11-24")]),
    ("Acme on friday, monday", [("Acme", "11-27 11-30")]),
    ("Acme 4 and 11 nov", [("Acme", "11-04 11-11")]),
    ("Acme on the 4th and the 11th of november", [("Acme", "11-04 11-11")]),
    ("Acme (20 Nov), Globex (tomorrow)", [("Acme", "11-20"), ("Globex", "11-28")]),
    ("Acme - 20/11, Globex: 3 dec", [("Acme", "11-20"), ("Globex", "12-03")]),
    ("yesterday at Acme", [("Acme", "11-26")]),
    ("Acme not sure when", [("Acme", "?")]),
    ("Acme, I forgot when", [("Acme", "?")]),
    ("Acme on 20 nov and not sure when", [("Acme", "11-20 ?")]),
    ("Acme, not sure when and not sure when", [("Acme", "? ?")]),
    ("Acme on Friday and Globex on Monday", [("Acme", "11-27"), ("Globex", "11-30")]),
    ("Acme on Friday and Monday and Globex", [("Acme", "11-27 11-30"), ("Globex", "")]),
    (
        "I had talks at Acme on Thursday and with Globex on Monday",
        [("Acme", "11-26"), ("Globex", "11-23")],
    ),
    ("on monday i was at acme, on tuesday at globex", [("acme", "11-23"), ("globex", "11-24")]),
    ("I had a talk yesterday at Acme", [("Acme", "11-26")]),
    ("I had a talk two weeks ago at Acme", [("Acme", "11-13")]),
    ("talk with Acme", [("Acme", "")]),
    ("just applied to Acme", [("Acme", "")]),
    ("recently had a talk at Acme on Thursday", [("Acme", "11-26")]),
    ("already went to Acme", [("Acme", "")]),
    ("two: Acme, Globex", [("Acme", ""), ("Globex", "")]),
    ("3 of them: Acme, Globex, Initech", [("Acme", ""), ("Globex", ""), ("Initech", "")]),
    ("acme talk was monday, globex is tomorrow", [("acme", "11-30"), ("globex", "11-28")]),
    ("acme last monday and also globex tomorrow", [("acme", "11-23"), ("globex", "11-28")]),
    ("acme 23 nov globex 26 nov", [("acme", "11-23"), ("globex", "11-26")]),
    ("Marks and Spencer 20 nov Tesco 24 nov", [("Marks and Spencer", "11-20"), ("Tesco", "11-24")]),
    ("acme first talk 16 nov second talk 24 nov", [("acme", "11-16 11-24")]),
    ("acme - yesterday - globex - 2 weeks ago", [("acme", "11-26"), ("globex", "11-13")]),
    ("Acme - Globex", [("Acme - Globex", "")]),
    ("last Tues @ St Mary's", [("St Mary's", "11-24")]),
    ("Acme on 20 nov by phone", [("Acme", "11-20")]),
    ("Acme monday (panel)", [("Acme", "11-30")]),
    ("Acme monday (panel talk), Globex", [("Acme", "11-30"), ("Globex", "")]),
    ("Acme on 20 nov with three people", [("Acme", "11-20")]),
    ("Acme 24 nov at 3pm in London", [("Acme", "11-24")]),
    ("acme last thursday went well, globex tomorrow", [("acme", "11-26"), ("globex", "11-28")]),
    ("Acme monday at 2pm, online", [("Acme", "11-30")]),
    ("Acme - monday - panel", [("Acme", "11-30")]),
    ("St Mary's (Paddington) monday", [("St Mary's (Paddington)", "11-30")]),
    ("Black Friday Sales", [("Black Friday Sales", "")]),
    ("Studio 24 music", [("Studio 24 music", "")]),
    ("The offer in hand, not sure when", [("The offer in hand", "?")]),
    ("Who Is Who", [("Who Is Who", "")]),
    ("Acme, my talk was last friday, Globex", [("Acme", "11-20"), ("Globex", "")]),
    ("Acme talk on monday", [("Acme", "11-30")]),
    ("Acme, no talk yet, Globex on monday", [("Acme", ""), ("Globex", "11-30")]),
    ("Acme (no talk so far)", [("Acme", "")]),
    ("Acme not yet, Globex", [("Acme", ""), ("Globex", "")]),
    ("Acme first talk 20 nov, second 24 nov", [("Acme", "11-20 11-24")]),
    ("Acme phone talk on 20 nov, the final talk is on 3 dec", [("Acme", "11-20 12-03")]),
    ("Acme, first round on monday, and again on friday", [("Acme", "11-30 11-27")]),
    ("had one with Acme on monday", [("Acme", "11-30")]),
    ("First Direct, Second Cup", [("First Direct", ""), ("Second Cup", "")]),
    ("Talk Talk", [("Talk Talk", "")]),
    ("Acme and Globex on Monday", [("Acme and Globex", "11-30")]),
    ("Johnson & Johnson friday", [("Johnson & Johnson", "11-27")]),
    ("Channel 4", [("Channel 4", "")]),
    ("Channel 4 on the 20th", [("Channel 4", "11-20")]),
    ("Studio 54 yesterday", [("Studio 54", "11-26")]),
    ("24/7 Media", [("24/7 Media", "")]),
    ("May", [("May", "")]),
    ('"Ruby Tuesday" on monday', [('"Ruby Tuesday"', "11-30")]),
    ('"Smith, Jones & Co" on monday, Globex', [('"Smith, Jones & Co"', "11-30"), ("Globex", "")]),
]
UNDERSTOOD += [
    ("a job at Acme, talk was on the 20th", [("Acme", "11-20")]),
    (
        "I had a talk at Acme last tuesday and one at Globex on monday",
        [("Acme", "11-24"), ("Globex", "11-23")],
    ),
    ("it's for a post at acme", [("acme", "")]),
    ("something at a place called Brightwater, yesterday", [("Brightwater", "11-26")]),
    ("2 talks: acme yesterday & globex tomorrow", [("acme", "11-26"), ("globex", "11-28")]),
    ("two talks - acme, globex", [("acme", ""), ("globex", "")]),
    ("acme (talk on monday), globex", [("acme", "11-30"), ("globex", "")]),
    ("acme (second talk tomorrow)", [("acme", "11-28")]),
    ("acme second talk yesterday", [("acme", "11-26")]),
    ("just one, Acme", [("Acme", "")]),
    ("only one: Acme on monday", [("Acme", "11-30")]),
    ("Acme. Talk yesterday.", [("Acme", "11-26")]),
    ("I went to Acme yesterday. Globex is tomorrow.", [("Acme", "11-26"), ("Globex", "11-28")]),
    ("St. Mary's yesterday, Acme Inc.", [("St. Mary's", "11-26"), ("Acme Inc.", "")]),
    ("1. acme 2. globex", [("acme", ""), ("globex", "")]),
    ("1) acme yesterday 2) globex tomorrow", [("acme", "11-26"), ("globex", "11-28")]),
    ("acme monday, globex monday as well", [("acme", "11-30"), ("globex", "11-30")]),
    ("Me Too", [("Me Too", "")]),
    ("acme and globex both on monday", [("acme", "11-30"), ("globex", "11-30")]),
    ("Acme twice: 10 nov and 24 nov", [("Acme", "11-10 11-24")]),
    ("20 nov acme, 24 nov globex", [("acme", "11-20"), ("globex", "11-24")]),
    ("last tuesday acme", [("acme", "11-24")]),
    ("Sunday Times", [("Sunday Times", "")]),
    ("First Direct yesterday", [("First Direct", "11-26")]),
    ("One Housing, Just Eat", [("One Housing", ""), ("Just Eat", "")]),
    ("acme tuesday, globex wednesday", [("acme", "11-24"), ("globex", "11-25")]),
]
UNDERSTOOD += [
    ("Hi, I spoke with Brightwater on Thursday", [("Brightwater", "11-26")]),
    (
        "I've got two on the go: acme (last week wed) and globex (monday)",
        [("acme", "11-18"), ("globex", "11-30")],
    ),
    ("acme - thu 26th / globex - no talk yet", [("acme", "11-26"), ("globex", "")]),
    ("acme / globex", [("acme", ""), ("globex", "")]),
    ("acme + globex + wood", [("acme", ""), ("globex", ""), ("wood", "")]),
    ("1 talk, acme, 26th november", [("acme", "11-26")]),
    ("talk is tomorrow at 10 with acme", [("acme", "11-28")]),
    ("have a talk with acme coming up on 4 december", [("acme", "12-04")]),
    ("Acme, had my second talk on monday", [("Acme", "11-30")]),
    ("second one at acme on monday", [("acme", "11-30")]),
    ("acme: phone screen 12 nov, panel 26 nov", [("acme", "11-12 11-26")]),
    ("acme -> 4 dec", [("acme", "12-04")]),
    ("acme = 4 dec", [("acme", "12-04")]),
    ("only acme", [("acme", "")]),
    ("acme and that's it", [("acme", "")]),
    ("acme for now", [("acme", "")]),
    (
        "Hi, I had a talk at the Savoy kitchen last thursday and a short chat at Acme tomorrow",
        [("the Savoy kitchen", "11-26"), ("Acme", "11-28")],
    ),
    ("I went to acme yesterday, globex tomorrow", [("acme", "11-26"), ("globex", "11-28")]),
    (
        "I had two talks, Acme last thursday and Globex on monday",
        [("Acme", "11-26"), ("Globex", "11-23")],
    ),
    (
        "council on 27th oct. reed (for millers) 18 nov",
        [("council", "10-27"), ("reed (for millers)", "11-18")],
    ),
    ("Acme on 20 Nov. 2026", [("Acme", "11-20")]),
    (
        "The first with travel, The second with travel",
        [("The first with travel", ""), ("The second with travel", "")],
    ),
    ("Acme on the second", [("Acme", "12-02")]),
    ("the vet's on the corner, last tuesday", [("the vet's on the corner", "11-24")]),
]
ASKED_BACK = [
    ("Acme monday Globex", "is `Globex` another name? Put a comma before it"),
    ("Acme monday, Globex tuesday and one more", "`one more` is no name: type what each is called"),
    ("Acme, plus a few others", "`a few others` is no name"),
    ("Acme and another", "`another` is no name"),
    ("I went to Acme tomorrow", "that would be in the future"),
    ("jo from acme called yesterday", "`jo from acme called` does not look like a name"),
    (
        "Acme yesterday, City Library 2 wks ago they said no",
        "`City Library 2 wks ago they said no` does not look",
    ),
    ("it's complicated", "`it's complicated` does not look like a name"),
    (
        "acme monday, globex tuesday",
        "do you mean Mon 30 Nov and Tue 1 Dec, or Mon 23 Nov and Tue 24 Nov? Type all",
    ),
    ("next saturday acme", "`next saturday` may mean"),
    (
        "they offered me the job at acme by phone",
        "`they offered me the job at acme` does not look like a name",
    ),
    ("i had two talks", "`i had two talks` does not look like a name"),
    ("4 companies", "`4 companies` does not look like a name: type only the names"),
    ("2", "`2` does not look like a name"),
    ("two, acme", "`two` does not look like a name"),
    ("acme (rejected)", "`acme (rejected)` does not look like a name"),
    ("acme on monday or tuesday", "`acme on monday or tuesday` names no day"),
    ("i had a talk last week at acme", "`acme last week` names no day"),
    ("Ruby Tuesday", "is `Tuesday` part of the name?"),
    ("USA Today", "is `Today` part of the name?"),
    ("monday", "`monday` is a day: type the name before it"),
    ("Acme on 31 nov", "there is no 31 November"),
    (
        "acme tomorow",
        "`tomorow` is not a day that I know: did you mean `tomorrow`, Sat 28 Nov? Type all of it once more",
    ),
    ("Acme in october", "`Acme in october` names no day: type one, such as `on 20 nov`"),
    ("a bank, last week", "`last week` names no day"),
    ("Acme next week", "`Acme next week` names no day"),
    ("Acme since tuesday", "`Acme since tuesday` names no day"),
]


def told(items: tuple[NamedItem, ...] | Problem) -> list[tuple[str, str]] | str:
    if isinstance(items, Problem):
        return items.message
    return [
        (
            one.name,
            " ".join("?" if d is None else f"{date.fromordinal(d):%m-%d}" for d in one.days),
        )
        for one in items
    ]


@pytest.mark.parametrize(("typed", "items"), UNDERSTOOD)
def test_names_are_read_with_their_days(typed: str, items: list[tuple[str, str]]) -> None:
    assert told(read_named_items(typed, "talk", TODAY)) == items


BEHIND = {
    "yes, Acme on friday": "Acme on friday",
    "yes: Acme": "Acme",
    "no talk yet, applied to acme": "acme",
    "none yet but applied to acme, globex": "acme, globex",
    "not had one yet, Acme on monday": "Acme on monday",
    "no, just Acme": "Acme",
    "No, Acme": "Acme",
    "no": None,
    "not yet": None,
    "No talks so far": None,
    "no, sorry": None,
    "Yes, two": None,
    "yes please": None,
    "NO, NONE": None,
    "No Limits": None,
    "Yes Group on friday": None,
    "Notary Hall": None,
}


@pytest.mark.parametrize(("typed", "names"), BEHIND.items())
def test_names_behind_a_yes_or_a_no_to_something_else_are_seen(
    typed: str, names: str | None
) -> None:
    assert names_behind(typed, "talk") == names


@pytest.mark.parametrize(("typed", "message"), ASKED_BACK)
def test_what_may_be_a_day_or_a_name_is_asked_back(typed: str, message: str) -> None:
    said = told(read_named_items(typed, "talk", TODAY))
    assert isinstance(said, str) and said.startswith(message)


WORDS = st.sampled_from(
    [
        "Acme",
        "and",
        "on",
        "friday",
        ",",
        "20",
        "Nov",
        "4",
        "not sure when",
        '"',
        "the",
        "week",
        "&",
        "at",
        "2026",
        "(",
    ]
)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(WORDS, min_size=1, max_size=9).map(" ".join) | st.text(min_size=1, max_size=20))
def test_any_line_is_read_or_explained(typed: str) -> None:
    found = read_named_items(typed, "talk", TODAY)
    if isinstance(found, Problem):
        assert found.message and "\n" not in found.message

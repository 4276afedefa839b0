"""Letters say no where it is a no, and nothing that the person has not said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from advisor.ir import MONTHS, WEEKDAYS, Derivations, Instance, Kind
from advisor.rendering.letter_filters import LetterDay, letter_length
from advisor.rendering.mail import mailto, message_file, message_of
from advisor.rendering.words import Wording
from tests.examples.collection import program
from tests.examples.grid import advised_cases
from tests.examples.test_letters import Written, letters, walk_places, written

__all__ = ["letters"]  # a fixture

# A letter that says no, and the words of which one must be in it, early.
NO = {
    "decline-offer": ("decided not to accept",),
    "take-back-acceptance": ("taking back my acceptance", "decided to leave"),
    "withdraw-application": ("would like to withdraw my application",),
    "withdraw-the-rest": ("would like to withdraw it",),
    "give-notice": ("hand in my notice",),
}
EARLY = 45  # words, the greeting counted
SOFTENED = re.compile(
    r"(?i)\b(perhaps|maybe|might|at the moment|for now|not sure|I think|probably)\b"
)


def body(letter: Written) -> str:
    return letter.draft.text.partition("\n\n")[2]


@pytest.mark.parametrize("action", NO)
def test_a_no_is_clear_and_comes_early(letters: tuple[Written, ...], action: str) -> None:
    mine = [letter for letter in letters if letter.piece.action == action]
    assert mine
    for letter in mine:
        beginning = " ".join(body(letter).split()[:EARLY])
        assert any(words in beginning for words in NO[action]), (letter.where, beginning)
        assert not SOFTENED.search(body(letter)), letter.where


def others(letter: Written) -> list[Instance]:
    """The other applications of the situation."""
    return [
        item
        for number, item in enumerate(letter.root.lists.get("applications", ()))
        if not letter.piece.place.startswith(f"applications[{number}]")
    ]


def own(letter: Written) -> list[Instance]:
    """The application that the letter is about with its interviews; all of them, where it is about none."""
    outer = letter.piece.place.partition(".")[0]
    return [
        here
        for place, here in walk_places(letter.root)
        if not outer or place.partition(".")[0] == outer
    ]


def states(letter: Written, *names: str) -> bool:
    """Whether one of the facts is stated of the application, its interviews or the person, and not as no."""
    return any(
        here.facts.get(name) not in (None, False)
        for here in (letter.root, *own(letter))
        for name in names
    )


def has_interview(letter: Written, is_past: bool) -> bool:
    days = [
        day
        for here in own(letter)
        for day in [here.facts.get("held_on")]
        if here.entity == "interview" and isinstance(day, int)
    ]
    sent = max(letter.today, letter.piece.start or 0)
    return any(day <= sent if is_past else day >= letter.today for day in days)


def has_other(letter: Written, *stages: str) -> bool:
    return any(item.facts.get("stage") in stages for item in others(letter))


# What some letters say, and what somebody must have said for it.
CLAIMS: dict[str, Callable[[Written], bool]] = {
    r"another offer": lambda x: has_other(x, "offered"),
    r"accepted a position elsewhere": lambda x: (
        has_other(x, "accepted", "started") or not x.piece.place
    ),
    r"(?i)\b(talking|talk) to me (yesterday|today|on)": lambda x: has_interview(x, is_past=True),
    r"since my interview (yesterday|today|on)": lambda x: has_interview(x, is_past=True),
    r"(?i)our interview (is )?(tomorrow|today|on)": lambda x: has_interview(x, is_past=False),
    r"advertised again": lambda x: states(x, "reposted"),
    r"We agreed": lambda x: states(x, "agreed_contact_on"),
    r"did not get to talk": lambda x: states(x, "call_agreed_on"),
    r"difficult decision": lambda x: states(x, "preference"),
    r"in the time you gave me": lambda x: states(x, "answer_by", "extension_granted_until"),
    r"declined your offer (yesterday|today|on)": lambda x: states(x, "answered_on"),
    r"the offer you made me (yesterday|today|on)": lambda x: states(x, "offer_received_on"),
    r"I applied to you (yesterday|today|on)": lambda x: states(x, "applied_on"),
    r"recommending me": lambda x: states(x, "referrer"),
    r"need to hear from me soon": lambda x: states(x, "employer_pressed"),
    r"which you told me about|telling me about": lambda x: states(x, "events_mentioned"),
    r"put off": lambda x: states(x, "first_day_put_off"),
    r"going on working with you": lambda x: states(x, "internal"),
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_what_a_letter_claims_has_been_said(letters: tuple[Written, ...], claim: str) -> None:
    claiming = [letter for letter in letters if re.search(claim, body(letter))]
    assert claiming
    assert [letter.where for letter in claiming if not CLAIMS[claim](letter)] == []


WORD = re.compile(r"\w+")


def words_said(letter: Written, derivations: Derivations) -> Iterator[str]:
    """Every word that the facts of the letter's place, those around it and those inside it may bring into it."""
    wording = Wording(program().pack, letter.root, derivations, letter.today)
    sent = max(letter.today, letter.piece.start or letter.today)
    outer = letter.piece.place.partition(".")[0]
    for here in wording.placed:
        if here.place and outer and here.place.partition(".")[0] != outer:
            continue
        entity = here.instance.entity
        for name, declared in program().pack.entities[entity].facts.items():
            value = wording.value(entity, name, here)
            if value is None:
                continue
            yield from WORD.findall(wording.words(entity, name, here) or "")
            if declared.type.kind is Kind.DATE and isinstance(value, int):
                day = LetterDay(value, sent)
                yield from WORD.findall(f"{day} {day.in_full()}")
            elif declared.type.kind in (Kind.DURATION, Kind.WORKING_DAYS) and isinstance(
                value, int
            ):
                yield from WORD.findall(letter_length(value, declared.type.kind))


def test_every_word_of_a_letter_is_the_templates_or_the_persons() -> None:
    pack = program().pack
    derived = {name: decision.derivations for name, _, decision in advised_cases()}
    foreign = []
    for letter in written("little told"):
        template = pack.drafts[pack.actions[letter.piece.action].draft or ""]
        if letter.situation not in derived:  # made for other tests
            continue
        known = {*WORD.findall(template), *words_said(letter, derived[letter.situation])}
        gaps = {word for gap in letter.draft.missing for word in gap.fact.split("_")}
        said = (
            {*WORD.findall(letter.draft.text)} - known - gaps - {"yesterday", "today", "tomorrow"}
        )
        foreign += [(letter.where, word) for word in said]
    assert foreign == []


def test_no_day_is_named_that_is_in_no_fact() -> None:
    """Days come from facts: each weekday beside a date is that date's."""
    named = re.compile(rf"\b({'|'.join(WEEKDAYS)}) (\d+) ({'|'.join(MONTHS)})( \d{{4}})?")
    wrong = []
    for letter in written("all told"):
        for weekday, number, month, year in named.findall(letter.draft.text):
            sent = date.fromordinal(max(letter.today, letter.piece.start or 0))
            day = date(int(year or sent.year), MONTHS.index(month) + 1, int(number))
            if WEEKDAYS[day.weekday()] != weekday:
                wrong.append((letter.where, weekday, day))
    assert wrong == []


LONGEST_LINK = 2_000  # characters; Windows and some mail programs cut or refuse longer ones


def test_every_letter_fits_into_a_link_and_comes_back_from_its_file() -> None:
    for letter in written("all told"):
        if not letter.draft.text:
            continue
        message = message_of(letter.draft.text)
        assert message.subject, letter.where
        assert len(mailto(message)) <= LONGEST_LINK, (letter.where, len(mailto(message)))
        parsed = message_from_bytes(message_file(message), policy=default)
        assert isinstance(parsed, EmailMessage)
        assert parsed["Subject"] == message.subject
        assert parsed.get_content().replace("\r\n", "\n") == message.body
        receivers = [] if "To" not in parsed else [one.addr_spec for one in parsed["To"].addresses]
        assert receivers == ([message.to] if message.to else []), letter.where

"""What an adviser would never say, whatever the situation: no blame, no broken rule of contact, no stale number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from advisor.ir import ActionKind, Advice, Case, Decision, Template, Value
from advisor.rendering.words import weekday_words
from tests.examples.collection import advisors, examples, program
from tests.examples.grid import advised_cases

# Whoever lets one of these pass has missed a day that they could have kept. Nothing else is ever overdue.
MISSABLE = {
    "thank-interviewers",
    "thank-through-the-agency",
    "thank-after-rejection",
    "send-portfolio",
    "answer-by-deadline",
    "accept-offer",
    "decline-offer",
    "chase",  # on an agreed day
    "keep-in-touch",  # on an agreed day
}

# What goes to the employer, and what of it is asked for by them or must reach them.
UNASKED = {
    "thank-interviewers",
    "correct-the-mistake",
    "tell-pending-employer",
    "confirm-the-interview",
    "ask-about-the-reposting",
    "ask-for-timeline",
    "chase",
    "thank-after-rejection",
    "ask-for-feedback",
    "keep-in-touch",
}
CAN_WAIT = {
    "confirm-the-interview",
    "ask-about-the-reposting",
    "ask-for-timeline",
    "ask-for-the-deadline",
    "ask-to-reconsider",
    "keep-in-touch",
}
AFTER_AN_OFFER = {"offered", "accepted", "started", "offer_withdrawn", "declined"}

# The tone of all messages, and notes that say that of their own message in their own words ("as a favour", "no threats").
TONE = {
    "be-confident-and-polite",
    "be-interested-and-sincere",
    "be-open-and-polite-about-the-offer",
    "phone-about-the-offer",
    "say-you-are-still-interested",
    "ask-them-to-reconsider",
    "correct-a-mistake-once",
    "name-a-date-and-ask",
    "have-the-paper-put-right",
    "regret-it-once",
    "what-to-ask-about-the-paper",
}
TONE_OF_A_TITLE = re.compile(r"\b(calmly|friendly|say sorry|thank)\b", re.IGNORECASE)

# A length of time in words. Three sentences tell what was found in general; the others would be wrong
# as soon as somebody sets a parameter.
LENGTH = re.compile(
    r"\b(two|three|four|five|ten|thirty|sixty|\d+)( working)? days\b"
    r"|\b(weeks?|months?|weekly|monthly|tomorrow)\b|\bthe (next day|day after)\b"
)
GENERAL = {
    "wait-for-their-answer",
    "thank-late-rather-than-never",
    "checks-take-their-time",
    "ask-for-more-at-a-university",
    "ask-when-to-expect-an-answer",
    "the-paper-first-while-the-checks-run",
    "tell-your-boss-before-the-check-does",
    "a-friendly-word-some-day",
    "public-and-academic-posts-take-months",
}


@pytest.fixture(scope="module")
def advised() -> tuple[tuple[str, Case, Decision], ...]:
    return advised_cases()


def test_nothing_is_due_before_it_may_begin(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    backwards = [
        (name, piece.action)
        for name, _, decision in advised
        for piece in decision.advice
        if piece.start is not None and piece.due is not None and piece.due < piece.start
    ]
    assert backwards == []


def test_only_what_a_person_could_have_done_is_overdue(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    blamed = [
        (name, piece.action)
        for name, _, decision in advised
        for piece in decision.advice
        if piece.status == "overdue" and piece.action not in MISSABLE
    ]
    assert blamed == []


def test_whoever_wants_no_messages_gets_none_that_was_not_asked_for(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    written = [
        (name, piece.action)
        for name, case, decision in advised
        for piece, known in _pieces(case, decision)
        if known.get("contact_rule") == "no_contact"
        and known["stage"] not in AFTER_AN_OFFER
        and piece.action in UNASKED
    ]
    assert written == []


def test_where_only_the_agency_may_be_asked_nobody_else_is(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    asked = [
        (name, piece.action)
        for name, case, decision in advised
        for piece, known in _pieces(case, decision)
        if known.get("contact_rule") == "agency_only"
        and piece.action
        in {"chase", "ask-for-timeline", "thank-interviewers", "ask-about-the-reposting"}
    ]
    assert asked == []


def test_what_can_wait_waits_until_the_holidays_are_over(
    advised: tuple[tuple[str, Case, Decision], ...],
) -> None:
    asked = [
        (name, piece.action)
        for name, case, decision in advised
        for piece, known in _pieces(case, decision)
        if case.situation.root.facts.get("holidays_until", 0) >= decision.today
        and known.get("contact_rule") != "agreed_date"
        and piece.action in CAN_WAIT
        and piece.status != "later"
    ]
    assert asked == []


def test_no_sentence_names_a_day_that_is_over() -> None:
    stale = [
        (name, decision.today - day, piece.action, sentence)
        for name, decision in on_later_days()
        for piece in decision.advice
        if piece.action != "check-the-dates"  # says what was entered
        for sentence in (*piece.because, *piece.notes)
        for day in _days_in(sentence, decision.today)
        if day < decision.today
    ]
    assert stale == []


def test_no_message_that_can_wait_stands_above_an_answer_that_is_due_today() -> None:
    answers = {"answer-by-deadline", "decline-offer", "accept-offer"}
    above = [
        (name, piece.action, answer.action)
        for name, decision in on_later_days()
        for n, answer in enumerate(decision.advice)
        if answer.action in answers and answer.due is not None and answer.due <= decision.today
        for piece in decision.advice[:n]
        if piece.kind is ActionKind.DO and piece.due is not None and piece.due > decision.today
    ]
    assert above == []


def test_every_message_to_an_employer_comes_with_a_word_on_its_tone() -> None:
    pack = program().pack
    to_others = {
        "ask-an-insider",
        "tell-the-referrer",
        "give-notice",
        "weigh-the-counter-offer",
        "brief-the-referees",
        "ask-for-the-old-job",
    }
    tones = [rule.note.on for rule in pack.rules.values() if rule.note and rule.name in TONE]
    spoken = {action for on in tones for action in on or ()}
    messages = {
        name
        for name, action in pack.actions.items()
        if action.draft and not TONE_OF_A_TITLE.search(_words(action.title))
    }
    assert messages - spoken - to_others == set()


def test_no_sentence_holds_against_somebody_what_is_done() -> None:
    blame = re.compile(
        r"(?i)(^|[.;:] )next time\b|\bshould(n't| not)? have\b|\byour (own )?fault\b"
    )
    said = [
        (rule.name, words)
        for rule in program().pack.rules.values()
        for template in (rule.because, rule.note and rule.note.say)
        if template and blame.search(words := _words(template))
    ]
    assert said == []


def test_no_sentence_states_a_length_of_time_that_a_parameter_sets() -> None:
    pack = program().pack
    assert set(pack.rules) >= GENERAL
    stated = [
        (rule.name, sentence)
        for rule in pack.rules.values()
        for said in (rule.because, rule.note and rule.note.say)
        if (sentence := _words(said) if said else None)
        and LENGTH.search(sentence)
        and rule.name not in GENERAL
    ]
    stated += [(n, text) for n, a in pack.actions.items() if LENGTH.search(text := _words(a.title))]
    stated += [(n, text) for n, text in pack.drafts.items() if LENGTH.search(text)]
    assert stated == []


@cache
def on_later_days() -> tuple[tuple[str, Decision], ...]:
    """The advice for every example on its day, and later on if nothing happens."""
    oracle = advisors()[0]
    found = []
    for example in examples():
        situation = example.case.situation
        day = oracle.advise(situation, questions=False).today
        later = (replace(situation, today=day + n) for n in (0, 1, 3, 8, 20))
        found += [(example.name, oracle.advise(one, questions=False)) for one in later]
    return tuple(found)


def _days_in(sentence: str, today: int) -> Iterator[int]:
    """The days near today that a sentence names as a page does, such as `Fri 4 Dec`."""
    for words in re.findall(r"\b[A-Z][a-z]{2} \d+ [A-Z][a-z]{2}\b", sentence):
        yield from (
            day for day in range(today - 180, today + 180) if weekday_words(day, today) == words
        )


def _pieces(case: Case, decision: Decision) -> Iterator[tuple[Advice, dict[str, Value | None]]]:
    """The advice about applications, each piece with what was stated about its application."""
    applications = case.situation.root.lists.get("applications", ())
    for piece in decision.advice:
        found = re.match(r"applications\[(\d+)\]", piece.place)
        if found:
            yield piece, dict(applications[int(found[1])].facts)


def _words(sentence: Template) -> str:
    return "".join(part if isinstance(part, str) else "{}" for part in sentence.parts)

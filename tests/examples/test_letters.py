"""Every letter that the advice of any situation here calls for, read as its reader would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import pytest

from advisor.api import load_cases_text
from advisor.ir import Advice, Instance, Kind, Value, walk_instances, with_fact
from advisor.rendering.drafts import Draft, fill_draft
from tests.examples.collection import decide, program
from tests.examples.grid import advised_cases

# What a letter cannot do without; everything else it must stand without.
NEEDED = {
    *("sender_name", "present_manager", "referrer"),
    *("correction", "portfolio_link", "terms_wanted", "promised_terms", "pay_range"),
}
SAID = {
    "sender_name": "Zoë Quill",
    "present_manager": "Ms Okafor",
    "role": "archivist",
    "contact_name": "Mr Varga",
    "contact_email": "varga@acme.example",
    "insider": "Ines",
    "referrer": "Rafael",
    "interviewers": "Dr Hale and Ms Roth",
    "talking_point": "the move to the new building",
    "strength_to_offer": "ten years with maps",
    "skill_to_learn": "conservation",
    "correction": "the reading room opens at nine",
    "portfolio_link": "https://example.org/zoe",
    "pay_range": "34,000 to 38,000 pounds a year",
    "terms_wanted": "a first day in March",
    "promised_terms": "thirty days of holiday",
    "events_mentioned": "the open day",
}
# What people type who do not see the sentence that it goes into.
ANYHOW = SAID | {
    "present_manager": "my boss",
    "role": "dont know",
    "contact_name": "the lady from HR",
    "insider": "dont know",
    "referrer": "a friend of my mum",
    "interviewers": "a man and a woman, dont know names",
    "talking_point": "we speak about there new plattform",
    "strength_to_offer": "excel, python, i learn fast",
    "skill_to_learn": "nothing special",
    "pay_range": "about 35k.",
    "terms_wanted": "a first day in March.",
    "promised_terms": "thirty days of holiday.",
    "events_mentioned": "the open day.",
}
TOLD: dict[str, dict[str, str]] = {"little told": {}, "all told": SAID, "told anyhow": ANYHOW}
# Situations in which letters are written that no other situation here calls for.
MORE = """\
situation: a raise is promised
today: 2026-11-24
counter_offer: promised
applications: [{company: Acme, stage: offered, offer_form: written, answer_by: 2026-11-30}]
---
situation: a raise is offered
today: 2026-11-24
counter_offer: made
applications: [{company: Acme, stage: accepted, offer_form: written}]
---
situation: an offer, and two who have not decided
today: 2026-11-24
applications:
  - {company: Acme, stage: offered, offer_form: written, answer_by: 2026-11-30}
  - {company: Globex, stage: interviewed, preference: first_choice, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Initech, stage: interviewed, interviews: [{held_on: 2026-11-19, thanked: yes}]}
---
situation: an offer to be answered before a second interview elsewhere
today: 2026-11-24
applications:
  - {company: Globex, stage: offered, preference: good, offer_form: written, answer_by: 2026-11-26}
  - company: Acme
    stage: interview_scheduled
    preference: first_choice
    told_of_other_offer: yes
    last_chased_on: 2026-11-23
    last_employer_contact_on: 2026-11-24
    interviews: [{held_on: 2026-11-19, thanked: yes}, {held_on: 2026-12-01}]
---
situation: an offer with no day, and two who have not decided
today: 2026-11-24
applications:
  - {company: Acme, stage: offered, offer_form: written}
  - {company: Globex, stage: interviewed, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Initech, stage: interviewed, interviews: [{held_on: 2026-11-19, thanked: yes}]}
---
situation: an offer that should have been answered, and one who has not decided
today: 2026-11-24
applications:
  - {company: Acme, stage: offered, offer_form: written, answer_by: 2026-11-20}
  - {company: Globex, stage: interviewed, interviews: [{held_on: 2026-11-20, thanked: yes}]}
---
situation: an offer that should have been answered, and two who have not decided
today: 2026-11-24
applications:
  - {company: Acme, stage: offered, offer_form: written, answer_by: 2026-11-20}
  - {company: Globex, stage: interviewed, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Initech, stage: interviewed, interviews: [{held_on: 2026-11-19, thanked: yes}]}
---
situation: a yes that comes late
today: 2026-11-24
applications: [{company: Acme, stage: offered, offer_form: written, answer_by: 2026-11-20, answer: accepted}]
---
situation: the first day is near, and nobody has said where
today: 2026-11-24
applications:
  - {company: Acme, stage: accepted, offer_form: written, acceptance_form: signed, starts_on: 2026-12-01, last_employer_contact_on: 2026-11-02}
---
situation: the paper that was signed says less
today: 2026-11-24
applications: [{company: Acme, stage: accepted, offer_form: written, acceptance_form: signed, paper_says_less: yes}]
---
situation: the paper says less, and there is something else to ask for
today: 2026-11-24
applications: [{company: Acme, stage: offered, offer_form: written, paper_says_less: yes, terms_open: yes, answer_by: 2026-11-30}]
---
situation: a task to do at home, and too much of it
today: 2026-11-24
applications:
  - {company: Acme, stage: interviewed, task_set: yes, task_is_large: yes, task_due_on: 2026-11-30, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Globex, stage: interviewed, task_set: yes, task_due_on: 2026-11-20, interviews: [{held_on: 2026-11-17, thanked: yes}]}
---
situation: what pay do you expect, and the fare is not paid
today: 2026-11-24
applications:
  - {company: Acme, stage: interviewed, pay_asked: yes, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Globex, stage: rejected, costs_owed: yes, interviews: [{held_on: 2026-11-17, thanked: yes}]}
  - {company: Initech, stage: rejected, costs_owed: yes, costs_claimed_on: 2026-11-02, interviews: [{held_on: 2026-10-20, thanked: yes}]}
---
situation: an angry message
today: 2026-11-24
applications:
  - {company: Acme, stage: interviewed, angry_message_sent: yes, interviews: [{held_on: 2026-11-10}]}
  - {company: Globex, stage: rejected, angry_message_sent: yes, preference: not_wanted}
---
situation: a no that one would like to learn from
today: 2026-11-24
applications:
  - {company: Acme, stage: rejected, feedback_wanted: yes, thanked_after_rejection: yes, last_touch_on: 2026-11-20}
"""
MOST_WORDS = 150
UGLY = {
    "what a program says": re.compile(r"None|Undefined|True|False|\{|\}|_"),
    "spaces too many": re.compile(r"  | \n|\n\n\n| [.,;:?!]"),
    "stops too many": re.compile(r"[.?!,;:][.?!,;]|,\n\n.*,\n\n"),
    "two words for when": re.compile(r"\bon (yesterday|today|tomorrow)\b|\b(by|until) yesterday\b"),
    "a date as on a form": re.compile(
        r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b|\d{4}-\d\d|\b(2026)\b"
    ),
    "blame": re.compile(
        r"(?i)\byou (had )?promised|\bwaiting|\bstill have not|\bas I (said|wrote)"
    ),
    "an excuse": re.compile(r"(?i)no longer available|disappointed to"),
    "a small letter after a stop": re.compile(
        r"[.?!] [a-z]|\n\n(?!the reading|https|a first day)[a-z]"
    ),
}
NO_PHONE = {"no_calls", "no_contact", "agency_only"}


@dataclass(frozen=True)
class Written:
    """A letter, and what it was written from."""

    situation: str
    today: int
    piece: Advice
    root: Instance
    draft: Draft

    @property
    def known(self) -> dict[str, Value | None]:
        """What was stated about the application, and about the situation."""
        found = re.match(r"applications\[(\d+)\]", self.piece.place)
        own = self.root.lists["applications"][int(found[1])].facts if found else {}
        return {**self.root.facts, **own}

    @property
    def where(self) -> str:
        return f"{self.piece.action}, {self.situation}"


def told(root: Instance, said: dict[str, str]) -> Instance:
    """The situation in which what a letter may ask for has been said."""
    pack = program().pack
    for here in tuple(walk_places(root)):
        entity = pack.entities[here[1].entity]
        for name, declared in entity.facts.items():
            if declared.type.kind is Kind.TEXT and name in said and not declared.is_concluded:
                root = with_fact(root, here[0], name, said[name])
    return root


def walk_places(root: Instance, place: str = "") -> list[tuple[str, Instance]]:
    """Each instance with its place."""
    found = [(place, root)]
    for name, items in root.lists.items():
        for number, item in enumerate(items):
            inside = f"{place}.{name}[{number}]" if place else f"{name}[{number}]"
            found += walk_places(item, inside)
    assert len(found) == len(list(walk_instances(root)))
    return found


@cache
def written(how: str) -> tuple[Written, ...]:
    """Every letter to be written in any situation; those that read the same only once."""
    pack = program().pack
    found: dict[tuple[str, Draft], Written] = {}
    more = load_cases_text(MORE, "more.yaml", program()).cases
    own = ((case.situation.title or "", case, decide(case)) for case in more)
    for name, case, decision in (*advised_cases(), *own):
        root = told(case.situation.root, TOLD[how])
        for piece in decision.advice:
            template = pack.actions[piece.action].draft
            if template is None:
                continue
            draft = fill_draft(program(), root, decision, piece, pack.drafts[template])
            found.setdefault(
                (piece.action, draft), Written(name, decision.today, piece, root, draft)
            )
    return tuple(found.values())


@pytest.fixture(params=TOLD, scope="module")
def letters(request: pytest.FixtureRequest) -> tuple[Written, ...]:
    return written(request.param)


def text_of(letter: Written) -> str:
    """The letter without what stands for something missing."""
    text = letter.draft.text
    for gap in letter.draft.missing:
        text = text.replace(f"[{gap.fact.replace('_', ' ')}?]", "Somebody")
    return text


def test_every_letter_of_the_pack_is_written_here() -> None:
    pack = program().pack
    advised = {rule.advises.action for rule in pack.rules.values() if rule.advises is not None}
    meant = {action.name for action in pack.actions.values() if action.draft} & advised
    assert {letter.piece.action for letter in written("little told")} == meant


@pytest.mark.parametrize("sort", UGLY)
def test_nothing_ugly_stands_in_a_letter(letters: tuple[Written, ...], sort: str) -> None:
    found = [
        (letter.where, hit[0], text_of(letter))
        for letter in letters
        for hit in [UGLY[sort].search(text_of(letter) + letter.draft.points.replace("_", ""))]
        if hit
    ]
    assert found[:3] == []


def test_a_letter_has_a_subject_a_greeting_and_a_name_beneath(letters: tuple[Written, ...]) -> None:
    form = re.compile(
        r"(To: \S+@\S+\n)?Subject: \S.*\n\n(Dear|Hello)\b.*,\n\n(.+\n+)+.*(\bregards|all the best)\n.+\n$"
    )
    odd = [letter.where for letter in letters if not form.match(letter.draft.text)]
    assert [where for where in odd if not where.startswith("weigh-the-counter-offer")] == []


def test_a_letter_is_short(letters: tuple[Written, ...]) -> None:
    long = [x.where for x in letters if len(x.draft.text.split()) > MOST_WORDS]
    assert long == []


def test_only_what_a_letter_cannot_do_without_is_left_open(letters: tuple[Written, ...]) -> None:
    open_ = {(gap.fact, x.piece.action) for x in letters for gap in x.draft.missing}
    assert {(fact, action) for fact, action in open_ if fact not in NEEDED} == set()


def test_when_all_is_told_nothing_is_open() -> None:
    assert [x.where for x in written("all told") if x.draft.missing or x.draft.wished] == []


def test_words_that_do_not_fit_into_a_sentence_are_left_out_of_it() -> None:
    pasted = [
        (x.where, said)
        for x in written("told anyhow")
        for said in (ANYHOW[name] for name in ANYHOW if ANYHOW[name] != SAID[name])
        if not said.endswith(".") and said in x.draft.text + x.draft.points
    ]
    assert pasted == []


def test_whatever_is_missing_can_be_asked_for(letters: tuple[Written, ...]) -> None:
    gaps = {gap for x in letters for gap in (*x.draft.missing, *x.draft.wished)}
    assert [gap for gap in gaps if not gap.ask.endswith("?")] == []


def test_no_letter_names_another_employer(letters: tuple[Written, ...]) -> None:
    # “The company where I was an intern” may be named to itself, whoever else is called “The company”.
    companies = {
        str(item.facts["company"]) for x in letters for item in x.root.lists["applications"]
    } | {"another employer"}
    named = [
        (x.where, company)
        for x in letters
        for own in [str(x.known.get("company"))]
        for company in companies - {own}
        if re.search(rf"\b{re.escape(company)}\b", x.draft.text.replace(own, ""))
    ]
    assert named == []


def test_no_letter_names_a_deadline_that_has_passed(letters: tuple[Written, ...]) -> None:
    day = re.compile(r"\b(?:by|until|before) [A-Z][a-z]+day (\d+) ([A-Z][a-z]+)(?: (\d{4}))?")
    passed = []
    for x in letters:
        for number, month, year in day.findall(x.draft.text + x.draft.points):
            year = year or str(date.fromordinal(max(x.today, x.piece.start or 0)).year)
            named = datetime.strptime(f"{number} {month} {year}", "%d %B %Y").date()
            if named.toordinal() < x.today:
                passed.append((x.where, named))
    assert passed == []


def test_only_the_first_choice_is_called_so(letters: tuple[Written, ...]) -> None:
    words = re.compile(r"the job I (want|would like most)")
    said = {x.known.get("preference") for x in letters if words.search(x.draft.text)}
    assert said == {"first_choice"}


def test_no_interest_is_claimed_in_what_is_not_wanted(letters: tuple[Written, ...]) -> None:
    words = re.compile(r"interested|delighted|very much like|glad to hear|paths crossed")
    claimed = [
        x.where
        for x in letters
        if x.known.get("preference") == "not_wanted" and words.search(x.draft.text)
    ]
    assert claimed == []


def test_there_are_three_to_five_points_for_a_call_and_none_where_no_call_is_welcome(
    letters: tuple[Written, ...],
) -> None:
    for letter in letters:
        lines = letter.draft.points.splitlines()
        to_the_agency = letter.piece.action == "write-through-the-agency"  # which takes calls
        if letter.known.get("contact_rule") in NO_PHONE and not to_the_agency:
            assert lines == [], letter.where
        elif lines:
            assert 3 <= len(lines) <= 5, letter.where
            assert all(line.startswith("- ") for line in lines), letter.where
            assert letter.draft.heading, letter.where


@pytest.mark.parametrize(
    "action",
    [
        *("take-back-acceptance", "decline-offer", "ask-to-reconsider", "ask-for-extension"),
        *("get-offer-in-writing", "tell-pending-employer", "withdraw-application"),
        *("accept-offer", "negotiate", "ask-for-the-deadline", "reply-to-the-withdrawal"),
        *("ask-for-feedback", "confirm-the-interview"),
    ],
)
def test_where_one_may_phone_there_is_something_to_say(
    letters: tuple[Written, ...], action: str
) -> None:
    mine = [x for x in letters if x.piece.action == action]
    silent = [x.where for x in mine if not x.draft.points]
    free = [x for x in mine if x.known.get("contact_rule") not in NO_PHONE]
    assert free
    assert len(silent) == len(mine) - len(free)


# What a note on the page says is in the letter or its points, too; by rule and action: what must stand there, and what must not.
KEPT = {
    ("be-honest-about-the-others", "ask-for-extension"): ("another answer", "need not name"),
    ("one-message-about-time-and-paper", "ask-for-extension"): ("in writing", None),
    ("raise-the-terms-with-the-request-for-time", "ask-for-extension"): (
        "would like (to talk|changed)",
        None,
    ),
    ("ask-for-the-deadline-with-the-paper", "get-offer-in-writing"): (
        "when you need my answer",
        None,
    ),
    ("regret-that-the-answer-is-late", "accept-offer"): ("comes late", None),
    ("regret-that-the-answer-is-late", "decline-offer"): ("comes late", None),
    ("ask-about-the-first-day", "ask-about-the-checks"): ("when and where", "checks"),
    ("ask-why-the-first-day-is-put-off", "ask-about-the-first-day"): ("your offer stands", None),
    ("ask-about-the-paper-you-signed", "correct-the-paper"): ("oversight", "do not sign"),
    ("raise-the-terms-with-the-paper", "correct-the-paper"): (
        "what else you would like changed|^(?![^#]*On the phone)",
        None,
    ),
    ("ask-for-the-deadline-with-the-terms", "negotiate"): ("when you need my decision", None),
    ("ask-when-you-hand-it-in", "send-portfolio"): ("when I can expect to hear", None),
    ("regret-it-once", "take-back-acceptance"): ("sorry", "if they ask why"),
    ("tell-them-before-the-agreed-day-comes-too-late", "tell-pending-employer"): (
        "We agreed that",
        None,
    ),
    ("tell-them-before-their-interview", "tell-pending-employer"): ("a little earlier", None),
    ("one-message-with-the-news-of-the-offer", "tell-pending-employer"): (
        "(?i)thank you for (talking|taking)",
        None,
    ),
    ("put-the-question-into-the-thanks", "thank-interviewers"): (
        "when I can expect|not_wanted",
        None,
    ),
    ("let-two-answers-fall-together", "confirm-the-interview"): ("later day", "fit in with you"),
    ("write-after-a-voicemail", "chase"): ("", "leave your name"),
}


@pytest.mark.parametrize(("rule", "action"), KEPT)
def test_a_letter_and_its_points_say_what_the_page_says(
    letters: tuple[Written, ...], rule: str, action: str
) -> None:
    wanted, unwanted = KEPT[rule, action]
    mine = [x for x in letters if x.piece.action == action and rule in x.piece.note_rules]
    whole = {x.where: f"{x.draft.text}\n{x.draft.points}" for x in mine}
    assert mine
    assert {where: text for where, text in whole.items() if not re.search(wanted, text)} == {}
    assert {
        where: text for where, text in whole.items() if unwanted and re.search(unwanted, text)
    } == {}


# What a letter must say, and must not, by the situation.
CONTENT = {
    "withdraw-the-rest": (
        """\
today: 2026-11-24
applications:
  - {company: Acme, stage: accepted, acceptance_form: signed}
  - {company: Globex, stage: interviewed, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Initech, stage: interview_scheduled, interviews: [{held_on: 2026-11-27}]}
""",
        "please cancel it",
        "Acme",
    ),
    "withdraw-the-rest, and no interview is arranged": (
        """\
today: 2026-11-24
applications:
  - {company: Acme, stage: accepted, acceptance_form: signed}
  - {company: Globex, stage: interviewed, interviews: [{held_on: 2026-11-20, thanked: yes}]}
  - {company: Initech, stage: interviewed, interviews: [{held_on: 2026-11-19, thanked: yes}]}
""",
        "withdraw it",
        "cancel",
    ),
    "ask-for-the-old-job": (
        """\
today: 2026-11-24
employed_now: yes
notice_given: yes
applications: [{company: Acme, stage: accepted, acceptance_form: signed, first_day_put_off: yes}]
""",
        "stay until I start",
        "fallen through",
    ),
    "ask-for-the-old-job, and the offer is gone": (
        """\
today: 2026-11-24
employed_now: yes
notice_given: yes
applications: [{company: Acme, stage: offer_withdrawn, acceptance_form: signed}]
""",
        "fallen through",
        "until I start",
    ),
    "ask-to-reconsider": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: declined, regrets_declining: yes, reposted: yes}]
""",
        "seen that the job is still open",
        "has been filled",
    ),
    "thank-after-rejection": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: rejected, rejected_on: 2026-11-23}]
""",
        "still interested in working with you",
        "going on working with you",
    ),
    "keep-in-touch, and they have called again": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: declined, answered_on: 2026-11-10, last_employer_contact_on: 2026-11-23}]
""",
        "I gave you my answer with care, and it stands",
        "openings",
    ),
    "ask-for-feedback, of those one works with": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: rejected, rejected_on: 2026-11-23, internal: yes}]
""",
        "talk for ten minutes about what was missing",
        "hear from you",
    ),
    "ask-to-reconsider, after withdrawing": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: withdrawn, regrets_declining: yes}]
""",
        "I withdrew my application",
        "your offer",
    ),
    "ask-for-timeline": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: interviewed}]
""",
        "time to talk to me",
        "considering",
    ),
    "tell-the-referrer": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: offered, preference: not_wanted, referrer: Ada}]
""",
        "decided not to take the job. I did not decide it lightly",
        "accept",
    ),
    "reply-to-the-withdrawal": (
        """\
today: 2026-11-24
applications: [{company: Acme, stage: offer_withdrawn, preference: not_wanted}]
""",
        "what led to this?",
        "looking forward",
    ),
}


@pytest.mark.parametrize("name", CONTENT)
def test_a_letter_says_what_its_situation_asks_for(name: str) -> None:
    text, wanted, unwanted = CONTENT[name]
    [case] = load_cases_text(text, "letter.yaml", program()).cases
    decision = decide(case)
    [piece] = [x for x in decision.advice if x.action == name.split(",")[0]]
    pack = program().pack
    template = pack.drafts[pack.actions[piece.action].draft or ""]
    letter = fill_draft(program(), case.situation.root, decision, piece, template).text
    assert wanted in letter
    assert unwanted not in letter


def test_the_favourite_of_several_is_told_so_and_nobody_else() -> None:
    points = {
        x.draft.points for x in written("little told") if x.piece.action == "tell-pending-employers"
    }
    wanted = "I would rather join you than take the other offer."
    assert {wanted in text for text in points} == {True, False}


def test_nobody_phones_at_the_first_question_but_where_a_call_was_agreed_on() -> None:
    free = [
        x
        for x in written("all told")
        if x.piece.action == "chase" and x.known.get("contact_rule") not in NO_PHONE
    ]
    asked = {bool(x.draft.points) for x in free if x.known.get("chases_sent", 0)}
    first = [x for x in free if not x.known.get("chases_sent", 0) and x.draft.points]
    assert asked == {True}
    assert first
    for x in first:
        assert x.known.get("contact_rule") == "agreed_date" or any(
            "call_agreed_on" in here.facts for _, here in walk_places(x.root)
        ), x.where


def test_a_second_chase_is_shorter_and_says_something_else() -> None:
    def bodies(is_first: bool) -> list[str]:
        return [
            re.sub(r"^.*?,\n\n|\n\nThank you, and.*", "", x.draft.text, flags=re.S)
            for x in written("all told")
            if x.piece.action == "chase"
            and (x.known.get("chases_sent", 0) == 0) is is_first
            and not any("call_agreed_on" in i.facts for _, i in walk_places(x.root))
            and not x.known.get("reposted")
        ]

    first, second = bodies(is_first=True), bodies(is_first=False)
    assert first
    assert second
    assert max(map(len, second)) < min(map(len, first))
    sentences = [set(re.split(r"(?<=[.?!]) ", text)) for text in (*first, "")]
    assert all(not (set(re.split(r"(?<=[.?!]) ", s)) & f) for s in second for f in sentences)

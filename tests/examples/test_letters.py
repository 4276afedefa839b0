"""Every letter that the advice of any situation here calls for, read as its reader would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest

from advisor.ir.advice import Advice
from advisor.ir.places import with_fact
from advisor.ir.situations import Instance, walk_instances
from advisor.ir.types import Kind, Value
from advisor.rendering.drafts import Draft, fill_draft
from tests.examples.collection import program
from tests.examples.grid import advised_cases

# What a letter cannot do without; everything else it must stand without.
NEEDED = {
    *("sender_name", "present_manager", "referrer"),
    *("correction", "portfolio_link", "terms_wanted"),
}
SAID = {
    "sender_name": "Zoë Quill",
    "present_manager": "Ms Okafor",
    "role": "archivist",
    "contact_name": "Mr Varga",
    "insider": "Ines",
    "referrer": "Rafael",
    "interviewers": "Dr Hale and Ms Roth",
    "talking_point": "the move to the new building",
    "strength_to_offer": "ten years with maps",
    "skill_to_learn": "conservation",
    "correction": "the reading room opens at nine",
    "portfolio_link": "https://example.org/zoe",
    "terms_wanted": "a first day in March",
    "events_mentioned": "the open day",
}
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
    "a small letter after a stop": re.compile(r"[.?!] [a-z]"),
}
NO_PHONE = {"no_calls", "no_contact", "agency_only"}


@dataclass(frozen=True)
class Written:
    """A letter, and what it was written from."""

    situation: str
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


def told(root: Instance) -> Instance:
    """The situation in which all that a letter may ask for has been said."""
    pack = program().pack
    for here in tuple(walk_places(root)):
        entity = pack.entities[here[1].entity]
        for name, declared in entity.facts.items():
            if declared.type.kind is Kind.TEXT and name in SAID and not declared.is_concluded:
                root = with_fact(root, here[0], name, SAID[name])
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
def written(is_told: bool) -> tuple[Written, ...]:
    """Every letter to be written in any situation; those that read the same only once."""
    pack = program().pack
    found: dict[tuple[str, Draft], Written] = {}
    for name, case, decision in advised_cases():
        root = told(case.situation.root) if is_told else case.situation.root
        for piece in decision.advice:
            template = pack.actions[piece.action].draft
            if template is None:
                continue
            draft = fill_draft(program(), root, decision, piece, pack.drafts[template])
            found.setdefault((piece.action, draft), Written(name, piece, root, draft))
    return tuple(found.values())


@pytest.fixture(params=[False, True], ids=["little told", "all told"], scope="module")
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
    assert {letter.piece.action for letter in written(False)} == meant


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
        r"Subject: \S.*\n\n(Dear|Hello)\b.*,\n\n(.+\n+)+.*(\bregards|all the best)\n.+\n$"
    )
    odd = [letter.where for letter in letters if not form.match(letter.draft.text)]
    assert [where for where in odd if not where.startswith("answer-the-counter-offer")] == []


def test_a_letter_is_short(letters: tuple[Written, ...]) -> None:
    long = [x.where for x in letters if len(x.draft.text.split()) > MOST_WORDS]
    assert long == []


def test_only_what_a_letter_cannot_do_without_is_left_open(letters: tuple[Written, ...]) -> None:
    open_ = {(gap.fact, x.piece.action) for x in letters for gap in x.draft.missing}
    assert {(fact, action) for fact, action in open_ if fact not in NEEDED} == set()


def test_when_all_is_told_nothing_is_open() -> None:
    assert [x.where for x in written(True) if x.draft.missing or x.draft.wished] == []


def test_whatever_is_missing_can_be_asked_for(letters: tuple[Written, ...]) -> None:
    gaps = {gap for x in letters for gap in (*x.draft.missing, *x.draft.wished)}
    assert [gap for gap in gaps if not gap.ask.endswith("?")] == []


def test_no_letter_names_another_employer(letters: tuple[Written, ...]) -> None:
    companies = {
        str(item.facts["company"]) for x in letters for item in x.root.lists["applications"]
    } | {"another employer"}
    named = [
        (x.where, company)
        for x in letters
        for company in companies - {str(x.known.get("company"))}
        if re.search(rf"\b{re.escape(company)}\b", x.draft.text)
    ]
    assert named == []


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
        if letter.known.get("contact_rule") in NO_PHONE:
            assert lines == [], letter.where
        elif lines:
            assert 3 <= len(lines) <= 5, letter.where
            assert all(line.startswith("- ") for line in lines), letter.where
            assert letter.draft.heading, letter.where


@pytest.mark.parametrize(
    "action",
    [
        *("take-back-acceptance", "decline-offer", "ask-to-reconsider", "ask-for-extension"),
        *("get-offer-in-writing", "chase", "tell-pending-employer", "withdraw-application"),
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


def test_a_second_chase_is_shorter_and_says_something_else() -> None:
    def bodies(is_first: bool) -> list[str]:
        return [
            re.sub(r"^.*?,\n\n|\n\nThank you, and.*", "", x.draft.text, flags=re.S)
            for x in written(True)
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

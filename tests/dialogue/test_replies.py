"""Typed lines as answers and wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import api
from advisor.dialogue.answers import (
    Answered,
    Back,
    Each,
    Explain,
    Named,
    NoneGiven,
    OnDay,
    Reply,
    Skipped,
    Stop,
    echo,
)
from advisor.dialogue.quantities import AskedBack, Problem
from advisor.dialogue.question_texts import QuestionTexts
from advisor.dialogue.questions import EachQuestion, FactQuestion, MoreQuestion, Question
from advisor.dialogue.replies import read_choice, understand
from advisor.ir import Looks, Usual, iso_date
from tests.dialogue.questions_for_tests import date_question, question_of
from tests.small_pack import TODAY, small_pack


def about(entity: str, fact: str) -> FactQuestion:
    return FactQuestion("applications[0]", "Acme", small_pack().fact(entity, fact), "?")


COMPANY = about("application", "company")
ROLE = about("application", "role")
STAGE = about("application", "stage")
REPLY_BY = about("application", "reply_by")
TAKES = about("application", "takes")
CHASES = about("application", "chases")
THANKED = about("interview", "thanked")
MOOD = about("situation", "mood")
FIRST = MoreQuestion("", "", "applications", "application", "?", is_first=True)
ANOTHER = MoreQuestion("", "", "applications", "application", "?")

SAID: list[tuple[Question, str, Reply]] = [
    (COMPANY, "Acme", Answered("Acme")),
    (COMPANY, "  Acme & Sons ", Answered("Acme & Sons")),
    (COMPANY, "No", Answered("No")),
    (COMPANY, "1e3", Answered("1e3")),
    (COMPANY, '"Back"', Answered("Back")),
    (COMPANY, '"none"', Answered("none")),
    (COMPANY, "back", Back()),
    (COMPANY, "?", Explain()),
    (COMPANY, "stop", Stop()),
    (ROLE, "", NoneGiven()),
    (ROLE, "none", NoneGiven()),
    (ROLE, "no", NoneGiven()),
    (ROLE, "skip", Skipped()),
    (ROLE, "I don't know", Skipped()),
    (ROLE, "i don’t know.", Skipped()),
    (ROLE, ".", Answered(".")),
    (STAGE, "2", Answered("interviewed")),
    (STAGE, "interviewed", Answered("interviewed")),
    (STAGE, "Interviewed", Answered("interviewed")),
    (STAGE, "they turned me down", Answered("rejected")),
    (STAGE, "turned down", Answered("rejected")),
    (STAGE, "int", Answered("interviewed")),
    (STAGE, "rej", Answered("rejected")),
    (MOOD, "", NoneGiven()),
    (MOOD, "calm", Answered("calm")),
    (MOOD, "hurt", Answered("angry")),
    (REPLY_BY, "friday", Answered(TODAY - 2)),
    (REPLY_BY, "", NoneGiven()),
    (REPLY_BY, "no", NoneGiven()),
    (REPLY_BY, "there is none", NoneGiven()),
    (REPLY_BY, "Back", Back()),
    (REPLY_BY, "unknown", Skipped()),
    (TAKES, "2 weeks", Answered(14)),
    (CHASES, "", Answered(0)),
    (CHASES, "none", Answered(0)),
    (CHASES, "twice", Answered(2_000_000)),
    (CHASES, "skip", Skipped()),
    (THANKED, "y", Answered(True)),
    (THANKED, "Yes.", Answered(True)),
    (THANKED, "yes, on Friday", Answered(True)),
    (THANKED, "not yet", Answered(False)),
    (THANKED, "n", Answered(False)),
    (THANKED, "none", NoneGiven()),
    (FIRST, "y", Answered(True)),
    (FIRST, "no", Answered(False)),
    (ANOTHER, "", Answered(False)),
    (ANOTHER, "none", Answered(False)),
    (ANOTHER, "skip", Skipped()),
    (ANOTHER, "why", Explain()),
]

NOT_SAID: list[tuple[Question, str, str]] = [
    (COMPANY, "advisor tell", "that is a command: first end the questions with `stop`"),
    (date_question(None), "advisor timeline --today 2026-12-01", "that is a command"),
    (COMPANY, "", "this one is needed"),
    (COMPANY, '""', "this one is needed; type an answer"),
    (COMPANY, '"  "', "this one is needed; type an answer"),
    (COMPANY, "skip", "this one is needed; `back` undoes"),
    (COMPANY, "None", 'if it is really called so, type "none"'),
    (COMPANY, "A\x1b[2J", "a character in it that cannot be shown"),
    (COMPANY, "Ac\ufffdme", "a character in it that cannot be shown"),
    (STAGE, "", "this one is needed"),
    (STAGE, "7", "there is no number 7: type 1 to 3"),
    (STAGE, "0", "there is no number 0"),
    (STAGE, "interveiwed", "did you mean `interviewed`?"),
    (STAGE, "xyz", "none of the answers: type a number from 1 to 3"),
    (THANKED, "", "answer yes or no"),
    (THANKED, "rather", "neither yes nor no"),
    (CHASES, "10", "it has to be at most 9"),
    (CHASES, "-1", "it has to be at least 0"),
    (TAKES, "9 weeks", "it has to be at most 8 weeks"),
    (REPLY_BY, "30 feb", "there is no 30 February"),
    (FIRST, "", "answer yes or no"),
    (ANOTHER, "Globex", "answer yes or no"),
]


@pytest.mark.parametrize(("question", "typed", "reply"), SAID)
def test_a_line_is_understood(question: Question, typed: str, reply: Reply) -> None:
    assert understand(question, typed, TODAY) == reply


@pytest.mark.parametrize(("question", "typed", "reason"), NOT_SAID)
def test_a_line_that_means_nothing_is_explained(
    question: Question, typed: str, reason: str
) -> None:
    found = understand(question, typed, TODAY)
    assert isinstance(found, Problem)
    assert reason in found.message


def test_two_choices_with_the_same_beginning_are_named() -> None:
    words = {"one": "They asked me", "two": "They asked them"}
    assert read_choice("they asked", ("one", "two"), words) == Problem(
        "`they asked` may mean 1 (They asked me) or 2 (They asked them): type the number"
    )
    assert read_choice("asked them", ("one", "two"), words) == "two"


DAY_OR_NOT = {
    "yes, yesterday": OnDay(True, TODAY - 1),
    "2 days ago": OnDay(True, TODAY - 2),
    "yes": Answered(True),
    "no, not yet": Answered(False),
    "yes and no": None,
    "tomorrow": None,
}


@pytest.mark.parametrize(("typed", "reply"), DAY_OR_NOT.items())
def test_yes_and_the_day_may_be_said_in_one(typed: str, reply: Reply | None) -> None:
    question = replace(question_of("yes-no"), day=date_question(Looks.BACK).declared)
    said = understand(question, typed, TODAY)
    assert said == reply if reply is not None else isinstance(said, Problem)


CHOICE_AND_DAY = {
    "1 yesterday": OnDay("accepted", TODAY - 1),
    "2, 2 days ago": OnDay("declined", TODAY - 2),
    "accepted on 20 nov": OnDay("accepted", TODAY - 2),
    "yesterday, declined": OnDay("declined", TODAY - 1),
    "2 nov 3": OnDay("declined", TODAY - 19),
    "1 don't know when": OnDay("accepted", None),
    "1": Answered("accepted"),
    "accepted": Answered("accepted"),
    "none": NoneGiven(),
    "yesterday": OnDay(None, TODAY - 1),
    "not sure, 20 nov": OnDay(None, TODAY - 2),
    "skip": Skipped(),
    "whatever": "`whatever` is none of the answers",
    "3 yesterday": "`3 yesterday` is none of the answers",
    "1 2": "`1 2` is none of the answers",
    "1 tomorrow": "that would be in the future: Mon 23 Nov",
    "1 31 nov": "Answer once more, with the right day",
    "by friday": "`by friday` is none of the answers",
    "accepted by friday": "tells of a day to come",
}


@pytest.mark.parametrize(("typed", "reply"), CHOICE_AND_DAY.items())
def test_a_choice_and_its_day_may_be_said_in_one(typed: str, reply: Reply | str) -> None:
    question = replace(question_of("choice"), day=date_question(Looks.BACK).declared)
    said = understand(question, typed, TODAY)
    if isinstance(reply, str):
        assert isinstance(said, Problem)
        assert reply in said.message
    else:
        assert said == reply


def test_a_choice_whose_words_end_in_a_day_is_that_choice() -> None:
    words = {"accepted": "They want it by friday", "declined": "No"}
    asked = replace(question_of("choice"), day=date_question(Looks.BACK).declared)
    question = replace(asked, declared=replace(asked.declared, words=words))
    assert understand(question, "they want it by friday", TODAY) == Answered("accepted")


def test_a_choice_and_its_day_of_several_are_said_one_after_the_other() -> None:
    part = replace(question_of("choice"), day=date_question(Looks.BACK).declared)
    each = EachQuestion((replace(part, place="a[0]"), replace(part, place="a[1]")))
    two = Each((OnDay("accepted", TODAY - 1), Answered("declined")))
    assert understand(each, "1 yesterday, 2", TODAY) == two
    assert understand(each, "1 2", TODAY) == Each((Answered("accepted"), Answered("declined")))
    assert understand(each, "1 yesterday", TODAY) == Each((OnDay("accepted", TODAY - 1),))


ENTER = {
    "nothing is said of how usual none is": (None, NoneGiven()),
    "none is given by one in ten": (Usual(none=1, other=9), Skipped()),
    "none is given by one in four": (Usual(none=1, other=3), Skipped()),
    "none is given by one in three": (Usual(none=1, other=2), NoneGiven()),
    "none is what is usual": (Usual(none=9, other=1), NoneGiven()),
}


@pytest.mark.parametrize(("usual", "reply"), ENTER.values(), ids=ENTER)
def test_enter_says_none_only_where_that_is_not_rare(usual: Usual | None, reply: Reply) -> None:
    question = question_of("date")
    asked = replace(question, declared=replace(question.declared, usual=usual))
    assert understand(asked, "", TODAY) == reply
    assert understand(asked, "none", TODAY) == NoneGiven()


def test_a_choice_may_be_called_like_a_wish() -> None:
    words = {"unknown": "Unknown", "stop": "They stopped", "other": "Other"}
    assert read_choice("unknown", tuple(words), words) == "unknown"


def test_a_fact_that_stands_already_is_left_alone_by_enter() -> None:
    question = FactQuestion("", "", STAGE.declared, "?", stands="Applied")
    assert understand(question, "", TODAY) == Skipped()
    assert understand(question, "2", TODAY) == Answered("interviewed")
    assert echo(question, Skipped(), TODAY) == "left as it is"


ECHOES = [
    (REPLY_BY, Answered(TODAY - 2), "Fri 20 Nov 2026, 2 days ago"),
    (STAGE, Answered("rejected"), "They turned me down"),
    (TAKES, Answered(14), "2 weeks"),
    (CHASES, Answered(2_000_000), "2"),
    (REPLY_BY, NoneGiven(), "none"),
    (REPLY_BY, Skipped(), "left open"),
    (COMPANY, Answered("Acme"), None),
    (THANKED, Answered(True), None),
    (ANOTHER, Answered(True), None),
]


COMPANIES = MoreQuestion("", "", "applications", "application", "?", asked_by=COMPANY.declared)
INTERVIEWS = small_pack().entities["interview"]
ECHOES_OF_NAMES = [
    (("Acme", "Globex"), "Acme, Globex"),
    (("Acme", "Globex and Initech"), "2 names: Acme; Globex and Initech"),
    (("Procter and Gamble",), "one name: Procter and Gamble"),
    (("Sand & Andes",), "one name: Sand & Andes (commas part names)"),
    (("acme globex initech",), "one name: acme globex initech (commas part names)"),
    (("acme/globex",), "one name: acme/globex (commas part names)"),
    (("Sand Andes",), "Sand Andes"),
]


@pytest.mark.parametrize(("names", "words"), ECHOES_OF_NAMES)
def test_it_is_repeated_where_one_name_might_have_been_meant_as_two(
    names: tuple[str, ...], words: str
) -> None:
    hint = " (a comma parts names, `and` does not)" if " and " in words else ""
    assert echo(COMPANIES, Named(names), TODAY) == words + hint


SEVERAL_OR_ONE = {
    "bt and accenture": (["bt", "accenture"], ["bt and accenture"]),
    "Acme, Marks and Spencer": (["Acme", "Marks", "Spencer"], ["Acme", "Marks and Spencer"]),
    "acme and globex and hooli": (["acme", "globex", "hooli"], ["acme and globex and hooli"]),
}


@pytest.mark.parametrize(("typed", "meant"), SEVERAL_OR_ONE.items())
def test_a_name_with_an_and_in_it_may_be_several(
    typed: str, meant: tuple[list[str], list[str]]
) -> None:
    question = replace(COMPANIES, along=INTERVIEWS)
    several, whole = meant
    found = understand(question, typed, TODAY)
    assert isinstance(found, AskedBack) and ", ".join(several[-2:]) in found.message
    assert understand(question, "yes", TODAY, found) == Named(tuple(several))
    assert understand(question, typed.upper(), TODAY, found) == Named(tuple(whole))
    assert understand(question, "Acme", TODAY, found) == Named(("Acme",))


NAMED_YES_OR_NO = {
    "No Limits Ltd on friday, Acme": (["No Limits Ltd", "Acme"], ["Acme"]),
    "Yes Bank": (["Yes Bank"], ["Bank"]),
    "Not Just Bikes": (["Not Just Bikes"], ["Bikes"]),
}


@pytest.mark.parametrize(("typed", "meant"), NAMED_YES_OR_NO.items())
def test_a_name_may_begin_as_a_yes_or_a_no_does(
    typed: str, meant: tuple[list[str], list[str]]
) -> None:
    question = replace(COMPANIES, along=INTERVIEWS)
    name, rest = meant
    found = understand(question, typed, TODAY)
    assert isinstance(found, AskedBack) and f"part of the name `{name[0]}`?" in found.message
    named = understand(question, "yes", TODAY, found)
    assert isinstance(named, Named) and named.values == tuple(name)
    assert understand(question, ", ".join(rest), TODAY, found) == Named(tuple(rest))
    assert understand(question, "no", TODAY, found) == Answered(False)


@pytest.mark.parametrize(
    "typed", ["No Interview yet", "Not Yet", "None So Far", "NO LUCK", "No, nothing", "No Thanks"]
)
def test_a_no_in_large_letters_is_no_name(typed: str) -> None:
    assert understand(replace(COMPANIES, along=INTERVIEWS), typed, TODAY) == Answered(False)


HOW_IN_BRACKETS = {
    "Hill (panel) friday": "Hill",
    "Acme (with Ms Ito) on friday": "Acme",
    "Acme (video call) on friday": "Acme",
    "Acme (UK) on friday": "Acme (UK)",
}


@pytest.mark.parametrize(("typed", "name"), HOW_IN_BRACKETS.items())
def test_how_an_interview_was_is_no_part_of_a_name(typed: str, name: str) -> None:
    found = understand(replace(COMPANIES, along=INTERVIEWS), typed, TODAY)
    assert isinstance(found, Named)
    assert found.values == (name,)
    assert found.along == ((TODAY - 2,),)


@pytest.mark.parametrize(
    "typed", ['"Marks and Spencer"', "Hill and Sons", "Sand & Andes", "Anderson"]
)
def test_what_can_only_be_one_name_is_one(typed: str) -> None:
    found = understand(replace(COMPANIES, along=INTERVIEWS), typed, TODAY)
    assert found == Named((typed.strip('"'),))


def test_the_days_of_a_name_that_was_two_are_those_of_both() -> None:
    question = replace(COMPANIES, along=INTERVIEWS)
    found = understand(question, "bt and accenture on friday", TODAY)
    assert isinstance(found, AskedBack)
    friday = TODAY - 2
    assert understand(question, "yes", TODAY, found) == Named(
        ("bt", "accenture"), ((friday,), (friday,))
    )


@pytest.mark.parametrize(("question", "answer", "words"), ECHOES)
def test_what_was_understood_is_repeated(
    question: Question, answer: Answered | NoneGiven | Skipped, words: str | None
) -> None:
    assert echo(question, answer, TODAY) == words


QUESTIONS = st.sampled_from(
    [COMPANY, ROLE, STAGE, REPLY_BY, TAKES, CHASES, THANKED, MOOD, FIRST, ANOTHER]
)
LINES = st.text(max_size=25) | st.sampled_from([typed for _, typed, _ in [*SAID, *NOT_SAID]])


@settings(max_examples=500, deadline=None, derandomize=True)
@given(QUESTIONS, LINES)
def test_any_line_is_understood_or_explained(question: Question, line: str) -> None:
    found = understand(question, line, TODAY)
    if isinstance(found, Problem):
        assert found.message and "\n" not in found.message
    elif isinstance(found, Answered | NoneGiven | Skipped):
        echo(question, found, TODAY)


COUNTED_FROM = {  # at “When did they say …?”, of what was said on Wed 11 Nov 2026; seen from Sun 22 Nov
    "within two weeks": "Wed 25 Nov 2026, in 3 days, counted from Wed 11 Nov",
    "in ten days": "Sat 21 Nov 2026, yesterday, counted from Wed 11 Nov",
    "a fortnight": "Wed 25 Nov 2026, in 3 days, counted from Wed 11 Nov",
    "they said 2-3 weeks": "Wed 2 Dec 2026, in 10 days, counted from Wed 11 Nov",
    "up to 10 working days": "Wed 25 Nov 2026, in 3 days, counted from Wed 11 Nov",
    "in two weeks' time": "Sun 6 Dec 2026, in 14 days",
    "another week": "Sun 29 Nov 2026, in 7 days",
    "haven't heard, they said ten days": "Sat 21 Nov 2026, yesterday, counted from Wed 11 Nov",
    "they said two weeks but nothing yet": "Wed 25 Nov 2026, in 3 days, counted from Wed 11 Nov",
    "no word yet, they said by friday": "Fri 27 Nov 2026, in 5 days",
    "by friday": "Fri 27 Nov 2026, in 5 days",
    "tomorrow": "Mon 23 Nov 2026, tomorrow",
    "27 nov": "Fri 27 Nov 2026, in 5 days",
}


@pytest.mark.parametrize(("typed", "said_back"), COUNTED_FROM.items())
def test_a_length_counts_from_the_day_on_which_others_said_it(typed: str, said_back: str) -> None:
    question = replace(date_question(Looks.AHEAD), said_on=date(2026, 11, 11).toordinal())
    reply = understand(question, typed, TODAY)
    assert isinstance(reply, Answered)
    assert echo(question, reply, TODAY) == said_back


def test_a_length_of_old_does_not_count_from_today() -> None:
    reply = understand(date_question(Looks.AHEAD), "haven't heard, they said ten days", TODAY)
    assert isinstance(reply, Problem) and "from when that counts" in reply.message
    said = understand(date_question(Looks.AHEAD), "haven't heard, they said by friday", TODAY)
    assert said == Answered(date(2026, 11, 27).toordinal())


WHEN_SAID = {  # what is stated of an employer, and the day from which “within two weeks” counts, seen from 22 Nov
    "the interview": ({"interviews": [{"held_on": "2026-11-11"}]}, "2026-11-11"),
    "the last of two interviews": (
        {"interviews": [{"held_on": "2026-11-04"}, {"held_on": "2026-11-11"}]},
        "2026-11-11",
    ),
    "no interview that is still to come": (
        {"interviews": [{"held_on": "2026-11-11"}, {"held_on": "2026-12-01"}]},
        "2026-11-11",
    ),
    "what came later": (
        {"last_employer_contact_on": "2026-11-16", "interviews": [{"held_on": "2026-11-11"}]},
        "2026-11-16",
    ),
    "not what the person did": (
        {"last_chased_on": "2026-11-20", "interviews": [{"held_on": "2026-11-11"}]},
        "2026-11-11",
    ),
    "nothing": ({}, None),
}


@pytest.mark.parametrize(("stated", "day"), WHEN_SAID.values(), ids=WHEN_SAID)
def test_what_others_said_was_said_when_they_were_last_in_touch(
    stated: dict[str, object], day: str | None
) -> None:
    program = api.load_pack(with_tests=False)
    document = {"applications": [{"company": "Hooli", "stage": "interviewed", **stated}]}
    (case,) = api.load_cases_text(yaml.safe_dump(document), "mine.yaml", program, "yaml").cases
    texts = QuestionTexts(program, case.situation.root, TODAY)

    def said_on(name: str) -> str | None:
        fact = program.pack.fact("application", name)
        found = texts.fact_question(texts.at["applications[0]"], fact).said_on
        return None if found is None else iso_date(found)

    assert said_on("promised_reply_on") == day
    assert said_on("starts_on") is None  # `When is your first day there?`


@pytest.mark.parametrize("typed", ["yes", "ok", "Sure"])
def test_a_mere_yes_is_no_text(typed: str) -> None:
    assert understand(ROLE, typed, TODAY) == Problem(
        "type the words themselves, or only Enter if there are none"
    )


@pytest.mark.parametrize(
    "typed",
    [
        "Dave I think",
        "3",
        "17",
        "the head was called Dave",
        "can't remember her surname",
        "something like Ops",
    ],
)
def test_a_text_that_sounds_unsure_is_kept_once_it_is_confirmed(typed: str) -> None:
    found = understand(ROLE, typed, TODAY)
    assert isinstance(found, AskedBack) and "just as it stands here" in found.message
    assert understand(ROLE, "yes", TODAY, found) == Answered(typed)
    assert understand(ROLE, "Head of Ops", TODAY, found) == Answered("Head of Ops")


@pytest.mark.parametrize("typed", ["Ms Hill", "Dave and a lady from HR", '"yes"', "I Think Ltd"])
def test_other_texts_are_taken_as_they_are(typed: str) -> None:
    assert understand(ROLE, typed, TODAY) == Answered(typed.strip('"'))

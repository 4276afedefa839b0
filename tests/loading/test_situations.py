"""Situation files: what is refused, what the rest becomes, and one failing alone."""

from __future__ import annotations

import pytest

from advisor.ir import Instance
from advisor.loading.declarations.situations import LoadedSituations, load_situations
from tests.loading.reporting import Bad, reported, small_pack, text_at


def read(text: str, format: str = "yaml") -> LoadedSituations:
    """The situations of a text, for the small pack."""
    return load_situations(text, "x", small_pack(), format)


BAD = {
    "a misspelt list": Bad(
        "aplications: []\n",
        "ADV401",
        "aplications",
        "the situation has no fact or list `aplications`",
        "did you mean `applications`?",
    ),
    "a fact at the wrong place": Bad(
        "stage: offered\n",
        "ADV401",
        "stage",
        "the situation has no fact or list `stage`",
        "it is a fact of the application and belongs to an entry of `applications`",
    ),
    "a list at the wrong place": Bad(
        "interviews: []\n",
        "ADV401",
        "interviews",
        "the situation has no fact or list `interviews`",
        "this list belongs to the application",
    ),
    "an entity where its list is meant": Bad(
        "applications: [{company: A, interview: []}]\n",
        "ADV401",
        "interview",
        "the application has no fact or list `interview`",
        "did you mean `interviews`?",
    ),
    "a date inside": Bad(
        "applications: [{company: A, today: 2026-11-22}]\n",
        "ADV401",
        "today",
        "the application has no fact or list `today`",
        "the date stands once, at the top of the situation",
    ),
    "a misspelt key of the file": Bad(
        "exepct: []\n",
        "ADV401",
        "exepct",
        "the situation has no fact or list `exepct`",
        "did you mean `expect`?",
    ),
    "a required fact that is missing": Bad(
        "applications:\n  - stage: offered\n",
        "ADV402",
        "stage",
        "the application lacks `company`",
        "add `company: …`",
    ),
    "a required fact that is none": Bad(
        "applications: [{company: none}]\n",
        "ADV405",
        "none",
        "`company` is required and cannot be none",
        "write its value",
    ),
    "none for a fact with a default": Bad(
        "applications:\n  - company: A\n    chases_sent:\n",
        "ADV405",
        "chases_sent",
        "`chases_sent` always has a value and cannot be none",
        "write its value, or leave the line out for the default",
    ),
    "a concluded fact": Bad(
        "applications: [{company: A, is_open: yes}]\n",
        "ADV406",
        "is_open",
        "`is_open` is concluded by rules and cannot be stated",
        "leave it out",
    ),
    "a capital in a choice": Bad(
        "mood: Calm\n", "ADV403", "Calm", "`Calm` is not one of the choices", "did you mean `calm`?"
    ),
    "the words of a choice": Bad(
        "applications: [{company: A, stage: Offer in hand}]\n",
        "ADV403",
        "Offer in hand",
        "`Offer in hand` is not one of the choices",
        "did you mean `offered`?",
    ),
    "a capital in yes": Bad(
        "employed: Yes\n",
        "ADV403",
        "Yes",
        "`Yes` is neither `yes` nor `no`",
        "did you mean `yes`?",
    ),
    "a required text that is empty": Bad(
        'applications: [{company: ""}]\n',
        "ADV405",
        '""',
        "`company` is required and cannot be empty",
        "write its value",
    ),
    "none in quotes": Bad(
        "applications: [{company: A, reply_by: 'none'}]\n",
        "ADV403",
        "'none'",
        "`none` is not a date",
        "write year-month-day, such as `2026-11-22`; write `none` alone where there is none",
    ),
    "a number above its bound": Bad(
        "applications: [{company: A, chases_sent: 12}]\n",
        "ADV404",
        "12",
        "`12` is more than the most that is allowed",
        "the most is `9`",
    ),
    "a duration without a unit": Bad(
        "applications: [{company: A, takes: 7}]\n",
        "ADV403",
        "7",
        "`7` is not a duration",
        "did you mean `7 days`?",
    ),
    "a list where a value belongs": Bad(
        "applications:\n  - company: [A]\n",
        "ADV407",
        "A",
        "`company` is a list here, where one value belongs",
        "write one value, in quotes if it holds braces, colons or commas",
    ),
    "a mapping where a list belongs": Bad(
        "applications:\n  company: A\n",
        "ADV407",
        "company",
        "`applications` is `company: …` here, where a list belongs",
        "begin each application with `- `",
    ),
    "a text where an application belongs": Bad(
        "applications: [A]\n",
        "ADV407",
        "A",
        "the application is `A` here, where `key: value` lines belong",
        "write its facts as `fact: value` lines",
    ),
    "a list of situations": Bad(
        "- mood: calm\n",
        "ADV407",
        "mood",
        "a situation is a list here, where `key: value` lines belong",
        "write its facts as `fact: value` lines; begin further situations with `---`",
    ),
    "a date that is none": Bad(
        "today: 2026-02-30\n",
        "ADV403",
        "2026-02-30",
        "there is no day `2026-02-30`",
        "the last day of that month is `2026-02-28`",
    ),
    "a date that is a list": Bad(
        "today: [2026-11-22]\n",
        "ADV403",
        "2026-11-22",
        "`today` is a list here, where a value belongs",
        "write a date, such as `2026-11-22`",
    ),
    "a fact of the situation inside": Bad(
        "applications: [{company: A, mood: calm}]\n",
        "ADV401",
        "mood",
        "the application has no fact or list `mood`",
        "it is a fact of the situation",
    ),
    "an unknown action": Bad(
        "expect: [{action: chas}]\n",
        "ADV410",
        "chas",
        "there is no action `chas`",
        "did you mean `chase`?",
    ),
    "a rule where an action is meant": Bad(
        "expect_none: [chase-late]\n",
        "ADV410",
        "chase-late",
        "there is no action `chase-late`",
        "this is the name of a rule; the action that it advises is `chase`",
    ),
    "an action where a rule is meant": Bad(
        "because: [chase]\n",
        "ADV410",
        "chase",
        "there is no rule `chase`",
        "this is the name of an action; the name of a rule belongs here",
    ),
    "a rule that is gone": Bad(
        "because: [once-there-was-one]\n",
        "ADV410",
        "once-there-was-one",
        "there is no rule `once-there-was-one`",
        "take it out where the rule is gone; `advisor rules` lists those there are",
    ),
    "a remark where a rule is meant": Bad(
        "because: It is so\n",
        "ADV410",
        "It is so",
        "there is no rule `It is so`",
        "the names of rules belong here; a remark can stand after `#`",
    ),
    "a misspelt key of an expectation": Bad(
        "expect: [{action: chase, fo: A}]\n",
        "ADV409",
        "fo",
        "an expected advice has no key `fo`",
        "did you mean `for`?",
    ),
    "a status that is none": Bad(
        "expect: [{action: chase, status: soon}]\n",
        "ADV409",
        "soon",
        "`status` cannot be `soon`",
        "write one of `now`, `overdue`, `later`",
    ),
    "a due that is no date": Bad(
        "expect: [{action: chase, due: 3}]\n",
        "ADV409",
        "3",
        "`3` is not a date",
        "write year-month-day, such as `2026-11-22`",
    ),
    "an unknown parameter": Bad(
        "parameters: {chase_intervall: 1 week}\n",
        "ADV137",
        "chase_intervall",
        "there is no parameter `chase_intervall`",
        "did you mean `chase_interval`?",
    ),
    "a parameter below its bound": Bad(
        "parameters: {chase_interval: 1 day}\n",
        "ADV137",
        "1 day",
        "`1 day` is less than the least that is allowed",
        "the least is `3 days`",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_situation_is_explained(bad: Bad) -> None:
    loaded = read(bad.text)
    assert (loaded.cases, loaded.failed) == ((), (0,))
    assert reported(loaded.diagnostics, {"x": bad.text}) == [
        (bad.code, bad.underlined, bad.message, bad.help)
    ]


WHOLE = """\
situation: Waiting
today: 2026-11-22
mood: none
applications:
  - company: No
    stage: interviewed
    chases_sent: 2
    interviews:
      - {held_on: 2026-11-20, thanked: no}
      - {held_on: 2026-11-21}
  - {company: "none", interviews: none}
parameters: {chase_interval: 2 weeks}
expect:
  - {action: chase, for: No, due: none, status: now}
  - thank
because: [chase-late]
"""


def test_a_situation_is_read_with_its_facts_lists_and_expectations() -> None:
    loaded = read(WHOLE)
    assert loaded.diagnostics == ()
    [case] = loaded.cases
    root = case.situation.root
    assert (case.name, case.situation.today) == ("Waiting", 739942)
    assert root.facts == {"mood": None}
    first, second = root.lists["applications"]
    assert first.facts == {"company": "No", "stage": "interviewed", "chases_sent": 2_000_000}
    assert [i.facts for i in first.lists["interviews"]] == [
        {"held_on": 739940, "thanked": False},
        {"held_on": 739941},
    ]
    assert second == Instance("application", {"company": "none"}, {"interviews": ()})
    assert text_at(WHOLE, first.spans["stage"]) == "interviewed"
    assert text_at(WHOLE, second.spans["interviews"]) == "none"
    assert case.parameters == {"chase_interval": 14}
    assert case.expectation.whole is not None
    chase, thank = case.expectation.whole
    assert (chase.action, chase.target, chase.due, chase.has_due) == ("chase", "No", None, True)
    assert (chase.has_start, chase.status) == (False, "now")
    assert (thank.action, thank.target, thank.has_due) == ("thank", None, False)
    assert case.expectation.because == ("chase-late",)


def test_every_list_has_a_key_also_where_nobody_wrote_it() -> None:
    [case] = read("mood: calm\n").cases
    assert case.situation.root.lists == {"applications": ()}
    assert set(case.situation.root.spans) == {"mood"}


def test_a_situation_with_a_mistake_fails_alone() -> None:
    text = "mood: calm\n---\nmood: cam\n---\nmood: angry\n"
    loaded = read(text)
    assert [case.situation.document for case in loaded.cases] == [0, 2]
    assert loaded.failed == (1,)


def test_what_reading_found_belongs_to_its_situation() -> None:
    loaded = read("mood: calm\n---\nmood: calm\nmood: angry\n---\nmood: angry\n")
    assert [case.situation.document for case in loaded.cases] == [0, 2]
    assert loaded.failed == (1,)


def test_a_bad_line_between_good_ones_fails_alone() -> None:
    loaded = read('{"mood": "calm"}\nnot json\n{"mood": "calm"}\n', "jsonl")
    assert [case.situation.document for case in loaded.cases] == [0, 2]
    assert loaded.failed == (1,)


def test_a_file_that_breaks_off_keeps_what_stands_before() -> None:
    loaded = read("mood: calm\n---\nmood: angry\n---\nmood: [\n")
    assert [case.situation.document for case in loaded.cases] == [0, 1]
    assert loaded.failed == (2,)


def test_empty_documents_do_not_count() -> None:
    loaded = read("---\n---\nmood: calm\n---\n# nothing\n")
    assert [case.situation.document for case in loaded.cases] == [0]


@pytest.mark.parametrize(
    ("format", "code"), [("yaml", "ADV408"), ("json", "ADV017"), ("jsonl", "ADV408")]
)
def test_a_file_without_a_situation_says_so(format: str, code: str) -> None:
    loaded = read("\n", format)
    assert not loaded.cases
    assert [d.code for d in loaded.diagnostics] == [code]


def test_json_says_the_same_as_yaml() -> None:
    text = (
        '{"situation": "Waiting", "today": "2026-11-22", "mood": null, "applications": ['
        '{"company": "No", "stage": "interviewed", "chases_sent": 2, "interviews": ['
        '{"held_on": "2026-11-20", "thanked": false}, {"held_on": "2026-11-21"}]}, '
        '{"company": "none", "interviews": []}], "parameters": {"chase_interval": "2 weeks"}, '
        '"expect": [{"action": "chase", "for": "No", "due": null, "status": "now"}, "thank"], '
        '"because": ["chase-late"]}'
    )
    [case] = read(text, "json").cases
    assert case == read(WHOLE).cases[0]


def test_json_lines_are_situations_of_their_own() -> None:
    loaded = read('{"mood": "calm"}\n{"mood": "cam"}\n{"mood": \n\n{"employed": true}\n', "jsonl")
    assert [case.situation.root.facts for case in loaded.cases] == [
        {"mood": "calm"},
        {"employed": True},
    ]
    assert loaded.failed == (1, 2)
    assert [d.span.line for d in loaded.diagnostics] == [2, 3]


def test_a_situation_without_a_title_is_called_by_its_number() -> None:
    assert [case.name for case in read("mood: calm\n---\nmood: angry\n").cases] == [
        "situation 1",
        "situation 2",
    ]


WARNED = {
    "quotes of a word processor": (
        "applications: [{company: “Acme”}]\n",
        "ADV412",
        "“Acme”",
        "the quotes of a word processor are part of this text: “Acme”",
        "write `Acme`",
    ),
    "a number behind a hash": (
        "applications:\n  - company: Studio #9 North\n",
        "ADV019",
        "#9",
        "`#9` is a comment here, and no part of the text before it",
        "put all of it in quotes, or write a space behind the `#` of a comment",
    ),
}


@pytest.mark.parametrize(("text", *"cumh"), WARNED.values(), ids=WARNED)
def test_what_is_read_otherwise_than_meant_is_warned_of(
    text: str, c: str, u: str, m: str, h: str
) -> None:
    loaded = read(text)
    assert reported(loaded.diagnostics, {"x": text}) == [(c, u, m, h)]
    assert loaded.failed == ()


def test_a_plain_comment_and_a_hash_in_quotes_are_nothing_to_warn_of() -> None:
    text = (
        'applications:\n  - company: "Studio #9"  # the second one\n  - company: C#  #! and more\n'
    )
    loaded = read(text)
    assert loaded.diagnostics == ()
    assert loaded.cases[0].situation.root.lists["applications"][0].facts["company"] == "Studio #9"

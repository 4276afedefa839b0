"""A new name stands everywhere and changes nothing else; what cannot be called so is left alone, with the reason."""

from __future__ import annotations

import json
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.diagnostics import Span
from advisor.ir import NameKind, Symbol, Use
from advisor.loading.syntax.files import PackTexts
from advisor.renaming import proving
from advisor.renaming.edits import Renamed, rename, rename_named, words_left
from advisor.renaming.reading import ReadWorkspace, Workspace, read
from advisor.renaming.targets import KINDS, RefusedName
from tests.renaming.everything import BASE, FILES, OVER, workspace
from tests.strategies import seeds
from tests.strategies.pack_text import write_pack
from tests.strategies.packs import random_pack

EVERYTHING = workspace()
READ = read(EVERYTHING)
WITH_UNDERSCORES = ("entity", "list", "fact", "choice", "parameter", "calendar")


def declared(found: ReadWorkspace) -> list[Symbol]:
    """What can be renamed, in the order of the files."""
    texts = EVERYTHING.texts
    names = (
        use.of
        for use in found.uses
        if use.is_definition and use.of.kind in KINDS and use.of.name != "situation"
    )
    return [of for of in dict.fromkeys(names) if texts]


def another_name(of: Symbol) -> str:
    return "zz_new" if of.kind.value in WITH_UNDERSCORES else "zz-new"


def renamed(kind: str, old: str, new: str) -> Renamed:
    found = rename(EVERYTHING, NameKind(kind), old, new)
    assert isinstance(found, Renamed), found
    return found


def there_and_back(space: Workspace, before: ReadWorkspace, of: Symbol) -> None:
    """The new name is there, and taking it back gives every file to the last character."""
    there = rename_named(space, before, of, another_name(of))
    assert isinstance(there, Renamed), (of, there)
    assert there.count or there.moved
    changed = space.with_texts(there.texts, there.moved)
    back = rename(changed, of.kind, of._replace(name=there.new).path, of.name)
    assert isinstance(back, Renamed), (of, back)
    again = changed.with_texts(back.texts, back.moved)
    expected = dict(space.texts)
    for path, text in expected.items():
        if of.kind is NameKind.TABLE and path.endswith(".csv"):
            text = again.texts[path]  # says its name now, where the file alone did
        assert again.texts[path] == text


@pytest.mark.beside_coverage
@pytest.mark.parametrize("of", declared(READ), ids=lambda of: f"{of.kind.value} {of.path}")
def test_everything_can_be_renamed_there_and_back(of: Symbol) -> None:
    there_and_back(EVERYTHING, READ, of)


def test_each_place_holds_the_name_that_is_used_there() -> None:
    for use in READ.uses:
        text = {**EVERYTHING.texts}[use.span.path].splitlines()
        line = text[use.span.line - 1] if text else ""
        written = line[use.span.column - 1 : use.span.end_column - 1]
        is_file = use.of.kind in (NameKind.DRAFT, NameKind.TABLE) and use.is_definition
        assert written == use.of.name or is_file, use


@settings(max_examples=25, deadline=None)
@given(seeds(), st.integers(1, 3), st.randoms(use_true_random=False))
def test_names_of_random_packs_can_be_renamed_there_and_back(
    seed: int, size: int, rng: Random
) -> None:
    texts = write_pack(random_pack(seed, size), Random(seed))
    space = Workspace((PackTexts("random", texts),))
    before = read(space)
    assert not before.broken
    of = rng.choice(declared(before))
    there_and_back(space, before, of)


# Each line of a file that changes, and how; worked out by hand.
CHANGES = [
    (
        ("test", "it is a fever", "Ann is ill"),
        {
            "p/all_test.yaml": ["  - test: Ann is ill"],
            "l/pack.yaml": ["expect_changed: [Ann is ill]"],
        },
    ),
    (
        ("fact", "symptoms", "signs"),
        {
            "p/facts.yaml": ["      signs:"],
            "p/actions.yaml": [
                "    done: {seen: yes, patient.seen_on: today, signs: none}",
                "    asks: [signs]",
                "    done: {signs: [fever]}",
            ],
            "p/rules.yaml": [
                "      - signs has fever or signs_cough",
                "        - signs has any of (fever, cough) and count(signs) > 9",
            ],
            "p/drafts/we-see-you.md": [
                """{% if signs_fever or name_of.state in ("ill", 'well') %}fever {{ mine }}{%- endif %}"""
            ],
            "p/all_test.yaml": ["          signs: [fever, cough]"],
            "p/left-alone.yaml": ["    signs: fever; cough"],
            "me.json": [
                '{"today": "2026-11-22", "mood": "calm", "patients": [{"who": "fever", "signs": ["fever"]}]}'
            ],
        },
    ),
    (
        ("choice", "symptoms.fever", "heat"),
        {
            "p/facts.yaml": ["        choices: {heat: Fever, cough: A cough}"],
            "p/actions.yaml": ["    done: {symptoms: [heat]}"],
            "p/rules.yaml": [
                "      - symptoms has heat or symptoms_cough",
                "        - symptoms has any of (heat, cough) and count(symptoms) > 9",
            ],
            "p/drafts/we-see-you.md": [
                """{% if symptoms_heat or name_of.state in ("ill", 'well') %}fever {{ mine }}{%- endif %}"""
            ],
            "p/all_test.yaml": ["          symptoms: [heat, cough]"],
            "p/left-alone.yaml": ["    symptoms: heat; cough"],
            "me.json": [
                '{"today": "2026-11-22", "mood": "calm", "patients": [{"who": "fever", "symptoms": ["heat"]}]}'
            ],
        },
    ),
    (
        ("choice", "state.ill", "unwell"),
        {
            "p/facts.yaml": [
                "      state: {type: choice, concluded: yes, choices: {unwell: Ill, well: Well}, default: well}"
            ],
            "p/actions.yaml": ["    when: state is unwell"],
            "p/rules.yaml": [
                "    conclude: {state: unwell}",
                '    when: [state is unwell, "situation.mood is one of (calm, angry)"]',
                "    when: state is not unwell and any(other patients, own state is well and state is unwell)",
            ],
            "p/tables/share.csv": ["unwell,   yes,    ,  base"],
            "p/drafts/we-see-you.md": [
                '{% for v in visits %}{{ v.held_on | on }} {% if v.mood and name_of.state == "unwell" %}'
                "{{ v.mood }}{% endif %}{% endfor -%}",
                """{% if symptoms_fever or name_of.state in ("unwell", 'well') %}fever {{ mine }}{%- endif %}""",
            ],
            "p/all_test.yaml": ["      - {fact: patient.state, for: Ann, value: unwell}"],
        },
    ),
    (
        ("choice", "mood.angry", "furious"),
        {
            "p/facts.yaml": [
                "        mood: {words: I am angry, value: furious, along: [angry_since]}",
                "      mood: {type: choice, ask: How are you?, usual: calm, "
                "choices: {calm: Calm, furious: {words: Angry, also: [cross]}}}",
                "      angry_since: {type: date, ask: Since when?, ask_if: mood is furious}",
            ],
            "p/actions.yaml": ["    sets: {mood: furious}"],
            "p/rules.yaml": [
                '    when: [state is ill, "situation.mood is one of (calm, furious)"]',
                "      - {rule: quiet, when: mood is furious, silences: [see-them]}",
                "      - [furious, -, base]",
            ],
            "p/all_test.yaml": ["      mood: 'furious'"],
        },
    ),
    (
        ("fact", "visit.held_on", "took_place"),
        {
            "p/facts.yaml": [
                "    label: the visit on {took_place}",
                "    asked_by: took_place",
                "      took_place: {type: date, required: yes, ask: When?}",
            ],
            "p/actions.yaml": ["    sets: {took_place: today}", "    asks: [took_place]"],
            "p/rules.yaml": [
                "      - any(visits, took_place > sick_since and patient.seen) or count(visits) is 0"
            ],
            "p/drafts/we-see-you.md": [
                '{% for v in visits %}{{ v.took_place | on }} {% if v.mood and name_of.state == "ill" %}'
                "{{ v.mood }}{% endif %}{% endfor -%}",
                '{{ visits | map(attribute="took_place") | join(", ") }} ill state',
            ],
            "p/all_test.yaml": ["          visits: [{took_place: 2026-11-21, mood: angry}]"],
        },
    ),
    (
        ("list", "patient.visits", "calls"),
        {
            "p/facts.yaml": ["    asked_along: calls", "    list: calls"],
            "p/actions.yaml": ["    adds: calls"],
            "p/rules.yaml": [
                "      - any(calls, held_on > sick_since and patient.seen) or count(calls) is 0"
            ],
            "p/drafts/we-see-you.md": [
                '{% for v in calls %}{{ v.held_on | on }} {% if v.mood and name_of.state == "ill" %}'
                "{{ v.mood }}{% endif %}{% endfor -%}",
                '{{ calls | map(attribute="held_on") | join(", ") }} ill state',
            ],
            "p/all_test.yaml": ["          calls: [{held_on: 2026-11-21, mood: angry}]"],
        },
    ),
    (
        ("calendar", "north", "up_north"),
        {
            "p/facts.yaml": [
                "      land: {type: choice, ask: Where?, choices: {up_north: Up north, south: Down south}}"
            ],
            "p/actions.yaml": ["  up_north: {weekend: [friday, saturday]}"],
            "p/all_test.yaml": ["      land: up_north"],
        },
    ),
    (
        ("entity", "patient", "sick_person"),
        {
            "p/facts.yaml": ["  sick_person:", "    within: sick_person"],
            "p/actions.yaml": [
                "    done: {seen: yes, sick_person.seen_on: today, symptoms: none}",
                "    for: sick_person",
            ],
            "p/rules.yaml": [
                "    for: sick_person",
                "      - any(visits, held_on > sick_since and sick_person.seen) or count(visits) is 0",
                "      - sick_person.sick_since is given",
                "    for: sick_person",
                "    for: sick_person",
                '    note: {on: [see-them], say: "{who} is {sick_person.state}"}',
            ],
            "p/tables/share.csv": ["# for: sick_person"],
            "p/all_test.yaml": ["      - {fact: sick_person.state, for: Ann, value: ill}"],
            "l/more.yaml": [
                "  sick_person:",
                "  - {rule: ours-first, for: sick_person, when: ours, advise: see-them, "
                'because: "{ours}", overrides: [see-the-ill]}',
            ],
        },
    ),
    (
        ("rule", "see-the-ill", "visit"),
        {
            "p/rules.yaml": ["  - rule: visit"],
            "p/all_test.yaml": ["    not_because: [loud, visit/2]"],
            "l/more.yaml": [
                "  - {rule: ours-first, for: patient, when: ours, advise: see-them, "
                'because: "{ours}", overrides: [visit]}'
            ],
        },
    ),
    (
        ("rule", "wait-and-see", "wait"),
        {
            "p/rules.yaml": ["    overrides: wait", "  - rule: wait"],
            "l/pack.yaml": ["without: [wait]"],
        },
    ),
    (
        ("table", "fee-of-all", "what-it-costs"),
        {
            "p/rules.yaml": ["  - table: what-it-costs"],
            "p/all_test.yaml": ["    because: [what-it-costs/1, quiet]"],
        },
    ),
    (("table", "share", "part"), {"p/tables/share.csv": ["# table: part"]}),
    (
        ("source", "handbook", "manual"),
        {
            "p/pack.yaml": [
                "  manual: {title: The handbook, sections: {seeing: Seeing people, paying: Paying}}"
            ],
            "p/actions.yaml": [
                "  patience: {value: 3 days, title: How long to wait, source: manual#seeing}"
            ],
            "p/rules.yaml": ["    source: [manual#seeing, law]"],
            "p/tables/share.csv": ["# source: manual#paying"],
        },
    ),
    (
        ("parameter", "base", "base_fee"),
        {
            "p/actions.yaml": ["  base_fee: {value: 20, source: law}"],
            "p/rules.yaml": [
                "    when: fee is given and sum(patients, share) >= base_fee * 0",
                "      - [angry, -, base_fee]",
            ],
            "p/tables/share.csv": ["ill,   yes,    ,  base_fee"],
            "p/all_test.yaml": ["    parameters: {base_fee: 30}"],
        },
    ),
]


@pytest.mark.parametrize(("words", "lines"), CHANGES, ids=lambda value: " ".join(value)[:40])
def test_exactly_these_lines_change(
    words: tuple[str, str, str], lines: dict[str, list[str]]
) -> None:
    found = renamed(*words)
    before = EVERYTHING.texts
    changed = {
        path: [line for line in text.splitlines() if line not in before[path].splitlines()]
        for path, text in found.texts.items()
    }
    assert changed == lines


def test_a_letter_is_renamed_with_its_file() -> None:
    found = renamed("draft", "we-see-you", "come-in")
    assert found.moved == {"p/drafts/we-see-you.md": "p/drafts/come-in.md"}
    assert "    draft: come-in\n" in found.texts["p/actions.yaml"]
    assert found.texts["p/drafts/we-see-you.md"] == FILES["p/drafts/we-see-you.md"]


@pytest.mark.parametrize(
    ("kind", "old", "new", "message", "help"),
    [
        ("fact", "sick_sinc", "x", "there is no fact `sick_sinc`", "did you mean `sick_since`?"),
        ("fact", "mood", "x", "`mood` could mean several things", "write `situation.mood` or `visit.mood`"),
        ("rule", "see-them", "x", "there is no rule `see-them`", "there is an action of that name"),
        ("fact", "who", "who", "it is called `who` already", None),
        ("fact", "who", "Their Name", "`Their Name` cannot be the name of a fact: names are words in small letters with `_` between them", "write `their_name`"),
        ("fact", "who", "given", "`given` is a word of the language and cannot be the name of a fact", "choose another name, such as `is_given`"),
        ("fact", "in_a_hurry", "today", "`today` is built in: every situation has it", "choose another name"),
        ("rule", "quiet", "be_quiet", "`be_quiet` cannot be the name of a rule: names are words in small letters with `-` between them", "write `be-quiet`"),
        ("fact", "patient.seen", "seen_on", "there is a fact `patient.seen_on` already, at p/facts.yaml:25", "choose another name"),
        ("action", "pay", "see-them", "there is an action `see-them` already, at p/actions.yaml:8", "choose another name"),
        ("entity", "situation", "case", "`situation` is the outermost entity in all rules, and stays what it is", None),
        ("fact", "patient.seen", "ours", "there is a fact `patient.ours` already, at l/more.yaml:4", "choose another name"),
        ("test", "it is a fevr", "x", "there is no test `it is a fevr`", "did you mean `it is a fever`?"),
        ("test", "it is a fever", " two  spaces", "this cannot be the name of a test", "write a sentence on one line, without spaces around it"),
        ("test", "it is a fever", "", "this cannot be the name of a test", "write a sentence on one line, without spaces around it"),
        # An outer fact that an inner one of the same name would hide, inside a function over a list.
        ("fact", "sick_since", "noted_on", "the name at p/rules.yaml:6 would mean `visit.noted_on`, and it means `patient.sick_since` now", "choose a name that nothing else has there"),
    ],
)  # fmt: skip
def test_what_cannot_be_called_so_is_refused_with_the_reason(
    kind: str, old: str, new: str, message: str, help: str | None
) -> None:
    found = rename(EVERYTHING, NameKind(kind), old, new)
    assert isinstance(found, RefusedName)
    assert (found.message, found.help) == (message, help)


@pytest.mark.parametrize(
    ("kind", "old", "new", "message"),
    [
        ("fact", "situation.mood", "who", "`who` could mean two facts"),
        ("parameter", "base", "mood", "`mood` could mean the fact `situation.mood` or the parameter"),
        ("list", "patients", "land", "the list `land` bears the name of a fact of `situation`"),
        ("rule", "quiet", "share", "the table `share` bears the name of a rule"),
        ("fact", "in_a_hurry", "expect", "`expect` is a key of every situation file"),
    ],
)  # fmt: skip
def test_what_would_be_a_mistake_is_refused_with_the_mistake(
    kind: str, old: str, new: str, message: str
) -> None:
    found = rename(EVERYTHING, NameKind(kind), old, new)
    assert isinstance(found, RefusedName)
    assert found.message == f"with the name `{new}`, the files would have mistakes"
    assert any(problem.message.startswith(message) for problem in found.diagnostics), found


def test_what_would_be_a_new_warning_is_refused() -> None:
    found = rename(EVERYTHING, NameKind.FACT, "who", "due")
    assert isinstance(found, RefusedName)
    assert found.message == "with the name `due`, there would be something new to say"
    assert [problem.code for problem in found.diagnostics] == ["ADV133"]


def test_names_of_the_pack_below_are_renamed_there() -> None:
    layer = Workspace(OVER)
    found = rename(layer, NameKind.FACT, "sick_since", "ill_since")
    assert isinstance(found, RefusedName)
    assert found.message == (
        "the fact `patient.sick_since` is one of clinic, and stands in p/actions.yaml"
    )
    own = rename(layer, NameKind.FACT, "ours", "is_ours")
    assert isinstance(own, Renamed)
    assert list(own.texts) == ["l/more.yaml"]


def test_rules_with_mistakes_are_refused_with_their_mistakes() -> None:
    broken = {**FILES, "p/rules.yaml": FILES["p/rules.yaml"].replace("is given", "is givn")}
    found = rename(Workspace((PackTexts("p", broken),)), NameKind.FACT, "who", "name")
    assert isinstance(found, RefusedName)
    assert found.message == "only what has no mistakes can be renamed safely"
    assert found.diagnostics


def test_a_name_in_escapes_is_pointed_out() -> None:
    text = FILES["p/all_test.yaml"].replace("mood: 'angry'", '"m\\u006fod": angry')
    space = Workspace((PackTexts("p", {**FILES, "p/all_test.yaml": text}),))
    found = rename(space, NameKind.FACT, "situation.mood", "temper")
    assert isinstance(found, RefusedName)
    assert found.message == "`mood` is not written letter by letter at p/all_test.yaml:6"


def test_an_entity_without_a_word_for_one_of_it_gets_a_note() -> None:
    [note] = renamed("entity", "patient", "sick_person").notes
    assert note == (
        "questions spoke of “a patient” and speak of “sick person” now; `one: patient` keeps the old word"
    )


def test_remarks_with_the_old_name_are_counted() -> None:
    found = renamed("fact", "sick_since", "ill_since")
    assert words_left(EVERYTHING.texts, found) == [("p/facts.yaml", 1)]
    assert words_left(EVERYTHING.texts, renamed("fact", "who", "name")) == []  # a word of sentences


# What the proof is for: a place that the index forgot, or one that it has too many.
@pytest.mark.parametrize("number", range(4))
def test_a_forgotten_place_is_noticed(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    of = Symbol(NameKind.FACT, "sick_since", ("patient",))
    places = [use for use in READ.uses if use.of == of]
    forgotten = places[number * (len(places) - 1) // 3]
    kept = tuple(use for use in READ.uses if use != forgotten)
    lame = ReadWorkspace(READ.packs, READ.cases, kept, READ.diagnostics)
    assert isinstance(rename_named(EVERYTHING, lame, of, "ill_since"), RefusedName)


def test_a_place_too_many_is_noticed() -> None:
    of = Symbol(NameKind.FACT, "sick_since", ("patient",))
    other = next(use for use in READ.uses if use.of.name == "seen")
    more = (*READ.uses, Use(of, other.span))
    lame = ReadWorkspace(READ.packs, READ.cases, more, READ.diagnostics)
    assert isinstance(rename_named(EVERYTHING, lame, of, "ill_since"), RefusedName)


def test_other_advice_under_the_new_name_is_not_the_same() -> None:
    of = Symbol(NameKind.ACTION, "pay")
    assert proving.is_same_but_for(of, "settle", ("pay", 1, "Pay"), ("settle", 1, "Pay"))
    assert not proving.is_same_but_for(of, "settle", ("pay", 1), ("settle", 2))
    assert not proving.is_same_but_for(of, "settle", ("pay", 1), ("settled", 1))
    assert not proving.is_same_but_for(of, "settle", ("pay",), ("settle", "settle"))
    assert not proving.is_same_but_for(of, "settle", frozenset({"pay"}), frozenset({"wait"}))
    assert proving.is_same_but_for(of, "settle", frozenset({"pay"}), frozenset({"settle"}))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ({"pay": 1, "wait": 2}, {"settle": 1, "wait": 2}, True),
        ({"pay": 1, "wait": 2}, {"wait": 2, "settle": 1}, False),  # another order
        ({"pay": 1}, {"settle": 1, "wait": 2}, False),
        ({"pay": "pay"}, {"settle": "pay it"}, False),
        ([1, "pay"], (1, "settle"), False),
        ([1, "pay now"], [1, "settle now"], True),
        (Symbol(NameKind.FACT, "pay"), Symbol(NameKind.RULE, "settle"), False),
        (1, 2, False),
        (Span("a", 1, 1, 1, 2), Span("b", 3, 1, 3, 2), True),
        ("repay", "resettle", False),  # no word of its own
        ("pay_1", "settle_1", True),
    ],
)
def test_two_values_are_the_same_but_for_the_name(
    one: object, other: object, is_same: bool
) -> None:
    assert proving.is_same_but_for(Symbol(NameKind.ACTION, "pay"), "settle", one, other) == is_same


def with_draft(*lines: str) -> Workspace:
    draft = "Subject: {{ who }}\n\n" + "".join(f"{line}\n" for line in lines)
    files = {path: text for path, text in FILES.items() if path != "p/left-alone.yaml"}
    return Workspace((PackTexts("p", {**files, "p/drafts/we-see-you.md": draft}),))


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (("fact", "visit.mood", "temper"), "{{ (visits | first).mood }}", "{{ (visits | first).temper }}"),
        (("fact", "visit.mood", "temper"), "{{ mood }}", None),  # that of the situation
        (("fact", "situation.mood", "temper"), "{{ name_of.mood }} {{ value_of.mood }}", "{{ name_of.temper }} {{ value_of.temper }}"),
        (("fact", "situation.mood", "temper"), "{% for v in visits %}{{ v.name_of.mood }}{% endfor %}", None),
        (("fact", "visit.mood", "temper"), "{% for v in visits %}{{ v.name_of.mood }}{% endfor %}", "{% for v in visits %}{{ v.name_of.temper }}{% endfor %}"),
        (("fact", "visit.mood", "temper"), "{{ visits | map(attribute='mood') | join }}", "{{ visits | map(attribute='temper') | join }}"),
        (("choice", "situation.mood.calm", "quiet"), "{% if name_of.mood == 'calm' %}calm{% endif %}", "{% if name_of.mood == 'quiet' %}calm{% endif %}"),
        (("choice", "situation.mood.calm", "quiet"), "{% if 'calm' == name_of.mood %}calm{% endif %}", "{% if 'quiet' == name_of.mood %}calm{% endif %}"),
        (("choice", "symptoms.fever", "heat"), "{% if 'fever' in symptoms %}x{% endif %}", None),
        (("fact", "seen", "was_seen"), "{% set seen = 1 %}{{ seen }}", None),
        (("fact", "seen", "was_seen"), "seen {# seen #} {{ seen }}", "seen {# seen #} {{ was_seen }}"),
        (("list", "visits", "calls"), "{{ visits | length }}", "{{ calls | length }}"),
        (("fact", "seen_on", "met_on"), "{{ seen_on\n | on }}", "{{ met_on\n | on }}"),
    ],
)  # fmt: skip
def test_names_in_letters(words: tuple[str, str, str], before: str, after: str | None) -> None:
    kind, old, new = words
    space = with_draft(before)
    assert not read(space).broken
    found = rename(space, NameKind(kind), old, new)
    assert isinstance(found, Renamed), found
    text = found.texts.get("p/drafts/we-see-you.md", space.texts["p/drafts/we-see-you.md"])
    assert text.split("\n\n", 1)[1].rstrip("\n") == (before if after is None else after)


def test_what_a_loop_in_a_letter_runs_over_says_whose_fact_is_meant() -> None:
    more = """\
entities:
  phone_call:
    within: patient
    list: phone_calls
    label: the call
    facts:
      held_on: {type: date, ask: When was the call?}
"""
    draft = "{% for c in phone_calls %}{{ c.held_on }}{% endfor %}{% for v in visits %}{{ v.held_on }}{% endfor %}"
    texts = {**with_draft(draft).texts, "p/more.yaml": more}
    space = Workspace((PackTexts("p", texts),))
    found = rename(space, NameKind.FACT, "phone_call.held_on", "rang_on")
    assert isinstance(found, Renamed), found
    assert found.texts["p/drafts/we-see-you.md"].endswith(
        "{{ c.rang_on }}{% endfor %}{% for v in visits %}{{ v.held_on }}{% endfor %}\n"
    )


def test_a_letter_that_cannot_be_read_names_nothing() -> None:
    found = read(with_draft("{{ who"))
    assert found.broken
    assert not [
        use for use in found.uses if use.span.path.endswith(".md") and not use.is_definition
    ]


def test_what_stands_in_a_workbook_is_left_to_its_program() -> None:
    rows = [
        [["A1", "# for: patient"]],
        [["A2", "state"], ["B2", "|"], ["C2", "share"]],
        [["A3", "ill"], ["B3", ""], ["C3", "base"]],
        [["A4", "well"], ["B4", ""], ["C4", "1"]],
    ]
    files = {path: text for path, text in FILES.items() if not path.endswith(".csv")}
    files["p/tables/share.xlsx"] = json.dumps([["share", rows]])
    found = rename(Workspace((PackTexts("p", files),)), NameKind.PARAMETER, "base", "base_fee")
    assert isinstance(found, RefusedName), found
    assert found.message == (
        "`base` stands in p/tables/share.xlsx, sheet share, cell C3, and workbooks are not changed from here"
    )


def test_the_pack_alone_is_enough() -> None:
    found = rename(Workspace(BASE), NameKind.LIST, "patient.visits", "calls")
    assert isinstance(found, Renamed)
    assert sorted(found.texts) == [
        "p/actions.yaml",
        "p/all_test.yaml",
        "p/drafts/we-see-you.md",
        "p/facts.yaml",
        "p/rules.yaml",
    ]


@pytest.mark.parametrize("new", ["ill: Ann", "#1", "[Ann", "Ann # ill"])
def test_a_sentence_that_would_say_something_else_as_it_stands_is_refused(new: str) -> None:
    assert isinstance(rename(EVERYTHING, NameKind.TEST, "it is a fever", new), RefusedName)


def test_a_calendar_is_renamed_where_a_parameter_names_it_and_nowhere_else() -> None:
    head = "pack: p\nversion: 1.0.0\nlanguage: 1\ntitle: P\ncalendar: by office\n"
    settings = (
        "calendars:\n  north:\n  south:\nparameters:\n"
        "  office: {value: north, title: Where}\n  region: {value: north, title: Which}\n"
    )
    space = Workspace((PackTexts("p", {"pack.yaml": head, "settings.yaml": settings}),))
    before = read(space)
    of = next(one for one in declared(before) if one.name == "north")
    there = rename_named(space, before, of, "east")
    assert isinstance(there, Renamed)
    [renamed] = there.texts.values()
    assert renamed == settings.replace("  north:", "  east:").replace(
        "office: {value: north", "office: {value: east"
    )
    there_and_back(space, before, of)


def test_a_choice_is_renamed_in_the_facts_that_meet_and_in_no_others() -> None:
    head = "pack: p\nversion: 1.0.0\nlanguage: 1\ntitle: P\n"
    kind = "type: choice, ask: How?, choices: {calm: Calm, cross: Cross}"
    facts = "entities:\n  situation:\n    facts:\n" + "".join(
        f"      {name}: {{{kind}}}\n" for name in ("mine", "yours", "sea", "wind")
    )
    rules = (
        "rules:\n  - rule: alike\n    for: situation\n"
        "    when: [mine is yours, sea is wind, mine is calm, sea is calm]\n"
        "    advise: rest\n    because: It is so.\n"
    )
    files = {
        "pack.yaml": head,
        "facts.yaml": facts,
        "actions.yaml": "actions:\n  rest: {title: Rest, kind: do}\n",
        "rules.yaml": rules,
    }
    space = Workspace((PackTexts("p", files),))
    there = rename(space, NameKind.CHOICE, "mine.calm", "quiet")
    assert isinstance(there, Renamed)
    assert there.texts["facts.yaml"].count("{quiet: Calm") == 2
    assert "mine is quiet, sea is calm" in there.texts["rules.yaml"]

"""Message templates: whether they are well written and use only what they can see."""

from __future__ import annotations

import pytest

from advisor.diagnostics import Severity
from tests.loading.reporting import FILES, Bad, load, reported, text_at

ACTIONS = FILES["actions.yaml"].replace(
    "title: Chase {company}\n", "title: Chase {company}\n    draft: chase\n"
)
SEES = (
    "it sees `chases_sent`, `company`, `due_on`, `employed`, `is_open`, `mood`, `reply_by`, "
    "`stage`, `takes`"
)
BAD = {
    "a misspelt fact": Bad(
        "Hello\n\nDear {{ compny }}",
        "ADV133",
        "compny",
        "the draft is for `application`, which sees no fact `compny`",
        "did you mean `company`?",
    ),
    "a fact of another entity": Bad(
        "On {{ held_on }}",
        "ADV133",
        "held_on",
        "the draft is for `application`, which sees no fact `held_on`",
        "it is a fact of `interview`, which lies elsewhere",
    ),
    "a misspelt name of a choice": Bad(
        "{% if name_of.stge == 'offered' %}x{% endif %}",
        "ADV133",
        "stge",
        "the draft is for `application`, which sees no fact `stge`",
        "did you mean `stage`?",
    ),
    "a misspelt fact in a tag over several lines": Bad(
        "Hello\n\n{{\n\n  compny\n\n}} x",
        "ADV133",
        "compny",
        "the draft is for `application`, which sees no fact `compny`",
        "did you mean `company`?",
    ),
    "a name that is not known": Bad(
        "{% set a = 1 %}{{ a }} {{ value_of.zebra }}",
        "ADV133",
        "zebra",
        "the draft is for `application`, which sees no fact `zebra`",
        SEES,
    ),
    "braces that are never closed": Bad(
        "Dear {{ company",
        "ADV132",
        "{{ company",
        "`{{` is opened here and not closed",
        "write `}}` behind it",
    ),
    "braces that are closed only by others": Bad(
        "Dear {{ company. Can you\n\nwrite to {{ company }}?\n",
        "ADV132",
        "{{ company. Can you",
        "`{{` is opened here and not closed",
        "write `}}` behind it",
    ),
    "a tag that is closed by braces of values": Bad(
        "{% if company %}x{% endif\n",
        "ADV132",
        "{% endif",
        "`{%` is opened here and not closed",
        "write `%}` behind it",
    ),
    "another mistake in a tag": Bad(
        "{% if company + %}x{% endif %}\n",
        "ADV132",
        "{% if company + %}x{% endif %}",
        "this draft cannot be read: unexpected `end of statement block`",
        "write `{{ fact }}`, or `{% if fact %}…{% endif %}`",
    ),
    "an if that is never closed": Bad(
        "Dear\n  {% if company %} x\n",
        "ADV132",
        "{% if company %}",
        "this `if` is never ended",
        "write `{% endif %}` where it ends",
    ),
    "brackets in brackets": Bad(
        "{{ " + "(" * 20_000,
        "ADV132",
        "{{",
        "this draft is nested too deep to be read",
        "write it more simply",
    ),
    "a misspelt filter": Bad(
        "Dear\n\nThank you {{ due_on | onn }}",
        "ADV132",
        "onn",
        "there is no filter `onn`",
        "did you mean `on`?",
    ),
    "a filter that nobody knows": Bad(
        "{{ due_on | zebrafied }}",
        "ADV132",
        "zebrafied",
        "there is no filter `zebrafied`",
        "besides those of Jinja2 there are `on`, `in_full`, `days_ago`, `wished`, `address`, `phrase`, `name`",
    ),
    "a misspelt fact in the points for the phone": Bad(
        "Dear {{ company }}\n\n## On the phone\n\n- I am calling\n- about {{ compny }}\n",
        "ADV133",
        "compny",
        "the draft is for `application`, which sees no fact `compny`",
        "did you mean `company`?",
    ),
    "an if around the heading of the points": Bad(
        "Dear\n\n{% if company %}\n## On the phone\n\n- x\n",
        "ADV132",
        "{% if company %}",
        "this `if` is never ended",
        "write `{% endif %}` where it ends",
    ),
    "a control character": Bad(
        "Dear\n\x07",
        "ADV004",
        "\x07",
        "the character U+0007 does not belong in a text",
        "delete it",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_draft_is_explained(bad: Bad) -> None:
    loaded = load(actions=ACTIONS, drafts__chase=bad.text)
    assert reported(loaded.diagnostics, {"drafts/chase.md": bad.text}) == [
        (bad.code, bad.underlined, bad.message, bad.help)
    ]


GOOD = [
    "no braces at all",
    "{{ company }} {{ mood }} {{ today }} {{ due }}",
    "{{ name_of.stage }} {{ value_of.chases_sent + 1 }}",
    "{% for i in interviews %}{{ loop.index }}: {{ i.held_on }}{% else %}none{% endfor %}",
    "{% set who = company or 'you' %}{{ who }}",
    "{{ due_on | on }} {{ due_on | in_full }} {{ due_on | days_ago > 3 }} {{ company | wished | upper }}",
    "Dear {{ company }}\n\n## On the phone\n\n{% if is_open %}\n- {{ company }}\n{% endif %}",
    "{# {{ anything }} #}{% raw %}{{ anything }}{% endraw %}",
]


@pytest.mark.parametrize("text", GOOD)
def test_a_draft_sees_its_facts_lists_and_dates(text: str) -> None:
    loaded = load(actions=ACTIONS, drafts__chase=text)
    assert loaded.diagnostics == ()
    assert loaded.pack is not None
    assert loaded.pack.drafts == {"chase": text}


def test_a_draft_that_no_action_uses_is_a_warning() -> None:
    loaded = load(drafts__chase="Dear {{ anything }}")
    [warning] = loaded.diagnostics
    assert (warning.code, warning.severity) == ("ADV134", Severity.WARNING)
    assert warning.message == "no action uses the draft `chase`"
    assert text_at("Dear {{ anything }}", warning.span) == "Dear"


def test_the_name_of_a_draft_is_kebab_case() -> None:
    loaded = load(drafts__Odd_One="Hello")
    assert [d.code for d in loaded.diagnostics] == ["ADV105", "ADV134"]


def test_a_fact_in_single_braces_is_pointed_out() -> None:
    text = "Subject: x\n\nDear {company}, on {held_on} and {{ company }} {% if stage %}{stage|none}{% endif %}\n"
    found = load(actions=ACTIONS, drafts__chase=text).diagnostics
    assert [(d.code, d.severity, text_at(text, d.span), d.help) for d in found] == [
        ("ADV132", Severity.WARNING, "{company}", "write `{{ company }}`"),
        ("ADV132", Severity.WARNING, "{stage|none}", "write `{{ stage }}`"),
    ]


HIDING = {
    "the day of the advice": ("Dear\n\nIt was due on {{ due | on }}.", [(3, "due")]),
    "on two lines": ("{% if due %}\n{{ due }}\n{% endif %}", [(1, "due"), (2, "due")]),
    "in the points": ("Dear\n\n## On the phone\n\n- {{ due }}", [(5, "due")]),
    "the fact as it is": ("{{ value_of.due | in_full }} {{ name_of.due }}", []),
    "a name of the draft's own": ("{% set due = value_of.due %}{{ due | in_full }}", []),
}


@pytest.mark.parametrize("case", HIDING.values(), ids=HIDING)
def test_a_fact_called_due_that_a_draft_cannot_see_is_pointed_out(
    case: tuple[str, list[tuple[int, str]]],
) -> None:
    text, expected = case
    entities = FILES["entities.yaml"].replace(
        "      takes: {type: duration}\n",
        "      takes: {type: duration}\n      due: {type: date, ask: By when?}\n",
    )
    found = load(actions=ACTIONS, entities=entities, drafts__chase=text).diagnostics
    ours = [d for d in found if d.code == "ADV133"]
    assert [(d.span.line, text_at(text, d.span)) for d in ours] == expected
    assert {(d.severity, d.message, d.help) for d in ours} <= {
        (
            Severity.WARNING,
            "`due` in a draft is the day of the advice and hides the fact `due`",
            "rename the fact, such as `due_on`; for the fact as it is, write `value_of.due`",
        )
    }

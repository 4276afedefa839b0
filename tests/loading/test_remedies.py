"""Slips that authors of packs made, and what they are told: at the place, once, with what to write instead."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from advisor import api
from advisor.diagnostics import Severity
from tests.loading.reporting import FILES, Bad, files_with, load, reported

RULE = "  - rule: mine\n    for: application\n"
WHEN = "    when: stage is offered\n"
DONE = "    advise: chase\n    because: So.\n"


def rules(text: str) -> dict[str, str]:
    return {"rules": FILES["rules.yaml"] + RULE + text}


# What is written, and the one thing that is said of it.
SLIPS: dict[str, tuple[Mapping[str, str], Bad]] = {
    "then": (
        rules(f"{WHEN}    then: chase\n    because: So.\n"),
        Bad("", "ADV101", "then", "the rule `mine` has no key `then`", "write `advise: …` for advice, or `conclude:` with `fact: value` lines"),
    ),
    "if": (
        rules(f"    if: stage is offered\n{DONE}"),
        Bad("", "ADV101", "if", "the rule `mine` has no key `if`", "write `when`"),
    ),
    "priority": (
        rules(f"{WHEN}    priority: 5\n{DONE}"),
        Bad("", "ADV101", "priority", "the rule `mine` has no key `priority`", "rules have no order: say what a rule comes before under `overrides`"),
    ),
    "a misspelt reason": (
        rules(f"{WHEN}    advise: chase\n    becuase: So.\n"),
        Bad("", "ADV101", "becuase", "the rule `mine` has no key `becuase`", "did you mean `because`?"),
    ),
    "a reason by another name": (
        rules(f"{WHEN}    advise: chase\n    reason: So.\n"),
        Bad("", "ADV101", "reason", "the rule `mine` has no key `reason`", "write `because`"),
    ),
    "nothing behind when": (
        rules(f"    when:\n{DONE}"),
        Bad("", "ADV104", "when", "no condition stands behind `when`, so the rule `mine` holds always", "write a condition, or leave out `when`"),
    ),
    "nothing behind unless": (
        rules(f"{WHEN}    unless:\n{DONE}"),
        Bad("", "ADV104", "unless", "no condition stands behind `unless`, so the rule `mine` has no exception", "write a condition, or leave out `unless`"),
    ),
    "a dash that stands further right": (
        rules(f"    when:\n      - stage is offered\n        - chases_sent > 1\n{DONE}"),
        Bad("", "ADV007", "- chases_sent > 1", "this line goes on with the condition above, because its dash stands further right", "give it as many spaces as the dash above"),
    ),
    "conditions without dashes": (
        rules(f"    when:\n      stage is offered\n      chases_sent > 1\n{DONE}"),
        Bad("", "ADV103", "stage is offered\n      chases_sent > 1", "2 conditions stand here without dashes", "begin each of them with `- `"),
    ),
    "no colon": (
        rules("    when:\n      - stage is offered\n      - chases_sent > 1\n    advise chase\n    because: So.\n"),
        Bad("", "ADV007", "advise chase", "this line has no colon behind its key", "write `advise: chase`"),
    ),
    "no space behind the colon": (
        rules("    when:\n      - stage is offered\n      - chases_sent > 1\n    advise:chase\n    because: So.\n"),
        Bad("", "ADV007", "advise:chase", "a space is missing behind the colon of `advise:`", "write `advise: chase`"),
    ),
    "an action of another entity": (
        rules(f"{WHEN}    advise: thank\n    because: So.\n"),
        Bad("", "ADV123", "thank", "`thank` is an action for `interview`, and this rule is for `application`", "write `for: interview`, or advise another action"),
    ),
    "no kind": (
        {"actions": FILES["actions.yaml"] + "  rest:\n    title: Rest\n"},
        Bad("", "ADV102", "title", "the action `rest` lacks `kind`", "add `kind: do`, `kind: wait`, `kind: avoid` or `kind: know`"),
    ),
    "several choices": (
        {"entities": FILES["entities.yaml"].replace("takes: {type: duration}", "takes: {type: choices}")},
        Bad("", "ADV108", "choices", "there is no type `choices`", "write `type: choice` for one of them, `type: several` for any number of them"),
    ),
    "working days between days": (
        {"parameters": "parameters:\n  chase_interval: {value: 5 working days, min: 3 days, max: 4 weeks}\n"},
        Bad("", "ADV109", "5 working days", "`5 working days` is not a duration", "`min` and `max` are in days: write `5 days`, or write them in working days, too"),
    ),
    "a name in the style of another": (
        {"actions": FILES["actions.yaml"] + "  ask_us: {title: Ask us, kind: wait}\n", **rules(f"{WHEN}    advise: ask-us\n    because: So.\n")},
        Bad("", "ADV105", "ask_us", "`ask_us` cannot be the name of an action: names are words in small letters with `-` between them", "write `ask-us`"),
    ),
    "a fact in the style of another": (
        {"entities": FILES["entities.yaml"].replace("      takes:", "      is-ours: {type: yes-no}\n      takes:"), **rules(f"    when: is_ours\n{DONE}")},
        Bad("", "ADV105", "is-ours", "`is-ours` cannot be the name of a fact: names are words in small letters with `_` between them", "write `is_ours`"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("changed, bad", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_told_once_with_its_remedy(changed: dict[str, str], bad: Bad) -> None:
    found = [d for d in load(**changed).diagnostics if d.severity is not Severity.NOTICE]
    assert reported(found, files_with(**changed)) == [
        (bad.code, bad.underlined, bad.message, bad.help)
    ]


def test_conditions_over_several_lines_are_no_slip() -> None:
    text = f"    when:\n      - stage is one of (offered,\n        interviewed) and\n        chases_sent > 1\n{DONE}"
    assert load(**rules(text)).diagnostics == ()
    assert load(**rules(f"    when: none\n{DONE}")).diagnostics == ()


def test_a_situation_for_other_rules_is_told_which_these_are() -> None:
    program = api.load_pack()
    loaded = api.load_cases_text("engine_starts: yes\nnoise: none\n", "car.yaml", program)
    help = "these are the rules `post-interview`; others are named by `pack: …` here, or by --pack"
    assert [d.help for d in loaded.diagnostics] == [help, help]
    known = api.load_cases_text("mood: calm\nnoise: none\n", "me.yaml", program)
    assert [str(d.help)[:25] for d in known.diagnostics] == ["`advisor facts` lists all"]

"""What is written in one place and becomes several rules: groups `first_of`, and lists of `advise`."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.ir import Rule
from tests.casetest.packs import decide, make_case, make_program
from tests.loading.reporting import FILES, Bad, files_with, load, reported

BAD = {
    "nothing in the group": Bad(
        "  - first_of:\n    for: application\n",
        "ADV104",
        "first_of",
        "nothing stands under `first_of`",
        "write `- rule: …` lines under it",
    ),
    "an empty group": Bad(
        "  - first_of: []\n    for: application\n",
        "ADV104",
        "first_of",
        "nothing stands under `first_of`",
        "write `- rule: …` lines under it",
    ),
    "a rule instead of a list of rules": Bad(
        "  - first_of: {rule: a, silences: all}\n",
        "ADV103",
        "rule",
        "`first_of` is `rule: …` here, where a list belongs",
        "begin each with `- rule: …`",
    ),
    "a misspelt key of the group": Bad(
        "  - first_of: [{rule: a, silences: all}]\n    fro: application\n",
        "ADV101",
        "fro",
        "a group of rules has no key `fro`",
        "did you mean `for`?",
    ),
    "a condition of what is left": Bad(
        "  - first_of: [{otherwise: a, when: mood is calm, silences: all}]\n",
        "ADV101",
        "when",
        "the rule `a` has no key `when`",
        "`otherwise` is for all that is left: leave the condition out, or write `rule` for `otherwise`",
    ),
    "what is left before the end": Bad(
        "  - first_of: [{otherwise: a, silences: all}, {rule: b, silences: all}]\n",
        "ADV140",
        "otherwise",
        "after `otherwise`, nothing in the group can fire any more",
        "put it last",
    ),
    "a rule behind one that always holds": Bad(
        "  - first_of: [{rule: a, silences: all}, {rule: b, silences: all}]\n",
        "ADV140",
        "a",
        "`a` always holds, so no rule after it can fire",
        "give it a `when`, or put it last",
    ),
    "two entities in a group": Bad(
        "  - first_of:\n"
        "      - {rule: a, when: stage is offered, silences: all}\n"
        "      - {rule: b, for: interview, silences: all}\n"
        "    for: application\n",
        "ADV120",
        "b",
        "this rule is for `interview`, and the first of its group for `application`",
        "write `for:` once, beside `first_of`",
    ),
    "a rule of a group that stands elsewhere, too": Bad(
        "  - first_of: [{rule: chase-late, silences: all}]\n",
        "ADV107",
        "chase-late",
        "the rule `chase-late` is declared twice",
        "rename one of them, or put both together",
    ),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_mistake_in_a_group_is_explained(bad: Bad) -> None:
    changed = {"rules": FILES["rules.yaml"] + bad.text}
    found = reported(load(**changed).diagnostics, files_with(**changed))
    assert found == [(bad.code, bad.underlined, bad.message, bad.help)]


MORE_ACTIONS = "actions:\n  cheer: {title: Cheer, kind: wait}\n"


def rules_of(text: str) -> dict[str, Rule]:
    """The rules of the small pack with these further lines."""
    loaded = load(rules=FILES["rules.yaml"] + text, more=MORE_ACTIONS)
    assert loaded.pack is not None, loaded.diagnostics
    return dict(loaded.pack.rules)


GROUP = """\
  - for: application
    first_of:
      - {rule: offer, when: stage is offered, advise: [cheer, chase], because: B.}
      - {rule: talk, when: stage is interviewed, overrides: [chase-late], advise: chase, because: B.}
      - {otherwise: rest, silences: chase}
"""


def test_each_rule_of_a_group_overrides_those_after_it() -> None:
    rules = rules_of(GROUP)
    assert {name: rule.overrides for name, rule in rules.items()} == {
        "thank-soon": (),
        "chase-late": (),
        "offer": ("talk", "rest"),
        "offer/2": (),
        "talk": ("rest", "chase-late"),
        "rest": (),
    }
    assert {rule.entity for name, rule in rules.items() if name != "thank-soon"} == {"application"}


def test_who_overrides_a_rule_overrides_all_that_it_advises() -> None:
    calm = "  - {rule: calm, for: application, when: mood is calm, overrides: [offer]}\n"
    assert rules_of(GROUP + calm)["calm"].overrides == ("offer", "offer/2")


def test_a_list_of_advice_becomes_a_rule_for_each_and_the_first_does_all_the_rest() -> None:
    rules = rules_of(
        "  - rule: both\n"
        "    for: application\n"
        "    when: stage is offered\n"
        "    unless: takes is given\n"
        "    conclude: {due_on: today}\n"
        "    advise: [{action: chase, due: today}, cheer]\n"
        "    silences: all\n"
        "    because: B.\n"
        "    source: guide#chase\n"
    )
    first, second = rules["both"], rules["both/2"]
    assert (first.when, first.unless) == (second.when, second.unless)
    assert first.advises is not None
    assert second.advises is not None
    assert [first.advises.action, second.advises.action] == ["chase", "cheer"]
    assert [bool(first.concludes), bool(second.concludes)] == [True, False]
    assert [first.silences_all, second.silences_all] == [True, False]
    assert [first.written_as, second.written_as] == ["both", "both"]
    assert first.sources == second.sources == ("guide#chase",)


PACK = """\
entities:
  item:
    list: items
    label: "{name}"
    facts:
      name: {type: text, required: yes, ask: Name?}
      price: {type: number, ask: Price?}
actions:
  a: {title: "A for {name}", kind: wait}
  b: {title: "B for {name}", kind: wait}
  c: {title: "C for {name}", kind: wait}
rules:
  - rule: sold
    for: item
    when: name is "Desk"
    silences: [b]
  - for: item
    first_of:
      - rule: dear
        when: price > 9
        advise: [{action: a, due: today + 1 day}, {action: b, start: today + 2 days}]
        silences: all
        because: "{name} costs {price}."
      - otherwise: cheap
        advise: c
        because: "{name} is cheap at {price|no price}."
  - rule: in-winter
    for: item
    from: 2026-11-22
    until: 2026-11-23
    advise: c
    because: It is winter.
"""
SITUATION = """\
today: {today}
items:
  - {{name: Lamp, price: 10}}
  - {{name: Chair, price: 9}}
  - {{name: Desk, price: 99}}
"""
# The rule does not silence what it advises itself, though it silences all; another one does.
EXPECTED = [
    ("a", "Lamp", "+1", "Lamp costs 10."),
    ("a", "Desk", "+1", "Desk costs 99."),
    ("c", "Chair", "", "Chair is cheap at 9."),
    ("b", "Lamp", "", "Lamp costs 10."),
]


@pytest.mark.parametrize("engine", ["oracle", "rete"])
@pytest.mark.parametrize(
    ("today", "is_winter"),
    [("2026-11-21", False), ("2026-11-22", True), ("2026-11-23", True), ("2026-11-24", False)],
)
def test_groups_lists_and_dates_decide_as_written(
    tmp_path: Path, engine: str, today: str, is_winter: bool
) -> None:
    program = make_program(tmp_path, PACK)
    decision = decide(program, make_case(program, SITUATION.format(today=today)), engine)
    found = [
        (p.action, p.target, f"+{p.due - decision.today}" if p.due else "", " ".join(p.because))
        for p in decision.advice
    ]
    more = " It is winter." if is_winter else ""
    assert found == [(a, t, d, why + (more if a == "c" else "")) for a, t, d, why in EXPECTED]

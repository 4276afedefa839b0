"""What is told of a name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from advisor import api
from advisor.editor.hovering import about
from advisor.ir import NameKind, Program, Symbol
from tests.example_pack import PACK, write

FACTS = """\
      is_waiting: {type: yes-no, concluded: yes}
      wait: {type: duration, concluded: yes, result: How long to wait}
      signs:
        type: several
        ask: What did you notice?
        choices: {late: They were late, kind: They were kind}
"""
FACTS_FILE = PACK["facts.yaml"].replace("      is_waiting: {type: yes-no, concluded: yes}\n", FACTS)
MORE = {
    "facts.yaml": FACTS_FILE,
    "more.yaml": """\
events:
  they-wrote: {title: They wrote, for: application, sets: {asked_on: none}}
tables:
  - table: waiting-time
    for: application
    hit: first
    when: [preference, signs has late]
    then: {conclude: wait}
    rows:
      - [first_choice, "-", 5 days]
    otherwise: [10 days]
rules:
  - rule: later
    for: application
    when: stage is offered
    overrides: [waiting]
""",
}


@cache
def program() -> Program:
    """The example pack and more."""
    with TemporaryDirectory() as folder:
        return api.load_pack(write(Path(folder) / "rules", {**PACK, **MORE}))


@pytest.mark.parametrize(
    ("symbol", "lines"),
    [
        (
            Symbol(NameKind.FACT, "stage", ("application",)),
            ["**application.stage** — choice, required", "Where do things stand?", "- offered: They made an offer", "read by `later`, `waiting`, `answer-in-time`"],
        ),
        (
            Symbol(NameKind.FACT, "is_waiting", ("application",)),
            ["**application.is_waiting** — yes-no, concluded", "read by `ask-after-a-while`", "concluded by `waiting`"],
        ),
        (Symbol(NameKind.FACT, "asked_on", ("application",)), ["When did you last ask?"]),
        (
            Symbol(NameKind.FACT, "signs", ("application",)),
            ["**application.signs** — several choices", "- `late`: They were late"],
        ),
        (
            Symbol(NameKind.CHOICE, "offered", ("application", "stage")),
            ["**offered** — a choice of `application.stage`", "They made an offer"],
        ),
        (Symbol(NameKind.CHOICE, "late", ("application", "signs")), ["They were late"]),
        (
            Symbol(NameKind.PARAMETER, "patience"),
            ["**patience** — 1 week", "How long to wait before asking", "read by `ask-after-a-while`"],
        ),
        (
            Symbol(NameKind.ACTION, "chase"),
            ["**chase** — do, normal, with the draft question", "advised by `ask-after-a-while`"],
        ),
        (
            Symbol(NameKind.RULE, "waiting"),
            ["**waiting** — a rule for `application`", "- stage is interviewed", "overridden by `later`"],
        ),
        (Symbol(NameKind.RULE, "thank-them"), ["Prompt thanks show that you want the job.", "advise: thank"]),
        (
            Symbol(NameKind.ENTITY, "interview"),
            ["**interview** — in the list `interviews` of `application`", "its facts are `held_on`, `thanked`"],
        ),
        (Symbol(NameKind.ENTITY, "situation"), ["**situation**"]),
        (
            Symbol(NameKind.LIST, "interviews", ("application",)),
            ["**interviews** — a list of `interview` in `application`"],
        ),
        (Symbol(NameKind.EVENT, "they-wrote"), ["**they-wrote** — what may happen to `application`", "They wrote"]),
        (Symbol(NameKind.SOURCE, "guide"), ["**guide** — A guide"]),
        (Symbol(NameKind.SECTION, "chase", ("guide",)), ["**guide#chase** — Chase if you need to", "A guide"]),
        (Symbol(NameKind.DRAFT, "question"), ["**question** — a message", "How do things stand?"]),
        (
            Symbol(NameKind.TABLE, "waiting-time"),
            ["**waiting-time** — a table of 1 row, hit `first`", "it looks at `preference`, `signs has late`"],
        ),
    ],
)  # fmt: skip
def test_a_name_is_told(symbol: Symbol, lines: list[str]) -> None:
    told = about(symbol, program())
    assert told is not None
    for line in lines:
        assert line in told.splitlines()


@pytest.mark.parametrize(
    "symbol",
    [
        Symbol(NameKind.RULE, "gone"),
        Symbol(NameKind.FACT, "gone", ("application",)),
        Symbol(NameKind.FACT, "gone", ("gone",)),
        Symbol(NameKind.CHOICE, "gone", ("gone", "gone")),
        Symbol(NameKind.LIST, "gone", ("gone",)),
        Symbol(NameKind.TEST, "asks after a week"),
    ],
)
def test_of_what_the_rules_do_not_have_nothing_is_told(symbol: Symbol) -> None:
    assert about(symbol, program()) is None

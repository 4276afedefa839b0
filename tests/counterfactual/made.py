"""A small pack in which what would change the advice can be worked out by hand."""

from __future__ import annotations

from functools import cache

from advisor import api
from advisor.analysis import build_program
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.searching import Found, smallest_changes
from advisor.ir import Case, Program
from advisor.loading.declarations.packs import load_pack_texts

FILES = {
    "pack.yaml": """\
pack: small
version: 1.0.0
language: 1
title: Small
sources: {book: {title: A book}}
""",
    "rules.yaml": """\
entities:
  situation:
    facts:
      quiet: {type: yes-no, ask: Do you want to be left alone?}
      country: {type: choice, immutable: yes, ask: Where?, choices: {here: Here, there: There}}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, immutable: yes, ask: Which company?}
      stage:
        type: choice
        immutable: [applied]
        ask: Where does it stand?
        choices: {applied: Applied, waiting: Waiting for word, offered: They made me an offer, over: Over}
      promised_on: {type: date, says: "{company} promised an answer by", ask: When did they promise to answer?}
      heard_on: {type: date, looks: back, ask: When did you last hear from them?}
      chases: {type: number, default: 0, min: 0, max: 9, ask: How often have you asked?}
      decided: {type: yes-no, ask_if: stage is offered, ask: Have you decided?}
      told: {type: yes-no, ask: Have you told them?}
      expected_on: {type: date, concluded: yes, default: heard_on + patience}
parameters:
  patience: {value: 1 week, title: Patience}
actions:
  chase:
    title: Ask {company}
    kind: do
    done: {chases: chases + 1}
  tell:
    title: Tell {company}
    kind: do
    importance: urgent
    done: {told: yes}
  accept:
    title: Accept {company}
    kind: do
    after: [tell]
    done: {stage: over}
  rest: {title: Rest, kind: wait, importance: low}
rules:
  - rule: believe-a-promise
    for: application
    when: promised_on is given
    conclude: {expected_on: promised_on}
  - rule: chase-when-late
    for: application
    when:
      - stage is waiting
      - expected_on is before today
      - chases < 2
    advise: chase
    because: Silence is rarely a decision.
    source: book
  - rule: tell-of-the-offer
    for: application
    when: stage is waiting and any(other applications, stage is offered)
    unless: told
    advise: tell
    because: They can only hurry if they know.
    source: book
  - rule: accept-the-offer
    for: application
    when: stage is offered and decided and country is not there
    advise: accept
    because: You want it.
    source: book
  - rule: leave-me-alone
    when: quiet
    silences: [chase, tell]
  - rule: rest-meanwhile
    advise: rest
    because: There is time.
    source: book
""",
}


@cache
def make_program() -> Program:
    """The program of the pack."""
    loaded = load_pack_texts(FILES, "small")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


@cache
def make_advisor(engine: str = "rete") -> api.Advisor:
    """Its advisor."""
    return api.Advisor(make_program(), engine)


def make_case(text: str) -> Case:
    """The one case of a text, as of Sun 22 Nov 2026."""
    [case] = api.load_cases_text(f"today: 2026-11-22\n{text}", "me.yaml", make_program()).cases
    return case


def ways_of(text: str, aim: Aim, action: str, fixed: tuple[str, ...] = ()) -> Found:
    """What `change-to` finds; `fixed` are names of facts, wherever they are."""
    case = make_case(text)
    advisor = make_advisor()
    today = advisor.day(case.situation.today)
    places = ["", *(f"applications[{n}]" for n in range(5))]
    keys = frozenset((place, name) for name in fixed for place in places)
    return smallest_changes(advisor, case.situation.root, today, Goal(aim, action), keys)

"""A pack in which much is worked out: fees of a returns desk, for claims and for their items."""

from __future__ import annotations

from functools import cache

from advisor import api
from advisor.analysis import build_program
from advisor.ir import Case, Decision, Program
from advisor.loading.declarations.packs import load_pack_texts

FILES = {
    "pack.yaml": """\
pack: returns-fees
version: 1.0.0
language: 1.1
title: Fees of a returns desk
""",
    "facts.yaml": """\
entities:
  situation:
    facts:
      is_member: {type: yes-no, ask: Are you a member?}
      total: {type: number, concluded: yes, result: Total due, default: "sum(claims, fee)"}
      is_settled: {type: yes-no, concluded: yes, result: Everything is settled}
  claim:
    list: claims
    label: "{who}"
    facts:
      who: {type: text, required: yes, ask: Who is it?}
      age: {type: duration, ask: "How old is {who}'s claim?"}
      is_old: {type: yes-no, concluded: yes, default: age > 14 days}
      fee: {type: number, concluded: yes, result: Fee}
      paid_back_on: {type: date, concluded: yes, result: "Money back for {who} by"}
      grade: {type: choice, concluded: yes, result: Grade, choices: {good: A good one, bad: A bad one}}
      note: {type: text, concluded: yes, result: Note}
      wait: {type: duration, concluded: yes, result: Wait}
  item:
    within: claim
    list: items
    facts:
      price: {type: number, ask: What did it cost?}
      refund: {type: number, concluded: yes, result: Refund, default: price * refund_share}
      total: {type: number, concluded: yes, result: Total of an item, default: price * 2}
""",
    "rules.yaml": """\
parameters:
  late_fee: {value: 12.5}
  refund_share: {value: 0.5}
actions:
  pay-fee: {title: "Pay {fee} for {who}", kind: do, done: {age: 0 days}}
  know-the-law: {title: The law gives you 14 days, kind: know, importance: high}
rules:
  - {rule: late, for: claim, when: is_old, conclude: {fee: late_fee, grade: bad, note: '"late"'}}
  - rule: early
    for: claim
    when: age <= 14 days
    conclude: {fee: 0, paid_back_on: today + 14 days, grade: good, wait: 14 days - age}
  - rule: pay
    for: claim
    when: fee > 0
    unless: is_member
    advise: {action: pay-fee, due: today + 2 days}
    because: It is owed.
  - {rule: law, when: "any(claims, age is given)", advise: know-the-law, because: It is the law.}
  - {rule: settled, when: total is 0, conclude: {is_settled: yes}}
""",
}
ME = """\
today: 2026-11-22
claims:
  - {who: Ann, age: 20 days, items: [{price: 9.5}, {price: none}]}
  - {who: Bob, age: 2 days}
"""


@cache
def results_program() -> Program:
    """The pack, checked."""
    pack = load_pack_texts(FILES, "pack").pack
    assert pack is not None
    return build_program(pack)


def results_case(text: str = ME) -> Case:
    """The one situation of a text."""
    [case] = api.load_cases_text(text, "me.yaml", results_program()).cases
    return case


def decide(text: str = ME, engine: str = "oracle") -> Decision:
    """What comes out for it."""
    return api.Advisor(results_program(), engine).advise(results_case(text).situation)

"""A pack with one of everything that graphs and pages show: stops, notes, numbers, a table, several choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from advisor.analysis import build_program
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts

FILES = {
    "pack.yaml": """\
pack: shop
version: 1.0.0
language: 1.1
title: A "shop" & more
sources:
  guide: {title: The guide, sections: {fee: Fees}}
""",
    "facts.yaml": """\
entities:
  situation:
    facts:
      closed: {type: yes-no, says: the shop is closed, ask: Is the shop closed?}
      signs:
        type: several
        ask: What do you see?
        choices: {smoke: Smoke, water: Water}
  order:
    list: orders
    label: "{buyer}"
    facts:
      buyer: {type: text, required: yes, ask: Who bought it?}
      sent_on: {type: date, says: "{buyer} was sent it on", looks: back, ask: When was it sent?}
      asked_on: {type: date, ask: "When did {buyer} ask?"}
      state:
        type: choice
        ordered: best first
        says: what {buyer} thinks of it
        ask: What do they think?
        choices: {good: Good, poor: Not good}
      price: {type: number, says: "what {buyer} paid", ask: What was the price?}
      paid: {type: yes-no, says: "{buyer} has paid", ask: Has it been paid?}
      is_late: {type: yes-no, concluded: yes, default: no, says: "the order of {buyer} is late"}
      due_on: {type: date, concluded: yes, says: "{buyer} gets it by", default: sent_on + patience}
      fee: {type: number, concluded: yes}
""",
    "rest.yaml": """\
parameters:
  patience: {value: 1 week, title: How long it may take}
actions:
  write: {title: "Write to {buyer}", kind: do, draft: write, done: {asked_on: today}}
  wait: {title: Wait, kind: wait}
""",
    "rules.yaml": """\
# Orders that are late.
rules:
  - rule: late-after-a-week
    for: order
    when: today is after due_on
    conclude: {is_late: yes}
    because: It takes {buyer} too long.
  - rule: write-to-them
    for: order
    when:
      - is_late
      - signs has smoke or closed
    unless: asked_on is given
    advise: {action: write, due: today + 2 days}
    note: {on: [write], say: Be kind.}
    because: They want to know.
    source: guide#fee
  - rule: not-when-paid
    for: order
    when: paid
    overrides: [write-to-them]
  - rule: nothing-on-holidays
    for: situation
    when: closed
    silences: [wait]
  - rule: wait-for-it
    for: order
    when: not is_late
    advise: wait
    because: It comes.
tables:
  - table: fees
    for: order
    hit: first
    when: [state, price]
    then: {conclude: fee}
    rows:
      - [good, ">= 10", 0]
      - [-, -, 2]
""",
    "drafts/write.md": "Subject: Your order\n\nDear {{ buyer }}, <b>it</b> was {{ price }}.\n",
    "rules_test.yaml": """\
tests:
  - test: whoever waits too long is written to
    situation:
      today: 2026-11-24
      closed: yes
      orders: [{buyer: Ann, sent_on: 2026-11-01, state: good, price: 12}]
    expect_some: [{action: write, for: Ann}]
    because: [write-to-them]
  - test: whoever has paid is not
    situation:
      today: 2026-11-24
      closed: yes
      orders: [{buyer: Ann, sent_on: 2026-11-01, paid: yes}]
    expect_none: write
""",
}


def shop(**edits: tuple[str, str]) -> tuple[Program, Mapping[str, str]]:
    """The pack, with a text in a file replaced by another (`rules=(old, new)`), and its texts."""
    texts = dict(FILES)
    for name, (old, new) in edits.items():
        file = f"{name}.yaml"
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new)
    texts = {f"shop/{name}": text for name, text in texts.items()}
    loaded = load_pack_texts(texts, "shop")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack), texts


@cache
def program() -> Program:
    """The pack as it is."""
    return shop()[0]

"""A pack with numbers to turn, and situations on which they matter."""

from __future__ import annotations

from functools import cache

from advisor.analysis import build_program
from advisor.ir import Program
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations
from advisor.sweep.running import StatedSituation

TODAY = 739_942  # Sun 2026-11-22

PACK = {
    "pack.yaml": "pack: swept\nversion: 1.0.0\nlanguage: 1\ntitle: Swept\n",
    "rules.yaml": """\
parameters:
  wait: {value: 5 days, min: 1 day, max: 4 weeks, title: Wait before asking}
  cap: {value: 2, min: 1, max: 6}
  limit: {value: 1000}
entities:
  situation:
    facts:
      factor: {type: number, default: 1}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes}
      asked_on: {type: date}
      asked: {type: number, default: 0}
actions:
  ask:
    title: Ask {company}
    kind: do
  rest:
    title: Let {company} rest
    kind: do
rules:
  - rule: ask-again-after-a-while
    for: application
    when:
      - asked_on is given
      - asked < cap
    advise: {action: ask, start: asked_on + wait, due: asked_on + wait + 1 day}
    because: They may have forgotten.
  - rule: rest-after-that
    for: application
    when: asked >= cap
    advise: rest
    because: Enough is enough.
  - rule: too-much
    when: factor * limit > 1
    note: {on: all, say: Odd.}
    because: A product that can leave the range.
""",
}

SITUATIONS = """\
situation: asked a week ago
today: 2026-11-22
applications:
  - {company: Acme, asked_on: 2026-11-15, asked: 1}
---
situation: asked two days ago, and Globex long ago
today: 2026-11-22
applications:
  - {company: Acme, asked_on: 2026-11-20, asked: 1}
  - {company: Globex, asked_on: 2026-11-01, asked: 2}
---
situation: nothing to do
today: 2026-11-22
---
situation: waits longer by its own account
today: 2026-11-22
parameters: {wait: 4 weeks}
applications:
  - {company: Acme, asked_on: 2026-11-15}
---
situation: too large a number
today: 2026-11-22
factor: 999999999999
"""


@cache
def program() -> Program:
    """The pack, ready to run."""
    loaded = load_pack_texts({f"swept/{name}": text for name, text in PACK.items()}, "swept")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


@cache
def stated() -> tuple[StatedSituation, ...]:
    """The situations."""
    loaded = load_situations(SITUATIONS, "s.yaml", program().pack, "yaml")
    assert not loaded.failed, loaded.diagnostics
    return tuple(StatedSituation(case.situation, case.parameters) for case in loaded.cases)

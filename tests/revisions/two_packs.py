"""A pack with a rule for everything that a change can touch, and what becomes of it by editing its text."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.analysis import build_program
from advisor.ir import AsOf, Case, Program
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations

TODAY = 739_942  # Sun 2026-11-22
AS_OF = AsOf(default=TODAY)

PACK = {
    "pack.yaml": "pack: two\nversion: 1.0.0\nlanguage: 1\ntitle: Two revisions\n",
    "rules.yaml": """\
parameters:
  wait: {value: 5 days}
  patience: {value: 2}
entities:
  situation:
    facts:
      factor: {type: number, default: 1}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes}
      stage:
        type: choice
        default: open
        choices: {open: Open, offered: They made me an offer, closed: Closed}
      asked_on: {type: date}
      asked: {type: number, default: 0}
      expected_on: {type: date, concluded: yes, default: asked_on + wait}
actions:
  ask: {title: "Ask {company}", kind: do}
  rest: {title: "Let {company} rest", kind: do}
  answer: {title: "Answer {company}", kind: do}
  scale: {title: Scale, kind: do}
rules:
  - rule: ask-again
    for: application
    when:
      - stage is open
      - expected_on is given
      - asked < patience
    advise: {action: ask, start: expected_on}
    because: They may have forgotten.
  - rule: rest-after-that
    for: application
    when: asked >= patience
    advise: rest
    because: Enough is enough.
  - rule: answer-them
    for: application
    when: stage is offered
    advise: answer
    because: They wait.
  - rule: say-nothing-to-the-closed
    for: application
    when: stage is closed
    silences: [ask, rest]
  - rule: scale-by-the-factor
    when: factor * 1000 > 5000
    advise: scale
    because: It is large.
""",
}

SITUATIONS = """\
situation: asked on Friday
today: 2026-11-22
applications:
  - {company: Acme, asked_on: 2026-11-20, asked: 1}
---
situation: asked twice
today: 2026-11-22
applications:
  - {company: Acme, asked_on: 2026-11-20, asked: 2}
---
situation: asked here and offered there
today: 2026-11-22
applications:
  - {company: Acme, asked_on: 2026-11-16, asked: 1}
  - {company: Globex, stage: offered}
---
situation: closed
today: 2026-11-22
applications:
  - {company: Acme, stage: closed, asked_on: 2026-11-20, asked: 2}
---
situation: nothing
today: 2026-11-22
---
situation: by its own patience
today: 2026-11-22
parameters: {patience: 9}
applications:
  - {company: Acme, asked_on: 2026-11-20, asked: 2}
---
situation: large
today: 2026-11-22
factor: 7
"""


def texts(*edits: tuple[str, str]) -> dict[str, str]:
    """The texts of the pack with each first one put for the second; an edit that finds nothing fails."""
    found = dict(PACK)
    for old, new in edits:
        (path,) = [path for path, text in found.items() if old in text]
        found[path] = found[path].replace(old, new)
    return found


def program(*edits: tuple[str, str]) -> Program:
    """The program of the edited pack."""
    loaded = load_pack_texts({f"two/{n}": text for n, text in texts(*edits).items()}, "two")
    assert loaded.pack is not None, loaded.diagnostics
    return build_program(loaded.pack)


def cases(of: Program, text: str = SITUATIONS) -> Sequence[Case]:
    """The situations, as the program reads them."""
    loaded = load_situations(text, "s.yaml", of.pack, "yaml")
    assert not loaded.failed, loaded.diagnostics
    return loaded.cases

"""One pack for the tests of this room, in which every sort of change can be made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from advisor import api
from advisor.ir import AsOf, Program
from advisor.mutation import Mutant, mutants_of
from advisor.mutation.edits import diff_lines

AS_OF = AsOf(default=739_942)  # Sun 2026-11-22

HEAD = """\
pack: small
version: 1.0.0
language: 1
title: Small
sources: {book: {title: A book}}
"""
RULES = """\
parameters:
  patience:
    value: 1 week
    min: 7 days
    title: How long to wait
entities:
  situation:
    facts:
      tired: {type: yes-no, ask: Are you tired?}
  claim:
    list: claims
    label: "{name}"
    facts:
      name: {type: text, required: yes, ask: Whose claim is it?}
      state: {type: choice, ask: Where does it stand?, choices: {new: New, open: Open, paid: Paid}}
      sent_on: {type: date, ask: When was it sent?}
      asked: {type: number, default: 0, ask: How often did you ask?}
      urgent: {type: yes-no, ask: Is it urgent?}
      is_late: {type: yes-no, concluded: yes, default: no}
actions:
  ask: {title: "Ask about {name}", kind: wait}
  call: {title: "Call about {name}", kind: wait}
  wait: {title: "Wait for {name}", kind: wait}
rules:
  - rule: late-after-a-while
    for: claim
    when:
      - state is one of (new, open)
      - sent_on + patience is before today
    unless: tired
    conclude: {is_late: yes}
  - rule: ask-when-late
    for: claim
    when: is_late and asked < 2
    advise: {action: ask, start: sent_on, due: sent_on + 2 weeks}
    because: It is late.
  - rule: call-instead
    for: claim
    when:
      any:
        - urgent
        - asked >= 5
    unless:
      - state is not given
      - not is_late
    advise:
      action: call
      instead_of: [ask]
    silences: [wait]
    because: It is urgent.
  - rule: wait-while-it-is-young
    for: claim
    when: state is not paid
    advise: wait
    because: Give it time.
  - rule: no-waiting-when-late
    for: claim
    when: is_late
    overrides: [wait-while-it-is-young]
"""
TESTS = """\
tests:
  - test: a late claim is asked about
    situation:
      today: 2026-11-22
      claims: [{name: Ann, state: open, sent_on: 2026-11-10}]
    expect: [{action: ask, for: Ann, start: 2026-11-10, due: 2026-11-24}]
  - test: a young claim is waited for
    situation:
      today: 2026-11-22
      claims: [{name: Ben, state: new, sent_on: 2026-11-20}]
    expect: [{action: wait, for: Ben}]
"""


@dataclass(frozen=True)
class Small:
    """The pack, loaded, with its texts and its mutants."""

    program: Program
    texts: dict[str, str]
    mutants: list[Mutant]

    def called(self, *diff: str) -> Mutant:
        """The one mutant whose change is this diff, blanks at the ends of lines aside."""
        wanted = list(diff)
        [found] = [m for m in self.mutants if shown(m, self.texts) == wanted]
        return found


def shown(mutant: Mutant, texts: dict[str, str]) -> list[str]:
    """The lines that a mutant changes, without their indents."""
    return [f"{line[:1]} {line[1:].strip()}" for line in diff_lines(mutant, texts)]


def make_small(folder: Path, rules: str = RULES, tests: str = TESTS) -> Small:
    """The pack in a folder, with these rules and tests."""
    (folder / "pack.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "rules.yaml").write_text(rules, encoding="utf-8")
    if tests:
        (folder / "rules_test.yaml").write_text(tests, encoding="utf-8")
    report = api.check_pack(folder)
    assert report.program is not None, report.diagnostics
    return Small(report.program, dict(report.texts), list(mutants_of(report.program)))


def write_small(folder: Path) -> Path:
    """The pack as files in a new folder."""
    folder.mkdir()
    for name, text in {"pack": HEAD, "rules": RULES, "rules_test": TESTS}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder

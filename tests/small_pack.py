"""A small pack for tests of the questionnaire and of recording, where the whole pack would be in the way."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from advisor.analysis import build_program
from advisor.ir import Pack, Program
from advisor.loading.declarations.packs import load_pack_texts

TODAY = 739_942  # Sun 2026-11-22

FILES = {
    "pack.yaml": """\
pack: small
version: 1.0.0
language: 1
title: A small pack
sources:
  guide:
    title: A guide
    sections: {thank: Thanks}
""",
    "facts.yaml": """\
entities:
  situation:
    facts:
      mood:
        type: choice
        ask: How are you today?
        choices: {calm: Calm, angry: Angry or hurt}
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      stage:
        type: choice
        required: yes
        ask: Where does it stand?
        choices: {applied: Applied, interviewed: Interviewed, rejected: They turned me down}
      role: {type: text, ask: What is the position called?}
      reply_by:
        type: date
        ask: By what day did {company} promise an answer?
        help: A day that has passed counts too.
      takes: {type: duration, min: 0 days, max: 8 weeks, ask: How long does an answer take?}
      chases: {type: number, default: 0, min: 0, max: 9, ask: How often have you asked?}
      chased_on: {type: date, ask: When did you last ask?}
  interview:
    within: application
    list: interviews
    label: the interview on {held_on}
    facts:
      held_on: {type: date, required: yes, ask: When was it?}
      thanked: {type: yes-no, ask: Have you thanked them?}
      thanked_on: {type: date, ask: When did you thank them?}
""",
    "actions.yaml": """\
actions:
  thank:
    title: Thank {company}
    kind: do
    done: {thanked: yes, thanked_on: today}
  chase:
    title: Ask {company} how things stand
    kind: do
    done: {chases: chases + 1, chased_on: today, reply_by: reply_by + 0 days}
    asks: [reply_by, stage]
  wait:
    title: Wait for {company}
    kind: wait
  sleep-on-it:
    title: Sleep on it
    kind: wait
""",
    "rules.yaml": """\
rules:
  - rule: thank-after-each-interview
    for: interview
    when: not thanked
    advise: {action: thank, due: held_on + 1 days}
    because: They remember who thanks.
    source: [guide#thank]
  - rule: chase-when-the-time-has-passed
    for: application
    when:
      - stage is interviewed
      - today is after first(reply_by, latest(interviews, held_on) + takes)
      - chases < 2
    unless: chased_on is after today - 7 days
    advise: chase
    because: Silence is rarely a decision.
    source: [guide#thank]
  - rule: wait-until-then
    for: application
    when:
      - stage is interviewed
      - today is on or before first(reply_by, latest(interviews, held_on) + takes)
    advise: wait
    because: They have time until then.
    source: [guide#thank]
  - rule: sleep-on-a-rejection
    when:
      - any(applications, stage is rejected)
      - mood is angry
    advise: sleep-on-it
    because: Tomorrow it looks different.
    source: [guide#thank]
""",
}


@cache
def small_pack() -> Pack:
    """The pack, read from its texts."""
    loaded = load_pack_texts({f"small/{name}": text for name, text in FILES.items()}, "small")
    assert loaded.pack is not None, loaded.diagnostics
    return loaded.pack


@cache
def small_program() -> Program:
    """The pack, ready to run."""
    return build_program(small_pack())


def write_small_pack(folder: Path) -> Path:
    """The pack as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder

"""A small pack like one that somebody has just begun: what examples and slips are tried in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PACK = {
    "pack.yaml": """\
pack: example
version: 1.0.0
language: 1
title: After a job interview
sources:
  guide:
    title: A guide
    sections: {chase: Chase if you need to}
""",
    "facts.yaml": """\
entities:
  application:
    list: applications
    label: "{company}"
    facts:
      company: {type: text, required: yes, ask: Which company?}
      stage:
        type: choice
        required: yes
        ask: Where do things stand?
        choices: {applied: Applied, interviewed: Interviewed, offered: They made an offer}
      answer_by: {type: date, looks: ahead, ask: By when do they want an answer?}
      chases_sent: {type: number, default: 0, min: 0, ask: How often have you asked?}
      asked_on: {type: date, looks: back, ask: When did you last ask?}
      preference:
        type: choice
        ordered: best first
        ask: How much do you want the job?
        choices: {first_choice: My first choice, good: Good, fallback: A fallback}
      is_waiting: {type: yes-no, concluded: yes}
  interview:
    within: application
    list: interviews
    label: the interview on {held_on}
    facts:
      held_on: {type: date, looks: back, ask: When was it?}
      thanked: {type: yes-no, ask: Have you thanked them?}
""",
    "actions.yaml": """\
actions:
  chase:
    title: Ask {company} how things stand
    kind: do
    draft: question
    done: {chases_sent: chases_sent + 1, asked_on: today}
  thank:
    title: Thank {company} for the interview
    kind: do
    done: {thanked: yes}
  answer:
    title: Give {company} your answer
    kind: do
    done: {stage: applied}
""",
    "parameters.yaml": """\
parameters:
  patience:
    value: 1 week
    title: How long to wait before asking
""",
    "rules.yaml": """\
rules:
  - rule: waiting
    for: application
    when:
      - stage is interviewed
      - preference is better than fallback
    conclude: {is_waiting: yes}
  - rule: ask-after-a-while
    for: application
    when:
      - is_waiting
      - chases_sent < 1
      - any(interviews, held_on + patience is on or before today)
    unless: asked_on is given
    advise: chase
    because: Silence is rarely a decision.
    source: guide#chase
  - rule: thank-them
    for: interview
    when: held_on is given and not thanked
    advise: thank
    because: Prompt thanks show that you want the job.
  - rule: answer-in-time
    for: application
    when:
      - stage is offered
      - answer_by is given
    advise: {action: answer, due: answer_by}
    because: A late answer looks like a no.
""",
    "drafts/question.md": "Subject: My application\n\nHow do things stand?\n",
    "own_test.yaml": """\
tests:
  - test: asks after a week
    situation:
      today: 2026-11-22
      applications:
        - {company: Acme, stage: interviewed, preference: good, interviews: [{held_on: 2026-11-10, thanked: yes}]}
        - {company: Globex, stage: applied}
    expect:
      - action: chase
  - test: answers in time
    situation:
      today: 2026-11-22
      applications:
        - {company: Acme, stage: offered, answer_by: 2026-11-25, interviews: [{held_on: 2026-11-20}]}
    expect_some:
      - action: answer
      - action: thank
""",
}
"""Its files by name. By its tests, each rule fires and is silent."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files into the folder, which is given back."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    return folder

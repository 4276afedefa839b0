"""The files of a new pack: small rules that work, with remarks that teach how to make them one's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

_PACK = """\
# The head of the rules. What each file holds: README and the reference of the rule language.
pack: {name}
version: 0.1.0
language: 1.1
title: {title}
sources:
  house:
    title: What we have agreed on # where the guidance comes from; rules name it under `source`
"""
_FACTS = """\
# What people are asked. `advisor new fact NAME` adds another one.
entities:
  request: # what a person has several of; each of them gets advice of its own
    list: requests
    label: "{who}"
    facts:
      who: {type: text, required: yes, ask: Who is it about?}
      received_on: {type: date, looks: back, ask: "When did {who} ask?"}
      kind:
        type: choice
        ask: What does {who} want?
        choices:
          question: To know something
          complaint: To complain
      answered: {type: yes-no, default: no, ask: "Have you answered {who}?"}
"""
_ACTIONS = """\
# What can be advised. `advisor new action NAME` adds another one.
actions:
  answer:
    title: Answer {who}
    kind: do
    draft: answer
    done: {answered: yes} # what is different once it is done, so that the advice goes away
  leave-in-peace:
    title: Leave {who} in peace
    kind: wait

# Numbers that somebody may want otherwise; `advisor sweep` shows what they would change.
parameters:
  time_to_answer:
    value: 3 days
    min: 1 day
    title: Time to answer a question
    source: house
"""
_RULES = """\
# When what is advised. `advisor new rule NAME` adds another one, with a test.
rules:
  - rule: answer-in-time
    for: request
    when: received_on is given
    unless: answered
    advise:
      action: answer
      due: received_on + time_to_answer
    because: "{who} has been waiting since {received_on}."
    source: house

  - rule: answer-complaints-at-once
    for: request
    when:
      - received_on is given
      - kind is complaint
    unless: answered
    advise:
      action: answer
      due: received_on + 1 day
    overrides: [answer-in-time] # where both would hold, this one counts
    because: A complaint that waits becomes a bigger one.
    source: house

  - rule: nothing-more-to-do
    for: request
    when: answered
    advise: leave-in-peace
    because: They have their answer.
    source: house
"""
_TESTS = """\
# What must come out. `advisor test {folder}` runs these; `advisor new test NAME` adds another one.
tests:
  - test: a question is answered within some days
    situation:
      today: {today}
      requests:
        - who: Ann
          received_on: {yesterday}
          kind: question
    expect:
      - action: answer
        for: Ann
        due: {in_time}

  - test: a complaint is answered at once
    situation:
      today: {today}
      requests:
        - who: Ann
          received_on: {yesterday}
          kind: complaint
    expect:
      - action: answer
        for: Ann
        due: {today}
    because: [answer-complaints-at-once]

  - test: whoever has an answer is left in peace
    situation:
      today: {today}
      requests:
        - who: Ann
          received_on: {yesterday}
          answered: yes
    expect:
      - action: leave-in-peace
        for: Ann
"""
_DRAFT = """\
Subject: Your message

Hello {{ who }},

thank you for writing to us{% if received_on %} {{ received_on | on }}{% endif %}.
{% if name_of.kind == "complaint" %}We are sorry that something went wrong.{% endif %}

Kind regards
"""


def pack_files(name: str, folder: str, today: date) -> Mapping[str, str]:
    """The texts by path inside the folder; `folder` is how a person names it."""
    title = name.replace("-", " ").capitalize()
    yesterday = today - timedelta(days=1)
    return {
        "pack.yaml": _PACK.format(name=name, title=title),
        "facts.yaml": _FACTS,
        "actions.yaml": _ACTIONS,
        "rules.yaml": _RULES,
        "rules_test.yaml": _TESTS.format(
            folder=folder, today=today, yesterday=yesterday, in_time=yesterday + timedelta(days=3)
        ),
        "drafts/answer.md": _DRAFT,
    }

"""A pack in which everything that can bear a name does, and in which names stand wherever they can."""

from __future__ import annotations

from advisor.loading.syntax.files import PackTexts
from advisor.renaming.reading import SituationText, Workspace

FILES = {
    "p/pack.yaml": """\
pack: clinic
version: 1.0.0
language: 1.1
title: At the clinic
calendar: by land
sources:
  handbook: {title: The handbook, sections: {seeing: Seeing people, paying: Paying}}
  law: {title: The law}
""",
    "p/facts.yaml": """\
# Remarks about sick_since stay as they are.
entities:
  situation:
    one_question:
      ask: Anything special?
      facts:
        in_a_hurry: I am in a hurry
        mood: {words: I am angry, value: angry, along: [angry_since]}
    facts:
      land: {type: choice, ask: Where?, choices: {north: Up north, south: Down south}}
      in_a_hurry: {type: yes-no, ask: Are you in a hurry?}
      mood: {type: choice, ask: How are you?, usual: calm, choices: {calm: Calm, angry: {words: Angry, also: [cross]}}}
      angry_since: {type: date, ask: Since when?, ask_if: mood is angry}
      fee: {type: number, concluded: yes, result: "Fee, as {mood}"}
  patient:
    list: patients
    label: "{who}"
    asked_by: who
    asked_along: visits
    ask_more: Another patient
    facts:
      who: {type: text, required: yes, ask: Who?}
      sick_since: {type: date, looks: back, ask: "Since when is {who} sick, in {mood}?"}
      'seen': {type: yes-no, ask: "Have you seen {who}?"}
      seen_on: {type: date, looks: back, dates: "seen", ask: When?}
      symptoms:
        type: several
        ask: What does {who} have?
        choices: {fever: Fever, cough: A cough}
      state: {type: choice, concluded: yes, choices: {ill: Ill, well: Well}, default: well}
      share: {type: number, concluded: yes}
  visit:
    within: patient
    list: visits
    label: the visit on {held_on}
    asked_by: held_on
    facts:
      held_on: {type: date, required: yes, ask: When?}
      mood: {type: text, ask: How was it?}
      noted_on: {type: date, ask: When did you note it?}
""",
    "p/actions.yaml": """\
parameters:
  patience: {value: 3 days, title: How long to wait, source: handbook#seeing}
  base: {value: 20, source: law}
calendars:
  north: {weekend: [friday, saturday]}
  south:
actions:
  see-them:
    title: See {who}, sick since {sick_since|long ago}
    kind: do
    draft: we-see-you
    after: [write-down]
    done: {seen: yes, patient.seen_on: today, symptoms: none}
    asks: [symptoms]
  write-down:
    title: Write down what {who} has
    kind: do
    done: {symptoms: [fever]}
    incompatible: [pay]
  pay: {title: "Pay {fee}", kind: do, asks: [mood]}
events:
  came-again:
    title: "{who} came again"
    for: patient
    when: state is ill
    adds: visits
    sets: {held_on: today}
    asks: [held_on]
  got-angry:
    title: I got angry
    sets: {mood: angry}
""",
    "p/rules.yaml": """\
rules:
  - rule: ill-with-fever
    for: patient
    when:
      - symptoms has fever or symptoms_cough
      - any(visits, held_on > sick_since and patient.seen) or count(visits) is 0
      - patient.sick_since is given
    unless:
      any:
        - symptoms has any of (fever, cough) and count(symptoms) > 9
        - situation.mood is calm and seen
    conclude: {state: ill}
  - rule: see-the-ill
    for: patient
    when: [state is ill, "situation.mood is one of (calm, angry)"]
    advise:
      - {action: see-them, start: sick_since, due: today + patience}
      - action: write-down
        instead_of: pay
    overrides: wait-and-see
    because: "{who} is {state|well} and {in_a_hurry|slow}; wait {patience}."
    source: [handbook#seeing, law]
  - rule: wait-and-see
    for: patient
    when: state is not ill and any(other patients, own state is well and state is ill)
    note: {on: [see-them], say: "{who} is {patient.state}"}
  - rule: pay-up
    when: fee is given and sum(patients, share) >= base * 0
    advise: pay
    because: It costs {fee}.
  - first_of:
      - {rule: quiet, when: mood is angry, silences: [see-them]}
      - {otherwise: loud, note: {on: all, say: Be calm}}
tables:
  - table: fee-of-all
    hit: first
    when: [mood, in_a_hurry]
    then: {conclude: fee}
    rows:
      - [angry, -, base]
      - ['calm', yes, 1]
    otherwise: [0]
""",
    "p/tables/share.csv": """\
# for: patient
# source: handbook#paying
state, "seen", |, share
ill,   yes,    ,  base
"well",,       ,  1
""",
    "p/drafts/we-see-you.md": """\
Subject: {{ who }}

{% for v in visits %}{{ v.held_on | on }} {% if v.mood and name_of.state == "ill" %}{{ v.mood }}{% endif %}{% endfor -%}
{% set mine = value_of.sick_since %}{{ patience }}
{% if symptoms_fever or name_of.state in ("ill", 'well') %}fever {{ mine }}{%- endif %}
{{ visits | map(attribute="held_on") | join(", ") }} ill state
""",
    "p/all_test.yaml": """\
tests:
  - test: it is a fever
    situation:
      today: 2026-11-22
      land: north
      mood: 'angry'
      patients:
        - who: Ann
          sick_since: 2026-11-20
          seen: yes
          symptoms: [fever, cough]
          visits: [{held_on: 2026-11-21, mood: angry}]
    parameters: {base: 30}
    expect_some: [pay]
    expect_none: [see-them, {action: write-down, for: Ann}]
    because: [fee-of-all/1, quiet]
    not_because: [loud, see-the-ill/2]
    expect_facts:
      - {fact: patient.state, for: Ann, value: ill}
      - {fact: fee, value: 30}
""",
    "p/left-alone.yaml": """\
today: 2026-11-22
mood: cross
patients:
  - who: Bob
    symptoms: fever; cough
""",
}
JSON = '{"today": "2026-11-22", "mood": "calm", "patients": [{"who": "fever", "symptoms": ["fever"]}]}\n'
LAYER = {
    "l/pack.yaml": """\
pack: ours
version: 1.0.0
language: 1.1
title: Ours
extends: ../p
without: [wait-and-see]
expect_changed: [it is a fever]
""",
    "l/more.yaml": """\
entities:
  patient:
    facts:
      ours: {type: yes-no, ask: "Is {who} ours?"}
parameters: {patience: {value: 4 days}}
rules:
  - {rule: ours-first, for: patient, when: ours, advise: see-them, because: "{ours}", overrides: [see-the-ill]}
""",
}
BASE = (PackTexts("p", FILES),)
OVER = (*BASE, PackTexts("l", LAYER))


def workspace() -> Workspace:
    """The pack, a layer over it, and three files of situations."""
    left = SituationText("p/left-alone.yaml", FILES["p/left-alone.yaml"], "yaml", "p")
    me = SituationText("me.json", JSON, "json", "p")
    ours = SituationText("ours.yaml", "patients: [{who: Cy, ours: yes}]\n", "yaml", "l")
    return Workspace(BASE, (OVER,), (left, me, ours))

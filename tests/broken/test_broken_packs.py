"""Slips that authors make, each in a pack that is right otherwise: what is said of it, where, and whether that helps.

Of each slip one thing is said, at its place. Whoever does what the help says has a pack in which nothing is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from advisor import api
from advisor.diagnostics import Diagnostic
from tests.example_pack import PACK, write


@dataclass(frozen=True)
class Slip:
    """What an author wrote in a file of the example pack in place of `right`, and what came of it.

    `place` is line and column; `help` has to be a part of what is advised; `mended` is the text after that was
    done, where this is not `right` again.
    """

    file: str
    right: str
    wrong: str
    code: str
    place: str
    help: str
    mended: str | None = None


LAST = "    because: A late answer looks like a no.\n"  # of the rules
TABLE = """\
entities:
  application:
    facts:
      wait: {type: duration, concluded: yes, result: How long to wait}
tables:
  - table: waiting-time
    for: application
    hit: first
    when: [preference, chases_sent]
    then: {conclude: wait}
    rows:
      - [first_choice, "< 2", 5 days]
      - [fallback, -, 3 weeks]
    otherwise: [10 days]
"""
GROUP = """\
  - for: application
    first_of:
      - rule: first-choice-first
        when: preference is first_choice
        silences: [chase]
      - otherwise: all-others
        silences: [thank]
"""
EVENT = """\
events:
  they-made-an-offer:
    title: They made an offer
    for: application
    sets: {stage: offered}
    asks: [answer_by]
"""
CALENDAR = """\
calendars:
  office:
    years: 2026 to 2030
    closed:
      2026-12-29 to 2026-12-31: Between the years
"""
SYMPTOMS = """\
  - rule: hot
    for: patient
    when: symptoms has fever
    silences: [chase]
entities:
  patient:
    list: patients
    label: patient
    facts:
      symptoms: {type: several, ask: What is it?, choices: {fever: Fever, rash: A rash}}
"""


def in_more(
    more: str, right: str, wrong: str, code: str, place: str, help: str, mended: str | None = None
) -> Slip:
    """A slip in what is added to the rules: `right` is a part of `more`, and `wrong` stands in its place."""
    assert more.count(right) == 1, "that is no place"
    sound = LAST + more.replace(right, right if mended is None else mended)
    return Slip("rules.yaml", LAST, LAST + more.replace(right, wrong), code, place, help, sound)


in_table, in_group, in_event = (partial(in_more, more) for more in (TABLE, GROUP, EVENT))


def in_condition(wrong: str, code: str, place: str, help: str, mended: str) -> Slip:
    """A slip in the condition of one more rule."""
    rule = "  - rule: another\n    for: application\n    when: CONDITION\n    silences: [chase]\n"
    return in_more(rule, "CONDITION", wrong, code, place, help, mended)


SLIPS = {
    # everyday words
    'a rule without its dash, where that stood': Slip('rules.yaml', '  - rule: thank-them', '  rule: thank-them', 'ADV007', '18:3', 'write `- rule: thank-them`'),
    'a dash without its space before a rule': Slip('rules.yaml', '  - rule: thank-them', '  -rule: thank-them', 'ADV007', '18:3', 'write `- rule: thank-them`'),
    'a dash without its space before conditions': in_more('  - rule: another\n    for: application\n    when:\n      CONDITIONS\n    silences: [chase]\n', 'CONDITIONS', '-stage is offered', 'ADV201', '33:7', 'write `- stage is offered`', '- stage is offered'),
    'a choice by what people answer': in_condition('stage is They made an offer', 'ADV315', '32:20', 'did you mean `offered`?', 'stage is offered'),
    'a choice by a part of what people answer': in_condition('preference is first choice', 'ADV315', '32:25', 'did you mean `first_choice`?', 'preference is first_choice'),
    'a choice with a hyphen': in_condition('preference is first-choice', 'ADV315', '32:25', 'did you mean `first_choice`?', 'preference is first_choice'),
    'a choice in words that are none': in_condition('stage is gone away', 'ADV315', '32:20', 'write one of `applied`', 'stage is applied'),
    'a fact in two words': in_condition('answer by is given', 'ADV210', '32:11', 'did you mean `answer_by`?', 'answer_by is given'),
    'two answers behind a condition': in_condition('stage is offered or They made an offer', 'ADV214', '32:31', 'did you mean `stage is offered`?', 'stage is offered'),
    'a fact in words of the language': in_condition('answer by is on or before today', 'ADV210', '32:11', 'did you mean `answer_by`?', 'answer_by is on or before today'),
    'a fact that is called otherwise': in_condition('answer_wanted_on is given', 'ADV301', '32:11', 'like it is `answer_by`; if it is new', 'answer_by is given'),
    'a dash without its space in a test': Slip('own_test.yaml', '      - action: chase\n', '      -action: chase\n       for: Acme\n', 'ADV007', '9:7', 'write `- action: chase`'),
    'the words of an answer alone': in_condition('they made an offer', 'ADV214', '32:11', 'did you mean `stage is offered`?', 'stage is offered'),
    'days since a day': in_condition('7 days since asked_on', 'ADV215', '32:11', 'write `asked_on + 7 days <= today`', 'asked_on + 7 days <= today'),
    'the days since a day, counted': in_condition('days since asked_on > 7', 'ADV215', '32:11', 'write `today > asked_on + 7 days`', 'today > asked_on + 7 days'),
    'was so long ago': in_condition('asked_on was 3 days ago', 'ADV215', '32:11', 'write `asked_on is today - 3 days`', 'asked_on is today - 3 days'),
    'older than, without is': in_condition('asked_on older than 3 days', 'ADV215', '32:11', 'write `asked_on < today - 3 days`', 'asked_on < today - 3 days'),
    'for whom, behind the action': Slip('own_test.yaml', '- action: chase\n', '- chase for Acme\n', 'ADV410', '9:9', 'write `{action: chase, for: Acme}`', '- {action: chase, for: Acme}\n'),
    'a key without its colon': Slip('rules.yaml', '    when: held_on is given and not thanked', '    when held_on is given and not thanked', 'ADV007', '20:5', 'write `when: held_on is given and not thanked`'),
    # letters
    'a misspelt fact': Slip('rules.yaml', '      - stage is offered', '      - stge is offered', 'ADV301', '26:9', 'did you mean `stage`?'),
    'a misspelt choice': Slip('rules.yaml', '      - stage is offered', '      - stage is ofered', 'ADV315', '26:18', 'did you mean `offered`?'),
    'a misspelt action': Slip('rules.yaml', 'advise: chase', 'advise: chace', 'ADV118', '15:13', 'did you mean `chase`?'),
    'a misspelt key': Slip('rules.yaml', 'unless: asked_on is given', 'unles: asked_on is given', 'ADV101', '14:5', 'did you mean `unless`?'),
    'a misspelt reason': Slip('rules.yaml', 'because: Silence is', 'becuase: Silence is', 'ADV101', '16:5', 'did you mean `because`?'),
    'a misspelt section': Slip('rules.yaml', 'rules:\n', 'ruels:\n', 'ADV101', '1:1', 'did you mean `rules`?'),
    'a misspelt source': Slip('rules.yaml', 'source: guide#chase', 'source: giude#chase', 'ADV117', '17:13', 'did you mean `guide`?'),
    'a misspelt section of a source': Slip('rules.yaml', 'source: guide#chase', 'source: guide#chaes', 'ADV117', '17:13', 'did you mean `chase`?'),
    'a misspelt function': Slip('rules.yaml', '- any(interviews,', '- anny(interviews,', 'ADV317', '13:9', 'did you mean `any`?'),
    'a misspelt list': Slip('rules.yaml', 'any(interviews,', 'any(interveiws,', 'ADV307', '13:13', 'did you mean `interviews`?'),
    'a misspelt parameter': Slip('rules.yaml', 'held_on + patience is', 'held_on + patiense is', 'ADV301', '13:35', 'did you mean `patience`?'),
    'a misspelt entity': Slip('rules.yaml', 'for: interview\n', 'for: interveiw\n', 'ADV115', '19:10', 'did you mean `interview`?'),
    'a misspelt type': Slip('facts.yaml', 'asked_on: {type: date', 'asked_on: {type: dat', 'ADV108', '14:24', 'did you mean `date`?'),
    'a misspelt draft': Slip('actions.yaml', 'draft: question', 'draft: questoin', 'ADV131', '5:12', 'did you mean `question`?'),
    'a misspelt fact under done': Slip('actions.yaml', '{thanked: yes}', '{thnaked: yes}', 'ADV125', '10:12', 'did you mean `thanked`?'),
    'a misspelt kind': Slip('actions.yaml', 'kind: do\n    draft', 'kind: doo\n    draft', 'ADV108', '4:11', 'did you mean `do`?'),
    'a misspelt fact in a title': Slip('actions.yaml', 'Ask {company}', 'Ask {compnay}', 'ADV383', '3:17', 'did you mean `company`?'),
    'a misspelt fact in a draft': Slip('drafts/question.md', 'My application', 'My application at {{ comapny }}', 'ADV133', '1:31', 'did you mean `company`?', 'My application at {{ company }}'),
    'a misspelt word of the language': Slip('rules.yaml', 'preference is better than', 'preference is beter than', 'ADV201', '6:23', 'did you mean `better`?'),
    'a misspelt fact of a test': Slip('own_test.yaml', 'answer_by: 2026-11-25,', 'anwser_by: 2026-11-25,', 'ADV401', '14:43', 'did you mean `answer_by`?'),
    'a misspelt action of a test': Slip('own_test.yaml', '- action: thank', '- action: thnak', 'ADV410', '17:17', 'did you mean `thank`?'),
    'a capital in the name of a rule': Slip('rules.yaml', 'rule: thank-them', 'rule: Thank-them', 'ADV105', '18:11', '`thank-them`'),
    'an underscore in the name of a rule': Slip('rules.yaml', 'rule: thank-them', 'rule: thank_them', 'ADV105', '18:11', '`thank-them`'),
    'a dash in the name of a fact': Slip('facts.yaml', '      asked_on:', '      asked-on:', 'ADV105', '14:7', '`asked_on`'),
    'a capital in a condition': Slip('rules.yaml', '- stage is offered', '- Stage is offered', 'ADV301', '26:9', 'did you mean `stage`?'),
    'words of the language in capitals': Slip('rules.yaml', 'given and not thanked', 'given AND not thanked', 'ADV202', '20:28', '`and`'),
    'a list where an entity belongs': Slip('rules.yaml', 'for: interview\n', 'for: interviews\n', 'ADV115', '19:10', 'did you mean `interview`'),
    'an entity where a list belongs': Slip('rules.yaml', 'any(interviews,', 'any(interview,', 'ADV307', '13:13', 'did you mean `interviews`?'),
    # indentation, dashes and colons
    'a key one space too far left': Slip('rules.yaml', '    when: held_on', '   when: held_on', 'ADV007', '20:4', 'give it as many spaces as the lines that it belongs to'),
    'a key one space too far right': Slip('rules.yaml', '    because: Prompt', '     because: Prompt', 'ADV007', '22:6', 'give this line as many spaces as the key above'),
    'a forgotten dash': Slip('rules.yaml', '      - answer_by is given', '      answer_by is given', 'ADV007', '27:7', '`- answer_by is given`'),
    'a dash further right than the one above': Slip('rules.yaml', '      - answer_by is given', '       - answer_by is given', 'ADV007', '27:8', 'give it as many spaces as the dash above'),
    'a rule without its dash': Slip('rules.yaml', '  - rule: thank-them', '    rule: thank-them', 'ADV015', '18:5', '`- rule: …`'),
    'no space behind a colon': Slip('rules.yaml', 'advise: thank', 'advise:thank', 'ADV007', '21:5', 'write `advise: thank`'),
    'no colon': Slip('rules.yaml', 'advise: thank', 'advise thank', 'ADV007', '21:5', 'write `advise: thank`'),
    'a tab': Slip('rules.yaml', '    advise: thank', '\tadvise: thank', 'ADV005', '21:1', 'write spaces instead'),
    'no space behind a dash': Slip('rules.yaml', '      - answer_by is given', '      -answer_by is given', 'ADV007', '27:7', '`- answer_by is given`'),
    'a list that is none': Slip('rules.yaml', 'rules:\n  - rule: waiting', 'rules:\n    rule: waiting', 'ADV007', '8:3', 'give it as many spaces as the lines that it belongs to'),
    'choices in a list': Slip('facts.yaml', 'choices: {first_choice: My first choice, good: Good, fallback: A fallback}', 'choices: [first_choice, good, fallback]', 'ADV103', '19:19', '`name: Words for the reader`'),
    # what YAML takes for its own
    'a colon in a sentence': Slip('rules.yaml', 'because: Silence is rarely a decision.', 'because: Remember: silence is rarely a decision.', 'ADV006', '16:14', 'put it in quotes', 'because: "Remember: silence is rarely a decision."'),
    'a comment in a sentence': Slip('rules.yaml', 'because: Silence is rarely a decision.', 'because: Silence is the #1 reason.', 'ADV019', '16:29', 'put all of it in quotes', 'because: "Silence is the #1 reason."'),
    'braces at the beginning of a title': Slip('actions.yaml', 'title: Ask {company} how things stand', 'title: {company} would like to hear from you', 'ADV006', '3:12', 'put it in quotes', 'title: "{company} would like to hear from you"'),
    'a label without quotes': Slip('facts.yaml', 'label: "{company}"', 'label: {company}', 'ADV006', '4:12', 'put it in quotes'),
    'a quote that is never closed': Slip('actions.yaml', 'title: Thank {company} for the interview', 'title: "Thank {company} for the interview', 'ADV008', '8:12', '`"`', 'title: "Thank {company} for the interview"'),
    'an apostrophe in single quotes': Slip('rules.yaml', 'because: Silence is rarely a decision.', "because: 'It's rarely a decision.'", 'ADV006', '16:14', 'put it in quotes', 'because: "It\'s rarely a decision."'),
    'a brace that is never closed': Slip('actions.yaml', 'done: {stage: applied}', 'done: {stage: applied', 'ADV008', '14:11', '`}`'),
    'a comma between braces': Slip('facts.yaml', 'ask: Which company?}', 'ask: Which company, please?}', 'ADV006', '6:49', 'put it in quotes', 'ask: "Which company, please?"}'),
    'a function between braces': Slip('rules.yaml', '    when: held_on is given and not thanked\n    advise: thank', '    when: {all: [held_on is given, count(other interviews, thanked) < 1]}\n    advise: thank', 'ADV006', '20:36', 'put it in quotes', '    when: {all: [held_on is given, "count(other interviews, thanked) < 1"]}\n    advise: thank'),
    'a comparison that begins with >': Slip('parameters.yaml', 'title: How long to wait before asking', 'title: > 3 days of silence', 'ADV006', '4:12', 'put it in quotes: `"> 3 days of silence"`', 'title: "> 3 days of silence"'),
    'an exclamation mark for not': Slip('rules.yaml', '      - is_waiting\n', '      - !is_waiting\n', 'ADV013', '11:9', 'write `not is_waiting`', '      - not is_waiting\n'),
    'a star for emphasis': Slip('rules.yaml', 'because: Silence is rarely a decision.', 'because: *Silence* is rarely a decision.', 'ADV006', '16:14', 'put it in quotes', 'because: "*Silence* is rarely a decision."'),
    'a key twice': Slip('rules.yaml', '    unless: asked_on is given', '    unless: asked_on is given\n    unless: preference is fallback', 'ADV015', '15:5', 'keep one of the two', '    unless: [asked_on is given, preference is fallback]'),
    'a rule twice': Slip('rules.yaml', 'rule: thank-them', 'rule: waiting', 'ADV107', '18:11', 'rename one of them'),
    'nothing behind when': Slip('rules.yaml', '    when:\n      - stage is offered\n      - answer_by is given\n', '    when:\n', 'ADV104', '25:5', 'write a condition, or leave out `when`'),
    'a title left empty': Slip('actions.yaml', 'title: Thank {company} for the interview', 'title:', 'ADV104', '8:5', '`title: …`'),
    # signs and words of other languages
    'an equals sign': Slip('rules.yaml', '- stage is offered', '- stage = offered', 'ADV202', '26:15', '`is`'),
    'two equals signs': Slip('rules.yaml', '- stage is offered', '- stage == offered', 'ADV202', '26:15', '`is`'),
    "isn't": Slip('rules.yaml', '- stage is offered', "- stage isn't applied", 'ADV202', '26:15', '`is not`', '- stage is not applied'),
    'in with parentheses': Slip('rules.yaml', '- stage is offered', '- stage in (offered, applied)', 'ADV215', '26:15', '`is one of (…)`', '- stage is one of (offered, applied)'),
    'one of without parentheses': Slip('rules.yaml', '- stage is offered', '- stage is one of offered, applied', 'ADV205', '26:25', '`is one of (offered, applied)`', '- stage is one of (offered, applied)'),
    'or between choices': Slip('rules.yaml', '- stage is offered', '- stage is offered or applied', 'ADV304', '26:29', '`stage is one of (offered, applied)`', '- stage is one of (offered, applied)'),
    'and beside or': Slip('rules.yaml', 'given and not thanked', 'given and not thanked or held_on is today', 'ADV203', '20:11', 'or `held_on is given and (not thanked or held_on is today)`', 'given and (not thanked or held_on is today)'),
    'a choice in quotes': Slip('rules.yaml', '- stage is offered', '- stage is "offered"', 'ADV322', '26:18', '`offered`'),
    'the words of a choice': Slip('rules.yaml', '- stage is offered', '- stage is "They made an offer"', 'ADV322', '26:18', 'did you mean `offered`?'),
    'text without quotes': Slip('rules.yaml', '- stage is offered', '- company is Acme', 'ADV301', '26:20', '`"Acme"`', '- company is "Acme"'),
    'curly quotes': Slip('rules.yaml', '- stage is offered', '- company is “Acme”', 'ADV210', '26:20', '`"Acme"`', '- company is "Acme"'),
    'at least': Slip('rules.yaml', '- chases_sent < 1', '- chases_sent is at least 1', 'ADV215', '12:21', '`>=`', '- chases_sent >= 1'),
    'less than': Slip('rules.yaml', '- chases_sent < 1', '- chases_sent is less than 1', 'ADV215', '12:21', '`<`'),
    'a decimal comma': Slip('rules.yaml', '- chases_sent < 1', '- chases_sent < 1,5', 'ADV207', '12:23', '`1.5`', '- chases_sent < 1.5'),
    'a thousand with a comma': Slip('rules.yaml', '- chases_sent < 1', '- chases_sent < 1,000', 'ADV207', '12:23', '`1000`', '- chases_sent < 1000'),
    'hours': Slip('parameters.yaml', 'value: 1 week', 'value: 48 hours', 'ADV109', '3:12', '`2 days`', 'value: 2 days'),
    'a duration without its unit': Slip('rules.yaml', 'due: answer_by}', 'due: answer_by + 1}', 'ADV316', '28:35', 'did you mean `answer_by + 1 day`?', 'due: answer_by + 1 day}'),
    'a number in words': Slip('rules.yaml', 'due: answer_by}', 'due: today + two weeks}', 'ADV209', '28:43', '`2 weeks`', 'due: today + 2 weeks}'),
    'within three days': Slip('rules.yaml', 'due: answer_by', 'due: within 3 days', 'ADV215', '28:35', '`answer_by + 3 days`; `today + 3 days` moves on each day', 'due: answer_by + 3 days'),
    'in three days': Slip('rules.yaml', 'due: answer_by', 'due: in 3 days', 'ADV215', '28:35', '`today + 3 days`', 'due: today + 3 days'),
    'a difference compared with a number': Slip('rules.yaml', '- chases_sent < 1', '- today - asked_on > 7', 'ADV312', '12:28', 'did you mean `7 days`?', '- today - asked_on > 7 days'),
    'a day written the German way': Slip('rules.yaml', 'is on or before today)', 'is on or before 24.12.2026)', 'ADV208', '13:60', '`2026-11-22`', 'is on or before 2026-12-24)'),
    'a day in quotes': Slip('rules.yaml', 'is on or before today)', 'is on or before "2026-12-24")', 'ADV313', '13:60', '`2026-12-24`', 'is on or before 2026-12-24)'),
    'a day that is none': Slip('rules.yaml', 'is on or before today)', 'is on or before 2026-11-31)', 'ADV208', '13:60', 'November 2026 has 30 days', 'is on or before 2026-11-30)'),
    'a day in words in a test': Slip('own_test.yaml', 'answer_by: 2026-11-25', 'answer_by: 25 Nov 2026', 'ADV403', '14:54', 'did you mean `2026-11-25`?'),
    'a comma between conditions': Slip('rules.yaml', '- stage is offered', '- stage is offered, answer_by is given', 'ADV201', '26:25', 'join conditions with `and`', '- stage is offered and answer_by is given'),
    'a missing parenthesis': Slip('rules.yaml', 'is on or before today)', 'is on or before today', 'ADV206', '13:9', '`)`'),
    'a fact of the list without a function': Slip('rules.yaml', '- any(interviews, held_on + patience is on or before today)', '- held_on + patience is on or before today', 'ADV305', '13:9', '`latest(interviews, held_on)`', '- latest(interviews, held_on) + patience is on or before today'),
    'if for when': Slip('rules.yaml', '    when: held_on is given and not thanked', '    if: held_on is given and not thanked', 'ADV101', '20:5', '`when`'),
    'then for advise': Slip('rules.yaml', '    advise: thank', '    then: thank', 'ADV101', '21:5', '`advise: …`'),
    'a date by itself as condition': Slip('rules.yaml', '- answer_by is given', '- answer_by', 'ADV310', '27:9', '`answer_by is given`'),
    # what belongs elsewhere, or to something else
    'a conclusion about a stated fact': Slip('rules.yaml', 'conclude: {is_waiting: yes}', 'conclude: {stage: applied}', 'ADV128', '7:16', '`concluded: yes`'),
    'a fact that needs its day as a due': Slip('rules.yaml', 'due: answer_by}', 'due: 3 days}', 'ADV311', '28:35', '`today + 3 days`', 'due: today + 3 days}'),
    'an action for another entity': Slip('rules.yaml', '    because: A late answer looks like a no.\n', '    because: A late answer looks like a no.\n  - rule: thank-for-the-offer\n    for: application\n    when: stage is offered\n    advise: thank\n    because: They thought of you.\n', 'ADV123', '33:13', '`for: interview`', '    because: A late answer looks like a no.\n  - rule: thank-for-the-offer\n    for: interview\n    when: stage is offered\n    advise: thank\n    because: They thought of you.\n'),
    'advice without a reason': Slip('rules.yaml', '    because: A late answer looks like a no.\n', '', 'ADV122', '23:11', '`because: …`'),
    'an action that changes nothing': Slip('actions.yaml', '    done: {thanked: yes}\n', '', 'ADV124', '7:3', '`done:`'),
    'a draft without its braces': Slip('drafts/question.md', 'How do things stand?', '{% if asked_on %}How do things stand?', 'ADV132', '3:1', '`{% endif %}`', '{% if asked_on %}How do things stand?{% endif %}'),
    'a test without a date': Slip('own_test.yaml', '    situation:\n      today: 2026-11-22\n      applications:\n        - {company: Acme, stage: offered', '    situation:\n      applications:\n        - {company: Acme, stage: offered', 'ADV129', '11:5', '`today: …`'),
    'yes as a choice': Slip('facts.yaml', 'choices: {first_choice: My first choice, good: Good, fallback: A fallback}', 'choices: {yes: Yes, first_choice: My first choice, good: Good, fallback: A fallback}', 'ADV106', '19:19', '`type: yes-no`'),
    'a type of programmers': Slip('facts.yaml', 'thanked: {type: yes-no', 'thanked: {type: bool', 'ADV108', '27:23', 'did you mean `yes-no`?'),
    'a fact called like a word of the language': Slip('facts.yaml', '      answer_by: {type', '      first: {type: date}\n      answer_by: {type', 'ADV106', '12:7', '`is_first`'),
    'a value beyond its bounds': Slip('parameters.yaml', 'value: 1 week', 'value: 6 weeks\n    max: 4 weeks', 'ADV110', '3:12', '`4 weeks`', 'value: 4 weeks\n    max: 4 weeks'),
    'two conditions that exclude each other': Slip('rules.yaml', '      - stage is offered\n', '      - stage is offered\n      - stage is applied\n', 'ADV521', '23:11', 'look for two conditions that exclude each other', '      - stage is one of (offered, applied)\n'),
    'is not where nobody said': Slip('rules.yaml', '- preference is better than fallback', '- preference is not fallback', 'ADV531', '6:9', 'if not, add `preference is given`', '- preference is given and preference is not fallback'),
    'a version of two numbers': Slip('pack.yaml', 'version: 1.0.0', 'version: 1.0', 'ADV108', '2:10', '`1.0.0`'),
    'a rule in pack.yaml': Slip('pack.yaml', 'title: After a job interview\n', 'title: After a job interview\nrules: []\n', 'ADV114', '5:1', 'move it to another file of the folder'),
    # conditions
    'a comma before a fact': in_condition('stage is offered, is_waiting', 'ADV205', '32:20', 'join conditions with `and`', 'stage is offered and is_waiting'),
    'a time between dates compared with months': in_condition('today - asked_on > 1 month', 'ADV312', '32:11', '`today >= asked_on + 1 month`', 'today > asked_on + 1 month'),
    'a day of the week with a capital': in_condition('weekday(today) is Saturday', 'ADV315', '32:29', 'did you mean `saturday`?', 'weekday(today) is saturday'),
    'a day of the week in quotes': in_condition('weekday(today) is "saturday"', 'ADV322', '32:29', 'write `saturday`', 'weekday(today) is saturday'),
    'a choice in two words and quotes': in_condition('preference is "first choice"', 'ADV322', '32:25', 'did you mean `first_choice`?', 'preference is first_choice'),
    'a number as a word': in_condition('chases_sent > two', 'ADV301', '32:25', 'write `2`', 'chases_sent > 2'),
    'one date for the years between two': in_condition('years(asked_on) > 1', 'ADV318', '32:11', 'write `years(born_on, today)`', 'years(asked_on, today) > 1'),
    'has where there is one value': in_condition('stage has offered', 'ADV324', '32:11', '`is`', 'stage is offered'),
    'a parameter asked for a day': in_condition('asked_on + (patience on asked_on) < today', 'ADV323', '32:23', '`on`', 'asked_on + patience < today'),
    'a function of spreadsheets': in_condition('IF(chases_sent > 1, yes, no)', 'ADV317', '32:11', 'write one rule for each case', 'chases_sent > 1'),
    'today with parentheses': in_condition('today() > asked_on', 'ADV317', '32:11', '`today`', 'today > asked_on'),
    'a name with the point the wrong way': in_condition('stage.application is offered', 'ADV315', '32:17', '`applied`', 'application.stage is offered'),
    'a plural in a name': in_condition('applications.stage is offered', 'ADV306', '32:11', '`any(applications, stage)`', 'application.stage is offered'),
    'none for not given': in_condition('answer_by is none', 'ADV215', '32:21', 'write `is not given`', 'answer_by is not given'),
    'empty for not given': in_condition('answer_by is empty', 'ADV301', '32:24', 'write `is not given`', 'answer_by is not given'),
    'true and false of programmers': in_condition('is_waiting is True', 'ADV301', '32:25', 'write `yes`', 'is_waiting'),
    'a missing word': in_condition('preference better than fallback', 'ADV201', '32:22', 'write `is better than`', 'preference is better than fallback'),
    'before without is': in_condition('asked_on before today', 'ADV201', '32:20', 'write `is before`', 'asked_on is before today'),
    'a fact compared with nothing': in_condition('chases_sent >', 'ADV213', '32:23', 'write a value there', 'chases_sent > 1'),
    'a list counted without its name': in_condition('count(thanked) > 1', 'ADV307', '32:17', '`applications`', 'count(interviews, thanked) > 1'),
    # tables
    'a misspelt column': in_table('[preference, chases_sent]', '[preferense, chases_sent]', 'ADV301', '38:12', 'did you mean `preference`?'),
    'a misspelt choice in a cell': in_table('[first_choice, ', '[frist_choice, ', 'ADV315', '41:10', 'did you mean `first_choice`?'),
    'a misspelt policy': in_table('hit: first', 'hit: frist', 'ADV108', '37:10', 'did you mean `first`?'),
    'a cell too few': in_table('[fallback, -, 3 weeks]', '[fallback, 3 weeks]', 'ADV161', '42:10', '`preference`'),
    'a cell too many': in_table('otherwise: [10 days]', 'otherwise: [-, -, 10 days]', 'ADV161', '43:17', '`wait`'),
    'a fact to conclude that is none': in_table('{conclude: wait}', '{conclude: wiat}', 'ADV127', '39:22', 'did you mean `wait`?'),
    'a cell without its unit': in_table('5 days]', '5]', 'ADV311', '41:31', 'did you mean `5 days`?'),
    'a comparison in a cell without quotes': in_table('"< 2"', '> 2', 'ADV006', '41:24', 'put it in quotes: `"> 2"`', '"> 2"'),
    'a table without rows': in_table('    rows:\n      - [first_choice, "< 2", 5 days]\n      - [fallback, -, 3 weeks]\n', '    rows: []\n', 'ADV161', '35:12', 'add one', '    rows:\n      - [first_choice, "< 2", 5 days]\n      - [fallback, -, 3 weeks]\n'),
    'rows at odds': in_table('hit: first\n    when: [preference, chases_sent]\n    then: {conclude: wait}\n    rows:\n      - [first_choice, "< 2", 5 days]', 'hit: unique\n    when: [preference, chases_sent]\n    then: {conclude: wait}\n    rows:\n      - [first_choice, "< 2", 5 days]\n      - [first_choice, "> 0", 6 days]', 'ADV542', '42:10', '`hit: first`'),
    'a row that is never reached': in_table('      - [fallback, -, 3 weeks]\n', '      - [fallback, -, 3 weeks]\n      - [fallback, "> 2", 2 weeks]\n', 'ADV543', '43:10', 'move it up', '      - [fallback, "> 2", 2 weeks]\n      - [fallback, -, 3 weeks]\n'),
    'a range the wrong way round': in_table('"< 2"', '3 .. 1', 'ADV162', '41:24', 'write `1 .. 3`', '1 .. 3'),
    'cases for which there is no row': in_table('    otherwise: [10 days]\n', '', 'ADV541', '35:12', '`otherwise: […]`', '    otherwise: [10 days]\n'),
    # groups of rules
    'otherwise with a condition': in_group('      - otherwise: all-others\n', '      - otherwise: all-others\n        when: preference is good\n', 'ADV101', '36:9', '`otherwise`'),
    'a group whose rule has its own entity': in_group('      - rule: first-choice-first\n', '      - rule: first-choice-first\n        for: interview\n', 'ADV120', '36:20', 'write `for:`'),
    # events
    'a misspelt choice in an event': in_event('{stage: offered}', '{stage: ofered}', 'ADV315', '34:19', 'did you mean `offered`?'),
    'a misspelt fact to ask after': in_event('[answer_by]', '[anwser_by]', 'ADV125', '35:12', 'did you mean `answer_by`?'),
    'an event without a title': in_event('    title: They made an offer\n', '', 'ADV102', '32:5', '`title: …`'),
    # values by date, calendars, layers
    'values by date with a day that is none': Slip('parameters.yaml', '    value: 1 week\n', '    values: {2025-01-01: 1 week, 2026-02-30: 2 weeks}\n', 'ADV109', '3:34', '`2026-02-28`', '    values: {2025-01-01: 1 week, 2026-02-28: 2 weeks}\n'),
    'a value and values by date': Slip('parameters.yaml', '    value: 1 week\n', '    value: 1 week\n    values: {2025-01-01: 1 week}\n', 'ADV111', '3:5', 'leave out one of the two'),
    'values of two kinds': Slip('parameters.yaml', '    value: 1 week\n', '    values: {2025-01-01: 1 week, 2026-01-01: 10}\n', 'ADV109', '3:46', 'write all values in the same way', '    values: {2025-01-01: 1 week, 2026-01-01: 10 days}\n'),
    'a rule from a day written otherwise': Slip('rules.yaml', '    when: held_on is given and not thanked\n', '    from: 1.6.2026\n    when: held_on is given and not thanked\n', 'ADV109', '20:11', 'did you mean `2026-06-01`?', '    from: 2026-06-01\n    when: held_on is given and not thanked\n'),
    'a rule until before it begins': Slip('rules.yaml', '    when: held_on is given and not thanked\n', '    from: 2026-06-01\n    until: 2026-05-01\n    when: held_on is given and not thanked\n', 'ADV110', '21:12', 'exchange the two', '    from: 2026-05-01\n    until: 2026-06-01\n    when: held_on is given and not thanked\n'),
    'a calendar that is not declared': Slip('pack.yaml', 'language: 1\n', 'language: 1\ncalendar: england\n', 'ADV150', '4:11', '`calendars`'),
    'a layer over a pack that is not there': Slip('pack.yaml', 'language: 1\n', 'language: 1\nextends: ../exampel\n', 'ADV172', '4:10', '`post-interview`'),
    'choices of a fact with several types': Slip('facts.yaml', 'asked_on: {type: date,', 'asked_on: {type: [date, text],', 'ADV103', '14:25', 'write it behind the colon'),
    'several by another name': Slip('facts.yaml', 'choices: {applied: Applied, interviewed: Interviewed, offered: They made an offer}', 'choices: {applied: Applied, interviewed: Interviewed, offered: They made an offer}\n        multiple: yes', 'ADV101', '12:9', '`type`'),
    # ranges, rows for the rest, signs for anything
    'a half-open range without quotes': in_table('"< 2"', '(0 .. 2]', 'ADV006', '41:24', 'put it in quotes: `"(0 .. 2]"`', '"(0 .. 2]"'),
    'a half-open range the other way round': in_table('"< 2"', '[0 .. 2)', 'ADV006', '41:24', 'put it in quotes: `"[0 .. 2)"`', '"[0 .. 2)"'),
    'a range as DMN writes it': in_table('"< 2"', ']0 .. 2[', 'ADV006', '41:24', 'put it in quotes: `"]0 .. 2["`', '"]0 .. 2["'),
    'a closed range in square brackets': in_table('"< 2"', '[0 .. 2]', 'ADV103', '41:25', 'write `0 .. 2`', '0 .. 2'),
    'a range with a dash': in_table('"< 2"', '0-2', 'ADV162', '41:24', 'write `0 .. 2`', '0 .. 2'),
    'a range with to': in_table('"< 2"', '0 to 2', 'ADV162', '41:24', 'write `0 .. 2`', '0 .. 2'),
    'a range that is open above': in_table('"< 2"', '2+', 'ADV162', '41:24', 'write `>= 2`', '">= 2"'),
    'else as a row': in_table('    otherwise: [10 days]\n', '      - [else, 10 days]\n', 'ADV161', '43:10', '`otherwise: [10 days]`', '    otherwise: [10 days]\n'),
    'otherwise as a row of its own': in_table('    otherwise: [10 days]\n', '      - otherwise: 10 days\n', 'ADV161', '43:9', '`otherwise: [10 days]`', '    otherwise: [10 days]\n'),
    'otherwise in the first cell': in_table('    otherwise: [10 days]\n', '      - [otherwise, -, 10 days]\n', 'ADV161', '43:10', '`otherwise: [10 days]`', '    otherwise: [10 days]\n'),
    'else as a key': in_table('    otherwise:', '    else:', 'ADV101', '43:5', 'write `otherwise`', '    otherwise:'),
    'any for anything': in_table('[fallback, -,', '[fallback, any,', 'ADV162', '42:20', 'write `-`', '[fallback, -,'),
    'a star for anything': in_table('[fallback, -,', '[fallback, *,', 'ADV006', '42:20', 'write `-`', '[fallback, -,'),
    'a thousand with a comma in a row': in_table('[fallback, -,', '[fallback, 1,000,', 'ADV161', '42:10', 'write `1000`', '[fallback, 1000,'),
    'a gap between ranges that do not meet': in_table('hit: first\n    when: [preference, chases_sent]\n    then: {conclude: wait}\n    rows:\n      - [first_choice, "< 2", 5 days]\n      - [fallback, -, 3 weeks]\n    otherwise: [10 days]\n', 'when: [chases_sent]\n    then: {conclude: wait}\n    rows:\n      - [0 .. 7, 5 days]\n      - [">= 8", 3 weeks]\n', 'ADV541', '35:12', '`<= 7` in one, `> 7` in the next', 'when: [chases_sent]\n    then: {conclude: wait}\n    rows:\n      - [0 .. 7, 5 days]\n      - ["> 7", 3 weeks]\n'),
    # several things on one line
    'an action and its day on one line': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise: answer, due: answer_by', 'ADV006', '28:13', '`{action: answer, due: answer_by}`'),
    'an action and its day without a comma': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise: answer due: answer_by', 'ADV006', '28:13', '`{action: answer, due: answer_by}`'),
    'an action and its day in words': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise: answer by answer_by', 'ADV118', '28:13', '`{action: answer, due: answer_by}`'),
    'a day beside advise': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise: answer\n    due: answer_by', 'ADV101', '29:5', '`advise: {action: …, due: …}`'),
    'an action as a key': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise:\n      answer: {due: answer_by}', 'ADV101', '29:7', 'write `action: answer`', 'advise:\n      action: answer\n      due: answer_by'),
    'a conclusion on one line': Slip('rules.yaml', 'conclude: {is_waiting: yes}', 'conclude: is_waiting: yes', 'ADV006', '7:15', '`{is_waiting: yes}`'),
    'what is done on one line': Slip('actions.yaml', 'done: {chases_sent: chases_sent + 1, asked_on: today}', 'done: chases_sent: chases_sent + 1, asked_on: today', 'ADV006', '6:11', '`{chases_sent: chases_sent + 1, asked_on: today}`'),
    'two names with a comma': in_more('  - rule: hush\n    for: application\n    silences: [chase, answer]\n', '[chase, answer]', 'chase, answer', 'ADV118', '32:15', '`[chase, answer]`'),
    # calendars
    **{
        f'days from and to with {way}': in_more(CALENDAR, '2026-12-29 to 2026-12-31', days, 'ADV109', '34:7', 'write `2026-12-29 to 2026-12-31`')
        for way, days in {'a dash': '2026-12-29 - 2026-12-31', 'points': '2026-12-29..2026-12-31', 'until': '2026-12-29 until 2026-12-31', 'the last day alone': '2026-12-29 to 31', 'points in the dates': '29.12.2026 - 31.12.2026'}.items()
    },
    'a day of every year': in_more(CALENDAR, '2026-12-29 to 2026-12-31', '12-25', 'ADV109', '34:7', 'such as `2026-12-25`', '2026-12-25'),
    'two days in one line': in_more(CALENDAR, '2026-12-29 to 2026-12-31', '2026-12-29, 2026-12-31', 'ADV109', '34:7', 'a line for each: `2026-12-29: …`', '2026-12-29'),
    'years with a dash': in_more(CALENDAR, '2026 to 2030', '2026-2030', 'ADV109', '32:12', 'write the first and the last: `2026 to 2030`'),
    # amounts
    **{
        f'an amount with {what}': Slip('facts.yaml', '      answer_by:', f'      fee: {{type: number, default: {wrong}, ask: What does it cost?}}\n      answer_by:', 'ADV109', '12:36', help, '      answer_by:')
        for what, (wrong, help) in {'the name of its money': ('10 pounds', 'write `10`'), 'a sign of money': ('£0.60', 'write `0.60`'), 'pence': ('60p', 'write `0.6`, or `60`'), 'a share': ('10%', 'write `0.1`, or `10`')}.items()
    },
    'a thousand between braces': Slip('facts.yaml', '      answer_by:', '      fee: {type: number, default: 1,000, ask: What does it cost?}\n      answer_by:', 'ADV006', '12:36', 'write `1000`', '      answer_by:'),
    'money in a parameter': Slip('parameters.yaml', '    value: 1 week\n', '    value: 1 week\n  fee:\n    value: 10 pounds\n', 'ADV109', '5:12', 'write `10`', '    value: 1 week\n'),
    'money in a condition': in_condition('chases_sent > £5', 'ADV202', '32:25', 'write `5`', 'chases_sent > 5'),
    'a unit in a condition': in_condition('chases_sent > 5 times', 'ADV214', '32:25', 'write `5`', 'chases_sent > 5'),
    'more than without is': in_condition('chases_sent more than 1', 'ADV215', '32:23', 'write `>`', 'chases_sent > 1'),
    'at least without is': in_condition('chases_sent at least 1', 'ADV215', '32:23', 'write `>=`', 'chases_sent >= 1'),
    'a number behind the name of a parameter': Slip('parameters.yaml', 'patience:\n    value: 1 week\n    title: How long to wait before asking\n', 'patience: 1 week\n', 'ADV103', '2:13', 'write `{value: 1 week}`', 'patience: {value: 1 week}\n'),
    'what is done without its value': Slip('actions.yaml', 'done: {thanked: yes}', 'done: thanked', 'ADV103', '10:11', '`{thanked: …}`', 'done: {thanked: yes}'),
    'a type in two words': Slip('facts.yaml', 'chases_sent: {type: number', 'chases_sent: {type: whole number', 'ADV108', '13:27', 'did you mean `number`?'),
    'a date called day': Slip('facts.yaml', '      answer_by: {type', '      day: {type: date}\n      answer_by: {type', 'ADV106', '12:7', '`on_which_day`'),
    'a date behind and': in_condition('chases_sent > 1 and answer_by', 'ADV310', '32:31', '`answer_by is given`', 'chases_sent > 1 and answer_by is given'),
    # sentences
    'a fact with a capital in a title': Slip('actions.yaml', '{company}', '{Company}', 'ADV382', '3:16', 'write `{company}`'),
    'what is worked out in a sentence': Slip('rules.yaml', 'because: Silence is rarely', 'because: After {asked_on + patience} silence is rarely', 'ADV382', '16:20', '`default: asked_on + patience`', 'because: Silence is rarely'),
    'braces of a draft in a sentence': Slip('actions.yaml', 'Ask {company} how', 'Ask {{ company }} how', 'ADV381', '3:16', 'write `{company}`'),
    'a list in a sentence': Slip('rules.yaml', 'because: Silence is rarely', 'because: After {interviews} silence is rarely', 'ADV383', '16:21', '`count(interviews)`', 'because: Silence is rarely'),
    'a name without its value in braces': Slip('actions.yaml', 'done: {thanked: yes}', 'done: {thanked}', 'ADV006', '10:11', '`{thanked: …}`', 'done: {thanked: yes}'),
    # what is expected
    'an expected fact with its value': Slip('own_test.yaml', '    expect:\n      - action: chase\n', '    expect_facts: [is_waiting: yes]\n', 'ADV409', '8:20', '`{fact: is_waiting, value: yes}`', '    expect_facts: [{fact: is_waiting, for: Acme, value: yes}]\n'),
    'an expected action with its label': Slip('own_test.yaml', '      - action: chase\n', '      - chase: Acme\n', 'ADV409', '9:9', '`{action: chase, for: Acme}`', '      - {action: chase, for: Acme}\n'),
    'an expected note': Slip('own_test.yaml', '      - action: chase\n', '      - action: chase\n        notes: [patience]\n', 'ADV409', '10:9', '`because: [its-name]` beside `expect`', '      - action: chase\n    because: [ask-after-a-while]\n'),
    'a conclusion as what is done': Slip('actions.yaml', '    done: {thanked: yes}\n', '    done: {thanked: application.is_waiting}\n', 'ADV321', '10:21', 'write `yes` or `no`', '    done: {thanked: yes}\n'),
    # several choices
    **{
        f'several choices with {way}': in_more(SYMPTOMS, 'symptoms has fever', wrong, code, place, help, right)
        for way, (wrong, code, place, help, right) in {
            'has no': ('symptoms has no fever', 'ADV214', '32:11', '`not (symptoms has fever)`', 'not (symptoms has fever)'),
            'does not have': ('symptoms does not have fever', 'ADV214', '32:11', '`not (symptoms has fever)`', 'not (symptoms has fever)'),
            'all of': ('symptoms has all of (fever, rash)', 'ADV201', '32:28', '`symptoms has fever and symptoms has rash`', 'symptoms has fever and symptoms has rash'),
            'one of': ('symptoms has one of (fever, rash)', 'ADV214', '32:11', '`symptoms has any of (fever, rash)`', 'symptoms has any of (fever, rash)'),
            'and': ('symptoms has fever and rash', 'ADV304', '32:34', '`symptoms has rash`', 'symptoms has fever and symptoms has rash'),
            'in': ('fever in symptoms', 'ADV215', '32:17', '`symptoms has fever`', 'symptoms has fever'),
        }.items()
    },
    # what somebody does who cannot program: words and signs of other places, copied lines, files of word processors
    'isnt in one word': in_condition('stage isnt offered', 'ADV215', '32:17', 'write `is not`', 'stage is not offered'),
    'neither and nor': in_condition('stage is neither offered nor applied', 'ADV215', '32:11', 'write `stage is not one of (offered, applied)`', 'stage is not one of (offered, applied)'),
    'square brackets behind one of': in_condition('stage is one of [offered, applied]', 'ADV202', '32:27', 'write `(` and `)`', 'stage is one of (offered, applied)'),
    'days ago': in_condition('asked_on is before 5 days ago', 'ADV215', '32:30', 'write `today - 5 days`', 'asked_on is before today - 5 days'),
    'days from now': in_condition('answer_by is before 5 days from now', 'ADV215', '32:31', 'write `today + 5 days`', 'answer_by is before today + 5 days'),
    'in the past': in_condition('answer_by is in the past', 'ADV215', '32:11', 'write `answer_by < today`', 'answer_by < today'),
    'a day that has passed': in_condition('answer_by has passed', 'ADV324', '32:11', 'write `answer_by is before today`', 'answer_by is before today'),
    'a fortnight': Slip('rules.yaml', 'due: answer_by', 'due: answer_by + 1 fortnight', 'ADV209', '28:47', 'write `2 weeks`', 'due: answer_by + 2 weeks'),
    'a month without a number': Slip('rules.yaml', 'due: answer_by', 'due: answer_by + a month', 'ADV209', '28:47', 'write `1 month`', 'due: answer_by + 1 month'),
    'a unit of one letter': Slip('rules.yaml', 'due: answer_by', 'due: answer_by + 5d', 'ADV209', '28:47', 'write `5 days`', 'due: answer_by + 5 days'),
    'half a year': Slip('rules.yaml', 'due: answer_by', 'due: answer_by + half a year', 'ADV215', '28:47', 'write `6 months`', 'due: answer_by + 6 months'),
    'weeks after a day': Slip('rules.yaml', 'due: answer_by', 'due: 2 weeks after answer_by', 'ADV215', '28:35', 'write `answer_by + 2 weeks`', 'due: answer_by + 2 weeks'),
    'plus in a word': Slip('rules.yaml', 'due: answer_by', 'due: answer_by plus 3 days', 'ADV215', '28:45', 'write `+`', 'due: answer_by + 3 days'),
    'times in a word': in_condition('chases_sent times 2 > 4', 'ADV215', '32:23', 'write `*`', 'chases_sent * 2 > 4'),
    'a letter for yes': Slip('rules.yaml', '{is_waiting: yes}', '{is_waiting: y}', 'ADV301', '7:28', 'write `yes` or `no`'),
    'a line that begins with or': Slip('rules.yaml', '      - answer_by is given', '      - or answer_by is given', 'ADV213', '27:9', 'put the two conditions on one line with `or` between them, or each on a line of its own below `any:`', '      - answer_by is given or chases_sent > 5'),
    'a line that begins with and': Slip('rules.yaml', '      - answer_by is given', '      - and answer_by is given', 'ADV213', '27:9', 'leave it out: the conditions of a list have to hold all together', '      - answer_by is given'),
    'a comma at the end of a condition': Slip('rules.yaml', '      - stage is offered', '      - stage is offered,', 'ADV213', '26:25', 'leave it out', '      - stage is offered'),
    'a sentence that goes on at the edge': Slip('rules.yaml', '    because: Prompt thanks show that you want the job.', '    because: Prompt thanks show\nthat you want the job.', 'ADV007', '23:1', 'if it belongs to the text of `because`, give it more spaces than `because`; else write `key: value`'),
    'an entity in brackets': Slip('rules.yaml', '    for: interview\n', '    for: [interview]\n', 'ADV103', '19:11', 'write `interview` alone, without brackets or a dash'),
    'two entities for one rule': Slip('rules.yaml', '    for: interview\n', '    for: interview, application\n', 'ADV115', '19:10', 'a rule is for one entity: write a rule for each'),
    'sentences in a list': Slip('rules.yaml', '    because: Prompt thanks show that you want the job.', '    because:\n      - Prompt thanks show it.\n      - Do it.', 'ADV103', '23:9', 'write it as one text behind the colon, without dashes and brackets'),
    'a colon behind is': Slip('rules.yaml', '      - stage is offered\n', '      - stage is: offered\n', 'ADV101', '26:9', 'the groups are `all`, `any` and `none`'),
    'a colon between a source and its section': Slip('rules.yaml', '    source: guide#chase', '    source: guide: chase', 'ADV006', '17:13', 'write `guide#chase`: a `#` stands before the section'),
    'a conclusion as a condition': Slip('rules.yaml', 'conclude: {is_waiting: yes}', 'conclude: is_waiting is yes', 'ADV103', '7:15', 'write `{is_waiting: yes}`'),
    'set for conclude': Slip('rules.yaml', 'conclude: {is_waiting: yes}', 'set: {is_waiting: yes}', 'ADV101', '7:5', 'write `conclude`'),
    'the title of an action for its name': Slip('rules.yaml', '    advise: thank\n', '    advise: Thank {company} for the interview\n', 'ADV118', '21:13', 'write its name, `thank`'),
    'by for due': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise: {action: answer, by: answer_by}', 'ADV101', '28:30', 'write `due`'),
    'from for start': Slip('rules.yaml', 'advise: {action: answer, due: answer_by}', 'advise: {action: answer, from: answer_by}', 'ADV101', '28:30', 'write `start`', 'advise: {action: answer, start: answer_by}'),
    'from a fact on': Slip('rules.yaml', '    advise: thank\n', '    from: held_on\n    advise: thank\n', 'ADV109', '21:11', 'what hangs on a fact stands under `when`: `today is on or after held_on`'),
    'a choice without words': Slip('facts.yaml', 'good: Good', 'good:', 'ADV006', '19:33', 'write `good: …`, or leave it out'),
    'name for rule': Slip('rules.yaml', '  - rule: thank-them', '  - name: thank-them', 'ADV101', '18:5', 'write `rule`'),
    'text for say': Slip('rules.yaml', '    advise: thank\n', '    note: {on: [thank], text: Be quick}\n', 'ADV101', '21:25', 'write `say`'),
    'a fact with too few spaces': Slip('facts.yaml', '      thanked: {type: yes-no', '    thanked: {type: yes-no', 'ADV101', '27:5', 'a fact stands under `facts:`: give it as many spaces as the others there'),
    'a space of a word processor before a line': Slip('rules.yaml', '      - answer_by is given', '\xa0     - answer_by is given', 'ADV007', '27:1', 'delete it, and type a space instead'),
    'a space of a word processor behind a dash': Slip('rules.yaml', '      - answer_by is given', '      -\xa0answer_by is given', 'ADV007', '27:8', 'delete it, and type a space instead'),
    'a bullet for a dash': Slip('rules.yaml', '      - answer_by is given', '      • answer_by is given', 'ADV007', '27:7', 'write a plain hyphen: `- answer_by is given`'),
    'a colon of another writing': Slip('rules.yaml', 'advise: thank', 'advise： thank', 'ADV007', '21:5', 'write `advise: thank`'),
    'the marks of a merge': Slip('rules.yaml', '    advise: thank\n', '<<<<<<< HEAD\n    advise: thank\n=======\n    advise: answer\n>>>>>>> mine\n', 'ADV007', '21:1', 'delete it, and of the two what does not hold'),
    'a plus of a list of changes': Slip('rules.yaml', '    advise: thank\n', '+   advise: thank\n', 'ADV007', '21:1', 'write a space for the `+`'),
    'a remark with two strokes': Slip('rules.yaml', '    advise: thank\n', '    // at once\n    advise: thank\n', 'ADV007', '21:5', 'write `# `, and the remark behind it', '    # at once\n    advise: thank\n'),
    'a remark as in a page': Slip('rules.yaml', '    advise: thank\n', '    <!-- x -->\n    advise: thank\n', 'ADV007', '21:5', 'write `# `, and the remark behind it', '    # x\n    advise: thank\n'),
    'the beginning of a title for a name': Slip('rules.yaml', '    advise: thank\n', '    advise: Thank {company}\n', 'ADV118', '21:13', 'write its name, `thank`'),
    'a remark behind a name': Slip('rules.yaml', '    advise: thank\n', '    advise: thank // at once\n', 'ADV118', '21:13', 'write `thank`; a remark begins with ` #`', '    advise: thank  # at once\n'),
    'quotes around the first word': Slip('rules.yaml', 'because: Prompt thanks show that you want the job.', 'because: "Prompt" thanks show it.', 'ADV006', '22:14', 'put all of it in single quotes: `\'"Prompt" thanks show it.\'`', 'because: \'"Prompt" thanks show it.\''),
    'quotes around braces': Slip('facts.yaml', '{type: date, looks: back, ask: When was it?}', '"{type: date, looks: back, ask: When was it?}"', 'ADV103', '26:16', 'leave out the quotes: `{type: date, looks: back, ask: When was it?}`'),
    'an equals sign between braces': Slip('facts.yaml', '{type: date, looks: back, ask: When was it?}', '{type = date, looks: back, ask: When was it?}', 'ADV006', '26:17', 'write `type: date`'),
    'a comma too few between braces': Slip('facts.yaml', '{type: date, looks: back, ask: When was it?}', '{type: date looks: back, ask: When was it?}', 'ADV006', '26:23', 'write `date, looks: …`'),
    'round brackets for braces': Slip('facts.yaml', '{type: date, looks: back, ask: When was it?}', '(type: date, looks: back, ask: When was it?)', 'ADV006', '26:16', 'write `{type: date, looks: back, ask: When was it?}`'),
    'a first line that was commented out': Slip('rules.yaml', '  - rule: thank-them', '  # - rule: thank-them', 'ADV015', '19:5', 'write its first line above, with its dash and its name; or keep one of each two'),
    'expects for expect': Slip('own_test.yaml', '    expect:\n', '    expects:\n', 'ADV101', '8:5', 'did you mean `expect`?'),
    'the day of a test outside its situation': Slip('own_test.yaml', '    situation:\n      today: 2026-11-22\n', '    today: 2026-11-22\n    situation:\n', 'ADV101', '3:5', 'it belongs under `situation`: give it more spaces than that'),
    'a changed fact without with': Slip('own_test.yaml', '      - action: thank\n', '      - action: thank\n    but:\n      - {stage: applied, expect: []}\n', 'ADV101', '19:10', 'write `with: {stage: applied}`', '      - action: thank\n    but:\n      - {with: {stage: applied}, expect: []}\n'),
    'expected for some of what is expected': Slip('own_test.yaml', '    expect_some:\n', '    expected:\n', 'ADV101', '15:5', 'did you mean `expect`?'),
    'a length from and to': Slip('parameters.yaml', 'value: 1 week', 'value: 1-2 weeks', 'ADV109', '3:12', 'write `1 week` or `2 weeks`'),
    'a length in two units': Slip('parameters.yaml', 'value: 1 week', 'value: 1 week 2 days', 'ADV109', '3:12', 'write `9 days`', 'value: 9 days'),
    'a length that is worked out': Slip('parameters.yaml', 'value: 1 week', 'value: 2 * 3 days', 'ADV109', '3:12', 'write `6 days`', 'value: 6 days'),
    'about a week': Slip('parameters.yaml', 'value: 1 week', 'value: about a week', 'ADV109', '3:12', 'write `1 week`', 'value: 1 week'),
    'default for the value of a parameter': Slip('parameters.yaml', 'value: 1 week', 'default: 1 week', 'ADV101', '3:5', 'write `value`'),
    'a type of a parameter': Slip('parameters.yaml', 'value: 1 week', 'value: 1 week\n    type: duration', 'ADV101', '4:5', 'leave it out: the type follows from how the value is written', 'value: 1 week\n    min: 1 day'),
    'business days in a parameter': Slip('parameters.yaml', 'value: 1 week', 'value: 5 business days', 'ADV109', '3:12', 'write `5 working days`', 'value: 5 working days'),
    'question for ask': Slip('facts.yaml', 'ask: Which company', 'question: Which company', 'ADV101', '6:44', 'write `ask`'),
    'options for choices': Slip('facts.yaml', 'choices: {applied', 'options: {applied', 'ADV101', '11:9', 'write `choices`'),
    'past for back': Slip('facts.yaml', 'looks: back, ask: When did', 'looks: past, ask: When did', 'ADV108', '14:37', 'write `back`'),
    'an order that is only yes': Slip('facts.yaml', 'ordered: best first', 'ordered: yes', 'ADV108', '17:18', 'write `best first`, and the choices in this order, the best one above'),
    'a list in which an entity lies': Slip('facts.yaml', 'within: application', 'within: applications', 'ADV115', '22:13', 'did you mean `application`?'),
    'an entity without its list': Slip('facts.yaml', '    list: interviews\n', '', 'ADV102', '22:5', 'add the name of its list, such as `list: interviews`'),
    'holidays for closed': Slip('rules.yaml', '    because: A late answer looks like a no.\n', '    because: A late answer looks like a no.\ncalendars:\n  office:\n    from: {country: GB, subdivision: ENG}\n    years: 2026 to 2028\n    weekend: [saturday, sunday]\n    holidays:\n      2026-12-24: We close early\n', 'ADV101', '35:5', 'write `closed`'),
    'square brackets around a fact in a draft': Slip('drafts/question.md', 'How do', '[company] How do', 'ADV132', '3:1', 'write `{{ company }}`', '{{ company }} How do'),
    'angle brackets around a fact in a draft': Slip('drafts/question.md', 'How do', '<company> How do', 'ADV132', '3:1', 'write `{{ company }}`', '{{ company }} How do'),
    'a condition of the rules in a draft': Slip('drafts/question.md', 'How do', '{% if stage is offered %}a{% endif %} How do', 'ADV132', '3:16', 'write `name_of.stage == "offered"`', '{% if name_of.stage == "offered" %}a{% endif %} How do'),
    'a misspelt choice in a draft': Slip('drafts/question.md', 'How do', '{% if name_of.stage == "ofered" %}a{% endif %} How do', 'ADV132', '3:25', 'did you mean `offered`?', '{% if name_of.stage == "offered" %}a{% endif %} How do'),
    'an amount compared in words in a draft': Slip('drafts/question.md', 'How do', '{% if chases_sent > 2 %}a{% endif %} How do', 'ADV132', '3:7', 'write `value_of.chases_sent`', '{% if value_of.chases_sent > 2 %}a{% endif %} How do'),
    'one equals sign in a draft': Slip('drafts/question.md', 'How do', '{% if stage = "offered" %}a{% endif %} How do', 'ADV132', '3:1', 'write `==` to compare', '{% if name_of.stage == "offered" %}a{% endif %} How do'),
    'a fact of two words in a draft': Slip('drafts/question.md', 'How do', '{{ your name }} How do', 'ADV132', '3:4', 'write `{{ your_name }}`', '{{ company }} How do'),
    'a subject by another name': Slip('drafts/question.md', 'Subject:', 'Betreff:', 'ADV132', '1:1', 'write `Subject:` for `Betreff:`'),
    'no empty line below the subject': Slip('drafts/question.md', 'application\n\nHow', 'application\nHow', 'ADV132', '2:1', 'put an empty line above it'),
    'inputs without brackets': in_table('[preference, chases_sent]', 'preference, chases_sent', 'ADV103', '38:11', 'write `[preference, chases_sent]`'),
    'a row with bars': in_table('- [fallback, -, 3 weeks]', '- fallback | - | 3 weeks', 'ADV103', '42:9', '`- [fallback, -, 3 weeks]`'),
    'under a number in a cell': in_table('"< 2"', 'under 2', 'ADV162', '41:24', 'write `< 2`'),
    'or in a cell': in_table('[fallback,', '[fallback or good,', 'ADV162', '42:10', 'write `one of (fallback, good)`', '["one of (fallback, good)",'),
    'not applicable in a cell': in_table('[fallback, -,', '[fallback, n/a,', 'ADV162', '42:20', 'write `-`'),
    'a ditto mark in a cell': in_table('[fallback, -,', "[fallback, '\"',", 'ADV162', '42:21', 'write the value of the row above again'),
    'cells exchanged': in_table('[fallback, -, 3 weeks]', '[-, fallback, 3 weeks]', 'ADV304', '42:13', 'move it to the column of `preference`'),
    'nothing between two commas': in_table('[fallback, -,', '[fallback, ,', 'ADV006', '42:20', 'write `-` there'),
    'a letter for a hit policy': in_table('hit: first', 'hit: F', 'ADV108', '37:10', 'write `first`'),
    'a table without its entity': in_table('    for: application\n', '', 'ADV102', '35:12', 'add `for: application`'),
    'years one by one': in_more(CALENDAR, '2026 to 2030', '[2026, 2027, 2030]', 'ADV103', '32:13', 'write `2026 to 2030`'),
    # as people speak
    'unless between conditions': in_condition('stage is offered unless is_waiting', 'ADV215', '32:28', 'write `and not`', 'stage is offered and not is_waiting'),
    'but not between conditions': in_condition('stage is offered but not is_waiting', 'ADV215', '32:28', 'write `and not`', 'stage is offered and not is_waiting'),
    'except between conditions': in_condition('stage is one of (offered, applied) except is_waiting', 'ADV215', '32:46', 'write `and not`', 'stage is one of (offered, applied) and not is_waiting'),
    'either before or': in_condition('either stage is offered or is_waiting', 'ADV215', '32:11', 'leave it out: `or` alone says it', 'stage is offered or is_waiting'),
    'both before and': in_condition('both is_waiting and chases_sent > 1', 'ADV215', '32:11', 'leave it out: `and` alone says it', 'is_waiting and chases_sent > 1'),
    'an article': in_condition('the stage is offered', 'ADV215', '32:11', 'leave it out', 'stage is offered'),
    'not yet': in_condition('not yet is_waiting', 'ADV215', '32:15', 'leave it out', 'not is_waiting'),
    'older than a length': in_condition('asked_on is older than 2 weeks', 'ADV215', '32:11', 'write `asked_on < today - 2 weeks`', 'asked_on < today - 2 weeks'),
    'not older than a length': in_condition('asked_on is not older than 2 months', 'ADV215', '32:11', 'write `asked_on >= today - 2 months`', 'asked_on >= today - 2 months'),
    'newer than a length': in_condition('asked_on is newer than 3 days', 'ADV215', '32:11', 'write `asked_on > today - 3 days`', 'asked_on > today - 3 days'),
    'since a length': in_condition('asked_on since 2 weeks', 'ADV215', '32:11', 'write `asked_on <= today - 2 weeks`', 'asked_on <= today - 2 weeks'),
    'filled in': in_condition('answer_by is filled in', 'ADV215', '32:11', 'write `answer_by is given`', 'answer_by is given'),
    'not filled in': in_condition('answer_by is not filled in', 'ADV215', '32:11', 'write `answer_by is not given`', 'answer_by is not given'),
    'the number of a list': in_condition('number of interviews > 2', 'ADV215', '32:11', 'write `count(interviews)`', 'count(interviews) > 2'),
    'no before a list': in_condition('no interviews', 'ADV215', '32:11', '`count(interviews) is 0` for a list', 'count(interviews) is 0'),
    'is no': in_condition('stage is no offered', 'ADV215', '32:17', 'write `is not offered`', 'stage is not offered'),
    'a weekend': in_condition('today is weekend', 'ADV301', '32:20', '`weekday(today) is one of (saturday, sunday)`', 'weekday(today) is one of (saturday, sunday)'),
    'an average': in_condition('average(interviews, chases_sent) > 1', 'ADV317', '32:11', 'write `sum(interviews, chases_sent) / count(interviews)`', 'sum(interviews, chases_sent) / count(interviews) > 1'),
    'the length of a list': in_condition('length(interviews) > 1', 'ADV317', '32:11', 'did you mean `count`?', 'count(interviews) > 1'),
    'whose fact it is, with an apostrophe': in_condition("application's stage is offered", 'ADV202', '32:22', 'a fact is named alone', 'stage is offered'),
    'or more in a cell': in_table('"< 2"', '2 or more', 'ADV162', '41:24', 'write `>= 2`', '">= 2"'),
    'or fewer in a cell': in_table('"< 2"', '2 or fewer', 'ADV162', '41:24', 'write `<= 2`', '"<= 2"'),
    'each entity': Slip('rules.yaml', '    for: interview\n', '    for: each interview\n', 'ADV115', '19:10', 'write `interview`'),
    'a rule that is switched off': Slip('rules.yaml', '    advise: thank\n', '    enabled: no\n    advise: thank\n', 'ADV101', '21:5', 'put a `#` before each of its lines', '    until: 2026-12-31\n    advise: thank\n'),
    'what an event does, as in a rule': in_event('    sets: {stage: offered}\n', '    then: {stage: offered}\n', 'ADV101', '34:5', 'write `sets`'),
    'what an event does, as in an action': in_event('    sets: {stage: offered}\n', '    done: {stage: offered}\n', 'ADV101', '34:5', 'write `sets`'),
    'advice in an event': in_event('    asks: [answer_by]\n', '    asks: [answer_by]\n    advise: answer\n', 'ADV101', '36:5', 'advised by a rule'),
    'a question for an event': in_event('asks: [answer_by]', 'asks: By when do they want it?', 'ADV125', '35:11', 'as in `[answer_by]`'),
    'days beyond the years of a calendar': in_more(CALENDAR, '2026-12-29 to 2026-12-31', '2031-12-29 to 2031-12-31', 'ADV110', '34:7', 'widen `years`'),
    'the form of a date': Slip('facts.yaml', 'asked_on: {type: date,', 'asked_on: {type: date, format: dd.mm.yyyy,', 'ADV101', '14:30', 'leave it out'),
    'a label of a fact': Slip('facts.yaml', 'ask: Which company', 'label: Which company', 'ADV101', '6:44', 'write `ask`'),
    'an integer': Slip('facts.yaml', 'chases_sent: {type: number,', 'chases_sent: {type: integer,', 'ADV108', '13:27', '`whole: yes` beside it', 'chases_sent: {type: number, whole: yes,'),
    'before for after': Slip('actions.yaml', '    kind: do\n    draft', '    before: [thank]\n    kind: do\n    draft', 'ADV101', '4:5', 'where `after` names this one'),
    'a plus without what it is added to': Slip('actions.yaml', 'chases_sent: chases_sent + 1', 'chases_sent: +1', 'ADV213', '6:25', 'write before it what it is added to'),
    'a range of a parameter': Slip('parameters.yaml', 'value: 1 week', 'value: 1 week\n    range: 1 day to 3 weeks', 'ADV101', '4:5', 'write `min` and `max`', 'value: 1 week\n    min: 1 day\n    max: 3 weeks'),
    'somebody else in a test': Slip('own_test.yaml', '- action: chase\n', '- {action: chase, for: Acmee}\n', 'ADV413', '9:30', 'did you mean `Acme`?', '- {action: chase, for: Acme}\n'),
    'a place that a test does not have': Slip('own_test.yaml', '- action: chase\n', '- {action: chase, for: "applications[2]"}\n', 'ADV413', '9:30', 'there are `Acme`,', '- {action: chase, for: "applications[0]"}\n'),
    'nothing expected': Slip('own_test.yaml', '    expect:\n      - action: chase\n', '    expect: nothing\n', 'ADV410', '8:13', 'write `expect: []`'),
    'somebody else under but': Slip('own_test.yaml', '      - action: thank\n', '      - action: thank\n    but:\n      - {with: {stage of Acmee: applied}, expect_none: [answer]}\n', 'ADV401', '19:17', 'did you mean `stage of Acme`?', '      - action: thank\n    but:\n      - {with: {stage of Acme: applied}, expect_none: [answer]}\n'),
    'single braces in a draft': Slip('drafts/question.md', 'How do', '{company} How do', 'ADV132', '3:1', 'write `{{ company }}`', '{{ company }} How do'),
    'a condition in single braces in a draft': Slip('drafts/question.md', 'How do', '{if company} How do', 'ADV132', '3:1', 'write `{% if company %}`', '{% if company %} Oh {% endif %} How do'),
    'an end in two words in a draft': Slip('drafts/question.md', 'How do', '{% if asked_on %}a{% end if %} How do', 'ADV132', '3:1', 'write `{% endif %}`', '{% if asked_on %}a{% endif %} How do'),
    'a form of dates in a draft': Slip('drafts/question.md', 'How do', '{% if answer_by %}{{ answer_by | date }}{% endif %} How do', 'ADV132', '3:34', '`in_full` writes the weekday, too', '{% if answer_by %}{{ answer_by | in_full }}{% endif %} How do'),
}  # fmt: skip


def checked(folder: Path, slip: Slip, text: str) -> tuple[Diagnostic, ...]:
    """All that is said of the pack with `text` in place of what is right."""
    before, right, behind = PACK[slip.file].partition(slip.right)
    assert right, "the pack has no such text"
    return api.check_pack(write(folder, {**PACK, slip.file: before + text + behind})).diagnostics


FILES = {  # a file under another name, in another form or twice → where that is told, and what is said
    "rules in a text file": ({"rules.txt": PACK["rules.yaml"]}, "rules.yaml", ("ADV018", "rules.txt", "`rules.yaml`")),
    "tests in a file of another name": ({"own-tests.yaml": PACK["own_test.yaml"]}, "own_test.yaml", ("ADV114", "own-tests.yaml", "`own_test.yaml`")),
    "a capital in the name of a file": ({"Pack.yaml": PACK["pack.yaml"]}, "pack.yaml", ("ADV112", "Pack.yaml", "small letters")),
    "a copy of a file": ({"rules (2).yaml": PACK["rules.yaml"]}, None, ("ADV107", "rules.yaml", "delete one")),
    "a letter in a text file": ({"drafts/thanks.txt": "Subject: Thanks\n"}, None, ("ADV018", "thanks.txt", "`thanks.md`")),
    "the fence of a page around all": ({"rules.yaml": f"```yaml\n{PACK['rules.yaml']}```\n"}, None, ("ADV007", "rules.yaml", "delete it")),
}  # fmt: skip


@pytest.mark.parametrize(("files", "gone", "told"), FILES.values(), ids=FILES.keys())
def test_of_a_file_one_thing_is_said(
    files: dict[str, str], gone: str | None, told: tuple[str, str, str], tmp_path: Path
) -> None:
    kept = {name: text for name, text in PACK.items() if name != gone}
    [said] = api.check_pack(write(tmp_path, kept | files)).diagnostics
    assert (said.code, Path(said.span.path).name) == told[:2]
    assert told[2] in (said.help or "")


WAITING = """\
# for: application
# hit: first
preference,chases_sent,|,wait
first_choice,< 2,,5 days
fallback,-,,3 weeks
otherwise,,,10 days
"""
IN_FILES = {  # what stands in a table file in place of what → what is told of it, where, and the help
    "a title above": ("preference,chases", "Waiting times\npreference,chases", "ADV161", "3:1", "put `# ` before `Waiting times`"),
    "no column between": (",|,", ",", "ADV161", "3:1", "a column `|`"),
    "no colon behind a key": ("# for: application", "# for application", "ADV102", "1:1", "`# for: application`"),
    "a capital in a cell": ("fallback,", "Fallback,", "ADV315", "5:1", "did you mean `fallback`?"),
    "the words of a choice in a cell": ("fallback,", "A fallback,", "ADV315", "5:1", "did you mean `fallback`?"),
    "a number for a length": ("5 days", "5", "ADV311", "4:19", "did you mean `5 days`?"),
    "a number in words": ("3 weeks", "three weeks", "ADV209", "5:13", "write `3 weeks`"),
    "a cell too many": ("5 days", "5 days,x", "ADV161", "4:1", "the columns are"),
    "or more": ("< 2", "2 or more", "ADV162", "4:14", "write `>= 2`"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("right", "wrong", "code", "place", "help"), IN_FILES.values(), ids=IN_FILES.keys()
)
def test_of_a_slip_in_a_table_file_one_thing_is_said(
    right: str, wrong: str, code: str, place: str, help: str, tmp_path: Path
) -> None:
    facts = TABLE.partition("tables:")[0]
    for folder, text in (("sound", WAITING), ("slip", WAITING.replace(right, wrong))):
        files = {**PACK, "more.yaml": facts, "tables/waiting-time.csv": text}
        found = api.check_pack(write(tmp_path / folder, files)).diagnostics
        assert folder == "slip" or not found
    [said] = found
    assert (said.code, f"{said.span.line}:{said.span.column}") == (code, place)
    assert help in (said.help or "")


LAYERED = {  # what a layer says, and what is told of it
    "a value of another kind": ("value: 12", "ADV109", "3:12", "`1 week`"),
    "the same value": ("value: 1 week", "ADV177", "3:12", "set another value"),
    "a title for a number from below": ("title: How long", "ADV173", "3:5", "leave it out"),
}


@pytest.mark.parametrize(("said", "code", "place", "help"), LAYERED.values(), ids=LAYERED.keys())
def test_of_a_slip_in_a_layer_one_thing_is_said(
    said: str, code: str, place: str, help: str, tmp_path: Path
) -> None:
    write(tmp_path / "example", PACK)
    layer = {
        "pack.yaml": "pack: ours\nversion: 1.0.0\nlanguage: 1.1\ntitle: Ours\nextends: ../example\n",
        "mine.yaml": f"parameters:\n  patience:\n    {said}\n",
    }
    [found] = api.check_pack(write(tmp_path / "ours", layer)).diagnostics
    assert (found.code, f"{found.span.line}:{found.span.column}") == (code, place)
    assert help in (found.help or "")


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_of_a_slip_one_thing_is_said_at_its_place(slip: Slip, tmp_path: Path) -> None:
    [said] = checked(tmp_path, slip, slip.wrong)
    assert Path(said.span.path) == tmp_path / slip.file
    assert (said.code, f"{said.span.line}:{said.span.column}") == (slip.code, slip.place)
    assert slip.help in (said.help or "")


@pytest.mark.beside_coverage
@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS.keys())
def test_whoever_does_what_the_help_says_has_a_sound_pack(slip: Slip, tmp_path: Path) -> None:
    mended = slip.right if slip.mended is None else slip.mended
    assert checked(tmp_path, slip, mended) == ()

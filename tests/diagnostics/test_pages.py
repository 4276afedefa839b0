"""Each page says of its code what is so: Avoid brings it about and nothing else, Prefer brings about nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor import api
from advisor.cli.main import cli
from advisor.diagnostics.pages import SITUATION, CheckPage, all_pages
from advisor.loading.declarations.situations import days_to_come

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
}
"""What the examples of the pages stand in."""

WITHOUT_EXAMPLE = {
    "ADV001": "needs a file that cannot be read",
    "ADV002": "needs a large file",
    "ADV003": "needs a file that is no text",
    "ADV010": "needs a large file",
    "ADV112": "is about a folder",
    "ADV601": "needs a large pack",
}


def codes_of(folder: Path, files: Mapping[str, str]) -> set[str]:
    """All codes that `check` and `test` report for the pack with these files in place of its own."""
    for name, text in {**PACK, **files}.items():
        if name != SITUATION:
            path = folder / name
            path.parent.mkdir(exist_ok=True, parents=True)
            path.write_text(text, encoding="utf-8")
    report = api.check_pack(folder)
    found = [d.code for d in report.diagnostics]
    program = report.program
    if program is not None and SITUATION in files:
        situation = folder.parent / "situation.yaml"
        situation.write_text(files[SITUATION], encoding="utf-8")
        try:
            cases = api.load_cases(situation, program)
        except api.SituationFileError as problem:
            return {*found, *(d.code for d in problem.diagnostics)}
        found += [d.code for d in cases.diagnostics]
        found += [d.code for c in cases.cases for d in days_to_come(program.pack, c.situation)]
    return set(found)


@pytest.mark.parametrize("page", all_pages().values(), ids=lambda page: page.code)
def test_avoid_brings_about_the_code_and_prefer_nothing(page: CheckPage, tmp_path: Path) -> None:
    if page.code in WITHOUT_EXAMPLE:
        assert not page.avoid, "an example can be given after all"
        return
    assert codes_of(tmp_path / "avoid", page.avoid) == {page.code}
    assert codes_of(tmp_path / "prefer", page.prefer) == set()


def test_names_are_unique_kebab_words_and_lines_fit() -> None:
    names = [page.name for page in all_pages().values()]
    assert len(set(names)) == len(names)
    assert all(name.replace("-", "").isalpha() and name.islower() for name in names)
    assert all(page.why for page in all_pages().values())


def explain(word: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--explain", word], prog_name="advisor")


def test_check_explains_a_code_by_its_number_or_name() -> None:
    shown = explain("ADV301").stdout
    assert shown == explain("unknown-name").stdout == explain("adv301").stdout
    assert shown.startswith("ADV301 unknown-name: a name that is not known\n")
    assert "    when: stge is offered\n" in shown


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    result = explain("unknwon-name")
    assert result.exit_code == 2
    assert "did you mean `unknown-name`?" in result.stderr

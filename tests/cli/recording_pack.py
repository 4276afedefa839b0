"""A small pack with events, and commands run on a file in a folder of its own."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.small_pack import write_small_pack

EVENTS = """\
events:
  they-answered:
    title: "{company} answered"
    for: application
    when: stage is interviewed
    sets: {chases: 0}
    asks: [reply_by]
  they-turned-me-down:
    title: "{company} turned me down"
    for: application
    when: stage is not rejected
    sets: {stage: rejected, chased_on: today}
  we-agreed-on-an-interview:
    title: "{company} and I agreed on an interview"
    for: application
    adds: interviews
    sets: {thanked: no}
  another-application:
    title: There is another application
    adds: applications
    asks: [company, stage, role]
  i-am-angry:
    title: I am angry
    when: mood is not angry
    sets: {mood: angry}
"""
TEXT = """\
# mine
today: 2026-11-22
applications:
  - company: Acme  # Inc.
    stage: interviewed
    reply_by: none
    interviews:
      - held_on: 2026-11-19   # with Ann
  - company: Globex
    stage: applied
"""


def write_folder(folder: Path) -> Path:
    """The rules, and beside them a folder with a situation to work in; gives its file."""
    write_small_pack(folder / "rules")
    (folder / "rules" / "events.yaml").write_text(EVENTS)
    facts = folder / "rules" / "facts.yaml"
    facts.write_text(
        facts.read_text().replace(
            "reply_by:\n        type: date\n",
            "reply_by:\n        type: date\n        looks: ahead\n        stale_after: 1 week\n",
        )
    )
    home = folder / "home"
    home.mkdir()
    (home / "mine.yaml").write_text(TEXT)
    return home / "mine.yaml"


def run(command: str, *words: str, typed: str = "") -> Result:
    """One command, with what is typed to its questions."""
    line = [command, "--pack", "../rules", *words]
    return CliRunner().invoke(cli, line, input=typed, catch_exceptions=False)

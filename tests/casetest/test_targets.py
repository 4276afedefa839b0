"""A `for` that nothing in the situation bears is told before any test is run, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor import api
from advisor.cli.main import cli
from tests.example_pack import PACK, write

TEST = """\
tests:
  - test: somebody is named
    situation:
      today: 2026-11-22
      applications:
        - company: Acme
          stage: applied
          interviews: [{held_on: 2026-11-20, thanked: yes}]
        - {company: Acme, stage: applied}
        - {company: Globex, stage: applied}
    expect_none:
      - {action: chase, for: WHOM}
"""
NAMED = {  # what stands behind `for` → the help; None where it names something
    "Acme": None,
    "Acme (2)": None,
    "applications[2]": None,
    "the interview on 20 Nov 2026": None,
    "Acme (3)": "did you mean `Acme (2)`?",
    "Globe": "did you mean `Globex`?",
    "applications[3]": "there are `Acme`, `the interview on 20 Nov 2026`, `Acme (2)`, `Globex`",
    "applied": "there are `Acme`, `the interview on 20 Nov 2026`, `Acme (2)`, `Globex`",
}


@pytest.mark.parametrize(("whom", "help"), NAMED.items(), ids=NAMED.keys())
def test_check_tells_whom_no_test_knows(whom: str, help: str | None, tmp_path: Path) -> None:
    text = TEST.replace("WHOM", f'"{whom}"')
    found = api.check_pack(write(tmp_path, {**PACK, "more_test.yaml": text})).diagnostics
    told = [(one.code, one.help) for one in found]
    assert told == ([] if help is None else [("ADV413", help)])
    assert all(text.splitlines()[one.span.line - 1].endswith(f'"{whom}"}}') for one in found)


def test_nothing_is_said_where_rules_conclude_what_things_are_called(tmp_path: Path) -> None:
    facts = PACK["facts.yaml"].replace('label: "{company}"', 'label: "{company}, {branch}"')
    facts = facts.replace(
        "      is_waiting:",
        "      branch: {type: text, concluded: yes, default: company}\n      is_waiting:",
    )
    files = {**PACK, "facts.yaml": facts, "more_test.yaml": TEST.replace("WHOM", '"Nobody, Acme"')}
    assert api.check_pack(write(tmp_path, files)).diagnostics == ()


def test_a_situation_without_anything_in_it_has_nobody_to_name(tmp_path: Path) -> None:
    text = TEST.partition("      applications:")[0]
    text += "    expect_some:\n      - {action: chase, for: Acme}\n"
    [found] = api.check_pack(write(tmp_path, {**PACK, "more_test.yaml": text})).diagnostics
    assert (found.code, found.help) == (
        "ADV413",
        "this situation holds nothing that has a name; leave `for` out",
    )


def test_what_a_situation_file_expects_is_checked_too(tmp_path: Path) -> None:
    case = tmp_path / "me.yaml"
    case.write_text(
        "today: 2026-11-22\napplications: [{company: Acme, stage: applied}]\n"
        "expect_none: [{action: chase, for: Acmee}]\n",
        encoding="utf-8",
    )
    folder = write(tmp_path / "pack", PACK)
    ran = CliRunner().invoke(cli, ["check", str(folder), str(case)])
    assert ran.exit_code == 1
    assert "ADV413" in ran.output and "did you mean `Acme`?" in ran.output

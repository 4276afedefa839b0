"""Lists of what the rules declare, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from advisor.cli.main import cli
from tests.revisions.two_packs import texts

PARAMETER = "  wait: {value: 5 days, min: 1 day, max: 4 weeks, title: Wait before you ask}\n"


RETURNS = Path(__file__).parents[2] / "examples" / "packs" / "returns-desk"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, [*words, "--pack", "pack"], prog_name="advisor")


@pytest.fixture(autouse=True)
def _folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    Path("pack").mkdir()
    edits = (
        ("  wait: {value: 5 days}\n", PARAMETER),
        ("patience: {value: 2}", "patience: {value: 2, min: 1}"),
        (
            "    when: asked >= patience\n",
            "    when: asked >= patience\n    overrides: [ask-again]\n",
        ),
        (
            "company: {type: text, required: yes}",
            "company: {type: text, required: yes, ask: Which company?, help: As it calls itself.}",
        ),
    )
    for name, text in texts(*edits).items():
        Path("pack", name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("parameters",),
            """\
wait: 5 days (1 day to 4 weeks)
  Wait before you ask
  pack/rules.yaml:2, read by application.expected_on
patience: 2 (at least 1)
  pack/rules.yaml:3, read in 2 places
""",
        ),
        (
            ("facts", "Which"),
            """\
application.company: text, required
  Which company?
  As it calls itself.
  pack/rules.yaml:12
""",
        ),
        (
            ("facts", "open", "closed"),
            """\
application.stage: choice, open if nobody says
  open: Open
  offered: They made me an offer
  closed: Closed
  pack/rules.yaml:13, read in 3 places
""",
        ),
        (
            ("facts", "expected", "on"),
            """\
application.expected_on: date, concluded
  pack/rules.yaml:19, read by ask-again
""",
        ),
        (
            ("actions", "ASK"),
            """\
ask: do, normal
  Ask {company}
  pack/rules.yaml:21, advised by ask-again
""",
        ),
        (
            ("rules", "ask", "again"),
            """\
ask-again: advises ask
  They may have forgotten.
  pack/rules.yaml:26, overridden by rest-after-that
""",
        ),
        (
            ("rules", "closed"),
            """\
say-nothing-to-the-closed: silences ask, rest
  pack/rules.yaml:45
""",
        ),
    ],
)
def test_a_list_says_what_each_is_and_where_it_stands(
    words: tuple[str, ...], expected: str
) -> None:
    done = run(*words)
    assert done.exit_code == 0, done.output
    assert done.stdout == expected


def test_all_are_listed_in_the_order_of_the_files() -> None:
    names = [one["name"] for one in json.loads(run("rules", "-f", "json").stdout)]
    assert names == [
        "ask-again",
        "rest-after-that",
        "answer-them",
        "say-nothing-to-the-closed",
        "scale-by-the-factor",
    ]


def test_json_has_the_rules_by_name() -> None:
    (one,) = json.loads(run("parameters", "patience", "-f", "json").stdout)
    assert one == {
        "name": "patience",
        "what": "2 (at least 1)",
        "words": [],
        "path": "pack/rules.yaml",
        "line": 3,
        "rules": ["ask-again", "rest-after-that"],
    }


def test_words_that_stand_nowhere_are_said() -> None:
    done = run("facts", "unicorn")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "There are no facts with these words.\n"


def test_every_rule_of_the_shipped_packs_can_be_listed() -> None:
    for kind in ("rules", "facts", "actions", "parameters"):
        done = CliRunner().invoke(cli, [kind], prog_name="advisor")
        assert done.exit_code == 0
        assert len(done.stdout.splitlines()) > 50


def test_a_dated_number_is_listed_with_the_last_value_that_it_has() -> None:
    found = CliRunner().invoke(
        cli, ["parameters", "own_exchange", "--pack", str(RETURNS)], prog_name="advisor"
    )
    assert found.exit_code == 0
    assert found.output.startswith("own_exchange: ")

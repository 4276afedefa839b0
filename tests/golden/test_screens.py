"""What a person sees: a folder a case, with the command in `command` and the screen in `screen`.

The first words of a command may set variables of the environment, as a shell lets them. Input for
standard input stands in `stdin`. What the screens ought to say is stated by hand in the tests of
the single rooms; these here guard the whole.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from advisor.cli.main import cli

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/command"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_command_shows_its_screen(
    case: Path, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(case)  # so that paths are the same on every machine
    monkeypatch.setenv("ADVISOR_NO_CACHE", "1")
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    command = (case / "command").read_text(encoding="utf-8").strip()
    words = shlex.split(command)
    environment = {"COLUMNS": "80"}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    assert words.pop(0) == "advisor"
    given = case / "stdin"
    result = CliRunner().invoke(
        cli,
        words,
        input=given.read_bytes() if given.exists() else None,
        env=environment,
        prog_name="advisor",
        catch_exceptions=False,
    )
    golden(
        case / "screen",
        f"$ {command}\n{result.stdout}"
        + (f"--- standard error\n{result.stderr}" if result.stderr else "")
        + f"--- exit status {result.exit_code}\n",
    )

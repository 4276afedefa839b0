"""The steps of docs/tutorial.md: files to write and commands to run, with what they print.

    python -m tests.architecture.tutorial      # writes anew what the commands print

A block ```` ```yaml returns/facts.yaml ```` is written to that file, with a `+` behind it at its end; a block
```` ```console ```` holds commands behind `$`, each followed by what it prints.
"""

from __future__ import annotations

import os
import re
import shlex
import tempfile
from pathlib import Path

from click.testing import CliRunner

from advisor.cli.main import cli

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tutorial.md"
_BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def played(text: str) -> str:
    """The page with what its commands print now; its files are written into the folder that is current."""

    def play(block: re.Match[str]) -> str:
        language, name, body = block.groups()
        if language == "console":
            commands = [line for line in body.splitlines() if line.startswith("$ ")]
            return "```console\n" + "\n".join(map(_run, commands)) + "```"
        if name:
            path = Path(name.removesuffix(" +"))
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text(encoding="utf-8") if name.endswith(" +") else ""
            path.write_text(before + body, encoding="utf-8")
        return block.group()

    return _BLOCK.sub(play, text)


def _run(command: str) -> str:
    words = shlex.split(command.removeprefix("$ "))[1:]
    result = CliRunner(env={"COLUMNS": "80"}).invoke(cli, words, prog_name="advisor")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return f"{command}\n{result.output}"


def main() -> None:
    text = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        PAGE.write_text(played(text), encoding="utf-8")


if __name__ == "__main__":
    main()

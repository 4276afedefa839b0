"""What docs/editors.md tells people to write starts the server that the other tests try."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import click
from click.testing import CliRunner

from advisor.cli.main import cli

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """The block of the page in a language."""
    [found] = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return found


def test_vs_code_starts_the_server() -> None:
    settings = json.loads(block("json"))
    assert settings["glspc.server.command"] == "advisor"
    assert settings["glspc.server.commandArguments"] == ["lsp"]
    assert "yaml" in settings["glspc.server.languageId"]


def test_neovim_starts_the_server() -> None:
    assert re.search(r"cmd = \{ 'advisor', 'lsp' \}", block("lua"))
    assert re.search(r"vim\.lsp\.enable\('advisor'\)", block("lua"))


def test_helix_starts_the_server() -> None:
    settings = tomllib.loads(block("toml"))
    assert settings["language-server"]["advisor"] == {"command": "advisor", "args": ["lsp"]}
    assert all("advisor" in one["language-servers"] for one in settings["language"])


def test_without_its_library_one_sentence_says_what_to_install() -> None:
    without = "import sys; sys.modules['pygls'] = sys.modules['lsprotocol'] = None\n"
    call = "from advisor.cli.main import run\nsys.argv = ['advisor', 'lsp']\nrun()"
    done = subprocess.run(
        [sys.executable, "-c", without + call], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'interview-advisor[lsp]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_is_found_with_its_help() -> None:
    assert isinstance(cli, click.Group)
    done = CliRunner().invoke(cli, ["lsp", "--help"], prog_name="advisor")
    assert done.exit_code == 0
    assert "Language Server Protocol" in done.output

"""`advisor lsp`: the language server that editors start."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli import options
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure, tell
from advisor.diagnostics.extras import how_to_install


@click.command(short_help="Serve an editor (a language server).")
@options.pack_option
def lsp(pack: Path | None) -> None:
    """Speak the Language Server Protocol on standard input and output; editors start this by themselves.

    While you type, an editor then marks mistakes and says what to write instead, completes facts, choices and
    names, shows what they are, leads to where they are declared and used, and renames them everywhere. Files
    are changed by the editor only. docs/editors.md says how to set up VS Code, Neovim and Helix.

    With --pack, situations that name no rules are read by these.
    """
    if (command := how_to_install("pygls")) is not None:
        raise Failure(f"this needs pygls, which is not installed: run {command}")
    if sys.stdin.isatty():
        tell(
            "waiting for an editor, which starts this by itself: see docs/editors.md; Ctrl-C ends it"
        )
    from advisor.cli.language_server.features import serve

    serve(lambda: rules_folder(pack))

"""`advisor lsp`: the language server that editors start."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli import options
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure


@click.command(short_help="Serve an editor (a language server).")
@options.pack_option
def lsp(pack: Path | None) -> None:
    """Speak the Language Server Protocol on standard input and output; editors start this by themselves.

    While you type, an editor then marks mistakes and says what to write instead, completes facts, choices and
    names, shows what they are, leads to where they are declared and used, and renames them everywhere. Files
    are changed by the editor only. docs/editors.md says how to set up VS Code, Neovim and Helix.

    With --pack, situations that name no rules are read by these.
    """
    try:
        from advisor.cli.language_features import serve
    except ImportError as error:
        if error.name is None or error.name.partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        message = f"this needs {error.name}: pip install 'interview-advisor[lsp]'"
        raise Failure(message) from error
    serve(lambda: rules_folder(pack))

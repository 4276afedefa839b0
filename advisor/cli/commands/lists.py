"""`advisor rules`, `facts`, `actions`, `parameters`: lists of what the rules in use declare."""

from __future__ import annotations

from pathlib import Path

import click

from advisor import api
from advisor.cli import options
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import page_style, show, tell
from advisor.rendering.layout import json_text


def _list_command(kind: str, help: str) -> click.Command:
    @click.command(kind, short_help=f"List the {kind}, or those with some words.", help=help)
    @click.argument("words", nargs=-1)
    @options.pack_option
    @options.format_option("text", "json")
    @options.color_option
    @click.pass_context
    def command(ctx: click.Context, words: tuple[str, ...], pack: Path | None, format: str) -> None:
        from advisor.rendering.pack_lists import entries_of, list_object, matching, render_list

        program = api.load_pack(rules_folder(pack), with_tests=False)
        found = matching(entries_of(program, kind), words)
        if format == "json":
            show(json_text(list_object(found)))
        else:
            show(render_list(found, kind, page_style()))
        if not found:
            tell(f"There are no {kind} with these words." if words else f"There are no {kind}.")
            ctx.exit(1)

    assert isinstance(command, click.Command)
    return command


_WORDS = """

    With WORDS, only those in which all of them stand, in the name or in what is said.

    Exit status: 0 fine, 1 there are none, 2 the rules cannot be used.
"""

rules = _list_command(
    "rules",
    "List the rules: what each does, its reason, where it stands, and what overrides it." + _WORDS,
)
facts = _list_command(
    "facts",
    "List the facts: their types, questions and choices, and what reads them." + _WORDS,
)
actions = _list_command(
    "actions",
    "List the actions: what they ask for, where they stand, and which rules advise them." + _WORDS,
)
parameters = _list_command(
    "parameters",
    "List the numbers of the rules: their values and bounds, and what reads them." + _WORDS,
)

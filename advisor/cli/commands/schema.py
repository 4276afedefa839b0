"""`advisor schema`: JSON Schemas by which editors complete and check rule and situation files."""

from __future__ import annotations

from pathlib import Path

import click

from advisor import api
from advisor.cli import options
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import deliver
from advisor.rendering.layout import json_text


@click.command(short_help="Write a schema for editors, with the pack's own facts.")
@click.argument("kind", type=click.Choice(["situation", "test", "pack"]))
@options.pack_option
@options.output_option
def schema(kind: str, pack: Path | None, output: Path | None) -> None:
    """Write the JSON Schema of situation files, of tests, or of the other files of a pack.

    An editor that knows YAML completes facts, choices and names by it, shows their questions, and marks what is
    misspelt. Name the schema in the first line of a file: # yaml-language-server: $schema=situation.schema.json

    \b
      advisor schema situation -o situation.schema.json
      advisor schema pack --pack rules/post-interview
    """
    from advisor.schemas.packs import schema_of_packs
    from advisor.schemas.situations import schema_of_situations, schema_of_tests

    checked = api.load_pack(rules_folder(pack), with_tests=False).pack
    make = {"situation": schema_of_situations, "test": schema_of_tests, "pack": schema_of_packs}[
        kind
    ]
    deliver(json_text(make(checked)), output)

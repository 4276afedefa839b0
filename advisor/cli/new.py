"""`advisor new`: a folder to begin with."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from advisor import api
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure, own_name, show, tell
from advisor.recording.new_layer import layer_files

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@click.command(short_help="Begin rules of your own over others.")
@click.argument("what", type=click.Choice(["layer"]), expose_value=False)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--over",
    metavar="PACK",
    type=click.Path(path_type=Path),
    help="The rules below it: a name or a folder; without it, those in use.",
)
@click.pass_context
def new(ctx: click.Context, folder: Path, over: Path | None) -> None:
    """Make FOLDER with a layer: rules, numbers and letters of your own on top of rules that you leave as they are.

    The files work as they stand; comments in them say what to change.

    \b
      advisor new layer careers-service
      advisor new layer ~/rules/returns-at-ours --over ~/rules/returns

    Exit status: 0 made, 2 it cannot be made there.
    """
    name = folder.name
    if not _NAME.match(name):
        raise Failure(
            f"`{name}` cannot be the name of a pack: write small letters, digits and hyphens"
        )
    if folder.exists() or folder.is_symlink():
        raise Failure(f"there is something called {folder} already; choose another name")
    below = rules_folder(over)
    program = api.load_pack(below)
    extends = program.pack.name
    if api.find_pack(extends, folder) != api.find_pack(str(below), Path()):
        extends = os.path.relpath(below.resolve(), folder.absolute())
    files = layer_files(name, str(folder), program.pack, extends, date.today())
    _make(folder, files)
    show("".join(f"{folder / file}\n" for file in files))
    tell(
        f"{folder} is a layer over {program.pack.name}. Look at these files, change them, and then:"
    )
    for words in (f"check {folder}", f"test {folder}", f"ask --pack {folder}"):
        tell(f"  {own_name()} {words}")
    ctx.exit(0)


def _make(folder: Path, files: Mapping[str, str]) -> None:
    """All files, or nothing. Raises: Failure."""
    made: Path | None = None
    try:
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        made.chmod(0o755)
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        made.rename(folder)
    except OSError as error:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        raise Failure(f"cannot make {folder}: {error.strerror}") from error

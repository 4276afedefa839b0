"""`advisor new`: something to begin with, which works as it stands."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from advisor import api
from advisor.cli import options
from advisor.cli.authoring import new_parts
from advisor.cli.authoring.new_rule import new_rule
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure, own_name, show, tell
from advisor.diagnostics.suggestions import closest
from advisor.files import make_folder
from advisor.formatting.layout import lay_out
from advisor.recording.new_layer import layer_files
from advisor.recording.new_pack import pack_files
from advisor.recording.part_texts import TYPES

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_WHAT = ("pack", "layer", "rule", "fact", "action", "draft", "test", "situation")
# Of which of these each option says something.
_GOES_WITH = {
    "--over": ("layer",),
    "--for": ("rule", "fact", "action"),
    "--when": ("rule",),
    "--advise": ("rule",),
    "--type": ("fact",),
    "--file": ("rule", "fact", "action", "test"),
    "--pack": ("rule", "fact", "action", "draft", "test", "situation"),
}


@click.command(short_help="Begin rules, or a rule, a test, a situation.")
@click.argument("what", type=click.Choice(_WHAT), metavar="WHAT")
@click.argument("name", metavar="NAME")
@click.option(
    "--over",
    metavar="PACK",
    type=click.Path(path_type=Path),
    help="For a layer: the rules below it, a name or a folder; without it, those in use.",
)
@click.option(
    "--for", "entity", metavar="ENTITY", help="Of a rule, fact or action: what it is about."
)
@click.option("--when", metavar="CONDITION", help="Of a rule: when it holds.")
@click.option("--advise", metavar="ACTION", help="Of a rule: what it advises.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="Of a fact.  [default: yes-no]")
@click.option(
    "--file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file of the rules in which it shall stand; without it, where others like it stand.",
)
@options.pack_option
@click.pass_context
def new(
    ctx: click.Context,
    what: str,
    name: str,
    over: Path | None,
    entity: str | None,
    when: str | None,
    advise: str | None,
    type_: str | None,
    file: Path | None,
    pack: Path | None,
) -> None:
    """Make a WHAT called NAME to begin with, which is right as it stands and says in remarks what to change.

    \b
      pack FOLDER       rules of your own, from nothing
      layer FOLDER      rules on top of others, which stay as they are
      rule NAME         a rule behind those that there are, and a test of it
      fact NAME         something that people are asked
      action NAME       something that rules can advise
      draft NAME        a letter of the rules below a layer, to be reworded in it
      test NAME         a situation, and what is advised in it now
      situation FILE    all that people are asked, to be filled in

    A rule, fact, action, draft or test goes into the rules here, or those of --pack.

    \b
      advisor new pack front-desk
      advisor new layer careers-service
      advisor new rule thank-late --pack rules/ours --for interview
      advisor new rule ask-sooner --when "stage is applied" --advise chase
      advisor new fact has_moved --for application --type date
      advisor new situation me.yaml

    Exit status: 0 made, 2 it cannot be made there.
    """
    given = {
        "--over": over,
        "--for": entity,
        "--when": when,
        "--advise": advise,
        "--type": type_,
        "--file": file,
        "--pack": pack,
    }
    for option, value in given.items():
        if value is not None and what not in _GOES_WITH[option]:
            raise click.UsageError(
                f"{option} goes with {' and '.join(_GOES_WITH[option])}, not with {what}"
            )
    match what:
        case "pack":
            _new_pack(Path(name))
        case "layer":
            _new_layer(Path(name), over)
        case "situation":
            new_parts.new_situation(Path(name), rules_folder(pack))
        case "rule":
            new_rule(name, pack, file, entity, when, advise)
        case "fact":
            new_parts.new_fact(name, pack, file, entity, type_ or TYPES[0])
        case "action":
            new_parts.new_action(name, pack, file, entity)
        case "draft":
            new_parts.new_draft(name, pack)
        case _:
            new_parts.new_test(name, pack, file)
    ctx.exit(0)


def _new_pack(folder: Path) -> None:
    name = _name_for(folder)
    files = pack_files(name, str(folder), date.today())
    _make(
        folder,
        {
            path: lay_out(text, is_pack=path != "pack.yaml") if path.endswith(".yaml") else text
            for path, text in files.items()
        },
    )
    tell(f"{folder} holds rules that work. Look at these files, change them, and then:")
    for words in (f"check {folder}", f"test {folder}", f"ask --pack {folder}"):
        tell(f"  {own_name()} {words}")


def _new_layer(folder: Path, over: Path | None) -> None:
    name = _name_for(folder)
    below = rules_folder(over)
    program = api.load_pack(below)
    extends = program.pack.name
    if api.find_pack(extends, folder) != api.find_pack(str(below), Path()):
        extends = os.path.relpath(below.resolve(), folder.absolute())
    _make(folder, layer_files(name, str(folder), program.pack, extends, date.today()))
    tell(
        f"{folder} is a layer over {program.pack.name}. Look at these files, change them, and then:"
    )
    for words in (f"check {folder}", f"test {folder}", f"ask --pack {folder}"):
        tell(f"  {own_name()} {words}")


def _name_for(folder: Path) -> str:
    """The name of a pack in a folder that is yet to be made. Raises: Failure."""
    name = folder.name
    if not _NAME.match(name):
        near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        help = f", such as `{near}`" if near and closest(near, [name.lower()]) else ""
        raise Failure(
            f"`{name}` cannot be the name of a pack: write small letters, digits and hyphens{help}"
        )
    if folder.exists() or folder.is_symlink():
        raise Failure(f"there is something called {folder} already; choose another name")
    return name


def _make(folder: Path, files: Mapping[str, str]) -> None:
    """All files, or nothing; and tell which. Raises: Failure."""
    try:
        make_folder(folder, {name: text.encode() for name, text in files.items()})
    except OSError as error:
        raise Failure(f"cannot make {folder}: {error.strerror}") from error
    show("".join(f"{folder / file}\n" for file in files))

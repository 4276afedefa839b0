"""`advisor draft`: the message that an advised action calls for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from advisor.cli.arguments import file_or_default, sort_out, words_argument
from advisor.cli.choosing import (
    Choice,
    Scene,
    as_if_advised,
    choose,
    possible_places,
    require_word,
    which_lines,
)
from advisor.cli.keeping import command_line
from advisor.cli.letter import MAIL, PHONE, write_letter
from advisor.cli.options import color_option, output_option, situation_options
from advisor.cli.sources import make_advisor, read_one
from advisor.cli.terminal import Failure, own_name, tell
from advisor.ir.advice import Advice, Status
from advisor.ir.packs import Action
from advisor.rendering.advice_text import error_words
from advisor.rendering.words import weekday_words


@click.command(short_help="Write the message that an action calls for.")
@words_argument("ACTION [FILE]")
@click.option(
    "--for", "target", metavar="LABEL", help="For this one: Acme, or applications[0].interviews[1]."
)
@click.option("--mail", "part", flag_value=MAIL, help="Only the message in writing.")
@click.option("--phone", "part", flag_value=PHONE, help="Only what to say on the phone.")
@click.option("--anyway", is_flag=True, help="Write it although it is not advised.")
@situation_options
@output_option
@color_option
@click.pass_context
def draft(
    ctx: click.Context,
    words: tuple[str, ...],
    target: str | None,
    anyway: bool,
    part: str | None,
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
    engine: str,
    output: Path | None,
    color: str,
) -> None:
    """Write the message for an advised ACTION, with the facts of the situation in FILE.

    ACTION is its number on the last page of advice, or its name. Without FILE, it is my-situation.yaml.

    On a terminal it first asks for what the message still lacks and keeps the answers in FILE. What
    nobody has stated stands as [fact?] in the message and is listed with its question. Where one phones
    first, there are points for the call too; into a file or a pipe goes the message alone.

    \b
      advisor draft 1
      advisor draft thank-interviewers me.yaml --for Acme
      advisor draft chase me.yaml --mail | xclip

    Exit status: 0 complete, 1 something is missing or not advised, 2 the file cannot be used.
    """
    action, named = sort_out(words)
    file = file_or_default(named)
    advisor = make_advisor(pack, today, settings, engine)
    scene = Scene(advisor, file, read_one(file, advisor.program, color), questions=False)
    decision = scene.decision
    if decision.error is not None:
        tell(f"There is no advice, so there is nothing to write: {error_words(decision.error)}.")
        ctx.exit(1)
    choice = choose(scene, require_word(scene, action), target)
    _require_template(scene, choice.action)
    piece = _piece(scene, choice, anyway)
    if piece is None:
        tell(f"{choice.not_advised}, so there is nothing to write.")
        tell(scene.show_advised("What is advised now"))
        tell("To write it all the same, add --anyway. To see why it is not advised:")
        about = () if named is None else (named,)
        tell(f"  {command_line(own_name(), 'explain', choice.action.name, *about)}")
        ctx.exit(1)
    if piece.status == Status.LATER and piece.start is not None:
        tell(f"Not to be sent before {weekday_words(piece.start, decision.today)}.\n")
    ctx.exit(write_letter(scene.advisor, file, scene.case, decision, piece, part, output, color))


def _require_template(scene: Scene, action: Action) -> None:
    def has_message(name: str) -> bool:
        return scene.pack.actions[name].draft in scene.pack.drafts

    if has_message(action.name):
        return
    others = [piece for piece in scene.decision.advice if has_message(piece.action)]
    said = f"there is no message for `{action.name}`"
    if others:
        said += f". {scene.show_advised('Of what is advised now, there is one for', others)}"
    raise Failure(said)


def _piece(scene: Scene, choice: Choice, anyway: bool) -> Advice | None:
    """The piece to write about: of several the first, which is said; None where it is not advised."""
    pieces = choice.pieces
    if len(pieces) > 1:
        name = choice.action.name
        tell(f"`{name}` is advised {len(pieces)} times; this is the first. Choose with --for:")
        for line in which_lines(scene, [piece.place for piece in pieces]):
            tell(line)
    if pieces or not anyway:
        return pieces[0] if pieces else None
    possible = possible_places(scene, choice)
    if len(possible) > 1:
        lines = [f"`{choice.action.name}` could be for several; say which:"]
        raise Failure("\n".join([*lines, *which_lines(scene, [here.place for here in possible])]))
    return as_if_advised(scene, choice.action, possible[0]) if possible else None

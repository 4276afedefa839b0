"""`advisor draft`: the message that an advised action calls for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from advisor.cli.explain import require_action
from advisor.cli.failures import Failure
from advisor.cli.letter import MAIL, PHONE, write_letter
from advisor.cli.options import color_option, output_option, situation_options
from advisor.cli.sources import Judge, advised, make_judge, read_one
from advisor.cli.terminal import own_name, tell
from advisor.ir.advice import Advice, Decision
from advisor.ir.cases import Case
from advisor.rendering.advice_text import error_words
from advisor.rendering.dates import weekday_words
from advisor.rendering.layout import plain_text
from advisor.rendering.wording import Wording, place_all


@click.command(short_help="Write the message that an action calls for.")
@click.argument("action", metavar="ACTION")
@click.argument("file", metavar="FILE")
@click.option(
    "--for", "target", metavar="LABEL", help="For this one: Acme, or applications[0].interviews[1]."
)
@click.option("--mail", "part", flag_value=MAIL, help="Only the message in writing.")
@click.option("--phone", "part", flag_value=PHONE, help="Only what to say on the phone.")
@situation_options
@output_option
@color_option
@click.pass_context
def draft(
    ctx: click.Context,
    action: str,
    file: str,
    target: str | None,
    part: str | None,
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
    engine: str,
    output: Path | None,
    color: str,
) -> None:
    """Write the message for an advised ACTION, with the facts of the situation in FILE.

    On a terminal it first asks for what the message still lacks and keeps the answers in FILE. What
    nobody has stated stands as [fact?] in the message and is listed with its question. Where one phones
    first, there are points for the call too; into a file or a pipe goes the message alone.

    \b
      advisor draft thank-interviewers me.yaml --for Acme
      advisor draft chase me.yaml --mail | xclip

    Exit status: 0 complete, 1 something is missing or not advised, 2 the file cannot be used.
    """
    judge = make_judge(pack, today, settings, engine)
    case = read_one(file, judge.program, color)
    require_action(judge, action)
    _require_template(judge, action)
    decision = judge.decide(case, questions=False)
    if decision.error is not None:
        tell(f"There is no advice, so there is nothing to write: {error_words(decision.error)}.")
        ctx.exit(1)
    pieces = _pieces(judge, case, decision, action, target)
    if not pieces:
        about = f" for {target}" if target else ""
        tell(
            f"{action} is not advised{about}; `{own_name()} explain {file} --why {action}` says why."
        )
        ctx.exit(1)
    if len(pieces) > 1:
        tell(f"{action} is advised {len(pieces)} times; this is the first. Choose with --for:")
        for piece in pieces:
            tell(f"  --for {piece.place or 'situation'}   {plain_text(piece.target)}")
    if pieces[0].status == "later" and pieces[0].start is not None:
        tell(f"Not to be sent before {weekday_words(pieces[0].start, decision.today)}.\n")
    ctx.exit(write_letter(judge, file, case, decision, pieces[0], part, output, color))


def _require_template(judge: Judge, action: str) -> None:
    pack = judge.program.pack
    name = pack.actions[action].draft
    if name is None or name not in pack.drafts:
        with_draft = ", ".join(a.name for a in pack.actions.values() if a.draft) or "none"
        raise Failure(f"there is no message for `{action}`; there is one for: {with_draft}")


def _pieces(
    judge: Judge, case: Case, decision: Decision, action: str, target: str | None
) -> tuple[Advice, ...]:
    pack = judge.program.pack
    placed = place_all(pack, case.situation.root, decision.today)
    labels = Wording(pack, placed, decision.derivations, decision.today).labels()
    return advised(decision, labels, action, target)

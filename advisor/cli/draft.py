"""`advisor draft`: the message that an advised action calls for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from advisor.cli.explain import require_action
from advisor.cli.failures import Failure
from advisor.cli.options import color_option, output_option, situation_options
from advisor.cli.sources import Judge, advised, make_judge, read_one
from advisor.cli.terminal import deliver, own_name, tell
from advisor.ir.advice import Advice, Decision
from advisor.ir.cases import Case
from advisor.rendering.advice_text import error_words
from advisor.rendering.dates import weekday_words
from advisor.rendering.drafts import Draft, DraftError, fill_draft
from advisor.rendering.layout import plain_text
from advisor.rendering.wording import Wording, place_all


@click.command(short_help="Write the message that an action calls for.")
@click.argument("action", metavar="ACTION")
@click.argument("file", metavar="FILE")
@click.option(
    "--for", "target", metavar="LABEL", help="For this one: Acme, or applications[0].interviews[1]."
)
@situation_options
@output_option
@color_option
@click.pass_context
def draft(
    ctx: click.Context,
    action: str,
    file: str,
    target: str | None,
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
    engine: str,
    output: Path | None,
    color: str,
) -> None:
    """Write the message for an advised ACTION, with the facts of the situation in FILE.

    What nobody has stated stands as [fact?] in the message and is listed with its question.

    \b
      advisor draft thank-interviewers me.yaml --for Acme

    Exit status: 0 complete, 1 something is missing or not advised, 2 the file cannot be used.
    """
    judge = make_judge(pack, today, settings, engine)
    case = read_one(file, judge.program, color)
    require_action(judge, action)
    template = _template(judge, action)
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
    filled = _filled(judge, case, decision, pieces[0], action, template)
    deliver(filled.text, output)
    if filled.missing:
        tell("\nThe message is not complete. Missing:")
        for gap in filled.missing:
            about = f" ({gap.target})" if gap.target else ""
            tell(f"  {gap.fact}{plain_text(about)}: {plain_text(gap.ask)}".rstrip(": "))
    ctx.exit(1 if filled.missing else 0)


def _template(judge: Judge, action: str) -> str:
    pack = judge.program.pack
    name = pack.actions[action].draft
    if name is None or name not in pack.drafts:
        with_draft = ", ".join(a.name for a in pack.actions.values() if a.draft) or "none"
        raise Failure(f"there is no message for `{action}`; there is one for: {with_draft}")
    return pack.drafts[name]


def _pieces(
    judge: Judge, case: Case, decision: Decision, action: str, target: str | None
) -> tuple[Advice, ...]:
    pack = judge.program.pack
    placed = place_all(pack, case.situation.root, decision.today)
    labels = Wording(pack, placed, decision.derivations, decision.today).labels()
    return advised(decision, labels, action, target)


def _filled(
    judge: Judge, case: Case, decision: Decision, piece: Advice, action: str, template: str
) -> Draft:
    program = judge.program_for(case)
    try:
        return fill_draft(program, case.situation.root, decision, piece, template)
    except DraftError as error:
        name = program.pack.actions[action].draft
        raise Failure(f"drafts/{name}.md cannot be filled: {error}") from error

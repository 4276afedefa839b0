"""`advisor explain`: why something is advised, or why not."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from advisor import api
from advisor.backends.oracle import evaluate
from advisor.cli.failures import Failure
from advisor.cli.options import color_option, format_option, situation_options
from advisor.cli.sources import Judge, advised, make_judge, read_one, rules_folder
from advisor.cli.terminal import line_width, show, style_for, tell
from advisor.ir.advice import Decision
from advisor.ir.cases import Case
from advisor.ir.expressions import Expression
from advisor.rendering.advice_text import error_words
from advisor.rendering.proofs import explain_advice
from advisor.rendering.proofs_text import proof_object, render_proof
from advisor.rendering.refusals import render_refusals, why_not_advised
from advisor.rendering.style import Style
from advisor.rendering.wording import Wording, place_all


@click.command(short_help="Show why something is advised, or why not.")
@click.argument("file", metavar="FILE")
@click.option("--why", "action", metavar="ACTION", required=True, help="The advice to explain.")
@click.option(
    "--for", "target", metavar="LABEL", help="Only for this one: Acme, or applications[0]."
)
@situation_options
@format_option("text", "json")
@color_option
@click.pass_context
def explain(
    ctx: click.Context,
    file: str,
    action: str,
    target: str | None,
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
    engine: str,
    form: str,
    color: str,
) -> None:
    """Show why ACTION is advised for the situation in FILE: its rules, down to the facts you stated.

    Where it is not advised, say what its rules lack.

    \b
      advisor explain me.yaml --why chase --for Acme

    Exit status: 0 it is advised, 1 it is not, 2 the file cannot be used.
    """
    judge = make_judge(pack, today, settings, engine)
    case = read_one(file, judge.program, color)
    require_action(judge, action)
    decision = judge.decide(case)
    if decision.error is not None:
        tell(f"There is no advice at all: {error_words(decision.error)}.")
        ctx.exit(1)
    program, root = judge.program_for(case), case.situation.root
    placed = place_all(program.pack, root, decision.today)
    labels = Wording(program.pack, placed, decision.derivations, decision.today).labels()
    pieces = advised(decision, labels, action, target)
    proofs = [explain_advice(program, root, decision, piece) for piece in pieces]
    style = style_for(color, sys.stdout)
    if form == "json":
        listed = [proof_object(proof) for proof in proofs]
        show(json.dumps({"action": action, "proofs": listed}, ensure_ascii=False, indent=2) + "\n")
    elif proofs:
        home = "" if pack else str(rules_folder(None))
        screens = (
            render_proof(proof, program.pack, decision.today, line_width(), style, home)
            for proof in proofs
        )
        show("\n".join(screens))
    else:
        show(_refusal(judge, case, decision, action, target, style, pack))
    ctx.exit(0 if proofs else 1)


def require_action(judge: Judge, action: str) -> None:
    """Refuse an action that the rules do not have.

    Raises: Failure, with the nearest name.
    """
    actions = judge.program.pack.actions
    if action in actions:
        return
    from difflib import get_close_matches

    near = get_close_matches(action, actions, n=1)
    raise Failure(
        f"the rules know no action `{action}`"
        + (f"; did you mean `{near[0]}`?" if near else f"; there are: {', '.join(actions)}")
    )


def _refusal(
    judge: Judge,
    case: Case,
    decision: Decision,
    action: str,
    target: str | None,
    style: Style,
    pack: Path | None,
) -> str:
    """That the action is not advised, what its rules lack, and what is advised instead."""
    program, root = judge.program_for(case), case.situation.root

    def holds(place: str, condition: Expression) -> bool:
        known = evaluate(program, root, decision.today, place, condition, decision.derivations)
        return bool(known)

    refusals = why_not_advised(
        program, root, decision, action, target, holds, api.check_pack(rules_folder(pack)).texts
    )
    about = f" for {target}" if target else ""
    parts = [style.bold(f"{action} is not advised{about}.") + "\n"]
    if refusals:
        parts += [
            "\n",
            render_refusals(refusals, line_width(), style, "" if pack else str(rules_folder(None))),
        ]
    listed = [
        f"  {piece.action}{f' for {piece.target}' if piece.target else ''}\n"
        for piece in decision.advice
    ]
    parts += ["\nWhat is advised:\n", *listed] if listed else ["\nNothing is advised.\n"]
    return "".join(parts)

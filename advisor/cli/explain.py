"""`advisor explain`: why something is advised, or why not."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from advisor import api
from advisor.backends.oracle import evaluate
from advisor.cli import choosing, options
from advisor.cli.sources import Judging, read_one, rules_folder
from advisor.cli.terminal import line_width, show, style_for, tell
from advisor.ir.expressions import Expression
from advisor.rendering.advice_text import error_words
from advisor.rendering.layout import Style
from advisor.rendering.proofs import explain_advice, proof_object, render_proof
from advisor.rendering.refusals import render_refusals, why_not_advised


@click.command(short_help="Show why something is advised, or why not.")
@options.words_argument("[ACTION] [FILE]")
@click.option("--why", "why", metavar="ACTION", help="The advice to explain; the same as ACTION.")
@click.option(
    "--for", "target", metavar="LABEL", help="Only for this one: Acme, or applications[0]."
)
@options.situation_options
@options.format_option("text", "json")
@options.color_option
@click.pass_context
def explain(
    ctx: click.Context,
    words: tuple[str, ...],
    why: str | None,
    target: str | None,
    judging: Judging,
    format: str,
    color: str,
) -> None:
    """Show why ACTION is advised for the situation in FILE: its rules, down to the facts you stated.

    ACTION is its number on the last page of advice, or its name; without it, what comes first is
    explained. Without FILE, it is my-situation.yaml. Where ACTION is not advised, say what its rules lack.

    \b
      advisor explain 1
      advisor explain chase me.yaml --for Acme

    Exit status: 0 it is advised, 1 it is not, 2 the file cannot be used.
    """
    word, file = _meant(words, why)
    advisor = judging.advisor()
    scene = choosing.Scene(advisor, file, read_one(file, advisor.program, color))
    decision = scene.decision
    if decision.error is not None:
        tell(f"There is no advice at all: {error_words(decision.error)}.")
        ctx.exit(1)
    if word is None and target is None and not decision.advice:
        tell("Nothing is advised now, so there is nothing to explain.")
        ctx.exit(1)
    choice = (
        choosing.choose(scene, word, target)
        if word is not None
        else choosing.first_piece(scene, target)
    )
    proofs = [
        explain_advice(scene.program, scene.case.situation.root, decision, piece)
        for piece in choice.pieces
    ]
    style = style_for(color, sys.stdout)
    if format == "json":
        told = {"action": choice.action.name, "proofs": [proof_object(proof) for proof in proofs]}
        show(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    elif proofs:
        home = "" if judging.pack else str(rules_folder(None))
        screens = (
            render_proof(proof, scene.pack, decision.today, line_width(), style, home)
            for proof in proofs
        )
        show("\n".join(screens))
    else:
        show(_refusal(scene, choice, style, judging.pack))
    ctx.exit(0 if proofs else 1)


def _meant(words: tuple[str, ...], why: str | None) -> tuple[str | None, str]:
    """The number or name, if there is any, and the file."""
    word, named = options.sort_out(words)
    if why is None:
        return word, options.file_or_default(named)
    if word is not None and named is not None:
        raise click.UsageError(f"ACTION is given twice: {word!r} and --why {why!r}.")
    return why, options.file_or_default(named or word)  # beside --why, a single word is the file


def _refusal(
    scene: choosing.Scene, choice: choosing.Choice, style: Style, pack: Path | None
) -> str:
    """That the action is not advised, what its rules lack, and what is advised instead."""
    program, root, decision = scene.program, scene.case.situation.root, scene.decision

    def holds(place: str, condition: Expression) -> bool:
        known = evaluate(program, root, decision.today, place, condition, decision.derivations)
        return bool(known)

    texts = api.check_pack(rules_folder(pack)).texts
    action, places = choice.action.name, choice.places
    refusals = why_not_advised(program, root, decision, action, places, holds, texts)
    parts = [style.bold(f"{choice.not_advised}.") + "\n"]
    if refusals:
        home = "" if pack else str(rules_folder(None))
        parts += ["\n", render_refusals(refusals, line_width(), style, home)]
    parts += ["\n", scene.show_advised("What is advised now"), "\n"]
    return "".join(parts)

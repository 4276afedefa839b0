"""`advisor explain`: why something is advised, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from advisor import api, ir
from advisor.backends.oracle.closed_days import closed_behind
from advisor.backends.oracle.why_not import lacking, told_behind, why_not_advised, why_not_concluded
from advisor.cli import options
from advisor.cli.situation import advice_references
from advisor.cli.situation.fact_names import concluded_facts
from advisor.cli.situation.scene import Scene, read_scene
from advisor.cli.sources import AdvisorOptions, command_on
from advisor.cli.terminal import Failure, page_style, show, tell
from advisor.rendering.explanation_json import explanation_object, fact_explanation_object
from advisor.rendering.layout import Style, json_text
from advisor.rendering.proof_tree import FactProof, Proof, explain_advice, explain_fact
from advisor.rendering.proofs import render_fact_proof, render_overview, render_proof
from advisor.rendering.why_not import WhyNot, render_why_nots, why_not_sentence
from advisor.rendering.words import error_words


@click.command(short_help="Show why something is advised, or why not.")
@options.words_argument("[ACTION] [FILE]")
@click.option("--why", "why", metavar="ACTION", help="The advice to explain; the same as ACTION.")
@click.option(
    "--why-not",
    "why_not",
    metavar="ACTION",
    help="What keeps this from being advised, the nearest rule first.",
)
@click.option(
    "--why-fact",
    "why_fact",
    metavar="FACT",
    help="What this rests on that the rules conclude: total, Acme.reply_expected_on.",
)
@click.option(
    "--for", "target", metavar="LABEL", help="Only for this one: Acme, or applications[0]."
)
@click.option(
    "--all",
    "is_whole",
    is_flag=True,
    help="All pieces of advice, or all rules; and every step and note in full.",
)
@options.situation_options
@options.format_option("text", "json", "svg")
@options.color_option
@click.pass_context
def explain(
    ctx: click.Context,
    words: tuple[str, ...],
    why: str | None,
    why_not: str | None,
    why_fact: str | None,
    target: str | None,
    is_whole: bool,
    advisor_options: AdvisorOptions,
    format: str,
) -> None:
    """Show why ACTION is advised for the situation in FILE: its rules, down to the facts you stated.

    ACTION is its number on the last page of advice, or its name; without it, each piece gets a
    sentence. Without FILE, it is my-situation.yaml. Where ACTION is not advised, or with --why-not, say
    what its rules lack, and when that changes by itself. With --why-fact, show why a fact is what the
    rules conclude it to be.

    \b
      advisor explain 1
      advisor explain chase me.yaml --for Acme
      advisor explain --why-not chase me.yaml
      advisor explain --why-fact reply_expected_on me.yaml --for Acme
      advisor explain 1 -f svg > why.svg

    Exit status: 0 it is advised, 1 it is not (with --why-not the other way round; with
    --why-fact, the fact is not given), 2 the file cannot be used.
    """
    if why_fact is not None and (why is not None or why_not is not None):
        raise click.UsageError("Choose one of --why, --why-not and --why-fact.")
    word, file = _meant(words, why, why_not)
    if why_fact is not None:
        word, file = None, options.file_or_default(words[0] if words else None)
        if len(words) > 1:
            raise click.UsageError("With --why-fact, name the file alone.")
    advisor_options = advisor_options.about(file)
    scene = read_scene(file, advisor_options)
    decision = scene.decision
    if decision.error is not None:
        tell(f"There is no advice at all: {error_words(decision.error)}.")
        ctx.exit(1)
    if why_fact is not None:
        ctx.exit(explain_facts(scene, why_fact, target, advisor_options, format, is_whole))
    if word is None and target is None and not decision.advice:
        tell("Nothing is advised now, so there is nothing to explain.")
        ctx.exit(1)
    choice, pieces = _chosen(scene, word, target, is_whole)
    is_overview = False
    if word is None and not is_whole and format == "text":
        every = _chosen(scene, None, target, is_whole=True)[1]
        is_overview = len(every) > 1
        pieces = every if is_overview else pieces
    refused = choice if why_not is not None or not pieces else None
    why_nots = () if refused is None else _why_nots(scene, refused, advisor_options.folder)
    proofs = [] if refused is not None else [_proof(scene, piece) for piece in pieces]
    home = "" if advisor_options.pack else str(advisor_options.folder)
    style = page_style()
    if format == "json":
        name = None if refused is None else refused.action.name
        document = explanation_object(decision.today, proofs, why_nots, name)
        show(json_text(document))
    elif format == "svg":
        show(_drawing(proofs, decision.today))
    elif refused is not None:
        show(_why_not_page(scene, refused, why_nots, style, home, is_whole))
    elif is_overview:
        show(_overview(scene, file, proofs, style))
    else:
        short, whole = (
            [
                render_proof(proof, scene.pack, decision.today, style, home, in_full)
                for proof in proofs
            ]
            for in_full in (is_whole, True)
        )
        # Of all pieces at once, first a sentence for each.
        heads = [_overview(scene, file, proofs, style)] if word is None and len(proofs) > 1 else []
        about = [*([word] if word else []), *(["--for", target] if target else [])]
        more = command_on(file, "explain", *about, "--all")
        hint = style.wrap(f"Some steps and notes are left out here; `{more}` shows them all.")
        tail = [] if short == whole else ["".join(f"{line}\n" for line in hint)]
        show("\n".join([*heads, *short, *tail]))
    is_answered = proofs if why_not is None else choice is not None and not choice.pieces
    ctx.exit(0 if is_answered else 1)


def _proof(scene: Scene, piece: ir.Advice) -> Proof:
    """The rules behind a piece of advice, down to what was stated."""
    root, decision = scene.case.situation.root, scene.decision
    told = told_behind(scene.program, root, decision, piece)
    closed = closed_behind(scene.program, root, decision, piece)
    return explain_advice(scene.program, root, decision, piece, told, closed)


def _overview(scene: Scene, file: str, proofs: Sequence[Proof], style: Style) -> str:
    """Each piece by its number on the page, with a sentence."""
    scene.remember()
    command = command_on(file, "explain", "N")
    numbered = {scene.decision.advice.index(proof.advice) + 1: proof for proof in proofs}
    return render_overview(numbered, scene.decision.today, command, style)


def _meant(words: tuple[str, ...], why: str | None, why_not: str | None) -> tuple[str | None, str]:
    """The number or name, if there is any, and the file."""
    if why is not None and why_not is not None:
        raise click.UsageError("Choose one of --why and --why-not.")
    word, named = options.sort_out(words)
    name, option = ("--why", why) if why_not is None else ("--why-not", why_not)
    if option is None:
        return word, options.file_or_default(named)
    if word is not None and named is not None:
        raise click.UsageError(f"ACTION is given twice: {word!r} and {name} {option!r}.")
    return option, options.file_or_default(named or word)  # beside it, a single word is the file


def _chosen(
    scene: Scene, word: str | None, target: str | None, is_whole: bool
) -> tuple[advice_references.Choice | None, tuple[ir.Advice, ...]]:
    """The action that is meant, and its advice; with --all and no action, all advice."""
    if word is None and is_whole:
        if target is None:
            return None, scene.decision.advice
        places, _ = advice_references.meant_places(scene, target)
        return None, tuple(p for p in scene.decision.advice if p.place in places)
    choice = (
        advice_references.choose(scene, word, target)
        if word is not None
        else advice_references.first_piece(scene, target)
    )
    return choice, choice.pieces


def _why_nots(scene: Scene, choice: advice_references.Choice, folder: Path) -> tuple[WhyNot, ...]:
    """What keeps the action from being advised, where it is not."""
    advised = {piece.place for piece in choice.pieces}
    return why_not_advised(
        scene.program,
        scene.case.situation.root,
        scene.decision,
        choice.action.name,
        choice.places - advised,
        api.check_pack(folder).texts,
    )


def _why_not_page(
    scene: Scene,
    choice: advice_references.Choice,
    why_nots: tuple[WhyNot, ...],
    style: Style,
    home: str,
    is_whole: bool,
) -> str:
    """That the action is not advised, why in a sentence, what its rules lack, and what is advised instead."""
    today = scene.decision.today
    advised = [scene.whole_name(piece.place) for piece in choice.pieces]
    head = f"{choice.not_advised}."
    if advised:
        head = f"`{choice.action.name}` is advised for {', '.join(advised) or 'you'}."
    parts = [style.bold(line) + "\n" for line in style.wrap(head)]
    if why_nots or not advised:
        sentence = why_not_sentence(why_nots, today)
        parts += [f"{line}\n" for line in style.wrap(sentence)]
    if why_nots:
        parts += ["\n", render_why_nots(why_nots, today, style, home, is_whole)]
    parts += ["\n", scene.show_advised("What is advised now"), "\n"]
    return "".join(parts)


def _drawing(proofs: list[Proof], today: int) -> str:
    """The proof as SVG.

    Raises: Failure, where there is none, or more than one.
    """
    from advisor.rendering.proof_drawing import draw_proof

    if len(proofs) != 1:
        what = "nothing is advised" if not proofs else f"there are {len(proofs)} pieces of advice"
        raise Failure(
            f"a drawing shows why one piece is advised, and {what}; name one by its number"
        )
    [proof] = proofs
    return draw_proof(proof, today)


def explain_facts(
    scene: Scene,
    name: str,
    target: str | None,
    advisor_options: AdvisorOptions,
    format: str,
    is_whole: bool,
) -> int:
    """Show why the fact is what it is, as `format` says; the exit status: 1 where it is given nowhere.

    Raises: Failure, where nothing is called that.
    """
    found = concluded_facts(scene, name, target)
    root = scene.case.situation.root
    proofs = [
        explain_fact(scene.program, root, scene.decision, place, fact) for place, fact in found
    ]
    is_given = any(proof.is_given for proof in proofs)
    if format == "json":
        document = fact_explanation_object(scene.decision.today, proofs)
        show(json_text(document))
    elif format == "svg":
        show(_fact_drawing(proofs))
    else:
        style = page_style()
        show("\n".join(_screen(scene, proof, advisor_options, style, is_whole) for proof in proofs))
    return 0 if is_given else 1


def _screen(
    scene: Scene, proof: FactProof, advisor_options: AdvisorOptions, style: Style, is_whole: bool
) -> str:
    """The proof; where the fact is not given, what the rules that could conclude it lack."""
    home = "" if advisor_options.pack else str(advisor_options.folder)
    if proof.is_given:
        return render_fact_proof(proof, style, home)
    lines = [style.bold(line) for line in style.wrap(f"{proof.title}: not given")]
    why_nots = why_not_concluded(
        scene.program,
        scene.case.situation.root,
        scene.decision,
        proof.fact.fact,
        proof.fact.place,
        api.check_pack(advisor_options.folder).texts,
    )
    fact, root = proof.fact, scene.case.situation.root
    lacks = lacking(scene.program, root, scene.decision, fact.fact, fact.place)
    if lacks:
        words = f"What its default is made of is not all given: {'; '.join(lacks)}"
        lines += ["", *style.wrap(words, "  ", "    ")]
    if not why_nots:
        return "".join(f"{line}\n" for line in lines)
    shown = render_why_nots(why_nots, scene.decision.today, style, home, is_whole)
    return "".join(f"{line}\n" for line in lines) + "\n" + shown


def _fact_drawing(proofs: list[FactProof]) -> str:
    """The proof as SVG.

    Raises: Failure, where it is of several instances.
    """
    from advisor.rendering.proof_drawing import draw_fact

    if len(proofs) > 1:
        raise Failure(
            f"a drawing shows one fact, and {len(proofs)} are called so; say of which by --for"
        )
    return draw_fact(proofs[0])

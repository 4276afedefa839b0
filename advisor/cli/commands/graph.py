"""`advisor graph`: what of the rules hangs together with what, as a drawing."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli import options
from advisor.cli.situation.scene import read_scene
from advisor.cli.sources import AdvisorOptions
from advisor.cli.terminal import Failure, deliver, tell
from advisor.diagnostics.suggestions import did_you_mean
from advisor.graph.highlights import highlights_of
from advisor.graph.languages import MERMAID_MOST, graph_dot, graph_mermaid
from advisor.graph.model import RuleGraph, graph_of
from advisor.graph.svg import graph_svg
from advisor.rendering.words import error_words

_ENDINGS = {".dot": "dot", ".gv": "dot", ".mmd": "mermaid", ".mermaid": "mermaid"}
_LARGE = 120  # nodes
_DEPTH = 2


@click.command(short_help="Draw which rules read, conclude, advise and override what.")
@click.option(
    "--around",
    "around",
    metavar="NAME",
    multiple=True,
    help="Only what leads to this rule, fact, action, table or parameter, and what follows from it.",
)
@click.option(
    "--depth",
    metavar="N",
    type=click.IntRange(min=1),
    help=f"How many arrows to follow from there each way.  [default: {_DEPTH}]",
)
@click.option(
    "--on",
    "situation",
    metavar="FILE",
    shell_complete=options.complete_files,
    help="Show what came to bear in this situation.",
)
@options.situation_options
@click.option(
    "-f",
    "--format",
    "format",
    type=click.Choice(["svg", "dot", "mermaid"]),
    help="How to write it; without it, as the name after -o ends, else svg.",
)
@options.output_option
@options.color_option
def graph(
    around: tuple[str, ...],
    depth: int | None,
    situation: str | None,
    advisor_options: AdvisorOptions,
    format: str | None,
    output: Path | None,
) -> None:
    """Draw the rules: which facts and numbers they read, what they conclude and advise, and what they override.

    Arrows run from left to right, from what a person says to advice. Where a rule keeps another from something,
    the arrow is red and dashed. With --on, what came to bear is drawn with thick lines and says what is so; unless
    you say --around, the rest is left out.

    \b
      advisor graph -o rules.svg
      advisor graph --around chase -o chase.svg
      advisor graph --on me.yaml -o why.svg
      advisor graph --around chase -f dot | dot -Tpdf > chase.pdf

    Exit status: 0 drawn, 2 there is nothing of that name, or the rules or the situation cannot be used.
    """
    if depth is not None and not around:
        raise click.UsageError("--depth says how far to go from what --around names")
    format = format or _ENDINGS.get(output.suffix.lower() if output else "", "svg")
    if format == "svg" and output is None and sys.stdout.isatty():
        raise Failure("a drawing is nothing for a terminal: say where to write it, -o rules.svg")
    if situation is None:
        highlights, program = None, advisor_options.program()
        drawn = graph_of(program)
    else:
        scene = read_scene(situation, advisor_options.about(situation), questions=False)
        decision, program = scene.decision, scene.program
        if decision.error is not None:
            raise Failure(f"there is no advice at all: {error_words(decision.error)}")
        drawn = graph_of(program)
        highlights = highlights_of(drawn, program.pack, scene.case.situation.root, decision)
    centres = _centres(drawn, around)
    if centres:
        drawn = drawn.around(centres, depth or _DEPTH)
    elif highlights is not None:
        drawn = highlights.part_of(drawn)
    match format:
        case "dot":
            text = graph_dot(drawn, highlights)
        case "mermaid":
            text = graph_mermaid(drawn, highlights)
            if len(drawn.arrows) > MERMAID_MOST:
                tell(
                    f"These are {len(drawn.arrows)} arrows, and many programs draw at most {MERMAID_MOST} from Mermaid:"
                    " --around NAME takes a part."
                )
        case _:
            text = graph_svg(drawn, highlights, centres=centres)
    deliver(text, output)
    if len(drawn.nodes) > _LARGE and not around:
        tell(
            f"That is large, with {len(drawn.nodes)} boxes: --around NAME draws what hangs together with one of them."
        )


def _centres(drawn: RuleGraph, names: tuple[str, ...]) -> set[str]:
    """What the names stand for. Raises: Failure, where one stands for nothing."""
    found: set[str] = set()
    for name in names:
        ids = drawn.named(name)
        if not ids:
            known = [node.name for node in drawn.nodes.values()]
            near = did_you_mean(name, known)
            raise Failure(
                f"there is no rule, fact, action, table or parameter `{name}`"
                + (f"; {near}" if near else "")
            )
        found.update(ids)
    return found

"""`advisor change-to`: the smallest changes under which something is advised, comes first or goes away."""

from __future__ import annotations

import click

from advisor import ir
from advisor.cli import options
from advisor.cli.situation import advice_references
from advisor.cli.situation.fact_names import named_facts
from advisor.cli.situation.scene import read_scene
from advisor.cli.sources import AdvisorOptions
from advisor.cli.terminal import page_style, show, tell
from advisor.counterfactual.goals import Aim, Goal
from advisor.counterfactual.pages import render_ways, ways_object
from advisor.counterfactual.searching import MOST_CHANGES, Found, smallest_changes
from advisor.counterfactual.steps import Telling
from advisor.rendering.layout import json_text
from advisor.rendering.words import error_words


@click.command(
    "change-to", short_help="Say what has to change for something to be advised, or not."
)
@options.words_argument("[ACTION] [FILE]")
@click.option("--first", metavar="ACTION", help="What has to change for this to come first?")
@click.option("--without", metavar="ACTION", help="What has to change for this to go away?")
@click.option(
    "--for", "target", metavar="LABEL", help="Only for this one: Acme, or applications[0]."
)
@click.option(
    "--fix",
    "fixed",
    metavar="FACT",
    multiple=True,
    help="A fact that stays as it is: answer_by, Globex.answer_by, today.",
)
@click.option(
    "--most",
    type=click.IntRange(1, MOST_CHANGES),
    default=MOST_CHANGES,
    show_default=True,
    help="How many facts may change at once.",
)
@options.situation_options
@options.format_option("text", "json")
@options.color_option
@click.pass_context
def change_to(
    ctx: click.Context,
    words: tuple[str, ...],
    first: str | None,
    without: str | None,
    target: str | None,
    fixed: tuple[str, ...],
    most: int,
    advisor_options: AdvisorOptions,
    format: str,
) -> None:
    """Say what would have to change in FILE for ACTION to be advised: the smallest changes that do it.

    Each is told as what to do, what to obtain and what to wait for. ACTION is its name, or its number on
    the last page of advice. Facts that nobody can change stay, and so do those that you --fix.

    \b
      advisor change-to accept-offer
      advisor change-to --first chase me.yaml --fix today
      advisor change-to --without 1

    Exit status: 0 a way was found, 1 there is none, 2 the file cannot be used.
    """
    aim, word, file = _meant(words, first, without)
    scene = read_scene(file, advisor_options.about(file), questions=False)
    decision, root = scene.decision, scene.case.situation.root
    choice = advice_references.choose(scene, advice_references.require_word(scene, word), target)
    is_somewhere = target is not None or choice.number is not None
    goal = Goal(aim, choice.action.name, choice.places if is_somewhere else None)
    keys = frozenset(key for text in fixed for key, _ in named_facts(scene, text))
    if decision.error is not None:
        tell(f"There is no advice at all at present: {error_words(decision.error)}.")
    found = smallest_changes(scene.advisor, root, decision.today, goal, keys, most)
    told = Telling(scene.advisor, root, decision.today, goal).ranked(found.ways)
    if format == "json":
        document = ways_object(goal, found, told, decision.today)
        show(json_text(document))
    else:
        about = _called(goal, decision.advice, found)
        style = page_style()
        show(render_ways(goal, found, told, about, decision.today, style))
    ctx.exit(0 if found.size is not None else 1)


def _meant(
    words: tuple[str, ...], first: str | None, without: str | None
) -> tuple[Aim, str | None, str]:
    """The aim, the action and the file."""
    if first is not None and without is not None:
        raise click.UsageError("Choose one of --first and --without.")
    word, named = options.sort_out(words)
    option = without if first is None else first
    if option is None:
        return Aim.ADVISED, word, options.file_or_default(named)
    if word is not None and named is not None:
        raise click.UsageError(f"ACTION is given twice: {word!r} and {option!r}.")
    aim = Aim.GONE if first is None else Aim.FIRST
    return aim, option, options.file_or_default(named or word)


def _called(goal: Goal, now: tuple[ir.Advice, ...], found: Found) -> str:
    """The title of what is meant, where it is one and the same in all ways; else its name."""
    pages = [now] if goal.aim is Aim.GONE else [way.advice for way in found.ways]
    one = Goal(Aim.ADVISED, goal.action, goal.places)
    titles = {piece.title for page in pages for piece in page if one.is_reached([piece])}
    return f"“{titles.pop()}”" if len(titles) == 1 else f"`{goal.action}`"

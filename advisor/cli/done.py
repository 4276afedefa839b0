"""`advisor done`: records in the situation file that something was done."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from advisor import api
from advisor.backends.oracle import evaluate
from advisor.cli.failures import Failure
from advisor.cli.options import situation_options
from advisor.cli.recorder import Recorder, ask_more, names_of
from advisor.cli.sources import STDIN, SourceFile, make_judge, read_source, report
from advisor.cli.talking import is_at_terminal
from advisor.cli.terminal import line_width, show, style_for, tell
from advisor.dialogue.dates import read_date
from advisor.dialogue.problems import Problem
from advisor.ir.advice import Decision
from advisor.ir.cases import Case
from advisor.ir.packs import Action, Pack
from advisor.ir.situations import Placed
from advisor.rendering.advice_text import render_advice
from advisor.rendering.wording import Wording, place_all


@click.command()
@click.argument("action")
@click.argument("file", metavar="FILE")
@click.option(
    "--for",
    "label",
    metavar="LABEL",
    help="For which one it was done, such as the company, where several are advised it.",
)
@click.option(
    "--on",
    "on",
    metavar="DATE",
    help="When it was done: 2026-11-20, yesterday, last friday.  [default: today]",
)
@click.option(
    "--document",
    metavar="N",
    type=click.IntRange(min=1),
    help="Which situation of the file, counted from 1.",
)
@click.option("--anyway", is_flag=True, help="Record it although it is not advised.")
@situation_options
@click.pass_context
def done(
    ctx: click.Context,
    action: str,
    file: str,
    label: str | None,
    on: str | None,
    document: int | None,
    anyway: bool,
    pack: Path | None,
    today: date | None,
    settings: tuple[tuple[str, str], ...],
    engine: str,
) -> None:
    """Record in FILE that ACTION was done, and advise on what comes next.

    Only the facts that it changes are written; everything else in the file stays as it is.

    \b
      advisor done thank-interviewers me.yaml
      advisor done chase me.yaml --for Acme --on yesterday

    Exit status: 0 recorded, 1 not advised now or nothing to record, 2 the file cannot be used.
    """
    if file == STDIN:
        raise Failure("done changes a file, so it needs one; it cannot change standard input")
    judge = make_judge(pack, today, settings, engine)
    source = read_source(file, judge.program)
    case = _case_of(source, document)
    program = judge.program_for(case)
    declared = _action_of(program.pack, action)
    decision = judge.decide(case)
    if decision.error is not None:
        show(render_advice(decision, program.pack, line_width(), style_for("auto", sys.stdout)))
        ctx.exit(1)
    placed = place_all(program.pack, case.situation.root, decision.today)
    wording = Wording(program.pack, placed, decision.derivations, decision.today)
    found = _places(program.pack, declared, decision, placed, wording, label, anyway)
    if not found:
        _tell_not_advised(decision, action, label, placed, wording)
        ctx.exit(1)
    if len(found) > 1:
        raise Failure(_which(action, found, placed, wording))
    [here] = found
    if not declared.done and not declared.asks:
        tell(f"`{action}` is to {declared.kind.value}: there is nothing to record about it")
        ctx.exit(1)
    day = _day_of(on, decision.today)
    recorder = Recorder(program, source, case, here, placed, wording)
    for change in declared.done:
        value = evaluate(
            program,
            case.situation.root,
            day,
            here.place,
            change.value,
            decision.derivations,
            judged_on=decision.today,
        )
        recorder.set(change.entity, change.fact, value)
    recorder.write()
    for line in recorder.lines():
        tell(line)
    status = 0
    if declared.asks and is_at_terminal():
        status = ask_more(recorder, declared, day)
    if status == 0:
        after = replace(case.situation, root=recorder.root)
        latest = date.fromordinal(max(day, decision.today))
        next_decision = api.advise(program, after, latest, engine)
        tell("")
        show(
            render_advice(next_decision, program.pack, line_width(), style_for("auto", sys.stdout))
        )
    ctx.exit(status)


def _case_of(source: SourceFile, document: int | None) -> Case:
    """The situation that was meant, which has to be without mistakes."""
    report(source, "auto")
    numbers = sorted({*(c.situation.document for c in source.cases), *source.failed})
    if not numbers:
        raise Failure(f"there is no situation in {source.path}")
    if document is None and len(numbers) > 1:
        listed = [
            f"  {case.situation.document + 1}  {case.situation.title or '(no title)'}"
            for case in source.cases
        ]
        raise Failure(
            f"there are {len(numbers)} situations in {source.path}; say which by --document:\n"
            + "\n".join(listed)
        )
    number = numbers[0] if document is None else document - 1
    for case in source.cases:
        if case.situation.document == number:
            return case
    if number in source.failed:
        raise Failure(f"the situation in {source.path} cannot be used")
    raise Failure(f"there is no situation number {number + 1} in {source.path}")


def _action_of(pack: Pack, name: str) -> Action:
    declared = pack.actions.get(name)
    if declared is None:
        near = get_close_matches(name, pack.actions, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"there are: {', '.join(pack.actions)}"
        raise Failure(f"there is no action `{name}`; {hint}")
    return declared


def _places(
    pack: Pack,
    action: Action,
    decision: Decision,
    placed: tuple[Placed, ...],
    wording: Wording,
    label: str | None,
    anyway: bool,
) -> list[Placed]:
    """Where the action is advised, and is meant; with `anyway`, where it might be advised."""
    advised = {piece.place for piece in decision.advice if piece.action == action.name}
    entities = {
        rule.entity
        for rule in pack.rules.values()
        if rule.advises is not None and rule.advises.action == action.name
    }

    def is_meant(here: Placed) -> bool:
        names = (here.place, *names_of(here, placed, wording))
        return label is None or label.strip().casefold() in {name.casefold() for name in names}

    found = [here for here in placed if here.place in advised and is_meant(here)]
    if not any(is_meant(here) for here in placed):
        known = "; ".join(dict.fromkeys(names_of(here, placed, wording)[-1] for here in placed[1:]))
        raise Failure(f"there is nothing called {label!r}; there is {known or 'nothing'}")
    if not found and anyway:
        return [h for h in placed if h.instance.entity in entities and is_meant(h)]
    return found


def _tell_not_advised(
    decision: Decision, action: str, label: str | None, placed: tuple[Placed, ...], wording: Wording
) -> None:
    whom = f" for {label}" if label else ""
    tell(f"`{action}` is not advised{whom} at present, so nothing was recorded. What is:")
    at = {here.place: here for here in placed}
    for piece in decision.advice:
        name = names_of(at[piece.place], placed, wording)[-1]
        tell(f"  {piece.action}{f' ({name})' if name else ''}")
    if not decision.advice:
        tell("  nothing")
    tell("To record it all the same, add --anyway.")


def _which(action: str, found: list[Placed], placed: tuple[Placed, ...], wording: Wording) -> str:
    """Asks for --for, with the shortest name that only one of them has."""
    names = [(*names_of(here, placed, wording), here.place) for here in found]
    lines = []
    for own in names:
        name = next(n for n in own if sum(n in other for other in names) == 1)
        lines.append(f"  --for {_quoted(name)}{'' if name == own[-2] else f'  ({own[-2]})'}")
    return "\n".join([f"`{action}` is advised for several; say which:", *lines])


def _quoted(label: str) -> str:
    return label if label.isalnum() else f'"{label}"'


def _day_of(text: str | None, today: int) -> int:
    if text is None:
        return today
    day = read_date(text, today)
    if isinstance(day, Problem):
        raise click.BadParameter(day.message, param_hint="--on")
    return day

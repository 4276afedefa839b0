"""`advisor mutate`: whether the tests of a pack would notice a mistake in its rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from advisor import api, ir
from advisor.cli import options
from advisor.cli.authoring.check_prove import need_solver
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure, deliver, page_style, progress, tell
from advisor.diagnostics import RulePackError
from advisor.diagnostics.suggestions import did_you_mean
from advisor.rendering.layout import json_text

_SHOWN = 20


@click.command(short_help="Change the rules in small ways: do the tests notice?")
@click.argument("pack", required=False, metavar="[PACK]", type=click.Path(path_type=Path))
@click.option(
    "--rule", metavar="NAME", help="Only changes to this rule, table, default or parameter."
)
@click.option(
    "--sample", metavar="N", type=click.IntRange(min=1), help="Only so many changes, at random."
)
@click.option(
    "--seed", metavar="N", default=0, show_default=True, help="Which ones, with --sample."
)
@click.option(
    "--threshold",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Exit with 1 where the tests kill less.",
)
@click.option(
    "--limit",
    metavar="SECONDS",
    type=click.FloatRange(min=0),
    help="Stop after this time; the rest has timed out.",
)
@click.option(
    "--prove",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    help="Ask a solver, so long for each, whether what survives can ever be seen.",
)
@click.option(
    "--all", "everything", is_flag=True, help=f"Show all that survive, not only {_SHOWN}."
)
@options.format_option("text", "json")
@options.output_option
@options.color_option
@click.pass_context
def mutate(
    ctx: click.Context,
    pack: Path | None,
    rule: str | None,
    sample: int | None,
    seed: int,
    threshold: float | None,
    limit: float | None,
    prove: float | None,
    everything: bool,
    format: str,
    output: Path | None,
) -> None:
    """Make small mistakes in the rules, one at a time, and see whether a test fails.

    Without PACK, in the rules in use. Shows each mistake that no test notices, as a change of the line in
    which it stands. Nothing is written into the rules.

    \b
      advisor mutate rules/post-interview --sample 200
      advisor mutate rules/post-interview --rule chase-on-the-agreed-day

    Exit status: 0 done, 1 the tests kill less than --threshold or fail as they are, 2 the rules cannot
    be used.
    """
    from advisor.mutation import mutants_of, run_mutants, sampled, with_witnesses  # imports NumPy
    from advisor.mutation.reports import mutants_object, percent, render_mutants

    if prove is not None:
        need_solver()
    folder = rules_folder(pack)
    report = api.check_pack(folder)
    program = report.program
    if program is None:
        raise RulePackError(report.diagnostics)
    if rule is not None:
        _check_name(rule, program.pack)
    if not program.pack.tests:
        raise Failure(f"{program.pack.name} has no tests, so no mistake in it would be noticed")
    every = list(mutants_of(program, rule))
    as_of = ir.AsOf(default=date.today().toordinal())
    with progress(writes=output is None) as advance:
        run = run_mutants(
            program,
            sampled(every, sample, seed),
            as_of,
            of=len(every),
            limit=limit,
            advance=lambda done, of: advance(done, of, f"{done:,} changes"),
        )
        if prove is not None and run.is_sound:
            from advisor.mutation.proving import with_proofs  # imports z3

            run = with_proofs(
                program,
                run,
                prove,
                lambda done, of: advance(done, of, f"{done} survivors asked about"),
            )
        if run.is_sound and (format == "text" or rule is not None):
            most = None if rule is not None else _SHOWN
            run = with_witnesses(
                program, run, as_of, most, lambda done, of: advance(done, of, f"{done} survivors")
            )
    if not run.is_sound:
        tell("The tests do not all pass as they are; `advisor test` says which. Nothing was tried.")
        ctx.exit(1)
    if format == "json":
        found = mutants_object(run, program.pack, report.texts)
        deliver(json_text(found), output)
    else:
        style = page_style(output)
        most = None if everything or rule is not None else _SHOWN
        deliver(render_mutants(run, report.texts, most, style), output)
    if threshold is not None and run.score * 100 < threshold:
        tell(f"The tests kill {percent(run.score)}, which is less than {threshold:g}%.")
        ctx.exit(1)
    ctx.exit(0)


def _check_name(name: str, pack: ir.Pack) -> None:
    """Raises: click.BadParameter, where there is nothing of that name that can be changed."""
    facts = {f.name for e in pack.entities.values() for f in e.facts.values() if f.computed_default}
    known = [*pack.rules, *pack.tables, *facts, *pack.parameters]
    if name not in known:
        near = did_you_mean(name, known)
        hint = f"; {near}" if near else ""
        raise click.BadParameter(
            f"there is no rule, table, default or parameter called {name!r}{hint}",
            param_hint="--rule",
        )

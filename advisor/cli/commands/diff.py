"""`advisor diff`: what differs between two revisions of rules, and whose advice changes by it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor import api, ir
from advisor.cli import options, terminal
from advisor.cli.authoring.check_prove import need_solver
from advisor.cli.authoring.git_folders import find_in_git, unpacked
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.sources import as_of_option
from advisor.diagnostics import Diagnostic, Span, errors_among
from advisor.diagnostics.fast_dataclass import dataclass, replace
from advisor.rendering.layout import json_text
from advisor.revisions.declared import declared_in, differences

if TYPE_CHECKING:
    from advisor.revisions.report import PackDiff
    from advisor.revisions.tally import DecidedTwice

_MOST_WORKERS = 4
_SECONDS = 30.0


@dataclass(frozen=True)
class _Side:
    """One revision, by the name that the person gave it."""

    name: str
    program: ir.Program
    texts: Mapping[str, str]


@click.command(short_help="Compare two revisions of rules, and the advice they give.")
@click.argument("old")
@click.argument("new", required=False)
@click.option(
    "--on",
    "files",
    metavar="FILE",
    multiple=True,
    shell_complete=options.complete_files,
    help="Compare the advice for these situations; files and folders as for `advisor sweep`.",
)
@options.reading_options
@options.pack_option
@options.today_option
@click.option(
    "--examples",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write the examples into this folder, as situation files.",
)
@click.option(
    "--prove",
    is_flag=True,
    help="Also have a solver look for a situation in which the advice differs (needs the extra `prove`).",
)
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(min=0, min_open=True),
    help="With --prove: how long it may take; 30 otherwise.",
)
@options.format_option("text", "json")
@options.output_option
@options.color_option
@click.pass_context
def diff(
    ctx: click.Context,
    old: str,
    new: str | None,
    files: tuple[str, ...],
    pack: Path | None,
    today: date | None,
    folder: Path | None,
    prove: bool,
    seconds: float | None,
    format: str,
    output: Path | None,
    reading: options.ReadingOptions,
) -> None:
    """Show what differs between the rules OLD and NEW, and whose advice changes by it.

    OLD and NEW are folders of rules, or git revisions of the rules in use; without NEW, it is these rules
    as they are now. The advice is compared for the situations of --on, else for those of the rules' own tests.

    With --prove, it also asks whether there is any situation, up to a size, in which the advice, its days, notes or results
    differ: it shows one, or says that it is proved that there is none.

    \b
      advisor diff HEAD
      advisor diff v1.2 HEAD --pack rules/post-interview
      advisor diff rules/post-interview my-rules --on people.jsonl
      advisor diff HEAD --on people.csv --rows application --by person --map columns.yaml
      advisor diff --prove HEAD

    Exit status: 0 all advice stays, 1 some advice changes, 2 the rules or the situations cannot be used.
    """
    if ctx.obj is not None and files:
        from advisor.batch.process_tuning import keep_freed_memory, load_arrow

        keep_freed_memory()
        load_arrow()
    if reading.is_said and not files:
        raise click.UsageError("--map, --rows and the like say how the situations of --on are read")
    if seconds is not None and not prove:
        raise click.UsageError("--seconds goes with --prove")
    if prove:
        need_solver()
    here = rules_folder(pack)
    sides = [_side(name, here) for name in (old, new or str(here))]
    seconds = (seconds or _SECONDS) if prove else None
    found = _compare(sides[0], sides[1], files, reading, today, seconds)
    from advisor.revisions.report import diff_object, render_diff

    written = {} if folder is None else _write_examples(found, folder)
    if format == "json":
        text = json_text(diff_object(found))
    else:
        style = terminal.page_style(output)
        text = render_diff(found, style, written)
    terminal.deliver(text, output)
    ctx.exit(1 if found.changes_advice else 0)


def _side(name: str, here: Path) -> _Side:
    """The rules behind a name.

    Raises: Failure, where there are none or they cannot be used.
    """
    folder = Path(name) if Path(name).is_dir() else api.find_pack(name, Path())
    if folder is not None:
        return _loaded(name, api.check_pack(folder))
    in_git = find_in_git(name, here)
    if in_git is None:
        raise terminal.Failure(f"{name} is no folder, and no git revision of {here} either")
    with unpacked(in_git) as place:
        report = api.check_pack(place, is_kept=False)
        return _loaded(name, _called(report, str(place), f"{name}:{in_git.inside}"))


def _loaded(name: str, report: api.PackReport) -> _Side:
    if report.program is None:
        terminal.show_diagnostics(errors_among(report.diagnostics), report.texts)
        raise terminal.Failure(f"the rules {name} cannot be used")
    return _Side(name, report.program, report.texts)


def _called(report: api.PackReport, folder: str, name: str) -> api.PackReport:
    """The report with the name of the revision instead of the folder into which it was unpacked."""

    def path(text: str) -> str:
        return name + text.removeprefix(folder) if text.startswith(folder) else text

    def span(at: Span) -> Span:
        return at._replace(path=path(at.path))

    def renamed(d: Diagnostic) -> Diagnostic:
        related = tuple((span(at), words) for at, words in d.related)
        return replace(d, span=span(d.span), related=related)

    program = report.program
    if program is not None:
        tests = tuple(replace(case, span=span(case.span)) for case in program.pack.tests)
        program = replace(program, pack=replace(program.pack, tests=tests))
    return api.PackReport(
        program,
        tuple(renamed(d) for d in report.diagnostics),
        {path(at): text for at, text in report.texts.items()},
    )


def _written(program: ir.Program) -> set[str]:
    """The names of the rules as their authors wrote them."""
    return {rule.written_as for rule in program.pack.rules.values()}


def _compare(
    old: _Side,
    new: _Side,
    files: tuple[str, ...],
    reading: options.ReadingOptions,
    today: date | None,
    seconds: float | None,
) -> PackDiff:
    """What differs; `seconds` are what a solver may take, None: it is not asked."""
    from advisor.revisions.report import PackDiff
    from advisor.revisions.running import Revisions, only_in

    revisions = Revisions(old.program, new.program, as_of_option(today))
    if files:
        from advisor.cli.batch.diff_files import compare_files

        where = compare_files(revisions, files, reading, min(_MOST_WORKERS, os.cpu_count() or 1))
    else:
        olds, news = old.program.pack.tests, new.program.pack.tests
        revisions.compare_cases(news)
        revisions.compare_cases(only_in(olds, news), is_old=True)
        where = "those of the rules' own tests"
    proof = None
    if seconds is not None:
        from advisor.revisions.proving import prove_alike

        with terminal.progress("asking the solver"):
            proof = prove_alike(old.program, new.program, seconds)
        if proof.case is not None:
            revisions.compare_cases([proof.case])
            where += ", and one that the solver found"
    if revisions.tally.causes:
        from advisor.batch.counts.causes import lines_by_input

        for line in lines_by_input(revisions.tally.causes):
            terminal.tell(line)
    packs = old.program.pack, new.program.pack
    declared = [declared_in(side.texts, _written(side.program)) for side in (old, new)]
    found = differences(*declared)
    return PackDiff(old.name, new.name, *packs, found, revisions.tally, where, proof)


def _write_examples(found: PackDiff, folder: Path) -> dict[int, str]:
    """The examples as files of the folder; the path of each."""
    written: dict[int, str] = {}
    if found.tally is None:
        return written
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise terminal.Failure(f"cannot make the folder {folder}: {error.strerror}") from error
    for causes, group in found.tally.by_count():
        name = re.sub(r"[^\w.-]+", "-", "-".join(n for _, n in sorted(causes)))[:60] or "together"
        for number, example in enumerate(group.examples, 1):
            path = folder / f"{name}-{number}.yaml"
            terminal.write_atomically(path, _example_text(found, example))
            written[id(example)] = str(path)
    return written


def _example_text(found: PackDiff, example: DecidedTwice) -> str:
    from advisor.recording.situation_texts import (
        ScalarStyle,
        scalar_text,
        situation_text,
        value_text,
    )

    pack = found.new
    title = example.name or example.place
    text = situation_text(pack, example.situation.root, title, example.after.today)
    if example.values:
        lines = [
            f"  {name}: {value_text(value, pack.parameters[name].type, ScalarStyle.BLOCK)}\n"
            for name, value in example.values.items()
            if name in pack.parameters
        ]
        text += "".join(("parameters:\n", *lines)) if lines else ""
    return f"# {scalar_text(example.place, ScalarStyle.BLOCK)}\n{text}"

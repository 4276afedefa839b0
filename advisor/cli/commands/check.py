"""`advisor check`: everything that is wrong with rules and situations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from advisor import api, ir
from advisor.api.reading import levels_of
from advisor.casetest.unknown_targets import unknown_targets
from advisor.cli import options
from advisor.cli.authoring.check_prove import Proving
from advisor.cli.rules_in_use import name_of_rules, rules_folder
from advisor.cli.sources import STDIN, folder_for, read_source, split_path
from advisor.cli.terminal import Failure, page_style, show, tell
from advisor.cli.watching import AlreadyShown, again, gone_lines, memory_of, refuse_watching
from advisor.diagnostics import (
    Diagnostic,
    RulePackError,
    errors_among,
    has_errors,
)
from advisor.diagnostics.pages import no_page, page_of
from advisor.loading.declarations.severities import Ignored, Settled, settled
from advisor.loading.declarations.situations import days_to_come
from advisor.loading.syntax.files import PACK_FILE
from advisor.loading.syntax.nodes import in_order
from advisor.rendering import diagnostic_formats
from advisor.rendering.calendar_words import calendar_words
from advisor.rendering.diagnostics import count_words, render_diagnostics, render_page
from advisor.rendering.layout import Style, json_text
from advisor.rendering.rule_text import rules_yaml


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found in one pack or one file of situations, and the texts that it points into."""

    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    ignored: tuple[Ignored, ...] = ()
    packs: int = 0
    files: int = 0
    name: str = ""  # of rules that nobody has named
    notes: tuple[str, ...] = ()  # what is worth knowing though nothing is wrong


@click.command(short_help="Find every mistake in rules and situations.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=options.complete_files)
@options.pack_option
@click.option("--countries", is_flag=True, help="List the countries whose holidays are known.")
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@options.format_option("text", "json", "sarif", "junit", "github", "gitlab")
@options.color_option
@click.option(
    "--explain", metavar="CODE", help="Only tell what a code such as ADV301 means, with examples."
)
@click.option(
    "--expand", is_flag=True, help="Print the rules, with tables and groups written out as rules."
)
@options.watch_option
@click.option(
    "--prove",
    is_flag=True,
    help="Also ask a solver what can come up in any situation (needs the extra `prove`).",
)
@click.option(
    "--seconds",
    metavar="N",
    type=click.FloatRange(min=0, min_open=True),
    help="With --prove: how long one question may take; 5 otherwise.",
)
@click.option(
    "--write-tests",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="With --prove: add a test for each fault to this file, such as found_test.yaml.",
)
@click.pass_context
def check(
    ctx: click.Context,
    paths: tuple[str, ...],
    pack: Path | None,
    countries: bool,
    strict: bool,
    format: str,
    explain: str | None,
    expand: bool,
    watch: bool,
    prove: bool,
    seconds: float | None,
    write_tests: Path | None,
) -> None:
    """Report every problem in the rules and situations at PATHs; without PATH, in the rules in use.

    A folder with a pack.yaml is checked as rules; other folders for both, at any depth; a file as
    situations, by the rules of --pack.

    With --countries, it lists the countries whose public holidays calendars can be filled with, and their
    regions; behind it, words of which one stands in what is listed.

    With --prove, it looks for rules that never fire, conclusions and advice that contradict each other, advice that
    stays once it was done, and more, in all situations up to a size, and shows one in which each is seen.

    \b
      advisor check rules/post-interview
      advisor check me.yaml
      advisor check --explain ADV301
      advisor check --countries king
      advisor check --expand rules/post-interview
      advisor check --watch rules/ours me.yaml
      advisor check --prove rules/post-interview

    Exit status: 0 no errors, 1 errors (warnings too with --strict), 2 wrong usage.
    """
    if countries:
        show("".join(f"{line}\n" for line in country_lines(paths)))
        return
    if explain is not None:
        _explain(explain, page_style())
        return
    missing = [path for path in paths if path != STDIN and not Path(path).exists()]
    if missing:
        raise click.UsageError(f"there is no file or folder {missing[0]}")
    if watch:
        refuse_watching(format != "text" or expand, "--format or --expand")
        refuse_watching(prove, "--prove")
        folders = (pack or rules_folder(None), *(Path(path) for path in paths))
        again(folders if pack or not paths else folders[1:], ctx)
    if expand:
        _expand(paths, pack, page_style())
        return
    if not prove and (seconds is not None or write_tests is not None):
        raise click.UsageError("--seconds and --write-tests go with --prove")
    proving = Proving(seconds or 5.0, write_tests) if prove else None
    checked = list(_check_all(paths, pack, proving))
    found = [d for one in checked for d in one.diagnostics]
    ignored = [(i.diagnostic, i.reason) for one in checked for i in one.ignored]
    match format:
        case "json":
            show(json_text(diagnostic_formats.diagnostics_object(found, ignored)))
        case "sarif":
            show(json_text(diagnostic_formats.sarif_object(found, ignored)))
        case "junit":
            show(
                diagnostic_formats.diagnostics_junit(
                    (path for one in checked for path in one.texts), found, strict
                )
            )
        case "github":
            show(diagnostic_formats.render_github(found))
        case "gitlab":
            show(diagnostic_formats.gitlab_text(found))
        case _:
            show(_text(checked, found, memory_of(ctx), page_style()))
    if not checked:
        tell("There is nothing to check there: no pack.yaml and no situation file.")
    ctx.exit(1 if has_errors(found) or (strict and found) else 0)


def country_lines(words: Sequence[str]) -> Iterator[str]:
    """`GB  United Kingdom: ENG, NIR, SCT, WLS`; of all countries, or of those that one of some words stands in."""
    from advisor.loading.declarations.public_holidays import countries

    for country in countries():
        line = f"{country.code}  {country.name}"
        if country.regions:
            line += f": {', '.join(country.regions)}"
        if not words or any(word.lower() in line.lower() for word in words):
            yield from page_style().wrap(line, "", "    ")


def _expand(paths: tuple[str, ...], pack: Path | None, style: Style) -> None:
    """Print the rules of one pack as the rules that everything shorter stands for."""
    if len(paths) > 1:
        raise click.UsageError("--expand takes one folder with rules")
    report = api.check_pack(Path(paths[0]) if paths else rules_folder(pack))
    if report.program is None:
        errors = errors_among(report.diagnostics)
        tell(render_diagnostics(errors, report.texts, style).rstrip())
        raise click.exceptions.Exit(1)
    show(rules_yaml(report.program.pack))


def _explain(word: str, style: Style) -> None:
    page = page_of(word)
    if page is None:
        raise Failure(no_page(word))
    show(render_page(page, style))


def _text(
    checked: Iterable[_Checked], found: list[Diagnostic], memory: AlreadyShown, style: Style
) -> str:
    texts = {path: text for one in checked for path, text in one.texts.items()}
    packs, files = sum(c.packs for c in checked), sum(c.files for c in checked)
    counted = ((packs, "rule pack"), (files, "situation file"))
    what = ", ".join(ir.counted(n, noun) for n, noun in counted if n)
    what += "".join(f" ({one.name})" for one in checked if one.name)
    mark = style.red if has_errors(found) else style.yellow if found else style.green
    total = mark(count_words(found) or "nothing wrong")
    changes, new = memory.problems("check", found)
    notes = [
        line
        for one in (checked if changes.is_first else ())
        for note in one.notes
        for line in style.wrap(note, "", "  ")
    ]
    return (
        gone_lines(changes.gone, style)
        + render_diagnostics(new, texts, style)
        + "".join(f"{line}\n" for line in notes)
        + (f"{what}: {total}\n" if what else "")
    )


def _check_all(
    paths: tuple[str, ...], pack: Path | None, proving: Proving | None
) -> Iterator[_Checked]:
    if not paths:
        folder = rules_folder(pack)
        yield replace(_check_pack(folder, proving), name="" if pack else name_of_rules(folder))
    named = pack or next((Path(p) for p in paths if (Path(p) / PACK_FILE).is_file()), None)
    programs: dict[Path, ir.Program | None] = {}
    seen: set[Path] = set()  # each pack once, however many of its files are named
    for path in paths:
        for kind, where in split_path(path):
            if kind == "pack":
                if Path(where).resolve() not in seen:
                    seen.add(Path(where).resolve())
                    yield _check_pack(Path(where), proving)
                continue
            folder = folder_for(where, pack, named)
            if folder not in programs:
                try:
                    programs[folder] = api.load_pack(folder)
                except RulePackError:
                    programs[folder] = None
                    yield _check_pack(folder, None)
                    tell("The situations cannot be checked before the rules are mended.")
            program = programs[folder]
            if program is None:
                continue
            source = read_source(where, program)
            more = [d for c in source.cases for d in days_to_come(program.pack, c.situation)]
            more += unknown_targets(program, source.cases)
            texts = {source.path: source.text}
            kept = settled(
                in_order([*source.diagnostics, *more]), texts, {}, not source.is_unusable
            )
            yield _Checked(kept.diagnostics, texts, kept.ignored, files=1)


def _check_pack(folder: Path, proving: Proving | None) -> _Checked:
    found = api.check_pack(folder)
    calendars = () if found.program is None else tuple(found.program.pack.calendars.values())
    notes = tuple(calendar_words(one) for one in calendars if one.has_years)
    proved = Settled(())
    if proving is not None and found.program is not None:
        below = {*found.program.pack.below, *found.left_alone}
        own = {path: text for path, text in found.texts.items() if path not in below}
        levels = levels_of(own, str(folder))
        proved, asked = proving.prove(found.program, found.diagnostics, own, levels)
        notes += (asked,)
    diagnostics = (*found.diagnostics, *proved.diagnostics)
    ignored = (*found.ignored, *proved.ignored)
    return _Checked(diagnostics, found.texts, ignored, packs=1, notes=notes)

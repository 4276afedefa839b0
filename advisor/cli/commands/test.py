"""`advisor test`: runs the tests of rule packs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from advisor import api, casetest, ir
from advisor.casetest.reports import PackRun, junit, tests_object
from advisor.cli import options, terminal
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.watching import AlreadyShown, again, gone_lines, memory_of, refuse_watching
from advisor.diagnostics import Diagnostic, Severity, has_errors
from advisor.loading.declarations.severities import settled
from advisor.recording.situation_texts import ScalarStyle, scalar_text
from advisor.rendering.diagnostics import count_words, render_diagnostics
from advisor.rendering.layout import Style, json_text, plain_text

_SHOWN = 20  # conditions that are not covered
_SHOWN_BELOW = 3  # tests of the pack below a layer that fail; what they expected is then plain, and all are named


@click.command(short_help="Run the tests of rules.")
@click.argument("packs", nargs=-1, metavar="[PACK]...", type=click.Path(path_type=Path))
@click.option(
    "-k", "words", metavar="WORDS", multiple=True, help="Only tests whose name has all these words."
)
@click.option("-x", "--fail-fast", is_flag=True, help="Stop at the first test that fails.")
@click.option(
    "--update",
    is_flag=True,
    help="Let tests that fail expect what comes; shows the changes first.",
)
@click.option(
    "--write-missing",
    is_flag=True,
    help="Propose tests that would notice mistakes in the rules; shows them first.",
)
@click.option("-y", "--yes", is_flag=True, help="Write what is shown, without a question.")
@click.option(
    "--engine",
    "engines",
    multiple=True,
    type=click.Choice(casetest.ENGINES),
    help="What runs the rules, instead of what is quickest; several are held against each other.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option("--coverage", is_flag=True, help="Show which conditions of rules the tests try.")
@click.option(
    "--lcov",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write what the tests reach to this file, as LCOV.",
)
@click.option(
    "--threshold",
    metavar="PERCENT",
    type=click.FloatRange(0, 100),
    help="Exit with 1 where less of the conditions is covered.",
)
@options.watch_option
@options.format_option("text", "json", "junit")
@options.output_option
@options.color_option
@click.pass_context
def test(
    ctx: click.Context,
    packs: tuple[Path, ...],
    words: tuple[str, ...],
    fail_fast: bool,
    update: bool,
    write_missing: bool,
    yes: bool,
    engines: tuple[str, ...],
    strict: bool,
    coverage: bool,
    lcov: Path | None,
    threshold: float | None,
    watch: bool,
    format: str,
    output: Path | None,
) -> None:
    """Run the tests of rule packs; without PACK, those of the rules in use.

    Shows what was expected against what came. Also reports advice that carrying it out does not
    settle, contradicting advice, what has none though it always should, and rules that no test tries.

    \b
      advisor test
      advisor test rules/post-interview -k "written offer"
      advisor test --update
      advisor test --engine rete --engine oracle
      advisor test -f junit -o tests.xml
      advisor test --coverage --threshold 60
      advisor test --watch rules/ours

    Few tests run one after the other on two engines, many all at once on the columnar one; what fails there
    is decided by the two others as well. With --engine, all tests run on that one.

    With --update, what failed tests expect becomes what came: the lines that change are shown, and
    written after a question or with --yes. With --write-missing, mistakes in the rules that no test
    notices are looked for, and entries under `but` proposed that would.

    With --coverage, each condition that decides in no test, or only one way, is shown with the tests
    that come near.

    Exit status: 0 all passed, 1 a test failed or less is covered than --threshold, 2 the rules cannot be
    used.
    """
    wanted = tuple(word.casefold() for word in words)
    is_writing = update or write_missing
    if is_writing and (format != "text" or output is not None):
        raise click.UsageError(
            "--update and --write-missing show what they write: leave out -f and -o."
        )
    if watch:
        is_shown = format == "text" and output is None and not is_writing
        refuse_watching(not is_shown, "--format, --output, --update or --write-missing")
        again(packs or (rules_folder(None),), ctx)
    is_text = format == "text" and output is None
    style = terminal.page_style(output)
    is_fine = True
    tested: list[PackRun] = []
    screens: list[str] = []
    write = terminal.show if is_text else screens.append if format == "text" else _nowhere
    is_measuring = coverage or lcov is not None or threshold is not None
    traces: list[str] = []
    for number, folder in enumerate(packs or (rules_folder(None),)):
        if number:
            write("\n")
        one, passed = _test_pack(
            folder, wanted, engines, fail_fast, strict, style, write, memory_of(ctx)
        )
        if is_writing:
            passed = _written(folder, one, update, write_missing, yes, style) and passed
        if is_measuring:
            measured = _measure(folder, one, coverage, style, write if coverage else _nowhere)
            one = replace(one, coverage=measured.found)
            traces.append(measured.lcov)
            if threshold is not None and measured.share * 100 < threshold:
                terminal.tell(
                    f"{one.pack.name}: less than {threshold:g}% of the conditions are covered."
                )
                passed = False
        tested.append(one)
        is_fine = is_fine and passed
        if fail_fast and not is_fine:
            break
    match format:
        case "json":
            text = json_text(tests_object(tested))
        case "junit":
            text = junit(tested)
        case _:
            text = "".join(screens)
    if not is_text:
        terminal.deliver(text, output)
    if lcov is not None:
        terminal.write_atomically(lcov, "".join(traces))
    ctx.exit(0 if is_fine else 1)


def _written(
    folder: Path, tested: PackRun, update: bool, write_missing: bool, yes: bool, style: Style
) -> bool:
    """Write expectations and missing tests; whether nothing is left to be done."""
    from advisor.cli.authoring import test_writing  # and the search for missing tests

    is_fine = True
    if update:
        is_fine = test_writing.update(folder, tested.runs, yes, style)
    if write_missing:
        is_fine = test_writing.write_missing(folder, yes, style) and is_fine
    return is_fine


@dataclass(frozen=True)
class _Measured:
    """What the tests of a pack reach, in the forms in which it is asked for."""

    found: dict[str, object]
    lcov: str
    share: float


def _measure(
    folder: Path,
    tested: PackRun,
    is_shown: bool,
    style: Style,
    write: Callable[[str], object],
) -> _Measured:
    """Measure what those tests reach that were run, and write it; where it is shown, with what would reach the rest."""
    from advisor.mutation import coverage, coverage_reports  # imports NumPy

    report = api.check_pack(folder)
    assert report.program is not None  # INVARIANT: its tests have been run
    cases = [run.case for run in tested.runs]
    as_of = ir.AsOf(default=date.today().toordinal())
    measured = coverage.measure(report.program, cases, as_of)
    if is_shown:
        with terminal.progress(writes=True) as advance:
            measured = coverage.with_nearest(
                report.program,
                measured,
                cases,
                as_of,
                _SHOWN,
                lambda done, of: advance(done, of, f"{done} conditions"),
            )
    texts = report.texts
    shown = coverage_reports.render_coverage(measured, texts, _SHOWN, style)
    write("\n" + shown)
    found = coverage_reports.coverage_object(measured, texts)
    return _Measured(found, coverage_reports.render_lcov(measured), measured.share)


def _nowhere(text: str) -> None:
    """Where screens go when something else is asked for."""


def _is_meant(name: str, wanted: tuple[str, ...]) -> bool:
    """Whether a name has all words of one of these."""
    return not wanted or any(all(word in name for word in words.split()) for words in wanted)


def _test_pack(
    folder: Path,
    wanted: tuple[str, ...],
    engines: tuple[str, ...],
    fail_fast: bool,
    strict: bool,
    style: Style,
    write: Callable[[str], object],
    memory: AlreadyShown,
) -> tuple[PackRun, bool]:
    """Test one pack and write how it goes, as far as it is new; what came of it, and whether it passed."""
    program = api.load_pack(folder)
    pack = program.pack
    runner = casetest.Runner(program, tuple(dict.fromkeys(engines)))
    chosen = [c for c in pack.tests if _is_meant(c.name.casefold(), wanted)]
    write(style.bold(f"{pack.title} ({pack.name} {pack.version})") + "\n")
    if not chosen:
        named = " and ".join(f"`{words}`" for words in wanted)
        which = f"has no test with {named} in its name" if wanted else "has no tests"
        terminal.tell(f"{pack.name} {which}: nothing was run, so nothing is proved.")
        return PackRun(pack, (), (), is_whole=False), bool(wanted) or not strict
    texts = api.check_pack(folder).texts
    runs: list[casetest.CaseRun] = []
    failures: dict[Hashable, str] = {}
    below = 0  # tests of a pack below that fail
    before = memory.known(folder)
    for run in runner.run(chosen):
        runs.append(run)
        name = run.case.name
        if not run.is_passed:
            failures[name] = "\n".join((*run.disagreeing, *casetest.mismatch_lines(run.mismatches)))
            below += bool(run.home)
            is_hidden = run.home and below > _SHOWN_BELOW and not wanted and not run.disagreeing
            if before.get(name) != failures[name] and not is_hidden:
                write(_failure(run, runner.first, style, texts))
            if fail_fast:
                break
        elif name in before:
            write("\n" + style.green("PASSED ") + style.bold(plain_text(name)) + "\n")
    memory.settle(folder, failures)
    failed = sum(not run.is_passed for run in runs)
    is_whole = not wanted and len(runs) == len(pack.tests)
    reached = casetest.rule_coverage(pack, runs) if is_whole else None
    findings = _as_the_pack_has_them(
        [*_findings(runner, runs, reached), *casetest.drafts_of_tests(runs, texts)],
        texts,
        folder,
    )
    terminal.show_diagnostics(runner.notices)
    changes, new = memory.problems(("found", folder), findings)
    if changes.gone or new:
        write("\n" + gone_lines(changes.gone, style) + render_diagnostics(new, texts, style))
    else:
        write("\n")  # a diagnostic ends with an empty line of its own
    write(_totals(runner.engines(chosen), runs, failed, findings, reached, style))
    write(_as_meant(runs, style, is_chosen=bool(wanted)))
    tested = PackRun(pack, tuple(runs), tuple(findings), is_whole)
    is_fine = not failed and not has_errors(findings) and not (strict and _has_warnings(findings))
    return tested, is_fine


def _as_the_pack_has_them(
    found: Sequence[Diagnostic], texts: Mapping[str, str], folder: Path
) -> list[Diagnostic]:
    """As bad as `checks` in the pack makes them, and without those that remarks ignore."""
    levels = api.levels_of(texts, str(folder))
    return list(settled(found, texts, levels, is_whole=False).diagnostics)


def _has_warnings(findings: Sequence[Diagnostic]) -> bool:
    return any(d.severity is Severity.WARNING for d in findings)


def _findings(
    runner: casetest.Runner,
    runs: Sequence[casetest.CaseRun],
    reached: Sequence[casetest.RuleCoverage] | None,
) -> list[Diagnostic]:
    """What is odd about the advice, and about the tests where all of them ran."""
    found = list(casetest.case_findings(runs, runner))
    if reached is not None:
        found += casetest.coverage_findings(runner.program.pack, reached)
    return found


def _failure(run: casetest.CaseRun, first: str, style: Style, texts: Mapping[str, str]) -> str:
    span = run.case.span
    place = f"{plain_text(span.place)}{f', in {run.home}' if run.home else ''}"
    lines = ["", style.red("FAILED ") + style.bold(plain_text(run.case.name)) + f"  ({place})"]
    lines += [f"  {engine} decides otherwise than {first}" for engine in run.disagreeing]
    for mismatch in run.mismatches:
        for line in casetest.mismatch_lines([mismatch]):
            mark = {"-": style.green, "+": style.red}.get(line[0], style.yellow)
            lines += [mark(part) for part in style.wrap(line, "  ", "      ")]
        for why in casetest.reasons(run, mismatch, texts):
            lines += [style.dim(part) for part in style.wrap(why, "      ", "        ")]
    if run.mismatches and run.case.expectation.whole is not None and run.decision.error is None:
        lines.append("  All the advice that came:")
        titles = (
            f"{p.action}{f' for {p.target}' if p.target else ''}" for p in run.decision.advice
        )
        lines += [part for t in titles for part in style.wrap(t, "    ", "      ")]
    return "".join(f"{line}\n" for line in lines)


def _as_meant(runs: Sequence[casetest.CaseRun], style: Style, *, is_chosen: bool) -> str:
    """What to write where the failed tests of a pack below are not met because the layer means it so."""
    names = [run.case.name for run in runs if run.home and run.mismatches and not run.is_passed]
    if not names:
        return ""
    are_hidden = len(names) > _SHOWN_BELOW and not is_chosen
    shown = f" {_SHOWN_BELOW} are shown above; -k and its name shows another." if are_hidden else ""
    told = style.wrap(
        f"{'A test' if len(names) == 1 else f'{len(names)} tests'} of the rules below this layer failed.{shown} "
        "If your changes mean that, say so in `pack.yaml`, and test instead what you expect:"
    )
    lines = [
        *told,
        "",
        "expect_changed:",
        *(f"  - {scalar_text(name, ScalarStyle.BLOCK)}" for name in names),
    ]
    return "\n" + "".join(f"{line}\n" for line in lines)


def _totals(
    engines: Sequence[str],
    runs: Sequence[casetest.CaseRun],
    failed: int,
    findings: Sequence[Diagnostic],
    reached: Sequence[casetest.RuleCoverage] | None,
    style: Style,
) -> str:
    passed = len(runs) - failed
    where = " and ".join(engines) if len(engines) > 1 else f"the {engines[0]} engine"
    words = f"{ir.counted(len(runs), 'test')} on {where}: {passed} passed, {failed} failed"
    parts = [style.red(words) if failed else style.green(words)]
    changed = sum(run.is_changed for run in runs)
    if changed:
        is_one = changed == 1
        parts.append(
            f"{changed} of them {'is' if is_one else 'are'} not met any more, as "
            f"`expect_changed` says: {'it counts' if is_one else 'they count'} as passed"
        )
    if reached is not None:
        parts.append(reach_words(reached))
    if findings:
        parts.append(f"found besides: {count_words(findings)}")
    return "".join(f"{part}\n" for part in parts)


def reach_words(reached: Sequence[casetest.RuleCoverage]) -> str:
    """`4 rules: 3 fire in a test, 4 stay silent in one`; of all of them once where all do both."""
    count = len(reached)
    fired, silent = sum(bool(r.fires) for r in reached), sum(bool(r.is_silent) for r in reached)
    rules = ir.counted(count, "rule")
    if count and fired == silent == count:
        return f"{rules}: {'it' if count == 1 else 'each'} fires in a test and stays silent in one"
    verbs = [
        word if number != 1 else f"{word}s" for word, number in (("fire", fired), ("stay", silent))
    ]
    return f"{rules}: {fired} {verbs[0]} in a test, {silent} {verbs[1]} silent in one"

"""`advisor batch` for files and folders of situations: read as `advise` does, and checked one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from advisor.api import Advisor
from advisor.batch.formats import has_tables, input_by_ending, once_each, tables_beside
from advisor.batch.output_columns import MARK
from advisor.casetest import rows
from advisor.cli.sources import STDIN, AdvisorOptions, SourceFile, read_source, report
from advisor.cli.terminal import (
    Advance,
    deliver,
    page_style,
    progress,
    show,
    style_for,
    tell,
)
from advisor.diagnostics import errors_among
from advisor.diagnostics.suggestions import listed
from advisor.loading.syntax.files import situation_files
from advisor.rendering.diagnostics import place_words


def run_files(
    paths: tuple[str, ...],
    advisor_options: AdvisorOptions,
    format: str,
    output: Path | None,
    *,
    is_marked: bool = False,
) -> int:
    """Do it; the exit status. Raises: click.UsageError, where a path does not exist."""
    missing = [path for path in paths if path != STDIN and not Path(path).exists()]
    if missing:
        raise click.UsageError(f"there is no file or folder {missing[0]}")
    given = [
        file
        for path in paths
        for file in ([STDIN] if path == STDIN else map(str, situation_files([Path(path)])))
    ]
    once, twice = once_each(given)
    files = list(once)
    for path in dict.fromkeys(twice):
        tell(f"{path} is given more than once, and read once")
    if not files:
        tell("There are no situation files there (.yaml, .yml, .json, .jsonl).")
        if any(Path(path).is_dir() and has_tables(path) for path in paths):
            tell("A folder of tables needs the one of the situations: situation.csv or .parquet.")
        return 1
    tables = [table for path in paths for table in tables_beside(path)]
    if tables:
        form = input_by_ending(tables[0])
        tell(
            f"not read: {listed((table.name for table in tables), most=5)}; --from {form} reads the tables of a folder"
        )
    advisor = advisor_options.about(*files).advisor()
    summary = rows.Summary()
    out_style = page_style(output)
    kept: list[str] = []
    write: Callable[[str], None] = kept.append if output else show
    with progress(writes=output is None) as advance:
        if format == "csv":
            write((MARK if is_marked else "") + rows.csv_header())
        for row in _rows(files, advisor, advance):
            summary.add(row)
            match format:
                case "jsonl":
                    write(rows.json_line(row) + "\n")
                case "csv":
                    write("".join(rows.csv_lines(row)))
                case _:
                    write(rows.render_row(row, out_style))
    if format == "table":
        write("\n" + rows.render_summary(summary, out_style))
    else:
        tell(rows.render_summary(summary, style_for(sys.stderr)).rstrip("\n"))
    if output:
        deliver("".join(kept), output)
    return 0 if summary.is_clean else 1


def _rows(files: list[str], advisor: Advisor, advance: Advance) -> Iterator[rows.Row]:
    situations = 0

    def advance_to(done: int) -> None:
        advance(done, len(files), f"{done} of {len(files)} files, {situations} situations")

    for number, path in enumerate(files):
        source = read_source(path, advisor.program)
        report(source)
        for row in rows.rows_of(
            source.path, source.cases, source.failed, advisor, _problem(source)
        ):
            situations += 1
            advance_to(number)
            yield row
        advance_to(number + 1)


def _problem(source: SourceFile) -> str:
    """What is wrong with the one situation of a file that cannot be used; of several, only that."""
    errors = errors_among(source.diagnostics)
    if len(source.failed) != 1 or not errors:
        return "it cannot be used; its mistakes are listed on standard error"
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    return f"{place_words(errors[0].span)}: {errors[0].message}{more}"

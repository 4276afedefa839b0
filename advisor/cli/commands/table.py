"""`advisor table`: a decision table for a spreadsheet, and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from advisor.cli import options
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure, show, tell, write_atomically
from advisor.diagnostics import Diagnostic, RulePackError, has_errors
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.tables import RawTable, written_tables
from advisor.loading.syntax.files import read_pack_files, read_text_file
from advisor.loading.syntax.table_files import SUFFIXES
from advisor.recording.tables import put_back, table_csv, write_workbook


@click.command(short_help="Edit a table of the rules in a spreadsheet.")
@click.argument("name", required=False)
@click.argument("folder", required=False, metavar="[PACK]", type=click.Path(path_type=Path))
@options.pack_option
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to a .csv or .xlsx file.",
)
@click.option(
    "--from",
    "source",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Put the rows and cells of this file back where the table stands.",
)
def table(
    name: str | None,
    folder: Path | None,
    pack: Path | None,
    output: Path | None,
    source: Path | None,
) -> None:
    """Show the table NAME, write it for a spreadsheet, or put it back; without NAME, list the tables.

    PACK is the folder of the rules, as with --pack; without it, it is that of the rules in use.

    What is put back changes only the rows and cells that were edited: comments, the order of rows and the
    widths of columns stay as they are, whether the table stands in YAML, in CSV or in a workbook.

    \b
      advisor table handling-fee -o fees.xlsx
      advisor table handling-fee --from fees.xlsx

    Exit status: 0 done, 2 there is no such table, or it cannot be read or written.
    """
    if folder is not None and pack is not None:
        raise click.UsageError("the folder of the rules is named twice: leave --pack out")
    texts, problems = read_pack_files(rules_folder(folder or pack))
    if has_errors(problems):
        raise RulePackError(problems)
    tables = written_tables(texts)
    if name is None:
        for one in tables.values():
            show(f"{one.name.text}\n")
        if not tables:
            tell("These rules have no tables.")
        return
    found = _table_of(name, tables)
    if output is not None and source is not None:
        raise click.UsageError("-o writes the table, --from reads it: take one of them")
    if source is not None:
        _put_back(found, source, texts)
    elif output is None:
        show(table_csv(found))
    else:
        _write(found, output)


def _table_of(name: str, tables: Mapping[str, RawTable]) -> RawTable:
    if name not in tables:
        known = f"there are {listed(tables)}" if tables else "these rules have no tables"
        raise Failure(f"there is no table `{name}`; {did_you_mean(name, tables) or known}")
    return tables[name]


def _write(found: RawTable, output: Path) -> None:
    if output.suffix not in SUFFIXES:
        raise Failure(f"{output} is no name for a table: end it in .csv or .xlsx")
    try:
        if output.suffix == ".csv":
            write_atomically(output, table_csv(found))
        else:
            write_workbook(found, output)
    except ImportError:
        raise Failure("a workbook needs openpyxl: install it, or write a .csv file") from None
    except OSError as error:
        raise Failure(f"cannot write {output}: {error.strerror}") from error
    tell(f"{found.name.text} is in {output}.")


def _put_back(found: RawTable, source: Path, texts: Mapping[str, str]) -> None:
    text, problems = _read(source)
    edited = {} if text is None else written_tables({str(source): text})
    if text is None or has_errors(problems):
        raise RulePackError(problems)
    if len(edited) == 1:  # a sheet may bear any name
        [one] = edited.values()
    else:
        one = _table_of(found.name.text, edited)
    home = found.name.span.path.partition(", sheet ")[0]
    try:
        changes = put_back(found, one, texts[home])
    except OSError as error:
        raise Failure(f"cannot write {home}: {error.strerror}") from error
    tell(f"{home}: {changes.words()}." if changes else f"Nothing differs from {home}.")


def _read(source: Path) -> tuple[str | None, tuple[Diagnostic, ...]]:
    if source.suffix not in SUFFIXES:
        raise Failure(f"{source} is no table: name a .csv or .xlsx file")
    if source.suffix == ".csv":
        return read_text_file(source)
    from advisor.loading.syntax.workbooks import workbook_text  # only where there is one

    return workbook_text(source)

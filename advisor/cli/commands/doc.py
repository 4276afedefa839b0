"""`advisor doc`: the rules as pages to read."""

from __future__ import annotations

from pathlib import Path

import click

from advisor import api
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.terminal import Failure, tell
from advisor.diagnostics import RulePackError
from advisor.files import ForeignFilesError, write_folder

LIST = ".advisor-doc.sha256"  # the digests of all pages, by which the folder is known again
_MOST_NAMED = 3


@click.command(short_help="Write the rules as pages to read and print.")
@click.argument("pack", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    default="site",
    show_default=True,
    type=click.Path(path_type=Path),
    help="The folder of the pages.",
)
def doc(pack: Path | None, output: Path) -> None:
    """Write a site about the rules in PACK (else those in use): for people who read them, not YAML.

    Every rule in words, with its reason, its source, the tests in which it applies and those in which it does not,
    and what hangs together with it; all advice with its letters; facts, numbers, tables, calendars. Begin with
    index.html in the folder. The pages need no network, and no script but to search; they can be printed.

    Where DIR is there already, it is replaced whole if these pages were written there before, and nothing else is in it.

    \b
      advisor doc
      advisor doc my-service -o my-pages

    Exit status: 0 written, 2 the rules cannot be used, or the folder cannot be written.
    """
    from advisor.handbook.site import site_files

    report = api.check_pack(rules_folder(pack))
    if report.program is None:
        raise RulePackError(report.diagnostics)
    files = site_files(report.program, report.texts)
    try:
        write_folder(output, files, LIST)
    except ForeignFilesError as error:
        named = ", ".join(error.names[:_MOST_NAMED])
        more = (
            f" and {len(error.names) - _MOST_NAMED} more" if len(error.names) > _MOST_NAMED else ""
        )
        raise Failure(
            f"{output} holds what is not from here, or was changed since: {named}{more}. Nothing was written; name a new folder"
        ) from error
    except OSError as error:
        raise Failure(f"cannot write {output}: {error.strerror}") from error
    tell(f"{len(files)} files are in {output}: begin with {output / 'index.html'}")

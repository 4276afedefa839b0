"""`advisor verify`: whether the advice of a receipt would be the same now, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from advisor import api
from advisor.api import receipts
from advisor.api.reading import ParameterError
from advisor.backends.advising import ENGINES
from advisor.cli import options, terminal
from advisor.cli.rules_in_use import rules_folder, rules_named_in
from advisor.cli.sources import STDIN, read_source, read_stdin, report, require_file
from advisor.cli.terminal import Failure
from advisor.loading.syntax.files import read_text_file
from advisor.rendering.layout import Style, padded, plain_text

SAME, DIFFERS = "same", "differs"
COLUMN = 9  # cells


@click.command(short_help="See whether advice would be the same now.")
@click.argument("receipt", shell_complete=options.complete_files)
@click.argument("file", required=False, shell_complete=options.complete_files)
@options.pack_option
@options.color_option
@click.pass_context
def verify(ctx: click.Context, receipt: str, file: str | None, pack: Path | None) -> None:
    """Advise again as RECEIPT says, on its day, and tell what differs.

    RECEIPT is what `advisor advise -f json --receipt` wrote. FILE is the situation, by default the file
    that the receipt names.

    \b
      advisor advise me.yaml -f json --receipt -o receipt.json
      advisor verify receipt.json

    Exit status: 0 all is the same, 1 something differs, 2 a file cannot be used.
    """
    style = terminal.page_style()
    found = _read(receipt)
    differs = False
    for number, one in enumerate(found):
        checks = _checks(one, file, pack)
        if number:
            terminal.show("\n")
        _tell(one, file, checks, style)
        differs = differs or any(check.details for check in checks)
    ctx.exit(1 if differs else 0)


def _read(path: str) -> list[receipts.Receipt]:
    """Raises: Failure, where it is no receipt."""
    if path == STDIN:
        text: str | None = read_stdin()
    else:
        text, problems = read_text_file(Path(path))
        if text is None:
            terminal.show_diagnostics(problems)
            raise Failure("the receipt cannot be read")
    try:
        return receipts.read_receipts(text or "")
    except receipts.ReceiptError as error:
        raise Failure(f"{path} cannot be used: {error}") from error


def _checks(
    receipt: receipts.Receipt, file: str | None, pack: Path | None
) -> tuple[receipts.Check, ...]:
    path = file or receipt.file
    if path is None:
        raise Failure("the situation came through a pipe; name its file behind the receipt")
    folder = rules_folder(pack, None if pack is not None else rules_named_in({path: None}))
    try:
        program = api.load_pack(folder, dict(receipt.settings), with_tests=False)
    except ParameterError as error:
        return (receipts.Check("the parameters", (f"they cannot be set as they were: {error}",)),)
    engine = receipt.made["engine"]
    if engine not in ENGINES:
        raise Failure(
            f"the receipt names an engine `{plain_text(engine)}`, which is not known here"
        )
    try:
        day = date.fromisoformat(receipt.made["today"]).toordinal()
    except ValueError as error:
        raise Failure("the receipt names no day on which it was made") from error
    settled = frozenset(receipt.settings)
    advisor = api.Advisor(program, engine, api.AsOf(fixed=day), settled)
    source = read_source(path, program)
    require_file(source)
    report(source)
    case = next((c for c in source.cases if c.situation.document == receipt.number - 1), None)
    if case is None:
        raise Failure(f"{path} has no situation no. {receipt.number} that can be used")
    own = advisor.with_values(case.parameters)
    decision = own.advise(case.situation, questions=False)
    now: Mapping[str, Any] = receipts.decision_with_receipt(
        own.program, engine, case.situation, decision, folder=folder, settings=receipt.settings
    )
    return receipts.check_receipt(receipt, now)


def _tell(
    receipt: receipts.Receipt, file: str | None, checks: tuple[receipts.Check, ...], style: Style
) -> None:
    """`same     the rules`, a line for each subject, what differs below it."""
    path = file or receipt.file or ""
    number = f", no. {receipt.number}" if receipt.number > 1 else ""
    terminal.show(f"{style.bold(plain_text(path))}{number}, as of {receipt.made['today']}\n")
    for check in checks:
        mark = style.red(padded(DIFFERS, COLUMN)) if check.details else padded(SAME, COLUMN)
        terminal.show(f"{mark}{check.subject}\n")
        for detail in check.details:
            for line in style.wrap(detail, " " * COLUMN + "- ", " " * COLUMN + "  "):
                terminal.show(f"{line}\n")
    count = sum(1 for check in checks if check.details)
    terminal.show(
        "Nothing differs.\n" if count == 0 else f"Not the same: {count} of {len(checks)}.\n"
    )

"""The options of `advisor batch` that are for many situations."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from advisor.batch.formats import INPUTS, OUTPUTS

Command = TypeVar("Command", bound=Callable[..., Any])
_MOST_WORKERS = 4  # by default: each holds a slice in memory


def volume_options(command: Command) -> Command:
    """Everything from `--from` to `--cluster`."""
    options = (
        click.option(
            "--from",
            "input_form",
            type=click.Choice(INPUTS),
            help="What the input is, where its name does not say.",
        ),
        click.option(
            "--to",
            "output_form",
            type=click.Choice(OUTPUTS),
            help="How to write the advice, where the name of the output does not say.",
        ),
        click.option(
            "--nested", "is_nested", is_flag=True, help="Write one row a situation, with a list."
        ),
        click.option(
            "--summary",
            "is_summary",
            is_flag=True,
            help="Count the advice by action, status and rule; without -o nothing else is written.",
        ),
        click.option(
            "--group-by",
            metavar="FACT",
            help="Count it for each value of a stated fact, such as stage or application.stage.",
        ),
        click.option(
            "--errors",
            metavar="FILE",
            type=click.Path(path_type=Path),
            help="List the situations that cannot be used here, as .csv or .jsonl.",
        ),
        click.option(
            "--max-errors",
            metavar="N",
            type=click.IntRange(min=0),
            help="Give up, and write nothing, when there are more of them.",
        ),
        click.option("--strict", is_flag=True, help="The same as --max-errors 0."),
        click.option(
            "--resume",
            "is_resume",
            is_flag=True,
            help="Go on with a run that was broken off, if nothing has changed since.",
        ),
        click.option(
            "-j",
            "--jobs",
            "workers",
            metavar="N",
            type=click.IntRange(min=1, max=64),
            help="How many slices are worked on at once.  [default: the processors, at most 4]",
        ),
        click.option(
            "--cluster",
            metavar="MASTER",
            help="Let Spark do it: spark://HOST, yarn, or local[4] for this machine alone.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


place_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Write to this file instead of the terminal.",
)


def workers_of(asked: int | None) -> int:
    """How many slices at once."""
    return asked or min(_MOST_WORKERS, os.cpu_count() or 1)

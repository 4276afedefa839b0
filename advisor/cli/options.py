"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Command = TypeVar("Command", bound=Callable[..., Any])


def _day(ctx: click.Context, param: click.Parameter, text: str | None) -> date | None:
    """A day as people say it, seen from the day on the calendar."""
    if text is None:
        return None
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(f"there is no day {text}", ctx, param) from error
    return date.fromordinal(day_in_words(text, date.today().toordinal(), ctx, param))


def day_in_words(
    text: str,
    today: int,
    ctx: click.Context | None = None,
    param: click.Parameter | None = None,
    hint: str | None = None,
) -> int:
    """The day that the words name, seen from `today`: `2026-11-20`, `yesterday`, `last friday`.

    Raises: click.BadParameter, about `param` or the option called `hint`.
    """
    from advisor.dialogue.dates import read_date  # only where a day is said in words
    from advisor.dialogue.questions import Problem

    day = read_date(text, today)
    if isinstance(day, Problem):
        raise click.BadParameter(day.message, ctx, param, hint)
    return day


def _settings(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Each `NAME=VALUE` as a pair."""
    pairs = []
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(
                f'{text!r} is not a setting; write chase_interval="5 days"', ctx, param
            )
        pairs.append((name.strip(), value.strip()))
    return tuple(pairs)


def complete_files(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the names of files, as it does for other programs."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def situation_options(command: Command) -> Command:
    """`--pack`, `--today`, `--set` and `--engine`: what a situation is judged by."""
    return judging_options("rete", "oracle")(command)


def judging_options(*engines: str) -> Callable[[Command], Command]:
    """The same with other engines, the first being the default."""

    def add(command: Command) -> Command:
        return _with_options(command, engines)

    return add


def _with_options(command: Command, engines: Sequence[str]) -> Command:
    for option in (
        click.option(
            "--engine",
            type=click.Choice(engines),
            default=engines[0],
            show_default=True,
            help="What runs the rules; the advice is the same.",
        ),
        click.option(
            "--set",
            "settings",
            metavar="NAME=VALUE",
            multiple=True,
            callback=_settings,
            help="Give a parameter of the rules another value.",
        ),
        today_option,
        pack_option,
    ):
        command = option(command)
    return command


pack_option = click.option(
    "--pack",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of rules; without it, those for job interviews.",
)

today_option = click.option(
    "--today",
    metavar="DATE",
    callback=_day,
    help="Advise as of this day: 2026-11-22, yesterday, last friday.",
)

output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file instead of the terminal.",
)

color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="When to use colour.  [default: auto]",
)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`-f`, the first format being the default."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write it.",
    )

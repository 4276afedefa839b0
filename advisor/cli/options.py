"""What stands behind the name of a command: options that several share, a file, a piece of advice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from advisor import api
from advisor.cli.rules_in_use import rules_folder
from advisor.cli.sources import DEFAULT_NAME, STDIN, AdvisorOptions
from advisor.cli.terminal import Failure, own_name
from advisor.diagnostics import AdvisorError
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.loading.syntax.files import SITUATION_ENDINGS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from advisor import ir


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
    looks: ir.Looks | None = None,
) -> int:
    """The day that the words name, seen from `today`: `2026-11-20`, `yesterday`, `last friday`.

    `looks` says on which side of today it has to lie.

    Raises: click.BadParameter, about `param` or the option called `hint`.
    """
    from advisor.dialogue.dates import read_date  # only where a day is said in words
    from advisor.dialogue.quantities import Problem

    day = read_date(text, today, looks)
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
                f'{text!r} is not a setting; write NAME=VALUE, such as NAME="5 days"', ctx, param
            )
        pairs.append((name.strip(), value.strip()))
    return tuple(pairs)


def complete_files(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Let the shell complete the names of files, as it does for other programs."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def with_advisor_options(*engines: str) -> Callable[[Command], Command]:
    """`--pack`, `--today`, `--set` and `--engine`, its first being the default; they come as `advisor_options`."""

    def add(command: Command) -> Command:
        @wraps(command)
        def gathered(*args: Any, **given: Any) -> Any:
            said = {name: given.pop(name) for name in ("pack", "today", "settings", "engine")}
            return command(*args, advisor_options=AdvisorOptions(**said), **given)

        whole: Any = gathered
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
            whole = option(whole)
        return cast(Command, whole)

    return add


pack_option = click.option(
    "--pack",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder of the rules; without it, those that the situation names, or the usual ones.",
)

today_option = click.option(
    "--today",
    metavar="DATE",
    callback=_day,
    help="Advise as of this day: 2026-11-22, yesterday, last friday.",
)

document_option = click.option(
    "--document",
    metavar="N",
    type=click.IntRange(min=1),
    help="Which situation of the file, counted from 1.",
)


def what_happened_options(command: Command) -> Command:
    """`--for` and `--on` of a command that records what has happened, or was done."""
    of_whom = click.option(
        "--for", "label", metavar="LABEL", help="Whom it is about, such as the company."
    )
    on_day = click.option(
        "--on",
        "on",
        metavar="DATE",
        help="When it was: 2026-11-20, yesterday, last friday.  [default: today]",
    )
    return of_whom(on_day(command))


output_option = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to this file instead of the terminal.",
)

situation_options = with_advisor_options("rete", "oracle")

watch_option = click.option(
    "--watch", is_flag=True, help="Begin anew each time a file has changed; Ctrl-C ends."
)


def _set_color(ctx: click.Context, _param: click.Parameter, choice: str) -> None:
    """Kept where click keeps it, and where `terminal.style_for` looks."""
    ctx.color = {"always": True, "never": False}.get(choice)


color_option = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    expose_value=False,
    callback=_set_color,
    help="When to use colour.  [default: auto]",
)


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """What `reading_options` were given: as said, not looked into yet (`batch.reading.reading_of` does)."""

    maps: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    ignores_unknown: bool = False
    rows: str | None = None
    by: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    dates: str | None = None
    zone: str | None = None

    @property
    def is_said(self) -> bool:
        """Whether there is anything."""
        return self != ReadingOptions()


def reading_options(command: Command) -> Command:
    """How tables are read that others wrote; they come as `reading`."""

    @wraps(command)
    def gathered(*args: Any, **given: Any) -> Any:
        said = {field.name: given.pop(field.name) for field in fields(ReadingOptions)}
        return command(*args, reading=ReadingOptions(**said), **given)

    whole: Any = gathered
    for option in reversed(
        (
            click.option(
                "--map",
                "maps",
                multiple=True,
                metavar="OLD=NEW",
                help="Read the column OLD as NEW; or the name of a file that says it for many, or headings, huntr, simplify, teal.",
            ),
            click.option(
                "--ignore-columns",
                "ignored",
                multiple=True,
                metavar="NAME,...",
                help="Pass over these columns.",
            ),
            click.option(
                "--ignore-unknown",
                "ignores_unknown",
                is_flag=True,
                help="Pass over all columns that the rules do not know, and tell which they are.",
            ),
            click.option(
                "--rows",
                metavar="ENTITY",
                help="What a row of a flat table is, such as application; without it, a situation.",
            ),
            click.option(
                "--by",
                metavar="COLUMN",
                help="With --rows: the column that says whose a row is; or file: all rows are one person's.",
            ),
            click.option(
                "--sheet", metavar="NAME", help="The sheet of an .xlsx file.  [default: the first]"
            ),
            click.option(
                "--encoding",
                metavar="NAME",
                help="How the texts of CSV are written, where it is not UTF-8, such as cp1252 (Excel in Western Europe).",
            ),
            click.option(
                "--dates",
                type=click.Choice(("dmy", "mdy", "ymd")),
                help="How dates such as 05/11/2026 are written, where that is in doubt.",
            ),
            click.option(
                "--zone",
                metavar="ZONE",
                help="Take the day in this time zone (Europe/Berlin) where a date has a time.",
            ),
        )
    ):
        whole = option(whole)
    return cast(Command, whole)


def format_option(*formats: str) -> Callable[[Command], Command]:
    """`-f`, the first format being the default."""
    return click.option(
        "-f",
        "--format",
        "format",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How to write it.",
    )


def sort_out(words: Sequence[str]) -> tuple[str | None, str | None]:
    """The piece of advice and the file among the words of a command, in either order.

    `me.yaml chase` and `chase me.yaml` are both `("chase", "me.yaml")`; `1` alone is `("1", None)`, and
    `thank globex` is `("thank globex", None)`. Where two words look like files, the file comes last.

    Raises: click.UsageError, where more words than that look like files.
    """
    files = [at for at, word in enumerate(words) if is_file_name(word)]
    if len(files) > 2 or (len(files) == 2 and len(words) > 2):
        raise click.UsageError(
            f"That is one word too many: {words[files[-1]]!r}. Name one piece of advice and one file."
        )
    said = " ".join(word for at, word in enumerate(words) if at not in files[-1:])
    return said or None, words[files[-1]] if files else None


def is_file_name(word: str) -> bool:
    """Whether a word is the name of a file rather than a number or an action."""
    if is_number(word):
        return False
    if word == STDIN or word.lower().endswith(SITUATION_ENDINGS):
        return True
    path = Path(word)
    with suppress(OSError, ValueError):
        return path.exists() and not path.is_dir()
    return False


def is_number(word: str) -> bool:
    """Whether it is the number of a piece of advice."""
    return word.isascii() and word.isdigit()


def file_or_default(file: str | None) -> str:
    """The file that was named, or the one that `advisor ask` writes.

    Raises: Failure, where none was named and there is none here.
    """
    if file is not None:
        return file
    if not Path(DEFAULT_NAME).exists():
        raise Failure(
            f"There is no {DEFAULT_NAME} here. `{own_name()} ask` makes one; or name a file."
        )
    return DEFAULT_NAME


def complete_words(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of actions that begin like this, else the names of files."""
    from click.shell_completion import CompletionItem

    words = ctx.params.get(param.name or "") or ()
    if not any(not is_file_name(word) for word in words):
        begun = [name for name in _actions(ctx) if name.startswith(incomplete)]
        if begun:
            return [CompletionItem(name) for name in begun]
    return complete_files(ctx, param, incomplete)


def complete_events(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """The names of events that begin like this, else the names of files."""
    from click.shell_completion import CompletionItem

    pack = _pack(ctx)
    begun = [name for name in (pack.events if pack else ()) if name.startswith(incomplete)]
    if begun and incomplete:
        return [CompletionItem(name) for name in begun]
    return complete_files(ctx, param, incomplete)


def _actions(ctx: click.Context) -> Sequence[str]:
    pack = _pack(ctx)
    return tuple(pack.actions) if pack else ()


def _pack(ctx: click.Context) -> ir.Pack | None:
    with suppress(AdvisorError, OSError):
        folder = rules_folder(ctx.params.get("pack"))
        return api.load_pack(folder, {}, with_tests=False).pack
    return None


def words_argument(metavar: str) -> Callable[[Any], Any]:
    """The words of a command about one piece of advice, for `sort_out`."""
    return click.argument("words", nargs=-1, metavar=metavar, shell_complete=complete_words)

"""What stands behind the name of a command: a file, and which piece of advice is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advisor import api
from advisor.cli.next_steps import DEFAULT_NAME
from advisor.cli.options import complete_files
from advisor.cli.sources import STDIN, rules_folder
from advisor.cli.terminal import Failure, own_name
from advisor.diagnostics import AdvisorError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_ENDINGS = (".yaml", ".yml", ".json", ".jsonl", ".ndjson")


def sort_out(words: Sequence[str]) -> tuple[str | None, str | None]:
    """The piece of advice and the file among the words of a command, in either order.

    `me.yaml chase` and `chase me.yaml` are both `("chase", "me.yaml")`; `1` alone is `("1", None)`.
    Where neither word looks like a file, or both do, the file comes last.

    Raises: click.UsageError, where there are more words than that.
    """
    if len(words) > 2:
        raise click.UsageError(
            f"That is one word too many: {words[2]!r}. Name one piece of advice and one file."
        )
    if len(words) == 2:
        first, second = words
        is_turned = is_file_name(first) and not is_file_name(second)
        return (second, first) if is_turned else (first, second)
    word = words[0] if words else None
    return (None, word) if word is not None and is_file_name(word) else (word, None)


def is_file_name(word: str) -> bool:
    """Whether a word is the name of a file rather than a number or an action."""
    if is_number(word):
        return False
    if word == STDIN or word.lower().endswith(_ENDINGS):
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


def _actions(ctx: click.Context) -> Sequence[str]:
    with suppress(AdvisorError, OSError):
        folder = rules_folder(ctx.params.get("pack"))
        return tuple(api.load_pack(folder, {}, with_tests=False).pack.actions)
    return ()


def words_argument(metavar: str) -> Callable[[Any], Any]:
    """The words of a command about one piece of advice, for `sort_out`."""
    return click.argument("words", nargs=-1, metavar=metavar, shell_complete=complete_words)

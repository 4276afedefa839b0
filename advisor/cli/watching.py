"""`--watch`: a command again and again, each time a file that it reads has changed.

It says only what has come since the last time, and what has gone.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from advisor import api, ir
from advisor.cli.terminal import show_diagnostics, tell
from advisor.diagnostics import (
    AdvisorError,
    Diagnostic,
    RulePackError,
    Severity,
    SituationFileError,
    has_errors,
)
from advisor.loading.syntax.files import PACK_ENDINGS, PACK_FILE, SITUATION_ENDINGS, read_layers
from advisor.rendering.layout import PLAIN, Style, plain_text
from advisor.rendering.words import and_words

_MEMORY = "advisor.watching"


@dataclass(frozen=True)
class Changes:
    """What is otherwise than the last time: the keys that are new, or say something else, and the words of what is
    gone. `is_first`: there was no last time, so that everything is new.
    """

    new: frozenset[Hashable]
    gone: tuple[str, ...]
    is_first: bool = False


@dataclass
class AlreadyShown:
    """What a command has shown, by what it is about."""

    _known: dict[Hashable, dict[Hashable, str]] = field(default_factory=dict)

    def known(self, about: Hashable) -> Mapping[Hashable, str]:
        """All that there was to say the last time."""
        return self._known.get(about, {})

    def settle(self, about: Hashable, now: Mapping[Hashable, str]) -> Changes:
        """How all that there is to say about something differs from the last time; it is that from now on.

        Shape: `now` has the words of each thing by what makes it the same.
        """
        before = self._known.get(about)
        self._known[about] = dict(now)
        if before is None:
            return Changes(frozenset(now), (), is_first=True)
        new = frozenset(key for key, words in now.items() if before.get(key) != words)
        return Changes(new, tuple(words for key, words in before.items() if key not in now))

    def problems(
        self, about: Hashable, found: Iterable[Diagnostic]
    ) -> tuple[Changes, list[Diagnostic]]:
        """Likewise of diagnostics, and those that are new. One that only stands in another line is the same.

        While there are errors, nobody looks for anything less, so that none of it is gone.
        """
        keyed = dict(_keyed(found))
        now = {key: _words(d) for key, d in keyed.items()}
        if has_errors(keyed.values()):
            before = self.known(about).items()
            now |= {key: words for key, words in before if not _is_error(key) and key not in now}
        changes = self.settle(about, now)
        return changes, [d for key, d in keyed.items() if key in changes.new]


def remember(ctx: click.Context) -> AlreadyShown:
    """A memory for what the command of this context says from now on."""
    memory: AlreadyShown = ctx.meta.setdefault(_MEMORY, AlreadyShown())
    return memory


def memory_of(ctx: click.Context) -> AlreadyShown:
    """That of a watched command; of another one, a fresh one, so that everything is new."""
    memory: AlreadyShown | None = ctx.meta.get(_MEMORY)
    return AlreadyShown() if memory is None else memory


def gone_lines(gone: Sequence[str], style: Style) -> str:
    """What is gone, a line each; with an empty line behind them."""
    lines = [style.green("gone: ") + plain_text(words) for words in gone]
    return "".join(f"{line}\n" for line in (*lines, "")) if lines else ""


def _keyed(found: Iterable[Diagnostic]) -> Iterator[tuple[Hashable, Diagnostic]]:
    again: Counter[tuple[Severity, str, str, str]] = Counter()
    for d in found:
        same = d.severity, d.span.path, d.code, d.message
        yield (*same, again[same]), d
        again[same] += 1


def _is_error(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] is Severity.ERROR


def _words(d: Diagnostic) -> str:
    # Without its line: that changes with every line that is written above it.
    return f"{d.span.path}: {d.severity.value}[{d.code}]: {d.message}"


SECONDS = 0.25  # between two looks; a change is read once two looks in a row see the same
_ENDINGS = (*PACK_ENDINGS, *SITUATION_ENDINGS)
_CLEAR = "\x1b[H\x1b[2J\x1b[3J"
_BROKEN = "broken"  # what keeps the command from doing anything
_NAMED = 3  # files that are named where more have changed

Look = dict[str, tuple[int, int]]  # of each file, when it was written, and its size


def again(paths: Iterable[Path], ctx: click.Context) -> NoReturn:
    """The command at hand again and again, without `--watch`; then it ends.

    It says everything the first time, and then only what is new and what is gone, as far as it asks its memory.
    """
    memory = remember(ctx)
    run = partial(ctx.invoke, ctx.command, **{**ctx.params, "watch": False})
    watch(paths, run, memory=memory)
    ctx.exit(0)


def watch(
    paths: Iterable[Path],
    run: Callable[[], object],
    seconds: float = SECONDS,
    memory: AlreadyShown | None = None,
) -> None:
    """Run at once and after every change, until Ctrl-C; `memory` knows which problems were told already.

    Files are looked at by name, so that editors which put a new file in the place of the old one are seen,
    too. What is broken meanwhile is told, and the next change is waited for.
    """
    paths, memory = tuple(paths), memory or AlreadyShown()
    with suppress(KeyboardInterrupt):
        seen = look(paths)
        if sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
            sys.stdout.flush()
        _run(run, seen, "", memory)
        while True:
            time.sleep(seconds)
            now = look(paths)
            if now == seen:
                continue
            settled = seen
            while now != settled:
                time.sleep(seconds)
                settled, now = now, look(paths)
            before, seen = seen, now
            if now != before:
                _run(run, now, _changed(before, now), memory)
    tell("")


def _run(run: Callable[[], object], seen: Look, changed: str, memory: AlreadyShown) -> None:
    if changed:
        tell(f"{time.strftime('%H:%M:%S')}  {changed}")
    broken: Sequence[Diagnostic] | None = ()  # None: nobody knows
    try:
        run()
    except click.exceptions.Exit:
        pass  # its status, for which there is no use yet
    except (RulePackError, SituationFileError) as error:
        broken = error.diagnostics
    except click.ClickException as error:
        broken = None
        error.show()
    except (AdvisorError, OSError) as error:
        broken = None
        tell(f"Error: {error}")
    if broken is not None:
        _tell_of(broken, memory)
    sys.stdout.flush()
    tell(f"Watching {ir.counted(len(seen), 'file')}; Ctrl-C ends.")


def _tell_of(broken: Sequence[Diagnostic], memory: AlreadyShown) -> None:
    """What keeps the command from doing anything, as far as it is new, and what no longer does."""
    changes, new = memory.problems(_BROKEN, broken)
    if changes.gone:
        tell(gone_lines(changes.gone, PLAIN).rstrip("\n"))
    show_diagnostics(new)
    if broken and not new:
        tell(f"{ir.counted(len(broken), 'problem')}, as before.")


def _changed(before: Look, now: Look) -> str:
    """`facts.yaml and 2 more have changed`."""
    paths = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    names = [plain_text(path) for path in paths[:_NAMED]]
    if len(paths) > _NAMED:
        names.append(f"{len(paths) - _NAMED} more")
    return f"{and_words(names)} {'has' if len(paths) == 1 else 'have'} changed"


def look(paths: Iterable[Path]) -> Look:
    """The files at these paths, in folders at any depth, and those of the packs below layers."""
    found: Look = {}
    for path in paths:
        for one in _with_packs_below(path):
            for file in _files(one):
                with suppress(OSError):  # gone this very moment
                    status = file.stat()
                    found[str(file)] = status.st_mtime_ns, status.st_size
    return found


def _with_packs_below(path: Path) -> Iterator[Path]:
    yield path
    if (path / PACK_FILE).is_file():
        with suppress(AdvisorError, OSError):
            layers, _ = read_layers(path, api.find_pack)
            yield from (Path(layer.folder) for layer in layers[:-1])


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for place, folders, names in os.walk(path):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith((".", "~$")) and name.lower().endswith(_ENDINGS):
                yield Path(place) / name


def refuse_watching(is_other: bool, what: str) -> None:
    """A screen is for people: data for programs is written once. Raises: click.UsageError."""
    if is_other:
        raise click.UsageError(f"--watch shows text on a screen, and goes with no {what}")

"""What a watched command says again: only what has come since the last time, and what has gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import click

from advisor.diagnostics import Diagnostic, Severity, has_errors
from advisor.rendering.layout import Style, plain_text

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

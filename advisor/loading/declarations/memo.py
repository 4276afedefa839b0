"""What parts of a pack gave when they were read last, so that after a keystroke only little is read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from advisor.diagnostics import AdvisorError, Diagnostic
from advisor.ir.uses import Use
from advisor.loading.declarations.fields import NodeReader
from advisor.loading.syntax.nodes import Documents

T = TypeVar("T")
_MOST = 100_000  # parts that are kept


@dataclass(slots=True)
class _Kept(Generic[T]):
    """What came of a part that rests on these things, and what was found to be wrong with it."""

    rests_on: tuple[object, ...]
    hints: object
    made: T
    found: tuple[Diagnostic, ...]
    uses: tuple[Use, ...] | None


class _Mark:
    """Stands for a value that is large to compare: the same mark, the same value."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Overtaken(AdvisorError):
    """What was to be read is no longer wanted, because there is something newer."""


def _never() -> bool:
    return False


class Memo:
    """Kept by whoever reads the same pack again and again, such as an editor; by one thread at a time.

    An empty one changes nothing, and nothing is lost by forgetting.
    """

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, Documents]] = {}
        self._parts: dict[Hashable, _Kept[Any]] = {}
        self._marks: dict[Hashable, _Mark] = {}
        self.puts_off = False
        self._first: str | None = None
        self._is_overtaken: Callable[[], bool] = _never

    @contextmanager
    def reading_first(
        self, path: str | None, is_overtaken: Callable[[], bool] | None = None
    ) -> Iterator[None]:
        """While this lasts, only parts that stand in the file `path` are read again, others put off.

        Shape: `path` None: nothing is put off. Whether something was, `puts_off` tells: then only what is
        found in that file, on reading it, is right. `is_overtaken` is asked before each part that is read.
        Raises: Overtaken, out of what happens inside. What was read until then is kept.
        """
        self.puts_off, self._first, self._is_overtaken = False, path, is_overtaken or _never
        try:
            yield
        finally:
            self._first, self._is_overtaken = None, _never

    def copy(self) -> Memo:
        """The same, for something else that is much alike."""
        found = Memo()
        found._texts, found._parts = dict(self._texts), dict(self._parts)
        found._marks = dict(self._marks)
        return found

    def documents(self, text: str, path: str, read: Callable[[str, str], Documents]) -> Documents:
        """What stands in a text; the same objects as last time, if it is the same text."""
        kept = self._texts.get(path)
        if kept is None or kept[0] != text:
            kept = self._texts[path] = text, read(text, path)
        return kept[1]

    def mark(self, name: Hashable, value: object) -> object:
        """What stands for a value in `rests_on`: the same object as long as the value is equal."""
        kept = self._marks.get(name)
        if kept is None or kept.value != value:
            kept = self._marks[name] = _Mark(value)
        return kept

    def value(self, name: Hashable, rests_on: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, which rests on these things alone."""
        return self.part(name, rests_on, NodeReader(), lambda _: make())

    def part(
        self,
        name: Hashable,
        rests_on: tuple[object, ...],
        reader: NodeReader,
        read: Callable[[NodeReader], T],
        hints: object = None,
        path: str | None = None,
    ) -> T:
        """What `read` gives, and reports, for a part that rests on these things alone.

        It is read again when any of them is another one; where something is wrong with it, also when the
        `hints` are, of which only messages speak. Declarations are the same wherever they stand; so a
        part of which a problem points to another place, which may have moved, is always read again.
        A part that stands in the file `path` alone can be put off.
        """
        kept: _Kept[T] | None = self._parts.get(name)
        if (
            kept is None
            or kept.rests_on != rests_on
            or (kept.found and kept.hints != hints)
            or (kept.uses is None and reader.uses is not None)
        ):
            if self._is_overtaken():
                raise Overtaken
            if kept is not None and path is not None and self._first not in (None, path):
                self.puts_off = True
                return kept.made
            inside = NodeReader(uses=None if reader.uses is None else [])
            made = read(inside)
            uses = None if inside.uses is None else tuple(inside.uses)
            kept = _Kept(rests_on, hints, made, tuple(inside.found), uses)
            if len(self._parts) >= _MOST:
                self._parts.clear()
            if any(problem.related for problem in kept.found):
                self._parts.pop(name, None)
            else:
                self._parts[name] = kept
        else:  # equal, but perhaps of a text that was read anew: next time the very same, told at once
            kept.rests_on = rests_on
        reader.found.extend(kept.found)
        if reader.uses is not None:
            reader.uses.extend(kept.uses or ())
        return kept.made

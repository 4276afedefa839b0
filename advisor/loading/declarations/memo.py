"""What parts of a pack gave when they were read last, so that after a keystroke only little is read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from advisor import ir
from advisor.diagnostics import AdvisorError, Diagnostic, has_errors
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.syntax.nodes import Documents

T = TypeVar("T")
_MOST = 100_000  # parts that are kept
_VERSIONS = 3  # of each of them: what is typed is often taken back


@dataclass(slots=True)
class _Kept(Generic[T]):
    """What came of a part that rests on these things, and what was found to be wrong with it."""

    rests_on: tuple[object, ...]
    hints: object
    made: T
    found: tuple[Diagnostic, ...]
    uses: tuple[ir.Use, ...] | None

    def is_of(self, rests_on: tuple[object, ...], hints: object, needs_uses: bool) -> bool:
        """Whether reading it again would come to the same."""
        return (
            self.rests_on == rests_on
            and (not self.found or self.hints == hints)
            and (self.uses is not None or not needs_uses)
        )


class _Mark:
    """Stands for a value that is large to compare: the same mark, the same value."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value


class Itself:
    """Stands in `rests_on` for this very object: where things stand is no part of what makes them equal."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.value is self.value

    __hash__ = None  # type: ignore[assignment]  # is looked up nowhere


class Overtaken(AdvisorError):
    """What was to be read is no longer wanted, because there is something newer."""


def _first_of(one: T, versions: tuple[T, ...]) -> tuple[T, ...]:
    """The versions that are kept, where this one is what was wanted last."""
    if versions and versions[0] is one:
        return versions
    return one, *[other for other in versions if other is not one][: _VERSIONS - 1]


def _never() -> bool:
    return False


class Memo:
    """Kept by whoever reads the same pack again and again, such as an editor; by one thread at a time.

    An empty one changes nothing, and nothing is lost by forgetting.
    """

    def __init__(self) -> None:
        self._texts: dict[
            str, tuple[tuple[str, Documents], ...]
        ] = {}  # here, too, the last one first
        self._parts: dict[Hashable, tuple[_Kept[Any], ...]] = {}
        self._marks: dict[Hashable, tuple[_Mark, ...]] = {}
        self.puts_off = False
        self._first: str | None = None
        self._is_wrong = False  # the file that is read first
        self._is_overtaken: Callable[[], bool] = _never

    @contextmanager
    def reading_first(
        self, path: str | None, is_overtaken: Callable[[], bool] | None = None
    ) -> Iterator[None]:
        """While this lasts, once something in the file `path` is wrong, only parts that stand there are read
        again, others put off.

        Shape: `path` None: nothing is put off. Whether something was, `puts_off` tells: then only what is
        found in that file, on reading it, is right. `is_overtaken` is asked before each part that is read.
        Raises: Overtaken, out of what happens inside. What was read until then is kept.
        """
        self.puts_off, self._first, self._is_overtaken = False, path, is_overtaken or _never
        self._is_wrong = False
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
        versions = self._texts.get(path, ())
        kept = next((one for one in versions if one[0] == text), None)
        if kept is None:
            found = read(text, path)
            kept = text, found.with_parts_of(versions[0][1]) if versions else found
        self._texts[path] = _first_of(kept, versions)
        return kept[1]

    def mark(self, name: Hashable, value: object) -> object:
        """What stands for a value in `rests_on`: the same object as long as the value is equal, and once it is
        again."""
        versions = self._marks.get(name, ())
        kept = next((one for one in versions if one.value == value), None) or _Mark(value)
        self._marks[name] = _first_of(kept, versions)
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
        versions: tuple[_Kept[T], ...] = self._parts.get(name, ())
        needs_uses = reader.uses is not None
        kept = next((one for one in versions if one.is_of(rests_on, hints, needs_uses)), None)
        if kept is None:
            if self._is_overtaken():
                raise Overtaken
            if versions and path is not None and self._can_wait(path, reader.found):
                self.puts_off = True
                return versions[0].made
            inside = NodeReader(uses=[] if needs_uses else None)
            made = read(inside)
            uses = None if inside.uses is None else tuple(inside.uses)
            kept = _Kept(rests_on, hints, made, tuple(inside.found), uses)
            if len(self._parts) >= _MOST:
                self._parts.clear()
            if not any(problem.related for problem in kept.found):
                self._parts[name] = _first_of(kept, versions)
        else:  # equal, but perhaps of a text that was read anew: next time the very same, told at once
            kept.rests_on = rests_on
            if kept is not versions[0]:
                self._parts[name] = _first_of(kept, versions)
        self._notice(kept.found)
        reader.found.extend(kept.found)
        if reader.uses is not None:
            reader.uses.extend(kept.uses or ())
        return kept.made

    def _can_wait(self, path: str, found: Sequence[Diagnostic]) -> bool:
        self._notice(found)
        return self._is_wrong and path != self._first

    def _notice(self, found: Sequence[Diagnostic]) -> None:
        """Whether the file that is read first has a mistake, which its author is to see at once."""
        if self._first is not None and not self._is_wrong:
            own = [problem for problem in found if problem.span.path == self._first]
            self._is_wrong = has_errors(own)

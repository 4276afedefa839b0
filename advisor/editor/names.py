"""What is named at a place, where it is declared and where else it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from advisor import ir
from advisor.diagnostics import Span
from advisor.editor.positions import Lines
from advisor.loading.declarations.situations import load_situations


@dataclass(frozen=True)
class NameIndex:
    """All places of names in some texts, by path."""

    uses: tuple[ir.Use, ...]
    texts: Mapping[str, str]

    @cached_property
    def _by_path(self) -> Mapping[str, list[tuple[int, int, ir.Use]]]:
        """The uses in each file by their offsets, the shortest last."""
        found: dict[str, list[tuple[int, int, ir.Use]]] = {}
        lines = {path: Lines(text) for path, text in self.texts.items()}
        for use in self.uses:
            if use.span.path in lines:
                start, end = lines[use.span.path].slice(use.span)
                found.setdefault(use.span.path, []).append((start, end, use))
        return found

    def at(self, path: str, text: str, offset: int) -> ir.Use | None:
        """What is named there; None where nothing is, or where the text has changed since."""
        if self.texts.get(path) != text:
            return None
        hits = [
            (end - start, use)
            for start, end, use in self._by_path.get(path, ())
            if start <= offset <= end and start < end
        ]
        return min(hits, key=lambda hit: hit[0])[1] if hits else None

    def of(self, named: ir.Symbol, *, with_definitions: bool = True) -> Iterator[Span]:
        """Where it stands, in the order of the files."""
        spans = (
            use.span
            for use in self.uses
            if use.of == named and (with_definitions or not use.is_definition)
        )
        yield from sorted(set(spans))

    def definitions(self, named: ir.Symbol) -> list[Span]:
        """Where it is declared: mostly in one place, in several where a layer adds to it."""
        return sorted({use.span for use in self.uses if use.of == named and use.is_definition})


def with_situation(index: NameIndex, path: str, text: str, format: str, pack: ir.Pack) -> NameIndex:
    """The index with the names in a file of situations."""
    uses: list[ir.Use] = []
    load_situations(text, path, pack, format, uses)
    return NameIndex((*index.uses, *uses), {**index.texts, path: text})


def symbol_called(word: str, uses: Iterable[ir.Use]) -> ir.Symbol | None:
    """What a word names wherever it is declared, if that is one thing only: in a text that cannot be read."""
    found = {use.of for use in uses if use.is_definition and use.of.name == word}
    found = {one for one in found if one.kind is not ir.NameKind.TEST}
    return found.pop() if len(found) == 1 else None

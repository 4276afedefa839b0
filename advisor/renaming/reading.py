"""What names stand in packs and situations, read from their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor import ir
from advisor.diagnostics import Diagnostic, has_errors
from advisor.loading.declarations.packs import LoadedPack, load_pack_texts
from advisor.loading.declarations.situations import load_situations
from advisor.loading.syntax.files import PackTexts

Stack = tuple[PackTexts, ...]  # a pack and those below it, the lowest first


@dataclass(frozen=True, slots=True)
class SituationText:
    """A file with situations for the rules in `folder`; `format` is "yaml", "json" or "jsonl"."""

    path: str
    text: str
    format: str
    folder: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """A pack, the layers over it and the situations in which a name may stand.

    Shape: each of `layers` is a whole stack, that of the pack included.
    """

    pack: Stack
    layers: tuple[Stack, ...] = ()
    situations: tuple[SituationText, ...] = ()

    @property
    def stacks(self) -> Iterator[Stack]:
        """Each pack by itself, with those below it: what a layer leaves out is used in the pack below."""
        seen: set[tuple[str, ...]] = set()
        for stack in (self.pack, *self.layers):
            for height in range(1, len(stack) + 1):
                folders = tuple(one.folder for one in stack[:height])
                if folders not in seen:
                    seen.add(folders)
                    yield stack[:height]

    @property
    def folders(self) -> frozenset[str]:
        """The folders whose files may be changed: not those of the packs below."""
        return frozenset((self.pack[-1].folder, *(stack[-1].folder for stack in self.layers)))

    @property
    def texts(self) -> Mapping[str, str]:
        """All texts that may be changed, by path."""
        tops = (self.pack[-1], *(stack[-1] for stack in self.layers))
        found = {path: text for top in tops for path, text in top.texts.items()}
        return found | {one.path: one.text for one in self.situations}

    def with_texts(self, texts: Mapping[str, str], moved: Mapping[str, str]) -> Workspace:
        """The same with other texts, and files under other names."""

        def changed(one: PackTexts) -> PackTexts:
            own = {moved.get(p, p): texts.get(p, text) for p, text in one.texts.items()}
            return PackTexts(one.folder, own)

        return Workspace(
            tuple(changed(one) for one in self.pack),
            tuple(tuple(changed(one) for one in stack) for stack in self.layers),
            tuple(replace(one, text=texts.get(one.path, one.text)) for one in self.situations),
        )


@dataclass(frozen=True, slots=True)
class ReadWorkspace:
    """What a workspace says. `packs` are by folder; `cases` what each file of situations holds.

    `broken` are errors for which something could not be read; nothing can be renamed then.
    """

    packs: Mapping[str, ir.Pack]
    cases: Mapping[str, object]
    uses: tuple[ir.Use, ...]
    diagnostics: tuple[Diagnostic, ...]
    broken: tuple[Diagnostic, ...] = ()


def read(workspace: Workspace) -> ReadWorkspace:
    """Read all of it, with the places of all names, in the order of the files."""
    uses: list[ir.Use] = []
    packs: dict[str, ir.Pack] = {}
    found: list[Diagnostic] = []
    for stack in workspace.stacks:
        loaded = _load(stack, uses)
        found += loaded.diagnostics
        if loaded.pack is None:
            return ReadWorkspace({}, {}, (), tuple(found), _errors(found))
        packs[stack[-1].folder] = loaded.pack
    cases: dict[str, object] = {}
    for one in workspace.situations:
        read = load_situations(one.text, one.path, packs[one.folder], one.format, uses)
        found += read.diagnostics
        cases[one.path] = read.cases
    unique = sorted(set(uses), key=lambda use: (use.span, use.of.path))
    return ReadWorkspace(packs, cases, tuple(unique), tuple(found), _errors(found))


def _load(stack: Sequence[PackTexts], uses: list[ir.Use]) -> LoadedPack:
    *below, top = stack
    return load_pack_texts(top.texts, top.folder, below, uses=uses)


def _errors(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(problem for problem in dict.fromkeys(found) if has_errors([problem]))

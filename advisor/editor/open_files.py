"""The files that are open in an editor, and what is wrong with them and with the packs that they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from advisor import ir
from advisor.api import reading
from advisor.casetest.unknown_targets import unknown_targets
from advisor.diagnostics import Diagnostic, SituationFileError, has_errors
from advisor.editor.fixes import Fix, fixes
from advisor.editor.names import NameIndex, with_situation
from advisor.formatting.proving import LaidOut, lay_out_pack, lay_out_situations
from advisor.loading.declarations.instances import PACK, SITUATION_KEYS
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.severities import settled
from advisor.loading.declarations.situations import days_to_come
from advisor.loading.syntax.files import (
    SITUATION_ENDINGS,
    PackTexts,
    pack_folder,
    read_layers,
    read_text_file,
)
from advisor.loading.syntax.nodes import in_order

_KEY = re.compile(r"""^(?:["']?)([A-Za-z_]\w*)["']?\s*:(?:\s|$)""", re.MULTILINE)
_JSON_KEY = re.compile(r'"([A-Za-z_]\w*)"\s*:')
_IN_A_PACK_BELOW = re.compile(r" \(in [a-z0-9-]+\)\Z")


@dataclass
class OpenPack:
    """A pack that is read again and again, of which only what has changed is read anew.

    `last_good` is what it was when it could be used last. `uses` are the places of names in it, as they
    were when it could be read last, with the texts that they are in.
    """

    folder: Path
    memo: Memo = field(default_factory=Memo)
    layers: tuple[PackTexts, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    report: reading.PackReport | None = None
    last_good: ir.Program | None = None
    uses: tuple[ir.Use, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    _index: NameIndex | None = None

    @property
    def index(self) -> NameIndex:
        """The places of names in it."""
        if self._index is None or self._index.uses is not self.uses:
            self._index = NameIndex(self.uses, self.texts)
        return self._index

    def check(
        self, opened: Mapping[Path, str], is_overtaken: Callable[[], bool] = lambda: False
    ) -> reading.PackReport:
        """What is wrong with it now; the very same object where nothing has changed.

        Raises: Overtaken, once it `is_overtaken`.
        """
        layers, problems = read_layers(self.folder, find_folder, opened)
        if self.report is not None and (layers, problems) == (self.layers, self.problems):
            return self.report
        with self.memo.reading_first(None, is_overtaken):
            return self._read(layers, problems)

    def errors_first(self, opened: Mapping[Path, str], file: Path) -> tuple[Diagnostic, ...] | None:
        """What is wrong in one file, where that is known before other files are read again, else None.

        It is where something in the file is an error: then nothing is said of the pack as a whole.
        """
        layers, problems = read_layers(self.folder, find_folder, opened)
        if self.report is None or (layers, problems) == (self.layers, self.problems):
            return None
        with self.memo.reading_first(str(file)):
            report = self._read(layers, problems)
        own = tuple(one for one in report.diagnostics if one.span.path == str(file))
        return own if self.memo.puts_off and has_errors(own) else None

    def _read(
        self, layers: tuple[PackTexts, ...], problems: tuple[Diagnostic, ...]
    ) -> reading.PackReport:
        uses: list[ir.Use] = []
        report = reading.check_layers(layers, problems, self.memo, uses)
        if not self.memo.puts_off:
            self.report, self.layers, self.problems = report, layers, problems
            self.last_good = report.program or self.last_good
            if uses:  # else something in it cannot be read as YAML
                self.uses, self.texts = tuple(uses), report.texts
        return report


class OpenFiles:
    """What is open in an editor. `usual` gives the folder of the rules for situations that name none.

    Used by one thread at a time.
    """

    def __init__(self, usual: Callable[[], Path]) -> None:
        self._usual = usual
        self._packs: dict[Path, OpenPack] = {}
        self._situations: dict[Path, tuple[object, tuple[Diagnostic, ...]]] = {}

    def check(
        self, opened: Mapping[Path, str], is_overtaken: Callable[[], bool] = lambda: False
    ) -> dict[Path, tuple[Diagnostic, ...]]:
        """What is wrong in each file of the packs, and in each situation, that `opened` belong to.

        Shape: files in which nothing is wrong have an empty tuple.
        Raises: Overtaken, once it `is_overtaken`.
        """
        found: dict[Path, list[Diagnostic]] = {path: [] for path in opened}
        folders = {pack_folder(path) for path in opened}
        for folder in sorted(folder for folder in folders if folder is not None):
            report = self.pack(folder).check(opened, is_overtaken)
            found |= {Path(name): [] for name in report.texts if Path(name) not in found}
            for problem in report.diagnostics:
                found.setdefault(Path(problem.span.path), []).append(problem)
        for path, text in opened.items():
            if pack_folder(path) is None or self._is_left_alone(path):
                found[path] += self._situation(path, text, opened)
        return {path: in_order(_once(problems)) for path, problems in found.items()}

    def errors_first(self, opened: Mapping[Path, str], file: Path) -> tuple[Diagnostic, ...] | None:
        """The errors of the file in which somebody types, where they are known before all the rest."""
        folders = {pack_folder(path) for path in opened} - {None}
        folder = pack_folder(file)
        if folder is None or len(folders) > 1 or self._is_left_alone(file):
            return None  # a pack that lies over this one may have something to say, too
        return self.pack(folder).errors_first(opened, file)

    def names(self, path: Path, text: str) -> NameIndex | None:
        """The places of names in what a file belongs to, and in the file; None for other files."""
        pack = self.pack_of(path, text)
        if pack is None:
            return None
        index = pack.index
        if str(path) in index.texts or pack.last_good is None:
            return index
        return with_situation(
            index, str(path), text, reading.situation_format(path), pack.last_good.pack
        )

    def everywhere(self, path: Path, opened: Mapping[Path, str]) -> NameIndex | None:
        """The same with all open situations, and all open packs that lie over the one or below it."""
        pack = self.pack_of(path, opened.get(path, ""))
        if pack is None:
            return None
        uses, texts = list(pack.uses), dict(pack.texts)
        for other in self.related(pack):
            uses += other.uses
            texts |= other.texts
        index = NameIndex(tuple(uses), texts)
        for file, text in opened.items():
            if str(file) not in texts and self.pack_of(file, text) is pack and pack.last_good:
                format = reading.situation_format(file)
                index = with_situation(index, str(file), text, format, pack.last_good.pack)
        return index

    def related(self, pack: OpenPack) -> list[OpenPack]:
        """The other open packs that lie over this one."""
        return [
            other
            for other in self._packs.values()
            if other is not pack
            and any(Path(layer.folder) == pack.folder for layer in other.layers)
        ]

    def fixes(self, path: Path, opened: Mapping[Path, str], problem: Diagnostic) -> list[Fix]:
        """What mends a problem of a file."""
        text = opened[path]
        pack = self.pack_of(path, text)
        if pack is None:
            return []
        if str(path) in pack.texts or pack_folder(path) == pack.folder:
            memo = pack.memo.copy()

            def check(changed: str) -> Iterable[Diagnostic]:
                layers, problems = read_layers(pack.folder, find_folder, {**opened, path: changed})
                return reading.check_layers(layers, problems, memo).diagnostics
        elif pack.last_good is not None:
            check = partial(situation_problems, path, program=pack.last_good)
        else:
            return []
        return fixes(problem, text, check)

    def text_of(self, path: Path) -> str:
        """The text of a file as it was read last, else as it is on the disk; "" where it is not there."""
        for pack in self._packs.values():
            if pack.report is not None and str(path) in pack.report.texts:
                return pack.report.texts[str(path)]
        return read_text_file(path)[0] or ""  # a layer or a situation that nobody has opened

    def pack(self, folder: Path) -> OpenPack:
        """The pack of a folder, as far as it has been read."""
        return self._packs.setdefault(folder, OpenPack(folder))

    def pack_of(self, path: Path, text: str) -> OpenPack | None:
        """The pack that a file belongs to, or by which a situation is told; None for other files."""
        folder = pack_folder(path)
        if folder is None or self._is_left_alone(path):
            with suppress(SituationFileError):  # it is told where the file is checked
                folder = self._rules_for(path, text)
        return None if folder is None else self.pack(folder)

    def _is_left_alone(self, path: Path) -> bool:
        folder = pack_folder(path)
        pack = None if folder is None else self._packs.get(folder)
        return pack is not None and pack.report is not None and str(path) in pack.report.left_alone

    def _rules_for(self, path: Path, text: str) -> Path | None:
        if path.suffix.lower() not in SITUATION_ENDINGS:
            return None
        return (reading.pack_for(path, text) or pack_folder(path) or self._usual()).absolute()

    def _situation(self, path: Path, text: str, opened: Mapping[Path, str]) -> Iterator[Diagnostic]:
        try:
            folder = self._rules_for(path, text)
        except SituationFileError as error:
            yield from error.diagnostics
            return
        if folder is None:
            return
        program = self.pack(folder).check(opened).program
        if program is None:
            return
        kept = self._situations.get(path)
        if kept is None or kept[0] != (text, id(program)):
            kept = (text, id(program)), tuple(situation_problems(path, text, program))
            self._situations[path] = kept
        yield from kept[1]


def _once(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """What is wrong in a file without what is told again for a layer over its pack: `… (in post-interview)`."""
    told = [(one, _IN_A_PACK_BELOW.sub("", one.message)) for one in problems]
    known = {(one.code, one.span, one.message) for one, _ in told}
    return [
        one
        for one, plain in told
        if plain == one.message or (one.code, one.span, plain) not in known
    ]


def find_folder(name: str, beside: Path) -> Path | None:
    """The folder of a pack, written in full as an editor does."""
    found = reading.find_pack(name, beside)
    return None if found is None else found.absolute()


def situation_problems(path: Path, text: str, program: ir.Program) -> Iterator[Diagnostic]:
    """What is wrong with a file of situations; nothing is said of a file that seems to be something else."""
    if not seems_a_situation(path, text, program.pack):
        return
    loaded = reading.load_cases_text(text, str(path), program, reading.situation_format(path))
    found = [*loaded.diagnostics]
    for case in loaded.cases:
        found += days_to_come(program.pack, case.situation)
    found += unknown_targets(program, loaded.cases)
    yield from settled(found, {str(path): text}, {}, not loaded.failed).diagnostics


def seems_a_situation(path: Path, text: str, pack: ir.Pack) -> bool:
    """Whether most keys of a file are those of situations; editors show us all files in YAML or JSON."""
    keys = (_KEY if reading.situation_format(path) == "yaml" else _JSON_KEY).findall(text)
    root = pack.entities[ir.SITUATION]
    words = {*SITUATION_KEYS, PACK, *root.facts, *root.several, *pack.list_names[ir.SITUATION]}
    if reading.situation_format(path) != "yaml":
        words |= {fact for entity in pack.entities.values() for fact in entity.facts}
    known = sum(key in words for key in keys)
    return 2 * known >= len(keys) > 0


def laid_out(path: Path, text: str, pack: OpenPack, is_in_pack: bool) -> LaidOut:
    """A file in the one layout, before and after; `refused` says why it stays as it is."""
    if is_in_pack:
        if pack.report is None or pack.report.program is None:
            return LaidOut(str(path), text, text, "the rules have mistakes")
        *below, top = pack.layers
        return lay_out_pack(top, below, [str(path)])[0]
    if pack.report is None or pack.report.program is None:
        return LaidOut(str(path), text, text, "its rules have mistakes")
    return lay_out_situations(text, str(path), pack.report.program.pack)

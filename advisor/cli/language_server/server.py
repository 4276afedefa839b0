"""`advisor.editor` as a language server.

Checking runs in a thread of its own, one check at a time: whatever is typed meanwhile is in the next one. Nothing
here writes a file; what is to be changed is handed to the editor as edits.
"""

from __future__ import annotations

import asyncio
import gc
import re
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from advisor import __version__, ir
from advisor.cli.language_server import protocol
from advisor.cli.language_server.protocol import path_of, position_in, ranged, uri_of
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.pages import page_file
from advisor.editor.completing import complete, kind_of
from advisor.editor.lenses import TestsOfRules, run_tests
from advisor.editor.names import symbol_called
from advisor.editor.open_files import OpenFiles, OpenPack
from advisor.editor.positions import Lines, Range
from advisor.loading.declarations.memo import Overtaken
from advisor.loading.syntax.files import pack_folder
from advisor.renaming.edits import Renamed

_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[\w-]*\Z"), re.compile(r"[\w-]*")
_CALM = 0.5  # seconds without a key before tests are run for the lines over rules


class AdvisorServer(LanguageServer):
    """Keeps the open files, has them checked, and publishes what was found."""

    def __init__(self, usual: Callable[[], Path]) -> None:
        super().__init__(
            "advisor", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.open_files = OpenFiles(usual)
        self.texts: dict[Path, str] = {}
        self.ran: dict[Path, tuple[object, TestsOfRules]] = {}
        self._versions: dict[Path, int | None] = {}
        self._found: dict[Path, tuple[Diagnostic, ...]] = {}
        self._sent: dict[Path, lsp.PublishDiagnosticsParams] = {}
        self._worker = ThreadPoolExecutor(1, "check")
        self._checking: asyncio.Task[None] | None = None
        self._collecting: asyncio.Task[None] | None = None
        self._is_stale = False
        self._changes = 0
        self._typed: Path | None = None  # the file in which the last key fell

    # What is open, and what is wrong with it.

    def put(self, uri: str, version: int | None) -> None:
        """Take over the text of a document, and check."""
        path = path_of(uri)
        if path is not None:
            self.texts[path] = self.workspace.get_text_document(uri).source
            self._versions[path] = version
            self._typed = path
            self._sent.pop(path, None)  # each version of what is open gets an answer
            self.check()

    def close(self, uri: str) -> None:
        """Forget a document: what is on the disk counts again."""
        path = path_of(uri)
        if path is not None and path in self.texts:
            del self.texts[path], self._versions[path]
            self._typed = None
            self._sent.pop(path, None)
            self.check()

    def check(self) -> None:
        """Check all that is open, now or as soon as the check that runs is done."""
        self._is_stale = True
        self._changes += 1
        if self._checking is None or self._checking.done():
            self._checking = asyncio.get_running_loop().create_task(self._check())

    async def settled(self) -> None:
        """Wait until all that is open has been checked."""
        if self._checking is not None:
            await asyncio.shield(self._checking)

    async def work(self, call: Callable[..., Any], *values: object) -> Any:
        """Do something in the thread in which packs are read, after what it does now."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, call, *values)

    async def _check(self) -> None:
        while self._is_stale:
            self._is_stale = False
            texts, versions = dict(self.texts), dict(self._versions)
            typed = self._typed
            try:
                if typed is not None:
                    first = await self.work(self.open_files.errors_first, texts, typed)
                    if first is not None and not self._is_stale:
                        self._found = {**self._found, typed: first}
                        self._send(typed, first, versions[typed])
                found = await self.work(self.open_files.check, texts, lambda: self._is_stale)
            except Overtaken:
                continue
            except Exception as error:  # a fault of ours: the next key gets another try
                self.report_server_error(error, type(error))  # type: ignore[arg-type]  # declared too narrow
                continue
            if not self._is_stale:
                self._publish(found, versions)
        self._collecting = asyncio.get_running_loop().create_task(self._collect())

    async def _collect(self) -> None:
        """Look for garbage while nobody types, and later only among what is new: a pack has many parts."""
        changes = self._changes
        await asyncio.sleep(_CALM)
        if changes == self._changes:
            await self.work(gc.collect)
            gc.freeze()

    def _publish(
        self,
        found: dict[Path, tuple[Diagnostic, ...]],
        versions: Mapping[Path, int | None],
    ) -> None:
        before, self._found = self._found, found
        for path in dict.fromkeys((*found, *before)):
            problems = found.get(path, ())
            if problems or before.get(path) or path in versions:
                self._send(path, problems, versions.get(path))

    def _send(self, path: Path, problems: tuple[Diagnostic, ...], version: int | None) -> None:
        """Tell what is wrong with a version of a file, unless that has been told."""
        told = [self._told(one) for one in problems]
        params = lsp.PublishDiagnosticsParams(uri_of(path), told, version)
        if self._sent.get(path) != params:
            self._sent[path] = params
            self.text_document_publish_diagnostics(params)

    def _told(self, problem: Diagnostic) -> lsp.Diagnostic:
        return lsp.Diagnostic(
            range=self.location(problem.span).range,
            message=protocol.told(problem),
            severity=protocol.SEVERITIES[problem.severity],
            code=problem.code,
            code_description=lsp.CodeDescription(uri_of(page_file(problem.code))),
            source="advisor",
            related_information=[
                lsp.DiagnosticRelatedInformation(self.location(span), words)
                for span, words in problem.related
            ]
            or None,
        )

    def location(self, span: Span) -> lsp.Location:
        """A span as the editor counts."""
        path = Path(span.path)
        return lsp.Location(uri_of(path), ranged(self.lines(path).range(span)))

    def lines(self, path: Path) -> Lines:
        """The text of a file, as the editor has it."""
        return Lines(self.texts[path] if path in self.texts else self.open_files.text_of(path))

    # What is asked of a place.

    def pack(self, path: Path) -> OpenPack | None:
        """The pack of an open file."""
        return self.open_files.pack_of(path, self.texts.get(path, ""))

    def named(self, path: Path, position: lsp.Position) -> tuple[ir.Symbol, ir.Use | None] | None:
        """What is named at a place; with the place itself, where the text could be read."""
        text = self.texts.get(path)
        index = None if text is None else self.open_files.names(path, text)
        if text is None or index is None:
            return None
        offset = Lines(text).offset_of(position_in(position))
        use = index.at(str(path), text, offset)
        if use is not None:
            return use.of, use
        if index.texts.get(str(path)) == text:
            return None
        alike = symbol_called(_word_at(text, offset), index.uses)
        return None if alike is None else (alike, None)

    def complete(self, path: Path, position: lsp.Position) -> lsp.CompletionList:
        """What can stand at a place."""
        pack = self.pack(path)
        if pack is None or pack.last_good is None:
            return lsp.CompletionList(False, [])
        text = self.texts[path]
        lines = Lines(text)
        offset = lines.offset_of(position_in(position))
        is_in_pack = pack_folder(path) == pack.folder
        before = text[:offset]
        found = complete(
            text,
            before.count("\n"),
            offset - before.rfind("\n") - 1,
            kind_of(str(path), is_in_pack),
            pack.last_good,
            path.stem,
        )
        typed = ranged(Range(lines.position(offset - found.typed), lines.position(offset)))
        items = [protocol.completion_item(one, n, typed) for n, one in enumerate(found.items)]
        return lsp.CompletionList(False, items)

    def problems_in(self, path: Path, range: lsp.Range) -> list[Diagnostic]:
        """What is wrong with the text at some places."""
        lines = self.lines(path)
        first, last = (lines.offset_of(position_in(p)) for p in (range.start, range.end))
        return [
            problem
            for problem in self._found.get(path, ())
            for start, end in [lines.slice(problem.span)]
            if start <= last and first <= end
        ]

    async def tests_of(self, pack: OpenPack) -> TestsOfRules | None:
        """Which tests fire which rules; None where that is not known, or somebody goes on typing."""
        report = pack.report
        if report is None or report.program is None:
            return None
        kept = self.ran.get(pack.folder)
        if kept is None or kept[0] is not report.program:
            changes = self._changes
            await asyncio.sleep(_CALM)
            ran = None
            if changes == self._changes:
                ran = await self.work(run_tests, report.program, lambda: changes != self._changes)
            if ran is None:
                return None
            kept = self.ran[pack.folder] = report.program, ran
        return kept[1]

    def tell(self, text: str, type: lsp.MessageType) -> None:
        """Show a sentence to the person."""
        self.window_show_message(lsp.ShowMessageParams(type, text))

    def edit(self, renamed: Renamed) -> lsp.WorkspaceEdit:
        """The edits of a rename, for the editor to do; with those of the names of files, where there are any."""
        edits = {
            uri_of(Path(path)): [
                lsp.TextEdit(self.location(one.span).range, one.text) for one in some
            ]
            for path, some in renamed.edits.items()
        }
        if not renamed.moved:
            return lsp.WorkspaceEdit(changes=edits)
        changes = [
            lsp.TextDocumentEdit(lsp.OptionalVersionedTextDocumentIdentifier(uri), some)
            for uri, some in edits.items()
        ]
        moves = [
            lsp.RenameFile(uri_of(Path(old)), uri_of(Path(new)))
            for old, new in renamed.moved.items()
        ]
        return lsp.WorkspaceEdit(document_changes=[*changes, *moves])

    @property
    def roots(self) -> list[Path]:
        """The folders that are open in the editor."""
        uris = [*self.workspace.folders] or [self.workspace.root_uri or ""]
        return [path for uri in uris for path in [path_of(uri)] if path is not None]

    @property
    def can_move_files(self) -> bool:
        """Whether the editor takes edits that give files another name."""
        workspace = self.client_capabilities.workspace
        edit = None if workspace is None else workspace.workspace_edit
        kinds = () if edit is None else edit.resource_operations or ()
        return lsp.ResourceOperationKind.Rename in kinds


def _word_at(text: str, offset: int) -> str:
    start, end = _WORD_BEFORE.search(text, 0, offset), _WORD_BEHIND.match(text, offset)
    return f"{start[0] if start else ''}{end[0] if end else ''}"

"""The Language Server Protocol on one side, `advisor.editor` on the other.

Checking runs in a thread of its own, one check at a time: whatever is typed meanwhile is in the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer

from advisor import __version__
from advisor.diagnostics import Diagnostic, Severity
from advisor.diagnostics.pages import page_file
from advisor.editor.desk import Desk
from advisor.editor.positions import Lines, Position, Range

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.NOTICE: lsp.DiagnosticSeverity.Information,
}


class AdvisorServer(LanguageServer):
    """Keeps the open files, has them checked, and publishes what was found."""

    def __init__(self, usual: Callable[[], Path]) -> None:
        super().__init__(
            "advisor", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.desk = Desk(usual)
        self.texts: dict[Path, str] = {}
        self.versions: dict[Path, int | None] = {}
        self._published: set[Path] = set()
        self._worker = ThreadPoolExecutor(1)
        self._checking: asyncio.Task[None] | None = None
        self._is_stale = False

    def put(self, document: lsp.TextDocumentItem | lsp.VersionedTextDocumentIdentifier) -> None:
        """Take over the text of a document, and check."""
        path = path_of(document.uri)
        if path is not None:
            self.texts[path] = self.workspace.get_text_document(document.uri).source
            self.versions[path] = document.version
            self.check()

    def close(self, uri: str) -> None:
        """Forget an open document: what is on the disk counts again."""
        path = path_of(uri)
        if path is not None and path in self.texts:
            del self.texts[path], self.versions[path]
            self.check()

    def check(self) -> None:
        """Check all that is open, now or as soon as the check that runs is done."""
        self._is_stale = True
        if self._checking is None or self._checking.done():
            self._checking = asyncio.get_running_loop().create_task(self._check())

    async def settled(self) -> None:
        """Wait until what is open has been checked."""
        if self._checking is not None:
            await asyncio.shield(self._checking)

    async def _check(self) -> None:
        loop = asyncio.get_running_loop()
        while self._is_stale:
            self._is_stale = False
            texts, versions = dict(self.texts), dict(self.versions)
            found = await loop.run_in_executor(self._worker, self.desk.check, texts)
            if not self._is_stale:
                self._publish(found, texts, versions)

    def _publish(
        self,
        found: dict[Path, tuple[Diagnostic, ...]],
        texts: dict[Path, str],
        versions: dict[Path, int | None],
    ) -> None:
        for path in (*found, *self._published.difference(found)):
            problems = found.get(path, ())
            if not problems and path not in self._published and path not in texts:
                continue
            self.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(
                    uri_of(path),
                    [self._told(one, texts) for one in problems],
                    version=versions.get(path),
                )
            )
        self._published = {path for path, problems in found.items() if problems}

    def _told(self, problem: Diagnostic, texts: dict[Path, str]) -> lsp.Diagnostic:
        help = f"\n{problem.help}" if problem.help else ""
        return lsp.Diagnostic(
            range=ranged(self._lines(Path(problem.span.path), texts).range(problem.span)),
            message=f"{problem.message}{help}",
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            code_description=lsp.CodeDescription(uri_of(page_file(problem.code))),
            source="advisor",
            related_information=[
                lsp.DiagnosticRelatedInformation(
                    lsp.Location(
                        uri_of(Path(span.path)),
                        ranged(self._lines(Path(span.path), texts).range(span)),
                    ),
                    words,
                )
                for span, words in problem.related
            ]
            or None,
        )

    def _lines(self, path: Path, texts: dict[Path, str]) -> Lines:
        return Lines(texts[path] if path in texts else self.desk.text_of(path))


def path_of(uri: str) -> Path | None:
    """The file of a document; None where it is in none, such as a new one without a name."""
    if not uri.startswith("file:"):
        return None
    found = uris.to_fs_path(uri)
    return None if found is None else Path(found)


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.absolute().as_uri()


def ranged(range: Range) -> lsp.Range:
    """A range in the protocol's own form."""
    return lsp.Range(positioned(range.start), positioned(range.end))


def positioned(position: Position) -> lsp.Position:
    """A position in the protocol's own form."""
    return lsp.Position(position.line, position.character)


def serve(usual: Callable[[], Path]) -> None:
    """Serve one editor, until it says that it is done."""
    server = AdvisorServer(usual)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.put(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.put(params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(_: lsp.DidSaveTextDocumentParams) -> None:
        server.check()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def moved(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.check()

    server.start_io()

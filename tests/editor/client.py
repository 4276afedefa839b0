"""An editor that speaks to `advisor lsp` over its standard input and output, as real ones do."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient


class Editor(LanguageClient):
    """Keeps what the server published last of each file, and what it told the person."""

    def __init__(self) -> None:
        super().__init__("an editor", "1")
        self.problems: dict[str, list[lsp.Diagnostic]] = {}
        self.versions: dict[str, int | None] = {}
        self.told: list[str] = []
        self._news = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.problems[params.uri] = list(params.diagnostics)
            self.versions[params.uri] = params.version
            self._news.set()

        @self.feature(lsp.WINDOW_SHOW_MESSAGE)
        def shown(params: lsp.ShowMessageParams) -> None:
            self.told.append(params.message)

    def open(self, path: Path, text: str | None = None) -> None:
        """Open a file, with another text than the saved one where that is given."""
        text = path.read_text(encoding="utf-8") if text is None else text
        document = lsp.TextDocumentItem(path.as_uri(), "yaml", 1, text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(document))

    def change(self, path: Path, text: str, version: int) -> None:
        """Type until this is the text."""
        document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    async def marks(self, path: Path, version: int) -> list[lsp.Diagnostic]:
        """What is marked in a file, once the server has checked this version of it."""
        while self.versions.get(path.as_uri()) != version:
            self._news.clear()
            await asyncio.wait_for(self._news.wait(), 30)
        return self.problems[path.as_uri()]


@asynccontextmanager
async def editor(folder: Path) -> AsyncIterator[Editor]:
    """An editor in whose folder the server runs."""
    client = Editor()
    await client.start_io(sys.executable, "-m", "advisor", "lsp")
    asked = lsp.InitializeParams(lsp.ClientCapabilities(), root_uri=folder.as_uri())
    client.server = await client.initialize_async(asked)
    client.initialized(lsp.InitializedParams())
    try:
        yield client
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()

"""Holds our schemas to what an editor makes of them: yaml-language-server itself (`make schema-check`).

It marks nothing in any file that we ship, and every slip of the list below on its line. The server comes from npm into
a folder that is gone afterwards.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from advisor.cli.main import cli
from tests.foreign_programs import npm_folder, program
from tests.schemas.test_schemas import ROOT, files

PACKAGE = "yaml-language-server@2.0.0"
KINDS = ("situation", "test", "pack")
PATIENCE = 60  # seconds
SETTINGS = {
    "yaml": {"validate": True, "schemaStore": {"enable": False}, "completion": True, "hover": True}
}
SLIPS = {  # kind, text -> the line that is marked
    ("situation", "applications:\n  - company: Acme\n    stage: interviwed\n"): 3,
    ("situation", "applications:\n  - company: Acme\n    stage: applied\n    stagee: applied\n"): 4,
    ("situation", "today: tomorrow\n"): 1,
    ("situation", "aplications: []\n"): 1,
    ("situation", "applications:\n  - company: Acme\n    stage: offered\n    answer_by: soon\n"): 4,
    ("situation", "applications:\n  - stage: applied\n"): 2,
    ("pack", "rules:\n  - rule: one\n    wen: stage is offered\n"): 3,
    ("pack", "rules:\n  - rule: Not Kebab\n"): 2,
    ("pack", "actions:\n  chase:\n    title: Ask\n    kind: doo\n"): 4,
    ("pack", "actions:\n  chase:\n    title: Ask\n    kind: do\n    importence: high\n"): 5,
    ("pack", "entities:\n  application:\n    facts:\n      role: {typ: text}\n"): 4,
    ("pack", "entities:\n  application:\n    facts:\n      role: {type: string}\n"): 4,
    ("pack", "rules:\n  - first_of:\n      - rule: one\n        then: x\n"): 4,
    (
        "test",
        "tests:\n  - test: one\n    situation: {today: 2026-11-22}\n    expect: [chasee]\n",
    ): 4,
    (
        "test",
        "tests:\n  - test: one\n    situation: {today: 2026-11-22}\n    expects: [chase]\n",
    ): 4,
}


class Editor(LanguageClient):
    """Keeps what the server marks in each file."""

    def __init__(self) -> None:
        super().__init__("an editor", "1")
        self.marks: dict[str, list[lsp.Diagnostic]] = {}
        self.news = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.marks[params.uri] = list(params.diagnostics)
            self.news.set()

        @self.feature(lsp.WORKSPACE_CONFIGURATION)
        def configured(params: lsp.ConfigurationParams) -> list[Any]:
            return [SETTINGS.get(item.section or "") for item in params.items]

        @self.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def registered(_: lsp.RegistrationParams) -> None:
            return None

    async def marked(self, uri: str, text: str) -> list[lsp.Diagnostic]:
        """What is marked in a text."""
        self.marks.pop(uri, None)
        document = lsp.TextDocumentItem(uri, "yaml", 1, text)
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        while uri not in self.marks:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), PATIENCE)
        closed = lsp.TextDocumentIdentifier(uri)
        self.text_document_did_close(lsp.DidCloseTextDocumentParams(closed))
        return self.marks.pop(uri)


def texts(folder: Path) -> Iterator[tuple[str, str, str, int | None]]:
    """Name, kind of schema with the pack's number, text and the line to be marked, or None for no mark at all."""
    packs: list[str] = []
    for kind, pack, path in files():
        if pack not in packs:
            packs.append(pack)
            for one in KINDS:
                schema = folder / f"{one}-{len(packs)}.json"
                command = ["schema", one, "--pack", str(ROOT / pack), "-o", str(schema)]
                ran = CliRunner().invoke(cli, command, catch_exceptions=False)
                assert ran.exit_code == 0, ran.output
        name = path.relative_to(ROOT).as_posix()
        yield name, f"{kind}-{packs.index(pack) + 1}", path.read_text("utf-8"), None
    for number, ((kind, text), line) in enumerate(SLIPS.items()):
        yield f"slip-{number}.yaml", f"{kind}-1", text, line


async def check(folder: Path, server: Path, node: str) -> list[str]:
    """What is not as it should be."""
    client = Editor()
    await client.start_io(node, str(server), "--stdio")
    able = lsp.ClientCapabilities(workspace=lsp.WorkspaceClientCapabilities(configuration=True))
    await client.initialize_async(lsp.InitializeParams(able, root_uri=folder.as_uri()))
    client.initialized(lsp.InitializedParams())
    client.workspace_did_change_configuration(lsp.DidChangeConfigurationParams(SETTINGS))
    found: list[str] = []
    count = 0
    for name, schema, text, line in texts(folder):
        head = f"# yaml-language-server: $schema={(folder / schema).as_uri()}.json\n"
        marks = await client.marked((folder / name).as_uri(), head + text)
        count += 1
        lines = sorted({mark.range.start.line for mark in marks})  # from 0, and one line is ours
        if lines != ([] if line is None else [line]):
            told = [f"{mark.range.start.line}: {mark.message}" for mark in marks]
            found.append(f"{name}: marked {told}, and should be at {line or 'nothing'}")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    print(f"{count - len(SLIPS)} files without a mark, {len(SLIPS)} slips: {len(found)} wrong")
    return found


def main() -> int:
    """Run the check; what it cannot be run with is said in a sentence."""
    node = program("node")
    with npm_folder(PACKAGE) as folder:
        module = folder / "node_modules" / "yaml-language-server"
        server = (
            module
            / json.loads((module / "package.json").read_text())["bin"]["yaml-language-server"]
        )
        found = asyncio.run(check(folder, server, node))
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

"""`advisor.editor` as a language server.

Checking runs in a thread of its own, one check at a time: whatever is typed meanwhile is in the next one. Nothing
here writes a file; what is to be changed is handed to the editor as edits.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer

from advisor import __version__
from advisor.cli import language_protocol as protocol
from advisor.cli.language_protocol import path_of, position_in, ranged, uri_of
from advisor.diagnostics import Diagnostic, Span
from advisor.diagnostics.pages import page_file
from advisor.editor.completing import complete, kind_of
from advisor.editor.desk import Desk, OpenPack
from advisor.editor.formats import laid_out
from advisor.editor.hovering import about
from advisor.editor.lenses import TestsOfRules, lenses, run_tests, told
from advisor.editor.names import NameIndex, symbol_called
from advisor.editor.positions import Lines, Range
from advisor.editor.renames import rename_everywhere
from advisor.ir.uses import Symbol, Use
from advisor.loading.syntax.files import pack_folder
from advisor.renaming.edits import Renamed
from advisor.renaming.targets import KINDS, RefusedName

RUN_TESTS = "advisor.runTests"
_WORD_BEFORE, _WORD_BEHIND = re.compile(r"[\w-]*\Z"), re.compile(r"[\w-]*")
_CALM = 0.5  # seconds without a key before tests are run for the lines over rules


class AdvisorServer(LanguageServer):
    """Keeps the open files, has them checked, and publishes what was found."""

    def __init__(self, usual: Callable[[], Path]) -> None:
        super().__init__(
            "advisor", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.desk = Desk(usual)
        self.texts: dict[Path, str] = {}
        self.ran: dict[Path, tuple[object, TestsOfRules]] = {}
        self._versions: dict[Path, int | None] = {}
        self._found: dict[Path, tuple[Diagnostic, ...]] = {}
        self._worker = ThreadPoolExecutor(1, "check")
        self._checking: asyncio.Task[None] | None = None
        self._is_stale = False
        self._changes = 0

    # What is open, and what is wrong with it.

    def put(self, uri: str, version: int | None) -> None:
        """Take over the text of a document, and check."""
        path = path_of(uri)
        if path is not None:
            self.texts[path] = self.workspace.get_text_document(uri).source
            self._versions[path] = version
            self.check()

    def close(self, uri: str) -> None:
        """Forget a document: what is on the disk counts again."""
        path = path_of(uri)
        if path is not None and path in self.texts:
            del self.texts[path], self._versions[path]
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
            try:
                found = await self.work(self.desk.check, texts)
            except Exception as error:  # a fault of ours: the next key gets another try
                self.report_server_error(error, type(error))  # type: ignore[arg-type]
                continue
            if not self._is_stale:
                self._publish(found, versions)

    def _publish(
        self,
        found: dict[Path, tuple[Diagnostic, ...]],
        versions: Mapping[Path, int | None],
    ) -> None:
        before, self._found = self._found, found
        for path in dict.fromkeys((*found, *before)):
            problems = found.get(path, ())
            if problems or before.get(path) or path in versions:
                params = lsp.PublishDiagnosticsParams(
                    uri_of(path), [self._told(one) for one in problems], versions.get(path)
                )
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
        return Lines(self.texts[path] if path in self.texts else self.desk.text_of(path))

    # What is asked of a place.

    def pack(self, path: Path) -> OpenPack | None:
        """The pack of an open file."""
        return self.desk.pack_of(path, self.texts.get(path, ""))

    def named(self, path: Path, position: lsp.Position) -> tuple[Symbol, Use | None] | None:
        """What is named at a place; with the place itself, where the text could be read."""
        text = self.texts.get(path)
        index = None if text is None else self.desk.names(path, text)
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


def refused(message: str) -> JsonRpcException:
    """What an editor shows where something cannot be done."""
    return JsonRpcException(message, lsp.LSPErrorCodes.RequestFailed)


def _word_at(text: str, offset: int) -> str:
    start, end = _WORD_BEFORE.search(text, 0, offset), _WORD_BEHIND.match(text, offset)
    return f"{start[0] if start else ''}{end[0] if end else ''}"


def make_server(usual: Callable[[], Path]) -> AdvisorServer:
    """A server with all that it can do; `usual` gives the rules for situations that name none."""
    server = AdvisorServer(usual)
    _keep_texts(server)
    _answer_places(server)
    _offer_edits(server)
    _show_tests(server)
    return server


def _keep_texts(server: AdvisorServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.put(params.text_document.uri, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.put(params.text_document.uri, params.text_document.version)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(_: lsp.DidSaveTextDocumentParams) -> None:
        server.check()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def moved(_: lsp.DidChangeWatchedFilesParams) -> None:
        server.check()


def _answer_places(server: AdvisorServer) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "{", "."])
    )
    async def completed(params: lsp.CompletionParams) -> lsp.CompletionList:
        path = path_of(params.text_document.uri)
        if path is None or path not in server.texts:
            return lsp.CompletionList(False, [])
        pack = server.pack(path)
        if pack is not None and pack.last_good is None:
            await server.settled()
        return server.complete(path, params.position)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    async def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        await server.settled()
        path = path_of(params.text_document.uri)
        found = None if path is None else server.named(path, params.position)
        pack = None if path is None else server.pack(path)
        if found is None or pack is None or pack.last_good is None:
            return None
        named, use = found
        text = about(named, pack.last_good)
        place = None if use is None else server.location(use.span).range
        return None if text is None else lsp.Hover(protocol.markdown(text), place)

    async def places(
        uri: str, position: lsp.Position, choose: Callable[[NameIndex, Symbol], Iterable[Span]]
    ) -> list[lsp.Location]:
        await server.settled()
        path = path_of(uri)
        found = None if path is None else server.named(path, position)
        index = None if path is None else server.desk.everywhere(path, server.texts)
        if found is None or index is None:
            return []
        return [server.location(span) for span in choose(index, found[0])]

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    async def defined(params: lsp.DefinitionParams) -> list[lsp.Location]:
        uri = params.text_document.uri
        return await places(uri, params.position, lambda index, named: index.definitions(named))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    async def referred(params: lsp.ReferenceParams) -> list[lsp.Location]:
        whole = params.context.include_declaration
        uri = params.text_document.uri
        return await places(
            uri, params.position, lambda index, named: index.of(named, with_definitions=whole)
        )


def _offer_edits(server: AdvisorServer) -> None:
    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix])
    )
    async def mended(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        await server.settled()
        path = path_of(params.text_document.uri)
        if path is None or path not in server.texts:
            return []
        texts = dict(server.texts)
        lines = Lines(texts[path])
        actions: list[lsp.CodeAction] = []
        for problem in server.problems_in(path, params.range):
            for fix in await server.work(server.desk.fixes, path, texts, problem):
                place = Range(lines.position(fix.start), lines.position(fix.end))
                edit = lsp.TextEdit(ranged(place), fix.text)
                actions.append(
                    lsp.CodeAction(
                        fix.title,
                        lsp.CodeActionKind.QuickFix,
                        [one for one in params.context.diagnostics if one.code == problem.code],
                        is_preferred=fix.is_meant,
                        edit=lsp.WorkspaceEdit({params.text_document.uri: [edit]}),
                    )
                )
        return actions

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    async def formatted(params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        await server.settled()
        path = path_of(params.text_document.uri)
        pack = None if path is None else server.pack(path)
        if path is None or pack is None or path.suffix not in (".yaml", ".yml"):
            return []
        text = server.texts[path]
        done = await server.work(laid_out, path, text, pack, pack_folder(path) == pack.folder)
        if done.refused is not None:
            server.tell(f"{path.name} stays as it is: {done.refused}", lsp.MessageType.Warning)
        lines = Lines(text)
        whole = ranged(Range(lines.position(0), lines.position(len(text))))
        return [lsp.TextEdit(whole, done.after)] if done.after != text else []

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    async def asked(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        await server.settled()
        path = path_of(params.text_document.uri)
        found = None if path is None else server.named(path, params.position)
        if found is None or found[1] is None or found[0].kind not in KINDS:
            return None
        return lsp.PrepareRenamePlaceholder(server.location(found[1].span).range, found[0].name)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    async def renamed(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        await server.settled()
        path = path_of(params.text_document.uri)
        found = None if path is None else server.named(path, params.position)
        pack = None if path is None else server.pack(path)
        if found is None or pack is None:
            return None
        result = await server.work(
            rename_everywhere,
            server.desk,
            pack,
            found[0],
            params.new_name,
            dict(server.texts),
            server.roots,
        )
        if isinstance(result, RefusedName):
            help = f"; {result.help}" if result.help else ""
            raise refused(f"{result.message}{help}")
        if result.moved and not server.can_move_files:
            raise refused(
                "this gives a file another name, which this editor cannot: use `advisor rename`"
            )
        return server.edit(result)


def _show_tests(server: AdvisorServer) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS)
    async def lensed(params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        await server.settled()
        path = path_of(params.text_document.uri)
        pack = None if path is None else server.pack(path)
        if path is None or pack is None or pack.report is None or pack.report.program is None:
            return []
        ran = await server.tests_of(pack)
        return [
            lsp.CodeLens(
                server.location(lens.span).range,
                lsp.Command(lens.title, RUN_TESTS, arguments=[str(pack.folder), *lens.tests]),
            )
            for lens in lenses(str(path), pack.report.program.pack, ran)
        ]

    @server.command(RUN_TESTS)
    async def ran(folder: str, *names: str) -> str:
        await server.settled()
        program = server.desk.pack(Path(folder)).check(dict(server.texts)).program
        if program is None:
            text = "The rules have mistakes: no test can run."
        else:
            chosen = tuple(test for test in program.pack.tests if test.name in names)
            done = await server.work(run_tests, program, lambda: False, chosen)
            text = told(done.runs)
        is_fine = "failed" not in text
        server.tell(text, lsp.MessageType.Info if is_fine else lsp.MessageType.Warning)
        return text


def serve(usual: Callable[[], Path]) -> None:
    """Serve one editor, until it says that it is done."""
    make_server(usual).start_io()

"""What editors ask of the language server, each question with its answer."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from pathlib import Path

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from advisor import ir
from advisor.cli.language_server import protocol
from advisor.cli.language_server.protocol import path_of, ranged
from advisor.cli.language_server.server import AdvisorServer
from advisor.diagnostics import Span
from advisor.diagnostics.model import in_a_line
from advisor.editor.hovering import about
from advisor.editor.lenses import lenses, run_tests, told
from advisor.editor.names import NameIndex
from advisor.editor.open_files import laid_out
from advisor.editor.positions import Lines, Range
from advisor.editor.renames import rename_everywhere
from advisor.loading.syntax.files import YAML_ENDINGS, pack_folder
from advisor.renaming.targets import KINDS, RefusedName

RUN_TESTS = "advisor.runTests"


def refused(message: str) -> JsonRpcException:
    """What an editor shows where something cannot be done."""
    return JsonRpcException(message, lsp.LSPErrorCodes.RequestFailed)


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
        uri: str, position: lsp.Position, choose: Callable[[NameIndex, ir.Symbol], Iterable[Span]]
    ) -> list[lsp.Location]:
        await server.settled()
        path = path_of(uri)
        found = None if path is None else server.named(path, position)
        index = None if path is None else server.open_files.everywhere(path, server.texts)
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
            for fix in await server.work(server.open_files.fixes, path, texts, problem):
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
        if path is None or pack is None or path.suffix not in YAML_ENDINGS:
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
            server.open_files,
            pack,
            found[0],
            params.new_name,
            dict(server.texts),
            server.roots,
        )
        if isinstance(result, RefusedName):
            help = f"; {result.help}" if result.help else ""
            first = next((f" ({in_a_line(one)})" for one in result.diagnostics), "")
            raise refused(f"{result.message}{help}{first}")
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
        program = server.open_files.pack(Path(folder)).check(dict(server.texts)).program
        if program is None:
            text, is_fine = "The rules have mistakes: no test can run.", False
        else:
            chosen = tuple(test for test in program.pack.tests if test.name in names)
            done = await server.work(run_tests, program, lambda: False, chosen)
            text, is_fine = told(done.runs), all(run.is_passed for run in done.runs)
        server.tell(text, lsp.MessageType.Info if is_fine else lsp.MessageType.Warning)
        return text


def serve(usual: Callable[[], Path]) -> None:
    """Serve one editor, until it says that it is done."""
    gc.disable()  # to look for garbage takes as long as to check; the server does so while nobody types
    make_server(usual).start_io()

"""A real editor's side of the protocol, over standard input and output of `advisor lsp`."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from tests.editor.client import Editor, editor
from tests.example_pack import PACK, write

ME = """\
situation: Waiting
today: 2026-11-22
applications:
  - company: Acme
    stage: interviewed
"""
Run = Callable[[Callable[[Editor], Awaitable[Any]]], Any]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is open in the editor: a folder for each test."""
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def run(root: Path) -> Iterator[Run]:
    """Lets the one server of this module answer."""
    with asyncio.Runner() as runner:
        context = editor(root)
        client = runner.run(context.__aenter__())
        yield lambda ask: runner.run(asyncio.wait_for(ask(client), 60))
        runner.run(context.__aexit__(None, None, None))


@pytest.fixture
def rules(root: Path, request: pytest.FixtureRequest) -> Path:
    """The file with the rules of the example pack, with a situation beside the pack."""
    home = root / hashlib.blake2b(request.node.name.encode(), digest_size=6).hexdigest()
    write(home / "rules", PACK)
    (home / "me.yaml").write_text(f"pack: rules\n{ME}", encoding="utf-8")
    return home / "rules" / "rules.yaml"


def place(text: str, word: str, plus: int = 1) -> lsp.Position:
    """Where the word begins, and a bit behind it."""
    at = text.index(word) + plus
    return lsp.Position(text[:at].count("\n"), at - text.rfind("\n", 0, at) - 1)


def spot(path: Path, word: str, plus: int = 1) -> dict[str, Any]:
    """The same of a saved file, as requests want it."""
    position = place(path.read_text(encoding="utf-8"), word, plus)
    return {"text_document": lsp.TextDocumentIdentifier(path.as_uri()), "position": position}


def written(locations: Any) -> list[tuple[str, int]]:
    """File and line from 1 of each location."""
    return [(Path(one.uri).name, one.range.start.line + 1) for one in locations]


def test_a_slip_is_marked_while_it_is_typed_and_gone_when_it_is_mended(
    run: Run, rules: Path
) -> None:
    async def ask(client: Editor) -> None:
        text = rules.read_text(encoding="utf-8")
        client.open(rules)
        assert await client.marks(rules, 1) == []
        client.change(rules, text.replace("stage is offered", "stage is ofered"), 2)
        [mark] = await client.marks(rules, 2)
        assert mark.code == "ADV315"
        assert mark.message.splitlines() == [
            "`ofered` is not one of the choices of `stage`",
            "did you mean `offered`?",
        ]
        assert mark.code_description is not None
        assert mark.code_description.href.endswith("/pages/ADV315.md")
        start, end = mark.range.start, mark.range.end
        line = text.replace("stage is offered", "stage is ofered").splitlines()[start.line]
        assert line[start.character : end.character] == "ofered"
        client.change(rules, text, 3)
        assert await client.marks(rules, 3) == []

    run(ask)


def test_a_folder_that_is_broken_is_served_and_not_written_to(run: Run, rules: Path) -> None:
    before = {path: path.read_bytes() for path in rules.parent.rglob("*") if path.is_file()}

    async def ask(client: Editor) -> None:
        text = rules.read_text(encoding="utf-8")
        client.open(rules)
        await client.marks(rules, 1)
        broken = text.replace("    when: held_on", "   when: [held_on")
        client.change(rules, broken, 2)
        assert {mark.code for mark in await client.marks(rules, 2)} <= {"ADV007", "ADV008"}
        asked = lsp.CompletionParams(
            lsp.TextDocumentIdentifier(rules.as_uri()), place(broken, "stage is offered", 9)
        )
        found = await client.text_document_completion_async(asked)
        assert [item.label for item in found.items][:3] == ["applied", "interviewed", "offered"]
        word = lsp.HoverParams(asked.text_document, place(broken, "chases_sent <"))
        told = await client.text_document_hover_async(word)
        assert told is not None
        assert "How often have you asked?" in told.contents.value
        for empty in ("", "\x00", ": : :", "rules:\n  - rule: [", "\ufeff", "😀" * 9):
            client.change(rules, empty, 3)
            await client.marks(rules, 3)
            client.versions.clear()
        client.change(rules, text, 4)
        assert await client.marks(rules, 4) == []

    run(ask)
    after = {path: path.read_bytes() for path in rules.parent.rglob("*") if path.is_file()}
    assert after == before


def test_names_lead_to_where_they_are_declared_and_used(run: Run, rules: Path) -> None:
    async def ask(client: Editor) -> None:
        client.open(rules)
        at = spot(rules, "is_waiting")
        [found] = await client.text_document_definition_async(lsp.DefinitionParams(**at))
        assert written([found]) == [("facts.yaml", 20)]
        for whole, expected in (
            (False, [("rules.yaml", 7), ("rules.yaml", 11)]),
            (True, [("facts.yaml", 20), ("rules.yaml", 7), ("rules.yaml", 11)]),
        ):
            context = lsp.ReferenceContext(whole)
            uses = await client.text_document_references_async(
                lsp.ReferenceParams(context=context, **at)
            )
            assert written(uses) == expected
        told = await client.text_document_hover_async(lsp.HoverParams(**spot(rules, "patience")))
        assert told is not None
        assert "1 week" in told.contents.value
        assert "`ask-after-a-while`" in told.contents.value
        nothing = await client.text_document_hover_async(lsp.HoverParams(**spot(rules, "Silence")))
        assert nothing is None

    run(ask)


def test_a_rename_reaches_rules_tests_and_situations_as_edits(run: Run, rules: Path) -> None:
    home = rules.parent.parent
    layer = {
        "pack.yaml": "pack: ours\nversion: 1.0.0\nlanguage: 1.1\ntitle: Ours\nextends: ../rules\n",
        "more.yaml": "rules:\n  - rule: more\n    for: application\n    when: stage is applied\n    silences: [thank]\n",
    }
    write(home / "layer", layer)

    async def ask(client: Editor) -> None:
        client.open(rules)
        at = spot(rules, "stage is interviewed")
        asked = await client.text_document_prepare_rename_async(lsp.PrepareRenameParams(**at))
        assert asked is not None
        assert asked.placeholder == "stage"
        done = await client.text_document_rename_async(lsp.RenameParams(new_name="state", **at))
        assert done is not None
        assert done.changes is not None
        counts = {
            uri.removeprefix(home.as_uri()): len(edits) for uri, edits in done.changes.items()
        }
        assert counts == {
            "/rules/facts.yaml": 1,
            "/rules/rules.yaml": 2,
            "/rules/actions.yaml": 1,
            "/rules/own_test.yaml": 3,
            "/layer/more.yaml": 1,
            "/me.yaml": 1,
        }
        for uri, edits in done.changes.items():  # most of these files nobody has opened
            lines = (home / uri.removeprefix(home.as_uri() + "/")).read_text("utf-8").splitlines()
            for edit in edits:
                start, end = edit.range.start, edit.range.end
                assert start.line == end.line
                assert lines[start.line][start.character : end.character] == "stage"
        with pytest.raises(JsonRpcException, match="answer_by"):
            await client.text_document_rename_async(lsp.RenameParams(new_name="answer_by", **at))
        (home / "me.yaml").write_text(f"pack: rules\n{ME}    stge: x\n", encoding="utf-8")
        with pytest.raises(JsonRpcException, match=r"me\.yaml:7:5: .*`stge`"):
            await client.text_document_rename_async(lsp.RenameParams(new_name="state", **at))

    run(ask)


def test_a_fix_is_offered_that_mends(run: Run, rules: Path) -> None:
    async def ask(client: Editor) -> None:
        wrong = rules.read_text(encoding="utf-8").replace("advise: chase", "advise: chas")
        client.open(rules, wrong)
        [mark] = await client.marks(rules, 1)
        document = lsp.TextDocumentIdentifier(rules.as_uri())
        context = lsp.CodeActionContext([mark])
        [action] = await client.text_document_code_action_async(
            lsp.CodeActionParams(document, mark.range, context)
        )
        assert action.title == "Write `chase`"
        [edit] = action.edit.changes[rules.as_uri()]
        assert (edit.new_text, edit.range) == ("chase", mark.range)

    run(ask)


def test_a_file_is_laid_out_by_the_editor(run: Run, rules: Path) -> None:
    async def ask(client: Editor) -> None:
        untidy = rules.read_text(encoding="utf-8").replace(
            "    advise: chase", "    advise:   chase"
        )
        client.open(rules, untidy)
        document = lsp.TextDocumentIdentifier(rules.as_uri())
        options = lsp.FormattingOptions(2, insert_spaces=True)
        params = lsp.DocumentFormattingParams(document, options)
        [edit] = await client.text_document_formatting_async(params)
        assert "    advise: chase\n" in edit.new_text
        client.change(rules, untidy.replace("stage", "stag"), 2)
        assert await client.text_document_formatting_async(params) == ()
        assert client.told[-1] == "rules.yaml stays as it is: the rules have mistakes"

    run(ask)


def test_each_rule_says_which_tests_fire_it_and_they_can_be_run(run: Run, rules: Path) -> None:
    async def ask(client: Editor) -> None:
        client.open(rules)
        document = lsp.TextDocumentIdentifier(rules.as_uri())
        lines = await client.text_document_code_lens_async(lsp.CodeLensParams(document))
        assert [line.command.title for line in lines] == [
            *("1 test fires this rule",) * 2,
            *("1 test fires this rule",) * 2,
        ]
        command = lines[0].command
        assert command.arguments[1:] == ("asks after a week",)
        params = lsp.ExecuteCommandParams(command.command, command.arguments)
        assert await client.workspace_execute_command_async(params) == "The test passed."
        own = rules.with_name("own_test.yaml")
        client.open(own, own.read_text(encoding="utf-8").replace("action: chase", "action: thank"))
        told = await client.workspace_execute_command_async(params)
        assert told.splitlines()[:2] == ["1 of 1 test failed.", "FAILED asks after a week"]

    run(ask)


def test_a_situation_is_read_by_the_rules_that_it_names(run: Run, rules: Path) -> None:
    me = rules.parent.parent / "me.yaml"

    async def ask(client: Editor) -> None:
        text = me.read_text(encoding="utf-8")
        client.open(me)
        assert await client.marks(me, 1) == []
        client.change(me, text.replace("interviewed", "interviwed"), 2)
        assert [mark.code for mark in await client.marks(me, 2)] == ["ADV403"]
        client.change(me, "services:\n  web:\n    image: nginx\n", 3)  # something else altogether
        assert await client.marks(me, 3) == []

    run(ask)


def test_what_the_rules_say_now_counts_for_an_open_situation(run: Run, rules: Path) -> None:
    me, facts = rules.parent.parent / "me.yaml", rules.with_name("facts.yaml")

    async def ask(client: Editor) -> None:
        client.open(me, f"{me.read_text(encoding='utf-8')}    chases_sent: 3\n")
        assert await client.marks(me, 1) == []
        client.open(facts)
        await client.marks(facts, 1)
        text = facts.read_text(encoding="utf-8")
        client.change(facts, text.replace("min: 0", "min: 0, max: 2"), 2)
        await client.marks(facts, 2)
        assert [mark.code for mark in client.problems[me.as_uri()]] == ["ADV404"]

    run(ask)

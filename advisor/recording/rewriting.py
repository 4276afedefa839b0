"""Changes to a situation in the text it was read from, proved by reading the result again."""

from __future__ import annotations

from dataclasses import replace

from advisor import ir
from advisor.diagnostics import AdvisorError, Severity
from advisor.loading.declarations.situations import (
    LoadedSituations,
    load_situations,
    read_documents,
)
from advisor.loading.syntax.nodes import Node, ScalarNode
from advisor.recording.text_edits import CannotEditError, DocumentText, Editor, apply_edits

BYTE_ORDER_MARK = "\ufeff"


class RecordingError(AdvisorError):
    """A change was not written, because the text cannot be changed safely; nothing was lost."""


def rewrite(
    pack: ir.Pack,
    text: str,
    format: str,
    document: int,
    after: ir.Instance,
    before: ir.Instance | None = None,
) -> str:
    """The text in which the situation is `after`; facts may be set and added, items added to lists.

    `before` is the situation as it is written, where its open lists matter: one that is open before
    and not `after` is written down as empty.
    Raises: RecordingError.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    plain = text.removeprefix(BYTE_ORDER_MARK)
    written = _instance(pack, plain, format, document)
    node = _document(plain, format, document)
    editor = Editor(pack, DocumentText(plain), format != "yaml")
    try:
        editor.instance(node, written if before is None else before, after)
    except CannotEditError as problem:
        raise RecordingError(f"the file cannot be changed in place: {problem}") from problem
    changed = apply_edits(plain, editor.edits)
    _prove(pack, plain, changed, format, document, after)
    return mark + changed


def _instance(pack: ir.Pack, text: str, format: str, document: int) -> ir.Instance:
    found = _cases(pack, text, format).get(document)
    if found is None:
        raise RecordingError(f"there is no situation number {document + 1} that could be changed")
    return found.situation.root


def _cases(pack: ir.Pack, text: str, format: str) -> dict[int, ir.Case]:
    loaded = _loaded(pack, text, format)
    return {
        case.situation.document: case
        for case in loaded.cases
        if case.situation.document not in loaded.failed
    }


def _loaded(pack: ir.Pack, text: str, format: str) -> LoadedSituations:
    return load_situations(text.removeprefix(BYTE_ORDER_MARK), "<text>", pack, format)


def _document(text: str, format: str, document: int) -> Node:
    """The node of one situation, counted as the loader counts: empty documents do not."""
    nodes = [
        node
        for node in read_documents(text, "<text>", format).documents
        if not (isinstance(node, ScalarNode) and node.is_none)
    ]
    node = nodes[document] if 0 <= document < len(nodes) else None
    if node is None:
        raise RecordingError(f"there is no situation number {document + 1} that could be changed")
    return node


def _prove(
    pack: ir.Pack, text: str, changed: str, format: str, document: int, after: ir.Instance
) -> None:
    """The changed text must say what was meant, and everything else what it said before."""
    wanted = _cases(pack, text, format)
    case = wanted[document]
    situation = replace(case.situation, root=_closed(after))
    wanted[document] = replace(case, situation=situation)
    if _cases(pack, changed, format) == wanted:
        return
    new = [
        problem.message
        for problem in _loaded(pack, changed, format).diagnostics
        if problem.severity is Severity.ERROR
    ]
    raise RecordingError(
        f"this cannot be recorded: {new[0]}"
        if new and document in _loaded(pack, changed, format).failed
        else "the file cannot be changed in place: it is written in a way that leaves no room for this"
    )


def _closed(root: ir.Instance) -> ir.Instance:
    """The same facts and lists; that a list is open is not written."""
    lists = {name: tuple(_closed(item) for item in items) for name, items in root.lists.items()}
    return ir.Instance(root.entity, root.facts, lists)

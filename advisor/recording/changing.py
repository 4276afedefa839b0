"""Changes to a situation in the text it was read from, proved by reading the result again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from advisor.diagnostics import AdvisorError
from advisor.ir.cases import Case
from advisor.ir.packs import Pack
from advisor.ir.places import with_fact
from advisor.ir.situations import Instance
from advisor.ir.types import Value
from advisor.loading.json_reader import read_json, read_json_lines
from advisor.loading.nodes import ListNode, MapNode, Node
from advisor.loading.situations import load_situations
from advisor.loading.yaml_reader import read_yaml
from advisor.recording.editing import CannotEditError, Editor
from advisor.recording.places_in_text import Page, apply_edits

BYTE_ORDER_MARK = "\ufeff"


class RecordingError(AdvisorError):
    """A change was not written, because the text cannot be changed safely; nothing was lost."""


def record_change(
    pack: Pack,
    text: str,
    form: str,
    document: int,
    place: str,
    changes: Mapping[str, Value | None],
) -> str:
    """The text with facts of one instance set; None says that there is none. All else stays as it is.

    Shape: `form` is "yaml", "json" or "jsonl"; `document` counts the situations of the text from 0.
    Raises: RecordingError.
    """
    before = _instance(pack, text, form, document)
    after = before
    for fact, value in changes.items():
        after = with_fact(after, place, fact, value)
    return rewrite(pack, text, form, document, after)


def rewrite(
    pack: Pack,
    text: str,
    form: str,
    document: int,
    after: Instance,
    before: Instance | None = None,
) -> str:
    """The text in which the situation is `after`; facts may be set and added, items added to lists.

    `before` is the situation as it is written, where its open lists matter: one that is open before
    and not `after` is written down as empty.
    Raises: RecordingError.
    """
    mark = BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else ""
    plain = text.removeprefix(BYTE_ORDER_MARK)
    written = _instance(pack, plain, form, document)
    node = _document(plain, form, document)
    editor = Editor(pack, Page(plain), form != "yaml")
    try:
        editor.instance(node, written if before is None else before, after)
    except CannotEditError as problem:
        raise RecordingError(f"the file cannot be changed in place: {problem}") from problem
    changed = apply_edits(plain, editor.edits)
    _prove(pack, plain, changed, form, document, after)
    return mark + changed


def _instance(pack: Pack, text: str, form: str, document: int) -> Instance:
    found = _cases(pack, text, form).get(document)
    if found is None:
        raise RecordingError(f"there is no situation number {document + 1} that could be changed")
    return found.situation.root


def _cases(pack: Pack, text: str, form: str) -> dict[int, Case]:
    loaded = load_situations(text.removeprefix(BYTE_ORDER_MARK), "<text>", pack, form)
    return {
        case.situation.document: case
        for case in loaded.cases
        if case.situation.document not in loaded.failed
    }


def _document(text: str, form: str, document: int) -> Node:
    reader = {"yaml": read_yaml, "json": read_json, "jsonl": read_json_lines}[form]
    nodes = [n for n in reader(text, "<text>").documents if n is not None]
    whole = nodes[0] if form == "json" and nodes else None
    if whole is not None and not isinstance(whole, MapNode):
        raise RecordingError("the file is a list; put each situation into a file of its own")
    if not 0 <= document < len(nodes):
        raise RecordingError(f"there is no situation number {document + 1} in the file")
    return nodes[document]


def _prove(pack: Pack, text: str, changed: str, form: str, document: int, after: Instance) -> None:
    """The changed text must say what was meant, and everything else what it said before."""
    wanted = _cases(pack, text, form)
    case = wanted[document]
    situation = replace(case.situation, root=_closed(after))
    wanted[document] = replace(case, situation=situation)
    found = _cases(pack, changed, form)
    if found != wanted:
        raise RecordingError(
            "the file cannot be changed in place: it is written in a way that leaves no room for this"
        )


def _closed(root: Instance) -> Instance:
    """The same facts and lists; that a list is open is not written."""
    lists = {name: tuple(_closed(item) for item in items) for name, items in root.lists.items()}
    return Instance(root.entity, root.facts, lists)


def open_unwritten_lists(
    pack: Pack, text: str, form: str, document: int, root: Instance
) -> Instance:
    """The situation with all lists open but those that the text says are empty (`none` or `[]`).

    Somebody who takes a file up again may have more to tell; that there is nothing is not asked twice.
    """
    plain = text.removeprefix(BYTE_ORDER_MARK)
    return _opened(pack, _document(plain, form, document), root)


def _opened(pack: Pack, node: Node | None, instance: Instance) -> Instance:
    lists: dict[str, tuple[Instance, ...]] = {}
    opened: set[str] = set()
    for inner in pack.lists[instance.entity]:
        name = inner.list or ""
        written = node.get(name) if isinstance(node, MapNode) else None
        items = instance.lists.get(name, ())
        nodes = written.items if isinstance(written, ListNode) else ()
        lists[name] = tuple(
            _opened(pack, nodes[number] if number < len(nodes) else None, item)
            for number, item in enumerate(items)
        )
        if written is None or items:
            opened.add(name)
    return replace(instance, lists=lists, open_lists=frozenset(opened))

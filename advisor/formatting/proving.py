"""Files of a pack, or of situations, in the layout; with the proof that they say what they said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from advisor import ir
from advisor.diagnostics import Diagnostic, has_errors
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.formatting.layout import lay_out
from advisor.formatting.tree import LayoutError
from advisor.loading.declarations.packs import load_pack_texts
from advisor.loading.declarations.situations import load_situations
from advisor.loading.syntax.files import PackTexts
from advisor.loading.syntax.nodes import ListNode, Node, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml

_HEADER = "pack.yaml"
# A comment that looks like a part of the text before it; out of brackets, more do.
_ODD_COMMENT = "ADV019"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """One file before and after. `refused` says why it stays as it is, where it has to."""

    path: str
    before: str
    after: str
    refused: str | None = None

    @property
    def is_changed(self) -> bool:
        """Whether it was laid out otherwise."""
        return self.before != self.after


def lay_out_pack(
    pack: PackTexts, below: Sequence[PackTexts], wanted: Iterable[str]
) -> list[LaidOut]:
    """Some of the files in YAML of a pack that loads, over those `below` it.

    Where the pack would not be the same afterwards, none of them is changed.
    """
    texts = pack.texts
    found = [
        _laid_out(path, texts[path], is_pack=PurePath(path).name != _HEADER) for path in wanted
    ]
    changed = {one.path: one.after for one in found if one.is_changed}
    after = PackTexts(pack.folder, {**texts, **changed})
    if changed and _meaning(pack, below) != _meaning(after, below):
        return [_refused(one, "the rules would not be the same") for one in found]
    return found


def lay_out_situations(text: str, path: str, pack: ir.Pack) -> LaidOut:
    """A file of situations that loads."""
    found = _laid_out(path, text, is_pack=False)
    if found.is_changed:
        before, after = (load_situations(t, path, pack, "yaml") for t in (text, found.after))
        same = before.cases == after.cases and before.failed == after.failed
        if not same or _said(before.diagnostics) != _said(after.diagnostics):
            return _refused(found, "the situations would not be the same")
    return found


def _laid_out(path: str, text: str, is_pack: bool) -> LaidOut:
    try:
        after = lay_out(text, is_pack)
        found = LaidOut(path, text, after)
        if documents_of(text) != documents_of(after):
            return _refused(found, "it would not say the same")
        if lay_out(after, is_pack) != after:
            return _refused(found, "its layout would not be settled")
    except LayoutError as error:
        return LaidOut(path, text, text, str(error))
    return found


def _refused(found: LaidOut, why: str) -> LaidOut:
    return LaidOut(found.path, found.before, found.before, why) if found.is_changed else found


def documents_of(text: str) -> object:
    """What a text says, with all that rules can tell apart: order, quotes around a word, texts to the last space."""
    read = read_yaml(text, "")
    nodes = [None if node is None else _plain(node) for node in read.documents]
    return nodes, _said(read.diagnostics)


def _plain(node: Node) -> object:
    if isinstance(node, ScalarNode):
        return node.text, node.is_plain
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    return tuple((key.text, _plain(value)) for key, value in node.entries)


def _said(diagnostics: Iterable[Diagnostic]) -> object:
    return Counter((d.code, d.message) for d in diagnostics if d.code != _ODD_COMMENT)


def _meaning(texts: PackTexts, below: Sequence[PackTexts]) -> object:
    """The checked pack, with its orders, and what there is to say of it."""
    loaded = load_pack_texts(texts.texts, texts.folder, below)
    pack = loaded.pack
    if pack is None or has_errors(loaded.diagnostics):
        raise LayoutError("the rules cannot be used")
    orders = [list(part) for part in (pack.rules, pack.actions, pack.entities, pack.parameters)]
    facts = [list(entity.facts) for entity in pack.entities.values()]
    return pack, orders, facts, list(pack.events), _said(loaded.diagnostics)

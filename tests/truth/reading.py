"""Reads the expert's side of a case; everything wrong in it is a diagnostic with its place.

case: asked_too_early        # the name of the file, and of the situation in examples/real
kind: clock                  # one of model.KINDS
first: [wait-for-reply]      # what is right as the first piece; [] where the expert named none
actions:                     # all that the expert advised
  - expert: wait a week more
    same: [wait-for-reply, {action: chase, for: Hooli, says: "not before"}]
    partly: [{note: when-to-ask}]
    time: {from: 2026-03-09, by: 2026-03-11}
contradicts:                 # what must not be advised; `view`: what the other view beside it says
  - {action: chase, before: 2026-03-09, because: too early}
fits: [keep-searching]       # not named by the expert, and not beside the point
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from advisor.diagnostics import Diagnostic
from advisor.diagnostics.suggestions import listed
from advisor.ir import Pack
from advisor.loading.declarations.instances import read_date
from advisor.loading.declarations.node_reader import Fields, NodeReader, head_of
from advisor.loading.syntax.nodes import MapNode, Node, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.truth.model import KINDS, Bounds, Contradiction, ExpertAction, ExpertCase, Form, pattern

_KEYS = ("case", "kind", "first", "actions", "contradicts", "fits")
_ACTION_KEYS = ("expert", "same", "partly", "time")
_FORM_KEYS = ("action", "for", "says", "note")
_SAYING_KEYS = ("action", "says", "note")
_CODE = "ADV409"


@dataclass(frozen=True)
class Names:
    """What an expert's side may name: actions, rules with notes, and the labels of its situation."""

    actions: Collection[str]
    note_rules: Collection[str]
    labels: Collection[str]

    @classmethod
    def of(cls, pack: Pack, labels: Collection[str]) -> Names:
        """The names of a pack, with the labels of one situation."""
        noting = [rule.name for rule in pack.rules.values() if rule.note is not None]
        return cls(pack.actions, noting, labels)


class _Part(Fields):
    """One mapping of a file while it is read; `names` is what the file may name."""

    __slots__ = ("names",)

    def __init__(self, body: MapNode, what: str, reader: NodeReader, names: Names) -> None:
        super().__init__(body, what, reader)
        self.names = names

    def part(self, node: Node, what: str, help: str | None = None) -> _Part | None:
        """A mapping inside."""
        body = self.as_map(node, what, help, _CODE)
        return None if body is None else _Part(body, what, self, self.names)

    def say(self, message: str, help: str, node: Node | None = None) -> None:
        """Report what is wrong with it, or with a node in it."""
        self.report(_CODE, head_of(node or self.body), message, help)


def read_expert(
    text: str, path: str, name: str, names: Names
) -> tuple[ExpertCase | None, tuple[Diagnostic, ...]]:
    """The expert's side in a text, and all that is wrong with it; `name` is the case that it must be.

    With anything wrong the case is None.
    """
    documents = read_yaml(text, path)
    reader = NodeReader(list(documents.diagnostics))
    case = None
    if documents.documents and documents.documents[0] is not None:
        what = "the expert's side of a case"
        body = reader.as_map(documents.documents[0], what)
        case = None if body is None else _case(_Part(body, what, reader, names), name)
    return (None if reader.found else case), tuple(reader.found)


def _case(whole: _Part, name: str) -> ExpertCase:
    whole.check_keys(_KEYS, ("case", "kind"))
    for key in ("first", "actions"):  # `first: []` is an answer, no `first` is an oversight
        if whole.body.get(key) is None:
            whole.say(f"the expert's side of a case lacks `{key}`", f"add `{key}: …`")
    case = whole.text("case")
    if case is not None and case != name:
        message = f"the file of the case `{name}` says `{case}`"
        whole.say(message, f"write `{name}`", whole.body.get("case"))
    kind = whole.word("kind", KINDS, _CODE)
    actions = tuple(_actions(whole))
    if whole.body.get("actions") is not None and not _items(whole, "actions"):
        whole.say("nothing stands under `actions`", "write what the expert advised")
    return ExpertCase(
        name=name,
        kind=kind or "",
        first=_forms(whole, "first"),
        actions=actions,
        contradicts=tuple(_contradictions(whole)),
        fits=_forms(whole, "fits"),
    )


def _actions(whole: _Part) -> Iterator[ExpertAction]:
    for node in _items(whole, "actions"):
        entry = whole.part(node, "what an expert advised")
        if entry is None:
            continue
        entry.check_keys(_ACTION_KEYS, ("expert",), _CODE)
        if entry.body.get("same") is None:
            entry.say("what an expert advised lacks `same`", "add `same: […]`")
        yield ExpertAction(
            words=entry.text("expert") or "",
            same=_forms(entry, "same"),
            partly=_forms(entry, "partly"),
            time=_bounds(entry),
        )


def _bounds(entry: _Part) -> Bounds | None:
    node = entry.node("time")
    time = None if node is None else entry.part(node, "`time`")
    if time is None:
        return None
    time.check_keys(("from", "by"), (), _CODE)
    start, end = _date(time, "from"), _date(time, "by")
    if time.node("from") is None and time.node("by") is None:
        time.say("`time` bounds nothing", "write `{from: DATE, by: DATE}`, or one")
    elif start is not None and end is not None and end < start:
        time.say("`time` ends before it begins", "put the earlier day under `from`")
    return Bounds(start, end)


def _contradictions(whole: _Part) -> Iterator[Contradiction]:
    for node in _items(whole, "contradicts"):
        entry = whole.part(node, "an entry of `contradicts`", "write `{action: …, because: …}`")
        if entry is None:
            continue
        entry.check_keys((*_FORM_KEYS, "before", "because", "view"), ("because",), _CODE)
        yield Contradiction(
            form=_form_of(entry),
            because=entry.text("because") or "",
            before=_date(entry, "before"),
            view=_pattern(entry, "view"),
        )


def _forms(part: _Part, key: str) -> tuple[Form, ...]:
    """The forms of a list; each is the name of an action, or a mapping."""
    forms = []
    for node in _items(part, key):
        if isinstance(node, ScalarNode) and not node.is_none:
            forms.append(Form(action=_known(part, node, "action", part.names.actions)))
            continue
        entry = part.part(node, f"an entry of `{key}`", "write `{action: …}`")
        if entry is not None:
            entry.check_keys(_FORM_KEYS, (), _CODE)
            forms.append(_form_of(entry))
    return tuple(forms)


def _form_of(entry: _Part) -> Form:
    if not any(entry.node(key) for key in _SAYING_KEYS):
        keys = listed(_SAYING_KEYS)
        entry.say(f"{entry.what} says nothing to look for", f"write one of {keys}")
    names = entry.names
    return Form(
        action=_named(entry, "action", "action", names.actions),
        target=_named(entry, "for", "label of the situation", names.labels),
        says=_pattern(entry, "says"),
        note=_named(entry, "note", "rule with a note", names.note_rules),
    )


def _named(entry: _Part, key: str, what: str, known: Collection[str]) -> str | None:
    scalar = entry.scalar(key, code=_CODE)
    return None if scalar is None else _known(entry, scalar, what, known)


def _known(part: _Part, node: ScalarNode, what: str, known: Collection[str]) -> str:
    if node.text not in known:
        part.unknown(node, what, known, "ADV410")
    return node.text


def _pattern(entry: _Part, key: str) -> re.Pattern[str] | None:
    scalar = entry.scalar(key, code=_CODE)
    if scalar is None:
        return None
    try:
        compiled = pattern(scalar.text)
    except re.error as error:
        help = "put a backslash before a sign that is meant as itself"
        entry.say(f"`{key}` is not a pattern: {error}", help, scalar)
        return None
    if compiled.search(""):
        entry.say(f"`{key}` is found in every text", "take out the part that can be empty", scalar)
    return compiled


def _date(part: _Part, key: str) -> int | None:
    node = part.node(key)
    return None if node is None else read_date(node, f"`{key}`", _CODE, part)


def _items(part: _Part, key: str) -> Sequence[Node]:
    node = part.node(key)
    list_ = None if node is None else part.as_list(node, f"`{key}`")
    return list_.items if list_ is not None else ()

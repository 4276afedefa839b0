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
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.ir.packs import Pack
from advisor.loading.declarations.instances import read_date
from advisor.loading.declarations.schema import (
    as_list,
    as_map,
    as_scalar,
    check_keys,
    given,
    head_of,
    one_of_words,
    text_of,
    unknown_name,
)
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode
from advisor.loading.syntax.yaml_reader import read_yaml
from tests.truth.model import (
    KINDS,
    Bounds,
    Contradiction,
    ExpertAction,
    ExpertCase,
    Form,
    pattern,
)

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


@dataclass(frozen=True)
class _Reader:
    """One file while it is read: what it may name, and what is wrong with it so far."""

    names: Names
    found: list[Diagnostic]


def read_expert(
    text: str, path: str, name: str, names: Names
) -> tuple[ExpertCase | None, tuple[Diagnostic, ...]]:
    """The expert's side in a text, and all that is wrong with it; `name` is the case that it must be.

    With anything wrong the case is None.
    """
    documents = read_yaml(text, path)
    found = list(documents.diagnostics)
    reader = _Reader(names, found)
    case = None
    if documents.documents and documents.documents[0] is not None:
        case = _case(documents.documents[0], name, reader)
    return (None if found else case), tuple(found)


def _case(node: Node, name: str, reader: _Reader) -> ExpertCase | None:
    found = reader.found
    body = as_map(node, "the expert's side of a case", found)
    if body is None:
        return None
    check_keys(body, _KEYS, ("case", "kind"), "the expert's side of a case", found)
    for key in ("first", "actions"):  # `first: []` is an answer, no `first` is an oversight
        if body.get(key) is None:
            _report(reader, body, f"the expert's side of a case lacks `{key}`", f"add `{key}: …`")
    case = _text(body, "case", reader)
    if case is not None and case != name:
        place = body.get("case") or body
        _report(reader, place, f"the file of the case `{name}` says `{case}`", f"write `{name}`")
    kind_node = given(body, "kind")
    kind = None if kind_node is None else one_of_words(kind_node, KINDS, "`kind`", found, _CODE)
    actions = tuple(_actions(body, reader))
    if body.get("actions") is not None and not _items(body, "actions", reader):
        _report(reader, body, "nothing stands under `actions`", "write what the expert advised")
    return ExpertCase(
        name=name,
        kind=kind or "",
        first=_forms(body, "first", reader),
        actions=actions,
        contradicts=tuple(_contradictions(body, reader)),
        fits=_forms(body, "fits", reader),
    )


def _actions(body: MapNode, reader: _Reader) -> Iterator[ExpertAction]:
    for node in _items(body, "actions", reader):
        entry = as_map(node, "what an expert advised", reader.found, code=_CODE)
        if entry is None:
            continue
        required = ("expert",)
        check_keys(entry, _ACTION_KEYS, required, "what an expert advised", reader.found, _CODE)
        if entry.get("same") is None:
            _report(reader, entry, "what an expert advised lacks `same`", "add `same: […]`")
        yield ExpertAction(
            words=_text(entry, "expert", reader) or "",
            same=_forms(entry, "same", reader),
            partly=_forms(entry, "partly", reader),
            time=_bounds(entry, reader),
        )


def _bounds(entry: MapNode, reader: _Reader) -> Bounds | None:
    node = given(entry, "time")
    body = None if node is None else as_map(node, "`time`", reader.found, code=_CODE)
    if body is None:
        return None
    check_keys(body, ("from", "by"), (), "`time`", reader.found, _CODE)
    start, end = _date(body, "from", reader), _date(body, "by", reader)
    if given(body, "from") is None and given(body, "by") is None:
        _report(reader, body, "`time` bounds nothing", "write `{from: DATE, by: DATE}`, or one")
    elif start is not None and end is not None and end < start:
        _report(reader, body, "`time` ends before it begins", "put the earlier day under `from`")
    return Bounds(start, end)


def _contradictions(body: MapNode, reader: _Reader) -> Iterator[Contradiction]:
    for node in _items(body, "contradicts", reader):
        what = "an entry of `contradicts`"
        entry = as_map(node, what, reader.found, "write `{action: …, because: …}`", _CODE)
        if entry is None:
            continue
        known = (*_FORM_KEYS, "before", "because", "view")
        check_keys(entry, known, ("because",), what, reader.found, _CODE)
        yield Contradiction(
            form=_form_of(entry, what, reader),
            because=_text(entry, "because", reader) or "",
            before=_date(entry, "before", reader),
            view=_pattern(entry, "view", reader),
        )


def _forms(body: MapNode, key: str, reader: _Reader) -> tuple[Form, ...]:
    """The forms of a list; each is the name of an action, or a mapping."""
    what = f"an entry of `{key}`"
    forms = []
    for node in _items(body, key, reader):
        if isinstance(node, ScalarNode) and not node.is_none:
            forms.append(Form(action=_known(node, "action", reader.names.actions, reader)))
            continue
        entry = as_map(node, what, reader.found, "write `{action: …}`", _CODE)
        if entry is not None:
            check_keys(entry, _FORM_KEYS, (), what, reader.found, _CODE)
            forms.append(_form_of(entry, what, reader))
    return tuple(forms)


def _form_of(entry: MapNode, what: str, reader: _Reader) -> Form:
    if not any(given(entry, key) for key in _SAYING_KEYS):
        keys = listed(_SAYING_KEYS)
        _report(reader, entry, f"{what} says nothing to look for", f"write one of {keys}")
    names = reader.names
    return Form(
        action=_named(entry, "action", "action", names.actions, reader),
        target=_named(entry, "for", "label of the situation", names.labels, reader),
        says=_pattern(entry, "says", reader),
        note=_named(entry, "note", "rule with a note", names.note_rules, reader),
    )


def _named(
    entry: MapNode, key: str, what: str, known: Collection[str], reader: _Reader
) -> str | None:
    node = given(entry, key)
    scalar = None if node is None else as_scalar(node, f"`{key}`", reader.found, code=_CODE)
    return None if scalar is None else _known(scalar, what, known, reader)


def _known(node: ScalarNode, what: str, known: Collection[str], reader: _Reader) -> str:
    if node.text not in known:
        help = did_you_mean(node.text, known)
        unknown_name(node, what, known, "ADV410", reader.found, help)
    return node.text


def _pattern(entry: MapNode, key: str, reader: _Reader) -> re.Pattern[str] | None:
    node = given(entry, key)
    scalar = None if node is None else as_scalar(node, f"`{key}`", reader.found, code=_CODE)
    if scalar is None:
        return None
    try:
        compiled = pattern(scalar.text)
    except re.error as error:
        message = f"`{key}` is not a pattern: {error}"
        _report(reader, scalar, message, "put a backslash before a sign that is meant as itself")
        return None
    if compiled.search(""):
        message = f"`{key}` is found in every text"
        _report(reader, scalar, message, "take out the part that can be empty")
    return compiled


def _date(body: MapNode, key: str, reader: _Reader) -> int | None:
    node = given(body, key)
    return None if node is None else read_date(node, f"`{key}`", _CODE, reader.found)


def _text(body: MapNode, key: str, reader: _Reader) -> str | None:
    node = given(body, key)
    return None if node is None else text_of(node, f"`{key}`", reader.found)


def _items(body: MapNode, key: str, reader: _Reader) -> Sequence[Node]:
    node = given(body, key)
    if node is None:
        return ()
    list_ = node if isinstance(node, ListNode) else as_list(node, f"`{key}`", reader.found)
    return list_.items if list_ is not None else ()


def _report(reader: _Reader, node: Node, message: str, help: str) -> None:
    reader.found.append(Diagnostic(_CODE, message, head_of(node), help=help))

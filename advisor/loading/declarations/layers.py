"""A layer over a pack: what it adds to the sections below it, and the little that it changes there.

Nodes come in and nodes go out, so that everything after this reads one pack and knows of no layers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.diagnostics.suggestions import did_you_mean, listed
from advisor.loading.declarations.node_reader import NodeReader
from advisor.loading.declarations.pack_tests import changes_in
from advisor.loading.declarations.parameters import type_of
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, shown

Sections = dict[str, list[Node]]  # by name, what stands under it in all files, in listing order
_Entries = dict[str, tuple[ScalarNode, Node]]  # by name, what a section declares
_NAMED_BY = {  # sections that are lists, and what names an entry
    "rules": ("rule", "otherwise"),
    "tables": ("table",),
    "tests": ("test",),
}
_GROUP = "first_of"  # an entry that holds entries itself
_KINDS = {"rules": ir.NameKind.RULE, "tables": ir.NameKind.TABLE, "tests": ir.NameKind.TEST}
_RULES = ("rules", "tables")  # sections whose entries can be left out
_SINGULAR = {"entities": "entity"}  # of a section's name, where it is not the name without its `s`
_REOPENED = ("entities",)  # sections in which something may be said of one thing in several files
_FACTS = "facts"
_SETTABLE = ("value", "values", "source")  # of a parameter
_INSTEAD = {"value": "values", "values": "value"}  # what a layer sets takes the place of the other
_YES = ("yes", "true")


@dataclass(frozen=True, slots=True)
class Layer:
    """What the files of one folder say. With nothing below it, it is simply a pack."""

    name: str
    sections: Sections
    without: tuple[ScalarNode, ...] = ()  # rules
    expect_changed: tuple[ScalarNode, ...] = ()  # tests


@dataclass(frozen=True, slots=True)
class Stack:
    """What several layers say together; `left_out` are rules and tables, `expect_changed` tests."""

    sections: Sections
    left_out: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)  # by section, as written
    expect_changed: Mapping[str, Span] = field(default_factory=dict)


def stacked(layers: Sequence[Layer], homes: Mapping[str, str], reader: NodeReader) -> Stack:
    """The layers, the lowest first, as one. What a layer may not change is reported, and stays.

    Shape: `homes` gives for each file the name of its pack.
    """
    stack = Stack(layers[0].sections)
    for layer in layers[1:]:
        stack = _Laying(stack, layer, homes, reader).stack()
    return stack


class _Laying:
    """One layer on its way onto what is below it."""

    def __init__(
        self, below: Stack, layer: Layer, homes: Mapping[str, str], reader: NodeReader
    ) -> None:
        self._below, self._layer, self._homes, self._reader = below, layer, homes, reader
        self._declared = {name: _entries(name, nodes) for name, nodes in below.sections.items()}

    def stack(self) -> Stack:
        """Both together."""
        left_out = frozenset(self._known(self._layer.without, "rule", _RULES, "ADV119"))
        changed = self._known(self._layer.expect_changed, "test", ("tests",), "ADV174")
        own = {name: _entries(name, nodes) for name, nodes in self._layer.sections.items()}
        # A rule of one's own in the place of one that is left out is overridden as that was.
        gone = left_out - own["rules"].keys()
        nodes_left_out = {
            name: (
                *self._below.left_out.get(name, ()),
                *(body for one, (_, body) in self._declared[name].items() if one in left_out),
            )
            for name in _RULES
        }
        sections: Sections = {}
        for name, nodes in self._below.sections.items():
            removed = left_out if name in _RULES else frozenset()
            kept = {one: e for one, e in self._declared[name].items() if one not in removed}
            twice = own[name].keys() & kept.keys()
            merged = self._all_merged(name, kept)
            lower = [_rebuilt(node, name, merged, removed, gone) for node in nodes]
            upper = [_rebuilt(n, name, {}, twice, ()) for n in self._layer.sections[name]]
            sections[name] = [*lower, *upper]
        return Stack(
            sections,
            nodes_left_out,
            {**self._below.expect_changed, **{node.text: node.span for node in changed.values()}},
        )

    def _all_merged(self, section: str, below: _Entries) -> _Entries:
        """What is declared below and said something of in the layer, in as many files as it likes."""
        merged: _Entries = {}
        for node in self._layer.sections[section]:
            for key, body in _named(section, node):
                if key.text not in below:
                    continue
                before = merged.get(key.text)
                if before is not None and section not in _REOPENED:
                    what = _SINGULAR.get(section, section.removesuffix("s"))
                    self._reader.declared_twice(f"the {what}", key, before[0].span)
                    continue
                now = self._merged(section, before or below[key.text], key, body)
                if now is not None:
                    merged[key.text] = now
        return merged

    def _known(
        self, names: Iterable[ScalarNode], what: str, sections: Iterable[str], code: str
    ) -> dict[str, ScalarNode]:
        """Those of the names that something in these sections below bears; the others are reported."""
        known: _Entries = {}
        own: _Entries = {}
        kinds: dict[str, ir.NameKind] = {}
        for section in sections:
            known |= (declared := self._declared.get(section, {}))
            kinds |= dict.fromkeys(declared, _KINDS[section])
            own |= _entries(section, self._layer.sections.get(section, ()))
            if section == "tests":
                tests = [body for _, body in declared.values()]
                known |= {key.text: (key, row) for body in tests for key, row in changes_in(body)}
        found = {}
        for name in names:
            if name.text in known:
                found[name.text] = name
                if name.text in kinds:
                    self._reader.use(ir.Symbol(kinds[name.text], name.text), name)
            elif name.text in own:
                message = f"the {what} `{shown(name.text)}` is one of this layer itself"
                self._reader.report(code, name.span, message, "change it there, or take it out")
            else:
                help = did_you_mean(name.text, known)
                if help is None and name.text in self._declared["actions"]:
                    help = "this is the name of an action; a rule is meant here"
                help = help or (f"it has {listed(known, 6)}" if known else "leave it out")
                below = " or ".join(dict.fromkeys(self._home(key) for key, _ in known.values()))
                message = f"there is no {what} `{shown(name.text)}` in {below or 'the pack below'}"
                self._reader.report(code, name.span, message, help)
        return found

    def _home(self, key: ScalarNode) -> str:
        return self._homes.get(key.span.path, "")

    def _merged(
        self, section: str, below: tuple[ScalarNode, Node], key: ScalarNode, body: Node
    ) -> tuple[ScalarNode, Node] | None:
        """What was declared below, with what the layer says of it; None where it stays as it is."""
        if section == "entities":
            return below[0], self._reopened(below, key, body)
        if section == "parameters":
            return key, self._set(below, key, body)
        what = _SINGULAR.get(section, section.removesuffix("s"))
        help = "give yours another name"
        if section == "rules":
            help += (
                f", and write `without: [{shown(key.text)}]` in `pack.yaml` to leave that one out"
            )
        elif section == "tests":
            help += "; a test that your changes make moot belongs under `expect_changed`"
        self._refuse(
            key, f"the {what} `{shown(key.text)}` is one of {self._home(below[0])}", help, below[0]
        )
        return None

    def _reopened(self, below: tuple[ScalarNode, Node], key: ScalarNode, body: Node) -> Node:
        """The entity with the facts that the layer adds."""
        name, entity = below
        what = f"the entity `{shown(key.text)}`"
        self._reader.use(ir.Symbol(ir.NameKind.ENTITY, key.text), key)
        reopened = self._reader.fields(body, what, "write `facts:` under it")
        if reopened is None or not isinstance(entity, MapNode):
            return entity
        for one, _ in reopened.body.entries:
            if one.text != _FACTS:
                message = (
                    f"{what} is one of {self._home(name)}: a layer adds facts to it, and sets no "
                    f"`{shown(one.text)}`"
                )
                self._refuse(one, message, "leave it out", entity.key(one.text) or name)
        upper, lower = reopened.map(_FACTS), entity.get(_FACTS)
        if upper is None:
            return entity
        if isinstance(lower, MapNode):
            added = self._added_facts(key, lower, upper)
            upper = replace(upper, entries=(*lower.entries, *added))
        return _with_entry(entity, _key(reopened.body, _FACTS), upper)

    def _added_facts(
        self, entity: ScalarNode, lower: MapNode, upper: MapNode
    ) -> Iterator[tuple[ScalarNode, Node]]:
        for fact, declaration in upper.entries:
            there = lower.key(fact.text)
            if there is not None and self._home(there) == self._layer.name:
                self._reader.declared_twice("the fact", fact, there.span)
                continue
            if there is not None:
                message = (
                    f"the fact `{shown(fact.text)}` of `{shown(entity.text)}` is one of "
                    f"{self._home(there)}, and stays as it is"
                )
                self._refuse(fact, message, "give yours another name", there)
                continue
            required = declaration.get("required") if isinstance(declaration, MapNode) else None
            if isinstance(declaration, MapNode) and getattr(required, "text", "") in _YES:
                message = f"situations of the pack below have no `{shown(fact.text)}`, so it cannot be required"
                self._refuse(_key(declaration, "required"), message, "leave out `required`", None)
                kept = (e for e in declaration.entries if e[0].text != "required")
                declaration = replace(declaration, entries=tuple(kept))
            yield fact, declaration

    def _set(self, below: tuple[ScalarNode, Node], key: ScalarNode, body: Node) -> Node:
        """The parameter with the value that the layer gives it."""
        name, parameter = below
        if not isinstance(parameter, MapNode) or not isinstance(body, MapNode):
            return body
        for one, value in body.entries:
            if one.text in _SETTABLE:
                if not self._fits(parameter, one, value):
                    continue  # so that what uses it is not blamed
                other = _INSTEAD.get(one.text)
                kept = (entry for entry in parameter.entries if entry[0].text != other)
                parameter = _with_entry(replace(parameter, entries=tuple(kept)), one, value)
                continue
            home = self._home(name)
            message = f"the parameter `{shown(key.text)}` is one of {home}: a layer sets its `value`, not its `{shown(one.text)}`"
            self._refuse(one, message, "leave it out", parameter.key(one.text) or name)
        return parameter

    def _fits(self, below: MapNode, key: ScalarNode, value: Node) -> bool:
        """Whether a value is of the same kind as that below; it is also told where it is the same."""
        was = below.get(key.text)
        if (
            key.text != "value"
            or not isinstance(was, ScalarNode)
            or not isinstance(value, ScalarNode)
        ):
            return True
        one, other = type_of(was), type_of(value)
        if one != other:
            message = f"`{shown(value.text)}` is not {ir.kind_words(one)}, as the value below is"
            help = f"write it in the same way, such as `{shown(was.text)}`"
            self._reader.report("ADV109", value.span, message, help)
        elif was.text == value.text:
            message = (
                f"the value is `{shown(was.text)}` already, so this layer changes nothing of it"
            )
            help = "leave it out, or set another value"
            notice = Severity.NOTICE
            self._reader.report("ADV177", value.span, message, help, severity=notice)
        return one == other

    def _refuse(self, node: ScalarNode, message: str, help: str, first: ScalarNode | None) -> None:
        related = () if first is None else ((first.span, "declared here"),)
        self._reader.report("ADV173", node.span, message, help, related=related)


def _entries(section: str, nodes: Iterable[Node]) -> _Entries:
    """What a section declares, by name; of what stands twice, the first."""
    found: _Entries = {}
    for node in nodes:
        for key, body in _named(section, node):
            found.setdefault(key.text, (key, body))
    return found


def _named(section: str, node: Node) -> Iterator[tuple[ScalarNode, Node]]:
    if isinstance(node, MapNode):
        yield from node.entries
    elif isinstance(node, ListNode):
        for item in node.items:
            name = _name_of(section, item)
            if name is not None:
                yield name, item
            elif isinstance(item, MapNode) and isinstance(inside := item.get(_GROUP), ListNode):
                yield from _named(section, inside)


def _name_of(section: str, item: Node) -> ScalarNode | None:
    if isinstance(item, MapNode):
        for key in _NAMED_BY.get(section, ()):
            if isinstance(name := item.get(key), ScalarNode):
                return name
    return None


def _rebuilt(
    node: Node,
    section: str,
    changed: Mapping[str, tuple[ScalarNode, Node]],
    without: Collection[str],
    not_overridden: Collection[str],
) -> Node:
    """What stands under a section's name in one file, with changed entries, and without some."""
    match node:
        case MapNode():
            entries = (e for e in node.entries if e[0].text not in without)
            return replace(node, entries=tuple(changed.get(e[0].text, e) for e in entries))
        case ListNode():
            kept: list[Node] = []
            for item in node.items:
                name = _name_of(section, item)
                inside = item.get(_GROUP) if isinstance(item, MapNode) else None
                if isinstance(item, MapNode) and isinstance(inside, ListNode):
                    rest = _rebuilt(inside, section, {}, without, not_overridden)
                    if isinstance(rest, ListNode) and rest.items:
                        kept.append(_with_entry(item, _key(item, _GROUP), rest))
                elif name is None or name.text not in without:
                    kept.append(_spared(item, not_overridden))
            return replace(node, items=tuple(kept))
        case ScalarNode():
            return node


def _spared(rule: Node, gone: Collection[str]) -> Node:
    """A rule that overrides nothing that is left out, nor what that becomes: `fee/2` of the table `fee`."""
    node = rule.get("overrides") if isinstance(rule, MapNode) and gone else None
    if node is None or not isinstance(rule, MapNode):
        return rule
    written = node.items if isinstance(node, ListNode) else (node,)
    items = tuple(
        one
        for one in written
        if not (isinstance(one, ScalarNode) and {one.text, one.text.partition("/")[0]} & {*gone})
    )
    return _with_entry(rule, _key(rule, "overrides"), ListNode(items, node.span))


def _key(node: MapNode, name: str) -> ScalarNode:
    key = node.key(name)
    return key if key is not None else ScalarNode(name, node.span)


def _with_entry(node: MapNode, key: ScalarNode, value: Node) -> MapNode:
    """The mapping with another value under a key, in its place; a new key comes last."""
    if node.get(key.text) is None:
        return replace(node, entries=(*node.entries, (key, value)))
    entries = ((k, value if k.text == key.text else v) for k, v in node.entries)
    return replace(node, entries=tuple(entries))


def of_the_layer(found: Iterable[Diagnostic], below: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """What concerns a layer: all errors, which say where they lie in a pack below, and what it has a part in.

    Shape: `below` gives for each file of a pack below the name of that pack.
    """
    return tuple(
        _located(d, below)
        for d in found
        if d.severity is Severity.ERROR
        or any(span.path not in below for span in (d.span, *(span for span, _ in d.related)))
    )


def _located(diagnostic: Diagnostic, below: Mapping[str, str]) -> Diagnostic:
    home = below.get(diagnostic.span.path)
    related = tuple(
        (span, f"{words}, in {below[span.path]}" if span.path in below else words)
        for span, words in diagnostic.related
    )
    message = diagnostic.message if home is None else f"{diagnostic.message} (in {home})"
    return replace(diagnostic, message=message, related=related)

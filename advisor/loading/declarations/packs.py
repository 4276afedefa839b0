"""From the texts of a folder to a typed pack, with everything that is wrong in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, Span, has_errors
from advisor.loading.declarations import pack_files
from advisor.loading.declarations.actions import outline_actions, read_actions
from advisor.loading.declarations.calendars import read_calendars, read_counted_by
from advisor.loading.declarations.cascading_errors import SPLIT, without_echoes
from advisor.loading.declarations.compiled_tables import read_tables
from advisor.loading.declarations.drafts import check_drafts
from advisor.loading.declarations.entities import complete_entities, outline_entities
from advisor.loading.declarations.events import read_events
from advisor.loading.declarations.layers import Layer, Stack, of_the_layer, stacked
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.node_reader import NodeReader, is_nothing
from advisor.loading.declarations.pack_header import PackHeader, all_sources, read_header
from advisor.loading.declarations.pack_tests import read_tests
from advisor.loading.declarations.parameters import read_parameters, with_told_parameters
from advisor.loading.declarations.rule_outlines import advised_actions, outline_rules
from advisor.loading.declarations.rules import read_rules, with_forgotten_for
from advisor.loading.declarations.situations import Vocabulary
from advisor.loading.declarations.symbol_table import Declarations
from advisor.loading.declarations.tables import RawTable, outline_tables
from advisor.loading.syntax.files import PACK_FILE, PackTexts
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, in_order, shown
from advisor.loading.syntax.table_files import read_table_file
from advisor.loading.syntax.yaml_reader import read_yaml


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack, or None where an error makes it unusable, and everything that was found.

    `left_alone` are files in its folder that are situations, and so no part of it.
    """

    pack: ir.Pack | None
    diagnostics: tuple[Diagnostic, ...]
    left_alone: tuple[str, ...] = ()


def load_pack_texts(
    texts: Mapping[str, str],
    folder: str,
    below: Sequence[PackTexts] = (),
    memo: Memo | None = None,
    uses: list[ir.Use] | None = None,
) -> LoadedPack:
    """Read the files of one pack, and of those `below` it if it is a layer, the lowest first.

    Shape: `texts` maps paths, as they shall appear in spans, to texts; `folder` is for what has no file.
    `memo` is what was read of the same pack before. `uses` takes each place at which something is
    named, as far as the files can be read.
    Cost:  grows with the texts. Never raises for what they say.
    """
    reader = NodeReader(uses=uses)
    memo = Memo() if memo is None else memo
    every = [
        pack_files.without_copies(pack_files.sorted_files(one.texts, one.folder), one.texts, reader)
        for one in (*below, PackTexts(folder, texts))
    ]
    all_texts = {path: text for one in below for path, text in one.texts.items()} | dict(texts)
    documents: dict[str, list[Node]] = {}
    is_whole = True
    for files in every:
        for path in (files.header, *files.rules, *files.tests, *files.tables):
            if path is not None:
                is_table = path in files.tables
                how = read_table_file if is_table else read_yaml
                read = memo.documents(all_texts[path], path, how)
                reader.found.extend(read.diagnostics)
                documents[path] = [n for n in read.documents if n is not None and not is_nothing(n)]
                is_whole = is_whole and read.is_whole
        if files.header is None:
            help = "add `pack.yaml` with `pack:`, `version:`, `language: 1` and `title:`"
            where = Span(files.folder, 1, 1, 1, 2)
            reader.report("ADV112", where, "this folder has no `pack.yaml`", help)
        elif (called := PurePath(files.header).name) != PACK_FILE:
            message = f"this file is called `{called}`, and has to be called `{PACK_FILE}`"
            where = Span(files.header, 1, 1, 1, 2)
            reader.report("ADV112", where, message, "rename it, with small letters")
    if not is_whole:  # whatever else there is to say would rest on what could not be read
        return LoadedPack(None, in_order(reader.found))
    words = pack_files.words_of_situations(documents)
    left_alone = tuple(
        path for path, nodes in documents.items() if pack_files.is_situation(nodes, words)
    )
    every = [files.without(left_alone) for files in every]
    pack = _read_layers(every, documents, words, reader, memo)
    found = in_order(without_echoes(reader.found, all_texts))
    found = of_the_layer(found, pack.below)
    return LoadedPack(None if has_errors(found) else pack, found, left_alone)


def _read_layers(
    every: Sequence[pack_files.PackFiles],
    documents: Mapping[str, list[Node]],
    words: frozenset[str],
    reader: NodeReader,
    memo: Memo,
) -> ir.Pack:
    headers = [
        memo.part(
            ("header", files.folder),
            (files.header, documents.get(files.header or "", [])),
            reader,
            partial(read_header, files.header, documents, files.folder),
        )
        for files in every
    ]
    layers = [
        Layer(
            h.name,
            pack_files.sections_of(documents, files, words, reader),
            h.without,
            h.expect_changed,
        )
        for h, files in zip(headers, every, strict=True)
    ]
    homes = {
        path: header.name
        for header, files in zip(headers, every, strict=True)
        for path in files.paths
    }
    stack = stacked(layers, homes, reader)
    drafts = {name: draft for files in every for name, draft in files.drafts.items()}
    below = {path: name for path, name in homes.items() if path not in every[-1].paths}
    calendars = (header.calendar for header in reversed(headers))
    header = replace(
        headers[-1],
        sources=all_sources(headers, reader),
        calendar=next((name for name in calendars if name is not None), None),
    )
    return replace(
        _read_pack(header, stack, drafts, reader, memo),
        below=below,
        expect_changed=stack.expect_changed,
    )


def _maps(nodes: list[Node], name: str, reader: NodeReader) -> list[MapNode]:
    maps = (reader.as_map(node, f"`{name}`") for node in nodes)
    return [node for node in maps if node is not None]


def _lists(nodes: list[Node], name: str, first: str, reader: NodeReader) -> list[ListNode]:
    lists = (
        reader.as_list(node, f"`{name}`", help=f"begin each with `- {first}: …`") for node in nodes
    )
    return [node for node in lists if node is not None]


def _read_pack(
    header: PackHeader,
    stack: Stack,
    drafts: Mapping[str, tuple[str, str]],
    reader: NodeReader,
    memo: Memo,
) -> ir.Pack:
    sections = stack.sections
    # Names first, so that everything can be checked against everything; expressions need typed facts.
    declared_entities = with_reopened(
        _maps(sections["entities"], "entities", reader), ir.NameKind.ENTITY, reader
    )
    outline = memo.part(
        "entities",
        (declared_entities, header.span),
        reader,
        partial(outline_entities, declared_entities, header.span),
    )
    declared_parameters = _maps(sections["parameters"], "parameters", reader)
    parameters = read_parameters(declared_parameters, header.sources, reader, memo)
    calendars = read_calendars(_maps(sections["calendars"], "calendars", reader), reader)
    counted_by = read_counted_by(
        header.calendar, calendars, outline.entities, parameters, declared_parameters, reader
    )
    rules = outline_rules(
        _lists(sections["rules"], "rules", "rule", reader), outline.entities, reader
    )
    tables = outline_tables(
        _lists(sections["tables"], "tables", "table", reader), outline.entities, reader
    )
    left_out, gone = _left_out(stack, outline.entities)
    _forgive_commas((*tables.values(), *gone), reader)
    rows = {head.name.text: head for table in tables.values() for head in table.heads()}
    for name in rows.keys() & rules.keys():
        table, first = rows[name].name, ((rules[name].name.span, "the rule"),)
        message = f"the table `{shown(name)}` bears the name of a rule"
        reader.report("ADV107", table.span, message, "rename one of them", related=first)
    rules = {**rules, **rows}
    reopened = with_reopened(
        _maps(sections["actions"], "actions", reader), ir.NameKind.ACTION, reader
    )
    actions = outline_actions(reopened, reader)
    declared = Declarations(
        entities=outline.entities,
        parameters=parameters,
        sources=header.sources,
        actions=actions,
        rules=rules,
        drafts=frozenset(drafts),
        advised=advised_actions(rules),
        rows=frozenset(rows),
        counted_by=counted_by,
        left_out=left_out - rules.keys(),
    )
    declared = with_forgotten_for(declared, reader)
    seen = declared.seen(memo)
    entities = complete_entities(outline, declared, reader, seen)
    read = read_actions(declared, reader, seen)
    compiled = read_tables(tables, declared, reader)
    pack = ir.Pack(
        name=header.name,
        version=header.version,
        title=header.title,
        sources=header.sources or {},
        entities=compiled.entities(entities),
        parameters=parameters,
        actions=compiled.actions(read),
        rules={**read_rules(declared, reader, seen), **compiled.rules},
        drafts={name: text for name, (_, text) in drafts.items()},
        events=read_events(_maps(sections["events"], "events", reader), declared, reader, seen),
        tables=compiled.tables,
        calendars=calendars,
        counted_by=counted_by,
    )
    pack = with_told_parameters(pack, memo)
    for name, (path, _) in drafts.items():
        reader.check_kebab(ScalarNode(name, Span(path, 1, 1, 1, 2)), "a draft")
    check_drafts(drafts, read, declared, reader, seen)
    # A test from below may name a rule that is left out; it is not met then, and says so.
    known = Vocabulary(pack, actions, {*rules, *pack.rules, *left_out}, declared.rows)
    tests = read_tests(_lists(sections["tests"], "tests", "test", reader), known, reader, memo)
    if not rules and not has_errors(reader.found):
        message = "this pack has no rules"
        help = "add a file with `rules:`"
        reader.report("ADV113", header.span, message, help, severity=Severity.WARNING)
    return replace(pack, tests=tests)


def _left_out(
    stack: Stack, entities: Mapping[str, ir.EntityDeclaration]
) -> tuple[frozenset[str], tuple[RawTable, ...]]:
    """The names of what layers leave out, and of all rules that it would become; and the tables among it."""
    discarded = NodeReader()  # what is wrong with it, the pack below is told
    rules, tables = (
        [ListNode(nodes, nodes[0].span)] if (nodes := stack.left_out.get(section, ())) else []
        for section in ("rules", "tables")
    )
    outlined = tuple(outline_tables(tables, entities, discarded).values())
    heads = [
        *outline_rules(rules, entities, discarded).values(),
        *(head for table in outlined for head in table.heads()),
    ]
    return frozenset(name for head in heads for name in (head.name.text, *head.parts)), outlined


def _forgive_commas(tables: Iterable[RawTable], reader: NodeReader) -> None:
    """Cells such as `one of (a, b)` may hold commas, for all parts of a row lie between commas."""
    if any(problem.code == SPLIT for problem in reader.found):
        cells = {cell.span for table in tables for cell in table.cells() if "," in cell.text}
        reader.found[:] = [d for d in reader.found if d.code != SPLIT or d.span not in cells]


_YES = ("yes", "true")


def with_reopened(
    sections: Iterable[MapNode], kind: ir.NameKind, reader: NodeReader
) -> list[MapNode]:
    """The declarations of `entities` or `actions`, each with what later ones of its name add to it.

    Shape: a later one adds if it holds nothing but `facts` that rules conclude, or nothing but `after`.
    Any other stays where it is, as a second declaration.
    """
    places: dict[str, tuple[int, int]] = {}
    kept: list[list[tuple[ScalarNode, Node]]] = []
    for section in (sections := list(sections)):
        own: list[tuple[ScalarNode, Node]] = []
        kept.append(own)
        for name, body in section.entries:
            place = places.get(name.text)
            joined = None if place is None else _joined(kept[place[0]][place[1]][1], body)
            if place is not None and joined is not None:
                kept[place[0]][place[1]] = kept[place[0]][place[1]][0], joined
                reader.use(ir.Symbol(kind, name.text), name)
            else:
                places.setdefault(name.text, (len(kept) - 1, len(own)))
                own.append((name, body))
    return [replace(s, entries=tuple(own)) for s, own in zip(sections, kept, strict=True)]


def _joined(first: Node, body: Node) -> Node | None:
    """The first declaration with what the second adds; None where it does more than that."""
    if not isinstance(first, MapNode) or not isinstance(body, MapNode) or len(body.entries) != 1:
        return None
    [(key, added)] = body.entries
    there = first.get(key.text)
    joined: Node | None = None
    if key.text == "facts" and isinstance(added, MapNode):
        facts = there.entries if isinstance(there, MapNode) else ()
        if all(_is_concluded(fact) for _, fact in added.entries):
            names = {name.text for name, _ in facts}
            if names.isdisjoint(name.text for name, _ in added.entries):
                joined = replace(added, entries=(*facts, *added.entries))
    elif key.text == "after" and isinstance(added, ListNode):
        before = there.items if isinstance(there, ListNode) else () if there is None else (there,)
        names = {one.text for one in before if isinstance(one, ScalarNode)}
        new = [n for n in added.items if not (isinstance(n, ScalarNode) and n.text in names)]
        joined = replace(added, items=(*before, *new))
    if joined is None:
        return None
    rest = [entry for entry in first.entries if entry[0].text != key.text]
    return replace(first, entries=(*rest, (key, joined)))


def _is_concluded(fact: Node) -> bool:
    said = fact.get("concluded") if isinstance(fact, MapNode) else None
    return isinstance(said, ScalarNode) and said.text in _YES

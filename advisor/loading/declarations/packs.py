"""From the texts of a folder to a typed pack, with everything that is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, Span, has_errors
from advisor.diagnostics.suggestions import closest, did_you_mean, listed
from advisor.loading.declarations import severities
from advisor.loading.declarations.actions import outline_actions, read_actions
from advisor.loading.declarations.calendars import read_calendars, read_counted_by
from advisor.loading.declarations.citations import read_sources
from advisor.loading.declarations.compiled_tables import read_tables
from advisor.loading.declarations.drafts import check_drafts
from advisor.loading.declarations.echoes import SPLIT, without_echoes
from advisor.loading.declarations.entities import complete_entities, outline_entities
from advisor.loading.declarations.events import read_events
from advisor.loading.declarations.fields import NodeReader, head_of, is_nothing
from advisor.loading.declarations.index import Declarations
from advisor.loading.declarations.instances import PACK, SITUATION_KEYS
from advisor.loading.declarations.layers import Layer, Stack, of_the_layer, stacked
from advisor.loading.declarations.memo import Memo
from advisor.loading.declarations.pack_tests import read_tests
from advisor.loading.declarations.parameters import read_parameters, with_told_parameters
from advisor.loading.declarations.reopening import with_reopened
from advisor.loading.declarations.rules import (
    advised_actions,
    outline_rules,
    read_rules,
    with_forgotten_for,
)
from advisor.loading.declarations.situations import Vocabulary
from advisor.loading.declarations.tables import RawTable, outline_tables
from advisor.loading.syntax.files import PACK_FILE, TEST_FILES, PackTexts
from advisor.loading.syntax.nodes import ListNode, MapNode, Node, ScalarNode, in_order, shown
from advisor.loading.syntax.table_files import SUFFIXES, read_table_file
from advisor.loading.syntax.yaml_reader import read_yaml

LANGUAGES = ("1", "1.1")  # a pack of the first means the same in the second
_HEADER_KEYS = ("pack", "version", "language", "title", "sources", "calendar", severities.KEY)
_LAYER_KEYS = ("extends", "without", "expect_changed")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?\Z", re.ASCII)
TESTS = "tests"
SECTIONS = (
    "entities",
    "parameters",
    "actions",
    "events",
    "rules",
    "tables",
    "calendars",
)  # of every file but those with tests
ALL_SECTIONS = (*SECTIONS, TESTS)
_ONE_OF = {
    "rule": "rules",
    "table": "tables",
    "test": TESTS,
}  # the first key of one of a list -> its section


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack, or None where an error makes it unusable, and everything that was found.

    `left_alone` are files in its folder that are situations, and so no part of it.
    """

    pack: ir.Pack | None
    diagnostics: tuple[Diagnostic, ...]
    left_alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one folder by what they are for; drafts are name → (path, text).

    `tables` are those with tables alone, in another form than YAML.
    """

    folder: str
    header: str | None
    rules: tuple[str, ...]
    tests: tuple[str, ...]
    drafts: Mapping[str, tuple[str, str]]
    tables: tuple[str, ...]

    def without(self, paths: Collection[str]) -> _Files:
        """Without some of the files with rules or tests."""
        rules = tuple(path for path in self.rules if path not in paths)
        return replace(self, rules=rules, tests=tuple(p for p in self.tests if p not in paths))

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        header = () if self.header is None else (self.header,)
        drafts = (path for path, _ in self.drafts.values())
        return (*header, *self.rules, *self.tests, *self.tables, *drafts)


@dataclass(frozen=True, slots=True)
class _Header:
    name: str
    version: str
    title: str
    sources: Mapping[str, ir.Citation] | None  # None where `pack.yaml` does not say
    span: Span
    calendar: ScalarNode | None = None
    without: tuple[ScalarNode, ...] = ()
    expect_changed: tuple[ScalarNode, ...] = ()


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
        _without_copies(_sorted_files(one.texts, one.folder), one.texts, reader)
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
    words = _words_of_situations(documents)
    left_alone = tuple(path for path, nodes in documents.items() if _is_situation(nodes, words))
    every = [files.without(left_alone) for files in every]
    pack = _read_layers(every, documents, words, reader, memo)
    found = in_order(without_echoes(reader.found, all_texts))
    found = of_the_layer(found, pack.below)
    return LoadedPack(None if has_errors(found) else pack, found, left_alone)


def _without_copies(files: _Files, texts: Mapping[str, str], reader: NodeReader) -> _Files:
    """The files without those that say word for word what another one says, which is one mistake."""
    first: dict[str, str] = {}
    copies: list[str] = []
    for path in (*files.rules, *files.tests):
        text = texts[path].strip()
        if text and first.setdefault(text, path) != path:
            copies.append(path)
            message = f"this file says the same as `{PurePath(first[text]).name}`"
            help = "delete one of the two"
            reader.report("ADV107", Span(path, 1, 1, 1, 2), message, help)
    return files.without(tuple(copies))


def _words_of_situations(documents: Mapping[str, list[Node]]) -> frozenset[str]:
    """What may stand at the top of a situation: its own keys, the facts and lists of the situation."""
    found = {*SITUATION_KEYS, PACK}
    sections = (node.get("entities") for nodes in documents.values() for node in _mappings(nodes))
    for name, body in (
        entry for node in sections if isinstance(node, MapNode) for entry in node.entries
    ):
        if not isinstance(body, MapNode):
            continue
        facts, within, named = body.get("facts"), body.get("within"), body.get("list")
        if name.text == ir.SITUATION:
            found |= {key.text for key, _ in facts.entries} if isinstance(facts, MapNode) else set()
        elif within is None or (isinstance(within, ScalarNode) and within.text == ir.SITUATION):
            found.add(named.text if isinstance(named, ScalarNode) else name.text)
    return frozenset(found)


def _is_situation(nodes: list[Node], words: frozenset[str]) -> bool:
    """Whether a file holds nothing but what stands in situations, such as the answers to `advisor ask`."""
    keys = {key.text for node in _mappings(nodes) for key, _ in node.entries}
    return len(_mappings(nodes)) == len(nodes) and keys <= words and not keys <= {*ALL_SECTIONS}


def _tell_of_situation(nodes: list[Node], words: frozenset[str], reader: NodeReader) -> bool:
    """Report a file that is a situation but for a slip or two; whether it is one."""
    keys = [key for node in _mappings(nodes) for key, _ in node.entries]
    unknown = [key for key in keys if key.text not in words]
    is_one = not any(key.text in ALL_SECTIONS for key in keys) and len(unknown) < len(keys) / 2
    if is_one and unknown:
        message = f"this file looks like a situation, but for `{shown(unknown[0].text)}`"
        help = did_you_mean(unknown[0].text, words) or "move it out of the folder of the rules"
        reader.report("ADV114", unknown[0].span, message, help)
    return is_one


def _mappings(nodes: list[Node]) -> list[MapNode]:
    return [node for node in nodes if isinstance(node, MapNode)]


def _read_layers(
    every: Sequence[_Files],
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
            partial(_read_header, files.header, documents, files.folder),
        )
        for files in every
    ]
    layers = [
        Layer(h.name, _sections(documents, files, words, reader), h.without, h.expect_changed)
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
        sources=_all_sources(headers, reader),
        calendar=next((name for name in calendars if name is not None), None),
    )
    return replace(
        _read_pack(header, stack, drafts, reader, memo),
        below=below,
        expect_changed=stack.expect_changed,
    )


def _all_sources(
    headers: Sequence[_Header], reader: NodeReader
) -> Mapping[str, ir.Citation] | None:
    """The sources of all layers; None where one of them does not say."""
    found: dict[str, ir.Citation] = {}
    for header in headers:
        if header.sources is None:
            return None
        for name, source in header.sources.items():
            if name in found:
                named = ScalarNode(name, source.span)
                help = "give yours another name"
                reader.declared_twice("the source", named, found[name].span, help)
            found.setdefault(name, source)
    return found


def _sorted_files(texts: Mapping[str, str], folder: str) -> _Files:
    header: str | None = None
    rules: list[str] = []
    tests: list[str] = []
    tables: list[str] = []
    drafts: dict[str, tuple[str, str]] = {}
    for path in sorted(texts, key=lambda path: (PurePath(path).name, path)):
        pure = PurePath(path)
        if pure.suffix == ".md":
            drafts[pure.stem] = (path, texts[path])
        elif pure.suffix in SUFFIXES:
            tables.append(path)
        elif pure.name.lower() == PACK_FILE:
            header = path
        elif pure.name.endswith(TEST_FILES):
            tests.append(path)
        else:
            rules.append(path)
    return _Files(folder, header, tuple(rules), tuple(tests), drafts, tuple(tables))


def _read_header(
    path: str | None, documents: Mapping[str, list[Node]], folder: str, reader: NodeReader
) -> _Header:
    where = Span(folder if path is None else path, 1, 1, 1, 2)
    nodes = documents.get(path or "", [])
    if path is not None and not nodes:
        message = "this file is empty"
        help = "write `pack:`, `version:`, `language: 1` and `title:`"
        reader.report("ADV113", where, message, help)
    if not nodes:
        return _Header("", "", "", None, where)
    for node in nodes[1:]:
        help = "move the rest to other files of the folder"
        reader.report("ADV103", head_of(node), "`pack.yaml` holds one document only", help)
    head = reader.fields(nodes[0], "`pack.yaml`", help="begin with `pack: its-name`")
    if head is None:
        return _Header("", "", "", None, where)
    for key, _ in head.body.entries:
        if key.text in ALL_SECTIONS:
            why = "`pack.yaml` names the pack and nothing more"
            _report_misplaced(key, why, "move it to another file of the folder", reader)
    known = (*_HEADER_KEYS, *_LAYER_KEYS, *ALL_SECTIONS)
    head.check_keys(known, ("pack", "version", "language", "title"))
    head.scalar("extends", help="name one pack")
    is_layer = any(closest(key.text, ("extends",)) for key, _ in head.body.entries)  # or nearly so
    for misplaced in (head.key(one) for one in _LAYER_KEYS if not is_layer):
        if misplaced is not None:
            message = f"`{misplaced.text}` belongs to a layer over another pack, and this is none"
            head.report("ADV111", misplaced.span, message, "add `extends: …`, or leave it out")
    severities.read_checks(head)
    name, version, language = head.scalar("pack"), head.scalar("version"), head.scalar("language")
    if name is not None:
        reader.check_kebab(name, "a pack")
    if version is not None and not _VERSION.match(version.text):
        message = f"`{shown(version.text)}` is not a version"
        head.report("ADV108", version.span, message, "write three numbers, such as `1.0.0`")
    if language is not None and language.text not in LANGUAGES:
        message = f"version `{shown(language.text)}` of the rule language is not known"
        head.report("ADV108", language.span, message, f"write `language: {LANGUAGES[-1]}`")
    return _Header(
        name.text if name is not None else "",
        version.text if version is not None else "",
        head.text("title") or "",
        read_sources(head),
        name.span if name is not None else where,
        head.scalar("calendar", help="write the name of a calendar, or `by country`"),
        head.names("without"),
        head.names("expect_changed"),
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
    header: _Header,
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
    unheard = NodeReader()  # what is wrong with it, the pack below is told
    rules, tables = (
        [ListNode(nodes, nodes[0].span)] if (nodes := stack.left_out.get(section, ())) else []
        for section in ("rules", "tables")
    )
    outlined = tuple(outline_tables(tables, entities, unheard).values())
    heads = [
        *outline_rules(rules, entities, unheard).values(),
        *(head for table in outlined for head in table.heads()),
    ]
    return frozenset(name for head in heads for name in (head.name.text, *head.parts)), outlined


def _forgive_commas(tables: Iterable[RawTable], reader: NodeReader) -> None:
    """Cells such as `one of (a, b)` may hold commas, for all parts of a row lie between commas."""
    if any(problem.code == SPLIT for problem in reader.found):
        cells = {cell.span for table in tables for cell in table.cells() if "," in cell.text}
        reader.found[:] = [d for d in reader.found if d.code != SPLIT or d.span not in cells]


def _sections(
    documents: Mapping[str, list[Node]],
    files: _Files,
    words: frozenset[str],
    reader: NodeReader,
) -> dict[str, list[Node]]:
    """What stands under each section's name in all files, in listing order.

    `words` are those of situations, one of which may lie among the rules.
    """
    sections: dict[str, list[Node]] = {name: [] for name in ALL_SECTIONS}
    for path in (*files.rules, *files.tests):
        allowed = (TESTS,) if path in files.tests else SECTIONS
        if _tell_of_situation(documents[path], words, reader):
            continue
        for key, value in (e for node in documents[path] for e in _entries(node, allowed, reader)):
            if key.text not in sections:
                help = did_you_mean(key.text, allowed) or f"the sections are {listed(allowed)}"
                if key.text in (*_HEADER_KEYS, *_LAYER_KEYS):
                    help = "this belongs in `pack.yaml`"
                message = f"there is no section `{shown(key.text)}`"
                reader.report("ADV101", key.span, message, help)
                continue
            if key.text not in allowed:
                _report_misplaced(key, *_where(key.text, path), reader)
            if not is_nothing(value):
                sections[key.text].append(value)
    sections["tables"] += [node for path in files.tables for node in documents[path]]
    return sections


def _entries(
    node: Node, allowed: Sequence[str], reader: NodeReader
) -> tuple[tuple[ScalarNode, Node], ...]:
    help = f"begin with {listed(allowed)}"
    if isinstance(node, ListNode) and node.items and (one := _one_of_a_list(node.items[0])):
        help = f"write `{_ONE_OF[one.text]}:` on a line above the list"
    if isinstance(node, MapNode) and (one := _one_of_a_list(node)):
        section = _ONE_OF[one.text]
        message = f"a {one.text} stands in the list `{section}`"
        help = (
            f"write `{section}:` above it, begin this line with `- {one.text}:`, "
            "and give the lines below four spaces"
        )
        reader.report("ADV101", one.span, message, help)
        return ()
    body = reader.as_map(node, "this file", help=help)
    return body.entries if body is not None else ()


def _one_of_a_list(node: Node) -> ScalarNode | None:
    """The key that begins a rule or a test, where the mapping begins so and holds no section."""
    if not isinstance(node, MapNode) or any(key.text in ALL_SECTIONS for key, _ in node.entries):
        return None
    return next((key for key, _ in node.entries[:1] if key.text in _ONE_OF), None)


def _where(section: str, path: str) -> tuple[str, str]:
    """Why a section does not belong in a file, and where to move it."""
    if section != TESTS:
        return "a test file holds tests only", "move it to another file of the folder"
    return (
        "tests stand in files whose name ends in `_test.yaml`",
        f"move it to a file such as `{re.sub('[-_ ]?tests?$', '', PurePath(path).stem)}_test.yaml`",
    )


def _report_misplaced(key: ScalarNode, why: str, help: str, reader: NodeReader) -> None:
    reader.report("ADV114", key.span, f"`{key.text}` does not belong in this file: {why}", help)

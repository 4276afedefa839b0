"""What stands on the pages of a pack, before it is HTML: rules, facts, actions, numbers, tables and tests, each with its links."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePath
from textwrap import dedent

from advisor import ir
from advisor.diagnostics import Span
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.graph.model import ArrowKind, GraphNode, NodeKind, RuleGraph, graph_of, node_of_rules
from advisor.graph.svg import graph_svg
from advisor.handbook.evidence import Evidence, evidence_of
from advisor.loading.declarations.tables import RawTable, written_tables
from advisor.loading.syntax.nodes import ListNode, MapNode, Node
from advisor.rendering.advice_text import source_words
from advisor.rendering.rule_words import Clause, RuleWord, RuleWords, Words
from advisor.rendering.words import spoken
from advisor.revisions.declared import Declared, DeclaredDifference, Key, declared_in, differences

_MOST_DRAWN = 26  # nodes of a drawing that is still taken in at once


@dataclass(frozen=True, slots=True)
class HandbookEntry:
    """One thing of the pack: what leads to it, and what is said of it in a line. `home` is the pack below it that it is from."""

    id: str
    kind: str
    name: str
    title: str
    words: Words
    home: str | None


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """One rule in words. Where an author advises several things at once, a rule has several of them."""

    about: str  # for whom it is tried: "For each application"
    conditions: tuple[Clause, ...]
    exceptions: tuple[Clause, ...]
    effects: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """The rules of one file."""

    id: str
    title: str
    words: str
    entries: tuple[HandbookEntry, ...]


class Handbook:
    """All that is said of a pack. Shape: `texts` are those of its files by path, as `check_pack` gives them."""

    def __init__(self, program: ir.Program, texts: Mapping[str, str]) -> None:
        self.program, self.texts = program, texts
        self.graph: RuleGraph = graph_of(program)
        self.home_of_rules = node_of_rules(program.pack)
        self.evidence: Evidence = evidence_of(program)

    @property
    def pack(self) -> ir.Pack:
        """The pack that is described."""
        return self.program.pack

    @cached_property
    def declared(self) -> Mapping[Key, Declared]:
        """What the files say, by kind and name."""
        return declared_in(self.texts, self.pack.rules)

    @cached_property
    def raw_tables(self) -> Mapping[str, RawTable]:
        """The decision tables as they are written, by name."""
        return written_tables(dict(self.texts))

    @cached_property
    def changes(self) -> Sequence[DeclaredDifference]:
        """What a layer adds to the packs below it and changes in them; nothing for other packs. Tests are left out."""
        below = {path: text for path, text in self.texts.items() if path in self.pack.below}
        if not below:
            return ()
        before = declared_in(below, _Everything())
        return [
            one for one in differences(before, self.declared) if one.kind not in ("test", "pack")
        ]

    # Entries.

    @cached_property
    def entries(self) -> Mapping[str, HandbookEntry]:
        """Everything that has a place of its own, by id, in the order of the pack."""
        return {entry.id: entry for entry in self._entries()}

    def _entries(self) -> Iterator[HandbookEntry]:
        pack = self.pack
        for id, rules in self.rules.items():
            words = self._reason(rules)
            kind, _, name = id.partition(":")
            yield HandbookEntry(id, kind, name, title_of(name), words, self.below(rules[0].span))
        for action in pack.actions.values():
            title = plain(RuleWords(self.program, ir.SITUATION).sentence(action.title))
            yield HandbookEntry(
                f"action:{action.name}", "action", action.name, title, (), self.below(action.span)
            )
        for node in self.graph.nodes.values():
            if node.kind not in (NodeKind.FACT, NodeKind.CONCLUDED):
                continue
            entity, name = node.id.removeprefix("fact:").split(".", 1)
            span = self._fact_span(entity, name)
            yield HandbookEntry(
                node.id,
                "fact",
                node.name,
                title_of(spoken(name)),
                self._says(entity, name),
                self.below(span),
            )
        for parameter in pack.parameters.values():
            node = self.graph.nodes[f"parameter:{parameter.name}"]
            title = parameter.title or title_of(spoken(parameter.name))
            value = (RuleWord(node.words.rpartition(": ")[2]),)
            yield HandbookEntry(
                node.id, "parameter", parameter.name, title, value, self.below(parameter.span)
            )
        for event in pack.events.values():
            title = plain(RuleWords(self.program, event.entity).sentence(event.title))
            yield HandbookEntry(
                f"event:{event.name}", "event", event.name, title, (), self.below(event.span)
            )
        for calendar in pack.calendars.values():
            home = None if calendar.span is None else self.below(calendar.span)
            yield HandbookEntry(
                f"calendar:{calendar.name}",
                "calendar",
                calendar.name,
                title_of(spoken(calendar.name)),
                (RuleWord(calendar.years),) if calendar.has_years else (),
                home,
            )
        for source in pack.sources.values():
            yield HandbookEntry(
                f"source:{source.name}",
                "source",
                source.name,
                source.title,
                (),
                self.below(source.span),
            )

    def _fact_span(self, entity: str, name: str) -> Span:
        declared = self.pack.entities[entity]
        return (
            declared.several[name].span if name in declared.several else declared.facts[name].span
        )

    def _reason(self, rules: Sequence[ir.Rule]) -> Words:
        """What a rule says: its reason or its note, else what it does."""
        for rule in rules:
            said = rule.because or (rule.note.say if rule.note is not None else None)
            if said is not None:
                return RuleWords(self.program, rule.entity).sentence(said)
        silenced = rules[0].silences
        if silenced is not None and len(silenced) > 1:
            return (RuleWord(f"Keeps {len(silenced)} pieces of advice away."),)
        if not (effects := self.part(rules[0]).effects):
            return (RuleWord("Keeps other rules from applying."),)
        first, *rest = _unlinked(effects[0])
        return (RuleWord(title_of(first.text), is_slot=first.is_slot), *rest)

    def _says(self, entity: str, name: str) -> Words:
        declared = self.pack.entities[entity]
        several = declared.several.get(name)
        words = RuleWords(self.program, entity)
        if several is not None:
            return () if several.question is None else words.sentence(several.question.ask)
        fact = declared.facts[name]
        return _unlinked(words.says(fact)) if fact.says or fact.result or fact.ask else ()

    def below(self, span: Span) -> str | None:
        """The pack below a layer that something comes from; None for what is the pack's own."""
        return self.pack.below.get(span.path)

    @cached_property
    def rules(self) -> Mapping[str, tuple[ir.Rule, ...]]:
        """The rules by the id of their node: parts of one rule, and rows of one table, together."""
        found: dict[str, list[ir.Rule]] = {}
        for rule in self.pack.rules.values():
            found.setdefault(self.home_of_rules[rule.name], []).append(rule)
        return {id: tuple(rules) for id, rules in found.items()}

    @cached_property
    def topics(self) -> Sequence[Topic]:
        """The files that have rules, in the order of the pack, each with its rules and tables."""
        by_file: dict[str, list[HandbookEntry]] = {}
        for id, rules in self.rules.items():
            by_file.setdefault(rules[0].span.path, []).append(self.entries[id])
        stems = [PurePath(path).stem for path in by_file]
        found = []
        for path, entries in by_file.items():
            stem, home = PurePath(path).stem, self.pack.below.get(path)
            name = stem if stems.count(stem) == 1 or home is None else f"{home}.{stem}"
            words = first_comment(self.texts.get(path, ""))
            found.append(Topic(f"topic:{name}", title_of(stem), words, tuple(entries)))
        return found

    @cached_property
    def topic_of(self) -> Mapping[str, Topic]:
        """For each rule and table, the topic in which it stands."""
        return {entry.id: topic for topic in self.topics for entry in topic.entries}

    # Words.

    def part(self, rule: ir.Rule) -> RuleInWords:
        """A rule in words."""
        words = RuleWords(self.program, rule.entity)
        entity = self.pack.entities[rule.entity]
        about = "" if rule.entity == ir.SITUATION else f"For each {entity.noun}"
        exceptions = () if rule.unless is None else words.exceptions(rule.unless)
        return RuleInWords(
            about, words.conditions(rule.when), exceptions, tuple(self._effects(rule, words))
        )

    def _effects(self, rule: ir.Rule, words: RuleWords) -> Iterator[Words]:
        pack = self.pack
        for conclusion in rule.concludes:
            yield (
                RuleWord("it follows: "),
                *words.told(pack.fact(rule.entity, conclusion.fact), conclusion.value),
            )
        if rule.advises is not None:
            found: list[RuleWord] = [
                RuleWord("the advice is: "),
                *self._action(rule.advises.action, words),
            ]
            if rule.advises.start is not None:
                found += [RuleWord(", not before "), *words.value(rule.advises.start)]
            if rule.advises.due is not None:
                found += [RuleWord(", by "), *words.value(rule.advises.due)]
            if rule.advises.instead_of:
                found += [
                    RuleWord(", instead of: "),
                    *self._actions(rule.advises.instead_of, words),
                ]
            yield tuple(found)
        if rule.note is not None:
            on = (
                (RuleWord("all advice"),)
                if rule.note.on is None
                else self._actions(rule.note.on, words)
            )
            said = words.sentence(rule.note.say)
            yield (RuleWord("this is added: “"), *said, RuleWord("” – to "), *on)
        if rule.silences_all:
            yield (RuleWord("no other advice is given"),)
        elif rule.silences:
            yield (RuleWord("this is not advised: "), *self._actions(rule.silences, words))

    def _action(self, name: str, words: RuleWords) -> Words:
        title = words.sentence(self.pack.actions[name].title)
        return tuple(RuleWord(word.text, f"action:{name}", word.is_slot) for word in title)

    def _actions(self, names: Sequence[str], words: RuleWords) -> Words:
        found: list[RuleWord] = []
        for number, name in enumerate(names):
            found += [RuleWord("; ")] if number else []
            found += self._action(name, words)
        return tuple(found)

    def title(self, id: str) -> Words:
        """What something is called where it is spoken of, its gaps as gaps."""
        kind, _, name = id.partition(":")
        if kind == "action":
            return RuleWords(self.program, ir.SITUATION).sentence(self.pack.actions[name].title)
        if kind == "event":
            event = self.pack.events[name]
            return RuleWords(self.program, event.entity).sentence(event.title)
        return (RuleWord(self.entries[id].title),)

    def change(self, change: ir.Change) -> Words:
        """What a carried-out action or an event changes: `you have thanked them`; `no longer said: …`."""
        words = RuleWords(self.program, change.entity)
        fact = self.pack.fact(change.entity, change.fact)
        if change.value is None:
            return (RuleWord("no longer said: "), *words.says(fact))
        return words.told(fact, change.value)

    def source(self, name: str) -> tuple[str, str]:
        """A citation in words, and the id of its source."""
        return source_words(self.pack.sources, name), f"source:{name.partition('#')[0]}"

    def as_written(self, kind: str, name: str) -> str:
        """The lines of the file in which it stands; "" where it stands in none."""
        found = self.declared.get((kind, name))
        return "" if found is None else text_of(found, self.texts)

    def place(self, span: Span) -> str:
        """`offers.yaml, line 12`: without folders, so that the pages are the same wherever the pack lies."""
        return f"{PurePath(span.path).name}, line {span.line}"

    # What hangs together.

    def beside(self, id: str, kind: ArrowKind, *, is_target: bool) -> tuple[HandbookEntry, ...]:
        """What stands at the other end of the arrows of one kind that end (`is_target`) or begin here."""
        arrows = self.graph.into[id] if is_target else self.graph.out_of[id]
        ends = (
            arrow.source if is_target else arrow.target for arrow in arrows if arrow.kind is kind
        )
        return tuple(self.entries[end] for end in ends)

    def reads(self, id: str, kind: str) -> tuple[HandbookEntry, ...]:
        """What a rule reads: its facts or its parameters."""
        return tuple(e for e in self.beside(id, ArrowKind.READS, is_target=True) if e.kind == kind)

    def drawing(self, id: str, link: Mapping[str, str]) -> str:
        """The graph around something, as far as it is taken in at once; "" where even that is too much, or nothing."""

        def address(node: GraphNode) -> str:
            return "" if node.id == id else link.get(node.id, "")

        for depth in (2, 1):
            part = self.graph.around([id], depth)
            if 1 < len(part.nodes) <= _MOST_DRAWN:
                return graph_svg(
                    part,
                    None,
                    address,
                    f"What hangs together with {self.graph.nodes[id].name}",
                    [id],
                )
        return ""

    def tests_by_file(self) -> Mapping[str, Sequence[ir.Case]]:
        """The tests, by the name of their file without its ending."""
        found: dict[str, list[ir.Case]] = {}
        for case in self.pack.tests:
            found.setdefault(PurePath(case.span.path).stem, []).append(case)
        return found


class _Everything(Collection[str]):
    """Holds every name."""

    def __contains__(self, _: object) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _unlinked(words: Words) -> Words:
    """The same words, leading nowhere."""
    return tuple(RuleWord(word.text, "", word.is_slot) for word in words)


def title_of(name: str) -> str:
    """A name as a heading: `ask-for-time` is "Ask for time"."""
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def plain(words: Words) -> str:
    """The words as text, gaps in brackets."""
    return "".join(f"[{word.text}]" if word.is_slot else word.text for word in words)


def text_of(declared: Declared, texts: Mapping[str, str]) -> str:
    """The lines of a declaration, from its name to the last thing that is said of it, without indentation."""
    span = declared.span
    ends = [
        node.span.end_line - (1 if node.span.end_column == 1 else 0)
        for part in declared.parts.values()
        for node in _leaves(part)
        if node.span.path == span.path and node.span.line >= span.line
    ]
    lines = texts[span.path].split("\n")[span.line - 1 : max([span.line, *ends])]
    return dedent("\n".join(lines)).rstrip() + "\n"


def _leaves(node: Node) -> Iterator[Node]:
    """The node and all inside it."""
    yield node
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _leaves(item)
    elif isinstance(node, MapNode):
        for key, value in node.entries:
            yield key
            yield from _leaves(value)


def first_comment(text: str) -> str:
    """What a file says of itself: the comment with which it begins, as one line; "" where there is none."""
    found = []
    for line in text.split("\n"):
        if not line.startswith("# "):
            break
        found.append(line[2:].strip())
    return " ".join(found)

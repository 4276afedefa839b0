"""Cases: the situations of a file and the tests of a pack, with what is expected of each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, SituationFileError, Span, has_errors
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.diagnostics.suggestions import closest
from advisor.loading.declarations import instances
from advisor.loading.declarations.node_reader import Fields, NodeReader, given, is_nothing
from advisor.loading.declarations.python_values import situation_document
from advisor.loading.declarations.scalars import Misfit, bounds_refusal, convert
from advisor.loading.syntax.nodes import (
    Documents,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    in_order,
    shown,
)
from advisor.loading.syntax.yaml_reader import read_yaml

EXPECT_FACTS = "expect_facts"  # a fact or list may bear this name, too
EXPECTATIONS = ("expect", "expect_some", "expect_none", "because", "not_because", EXPECT_FACTS)
_BESIDE = ("because", "not_because", "expect_some", "expect_none", "expect_facts", "but")
_OF_RULES = ("note", "notes", "reason", "reasons", "rule", "rules")
_ENTRY_KEYS = ("action", "for", "start", "due", "status")
_FACT_KEYS = ("fact", "for", "value")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pack as cases need it; with the names of all actions and rules, also of unreadable ones."""

    pack: ir.Pack
    actions: Collection[str]
    rules: AbstractSet[str]
    rows: AbstractSet[str]  # the rules among them that are tables and their rows

    @property
    def names(self) -> tuple[object, ...]:
        """What messages about wrong names speak of, too."""
        advised = [
            (rule.name, rule.advises.action)
            for rule in self.pack.rules.values()
            if rule.advises is not None
        ]
        return list(self.actions), list(self.rules), advised


class CaseFields(Fields):
    """A situation or a test, beside whose facts stands what is expected of it."""

    __slots__ = ("known",)

    def __init__(self, body: MapNode, what: str, reader: NodeReader, known: Vocabulary) -> None:
        super().__init__(body, what, reader)
        self.known = known

    def expectation(self, expects_facts: bool = True) -> ir.Expectation:
        """What stands under `expect`, `expect_some`, `expect_none`, `because`, `not_because` and `expect_facts`.

        Not `expects_facts`: that is the name of a fact or list here.
        """
        return ir.Expectation(
            whole=self._entries("expect") if self.body.get("expect") is not None else None,
            some=self._entries("expect_some"),
            none=self._entries("expect_none"),
            because=self._rules("because"),
            not_because=self._rules("not_because"),
            facts=self._facts() if expects_facts else (),
        )

    def _entries(self, key: str) -> tuple[ir.Expected, ...]:
        node = self.node(key)
        if node is None:
            return ()
        if isinstance(node, ScalarNode):
            node = ListNode((node,), node.span)
        entries = self.as_list(node, f"`{key}`", "begin each with `- action: …`", code="ADV409")
        if key != "expect" and entries is not None and not entries.items:
            message = f"`{key}: []` expects nothing, so it is always met"
            help = "name advice under it; for no advice at all, write `expect: []`"
            self.report("ADV143", node.span, message, help, severity=Severity.WARNING)
        read = [self._entry(item) for item in (entries.items if entries else ())]
        return tuple(entry for entry in read if entry is not None)

    def _entry(self, node: Node) -> ir.Expected | None:
        if isinstance(node, ScalarNode) and not node.is_none:
            return ir.Expected(node.text, node.span) if self._is_action(node) else None
        help = "write `{action: …, for: …}`"
        entry = self.fields(node, "an expected advice", help, "ADV409")
        if entry is None:
            return None
        named = {
            key.text: value for key, value in entry.body.entries if key.text in self.known.actions
        }
        helps = dict.fromkeys(_BESIDE, "it stands beside `expect`, as a key of the test")
        helps |= dict.fromkeys(
            _OF_RULES, "a test names the rule that says it: `because: [its-name]` beside `expect`"
        )
        helps |= {name: _as_entry("action", name, "for", value) for name, value in named.items()}
        entry.check_keys(_ENTRY_KEYS, () if named else ("action",), "ADV409", helps)
        action, target = entry.scalar("action"), entry.scalar("for")
        status = entry.word("status", ir.STATUSES, "ADV409")
        dates: dict[str, int | None] = {}
        for key in ("start", "due"):
            written = entry.node(key)
            dates[key] = (
                instances.read_date(written, f"`{key}`", "ADV409", self) if written else None
            )
        if action is None or not self._is_action(action):
            return None
        return ir.Expected(
            action=action.text,
            span=action.span,
            target=target.text if target is not None else None,
            start=dates["start"],
            has_start=entry.body.get("start") is not None,
            due=dates["due"],
            has_due=entry.body.get("due") is not None,
            status=status,
            target_span=None if target is None else target.span,
        )

    def _facts(self) -> tuple[ir.ExpectedFact, ...]:
        node = self.node(EXPECT_FACTS)
        if node is None:
            return ()
        help = "begin each with `- fact: …`"
        entries = self.as_list(node, "`expect_facts`", help, "ADV409")
        read = [self._expected_fact(item) for item in (entries.items if entries else ())]
        return tuple(entry for entry in read if entry is not None)

    def _expected_fact(self, node: Node) -> ir.ExpectedFact | None:
        help = "write `fact: …` and `value: …`"
        entry = self.fields(node, "an expected fact", help, "ADV409")
        if entry is None:
            return None
        value = entry.body.get("value")
        required = ("fact",) if value is not None else ("fact", "value")
        facts = {f for e in self.known.pack.entities.values() for f in (*e.facts, *e.several)}
        named = {key.text: value for key, value in entry.body.entries if key.text in facts}
        helps = {name: _as_entry("fact", name, "value", one) for name, one in named.items()}
        entry.check_keys(_FACT_KEYS, () if named else required, "ADV409", helps)
        name, target = entry.scalar("fact"), entry.scalar("for")
        fact = None if name is None else self._concluded(name)
        if name is None or fact is None or value is None:
            return None
        found: ir.Value | None = None
        if not is_nothing(value):
            scalar = entry.as_scalar(value, "`value`", code="ADV409")
            if scalar is None:
                return None
            self.use_choice(fact.type, scalar)
            read = convert(scalar.text, fact.type, fact.words)
            if isinstance(read, Misfit):
                self.refuse(read, scalar, "ADV403")
                return None
            found = read
        about, at = (None, None) if target is None else (target.text, target.span)
        return ir.ExpectedFact(fact.entity, fact.name, found, name.span, about, at)

    def _concluded(self, node: ScalarNode) -> ir.FactDeclaration | None:
        """The concluded fact that is meant: `fact`, or `entity.fact` where several have one of that name."""
        entities = self.known.pack.entities.values()
        holder, _, name = node.text.rpartition(".")
        named = [e.facts[name] for e in entities if name in e.facts and holder in ("", e.name)]
        found = [fact for fact in named if fact.is_concluded]
        if len(found) == 1:
            self.use_fact(self.known.pack.entities[found[0].entity], node)
            return found[0] if found[0].type is not ir.ERROR else None
        if len(found) > 1:
            ways = " or ".join(f"`{fact.entity}.{name}`" for fact in found)
            message = f"`{shown(name)}` could mean several facts"
            self.report("ADV410", node.span, message, f"write {ways}")
        elif named:
            message = f"`{shown(node.text)}` is stated by people, so it is always what they say"
            help = "name a fact that rules conclude"
            self.report("ADV410", node.span, message, help)
        else:
            every = [f.name for e in entities for f in e.facts.values() if f.is_concluded]
            self.unknown(node, "concluded fact", every, "ADV410")
        return None

    def _is_action(self, node: ScalarNode) -> bool:
        known = self.known
        if node.text in known.actions:
            self.use(ir.Symbol(ir.NameKind.ACTION, node.text), node)
            return True
        help = None
        rule = known.pack.rules.get(node.text)
        if rule is not None and rule.advises is not None:
            advised = rule.advises.action
            help = f"this is the name of a rule; the action that it advises is `{advised}`"
        action, _, target = node.text.partition(" for ")
        if target and action in known.actions:
            help = f"write `{{action: {action}, for: {shown(target)}}}`"
        if node.text.lower() in ("nothing", "no advice", "empty", "no"):
            help = "for no advice at all, write `expect: []`"
        self.unknown(node, "action", known.actions, "ADV410", help)
        return False

    def _rules(self, key: str) -> tuple[str, ...]:
        known, names = self.known, self.names(key)
        for name in names:
            help = None
            if name.text in known.actions:
                help = "this is the name of an action; the name of a rule belongs here"
            elif " " in name.text:
                help = "the names of rules belong here; a remark can stand after `#`"
            if name.text in known.rules:
                rule = known.pack.rules.get(name.text)
                self.use_rule(name, known.rows, None if rule is None else rule.part_of)
            else:
                is_name = re.fullmatch("[a-z0-9-]+", name.text) is not None
                if help is None and is_name and closest(name.text, known.rules) is None:
                    help = (
                        "take it out where the rule is gone; `advisor rules` lists those there are"
                    )
                self.unknown(name, "rule", sorted(known.rules), "ADV410", help)
        return tuple(name.text for name in names if name.text in known.rules)

    def parameters(self) -> dict[str, ir.Value]:
        """Other values for parameters."""
        declared = self.known.pack.parameters
        values: dict[str, ir.Value] = {}
        for key, node in self.entries("parameters", "write `name: value` lines under it"):
            parameter = declared.get(key.text)
            if parameter is None:
                self.unknown(key, "parameter", declared, "ADV137")
                continue
            self.use(ir.Symbol(ir.NameKind.PARAMETER, key.text), key)
            scalar = self.as_scalar(node, f"`{key.text}`")
            if scalar is None:
                continue
            if parameter.type.kind is ir.Kind.CHOICE and scalar.text in parameter.type.choices:
                self.use(ir.Symbol(ir.NameKind.CALENDAR, scalar.text), scalar)
            value = convert(scalar.text, parameter.type)
            if not isinstance(value, Misfit):
                bounds = parameter.minimum, parameter.maximum
                value = bounds_refusal(value, parameter.type, *bounds) or value
            if isinstance(value, Misfit):
                self.refuse(value, scalar, "ADV137")
            else:
                values[key.text] = value
        return values


def _as_entry(key: str, name: str, of: str, value: Node) -> str:
    """What to write for `total: 2` in a list of what is expected."""
    said = shown(value.text) if isinstance(value, ScalarNode) and value.text else "…"
    return f"write `{{{key}: {name}, {of}: {said}}}`"


@dataclass(frozen=True, slots=True)
class LoadedSituations:
    """The situations of a file in their order; `failed` are the numbers of those with errors, from 0."""

    cases: tuple[ir.Case, ...]
    failed: tuple[int, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_documents(text: str, path: str, format: str) -> Documents:
    """The marked nodes of a text in one of the forms "yaml", "json" and "jsonl"."""
    if format == "yaml":
        return read_yaml(text, path)
    from advisor.loading.syntax import json_reader  # only where it is JSON

    read = json_reader.read_json if format == "json" else json_reader.read_json_lines
    return read(text, path)


def pack_named_in(text: str, path: str, format: str) -> ScalarNode | None:
    """What the first situation of a text says under `pack`."""
    first = next(iter(read_documents(text, path, format).documents), None)
    name = given(first, instances.PACK) if isinstance(first, MapNode) else None
    return name if isinstance(name, ScalarNode) else None


def load_situations(
    text: str, path: str, pack: ir.Pack, format: str, uses: list[ir.Use] | None = None
) -> LoadedSituations:
    """All situations of a text. Every document is a case of its own: one with errors fails alone.

    Shape: `format` is "yaml", "json" or "jsonl". Empty documents do not count. `uses` takes the names in it.
    """
    return situations_in(read_documents(text, path, format), path, pack, uses)


def case_of(values: Mapping[Any, Any], pack: ir.Pack) -> ir.Case:
    """The situation that a mapping says, as JSON would.

    Raises: SituationFileError, where anything in it is wrong.
    """
    read = situation_document(values, pack)
    if read.diagnostics:
        raise SituationFileError(read.diagnostics)
    loaded = situations_in(read, "", pack)
    if loaded.failed or not loaded.cases:
        raise SituationFileError(loaded.diagnostics)
    return loaded.cases[0]


def situations_in(
    read: Documents, path: str, pack: ir.Pack, uses: list[ir.Use] | None = None
) -> LoadedSituations:
    """All situations of what was read from `path`."""
    documents = [node for node in read.documents if not is_nothing(node)]
    if not documents:
        nothing = Diagnostic(
            "ADV408",
            "there is no situation in this file",
            Span(path, 1, 1, 1, 2),
            help="write its facts as `fact: value` lines",
        )
        return LoadedSituations((), (), in_order((*read.diagnostics, nothing)))
    marred = _marred(documents, read.diagnostics)
    rows = frozenset() if uses is None else pack.row_names
    known = Vocabulary(pack, pack.actions, pack.rules.keys(), rows)
    cases: list[ir.Case] = []
    failed: list[int] = []
    found: list[Diagnostic] = list(read.diagnostics)
    for number, node in enumerate(documents):
        reader = NodeReader(uses=uses)
        case = None if node is None else _read_case(node, number, path, known, reader)
        if case is None or number in marred or has_errors(reader.found):
            failed.append(number)
        else:
            cases.append(case)
        found.extend(reader.found)
    return LoadedSituations(tuple(cases), tuple(failed), in_order(found))


def _marred(documents: list[Node | None], diagnostics: tuple[Diagnostic, ...]) -> frozenset[int]:
    """The documents in which reading already found an error, other than that they break off."""
    lines = [
        (number, node.span.line, node.span.end_line)
        for number, node in enumerate(documents)
        if node is not None
    ]
    starts = [first for _, first, _ in lines]
    marred: set[int] = set()
    for problem in diagnostics:
        if problem.severity is not Severity.ERROR:
            continue
        before = bisect_right(starts, problem.span.line) - 1
        if before >= 0 and problem.span.line <= lines[before][2]:
            marred.add(lines[before][0])
    return frozenset(marred)


def _read_case(
    node: Node, number: int, path: str, known: Vocabulary, reader: NodeReader
) -> ir.Case | None:
    help = "write its facts as `fact: value` lines; begin further situations with `---`"
    body = reader.as_map(node, "a situation", help, "ADV407")
    if body is None:
        return None
    fields = CaseFields(body, "a situation", reader, known)
    title = fields.text("situation")
    today = instances.read_today(body, reader)
    keys = (*instances.SITUATION_KEYS, EXPECT_FACTS, instances.PACK)
    root = instances.read_instance(body, ir.SITUATION, known.pack, reader, keys)
    entity = known.pack.entities[ir.SITUATION]
    names = {*entity.facts, *known.pack.list_names[ir.SITUATION]}
    return ir.Case(
        name=title or f"situation {number + 1}",
        situation=ir.Situation(title, today, root, path, number, body.span),
        expectation=fields.expectation(expects_facts=EXPECT_FACTS not in names),
        span=body.entries[0][0].span if body.entries else body.span,
        parameters=fields.parameters(),
    )


def days_to_come(pack: ir.Pack, situation: ir.Situation) -> Iterator[Diagnostic]:
    """ADV411, a warning for each; without a date of its own, nothing is said of the situation."""
    today = situation.today
    if today is None or not pack.looking_back:
        return
    placed = ir.place_instances(situation.root, pack.list_names)
    for here, fact, dated in ir.future_facts(placed, pack.looking_back, today):
        day, span = here.instance.facts[fact], here.instance.spans[fact]
        assert isinstance(day, int)  # INVARIANT: else it would not be in the future
        too = f", and neither does `{dated}`" if dated is not None else ""
        yield Diagnostic(
            "ADV411",
            f"`{fact}: {date.fromordinal(day)}` is still to come; it does not count{too}",
            span,
            Severity.WARNING,
            help=f"today is {date.fromordinal(today)} here: put one of the two right",
        )

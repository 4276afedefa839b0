"""Which parts of a pack hang together: from facts and numbers through rules to concluded facts and advice.

said facts ─reads→ rule ─concludes→ concluded facts ─reads→ rule ─advises→ action
                     └─ overrides → rule      silences, notes → action
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import Enum
from functools import cached_property

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.rendering.words import sentence_with_gaps, spoken, words_of


class NodeKind(Enum):
    """What a node of the graph stands for."""

    FACT = "fact"
    CONCLUDED = "concluded fact"
    PARAMETER = "parameter"
    RULE = "rule"
    TABLE = "table"
    ACTION = "action"


class ArrowKind(Enum):
    """What the one does for the other, as one says it: `chase reads stage`."""

    READS = "is read by"
    DEFAULTS = "is what it is by default made of"
    CONCLUDES = "concludes"
    ADVISES = "advises"
    NOTES = "adds a note to"
    INSTEAD_OF = "advises something instead of"
    OVERRIDES = "overrides"
    SILENCES = "silences"

    @property
    def stops(self) -> bool:
        """Whether it keeps the other from something."""
        return self in (ArrowKind.OVERRIDES, ArrowKind.SILENCES, ArrowKind.INSTEAD_OF)


@dataclass(frozen=True, slots=True)
class GraphNode:
    """`id` tells it from all others: `rule:chase`, `fact:application.stage`. `words` say in a sentence what it is."""

    id: str
    kind: NodeKind
    name: str
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """From one node to another, by their ids."""

    source: str
    target: str
    kind: ArrowKind


@dataclass(frozen=True)
class RuleGraph:
    """Nodes by id, in the order of the pack, and the arrows between them, each once."""

    title: str
    nodes: Mapping[str, GraphNode]
    arrows: tuple[Arrow, ...]

    @cached_property
    def into(self) -> Mapping[str, tuple[Arrow, ...]]:
        """For each node, the arrows that end there."""
        return _by(self.arrows, self.nodes, lambda arrow: arrow.target)

    @cached_property
    def out_of(self) -> Mapping[str, tuple[Arrow, ...]]:
        """For each node, the arrows that begin there."""
        return _by(self.arrows, self.nodes, lambda arrow: arrow.source)

    def named(self, name: str) -> tuple[str, ...]:
        """The ids of what is called so: a rule and an action may be called the same, a fact in short."""
        return tuple(
            node.id
            for node in self.nodes.values()
            if name in (node.name, node.id) or node.id.endswith((f":{name}", f".{name}"))
        )

    def around(self, centres: Collection[str], depth: int) -> RuleGraph:
        """What leads to some nodes in at most `depth` steps, and what follows from them in as many."""
        kept = set(centres)
        for arrows, other in ((self.into, "source"), (self.out_of, "target")):
            edge = set(centres)
            for _ in range(depth):
                edge = {getattr(arrow, other) for at in edge for arrow in arrows[at]}
                kept |= edge
        return self.only(kept)

    def only(self, kept: Collection[str], arrows: Collection[Arrow] | None = None) -> RuleGraph:
        """The same with these nodes only, and of the arrows (all, or these) those between them."""
        nodes = {id: node for id, node in self.nodes.items() if id in kept}
        between = (a for a in self.arrows if a.source in nodes and a.target in nodes)
        wanted = tuple(a for a in between if arrows is None or a in arrows)
        return RuleGraph(self.title, nodes, wanted)


def _by(
    arrows: Iterable[Arrow], ids: Iterable[str], end: Callable[[Arrow], str]
) -> dict[str, tuple[Arrow, ...]]:
    found: dict[str, list[Arrow]] = {id: [] for id in ids}
    for arrow in arrows:
        found[end(arrow)].append(arrow)
    return {id: tuple(some) for id, some in found.items()}


def graph_of(program: ir.Program) -> RuleGraph:
    """The graph of a whole pack. Rows of a table, and parts of one rule, are one node; `today` is none."""
    return _Builder(program).graph()


class _Builder:
    def __init__(self, program: ir.Program) -> None:
        self._program, self._pack = program, program.pack
        self._arrows: dict[Arrow, None] = {}
        self._home = node_of_rules(self._pack)
        self._folded = {
            (entity.name, part): several.name
            for entity in self._pack.entities.values()
            for several in entity.several.values()
            for part in several.parts.values()
        }
        self._names: dict[str, int] = defaultdict(int)
        for entity in self._pack.entities.values():
            for name in {self._fact_name(entity.name, fact) for fact in entity.facts}:
                self._names[name] += 1

    def graph(self) -> RuleGraph:
        nodes = {node.id: node for node in self._nodes()}
        for rule in self._pack.rules.values():
            self._rule(rule)
        for entity in self._pack.entities.values():
            for fact in entity.facts.values():
                if fact.computed_default is not None:
                    self._reads(
                        (fact.computed_default,),
                        self.fact(entity.name, fact.name),
                        ArrowKind.DEFAULTS,
                    )
        order = {id: number for number, id in enumerate(nodes)}
        arrows = sorted(
            (arrow for arrow in self._arrows if arrow.source != arrow.target),
            key=lambda a: (order[a.source], order[a.target], a.kind.value),
        )
        return RuleGraph(self._pack.title, nodes, tuple(arrows))

    def fact(self, entity: str, name: str) -> str:
        """The id of a fact; a choice of several is the fact of several."""
        return f"fact:{entity}.{self._fact_name(entity, name)}"

    def _fact_name(self, entity: str, name: str) -> str:
        return self._folded.get((entity, name), name)

    def _nodes(self) -> Iterator[GraphNode]:
        pack = self._pack
        for entity in pack.entities.values():
            for fact in entity.facts.values():
                name = self._fact_name(entity.name, fact.name)
                kind = NodeKind.CONCLUDED if fact.is_concluded else NodeKind.FACT
                shown = name if self._names[name] == 1 else f"{entity.name}.{name}"
                yield GraphNode(self.fact(entity.name, fact.name), kind, shown, fact_words(fact))
        for parameter in pack.parameters.values():
            value = words_of(self._program.value_of(parameter), parameter.type, {})
            words = f"{parameter.title or spoken(parameter.name)}: {value}"
            yield GraphNode(
                f"parameter:{parameter.name}", NodeKind.PARAMETER, parameter.name, words
            )
        for id, rules in self._rules_by_node():
            said = next(
                (r.because or (r.note and r.note.say) for r in rules if r.because or r.note), None
            )
            kind = NodeKind.TABLE if id.startswith("table:") else NodeKind.RULE
            yield GraphNode(
                id, kind, id.partition(":")[2], sentence_with_gaps(said) if said else ""
            )
        for action in pack.actions.values():
            yield GraphNode(
                f"action:{action.name}",
                NodeKind.ACTION,
                action.name,
                sentence_with_gaps(action.title),
            )

    def _rules_by_node(self) -> Iterator[tuple[str, list[ir.Rule]]]:
        found: dict[str, list[ir.Rule]] = {}
        for rule in self._pack.rules.values():
            found.setdefault(self._home[rule.name], []).append(rule)
        yield from found.items()

    def _rule(self, rule: ir.Rule) -> None:
        here = self._home[rule.name]
        self._reads(rule.expressions, here, ArrowKind.READS)
        for conclusion in rule.concludes:
            self._arrow(here, self.fact(rule.entity, conclusion.fact), ArrowKind.CONCLUDES)
        if rule.advises is not None:
            self._arrow(here, f"action:{rule.advises.action}", ArrowKind.ADVISES)
            for action in rule.advises.instead_of:
                self._arrow(here, f"action:{action}", ArrowKind.INSTEAD_OF)
        for other in rule.overrides:
            self._arrow(here, self._home[other], ArrowKind.OVERRIDES)
        all_actions = tuple(self._pack.actions)
        for action in all_actions if rule.silences_all else rule.silences or ():
            self._arrow(here, f"action:{action}", ArrowKind.SILENCES)
        if rule.note is not None:
            for action in all_actions if rule.note.on is None else rule.note.on:
                self._arrow(here, f"action:{action}", ArrowKind.NOTES)

    def _reads(self, expressions: Iterable[ir.Expression], here: str, kind: ArrowKind) -> None:
        for expression in expressions:
            for ref in ir.facts_read(expression):
                if (ref.entity, ref.fact) != (ir.SITUATION, ir.TODAY):
                    self._arrow(self.fact(ref.entity, ref.fact), here, kind)
            for part in ir.walk(expression):
                match part:
                    case ir.ParameterRef(name=name) | ir.InForce(parameter=name):
                        self._arrow(f"parameter:{name}", here, kind)
                    case _:
                        pass

    def _arrow(self, source: str, target: str, kind: ArrowKind) -> None:
        self._arrows[Arrow(source, target, kind)] = None


def node_of_rules(pack: ir.Pack) -> Mapping[str, str]:
    """For each rule the id of its node: that of its table, or of the rule as its author wrote it."""
    rows = {
        name: f"table:{table.name}"
        for table in pack.tables.values()
        for name in (*table.rows, table.otherwise)
        if name is not None
    }
    return {
        rule.name: rows.get(rule.name, f"rule:{rule.written_as}") for rule in pack.rules.values()
    }


def fact_words(fact: ir.FactDeclaration) -> str:
    """How a fact is told: as explanations say it, else by its title as a result or its question; "" where nobody said."""
    for words in (fact.says, fact.result, fact.ask):
        if words is not None:
            return sentence_with_gaps(words)
    return ""

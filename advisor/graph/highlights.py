"""What of a graph came to bear in one situation: which rules fired for whom, on which values, and what that led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.graph.model import Arrow, ArrowKind, RuleGraph, node_of_rules
from advisor.rendering.words import Wording

_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Highlights:
    """The nodes and arrows that count. Shape: `told` has for each such node what is so there, in a few words."""

    told: Mapping[str, str]
    arrows: frozenset[Arrow]

    def part_of(self, graph: RuleGraph) -> RuleGraph:
        """Of the graph what the advice rests on, and what keeps other advice away and rests on the same."""
        ends = {id for id in self.told if id.startswith("action:")}
        ends |= {arrow.target for arrow in self.arrows if arrow.kind.stops}
        here = graph.only(self.told, self.arrows)
        return here.around(ends & set(here.nodes), len(here.nodes)) if ends else here


def highlights_of(
    graph: RuleGraph, pack: ir.Pack, root: ir.Instance, decision: ir.Decision
) -> Highlights:
    """What counts in a decision: rules that fired, the facts they rest on, what they conclude, the advice that is shown.

    A rule that overrides or silences counts where it fired, whether or not the other would have fired without it.
    """
    return _Reader(graph, pack, root, decision).read()


class _Reader:
    def __init__(
        self, graph: RuleGraph, pack: ir.Pack, root: ir.Instance, decision: ir.Decision
    ) -> None:
        self._graph, self._pack, self._decision = graph, pack, decision
        self._home = node_of_rules(pack)
        self._wording = Wording(pack, root, decision.derivations, decision.today)
        self._told: dict[str, dict[str, None]] = {}
        self._between: set[tuple[str, str]] = set()

    def read(self) -> Highlights:
        derivations = self._decision.derivations
        for firing in derivations.firings:
            here = self._home[firing.rule]
            self._tell(here, self._label(firing.place) or "fired")
            for premise in firing.premises:
                self._between.add((self._fact(premise), here))
        for conclusion in derivations.conclusions:
            fact = self._fact(
                ir.Premise(conclusion.place, conclusion.entity, conclusion.fact, conclusion.value)
            )
            for rule in conclusion.rules:
                self._between.add((self._home[rule], fact))
            for premise in conclusion.premises:
                self._between |= {
                    (self._fact(premise), self._home.get(r, fact))
                    for r in conclusion.rules or ("",)
                }
        for piece in self._decision.advice:
            action = f"action:{piece.action}"
            self._tell(action, piece.title)
            self._between |= {
                (self._home[rule], action) for rule in (*piece.rules, *piece.note_rules)
            }
            self._between |= {
                (self._home[rule], f"action:{other}")
                for other, _ in piece.replaces
                for rule in piece.rules
            }
        fired = {self._home[firing.rule] for firing in derivations.firings}
        advised = {f"action:{piece.action}" for piece in self._decision.advice}
        arrows = frozenset(
            arrow for arrow in self._graph.arrows if self._counts(arrow, fired, advised)
        )
        met = {id for arrow in arrows for id in (arrow.source, arrow.target)}
        told = {
            id: _some(list(self._told.get(id, ())))
            for id in self._graph.nodes
            if id in self._told or id in met
        }
        return Highlights(told, arrows)

    def _counts(self, arrow: Arrow, fired: set[str], advised: set[str]) -> bool:
        match arrow.kind:
            case ArrowKind.OVERRIDES | ArrowKind.SILENCES:
                return arrow.source in fired and arrow.target not in fired | advised
            case ArrowKind.READS if arrow.source.startswith("parameter:"):
                return arrow.target in fired
            case _:
                return (arrow.source, arrow.target) in self._between

    def _fact(self, premise: ir.Premise) -> str:
        pack = self._pack
        declared = pack.fact(premise.entity, premise.fact)
        several = next(
            (
                one
                for one in pack.entities[premise.entity].several.values()
                if premise.fact in one.parts.values()
            ),
            None,
        )
        id = f"fact:{premise.entity}.{premise.fact if several is None else several.name}"
        value = self._wording.shown(declared, premise.value)
        if several is not None:
            choice = next(name for name, part in several.parts.items() if part == premise.fact)
            value = f"{several.words.get(choice, choice)}: {value}"
        label = self._label(premise.place)
        self._tell(id, f"{label}: {value}" if label else value)
        return id

    def _tell(self, id: str, words: str) -> None:
        self._told.setdefault(id, {})[words] = None

    def _label(self, place: str) -> str:
        return self._wording.full_label(self._wording.at[place])


def _some(words: Sequence[str]) -> str:
    rest = len(words) - _MOST_TOLD
    return "; ".join([*words[:_MOST_TOLD], *([f"and {rest} more"] if rest > 0 else [])])

"""The plan of a program: everything the engine needs, as frozen values that can be pickled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.backends.rete.normal_form import Reading, Source
from advisor.backends.rete.working_memory import Shape
from advisor.diagnostics.values import dataclass
from advisor.ir.expressions import Expression
from advisor.ir.types import Value


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of message: what the rules of one deck test of the instances of one entity.

    `around` names the entities whose instances' numbers it carries, for joins.
    """

    kind: int
    entity: str
    around: tuple[str, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """One conjunction in the network: it makes the rule fire, or concludes the mark.

    `sources` are what it tests, and `marks` the auxiliary facts: they become the premises.
    """

    entity: str
    rule: str | None
    mark: int | None
    sources: tuple[Source, ...]
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConcludedFact:
    """A fact to settle: the expressions of the rules that conclude it, in listing order."""

    entity: str
    fact: str
    concluders: tuple[tuple[str, Expression], ...]
    default: Expression | None


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """One stratum: terms first, by rule in listing order, then messages and firings, then facts."""

    terms: tuple[tuple[str, str, tuple[int, ...]], ...]  # (rule, entity, numbers not settled below)
    frees: tuple[tuple[str, str, tuple[str, ...]], ...]  # (rule, entity, rules that override it)
    cards: tuple[Card, ...]
    facts: tuple[ConcludedFact, ...]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """Strata that follow on each other and the network that decides which of their rules fire.

    `network` is its definition in durable-rules' own notation. No fact of the network is read in
    another stratum than its own, so each section has a network of its own; see `limits.RULES_IN_SECTION`.
    """

    network: str
    strata: tuple[StratumPlan, ...]


@dataclass(frozen=True, slots=True)
class Advised:
    """A rule's expressions for the dates of its advice."""

    rule: str
    start: Expression | None
    due: Expression | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A program for the network, section by section."""

    shape: Shape
    entities: Mapping[str, tuple[str, ...]]  # of each, the concluded facts in order of declaration
    rules: Mapping[str, str]  # in listing order, with their entities
    terms: tuple[Expression, ...]
    codes: Mapping[str, int]
    parameters: Mapping[str, Value]
    sections: tuple[SectionPlan, ...]
    network_rules: tuple[NetworkRule, ...]
    mark_kinds: tuple[int, ...]  # the kind of message for each mark
    advised: tuple[Advised, ...]

    @property
    def strata(self) -> Iterator[StratumPlan]:
        """Every stratum, in order."""
        return (stratum for section in self.sections for stratum in section.strata)

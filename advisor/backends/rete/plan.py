"""The plan of a program: everything the engine needs, as frozen values that can be pickled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass


class Side(Enum):
    """Which code stands for a value that is not given: one below all, one above all, or a 0/1."""

    LOW = "low"
    HIGH = "high"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of an instance of the entity."""

    entity: str
    fact: str


@dataclass(frozen=True, slots=True)
class Term:
    """A value worked out for the rule's own instance before the network sees it."""

    number: int


@dataclass(frozen=True, slots=True)
class NotOverridden:
    """Whether no rule that overrides this one has fired: 1 or 0, always given."""

    rule: str


Source: TypeAlias = Fact | Term | NotOverridden


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a message: the code of a value. With an `order`, a choice's rank in it."""

    entity: str  # of the instance that the message is about
    source: Source
    side: Side
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactTemplate:
    """One kind of message: what the rules of one group test of the instances of one entity.

    `around` names the entities whose instances' numbers it carries, for joins.
    """

    kind: int
    entity: str
    around: tuple[str, ...]
    attributes: tuple[Attribute, ...]


@dataclass(frozen=True, slots=True)
class NetworkRule:
    """One conjunction in the network: it makes the rule fire, or concludes an auxiliary fact.

    `sources` are what it tests, and `auxiliary` the auxiliary facts among it: they become the premises.
    """

    entity: str
    rule: str | None
    concludes: int | None
    sources: tuple[Source, ...]
    auxiliary: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConcludedFact:
    """A fact to settle: the expressions of the rules that conclude it, in listing order."""

    entity: str
    fact: str
    concluders: tuple[tuple[str, ir.Expression], ...]
    default: ir.Expression | None


@dataclass(frozen=True, slots=True)
class StratumPlan:
    """One stratum: terms first, by rule in listing order, then messages and firings, then facts."""

    terms: tuple[tuple[str, str, tuple[int, ...]], ...]  # (rule, entity, numbers not settled below)
    not_overridden: tuple[tuple[str, str, tuple[str, ...]], ...]  # (rule, entity, overriding rules)
    templates: tuple[FactTemplate, ...]
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
class SituationShape:
    """What of the declarations it takes to fill a working memory."""

    lists: Mapping[str, tuple[str, ...]]  # of each entity, in listing order
    defaults: Mapping[str, Mapping[str, ir.Value]]  # of each entity: stated facts that are missing
    looking_back: ir.LookingBack


@dataclass(frozen=True, slots=True)
class Advised:
    """A rule's expressions for the dates of its advice."""

    rule: str
    start: ir.Expression | None
    due: ir.Expression | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A program for the network, section by section."""

    shape: SituationShape
    entities: Mapping[str, tuple[str, ...]]  # of each, the concluded facts in order of declaration
    rules: Mapping[str, str]  # in listing order, with their entities
    terms: tuple[ir.Expression, ...]
    codes: Mapping[str, int]
    parameters: Mapping[str, ir.Value]
    sections: tuple[SectionPlan, ...]
    network_rules: tuple[NetworkRule, ...]
    auxiliary_kinds: tuple[int, ...]  # the kind of message for each auxiliary fact
    advised: tuple[Advised, ...]

    @property
    def strata(self) -> Iterator[StratumPlan]:
        """Every stratum, in order."""
        return (stratum for section in self.sections for stratum in section.strata)

"""Why something is advised: the tree from a piece of advice down to the stated facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from advisor.diagnostics import Span
from advisor.ir.advice import Advice, Decision
from advisor.ir.derivations import Conclusion, Firing, Premise
from advisor.ir.packs import SITUATION, TODAY, Program, Rule
from advisor.ir.situations import Instance, Placed, future_facts, is_within
from advisor.ir.types import Type, Value
from advisor.rendering.wording import Wording, place_all, place_stated
from advisor.rendering.words import words_of


class Origin(Enum):
    """Where the value of a fact comes from."""

    STATED = "stated"
    NONE = "stated to be none"
    FUTURE = "stated for a day that is still to come"  # and therefore not given
    MISSING = "not given"
    DEFAULT = "assumed by default"
    TODAY = "the date of the advice"
    CONCLUDED = "concluded"
    COMPUTED = "worked out"  # of a concluded fact


@dataclass(frozen=True, slots=True)
class ProofFact:
    """A fact and what it rests on: rules that concluded it, and the facts that the value was made of."""

    fact: str
    place: str
    target: str
    type: Type
    value: Value | None
    words: str
    origin: Origin
    span: Span | None  # of the statement, or of the declaration that has the default
    rules: tuple[ProofRule, ...] = ()
    premises: tuple[ProofFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofRule:
    """A rule that fired for one instance, and the facts that its conditions rest on."""

    rule: str
    place: str
    target: str
    span: Span
    because: str | None
    premises: tuple[ProofFact, ...]
    overridden_by: tuple[str, ...]  # rules that would have kept it from firing, but did not fire


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of advice, the rules that gave it, and what else had a part in it.

    `replaced` are the rules of the advice that this one is given instead of.
    """

    advice: Advice
    rules: tuple[ProofRule, ...]
    notes: tuple[ProofRule, ...]
    replaced: tuple[ProofRule, ...]


def explain_advice(program: Program, root: Instance, decision: Decision, piece: Advice) -> Proof:
    """The proof of one piece of advice of a decision."""
    return _Explanation(program, root, decision).proof(piece)


class _Explanation:
    """Look-ups over one decision; each fact and rule is explained once and shared."""

    def __init__(self, program: Program, root: Instance, decision: Decision) -> None:
        self._program, self._decision = program, decision
        pack, today = program.pack, decision.today
        placed = place_all(pack, root, today)
        stated = place_stated(pack, root)
        self._left_out = {
            (here.place, name)
            for here, date, dated in future_facts(stated, pack.looking_back, today)
            for name in (date, dated)
        }
        self._at: Mapping[str, Placed] = {here.place: here for here in placed}
        self._wording = Wording(program.pack, placed, decision.derivations, decision.today)
        self._facts: dict[tuple[str, str], ProofFact] = {}
        self._rules: dict[tuple[str, str], ProofRule] = {}

    @cached_property
    def _firings(self) -> Mapping[tuple[str, str], Firing]:
        return {(f.rule, f.place): f for f in self._decision.derivations.firings}

    @cached_property
    def _conclusions(self) -> Mapping[tuple[str, str], Conclusion]:
        return {(c.place, c.fact): c for c in self._decision.derivations.conclusions}

    def proof(self, piece: Advice) -> Proof:
        here = self._at[piece.place]
        noting = [
            firing
            for name in piece.note_rules
            for firing in self._decision.derivations.firings
            if firing.rule == name and self._touch(self._at[firing.place], here)
        ]
        given_up = [
            firing
            for action, place in piece.replaces
            for firing in self._decision.derivations.firings
            if firing.place == place and self._action_of(firing.rule) == action
        ]
        return Proof(
            piece,
            tuple(self._rule(self._firings[name, piece.place]) for name in piece.rules),
            tuple(self._rule(firing) for firing in noting),
            tuple(self._rule(firing) for firing in given_up),
        )

    def _touch(self, one: Placed, other: Placed) -> bool:
        return is_within(one, other) or is_within(other, one)

    def _action_of(self, name: str) -> str | None:
        advises = self._program.pack.rules[name].advises
        return None if advises is None else advises.action

    def _rule(self, firing: Firing) -> ProofRule:
        key = firing.rule, firing.place
        if key not in self._rules:
            rule: Rule = self._program.pack.rules[firing.rule]
            self._rules[key] = ProofRule(
                rule.name,
                firing.place,
                self._wording.label(self._at[firing.place]),
                rule.span,
                rule.because,
                tuple(self._fact(premise) for premise in firing.premises),
                self._program.overridden_by[rule.name],
            )
        return self._rules[key]

    def _fact(self, premise: Premise) -> ProofFact:
        key = premise.place, premise.fact
        if key not in self._facts:
            self._facts[key] = self._explain(premise)
        return self._facts[key]

    def _explain(self, premise: Premise) -> ProofFact:
        pack, here = self._program.pack, self._at[premise.place]
        declared = pack.fact(premise.entity, premise.fact)
        conclusion = self._conclusions.get((premise.place, premise.fact))
        rules: tuple[ProofRule, ...] = ()
        premises: tuple[ProofFact, ...] = ()
        span = here.instance.spans.get(premise.fact)
        if premise.entity == SITUATION and premise.fact == TODAY:
            origin = Origin.TODAY
        elif declared.is_concluded and conclusion is not None:
            origin = Origin.CONCLUDED if conclusion.rules else Origin.COMPUTED
            span = None if conclusion.rules else declared.span
            rules = tuple(
                self._rule(self._firings[name, premise.place]) for name in conclusion.rules
            )
            premises = tuple(self._fact(inner) for inner in conclusion.premises)
        elif declared.is_concluded:
            origin = Origin.MISSING
        elif (premise.place, premise.fact) in self._left_out:
            origin = Origin.FUTURE
        elif premise.fact not in here.instance.facts:
            origin = Origin.MISSING if declared.default is None else Origin.DEFAULT
            span = None if declared.default is None else declared.span
        else:
            is_none = here.instance.facts[premise.fact] is None
            origin = Origin.NONE if is_none else Origin.STATED
        return ProofFact(
            premise.fact,
            premise.place,
            self._wording.label(here),
            declared.type,
            premise.value,
            words_of(premise.value, declared.type, declared.words),
            origin,
            span,
            rules,
            premises,
        )

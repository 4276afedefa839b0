"""Why and why not as JSON values, for other programs.

Nodes have ids made of names: `rule:applications[0]/chase`, `fact:applications[0]/stage`. What is for display stands
apart from them, under the same ids.
"""

from __future__ import annotations

from collections.abc import Sequence

from advisor import ir
from advisor.rendering.advice_json import advice_object, json_value
from advisor.rendering.proof_tree import FactProof, Proof, ProofFact, ProofRule
from advisor.rendering.proofs import proof_sentence
from advisor.rendering.why_not import Hindrance, Shortfall, WhyNot, why_not_sentence
from advisor.rendering.words import with_value

VERSION = 1  # it counts up when a key changes its meaning


def explanation_object(
    today: int,
    proofs: Sequence[Proof],
    why_nots: Sequence[WhyNot] = (),
    refused: str | None = None,
) -> dict[str, object]:
    """Proofs and refusals as JSON values.

    Shape: `nodes` has every rule and fact once, with the ids of its `premises`; `display` has a sentence for each id.
    `refused` is the action of the refusals.
    """
    graph = _Graph()
    answers = [
        {
            "advice": advice_object(proof.advice),
            "advised_by": [graph.rule(rule) for rule in proof.rules],
            "instead_of": [graph.rule(rule) for rule in proof.replaced],
            "notes": [graph.rule(rule) for rule in proof.notes],
            "closed_days": _closed_days(proof),
            "sentence": proof_sentence(proof, today),
        }
        for proof in proofs
    ]
    return {
        "kind": "explanation",
        "version": VERSION,
        "today": ir.iso_date(today),
        "why": answers,
        "why_not": None
        if refused is None
        else {
            "action": refused,
            "refusals": [_why_not(why_not) for why_not in why_nots],
            "sentence": why_not_sentence(why_nots, today),
        },
        "nodes": graph.nodes,
        "display": graph.display,
    }


def fact_explanation_object(today: int, proofs: Sequence[FactProof]) -> dict[str, object]:
    """The proofs of concluded facts as JSON values.

    Shape: as `explanation_object`, with `why_fact` instead of `why` and `why_not`: for each fact its `id` among the
    `nodes`, its title, and its value, null where it is not given.
    """
    graph = _Graph()
    answers = [
        {
            "id": graph.fact(proof.fact),
            "fact": proof.fact.fact,
            "for": proof.fact.target,
            "place": proof.fact.place,
            "title": proof.title,
            "value": json_value(proof.fact.value, proof.fact.type),
            "words": proof.fact.words,
        }
        for proof in proofs
    ]
    return {
        "kind": "explanation",
        "version": VERSION,
        "today": ir.iso_date(today),
        "why_fact": answers,
        "nodes": graph.nodes,
        "display": graph.display,
    }


def _closed_days(proof: Proof) -> list[dict[str, object]]:
    """The closed days that its dates have passed over, each with what is on it, or null."""
    names = proof.calendar.names if proof.calendar is not None else {}
    return [{"day": ir.iso_date(day), "name": names.get(day)} for day in proof.closed]


class _Graph:
    """Every rule and fact of some proofs, once."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, object]] = {}
        self.display: dict[str, str] = {}

    def rule(self, rule: ProofRule) -> str:
        """Add a rule with all below it; its id."""
        id = f"rule:{rule.place}/{rule.rule}"
        if id not in self.nodes:
            node: dict[str, object] = {
                "type": "rule",
                "rule": rule.rule,
                "place": rule.place,
                "path": rule.span.path,
                "line": rule.span.line,
                "not_overridden_by": list(rule.overridden_by),
                "parameters": {one.parameter: one.words for one in rule.numbers},
            }
            self.nodes[id] = node
            self.display[id] = rule.because or rule.rule
            node["premises"] = [self.fact(fact) for fact in rule.premises]
        return id

    def fact(self, fact: ProofFact) -> str:
        """Add a fact with all below it; its id."""
        id = f"fact:{fact.place}/{fact.fact}"
        if id not in self.nodes:
            node: dict[str, object] = {
                "type": "fact",
                "fact": fact.fact,
                "place": fact.place,
                "value": json_value(fact.value, fact.type),
                "origin": fact.origin.name.lower(),
                "path": fact.span.path if fact.span else None,
                "line": fact.span.line if fact.span else None,
            }
            if fact.numbers:
                node["parameters"] = {one.parameter: one.words for one in fact.numbers}
            self.nodes[id] = node
            self.display[id] = with_value(fact.says, fact.words)
            node["rules"] = [self.rule(rule) for rule in fact.rules]
            node["premises"] = [self.fact(inner) for inner in fact.premises]
        return id


def _why_not(why_not: WhyNot) -> dict[str, object]:
    return {
        "id": f"rule:{why_not.place}/{why_not.rule}",
        "rule": why_not.rule,
        "place": why_not.place,
        "path": why_not.span.path,
        "line": why_not.span.line,
        "day": None if why_not.day is None else ir.iso_date(why_not.day),
        "shortfalls": [_shortfall(shortfall) for shortfall in why_not.shortfalls],
        "overridden_by": [_hindrance(one) for one in why_not.overridden_by],
        "silenced_by": [_hindrance(one) for one in why_not.silenced_by],
        "given_up_for": list(why_not.given_up_for),
        "has_nothing_instead": why_not.has_nothing_instead,
        "asks": list(why_not.asks),
    }


def _shortfall(shortfall: Shortfall) -> dict[str, object]:
    turns_on = shortfall.turns_on
    return {
        "id": shortfall.id,
        "place": shortfall.place,
        "condition": shortfall.condition,
        "wanted": shortfall.wanted,
        "facts": [f"fact:{reading.place}/{reading.fact}" for reading in shortfall.readings],
        "turns_on": None if turns_on is None else ir.iso_date(turns_on),
        "words": [with_value(reading.says, reading.shown) for reading in shortfall.readings],
    }


def _hindrance(one: Hindrance) -> dict[str, object]:
    return {
        "id": f"rule:{one.place}/{one.rule}",
        "rule": one.rule,
        "place": one.place,
        "because": one.because,
    }

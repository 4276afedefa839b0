"""Why: the proof of a piece of advice or of a fact, as a tree of rules and the facts that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property

from advisor import ir
from advisor.diagnostics import Span
from advisor.rendering.words import NOT_GIVEN, Wording, date_words, place_stated, words_of


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
class ProofNumber:
    """A parameter of the rules that a rule or a value goes by; `words` are its values: `2.5`, `2 on 20 Feb 2025`."""

    parameter: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class ProofFact:
    """A fact and what it rests on: rules that concluded it, and the facts that the value was made of."""

    fact: str
    place: str
    target: str
    type: ir.Type
    value: ir.Value | None
    words: str
    origin: Origin
    says: str  # how it is told before its value
    span: Span | None  # of the statement, or of the declaration that has the default
    rules: tuple[ProofRule, ...] = ()
    premises: tuple[ProofFact, ...] = ()
    numbers: tuple[ProofNumber, ...] = ()


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
    numbers: tuple[ProofNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of advice, the rules that gave it, and what else had a part in it.

    `replaced` are the rules of the advice that this one is given instead of, `told` is what a person said that it rests
    on, as parts of a sentence, and `closed` the closed days of the calendar that its dates have passed over, in ordinals.
    """

    advice: ir.Advice
    rules: tuple[ProofRule, ...]
    notes: tuple[ProofRule, ...]
    replaced: tuple[ProofRule, ...]
    told: tuple[str, ...] = ()
    calendar: ir.Calendar | None = None
    closed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FactProof:
    """Why a concluded fact is what it is: `title` is what it is called, with whom it is about."""

    title: str
    fact: ProofFact

    @property
    def is_given(self) -> bool:
        """Whether it has a value."""
        return self.fact.value is not None


def explain_fact(
    program: ir.Program,
    root: ir.Instance,
    decision: ir.Decision,
    place: str,
    fact: ir.FactDeclaration,
) -> FactProof:
    """The proof of a concluded fact of the instance at a place."""
    return _Explanation(program, root, decision).fact_proof(place, fact)


def explain_advice(
    program: ir.Program,
    root: ir.Instance,
    decision: ir.Decision,
    piece: ir.Advice,
    told: tuple[str, ...] = (),
    closed: tuple[int, ...] = (),
) -> Proof:
    """The proof of one piece of advice of a decision; `told` and `closed` as in `Proof`."""
    proof = _Explanation(program, root, decision).proof(piece)
    return replace(proof, told=told, calendar=decision.calendar, closed=closed)


class _Explanation:
    """Look-ups over one decision; each fact and rule is explained once and shared."""

    def __init__(self, program: ir.Program, root: ir.Instance, decision: ir.Decision) -> None:
        self._program, self._decision = program, decision
        pack, today = program.pack, decision.today
        stated = place_stated(pack, root)
        self._left_out = {
            (here.place, name)
            for here, date, dated in ir.future_facts(stated, pack.looking_back, today)
            for name in (date, dated)
        }
        self._wording = Wording(pack, root, decision.derivations, today)
        self._at = self._wording.at
        self._facts: dict[tuple[str, str], ProofFact] = {}
        self._rules: dict[tuple[str, str], ProofRule] = {}

    @cached_property
    def _firings(self) -> Mapping[tuple[str, str], ir.Firing]:
        return {(f.rule, f.place): f for f in self._decision.derivations.firings}

    @cached_property
    def _conclusions(self) -> Mapping[tuple[str, str], ir.Conclusion]:
        return {(c.place, c.fact): c for c in self._decision.derivations.conclusions}

    def proof(self, piece: ir.Advice) -> Proof:
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

    def fact_proof(self, place: str, fact: ir.FactDeclaration) -> FactProof:
        here = self._at[place]
        conclusion = self._conclusions.get((place, fact.name))
        value = None if conclusion is None else conclusion.value
        title = self._wording.says(fact, here)
        if fact.result is not None:
            title, label = self._wording.fill(fact.result, here), self._wording.label(here)
            if label and label not in title:
                title = f"{title} ({self._wording.full_label(here)})"
        return FactProof(title, self._fact(ir.Premise(place, fact.entity, fact.name, value)))

    def _touch(self, one: ir.Placed, other: ir.Placed) -> bool:
        return ir.is_within(one, other) or ir.is_within(other, one)

    def _action_of(self, name: str) -> str | None:
        advises = self._program.pack.rules[name].advises
        return None if advises is None else advises.action

    def _rule(self, firing: ir.Firing) -> ProofRule:
        key = firing.rule, firing.place
        if key not in self._rules:
            rule: ir.Rule = self._program.pack.rules[firing.rule]
            self._rules[key] = ProofRule(
                rule.name,
                firing.place,
                self._wording.label(self._at[firing.place]),
                rule.span,
                self._wording.sentence(rule.because, self._at[firing.place]),
                tuple(self._fact(premise) for premise in firing.premises),
                self._program.overridden_by[rule.name],
                self._numbers(rule.expressions, self._at[firing.place]),
            )
        return self._rules[key]

    def _numbers(
        self, expressions: Iterable[ir.Expression], here: ir.Placed
    ) -> tuple[ProofNumber, ...]:
        """The parameters in expressions, in their order, each once, with all values that count here."""
        found: dict[str, dict[str, str]] = {}
        for part in (part for expression in expressions for part in ir.walk(expression)):
            match part:
                case ir.ParameterRef(name=name) | ir.InForce(parameter=name):
                    known = found.setdefault(name, {})
                    for words, when in self._values_of(part, here):
                        known.setdefault(words, f"{words} {when}".rstrip())
                case _:
                    continue
        declared = self._program.pack.parameters
        return tuple(
            ProofNumber(name, ", and ".join(words.values()) or NOT_GIVEN, declared[name].span)
            for name, words in found.items()
        )

    def _values_of(
        self, part: ir.ParameterRef | ir.InForce, here: ir.Placed
    ) -> Iterator[tuple[str, str]]:
        """Its values and their days in words: that of today or of a fact's day; of a day that is worked out, or an item's, all."""
        name = part.name if isinstance(part, ir.ParameterRef) else part.parameter
        declared, today = self._program.pack.parameters[name], self._decision.today
        given = self._program.parameters.get(name)
        if isinstance(part, ir.ParameterRef) or given is not None:
            if given is not None:
                yield words_of(given, declared.type, {}), ""
            return
        steps = [(first, words_of(value, declared.type, {})) for first, value in part.steps]
        match part.day:
            case ir.FactRef(entity=entity, fact=fact) if entity in here.around:
                day = self._wording.value(entity, fact, here)
                if not isinstance(day, int):
                    return
                words = next((words for first, words in reversed(steps) if first <= day), NOT_GIVEN)
                yield words, "" if day == today else f"on {date_words(day)}"
            case _:
                yield from ((words, f"from {date_words(first)}") for first, words in steps)

    def _fact(self, premise: ir.Premise) -> ProofFact:
        key = premise.place, premise.fact
        if key not in self._facts:
            self._facts[key] = self._explain(premise)
        return self._facts[key]

    def _explain(self, premise: ir.Premise) -> ProofFact:
        pack, here = self._program.pack, self._at[premise.place]
        declared = pack.fact(premise.entity, premise.fact)
        conclusion = self._conclusions.get((premise.place, premise.fact))
        rules: tuple[ProofRule, ...] = ()
        premises: tuple[ProofFact, ...] = ()
        numbers: tuple[ProofNumber, ...] = ()
        span = here.instance.spans.get(premise.fact)
        if premise.entity == ir.SITUATION and premise.fact == ir.TODAY:
            origin = Origin.TODAY
        elif declared.is_concluded and conclusion is not None:
            origin = Origin.CONCLUDED if conclusion.rules else Origin.COMPUTED
            span = None if conclusion.rules else declared.span
            rules = tuple(
                self._rule(self._firings[name, premise.place]) for name in conclusion.rules
            )
            premises = tuple(self._fact(inner) for inner in conclusion.premises)
            if declared.computed_default is not None and not conclusion.rules:
                numbers = self._numbers((declared.computed_default,), here)
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
            self._wording.shown(declared, premise.value),
            origin,
            self._wording.says(declared, here),
            span,
            rules,
            premises,
            numbers,
        )


Branch = ProofFact | ProofRule


def inside_of(branch: Branch) -> Sequence[Branch]:
    """What stands under a branch of the tree."""
    match branch:
        case ProofRule():
            return branch.premises
        case ProofFact():
            known = {(fact.place, fact.fact) for r in branch.rules for fact in r.premises}
            others = (f for f in branch.premises if (f.place, f.fact) not in known)
            return (*branch.rules, *others)


def name_of(branch: Branch) -> tuple[type[Branch], str, str]:
    """What tells a branch from all others: a rule may be called like a fact."""
    return type(branch), branch.place, branch.rule if isinstance(branch, ProofRule) else branch.fact

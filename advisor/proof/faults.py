"""What is asked of a whole pack, and what is said where the answer is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.proof.all_situations import NEAR
from advisor.proof.comparing import shown
from advisor.proof.solving import Answer, Outcome, Prover
from advisor.proof.terms import disj

Shows: TypeAlias = Callable[[ir.Instance, int, ir.Derivations], bool]


@dataclass(frozen=True)
class PackFault:
    """A fault of the pack. `shows` says whether a situation is one in which it is seen; `root` is one, on the day `today`.

    `expects` is what a test of it says, as lines of YAML. Where it is that something never is, there is no situation.
    """

    diagnostic: Diagnostic
    root: ir.Instance | None = None
    today: int = 0
    shows: Shows | None = None
    expects: tuple[str, ...] = ()
    rule: str = ""  # that never fires


@dataclass(frozen=True)
class NotDecided:
    """A question to which no answer was found, and what was tried."""

    question: str  # `whether rule … ever fires`
    why: str
    span: Span


Finding: TypeAlias = PackFault | NotDecided


@dataclass(eq=False)
class Inquiry:
    """The prover, and what `check` has said already: of that nothing is asked again."""

    prover: Prover
    said: Sequence[Diagnostic] = ()
    wider: list[Prover] = field(default_factory=list)

    @cached_property
    def experience(self) -> Experience:
        """What the tests of the pack show."""
        return Experience(self.prover.program, self.prover.engine)

    def is_said(self, span: Span, *codes: str) -> bool:
        """Whether one of these codes has been told of at a place."""
        return any(d.code in codes and d.span == span for d in self.said)

    def is_own(self, span: Span) -> bool:
        """Whether something stands in the pack itself, not in one below it."""
        return span.path not in self.prover.program.pack.below

    @property
    def more(self) -> Prover:
        """The same with one more item in each list: for what needs three of something."""
        if not self.wider:
            one = self.prover
            self.wider.append(Prover(one.program, one.most + 1, one.seconds))
        return self.wider[0]


def never_firing(asking: Inquiry) -> Iterator[Finding]:
    """ADV801 and ADV802: rules that cannot fire, and rules that always are overridden where they would."""
    for rule in asking.prover.program.pack.rules.values():
        if rule.part_of is not None or not asking.is_own(rule.span):
            continue
        if asking.experience.fires(rule.name) or asking.is_said(rule.span, "ADV521", "ADV543"):
            continue
        answer = firing(asking.prover, rule)
        prover = asking.prover
        if answer.outcome is Outcome.NEVER:
            prover = asking.more
            answer = firing(prover, rule)
        if answer.outcome is Outcome.OPEN:
            yield NotDecided(f"whether rule `{rule.name}` ever fires", answer.why, rule.span)
        elif answer.outcome is Outcome.NEVER:
            yield _why_never(asking.prover, rule)


def firing(prover: Prover, rule: ir.Rule) -> Answer:
    """Whether a rule ever fires."""
    places = prover.world.of_entity[rule.entity]
    formula = disj(*(prover.reading.fires(rule.name, i) for i in places))

    def confirm(_root: ir.Instance, _today: int, derivations: ir.Derivations) -> bool:
        return any(f.rule == rule.name for f in derivations.firings)

    return prover.ask(formula, confirm)


def _why_never(prover: Prover, rule: ir.Rule) -> PackFault:
    from advisor.proof.dead_rules import conflicting_parts, overridden_where_it_holds

    overridden = overridden_where_it_holds(prover, rule)
    if overridden is not None:
        answer, by = overridden
        names = " or ".join(f"`{name}`" for name in by)
        spans = tuple((prover.program.pack.rules[n].span, "the overriding rule") for n in by)
        diagnostic = Diagnostic(
            "ADV802",
            f"rule `{rule.name}` is always overridden where its conditions hold, by {names}",
            rule.span,
            Severity.WARNING,
            "let the other rule ask for more, or take this one out",
            spans,
        )
        root, today = answer.situation
        return PackFault(diagnostic, root, today, None, (f"because: [{rule.name}]",), rule.name)
    found = conflicting_parts(prover, rule)
    related = tuple((part.span, "this is never so together with the rest") for part in found.parts)
    diagnostic = Diagnostic(
        "ADV801",
        f"rule `{rule.name}` can never fire: its conditions exclude each other"
        + (", through what other rules conclude" if found.is_deep else ""),
        rule.span,
        Severity.WARNING,
        "mend one of the marked conditions, or what is concluded for them"
        if related
        else "look for conditions that exclude each other, also in what other rules conclude",
        related,
    )
    return PackFault(
        diagnostic, found.root, found.today, None, (f"because: [{rule.name}]",), rule.name
    )


_MOST = 4  # situations that are looked at for one rule or fact


class Experience:
    """The situations of the tests of a pack, run once."""

    def __init__(self, program: ir.Program, engine: Advisor) -> None:
        self._program, self._engine = program, engine
        self._situations: list[tuple[ir.Instance, int]] = []
        self._fired: dict[str, list[tuple[ir.Instance, int]]] = {}
        for case in program.pack.tests:
            if case.parameters or case.situation.today is None:
                continue
            posed = case.situation.root, case.situation.today
            self._situations.append(posed)
            for rule in {f.rule for f in engine.derive(*posed).firings}:
                self._fired.setdefault(rule, []).append(posed)

    def fires(self, rule: str) -> bool:
        """Whether a rule fires in a test."""
        return rule in self._fired

    def changes(self, rule: str, without: ir.Program) -> bool:
        """Whether something is otherwise in a test without a rule."""
        other = Advisor(without, "oracle", ir.AsOf(default=NEAR))
        return any(
            shown(self._engine, *posed) != shown(other, *posed)
            for posed in self._fired.get(rule, [])[:_MOST]
        )

    def matters(self, fact: ir.FactDeclaration) -> bool:
        """Whether something is otherwise in a test where a fact is stated otherwise."""
        tried = 0
        for root, today in self._situations:
            for changed in self._changed(root, fact):
                tried += 1
                if shown(self._engine, root, today) != shown(self._engine, changed, today):
                    return True
                if tried == 3 * _MOST:
                    return False
        return False

    def _changed(self, root: ir.Instance, fact: ir.FactDeclaration) -> Iterator[ir.Instance]:
        """A situation without a fact that it states, or with another choice in its place."""
        for here in ir.place_instances(root, self._program.pack.list_names):
            if here.instance.entity != fact.entity or here.instance.facts.get(fact.name) is None:
                continue
            if not fact.is_required:
                yield ir.without_fact(root, here.place, fact.name)
            for choice in fact.type.choices:
                if choice != here.instance.facts[fact.name]:
                    yield ir.with_fact(root, here.place, fact.name, choice)

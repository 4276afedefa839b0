"""What is asked of a whole pack, and what is said where the answer is a fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity, Span
from advisor.proof.shown_by_tests import Experience
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

"""Advice that is missing or stays: for whoever must have some, and after it was carried out."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.backends.effects import carry_out
from advisor.diagnostics import Diagnostic, Severity
from advisor.proof.agenda import Agenda
from advisor.proof.all_situations import StatedValue, places_of
from advisor.proof.comparing import elsewhere
from advisor.proof.faults import Finding, Inquiry, NotDecided, PackFault
from advisor.proof.solving import Outcome, Prover
from advisor.proof.terms import Formula, conj, disj, neg


def without_advice(asking: Inquiry) -> Iterator[Finding]:
    """ADV806: instances that shall always have advice, and for which there may be none."""
    prover = asking.prover
    pack = prover.program.pack
    for entity in pack.entities.values():
        if not entity.is_always_advised or not asking.is_own(entity.span):
            continue
        formula = disj(
            *(
                conj(prover.world.exists[i], neg(_is_advised(prover, i)))
                for i in prover.world.of_entity[entity.name]
            )
        )

        def shows(
            root: ir.Instance, today: int, derivations: ir.Derivations, name: str = entity.name
        ) -> bool:
            if derivations.error is not None:
                return False
            _, advice = prover.engine.pieces(root, today)
            advised = {p.place for p in advice} | {at for p in advice for _, at in p.replaces}
            return any(
                not any(at == place or at.startswith(f"{place}.") for at in advised)
                for place in places_of(pack, root, name)
            )

        answer = prover.ask(formula, shows, is_plausible=True)
        if answer.outcome is Outcome.OPEN:
            question = f"whether something is always advised for {entity.with_article}"
            yield NotDecided(question, answer.why, entity.span)
        if answer.outcome is Outcome.FOUND:
            root, today = answer.situation
            diagnostic = Diagnostic(
                "ADV806",
                f"there can be {entity.with_article} for which nothing is advised",
                entity.span,
                Severity.WARNING,
                "write a rule that advises at least to wait, or leave out `always_advised`",
            )
            actions = [
                r.advises.action
                for r in pack.rules.values()
                if r.advises and r.entity == entity.name
            ]
            expects = ("expect_some:", f"  - {{action: {actions[0]}}}") if actions else ()
            yield PackFault(diagnostic, root, today, shows, expects)


def _is_advised(prover: Prover, index: int) -> Formula:
    """Where something is advised for an instance or inside it, be it by one piece for several."""
    agenda, placed = prover.agenda, prover.world.placed
    found = []
    for rule in prover.program.pack.rules.values():
        if rule.advises is None:
            continue
        places = prover.world.of_entity[rule.entity]
        inside = [at for at in places if ir.is_within(placed[at], placed[index])]
        found += [agenda.is_anywhere(rule, at) for at in inside]
    return disj(*found)


def staying(asking: Inquiry) -> Iterator[Finding]:
    """ADV807: advice that is still given, for now, once it was carried out."""
    for action in asking.prover.program.pack.actions.values():
        if action.kind is ir.ActionKind.DO and action.done and asking.is_own(action.span):
            yield from _staying(asking, action)


def _staying(asking: Inquiry, action: ir.Action) -> Iterator[Finding]:
    prover = asking.prover
    found = [_stays(prover, action, index) for index in prover.agenda.places_of(action.name)]

    def still(root: ir.Instance, today: int) -> tuple[ir.Advice, ir.Advice] | None:
        _, advice = prover.engine.pieces(root, today)
        for piece in advice:
            if piece.action != action.name:
                continue
            after = carry_out(prover.program, root, piece, today)
            _, again = prover.engine.pieces(after, today)
            for other in again:
                is_same = (other.action, other.place) == (piece.action, piece.place)
                if is_same and other.status != ir.Status.LATER:
                    return piece, other
        return None

    def shows(root: ir.Instance, today: int, derivations: ir.Derivations) -> bool:
        return derivations.error is None and still(root, today) is not None

    answer = prover.ask(disj(*found), shows, is_plausible=True)
    if answer.outcome is Outcome.OPEN:
        question = f"whether `{action.name}` is settled once it was done"
        yield NotDecided(question, answer.why, action.span)
    if answer.outcome is not Outcome.FOUND:
        return
    root, today = answer.situation
    pieces = still(root, today)
    assert pieces is not None  # INVARIANT: that is what was confirmed
    rule = prover.program.pack.rules[pieces[1].rules[0]]
    diagnostic = Diagnostic(
        "ADV807",
        f"`{action.name}` can still be advised after it was carried out",
        action.span,
        Severity.ERROR,
        f"let rule `{rule.name}` read what `done` of `{action.name}` changes",
        ((rule.span, "advises it again"),),
    )
    target = f", for: {pieces[0].place}" if pieces[0].place else ""
    expects = ("expect_some:", f"  - {{action: {action.name}{target}}}")
    yield PackFault(diagnostic, root, today, shows, expects)


def _stays(prover: Prover, action: ir.Action, index: int) -> Formula:
    """Where an action is advised for an instance, and again once it was carried out there."""
    before = prover.agenda.piece(action.name, index)
    pack, around = prover.program.pack, prover.world.placed[index].around
    stated: dict[tuple[int, str], StatedValue] = {}
    for change in action.done:
        declared = pack.fact(change.entity, change.fact)
        at = around[change.entity]
        value = None if change.value is None else prover.reading.value(change.value, index)
        stated[at, change.fact] = prover.world.changed(declared, value)
    facts = frozenset((change.entity, change.fact) for change in action.done)
    reading, _ = elsewhere(prover, stated, facts)
    after = Agenda(reading).piece(action.name, index)
    return conj(before.is_given, after.is_given, neg(after.is_later))

"""What could be left out: rules without which nothing is otherwise, and questions whose answers change nothing."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.diagnostics import Diagnostic, Severity
from advisor.proof.agenda import Agenda
from advisor.proof.comparing import Contrast, differing, elsewhere, shown, without_rule
from advisor.proof.faults import Finding, Inquiry, NotDecided, PackFault
from advisor.proof.solving import Answer, Outcome, Prover
from advisor.proof.terms import conj


def changing_nothing(asking: Inquiry, dead: frozenset[str]) -> Iterator[Finding]:
    """ADV803: rules that fire and without which nothing that people are shown is otherwise; not those that are `dead`."""
    program = asking.prover.program
    for rule in program.pack.rules.values():
        if rule.name in dead or rule.part_of is not None or not asking.is_own(rule.span):
            continue
        if rule.name in _rows(program.pack):
            continue
        without = without_rule(program, rule.name)
        if asking.experience.changes(rule.name, without):
            continue
        answer = differing(asking.prover, without, {rule.name})
        if answer.outcome is Outcome.NEVER:
            answer = differing(asking.more, without, {rule.name})
        if answer.outcome is Outcome.OPEN:
            question = f"whether rule `{rule.name}` ever changes anything"
            yield NotDecided(question, answer.why, rule.span)
        elif answer.outcome is Outcome.NEVER:
            yield _needless(asking.prover, rule)


def _rows(pack: ir.Pack) -> set[str]:
    return {name for table in pack.tables.values() for name in (*table.rows, table.otherwise or "")}


def _needless(prover: Prover, rule: ir.Rule) -> PackFault:
    from advisor.proof.faults import firing

    found = firing(prover, rule)
    diagnostic = Diagnostic(
        "ADV803",
        f"rule `{rule.name}` changes nothing: wherever it fires, the advice, its days and the results"
        " are the same without it",
        rule.span,
        Severity.NOTICE if rule.because is not None else Severity.WARNING,
        "take it out, or let it ask for less than the rules that say the same"
        if rule.because is None
        else "keep it where its reason is worth telling; else take it out",
    )
    if found.outcome is not Outcome.FOUND:
        return PackFault(diagnostic)

    def shows(_root: ir.Instance, _today: int, derivations: ir.Derivations) -> bool:
        return any(f.rule == rule.name for f in derivations.firings)

    return PackFault(diagnostic, *found.situation, shows)


def not_mattering(asking: Inquiry) -> Iterator[Finding]:
    """ADV808: stated facts that rules read, and whose values never change what people are shown."""
    pack = asking.prover.program.pack
    read = {
        (ref.entity, ref.fact)
        for rule in pack.rules.values()
        for expression in rule.expressions
        for ref in ir.facts_read(expression)
    } | {
        (ref.entity, ref.fact)
        for entity in pack.entities.values()
        for fact in entity.facts.values()
        if fact.computed_default is not None
        for ref in ir.facts_read(fact.computed_default)
    }
    asked_by = set(_read_for_questions(pack))
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            key = entity.name, fact.name
            if (
                fact.is_concluded
                or key not in read
                or key in asked_by
                or not asking.is_own(fact.span)
            ):
                continue
            if asking.experience.matters(fact):
                continue
            answer = _mattering(asking.prover, fact)
            if answer.outcome is Outcome.NEVER:
                answer = _mattering(asking.more, fact)
            if answer.outcome is Outcome.OPEN:
                question = f"whether the answer to `{fact.name}` ever matters"
                yield NotDecided(question, answer.why, fact.span)
            elif answer.outcome is Outcome.NEVER:
                yield PackFault(
                    Diagnostic(
                        "ADV808",
                        f"whatever is stated of `{fact.name}`, the advice, its days and the results are the same",
                        fact.span,
                        Severity.WARNING,
                        "mend the rules that read it, or take it out, so that nobody is asked for nothing",
                    )
                )


def _read_for_questions(pack: ir.Pack) -> Iterator[tuple[str, str]]:
    """The facts that decide which questions are asked, and what calendars count."""
    for entity in pack.entities.values():
        conditions = [entity.ask_if, *(fact.ask_if for fact in entity.facts.values())]
        for condition in conditions:
            if condition is not None:
                yield from ((ref.entity, ref.fact) for ref in ir.facts_read(condition))


def _mattering(prover: Prover, fact: ir.FactDeclaration) -> Answer:
    """Whether another value of a fact of the first instance ever shows something else."""
    index = prover.world.of_entity[fact.entity][0]
    place = prover.world.placed[index].place
    other = prover.world.another(index, fact)
    reading, touched = elsewhere(
        prover, {(index, fact.name): other}, frozenset({(fact.entity, fact.name)})
    )
    difference = Contrast(prover.agenda, Agenda(reading), touched).formula()

    def confirm(root: ir.Instance, today: int, _derived: ir.Derivations) -> bool:
        try:
            ir.instance_at(root, place)
        except IndexError:
            return False
        assert prover.model is not None  # INVARIANT: it is what is confirmed
        value = prover.world.value_in(prover.model, other, fact)
        after = ir.without_fact(root, place, fact.name)
        if value is not None:
            after = ir.with_fact(root, place, fact.name, value)
        return shown(prover.engine, root, today) != shown(prover.engine, after, today)

    def is_meant(error: ir.DecisionError) -> bool:
        return (error.entity, error.fact) in touched.facts or bool(touched.rules & {*error.rules})

    return prover.ask(conj(prover.world.exists[index], difference), confirm, is_meant=is_meant)

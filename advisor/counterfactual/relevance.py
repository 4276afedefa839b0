"""Which facts can matter for a piece of advice at all, by what the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Relevant:
    """What can matter: stated facts as (entity, fact), and every expression that is read on the way."""

    facts: frozenset[tuple[str, str]]
    expressions: tuple[ir.Expression, ...]


def relevant_for(program: ir.Program, action: str, is_for_order: bool) -> Relevant:
    """What can make an action advised or not; with `is_for_order`, what can change the order as well."""
    search = _Search(program)
    rules = program.pack.rules.values()
    actions = {action} if not is_for_order else set(program.pack.actions)
    advising = [r for r in rules if r.advises is not None and r.advises.action in actions]
    # What stands in for another action hangs on that one, and what it stands in for on it.
    instead = {a for r in advising if r.advises for a in r.advises.instead_of}
    advising += [
        rule
        for rule in rules
        if rule.advises is not None
        and (
            rule.advises.action in instead
            or any(name in actions for name in rule.advises.instead_of)
        )
    ]
    silenced = {rule.advises.action for rule in advising if rule.advises is not None}
    for rule in advising:
        search.rule(rule)
        if is_for_order and rule.advises is not None:
            search.read(e for e in (rule.advises.start, rule.advises.due) if e is not None)
    for rule in rules:
        if rule.silences_all or silenced & set(rule.silences or ()):
            search.rule(rule)
    return Relevant(frozenset(search.facts), tuple(search.expressions.values()))


def relevant_at_all(program: ir.Program) -> Relevant:
    """Whatever a rule reads: what can make a situation an error, or none."""
    search = _Search(program)
    for rule in program.pack.rules.values():
        search.rule(rule)
        search.read(rule.expressions)
    return Relevant(frozenset(search.facts), tuple(search.expressions.values()))


class _Search:
    """Walks from rules to the stated facts under them."""

    def __init__(self, program: ir.Program) -> None:
        self.program = program
        self.facts: set[tuple[str, str]] = set()
        self.expressions: dict[int, ir.Expression] = {}
        self._rules: set[str] = set()
        self._concluded: set[tuple[str, str]] = set()

    def rule(self, rule: ir.Rule) -> None:
        """All that the firing of a rule hangs on."""
        if rule.name in self._rules:
            return
        self._rules.add(rule.name)
        self.read(rule.conditions)
        for name in self.program.overridden_by[rule.name]:
            self.rule(self.program.pack.rules[name])

    def _dates_of(self, entity: str, fact: str) -> Iterator[tuple[str, str]]:
        """The days of a fact, which counts only once they have come."""
        for date, dated in self.program.pack.looking_back.get(entity, ()):
            if dated == fact:
                yield entity, date

    def read(self, expressions: Iterable[ir.Expression]) -> None:
        """All that the values of some expressions hang on."""
        pack = self.program.pack
        for expression in expressions:
            self.expressions.setdefault(id(expression), expression)
            for ref in ir.facts_read(expression):
                key = ref.entity, ref.fact
                declared = pack.fact(*key)
                if not declared.is_concluded:
                    self.facts |= {key, *self._dates_of(*key)}
                elif key not in self._concluded:
                    self._concluded.add(key)
                    for name in self.program.concluded_by[key]:
                        rule = pack.rules[name]
                        self.rule(rule)
                        self.read([rule.value_of(ref.fact)])
                    if declared.computed_default is not None:
                        self.read([declared.computed_default])

"""All mutants of a program, in the order in which its declarations stand."""

from __future__ import annotations

from collections.abc import Iterator

from advisor import ir
from advisor.mutation import mutants
from advisor.mutation.table_mutants import table_mutants


def mutants_of(program: ir.Program, only: str | None = None) -> Iterator[mutants.Mutant]:
    """All mutants; with `only`, those of the rule, table, fact or parameter of that name."""
    pack = program.pack
    for rule in pack.rules.values():
        table = pack.tables.get(rule.name.partition("/")[0])
        if table is None:
            if only in (None, rule.name):
                yield from mutants.rule_mutants(rule)
            continue
        # What else the rules of a table hold follows from it: no author writes that.
        if rule.name == table.rows[0]:
            made = table_mutants(program, table)
            yield from (m for m in made if only in (None, table.name, m.owner))
        is_row = rule.name in (*table.rows, table.otherwise)
        if is_row and only in (None, table.name, rule.name):
            yield from mutants.effect_mutants(rule)
    for entity in pack.entities.values():
        for fact in entity.facts.values():
            if fact.computed_default is not None and only in (None, fact.name):
                yield from mutants.default_mutants(fact, fact.computed_default)
    for parameter in pack.parameters.values():
        if only in (None, parameter.name):
            yield from mutants.parameter_mutants(parameter)

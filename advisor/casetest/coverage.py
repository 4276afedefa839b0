"""Which rules the tests of a pack try: each should fire in one and stay silent in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.casetest.running import CaseRun
from advisor.diagnostics import Diagnostic, Severity
from advisor.ir.packs import Pack
from advisor.rendering.wording import place_all


@dataclass(frozen=True, slots=True)
class RuleCoverage:
    """In how many tests a rule fires, and in how many it is tried for an instance and does not."""

    rule: str
    fires: int
    is_silent: int


def rule_coverage(pack: Pack, runs: Sequence[CaseRun]) -> tuple[RuleCoverage, ...]:
    """Every rule of the pack in listing order. Tests whose situation is an error count for nothing."""
    fires = dict.fromkeys(pack.rules, 0)
    silent = dict.fromkeys(pack.rules, 0)
    for run in runs:
        if run.decision.error is not None:
            continue
        fired: dict[str, set[str]] = {}
        for firing in run.decision.derivations.firings:
            fired.setdefault(firing.rule, set()).add(firing.place)
        counts: dict[str, int] = {}
        for here in place_all(pack, run.case.situation.root, run.decision.today):
            counts[here.instance.entity] = counts.get(here.instance.entity, 0) + 1
        for rule in pack.rules.values():
            places = fired.get(rule.name, set())
            fires[rule.name] += bool(places)
            silent[rule.name] += len(places) < counts.get(rule.entity, 0)
    return tuple(RuleCoverage(name, fires[name], silent[name]) for name in pack.rules)


def coverage_findings(pack: Pack, coverage: Sequence[RuleCoverage]) -> tuple[Diagnostic, ...]:
    """A notice for each rule that no test fires, or that every test fires."""
    found: list[Diagnostic] = []
    for row in coverage:
        span = pack.rules[row.rule].span
        if not row.fires:
            found.append(
                Diagnostic(
                    "ADV704",
                    f"no test fires rule `{row.rule}`",
                    span,
                    Severity.NOTICE,
                    "add a test whose situation meets its conditions",
                )
            )
        if not row.is_silent:
            found.append(
                Diagnostic(
                    "ADV705",
                    f"no test leaves rule `{row.rule}` silent",
                    span,
                    Severity.NOTICE,
                    "add a test whose situation only just fails its conditions",
                )
            )
    return tuple(found)

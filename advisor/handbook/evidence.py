"""What the tests of a pack show: which of them fire a rule, which advise an action, and what a letter looks like there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from functools import cache
from pathlib import PurePath

from advisor import ir
from advisor.casetest import CaseRun, Runner
from advisor.diagnostics.fast_dataclass import dataclass
from advisor.graph.model import node_of_rules
from advisor.rendering.drafts import Draft, DraftError, fill_draft
from advisor.rendering.words import place_all

_TRIED = 12  # tests in which a letter is tried


@dataclass(frozen=True)
class Evidence:
    """Shape: `fired` and `silent` have the tests by the id of a rule or table in the graph, `advised` by action; the most telling first.

    `letters` are drafts filled in a test, with that test. `rows` counts the tests that fire a row of a table.
    """

    runs: tuple[CaseRun, ...]
    fired: Mapping[str, tuple[ir.Case, ...]]
    silent: Mapping[str, tuple[ir.Case, ...]]
    advised: Mapping[str, tuple[ir.Case, ...]]
    letters: Mapping[str, tuple[Draft, ir.Case]]
    rows: Mapping[str, int]
    fires_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # test -> ids


def evidence_of(program: ir.Program) -> Evidence:
    """Run the tests of a pack that state their day: with others, tomorrow would show something else."""
    dated = [case for case in program.pack.tests if case.situation.today is not None]
    runs = tuple(Runner(program).run(dated))
    pack, home = program.pack, node_of_rules(program.pack)
    entity_of = {home[rule.name]: rule.entity for rule in pack.rules.values()}
    fired: dict[str, list[ir.Case]] = {id: [] for id in entity_of}
    silent: dict[str, list[ir.Case]] = {id: [] for id in entity_of}
    advised: dict[str, list[ir.Case]] = {name: [] for name in pack.actions}
    rows: dict[str, int] = dict.fromkeys(pack.rules, 0)
    fires_in: dict[str, tuple[str, ...]] = {}
    for run in runs:
        if run.decision.error is not None:
            continue
        derivations = run.decision.derivations
        placed = place_all(pack, run.case.situation.root, run.decision.today)
        places = {(home[firing.rule], firing.place) for firing in derivations.firings}
        here = dict.fromkeys(home[firing.rule] for firing in derivations.firings)
        fires_in[run.case.name] = tuple(here)
        for name in {firing.rule for firing in derivations.firings}:
            rows[name] += 1
        for id in here:
            fired[id].append(run.case)
        for id, entity in entity_of.items():
            if any((id, at.place) not in places for at in placed if at.instance.entity == entity):
                silent[id].append(run.case)
        for action in dict.fromkeys(piece.action for piece in run.decision.advice):
            advised[action].append(run.case)
    ranked = _Ranking(pack, home)
    return Evidence(
        runs,
        {id: ranked.fired(id, cases) for id, cases in fired.items()},
        {id: ranked.silent(id, cases) for id, cases in silent.items()},
        {name: tuple(cases) for name, cases in advised.items()},
        dict(_letters(runs, advised)),
        rows,
        fires_in,
    )


class _Ranking:
    """Tests in the order in which they tell most of a rule: those that name it, then those that stand beside its file."""

    def __init__(self, pack: ir.Pack, home: Mapping[str, str]) -> None:
        self._files = {home[r.name]: PurePath(r.span.path) for r in pack.rules.values()}
        self._tests_in = cache(PurePath)  # few files, each of many tests
        self._home = home

    def fired(self, id: str, cases: Iterable[ir.Case]) -> tuple[ir.Case, ...]:
        return self._sorted(id, cases, lambda case: case.expectation.because)

    def silent(self, id: str, cases: Iterable[ir.Case]) -> tuple[ir.Case, ...]:
        return self._sorted(id, cases, lambda case: case.expectation.not_because)

    def _sorted(
        self, id: str, cases: Iterable[ir.Case], named: Callable[[ir.Case], Iterable[str]]
    ) -> tuple[ir.Case, ...]:
        beside = self._files[id]
        tests = beside.with_name(f"{beside.stem}_test.yaml")

        def rank(case: ir.Case) -> int:
            if any(self._home.get(name) == id for name in named(case)):
                return 0
            return 1 if self._tests_in(case.span.path) == tests else 2

        return tuple(sorted(cases, key=rank))


def _letters(
    runs: Iterable[CaseRun], advised: Mapping[str, Iterable[ir.Case]]
) -> Iterable[tuple[str, tuple[Draft, ir.Case]]]:
    """For each action with a draft, the letter of the test in which the fewest things are missing."""
    by_case = {run.case.name: run for run in runs}
    for action, cases in advised.items():
        best: tuple[Draft, ir.Case] | None = None
        for case in list(cases)[:_TRIED]:
            run = by_case[case.name]
            pack = run.program.pack
            template = pack.drafts.get(pack.actions[action].draft or "")
            piece = next(p for p in run.decision.advice if p.action == action)
            if template is None:
                break
            try:
                draft = fill_draft(run.program, case.situation.root, run.decision, piece, template)
            except DraftError:
                continue
            if best is None or len(draft.missing) < len(best[0].missing):
                best = draft, case
        if best is not None:
            yield action, best

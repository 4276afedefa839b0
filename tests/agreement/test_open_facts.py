"""Certain, possible, open: what is said of missing facts holds however they are filled in.

A completion that ends in an error is no advice at all, so nothing is claimed about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from advisor.backends.agenda import advise_from
from advisor.backends.columnar import compile_columnar
from advisor.backends.oracle import open_questions, verdicts
from advisor.backends.oracle.memory import UNKNOWN
from advisor.backends.oracle.partial_evaluation import OpenReading
from advisor.backends.results import results_of
from advisor.dialogue.next_question import with_nothing_for
from advisor.ir import SITUATION, Advice, AsOf, Instance, Program, place_instances
from tests.agreement.columns import table_of
from tests.agreement.engines import ORACLE
from tests.agreement.programs import programs
from tests.agreement.world import program_of
from tests.strategies.situations import Posed, Situations

SHARDS = 4
PACKS_A_SHARD = 40
SITUATIONS_A_PACK = 6
COMPLETIONS = 12


@dataclass(frozen=True)
class Gap:
    """A program, a situation with facts missing, and what tells one run from another."""

    seed: tuple[int, int]
    program: Program
    posed: Posed
    source: Situations

    def advice(self, root: Instance) -> tuple[Advice, ...] | None:
        """The advice, or None where there is an error."""
        derivations = ORACLE.compile_program(self.program).derive(root, self.posed.today)
        if derivations.error is not None:
            return None
        return advise_from(self.program, root, self.posed.today, derivations)

    def completions(self, only: set[tuple[str, str]] | None = None) -> Iterator[Instance]:
        """Random answers to missing facts: all of them, or those given."""
        rng = Random(f"completion {self.seed}")
        for _ in range(COMPLETIONS):
            yield self.source.completion(rng, self.posed.root, only, self.posed.today)

    def missing(self) -> set[tuple[str, str]]:
        """(place, fact) of every stated fact that nobody asked yet."""
        pack = self.program.pack
        lists = {name: tuple(e.list or "" for e in inner) for name, inner in pack.lists.items()}
        return {
            (here.place, fact.name)
            for here in place_instances(self.posed.root, lists)
            for fact in pack.entities[here.instance.entity].facts.values()
            if not fact.is_concluded and fact.name not in here.instance.facts
        }


def gaps(shard: int, start: int) -> Iterator[Gap]:
    """Situations in which facts are missing."""
    first = start + shard * PACKS_A_SHARD
    for made, program in programs(range(first, first + PACKS_A_SHARD)):
        source = Situations(made.meant)
        for number, posed in enumerate(made.situations(SITUATIONS_A_PACK)):
            yield Gap((made.seed, number), program, posed, source)


def told(advice: tuple[Advice, ...]) -> list[tuple[object, ...]]:
    """All of the advice but its words, in which the missing facts themselves may stand."""
    return [
        (*(a.action, a.place, a.start, a.due, a.status), *(a.rules, a.note_rules, a.contradicts))
        for a in advice
    ]


def results(gap: Gap, root: Instance) -> list[tuple[object, ...]]:
    """The values of all results, whatever rules they came by."""
    found = ORACLE.compile_program(gap.program).derive(root, gap.posed.today)
    told = results_of(gap.program.pack, root, gap.posed.today, found)
    return [(one.place, one.fact, one.value) for one in told]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_certain_advice_comes_and_other_than_possible_never(shard: int) -> None:
    claims = 0
    for gap in gaps(shard, 80_000):
        found = verdicts(gap.program, gap.posed.root, gap.posed.today)
        certain = {key for key, verdict in found.items() if verdict == "certain"}
        for root in gap.completions():
            advice = gap.advice(root)
            if advice is None:
                continue
            given = {(a.action, a.place) for a in advice}
            assert certain <= given, (gap.seed, certain - given)
            assert given <= set(found), (gap.seed, given - set(found))
            claims += len(certain)
    assert claims > 200


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_certain_stays_so_whatever_is_added_to_open_lists(shard: int) -> None:
    claims = 0
    for gap in gaps(shard, 85_000):
        rng = Random(f"lists {gap.seed}")
        root = gap.source.opened(rng, gap.posed.root)
        pack = gap.program.pack
        lists = {name: tuple(e.list or "" for e in inner) for name, inner in pack.lists.items()}
        places = {here.place for here in place_instances(root, lists)}
        found = verdicts(gap.program, root, gap.posed.today)
        certain = {key for key, verdict in found.items() if verdict == "certain"}
        for _ in range(COMPLETIONS):
            grown = gap.source.grown(rng, root)
            advice = gap.advice(gap.source.completion(rng, grown, None, gap.posed.today))
            if advice is None:
                continue
            given = {(a.action, a.place) for a in advice if a.place in places}
            assert certain <= given, (gap.seed, certain - given)
            assert given <= set(found), (gap.seed, given - set(found))
            claims += len(certain)
    assert claims > 100


@pytest.mark.parametrize("shard", range(SHARDS))
def test_facts_that_are_not_open_never_change_the_advice_or_a_result(shard: int) -> None:
    compared = with_results = 0
    for gap in gaps(shard, 90_000):
        before = gap.advice(gap.posed.root)
        if before is None:
            continue
        open_facts, _ = open_questions(gap.program, gap.posed.root, gap.posed.today)
        settled = gap.missing() - {(f.place, f.fact) for f in open_facts}
        if not settled:
            continue
        for root in gap.completions(settled):
            advice = gap.advice(root)
            if advice is None:
                continue
            assert told(advice) == told(before), (gap.seed, sorted(settled))
            held = results(gap, gap.posed.root)
            assert results(gap, root) == held, (gap.seed, sorted(settled))
            compared += 1
            with_results += bool(held)
    assert compared > 500
    assert with_results > 100


def test_with_nothing_missing_all_advice_is_certain_and_nothing_open() -> None:
    for gap in gaps(0, 95_000):
        root = next(gap.completions())
        advice = gap.advice(root)
        if advice is None:
            continue
        found = verdicts(gap.program, root, gap.posed.today)
        assert set(found.values()) <= {"certain"}, gap.seed
        assert set(found) == {(a.action, a.place) for a in advice}, gap.seed
        assert open_questions(gap.program, root, gap.posed.today) == ((), ()), gap.seed


def test_what_silences_advice_that_is_certain_otherwise_is_open() -> None:
    program = program_of(
        "entities:\n  situation:\n    facts:\n      quiet: {type: yes-no}\n      calm: {type: yes-no}\n"
        "actions:\n  act: {title: Act, kind: do}\n"
        "rules:\n"
        "  - {rule: act, advise: act, because: So.}\n"
        "  - {rule: leave-me-alone, when: quiet, silences: [act]}\n"
    )
    facts, _ = open_questions(program, Instance(SITUATION, {}, {}), 739_942)
    assert [one.fact for one in facts] == ["quiet"]


def test_columns_need_not_work_out_what_an_open_reading_knows_to_fire() -> None:
    known, pieces = 0, 0
    for gap in gaps(0, 88_000):
        today = gap.posed.today
        roots = [root for root in gap.completions() if gap.advice(root) is not None]
        if not roots:
            continue
        table = table_of(gap.program, [Posed(root, today) for root in roots])
        columns = compile_columnar(gap.program)
        fires = OpenReading(gap.program, gap.posed.root, today).settled_rules()
        found = columns.decide_unchecked(table, today, fires)
        wanted = columns.decide(table, AsOf(fixed=today), with_results=True, with_words=False)
        assert found.advice.equals(wanted.advice), gap.seed
        assert (found.results is None) == (wanted.results is None)
        assert found.results is None or found.results.equals(wanted.results), gap.seed
        known += len(fires)
        pieces += found.advice.num_rows
    assert known > 200
    assert pieces > 500


def test_a_reading_that_begins_with_what_a_wider_one_knows_is_the_same() -> None:
    known = 0
    for gap in gaps(0, 89_000):
        today, missing, pack = gap.posed.today, sorted(gap.missing()), gap.program.pack
        rng = Random(f"passed over {gap.seed}")
        passed_over = frozenset(rng.sample(missing, rng.randint(0, len(missing))))
        wider = OpenReading(gap.program, gap.posed.root, today, passed_over)
        without = with_nothing_for(pack, gap.posed.root, passed_over)
        if gap.advice(without) is None:  # of two values that contradict each other, any counts
            continue
        fresh = OpenReading(gap.program, without, today, passed_over)
        found = OpenReading(gap.program, without, today, passed_over, wider)
        assert found.fires == fresh.fires, gap.seed
        assert found.memory.rows == fresh.memory.rows, gap.seed
        assert found.memory.closed == fresh.memory.closed, gap.seed
        known += sum(
            wider.fires[key] is UNKNOWN and fires is not UNKNOWN
            for key, fires in fresh.fires.items()
        )
    assert known > 50

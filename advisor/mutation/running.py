"""All mutants of a program against all tests: which of them some test kills, and what becomes of the others.

Of a survivor, a situation that tells it apart is looked for: a test with one fact changed, tens of thousands at
once in columns; what the advice is then, is asked of the engine that defines it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property
from time import monotonic

import numpy as np

from advisor import ir
from advisor.backends.advising import Advisor
from advisor.casetest.checking import advice_words
from advisor.mutation import mutants
from advisor.mutation.equivalence import Equivalence
from advisor.mutation.mutants import Mutant
from advisor.mutation.neighbours import DAY, Neighbour, Neighbours, size
from advisor.mutation.rewriting import parts
from advisor.mutation.table_mutants import table_mutants
from advisor.mutation.test_columns import Compared, TestColumns
from advisor.rendering.words import written


class Verdict(Enum):
    """What became of a mutant. The value is how reports call it."""

    KILLED = "killed by expectation"
    REFUSED = "killed by load error"
    EQUIVALENT = "equivalent (proved)"
    SURVIVED = "survived"
    NOT_REACHED = "not reached"
    TIMED_OUT = "timed out"


UNDECIDED = (Verdict.SURVIVED, Verdict.NOT_REACHED)  # what a further test might kill


@dataclass(frozen=True)
class Trial:
    """A mutant and what became of it. `case` is a test that kills it, or, where none does, one in which
    something differs; `why` says in words why it is equivalent or why no test kills it. `witness`, where it was
    looked for, is a situation in which a test would.
    """

    mutant: Mutant
    verdict: Verdict
    case: ir.Case | None = None
    why: str = ""
    witness: Witness | None = None


@dataclass(frozen=True)
class MutationRun:
    """What became of the mutants that were tried, `of` so many that there are.

    `is_sound`: the program itself passed its tests, and one in which no rule fires did not.
    """

    trials: tuple[Trial, ...]
    of: int
    tests: int
    is_sound: bool
    seconds: float

    @cached_property
    def counts(self) -> Counter[Verdict]:
        """How many mutants came to which verdict."""
        return Counter(trial.verdict for trial in self.trials)

    @property
    def score(self) -> float:
        """The share that tests kill, of those that are no other way to say the same and do load.

        Units: 0 to 1; 1 where there is none.
        """
        killed = self.counts[Verdict.KILLED]
        other = self.counts[Verdict.REFUSED] + self.counts[Verdict.EQUIVALENT]
        counted = len(self.trials) - other
        return killed / counted if counted else 1.0

    def left(self, *verdicts: Verdict) -> Iterator[Trial]:
        """The mutants that came to one of these verdicts."""
        return (trial for trial in self.trials if trial.verdict in verdicts)


def tests_of(pack: ir.Pack) -> list[ir.Case]:
    """The tests of a pack, without those from below of which a layer says that they are not met any more."""
    return [case for case in pack.tests if case.name not in pack.expect_changed]


def sampled(mutants: Sequence[Mutant], size: int | None, seed: int) -> list[Mutant]:
    """So many of them at random, in their order; all of them without a size, or where there are no more."""
    if size is None or size >= len(mutants):
        return list(mutants)
    chosen = random.Random(seed).sample(range(len(mutants)), size)
    return [mutants[number] for number in sorted(chosen)]


def run_mutants(
    program: ir.Program,
    mutants: Sequence[Mutant],
    as_of: ir.AsOf,
    of: int | None = None,
    limit: float | None = None,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> MutationRun:
    """Try the mutants on the pack's tests; `advance` hears how many are done, of how many.

    Units: `limit` is in seconds; what was not decided by then has timed out.
    """
    begin = monotonic()
    tests = TestColumns(program, tests_of(program.pack), as_of)
    is_sound, equivalence = _is_sound(tests), Equivalence(program)
    trials: list[Trial] = []
    for number, mutant in enumerate(mutants):
        advance(number, len(mutants))
        if limit is not None and monotonic() - begin > limit:
            trials.append(Trial(mutant, Verdict.TIMED_OUT))
        else:
            trials.append(try_mutant(tests, mutant, equivalence))
    total = len(mutants) if of is None else of
    return MutationRun(tuple(trials), total, len(tests.cases), is_sound, monotonic() - begin)


def with_witnesses(
    program: ir.Program,
    run: MutationRun,
    as_of: ir.AsOf,
    most: int | None,
    advance: Callable[[int, int], None] = lambda done, of: None,
) -> MutationRun:
    """The run in which the first survivors, at most so many, come with a situation that tells them apart."""
    left = [n for n, trial in enumerate(run.trials) if trial.verdict in UNDECIDED][:most]
    tests = TestColumns(program, tests_of(program.pack), as_of)
    search = WitnessSearch(tests)
    trials = list(run.trials)
    for done, number in enumerate(left):
        advance(done, len(left))
        mutant = trials[number].mutant
        compared = compare_mutant(tests, mutant)
        witness = search.tell(mutant, [tests.cases[n] for n in compared.touched])
        trials[number] = replace(trials[number], witness=witness)
    return replace(run, trials=tuple(trials))


def _is_sound(tests: TestColumns) -> bool:
    """Whether nothing is killed by a mutant that changes nothing, and a gross one is killed by every test
    that expects some advice: what the columns say can be believed then.
    """
    program = tests.program
    same = tests.compare(program, program.pack.rules)
    if same.touched or not all(same.is_met(number) for number in range(len(tests.cases))):
        return False
    never = ir.Literal(False, ir.YES_NO, next(iter(program.pack.rules.values())).span)
    rules = {name: replace(rule, when=never) for name, rule in program.pack.rules.items()}
    silent = tests.compare(
        replace(program, pack=replace(program.pack, rules=rules)), program.pack.rules
    )
    wanting = [
        number
        for number, case in enumerate(tests.cases)
        if case.expectation.whole or case.expectation.some
    ]
    return bool(wanting) and not any(silent.is_met(number) for number in wanting)


def try_mutant(tests: TestColumns, mutant: Mutant, equivalence: Equivalence) -> Trial:
    """What becomes of one mutant."""
    if mutant.refused is not None:
        return Trial(mutant, Verdict.REFUSED, None, mutant.refused)
    compared = compare_mutant(tests, mutant)
    for number in compared.telling:
        if not compared.is_met(number):
            return Trial(mutant, Verdict.KILLED, tests.cases[number])
    why = equivalence.why(mutant, is_touched=bool(compared.touched))
    if why is not None:
        return Trial(mutant, Verdict.EQUIVALENT, None, why)
    if compared.touched:
        case = tests.cases[compared.touched[0]]
        return Trial(mutant, Verdict.SURVIVED, case, "no test expects anything else then")
    if _is_reached(tests, mutant):
        return Trial(mutant, Verdict.SURVIVED, None, "it makes no difference in any test")
    return Trial(mutant, Verdict.NOT_REACHED, None, "no test makes anything depend on it")


def compare_mutant(tests: TestColumns, mutant: Mutant) -> Compared:
    """What a mutant does otherwise in the tests."""
    program = tests.program
    return tests.compare(mutant.of(program), mutant.rules(program), mutant.facts(program))


def _is_reached(tests: TestColumns, mutant: Mutant) -> bool:
    """Whether in some test something depends on the part that was changed."""
    rule = None if mutant.rule is None else tests.program.pack.rules[mutant.rule.name]
    if rule is None:
        return True  # a default, or a number that rules read
    if mutant.where not in ("when", "unless") or isinstance(mutant.old, str):
        return bool(np.any(tests.columns.fired(rule.name)))
    turned = _turned(rule, mutant.where, mutant.old)
    rules = {**tests.program.pack.rules, rule.name: turned}
    variant = replace(tests.program, pack=replace(tests.program.pack, rules=rules))
    return bool(tests.compare(variant, (rule.name,)).touched)


def _turned(rule: ir.Rule, where: str, part: ir.Expression) -> ir.Rule:
    """The rule in which the smallest condition around a part says the opposite."""
    whole: ir.Expression = getattr(rule, where)
    changed: ir.Expression = ir.Not(whole, whole.span)
    for around, rebuild in parts(whole):
        is_around = any(inner is part for inner in ir.walk(around))
        if is_around and around.type.kind is ir.Kind.YES_NO:
            changed = rebuild(ir.Not(around, around.span))  # the innermost comes last
    return replace(rule, when=changed) if where == "when" else replace(rule, unless=changed)


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


_MOST_ASKED = 4  # changed tests of one fact whose advice is looked at


@dataclass(frozen=True)
class Witness:
    """A situation in which a mutant is told apart from the rules, and what differs.

    `change` is the fact that is not as in the test, as a situation file would say it; "" for none. `before` and
    `after` are a piece of advice, or what stands below it, as it is and as the mutant has it; "" for none.
    """

    case: ir.Case
    change: str
    before: str
    after: str


class WitnessSearch:
    """Finds what tells mutants of one program apart."""

    def __init__(self, tests: TestColumns) -> None:
        self._program, self._neighbours = tests.program, Neighbours(tests)
        self._as_of = tests.as_of
        self._advisor = Advisor(tests.program, "oracle", tests.as_of)

    def tell(self, mutant: Mutant, touched: Iterable[ir.Case]) -> Witness | None:
        """The smallest test of those in which something differs, if any advice does; else one with a
        change. None where nothing was found.
        """
        variant = mutant.of(self._program)
        advisor = Advisor(variant, "oracle", self._as_of)
        for case in sorted(touched, key=size)[:_MOST_ASKED]:
            found = self._compare(case, case.situation, advisor)
            if found is not None:
                return Witness(case, "", *found)
        for key in self._neighbours.near(mutant):
            for neighbour in self._neighbours.telling(mutant, key, _MOST_ASKED):
                found = self._compare(neighbour.case, neighbour.situation, advisor)
                if found is not None:
                    return Witness(neighbour.case, self._said(neighbour), *found)
        return None

    def _said(self, neighbour: Neighbour) -> str:
        if neighbour.key == DAY:
            assert isinstance(neighbour.value, int)  # INVARIANT: there is always a day
            return f"today: {ir.iso_date(neighbour.value)}"
        fact = self._program.pack.fact(*neighbour.key)
        path = f"{neighbour.place}.{fact.name}" if neighbour.place else fact.name
        return f"{path}: {written(neighbour.value, fact.type)}"

    def _compare(
        self, case: ir.Case, situation: ir.Situation, advisor: Advisor
    ) -> tuple[str, str] | None:
        one, other = (
            a.with_values(case.parameters).advise(situation, questions=False)
            for a in (self._advisor, advisor)
        )
        return _first_difference(one, other)


def _first_difference(one: ir.Decision, other: ir.Decision) -> tuple[str, str] | None:
    """The first piece of advice that is otherwise, or what stands below it; None where nothing is."""
    if (one.error is None) != (other.error is None):
        return ("", "an error") if other.error else ("an error", "")
    before = {(p.action, p.place): p for p in one.advice}
    after = {(p.action, p.place): p for p in other.advice}
    for key in dict.fromkeys((*before, *after)):
        words, others = _words(before.get(key)), _words(after.get(key))
        if words != others:
            return words, others
    for key, piece in before.items():
        if key in after and piece.note_rules != after[key].note_rules:
            return _notes(piece, after[key]), _notes(after[key], piece)
    if [*before] != [*after]:
        return _in_order(one), _in_order(other)
    return None


def _in_order(decision: ir.Decision) -> str:
    return ", ".join(piece.action for piece in decision.advice)


def _words(piece: ir.Advice | None) -> str:
    return "" if piece is None else advice_words(piece)


def _notes(piece: ir.Advice, other: ir.Advice) -> str:
    """What is noted below a piece of advice, and not below another."""
    rules = [rule for rule in piece.note_rules if rule not in other.note_rules]
    return f"{advice_words(piece)}, with the note of {' and '.join(rules)}" if rules else ""

"""Tests that are missing: neighbours of the tests in which mistakes would be seen that no test sees yet.

Each is a test with a fact or two changed, and expects, as far as a mistake would change it, what comes today.
Which of them are proposed is a cover of the mistakes, chosen greedily (Chvátal, 1979): next is always the one
that sees most for what there is to read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from typing import Any, TypeAlias

from advisor import ir
from advisor.casetest.checking import deciding_rules
from advisor.mutation.mutants import Mutant
from advisor.mutation.neighbours import DAY, Neighbour, Neighbours, size
from advisor.mutation.running import compare_mutant
from advisor.mutation.test_columns import TestColumns

_OF_A_FACT = 5  # neighbours of one fact that are tried for a mutant
_TRIED = 14  # neighbours in all
_MOST_SAID = 3  # that one proposed test expects
_ROUNDS = 2  # facts that are changed at most

# One thing that is expected: the field of an expectation, and what stands in it.
Assertion: TypeAlias = tuple[str, ir.Expected | ir.ExpectedFact | str]
_COSTS = {"some": 1.0, "none": 1.0, "because": 1.2, "not_because": 1.2, "facts": 1.6}
_A_TEST, _A_CHANGE, _ODD = 1.5, 0.5, 2.5  # what there is to read of a test, and of its changes
_Advance: TypeAlias = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Proposal:
    """A test that is missing, a change of another one (its `base`), and the mutants that it kills."""

    case: ir.Case
    kills: tuple[Mutant, ...]


@dataclass(frozen=True)
class _Candidate:
    """A case that expects nothing yet; what there is to read of it; and by what could be expected of it,
    the numbers of the mutants that are seen by that.
    """

    case: ir.Case
    cost: float
    seen: dict[Assertion, set[int]]

    def chosen(self, open_: set[int]) -> tuple[list[Assertion], set[int], float]:
        """What to say of it so that it sees most of these mutants; which; and how many for what is to be read."""
        said: list[Assertion] = []
        found: set[int] = set()
        cost, best = self.cost, 0.0
        while len(said) < _MOST_SAID:
            gain, assertion = max(
                ((len((self.seen[s] & open_) - found) / _COSTS[s[0]], s) for s in self.seen),
                key=lambda one: one[0],
                default=(0.0, None),
            )
            if assertion is None or not gain:
                break
            more = found | (self.seen[assertion] & open_)
            rate = len(more) / (cost + _COSTS[assertion[0]])
            if rate < best:
                break
            said.append(assertion)
            found, best, cost = more, rate, cost + _COSTS[assertion[0]]
        return said, found, best


def propose(
    tests: TestColumns,
    survivors: Sequence[Mutant],
    advance: _Advance = lambda done, of, what: None,
) -> list[Proposal]:
    """Tests that would kill as many of the mutants as possible: those that kill most first."""
    left = dict(enumerate(survivors))
    found: list[Proposal] = []
    bases = tests
    taken = frozenset(_what_changes(case) for case in tests.cases if case.base is not None)
    for _ in range(_ROUNDS):
        cases, wanted = _tried(bases, left, taken, advance)
        first = _cover(_seen(tests, cases, left, wanted, advance))
        # Each of these may see more than it was tried for, so that fewer are enough.
        cases = [replace(one.case, expectation=ir.Expectation()) for one, _ in first]
        chosen = _cover(_seen(tests, cases, left, None, advance))
        if not chosen:
            break
        for one, numbers in chosen:
            found.append(Proposal(one.case, tuple(survivors[n] for n in sorted(numbers))))
            left = {number: mutant for number, mutant in left.items() if number not in numbers}
        bases = TestColumns(tests.program, [one.case for one, _ in chosen], tests.as_of)
    return found


def _what_changes(case: ir.Case) -> object:
    """By what two changes of one test are the same."""
    return None if case.base is None else case.base.name, frozenset(case.changes)


def _tried(
    bases: TestColumns, left: Mapping[int, Mutant], taken: Set[object], advance: _Advance
) -> tuple[list[ir.Case], dict[int, set[int]]]:
    """Neighbours in which mutants do something else, but for those taken; and for each mutant, which of them."""
    neighbours = Neighbours(bases)
    cases: dict[str, tuple[int, ir.Case]] = {}
    wanted: dict[int, set[int]] = {}
    for done, (number, mutant) in enumerate(left.items()):
        advance(done, len(left), "changes looked at")
        own: list[int] = []
        for key in neighbours.near(mutant):
            if len(own) >= _TRIED:
                break
            for neighbour in neighbours.telling(mutant, key, _OF_A_FACT):
                case = _case(neighbour)
                if _what_changes(case) in taken:
                    continue
                own.append(cases.setdefault(case.name, (len(cases), case))[0])
        wanted[number] = set(own)
    return [case for _, case in cases.values()], wanted


def _case(neighbour: Neighbour) -> ir.Case:
    """The neighbour as a case that expects nothing yet."""
    own = neighbour.case
    base = own if own.base is None else own.base
    fact = ir.TODAY if neighbour.key == DAY else neighbour.key[1]
    changes = (*own.changes, (neighbour.place, fact, neighbour.value))
    return ir.Case(
        f"{base.name}, but {changes}",
        neighbour.situation,
        ir.Expectation(),
        base.span,
        base=base,
        changes=changes,
    )


def _seen(
    tests: TestColumns,
    cases: Sequence[ir.Case],
    left: Mapping[int, Mutant],
    wanted: Mapping[int, set[int]] | None,
    advance: _Advance,
) -> list[_Candidate]:
    """What sees which of the mutants in each case; all that do anything else there, or only the wanted ones."""
    if not cases:
        return []
    program = tests.program
    columns = TestColumns(program, cases, tests.as_of)
    decisions: dict[int, ir.Decision] = {}
    found = [_Candidate(case, _cost(program, case), {}) for case in cases]
    for done, (number, mutant) in enumerate(left.items()):
        advance(done, len(left), "changes tried on situations")
        compared = compare_mutant(columns, mutant)
        for at in compared.touched:
            if wanted is not None and at not in wanted[number]:
                continue
            if at not in decisions:
                decisions[at] = columns.decide(at)
            one, other = decisions[at], compared.decision(at)
            if one.error is None:
                for assertion in _telling(program, cases[at], one, other, compared.variant):
                    found[at].seen.setdefault(assertion, set()).add(number)
    return found


def _cost(program: ir.Program, case: ir.Case) -> float:
    """How much there is to read of a change, and how odd it is: what is required is what a test is about."""
    facts = [fact for entity in program.pack.entities.values() for fact in entity.facts.values()]
    required = {fact.name for fact in facts if fact.is_required}
    return _A_TEST + sum(_ODD if name in required else _A_CHANGE for _, name, _ in case.changes)


def _telling(
    program: ir.Program, case: ir.Case, one: ir.Decision, other: ir.Decision, variant: ir.Program
) -> Iterator[Assertion]:
    """What is so in one decision and not in the other."""
    before = {(p.action, p.place): p for p in one.advice}
    after = {(p.action, p.place): p for p in other.advice}
    for key, piece in before.items():
        came = after.get(key)
        if came is None:
            yield "some", _expected(piece, one, case)
        if came is None or came.due != piece.due:
            yield "some", replace(_expected(piece, one, case), due=piece.due, has_due=True)
        if came is not None and came.start != piece.start:
            yield "some", replace(_expected(piece, one, case), start=piece.start, has_start=True)
    for key, piece in after.items():
        if key not in before and not any(p.action == piece.action for p in one.advice):
            yield "none", ir.Expected(piece.action, case.span)
    rules, others = deciding_rules(one, program), deciding_rules(other, variant)
    yield from (("because", name) for name in sorted(rules - others))
    yield from (("not_because", name) for name in sorted(others - rules))
    yield from (("facts", fact) for fact in _other_facts(case, one, other))


def _other_facts(case: ir.Case, one: ir.Decision, other: ir.Decision) -> Iterator[ir.ExpectedFact]:
    """What is concluded with another value, or not at all."""
    after = {(c.place, c.fact): c.value for c in other.derivations.conclusions}
    counts = Counter(instance.entity for instance in ir.walk_instances(case.situation.root))
    for was in one.derivations.conclusions:
        if after.get((was.place, was.fact)) != was.value:
            target = was.place if counts[was.entity] > 1 else None
            yield ir.ExpectedFact(was.entity, was.fact, was.value, case.span, target)


def _expected(piece: ir.Advice, decision: ir.Decision, case: ir.Case) -> ir.Expected:
    """The action, and for whom, where it is advised for several."""
    is_alone = sum(p.action == piece.action for p in decision.advice) == 1
    return ir.Expected(piece.action, case.span, None if is_alone else piece.target or piece.place)


def _cover(candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, set[int]]]:
    """Cases that see all that any of them sees, with what is expected of each; and what each sees first."""
    left = {number for one in candidates for them in one.seen.values() for number in them}
    rates = [(-one.chosen(left)[2], size(one.case), at) for at, one in enumerate(candidates)]
    heapify(rates)
    found: list[tuple[_Candidate, set[int]]] = []
    while left and rates:
        _, facts, at = heappop(rates)
        said, numbers, rate = candidates[at].chosen(left)
        if rates and (-rate, facts, at) > rates[0]:
            # Others have been chosen since, so that less is left for this one.
            heappush(rates, (-rate, facts, at))
        elif numbers:
            left -= numbers
            one = candidates[at]
            expected = replace(one.case, expectation=_expectation(said))
            found.append((replace(one, case=expected), numbers))
    return found


def _expectation(said: Sequence[Assertion]) -> ir.Expectation:
    """All of it, but for what other entries say too: `ask` beside `ask` with its day."""
    dated = {
        _bare(what) for _, what in said if isinstance(what, ir.Expected) and what != _bare(what)
    }
    parts: dict[str, Any] = {}
    for field, what in said:
        if field != "some" or what not in dated:
            parts[field] = (*parts.get(field, ()), what)
    return ir.Expectation(**parts)


def _bare(expected: ir.Expected) -> ir.Expected:
    return ir.Expected(expected.action, expected.span, expected.target)

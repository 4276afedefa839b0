"""Breakpoints: with all facts fixed and time the one variable, the days on which anything changes.

The program is read once over a whole period, every value a course (see `courses`). What comes out are the
days on which a rule begins or ceases to fire, on which a start or a due changes its course, comes, or
passes. Between two neighbouring breakpoints the advice is the same but for days that are counted from today
and the words that tell how far off a day is.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import combinations

from advisor.backends.oracle.memory import remember
from advisor.backends.oracle.semantics import OutOfRange, meanings_of
from advisor.backends.protocol import once_a_program
from advisor.diagnostics.values import dataclass
from advisor.ir.derivations import Derivations
from advisor.ir.expressions import Expression
from advisor.ir.packs import SITUATION, TODAY, Pack, Program, Rule, Slot, Template
from advisor.ir.situations import Instance, future_facts
from advisor.ir.types import LAST_DATE
from advisor.rendering.words import place_stated
from advisor.timeline.courses import (
    FAILED,
    Course,
    Period,
    Piece,
    Timed,
    course,
    lift,
    chosen,
    no_growth,
    turns,
)
from advisor.timeline.meanings import Changing, TimedMeanings, comparison, may_change

Fact = tuple[str, str]  # its entity and its name
_BEFORE, _AT_MOST = comparison(operator.lt), comparison(operator.le)


@dataclass(frozen=True, slots=True)
class Breakpoints:
    """The days within a period on which something changes, in their order. Units: ordinals.

    `first` and `last` are the first and the last day of the period; no breakpoint lies on the first.
    `turns` are those of `days` on which a rule that speaks to the person begins or ceases to fire, or a
    piece of advice begins or becomes overdue; on the others only days and the order of pieces change.
    """

    first: int
    last: int
    days: tuple[int, ...]
    turns: tuple[int, ...]


def breakpoints(
    program: Program,
    root: Instance,
    today: int,
    days: int,
    derivations: Derivations | None = None,
) -> Breakpoints:
    """All breakpoints from `today`, an ordinal, to that many days later.

    `derivations`, where the caller has those of `today`, save working out what never changes.
    """
    last = min(today + days, LAST_DATE)
    run = _Run(program, root, Period(today, last), derivations)
    with suppress(_NoAdvice):
        run.settle()
        run.look_at_advice()
    within = [day for day in run.turns | run.kinks if today < day <= last]
    return Breakpoints(
        today,
        last,
        tuple(sorted(within)),
        tuple(sorted(day for day in run.turns if today < day <= last)),
    )


@dataclass(frozen=True)
class _Plan:
    """What of a program may change with the days, and the meanings of that."""

    rules: frozenset[str]  # whose firing may change
    facts: Changing
    meanings: TimedMeanings


class _Plans:
    """The plans of a program, by the facts that will only count later: mostly there are none."""

    def __init__(self) -> None:
        self._made: dict[frozenset[Fact], _Plan] = {}

    def plan(self, program: Program, later: frozenset[Fact]) -> _Plan:
        found = self._made.get(later)
        if found is None:
            if len(self._made) == _MOST_PLANS:
                self._made.clear()
            found = self._made[later] = _make_plan(program, later)
        return found


_MOST_PLANS = 8


@once_a_program
def _plans_of(program: Program) -> _Plans:
    return _Plans()


def _make_plan(program: Program, later: frozenset[Fact]) -> _Plan:
    plain, pack = meanings_of(program), program.pack
    facts: set[Fact] = {(SITUATION, TODAY), *later}
    rules: set[str] = set()

    def changes(expression: Expression | None) -> bool:
        return expression is not None and may_change(expression, facts)

    for stratum in program.strata:
        for name in stratum.firings:
            overriders = program.overridden_by[name]
            if changes(plain.conditions[name]) or not rules.isdisjoint(overriders):
                rules.add(name)
        for entity, fact in stratum.facts:
            by = program.concluded_by[entity, fact]
            values = [
                c.value for name in by for c in pack.rules[name].concludes if c.fact == fact
            ]
            default = pack.entities[entity].facts[fact].computed_default
            if not rules.isdisjoint(by) or any(map(changes, [*values, default])):
                facts.add((entity, fact))
    changing = frozenset(facts)
    return _Plan(frozenset(rules), changing, TimedMeanings(plain, changing))


class _NoAdvice(Exception):
    """An error on every day of the period: whatever comes later in the program counts on none."""


class _Run:
    """One situation on its way through the strata, over a period."""

    def __init__(
        self, program: Program, root: Instance, period: Period, derivations: Derivations | None
    ) -> None:
        self.program, self.pack, self.period = program, program.pack, period
        self.memory = remember(self.pack, root, period.first, judged_on=period.last)
        self.turns: set[int] = set()  # breakpoints that change what is advised
        self.kinks: set[int] = set()  # all others
        later = self._put_off(root)
        self.plan = _plans_of(program).plan(program, later)
        self.plain = meanings_of(program)
        self.today = period.today()
        self.memory.rows[0][TODAY] = self.today
        self.fired: dict[str, dict[int, Timed]] = {}  # by rule: where it fires on some day, and when
        self.is_known = derivations is not None and derivations.error is None
        if derivations is not None and self.is_known:
            self._take_over(derivations)

    def _put_off(self, root: Instance) -> frozenset[Fact]:
        """Let what is said to have happened on a later day count from that day on."""
        found: set[Fact] = set()
        counts_from: dict[tuple[int, str], int] = {}
        placed = place_stated(self.pack, root)
        first, last = self.period.first, self.period.last
        for here, fact, dated in future_facts(placed, self.pack.looking_back, first):
            day = here.instance.facts[fact]
            assert isinstance(day, int)  # INVARIANT: else it would not be in the future
            found.add((here.instance.entity, fact))
            counts_from[here.index, fact] = day
            if dated is not None:
                found.add((here.instance.entity, dated))
                day = max(day, counts_from.get((here.index, dated), day))
                counts_from[here.index, dated] = day
        for (index, fact), day in counts_from.items():
            if day <= last:
                row = self.memory.rows[index]
                row[fact] = course([(first, None, 0), (day, row[fact], 0)])
                self.turns.add(day)
        return frozenset(found)

    def _take_over(self, derivations: Derivations) -> None:
        """What never changes is as it is today."""
        changing = self.plan.facts
        index = {here.place: here.index for here in self.memory.placed}
        for firing in derivations.firings:
            if firing.rule not in self.plan.rules:
                self.fired.setdefault(firing.rule, {})[index[firing.place]] = True
        for conclusion in derivations.conclusions:
            if (conclusion.entity, conclusion.fact) not in changing:
                self.memory.rows[index[conclusion.place]][conclusion.fact] = conclusion.value

    def settle(self) -> None:
        """Work out when each rule fires, and what is concluded when."""
        for stratum in self.program.strata:
            for name in stratum.firings:
                if not self.is_known or name in self.plan.rules:
                    self._fire(self.pack.rules[name])
            for entity, fact in stratum.facts:
                if not self.is_known or (entity, fact) in self.plan.facts:
                    for index in self.memory.of_entity[entity]:
                        self.memory.rows[index][fact] = self._conclude(entity, fact, index)

    def _fire(self, rule: Rule) -> None:
        holds = self.plan.meanings.of(self.plain.conditions[rule.name])
        overriders = [self.pack.rules[name] for name in self.program.overridden_by[rule.name]]
        fired = self.fired[rule.name] = {}
        speaks = bool(rule.advises or rule.note or rule.silences_all or rule.silences)
        for index in self.memory.of_entity[rule.entity]:
            fires = holds(self.memory, (index,), self.period)
            if fires is False or fires is None:
                continue
            around = self.memory.placed[index].around
            against = [self.fired.get(o.name, {}).get(around[o.entity], False) for o in overriders]
            if any(one is not False for one in against):
                fires = lift(_is_free, (fires, *against), self.period, no_growth)
            if fires is not False:
                fired[index] = fires
                self._watch(fires, self.turns if speaks else None)

    def _watch(self, timed: Timed, where: set[int] | None) -> None:
        """Note when something changes its course; where it is about errors, in any case."""
        if timed is FAILED:
            raise _NoAdvice
        if type(timed) is not Course:
            return
        if where is None and any(value is FAILED for _, value, _ in timed.pieces):
            where = self.turns
        if where is not None:
            where.update(turns(timed))

    def _conclude(self, entity: str, fact: str, index: int) -> Timed:
        found: list[Timed] = []
        for name in self.program.concluded_by[entity, fact]:
            fires = self.fired.get(name, {}).get(index, False)
            if fires is False:
                continue
            value = next(c.value for c in self.pack.rules[name].concludes if c.fact == fact)
            timed = self.plan.meanings.of(value)(self.memory, (index,), self.period)
            found.append(chosen(fires, timed, None, self.period))
        result = found[0] if found else None
        for other in found[1:]:
            result = lift(_agreed, (result, other), self.period, _agreed_while_growing)
        default = self.pack.entities[entity].facts[fact].computed_default
        if default is not None and (result is None or type(result) is Course):
            by_default = self.plan.meanings.of(default)(self.memory, (index,), self.period)
            is_open = lift(lambda value: value is None, (result,), self.period, _never)
            result = chosen(is_open, by_default, result, self.period)
        self._watch(result, None)
        return result

    # --- the advice ---------------------------------------------------------------------------------

    def look_at_advice(self) -> None:
        """Note when starts and dues change their course, come and pass, and overtake one another."""
        starts: list[Timed] = []
        dues: list[Timed] = []
        for name, places in self.fired.items():
            rule = self.pack.rules[name]
            advises = rule.advises
            for index, fires in places.items():
                if rule.note is not None:
                    self._read(rule.note.say, index, fires)
                if advises is None:
                    continue
                self._read(self.pack.actions[advises.action].title, index, fires)
                for expression, found in ((advises.start, starts), (advises.due, dues)):
                    if expression is not None:
                        timed = self.plan.meanings.of(expression)(self.memory, (index,), self.period)
                        timed = chosen(fires, timed, None, self.period)
                        if timed is not FAILED:  # another one may be told of, on some days
                            self._watch(timed, self.kinks)
                            found.append(timed)
        today, tomorrow = self.today, self._tomorrow()
        for start in _distinct(starts):
            self._note(_BEFORE, (today, start), self.turns)
        for due in _distinct(dues):
            self._note(_BEFORE, (due, today), self.turns)
            self._note(_AT_MOST, (due, tomorrow), self.kinks)
        for timed in (_distinct(starts), _distinct(dues)):
            for moving, other in _overtaking(timed):
                self._note(_BEFORE, (moving, other), self.kinks)
                self._note(_AT_MOST, (moving, other), self.kinks)

    def _read(self, template: Template, index: int, fires: Timed) -> None:
        """Note when a fact that stands in a sentence changes its course."""
        around = self.memory.placed[index].around
        for part in template.parts:
            if isinstance(part, Slot) and (part.entity, part.fact) in self.plan.facts:
                timed = self.memory.rows[around[part.entity]].get(part.fact)
                self._watch(chosen(fires, timed, None, self.period), self.kinks)

    def _tomorrow(self) -> Timed:
        first, last = self.period.first, self.period.last
        return course([(first, first + 1, 1)]) if first < last else first + 1

    def _note(
        self, compare: tuple[object, object], parts: Sequence[Timed], where: set[int]
    ) -> None:
        apply, growing = compare
        where.update(turns(lift(apply, parts, self.period, growing)))


def _is_free(fires: object, *against: object) -> bool:
    return bool(fires) and not any(against)


def _never(first: int, last: int, pieces: Sequence[Piece]) -> list[Piece]:
    return [(first, False, 0)]  # what grows is given


def _agreed(one: object, other: object) -> object:
    """What two rules conclude that fire on the same day: one value, or a conflict."""
    if one is None or other is None or one == other:
        return other if one is None else one
    raise OutOfRange


def _agreed_while_growing(first: int, last: int, pieces: Sequence[Piece]) -> list[Piece] | None:
    one, other = pieces
    if one[1] is None or other[1] is None or one == other:
        return [other if one[1] is None else one]
    return None  # the same on one day, perhaps


def _distinct(courses: Iterable[Timed]) -> list[Timed]:
    """The courses, each once."""
    found = {tuple(c.pieces) if type(c) is Course else c: c for c in courses if c is not None}
    return list(found.values())


def _overtaking(courses: Sequence[Timed]) -> Iterator[tuple[Timed, Timed]]:
    """The pairs of which one may overtake the other, since one of them grows."""
    for one, other in combinations(courses, 2):
        if any(
            growth
            for timed in (one, other)
            if type(timed) is Course
            for _, _, growth in timed.pieces
        ):
            yield one, other

"""The outlook of a situation: with all facts fixed and time the one variable, what changes when.

The program is read once over a whole period, every value a course (see `courses`). What comes out are the
breakpoints: the days on which a rule begins or ceases to fire, on which a start or a due changes its course, comes, or
passes. Between two neighbouring breakpoints the advice is the same but for days that are counted from today
and the words that tell how far off a day is.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from advisor import ir
from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.memory import remember
from advisor.backends.oracle.semantics import meanings_of
from advisor.rendering.words import place_stated
from advisor.timeline.courses import (
    FAILED,
    Apply,
    Course,
    Growing,
    Interval,
    Period,
    Piece,
    Timed,
    chosen,
    course,
    lift,
    on,
    turns,
)
from advisor.timeline.growing_functions import comparison
from advisor.timeline.time_dependence import Fact, plans_of

_BEFORE, _AT_MOST = comparison(operator.lt), comparison(operator.le)


def look_ahead(
    program: ir.Program,
    root: ir.Instance,
    today: int,
    days: int,
    derivations: ir.Derivations | None = None,
) -> Outlook:
    """What becomes of a situation from `today`, an ordinal, to that many days later.

    `derivations`, where the caller has those of `today`, save working out what never changes.
    """
    period = Period(today, min(today + days, ir.LAST_DATE))
    outlook = Outlook(program, root, period, derivations)
    try:
        outlook.settle()
        outlook.look_at_advice()
    except _NoAdvice:
        outlook.has_advice = False
    return outlook


class _NoAdvice(Exception):
    """An error on every day of the period: whatever comes later in the program counts on none."""


class Outlook:
    """One situation over a period, on its way through the strata and afterwards."""

    def __init__(
        self,
        program: ir.Program,
        root: ir.Instance,
        period: Period,
        derivations: ir.Derivations | None,
    ) -> None:
        self.program, self.pack, self.root, self.period = program, program.pack, root, period
        self.has_advice = True  # on some day
        self.memory = remember(self.pack, root, period.first, evaluation_day=period.last)
        self._turns: set[int] = set()  # breakpoints that change what is advised
        self._kinks: set[int] = set()  # all others
        later = self._put_off(root)
        self.plan = plans_of(program).plan(program, later)
        self.plain = meanings_of(program)
        self.today = period.today()
        self.memory.rows[0][ir.TODAY] = self.today
        self.fired: dict[
            str, dict[int, Timed]
        ] = {}  # by rule: where it fires on some day, and when
        self.dates: dict[tuple[str, int], tuple[Timed, Timed]] = {}  # starts and dues of advice
        self.is_known = derivations is not None and derivations.error is None
        if derivations is not None and self.is_known:
            self._take_over(derivations)

    def _put_off(self, root: ir.Instance) -> frozenset[Fact]:
        """Let what is said to have happened on a later day count from that day on."""
        found: set[Fact] = set()
        counts_from: dict[tuple[int, str], int] = {}
        placed = place_stated(self.pack, root)
        first, last = self.period.first, self.period.last
        for here, fact, dated in ir.future_facts(placed, self.pack.looking_back, first):
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
                self._turns.add(day)
        return frozenset(found)

    def _take_over(self, derivations: ir.Derivations) -> None:
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

    def _fire(self, rule: ir.Rule) -> None:
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
                fires = lift(_is_free, (fires, *against), self.period)
            if fires is not False:
                fired[index] = fires
                self._watch(fires, self._turns if speaks else None)

    def _watch(self, timed: Timed, where: set[int] | None) -> None:
        """Note when something changes its course; where it is about errors, in any case."""
        if timed is FAILED:
            raise _NoAdvice
        if type(timed) is not Course:
            return
        if where is None and _may_fail(timed):
            where = self._turns
        if where is not None:
            where.update(turns(timed))

    def _conclude(self, entity: str, fact: str, index: int) -> Timed:
        found: list[Timed] = []
        for name in self.program.concluded_by[entity, fact]:
            fires = self.fired.get(name, {}).get(index, False)
            if fires is False:
                continue
            value = self.pack.rules[name].value_of(fact)
            timed = self.plan.meanings.of(value)(self.memory, (index,), self.period)
            found.append(chosen(fires, timed, None, self.period))
        result = found[0] if found else None
        for other in found[1:]:
            result = lift(_agreed, (result, other), self.period, _agreed_while_growing)
        if len(found) > 2 and _may_fail(result):  # of three that conflict, one may come or go
            self._turns.update(day for one in found if type(one) is Course for day in turns(one))
        default = self.pack.entities[entity].facts[fact].computed_default
        if default is not None and (result is None or type(result) is Course):
            by_default = self.plan.meanings.of(default)(self.memory, (index,), self.period)
            is_open = lift(lambda value: value is None, (result,), self.period, _never)
            result = chosen(is_open, by_default, result, self.period)
        self._watch(result, None)
        return result

    @property
    def days(self) -> tuple[int, ...]:
        """All breakpoints, in their order. Units: ordinals."""
        return self._within(self._turns | self._kinks)

    @property
    def turns(self) -> tuple[int, ...]:
        """Those on which a rule that speaks to the person begins or ceases to fire, or a start comes or
        a due passes. On the others only days and the order of the pieces change.
        """
        return self._within(self._turns)

    def _within(self, days: Iterable[int]) -> tuple[int, ...]:
        first, last = self.period.first, self.period.last
        return tuple(sorted(day for day in days if first < day <= last))

    def derivations(self, day: int) -> ir.Derivations | None:
        """What is derived on a day of the period, as an engine would say it; None for an error."""
        if not self.has_advice:
            return None
        firings: list[ir.Firing] = []
        for known, rule, place, *timed in self._firings:
            if known is not None:
                firings.append(known)
                continue
            does, start, due = (on(one, day) for one in timed)
            if FAILED in (does, start, due):
                return None
            if does:
                firings.append(ir.Firing(rule, place, start, due))
        conclusions: list[ir.Conclusion] = []
        for concluded, place, entity, fact, value in self._conclusions:
            if concluded is not None:
                conclusions.append(concluded)
                continue
            value = on(value, day)
            if value is FAILED:
                return None
            if value is not None:
                conclusions.append(ir.Conclusion(place, entity, fact, value, ()))
        return ir.Derivations(tuple(firings), tuple(conclusions))

    def moves(self, day: int) -> bool:
        """Whether a start or a due of that day is counted from it, and so moves on with the next one."""
        return any(timed.at(day)[2] for timed in self._moving)

    @cached_property
    def _moving(self) -> list[Course]:
        dates = (timed for pair in self.dates.values() for timed in pair)
        return [timed for timed in dates if type(timed) is Course]

    @cached_property
    def _firings(self) -> list[tuple[ir.Firing | None, str, str, Timed, Timed, Timed]]:
        """What fires on some day, by rule in listing order, then by place; with when it starts and is due.

        The firing itself stands before what is the same on all days.
        """
        found: list[tuple[ir.Firing | None, str, str, Timed, Timed, Timed]] = []
        for name in self.pack.rules:
            for index, fires in sorted(self.fired.get(name, {}).items()):
                place = self.memory.placed[index].place
                start, due = self.dates.get((name, index), (None, None))
                known = None
                if fires is True and not any(
                    type(d) is Course or d is FAILED for d in (start, due)
                ):
                    known = ir.Firing(name, place, start, due)
                found.append((known, name, place, fires, start, due))
        return found

    @cached_property
    def _conclusions(self) -> list[tuple[ir.Conclusion | None, str, str, str, Timed]]:
        """What is concluded on some day, by place, then in order of declaration; likewise."""
        concluded = {
            name: [fact.name for fact in entity.facts.values() if fact.is_concluded]
            for name, entity in self.pack.entities.items()
        }
        found: list[tuple[ir.Conclusion | None, str, str, str, Timed]] = []
        for here, row in zip(self.memory.placed, self.memory.rows, strict=True):
            place, entity = here.place, here.instance.entity
            for fact in concluded[entity]:
                value: Timed = row[fact]
                if value is not None:
                    is_plain = type(value) is not Course and value is not FAILED
                    known = ir.Conclusion(place, entity, fact, value, ()) if is_plain else None
                    found.append((known, place, entity, fact, value))
        return found

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
                if rule.because is not None:
                    self._read(rule.because, index, fires)
                start = self._date(advises.start, index, fires)
                due = self._date(advises.due, index, fires)
                self.dates[name, index] = start, due
                starts.append(start)
                dues.append(due)
        today, tomorrow = self.today, self._tomorrow()
        for start in _distinct(starts):
            self._note(_BEFORE, (today, start), self._turns)
        for due in _distinct(dues):
            self._note(_BEFORE, (due, today), self._turns)
            self._note(_AT_MOST, (due, tomorrow), self._kinks)
        for timed in (_distinct(starts), _distinct(dues)):
            for moving, other in _overtaking(timed):
                self._note(_BEFORE, (moving, other), self._kinks)
                self._note(_AT_MOST, (moving, other), self._kinks)

    def _date(self, expression: ir.Expression | None, index: int, fires: Timed) -> Timed:
        if expression is None:
            return None
        timed = self.plan.meanings.of(expression)(self.memory, (index,), self.period)
        timed = chosen(fires, timed, None, self.period)
        if timed is not FAILED:  # else the error of another one may be told instead, on some days
            self._watch(timed, self._kinks)
        return timed

    def _read(self, template: ir.Template, index: int, fires: Timed) -> None:
        """Note when a fact that stands in a sentence changes its course."""
        around = self.memory.placed[index].around
        for part in template.parts:
            if isinstance(part, ir.Slot) and (part.entity, part.fact) in self.plan.facts:
                timed = self.memory.rows[around[part.entity]].get(part.fact)
                self._watch(chosen(fires, timed, None, self.period), self._kinks)

    def _tomorrow(self) -> Timed:
        first, last = self.period.first, self.period.last
        return course([(first, first + 1, 1)]) if first < last else first + 1

    def _note(
        self, compare: tuple[Apply, Growing], parts: Sequence[Timed], where: set[int]
    ) -> None:
        apply, growing = compare
        where.update(turns(lift(apply, parts, self.period, growing)))


def _may_fail(timed: Timed) -> bool:
    """Whether it is an error on some day."""
    return timed is FAILED or (
        type(timed) is Course and any(value is FAILED for _, value, _ in timed.pieces)
    )


def _is_free(fires: object, *against: object) -> bool:
    return bool(fires) and not any(against)


def _never(interval: Interval) -> list[Piece]:
    return [(interval[0], False, 0)]  # what grows is given


def _agreed(one: object, other: object) -> object:
    """What two rules conclude that fire on the same day: one value, or a conflict."""
    if one is None or other is None or one == other:
        return other if one is None else one
    raise OutOfRange


def _agreed_while_growing(interval: Interval) -> list[Piece] | None:
    one, other = interval[2]
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

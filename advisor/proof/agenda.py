"""Which advice is given, over all situations at once: what silences and `instead_of` leave, with start and due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from advisor import ir
from advisor.proof.arithmetic import extreme
from advisor.proof.reading import SymbolicProgram
from advisor.proof.terms import Amount, Formula, alike, below, conj, disj, first_of, iff, neg, where

_NEVER = Amount(False, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class AdviceEntry:
    """Advice of one rule for one instance: where it is there, with its start and due."""

    rule: ir.Rule
    index: int
    is_there: Formula
    start: Amount
    due: Amount


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of advice: where it is given, when it starts and is due, and in which state it is."""

    is_given: Formula
    start: Amount
    due: Amount
    is_overdue: Formula
    is_later: Formula

    def differs(self, other: Piece) -> Formula:
        """Where it is another piece than `other`, or there is only one of them."""
        same = conj(alike(self.start, other.start), alike(self.due, other.due))
        both = conj(self.is_given, other.is_given)
        return disj(neg(iff(self.is_given, other.is_given)), conj(both, neg(same)))


class Agenda:
    """The advice of one reading."""

    def __init__(self, reading: SymbolicProgram) -> None:
        self.reading, self.world = reading, reading.world
        self._pieces: dict[tuple[str, int], Piece] = {}
        self._entries: dict[tuple[str, int], AdviceEntry] = {}
        self._taken: dict[tuple[str, int], Formula] = {}

    @cached_property
    def _advising(self) -> dict[str, list[ir.Rule]]:
        """The rules that advise each action."""
        pack = self.reading.program.pack
        found: dict[str, list[ir.Rule]] = {name: [] for name in pack.actions}
        for rule in pack.rules.values():
            if rule.advises is not None:
                found[rule.advises.action].append(rule)
        return found

    @cached_property
    def _substitutes(self) -> dict[str, list[ir.Rule]]:
        """For each action, the rules that advise something in its place."""
        found: dict[str, list[ir.Rule]] = {}
        for rule in self.reading.program.pack.rules.values():
            for action in () if rule.advises is None else rule.advises.instead_of:
                found.setdefault(action, []).append(rule)
        return found

    def places_of(self, action: str) -> Iterable[int]:
        """The instances for which an action may be advised."""
        entities = {rule.entity for rule in self._advising[action]}
        return [i for entity in entities for i in self.world.of_entity[entity]]

    def silencing(self, rule: ir.Rule, index: int) -> list[tuple[ir.Rule, int, Formula]]:
        """What may withhold the advice of a rule, and where it does."""
        around = self.world.placed[index].around
        return [
            (one, around[one.entity], self.reading.fires(one.name, around[one.entity]))
            for one in self.reading.program.pack.silencers(rule)
        ]

    def entry(self, rule: ir.Rule, index: int) -> AdviceEntry:
        """The advice of a rule, where no other rule withholds it."""
        key = rule.name, index
        if key not in self._entries:
            assert rule.advises is not None
            fires = self.reading.fires(rule.name, index)
            kept = conj(fires, *(neg(where) for _, _, where in self.silencing(rule, index)))
            start, due = (
                self._day(expression, index, fires)
                for expression in (rule.advises.start, rule.advises.due)
            )
            self._entries[key] = AdviceEntry(rule, index, kept, start, due)
        return self._entries[key]

    def _day(self, expression: ir.Expression | None, index: int, under: Formula) -> Amount:
        if expression is None or under is False:
            return _NEVER
        found = self.reading.value(expression, index, under)
        assert isinstance(found, Amount)  # INVARIANT: the loader typed it
        return found

    def _targets(self, rule: ir.Rule, index: int) -> list[AdviceEntry]:
        """What a rule may advise something in place of."""
        assert rule.advises is not None
        here = self.world.placed[index]
        return [
            self.entry(other, at)
            for action in rule.advises.instead_of
            for other in self._advising[action]
            if other.advises is not None and not other.advises.instead_of
            for at in self.world.of_entity[other.entity]
            if ir.is_within(self.world.placed[at], here)
        ]

    def _substitute(self, rule: ir.Rule, index: int) -> AdviceEntry:
        own, targets = self.entry(rule, index), self._targets(rule, index)
        there = conj(own.is_there, disj(*(t.is_there for t in targets)))
        earliest = _earliest_start(targets)
        start = _or(own.start, earliest)
        due = _or(own.due, extreme(ir.End.LOW, [(t.is_there, t.due) for t in targets]))
        return AdviceEntry(rule, index, there, start, due)

    def _withheld(self, entry: AdviceEntry) -> Formula:
        """Where something is advised in place of this."""
        assert entry.rule.advises is not None
        here = self.world.placed[entry.index]
        found = []
        for rule in self._substitutes.get(entry.rule.advises.action, ()):
            at = here.around.get(rule.entity)
            if at is not None:
                found.append(self.entry(rule, at).is_there)
        return disj(*found)

    def entries(self, action: str, index: int) -> list[AdviceEntry]:
        """The advice of all rules that makes up one piece."""
        found = []
        entity = self.world.placed[index].instance.entity
        for rule in self._advising[action]:
            if rule.entity != entity:
                continue
            assert rule.advises is not None
            if rule.advises.instead_of:
                found.append(self._substitute(rule, index))
                continue
            plain = self.entry(rule, index)
            there = conj(plain.is_there, neg(self._withheld(plain)))
            found.append(AdviceEntry(rule, index, there, plain.start, plain.due))
        return [entry for entry in found if entry.is_there is not False]

    def is_anywhere(self, rule: ir.Rule, index: int) -> Formula:
        """Where the advice of a rule is given, by itself or by what is advised in its place."""
        assert rule.advises is not None
        own = self._substitute(rule, index) if rule.advises.instead_of else self.entry(rule, index)
        return own.is_there

    def piece(self, action: str, index: int) -> Piece:
        """The advice of one action for one instance."""
        key = action, index
        if key not in self._pieces:
            self._pieces[key] = self._piece(action, self.entries(action, index))
        return self._pieces[key]

    def _piece(self, action: str, entries: list[AdviceEntry]) -> Piece:
        kind = self.reading.program.pack.actions[action].kind
        start = _earliest_start(entries)
        due = extreme(ir.End.LOW, [(e.is_there, e.due) for e in entries])
        if kind is ir.ActionKind.KNOW:
            due = _NEVER
        today = self.world.today
        overdue: Formula = False
        if kind is not ir.ActionKind.WAIT:
            overdue = conj(due.given, below(due, today))
        later = conj(neg(overdue), start.given, below(today, start))
        given = disj(*(e.is_there for e in entries))
        return Piece(given, start, due, overdue, later)

    def is_noted(self, rule: ir.Rule, action: str, index: int) -> Formula:
        """Where the note of a rule stands below a piece of advice."""
        note = rule.note
        if note is None or (note.on is not None and action not in note.on):
            return False
        here = self.world.placed[index]
        related = [
            at
            for at in self.world.of_entity[rule.entity]
            if are_related(here, self.world.placed[at])
        ]
        fires = disj(*(self.reading.fires(rule.name, at) for at in related))
        return conj(self.piece(action, index).is_given, fires)


def are_related(one: ir.Placed, other: ir.Placed) -> bool:
    """Whether it is the same instance, one around it or one inside it."""
    return ir.is_within(one, other) or ir.is_within(other, one)


def _earliest_start(entries: Iterable[AdviceEntry]) -> Amount:
    """The earliest of those that are there; where one begins at once, there is none."""
    entries = list(entries)
    at_once = disj(*(conj(e.is_there, neg(e.start.given)) for e in entries))
    earliest = extreme(ir.End.LOW, [(e.is_there, e.start) for e in entries])
    kept = where(neg(at_once), earliest)
    assert isinstance(kept, Amount)
    return kept


def _or(one: Amount, other: Amount) -> Amount:
    found = first_of([one, other])
    assert isinstance(found, Amount)
    return found

"""What somebody wants to reach: that an action is advised, comes first, or goes away; and why it is not so yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import Any, TypeAlias

import numpy as np

from advisor import ir
from advisor.backends.agenda import waits_for
from advisor.backends.oracle.support import Facts, Support, union
from advisor.counterfactual.changes import DAY
from advisor.counterfactual.columns import Pieces
from advisor.diagnostics.fast_dataclass import dataclass


class Aim(Enum):
    """What is to become of an action."""

    ADVISED = "advised"
    FIRST = "first"
    GONE = "gone"


# A way to the goal, and what blocks it: of each of these sets one fact has to change.
Blocks: TypeAlias = tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """An aim for one action, for the instances at some places (None: whichever)."""

    aim: Aim
    action: str
    places: frozenset[str] | None = None

    def _is_meant(self, action: str, place: str) -> bool:
        return action == self.action and (self.places is None or place in self.places)

    def is_reached(self, advice: Sequence[ir.Advice]) -> bool:
        """Whether this advice reaches it."""
        meant = [self._is_meant(piece.action, piece.place) for piece in advice]
        match self.aim:
            case Aim.ADVISED:
                return any(meant)
            case Aim.FIRST:
                return meant[:1] == [True]
            case Aim.GONE:
                return not any(meant)

    def reached(self, pieces: Pieces) -> Any:
        """For each candidate of a block, whether it reaches the goal; those in error never do."""
        hits = pieces.hits(self.action, self.places)
        found = np.zeros(pieces.size, np.bool_)
        match self.aim:
            case Aim.ADVISED | Aim.GONE:
                found[pieces.candidate[hits]] = True
                if self.aim is Aim.GONE:
                    found = ~found
            case Aim.FIRST:
                firsts = np.unique(pieces.candidate, return_index=True)[1]
                found[pieces.candidate[firsts[hits[firsts]]]] = True
        return found & ~pieces.failed

    def blocks(self, support: Support, advice: Sequence[ir.Advice]) -> list[Blocks]:
        """The ways to the goal and what blocks each of them. `advice` is what the situation gets.

        A situation that differs from this one and reaches the goal differs, for one of the ways, in a fact of
        each of its sets.
        """
        standing = _Standing(support)
        meant = [
            (rule, index)
            for rule, index in standing.entries
            if rule.advises is not None
            and self._is_meant(rule.advises.action, support.placed[index].place)
        ]
        if self.aim is Aim.GONE:
            return [tuple(standing.why(*one) for one in meant if standing.stands(*one))]
        found: list[Blocks] = []
        if self.aim is Aim.FIRST:
            pieces = {piece.place: piece for piece in advice if piece.action == self.action}
            for place in {support.placed[index].place for _, index in meant}:
                if place in pieces:
                    found.append(_in_front(standing, pieces[place], advice))
                    meant = [one for one in meant if support.placed[one[1]].place != place]
        return found + [standing.why_not(*one) for one in meant]


def _in_front(standing: _Standing, piece: ir.Advice, advice: Sequence[ir.Advice]) -> Blocks:
    """What keeps a piece of advice from coming first: for each piece that it cannot overtake, what that rests on.

    As long as none of it changes, the piece itself gets no better dates, and the other one stays, no worse and free
    to come at once; or it stays as what the piece has to wait for.
    """
    pack, placed = standing.pack, {here.place: here for here in standing.placed}
    own = standing.why_no_better(piece) | {DAY}
    found: list[Facts] = []
    for other in advice:
        if other is piece:
            break
        is_free = not any(
            waits_for(other, third, pack, placed) for third in advice if third is not other
        )
        if is_free or waits_for(piece, other, pack, placed):
            found.append(own | standing.why_no_worse(other))
    return tuple(found)


class _Standing:
    """Which advice of single rules stands, once silences and `instead_of` have had their say, and why."""

    def __init__(self, support: Support) -> None:
        self._support = support
        self.pack, self.placed = support.program.pack, support.placed
        rules = support.program.pack.rules.values()
        of_entity = support.memory.of_entity
        self.entries = [
            (rule, index)
            for rule in rules
            if rule.advises is not None
            for index in of_entity[rule.entity]
        ]

    def _silencers(self, rule: ir.Rule, index: int) -> Iterator[tuple[str, int]]:
        """The firings that would silence it."""
        around = self._support.placed[index].around
        for other in self.pack.silencers(rule):
            yield other.name, around[other.entity]

    def _is_unsilenced(self, rule: ir.Rule, index: int) -> bool:
        """Whether it fires and nothing silences it."""
        fired = self._support.fired
        return (rule.name, index) in fired and not any(
            other in fired for other in self._silencers(rule, index)
        )

    def _instead(self, rule: ir.Rule, index: int) -> list[tuple[ir.Rule, int]]:
        """Of plain advice what might stand in for it; of a replacement what it might stand in for."""
        placed, advises = self._support.placed, rule.advises
        assert advises is not None  # INVARIANT: only such rules are entries
        found = []
        for other, at in self.entries:
            assert other.advises is not None  # INVARIANT: as above
            if advises.instead_of:
                is_one = (
                    not other.advises.instead_of
                    and other.advises.action in advises.instead_of
                    and ir.is_within(placed[at], placed[index])
                )
            else:
                is_one = advises.action in other.advises.instead_of and ir.is_within(
                    placed[index], placed[at]
                )
            if is_one:
                found.append((other, at))
        return found

    def stands(self, rule: ir.Rule, index: int) -> bool:
        """Whether the advice of this rule is given there."""
        if not self._is_unsilenced(rule, index):
            return False
        assert rule.advises is not None  # INVARIANT: only such rules are entries
        unsilenced = any(self._is_unsilenced(*other) for other in self._instead(rule, index))
        return unsilenced is bool(rule.advises.instead_of)

    def _why_unsilenced(self, rule: ir.Rule, index: int) -> Facts:
        support = self._support
        return support.firing(rule.name, index) | union(
            support.firing(*other) for other in self._silencers(rule, index)
        )

    def _why_silenced(self, rule: ir.Rule, index: int) -> list[Facts]:
        support = self._support
        if (rule.name, index) not in support.fired:
            overriding = [o for o in support.overriding(rule, index) if o in support.fired]
            condition = support.meanings.conditions[rule.name]
            return [
                *support.failing(condition, (index,)),
                *(support.firing(*other) for other in overriding),
            ]
        return [
            support.firing(*other)
            for other in self._silencers(rule, index)
            if other in support.fired
        ]

    def why(self, rule: ir.Rule, index: int) -> Facts:
        """What it rests on that this advice stands."""
        assert rule.advises is not None  # INVARIANT: only such rules are entries
        own, others = self._why_unsilenced(rule, index), self._instead(rule, index)
        if rule.advises.instead_of:
            return own | min(
                (self._why_unsilenced(*o) for o in others if self._is_unsilenced(*o)), key=len
            )
        return own | union(min(self._why_silenced(*other), key=len) for other in others)

    def why_not(self, rule: ir.Rule, index: int) -> Blocks:
        """What keeps this advice from standing: all of it has to give way."""
        assert rule.advises is not None  # INVARIANT: only such rules are entries
        found = self._why_silenced(rule, index)
        others = self._instead(rule, index)
        if rule.advises.instead_of:
            if not any(self._is_unsilenced(*other) for other in others):
                found.append(union(min(self._why_silenced(*o), key=len) for o in others))
        else:
            found += [
                self._why_unsilenced(*other) for other in others if self._is_unsilenced(*other)
            ]
        return tuple(found)

    def why_no_worse(self, piece: ir.Advice) -> Facts:
        """What it rests on that a piece is advised, at least as early as it is, and waits for nothing new."""
        action = self.pack.actions[piece.action]
        found: list[Facts] = []
        for rule, index in self.entries:
            assert rule.advises is not None  # INVARIANT: only such rules are entries
            name, here = rule.advises.action, self.placed[index]
            if name == piece.action and here.place == piece.place and self.stands(rule, index):
                found += [self.why(rule, index), self._dates(rule, index)]
            elif name in (*action.after, *action.after_any) and not self.stands(rule, index):
                found.append(min(self.why_not(rule, index), key=len))
        return union(found)

    def why_no_better(self, piece: ir.Advice) -> Facts:
        """What it rests on that a piece is advised no earlier."""
        found: list[Facts] = []
        for rule, index in self.entries:
            assert rule.advises is not None  # INVARIANT: only such rules are entries
            if (rule.advises.action, self.placed[index].place) == (piece.action, piece.place):
                stands = self.stands(rule, index)
                found.append(
                    self._dates(rule, index) if stands else min(self.why_not(rule, index), key=len)
                )
        return union(found)

    def _dates(self, rule: ir.Rule, index: int) -> Facts:
        """What the start and due of a rule's advice rest on; of what it stands in for, those of that."""
        advises = rule.advises
        assert advises is not None  # INVARIANT: only such rules are entries
        found = [
            self._support.of(day, (index,))
            for day in (advises.start, advises.due)
            if day is not None
        ]
        if advises.instead_of and (advises.start is None or advises.due is None):
            for other, at in self._instead(rule, index):
                if self._is_unsilenced(other, at):
                    found += [self._why_unsilenced(other, at), self._dates(other, at)]
                else:
                    found.append(min(self._why_silenced(other, at), key=len))
        return union(found)

"""The shortest set of conditions that would have to turn for a rule to fire, or not to fire.

Provenance of what is not there: the same conditions that decided, read for the rules that did not fire. A
condition on a concluded yes-no fact is followed into the rules and the default that conclude it. A way that would
turn what the rule needs as it is comes last: to stop a rule that is in the way, a job is not given up for which
the advice is wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from typing import TypeAlias

from advisor import ir
from advisor.backends.oracle.semantics import Frames, items_of
from advisor.backends.oracle.support import Support
from advisor.diagnostics.fast_dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class Flip:
    """A condition that would have to turn: `wanted` is what it would have to be. Frames as in `Memory`.

    `path` are the concluded facts that hang on it, the outermost first, each with what it would come to be.
    """

    condition: ir.Expression
    frames: Frames
    wanted: bool
    path: tuple[tuple[int, str, bool], ...] = field(default=(), compare=False)


Flips: TypeAlias = tuple[Flip, ...]
_NONE: Flips = ()


def together(parts: Iterable[Flips]) -> Flips:
    """All of them, each once."""
    return tuple(dict.fromkeys(flip for part in parts for flip in part))


class Flipping:
    """Looks for flips in one decided situation."""

    def __init__(self, support: Support) -> None:
        self._support, self._program = support, support.program
        self._needed: set[tuple[int, Frames]] = set()  # conditions that are as they must be
        self._taken: frozenset[Flip] = frozenset()  # flips that are needed anyway

    def advice(self, rule: ir.Rule, index: int, hindering: Iterable[tuple[str, int]] = ()) -> Flips:
        """What has to turn for the advice of a rule to be given there, where the firings in its way stop."""
        rules = self._program.pack.rules
        with self._needing(self._support.meanings.conditions[rule.name], (index,), True):
            return together(
                [
                    self.firing(rule, index, True),
                    *(self.firing(rules[name], at, False) for name, at in hindering),
                ]
            )

    def fewest(self, ways: Iterable[Flips]) -> Flips:
        """The shortest of some sets; of equals what takes back least of what was said, then what may turn as time
        passes, then the first. What turns something that is needed comes last.
        """

        def key(flips: Flips) -> tuple[int, int, int, int]:
            fresh = [flip for flip in flips if flip not in self._taken]
            needed = sum((id(flip.condition), flip.frames) in self._needed for flip in flips)
            said = sum(map(self._is_said, fresh))
            return (
                needed,
                self.cost(fresh),
                said,
                sum(not _reads_today(flip.condition) for flip in fresh),
            )

        return min(ways, key=key)

    def cost(self, flips: Iterable[Flip]) -> int:
        """How much would have to turn: a condition on what is worked out from things that are missing counts twice."""
        return sum(2 if self._is_unknown(flip) else 1 for flip in flips)

    def _is_unknown(self, flip: Flip) -> bool:
        rows = self._support.memory.rows
        return any(
            self._program.pack.fact(entity, fact).is_concluded and rows[index][fact] is None
            for index, entity, fact in self._read(flip)
        )

    def _is_said(self, flip: Flip) -> bool:
        """Whether it could only turn where somebody takes back what they said."""
        placed = self._support.placed
        return any(
            placed[index].instance.facts.get(fact) is not None
            for index, _, fact in self._read(flip)
        ) and not _reads_today(flip.condition)

    def _read(self, flip: Flip) -> Iterator[tuple[int, str, str]]:
        """The facts of a condition, but for those of list items."""
        around = self._support.memory.around
        for ref in ir.facts_read(flip.condition):
            if ref.frame < len(flip.frames):
                yield around[flip.frames[ref.frame]][ref.entity], ref.entity, ref.fact

    @contextmanager
    def _needing(self, condition: ir.Expression, frames: Frames, wanted: bool) -> Iterator[None]:
        """While ways are looked for under this condition, what it needs as it is."""
        before = set(self._needed)
        self._need(condition, frames, wanted)
        try:
            yield
        finally:
            self._needed = before

    def _need(self, condition: ir.Expression, frames: Frames, wanted: bool) -> None:
        if self._support.holds(condition, frames) is not wanted:
            if isinstance(condition, ir.And) and wanted:
                for part in condition.operands:
                    self._need(part, frames, wanted)
            return
        match condition:
            case ir.Not(operand=operand):
                self._need(operand, frames, not wanted)
            case ir.And(operands=operands) | ir.Or(operands=operands):
                so = [p for p in operands if self._support.holds(p, frames) is wanted]
                if wanted is isinstance(condition, ir.And) or len(so) == 1:
                    for part in so:
                        self._need(part, frames, wanted)
            case ir.FactRef(frame=frame, entity=entity, fact=fact) if self._program.pack.fact(
                entity, fact
            ).is_concluded:
                default = self._program.pack.fact(entity, fact).computed_default
                index = self._support.memory.around[frames[frame]][entity]
                if default is not None and not self._is_concluded(entity, fact, index):
                    self._need(default, (index,), wanted)
            case _:
                self._needed.add((id(condition), frames))

    def _is_concluded(self, entity: str, fact: str, index: int) -> bool:
        """Whether a rule gives the fact its value, rather than its default."""
        names = self._program.concluded_by[entity, fact]
        return any((name, index) in self._support.fired for name in names)

    def firing(self, rule: ir.Rule, index: int, wanted: bool) -> Flips:
        """What has to turn for the rule to fire there, or not to."""
        support = self._support
        if ((rule.name, index) in support.fired) is wanted:
            return _NONE
        condition = support.meanings.conditions[rule.name]
        rules = self._program.pack.rules
        others = support.overriding(rule, index)
        if wanted:
            overriding = [other for other in others if other in support.fired]
            with self._needing(condition, (index,), True):
                return together(
                    [
                        self.of(condition, (index,), True),
                        *(self.firing(rules[name], at, False) for name, at in overriding),
                    ]
                )
        return self.fewest(
            [
                self.of(condition, (index,), False),
                *(self.firing(rules[name], at, True) for name, at in others),
            ]
        )

    def of(self, condition: ir.Expression, frames: Frames, wanted: bool) -> Flips:
        """What has to turn for the condition to hold, or not to."""
        if self._support.holds(condition, frames) is wanted:
            return _NONE
        match condition:
            case ir.Not(operand=ir.Is() | ir.OneOf() | ir.Given() as operand) if (
                operand.span
                == condition.span  # `stage is not offered` is one condition for its author
            ):
                return (Flip(condition, frames, wanted),)
            case ir.Not(operand=operand):
                return self.of(operand, frames, not wanted)
            case ir.And(operands=operands) | ir.Or(operands=operands) if operands:
                if wanted is not isinstance(condition, ir.And):
                    return self.fewest(self.of(part, frames, wanted) for part in operands)
                return self._all_of(operands, frames, wanted)
            case ir.Any_() | ir.Every():
                return self._of_quantifier(condition, frames, wanted)
            case ir.FactRef(frame=frame, entity=entity, fact=fact, type=type_) if (
                type_.kind is ir.Kind.YES_NO and self._program.pack.fact(entity, fact).is_concluded
            ):
                index = self._support.memory.around[frames[frame]][entity]
                return self._of_concluded(condition, frames, index, wanted)
            case _:
                return (Flip(condition, frames, wanted),)

    def _all_of(self, operands: tuple[ir.Expression, ...], frames: Frames, wanted: bool) -> Flips:
        """What has to turn for all of them. What some need in any case costs nothing for the others."""
        before = self._taken
        found: list[Flips] = []
        for part in sorted(operands, key=lambda part: not isinstance(part, ir.Compare | ir.Is)):
            found.append(self.of(part, frames, wanted))
            self._taken = self._taken | {*found[-1]}
        self._taken = before
        return together(found)

    def _of_quantifier(self, condition: ir.Any_ | ir.Every, frames: Frames, wanted: bool) -> Flips:
        items = items_of(condition.over, self._support.memory, frames)
        if not items:  # it takes another one
            return (Flip(condition, frames, wanted),)
        is_one_enough = isinstance(condition, ir.Any_) is wanted
        found: list[Flips] = []
        for item in items:
            inner = (*frames, item)
            kept = condition.filter
            if is_one_enough:
                parts = [self.of(condition.condition, inner, wanted)]
                if kept is not None:
                    parts.append(self.of(kept, inner, True))
                found.append(together(parts))
            elif kept is None:
                found.append(self.of(condition.condition, inner, wanted))
            elif self._support.holds(kept, inner):
                ways = [self.of(condition.condition, inner, wanted), self.of(kept, inner, False)]
                found.append(self.fewest(ways))
        return self.fewest(found) if is_one_enough else together(found)

    def _of_concluded(
        self, condition: ir.FactRef, frames: Frames, index: int, wanted: bool
    ) -> Flips:
        pack, support = self._program.pack, self._support
        entity, fact = condition.entity, condition.fact
        ways: list[Flips] = []
        against: list[Flips] = []  # rules that say the opposite have to be quiet
        for name in self._program.concluded_by[entity, fact]:
            rule = pack.rules[name]
            value = rule.value_of(fact)
            if support.holds(value, (index,)) is wanted:
                ways.append(self.firing(rule, index, True))
            elif (name, index) in support.fired:
                against.append(self.firing(rule, index, False))
        default = pack.fact(entity, fact).computed_default
        if default is not None and not isinstance(default, ir.Literal):
            ways.append(self.of(default, (index,), wanted))
        elif not wanted or (default is not None and support.holds(default, (index,)) is wanted):
            ways.append(_NONE)
        if not ways:
            return (Flip(condition, frames, wanted),)
        found = together([self.fewest(ways), *against]) or (Flip(condition, frames, wanted),)
        return tuple(replace(flip, path=((index, fact, wanted), *flip.path)) for flip in found)


def _reads_today(condition: ir.Expression) -> bool:
    return any(
        ref.fact == ir.TODAY and ref.entity == ir.SITUATION for ref in ir.facts_read(condition)
    )

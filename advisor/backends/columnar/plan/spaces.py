"""Spaces: what the rows of a column stand for.

A plain space has a row for each instance of an entity. Where an expression inside a list function
also reads what lies outside (`own …`, or two functions in each other), its space has a row for each
combination: a base space, in which each row is repeated for the items of a list.

Frames are those of the typed expressions. An instance can be reached through several of them: that
of frame 1 around the item is that of frame 0 around the list, so each pair of frame and entity has a
canonical form, through the outermost frame.
"""

from __future__ import annotations

from collections.abc import Iterable

from advisor import ir
from advisor.diagnostics.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """An instance that a row stands for, seen through a frame."""

    frame: int
    entity: str


Keys = tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """What rows stand for, whatever the numbers of the frames.

    Without a base: the instances of `entity`. With one: for each row of the base, the items (of
    `entity`) of the list of the instance of `parent` in or around the base's key number `at`; without
    the instance in or around key number `without`, where there is one.
    """

    entity: str
    base: Space | None = None
    at: int = 0
    parent: str = ""
    without: int | None = None

    @property
    def entities(self) -> tuple[str, ...]:
        """The entities of the keys."""
        return (self.entity,) if self.base is None else (*self.base.entities, self.entity)


ROOT = (Key(0, ir.SITUATION),)


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames in which an expression stands: the list of frame n is `lists[n - 1]`."""

    pack: ir.Pack
    lists: tuple[ir.ListRef, ...] = ()

    def inside(self, over: ir.ListRef) -> Frames:
        """The scope inside a list function over a list."""
        return Frames(self.pack, (*self.lists, over))

    @property
    def depth(self) -> int:
        """The frame that a list function here would add."""
        return len(self.lists) + 1

    def canonical(self, frame: int, entity: str) -> Key:
        """The same instance through the outermost frame."""
        # Inside a function over the interviews of an application, frame 1 is an interview, and the
        # application around it that of frame 0:
        #
        #   (1, application)  ->  (0, application)
        #   (1, interview)        stays
        while frame > 0:
            over = self.lists[frame - 1]
            outside = self.pack.entities[over.item].within
            if outside is None or entity not in self.pack.around[outside]:
                break
            frame = over.frame  # 0 where it is about the other ones
        return Key(frame, entity)

    def covers(self, key: Key, inner: Key) -> bool:
        """Whether the instance of `inner` follows from that of `key`: it is that or one around it."""
        return (
            inner.entity in self.pack.around[key.entity]
            and self.canonical(key.frame, inner.entity) == inner
        )

    def position(self, keys: Keys, inner: Key) -> int:
        """Which of the keys covers another one."""
        return next(n for n, key in enumerate(keys) if self.covers(key, inner))

    def has(self, keys: Keys, inner: Key) -> bool:
        """Whether any of the keys covers another one."""
        return any(self.covers(key, inner) for key in keys)

    def parent_key(self, over: ir.ListRef) -> Key:
        """The instance whose list it is."""
        if over.is_other:
            return self.canonical(0, over.holder)
        return self.canonical(over.frame, over.holder)

    def needed(self, over: ir.ListRef) -> tuple[Key, ...]:
        """The instances that a list depends on."""
        own = (self.canonical(0, over.item),) if over.is_other else ()
        return (self.parent_key(over), *own)

    def reads(self, expression: ir.Expression) -> frozenset[Key]:
        """The instances whose facts an expression reads, in canonical form."""
        match expression:
            case ir.FactRef(frame=frame, entity=entity):
                return frozenset((self.canonical(frame, entity),))
            case ir.Any_() | ir.Every() | ir.Count() | ir.Sum() | ir.ExtremeOf() | ir.PickBy():
                inner = self.inside(expression.over)
                found = {c for part in ir.children(expression) for c in inner.reads(part)}
                return frozenset({c for c in found if c.frame != self.depth}).union(
                    self.needed(expression.over)
                )
            case _:
                return frozenset(c for part in ir.children(expression) for c in self.reads(part))

    def reduced(self, keys: Iterable[Key]) -> Keys:
        """Only the keys that no other one covers, by frame."""
        # Of (0, situation), (0, application) and (1, interview) only the last one stays: the other
        # two lie around it.
        every = set(keys)
        kept = [c for c in every if not any(d != c and self.covers(d, c) for d in every)]
        return tuple(sorted(kept, key=lambda c: c.frame)) or ROOT

    def closed(self, keys: Keys) -> Keys:
        """With the keys that the lists of all but the first key depend on."""
        # Going through a list needs to know whose it is and, among others than oneself, who asks.
        while True:
            missing = [
                needed
                for key in keys[1:]
                for needed in self.needed(self.lists[key.frame - 1])
                if not self.has(keys, needed)
            ]
            if not missing:
                return keys
            keys = self.reduced((*keys, *missing))

    def space(self, keys: Keys) -> Space:
        """The space with these keys. Requires: they are closed."""
        if len(keys) == 1:
            return Space(keys[0].entity)
        return self.expanded(keys[:-1], self.lists[keys[-1].frame - 1])

    def expanded(self, keys: Keys, over: ir.ListRef) -> Space:
        """The space in which the rows of `keys` are repeated for the items of a list."""
        parent = self.parent_key(over)
        without = self.position(keys, self.canonical(0, over.item)) if over.is_other else None
        at = self.position(keys, parent)
        return Space(over.item, self.space(keys), at, parent.entity, without)

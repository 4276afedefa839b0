"""What an engine gives back for one situation: which rules fired where, on what, concluding what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from functools import partial
from typing import Any, TypeAlias

from advisor.diagnostics.fast_dataclass import dataclass
from advisor.ir.types import Value


@dataclass(frozen=True, slots=True)
class Premise:
    """A fact that a firing rests on, stated or concluded; value None: it was not given."""

    place: str
    entity: str
    fact: str
    value: Value | None


Grounds: TypeAlias = Callable[[], tuple[Premise, ...]]


@dataclass(frozen=True, slots=True)
class Firing:
    """`rule` fired for the instance at `place`; start and due of its advice, where it advises.

    Premises explain; they take no part in equality, since engines may find different good reasons.
    `grounds` finds them when somebody reads them, and finds the same ones every time: an engine gives
    it what it takes, and facts that are settled stay as they are. Pickled, they are found.
    """

    rule: str
    place: str
    start: int | None = None
    due: int | None = None
    grounds: Grounds = field(default=tuple, compare=False, repr=False)

    @property
    def premises(self) -> tuple[Premise, ...]:
        """The facts that its condition rests on."""
        return self.grounds()

    def __reduce__(self) -> tuple[Any, ...]:
        return Firing, (self.rule, self.place, self.start, self.due, partial(tuple, self.premises))


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The value of a concluded fact of one instance. `rules` empty: by its default.

    Premises as of a `Firing`.
    """

    place: str
    entity: str
    fact: str
    value: Value
    rules: tuple[str, ...]
    grounds: Grounds = field(default=tuple, compare=False, repr=False)

    @property
    def premises(self) -> tuple[Premise, ...]:
        """The facts that the value was worked out from."""
        return self.grounds()

    def __reduce__(self) -> tuple[Any, ...]:
        stated = (self.place, self.entity, self.fact, self.value, self.rules)
        return Conclusion, (*stated, partial(tuple, self.premises))


@dataclass(frozen=True, slots=True)
class DecisionError:
    """Why a situation gets no advice. `kind` is "conflict", "range" or "size".

    A conflict names all rules that conclude a value there (in listing order) and the fact. A range error
    names the rule (in a condition, a start or a due), the rule and the fact (in a conclusion), or the fact
    alone (in its default). A size error names the entity of which there are too many to be compared with each
    other, its list as the fact, and how many there are.
    """

    kind: str
    place: str
    entity: str
    rules: tuple[str, ...]
    fact: str | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class Derivations:
    """All firings (by rule in listing order, then by place) and all concluded facts that are given.

    With an `error` both are empty.
    """

    firings: tuple[Firing, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()  # by place, then in order of declaration
    error: DecisionError | None = None

"""Working memory: the facts of one situation that are known so far, and the messages that say them.

In a message every value is an integer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Protocol

from advisor import ir
from advisor.backends.rete import limits
from advisor.backends.rete import plan as plans
from advisor.diagnostics.fast_dataclass import dataclass, replace


class Known(Protocol):
    """The facts of one instance: by name, None where not given."""

    def get(self, name: str, /) -> ir.Value | None:
        """The value of the fact of this name."""


class Indexed(Protocol):
    """What is known of all instances, by their index."""

    def __getitem__(self, index: int, /) -> Known: ...


@dataclass(slots=True)
class WorkingMemory:
    """What is known of each instance; `facts` goes by `Placed.index`, as does everything here."""

    placed: tuple[ir.Placed, ...]
    facts: Indexed
    known: list[dict[str, ir.Value | None]]  # the same, unwatched
    of_entity: Mapping[str, tuple[ir.Placed, ...]] = field(default_factory=dict)
    is_watched: bool = False

    def watched(self) -> tuple[WorkingMemory, dict[tuple[int, str], None]]:
        """The same memory, and every fact that is read in it, in the order of first reading."""
        seen: dict[tuple[int, str], None] = {}
        return replace(self, facts=_WatchedFacts(self.known, seen), is_watched=True), seen

    def premise(self, index: int, fact: str) -> ir.Premise:
        """The fact as it is known now."""
        at = self.placed[index]
        return ir.Premise(at.place, at.instance.entity, fact, self.known[index].get(fact))


@dataclass(frozen=True, slots=True)
class _WatchedFacts:
    known: list[dict[str, ir.Value | None]]
    seen: dict[tuple[int, str], None]

    def __getitem__(self, index: int, /) -> _Watched:
        return _Watched(index, self.known[index], self.seen)


@dataclass(frozen=True, slots=True)
class _Watched:
    index: int
    known: Mapping[str, ir.Value | None]
    seen: dict[tuple[int, str], None]

    def get(self, name: str, /) -> ir.Value | None:
        self.seen[self.index, name] = None
        return self.known.get(name)


def fill(shape: plans.SituationShape, root: ir.Instance, today: int) -> WorkingMemory:
    """A working memory with all that is stated. Units: `today` is an ordinal."""
    placed = ir.place_instances(ir.without_future(root, shape.looking_back, today), shape.lists)
    known: list[dict[str, ir.Value | None]] = [
        {**shape.defaults[p.instance.entity], **p.instance.facts} for p in placed
    ]
    known[0][ir.TODAY] = today
    of_entity: dict[str, list[ir.Placed]] = {name: [] for name in shape.lists}
    for each in placed:
        of_entity[each.instance.entity].append(each)
    return WorkingMemory(
        placed, known, known, {name: tuple(found) for name, found in of_entity.items()}
    )


def kind_attributes(kind: int) -> str:
    """The attributes that make a message one of this kind."""
    return f'"g":{kind // limits.KINDS_UNDER_NODE},"t":{kind}'


SENTINEL = kind_attributes(limits.SENTINEL_KIND) + ',"i":0'


def auxiliary_message(kind: int, index: int) -> str:
    """The auxiliary fact of this kind about an instance."""
    return f'{kind_attributes(kind)},"i":{index}'


def message_format(template: plans.FactTemplate) -> str:
    """How its messages are made, like `"g":0,"t":1,"i":%d,"z":0,"p0":%d,"a0":%d,"a1":%d`."""
    joins = "".join(f',"p{at}":%d' for at in range(len(template.around)))
    values = "".join(f',"a{at}":%d' for at in range(len(template.attributes)))
    return f'{kind_attributes(template.kind)},"i":%d,"z":0{joins}{values}'


class Messages:
    """Makes the messages of one situation."""

    def __init__(
        self,
        memory: WorkingMemory,
        terms: Sequence[Mapping[int, ir.Value | None]],
        not_overridden: Mapping[str, Mapping[int, bool]],
        codes: Mapping[str, int],
        formats: Mapping[int, str],
    ) -> None:
        """`terms` and `not_overridden` are read when messages are made, by number or rule, then by instance.

        Shape: `formats` gives the `message_format` of each template by its kind.
        """
        self._memory = memory
        self._terms = terms
        self._not_overridden = not_overridden
        self._formats = formats
        self._codes = dict(codes)  # grows by the texts of the situation

    def of(self, template: plans.FactTemplate) -> Iterator[str]:
        """The message of each instance that the template is about, in the order of places."""
        message, instances = self._formats[template.kind], self._memory.of_entity[template.entity]
        numbers = [placed.index for placed in instances]
        joined = [[placed.around[entity] for placed in instances] for entity in template.around]
        read = [self._codes_of(attribute, numbers) for attribute in template.attributes]
        for attributes in zip(numbers, *joined, *read, strict=True):
            yield message % attributes

    def _codes_of(self, attribute: plans.Attribute, numbers: Sequence[int]) -> list[int]:
        """One attribute of all these instances."""
        match attribute.source:
            case plans.Fact(fact=fact):
                values = [self._memory.known[n].get(fact) for n in numbers]
            case plans.Term(number=number):
                values = [self._terms[number][n] for n in numbers]
            case plans.NotOverridden(rule=rule):
                values = [self._not_overridden[rule][n] for n in numbers]
        if attribute.side is plans.Side.GIVEN:
            return [0 if value is None else 1 for value in values]
        absent = limits.BELOW_ALL if attribute.side is plans.Side.LOW else limits.ABOVE_ALL
        return [
            absent if v is None else self._code(v, attribute.order) if isinstance(v, str) else v
            for v in values
        ]

    def _code(self, text: str, order: tuple[str, ...]) -> int:
        return order.index(text) if order else self._codes.setdefault(text, len(self._codes))

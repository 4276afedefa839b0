"""Cards and marks as messages: every value becomes an integer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from advisor.backends.rete import limits
from advisor.backends.rete.normal_form import Fact, Free, Reading, Side, Term
from advisor.backends.rete.plan import Card
from advisor.backends.rete.working_memory import WorkingMemory
from advisor.ir.situations import Placed
from advisor.ir.types import Value

ValueOf = Callable[[Reading, Placed], Value | None]


def kind_attributes(kind: int) -> str:
    """The attributes that make a message one of this kind."""
    return f'"g":{kind // limits.CARDS_IN_GROUP},"t":{kind}'


SENTINEL = kind_attributes(limits.SENTINEL_KIND) + ',"i":0'


def mark_message(kind: int, index: int) -> str:
    """The auxiliary fact of this kind about an instance."""
    return f'{kind_attributes(kind)},"i":{index}'


def shape_of(card: Card) -> str:
    """The form of its messages, like `"g":0,"t":1,"i":%d,"z":0,"p0":%d,"a0":%d,"a1":%d`."""
    joins = "".join(f',"p{at}":%d' for at in range(len(card.around)))
    values = "".join(f',"a{at}":%d' for at in range(len(card.readings)))
    return f'{kind_attributes(card.kind)},"i":%d,"z":0{joins}{values}'


class Messages:
    """Makes the messages of one situation."""

    def __init__(
        self,
        memory: WorkingMemory,
        terms: Sequence[Mapping[int, Value | None]],
        free: Mapping[str, Mapping[int, bool]],
        codes: Mapping[str, int],
        shapes: Mapping[int, str],
    ) -> None:
        """`terms` and `free` are read when messages are made, by number or rule, then by instance.

        Shape: `shapes` gives the `shape_of` each card by its kind.
        """
        self._memory = memory
        self._terms = terms
        self._free = free
        self._shapes = shapes
        self._codes = dict(codes)  # grows by the texts of the situation

    def of(self, card: Card) -> Iterator[str]:
        """The message of each instance that the card is about, in the order of places."""
        shape = self._shapes[card.kind]
        instances = self._memory.of_entity[card.entity]
        numbers = [placed.index for placed in instances]
        joined = [[placed.around[entity] for placed in instances] for entity in card.around]
        read = [self._codes_of(reading, numbers) for reading in card.readings]
        for attributes in zip(numbers, *joined, *read, strict=True):
            yield shape % attributes

    def _codes_of(self, reading: Reading, numbers: Sequence[int]) -> list[int]:
        """One reading of all these instances."""
        match reading.source:
            case Fact(fact=fact):
                values = [self._memory.known[n].get(fact) for n in numbers]
            case Term(number=number):
                values = [self._terms[number][n] for n in numbers]
            case Free(rule=rule):
                values = [self._free[rule][n] for n in numbers]
        if reading.side is Side.GIVEN:
            return [0 if value is None else 1 for value in values]
        absent = limits.BELOW_ALL if reading.side is Side.LOW else limits.ABOVE_ALL
        return [
            absent if v is None else self._code(v, reading.order) if isinstance(v, str) else v
            for v in values
        ]

    def _code(self, text: str, order: tuple[str, ...]) -> int:
        return order.index(text) if order else self._codes.setdefault(text, len(self._codes))

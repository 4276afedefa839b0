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


class Messages:
    """Makes the messages of one situation."""

    def __init__(
        self,
        memory: WorkingMemory,
        terms: Sequence[Mapping[int, Value | None]],
        free: Mapping[str, Mapping[int, bool]],
        codes: Mapping[str, int],
    ) -> None:
        """`terms` and `free` are read when messages are made, by number or rule, then by instance."""
        self._memory = memory
        self._terms = terms
        self._free = free
        self._codes = dict(codes)  # grows by the texts of the situation

    def of(self, card: Card) -> Iterator[str]:
        """The message of each instance that the card is about, in the order of places."""
        head = kind_attributes(card.kind)
        joins = "".join(f',"p{at}":%d' for at in range(len(card.around)))
        values = "".join(f',"a{at}":%d' for at in range(len(card.readings)))
        shape = f'{head},"i":%d,"z":0{joins}{values}'
        for placed in self._memory.of_entity[card.entity]:
            around = [placed.around[entity] for entity in card.around]
            codes = [self._code(reading, placed.index) for reading in card.readings]
            yield shape % (placed.index, *around, *codes)

    def _code(self, reading: Reading, index: int) -> int:
        match reading.source:
            case Fact(fact=fact):
                value = self._memory.known[index].get(fact)
            case Term(number=number):
                value = self._terms[number][index]
            case Free(rule=rule):
                value = self._free[rule][index]
        if reading.side is Side.GIVEN:
            return 0 if value is None else 1
        if value is None:
            return limits.BELOW_ALL if reading.side is Side.LOW else limits.ABOVE_ALL
        if isinstance(value, str):
            if reading.order:
                return reading.order.index(value)
            return self._codes.setdefault(value, len(self._codes))
        return int(value)

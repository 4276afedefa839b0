"""The three-valued reading: what holds, what cannot hold, and what is still open."""

from __future__ import annotations

from advisor.backends.oracle.arithmetic import OutOfRange
from advisor.backends.oracle.kleene import Frames, Meaning
from advisor.backends.oracle.meaning import meanings_of
from advisor.backends.oracle.memory import UNKNOWN, Known, Memory, remember
from advisor.ir.expressions import Expression
from advisor.ir.packs import Program, Rule
from advisor.ir.situations import Instance


class OpenReading:
    """All layers of a program read with UNKNOWN for every missing fact.

    Sound for every completion that is not an error of the situation: what fires here fires there, what
    cannot fire here does not fire there, a value known here is the value there.
    """

    def __init__(
        self,
        program: Program,
        root: Instance,
        today: int,
        asked_defaults: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self.program = program
        self.meanings = meanings_of(program)
        self.memory: Memory = remember(
            program.pack, root, today, is_open=True, settled_defaults=asked_defaults
        )
        self.silencing = [
            rule
            for rule in program.pack.rules.values()
            if rule.silences_all or rule.silences is not None
        ]
        self.fires: dict[tuple[str, int], Known] = {}  # True, False or UNKNOWN
        for layer in program.layers:
            for name in layer.firings:
                self._fire(program.pack.rules[name])
            for entity, fact in layer.facts:
                for index in self.memory.of_entity[entity]:
                    self.memory.rows[index][fact] = self._conclude(entity, fact, index)

    def value(self, meaning: Meaning, frames: Frames) -> Known:
        """The value; UNKNOWN also where what is known so far is out of range."""
        try:
            value: Known = meaning(self.memory, frames)
        except OutOfRange:
            return UNKNOWN
        return value

    def overriders(self, rule: Rule, index: int) -> list[tuple[str, int]]:
        """The firings that would keep this one from happening."""
        around = self.memory.placed[index].around
        names = self.program.overridden_by[rule.name]
        return [(name, around[self.program.pack.rules[name].entity]) for name in names]

    def conclusions_of(self, entity: str, fact: str, index: int) -> list[tuple[str, Expression]]:
        """The rules that may conclude it for this instance, with their expressions."""
        rules = [self.program.pack.rules[n] for n in self.program.concluded_by[entity, fact]]
        return [
            (rule.name, conclusion.value)
            for rule in rules
            if self.fires[rule.name, index] is not False
            for conclusion in rule.concludes
            if conclusion.fact == fact
        ]

    def _fire(self, rule: Rule) -> None:
        condition = self.meanings.of(self.meanings.conditions[rule.name])
        for index in self.memory.of_entity[rule.entity]:
            fires = self.value(condition, (index,)) or False
            if fires is not False:
                blocking = [self.fires[other] for other in self.overriders(rule, index)]
                if True in blocking:
                    fires = False
                elif UNKNOWN in blocking:
                    fires = UNKNOWN
            self.fires[rule.name, index] = fires

    def _conclude(self, entity: str, fact: str, index: int) -> Known:
        outcomes: list[Known] = []
        for name, expression in self.conclusions_of(entity, fact, index):
            value = self.value(self.meanings.of(expression), (index,))
            is_certain = self.fires[name, index] is True
            if is_certain and value is not UNKNOWN and value is not None:
                return value  # whatever else is concluded is the same, or an error
            if value is not None:
                outcomes.append(value)
        default = self.program.pack.entities[entity].facts[fact].computed_default
        outcomes.append(self.value(self.meanings.of(default), (index,)) if default else None)
        return outcomes[0] if all(o == outcomes[0] for o in outcomes) else UNKNOWN
